"""Captions: what is said as cues, with times that the document tells or that are marked as estimated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pysubs2
import pytest
import webvtt
from attrs import evolve
from hypothesis import given

import docconv
from docconv.formats import Source
from docconv.formats.captions.cues import Cue, Options, cues, pieces_of
from docconv.model import (
    Block,
    Document,
    Heading,
    Narrative,
    Paragraph,
    Resolved,
    Speaker,
    Text,
    Timing,
    Turn,
    TurnBlock,
)
from docconv.testing import documents
from docconv.walk import map_blocks, text_of, timing_of, turns
from support.talks import talks

ADA, BO = Speaker("ada", name="Ada Quill"), Speaker("bo", name="Bo Reeve")
LONG = (
    "We rowed out before the sun was up, and the water was as flat as a table. Nobody spoke a word until we saw the"
    " mast. Then everybody shouted at once, and Tom nearly went over the side."
)


def said(number: int, who: Speaker, text: str, timing: Timing | None = None) -> Turn[Speaker]:
    """A turn of one paragraph."""
    return Turn(f"t{number}", (Paragraph((Text(text),), timing=timing),), (who,), who.name)


TALK: Resolved = Document(
    (
        said(1, ADA, "Did the rope hold?", Timing(1000, 2500)),
        said(2, BO, LONG, Timing(3000, 15000)),
        said(3, ADA, "Salt & <rope>.", Timing(16000, 17000)),
    ),
    speakers=(ADA, BO),
)


def shown(document: Resolved) -> list[Cue]:
    """The cues of a document."""
    return [one for one in cues(document, Options()) if isinstance(one, Cue)]


def test_what_fits_on_a_screen_keeps_its_times() -> None:
    """Nothing is estimated where nothing was cut."""
    first, *_, last = shown(TALK)
    assert (first.begin, first.end, first.is_estimated) == (1000, 2500, False)
    assert (last.begin, last.end, last.is_estimated) == (16000, 17000, False)


def test_what_is_longer_is_cut_behind_sentences() -> None:
    """The pieces take the times of the whole by their length, and say that these are estimated."""
    parts = [one for one in shown(TALK) if one.label == "Bo Reeve"]
    assert " ".join(" ".join(one.lines) for one in parts) == LONG
    assert (parts[0].begin, parts[-1].end) == (3000, 15000)
    assert all(one.is_estimated for one in parts)
    assert [one.end for one in parts[:-1]] == [one.begin for one in parts[1:]]
    assert list(pieces_of(LONG, Options()))[1].endswith("Nobody spoke a word until we saw the mast.")


def test_nothing_is_shown_that_does_not_fit() -> None:
    """Two lines of 42 characters, but for words that are longer."""
    assert all(len(one.lines) <= 2 and max(map(len, one.lines)) <= 42 for one in shown(TALK))
    assert list(pieces_of("x" * 100, Options())) == ["x" * 100]


def test_a_time_that_nobody_knows_is_estimated() -> None:
    """By how fast people read, no later than the next time that is known."""
    document: Resolved = Document(
        (said(1, ADA, "Yes."), said(2, BO, "x" * 60), said(3, ADA, "No.", Timing(3000, 4000))),
        speakers=(ADA, BO),
    )
    assert [(one.begin, one.end, one.is_estimated) for one in shown(document)] == [
        (0, 1000, True), (1000, 3000, True), (3000, 4000, False),
    ]  # fmt: skip


def written(document: Resolved, name: str, folder: Path) -> Path:
    """A file of captions."""
    path = folder / f"talk.{name}"
    path.write_bytes(docconv.write(document, name))
    return path


def test_two_parsers_of_others_read_webvtt(tmp_path: Path) -> None:
    """The same words, times and voices."""
    path = written(TALK, "vtt", tmp_path)
    first, second = webvtt.read(str(path)).captions, pysubs2.load(str(path)).events
    ours = shown(TALK)
    assert [cue.voice for cue in first] == [cue.label for cue in ours]
    assert [(event.start, event.end) for event in second] == [(cue.begin, cue.end) for cue in ours]
    assert [cue.text.split("\n") for cue in first] == [list(cue.lines) for cue in ours[:-1]] + [
        ["Salt &amp; &lt;rope&gt;."]
    ]
    assert [event.plaintext.split("\n") for event in second][:-1] == [list(cue.lines) for cue in ours[:-1]]


def test_two_parsers_of_others_read_subrip(tmp_path: Path) -> None:
    """A label stands where a turn begins."""
    path = written(TALK, "srt", tmp_path)
    first, second = webvtt.from_srt(str(path)).captions, pysubs2.load(str(path)).events
    assert len(first) == len(second) == len(shown(TALK))
    assert [(event.start, event.end) for event in second] == [(cue.begin, cue.end) for cue in shown(TALK)]
    assert [cue.text.startswith(("Ada Quill: ", "Bo Reeve: ")) for cue in first] == [
        True,
        True,
        *[False] * (len(first) - 3),
        True,
    ]


@pytest.mark.parametrize("name", ["vtt", "srt"])
def test_captions_read_back(name: str) -> None:
    """Speakers, words and times of turns; what was cut is paragraphs now."""
    back = docconv.read(docconv.write(TALK, name), format="text")
    assert [turn.label for turn in turns(back)] == ["Ada Quill", "Bo Reeve", "Ada Quill"]
    assert [timing_of(turn) for turn in turns(back)] == [timing_of(turn) for turn in turns(TALK)]
    spoken = [" ".join(text_of(part.children) for part in turn.blocks) for turn in turns(back)]
    assert spoken == ["Did the rope hold?", LONG, "Salt & <rope>."]


def test_what_nobody_says_is_a_note_and_no_cue() -> None:
    """In SubRip it has no place, which a notice says."""
    document: Resolved = Document((Narrative((Text("They met."),)), *TALK.body), speakers=TALK.speakers)
    assert b"NOTE\nThey met.\n\n00:00:01.000" in docconv.write(document, "vtt")
    data, notices = docconv.write_with_notices(document, "srt")
    assert b"met" not in data
    assert [notice.severity for notice in notices] == ["info", "warning"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.srt", "1\n00:00:01,000 --> 00:00:03,500\nIs it tied?\n"),
        ("one.sbv", "0:00:01.000,0:00:03.500\nIs it tied?\n"),
        ("one.vtt", "00:01.000 --> 00:03.500\nIs it tied?\n"),
    ],
)
def test_one_cue_is_enough_where_the_name_of_the_file_tells_captions(name: str, text: str) -> None:
    """It has its times, and the number is nobody's words."""
    (turn,) = turns(docconv.read(Source(text.encode(), name)))
    assert timing_of(turn) == Timing(1000, 3500)
    assert [text_of(part.children).split() for part in turn.blocks] == [["Is", "it", "tied?"]]


