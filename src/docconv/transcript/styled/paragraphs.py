"""Paragraphs of a document that has a look: words with the features of their type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from attrs import evolve, field, frozen

from docconv.patterns import regex
from docconv.transcript.annotations import MarkKind

Features = Mapping[str, bool]
SPEAKER = "speaker"
LONGEST_BESIDE = 300  # characters
LABELLED = regex(r"\s*+[^\W\d_][^:：.!?\n]{0,38}[:：\t]\s*+\S")


@frozen
class StyledRun:
    """Words of one look; a line break is a line feed. `note`: the note after them, by a name that its reader
    gives it.
    """

    text: str
    features: frozenset[str] = frozenset()
    note: str = ""


def everywhere(pieces: Iterable[StyledRun]) -> frozenset[str]:
    """The features that all words of some pieces have."""
    looks = [piece.features for piece in pieces if piece.text.strip()]
    return frozenset.intersection(*looks) if looks else frozenset()


@frozen
class ParagraphFormat:
    """What is said of a paragraph as a whole: what kind it is, its features, where it is, its list.

    `indent` is in twentieths of a point; `listed` is the id of a list and the level in it.
    """

    style: str = ""
    kind: MarkKind | None = None
    level: int = 1
    speaker: bool = False
    derived: bool = False
    features: Features = field(factory=dict, eq=False)
    centred: bool = False
    indent: int = 0
    listed: tuple[str, int] | None = None


@frozen
class StyledParagraph:
    """A paragraph, or a line of a table: `cell` is how many characters at its beginning are the name of who
    speaks, `header` that it names columns, `spoken` that it is in a table that names who speaks. `number`
    is what a list prints before it. `goes_on`: it is the rest of a paragraph that the end of a page divides.
    """

    pieces: tuple[StyledRun, ...] = ()
    look: ParagraphFormat = field(factory=ParagraphFormat)
    number: str = ""
    cell: int = 0
    header: bool = False
    spoken: bool = False
    goes_on: bool = False

    @cached_property
    def text(self) -> str:
        """Its characters."""
        return "".join(piece.text for piece in self.pieces)


def beside(box: Iterable[StyledParagraph]) -> list[StyledParagraph]:
    """The paragraphs of a text box: beside the text and no part of a speech, unless it is long, or one of
    them begins with what may be a label.
    """
    found = list(box)
    letters = sum(len(one.text) for one in found)
    if letters > LONGEST_BESIDE or any(LABELLED.match(one.text) for one in found):
        return found
    return [one if one.look.kind else evolve(one, look=evolve(one.look, kind="boilerplate")) for one in found]
