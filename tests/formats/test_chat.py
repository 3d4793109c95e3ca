"""CHAT: who speaks, what is said and when, and what is no word, against pylangacq where it tells the same."""

from __future__ import annotations

import pylangacq
import pytest

import docconv
from docconv.account.linguists import account
from docconv.errors import AccountError, BadInputError
from docconv.formats import Source
from docconv.formats.chat.utterance import TOKEN
from docconv.model import Gap, Milestone, Narrative, Paragraph, Resolved, Section, Stage, Turn, Unclear
from docconv.verify import differences
from docconv.walk import text_of, turns, walk
from support.growth import excess

TALK = """@UTF8
@Begin
@Languages:\teng
@Participants:\tCHI Ida Target_Child, FAT Father, INV Nora
\tQuill Investigator
@ID:\teng|own|CHI|2;06.|female|||Target_Child|||
@ID:\teng|own|FAT||male|||Father|||
@ID:\teng|own|INV|||||Investigator|||
@Media:\tboat, audio
@Date:\t03-MAY-2021
@Situation:\ta walk to the
\tharbour
*CHI:\tbig boat . [+ IMP] \x150_1200\x15
%mor:\tadj|big n|boat .
*FAT:\ta big boat ? \x151200_2350\x15
*FAT:\t<it is> [//] it was red (.) and
\tit is &-um blue . \x152350_4000\x15
%com:\the points
*CHI:\t&=laughs 0 [=! sings] xxx boat [/] boat .
*INV:\twould <you like> [?] that [: those] , Ida ? \x155000_6000\x15
@G:\tat the harbour
@Comment:\tgulls cry
*FAT:\tno (.) she wan(t)s +...
*CHI:\t+, bread !
@End
"""


def read(text: str = TALK) -> Resolved:
    """A file as a document."""
    return docconv.read(text.encode(), format="chat")


def paragraphs(document: Resolved) -> list[tuple[str | None, str, docconv.Timing | None]]:
    """Label, words and times of each paragraph."""
    parts = [(turn.label, part) for turn in turns(document) for part in turn.blocks]
    return [
        (label, text_of(part.children), part.timing) for label, part in parts if isinstance(part, Paragraph)
    ]


def test_the_head_says_who_takes_part() -> None:
    """Names, roles and sexes; who has no name is called by the role; lines that go on are one."""
    document = read()
    assert [(one.id, one.name, one.role, one.sex, one.aliases) for one in document.speakers] == [
        ("ida", "Ida", "Target_Child", "F", ("CHI",)),
        ("father", "Father", "Father", "M", ("FAT",)),
        ("nora-quill", "Nora Quill", "Investigator", None, ("INV",)),
    ]
    facts = document.metadata
    assert (facts.lang, facts.date, facts.media) == ("en", "2021-05-03", "boat")
    assert facts.fields == (("Situation", "a walk to the harbour"), ("age of CHI", "2;06."))


