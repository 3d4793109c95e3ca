"""DOCX: a theme gives the styles and the page, lists stand behind the title, a house document is obeyed."""

from __future__ import annotations

import re
import subprocess
import zipfile
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from attrs import evolve
from docx.document import Document as Opened
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Read
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from docconv.bidi import directional_runs, is_rtl
from docconv.errors import UsageError
from docconv.formats import Source
from docconv.formats.docx.names import HEADINGS
from docconv.formats.docx.reading.document import read
from docconv.formats.docx.writing.contents import headings
from docconv.formats.docx.writing.document import Options, write
from docconv.model import (
    Document,
    Heading,
    Inline,
    Milestone,
    Narrative,
    Paragraph,
    Resolved,
    Section,
    Speaker,
    Stage,
    Text,
    Turn,
)
from docconv.testing import documents
from docconv.themes import theme
from docconv.themes.model import BUILT_IN, Labels, Logo, Position, Theme
from docconv.walk import turns
from support.docx_editing import EVENING
from support.programs import HANGING, need

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRESS = theme("press")


def made(options: Options, document: Resolved = EVENING) -> bytes:
    """The file of a document."""
    return write(document, options)[0]


def opened(options: Options, document: Resolved = EVENING) -> Opened:
    """The file as python-docx sees it."""
    return docx.Document(BytesIO(made(options, document)))


def part(data: bytes, name: str) -> etree._Element:
    """A part of a file."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def names(data: bytes) -> list[str]:
    """The parts of a file."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.namelist()


def with_labels(labels: Labels) -> Theme:
    """The press theme with other labels."""
    return evolve(PRESS, labels=labels)


def style(item: Read) -> str:
    """The name of a paragraph's style."""
    return str(item.style.name) if item.style else ""


def texts(found: Opened, beginning: str) -> list[str]:
    """The texts of the paragraphs in a kind of style, linked words too."""
    wanted = [item for item in found.paragraphs if style(item).lower().startswith(beginning)]
    return ["".join(text.text or "" for text in item._p.iter(f"{W}t")) for item in wanted]


def words(found: etree._Element) -> str:
    """The text in an element."""
    return "".join(map(str, found.itertext()))


def element(data: bytes, path: str) -> etree._Element:
    """The first element of the main part at a path."""
    found = part(data, "word/document.xml").find("/".join(f"{W}{step}" for step in path.split("/")))
    assert found is not None
    return found


def value(data: bytes, path: str, name: str) -> str:
    """An attribute of the first element of the main part at a path."""
    return element(data, path).get(f"{W}{name}", "")


# ------------ styles


@pytest.mark.parametrize("name", BUILT_IN)
def test_fonts_and_sizes_are_those_of_the_theme(name: str) -> None:
    """The text takes its font from the defaults, all others say what is different."""
    look = theme(name)
    found = opened(Options(theme=name)).styles
    defaults = found.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    assert defaults is not None
    assert defaults.get(f"{W}ascii") == look.fonts.word_text
    assert found["Title"].font.size == Pt(look.styles.title.size)
    assert (found["Narrative"].font.name == look.fonts.word_sans) == look.styles.narrative.font.startswith(
        "sans"
    )


@pytest.mark.parametrize("name", BUILT_IN)
def test_spaces_and_indents_are_those_of_the_theme(name: str) -> None:
    """In points, as the theme says them; in right-to-left text a word processor turns the sides round."""
    look = theme(name).styles.stage
    shape = opened(Options(theme=name)).styles["Stage Direction"].paragraph_format
    column = theme(name).labels.width if theme(name).labels.position == "hanging" else 0
    assert (shape.space_before, shape.space_after) == (Pt(look.space_before), Pt(look.space_after))
    assert shape.left_indent == Pt(look.indent + column)


def test_lines_are_at_least_as_far_apart_as_the_theme_says() -> None:
    """Not exactly so: letters with marks above and below are never cut off."""
    data = made(Options())
    (normal,) = (one for one in part(data, "word/styles.xml") if one.get(f"{W}styleId") == "Normal")
    spacing = normal.find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert spacing.get(f"{W}lineRule") == "atLeast"
    assert spacing.get(f"{W}line") == str(round(PRESS.styles.speech.leading * 20))


