"""Spoken corpora and parliaments: utterances, events, time, labels before speeches, lists in other files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import docconv
from docconv.formats import Source
from docconv.formats.tei.read import read
from docconv.formats.tei.write import Options, companions, write
from docconv.model import Milestone, Paragraph, Speaker, Stage, Text, Timing, Turn
from docconv.pipeline import read_with_notices
from docconv.walk import text_of, turns, walk
from support.tei_by_others import body, inlines, lines, reading, spoken, tei, told

TIMELINE = (
    '<timeline unit="s" origin="#T0"><when xml:id="T0" absolute="00:00:00"/>'
    '<when xml:id="T1" interval="90" since="#T0"/><when xml:id="T2" interval="1.5" since="#T1"/></timeline>'
)


def test_an_utterance_is_a_turn() -> None:
    """Words with events among them are one paragraph; segments are paragraphs of their own."""
    document = reading(
        body(
            '<u who="#a">so <vocal><desc>laughs</desc></vocal> yes</u>'
            '<u who="#b"><seg>One.</seg><kinesic type="applause"><desc>(Applause)</desc></kinesic><seg>Two.</seg></u>'
        )
    )
    assert lines(document) == ["a None| so laughs yes", "b None| One. / *(Applause) / Two."]


def test_white_space_around_descriptions_is_layout() -> None:
    """An event that the file prints on lines of its own leaves no spaces in the text."""
    assert inlines("<p>a <vocal>\n  <desc>(b)</desc>\n</vocal>.</p>") == (
        Text("a "),
        Stage((Text("(b)"),), "vocal"),
        Text("."),
    )


def test_marks_without_words_are_annotations() -> None:
    """Pauses, shifts and events without a description are kept, but are not text."""
    found = inlines('<u>a <pause dur="PT2S"/> b <shift feature="loud" new="f"/><vocal type="cough"/></u>')
    marks = [mark.text for mark in found if isinstance(mark, Milestone)]
    assert marks == ["pause PT2S", "shift loud f", "vocal cough"]
    assert [part.text for part in found if isinstance(part, Text)] == ["a ", "b"]


def test_the_timeline_says_when() -> None:
    """Anchors in an utterance are times, counted up from the intervals; its start is when it is heard."""
    data = tei(f'<front>{TIMELINE}</front><body><u start="#T1">a <anchor synch="#T2"/>b</u></body>')
    (turn,) = turns(reading(data))
    marks = [node for node in walk(turn) if isinstance(node, Milestone)]
    assert marks == [Milestone("time", "00:01:31.500")]
    assert timings(turn) == [Timing(90_000)]


def timings(turn: Turn[Speaker]) -> list[Timing | None]:
    """The times of the paragraphs of a turn."""
    return [part.timing for part in turn.blocks if isinstance(part, Paragraph)]


def test_an_utterance_is_heard_as_the_standard_has_it() -> None:
    """Block, segments and words point to a timeline that counts from its first point; a point that nobody
    knows, as one with a negative interval, tells nothing.
    """
    points = "".join(
        f'<when xml:id="T{at}" interval="{length}" since="#T0"/>'
        for at, length in ((1, "1.2"), (2, "2"), (3, "2.5"), (4, "4"), (5, "-1"))
    )
    timeline = f'<timeline unit="s"><when xml:id="T0"/>{points}</timeline>'
    seconds = (
        '<annotationBlock who="#a" start="#T1" end="#T4"><u><seg><w synch="#T1 #T2">Where</w> <w>is</w>'
        ' <pause/><w synch="#T3">it</w><pc>?</pc></seg></u></annotationBlock>'
        '<annotationBlock who="#b" start="#T0" end="#T1"><u><seg>In.</seg><seg>There.</seg></u></annotationBlock>'
        '<annotationBlock who="#a" start="#T5"><u><seg>So</seg></u></annotationBlock>'
    )
    found = list(turns(reading(tei(f"<front>{timeline}</front><body>{seconds}</body>"))))
    assert timings(found[0]) == [Timing(1200, 4000, (1200, 2000, -1, -1, 2500, -1))]
    assert timings(found[1]) == [Timing(0), None]
    assert timings(found[2]) == [None]
    assert text_of(found[0].blocks[0].children) == "Where is it?"


def test_the_code_of_somebody_is_no_part_of_the_name() -> None:
    """A list of participants has the code of the transcript beside forename and surname."""
    person = '<person xml:id="a"><persName><forename>Ada</forename><surname>Quill</surname><abbr>AQ</abbr></persName></person>'
    document = reading(body('<u who="#a">so</u>', people(person)))
    assert [(one.name, one.aliases) for one in document.speakers] == [("Ada Quill", ("AQ",))]


def test_an_annotation_block_says_who_and_when() -> None:
    """Who speaks may stand around the utterance; tiers are annotations at its end."""
    document = reading(
        body(
            '<annotationBlock who="#a"><u><seg>ja</seg></u>'
            '<spanGrp type="en"><span>yes</span></spanGrp></annotationBlock>'
        )
    )
    (turn,) = turns(document)
    assert lines(document) == ["a None| ja"]
    assert [node for node in walk(turn) if isinstance(node, Milestone)] == [
        Milestone("annotation", "en: yes")
    ]


def test_a_label_stands_before_its_speech() -> None:
    """`note type="speaker"` is the label of the next utterance; what stands between goes into the turn."""
    document = reading(
        body(
            '<note type="speaker">The Chair:</note><pb n="3"/><note type="time">10:00</note>'
            '<u who="#c"><seg>Order.</seg><note>(He stands.)</note></u><note type="time">10:05</note>'
        )
    )
    assert lines(document) == ["c The Chair| *10:00 / Order. / *(He stands.)", "10:05"]


def test_a_label_within_an_utterance_is_its_own_or_somebody_elses() -> None:
    """At the beginning it is that of the utterance; in its midst somebody speaks whom the markup does not
    name, nor does it say that the first one goes on. A note of another kind is none.
    """
    document = reading(
        body(
            '<u who="#a"><note type="speaker">Mr Reeve:</note><seg>Rope.</seg><note>(He sits.)</note>'
            '<note type="speaker">The Chair:</note><seg>More rope.</seg></u>'
        )
    )
    assert lines(document) == ["a Mr Reeve| Rope. / *(He sits.)", " The Chair| More rope."]
    assert [turn.attribution.certainty for turn in turns(document)] == ["high", "low"]


def test_a_label_before_and_one_within_are_two() -> None:
    """No label is lost where nothing is said behind it."""
    document = reading(
        body('<note type="speaker">A:</note><u who="#a"><note type="speaker">B:</note><seg>x</seg></u>')
    )
    assert [turn.label for turn in turns(document)] == ["A", "B"]


def test_an_event_behind_a_label_is_a_group() -> None:
    """A label with an event and no speech is the turn of those whom it names; one with nothing is narrative."""
    document = reading(
        body(
            '<note type="speaker">Members:</note><vocal><desc>Hear, hear!</desc></vocal>'
            '<note type="speaker">Nobody</note><note type="narrative">They left.</note>'
        )
    )
    assert lines(document) == [" Members| Hear, hear!", "Nobody", "They left."]


def test_interrupted_speeches_of_others_stay_apart() -> None:
    """Two utterances that `next` and `prev` connect are two turns, of which the second goes on with the first."""
    data = body(
        '<u xml:id="u1" next="#u2" who="#a"><seg>a</seg></u><u xml:id="u2" prev="#u1" who="#a"><seg>b</seg></u>'
    )
    assert [(turn.id, turn.continues) for turn in turns(reading(data))] == [("t1", None), ("t2", "t1")]


def test_parts_of_one_turn_become_one() -> None:
    """Parts whose ids say that they are one turn are one again, with the events between them."""
    document = reading(
        body(
            '<u xml:id="t1" next="#t1.2" who="#a"><seg>a</seg></u><vocal><desc>(noise)</desc></vocal>'
            '<u xml:id="t1.2" prev="#t1" who="#a"><seg>b</seg></u><u xml:id="t2" who="#b"><seg>c</seg></u>'
        )
    )
    assert lines(document) == ["a None| a / *(noise) / b", "b None| c"]
    assert [turn.id for turn in turns(document)] == ["t1", "t2"]


def test_a_part_with_a_label_swallows_nobody() -> None:
    """A turn that has its own label stays one of its own, and so do the words of whoever spoke before it."""
    document = reading(
        body(
            '<sp xml:id="t1" who="#a"><speaker>A</speaker><p>a</p></sp><stage>(noise)</stage>'
            '<sp xml:id="t1.2" prev="#t1" who="#b"><speaker>B</speaker><p>b</p></sp>'
        )
    )
    assert [(turn.label, text_of(turn.blocks[0].children)) for turn in turns(document)] == [
        ("A", "a"),
        ("B", "b"),
    ]


def test_a_turn_in_another_language() -> None:
    """The language of an utterance is that of the turn, that of a segment is of its words."""
    document = reading(body('<u xml:lang="fr"><seg>oui</seg></u><u xml:lang="en"><seg>yes</seg></u>'))
    assert [turn.lang for turn in turns(document)] == ["fr", None]


# ------------ several files


LIST = '<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="a"><persName>Ann</persName></person></listPerson>'
INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}"/>'
CORPUS = (
    '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>All</title>'
    f"</titleStmt></fileDesc><profileDesc><particDesc>{INCLUDE.format('list.xml')}</particDesc></profileDesc>"
    f"</teiHeader>{INCLUDE.format('one.xml')}{INCLUDE.format('two.xml')}</teiCorpus>"
)
PART = "<fileDesc><titleStmt><title>{0}</title></titleStmt></fileDesc>"


def component(name: str) -> str:
    """A component of a corpus in which Ann says one word."""
    return body(f'<div><u who="#a"><seg>{name}</seg></u></div>', PART.format(name))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus file with a list and two components beside it."""
    for name, content in (
        ("list", LIST),
        ("one", component("one")),
        ("two", component("two")),
        ("all", CORPUS),
    ):
        (tmp_path / f"{name}.xml").write_text(content, encoding="utf-8")
    return tmp_path / "all.xml"


