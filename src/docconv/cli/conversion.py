"""`docconv convert`: all that is made of an input is rendered before any of it is put in place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, evolve, field, frozen

from docconv.cli.console import Console, send
from docconv.cli.diagnostics import Finding, Style, failure, findings, print_findings, render
from docconv.cli.plan import STREAM, Job, Target
from docconv.errors import EXIT_FINDINGS, EXIT_OK, DocconvError, FileError, MissingError, UsageError
from docconv.files import Outputs, created_at, read_stream
from docconv.formats import Format, Source, formats
from docconv.metadata.facts import FactPairs
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.pipeline import Input, as_it_is, read_with_notices, render_files
from docconv.speakers.labels.shown import ShownLabels, with_labels
from docconv.speakers.table import SpeakerTable
from docconv.wellformed.unseen import escaped

if TYPE_CHECKING:
    from docconv.convention.file import ConventionFile
    from docconv.transforms import Transform
    from docconv.verify import Difference

STDIN = "<stdin>"
Files: TypeAlias = tuple[tuple[str, bytes], ...]
MOST_SHOWN = 20
TEXTUAL = ("text/", "application/json", "application/tei+xml")


@frozen(eq=False, repr=False)
class Reading:
    """How inputs are read: the options that all commands share."""

    format: str | None = None
    encoding: str | None = None
    speakers: SpeakerTable | None = None
    convention: ConventionFile | None = None
    without: Sequence[str] = ()
    metadata: FactPairs = ()

    def document(self, source: str) -> tuple[Resolved, tuple[Notice, ...]]:
        """The document in a file or, for `-`, on standard input."""
        return self.read(input_of(source, self.format))

    def read(self, given: Input) -> tuple[Resolved, tuple[Notice, ...]]:
        """The document in a path or a `Source`; what a plug-in prints goes to standard error."""
        with redirect_stdout(sys.stderr):
            return read_with_notices(
                given,
                format=self.format,
                encoding=self.encoding,
                speakers=self.speakers,
                convention=self.convention,
                without=self.without,
                metadata=self.metadata,
            )

    def as_it_is(self, given: Input, to: str, options: object) -> bytes | None:
        """The bytes of a path or a `Source` that is written in its own format, where nothing is changed."""
        return as_it_is(
            given,
            to,
            options,
            format=self.format,
            speakers=self.speakers,
            convention=self.convention,
            metadata=self.metadata,
        )


def input_of(source: str, name: str | None) -> Input:
    """A path, or what stands on standard input. Raises `UsageError` where nothing tells its format."""
    if source != STREAM:
        return source
    if name is None:
        message = "nothing tells the format of standard input"
        raise UsageError(message, remedy="name it with -f, for instance -f text")
    if sys.stdin is None:
        message = "standard input is closed"
        raise FileError(message, remedy="name a file")
    data, _ = read_stream(sys.stdin.buffer)
    return Source(data, STDIN)


def lacking(source: str) -> list[Finding]:
    """The plug-ins that could not be loaded, said beside the first input of a run that goes on without
    them.
    """
    notices = (evolve(notice, severity="info") for notice in formats()[1])
    return findings(shown_name(source), notices)


def shown_name(source: str) -> str:
    """The name of an input for people."""
    return STDIN if source == STREAM else source


@define(eq=False, repr=False)
class Conversion:
    """One run of `convert`."""

    reading: Reading
    values: Mapping[str, dict[str, str]]
    console: Console
    force: bool = False
    strict: bool = False
    style: Style = "text"
    labels: ShownLabels = "printed"
    verify: bool = False
    change: Transform | None = None
    is_dry: bool = False
    _rows: list[Finding] = field(factory=list, init=False)
    _codes: list[int] = field(factory=list, init=False)
    _streamed: list[bytes] = field(factory=list, init=False)
    _beside: list[Path] = field(factory=list, init=False)

    def run(self, jobs: Sequence[Job]) -> int:
        """Render one input after the other, and put in place what is made of each; after a failure, or a
        warning under `strict`, nothing of that input. The exit code is that of the first failure.
        """
        claims = Outputs(overwrite=True)  # of the whole run; each job has its own for what is there already
        for job in jobs:
            if job.source != STREAM:
                claims.protect(Path(job.source))
        done = []
        for number, job in enumerate(jobs, 1):
            if self.style == "text":  # what programs read begins at the beginning of its line
                self.console.progress(number, len(jobs), job.source)
            if self._convert(job, claims):
                done.append(job)
        self.console.clear()
        if jobs and self.style != "text":  # people are told warnings only
            self._rows += lacking(jobs[0].source)
        self._report()
        if not self._codes and not self.is_dry:
            for data in self._streamed:
                send(data)
        self._tell(done)
        return self._codes[0] if self._codes else EXIT_OK

    def _convert(self, job: Job, claims: Outputs) -> bool:
        """Render an input and put the files in place; whether that was done."""
        failures, rows, beside = len(self._codes), len(self._rows), len(self._beside)
        name = shown_name(job.source)
        with Outputs(overwrite=self.force) as outputs:
            try:
                _claim(job, claims, outputs)
                self._render(job, claims, outputs)
                refused = self.strict and any(row.severity == "warning" for row in self._rows[rows:])
                if len(self._codes) == failures and not refused:
                    outputs.commit()  # of nothing, if the run is dry
                    return True
            except DocconvError as error:
                self._codes.append(error.exit_code)
                self._rows.append(failure(name, error))
                self.console.error(str(error))
        del self._beside[beside:]
        return False

    def _render(self, job: Job, claims: Outputs, outputs: Outputs) -> None:
        given = input_of(job.source, self.reading.format)
        if self._as_it_is(given, job, claims, outputs):
            return
        document, notices = self.reading.read(given)
        document = with_labels(self.change(document) if self.change else document, self.labels)
        written = []
        for target in job.targets:
            files, more = self._files(document, target, job)
            notices += tuple(notice for notice in more if notice not in notices)
            self._stage(target, files, claims, outputs)
            written.append((target.format.name, *files[0]))
        if self.verify:
            self._prove(document, written)
        self._rows.extend(findings(shown_name(job.source), notices))

    def _as_it_is(self, given: Input, job: Job, claims: Outputs, outputs: Outputs) -> bool:
        """Stage the bytes of a file that is written in its own format, where nothing is to be changed;
        whether that is all that there is to do.
        """
        doing = self.strict or self.verify or self.change or self.labels != "printed"
        if doing or self.reading.encoding or len({target.format.name for target in job.targets}) > 1:
            return False
        name = job.targets[0].format.name
        data = self.reading.as_it_is(given, name, self.values[name])
        for target in job.targets if data is not None else ():
            self._stage(target, ((shown_name(job.source), data or b""),), claims, outputs)
        return data is not None

    def _files(self, document: Resolved, target: Target, job: Job) -> tuple[Files, tuple[Notice, ...]]:
        created = created_at(job.source if job.source != STREAM else b"")
        name = STDIN if target.path is None else target.path.name
        options = self.values[target.format.name]
        with redirect_stdout(sys.stderr):
            return render_files(document, target.format.name, name, options=options, created=created)

    def _prove(self, document: Resolved, written: Iterable[tuple[str, str, bytes]]) -> None:
        """Read back what was rendered, and refuse to put it in place where it tells something else."""
        from docconv.verify import prove, reading_once  # noqa: PLC0415  only --verify needs it

        with reading_once():
            for format_name, name, data in written:
                found = prove(document, data, format_name, options=self.values[format_name])
                self._refuse(name, found, "does not tell what it was made from")

    def _refuse(self, name: str, found: Sequence[Difference], message: str) -> None:
        for difference in found[:MOST_SHOWN]:
            self.console.error(f"{name}: {difference.sentence('the document', name)}")
        if found:
            many = f"{len(found)} difference{'s' * (len(found) > 1)}"
            self.console.error(f"{name} {message}: {many}; nothing was written")
            self._codes.append(EXIT_FINDINGS)

    def _stage(self, target: Target, files: Files, claims: Outputs, outputs: Outputs) -> None:
        """Put files where they will be; what belongs beside a file cannot go to standard output."""
        (_, data), *beside = files
        if target.path is None:
            self._streamed.append(data)
            return
        if not self.is_dry:
            outputs.stage(target.path, data)
        for name, more in beside:
            path = target.path.with_name(name)
            claims.claim(path)
            outputs.claim(path)
            if not self.is_dry:
                outputs.stage(path, more)
            self._beside.append(path)

    def _report(self) -> None:
        """As text, only warnings, on standard error; for programs, all, on standard output unless a
        document goes there.
        """
        warnings = [row for row in self._rows if row.severity == "warning"]
        if self.style != "text" and not self._streamed:
            print_findings(self._rows, self.style)
        elif not self.console.quiet:
            told = warnings if self.style == "text" and not self.console.verbose else self._rows
            self.console.print(render(told, self.style, sys.stderr))
        if self.strict and warnings:
            number = f"{len(warnings)} warning{'s' * (len(warnings) > 1)}"
            doubtful = len({row.file for row in warnings})
            what = f"nothing was written of {doubtful} inputs" if doubtful > 1 else "nothing was written"
            self.console.error(
                f"{number} and --strict, so {what}", "see docconv check, or leave --strict out"
            )
            self._codes.append(EXIT_FINDINGS)

    def _tell(self, jobs: Sequence[Job]) -> None:
        paths = [target.path for job in jobs for target in job.targets if target.path is not None]
        for path in (*paths, *self._beside):
            if self.is_dry:
                sys.stdout.write(escaped(f"would write {path}\n"))
            else:
                self.console.wrote(str(path))


def preview(source: str, rows: Sequence[Format], conversion: Conversion, *, opens: bool) -> int:
    """Convert an input into a new folder for temporary files, tell the files, and open them. The exit code.

    Raises `MissingError` where there is no program to open them with.
    """
    import shutil  # noqa: PLC0415  only a preview needs them
    import webbrowser  # noqa: PLC0415
    from tempfile import mkdtemp  # noqa: PLC0415

    folder = Path(mkdtemp(prefix="docconv-")).resolve()
    stem = "transcript" if source == STREAM else Path(source).stem
    paths = [folder / f"{stem}{row.suffixes[0]}" for row in rows]
    targets = tuple(Target(row, path) for row, path in zip(rows, paths, strict=True))
    code = conversion.run([Job(source, targets)])
    if code:
        shutil.rmtree(folder, ignore_errors=True)
    for path in () if code else paths:
        sys.stdout.write(escaped(f"{path}\n"))
        if opens and not webbrowser.open(path.as_uri()):
            message = "there is no browser to open it with"
            raise MissingError(message, where=str(path), remedy="open the file, or name one in BROWSER")
    return code


def _claim(job: Job, claims: Outputs, outputs: Outputs) -> None:
    for target in job.targets:
        if target.path is not None:
            claims.claim(target.path)
            outputs.claim(target.path)
        elif sys.stdout.isatty() and not target.format.media_type.startswith(TEXTUAL):
            message = f"{target.format.name} is not for a terminal"
            raise UsageError(message, remedy="send it to a file or a pipe")
