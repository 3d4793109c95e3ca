"""DOCX: named styles for everything, a bookmark for each turn, the facts in the package; python-docx reads it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from docx.document import Document as Opened
from docx.text.paragraph import Paragraph as Read
from hypothesis import given
from lxml import etree

import docconv
from docconv import model as m
from docconv.formats.docx.writing.document import Options, write
from docconv.tei.writing.edition import edition
from docconv.testing import documents
from docconv.themes import theme
from docconv.themes.terms import before_words, in_language
from docconv.walk import has_bare_label, leads_to_speech, opens_bare, turns, walk

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ANNA = m.Speaker("anna-kiss", name="Anna Kiss")
TITLE = m.Heading[m.Speaker]((m.Text("Title"),))
DAY = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)


def words(text: str) -> tuple[m.Inline[m.Speaker], ...]:
    """One text as the content of a node."""
    return (m.Text(text),)


def says(
    *parts: m.TurnBlock[m.Speaker] | str, label: str | None = "Anna", number: int = 1
) -> m.Turn[m.Speaker]:
    """A turn of Anna's; a string is a paragraph."""
    blocks = tuple(m.Paragraph(words(part)) if isinstance(part, str) else part for part in parts)
    return m.Turn(f"t{number}", blocks, (ANNA,), label)


def doubtful(certainty: m.Certainty) -> m.Turn[m.Speaker]:
    """A turn with a reason for doubt."""
    reason = m.Attribution(certainty, (m.Evidence("label-alone", "no <colon>"),))
    return m.Turn("t1", (m.Paragraph(words("Yes.")),), (ANNA,), "Anna", reason)


def whole(*blocks: m.Block[m.Speaker], lang: str = "en", title: str | None = "Title") -> m.Resolved:
    """A document of these blocks."""
    return m.Document(blocks, m.Metadata(title, lang), TITLE if title else None, (ANNA,))


def file(*blocks: m.Block[m.Speaker], lang: str = "en") -> bytes:
    """The bytes of a document of these blocks."""
    return write(whole(*blocks, lang=lang), Options())[0]


def part(data: bytes, name: str) -> etree._Element:
    """A part of the package."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def opened(*blocks: m.Block[m.Speaker], lang: str = "en") -> Opened:
    """A document of these blocks as python-docx sees it."""
    return docx.Document(BytesIO(file(*blocks, lang=lang)))


def lines(*blocks: m.Block[m.Speaker]) -> list[tuple[str, str]]:
    """Style and text of the paragraphs below the title."""
    return [(style(item), item.text) for item in opened(*blocks).paragraphs[1:]]


def style(item: Read) -> str:
    """The name of a paragraph's style."""
    return str(item.style.name) if item.style else ""


def runs(*inlines: m.Inline[m.Speaker]) -> list[tuple[str, str]]:
    """Character style and text of the runs of a paragraph with these inlines."""
    (_, item) = opened(m.Narrative(inlines)).paragraphs
    return [(str(run.style.name), run.text) for run in item.runs]


def bookmarks(data: bytes) -> dict[str, list[str]]:
    """The texts of the paragraphs that each bookmark spans, from its start to its end."""
    spans: dict[str, list[str]] = {}
    open_: dict[str, str] = {}
    for item in part(data, "word/document.xml").iter(f"{W}p"):
        starts = {mark.get(f"{W}id", ""): mark.get(f"{W}name", "") for mark in item.iter(f"{W}bookmarkStart")}
        open_ |= starts
        for name in open_.values():
            spans.setdefault(name, []).append("".join(text.text or "" for text in item.iter(f"{W}t")))
        for mark in item.iter(f"{W}bookmarkEnd"):
            del open_[mark.get(f"{W}id", "")]
    assert not open_
    return spans


# ------------ turns


def test_a_turn_is_speech_with_its_label_in_front() -> None:
    """The label and its delimiter stand in the first paragraph, the later ones go on."""
    assert lines(says("One.", "Two.", "Three.")) == [
        ("Speech", "Anna: One."),
        ("Speech Continuation", "Two."),
        ("Speech Continuation", "Three."),
    ]


def test_the_label_is_a_plain_run_in_the_style_speaker() -> None:
    """Without its delimiter, so that a search by style gives what was printed."""
    item = opened(says("One.")).paragraphs[1]
    assert [(str(run.style.name), run.text) for run in item.runs] == [
        ("Speaker", "Anna"),
        ("Default Paragraph Font", ": "),
        ("Default Paragraph Font", "One."),
    ]


