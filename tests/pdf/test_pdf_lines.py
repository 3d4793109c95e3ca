"""Lines and pages of the PDF: where a line may end, what stands together, what is never left alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from docconv.bidi import is_rtl, levels, mirrored, visual_order
from docconv.formats.pdf.fonts.faces import Style
from docconv.formats.pdf.fonts.fonts import DocumentFonts
from docconv.formats.pdf.syntax.structure_tree import StructureElement
from docconv.formats.pdf.typesetting import segmentation
from docconv.formats.pdf.typesetting.breaking import break_lines
from docconv.formats.pdf.typesetting.columns import MOST_WIDER
from docconv.formats.pdf.typesetting.layout import Flow
from docconv.formats.pdf.typesetting.lines import LayoutParagraph, LineRun, PlacedLine, TaggedSpan, TextLine
from docconv.formats.pdf.writing.styles import style_sheet
from docconv.testing import ALPHABETS
from docconv.themes import theme
from docconv.themes.model import TURNOVER, Page, ParagraphStyle, as_verse
from support.pdf_documents import SENTENCE

MEASURE = 200.0
PLAIN = ParagraphStyle()
A4 = theme().page
SHEET = style_sheet(theme(), A4)
SPEECH, LABEL, INTRODUCTION = SHEET.speech, SHEET.label, SHEET.introduction
HEADINGS = (theme().styles.heading1, theme().styles.heading2, theme().styles.heading3)


def lay_out(
    paragraphs: Sequence[LayoutParagraph], page: Page, fonts: DocumentFonts
) -> list[list[PlacedLine]]:
    """All paragraphs on pages."""
    pages: list[list[PlacedLine]] = []
    flow = Flow(page, fonts, pages.append)
    for paragraph in paragraphs:
        flow.add(paragraph)
    flow.finish()
    return pages


def reordered(text: str, *, rtl: bool) -> str:
    """The characters of a line as they stand from left to right."""
    found = levels(text, rtl=rtl)
    return "".join(mirrored(text[at]) if found[at] % 2 else text[at] for at in visual_order(found))


@pytest.fixture(scope="module")
def fonts() -> DocumentFonts:
    """The fonts of one document."""
    return DocumentFonts()


def spans(*texts: str | tuple[str, Style]) -> LayoutParagraph:
    """A paragraph of spans; a string is in the text face."""
    pairs = ((text, PLAIN.font) if isinstance(text, str) else text for text in texts)
    return LayoutParagraph(PLAIN, [TaggedSpan(text, font, StructureElement("P")) for text, font in pairs])


def text_of(line: TextLine) -> str:
    """The characters of a line."""
    return "".join(word for run in line.runs for word in run.words)


def drawn(line: TextLine, space: float) -> float:
    """The width of a line as it is drawn, without the space at its end, in points."""
    (run,) = line.runs
    gaps, letters = len(run.words), sum(map(len, run.words))
    return run.width + run.spacing * gaps + run.tracking * letters - space - run.spacing - run.tracking


def broken(fonts: DocumentFonts, *texts: str | tuple[str, Style], measure: float = MEASURE) -> list[str]:
    """The lines of a paragraph as text."""
    return [text_of(line) for line in break_lines(spans(*texts), measure, fonts)]


def test_lines_are_as_full_as_they_can_be(fonts: DocumentFonts) -> None:
    """The first word of a line would not have fitted on the line before it."""
    lines = break_lines(spans(SENTENCE * 5), MEASURE, fonts)
    assert len(lines) > 5
    for line, after in pairwise(lines):
        first = text_of(after).split()[0]
        assert line.width <= MEASURE
        assert line.width + fonts.width(f" {first}", "text") * PLAIN.size / 1000 > MEASURE


def test_every_line_but_the_last_ends_in_its_space(fonts: DocumentFonts) -> None:
    """It hangs over the edge and counts for nothing."""
    *lines, last = broken(fonts, SENTENCE.strip())
    assert all(line.endswith(" ") for line in lines)
    assert not last.endswith(" ")


@pytest.mark.parametrize(("mark", "share"), [(",", 0.7), (".", 0.7), ("x", 0)])
def test_small_marks_hang_over_the_edge_of_justified_lines(
    fonts: DocumentFonts, mark: str, share: float
) -> None:
    """So that the edge looks straight; what is drawn is wider than the measure by a part of the mark."""
    paragraph = spans(f"One two three four{mark} five and six and seven.")
    paragraph.style = evolve(PLAIN, align="justify")
    first = next(
        lines[0]
        for measure in range(60, 160)
        if text_of((lines := break_lines(paragraph, measure, fonts))[0]).endswith(f"four{mark} ")
        and lines[0].width == measure
    )
    space = fonts.width(" ", "text") * PLAIN.size / 1000
    hung = fonts.width(mark, "text") * PLAIN.size / 1000 * share
    assert drawn(first, space) - first.width == pytest.approx(hung, abs=0.02)


def test_a_line_does_not_end_where_only_the_type_changes(fonts: DocumentFonts) -> None:
    """A label and its colon are one word, whatever face they are in."""
    for length in range(1, 40):
        lines = broken(fonts, "x" * length + " ", ("Ann", "bold"), ":", " yes", measure=150)
        assert any("Ann:" in line for line in lines)


def test_the_first_line_may_be_shorter(fonts: DocumentFonts) -> None:
    """An indent takes room from it."""
    indented = LayoutParagraph(evolve(PLAIN, first_line_indent=60), spans(SENTENCE).spans)
    first, second, *_ = break_lines(indented, MEASURE, fonts)
    assert first.width <= MEASURE - 60 < second.width


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007"])
def test_a_line_does_not_end_at_a_space_that_forbids_it(fonts: DocumentFonts, space: str) -> None:
    """As in 10 000 or between a number and its unit."""
    for length in range(1, 40):
        assert any(
            f"10{space}000" in line for line in broken(fonts, "x" * length + f" 10{space}000", measure=150)
        )


def test_a_line_may_end_behind_a_dash_between_words(fonts: DocumentFonts) -> None:
    """And not before it, and not inside a range of numbers."""
    assert broken(fonts, "extraordinary—circumstances", measure=90) == ["extraordinary—", "circumstances"]
    assert broken(fonts, "one 1990–1995", measure=50) == ["one ", "1990–1995"]
    assert broken(fonts, "he said —well", measure=60) == ["he said ", "—well"]


@pytest.mark.parametrize("dash", ["–", "—", "-", "--"])
def test_a_dash_between_spaces_begins_no_line(fonts: DocumentFonts, dash: str) -> None:
    """It stays with the word before it; one that begins the text does begin it."""
    for measure in range(60, 200, 5):
        lines = broken(fonts, f"they said {dash} and all of us heard it {dash} so much", measure=measure)
        assert not [line for line in lines if line.startswith(dash)]
        assert not broken(fonts, f"they said nothing of it at all {dash}", measure=measure)[-1].startswith(
            dash
        )
    assert broken(fonts, f"{dash} yes") == [f"{dash} yes"]


def test_a_line_break_of_the_source_is_kept(fonts: DocumentFonts) -> None:
    """Each verse begins a line, and ends in a space."""
    assert broken(fonts, "One\ntwo\nthree") == ["One ", "two ", "three"]


def test_what_is_left_of_a_line_of_verse_is_further_in(fonts: DocumentFonts) -> None:
    """Each line of the source begins at the edge."""
    paragraph = evolve(spans(f"{SENTENCE}\nSo it is.\n{SENTENCE}"), style=as_verse(SPEECH), verse=True)
    lines = break_lines(paragraph, MEASURE, fonts)
    begun = [line.x == 0.0 for line in lines]
    assert begun.count(True) == 3
    assert begun[0]
    assert {line.x for line in lines} == {0.0, TURNOVER}
    assert not any(run.spacing for line in lines for run in line.runs)


def test_white_space_is_one_space(fonts: DocumentFonts) -> None:
    """Tabs and runs of spaces have no meaning in running text."""
    assert broken(fonts, "one\t two   three") == ["one two three"]


def test_a_word_wider_than_the_line_is_broken_anywhere(fonts: DocumentFonts) -> None:
    """No character is lost, no line too wide, and the words around it stay whole."""
    lines = break_lines(spans("before " + "W" * 100 + " after"), MEASURE, fonts)
    texts = [text_of(line) for line in lines]
    assert "".join(texts) == "before " + "W" * 100 + " after"
    assert max(line.width for line in lines) <= MEASURE
    assert texts[-1].endswith(" after")


def test_a_letter_wider_than_the_line_ends_the_search(fonts: DocumentFonts) -> None:
    """It stands alone and sticks out."""
    assert broken(fonts, "WWW", measure=3) == ["W", "W", "W"]


def test_chinese_may_end_a_line_between_characters(fonts: DocumentFonts) -> None:
    """But no line begins with a full stop or ends in an opening bracket."""
    lines = broken(fonts, "委员会今天讨论了（花园）的问题。" * 8)
    assert len(lines) > 5
    assert not [line for line in lines if line[0] in "）。" or line[-1] == "（"]


@pytest.mark.parametrize("sign", "々ゝヶㇰ゛〗］｝〜％℃‼")
def test_signs_that_begin_no_line(fonts: DocumentFonts, sign: str) -> None:
    """They stay with the character before them (JIS X 4051)."""
    for before in range(12, 30):
        lines = broken(fonts, "国" * before + sign + "人" * 20, measure=MEASURE)
        assert not any(line.startswith(sign) for line in lines)


@pytest.mark.parametrize("sign", "（［｛〖〘￥＃")
def test_signs_that_end_no_line(fonts: DocumentFonts, sign: str) -> None:
    """They stay with the character behind them."""
    for before in range(12, 30):
        lines = broken(fonts, "国" * before + sign + "人" * 20, measure=MEASURE)
        assert not any(line.rstrip().endswith(sign) for line in lines)


def test_korean_ends_lines_at_spaces(fonts: DocumentFonts) -> None:
    """Words stay whole."""
    words = ["오늘", "위원회는", "정원", "문제를", "논의했습니다"]
    assert [word for line in broken(fonts, " ".join(words * 6)) for word in line.split()] == words * 6


def test_marks_stay_on_their_letters(fonts: DocumentFonts) -> None:
    """Also where a word must be broken."""
    lines = broken(fonts, "क\u093f" * 200)
    assert len(lines) > 3
    assert {line[-1] for line in lines} == {"\u093f"}


@pytest.mark.parametrize(
    ("text", "rtl"), [("abc", False), ("שלום", True), ("1) سلام", True), ("a שלום", False)]
)
def test_the_first_strong_letter_tells_the_direction(text: str, *, rtl: bool) -> None:
    """Of the paragraph (Unicode Annex 9)."""
    assert is_rtl(text) is rtl


@pytest.mark.parametrize(
    ("text", "rtl", "seen"),
    [
        ("אבג", True, "גבא"),
        ("אב (ג) 12 hello world ד", True, "ד hello world 12 (ג) בא"),
        ("see אב גד there", False, "see דג בא there"),
        ("no such letters", False, "no such letters"),
    ],
)
def test_right_to_left_text_is_drawn_as_it_looks(text: str, seen: str, *, rtl: bool) -> None:
    """Letters turn round, numbers and Latin words do not, brackets are mirrored."""
    assert reordered(text, rtl=rtl) == seen


letters = st.text("".join(ALPHABETS.values()), min_size=1, max_size=60)


@given(st.lists(st.tuples(letters, st.sampled_from(("text", "bold", "italic"))), min_size=1, max_size=4))
def test_no_character_is_lost_between_lines(texts: list[tuple[str, Style]]) -> None:
    """In any script, over any borders of spans; and no line is wider than the measure."""
    lines = break_lines(spans(*texts), MEASURE, DocumentFonts())
    found = "".join(map(text_of, lines))
    assert "".join(found.split()) == "".join("".join(text for text, _ in texts).split())
    assert max(line.width for line in lines) <= MEASURE + 0.01


# ------------ pages


def rows(count: int, style: ParagraphStyle = PLAIN) -> LayoutParagraph:
    """A paragraph of so many lines."""
    return LayoutParagraph(style, [TaggedSpan("\n".join("x" * count), "text", StructureElement("P"))])


def filled(fonts: DocumentFonts, *paragraphs: LayoutParagraph) -> list[int]:
    """How many lines stand on each page."""
    return [len(page) for page in lay_out(paragraphs, A4, fonts)]


def capacity(fonts: DocumentFonts) -> int:
    """How many lines of text a page takes."""
    return filled(fonts, rows(500))[0]


def test_a_page_is_filled_to_its_foot(fonts: DocumentFonts) -> None:
    """And nothing stands below it."""
    (first, *_) = pages = lay_out([rows(500)], A4, fonts)
    assert 40 < len(first) < 55
    assert all(A4.bottom < placed.y < A4.height - A4.top for page in pages for placed in page)


def test_the_last_line_of_a_paragraph_is_not_alone_on_a_page(fonts: DocumentFonts) -> None:
    """One line of the page before goes with it."""
    full = capacity(fonts)
    assert filled(fonts, rows(full + 1)) == [full - 1, 2]


def test_the_first_line_of_a_paragraph_is_not_alone_at_the_foot(fonts: DocumentFonts) -> None:
    """It goes to the next page with the second one."""
    full = capacity(fonts)
    assert filled(fonts, rows(full - 1), rows(10)) == [full - 1, 10]
    assert filled(fonts, rows(full - 2), rows(10)) == [full, 8]


def test_three_lines_are_not_parted(fonts: DocumentFonts) -> None:
    """Two and one would leave one alone."""
    full = capacity(fonts)
    assert filled(fonts, rows(full - 2), rows(3)) == [full - 2, 3]


@pytest.mark.parametrize("style", [*HEADINGS, LABEL, INTRODUCTION])
def test_what_leads_to_something_stands_with_it(fonts: DocumentFonts, style: ParagraphStyle) -> None:
    """A heading, a label alone and the narrative that introduces a speech are never the last on a page."""
    full = capacity(fonts)
    for room in range(7):
        first, *_ = lay_out([rows(full - room), rows(1, style), rows(20)], A4, fonts)
        assert first[-1].style != style


def test_a_row_of_headings_does_not_take_a_page_each(fonts: DocumentFonts) -> None:
    """Though each is kept with the next one."""
    assert len(filled(fonts, *(rows(1, HEADINGS[2]) for _ in range(100)))) < 8


def feet(pages: Sequence[Sequence[PlacedLine]]) -> list[float]:
    """The baseline of the last line of each column, but on the last page."""
    columns = [list(lines) for page in pages[:-1] for _, lines in groupby(page, key=lambda item: item.left)]
    return [lines[-1].y for lines in columns]


def test_full_columns_end_on_one_line(fonts: DocumentFonts) -> None:
    """The spaces between their paragraphs are a little wider; without a grid each ends where it does."""
    talk = [f"{SENTENCE * (1 + at % 2)}" for at in range(120)]
    page = evolve(A4, columns=2)
    for body, is_even in ((SPEECH, True), (None, False)):
        pages: list[list[PlacedLine]] = []
        flow = Flow(page, fonts, pages.append, body=body)
        for text in talk:
            flow.add(evolve(spans(text), style=SPEECH))
        flow.finish()
        assert (max(feet(pages)) - min(feet(pages)) < 0.01) is is_even
        for lines in pages[:-1]:
            gaps = [one.y - two.y for one, two in pairwise(lines) if one.left == two.left]
            most = SPEECH.leading + SPEECH.space_before + SPEECH.leading * MOST_WIDER
            assert SPEECH.leading - 0.01 <= min(gaps)
            assert max(gaps) <= most + 0.01


@pytest.mark.parametrize("rtl", [False, True])
def test_the_columns_of_the_last_page_are_as_high_as_each_other(fonts: DocumentFonts, rtl: bool) -> None:  # noqa: FBT001  a parameter
    """By two lines at most, in order, and links lead to where paragraphs are."""
    page, pages = evolve(A4, columns=2), list[list[PlacedLine]]()
    flow = Flow(page, fonts, pages.append, rtl=rtl, body=SPEECH)
    paragraphs = [evolve(spans(SENTENCE * 2), style=SPEECH, anchor=f"p{at}") for at in range(8)]
    for paragraph in paragraphs:
        flow.add(paragraph)
    flow.finish()
    (lines,) = pages
    columns = [list(found) for _, found in groupby(lines, key=lambda item: item.left)]
    assert len(columns) == 2
    assert (columns[0][0].left > columns[1][0].left) is rtl
    assert columns[0][0].y == pytest.approx(columns[1][0].y)
    assert abs(columns[0][-1].y - columns[1][-1].y) <= 2 * SPEECH.leading + SPEECH.space_before
    firsts = {id(item.paragraph): item.y for item in reversed(lines)}
    for paragraph in paragraphs:
        assert 0 < flow.places[paragraph.anchor][1] - firsts[id(paragraph)] < SPEECH.leading


def test_space_before_a_paragraph_is_left_out_at_the_head_of_a_page(fonts: DocumentFonts) -> None:
    """All pages begin at the same height."""
    first, second, *_ = lay_out([rows(capacity(fonts)), rows(30, SPEECH)], A4, fonts)
    assert first[0].y == pytest.approx(second[0].y)


def test_headings_in_a_row_stand_closer(fonts: DocumentFonts) -> None:
    """They belong together."""
    ((_, one, two),) = lay_out([rows(1), rows(1, HEADINGS[0]), rows(1, HEADINGS[0])], A4, fonts)
    ((_, alone, after),) = lay_out([rows(1), rows(1), rows(1, HEADINGS[0])], A4, fonts)
    assert one.y - two.y < alone.y - after.y + HEADINGS[0].space_after


def test_centred_lines_stand_in_the_middle(fonts: DocumentFonts) -> None:
    """Of the text, not of the indent."""
    (((placed),),) = lay_out([rows(1, evolve(PLAIN, align="centre"))], A4, fonts)
    assert placed.x + placed.line.width / 2 == pytest.approx(A4.left + A4.measure / 2)


def test_right_to_left_lines_stand_at_the_right_edge(fonts: DocumentFonts) -> None:
    """With the space at their end beyond the left one."""
    paragraph = LayoutParagraph(PLAIN, [TaggedSpan("שלום לכולם " * 20, "text", StructureElement("P"))])
    (placed, *_), *_ = lay_out([paragraph], A4, fonts)
    assert placed.x + placed.line.width == pytest.approx(A4.left + A4.measure)


def test_a_run_knows_its_width(fonts: DocumentFonts) -> None:
    """In points, trailing space included."""
    (line,) = break_lines(spans("one ", ("two", "bold")), MEASURE, fonts)
    widths = [fonts.width("one ", "text"), fonts.width("two", "bold")]
    assert [run.width for run in line.runs] == pytest.approx([width * PLAIN.size / 1000 for width in widths])
    assert all(isinstance(run, LineRun) for run in line.runs)


def test_letters_that_are_set_apart_take_room(fonts: DocumentFonts) -> None:
    """The words behind begin further on, and lines end where they would."""
    paragraph = spans("HARTWELL and", " the words behind it")
    paragraph.spans[0].letter_spacing = 0.1
    (line,) = break_lines(paragraph, 400, fonts)
    plain = fonts.width("HARTWELL and the words behind it", "text") * PLAIN.size / 1000
    assert line.width == pytest.approx(plain + 12 * 0.1 * PLAIN.size)
    assert [run.tracking for run in line.runs] == [pytest.approx(0.1 * PLAIN.size), 0.0]
    narrow = break_lines(paragraph, plain, fonts)
    assert [text_of(one) for one in narrow] == ["HARTWELL and the words ", "behind it"]


def set_in(lang: str, text: str, measure: float) -> list[TextLine]:
    """The lines of a justified paragraph in a language."""
    paragraph = spans(text)
    paragraph.style = evolve(PLAIN, align="justify")
    return break_lines(paragraph, measure, DocumentFonts(lang=lang))


@pytest.mark.parametrize(
    ("lang", "text", "halves"),
    [
        ("ja", "「早い」、「遅い」。", 3),  # 」、 and 、「 and 」。
        ("ja", "早い、遅い。", 0),
        ("ja", "（「早い」）", 2),
        ("zh-Hans", "“快走！”，他说。", 1),
        ("zh-Hans", "看（《水》）。《山》", 4),
        ("zh-Hant", "看，「水」。", 1),  # stops are in the middle: the bracket alone gives way
        ("zh-Hant", "看。「水」", 0),
    ],
)
def test_marks_beside_marks_give_their_blank_half(lang: str, text: str, halves: int) -> None:
    """Two marks in a row would leave a hole of a whole square (JLREQ 3.1.4, CLREQ 3.1.6)."""
    (line,) = set_in(lang, text, 400)
    hung = 0.5 if text[-1] in "」）》" or (text[-1] == "。" and lang != "zh-Hant") else 0.0
    assert line.width / PLAIN.size == pytest.approx(len(text) - halves / 2 - hung)
    closed = [run for run in line.runs if run.tracking < 0]
    assert len(closed) == halves
    assert text_of(line) == text


def test_a_mark_ends_flush_with_its_line() -> None:
    """Its blank half hangs over the edge, so that one more sign fits."""
    first, second, _ = set_in("ja", "山川草木山川草木、「山川草木」山川草木", PLAIN.size * 8.5)
    assert text_of(first) == "山川草木山川草木、"
    assert first.width == pytest.approx(PLAIN.size * 8.5)
    assert second.x == -PLAIN.size / 2  # and the blank half before an opening one is outside as well


@pytest.mark.parametrize(
    ("lang", "marks"), [("zh", "“”‘’…"), ("zh-Hant", "“”‘’…"), ("yue", "“”‘’…"), ("ja", "…")]
)
def test_quotes_and_dots_are_square_in_chinese(lang: str, marks: str) -> None:
    """They are of the face of the signs beside them, as dots are in Japanese; in a Latin word they are Latin."""
    han, latin = DocumentFonts(lang=lang), DocumentFonts(lang="en")
    for mark in marks:
        assert han.width(mark * 2, "text") == 2000
        assert latin.width(mark * 2, "text") < 2000
    assert han.width("“We”", "text") == latin.width("“We”", "text")


THAI = "ดิฉันอยู่ริมแม่น้ำมาสามสิบปีแล้วไม่เคยเห็นน้ำมากขนาดนี้มาก่อนเลย"
WORDS = [
    "ดิฉัน",
    "อยู่",
    "ริม",
    "แม่น้ำ",
    "มา",
    "สามสิบ",
    "ปี",
    "แล้ว",
    "ไม่",
    "เคย",
    "เห็น",
    "น้ำ",
    "มาก",
    "ขนาด",
    "นี้",
    "มา",
    "ก่อน",
    "เลย",
]


def thai_lines(measure: float) -> list[str]:
    """The lines of a Thai sentence without a space."""
    return [text_of(line) for line in break_lines(spans(THAI), measure, DocumentFonts(lang="th"))]


@pytest.mark.parametrize("measure", range(60, 200, 10))
def test_thai_lines_end_between_words(measure: float) -> None:
    """By the dictionaries of ICU: no line begins inside a word."""
    pytest.importorskip("icu4py", reason="the extra icu is not installed")
    lines = thai_lines(measure)
    ends = {len("".join(WORDS[:count])) for count in range(len(WORDS) + 1)}
    assert "".join(lines) == THAI
    assert {len("".join(lines[:count])) for count in range(len(lines))} <= ends


def test_without_icu_thai_lines_begin_at_syllables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a vowel that is written first, which is a beginning for sure."""
    monkeypatch.setattr(segmentation, "_breaker", lambda: segmentation.SYLLABLE.split)
    segmentation.segments.cache_clear()
    lines = thai_lines(120)
    segmentation.segments.cache_clear()
    assert "".join(lines) == THAI
    assert len(lines) > 1
    assert all(line[0] in "เแโใไ" for line in lines[1:])
