"""The speaker file: who speaks, as the user has decided it. TOML in, TOML out.

    do_not_merge = [["Mr. SMITH", "Mr. SMITH of Texas"]]
    do_not_match = ["The CHAIR"]

    [[speaker]]
    id = "ilona-kis"
    name = "Ilona Kis"
    role = "director of the museum"
    aliases = ["I. Kis", "IK"]
    sex = "F"
    refs = ["https://www.wikidata.org/entity/Q0"]

An entry holds for every label that is one of its aliases, or that names the same person. What it does not say
is taken from the text; an empty string says that there is nothing to say. What an entry joins is no longer in
doubt. Labels that `do_not_merge` pairs are two speakers. A label in `do_not_match` is a speaker of its own,
whatever it is like.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import tomli_w
from attrs import asdict, evolve, frozen
from cattrs import ClassValidationError, Converter, transform_error

from docconv.errors import UsageError
from docconv.model import Speaker
from docconv.speakers.ids import NCNAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docconv.model import Resolved

HEADER = re.compile(r"^\s*\[\[\s*speaker\s*\]\]", re.MULTILINE)
PLACE = re.compile(r"@ \$\.speaker\[(\d+)\]")
VOICES = ("anonymous", "unknown")
"""Kinds that may share an alias: each entry is one voice under it, in the order of the turns."""


@frozen
class SpeakerTable:
    """What the user knows of the speakers. `do_not_merge` pairs labels, `do_not_match` lists them."""

    entries: tuple[Speaker, ...] = ()
    do_not_merge: tuple[tuple[str, str], ...] = ()
    do_not_match: tuple[str, ...] = ()


EMPTY_TABLE = SpeakerTable()


@frozen
class _File:
    """The file's own names for the same."""

    speaker: tuple[Speaker, ...] = ()
    do_not_merge: tuple[tuple[str, str], ...] = ()
    do_not_match: tuple[str, ...] = ()


def _text(value: object, _: object) -> str:
    if isinstance(value, str):
        return value
    message = f"expected a string, got {value!r}"
    raise TypeError(message)


def _texts(value: object, _: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(one, str) for one in value)
    message = f"expected a list of strings, got {value!r}"
    raise TypeError(message)


def _pair(value: object, _: object) -> tuple[str, ...]:
    pair = _texts(value, str)
    if len(pair) == 2:
        return pair
    message = f"expected two labels, got {value!r}"
    raise TypeError(message)


_CONVERTER = Converter(forbid_extra_keys=True)
_CONVERTER.register_structure_hook(str, _text)
_CONVERTER.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _texts)
_CONVERTER.register_structure_hook_func(lambda kind: kind == tuple[str, str], _pair)


def read_table(text: str, where: str = "") -> SpeakerTable:
    """The table in a speaker file. Raises `UsageError`, with file, line and key, for what is wrong in it."""
    try:
        file = _CONVERTER.structure(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(str(error), where=where, remedy="write it as TOML") from error
    except ClassValidationError as error:
        first = transform_error(error, path="$")[0]
        found = PLACE.search(first)
        raise UsageError(first, where=_line(text, where, int(found[1]) if found else None)) from error
    _check(file.speaker, text, where)
    return SpeakerTable(file.speaker, file.do_not_merge, file.do_not_match)


def _line(text: str, where: str, entry: int | None) -> str:
    """`where` with the line of the entry, counted from 0."""
    starts = [found.end() for found in HEADER.finditer(text)]
    if entry is None or entry >= len(starts):
        return where
    return f"{where}:{text.count(chr(10), 0, starts[entry]) + 1}"


def _check(entries: tuple[Speaker, ...], text: str, where: str) -> None:
    ids: set[str] = set()
    owners: dict[str, Speaker] = {}
    for at, entry in enumerate(entries):
        found = _bad_id(entry.id, ids) or _shared_alias(entry, owners)
        if found:
            raise UsageError(found[0], where=_line(text, where, at), remedy=found[1])


def _bad_id(new: str, ids: set[str]) -> tuple[str, str] | None:
    if not NCNAME.match(new):
        return (
            f"the id {new!r} is not an ASCII XML name",
            "use letters, digits, '-', '_' and '.', a letter first",
        )
    if new in ids:
        return f"two speakers have the id {new!r}", "merge them or rename one"
    ids.add(new)
    return None


def _shared_alias(entry: Speaker, owners: dict[str, Speaker]) -> tuple[str, str] | None:
    for alias in entry.aliases:
        owner = owners.setdefault(alias, entry)
        if owner is not entry and not (owner.kind in VOICES and entry.kind in VOICES):
            return (
                f"the alias {alias!r} belongs to {owner.id!r} and to {entry.id!r}",
                "take it off one of them",
            )
    return None


def table_text(document: Resolved) -> str:
    """The speakers of a document as a speaker file, which gives the same speakers when it is read back."""
    return tomli_w.dumps({"speaker": [_row(speaker) for speaker in document.speakers]})


def _row(speaker: Speaker) -> dict[str, Any]:
    return {key: value for key, value in asdict(speaker).items() if value not in (None, ())}


def completed(entry: Speaker, found: Speaker) -> Speaker:
    """An entry with what the text adds to it."""
    return evolve(
        entry,
        name=(found.name if entry.name is None else entry.name) or None,
        role=(found.role if entry.role is None else entry.role) or None,
        sex=found.sex if entry.sex is None else entry.sex,
        aliases=_union(entry.aliases, found.aliases),
    )


def _union(some: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *more)))
