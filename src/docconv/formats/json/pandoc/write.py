"""Document to the JSON of pandoc: turns are `Div`, quotations and gaps are `Span`, with attributes.

Every format of pandoc keeps words, labels, headings and emphasis; HTML keeps the attributes, too. DOCX keeps
only the name of their style (https://pandoc.org/MANUAL.html#custom-styles), which tells what a paragraph is,
and with a label whose it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, assert_never

from attrs import asdict, field, fields, frozen

from docconv import model as m
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
    UNLABELLED,
    VERSE,
)
from docconv.languages import load
from docconv.model import Block, Inline, Resolved, Speaker
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.tei.names import FORBIDDEN, REPLACEMENT
from docconv.tei.writing.replaced import replaced
from docconv.walk import printed_title
from docconv.wellformed.unseen import escaped

Json: TypeAlias = Any
VERSION = regex(r"\d{1,4}(?:\.\d{1,4}){0,4}")
ELEMENTS = {kind: name for name, kind in EMPHASES.items()}
CLASSES = {cls: name for name, cls in (*SPANS.items(), *BLOCKS.items())}


@frozen(kw_only=True)
class Options:
    """`api`: the version of pandoc's tree; 1.22 is that of pandoc 2.12 to 2.19, and pandoc reads no other."""

    api: str = field(default="1.23.1")

    @api.validator
    def _numbered(self, _: object, api: str) -> None:
        if not VERSION.fullmatch(api):
            message = f"the api {api!r:.40} is no version such as 1.23.1"
            raise ValueError(message)


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as a tree of pandoc, in UTF-8; a notice if characters had to be replaced."""
    mark = load(document.metadata.lang).delimiter
    blocks = [one for block in document.body for one in _block(block, mark, 1)]
    version = [int(part) for part in options.api.split(".")]
    text = escaped(json.dumps({API: version, "meta": _meta(document), "blocks": blocks}, ensure_ascii=False))
    data = text.encode() + b"\n"
    return data, replaced(document, data)


def _meta(document: Resolved) -> Json:
    facts = document.metadata
    own = {name: _string(value) for name in FACTS if (value := getattr(facts, name))}
    own["fields"] = {"t": "MetaList", "c": [_strings(pair) for pair in facts.fields]}
    own["titled"] = {"t": "MetaBool", "c": document.title is not None}
    people = [{"t": "MetaMap", "c": _speaker(one)} for one in document.speakers]
    meta = {OWN: {"t": "MetaMap", "c": own}, "speakers": {"t": "MetaList", "c": people}}
    meta["title"] = {"t": "MetaInlines", "c": _inlines(printed_title(document))}
    meta |= {"date": _string(facts.date)} if facts.date else {}
    return meta | ({"lang": _string(facts.lang)} if facts.lang != "und" else {})


def _speaker(speaker: Speaker) -> Json:
    values = asdict(speaker, recurse=False)
    return {
        name: _strings(value) if isinstance(value, tuple) else _string(value)
        for name, value in values.items()
        if value
    }


def _string(text: str) -> Json:
    return {"t": "MetaString", "c": _clean(text)}


def _strings(texts: Iterable[str]) -> Json:
    return {"t": "MetaList", "c": list(map(_string, texts))}


def _clean(text: str) -> str:
    return FORBIDDEN.sub(REPLACEMENT, text)


def _block(block: Block[Speaker], mark: str, level: int) -> Iterator[Json]:
    match block:
        case m.Section(inner, heading):
            head = [_node("Header", [level, ["", [], []], _inlines(heading.children)])] if heading else []
            yield _div(block, [*head, *(one for below in inner for one in _block(below, mark, level + 1))])
        case m.Turn():
            yield _div(block, list(_turn(block, mark)), block.id)
        case m.Narrative(children):
            yield _known(_node("Para", _inlines(children)), None, block.verse)
        case m.CastItem(children) | m.Stage(children) | m.Boilerplate(children):
            yield _div(block, [_node("Para", _inlines(children))])
        case m.Separator(text):
            yield _div(block, [_node("Para", list(_words(text)))])
        case _:
            assert_never(block)


def _turn(turn: m.Turn[Speaker], mark: str) -> Iterator[Json]:
    """The parts of a turn; its label is before the words of the first paragraph, else by itself."""
    label = list(_label(turn, mark)) if turn.label else []
    parts = list(turn.blocks)
    if label and not (parts and isinstance(parts[0], m.Paragraph)):
        yield _node("Para", label)
        label = []
    for part in parts:
        if isinstance(part, m.Stage):
            yield _div(part, [_node("Para", _inlines(part.children))])
            continue
        space = [_node("Space")] if label else []
        paragraph = _node("Para", [*label, *space, *_inlines(part.children)])
        label = []
        yield _known(paragraph, part.timing, part.verse)


def _label(turn: m.Turn[Speaker], mark: str) -> Iterator[Json]:
    who = f" {turn.speakers[0].id}" if len(turn.speakers) == 1 else ""
    attributes = ["", [LABEL], [["custom-style", f"Speaker{who}"]]]
    yield _node("Span", [attributes, [_node("Strong", list(_words(f"{turn.label}{mark}")))]])


def _known(paragraph: Json, timing: m.Timing | None, verse: m.VerseLine | None) -> Json:
    """A paragraph in a `Div` that says when it is heard and that it is a line of verse, where it is."""
    if timing is None and verse is None:
        return paragraph
    values: dict[str, object] = {} if timing is None else {"begin": timing.begin, "end": timing.end}
    if timing is not None and timing.words:
        values["words"] = " ".join(map(str, timing.words))
    if timing is not None and timing.anchors:
        values["anchors"] = " ".join(map(str, timing.anchors))
    if verse is not None:
        values |= {"part": verse.part, "n": verse.n, "stanza": "yes" if verse.stanza else None}
    pairs = [[key, _clean(str(value))] for key, value in values.items() if value is not None]
    classes = [*([TIMED] if timing else []), *([VERSE] if verse else [])]
    return _node("Div", [["", classes, pairs], [paragraph]])


def _div(node: Any, blocks: list[Json], name: str = "") -> Json:  # noqa: ANN401  any of BLOCKS
    kind = CLASSES[type(node)]
    more = [UNLABELLED] if isinstance(node, m.Turn) and node.label is None else []
    names = " ".join((kind, *more)).title()
    style = [["custom-style", names]] if kind not in ("section", "separator") else []
    return _node("Div", [[name, [kind, *more], [*_attributes(node), *style]], blocks])


def _attributes(node: Any) -> Iterator[list[str]]:  # noqa: ANN401  any of BLOCKS and SPANS
    names = {one.name for one in fields(type(node))}
    for name in TEXTS:
        value = getattr(node, name) if name in names else None
        if value is not None:
            yield [name, _clean(value)]
    if "speakers" in names and node.speakers:
        yield ["speakers", " ".join(one.id for one in node.speakers)]
    if "attribution" in names and node.attribution != m.CERTAIN:
        reasons = [[one.rule, one.detail] for one in node.attribution.evidence]
        yield ["certainty", node.attribution.certainty]
        yield ["evidence", _clean(json.dumps(reasons, ensure_ascii=False))]


def _inlines(inlines: Iterable[Inline[Speaker]]) -> list[Json]:
    return [one for inline in inlines for one in _inline(inline)]


def _inline(inline: Inline[Speaker]) -> Iterator[Json]:
    match inline:
        case m.Text(text):
            yield from _words(text)
        case m.Emphasis(children, kind):
            yield _node(ELEMENTS[kind], _inlines(children))
        case m.Milestone("line"):
            yield _node("LineBreak")
        case m.Milestone(_, text):
            yield _span(inline, [], [["text", _clean(text)]])
        case m.Gap(text):
            yield _span(inline, list(_words(text)))
        case m.Said() | m.Stage() | m.Unclear() | m.Foreign() | m.CastPart():
            yield _span(inline, _inlines(inline.children))
        case m.Note(children):
            yield _span(inline, [_node("Note", [_node("Para", _inlines(children))])])
        case _:
            assert_never(inline)


def _span(node: Any, content: list[Json], more: Iterable[list[str]] = ()) -> Json:  # noqa: ANN401  any of SPANS
    return _node("Span", [["", [CLASSES[type(node)]], [*_attributes(node), *more]], content])


def _words(text: str) -> Iterator[Json]:
    """A text as words and single blanks between; all other white space is in its words."""
    for number, word in enumerate(_clean(text).split(" ")):
        if number:
            yield _node("Space")
        if word:
            yield _node("Str", word)


def _node(kind: str, content: Json = None) -> Json:
    return {"t": kind} if content is None else {"t": kind, "c": content}
