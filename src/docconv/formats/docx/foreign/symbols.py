"""Characters of symbol fonts, which are in a part of Unicode that means nothing by itself."""

from __future__ import annotations

GREEK = dict(zip(
    "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω", strict=True,
))  # fmt: skip
SIGNS = {0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓", 0xFB: "✗", 0xE0: "→", 0xE8: "➔", 0xDF: "←", 0x6C: "●",
         0x6E: "■", 0x6F: "□", 0x71: "❑", 0x76: "❖", 0x4A: "☺", 0x4C: "☹", 0x28: "☎", 0x2A: "✉", 0xFE: "☑",
         0xA8: "◻"}  # fmt: skip
PRIVATE = 0xF000
UNKNOWN = "\ufffd"


def symbol(font: str, code: str) -> str:
    """The character for a code, four hexadecimal digits, in a font."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    low = number - PRIVATE if number >= PRIVATE else number
    if font.casefold() == "symbol":
        plain = chr(low) if 0x20 <= low < 0x7F else UNKNOWN
        return GREEK.get(plain) or SIGNS.get(low if low > 0x7F else -1) or plain
    if font.casefold().startswith(("wingdings", "webdings")) or number >= PRIVATE:
        return SIGNS.get(low, UNKNOWN)
    return chr(number) if 0x20 <= number < 0xD800 else UNKNOWN
