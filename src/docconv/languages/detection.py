"""Which language a text is in: by its script, then by the commonest words and letters of its languages."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from docconv.languages.folding import fold
from docconv.languages.loading import available, by_script, load
from docconv.languages.tables import stored
from docconv.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD = 20_000
MIDDLE = 5_000
FEWEST_WORDS = 0.04  # share of words that must be stop words of the language
FEWEST_HITS = 1.5  # one common word is not enough: "Ben" is a name, and I in Turkish
FEW_HITS, MARGIN = 3.0, 1.2  # with so few, it must have so many times as many as any other language
SHORT = 1000  # characters of a text in which names before colons count for much
FEWEST_KANA = 0.02  # share of kana among letters that only a Japanese or an interpreted speaker brings in

_WORD = regex(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0963\u0971-\u0d7f])*+(?:'[^\W\d_]+)?")
"""A word; the signs for vowels of Indian scripts are no letters for Python."""
_BEFORE_COLON = regex(r"(?m)^[^:\n]{1,40}:\s")
_ALONE = regex(r"(?m)^[^.!?\n]{1,40}$")
"""What may be a label alone on its line."""
_TIME = regex(r"[\d:.,]++")
_WORD_OF_LETTERS = regex(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_PLAIN_WORD = regex(r"[a-z]+(?:'[a-z]+)?")
"""The same where there are no such signs, and where there is nothing but ASCII: each a third quicker."""
_FIRST_SIGN, _LAST_SIGN = "\u0900", "\u0d7f"

# Where each script begins and, as an empty name, ends, after the blocks of the Unicode standard.
_BLOCKS = (
    (0x0041, "Latn"),
    (0x02B0, ""),
    (0x0370, "Grek"),
    (0x0400, "Cyrl"),
    (0x0530, "Armn"),
    (0x0590, "Hebr"),
    (0x0600, "Arab"),
    (0x0700, ""),
    (0x0750, "Arab"),
    (0x0780, ""),
    (0x0900, "Deva"),
    (0x0980, "Beng"),
    (0x0A00, "Guru"),
    (0x0A80, "Gujr"),
    (0x0B00, ""),
    (0x0B80, "Taml"),
    (0x0C00, "Telu"),
    (0x0C80, "Knda"),
    (0x0D00, "Mlym"),
    (0x0D80, "Sinh"),
    (0x0E00, "Thai"),
    (0x0E80, "Laoo"),
    (0x0F00, ""),
    (0x1000, "Mymr"),
    (0x10A0, "Geor"),
    (0x1100, "Hang"),
    (0x1200, "Ethi"),
    (0x13A0, ""),
    (0x1780, "Khmr"),
    (0x1800, ""),
    (0x1C90, "Geor"),
    (0x1CC0, ""),
    (0x1E00, "Latn"),
    (0x1F00, "Grek"),
    (0x2000, ""),
    (0x3041, "Kana"),
    (0x3100, ""),
    (0x3130, "Hang"),
    (0x3190, ""),
    (0x31F0, "Kana"),
    (0x3200, ""),
    (0x3400, "Hani"),
    (0x4DC0, ""),
    (0x4E00, "Hani"),
    (0xA000, ""),
    (0xAC00, "Hang"),
    (0xD7B0, ""),
    (0xF900, "Hani"),
    (0xFB00, "Latn"),
    (0xFB13, "Armn"),
    (0xFB1D, "Hebr"),
    (0xFB50, "Arab"),
    (0xFE00, ""),
    (0xFE70, "Arab"),
    (0xFEFF, ""),
    (0xFF66, "Kana"),
    (0xFFA0, ""),
    (0x20000, "Hani"),
    (0x32000, ""),
)
_STARTS = tuple(start for start, _ in _BLOCKS)

_WEIGHTS = {"Hani": 3.0, "Hang": 2.0}  # a syllable or a word, where an alphabet needs several letters
_KANA = 0.1  # kana for each han character in the tersest Japanese text


def detect(text: str) -> str:
    """A BCP 47 tag, `und` where nothing decides; looks at the beginning and the middle of the text."""
    middle = len(text) // 2
    sample = fold(text[:HEAD] + (" " + text[middle : middle + MIDDLE] if len(text) > HEAD else ""))
    if len(sample) < SHORT:
        said = _BEFORE_COLON.sub("", sample)
        alone = (_TIME.sub("", line) for line in _ALONE.findall(said))
        once = dict.fromkeys((*_BEFORE_COLON.findall(sample), *alone))  # `Ben` is Turkish
        sample = "\n".join((*once, _ALONE.sub("", said)))
    if sample.isascii():  # none of its letters tells a language
        words = _PLAIN_WORD.findall(sample)
        return _by_words("Latn", Counter(words), {}) if words else "und"
    characters = Counter(sample)
    script = _script(characters)
    if script in by_script():
        return by_script()[script]
    has_signs = any(_FIRST_SIGN <= char <= _LAST_SIGN for char in characters)
    words = (_WORD if has_signs else _WORD_OF_LETTERS).findall(sample)
    return _by_words(script, Counter(words), characters) if script else "und"


def script_of(char: str) -> str:
    """The ISO 15924 code of a letter's script, empty for what is no letter; hiragana is `Kana`, too."""
    return _BLOCKS[bisect_right(_STARTS, ord(char)) - 1][1] if char.isalpha() else ""


def _script(characters: Mapping[str, int]) -> str:
    """The script that says most of the text."""
    found: Counter[str] = Counter()
    for char, times in characters.items():
        found[script_of(char)] += times
    del found[""]
    if found["Kana"] > max(FEWEST_KANA * found.total(), _KANA * found["Hani"]):
        return "Kana"
    return max(found, key=lambda script: found[script] * _WEIGHTS.get(script, 1.0), default="")


def _by_words(script: str, words: Counter[str], characters: Mapping[str, int]) -> str:
    """The language of a script whose stop words and special letters the text has most of."""
    scores: defaultdict[str, float] = defaultdict(float)
    stop_words, letters = _stop_words(script), _letters(script)
    for word, times in words.items():  # a text has fewer words than all languages have stop words
        tags = stop_words.get(word, ())
        for tag in tags:
            scores[tag] += times / len(tags) ** 0.5
    for letter, times in characters.items():
        tags = letters.get(letter, ())
        for tag in tags:
            scores[tag] += times / len(tags)
    *_, second, best = ("und", "und", *sorted(sorted(scores, reverse=True), key=scores.__getitem__))
    if scores[best] < FEW_HITS and scores[best] < MARGIN * scores[second]:
        return "und"
    return best if scores[best] >= max(FEWEST_HITS, FEWEST_WORDS * words.total()) else "und"


def _scripts() -> tuple[str, ...]:
    return tuple(sorted({script for _, script in _BLOCKS if script}))


@stored(_scripts)
def _stop_words(script: str) -> dict[str, tuple[str, ...]]:
    return _inverted(script, "stop_words")


@stored(_scripts)
def _letters(script: str) -> dict[str, tuple[str, ...]]:
    return _inverted(script, "letters")


def _inverted(script: str, name: str) -> dict[str, tuple[str, ...]]:
    """Which languages list an entry, of all entries of one list in one script."""
    tags: dict[str, list[str]] = {}
    for tag in available():
        for entry in dict.fromkeys(map(fold, getattr(load(tag), name))):
            if script_of(entry[0]) == script and (len(entry) > 1 or not entry.isascii() or name != "letters"):
                tags.setdefault(entry, []).append(tag)
    return {entry: tuple(found) for entry, found in tags.items()}
