"""Themes of others: their keys and types are checked, and what is wrong is told with its path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cattrs import ClassValidationError, Converter

from docconv.patterns import regex
from docconv.themes.model import Theme
from docconv.toml.faults import first_fault

CONTROL = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def checked(data: dict[str, Any], text: str, name: str) -> Theme:
    """The theme of a name from its keys, and the text that has them. Raises `UsageError` with the path of the
    first that is wrong.
    """
    try:
        return _CONVERTER.structure(data, Theme)
    except ClassValidationError as error:
        raise first_fault(error, text, name, remedy="see the keys in docs/themes.md") from error


def _exactly(kind: type, kinds: tuple[type, ...], words: str) -> Callable[[object, object], object]:
    """A hook that takes values of some types and no others: TOML has types of its own."""

    def structured(value: object, _: object) -> object:
        if type(value) not in kinds:
            message = f"expected {words}, got {value!r}"
            raise TypeError(message)
        if isinstance(value, str) and CONTROL.search(value):
            message = f"expected text without control characters, got {value!r}"
            raise ValueError(message)
        try:
            return kind(value)
        except OverflowError:
            message = "the number is too large"
            raise ValueError(message) from None

    return structured


_CONVERTER = Converter(forbid_extra_keys=True)
for _kind, _kinds, _words in (
    (float, (int, float), "a number"),
    (int, (int,), "a whole number"),
    (bool, (bool,), "true or false"),
    (str, (str,), "a string"),
):
    _CONVERTER.register_structure_hook(_kind, _exactly(_kind, _kinds, _words))
