"""A document with a bit of everything, as TEI to be spoiled."""

from __future__ import annotations

from functools import cache

from docconv.model import (
    Attribution,
    Block,
    Boilerplate,
    Document,
    Emphasis,
    Evidence,
    Foreign,
    Gap,
    Heading,
    Metadata,
    Milestone,
    Narrative,
    Paragraph,
    Said,
    Section,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
    TurnBlock,
    Unclear,
)
from docconv.tei.writing.edition import edition

ANN = Speaker("ann", name="Ann", role="chair", sex="F", aliases=("ANN",), refs=("https://viaf.org/viaf/1",))
MAN = Speaker("man", "anonymous", aliases=("A voice",))
ALL = Speaker("visitors", "group", name="Visitors")
DOUBT = Attribution("low", (Evidence("misspelling", "ANNN"),))
PARTS: tuple[TurnBlock[Speaker], ...] = (
    Paragraph((Text("One"), Milestone(), Text("two"))),
    Stage((Text("(laughs)"),), "vocal"),
)
BODY: tuple[Block[Speaker], ...] = (
    Narrative((Text("They met. "), Said((Text("Yes"),), (MAN,), DOUBT))),
    Turn("t1", PARTS, (ANN,), "ANNN", DOUBT),
    Turn("t2", (Paragraph((Gap("[?]"), Foreign((Text("oui"),), "fr"))),), (MAN, ALL), "ALL"),
    Turn("t3", (), (ANN,), "ANN", continues="t1"),
    Separator("x x x"),
    Boilerplate((Text("Latest news"),)),
    Section(
        (Narrative((Emphasis((Text("x"),), "bold"), Unclear((Text("y"),)), Milestone("time", "00:01"))),),
        Heading((Text("Part"),)),
    ),
    Narrative((Text("After."),)),
)
META = Metadata("A talk", "en", "2021-05-03", "UPDATE", "talk.txt", (("Place", "Hall"),))


@cache
def talk() -> str:
    """TEI with a bit of everything."""
    return edition(Document(BODY, META, None, (MAN, ANN, ALL))).decode()


def edited(old: str, new: str) -> bytes:
    """The talk with every occurrence of something replaced."""
    assert old in talk(), old
    return talk().replace(old, new).encode()
