"""What a theme makes of the pages of a PDF: places of labels, justified lines, columns, numbers, lists."""

from __future__ import annotations

import re
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pikepdf
import pypdfium2
import pytest
from attrs import evolve

from docconv.formats import Source
from docconv.formats.pdf.writing import pages
from docconv.formats.pdf.writing.document import Options, write
from docconv.model import Heading, Paragraph, Resolved, Section, Speaker, Stage, Text, Turn
from docconv.pipeline import read
from docconv.themes import theme as theme_of
from docconv.themes.model import BUILT_IN
from docconv.walk import running_head
from support.pdf_documents import ANNA, BO, SENTENCE, document, narrative, paragraph, says, section
from support.tagged import lines, opened, tree

PRESS = theme_of("press")
LONG = (
    "Extraordinarily comprehensive administrative documentation accompanies international "
    "infrastructure negotiations, notwithstanding considerable organisational responsibilities. "
)


def file(document: Resolved, **options: Any) -> bytes:  # noqa: ANN401  the options of the writer
    """A document as PDF."""
    return write(document, Options(**options))[0]


def boxes(data: bytes, page: int = 0) -> list[tuple[float, float, str]]:
    """Left edge, baseline and text of each piece of text that pdfium finds on a page."""
    opened = pypdfium2.PdfDocument(data)
    try:
        text = opened[page].get_textpage()
        found = [text.get_rect(at) for at in range(text.count_rects())]
        return [
            (left, bottom, text.get_text_bounded(left, bottom, right, top))
            for left, bottom, right, top in found
        ]
    finally:
        opened.close()


