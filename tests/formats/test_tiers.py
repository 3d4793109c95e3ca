"""EXMARaLDA, ELAN and Praat: tiers are speakers, events or notes; words and times against libraries of the field."""

from __future__ import annotations

from pathlib import Path

import pympi
import pytest
from praatio import textgrid
from praatio.data_classes.interval_tier import IntervalTier

import docconv
from docconv.account.linguists import elan, exmaralda, praat
from docconv.errors import AccountError, BadInputError
from docconv.formats import Source
from docconv.model import Milestone, Narrative, Paragraph, Resolved, Stage, Timing
from docconv.verify import differences
from docconv.walk import text_of, turns, walk

EXB = """<?xml version="1.0" encoding="UTF-8"?>
<basic-transcription><head><meta-information><project-name>Harbour</project-name><transcription-name>Oars</transcription-name>
<referenced-file url="oars.wav"/><ud-meta-information><ud-information attribute-name="Place">Quay</ud-information></ud-meta-information>
<comment/><transcription-convention/></meta-information><speakertable>
<speaker id="SPK0"><abbreviation>IK</abbreviation><sex value="f"/></speaker>
<speaker id="SPK1"><abbreviation>JM</abbreviation><sex value="m"/></speaker></speakertable></head>
<basic-body><common-timeline><tli id="T0" time="0.0"/><tli id="T1" time="1.5"/><tli id="T2" time="2.25"/><tli id="T3" time="4.0"/>
<tli id="T4" time="5.0" type="intp"/><tli id="T5"/></common-timeline>
<tier id="TIE0" speaker="SPK0" category="v" type="t"><event start="T0" end="T1">Who took </event><event start="T1" end="T2">the oars? </event>
<event start="T4" end="T5">Both? </event></tier>
<tier id="TIE1" speaker="SPK1" category="v" type="t"><event start="T1" end="T2">Which <ud-information attribute-name="x">no</ud-information>oars? </event><event start="T2" end="T3">I did. </event></tier>
<tier id="TIE2" speaker="SPK1" category="en" type="a"><event start="T2" end="T3">c'est moi</event></tier>
<tier id="TIE3" speaker="SPK1" category="nv" type="d"><event start="T2" end="T3">stands up</event></tier>
<tier id="TIE4" category="nn" type="d"><event start="T3" end="T4">gulls</event></tier></basic-body></basic-transcription>
"""


def read(text: str | bytes, name: str) -> Resolved:
    """A file as a document."""
    return docconv.read(text if isinstance(text, bytes) else text.encode(), format=name)


def told(document: Resolved) -> list[tuple[str | None, str, Timing | None]]:
    """Label, words and times of each paragraph."""
    parts = [(turn.label, part) for turn in turns(document) for part in turn.blocks]
    return [
        (label, text_of(part.children), part.timing) for label, part in parts if isinstance(part, Paragraph)
    ]


def notes(document: Resolved) -> list[str]:
    """The annotations of a document."""
    return [one.text for one in walk(document) if isinstance(one, Milestone)]


def test_events_that_follow_without_a_pause_are_one_paragraph() -> None:
    """Overlaps stay as times, those within a paragraph with its words; a point that was interpolated or has no
    time gives none.
    """
    document = read(EXB, "exb")
    assert told(document) == [
        ("IK", "Who took the oars?", Timing(0, 2250, (0, -1, -1, -1, 1500, -1, -1, -1))),
        ("JM", "Which oars? I did.", Timing(1500, 4000, (1500, -1, -1, -1, 2250, -1, -1, -1))),
        ("IK", "Both?", None),
    ]
    assert [(one.id, one.name, one.sex) for one in document.speakers] == [
        ("ik", "IK", "F"),
        ("jm", "JM", "M"),
    ]


