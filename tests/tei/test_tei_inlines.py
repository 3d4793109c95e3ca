"""What stands in the paragraphs of TEI by others: white space, tokens, emphasis, readings, languages, notes."""

from __future__ import annotations

import pytest

from docconv.model import Emphasis, Foreign, Gap, Milestone, Note, Said, Speaker, Stage, Text, Turn, Unclear
from docconv.walk import text_of
from support.tei_by_others import body, inlines, reading, told

TOKENS = {
    "words on lines of their own": ("<w>So</w>\n<w>be</w>\n<w>it</w>\n<pc>.</pc>", "So be it."),
    "joined to the right": ("<w join='right'>l’</w>\n<w>eau</w>", "l’eau"),
    "joined to the left": ("<w>it</w>\n<w join='left'>’s</w>", "it’s"),
    "brackets": ("<w>a</w>\n<pc>(</pc>\n<w>b</w>\n<pc>)</pc>\n<w>c</w>", "a (b) c"),
    "spaces in elements": ("<w>a</w><c> </c><w>b</w><pc>,</pc>", "a b,"),
    "spaces in words": ("<w>a </w><w>b</w>", "a b"),
    "no space anywhere": ("<w>a</w><w>b</w><pc>.</pc><w>c</w>", "a b. c"),
    "a space that is printed": ("<w>quoi</w> <pc>?</pc>", "quoi ?"),
    "sentences": ("<s><w>a</w>\n<pc>.</pc></s>\n<s><w>b</w></s>", "a. b"),
}


@pytest.mark.parametrize("name", TOKENS)
def test_spaces_between_tokens(name: str) -> None:
    """Words and punctuation stand as they are printed, whatever the layout of the file."""
    content, printed = TOKENS[name]
    assert text_of(inlines(f"<p>\n  {content}\n</p>")) == printed


SPACES = {
    "lines of the file": ("\n   one\n   two\n", "one two"),
    "around emphasis": ("one <hi> two </hi> three", "one two three"),
    "an empty element": ("one <hi/> two", "one two"),
    "comments": ("o<!-- x -->ne <!-- y --> two", "one two"),
    "character data": ("<![CDATA[<one> ]]>two", "<one> two"),
    "no-break space": ("one\u00a0 two", "one\u00a0 two"),
    "a word over two lines": ("won-\n<lb break='no'/>der", "won-der"),
    "a word over two pages": ("won\n<pb break='no' n='2'/>\n der", "wonder"),
    "lines": ("\n<lb/>one\n<lb/>two<lb/>three<lb/>", "one \ntwo\nthree"),
    "blocks in a paragraph": (
        "one<list><item>two</item><item>three</item></list>four",
        "one \ntwo \nthree \nfour",
    ),
    "fields of an entry": (
        "<role>Ann</role><roleDesc>, a maid</roleDesc><actor>Ms B.</actor>",
        "Ann, a maid Ms B.",
    ),
    "a role in a sentence": ("l’<role>Avare</role> (<role>Harpagon</role>)", "l’Avare (Harpagon)"),
    "an imprint": ("London: <publisher>P</publisher>, <docDate>1893</docDate>.", "London: P, 1893."),
    "a direction at a word": ("one,<stage>Bows.</stage>two<stage>Exit</stage>.", "one, Bows. two Exit."),
    "a direction in brackets": ("(<stage>aside</stage>) one", "(aside) one"),
    "a direction without spaces": ("話<stage>笑</stage>話", "話笑話"),
    "cells": ("<table><row><cell>one</cell><cell>two</cell></row></table>", "one two"),
}


@pytest.mark.parametrize("name", SPACES)
def test_white_space(name: str) -> None:
    """Runs of white space are one space, none stands at the ends, lines are lines."""
    content, read_as = SPACES[name]
    assert text_of(inlines(f"<p>{content}</p>")) == read_as


READINGS = {
    "<choice><sic>teh</sic><corr>the</corr></choice>": "teh [the]",
    "<choice>\n  <abbr>Mr</abbr>\n  <expan>Mister</expan>\n</choice>": "Mr [Mister]",
    "<app><lem>one</lem><rdg>two</rdg><rdg>three</rdg></app>": "one [two] [three]",
    "<choice><orig>only</orig><reg/></choice>": "only",
    "<ruby><rb>漢</rb><rt>kan</rt></ruby>": "漢 [kan]",
}


@pytest.mark.parametrize("content", READINGS)
def test_several_readings(content: str) -> None:
    """The first reading is the text, the others follow it in brackets; that is told once."""
    data = body(f"<p>a {content}.</p>")
    assert text_of(inlines(f"<p>a {content}.</p>")) == f"a {READINGS[content]}."
    assert len(told(data)) == ("[" in READINGS[content])


def test_a_substitution_is_two_readings() -> None:
    """What was struck out and what was put in its place do not run together."""
    assert text_of(inlines("<p>in <subst><del>his</del><add>her</add></subst> hat</p>")) == "in his [her] hat"


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        ("italic", "italic"),
        ("bold", "bold"),
        ("#b", "bold"),
        ("text-decoration:underline", "underline"),
        ("", "italic"),
    ],
)
def test_emphasis(look: str, kind: str) -> None:
    """Words set apart by type are so in the model."""
    (found,) = inlines(f'<p><hi rend="{look}">x</hi></p>')
    assert isinstance(found, Emphasis)
    assert found.kind == kind


