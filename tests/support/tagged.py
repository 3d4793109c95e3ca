"""A tagged PDF as a tree of structure elements with their text, read with pikepdf and by no code of docconv."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

import pikepdf
from attrs import field, frozen
from pikepdf import Array, Dictionary

PAIR = re.compile(r"<([0-9A-F]{2}|[0-9A-F]{4})> <([0-9A-F]+)>")


@frozen
class Tag:
    """A structure element: its type, its entries, its kids, which are elements or text. `actual` is what it is
    told as, where that is not what its marks show.
    """

    type: str
    id: str = ""
    lang: str = ""
    properties: dict[str, str] = field(factory=dict)
    kids: tuple[Tag | str, ...] = ()
    actual: str = ""

    @property
    def text(self) -> str:
        """All text in it, spaces at line ends included."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator[Tag]:
        """This element and all below it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.walk()

    def all(self, *types: str) -> list[Tag]:
        """The elements of some types, in order."""
        return [tag for tag in self.walk() if tag.type in types]

    def one(self, type_: str) -> Tag:
        """The only element of a type."""
        (found,) = self.all(type_)
        return found


@lru_cache(maxsize=8)
def opened(data: bytes) -> pikepdf.Pdf:
    """A file as pikepdf sees it; kept, since its objects die with it."""
    return pikepdf.open(BytesIO(data))


def tree(data: bytes) -> Tag:
    """The `Document` element of a file."""
    pdf = opened(data)
    marked = {page.obj.objgen: shown(page) for page in pdf.pages}
    (top,) = pdf.Root.StructTreeRoot.K
    return _tag(top, marked)


def _tag(node: pikepdf.Object, marked: dict[tuple[int, int], dict[int, str]]) -> Tag:
    kids: list[Tag | str] = []
    below: Iterable[Any] = node.get("/K", [])
    for kid in below:
        if isinstance(kid, int):
            kids.append(marked[node.Pg.objgen].get(kid, ""))
        elif "/Obj" in kid:
            continue
        elif "/MCID" in kid:
            kids.append(marked[kid.Pg.objgen].get(int(kid.MCID), ""))
        else:
            kids.append(_tag(kid, marked))
    actual = str(node.get("/ActualText", ""))
    if "/ActualText" in node:
        kids = [actual]
    entries = {str(item.N): str(item.V) for item in node.get("/A", Dictionary()).get("/P", [])}
    return Tag(
        str(node.S)[1:], str(node.get("/ID", "")), str(node.get("/Lang", "")), entries, tuple(kids), actual
    )


def _steps(page: pikepdf.Page) -> Iterator[tuple[str, list[Any]]]:
    """Operators of a page with their operands."""
    for step in pikepdf.parse_content_stream(page):
        yield str(step.operator), list(step.operands)


def shown(page: pikepdf.Page) -> dict[int, str]:
    """The text of marked content by its id, where it shows any; artifacts have -1."""
    fonts = {name: _unicode(font.ToUnicode.read_bytes()) for name, font in page.Resources.Font.items()}
    found: dict[int, str] = {}
    at, font, told = 0, "", False
    for operator, operands in _steps(page):
        if operator == "BDC":
            at = int(operands[1].get("/MCID", -1))
            told = "/ActualText" in operands[1]
            found[at] = str(operands[1].get("/ActualText", found.get(at, "")))
        elif operator == "Tf":
            font = str(operands[0])
        elif operator in ("Tj", "TJ") and not told:
            found[at] = found.get(at, "") + _text(fonts[font], operands[0])
    return found


def _text(codes: dict[int, str], shown: Any) -> str:  # noqa: ANN401  pikepdf gives objects of several types
    """What one operator shows. Codes of composite fonts have two bytes."""
    strings = (
        [bytes(part) for part in shown if isinstance(part, pikepdf.String)]
        if isinstance(shown, Array)
        else [bytes(shown)]
    )
    step = 2 if max(codes, default=0) > 255 or -1 in codes else 1
    data = b"".join(strings)
    return "".join(codes[int.from_bytes(data[at : at + step], "big")] for at in range(0, len(data), step))


@cache
def _unicode(cmap: bytes) -> dict[int, str]:
    """Codes of a font to characters."""
    pairs = PAIR.findall(cmap.decode("ascii").partition("beginbfchar")[2])
    composite = {-1: ""} if "<0000> <FFFF>" in cmap.decode("ascii") else {}
    return composite | {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def lines(data: bytes, page: int = 0) -> list[str]:
    """The lines of the text of a page, from top to bottom: what stands between two moves of the pen."""
    here = opened(data).pages[page]
    fonts = {name: _unicode(font.ToUnicode.read_bytes()) for name, font in here.Resources.Font.items()}
    found, font = [""], ""
    for operator, operands in _steps(here):
        if operator == "Td":
            found.append("")
        elif operator == "Tf":
            font = str(operands[0])
        elif operator in ("Tj", "TJ"):
            found[-1] += _text(fonts[font], operands[0])
    return [line for line in found if line]


def attachments(data: bytes) -> list[Dictionary]:
    """The file specifications that the catalog lists as associated."""
    files = opened(data).Root.AF
    assert isinstance(files, Array)
    return [*files]
