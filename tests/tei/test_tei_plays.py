"""Plays that others encoded: acts, labels, verse, directions, and the cast with its roles."""

from __future__ import annotations

import pytest

import docconv
from docconv.model import Milestone, Narrative, Section, Speaker, Stage, Text, Turn, VerseLine
from docconv.tei.schema.validation import faults
from docconv.walk import text_of, turns, walk
from support.tei_by_others import body, lines, reading, tei, told

CAST = """
<particDesc><listPerson>
  <person xml:id="anna" sex="FEMALE"><persName xml:lang="de">Änne</persName><persName>Anna</persName>
    <idno type="wikidata">Q42</idno></person>
  <person xml:id="bob" sex="1"><persName><surname>Miller</surname><forename>Bob</forename></persName></person>
  <personGrp xml:id="all" sex="UNKNOWN"><name>All</name></personGrp>
</listPerson></particDesc>
"""
ALL = '<sp who="#anna #bob"><p>a</p></sp><sp who="#all"><p>b</p></sp>'


def test_acts_and_scenes_nest() -> None:
    """Divisions are sections, also the numbered ones; their first headings are lines of one heading."""
    document = reading(
        body(
            '<div type="act"><head>Act I</head><head>A street</head>'
            '<div2><head>Scene 1</head><stage>Enter A.</stage><sp who="#a"><speaker>A.</speaker><p>Hi</p></sp></div2></div>'
        )
    )
    assert [line.replace("\n", "//") for line in lines(document)] == [
        "> Act I //A street",
        "  > Scene 1",
        "    *Enter A.",
        "    a A| Hi",
    ]


def test_divisions_keep_type_and_number() -> None:
    """What others call a division, and its number, is kept as it is, and written again."""
    document = reading(
        body(
            '<div type="act" n="2"><head>Act II</head><div1 type="rest" n=" IV "><p>a</p></div1>'
            "<prologue><p>b</p></prologue><div><p>c</p></div></div>"
        )
    )
    kinds = [(one.kind, one.n) for one in walk(document) if isinstance(one, Section)]
    assert kinds == [("act", "2"), ("rest", "IV"), ("prologue", None), (None, None)]
    data = docconv.write(document, "tei", options={"rewrite": True})
    assert docconv.read(data, format="tei").body == document.body
    assert not list(faults(data))


def test_a_heading_in_the_midst_opens_a_part() -> None:
    """What stands before a heading stays before it."""
    document = reading(
        body("<div><stage>Dark.</stage><head>One</head><p>a</p><head>Two</head><p>b</p></div>")
    )
    assert lines(document) == [">", "  *Dark.", "  > One", "    a", "  > Two", "    b"]


def test_lines_of_a_stanza_are_paragraphs() -> None:
    """The first begins the group."""
    lines = (Narrative[Speaker]((Text(one),), verse=VerseLine(stanza=one == "one")) for one in ("one", "two"))
    assert reading(body("<lg><l>one</l>\n  <l>two</l></lg>")).body == tuple(lines)


def test_verse_in_a_speech() -> None:
    """Lines, in a stanza or alone, and prose are paragraphs of a turn; directions stand between them."""
    document = reading(
        body(
            '<sp who="#a"><l>one</l><l>two</l><stage type="exit">off</stage><p>three</p><lg><l>four</l></lg></sp>'
        )
    )
    assert lines(document) == ["a None| one / two / *off / three / four"]


@pytest.mark.parametrize(
    ("kind", "read_as"),
    [
        ("delivery", "delivery"),
        ("entrance", "incident"),
        ("business", "kinesic"),
        ("vocal sound", "mixed"),
        ("modifier", "delivery"),
        ("", "incident"),
        ("novelty", "incident"),
    ],
)
def test_kinds_of_directions(kind: str, read_as: str) -> None:
    """The types of the guidelines become the kinds of the model; several of them are mixed."""
    block = reading(body(f'<stage type="{kind}">x</stage>')).body[0]
    assert isinstance(block, Stage)
    assert block.kind == read_as


