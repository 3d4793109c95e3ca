"""The few words that docconv itself prints, by language."""

from __future__ import annotations

from typing import Literal, TypeAlias
from unicodedata import east_asian_width

from attrs import evolve

from docconv.languages import load
from docconv.themes.model import Theme

AUTO = "auto"
DOTTED = frozenset(("az", "tr"))
"""Languages whose small i has its dot in capitals, too."""
Term: TypeAlias = Literal["contents", "participants", "cast"]


def term(name: Term, lang: str) -> str:
    """A word in a language, a BCP 47 tag; in English where the language is not known. `cast` is what plays
    call their participants.
    """
    language, english = load(lang), load("en")
    if name == "contents":
        return language.contents or english.contents
    if name == "participants":
        return language.participants or english.participants
    first = (language.cast_headings or english.cast_headings)[0]
    capital = "İ" if first[0] == "i" and language.tag in DOTTED else first[0].upper()
    return capital + first[1:]


def in_language(theme: Theme, lang: str) -> Theme:
    """A theme whose labels are followed by what a language prints there, unless the theme has its own."""
    labels, language = theme.labels, load(lang)
    if labels.delimiter == AUTO:
        labels = evolve(labels, delimiter=language.delimiter)
    if labels.continued == AUTO:
        labels = evolve(labels, continued=f"({language.continued})" if language.continued else "…")
    return theme if labels is theme.labels else evolve(theme, labels=labels)


def before_words(delimiter: str) -> str:
    """A delimiter and the blank between it and words in the same line; a full-width one holds its blank."""
    return delimiter if delimiter and east_asian_width(delimiter[-1]) in "WF" else f"{delimiter} "
