"""The few words that docconv itself prints, by language."""

from __future__ import annotations

from typing import Literal, TypeAlias

from docconv.languages import load

Term: TypeAlias = Literal["contents", "participants"]


def term(name: Term, lang: str) -> str:
    """A word in a language, a BCP 47 tag; in English where the language is not known."""
    language, english = load(lang), load("en")
    return (
        (language.contents or english.contents)
        if name == "contents"
        else (language.participants or english.participants)
    )
