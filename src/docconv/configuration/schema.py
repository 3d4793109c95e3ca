"""The JSON Schema of a `docconv.toml`, for editors that complete and check it."""

from __future__ import annotations

import re
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from attrs import fields

from docconv.configuration.file import CONVENTION, SETTINGS, WRITER, Kind, Setting
from docconv.formats import formats, load
from docconv.formats.options import option_types

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
KINDS: dict[Kind, Schema] = {
    "text": TEXT,
    "path": TEXT,
    "texts": {"type": "array", "items": TEXT},
    "paths": {"type": "array", "items": TEXT},
    "truth": {"type": "boolean"},
}


def schema() -> Schema:
    """The schema of a whole file, with the options of all formats that are installed."""
    rows = [row for row in formats()[0].values() if row.write]
    writers = {row.name: _closed(_options(row)) for row in rows}
    common = {name: one for row in rows for name, one in _options(row).items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "docconv.toml",
        **_closed(
            {
                **{name: _setting(setting) for name, setting in SETTINGS.items()},
                WRITER: _closed(common | writers),
                CONVENTION: {"type": "object", "description": "What holds for the source of the texts."},
            }
        ),
    }


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _setting(setting: Setting) -> Schema:
    known = {"enum": list(setting.choices)} if setting.choices else KINDS[setting.kind]
    return {**known, "description": setting.title}


def _options(row: Any) -> Schema:  # noqa: ANN401  a format
    """The options of a format with what may stand there: whatever the command line takes, or plain values."""
    if row.options is None:
        return {}
    kind = load(row.options)
    told = {one.name: one.metadata.get("help") or _said_of(one.name, kind) for one in fields(kind)}
    return {
        name: {**_value(kind), **({"description": told[name]} if told[name] else {})}
        for name, kind in option_types(row).items()
    }


def _said_of(option: str, kind: type) -> str:
    """What the docstrings of an Options class say of an option, as "`name`: what it is."; else nothing."""
    for one in kind.__mro__:
        text = " ".join((one.__doc__ or "").split())
        if found := re.search(rf"`{option}`: (.*?)\.?(?= `\w+`: |$)", text):
            return f"{found[1][:1].upper()}{found[1][1:]}."
    return ""


def _value(kind: Any) -> Schema:  # noqa: ANN401  a type
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if kind in (bool, int, float):
        return {"type": {bool: "boolean", int: "integer", float: "number"}[kind]}
    parts = [one for one in get_args(kind) if one is not NoneType]
    return _value(parts[0]) if len(parts) == 1 and get_origin(kind) not in (tuple, list, frozenset) else {}