def test_a_file_called_captions_without_a_cue_is_a_text() -> None:
    """Its name alone says nothing."""
    text = b"Ann: Is it tied?\n\nBo: It is.\n\nAnn: Good.\n"
    assert [turn.label for turn in turns(docconv.read(Source(text, "talk.srt")))] == ["Ann", "Bo", "Ann"]


def test_the_number_of_the_first_cue_is_no_note() -> None:
    """It belongs to the page, not to the text."""
    source = b"1\n00:00:01,000 --> 00:00:02,000\nAda: Yes.\n\n2\n00:00:03,000 --> 00:00:04,000\nBo: No.\n"
    document = docconv.read(source, format="text")
    assert b"NOTE" not in docconv.write(document, "vtt")
    assert not [one for one in docconv.write_with_notices(document, "srt")[1] if "nobody" in one.message]


@given(documents())
def test_every_word_of_a_turn_is_in_a_cue(document: Resolved) -> None:
    """Whatever is said, in order of its beginning, and no cue ends before it begins."""
    data = docconv.write(document, "vtt").decode()
    found = shown(document)
    texts = [part.children for turn in turns(document) for part in turn.blocks]
    spoken = [word for text in texts for word in text_of(text).split()]
    labels = [word for turn in turns(document) if not turn.blocks for word in (turn.label or "").split()]
    assert sorted(word for cue in found for line in cue.lines for word in line.split()) == sorted(
        (*spoken, *labels)
    )
    assert all(cue.begin < cue.end for cue in found)
    times = re.findall(r"^(\d+:\d\d:\d\d\.\d{3}) --> ", data, re.MULTILINE)
    assert len(times) == len(found)


