"""First lines with a colon that are titles, and no labels."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from docconv.patterns import regex
from docconv.transcript.labels.evidence.family import FamilyContext
from docconv.transcript.lexicon import words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import FULL_STOPS

PUNCTUATED = 0.8  # of the texts
NUMBERED_PROVISION = regex(
    r"(?:제\s?\d{1,4}\s?[조항호장절편](?:의\s?\d{1,2})?|第[\d〇零一二三四五六七八九十百]{1,5}[条條款项項章节節编編](?:[之の][\d一二三四五六七八九十]{1,2})?)"
)


def is_title(lines: Sequence[TranscriptLine], body: int) -> bool:
    """Whether the first line is a title: a blank line below, unless the text has none, and no full stop at
    its end. Where nothing is after the label, the lines right below have no punctuation in its place, and
    few texts lack it.
    """
    end = next((at for at, line in enumerate(lines[1:], 1) if line.gap > 0), len(lines))
    value = lines[0].text[body:]
    if value:
        return end in (1, len(lines)) and len(lines) > 1 and value[-1] not in FULL_STOPS
    ends = [line.text[-1] for line, below in pairwise(lines[end:]) if below.gap > 0]
    is_punctuated = bool(ends) and sum(last in FULL_STOPS for last in ends) >= PUNCTUATED * len(ends)
    return end > 1 and is_punctuated and all(line.text[-1].isalnum() for line in lines[1:end])


def calls_out(label: str, context: FamilyContext) -> bool:
    """Whether a first line apart, with a mark of exclamation or question at its end, calls a talk by what it
    is before its colon, above labels that recur, `Harbour Debate: Who pays?`, or begins with an article where
    a talk is announced below; or has words of no name there, in a text without such labels: `Making the
    garden: we found a plot!`.
    """
    line, below, lexicon = context.lines[0], context.lines[1:2], context.lexicon
    if line.text[-1] not in "!?！？" or not all(after.gap for after in below):
        return False
    named = words(label)
    if context.firm:
        told = any(lexicon.announced(after.text) for after in below)
        article = told and named[0] in lexicon.articles and lexicon.naming.isdisjoint(named)
        return len(named) > 1 and (article or not lexicon.conversations.isdisjoint(named))
    return not lexicon.stop_words.isdisjoint(label.casefold().split()[1:-1])


def counts_a_provision(label: str) -> bool:
    """Whether a label is the number of a part of a law with the sign for it behind the number:
    `제3조`, `第十二條`.
    """
    return label[0] in "제第" and NUMBERED_PROVISION.fullmatch(label) is not None
