"""Word documents that others wrote: their look says who speaks, and everything readable is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

import docx
import pytest
from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from docconv.formats import Source
from docconv.formats.docx.foreign.numbering import figure
from docconv.formats.docx.foreign.symbols import UNKNOWN, symbol
from docconv.formats.docx.reading.document import read
from docconv.model import Boilerplate, Draft, Emphasis, Label, Narrative, Section, Stage, Text
from docconv.speakers import resolve
from docconv.walk import text_of, turns, walk
from support.docx_others import (
    BRIDGE,
    GARDEN,
    MARKET,
    WELL,
    Make,
    Talk,
    drafted,
    labelled,
    saved,
    spoken,
    told,
    xml,
)
from support.growth import excess

# ------------ labels by their look


def bold(line: Line, name: str, words: str) -> None:
    """The label and its colon in bold."""
    line.add_run(f"{name}:").bold = True
    line.add_run(f" {words}")


def bold_alone(line: Line, name: str, words: str) -> None:
    """Bold, and nothing else parts the label from the words."""
    line.add_run(name).bold = True
    line.add_run(f" {words}")


def small_capitals(line: Line, name: str, words: str) -> None:
    """As printed plays have it."""
    line.add_run(name).font.small_caps = True
    line.add_run(f". {words}")


def coloured(line: Line, name: str, words: str) -> None:
    """A colour for those who speak."""
    line.add_run(f"{name} – ").font.color.rgb = RGBColor(0xC0, 0x10, 0x10)
    line.add_run(words)


def underlined(line: Line, name: str, words: str) -> None:
    """As typewriters had it."""
    line.add_run(name).underline = True
    line.add_run(f": {words}")


def tabbed(line: Line, name: str, words: str) -> None:
    """A tabulator between plain words."""
    line.add_run(f"{name}\t{words}")


def broken(line: Line, name: str, words: str) -> None:
    """A line break behind a bold label."""
    line.add_run(name).bold = True
    line.add_run().add_break()
    line.add_run(words)


def capitals(line: Line, name: str, words: str) -> None:
    """Plain capitals and a colon."""
    line.add_run(f"{name.upper()}: {words}")


LOOKS: dict[str, Callable[[Line, str, str], None]] = {
    one.__name__: one
    for one in (bold, bold_alone, small_capitals, coloured, underlined, tabbed, broken, capitals)
}
TALKS: dict[str, Talk] = {"English": GARDEN, "German": BRIDGE, "French": MARKET, "Russian": WELL}


@pytest.mark.parametrize("language", TALKS)
@pytest.mark.parametrize("look", LOOKS)
def test_a_label_is_told_by_its_look(look: str, language: str) -> None:
    """Whatever sets it apart, in whatever language."""
    talk = TALKS[language]
    wanted = tuple((name.upper() if look == "capitals" else name, words) for name, words in talk)
    assert spoken(drafted(labelled(talk, LOOKS[look]))) == wanted


STYLES = ("Speaker", "Character", "Sprecher", "Personnage", "Персонаж", "Speaker 2")


@pytest.mark.parametrize("name", STYLES)
def test_a_style_for_speakers_tells(name: str) -> None:
    """A style of characters, named in any of many languages."""

    def make(opened: Opened) -> None:
        opened.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        for who, words in GARDEN[:3]:
            line = opened.add_paragraph()
            line.add_run(who, style=name)
            line.add_run(f" {words}")

    assert spoken(drafted(make)) == GARDEN[:3]


def test_a_style_derived_from_one_for_speakers_tells() -> None:
    """It is based on it."""

    def make(opened: Opened) -> None:
        base = opened.styles.add_style("Sprecher", WD_STYLE_TYPE.PARAGRAPH)
        opened.styles.add_style("Rot", WD_STYLE_TYPE.PARAGRAPH).base_style = base
        for who, words in BRIDGE:
            opened.add_paragraph(who, style="Rot")
            opened.add_paragraph(words)

    assert spoken(drafted(make)) == BRIDGE


def test_a_label_on_a_line_of_its_own() -> None:
    """Centred above the words, as in screenplays; what stands between is no speech."""

    def make(opened: Opened) -> None:
        for who, words in GARDEN:
            opened.add_paragraph(who).alignment = WD_ALIGN_PARAGRAPH.CENTER
            opened.add_paragraph(words)

    assert spoken(drafted(make)) == GARDEN


def test_action_further_out_than_the_speech_is_narrative() -> None:
    """In screenplays, cue, speech and action each have an indent."""

    def make(opened: Opened) -> None:
        for who, words in GARDEN:
            opened.add_paragraph(who.upper()).paragraph_format.left_indent = Pt(260)
            opened.add_paragraph(words).paragraph_format.left_indent = Pt(180)
        opened.add_paragraph("A hare runs along the fence and sits down in the beans.")

    found = drafted(make)
    assert spoken(found)[-1][1] == GARDEN[-1][1]
    assert isinstance(found.body[-1], Narrative)


def test_headings_that_come_back_are_labels() -> None:
    """Some give whoever speaks the style of a heading."""

    def make(opened: Opened) -> None:
        for who, words in (*GARDEN, *GARDEN):
            opened.add_heading(who, 3)
            opened.add_paragraph(words)

    assert spoken(drafted(make)) == (*GARDEN, *GARDEN)


def test_evidence_names_the_look() -> None:
    """Where it is not enough to be sure."""

    def make(opened: Opened) -> None:
        for who, words in (*GARDEN, ("Somebody from the back", "A hole?")):
            bold(opened.add_paragraph(), who, words)

    found = [turn.attribution for turn in turns(drafted(make)) if turn.label == "Somebody from the back"]
    assert [one.certainty for one in found] == ["low"]
    assert "formatting" in [evidence.rule for evidence in found[0].evidence]


# ------------ looks that say nothing


def test_bold_words_at_the_beginning_of_speech_are_no_labels() -> None:
    """What comes once, and is no name, is emphasis."""

    def make(opened: Opened) -> None:
        for who, words in GARDEN:
            first, _, rest = words.partition(" ")
            opened.add_paragraph(f"{who}: ")
            line = opened.add_paragraph()
            line.add_run(first).bold = True
            line.add_run(f" {rest}")

    assert [label for label, _ in spoken(drafted(make))] == [name for name, _ in GARDEN]


def test_where_everything_is_bold_bold_says_nothing() -> None:
    """Words decide, and nothing is emphasised."""

    def make(opened: Opened) -> None:
        for who, words in MARKET:
            opened.add_paragraph().add_run(f"{who} : {words}").bold = True

    found = drafted(make)
    assert spoken(found) == MARKET
    assert not any(isinstance(node, Emphasis) for node in walk(found))


def test_a_label_that_somebody_forgot_to_set_in_bold_is_one() -> None:
    """It is one of those that are set in bold elsewhere."""

    def make(opened: Opened) -> None:
        for number, (who, words) in enumerate(BRIDGE):
            bold(opened.add_paragraph(), who, words)
            if number == 3:
                opened.add_paragraph(f"Frau Ilse Kern: {words}")

    assert [label for label, _ in spoken(drafted(make))][4] == "Frau Ilse Kern"


def test_a_colon_that_is_not_bold_where_labels_are_is_no_label() -> None:
    """All labels look alike here, and this one looks like text."""

    def make(opened: Opened) -> None:
        for who, words in (*GARDEN, *GARDEN):
            bold(opened.add_paragraph(), who, words)
        opened.add_paragraph("Please note: bring gloves.")

    assert "Please note" not in {label for label, _ in spoken(drafted(make))}


def test_prose_without_speakers_has_none() -> None:
    """Bold words in it are emphasis."""

    def make(opened: Opened) -> None:
        line = opened.add_paragraph()
        line.add_run("Beans").bold = True
        line.add_run(" are sown in May, and hares like them. Nobody knows why this is so.")
        opened.add_paragraph("A net helps, if it has no holes that are larger than a hare can be.")

    found = drafted(make)
    assert list(turns(found)) == []
    assert Emphasis((Text("Beans"),), "bold") in walk(found)


# ------------ tables


def table(rows: list[tuple[str, ...]], style: str = "Table Grid") -> Make:
    """A document with one table."""

    def make(opened: Opened) -> None:
        found = opened.add_table(0, len(rows[0]), style=style)
        for row in rows:
            for cell, text in zip(found.add_row().cells, row, strict=True):
                cell.text = text

    return make


def test_a_table_of_two_columns_names_and_says() -> None:
    """Who speaks on the left, the words on the right."""
    assert spoken(drafted(table(list(GARDEN)))) == GARDEN


def test_a_table_with_the_words_on_the_left() -> None:
    """The longer column holds the words."""
    assert spoken(drafted(table([(words, name) for name, words in BRIDGE]))) == BRIDGE


def test_a_table_with_times_numbers_and_a_header() -> None:
    """Times stay beside the words, numbers of rows go, the header is none of the talk."""
    rows = [("No.", "Time", "Speaker", "Text")]
    rows += [(str(n), f"00:0{n}:10", name, words) for n, (name, words) in enumerate(GARDEN, 1)]
    found = drafted(table(cast("list[tuple[str, ...]]", rows)))
    assert spoken(found) == GARDEN
    notices = [text_of(node.children) for node in walk(found) if isinstance(node, Boilerplate)]
    assert notices == ["No.", "Time", "Speaker", "Text"]
    assert "00:03:10" in repr(found.body)


def test_an_empty_cell_goes_on_with_who_spoke_before() -> None:
    """As merged cells do."""
    rows = [*GARDEN[:2], ("", "And on Saturday, too."), *GARDEN[2:]]
    assert spoken(drafted(table(list(rows))))[1] == ("Tom Reed", f"{GARDEN[1][1]} / And on Saturday, too.")


def test_tables_cut_by_headings_are_one() -> None:
    """A table with one row tells nothing by itself."""

    def make(opened: Opened) -> None:
        for number, row in enumerate(GARDEN):
            opened.add_heading(f"Question {number}", 2)
            table([row])(opened)

    found = drafted(make)
    assert spoken(found) == GARDEN
    assert sum(isinstance(node, Section) for node in walk(found)) == len(GARDEN)


def test_text_beside_a_table_of_speech_is_narrative() -> None:
    """Speech stands in the table."""

    def make(opened: Opened) -> None:
        table(list(GARDEN))(opened)
        opened.add_paragraph("They looked for the net until it was dark.")

    assert isinstance(drafted(make).body[-1], Narrative)


def test_a_table_of_those_present_leaves_the_speech_its_speakers() -> None:
    """What is below it is no narrative, though a table names somebody in each row."""

    def make(opened: Opened) -> None:
        table([("Ada Quill", "keeper of the lower gate"), ("Bo Ek", "pump"), ("Cy Marsh", "keys")])(opened)
        for who, words in (*GARDEN, *GARDEN):
            opened.add_paragraph().add_run(f"{who}:").bold = True
            opened.add_paragraph(words)
            opened.add_paragraph("And so it has been for years.")

    found = drafted(make)
    said = [turn for turn in turns(found) if turn.label in {who for who, _ in GARDEN}]
    assert [text_of(turn.blocks[0].children) for turn in said] == [words for _, words in (*GARDEN, *GARDEN)]
    assert all(len(turn.blocks) == 2 for turn in said)


def test_a_table_of_figures_names_nobody() -> None:
    """Its cells are text in their order."""
    rows: list[tuple[str, ...]] = [("Beans", "12"), ("Peas", "30"), ("Kale", "7")]

    def make(opened: Opened) -> None:
        opened.add_paragraph("The harvest", style="Title")
        table(rows)(opened)

    found = drafted(make)
    assert list(turns(found)) == []
    assert [text_of(node.children) for node in walk(found) if isinstance(node, Narrative)] == [
        "Beans", "12", "Peas", "30", "Kale", "7",
    ]  # fmt: skip


# ------------ structure


@pytest.mark.parametrize("large", [True, False])
def test_a_first_line_set_as_a_title_is_one(*, large: bool) -> None:
    """In large type, or bold and in the middle; it is nobody who says all the rest, questions in italics."""

    def make(opened: Opened) -> None:
        line = opened.add_paragraph()
        run = line.add_run("A Talk with the Bell Founder Hanne Voss")
        run.bold = True
        if large:
            run.font.size = Pt(16)
        else:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for number in range(4):
            opened.add_paragraph().add_run(f"And what is bell {number} for?").italic = True
            opened.add_paragraph(f"It tells the hour {number}, when somebody rings it.")

    found = drafted(make)
    assert found.metadata.title == "A Talk with the Bell Founder Hanne Voss"
    assert all(turn.attribution.certainty == "low" for turn in turns(found))


def test_a_first_label_in_the_middle_is_no_title() -> None:
    """It comes back."""

    def make(opened: Opened) -> None:
        for who, words in (*GARDEN, *GARDEN):
            line = opened.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.add_run(who.upper()).bold = True
            opened.add_paragraph(words)

    assert spoken(drafted(make)) == tuple((who.upper(), words) for who, words in (*GARDEN, *GARDEN))


def test_headings_nest() -> None:
    """By style, whatever the language of the word processor, or by the level of the outline."""

    def make(opened: Opened) -> None:
        opened.add_paragraph("Ein Abend am Fluss", style="Title")
        opened.add_heading("Erster Teil", 1)
        opened.styles.add_style("Überschrift 2", WD_STYLE_TYPE.PARAGRAPH)
        opened.add_paragraph("Am Ufer", style="Überschrift 2")
        labelled(BRIDGE, bold)(opened)
        opened.add_heading("Zweiter Teil", 1)
        opened.add_paragraph("Alle gingen nach Hause, als es dunkel wurde.")

    found = drafted(make)
    assert found.title is not None
    assert text_of(found.title.children) == "Ein Abend am Fluss"
    first, second = (block for block in found.body if isinstance(block, Section))
    (inner,) = (block for block in first.blocks if isinstance(block, Section))
    names = [text_of(one.heading.children) for one in (first, inner, second) if one.heading]
    assert names == ["Erster Teil", "Am Ufer", "Zweiter Teil"]
    assert spoken(found) == BRIDGE


def test_an_outline_level_makes_a_heading() -> None:
    """Without any style for it."""
    heading = (
        '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Part one of the evening</w:t></w:r></w:p>'
    )
    rest = "".join(f"<w:p><w:r><w:t>{name}: {words}</w:t></w:r></w:p>" for name, words in GARDEN)
    first = "<w:p><w:r><w:t>The garden talks</w:t></w:r></w:p>"
    assert isinstance(drafted(xml(first + heading + rest)).body[-1], Section)


def test_bold_lines_that_are_no_labels_are_headings() -> None:
    """Short, without a full stop, once each."""

    def make(opened: Opened) -> None:
        opened.add_paragraph("Minutes of the garden club", style="Title")
        for title, part in (("What the hare ate", GARDEN[:3]), ("What to do about it", GARDEN[3:])):
            opened.add_paragraph().add_run(title).bold = True
            labelled(part, bold)(opened)

    found = drafted(make)
    heads = [
        text_of(node.heading.children) for node in walk(found) if isinstance(node, Section) and node.heading
    ]
    assert heads == ["What the hare ate", "What to do about it"]
    assert spoken(found) == GARDEN


def test_italic_paragraphs_between_speeches_are_directions() -> None:
    """Not those in which somebody says I."""

    def make(opened: Opened) -> None:
        labelled(GARDEN[:3], bold)(opened)
        opened.add_paragraph().add_run("The hare comes in from the left.").italic = True
        labelled(GARDEN[3:], bold)(opened)
        opened.add_paragraph().add_run("I wrote you a letter, and you did not answer me.").italic = True

    found = drafted(make)
    stages = [text_of(node.children) for node in walk(found) if isinstance(node, Stage)]
    assert stages == ["The hare comes in from the left."]


def test_lists_keep_their_numbers() -> None:
    """As a word processor prints them."""

    def make(opened: Opened) -> None:
        labelled(GARDEN, bold)(opened)
        for text in ("a net without holes", "a dog that likes hares"):
            opened.add_paragraph(text, style="List Number")
        opened.add_paragraph("or more beans", style="List Bullet")

    last = spoken(drafted(make))[-1][1]
    assert last.endswith("1. a net without holes / 2. a dog that likes hares / • or more beans")


@pytest.mark.parametrize(
    ("number", "figures", "wanted"),
    [(4, "decimal", "4"), (28, "lowerLetter", "bb"), (3, "upperLetter", "C"), (1994, "lowerRoman", "mcmxciv"),
     (0, "upperRoman", "0"), (10**9, "lowerRoman", "1000000000")],
)  # fmt: skip
def test_figures_of_lists(number: int, figures: str, wanted: str) -> None:
    """ECMA-376, 17.18.59."""
    assert figure(number, figures) == wanted


# ------------ words


def test_emphasis_is_put_back_on_the_words() -> None:
    """Bold, italics and underline inside speech, not the bold of the label."""

    def make(opened: Opened) -> None:
        labelled(GARDEN, bold)(opened)
        line = opened.add_paragraph()
        line.add_run("Tom Reed:").bold = True
        line.add_run(" It was ")
        line.add_run("not").italic = True
        line.add_run(" the ")
        line.add_run("hare").underline = True
        line.add_run(".")

    (*_, last) = turns(drafted(make))
    assert last.blocks[0].children == (
        Text("It was "), Emphasis((Text("not"),), "italic"), Text(" the "),
        Emphasis((Text("hare"),), "underline"), Text("."),
    )  # fmt: skip


def test_emphasis_of_two_kinds_nests() -> None:
    """And a style of characters counts as what it looks like."""

    def make(opened: Opened) -> None:
        labelled(MARKET, bold)(opened)
        line = opened.add_paragraph("M. Duval: Jamais ")
        run = line.add_run("de la vie")
        run.style = "Emphasis"
        run.bold = True

    (*_, last) = turns(drafted(make))
    inner = Emphasis[Label]((Text("de la vie"),), "italic")
    assert last.blocks[0].children[-1] == Emphasis[Label]((inner,), "bold")


CHARACTER = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELD = "".join(
    (
        CHARACTER.format("begin"),
        "<w:r><w:instrText>DATE</w:instrText></w:r>",
        CHARACTER.format("separate"),
        "<w:r><w:t>today</w:t></w:r>",
        CHARACTER.format("end"),
    )
)
RUNS: dict[str, tuple[str, str]] = {
    "a link": ('<w:hyperlink r:id="rId1"><w:r><w:t>the net</w:t></w:r></w:hyperlink>', "the net"),
    "a simple field": ('<w:fldSimple w:instr="PAGE"><w:r><w:t>12</w:t></w:r></w:fldSimple>', "12"),
    "a field": (FIELD, "today"),
    "a content control": ("<w:sdt><w:sdtContent><w:r><w:t>Name</w:t></w:r></w:sdtContent></w:sdt>", "Name"),
    "an insertion": ('<w:ins w:id="1" w:author="E"><w:r><w:t>new</w:t></w:r></w:ins>', "new"),
    "a deletion": ('<w:del w:id="1" w:author="E"><w:r><w:delText>old</w:delText></w:r></w:del>', ""),
    "words moved here": ('<w:moveTo w:id="1" w:author="E"><w:r><w:t>here</w:t></w:r></w:moveTo>', "here"),
    "words moved away": ('<w:moveFrom w:id="1" w:author="E"><w:r><w:t>off</w:t></w:r></w:moveFrom>', ""),
    "a symbol": ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
    "a soft hyphen": ("<w:r><w:t>bean</w:t><w:softHyphen/><w:t>s</w:t></w:r>", "beans"),
    "a hard hyphen": ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>", "e‑mail"),
    "hidden words": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>", ""),
    "a right-to-left run": ("<w:r><w:rPr><w:rtl/></w:rPr><w:t>שלום</w:t></w:r>", "שלום"),
    "a picture": ("<w:r><w:drawing/></w:r>", ""),
}


@pytest.mark.parametrize("name", RUNS)
def test_runs_of_every_kind(name: str) -> None:
    """What a reader of the page sees, and nothing else."""
    runs, wanted = RUNS[name]
    text = f"<w:p><w:r><w:t xml:space='preserve'>They took </w:t></w:r>{runs}<w:r><w:t>.</w:t></w:r></w:p>"
    (block,) = drafted(xml(text)).body
    assert text_of(cast("Narrative", block).children) == f"They took {wanted}."  # type: ignore[type-arg]


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    """In the next one."""
    text = (
        '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="E"/></w:rPr></w:pPr><w:r><w:t>One </w:t></w:r></w:p>'
        "<w:p><w:r><w:t>line only, as it seems.</w:t></w:r></w:p>"
    )
    assert [text_of(cast("Narrative", one).children) for one in drafted(xml(text)).body] == [  # type: ignore[type-arg]
        "One line only, as it seems."
    ]


BOX = "<w:txbxContent><w:p><w:r><w:t>Beware of the hare, says the sign.</w:t></w:r></w:p></w:txbxContent>"


def test_a_text_box_is_read_once() -> None:
    """Behind its paragraph, though it is in the file in two forms."""
    text = (
        "<w:p><w:r><w:t>They stood at the fence.</w:t></w:r><w:r>"
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{BOX}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    found, notices = told(xml(text))
    assert [text_of(cast("Narrative", one).children) for one in found.body] == [  # type: ignore[type-arg]
        "They stood at the fence.", "Beware of the hare, says the sign.",
    ]  # fmt: skip
    assert "once text box: read after the paragraph that it is anchored to" in {
        notice.message for notice in notices
    }


@pytest.mark.parametrize(
    ("font", "code", "wanted"),
    [("Symbol", "F062", "β"), ("Symbol", "F0B7", "•"), ("Wingdings", "F0FC", "✓"), ("Wingdings", "zz", UNKNOWN),
     ("Wingdings", "F001", UNKNOWN), ("Arial", "00E9", "é"), ("Symbol", "D800", UNKNOWN)],
)  # fmt: skip
def test_symbols(font: str, code: str, wanted: str) -> None:
    """Characters of fonts that are no text get one that is."""
    assert symbol(font, code) == wanted


# ------------ notices


def test_a_file_inside_the_document_is_warned_of() -> None:
    """Web pages saved as Word documents hold nothing else: Word shows the words, and they are not read."""
    found, notices = told(xml('<w:altChunk r:id="page"/><w:p><w:r><w:t>As was said.</w:t></w:r></w:p>'))
    assert len(found.body) == 1
    warned = [one for one in notices if "embedded file" in one.message]
    assert [(one.message, one.severity) for one in warned] == [("once embedded file: left out", "warning")]
    assert "save it again" in warned[0].remedy


def test_comments_are_told_word_by_word() -> None:
    """They are none of the text."""

    def make(opened: Opened) -> None:
        labelled(GARDEN, bold)(opened)
        opened.add_comment(opened.paragraphs[0].runs, "Who is that?", author="Ed")

    found, notices = told(make)
    assert spoken(found) == GARDEN
    assert [notice.message for notice in notices] == ["comment of Ed, left out: “Who is that?”"]


def test_tracked_changes_are_counted() -> None:
    """By their kind."""
    changes = "".join(
        RUNS[name][0] for name in ("an insertion", "a deletion", "words moved here", "words moved away")
    )
    _, notices = told(xml(f"<w:p><w:r><w:t>Nothing stays as it was.</w:t></w:r>{changes}</w:p>"))
    wanted = "tracked changes, 1 insertion, 1 deletion, 1 move: read as accepted"
    assert wanted in [notice.message for notice in notices]


def test_heads_and_feet_of_pages_are_no_text() -> None:
    """They belong to the page."""

    def make(opened: Opened) -> None:
        opened.sections[0].header.paragraphs[0].text = "Garden club, confidential"
        labelled(GARDEN, bold)(opened)

    assert "confidential" not in repr(drafted(make))


def test_a_table_of_contents_is_left_out() -> None:
    """It is made from the headings; a notice tells."""

    def make(opened: Opened) -> None:
        opened.styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH)
        opened.add_paragraph("The hare\t3", style="TOC 1")
        labelled(GARDEN, bold)(opened)

    found, notices = told(make)
    assert "hare\t3" not in repr(found)
    assert [notice.message for notice in notices] == ["once table of contents: left out"]


def test_notices_name_the_paragraph() -> None:
    """By its number, since a Word document has no lines."""

    def make(opened: Opened) -> None:
        for who, words in (*GARDEN, ("Somebody from the back", "A hole?")):
            bold(opened.add_paragraph(), who, words)

    _, notices = told(make)
    places = [notice.span.line for notice in notices if notice.code == "speaker-guessed" and notice.span]
    assert places == [7]


# ------------ the whole


def test_the_draft_can_be_resolved() -> None:
    """As that of a text."""
    resolved, _ = resolve(drafted(labelled(GARDEN, bold)))
    assert [speaker.id for speaker in resolved.speakers] == ["nora-vale", "tom-reed", "ida-strand"]


def test_an_empty_document_is_empty() -> None:
    """And no error."""
    assert drafted(lambda _: None).body == ()


def test_time_grows_with_the_document_alone() -> None:
    """Up to two megabytes of text."""

    def make(opened: Opened, count: int) -> None:
        words = "and the water of the river was higher than anybody had seen it in all these years " * 6
        body, last = opened.element.body, opened.element.body[-1]
        for number in range(count):
            name = GARDEN[number % 3][0]
            xml_of = (
                f"<w:p xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:r><w:rPr><w:b/>"
                f"</w:rPr><w:t>{name}:</w:t></w:r><w:r><w:t xml:space='preserve'> {words}</w:t></w:r></w:p>"
            )
            body.insert(body.index(last), docx.oxml.parse_xml(xml_of))

    small, large = (Source(saved(partial(make, count=count)), "a.docx") for count in (500, 4000))
    found, _ = read(large)
    assert excess(read, small, large, 8) < 3
    assert sum(1 for _ in turns(cast("Draft", found))) == 4000