def test_descriptions_are_events_of_somebody_or_of_nobody() -> None:
    """And what is annotated is no speech."""
    document = read(EXB, "exb")
    _, second, event, _ = document.body
    assert isinstance(second, docconv.Turn)
    assert [text_of(part.children) for part in second.blocks if isinstance(part, Stage)] == ["stands up"]
    assert isinstance(event, Stage)
    assert text_of(event.children) == "gulls"
    assert notes(document) == ["en: c'est moi", "00:00:02.250 --> 00:00:04.000", "00:00:04.000"]
    facts = document.metadata
    assert (facts.title, facts.media) == ("Oars", "oars.wav")
    assert facts.fields == (("project-name", "Harbour"), ("Place", "Quay"))


def test_notes_where_nobody_says_anything_are_narrative() -> None:
    """They are about nothing that is said, and no word is lost."""
    data = EXB.encode()
    for line in EXB.splitlines():
        if 'type="t"' in line or line.startswith('<event start="T4"'):
            data = data.replace(line.encode(), b"")
    document = docconv.read(Source(data, "talk.exb"))
    found = [text_of(one.children) for one in walk(document) if isinstance(one, Stage | Narrative)]
    assert sorted(found) == ["c'est moi", "gulls", "stands up"]


def test_xml_is_known_by_its_root(tmp_path: Path) -> None:
    """Whatever its suffix; a format that is named is taken at its word."""
    path = tmp_path / "oars.xml"
    path.write_text(f"<!-- a --> <?b c?>\n{EXB.partition('?>')[2]}", "utf-8")
    assert told(docconv.read(path)) == told(read(EXB, "exb"))
    with pytest.raises(BadInputError, match="not a TEI"):
        docconv.read(path, format="tei")


@pytest.fixture
def eaf(tmp_path: Path) -> bytes:
    """A file that pympi writes: two participants, a tier below one, codes of nobody."""
    made = pympi.Elan.Eaf(author="Ilona Kis")
    made.add_linguistic_type("parts", "Symbolic_Association", timealignable=False)
    made.add_tier("speech-a", part="Ilona")
    made.add_tier("speech-b", part="Jan")
    made.add_tier("english", "parts", "speech-a")
    made.add_tier("hands")
    for number in range(12):
        begin = number * 2000
        made.add_annotation("speech-a", begin, begin + 1500, f"Oar number {number} & more")
        made.add_annotation("speech-b", begin + 1000, begin + 1900, f"Was it {number}?")
        made.add_ref_annotation("english", "speech-a", begin, f"note {number}")
        made.add_annotation("hands", begin, begin + 200, ("rest", "lift")[number % 2])
    made.to_file(str(tmp_path / "oars.eaf"))
    return (tmp_path / "oars.eaf").read_bytes()


def test_pympi_counts_the_same(eaf: bytes, tmp_path: Path) -> None:
    """Annotations, words and times of both participants, which overlap."""
    theirs = pympi.Elan.Eaf(str(tmp_path / "oars.eaf"))
    expected = sorted(
        (begin, end, label, text)
        for label, tier in (("Ilona", "speech-a"), ("Jan", "speech-b"))
        for begin, end, text in theirs.get_annotation_data_for_tier(tier)
    )
    document = read(eaf, "eaf")
    ours = [(time.begin, time.end, label, text) for label, text, time in told(document) if time is not None]
    assert ours == expected
    assert len(ours) == 24
    assert document.metadata.fields == (("annotator", "Ilona Kis"),)


def test_what_hangs_on_speech_and_codes_are_annotations(eaf: bytes) -> None:
    """With the paragraph in which they begin, and a notice says which tiers these are."""
    document, notices = docconv.read_with_notices(eaf, format="eaf")
    assert notes(document)[:3] == [
        "english: note 0", "hands: 00:00:00.000 --> 00:00:00.200 rest", "english: note 1",
    ]  # fmt: skip
    assert [one.message for one in notices] == ["read as annotations: english, hands"]


def test_times_that_elan_leaves_out_are_none(eaf: bytes) -> None:
    """Of points in between ELAN writes no time."""
    text = eaf.decode().replace(' TIME_VALUE="1500"', "")
    assert told(read(text, "eaf"))[0] == ("Ilona", "Oar number 0 & more", Timing(0))


