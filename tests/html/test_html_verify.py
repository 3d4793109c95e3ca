"""The second route to what a page says finds whatever was sown into it."""

from __future__ import annotations

import pytest

import docconv
from docconv.formats.lookup import named
from docconv.verify.proofs import contradictions
from support.sown import TALK, Change, swap

DOCUMENT = docconv.read(TALK.encode(), format="text")
PAGE = docconv.write(DOCUMENT, "html").decode()
TURN = r'<div id="{}".*?</div>'
SOWN: dict[str, tuple[Change, str]] = {
    "a word dropped": (swap("forty plots", "plots"), "t1"),
    "a word doubled": (swap("forty plots", "forty forty plots"), "t1"),
    "two words swapped": (swap("Good morning", "morning Good"), "t1"),
    "a letter changed": (swap("Who waters", "Who wafers"), "t2"),
    "a label lost": (swap("<b>Jan Molnar</b>: ", ""), "t2"),
    "a label changed": (swap(">Jan Molnar<", ">Jan M.<"), "t2"),
    "a label among the words": (swap("<b>Jan Molnar</b>", "<strong>Jan Molnar</strong>"), "t2"),
    "a turn dropped": (swap(TURN.format("t2"), ""), "t2"),
    "two turns swapped": (swap(f"({TURN.format('t1')})(.*?)({TURN.format('t2')})", r"\3\2\1"), "order"),
    "a turn of somebody else": (swap('id="t2" data-who="jan-molnar"', 'id="t2" data-who="ilona-kis"'), "t2"),
    "a turn with another number": (swap('id="t2"', 'id="t9"'), "t2"),
    "a turn that is certain": (swap(' data-cert="medium"| data-cert="low"', ""), "certain"),
    "two turns merged": (swap(r'(id="t1".*?)</div>\s*<div id="t2"[^>]*>', r"\1"), "t2"),
    "speech that became narrative": (
        swap('<div id="t2"[^>]*>\\s*<p><b>(.*?)</b>(.*?)</p>\\s*</div>', r'<p class="narrative">\1\2</p>'),
        "t2",
    ),
    "a direction that became narrative": (swap('<p class="stage" data-type="\\w+">', '<p class="narrative">'), "stage"),
    "a paragraph dropped": (swap('<p class="narrative">The meeting ended.*?</p>', ""), "noon"),
    "a separator dropped": (swap('<div class="separator">.*?</div>', ""), "x x x"),
    "a quotation unmarked": (swap("<q [^>]*>(.*?)</q>", r"\1"), "quotation"),
    "a quotation of somebody else": (swap('<q data-who="ilona-kis"', '<q data-who="jan-molnar"'), "quotation"),
    "a title that became a heading": (swap("<h1>(.*?)</h1>", r"<h2>\1</h2>"), "title"),
    "another name of a person": (swap('"name":"Jan Molnar"', '"name":"Jan M."'), "jan-molnar"),
}  # fmt: skip


def test_the_page_as_it_is_says_what_the_document_says() -> None:
    """Else the tests below would prove nothing."""
    assert contradictions(PAGE.encode(), named("html"), DOCUMENT) == ()


@pytest.mark.parametrize("name", SOWN)
def test_what_is_sown_into_a_page_is_found(name: str) -> None:
    """By the markup alone, with its place."""
    change, place = SOWN[name]
    found = contradictions(change(PAGE).encode(), named("html"), DOCUMENT)
    sentences = [one.sentence() for one in found]
    assert any(place in one and "its markup" in one for one in sentences), sentences
