"""DOCX is read back as it was written; an edit changes what it changes, and nothing else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from attrs import evolve
from docx.document import Document as Opened
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Line
from hypothesis import given

from docconv.formats import Source
from docconv.formats.docx.package.reading import open_package as package_of
from docconv.formats.docx.reading import document as reading
from docconv.formats.docx.reading.assembly import assemble
from docconv.formats.docx.reading.body import read_body
from docconv.formats.docx.reading.label_owners import owners_in
from docconv.formats.docx.reading.original import known
from docconv.model import (
    CERTAIN,
    Boilerplate,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Label,
    Milestone,
    Narrative,
    Paragraph,
    Resolved,
    Said,
    Section,
    Speaker,
    Stage,
    Text,
    Turn,
)
from docconv.testing import documents
from docconv.walk import text_of, turns, walk
from support.docx_editing import (
    BO,
    DOUBT,
    EMPHATIC,
    EVENING,
    Edit,
    add,
    drafted,
    edited,
    line,
    move,
    outline,
    remove,
    repacked,
    replace,
    result,
    saved,
    spoken,
    with_part,
    written,
)
from support.programs import HANGING, need

SPOKEN = spoken(EVENING)
MAIN = "word/document.xml"


def narrative(words: str) -> Narrative[Speaker]:
    """A paragraph of narrative."""
    return Narrative((Text(words),))


def turn(document: Resolved, words: str) -> Turn[Speaker]:
    """The turn in which some words are said."""
    return next(one for one in turns(document) if words in spoken(Document((one,)))[0][2])


# ------------ nothing changed


@given(documents())
def test_reads_back_what_was_written(document: Resolved) -> None:
    """Whatever the document is, and without a notice."""
    assert result(written(document)) == (document, ())


@given(documents())
def test_reads_back_the_same_without_the_short_cut(document: Resolved) -> None:
    """A file that nobody edited takes a short way; the way of edited files leads to the same document."""
    package = package_of(Source(written(document)))
    root = package.xml(MAIN)
    assert root is not None
    body = read_body(root, package.one(MAIN, "styles"), notes=reading._notes(package, MAIN))
    layout = known(document)
    again, notices = assemble(reading._units(body, layout), layout, document, owners_in(document))
    assert (again.body, again.title, again.metadata) == (document.body, document.title, document.metadata)
    assert notices == ()


def test_saving_again_changes_nothing() -> None:
    """As python-docx writes it, with other file times and another order of parts."""
    assert result(saved(lambda _: None)) == (EVENING, ())


def test_libreoffice_changes_nothing(tmp_path: Path) -> None:
    """Opened and saved there: ids of styles, runs, languages and bookmarks are its own."""
    need("soffice")
    tmp_path.joinpath("a.docx").write_bytes(written())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", "out", "a.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=HANGING)
    assert result(tmp_path.joinpath("out", "a.docx").read_bytes()) == (EVENING, ())


# ------------ words


def test_a_changed_word_is_the_only_change() -> None:
    """Speaker, label, doubt, language and everything else stay."""
    found = edited(lambda opened: replace(opened, "late", "early"))
    assert turn(found, "pears") == evolve(
        turn(EVENING, "pears"), blocks=(Paragraph((Text("The pears are early."),)),)
    )
    assert outline(found.body) == outline()
    assert (found.metadata, found.title, found.speakers) == (
        EVENING.metadata,
        EVENING.title,
        EVENING.speakers,
    )


def test_words_beside_markup_leave_it_as_it_is() -> None:
    """Foreign words keep their language, a page of the source that ends keeps its place."""

    def edit(opened: Opened) -> None:
        replace(opened, "Good morning", "Good day")
        replace(opened, "there is", "here are cakes and")

    first, _, last = turn(edited(edit), "Good day").blocks
    assert first == Paragraph[Speaker](
        (Text("Good day, "), Foreign((Text("meine Damen"),), "de"), Text(", all."))
    )
    assert last == Paragraph[Speaker](
        (Text("Come in, "), Milestone("page", "12"), Text("here are cakes and tea."))
    )


def test_words_in_a_quotation_stay_with_who_said_them() -> None:
    """Its speaker is known from before."""
    found = edited(lambda opened: replace(opened, "rained", "snowed"))
    quotations = [node for node in walk(found) if isinstance(node, Said)]
    assert quotations == [Said((Text("“It snowed.”"),), (BO,))]


def test_formatting_by_hand_is_emphasis() -> None:
    """Bold on words without a style."""

    def edit(opened: Opened) -> None:
        replace(opened, "The pears are late.", "The pears are ")
        item = line(opened, "The pears")
        item.add_run("late").bold = True
        item.add_run(".").bold = False

    (part,) = turn(edited(edit), "pears").blocks
    assert part.children == (Text("The pears are "), EMPHATIC, Text("."))


def test_a_new_title_is_the_title() -> None:
    """Also in the metadata, where it was the same."""
    found = edited(lambda opened: replace(opened, "A day", "A night"))
    assert found.title == Heading[Speaker]((Text("A night in the garden"),))
    assert found.metadata == evolve(EVENING.metadata, title="A night in the garden")


# ------------ paragraphs


def test_a_paragraph_added_within_a_turn_belongs_to_it() -> None:
    """It lies in the bookmark."""
    found = edited(lambda opened: add(line(opened, "(Applause.)"), "You all came.", "Speech"))
    assert (
        spoken(found)[0][2]
        == "Good morning, meine Damen, all. / (Applause.) / You all came. / Come in, there is tea."
    )
    assert spoken(found)[1:] == SPOKEN[1:]


def test_a_paragraph_added_behind_a_turn_belongs_to_it() -> None:
    """Where somebody types on, the style goes on and the bookmark does not."""
    found = edited(lambda opened: add(line(opened, "there is tea"), "And cake.", "Speech Continuation"))
    assert spoken(found)[0][2].endswith("there is tea. / And cake.")
    assert spoken(found)[1:] == SPOKEN[1:]


def test_a_direction_keeps_its_kind() -> None:
    """Though the page does not tell it."""
    found = edited(lambda opened: replace(opened, "Applause", "Long applause"))
    assert turn(found, "Good").blocks[1] == Stage[Speaker]((Text("(Long applause.)"),), "kinesic")


def test_the_first_paragraph_of_a_turn_may_go() -> None:
    """With its bookmark's start, which the word processor moves on."""

    def edit(opened: Opened) -> None:
        first = line(opened, "Good morning")
        (start,) = first._p.iter(qn("w:bookmarkStart"))
        line(opened, "(Applause.)")._p.insert(1, start)
        remove(first)

    assert spoken(edited(edit))[0] == ("anna-kiss", None, "(Applause.) / Come in, there is tea.")


