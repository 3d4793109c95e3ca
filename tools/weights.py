"""Fit how much evidence counts from transcripts whose speakers are known, and say how good that is on others.

weights.py FOLDER... [--check]

A folder holds pairs `NAME.txt` and `NAME.gold.json` and, itself or in the folder `gold` beside it, the
aligner `score.py`. Every figure that is printed is out of source: the transcripts of one source are read with
weights that were fitted without any transcript of that source. With --check nothing is written, and the exit
code says whether the weights in the package are those that would be.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np
from attrs import frozen
from scipy.optimize import minimize

from docconv.formats import Source
from docconv.formats.text.decode import decode
from docconv.formats.text.lines import clean
from docconv.model import Draft, Paragraph, Turn
from docconv.transcript import analyse
from docconv.transcript.certainty import signs
from docconv.transcript.labels.convention import choice
from docconv.transcript.labels.convention.company import ACCEPT
from docconv.transcript.labels.evidence import family
from docconv.transcript.labels.weights import Weights
from docconv.walk import text_of, walk
from turn_signs import SignedTurn, change_table, doubtful_from, fit_signs, odds_of, signed_turns
from turn_signs import out_of_source as signs_out_of_source

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "docconv" / "transcript" / "labels" / "weights.toml"
RIDGE = 30.0  # how strongly a factor is held at 1
LEAST, MOST = 0.25, 2.0
FIXED = ("confirmed",)
MEDIUM = 2.0  # a label that is on its own feet
HIGH = (3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 7.0)
WANTED = 0.995  # share of right words among those of high certainty
TOLERANCE = 0.011


@frozen
class Pair:
    """A transcript and who speaks in it: its name, where it comes from, its text, its segments."""

    name: str
    source: str
    text: str
    gold: Mapping[str, Any]


@frozen
class Row:
    """A label of a family in a transcript: its evidence by name, whether it is one, how much it counts."""

    source: str
    evidence: Mapping[str, float]
    right: bool
    weight: float


def pairs_in(folder: Path) -> Iterator[Pair]:
    """The pairs of a folder, in order of their names."""
    for path in sorted(folder.rglob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        data = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes()
        text, _ = clean(decode(Source(data)))
        source = str(gold.get("source", "")).split("@")[0].split()[0] or path.stem
        yield Pair(path.name.removesuffix(".gold.json"), source, text, gold)


def rows_of(pair: Pair, score: ModuleType) -> list[Row]:
    """The labels of a transcript with their evidence; right are those that the annotation has, too."""
    said = {score.norm(segment.get("speaker")) for segment in pair.gold["segments"] if segment.get("speaker")}
    types = analyse(pair.text).convention.types
    found = [kind for kinds in types.values() for kind in kinds.values() if len(kind.raw) > 1]
    right = {id(kind): score.norm(kind.label) in said for kind in found}
    totals = {
        truth: sum(len(kind.occurrences) ** 0.5 for kind in found if right[id(kind)] is truth) or 1.0
        for truth in (True, False)
    }
    return [
        Row(pair.source, dict(kind.raw), truth, len(kind.occurrences) ** 0.5 / totals[truth])
        for kind in found
        for truth in (right[id(kind)],)
    ]


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Factors by the name of the evidence: a logistic regression whose coefficients are held near 1."""
    names = sorted({name for row in rows for name in row.evidence} - set(FIXED))
    place = {name: at for at, name in enumerate(names)}
    given = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for name, weight in row.evidence.items():
            if name in place:
                given[at, place[name]] = weight
    right = np.array([row.right for row in rows], dtype=float)
    counts = np.array([row.weight for row in rows])

    def loss(factors: np.ndarray) -> tuple[float, np.ndarray]:
        margin = given @ factors - ACCEPT
        likely = 1 / (1 + np.exp(-np.clip(margin, -30, 30)))
        missed = -(right * np.log(likely + 1e-12) + (1 - right) * np.log(1 - likely + 1e-12))
        penalty = RIDGE * np.sum((factors - 1) ** 2)
        slope = given.T @ (counts * (likely - right)) + 2 * RIDGE * (factors - 1)
        return float(counts @ missed + penalty), slope

    start = np.ones(len(names))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(LEAST, MOST)] * len(names))
    return {name: round(float(found.x[place[name]]), 2) for name in names}


def use(weights: Weights) -> None:
    """Read transcripts with other weights than those of the package."""
    for module in (family, choice, signs):
        module.fitted = lambda: weights  # type: ignore[attr-defined]


def words_of(draft: Draft, score: ModuleType) -> Iterator[tuple[str, str, str]]:
    """The words that somebody is said to speak: word, normal form of the label, certainty."""
    for turn in (node for node in walk(draft) if isinstance(node, Turn)):
        label = score.norm(turn.label or (turn.speakers[0].text if turn.speakers else ""))
        for block in turn.blocks:
            if isinstance(block, Paragraph):
                for word in score.toks(text_of(block.children)):
                    yield word, label, turn.attribution.certainty if turn.speakers else "none"


