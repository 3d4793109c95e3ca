"""Options of writers from names and plain values: for the command line, a configuration file and Python
alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from docconv.errors import UsageError
from docconv.formats import Format, blame, load

if TYPE_CHECKING:
    from cattrs import Converter

SEQUENCES: tuple[object, ...] = (tuple, list, frozenset)
UNIONS: tuple[object, ...] = (Union, UnionType)
TRUTH = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}
ALLOWED: Mapping[Any, str] = {
    bool: f"one of: {', '.join(TRUTH)}",
    int: "a whole number",
    float: "a number",
    date: "a date such as 2024-02-26",
    datetime: "a date and time such as 2024-02-26T12:00:00+00:00",
}
"""What a text may be, by the type that an option has."""


def build_options(row: Format, options: object = None, *, created: datetime | None = None) -> object:
    """The options of a writer: an object as it is, or a mapping by the names of its Options class, in which
    texts become the types that the class has.

    `created` is used where the class has such an option and the mapping does not. Raises `UsageError` with
    the path of the option, such as `tei.profile`.
    """
    if options is not None and not isinstance(options, Mapping):
        if row.options is not None and not isinstance(options, load(row.options)):
            message = f"the options of {row.name} cannot be of the type {type(options).__name__}"
            known = ", ".join(option_types(row))
            raise UsageError(message, remedy=f"give a dictionary; its keys: {known}")
        return options
    with blame(row, "the options of"):
        types = option_types(row) if options else {}
        values = {name: _value(row, types, name, value) for name, value in (options or {}).items()}
        if "created" in option_names(row):
            values.setdefault("created", created)
        if row.options is None:
            return None
        try:
            return load(row.options)(**values)
        except (TypeError, ValueError) as error:
            message = f"the options of {row.name} do not go together: {error}"
            raise UsageError(message) from None


def option_types(row: Format) -> dict[str, Any]:
    """The options of a format, by name, with the type that each takes."""
    hints = get_type_hints(load(row.options)) if row.options else {}
    return {name: hints[name] for name in option_names(row)}


def option_names(row: Format) -> tuple[str, ...]:
    """The options of a format; to work out their types takes longer."""
    return tuple(field.name for field in attrs.fields(load(row.options)) if field.init) if row.options else ()


def option_flags(row: Format) -> dict[str, attrs.Attribute[Any]]:
    """The options that are flags of the command line: those whose metadata have `help`. A flag is called as
    the option, with `no-` before it where the option is on by itself, unless `flag` says otherwise.
    """
    options = attrs.fields(load(row.options)) if row.options else ()
    return {_flag(field): field for field in options if "help" in field.metadata}


def _flag(option: attrs.Attribute[Any]) -> str:
    name: str = option.metadata.get("flag", option.name.replace("_", "-"))
    return name if name.startswith("-") else f"--{'no-' * (option.default is True)}{name}"


def _value(row: Format, types: Mapping[str, Any], name: str, value: object) -> object:
    """What is given for an option, a text as a value of the option's type."""
    if name not in types:
        known = f"known: {', '.join(types)}" if types else "this format has no options"
        message = f"unknown option {row.name}.{name}"
        raise UsageError(message, remedy=known)
    try:
        return _from_text(types[name], value) if isinstance(value, str) else value
    except ValueError as error:
        message = f"option {row.name}.{name} cannot be {value!r}"
        raise UsageError(message, remedy=f"give {error}") from None


def _from_text(wanted: Any, text: str) -> object:  # noqa: ANN401  a type
    """A text as a value of a type. Raises `ValueError` with what is allowed."""
    try:
        return _converter().structure(text, wanted)
    except Exception:  # noqa: BLE001  cattrs and the types raise whatever they like
        raise ValueError(_allowed(wanted)) from None


def _allowed(wanted: Any) -> str:  # noqa: ANN401
    if get_origin(wanted) is Literal:
        return f"one of: {', '.join(map(str, get_args(wanted)))}"
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return f"one of: {', '.join(str(member.value) for member in wanted)}"
    parts = [part for part in get_args(wanted) if part not in (NoneType, Ellipsis)]
    return " or ".join(map(_allowed, parts)) if parts else ALLOWED.get(wanted, "a text")


@cache
def _converter() -> Converter:
    """Texts to values: what cattrs knows, truth values, times, lists with commas and alternatives."""
    from cattrs import Converter  # noqa: PLC0415  most calls give no texts

    converter = Converter(detailed_validation=False)

    def sequence(text: str, wanted: Any) -> object:  # noqa: ANN401
        parts = (part.strip() for part in text.split(","))
        return get_origin(wanted)(converter.structure(part, get_args(wanted)[0]) for part in parts if part)

    def alternative(text: str, wanted: Any) -> object:  # noqa: ANN401
        if NoneType in get_args(wanted) and text.lower() in {"", "none"}:
            return None
        for choice in get_args(wanted):
            with suppress(Exception):
                return converter.structure(text, choice)
        raise ValueError

    converter.register_structure_hook(bool, lambda text, _: TRUTH[text.lower()])
    converter.register_structure_hook(datetime, lambda text, _: _moment(text))
    converter.register_structure_hook(date, lambda text, _: _moment(text).date())
    converter.register_structure_hook_func(lambda one: get_origin(one) in SEQUENCES, sequence)
    converter.register_structure_hook_func(lambda one: get_origin(one) in UNIONS, alternative)
    return converter


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