def test_empty_paragraphs_say_nothing() -> None:
    """Some like them between paragraphs."""

    def edit(opened: Opened) -> None:
        for item in list(opened.paragraphs):
            add(item, "", "Normal")

    assert edited(edit) == EVENING


def test_text_without_a_style_of_ours_is_narrative() -> None:
    """What was pasted from elsewhere keeps its words."""
    found = edited(lambda opened: add(line(opened, "Latest news"), "Pasted.", "Normal"))
    assert found.body[-1] == narrative("Pasted.")


def test_a_style_derived_from_ours_counts_as_ours() -> None:
    """Who likes narrative in red makes a style for it."""

    def edit(opened: Opened) -> None:
        red = opened.styles.add_style("House Boilerplate", 1)
        red.base_style = opened.styles["Boilerplate"]
        line(opened, "Latest").style = red

    assert edited(edit) == EVENING


# ------------ turns


def wipe(item: Line) -> None:
    """Delete all text of a paragraph."""
    for run in item.runs:
        run.text = ""


def wipe_label(item: Line) -> None:
    """Delete the label of a turn and its delimiter."""
    for run in [run for run in item.runs if run.text][:2]:
        run.text = ""


def whole(opened: Opened, first: str, last: str) -> list[Line]:
    """The paragraphs from one that holds a text to one that holds another."""
    texts = [item.text for item in opened.paragraphs]
    start = next(at for at, text in enumerate(texts) if first in text)
    end = next(at for at, text in enumerate(texts) if last in text)
    return opened.paragraphs[start : end + 1]


def test_a_turn_that_was_moved_keeps_everything() -> None:
    """It is known by its bookmark; turns are numbered anew, speakers listed as they are heard."""

    def edit(opened: Opened) -> None:
        move(whole(opened, "Good morning", "there is tea"), line(opened, "Who counts"))

    found = edited(edit)
    assert spoken(found) == [*SPOKEN[1:], SPOKEN[0]]
    assert evolve(turn(found, "Good"), id="t1") == turn(EVENING, "Good")
    assert [speaker.id for speaker in found.speakers] == ["visitors", "bo-berg", "man-1", "anna-kiss"]


