"""Fit how much signs count that somebody else speaks in a turn, from transcripts that are printed otherwise.

`tools/weights.py` runs it. Texts are printed in the ways of `changes.py`; the signs of every turn of
high certainty are known, and how many of its words somebody else says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from attrs import frozen
from scipy.optimize import minimize

from changes import ADDITIONS, AS_IT_IS, CHANGES, ENDED, changed
from docconv.model import Label, Paragraph, Turn
from docconv.transcript import analyse
from docconv.transcript.certainty.signs import turn_signs
from docconv.walk import text_of, turns

if TYPE_CHECKING:
    from weights import Pair

RIDGE = 1.0
AS_MANY = 6.0  # how many times a text counts as it is, or with a line at its end, which many have
MOST_LOWERED = 0.05
"""So many of the right words of texts as they are may be of medium certainty for the signs of their turns."""
STEP = 0.05  # of log-odds
Weighed: TypeAlias = dict[str, float]


@frozen
class SignedTurn:
    """A turn: where it comes from, its change, whether it is of high certainty, its signs, its right and
    wrong words, and how much each of them counts.
    """

    source: str
    change: str
    is_high: bool
    signs: Mapping[str, float]
    right: int
    wrong: int
    weight: float


def signed_turns(pair: Pair, score: ModuleType) -> list[SignedTurn]:
    """The turns of a transcript in all its changes."""
    found: list[SignedTurn] = []
    for change, other in changed(pair, score):
        analysis = analyse(other.text)
        signs = turn_signs(turns(analysis.draft), other.text, analysis.lines, analysis.lexicon)
        counts = _words(other.gold["segments"], signs.turns, score)
        words = sum(map(sum, counts))
        weight = (AS_MANY if change in (AS_IT_IS, ENDED) else 1.0) / max(1, words) ** 0.5
        found.extend(
            SignedTurn(pair.source, change, turn.attribution.certainty == "high", has, right, wrong, weight)
            for turn, has, (right, wrong) in zip(signs.turns, signs.all(), counts, strict=True)
            if right or wrong
        )
    return found


def _words(
    segments: Sequence[Mapping[str, Any]], found: Sequence[Turn[Label]], score: ModuleType
) -> list[tuple[int, int]]:
    """For each turn how many of its words are its speaker's, and how many are not."""
    said = [
        (word, place)
        for place, turn in enumerate(found)
        for block in turn.blocks
        if isinstance(block, Paragraph)
        for word in score.toks(text_of(block.children))
    ]
    stream = score.Stream(segments)
    match = score.align(stream.w, [word for word, _ in said])
    counts = [[0, 0] for _ in found]
    for at, there in enumerate(match):
        if there >= 0:
            segment, turn = stream.segs[stream.seg[at]], found[said[there][1]]
            label = turn.label or (turn.speakers[0].text if turn.speakers else "")
            speaker = segment.get("speaker") or ""
            right = segment["kind"] == "turn" and (not speaker or score.lenient(speaker, label))
            counts[said[there][1]][not right] += 1
    return [(right, wrong) for right, wrong in counts]


def fit_signs(rows: Iterable[SignedTurn]) -> Weighed:
    """What each sign adds to the log-odds that somebody else says the words of a turn of high certainty."""
    sure = [row for row in rows if row.is_high]
    names = sorted({name for row in sure for name in row.signs})
    given = np.array([[row.signs.get(name, 0.0) for name in names] for row in sure])
    right = np.array([row.right * row.weight for row in sure])
    wrong = np.array([row.wrong * row.weight for row in sure])

    def loss(factors: np.ndarray) -> tuple[float, np.ndarray]:
        likely = 1 / (1 + np.exp(-np.clip(given @ factors, -30, 30)))
        missed = -(wrong @ np.log(likely + 1e-12) + right @ np.log(1 - likely + 1e-12))
        slope = given.T @ ((right + wrong) * likely - wrong) + 2 * RIDGE * factors
        return float(missed + RIDGE * np.sum(factors**2)), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(value), 2) for name, value in zip(names, found, strict=True)}


def odds_of(rows: Iterable[SignedTurn], added: Weighed) -> list[float]:
    """The log-odds of every turn."""
    return [sum(added.get(name, 0.0) * value for name, value in row.signs.items()) for row in rows]


def out_of_source(rows: Sequence[SignedTurn]) -> list[float]:
    """The log-odds of every turn by the signs of the turns of all other sources."""
    without = {
        source: fit_signs(row for row in rows if row.source != source)
        for source in sorted({row.source for row in rows})
    }
    return [odds_of([row], without[row.source])[0] for row in rows]


def doubtful_from(rows: Sequence[SignedTurn], odds: Sequence[float]) -> float:
    """The least log-odds from which few of the right words of texts as they are would be doubted."""
    plain = sorted(
        (
            (value, row.right)
            for row, value in zip(rows, odds, strict=True)
            if row.change == AS_IT_IS and row.is_high
        ),
        reverse=True,
    )
    left = MOST_LOWERED * sum(right for _, right in plain)
    least = plain[0][0] + STEP if plain else 0.0
    for value, right in plain:
        left -= right
        if left < 0:
            break
        least = value
    return round(float(np.ceil(least / STEP)) * STEP, 2)


def change_table(rows: Sequence[SignedTurn], odds: Sequence[float], doubtful: float) -> list[str]:
    """By change: words in turns, how many are right, and how many of the wrong ones are told; before and with
    the signs.
    """
    lines = [
        "| change | words | right | wrong told without signs | told | high right |",
        "|---|---|---|---|---|---|",
    ]
    for change in (*CHANGES, *ADDITIONS):
        count: Counter[str] = Counter()
        for row, value in zip(rows, odds, strict=True):
            if row.change == change:
                is_high = row.is_high and value < doubtful
                count.update(all=row.right + row.wrong, right=row.right, before=row.wrong * (not row.is_high))
                count.update(told=row.wrong * (not is_high), sure=is_high * (row.right + row.wrong))
                count.update(good=is_high * row.right)
        wrong = max(1, count["all"] - count["right"])
        shares = (count["before"] / wrong, count["told"] / wrong, count["good"] / max(1, count["sure"]))
        lines.append(
            f"| {change} | {count['all']:,} | {count['right'] / max(1, count['all']):.1%} | "
            + " | ".join(f"{share:.1%}" for share in shares)
            + " |"
        )
    return lines
