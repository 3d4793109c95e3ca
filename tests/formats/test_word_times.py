"""When words are heard: from recognisers and captions into every format that has a place for it."""

from __future__ import annotations

import json
import statistics
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from attrs import evolve
from hypothesis import given

import docconv
from docconv import model as m
from docconv.errors import BadInputError
from docconv.pipeline import write_with_notices
from docconv.tei.schema.validation import faults
from docconv.transcript.utterances import times_of_words
from docconv.verify import prove
from docconv.walk import map_blocks, text_of, turns
from support.talks import talks

ANN = m.Speaker("ann-berg", name="Ann Berg", aliases=("ANN",))
TIMED = m.Paragraph[m.Speaker](
    (
        m.Text("The red "), m.Emphasis((m.Text("rope is"),)), m.Text(" here & "),
        m.Gap("[inaudible]"), m.Note((m.Text("So in the draft."),)), m.Milestone("line"),
        m.Text("<coiled> ro"), m.Emphasis((m.Text("pe"),)), m.Text("."),
    ),
    timing=m.Timing(1000, 9000, (1000, 1200, 1200, 1500, 1600, -1, 1900, 2000, 2000, 2500, -1, -1, -1, -1, 3000, 3400, -1, -1)),
)  # fmt: skip
PLAIN = m.Paragraph[m.Speaker]((m.Text("We sail."),), timing=m.Timing(10_000, None, (10_000, 10_400, -1, -1)))
TALK: m.Resolved = m.Document((m.Turn("t1", (TIMED, PLAIN), (ANN,), "ANN"),), m.Metadata("The rope", "en"), None, (ANN,))  # fmt: skip
WHOLE = ("json", "tei", "docx", "pdf", "html", "pandoc")
SEGMENTS = {
    "segments": [
        {
            "start": 1.0, "end": 3.5, "text": " The red rope, 20 feet.", "speaker": "SPEAKER_00",
            "words": [
                {"word": "The", "start": 1.0, "end": 1.2}, {"word": "red", "start": 1.2, "end": 1.5},
                {"word": "rope,", "start": 1.6, "end": 2.0}, {"word": "20"}, {"word": "feet.", "start": 3.0, "end": 3.5},
            ],
        },
        {"start": 4.0, "end": 5.0, "text": " Coiled?", "speaker": "SPEAKER_01", "words": [{"word": "Other", "start": 4.0}]},
    ]
}  # fmt: skip


def words_of(document: m.Resolved) -> list[tuple[str, int, int]]:
    """The words of paragraphs whose words have times, with these."""
    return [
        (word, *pair)
        for turn in turns(document)
        for part in turn.blocks
        if isinstance(part, m.Paragraph) and part.timing and part.timing.words
        for word, pair in zip(
            text_of(part.children).split(),
            zip(part.timing.words[::2], part.timing.words[1::2], strict=True),
            strict=True,
        )
    ]


@pytest.mark.parametrize("name", WHOLE)
def test_times_of_words_come_back(name: str) -> None:
    """Beside notes, gaps, lines and emphasis; what nobody knows stays unknown."""
    data = docconv.write(TALK, name)
    assert docconv.read(data, format=name) == TALK
    assert prove(TALK, data, name) == ()


def test_tei_has_words_as_iso_24624_does() -> None:
    """Each points to the instants at which it begins and ends; the file is valid."""
    data = docconv.write(TALK, "tei")
    assert b'<w synch="#time.1000 #time.1200">The</w> <w synch="#time.1200 #time.1500">red</w>' in data
    assert b'<when interval="1200" since="#time.origin" xml:id="time.1200"/>' in data
    assert faults(data) == ()


@pytest.mark.parametrize(
    "said", ["So we sail.", "So  we sail.", " So we sail.", "So\u00a0we sail.", "So <we> sail."]
)
def test_words_of_one_text_are_marked_whatever_parts_them(said: str) -> None:
    """One space, two, or another one; the spaces stay, and each word has its own times."""
    times = (0, 4, 5, 9, 12, 15)
    paragraph = m.Paragraph[m.Speaker]((m.Text(said),), timing=m.Timing(0, 15, times))
    talk: m.Resolved = m.Document((m.Turn("t1", (paragraph,), (ANN,), "ANN"),), m.Metadata(), None, (ANN,))
    data = docconv.write(talk, "tei")
    assert data.count(b"<w synch=") == 3
    assert docconv.read(data, format="tei") == talk