def test_every_style_is_based_on_normal() -> None:
    """So that another font there is another font everywhere; a continuation is based on speech."""
    found = opened(Options()).styles
    based = {one.name: one.base_style.name if one.base_style else None for one in found if one.type == 1}
    assert based.pop("Normal") is None
    assert based.pop("Speech Continuation") == "Speech"
    assert based.pop("Footer") == "Header"
    assert set(based.values()) == {"Normal"}


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("Speech", "Speech"),
        ("Speech Continuation", "Speech Continuation"),
        ("Heading 1", "Speech"),
        ("Title", "Narrative"),
        ("Stage Direction", "Speech"),
        ("Separator", "Narrative"),
    ],
)
def test_typing_goes_on_in_the_right_style(name: str, following: str) -> None:
    """What comes behind a paragraph when somebody presses the return key."""
    assert opened(Options()).styles[name].next_paragraph_style.name == following


def test_our_styles_come_first_in_the_gallery() -> None:
    """In the order in which a transcript needs them; what only the program uses is left out."""
    styles = [one for one in opened(Options()).styles if one.quick_style]
    ranked = sorted(styles, key=lambda one: one.priority or 0)
    assert [one.name for one in ranked[:5]] == [
        "Normal",
        "Title",
        "Speech",
        "Speech Continuation",
        "Narrative",
    ]
    assert "Header" not in {one.name for one in styles}


def test_headings_go_down_without_gaps_and_keep_with_what_follows() -> None:
    """Their levels are those of the outline."""
    root = part(made(Options()), "word/styles.xml")
    styles = {one.get(f"{W}styleId"): one for one in root.iter(f"{W}style")}
    levels = [styles[name].find(f"{W}pPr/{W}outlineLvl") for name in HEADINGS]
    assert [one.get(f"{W}val") for one in levels if one is not None] == list("012345")
    assert all(styles[name].find(f"{W}pPr/{W}keepNext") is not None for name in HEADINGS)


@pytest.mark.parametrize(("lang", "eastern"), [("ja", "Yu Mincho"), ("ko", "Batang"), ("zh-TW", "PMingLiU")])
def test_scripts_have_fonts_of_their_own(lang: str, eastern: str) -> None:
    """A theme names fonts for Latin letters; those for others go by the language."""
    document = evolve(EVENING, metadata=evolve(EVENING.metadata, lang=lang))
    fonts = part(made(Options(), document), "word/styles.xml").find(f".//{W}rFonts")
    assert fonts is not None
    assert (fonts.get(f"{W}eastAsia"), fonts.get(f"{W}ascii")) == (eastern, "Cambria")


# ------------ labels


@pytest.mark.parametrize(
    ("position", "delimiter", "behind"),
    [
        ("run-in", ":", ": "),
        ("run-in", " –", " – "),
        ("run-in", "", " "),
        ("own-line", "", "\n"),
        ("own-line", ".", ".\n"),
        ("hanging", "", "\t"),
        ("hanging", ":", ":\t"),
    ],
)
def test_labels_stand_where_the_theme_wants_them(position: Position, delimiter: str, behind: str) -> None:
    """In the paragraph of the words; the label itself is the same everywhere."""
    look = with_labels(Labels(position=position, delimiter=delimiter))
    (first, *_) = (item for item in opened(Options(theme=look)).paragraphs if style(item) == "Speech")
    assert first.text.startswith(f"Anna{behind}Good morning")
    assert first.runs[0].text == "Anna"


@pytest.mark.parametrize("delimiter", ["", ":", ".", " –", "：", ">>"])
@pytest.mark.parametrize("position", ["run-in", "own-line", "hanging"])
def test_labels_are_read_back_wherever_they_stand(position: Position, delimiter: str) -> None:
    """With whatever delimiter."""
    look = with_labels(Labels(position=position, delimiter=delimiter))
    assert read(Source(made(Options(theme=look)))) == (EVENING, ())


