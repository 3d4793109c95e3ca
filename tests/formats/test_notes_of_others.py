"""Notes in files of others: each is a node behind the words that it is about, and parts no label from them."""

from __future__ import annotations

import pytest

import docconv
from docconv import model as m
from docconv.model import Resolved
from docconv.walk import text_of, turns, walk

MARKDOWN = """Ada Lind: The gate sticks again.[^rain] Is it *so*?

Jon Aske[^1]: Since Monday [^2] at noon.

Ada Lind: We should oil it.[^x]

[^rain]: It rained for nine days, and
    the gate was *shut*.

[^y]: Nothing leads here.

Jon Aske: I have the oil.

[^1]: The keeper.
[^2]: On the ninth (a Monday).
"""
TWICE = b"""Ada Lind: Rope[^a] here.

Jon Aske: Rope[^a] there?

Ada Lind: I see none.

Jon Aske: Nor do I.

[^a]: Red.
"""
PAGE = """<html lang="en"><title>Gate</title><body>
<p><b>Ada Lind:</b> The gate sticks again.<a href="#f1" id="r1" role="doc-noteref"><sup>1</sup></a> Is it so?</p>
<p><b>Jon Aske</b><sup id="ref-a"><a href="#note-a"><span>[</span>2<span>]</span></a></sup><b>:</b> Since Monday.</p>
<p><b>Ada Lind:</b> We should oil it<a href="#x">3</a>, and the <a href="#oil">bar</a>.</p>
<p><b>Jon Aske:</b> I have the oil.</p>
<section><ol><li id="f1" role="doc-endnote"><p>It rained for <em>nine</em> days.<a href="#r1">&#8617;</a></p></li>
<li id="note-a"><span><b><a href="#ref-a">^</a></b></span> The keeper.</li></ol></section>
<p id="x">Nothing leads back.</p></body></html>"""


def noted(document: Resolved) -> list[tuple[str | None, str, str, str | None]]:
    """The notes of turns: the label, the words before, those of the note, its sign."""
    return [
        (turn.label, text_of(part.children[:at]), text_of(one.children), one.n)
        for turn in turns(document)
        for part in turn.blocks
        for at, one in enumerate(part.children)
        if isinstance(one, m.Note)
    ]


def said(document: Resolved) -> list[tuple[str | None, str]]:
    """Labels and words of turns."""
    return [(turn.label, " ".join(text_of(one.children) for one in turn.blocks)) for turn in turns(document)]


def test_signs_of_a_page_that_stand_side_by_side_are_those_of_two_notes() -> None:
    """On the screen they are one number, `12`."""
    second = '<a href="#f2" id="r2" role="doc-noteref"><sup>2</sup></a>'
    page = PAGE.replace("<sup>1</sup></a>", f"<sup>1</sup></a>{second}")
    page = page.replace("</ol>", '<li id="f2"><p>Or ten.<a href="#r2">&#8617;</a></p></li></ol>')
    document = docconv.read(page.encode(), format="html")
    assert [note[1:3] for note in noted(document)][:2] == [
        ("The gate sticks again.", "It rained for nine days."),
        ("The gate sticks again.", "Or ten."),
    ]


def test_notes_of_markdown_stand_where_their_marks_are() -> None:
    """A mark behind a label is none of it. What leads nowhere, or to which nothing leads, stays."""
    document = docconv.read(MARKDOWN.encode(), format="text")
    assert noted(document) == [
        ("Ada Lind", "The gate sticks again.", "It rained for nine days, and the gate was shut.", "rain"),
        ("Jon Aske", "", "The keeper.", None),
        ("Jon Aske", "Since Monday", "On the ninth (a Monday).", None),
    ]
    assert said(document) == [
        ("Ada Lind", "The gate sticks again. Is it so?"),
        ("Jon Aske", "Since Monday at noon."),
        ("Ada Lind", "We should oil it.[^x]"),
        ("Jon Aske", "I have the oil."),
    ]
    assert len(document.speakers) == 2
    (other,) = [one for one in document.body if isinstance(one, m.Narrative)]
    assert text_of(other.children) == "[^y]: Nothing leads here."


@pytest.mark.parametrize("name", ["json", "tei", "docx", "pdf", "html", "pandoc"])
def test_what_was_read_from_markdown_comes_back(name: str) -> None:
    """Also a note that stands before the words of a turn."""
    document = docconv.read(MARKDOWN.encode(), format="text")
    assert docconv.read(docconv.write(document, name), format=name).body == document.body