def judged(pair: Pair, score: ModuleType) -> Judged:
    """For each word that somebody is said to speak the certainty, and whether they do."""
    stream = score.Stream(pair.gold["segments"])
    said = list(words_of(analyse(pair.text).draft, score))
    match = score.align(stream.w, [word for word, _, _ in said])
    back = {there: here for here, there in enumerate(match) if there >= 0}
    found = []
    for at, (_, label, certainty) in enumerate(said):
        segment = stream.segs[stream.seg[back[at]]] if at in back else None
        right = (
            segment is not None
            and segment["kind"] == "turn"
            and (score.norm(segment.get("speaker")) == label or not segment.get("speaker"))
        )
        found.append((certainty, right))
    return found


Judged: TypeAlias = list[tuple[str, bool]]
"""Words: how sure docconv is of who speaks them, and whether that is right."""


def out_of_source(
    pairs: Sequence[Pair], factors: Mapping[str, Mapping[str, float]], high: float, score: ModuleType
) -> Judged:
    """The judged words of all pairs, each read with the factors that were fitted without its source."""
    found = []
    for pair in pairs:
        use(Weights(factors[pair.source], high, MEDIUM))
        found.extend(judged(pair, score))
    return found


def high_from(
    pairs: Sequence[Pair], factors: Mapping[str, Mapping[str, float]], score: ModuleType
) -> tuple[float, Judged]:
    """The least score of high certainty that keeps its promise out of source, and what was judged with it."""
    for high in HIGH:
        found = out_of_source(pairs, factors, high, score)
        sure = [right for certainty, right in found if certainty == "high"]
        if sum(sure) >= WANTED * len(sure):
            break
    return high, found


def table(found: Judged) -> list[str]:
    """Certainty, words, and how many of them are right."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for certainty, right in found:
        counts[certainty][0] += 1
        counts[certainty][1] += right
    wrong = sum(total - good for total, good in counts.values())
    lines = ["| certainty | words | right | share of the wrong words |", "|---|---|---|---|"]
    for name in ("high", "medium", "low"):
        total, good = counts[name]
        if total:
            lines.append(
                f"| {name} | {total:,} | {good / total:.2%} | {(total - good) / max(1, wrong):.0%} |"
            )
    return lines


def fitted_signs(pairs: Sequence[Pair], score: ModuleType) -> tuple[dict[str, float], float]:
    """What signs add, and from which sum on a turn is doubted; prints what that is worth out of source."""
    rows: list[SignedTurn] = [row for pair in pairs for row in signed_turns(pair, score)]
    added = fit_signs(rows)
    doubtful = doubtful_from(rows, odds_of(rows, added))
    print("", *change_table(rows, signs_out_of_source(rows), doubtful), sep="\n")
    return added, doubtful


def written(weights: Weights, *, sources: int, pairs: int) -> str:
    """The text of weights.toml."""
    origin = f"{pairs} transcripts of {sources} sources"
    head = f"# Written by `make weights` from {origin}, see docs/explanation.md.\n"
    factors = {name: value for name, value in weights.factors.items() if abs(value - 1) >= TOLERANCE}
    certainty = {"high": weights.high, "medium": weights.medium, "doubtful": weights.doubtful}
    tables = {"certainty": certainty, "factors": factors, "signs": weights.signs}
    return head + "".join(f"\n[{name}]\n{_entries(table)}" for name, table in tables.items())


def _entries(table: Mapping[str, float]) -> str:
    return "".join(f"{name} = {value}\n" for name, value in table.items())


def load_score(folders: Iterable[Path]) -> ModuleType:
    """The aligner beside the pairs."""
    for folder in folders:
        for path in (folder / "score.py", folder.parent / "gold" / "score.py"):
            if path.exists():
                spec = importlib.util.spec_from_file_location("score", path)
                if spec is not None and spec.loader is not None:
                    module = importlib.util.module_from_spec(spec)
                    spec.loader.exec_module(module)
                    return module
    sys.exit("there is no score.py beside the pairs")


def main() -> int:
    """Fit, print, and write or check."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    score = load_score(args.folders)
    pairs = [pair for folder in args.folders for pair in pairs_in(folder)]
    rows: dict[str, list[Row]] = defaultdict(list)
    use(Weights({}, HIGH[0], MEDIUM))
    for pair in pairs:
        rows[pair.source].extend(rows_of(pair, score))
    without = {
        source: fit([row for name, group in rows.items() if name != source for row in group])
        for source in rows
    }
    high, found = high_from(pairs, without, score)
    print(*table(found), sep="\n")
    factors = fit([row for group in rows.values() for row in group])
    use(Weights(factors, high, MEDIUM))
    added, doubtful = fitted_signs(pairs, score)
    weights = Weights(factors, high, MEDIUM, added, doubtful)
    text = written(weights, sources=len(rows), pairs=len(pairs))
    if args.check:
        current = TARGET.read_text(encoding="utf-8")
        print("current" if current == text else "the weights in the package are not current: make weights")
        return int(current != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
