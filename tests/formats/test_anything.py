"""A document with anything in it comes back as it was, is refused at its place, or a notice says what became of it.

`make fuzz CASES="document=20000"` tries more of them.
"""

from __future__ import annotations

from collections import Counter

import pytest

import docconv
from docconv.model import (
    Document,
    Emphasis,
    Narrative,
    Paragraph,
    Resolved,
    Section,
    Speaker,
    Stage,
    Text,
    Turn,
)
from support.anything import FATES, anything, fate, fate_of_words

DOCUMENTS = {"json": 600, "tei": 400, "html": 300, "pandoc": 200, "docx": 200, "pdf": 200}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_whatever_is_in_a_document_nothing_differs_in_silence(name: str) -> None:
    """And what is written as TEI is valid."""
    found = Counter(fate(anything(str(seed)), name) for seed in range(DOCUMENTS[name]))
    assert set(found) <= set(FATES)
    assert min(found["equal"], found["refused"]) > DOCUMENTS[name] // 4


@pytest.mark.parametrize("name", ["txt", "md", "fountain", "vtt", "srt", "exb", "eaf", "chat"])
def test_no_letter_of_a_text_is_lost_in_silence(name: str) -> None:
    """Formats without a place for all of the model have at least one for what is said, done and told."""
    found = Counter(fate_of_words(anything(str(seed)), name) for seed in range(150))
    assert set(found) <= set(FATES)
    assert min(found["equal"], found["refused"]) > 150 // 8


@pytest.mark.parametrize(("name", "seed"), [("vtt", "107069"), ("srt", "117894")])
def test_words_that_were_lost_are_lost_no_more(name: str, seed: str) -> None:
    """Words of nobody that begin two cues as a label does."""
    assert fate_of_words(anything(seed), name) in FATES


@pytest.mark.parametrize("name", ["txt", "md", "fountain", "vtt", "srt"])
def test_no_control_is_in_a_text(name: str) -> None:
    """It is replaced, a notice tells so, and docconv reads the file."""
    ida = Speaker("ida", name="Ida")
    said = Paragraph[Speaker]((Text("One\x00two \x1b[31m three."),))
    document: Resolved = Document((Turn("t1", (said,), (ida,), "Ida"),), speakers=(ida,))
    data, notices = docconv.write_with_notices(document, name)
    assert "One\ufffdtwo \ufffd[31m three." in data.decode()
    assert "text-changed" in [notice.code for notice in notices]
    assert docconv.read(data, format="text").body


def test_texts_side_by_side_are_one() -> None:
    """No format tells where one of them ends."""
    apart = Paragraph[Speaker]((Text("a"), Text("b"), Emphasis((Text("c"),)), Text("d")))
    assert apart == Paragraph[Speaker]((Text("ab"), Emphasis((Text("c"),)), Text("d")))


def test_what_has_nothing_in_it_is_nothing() -> None:
    """Wherever it stands."""
    empty = Stage[Speaker](())
    assert Turn[Speaker]("t1", (Paragraph(()), empty)) == Turn[Speaker]("t1", ())
    assert Section[Speaker]((empty, Narrative((Emphasis((Text(""),)),)))) == Section[Speaker](())
