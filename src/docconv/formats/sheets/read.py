"""A table to a draft: a row is what somebody says in one go."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from attrs import evolve

from docconv.containers.encoded import decoded
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.sheets.columns import roles_of_cells, rows_of
from docconv.languages.detection import detect
from docconv.model import Document, Draft, Metadata
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript.styled.column_names import roles_of, unit_of
from docconv.transcript.utterances import SpokenWord, Utterance, blocks_of, sentences, words_of

CLOCK = regex(r"(?:(\d{1,6}):)?(\d{1,4}):(\d{1,2})(?:[.,:;](\d{1,9}))?")
NUMBER = regex(r"\d{1,12}(?:[.,]\d{1,9})?")
LATEST = 10**11
MOSTLY, FEWEST_WORDS = 0.8, 10
"""From so many rows on, of which so many have one word, they are words."""
FRACTION = 3
"""Digits after the point of a clock; a number of frames has two and an own mark."""
SLOWEST = 0.5
"""Characters a second; nobody speaks more slowly, so that whole numbers are milliseconds then."""
BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
KNOWN = "name the columns in the first row: begin, end, speaker, text; only the text is needed"


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Bytes as a table to a draft, whose speakers are labels. Raises `BadInputError`."""
    text = _decoded(source)
    try:
        rows = rows_of(text)
    except csv.Error as error:
        message = f"the table cannot be read: {error}"
        raise BadInputError(message, where=source.name, remedy="mend the quotes, or save it anew") from None
    roles = roles_of(rows[0]) if rows else {}
    if "words" not in roles and (found := roles_of_cells(rows)):
        roles, rows = found, [[""] * max(map(len, rows)), *rows]
    if "words" not in roles:
        message = f"no column has the name of one with words: {_shown(rows[0] if rows else ())}"
        raise BadInputError(message, where=f"{source.name}:1", remedy=KNOWN)
    blocks = blocks_of(_in_sentences([*_said(rows, roles)]))
    if not blocks:
        message = "nothing is said in this table"
        raise BadInputError(message, where=source.name, remedy="give a table with text in it")
    draft: Draft = Document(blocks)
    return evolve(draft, metadata=Metadata(lang=detect(words_of(draft)))), tuple(_notices(rows[0], roles))


def _decoded(source: Source) -> str:
    marked = next((name for mark, name in BOMS if source.data.startswith(mark)), "utf-8-sig")
    return decoded(source.data, source.encoding or marked, source.name)


def _said(rows: Sequence[Sequence[str]], roles: Mapping[str, int]) -> Iterator[Utterance]:
    units = {role: unit_of(rows[0][at]) for role, at in roles.items()}
    unit = next(filter(None, map(units.get, ("begin", "end", "duration"))), None) or _guessed(rows, roles)
    for row in rows[1:]:
        cells = {role: row[at].strip() if at < len(row) else "" for role, at in roles.items()}
        begin, end, lasts = (_time(cells.get(role, ""), unit) for role in ("begin", "end", "duration"))
        if end is None and begin is not None and lasts is not None:
            end = begin + lasts
        who = " ".join(cells.get("speaker", "").split()).rstrip(":")
        yield Utterance(cells["words"], who, begin, end)


def _in_sentences(said: list[Utterance]) -> Iterable[Utterance]:
    """Rows as they are, or put together to sentences where nearly each has one word."""
    single = sum(len(one.text.split()) == 1 for one in said)
    if len(said) < FEWEST_WORDS or single < MOSTLY * len(said):
        return said
    return sentences(
        SpokenWord(one.text, one.speaker, one.begin, one.end, is_glued=not any(map(str.isalnum, one.text)))
        for one in said
    )


def _guessed(rows: Sequence[Sequence[str]], roles: Mapping[str, int]) -> float:
    """Whether numbers are seconds or milliseconds: where all are whole, by how fast it would be spoken."""
    places = [roles[role] for role in ("begin", "end") if role in roles]
    cells = [row[at].strip() for row in rows[1:] for at in places if at < len(row)]
    numbers = [cell for cell in cells if NUMBER.fullmatch(cell)]
    if not numbers or any(not cell.isdigit() for cell in numbers):
        return 1000
    letters = sum(len(row[roles["words"]]) for row in rows[1:] if roles["words"] < len(row))
    whole = max(map(int, numbers)) - min(map(int, numbers))
    return 1 if letters < SLOWEST * whole else 1000


def _time(cell: str, unit: float) -> int | None:
    """A time in milliseconds: a clock, or a number of units; nothing where it is none."""
    cell = cell.strip("[]() ")
    if clock := CLOCK.fullmatch(cell):
        hours, minutes, seconds, fraction = clock.groups()
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
        found = 1000 * (whole + (float(f"0.{fraction}") if fraction and len(fraction) <= FRACTION else 0))
    elif NUMBER.fullmatch(cell):
        found = float(cell.replace(",", ".")) * unit
    else:
        return None
    return round(found) if found <= LATEST and math.isfinite(found) else None


def _notices(head: Sequence[str], roles: Mapping[str, int]) -> Iterator[Notice]:
    taken = {at for role, at in roles.items() if role != "number"}
    left = [cell for at, cell in enumerate(head) if at not in taken and cell.strip()]
    shown = ", ".join(f"{role} in {head[at].strip()!r}" for role, at in roles.items() if at in taken)
    if not any(head):
        places = ", ".join(f"{role} in column {at + 1}" for role, at in roles.items())
        yield Notice(
            "not-read", f"no row names the columns, by their cells: {places}", "warning", rule="columns"
        )
        return
    yield Notice("not-read", f"columns of the table: {shown}", "info", rule="columns")
    if left:
        yield Notice("not-read", f"columns that are not read: {_shown(left)}", "info", rule="columns")


def _shown(cells: Sequence[str]) -> str:
    """Names of columns, some of them where there are many."""
    names = [" ".join(cell.split())[:40] for cell in chain(cells)]
    return ", ".join(names[:12]) + (" ..." if len(names) > 12 else "") if names else "it has no rows"
