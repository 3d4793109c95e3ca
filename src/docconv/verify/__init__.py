"""The proof of consistency: files read back through their own readers, and compared.

`differences` compares two documents, `verify` files with the first of them that can be read.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeAlias

from attrs import frozen

from docconv.errors import MissingError, UsageError
from docconv.model import Resolved
from docconv.pipeline import Speakers, read
from docconv.verify.differences import Difference, differences
from docconv.verify.tokens import ASPECTS, Aspect

__all__ = ["ASPECTS", "Aspect", "Difference", "Verdict", "differences", "verify"]

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
        if reference is None:
            reference = path, document
        else:
            found = differences(reference[1], document, tolerances=tolerances)
            verdicts.append(Verdict(path, reference[0], found))
    return tuple(verdicts)