def test_json_of_a_recogniser_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of the source are counted from the same values, for parsing them takes longest."""
    data, parsed = json.dumps(SEGMENTS).encode(), json.loads
    calls: list[object] = []

    def counted(given: bytes) -> object:
        calls.append(given)
        return parsed(given)

    monkeypatch.setattr(json, "loads", counted)
    docconv.read(data, format="json")
    assert len(calls) == 1


def test_a_word_in_two_pieces_has_its_times_at_the_first() -> None:
    """TEI says that it is a part, and no time is lost."""
    halves = m.Paragraph[m.Speaker](
        (m.Text("Ro"), m.Emphasis((m.Text("pe"),)), m.Text(" here")), timing=m.Timing(0, 9, (0, 4, 5, 9))
    )
    talk: m.Resolved = m.Document((m.Turn("t1", (halves,), (ANN,), "ANN"),), m.Metadata(), None, (ANN,))
    assert docconv.read(docconv.write(talk, "json"), format="json") == talk
    data = docconv.write(talk, "tei")
    assert b'<w part="I" synch="#time.0 #time.4">Ro</w><hi rend="italic">pe</hi>' in data
    assert docconv.read(data, format="tei") == talk
    assert faults(data) == ()


PARTED_TIMING = m.Timing(
    1000, 9000,
    (1000, 1200, 1300, 1900, 2000, 2100, 2200, 2900, -1, -1, 3100, 3900, 4000, 4100, 4200, 4300, 4400, 4900),
    (1, 2, 1500, 1, 3, 1600, 3, 4, 2300, 3, 7, 2400, 5, 3, 3300, 5, 3, 3400, 8, 4, 4800),
)  # fmt: skip
PARTED = m.Paragraph[m.Speaker](
    (m.Text("A co-founder had "), m.Emphasis((m.Text("thir"),)), m.Text("ty-3 & 30% of <it>, Ada's.")),
    timing=PARTED_TIMING,
)
PARTED_TALK: m.Resolved = m.Document((m.Turn("t1", (PARTED,), (ANN,), "ANN"),), m.Metadata("The rope", "en"), None, (ANN,))  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_instants_within_words_come_back(name: str) -> None:
    """Between the pieces of a word, behind the letters of one that was heard as several, and beside markup."""
    data = docconv.write(PARTED_TALK, name)
    assert docconv.read(data, format=name) == PARTED_TALK
    assert prove(PARTED_TALK, data, name) == ()


def test_tei_has_instants_within_words_as_iso_24624_does() -> None:
    """As anchors in a word, or where markup parts it behind the first piece; the file is valid."""
    data = docconv.write(PARTED_TALK, "tei")
    assert b'>co<anchor synch="#time.1500"/>-<anchor synch="#time.1600"/>founder</w>' in data
    assert b"thir</w><anchor" not in data
    assert (
        b'<w part="I" synch="#time.2200 #time.2900">thir<anchor synch="#time.2300"/></w></hi>ty-<anchor '
        in data
    )
    assert b'<when interval="3400" since="#time.origin" xml:id="time.3400"/>' in data
    assert faults(data) == ()


def test_cues_have_instants_within_words() -> None:
    """As marks, which are read back; what none can tell is counted."""
    data, notices = write_with_notices(PARTED_TALK, "vtt")
    assert b"<00:00:01.300>co<00:00:01.500>-<00:00:01.600>founder<00:00:01.900>" in data
    assert b"30%<00:00:03.300><00:00:03.400><00:00:03.900>" in data
    assert not [one for one in notices if one.rule == "times"]
    (turn,) = turns(docconv.read(data, format="text"))
    (part,) = turn.blocks
    assert isinstance(part, m.Paragraph)
    assert part.timing is not None
    assert part.timing.anchors == PARTED_TIMING.anchors
    early = evolve(PARTED_TIMING, anchors=(1, 2, 1300))
    talk = evolve(
        PARTED_TALK, body=(evolve(next(turns(PARTED_TALK)), blocks=(evolve(PARTED, timing=early),)),)
    )
    told = [one.message for one in write_with_notices(talk, "vtt")[1] if one.rule == "times"]
    assert told == ["when 1 word is heard has no place in this format, and is not written"]


@pytest.mark.parametrize("name", ["chat", "exb", "eaf"])
def test_formats_without_instants_within_words_say_so(name: str) -> None:
    """They count the words, and a proof does not blame it."""
    data, notices = write_with_notices(PARTED_TALK, name)
    lost = [one.message for one in notices if one.rule == "times"]
    assert lost == ["when 4 words are heard has no place in this format, and is not written"]
    assert not [one for one in prove(PARTED_TALK, data, name) if one.aspect.startswith("word-")]


def test_instants_within_words_are_compared() -> None:
    """A file that has another one is found by the proof, and the place is named."""
    later = evolve(PARTED_TIMING, anchors=(1, 2, 1501))
    other = evolve(
        PARTED_TALK, body=(evolve(next(turns(PARTED_TALK)), blocks=(evolve(PARTED, timing=later),)),)
    )
    (found,) = prove(other, docconv.write(PARTED_TALK, "tei"), "tei")
    assert found.aspect == "word-parts"


@pytest.mark.parametrize("anchors", [(0, 1), (0, 9, 5), (7, 0, 5), (0, 2, 5, 0, 1, 5), (0, -1, 5), (0, 1, "x"), (1, 1, 5)])  # fmt: skip
def test_instants_outside_of_words_are_refused(anchors: tuple[int, ...]) -> None:
    """A word, a place in it and a time, in order, where begin and end of the word are known."""
    part = m.Paragraph[m.Speaker]((m.Text("We sail."),), timing=m.Timing(0, 9, (0, 9, 3, -1), anchors))
    talk: m.Resolved = m.Document((m.Turn("t1", (part,), (ANN,), "ANN"),), m.Metadata(), None, (ANN,))
    with pytest.raises(BadInputError, match="timing"):
        docconv.write(talk, "json")


@pytest.mark.parametrize("name", WHOLE)
@given(talk=talks(has_times=True, has_words=True, has_pieces=True))
def test_a_talk_with_times_of_words_comes_back(name: str, talk: m.Resolved) -> None:
    """Of words and of their pieces, but for the end of a word whose begin nobody knows: TEI has no place for it."""
    talk = map_blocks(talk, _begun)
    assert docconv.read(docconv.write(talk, name), format=name) == talk


def _begun(block: m.Block[m.Speaker]) -> m.Block[m.Speaker]:
    """A turn whose words have no end where they have no begin."""
    if not isinstance(block, m.Turn):
        return block
    return evolve(block, blocks=tuple(map(_part_begun, block.blocks)))


def _part_begun(part: m.TurnBlock[m.Speaker]) -> m.TurnBlock[m.Speaker]:
    timing = part.timing if isinstance(part, m.Paragraph) else None
    if not isinstance(part, m.Paragraph) or timing is None or not timing.words:
        return part
    pairs = zip(timing.words[::2], timing.words[1::2], strict=True)
    words = tuple(time for begin, end in pairs for time in (begin, -1 if begin < 0 else end))
    if max(words) < 0:
        return evolve(part, timing=m.Timing(timing.begin, timing.end))
    return evolve(part, timing=evolve(timing, words=words))


IN_PIECES = {
    "Rev.ai": {"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "co", "ts": 0.01, "end_ts": 0.02}, {"type": "punct", "value": "-"}, {"type": "text", "value": "founder", "ts": 0.03, "end_ts": 0.04}, {"type": "punct", "value": " "}, {"type": "text", "value": "Ada", "ts": 0.05, "end_ts": 0.06}, {"type": "punct", "value": "."}]}]},
    "Azure": {"Offset": 0, "Duration": 400_000, "NBest": [{"Display": "37", "Words": [{"Word": "three", "Offset": 100_000, "Duration": 100_000}, {"Word": "seven", "Offset": 300_000, "Duration": 100_000}]}]},
    "whisper.cpp": {"transcription": [{"text": " Ropes.", "offsets": {"from": 10, "to": 40}, "tokens": [{"text": " Ro", "offsets": {"from": 10, "to": 20}}, {"text": "pes", "offsets": {"from": 20, "to": 40}}, {"text": ".", "offsets": {"from": 40, "to": 40}}]}]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "anchors"),
    [("Rev.ai", (0, 2, 20, 0, 3, 30)), ("Azure", (0, 2, 20, 0, 2, 30)), ("whisper.cpp", (0, 2, 20))],
)
def test_pieces_that_recognisers_timed_are_kept(name: str, anchors: tuple[int, ...]) -> None:
    """One instant where a piece ends as the next begins, else one for each."""
    (turn,) = turns(docconv.read(json.dumps(IN_PIECES[name]).encode(), format="json"))
    (part,) = turn.blocks
    assert isinstance(part, m.Paragraph)
    assert part.timing is not None
    assert (part.timing.words[:2], part.timing.anchors) == ((10, 40), anchors)


@pytest.mark.parametrize("name", ["txt", "md", "fountain", "srt"])
def test_a_format_says_that_it_loses_the_times_of_words(name: str) -> None:
    """Those of how many, and for a text of how many paragraphs."""
    lost = "7 words" if name == "srt" else "2 paragraphs and 7 words"
    assert lost_times(name) == [f"when {lost} are heard has no place in this format, and is not written"]


def lost_times(name: str, options: dict[str, object] | None = None) -> list[str]:
    """What a writer says of times that it loses."""
    _, notices = write_with_notices(TALK, name, options=options)
    return [one.message for one in notices if one.rule == "times"]


def test_chat_says_that_it_loses_the_begin_of_a_word_whose_end_nobody_knows() -> None:
    """A bullet needs both; all other words have theirs."""
    assert lost_times("chat") == ["when 1 word is heard has no place in this format, and is not written"]
    again = docconv.read(docconv.write(TALK, "chat"), format="chat")
    had = [(begin, end) if end >= 0 else (-1, -1) for _, begin, end in words_of(TALK)]
    assert [(begin, end) for _, begin, end in words_of(again)] == had


@pytest.mark.parametrize("name", ["chat", "exb", "eaf", "vtt"])
def test_times_of_words_may_be_left_out(name: str) -> None:
    """The writer says so, and a proof does not blame it."""
    options: dict[str, object] = {"words": False}
    assert lost_times(name, options) == [
        "when 7 words are heard has no place in this format, and is not written"
    ]
    data = docconv.write(TALK, name, options=options)
    if name != "vtt":
        assert words_of(docconv.read(data, format=name)) == []


@pytest.mark.parametrize("name", ["json", "tei", "docx", "pdf", "html", "pandoc", "exb", "eaf"])
def test_a_format_with_times_of_words_says_nothing(name: str) -> None:
    """For nothing is lost."""
    assert not [one for one in write_with_notices(TALK, name)[1] if one.rule == "times"]


@pytest.mark.parametrize("name", ["json", "tei", "html", "pandoc"])
def test_times_of_words_are_compared_where_the_format_has_them(name: str) -> None:
    """A file with the time of another document is found by the proof, and the first word is named."""
    turn = next(turns(TALK))
    later = m.Timing(1000, 9000, (*TIMED.timing.words[:2], 1300, *TIMED.timing.words[3:]))  # type: ignore[union-attr]
    other = m.Document(
        (evolve(turn, blocks=(evolve(TIMED, timing=later), PLAIN)),), TALK.metadata, TALK.title, TALK.speakers
    )
    (found,) = prove(other, docconv.write(TALK, name), name)
    assert (found.aspect, found.first, found.second) == (
        "word-times",
        "word 2: 1300-1500",
        "word 2: 1200-1500",
    )
    assert prove(TALK, docconv.write(TALK, name), name) == ()


def test_what_loses_the_times_of_words_is_not_blamed_for_it() -> None:
    """Named losses are none that a proof finds."""
    for name in ("chat", "exb", "eaf"):
        assert not [one for one in prove(TALK, docconv.write(TALK, name), name) if one.aspect == "word-times"]


def test_times_of_other_words_are_refused() -> None:
    """As many times as two for each word, or none; and none that ends before it begins."""
    for words in ((0, 1), (0, 1, 2), (5, 4, -1, -1), (0, 1, 2, "x"), [0, 1, 2, 3]):
        part = m.Paragraph[m.Speaker]((m.Text("We sail."),), timing=m.Timing(0, 9, words))  # type: ignore[arg-type]
        talk: m.Resolved = m.Document((m.Turn("t1", (part,), (ANN,), "ANN"),), m.Metadata(), None, (ANN,))
        with pytest.raises(BadInputError, match="timing"):
            docconv.write(talk, "json")


def test_words_of_a_recogniser_keep_their_times() -> None:
    """A word without one has none; where the words are others than those of the text, none has."""
    document, notices = docconv.read_with_notices(json.dumps(SEGMENTS).encode(), format="json")
    assert words_of(document) == [
        ("The", 1000, 1200), ("red", 1200, 1500), ("rope,", 1600, 2000), ("20", -1, -1), ("feet.", 3000, 3500),
    ]  # fmt: skip
    assert not [one for one in notices if "not kept" in one.message]


OTHERS = {
    "AssemblyAI": {"utterances": [{"speaker": "A", "text": "Red rope.", "start": 10, "end": 40, "words": [{"text": "Red", "start": 10, "end": 20}, {"text": "rope.", "start": 20, "end": 40}]}]},
    "Deepgram": {"results": {"channels": [{"alternatives": [{"transcript": "Red rope.", "words": [{"word": "red", "punctuated_word": "Red", "start": 0.01, "end": 0.02, "speaker": 0}, {"word": "rope", "punctuated_word": "rope.", "start": 0.02, "end": 0.04, "speaker": 0}], "paragraphs": {"paragraphs": [{"speaker": 0, "sentences": [{"text": "Red rope.", "start": 0.01, "end": 0.04}]}]}}]}]}},
    "ElevenLabs": {"words": [{"type": "word", "text": "Red", "start": 0.01, "end": 0.02, "speaker_id": "a"}, {"type": "spacing", "text": " ", "start": 0.02, "end": 0.02, "speaker_id": "a"}, {"type": "word", "text": "rope.", "start": 0.02, "end": 0.04, "speaker_id": "a"}]},
    "whisper.cpp": {"transcription": [{"text": " Red rope.", "offsets": {"from": 10, "to": 40}, "tokens": [{"text": "[_BEG_]", "offsets": {"from": 10, "to": 10}}, {"text": " Red", "offsets": {"from": 10, "to": 20}}, {"text": " ro", "offsets": {"from": 20, "to": 30}}, {"text": "pe", "offsets": {"from": 30, "to": 40}}, {"text": ".", "offsets": {"from": 40, "to": 40}}]}]},
    "Whisper": {"text": "Red rope.", "words": [{"word": "Red", "start": 0.01, "end": 0.02}, {"word": "rope", "start": 0.02, "end": 0.04}]},
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_words_of_all_who_tell_their_times(name: str) -> None:
    """A word may be several tokens; marks and the case of letters may differ."""
    found = docconv.read(json.dumps(OTHERS[name]).encode(), format="json")
    assert words_of(found) == [("Red", 10, 20), ("rope.", 20, 40)]


def test_a_time_is_of_a_word_that_begins_or_ends_with_it() -> None:
    """What was heard as one and is two words begins with the first and ends with the second."""
    assert times_of_words("New York, then.", [("New York", 0, 9), ("then", 10, 12)]) == (0, -1, -1, 9, 10, 12)
    assert times_of_words("can't", [("can", 0, 4), ("'t", 4, 6)]) == (0, 6)
    assert times_of_words("so – so", [("so", 0, 1), ("so", 2, 3)]) == (0, 1, -1, -1, 2, 3)
    assert times_of_words("red rope", [("blue", 0, 1), ("rope", 1, 2)]) == ()


CAPTIONS = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ann Berg>It<00:00:01.500> sticks<00:00:02.000> <00:00:02.400>again, &amp;
<00:00:03.000>still.

00:00:05.000 --> 00:00:06.000
<v Jon Aske>Since<00:00:05.500> Monday.
"""


