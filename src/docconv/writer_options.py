"""Options of writers from names and plain values: for the command line, a configuration file and Python
alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from docconv.errors import UsageError
from docconv.formats import Format, load

TRUTH = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


def build_options(row: Format, values: Mapping[str, object], *, created: datetime | None = None) -> object:
    """The options of a writer: `values` by the names of its Options class, texts turned into the types it
    wants.

    `created` is used where the class has such an option and `values` does not name it. Raises `UsageError`
    with the path of the option, such as `tei.profile`.
    """
    names = option_types(row)
    for name in values:
        if name not in names:
            known = f"known: {', '.join(names)}" if names else "this format has no options"
            message = f"unknown option {row.name}.{name}"
            raise UsageError(message, remedy=known)
    given = {name: _value(f"{row.name}.{name}", names[name], value) for name, value in values.items()}
    if "created" in names:
        given.setdefault("created", created)
    if row.options is None:
        return None
    try:
        return load(row.options)(**given)
    except (TypeError, ValueError) as error:
        message = f"the options of {row.name} do not go together: {error}"
        raise UsageError(message) from None


def option_types(row: Format) -> dict[str, Any]:
    """The options of a format, by name, with the type that each takes."""
    if row.options is None:
        return {}
    options = load(row.options)
    hints = get_type_hints(options)
    return {field.name: hints[field.name] for field in attrs.fields(options) if field.init}


def _value(path: str, wanted: Any, value: object) -> object:  # noqa: ANN401 a type
    if not isinstance(value, str):
        return value
    try:
        return _from_text(wanted, value)
    except ValueError as error:
        message = f"option {path} cannot be {value!r}"
        raise UsageError(message, remedy=f"give {error}") from None


def _from_text(wanted: Any, text: str) -> object:  # noqa: ANN401
    """A text as a value of a type. Raises `ValueError` with what is allowed."""
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return _one_of({str(choice): choice for choice in arguments}, text)
    if origin in {Union, UnionType}:
        return _from_union(arguments, text)
    if origin in {tuple, list, frozenset}:
        return origin(_from_text(arguments[0], part.strip()) for part in text.split(",") if part.strip())
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return _one_of({str(member.value): member for member in wanted}, text)
    return _from_scalar(wanted, text)


def _one_of(choices: Mapping[str, object], text: str) -> object:
    if text not in choices:
        message = f"one of: {', '.join(choices)}"
        raise ValueError(message)
    return choices[text]


def _from_union(choices: tuple[Any, ...], text: str) -> object:
    """The first alternative that takes the text; `none` and nothing stand for None where that is allowed."""
    if type(None) in choices and text.lower() in {"", "none"}:
        return None
    reasons = []
    for choice in choices:
        if choice is not type(None):
            try:
                return _from_text(choice, text)
            except ValueError as error:
                reasons.append(str(error))
    raise ValueError(" or ".join(reasons))


def _from_scalar(wanted: Any, text: str) -> object:  # noqa: ANN401
    if wanted is bool:
        return _one_of(TRUTH, text.lower())
    if wanted in {int, float}:
        return _number(wanted, text)
    if wanted is datetime:
        return _moment(text)
    if wanted is date:
        return _moment(text).date()
    return Path(text) if wanted is Path else text


def _number(wanted: type[int | float], text: str) -> float:
    try:
        return wanted(text)
    except ValueError:
        raise ValueError("a whole number" if wanted is int else "a number") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        message = "a date and time such as 2024-02-26T12:00:00+00:00"
        raise ValueError(message) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
