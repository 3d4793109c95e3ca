"""Emphasis that a source has comes with the lines to the inlines."""

from __future__ import annotations

from docconv.model import Emphasis, EmphasisKind, Narrative, Said, Text, Turn
from docconv.transcript import Formatting, analyse
from docconv.transcript.annotations import EmphasisSpan
from docconv.walk import turns


def formatted(text: str, *words: str, kind: EmphasisKind = "italic") -> Formatting:
    """The formatting of a text in which the first occurrence of some words is emphasised."""
    places = sorted((text.index(word), text.index(word) + len(word)) for word in words)
    return Formatting({}, [EmphasisSpan(start, end, (kind,)) for start, end in places], {})


def test_words_that_occur_twice_are_emphasised_where_the_source_has_it() -> None:
    """The same words are in the label's line and in the next one."""
    text = "ANN: Not now, I said not now.\n\nBEN: Then when?\n\nANN: Later.\n"
    start = text.index("not now")
    found = analyse(text, (), Formatting({}, [EmphasisSpan(start, start + 7, ("italic",))], {}))
    (paragraph,) = next(turns(found.draft)).blocks
    assert paragraph.children == (Text("Not now, I said "), Emphasis((Text("not now"),), "italic"), Text("."))


def test_emphasis_that_goes_on_in_the_next_line_is_one() -> None:
    """The end of a line is no end of the emphasis."""
    text = "ANN: We go\nhome now, all of us.\n\nBEN: Then go.\n\nANN: We do.\n"
    found = analyse(text, (), formatted(text, "go\n", "home"))
    first = next(turns(found.draft)).blocks
    kinds = [child for block in first for child in block.children if isinstance(child, Emphasis)]
    assert [child.children for child in kinds] == [(Text("go home"),)]


def test_a_dash_that_opens_a_turn_is_no_word_though_emphasised() -> None:
    """The mark of a turn without a label goes, the emphasis of its words stays."""
    text = "– Is it late?\n\n– It is.\n\n– Then we wait.\n\n– Gladly.\n"
    found = analyse(text, (), formatted(text, "– Is", kind="bold"))
    first = next(block for block in found.draft.body if isinstance(block, Turn))
    assert first.blocks[0].children == (Emphasis((Text("Is"),), "bold"), Text(" it late?"))


def test_reported_speech_keeps_its_emphasis() -> None:
    """What is cut in two at the colon is emphasised on both sides."""
    text = (
        "The harbour has a new lamp, and Mayor Greta Lind saw it first.\n\nGreta Lind: It is lit.\n\n"
        "After the tour Mayor Greta Lind looked at the sea, saying: The light means home.\n\nGreta Lind: It does.\n"
    )
    found = analyse(text, (), formatted(text, "saying: The light"))
    said = [
        child
        for block in found.draft.body
        if isinstance(block, Narrative)
        for child in block.children
        if isinstance(child, Said)
    ]
    assert [one.children for one in said] == [
        (Emphasis((Text("The light"),), "italic"), Text(" means home."))
    ]