def test_speeches_of_a_dialogue_are_turns() -> None:
    """A paragraph of nothing but quoted speech under labels is turns; other quoted speech stays in its paragraph."""
    document = reading(
        body(
            "<p>\n<said who='#s'>\n<label>Sim:</label> What <milestone unit='section' n='2b'/>now?</said>\n"
            "<said who='#t'><label>Tia:</label> No.</said></p>"
            "<p>Then <said who='#s'><label>Sim:</label> Yes.</said></p><p><said who='#t'>So.</said></p>"
        )
    )
    assert lines(document) == ["s Sim| What now?", "t Tia| No.", "Then Sim: Yes.", "So."]


def test_a_label_in_tokens_is_one_label() -> None:
    """Words and points of a label stand together; a page that ends in it ends in the turn."""
    label = "<speaker>\n <w>Sir</w>\n <pb n='2'/><w>Bob</w>\n <pc>.</pc>\n</speaker>"
    document = reading(body(f'<sp who="#b">{label}<p>x</p></sp><sp><speaker>Ann</speaker><p>y</p></sp>'))
    assert lines(document) == ["b Sir Bob.| x", " Ann| y"]
    assert Milestone("page", "2") in walk(document)


def test_a_label_has_one_reading_and_the_others() -> None:
    """Readings of a label do not run together."""
    choice = "<choice><orig>Mal</orig><reg>Malvolio</reg></choice>"
    (turn,) = turns(reading(body(f'<sp who="#m"><speaker>{choice}:</speaker><p>x</p></sp>')))
    assert turn.label == "Mal [Malvolio]"


def test_directions_at_a_label_are_not_the_label() -> None:
    """A direction or a note at the end of a label stands in the turn, and so does one before it."""
    document = reading(
        body('<sp who="#a"><stage>Enter A.</stage><speaker>A, <stage>aside</stage></speaker><p>Hi</p></sp>')
    )
    assert lines(document) == ["a A,| *Enter A. / *aside / Hi"]


SPOKEN = "<profileDesc><particDesc><listPerson>{}</listPerson></particDesc></profileDesc>".format(
    "".join(
        f'<person xml:id="{name[0].lower()}"><persName>{name}</persName></person>' for name in ("Ann", "Bob")
    )
)


@pytest.mark.parametrize(
    ("speech", "turns_read"),
    [
        ("<p>Hi.</p><speaker>Ann:</speaker>", ["a Ann| Hi."]),
        ("<stage>Aside.</stage><speaker>Ann</speaker><p>Hi.</p>", ["a Ann| *Aside. / Hi."]),
        (
            "<stage>Aside.</stage><p>Hi.</p><speaker>Ann</speaker><p>Ho.</p>",
            ["a None| *Aside. / Hi.", "a Ann| Ho."],
        ),
        ("<speaker>Ann</speaker><p>Hi.</p><speaker>Ann</speaker><p>Ho.</p>", ["a Ann| Hi. / *Ann / Ho."]),
        ("<speaker/><speaker>Ann</speaker><p>Hi.</p>", ["a Ann| Hi."]),
        ("<p>Hi.</p>", ["a None| Hi."]),
        ("<note>x</note><speaker>Ann</speaker><p>Hi.</p>", ["a Ann|  / Hi."]),
    ],
)
def test_a_label_may_stand_anywhere_in_its_speech(speech: str, turns_read: list[str]) -> None:
    """As TEI has it since 4.10; words before it are a turn with which the labelled one goes on, if there are words
    behind it, too.
    """
    assert lines(reading(body(f'<sp who="#a">{speech}</sp>', SPOKEN))) == turns_read


def test_two_labels_in_a_speech_are_two_turns_where_both_speak() -> None:
    """The labels say whose words are whose; where one of them names neither, nobody can tell."""
    speech = "<speaker>Ann</speaker><p>Hi.</p><speaker>{}</speaker><p>Ho.</p>"
    known = reading(body(f'<sp who="#a #b">{speech.format("BOB.")}</sp><sp who="#a"><p>So.</p></sp>', SPOKEN))
    assert lines(known) == ["a Ann| Hi.", "b BOB.| Ho.", "a None| So."]
    assert [turn.id for turn in turns(known)] == ["t1", "t2", "t3"]
    other = reading(body(f'<sp who="#a #b">{speech.format("Both")}</sp>', SPOKEN))
    assert lines(other) == ["a+b Ann| Hi. / *Both / Ho."]


