"""The facts that a user may give of a document, what their values have to be, and how they go into the model.

The names are those of elements of the `teiHeader` where there is one: `author`, `editor`, `respStmt` as
`resp`, `availability` as `licence`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeVar

from attrs import evolve

from docconv.model import FACTS, Document, Label, Metadata, Speaker
from docconv.patterns import regex
from docconv.wellformed.shapes import is_date

S = TypeVar("S", Label, Speaker)
FactPairs: TypeAlias = tuple[tuple[str, str], ...]
OWN_FACTS = ("title", "date", "lang", "status", "media")
"""Facts that every document has."""
KNOWN_FACTS = (*OWN_FACTS, *FACTS)
LISTED = frozenset({"revision"})
"""Facts of which a new one goes after those that there are; others take their place."""
LANGUAGE = regex(r"(?:[A-Za-z]{2,3}|[ixIX](?=-))(?:-[A-Za-z\d]{1,8})*")
"""A tag; no registered one begins with a longer word, and the name of a language is none."""
PARTED = regex(r"(?s)(\S.*?): (\S.*)")
"""What somebody did, and who did it; a day, and what was changed."""
ADDRESSED = regex(
    r"(?s)\A(?:(\S.*) <(?=\S+>\Z))?(https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9_./?=&+,;~-]*)?)>?"
)
"""The name of a licence and its address in angles, or only the address."""
TYPED = regex(r"(?s)\A([A-Za-z][A-Za-z0-9_.-]*): (\S.*)")
"""The kind of an identifier, and the identifier."""
SHAPES: Mapping[str, tuple[Callable[[str], object], str]] = {
    "date": (is_date, "a date such as 2021-05-03, or only the month or the year of one"),
    "published": (is_date, "a date such as 2021-05-03, or only the month or the year of one"),
    "lang": (LANGUAGE.fullmatch, "the tag of a language, such as en or pt-BR"),
    "resp": (PARTED.fullmatch, "what was done and by whom, such as transcription: Ann Lee"),
    "revision": (
        lambda text: is_date(text.partition(": ")[0]),
        "a day and what was changed, such as 2021-05-03: Names mended",
    ),
}
"""What a fact has to be where it is not any text, and what to write."""


def fits(name: str, value: object) -> bool:
    """Whether a fact may have a value; an empty text says that there is nothing to say."""
    shape, _ = SHAPES.get(name, (bool, ""))
    return isinstance(value, str) and (not value or bool(shape(value)))


def what(name: str) -> str:
    """What the value of a fact has to be, for people."""
    return SHAPES.get(name, (bool, "a text"))[1]


def with_facts(document: Document[S], facts: Iterable[tuple[str, str]]) -> Document[S]:
    """A document with the facts that a user gives, in the place of what it says itself; an empty one is taken
    away. Several of one name are all meant.
    """
    pairs, others = tuple(facts), dict[str, list[str]]()
    if not pairs:
        return document
    metadata = document.metadata
    for name, value in pairs:
        if name in OWN_FACTS:
            own: dict[str, Any] = {name: value or ("und" if name == "lang" else None)}
            metadata = evolve(metadata, **own)
        else:
            others.setdefault(name, []).append(value)
    if others:
        metadata = evolve(metadata, fields=_replaced(metadata.fields, others))
    return document if metadata is document.metadata else evolve(document, metadata=metadata)


def _replaced(fields: FactPairs, given: Mapping[str, list[str]]) -> FactPairs:
    """Named facts with others in the place of those of the same name, or after them."""
    gone = given.keys() - {name for name in LISTED if any(given.get(name, ()))}
    kept = [pair for pair in fields if pair[0] not in gone]
    new = [(name, value) for name, values in given.items() for value in values if value]
    return tuple(dict.fromkeys((*kept, *new))) if LISTED & given.keys() else (*kept, *new)


def facts_in(metadata: Metadata) -> FactPairs:
    """The facts that are said in a `Metadata`; a language that is unknown is none."""
    own = ((name, getattr(metadata, name)) for name in OWN_FACTS)
    said = tuple((name, value) for name, value in own if value and value != "und")
    return (*said, *metadata.fields)


def told(fields: FactPairs, *names: str) -> list[str]:
    """What is said of some facts, in their order."""
    return [value for name, value in fields if name in names]


def split(name: str, value: str) -> tuple[str, str]:
    """The two parts of a fact that has them, the first one empty where it has not: what was done and who did
    it, a day and what was changed, the kind of an identifier, the name of a licence and its address.
    """
    found = {"idno": TYPED, "licence": ADDRESSED}.get(name, PARTED).fullmatch(value)
    return (found[1] or "", found[2]) if found else ("", "")
