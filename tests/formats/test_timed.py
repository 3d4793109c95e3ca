"""Tables, captions of TTML and screenplays of Final Draft: who speaks and when, and every word of it."""

from __future__ import annotations

import pytest

import docconv
from docconv.account import check
from docconv.account.timed.rows import final_draft, sheet, ttml
from docconv.errors import AccountError, BadInputError
from docconv.formats import Source
from docconv.formats.lookup import by_root, named
from docconv.model import Paragraph, Resolved, Section, Stage, Timing
from docconv.walk import text_of, turns, walk
from support.growth import steps_of
from support.seeds import FDX, SHEET, TTML

TT = """<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
xmlns:ttp="http://www.w3.org/ns/ttml#parameter" {}><body>{}</body></tt>"""
CONTENT = "<FinalDraft><Content>{}</Content></FinalDraft>"


def told(document: Resolved) -> list[tuple[str | None, str, Timing | None]]:
    """Label, words and times of each paragraph."""
    parts = [(turn.label, part) for turn in turns(document) for part in turn.blocks]
    return [
        (label, " ".join(text_of(part.children).split()), part.timing)
        for label, part in parts
        if isinstance(part, Paragraph)
    ]


def read(text: str, name: str) -> Resolved:
    """A file as a document."""
    return docconv.read(text.encode(), format=name)


# ------------ tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "head",
    [
        ("Start", "End", "Speaker", "Text"),
        ("Start Time", "EndTime", "speaker_name", "Transcript"),
        ("Beginn (s)", "Ende (s)", "Sprecherin", "Wortlaut"),
        ("Début", "Fin", "Locutrice", "Texte"),
        ("Inicio", "Fin", "Hablante", "Texto"),
        ("Начало", "Конец", "Говорящий", "Текст"),
        ("開始時間", "終了時間", "話者", "発言"),
    ],
)
def test_columns_are_found_by_their_names(delimiter: str, head: tuple[str, ...]) -> None:
    """In several languages, whatever is between them; quotes hold what would be a delimiter."""
    rows = (head, ("1.5", "3", "Ilona Kis", '"Who, ""then"";\n both|\tof you?"'), ("3", "", "", "Nobody."))
    document = read("\r\n".join(map(delimiter.join, rows)), "csv")
    assert told(document) == [
        ("Ilona Kis", 'Who, "then"; both| of you?', Timing(1500, 3000)),
        (None, "Nobody.", Timing(3000)),
    ]


@pytest.mark.parametrize(
    ("head", "begin", "end", "timing"),
    [
        ("start,end", "00:00:01.500", "00:01:03", Timing(1500, 63_000)),
        ("start,end", "0:01", "[1:02]", Timing(1000, 62_000)),
        ("start,end", "1500", "4000", Timing(1500, 4000)),  # nobody takes 41 minutes for three words
        ("start,end", "1", "4", Timing(1000, 4000)),
        ("start_ms,end_ms", "1", "4", Timing(1, 4)),
        ("start,duration", "1.25", "2", Timing(1250, 3250)),
        ("end,start", "x", "2", Timing(2000)),
        ("start,end", "later", "-1", None),
        ("start,end", "9", "1", Timing(9000)),
    ],
)
def test_times_are_clocks_or_numbers(head: str, begin: str, end: str, timing: Timing | None) -> None:
    """A unit is told by the name of the column, else by how fast it would be spoken."""
    begin, end = (end, begin) if head.startswith("end") and end == "x" else (begin, end)
    assert told(read(f"id,{head},text\n7,{begin},{end},What was it?\n", "csv")) == [
        (None, "What was it?", timing)
    ]


def test_a_table_by_whisper_has_milliseconds() -> None:
    """Its columns are parted by tabs, and nobody is told."""
    text = "start\tend\ttext\n0\t2500\tWho took the oars?\n2500\t4000\tI did, both of them.\n"
    assert [time for _, _, time in told(read(text, "csv"))] == [Timing(0, 2500), Timing(2500, 4000)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,2,Hello there\n", "no column has the name of one with words: 1, 2, Hello there"),
        ("", "it has no rows"),
        ("start,text\n1,\n", "nothing is said"),
        ('text\n"' + "x" * 200_000, "cannot be read"),
    ],
)
def test_a_table_that_is_not_understood_is_refused(text: str, message: str) -> None:
    """With the names of its columns, and with those that it may have."""
    with pytest.raises(BadInputError, match=message):
        read(text, "csv")


def test_rows_of_single_words_are_sentences_with_times_of_words() -> None:
    """As programs that time words write them; few rows may be short answers."""
    said = ["Where", "is", "it", "?", "In", "the", "red", "shed", "behind", "the", "house", "."]
    rows = [f"{one},{at},{at}.5,{'Ada' if at < 4 else 'Bo'}" for at, one in enumerate(said)]
    found = told(read("\n".join(("text,start,end,speaker", *rows)), "csv"))
    assert [(label, words, time and time.words[:4]) for label, words, time in found] == [
        ("Ada", "Where is it?", (0, 500, 1000, 1500)),
        ("Bo", "In the red shed behind the house.", (4000, 4500, 5000, 5500)),
    ]
    few = told(read("\n".join(("text,start,end,speaker", *rows[:3])), "csv"))
    assert [words for _, words, _ in few] == ["Where", "is", "it"]


