"""What an RTF file prints: its characters outside of the groups that print nothing."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, evolve, field

from docconv.account.text import with_notations
from docconv.account.words import SourceText
from docconv.formats import Source
from docconv.formats.rtf.tokens import CHARSETS, DEFAULT, code_page
from docconv.patterns import regex

SILENT = regex(
    rb"(?:fonttbl|colortbl|stylesheet|info|header[lrf]?|footer[lrf]?|fldinst|xe|tc|listtext|pntext|atnid|atnauthor"
    rb"|nonshppict|bkmkstart|bkmkend|a?ftnsepc?|a?ftncn|pict|object|annotation|shp)"
)
"""Words from which on a group prints nothing; so does any after the sign `*`, but for one."""
PRINTED = b"shppict"
PIECE = regex(
    rb"\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?(?:\ |(?![A-Za-z\d]))"
    rb"|\\(?P<sign>[^A-Za-z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|\\|[\r\n]+"
)
APART = frozenset(
    (b"par", b"cell", b"row", b"tab", b"line", b"sect", b"page", b"nestcell", b"emdash", b"endash")
)
CELLS = frozenset((b"cell", b"nestcell"))
CELL_END = "\x1e"
COUNTED = regex(rf"(?<=\n)[^\S\n{CELL_END}]*+(?:[#№]\s*+)?\d{{1,5}}[.):]?[^\S\n{CELL_END}]*+(?={CELL_END})")
"""A cell that counts the rows of its table."""
ESCAPED, BLANKS = b"\\{}", b"~\n\r"


@define
class _Group:
    """What holds between two braces."""

    is_silent: bool = False
    is_hidden: bool = False
    font: int = -1
    fallback: int = 1


@define
class _Fonts:
    """The encodings of a file and of its fonts."""

    page: str = DEFAULT
    pages: dict[int, str] = field(factory=dict)
    default: int = -1

    def told(self, font: int, word: bytes, number: int | None) -> None:
        """What a control word says of them."""
        if number is None:
            return
        if word == b"ansicpg":
            self.page = code_page(number)
        elif word == b"deff":
            self.default = number
        elif word == b"fcharset" and number in CHARSETS:
            self.pages[font] = CHARSETS[number]

    def decoded(self, waiting: bytearray, group: _Group) -> Iterator[tuple[str, bool]]:
        """The bytes that wait, as text, and none of them any more."""
        if waiting and not group.is_silent:
            font = self.default if group.font < 0 else group.font
            yield bytes(waiting).decode(self.pages.get(font, self.page), "replace"), group.is_hidden
        waiting.clear()


def account(source: Source) -> Iterator[SourceText]:
    """The account of an RTF file. What is hidden may be read or left out."""
    parts = list(_parts(source.data))
    shown, hidden = (
        "".join(text for text, is_hidden in parts if is_hidden is which) for which in (False, True)
    )
    text = shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    counts = "\n".join(COUNTED.findall(f"\n{text}"))
    text = text.replace(CELL_END, "")
    yield from with_notations(
        SourceText(text, "paragraph", free=hidden, again=lambda _: counts, is_ordered=False)
    )


def _parts(data: bytes) -> Iterator[tuple[str, bool]]:
    """The characters of a file, and whether they are hidden."""
    fonts = _Fonts()
    group, above, waiting, skipped, at, starred = _Group(), list[_Group](), bytearray(), 0, 0, False
    while found := PIECE.match(data, at):
        at = found.end()
        raw = bytes.fromhex(found["byte"].decode()) if found["byte"] else found["text"] or b""
        waiting += raw[skipped:]
        skipped = max(skipped - len(raw), 0)
        starred = starred and not raw
        if raw or not found.lastgroup:
            continue
        yield from fonts.decoded(waiting, group)
        if found["brace"]:
            skipped = 0
            above += [evolve(group)] if found["brace"] == b"{" else []
            group = group if found["brace"] == b"{" or not above else above.pop()
        elif word := found["word"]:
            told = int(found["number"]) if found["number"] else None
            at += max(told or 0, 0) if word == b"bin" else 0
            skipped = group.fallback if word == b"u" and told is not None else 0
            fonts.told(group.font, word, told)
            yield from _told(group, word, told, starred=starred)
        elif skipped:
            skipped -= 1
        elif not group.is_silent:
            yield _printed(found["sign"]), group.is_hidden
        starred = found["sign"] == b"*"
    yield from fonts.decoded(waiting, group)


def _printed(sign: bytes) -> str:
    """What a control sign prints."""
    return sign.decode() if sign in ESCAPED else " " if sign in BLANKS else ""


def _told(group: _Group, word: bytes, told: int | None, *, starred: bool) -> Iterator[tuple[str, bool]]:
    """What a control word changes, and what it prints."""
    is_character = word == b"u" and told is not None
    if SILENT.fullmatch(word) or (starred and word != PRINTED and not is_character):
        group.is_silent = True
    if word in (b"v", b"plain"):
        group.is_hidden = word == b"v" and told != 0
        group.font = -1 if word == b"plain" and not starred else group.font
    elif word == b"f" and told is not None and not starred:
        group.font = told
    elif word == b"uc" and told is not None:
        group.fallback = max(0, min(told, 9))
    elif not group.is_silent:
        ends = f"{CELL_END}\n" if word in CELLS else "\n" if word in APART else ""
        said = chr((told or 0) % 65_536) if is_character else ends
        yield said, group.is_hidden
