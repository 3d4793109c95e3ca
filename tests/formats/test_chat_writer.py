"""CHAT out: participants, roles, main lines and bullets, which pylangacq reads; what has no place is replaced or told."""

from __future__ import annotations

import pylangacq
import pytest
from attrs import evolve
from hypothesis import given

import docconv
from docconv.model import (
    Block,
    Document,
    Gap,
    Heading,
    Metadata,
    Milestone,
    Narrative,
    Paragraph,
    Resolved,
    Section,
    Speaker,
    Stage,
    Text,
    Timing,
    Turn,
    Unclear,
)
from docconv.testing import documents
from docconv.verify import prove
from docconv.walk import blocks, text_of, turns, walk
from support.talks import talks

ADA = Speaker("ada-quill", name="Ada Quill", role="Director of the Harbour", sex="F")
BO = Speaker("bo", name="Bo", role="Investigator", aliases=("INV",))


def turn(number: int, who: Speaker, *parts: Paragraph[Speaker] | Stage[Speaker]) -> Turn[Speaker]:
    """A turn of some parts."""
    return Turn(f"t{number}", parts, (who,), who.name)


def said(text: str, timing: Timing | None = None) -> Paragraph[Speaker]:
    """A paragraph of plain text."""
    return Paragraph((Text(text),), timing=timing)


def document(*body: Block[Speaker]) -> Resolved:
    """A talk of two."""
    facts = Metadata(
        "Oars", "en", "2021-05-03", None, None, (("Place", "Quay"), ("Situation", "rain")), "oars"
    )
    return Document(body, facts, Heading((Text("Oars"),)), (ADA, BO))


TALK = document(
    Narrative((Text("It rained."),)),
    turn(1, ADA, said("Who took the oars?", Timing(0, 2250))),
    turn(2, BO, said("I did.", Timing(1500, 4000)), said("Both.", Timing(4000, 5000))),
    turn(3, BO, said("Yes.")),
    Section((turn(4, ADA, said("No!")),), Heading((Text("At the quay"),))),
)
FILE = """@UTF8
@Begin
@Languages:	eng
@Participants:	ADA Ada_Quill Participant, INV Bo Investigator
@ID:	eng|docconv|ADA||female|||Participant||Director of the Harbour|
@ID:	eng|docconv|INV|||||Investigator|||
@Media:	oars, audio
@Date:	03-MAY-2021
@Situation:	rain
@Comment:	Place: Quay
@Comment:	docconv.title: Oars
@Comment:	docconv.lang: en
@Comment:	docconv.heading: Oars
@Comment:	It rained.
*ADA:	Who took the oars? \x150_2250\x15
*INV:	I did. \x151500_4000\x15
*INV:	Both. \x154000_5000\x15
*INV:	Yes. [+ trn]
@Bg:	At the quay
*ADA:	No!
@Eg:	At the quay
@End
"""


def written(talk: Resolved) -> str:
    """A talk as CHAT."""
    return docconv.write(talk, "chat").decode()


def told(document: Resolved) -> list[tuple[str, str, Timing | None]]:
    """Who says what in each paragraph, and when; what nobody says, without a name."""
    rows: list[tuple[str, str, Timing | None]] = []
    for block in blocks(document):
        if isinstance(block, Turn):
            who = " & ".join(one.name or one.id for one in block.speakers)
            paragraphs = [one for one in block.blocks if isinstance(one, Paragraph)]
            rows += ((who, text_of(one.children), one.timing) for one in paragraphs)
        elif isinstance(block, Section):
            rows += [("", text_of(block.heading.children), None)] if block.heading else []
        elif isinstance(block, (Narrative, Stage)):
            rows.append(("", text_of(block.children), None))
    return rows


def test_a_file_has_participants_roles_and_bullets() -> None:
    """A role that CHAT does not have is in the free column; who goes on with a new turn has a code for it."""
    assert written(TALK) == FILE


def test_it_reads_back() -> None:
    """Names, roles, sexes, facts, the title, sections, turns and times."""
    again = docconv.read(FILE.encode(), format="chat")
    assert told(again) == told(TALK)
    assert [len(one.blocks) for one in turns(again)] == [1, 2, 1, 1]
    facts = TALK.metadata
    assert again.metadata == evolve(facts, fields=(("Situation", "rain"), ("Place", "Quay")))
    assert [(one.id, one.name, one.role, one.sex) for one in again.speakers] == [
        ("ada-quill", "Ada Quill", "Director of the Harbour", "F"),
        ("bo", "Bo", "Investigator", None),
    ]
    assert (again.title, type(again.body[0])) == (TALK.title, Narrative)
    assert prove(again, docconv.write(again, "chat"), "chat") == ()


