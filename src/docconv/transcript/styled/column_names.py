"""What the names of columns say of a table: which has the times, who speaks, the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docconv.languages import every
from docconv.patterns import regex

ROLES = ("begin", "end", "duration", "speaker", "words", "number")
UNITS: Mapping[str, float] = {"ms": 1, "msec": 1, "milliseconds": 1, "s": 1000, "sec": 1000, "seconds": 1000}
PARTS = regex(r"[^\W_]+|#")
CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")


def roles_of(head: Sequence[str]) -> dict[str, int]:
    """Which column has which role; of several the one whose name is nearer to the front of the list."""
    named = [_name(cell) for cell in head]
    found: dict[str, int] = {}
    for role in ROLES:
        known = every(f"{role}_columns")
        first = next((word for word in known if word in named), None)
        if first is not None and named.index(first) not in found.values():
            found[role] = named.index(first)
    return found


def unit_of(name: str) -> float | None:
    """How many milliseconds the unit is that the name of a column tells."""
    parts = PARTS.findall(CAMEL.sub(" ", name).casefold())
    return UNITS.get(parts[-1]) if len(parts) > 1 else None


def _name(cell: str) -> str:
    """A name without a unit, as `start time` for `Start_Time (ms)`."""
    parts = PARTS.findall(CAMEL.sub(" ", cell).casefold())
    return " ".join(parts[:-1] if len(parts) > 1 and parts[-1] in UNITS else parts)
