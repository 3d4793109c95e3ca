"""`docconv speakers` for a folder or several files: one register for all of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout

import tomli_w

from docconv.cli.console import Console
from docconv.cli.conversion import Reading
from docconv.corpus.people.appearances import Appearance, Identity, appearances
from docconv.corpus.people.registry import Registry, registry
from docconv.corpus.plan import Plan
from docconv.corpus.storage import whole_name
from docconv.corpus.unit import Snapshot
from docconv.errors import EXIT_FINDINGS, EXIT_OK, DocconvError
from docconv.speakers.table import SpeakerTable, rows_of
from docconv.wellformed.unseen import escaped, one_line


def print_registry(inputs: Sequence[str], reading: Reading, console: Console, *, with_proposed: bool) -> int:
    """Print the speaker file of an archive. The exit code says whether a file could not be read."""
    failures: list[str] = []
    found = registry(_appearances(inputs, reading, console, failures))
    sys.stdout.write(escaped(registry_text(found, with_proposed=with_proposed)))
    return EXIT_FINDINGS if failures else EXIT_OK


def _appearances(
    inputs: Sequence[str], reading: Reading, console: Console, failures: list[str]
) -> Iterator[Appearance]:
    plan = Plan([whole_name(name) for name in inputs], "", takes_all=reading.format is not None)
    task = None
    for task in plan.tasks():
        try:
            with redirect_stdout(sys.stderr):  # a plug-in may print
                document, _ = Snapshot.of(task.source).document(
                    format=reading.format, encoding=reading.encoding, speakers=reading.speakers,
                    convention=reading.convention, without=reading.without,
                )  # fmt: skip
        except DocconvError as error:
            failures.append(task.name)
            console.error(str(error))
        else:
            yield from appearances(task.name, document)
    if task is None:
        console.print(one_line(f"docconv: no file that can be read{plan.told_left_out()}"))


def registry_text(found: Registry, *, with_proposed: bool) -> str:
    """A register as a speaker file; what is only proposed is a comment, with its evidence."""
    entries = found.entries(with_proposed=with_proposed)
    lines = [_comment("contradicted", one) for one in found.contradicted]
    proposed = () if with_proposed else found.proposed
    lines += [_comment("proposed", one) for one in proposed]
    lines += [_comment("possible", one) for one in found.possible]
    lines += [_comment("office", one) for one in found.offices]
    if proposed:
        lines.append("# --proposed writes what is proposed as entries.")
    head = "".join(f"{line}\n" for line in lines)
    return head + "\n" * bool(lines) + tomli_w.dumps(rows_of(SpeakerTable(entries)))


def _comment(word: str, one: Identity) -> str:
    """What was not written: who, where, and why."""
    why = one.contradiction or "; ".join(one.evidence)
    files = ", ".join(one.files[:3]) + ", ..." * (len(one.files) > 3)
    return one_line(
        f"# {word}: {one.entry.name or one.entry.role} ({', '.join(one.entry.aliases)}): {why}; in {files}"
    )
