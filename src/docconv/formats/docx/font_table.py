"""The table of fonts of a Word document: what may stand in for a family that a machine lacks."""

from __future__ import annotations

from docconv.formats.docx.scripts import ScriptFamilies
from docconv.formats.docx.xml import WORDS, node, part, val

SAME_WIDTHS = {
    "Cambria": "Caladea",
    "Calibri": "Carlito",
    "Times New Roman": "Liberation Serif",
    "Arial": "Liberation Sans",
    "Courier New": "Liberation Mono",
    "Georgia": "Gelasio",
}
"""Free families whose letters are as wide as those of another one, so that lines and pages stay."""


def font_table(families: ScriptFamilies) -> str:
    """The part (ECMA-376, part 1, 17.8): each family that the styles name, once."""
    kinds: dict[str, str] = {}
    for sans in (False, True):
        for family in families.of(sans=sans):
            kinds.setdefault(family, "swiss" if sans else "roman")
    return part("w:fonts", WORDS, *(_font(family, kind) for family, kind in kinds.items()))


def _font(family: str, kind: str) -> str:
    """A family, its kind, and a free one of the same widths, if there is one."""
    other = SAME_WIDTHS.get(family)
    return node(
        "w:font",
        {"w:name": family},
        val("w:altName", other) if other else "",
        val("w:family", kind),
        val("w:pitch", "variable"),
    )
