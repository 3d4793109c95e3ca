"""OpenDocument text: the look is evidence as in Word documents, and no file that was made to do harm is read."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

import docconv
from docconv.account.office.odt import account
from docconv.containers import zips
from docconv.errors import AccountError, BadInputError
from docconv.formats import Source
from docconv.model import Boilerplate, Emphasis, Note, Resolved, Speaker, Stage, Text
from docconv.walk import text_of, turns, walk
from support.growth import calls_of
from support.programs import need

NAMES = ("office", "style", "text", "table", "drawing", "xsl-fo-compatible")
SPACES = " ".join(
    f'xmlns:{name.partition("-")[0]}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES
)
AUTOMATIC = """<style:style style:name="T1" style:family="text"><style:text-properties xsl:font-weight="bold"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1"><style:text-properties xsl:font-weight="normal" xsl:font-style="italic"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Stage_20_Direction"/>"""
STYLES = """<style:style style:name="Stage_20_Direction" style:display-name="Stage Direction" style:family="paragraph"/>"""
TALK = """<text:h text:outline-level="1">At the quay</text:h>
<text:p><text:span text:style-name="T1">Ilona Kis</text:span> Who took <text:span text:style-name="T2">both</text:span> oars?</text:p>
<text:p><text:span text:style-name="T1">Jan Molnar</text:span> I did.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Two of them.</text:p></text:note-body></text:note> Yes,<text:s text:c="3"/>both.</text:p>
<text:p text:style-name="P1">Gulls cry.</text:p>
<text:p><text:span text:style-name="T1">Ilona Kis</text:span> Why?<text:span text:style-name="H"> hidden</text:span><office:annotation><text:p>a comment</text:p></office:annotation></text:p>
<text:p><text:span text:style-name="T1">Jan Molnar</text:span> To mend them.<text:line-break/>And to paint them.</text:p>"""


def odt(body: str = TALK, *, automatic: str = AUTOMATIC, styles: str = STYLES, head: str = "") -> bytes:
    """A text document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"{head}<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {SPACES}><office:styles>{styles}</office:styles></office:document-styles>",
        )
    return out.getvalue()


def read(data: bytes) -> Resolved:
    """A file as a document."""
    return docconv.read(data, format="odt")


def spoken(document: Resolved) -> list[tuple[str | None, str]]:
    """Labels and words of the turns."""
    return [
        (turn.label, " ".join(text_of(part.children) for part in turn.blocks)) for turn in turns(document)
    ]


def test_words_in_a_shape_are_beside_the_speech() -> None:
    """As in a text box; nothing is glued to the words before."""
    shape = "<drawing:custom-shape><text:p>Not to be quoted.</text:p></drawing:custom-shape>"
    document = read(odt(TALK.replace("I did.", f"I did.{shape}", 1)))
    assert "quoted" not in str(spoken(document))
    assert "Not to be quoted." in [
        text_of(block.children) for block in walk(document) if isinstance(block, Boilerplate)
    ]


def test_a_cell_over_all_columns_is_said_by_nobody() -> None:
    """And moves no name."""
    row = "<table:table-row>{}</table:table-row>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    wide = '<table:table-cell table:number-columns-spanned="2"><text:p>A gull cries.</text:p></table:table-cell><table:covered-table-cell/>'
    said = [("Ilona", "Who took it?"), ("Jan", "I did."), ("Ilona", "Why did you?"), ("Jan", "To mend it.")]
    rows = [row.format("".join(map(cell.format, one))) for one in said]
    document = read(odt(f"<table:table>{''.join((*rows[:2], row.format(wide), *rows[2:]))}</table:table>"))
    assert spoken(document) == said


NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>So they say.</text:p></text:note-body></text:note>"
)


def noted(count: int, between: str) -> bytes:
    """As many notes in one paragraph."""
    return odt(f"<text:p>Anna: Yes{f'{between}{NOTE}' * count}</text:p><text:p>Ben: No.</text:p>")


def styled(count: int, _: str) -> bytes:
    """As many styles, each on the one before, and a paragraph of each."""
    styles = "".join(
        f'<style:style style:name="S{at}" style:family="paragraph" style:parent-style-name="S{at - 1}"/>'
        for at in range(count)
    )
    body = "".join(f'<text:p text:style-name="S{at}">Anna: Yes.</text:p>' for at in range(count))
    return odt(body, styles=styles)


@pytest.mark.parametrize(("make", "between"), [(noted, ""), (noted, " word"), (styled, "")])
def test_notes_and_styles_do_work_in_proportion(make: Callable[[int, str], bytes], between: str) -> None:
    """Notes at one place of a paragraph and behind each of its words, and styles that build on each other."""

    def calls(count: int) -> int:
        data = make(count, between)
        return calls_of(lambda: read(data))

    _, small, large = (calls(count) for count in (10, 300, 600))
    assert large <= 2.2 * small


def test_notes_stand_behind_their_words_in_their_order() -> None:
    """Those at one place, those behind the next words, and those at the beginning."""
    first, second = (NOTE.replace("So they", word) for word in ("First", "Second"))
    body = f"<text:p>Anna: {first}Yes, <text:span>but{second}{first} of</text:span>{second} course. {first}</text:p>"
    turn = next(turns(read(odt(body + "<text:p>Ben: No.</text:p><text:p>Anna: So?</text:p>" * 3))))
    parts = [part for block in turn.blocks for part in block.children]
    shown = "".join(
        ("1", "2")["Second" in text_of(part.children)] if isinstance(part, Note) else text_of((part,))
        for part in parts
    )
    assert shown == "1Yes, but21 of2 course.1"


