"""The turns of a document as a table, for those who count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docconv.errors import MissingError
from docconv.model import Paragraph, Resolved, Speaker, Turn
from docconv.walk import text_of, timing_of
from docconv.wellformed import check_document

if TYPE_CHECKING:
    import pandas as pd


COLUMNS = ["turn", "speaker", "name", "label", "certainty", "begin", "end", "words"]


def turn_rows(document: Resolved) -> list[dict[str, Any]]:
    """A row for each turn, in order.

    turn: its id.
    speaker: the id of who speaks; of several, parted by spaces as in TEI `@who`; none where nobody can tell.
    name: the name of who speaks, if it is known; of several, parted by `; `.
    label: as printed, if one is.
    certainty: `high`, `medium` or `low`.
    begin, end: in milliseconds on the timeline of the document, if they are known.
    words: what is said, paragraphs parted by line ends, without directions that are blocks.

    Raises `UsageError` for what is no document.
    """
    check_document(document)
    return [_row(turn) for turn in document.turns()]


def _row(turn: Turn[Speaker]) -> dict[str, Any]:
    spoken = [" ".join(text_of(one.children).split()) for one in turn.blocks if isinstance(one, Paragraph)]
    timing = timing_of(turn)
    return {
        "turn": turn.id,
        "speaker": " ".join(one.id for one in turn.speakers) or None,
        "name": "; ".join(one.name for one in turn.speakers if one.name) or None,
        "label": turn.label,
        "certainty": turn.attribution.certainty,
        "begin": timing and timing.begin,
        "end": timing and timing.end,
        "words": "\n".join(spoken),
    }


def to_dataframe(document: Resolved) -> pd.DataFrame:
    """The turns as a DataFrame of pandas, with the columns of `turn_rows`. Raises `MissingError`."""
    try:
        import pandas as pd  # noqa: PLC0415  few need it
    except ModuleNotFoundError:
        message = "pandas is not installed"
        raise MissingError(message, remedy="pip install 'docconv[dataframe]'") from None
    table = pd.DataFrame(turn_rows(document), columns=COLUMNS)
    return table.astype({"begin": "Int64", "end": "Int64"})
