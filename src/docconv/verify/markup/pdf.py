"""PDF that docconv wrote: the structure tree with the text on the pages, and the TEI in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, TypeAlias

import pikepdf
from attrs import define, field

from docconv.patterns import regex
from docconv.verify import projection
from docconv.verify.markup.tei import OWN_TEI, tei_projection

KINDS: dict[str, projection.RowKind] = {
    "Speech": "turn",
    "Narrative": "narrative",
    "Stage": "stage",
    "Separator": "separator",
    "Boilerplate": "boilerplate",
    **dict.fromkeys((f"H{level}" for level in range(1, 7)), "heading"),
}
DERIVED = frozenset(("TOC", "Participants"))
LABEL = projection.Role("", ("label",))
CODE = regex(rb"<([0-9A-Fa-f]+)>\s*+<([0-9A-Fa-f]+)>")
Key: TypeAlias = tuple[tuple[int, int], int]


def views(data: bytes) -> tuple[projection.MarkupView, ...]:
    """What the pages say, and what the TEI in the file says."""
    with pikepdf.open(BytesIO(data)) as pdf:
        carried = _carried(pdf)
        if carried is None or OWN_TEI not in carried or "/StructTreeRoot" not in pdf.Root:
            return ()
        tree = _Tree(dict(_shown(pdf)))
        tree.read(pdf.Root.StructTreeRoot)
    carries = projection.MarkupView("the TEI in it", tei_projection(carried), "all")
    return (projection.MarkupView("its pages", projection.of_rows(tree.titled()), "voices"), carries)


def _carried(pdf: pikepdf.Pdf) -> bytes | None:
    for file in pdf.Root.get("/AF", []):
        if file.get("/AFRelationship") == "/Source" and "/EF" in file:
            return bytes(file.EF.F.read_bytes())
    return None


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
            if not isinstance(node, pikepdf.Dictionary) or "/S" not in node or _type(node) in DERIVED:
                continue
            self.delimiter = _facts(node).get("delimiter", self.delimiter)
            if _type(node) in KINDS:
                self.rows.append(self._row(node))
            else:
                stack.extend(reversed(_kids(node)))

    def _row(self, node: pikepdf.Object) -> projection.Row:
        facts = _facts(node)
        who = tuple(one.removeprefix("#") for one in facts.get("who", "").split())
        row = projection.Row(KINDS[_type(node)], str(node.get("/ID", "")), who, facts.get("cert", "high"))
        for part in _kids(node) if row.kind == "turn" else (node,):
            pieces = list(self._pieces(part))
            if not row.parts and any(role is LABEL for role, _ in pieces):
                row.label = "".join(text for role, text in pieces if role is LABEL)
                pieces = self._behind_label([piece for piece in pieces if piece[0] is not LABEL])
            kind: projection.PartKind = "stage" if _type(part) == "Stage" else "p"
            row.parts.append((kind, pieces))
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
            page = node.Pg.objgen if "/Pg" in node else page
            if "/MCID" in node:
                yield role, self.shown.get((page, int(node.MCID)), "")
            elif "/S" in node:
                role = _role(node, role)
                if "/ActualText" in node:
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
    for page in pdf.pages:
        fonts = {name: _Font.of(font) for name, font in page.resources.get("/Font", {}).items()}
        texts: dict[int, str] = {}
        told: set[int] = set()
        open_: list[int] = []
        font = _Font()
        for step in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj"):
            match str(step.operator):
                case "BDC" | "BMC":
                    open_.append(_begin(step.operands, texts, told))
                case "EMC":
                    del open_[-1:]
                case "Tf":
                    font = fonts.get(str(step.operands[0]), _Font())
                case _:
                    at = open_[-1] if open_ else -1
                    if at not in told:
                        texts[at] = texts.get(at, "") + font.text(bytes(step.operands[0]))
        yield from (((page.obj.objgen, at), text) for at, text in texts.items() if at >= 0)


def _begin(operands: Any, texts: dict[int, str], told: set[int]) -> int:  # noqa: ANN401  of several types
    """The number of marked content that begins, -1 for what has none."""
    facts: Any = operands[1] if len(operands) > 1 else None
    if not isinstance(facts, pikepdf.Dictionary):
        return -1
    at = int(facts.get("/MCID", -1))
    if at >= 0 and "/ActualText" in facts:
        told.add(at)
        texts[at] = str(facts["/ActualText"])
    return at


@define
class _Font:
    """The characters of a font by code, and how many bytes a code has."""

    characters: Mapping[bytes, str] = field(factory=dict)
    width: int = 1

    @classmethod
    def of(cls, font: pikepdf.Object) -> _Font:
        """The font as its `/ToUnicode` has it."""
        cmap = bytes(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else b""
        pairs = CODE.findall(cmap.partition(b"beginbfchar")[2])
        text = {_bytes(code): _bytes(chars).decode("utf-16-be", "replace") for code, chars in pairs}
        return cls(text, 2 if font.get("/Subtype") == "/Type0" else 1)

    def text(self, codes: bytes) -> str:
        """What codes show."""
        starts = range(0, len(codes), self.width)
        return "".join(self.characters.get(codes[start : start + self.width], "") for start in starts)


def _bytes(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode("ascii"))
