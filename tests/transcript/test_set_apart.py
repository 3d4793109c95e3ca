"""What formatting tells, and what a user decides: the rows of `styled.txt` and `decided.txt`.

A line with a bar is a paragraph of a row of `styled.txt`. Signs open a run, `*bold*`, `_italic_`, `~underline~`, `^capitals^`,
`%colour%`, `@speaker@`; what is in `<...>` before it is said of the whole paragraph, `<style=Speech indent=720>`. In
`decided.txt` a line that begins with `#` is a decision: its text, its number and what it says.
"""

from __future__ import annotations

import json
import re
from itertools import takewhile

import pytest
from attrs import evolve

from docconv.model import Resolved
from docconv.speakers import resolve
from docconv.transcript import Analysis, Correction, analyse
from docconv.transcript.styled.paragraphs import ParagraphFormat, StyledParagraph, StyledRun
from docconv.transcript.styled.text import printed
from support.outline import outline
from support.places import ROOT
from support.told import assert_told, sections_of
from support.weighing import evidence_outline, told_outline

HERE = ROOT / "tests" / "transcript"
STYLED, DECIDED = HERE / "styled.txt", HERE / "decided.txt"
SIGNS = {"*": "bold", "_": "italic", "~": "underline", "^": "capitals", "%": "colour", "@": "speaker"}
RUN = re.compile(r"([*_~^%@])([^*_~^%@]+)\1|[^*_~^%@]+")
OF_THE_PARAGRAPH = {"cell", "header", "spoken", "goes_on", "number"}


def paragraph(row: str) -> StyledParagraph:
    """A paragraph from its line."""
    facts, _, text = row.removeprefix("<").rpartition(">") if row.startswith("<") else ("", "", row)
    said = {
        name: json.loads(value or "true") for name, _, value in (one.partition("=") for one in facts.split())
    }
    runs = tuple(
        StyledRun(
            (run[2] or run[0]).replace("→", "\t").replace("¶", "\n"),
            frozenset({SIGNS[run[1]]} if run[1] else ()),
        )
        for run in RUN.finditer(text)
    )
    look = ParagraphFormat(**{name: value for name, value in said.items() if name not in OF_THE_PARAGRAPH})
    own = {name: value for name, value in said.items() if name in OF_THE_PARAGRAPH}
    return evolve(StyledParagraph(runs, look), **own)


def given(path: str) -> list[str]:
    """The lines of a section that are not told: those at its head with a mark."""
    return list(takewhile(lambda line: line[:1] in "|#", path.splitlines()))


def told(analysis: Analysis) -> str:
    """The outline of a text, the evidence for its labels, and its notices."""
    document: Resolved = resolve(analysis.draft)[0]
    return outline(document, certainty=True) + evidence_outline(analysis) + told_outline(analysis)


@pytest.mark.parametrize("row", sections_of(STYLED))
def test_what_formatting_tells(row: str, request: pytest.FixtureRequest) -> None:
    """The hints of the lines, the emphasis, and what becomes of the paragraphs."""
    rows = given(sections_of(STYLED)[row])
    page = printed([paragraph(line[2:]) for line in rows])
    hints = "".join(
        f"hint {number}: {' '.join(f'{name}={value}' for name, value in shown.items() if value)}\n"
        for number, hint in page.hints.items()
        if (
            shown := {
                name: getattr(hint, name)
                for name in ("start", "end", "look", "kind", "level", "otherwise", "goes_on")
            }
        )
    )
    spans = "".join(f"emphasis {span.start}-{span.end} {' '.join(span.kinds)}\n" for span in page.emphasis)
    quoted = "".join(f"{line}\n" for line in rows)
    found = told(analyse(page.text, formatting=page.formatting))
    assert_told(quoted + hints + spans + found, STYLED, row, request.config)


@pytest.mark.parametrize("row", sections_of(DECIDED))
def test_what_is_decided(row: str, request: pytest.FixtureRequest) -> None:
    """What becomes of a text with decisions about its lines."""
    rows = given(sections_of(DECIDED)[row])
    text = "".join(f"{line[2:]}\n" for line in rows if line[0] == "|")
    decisions = [Correction(**json.loads(line[2:])) for line in rows if line[0] == "#"]
    assert_told(
        "".join(f"{line}\n" for line in rows) + told(analyse(text, decisions)), DECIDED, row, request.config
    )
