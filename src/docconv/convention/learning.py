"""What the decisions about some transcripts teach of their source.

Each fact that may explain a decision is tried, and kept where more decisions come out by themselves with it
and none that came out before goes wrong. No label is learnt from a reading that nobody has looked at. That no
reporter tells of the speakers is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, assert_never

from attrs import evolve, field, frozen

from docconv.convention.file import ConventionFile, find_convention
from docconv.errors import UsageError
from docconv.files import kind_of, read_bytes, read_toml
from docconv.formats import Source
from docconv.formats.lookup import reader
from docconv.formats.text.decode import decode
from docconv.formats.text.lines import clean
from docconv.model import (
    Block,
    Boilerplate,
    CastItem,
    Draft,
    Label,
    Narrative,
    Section,
    Separator,
    Stage,
    Turn,
)
from docconv.sidecar import path_beside, read_sidecar
from docconv.transcript import Analysis, Correction, analyse
from docconv.transcript.labels.corrections import placed
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.taught import SourceConvention, form_of
from docconv.transcript.turns.front import FIELD

FEWEST_TURNS = 8
USUAL = "{label}: {text}"
"""How most labels are printed."""

Reading: TypeAlias = Mapping[int, tuple[object, ...]]
"""By their lines, what begins there: kinds, labels, who speaks."""
Place: TypeAlias = tuple[str, int]
"""A transcript by its name, and a line by its number."""


@frozen
class Lesson:
    """A transcript with decisions: its name, its text, what it is by them, and the lines they are about."""

    name: str
    text: str
    decided: Analysis = field(repr=False)
    lines: Sequence[tuple[Correction, TranscriptLine]] = field(repr=False)
    wanted: Reading = field(repr=False)


@frozen
class Learnt:
    """A convention, with how many decisions there were, and those that do not follow from it."""

    convention: ConventionFile
    decisions: int
    left: tuple[Place, ...]


def learn(paths: Sequence[Path], *, encoding: str | None = None) -> Learnt:
    """What the decisions beside some texts teach. A convention that a `docconv.toml` has already is kept.

    Raises the errors of `docconv.errors`.
    """
    lessons = [_lesson(path, encoding) for path in paths]
    known = find_convention(paths[0]) or ConventionFile()
    source = _taught(lessons, known.source)
    people = known.speakers
    for path in paths:
        people = read_sidecar(read_toml(path_beside(path)), str(path_beside(path))).speakers.over(people)
    decisions = [(lesson.name, line.number) for lesson in lessons for _, line in lesson.lines]
    held = _held(lessons, source)
    left = tuple(place for place in decisions if place not in held)
    return Learnt(ConventionFile(source, people), len(decisions), left)


def _lesson(path: Path, encoding: str | None) -> Lesson:
    if reader(path).name != "text":
        message = "a convention is learnt from texts"
        raise UsageError(message, where=str(path), remedy="name a text with decisions beside it")
    data, beside = read_bytes(path), path_beside(path)
    if kind_of(beside) != "file":
        message = "there are no decisions beside it"
        raise UsageError(message, where=str(path), remedy=f"write some into {beside}, see docconv check")
    corrections = read_sidecar(read_toml(beside), str(beside)).corrections
    text, _ = clean(decode(Source(data, str(path), encoding)))
    decided = analyse(text, corrections, guess=False)
    return Lesson(
        str(path), text, decided, tuple(placed(decided.lines, corrections)), _reading(decided.draft)
    )


def _taught(lessons: Sequence[Lesson], convention: SourceConvention) -> SourceConvention:
    """The convention with each fact that more decisions follow from, and the forms of all labels that are
    decided but the usual one, for another text may not show by itself what this one does.
    """
    held, facts = _held(lessons, convention), list(_facts(lessons))
    for tried in facts:
        richer = _with(convention, *tried)
        now = _held(lessons, richer) if richer != convention else held
        if now > held:
            convention, held = richer, now
    for form in dict.fromkeys(value for name, value in facts if name == "forms" and value != USUAL):
        richer = _with(convention, "forms", form)
        if richer != convention and _held(lessons, richer) >= held:
            convention = richer
    if convention.kind is None and all(map(_is_record, lessons)):
        convention = evolve(convention, kind="record")
    return convention


def _is_record(lesson: Lesson) -> bool:
    """Whether a transcript of some length, as it is decided, is no report."""
    turns = sum(Turn in what for what in lesson.wanted.values())
    return turns >= FEWEST_TURNS and bool(lesson.lines) and not lesson.decided.is_report


def _held(lessons: Sequence[Lesson], convention: SourceConvention) -> frozenset[Place]:
    """The decisions that come out by themselves in texts of a convention."""
    found = set()
    for lesson in lessons:
        plain = _reading(analyse(lesson.text, convention=convention, guess=False).draft)
        found |= {
            (lesson.name, line.number)
            for _, line in lesson.lines
            if _at(plain, line.number) == _at(lesson.wanted, line.number)
        }
    return frozenset(found)


def _facts(lessons: Sequence[Lesson]) -> Iterator[tuple[str, str]]:
    """What may explain decisions, as a field of the convention and a value, what holds for more first."""
    for lesson in lessons:
        for item, line in lesson.lines:
            form = form_of(line.text, line.choice.candidate) if _is_label(item) and line.choice else None
            if form is not None:
                yield "forms", form
    yield from (("kind", "record"), ("kind", "report"), ("brackets", "speech"))
    for lesson in lessons:
        plain = {line.number: line for line in analyse(lesson.text, guess=False).lines}
        head = min((row for row, what in lesson.wanted.items() if Turn in what), default=0)
        for item, line in lesson.lines:
            named = FIELD.match(line.text)
            choice = line.choice if _is_label(item) else plain[line.number].choice
            if named is not None and line.number < head and not _is_label(item):
                yield "fields", named[1]
            elif choice is not None:
                yield "labels" if _is_label(item) else "not_labels", choice.candidate.label


def _is_label(item: Correction) -> bool:
    return item.is_ == "label"


def _with(convention: SourceConvention, name: str, value: str) -> SourceConvention:
    """A convention with one fact more."""
    before = getattr(convention, name)
    is_list = isinstance(before, tuple)
    change: dict[str, Any] = {name: tuple(dict.fromkeys((*before, value))) if is_list else value}
    return evolve(convention, **change)


def _at(reading: Reading, line: int) -> tuple[object, ...]:
    """What a line is, or the paragraph that it goes on with."""
    begins = max((row for row in reading if row <= line), default=0)
    return (begins, *reading.get(begins, ()))


def _reading(draft: Draft) -> Reading:
    """What begins at each line of a document."""
    found: dict[int, tuple[object, ...]] = {}
    for line, *what in _rows(draft.body):
        found[line] = (*found.get(line, ()), *what)
    return found


def _rows(blocks: Sequence[Block[Label]]) -> Iterator[tuple[int, *tuple[object, ...]]]:
    for block in blocks:
        match block:
            case Section():
                yield from _rows(block.blocks)
                if block.heading is not None and block.heading.span is not None:
                    yield block.heading.span.line, Section
            case Turn():
                who = tuple(label.text for label in block.speakers)
                yield block.span.line if block.span else 0, Turn, block.label
                for part in block.blocks:
                    yield part.span.line if part.span else 0, type(part), who
            case Narrative() | CastItem() | Stage() | Separator() | Boilerplate():
                yield block.span.line if block.span else 0, type(block)
            case _:
                assert_never(block)