def operators(data: bytes, wanted: str) -> list[list[Any]]:
    """The operands of an operator on all pages."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [
            list(step.operands) for page in pdf.pages for step in pikepdf.parse_content_stream(page, wanted)
        ]


def divided(data: bytes) -> list[str]:
    """The words that are told whole, since a line ends within them."""
    marks = (operands[1] for operands in operators(data, "BDC"))
    told = [str(entries.ActualText) for entries in marks if "/MCID" in entries and "/ActualText" in entries]
    return [word for word in told if word not in (" ", "Anna Kiss")]


def left_of(data: bytes, word: str) -> float:
    """Where a word begins."""
    return next(left for left, _, text in boxes(data) if text.strip().startswith(word))


RULE = re.compile(rb"/Artifact <</Type /Layout>> BDC 0.5 w ([\d.]+) ")
"""A rule of a frame, and where it is across the page."""


def numbered_lines(data: bytes) -> list[int]:
    """The last number in the margin of each page of a court."""
    left = theme_of("court").page.left
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        count = len(pdf)
    pages = ([text for at, _, text in boxes(data, page) if at < left - 10] for page in range(count))
    return [max(int(text) for text in page) for page in pages]


def height_of(data: bytes, word: str) -> float:
    """The baseline of the piece of text that begins with a word."""
    return next(bottom for _, bottom, text in boxes(data) if text.strip().startswith(word))


def height_of_page(data: bytes, page: int, word: str) -> float:
    """The baseline of the piece of text on a page that begins with a word."""
    return next(bottom for _, bottom, text in boxes(data, page) if text.strip().startswith(word))


def test_a_hanging_label_stands_beside_the_words() -> None:
    """On one line with them, in a column of its own."""
    data = file(document(says("Good morning to all of you.")), theme="minutes", participants=False)
    assert left_of(data, "Good") - left_of(data, "Anna") == pytest.approx(128, abs=2)
    assert height_of(data, "Good") == pytest.approx(height_of(data, "Anna"), abs=3)


def test_a_label_too_wide_for_its_column_stands_above_the_words() -> None:
    """It never runs into them."""
    label = "The Deputy Minister for Gardens"
    data = file(document(says("Good morning.", label=label)), theme="minutes", participants=False)
    assert height_of(data, "Good") < height_of(data, "The Deputy") - 5


def test_a_label_on_a_line_of_its_own() -> None:
    """Above the words, at the same edge."""
    data = file(document(says("Good morning.")), theme="drama", participants=False)
    assert height_of(data, "Good") < height_of(data, "Anna") - 5
    assert left_of(data, "Good") == pytest.approx(left_of(data, "Anna"), abs=2)


def test_capitals_are_a_look_only() -> None:
    """The structure and those that read pages without it are told the label as it is printed."""
    data = file(document(says("Good morning.")), theme="drama")
    assert tree(data).one("Speaker").text == "Anna Kiss"
    assert b"ANNA" in b"".join(bytes(operands[0]) for operands in operators(data, "Tj"))


@pytest.mark.parametrize("theme", BUILT_IN)
@pytest.mark.parametrize(
    "more", [{}, {"contents": True, "participants": True, "columns": 2, "line_numbers": 1}]
)
def test_every_theme_reads_back(theme: str, more: dict[str, Any]) -> None:
    """What the theme adds is no part of the document."""
    talk = document(
        narrative(SENTENCE),
        section(
            "Morning",
            says(LONG * 6),
            says("No.", label="Bo", number=2),
            section("Noon", says(LONG, number=3)),
        ),
        title="The garden",
        source="garden",
    )
    again = read(Source(file(talk, theme=theme, **more), "garden.pdf"), format="pdf")
    assert (again.body, again.title) == (talk.body, talk.title)


def test_lines_are_justified() -> None:
    """All but the last one end at the right edge: their spaces are widened."""
    data = file(document(says(SENTENCE * 4)))
    spacings = [float(operands[0]) for operands in operators(data, "Tw")]
    assert len([one for one in spacings if one > 0]) >= 4
    assert max(spacings) <= 0.6 * 10.5


def test_chinese_is_justified_between_its_characters() -> None:
    """It has no spaces that could be widened."""
    data = file(document(says("大家好，我是從事教育工作的老師，" * 12), lang="zh"))
    assert [float(operands[0]) for operands in operators(data, "Tc")][:1] != []
    assert max(float(operands[0]) for operands in operators(data, "Tc")) <= 0.12 * 10.5


def test_a_word_is_divided_where_a_line_would_be_loose() -> None:
    """By the patterns of its language; the structure tells it whole."""
    data = file(document(says(LONG * 6)))
    assert len(divided(data)) >= 2
    assert {word.strip(",.") for word in divided(data)} <= set(re.findall(r"\w+", LONG))


def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen() -> None:
    """More of them look like a ladder."""
    found = lines(file(document(says(LONG * 30))))
    ends = "".join("-" if line.endswith("-") else "x" for line in found)
    assert "-" in ends
    assert "---" not in ends


@pytest.mark.parametrize("options", [{}, {"theme": "drama"}])
def test_a_language_without_patterns_or_ragged_text_divides_nothing(options: dict[str, Any]) -> None:
    """Also none where the document does not say its language."""
    lang = "en" if options else "und"
    data = file(document(says(LONG * 6), lang=lang), **options)
    assert not divided(data)


def test_a_label_is_never_divided() -> None:
    """It is a name."""
    data = file(document(says("Yes.", label="Extraordinarily " * 12 + "comprehensive administrative")))
    assert not divided(data)


def test_two_columns_are_filled_one_after_the_other() -> None:
    """The title stands above both."""
    turns = [says(SENTENCE * 3, number=number) for number in range(1, 40)]
    pieces = boxes(file(document(*turns, title="The garden"), columns=2))
    lefts = {round(left) for left, _, text in pieces if text.strip().startswith("Anna")}
    assert len(lefts) == 2
    text_only = [(round(left), y) for left, y, text in pieces if "The garden" not in text]
    tops = [max(y for left, y in text_only if left == edge) for edge in lefts]
    assert tops[0] == pytest.approx(tops[1], abs=4)


@pytest.mark.parametrize(("every", "numbers"), [(1, ["1", "2", "3", "4"]), (2, ["2", "4"]), (0, [])])
def test_lines_are_numbered_in_the_margin(every: int, numbers: list[str]) -> None:
    """Headings have no numbers; the numbers are artifacts."""
    talk = document(
        section(
            "Morning", says("One."), says("Two.", number=2), says("Three.", number=3), narrative("Four.")
        ),
        title="The garden",
    )
    data = file(talk, line_numbers=every)
    assert [text.strip() for left, _, text in boxes(data) if left < 125] == numbers
    assert "1" not in tree(data).text


def test_lines_are_numbered_at_one_side() -> None:
    """That at which the lines of the document begin, also beside words of another direction."""
    talk = [says("One."), says("مرحبا بكم", number=2), says("Three.", number=3)]
    for lang, is_right in (("en", False), ("ar", True)):
        data = file(document(*talk, lang=lang), line_numbers=1)
        numbers = [left for left, _, text in boxes(data) if text.strip() in ("1", "2", "3")]
        assert len(numbers) == 3
        assert {left > 400 for left in numbers} == {is_right}


def test_columns_follow_each_other_as_the_words_do() -> None:
    """From the right in a document that begins there."""
    talk = [says(f"{SENTENCE * 20} Word{number}.", number=number) for number in range(6)]
    for lang, is_right in (("en", False), ("ar", True)):
        data = file(document(*talk, lang=lang), columns=2, theme="press")
        assert (left_of(data, "Anna") > 290) is is_right


def test_words_behind_a_direction_begin_at_the_edge() -> None:
    """They are the first of their turn; what follows them is a paragraph further in."""
    direction = Stage[Speaker]((Text("(rises)"),))
    turn = Turn("t1", (direction, paragraph("First."), paragraph("Then.")), (ANNA,), "Anna Kiss")
    data = file(document(turn), theme="drama", participants=False)
    assert left_of(data, "First") == pytest.approx(theme_of("drama").page.left, abs=1)
    assert left_of(data, "Then") - left_of(data, "First") == pytest.approx(12, abs=1)


def test_a_play_lists_its_characters() -> None:
    """As plays in its language call them."""
    play = document(Section((says("Yes."),), Heading((Text("Erster Akt"),)), kind="act"), lang="de")
    assert tree(file(play, participants=True)).one("Participants").text.startswith("Personen")


def heads(data: bytes) -> list[list[str]]:
    """What stands above the text on each page, from left to right, with the half of the page."""
    with closing(pypdfium2.PdfDocument(data)) as pdf:
        count = len(pdf)
    found = []
    for page in range(count):
        pieces = [piece for piece in boxes(data, page) if piece[1] > 842 - 76]
        found.append([f"{text.strip()} {'right' if left > 300 else 'left'}" for left, _, text in pieces])
    return found


def test_running_heads_name_the_section() -> None:
    """The first that begins on a page, else the last before; on left and right pages at the outer edges."""
    talk = document(
        *(
            section(name, *(says(SENTENCE * 90, label=None, number=at) for at in (1, 2)))
            for name in ("Moon", "Sun")
        ),
        title="The garden",
    )
    found = heads(file(talk, theme="minutes", participants=False))
    assert found[:4] == [[], ["The garden left"], ["Moon right"], ["The garden left"]]
    assert found[-1 if len(found) % 2 else -2] == ["Sun right"]


def test_a_running_head_is_made_once_for_all_pages_that_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A title may be as long as the text: a head for each page would be work that grows with the square."""
    made = Mock(wraps=running_head)
    monkeypatch.setattr(pages, "running_head", made)
    file(
        document(*(says(SENTENCE * 30, number=at) for at in range(1, 30)), title="The garden"), theme="press"
    )
    assert made.call_count == 1


