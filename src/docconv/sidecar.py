"""The file beside a transcript that holds a user's decisions: `interview.docconv.toml` for `interview.txt`,
or `interview.txt.docconv.toml`, which goes first.

    [[line]]
    text = "Note well:"     # how the line begins
    line = 12               # its number, to tell equal lines apart
    is = "narrative"        # label, text (no label), turn, speech, narrative, heading, stage, boilerplate

    [[line]]
    text = "ANN: Well"
    speaker = "Ben"         # this turn is by somebody else

    [[line]]
    text = "Votes:"
    lines = "120-140"       # a range of lines, of which `text` is how the first begins
    is = "narrative"

    [facts]                 # about the whole text, instead of what its head says; "" for nothing
    title = "Minutes of May"
    date = "2021-05-03"
    author = ["Ann Lee", "Bo Ek"]   # and all else that `docconv.metadata.file` knows
    Place = "Town hall"     # whatever else the head may name

    without = ["dash"]      # label rules that are not used, above the tables

All that a speaker file may hold may be there, too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast, get_args

from attrs import frozen

from docconv.errors import UsageError
from docconv.files import kind_of, read_toml
from docconv.metadata.file import values_of
from docconv.model import Value
from docconv.patterns import regex
from docconv.speakers.table import EMPTY_TABLE, SpeakerTable, table_of
from docconv.toml.faults import parse, place_of
from docconv.transcript.labels.corrections import Correction, LineRole
from docconv.transcript.labels.rules import rules_without

SUFFIX = ".docconv.toml"
RANGE = regex(r"(\d{1,9})\s*[-–]\s*(\d{1,9})")
KEYS = {"text": str, "line": int, "lines": str, "is": str, "label": str, "speaker": str}
OWN = ("line", "without", "facts")
"""Keys that no speaker file has."""
ABOVE = ("merge", "do_not_merge", "do_not_match", "without")
"""Keys that belong to no table."""
SPOKEN = (None, "label", "text", "turn", "speech")
"""What a line that somebody speaks may be."""


@frozen(repr=False)
class Sidecar(Value):
    """Decisions about lines, speakers and facts, and label rules that are not used."""

    corrections: tuple[Correction, ...] = ()
    speakers: SpeakerTable = EMPTY_TABLE
    without: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def count(self) -> int:
        """How many decisions there are."""
        people = self.speakers
        pairs = (*people.merge, *people.do_not_merge, *people.do_not_match)
        return len((*self.corrections, *people.entries, *pairs, *self.facts))


def path_beside(source: Path) -> Path:
    """Where the decisions about a file stand: under its whole name, as those do that docconv writes, or else
    under its name without the suffix.
    """
    own = source.with_name(f"{source.name}{SUFFIX}")
    return own if kind_of(own) == "file" else source.with_suffix(SUFFIX)


def decisions_beside(source: object) -> Sidecar:
    """The decisions about a file that is given by its path; none about anything else."""
    if not isinstance(source, str | os.PathLike) or not Path(source).name:
        return Sidecar()
    path = path_beside(Path(source))
    return read_sidecar(read_toml(path), str(path)) if kind_of(path) == "file" else Sidecar()


def read_sidecar(text: str, where: str = "") -> Sidecar:
    """The decisions in a file. Raises `UsageError` for what is wrong in it."""
    data = parse(text, where)
    rows, without = data.get("line", []), data.get("without", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        msg = "line is not a list of tables"
        raise UsageError(msg, where=place_of(text, where, ("line",)), remedy="write [[line]]")
    if not isinstance(without, list) or not all(isinstance(name, str) for name in without):
        msg = "without is not a list of names"
        place = place_of(text, where, ("without",))
        raise UsageError(msg, where=place, remedy='write without = ["dash"]')
    rules_without(without, where)
    corrections = tuple(_corrections(rows, text, where))
    people = table_of({name: value for name, value in data.items() if name not in OWN}, text, where)
    return Sidecar(corrections, people, tuple(without), _facts(data.get("facts", {}), text, where))


def _facts(facts: object, text: str, where: str) -> tuple[tuple[str, str], ...]:
    """The facts in `[facts]`; TOML's dates, strings and lists of them are understood."""
    if not isinstance(facts, dict):
        message = "facts is not a table"
        place = place_of(text, where, ("facts",))
        raise UsageError(message, where=place, remedy='write [facts] and below it title = "..."')
    found = facts.items()
    return tuple(pair for name, value in found for pair in values_of(name, value, text, where, ("facts",)))


def _corrections(rows: list[dict[str, Any]], text: str, where: str) -> Iterator[Correction]:
    """The `[[line]]` tables; an error names the line of the table."""
    for number, row in enumerate(rows):
        try:
            yield _correction(row, f"line[{number}]")
        except UsageError as error:
            place = place_of(text, where, ("line", number))
            raise UsageError(error.message, where=place, remedy=error.remedy) from error


def _correction(row: dict[str, Any], path: str) -> Correction:
    """One `[[line]]` table."""
    for key, value in row.items():
        if key not in KEYS:
            msg = f"unknown key {key!r} @ {path}"
            above = "put it above the first table" if key in ABOVE else f"known: {', '.join(KEYS)}"
            raise UsageError(msg, remedy=above)
        if type(value) is not KEYS[key]:
            msg = f"{path}.{key} is {value!r}, not {KEYS[key].__name__}"
            raise UsageError(msg)
    if not row.get("text", "").strip():
        msg = f"{path} has no text"
        raise UsageError(msg, remedy="give how the line begins")
    line, last = _range(row, path)
    return Correction(
        text=row["text"],
        line=line,
        last=last,
        is_=_role(row, path),
        label=row.get("label", ""),
        speaker=row.get("speaker", ""),
    )


def _role(row: dict[str, Any], path: str) -> LineRole | None:
    """What the line is; a label where only that is given."""
    role = row.get("is", "label" if row.get("label") else None)
    if role is not None and role not in get_args(LineRole):
        msg = f"{path}.is is {role!r}"
        raise UsageError(msg, remedy=f"use one of {', '.join(get_args(LineRole))}")
    if role is None and not row.get("speaker"):
        msg = f"{path} decides nothing"
        raise UsageError(msg, remedy="say what the line is, or who speaks it")
    if row.get("speaker") and role not in SPOKEN:
        msg = f"{path} is {role!r} and has a speaker"
        raise UsageError(msg, remedy='a line that somebody speaks is "speech" or "label"')
    return cast("LineRole | None", role)


def _range(row: dict[str, Any], path: str) -> tuple[int, int]:
    """The number of the line, or of the first and the last; 0 for what is not given."""
    if "lines" not in row:
        return row.get("line", 0), 0
    found = RANGE.fullmatch(row["lines"].strip())
    if found is None or not 0 < int(found[1]) <= int(found[2]) or "line" in row:
        msg = f"{path}.lines is {row['lines']!r}" + (", beside line" if "line" in row else "")
        raise UsageError(msg, remedy='write one range, as lines = "120-140"')
    return int(found[1]), int(found[2])