def test_a_turn_without_a_label_has_none() -> None:
    """Narrative introduced it."""
    assert lines(says("One.", label=None)) == [("Speech", "One.")]


def test_a_bookmark_spans_each_turn() -> None:
    """From its first paragraph to its last, and nothing else."""
    noise = m.Stage[m.Speaker](words("(Bell.)"))
    data = file(says("One.", "Two."), m.Narrative(words("Then.")), says("Three.", noise, "Four.", number=2))
    assert bookmarks(data) == {
        "t1": ["Anna: One.", "Two."],
        "t2": ["Anna: Three.", "(Bell.)", "Four."],
    }


def test_the_last_word_of_a_long_turn_is_a_run_of_its_own() -> None:
    """Or LibreOffice, when it saves the file, gives the bookmark two starts; the language keeps it apart."""
    last = opened(says("One.", "Two or three.")).paragraphs[2]
    assert [run.text for run in last.runs] == ["Two or ", "three."]
    assert [lang.get(f"{W}val") for lang in last._p.iter(f"{W}lang")] == ["en"]


def test_a_stage_direction_in_a_turn_stands_in_its_bookmark() -> None:
    """What is said behind it goes on."""
    noise = m.Stage[m.Speaker](words("(Bell.)"))
    assert [name for name, _ in lines(says("One.", noise, "Two."))] == [
        "Speech",
        "Stage Direction",
        "Speech Continuation",
    ]


def test_a_label_before_a_stage_direction_has_a_paragraph_of_its_own() -> None:
    """A stage direction has no label; what is said behind it goes on."""
    noise = m.Stage[m.Speaker](words("(softly)"))
    assert lines(says(noise, "One.")) == [
        ("Speech", "Anna: "),
        ("Stage Direction", "(softly)"),
        ("Speech Continuation", "One."),
    ]


def test_a_turn_that_begins_with_a_stage_direction_begins_there() -> None:
    """Where no label was printed, no empty paragraph is."""
    noise = m.Stage[m.Speaker](words("(softly)"))
    data = file(says(noise, "One.", label=None))
    assert bookmarks(data) == {"t1": ["(softly)", "One."]}


def test_an_empty_turn_is_its_label() -> None:
    """It has its bookmark all the same."""
    data = file(says())
    assert bookmarks(data) == {"t1": ["Anna: "]}


@pytest.mark.parametrize("certainty", ["medium", "low"])
def test_a_comment_tells_a_doubt_and_its_reason(certainty: m.Certainty) -> None:
    """On the first run of the turn, where a reader looks."""
    found = opened(doubtful(certainty))
    (comment,) = found.comments
    assert comment.text == f"Attribution: certainty {certainty} (no <colon>)"
    assert found.paragraphs[1].text == "Anna: Yes."
    first = found.paragraphs[1]._p.find(f"{W}commentRangeStart")
    assert first is not None
    assert first.get(f"{W}id") == str(comment.comment_id)


def test_where_nothing_is_doubtful_there_are_no_comments() -> None:
    """Not even an empty part for them."""
    with zipfile.ZipFile(BytesIO(file(says("One.")))) as package:
        assert "word/comments.xml" not in package.namelist()


# ------------ other blocks


