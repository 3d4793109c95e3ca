"""The facts of a page for machines back to metadata and speakers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from docconv.formats.html.names import AGENTS, FACTS, GENDERS
from docconv.model import Evidence, Metadata, Sex, Speaker, SpeakerKind

SEXES: dict[str, Sex] = {name: sex for sex, name in GENDERS.items()}
NOT_NAMED: dict[str, SpeakerKind] = {"anonymous": "anonymous", "unknown": "unknown"}


def facts_of(text: str) -> tuple[Metadata, tuple[Speaker, ...]]:
    """What JSON-LD of docconv says. Raises `ValueError` for any other."""
    top = _table(_loaded(text))
    return _metadata(top), tuple(map(_speaker, _rows(top, "contributor")))


def evidence_of(text: str) -> tuple[Evidence, ...]:
    """Rules and reasons in an attribute. Raises `ValueError` for what is none."""
    found = _loaded(text)
    rows: list[Any] = found if isinstance(found, list) else [found]
    if all(isinstance(row, list) and list(map(type, row)) == [str, str] for row in rows):
        return tuple(Evidence(rule, detail) for rule, detail in rows)
    message = f"{text:.40} is no evidence"
    raise ValueError(message)


def _loaded(text: str) -> object:
    try:
        return json.loads(text)
    except RecursionError as error:
        message = "the facts in it are too deep"
        raise ValueError(message) from error


def _metadata(found: dict[str, Any]) -> Metadata:
    source, media = found.get("isBasedOn"), found.get("associatedMedia")
    return Metadata(
        title=_text(found, "name"),
        lang=_text(found, "inLanguage") or "und",
        date=_text(found, "dateCreated"),
        status=_text(found, "creativeWorkStatus"),
        source=None if source is None else _text(_table(source), "name"),
        fields=(*_known(found), *map(_field, _rows(found, "additionalProperty"))),
        media=None if media is None else _text(_table(media), "name"),
    )


def _known(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The named facts for which schema.org has a word."""
    for name, word in FACTS.items():
        agents = ((_text(row, "name") or "") for row in _rows(found, word)) if name in AGENTS else None
        yield from ((name, value) for value in agents or _texts(found, word))


def _field(found: dict[str, Any]) -> tuple[str, str]:
    return _text(found, "name") or "", _text(found, "value") or ""


def _speaker(found: dict[str, Any]) -> Speaker:
    is_group = found.get("@type") == "Organization"
    kind = NOT_NAMED.get(_text(found, "additionalType") or "", "group" if is_group else "person")
    return Speaker(
        id=(_text(found, "@id") or "").removeprefix("#"),
        kind=kind,
        name=_text(found, "name"),
        role=_text(found, "description" if is_group else "jobTitle"),
        sex=SEXES.get(_text(found, "gender") or ""),
        aliases=tuple(_texts(found, "alternateName")),
        refs=tuple(_texts(found, "sameAs")),
    )


def _table(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        message = f"the facts in it have {value!r:.40} where a table is"
        raise ValueError(message)  # noqa: TRY004  the value of a file, not of a caller
    return value


def _text(found: dict[str, Any], name: str) -> str | None:
    value = found.get(name)
    if value is not None and not isinstance(value, str):
        message = f"{name} in it is {value!r:.40}, not a text"
        raise ValueError(message)
    return value


def _texts(found: dict[str, Any], name: str) -> Iterator[str]:
    values = found.get(name, [])
    if isinstance(values, list) and all(isinstance(value, str) for value in values):
        yield from values
    else:
        message = f"{name} in it is {values!r:.40}, not a list of texts"
        raise ValueError(message)


def _rows(found: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    values = found.get(name, [])
    if not isinstance(values, list):
        message = f"{name} in it is {values!r:.40}, not a list"
        raise ValueError(message)  # noqa: TRY004  the value of a file, not of a caller
    yield from map(_table, values)
