"""What a record says was put to the vote and decided: `Vote: 5 for, 1 against`, which are nobody's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, zip_longest

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.kinds import is_heading, is_procedure, is_stage, is_sworn, speaks_of_self
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import Layout, TranscriptLine
from docconv.transcript.marks import FULL_STOPS

HEAD = (
    regex(  # after the marks of quotations, items and bold words: `> **Resolution #2: text**`, and of a note
        r"(?:[>*•–-]{1,3}\s*+){0,3}+(?P<note>\[)?(?P<phrase>[^\W\d_][^:：*\n]{0,40}?)(?:\s#?\d{1,3})?"
        r"(?P<closed>\])?\*{0,2}\s?[:：]\s*+(?=\S)"
    )
)
NUMBER = regex(r"\d+")
WORD = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*+")
NUMBERED_SIDE = regex(r"([^\W\d_]{1,20})\s?[:：]\s?\d")
NUMBERED = regex(r"\d{1,2}[.)]\s\S.{1,60}$")  # the title of the next point
TALLY = regex(r"[^\d:：–—-]+[-–—:：]\s?\d{1,4}\W*$")
COUNTS = regex(r"[^\W\d_][^\d\n:;,.]{0,40}+,?\s?\d{1,4}(?:;\s?[^\W\d_][^\d\n:;,.]{0,40}+,?\s?\d{1,4})+\.?$")
BALLOT = regex(r"[^\W\d_][^:\n]{2,50}?(?:\s?:\s?|\s[—–-]\s|\s?\.{3,}\s?)([^\W\d_]{1,20})\.?")
FEWEST_BALLOTS = 3  # lines
LONGEST_COUNT, LONGEST_VOTE = 120, 240  # characters
LONGEST_CLOSING, FEWEST_BEHIND = 3, 2  # lines, words
FEWEST_COUNTS = 2  # lines
LONGEST_HEAD = 2  # words
OPENING_QUOTES = '„“«"「'
HEADS = 10_000  # of so many the words are known, for a label stands on many lines


def drop_votes(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Take the candidates of lines that begin with what was decided: however often it comes, it is no
    name; and of those that call a witness, `WITNESS: ADA BERG [Sworn]`, which are told.
    """
    for line in lines:
        if not line.candidates:
            continue
        is_call = _calls_a_witness(line, lexicon)
        if is_call or _begins_with_votes(line.text, lexicon):
            line.candidates = [option for option in line.candidates if option.is_taught]
            line.mark = LineMark("narrative") if is_call and not line.candidates else line.mark


