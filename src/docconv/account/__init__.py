"""The account of words: every read prints what its source prints, neither less nor more.

The words of the source come by a route that shares nothing with the reader. Attributes, notices, time codes
and annotations are no place for words: a time code holds figures, a running head comes back from page to
page.
"""

from __future__ import annotations

from docconv.account.balance import imbalance
from docconv.account.printed import printed
from docconv.account.words import SourceText
from docconv.errors import AccountError
from docconv.formats import Source
from docconv.model import Resolved

__all__ = ["SourceText", "check"]

REMEDY = "docconv would read it wrongly, and stops: please report these words and what is around them"


def check(source: Source, account: SourceText | None, document: Resolved) -> None:
    """Raise `AccountError` where a document prints other words than its source."""
    found = None if account is None else imbalance(account, printed(document))
    if account is None or found is None:
        return
    is_line = account.unit == "line"
    where = f"{source.name}:{found.place}" if found.place and is_line else source.name
    place = "" if is_line or not found.place else f"{account.unit} {found.place}: "
    message = f"{place}{found.message}"
    raise AccountError(message, where=where, remedy=REMEDY)