@pytest.mark.parametrize("begin", [Milestone("line", ""), Text(" One")])
@pytest.mark.parametrize("position", ["run-in", "own-line", "hanging"])
def test_a_blank_behind_a_full_width_delimiter_is_of_the_words(
    position: Position, begin: Inline[Speaker]
) -> None:
    """So is the end of a line, wherever the label stands."""
    turn = Turn[Speaker]("t1", (Paragraph((begin, Text("two."))),), (), "ANN")
    look = with_labels(Labels(position=position, delimiter="："))
    again, _ = read(Source(made(Options(theme=look), Document((turn,)))))
    assert again.body == (turn,)


@given(documents(), st.sampled_from(BUILT_IN))
def test_every_document_is_read_back_in_every_theme(document: Resolved, name: str) -> None:
    """With lists and columns, which say nothing new."""
    options = Options(theme=name, contents=True, participants=True, columns=2, line_numbers=5)
    assert read(Source(made(options, document))) == (document, ())


def test_libreoffice_keeps_every_theme(tmp_path: Path) -> None:
    """Opened and saved there, lists and columns included."""
    need("soffice")
    for name in BUILT_IN:
        options = Options(theme=name, contents=True, participants=True, columns=2)
        tmp_path.joinpath(f"{name}.docx").write_bytes(made(options))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [f"{name}.docx" for name in BUILT_IN]
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", "out", *files]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=HANGING)
    for name in files:
        assert read(Source(tmp_path.joinpath("out", name).read_bytes())) == (EVENING, ()), name


def test_capitals_are_a_matter_of_style() -> None:
    """The text keeps the letters that were printed."""
    found = opened(Options(theme="drama"))
    assert found.styles["Speaker"].font.all_caps
    shown = (run.text for item in found.paragraphs for run in item.runs if run.style.name == "Speaker")
    assert next(shown) == "Anna"


def test_labels_hang_into_their_column() -> None:
    """The words stand beside it, and so do the paragraphs that go on."""
    found = opened(Options(theme="minutes")).styles
    speech, later = found["Speech"].paragraph_format, found["Speech Continuation"].paragraph_format
    width = theme("minutes").labels.width
    assert (speech.left_indent, speech.first_line_indent) == (Pt(width), Pt(-width))
    assert (later.left_indent, later.first_line_indent) == (Pt(width), 0)


def test_a_label_that_is_wider_than_its_column_has_a_line_of_its_own() -> None:
    """Or the words would begin somewhere behind it."""
    turn = evolve(next(turns(EVENING)), label="The Honourable Anna Kiss of Wendlebury")
    (first, *_) = opened(Options(theme="minutes"), evolve(EVENING, body=(turn,))).paragraphs[-3:]
    assert first.text.startswith("The Honourable Anna Kiss of Wendlebury\nGood morning")


def test_speech_without_a_label_begins_beside_the_column() -> None:
    """Nothing hangs into the column then."""
    turn = evolve(next(turns(EVENING)), label=None)
    first = opened(Options(theme="minutes"), evolve(EVENING, body=(turn,))).paragraphs[-3]
    assert first.paragraph_format.first_line_indent == 0


def test_entries_of_a_cast_list_are_as_those_of_lists() -> None:
    """In roman type, one below the other, the rest of a long one further in."""
    (entry,) = (one for one in opened(Options(theme="drama")).styles if one.name == "Cast Item")
    spaces = entry.paragraph_format
    assert (spaces.left_indent, spaces.first_line_indent, spaces.space_before) == (Pt(18), Pt(-18), 0)
    assert not entry.font.italic


def test_entries_of_a_cast_list_are_on_the_lines_of_a_court() -> None:
    """As far apart as all lines that are numbered, and in the same type, so that a page has twenty-five."""
    styles = theme("court").styles
    entry, speech = styles.cast, styles.speech
    assert (entry.font, entry.size, entry.leading) == (speech.font, speech.size, speech.leading)
    assert (entry.space_before, entry.space_after) == (0, 0)


