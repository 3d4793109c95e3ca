"""`docconv convert` for folders and many files: tree in, tree out, and a summary."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, TypeAlias

from attrs import asdict, define, field

from docconv.cli.archives import given_options
from docconv.cli.console import Console
from docconv.cli.conversion import Reading
from docconv.cli.diagnostics import Style, failure, render
from docconv.cli.flags import change_of, configured, given_flags
from docconv.cli.plan import STREAM, check_verifiable, writer_values
from docconv.corpus.driver import Driver, Outcome, Stop
from docconv.corpus.engines.processes import local_engine, processors
from docconv.corpus.engines.work import Engine, Limits
from docconv.corpus.manifest import NAME, Manifest
from docconv.corpus.plan import Plan
from docconv.corpus.storage import whole_name
from docconv.corpus.unit import ConversionOptions, Record
from docconv.errors import EXIT_FINDINGS, EXIT_OK, BadInputError, FileError, UsageError
from docconv.files import created_at, is_url, kind_of
from docconv.formats import Format
from docconv.formats.lookup import writer
from docconv.speakers.labels.shown import ShownLabels
from docconv.wellformed.unseen import escaped, one_line

Rounds: TypeAlias = Callable[[Plan, Stop], Iterable[object]]
"""When the plan is gone through: an item for each time."""
SETTLED = frozenset({"unchanged", "failed before"})
MOST_NAMED = 20
"""How many failures are told one by one."""


def _once(*_: object) -> Iterable[object]:
    return (None,)


@define
class ArchiveConversion:
    """One run over an archive."""

    reading: Reading
    console: Console
    style: Style
    labels: ShownLabels
    assignments: Sequence[str] = field(kw_only=True)
    verify: bool = field(kw_only=True)
    strict: bool = field(kw_only=True)
    force: bool = field(default=False, kw_only=True)
    resume: bool = field(default=False, kw_only=True)
    changes: tuple[tuple[str, ...], tuple[str, ...]] = field(default=((), ()), kw_only=True)
    _counts: Counter[Outcome] = field(factory=Counter, init=False)
    _total: int = field(default=0, init=False)
    _began: float = field(factory=monotonic, init=False)
    _rounds: int = field(default=0, init=False)

    def run(self, inputs: Sequence[str], output: str, names: Sequence[str], rounds: Rounds = _once) -> int:
        """Convert, in each of the rounds, and tell what became of it. The exit code says whether anything
        failed.
        """
        given = given_options()
        options, folder = self._options(names), _folder(output)
        plan = Plan(_whole_names(inputs), folder, takes_all=self.reading.format is not None)
        stop = Stop()
        engine = _engine(given, stop)
        retry = "retry_failed" in given
        is_new = not (retry or self.resume or "resume" in given)
        path = Path(given.get("manifest", _manifest(folder))).absolute()
        with stop.listening():
            for _ in rounds(plan, stop):
                with (
                    self._summary(plan, path),
                    _opened(path, must_be_new=is_new and not self.force) as manifest,
                ):
                    shown = plan.tasks() if self.console.is_interactive() else ()
                    self._total = sum(1 for _ in shown)
                    Driver(options, engine, manifest, self._tell, retry=retry, is_new=is_new).run(
                        plan.tasks()
                    )
        return EXIT_FINDINGS if self._counts["failed"] + self._counts["failed before"] else EXIT_OK

    def foretell(self, inputs: Sequence[str], output: str, names: Sequence[str]) -> int:
        """Tell what a run would convert into which files, and what it would leave out; nothing is read. The
        exit code says whether inputs would become one file.
        """
        rows = [writer(name) for name in self._options(names).formats]
        plan = Plan(_whole_names(inputs), _folder(output), takes_all=self.reading.format is not None)
        clashes = 0
        for task in plan.tasks():
            if task.error:
                self.console.error(task.error)
                clashes += 1
            for row in () if task.error else rows:
                sys.stdout.write(escaped(f"would write {task.target}{row.suffixes[0]}\n"))
        for suffix, count in sorted(plan.left_out.items()):
            self.console.print(one_line(f"not read: {count} {suffix}"))
        return EXIT_FINDINGS if clashes else EXIT_OK

    def _options(self, names: Sequence[str]) -> ConversionOptions:
        if self.style == "sarif":
            message = "a log for code scanning is of single files"
            raise UsageError(message, where="--diagnostics sarif", remedy="ask docconv check for it")
        rows = _distinct([writer(name) for name in names])
        values = writer_values(self.assignments, given_flags(), rows, configured(rows))
        if self.verify:
            check_verifiable(rows)
        filters, names = self._changes()
        return ConversionOptions(
            formats=tuple(row.name for row in rows),
            values={name: _whole_paths(row) for name, row in values.items()},
            read_as=self.reading.format,
            encoding=self.reading.encoding,
            speakers=None if self.reading.speakers is None else self.reading.speakers.of_source(),
            convention=self.reading.convention,
            without=tuple(self.reading.without),
            metadata=self.reading.metadata,
            filters=filters,
            apply=names,
            labels=self.labels,
            created=created_at(b""),
            verify=self.verify,
            strict=self.strict,
            overwrite=self.force,
        )

    def _changes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Filters and transforms. Raises `UsageError` for a key file, which several would write."""
        change_of(*self.changes)
        if any(name.startswith("pseudonymise=") for name in self.changes[1]):
            message = "one key file is not for an archive, whose files are converted side by side"
            raise UsageError(message, where="--apply", remedy="name the files of one folder: in/*.txt")
        return self.changes

    def _tell(self, outcome: Outcome, record: Record) -> None:
        """One file: for programs a line of JSON each, for people what failed, and how far we are."""
        self._counts[outcome] += 1
        if self.style == "json":
            sys.stdout.write(f"{json.dumps({'outcome': outcome} | asdict(record))}\n")
            sys.stdout.flush()
        elif outcome == "failed" and self._counts[outcome] <= MOST_NAMED:
            self._name(record)
        elif self.console.verbose:
            self.console.print(one_line(f"{outcome}: {record.source}"))
        done = self._counts.total()
        rate = done / max(monotonic() - self._began, 0.001)
        left = max(self._total - done, 0) / rate
        self.console.progress(done, self._total, f"{rate:.3g} files a second, {left:.0f} s left")

    def _name(self, record: Record) -> None:
        self.console.error(record.error)
        if self.style == "github":
            finding = failure(record.source, BadInputError(record.error))
            sys.stdout.write(f"{render([finding], self.style, sys.stdout)}\n")

    @contextmanager
    def _summary(self, plan: Plan, manifest: Path) -> Iterator[None]:
        """One line at the end of a round, also of one that is interrupted or has no files; none for a
        later one without work.
        """
        self._rounds += 1
        self._counts.clear()
        self._began = monotonic()
        is_whole = False
        try:
            yield
            is_whole = True
        finally:
            self.console.clear()
            is_told = self._rounds == 1 and (is_whole or bool(self._counts))
            if is_told or self._counts.keys() - SETTLED:
                self.console.print(one_line(self._line(plan, manifest)))

    def _line(self, plan: Plan, manifest: Path) -> str:
        total, seconds = self._counts.total(), monotonic() - self._began
        parts = [f"{count} {outcome}" for outcome, count in self._counts.items()] or ["nothing to convert"]
        return (
            f"docconv: {total} file{'s' * (total != 1)}: {', '.join(parts)}{plan.told_left_out()}"
            f"; {seconds:.1f} s, {total / max(seconds, 0.001):.3g} a second; see docconv report {manifest}"
        )