@given(talks(has_times=True))
def test_a_talk_comes_back(talk: Resolved) -> None:
    """Who says what and when; a paragraph of which only the begin is known has no bullet, and a notice says so."""
    data, notices = docconv.write_with_notices(talk, "chat")
    again = docconv.read(data, format="chat")
    whole = [(who, text, time if time and time.end is not None else None) for who, text, time in told(talk)]
    assert told(again) == whole
    assert len(list(turns(again))) == len(list(turns(talk)))
    assert again.metadata == talk.metadata
    assert bool(notices) == (told(talk) != whole)
    assert bool(prove(talk, data, "chat")) == (told(talk) != whole)


@given(talks(has_times=True))
def test_pylangacq_reads_the_same(talk: Resolved) -> None:
    """Participants, main lines, bullets and words."""
    data = docconv.write(talk, "chat")
    theirs = [
        one for one in pylangacq.CHAT.from_strs([data.decode()]).utterances() if not one.changeable_header
    ]
    rows = [row for row in told(docconv.read(data, format="chat")) if row[0]]
    assert [one.time_marks for one in theirs] == [time and (time.begin, time.end) for _, _, time in rows]
    words = ["".join(token.word for token in one.tokens or ()) for one in theirs]
    assert words == ["".join(text.split()) for _, text, _ in rows]


@given(talks(has_times=True, has_words=True))
def test_words_of_a_talk_keep_their_times(talk: Resolved) -> None:
    """Where begin and end are known; pylangacq finds the tier below each line, and each bullet in it."""
    data, notices = docconv.write_with_notices(talk, "chat")
    timings = [time for _, _, time in told(talk) if time and time.words]
    pairs = [pair for one in timings for pair in zip(one.words[::2], one.words[1::2], strict=True)]
    again = [time.words for _, _, time in told(docconv.read(data, format="chat")) if time and time.words]
    known = [pair for pair in pairs if min(pair) >= 0]
    assert [
        pair for one in again for pair in zip(one[::2], one[1::2], strict=True) if max(pair) >= 0
    ] == known
    lost = sum(begin >= 0 > end for begin, end in pairs)
    assert [one.words for one in notices if one.rule == "times"] == [0] * bool(lost)
    theirs = pylangacq.CHAT.from_strs([data.decode()]).utterances()
    tiers = [one.tiers.get("%wor", "") for one in theirs if one.tiers]
    assert sum(tier.count("\x15") for tier in tiers) == 2 * len(known)


@given(documents())
def test_any_document_is_written_and_read(document: Resolved) -> None:
    """The same bytes twice, and pylangacq takes them."""
    data = docconv.write(document, "chat")
    assert docconv.write(document, "chat") == data
    pylangacq.CHAT.from_strs([data.decode()])
    if any(line.startswith(b"*") for line in data.split(b"\n")):
        docconv.read(data, format="chat")


def test_what_is_no_word_has_its_notation() -> None:
    """Directions, gaps, doubt; annotations are codes and tiers as they were."""
    words = (
        Text("It "), Gap("[inaudible]"), Text(" was "), Unclear[Speaker]((Text("red rope"),)), Milestone("annotation", "[: rose]"),
        Text(" ."), Milestone("annotation", "%mor: adj|red"), Milestone("annotation", "fr: rouge"),
    )  # fmt: skip
    parts = (
        Stage[Speaker]((Text("(sits)"),)),
        Paragraph[Speaker](words),
        Stage[Speaker]((Text("[laughs]"),), "vocal"),
    )
    assert written(document(turn(1, ADA, *parts))).split("\n")[-5:-1] == [
        "*ADA:	[=! (sits)] It xxx was <red rope> [?] [: rose] . [=! (laughs)]",
        "%mor:	adj|red",
        "%com:	fr: rouge",
        "@End",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A [sic] b.", "A (sic) b."),
        ("a <b> c.", "a ‹b› c."),
        ("0 to 0.", "(0) to (0)."),
        ("yy, xx or XXX.", "(y)y, (x)x or (X)XX."),
        ("The www is no xxx.", "The (w)ww is no (x)xx."),
        ("<it is> [//] it was .", "<it is> [//] it was ."),
        ("x • y &= z.", "x · y & = z."),
        ("Don’t.", "Don't."),
        ("ada@example.org", "ada＠example.org"),
        ("R &D.", "R & D."),
        ("…", "0 [=! …]"),
    ],
)
def test_signs_that_mean_something_are_replaced(text: str, line: str) -> None:
    """A notice counts the lines; codes that are text of a document of CHAT stay."""
    data, notices = docconv.write_with_notices(document(turn(1, ADA, said(text))), "chat")
    assert f"*ADA:\t{line}\n" in data.decode()
    assert [one.code for one in notices] == ["text-changed"] * (text not in (line, "…"))