def test_small_and_raised_letters_are_plain() -> None:
    """What the model has no emphasis for is plain text, and is told."""
    assert inlines('<p>m<hi rend="superscript">2</hi></p>') == (Text("m2"),)
    assert told(body('<p>m<hi rend="superscript">2</hi></p>'))[0].startswith("1: once hi rend=superscript")


def test_languages() -> None:
    """Words of another language are foreign, also those of a whole paragraph; the same language is not."""
    assert inlines('<p><foreign xml:lang="la">et al</foreign></p>') == (Foreign((Text("et al"),), "la"),)
    assert inlines('<p xml:lang="la">et al</p>') == (Foreign((Text("et al"),), "la"),)
    assert inlines('<p xml:lang="en">and so on</p>') == (Text("and so on"),)


def test_quoted_speech() -> None:
    """`said`, and `q` with a speaker, are quoted speech; other quotations are text."""
    quoted = Said((Text("Hi"),), (Speaker("a"),))
    assert inlines('<p><said who="#a">Hi</said></p>') == (quoted,)
    assert inlines('<p><q who="#a">Hi</q></p>') == (quoted,)
    assert inlines("<p><q>Hi</q></p>") == (Text("Hi"),)


def test_quotations_do_not_nest() -> None:
    """Speech in quoted speech is part of it."""
    (found,) = inlines('<p><said who="#a">She: <said who="#b">Hi</said></said></p>')
    assert found == Said((Text("She: Hi"),), (Speaker("a"),))


def test_gaps_and_unclear_words() -> None:
    """A gap without words shows a mark; so does what is unclear and empty."""
    found = inlines('<p>a <gap reason="lost"/> <gap><desc>(noise)</desc></gap> <unclear>b</unclear></p>')
    assert found == (
        Text("a "), Gap("[…]", "lost"), Text(" "), Gap("(noise)"), Text(" "), Unclear((Text("b"),)),
    )  # fmt: skip
    assert inlines("<p>a <unclear/></p>") == (Text("a "), Gap("[…]", "unclear"))


def test_a_note_in_a_paragraph_is_nobodys_speech() -> None:
    """Footnotes and the like stay behind their words, with their place, whose they are, and their sign."""
    data = '<p>one<note place="foot">a note</note> two</p>'
    assert inlines(data) == (Text("one"), Note((Text("a note"),)), Text(" two"))
    data = '<p>one <note type="endnote" resp="#editor" n="12">a <hi>new</hi> note</note> two</p>'
    words = (Text("a "), Emphasis((Text("new"),)), Text(" note"))
    assert inlines(data) == (Text("one"), Note(words, "end", "editorial", "12"), Text(" two"))
    assert told(body(data)) == []


def test_a_note_in_a_note_and_quotations_in_it_are_its_words() -> None:
    """No note is in another, and nobody speaks in one."""
    data = '<p>one<note place="margin">see <said who="#a">this</said><note>or that</note></note></p>'
    assert inlines(data) == (Text("one"), Note((Text("see this or that"),), "margin"))


def test_what_a_reporter_notes_in_an_utterance_is_an_event() -> None:
    """In corpora of speech, notes tell what happens unless they say their place or whose they are."""
    found = body(
        '<u who="#a"><seg>one <note type="comment">(bell)</note> two<note place="bottom">x</note></seg></u>'
    )
    (turn,) = reading(found).body
    assert isinstance(turn, Turn)
    note = Note[Speaker]((Text("x"),))
    bell = Stage[Speaker]((Text("(bell)"),))
    assert turn.blocks[0].children == (Text("one "), bell, Text(" two"), note)
    assert told(found) == ["1: once note in a paragraph: it is read as a direction"]


def test_a_note_behind_a_paragraph_of_a_turn_is_at_its_end() -> None:
    """An edition may put notes between the paragraphs of a speech."""
    (turn,) = reading(body('<sp who="#a"><p>one</p><note place="bottom">x</note><p>two</p></sp>')).body
    assert isinstance(turn, Turn)
    assert [one.children for one in turn.blocks] == [(Text("one"), Note((Text("x"),))), (Text("two"),)]


def test_a_running_head_is_nobodys_speech() -> None:
    """A running head among words is kept as what nobody says, and told."""
    content = '<sp who="#a"><p>one <fw type="head">Act I</fw> two</p></sp>'
    assert Stage((Text("Act I"),)) in inlines("<p>one <fw type='head'>Act I</fw> two</p>")
    assert told(body(content)) == ["1: once fw in a paragraph: it is read as a direction"]


def test_notices_say_how_often_and_where_first() -> None:
    """Each kind of element is told once, with its number and its first line."""
    data = body("\n<p>a <name>b</name></p>\n<p><name>c</name> <ref>d</ref> <ptr/></p>")
    assert told(data) == [
        "2: 2 times name: its text was kept, its meaning was not",
        "3: once ptr: it was not read",
        "3: once ref: its text was kept, its meaning was not",
    ]


def test_elements_very_deep_in_a_paragraph_keep_their_words() -> None:
    """A paragraph of two hundred elements in each other keeps its word, and says so."""
    data = body(f"<p>{'<name>' * 200}deep{'</name>' * 200}</p>")
    assert "deep" in text_of(inlines(f"<p>{'<name>' * 200}deep{'</name>' * 200}</p>"))
    assert any("deep in a paragraph" in line for line in told(data))


def test_page_breaks_hold_the_name_of_the_page() -> None:
    """A page within a paragraph stands where it is."""
    assert inlines('<p>a <pb n="2"/>b</p>') == (Text("a "), Milestone("page", "2"), Text("b"))
    assert reading(body("<p>a</p>")).title is None
