"""One transcript under review: its state, what was decided in this run, undo and redo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from attrs import define, evolve, field

from docconv.errors import DocconvError, FileError, UsageError
from docconv.files import Outputs
from docconv.pipeline import collector_at_rest
from docconv.review.carrying import Carrying
from docconv.review.decisions import decision_of
from docconv.review.doubts import JsonObject
from docconv.review.reading import ReviewReading, TranscriptFile, contents_of
from docconv.review.state import ReviewState, change, state_of
from docconv.review.toml_text import TomlText
from docconv.sidecar import path_beside

Steps: TypeAlias = "list[bytes | None]"
MOST_STEPS = 1000
"""Decisions that can be undone."""


class OutsideEditError(DocconvError):
    """The source or the decisions were changed by somebody else; nothing was written."""


@define
class Review:
    """A transcript and its decisions. What several threads ask is done one after the other."""

    file: TranscriptFile
    _opened: tuple[ReviewReading, ReviewState] | None = field(default=None, init=False)
    _undo: list[bytes | None] = field(factory=list, init=False)
    _redo: list[bytes | None] = field(factory=list, init=False)
    _at_start: int = field(default=0, init=False)
    _lock: Lock = field(factory=Lock, init=False)

    @property
    def path(self) -> Path:
        """The source."""
        return self.file.path

    @property
    def brief(self) -> JsonObject:
        """What the list of files says of it, as far as it was opened."""
        if self._opened is None:
            return {"doubts": None, "turns": None, "decided": None}
        reading, state = self._opened
        turns = sum(block["kind"] == "turn" for block in state.parts["blocks"])
        return {
            "doubts": len(state.doubts),
            "turns": turns,
            "decided": reading.decisions.count,
        }

    def version(self) -> str:
        """That of the files as they are now."""
        return contents_of(self.path).version

    def whole(self) -> JsonObject:
        """All that the page needs; read anew where a file was changed outside, which ends undo and redo."""
        with self._lock, collector_at_rest():
            if self._opened is None or contents_of(self.path) != self._opened[0].contents:
                reading = self.file.read(contents_of(self.path))
                self._opened = reading, state_of(reading)
                self._undo.clear()
                self._redo.clear()
                self._at_start = len(self._opened[1].doubts)
            return self._parts(*self._opened)

    def decide(self, version: str, decision: object, *, alike: bool) -> JsonObject:
        """Carry out a decision and write it. The change. Raises `OutsideEditError`, `UsageError`, and what
        reading raises; then nothing is written.
        """
        found = decision_of(decision)
        with self._lock, collector_at_rest():
            reading, state = self._checked(version)
            carrying = Carrying(reading, state.doubts, TomlText(reading.sidecar))
            text = carrying.carry_out(found, alike=alike)
            changed = self._step(text.encode() or None, self._undo, [])
            self._redo.clear()
            return {**changed, **self._history, "lines_decided": carrying.lines}

    def finish(self, use: Callable[[ReviewReading], JsonObject]) -> JsonObject:
        """Use the transcript as the files are now. Raises what reading and using raise."""
        with self._lock:
            return use(self.file.read(contents_of(self.path)))

    def why(self, line: int) -> JsonObject:
        """What spoke for and against the reading of a line. Raises `UsageError` where there is nothing."""
        with self._lock:
            reading = self._opened[0] if self._opened else self.file.read(contents_of(self.path))
            found = reading.explanation(line)
        if found is None:
            message = f"there is nothing to tell of line {line}"
            raise UsageError(message, remedy="choose a line with text")
        evidence = [one.detail or one.rule for one in found.evidence]
        readings = [
            {
                **{name: getattr(one, name) for name in ("label", "family", "score", "taken", "why")},
                "evidence": [reason.detail or reason.rule for reason in one.evidence],
            }
            for one in found.readings
        ]
        own = {name: getattr(found, name) for name in ("line", "text", "decision", "certainty")}
        return {**own, "evidence": evidence, "readings": readings}

    def undo(self, version: str) -> JsonObject:
        """Take the last decision back. The change. Raises as `decide` does."""
        return self._back(version, self._undo, self._redo, "undo")

    def redo(self, version: str) -> JsonObject:
        """Carry out again what was taken back last. The change. Raises as `decide` does."""
        return self._back(version, self._redo, self._undo, "redo")

    def _back(self, version: str, steps: Steps, others: Steps, what: str) -> JsonObject:
        with self._lock, collector_at_rest():
            self._checked(version)
            if not steps:
                message = f"there is nothing to {what}"
                raise UsageError(message, remedy="decide something first")
            return self._step(steps[-1], others, steps)

    def _checked(self, version: str) -> tuple[ReviewReading, ReviewState]:
        """What is known, if the page and the files are as they were when it was read."""
        now = contents_of(self.path)
        if self._opened is None or now != self._opened[0].contents or version != now.version:
            message = "the text or the decisions were changed outside this page"
            remedy = "look at what is there now, and decide again; nothing was written"
            raise OutsideEditError(message, where=self.path.name, remedy=remedy)
        if readonly := self._opened[0].readonly:
            raise UsageError(readonly, where=self.path.name, remedy="change the file itself")
        return self._opened

    def _step(self, sidecar: bytes | None, onto: Steps, off: Steps) -> JsonObject:
        """Write other decisions, once the transcript was read with them; what was there is kept, to go back
        to.
        """
        assert self._opened is not None  # noqa: S101  `_checked` was called
        reading, before = self._opened
        new = self.file.read(evolve(reading.contents, sidecar=sidecar))
        _refuse_unused(reading, new)
        was = self._parts(reading, before)
        write_sidecar(path_beside(self.path), sidecar)
        onto.append(reading.contents.sidecar)
        del onto[:-MOST_STEPS], off[-1:]
        self._opened = new, state_of(new, before)
        return change(was, self._parts(*self._opened))

    @property
    def _history(self) -> JsonObject:
        return {"history": {"undo": len(self._undo), "redo": len(self._redo)}}

    def _parts(self, reading: ReviewReading, state: ReviewState) -> JsonObject:
        """A state with what is known of this run."""
        return {
            **state.parts,
            "name": self.path.name,
            "sidecar": path_beside(self.path).name,
            "readonly": reading.readonly or None,
            **self._history,
            "progress": {
                "doubts_at_start": self._at_start,
                "doubts_now": len(state.doubts),
                "decisions": reading.decisions.count,
            },
        }


def _refuse_unused(before: ReviewReading, after: ReviewReading) -> None:
    """Raise `UsageError` where a decision that is new fits no line, or not just one."""
    known, found = (
        {one.message: one for one in x.notices if one.code == "correction-unused"} for x in (before, after)
    )
    for notice in (found[message] for message in found.keys() - known.keys()):
        raise UsageError(notice.message, remedy=notice.remedy)


def write_sidecar(path: Path, data: bytes | None) -> None:
    """Put decisions into their file, whole or not at all; nothing takes it away.

    Raises `FileError`, also where the file is a link, which may lead elsewhere.
    """
    if path.is_symlink():
        message = "the file of decisions is a link"
        raise FileError(message, where=str(path), remedy="put the file itself there")
    if data is None:
        path.unlink(missing_ok=True)
        return
    with Outputs(overwrite=True) as outputs:
        outputs.claim(path)
        outputs.stage(path, data)
        outputs.commit()