def test_a_turn_that_was_deleted_is_gone() -> None:
    """And whoever is not heard any more."""
    found = edited(lambda opened: remove(line(opened, "Thank you!")))
    assert spoken(found) == [SPOKEN[0], *SPOKEN[2:]]
    assert [speaker.id for speaker in found.speakers] == ["anna-kiss", "bo-berg", "man-1"]


def test_what_goes_on_with_another_turn_still_does() -> None:
    """By the new numbers; where the other turn is gone, by none."""
    found = edited(lambda opened: remove(line(opened, "Thank you!")))
    assert turn(found, "did rain").continues == turn(found, "pears").id == "t2"
    assert turn(edited(lambda opened: remove(line(opened, "pears"))), "did rain").continues is None


def test_the_words_of_a_turn_may_go() -> None:
    """Its label stays, and so does who it is."""
    found = edited(lambda opened: replace(opened, "Thank you!", ""))
    assert spoken(found)[1] == ("visitors", "Visitors", "")


def test_a_turn_of_which_nothing_is_left_is_gone() -> None:
    """The empty paragraph does not count."""
    found = edited(lambda opened: wipe(line(opened, "Thank you!")))
    assert spoken(found) == [SPOKEN[0], *SPOKEN[2:]]


def test_a_turn_without_its_bookmark_is_known_by_its_words() -> None:
    """Some programs drop bookmarks."""

    def edit(opened: Opened) -> None:
        for item in opened.paragraphs:
            for mark in [*item._p.iter(qn("w:bookmarkStart")), *item._p.iter(qn("w:bookmarkEnd"))]:
                item._p.remove(mark)

    assert edited(edit) == EVENING


def test_two_starts_and_one_end_are_one_bookmark() -> None:
    """LibreOffice may leave such; the second start stands in the last paragraph."""

    def edit(opened: Opened) -> None:
        start = OxmlElement("w:bookmarkStart")
        start.set(qn("w:id"), "99")
        start.set(qn("w:name"), "t1")
        last = line(opened, "there is tea")._p
        last.insert(1, start)
        for end in last.iter(qn("w:bookmarkEnd")):
            end.set(qn("w:id"), "99")
        add(line(opened, "(Applause.)"), "Yes.", "Speech Continuation")

    found = edited(edit)
    assert spoken(found)[0][2].split(" / ")[1:3] == ["(Applause.)", "Yes."]
    assert spoken(found)[1:] == SPOKEN[1:]


def test_narrative_in_the_middle_of_a_turn_cuts_it_in_two() -> None:
    """The second half goes on with the first."""

    def edit(opened: Opened) -> None:
        line(opened, "(Applause.)").style = opened.styles["Narrative"]

    found = edited(edit)
    assert outline(found.body)[0] == ["Morning", "Narrative", "t1", "Narrative", "t2", "t3"]
    assert spoken(found)[1] == ("anna-kiss", None, "Come in, there is tea.")
    assert turn(found, "tea").continues == "t1"


def test_a_label_in_the_middle_of_a_turn_begins_another() -> None:
    """What follows is said by whoever the label names."""
    found = edited(lambda opened: add(line(opened, "(Applause.)"), ": And from me.", "Speech", label="Bo"))
    assert spoken(found)[:2] == [
        ("anna-kiss", "Anna", "Good morning, meine Damen, all. / (Applause.)"),
        ("bo-berg", "Bo", "And from me. / Come in, there is tea."),
    ]


def join(opened: Opened, first: str, second: str) -> None:
    """Delete the end of a paragraph, so that another one goes on in it."""
    target, source = line(opened, first), line(opened, second)
    for child in list(source._p):
        if child.tag != qn("w:pPr"):
            target._p.append(child)
    remove(source)


def test_two_turns_in_one_paragraph_are_two_while_the_label_stands() -> None:
    """The second begins with its label, wherever that is."""
    assert spoken(edited(lambda opened: join(opened, "did rain", "Who counts"))) == SPOKEN


def test_two_turns_in_one_paragraph_are_one_without_the_label() -> None:
    """Who deletes the label, too, wants them joined."""

    def edit(opened: Opened) -> None:
        wipe_label(line(opened, "Who counts"))
        join(opened, "did rain", "Who counts")

    assert spoken(edited(edit))[3:] == [("bo-berg", "Bo", "It did rain a lot.Who counts them?")]


# ------------ labels


