"""How much each piece of evidence counts, fitted from transcripts whose speakers are known.

`weights.toml` is written by `make weights`; nobody edits it by hand. A factor of 1 leaves the weight that a
rule of evidence gives as it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import field, frozen

from docconv.languages.tables import stored


@frozen(eq=False, repr=False)
class Weights:
    """Factors of evidence by its name, and the scores from which a label is of high or medium certainty; the
    log-odds that signs add that somebody else speaks in a turn, and from which sum on it is of medium one.
    """

    factors: Mapping[str, float]
    high: float
    medium: float
    signs: Mapping[str, float] = field(factory=dict)
    doubtful: float = math.inf


@cache
def fitted() -> Weights:
    """The weights that come with the package."""
    data = _entries()
    sure = data["certainty"]
    return Weights(data["factors"], sure["high"], sure["medium"], data["signs"], sure["doubtful"])


@stored()
def _entries() -> dict[str, Any]:
    """What is in the file."""
    import tomllib  # noqa: PLC0415  only where nothing is stored
    from importlib import resources  # noqa: PLC0415

    return tomllib.loads((resources.files(__package__) / "weights.toml").read_text(encoding="utf-8"))
