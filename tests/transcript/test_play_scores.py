"""tools/divisions.py: what it counts of a play, and what it tells apart."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from support.places import ROOT
from support.tei_by_others import body

TEXT = """The Mill

Characters
ANNA, a miller
BEN, her brother
Guards.

ACT I

ANNA: Good evening to you all.

BEN: Good evening, Anna.

ANNA: Sit down.

BEN:
The mill is still, and all the river
Goes down without a wheel
To hold it.
"""
VERSE = """<l part="I">The mill is still, and all the river</l>
<l>Goes down without a wheel</l><l>To hold it.</l>"""
LISTED = """<castList><castItem>ANNA, a miller</castItem><castGroup><castItem>BEN</castItem>
<roleDesc>her brother</roleDesc></castGroup><castItem>Guards</castItem></castList>"""


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The tool as a module."""
    spec = importlib.util.spec_from_file_location("play_scores", ROOT / "tools" / "divisions.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_entries_and_divisions_are_counted(scorer: ModuleType, tmp_path: Path) -> None:
    """An entry with other words is wrong, signs are none, and divisions without a heading are told apart."""
    text, tei = tmp_path / "play.txt", tmp_path / "play.xml"
    text.write_text(TEXT, encoding="utf-8")
    division = (
        f'<div type="act"><head>Act I.</head><div type="scene"><sp who="#a"><p>a</p>{VERSE}</sp></div></div>'
    )
    tei.write_text(body(LISTED + division), encoding="utf-8")
    assert list(scorer.report([(text, tei)])) == [
        "play.txt: divisions: F1 1.000 (right 1, found 1, gold 1); 1 without a heading",
        "play.txt: cast entries: F1 0.667 (right 2, found 3, gold 3)",
        "play.txt: verse lines: F1 1.000 (right 3, found 3, gold 3)",
        "play.txt: shared lines: F1 0.000 (right 0, found 0, gold 1)",
        "all: divisions: F1 1.000 (right 1, found 1, gold 1)",
        "all: cast entries: F1 0.667 (right 2, found 3, gold 3)",
        "all: verse lines: F1 1.000 (right 3, found 3, gold 3)",
        "all: shared lines: F1 0.000 (right 0, found 0, gold 1)",
    ]


def test_directions_and_accents_of_one_edition_are_no_words_of_a_line(
    scorer: ModuleType, tmp_path: Path
) -> None:
    """A line is what is said; where a TEI marks no shared line, there is no score; parts without a heading are
    around no other.
    """
    text, tei = tmp_path / "play.txt", tmp_path / "play.xml"
    spoken = TEXT.replace("To hold it.", "To hold it, agèd. (She sits.)")
    text.write_text(spoken, encoding="utf-8")
    lines = VERSE.replace(' part="I"', "").replace("hold it.", "hold it, aged.<stage>(She sits.)</stage>")
    inner = f'<div type="act"><head>Act I.</head><sp who="#a"><p>a</p>{lines}</sp></div>'
    tei.write_text(body(LISTED + f'<div type="play">{inner}</div>'), encoding="utf-8")
    report = list(scorer.report([(text, tei)]))
    assert "play.txt: divisions: F1 1.000 (right 1, found 1, gold 1); 1 without a heading" in report
    assert "play.txt: verse lines: F1 1.000 (right 3, found 3, gold 3)" in report
    assert "play.txt: shared lines: 0 found, none marked" in report