def test_a_label_is_repeated_where_its_turn_goes_on() -> None:
    """In the column of labels, by the language; no words of the document; not where a turn begins."""
    long = [says(SENTENCE * 60), says("Yes.", number=2)]
    data = file(document(*long, lang="fr"), theme="minutes", participants=False)
    again = [left for left, _, text in boxes(data, 1) if text.strip() == "Anna Kiss (suite)"]
    assert again == [pytest.approx(theme_of("minutes").page.left, abs=1)]
    assert height_of_page(data, 1, "Anna") == pytest.approx(height_of_page(data, 1, "The quick"), abs=30)
    assert "suite" not in tree(data).text
    assert "Anna Kiss (" not in "".join(text for _, _, text in boxes(data, 0))


@pytest.mark.parametrize("columns", [1, 2])
def test_a_repeated_label_above_the_words_takes_a_line(columns: int) -> None:
    """All pages end where they did without it, or a line above."""
    theme = evolve(theme_of("press"), labels=evolve(theme_of("press").labels, continued="..."))
    talk = document(says(SENTENCE * 200))
    data, plain = (file(talk, theme=one, columns=columns) for one in (theme, theme_of("press")))
    low = [min(low for _, low, text in boxes(one, 1) if low > 60) for one in (data, plain)]
    assert low[0] == pytest.approx(low[1], abs=1)
    top = max((low, text) for _, low, text in boxes(data, 1) if low < 770)
    assert top[1].strip() == "Anna Kiss ..."


def test_acts_begin_on_new_pages() -> None:
    """What is before the first stays with the title; a play without acts is one run."""

    def play(kind: str) -> bytes:
        acts = [Section((says("Yes."),), Heading((Text(f"Part {at}"),)), kind=kind) for at in (1, 2)]
        return file(document(narrative("A street."), *acts, title="Night"), theme="drama")

    def count(data: bytes) -> int:
        with closing(pypdfium2.PdfDocument(data)) as pdf:
            return len(pdf)

    assert [count(play(kind)) for kind in ("act", "scene")] == [3, 1]
    assert heads(play("act")) == [[], [], []]


def entries(data: bytes, tag: str) -> list[str]:
    """The entries of a list."""
    return [" ".join(entry.text.split()) for entry in tree(data).one(tag).all("TOCI")]


