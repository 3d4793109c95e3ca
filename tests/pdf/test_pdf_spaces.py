"""PDF of texts that were typed: spaces part labels from words, lines are ragged, most paragraphs have one row."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont

import docconv
from docconv.model import Narrative, Stage
from docconv.walk import text_of, turns, walk
from support.pdf_pages import LEADING, TOP, Words, pdf, set_lines

INTERVIEW = [
    "DC HURD     Where were you on the night of the flood, Mr Dunne?",
    "",
    "DUNNE       At home, as I was on most nights of that week.",
    "",
    "SOLICITOR   My client has told you that, and more than once.",
    "",
    "DC HURD     Who else was in the house with you at the time?",
    "",
    "DUNNE       The dog, and for a while my brother's old dog.",
]
DEPOSITION = [
    " 1   THE COURT:  Are you ready, and is your witness ready, too?",
    " 2   MR. OSEI:  Yes, Your Honor.  We are both of us ready.",
    " 3   THE COURT:  Then go ahead, and do speak up a little.",
    " 4   Q.  Where do you work, and since when do you work there?",
    " 5   A.  At the grain elevator in Holt, since the year of the",
    " 6       great flood.",
    " 7   MS. FARR:  Objection, for nobody has asked him that.",
    " 8   THE COURT:  It was asked.  I have just heard it myself.",
    " 9   MS. FARR:  Then I withdraw it, and I beg your pardon.",
    "10   THE COURT:  Thank you.  Let us go on with the witness.",
    "11   Q.  Did you see the gate of the elevator on that day?",
    "12   A.  I did see it, and it was open from morning to night.",
    "13   MR. OSEI:  Nothing further from me on this one, either.",
    "14   THE COURT:  Then you may step down, sir, and go home.",
]
ANSWER = "It is what my father said, and what his mother had said before him, many years ago."


def spoken(data: bytes) -> list[tuple[str | None, str]]:
    """Labels and words of the turns in a PDF."""
    found = turns(docconv.read(data, format="pdf"))
    return [(turn.label, " | ".join(text_of(part.children) for part in turn.blocks)) for turn in found]


def test_several_spaces_part_a_label_from_its_words() -> None:
    """PDFium gives one space for each run of them; one that is three spaces wide parts as a tabulator does."""
    found = spoken(pdf(set_lines(INTERVIEW)))
    assert [label for label, _ in found] == ["DC HURD", "DUNNE", "SOLICITOR", "DC HURD", "DUNNE"]
    assert found[2][1] == "My client has told you that, and more than once."


def test_numbers_of_lines_that_spaces_set_apart_are_none_of_the_words() -> None:
    """In type of any width: numbers of one digit stand half a digit further in than those of two."""
    found = spoken(pdf(set_lines(DEPOSITION)))
    labels = ["THE COURT", "MR. OSEI", "THE COURT", "Q", "A"]
    assert [label for label, _ in found][:5] == labels
    assert (
        found[4][1].replace(" |", "") == "At the grain elevator in Holt, since the year of the great flood."
    )


def test_spaces_of_stretched_lines_part_nothing() -> None:
    """Where gaps have any width, a wide one is no sign."""
    lines = [
        "Ann   Lee said   that  she would   come, and  so she did,   in the  end.",
        "Ben  Oak   said that   he   would not,  and   he did not,  as  we know.",
    ]
    assert spoken(pdf(set_lines(lines * 6))) == []


@pytest.mark.parametrize("dash", ["–", "—"])
def test_rows_that_a_dash_begins_behind_sentences_are_paragraphs(dash: str) -> None:
    """Also where the row above is as full as any."""
    lines = [
        f"{dash} When did the bell ring for the first time?",
        "Lind: It rang in the spring, when nobody was there.",
        f"{dash} And who heard it, if nobody was there?",
        "Lind: The sexton heard it, and he told the parson.",
        f"{dash} What did the parson say about it then?",
        "Lind: He said that bells ring when they want to.",
    ]
    found = spoken(pdf(set_lines(lines)))
    assert [words for label, words in found if label == "Lind"] == [
        line.removeprefix("Lind: ") for line in lines[1::2]
    ]


def test_a_label_at_the_foot_of_a_page_is_alone_on_its_line() -> None:
    """The widest rows tell how wide the page is, though labels that come back end alike further in."""
    first = [
        "ADA LOVELOCK",
        ANSWER,
        "",
        "BEN OAK",
        ANSWER,
        "",
        "ADA LOVELOCK",
        ANSWER,
        "",
    ]
    pages = (
        [*first, "BEN OAK"],
        [ANSWER, "", "ADA LOVELOCK", ANSWER, "", "BEN OAK", ANSWER],
    )
    found = spoken(pdf(*map(set_lines, pages)))
    assert [words for _, words in found] == [ANSWER] * 6


def test_single_rows_with_wide_distances_are_paragraphs() -> None:
    """No row is full, so the distance of all of them is that of paragraphs."""
    lines = [
        "Talk at the mill",
        "Miller: The wheel has not turned since the dry summer.",
        "Visitor: Will it turn again, do you think, one day?",
        "Miller: If it rains, and if I am still here by then.",
        "Visitor: Thank you.",
    ]
    rows = [row for at, line in enumerate(lines) for row in set_lines([line], y=TOP + 2.4 * LEADING * at)]
    assert [label for label, _ in spoken(pdf(rows))] == ["Miller", "Visitor", "Miller", "Visitor"]


def test_the_wide_space_of_japanese_is_no_tabulator() -> None:
    """It stands behind a label and within names."""
    registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    lines = [
        "浜辺町議会会議録",
        "",
        "○議長（鈴木一郎君）　ただいまから本日の会議を開きます。",
        "",
        "○町長（高橋三郎君）　桟橋の修理は来年の春に終わる予定です。",
        "",
        "○議長（鈴木一郎君）　静粛に願います。これより採決します。",
        "",
        "〔一番　山田花子君登壇〕",
    ]
    data = pdf(set_lines(lines, font="HeiseiMin-W3"))
    found = spoken(data)
    assert [label for label, _ in found] == ["議長（鈴木一郎君）", "町長（高橋三郎君）", "議長（鈴木一郎君）"]
    (direction,) = (node for node in walk(docconv.read(data, format="pdf")) if isinstance(node, Stage))
    assert text_of(direction.children) == "〔一番\u3000山田花子君登壇〕"


def test_the_number_of_a_page_is_no_number_of_a_line() -> None:
    """It stands elsewhere than those, and is kept; a title it is not."""
    number = Words(330, TOP, "112")
    data = pdf([number, *set_lines(DEPOSITION, y=TOP + 2 * LEADING)])
    assert [label for label, _ in spoken(data)][:2] == ["THE COURT", "MR. OSEI"]
    document = docconv.read(data, format="pdf")
    first = document.body[0]
    assert document.title is None
    assert isinstance(first, Narrative)
    assert text_of(first.children) == "112"


def test_short_rows_are_lines_of_their_own() -> None:
    """The widest row is far from full where the page has a margin on the right, too."""
    lines = ["Ada Berg • How heavy?", "Tom Ek • Four tons.", "Ada Berg • Who hears it?", "Tom Ek • All do."]
    lines += ["Ada Berg • Do you?", "Tom Ek • With my left ear."]
    found = spoken(pdf(set_lines(["The ringer", "", *lines])))
    assert found == [tuple(line.split(" • ")) for line in lines]


def test_each_time_in_a_column_begins_a_row() -> None:
    """However close it is below another."""
    said = ["Dana: Morning all", "Ravi: the timber came", "Dana: will there be ice", "Ravi: yes lots"]
    times = [Words(50, TOP + at * LEADING, f"10:02:{at + 11}") for at in range(len(said))]
    rows = [Words(125, TOP + at * LEADING, text) for at, text in enumerate(said)]
    found = spoken(pdf([*times, *rows]))
    assert [(label, text.split(" ", 1)[-1]) for label, text in found] == [
        ("Dana", "all"), ("Ravi", "timber came"), ("Dana", "there be ice"), ("Ravi", "lots")
    ]  # fmt: skip


def test_names_in_capitals_that_come_back_begin_paragraphs() -> None:
    """In dense text, too."""
    lines = ["CHRIS WALDEN", "Good evening.", "(APPLAUSE)", "HILDA CLEMM", "Thank you.", "CHRIS WALDEN"]
    lines += ["The first topic is the ferry.", "HILDA CLEMM", "It is late."]
    found = spoken(pdf(set_lines(lines)))
    assert [label for label, _ in found] == ["CHRIS WALDEN", "HILDA CLEMM"] * 2


def test_a_step_as_wide_as_a_space_is_one_where_the_file_has_no_space() -> None:
    """Some programs move on between two sentences of one line and print no space there."""
    lines = ["Guest", "Cool.", "", "Host", "Okay.", "", "Guest", "Sure.", ""] * 2
    page: list[Words] = []
    for words in set_lines(lines):
        page.append(words)
        if words.text.endswith("."):
            page.append(Words(words.end + 2.6, words.y, "We rowed out to the bell, and it was gone."))
    assert spoken(pdf(page)) == [
        (label, f"{said} We rowed out to the bell, and it was gone.")
        for label, said in [("Guest", "Cool."), ("Host", "Okay."), ("Guest", "Sure.")] * 2
    ]
