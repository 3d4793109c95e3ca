"""Who is spoken to, after the name in a label: `ANNA, to Ben`."""

from __future__ import annotations

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript.annotations import Candidate
from docconv.transcript.shape import core

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
