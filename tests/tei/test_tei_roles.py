"""Somebody whom only a cast list has is renamed beside it, since it prints what it did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from lxml import etree

from docconv.model import CastItem, CastPart, Resolved, Speaker, Text
from docconv.pipeline import read, write_with_notices
from docconv.tei.names import TEI, XML_ID
from docconv.walk import map_blocks, with_children

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>The Bridge</title></titleStmt><publicationStmt><p>Draft.</p>"
    "</publicationStmt><sourceDesc><p>By hand.</p></sourceDesc></fileDesc></teiHeader>"
)
PLAY = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{HEADER}<text><front><castList>
<castItem n="1"><role xml:id="ann-serv.">A Servant</role><roleDesc>of the inn</roleDesc></castItem>
<castItem><role xml:id="bob">Bob Elm</role></castItem></castList></front><body><div><sp who="ann-serv." n="1">
<speaker>SERVANT</speaker><p>The <rs>water</rs> is high.</p></sp>
<sp who="#bob"><speaker>BOB</speaker><p>So it is.</p></sp></div></body></text></TEI>""".encode()
Change = Callable[[Speaker], Speaker]


def recast(document: Resolved, change: Change) -> Resolved:
    """A document in which the first speaker is somebody else."""
    one = document.speakers[0]

    def spoken(node: Any) -> Any:  # noqa: ANN401  any node
        node = with_children(node, spoken)
        if not hasattr(node, "speakers"):
            return node
        return evolve(node, speakers=tuple(change(who) if who == one else who for who in node.speakers))

    there: Resolved = spoken(document)
    return there


def changed(document: Resolved) -> tuple[Any, Resolved]:
    """The tree of what is written, of which nothing is lost, and what is read back of it."""
    written, notices = write_with_notices(document, "tei")
    assert not notices
    return etree.fromstring(written), read(written, format="tei")


@pytest.mark.parametrize(
    "change",
    [lambda one: evolve(one, name="Zoe Roe"), lambda one: evolve(one, role="ferryman", sex="F")],
    ids=["name", "role and sex"],
)
def test_an_entry_in_the_header_says_who_it_is(change: Change) -> None:
    """It is the same as the role; the cast list stays as it was, and a further change is one of the entry."""
    document = recast(read(PLAY, format="tei"), change)
    root, back = changed(document)
    entry = next(root.iter(f"{TEI}person"))
    assert (entry.get("sameAs"), entry.get(XML_ID)) == ("#ann-serv.", None)
    assert [one.get("n") for one in root.iter(f"{TEI}castItem", f"{TEI}sp")] == ["1", None, "1", None]
    assert back.speakers == document.speakers
    root, _ = changed(recast(back, lambda one: evolve(one, name="Eve Ash")))
    assert [one.text for one in root.iter(f"{TEI}persName")] == ["Eve Ash"]


def test_a_name_that_the_cast_list_prints_by_now_is_there_alone() -> None:
    """Nothing has to be said twice."""
    document = recast(read(PLAY, format="tei"), lambda one: evolve(one, name="A Porter"))

    def reprinted(block: Any) -> Any:  # noqa: ANN401  any block
        first = block.children[0] if isinstance(block, CastItem) else None
        if not isinstance(first, CastPart) or first.children != (Text("A Servant"),):
            return block
        return evolve(block, children=(evolve(first, children=(Text("A Porter"),)), *block.children[1:]))

    root, back = changed(map_blocks(document, reprinted))
    assert next(root.iter(f"{TEI}person"), None) is None
    assert back.speakers[0].name == "A Porter"


def test_an_id_without_a_hash_before_it_is_another_one_everywhere() -> None:
    """As editions of plays have it."""
    root, back = changed(recast(read(PLAY, format="tei"), lambda one: evolve(one, id="servant")))
    assert [one.get("who") for one in root.iter(f"{TEI}sp")] == ["servant", "#bob"]
    assert next(root.iter(f"{TEI}role")).get(XML_ID) == "servant"
    assert back.speakers[0].id == "servant"


def test_words_behind_the_last_part_of_an_entry_are_behind_it() -> None:
    """The role keeps its id."""
    document = read(PLAY, format="tei")

    def added(block: Any) -> Any:  # noqa: ANN401  any block
        is_first = isinstance(block, CastItem) and len(block.children) > 1
        return evolve(block, children=(*block.children, Text(", late"))) if is_first else block

    root, _ = changed(map_blocks(document, added))
    assert next(root.iter(f"{TEI}roleDesc")).tail == ", late"
    assert next(root.iter(f"{TEI}role")).get(XML_ID) == "ann-serv."
