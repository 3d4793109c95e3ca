"""One unit of work: a file is converted, whoever hands it out and wherever that is done.

Nothing is read but the source, what decides about it (the file of decisions beside it, a `docconv.toml`
above it) and files that the options name; neither the working folder nor the environment. To do it twice does
no harm.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal

from attrs import asdict, evolve, field, fields, frozen, has

from docconv import __version__
from docconv.errors import EXIT_BUG, EXIT_FINDINGS, BadInputError, DocconvError, FileError, UsageError
from docconv.files import Outputs, configurations, kind_of, read_bytes
from docconv.formats.lookup import writer
from docconv.model import Resolved, Turn
from docconv.notices import Notice
from docconv.pipeline import read_with_notices, render_files
from docconv.sidecar import path_beside
from docconv.speakers.labels.shown import ShownLabels, with_labels
from docconv.walk import walk

if TYPE_CHECKING:
    from docconv.convention.file import ConventionFile
    from docconv.speakers.table import SpeakerTable

Files = dict[Path, bytes]


@frozen(kw_only=True)
class ConversionOptions:
    """What is made of a file, and how; values only, so that other processes and machines can be told.

    formats: the formats to write.
    values: options of writers by format, texts as `-O` takes them; names of files are whole paths.
    read_as: the format of the sources, where no suffix tells it.
    encoding: that of sources that are text.
    speakers, convention, without: as `docconv.read` takes them.
    labels: which labels are shown.
    created: the date of what is written; without it that of the source.
    verify: read back what was rendered, and write nothing that differs.
    strict: write nothing of a file about which there is a warning.
    overwrite: replace what is there, whatever it is.
    key: the same for options that make the same of a file, contents of files that they name included.
    """

    formats: tuple[str, ...]
    values: Mapping[str, Mapping[str, str]] = field(factory=dict)
    read_as: str | None = None
    encoding: str | None = None
    speakers: SpeakerTable | None = None
    convention: ConventionFile | None = None
    without: tuple[str, ...] = ()
    labels: ShownLabels = "printed"
    created: datetime | None = None
    verify: bool = False
    strict: bool = False
    overwrite: bool = False

    key: str = field(init=False)

    @key.default
    def _(self) -> str:
        names = [one.name for one in fields(ConversionOptions) if one.name not in {"key", "overwrite"}]
        named = {text: _sha256_of(text) for row in self.values.values() for text in row.values()}
        data = [{name: getattr(self, name) for name in names}, named]
        return _sha256(json.dumps(data, sort_keys=True, default=_plain).encode())[:16]


@frozen(kw_only=True)
class OutputFile:
    """A file that was written: its name, the SHA-256 of its bytes, and their number."""

    name: str
    sha256: str
    size: int


@frozen(kw_only=True)
class Record:
    """What became of a source. All but `seconds` is the same each time.

    sha256, beside: of the source; of the files of decisions that hold for it, empty where there is none.
    version, options: of docconv; the key of the options.
    outputs: the files, in one folder; in a manifest, of what failed those of an earlier run.
    speakers, turns: how many there are.
    certainty: how many turns are attributed with which certainty; `none` for those of nobody.
    notices: how many there are of each code.
    warnings: how many of them are warnings.
    seconds: how long it took.
    error, code: why nothing was written, and the exit code that says so.
    """

    source: str
    version: str = __version__
    options: str = ""
    sha256: str = ""
    beside: str = ""
    outputs: tuple[OutputFile, ...] = ()
    speakers: int = 0
    turns: int = 0
    certainty: Mapping[str, int] = field(factory=dict)
    notices: Mapping[str, int] = field(factory=dict)
    warnings: int = 0
    seconds: float = 0.0
    error: str = ""
    code: int = 0

    @property
    def status(self) -> Literal["done", "failed"]:
        """Whether the outputs are there."""
        return "failed" if self.code else "done"


def convert_file(
    source: str, target: str, options: ConversionOptions, *, replaceable: Collection[str] = ()
) -> Record:
    """Convert the file `source` into files called `target` and the suffix of each format, both whole paths.

    They are put in place together. One that is there and has the right bytes already stays; another one is
    replaced if its SHA-256 is among `replaceable`, or with `options.overwrite`. Whatever is wrong is in the
    record, nothing is raised.
    """
    began = perf_counter()
    record = Record(source=source, options=options.key)
    try:
        sha256, beside = fingerprint(Path(source))
        record = evolve(record, sha256=sha256, beside=beside)
        record = _converted(Path(source), Path(target), options, frozenset(replaceable), record)
    except Exception as error:  # noqa: BLE001  a bad file is no reason to stop
        record = failed(record, error)
    return evolve(record, seconds=round(perf_counter() - began, 4))


def failed(record: Record, error: Exception) -> Record:
    """The record of what went wrong; a lack of memory is told as one, whatever came of it."""
    if _comes_of_memory(error):
        message = "it needs more memory than it may have"
        return evolve(record, error=f"{record.source}: {message}", code=EXIT_FINDINGS)
    if isinstance(error, DocconvError):
        return evolve(record, error=str(error), code=error.exit_code)
    message = f"unexpected {type(error).__name__}: {error}"
    return evolve(record, error=f"{record.source}: {message}", code=EXIT_BUG)


def _comes_of_memory(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


def fingerprint(source: Path) -> tuple[str, str]:
    """The SHA-256 of a source, and of what is decided about it. Raises `FileError` and `UsageError`."""
    if not source.is_absolute():
        message = "this is no whole path"
        raise UsageError(message, where=str(source), remedy="give one that begins at the root")
    near = [path_beside(source), *configurations(source)]
    decisions = [read_bytes(path) for path in near if kind_of(path) == "file"]
    return _sha256(read_bytes(source)), _sha256(*decisions) if decisions else ""


def _converted(
    source: Path, target: Path, options: ConversionOptions, replaceable: frozenset[str], record: Record
) -> Record:
    before = _state(source)
    document, notices = read_with_notices(
        source, format=options.read_as, encoding=options.encoding, speakers=options.speakers,
        convention=options.convention, without=options.without,
    )  # fmt: skip
    document = with_labels(document, options.labels)
    created = options.created or datetime.fromtimestamp(before[0] // 10**9, UTC)
    files: Files = {}
    for name in options.formats:
        made, more = _rendered(document, name, target, options, created)
        notices += tuple(notice for notice in more if notice not in notices)
        files |= made
    _refuse_doubtful(notices, options, source)
    if _state(source) != before or fingerprint(source) != (record.sha256, record.beside):
        message = "it changed while it was read"
        raise FileError(message, where=str(source), remedy="convert it again")
    put_in_place(files, source, replaceable, overwrite=options.overwrite)
    return _with_counts(evolve(record, outputs=tuple(_outputs(files))), document, notices)


def _rendered(
    document: Resolved, name: str, target: Path, options: ConversionOptions, created: datetime
) -> tuple[Files, tuple[Notice, ...]]:
    """The files of a format, proved where that is asked for."""
    values = options.values.get(name, {})
    path = target.with_name(target.name + writer(name).suffixes[0])
    made, notices = render_files(document, name, path.name, options=values, created=created)
    if options.verify:
        _prove(document, made[0][1], name, values)
    return {path.with_name(own): data for own, data in made}, notices


def _prove(document: Resolved, data: bytes, name: str, values: Mapping[str, str]) -> None:
    from docconv.verify import prove  # noqa: PLC0415  only few ask for it

    if found := prove(document, data, name, options=values):
        message = f"its {name} does not tell what it was made from: {found[0].sentence('the source', name)}"
        raise BadInputError(message)


def _refuse_doubtful(notices: Iterable[Notice], options: ConversionOptions, source: Path) -> None:
    warnings = sum(notice.severity == "warning" for notice in notices)
    if options.strict and warnings:
        message = f"{warnings} warning{'s' * (warnings > 1)} and --strict"
        raise BadInputError(message, where=str(source), remedy="see docconv check, or leave --strict out")


def put_in_place(files: Files, source: Path, replaceable: frozenset[str], *, overwrite: bool) -> None:
    """Write files, all or none; what is there with the same bytes stays. Raises `FileError`, `UsageError`."""
    for is_last in (False, True):
        there = {path: _sha256_of(str(path)) for path in files}
        missing = {path: data for path, data in files.items() if there[path] != _sha256(data)}
        others = {there[path] for path in missing} - {""}
        may_replace = overwrite or (bool(others) and others <= replaceable)
        try:
            with Outputs(overwrite=may_replace) as outputs:
                outputs.protect(source)
                for path, data in missing.items():
                    outputs.claim(path)
                    outputs.stage(path, data)
                outputs.commit()
        except FileError:  # somebody else who does the same may have been quicker
            if is_last or all(path.exists() == bool(there[path]) for path in files):
                raise
        else:
            return


def _with_counts(record: Record, document: Resolved, notices: Collection[Notice]) -> Record:
    turns = [node for node in walk(document) if isinstance(node, Turn)]
    return evolve(
        record,
        speakers=len(document.speakers),
        turns=len(turns),
        certainty=_counted(turn.attribution.certainty if turn.speakers else "none" for turn in turns),
        notices=_counted(notice.code for notice in notices),
        warnings=sum(notice.severity == "warning" for notice in notices),
    )


def _counted(names: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(names).items()))


def _outputs(files: Files) -> Iterator[OutputFile]:
    for path, data in files.items():
        yield OutputFile(name=path.name, sha256=_sha256(data), size=len(data))


def _state(path: Path) -> tuple[int, int, int]:
    """When a file was changed last, in nanoseconds, its size and its number. Raises `FileError`."""
    try:
        found = path.stat()
    except OSError:
        read_bytes(path)
        raise
    return found.st_mtime_ns, found.st_size, found.st_ino


def _sha256(*parts: bytes) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part)
    return found.hexdigest()


def _sha256_of(name: str) -> str:
    """The hash of a file, empty where there is none."""
    try:
        return _sha256(Path(name).read_bytes()) if Path(name).is_absolute() else ""
    except (OSError, ValueError):
        return ""


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever options have
    if has(type(value)):
        return asdict(value, recurse=False)
    return sorted(value) if isinstance(value, frozenset) else str(value)
