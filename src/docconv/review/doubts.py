"""The queue of doubts: what an editor should look at, worst first, with reasons and what to choose."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any, TypeAlias

from attrs import frozen

from docconv.model import Speaker
from docconv.notices import Code, Notice
from docconv.patterns import regex
from docconv.review.reading import ReviewReading
from docconv.speakers.table import VOICES
from docconv.walk import turns

DOUBTS: tuple[Code, ...] = (
    "nobody-speaks",
    "narrative-guessed",
    "speaker-unknown",
    "speaker-guessed",
    "label-rejected",
    "speaker-merged",
    "speaker-split",
    "correction-unused",
    "label-unused",
    "language-unknown",
)
"""What somebody can decide about; the other notices say what was done."""
PAIR = regex(r'\[\[".*"\]\]')
TURN = regex(r" in turn t\d+")
DIGITS = regex(r"\d+")
NEAR = 3
"""So many of those who spoke last may be who speaks here."""
REMEDIES = 8192  # that are kept: those of a transcript stay the same from one decision to the next
JsonObject: TypeAlias = dict[str, Any]


@frozen
class Doubt:
    """A notice, with the line that a decision about it is about, 0 where it is about none."""

    notice: Notice
    line: int

    @property
    def kind(self) -> object:
        """What doubts of the same reasons have in common."""
        return self.notice.code, self.notice.rule, tuple(one.rule for one in self.notice.evidence)


def doubts_of(reading: ReviewReading) -> list[Doubt]:
    """The doubts about a transcript, the worst first: warnings, then that on which most words depend."""
    found = [Doubt(notice, _line(reading, notice)) for notice in reading.notices if notice.code in DOUBTS]
    return sorted(found, key=lambda one: (one.notice.severity != "warning", -one.notice.words, one.line))


def _line(reading: ReviewReading, notice: Notice) -> int:
    row = table_of(notice.remedy)
    if row and isinstance(row.get("line"), int):
        return int(row["line"])
    return reading.line_at(notice.span.start) if notice.span else 0


@lru_cache(REMEDIES)
def table_of(remedy: str) -> Mapping[str, Any]:
    """The table of a remedy that would decide a notice, as data; empty where there is none."""
    if not remedy.startswith("[[line]]"):
        return {}
    rows: list[JsonObject] = tomllib.loads(remedy)["line"]
    return rows[0]


def queue(reading: ReviewReading, doubts: Sequence[Doubt]) -> Iterator[JsonObject]:
    """The doubts for the page; those of one kind can be decided at once."""
    kinds = {
        kind: blake2b(repr(kind).encode(), digest_size=6).hexdigest() for kind in {one.kind for one in doubts}
    }
    unknown = {doubt.line for doubt in doubts if doubt.notice.code == "speaker-unknown"}
    names = dict(_near(reading, unknown)) if unknown else {}
    seen: Counter[str] = Counter()
    for doubt in doubts:
        notice = doubt.notice
        name = f"{notice.code}-{doubt.line}"
        seen[name] += 1
        yield {
            "id": name if seen[name] == 1 else f"{name}-{seen[name]}",
            "line": doubt.line,
            "end": doubt.line,
            "message": TURN.sub(" here", notice.message),
            "reasons": [one.detail or one.rule for one in notice.evidence],
            "certainty": "medium" if notice.severity == "info" else "low",
            "words": notice.words,
            "kind": kinds[doubt.kind],
            "lines": list(notice.lines),
            "choices": list(_choices(doubt, names)) if doubt.line else [],
        }


def _near(reading: ReviewReading, lines: Container[int]) -> Iterator[tuple[int, tuple[JsonObject, ...]]]:
    """By the lines of turns, those of some lines, who spoke before, the last one first: ids, names, and of
    those without a name where they are first heard.
    """
    before: dict[str, JsonObject] = {}
    for turn in turns(reading.document):
        line = turn.span.line if turn.span else 0
        if line in lines:
            yield line, tuple(islice(reversed(before.values()), NEAR))
        for one in turn.speakers:
            known = before.pop(one.id, None)
            before[one.id] = known or {
                "id": reading.id_of(one),
                "name": called(one),
                "first": line if one.kind in VOICES else 0,
            }


def called(speaker: Speaker) -> str:
    """The name of somebody for the page, else a label."""
    return speaker.name or next(iter(speaker.aliases), speaker.id)


def _choices(doubt: Doubt, near: Mapping[int, tuple[JsonObject, ...]]) -> Iterator[JsonObject]:
    """What a doubtful line may be, the likeliest first; `text` is a key of the catalogue of the page."""
    line, notice = doubt.line, doubt.notice
    row = table_of(notice.remedy)
    if notice.code == "label-rejected":
        yield from _lines(line, ("label", "choice.else"), ("text", "choice.text"))
        yield from _lines(line, ("narrative", "choice.narrative"), ("heading", "choice.heading"))
    elif notice.code == "speaker-guessed" and row.get("is") == "text":
        yield from _lines(line, ("label", "choice.label"), ("speech", "choice.passage"))
        yield from _lines(line, ("narrative", "choice.narrative"), ("heading", "choice.heading"))
    elif notice.code == "speaker-guessed" and row.get("is") == "narrative":
        yield from _lines(line, ("speech", "choice.same"), ("narrative", "choice.narrative"))
        yield from _lines(line, ("heading", "choice.heading"), ("stage", "choice.stage"))
        yield _said(line, None, "choice.other")
    elif row.get("speaker"):
        name = str(row["speaker"])
        yield _said(line, name, "choice.speaker", name)
        yield from _lines(line, ("narrative", "choice.narrative"))
        yield _said(line, None, "choice.other")
    elif notice.code == "speaker-unknown":
        for one in near.get(line, ()):
            text = "choice.voice" if one["first"] else "choice.speaker"
            yield {**_said(line, one["id"], text, one["name"]), "first": one["first"]}
        yield _said(line, None, "choice.other")
        yield from _lines(line, ("narrative", "choice.narrative"))
    elif notice.code in ("narrative-guessed", "nobody-speaks"):
        yield from _lines(
            line, ("label", "choice.somebody"), ("speech", "choice.speech"), ("text", "choice.text")
        )
    elif notice.code in ("speaker-merged", "speaker-split"):
        yield from _people(notice)
    elif notice.code == "correction-unused":
        yield {"text": "choice.forget", "decision": {"do": "forget", "line": line}}


def _people(notice: Notice) -> Iterator[JsonObject]:
    """Whether the two labels of a notice, which its remedy pairs, are of one person."""
    pair = PAIR.search(notice.remedy)
    labels = json.loads(pair[0])[0] if pair else []
    ways: list[JsonObject] = [
        {"text": "choice.one", "decision": {"do": "merge", "labels": labels}},
        {"text": "choice.two", "decision": {"do": "split", "labels": labels}},
    ]
    yield from ways if notice.code == "speaker-merged" else reversed(ways)


def _lines(line: int, *kinds: tuple[str, str]) -> Iterator[JsonObject]:
    for kind, text in kinds:
        yield {"text": text, "decision": {"do": "line", "line": line, "is": kind}}


def _said(line: int, who: str | None, text: str, name: str = "") -> JsonObject:
    if who is None:
        return {"text": text, "decision": {"do": "speaker", "line": line}, "ask": "speaker"}
    return {"text": text, "name": name, "decision": {"do": "speaker", "line": line, "speaker": who}}


# ------------ lines of the same kind


def lines_alike(reading: ReviewReading, doubts: Sequence[Doubt], line: int, label: str = "") -> Sequence[int]:
    """The lines like one, with itself: those that begin as it does up to a label, if that is given, whatever
    their figures; else those that are doubtful for the same reasons, where it is; else those that begin with
    the same label; else those of the same words.
    """
    found = (
        _beginning(reading, line, label)
        or _doubted(doubts, line)
        or _labelled(reading, line)
        or _same(reading, line)
    )
    return sorted({*found, line} & reading.by_number.keys())


def _beginning(reading: ReviewReading, line: int, label: str) -> list[int]:
    there = reading.by_number.get(line)
    before, named, _ = there.text.partition(label) if there and label else ("", "", "")
    begins = re.compile(re.escape(_shape(before + named)) + r"(?!\w)") if named else None
    rows = reading.by_number.items() if begins else ()
    return [number for number, one in rows if begins and begins.match(_shape(one.text))]


def _doubted(doubts: Sequence[Doubt], line: int) -> list[int]:
    kinds = {doubt.kind for doubt in doubts if doubt.line == line}
    if not kinds:
        return []
    found = [doubt for doubt in doubts if doubt.kind in kinds and doubt.line]
    return [number for doubt in found for number in (doubt.line, *doubt.notice.lines)]


def _labelled(reading: ReviewReading, line: int) -> list[int]:
    places = [(turn.label, turn.span.line) for turn in turns(reading.document) if turn.label and turn.span]
    label = next((label for label, at in places if at == line), None)
    return [at for other, at in places if other == label] if label else []


def _same(reading: ReviewReading, line: int) -> list[int]:
    text = reading.by_number[line].text if line in reading.by_number else ""
    return [number for number, one in reading.by_number.items() if _shape(one.text) == _shape(text)]


def _shape(text: str) -> str:
    return DIGITS.sub("0", text.casefold())
