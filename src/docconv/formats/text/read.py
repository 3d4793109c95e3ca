"""Plain text to a draft: encoding, line ends, then the transcript engine."""

from __future__ import annotations

from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from attrs import evolve

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.text.decode import decode
from docconv.formats.text.lines import clean, untagged
from docconv.model import Draft
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript import Formatting, analyse
from docconv.transcript.annotations import PLAIN_TEXT

if TYPE_CHECKING:
    from docconv.formats.text.notes import NotedText

NOTES = ("[^", "[[")
"""What a text with notes has; in Markdown the first, in Fountain the second."""
CAPTIONS = "WEBVTT"
NAMED = {".fountain": "fountain", ".vtt": "subtitles", ".srt": "subtitles", ".sbv": "subtitles"}
"""The notations that suffixes tell: one cue is enough for them."""
MARKDOWN = (".md", ".markdown")
HARD_BREAK = regex(r"(?<=[^\s\\])\\(?=\n)|(?<=\s)\\(?=\n)")
"""A backslash at the end of a line of Markdown, which means that the line ends there."""
MARK = "\n@"
"""What a play in ezdrama has before its names."""


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Raises `BadInputError` for what is not text, with line and column, and `UsageError` for an unknown
    encoding.
    """
    text, changes = clean(decode(source))
    found = _noted(text)
    suffix = PurePath(source.name).suffix.lower()
    if found is None and ("<" in text or "](" in text or "\n> " in text):
        found, more = _untagged(text, is_markdown=suffix in MARKDOWN)
        changes += more
    bare = text if found is None else found.text
    notation = NAMED.get(suffix)
    if suffix in MARKDOWN:
        bare = HARD_BREAK.sub(" ", bare)
    formatting = _in_notation(notation) if notation else PLAIN_TEXT
    source.seen(bare, formatting)
    if MARK in bare and not (found or source.corrections):
        from docconv.formats.text.ezdrama import draft_of, is_ezdrama  # noqa: PLC0415  for plays alone

        if is_ezdrama(bare):
            try:
                return draft_of(source, bare), changes
            except BadInputError as error:
                changes += (Notice("not-read", f"{error}: read as any other text", "warning"),)
    analysis = analyse(
        bare, source.corrections, formatting, convention=source.convention, before=source.before
    )
    draft, guesses = analysis.draft, tuple(analysis.notices)
    if CAPTIONS in bare:
        from docconv.formats.text.caption_words import with_word_times  # noqa: PLC0415  for captions alone

        draft = with_word_times(draft, bare)
    if found is None:
        return draft, changes + guesses
    return found.with_notes(draft) if found.notes else draft, changes + tuple(map(found.placed, guesses))


@cache
def _in_notation(name: str) -> Formatting:
    """The formatting of a text in a notation, the same one each time."""
    return evolve(PLAIN_TEXT, notation=name)


def _untagged(text: str, *, is_markdown: bool) -> tuple[NotedText | None, tuple[Notice, ...]]:
    """A text without its tags, nothing where it has none, and what of them is left out."""
    plain = untagged(text, is_markdown=is_markdown)
    if plain is None:
        return None, ()
    from docconv.formats.text.notes import NotedText  # noqa: PLC0415  with all that it needs, as below

    telling = f"{plain.telling} tags and links: what they say beside the text is left out"
    notices = (Notice("not-read", telling, "info", rule="tags"),) if plain.telling else ()
    return NotedText(plain.text, cuts=plain.cuts), notices


def _noted(text: str) -> NotedText | None:
    """A text without its notes, and these; nothing where it can have none, as most."""
    if not any(opening in text for opening in NOTES):
        return None
    from docconv.formats.text.notes import noted  # noqa: PLC0415  with all that it needs, a long time to load

    return noted(text)