BLOCKS: dict[str, m.Block[m.Speaker]] = {
    "Narrative": m.Narrative(words("x x x")),
    "Stage Direction": m.Stage(words("x x x")),
    "Separator": m.Separator("x x x"),
    "Boilerplate": m.Boilerplate(words("x x x")),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_what_is_not_speech_has_a_style_of_its_own(name: str) -> None:
    """And no bookmark."""
    assert lines(BLOCKS[name]) == [(name, "x x x")]
    assert bookmarks(file(BLOCKS[name])) == {}


def test_headings_go_down_with_their_sections_and_stop_at_six() -> None:
    """As deep as the outline of the sections; what is deeper looks like the sixth."""
    block: m.Block[m.Speaker] = says("Deep.")
    for level in range(8, 0, -1):
        block = m.Section((block,), m.Heading(words(f"At {level}")))
    assert lines(block) == [
        *((f"Heading {min(level, 6)}", f"At {level}") for level in range(1, 9)),
        ("Speech", "Anna: Deep."),
    ]


def test_the_title_is_no_heading() -> None:
    """It stands above the outline."""
    (title,) = opened().paragraphs
    assert (style(title), title.text) == ("Title", "Title")


def test_a_document_of_nothing_has_a_title() -> None:
    """Word does not open a body without a paragraph, and nobody a page without a heading."""
    data, notices = write(m.Document(()), Options())
    assert [item.text for item in docx.Document(BytesIO(data)).paragraphs] == ["Transcript"]
    assert notices == ()


# ------------ inlines


X = words("x")
INLINES: dict[str, m.Inline[m.Speaker]] = {
    "Said": m.Said(X, (ANNA,)),
    "Stage Direction Char": m.Stage(X),
    "Gap": m.Gap("x"),
    "Unclear": m.Unclear(X),
    "Foreign": m.Foreign(X, "fr"),
    "Emphasis": m.Emphasis(X, "italic"),
    "Strong": m.Emphasis(X, "bold"),
    "Underline": m.Emphasis(X, "underline"),
}


@pytest.mark.parametrize("name", INLINES)
def test_an_inline_is_a_run_in_its_style(name: str) -> None:
    """The words around it are plain."""
    assert runs(m.Text("a "), INLINES[name], m.Text(" b"))[1:-1] == [(name, "x")]


@pytest.mark.parametrize("name", ["Gap", "Unclear", "Foreign", "Strong"])
@pytest.mark.parametrize("outer", ["Said", "Stage Direction Char"])
def test_nothing_takes_words_from_a_quotation_or_a_direction(outer: str, name: str) -> None:
    """A run has one style, and who speaks weighs more than how it looks."""
    inner = (m.Text("y"), INLINES[name], m.Milestone(), m.Text("z"))
    wrapped: m.Inline[m.Speaker] = m.Said(inner) if outer == "Said" else m.Stage(inner)
    assert {found for found, _ in runs(wrapped)} == {outer}


def test_a_quotation_in_emphasis_stays_a_quotation() -> None:
    """Whatever is around it."""
    assert runs(m.Emphasis((m.Text("a "), m.Said(X)), "bold")) == [("Strong", "a "), ("Said", "x")]


def test_a_line_break_breaks_the_line() -> None:
    """Within the paragraph; a page of the source that ends does not show."""
    assert runs(m.Text("a"), m.Milestone(), m.Text("b "), m.Milestone("page", "12"), m.Text("c")) == [
        ("Default Paragraph Font", text) for text in ("a", "\n", "b ", "c")
    ]


def test_spaces_at_the_edges_of_runs_are_kept() -> None:
    """They are what keeps words apart."""
    assert opened(m.Narrative((m.Text("a "), m.Emphasis(X), m.Text(" b")))).paragraphs[1].text == "a x b"


# ------------ languages


def test_the_language_of_a_turn_is_that_of_its_runs() -> None:
    """Label, delimiter and words; foreign words in it have their own."""
    inlines = (m.Text("Oui "), m.Foreign(X, "de"))
    turn = m.Turn("t1", (m.Paragraph(inlines),), (ANNA,), "Anna", lang="fr")
    found = part(file(turn), "word/document.xml").iter(f"{W}lang")
    assert [lang.get(f"{W}val") for lang in found] == ["fr", "fr", "fr", "de"]


def test_the_language_of_the_document_is_the_default() -> None:
    """Runs need not repeat it."""
    data = file(says("One."), lang="hu")
    (lang,) = part(data, "word/styles.xml").iter(f"{W}lang")
    assert lang.get(f"{W}val") == "hu"
    assert list(part(data, "word/document.xml").iter(f"{W}lang")) == []


@pytest.mark.parametrize("text", ["שלום לכולם", "«سلام»", "12 שלום"])
def test_right_to_left_text_is_marked_so(text: str) -> None:
    """The paragraph and its runs."""
    (item,) = opened(m.Narrative(words(text))).paragraphs[1:]
    assert item._p.find(f"{W}pPr/{W}bidi") is not None
    assert [run.font.rtl for run in item.runs] == [True]


@pytest.mark.parametrize("text", ["Hello", "12", "…"])
def test_other_text_is_not(text: str) -> None:
    """The first letter decides."""
    (item,) = opened(m.Narrative(words(text))).paragraphs[1:]
    assert item._p.find(f"{W}pPr/{W}bidi") is None
    assert [run.font.rtl for run in item.runs] == [None]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Hello שלום", [("Hello ", None), ("שלום", True)]),
        ("A: שלום לכולם, B", [("A: ", None), ("שלום לכולם", True), (", B", None)]),
        ("שלום Anna Kiss!", [("שלום ", True), ("Anna Kiss", None), ("!", True)]),
    ],
)
def test_words_of_the_other_direction_are_runs_of_their_own(text: str, ways: list[object]) -> None:
    """Word sets blanks and marks in the direction of their run; the first letter decides for the paragraph."""
    (item,) = opened(m.Narrative(words(text))).paragraphs[1:]
    assert [(run.text, run.font.rtl) for run in item.runs] == ways
    assert (item._p.find(f"{W}pPr/{W}bidi") is not None) == text.startswith("ש")