def _engine(given: Mapping[str, Any], stop: Stop) -> Engine:
    """Who does the work. Raises `UsageError`, `MissingError`."""
    jobs = given.get("jobs", 1) or processors()
    limits = Limits(given.get("timeout", 600), given.get("memory", 4096) << 20)
    address = given.get("scheduler", "")
    if given.get("engine", "local") == "local":
        if address:
            message = "a scheduler does nothing here"
            raise UsageError(message, where="--scheduler", remedy="give --engine dask, too")
        return local_engine(jobs, limits, stop)
    from docconv.corpus.engines.cluster import cluster_engine  # noqa: PLC0415  only where it is asked for

    return cluster_engine(address, jobs, limits, stop)


@contextmanager
def _opened(path: Path, *, must_be_new: bool) -> Iterator[Manifest]:
    """What was done, and will be. Raises `FileError` where an earlier run has written it."""
    with Manifest(path) as manifest:
        if len(manifest) and must_be_new:
            message = "an earlier run has written this manifest"
            remedy = "go on with --resume, or do all anew with --force"
            raise FileError(message, where=str(path), remedy=remedy)
        yield manifest


def _folder(output: str) -> str:
    if output == STREAM or not (is_url(output) or kind_of(Path(output)) in {"folder", "nothing"}):
        message = "an archive becomes a folder"
        raise UsageError(message, where=output, remedy="name a folder with -o FOLDER/")
    return whole_name(output)


def _manifest(folder: str) -> str:
    """The file to write down in what was done: among the outputs, or in the working folder, under the name of
    outputs that are elsewhere, since nothing can be added to an object.
    """
    if not is_url(folder):
        return str(Path(folder, NAME))
    return f"{'-'.join(one for one in folder.split('/')[2:] if one)}.{NAME}"


def _whole_names(inputs: Sequence[str]) -> list[str]:
    if STREAM in inputs:
        message = "standard input is no part of an archive"
        raise UsageError(message, remedy="convert it in a run of its own")
    return [whole_name(name) for name in inputs]


def _distinct(rows: Sequence[Format]) -> Sequence[Format]:
    """Formats whose files have names of their own. Raises `UsageError`."""
    suffixes = Counter(row.suffixes[0] for row in rows)
    if not rows or suffixes.most_common(1)[0][1] > 1:
        message = "two formats have one suffix" if rows else "nothing tells the format of the output"
        raise UsageError(message, remedy="name them with -t, for instance -t tei,docx,pdf")
    return rows


def _whole_paths(values: Mapping[str, str]) -> dict[str, str]:
    """Options of a writer, files among them by their whole paths, since a worker may be elsewhere."""
    return {
        name: str(Path(text).absolute()) if Path(text).suffix and kind_of(Path(text)) == "file" else text
        for name, text in values.items()
    }
