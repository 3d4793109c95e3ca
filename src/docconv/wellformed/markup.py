"""What text is as content of XML."""

from __future__ import annotations


def escape(text: str, *, quote: bool = True) -> str:
    """As `html.escape`, whose module takes long to load, for the names of all characters that it has."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;") if quote else text