@pytest.mark.parametrize(
    ("speech", "turns_read"),
    [
        (
            "<p>Hi.</p><speaker>Ann</speaker><p>Ho.</p><speaker>Bob</speaker>",
            ["a Ann| Hi.", "b Bob| Ho."],
        ),
        (
            "<p>Hi.</p><stage>(off)</stage><speaker>Ann</speaker><p>Ho.</p><speaker>Bob</speaker><stage>(on)</stage>",
            ["a Ann| Hi. / *(off)", "b Bob| Ho. / *(on)"],
        ),
        (
            "<p>Hi.</p><speaker>Ann</speaker><p>Ho.</p><speaker>Bob</speaker><p>So.</p>",
            ["a+b None| Hi.", "a Ann| Ho.", "b Bob| So."],
        ),
        ("<p>Hi.</p><speaker>Ann Bob</speaker><stage>(on)</stage>", ["a+b Ann Bob| Hi. / *(on)"]),
    ],
)
def test_labels_behind_their_words_name_who_said_these(speech: str, turns_read: list[str]) -> None:
    """Where words stand before the first label and none behind the last one, whatever directions do."""
    assert lines(reading(body(f'<sp who="#a #b">{speech}</sp>', SPOKEN))) == turns_read


def test_spaces_that_do_not_break_are_none_at_the_ends() -> None:
    """Of labels, names and numbers of lines, as editors of old plays indent with them."""
    speech = '<sp who="#a #b"><speaker>\u00a0Ann.\u00a0</speaker><p>Hi.</p><speaker>Bob:\u00a0</speaker><l n="\u00a07">Ho.</l></sp>'
    document = reading(body(speech, SPOKEN.replace("</persName>", "\u00a0</persName>")))
    assert lines(document) == ["a Ann.| Hi.", "b Bob| Ho."]
    assert [one.name for one in document.speakers] == ["Ann", "Bob"]


def test_a_speech_may_be_empty_and_groups_of_speeches_nest() -> None:
    """As in TEI 4.12; what is written of them is valid in earlier ones, too."""
    group = '<spGrp><spGrp><sp who="#a"><speaker>Ann</speaker><p>Hi.</p></sp></spGrp><sp who="#b"/></spGrp>'
    document = reading(body(group, SPOKEN))
    assert lines(document) == ["a Ann| Hi.", "b None|"]
    assert faults(docconv.write(document, "tei", options={"rewrite": True})) == ()


def test_labels_lose_their_delimiter() -> None:
    """A colon goes; a full stop goes where nearly all labels have one."""
    names = ("Ann.", "Bob.", "Cat:")
    speeches = [f'<sp who="#a"><speaker>{name}</speaker><p>x</p></sp>' for name in names]
    assert [turn.label for turn in turns(reading(body("".join(speeches[:2]))))] == ["Ann", "Bob"]
    assert [turn.label for turn in turns(reading(body("".join(speeches))))] == ["Ann.", "Bob.", "Cat"]


@pytest.mark.parametrize("label", ["ANN:", "ANN :", "ANN.-", "ANN. —", "ANN"])
def test_delimiters_of_labels(label: str) -> None:
    """A colon, or a full stop with a dash, ends a label and is none of it."""
    (turn,) = turns(reading(body(f"<sp><speaker>{label}</speaker><p>x</p></sp>")))
    assert turn.label == "ANN"


def test_labels_with_and_without_a_stop_are_the_same() -> None:
    """Where most labels have a full stop and some stand both ways, the stop is a delimiter."""
    named = ("Ann.", "Bob.", "Ann", "Bob.")
    speeches = "".join(f"<sp><speaker>{label}</speaker><p>x</p></sp>" for label in named)
    assert [turn.label for turn in turns(reading(body(speeches)))] == ["Ann", "Bob", "Ann", "Bob"]


def test_the_cast_is_that_of_the_lists() -> None:
    """Names, sex, groups and references come from the header; surnames that stand first go behind."""
    anna, bob, everybody = reading(body(ALL, f"<profileDesc>{CAST}</profileDesc>")).speakers
    assert (anna.name, anna.sex, anna.aliases) == ("Anna", "F", ("Änne",))
    assert anna.refs == ("https://www.wikidata.org/entity/Q42",)
    assert (bob.name, bob.sex, bob.kind) == ("Bob Miller", "M", "person")
    assert (everybody.name, everybody.sex, everybody.kind) == ("All", None, "group")


