"""Values of foreign JSON: what they have to be, and when in milliseconds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeAlias

from docconv.patterns import regex

Found: TypeAlias = dict[str, Any]
LATEST = 10**11
CLOCK = regex(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d{1,9})?)")
DURATION = regex(r"PT(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?")
SPEAKER = "Speaker"
"""What is put before the number of a speaker who has no name, as the programs themselves print it."""


def rows(found: Found, key: str) -> list[Found]:
    """The objects in a list; none where it is absent. Raises `ValueError` for anything else."""
    value = found.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not set(map(type, value)) <= {dict}:
        message = f"{key} is no list of objects"
        raise ValueError(message)
    return value


def table(found: Found, key: str) -> Found:
    """An object; an empty one where it is absent. Raises `ValueError` for anything else."""
    value = found.get(key)
    if value is not None and not isinstance(value, dict):
        message = f"{key} is {type(value).__name__}, not an object"
        raise ValueError(message)
    return value or {}


def either(found: Found, *keys: str) -> object:
    """The value of the first of some keys that is there."""
    return next((found[key] for key in keys if found.get(key) is not None), None)


def first(found: Found, key: str) -> Found:
    """The first object in a list, the best of several readings."""
    return next(iter(rows(found, key)), {})


def text(found: Found, *keys: str) -> str:
    """The text of the first of some keys that is there. Raises `ValueError` where it is none."""
    value: object = None
    for key in keys:
        value = found.get(key)
        if value is not None:
            break
    value = "" if value is None else value
    if not isinstance(value, str):
        message = f"{keys[0]} is {type(value).__name__}, not a text"
        raise ValueError(message)  # noqa: TRY004  the value of a file, not of a caller
    return value


def texts(found: Sequence[Found], *keys: str) -> list[str]:
    """The text of each object, as `text` has it; mostly all have it under one key and none under another."""
    for key in keys:
        values: list[Any] = [one.get(key) for one in found]
        kinds = set(map(type, values))
        if kinds == {str}:
            return values
        if kinds != {type(None)}:
            break
    return [text(one, *keys) for one in found]


def named(value: object) -> str | float | None:
    """What somebody is called in a list, a text or a number. Raises `ValueError` for anything else."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return value
    message = f"an id is {type(value).__name__}, not a text or a number"
    raise ValueError(message)


def speaker(value: object) -> str:
    """A label of a speaker: as it is, or with a word before a mere number; empty where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a column of numbers, of which some were absent
    if isinstance(value, bool) or not isinstance(value, int | str):
        message = f"a speaker is {type(value).__name__}, not a text or a number"
        raise ValueError(message)  # noqa: TRY004  the value of a file, not of a caller
    shown = " ".join(str(value).split())
    return f"{SPEAKER} {shown}" if shown.isdecimal() else shown


def milliseconds(value: object, unit: float = 1000) -> int | None:
    """A time in milliseconds: a number of units, or one as text (`1.400s`), a clock (`00:00:01,400`) or a
    duration (`PT1.4S`); nothing where it is none.
    """
    if isinstance(value, str):
        if found := CLOCK.fullmatch(value) or DURATION.fullmatch(value):
            hours, minutes, seconds = (float((one or "0").replace(",", ".")) for one in found.groups())
            return milliseconds((hours * 60 + minutes) * 60 + seconds)
        try:
            value = float(value.removesuffix("s"))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return round(value * unit) if 0 <= value * unit <= LATEST else None


def instants(values: Sequence[object], unit: float = 1000) -> list[int | None]:
    """Times in milliseconds; most are numbers, of which no more need be asked than how large they are."""
    latest = LATEST / unit
    return [
        round(one * unit) if type(one) is float and 0 <= one <= latest else milliseconds(one, unit)
        for one in values
    ]


def lasting(begin: int | None, value: object, unit: float = 1000) -> int | None:
    """The end of what begins then and lasts so long."""
    length = milliseconds(value, unit)
    return None if begin is None or length is None else begin + length
