"""Plain text to a draft: encoding, line ends, then the transcript engine."""

from __future__ import annotations

from docconv.formats import Source
from docconv.formats.text.decode import decode
from docconv.formats.text.lines import clean
from docconv.model import Draft
from docconv.notices import Notice
from docconv.transcript import read_transcript
from docconv.transcript.annotations import PLAIN_TEXT


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Raises `BadInputError` for what is not text, with line and column, and `UsageError` for an unknown
    encoding.
    """
    text, changes = clean(decode(source))
    source.seen(text, PLAIN_TEXT)
    draft, guesses = read_transcript(
        text, source.corrections, convention=source.convention, before=source.before
    )
    return draft, changes + guesses
