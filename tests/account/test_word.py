"""Words in corners of Word documents by others: each is read, or is none by a rule of the account."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docconv.model import Note, Speaker, Text
from docconv.pipeline import read
from docconv.walk import text_of, turns

W = nsdecls("w")
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MCE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
FORMS = "".join(f"<mc:{form}><w:r><w:t>twice</w:t></w:r></mc:{form}>" for form in ("Choice", "Fallback"))
CORNERS = {
    "ruby": (
        (
            f"<w:r {W}><w:ruby><w:rt><w:r><w:t>reading</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        ),
        "base [reading]",
    ),
    "equation": (f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>abc</m:t></m:r></m:oMath>', "abc"),
    "two forms": (f'<mc:AlternateContent xmlns:mc="{MCE}" {W}>{FORMS}</mc:AlternateContent>', "twice"),
    "an element nobody knows": (f"<w:wrap {W}><w:r><w:t>wrapped</w:t></w:r></w:wrap>", "wrapped"),
    "hidden": (f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>", ""),
    "deleted": (f'<w:del {W} w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del>', ""),
    "moved away": (f'<w:moveFrom {W} w:id="1"><w:r><w:t>moved</w:t></w:r></w:moveFrom>', ""),
    "inserted": (f'<w:ins {W} w:id="1"><w:r><w:t>more</w:t></w:r></w:ins>', "more"),
}
NOTES = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Beneath the page.</w:t></w:r></w:p></w:footnote></w:footnotes>'
RELATION = (
    '<Relationship Id="rId99" Target="footnotes.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/>'
)


def word(xml: str) -> bytes:
    """A talk with some WordprocessingML at the end of what Tom says."""
    opened, out = docx.Document(), BytesIO()
    for line in ("Nora Vale: Did anybody water them?", "Tom Reed: I did.", "Nora Vale: Who ate them?"):
        opened.add_paragraph(line)
    opened.paragraphs[1].add_run(" ")
    opened.paragraphs[1]._p.append(parse_xml(xml))
    opened.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", CORNERS)
def test_words_in_corners_are_accounted_for(name: str) -> None:
    """What a page shows is read, once; what it does not show is not."""
    xml, words = CORNERS[name]
    told = [text_of(turn.blocks[0].children) for turn in turns(read(word(xml), format="docx"))]
    assert told == ["Did anybody water them?", f"I did. {words}".strip(), "Who ate them?"]


@pytest.mark.parametrize("sign", ["", "a", "*"])
def test_notes_are_words(sign: str) -> None:
    """They stand where the text refers to them, in the turn; a sign of the text's own is no word."""
    own = 'w:customMarkFollows="1" ' if sign else ""
    data = word(f'<w:r {W}><w:footnoteReference {own}w:id="2"/><w:t>{sign}</w:t></w:r>')
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", f"{RELATION}</Relationships>".encode())
            new.writestr(name, part)
        new.writestr("word/footnotes.xml", NOTES)
    turn = list(turns(read(out.getvalue(), format="docx")))[1]
    note: Note[Speaker] = Note((Text("Beneath the page."),), n=sign or None)
    assert turn.blocks[0].children == (Text("I did."), note)


PASTED = {
    "captions": (
        (
            "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann Lee>Is it dry?\n\n"
            "00:04.000 --> 00:07.000\n<v Bo Ek>Yes, very.\n"
        ),
        ["Ann Lee", "Bo Ek"],
    ),
    "a form of their own": (
        (
            "Ann Lee ~ Is it dry today?\nBo Ek ~ Yes, it is very dry.\nAnn Lee ~ I am glad of it.\n"
            "Bo Ek ~ So are the cows.\nAnn Lee ~ And the sheep?\nBo Ek ~ The sheep do not mind.\n"
        ),
        ["Ann Lee", "Bo Ek"] * 3,
    ),
}
"""Texts that somebody pasted into a file of Word, and the labels in them."""


@pytest.mark.parametrize("name", PASTED)
def test_what_is_pasted_is_read_as_the_text_alone(name: str) -> None:
    """What the notation leaves out is no word there, either."""
    text, labels = PASTED[name]
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    assert [turn.label for turn in turns(read(out.getvalue(), format="docx"))] == labels
    assert [turn.label for turn in turns(read(text.encode(), format="text"))] == labels