def test_contents_name_the_pages_of_headings() -> None:
    """Down to the third level, with the page."""
    filler = [says(SENTENCE * 40, number=number) for number in range(1, 4)]
    talk = document(section("Morning", filler[0], section("Noon", filler[1])), section("Night", filler[2]))
    assert entries(file(talk, contents=True), "TOC") == ["Morning 1", "Noon 2", "Night 3"]


def test_an_entry_is_a_link_to_its_heading() -> None:
    """With a text of its own for those who do not see it, and a place in the structure."""
    data = file(document(section("Morning", says("Yes."))), contents=True)
    with pikepdf.open(BytesIO(data)) as pdf:
        (link,) = pdf.pages[0].Annots
        assert link.Subtype == pikepdf.Name.Link
        assert str(link.Contents) == "Morning"
        assert link.Dest[0].objgen == pdf.pages[0].objgen
        assert "/StructParent" in link


def test_an_office_that_repeats_the_name_is_left_out() -> None:
    """As in Word documents: who is only known as the chair is listed once."""
    chair = Speaker("chair", role="Chair", aliases=("CHAIR",))
    talk = document(Turn("t1", (Paragraph[Speaker]((Text("We begin."),)),), (chair,), "CHAIR"))
    listed = Resolved(talk.body, talk.metadata, talk.title, (chair,))
    assert entries(file(listed, participants=True), "Participants") == ["CHAIR 1"]


def test_participants_are_those_who_speak() -> None:
    """Name, office, and the page where they speak first."""
    mayor = Speaker("ida", name="Ida Berg", role="mayor")
    words = (Paragraph[Speaker]((Text("Yes."),)),)
    talk = document(Turn("t1", words, (mayor,), "Berg"), Turn("t2", words, (BO,), "Bo"))
    listed = Resolved(talk.body, talk.metadata, talk.title, (mayor, ANNA, BO))
    assert entries(file(listed, participants=True), "Participants") == ["Ida Berg, mayor 1", "Bo 1"]


def foot_of(data: bytes, page: int) -> float:
    """The lowest baseline on a page above its number."""
    return min(y for _, y, text in boxes(data, page) if "/" not in text)


def test_numbers_of_contents_stand_below_each_other_and_dots_lead_to_them() -> None:
    """The dots are no text: nobody hears them, and no program reads them."""
    talk = document(section("Morning", says("Yes.")), section("The long afternoon", says("No.")))
    data = file(talk, contents=True)
    content = opened(data).pages[0].Contents.read_bytes()
    assert content.count(b"[0 6] 0 d") == 2
    with pypdfium2.PdfDocument(data) as pages:
        page = pages[0].get_textpage()
        text = page.get_text_bounded()
        places = [text.index(f"{name} 1") + len(name) + 1 for name in ("Morning", "afternoon")]
        ends = [page.get_charbox(place)[2] for place in places]
    assert ends[0] == pytest.approx(ends[1], abs=0.1)
    assert ends[0] == pytest.approx(PRESS.page.left + PRESS.page.measure, abs=1)


def test_what_follows_a_label_is_set_as_the_words() -> None:
    """As in Word documents and on pages: it is no part of the label."""
    content = opened(file(document(says("Yes.")))).pages[0].Contents.read_bytes()
    label, behind = content.split(b"(Anna Kiss)")[1].split(b"(Yes.)")[0].split(b"(: )")
    assert b" Tf" in label
    assert b" Tf" not in behind


def test_long_contents_above_columns_go_on_on_the_next_page() -> None:
    """At the same edge, in lines of their own; nothing runs off a page."""
    data = file(
        document(*(section(f"Point {at}", says("Yes.")) for at in range(130))), columns=2, contents=True
    )
    for page in range(2):
        rows = [(round(left), y) for left, y, text in boxes(data, page) if text.startswith("Point")]
        assert len({left for left, _ in rows}) == 1
        assert len({y for _, y in rows}) == len(rows) > 40
        assert foot_of(data, page) > PRESS.page.bottom


def test_columns_without_room_below_the_contents_begin_on_the_next_page() -> None:
    """However many entries there are, no line is below the foot of a page."""
    for count in range(38, 50):
        talk = document(*(section(f"Point {at}", says(SENTENCE * 4)) for at in range(count)))
        assert foot_of(file(talk, columns=2, contents=True), 0) > PRESS.page.bottom


