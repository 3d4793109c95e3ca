"""An interview of OHMS (https://www.oralhistoryonline.org) to a draft: its transcript is read as a text, with
the minutes that `sync` tells after their words; captions in it are read as captions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from attrs import evolve, frozen

from docconv.containers.xml import Element, below, root_element
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.text.lines import clean
from docconv.formats.text.notes import noted
from docconv.model import Draft, Label, Milestone, Node, Note
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript import read_transcript
from docconv.walk import text_of, with_children
from docconv.wellformed.shapes import is_date

MARK = regex(r"\[\[footnote\]\]\s*(\d{1,4})\s*\[\[/footnote\]\]")
NOTES = regex(r"\[\[footnotes\]\](.*?)(?:\[\[/footnotes\]\]|\Z)", re.DOTALL)
NOTE = regex(r"\[\[note\]\](.*?)\[\[/note\]\]", re.DOTALL)
TAG = regex(r"\[\[/?(?:footnotes?|note|link)\]\]")
PLACE = regex(r"(\d{1,7})\((\d{1,7})\)")
FACTS = {
    "publisher": "repository", "funder": "funding", "licence": "rights", "idno": "accession",
    "Interviewee": "interviewee", "Interviewer": "interviewer", "collection": "collection_name",
    "series": "series_name", "subject": "subject", "keyword": "keyword", "description": "description",
}  # fmt: skip
"""What a fact is called here, and in OHMS."""
MINUTE = "minute-"
"""What the signs of notes begin with that are minutes."""
WORD = regex(r"\S+")
RECORDINGS = ("media_url", "file_name")


@frozen
class Minute:
    """A minute that is over after a place of a transcript."""

    offset: int
    clock: str


def read(source: Source) -> tuple[Draft, tuple[Notice, ...]]:
    """Bytes as an interview to a draft. Raises `BadInputError`."""
    root = root_element(source.data, source.name, "ROOT")
    captions, transcript = _first(root, "vtt_transcript"), next(below(root, "transcript"), None)
    text = captions or ("" if transcript is None else transcript.text or "")
    if not any(map(str.isalnum, text)):
        message = "this interview has no transcript"
        raise BadInputError(message, where=source.name, remedy="give one that has more than an index")
    text, changes = clean(text)
    minutes = [] if captions else list(_minutes(text, _first(root, "sync")))
    found = noted(_in_markdown(text, minutes))
    draft, guesses = read_transcript(found.text, convention=source.convention)
    draft = _timed(found.with_notes(draft)) if found.notes else draft
    metadata = draft.metadata
    date = next((one.get("value", "") for one in below(root, "date")), "")
    facts = evolve(
        metadata,
        title=_first(root, "title") or metadata.title,
        date=date if is_date(date) else metadata.date,
        media=next(filter(None, (_first(root, name) for name in RECORDINGS)), metadata.media),
        fields=(*metadata.fields, *_facts(root)),
    )
    return evolve(draft, metadata=facts), (*changes, *(evolve(one, span=None) for one in guesses))


def _timed(node: Node[Label]) -> Any:  # noqa: ANN401  of its class
    """A node in which notes that are minutes are points in time, wherever they are."""
    if isinstance(node, Note) and (node.n or "").startswith(MINUTE):
        return Milestone("time", text_of(node.children))
    return with_children(node, _timed)


def _first(root: Element, name: str) -> str:
    """The text of the first element of a name that has any."""
    texts = ((one.text or "").strip() for one in below(root, name))
    return next(filter(None, texts), "")


def _in_markdown(text: str, minutes: list[Minute]) -> str:
    """A transcript with its notes, and its minutes as further ones, as Markdown has them."""
    for number, one in reversed(list(enumerate(minutes))):
        text = f"{text[: one.offset]}[^{MINUTE}{number}]{text[one.offset :]}"
    notes = [NOTE.findall(one) for one in NOTES.findall(text)]
    words = [" ".join(TAG.sub(" ", one).split()) for some in notes for one in some]
    text = MARK.sub(r"[^\1]", NOTES.sub("", text))
    told = (
        *((str(at), one) for at, one in enumerate(words, 1)),
        *((f"{MINUTE}{number}", one.clock) for number, one in enumerate(minutes)),
    )
    return "\n\n".join((TAG.sub("", text), *(f"[^{name}]: {one}" for name, one in told)))


def _minutes(text: str, sync: str) -> Iterator[Minute]:
    """The minutes of a transcript in order: `1:|13(3)|19(14)` has one after the third word of line 13. None
    is after the first word of a line, which may be a label.
    """
    interval, _, marks = sync.partition(":")
    length = int(interval) if interval.strip().isdecimal() and len(interval) < 4 else 0
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    last = 0
    for number, mark in enumerate(marks.split("|")):
        place = PLACE.fullmatch(mark.strip())
        at = int(place[1]) - 1 if place is not None else -1
        if place is None or not length or not 0 <= at < len(lines):
            continue
        ends = [one.end() for one in WORD.finditer(lines[at])]
        offset = starts[at] + (ends[min(max(int(place[2]), 2), len(ends)) - 1] if ends else 0)
        minutes = number * length
        if ends and offset >= last:
            yield Minute(offset, f"{minutes // 60:02}:{minutes % 60:02}:00")
            last = offset


def _facts(root: Element) -> Iterator[tuple[str, str]]:
    """What is known of the interview, and the points of its index."""
    for name, theirs in FACTS.items():
        for one in below(root, theirs):
            if value := " ".join((one.text or "").split()):
                yield name, value
    for point in below(root, "point"):
        time, title, synopsis = (_first(point, name) for name in ("time", "title", "synopsis"))
        seconds = int(time) if time.isdecimal() and len(time) < 7 else None
        clock = "" if seconds is None else f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02} "
        told = ": ".join(" ".join(one.split()) for one in (title, synopsis) if one)
        if told:
            yield "index", f"{clock}{told}"