@pytest.mark.parametrize(
    "heard",
    [
        (("the", 1, 2), ("rope", None, 4), ("is", 5, 3)),
        (("—", 1, 2), ("rope", 2, 4), ("?", 5, 6)),
        (("(the", None, None), (" rope)", None, None)),
        (("“", None, None), ("«rope»", 1, None)),
    ],
)
def test_words_that_are_just_those_of_the_text_have_the_same_times(
    heard: tuple[tuple[str, int | None, int | None], ...],
) -> None:
    """Whether each word was heard as it is written, or in other letters."""
    text = " ".join(word.strip() for word, _, _ in heard)
    others = ((word.upper() + ",", begin, end) for word, begin, end in heard)
    assert times_of_words(text, heard) == times_of_words(text, others)


def test_words_with_signs_of_xml_have_their_times_in_tei() -> None:
    """What XML writes as a reference comes back as it was."""
    said = (m.Text("a<b & c\r>d ]]> \ufffd"),)
    timing = m.Timing(0, 9, (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -1))
    turn = m.Turn[m.Speaker]("t1", (m.Paragraph(said, timing=timing),), (ANN,), "ANN")
    document = m.Document((turn,), speakers=(ANN,))
    assert docconv.read(docconv.write(document, "tei"), format="tei") == document


