"""Accents and points that stand alone, at the edges of notes."""

from __future__ import annotations

import pytest

from docconv.account import SourceText, check
from docconv.errors import AccountError
from docconv.formats import Source
from docconv.model import Document, Metadata, Narrative, Note, Resolved, Speaker, Text
from docconv.pipeline import read, write


@pytest.mark.parametrize("words", ["\u0301", "\u0301\u17b4", "\u05b0\u0301x"])
def test_an_accent_at_the_edge_of_a_note_is_no_word_lost(words: str) -> None:
    """It joins the letter before the note where the source leaves the note out, and stands alone here."""
    for note, behind in (("Yes.", words), (words, "four")):
        inlines = (Text("two three"), Note[Speaker]((Text(note),), "foot"), Text(behind))
        talk: Resolved = Document((Narrative(inlines),))
        assert read(write(talk, "docx"), format="docx") == talk


def test_an_accent_in_the_title_does_not_count_for_that_of_a_note() -> None:
    """The title of a file is printed there, and a document has it in its facts."""
    inlines = (Text("two three"), Note[Speaker]((Text("Yes."),), "foot"), Text("\u0301 four"))
    title: Resolved = Document((Narrative(inlines),), metadata=Metadata(title="Cafe\u0301 x\u0301"))
    assert read(write(title, "docx"), format="docx") == title


def test_an_accent_that_is_gone_is_a_word_lost() -> None:
    """Elsewhere it is on its letter in both."""
    talk: Resolved = Document((Narrative((Text("cafe ole, caf\u00e9"),)),))
    with pytest.raises(AccountError):
        check(Source(b""), [SourceText("cafe ol\u00e9, caf\u00e9")], talk)


def test_an_accent_behind_a_note_may_join_the_word_before_it_where_that_word_is_said_again() -> None:
    """The word is no loss then, and only the joined one is more in the document."""
    notes = [Note[Speaker]((Text("\u0301"),), "foot"), Note[Speaker]((Text("One"),), "foot")]
    inlines = (Text("two three"), notes[0], Text(" two three "), notes[1])
    talk: Resolved = Document((Narrative(inlines),))
    texts = [SourceText("two three two three One \u0301", again=lambda _: "three", has_points=False)]
    check(Source(b""), texts, talk)
