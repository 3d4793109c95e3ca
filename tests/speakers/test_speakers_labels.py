"""Labels taken apart, and who is who in short casts: the rows of `labels.txt` and `casts.txt`."""

from __future__ import annotations

import pytest
from attrs import fields

from docconv.model import (
    Block,
    Document,
    Draft,
    Heading,
    Label,
    Metadata,
    Narrative,
    Section,
    Stage,
    Text,
)
from docconv.speakers.labels.form import Form
from docconv.speakers.labels.gazetteer import gazetteer
from docconv.speakers.labels.kinds import PERSON, VoiceKind
from docconv.speakers.labels.names import taken_apart
from support.places import ROOT
from support.speaking import told_of, turn
from support.told import assert_told, sections_of

LABELS, CASTS = ROOT / "tests" / "speakers" / "labels.txt", ROOT / "tests" / "speakers" / "casts.txt"


def form_outline(form: Form) -> str:
    """What a label says, a line each; nothing of what it does not say."""
    known = [(one.name, getattr(form, one.name)) for one in fields(Form)[1:]]
    return "".join(f"{name}: {_shown(value)}\n" for name, value in known if value and value != PERSON)


def _shown(value: object) -> str:
    match value:
        case VoiceKind(kind, reference, sex):
            return " ".join(filter(None, (kind, reference, sex)))
        case tuple() | frozenset():
            return " | ".join(sorted(value) if isinstance(value, frozenset) else value)
        case _:
            return str(value)


def cast_of(row: str) -> Draft:
    """A document from its language and its parts, which `; ` parts: labels of turns, `~narrative`, `#heading`, `(direction)`,
    and `label: words`.
    """
    lang, _, rest = row.partition(": ")
    blocks: list[Block[Label]] = []
    for at, part in enumerate(rest.split("; "), 1):
        label, _, words = part.partition(": ")
        if part[0] == "~":
            blocks.append(Narrative((Text(part[1:]),)))
        elif part[0] == "#":
            blocks.append(Section((), Heading((Text(part[1:]),))))
        elif part[0] == "(":
            blocks.append(Stage((Text(part),)))
        else:
            blocks.append(turn(at, label, words or "We go on."))
    return Document(tuple(blocks), Metadata(lang=lang))


@pytest.mark.parametrize("row", sections_of(LABELS))
def test_a_label_is_taken_apart(row: str, request: pytest.FixtureRequest) -> None:
    """The parts of a label in a language, which is before it."""
    lang, _, label = row.partition(": ")
    assert_told(form_outline(taken_apart(label, gazetteer(lang))), LABELS, row, request.config)


@pytest.mark.parametrize("row", sections_of(CASTS))
def test_a_cast_is_told_apart(row: str, request: pytest.FixtureRequest) -> None:
    """Names, offices, sexes and labels of all speakers, how sure each turn is and why, and what is doubtful."""
    assert_told(told_of(cast_of(row)), CASTS, row, request.config)
