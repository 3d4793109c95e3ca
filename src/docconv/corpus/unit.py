"""One unit of work: a file is converted, whoever hands it out and wherever that is done.

Source and target are paths or URLs, see `storage`.

Nothing is read but the source, what decides about it (the file of decisions beside it, a `docconv.toml`
above it) and files that the options name; neither the working folder nor the environment. To do it twice does
no harm.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import asdict, evolve, field, fields, frozen, has

from docconv import __version__
from docconv.corpus.storage import place_of
from docconv.corpus.storage.local import digest_of
from docconv.corpus.storage.place import Decided, FileState, digest, joined, split
from docconv.errors import EXIT_BUG, EXIT_FINDINGS, BadInputError, DocconvError, FileError
from docconv.files import is_url
from docconv.formats import Source
from docconv.formats.lookup import writer
from docconv.model import Resolved, Turn
from docconv.notices import Notice
from docconv.pipeline import read_with_notices, render_files
from docconv.speakers.labels.shown import ShownLabels, with_labels
from docconv.walk import walk

if TYPE_CHECKING:
    from docconv.convention.file import ConventionFile
    from docconv.metadata.facts import FactPairs
    from docconv.speakers.table import SpeakerTable

Files = dict[str, bytes]


@frozen(kw_only=True)
class ConversionOptions:
    """What is made of a file, and how; values only, so that other processes and machines can be told.

    formats: the formats to write.
    values: options of writers by format, texts as `-O` takes them; names of files are whole paths.
    read_as: the format of the sources, where no suffix tells it.
    encoding: that of sources that are text.
    speakers, convention, without, metadata: as `docconv.read` takes them.
    filters, apply: programs and transforms that change the document, see `docconv.transforms.changes`.
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
    metadata: FactPairs = ()
    filters: tuple[str, ...] = ()
    apply: tuple[str, ...] = ()
    labels: ShownLabels = "printed"
    created: datetime | None = None
    verify: bool = False
    strict: bool = False
    overwrite: bool = False

    key: str = field(init=False)

    @key.default
    def _(self) -> str:
        names = [one.name for one in fields(ConversionOptions) if one.name not in {"key", "overwrite"}]
        named = {text: digest_of(text) for row in self.values.values() for text in row.values()}
        data = [{name: getattr(self, name) for name in names}, named]
        return digest(json.dumps(data, sort_keys=True, default=_plain).encode())[:16]


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
    mark: of the source where its storage has such, and of those files; the same as long as they are.
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
    mark: str = ""
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
    """Convert the file `source` into files called `target` and the suffix of each format, both whole paths or
    URLs.

    They are put in place together. One that is there and has the right bytes already stays; another one is
    replaced if its SHA-256 is among `replaceable`, or with `options.overwrite`. Whatever is wrong is in the
    record, nothing is raised.
    """
    began = perf_counter()
    record = Record(source=source, options=options.key)
    try:
        reading = Snapshot.of(source)
        record = evolve(record, sha256=digest(reading.data), beside=reading.decided.sha256)
        record = _converted(reading, target, options, frozenset(replaceable), record)
    except Exception as error:  # noqa: BLE001  a bad file is no reason to stop
        record = failed(record, error)
    return evolve(record, seconds=round(perf_counter() - began, 4))


