"""The proof of consistency: files read back and compared.

Each file goes by two routes: through its reader, and, where docconv wrote it, straight from its markup.
`differences` compares two documents, `prove` what was just written with the document it was written from,
`verify` files with the first of them that can be read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from attrs import frozen

from docconv.errors import ContradictionError, MissingError, UsageError
from docconv.files import read_bytes
from docconv.formats import blame, load
from docconv.formats.lookup import by_suffix, writer
from docconv.formats.options import build_options
from docconv.model import Resolved
from docconv.pipeline import Speakers, collector_at_rest, read, read_with_notices
from docconv.sidecar import SUFFIX, Sidecar, read_sidecar
from docconv.tei.reading.reader import reading_once
from docconv.verify.differences import Difference, differences
from docconv.verify.proofs import contradictions
from docconv.verify.tokens import ASPECTS, Aspect

__all__ = [
    "ASPECTS", "Aspect", "Difference", "Verdict", "differences", "prove", "reading_once", "verify",
]  # fmt: skip

PathLike: TypeAlias = str | os.PathLike[str]
NAME = "document"
"""Of a file that is read back before it has a name."""


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
        data, row = read_bytes(Path(path)), by_suffix(Path(path), "read")
        try:
            document = read(path, encoding=encoding, speakers=speakers)
        except MissingError as error:
            verdicts.append(Verdict(path, obstacle=f"not compared: {error.message}"))
            continue
        except ContradictionError as error:
            found = contradictions(data, row, None, tolerances)
            verdicts.append(Verdict(path, "", found, "" if found else f"not compared: {error.message}"))
            continue
        found = contradictions(data, row, document, tolerances)
        if reference is None:
            reference = path, document
            if found:
                verdicts.append(Verdict(path, "itself", found))
        else:
            found += differences(reference[1], document, tolerances=tolerances)
            verdicts.append(Verdict(path, reference[0], found))
    return tuple(verdicts)


@collector_at_rest()
def prove(
    document: Resolved, data: bytes, format_name: str, *, options: object = None,
    tolerances: frozenset[Aspect] = frozenset(),
) -> tuple[Difference, ...]:  # fmt: skip
    """What bytes that were written from a document say differently from it, without what the format cannot
    carry. `options` are those of the writer. A format that says what its files lose is read by the reader of
    its suffix, with the decisions beside it; one that neither says so nor has a reader is not compared.
    Raises what `docconv.read` raises.
    """
    row = writer(format_name)
    if not row.read and not row.losses:
        return ()
    with blame(row, "comparing"):
        built = build_options(row, options)
        lost = load(row.losses)(built) if row.losses else frozenset()
    name = f"{NAME}{row.suffixes[0]}"
    by = row if row.read else by_suffix(Path(name), "read")
    with blame(row, "comparing"):
        files = dict(load(row.companions)(document, built, name)) if row.companions and not row.read else {}
    beside = files.get(f"{name}{SUFFIX}", b"").decode()
    decisions = read_sidecar(beside) if beside else Sidecar()
    try:
        back = read_with_notices(data, format=by.name, decisions=decisions)[0]
    except ContradictionError:
        return contradictions(data, row, None)
    return (
        *contradictions(data, row, back),
        *differences(document, back, tolerances=tolerances | lost),
    )
