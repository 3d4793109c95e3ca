"""What an editor is told: one notice for one doubtful line, in words, loud where much of the text depends on it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from docconv.notices import Notice
from docconv.pipeline import read_with_notices
from docconv.sidecar import path_beside
from docconv.transcript import read_transcript
from docconv.transcript.labels.reasons import REASONS, in_words
from support.cases import CASES, parse
from support.command import Command
from support.places import ROOT
from support.told import assert_told, sections_of

SOURCES = Path(__file__).parents[2] / "src" / "docconv" / "transcript"
TOLD = ROOT / "tests" / "transcript" / "told.txt"
NAMED = re.compile(r'(?:\.add\(\s*|yield )"([a-z-]+)"')


def of(text: str, *codes: str) -> list[Notice]:
    """The notices with some codes."""
    return [notice for notice in read_transcript(text)[1] if notice.code in codes]


def test_every_piece_of_evidence_has_words() -> None:
    """None is named without saying what it means, and none has words that nothing names."""
    rooms = [path for room in ("evidence", "convention") for path in (SOURCES / "labels" / room).glob("*.py")]
    named = {name for path in rooms for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert named == set(REASONS)


@pytest.mark.parametrize("rule", REASONS)
def test_evidence_is_told_in_words(rule: str) -> None:
    """Without weights, whichever way it speaks."""
    told = {in_words(rule, weight, "so") for weight in (1.5, -1.5)} - {""}
    assert told
    assert not any(re.search(r"\d|[{}]", words) for words in told)


HARBOUR = "ANN LEE:\nHello.\n\nBEN OAK:\nDay.\n\nOLD HARBOUR: a song\n\nANN LEE:\nYes.\n\nBEN OAK:\nNo.\n"


def test_who_speaks_in_turn_below_a_report_with_labels_once_each_is_told_aloud() -> None:
    """Every such line is told, since the text prints its other labels in another way."""
    text = (
        "# La alcaldesa abre el mercado\n\n"
        "La alcaldesa Pura Senra abrió el lunes el mercado, acompañada por el arquitecto Telmo Vide.\n\n"
        "Al dar la bienvenida a los invitados, Telmo Vide dijo:\n\n«El tejado pesa menos que la lluvia.\n\nPor eso aguanta».\n\n"
        "A continuación tomó la palabra la alcaldesa:\n\n– Queridos vecinos, mi abuela vendía aquí ajos.\n\n"
        "Hoy os devolvemos el paraguas.\n\nDespués, la alcaldesa contestó a los periodistas.\n\n"
        "Periodista: ¿Cuánto ha costado la cubierta?\n\nPura Senra: Noventa mil euros y un paraguas.\n\n"
        "Otro periodista: ¿Y los puestos?\n\nTelmo Vide: Los puestos son de madera.\n"
    )
    told = of(text, "label-rejected")
    assert [notice.span.line for notice in told if notice.span is not None] == [19, 21, 23, 25]
    assert {notice.severity for notice in told} == {"warning"}


BRIEFING = """Good morning. The ferry is late.

It comes at noon. Any questions? Yes, Ann?

Question: Is it full?

Ferry Office: It is.

Question: And tomorrow?

