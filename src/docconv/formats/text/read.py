"""Plain text to a draft: encoding, line ends, then the transcript engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.text.decode import decode
from docconv.formats.text.lines import clean
from docconv.model import Draft
from docconv.notices import Notice
from docconv.transcript import read_transcript
from docconv.transcript.annotations import PLAIN_TEXT

if TYPE_CHECKING:
    from docconv.formats.text.notes import NotedText

NOTES = ("[^", "[[")
"""What a text with notes has; in Markdown the first, in Fountain the second."""
CAPTIONS = "WEBVTT"
MARK = "\n@"
"""What a play in ezdrama has before its names."""


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Raises `BadInputError` for what is not text, with line and column, and `UsageError` for an unknown
    encoding.
    """
    text, changes = clean(decode(source))
    found = _noted(text)
    bare = text if found is None else found.text
    source.seen(bare, PLAIN_TEXT)
    if MARK in bare and not (found or source.corrections):
        from docconv.formats.text.ezdrama import draft_of, is_ezdrama  # noqa: PLC0415  for plays alone

        if is_ezdrama(bare):
            try:
                return draft_of(source, bare), changes
            except BadInputError as error:
                changes += (Notice("not-read", f"{error}: read as any other text", "warning"),)
    draft, guesses = read_transcript(
        bare, source.corrections, convention=source.convention, before=source.before
    )
    if CAPTIONS in bare:
        from docconv.formats.text.caption_words import with_word_times  # noqa: PLC0415  for captions alone

        draft = with_word_times(draft, bare)
    if found is None:
        return draft, changes + guesses
    return found.with_notes(draft) if found.notes else draft, changes + tuple(map(found.placed, guesses))


def _noted(text: str) -> NotedText | None:
    """A text without its notes, and these; nothing where it can have none, as most."""
    if not any(opening in text for opening in NOTES):
        return None
    from docconv.formats.text.notes import noted  # noqa: PLC0415  with all that it needs, a long time to load

    return noted(text)