def test_a_renamed_label_keeps_its_speaker() -> None:
    """It is the label that changed, not who speaks; a colon typed into it is none of it."""
    found = edited(lambda opened: replace(opened, "Visitors", "ALL VISITORS:"))
    assert spoken(found)[1] == ("visitors", "ALL VISITORS", "Thank you!")
    assert found.speakers == EVENING.speakers


@pytest.mark.parametrize("label", ["BO", "Mr. Berg", "Bo Berg, gardener"])
def test_another_print_of_a_label_keeps_the_speaker(label: str) -> None:
    """A form of address, an office, the whole name, other letters."""

    def edit(opened: Opened) -> None:
        line(opened, "pears").runs[0].text = label

    found, notices = result(saved(edit))
    one = turn(found, "pears")
    assert ([who.id for who in one.speakers], one.label, notices) == (["bo-berg"], label, ())


def test_a_new_name_is_a_new_speaker() -> None:
    """Nobody else's words are under it; a notice says so."""

    def edit(opened: Opened) -> None:
        line(opened, "pears").runs[0].text = "Clara Holm"

    found, notices = result(saved(edit))
    one = turn(found, "pears")
    assert ([who.id for who in one.speakers], one.attribution) == (["clara-holm"], CERTAIN)
    assert [who.name for who in found.speakers if who.id == "clara-holm"] == ["Clara Holm"]
    assert [(notice.code, notice.severity, notice.rule) for notice in notices] == [
        ("speaker-guessed", "warning", "label-edited")
    ]


def test_the_label_of_another_gives_the_turn_to_them() -> None:
    """Who writes a name that speaks elsewhere means it, and is sure; a notice tells."""

    def edit(opened: Opened) -> None:
        line(opened, "pears").runs[0].text = "Anna"

    found, notices = result(saved(edit))
    one = turn(found, "pears")
    assert (one.label, [who.id for who in one.speakers]) == (
        "Anna",
        ["anna-kiss"],
    )
    assert one.attribution == CERTAIN
    assert [(notice.code, notice.rule) for notice in notices] == [("speaker-guessed", "label-edited")]


def test_a_deleted_label_leaves_the_speaker() -> None:
    """As in the text of reporters who introduce a speech."""

    def edit(opened: Opened) -> None:
        wipe_label(line(opened, "pears"))

    found = turn(edited(edit), "pears")
    assert (found.label, found.speakers, found.attribution) == (None, (BO,), DOUBT)


LABELLED: dict[str, tuple[str, str]] = {
    "a label in use": ("Anna", "anna-kiss"),
    "a name": ("Bo Berg", "bo-berg"),
    "in capitals": ("ANNA", "anna-kiss"),
    "somebody new": ("Clara Holm", "clara-holm"),
    "a nameless voice is another one each time": ("Man", "man-2"),
}


@pytest.mark.parametrize("name", LABELLED)
def test_a_new_turn_is_spoken_by_whom_its_label_names(name: str) -> None:
    """One who speaks already, or somebody new."""
    label, speaker = LABELLED[name]
    found = edited(lambda opened: add(line(opened, "Thank you"), ": Well.", "Speech", label=label))
    assert spoken(found) == [*SPOKEN[:2], (speaker, label, "Well."), *SPOKEN[2:]]


def test_new_turns_of_one_name_are_one_speaker() -> None:
    """Somebody new is new once."""

    def edit(opened: Opened) -> None:
        for _ in range(2):
            add(line(opened, "Thank you"), ": Well.", "Speech", label="Clara Holm")

    assert [who for who, _, words in spoken(edited(edit)) if words == "Well."] == ["clara-holm"] * 2


def test_a_label_typed_by_hand_is_one() -> None:
    """Bold before a colon, or in use: not everybody knows of styles."""

    def edit(opened: Opened) -> None:
        item = add(line(opened, "Who counts"), "", "Speech")
        item.add_run("Clara Holm:").bold = True
        item.add_run(" I do.")
        add(item, "Bo: Nobody does.", "Speech")

    assert spoken(edited(edit))[5:] == [
        ("clara-holm", "Clara Holm", "I do."),
        ("bo-berg", "Bo", "Nobody does."),
    ]


def test_a_colon_in_speech_makes_no_label() -> None:
    """Only what is bold or in use is taken for one."""
    found = edited(lambda opened: add(line(opened, "Who counts"), "Note: all of them.", "Speech"))
    assert spoken(found)[4][2] == "Who counts them? / Note: all of them."


# ------------ sections

