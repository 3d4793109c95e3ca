"""PDF that docconv wrote: the structure tree with the text on the pages, and the TEI in the file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, TypeAlias

import pikepdf
from attrs import define, field

from docconv.formats.pdf.reading.attachment import source_of
from docconv.patterns import regex
from docconv.verify import projection
from docconv.verify.markup.tei import OWN_TEI, tei_projection

KINDS: dict[str, projection.RowKind] = {
    "Speech": "turn",
    "Narrative": "narrative",
    "CastItem": "cast",
    "Stage": "stage",
    "Separator": "separator",
    "Boilerplate": "boilerplate",
    **dict.fromkeys((f"H{level}" for level in range(1, 7)), "heading"),
}
DERIVED = frozenset(("TOC", "Participants"))
LABEL = projection.Role("", ("label",))
CODE = regex(rb"<([0-9A-Fa-f]+)>\s*+<([0-9A-Fa-f]+)>")
STRING = rb"\([^()\\]*(?:\\.[^()\\]*)*\)"
TOKEN = regex(
    rb"(?=[(</BE])"
    rb"(?:(%s|<[0-9A-Fa-f\s]*>)\s*Tj\b|%s|/([^\s()<>/]+)\s+\S+\s+Tf\b|(<<(?:%s|<[^<>]*>|[^()<>])*>>)\s*BDC\b"
    rb"|\b(B[DM]C)\b|\b(EMC)\b)" % ((STRING,) * 3),
    re.DOTALL,
)
"""What begins with none of the first signs, as most numbers do, is passed over at once."""
SIMPLE = regex(rb"/ActualText\s+\(([A-Za-z ]*)\)")
NUMBER = regex(rb"/MCID\s+(\d{1,9})")
Key: TypeAlias = tuple[tuple[int, int], int]


def views(data: bytes) -> tuple[projection.MarkupView, ...]:
    """What the pages say, and what the TEI in the file says."""
    with pikepdf.open(BytesIO(data)) as pdf:
        attached = source_of(pdf)
        carried = b"" if attached is None else attached.read_bytes()
        if OWN_TEI not in carried or "/StructTreeRoot" not in pdf.Root:
            return ()
        tree = _Tree(dict(_shown(pdf)))
        tree.read(pdf.Root.StructTreeRoot)
    carries = projection.MarkupView("the TEI in it", tei_projection(carried), "all")
    return (projection.MarkupView("its pages", projection.of_rows(tree.titled()), "voices"), carries)


@define
class _Tree:
    """Reads elements in order. `shown` is the text of marked content by page and number."""

    shown: Mapping[Key, str]
    rows: list[projection.Row] = field(factory=list)
    delimiter: str = ""

    def titled(self) -> Iterator[projection.Row]:
        """The rows; the first heading is the title."""
        for number, row in enumerate(self.rows):
            if number == 0 and row.kind == "heading":
                row.kind = "title"
            yield row

    def read(self, root: pikepdf.Object) -> None:
        """All rows below the root."""
        stack = _kids(root)[::-1]
        while stack:
            node = stack.pop()
            kind = _type(node) if isinstance(node, pikepdf.Dictionary) else ""
            if not kind or kind in DERIVED:
                continue
            facts = _facts(node)
            self.delimiter = facts.get("delimiter", self.delimiter)
            if kind in KINDS:
                self.rows.append(self._row(node, KINDS[kind], facts))
            else:
                stack.extend(reversed(_kids(node)))

    def _row(
        self, node: pikepdf.Object, kind: projection.RowKind, facts: Mapping[str, str]
    ) -> projection.Row:
        who = tuple(one.removeprefix("#") for one in facts.get("who", "").split())
        row = projection.Row(kind, str(node.get("/ID", "")), who, facts.get("cert", "high"))
        for part in _kids(node) if row.kind == "turn" else (node,):
            pieces = list(self._pieces(part))
            if not row.parts and any(role is LABEL for role, _ in pieces):
                row.label = "".join(text for role, text in pieces if role is LABEL)
                pieces = self._behind_label([piece for piece in pieces if piece[0] is not LABEL])
            row.parts.append(("stage" if _type(part) == "Stage" else "p", pieces))
        return row

    def _behind_label(self, pieces: list[projection.Piece]) -> list[projection.Piece]:
        """The words without the delimiter, which may be cut into pieces itself."""
        text = "".join(text for role, text in pieces if role == projection.PLAIN)
        left = len(self.delimiter) if text.startswith(self.delimiter) else 0
        kept = []
        for role, words in pieces:
            cut = min(left, len(words)) if role == projection.PLAIN else 0
            left -= cut
            kept.append((role, words[cut:]))
        return kept

    def _pieces(self, top: pikepdf.Object) -> Iterator[projection.Piece]:
        """The text of an element in order, each piece with what it stands in."""
        stack: list[tuple[Any, projection.Role, Any]] = [(top, projection.PLAIN, None)]
        while stack:
            node, role, page = stack.pop()
            if isinstance(node, int):
                yield role, self.shown.get((page, node), "")
                continue
            names = node.keys()
            page = node.Pg.objgen if "/Pg" in names else page
            if "/MCID" in names:
                yield role, self.shown.get((page, int(node.MCID)), "")
            elif "/S" in names:
                role = _role(node, role)
                if "/ActualText" in names:
                    yield role, str(node.ActualText)
                else:
                    stack.extend((kid, role, page) for kid in reversed(_kids(node)))


def _type(node: pikepdf.Object) -> str:
    return str(node.get("/S", ""))[1:]


def _kids(node: pikepdf.Object) -> list[Any]:
    kids: Any = node.get("/K", [])
    return [*kids] if isinstance(kids, pikepdf.Array | list) else [kids]


def _facts(node: pikepdf.Object) -> dict[str, str]:
    entries: Any = node.A.get("/P", []) if "/A" in node else []
    return {str(entry.N): str(entry.V) for entry in entries}


def _role(node: pikepdf.Object, outer: projection.Role) -> projection.Role:
    match _type(node):
        case "Quote":
            facts = _facts(node)
            who = tuple(one.removeprefix("#") for one in facts.get("who", "").split())
            return projection.Role("said", who, facts.get("cert", "high"))
        case "StageInline":
            return projection.DIRECTION
        case "Speaker":
            return LABEL
        case _:
            return outer


# ------------ text on pages


def _shown(pdf: pikepdf.Pdf) -> Iterator[tuple[Key, str]]:
    """The text of each marked content: what it says that it is, or else what its glyphs are."""
    known: dict[tuple[int, int], _Font] = {}
    for page in pdf.pages:
        fonts = {}
        for name, font in page.resources.get("/Font", {}).items():
            fonts[name[1:].encode()] = known.get(font.objgen) or known.setdefault(font.objgen, _Font.of(font))
        for at, text in _on_page(_drawn(page.obj.get("/Contents")), fonts).items():
            yield (page.obj.objgen, at), text


def _drawn(streams: Any) -> bytes:  # noqa: ANN401  one stream, several or none
    """The steps of a page."""
    parts = [streams] if isinstance(streams, pikepdf.Stream) else streams or ()
    return b"\n".join(one.read_bytes() for one in parts)


def _on_page(steps: bytes, fonts: Mapping[bytes, _Font]) -> Mapping[int, str]:
    """The text of the marked contents of a page by their numbers."""
    texts: dict[int, str] = {}
    told: set[int] = set()
    open_ = [-1]
    font = _Font()
    for shown, name, entries, is_empty, is_end in TOKEN.findall(steps):
        if shown:
            if open_[-1] >= 0 and open_[-1] not in told:
                texts[open_[-1]] = texts.get(open_[-1], "") + font.text(_string(shown))
        elif name:
            font = fonts.get(name, _Font())
        elif entries:
            open_.append(_begin(entries, texts, told))
        elif is_empty:
            open_.append(-1)
        elif is_end and len(open_) > 1:
            open_.pop()
    return texts


def _begin(entries: bytes, texts: dict[int, str], told: set[int]) -> int:
    """The number of marked content that begins, -1 for what has none."""
    number = NUMBER.search(entries)
    at = int(number[1]) if number else -1
    if at >= 0 and b"/ActualText" in entries:
        told.add(at)
        simple = SIMPLE.search(entries)
        facts: Any = {"/ActualText": simple[1].decode()} if simple else pikepdf.Object.parse(entries)
        texts[at] = str(facts["/ActualText"])
    return at


def _string(written: bytes) -> bytes:
    """The bytes of a string."""
    if written[:1] == b"(" and b"\\" not in written and b"\r" not in written:
        return written[1:-1]
    return bytes(pikepdf.Object.parse(written))


@define
class _Font:
    """The characters of a font by code, and how many bytes a code has."""

    characters: dict[int, str] = field(factory=dict)
    width: int = 1

    @classmethod
    def of(cls, font: pikepdf.Object) -> _Font:
        """The font as its `/ToUnicode` has it."""
        cmap = bytes(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else b""
        pairs = CODE.findall(cmap.partition(b"beginbfchar")[2])
        text = {int(code, 16): _bytes(chars).decode("utf-16-be", "replace") for code, chars in pairs}
        return cls(text, 2 if font.get("/Subtype") == "/Type0" else 1)

    def text(self, codes: bytes) -> str:
        """What codes show."""
        if self.width == 1:
            return codecs.charmap_decode(codes, "ignore", self.characters)[0]
        pairs = zip(codes[::2], codes[1::2], strict=False)
        return "".join(self.characters.get(high << 8 | low, "") for high, low in pairs)


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii"))
