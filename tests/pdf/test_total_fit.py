"""Justified paragraphs: their lines are chosen together, within limits of spaces, letters and hyphens."""

from __future__ import annotations

from itertools import groupby
from random import Random

import pytest
from attrs import evolve

from docconv.formats.pdf.fonts.fonts import SHY, DocumentFonts
from docconv.formats.pdf.syntax.structure_tree import StructureElement
from docconv.formats.pdf.typesetting import total_fit
from docconv.formats.pdf.typesetting.breaking import break_lines
from docconv.formats.pdf.typesetting.hyphenation import divider
from docconv.formats.pdf.typesetting.justification import LINE_NARROWER, LINE_WIDER
from docconv.formats.pdf.typesetting.layout import Flow
from docconv.formats.pdf.typesetting.lines import LayoutParagraph, PlacedLine, TaggedSpan, TextLine
from docconv.formats.pdf.typesetting.total_fit import MOST_DIVIDED, TotalFit
from docconv.themes import theme
from docconv.themes.model import Align, ParagraphStyle

STYLE = ParagraphStyle(align="justify")
MEASURE = 338.0
SMALL = "the of and a to in is that it was for on are as with they at be this have from or had by but not what all we"
LONG = (
    "garden water community development association responsibility particularly understanding representatives"
)
WORDS = (*SMALL.split(), *SMALL.split(), *LONG.split())
NAMES = (*LONG.split(), "Pennsylvania", "REPUBLICAN")
CHANCE = 5


@pytest.fixture(scope="module")
def fonts() -> DocumentFonts:
    """The fonts of one document."""
    return DocumentFonts()


def text(count: int, seed: int = CHANCE, among: tuple[str, ...] = WORDS) -> str:
    """So many words in sentences, the same each time."""
    chance = Random(seed)  # noqa: S311  nothing is secret here
    words = [chance.choice(among) for _ in range(count)]
    return " ".join(f"{word}." if at % 12 == 11 else word for at, word in enumerate(words)) + "."


def paragraph(words: str, lang: str = "en", style: ParagraphStyle = STYLE) -> LayoutParagraph:
    """A justified paragraph whose words may be divided."""
    made = LayoutParagraph(style, [TaggedSpan(words, "text", StructureElement("P"))])
    made.divider = divider(lang, frozenset())
    return made


def shown(line: TextLine) -> str:
    """The characters of a line."""
    return "".join(word for run in line.runs for word in run.words)


def ratio(line: TextLine, fonts: DocumentFonts) -> float:
    """The spaces of a line in those of the font."""
    space = fonts.width(" ", "text") * STYLE.size / 1000
    run = max(line.runs, key=lambda run: run.spacing)
    return 1 + (run.spacing + run.tracking) / space


def is_divided(line: TextLine) -> bool:
    """Whether a line ends within a word."""
    return shown(line).endswith(SHY)


@pytest.mark.parametrize("seed", range(5))
def test_few_lines_are_wide_and_none_is_tight(fonts: DocumentFonts, seed: int) -> None:
    """The spaces are near those of the font; each line fills the measure."""
    *lines, last = break_lines(paragraph(text(400, seed)), MEASURE, fonts)
    assert all(line.width == MEASURE for line in lines)
    assert last.width <= MEASURE
    ratios = [ratio(line, fonts) for line in lines]
    assert sum(one > 1.6 for one in ratios) <= len(ratios) * 0.1
    assert min(ratios) >= 0.7


def unevenness(words: str, align: Align, fonts: DocumentFonts) -> float:
    """How far the spaces of lines would be from those of the font, squared, without any divided word."""
    made = paragraph(words, style=evolve(STYLE, align=align))
    made.divider = None
    space = fonts.width(" ", "text") * STYLE.size / 1000
    total = 0.0
    for line in break_lines(made, MEASURE, fonts)[:-1]:
        gaps = shown(line).rstrip().count(" ")
        total += ((MEASURE - sum(run.width for run in line.runs) + space) / space / gaps) ** 2
    return total


@pytest.mark.parametrize("seed", range(5))
def test_lines_are_chosen_together(fonts: DocumentFonts, seed: int) -> None:
    """They are much more even than lines of which each is as full as it can be."""
    words = text(400, seed)
    assert unevenness(words, "justify", fonts) < unevenness(words, "left", fonts) * 0.9


def test_letters_bear_a_part_within_limits(fonts: DocumentFonts) -> None:
    """Of a line that is far from its measure; nobody sees it."""
    lines = break_lines(paragraph(text(400)), MEASURE, fonts)
    parts = [sum(run.tracking * sum(map(len, run.words)) for run in line.runs) / MEASURE for line in lines]
    assert any(parts)
    assert min(parts) >= -LINE_NARROWER * 1.02
    assert max(parts) <= LINE_WIDER * 1.02