def test_words_that_are_codes_are_said() -> None:
    """They are no gaps for docconv, and pylangacq reads them; a gap before a comma stays one."""
    text = document(
        turn(1, ADA, Paragraph((Text("xx or yyy, XXX and www, not "), Gap("xxx"), Text(", of it."))))
    )
    data = docconv.write(text, "chat")
    back = docconv.read(data, format="chat")
    assert [one.text for one in walk(back) if isinstance(one, Gap)] == ["xxx"]
    heard = pylangacq.CHAT.from_strs([data.decode()]).utterances()[0].tokens
    assert [one.word for one in heard or ()][:5] == ["xx", "or", "yyy", ",", "XXX"]


def test_lines_without_one_mark_at_their_end_want_an_option() -> None:
    """`CA` says that utterances need none."""
    assert "@Options" not in FILE
    assert "@Options:\tCA\n" in written(document(turn(1, ADA, said("Well"))))
    assert "@Options:\tCA\n" in written(document(turn(1, ADA, said("Well. Yes."))))


def test_who_speaks_together_and_who_is_nobody_have_a_code() -> None:
    """A group by their label, and somebody who is not identified."""
    both = Turn[Speaker]("t1", (said("Yes."),), (ADA, BO), "Ada and Bo")
    text = written(document(both, Turn("t2", (said("No."),))))
    assert "ADA2 Ada_and_Bo Group, UNK Unidentified" in text
    assert "*ADA2:\tYes.\n*UNK:\tNo.\n" in text


def test_a_word_that_is_also_a_direction_keeps_its_own_time() -> None:
    """What is done is no word of the tier; what was not heard is one, as in the line above, and so are signs."""
    words = (Stage[Speaker]((Text("(laughs)"),)), Text(" laughs "), Gap("[cross talk]"), Text(" at <it>"))
    timing = Timing(0, 90, (-1, -1, 10, 20, 25, 28, 30, 35, 40, 50, 60, 70))
    text = document(turn(1, ADA, Paragraph(words, timing=timing)))
    data = docconv.write(text, "chat")
    assert (
        "%wor:\tlaughs \x1510_20\x15 xxx \x1525_35\x15 at \x1540_50\x15 ‹it› \x1560_70\x15\n".encode() in data
    )
    (again,) = turns(docconv.read(data, format="chat"))
    assert isinstance(again.blocks[0], Paragraph)
    assert again.blocks[0].timing == Timing(0, 90, (-1, -1, 10, 20, 25, 35, 40, 50, 60, 70))


@pytest.mark.parametrize("kind", ["audio", "video", "video, unlinked", "audio, missing", "missing"])
def test_what_a_recording_is_stays(kind: str) -> None:
    """Whether it is seen or heard, and whether the file is linked to it; a second time, too."""
    head = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tANN Ann Adult\n@ID:\teng|x|ANN|||||Adult|||\n"
    source = f"{head}@Media:\toars, {kind}\n*ANN:\tyes .\n@End\n"
    document = docconv.read(source.encode(), format="chat")
    assert document.metadata.media == "oars"
    again = docconv.write(document, "chat")
    assert f"@Media:\toars, {kind}\n" in again.decode()
    assert docconv.read(again, format="chat").metadata == document.metadata


@pytest.mark.parametrize(("code", "tag"), [("kor", "ko"), ("per", "fa"), ("hin", "hi"), ("afr", "af")])
def test_a_language_of_three_letters_is_known(code: str, tag: str) -> None:
    """By all its codes, and the one that CHAT has is written."""
    head = f"@UTF8\n@Begin\n@Languages:\t{code}\n@Participants:\tANN Ann Adult\n@ID:\t{code}|x|ANN|||||Adult|||\n"
    document = docconv.read(f"{head}*ANN:\tyes .\n@End\n".encode(), format="chat")
    assert document.metadata.lang == tag
    written = {"per": "fas"}.get(code, code)
    assert f"@Languages:\t{written}\n".encode() in docconv.write(document, "chat")


def test_a_film_is_seen() -> None:
    """Its suffix says so."""
    film = evolve(TALK, metadata=evolve(TALK.metadata, media="harbour, north.MP4"))
    data = docconv.write(film, "chat")
    assert b"@Media:\tharbour, north.MP4, video\n" in data
    assert docconv.read(data, format="chat").metadata.media == "harbour, north.MP4"
