"""A transcript for the page: blocks, speakers, doubts and facts as JSON, and what changed of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Any, TypeAlias, assert_never

from attrs import define, frozen

from docconv.metadata.facts import OWN_FACTS
from docconv.model import (
    Boilerplate,
    CastItem,
    Heading,
    Narrative,
    Paragraph,
    Section,
    Separator,
    Span,
    Speaker,
    Stage,
    Turn,
    TurnBlock,
)
from docconv.review.doubts import Doubt, JsonObject, called, doubts_of, queue
from docconv.review.reading import ReviewReading
from docconv.walk import text_of

Told: TypeAlias = tuple[Any, ...]
"""What a row says, in the order of its keys."""
BLOCK = (
    "kind", "line", "end", "level", "speakers", "label", "certainty", "doubtful", "decided", "continues",
    "paragraphs",
)  # fmt: skip
DOUBTFUL = 3
PART = ("line", "text", "kind", "doubtful", "decided", "time")
LISTS = {"blocks": "line", "speakers": "id", "doubts": "id"}
"""Parts of which only the places that changed are sent, and what tells their rows apart."""


@frozen(eq=False, repr=False)
class BlockRow:
    """A block for the page: what it says, as JSON, and how many words are spoken in it."""

    told: Told
    data: JsonObject
    words: int


@frozen
class ReviewState:
    """What the page knows of one transcript, but for its history: `parts` by their keys, the doubts, and the
    rows of which the blocks are made.
    """

    parts: JsonObject
    doubts: Sequence[Doubt]
    rows: Sequence[BlockRow] = ()


def state_of(reading: ReviewReading, before: ReviewState | None = None) -> ReviewState:
    """The state of a reading; what was the same in the one before is taken from there."""
    doubts = doubts_of(reading)
    doubtful = frozenset(one.line for one in doubts)
    told = list(_View(reading, doubtful, reading.decided).blocks())
    rows = _rows(told, before.rows if before else ())
    parts = {
        "version": reading.contents.version,
        "lines": reading.text.split("\n"),
        "blocks": [row.data for row in rows],
        "speakers": list(_speakers(reading, rows)),
        "doubts": list(queue(reading, doubts)),
        "facts": list(_facts(reading)),
    }
    return ReviewState(parts, doubts, rows)


def _rows(told: Sequence[Told], before: Sequence[BlockRow]) -> Sequence[BlockRow]:
    """The rows of blocks; those at both ends that say the same as before are not made anew."""
    known = [row.told for row in before]
    head, tail = _ends(known, told)
    new = map(_row, told[head : len(told) - tail])
    return [*before[:head], *new, *before[len(before) - tail :]]


def _row(told: Told) -> BlockRow:
    data: JsonObject = dict(zip(BLOCK, told, strict=True))
    data["speakers"] = list(data["speakers"])
    data["speaker"] = next(iter(data["speakers"]), None)
    data["paragraphs"] = parts = [dict(zip(PART, part, strict=False)) for part in data["paragraphs"]]
    words = sum(len(part["text"].split()) for part in parts if part["kind"] == "speech")
    return BlockRow(told, data, words)


def change(before: JsonObject, after: JsonObject) -> JsonObject:
    """The parts of a state that are not as they were, with its version; of lists the places that changed, the
    last one first.
    """
    found: JsonObject = {}
    for name, part in after.items():
        if name in LISTS:
            if changed := splices(before[name], part, LISTS[name]):
                found[name] = changed
        elif name == "version" or part != before.get(name):
            found[name] = part
    return found


def splices(before: Sequence[JsonObject], after: Sequence[JsonObject], key: str) -> list[JsonObject]:
    """How to make one list of another, from the end to the beginning. What has the same key is compared; of
    what has not, that is passed over first whose match is farther away.
    """
    runs: list[tuple[int, int, int, int]] = []
    i, tail = _ends(before, after)
    j = i
    before, after = before[: len(before) - tail], after[: len(after) - tail]
    stands, places = ({row[key]: at for at, row in enumerate(rows[i:], i)} for rows in (before, after))
    while i < len(before) or j < len(after):
        if before[i : i + 1] == after[j : j + 1]:
            i, j = i + 1, j + 1
            continue
        first, start = (i, j) if not runs or runs[-1][1::2] != (i, j) else runs.pop()[::2]
        goes = _ahead(before[i : i + 1], key, places, j)
        comes = _ahead(after[j : j + 1], key, stands, i)
        i, j = i + (goes >= comes), j + (comes >= goes)
        runs.append((first, i, start, j))
    return [
        {"from": first, "to": end, "with": list(after[start:stop])}
        for first, end, start, stop in reversed(runs)
    ]


def _ends(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """How many are the same at the beginning of two lists, and how many at the end of the rest."""
    head = _as_many(before, after)
    return head, min(_as_many(reversed(before), reversed(after)), len(before) - head, len(after) - head)


def _as_many(before: Iterable[object], after: Iterable[object]) -> int:
    """How many are the same up to the first that is not; mostly these are not even equal, but the same."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one is not other and one != other:
            break
        count += 1
    return count


