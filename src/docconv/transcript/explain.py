"""Everything that spoke for and against what was decided about one line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from attrs import frozen

from docconv.model import Document, Evidence, Narrative, Section, Speaker, Turn
from docconv.model import Label as PrintedLabel
from docconv.transcript import Analysis
from docconv.transcript.annotations import DECIDED_LABEL
from docconv.transcript.labels.convention.company import ACCEPT, Family
from docconv.transcript.labels.convention.families import family_of
from docconv.transcript.labels.evidence.family import LabelType
from docconv.transcript.shape import key
from docconv.walk import walk


@frozen
class LabelReading:
    """One way to read a line as a label.

    label, family: the label, and how it is printed.
    score: the sum of the weights.
    evidence, weights: what spoke for it and against it, and how much.
    taken: whether the line is read so.
    places: how often the label is in the text.
    why: why it was taken, or not.
    """

    label: str
    family: str
    score: float
    evidence: tuple[Evidence, ...]
    weights: tuple[float, ...]
    taken: bool
    places: int
    why: str


@frozen
class Explanation:
    """What a line is, by which rule, and how it could have been read."""

    line: int
    text: str
    decision: str
    certainty: str
    evidence: tuple[Evidence, ...]
    readings: tuple[LabelReading, ...]
    remedy: str


def explain(analysis: Analysis, line: int) -> Explanation | None:
    """The explanation of a line by its number from 1; nothing for a line that is blank or not there."""
    index = next((n for n, item in enumerate(analysis.lines) if item.number == line), None)
    if index is None:
        return None
    text = analysis.lines[index].text
    decision, certainty, evidence = _decision(analysis, line, index)
    kinds = "label, text, speech, narrative, heading or stage"
    anchor = json.dumps(text[:40], ensure_ascii=False)
    remedy = f'[[line]]\ntext = {anchor}\nline = {line}\nis = "label"  # {kinds}'
    return Explanation(line, text, decision, certainty, evidence, tuple(_readings(analysis, index)), remedy)


def _decision(analysis: Analysis, line: int, index: int) -> tuple[str, str, tuple[Evidence, ...]]:
    """What the line became, with the certainty and the evidence of it."""
    if analysis.lines[index].is_furniture:
        return "page furniture, kept as a page break", "high", (Evidence("furniture"),)
    mark = analysis.lines[index].mark
    if mark is not None and mark.is_decided:
        return f"{mark.kind}, as you have decided", "high", ()
    if mark is not None:
        return f"{mark.kind}, said by the notation", "high", (Evidence(analysis.notation.name),)
    node = _node_at(analysis, line)
    if isinstance(node, Turn):
        begins = node.span is not None and node.span.line == line
        name = node.label or (node.speakers[0].text if node.speakers else "nobody in particular")
        what = f"begins a turn of {name}" if begins else f"goes on with the turn of {name}"
        return what, node.attribution.certainty, node.attribution.evidence
    return (type(node).__name__.lower() if node is not None else "part of the paragraph above"), "high", ()


def _node_at(analysis: Analysis, line: int) -> object:
    """The last turn or block that begins at a line or above it."""
    found: object = None
    for node in walk(analysis.draft):
        span = getattr(node, "span", None)
        if (
            span is not None
            and span.line <= line
            and not isinstance(node, Document | Section | PrintedLabel | Speaker)
        ) and (isinstance(node, (Turn, Narrative)) or not isinstance(found, Turn) or span.line == line):
            found = node if not _inside(found, node) else found
    return found


def _inside(outer: object, inner: object) -> bool:
    """Whether a node is a block of the turn found before."""
    return isinstance(outer, Turn) and any(block is inner for block in outer.blocks)


def _readings(analysis: Analysis, index: int) -> Iterator[LabelReading]:
    """Every candidate of a line, the likeliest first."""
    rows = []
    line = analysis.lines[index]
    for candidate in line.candidates:
        family = family_of(candidate)
        kind = analysis.convention.types.get(family, {}).get(key(candidate.label))
        if candidate.rule is DECIDED_LABEL or kind is None:  # decided by the user, or a fact
            continue
        taken = line.choice is not None and line.choice.candidate == candidate
        why = _why(analysis, family, kind, taken=taken)
        evidence, count = tuple(kind.reasons), len(kind.occurrences)
        weights = tuple(round(weight, 1) for weight in kind.weights)
        score = round(kind.score, 1)
        rows.append(LabelReading(candidate.label, _name(family), score, evidence, weights, taken, count, why))
    yield from sorted(rows, key=lambda row: (not row.taken, -row.score))


def _name(family: Family) -> str:
    """A family in words."""
    rule, alone, style = family
    return " ".join(
        (
            rule.name,
            *(("alone on the line",) if alone and not rule.bare else ()),
            *((style,) if style else ()),
        )
    )


def _why(analysis: Analysis, family: Family, kind: LabelType, *, taken: bool) -> str:
    """Why a reading was taken or not."""
    if taken:
        return "taken"
    if kind.score < ACCEPT:
        return f"its evidence, {kind.score:.1f}, is below {ACCEPT}"
    if family not in analysis.convention.families:
        return "the document prints its labels in another way"
    return "another reading of the line is better"
