"""What the name of a style says of its paragraphs, in any language."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from functools import cache

from attrs import evolve

from docconv.languages import every
from docconv.patterns import regex
from docconv.transcript.styled.paragraphs import ParagraphFormat

NUMBERED = regex(r"(?<![\s\d])[\s\d]++$")
DEEPEST = 9


@cache
def _heading() -> re.Pattern[str]:
    """The name of a style of headings, in any language, with its level."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, every('heading_styles')))})\s*(\d)$")


def is_of_speakers(name: str) -> bool:
    """Whether a style is one for those who speak, by its name in lower case."""
    return NUMBERED.sub("", name) in every("speaker_styles")


def of_style(formatting: ParagraphFormat, name: str) -> ParagraphFormat:
    """A format with what the name of a style, in lower case, says of it."""
    bare = NUMBERED.sub("", name)
    heading = _heading().match(name)
    if heading:
        formatting = evolve(formatting, kind="heading", level=int(heading[1]))
    elif name in every("title_styles"):
        formatting = evolve(formatting, kind="title")
    elif bare in every("stage_styles"):
        formatting = evolve(formatting, kind="stage")
    elif bare in every("narrative_styles"):
        formatting = evolve(formatting, kind="narrative")
    elif bare in every("scene_styles"):
        formatting = evolve(formatting, kind="heading", level=DEEPEST)
    speaker = formatting.speaker or bare in every("speaker_styles")
    return evolve(formatting, speaker=speaker, derived=formatting.derived or name.startswith("toc "))


def chain_of(name: str, base: Callable[[str], str], known: Container[str]) -> tuple[list[str], str]:
    """A style and those that it is based on, each once, and the one below, which is known, if any."""
    chain = {name: None}
    below = base(name)
    while below and below not in chain and below not in known:
        chain[below] = None
        below = base(below)
    return list(chain), "" if below in chain else below
