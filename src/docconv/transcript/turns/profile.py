"""What the whole document says of its unlabelled paragraphs: a report, a dialogue, a play."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from docconv.transcript.kinds import is_boilerplate, is_stage, speaks_of_self
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.dialogue import SENTENCE_MARKS
from docconv.transcript.turns.reporting import Names, introduction, told_about

SHORTEST_PROSE = 40


@frozen
class Profile:
    """What the whole document says of its unlabelled paragraphs.

    lexicon: the words of its language.
    names: the labels, to be found in narrative.
    labels: the keys of all labels.
    report: a reporter describes what happened, and quotes turns.
    dialogue: only dashes say that somebody else speaks.
    merges: one voice in several units is one turn.
    last: the number of blocks.
    drama: it has acts or a list of characters.
    shouted: all of it is in capitals.
    """

    lexicon: TranscriptLexicon
    names: Names
    labels: frozenset[str]
    report: bool
    dialogue: bool
    merges: bool
    last: int
    drama: bool = False
    shouted: bool = False


def is_report(blocks: Sequence[Block], names: Names, lexicon: TranscriptLexicon) -> bool:
    """Whether a reporter describes the event.

    So it is with a lead that speaks of the speakers, with sentences that hand over to them, or with a lead
    and narrative further down that speaks of them.
    """
    prose = [block for block in blocks if block.mark is None and _is_prose(block, lexicon)]
    first = next((block.line for block in blocks if block.choice is not None), 0)
    leads = [block for block in prose if block.choice is None and block.line < first]
    telling = [block for block in prose if block.choice is None and told_about(block.text, names)]
    introductions = [
        block for block in prose if block.choice is None and introduction(block.text, names, lexicon)
    ]
    return (
        any(block in leads for block in telling)
        or len(introductions) > 1
        or bool(leads and len(leads) < 4 and telling)
    )


def _is_prose(block: Block, lexicon: TranscriptLexicon) -> bool:
    """Whether a block is a paragraph of somebody's sentences that says neither I nor you."""
    text = block.text
    prose = len(text) > SHORTEST_PROSE and text[-1] in SENTENCE_MARKS and not is_stage(text)
    return prose and not is_boilerplate(text, lexicon) and not speaks_of_self(text, lexicon)