def test_words_keep_their_notation_and_utterances_their_times() -> None:
    """Utterances of one speaker are paragraphs of one turn; a line that goes on is one paragraph."""
    assert paragraphs(read())[:3] == [
        ("CHI", "big boat .", docconv.Timing(0, 1200)),
        ("FAT", "a big boat ?", docconv.Timing(1200, 2350)),
        ("FAT", "<it is> [//] it was red (.) and it is &-um blue .", docconv.Timing(2350, 4000)),
    ]
    assert [turn.label for turn in turns(read())] == ["CHI", "FAT", "CHI", "INV", "FAT", "CHI"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("you\x151000_1500\x15 see it\x152000_2100\x15 .", (1000, 1500, -1, -1, 2000, 2100, -1, -1)),
        ("you\x151000_1500\x15 see\x151500_2000\x15 it . \x151000_2100\x15", (1000, 1500, 1500, 2000, -1, -1, -1, -1)),
        ("you see it . \x151000_2100\x15", ()),
        ("you see it . \x151000_2100\x15\n%wor:\tyou \x151000_1500\x15 see it \x152000_2100\x15 .",
         (1000, 1500, -1, -1, 2000, 2100, -1, -1)),
        ("&-um wan(t)s [*] &=laughs it . \x151000_2100\x15\n%wor:\tum \x151000_1500\x15 wants it \x152000_2100\x15 .",
         (1000, 1500, -1, -1, -1, -1, 2000, 2100, -1, -1)),
        ("no . \x151000_2100\x15\n%wor:\tno \x151000_1500\x15 .", (1000, 1500, -1, -1)),
        ("no way . \x151000_2100\x15\n%wor:\tno \x151000_1500\x15 day \x151500_1600\x15 .", ()),
    ],
)  # fmt: skip
def test_words_have_the_times_of_their_bullets(line: str, words: tuple[int, ...]) -> None:
    """In the main line, or in the tier that programs which align words write; none where its words are others."""
    text = f"@UTF8\n@Begin\n@Participants:\tCHI Ida Target_Child\n*CHI:\t{line}\n@End\n"
    (turn,) = turns(read(text))
    assert isinstance(turn.blocks[0], Paragraph)
    assert turn.blocks[0].timing == docconv.Timing(1000, 2100, words)


def test_a_tier_of_words_is_an_annotation_where_it_says_more_than_times() -> None:
    """Where its words are others; else nothing is left of it, nor of one that has none."""
    for tier, kept in (
        ("no \x151_2\x15 .", []),
        ("no .", []),
        (".", []),
        ("na \x151_2\x15 .", ["%wor: na ."]),
    ):
        text = f"@UTF8\n@Begin\n@Participants:\tCHI Ida Target_Child\n*CHI:\tno .\n%wor:\t{tier}\n@End\n"
        assert [one.text for one in walk(read(text)) if isinstance(one, Milestone)] == kept


def test_a_tier_of_words_below_no_line_is_told() -> None:
    """Nobody says it there; its times are those of nothing."""
    text = "@UTF8\n@Begin\n@Participants:\tCHI Ida Target_Child\n*CHI:\tno .\n@Comment:\train\n%wor:\tno \x151_2\x15 .\n@End\n"
    assert [text_of(one.children) for one in read(text).body if isinstance(one, Narrative)] == [
        "rain",
        "%wor: no .",
    ]


def test_a_tier_of_words_may_have_those_of_a_code() -> None:
    """Which are none that are said, so that the tier is an annotation."""
    text = "@UTF8\n@Begin\n@Participants:\tCHI Ida Target_Child\n*CHI:\tdis [: this] .\n%wor:\tthis \x151_2\x15 .\n@End\n"
    assert [one.text for one in walk(read(text)) if isinstance(one, Milestone)] == [
        "[: this]",
        "%wor: this .",
    ]


def test_what_is_no_word_is_what_it_is() -> None:
    """Events, ways of speaking, what was not understood or is in doubt; codes and tiers are annotations."""
    nodes = list(walk(read()))
    assert [(one.kind, text_of(one.children)) for one in nodes if isinstance(one, Stage)] == [
        ("vocal", "laughs"),
        ("delivery", "sings"),
    ]
    assert [one for one in nodes if isinstance(one, Gap)] == [Gap("xxx", "unintelligible")]
    assert [text_of(one.children) for one in nodes if isinstance(one, Unclear)] == ["you like"]
    assert [one.text for one in nodes if isinstance(one, Milestone)] == [
        "[+ IMP]", "%mor: adj|big n|boat .", "%com: he points", "[: those]",
    ]  # fmt: skip


def test_a_gem_is_a_section_and_a_comment_narrative() -> None:
    """What is between utterances is not said by anybody."""
    (*_, section) = read().body
    assert isinstance(section, Section)
    assert section.heading is not None
    assert text_of(section.heading.children) == "at the harbour"
    assert [type(block) for block in section.blocks] == [Narrative, Turn, Turn]


