"""What the tool that looks at pages counts, on lines whose faults are known."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest

from docconv.themes import theme
from support.pdf_documents import SENTENCE, document, says
from support.places import ROOT

SPACE = 2.0
KINDS = ("lines", "wide", "tight", "rivers", "ladders", "hyphens", "widows", "orphans", "stranded")


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("composition")


def line(text: str, *, page: int = 0, wide: float = 1.0, ends: str = "", missing: float = 0.0) -> object:
    """A justified line whose spaces are so wide; `ends` are `f` first, `l` last, `k` kept with what follows."""
    made = importlib.import_module("typeset")
    gaps, x = [], 0.0
    for word in text.split()[:-1]:
        x += len(word) * 5
        gaps.append((x, x + SPACE * wide))
        x += SPACE * wide
    divided, justified = text.endswith("\u00ad"), True
    return made.Line(
        text, (page, 0), 0.0, tuple(gaps), SPACE, missing, justified, divided, "f" in ends, "l" in ends,
        "k" in ends, 0.0,
    )  # fmt: skip


def counted(tool: ModuleType, *lines: object, lang: str = "en", names: str = "") -> dict[str, int]:
    """The counts that are not nought."""
    return {kind: n for kind, n in tool.count(lines, lang, frozenset(names.split())).items() if n}


def test_wide_and_tight_lines_are_counted(tool: ModuleType) -> None:
    """Beyond 1.6 and below 0.7 of the space; a ragged line is as bad as a wide one; last lines are free."""
    lines = [line("a b", wide=wide) for wide in (1.5, 1.7, 0.75, 0.6)]
    lines += [line("a b", missing=9.0), line("a b", wide=3.0, ends="l")]
    assert counted(tool, *lines) == {"lines": 5, "wide": 2, "tight": 1}


def test_a_river_goes_through_four_lines(tool: ModuleType) -> None:
    """At one place; through three it is chance."""
    assert counted(tool, *[line("aa bb", wide=1.3)] * 4) == {"lines": 4, "rivers": 1}
    assert counted(tool, *[line("aa bb", wide=1.3)] * 3) == {"lines": 3}
    turns = [line("aa bb", wide=1.3), line("aaaa bb", wide=1.3)] * 4
    assert counted(tool, *turns) == {"lines": 8}


def test_three_hyphens_are_a_ladder(tool: ModuleType) -> None:
    """Two are none."""
    rows = [line("garden meet\u00ad"), *[line("ings of commit\u00ad")] * 2, line("tees and")]
    assert counted(tool, *rows[:2], rows[3]) == {"lines": 3, "hyphens": 2}
    assert counted(tool, *rows) == {"lines": 4, "hyphens": 3, "ladders": 1}


@pytest.mark.parametrize(
    ("head", "tail", "lang", "kind"),
    [
        ("we saw Hart\u00ad", "well there", "en", "in names"),
        ("we left. Hart\u00ad", "well there", "en", ""),
        ("wir sahen Gar\u00ad", "tentore dort", "de", ""),
        ("wir sahen Hart\u00ad", "well dort", "de", "in names"),
        ("the REPUB\u00ad", "LIC stands", "de", "in capitals"),
        ("was al\u00ad", "ready there", "en", "short parts"),
    ],
)
def test_hyphens_are_told_by_kind(tool: ModuleType, head: str, tail: str, lang: str, kind: str) -> None:
    """The first word of a sentence has its capital from there, and a German noun is no name."""
    names = "Hartwell" if lang == "de" else ""
    found = counted(tool, line(head), line(tail), lang=lang, names=names)
    assert found == {"lines": 2, "hyphens": 1} | ({kind: 1} if kind else {})


def test_what_stands_alone_is_counted(tool: ModuleType) -> None:
    """At the foot and at the head of a page."""
    widow = [line("a b"), line("c d", page=1, ends="l")]
    assert counted(tool, *widow)["widows"] == 1
    orphan = [line("a b", ends="f"), line("c d", page=1)]
    assert counted(tool, *orphan)["orphans"] == 1
    heading = [line("a b", ends="flk"), line("c d", page=1, ends="f")]
    assert counted(tool, *heading) == {"lines": 1, "stranded": 1}
    across = [line("meet\u00ad"), line("ings", page=1)]
    assert counted(tool, *across)["across pages"] == 1


def test_the_lines_of_a_document_are_those_of_its_pages(tool: ModuleType) -> None:
    """All words are in them."""
    options = tool.writing.Options(theme=theme("press"))
    pages = tool.pages_of(document(says(SENTENCE * 40), says(SENTENCE, number=2)), options)
    lines = tool.lines_of(pages, options)
    assert [one.first for one in lines].count(True) == [one.last for one in lines].count(True) == 3  # a title
    shown = "".join(one.text for one in lines)
    assert shown.count("garden holds") + shown.count("gar\u00adden") >= 40
    middle = [one for one in lines if not one.last]
    assert len(middle) == counted(tool, *lines)["lines"] > 20
    assert all(abs(one.missing) < 3 for one in middle)