def test_a_cast_list_gives_roles() -> None:
    """Cast items give speakers a role, by id or by name, and speakers of their own."""
    data = tei(
        '<front><castList><castItem><role corresp="#anna">Anna,</role> <roleDesc>a cook.</roleDesc></castItem>'
        '<castItem><role xml:id="eve">Eve</role><roleDesc>a queen</roleDesc></castItem></castList></front>'
        f'<body>{ALL}<sp who="#eve"><p>c</p></sp></body>',
        f"<profileDesc>{CAST}</profileDesc>",
    )
    roles = {speaker.id: (speaker.name, speaker.role) for speaker in reading(data).speakers}
    assert roles["anna"] == ("Anna", "a cook")
    assert roles["eve"] == ("Eve", "a queen")


def test_a_list_behind_the_text_is_as_good() -> None:
    """People who are listed only at the end of the file have their names all the same."""
    data = tei(
        f'<body>{ALL}</body><back><listPerson><person xml:id="anna"><persName>Anna</persName></person>'
        "</listPerson></back>"
    )
    assert reading(data).speakers[0].name == "Anna"


def test_who_is_not_listed_bears_the_label() -> None:
    """A speaker without an entry is called by the first label."""
    (speaker,) = reading(body('<sp who="#x1"><speaker>Ghost:</speaker><p>Boo</p></sp>')).speakers
    assert (speaker.id, speaker.name) == ("x1", "Ghost")


def test_speakers_have_ids_that_xml_allows() -> None:
    """Pointers with a prefix, a file or signs that no id has; an id of a turn is not one of a speaker."""
    data = body('<sp who="p:a people.xml#b 1st #t5 #a"><p>x</p></sp>')
    (turn,) = turns(reading(data))
    assert [speaker.id for speaker in turn.speakers] == ["a", "b", "speaker-1st", "speaker-t5"]


def test_turns_are_numbered_anew() -> None:
    """Turns are t1, t2 ... whatever their ids were, and one that goes on names the earlier one."""
    data = body('<sp xml:id="x.1" who="#a"><p>a</p></sp><sp prev="#x.1" who="#a"><p>b</p></sp>')
    assert [(turn.id, turn.continues) for turn in turns(reading(data))] == [("t1", None), ("t2", "t1")]


def test_the_title_page_is_the_title() -> None:
    """A title page or title that stands first is what the document prints as its title."""
    page = (
        "<titlePage><docAuthor>Me</docAuthor> <docTitle><titlePart>A Play</titlePart></docTitle></titlePage>"
    )
    document = reading(tei(f"<front>{page}</front><body><head>The Play</head><p>x</p></body>"))
    assert document.title is not None
    assert text_of(document.title.children) == "Me \nA Play"
    assert lines(document) == ["> The Play", "  x"]


def test_a_title_that_begins_its_page_stands_alone() -> None:
    """Author and imprint behind the title are narrative, each on a line of its own."""
    page = (
        "<titlePage><docTitle><titlePart>A Play</titlePart><titlePart>of Sorts</titlePart></docTitle>"
        "<byline>by <docAuthor>Me</docAuthor></byline><docImprint>Bern, <docDate when='1901'>1901</docDate></docImprint>"
        "</titlePage>"
    )
    document = reading(tei(f"<front>{page}</front><body><p>x</p></body>"))
    assert document.title is not None
    assert text_of(document.title.children) == "A Play \nof Sorts"
    assert lines(document) == ["by Me", "Bern, 1901", "x"]
    assert document.metadata.date == "1901"


def test_a_part_of_any_name_is_a_section_under_its_heading() -> None:
    """Elements that TEI does not know are sections, if they have a heading and blocks."""
    document = reading(body("<p>a</p><postface><head>Behind</head><p>b</p></postface>"))
    assert lines(document) == ["a", "> Behind", "  b"]


