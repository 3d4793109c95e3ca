"""The model as JSON values and back.

A node is an object whose first key `type` is the name of its class; the others are its fields, without those
that have their default. Speakers stand once, in `speakers` of the document, and are named by their ids
elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin

from attrs import NOTHING, Attribute, fields
from cattrs import Converter
from cattrs.errors import BaseValidationError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from cattrs.v import transform_error

from docconv import model
from docconv.errors import BadInputError
from docconv.model import Attribution, Metadata, Resolved, Span, Speaker, Timing, VerseLine

VERSION = "2"
READABLE = ("1", VERSION)
"""Version 2 has the times of paragraphs and words, notes and the recording besides."""
Value: TypeAlias = "dict[str, Value] | list[Value] | str | int | bool | None"
NAMES = {"Milestone": "Break", "fields": "items"}
"""What JSON calls otherwise than the model."""
NODES: Mapping[str, type] = {
    NAMES.get(cls.__name__, cls.__name__): cls
    for cls in (
        model.Section,
        model.Heading,
        model.Turn,
        model.Paragraph,
        model.Narrative,
        model.CastItem,
        model.Stage,
        model.Separator,
        model.Boilerplate,
        model.Text,
        model.Emphasis,
        model.Said,
        model.Gap,
        model.Unclear,
        model.Foreign,
        model.Note,
        model.CastPart,
        model.Milestone,
    )
}
PLAIN: Mapping[str, type] = {"attribution": Attribution, "span": Span, "timing": Timing, "verse": VerseLine}
NESTED = frozenset(("children", "blocks"))


@cache
def _converter() -> Converter:
    """The converter for classes without nodes in them; unknown keys are errors."""
    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    facts = override(rename=NAMES["fields"])
    converter.register_structure_hook(
        Metadata, make_dict_structure_fn(Metadata, converter, _cattrs_forbid_extra_keys=True, fields=facts)
    )
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook_func(_is_tuple, _tuple)
    converter.register_unstructure_hook(
        Metadata, make_dict_unstructure_fn(Metadata, converter, _cattrs_omit_if_default=True, fields=facts)
    )
    return converter


def _exactly(value: object, kind: type) -> object:
    """A text or a number as JSON has it; nothing is made into one."""
    if type(value) is not kind:
        message = f"{kind.__name__} expected, not {type(value).__name__}"
        raise TypeError(message)
    return value


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401  the type of a field
    return issubclass(get_origin(kind) or object, tuple)


def _tuple(value: object, kind: Any) -> tuple[Any, ...]:  # noqa: ANN401  the type of a field
    """A list of JSON, whose items have one type, or as many as the field has."""
    kinds = get_args(kind)
    kinds = kinds[:1] * len(value) if kinds[-1] is ... and isinstance(value, list) else kinds
    if not isinstance(value, list) or len(value) != len(kinds):
        message = "a list expected" if not isinstance(value, list) else f"{len(kinds)} items expected"
        raise TypeError(message)
    return tuple(_converter().structure(one, kind) for one, kind in zip(value, kinds, strict=True))


def encode(document: Resolved) -> dict[str, Value]:
    """A document as JSON values."""
    converter = _converter()
    result: dict[str, Value] = {"docconv": VERSION}
    result["metadata"] = converter.unstructure(document.metadata)
    if document.title is not None:
        result["title"] = _encode(document.title)
    result["speakers"] = [converter.unstructure(speaker) for speaker in document.speakers]
    result["body"] = [_encode(block) for block in document.body]
    return result


def _encode(node: Any) -> dict[str, Value]:  # noqa: ANN401  any of NODES
    name = type(node).__name__
    result: dict[str, Value] = {"type": NAMES.get(name, name)}
    for attribute in fields(type(node)):
        value = getattr(node, attribute.name)
        if value == _default(attribute) and attribute.name != "children":
            continue
        if attribute.name in NESTED:
            result[attribute.name] = [_encode(child) for child in value]
        elif attribute.name == "heading":
            result["heading"] = _encode(value)
        elif attribute.name == "speakers":
            result["speakers"] = [speaker.id for speaker in value]
        else:
            result[attribute.name] = _converter().unstructure(value)
    return result


def _default(attribute: Attribute[Any]) -> Any:  # noqa: ANN401  a default may be anything
    default: Any = attribute.default
    return default.factory() if hasattr(default, "factory") else default


def decode(value: Any, where: str) -> Resolved:  # noqa: ANN401  whatever JSON holds
    """JSON values as a document. Raises `BadInputError` with the path of what does not fit."""
    data = _object(value, where, "$")
    version = data.pop("docconv", None)
    if version not in READABLE:
        msg = f"$.docconv is {version!r}, not {' or '.join(map(repr, READABLE))}"
        raise BadInputError(
            msg,
            where=where,
            remedy="write the file with this version of docconv",
        )
    _known(data, {"metadata", "title", "speakers", "body"}, where, "$")
    people = [
        _plain(Speaker, item, where, f"$.speakers[{n}]")
        for n, item in enumerate(_list(data.get("speakers", []), where, "$.speakers"))
    ]
    reader = _Reader(where, {speaker.id: speaker for speaker in people})
    title = data.get("title")
    return model.Document(
        body=tuple(reader.nodes(data.get("body", []), "$.body")),
        metadata=_plain(Metadata, data.get("metadata", {}), where, "$.metadata"),
        title=None if title is None else reader.node(title, "$.title"),
        speakers=tuple(people),
    )


class _Reader:
    """Reads nodes; knows the file's name and its speakers."""

    def __init__(self, where: str, speakers: Mapping[str, Speaker]) -> None:
        self.where = where
        self.speakers = speakers

    def nodes(self, value: Any, path: str) -> list[Any]:  # noqa: ANN401  whatever JSON holds
        """A list of nodes."""
        return [
            self.node(item, f"{path}[{number}]") for number, item in enumerate(_list(value, self.where, path))
        ]

    def node(self, value: Any, path: str) -> Any:  # noqa: ANN401  any of NODES
        """One node by its `type`."""
        data = _object(value, self.where, path)
        name = data.pop("type", None)
        cls = NODES.get(name) if isinstance(name, str) else None
        if cls is None:
            msg = f"{path}.type is {name!r}"
            raise BadInputError(msg, where=self.where, remedy=f"use one of {', '.join(NODES)}")
        attributes = {attribute.name: attribute for attribute in fields(cls)}
        _known(data, set(attributes), self.where, path)
        missing = [
            key for key, attribute in attributes.items() if attribute.default is NOTHING and key not in data
        ]
        if missing:
            msg = f"{path} has no {missing[0]}"
            raise BadInputError(msg, where=self.where)
        empty = [key for key, item in data.items() if item is None and attributes[key].default is not None]
        if empty:
            msg = f"{path}.{empty[0]} is null"
            raise BadInputError(msg, where=self.where)
        return cls(**{key: self.field(key, item, f"{path}.{key}") for key, item in data.items()})

    def field(self, key: str, value: Any, path: str) -> Any:  # noqa: ANN401  the value of any field
        """The value of a field."""
        if key in NESTED:
            return tuple(self.nodes(value, path))
        if key == "heading":
            return None if value is None else self.node(value, path)
        if key == "speakers":
            return tuple(self.speaker(item, path) for item in _list(value, self.where, path))
        if key in PLAIN:
            return None if value is None else _plain(PLAIN[key], value, self.where, path)
        if value is not None and not isinstance(value, str):
            msg = f"{path} is {type(value).__name__}, not a string"
            raise BadInputError(msg, where=self.where)
        return value

    def speaker(self, value: Any, path: str) -> Speaker:  # noqa: ANN401  whatever JSON holds
        """A speaker by id."""
        if not isinstance(value, str) or value not in self.speakers:
            msg = f"{path} names {value!r}, who is not in $.speakers"
            raise BadInputError(msg, where=self.where)
        return self.speakers[value]


def _plain(cls: type, value: Any, where: str, path: str) -> Any:  # noqa: ANN401  an object of the class
    value = _object(value, where, path)
    try:
        return _converter().structure(value, cls)
    except BaseValidationError as error:
        raise BadInputError(transform_error(error, path=path)[0], where=where) from error


def _object(value: Any, where: str, path: str) -> dict[str, Any]:  # noqa: ANN401  whatever JSON holds
    if not isinstance(value, dict):
        msg = f"{path} is {type(value).__name__}, not an object"
        raise BadInputError(msg, where=where)
    return dict(value)


def _list(value: Any, where: str, path: str) -> list[Any]:  # noqa: ANN401  whatever JSON holds
    if not isinstance(value, list):
        msg = f"{path} is {type(value).__name__}, not a list"
        raise BadInputError(msg, where=where)
    return value


def _known(data: Mapping[str, Any], keys: set[str], where: str, path: str) -> None:
    unknown = sorted(set(data) - keys)
    if unknown:
        msg = f"unknown key {unknown[0]!r} @ {path}"
        raise BadInputError(msg, where=where, remedy=f"known: {', '.join(sorted(keys))}")
