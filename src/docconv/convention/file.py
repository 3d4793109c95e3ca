"""The file that says what holds for every transcript of a source: `[convention]` in a `docconv.toml` or in a
file that is named.

    [convention]
    forms = ["{number} ~ {label} ~ {text}"]   # how labels are printed
    labels = ["Chorus"]                       # what is a label, whatever it looks like
    not_labels = ["Votes"]                    # what is none
    fields = ["Konto"]                        # facts at the head of a text
    gaps = ["unv."]                           # words for what could not be understood
    brackets = "speech"                       # sentences in brackets are spoken, not directions
    without = ["tab"]                         # label rules that are not used
    kind = "record"                           # nobody tells of the speakers between their turns; or "report"

    [[convention.speaker]]                    # and all else that a speaker file may hold
    id = "nora-fenwick"
    name = "Nora Fenwick"
    aliases = ["NF"]
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from attrs import asdict, frozen

from docconv.errors import UsageError
from docconv.files import configurations, read_toml
from docconv.speakers.table import EMPTY_TABLE, SpeakerTable, rows_of, table_of
from docconv.toml.faults import parse, place_of
from docconv.toml.given import as_parsed
from docconv.transcript.labels.rules import rules_without
from docconv.transcript.taught import NOTHING_TAUGHT, Brackets, RecordKind, SourceConvention, form_rule

TABLE = "convention"
LISTS = ("forms", "labels", "not_labels", "fields", "gaps", "without")
CHOICES = {"brackets": get_args(Brackets), "kind": get_args(RecordKind)}
PEOPLE = ("speaker", "merge", "do_not_merge", "do_not_match")


@frozen
class ConventionFile:
    """What holds for a source: for its texts, and of its speakers."""

    source: SourceConvention = NOTHING_TAUGHT
    speakers: SpeakerTable = EMPTY_TABLE


def find_convention(source: Path) -> ConventionFile | None:
    """The convention in the nearest `docconv.toml` that has one, in the folder of a file or above it."""
    return nearest_convention((str(path), read_toml(path)) for path in configurations(source))


def nearest_convention(files: Iterable[tuple[str, str]]) -> ConventionFile | None:
    """The convention in the first of some files, names and texts, that has one. Raises `UsageError`."""
    for name, text in files:
        data = parse(text, name)
        if TABLE in data:
            return _convention(data, text, name)
    return None


def load_convention(given: str | os.PathLike[str] | Mapping[str, Any]) -> ConventionFile:
    """The convention in a file, or of the keys of its table. Raises the errors of `docconv.errors`."""
    if isinstance(given, Mapping):
        return _convention({TABLE: as_parsed(given)}, "", TABLE)
    return read_convention(read_toml(Path(given)), str(given))


def read_convention(text: str, where: str = "") -> ConventionFile:
    """The convention in the text of a file. Raises `UsageError`, with line and column, for what is wrong."""
    data = parse(text, where)
    if wrong := next((name for name in data if name != TABLE), None):
        message = f"unknown key {wrong!r}"
        raise UsageError(message, where=place_of(text, where, (wrong,)), remedy=f"write [{TABLE}]")
    return _convention(data, text, where)


def _convention(data: dict[str, Any], text: str, where: str) -> ConventionFile:
    """The convention in a file, which may say more."""
    table = data.get(TABLE)
    if not isinstance(table, dict):
        message = f"there is no table [{TABLE}]"
        raise UsageError(message, where=place_of(text, where, (TABLE,)), remedy=f"write [{TABLE}]")
    for name, value in table.items():
        if fault := _fault(name, value, table):
            raise UsageError(fault[0], where=place_of(text, where, (TABLE, name)), remedy=fault[1])
    own: dict[str, Any] = {
        name: tuple(value) if name in LISTS else value for name, value in table.items() if name not in PEOPLE
    }
    people = table_of(
        {name: value for name, value in table.items() if name in PEOPLE}, text, where, above=(TABLE,)
    )
    return ConventionFile(SourceConvention(**own), people)


def convention_text(convention: ConventionFile) -> str:
    """A convention as a file, which gives the same when it is read."""
    import tomli_w  # noqa: PLC0415  what reads a file need not write one

    known = {name: value for name, value in asdict(convention.source).items() if value}
    own = {name: list(value) if name in LISTS else value for name, value in known.items()}
    return tomli_w.dumps({TABLE: own | rows_of(convention.speakers)})


def _fault(name: str, value: object, table: dict[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a key of a table and its value, and what to write."""
    if name in LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            return f"{name} is {value!r}", f'write a list of texts, as {name} = ["..."]'
        return _list_fault(name, value, table.get("labels"))
    if name in CHOICES:
        right = f"use {' or '.join(map(repr, CHOICES[name]))}"
        return None if value in CHOICES[name] else (f"{name} is {value!r}", right)
    known = ", ".join((*LISTS, *CHOICES, *PEOPLE))
    return None if name in PEOPLE else (f"unknown key {name!r}", f"known: {known}")


def _list_fault(name: str, values: list[str], labels: object) -> tuple[str, str] | None:
    known = tuple(map(str, labels)) if isinstance(labels, list) else ()
    try:
        if name == "without":
            rules_without(values)
        elif name == "forms":
            for form in values:
                form_rule(form, known)
    except UsageError as error:
        return error.message, error.remedy
    return None
