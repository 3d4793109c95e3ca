"""Characters that nobody sees and that command a terminal, a line or the runner of a build."""

from __future__ import annotations

from docconv.patterns import regex

BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROL = regex(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{BIDI}]+")
UNSEEN = regex(rf"[\x7f-\x9f\u2028\u2029{BIDI}]|(?<=#)#(?=\w*\[)")
COMMAND = regex(r"^(\s*):(?=:)|#(?=#\w*\[)")
"""What a runner takes for a command: `::error` at the head of a line, `##vso[` and `##[` in any place."""


def one_line(text: str) -> str:
    """A text without control characters, which could break the line or command the terminal, and without
    what would be a command of the program that runs a build.
    """
    plain = text if text.isprintable() else CONTROL.sub(" ", text)
    return COMMAND.sub(r"\g<0> ", plain) if "::" in plain or "##" in plain else plain


def escaped(text: str) -> str:
    """JSON or TOML with escapes for what nobody sees, and for what would be a command."""
    if text.isascii() and "##" not in text and "\x7f" not in text:
        return text
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
