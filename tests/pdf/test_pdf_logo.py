"""A logo in a PDF: a figure of the structure before the title."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import attrs
import pikepdf
import pytest
from PIL import Image

from docconv.formats import Source
from docconv.formats.pdf.reading.document import read
from docconv.formats.pdf.writing.document import Options, write
from docconv.themes import theme
from docconv.themes.model import Logo
from support.pdf_documents import document, narrative
from support.tagged import opened, tree

TEXT = document(narrative("The ferry leaves at nine."))


def written(path: Path) -> bytes:
    """A document with a logo as PDF."""
    logo = Logo(file=str(path), alt="Three herons", height=30)
    return write(TEXT, Options(theme=attrs.evolve(theme(), logo=logo)))[0]


def stored(path: Path) -> pikepdf.Stream:
    """The picture in the file."""
    found = opened(written(path)).pages[0].obj.Resources.XObject.Logo
    assert isinstance(found, pikepdf.Stream)
    return found


@pytest.fixture
def herons(tmp_path: Path) -> Path:
    """A picture of which one half is red and the other cannot be seen."""
    image = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 20, 20))
    image.save(tmp_path / "herons.png")
    return tmp_path / "herons.png"


def test_a_logo_is_a_figure_before_the_title(herons: Path) -> None:
    """It has words for those who do not see it, and a box on its page."""
    data = written(herons)
    kinds = [kid.type for kid in tree(data).kids if not isinstance(kid, str)]
    assert kinds[:2] == ["Figure", "H1"]
    with pikepdf.open(BytesIO(data)) as pdf:
        figure = pdf.Root.StructTreeRoot.K[0].K[0]
        assert str(figure.Alt) == "Three herons"
        left, low, right, high = map(float, figure.A.BBox)
    assert [right - left, high - low] == pytest.approx([60, 30])


def test_a_logo_is_where_the_title_is(herons: Path) -> None:
    """At the edge at which the lines of the document begin; in the midst where the title is."""
    logo, places = Logo(file=str(herons), alt="Three herons", height=30), list[float]()
    for name, lang in (("press", "en"), ("press", "ar"), ("drama", "en")):
        house = attrs.evolve(theme(name), logo=logo)
        data = write(document(narrative("Yes."), lang=lang), Options(theme=house))[0]
        with pikepdf.open(BytesIO(data)) as pdf:
            left, _, right, _ = map(float, pdf.Root.StructTreeRoot.K[0].K[0].A.BBox)
        page = house.page
        places += [left - page.left, page.left + page.measure - right]
    (left, far), (away, right), (before, behind) = places[:2], places[2:4], places[4:]
    assert [left, right, before] == pytest.approx([0, 0, behind], abs=0.02)
    assert far == pytest.approx(away, abs=0.02)


def test_the_text_begins_below_the_logo(herons: Path) -> None:
    """Nothing is drawn over it."""
    with pikepdf.open(BytesIO(written(herons))) as pdf:
        low = float(pdf.Root.StructTreeRoot.K[0].K[0].A.BBox[1])
        moves = pikepdf.parse_content_stream(pdf.pages[0], "Td")
        assert float(moves[0].operands[1]) < low


def test_what_cannot_be_seen_is_white(herons: Path) -> None:
    """As on the page that it is put on."""
    image = pikepdf.PdfImage(stored(herons)).as_pil_image()
    assert (image.getpixel((0, 0)), image.getpixel((39, 0))) == ((255, 0, 0), (255, 255, 255))


def test_a_jpeg_stays_as_it_is_unless_it_is_for_print(tmp_path: Path) -> None:
    """The output intent of the file is sRGB, which has no place for four inks."""
    for mode, kept in (("RGB", True), ("L", True), ("CMYK", False)):
        path = tmp_path / f"{mode}.jpg"
        Image.new(mode, (40, 20)).save(path)
        found = stored(path)
        assert (found.read_raw_bytes() == path.read_bytes()) is kept
        assert found.ColorSpace == ("/DeviceGray" if mode == "L" else "/DeviceRGB")


def test_a_document_with_a_logo_is_read_back(herons: Path) -> None:
    """The picture is a matter of the theme, not of the text."""
    assert read(Source(written(herons), "herons.pdf"))[0] == TEXT