def test_columns_that_are_not_read_are_named() -> None:
    """And which of them is what."""
    _, notices = docconv.read_with_notices(b"mood,Who,Text\nglad,Ann,Yes.\n", format="csv")
    assert [one.message for one in notices if one.rule == "columns"] == [
        "columns of the table: speaker in 'Who', words in 'Text'",
        "columns that are not read: mood",
    ]


# ------------ TTML


def test_captions_have_agents_and_times_within_times() -> None:
    """Times count from those of what they are in; frames are of the rate that is told."""
    document = docconv.read(TTML, format="ttml")
    assert told(document) == [
        ("Ilona Kis", "Who took both oars & the rope?", Timing(10_000, 12_000)),
        ("Jan Molnar", "I did, all of them.", Timing(12_400, 14_400)),
        ("Ilona Kis", "Why?", Timing(15_000, 19_000)),
        ("Jan Molnar", "To mend them.", Timing(15_000, 19_000)),
    ]
    assert (document.metadata.title, document.metadata.lang) == ("Oars", "en")


@pytest.mark.parametrize(
    ("rates", "begin", "end", "timing"),
    [
        ("", "1.5s", "1m", Timing(1500, 60_000)),
        ("", "00:00:01:15", "2000ms", Timing(1500, 2000)),
        ("", "1.5", "0:02.250", Timing(1500, 2250)),
        ('ttp:tickRate="10000000"', "15000000t", "0.001h", Timing(1500, 3600)),
        ('ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"', "24f", "48f", Timing(1001, 2002)),
        ('ttp:frameRate="0"', "30f", "tomorrow", Timing(1000)),
    ],
)
def test_times_of_captions(rates: str, begin: str, end: str, timing: Timing) -> None:
    """Clocks, offsets, frames, ticks."""
    body = f'<div><p begin="{begin}" end="{end}">Good day.</p><p begin="90s" end="91s">And you?</p></div>'
    first, second = (time for _, _, time in told(read(TT.format(rates, body), "ttml")))
    assert (first, second) == (
        timing if timing.end else Timing(timing.begin, timing.begin),
        Timing(90_000, 91_000),
    )


def test_what_is_shown_in_a_row_begins_where_its_neighbour_ends() -> None:
    """`seq` and `dur`, which is no longer than what it is in."""
    row = '<p dur="2s">Good day.</p><p begin="1s" dur="9s">And you?</p>'
    body = f'<div begin="10s" end="15s" timeContainer="seq">{row}</div>'
    assert [time for _, _, time in told(read(TT.format("", body), "ttml"))] == [
        Timing(10_000, 12_000),
        Timing(13_000, 15_000),
    ]


def test_captions_are_known_by_their_root() -> None:
    """Whatever the suffix; and so are screenplays."""
    assert by_root(named("tei"), TTML).name == "ttml"
    assert by_root(named("tei"), FDX).name == "fdx"


# ------------ Final Draft


def test_characters_speak_and_action_is_events() -> None:
    """Looks, parentheticals, two who speak at once, a title page; notes are left out."""
    document, notices = docconv.read_with_notices(FDX, format="fdx")
    assert [(label, said) for label, said, _ in told(document)] == [
        ("MIRA (O.S.)", "Hold this end."),
        ("MIRA (O.S.)", "No, that one."),
        ("JOREN", "Which one?"),
        ("MIRA (CONT'D)", "That."),
    ]
    assert [one.name for one in document.speakers] == ["MIRA", "JOREN"]
    stages = [text_of(one.children) for one in walk(document) if isinstance(one, Stage)]
    assert stages == ["Rain. MIRA ties a rope.", "(looks up)", "CUT TO:"]
    assert document.metadata.title == "The Long Tide"
    scene = next(one for one in document.body if isinstance(one, Section))
    assert scene.heading is not None
    assert text_of(scene.heading.children) == "EXT. PIER - DAY"
    assert [one.message for one in notices] == ["1 notes to the script: left out"]


def test_a_character_who_says_nothing_stays() -> None:
    """As it is printed."""
    text = '<Paragraph Type="Character"><Text>{}</Text></Paragraph><Paragraph Type="{}"><Text>{}</Text></Paragraph>'
    rows = (("ANN", "Action", "She waits."), ("BEN", "Character", "ANN"), ("BEN", "Dialogue", "Yes?"))
    document = read(CONTENT.format("".join(text.format(*row) for row in rows)), "fdx")
    stages = [text_of(one.children) for one in walk(document) if isinstance(one, Stage)]
    assert stages == ["ANN", "She waits.", "BEN", "ANN"]


def test_the_end_of_a_line_parts_words_also_between_looks() -> None:
    """A text that ends with one, and a text that begins behind it."""
    looks = '<Paragraph Type="Action"><Text Style="Bold">NO WAY&#10;</Text><Text>OUT</Text></Paragraph>'
    talk = '<Paragraph Type="Character"><Text>ANN</Text></Paragraph><Paragraph Type="Dialogue"><Text>Yes?</Text></Paragraph>'
    document = read(CONTENT.format(looks + talk), "fdx")
    assert [text_of(one.children) for one in walk(document) if isinstance(one, Stage)] == ["NO WAY OUT"]


