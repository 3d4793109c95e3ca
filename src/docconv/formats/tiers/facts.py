"""Facts of a document as names and values, in files whose heads have room for any of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docconv.formats.tiers.xml import clean
from docconv.model import Heading, Label, Metadata, Resolved, Text
from docconv.walk import text_of
from docconv.wellformed.shapes import is_date, is_language

PREFIX = "docconv."
HEADING = f"{PREFIX}heading"
"""What is printed as title, where anything is."""
Pair = tuple[str, str]


def pairs_of(document: Resolved) -> Iterator[Pair]:
    """What a document says of itself, but for its recording. The first one says that docconv wrote it."""
    facts = document.metadata
    yield f"{PREFIX}lang", facts.lang
    for name in ("title", "date", "status"):
        if value := clean(getattr(facts, name) or ""):
            yield f"{PREFIX}{name}", value
    if document.title is not None and (text := clean(text_of(document.title.children))):
        yield HEADING, text
    yield from ((clean(name), clean(value)) for name, value in facts.fields)


def is_own(pairs: Iterable[Pair]) -> bool:
    """Whether docconv has written a file with these facts."""
    return any(name.startswith(PREFIX) for name, _ in pairs)


def metadata_of(pairs: Iterable[Pair], media: str | None) -> Metadata:
    """The facts of a file that docconv has written."""
    pairs = list(pairs)
    own = {name.removeprefix(PREFIX): value for name, value in pairs if name.startswith(PREFIX)}
    lang, date = own.get("lang", ""), own.get("date", "")
    return Metadata(
        title=own.get("title"),
        lang=lang if is_language(lang) else "und",
        date=date if is_date(date) else None,
        status=own.get("status"),
        fields=tuple((name, value) for name, value in pairs if not name.startswith(PREFIX)),
        media=media,
    )


def heading_of(pairs: Iterable[Pair]) -> Heading[Label] | None:
    """The title that a file of docconv prints."""
    return next((Heading[Label]((Text(value),)) for name, value in pairs if name == HEADING), None)