def test_words_after_a_direction_open_their_turn() -> None:
    """They begin where speech does, and only what follows them is further in."""
    turn = next(turns(EVENING))
    (spoken, *_) = turn.blocks
    directed = evolve(turn, blocks=(Stage[Speaker]((Text("(rises)"),)), spoken, spoken))
    *_, words, later = opened(Options(theme="drama"), evolve(EVENING, body=(directed,))).paragraphs
    assert (style(words), words.paragraph_format.first_line_indent) == ("Speech Continuation", 0)
    assert (style(later), later.paragraph_format.first_line_indent) == ("Speech Continuation", None)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_label_or_a_sentence_that_leads_to_words_is_on_their_page(name: str) -> None:
    """A label without words, with or without a direction, and narrative that ends in a colon are kept with
    what follows; a label with words is not, nor are other paragraphs.
    """
    turn = next(turns(EVENING))
    (spoken, *_) = turn.blocks
    rises = Stage[Speaker]((Text("(rises)"),))
    body = (
        Narrative[Speaker]((Text("The guests sat down."),)),
        Narrative[Speaker]((Text("The host turned to them and said:"),)),
        evolve(turn, id="t1", blocks=(rises, spoken)),
        evolve(turn, id="t2", blocks=(Paragraph[Speaker]((rises,)), spoken)),
        evolve(turn, id="t3", blocks=(spoken, spoken)),
        evolve(turn, id="t4", blocks=(Paragraph[Speaker]((rises,)),)),
    )
    options = Options(theme=name, participants=False, contents=False, times="none")
    _, *found = opened(options, evolve(EVENING, body=body)).paragraphs
    kept = [item.paragraph_format.keep_with_next for item in found]
    assert kept == [None, True, True, None, None, True, None, None, None, None]


# ------------ the page


def test_pages_that_count_their_lines_keep_no_two_together() -> None:
    """A theme says so, and Word is told with the defaults of paragraphs."""
    for name, value in (("press", None), ("court", "0")):
        (control,) = opened(Options(theme=name)).styles.element.iter(f"{W}widowControl")
        assert control.get(f"{W}val") == value


def test_the_page_is_that_of_the_theme() -> None:
    """Paper and margins, in twentieths of a point."""
    data, page = made(Options(theme="drama")), theme("drama").page
    assert value(data, "body/sectPr/pgSz", "w") == str(round(page.width * 20))
    assert value(data, "body/sectPr/pgMar", "top") == str(round(page.top * 20))


@pytest.mark.parametrize("wrong", [{"columns": 9}, {"paper": "A9"}, {"line_numbers": -1}])
def test_a_page_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    """With what was wrong in it."""
    with pytest.raises(UsageError, match=next(iter(wrong))):
        made(Options(**wrong))


def test_line_numbers_begin_anew_on_each_page() -> None:
    """And count neither titles and headings nor lists."""
    data = made(Options(line_numbers=5))
    assert value(data, "body/sectPr/lnNumType", "countBy") == "5"
    assert value(data, "body/sectPr/lnNumType", "restart") == "newPage"
    styles = part(data, "word/styles.xml").iter(f"{W}style")
    quiet = {
        one.get(f"{W}styleId") for one in styles if one.find(f"{W}pPr/{W}suppressLineNumbers") is not None
    }
    assert {"Title", "TOCHeading", "toc1", "tocparticipants", *HEADINGS} <= quiet
    assert quiet & {"Speech", "SpeechContinuation", "Narrative", "StageDirection"} == set()


def test_there_is_room_for_line_numbers_between_columns() -> None:
    """More than the gutter that the theme wants without them."""
    numbered, plain = (made(Options(columns=2, line_numbers=step)) for step in (5, 0))
    assert int(value(plain, "body/sectPr/cols", "space")) == PRESS.page.gutter * 20
    assert int(value(numbered, "body/sectPr/cols", "space")) >= 600


