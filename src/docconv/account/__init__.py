"""The account of words: every read prints what its source prints, neither less nor more.

The words of the source come by a route that shares nothing with the reader. Attributes, notices, time codes
and annotations are no place for words: a time code holds figures, a running head comes back from page to
page.
"""

from __future__ import annotations

from collections.abc import Iterable

from docconv.account.balance import Imbalance, imbalance
from docconv.account.printed import printed
from docconv.account.words import SourceText, Unit, same
from docconv.errors import AccountError
from docconv.formats import Source
from docconv.model import Resolved

__all__ = ["SourceText", "check"]

REMEDY = "docconv would read it wrongly, and stops: please report these words and what is around them"


def check(source: Source, texts: Iterable[SourceText], document: Resolved) -> None:
    """Raise `AccountError` where a document prints other words than its source, which says them in one way or
    in several, the quickest first.
    """
    for text in texts:
        found = printed(document, text.text, points=text.has_points)
        if text.is_quick:
            if same(text.text, found):
                return
        elif (difference := imbalance(text, found, document)) is not None:
            raise _error(source.name, text.unit, difference)


def _error(name: str, unit: Unit, difference: Imbalance) -> AccountError:
    at = difference.place
    where = f"{name}:{at}" if at and unit == "line" else name
    place = f"{unit} {at}: " if at and unit != "line" else ""
    return AccountError(f"{place}{difference.message}", where=where, remedy=REMEDY)