MORNING, NIGHT = outline()[:2]
SECTIONS: dict[str, tuple[Edit, list[object]]] = {
    "a new heading opens a section": (
        lambda opened: add(line(opened, "x x x"), "Noon", "Heading 1"),
        [MORNING, ["Evening", "t3", "Separator"], ["Noon", "Narrative", "t4", "t5"], "Boilerplate"],
    ),
    "a deeper heading opens one inside": (
        lambda opened: add(line(opened, "x x x"), "Rain", "Heading 2"),
        [MORNING, ["Evening", "t3", "Separator", ["Rain", "Narrative", "t4", "t5"]], "Boilerplate"],
    ),
    "a deleted heading leaves its blocks to the section above": (
        lambda opened: remove(line(opened, "Evening")),
        [[*MORNING, "t3", "Separator", "Narrative", "t4", "t5"], "Boilerplate"],  # type: ignore[misc]
    ),
    "a heading made deeper moves its section inside": (
        lambda opened: line(opened, "Evening").__setattr__("style", opened.styles["Heading 2"]),
        [[*MORNING, NIGHT], "Boilerplate"],  # type: ignore[misc]
    ),
    "narrative made a heading opens a section": (
        lambda opened: line(opened, "“It").__setattr__("style", opened.styles["Heading 2"]),
        [
            MORNING,
            ["Evening", "t3", "Separator", ["Bo said, “It rained.” and smiled.", "t4", "t5"]],
            "Boilerplate",
        ],
    ),
    "a heading made narrative is narrative": (
        lambda opened: line(opened, "Evening").__setattr__("style", opened.styles["Narrative"]),
        [[*MORNING, "Narrative", "t3", "Separator", "Narrative", "t4", "t5"], "Boilerplate"],  # type: ignore[misc]
    ),
    "a block moved into another section is there": (
        lambda opened: move([line(opened, "Latest")], line(opened, "pears")),
        [MORNING, ["Evening", "t3", "Boilerplate", "Separator", "Narrative", "t4", "t5"]],
    ),
    "a section moved before another is there": (
        lambda opened: move(whole(opened, "Evening", "Who counts"), line(opened, "A day")),
        [
            ["Evening", "t1", "Separator", "Narrative", "t2", "t3"],
            ["Morning", "Narrative", "t4", "t5"],
            "Boilerplate",
        ],
    ),
}


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_follow_their_headings(name: str) -> None:
    """What the page shows wins; what it does not show, as the end of the last section, stays as it was."""
    edit, shape = SECTIONS[name]
    assert outline(edited(edit).body) == shape


def test_sections_that_do_not_show_outlive_an_edit() -> None:
    """One without a heading, and one that ended before a paragraph."""
    inner = Section[Speaker]((Narrative((Text("One two three."),)),))
    outer = Section[Speaker]((Section((Section((inner,), Heading((Text("B"),))),)),), Heading((Text("A"),)))
    source = evolve(EVENING, body=(outer, Narrative((Text("Four five six."),)), *EVENING.body))
    assert outline(edited(lambda opened: replace(opened, "two", "2"), source).body) == outline(source.body)


def test_headings_deeper_than_six_keep_their_depth() -> None:
    """Though all of them look alike."""
    block: Section[Speaker] | Narrative[Speaker] = Narrative((Text("Deep down here."),))
    for level in range(9, 0, -1):
        block = Section((block,), Heading((Text(f"Level {level}"),)))
    source = evolve(EVENING, body=(block,), speakers=())
    found = edited(lambda opened: replace(opened, "down", "under"), source)
    assert str(outline(found.body)) == str(outline(source.body))


# ------------ what word processors leave behind


def wrap(opened: Opened, text: str, tag: str) -> None:
    """Put the last run of a paragraph into an element."""
    run = line(opened, text).runs[-1]._r
    mark = OxmlElement(tag)
    mark.set(qn("w:id"), "900")
    mark.set(qn("w:author"), "Ed")
    run.addprevious(mark)
    mark.append(run)


def test_tracked_changes_are_read_as_accepted() -> None:
    """What was inserted is there, what was deleted is not, and a notice tells."""

    def edit(opened: Opened) -> None:
        line(opened, "pears").add_run(" Very late.")
        wrap(opened, "pears", "w:ins")
        line(opened, "Who counts").add_run(" Really?")
        wrap(opened, "Who counts", "w:del")

    found, notices = result(saved(edit))
    words = [text for _, _, text in spoken(found)]
    assert words[2] == "The pears are late. Very late."
    assert words[4] == "Who counts them?"
    assert [notice.message for notice in notices] == ["2 times tracked change: read as accepted"]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    """Word keeps it until the change is accepted."""

    def edit(opened: Opened) -> None:
        gates = line(opened, "The gates")
        add(gates, " Then.", "Narrative")
        mark = OxmlElement("w:rPr")
        mark.append(OxmlElement("w:del"))
        gates._p.get_or_add_pPr().append(mark)

    found = edited(edit)
    assert outline(found.body) == outline()
    assert narrative("The gates were opened. Then.") in walk(found)


