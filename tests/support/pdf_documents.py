"""Documents for the tests of PDF, and what becomes of them."""

from __future__ import annotations

from docconv.formats.pdf.writing.document import Options, write
from docconv.model import (
    Block,
    Document,
    Heading,
    Inline,
    Metadata,
    Narrative,
    Paragraph,
    Resolved,
    Section,
    Speaker,
    Text,
    Turn,
)
from docconv.notices import Notice
from support.tagged import Tag, tree

ANNA = Speaker("anna-kiss", name="Anna Kiss")
BO = Speaker("bo", name="Bo")
SENTENCE = "The quick brown fox jumps over the lazy dog and then sees what the garden holds for it. "


def document(
    *blocks: Block[Speaker], title: str = "", lang: str = "en", source: str | None = None
) -> Resolved:
    """A document of these blocks; both speakers are listed."""
    head = Heading[Speaker]((Text(title),)) if title else None
    return Document(blocks, Metadata(lang=lang, source=source), head, (ANNA, BO))


def says(*inlines: Inline[Speaker] | str, label: str | None = "Anna Kiss", number: int = 1) -> Turn[Speaker]:
    """A turn of one paragraph."""
    return Turn(f"t{number}", (paragraph(*inlines),), (ANNA,), label)


def paragraph(*inlines: Inline[Speaker] | str) -> Paragraph[Speaker]:
    """A paragraph of a turn; a string is text."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in inlines))


def narrative(text: str) -> Narrative[Speaker]:
    """A paragraph of narrative."""
    return Narrative((Text(text),))


def section(text: str | None, *blocks: Block[Speaker]) -> Section[Speaker]:
    """A section with a heading, or without one."""
    return Section(blocks, None if text is None else Heading((Text(text),)))


def pdf(*blocks: Block[Speaker], title: str = "", lang: str = "en") -> bytes:
    """The file of a document of these blocks."""
    return write(document(*blocks, title=title, lang=lang), Options())[0]


def tagged(*blocks: Block[Speaker], title: str = "", lang: str = "en") -> Tag:
    """The structure tree of a document of these blocks."""
    return tree(pdf(*blocks, title=title, lang=lang))


def notices(*blocks: Block[Speaker]) -> tuple[Notice, ...]:
    """What the writer has to say about a document of these blocks."""
    return write(document(*blocks), Options())[1]