@frozen
class Snapshot:
    """A source as it was read: what its storage says of it, its bytes, and what is decided about it."""

    name: str
    state: FileState
    data: bytes
    decided: Decided

    @classmethod
    def of(cls, name: str) -> Self:
        """Read it. Raises the errors of `docconv.errors`."""
        place = place_of(name)
        state, decided = place.state(name), place.decided(name)
        return cls(name, state, place.read(name), decided)

    def document(
        self, *, format: str | None = None, encoding: str | None = None,  # noqa: A002  as `docconv.read`
        speakers: SpeakerTable | None = None, convention: ConventionFile | None = None,
        without: Iterable[str] = (), metadata: FactPairs = (),
    ) -> tuple[Resolved, tuple[Notice, ...]]:  # fmt: skip
        """The document in it, and notices, as `docconv.pipeline.read_with_notices` gives them for a path."""
        return read_with_notices(
            Source(self.data, self.name, beside=partial(place_of(self.name).beside, self.name)),
            format=format, encoding=encoding, speakers=speakers, without=without, metadata=metadata,
            convention=convention or self.decided.convention(), decisions=self.decided.sidecar(),
        )  # fmt: skip

    def check(self) -> None:
        """Raises `FileError` where it is not any more as it was read."""
        place = place_of(self.name)
        is_same = place.state(self.name) == self.state and place.decided(self.name) == self.decided
        # the clock of a file system may be too coarse to tell
        if not is_same or not (is_url(self.name) or place.read(self.name) == self.data):
            message = "it changed while it was read"
            raise FileError(message, where=self.name, remedy="convert it again")


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


def fingerprint(source: str) -> tuple[str, str]:
    """The SHA-256 of a source, and of what is decided about it. Raises `FileError` and `UsageError`."""
    place = place_of(source)
    return digest(place.read(source)), place.decided(source).sha256


def _converted(
    reading: Snapshot, target: str, options: ConversionOptions, replaceable: frozenset[str], record: Record
) -> Record:
    source, place = reading.name, place_of(reading.name)
    document, notices = reading.document(
        format=options.read_as, encoding=options.encoding, speakers=options.speakers,
        convention=options.convention, without=options.without, metadata=options.metadata,
    )  # fmt: skip
    document = with_labels(_changed(document, options), options.labels)
    created = options.created or reading.state.changed
    files: Files = {}
    for name in options.formats:
        made, more = _rendered(document, name, target, options, created)
        notices += tuple(notice for notice in more if notice not in notices)
        files |= made
    _refuse_doubtful(notices, options, source)
    reading.check()
    place_of(target).put(files, source, replaceable, overwrite=options.overwrite)
    mark = place.mark(source, reading.state, reading.decided)
    return _with_counts(evolve(record, outputs=tuple(_outputs(files)), mark=mark), document, notices)


def _changed(document: Resolved, options: ConversionOptions) -> Resolved:
    if not (options.filters or options.apply):
        return document
    from docconv.transforms import changes  # noqa: PLC0415  only few ask for it

    return changes(options.filters, options.apply)(document)


def _rendered(
    document: Resolved, name: str, target: str, options: ConversionOptions, created: datetime | None
) -> tuple[Files, tuple[Notice, ...]]:
    """The files of a format, proved where that is asked for."""
    values = options.values.get(name, {})
    folder, stem = split(target)
    made, notices = render_files(
        document, name, stem + writer(name).suffixes[0], options=values, created=created
    )
    if options.verify:
        _prove(document, made[0][1], name, values)
    return {joined(folder, own): data for own, data in made}, notices


def _prove(document: Resolved, data: bytes, name: str, values: Mapping[str, str]) -> None:
    from docconv.verify import prove  # noqa: PLC0415  only few ask for it

    if found := prove(document, data, name, options=values):
        message = f"its {name} does not tell what it was made from: {found[0].sentence('the source', name)}"
        raise BadInputError(message)


def _refuse_doubtful(notices: Iterable[Notice], options: ConversionOptions, source: str) -> None:
    warnings = sum(notice.severity == "warning" for notice in notices)
    if options.strict and warnings:
        message = f"{warnings} warning{'s' * (warnings > 1)} and strict=True"
        raise BadInputError(message, where=source, remedy="see docconv check, or leave strict=True out")


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
    for name, data in files.items():
        yield OutputFile(name=split(name)[1], sha256=digest(data), size=len(data))


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever options have
    if has(type(value)):
        return asdict(value, recurse=False)
    return sorted(value) if isinstance(value, frozenset) else str(value)
