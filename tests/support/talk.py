"""A document with a bit of everything, as TEI to be spoiled."""

from __future__ import annotations

from functools import cache

from docconv import model as m
from docconv.tei.writing.edition import edition

ANN = m.Speaker("ann", name="Ann", role="chair", sex="F", aliases=("ANN",), refs=("https://viaf.org/viaf/1",))
MAN = m.Speaker("man", "anonymous", aliases=("A voice",))
ALL = m.Speaker("visitors", "group", name="Visitors")
DOUBT = m.Attribution("low", (m.Evidence("misspelling", "ANNN"),))
PARTS: tuple[m.TurnBlock[m.Speaker], ...] = (
    m.Paragraph((m.Text("One"), m.Milestone(), m.Text("two")), timing=m.Timing(500, 2300)),
    m.Stage((m.Text("(laughs)"),), "vocal"),
)
BODY: tuple[m.Block[m.Speaker], ...] = (
    m.Narrative((m.Text("They met. "), m.Said((m.Text("Yes"),), (MAN,), DOUBT))),
    m.Turn("t1", PARTS, (ANN,), "ANNN", DOUBT),
    m.Turn("t2", (m.Paragraph((m.Gap("[?]"), m.Foreign((m.Text("oui"),), "fr"))),), (MAN, ALL), "ALL"),
    m.Turn("t3", (), (ANN,), "ANN", continues="t1"),
    m.Separator("x x x"),
    m.Boilerplate((m.Text("Latest news"),)),
    m.Section(
        (
            m.Narrative(
                (m.Emphasis((m.Text("x"),), "bold"), m.Unclear((m.Text("y"),)), m.Milestone("time", "00:01"))
            ),
        ),
        m.Heading((m.Text("Part"),)),
    ),
    m.Narrative((m.Text("After."),)),
)
META = m.Metadata("A talk", "en", "2021-05-03", "UPDATE", "talk.txt", (("Place", "Hall"),), "talk.wav")


@cache
def talk() -> str:
    """TEI with a bit of everything."""
    return edition(m.Document(BODY, META, None, (MAN, ANN, ALL))).decode()


def edited(old: str, new: str) -> bytes:
    """The talk with every occurrence of something replaced."""
    assert old in talk(), old
    return talk().replace(old, new).encode()
