"""What the types of a document promise to those who compare and build them."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from docconv import model
from docconv.model import (
    Boilerplate,
    Document,
    Emphasis,
    Gap,
    Heading,
    Inline,
    Label,
    Metadata,
    Milestone,
    Narrative,
    Note,
    Paragraph,
    Section,
    Separator,
    Span,
    Speaker,
    Stage,
    Text,
    Turn,
)

WORDS = (Text("Yes."),)
VALUES = tuple(one for one in vars(model).values() if isinstance(one, type) and issubclass(one, model.Value))


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_what_shows_a_value_is_no_work_of_attrs(kind: type[model.Value]) -> None:
    """By hand: attrs takes time at every start for each class for which it writes that."""
    assert Path(kind.__repr__.__code__.co_filename).name == "model.py"


@pytest.mark.parametrize(
    "node",
    [
        Stage[Speaker](WORDS),
        Paragraph[Speaker](WORDS),
        Turn[Speaker]("t1", (Paragraph(WORDS),)),
        Narrative[Speaker](WORDS),
        Separator("* * *"),
        Boilerplate[Speaker](WORDS),
        Heading[Speaker](WORDS),
    ],
    ids=lambda node: type(node).__name__,
)
def test_where_a_node_stood_makes_no_other_node(node: Narrative[Speaker]) -> None:
    """What is read back from a file is equal to what was written, though it stands elsewhere."""
    assert evolve(node, span=Span(3, 1, 20, 24)) == node


def test_a_label_is_printed_unless_a_reader_says_otherwise() -> None:
    """Only a sentence of narrative names a speaker without a label."""
    assert Label("Ann") == Label("Ann", printed=True) != Label("Ann", printed=False)


def test_a_label_of_another_place_is_another_label() -> None:
    """Two persons may be called the same."""
    assert Label("Ann", Span(1, 1, 0, 3)) != Label("Ann", Span(3, 1, 9, 12))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ((Text("a"), Text("b")), (Text("ab"),)),
        ((Text("a"), Text("b"), Text("c")), (Text("abc"),)),
        ((Text("a"), Gap("[...]"), Text("b"), Text("c")), (Text("a"), Gap("[...]"), Text("bc"))),
        ((Text("a"), Text(""), Text("b")), (Text("ab"),)),
        ((Text("a"), Emphasis[Speaker](()), Text("b")), (Text("ab"),)),
        ((Text("a"), Gap("[...]")), (Text("a"), Gap("[...]"))),
        ((Text("a"),), (Text("a"),)),
    ],
)
def test_texts_side_by_side_are_one_text(
    given: tuple[Inline[Speaker], ...], kept: tuple[Inline[Speaker], ...]
) -> None:
    """No format tells where one of them ends, and what has nothing in it prints nothing."""
    assert Paragraph[Speaker](given).children == kept


def test_a_notebook_shows_the_first_turns() -> None:
    """Ten at most, and nothing of the text is markup."""
    said = (Paragraph((Text("<b>No</b> & yes"),)),)
    turns = tuple(Turn(f"t{number}", said, (Label("ANN"),), "ANN") for number in range(1, 13))
    shown = Document(turns)._repr_html_()
    assert shown.count("<tr><th>ANN</th><td>&lt;b>No&lt;/b> &amp; yes</td></tr>") == 10
    assert "12 turns" in shown


ADA, BO = Speaker("ada"), Speaker("bo")
SONG = Turn[Speaker](
    "t1", (Paragraph((Text("The Old"), Milestone("line"), Text("Bell rang."))),), (ADA, BO), "ADA, BO"
)
REPLY = Turn[Speaker](
    "t2", (Stage((Text("rises"),)), Paragraph((Text("No."), Note((Text("He said yes."),))))), (BO,)
)
LAST = Turn[Speaker]("t3", (Paragraph((Text("So be it"), Milestone("page", "12"), Text("!"))),), (ADA,))
TALK = Document((SONG, Section((Section((REPLY,)), Separator("* * *"))), LAST))


def test_everybody_has_the_turns_that_they_speak() -> None:
    """In order of their first, those of several among those of each, and however deep in sections."""
    assert list(TALK.by_speaker().items()) == [(ADA, (SONG, LAST)), (BO, (SONG, REPLY))]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("no.", (REPLY,)),
        ("RISES", (REPLY,)),
        ("old bell", (SONG,)),  # over the end of a line
        ("it!", (LAST,)),  # over the end of a page
        ("yes", ()),  # what a note says is nobody's
        ("O", (SONG, REPLY, LAST)),
    ],
)
def test_turns_are_found_by_their_words(text: str, turns: tuple[Turn[Speaker], ...]) -> None:
    """Whatever the case, and without what notes say."""
    assert TALK.find(text) == turns


def test_known_facts_of_a_document_stand_first_and_in_one_order() -> None:
    """Whatever their values are; others stay in theirs, behind them."""
    fields = (
        ("Clerk", "author"),
        ("licence", "author"),
        ("Ayes", "12"),
        ("editor", "idno"),
        ("author", "Bo"),
    )
    kept = ("author", "editor", "licence", "Clerk", "Ayes")
    assert tuple(name for name, _ in Metadata(fields=fields).fields) == kept
    assert Metadata(fields=fields[:1]).fields == fields[:1]


@pytest.mark.parametrize(
    ("metadata", "head"),
    [
        (Metadata(title="Plots", source="a.txt"), "'Plots'"),
        (Metadata(source="a.txt"), "'a.txt'"),
        (Metadata(), "''"),
    ],
)
def test_a_document_is_shown_by_its_title_or_its_source(metadata: Metadata, head: str) -> None:
    """With how many turns and speakers it has, and not with all of its words."""
    assert (
        repr(Document((SONG, REPLY), metadata, speakers=(ADA, BO)))
        == f"<Document {head}: 2 turns, 2 speakers>"
    )