def test_a_corpus_is_read_with_its_files(corpus: Path) -> None:
    """Lists and components that stand beside a corpus file are read; each component is a section."""
    document, notices = read_with_notices(corpus)
    assert lines(document) == [">", "  >", "    a None| one", ">", "  >", "    a None| two"]
    assert [speaker.name for speaker in document.speakers] == ["Ann"]
    assert document.metadata.title == "All"
    assert document.metadata.fields == (("part", "one"), ("part", "two"))
    assert notices == ()


def test_a_missing_list_is_told(corpus: Path) -> None:
    """What is not there is told with its name and line; the rest is read."""
    (corpus.parent / "list.xml").unlink()
    document, (notice,) = read_with_notices(corpus)
    assert notice.message == "the file list.xml is included, but was not read"
    assert notice.severity == "warning"
    assert [speaker.id for speaker in document.speakers] == ["a"]


@pytest.mark.parametrize(
    "name", ["../list.xml", "/etc/passwd", "file:///etc/passwd", "http://x/y.xml", ".hidden", "a/b.xml", ""]
)
def test_only_files_of_the_folder_are_asked_for(name: str) -> None:
    """Paths, addresses and hidden files are not even asked for."""
    asked: list[str] = []

    def beside(wanted: str) -> bytes | None:
        asked.append(wanted)
        return None

    data = tei(f"{INCLUDE.format(name)}<body><p>x</p></body>")
    _, notices = read(Source(data.encode(), "a.xml", beside=beside))
    assert asked == []
    assert any("was not read" in notice.message for notice in notices)


