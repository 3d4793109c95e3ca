"""Org, the outlines of Emacs, as a format of docconv. It can be written, not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from attrs import field, frozen

from docconv import model as m
from docconv.formats import Format
from docconv.notices import Notice

DOCCONV_API = 1
FORMAT = Format(
    name="org",
    title="Org outline",
    suffixes=(".org",),
    media_type="text/org",
    write="docconv_org:write",
    options="docconv_org:Options",
)


@frozen(kw_only=True)
class Options:
    """`org_mark`: what is around a label."""

    org_mark: str = field(default="*", metadata={"help": "What is around a label in Org, as * or /."})


def write(document: m.Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document in UTF-8."""
    title = [] if document.title is None else [f"#+TITLE: {_inlines(document.title.children)}"]
    paragraphs = [*title, *_blocks(document.body, options, 1)]
    return ("\n\n".join(paragraphs) + "\n").encode(), ()


def _blocks(blocks: Iterable[m.Block[m.Speaker]], options: Options, level: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, options, level)


def _block(block: m.Block[m.Speaker], options: Options, level: int) -> Iterator[str]:
    match block:
        case m.Section(inner, heading):
            yield from () if heading is None else [f"{'*' * level} {_inlines(heading.children)}"]
            yield from _blocks(inner, options, level + 1)
        case m.Turn():
            label = "" if block.label is None else f"{options.org_mark}{block.label}:{options.org_mark} "
            yield label + "\n\n".join(_inlines(part.children) for part in block.blocks)
        case m.Narrative(children) | m.Boilerplate(children) | m.Stage(children) | m.CastItem(children):
            yield _inlines(children)
        case m.Separator():
            yield "-----"
        case _:
            assert_never(block)


def _inlines(inlines: Iterable[m.Inline[m.Speaker]]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: m.Inline[m.Speaker]) -> str:
    match inline:
        case m.Text(text) | m.Gap(text):
            return text
        case m.Emphasis(children):
            return f"/{_inlines(children)}/"
        case m.Said(children) | m.Stage(children) | m.Unclear(children) | m.Foreign(children):
            return _inlines(children)
        case m.CastPart(children):
            return _inlines(children)
        case m.Note(children):
            return f"[fn:: {_inlines(children)}]"
        case m.Milestone(kind):
            return " \\\\\n" if kind == "line" else ""
        case _:
            assert_never(inline)