def _begins_with_votes(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line begins with what was decided, or with those who were for or against and how many."""
    if _names_an_outcome(text, lexicon):
        return True
    first = NUMBERED_SIDE.match(text)
    return first is not None and first[1].casefold() in lexicon.ballots and _counts_votes(text, lexicon)


def _calls_a_witness(line: TranscriptLine, lexicon: TranscriptLexicon) -> bool:
    """Whether a word for whoever answers is before a name in capitals that is sworn in."""
    text = line.text
    if text[-1] not in "])" or line.mark is not None:
        return False
    called, _, name = text.partition(":")
    is_witness = (
        " ".join(words(called)) in lexicon.answer and name.partition("[")[0].partition("(")[0].isupper()
    )
    return is_witness and is_sworn(name.strip(), lexicon)


def is_tally(text: str) -> bool:
    """Whether a text is nothing but several counts, as a vote is printed in any language: `for, 9; against,
    2.`.
    """
    return ";" in text and COUNTS.match(text) is not None


def _is_headed_tally(text: str) -> bool:
    """Whether a word or two and a colon are before a tally: who tells of a vote says it in a sentence."""
    head, _, counts = text.partition(":") if ";" in text else (text, "", "")
    return head.count(" ") < LONGEST_HEAD and is_tally(counts.strip())


def mark_votes(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon, layout: Layout) -> None:
    """Say of paragraphs with what was decided that they are told: where votes are counted, or where a label
    is right below; so it is with the hour of the end. What is right below a label alone on its line is
    spoken.
    """
    _mark_closing(lines, lexicon)
    _mark_roll(lines, lexicon)
    _part_introductions(lines, lexicon)
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line.choice is not None or line.mark is not None or line.is_furniture or not line.opens:
            continue
        near = not line.gap and layout.spaced
        if near and not (_goes_on(lines, at, lexicon) or _is_below_note(lines, at)):
            continue
        if at and (above := lines[at - 1].choice) is not None and above.candidate.alone:
            continue
        if (
            _counts_votes(line.text, lexicon)
            or _is_headed_tally(line.text)
            or _is_note(_head(line.text), lexicon)
            or (_names_an_outcome(line.text, lexicon) and _ends_here(lines, at, lexicon))
            or _heads_counts(lines, at, lexicon)
        ):
            line.mark = LineMark("narrative")


def _part_introductions(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of a clause that tells who speaks or reads, alone on a line right below speech and right above a
    quotation, that a paragraph begins with it, and one with the quotation.
    """
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        near = line.text[-1] in ":：" and not line.gap and not below.gap and below.text[0] in OPENING_QUOTES
        free = near and line.choice is None and line.mark is None and line.text[0].isupper()
        if free and above.text[-1] in FULL_STOPS and any(lexicon.reporting.finditer(line.text)):
            line.opens = below.opens = True


def _mark_closing(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of a line right below speech, or of two or three, with which a record ends that it is told: the
    hour at which all was over, `La séance est levée à dix-neuf heures.`.
    """
    last = [line for line in lines if not line.is_furniture][-LONGEST_CLOSING - 1 :]
    for above, line in pairwise(last):
        if line.gap or line.choice is not None or line.mark is not None or above.text[-1] not in FULL_STOPS:
            continue
        rest = last[last.index(line) :]
        text = " ".join(part.text for part in rest)
        told = lexicon.procedure.match(text) if not any(part.gap or part.choice for part in rest) else None
        behind = words(text[told.end() :]) if told and text[-1] == "." else ()
        if len(behind) >= FEWEST_BEHIND and len(text) <= LONGEST_COUNT and text[:-1].count(". ") == 0:
            line.mark = LineMark("narrative")
            return


def _mark_roll(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of three or more lines in a row, each with somebody and how they voted, that they are told, and of
    the line above that leads to them: `Ann Lee: yes`.
    """
    rows: list[int] = []
    for at, (line, below) in enumerate(zip_longest(lines, lines[1:])):
        if line.choice is None and line.mark is None and _is_ballot(line.text, lexicon):
            rows.append(at)
        else:
            rows = []
        if len(rows) < FEWEST_BALLOTS:
            continue
        if below is None or below.choice is not None or not _is_ballot(below.text, lexicon):
            above = rows[0] - 1
            free = above >= 0 and lines[above].choice is None and lines[above].mark is None
            leads = free and lines[above].text[-1] in ":："
            for told in (*((above,) if leads else ()), *rows):
                lines[told].mark = LineMark("narrative")


def _is_ballot(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line is a name and after a colon, a dash or dots a word for a vote and no more."""
    match = BALLOT.fullmatch(text)
    return match is not None and match[1].casefold() in lexicon.ballots


def _heads_counts(lines: Sequence[TranscriptLine], at: int, lexicon: TranscriptLexicon) -> bool:
    """Whether a line that ends in a colon is above lines each of which begins with a word for those who were
    for, against or neither, and has a number.
    """
    if lines[at].text[-1] not in ":：" or speaks_of_self(lines[at].text, lexicon):
        return False
    below = [line.text for line in lines[at + 1 : at + 1 + FEWEST_COUNTS]]
    return len(below) == FEWEST_COUNTS and all(
        NUMBER.search(text) and len(text) <= LONGEST_COUNT and not lexicon.ballots.isdisjoint(words(text)[:1])
        for text in below
    )


def _is_below_note(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether the line right above is in brackets, and apart: `(Result of the vote)`."""
    above = lines[at - 1] if at else None
    return above is not None and above.gap > 0 and above.choice is None and is_stage(above.text)


def _goes_on(lines: Sequence[TranscriptLine], at: int, lexicon: TranscriptLexicon) -> bool:
    """Whether a line and the one right above tell each what was decided."""
    return at > 0 and all(_names_an_outcome(line.text, lexicon) for line in lines[at - 1 : at + 1])


def is_outcome(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph tells what was put to the vote, decided or counted."""
    return _names_an_outcome(text, lexicon) or _counts_votes(text, lexicon)


def tells_of_votes(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a short paragraph that asks nothing has two words for those who were for, against, or neither,
    and a number, or begins with a word for a vote: `Vote by show of hands. For: Greens, against: Reds.`.
    """
    if "?" in text or len(text) > LONGEST_VOTE:
        return False
    counted = len(text) <= LONGEST_COUNT and NUMBER.search(text) is not None
    first = (text.split(maxsplit=1) or ("",))[0]
    if not (counted or first.casefold() in lexicon.outcomes):
        return False
    return len(lexicon.ballots.intersection(WORD.findall(text.casefold()))) > 1


def _counts_votes(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line is the numbers of those who were for, against, or neither, with few words beside."""
    if len(text) > LONGEST_COUNT or "?" in text or not NUMBER.search(text):
        return False
    if lexicon.ballots.isdisjoint(WORD.findall(text.casefold())) or speaks_of_self(text, lexicon):
        return False
    head = _head(text) if _names_an_outcome(text, lexicon) else None
    if _tells_of_a_vote(text, lexicon):
        return True
    said = set(WORD.findall(text[head.end() if head else 0 :].casefold()))
    cast = said & lexicon.ballots
    others = said - cast - lexicon.stop_words
    fewest = 1 if head or (not others and TALLY.match(text)) else 2
    return len(cast) >= fewest and len(others) <= len(cast)


def _tells_of_a_vote(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line begins with a word for a vote and its number, and tells how many were for and against:
    `Vote no. 4, present 60, for 55, against 2. Carried.`.
    """
    first, *rest = text.casefold().split(maxsplit=4)
    begins = first in lexicon.outcomes and any(word[:1].isdigit() for word in rest[:2])
    return begins and len(lexicon.ballots.intersection(WORD.findall(text.casefold()))) > 1


def _head(text: str) -> re.Match[str] | None:
    """What is before the first colon; a bracket that is open there is closed there."""
    head = HEAD.match(text) if ":" in text or "：" in text else None
    return head if head and bool(head["note"]) == bool(head["closed"]) else None


def _names_an_outcome(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a word for a vote or a decision is before the first colon, or a note is in brackets."""
    head = _head(text)
    return head is not None and (_phrase(head["phrase"]) in lexicon.outcomes or _is_note(head, lexicon))


def _is_note(head: re.Match[str] | None, lexicon: TranscriptLexicon) -> bool:
    """Whether several words before the first colon are in brackets, begin with one that is no label and have
    one in them that no name has, `[NOTES OF THE OBSERVER]:`.
    """
    if head is None or not head["note"]:
        return False
    first, *others = words(head["phrase"])
    return first in lexicon.not_labels and not lexicon.stop_words.isdisjoint(others)


@lru_cache(HEADS)
def _phrase(head: str) -> str:
    return " ".join(words(head))


def _ends_here(lines: Sequence[TranscriptLine], at: int, lexicon: TranscriptLexicon) -> bool:
    """Whether nobody can go on below: a label is there, a heading, procedure, what was decided besides, or a
    fact with a number, `Next meeting: 3 July`.
    """
    below = next((line for line in lines[at + 1 :] if line.opens), None)
    if below is None or below.choice is not None:
        return True
    marked = below.mark is not None and below.mark.kind in ("narrative", "heading")
    numbered = NUMBERED.match(below.text) is not None and below.text[-1].isalnum()
    told = is_procedure(below.text, lexicon) or _names_an_outcome(below.text, lexicon)
    dated = ":" in below.text and below.text[-1].isalnum() and NUMBER.search(below.text) is not None
    return marked or numbered or told or dated or is_heading(below.text, below.indent, lexicon)
