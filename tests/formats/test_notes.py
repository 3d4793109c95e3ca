"""Notes: what the source, an editor or a translator says about the words before it, in every format."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pikepdf
import pytest

import docconv
from docconv import model as m
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.docx.reading.document import read as read_docx
from docconv.verify import prove
from docconv.walk import text_of, turns, walk

ANN = m.Speaker("ann-berg", name="Ann Berg", aliases=("ANN",))
FIRST = m.Note[m.Speaker](
    (m.Text("So in the "), m.Emphasis((m.Text("first"),)), m.Text(" draft.")), "foot", "editorial"
)
STARRED = m.Note[m.Speaker]((m.Text("In her own tongue."),), "end", "translator", "*")
TALK: m.Resolved = m.Document(
    (
        m.Section(
            (
                m.Turn(
                    "t1",
                    (
                        m.Paragraph((
                            m.Text("The red rope"), FIRST, m.Text(" is here, "),
                            m.Stage((m.Text("(laughing"), STARRED, m.Text(")"))), m.Text(" and coiled."),
                        )),
                        m.Paragraph((m.Text("We sail."), m.Note((m.Text("They did not."),)))),
                    ),
                    (ANN,),
                    "ANN",
                ),
                m.Narrative((m.Text("The crew left"), m.Note((m.Text("Six of them."),), "margin"), m.Text("."))),
            ),
            m.Heading((m.Text("Morning"), m.Note((m.Text("Of the ninth."),), "inline"))),
        ),
    ),
    m.Metadata("The rope", "en"),
    m.Heading((m.Text("The rope"), m.Note((m.Text("A working title."),), "foot", "source", "12a"))),
    (ANN,),
)  # fmt: skip
WHOLE = ("json", "tei", "docx", "pdf", "html", "pandoc")
WITHOUT = ("chat", "exb", "eaf", "vtt", "srt")
TEXTS = ("txt", "md", "fountain")


@pytest.mark.parametrize("name", WHOLE)
def test_notes_come_back_as_they_were(name: str) -> None:
    """With their place, whose they are, their sign and the emphasis in them."""
    data = docconv.write(TALK, name)
    assert docconv.read(data, format=name) == TALK
    assert prove(TALK, data, name) == ()


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_has_the_words_of_notes_where_they_stand(name: str) -> None:
    """What they are, and where a page would have them, is lost."""
    data, notices = docconv.write_with_notices(TALK, name)
    assert prove(TALK, data, name) == ()
    assert notices == ()
    found = [
        text_of(one.children) for one in walk(docconv.read(data, format="text")) if isinstance(one, m.Note)
    ]
    said = [text_of(one.children) for one in walk(TALK) if isinstance(one, m.Note)]
    assert sorted(found) == sorted(said)


@pytest.mark.parametrize("name", WITHOUT)
def test_what_a_format_cannot_carry_is_named(name: str) -> None:
    """Where notes are lost, the words around them are not, nor does a note become somebody's words; a notice
    says how many are. CHAT has those of turns.
    """
    data, notices = docconv.write_with_notices(TALK, name)
    assert prove(TALK, data, name) == ()
    (lost,) = [one.message for one in notices if one.rule == "notes"]
    assert lost == f"{3 if name == 'chat' else 6} notes have no place in this format, and are not written"


@pytest.mark.parametrize("name", WHOLE)
def test_where_all_notes_are_written_nothing_is_said_of_them(name: str) -> None:
    """Nor where there are none."""
    assert docconv.write_with_notices(TALK, name)[1] == ()


def test_a_note_is_no_reading_text() -> None:
    """Nobody says it."""
    (turn,) = turns(TALK)
    assert [text_of(part.children) for part in turn.blocks] == [
        "The red rope is here, (laughing) and coiled.",
        "We sail.",
    ]


def test_nobody_speaks_in_a_note_and_no_note_is_in_another() -> None:
    """No format could carry it."""
    for inner in (m.Said[m.Speaker]((m.Text("x"),)), m.Emphasis[m.Speaker]((FIRST,)), FIRST):
        document: m.Resolved = m.Document((m.Narrative((m.Note((inner,)),)),))
        with pytest.raises(BadInputError, match=r"children\[0\].* is (Said|Note), not"):
            docconv.write(document, "json")


def test_a_note_that_changed_is_seen() -> None:
    """Its words, its place and whose it is are compared."""
    for other in (
        m.Note[m.Speaker]((m.Text("So in the second draft."),), "foot", "editorial"),
        m.Note(FIRST.children, "end", "editorial"),
        m.Note(FIRST.children, "foot", "translator"),
    ):
        data = docconv.write(m.Document((m.Narrative((m.Text("Rope"), other)),)), "tei")
        found = prove(m.Document((m.Narrative((m.Text("Rope"), FIRST)),)), data, "tei")
        assert found


def test_version_1_of_the_json_is_still_read() -> None:
    """It has no notes."""
    data = docconv.write(m.Document((m.Narrative((m.Text("Rope"),)),)), "json")
    assert docconv.read(data.replace(b'"docconv": "2"', b'"docconv": "1"'), format="json").body


def test_pdf_has_tagged_notes_behind_their_turn() -> None:
    """Each has an id (PDF/UA-1, 7.9), and its sign is none of the words of the turn."""
    with pikepdf.open(BytesIO(docconv.write(TALK, "pdf"))) as pdf:
        found = [
            node for node in pdf.objects if isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/Note"
        ]
        assert len(found) == len({str(node.ID) for node in found}) == 6
        parents = {str(node.P.S) for node in found}
    assert parents == {"/Document", "/Sect"}


def edited(**parts: tuple[str, str]) -> m.Resolved:
    """The Word document after words of its parts were replaced."""
    with zipfile.ZipFile(BytesIO(docconv.write(TALK, "docx"))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    for name, (old, new) in parts.items():
        assert old in files[f"word/{name}.xml"]
        files[f"word/{name}.xml"] = files[f"word/{name}.xml"].replace(old, new, 1)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    document = read_docx(Source(buffer.getvalue(), "talk.docx"))[0]
    assert isinstance(document, m.Document)
    return document  # type: ignore[return-value]


def noted(document: m.Resolved) -> list[str]:
    """The notes, with their place and whose they are."""
    found = [node for node in walk(document) if isinstance(node, m.Note)]
    return [f"{one.kind} {one.place}: {text_of(one.children)}" for one in found]


def test_a_note_edited_in_word_keeps_what_word_does_not_show() -> None:
    """Whose it is stays, and so does the note when only words around it change."""
    assert noted(edited(footnotes=(" draft.", " print.")))[2] == "editorial foot: So in the first print."
    around = edited(document=("The red rope", "The long red rope"))
    assert noted(around) == noted(TALK)
    assert text_of(next(turns(around)).blocks[0].children).startswith("The long red rope is here")


def test_a_note_deleted_in_word_is_gone_and_a_new_one_is_there() -> None:
    """A reference is a character of the text."""
    reference = '<w:footnoteReference w:id="3"/>'
    gone = edited(
        document=(f'<w:r><w:rPr><w:rStyle w:val="footnotereference"/></w:rPr>{reference}</w:r>', "")
    )
    assert noted(gone) == [one for one in noted(TALK) if "draft" not in one]
    new = '<w:footnote w:id="99"><w:p><w:r><w:footnoteRef/><w:tab/><w:t>A new one.</w:t></w:r></w:p></w:footnote>'
    more = edited(
        footnotes=("</w:footnotes>", f"{new}</w:footnotes>"),
        document=(" and coiled.</w:t>", ' and coiled.</w:t></w:r><w:r><w:footnoteReference w:id="99"/>'),
    )
    assert noted(more)[4] == "source foot: A new one."
    (turn,) = turns(more)
    assert text_of(turn.blocks[0].children) == "The red rope is here, (laughing) and coiled."


def test_a_sign_that_a_program_made_part_of_a_note_is_none_of_its_words() -> None:
    """LibreOffice 7.4 gives it another style."""
    sign = '<w:rPr><w:rStyle w:val="endnotereference"/></w:rPr><w:t xml:space="preserve">*</w:t>'
    assert noted(edited(endnotes=(sign, "<w:t>*</w:t>"))) == noted(TALK)


def test_html_leads_to_a_note_and_back() -> None:
    """The mark has no words of its own, and a reader of a screen hears its sign."""
    page = docconv.write(TALK, "html").decode()
    assert 'href="#:footnote3" role="doc-noteref" aria-label="3"' in page
    assert (
        '<li id=":footnote3" data-sign="3">So in the <em>first</em> draft.<a class="back" href="#:reference3"'
        in page
    )
