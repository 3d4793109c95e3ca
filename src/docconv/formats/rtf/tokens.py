"""RTF as tokens, and which bytes are which characters (Rich Text Format Specification 1.9.1)."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping

from attrs import frozen

from docconv.patterns import regex

TOKEN = regex(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?(?:\ |(?![A-Za-z\d]))"
    rb"|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\"
)
CHARSETS: Mapping[int, str] = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250",
}  # fmt: skip
"""The code pages of fonts by their character sets."""
DEFAULT = "cp1252"


@frozen
class RtfToken:
    """A brace, a control word or sign with its number, or bytes of text."""

    kind: str
    value: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[RtfToken]:
    """The tokens of a file; binary data is skipped."""
    at = 0
    while found := TOKEN.match(data, at):
        at = found.end()
        match found.lastgroup:
            case "word" | "number":
                number = None if found["number"] is None else int(found["number"])
                word = found["word"].decode("ascii")
                if word == "bin":
                    at += max(number or 0, 0)
                yield RtfToken("word", word, number)
            case "byte":
                yield RtfToken("text", data=bytes.fromhex(found["byte"].decode("ascii")))
            case "sign" | "brace":
                yield RtfToken(str(found.lastgroup), found[0][-1:].decode("latin-1"))
            case "text":
                yield RtfToken("text", data=found["text"])
            case _:
                pass


def code_page(number: int | None) -> str:
    """The encoding of a code page by its number."""
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return DEFAULT