def test_a_title_and_who_is_nobody_come_back() -> None:
    """The title is behind the name of the format, and a cue without a voice is nobody's."""
    lone = Turn[Speaker]("t4", (Paragraph((Text("All leave."),), timing=Timing(18000, 19000)),))
    document: Resolved = Document((*TALK.body, lone), title=Heading((Text("The rope"),)), speakers=(ADA, BO))
    data = docconv.write(document, "vtt")
    assert data.startswith(b"WEBVTT - The rope\n\n")
    back = docconv.read(data, format="text")
    assert back.title is not None
    assert text_of(back.title.children) == "The rope"
    assert [(turn.label, turn.speakers) for turn in turns(back)][-1] == (None, ())


def test_words_like_a_label_stay_with_who_says_them() -> None:
    """In SubRip a cue that begins with words and a colon has the label of its turn, too."""
    words = (
        "Ada Quill: that is what they call me on the boat, and nobody knows why. Remember: it is a long way."
    )
    document: Resolved = Document(
        (said(1, ADA, "Yes.", Timing(0, 900)), said(2, BO, f"{words} {words}", Timing(1000, 15000))),
        speakers=(ADA, BO),
    )
    data, _ = docconv.write_with_notices(document, "srt")
    assert data.count(b"Bo Reeve: ") > 1
    back = docconv.read(data, format="text")
    assert [turn.label for turn in turns(back)] == ["Ada Quill", "Bo Reeve"]
    assert " ".join(text_of(part.children) for part in list(turns(back))[1].blocks) == f"{words} {words}"


@pytest.mark.parametrize("name", ["vtt", "srt"])
def test_words_that_are_read_as_a_label_are_told(name: str) -> None:
    """What nobody says begins as the turns of a speaker do, or twice in one way."""
    lone = [
        Turn[Speaker](f"t{at}", (Paragraph((Text(f"Cy: {word}"),)),))
        for at, word in ((7, "Yes."), (8, "No."))
    ]
    document: Resolved = Document((*TALK.body, *lone), speakers=(ADA, BO))
    told = [one.message for one in docconv.write_with_notices(document, name)[1]]
    assert "2 lines begin with words and a colon that are read as the label of somebody" in told
    silent = [
        one.message for one in docconv.write_with_notices(evolve(document, body=document.body[:-1]), name)[1]
    ]
    assert not [one for one in silent if "colon" in one]


CUES = (
    "00:00:01.000 --> 00:00:02.500\nWe rowed out before",
    "00:00:02.750 --> 00:00:04.000\nthe sun was up.",
    "00:00:04.000 --> 00:00:06.250\n- Did the rope hold?\n- It did.",
)
FILE = "\n\n".join(("WEBVTT", *CUES)) + "\n"
SUBVIEWER = "\n\n".join(CUES).replace(" --> ", ",") + "\n"


@pytest.mark.parametrize(("text", "name"), [(FILE, "vtt"), (FILE, "srt"), (SUBVIEWER, "vtt")])
def test_cues_that_are_read_are_written_with_their_own_times(text: str, name: str) -> None:
    """A sentence over two cues is one paragraph, and two cues again; nothing is estimated."""
    data = docconv.write(docconv.read(text.encode(), format="text"), name).decode().replace(",", ".")
    times = re.findall(r"^(\S+ --> \S+)$", data, re.MULTILINE)
    assert times == [cue.splitlines()[0] for cue in (*CUES, CUES[-1])]
    assert "estimated" not in data


