"""A transcript for the page: blocks, speakers, doubts and facts as JSON, and what changed of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from math import inf
from operator import eq
from typing import assert_never

from attrs import define, frozen

from docconv.metadata.facts import OWN_FACTS
from docconv.model import (
    Block,
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

LISTS = {"blocks": "line", "speakers": "id", "doubts": "id"}
"""Parts of which only the places that changed are sent, and what tells their rows apart."""


@frozen
class ReviewState:
    """What the page knows of one transcript, but for its history: `parts` by their keys, and the doubts."""

    parts: JsonObject
    doubts: Sequence[Doubt]


def state_of(reading: ReviewReading) -> ReviewState:
    """The state of a reading."""
    doubts = doubts_of(reading)
    doubtful = frozenset(one.line for one in doubts)
    blocks = list(_View(reading, doubtful, reading.decided).blocks())
    parts = {
        "version": reading.contents.version,
        "lines": reading.text.split("\n"),
        "blocks": blocks,
        "speakers": list(_speakers(reading, blocks)),
        "doubts": list(queue(reading, doubts)),
        "facts": list(_facts(reading)),
    }
    return ReviewState(parts, doubts)


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
    stands, places = ({row[key]: at for at, row in enumerate(rows)} for rows in (before, after))
    runs: list[tuple[int, int, int, int]] = []
    i = j = sum(1 for _ in takewhile(bool, map(eq, before, after)))
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


def _ahead(row: Sequence[JsonObject], key: str, places: Mapping[object, int], at: int) -> float:
    """How far on the match of a row is: endless without one, and less than any without a row."""
    if not row:
        return -1
    there = places.get(row[0][key], -1)
    return there - at if there >= at else inf


@define
class _View:
    """Makes JSON of blocks."""

    reading: ReviewReading
    doubtful: frozenset[int]
    decided: frozenset[int]

    def blocks(self) -> Iterator[JsonObject]:
        document = self.reading.document
        if document.title is not None:
            yield self._plain("title", document.title, 1)
        for block in document.body:
            yield from self._block(block, 1)

    def _block(self, block: Block[Speaker], level: int) -> Iterator[JsonObject]:
        match block:
            case Section():
                if block.heading is not None:
                    yield self._plain("heading", block.heading, level)
                for inner in block.blocks:
                    yield from self._block(inner, level + 1)
            case Turn():
                yield self._turn(block)
            case Separator():
                yield self._described("separator", block.span, [self._part("text", block.span, block.text)])
            case Narrative() | CastItem():
                yield self._plain("narrative", block, 0)
            case Stage():
                yield self._plain("stage", block, 0)
            case Boilerplate():
                yield self._plain("boilerplate", block, 0)
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
    ) -> JsonObject:
        row = self._described(kind, block.span, [self._part("text", block.span, text_of(block.children))])
        return {**row, "level": level}

    def _turn(self, turn: Turn[Speaker]) -> JsonObject:
        row = self._described("turn", turn.span, [self._spoken(part) for part in turn.blocks])
        certainty = turn.attribution.certainty if turn.speakers else "none"
        ids = [self.reading.id_of(one) for one in turn.speakers]
        row["speaker"] = ids[0] if ids else None
        row["speakers"] = ids
        row["label"] = turn.label
        row["certainty"] = "certain" if row["decided"] and ids else certainty
        row["continues"] = turn.continues is not None
        return row

    def _spoken(self, part: TurnBlock[Speaker]) -> JsonObject:
        """A part of a turn; when it is heard, in seconds from the beginning of the recording."""
        match part:
            case Paragraph():
                row = self._part("speech", part.span, text_of(part.children))
                row["time"] = None if part.timing is None else part.timing.begin / 1000
            case Stage():
                row = self._part("stage", part.span, text_of(part.children))
                row["time"] = None
            case _:
                assert_never(part)
        return row

    def _described(self, kind: str, span: Span | None, parts: Sequence[JsonObject]) -> JsonObject:
        """What every block has."""
        line = 0 if span is None else span.line
        end = 0 if span is None else self.reading.line_at(max(span.start, span.end - 1))
        decided = line in self.decided
        doubtful = line in self.doubtful or any(part["doubtful"] for part in parts)
        certainty = "certain" if decided else "medium" if doubtful else "high"
        return {
            "kind": kind,
            "line": line,
            "end": max(end, parts[-1]["line"]) if parts else end,
            "level": 0,
            "speaker": None,
            "speakers": [],
            "label": None,
            "certainty": certainty,
            "doubtful": doubtful,
            "decided": decided,
            "continues": False,
            "paragraphs": parts,
        }

    def _part(self, kind: str, span: Span | None, text: str) -> JsonObject:
        line = 0 if span is None else span.line
        return {
            "line": line,
            "text": text,
            "kind": kind,
            "doubtful": line in self.doubtful,
            "decided": line in self.decided,
        }


def _speakers(reading: ReviewReading, blocks: Iterable[JsonObject]) -> Iterator[JsonObject]:
    """Everybody who speaks, with how often and how much."""
    counts: dict[str, list[int]] = {}
    labels: dict[str, dict[str, None]] = {}
    for block in blocks:
        ids, label = block["speakers"], block["label"]
        words = sum([len(part["text"].split()) for part in block["paragraphs"] if part["kind"] == "speech"])
        for one in ids:
            found = counts.setdefault(one, [0, 0])
            found[0] += 1
            found[1] += words
        if label and len(ids) == 1:
            labels.setdefault(ids[0], {})[label] = None
    for one in reading.document.speakers:
        id_of = reading.id_of(one)
        number, words = counts.get(id_of, [0, 0])
        yield {
            "id": id_of,
            "name": called(one),
            "labels": list(labels.get(id_of, {})) or list(one.aliases),
            "turns": number,
            "words": words,
            "anonymous": one.kind in ("anonymous", "unknown"),
            "kind": one.kind,
            "role": one.role,
        }


def _facts(reading: ReviewReading) -> Iterator[JsonObject]:
    """What is known of the whole text, with the line that says it."""
    metadata = reading.document.metadata
    own = [(name, str(getattr(metadata, name) or "")) for name in OWN_FACTS]
    for name, value in (*own, *metadata.fields):
        said = (line.number for line in reading.lines if value and line.text.startswith(f"{name}:"))
        yield {"name": name, "value": value, "line": next(said, None)}
