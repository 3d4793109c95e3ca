"""Font families by script: a theme names those for Latin, Greek and Cyrillic letters, these are the others.

ScriptFamilies of Word and of Windows. A program that lacks one takes another for the same script.
"""

from __future__ import annotations

from attrs import frozen

from docconv.themes.model import Fonts

COMPLEX = {
    "as": "Nirmala UI",
    "bn": "Nirmala UI",
    "gu": "Nirmala UI",
    "hi": "Nirmala UI",
    "kn": "Nirmala UI",
    "km": "Leelawadee UI",
    "lo": "Leelawadee UI",
    "ml": "Nirmala UI",
    "mr": "Nirmala UI",
    "ne": "Nirmala UI",
    "pa": "Nirmala UI",
    "ta": "Nirmala UI",
    "te": "Nirmala UI",
    "th": "Leelawadee UI",
}
EASTERN = {
    "ja": ("Yu Mincho", "Yu Gothic"),
    "ko": ("Batang", "Malgun Gothic"),
    "zh": ("SimSun", "Microsoft YaHei"),
    "zh-hant": ("PMingLiU", "Microsoft JhengHei"),
    "zh-hk": ("PMingLiU", "Microsoft JhengHei"),
    "zh-tw": ("PMingLiU", "Microsoft JhengHei"),
}


@frozen(repr=False)
class ScriptFamilies:
    """The families with serifs and without: for the letters of a theme, East Asian and complex scripts."""

    text: tuple[str, str, str]
    sans: tuple[str, str, str]

    def of(self, *, sans: bool) -> tuple[str, str, str]:
        """One of both."""
        return self.sans if sans else self.text


def families(fonts: Fonts, lang: str) -> ScriptFamilies:
    """The families for a document in a language, a BCP 47 tag."""
    tag = lang.lower()
    language = primary(lang)
    eastern = EASTERN.get("-".join(tag.split("-")[:2])) or EASTERN.get(language)
    text, sans = eastern or (fonts.word_text, fonts.word_sans)
    other = COMPLEX.get(language)
    return ScriptFamilies(
        (fonts.word_text, text, other or "Times New Roman"), (fonts.word_sans, sans, other or "Arial")
    )


def primary(lang: str) -> str:
    """The language of a BCP 47 tag, without script and region."""
    return lang.split("-", maxsplit=1)[0].lower()
