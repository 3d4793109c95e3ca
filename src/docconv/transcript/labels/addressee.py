"""What is in brackets or behind a comma after the name in a label: who is spoken to, `ANNA, to Ben`, or what
the name is called from there on, `Ann Lee (hereafter L.)`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript.annotations import Candidate
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import core

CALLED = regex(r"[(（].*\w[\s:：,、–—-]\W{0,2}(\w{1,5})\W{1,3}$")  # `(hereafter “L.”)`
CLOSING = (")", "）")
SHORTEST = len("A à B")
ADDRESSEE = regex(r"(.*?\S)(?:\s*(\(([^\W\d_]+)\s[^()]{1,60}\))|\s(([^\W\dA-ZÀ-Þ]+)\s[^(),]{1,60}))$")


def with_addressee(item: Candidate, addressing: frozenset[str]) -> Candidate:
    """A candidate whose label ends in who is spoken to: `Resident (to the mayor)`, `ANNA, to Ben`."""
    tells = item.label[-1] == ")" or (len(item.label) >= SHORTEST and item.label[:2].isupper())
    tells = tells and not addressing.isdisjoint(item.label.casefold().replace("(", " ").split())
    match = ADDRESSEE.match(item.label) if tells else None
    if match is None or (match[3] or match[5]).casefold() not in addressing:
        return item
    name = match[1].rstrip(",")
    if match[4] and not (core(name).isupper() and (name != match[1] or not item.rule.bare)):
        return item
    return evolve(item, label=name, delivery=match[2] or match[4])


def with_calling(lines: Sequence[TranscriptLine]) -> None:
    """Leave in the candidates what tells how their speaker is called from there on, where another line may
    begin with it as its label: `Ann Lee (hereafter L.): Yes.`, and later `L.: No.`.
    """
    bracketed = (line for line in lines if line.candidates and (")" in line.text or "）" in line.text))
    told = [line for line in bracketed if any(one.delivery[-1:] in CLOSING for one in line.candidates)]
    labels = {one.label.rstrip(".") for line in lines for one in line.candidates} if told else set()
    for line in told:
        line.candidates = [_with_calling(one, line.text, labels) for one in line.candidates]


def _with_calling(item: Candidate, text: str, labels: Collection[str]) -> Candidate:
    called = CALLED.match(item.delivery)
    end = text.find(item.delivery, item.start) + len(item.delivery) if called is not None else 0
    if called is None or called[1] not in labels or not item.start < end <= item.body:
        return item
    return evolve(item, label=text[item.start : end], delivery="")
