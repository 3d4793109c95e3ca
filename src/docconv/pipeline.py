"""read -> resolve -> write, on one screen."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeGuard, cast

from attrs import evolve

from docconv.account import check
from docconv.errors import UsageError
from docconv.files import (
    Outputs,
    Stream,
    configurations,
    created_at,
    folder_of,
    is_stream,
    kind_of,
    name_of,
    read_bytes,
    read_stream,
    read_toml,
    shown,
    takes_text,
)
from docconv.formats import Format, Source, blame, load
from docconv.formats.docx.open_document import OpenDocument, is_open, opened, saved
from docconv.formats.lookup import by_root, reader, writer
from docconv.formats.options import build_options
from docconv.formats.text.decode import check_encoding
from docconv.languages.plugged import plugged
from docconv.limits import check_size, step
from docconv.metadata.facts import OWN_FACTS, FactPairs, with_facts
from docconv.metadata.file import given_facts, read_metadata
from docconv.model import Document, Draft, Resolved, Said, Speaker, Turn
from docconv.notices import Notice
from docconv.sidecar import Sidecar, path_beside, read_sidecar
from docconv.speakers import resolve
from docconv.speakers.entered import with_table
from docconv.speakers.table import SpeakerTable, read_table, table_given
from docconv.transcript import Formatting, analyse
from docconv.transcript.labels.rules import label_rules, rules_without
from docconv.transcript.taught import NOTHING_TAUGHT, SourceConvention
from docconv.walk import walk
from docconv.wellformed import check_well_formed

if TYPE_CHECKING:
    from docconv.convention.file import ConventionFile
    from docconv.transcript.explain import Explanation

Given: TypeAlias = "str | os.PathLike[str] | bytes | Source | OpenDocument"
Input: TypeAlias = "Given | Stream"
Speakers: TypeAlias = str | os.PathLike[str] | Mapping[str, Any] | SpeakerTable
Conventions: TypeAlias = "str | os.PathLike[str] | Mapping[str, Any] | ConventionFile"
GivenFacts: TypeAlias = "str | os.PathLike[str] | Mapping[str, str | Sequence[str]] | FactPairs"
Notices: TypeAlias = tuple[Notice, ...]
UNNAMED = Source(b"").name


class ReadResult(NamedTuple):
    """A document, and what was guessed or changed while it was read."""

    document: Resolved
    notices: Notices


class WriteResult(NamedTuple):
    """The bytes of a file, and what its format cannot carry."""

    data: bytes
    notices: Notices

    def __repr__(self) -> str:
        return f"<WriteResult: {len(self.data)} bytes, {len(self.notices)} notices>"


RTTM = ".rttm"
"""The suffix of a file beside a transcript that tells who is heard when."""
PLAIN = ("text/plain", "application/json")
"""Media types whose files may be given as text."""


def read(
    source: Input, *, format: str | None = None, encoding: str | None = None,
    speakers: Speakers | None = None, convention: Conventions | None = None, without: Iterable[str] = (),
    metadata: GivenFacts | None = None,
) -> Resolved:  # fmt: skip
    """The document in a file, in bytes, in a stream of bytes or of plain text, in a `Source` or open in
    python-docx. The suffix of a path, and the name of a stream or `Source`, tells the format, else `format`
    does. Decisions that are beside a file are used for its path, not for a stream of it.

    `encoding` is for plain text. `speakers` is a speaker file or its keys. `convention` is what holds for the
    source of the text, a file or the keys of its table, else that of the nearest `docconv.toml`. `without`
    names label rules that are not used. `metadata` are facts of the document in the place of its own, a file
    as `docconv.metadata.file` has it, or what is in it. Raises the errors of `docconv.errors`.
    """
    return read_with_notices(
        source, format=format, encoding=encoding, speakers=speakers, convention=convention, without=without,
        metadata=metadata,
    )[0]  # fmt: skip


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Python looks for circular garbage again and again while objects become more, and a document is very
    many. Reading leaves none of it, so that it need not be looked for.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@collector_at_rest()
def read_with_notices(
    source: Input, *, format: str | None = None, encoding: str | None = None,
    speakers: Speakers | None = None, convention: Conventions | None = None, without: Iterable[str] = (),
    decisions: Sidecar | None = None, metadata: GivenFacts | None = None,
) -> ReadResult:  # fmt: skip
    """As `read`, and beside the document what was guessed or changed. No word of it is lost.

    `decisions` are about this text, instead of those in the file beside it.
    """
    source = _taken(source, format, encoding)
    beside = _sidecar(source) if decisions is None else decisions
    facts = facts_of(metadata)
    own = tuple(pair for pair in facts if pair[0] in OWN_FACTS)
    row, given, known = _prepared(
        source, format, encoding, convention=convention, without=without, beside=beside, facts=own
    )
    given, seen = _watched(given)
    table = beside.speakers if speakers is None else speaker_table(speakers).over(beside.speakers)
    if known is not None:
        table = table.over(known.speakers.of_source())
    with blame(row, "reading"):
        document, notices = _checked(*load(row.read or "")(given), kind=Document)
    bare, voices = document, Notices()
    if _is_draft(document):
        document, voices = _with_voices(document, given)
        document, more = resolve(with_facts(document, (*beside.facts, *own)), table)
        placed = map(seen.pop()[1].placed, (*voices, *more)) if seen else (*voices, *more)
        notices = (*notices, *placed, *label_rules()[1], *plugged()[1])
    elif document.origin is not None:
        document, more = with_table(with_facts(document, beside.facts), table)
        unused = (_not_used(row.name, given=False),) if beside.corrections or beside.without else ()
        notices = (*notices, *more, *unused)
    elif speakers is not None or beside != Sidecar():
        notices = (*notices, _not_used(row.name, given=speakers is not None))
    bare = resolve(bare)[0] if voices else document  # what was read is no longer in memory
    if row.account is not None:
        step("read: account", 1)
        with blame(row, "reading"):
            check(given, load(row.account)(given), bare)
    document, more = _named(with_facts(document, facts), given)
    check_well_formed(document, given.name)
    log("read %s as %s: %d notices", given.name, row.name, len(notices) + len(more))
    return ReadResult(document, (*notices, *more))


def _prepared(
    source: Given, format: str | None, encoding: str | None, *,
    convention: Conventions | None, without: Iterable[str], beside: Sidecar, facts: FactPairs,
) -> tuple[Format, Source, ConventionFile | None]:  # fmt: skip
    """The format of a source, the source with all that is decided and known of its lines, and what holds for
    where it comes from.
    """
    row, known = _reader(source, format), convention_of(source, convention)
    given = _source(source, encoding)
    check_size(len(given.data), given.name)
    row = by_root(row, given.data) if format is None else row
    taught = taught_by(known.source if known else given.convention, beside, without, facts)
    return row, evolve(given, corrections=beside.corrections, convention=taught), known


def _watched(given: Source) -> tuple[Source, list[tuple[str, Formatting]]]:
    """A source, and the text that its reader has made of it, with its formatting, once it has."""
    found: list[tuple[str, Formatting]] = []

    def seen(text: str, formatting: Formatting) -> None:
        found.append((text, formatting))
        given.seen(text, formatting)

    return evolve(given, seen=seen), found


def _with_voices(draft: Draft, given: Source) -> tuple[Draft, Notices]:
    """A draft with who is heard in it, where an RTTM of its name is beside it."""
    name = Path(given.name).with_suffix(RTTM).name
    data = given.beside(name) if given.beside is not None else None
    if data is None:
        return draft, ()
    from docconv.speakers.diarization import voiced  # noqa: PLC0415  most transcripts have none

    return voiced(draft, data.decode("utf-8", "replace"), Path(given.name).stem, name)


def log(message: str, *values: object) -> None:
    """Tell the logger `docconv` at the level INFO, where a program uses logging at all."""
    if logging := sys.modules.get("logging"):
        logging.getLogger("docconv").info(message, *values)


def _named(document: Resolved, given: Source) -> tuple[Resolved, Notices]:
    """A document with the name of its file, where it has none of its own; a notice where that is no text."""
    name = Path(given.name).name
    if document.metadata.source or given.name == Source(b"").name or not name:
        return document, ()
    document = evolve(document, metadata=evolve(document.metadata, source=shown(name)))
    message = f"the name of the file is no text, it is written as {shown(name)}"
    return document, () if shown(name) == name else (Notice("text-changed", message, rule="file-name"),)


def _not_used(name: str, *, given: bool) -> Notice:
    """That a file names its speakers itself. Loud where somebody gave a speaker file: decisions beside it
    may be about a text of the same name.
    """
    which = "speaker file was" if given else "decisions beside it were"
    message = f"the {which} not used: the {name} file names its speakers itself"
    return Notice(
        "label-unused", message, "warning" if given else "info", remedy="leave it out" if given else ""
    )


def write(
    document: Resolved, format: str, *, options: object = None, metadata: GivenFacts | None = None
) -> bytes:
    """A document in a format.

    `options` are an object of the format's Options class, or a mapping by their names. `metadata` as for
    `read`.
    """
    return write_with_notices(with_facts(document, facts_of(metadata)), format, options=options)[0]


def write_with_notices(
    document: Resolved, format: str, *, options: object = None, created: datetime | None = None
) -> WriteResult:
    """As `write`, and beside the bytes what the format cannot carry.

    `created` goes into options that have it and do not set it.
    """
    row = writer(format)
    return WriteResult(*_written(row, document, build_options(row, options, created=created)))


def to_docx(document: Resolved, *, options: object = None) -> OpenDocument:
    """A document open in python-docx, to go on with; `options` are those of the DOCX writer."""
    return opened(write(document, "docx", options=options))


def render_files(
    document: Resolved, format: str, name: str, *, options: object = None, created: datetime | None = None
) -> tuple[tuple[tuple[str, bytes], ...], Notices]:
    """A document as files, name and bytes: the one called `name`, and what belongs beside it."""
    row = writer(format)
    built = build_options(row, options, created=created)
    data, notices = _written(row, document, built)
    with blame(row, "writing"):
        beside = load(row.companions)(document, built, name) if row.companions else ()
    return ((name, data), *beside), notices


def _written(row: Format, document: Resolved, options: object) -> tuple[bytes, Notices]:
    check_well_formed(document)
    step(f"write: {row.name}", 0)
    with blame(row, "writing"):
        data, notices = _checked(*load(row.write or "")(document, options), kind=bytes)
    step(f"write: {row.name}", 1)
    log("wrote %s: %d bytes, %d notices", row.name, len(data), len(notices))
    return data, notices


def _checked(result: Any, notices: Iterable[Notice], *, kind: type) -> tuple[Any, Notices]:  # noqa: ANN401
    """What a format gives, if it is what the contract says; formats of others may do anything."""
    told = tuple(notices)
    for one, right in ((result, kind), *((notice, Notice) for notice in told)):
        if not isinstance(one, right):
            message = f"it gives {type(one).__name__}, not {right.__name__}"
            raise TypeError(message)
    return result, told


def convert(  # noqa: PLR0913  what reading takes, and what writing takes
    source: Input, target: str | os.PathLike[str] | IO[bytes], *,
    format: str | None = None, encoding: str | None = None,
    speakers: Speakers | None = None, to: str | None = None, options: object = None, overwrite: bool = False,
    metadata: GivenFacts | None = None,
) -> Notices:  # fmt: skip
    """Read a source, `format` as in `read`, and write it in the format `to`, which the suffix of a file tells
    otherwise, to a file or to a stream of bytes, which stays open. A stream gets nothing of what belongs
    beside a file.
    """
    reading = partial(
        read_with_notices, source, format=format, encoding=encoding, speakers=speakers, metadata=metadata
    )
    if not isinstance(target, str | os.PathLike):
        row = _written_as(target, to)
        document, notices = reading()
        given = build_options(row, options, created=created_at(source))
        data, more = _written(row, document, given)
        target.write(data)
        return notices + more
    path = Path(target)
    row = writer(to or path)
    with Outputs(overwrite=overwrite) as outputs:
        if isinstance(source, str | os.PathLike):
            outputs.protect(Path(source))
        outputs.claim(path)
        same = as_it_is(source, row.name, options, format=format, speakers=speakers, metadata=metadata)
        if same is not None and encoding is None:
            outputs.stage(path, same)
            outputs.commit()
            return ()
        document, notices = reading()
        files, more = render_files(document, row.name, path.name, options=options, created=created_at(source))
        for name, data in files:
            if name != path.name:
                outputs.claim(path.with_name(name))
            outputs.stage(path.with_name(name), data)
        outputs.commit()
    return notices + more


def as_it_is(
    source: Input, to: str | os.PathLike[str], options: object = None, *, format: str | None = None,
    speakers: Speakers | None = None, convention: Conventions | None = None,
    metadata: GivenFacts | None = None,
) -> bytes | None:  # fmt: skip
    """The bytes of a file that is written in its own format, and about which nothing but facts is changed;
    nothing where it has to be read. Arguments as for `read`, `write` and `convert`.
    """
    row = writer(to if isinstance(to, str) else Path(to))
    if row.again is None or speakers is not None or is_stream(source):
        return None
    given = _taken(source, format, None)
    if _reader(given, format) is not row or is_open(given) or _sidecar(given) != Sidecar():
        return None
    if convention_of(given, convention) is not None:
        return None
    with blame(row, "writing"):
        again, given_options = load(row.again), build_options(row, options)
        data: bytes | None = again(_source(given, None), given_options, facts_of(metadata))
    return data


def explain(
    source: Input, line: int, *, format: str | None = None, encoding: str | None = None,
    convention: Conventions | None = None, without: Iterable[str] = (), metadata: GivenFacts | None = None,
) -> Explanation | None:  # fmt: skip
    """What spoke for and against the reading of a line, from 1, or of a paragraph where a file has no lines,
    as notices count them; nothing for a blank one. A stream without a name is text.
    """
    from docconv.transcript.explain import explain as explain_line  # noqa: PLC0415  only this needs it

    named = format or ("text" if is_stream(source) and not name_of(source) else None)
    source, facts = _taken(source, named, encoding), facts_of(metadata)
    row, given, _ = _prepared(
        source, named, encoding, convention=convention, without=without, beside=_sidecar(source), facts=facts
    )
    given, seen = _watched(given)
    with blame(row, "reading"):
        load(row.read or "")(given)
    if not seen:
        message = "this file names its speakers itself, so that nothing is weighed in it"
        raise UsageError(message, where=given.name, remedy="see them with docconv speakers")
    text, look = seen[-1]
    analysis = analyse(text, given.corrections, look, convention=given.convention)
    return explain_line(analysis, look.line_of(text, line))


def _taken(source: Input, format: str | None, encoding: str | None) -> Given:
    """A source that can be read again. Raises `UsageError` for a text in the place of a path."""
    if isinstance(source, str) and source.count("\n") > 1 and kind_of(Path(source)) == "nothing":
        message = "this is a text, and a path is expected"
        raise UsageError(message, remedy="give io.StringIO(text), and format='text'")
    if not is_stream(source):
        return source
    data, is_text = read_stream(source)
    given = Source(data, name_of(source) or UNNAMED, "utf-8" if is_text else encoding)
    row = _reader(given, format) if is_text else None
    if row and row.media_type not in PLAIN:
        message = f"{row.name} is no plain text, so that it cannot be read from a stream of text"
        raise UsageError(message, where=given.name, remedy="open the file for bytes, with mode 'rb'")
    return given


def _written_as(stream: IO[bytes], to: str | None) -> Format:
    """The format of a stream. Raises `UsageError` where nothing tells it, or where it takes text."""
    if takes_text(stream):
        message = "the stream takes text, and files are bytes"
        raise UsageError(message, remedy="open the file with mode 'wb', or give the buffer of the stream")
    if name := to or name_of(stream):
        return writer(to or Path(name))
    message = "nothing tells the format of the output"
    raise UsageError(message, remedy="name it, for instance to='tei'")


def _reader(source: Given, format: str | None) -> Format:
    if format is not None:
        return reader(format)
    if is_open(source):
        return reader("docx")
    name = source.name if isinstance(source, Source) else source
    if isinstance(name, str | os.PathLike) and name != UNNAMED:
        return reader(Path(name))
    message = "nothing tells the format of the input"
    raise UsageError(message, remedy="name it, for instance text")


def _source(source: Given, encoding: str | None) -> Source:
    check_encoding(encoding)
    match source:
        case Source():
            return evolve(source, encoding=encoding or source.encoding)
        case bytes():
            return Source(source, encoding=encoding)
        case _ if is_open(source):
            return Source(saved(source))
        case _:
            path = Path(source)
            return Source(read_bytes(path), str(source), encoding, beside=folder_of(path))


def _sidecar(source: Input) -> Sidecar:
    """The user's decisions beside a file, if there are any."""
    if not isinstance(source, str | os.PathLike):
        return Sidecar()
    path = path_beside(Path(source))
    return read_sidecar(read_toml(path), str(path)) if kind_of(path) == "file" else Sidecar()


