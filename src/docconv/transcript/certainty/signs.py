"""What in a turn, and in the whole document, is a sign that somebody else speaks in a part of it.

By how much each sign counts is fitted, see `docconv.transcript.labels.weights`.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

from docconv.model import Attribution, Evidence, Label, Paragraph, Turn
from docconv.transcript.certainty.asking import answered, doubt_questions
from docconv.transcript.certainty.names import mark_names
from docconv.transcript.certainty.shapes import broken_early, doubts_of_shape
from docconv.transcript.kinds import gives_floor
from docconv.transcript.labels.weights import fitted
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.turns.doubts import is_decided
from docconv.transcript.turns.items import ASKED, Item
from docconv.walk import text_of

FEW, SOME = 0.1, 0.3
"""Shares of the turns: what holds for fewer than these is rare, or holds for some."""
FEWEST_TURNS = 8  # before it says something that a label is seen once
ALWAYS = "always"
DETAILS = {
    "named-without-label": "names of speakers stand in other lines of the text without being labels",
    "several-rare": "it has several paragraphs, as hardly another turn of the text",
    "several-some": "it has several paragraphs, as few turns of the text",
    "several-many": "it has several paragraphs",
    "again-rare": "its speaker is named again right after it, as hardly anybody is",
    "again-often": "its speaker is named again right after it",
    "question": "a question is asked in it, and a paragraph without a label follows",
    "floor": "somebody is given the floor in it, and a paragraph without a label follows",
    "once": "its label comes only once",
    "early-rare": "a line in it ends early, as in hardly another turn of the text",
    "early-some": "a line in it ends early, as in few turns of the text",
}
"""The signs, and how each is said."""

Signs: TypeAlias = dict[str, float]
"""How strong each sign is, by its name."""


@frozen(eq=False, repr=False)
class TurnSigns:
    """The turns of a text, and what is a sign in each.

    turns: those that have a place in the text.
    named: for each whether a line of it has the name of somebody who speaks without being a label.
    early: for each whether a line of it ends early.
    """

    turns: Sequence[Turn[Label]]
    named: Sequence[bool]
    early: Sequence[bool]
    lexicon: TranscriptLexicon

    def all(self) -> list[Signs]:
        """The signs of every turn, in one and the same mapping where there are none but those of all."""
        count = max(1, len(self.turns))
        names = [turn.label for turn in self.turns]
        labels = Counter(names) if count >= FEWEST_TURNS else {}
        pairs = zip(names, [*names[1:], None], strict=False)
        again = [a is not None and a == b and count >= FEWEST_TURNS for a, b in pairs]
        many = [len(turn.blocks) > 1 and _has_several(turn) for turn in self.turns]
        named = math.sqrt(sum(self.named) / count)
        of_all = {ALWAYS: 1.0, "named-without-label": named} if named else {ALWAYS: 1.0}
        several, often = f"several-{_how_many(sum(many) / count)}", sum(again) >= FEW * count
        early = f"early-{_how_many(sum(self.early) / count)}"
        found: list[Signs] = []
        for at, turn in enumerate(self.turns):
            signs: Signs = {}
            if again[at]:
                signs["again-often" if often else "again-rare"] = 1.0
            if labels.get(turn.label) == 1:
                signs["once"] = 1.0
            if self.early[at] and early in DETAILS:
                signs[early] = 1.0
            if many[at]:
                signs |= {several: 1.0, **self._inside(turn)}
            found.append({**of_all, **signs} if signs else of_all)
        return found

    def _inside(self, turn: Turn[Label]) -> Signs:
        """The signs in the paragraphs of a turn that others follow."""
        parts = [text_of(block.children) for block in turn.blocks if isinstance(block, Paragraph)][:-1]
        asks = any(part.endswith(ASKED) for part in parts)
        floor = any(gives_floor(part, self.lexicon) for part in parts)
        return {name: 1.0 for name, is_so in (("question", asks), ("floor", floor)) if is_so}


def _has_several(turn: Turn[Label]) -> bool:
    return sum(isinstance(block, Paragraph) for block in turn.blocks) > 1


def _how_many(share: float) -> str:
    return "rare" if share < FEW else "some" if share < SOME else "many"


def turn_signs(
    items: Iterable[object], text: str, lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon
) -> TurnSigns:
    """The turns among what blocks became, with what is a sign in each; marks the lines that have names."""
    turns = [item for item in items if isinstance(item, Turn) and item.span is not None]
    mark_names(text, lines, {turn.label: None for turn in turns if turn.label})
    starts = [turn.span.start for turn in turns if turn.span is not None]
    named = [False] * len(turns)
    for line in lines:
        if line.has_name and (place := bisect_right(starts, line.start) - 1) >= 0:
            named[place] = True
    return TurnSigns(turns, named, broken_early(turns, lines), lexicon)


def with_certainty(
    items: list[Item], text: str, lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon
) -> list[Item]:
    """Turns of high certainty in which the signs say that somebody else may speak have a medium one, and the
    heaviest sign among their evidence; those that a user has decided stay as they are. So do those in whose
    paragraphs questions and answers take turns, those whose labels are unlike all others, and the last
    one.
    """
    items = doubt_questions(answered(items, lines))
    shapes = doubts_of_shape(items, text, lines, lexicon)
    found = turn_signs(items, text, lines, lexicon)
    doubted = list(_may_err(found))
    decided = {line.number for line in lines if is_decided(line)} if doubted or shapes else set()
    less = {turn.id: _less(turn, _heaviest(signs)) for turn, signs in doubted if _line(turn) not in decided}
    for turn in found.turns if shapes else ():
        line, reason = shapes.get(turn.id, (0, None))
        if reason and turn.attribution.certainty == "high" and decided.isdisjoint((line, _line(turn))):
            less[turn.id] = _less(turn, reason)
    return [less.get(item.id, item) if isinstance(item, Turn) else item for item in items] if less else items


def _may_err(found: TurnSigns) -> Iterator[tuple[Turn[Label], Signs]]:
    """The turns of high certainty whose signs weigh enough against that, with these."""
    weights, before, heavy = fitted(), Signs(), False
    for turn, signs in zip(found.turns, found.all(), strict=True):
        if signs is not before:  # mostly they are the same
            weighed = [weights.signs.get(name, 0.0) * value for name, value in signs.items()]
            before, heavy = signs, sum(weighed) >= weights.doubtful
        if heavy and turn.attribution.certainty == "high":
            yield turn, signs


def _line(turn: Turn[Label]) -> int:
    return 0 if turn.span is None else turn.span.line


def _heaviest(signs: Signs) -> Evidence:
    known = fitted().signs
    reason = max(DETAILS, key=lambda name: known.get(name, 0.0) * signs.get(name, 0.0))
    return Evidence(reason, DETAILS[reason])


def _less(turn: Turn[Label], reason: Evidence) -> Turn[Label]:
    return evolve(turn, attribution=Attribution("medium", (*turn.attribution.evidence, reason)))
