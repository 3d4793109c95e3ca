"""`docconv check`: the notices of reading, on standard output."""

from __future__ import annotations

from collections.abc import Sequence

from docconv.cli.console import Console
from docconv.cli.conversion import Reading, shown_name
from docconv.cli.diagnostics import Finding, Style, failure, findings, print_findings
from docconv.errors import EXIT_FINDINGS, EXIT_OK, DocconvError


def check_files(inputs: Sequence[str], reading: Reading, console: Console, style: Style) -> int:
    """Print what was found in each input. Exit code of the first failure, else 1 for warnings."""
    rows: list[Finding] = []
    codes: list[int] = []
    for number, source in enumerate(inputs, 1):
        console.progress(number, len(inputs), source)
        try:
            rows += findings(shown_name(source), reading.document(source)[1])
        except DocconvError as error:
            console.error(str(error))
            codes.append(error.exit_code)
            rows.append(failure(shown_name(source), error))
    console.clear()
    warned = any(row.severity == "warning" for row in rows)
    shown = rows if style != "text" else [row for row in rows if row.severity != "error"]
    if not (console.quiet and style == "text"):
        print_findings(shown, style)
    return next(iter(codes), EXIT_FINDINGS if warned else EXIT_OK)
