"""The structure tree of a PDF tells who speaks, where turns begin and end, and what is not speech."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from docconv.formats.pdf.writing.document import Options, write
from docconv.model import (
    Attribution,
    Boilerplate,
    Certainty,
    Emphasis,
    Evidence,
    Foreign,
    Gap,
    Inline,
    Milestone,
    Narrative,
    Resolved,
    Said,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
    Unclear,
)
from docconv.testing import documents
from docconv.themes import theme
from docconv.themes.terms import in_language
from docconv.walk import turns
from support.notes import without_notes
from support.pdf_documents import ANNA, BO, SENTENCE, narrative, paragraph, says, section, tagged
from support.tagged import Tag, tree

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


def doubt(certainty: Certainty) -> Attribution:
    """An attribution below high certainty."""
    return Attribution(certainty, (Evidence("label-alone"),))


def test_a_turn_is_a_speech_with_its_id_and_its_speaker() -> None:
    """The id leads to the TEI, `who` to the list of speakers there."""
    speech = tagged(says("Hello.")).one("Speech")
    assert (speech.id, speech.properties) == ("t1", {"who": "#anna-kiss"})


def test_several_speakers_stand_in_one_attribute() -> None:
    """As in TEI: pointers with spaces between them."""
    both = Turn("t1", (paragraph("Together!"),), (ANNA, BO), "Both")
    assert tagged(both).one("Speech").properties == {"who": "#anna-kiss #bo"}


def test_nobody_known_is_no_attribute() -> None:
    """An empty `who` would be a claim."""
    assert tagged(Turn[Speaker]("t1", (paragraph("Who?"),), (), "?")).one("Speech").properties == {}


@pytest.mark.parametrize("certainty", ["medium", "low"])
def test_a_doubtful_turn_says_so(certainty: Certainty) -> None:
    """The level stands beside the speaker."""
    turn = Turn("t1", (paragraph("Hm."),), (ANNA,), "Anna", doubt(certainty))
    assert tagged(turn).one("Speech").properties == {"who": "#anna-kiss", "cert": certainty}


def test_the_language_of_a_turn_is_told() -> None:
    """A voice that reads aloud can change its accent."""
    assert tagged(Turn("t1", (paragraph("Guten Tag."),), (ANNA,), "A", lang="de")).one("Speech").lang == "de"


def test_the_label_is_a_speaker_in_the_first_paragraph() -> None:
    """As printed; the delimiter follows it and is not part of it."""
    first = tagged(says("Hello.")).one("P")
    assert (first.one("Speaker").text, first.text) == ("Anna Kiss", "Anna Kiss: Hello.")


def test_only_the_first_paragraph_has_the_label() -> None:
    """The later ones go on with what is said."""
    turn = Turn("t1", (paragraph("One."), paragraph("Two.")), (ANNA,), "Anna")
    assert [tag.text for tag in tagged(turn).one("Speech").all("P")] == ["Anna: One.", "Two."]


def test_a_turn_without_a_label_has_no_speaker_element() -> None:
    """Narrative introduced it."""
    speech = tagged(says("Hello.", label=None)).one("Speech")
    assert (speech.all("Speaker"), speech.text) == ([], "Hello.")


def test_a_label_alone_is_a_paragraph() -> None:
    """A turn without words is still a turn."""
    assert tagged(Turn("t1", (), (BO,), "Bo")).one("Speech").one("P").one("Speaker").text == "Bo"


def test_a_label_before_a_stage_direction_stands_in_a_paragraph_of_its_own() -> None:
    """A stage direction has no label."""
    turn = Turn("t1", (Stage[Speaker]((Text("(rises)"),)), paragraph("Sir!")), (ANNA,), "Anna")
    kids = [kid for kid in tagged(turn).one("Speech").kids if isinstance(kid, Tag)]
    assert [(kid.type, kid.text) for kid in kids] == [("P", "Anna: "), ("Stage", "(rises)"), ("P", "Sir!")]


@pytest.mark.parametrize(
    ("block", "type_", "text"),
    [
        (Narrative[Speaker]((Text("They met."),)), "Narrative", "They met."),
        (Stage[Speaker]((Text("(Applause)"),)), "Stage", "(Applause)"),
        (Separator("x x x"), "Separator", "x x x"),
        (Boilerplate[Speaker]((Text("Latest news"),)), "Boilerplate", "Latest news"),
    ],
)
def test_what_is_not_speech_has_its_own_type(
    block: Narrative[Speaker] | Stage[Speaker] | Separator | Boilerplate[Speaker], type_: str, text: str
) -> None:
    """And stands outside of turns."""
    root = tagged(block)
    assert root.one(type_).text == text
    assert root.all("Speech") == []


@pytest.mark.parametrize(
    ("inline", "type_"),
    [
        (Stage[Speaker]((Text("(laughs)"),), "vocal"), "StageInline"),
        (Emphasis[Speaker]((Text("so"),)), "Span"),
        (Emphasis[Speaker]((Text("so"),), "bold"), "Span"),
        (Gap("[inaudible]"), "Span"),
        (Unclear[Speaker]((Text("perhaps"),)), "Span"),
        (Said[Speaker]((Text("Yes"),)), "Quote"),
    ],
)
def test_an_inline_is_an_element_in_its_paragraph(inline: Inline[Speaker], type_: str) -> None:
    """Its text is the text between the two words around it."""
    found = tagged(says("One ", inline, " two.", label=None)).one("P")
    before, element, after = found.kids
    assert isinstance(element, Tag)
    assert (before, element.type, after) == ("One ", type_, " two.")


def test_foreign_words_bear_their_language() -> None:
    """A span with `/Lang`."""
    foreign = Foreign[Speaker]((Text("Salam"),), "az")
    assert tagged(says("He said ", foreign)).one("Span").lang == "az"


def test_a_quotation_names_who_is_quoted() -> None:
    """And how sure that is."""
    said = Said((Text("Yes."),), (BO,), doubt("low"))
    quote = tagged(Narrative((Text("Bo said: "), said))).one("Quote")
    assert (quote.text, quote.properties) == ("Yes.", {"who": "#bo", "cert": "low"})


def test_a_line_break_is_a_space_for_those_who_listen() -> None:
    """Otherwise words would join."""
    assert tagged(says("One", Milestone(), "two", label=None)).one("P").text == "One two"


def test_a_page_of_the_source_that_ends_is_no_text() -> None:
    """Its number stands in the attached TEI."""
    assert tagged(says("gar", Milestone("page", "p. 7"), "den", label=None)).one("P").text == "garden"


def test_the_title_is_the_only_heading_of_level_one() -> None:
    """Sections begin at level 2."""
    root = tagged(section("Morning"), title="The day")
    assert [(tag.type, tag.text) for tag in root.all(*HEADINGS)] == [("H1", "The day"), ("H2", "Morning")]


def test_sections_nest_and_the_sixth_level_is_the_last() -> None:
    """PDF/UA-1 has no H7."""
    nested = section("8")
    for number in range(7, 0, -1):
        nested = section(str(number), nested)
    root = tagged(nested, title="0")
    assert [tag.type for tag in root.all(*HEADINGS)] == [*HEADINGS, "H6", "H6", "H6"]
    assert len(root.all("Sect")) == 8


def test_a_section_without_a_heading_skips_no_level() -> None:
    """Headings go down step by step (PDF/UA-1, 7.4.2)."""
    root = tagged(section("A", section(None, section("B"))), title="T")
    assert [tag.type for tag in root.all(*HEADINGS)] == ["H1", "H2", "H3"]


def test_order_is_that_of_the_document() -> None:
    """Reading order is the order of the tree."""
    root = tagged(narrative("First."), says("Second."), narrative("Third."))
    assert re.findall(r"\w+\.", root.text) == ["TranscriptFirst.", "Second.", "Third."]


def test_a_document_of_nothing_has_a_title() -> None:
    """A tree without content is none, and those who listen need a heading."""
    assert [tag.type for tag in tagged().walk()] == ["Document", "H1"]


def test_a_turn_over_several_pages_is_one_element() -> None:
    """Its paragraph is one, too."""
    speech = tagged(says(SENTENCE * 120)).one("Speech")
    assert speech.one("P").text.split() == ["Anna", "Kiss:", *(SENTENCE * 120).split()]


def test_lines_end_in_a_space() -> None:
    """What is copied or heard has all words apart, also where a page ends."""
    assert tagged(narrative((SENTENCE * 90).strip())).one("Narrative").text == (SENTENCE * 90).strip()


def test_a_word_wider_than_a_line_is_told_in_one_piece() -> None:
    """No line end goes into it."""
    assert tagged(says("W" * 5000, label=None)).one("P").text == "W" * 5000


@pytest.mark.parametrize(
    "text",
    [
        "委员会今天讨论了花园的问题。" * 9,
        "なるほど、そうですか。" * 9,
        "שלום לכולם, זה משפט ארוך (בעברית) 123 ואז hello world עוד מילים. " * 3,
        "السلام عليكم ورحمة الله وبركاته ١٢٣ " * 5,
        "हिन्दी में एक लंबा वाक्य जो कई पंक्तियों में टूटता है। " * 4,
        "soft\u00adhyphen, zero\u200bwidth, e\u0301, family \U0001f469\u200d\U0001f467",
        "a private \ue123 and an old \U00012000 character",
    ],
)
def test_what_glyphs_cannot_tell_is_told_by_actual_text(text: str) -> None:
    """Scripts without spaces, right-to-left scripts, marks, characters that no font has."""
    assert tagged(says(text, label=None)).one("P").text.split() == text.split()


def test_quotations_in_such_text_stay_elements() -> None:
    """The replacement text belongs to the pieces, not to the whole paragraph."""
    said = Said((Text("花园就是生命，"),), (BO,))
    found = tagged(says("主席说", said, "他走了。", label="主席")).one("P")
    assert (found.one("Quote").text, found.one("Speaker").text) == ("花园就是生命，", "主席")


def spoken(root: Tag) -> list[str]:
    """Every turn as its id, speakers and text without white space."""
    return [
        f"{tag.id} {tag.properties.get('who', '')} {''.join(tag.text.split())}" for tag in root.all("Speech")
    ]


def expected(document: Resolved) -> list[str]:
    """The same from the model."""
    found = []
    delimiter = in_language(theme(), document.metadata.lang).labels.delimiter
    for turn in turns(document):
        label = "" if turn.label is None else f"{turn.label}{delimiter}"
        text = label + "".join(_text(part.children) for part in turn.blocks)
        who = " ".join(f"#{speaker.id}" for speaker in turn.speakers)
        found.append(f"{turn.id} {who} {''.join(text.split())}")
    return found


def _text(inlines: tuple[Inline[Speaker], ...]) -> str:
    parts = []
    for inline in inlines:
        match inline:
            case Text(text) | Gap(text):
                parts.append(text)
            case Milestone():
                pass
            case _:
                parts.append(_text(inline.children))
    return "".join(parts)


@given(documents())
def test_every_turn_of_any_document_is_told(document: Resolved) -> None:
    """Who, where it begins, and every character but white space, in all scripts."""
    assert spoken(tree(write(document, Options())[0])) == expected(without_notes(document))
