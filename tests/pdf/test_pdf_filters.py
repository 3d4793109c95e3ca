"""What a stream unfolds to is counted as pikepdf unfolds it, whatever packs it, and what is too much is refused."""

from __future__ import annotations

import base64
import random
import zlib
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from docconv.errors import BadInputError
from docconv.formats.pdf.reading.budget import UnfoldingError, unfolded
from docconv.formats.pdf.reading.filters import FILTERS
from docconv.pipeline import read

MOST = 2**24
DICE = random.Random(3)  # noqa: S311  no secret
TEXT = bytes(DICE.choice(b"abc  \n") for _ in range(20_000)) + bytes(DICE.randbytes(9000)) + b"\0" * 9001


def in_lzw(data: bytes) -> bytes:
    """The codes of LZW, from nine bits to twelve."""
    table: dict[bytes, int] = {}
    codes, before = [(256, 9)], b""
    for byte in data:
        longer = before + bytes((byte,))
        if longer in table or len(longer) == 1:
            before = longer
            continue
        codes.append((table.get(before, before[0]), min(12, (258 + len(table)).bit_length())))
        table[longer] = 258 + len(table)
        if len(table) > 3800:
            codes.append((256, 12))
            table.clear()
        before = bytes((byte,))
    codes.append((table.get(before, before[0]), min(12, (258 + len(table)).bit_length())))
    codes.append((257, min(12, (259 + len(table)).bit_length())))
    bits = "".join(f"{code:0{width}b}" for code, width in codes)
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")


def in_runs(data: bytes) -> bytes:
    """Bytes as they are and, for what comes again, runs."""
    cuts = [0, *(at for at in range(1, len(data)) if data[at] != data[at - 1]), len(data)]
    runs = (data[at : min(at + 128, end)] for start, end in pairwise(cuts) for at in range(start, end, 128))
    packed = (bytes((257 - len(run), run[0])) if len(run) > 1 else b"\0" + run for run in runs)
    return b"".join(packed) + b"\x80"


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "FlateDecode": zlib.compress,
    "LZWDecode": in_lzw,
    "RunLengthDecode": in_runs,
    "ASCIIHexDecode": lambda data: data.hex(" ").encode() + b">",
    "ASCII85Decode": lambda data: base64.a85encode(data, wrapcol=70) + b"~>",
}


def test_every_filter_is_known() -> None:
    """By its name and its abbreviation."""
    assert {FILTERS[name] for name in PACKED} == set(FILTERS.values())


@pytest.mark.parametrize("name", PACKED)
def test_it_unfolds_as_in_pikepdf(name: str) -> None:
    """Byte by byte; pikepdf leaves runs alone."""
    packed = PACKED[name](TEXT)
    pdf = pikepdf.new()
    stream = pdf.make_stream(b"")
    stream.write(packed, filter=pikepdf.Name(f"/{name}"))
    assert name == "RunLengthDecode" or stream.read_bytes() == TEXT
    assert b"".join(unfolded(packed, [name], MOST)) == TEXT


@pytest.mark.parametrize("names", [("LZWDecode",), ("ASCII85Decode", "LZWDecode"), ("RunLengthDecode",) * 2])
def test_what_is_too_much_is_refused(names: tuple[str, ...]) -> None:
    """Before it is there as a whole; also where only what is between two filters is too much."""
    packed = b"\0" * 2**20
    for name in reversed(names):
        packed = PACKED[name](packed)
    with pytest.raises(UnfoldingError):
        for _ in unfolded(packed, names, 2**19):
            pass


@pytest.mark.parametrize("kind", ["ObjStm", "XRef", "Obj#53tm"])
def test_streams_that_hold_objects_are_counted_before_the_file_is_opened(kind: str) -> None:
    """Whoever opens it unfolds them."""
    nothing = zlib.compress(b" " * 20_000_000, 9)
    head = f"7 0 obj\n<</Type /{kind} /N 1 /First 4 /Length {len(nothing)} /Filter /FlateDecode>>\nstream\n"
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = BytesIO()
    pdf.save(out)
    data = out.getvalue() + head.encode() + nothing + b"\nendstream\nendobj\n"
    with pytest.raises(BadInputError, match="unfolds to more"):
        read(data, format="pdf")


def form(pdf: pikepdf.Pdf, content: bytes, inner: pikepdf.Object | None = None) -> pikepdf.Object:
    """A form that draws something, and another form as X."""
    found = pikepdf.Stream(pdf, content)
    found.Type, found.Subtype, found.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 400, 300]
    found.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({} if inner is None else {"/X": inner}))
    return pdf.make_indirect(found)


def drawn(pages: int, content: bytes, inner: int, depth: int) -> bytes:
    """A PDF whose pages share their content, with forms that draw forms so many times, and so deep."""
    pdf, out = pikepdf.new(), BytesIO()
    last = form(pdf, b"BT (a) Tj ET")
    for _ in range(depth):
        last = form(pdf, b"/X Do " * inner, last)
    shared = pdf.make_indirect(pikepdf.Stream(pdf, content))
    for _ in range(pages):
        pdf.add_blank_page(page_size=(400, 300))
        page = pdf.pages[-1]
        page.Contents, page.Resources = shared, pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=last))
    pdf.save(out, compress_streams=True)
    return out.getvalue()


@pytest.mark.parametrize(
    ("pages", "content", "inner", "depth"),
    [(1, b"/X Do", 10, 8), (300, b"BT (Ann: yes) Tj ET " * 20_000, 1, 0), (1, b"/X Do", 1, 300)],
    ids=["forms in forms", "one content of many pages", "deep forms"],
)
def test_what_is_drawn_again_and_again_is_counted_each_time(
    pages: int, content: bytes, inner: int, depth: int
) -> None:
    """A few kilobytes may say no more than a larger file."""
    with pytest.raises(BadInputError, match="unfolds to more"):
        read(drawn(pages, content, inner, depth), format="pdf")


def test_a_form_on_each_page_is_no_bomb() -> None:
    """It is drawn as often as there are pages."""
    with pytest.raises(BadInputError, match="no text on its 50 pages"):
        read(drawn(50, b"/X Do " * 3, 1, 1), format="pdf")


def test_pages_that_share_a_content_have_forms_of_their_own() -> None:
    """That of the first page tells nothing of the second."""
    with pikepdf.open(BytesIO(drawn(2, b"/X Do", 10, 8))) as pdf:
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form(pdf, b"BT (a) Tj ET")))
        out = BytesIO()
        pdf.save(out)
    with pytest.raises(BadInputError, match="unfolds to more"):
        read(out.getvalue(), format="pdf")
