"""What the words of transcripts mean, language by language: data, no rules.

One TOML file per language, named by its BCP 47 tag. Files hold natural lower case; `load` adds the spellings
that `fold` and `str.casefold` give, so that a text may be compared after either.
"""

from docconv.languages.detection import detect
from docconv.languages.folding import fold
from docconv.languages.loading import available, by_script, every, known_tag, load, merged, others, union
from docconv.languages.words import UNDETERMINED, LanguageData

__all__ = [
    "UNDETERMINED",
    "LanguageData",
    "available",
    "by_script",
    "detect",
    "every",
    "fold",
    "known_tag",
    "load",
    "merged",
    "others",
    "union",
]