def test_a_link_out_of_the_folder_is_not_followed(
    corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A link to a file elsewhere is no file of the folder."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "list.xml"
    elsewhere.write_text(LIST, encoding="utf-8")
    (corpus.parent / "list.xml").unlink()
    (corpus.parent / "list.xml").symlink_to(elsewhere)
    assert [notice.code for notice in read_with_notices(corpus)[1]] == ["not-read"]


def test_a_file_that_includes_itself_is_read_once(tmp_path: Path) -> None:
    """Files that include each other come to an end."""
    (tmp_path / "list.xml").write_text(LIST, encoding="utf-8")
    (tmp_path / "one.xml").write_text(CORPUS, encoding="utf-8")
    (tmp_path / "two.xml").write_text(component("two"), encoding="utf-8")
    document = docconv.read(tmp_path / "one.xml")
    assert [line.strip() for line in lines(document) if "|" in line] == ["a None| two"]


def test_components_in_the_corpus_file() -> None:
    """Components may stand in the corpus file itself."""
    data = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{component("one")}</teiCorpus>'
    assert lines(reading(data)) == [">", "  >", "    a None| one"]


# ------------ the parliament profile of docconv


Profile = Callable[[str], docconv.Resolved]


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    """What is read from the corpus file that docconv writes for some TEI."""

    def through(content: str) -> docconv.Resolved:
        document = docconv.read(Source(body(content, PART.format("Day")).encode(), "day.xml"), format="tei")
        options = Options(profile="parliament")
        (tmp_path / "day.xml").write_bytes(write(document, options)[0])
        ((name, data),) = companions(document, options, "day.xml")
        (tmp_path / name).write_bytes(data)
        return docconv.read(tmp_path / name)

    return through


def test_the_parliament_profile_is_read_back(profile: Profile) -> None:
    """Sections, turns, events, separators and groups come back from divisions, utterances and notes."""
    content = (
        "<head>Day</head><div><head>One</head><note type='narrative'>It began.</note>"
        "<sp who='#a'><speaker>Ann</speaker><p>Hi <stage type='vocal'>(laughs)</stage>.</p><stage>(noise)</stage><p>Ho</p></sp>"
        "<div><head>One a</head><stage type='delivery'>quietly</stage></div></div><div><head>Two</head>"
        "<milestone rend='***'/><sp who='#b' cert='low'><speaker>Bob</speaker><p>So</p></sp></div>"
    )
    document = profile(content)
    assert lines(document) == [
        "> One",
        "  It began.",
        "  a Ann| Hi (laughs). / *(noise) / Ho",
        "  > One a",
        "    *quietly",
        "> Two",
        "  Separator: ***",
        "  b Bob| So",
    ]
    assert [turn.attribution.certainty for turn in turns(document)] == ["high", "low"]
    assert [stage.kind for stage in walk(document) if isinstance(stage, Stage)] == [
        "vocal",
        "incident",
        "delivery",
    ]


def test_verse_and_turns_that_go_on_come_back(profile: Profile) -> None:
    """Line ends in paragraphs, and which turn goes on with which."""
    document = profile(
        '<sp xml:id="t1" who="#a"><p>a<lb/>b</p></sp><sp xml:id="t2" who="#b"><p>c</p></sp>'
        '<sp xml:id="t3" prev="#t1" who="#a"><p>d</p></sp>'
    )
    assert lines(document)[0] == "a None| a//b"
    assert [turn.continues for turn in turns(document)] == [None, None, "t1"]


def test_what_only_fills_the_schema_is_not_read(profile: Profile) -> None:
    """Dates, publishers and pages that docconv put there for the schema are no facts of the document."""
    document = profile("<p>x</p><div><head>Empty</head></div>")
    assert (document.metadata.date, document.metadata.fields) == (None, ())
    assert not any(isinstance(node, Milestone) for node in walk(document))


def test_groups_speak_again(profile: Profile) -> None:
    """A group's turn has no `who` in the profile; its label leads to the organisation in the corpus file."""
    header = "<personGrp xml:id='all'><name>All</name></personGrp>"
    document = profile(
        f"<listPerson>{header}</listPerson><sp who='#all'><speaker>All</speaker><p>Aye</p></sp>"
    )
    (turn,) = (node for node in walk(document) if isinstance(node, Turn))
    assert [speaker.id for speaker in turn.speakers] == ["all"]


def people(*entries: str) -> str:
    """A header with a list of people."""
    listed = "".join(entries)
    return f"<profileDesc><particDesc><listPerson>{listed}</listPerson></particDesc></profileDesc>"


def test_people_may_be_known_by_a_code() -> None:
    """Without ids, speeches name people by the codes of the transcript; their role may be an attribute."""
    header = people(
        "<person role='Target_Child'><persName>Lea</persName><altGrp><alt type='CHI'/></altGrp></person>",
        "<person n='MOT' role='Mother'/>",
    )
    document = reading(body('<u who="CHI">da</u><u who="MOT">ja</u>', header))
    found = [(one.id, one.name, one.role) for one in document.speakers]
    assert found == [("CHI", "Lea", "Target Child"), ("MOT", None, "Mother")]


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ("<forename>?</forename>\n<abbr>PAR</abbr>", "PAR"),
        ("<forename>Max</forename><surname>Frei</surname>", "Max Frei"),
        ("<nameLink>d’</nameLink><surname>Arc</surname>", "d’Arc"),
        ("<surname>Frei</surname>, <forename>Max</forename>", "Max Frei"),
        ("<abbr>?</abbr>", "?"),
    ],
)
def test_the_parts_of_a_name(parts: str, name: str) -> None:
    """Parts of a name are words of it, unless they say nothing."""
    header = people(f"<person xml:id='a'><persName>{parts}</persName></person>")
    assert [one.name for one in reading(body('<u who="#a">x</u>', header)).speakers] == [name]


