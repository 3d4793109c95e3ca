"""Turns that begin with a mark and name nobody: dashes, quotation marks, the chevrons of live captions."""

from __future__ import annotations

from collections.abc import Sequence

from docconv.model import Inline, Label, Text
from docconv.transcript.blocks import Block

DASHES = "-–—―"
QUOTES = '"“„«‹「『'
CLOSING_QUOTES = '"”“»›」』'
SENTENCE_MARKS = '.?!…:»”"'
CHEVRONS = ">>"
FEWEST_DASHES = 4


def is_dialogue(blocks: Sequence[Block]) -> bool:
    """Whether dashes or quotation marks open most paragraphs of a text without labels."""
    texts = [block.text for block in blocks if block.text and block.mark is None]
    spoken = sum(map(is_line_of_dialogue, texts))
    return spoken >= FEWEST_DASHES and spoken * 5 >= len(texts) * 3


def is_line_of_dialogue(text: str) -> bool:
    """`– So it is.` or `« So it is. »`: a dash and a sentence, or a paragraph wholly in quotation marks."""
    if text[0] in DASHES:
        return text[1:2].isspace() and text[-1] in SENTENCE_MARKS
    return text[0] in QUOTES and text[-1] in CLOSING_QUOTES


def changes_speaker(text: str) -> bool:
    """`>> So it is.`: somebody else speaks (47 CFR 79.1 asks captions to tell; chevrons are how they do)."""
    return text.startswith(CHEVRONS) and len(text.lstrip(">")) > 1


def without_mark(children: tuple[Inline[Label], ...]) -> tuple[Inline[Label], ...]:
    """Speech without the dash or the chevrons that open it."""
    first = children[0] if children else None
    if not isinstance(first, Text) or len(first.text) <= len(CHEVRONS):
        return children
    if first.text.startswith(CHEVRONS):
        return (Text(first.text.lstrip(">").lstrip()), *children[1:])
    if first.text[0] in DASHES:
        return (Text(first.text[1:].lstrip()), *children[1:])
    return children