def test_who_speaks_second_in_a_cue_has_its_times() -> None:
    """And words behind a blank line, which are in no cue, have none."""
    document = docconv.read(FILE.encode(), format="text")
    assert [timing_of(turn) for turn in turns(document)][-2:] == [Timing(4000, 6250), Timing(4000, 6250)]
    loose = docconv.read(f"{FILE}\n- Nobody timed this.\n".encode(), format="text")
    assert [timing_of(turn) for turn in turns(loose)][-1] is None


def test_a_line_that_several_cues_hold_alone_is_said_several_times() -> None:
    """Captions roll only where cues go on below the line that comes back."""
    song = [f"00:00:0{at}.000 --> 00:00:0{at}.900\nRow the boat" for at in range(1, 7)]
    document = docconv.read("\n\n".join(("WEBVTT", *song)).encode(), format="text")
    assert str(document.body).count("Row the boat") == 6


def test_the_words_of_a_named_cue_are_no_title() -> None:
    """However short they are: what is in a cue is said."""
    document = docconv.read(
        b"WEBVTT\n\nintro\n00:00:00.000 --> 00:00:02.000\nSoft music plays\n", format="text"
    )
    assert document.title is None
    assert [timing_of(turn) for turn in turns(document)] == [Timing(0, 2000)]


@pytest.mark.parametrize("name", ["vtt", "srt"])
def test_who_speaks_over_another_is_named_again(name: str) -> None:
    """What was cut goes on behind a cue of somebody else, and is still said by who says it."""
    over = said(2, BO, "Stop there!", Timing(3000, 4000))
    document: Resolved = Document((said(1, ADA, LONG, Timing(0, 12000)), over), speakers=(ADA, BO))
    back = docconv.read(docconv.write(document, name), format="text")
    assert Counter(said_words(back)) == Counter(said_words(document))
    assert len(list(turns(back))) == 3


@pytest.mark.parametrize("name", ["vtt", "srt"])
def test_words_without_a_time_begin_no_later_than_what_is_behind_them(name: str) -> None:
    """However long it takes to read them."""
    document: Resolved = Document(
        (said(1, ADA, "Yes.", Timing(0, 3000)), said(2, BO, LONG), said(3, ADA, "No.", Timing(3500, 4000))),
        speakers=(ADA, BO),
    )
    assert max(one.begin for one in shown(document)) == 3500
    back = docconv.read(docconv.write(document, name), format="text")
    assert list(said_words(back)) == list(said_words(document))


@pytest.mark.parametrize("name", ["vtt", "srt"])
@pytest.mark.parametrize(
    "words",
    [
        "It did, for an hour or for two, at least: then we had to tie it again.",
        "Did the rope hold? It did, for an hour at least: then we had to tie it again.",
    ],
)
def test_no_line_begins_as_a_label_does(name: str, words: str) -> None:
    """Where it can be broken elsewhere, or else cut: a colon in a sentence is at no begin of a second line."""
    talk = tuple(
        said(at, (ADA, BO)[at % 2], words, Timing(at * 4000, at * 4000 + 3900)) for at in range(1, 6)
    )
    document: Resolved = Document(talk, speakers=(ADA, BO))
    data, notices = docconv.write_with_notices(document, name)
    assert [one.message for one in notices if "colon" in one.message] == []
    assert list(said_words(docconv.read(data, format="text"))) == list(said_words(document))


@pytest.mark.parametrize("name", ["vtt", "srt"])
@given(talk=talks(has_times=True))
def test_a_talk_comes_back(name: str, talk: Resolved) -> None:
    """Who says which words; where nobody speaks over another, in the order of the talk, too."""
    back, apart = (docconv.read(docconv.write(one, name), format="text") for one in (talk, one_by_one(talk)))
    if name == "srt" and len(list(turns(talk))) < 4:  # too few to tell labels from words: nobody is named
        assert {label for label, _ in said_words(back)} <= {None, *(turn.label for turn in turns(talk))}
        return
    assert Counter(said_words(back)) == Counter(said_words(talk))
    assert list(said_words(apart)) == list(said_words(talk))