def test_times_within_cues_are_those_of_words() -> None:
    """One that is behind a word ends it, and what begins right then follows."""
    document = docconv.read(CAPTIONS.encode(), format="text")
    assert words_of(document) == [
        ("It", 1000, 1500), ("sticks", 1500, 2000), ("again,", 2400, 3000), ("&", -1, -1), ("still.", 3000, 4000),
        ("Since", 5000, 5500), ("Monday.", 5500, 6000),
    ]  # fmt: skip
    written = docconv.write(document, "vtt")
    assert words_of(docconv.read(written, format="text")) == words_of(document)
    assert b"<00:00:02.400>again," in written
    assert b"<00" not in docconv.write(document, "vtt", options={"words": False})


@pytest.mark.parametrize(
    ("times", "lost"),
    [
        ((1000, 3000, 3000, 9000), 0),
        ((1500, 3000, 3500, 8000), 0),
        ((1000, 3000, 2000, 4000), 1),
        ((2000, 2000, 2000, 4000), 2),
        ((-1, -1, 2000, 9500), 1),
    ],
)
def test_captions_say_how_many_words_lose_a_time(times: tuple[int, ...], lost: int) -> None:
    """Where no mark between words can tell it, nor where the cue begins or ends."""
    part = m.Paragraph[m.Speaker]((m.Text("Red rope."),), timing=m.Timing(1000, 9000, times))
    talk: m.Resolved = m.Document((m.Turn("t1", (part,), (ANN,), "ANN"),), m.Metadata(), None, (ANN,))
    told = [one.message.split(" is ")[0].split(" are ")[0] for one in write_with_notices(talk, "vtt")[1]]
    assert told == [f"when {lost} word{'s' * (lost > 1)}"] * bool(lost)