def test_the_title_spans_the_columns() -> None:
    """They begin behind it and the lists, on the same page."""
    data = made(Options(columns=2, participants=True))
    assert value(data, "body/sectPr/cols", "num") == "2"
    assert value(data, "body/sectPr/type", "val") == "continuous"
    (last,) = (
        item
        for item in part(data, "word/document.xml").iter(f"{W}p")
        if item.find(f"{W}pPr/{W}sectPr") is not None
    )
    (name,) = (one.get(f"{W}val") for one in last.iter(f"{W}pStyle"))
    assert name == "tocparticipants"


def test_a_page_may_have_neither_head_nor_foot() -> None:
    """Then there is no part for them."""
    page = evolve(PRESS.page, running_head=False, page_number="")
    data = made(Options(theme=evolve(PRESS, page=page)))
    assert [name for name in names(data) if "header" in name or "footer" in name] == []


def test_the_page_number_follows_its_pattern() -> None:
    """Fields for the numbers, text around them."""
    page = evolve(PRESS.page, page_number="Page {page} of {pages} & more")
    root = part(made(Options(theme=evolve(PRESS, page=page))), "word/footer1.xml")
    assert "".join(text.text or "" for text in root.iter(f"{W}t")) == "Page 1 of 1 & more"
    fields = [field.get(f"{W}instr", "").strip() for field in root.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("hyphenate", [True, False])
def test_words_are_divided_if_the_theme_says_so(hyphenate: bool) -> None:  # noqa: FBT001  a parameter
    """By the word processor, in the language of the text."""
    look = evolve(PRESS, page=evolve(PRESS.page, hyphenate=hyphenate))
    found = part(made(Options(theme=look)), "word/settings.xml").find(f"{W}autoHyphenation")
    assert (found is not None) == hyphenate


# ------------ lists


def test_the_contents_lead_to_the_headings() -> None:
    """One field, so that a word processor can add the numbers of pages; its entries are there already."""
    data = made(Options(contents=True))
    root = part(data, "word/document.xml")
    (instruction,) = (one.text for one in root.iter(f"{W}instrText"))
    kinds = [one.get(f"{W}fldCharType") for one in root.iter(f"{W}fldChar")]
    assert (instruction, kinds) == (' TOC \\o "1-3" \\h \\z ', ["begin", "separate", "end"])
    assert texts(opened(Options(contents=True)), "toc")[:3] == ["Contents", "Morning", "Evening"]
    marks = {one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")}
    assert {one.get(f"{W}anchor") for one in root.iter(f"{W}hyperlink")} <= marks


def test_the_participants_lead_to_their_first_turns() -> None:
    """Name and office; who is nowhere named is listed by the label."""
    found = opened(Options(participants=True))
    assert texts(found, "toc") == ["Participants", "Bo Berg, gardener", "Anna Kiss", "Visitors"]
    links = part(made(Options(participants=True)), "word/document.xml").iter(f"{W}hyperlink")
    assert [one.get(f"{W}anchor") for one in links] == ["t3", "t1", "t2"]


def test_left_and_right_pages_have_heads_of_their_own() -> None:
    """That of right pages has a field for the section where there are sections; the settings tell both."""
    data = made(Options(theme="minutes"))
    left, right = part(data, "word/header3.xml"), part(data, "word/header1.xml")
    (field,) = right.iter(f"{W}fldSimple")
    assert (field.get(f"{W}instr"), words(field)) == (' STYLEREF "heading 1" ', "A day in the garden")
    assert (words(left), list(left.iter(f"{W}fldSimple"))) == ("A day in the garden", [])
    assert [next(one.iter(f"{W}jc")).get(f"{W}val") for one in (left, right)] == ["left", "right"]
    assert part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    kinds = [one.get(f"{W}type") for one in part(data, "word/document.xml").iter(f"{W}headerReference")]
    assert kinds == ["default", "first", "even"]
    plain = evolve(EVENING, body=EVENING.body[2:])
    assert list(part(made(Options(theme="minutes"), plain), "word/header1.xml").iter(f"{W}fldSimple")) == []
    assert "word/header3.xml" not in names(made(Options(theme="press")))


def test_acts_begin_on_new_pages() -> None:
    """Where a theme says so and the play has acts."""
    acts = tuple(Section[Speaker]((), Heading((Text(name),)), kind="act") for name in ("One", "Two"))
    for kind, count in (("act", 2), ("scene", 0)):
        play = evolve(EVENING, body=(EVENING.body[-1], *(evolve(one, kind=kind) for one in acts)))
        root = part(made(Options(theme="drama", participants=False), play), "word/document.xml")
        assert len(list(root.iter(f"{W}pageBreakBefore"))) == count


def test_the_table_of_fonts_names_free_ones_of_the_same_widths() -> None:
    """Each family of the styles is in it, once."""
    table = part(made(Options(theme="press")), "word/fontTable.xml")
    others = {
        one.get(f"{W}name"): [other.get(f"{W}val") for other in one.iter(f"{W}altName")] for one in table
    }
    assert others["Cambria"] == ["Caladea"]
    assert others["Calibri"] == ["Carlito"]
    assert len(others) == len(table)
    fonts = part(made(Options(theme="press")), "word/styles.xml").iter(f"{W}rFonts")
    assert {name for one in fonts for name in one.attrib.values()} <= set(others)


def test_lines_are_numbered_where_they_begin() -> None:
    """A section from the right has its numbers at the right (ECMA-376, part 1, 17.6.1 and 17.6.8)."""
    arabic = evolve(EVENING, metadata=evolve(EVENING.metadata, lang="ar"))
    for document, is_rtl_section in ((EVENING, False), (arabic, True)):
        section = element(made(Options(line_numbers=5), document), "body/sectPr")
        assert section.find(f"{W}lnNumType") is not None
        assert (section.find(f"{W}bidi") is not None) is is_rtl_section


def test_an_office_that_is_the_name_is_told_once() -> None:
    """As where somebody is called nothing but `The Speaker`."""
    speaker = Speaker("speaker", name="The Speaker", role="the speaker")
    turn = evolve(next(turns(EVENING)), speakers=(speaker,))
    document = evolve(EVENING, body=(turn,), speakers=(speaker,))
    assert texts(opened(Options(participants=True), document), "toc") == ["Participants", "The Speaker"]


def test_lists_without_entries_are_not_there() -> None:
    """No heading stands over nothing."""
    narrative = evolve(EVENING, body=EVENING.body[2:], speakers=())
    assert texts(opened(Options(contents=True, participants=True), narrative), "toc") == []


def test_nothing_asks_the_reader_to_update_fields() -> None:
    """Word would open the file with a question."""
    data = made(Options(contents=True))
    assert part(data, "word/settings.xml").find(f"{W}updateFields") is None
    assert b"w:dirty" not in etree.tostring(part(data, "word/document.xml"))


@pytest.mark.parametrize(("lang", "twentieths"), [("en", "10"), ("ar", None), ("he", None)])
def test_labels_are_set_apart_where_letters_do_not_join(lang: str, twentieths: str | None) -> None:
    """By a twentieth of the size of the type, in the style of labels."""
    look = theme("drama")
    assert look.styles.speech.size * 0.05 * 20 == pytest.approx(10, abs=0.5)
    data = made(Options(theme="drama"), evolve(EVENING, metadata=evolve(EVENING.metadata, lang=lang)))
    styles = part(data, "word/styles.xml")
    found = styles.find(f"{W}style[@{W}styleId='Speaker']/{W}rPr/{W}spacing")
    assert (None if found is None else found.get(f"{W}val")) == twentieths


@pytest.mark.parametrize(("lang", "asked"), [("ja", True), ("zh-Hant", True), ("ko", False), ("en", False)])
def test_marks_close_up_in_chinese_and_japanese(lang: str, *, asked: bool) -> None:
    """Word does it where the settings ask for it, as the writer of PDF does."""
    data = made(Options(), evolve(EVENING, metadata=evolve(EVENING.metadata, lang=lang)))
    (control,) = part(data, "word/settings.xml").iter(f"{W}characterSpacingControl")
    assert (control.get(f"{W}val") == "compressPunctuation") is asked


@given(documents())
def test_every_listed_heading_has_its_bookmark(document: Resolved) -> None:
    """As many as there are entries, with names that are nobody else's."""
    root = part(made(Options(contents=True), document), "word/document.xml")
    marks = [one.get(f"{W}name", "") for one in root.iter(f"{W}bookmarkStart")]
    assert len(set(marks)) == len(marks)
    assert sum(name.startswith("_Toc") for name in marks) == len(list(headings(document.body)))


# ------------ direction


@given(st.text(alphabet="ab שלבא12 .,()سل", max_size=30), st.booleans())
def test_directional_runs_are_the_text(text: str, rtl: bool) -> None:  # noqa: FBT001  a parameter
    """Cut, with no character lost, and neighbours of different directions."""
    found = list(directional_runs(text, rtl=rtl))
    assert "".join(part for part, _ in found) == text
    assert all(a[1] != b[1] for a, b in pairwise(found))
    assert all(is_rtl(part) == way for part, way in found if re.search(r"[^\W\d_]", part))


# ------------ logo


def test_a_logo_is_a_picture_before_the_title(tmp_path: Path) -> None:
    """With words for those who do not see it; the document reads back without it."""
    Image.new("RGB", (40, 20)).save(tmp_path / "herons.png")
    logo = Logo(file=str(tmp_path / "herons.png"), alt="Three herons & a reed", height=36)
    data = made(Options(theme=evolve(PRESS, logo=logo)))
    found = docx.Document(BytesIO(data))
    shape = found.inline_shapes[0]
    assert (shape.width.pt, shape.height.pt) == (72, 36)
    assert found.paragraphs[0]._p.xpath(".//wp:docPr/@descr") == ["Three herons & a reed"]
    assert style(found.paragraphs[1]) == "Title"
    assert found.part.related_parts["rIdLogo"].blob == (tmp_path / "herons.png").read_bytes()
    assert read(Source(data, "herons.docx"))[0] == EVENING


def test_a_logo_is_where_the_title_is(tmp_path: Path) -> None:
    """Where the lines of the document begin, or in the midst; its line has no number."""
    Image.new("RGB", (40, 20)).save(tmp_path / "herons.png")
    logo = Logo(file=str(tmp_path / "herons.png"), alt="Three herons", height=36)
    arabic = evolve(EVENING, metadata=evolve(EVENING.metadata, lang="ar"))
    for name, document, place in (
        ("press", EVENING, set()),
        ("press", arabic, {"bidi"}),
        ("drama", EVENING, {"jc"}),
    ):
        data = made(Options(theme=evolve(theme(name), logo=logo)), document)
        (properties, *_) = part(data, "word/document.xml").iter(f"{W}pPr")
        found = {etree.QName(one).localname for one in properties}
        assert found == {"keepNext", "suppressLineNumbers", "spacing"} | place


def test_a_frame_is_borders_of_the_page() -> None:
    """Two lines where the lines of the text begin and one where they end."""
    arabic = evolve(EVENING, metadata=evolve(EVENING.metadata, lang="ar"))
    for document, kinds in ((EVENING, ("double", "single")), (arabic, ("single", "double"))):
        (borders,) = part(made(Options(theme="court"), document), "word/document.xml").iter(f"{W}pgBorders")
        assert [(side.tag, side.get(f"{W}val")) for side in borders] == [
            (f"{W}left", kinds[0]),
            (f"{W}right", kinds[1]),
        ]


def test_headings_are_numbered_lines_in_a_frame() -> None:
    """And in no other theme."""
    for name, count in (("press", 7), ("court", 0)):
        listed = part(made(Options(theme=name)), "word/styles.xml").iter(f"{W}style")
        heads = [one for one in listed if one.get(f"{W}styleId", "").startswith(("Title", "heading"))]
        assert len(heads) == 7
        assert sum(one.find(f"{W}pPr/{W}suppressLineNumbers") is not None for one in heads) == count
