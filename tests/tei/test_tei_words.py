"""TEI by others, read and written again, keeps the sequence of its words and of its speakers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from docconv.formats import Source
from docconv.formats.tei.read import read
from docconv.tei.writing.edition import edition
from docconv.testing import assert_well_formed
from support.tei_by_others import body, has_late_label_within, reading, tei, who, words, written

SPOKEN = ("sp", "u", "spGrp", "annotationBlock")
WRAPPERS = (
    "div", "p", "ab", "lg", "list", "item", "quote", "floatingText", "body", "figure", "table", "row",
    "stage", "note", "said", "hi", "foreign", "unclear", "seg", "s", "name", "epigraph", "castList", "castItem",
    "closer", "trailer", "add", "argument", "vocal", "desc", "prologue", "annotationBlock", "choice", "app", "text",
)  # fmt: skip
LEAVES = (
    "l",
    "head",
    "speaker",
    "p",
    "w",
    "pc",
    "cell",
    "label",
    "gap",
    "del",
    "titlePart",
    "figDesc",
    "fw",
    "role",
    "pb",
    "anchor",
    "milestone",
)
EMPTY = (
    "<pb n='3'/>",
    "<lb/>",
    "<!-- x -->",
    "<?x y?>",
    "<pause/>",
    "<anchor/>",
    "<milestone unit='a'/>",
    "",
)

WORDS = st.text("abcdefgh", min_size=1, max_size=4)


def elements() -> st.SearchStrategy[str]:
    """Any element in any other, as no schema would have it, with words inside and between."""
    leaf = st.one_of(
        st.builds("<{0}> {1} </{0}>".format, st.sampled_from(LEAVES), WORDS),
        st.sampled_from(EMPTY),
        WORDS,
    )
    return st.recursive(leaf, _around, max_leaves=12)


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=4).map(" ".join)
    wrapped = st.builds("<{0}> {1} </{0}>".format, st.sampled_from(WRAPPERS), several)
    turn = st.builds(
        '<{0} who="#{1}"> <p> {2} </p> {3} </{0}>'.format,
        st.sampled_from(("sp", "u")),
        st.sampled_from("xyz"),
        WORDS,
        several,
    )
    return wrapped | turn


@given(st.lists(elements(), max_size=5).map(" ".join))
def test_no_word_is_lost_whatever_stands_in_what(content: str) -> None:
    """Elements in any order and nesting keep all their words, in their order, and are read back the same."""
    data = body(content)
    assume(not has_late_label_within(data))
    again = written(data)
    assert words(again) == words(data)
    assert read(Source(again)) == (reading(data), ())


SNIPPETS = {
    "a label and directions": '<sp who="#a"><speaker>A. <stage>aside</stage></speaker><p>Hi</p></sp>',
    "a direction before the label": '<sp who="#a"><stage>Enter</stage><speaker>A</speaker><p>Hi</p></sp>',
    "several labels": '<sp who="#a #b"><speaker>A</speaker> <speaker>B</speaker><p>Hi</p></sp>',
    "a label behind speech": '<sp who="#a"><p>Hi</p><speaker>A</speaker><p>there</p></sp>',
    "nobody": "<sp><speaker>Somebody</speaker><p>Hi</p></sp><sp><p>Ho</p></sp>",
    "no number sign": '<sp who="a"><p>Hi</p></sp>',
    "nothing said": '<sp who="#a"><speaker>A</speaker></sp><sp who="#b"/>',
    "a split line": '<sp who="#a"><l part="I">To be</l></sp><sp who="#b"><l part="F">or not</l></sp>',
    "verse and prose": '<sp who="#a"><l>one</l><l>two</l><p>three</p><lg><head>Song</head><l>four</l></lg></sp>',
    "lines without a stanza": "<l>one</l> <l>two</l> <pb/> <l>three</l><p>four</p><l>five</l>",
    "notes": "<p>one<note place='foot'>two <p>three</p></note> four</p><note>five <p>six</p></note>",
    "lists": "<list><head>one</head><item>two <list><item>three</item></list></item></list>",
    "tables": "<table><head>one</head><row><cell>two</cell> <cell>three</cell></row></table>",
    "a letter": "<opener><salute>one</salute></opener><p>two</p><closer><signed>three</signed></closer>",
    "figures": "<figure><head>one</head> <graphic url='x'/><figDesc>two</figDesc></figure>",
    "several readings": "<p><choice><sic>one</sic> <corr>two</corr></choice> three</p>",
    "comments and instructions": "<p>one<!-- no --> <?no no?>two</p><!-- no -->",
    "character data": "<p><![CDATA[one <b>]]> &amp; two &#x33;</p>",
    "text between blocks": "one <p>two</p> three <div><p>four</p> five</div> six",
    "headings in the midst": "<div><p>one</p><head>two</head><p>three</p><head>four</head></div>",
    "elements of others": '<p>one <x:y xmlns:x="urn:x">two</x:y></p><z xmlns="urn:z">three</z>',
}


@pytest.mark.parametrize("name", SNIPPETS)
def test_words_and_speakers_stay(name: str) -> None:
    """What others write differently keeps its words and its speakers, and is a well-formed document."""
    data = body(SNIPPETS[name])
    assert words(written(data)) == words(data)
    assert who(written(data)) == who(data)
    if name != "nothing said":
        assert_well_formed(reading(data))


def test_front_and_back_are_read_too() -> None:
    """What stands before and behind the body is read in its order."""
    data = tei(
        "<front><div><head>one</head><p>two</p></div><castList><castItem>three</castItem></castList></front>"
        "<body><p>four</p></body><back><trailer>five</trailer></back>"
    )
    assert words(written(data)) == ["one", "two", "three", "four", "five"]


def test_a_speech_within_a_speech_parts_it() -> None:
    """A play in a play: the inner speech is a turn, and the outer one goes on behind it as a turn of its own."""
    data = body(
        '<sp who="#a"><p>out</p><floatingText><body><sp who="#b"><p>in</p></sp></body></floatingText>'
        "<p>again</p></sp>"
    )
    assert words(written(data)) == ["out", "in", "again"]
    assert who(written(data)) == [["a"], ["b"], ["a"]]


def test_files_of_others_keep_words_and_speakers(shared: Path) -> None:
    """Published plays and debates keep every word and every speaker, and are read back the same."""
    paths = [path for path in (shared / "tei").glob("*.xml") if b"<TEI" in path.read_bytes()]
    if not paths:
        pytest.skip("no TEI of others among the shared material")
    for path in paths:
        data = path.read_bytes()
        document, _ = read(Source(data, path.name))
        again = edition(document)
        assert words(again) == words(data), path.name
        assert who(again) == who(data), path.name
        assert read(Source(again)) == (document, ()), path.name