def one_by_one(document: Resolved) -> Resolved:
    """A document in which all that is heard ends before the next begins."""
    heard = [part.timing for turn in turns(document) for part in turn.blocks if isinstance(part, Paragraph)]
    begins = sorted(timing.begin for timing in heard if timing is not None)

    def ended(part: TurnBlock[Speaker]) -> TurnBlock[Speaker]:
        if not isinstance(part, Paragraph) or part.timing is None or part.timing.end is None:
            return part
        timing = part.timing
        later = next((one for one in begins if one > timing.begin), part.timing.end)
        return evolve(part, timing=evolve(timing, end=min(part.timing.end, later)))

    def change(block: Block[Speaker]) -> Block[Speaker]:
        return evolve(block, blocks=tuple(map(ended, block.blocks))) if isinstance(block, Turn) else block

    return map_blocks(document, change)


def said_words(document: Resolved) -> Iterator[tuple[str | None, str]]:
    """The words of turns, each with the label of its turn."""
    for turn in turns(document):
        for part in turn.blocks:
            yield from ((turn.label, word) for word in text_of(part.children).split())


def test_a_comment_ends_where_the_times_of_a_cue_begin() -> None:
    """As a browser reads it: no comment holds an arrow, be there a blank line before it or none."""
    text = b"WEBVTT\n\nNOTE by Ida\n00:01.000 --> 00:02.000\nFoo.\n\nNOTE\nof Bo\n00:03.000 --> 00:04.000\nBar.\n"
    document = docconv.read(text, format="text")
    assert [word for _, word in said_words(document)] == ["Foo.", "Bar."]


@pytest.mark.parametrize(("name", "mark"), [("vtt", "."), ("srt", ",")])
def test_words_begin_with_their_own_cue(name: str, mark: str) -> None:
    """A cue without words above it has its time, and is not theirs."""
    times = [
        "00:00:01.000 --> 00:00:02.000",
        "00:00:03.000 --> 00:00:04.000",
        "00:00:07.000 --> 00:00:08.000",
    ]
    rows = zip(times, ("<v Ada>The rope.", "", "<v Bo>It is old."), strict=True)
    cued = [f"{number}\n{time.replace('.', mark)}\n{words}\n\n" for number, (time, words) in enumerate(rows)]
    text = ("WEBVTT\n\n" if name == "vtt" else "") + "".join(cued)
    document = docconv.read(text.encode(), format="text")
    assert [timing_of(turn) for turn in turns(document)] == [Timing(1000, 2000), Timing(7000, 8000)]


def heard(text: str) -> list[tuple[str | None, str, Timing | None]]:
    """The paragraphs of captions with who says them and when."""
    return [
        (turn.label, text_of(part.children), part.timing)
        for turn in turns(docconv.read(text.encode(), format="text"))
        for part in turn.blocks
        if isinstance(part, Paragraph)
    ]


def test_tags_of_html_and_what_is_in_braces_are_no_words() -> None:
    """Programs write them into captions of all kinds; a line ends where one of them says so."""
    assert heard(
        '1\n00:00:01,000 --> 00:00:03,000\n{\\an8}{\\i1}Nora: We found the <span class="x">old</span> bell.{\\i0}<br><BR />'
        "It was under the jetty.\n\n"
        "2\n00:00:03,000 --> 00:00:05,000\nPiet: <em>Does it</em> still<br/>ring?\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nNora: It <s>did</s> does.\n"
    ) == [
        ("Nora", "We found the old bell. It was under the jetty.", Timing(1000, 3000)),
        ("Piet", "Does it still ring?", Timing(3000, 5000)),
        ("Nora", "It did does.", Timing(5000, 6000)),
    ]


