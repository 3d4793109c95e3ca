"""Whatever is decided about a line of the cases is what the line becomes, or a notice says that it is without effect."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pytest

from docconv.formats import Source
from docconv.model import Block, Draft, Label, Section, Span, Turn
from docconv.pipeline import read_with_notices
from docconv.sidecar import read_sidecar
from docconv.transcript import Analysis, analyse
from docconv.transcript.labels.corrections import ranges
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.turns.doubts import decision
from docconv.walk import turns
from support.cases import CASES, parse

DECISIONS = {
    'is = "narrative"': "narrative",
    'is = "heading"': "heading",
    'is = "stage"': "stage",
    'is = "boilerplate"': "boilerplate",
    'is = "speech"': "spoken",
    'is = "turn"': "spoken",
    'is = "label"': "spoken",
    'speaker = "Zed Quux"': "Zed Quux",
    'is = "turn"\nspeaker = "Zed Quux"': "Zed Quux",
}
"""Each with what the line is then, or who speaks it."""
EVERY = 7
SEED = 11


class Looked(list[TranscriptLine]):
    """Lines that count how often somebody goes through them, and over how many."""

    looked_at = 0

    def __iter__(self) -> Iterator[TranscriptLine]:
        """Each line."""
        for line in super().__iter__():
            self.looked_at += 1
            yield line


class Part(NamedTuple):
    """A part of a draft: its line, what it is, and who speaks it."""

    line: int
    kind: str
    who: str = ""


def parts(draft: Draft) -> Iterator[Part]:
    """All parts, in order."""
    if draft.title is not None:
        yield Part(_line(draft.title.span), "heading")
    yield from _parts(draft.body)


def _parts(blocks: Iterable[Block[Label]]) -> Iterator[Part]:
    for block in blocks:
        if isinstance(block, Section):
            if block.heading is not None:
                yield Part(_line(block.heading.span), "heading")
            yield from _parts(block.blocks)
        elif isinstance(block, Turn):
            who = ", ".join(label.text for label in block.speakers)
            yield Part(_line(block.span), "spoken", who)
            for one in block.blocks:
                name = type(one).__name__.lower()
                yield Part(_line(one.span), "spoken" if name == "paragraph" else name, who)
        else:
            yield Part(_line(getattr(block, "span", None)), type(block).__name__.lower())


def _line(span: Span | None) -> int:
    return span.line if span else 0


def is_without_effect(analysis: Analysis) -> bool:
    """Whether a notice says that a decision is not used."""
    return any(notice.code == "correction-unused" for notice in analysis.notices)


def lines_once(analysis: Analysis) -> list[TranscriptLine]:
    """The lines of which no other has the number, as the halves of overlaps have."""
    numbers = [line.number for line in analysis.lines]
    return [line for line in analysis.lines if numbers.count(line.number) == 1]


@pytest.mark.parametrize("what", DECISIONS)
def test_a_decision_is_carried_out_or_told_to_be_without_effect(what: str) -> None:
    """Of one line of every seventh case: it, or the paragraph that it goes on with, is what it is said to be."""
    chance = random.Random(SEED)  # noqa: S311  nothing secret
    for path in CASES[::EVERY]:
        text = parse(path.read_text(encoding="utf-8")).given
        if not (lines := lines_once(analyse(text))):
            continue  # all of it is on one line
        line = chance.choice(lines)
        decided = analyse(text, read_sidecar(decision(line, what)).corrections)
        if is_without_effect(decided) or ("label" in what and "," in line.text):
            continue  # a list of those who speak stays one
        above = [part for part in parts(decided.draft) if part.line <= line.number]
        last = max((part.line for part in above), default=0)
        found = {value for part in above if part.line == last for value in (part.kind, part.who)}
        assert DECISIONS[what] in found, (path.stem, line.number, line.text, found)


def test_the_lines_of_a_decision_are_not_looked_for_from_the_beginning() -> None:
    """Many decisions at the end of a long text are found by their numbers."""
    text = "\n".join(f"ANN: This is sentence {number}." for number in range(1, 401))
    told = "".join(
        f'[[line]]\ntext = "ANN: This is sentence {number}"\nline = {number}\nis = "narrative"\n'
        for number in range(301, 401)
    )
    lines = Looked(analyse(text).lines)
    found = list(ranges(lines, read_sidecar(told).corrections))
    assert [[line.number for line in some] for _, some in found] == [[number] for number in range(301, 401)]
    assert lines.looked_at <= 2 * len(lines)


@pytest.mark.parametrize(
    "text",
    [
        "### Ann Roe\n\nYes.\n\n### Ben Ode\n\nNo.\n\n### Ann Roe\n\nWhy?\n\n### Ben Ode\n\nSo.\n",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann Roe>Yes.\n\n00:03.000 --> 00:04.000\n<v Ben Ode>No.\n",
        "Title: The bell\n\nINT. MILL - DAY\n\nANN ROE\nYes.\n\nBEN ODE\nNo.\n\nANN ROE\nWhy?\n",
    ],
    ids=["headings", "voices", "cues"],
)
def test_who_speaks_may_be_decided_below_a_label_of_a_notation(text: str) -> None:
    """The label stays as it is printed, and no word of it is lost."""
    number, printed = next(
        (at, line) for at, line in enumerate(text.split("\n"), 1) if "BEN ODE" in line.upper()
    )
    decided = f"[[line]]\ntext = {printed!r}\nline = {number}\nspeaker = 'Zed Quux'\n"
    for source, who in (("", "Ben Ode"), (decided, "Zed Quux")):
        decisions = read_sidecar(source, "talk.docconv.toml")
        document, _ = read_with_notices(Source(text.encode()), format="text", decisions=decisions)
        turn = next(one for one in turns(document) if (one.label or "").casefold() == "ben ode")
        assert [(one.name or "").casefold() for one in turn.speakers] == [who.casefold()]
