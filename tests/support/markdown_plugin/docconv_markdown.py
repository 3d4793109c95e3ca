"""Markdown as a format of docconv, in a package of its own. It can be written, not read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Literal, assert_never

from attrs import field, frozen

from docconv import model as m
from docconv.formats import Format
from docconv.notices import Notice

DOCCONV_API = 1
FORMAT = Format(
    "markdown", "Markdown", (".markdown",), "text/markdown",
    write="docconv_markdown:write", options="docconv_markdown:Options",
)  # fmt: skip


@frozen(kw_only=True)
class Options:
    """`label_style`: how labels are shown. `wrap`: the length of lines; they are not broken without it."""

    label_style: Literal["bold", "plain"] = field(
        default="bold", metadata={"metavar": "STYLE", "help": "Labels in Markdown: bold or plain."}
    )
    wrap: int | None = field(default=None, metadata={"help": "Length of the lines in Markdown."})


def write(document: m.Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as Markdown in UTF-8."""
    title = [] if document.title is None else [f"# {_inlines(document.title.children)}"]
    paragraphs = [*title, *_blocks(document.body, options, 2)]
    if options.wrap is not None:
        paragraphs = [textwrap.fill(paragraph, options.wrap) for paragraph in paragraphs]
    return ("\n\n".join(paragraphs) + "\n").encode(), ()


def _blocks(blocks: Iterable[m.Block[m.Speaker]], options: Options, level: int) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, options, level)


def _block(block: m.Block[m.Speaker], options: Options, level: int) -> Iterator[str]:
    match block:
        case m.Section(inner, heading):
            yield from () if heading is None else [f"{'#' * level} {_inlines(heading.children)}"]
            yield from _blocks(inner, options, level + 1)
        case m.Turn():
            mark = "**" if options.label_style == "bold" else ""
            label = "" if block.label is None else f"{mark}{block.label}:{mark} "
            yield label + "\n\n".join(_inlines(part.children) for part in block.blocks)
        case m.Narrative(children) | m.CastItem(children) | m.Boilerplate(children) | m.Stage(children):
            yield _inlines(children)
        case m.Separator():
            yield "---"
        case _:
            assert_never(block)


def _inlines(inlines: Iterable[m.Inline[m.Speaker]]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: m.Inline[m.Speaker]) -> str:
    match inline:
        case m.Text(text) | m.Gap(text):
            return text
        case m.Emphasis(children):
            return f"*{_inlines(children)}*"
        case m.Said() | m.Stage() | m.Unclear() | m.Foreign() | m.CastPart():
            return _inlines(inline.children)
        case m.Note(children):
            return f"^[{_inlines(children)}]"
        case m.Milestone(kind):
            return "  \n" if kind == "line" else ""
        case _:
            assert_never(inline)
