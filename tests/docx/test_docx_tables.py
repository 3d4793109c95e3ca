"""Cells that are joined, people in a table, headings and boxes in Word documents by others."""

from __future__ import annotations

from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docconv.model import Boilerplate, Stage
from docconv.walk import begin_of, blocks, text_of, turns
from support.docx_others import Make, drafted, labelled, spoken

TALK = [
    ("0:03", "Ida Berg", "Where is the rope?"),
    ("0:07", "Ola Lund", "In the boat, I should say."),
    ("0:11", "Ida Berg", "All of it?"),
    ("0:14", "Ola Lund", "Most of it is there."),
]


def test_a_cell_over_two_columns_moves_no_name() -> None:
    """Neither in the row that names the columns nor in one that nobody speaks."""

    def make(opened: Opened) -> None:
        table = opened.add_table(rows=1, cols=4)
        first = table.rows[0].cells
        first[0].merge(first[1]).text = "No."
        first[2].text, first[3].text = "Speaker", "Words"
        for number, row in enumerate(TALK, 1):
            for cell, text in zip(table.add_row().cells, (str(number), *row), strict=True):
                cell.text = text
        last = table.add_row().cells
        last[0].text = "5"
        last[1].merge(last[3]).text = "The boat comes in."

    draft = drafted(make)
    assert spoken(draft) == tuple((name, words) for _, name, words in TALK)
    assert [begin_of(turn) for turn in turns(draft)] == [time for time, *_ in TALK]


def test_a_table_of_people_says_nothing() -> None:
    """Each name is there once, and beside it is what somebody is."""

    def make(opened: Opened) -> None:
        table = opened.add_table(rows=0, cols=2)
        for name in ("Ida Berg", "Ola Lund"):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, "member"
        for _, name, words in TALK:
            opened.add_paragraph(f"{name}: {words}")

    draft = drafted(make)
    assert spoken(draft) == tuple((name, words) for _, name, words in TALK)


def test_italics_in_a_cell_beside_no_name_are_a_direction() -> None:
    """Upright words there go on with who spoke before."""

    def make(opened: Opened) -> None:
        table = opened.add_table(rows=0, cols=2)
        for _, name, words in TALK:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, words
        table.add_row().cells[1].paragraphs[0].add_run("The boat comes in.").italic = True

    draft = drafted(make)
    assert spoken(draft) == tuple((name, words) for _, name, words in TALK)
    assert isinstance(draft.body[-1], Stage)


def test_a_heading_with_a_time_is_a_label() -> None:
    """Where the name before the time comes back."""

    def make(opened: Opened) -> None:
        for time, name, words in TALK * 2:
            opened.add_heading(f"{name} ({time})", 3)
            opened.add_paragraph(words)

    found = [(turn.label, text_of(turn.blocks[-1].children)) for turn in turns(drafted(make))]
    assert found == [(name, words) for _, name, words in TALK * 2]


def test_headings_in_which_somebody_speaks() -> None:
    """A label that comes back at the beginning of headings is one there, too."""

    def make(opened: Opened) -> None:
        for _, name, words in TALK * 2:
            if name == "Ida Berg":
                opened.add_heading(f"{name}: {words}", 2)
            else:
                opened.add_paragraph(f"{name}: {words}")

    assert spoken(drafted(make)) == tuple((name, words) for _, name, words in TALK * 2)


def test_a_short_text_box_is_in_nobodys_mouth() -> None:
    """It stands beside the speech to which it is anchored."""
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>Not to be quoted.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    write: Make = labelled(
        [(name, words) for _, name, words in TALK], lambda line, name, words: line.add_run(f"{name}: {words}")
    )

    def make(opened: Opened) -> None:
        write(opened)
        opened.paragraphs[1]._p.append(parse_xml(box))

    draft = drafted(make)
    assert spoken(draft) == tuple((name, words) for _, name, words in TALK)
    outside = [text_of(one.children) for one in blocks(draft) if isinstance(one, Boilerplate)]
    assert outside == ["Not to be quoted."]
