"""A user's decisions about lines of a text, which hold in all later runs.

A correction is anchored on the beginning of a line's text; its line number only keeps equal lines apart. One
that no longer fits is reported and never applied elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from docconv.model import CERTAIN, Value
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript.annotations import (
    DECIDED_LABEL,
    Candidate,
    LabelRule,
    LineMark,
    WeighedCandidate,
)
from docconv.transcript.labels.rules import candidates
from docconv.transcript.lexicon import words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.lines.notations import markdown_heading
from docconv.transcript.times import is_time

LineRole: TypeAlias = Literal[
    "label", "text", "turn", "speech", "narrative", "heading", "stage", "boilerplate"
]
FittingLines: TypeAlias = "dict[tuple[str, int], Sequence[int]]"
"""By the text and the line of a correction, the places of the lines that it may be about."""
ANCHOR, LONGEST_ANCHOR = 40, 30
MOST_NAMED = 5
LONGEST_NUMBER = 4  # letters, as in `T12`
NOBODYS = ("narrative", "heading", "stage", "boilerplate")
"""What nobody speaks, whatever was decided before."""
NOT_SPOKEN_REMEDY = 'decide about the words beside it; if somebody says it, add is = "speech"'
DELIMITERS = " \t:：.—–-"
LIST_MARK = regex(r"[*•·‣▪-]\s+(?=\S)")
BETWEEN = regex(r"\s*(?:[^\w\s\"'“„«(\[]{1,3}(?=\s|$))?\s*")


@frozen(kw_only=True, repr=False)
class Correction(Value):
    """One decision.

    text: how the line begins; of several lines, all that a decision is about.
    line: its number when the decision was made, 0 where it is not given.
    last: the number of the last line of a range, 0 for a single line.
    is_: what the line is: `label`, `text` for "no label", or another kind.
    label: the printed label, where the line begins with more than that.
    speaker: who speaks the turn or the paragraph that begins here.
    """

    text: str
    line: int = 0
    last: int = 0
    is_: LineRole | None = None
    label: str = ""
    speaker: str = ""


def anchor_of(text: str) -> str:
    """How a line begins, as far as a decision about it says: whole words, if there are some."""
    start = text[:LONGEST_ANCHOR]
    return start if len(text) <= LONGEST_ANCHOR or " " not in start else start.rsplit(" ", 1)[0]


def decide(
    lines: Sequence[TranscriptLine],
    corrections: Sequence[Correction],
    rules: Sequence[LabelRule],
    kept: FittingLines | None = None,
) -> Iterator[Notice]:
    """Carry out each correction on its lines; a notice for each that cannot be. `kept` is what is known of
    earlier ones.
    """
    for item, fitting in _all_fitting(lines, corrections, kept):
        if len(fitting) != 1:
            yield _unused(item, [lines[index].number for index in fitting])
        else:
            yield from _carried_out(_range(lines, fitting[0], item), item, rules)


def _carried_out(
    lines: Sequence[TranscriptLine], item: Correction, rules: Sequence[LabelRule]
) -> Iterator[Notice]:
    """A correction on its lines, of which those go on that a paragraph has besides its first."""
    for line, goes_on in _paragraphs(lines):
        if not goes_on or item.is_ in ("label", "heading"):
            yield from _apply(line, item, rules)
        elif item.is_ is not None:
            _join(line)


def placed(
    lines: Sequence[TranscriptLine], corrections: Sequence[Correction]
) -> Iterator[tuple[Correction, TranscriptLine]]:
    """The corrections that can be carried out, each with the line that it is about."""
    for item, fitting in _all_fitting(lines, corrections):
        if len(fitting) == 1:
            yield item, lines[fitting[0]]


def ranges(
    lines: Sequence[TranscriptLine], corrections: Sequence[Correction], kept: FittingLines | None = None
) -> Iterator[tuple[int, Sequence[TranscriptLine]]]:
    """The corrections that can be carried out, by their numbers from 0, each with all lines it is about;
    `kept` as in `decide`.
    """
    for number, (item, fitting) in enumerate(_all_fitting(lines, corrections, kept)):
        if len(fitting) == 1:
            yield number, _range(lines, fitting[0], item)


def _all_fitting(
    lines: Sequence[TranscriptLine], corrections: Sequence[Correction], kept: FittingLines | None = None
) -> Iterator[tuple[Correction, Sequence[int]]]:
    """Each correction with the lines that may be meant, of which nothing but its own text and number tells;
    those that are not `kept` are found and then are.
    """
    known = {} if kept is None else kept
    new = [item for item in corrections if (item.text, item.line) not in known]
    known.update(((item.text, item.line), fitting) for item, fitting in _fit_anew(lines, new))
    for item in corrections:
        yield item, known[item.text, item.line]


def _fit_anew(
    lines: Sequence[TranscriptLine], corrections: Sequence[Correction]
) -> Iterator[tuple[Correction, Sequence[int]]]:
    """Each correction with the lines at its number, else with those that have its text."""
    numbered = {item.line for item in corrections}
    numbers = defaultdict[int, list[int]](list)
    for index, line in enumerate(lines if corrections else ()):
        if line.number in numbered:
            numbers[line.number].append(index)
    texts = [_texts(item) for item in corrections]
    at_number = [_begun(lines, numbers[item.line], own) for item, own in zip(corrections, texts, strict=True)]
    moved = {own for own, there in zip(texts, at_number, strict=True) if not there}
    places = _places(lines, {own[0][:ANCHOR] for own in moved}) if moved else {}
    elsewhere = {own: _fitting(lines, places, own) for own in moved}
    for item, own, there in zip(corrections, texts, at_number, strict=True):
        yield item, there or elsewhere[own]


def _places(lines: Sequence[TranscriptLine], anchors: set[str]) -> Mapping[str, list[int]]:
    """The lines that begin with each anchor."""
    lengths = {len(anchor) for anchor in anchors}
    letters = {anchor[0] for anchor in anchors}
    found: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.text[0].casefold()[0] in letters:
            folded = _folded(line.text)
            for start in {folded[:length] for length in lengths} & anchors:
                found[start].append(index)
    return found


def _fitting(
    lines: Sequence[TranscriptLine], places: Mapping[str, list[int]], texts: Sequence[str]
) -> Sequence[int]:
    """The lines that may be meant where none at the number given is: those with this text and no more, else
    those that begin so.
    """
    begin = _begun(lines, places.get(texts[0][:ANCHOR], ()), texts)
    whole = [index for index in begin if _folded(lines[index].text) == texts[0]]
    return whole or begin


def _begun(lines: Sequence[TranscriptLine], places: Iterable[int], texts: Sequence[str]) -> list[int]:
    """The places at which lines have these texts."""
    return [index for index in places if _begin(lines[index : index + len(texts)], texts)]


def _begin(lines: Sequence[TranscriptLine], texts: Sequence[str]) -> bool:
    """Whether lines have these texts; the last one need only begin so."""
    found = tuple(_folded(line.text) for line in lines)
    return found[:-1] == texts[:-1] and len(found) == len(texts) and found[-1].startswith(texts[-1])


def _range(lines: Sequence[TranscriptLine], first: int, item: Correction) -> Sequence[TranscriptLine]:
    """The lines from the first one on that a correction is about, moved as far as that has moved."""
    count = sum(bool(line.strip()) for line in item.text.splitlines())
    below = lines[min(first + count, len(lines)) - 1].number
    last = max(below, lines[first].number + max(0, item.last - item.line))
    end = next((at for at in range(first, len(lines)) if lines[at].number > last), len(lines))
    return lines[first:end]


def _paragraphs(lines: Iterable[TranscriptLine]) -> Iterator[tuple[TranscriptLine, bool]]:
    """Lines, each with whether it goes on with the paragraph above: within a paragraph or a bracket."""
    text = ""
    for line in lines:
        is_open = text.count("(") + text.count("[") > text.count(")") + text.count("]")
        goes_on = bool(text) and line.gap == 0 and (not line.opens or is_open)
        text = f"{text} {line.text}" if goes_on else line.text
        yield line, goes_on


def _join(line: TranscriptLine) -> None:
    """Let a line go on with the one above, whatever it begins with."""
    line.opens = line.breaks = line.is_furniture = line.in_cast = False
    line.mark = line.choice = None


def _apply(line: TranscriptLine, item: Correction, rules: Sequence[LabelRule]) -> Iterator[Notice]:
    """What a correction says of a line."""
    if (item.is_ == "label" or (item.speaker and item.is_ is None)) and _is_point(line):
        yield _misfit(line, item, "is a time or a number", NOT_SPOKEN_REMEDY)
        return
    line.is_furniture = line.in_cast = False
    if item.is_ == "label":
        option = _option(line, item, rules)
        if option is None:
            reason = f"does not begin with “{item.label}”"
            yield _misfit(line, item, reason, "give the label as it is printed, or leave label out")
            return
        line.choice, line.candidates, line.mark = WeighedCandidate(option, CERTAIN), [option], None
        line.is_confirmed = True
    elif item.is_ is not None:
        head = markdown_heading(line) if item.is_ == "heading" else None
        line.mark = evolve(head, is_decided=True) if head else LineMark(item.is_, is_decided=True)
        line.choice, line.candidates = None, ()
    line.speaker = "" if item.is_ in NOBODYS else item.speaker or line.speaker


def _is_point(line: TranscriptLine) -> bool:
    """Whether a line holds a time code, or the number of a cue, and nothing that somebody could say."""
    return is_time(line.text) or (line.mark is not None and line.mark.kind in ("time", "annotation"))


def _option(line: TranscriptLine, item: Correction, rules: Sequence[LabelRule]) -> Candidate | None:
    """The label of a line that a user says is one: as given, else as a rule finds it, else the whole line."""
    found = candidates(line.text, rules)
    if not item.label:
        mark = LIST_MARK.match(line.text)
        start = mark.end() if mark else 0
        whole = line.text[start:].rstrip(DELIMITERS)
        return found[0] if found else Candidate(whole, start, len(line.text), alone=True, rule=DECIDED_LABEL)
    same = next((option for option in found if option.label == item.label), None)
    if same is not None:
        return same
    start = line.text.find(item.label)
    before = words(line.text[: max(start, 0)])
    if start < 0 or len(before) > 1 or sum(map(str.isalpha, "".join(before))) > LONGEST_NUMBER:
        return None  # a number may be before it, no word
    rest = line.text[start + len(item.label) :]
    between = BETWEEN.match(rest)
    body = len(line.text) - len(rest[between.end() if between else 0 :].lstrip(DELIMITERS))
    number = line.text[:start].split(maxsplit=1)[0] if before else ""
    return Candidate(item.label, start, body, alone=body >= len(line.text), number=number, rule=DECIDED_LABEL)


def _texts(item: Correction) -> tuple[str, ...]:
    """What the lines have that a correction is about."""
    return tuple(_folded(line) for line in item.text.splitlines() if line.strip())


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _unused(item: Correction, found: Sequence[int]) -> Notice:
    where = f" (line {item.line})" if item.line else ""
    more = ", …" if len(found) > MOST_NAMED else ""
    fits = f"several lines: {', '.join(map(str, found[:MOST_NAMED]))}{more}" if found else "no line"
    remedy = "give the present number of the line that is meant" if found else "mend its text, or take it out"
    return Notice(
        "correction-unused",
        f"the decision for “{item.text[:ANCHOR]}”{where} is not used: it fits {fits}",
        rule="decision",
        remedy=remedy,
    )


def _misfit(line: TranscriptLine, item: Correction, reason: str, remedy: str) -> Notice:
    """That a decision does not fit its line, why, and what to write instead."""
    return Notice(
        "correction-unused",
        f"the decision for “{item.text[:ANCHOR]}” is not used: the line {reason}",
        span=line.span,
        rule="decision",
        remedy=remedy,
    )