# ------------ all of them


@pytest.mark.parametrize(
    ("beside", "said"),
    [("", "字(じ)です。"), ('<span tts:ruby="delimiter">{}</span>', "字（じ）です。")],
)
def test_how_words_are_read_stands_in_brackets_behind_them(beside: str, said: str) -> None:
    """In brackets of ours, where the captions have none of their own."""
    inside = f'{beside.format("（")}<span tts:ruby="text">じ</span>{beside.format("）")}'
    ruby = f'<span tts:ruby="container"><span tts:ruby="base">字</span>{inside}</span>'
    styled = 'xmlns:tts="http://www.w3.org/ns/ttml#styling"'
    body = f'<div><p begin="1s" end="2s">{ruby}です。</p><p begin="3s" end="4s">はい。</p></div>'
    assert told(read(TT.format(styled, body), "ttml"))[0][1] == said


@pytest.mark.parametrize(
    ("name", "data", "account"), [("csv", SHEET, sheet), ("ttml", TTML, ttml), ("fdx", FDX, final_draft)]
)
def test_a_word_that_a_reader_lost_is_missed(name: str, data: bytes, account: object) -> None:
    """The account has the words by a way of its own."""
    assert callable(account)
    more = Source(data.replace(b"that one", b"that very one").replace(b"mend", b"really mend"))
    with pytest.raises(AccountError):
        check(more, account(more), docconv.read(data, format=name))


@pytest.mark.parametrize(
    ("name", "begin", "part", "end"),
    [
        ("csv", "start,speaker,text\n", '1,Ann,"Yes, so."\n2,Ben,No.\n', ""),
        ("ttml", TT.partition("{}</body>")[0].format(""), '<p begin="1s" end="2s">Yes, it was.</p>', "</body></tt>"),
        ("fdx", CONTENT.partition("{}")[0], FDX.decode().partition("<Content>")[2].partition("</Content>")[0], CONTENT.partition("{}")[2]),
    ],
)  # fmt: skip
def test_reading_takes_time_in_proportion(name: str, begin: str, part: str, end: str) -> None:
    """Four times the rows take four times the work."""
    small, large = (f"{begin}{part * count}{end}" for count in (150, 600))
    read(small, name)  # what is loaded once
    assert steps_of(lambda: read(large, name)) < 4.4 * steps_of(lambda: read(small, name))


@pytest.mark.parametrize("name", ["ttml", "fdx"])
@pytest.mark.parametrize(
    ("text", "message"),
    [("<a", "not well-formed"), ("<a/>", "the root of this file is a"), ('<!DOCTYPE x [<!ENTITY e "">]><x/>', "document type")],
)  # fmt: skip
def test_other_xml_is_refused(name: str, text: str, message: str) -> None:
    """By the room that all readers of XML by others share."""
    with pytest.raises(BadInputError, match=message):
        read(text, name)


def test_files_in_which_nobody_speaks_are_refused() -> None:
    """Captions without words, a screenplay without dialogue."""
    with pytest.raises(BadInputError, match="nothing is said"):
        read(TT.format("", "<div/>"), "ttml")
    with pytest.raises(BadInputError, match="nobody says anything"):
        read(CONTENT.format('<Paragraph Type="Action"><Text>Rain.</Text></Paragraph>'), "fdx")


def test_a_table_whose_columns_have_no_names_is_read_by_its_cells() -> None:
    """With a warning that says which column is which; where the first row may have names, it is refused."""
    rows = ["Ann,0:01,Where is it?", "Ben,0:04,In the boat.", "Ann,0:06,All of it?", "Ben,0:09,Most of it."]
    document, notices = docconv.read_with_notices("\n".join(rows).encode(), format="csv")
    assert [turn.label for turn in turns(document)] == ["Ann", "Ben"] * 2
    assert any(one.severity == "warning" and "words in column 3" in one.message for one in notices)
    with pytest.raises(BadInputError, match="no column has the name"):
        docconv.read("\n".join(["Wer,Wann,Was", *rows]).encode(), format="csv")


def test_a_time_alone_in_its_paragraph_is_that_of_the_words_below() -> None:
    """As in pages of transcripts of podcasts: `cite`, `time` and `p`, one below the other."""
    page = (
        "<!doctype html><title>Rope</title><body>"
        "<cite>Ada:</cite><time>0:00</time><p>Where is the rope?</p>"
        "<cite>Bo:</cite><time>1:09</time><p>It is in the shed.</p><p>Is it not?</p>"
        "<cite>Ada:</cite><time>1:02:09</time><p>Thank you.</p></body>"
    )
    assert [one for one in told(read(page, "html")) if one[1]] == [
        ("Ada", "Where is the rope?", Timing(0)),
        ("Bo", "It is in the shed.", Timing(69_000)),
        ("Bo", "Is it not?", None),
        ("Ada", "Thank you.", Timing(3_729_000)),
    ]
