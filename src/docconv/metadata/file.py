"""The file in which a user says what a document is, TOML, and facts that are given one by one.

    title = "Minutes of the May meeting"
    author = ["Ann Lee", "Bo Ek"]
    resp = "transcription: Cai Moe"                                  # what was done, and by whom
    publisher = "Norrvik Town Archive"
    published = 2024-05-03
    licence = "CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>"
    idno = "DOI: 10.5555/12345"
    source_description = "Norrvik Town Archive, box 7, tape 2"
    lang = "en"
    revision = "2024-06-01: Names mended"                            # goes after those that there are

    [fields]                                                         # whatever else there is to say
    Place = "Town hall"

An empty text says that there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from docconv.errors import UsageError
from docconv.metadata.facts import KNOWN_FACTS, FactPairs, fits, what
from docconv.toml.faults import parse, place_of

FIELDS = "fields"


def read_metadata(text: str, where: str = "") -> FactPairs:
    """The facts in a file. Raises `UsageError` with line and column for what is wrong in it."""
    data = parse(text, where)
    others = data.pop(FIELDS, {})
    if not isinstance(others, dict):
        message = "fields is not a table"
        place = place_of(text, where, (FIELDS,))
        raise UsageError(message, where=place, remedy='write [fields] and below it Place = "Town hall"')
    for name in data:
        if name not in KNOWN_FACTS:
            raise unknown(name, place_of(text, where, (name,)))
    for name in others:
        if name in KNOWN_FACTS:
            message, remedy = f"{name} is no other fact", "write it above [fields]"
            raise UsageError(message, where=place_of(text, where, (FIELDS, name)), remedy=remedy)
    return (
        *(pair for name, value in data.items() for pair in values_of(name, value, text, where)),
        *(pair for name, value in others.items() for pair in values_of(name, value, text, where, (FIELDS,))),
    )


def given_facts(facts: Mapping[str, str | Sequence[str]]) -> FactPairs:
    """Facts that a program gives. Raises `UsageError`."""
    return tuple(
        pair
        for name, value in facts.items()
        for pair in values_of(_known(name), list(value) if isinstance(value, tuple) else value)
    )


def assigned_facts(assignments: Iterable[str]) -> FactPairs:
    """Facts as `author=Ann Lee` or, for others than the known ones, `fields.Place=Town hall`. Raises
    `UsageError`.
    """
    pairs = (assignment.partition("=") for assignment in assignments)
    return tuple(pair for name, _, value in pairs for pair in values_of(_known(name.strip()), value.strip()))


def over(*given: FactPairs) -> FactPairs:
    """Facts of which later ones take the place of earlier ones of the same name."""
    names = {name: number for number, facts in enumerate(given) for name, _ in facts}
    return tuple(pair for number, facts in enumerate(given) for pair in facts if names[pair[0]] == number)


def values_of(
    name: str, value: object, text: str = "", where: str = "", above: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """A fact with each of its values: texts, dates of TOML, or a list of them. Raises `UsageError`."""
    values = value if isinstance(value, list) else [value]
    for one in [""] if values == [] else values:
        said = str(one) if isinstance(one, date) else one
        if not isinstance(said, str) or not name.strip() or not fits(name, said):
            message = f"{'.'.join((*above, name))} cannot be {one!r}"
            place = place_of(text, where, (*above, name))
            raise UsageError(message, where=place, remedy=f"write {what(name)}")
        yield name, said


def unknown(name: str, where: str = "") -> UsageError:
    """What is said of a fact whose name means nothing."""
    known = f"known: {', '.join(KNOWN_FACTS)}; others go into the table {FIELDS}"
    return UsageError(f"unknown key {name!r}", where=where, remedy=known)


def _known(name: str) -> str:
    """The name of a fact; that of another one without `fields.` before it. Raises `UsageError`."""
    other = name.removeprefix(f"{FIELDS}.")
    if (other == name) != (name in KNOWN_FACTS):
        raise unknown(name)
    return other