def test_the_sign_of_a_note_is_no_part_of_the_word_before_it() -> None:
    """Letters count notes at the end of a text."""
    note = '<text:note text:note-class="endnote"><text:note-citation>ii</text:note-citation><text:note-body><text:p>So.</text:p></text:note-body></text:note>'
    document = read(odt(TALK.replace("oars?", f"oars{note}?")))
    assert spoken(document)[0] == ("Ilona Kis", "Who took both oars?")
    assert [one.n for one in walk(document) if isinstance(one, Note)] == ["ii", None]


def test_bold_words_are_labels_and_a_style_of_directions_is_one() -> None:
    """No delimiter tells the labels; what is hidden or a comment is no text."""
    assert spoken(read(odt())) == [
        ("Ilona Kis", "Who took both oars?"),
        ("Jan Molnar", "I did. Yes,   both."),
        ("Ilona Kis", "Why?"),
        ("Jan Molnar", "To mend them. And to paint them."),
    ]


def test_headings_notes_and_emphasis_are_kept() -> None:
    """A note stands behind the words that it is about."""
    document = read(odt())
    assert document.metadata.title == "At the quay"
    noted = next(turn for turn in turns(document) if any(isinstance(one, Note) for one in walk(turn)))
    note: Note[Speaker] = Note((Text("Two of them."),))
    assert noted.blocks[0].children[:2] == (Text("I did."), note)
    assert [text_of(one.children) for one in document.body if isinstance(one, Stage)] == ["Gulls cry."]
    italic = [one for one in walk(document) if isinstance(one, Emphasis) and one.kind == "italic"]
    assert [text_of(one.children) for one in italic] == ["both"]


def test_what_is_left_out_is_counted() -> None:
    """In notices."""
    _, notices = docconv.read_with_notices(odt(), format="odt")
    told = [one.message for one in notices if one.code == "not-read"]
    assert told == ["once comment: left out", "once hidden text: left out"]


def test_a_table_names_who_speaks() -> None:
    """The column of names is told as in Word documents."""
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{who}</text:p></table:table-cell><table:table-cell>"
        f"<text:p>{said}</text:p></table:table-cell></table:table-row>"
        for who, said in (
            ("Ilona", "Who took the oars?"),
            ("Jan", "I did, both of them."),
            ("Ilona", "Why was it?"),
        )
    )
    assert spoken(read(odt(f"<table:table>{rows}</table:table>"))) == [
        ("Ilona", "Who took the oars?"), ("Jan", "I did, both of them."), ("Ilona", "Why was it?"),
    ]  # fmt: skip


def test_a_word_that_a_reader_lost_is_missed() -> None:
    """The account has the words by a way of its own."""
    more = Source(odt(TALK.replace("mend", "really mend")))
    with pytest.raises(AccountError):
        docconv.account.check(more, account(more), read(odt()))


def test_libreoffice_saves_what_is_read_as_from_docx(tmp_path: Path) -> None:
    """A Word document that it opens and saves as OpenDocument reads the same."""
    need("soffice")
    made = Document()
    made.add_heading("At the quay", 1)
    for who, said in (("Ilona Kis", "Who took the oars?"), ("Jan Molnar", "I did."), ("Ilona Kis", "Both of them?"),
                      ("Jan Molnar", "Yes, to mend them.")):  # fmt: skip
        paragraph = made.add_paragraph()
        paragraph.add_run(who).bold = True
        paragraph.add_run(f" {said}")
    made.save(str(tmp_path / "talk.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(tmp_path / "talk.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    ours, theirs = (docconv.read(tmp_path / f"talk.{suffix}") for suffix in ("odt", "docx"))
    assert spoken(ours) == spoken(theirs)
    assert len(spoken(ours)) >= 4


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not an OpenDocument file"),
        (b"PK\x03\x04", "not an OpenDocument file"),
        (odt(head='<!DOCTYPE a [<!ENTITY b "c">]>'), "declares entities"),
        (odt("<text:p>"), "not well-formed"),
        (odt().replace(b"content.xml", b"contend.xml"), "another archive"),
        (odt().replace(b"styles.xml", b"mimetype\0\0"), "not an OpenDocument file|two parts|damaged"),
    ],
)
def test_what_is_none_is_refused(data: bytes, message: str) -> None:
    """With what it is instead."""
    with pytest.raises(BadInputError, match=message):
        read(data)


def test_the_document_type_of_early_versions_is_read() -> None:
    """They named a file that nobody has, and declared nothing."""
    head = '<!DOCTYPE office:document-content PUBLIC "-//OpenOffice.org//DTD" "office.dtd">'
    assert len(spoken(read(odt(head=head)))) == 4


def test_a_file_that_unfolds_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the sizes that the archive tells, before any part is read; repeated cells and spaces have an end."""
    monkeypatch.setattr(zips, "LARGEST_FILE", 1000)
    with pytest.raises(BadInputError, match="unfolds to more"):
        read(odt())


def test_counts_of_spaces_and_cells_have_an_end() -> None:
    """A short attribute makes no long text."""
    cell = '<table:table-cell table:number-columns-repeated="999999999"/>'
    body = f'{TALK}<text:p>Ilona Kis<text:s text:c="999999999"/></text:p><table:table><table:table-row>{cell}</table:table-row></table:table>'
    assert len(docconv.write(read(odt(body)), "json")) < 20_000