@pytest.mark.parametrize(
    ("line", "said"), [("@E", "E: more words"), ("@End", "End: more words"), ("@Blank", "Blank: more words")]
)
def test_what_goes_on_below_a_line_without_a_colon_is_kept(line: str, said: str) -> None:
    """Also below lines of the head that say nothing themselves."""
    document = read(TALK.replace("@End\n", f"{line}\n\tmore words\n@End\n"))
    assert said in [text_of(one.children) for one in walk(document) if isinstance(one, Narrative)]


def test_pylangacq_reads_the_same() -> None:
    """As many utterances by the same participants at the same times; it leaves out what is retraced, and takes
    no name of two words.
    """
    text = TALK.replace("Nora\n\tQuill", "Nora_Quill")
    theirs = [one for one in pylangacq.CHAT.from_strs([text]).utterances() if not one.changeable_header]
    ours = paragraphs(read())
    assert [one.participant for one in theirs] == [label for label, _, _ in ours]
    assert [one.time_marks for one in theirs] == [time and (time.begin, time.end) for _, _, time in ours]
    for one, (_, text, _) in zip(theirs, ours, strict=True):
        words = [token.word for token in one.tokens or () if token.word not in ("those", "laughs")]
        assert set(words) <= set(text.replace("(", "").replace(")", "").split())


@pytest.mark.parametrize("name", ["tei", "docx", "html", "pdf", "json"])
def test_it_goes_through_every_format(name: str) -> None:
    """With roles, times and annotations."""
    document = read()
    again = docconv.read(docconv.write(document, name), format=name)
    assert list(differences(document, again)) == []


def test_a_word_that_a_reader_lost_is_missed() -> None:
    """The account has the words by a way of its own."""
    more = Source(TALK.replace("red", "dark red").encode())
    with pytest.raises(AccountError):
        docconv.account.check(more, account(more), read())


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("@UTF8\n@Begin\nbig boat\n@End\n", "x.cha:3:1", "begins with @"),
        ("*CHI:\tboat .\n", "x.cha", "no line @Begin"),
        ("@Begin\n@End\n", "x.cha", "nothing is said"),
        ("@Begin\n*CHI:\tbo\udcffat .\n", "x.cha:2:9", "the bytes are not utf-8"),
    ],
)
def test_what_is_none_is_refused(text: str, where: str, message: str) -> None:
    """With its place."""
    data = text.encode("utf-8", "surrogateescape")
    with pytest.raises(BadInputError, match=message) as caught:
        docconv.read(Source(data, "x.cha"), format="chat")
    assert caught.value.where == where


def test_a_file_without_an_end_is_read_with_a_warning() -> None:
    """Half of it may be missing."""
    _, notices = docconv.read_with_notices(TALK.replace("@End\n", "").encode(), format="chat")
    assert ["@End" in one.message for one in notices] == [True]


def test_bullets_of_older_files_are_times() -> None:
    """With the name of the recording, or as dots that are seen."""
    text = '@Begin\n*CHI:\tone . \x15%snd:"boat"_5_90\x15\n*FAT:\ttwo . •95_99•\n@End\n'
    assert [time for _, _, time in paragraphs(read(text))] == [docconv.Timing(5, 90), docconv.Timing(95, 99)]


def test_a_number_that_no_recording_reaches_is_no_time() -> None:
    """Such a bullet says nothing, and the words of its line are there."""
    longest = docconv.Timing(5, 99_999_999_999)
    for bullet, time in (("5_99999999999", longest), ("5_999999999999", None), ("9999999999999_5", None)):
        document = read(f"@Begin\n*CHI:\tone . \x15{bullet}\x15\n@End\n")
        assert [(words, found) for _, words, found in paragraphs(document)] == [("one .", time)]


@pytest.mark.parametrize("part", ["<", "[", "a ", " ", "<a [?"])
def test_tokens_take_time_in_proportion(part: str) -> None:
    """Whatever brackets a line has."""
    assert excess(TOKEN.findall, part * 4_000, part * 16_000, 4) < 2
