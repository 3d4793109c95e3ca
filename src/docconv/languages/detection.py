"""Which language a text is in."""

from __future__ import annotations


def detect(text: str) -> str:
    """A BCP 47 tag, `und` where nothing tells."""
    return "en" if " the " in text else "und"
