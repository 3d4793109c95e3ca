"""Times that are words: after labels, `Ben: 12:30 is fine with me.`, and in an agenda."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from docconv.languages import every
from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.directions import mark_sounds
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import FULL_STOPS, SENTENCE_ENDS
from docconv.transcript.times import AGENDA, LEADING, is_certain, leading

EVENT = regex(r"[(\[]?\d{1,2}:\d{2}(?::\d{2})?[)\]]?\s+(?:--|-!-|\*{1,3}|-->|<--|[→←⇒⇐])\s+\S")
FIGURES = regex(r"\d+")
RECORDED = regex(r"[^\w\s]?(\d{1,3}(?::\d{2})+)([.,]\d{1,3})?")
COLONS = (":", "：")
MOST, FEW = 0.5, 0.05
FIRST = 5  # lines
FEWEST_STAMPED, ALL = 3, 0.95
FEWEST_RUN_ON, LONG = 2, 6  # lines, spaces
BRACKETS = "([{*"
GOES_ON = ".,;?!…"
SPOKEN_ENDS = SENTENCE_ENDS + "-–—"


def drop_told(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Take the candidates of the points of an agenda, and of sounds; and what would be a label alone on its
    line, or is loosely printed, right below a line that is nothing but a label by its notation.
    """
    drop_agenda(lines)
    for above, line in pairwise(lines):
        mark = above.mark
        if mark is not None and mark.kind == "label" and line.candidates and mark.body >= len(above.text):
            line.candidates = [item for item in line.candidates if not (item.alone or item.rule.loose)]
    mark_sounds(lines, lexicon)


def drop_agenda(lines: Sequence[TranscriptLine]) -> None:
    """Take the candidates of lines that begin with two times of day, `09:15 - 10:00 The rope: report`, unless
    most lines that may have a label begin so; and of the words of a messenger about itself at the head of a
    chat, `10:31 - Our garden: Messages and calls are end-to-end encrypted`.
    """
    for line in lines[:FIRST]:
        if line.candidates and leading(line.text) and _is_encrypted(line.text.casefold()):
            line.candidates = ()
    points = [
        line for line in lines if line.text[:1].isdecimal() and AGENDA.match(line.text) and _has_firm(line)
    ]
    if points and len(points) <= MOST * sum(map(_has_firm, lines)):
        for line in points:
            line.candidates = ()


def _is_encrypted(folded: str) -> bool:
    return any(phrase in folded for phrase in every("encryption"))


def _has_firm(line: TranscriptLine) -> bool:
    return any(item.rule.firm for item in line.candidates)


def take_spoken_times(lines: Sequence[TranscriptLine]) -> None:
    """Give a time after a label back to the words, unless most labels have one there; one that is a code by
    its form, unless some have; one that a sentence goes on behind, `Ann: 9:30, if I may.`, always; and one
    behind a label that has a time of its own, `Ann [0:14]: 9:30 is fine`.
    """
    labelled = [line for line in lines if line.choice is not None]
    timed = [(line, line.choice) for line in labelled if line.choice is not None and _place(line) >= 0]
    counts = Counter(is_certain(choice.candidate.time) for line, choice in timed if not _is_in_sentence(line))
    few = counts[False] <= MOST * len(labelled), counts[True] <= FEW * len(labelled)
    second = sum(" " in choice.candidate.time and not _is_stamped(line) for line, choice in timed)
    own = second <= MOST * len(labelled)
    for line, choice in timed:
        candidate, body = choice.candidate, _place(line)
        if line.text[: candidate.body].rstrip().endswith(COLONS):
            continue  # `Ann Lee (Hill) 11:20 a.m.: So it is.`
        spoken = match[1] if (match := LEADING.match(line.text, body)) else ""
        stamped = _is_stamped(line) or (own and candidate.time != spoken)
        said = few[is_certain(candidate.time)] or _is_in_sentence(line)
        if said or (stamped and not is_certain(spoken)):
            time = candidate.time.removesuffix(spoken).rstrip()
            line.choice = evolve(choice, candidate=evolve(candidate, time=time, body=body))


