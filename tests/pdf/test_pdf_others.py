"""PDF that others wrote: who speaks is found by the words and the look of the pages."""

from __future__ import annotations

import io

import pikepdf
import pytest
from attrs import evolve

import docconv
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.pdf.reading.document import read
from docconv.model import (
    Boilerplate,
    Document,
    Emphasis,
    Metadata,
    Milestone,
    Paragraph,
    Resolved,
    Section,
    Speaker,
    Text,
    Turn,
)
from docconv.pipeline import read_with_notices
from docconv.walk import text_of, turns, walk
from support.pdf_pages import (
    BOLD,
    ITALIC,
    LEADING,
    LEFT,
    MONO,
    TOP,
    Words,
    below,
    led,
    paragraph,
    pdf,
    set_lines,
)

TURNS = [
    ("Ida Berg", "The pump is broken, and nobody knows since when it has been. I ask for a new one."),
    ("Ola Lund", "There is no money for a new one. There is hardly any for the old one."),
    ("Ida Berg", "Then we carry water."),
    ("Ola Lund", "We do that now."),
]
LONG = (
    "The pump is broken, and nobody knows since when it has been. I ask for a new one, and for a roof above it.",
    "There is no money for a new one. There is hardly any for the old one, and there is none at all for a roof.",
)
TALK = [
    words
    for number, (label, text) in enumerate(TURNS)
    for words in led(f"{label}:", text, TOP + 3 * number * LEADING)
]


def spoken(data: bytes) -> list[tuple[str | None, str]]:
    """Labels and words of the turns in a PDF."""
    return said(docconv.read(data, format="pdf"))


def said(document: Resolved) -> list[tuple[str | None, str]]:
    """Labels and words of turns, their paragraphs parted by a bar."""
    return [
        (turn.label, " | ".join(" ".join(text_of(part.children).split()) for part in turn.blocks))
        for turn in turns(document)
    ]


def test_labels_in_bold_and_paragraphs_of_several_lines() -> None:
    """The lines of a paragraph are joined, and the distance between paragraphs is none of the words."""
    assert spoken(pdf(TALK)) == TURNS


def test_who_reads_is_told_that_pages_were_read() -> None:
    """What is found by its look is not certain."""
    draft, notices = read(Source(pdf(TALK), "talk.pdf"))
    assert "not by docconv" in notices[0].message
    assert ("read from", "pages of a PDF") in draft.metadata.fields


def test_running_heads_and_page_numbers_are_ends_of_pages() -> None:
    """They are kept as what the pages bear, and the paragraph that they divide is one. The first head stands
    alone, for no page ends there.
    """
    texts = (
        "Ida Berg: The pump is broken, and nobody knows since when it has been. I have asked the baker, the miller,",
        "the smith and all their children, who do not know it either, or say so.",
        "Ola Lund: I know it. It has been since it rained into it on the first day of June.",
        "Ida Berg: It did not rain in June. I was here, and so was the roof.",
    )
    pages = [
        [Words(LEFT, 20, "The Water Board"), *paragraph(text, TOP), Words(200, 290, f"{number}")]
        for number, text in enumerate(texts, 7)
    ]
    document = docconv.read(pdf(*pages), format="pdf")
    whole = [f"{texts[0]} {texts[1]}", *texts[2:]]
    assert said(document) == [(text[:8], text[10:]) for text in whole]
    marks = [node.text for node in walk(document) if isinstance(node, Milestone) and node.kind == "page"]
    assert marks == [mark for page in "789" for mark in (page, "The Water Board")] + ["10"]
    assert isinstance(document.body[0], Boilerplate)


def headed(*talk: tuple[str, str]) -> list[Words]:
    """A page of labels in bold above their text."""
    return [
        words
        for number, (label, text) in enumerate(talk)
        for words in (
            Words(LEFT, TOP + 3 * number * LEADING, label, BOLD),
            Words(LEFT, TOP + (3 * number + 1) * LEADING, text),
        )
    ]


