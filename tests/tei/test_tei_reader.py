"""TEI is read back as it was written; other TEI keeps its words and speakers; hostile files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.tei.read import read
from docconv.model import Resolved
from docconv.tei.writing.edition import edition
from docconv.testing import documents
from docconv.walk import text_of, turns
from support.places import SHARED

PLAYS = sorted((SHARED / "tei").glob("*.xml"))
HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>'


def reading(text: str | bytes) -> Resolved:
    """The document in some TEI."""
    return read(Source(text.encode() if isinstance(text, str) else text, "a.xml"))[0]


@given(documents())
def test_reads_back_what_was_written(document: Resolved) -> None:
    """A document that was written and read is the same document, without a notice."""
    assert read(Source(edition(document))) == (document, ())


def test_markup_without_a_place_keeps_its_text_and_is_told() -> None:
    """An element that the model does not know is read as its text, and a notice names it."""
    data = (
        f'{HEAD}<sp who="#a"><speaker>A</speaker><ab>So <name>Ada</name> said.</ab></sp></body></text></TEI>'
    )
    document, notices = read(Source(data.encode(), "a.xml"))
    assert [text_of(block.children) for turn in turns(document) for block in turn.blocks] == ["So Ada said."]
    assert [notice.message.split(":")[0] for notice in notices] == ["once ab", "once name"]


BOMB = (
    "<!DOCTYPE a ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    + "]>"
)

HOSTILE = {
    "broken XML": ("<TEI><p></TEI>", "not well-formed"),
    "no TEI": ("<html/>", "the root element is html"),
    "many laughs": (f"{BOMB}{HEAD}<p>&e11;</p></body></text></TEI>", ""),
    "a file of the system": (
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{HEAD}<p>&x;</p></body></text></TEI>',
        "entities of its own",
    ),
    "ten thousand elements deep": (HEAD + "<div>" * 10_000, "Excessive depth"),
    "nothing": ("", "not well-formed"),
    "a colon that parts no prefix": (HEAD + "<p:/></body></text></TEI>", "no name with a prefix"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refuses_what_it_cannot_trust(name: str) -> None:
    """A hostile or broken file is an error with its place, at once."""
    data, message = HOSTILE[name]
    with pytest.raises(BadInputError) as caught:
        reading(data)
    assert message in str(caught.value)
    assert caught.value.where.startswith("a.xml")


@pytest.mark.skipif(not PLAYS, reason=f"no TEI of others in {SHARED / 'tei'}")
@pytest.mark.parametrize("path", PLAYS, ids=lambda path: path.stem)
def test_markup_of_others_is_read(path: Path) -> None:
    """Every file by others is read with turns, in TEI and in Akoma Ntoso alike."""
    assert list(turns(reading(path.read_bytes())))