def mark_stamped(lines: Sequence[TranscriptLine]) -> None:
    """Say of the lines with a time before them and no label that they are told, in a text that prints a time
    before its labels, as logs of a chat do: `[10:31] Anna joined`, `[10:31] → anna joined`; and of those
    with a mark of such logs after the time, `10:31 -- anna has joined`, in any text that has several.
    """
    told = [line for line in lines if _is_free(line) and EVENT.match(line.text)]
    for line in told if len(told) >= FEWEST_STAMPED else ():
        line.mark = LineMark("narrative")
    labelled = [line for line in lines if line.choice is not None]
    stamped = sum(1 for line in labelled if _is_stamped(line))
    if stamped < FEWEST_STAMPED or stamped < ALL * len(labelled):
        return
    for line in lines if not _run_on(lines) else ():
        stamp = leading(line.text) if _is_free(line) else None
        if stamp is not None and stamp.end() < len(line.text):
            line.mark = LineMark("narrative")


def _run_on(lines: Sequence[TranscriptLine]) -> bool:
    """Whether a time is before each line of a recording, not of each message: the times begin near nought or
    have fractions of a second, and lines without a label go on with the sentence above, `(0:14) Ann: I came
    here,`, `(0:18) and`; or most of them are sentences in which somebody speaks of themselves or at length,
    `0:14.2 I came here in May.`.
    """
    stamped = [(line, stamp) for line in lines if (stamp := leading(line.text))]
    if not (stamped and _is_recorded(stamped[0][1][1])):
        return False
    on = sum(
        _is_free(two) and (above.text[-1] not in FULL_STOPS or two.text[stamp.end() :][:1].islower())
        for (above, _), (two, stamp) in pairwise(stamped)
    )
    free = [line.text[stamp.end() :] for line, stamp in stamped if _is_free(line)]
    words = [text for text in free if text[:1] not in BRACKETS]
    said = sum(text[-1:] in SPOKEN_ENDS and text.count(" ") >= LONG for text in words)
    return on >= FEWEST_RUN_ON or said * 3 >= len(words) * 2


def _is_recorded(stamp: str) -> bool:
    """Whether a time is one of a recording that begins there: near nought, or to a fraction of a second."""
    clock = RECORDED.match(stamp)
    return clock is not None and (bool(clock[2]) or not any(map(int, clock[1].split(":")[:-1])))


def is_spoken_under_times(lines: Sequence[TranscriptLine]) -> bool:
    """Whether a time is before each line, with a label after some, and lines go on with sentences."""
    labelled = sum(line.choice is not None for line in lines)
    stamped = sum(1 for line in lines if _is_stamped(line))
    return stamped >= FEWEST_STAMPED and stamped >= ALL * labelled and _run_on(lines)


def are_stamped(lines: Sequence[TranscriptLine]) -> bool:
    """Whether nearly all lines begin with a time code, none earlier than the one before, and none has a
    label, as programs for recognition of speech print it: `[00:00:02] So it is.`, `00:00:02.580 | So it is.`.
    """
    if any(line.choice or (line.mark and line.mark.kind == "label") for line in lines):
        return False
    stamps = [leading(line.text) for line in lines if not line.is_furniture]
    first = next((at for at, stamp in enumerate(stamps) if stamp), len(stamps))
    found = [
        stamp[1] for stamp in stamps if stamp and stamp.end() < len(stamp.string) and is_certain(stamp[1])
    ]
    times = [[int(part) for part in FIGURES.findall(stamp)] for stamp in found]
    enough = len(found) > FEWEST_STAMPED and len(found) * 5 >= (len(stamps) - first) * 4
    return enough and all(one <= two for one, two in pairwise(times))


def _is_free(line: TranscriptLine) -> bool:
    """Whether nothing is known of a line that opens a paragraph."""
    return line.choice is None and line.mark is None and line.opens and not line.is_furniture


def _is_in_sentence(line: TranscriptLine) -> bool:
    """Whether a time behind a label is no code, and a sign right behind it goes on with the sentence."""
    candidate = None if line.choice is None else line.choice.candidate
    if candidate is None or is_certain(candidate.time):
        return False
    return line.text[candidate.body - 1].isdecimal() and line.text[candidate.body :][:1] in tuple(GOES_ON)


def _is_stamped(line: TranscriptLine) -> bool:
    """Whether a time is printed before the label of a line."""
    candidate = None if line.choice is None else line.choice.candidate
    before = leading(line.text) if candidate is not None and candidate.time else None
    return candidate is not None and before is not None and before.end() <= candidate.start


def _place(line: TranscriptLine) -> int:
    """Where a time that may be words is, between a label and the rest of them; -1 where there is none."""
    candidate = None if line.choice is None else line.choice.candidate
    if candidate is None or candidate.alone or not candidate.time:
        return -1
    end = candidate.start + len(candidate.label)
    found = LEADING.finditer(line.text[: candidate.body], end)
    return next((one.start() for one in found if candidate.time.endswith(one[1])), -1)
