"""`docconv verify`: one line for each difference."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from docconv.cli.conversion import Reading
from docconv.errors import EXIT_FINDINGS, EXIT_OK, UsageError
from docconv.verify import ASPECTS, Aspect, Verdict, verify
from docconv.wellformed.unseen import one_line


def compare_files(inputs: Sequence[str], reading: Reading, ignored: Sequence[str], most: int) -> int:
    """Print what the files tell differently, at most so many lines a file.

    The exit code. Raises `UsageError`.
    """
    tolerances = _aspects(ignored)
    verdicts = verify(inputs, encoding=reading.encoding, speakers=reading.speakers, tolerances=tolerances)
    for verdict in verdicts:
        for line in _lines(verdict, most):
            sys.stdout.write(f"{one_line(line)}\n")
    return EXIT_OK if all(verdict.same for verdict in verdicts) else EXIT_FINDINGS


def _aspects(names: Sequence[str]) -> frozenset[Aspect]:
    for name in names:
        if name not in ASPECTS:
            message = f"unknown aspect {name!r}"
            raise UsageError(message, remedy=f"known aspects: {', '.join(sorted(ASPECTS))}")
    return frozenset(aspect for aspect in ASPECTS if aspect in names)


def _lines(verdict: Verdict, most: int) -> Iterator[str]:
    if verdict.obstacle:
        yield f"{verdict.path}: {verdict.obstacle}"
    elif verdict.same:
        yield f"{verdict.path}: the same as {verdict.reference}"
    shown = verdict.differences[:most] if most else verdict.differences
    for difference in shown:
        yield f"{verdict.path}: {difference.sentence(verdict.reference, verdict.path)} [{difference.aspect}]"
    left = len(verdict.differences) - len(shown)
    if left:
        yield f"{verdict.path}: {left} more differences; --max 0 shows all"
