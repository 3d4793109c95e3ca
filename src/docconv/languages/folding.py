"""Comparing words without regard to case, in every language at once."""

from __future__ import annotations

import unicodedata

_SAME = (("ı", "i"), ("ς", "σ"), ("’", "'"), ("ʼ", "'"))


def fold(text: str) -> str:
    """Lower case in NFC, one character for one where the text is NFC.

    The four Turkic i's become one, so that `HANIM`, `Hanım` and `hanım` agree whatever the language; final
    sigma becomes sigma, and typographic apostrophes become straight ones.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFC", text).replace("İ", "i").lower()
    for variant, plain in _SAME:
        folded = folded.replace(variant, plain)
    return folded
