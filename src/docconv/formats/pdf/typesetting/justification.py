"""Lines to the measure: at their spaces, by a little also between their letters."""

from __future__ import annotations

from collections.abc import Sequence

from docconv.formats.pdf.typesetting.lines import LineRun

SPACE_WIDER, SPACE_NARROWER = 0.5, 0.22
"""Of a space: by how much it is stretched and shrunk well."""
LINE_WIDER, LINE_NARROWER = 0.02, 0.005
"""Of a line: by how much its letters are spread and closed up well."""
ALIKE = 0.35  # of what is done well: up to it only the spaces change
SPREAD = 0.12  # of the type size: the most that goes between letters where lines may end between them
WIDEST = "\u2e80"  # the first of the characters that are a square each


def stretch(runs: Sequence[LineRun], missing: float, spaces: float, room: float, *, alone: bool) -> float:
    """Points that the spaces of a line bear of what is missing. Where all of it would not look well, its
    letters bear a part.

    - `missing`: points to the measure, below 0 where the line is too long.
    - `spaces`: the natural width of all spaces.
    - `room`: the measure.
    - `alone`: the spaces alone are changed.
    """
    if missing > 0.0:
        by_spaces, by_letters = spaces * SPACE_WIDER, room * LINE_WIDER
    else:
        by_spaces, by_letters = -spaces * SPACE_NARROWER, -room * LINE_NARROWER
    ratio = missing / (by_spaces + by_letters)
    if alone or ratio < ALIKE:
        return missing
    letters = sum([sum(map(len, run.words)) for run in runs])
    if runs[-1].words[-1][-1] == " ":
        letters -= 1
    part = by_letters if ratio > 1.0 else by_letters * ratio
    tracking = part / letters
    for run in runs:
        run.tracking += tracking
    return missing - part


def spread(runs: Sequence[LineRun], missing: float, size: float) -> bool:
    """Widen the space after each letter, where lines may end between letters (JLREQ 3.8); whether that could
    be done well in type of a size.
    """
    gaps = sum(len(word) for run in runs for word in run.words) - 1
    wide = sum(word[0] >= WIDEST for run in runs for word in run.words)
    if wide * 2 < gaps or missing > SPREAD * size * gaps:
        return False
    for run in runs:
        run.tracking += missing / gaps
    return True
