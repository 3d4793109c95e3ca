"""DOCX: a house document gives styles and page, whatever the language of the program that made it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, RGBColor
from lxml import etree

from docconv.errors import BadInputError, FileError
from docconv.formats import Source
from docconv.formats.docx.reading.document import read
from docconv.formats.docx.writing.document import Options, write
from support.docx_editing import EVENING

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6364f8cf500f00038601805a34"
    "7d6b0000000049454e44ae426082"
)


def made(options: Options) -> bytes:
    """The file in a look."""
    return write(EVENING, options)[0]


def opened(options: Options) -> Opened:
    """The file as python-docx sees it."""
    return docx.Document(BytesIO(made(options)))


def part(data: bytes, name: str) -> etree._Element:
    """A part of a file."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def names(data: bytes) -> list[str]:
    """The parts of a file."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.namelist()


def element(data: bytes, path: str) -> etree._Element:
    """The first element of the main part at a path."""
    found = part(data, "word/document.xml").find("/".join(f"{W}{step}" for step in path.split("/")))
    assert found is not None
    return found


def value(data: bytes, path: str, name: str) -> str:
    """An attribute of the first element of the main part at a path."""
    return element(data, path).get(f"{W}{name}", "")


def house(path: Path) -> Path:
    """A Word file with a look of its own: page, running head with a picture, styles, text."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    speech = document.styles.add_style("speech", WD_STYLE_TYPE.PARAGRAPH)
    speech.font.color.rgb = RGBColor(0x80, 0, 0)
    document.styles.add_style("Speaker", WD_STYLE_TYPE.PARAGRAPH)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(170), Mm(240)
    head = section.header.paragraphs[0]
    head.style = document.styles["Heading 1"]
    head.add_run("House of Reports").add_picture(BytesIO(PIXEL), width=Mm(8))
    document.add_paragraph("Not taken")
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house document."""
    return house(tmp_path_factory.mktemp("house") / "house.docx")


def test_a_house_document_gives_page_and_head(reference: Path) -> None:
    """With the pictures in the head, and without any of its text."""
    data = made(Options(reference=reference))
    found = docx.Document(BytesIO(data))
    (section,) = found.sections
    assert section.page_width is not None
    assert round(section.page_width.mm) == 170
    assert section.header.paragraphs[0].text == "House of Reports"
    assert [name for name in names(data) if name.startswith("word/media/")] == ["word/media/image1.png"]
    assert "Not taken" not in "".join(item.text for item in found.paragraphs)


def test_styles_of_the_house_keep_their_look(reference: Path) -> None:
    """Original by their names; the text bears our ids, whatever theirs were."""
    found = opened(Options(reference=reference))
    speech = next(item for item in found.paragraphs if item.text.startswith("Anna"))
    assert speech.style is not None
    assert speech.style.style_id == "Speech"
    assert speech.style.font.color.rgb == RGBColor(0x80, 0, 0)
    assert found.styles["Normal"].font.name == "Georgia"


def test_styles_that_the_house_lacks_take_its_fonts(reference: Path) -> None:
    """They say how they differ from its Normal, and nothing of fonts, sizes and colours."""
    found = opened(Options(reference=reference))
    assert found.styles["Narrative"].base_style.name == "Normal"
    for name in ("Narrative", "Stage Direction", "Boilerplate"):
        fonts = found.styles[name].font
        assert (fonts.name, fonts.size, fonts.color.rgb) == (None, None, None)


def test_a_style_of_another_kind_gives_its_name_away(reference: Path) -> None:
    """A paragraph style of the house is no label."""
    kinds = {one.name: one.type for one in opened(Options(reference=reference)).styles}
    assert kinds["Speaker"] == WD_STYLE_TYPE.CHARACTER
    (other,) = (name for name in kinds if name and name.startswith("Speaker ("))
    assert kinds[other] == WD_STYLE_TYPE.PARAGRAPH


def test_options_go_before_the_house(reference: Path) -> None:
    """Paper, columns and line numbers that somebody asked for."""
    data = made(Options(reference=reference, paper="Letter", columns=2, line_numbers=1))
    assert value(data, "body/sectPr/pgSz", "w") == "12240"
    assert value(data, "body/sectPr/cols", "num") == "2"
    assert value(data, "body/sectPr/lnNumType", "countBy") == "1"


def test_a_file_in_the_style_of_a_house_is_read_back(reference: Path) -> None:
    """As any other."""
    data = made(Options(reference=reference, contents=True, participants=True))
    assert read(Source(data)) == (EVENING, ())


def test_ids_of_another_language_are_understood(reference: Path, tmp_path: Path) -> None:
    """Word in German calls the style of a title `Titel`, in the file its name is English."""
    with zipfile.ZipFile(reference) as old, zipfile.ZipFile(tmp_path / "de.docx", "w") as new:
        for name in old.namelist():
            text = old.read(name)
            text = text.replace(b'w:styleId="Title"', b'w:styleId="Titel"') if name.endswith(".xml") else text
            new.writestr(name, text)
    data = made(Options(reference=tmp_path / "de.docx"))
    ids = [one.get(f"{W}styleId") for one in part(data, "word/styles.xml").iter(f"{W}style")]
    assert ids.count("Title") == 1
    assert "Titel" not in ids


def test_its_own_file_is_a_house_document(tmp_path: Path) -> None:
    """Somebody changes the styles of a file and takes it for the next ones: nothing is added or lost."""
    path = tmp_path / "own.docx"
    path.write_bytes(made(Options(theme="drama")))
    first, again = path.read_bytes(), made(Options(reference=path, participants=True))
    assert {one.get(f"{W}styleId") for one in part(first, "word/styles.xml").iter(f"{W}style")} == {
        one.get(f"{W}styleId") for one in part(again, "word/styles.xml").iter(f"{W}style")
    }
    assert value(again, "body/sectPr/pgSz", "w") == value(first, "body/sectPr/pgSz", "w")


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04"])
def test_what_is_no_word_file_is_refused(content: bytes, tmp_path: Path) -> None:
    """With its name and what to do."""
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match=r"a\.docx: no reference document: .*; give a \.docx file"):
        made(Options(reference=path))


def test_a_missing_house_document_is_told(tmp_path: Path) -> None:
    """As a file that cannot be read."""
    with pytest.raises(FileError, match="the reference document cannot be read"):
        made(Options(reference=tmp_path / "none.docx"))


def test_a_package_without_styles_is_refused(reference: Path, tmp_path: Path) -> None:
    """There is nothing to take."""
    with zipfile.ZipFile(reference) as old, zipfile.ZipFile(tmp_path / "bare.docx", "w") as new:
        for name in old.namelist():
            if name != "word/styles.xml":
                new.writestr(name, old.read(name))
    with pytest.raises(BadInputError, match="it has no styles to be taken"):
        made(Options(reference=tmp_path / "bare.docx"))
