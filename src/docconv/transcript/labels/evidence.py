"""What speaks for and against a label: rules that look at how often it occurs, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log2
from typing import TypeAlias

from attrs import define, field, frozen

from docconv.model import Evidence
from docconv.transcript.annotations import SET_APART, LabelRule
from docconv.transcript.labels.rules import is_time
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import IDENTIFIER

Weighed: TypeAlias = tuple[str, float, str]
"""A piece of evidence: its rule, its weight as log-odds, what it saw."""

SENTENCE = -2.5
OFTEN = 3
LONGEST_FIELD = 6


@define(slots=True)
class LabelType:
    """One label of a family, with all its occurrences.

    label: the label as it is weighed.
    occurrences: the indices of its lines.
    bodies: for each, the offset of the words after it.
    times: how many have a time code.
    apart: how many the formatting sets apart.
    numbered: how many have a number before them.
    score: the sum of the evidence.
    reasons: the evidence by name.
    """

    label: str
    occurrences: list[int] = field(factory=list)
    bodies: list[int] = field(factory=list)
    times: int = 0
    apart: int = 0
    numbered: int = 0
    score: float = 0.0
    reasons: list[Evidence] = field(factory=list)

    def add(self, rule: str, weight: float, detail: str = "") -> None:
        """One more piece of evidence."""
        self.score += weight
        self.reasons.append(Evidence(rule, detail or f"{weight:+.1f}"))


@frozen
class FamilyContext:
    """What the evidence is taken from: the family of a label and the lines of the text.

    rule, style, alone: the family.
    lines, lexicon: the text and its words.
    known: names in a list of those who speak.
    listed: lines that could be labels alone on their line.
    farthest: how many blank lines may part such a label from its text.
    """

    rule: LabelRule
    style: str
    alone: bool
    lines: Sequence[TranscriptLine]
    lexicon: TranscriptLexicon
    known: frozenset[str]
    listed: set[int]
    farthest: int


def by_recurrence(name: str, kind: LabelType, shape: float, context: FamilyContext) -> Iterator[Weighed]:
    """How often a label occurs in the text, and what its words are."""
    count = len(kind.occurrences)
    damped = 0.4 if shape <= SENTENCE else 1.0
    yield "recurrence", min(6.0, 1.3 * log2(count)) * damped, f"{count} times"
    if count < OFTEN and name.split(" ", 1)[0] in context.lexicon.headings:
        yield "heading-word", -4.0, ""
    if context.known and _is_known(name, context.known):
        yield "cast-list", 3.0 if name not in context.lexicon.not_labels else 9.0, ""
    if kind.times * 2 > count:
        yield "time-code", 1.0, ""
    if kind.apart * 2 > count and context.rule is not SET_APART:
        yield "formatting", 1.5, ""
    if count > 1:
        return
    if shape < 0:
        yield "once-only", -2.0, ""
    if (
        context.known
        and not _is_known(name, context.known)
        and context.lexicon.nobody.isdisjoint(name.split())
    ):
        yield "not-in-cast-list", -0.5, ""
    if context.alone and not context.rule.bare and context.lines[kind.occurrences[0]].gap == 0:
        yield "inside-a-paragraph", -2.0, ""
    if context.rule.bare and context.style != "caps" and not IDENTIFIER.match(kind.label):
        yield "once-alone", -0.5 if context.style == "caseless" else -1.5, ""
    place, body = kind.occurrences[0], kind.bodies[0]
    if place == 0 and _is_title(context.lines, body):
        yield "title", -5.0, ""
    if name in context.lexicon.metadata and _is_field(context.lines[place].text[body:]):
        yield "field", -5.0, ""


def by_place(kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """Where a label occurs: at paragraphs' beginnings, above text, before a number."""
    lines, count = context.lines, len(kind.occurrences)
    if kind.numbered == count == 1 and not kind.label.endswith(")"):
        yield "item-of-a-list", -3.0, ""
    if sum(lines[at].opens for at in kind.occurrences) * 3 < count:
        yield "inside-paragraphs", -2.5, ""
    if context.alone:
        below = _mostly(_has_text_below(context, at) for at in kind.occurrences)
        yield "followed-by-text", 1.0 if below else -8.0, ""
        if context.rule.bare:
            apart = kind.times * 2 > count or _mostly(
                at == 0 or lines[at].gap > 0 or is_time(lines[at - 1].text) for at in kind.occurrences
            )
            yield "own-paragraph", 0.5 if apart else -3.0, ""
    elif _mostly(
        lines[at].text[body:][:1].isdigit() for at, body in zip(kind.occurrences, kind.bodies, strict=True)
    ):
        yield "followed-by-number", -12.0, ""


def _is_known(name: str, known: frozenset[str]) -> bool:
    """Whether a name, or its last word, is in the cast list."""
    return name in known or name.rsplit(" ", 1)[-1] in known


def _has_text_below(context: FamilyContext, at: int) -> bool:
    """Whether text follows a label that is alone, as near as elsewhere, and no list."""
    below = at + 1
    near = below < len(context.lines) and context.lines[below].gap <= context.farthest
    return near and below not in context.listed


def _is_title(lines: Sequence[TranscriptLine], body: int) -> bool:
    """Whether the first line is a title with a colon: a blank line below, no full stop at its end."""
    value = lines[0].text[body:]
    return bool(value) and value[-1] not in ".?!…" and len(lines) > 1 and lines[1].gap > 0


def _is_field(value: str) -> bool:
    """Whether what follows a colon is a value, not speech: a few words without a full stop."""
    return 0 < len(value.split()) <= LONGEST_FIELD and value[-1] not in ".?!…"


def _mostly(values: Iterable[bool]) -> bool:
    seen = list(values)
    return sum(seen) * 3 >= len(seen) * 2
