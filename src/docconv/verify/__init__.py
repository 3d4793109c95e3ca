"""The proof of consistency: files read back and compared.

Each file goes by two routes: through its reader, and, where docconv wrote it, straight from its markup (PDF
files are read so anyhow: the pages against the TEI in them). `differences` compares two documents, `prove`
what was just written with the document that it was written from, `verify` files with the first of them that
can be read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from attrs import frozen

from docconv.errors import MissingError, UsageError
from docconv.files import read_bytes
from docconv.formats import formats
from docconv.formats.lookup import by_suffix
from docconv.model import Resolved
from docconv.pipeline import Speakers, read
from docconv.verify.differences import Difference, differences
from docconv.verify.plain import first_difference, plain_text, told_text
from docconv.verify.tokens import ASPECTS, Aspect

__all__ = ["ASPECTS", "Aspect", "Difference", "Verdict", "differences", "prove", "verify"]

PathLike: TypeAlias = str | os.PathLike[str]


@frozen
class Verdict:
    """What came of one file: what it tells differently from `reference`, or why it could not be compared.

    A file with neither tells the same. `reference` is empty where there was nothing to compare with.
    """

    path: str
    reference: str = ""
    differences: tuple[Difference, ...] = ()
    obstacle: str = ""

    @property
    def same(self) -> bool:
        """Whether the file was compared and tells the same."""
        return not self.obstacle and not self.differences


def verify(
    paths: Sequence[PathLike], *, encoding: str | None = None, speakers: Speakers | None = None,
    tolerances: frozenset[Aspect] = frozenset(),
) -> tuple[Verdict, ...]:  # fmt: skip
    """One verdict for each file but the first that can be read, with which the others are compared.

    `encoding` and `speakers` are for transcripts among them. Raises `UsageError` for fewer than two files,
    and what `docconv.read` raises, save that a format without a reader is an obstacle, not an error.
    """
    if len(paths) < 2:
        message = "there is nothing to compare"
        raise UsageError(message, remedy="give two files or more")
    reference: tuple[str, Resolved] | None = None
    verdicts = []
    for path in map(str, paths):
        try:
            document = read(path, encoding=encoding, speakers=speakers)
        except MissingError as error:
            verdicts.append(Verdict(path, obstacle=f"not compared: {error.message}"))
            continue
        found = _by_markup(document, read_bytes(Path(path)), by_suffix(Path(path)).name)
        if reference is None:
            reference = path, document
            if found:
                verdicts.append(Verdict(path, "its own markup", found))
        else:
            found += differences(reference[1], document, tolerances=tolerances)
            verdicts.append(Verdict(path, reference[0], found))
    return tuple(verdicts)


def prove(
    document: Resolved, data: bytes, format_name: str, *, tolerances: frozenset[Aspect] = frozenset()
) -> tuple[Difference, ...]:
    """What bytes that were written from a document tell differently from it. A format without a reader is not
    compared. Raises what `docconv.read` raises.
    """
    if not formats()[0][format_name].read:
        return ()
    back = read(data, format=format_name)
    return (*_by_markup(back, data, format_name), *differences(document, back, tolerances=tolerances))


def _by_markup(document: Resolved, data: bytes, format_name: str) -> tuple[Difference, ...]:
    """Where a reader tells other letters than the markup that it has read."""
    plain = plain_text(data, format_name)
    found = None if plain is None else first_difference(told_text(document, format_name), plain)
    if found is None:
        return ()
    return (Difference("words", "the file", "what was read and what stands in it differ", *found),)
