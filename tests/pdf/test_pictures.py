"""The pages look as they did: a page of examples against pictures, with tolerance for the drawing.

`pytest --refresh-pictures tests/pdf/test_pictures.py` draws the pictures anew; look at them before they are kept.
"""

from __future__ import annotations

import pypdfium2
import pytest
from attrs import evolve
from PIL import Image, ImageChops

import docconv
from docconv.model import Resolved, Turn
from docconv.walk import map_blocks
from support.places import ROOT

PICTURES = ROOT / "tests" / "pictures"
SCALE = 40 / 72
CELL, MOST = 8, 10
SECOND = frozenset(("drama",))
"""Pictures of the second page: the first has the title and the characters alone."""
"""A page is compared in squares of so many pixels; so many grey levels of 256 may one square differ on average."""
PAGES: dict[str, tuple[str, dict[str, object]]] = {
    "press": ("garden.txt", {"theme": "press"}),
    "minutes": ("committee.txt", {"theme": "minutes"}),
    "drama": ("scene.txt", {"theme": "drama"}),
    "columns": ("committee.txt", {"columns": 2, "contents": True, "participants": True}),
    **{path.stem: (f"scripts/{path.name}", {}) for path in sorted((ROOT / "examples" / "scripts").glob("*.txt"))},
}  # fmt: skip


def drawn(document: Resolved, options: dict[str, object], number: int = 0) -> Image.Image:
    """A page of a document, from 0."""
    pdf = pypdfium2.PdfDocument(docconv.write(document, "pdf", options=options))
    try:
        page: Image.Image = pdf[number].render(scale=SCALE).to_pil().convert("L")
    finally:
        pdf.close()
    return page


def differs(first: Image.Image, second: Image.Image) -> str:
    """What is different, in words; nothing where two pictures are as good as the same.

    Letters that every machine draws a little differently change a square by little; letters that have moved
    or are lost, by much.
    """
    if first.size != second.size:
        return f"size {first.size}, not {second.size}"
    difference = ImageChops.difference(first, second)
    squares = difference.resize((first.width // CELL, first.height // CELL), Image.Resampling.BOX)
    darkest = max(at for at, count in enumerate(squares.histogram()) if count)
    return f"a square that differs by {darkest}" if darkest > MOST else ""


def example(name: str) -> Resolved:
    """An example, read."""
    return docconv.read(ROOT / "examples" / name)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_did(request: pytest.FixtureRequest, name: str) -> None:
    """Every theme, two columns with lists, every script."""
    source, options = PAGES[name]
    page, path = drawn(example(source), options, int(name in SECOND)), PICTURES / f"{name}.png"
    if request.config.getoption("--refresh-pictures"):
        path.parent.mkdir(exist_ok=True)
        page.save(path, optimize=True)
    with Image.open(path) as kept:
        assert differs(page, kept.convert("L")) == ""


CHANGES: dict[str, dict[str, object]] = {
    "a larger page": {"paper": "Letter"},
    "another theme": {"theme": "minutes"},
    "line numbers": {"line_numbers": 1},
    "a list before the text": {"participants": True},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_layout_is_seen(change: str) -> None:
    """The comparison can fail."""
    garden = example("garden.txt")
    assert differs(drawn(garden, {}), drawn(garden, CHANGES[change])) != ""


def test_a_label_that_is_lost_is_seen() -> None:
    """One of a page is enough."""
    garden = example("garden.txt")
    lost = map_blocks(garden, lambda b: evolve(b, label=None) if isinstance(b, Turn) and b.id == "t2" else b)
    assert differs(drawn(garden, {}), drawn(lost, {})) != ""
