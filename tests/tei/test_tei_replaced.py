"""What is said of characters that XML cannot carry, and of what a format has no place for."""

from __future__ import annotations

import pytest

from docconv.model import Document, Milestone, Narrative, Note, Paragraph, Speaker, Text, Timing, Turn
from docconv.tei.writing.replaced import notes_left_out, replaced, times_left_out


@pytest.mark.parametrize(
    ("said", "name", "count"), [("a", "b", 0), ("a\x01", "b", 1), ("a", "b\x01\x02", 2), ("\x01", "\x02", 2)]
)
def test_characters_are_counted_in_texts_and_names(said: str, name: str, count: int) -> None:
    """Of both together; U+FFFD in the source is none of them."""
    document = Document[Speaker](
        (Narrative((Text(f"{said}\ufffd"),)),), speakers=(Speaker("ada", name=name),)
    )
    told = [notice.message.split()[0] for notice in replaced(document, "\ufffd".encode())]
    assert told == ([str(count)] if count else [])
    assert replaced(document, b"") == ()


def test_notes_are_counted_among_what_is_lost() -> None:
    """And nothing is said where there are none."""
    note = Note[Speaker]((Text("In 1932."),))
    assert [one.message.split()[0] for one in notes_left_out((note, Text("a"), note))] == ["2"]
    assert list(notes_left_out((Text("a"),))) == []


@pytest.mark.parametrize(
    ("before", "with_paragraphs", "told"),
    [
        ((), False, "2 words"),
        ((), True, "1 paragraph and 2 words"),
        ((Milestone("time", "0:01"),), True, "2 words"),  # the text prints it
        ((Milestone("time", "00:01.000 --> 00:02.000"),), True, "1 paragraph and 2 words"),
        ((Milestone("page", "1"),), True, "1 paragraph and 2 words"),
    ],
)
def test_times_are_counted_that_have_no_place(
    before: tuple[Milestone, ...], told: str, *, with_paragraphs: bool
) -> None:
    """Of words that have one, and of paragraphs whose text prints none."""
    timing = Timing(1000, 2000, (1000, 1200, -1, -1, 1500, 2000))
    said = Paragraph[Speaker]((*before, Text("It never rains.")), timing=timing)
    document = Document[Speaker]((Turn("t1", (said,)), Turn("t2", (Paragraph((Text("No."),)),))))
    (notice,) = times_left_out(document, with_paragraphs=with_paragraphs)
    assert notice.message.startswith(f"when {told} are heard")
    assert list(times_left_out(Document[Speaker](document.body[1:]))) == []
