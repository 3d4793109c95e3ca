"""What an RTF file prints: its characters outside of the groups that print nothing."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve

from docconv.account.words import SourceText
from docconv.formats import Source
from docconv.formats.rtf.tokens import CHARSETS, DEFAULT, code_page
from docconv.patterns import regex

SILENT = regex(
    rb"\s*+\\(?:(?:fonttbl|colortbl|stylesheet|info|header[lrf]?|footer[lrf]?|fldinst|xe|tc|listtext|pntext"
    rb"|atnid|atnauthor|nonshppict|bkmkstart|bkmkend|a?ftnsepc?|a?ftncn|pict|object|annotation|shp)(?![A-Za-z])"
    rb"|\*\s*+\\(?!shppict\b))"
)
PIECE = regex(
    rb"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?(?:\ |(?![A-Za-z\d]))"
    rb"|\\(?P<sign>[^A-Za-z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|\\|[\r\n]+"
)
FONT = regex(rb"\\f(\d{1,9})(?:(?!\\f\d|\\fcharset)[^{};])*+\\fcharset(\d{1,9})")
PAGE = regex(rb"\\ansicpg(\d{1,9})")
APART = frozenset(
    (b"par", b"cell", b"row", b"tab", b"line", b"sect", b"page", b"nestcell", b"emdash", b"endash")
)
NOTE = b"note"
"""Each note gets a number, which the file does not have."""
ESCAPED, BLANKS = b"\\{}", b"~\n\r"


@define
class _Group:
    """What holds between two braces."""

    is_silent: bool = False
    is_hidden: bool = False
    font: int = -1
    fallback: int = 1


def account(source: Source) -> Iterator[SourceText]:
    """The account of an RTF file. What is hidden may be read or left out; notes are at the end."""
    parts = list(_parts(source.data))
    shown, hidden = (
        "".join(text for text, is_hidden in parts if is_hidden is which) for which in (False, True)
    )
    text = shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    signs = " ".join(map(str, range(1, source.data.count(NOTE) + 1)))
    yield SourceText(text, "paragraph", free=f"{signs}\n{hidden}", is_ordered=False)


def _parts(data: bytes) -> Iterator[tuple[str, bool]]:
    """The characters of a file, and whether they are hidden."""
    pages = {int(font): CHARSETS.get(int(kind), "") for font, kind in FONT.findall(data)}
    told = PAGE.search(data)
    page = code_page(int(told[1])) if told else DEFAULT
    group, above, waiting, skipped, at = _Group(), list[_Group](), bytearray(), 0, 0
    while found := PIECE.match(data, at):
        at = found.end()
        raw = bytes.fromhex(found["byte"].decode()) if found["byte"] else found["text"] or b""
        waiting += raw[skipped:]
        skipped = max(skipped - len(raw), 0)
        if raw or not found.lastgroup:
            continue
        if waiting and not group.is_silent:
            yield bytes(waiting).decode(pages.get(group.font) or page, "replace"), group.is_hidden
        waiting.clear()
        if found["brace"] == b"{":
            above.append(group)
            group, skipped = evolve(group, is_silent=group.is_silent or SILENT.match(data, at) is not None), 0
        elif found["brace"]:
            group, skipped = above.pop() if above else group, 0
        elif found["word"]:
            number = int(found["number"] or 1)
            at += max(number, 0) if found["word"] == b"bin" and found["number"] else 0
            skipped = group.fallback if found["word"] == b"u" and found["number"] else 0
            if not group.is_silent:
                yield _told(group, found["word"], number if found["number"] else None), group.is_hidden
        elif skipped:
            skipped -= 1
        elif not group.is_silent:
            yield _printed(found["sign"]), group.is_hidden
    if waiting and not group.is_silent:
        yield bytes(waiting).decode(pages.get(group.font) or page, "replace"), group.is_hidden


def _printed(sign: bytes) -> str:
    """What a control sign prints."""
    return sign.decode() if sign in ESCAPED else " " if sign in BLANKS else ""


def _told(group: _Group, word: bytes, told: int | None) -> str:
    """What a control word changes, and what it prints."""
    number = 1 if told is None else told
    match word:
        case b"v":
            group.is_hidden = number != 0
        case b"plain":
            group.is_hidden = False
        case b"f":
            group.font = number
        case b"uc":
            group.fallback = max(0, min(number, 9))
        case b"u":
            return "" if told is None else chr(told % 65_536)
        case _:
            return "\n" if word in APART else ""
    return ""