def test_letters_of_other_directions_stay_as_close_as_they_are(fonts: DocumentFonts) -> None:
    """They join, or are drawn one by one."""
    lines = break_lines(paragraph("سلام على هذه المدينة الكبيرة اليوم " * 30), MEASURE, fonts)
    assert len(lines) > 5
    assert {run.tracking for line in lines for run in line.runs} == {0.0}
    assert any(run.spacing for line in lines for run in line.runs)


def test_at_most_two_lines_in_a_row_end_within_a_word(fonts: DocumentFonts) -> None:
    """In a narrow column of long words."""
    lines = break_lines(paragraph("responsibility representatives particularly " * 60), 140, fonts)
    runs = [len(list(run)) for divided, run in groupby(lines, is_divided) if divided]
    assert sum(runs) > 10
    assert max(runs) <= MOST_DIVIDED == 2


def test_parts_of_words_are_put_together_again(fonts: DocumentFonts) -> None:
    """No letter is lost and none comes twice."""
    words = text(600)
    lines = break_lines(paragraph(words), 150, fonts)
    assert sum(map(is_divided, lines)) > 5
    assert "".join(map(shown, lines)).replace(SHY, "") == words
    whole = [run.actual_text for line in lines for run in line.runs if run.words[-1].endswith(SHY)]
    assert all(word and word in words.split() for word in whole)


def test_names_and_words_in_capitals_stay_whole(fonts: DocumentFonts) -> None:
    """Also where a line is left wide."""
    heads = [
        run.actual_text or ""
        for seed in range(5)
        for line in break_lines(paragraph(text(400, seed, NAMES)), 150, fonts)
        for run in line.runs
        if run.words[-1].endswith(SHY)
    ]
    assert heads
    assert not {"Pennsylvania", "REPUBLICAN"} & {head.strip(".") for head in heads}


def test_the_words_of_another_language_stay_whole(fonts: DocumentFonts) -> None:
    """Patterns of the language around them would divide them wrongly."""
    foreign = StructureElement("Span", lang="fi")
    made = paragraph("")
    made.spans = [TaggedSpan("responsibility representatives particularly " * 20, "text", foreign)]
    assert not any(map(is_divided, break_lines(made, 150, fonts)))


@pytest.mark.parametrize("columns", [1, 2])
def test_no_column_ends_within_a_word(fonts: DocumentFonts, columns: int) -> None:
    """Its lines are chosen anew."""
    page = evolve(theme().page, columns=columns)
    pages: list[list[PlacedLine]] = []
    flow = Flow(page, fonts, pages.append)
    for seed in range(30):
        flow.add(paragraph(text(300, seed)))
    flow.finish()
    feet = [
        list(column)[-1].line
        for placed in pages
        for _, column in groupby(placed, lambda item: item.left)
    ]  # fmt: skip
    assert len(feet) > 8
    assert not any(map(is_divided, feet))
    assert any(is_divided(item.line) for placed in pages for item in placed)


def test_all_words_of_paragraphs_that_were_set_anew_are_there(fonts: DocumentFonts) -> None:
    """Once each, in order."""
    pages: list[list[PlacedLine]] = []
    flow = Flow(evolve(theme().page, columns=2), fonts, pages.append)
    words = text(4000)
    flow.add(paragraph(words))
    flow.finish()
    assert len(pages) > 2
    assert "".join(shown(item.line) for placed in pages for item in placed).replace(SHY, "") == words


def test_a_word_that_fits_nowhere_ends_no_search() -> None:
    """It has a line of its own."""
    fit = TotalFit(
        [900.0, 10_900.0, 11_900.0],
        [0.0, 1_000.0, 11_000.0, 12_000.0],
        [0, 1, 2, 3],
        (),
        100.0,
        0.0,
        0.0,
        None,
    )
    assert [place[2] for place in fit.places(2_000.0, 2_000.0)] == [1, 2, 3]


def ragged(fonts: DocumentFonts) -> int:
    """The lines that miss the edge in narrow columns whose words stay whole."""
    count = 0
    for measure in range(150, 260, 10):
        made = paragraph(text(400))
        made.divider = None
        count += sum(line.width != measure for line in break_lines(made, measure, fonts)[:-1])
    return count


def test_where_a_line_cannot_be_set_well_those_around_it_give_way(
    fonts: DocumentFonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than that one line misses the edge by far."""
    found = ragged(fonts)
    monkeypatch.setattr(total_fit, "DESPERATE", total_fit.LOOSEST)
    assert found < ragged(fonts)