def test_a_label_at_the_top_of_two_pages_is_no_running_head() -> None:
    """What stands close above the text of a page belongs to it."""
    one = headed(
        ("IDA BERG", "The pump is broken again, as it was."), ("OLA LUND", "It never was otherwise.")
    )
    other = headed(("OLA LUND", "Then we carry water."), ("IDA BERG", "We do that now."))
    labels = [label for label, _ in spoken(pdf(one, other, one, other))]
    assert labels == ["IDA BERG", "OLA LUND", "OLA LUND", "IDA BERG"] * 2


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (["Ida Berg: The pump has a broken han-", "dle, and the handle has no pump."], "handle,"),
        (["Ida Berg: The pump here is a well-", "known one. A well-known pump breaks."], "well-known"),
        (["Ida Berg: The pump is from Sankt-", "Peter, where all the pumps are from."], "Sankt-Peter,"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line(rows: list[str], whole: str) -> None:
    """It goes where it only divides a word: the rest of the document tells."""
    page = set_lines([*rows, "", "Ola Lund: Is it?", "", "Ida Berg: It is."])
    assert whole in spoken(pdf(page))[0][1].split()


def test_two_columns_are_read_one_after_the_other() -> None:
    """A gutter between full lines is one of columns; a heading across stands before both."""
    left = paragraph(f"Ida Berg: {LONG[0]}", 70, right=190)
    left += paragraph(f"Ola Lund: {LONG[1]}", below(left, 2), right=190)
    right = [evolve(words, x=words.x + 160) for words in left]
    page = [Words(90, 40, "Minutes of the Water Board", BOLD, 16), *left, *right]
    document = docconv.read(pdf(page), format="pdf")
    assert document.metadata.title == "Minutes of the Water Board"
    assert said(document) == [("Ida Berg", LONG[0]), ("Ola Lund", LONG[1])] * 2


def test_labels_in_a_column_of_their_own() -> None:
    """Rows are read across, and a label of several lines is one."""
    talk = [*TURNS, ("Ola Lund, of the Water Board", LONG[1])]
    page: list[Words] = []
    for label, text in talk:
        y = below(page, 2) if page else TOP
        page += [*paragraph(label, y, right=110), *paragraph(text, y, x=LEFT + 90)]
    assert spoken(pdf(page)) == talk


def test_a_gap_without_a_space_is_a_tabulator_where_all_others_have_one() -> None:
    """Though it is as narrow as a space: the file jumps to the place of the next word."""
    page: list[Words] = []
    for label, text in TURNS * 2:
        first = Words(LEFT, below(page, 2) if page else TOP, label.replace(" ", ""))
        page += [first, *paragraph(text, first.y, first=first.end + 3 - LEFT)]
    assert spoken(pdf(page)) == [(label.replace(" ", ""), text) for label, text in TURNS * 2]


def test_a_gap_behind_a_word_of_one_letter_is_a_space() -> None:
    """Typesetters tie `w` to what follows it, without a space that may end a line."""
    page: list[Words] = []
    for label, _ in TURNS * 2:
        first = Words(LEFT, below(page, 2) if page else TOP, f"{label}: Tam stoi stara pompa, i to w")
        page += [
            first,
            *paragraph("Krakowie, nad sama rzeka, jak kiedys.", first.y, first=first.end + 3 - LEFT),
        ]
    text = "Tam stoi stara pompa, i to w Krakowie, nad sama rzeka, jak kiedys."
    assert spoken(pdf(page)) == [(label, text) for label, _ in TURNS * 2]


def test_a_label_that_fills_its_column_is_beside_the_words() -> None:
    """The wide gaps behind the others do not tell that the file has no spaces."""
    talk = [("MOD", "How did you get here?"), ("F1", "By bus, and late."), ("F2", "On foot, as always.")] * 4
    page: list[Words] = []
    for label, text in talk:
        page += [Words(LEFT, below(page, 2) if page else TOP, label)]
        page += paragraph(text, page[-1].y, x=LEFT + 28)
    assert spoken(pdf(page)) == talk


def test_a_table_of_equal_columns_is_no_page_of_two_columns() -> None:
    """What stands at the left is few and comes back: labels."""
    page: list[Words] = []
    for label, text in TURNS * 2:
        page += [Words(LEFT, below(page, 2) if page else TOP, label)]
        page += paragraph(text, page[-1].y, x=200)
    assert spoken(pdf(page)) == TURNS * 2


def table(*places: float, rows: list[tuple[str, ...]]) -> list[Words]:
    """Rows of cells that begin at places, the text of the last one broken in its column."""
    page: list[Words] = []
    for cells in rows:
        y = below(page, 2) if page else TOP
        page += [Words(x, y, cell) for x, cell in zip(places, cells[:-1], strict=True)]
        page += paragraph(cells[-1], y, x=places[-1] + 90)
    return page


def test_a_table_of_three_columns_is_read_across() -> None:
    """Also where its gaps are in the middle of the page. The row that names the columns is no speech."""
    rows = [(f"00:00:1{number}", label, text) for number, (label, text) in enumerate(TURNS * 2)]
    data = pdf(table(LEFT, LEFT + 60, rows=[("Time", "Who", "Words"), *rows[:5]]))
    assert spoken(data) == (TURNS * 2)[:5]
    first = docconv.read(data, format="pdf").body[0]
    assert isinstance(first, Boilerplate)
    assert text_of(first.children) == "Time\tWho\tWords"


def test_the_row_that_names_two_columns_is_no_speech() -> None:
    """Its words come once, where those who speak come back."""
    data = pdf(table(LEFT, rows=[("Speaker", "Contribution"), *TURNS * 2]))
    assert spoken(data) == TURNS * 2


def test_lines_of_their_own_where_most_paragraphs_have_one() -> None:
    """How close lines of a paragraph are, full lines tell: nearly all distances part paragraphs."""
    page: list[Words] = []
    for label, text in [*TURNS[1:], *TURNS[2:], *TURNS[2:]]:
        page.append(Words(LEFT, below(page, 1.7) if page else TOP, f"{label} [00:01:12]"))
        page += paragraph(text, below(page, 1.7))
    assert spoken(pdf(page)) == [*TURNS[1:], *TURNS[2:], *TURNS[2:]]


def test_paragraphs_told_by_an_indent_only() -> None:
    """The first lines stand in; nothing else parts paragraphs."""
    page: list[Words] = []
    for label, text in TURNS * 2:
        page += paragraph(f"{label.upper()}: {text}", below(page) if page else TOP, first=12)
    assert spoken(pdf(page)) == [(label.upper(), text) for label, text in TURNS] * 2


def test_numbers_of_lines_are_told_and_left_out() -> None:
    """As depositions and debates have them in the margin."""
    talk = [
        "State your name.",
        "Ola Lund.",
        "What do you do?",
        "I repair pumps, and I have done so since May.",
    ] * 2
    page: list[Words] = []
    for label, text in zip("QA" * 4, talk, strict=True):
        page += paragraph(f"{label}. {text}", below(page) if page else TOP, right=200)
    numbers = [Words(LEFT - 30, words.y, str(number), MONO) for number, words in enumerate(page, 1)]
    document, notices = read_with_notices(Source(pdf([*page, *numbers]), "talk.pdf"), format="pdf")
    assert said(document) == list(zip("QA" * 4, talk, strict=True))
    assert any(f"{len(page)} numbers of lines" in notice.message for notice in notices)


def test_headings_by_their_size() -> None:
    """The largest is the title; the others open sections."""
    page = [
        Words(LEFT, 40, "The Water Board", BOLD, 18),
        Words(LEFT, 70, "The pump", BOLD, 14),
        *paragraph("Ida Berg: It is broken again, as it was in spring.", 90),
        *paragraph("Ola Lund: It never was anything else.", 116),
        Words(LEFT, 150, "The roof", BOLD, 14),
        *paragraph("Ida Berg: There is none.", 170),
    ]
    document = docconv.read(pdf(page), format="pdf")
    assert document.metadata.title == "The Water Board"
    heads = [block.heading for block in document.body if isinstance(block, Section)]
    assert [text_of(head.children) for head in heads if head] == ["The pump", "The roof"]


def test_the_title_is_the_largest_line_and_no_running_head() -> None:
    """Of a single page nothing tells that a line above it comes back."""
    page = [Words(LEFT, 20, "Water Board, a draft"), Words(LEFT, 40, "On the Pump", BOLD, 16)]
    page += set_lines(
        ["Ida Berg: It is broken.", "", "Ola Lund: Since when?", "", "Ida Berg: Nobody knows."], y=70
    )
    document = docconv.read(pdf(page), format="pdf")
    assert document.metadata.title == "On the Pump"
    assert [label for label, _ in said(document)] == ["Ida Berg", "Ola Lund", "Ida Berg"]


def test_what_a_browser_prints_around_a_page_is_no_text() -> None:
    """Also on a single page, where nothing tells that it comes back."""
    page = [Words(20, 15, "3/1/26, 10:15 AM", size=7), Words(180, 15, "The Pump", size=7)]
    page += [*TALK, Words(20, 290, "https://water.example/pump", size=7), Words(380, 290, "1/1", size=7)]
    document = docconv.read(pdf(page), format="pdf")
    assert said(document) == TURNS
    assert [text_of(block.children) for block in document.body if isinstance(block, Boilerplate)] == [
        "3/1/26, 10:15 AM The Pump",
        "https://water.example/pump 1/1",
    ]


def test_notes_at_the_foot_stand_behind_the_text() -> None:
    """They are none of what is said on the page."""
    foot = Words(LEFT, 280, "1 The pump was bought in spring.", size=7)
    document = docconv.read(pdf([*TALK, foot]), format="pdf")
    assert said(document) == TURNS
    notes = [node for node in walk(document) if isinstance(node, Boilerplate)]
    assert [text_of(note.children) for note in notes] == ["1 The pump was bought in spring."]


def test_italics_are_kept() -> None:
    """Emphasis stands on its words."""
    first = Words(LEFT, TOP, "Ida Berg: The pump is")
    second = Words(first.end + 3, TOP, "very", ITALIC)
    page = [
        first,
        second,
        Words(second.end + 3, TOP, "broken."),
        *set_lines(["", "", "Ola Lund: Is it?", "", "Ida Berg: It is."]),
    ]
    document = docconv.read(pdf(page), format="pdf")
    emphasised = [text_of(node.children) for node in walk(document) if isinstance(node, Emphasis)]
    assert emphasised == ["very"]


def test_text_that_runs_upwards_is_told() -> None:
    """A mark at the margin is no speech, and its loss no secret."""
    _, notices = read(Source(pdf(TALK, turned="COPY"), "talk.pdf"))
    assert any("4 letters in another direction" in notice.message for notice in notices)


def test_pages_without_text_are_told() -> None:
    """They may be pictures of text."""
    _, notices = read(Source(pdf(TALK, []), "talk.pdf"))
    assert any("no text on page 2" in notice.message for notice in notices)


def test_a_file_without_any_text_is_refused() -> None:
    """The message says what helps."""
    with pytest.raises(BadInputError, match="no text") as caught:
        docconv.read(pdf([]), format="pdf")
    assert "OCR" in str(caught.value)


def test_what_docconv_wrote_is_read_from_its_pages_where_the_source_was_taken_out() -> None:
    """As printers and archives do to PDF files."""
    document = docconv.read(pdf(TALK), format="pdf")
    with pikepdf.open(io.BytesIO(docconv.write(document, "pdf"))) as file:
        del file.Root.AF, file.Root.Names
        out = io.BytesIO()
        file.save(out)
    assert said(docconv.read(out.getvalue(), format="pdf")) == said(document)


@pytest.mark.parametrize(
    ("lang", "talk"),
    [
        (
            "he",
            [("דנה", "יש 42 חלקות (שלוש מהן חדשות)."), ("יואב", "מי משקה אותן?"), ("דנה", "כולנו, לפי תור.")],
        ),
        (
            "ar",
            [("ليلى", "هناك 42 قطعة (ثلاث جديدة)."), ("سامي", "من يسقيها؟"), ("ليلى", "نسقيها بالتناوب.")],
        ),
        (
            "he",
            [
                ("דנה", "יש 42 חלקות, ועוד 12 (OK)."),
                ("יואב", "Garden Weekly says OK twice."),
                ("דנה", "קראתי את Garden (Weekly) International Magazine ואז"),
                ("יואב", "תודה"),
            ],
        ),
    ],
)
def test_what_is_read_from_the_right(lang: str, talk: list[tuple[str, str]]) -> None:
    """Letters, numbers and brackets stand in the order of reading."""
    turns = [
        Turn[Speaker](f"t{n}", (Paragraph((Text(text),)),), (), who) for n, (who, text) in enumerate(talk, 1)
    ]
    data = docconv.write(Document[Speaker](tuple(turns), Metadata(lang=lang)), "pdf")
    with pikepdf.open(io.BytesIO(data)) as file:
        del file.Root.AF, file.Root.Names
        out = io.BytesIO()
        file.save(out)
    assert spoken(out.getvalue()) == talk


def test_the_widest_line_of_a_short_page_has_no_label_behind_it() -> None:
    """That it has no room for the next word does not say that it goes on."""
    talk = [
        ("Ida Berg", "I have read the weekly, and then"),
        ("Ola Lund", "Thanks"),
        ("Ida Berg", "So do I."),
    ]
    page: list[Words] = []
    for label, text in talk:
        y = below(page) if page else TOP
        first = Words(LEFT, y, f"{label}:", BOLD)
        page += [first, Words(first.end + 3, y, text)]
    assert spoken(pdf(page)) == talk


def test_no_break_spaces_are_kept() -> None:
    """Unless the font has them for all spaces."""
    talk = [("Ida Berg", "It costs 100\u00a0000 in all."), ("Ola Lund", "Who pays that, then?")]
    said_by = [
        Turn[Speaker](f"t{n}", (Paragraph((Text(text),)),), (), who) for n, (who, text) in enumerate(talk, 1)
    ]
    data = docconv.write(Document[Speaker](tuple(said_by), Metadata(lang="en")), "pdf")
    with pikepdf.open(io.BytesIO(data)) as file:
        del file.Root.AF, file.Root.Names
        out = io.BytesIO()
        file.save(out)
    found = turns(docconv.read(out.getvalue(), format="pdf"))
    assert [text_of(part.children) for turn in found for part in turn.blocks] == [text for _, text in talk]


def test_a_page_that_swells_beyond_measure_is_refused() -> None:
    """Before any memory is taken for it."""
    with pikepdf.open(io.BytesIO(pdf(TALK))) as file:
        file.pages[0].Contents = file.make_stream(b" " * (257 << 20))
        out = io.BytesIO()
        file.save(out, compress_streams=True, recompress_flate=True)
    with pytest.raises(BadInputError, match="bytes"):
        docconv.read(out.getvalue(), format="pdf")


def test_labels_in_capitals_begin_rows_of_a_court_record() -> None:
    """A row that begins with a label in capitals, behind a sentence, is no rest of the answer above."""
    said_by = (
        ("MR. VOSS", "Is this the key to the old mill?"),
        ("THE WITNESS", "It is the key, there is no other."),
        ("MS. KERN", "I object, since the mill has three."),
        ("MR. VOSS", "Then I withdraw it, and go on now."),
    )
    rows = set_lines([f"{label}: {words}" for label, words in said_by], font=MONO)
    assert spoken(pdf(rows)) == list(said_by)
