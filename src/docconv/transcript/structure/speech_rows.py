"""The lines of speeches in plays, as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from attrs import define

from docconv import model as m
from docconv.model import Label, Milestone, Narrative, Paragraph, Stage, Turn, VersePart
from docconv.patterns import regex
from docconv.transcript.kinds import CLOSING, OPENING, is_stage
from docconv.transcript.lines.lines import TranscriptLine
from docconv.walk import text_of

Inlines: TypeAlias = tuple[m.Inline[Label], ...]
BRACKET_AT_END = regex(r"^[(\[][^()\[\]]*+[)\]]\s*+|(?<!\s)\s*+[(\[][^()\[\]]*+[)\]]$")
PROSE = 2
"""How often as long as the longest line of a song a sentence of prose is at least."""


@define(eq=False)
class SpeechRow:
    """A line of a paragraph: what is on it, the line of the source, whether a group begins with it, after how
    many directions and other parts of the speech that are no paragraphs it is.
    """

    children: Inlines
    span: m.Span | None
    line: TranscriptLine | None
    begins: bool
    is_verse: bool = False
    part: VersePart | None = None
    after: int = 0

    @property
    def text(self) -> str:
        """Its words, without directions and what is in brackets at both ends, where anything else is said."""
        said = text_of([one for one in self.children if not isinstance(one, Stage)]).strip()
        is_bracketed = said[:1] in OPENING or said[-1:] in CLOSING
        return (BRACKET_AT_END.sub("", said) if is_bracketed else said) or self.printed

    @property
    def printed(self) -> str:
        """All its words."""
        return text_of(self.children).strip()

    @property
    def is_direction(self) -> bool:
        """Whether nothing on it is spoken."""
        return is_stage(self.printed)

    @property
    def is_joined(self) -> bool:
        """Whether several lines of the source are on it, as of prose; not where a direction is first."""
        return self.line is None and self.printed[:1] not in OPENING


Found: TypeAlias = Mapping[int, list[SpeechRow]]
"""The lines of the paragraphs of a turn, by their places."""


def rows_of(item: Turn[Label], lines: Mapping[int, TranscriptLine]) -> Found:
    """The rows of each paragraph of a turn, by the place of that."""
    paragraphs = {at: part for at, part in enumerate(item.blocks) if isinstance(part, Paragraph)}
    parted = sum(len(_split(part.children)) > 1 for part in paragraphs.values()) > 1
    found = {at: list(lines_of(part, lines, parted=parted)) for at, part in paragraphs.items()}
    for before, (at, rows) in enumerate(found.items()):
        for row in rows:
            row.after = at - before
    return found


def lines_of(
    part: Paragraph[Label] | Narrative[Label], lines: Mapping[int, TranscriptLine], *, parted: bool
) -> Iterator[SpeechRow]:
    """The rows of a paragraph; `parted`: it is one of several groups."""
    number = part.span.line if part.span else 0
    pieces = _split(part.children)
    for place, children in enumerate(pieces):
        text = " ".join(text_of(children).split())
        near = (lines[at] for at in range(number, number + 4) if at in lines)
        line = next((one for one in near if text and " ".join(one.text.split()).endswith(text)), None)
        number = line.number + 1 if line else number + 1
        yield SpeechRow(
            children, line.span if line else part.span, line, parted and len(pieces) > 1 and not place
        )


def _split(children: Inlines) -> list[Inlines]:
    """What is between line breaks; what has no words, such as the end of a page, is before what follows."""
    found: list[list[m.Inline[Label]]] = [[]]
    for one in children:
        if not isinstance(one, Milestone) or one.kind != "line":
            found[-1].append(one)
        elif text_of(found[-1]).strip():
            found.append([])
    if len(found) > 1 and not text_of(found[-1]).strip():
        found[-2].extend(found.pop())
    return [tuple(one) for one in found]


def said_apart(rows: list[SpeechRow]) -> list[list[SpeechRow]]:
    """Rows, and apart from them the last one where that is more than twice as long as any other: a sentence
    that is said after a song.
    """
    longest = max((len(row.text) for row in rows[:-1]), default=len(rows[-1].text))
    return [rows[:-1], rows[-1:]] if len(rows[-1].text) > PROSE * longest else [rows]
