"""What the model is called in a document of pandoc: classes of its `Div` and `Span`, and their attributes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docconv import model as m

API = "pandoc-api-version"
OWN = "docconv"
"""The key in `meta` that says that docconv wrote it."""
LABEL, UNLABELLED = "label", "unlabelled"
"""What a label is, and a turn that prints none."""
TIMED, VERSE = "timed", "verse"
BLOCKS: Mapping[str, type[Any]] = {
    "section": m.Section, "turn": m.Turn, "narrative": m.Narrative, "stage": m.Stage,
    "cast": m.CastItem, "verse": m.Narrative,
    "separator": m.Separator, "boilerplate": m.Boilerplate,
}  # fmt: skip
SPANS: Mapping[str, type[Any]] = {
    "said": m.Said, "stage": m.Stage, "gap": m.Gap, "unclear": m.Unclear, "foreign": m.Foreign,
    "milestone": m.Milestone, "note": m.Note, "cast": m.CastPart,
}  # fmt: skip
EMPHASES: Mapping[str, m.EmphasisKind] = {"Emph": "italic", "Strong": "bold", "Underline": "underline"}
TEXTS = ("kind", "reason", "lang", "label", "continues", "place", "n")
"""Fields that are attributes of the same name, where they are there."""
FACTS = ("title", "status", "source", "media")
"""Facts that pandoc has no place for."""
