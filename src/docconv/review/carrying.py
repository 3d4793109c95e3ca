"""Decisions carried out: what each of them writes into the file of decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias, assert_never

from attrs import define, field

from docconv.errors import UsageError
from docconv.model import Speaker
from docconv.review.decisions import (
    CutDecision,
    Decision,
    FactDecision,
    ForgetDecision,
    JoinDecision,
    LineDecision,
    MergeDecision,
    NameDecision,
    SpeakerDecision,
    SplitDecision,
)
from docconv.review.doubts import Doubt, lines_alike
from docconv.review.reading import ReviewReading
from docconv.review.toml_text import TomlText, Value
from docconv.speakers.labels.ids import Ids
from docconv.speakers.table import VOICES
from docconv.transcript.labels.corrections import anchor_of
from docconv.walk import turns

Row: TypeAlias = "dict[str, Value | None]"


@define
class Carrying:
    """Carries out one decision.

    reading, doubts: the transcript as it is so far, and what is doubtful.
    file: the text of the file of decisions.
    lines: the lines that were decided about.
    """

    reading: ReviewReading
    doubts: Sequence[Doubt]
    file: TomlText
    lines: list[int] = field(factory=list, init=False)
    _changed: dict[int, Row] = field(factory=dict, init=False)
    _new: list[dict[str, Value]] = field(factory=list, init=False)

    def carry_out(self, decision: Decision, *, alike: bool) -> str:
        """The file with a decision written into it; about all lines of the same kind, if asked. Raises
        `UsageError`.
        """
        self._take(decision, alike=alike)
        self.file.set_several("line", self._changed)
        self.file.append("line", *self._new)
        return self.file.checked()

    def _take(self, decision: Decision, *, alike: bool) -> None:
        match decision:
            case LineDecision():
                row: Row = {"is": decision.is_, "label": decision.label or None, "speaker": None}
                if decision.speaker:
                    row["speaker"] = self._called(decision.speaker)
                self._about(decision.line, decision.to_line, row, alike=alike)
            case SpeakerDecision():
                row = {"speaker": self._called(decision.speaker)}
                self._about(decision.line, decision.to_line, row, alike=alike)
            case JoinDecision():
                self._about(decision.line, 0, {"is": "speech", "label": None, "speaker": None}, alike=alike)
            case CutDecision():
                who = self._called(decision.speaker) if decision.speaker else None
                self._about(decision.line, 0, {"is": "turn", "label": None, "speaker": who}, alike=alike)
            case ForgetDecision():
                self._forget(decision.line)
            case FactDecision():
                self.file.set_in("facts", {decision.name: decision.value})
            case NameDecision():
                self._name(self._speaker(decision.speaker), decision.name)
            case MergeDecision():
                self._merge([self._speaker(one) for one in decision.speakers], decision.labels)
            case SplitDecision():
                self._split(decision)
            case _:
                assert_never(decision)

    # ------------ lines

    def _about(self, first: int, last: int, row: Row, *, alike: bool) -> None:
        if last > first:
            self._decide(first, last, row)
            return
        label = str(row.get("label") or "")
        for line in lines_alike(self.reading, self.doubts, first, label) if alike else [first]:
            self._decide(line, 0, row)

    def _decide(self, first: int, last: int, row: Row) -> None:
        """Write a decision about a line or a range: into the table that there is about just these lines, if
        no later one is about them, else into a new one.
        """
        line = self.reading.by_number.get(first)
        if line is None:
            message = f"there is no text on line {first}"
            raise UsageError(message, remedy="decide about a line with text")
        end = max(first, last)
        about = [
            number for number, (one, other) in self.reading.rows.items() if one <= end and first <= other
        ]
        place: Row = (
            {"line": first, "lines": None} if not last else {"lines": f"{first}-{last}", "line": None}
        )
        if "is" not in row and not self._is_spoken(first):
            row = {**row, "is": "speech"}
        self.lines.append(first)
        if about and self.reading.rows[about[-1]] == (first, end):
            self._changed[about[-1]] = {**place, **row}
            return
        new: Row = {"text": anchor_of(line.text), **place, **row}
        self._new.append({name: value for name, value in new.items() if value is not None})

    def _is_spoken(self, line: int) -> bool:
        """Whether a turn, or a paragraph of one, begins at a line."""
        spans = (node.span for turn in turns(self.reading.document) for node in (turn, *turn.blocks))
        return any(span is not None and span.line == line for span in spans)

    def _forget(self, line: int) -> None:
        """Take out the tables about a line; of those that fit no line, the ones with its number."""
        rows, items = self.reading.rows, self.reading.decisions.corrections
        stale = [at for at, item in enumerate(items) if at not in rows and item.line == line]
        about = [at for at, (first, last) in rows.items() if first <= line <= last] or stale
        if not about:
            message = f"nothing is decided about line {line}"
            raise UsageError(message, remedy="choose a line that is marked as decided")
        for at in sorted(about, reverse=True):
            self.file.remove("line", at)
        self.lines.append(line)

    # ------------ people

    def _speaker(self, who: str) -> Speaker:
        found = self.reading.speaker(who)
        if found is None:
            message = f"nobody here has the id {who!r}"
            raise UsageError(message, remedy="choose one of the speakers")
        return found

    def _called(self, who: str) -> str:
        """How a decision about a line names a speaker: by a label of theirs, as it is printed, so that it is
        the same one in any case; a name that is new as it is. One of many gets an id for that.
        """
        found = self.reading.speaker(who)
        if found is None:
            return who
        if self._is_one_of_many(found):
            label = next(iter(found.aliases), found.id)
            self.file.append("speaker", {"id": found.id, "kind": "anonymous", "name": label})
            self._give(self._lines_of(found), found.id)
            return found.id
        if found.kind in VOICES and found.id in self._entries():
            return found.id
        return next(iter(found.aliases), found.name or found.id)

    def _entries(self) -> list[str]:
        """The ids of the people in the file, in order."""
        return [entry.id for entry in self.reading.decisions.speakers.entries]

    def _entry(self, who: str) -> int | None:
        """The number of the entry of a speaker in the file."""
        return next((at for at, one in enumerate(self._entries()) if one == who), None)

    def _lines_of(self, speaker: Speaker) -> list[int]:
        """Where turns of a speaker, and of nobody else at once, begin."""
        found = (turn for turn in turns(self.reading.document) if turn.speakers == (speaker,))
        return [turn.span.line for turn in found if turn.span is not None and turn.continues is None]

    def _is_one_of_many(self, speaker: Speaker) -> bool:
        """Whether labels are those of others, too, or may be, so that only their places tell who is meant."""
        others = (one for one in self.reading.document.speakers if one.id != speaker.id)
        shared = any(set(one.aliases) & set(speaker.aliases) for one in others)
        alone = speaker.kind in VOICES and len(self._lines_of(speaker)) == 1
        return (shared or alone) and self._entry(speaker.id) is None

    def _name(self, speaker: Speaker, name: str) -> None:
        """Give somebody a name: one of many where they speak, others by an entry with all of their labels."""
        at = self._entry(speaker.id)
        if at is not None:
            kind = {"kind": None} if speaker.kind in VOICES else {}
            self.file.set("speaker", at, {"name": name, **kind})
        elif self._is_one_of_many(speaker):
            self._give(self._lines_of(speaker), name)
        else:
            there = self._named(name)
            aliases = [*(there.aliases if there else ()), *speaker.aliases]
            self._enter(there.id if there else "", name, aliases, speaker.kind)

    def _named(self, name: str) -> Speaker | None:
        """The entry of somebody with this name."""
        return next((one for one in self.reading.decisions.speakers.entries if one.name == name), None)

    def _enter(self, who: str, name: str, aliases: Iterable[str], kind: str) -> None:
        """An entry with a name and labels; into the one there is, else a new one with an id made of the
        name.
        """
        values: dict[str, Value] = {"name": name, "aliases": list(dict.fromkeys(aliases))}
        at = self._entry(who)
        if at is not None:
            self.file.set("speaker", at, values)
            return
        new = Ids(set(self._entries()), self.reading.document.metadata.lang).only(name)
        group: dict[str, Value] = {"kind": kind} if kind == "group" else {}
        self.file.append("speaker", {"id": new, **values, **group})

    def _give(self, lines: Iterable[int], name: str) -> None:
        """Say of the turns that begin at some lines who speaks them."""
        for line in lines:
            self._decide(line, 0, {"speaker": name})

    def _merge(self, speakers: Sequence[Speaker], labels: Sequence[str]) -> None:
        """Make several speakers one. Those who are told by their places speak there as the first of the
        others, or of all.
        """
        if not speakers:
            self._list_as_one(labels)
            return
        placed = [one for one in speakers if self._is_one_of_many(one)]
        others = [one for one in speakers if one not in placed]
        name = self._called((others or placed)[0].id)
        for one in placed:
            self._give(self._lines_of(one), name)
        if len(others) > 1:
            self._unite(others)

    def _unite(self, speakers: Sequence[Speaker]) -> None:
        """Unite the labels of speakers, in the entry of one of them or in a list of its own."""
        labels = [alias for one in speakers for alias in one.aliases]
        entries = [at for one in speakers if (at := self._entry(one.id)) is not None]
        if not entries:
            self._list_as_one([next(iter(one.aliases), one.id) for one in speakers])
            return
        self._part([], labels)
        self.file.set("speaker", entries[0], {"aliases": list(dict.fromkeys(labels))})
        for at in sorted(entries[1:], reverse=True):
            self.file.remove("speaker", at)

    def _list_as_one(self, labels: Sequence[str]) -> None:
        """Write that labels are of one speaker."""
        if not labels:
            message = "nobody is named who would be one"
            raise UsageError(message, remedy="name two speakers, or two labels")
        self._part([], labels)
        lists = [list(one) for one in self.reading.decisions.speakers.merge]
        self.file.set("", 0, {"merge": [*lists, list(labels)]})

    def _split(self, decision: SplitDecision) -> None:
        """A label is somebody else's; or a turn is, of the speaker who is named; or labels are of two."""
        if decision.labels:
            self._part([list(decision.labels)], [])
            return
        if decision.line:
            self._about(decision.line, 0, {"speaker": self._called(decision.speaker)}, alike=False)
            return
        speaker = self._speaker(decision.speaker)
        others = [alias for alias in speaker.aliases if alias != decision.label]
        if decision.label not in speaker.aliases or not others:
            message = f"{decision.label!r} is not one of several labels of {speaker.id!r}"
            raise UsageError(message, remedy="choose a label, or the line of a turn")
        self._part([[decision.label, other] for other in others], [])
        if (at := self._entry(speaker.id)) is not None:
            self.file.set("speaker", at, {"aliases": [*others]})

    def _part(self, pairs: Sequence[list[str]], united: Sequence[str]) -> None:
        """Write who are two, and leave out of what is there what says otherwise."""
        table = self.reading.decisions.speakers
        apart = {label for label, *_ in pairs}
        merged = [[label for label in one if label not in apart] for one in table.merge]
        kept = [list(pair) for pair in table.do_not_merge if not set(pair) <= set(united)]
        lists: dict[str, list[list[str]]] = {
            "merge": [one for one in merged if len(one) > 1],
            "do_not_merge": [*kept, *pairs],
        }
        alone = [label for label in table.do_not_match if label not in united]
        self.file.set(
            "", 0, {**{name: found or None for name, found in lists.items()}, "do_not_match": alone or None}
        )