Ferry Office: We hope so.
"""


def test_somebody_who_asks_right_above_the_first_label_is_told() -> None:
    """A briefing may begin without a label; one question by itself may be a title."""
    (found,) = of(BRIEFING, "narrative-guessed")
    assert (found.severity, found.span.line if found.span else 0) == ("warning", 3)
    assert "asks before the first turn" in found.message
    assert not of(BRIEFING.replace("It comes at noon. Any questions? Yes, Ann?", "Is it late?"), found.code)


def test_one_doubtful_line_has_one_notice() -> None:
    """What looks like a label, and may be no part of the turn above, is told once, on its line."""
    found = of(HARBOUR, "label-rejected", "speaker-guessed")
    assert [(notice.span.line, notice.span.column) for notice in found if notice.span] == [(7, 1)]
    assert "the text prints its other labels in another way" in found[0].message


def test_the_notice_has_the_table_that_decides(tmp_path: Path) -> None:
    """Put into the file of decisions as it is, it settles the doubt."""
    path = tmp_path / "song.txt"
    path.write_text(HARBOUR, encoding="utf-8")
    (doubt,) = of(HARBOUR, "label-rejected")
    path_beside(path).write_text(doubt.remedy, encoding="utf-8")
    document, notices = read_with_notices(path)
    assert [speaker.id for speaker in document.speakers] == ["ann-lee", "ben-oak", "old-harbour"]
    assert not [notice for notice in notices if notice.severity == "warning"]


def test_no_notice_shows_a_weight() -> None:
    """Numbers are for `docconv explain`."""
    texts = (HARBOUR, "Vogel Ott\nGood day.\n\nVogel Ott\nIt rains.\n\nMara Lind\nYes, it does rain.\n")
    assert not [
        notice.message
        for text in texts
        for notice in of(text, "label-rejected", "speaker-guessed")
        if re.search(r"[+-]\d", notice.message)
    ]


def test_a_doubt_on_which_little_depends_is_quiet() -> None:
    """In a long text a paragraph without a full stop is no reason to stop; many of them are one."""
    talk = "Ann Lee: It rains, and it has rained since the day before yesterday.\n\nBen Oak: So it does\n\n"
    quiet = talk * 60 + "Ann Lee: Yes.\n\ntwo words\n\n" + talk
    loud = (talk + "Ann Lee: Yes.\n\nTwo words that nobody ever ended\n\n") * 30
    assert [Counter(notice.severity for notice in of(text, "speaker-guessed")) for text in (quiet, loud)] == [
        {"info": 1},
        {"warning": 30},
    ]


def test_a_sentence_that_goes_on_in_the_next_paragraph_is_no_doubt() -> None:
    """Captions cut sentences; a line that ends without a full stop above another sentence may be a heading."""
    cut = (
        "MAUD: The lamp went out\n\nat three in the morning\n\nand nobody came up.\n\nOTTO: I slept.\n\n" * 3
    )
    assert not of(cut, "speaker-guessed")
    assert of(cut.replace("and nobody", "Nobody"), "speaker-guessed")


def test_long_lines_without_full_stops_are_no_doubt_in_notes_that_have_none() -> None:
    """Where many speeches end without a full stop, only a short line may be none; with a capital it is a
    heading.
    """
    notes = "NF: We found the bell\n\nPL: It is cracked\n\n" * 4
    line = "Somebody has to dive for the clapper before the tide turns\n\n"
    assert not of(f"{notes}{line}{notes}", "speaker-guessed")
    assert of(f"{notes}the clapper\n\n{notes}", "speaker-guessed")
    assert not of(f"{notes}The clapper\n\n{notes}", "speaker-guessed")


def test_what_is_right_nearly_always_is_told_without_alarm() -> None:
    """A single label in a short text, a paragraph without a label, a long one without a full stop: notes."""
    talk = "Ann Lee: It rains.\n\nBen Oak: So it does, my dear.\n\n"
    long = "(b) that the harbour be dredged as far as the new light stands and as deep as ships of the line need it"
    texts = [
        f"{talk * 2}Cy Fox: Hear me.\n\n{talk * 2}",
        f"{talk * 4}The bell has rung.\n\n{talk * 4}",
        f"{talk * 4}{long}\n\n{talk * 4}",
    ]
    found = [of(text, "speaker-guessed") for text in texts]
    assert all(found[1:])
    assert {notice.severity for notices in found for notice in notices} <= {"info"}


def test_a_name_alone_inside_the_turn_of_somebody_else_is_doubted_aloud() -> None:
    """Whoever has labels elsewhere may begin to speak there; all up to the next label depends on it."""
    talk = "* Ann: It rains.\n    * Cy: It does.\n    * Ann: And since when?\n    * Cy: Since May.\n    * Ann: Good.\n"
    said = "    * We went up to the light, and there was nobody.\n" * 4
    text = f"{talk}* Cy\n{said}    * Ann: Yes.\n    * Cy: No.\n"
    (notice,) = of(text, "speaker-guessed")
    assert (notice.rule, notice.severity, notice.span and notice.span.line) == ("name-alone", "warning", 6)
    assert notice.words > 30


def test_a_name_alone_of_which_somebody_speaks_is_no_event_and_is_doubted() -> None:
    """Whoever speaks below it may be somebody else, though others name them."""
    text = (
        "Sitting of the quay\n\nCarys Pryce (clerk)\n\nI call the first sitting to order, and invite you to name whom you want.\n\n"
        "Lynn Neal\n\nI would like to name Ellen James.\n\n"
        "Carys Pryce (clerk)\n\nThank you. Lynn Neal has named her. Does anybody second that?\n\n"
        "Sian Gwent\n\nI do.\n\nCarys Pryce (clerk)\n\nThank you.\n"
    )
    assert [notice.span.line for notice in of(text, "speaker-guessed") if notice.span] == [7, 15, 9, 17]


def test_what_begins_with_a_name_before_the_first_turn_and_says_i_is_doubted() -> None:
    """`ADA, who is alone` above what she says may be a label that was missed."""
    scene = "Scene 1\n\nADA, who is alone at the well\nI do not know what you want of me.\n\n"
    talk = "BO.\nWhat?\n\nADA.\nNothing.\n\n" * 4
    for front, found in (
        (scene, 1),
        (scene.replace("I do not know what you want of me", "The well is dry"), 0),
    ):
        assert len(of(f"{front}{talk}", "narrative-guessed")) == found


def test_a_text_in_which_nobody_speaks_is_a_warning() -> None:
    """Whatever it is; the lines that look like speech are named."""
    text = "The mill of Auen\n\nIt was dry.\n\nAnn Lee: It rains.\nBen Oak, who was there, nodded.\n\nIt was late.\n"
    prose = "The mill stood by the river.\n\nNobody lived there.\n"
    (notice,) = of(prose, "nobody-speaks")
    assert (notice.severity, notice.span and notice.span.line, notice.lines) == ("warning", 1, ())
    assert of("Mara Lind: Yes.\n\nBen Oak: No.\n\nMara Lind: Well.\n", "nobody-speaks") == []
    found = of(text, "nobody-speaks", "narrative-guessed")
    assert not found or found[0].span is not None


@pytest.mark.parametrize(
    ("title", "announced"),
    [
        ("Interview with the miller of Auen", "Interview"),
        (
            "Gespräch mit dem Müller, und wie es ihm dabei ging und was er sich davon für die Zeit danach erhofft",
            "Gespräch",
        ),
        ("Q&A on the new bridge", "Q&A"),
        ("市長インタビュー", "インタビュー"),
    ],
)
def test_a_conversation_that_is_announced_is_missed(title: str, announced: str) -> None:
    """Where nobody is found to speak in it."""
    (notice,) = of(f"{title}\n\nThe mill stood by the river.\n\nNobody lived there.\n", "nobody-speaks")
    assert f"announced as “{announced}”" in notice.message


def test_an_interview_with_one_voice_is_doubted() -> None:
    """Somebody else asked."""
    text = "Interview with Mara Lind\n\nMARA LIND: It rains.\n\nAnd since when?\n\nMARA LIND: Since May.\n\nMARA LIND: Yes.\n"
    (notice,) = of(text, "narrative-guessed")
    assert notice.rule == "conversation-announced"


TALK = "Ann Lee: It rains.\n\nBen Oak: It does.\n\n" * 6


def test_dialogue_among_narrative_is_doubted() -> None:
    """Dashes after a break in a text whose speakers have labels."""
    lines = "".join(f"– The {name} is to be built anew.\n\n" for name in ("bridge", "mill", "weir", "jetty"))
    (notice,) = of(f"{TALK}* * *\n\n{lines}", "narrative-guessed")
    assert (notice.rule, len(notice.lines)) == ("speech-like-narrative", 3)
    assert notice.message.startswith("4 lines outside all turns look like speech")


def test_a_turn_far_longer_than_the_others_is_doubted_where_labels_may_be_inside() -> None:
    """The lines that look like labels are named."""
    words = "The water came up to the wall, and we carried the sacks to the other side of the yard. " * 9
    text = f"{TALK}ANN LEE:\n{words}\n\nMara Lind: and so it was that year, and the year after\n\n{words}\n\n"
    found = of(text.replace("Ann Lee:", "ANN LEE:\n").replace("Ben Oak:", "BEN OAK:\n"), "narrative-guessed")
    assert [(notice.rule, notice.severity) for notice in found] == [("far-longer", "warning")]


def test_a_turn_that_goes_on_and_on_is_doubted() -> None:
    """Where others speak, too, and it takes up most of the text with very many paragraphs."""
    text = (
        "ANN LEE: It rains.\n\nBEN OAK: It does.\n\nANN LEE: Well.\n\n"
        + "And so it was that year, my dear.\n\n" * 50
    )
    (notice,) = of(text, "narrative-guessed")
    assert (notice.message, notice.span and notice.span.line) == (
        "the turn of ANN LEE goes on over 51 paragraphs, most of the text",
        5,
    )


def test_a_label_that_goes_on_beyond_another_is_doubted() -> None:
    """`Ann Lee, smiling, said:` is no label, and hardly what Ben says."""
    text = "Ann Lee: It rains.\n\nBen Oak: It does.\n\nAnn Lee: Well.\n\nBen Oak: Yes.\n\nAnn Leesaid, handing over the box: It is a lamp.\n"
    (notice,) = of(text, "speaker-guessed", "label-rejected")
    assert notice.span is not None
    assert notice.span.line == 9


def test_an_address_behind_a_label_of_another_kind_is_doubted() -> None:
    """`Mr. Vane. Mr. Speaker, ...` may be a slip for `Mr. Vane: Mr. Speaker, ...`."""
    debate = "Mr. Abel: I rise, Sir.\n\nMr. Cole: So do I, Sir.\n\n" * 3
    slip = "Mr. Vane. Mr. Speaker, Sir, I do not understand the answer of the Minister.\n\n"
    assert [notice.rule for notice in of(f"{debate}{slip}Mr. Abel: No.\n", "speaker-guessed")] == [
        "label-like"
    ]


def test_a_statement_between_turns_in_nobodys_name_is_doubted() -> None:
    """Below a heading nobody is said to speak; who says I there may be whoever spoke last."""
    talk = "**Ada**\nThe lamp is out.\n\n**Ben**\nSo it is.\n\n"
    said = "I went up at noon, and I say that we need oil, a wick and somebody who climbs the tower at night.\n\n"
    text = f"{talk * 3}## The tower\n\n{said}{talk}"
    found = of(text, "narrative-guessed")
    assert [notice.span and notice.span.line for notice in found] == [
        text[: text.index(said)].count("\n") + 1
    ]
    assert not of(text.replace(said, "The tower is high.\n\n"), "narrative-guessed")


def test_what_is_decided_to_be_nobodys_is_no_doubt(tmp_path: Path) -> None:
    """Whoever says of a paragraph that says I that nobody speaks it has settled it."""
    given = tmp_path / "talk.txt"
    given.write_text(
        "ADA: Well, here it is.\n\nBO: So it is.\n\nI thank you all for the bell.\n\nADA: Yes.\n\nBO: Good.\n",
        "utf-8",
    )
    path_beside(given).write_text('[[line]]\ntext = "I thank you"\nis = "narrative"\n', "utf-8")
    assert read_with_notices(given)[1] == ()


def test_who_speaks_settles_what_looks_like_a_label(tmp_path: Path) -> None:
    """Words that look like a label and were not taken for one are words of whoever is said to speak them."""
    given = tmp_path / "votes.txt"
    said = "Mr. Laan: I move it.\n\nMs. Fenwick: The clerk calls the roll.\n\n{}\n\nMs. Fenwick: It is carried.\n\n"
    roll = said.format("Member Ida Kern: yes\nMember Olaf Brand: no\nMember Nora Fink: yes")
    given.write_text(f"{roll}Mr. Laan: Thank you.\n", "utf-8")
    assert 5 in [notice.span.line for notice in read_with_notices(given)[1] if notice.span]
    path_beside(given).write_text('[[line]]\ntext = "Member Ida Kern"\nspeaker = "Ida Kern"\n', "utf-8")
    assert 5 not in [notice.span.line for notice in read_with_notices(given)[1] if notice.span]


def test_lines_like_dialogue_that_stayed_narrative_are_a_warning(tmp_path: Path, command: Command) -> None:
    """`check` says so with its exit code, and `convert` on standard error."""
    path = tmp_path / "prose.txt"
    path.write_text("The mill stood by the river.\n\nNobody lived there.\n", encoding="utf-8")
    checked = command("check", str(path))
    converted = command("convert", str(path), "-o", str(tmp_path / "prose.xml"))
    strict = command("convert", str(path), "-o", str(tmp_path / "strict.xml"), "--strict")
    assert (checked.code, converted.code, strict.code) == (1, 0, 1)
    assert "nobody is found to speak" in checked.text
    assert "nobody is found to speak" in converted.err


@pytest.mark.parametrize("name", sections_of(TOLD))
def test_all_is_told_of_what_is_doubtful(name: str, request: pytest.FixtureRequest) -> None:
    """In a case: where, how loud, in which words, what else it could be, why, and what would decide it."""
    (path,) = (path for path in CASES if path.stem == name)
    _, notices = read_transcript(parse(path.read_text(encoding="utf-8")).given)
    assert_told("".join(map(told, notices)), TOLD, name, request.config)


def told(notice: Notice) -> str:
    """All of a notice, a line each."""
    where = f"{notice.span.line}:{notice.span.column}" if notice.span else "-"
    also = f", and lines {', '.join(map(str, notice.lines))}" if notice.lines else ""
    rows = [
        f"{where} {notice.severity} {notice.code} ({notice.rule}, {notice.words} words{also}): {notice.message}",
        *(f"  or {other}" for other in notice.alternatives),
        *(f"  since {one.rule}: {one.detail}" for one in notice.evidence),
        *(f"  {row}" for row in notice.remedy.splitlines()),
    ]
    return "".join(f"{row}\n" for row in rows)


@pytest.mark.parametrize("sign", [" => ", " ~ ", "/ ", " || ", " -> "])
def test_a_form_that_is_not_known_is_told_with_its_sign(sign: str, tmp_path: Path, command: Command) -> None:
    """The decision that the notice offers teaches the form, and the next text of the source is right."""
    said = ("we found the bell", "does it ring", "it does", "good")
    first, second = (
        "\n\n".join(f"{name}{sign}{words}" for name, words in zip(names * 2, said, strict=True))
        for names in (("fenwick", "laan"), ("brandt", "dahl"))
    )
    (notice,) = of(first, "nobody-speaks")
    assert (f"4 lines have “{sign.strip()}”" in notice.message, notice.lines) == (True, (3, 5, 7))
    texts = [tmp_path / name for name in ("may.txt", "june.txt")]
    for path, text in zip(texts, (first, second), strict=True):
        path.write_text(text, encoding="utf-8")
    path_beside(texts[0]).write_text(notice.remedy, encoding="utf-8")
    (tmp_path / "docconv.toml").write_text(command("learn", str(texts[0])).text, encoding="utf-8")
    document, later = read_with_notices(texts[1])
    assert [speaker.id for speaker in document.speakers] == ["brandt", "dahl"]
    assert "nobody-speaks" not in [one.code for one in later]


def test_prose_that_quotes_is_told_once_and_no_line_of_it_is_speech() -> None:
    """Nobody speaks in a story; what is quoted in a sentence looks like no label and no dialogue."""
    story = 'The mill stood by the river.\n\n"I did," said the boy, "because it rained."\n\nMara laughed, and the cat left.\n'
    for text in (
        story,
        story.replace('"I', "„I")
        .replace('did,"', "did“,")
        .replace('"because', "„because")
        .replace('."', ".“"),
    ):
        (notice,) = of(text, "nobody-speaks", "narrative-guessed", "label-rejected", "speaker-guessed")
        assert notice.message == "nobody is found to speak in this text"


LECTURE = """# Salt and Bread

Good evening. It is a pleasure to stand here.

I want to begin with a loaf, which had no salt.

(laughter)

The court did not laugh.

## Questions

**Visitor:** Who got the money?

**Ada Wynne:** The king got half.

**Visitor:** And the rest?

**Ada Wynne:** The man who had told on the baker.
"""


def test_a_speech_without_a_label_at_which_somebody_laughs_is_told() -> None:
    """One paragraph that says I is a preface as well, unless hearers are there."""
    (found,) = of(LECTURE, "narrative-guessed")
    assert (found.severity, found.span.line if found.span else 0) == ("warning", 5)
    assert of(LECTURE.replace("(laughter)\n\n", ""), "narrative-guessed") == []
