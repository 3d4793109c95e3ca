"""A transform that hides long numbers, such as those of telephones and accounts."""

from __future__ import annotations

import re
from typing import Any

from attrs import evolve

from docconv.model import Resolved, Text
from docconv.transforms import TransformRow
from docconv.walk import with_children

DOCCONV_API = 1
MASK = TransformRow(
    name="mask-numbers",
    title="no number of many figures",
    function="docconv_numbers:mask_numbers",
    value="[FIGURES]",
)
FEWEST = 6


def mask_numbers(document: Resolved, wanted: str = str(FEWEST)) -> Resolved:
    """A document in whose text signs stand for the figures of long numbers."""
    number = re.compile(rf"\d(?:[ -]?\d){{{int(wanted) - 1},}}")

    def changed(node: Any) -> Any:  # noqa: ANN401  any node of a document
        if isinstance(node, Text):
            return evolve(node, text=number.sub(lambda found: re.sub(r"\d", "•", found[0]), node.text))
        return with_children(node, changed)

    return evolve(document, body=tuple(map(changed, document.body)))