def test_a_right_to_left_label_alone_stands_on_the_right() -> None:
    """The label decides with the text, as it is what the paragraph begins with."""
    (item,) = opened(says(label="דוד")).paragraphs[1:]
    assert item._p.find(f"{W}pPr/{W}bidi") is not None


# ------------ the package


def test_title_language_and_dates_stand_in_the_properties() -> None:
    """The clock is not read: without a date the file bears a fixed one."""
    data = write(whole(says("One."), lang="pt-BR"), Options(created=DAY))[0]
    facts = docx.Document(BytesIO(data)).core_properties
    assert (facts.title, facts.language, facts.author) == ("Title", "pt-BR", "docconv")
    assert facts.created == facts.modified == DAY
    assert opened().core_properties.created == datetime(1980, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("year", "packed"), [(1, 1980), (1969, 1980), (2024, 2024), (2108, 2107), (9999, 2107)]
)
def test_years_that_no_archive_can_bear_are_in_the_document(year: int, packed: int) -> None:
    """Zip files have years from 1980 to 2107; the properties have the right one."""
    day = datetime(year, 3, 1, tzinfo=UTC)
    data, _ = write(whole(says("One.")), Options(created=day))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {packed}
    assert docx.Document(BytesIO(data)).core_properties.created == day
    assert docconv.read(data, format="docx") == docconv.read(
        docconv.write(whole(says("One.")), "docx"), format="docx"
    )


def test_the_tei_is_the_custom_part() -> None:
    """The bookmark of a turn is the id of its speech there."""
    source = whole(says("One."), m.Narrative(words("Then.")))
    with zipfile.ZipFile(BytesIO(write(source, Options(created=DAY))[0])) as package:
        assert package.read("customXml/item1.xml") == edition(source, created=DAY)
        assert [name for name in package.namelist() if "customXml/item" in name] == [
            "customXml/item1.xml",
            "customXml/itemProps1.xml",
        ]


def test_the_foot_of_each_page_has_its_number() -> None:
    """As fields, which the word processor fills in."""
    data = file(says("One."))
    fields = part(data, "word/footer1.xml").iter(f"{W}fldSimple")
    assert [field.get(f"{W}instr", "").strip() for field in fields] == ["PAGE", "NUMPAGES"]


def test_the_head_of_each_page_but_the_first_has_the_title() -> None:
    """The first one begins with it anyway."""
    (section,) = opened(says("One.")).sections
    assert section.different_first_page_header_footer
    assert [item.text for item in section.header.paragraphs] == ["Title"]
    assert [item.text for item in section.first_page_header.paragraphs] == [""]
    footers = section.footer, section.first_page_footer
    assert len({footer.part.partname for footer in footers}) == 1


@pytest.mark.parametrize(("page", "size"), [("A4", (210, 297)), ("Letter", (216, 279))])
def test_the_paper_is_chosen(page: str, size: tuple[int, int]) -> None:
    """The lines are equally long on both."""
    options = Options(paper="Letter" if page == "Letter" else "A4")
    (section,) = docx.Document(BytesIO(write(whole(), options)[0])).sections
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size
    assert section.left_margin is not None
    assert section.right_margin is not None
    measure = section.page_width.twips - section.left_margin.twips - section.right_margin.twips
    assert abs(measure - theme("press").page.measure * 20) <= 1


