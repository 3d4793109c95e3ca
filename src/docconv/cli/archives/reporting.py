"""`docconv report`: a manifest as a table, as JSON or as a page."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from docconv.cli.console import as_flags, send
from docconv.corpus.collection import write_corpus
from docconv.corpus.drama import write_drama
from docconv.corpus.manifest import records
from docconv.corpus.page import page
from docconv.corpus.parliament import write_parliament
from docconv.corpus.report import Report, doubt, report
from docconv.corpus.table import write_table
from docconv.corpus.unit import Record
from docconv.errors import EXIT_FINDINGS, EXIT_OK
from docconv.wellformed.unseen import escaped, one_line

LAYOUTS: Mapping[str, Callable[[Iterable[Record], Path, Path], int]] = {
    "flat": write_corpus,
    "parlamint": write_parliament,
    "dracor": write_drama,
}


def print_report(manifest: str, most: int, shape: Literal["text", "json", "html"]) -> int:
    """Print the report. The exit code says whether anything failed. Raises `FileError`, `BadInputError`."""
    found = report(records(Path(manifest)))
    match shape:
        case "json":
            text = escaped(json.dumps(found.data(), indent=2))
        case "html":
            text = page(found, Path(manifest).name, most or None)
        case "text":
            text = escaped("\n".join(_lines(found, most or None)))
    sys.stdout.write(f"{text}\n")
    return EXIT_FINDINGS if found.failed else EXIT_OK


def print_table(manifest: str) -> int:
    """Print a Parquet file. The exit code says whether anything failed. Raises as `print_report` does, and
    `MissingError`.
    """
    is_done = write_table(records(Path(manifest)), send)
    return EXIT_OK if is_done else EXIT_FINDINGS


def write_tei(manifest: str, folder: str, layout: str) -> int:
    """Write the TEI files beside a manifest as one corpus. The exit code says whether anything failed. Raises
    `FileError`, `BadInputError`.
    """
    rows = list(records(Path(manifest)))
    LAYOUTS[layout](rows, Path(manifest).absolute().parent, Path(folder).absolute())
    return EXIT_FINDINGS if any(row.code for row in rows) else EXIT_OK


def _lines(found: Report, most: int | None) -> Iterator[str]:
    """The table for people: sums, then what failed, then what is doubtful."""
    rate = found.files / found.seconds if found.seconds else 0.0
    yield f"files      {found.files}, {len(found.failed)} failed, {len(found.doubtful)} doubtful"
    yield f"speakers   {found.speakers}"
    yield f"turns      {found.turns}: {_counts(found.certainty)}"
    yield f"notices    {_counts(found.notices)}"
    yield f"written    {found.bytes_written} bytes in {found.seconds:g} s of work, {rate:.3g} files a second"
    if found.failed:
        yield from ("", "failed")
        yield from (one_line(f"  {row.source}: {as_flags(row.error)}") for row in found.failed[:most])
    if found.doubtful:
        yield from ("", "doubtful, the worst first")
        for row in found.doubtful[:most]:
            what = f"{doubt(row):.0%} of {row.turns} turns" if row.turns else "nobody speaks"
            yield one_line(f"  {what:>18}  {row.source}")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"
