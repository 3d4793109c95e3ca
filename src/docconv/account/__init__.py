"""The account of words: every read prints what its source prints, neither less nor more.

The words of the source come by a route that shares nothing with the reader, but that Python parses JSON once
for both, and PDFium gives the text of a page once. Attributes, notices, time codes and annotations are no
place for words: a time code holds figures, a running head comes back from page to page.
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
    """Raise `AccountError` where a document prints other words than its source in each of the ways in which
    that may be understood, the quickest and likeliest first.
    """
    errors: list[AccountError] = []
    for text in texts:
        found = printed(document, text.text, points=text.has_points)
        difference = None if text.is_quick else imbalance(text, found, document)
        if difference is None and (not text.is_quick or same(text.text, found)):
            return
        if difference is not None:
            errors.append(_error(source.name, text.unit, difference))
    if errors:
        raise errors[0]


def _error(name: str, unit: Unit, difference: Imbalance) -> AccountError:
    at = difference.place
    where = f"{name}:{at}" if at and unit == "line" else name
    place = f"{unit} {at}: " if at and unit != "line" else ""
    return AccountError(f"{place}{difference.message}", where=where, remedy=REMEDY)
