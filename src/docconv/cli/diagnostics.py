"""Notices for people, programs and GitHub.

The JSON is a list of objects, sorted by file and position, each with exactly these keys:

    file          the input as it was named, "<stdin>" for standard input
    line, column  1-based; null where a finding concerns the whole file
    severity      "info", "warning" or "error"
    code          one of the codes in docconv.notices, the name of a format ("tei") for what is wrong by its
                  rules, or "error"
    rule          the rule that decided, "" where there is none
    message       one sentence
    alternatives  list of strings: what else it could be
    remedy        what to do, "" where there is nothing to do; where a decision about a line would settle it,
                  the table for the file of decisions
    evidence      list of objects with rule and detail: what spoke for and against what was decided, in words
    words         how many words depend on it, 0 where that is not known
    lines         numbers of further lines that it is about

Keys may be added, none will be taken away. People see the worst first, and what is said of many lines once.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import Literal, TextIO, TypeAlias

from attrs import asdict, evolve, frozen

from docconv.cli.console import as_flags, coloured, drop
from docconv.errors import DocconvError
from docconv.model import Evidence, Value
from docconv.notices import CODES, Notice, counted
from docconv.patterns import regex
from docconv.wellformed.unseen import escaped, one_line

Style: TypeAlias = Literal["text", "json", "github", "sarif"]
Severity: TypeAlias = Literal["info", "warning", "error"]
PLACE = regex(r"(?P<file>.*?)(:(?P<line>\d+))?(:(?P<column>\d+))?", re.DOTALL)
FEWEST_GATHERED, MOST_LINES = 3, 12
TABLES = ("[[", "merge = ", "do_not_merge = ")
"""How the lines begin that decide something in a file of decisions."""
PAIR = regex(r"((?:do_not_)?merge = )\[(\[.*\])\](\s+#.*)$")
"""A pair of labels that are one speaker or two: `do_not_merge = [["ADA", "BEN"]]   # above all tables`."""
GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


@frozen(repr=False)
class Finding(Value):
    """A notice or an error with its file: one object of the JSON."""

    file: str
    line: int | None
    column: int | None
    severity: Severity
    code: str
    rule: str
    message: str
    alternatives: tuple[str, ...] = ()
    remedy: str = ""
    evidence: tuple[Evidence, ...] = ()
    words: int = 0
    lines: tuple[int, ...] = ()


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
        notice.remedy if notice.remedy.startswith(TABLES) else as_flags(notice.remedy),
        notice.evidence,
        notice.words,
        notice.lines,
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
        as_flags(error.remedy),
    )


def render(rows: Sequence[Finding], style: Style, stream: TextIO) -> str:
    """The text to print on a stream, without the last line end."""
    match style:
        case "json":
            import json  # noqa: PLC0415  people read text

            return escaped(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
        case "sarif":
            return _sarif(rows)
        case "github":
            return "\n".join(map(_command, rows))
        case "text":
            return "\n".join(_lines(row, stream) for row in _worst_first(_gathered(rows)))


def print_findings(rows: Sequence[Finding], style: Style) -> None:
    """Print findings on standard output; nothing for none, save the empty list of the JSON. Who reads them
    may have seen enough before their end.
    """
    text = render(rows, style, sys.stdout)
    try:
        sys.stdout.write(f"{text}\n" if text else "")
        sys.stdout.flush()
    except BrokenPipeError:
        drop(sys.stdout)


def _gathered(rows: Sequence[Finding]) -> list[Finding]:
    """The findings, where many lines are doubtful for the same reasons one for all: the one on which most
    depends, with the lines of the others.
    """
    groups: dict[object, list[Finding]] = {}
    for number, row in enumerate(rows):
        reasons = tuple(evidence.rule for evidence in row.evidence)
        alike = (row.file, row.severity, row.code, row.rule, reasons)
        is_one_of_many = bool(reasons) or PAIR.match(row.remedy) is not None
        groups.setdefault(alike if is_one_of_many and not row.lines else number, []).append(row)
    found: list[Finding] = []
    for group in groups.values():
        worst = max(group, key=lambda row: row.words)
        others = tuple(row.line for row in group if row is not worst and row.line is not None)
        words = sum(row.words for row in group)
        one = evolve(_with_pairs(worst, group), lines=others, words=words)
        found += [one] if len(group) >= FEWEST_GATHERED else group
    return found


def _with_pairs(worst: Finding, group: Sequence[Finding]) -> Finding:
    """The finding of a group, with the pairs of labels of all of them in the one line that decides: the file
    of decisions has that key once.
    """
    found = [match for row in group if (match := PAIR.match(row.remedy))]
    if len(found) < len(group):
        return worst
    pairs = ", ".join(match[2] for match in found)
    others = counted(len(group) - 1, "more label")
    message = f"{worst.message}, and {others} for others, below"
    return evolve(worst, message=message, remedy=f"{found[0][1]}[{pairs}]{found[0][3]}", alternatives=())


def _worst_first(rows: Iterable[Finding]) -> list[Finding]:
    """File by file, errors before warnings, then what most words depend on."""
    files: dict[str, list[Finding]] = {}
    for row in rows:
        files.setdefault(row.file, []).append(row)
    order = {"error": 0, "warning": 1, "info": 2}
    return [
        row
        for group in files.values()
        for row in sorted(group, key=lambda row: (order[row.severity], -row.words, row.line or 0))
    ]


def _named(row: Finding) -> str:
    """The code of a finding, about which `docconv rule` says more, and the rule that it comes from."""
    return f"{row.code}, {row.rule}" if row.rule and row.code in CODES else row.rule or row.code


def _lines(row: Finding, stream: TextIO) -> str:
    """A finding for people; a table that decides it has lines of its own, to be copied."""
    place = ":".join(str(part) for part in (row.file, row.line, row.column) if part is not None)
    severity = coloured(row.severity, row.severity, stream)
    first = f"{one_line(place)}: {severity}: {one_line(row.message)} [{_named(row)}]"
    could = f"could also be: {', '.join(row.alternatives)}" if row.alternatives else ""
    table = _table(row.remedy)
    more = [one_line("; ".join(filter(None, [could, "" if table else row.remedy])))]
    more += [_others(row.lines)] if row.lines else []
    return "\n".join([first, *(f"    {line}" for line in (*more, *table) if line)])


def _table(remedy: str) -> list[str]:
    """The lines of a table that decides a finding, which stays what it is; none for other remedies."""
    return escaped(remedy).splitlines() if remedy.startswith(TABLES) else []


def _others(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:MOST_LINES])) + ", …" * (len(lines) > MOST_LINES)
    return f"{counted(len(lines), 'line')} like this one: {shown}"


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
    remedy = _table(row.remedy) or [one_line(line) for line in row.remedy.splitlines()]
    message = "\n".join(map(one_line, row.message.splitlines()))
    message += "; " * bool(remedy) + "\n".join(remedy)
    return f"::{GITHUB[row.severity]} {properties}::{_data(message)}"


def _sarif(rows: Sequence[Finding]) -> str:
    """A log as https://docs.oasis-open.org/sarif/sarif/v2.1.0/ has it, for code scanning."""
    import json  # noqa: PLC0415  only programs read it
    from urllib.parse import quote  # noqa: PLC0415

    from docconv import __version__  # noqa: PLC0415
    from docconv.notices import CODES  # noqa: PLC0415

    told = {str(code): one for code, one in CODES.items()}
    rules = [
        {"id": code, "shortDescription": {"text": told.get(code, (code, ""))[0]}}
        | ({"help": {"text": told[code][1]}} if code in told else {})
        for code in dict.fromkeys(row.code for row in rows)
    ]
    results = []
    for row in rows:
        place: dict[str, object] = {"artifactLocation": {"uri": quote(row.file.replace("\\", "/"))}}
        if row.line is not None:
            column = {} if row.column is None else {"startColumn": row.column}
            place["region"] = {"startLine": row.line, **column}
        text = f"{row.message}; {row.remedy}" if row.remedy else row.message
        level = {"info": "note"}.get(row.severity, row.severity)
        locations = [{"physicalLocation": place}]
        results.append(
            {"ruleId": row.code, "level": level, "message": {"text": text}, "locations": locations}
        )
    driver = {"name": "docconv", "version": __version__, "rules": rules}
    log = {"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return escaped(json.dumps(log, ensure_ascii=False, indent=1))


def _data(text: str) -> str:
    """Line ends in the escapes of commands, so that a table stays one."""
    return text.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(one_line(text)).replace(":", "%3A").replace(",", "%2C")
