"""What a text alone does not tell of its document, as the decisions that a user could make about it.

The text is read as everybody will read it. Where a paragraph becomes something else than it was, or somebody
else says it, a decision about its line says what it is; speakers and facts stand there, too, where the text
does not tell them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from attrs import evolve

from docconv.formats.text.lines import clean
from docconv.formats.text.rows import PrintedRow, plain, rows
from docconv.metadata.facts import OWN_FACTS
from docconv.model import Metadata, Resolved
from docconv.speakers import resolve
from docconv.speakers.table import EMPTY_TABLE, SpeakerTable, rows_of
from docconv.transcript import read_transcript
from docconv.transcript.labels.corrections import Correction, LineRole, anchor_of

SUFFIX = ".docconv.toml"
ROUNDS = 3
"""A decision changes what the rest of a text becomes; after as many rounds, what is left stays."""
ROLES: dict[str, LineRole] = {
    "title": "heading", "heading": "heading", "turn": "turn", "speech": "speech", "direction": "stage",
    "narrative": "narrative", "stage": "stage", "separator": "narrative", "boilerplate": "boilerplate",
}  # fmt: skip


def decisions(
    document: Resolved, found: Sequence[PrintedRow], paragraphs: Sequence[str], text: str, name: str
) -> tuple[tuple[str, bytes], ...]:
    """The file beside a text of some name, name and bytes; none where the text tells all. The text has a
    paragraph for each row, one line between.
    """
    placed, begins = list(_placed(found, paragraphs)), [one.partition("\n")[0] for one in paragraphs]
    table, given = EMPTY_TABLE, tuple[Correction, ...]()
    read = _read(text, given, table)
    if read.speakers != document.speakers and document.speakers:
        table = SpeakerTable(document.speakers)
    for _ in range(ROUNDS):
        read = _read(text, given, table)
        more = tuple(_corrections(placed, begins, list(rows(read, plain)), given))
        if not more:
            break
        given += more
    data = _data(given, table, document.metadata, read.metadata)
    if not data:
        return ()
    import tomli_w  # noqa: PLC0415  most texts need none

    return ((f"{PurePath(name).name}{SUFFIX}", tomli_w.dumps(data).encode()),)


def _read(text: str, given: Sequence[Correction], table: SpeakerTable) -> Resolved:
    return resolve(read_transcript(clean(text)[0], given)[0], table)[0]


def _placed(found: Sequence[PrintedRow], paragraphs: Sequence[str]) -> Iterator[PrintedRow]:
    """Rows with the lines of the text on which they begin."""
    line = 1
    for row, paragraph in zip(found, paragraphs, strict=True):
        yield evolve(row, line=line)
        line += paragraph.count("\n") + 2


def _corrections(
    placed: Sequence[PrintedRow],
    begins: Sequence[str],
    read: Sequence[PrintedRow],
    given: Sequence[Correction],
) -> Iterator[Correction]:
    """What is to be decided about rows that were read otherwise, or in several; how each begins is given."""
    there, decided = {row.line: row for row in read}, {item.line for item in given}
    own = {row.line for row in placed}
    last = 0
    for row in read:
        if row.line not in own:
            there.pop(last, None)  # it goes on as something else
        last = row.line or last
    for row, begin in zip(placed, begins, strict=True):
        if row.line not in decided and not _fits(row, there.get(row.line)):
            yield _correction(row, begin)


def _fits(row: PrintedRow, read: PrintedRow | None) -> bool:
    return read is not None and (row.kind, row.label, row.speakers) == (read.kind, read.label, read.speakers)


def _correction(row: PrintedRow, begin: str) -> Correction:
    """What a row is, whose label it begins with, and who speaks, where it is one."""
    role: LineRole = "label" if row.label else ROLES[row.kind]
    who = row.speakers[0] if len(row.speakers) == 1 else None
    speaker = (who.name or next(iter(who.aliases), "")) if who else ""
    return Correction(text=anchor_of(begin), line=row.line, is_=role, label=row.label, speaker=speaker)


def _data(
    given: Sequence[Correction], table: SpeakerTable, facts: Metadata, read: Metadata
) -> dict[str, Any]:
    """Decisions as the file beside a text has them."""
    own = {
        name: getattr(facts, name) or "" for name in OWN_FACTS if getattr(facts, name) != getattr(read, name)
    }
    names = dict.fromkeys(name for name, _ in (*facts.fields, *read.fields))
    others = {name: _only(now) for name in names if (now := _said(facts, name)) != _said(read, name)}
    lines = [_line(item) for item in given]
    found = {"facts": {**own, **others}, "line": lines, **rows_of(table)}
    return {name: value for name, value in found.items() if value}


def _said(facts: Metadata, name: str) -> list[str]:
    """All that is said of a fact."""
    return [value for other, value in facts.fields if other == name]


def _only(values: list[str]) -> str | list[str]:
    """Values as the file has them: one by itself, none as an empty one."""
    return values if len(values) > 1 else next(iter(values), "")


def _line(item: Correction) -> dict[str, Any]:
    row = {"text": item.text, "line": item.line, "is": item.is_, "label": item.label, "speaker": item.speaker}
    return {name: value for name, value in row.items() if value}
