"""Pages that others wrote, to a draft: through the transcript engine, their look as evidence.

Kept: paragraphs, headings, lines, tables and lists of terms (who speaks beside the words, or cell by cell),
emphasis, quotations as indented text. Left out, with notices: navigation, feet of pages, scripts, forms,
pictures and what is embedded.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping

from attrs import evolve

from docconv.errors import BadInputError, UsageError
from docconv.formats import Source
from docconv.formats.html.foreign.body import PageBody
from docconv.formats.html.foreign.markup import pieces
from docconv.formats.html.foreign.notes import NoteOfPage, without_notes
from docconv.model import Draft, Label, Note
from docconv.notices import Notice, often
from docconv.patterns import regex
from docconv.transcript import analyse
from docconv.transcript.styled.notes import PlacedNote, note_of, with_notes
from docconv.transcript.styled.paragraphs import StyledParagraph
from docconv.transcript.styled.tables import cell_by_cell, styled_paragraphs
from docconv.transcript.styled.text import printed
from docconv.wellformed.shapes import is_language

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CHARSET = regex(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", 2)
WINDOW = 1024
"""Bytes in which a page says its encoding."""
WINDOWS = frozenset(("iso8859-1", "ascii"))
"""What browsers read as the encoding of Windows, which has more characters."""


def read_foreign(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """A page as a draft, and what was guessed or left out. Raises `BadInputError` for what is no page."""
    body = PageBody()
    marked, notes = without_notes(list(pieces(decoded(source), source.name)))
    body.read(marked)
    if not body.is_page:
        message = "not an HTML page: nothing in it is an element"
        raise BadInputError(message, where=source.name, remedy="give another format")
    if body.within:
        message = f"its <{next(iter(body.within))}> does not end, so that nobody can tell what is in it"
        raise BadInputError(message, where=source.name, remedy="save the page again from a browser")
    page = printed(_with_text(list(styled_paragraphs(body.blocks))))
    if not page.text.strip():
        message = "the page has no text but what is left out"
        raise BadInputError(message, where=source.name, remedy="save it from a browser when it is shown")
    source.seen(page.text, page.formatting)
    analysis = analyse(
        page.text, source.corrections, page.formatting, convention=source.convention, before=source.before
    )
    notices = (*_left_out(body.counts), *map(page.formatting.placed, analysis.notices))
    placed = ((offset, _note(notes[int(name)])) for offset, name in page.notes)
    draft = with_notes(
        _with_facts(analysis.draft, body), page.text, (PlacedNote(at, note) for at, note in placed if note)
    )
    return draft, notices


def _with_text(passages: list[StyledParagraph]) -> list[StyledParagraph]:
    """The paragraphs of a page; where most of its words are beside its text, they are the text."""
    aside = sum(len(one.text) for one in passages if one.look.kind == "boilerplate")
    if aside * 2 <= sum(len(one.text) for one in passages):
        return passages
    return [
        evolve(one, look=evolve(one.look, kind=None)) if one.look.kind == "boilerplate" else one
        for one in passages
    ]


def _note(found: NoteOfPage) -> Note[Label] | None:
    """A note as a node; none where it has no words."""
    body = PageBody()
    body.read(found.pieces)
    return note_of(cell_by_cell(body.blocks), "end" if found.is_end else "foot", found.sign)


def decoded(source: Source) -> str:
    """The characters of a page, in the encoding that is given or that it says, else UTF-8."""
    said = CHARSET.search(source.data[:WINDOW])
    marked = next((name for mark, name in MARKS if source.data.startswith(mark)), "")
    named = said[1].decode() if said else "utf-8"
    name = source.encoding or marked or ("utf-8" if named.lower().startswith("utf-16") else named)
    try:
        known = codecs.lookup(name).name
        return source.data.decode("cp1252" if known in WINDOWS else known, "strict")
    except LookupError:
        message = f"{name} is not an encoding of text"
        raise UsageError(message, remedy="give the right one, for instance encoding='utf-8'") from None
    except UnicodeError as error:
        message = f"not {name.upper()}: {error}"
        remedy = "give the encoding, for instance encoding='cp1252'"
        raise BadInputError(message, where=source.name, remedy=remedy) from None


def _with_facts(draft: Draft, body: PageBody) -> Draft:
    """The title and the language that the page says, where its words do not show them."""
    facts = draft.metadata
    lang = body.lang if facts.lang == "und" and is_language(body.lang) else facts.lang
    return evolve(draft, metadata=evolve(facts, lang=lang, title=facts.title or body.title or None))


def _left_out(counts: Mapping[str, int]) -> Iterator[Notice]:
    for name, count in sorted(counts.items()):
        if name and count:
            yield Notice("not-read", f"{often(count)} {name}: left out", "info")
