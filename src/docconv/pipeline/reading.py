"""A source is read, and those who speak in it are told apart."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeGuard, cast

from attrs import evolve

from docconv.account import check
from docconv.errors import UsageError
from docconv.files import is_stream, name_of, shown
from docconv.formats import Format, Source, blame, checked, load
from docconv.formats.lookup import by_root
from docconv.languages.plugged import plugged
from docconv.limits import check_size, log, step
from docconv.metadata.facts import OWN_FACTS, FactPairs, with_facts
from docconv.model import Document, Draft, Resolved, Said, Speaker, Turn
from docconv.notices import Notice
from docconv.pipeline.given import (
    Conventions,
    Given,
    GivenFacts,
    Input,
    Notices,
    Speakers,
    convention_of,
    facts_of,
    reader_of,
    source_of,
    speaker_table,
    taken,
    taught_by,
    unfit,
)
from docconv.sidecar import Sidecar, decisions_beside
from docconv.speakers import resolve
from docconv.speakers.entered import with_table
from docconv.transcript import Formatting, analyse
from docconv.transcript.labels.rules import label_rules
from docconv.walk import walk
from docconv.wellformed import check_well_formed

if TYPE_CHECKING:
    from docconv.convention.file import ConventionFile
    from docconv.transcript.explain import Explanation

RTTM = ".rttm"
"""The suffix of a file beside a transcript that tells who is heard when."""


class ReadResult(NamedTuple):
    """A document, and what was guessed or changed while it was read."""

    document: Resolved
    notices: Notices


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
    source = taken(source, format, encoding)
    beside = decisions_beside(source) if decisions is None else decisions
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
        document, notices = checked(*load(row.read or "")(given), kind=Document)
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


def explain(
    source: Input, line: int, *, format: str | None = None, encoding: str | None = None,
    convention: Conventions | None = None, without: Iterable[str] = (), metadata: GivenFacts | None = None,
) -> Explanation | None:  # fmt: skip
    """What spoke for and against the reading of a line, from 1, or of a paragraph where a file has no lines,
    as notices count them; nothing for a blank one. A stream without a name is text.
    """
    from docconv.transcript.explain import explain as explain_line  # noqa: PLC0415  only this needs it

    named = format or ("text" if is_stream(source) and not name_of(source) else None)
    source, facts = taken(source, named, encoding), facts_of(metadata)
    beside = decisions_beside(source)
    row, given, _ = _prepared(
        source, named, encoding, convention=convention, without=without, beside=beside, facts=facts
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


def _prepared(
    source: Given, format: str | None, encoding: str | None, *,
    convention: Conventions | None, without: Iterable[str], beside: Sidecar, facts: FactPairs,
) -> tuple[Format, Source, ConventionFile | None]:  # fmt: skip
    """The format of a source, the source with all that is decided and known of its lines, and what holds for
    where it comes from.
    """
    if isinstance(without, str):
        unfit("without", without, "a list of names")
    row, known = reader_of(source, format), convention_of(source, convention)
    given = source_of(source, encoding)
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


def _is_draft(document: Draft | Resolved) -> TypeGuard[Draft]:
    """Whether the speakers are labels; one in which nobody speaks may be resolved again without harm."""
    if document.speakers:
        return False
    nodes: Iterable[object] = walk(cast("Resolved", document))
    voices = (one for node in nodes if isinstance(node, Turn | Said) for one in node.speakers)
    return not isinstance(next(voices, None), Speaker)
