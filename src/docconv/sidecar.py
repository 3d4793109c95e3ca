"""The file beside a transcript that holds a user's decisions: `interview.docconv.toml` for `interview.txt`.

    [[line]]
    text = "Note well:"     # how the line begins
    line = 12               # its number, to tell equal lines apart
    is = "narrative"        # label, text (no label), speech, narrative, heading, stage or boilerplate

    [[line]]
    text = "ANN: Well"
    speaker = "Ben"         # this turn is by somebody else

All that a speaker file may hold may stand there, too.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

from attrs import frozen

from docconv.errors import UsageError
from docconv.speakers.table import EMPTY_TABLE, SpeakerTable, read_table
from docconv.transcript.labels.corrections import Correction, LineRole

SUFFIX = ".docconv.toml"
LINE_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*line[ \t]*\]\][^\n]*(?:\n(?![ \t]*\[)[^\n]*)*", re.MULTILINE)
KEYS = {"text": str, "line": int, "is": str, "label": str, "speaker": str}


@frozen
class Sidecar:
    """Decisions about lines and about speakers."""

    corrections: tuple[Correction, ...] = ()
    speakers: SpeakerTable = EMPTY_TABLE


def path_beside(source: Path) -> Path:
    """Where the decisions about a file stand."""
    return source.with_suffix(SUFFIX)


def read_sidecar(text: str, where: str = "") -> Sidecar:
    """The decisions in a file. Raises `UsageError` for what is wrong in it."""
    try:
        rows = tomllib.loads(text).get("line", [])
    except tomllib.TOMLDecodeError as error:
        raise UsageError(str(error), where=where, remedy="write it as TOML") from error
    if not isinstance(rows, list):
        msg = "line is not a list of tables"
        raise UsageError(msg, where=where, remedy="write [[line]]")
    corrections = tuple(_correction(row, where, number) for number, row in enumerate(rows))
    return Sidecar(corrections, read_table(LINE_TABLE.sub(_blank, text), where))


def _blank(match: re.Match[str]) -> str:
    """The line ends of a table, so that line numbers stay right for what follows."""
    return "\n" * match[0].count("\n")


def _correction(row: dict[str, Any], where: str, number: int) -> Correction:
    """One `[[line]]` table."""
    path = f"line[{number}]"
    for key, value in row.items():
        if key not in KEYS:
            msg = f"unknown key {key!r} @ {path}"
            raise UsageError(msg, where=where, remedy=f"known: {', '.join(KEYS)}")
        if not isinstance(value, KEYS[key]):
            msg = f"{path}.{key} is {value!r}, not {KEYS[key].__name__}"
            raise UsageError(msg, where=where)
    if not row.get("text"):
        msg = f"{path} has no text"
        raise UsageError(msg, where=where, remedy="give how the line begins")
    verdict = row.get("is")
    if verdict is not None and verdict not in get_args(LineRole):
        msg = f"{path}.is is {verdict!r}"
        raise UsageError(msg, where=where, remedy=f"use one of {', '.join(get_args(LineRole))}")
    return Correction(
        text=row["text"],
        line=row.get("line", 0),
        is_=verdict,
        label=row.get("label", ""),
        speaker=row.get("speaker", ""),
    )
