"""The JSON of pandoc to a document, where docconv wrote it, or to a draft of the text that it prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from attrs import fields

from docconv import model as m
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.json.pandoc.foreign import read_foreign
from docconv.formats.json.pandoc.names import (
    API,
    BLOCKS,
    EMPHASES,
    FACTS,
    LABEL,
    OWN,
    SPANS,
    TEXTS,
    TIMED,
    VERSE,
)
from docconv.formats.json.pandoc.printed import QUOTES
from docconv.formats.json.pandoc.values import attributes, string, table
from docconv.formats.json.parsing import parsed
from docconv.model import Draft, Metadata, Resolved, Speaker
from docconv.notices import Notice

Json: TypeAlias = Any
REMEDY = "write the file anew, or take “docconv” out of its meta, so that it is read as a document of others"


def read(source: Source) -> tuple[Draft | Resolved, tuple[Notice, ...]]:
    """Raises `BadInputError` for what is not JSON of pandoc, or not as docconv writes it."""
    found = parsed(source)
    if not is_pandoc(found):
        message = f"not JSON of pandoc, which has “{API}”"
        raise BadInputError(message, where=source.name, remedy="give another format")
    return read_tree(found, source)


def is_pandoc(found: Json) -> bool:
    """Whether JSON is a document of pandoc."""
    return isinstance(found, dict) and API in found and isinstance(found.get("blocks"), list)


def read_tree(found: Json, source: Source) -> tuple[Draft | Resolved, tuple[Notice, ...]]:
    """A tree of pandoc as a document. Raises `BadInputError`."""
    try:
        found["blocks"] = list(map(table, found["blocks"]))
        if OWN not in table(found.get("meta", {})):
            return read_foreign(found, source)
        return _own(found), ()
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        message = f"this is JSON of pandoc in which something is wrong: {error!r}"
        raise BadInputError(message, where=source.name, remedy=REMEDY) from error


def _own(found: Json) -> Resolved:
    facts, people = _facts(found["meta"])
    tree = _TreeReader({one.id: one for one in people})
    own = found["meta"][OWN]["c"]
    title = found["meta"]["title"]["c"] if own["titled"]["c"] else None
    heading = None if title is None else m.Heading(tree.inlines(title))
    return m.Document(tuple(tree.blocks(found["blocks"])), facts, heading, people)


def _facts(meta: Json) -> tuple[Metadata, tuple[Speaker, ...]]:
    own = meta[OWN]["c"]
    facts = {name: _value(own[name]) for name in FACTS if name in own}
    pairs = tuple((name, value) for name, value in _value(own.get("fields", NO_FIELDS)))
    given = {name: _value(meta[name]) for name in ("date", "lang") if name in meta}
    people = [{name: _value(value) for name, value in row["c"].items()} for row in meta["speakers"]["c"]]
    return Metadata(**facts, **given, fields=pairs), tuple(Speaker(**row) for row in people)


def _value(value: Json) -> Any:  # noqa: ANN401  a text or a list of values
    if value["t"] == "MetaList":
        return tuple(map(_value, value["c"]))
    return string(value["c"]) if value["t"] == "MetaString" else "".join(map(_text, value["c"]))


def _text(inline: Json) -> str:
    """What a value holds that went through a reader of pandoc. Raises `ValueError` for what has no text."""
    if inline["t"] in ("Space", "SoftBreak"):
        return " "
    if inline["t"] == "Quoted":
        return "".join(map(_text, inline["c"][1])).join(QUOTES[inline["c"][0]["t"]])
    if inline["t"] != "Str":
        message = f"{inline['t']} where words should be"
        raise ValueError(message)
    return string(inline["c"])


def _words_of_header(found: Json) -> Json:
    level, named, inner = found
    attributes(named)
    if not isinstance(level, int):
        message = f"{level!r:.40} where the level of a header should be"
        raise TypeError(message)
    return inner


NO_BREAK = "\u00a0"  # which pandoc writes after `Mr.` where it reads Markdown
NO_FIELDS: Json = {"t": "MetaList", "c": []}
"""In the YAML of pandoc a list of nothing is left out."""


class _TreeReader:
    """Reads blocks and inlines; knows the speakers."""

    def __init__(self, people: Mapping[str, Speaker]) -> None:
        self.people = people

    def blocks(self, found: list[Json]) -> Iterator[Any]:
        """Blocks of the model; what is in a `Div` of others stands for itself."""
        for one in found:
            if one["t"] != "Div":
                yield m.Narrative(self.inlines(_content(one)))
                continue
            (name, classes, pairs), inner = attributes(one["c"][0]), one["c"][1]
            kind = next((each for each in classes if each in BLOCKS), "")
            read: Callable[..., Any] | None = getattr(self, f"_{kind}", None)
            if read is None:
                yield from self.blocks(inner)
            else:
                yield read(inner, self._known(BLOCKS[kind], pairs), name)

    def _known(self, cls: type[Any], pairs: Mapping[str, str]) -> dict[str, Any]:
        """The fields of a node that its attributes hold."""
        names = {one.name for one in fields(cls)}
        known: dict[str, Any] = {name: string(pairs[name]) for name in TEXTS if name in names & pairs.keys()}
        if cls is m.Narrative:
            known["verse"] = _verse(pairs)
        if "speakers" in names and "speakers" in pairs:
            known["speakers"] = tuple(self.people[who] for who in pairs["speakers"].split())
        if "attribution" in names and "certainty" in pairs:
            reasons = json.loads(pairs.get("evidence", "[]"))
            evidence = tuple(m.Evidence(string(rule), string(detail)) for rule, detail in reasons)
            certainty: Any = pairs["certainty"]
            known["attribution"] = m.Attribution(certainty, evidence)
        return known

    def _section(self, inner: list[Json], known: dict[str, Any], _: str) -> Any:  # noqa: ANN401
        head = _words_of_header(inner[0]["c"]) if inner and inner[0]["t"] == "Header" else None
        heading = None if head is None else m.Heading(self.inlines(head))
        return m.Section(tuple(self.blocks(inner if head is None else inner[1:])), heading, **known)

    def _turn(self, inner: list[Json], known: dict[str, Any], name: str) -> Any:  # noqa: ANN401
        parts = [self._part(one, is_first=not at) for at, one in enumerate(inner)]
        turn = m.Turn(name, tuple(part for part in parts if part.children), **known)
        printed, label = (text.replace(NO_BREAK, " ") for text in (_label(inner), turn.label or ""))
        sign = printed.removeprefix(label)
        if (label and sign == printed) or any(map(str.isalnum, sign)):
            message = f"the label of {name} is {turn.label!r:.40}, and “{printed:.40}” is printed"
            raise ValueError(message)
        return turn

    def _part(self, found: Json, *, is_first: bool) -> Any:  # noqa: ANN401  a paragraph or a direction
        words = _unlabelled if is_first else list
        if found["t"] != "Div":
            return m.Paragraph(self.inlines(words(_content(found))))
        (_, classes, pairs), inner = attributes(found["c"][0]), found["c"][1]
        if not {TIMED, VERSE} & set(classes):
            return m.Stage(self.inlines(_content(*inner)), **self._known(m.Stage, pairs))
        timing = None
        if TIMED in classes:
            heard, anchors = (tuple(map(int, pairs.get(key, "").split())) for key in ("words", "anchors"))
            end = int(pairs["end"]) if "end" in pairs else None
            timing = m.Timing(int(pairs["begin"]), end, heard, anchors)
        verse = _verse(pairs) if VERSE in classes else None
        return m.Paragraph(self.inlines(words(_content(*inner))), timing=timing, verse=verse)

    def _verse(self, inner: list[Json], known: dict[str, Any], _: str) -> Any:  # noqa: ANN401
        return m.Narrative(self.inlines(_content(*inner)), **known)

    def _stage(self, inner: list[Json], known: dict[str, Any], _: str) -> Any:  # noqa: ANN401
        return m.Stage(self.inlines(_content(*inner)), **known)

    def _cast(self, inner: list[Json], _: dict[str, Any], __: str) -> Any:  # noqa: ANN401
        return m.CastItem(self.inlines(_content(*inner)))

    def _boilerplate(self, inner: list[Json], known: dict[str, Any], _: str) -> Any:  # noqa: ANN401
        return m.Boilerplate(self.inlines(_content(*inner)), **known)

    def _separator(self, inner: list[Json], _: dict[str, Any], __: str) -> Any:  # noqa: ANN401
        return m.Separator("".join(map(_text, _content(*inner))))

    def inlines(self, found: list[Json]) -> Any:  # noqa: ANN401  inlines of the model
        """Inlines of the model."""
        return tuple(self._inline(one) for one in found)

    def _inline(self, one: Json) -> Any:  # noqa: ANN401  an inline of the model
        kind = one["t"]
        if kind == "LineBreak":
            return m.Milestone()
        if kind in EMPHASES:
            return m.Emphasis(self.inlines(one["c"]), EMPHASES[kind])
        if kind != "Span":
            return m.Text(_text(one))
        (_, classes, pairs), inner = attributes(one["c"][0]), one["c"][1]
        cls = SPANS[next((each for each in classes if each in SPANS), "")]
        known = self._known(cls, pairs)
        if cls is m.Milestone:
            return m.Milestone(known["kind"], pairs["text"])
        if cls is m.Gap:
            return m.Gap("".join(map(_text, inner)), known["reason"])
        if cls is m.Note:
            inner = _content(*_note(*inner))
        return cls(self.inlines(inner), **known)


def _verse(pairs: Mapping[str, str]) -> m.VerseLine:
    """What the attributes of a paragraph say of a line of verse."""
    part: Any = pairs.get("part")
    return m.VerseLine(part, pairs.get("n"), "stanza" in pairs)


def _note(found: Json) -> list[Json]:
    """The blocks of a note."""
    if found["t"] != "Note":
        message = f"{found['t']} where a note should be"
        raise ValueError(message)
    return list(found["c"])


def _label(inner: list[Json]) -> str:
    """The label that a turn prints, with its sign."""
    first = inner[0] if inner else {"t": "Para", "c": []}
    if first["t"] == "Div":
        first = first["c"][1][0]
    begin: list[Json] = _content(first)[:1]
    return "".join(_printed(begin)) if begin and _unlabelled(begin) != begin else ""


def _printed(found: Json) -> Iterator[str]:
    """The texts of inlines."""
    for one in found:
        if one["t"] in EMPHASES:
            yield from _printed(one["c"])
        elif one["t"] == "Span":
            attributes(one["c"][0])
            yield from _printed(one["c"][1])
        else:
            yield _text(one)


def _content(block: Json) -> list[Json]:
    """The inlines of a paragraph. In Markdown of pandoc one that ends in a line with dashes alone comes back
    as a heading.
    """
    if block["t"] == "Header":
        return list(_words_of_header(block["c"]))
    if block["t"] not in ("Para", "Plain"):
        message = f"{block['t']} where a paragraph should be"
        raise ValueError(message)
    return list(block["c"])


def _unlabelled(inlines: list[Json]) -> list[Json]:
    """Inlines without the label that a turn begins with, and the blank after it."""
    first = inlines[0] if inlines else {"t": ""}
    if first["t"] == "Span" and LABEL in attributes(first["c"][0])[1]:
        return inlines[2:] if inlines[1:2] == [{"t": "Space"}] else inlines[1:]
    return inlines
