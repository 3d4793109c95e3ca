"""What an editor has added to TEI is there after docconv has read it and written it again."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from docconv.model import Resolved, Speaker, Text, Turn
from docconv.pipeline import read, write, write_with_notices
from docconv.tei.keeping.inventory import inventory
from docconv.transforms.turns import normalise_labels
from docconv.walk import map_blocks, with_children
from support.tei_editors import EDITS, FILES, edited

DOCS = Path(__file__).parents[2] / "docs" / "tei.md"
OWN = Path(__file__).parent / "files" / "bare-edition.xml"
SEEDS = range(30)
KINDS, NAMES = list(EDITS), ["play", "sitting", "own"]


def source(seed: int) -> tuple[str, bytes]:
    """The kind of an edit, and a file that has it."""
    kind, name = KINDS[seed % len(KINDS)], NAMES[seed // len(KINDS)]
    own = read(Path(__file__).parents[2] / "examples" / "garden.txt")
    data = write(own, "tei") if name == "own" else FILES[name].encode()
    return kind, edited(data, kind, seed)


def unchanged(document: Resolved) -> Resolved:
    """Nothing is asked for."""
    return document


def told(document: Resolved) -> Resolved:
    """Another title, another name for somebody."""
    one = document.speakers[0]
    other = evolve(one, name="Eve Ash")

    def spoken(node: Any) -> Any:  # noqa: ANN401  any node
        node = with_children(node, spoken)
        if not hasattr(node, "speakers"):
            return node
        return evolve(node, speakers=tuple(other if who == one else who for who in node.speakers))

    there: Resolved = spoken(document)
    return evolve(there, metadata=evolve(document.metadata, title="The Ferry"))


def reworded(document: Resolved) -> Resolved:
    """Other words in every turn."""

    def text(node: Any) -> Any:  # noqa: ANN401  any node
        return Text(node.text.replace("the", "this")) if isinstance(node, Text) else with_children(node, text)

    return map_blocks(document, lambda block: text(block) if isinstance(block, Turn) else block)


def reassigned(document: Resolved) -> Resolved:
    """The first turn is that of somebody new."""
    new = Speaker("eve-ash", name="Eve Ash")
    first = document.turns()[0].id
    there = map_blocks(
        document,
        lambda one: evolve(one, speakers=(new,)) if isinstance(one, Turn) and one.id == first else one,
    )
    return evolve(there, speakers=(*document.speakers, new))


WAYS = (unchanged, told, reworded, reassigned, normalise_labels)


def lost(seed: int, way: int) -> list[str]:
    """What of an edited file is not in what docconv writes of it, but for words that are to change."""
    _, data = source(seed)
    written, notices = write_with_notices(WAYS[way](read(data, format="tei")), "tei")
    asked = {"word of the header"} if WAYS[way] is told else {"@who"} if WAYS[way] is reassigned else set()
    found = {one.name for one in inventory(data).lost(inventory(written), data)} - asked
    return sorted({*found, *(one.message for one in notices if one.code == "not-kept")})


@pytest.mark.parametrize(("seed", "way"), list(product(SEEDS, range(len(WAYS)))))
def test_an_edit_survives(seed: int, way: int) -> None:
    """Whatever else is to change: thirty edits in plays and sittings of others and in docconv's own TEI."""
    assert lost(seed, way) == []


def table() -> str:
    """The edits that survive, of each kind, by what was asked for."""
    head = (
        "| an editor changes | in files | nothing asked | title, a name | words | another speaker | labels |"
    )
    rows = [head, "|---|---|---|---|---|---|---|"]
    for kind in KINDS:
        seeds = [seed for seed in SEEDS if KINDS[seed % len(KINDS)] == kind]
        kept = (sum(not lost(seed, way) for seed in seeds) for way in range(len(WAYS)))
        rows.append(f"| {kind} | {len(seeds)} | {' | '.join(map(str, kept))} |")
    return "\n".join(rows)


def test_the_table_is_that_of_the_docs() -> None:
    """Written by hand, it would be believed."""
    assert table() in DOCS.read_text("utf-8")