def test_markdown_comes_back_from_markdown() -> None:
    """The signs of notes, where they are no numbers, too."""
    document = docconv.read(MARKDOWN.encode(), format="text")
    written = docconv.write(document, "md")
    assert noted(docconv.read(written, format="text")) == noted(document)
    assert written.decode().endswith("[^3]: On the ninth (a Monday).\n")


def test_places_of_notices_are_those_of_the_file() -> None:
    """Marks before them on the line and above it count."""
    text = "Ada: Rope.[^1]\n\nBen[^1]: Now: [^2]\x07 rope.\n\nAda: Yes.\n\nBen: No.\n\n[^1]: Red.\n\n[^2]: Blue.\n"
    _, notices = docconv.read_with_notices(text.encode(), format="text")
    spans = [one.span for one in notices if one.span is not None]
    assert spans
    for span in spans:
        before = text[: span.start]
        assert (span.line, span.column) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


def test_a_sign_that_comes_twice_leads_to_a_note_once() -> None:
    """The second time it is text, as its words are there once."""
    document = docconv.read(TWICE, format="text")
    assert noted(document) == [("Ada Lind", "Rope", "Red.", "a")]
    assert said(document)[1] == ("Jon Aske", "Rope[^a] there?")


def test_notes_of_fountain_stand_in_their_line() -> None:
    """In the dialogue that they are in."""
    script = (
        b"Title: Gate\n\nINT. MILL - DAY\n\nADA\nIt sticks.[[Softly?]] Still.\n\nJON\nOil it.\n\nADA\nNo.\n"
    )
    document = docconv.read(script, format="text")
    assert noted(document) == [("ADA", "It sticks.", "Softly?", None)]
    assert said(document)[0] == ("ADA", "It sticks. Still.")


def test_notes_at_the_beginning_of_a_speech_stand_before_its_words() -> None:
    """All of them, in their order, also where no space parts the last from a word."""
    data = b"Title: Gate\n\n@Ada\n[[Low.]][[Slow.]][[Sad.]]Interminably.\n"
    (turn,) = docconv.read(data, format="text").turns()
    shown = [type(one).__name__ for one in turn.blocks[0].children]
    assert shown == ["Note", "Note", "Note", "Text"]


def test_notes_of_pages_are_those_that_lead_back_or_say_what_they_are() -> None:
    """A number that leads somewhere is none; links back that show a sign are none of the words."""
    document, notices = docconv.read_with_notices(PAGE.encode(), format="html")
    assert noted(document) == [
        ("Ada Lind", "The gate sticks again.", "It rained for nine days.", None),
        ("Jon Aske", "", "The keeper.", None),
    ]
    assert said(document)[:4] == [
        ("Ada Lind", "The gate sticks again. Is it so?"),
        ("Jon Aske", "Since Monday."),
        ("Ada Lind", "We should oil it3, and the bar."),
        ("Jon Aske", "I have the oil. Nothing leads back."),
    ]
    assert not [one for one in notices if one.code == "not-read"]
    (note,) = [one for one in walk(document) if isinstance(one, m.Note) and one.place == "end"]
    assert any(isinstance(one, m.Emphasis) for one in note.children)


def test_notes_that_lead_to_each_other_are_not_taken_apart() -> None:
    """Where one is within the other, the inner one stays words of it."""
    page = (
        '<p><b>Ada:</b> Rope<a id="a" href="#n">1</a>, and oil.</p><p><b>Ben:</b> I have oil.</p>'
        "<p><b>Ada:</b> You do?</p><p><b>Ben:</b> I do.</p>"
        '<div id="n">Red <a id="b" href="#m">2</a> <p id="m">Blue <a href="#b">^</a></p> <a href="#a">^</a></div>'
    )
    document = docconv.read(page.encode(), format="html")
    assert [words for _, _, words, _ in noted(document)] == ["Red 2 Blue ^"]


def test_a_cell_with_a_note_keeps_its_speaker() -> None:
    """In tables who speaks is beside the words."""
    rows = "".join(
        f"<tr><td>{who}</td><td>{words}</td></tr>"
        for who, words in (
            ("Ada", 'It sticks<sup id="r"><a href="#f">1</a></sup> again.'), ("Jon", "Since Monday, at noon."),
            ("Ada", "We should oil it now."),
        )
    )  # fmt: skip
    page = f'<table>{rows}</table><p id="f">In the rain. <a href="#r">^</a></p>'
    assert noted(docconv.read(page.encode(), format="html")) == [("Ada", "It sticks", "In the rain.", None)]
