"""What the DOCX writer and the DOCX reader share: ids of styles, and which of two styles a run has."""

from __future__ import annotations

from typing import Literal

from docconv.model import (
    Boilerplate,
    CastItem,
    EmphasisKind,
    Narrative,
    NotePlace,
    Separator,
    Stage,
)

DELIMITER = ":"
DELIMITER_VARIABLE = "docconv.delimiter"
NO_BLANK_VARIABLE = "docconv.no-blank"
"""Says that words follow a delimiter at once."""
END_OF_LABEL = (" ", "\t", "\n")
"""What the writer puts after the delimiter: labels run in, in a column, on a line of their own."""
"""The document variable that holds another delimiter."""
DEEPEST = 6
LISTED = 3  # levels of headings in the table of contents
TITLE, SPEECH, CONTINUATION = "Title", "Speech", "SpeechContinuation"
VERSE = "VerseLine"
"""Lines of verse: speech that goes on, further in than its style and not stretched. No style of a file."""
SPOKEN = (SPEECH, CONTINUATION, VERSE)
"""What is spoken: the first paragraph of a turn, others, lines of verse among these."""
STAGE = "StageDirection"
BLOCKS = {
    Narrative: "Narrative", CastItem: "CastItem", Stage: STAGE, Separator: "Separator",
    Boilerplate: "Boilerplate",
}  # fmt: skip
"""The styles of blocks that are neither sections nor turns."""
HEADINGS = tuple(f"heading{level}" for level in range(1, DEEPEST + 1))
PARAGRAPHS = (TITLE, *HEADINGS, SPEECH, CONTINUATION, *BLOCKS.values())
SPEAKER, SAID, STAGE_INLINE, GAP = "Speaker", "Said", "StageDirectionChar", "Gap"
UNCLEAR, FOREIGN = "Unclear", "Foreign"
EMPHASIS: dict[EmphasisKind, str] = {"italic": "Emphasis", "bold": "Strong", "underline": "Underline"}
NOTES = ("footnotereference", "endnotereference")
"""The styles of references to notes, and of the signs that Word counts."""
CHARACTERS = (SPEAKER, SAID, STAGE_INLINE, GAP, UNCLEAR, FOREIGN, *EMPHASIS.values(), *NOTES)
STRUCTURAL = frozenset((SAID, STAGE_INLINE))
DERIVED = "toc"
"""Names of styles that begin so are those of lists that are made from the text and say nothing new."""
CONTENTS_HEADING, PARTICIPANTS = "TOCHeading", "tocparticipants"
TIME = "toctime"
"""When a turn begins, as it is in the margin: made from what the document tells, and no word of it."""
CONTENTS = tuple(f"toc{level}" for level in range(1, LISTED + 1))


def nested(outer: str, inner: str) -> str:
    """The character style of what is in two: the inner one, but nothing takes words from a quotation or
    a stage direction.
    """
    return outer if outer in STRUCTURAL and inner not in STRUCTURAL else inner


def note_kind(place: NotePlace) -> Literal["footnote", "endnote"]:
    """What a note is in Word, which knows two places."""
    return "endnote" if place == "end" else "footnote"


def note_reference(kind: str) -> str:
    """The style of references to notes of a kind."""
    return f"{kind}reference"


def heading_style(level: int) -> str:
    """The style of a heading; what is deeper than the styles go looks like the deepest."""
    return HEADINGS[min(level, DEEPEST) - 1]