def _ahead(row: Sequence[JsonObject], key: str, places: Mapping[object, int], at: int) -> float:
    """How far on the match of a row is: endless without one, and less than any without a row."""
    if not row:
        return -1
    there = places.get(row[0][key], -1)
    return there - at if there >= at else inf


@define
class _View:
    """Tells of blocks what their rows say."""

    reading: ReviewReading
    doubtful: frozenset[int]
    decided: frozenset[int]

    def blocks(self) -> Iterator[Told]:
        document = self.reading.document
        if document.title is not None:
            yield self._plain("title", document.title, 1)
        waiting = [(block, 1) for block in reversed(document.body)]
        while waiting:
            block, level = waiting.pop()
            if not isinstance(block, Section):
                yield self._block(block)
                continue
            if block.heading is not None:
                yield self._plain("heading", block.heading, level)
            waiting += [(inner, level + 1) for inner in reversed(block.blocks)]

    def _block(
        self,
        block: Turn[Speaker]
        | Narrative[Speaker]
        | CastItem[Speaker]
        | Stage[Speaker]
        | Separator
        | Boilerplate[Speaker],
    ) -> Told:
        match block:
            case Turn():
                return self._turn(block)
            case Separator():
                return self._described("separator", block.span, (self._part("text", block.span, block.text),))
            case Narrative() | CastItem():
                return self._plain("narrative", block, 0)
            case Stage():
                return self._plain("stage", block, 0)
            case Boilerplate():
                return self._plain("boilerplate", block, 0)
            case _:
                assert_never(block)

    def _plain(
        self,
        kind: str,
        block: Heading[Speaker]
        | Narrative[Speaker]
        | CastItem[Speaker]
        | Stage[Speaker]
        | Boilerplate[Speaker],
        level: int,
    ) -> Told:
        part = self._part("text", block.span, text_of(block.children))
        return self._described(kind, block.span, (part,), level)

    def _turn(self, turn: Turn[Speaker]) -> Told:
        ids = tuple([self.reading.id_of(one) for one in turn.speakers])
        return self._described(
            "turn",
            turn.span,
            tuple([self._spoken(part) for part in turn.blocks]),
            speakers=ids,
            label=turn.label,
            certainty=turn.attribution.certainty if ids else "none",
            continues=turn.continues is not None,
        )

    def _spoken(self, part: TurnBlock[Speaker]) -> Told:
        """A part of a turn; when it is heard, in seconds from the beginning of the recording."""
        match part:
            case Paragraph():
                time = None if part.timing is None else part.timing.begin / 1000
                return (*self._part("speech", part.span, text_of(part.children)), time)
            case Stage():
                return (*self._part("stage", part.span, text_of(part.children)), None)
            case _:
                assert_never(part)

    def _described(
        self, kind: str, span: Span | None, parts: tuple[Told, ...], level: int = 0, *,
        speakers: tuple[str, ...] = (), label: str | None = None, certainty: str = "",
        continues: bool = False,
    ) -> Told:  # fmt: skip
        """What every block has. How sure it is that it is no turn, its doubts tell."""
        line = 0 if span is None else span.line
        end = 0 if span is None else self.reading.line_at(max(span.start, span.end - 1))
        decided = line in self.decided
        doubtful = line in self.doubtful or (bool(self.doubtful) and any(part[DOUBTFUL] for part in parts))
        if decided and (speakers or not certainty):
            certainty = "certain"
        certainty = certainty or ("medium" if doubtful else "high")
        end = max(end, parts[-1][0]) if parts else end
        return kind, line, end, level, speakers, label, certainty, doubtful, decided, continues, parts

    def _part(self, kind: str, span: Span | None, text: str) -> Told:
        line = 0 if span is None else span.line
        return line, text, kind, line in self.doubtful, line in self.decided


def _speakers(reading: ReviewReading, rows: Iterable[BlockRow]) -> Iterator[JsonObject]:
    """Everybody who speaks, with how often and how much."""
    counts: dict[str, list[int]] = {}
    labels: dict[str, dict[str, None]] = {}
    for row in rows:
        ids, label = row.data["speakers"], row.data["label"]
        for one in ids:
            counts.setdefault(one, []).append(row.words)
        if label and len(ids) == 1:
            labels.setdefault(ids[0], {})[label] = None
    for one in reading.document.speakers:
        id_of = reading.id_of(one)
        words = counts.get(id_of, [])
        yield {
            "id": id_of,
            "name": called(one),
            "labels": list(labels.get(id_of, {})) or list(one.aliases),
            "turns": len(words),
            "words": sum(words),
            "anonymous": one.kind in ("anonymous", "unknown"),
            "kind": one.kind,
            "role": one.role,
        }


def _facts(reading: ReviewReading) -> Iterator[JsonObject]:
    """What is known of the whole text, with the line that says it."""
    metadata = reading.document.metadata
    own = [(name, str(getattr(metadata, name) or "")) for name in OWN_FACTS]
    for name, value in (*own, *metadata.fields):
        begin = f"{name}:"
        said = (line.number for line in reading.lines if value and line.text.startswith(begin))
        yield {"name": name, "value": value, "line": next(said, None)}
