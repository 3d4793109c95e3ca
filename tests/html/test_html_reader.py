"""Pages read back: those of docconv, also after a browser has saved them; those of others are refused."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given

import docconv
from docconv.model import (
    Attribution,
    Document,
    Evidence,
    Milestone,
    Narrative,
    Note,
    Paragraph,
    Resolved,
    Speaker,
    Text,
    Turn,
)
from docconv.testing import documents
from docconv.themes.model import BUILT_IN
from support.talk import ALL, ANN, BODY, MAN, META

TALK: Resolved = Document(BODY, META, None, (MAN, ANN, ALL))
DATA = docconv.write(TALK, "html")


def test_everything_comes_back() -> None:
    """Metadata, speakers, kinds, labels, doubts and their reasons, times, languages."""
    assert docconv.read(DATA, format="html") == TALK


def test_reasons_for_what_is_certain_come_back() -> None:
    """Whoever corrected a turn said why."""
    sure = Attribution("high", (Evidence("correction", ""), Evidence("correction", "by <ear>")))
    turn: Turn[Speaker] = Turn("t1", (Paragraph((Text("Yes."),)),), (ANN,), None, sure)
    document = Document((turn,), META, None, (ANN,))
    assert docconv.read(docconv.write(document, "html"), format="html") == document


@pytest.mark.parametrize("theme", BUILT_IN)
def test_every_theme_and_list_reads_back(theme: str) -> None:
    """What is made from the text is no part of it."""
    options = {"theme": theme, "contents": True, "participants": True, "notes": True}
    data = docconv.write(TALK, "html", options=options)
    assert docconv.read(data, format="html") == TALK


@pytest.mark.parametrize("delimiter", ["", ".", " –", " says"])
def test_what_follows_labels_is_no_word_of_the_text(
    tmp_path_factory: pytest.TempPathFactory, delimiter: str
) -> None:
    """Whatever a theme puts there, and though the words begin with the same."""
    theme = tmp_path_factory.mktemp("theme") / "house.toml"
    theme.write_text(f'[labels]\ndelimiter = "{delimiter}"\n', "utf-8")
    turn: Turn[Speaker] = Turn("t1", (Paragraph((Text(f"{delimiter} yes"),)),), (ANN,), "Ann")
    document = Document((turn,), META, None, (ANN,))
    data = docconv.write(document, "html", options={"theme": str(theme)})
    assert docconv.read(data, format="html") == document


def saved(document: Resolved) -> bytes:
    """A page as a browser saves it."""
    root = html5lib.parse(docconv.write(document, "html"), transport_encoding="utf-8")
    page = html5lib.serialize(
        root, omit_optional_tags=False, quote_attr_values="always", alphabetical_attributes=False
    )
    return f"<!DOCTYPE html>{page}".encode()


@given(document=documents())
def test_a_page_that_a_browser_saved_reads_the_same(document: Resolved) -> None:
    """Quotes, entities and ends of elements are written in another way then."""
    assert docconv.read(saved(document), format="html") == document


@pytest.mark.parametrize("sign", [">", "<", '"', "a>b", "&gt;"])
def test_the_sign_of_a_note_that_looks_like_markup_is_none(sign: str) -> None:
    """A browser leaves it as it is in an attribute."""
    note: Note[Speaker] = Note((Text("See below."),), place="foot", kind="source", n=sign)
    document: Resolved = Document((Narrative((Text("Here"), note)),), META)
    assert docconv.read(saved(document), format="html") == document


def test_a_reason_in_single_quotes_is_no_word_of_the_text() -> None:
    """So is an attribute quoted that has double quotes in it."""
    doubt = Attribution("medium", (Evidence("heard", "by > one"), Evidence("seen", "by <two>")))
    turn: Turn[Speaker] = Turn("t1", (Paragraph((Text("Yes."),)),), (ANN,), None, doubt)
    document = Document((turn,), META, None, (ANN,))
    assert docconv.read(saved(document), format="html") == document


@pytest.mark.parametrize("printed", ["</p>", "<article", "</article>", "</footer>", "</header>", "<b x='"])
def test_what_is_in_an_attribute_is_no_element(printed: str) -> None:
    """Browsers save `<` in an attribute as it is."""
    document: Resolved = Document((Narrative((Text("Ada "), Milestone("page", printed), Text("spoke."))),))
    page = docconv.write(document, "html").replace(b"&lt;", b"<").replace(b"&gt;", b">")
    assert docconv.read(page, format="html") == document


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (DATA[:-200], "the page is cut off"),
        (DATA.replace(b"Ann", b"\xff"), "not UTF-8"),
        (DATA.replace(b"<h1", b"<h5"), "its title"),
        (DATA.replace(b"<article", b"<div"), "its article"),
        (DATA.replace(b'data-who="ann"', b'data-who="eve"'), "eve speaks and is not among the speakers"),
        (DATA.replace(b'data-cert="low"', b'data-cert="none"'), "'none' is no certainty"),
        (DATA.replace(b'data-evidence="[', b'data-evidence="[5,'), "is no evidence"),
        (DATA.replace(b'data-evidence="[', b'data-evidence="'), "changed since docconv wrote it"),
        (DATA.replace(b'"contributor":[', b'"contributor":[5,'), "where a table is"),
        (DATA.replace(b'"alternateName":["ANN"]', b'"alternateName":"ANN"'), "not a list of texts"),
        (DATA.replace(b'"name":"Ann"', b'"name":7'), "name in it is 7, not a text"),
        (DATA.replace(b'"contributor":[', b'"contributor":{"x":['), "changed since docconv wrote it"),
        (DATA.replace(b'"additionalProperty":[', b'"additionalProperty":5,"x":['), "not a list"),
        (DATA.replace(b'<p class="narrative">', b'<p class="verse">'), "<p class=verse> in line"),
        (DATA.replace(b"<q ", b"<video></video><q "), "<video> in line"),
        (DATA.replace(b'data-type="vocal"', b'data-type="loud"'), "kind is 'loud'"),
    ],
)  # fmt: skip
def test_other_pages_are_refused(data: bytes, reason: str) -> None:
    """In one line that says why."""
    with pytest.raises(docconv.BadInputError) as caught:
        docconv.read(data, format="html")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"</header>", b"</header>sneaked in", "words are between the paragraphs"),
        (b"</article>", b"</article></article>", "its article is not there once"),
        (b"<p>", b'<p x"y>', "not all of its tags are whole"),
        (b"</p>", b"</b></p>", "Unexpected end tag"),
        (b"</header>", b"", "not all of its elements have their end"),
    ],
)
def test_a_page_that_was_damaged_is_refused(old: bytes, new: bytes, told: str) -> None:
    """A browser mends it in its own way; nobody knows whether it is the way it was meant."""
    with pytest.raises(docconv.BadInputError, match=told):
        docconv.read(DATA.replace(old, new, 1), format="html")


@pytest.mark.parametrize("depth", [200, 300, 900, 3000])
def test_a_page_that_is_too_deep_is_refused(depth: int) -> None:
    """Whichever bound it meets first."""
    with pytest.raises(docconv.BadInputError, match=r"each other|nodes deep|Excessive depth"):
        docconv.read(
            DATA.replace(b"</q>", b"<em>" * depth + b"x" + b"</em>" * depth + b"</q>", 1), format="html"
        )
