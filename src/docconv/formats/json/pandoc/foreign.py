"""A document of pandoc that has no facts of docconv: the text that it prints, read as a transcript.

Where docconv wrote the tree and pandoc has written it in a format without its head, turns are still marked in
it, and what is marked is decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from attrs import evolve

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.json.pandoc.marked import Passage, passages
from docconv.formats.json.pandoc.printed import inline, paragraphs
from docconv.formats.json.pandoc.values import is_title_repeated, table
from docconv.model import Draft
from docconv.notices import Notice
from docconv.tei.names import FORBIDDEN, REPLACEMENT
from docconv.transcript import Correction, read_transcript

Json: TypeAlias = Any


def read_foreign(found: Json, source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """A tree of pandoc as a draft. Raises `BadInputError` where it prints nothing."""
    title = inline(table(found["meta"]["title"])) if "title" in found.get("meta", {}) else ""
    if is_title_repeated(found):
        title = ""
    head = [Passage(f"# {title}", "heading")] if title.strip() else []
    printed = passages(found["blocks"]) or list(map(Passage, paragraphs(found["blocks"])))
    texts = [evolve(one, text=_clean(one.text)) for one in (*head, *printed)]
    text = "\n\n".join(one.text for one in texts)
    if not text.strip():
        message = "a document of pandoc in which there is no text"
        raise BadInputError(message, where=source.name, remedy="give a transcript with text in it")
    own = tuple(_decisions(texts)) if any(one.role for one in printed) else ()
    draft, guesses = read_transcript(text, (*own, *source.corrections), convention=source.convention)
    bare = [evolve(notice, span=None) for notice in guesses]
    return draft, tuple(bare)


def _clean(text: str) -> str:
    return FORBIDDEN.sub(REPLACEMENT, text.replace("\r", " "))


def _decisions(texts: Sequence[Passage]) -> Iterator[Correction]:
    """What marks decide about the lines of a text whose paragraphs are given."""
    number = 1
    for one in texts:
        first, *others = one.text.split("\n")
        last = number + len(others)
        if one.role == "label":
            yield Correction(text=first, line=number, is_="label", label=one.label)
            rest = "\n".join(others)
            if rest.strip():
                yield Correction(text=rest, line=number + 1, last=last, is_="speech")
        elif one.role and one.text.strip():
            yield Correction(text=one.text, line=number, last=last, is_=one.role, speaker=one.speaker)
        number = last + 2
