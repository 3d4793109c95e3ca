"""Plain text to a draft: encoding, line ends, then the transcript engine."""

from __future__ import annotations

from docconv.formats import Source
from docconv.formats.text.caption_words import with_word_times
from docconv.formats.text.decode import decode
from docconv.formats.text.lines import clean
from docconv.formats.text.notes import noted
from docconv.model import Draft
from docconv.notices import Notice
from docconv.transcript import read_transcript
from docconv.transcript.annotations import PLAIN_TEXT


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Raises `BadInputError` for what is not text, with line and column, and `UsageError` for an unknown
    encoding.
    """
    text, changes = clean(decode(source))
    found = noted(text)
    source.seen(found.text, PLAIN_TEXT)
    draft, guesses = read_transcript(
        found.text, source.corrections, convention=source.convention, before=source.before
    )
    draft = with_word_times(draft, found.text)
    return found.with_notes(draft) if found.notes else draft, changes + tuple(map(found.placed, guesses))
