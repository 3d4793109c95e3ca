"""`docconv check`: the notices of reading and, for TEI, what its schema does not accept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from docconv.cli.console import Console
from docconv.cli.conversion import STDIN, Reading, input_of, lacking, shown_name
from docconv.cli.diagnostics import Finding, Severity, Style, failure, findings, print_findings
from docconv.errors import EXIT_FINDINGS, EXIT_OK, DocconvError, UsageError
from docconv.files import read_bytes
from docconv.formats import Format, Source, blame, load
from docconv.formats.lookup import reader
from docconv.pipeline import Input
from docconv.sidecar import path_beside
from docconv.tei.schema.validation import Fault
from docconv.wellformed.unseen import one_line


def check_files(
    inputs: Sequence[str], reading: Reading, console: Console, style: Style,
    schema: str | None = None, *, fatal: Sequence[Severity] = ("warning", "error"),
) -> int:  # fmt: skip
    """Print what was found in each input; in TEI also what a schema does not accept, by the name of its file.
    Exit code of the first failure, else 1 for findings that are `fatal`.
    """
    rows: list[Finding] = []
    failed: list[Finding] = []
    codes: list[int] = []
    for number, source in enumerate(inputs, 1):
        if style == "text":  # what programs read begins at the beginning of its line
            console.progress(number, len(inputs), source)
        try:
            rows += _checked(source, reading, schema)
        except DocconvError as error:
            console.error(str(error))
            codes.append(error.exit_code)
            failed.append(failure(shown_name(source), error))
            rows += failed[-1:]
    rows += lacking(inputs[0]) if inputs else []
    console.clear()
    found = any(row.severity in fatal for row in rows)
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
        more = "docconv explain FILE:LINE says more of a line"
        console.print(one_line(f"decisions belong into {', '.join(beside)}; {more}"))


def _checked(source: str, reading: Reading, schema: str | None) -> list[Finding]:
    """The findings in one input, in the order of their places."""
    name = shown_name(source)
    given = input_of(source, reading.format)
    row = reader(reading.format or Path(str(given)))
    with blame(row, "checking"):
        faulty: Sequence[Fault] = load(row.check)(_bytes(given)) if row.check else ()
    if schema is not None:
        faulty = (*_refused(row, given, schema), *(evolve(fault, severity="info") for fault in faulty))
    try:
        notices = findings(name, reading.read(given)[1])
    except DocconvError:
        if any(fault.severity != "info" for fault in faulty):
            told = (evolve(one, severity="error") if one.severity != "info" else one for one in faulty)
            return [_finding(name, row.name, fault) for fault in told]
        raise
    found = [*(_finding(name, row.name, fault) for fault in faulty), *notices]
    return sorted(found, key=lambda one: (one.line or 0, one.column or 0))


def _refused(row: Format, given: Input, schema: str) -> Sequence[Fault]:
    """What a schema does not accept. Raises `UsageError` for what is no TEI."""
    from docconv.tei.schema.others import refused  # noqa: PLC0415  only few give a schema

    if row.name != "tei":
        message = f"a schema is for TEI, and this is {row.name}"
        raise UsageError(message, where=str(given), remedy="leave --schema out")
    return refused(_bytes(given), schema)


def _bytes(given: Input) -> bytes:
    """What stands in an input. Raises `FileError`."""
    return given.data if isinstance(given, Source) else read_bytes(Path(str(given)))


def _finding(name: str, code: str, fault: Fault) -> Finding:
    return Finding(
        name, fault.line, fault.column, fault.severity, code, fault.rule, fault.message, (), fault.remedy
    )