@pytest.mark.parametrize("columns", [2, 3])
def test_numbers_of_lines_are_clear_of_the_column_before(columns: int) -> None:
    """Of two digits, or of three."""
    turns = [says(SENTENCE * 3, number=number) for number in range(1, 60)]
    with closing(pypdfium2.PdfDocument(file(document(*turns), columns=columns, line_numbers=1))) as opened:
        page = opened[0].get_textpage()
        found = {
            page.get_rect(at): page.get_text_bounded(*page.get_rect(at)) for at in range(page.count_rects())
        }
    numbers = [rect for rect, text in found.items() if text.strip().isdigit()]
    assert len(numbers) > 70
    for left, low, right, high in numbers:
        beside = [rect for rect in found if rect[1] < high and rect[3] > low and rect not in numbers]
        assert not [rect for rect in beside if rect[0] < right + 3 and rect[2] > left - 5]


def test_nothing_to_list_is_no_list() -> None:
    """A caption with nothing below it says nothing."""
    data = file(document(narrative("Nobody spoke.")), participants=True, contents=True)
    assert not tree(data).all("TOC", "Participants")


def test_the_outline_may_list_every_turn() -> None:
    """Under its section, by its label."""
    talk = document(section("Morning", says("Yes."), says("No.", label="Bo", number=2)), title="The garden")
    with pikepdf.open(BytesIO(file(talk, outline="speakers"))) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        (morning,) = title.children
        assert [entry.title for entry in morning.children] == ["Anna Kiss", "Bo"]


def test_the_foot_of_a_page_is_as_the_theme_says(tmp_path: Path) -> None:
    """Or there is none."""
    path = tmp_path / "house.toml"
    path.write_text('[page]\npage_number = "Page {page} of {pages}"\n', encoding="utf-8")
    assert any("Page 1 of 1" in text for *_, text in boxes(file(document(says("Yes.")), theme=str(path))))
    path.write_text('[page]\npage_number = ""\n', encoding="utf-8")
    assert not any("1" in text for *_, text in boxes(file(document(says("Yes.")), theme=str(path))))


def test_colours_are_those_of_the_theme(tmp_path: Path) -> None:
    """Grey by one number, others by three."""
    path = tmp_path / "house.toml"
    path.write_text('[labels]\ncolour = "#800000"\n', encoding="utf-8")
    data = file(document(says("Yes.")), theme=str(path))
    assert [round(float(part), 2) for part in operators(data, "rg")[0]] == [0.5, 0, 0]


def test_many_paragraphs_fill_many_pages() -> None:
    """Paragraphs are set and painted as they come; only those kept with the next one wait."""
    data = file(document(*(narrative(SENTENCE) for _ in range(300))))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) > 10


def test_paragraph_of_speech_has_no_words_twice() -> None:
    """A divided word is drawn in two parts and told once."""
    data = file(document(says(paragraph(LONG * 4).children[0])))
    told = "".join(tag.text for tag in tree(data).all("P"))
    assert " ".join(told.split()) == f"Anna Kiss: {(LONG * 4).strip()}"


def test_every_page_of_a_court_is_full() -> None:
    """Whatever ends there: a paragraph of three lines is parted after the first or before the last."""
    talk = document(*(says(SENTENCE * (1 + number % 3), number=number) for number in range(1, 60)))
    court = theme_of("court")
    kept = evolve(court, page=evolve(court.page, widow_control=True))
    full, loose = (numbered_lines(file(talk, theme=one)) for one in (court, kept))
    assert len(full) > 4
    assert set(full[1:-1]) == {25}  # the first has the title
    assert min(loose[1:-1]) < 25


def test_a_direction_between_turns_begins_where_speech_does() -> None:
    """As one within a turn does, beside a column of labels and not in it."""
    direction = Stage[Speaker]((Text("(Applause.)"),))
    data = file(document(says("Yes."), direction, says("No.", number=2)), theme="minutes", line_numbers=0)
    places = {text.strip(): left for left, _, text in boxes(data)}
    assert places["(Applause.)"] == pytest.approx(places["Yes."], abs=1)


def test_a_frame_is_rules_beside_the_text() -> None:
    """Two where lines begin and one where they end, on every page, as artifacts."""
    talk = [says("Yes.", number=at) for at in range(1, 40)]
    for lang, left in (("en", 2), ("he", 1)):
        pages = opened(file(document(*talk, lang=lang), theme="court")).pages
        assert len(pages) == 2
        for page in pages:
            rules = RULE.findall(page.Contents.read_bytes())
            assert len(rules) == 3
            assert sum(float(x) < 300 for x in rules) == left


def test_every_line_in_a_frame_has_a_number() -> None:
    """That of the title and those of headings, too."""
    talk = document(section("Morning", *(says("Yes.", number=at) for at in range(1, 40))), title="The garden")
    assert numbered_lines(file(talk, theme="court")) == [25, 16]
