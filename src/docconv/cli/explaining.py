"""`docconv explain`: the evidence for one line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from attrs import asdict, evolve

from docconv.cli.conversion import Reading, input_of
from docconv.errors import EXIT_OK, UsageError
from docconv.files import kind_of
from docconv.pipeline import explain
from docconv.sidecar import path_beside
from docconv.transcript.explain import Explanation, LabelReading
from docconv.wellformed.unseen import escaped, one_line

LONGEST_NUMBER = 12  # digits


def split_place(place: str) -> tuple[str, str]:
    """The name of the file and the number of the line in `FILE:LINE`, or in `FILE:LINE:COLUMN` as notices
    have it; no number where there is none.
    """
    name, number = _split(place)
    if number and kind_of(Path(name)) == "nothing":
        shorter, line = _split(name)
        return (shorter, line) if line else (name, number)
    return name, number


def _split(place: str) -> tuple[str, str]:
    name, colon, number = place.rpartition(":")
    is_number = colon and number.isdecimal() and len(number) < LONGEST_NUMBER
    return (name, number) if is_number else (place, "")


def explain_place(place: str, reading: Reading, *, as_json: bool) -> int:
    """Print the explanation of `FILE:LINE`. Raises `UsageError` for a place that is none."""
    name, number = split_place(place)
    if not number:
        msg = f"{place!r} names no line"
        raise UsageError(msg, remedy="write FILE:LINE, for instance transcript.txt:12")
    found = explain(
        input_of(name, reading.format), int(number), format=reading.format, encoding=reading.encoding,
        convention=reading.convention, without=reading.without, metadata=reading.metadata,
    )  # fmt: skip
    if found is None:
        msg = "there is no text on this line"
        raise UsageError(msg, where=place, remedy="name a line with text")
    found = evolve(found, line=int(number))
    sys.stdout.write(_json(found) if as_json else _text(found, Path(name)))
    return EXIT_OK


def _json(found: Explanation) -> str:
    return escaped(json.dumps(asdict(found), ensure_ascii=False, indent=1)) + "\n"


def _text(found: Explanation, path: Path) -> str:
    """The explanation for people: the decision, the readings, the remedy."""
    rows = [f"{path}:{found.line}: {found.text[:100]}", f"  {found.decision} (certainty {found.certainty})"]
    rows += [f"    {item.rule}: {item.detail}".removesuffix(": ") for item in found.evidence]
    if found.readings:
        rows.append("  as a label it could be read as:")
    for reading in found.readings:
        rows.extend(_reading(reading))
    rows.append(f"  to decide otherwise, write into {path_beside(path)}:")
    table = (escaped(f"    {row}") for row in found.remedy.splitlines())
    return "\n".join((*map(one_line, rows), *table)) + "\n"


def _reading(reading: LabelReading) -> list[str]:
    kind = f"{reading.family}, {reading.places} in the text"
    head = f"    “{reading.label}” ({kind}), evidence {reading.score}: {reading.why}"
    weighed = zip(reading.weights, reading.evidence, strict=True)
    return [head, *(f"      {weight:+.1f}  {item.rule}: {item.detail}" for weight, item in weighed)]
