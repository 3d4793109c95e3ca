"""Lines of the PDF that look right: no last line of one short word or sign, even titles, full pages."""

from __future__ import annotations

import pytest

from docconv.formats.pdf.fonts.fonts import DocumentFonts
from docconv.formats.pdf.syntax.structure_tree import StructureElement
from docconv.formats.pdf.typesetting.breaking import LEAST_FULL, RUNT, RUNT_SHARE, RUNT_SIGNS, break_lines
from docconv.formats.pdf.typesetting.layout import Flow
from docconv.formats.pdf.typesetting.lines import LayoutParagraph, PlacedLine, TaggedSpan, TextLine
from docconv.themes import theme
from docconv.themes.model import BUILT_IN, ParagraphStyle, as_verse

RAGGED, JUSTIFIED = ParagraphStyle(), ParagraphStyle(align="justify")
MEASURE = 300.0
WORDS = [
    "so",
    "we",
    "went",
    "on",
    "and",
    "saw",
    "what",
    "they",
    "had",
    "told",
    "us",
    "of",
    "it",
    "all",
    "day",
    "long",
    "and",
    "then",
    "to",
    "bed",
    "again",
]


@pytest.fixture(scope="module")
def fonts() -> DocumentFonts:
    """The fonts of one document."""
    return DocumentFonts()


def paragraph(text: str, style: ParagraphStyle) -> LayoutParagraph:
    """A paragraph of one span."""
    return LayoutParagraph(style, [TaggedSpan(text, style.font, StructureElement("P"))])


def text_of(line: TextLine) -> str:
    """The characters of a line."""
    return "".join(word for run in line.runs for word in run.words)


@pytest.mark.parametrize("style", [RAGGED, JUSTIFIED])
def test_an_address_is_parted_behind_its_signs(fonts: DocumentFonts, style: ParagraphStyle) -> None:
    """Where it is wider than a line; a part of it that is so, too, ends lines anywhere."""
    address = "https://www.hartwell-ferry.example/minutes/of-the-harbour-committee/for-2024?page=12&of=40"
    lines = break_lines(paragraph(f"It is at {address} for all.", style), 120, fonts)
    assert "".join(map(text_of, lines)) == f"It is at {address} for all."
    assert all(text_of(line)[-1] in "/-_.?&= " for line in lines)
    assert max(line.width for line in lines) <= 120
    plain = break_lines(paragraph("https://" + "x" * 80, style), 120, fonts)
    assert "".join(map(text_of, plain)) == "https://" + "x" * 80
    assert max(line.width for line in plain) <= 120


def uneven(widths: list[float]) -> float:
    """What lines miss of the widest one, squared."""
    return sum((max(widths) - width) ** 2 for width in widths)


@pytest.mark.parametrize("count", range(20, 30))
def test_the_last_line_of_ragged_text_is_no_short_word(fonts: DocumentFonts, count: int) -> None:
    """Words come down to it from the line before, which stays nearly full; none is lost."""
    text = " ".join((WORDS * 2)[:count])
    for measure in range(240, 300):
        *_, before, last = lines = break_lines(paragraph(text, RAGGED), measure, fonts)
        assert last.width >= min(RUNT * RAGGED.size, measure * RUNT_SHARE) - 0.01
        assert before.width >= LEAST_FULL * measure
        assert "".join(map(text_of, lines)) == text


def test_the_last_line_of_verse_is_as_it_was(fonts: DocumentFonts) -> None:
    """What is left of a line of verse is no more than was too much."""
    line = paragraph("Over the harbour wall and over the houses the gulls go", as_verse(RAGGED))
    line.verse = True
    full, rest = break_lines(line, 260, fonts)
    assert full.width > 230
    assert rest.width < RUNT * RAGGED.size


@pytest.mark.parametrize("style", [RAGGED, JUSTIFIED])
def test_the_last_line_of_chinese_is_not_one_sign(fonts: DocumentFonts, style: ParagraphStyle) -> None:
    """The signs of the line before stand a little further apart where lines are justified."""
    for count in range(29, 90):
        text = "国" * count + "。"
        *_, before, last = lines = break_lines(paragraph(text, style), MEASURE, fonts)
        assert last.width >= RUNT_SIGNS * style.size - 0.01
        assert "".join(map(text_of, lines)) == text
        if style is JUSTIFIED:
            assert before.width == MEASURE


def test_the_lines_of_a_title_are_even(fonts: DocumentFonts) -> None:
    """More than where each is as full as the width of the widest lets it be."""
    title = "Mayor Ana Moreira lays the new quay for Middletonian railway terminus, "
    title += "thanks representatives of general public"
    pages: list[list[PlacedLine]] = []
    flow = Flow(theme().page, fonts, pages.append)
    flow.add(paragraph(title, theme().styles.title))
    flow.finish()
    even = [item.line.width for item in pages[0]]
    plain = ParagraphStyle(font="bold", size=theme().styles.title.size)
    full = [line.width for line in break_lines(paragraph(title, plain), max(even) + 0.1, fonts)]
    assert len(even) == len(full)
    assert uneven(even) < 0.6 * uneven(full)


@pytest.mark.parametrize("name", BUILT_IN)
def test_speech_and_narrative_stand_on_one_grid(name: str) -> None:
    """So that the lines of facing pages do, whichever of them a page has."""
    styles = theme(name).styles
    assert {styles.continuation.leading, styles.narrative.leading} == {styles.speech.leading}


def test_two_lines_that_fit_stand_at_the_foot(fonts: DocumentFonts) -> None:
    """Whatever heights above them add up to."""
    page, style = theme().page, theme().styles.continuation
    pages: list[list[PlacedLine]] = []
    flow = Flow(page, fonts, pages.append)
    flow.add(paragraph("\n".join("x" * 500), style))
    flow.finish()
    full = len(pages[0])
    for above in range(1, full - 2):
        pages.clear()
        flow = Flow(page, fonts, pages.append, body=theme().styles.speech)
        for lines in (above, full - 2 - above, 10):
            flow.add(paragraph("\n".join("x" * lines), style))
        flow.finish()
        assert [len(one) for one in pages] == [full, 8]