def test_an_utterance_may_say_who_speaks_it() -> None:
    """TEI before P5 in which speeches carry speaker, sex and role: the words around them stay narrative."""
    content = "<p>Prisoner. <u speaker='12' sex='f' role='Defendant'>It is not so.</u></p>"
    document = reading(f"<TEI.2><text><body><div0><div1>{content}</div1></div0></body></text></TEI.2>")
    assert lines(document) == [">", "  >", "    Prisoner.", "    speaker-12 None| It is not so."]
    assert [(one.sex, one.role) for one in document.speakers] == [("F", "Defendant")]


def test_nobody_known_is_called_by_no_label() -> None:
    """A pointer to an unknown man may be any man, so that no label is his name."""
    label = '<note type="speaker">Mr {}:</note><u who="#unknown-M"><seg>x</seg></u>'
    document = reading(body(f"<div>{label.format('Lee')}{label.format('Kay')}</div>"))
    assert [(one.kind, one.name) for one in document.speakers] == [("unknown", None)]
    assert [turn.label for turn in turns(document)] == ["Mr Lee", "Mr Kay"]


def test_spoken_files_name_their_speakers() -> None:
    """People in the header of a spoken corpus are those who speak."""
    people = '<profileDesc><particDesc><listPerson><person xml:id="S1"><persName>Kim</persName></person></listPerson></particDesc></profileDesc>'
    assert spoken(body('<u who="#S1">hi</u><u who="#S2">ho</u>', people)) == ["Kim", "S2"]
    assert told(body('<u who="#S1">hi</u>', people)) == []


def test_speeches_that_another_author_quotes_are_turns() -> None:
    """Editions print the fragments of a play so; the place that each was found in is narrative."""
    cit = '<cit n="1"><bibl>Oak 34</bibl><quote><sp who="#ann"><speaker>Ann</speaker><l>Wait for the ferry.</l></sp></quote></cit>'
    document = reading(body(f'<div><sp who="#bob"><p>So.</p></sp>{cit}</div>'))
    assert [turn.label for turn in document.turns()] == [None, "Ann"]
    assert "Oak 34" in str(document.body)