def test_times_need_no_parts_of_seconds_where_words_are_below_them() -> None:
    """Nor spaces about the arrow. Above an empty line they are those of the words before, in a text."""
    assert heard(
        "1\n0:0:4 --> 0:0:6\nNora: We found the old bell.\n\n2\n00:00:07-->00:00:09\nPiet: Does it still ring?\n\n"
        "3\n00:00:09,5-->00:00:11,25\nNora: It does.\n"
    ) == [
        ("Nora", "We found the old bell.", Timing(4000, 6000)),
        ("Piet", "Does it still ring?", Timing(7000, 9000)),
        ("Nora", "It does.", Timing(9500, 11250)),
    ]
    below = docconv.read(b"We found it.\n00:01 --> 00:05\n\nDid you?\n00:06 --> 00:09\n", format="text")
    assert docconv.write(below, "txt").decode().split("\n\n") == ["We found it.", "Did you?\n"]


def test_facts_below_a_title_are_no_words() -> None:
    """As below the signature alone, which programs for videos write."""
    for title in ("", " The bell", " - The bell"):
        text = (
            f"WEBVTT{title}\nKind: captions\nLanguage: en\n\n00:01.000 --> 00:03.000\n<v Nora>We found it.\n"
        )
        assert heard(text) == [("Nora", "We found it.", Timing(1000, 3000))]


SAID = (
    ("ADA", "We found the old bell in the harbour."),
    ("BO", "Did you bring it home?"),
    ("ADA", "It took four people to lift it."),
    ("BO", "And does it still ring?"),
)


@pytest.mark.parametrize("form", ["- {}: {}", "– {}: {}", "[{}]\n{}", "[{}]: {}", ">> {}: {}"])
def test_a_label_in_a_cue_may_be_behind_a_dash_or_in_brackets(form: str) -> None:
    """One cue each, and two in one cue where a line is somebody's."""
    cue = "{0}\n00:00:0{0},000 --> 00:00:0{0},900\n{1}\n".format
    rows = [form.format(*one) for one in SAID]
    alone = "\n".join(cue(number, row) for number, row in enumerate(rows, 1))
    pairs = "\n".join(
        cue(number, f"{one}\n{two}")
        for number, (one, two) in enumerate(zip(rows[::2], rows[1::2], strict=True), 1)
    )
    for text in (alone, pairs) if "\n" not in form else (alone,):
        assert [(label, words) for label, words, _ in heard(text) if words] == list(SAID)


def test_a_dash_without_a_label_is_somebody_else() -> None:
    """Though words before a colon are behind others: what comes once is no label."""
    rows = ["- ADA: We found it.", "- Did you?", "- ADA: I say this: we did.", "- One thing: no more."]
    text = "".join(f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n{row}\n\n" for at, row in enumerate(rows, 1))
    assert [(label, words) for label, words, _ in heard(text)] == [
        ("ADA", "We found it."),
        (None, "Did you?"),
        ("ADA", "I say this: we did."),
        (None, "One thing: no more."),
    ]


RUBY = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Kana><ruby>漢字<rt>かんじ</rt></ruby>の<ruby>本<rt.loud> ほん </ruby>です。<ruby>字<rt></rt></ruby>

00:00:05.000 --> 00:00:06.000
<v Ben><ruby>WWW<rt>World Wide Web</rt></ruby> is old.
"""


def test_how_words_are_read_stands_in_brackets_behind_them() -> None:
    """It is set above them, and is no part of them."""
    document = docconv.read(RUBY.encode(), format="text")
    said = [text_of(turn.blocks[0].children) for turn in turns(document)]
    assert said == ["漢字(かんじ)の本(ほん)です。字", "WWW(World Wide Web) is old."]


def test_two_dashes_in_a_cue_without_a_voice_are_two_who_speak() -> None:
    """Where the other cues name their voices, nobody knows who they are."""
    cues = ("<v Host>Welcome.", "- Hello.\n- Hello, Ida.", "<v Ida>Thank you.")
    text = "WEBVTT\n" + "".join(
        f"\n00:0{at}.000 --> 00:0{at + 1}.000\n{cue}\n" for at, cue in enumerate(cues)
    )
    document = docconv.read(Source(text.encode(), "a.vtt"))
    said = [
        (len(turn.speakers), " ".join(text_of(part.children) for part in turn.blocks))
        for turn in turns(document)
    ]
    assert said == [(1, "Welcome."), (0, "Hello."), (0, "Hello, Ida."), (1, "Thank you.")]