def test_runs_cut_to_pieces_are_the_same_text() -> None:
    """Word cuts them at each spelling mistake and at each session of work."""

    def edit(opened: Opened) -> None:
        for item in opened.paragraphs:
            for run in item.runs:
                text, style = run.text, run.style
                run.text = text[:3]
                rest = item.add_run(text[3:], style=style.name if run._r.rPr is not None else None)
                run._r.addnext(rest._r)
                run._r.addnext(OxmlElement("w:proofErr"))

    assert edited(edit) == EVENING


def test_links_and_fields_are_transparent() -> None:
    """What stands in them is text."""
    assert edited(lambda opened: wrap(opened, "Who counts", "w:hyperlink")) == EVENING


def test_comments_of_others_are_told() -> None:
    """Ours are in the document already."""

    def edit(opened: Opened) -> None:
        opened.add_comment(line(opened, "Latest").runs, "Is that so?", author="Ed")

    found, notices = result(saved(edit))
    assert found == EVENING
    assert [notice.message for notice in notices] == ["once comment: left out"]


def test_text_in_a_table_is_text() -> None:
    """Paragraphs in cells are read in their order."""

    def edit(opened: Opened) -> None:
        table = opened.add_table(1, 2)
        for cell, text in zip(table.rows[0].cells, ("Left", "Right"), strict=True):
            cell.paragraphs[0].add_run(text)

    assert edited(edit).body[-2:] == (narrative("Left"), narrative("Right"))


def test_a_label_with_another_delimiter_is_the_same_label() -> None:
    """Full-width, or behind a space."""

    def edit(opened: Opened) -> None:
        line(opened, "Who counts").runs[1].text = " ："

    assert edited(edit) == EVENING


# ------------ without the TEI


def without_tei() -> bytes:
    """The file as programs leave it that drop what they do not know."""
    return repacked(written(), lambda name, data: None if name.startswith("customXml") else data)


def test_without_the_tei_the_page_alone_tells() -> None:
    """Turns, labels, kinds and sections; who speaks is for the resolver, and a warning says so."""
    found, notices = drafted(without_tei())
    said = [(one.label, one.speakers) for one in turns(found)]
    assert said == [(label, (Label(label or ""),)) for _, label, _ in SPOKEN]
    heads = [block.heading for block in found.body if isinstance(block, Section)]
    assert [text_of(head.children) for head in heads if head] == ["Morning", "Evening"]
    assert [notice.severity for notice in notices] == ["warning"]


def test_without_the_tei_markup_is_what_styles_say() -> None:
    """Quotations, directions, foreign words in their language; not who is quoted."""
    found, _ = drafted(without_tei())
    marked = [node for node in walk(found) if isinstance(node, Said | Foreign | Stage | Emphasis)]
    assert [type(node) for node in marked] == [Foreign, Stage, Said]
    assert [node.lang for node in marked if isinstance(node, Foreign)] == ["de"]
    assert found.metadata.lang == "en"
    assert any(isinstance(node, Boilerplate) for node in walk(found))


def test_a_damaged_tei_counts_as_none() -> None:
    """Words are never lost with it."""
    found, notices = drafted(with_part(written(), "customXml/item1.xml", b"<TEI"))
    assert [one.label for one in turns(found)] == [label for _, label, _ in SPOKEN]
    assert [notice.code for notice in notices] == ["not-read"]


@pytest.mark.parametrize(("element", "shown"), [("noBreakHyphen", "\u2011"), ("softHyphen", "\u00ad")])
def test_what_word_saves_for_a_character_is_that_character(element: str, shown: str) -> None:
    """A word processor writes hyphens that do not break and soft ones as elements in a run."""

    def typed(opened: Opened) -> None:
        run = line(opened, "The gates").add_run("shut")
        run._r.append(OxmlElement(f"w:{element}"))
        run.add_text("down.")

    words = [text_of(node.children) for node in walk(edited(typed)) if isinstance(node, Narrative)]
    assert f"The gates were opened.shut{shown}down." in words
