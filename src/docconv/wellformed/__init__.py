"""What a document must be so that every format can carry it: one check, for readers and before writers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from attrs import NOTHING, fields

from docconv import model as m
from docconv.errors import BadInputError
from docconv.wellformed.shapes import NCNAME, NOT_OF_SPEAKERS, SHAPES

DEEPEST = 120
"""Nodes in each other; TEI of more than 256 elements in each other is not read."""
HALF = re.compile(r"[\ud800-\udfff]")
INLINES = (m.Text, m.Emphasis, m.Said, m.Stage, m.Gap, m.Unclear, m.Foreign, m.Milestone)
PARTS = (m.Paragraph, m.Stage)
BLOCKS = (m.Section, m.Turn, m.Narrative, m.Stage, m.Separator, m.Boilerplate)
KINDS: Mapping[type, Mapping[str, tuple[str | None, ...]]] = {
    m.Speaker: {"kind": get_args(m.SpeakerKind), "sex": (None, *get_args(m.Sex))},
    m.Stage: {"kind": get_args(m.StageKind)},
    m.Emphasis: {"kind": get_args(m.EmphasisKind)},
    m.Milestone: {"kind": get_args(m.MilestoneKind)},
    m.Boilerplate: {"kind": get_args(m.BoilerplateKind)},
    m.Attribution: {"certainty": get_args(m.Certainty)},
}
FILLED: Mapping[type, tuple[str, ...]] = {
    m.Speaker: ("name", "role"),
    m.Metadata: ("title", "lang", "date", "status", "source"),
    m.Gap: ("text", "reason"),
    m.Separator: ("text",),
    m.Foreign: ("lang",),
    m.Turn: ("label", "lang"),
}
"""Fields in which an empty text is none: no format can tell it from what is not there."""


def check_well_formed(document: m.Document[Any], where: str = "") -> None:
    """Raises `BadInputError` with the place of the first thing that no format could carry."""
    fault = next(_faults(document), None)
    if fault is not None:
        raise BadInputError(fault, where=where, remedy="mend the document there")


def _faults(document: m.Document[Any]) -> Iterator[str]:
    """What is wrong, each with the path of its place."""
    yield from _values(document.metadata, "metadata")
    people = [(speaker, f"speakers[{number}]") for number, speaker in enumerate(document.speakers)]
    for speaker, path in people:
        yield from _values(speaker, path)
    ids = {speaker.id: path for speaker, path in reversed(people)}
    for speaker, path in people:
        yield from _id_faults(speaker.id, path, ids)
    cast = {speaker.id: speaker for speaker in document.speakers}
    if document.title is not None:
        yield from _tree(document.title, "title", (m.Heading,), cast, ids)
    for number, block in enumerate(document.body):
        yield from _tree(block, f"body[{number}]", BLOCKS, cast, ids)


def _tree(
    root: object, path: str, allowed: tuple[type, ...], cast: dict[str, m.Speaker], ids: dict[str, str]
) -> Iterator[str]:
    """The faults of a node and of all below it."""
    stack = [(root, path, allowed, 1)]
    while stack:
        node, path, allowed, depth = stack.pop()
        if not isinstance(node, allowed) or depth > DEEPEST:
            right = " or ".join(one.__name__ for one in allowed)
            found = f"is {type(node).__name__}, not {right}"
            yield f"{path} {found if depth <= DEEPEST else f'is more than {DEEPEST} nodes deep'}"
            continue
        yield from _values(node, path)
        yield from _voice_faults(node, path, cast)
        if isinstance(node, m.Turn):
            if node.continues is not None and node.continues not in ids:
                yield f"{path}.continues is {node.continues!r}, which is no earlier turn"
            yield from _id_faults(node.id, path, ids)
        stack += [(*one, depth + 1) for one in reversed(list(_below(node, path)))]


def _below(node: object, path: str) -> Iterator[tuple[object, str, tuple[type, ...]]]:
    """What is directly in a node, with its path and what it may be."""
    if isinstance(node, m.Section):
        if node.heading is not None:
            yield node.heading, f"{path}.heading", (m.Heading,)
        yield from ((one, f"{path}.blocks[{at}]", BLOCKS) for at, one in enumerate(node.blocks))
    elif isinstance(node, m.Turn):
        yield from ((one, f"{path}.blocks[{at}]", PARTS) for at, one in enumerate(node.blocks))
    else:
        inner = getattr(node, "children", ())
        yield from ((one, f"{path}.children[{at}]", INLINES) for at, one in enumerate(inner))


def _id_faults(new: object, path: str, ids: dict[str, str]) -> Iterator[str]:
    """Ids are names of XML, and speakers and turns share one space of them."""
    if not isinstance(new, str) or not NCNAME.fullmatch(new):
        yield f"{path}.id is {new!r}, which is no name of XML"
    elif path.startswith("speakers") and NOT_OF_SPEAKERS.fullmatch(new):
        yield f"{path}.id is {new!r}, as turns and quotations are called"
    elif ids.setdefault(new, path) != path:
        yield f"{path}.id is {new!r}, as is that of {ids[new]}"


def _voice_faults(node: object, path: str, cast: dict[str, m.Speaker]) -> Iterator[str]:
    """Who speaks is among the speakers of the document, each once."""
    voices = getattr(node, "speakers", ())
    for number, voice in enumerate(voices):
        if cast.get(voice.id) != voice:
            yield f"{path}.speakers[{number}] is not among the speakers of the document"
        elif voice in voices[:number]:
            yield f"{path}.speakers[{number}] is there twice"


def _values(node: Any, path: str) -> Iterator[str]:  # noqa: ANN401  any class of the model
    """The faults of the plain values of a node: kinds, what is empty, halves of characters."""
    kind: type = type(node)
    for name, kinds in KINDS.get(kind, {}).items():
        value = getattr(node, name)
        if value not in kinds:
            yield f"{path}.{name} is {value!r}, not one of {', '.join(filter(None, kinds))}"
    for name, (fits, right) in SHAPES.get(kind, {}).items():
        value = getattr(node, name)
        if value and not fits(value):
            yield f"{path}.{name} is {value!r}, not {right}"
    for name in FILLED.get(kind, ()):
        value = getattr(node, name)
        if value == "" or (value is None and name in _needed(kind)):
            yield f"{path}.{name} is empty"
    if isinstance(node, m.Milestone) and node.kind == "line" and node.text:
        yield f"{path}.text is {node.text!r}: a line break prints nothing"
    for name in _plain(kind):
        value = getattr(node, name)
        if value.__class__ is not str or not value.isascii():
            yield from _halves(value, f"{path}.{name}")


@cache
def _plain(kind: type) -> tuple[str, ...]:
    """The fields of a class in which no nodes are."""
    return tuple(
        one.name
        for one in fields(kind)
        if one.name not in ("children", "blocks", "heading", "speakers", "span")
    )


@cache
def _needed(kind: type) -> frozenset[str]:
    """The fields of a class that have to be given."""
    return frozenset(one.name for one in fields(kind) if one.default is NOTHING)


def _halves(value: object, path: str) -> Iterator[str]:
    """Halves of surrogate pairs, which no encoding can write, in a value and in what it holds."""
    if isinstance(value, str):
        if not value.isascii() and (found := HALF.search(value)):
            yield f"{path} has half of a character, U+{ord(found[0]):04X}"
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _halves(one, f"{path}[{number}]")
    elif isinstance(value, m.Attribution):
        yield from _values(value, path)
    elif isinstance(value, m.Evidence):
        yield from _halves((value.rule, value.detail), path)
