"""Notices for people, programs and GitHub.

The JSON is a list of objects, sorted by file and position, each with exactly these keys:

    file          the input as it was named, "<stdin>" for standard input
    line, column  1-based; null where a finding concerns the whole file
    severity      "info", "warning" or "error"
    code          one of the codes in docconv.notices, "tei" for what is wrong with TEI, or "error"
    rule          the rule that decided, "" where there is none
    message       one sentence
    alternatives  list of strings: what else it could be
    remedy        what to do, "" where there is nothing to do

Keys may be added, none will be taken away.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Literal, TextIO, TypeAlias

from attrs import asdict, frozen

from docconv.cli.console import coloured, one_line
from docconv.errors import DocconvError
from docconv.notices import Notice

Style: TypeAlias = Literal["text", "json", "github"]
STYLES: tuple[Style, ...] = ("text", "json", "github")
PLACE = re.compile(r"(?P<file>.*?)(:(?P<line>\d+))?(:(?P<column>\d+))?", re.DOTALL)
GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


@frozen
class Finding:
    """A notice or an error with its file: one object of the JSON."""

    file: str
    line: int | None
    column: int | None
    severity: Literal["info", "warning", "error"]
    code: str
    rule: str
    message: str
    alternatives: tuple[str, ...] = ()
    remedy: str = ""


def findings(file: str, notices: Iterable[Notice]) -> list[Finding]:
    """The notices of one file in the order of their positions, those without one first."""
    return sorted(
        (_finding(file, notice) for notice in notices), key=lambda row: (row.line or 0, row.column or 0)
    )


def _finding(file: str, notice: Notice) -> Finding:
    line, column = (notice.span.line, notice.span.column) if notice.span else (None, None)
    return Finding(
        file,
        line,
        column,
        notice.severity,
        notice.code,
        notice.rule,
        notice.message,
        notice.alternatives,
        notice.remedy,
    )


def failure(file: str, error: DocconvError) -> Finding:
    """An error as a finding; its place is taken from `where`, as far as that tells one."""
    place = PLACE.fullmatch(error.where.removeprefix(file)) if error.where.startswith(file) else None
    line, column = (place["line"], place["column"]) if place else (None, None)
    return Finding(
        file,
        int(line) if line else None,
        int(column) if column else None,
        "error",
        "error",
        "",
        error.message,
        (),
        error.remedy,
    )


def render(rows: Sequence[Finding], style: Style, stream: TextIO) -> str:
    """The text to print on a stream, without the last line end."""
    match style:
        case "json":
            return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2)
        case "github":
            return "\n".join(map(_command, rows))
        case "text":
            return "\n".join(_lines(row, stream) for row in rows)


def print_findings(rows: Sequence[Finding], style: Style) -> None:
    """Print findings on standard output; nothing for none, save the empty list of the JSON."""
    text = render(rows, style, sys.stdout)
    if text:
        sys.stdout.write(f"{text}\n")


def _lines(row: Finding, stream: TextIO) -> str:
    place = ":".join(str(part) for part in (row.file, row.line, row.column) if part is not None)
    severity = coloured(row.severity, row.severity, stream)
    first = f"{one_line(place)}: {severity}: {one_line(row.message)} [{row.rule or row.code}]"
    could = [f"could also be: {', '.join(row.alternatives)}"] if row.alternatives else []
    more = one_line("; ".join([*could, *filter(None, [row.remedy])]))
    return f"{first}\n    {more}" if more else first


def _command(row: Finding) -> str:
    """A workflow command, which GitHub shows at the line: `::warning file=a.txt,line=3,col=1::message`."""
    places = {
        "file": row.file,
        "line": row.line,
        "col": row.column,
        "title": f"docconv {row.rule or row.code}",
    }
    properties = ",".join(
        f"{key}={_property(str(value))}" for key, value in places.items() if value is not None
    )
    message = f"{row.message}; {row.remedy}" if row.remedy else row.message
    return f"::{GITHUB[row.severity]} {properties}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