def test_page_numbers_are_furniture() -> None:
    """What a page bears beside its text is boilerplate, whatever its type."""
    document = reading(body('<p>a</p><pb/><fw type="pageNum">4</fw><p>b</p>'))
    assert lines(document) == ["a", "Boilerplate: 4", "b"]


def test_a_role_may_say_the_sex() -> None:
    """Roles with an id are people, with what their attributes say."""
    cast = "<castList><castItem><role xml:id='ann' sex='2'>ANN</role></castItem></castList>"
    (speaker,) = reading(tei(f"<front>{cast}</front><body><sp who='#ann'><p>x</p></sp></body>")).speakers
    assert (speaker.name, speaker.sex) == ("ANN", "F")


def test_the_head_of_a_group_of_the_cast_is_that_of_a_section() -> None:
    """What braces some of the cast together heads them alone; who comes behind them is in the list."""
    group = "<castGroup><head>courtiers.</head><castItem><role>Cy</role></castItem></castGroup>"
    cast = f"<castList><head>Cast</head>{group}<castItem><role>Ann</role></castItem></castList>"
    document = reading(tei(f"<front>{cast}</front><body><p>x</p></body>"))
    assert lines(document) == ["> Cast", "  > courtiers.", "    CastItem: Cy", "  CastItem: Ann", "x"]


def test_front_matter_is_kept() -> None:
    """Prefaces, the cast and the scene are sections and narrative; nothing of them is speech."""
    document = reading(
        tei(
            "<front><castList><head>Cast</head><castItem><role>Ann</role></castItem></castList>"
            "<set><p>A wood.</p></set></front><body><sp who='#a'><p>Hi</p></sp></body>"
        )
    )
    assert lines(document) == ["> Cast", "  CastItem: Ann", "A wood.", "a None| Hi"]


def test_pages_wait_for_the_next_words() -> None:
    """A page break between blocks stands in the next paragraph."""
    document = reading(body('<p>a</p><pb n="7"/><sp who="#a"><speaker>A</speaker><p>b</p></sp>'))
    (turn,) = turns(document)
    assert [getattr(part, "children", ()) for part in turn.blocks] == [(Milestone("page", "7"), Text("b"))]


def test_pages_behind_the_last_words_are_told() -> None:
    """A page break that no word follows has no place, which is told."""
    assert told(body("<p>a</p><pb/>")) == ["-: 1 marks behind the last words were not read"]


def test_texts_in_a_group_are_sections() -> None:
    """Several texts in one file are sections, each with its own title as the heading."""
    text = "<text><body><head>{0}</head><p>x</p></body></text>"
    document = reading(tei(f"<group>{text.format('One')}{text.format('Two')}</group>"))
    assert lines(document) == ["> One", "  x", "> Two", "  x"]


def test_what_becomes_of_tables_and_lists() -> None:
    """Rows and items are paragraphs, headings of lists those of sections."""
    document = reading(
        body(
            "<list><head>List</head><item>one</item><item>two</item></list>"
            "<table><row><cell>a</cell><cell>b</cell></row></table>"
        )
    )
    assert lines(document) == ["> List", "  one", "  two", "a b"]


def test_separators_are_told_from_milestones() -> None:
    """A milestone that shows its print is a separator; one that counts something is not, and that is told."""
    data = body('<p>a</p><milestone rend="* * *" unit="x"/><milestone unit="scene" n="2"/><p>b</p>')
    assert lines(reading(data)) == ["a", "Separator: * * *", "b"]
    assert told(data) == ["1: once milestone unit=scene: it was not read"]


def test_nobody_is_made_up() -> None:
    """A speech without `who` has no speaker, however its label reads."""
    (turn,) = [
        one for one in walk(reading(body("<sp><speaker>A</speaker><p>x</p></sp>"))) if isinstance(one, Turn)
    ]
    assert (turn.label, turn.speakers) == ("A", ())


def test_text_outside_paragraphs_is_told() -> None:
    """Words that stand directly in a division are a paragraph, and the line is told."""
    data = body("\n<div>\nloose <p>x</p></div>")
    assert lines(reading(data)) == [">", "  loose", "  x"]
    assert told(data) == ["2: once text in div: it was read as a paragraph"]
    assert isinstance(reading(body("loose")).body[0], Narrative)