def test_a_paragraph_that_is_cut_has_cues_that_begin_with_its_words() -> None:
    """So that no time of theirs is estimated."""
    said = " ".join(f"word{number}" for number in range(40))
    times = tuple(time for number in range(40) for time in (number * 500, number * 500 + 400))
    part = m.Paragraph[m.Speaker]((m.Text(said),), timing=m.Timing(0, 19_900, times))
    talk: m.Resolved = m.Document((m.Turn("t1", (part,), (ANN,), "ANN"),), m.Metadata(), None, (ANN,))
    data, notices = write_with_notices(talk, "vtt")
    assert not [one for one in notices if "estimated" in one.message]
    assert len(data.split(b"-->")) > 3


def test_words_that_were_edited_in_word_lose_their_times_and_nothing_else() -> None:
    """Nobody knows when the new ones are heard."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docconv.write(TALK, "docx"))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                assert data.count(b">sail.<") == 1
                data = data.replace(b">sail.<", b">all sail.<")
            new.writestr(name, data)
    (turn,) = turns(docconv.read(out.getvalue(), format="docx"))
    edited: m.Paragraph[m.Speaker] = m.Paragraph((m.Text("We all sail."),), timing=m.Timing(10_000, None))
    assert turn.blocks[1] == edited


def _fastest(run: Callable[[], object]) -> float:
    """The least processor time of several runs, in seconds."""
    taken = []
    for _ in range(3):
        begin = time.process_time()
        run()
        taken.append(time.process_time() - begin)
    return min(taken)


def test_times_of_words_cost_in_proportion() -> None:
    """Twice as many words take no more than about twice as long, to TEI and back."""

    def talk(count: int) -> m.Resolved:
        said = tuple(m.Text(f"word{number} ") for number in range(count))
        times = tuple(one for number in range(count) for one in (number * 10, number * 10 + 9))
        part = m.Paragraph[m.Speaker](said, timing=m.Timing(0, None, times))
        return m.Document((m.Turn("t1", (part,), (ANN,), "ANN"),), m.Metadata(), None, (ANN,))

    def there_and_back(count: int) -> Callable[[], object]:
        document = talk(count)
        return lambda: docconv.read(docconv.write(document, "tei"), format="tei")

    ratios = [_fastest(there_and_back(8_000)) / _fastest(there_and_back(2_000)) for _ in range(3)]
    assert statistics.median(ratios) < 9
