"""`docconv check`: the notices of reading and, for TEI, what its schema does not accept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docconv.cli.console import Console
from docconv.cli.conversion import STDIN, Reading, input_of, shown_name
from docconv.cli.diagnostics import Finding, Style, failure, findings, print_findings
from docconv.errors import EXIT_FINDINGS, EXIT_OK, DocconvError
from docconv.files import read_bytes
from docconv.formats import Source
from docconv.formats.lookup import by_suffix
from docconv.pipeline import Input
from docconv.sidecar import path_beside
from docconv.tei.schema.validation import Fault, faults

TEI = "tei"


def check_files(inputs: Sequence[str], reading: Reading, console: Console, style: Style) -> int:
    """Print what was found in each input. Exit code of the first failure, else 1 for warnings and errors."""
    rows: list[Finding] = []
    failed: list[Finding] = []
    codes: list[int] = []
    for number, source in enumerate(inputs, 1):
        console.progress(number, len(inputs), source)
        try:
            rows += _checked(source, reading)
        except DocconvError as error:
            console.error(str(error))
            codes.append(error.exit_code)
            failed.append(failure(shown_name(source), error))
            rows += failed[-1:]
    console.clear()
    found = any(row.severity != "info" for row in rows)
    # People have seen on standard error what could not be read.
    shown = rows if style != "text" else [row for row in rows if row not in failed]
    if not (console.quiet and style == "text"):
        print_findings(shown, style)
    if style == "text":
        _say_where(shown, console)
    return next(iter(codes), EXIT_FINDINGS if found else EXIT_OK)


def _say_where(rows: Sequence[Finding], console: Console) -> None:
    """Where decisions belong, once for all."""
    files = dict.fromkeys(row.file for row in rows if row.remedy.startswith("[[line]]"))
    beside = [str(path_beside(Path(file))) for file in files if file != STDIN]
    if beside:
        console.print(
            f"decisions belong into {', '.join(beside)}; docconv explain FILE:LINE says more of a line"
        )


def _checked(source: str, reading: Reading) -> list[Finding]:
    """The findings in one input, in the order of their places."""
    name = shown_name(source)
    given = input_of(source, reading.format)
    faulty = faults(_bytes(given)) if _is_tei(given, reading) else ()
    try:
        notices = findings(name, reading.read(given)[1])
    except DocconvError:
        if any(fault.severity == "error" for fault in faulty):
            return [_finding(name, fault) for fault in faulty]
        raise
    rows = [*(_finding(name, fault) for fault in faulty), *notices]
    return sorted(rows, key=lambda row: (row.line or 0, row.column or 0))


def _is_tei(given: Input, reading: Reading) -> bool:
    """Whether an input is to be read as TEI: by its name, or as the call says."""
    if reading.format is not None or not isinstance(given, str):
        return reading.format == TEI
    return by_suffix(Path(given)).name == TEI


def _bytes(given: Input) -> bytes:
    """What stands in an input. Raises `FileError`."""
    return given.data if isinstance(given, Source) else read_bytes(Path(str(given)))


def _finding(name: str, fault: Fault) -> Finding:
    return Finding(
        name, fault.line, fault.column, fault.severity, "tei", fault.rule, fault.message, (), fault.remedy
    )
