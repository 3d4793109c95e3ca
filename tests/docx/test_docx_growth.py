"""Styles that build on each other are worked out once, however many there are."""

from __future__ import annotations

import docx.oxml
import pytest
from docx.document import Document as Opened
from docx.oxml.ns import nsdecls

import docconv
from support.docx_others import saved
from support.growth import calls_of

MOST = 2.2


def styled(count: int, first: str) -> bytes:
    """As many styles, each on the one before, and a paragraph of each."""

    def make(opened: Opened) -> None:
        for at in range(count):
            below = f"S{at - 1}" if at else first
            opened.styles.element.append(
                docx.oxml.parse_xml(
                    f"<w:style {nsdecls('w')} w:type='paragraph' w:styleId='S{at}'><w:name w:val='S {at}'/>"
                    f"<w:basedOn w:val='{below}'/></w:style>"
                )
            )
            line = docx.oxml.parse_xml(
                f"<w:p {nsdecls('w')}><w:pPr><w:pStyle w:val='S{at}'/></w:pPr><w:r><w:t>Anna: Yes.</w:t></w:r></w:p>"
            )
            opened.element.body.insert(0, line)

    return saved(make)


@pytest.mark.parametrize("first", ["Normal", "a ring"])
def test_styles_on_styles_do_work_in_proportion(first: str) -> None:
    """Also where they go round in a ring, which is entered at each of them."""

    def calls(count: int) -> int:
        data = styled(count, f"S{count - 1}" if first == "a ring" else first)
        return calls_of(lambda: docconv.read(data, format="docx"))

    _, small, large = (calls(count) for count in (10, 200, 400))
    assert large <= MOST * small