def grid(tmp_path: Path, form: str, tiers: list[tuple[str, list[tuple[float, float, str]]]]) -> bytes:
    """A TextGrid that praatio writes."""
    made = textgrid.Textgrid()
    for name, rows in tiers:
        made.addTier(IntervalTier(name, rows, 0, 20))
    path = tmp_path / "oars.TextGrid"
    made.save(str(path), form, includeBlankSpaces=True)
    return path.read_bytes()


TALK = [
    ("Ilona", [(0.5, 2.0, 'Who took the "oars"?'), (6.0, 7.0, "Both of\nthem?")]),
    ("Jan", [(1.5, 3.0, "I did."), (8.0, 9.0, "Yes, both.")]),
]
WORDS = [
    ("word", [(0.5, 1.0, "who"), (1.0, 2.0, "rowed"), (4.0, 5.0, "jan")]),
    ("phone", [(0.5, 0.7, "h"), (0.7, 1.0, "u"), (1.0, 1.4, "r"), (1.4, 2.0, "d"), (4.0, 4.4, "j"), (4.4, 5.0, "n")]),
]  # fmt: skip


@pytest.mark.parametrize("form", ["short_textgrid", "long_textgrid"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_praatio_writes_what_is_read(form: str, encoding: str, tmp_path: Path) -> None:
    """In both forms and encodings: a tier is somebody, an interval a paragraph."""
    data = grid(tmp_path, form, TALK).decode().encode(encoding)
    assert told(read(data, "textgrid")) == [
        ("Ilona", 'Who took the "oars"?', Timing(500, 2000)),
        ("Jan", "I did.", Timing(1500, 3000)),
        ("Ilona", "Both of them?", Timing(6000, 7000)),
        ("Jan", "Yes, both.", Timing(8000, 9000)),
    ]


def test_a_tier_without_a_name_is_nobody(tmp_path: Path) -> None:
    """Praat lets it be called nothing; then nobody is told, and what it is called is no name."""
    data = grid(tmp_path, "long_textgrid", [("Ilona", TALK[0][1])]).replace(b'name = "Ilona"', b'name = ""')
    assert [label for label, *_ in told(read(data, "textgrid"))] == [None, None]


def test_tiers_that_divide_others_are_annotations(tmp_path: Path) -> None:
    """Words without a pause between them are one paragraph; their sounds are no speech."""
    document = read(grid(tmp_path, "short_textgrid", WORDS), "textgrid")
    heard = Timing(500, 2000, (500, 1000, 1000, 2000))
    assert told(document) == [("word", "who rowed", heard), ("word", "jan", Timing(4000, 5000))]
    assert notes(document) == [
        (
            "phone: 00:00:00.500 --> 00:00:00.700 h 00:00:00.700 --> 00:00:01.000 u"
            " 00:00:01.000 --> 00:00:01.400 r 00:00:01.400 --> 00:00:02.000 d"
        ),
        "phone: 00:00:04.000 --> 00:00:04.400 j 00:00:04.400 --> 00:00:05.000 n",
    ]


@pytest.mark.parametrize("source", [EXB, "words"])
@pytest.mark.parametrize("name", ["tei", "docx", "html", "json"])
def test_it_goes_through_every_format(name: str, source: str, tmp_path: Path) -> None:
    """With events, times, also of words, and annotations."""
    is_grid = source == "words"
    document = read(grid(tmp_path, "short_textgrid", WORDS), "textgrid") if is_grid else read(source, "exb")
    again = docconv.read(docconv.write(document, name), format=name)
    assert list(differences(document, again)) == []


def test_a_word_that_a_reader_lost_is_missed(eaf: bytes, tmp_path: Path) -> None:
    """In speech or in an annotation; the account has the words by a way of its own."""
    grids = grid(tmp_path, "short_textgrid", TALK)
    for data, name, account, old in (
        (EXB.encode(), "exb", exmaralda, b"moi"), (eaf, "eaf", elan, b"note 7"), (grids, "textgrid", praat, b"Yes"),
    ):  # fmt: skip
        more = Source(data.replace(old, b"lost " + old))
        with pytest.raises(AccountError):
            docconv.account.check(more, account(more), read(data, name))


@pytest.mark.parametrize(
    ("data", "name", "where", "message"),
    [
        (b"<basic-transcription>\n<a></b></basic-transcription>", "exb", "x:2:", "not well-formed"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]>\n<basic-transcription/>', "exb", "x", "document type"),
        (b"<TEI/>", "exb", "x", "the root of this file is TEI, not basic-transcription"),
        (b"<ANNOTATION_DOCUMENT/>", "eaf", "x", "nothing is said"),
        (
            b'File type = "ooTextFile"\nObject class = "Sound"\n',
            "textgrid",
            "x:2:16",
            "does not begin as one",
        ),
        (b'"ooTextFile"\n"TextGrid"\n0\n1\n<exists>\n1\n"Tier"\n', "textgrid", "x:7:1", "no kind of tier"),
        (b'"ooTextFile"\n"TextGrid"\n0\n', "textgrid", "x:4:1", "the file ends where a number is expected"),
        (b"ooBinaryFile\x08TextGrid", "textgrid", "x", "binary file of Praat"),
        (
            b'"ooTextFile"\n"TextGrid"\n0\n\xff',
            "textgrid",
            "x:4:1",
            "the bytes are not utf-8; give the encoding",
        ),
    ],
)
def test_what_is_none_is_refused(data: bytes, name: str, where: str, message: str) -> None:
    """With line and column where these can be told."""
    with pytest.raises(BadInputError, match=message) as caught:
        docconv.read(Source(data, "x"), format=name)
    assert caught.value.where.startswith(where)


def test_annotations_that_refer_to_each_other_without_an_end_have_no_time() -> None:
    """And the file is read."""
    rows = "".join(
        f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a{one}" ANNOTATION_REF="a{other}"><ANNOTATION_VALUE>So it is {one}'
        "</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
        for one, other in ((1, 2), (2, 1))
    )
    text = f'<ANNOTATION_DOCUMENT><TIER TIER_ID="tx@Jan">{rows}</TIER></ANNOTATION_DOCUMENT>'
    assert told(read(text, "eaf")) == [("Jan", "So it is 1", None), ("Jan", "So it is 2", None)]


def test_a_tier_of_words_gives_those_of_what_it_divides_their_times(tmp_path: Path) -> None:
    """As programs that align words do it; other words, as lemmas, have none."""
    said = [("Ilona", [(0.5, 2.0, "Who rowed?")]), *WORDS]
    document = read(grid(tmp_path, "short_textgrid", [said[0], (WORDS[0][0], WORDS[0][1][:2])]), "textgrid")
    assert told(document) == [("Ilona", "Who rowed?", Timing(500, 2000, (500, 1000, 1000, 2000)))]
    assert notes(document) == ["word: who rowed"]
    lemmas = ("lemma", [(0.5, 1.0, "who"), (1.0, 2.0, "row")])
    document = read(grid(tmp_path, "short_textgrid", [said[0], lemmas]), "textgrid")
    assert told(document) == [("Ilona", "Who rowed?", Timing(500, 2000))]


def test_events_without_a_space_at_their_ends_are_words() -> None:
    """Where no event of a tier has one, each begins a word; else they may divide words."""
    events = "".join(
        f'<event start="T{at}" end="T{at + 1}">{word}</event>'
        for at, word in enumerate(["I", "saw", "it", "in York"])
    )
    points = "".join(f'<tli id="T{at}" time="{at}.0"/>' for at in range(5))
    data = (
        "<basic-transcription><head><speakertable/></head><basic-body>"
        f"<common-timeline>{points}</common-timeline>"
        f'<tier id="a" category="v" type="t">{events}</tier></basic-body></basic-transcription>'
    )
    assert [text for _, text, _ in told(read(data.encode(), "exb"))] == ["I saw it in York"]
