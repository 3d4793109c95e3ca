"""The JSON Schema of the format, made from the model; `schema.json` beside it is its published form.

python -m docconv.formats.json.schema > schema.json
"""

from __future__ import annotations

import json
import sys
from typing import Any, Literal, get_args, get_origin, get_type_hints

from attrs import NOTHING, Attribute, fields

from docconv import model
from docconv.formats.json.coding import NAMES, NESTED, NODES, PLAIN, VERSION

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
JSON_TYPES = {str: "string", int: "integer", bool: "boolean"}


def schema() -> Schema:
    """The schema of a whole file."""
    definitions = {name: _node(name, cls) for name, cls in NODES.items()}
    definitions |= {
        cls.__name__: _plain(cls) for cls in (*PLAIN.values(), model.Evidence, model.Speaker, model.Metadata)
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"docconv document, version {VERSION}",
        "type": "object",
        "required": ["docconv", "body"],
        "additionalProperties": False,
        "properties": {
            "docconv": {"const": VERSION},
            "metadata": {"$ref": "#/$defs/Metadata"},
            "title": {"$ref": "#/$defs/Heading"},
            "speakers": {"type": "array", "items": {"$ref": "#/$defs/Speaker"}},
            "body": {"type": "array", "items": _any_node()},
        },
        "$defs": definitions,
    }


def _any_node() -> Schema:
    return {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in NODES]}


def _node(name: str, cls: type) -> Schema:
    """The schema of a node: its type, and its fields."""
    properties: Schema = {"type": {"const": name}}
    properties |= {attribute.name: _field(cls, attribute) for attribute in fields(cls)}
    required = ["type", *(attribute.name for attribute in fields(cls) if attribute.default is NOTHING)]
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _field(cls: type, attribute: Attribute[Any]) -> Schema:
    if attribute.name in NESTED:
        return {"type": "array", "items": _any_node()}
    if attribute.name == "speakers":
        return {"type": "array", "items": TEXT}
    if attribute.name == "heading":
        return {"$ref": "#/$defs/Heading"}
    if attribute.name in PLAIN:
        return {"$ref": f"#/$defs/{PLAIN[attribute.name].__name__}"}
    return _value(get_type_hints(cls, vars(model))[attribute.name])


def _plain(cls: type) -> Schema:
    """The schema of a class without nodes."""
    hints = get_type_hints(cls, vars(model))
    required = [attribute.name for attribute in fields(cls) if attribute.default is NOTHING]
    properties = {NAMES.get(one.name, one.name): _value(hints[one.name]) for one in fields(cls)}
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _value(hint: Any) -> Schema:  # noqa: ANN401  any annotation of the model
    """The schema of a value by its annotation."""
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    if hint in JSON_TYPES:
        return {"type": JSON_TYPES[hint]}
    if get_origin(hint) is tuple:
        items = get_args(hint)
        if items[-1] is Ellipsis:
            return {"type": "array", "items": _value(items[0])}
        return {"type": "array", "prefixItems": [_value(item) for item in items], "items": False}
    options = [option for option in get_args(hint) if option is not type(None)]
    if len(options) == 1:
        return {"anyOf": [_value(options[0]), {"type": "null"}]}
    return {"$ref": f"#/$defs/{hint.__name__}"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=1) + "\n")
