"""Times in the margin: where the theme wants them, and never among the words."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from attrs import evolve
from hypothesis import given

import docconv
from docconv.model import Document, Metadata, Paragraph, Resolved, Speaker, Text, Timing, Turn
from docconv.testing import documents
from docconv.verify import prove
from docconv.walk import begin_of

ADA = Speaker("ada", name="Ada")
BEGINS = (None, Timing(4_200), Timing(61_000), Timing(3_723_400))
TALK: Resolved = Document(
    tuple(
        Turn(f"t{number}", (Paragraph((Text("Yes. " * 120 + "No."),), timing=begin),), (ADA,), "Ada")
        for number, begin in enumerate(BEGINS * 6, 1)
    ),
    Metadata("Oars", "en", media="tapes/oars & rope.mp3"),
    speakers=(ADA,),
)
FORMATS, THEMES = ("docx", "pdf", "html"), ("press", "minutes", "drama")


def written(name: str, document: Resolved = TALK, **options: object) -> bytes:
    """A talk in a format."""
    return docconv.write(document, name, options=options)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", FORMATS)
def test_the_words_are_the_words(name: str, theme: str) -> None:
    """The document comes back as it was, by its reader and straight from the markup."""
    for times in ("turns", "pages"):
        data = written(name, times=times, theme=theme)
        assert docconv.read(data, format=name) == TALK
        assert prove(TALK, data, name) == ()


@pytest.mark.parametrize("name", FORMATS)
@given(documents())
def test_any_document_may_have_them(name: str, document: Resolved) -> None:
    """Whatever is in it."""
    assert docconv.read(written(name, document, times="turns"), format=name) == document


@pytest.mark.parametrize("name", FORMATS)
def test_none_are_there_unless_they_are_wanted(name: str) -> None:
    """Nothing of the file is then different."""
    assert written(name) == written(name, times="none") != written(name, times="turns")


@pytest.mark.parametrize(
    ("begin", "shown"),
    [(None, ""), (0, "0:00"), (61_999, "1:01"), (3_599_999, "59:59"), (3_723_400, "1:02:03")],
)
def test_a_time_is_printed_as_clocks_show_it(begin: int | None, shown: str) -> None:
    """Hours where there are any; nothing where nobody knows."""
    timing = None if begin is None else Timing(begin)
    assert begin_of(Turn[Speaker]("t1", (Paragraph((Text("x"),), timing=timing),))) == shown


def test_word_has_a_frame_at_each_turn() -> None:
    """In a style of lists that are made from the text; none where the begin is not known."""
    with zipfile.ZipFile(io.BytesIO(written("docx", times="turns"))) as archive:
        body = archive.read("word/document.xml").decode()
    assert body.count('<w:pStyle w:val="toctime"/><w:framePr ') == 18
    assert body.count(">1:02:03<") == 6


def test_word_has_a_line_of_its_own_in_columns() -> None:
    """There is no margin beside the second column."""
    with zipfile.ZipFile(io.BytesIO(written("docx", times="turns", columns=2))) as archive:
        body = archive.read("word/document.xml").decode()
    assert (body.count("toctime"), body.count("framePr")) == (18, 0)


def links(data: bytes) -> list[list[str]]:
    """The addresses to which each page leads."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [[str(one.A.URI) for one in page.get("/Annots", [])] for page in pdf.pages]


def test_pdf_leads_to_the_recording() -> None:
    """To the moment, with its signs as an address has them."""
    found = [link for page in links(written("pdf", times="turns")) for link in page]
    assert len(found) == 18
    assert found[:3] == [f"tapes/oars%20%26%20rope.mp3#t={at}" for at in ("4.200", "61", "3723.400")]


def test_a_page_has_its_first_time_only_where_that_is_wanted() -> None:
    """One link a page, the first of those that all turns have there."""
    every, first = links(written("pdf", times="turns")), links(written("pdf", times="pages"))
    assert len(every) > 2
    assert first == [page[:1] for page in every]


@pytest.mark.parametrize("media", [None, "javascript:alert(1)", "//evil.example/x"])
def test_no_link_leads_elsewhere(media: str | None) -> None:
    """A name that is no address of a recording gives times without links."""
    document = evolve(TALK, metadata=Metadata("Oars", "en", media=media))
    assert not any(links(written("pdf", document, times="turns")))


def test_a_page_says_it_in_an_attribute() -> None:
    """The style sheet prints it."""
    page = written("html", times="turns").decode()
    assert page.count(' data-time="') == 18
    assert "content:attr(data-time)" in page
    assert "data-time" not in written("html").decode()


def test_what_no_theme_can_say_is_refused() -> None:
    """With the values that there are."""
    with pytest.raises(docconv.UsageError, match="times"):
        written("pdf", times="hours")
