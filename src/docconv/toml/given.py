"""What a program gives in the place of a TOML file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def as_parsed(given: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of a mapping as reading TOML gives it: tables are `dict`, arrays are `list`."""
    return {key: _value(value) for key, value in given.items()}


def _value(value: object) -> object:
    if isinstance(value, Mapping):
        return as_parsed(value)
    return [_value(one) for one in value] if isinstance(value, list | tuple) else value
