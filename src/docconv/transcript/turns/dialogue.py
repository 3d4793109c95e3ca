"""Turns that begin with a mark and name nobody: dashes, quotation marks, the chevrons of live captions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from docconv.patterns import regex
from docconv.transcript.annotations import StyledText
from docconv.transcript.labels.rules import CHEVRONS
from docconv.transcript.marks import SENTENCE_ENDS
from docconv.transcript.turns.blocks import Block

DASHES = "-–—―"
QUOTES = '"“„«‹「『'
CLOSING_QUOTES = '"”“»›」』'
GREEK = regex("[\u0370-\u03ff]")
TWO_BARS = ("――", "——")  # a dash of Chinese and Japanese, with nothing after it
FEWEST_DASHES, FEWEST_IN_CUES, FEWEST_QUESTIONS, FEWEST_ASKED = 4, 2, 2, 3


def is_dialogue(blocks: Sequence[Block], *, notation: str, labelled: bool) -> bool:
    """Whether dashes or quotation marks open most paragraphs of a text without labels; in subtitles a few
    dashes are enough.
    """
    if notation == "subtitles":
        return sum(1 for block in blocks if block.mark and block.mark.kind == "text") >= FEWEST_IN_CUES
    texts = [block.text for block in blocks if block.text and block.mark is None]
    spoken = sum(map(is_line_of_dialogue, texts))
    return not labelled and spoken >= FEWEST_DASHES and (spoken * 5 >= len(texts) * 3 or is_interview(blocks))


def is_interview(blocks: Sequence[Block]) -> bool:
    """Whether dashes open questions and answers: what has no dash then goes on with the answer."""
    dashed = [
        text for block in blocks if (text := block.text) and text[0] in DASHES and is_line_of_dialogue(text)
    ]
    asked = sum(map(_is_question, dashed))
    return asked >= FEWEST_QUESTIONS and asked * 4 >= len(dashed)


def are_asked(blocks: Sequence[Block], *, labelled: bool) -> bool:
    """Whether only the questions have dashes: a label is behind nearly each of them, or something else
    without a dash. Where nothing has a label, most of them end in a question mark.
    """
    spoken = [block for block in blocks if block.text]
    dashed = [(one, two) for one, two in pairwise(spoken) if one.choice is None and opens_with_dash(one.text)]
    answered = sum(two.choice is not None if labelled else not opens_with_dash(two.text) for _, two in dashed)
    asked = labelled or sum(_is_question(one.text) for one, _ in dashed) * 2 > len(dashed)
    return asked and len(dashed) >= FEWEST_ASKED and answered * 5 >= len(dashed) * 4


def are_captions(blocks: Sequence[Block], *, notation: str, labelled: bool) -> bool:
    """Whether a text is what is said, cue by cue: subtitles, or lines that nearly all have a time and no
    label.
    """
    spoken = [block for block in blocks if block.text]
    timed = sum(block.is_timed for block in spoken)
    lines = not labelled and timed >= FEWEST_DASHES and timed * 5 >= len(spoken) * 4
    return notation == "subtitles" or lines


def opens_with_dash(text: str) -> bool:
    """Whether a paragraph begins with a dash that says that somebody speaks."""
    return (text[0] in DASHES and text[1:2].isspace()) or text.startswith(TWO_BARS)


def is_line_of_dialogue(text: str) -> bool:
    """`– So it is.` or `« So it is. »`: a dash and a sentence, or a paragraph wholly in quotation marks."""
    if text[0] in DASHES:
        opens = text[1:2].isspace() or text[1:].lstrip("¿¡")[:1].isupper()
        return opens and (text[-1] in SENTENCE_ENDS + ":" or _is_question(text))
    return text[0] in QUOTES and text[-1] in CLOSING_QUOTES


def changes_speaker(text: str) -> bool:
    """`>> So it is.`: in live captions, somebody else speaks."""
    return text.startswith(CHEVRONS) and len(text.lstrip(">")) > 1


def without_mark(text: StyledText) -> StyledText:
    """Speech without the dash or the chevrons that open it."""
    rest = text.text
    if len(rest) <= len(CHEVRONS):
        return text
    if rest.startswith(CHEVRONS):
        rest = rest.lstrip(">")
    elif rest[0] in DASHES:
        rest = rest.lstrip(DASHES)
    return text.part(len(text.text) - len(rest.lstrip()), len(text.text))


def _is_question(text: str) -> bool:
    """Whether a line ends in the mark of a question, which is a semicolon in Greek."""
    return text[-1] in "?？؟" or (text[-1] in ";\u037e" and GREEK.search(text) is not None)
