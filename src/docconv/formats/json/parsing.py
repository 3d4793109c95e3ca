"""Bytes as JSON of any shape."""

from __future__ import annotations

import json
import sys
from typing import Any, TypeAlias

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.patterns import regex

Json: TypeAlias = Any
KIND = "json"
DIGITS = regex(rb"[0-9]+")


def parsed(source: Source) -> Json:
    """The values of a file. Raises `BadInputError`, with line and column where Python tells them."""
    try:
        if KIND not in source.parsed:
            source.parsed[KIND] = json.loads(source.data)
        return source.parsed[KIND]
    except json.JSONDecodeError as error:
        where, message = f"{source.name}:{error.lineno}:{error.colno}", f"not JSON: {error.msg}"
    except RecursionError:
        where, message = source.name, "not JSON that can be read: its values are nested too deeply"
    except UnicodeDecodeError:
        where, message = source.name, "not JSON: it is no UTF-8, UTF-16 or UTF-32"
    except ValueError as error:
        if long := _too_long(source):
            raise long from error
        where, message = source.name, f"not JSON that can be read: {error}"
    raise BadInputError(message, where=where, remedy="give another format")


def _too_long(source: Source) -> BadInputError | None:
    """What is wrong with the first number that has more digits than Python reads."""
    data, most = source.data, sys.get_int_max_str_digits()
    found = next((one for one in DIGITS.finditer(data) if one.end() - one.start() > most), None)
    if found is None:
        return None
    before = data[: found.start()].decode("utf-8", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    message = f"a number of {len(found[0])} digits, more than the {most} that can be read"
    return BadInputError(message, where=f"{source.name}:{line}:{column}", remedy="shorten the number there")
