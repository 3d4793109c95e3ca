"""What minutes and other records tell between speeches: what was decided, read out, put off, sworn."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from docconv.model import Evidence
from docconv.patterns import regex
from docconv.transcript.kinds import goes_on, is_procedure, lists_names, speaks_of_self
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.votes import is_outcome, tells_of_votes
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.reporting.clauses import COLONS

RECORDED = Evidence("recorded", "it may be what the record tells between speeches")
LONGEST_DEED, LONGEST_SENTENCE = 160, 200  # characters
FEWEST_TOLD = 2  # paragraphs
LONGEST_NAME = 6  # words
SAID = regex(r"[?!？！…«»“”„\"「」]")
PARTED = regex(r"(?<=[^\W\d_]{4})[.;。]\s?(?=\S)")
ENDS = ".。।"


def tells_what_was_done(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a short paragraph has the words by which records tell what was done, anywhere: `The report was
    adopted unanimously.`; it asks nothing, quotes nobody and says neither I nor you.
    """
    if len(text) > LONGEST_DEED or text[-1] not in ENDS or not _is_plain(text, lexicon):
        return False
    return any(phrase in text for phrase in lexicon.done_inside) or any(lexicon.done.finditer(text))


def votes_anew(text: str, before: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph tells how many were for and against, and the one before it does not."""
    return tells_of_votes(text, lexicon) and not tells_of_votes(before, lexicon)


def is_recorded(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph tells what was done, but for the numbers of a vote, which may be read out."""
    return bool(text) and (is_procedure(text, lexicon) or tells_what_was_done(text, lexicon))


def may_be_recorded(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph tells what was done, or is one sentence that asks nothing, quotes nobody and says
    neither I nor you.
    """
    if tells_what_was_done(text, lexicon):
        return True
    if len(text) > LONGEST_SENTENCE or text[-1] not in ENDS or PARTED.search(text[:-1]):
        return False
    return _is_plain(text, lexicon)


def goes_on_to_tell(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph begins with he or she, and says neither I nor you: `She thanked the farmers.`."""
    first = text.split(maxsplit=1)[0].casefold()
    return first in lexicon.third_person and not speaks_of_self(text, lexicon)


def _is_plain(text: str, lexicon: TranscriptLexicon) -> bool:
    return not (goes_on(text) or SAID.search(text) or speaks_of_self(text, lexicon))


def is_record(blocks: Sequence[Block], lexicon: TranscriptLexicon) -> bool:
    """Whether a text is the record of a meeting: it says above all speech who was there, has headings with
    numbers, tells twice what was decided, or above speech and below it when it began and ended.
    """
    bare = [block for block in blocks if block.choice is None and block.text]
    first = next((block.start for block in blocks if block.choice is not None), 0)
    if any(_tells_who_is_there(block.text, lexicon) for block in bare if block.start < first):
        return True
    headed = sum(block.mark is not None and block.mark.level == 1 for block in bare if block.start < first)
    told = sum(_is_told(block.text, lexicon) for block in bare if block.start > first)
    return told >= FEWEST_TOLD or (headed > 0 and told > 0) or _is_framed(blocks, first, lexicon)


def _is_framed(blocks: Sequence[Block], first: int, lexicon: TranscriptLexicon) -> bool:
    """Whether a sentence with a number is above all speech, and the last paragraph is one: `The board met
    at 3 p.m.`, `The meeting adjourned at 4.20 p.m.`.
    """
    last = next((block for block in reversed(blocks) if block.text), None)
    if last is None or last.choice is not None or not _tells_when(last.text, lexicon):
        return False
    return any(
        _tells_when(block.text, lexicon)
        for block in blocks
        if block.start < first and block.choice is None and block.text
    )


def _tells_when(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a sentence that asks nothing and says neither I nor you has a number."""
    sentence = text[-1] in ENDS and len(text) <= LONGEST_SENTENCE and any(map(str.isdigit, text))
    return sentence and _is_plain(text, lexicon)


def _is_told(text: str, lexicon: TranscriptLexicon) -> bool:
    return is_procedure(text, lexicon) or is_outcome(text, lexicon) or tells_of_votes(text, lexicon)


def _tells_who_is_there(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a word for those present is before a colon, names after it: `Present: Ann Lee, Ben Ode.`."""
    head, colon, names = text.replace("：", ":").partition(":")
    name = " ".join(words(head)) if colon else ""
    known = name in lexicon.attendance or name in lexicon.metadata or name in lexicon.not_labels
    return known and (lists_names(names.strip(" .")) or names.count(",") + names.count("、") > 1)


def opens_examination(text: str, labels: AbstractSet[str], lexicon: TranscriptLexicon) -> bool:
    """Whether a line among questions and answers by letter says who asks now: `Questions by MS BERG`,
    `BY MS. BERG:`.
    """
    folded, colon = text.casefold(), text[-1] in COLONS
    if labels.isdisjoint(lexicon.question):
        return False
    ends = (len(by) for by in lexicon.examiner if (colon or " " in by) and folded.startswith(f"{by} "))
    name = text[max(ends, default=len(text)) :].split()
    return 0 < len(name) < LONGEST_NAME and all(token.strip("([")[:1].isupper() for token in name)


def heads_examination(
    text: str, following: Block | None, labels: AbstractSet[str], lexicon: TranscriptLexicon
) -> bool:
    """Whether a line in capitals is the kind of questions that somebody asks from the next line on: `DIRECT
    EXAMINATION` above `BY MS. BERG:`.
    """
    if not text.isupper():
        return False
    kind = f"{text.casefold().rstrip(':')} by"
    below = following.text or following.printed.text if following is not None else ""
    return kind in lexicon.examiner and opens_examination(below or "-", labels, lexicon)