def test_a_letter_that_xml_forbids_is_replaced_and_told() -> None:
    """Wherever it stands; the file opens."""
    source = m.Document((says("a\x00b\ufffe", label="An\x07na"),), speakers=(ANNA,))
    data, notices = write(source, Options())
    assert docx.Document(BytesIO(data)).paragraphs[1].text == "An\ufffdna: a\ufffdb\ufffd"
    assert [(notice.code, notice.message.split()[0]) for notice in notices] == [("text-changed", "3")]


def test_a_forbidden_letter_in_the_title_does_no_harm() -> None:
    """It stands in the properties and at the head of the pages, too."""
    data, notices = write(m.Document((says("One."),), m.Metadata("T\x01\ud800"), None, (ANNA,)), Options())
    assert docx.Document(BytesIO(data)).core_properties.title == "T\ufffd\ufffd"
    assert [notice.code for notice in notices] == ["text-changed"]


@pytest.mark.parametrize("text", ["<w:p/>", "&amp;", "]]>", "“”", "𠮷", "a\u0301", '"'])
def test_text_is_never_markup(text: str) -> None:
    """What looks like XML stands as it is."""
    assert lines(says(text, label=text)) == [("Speech", f"{text}: {text}")]


# ------------ all documents

PROPERTIES = {"pPr": {"pStyle", "keepNext", "bidi"}, "rPr": {"rStyle", "rtl", "lang"}}
OPENING, OF_VERSE = {"ind"}, {"ind", "spacing", "jc"}


def names(elements: Iterable[etree._Element]) -> set[str]:
    """Local names of elements."""
    return {etree.QName(element).localname for element in elements}


@given(documents())
def test_the_text_holds_no_formatting(document: m.Resolved) -> None:
    """Only styles, direction and language, for want of a style the indent of words that open a turn behind a
    direction, and where lines of verse are set, and what keeps a label without words with those that follow;
    and every style that is used is defined.
    """
    data = write(document, Options())[0]
    body, styles = part(data, "word/document.xml"), part(data, "word/styles.xml")
    found = [names(one) - PROPERTIES[kind] for kind in PROPERTIES for one in body.iter(f"{W}{kind}")]
    verses = sum(isinstance(one, m.Paragraph) and one.verse is not None for one in walk(document))
    begun = sum(isinstance(turn.blocks[0], m.Stage) for turn in turns(document) if turn.blocks)
    assert found.count(OF_VERSE) <= verses
    assert found.count(OPENING) <= begun
    bare = sum(has_bare_label(turn) or opens_bare(turn.blocks) for turn in turns(document))
    leading = sum(isinstance(one, m.Narrative) and leads_to_speech(one) for one in walk(document))
    assert sum(1 for _ in body.iter(f"{W}keepNext")) == bare + leading
    assert all(more in (set(), OPENING, OF_VERSE) for more in found)
    used = {element.get(f"{W}val") for kind in ("pStyle", "rStyle") for element in body.iter(f"{W}{kind}")}
    assert used <= {element.get(f"{W}styleId") for element in styles.iter(f"{W}style")}


@given(documents())
def test_every_turn_has_its_bookmark(document: m.Resolved) -> None:
    """In order, and python-docx opens the file."""
    data = write(document, Options())[0]
    docx.Document(BytesIO(data))
    spans = bookmarks(data)
    assert list(spans) == [turn.id for turn in turns(document)]
    assert all(re.fullmatch("[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in spans)
    behind = before_words(in_language(theme(), document.metadata.lang).labels.delimiter)
    for turn in turns(document):
        assert len(spans[turn.id]) >= max(1, len(turn.blocks))
        assert spans[turn.id][0].startswith(f"{turn.label}{behind}" if turn.label is not None else "")


@given(documents())
def test_the_same_document_gives_the_same_bytes(document: m.Resolved) -> None:
    """Nothing in the file depends on the run."""
    assert write(document, Options()) == write(document, Options())


def test_every_part_declares_the_prefixes_that_word_declares() -> None:
    """docx2python asks each part for the prefix of relationships, also where there are none."""
    data = file(doubtful("low"))
    names = ("document", "styles", "settings", "header1", "header2", "footer1", "comments")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        roots = [etree.fromstring(archive.read(f"word/{name}.xml")) for name in names]
    assert {frozenset(root.nsmap) for root in roots} == {frozenset("wr")}