def taught_by(
    known: SourceConvention | None, beside: Sidecar, without: Iterable[str] = (), facts: FactPairs = ()
) -> SourceConvention:
    """What is known of a text: of its source, by decisions about it, and label rules that are not used."""
    taught, without = known or NOTHING_TAUGHT, (*beside.without, *without)
    rules_without(without)  # a name that no rule has is refused whatever the format
    lang = dict((*beside.facts, *facts)).get("lang", "")
    return evolve(taught, without=(*taught.without, *without), lang=lang) if without or lang else taught


def convention_of(source: Input, convention: Conventions | None = None) -> ConventionFile | None:
    """What holds for the source of an input: as given, else as the nearest `docconv.toml` has it.

    Raises the errors of `docconv.errors`.
    """
    if isinstance(convention, str | os.PathLike | Mapping):
        from docconv.convention.file import load_convention  # noqa: PLC0415  most texts have none

        return load_convention(convention)
    if convention is not None or not isinstance(source, str | os.PathLike):
        return convention
    if not any(configurations(Path(source))):
        return None
    from docconv.convention.file import find_convention  # noqa: PLC0415

    return find_convention(Path(source))


def facts_of(metadata: GivenFacts | None) -> FactPairs:
    """The facts in a file, which is UTF-8, or as a program gives them. Raises `UsageError`, `FileError`."""
    if isinstance(metadata, str | os.PathLike):
        return read_metadata(read_toml(Path(metadata)), str(metadata))
    return given_facts(metadata) if isinstance(metadata, Mapping) else metadata or ()


def speaker_table(speakers: Speakers) -> SpeakerTable:
    """The table in a speaker file (UTF-8), in a mapping of its keys, or in people of TEI; a table as it is.

    Raises the errors of `docconv.errors`.
    """
    if isinstance(speakers, SpeakerTable):
        return speakers
    if isinstance(speakers, Mapping):
        return table_given(speakers)
    if Path(speakers).suffix.lower() == ".xml":
        from docconv.formats.tei.persons import table_of_people  # noqa: PLC0415  most files are TOML

        return table_of_people(read_bytes(Path(speakers)), str(speakers))
    return read_table(read_toml(Path(speakers)), str(speakers))


def _is_draft(document: Draft | Resolved) -> TypeGuard[Draft]:
    """Whether the speakers are labels; one in which nobody speaks may be resolved again without harm."""
    if document.speakers:
        return False
    nodes: Iterable[object] = walk(cast("Resolved", document))
    voices = (one for node in nodes if isinstance(node, Turn | Said) for one in node.speakers)
    return not isinstance(next(voices, None), Speaker)
