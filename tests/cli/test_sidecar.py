"""Decisions of a user about lines: found beside the transcript, held in every run, reported when they no longer fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from docconv.errors import UsageError
from docconv.model import CERTAIN, Milestone, Narrative, Paragraph, Stage
from docconv.pipeline import convert, explain, read, read_with_notices, taught_by
from docconv.sidecar import read_sidecar
from docconv.transcript import analyse
from docconv.transcript.lexicon import lexicon
from docconv.walk import text_of, turns, walk
from support.command import Command, fails

TEXT = "ANN: Hi.\n\nBEN: Hello.\n\nANN: Well, it rains.\n\nBEN: Yes.\n\nANN: So it does.\n"


def transcript(folder: Path, decisions: str) -> Path:
    """A transcript with decisions beside it."""
    path = folder / "talk.txt"
    path.write_text(TEXT, encoding="utf-8")
    (folder / "talk.docconv.toml").write_text(decisions, encoding="utf-8")
    return path


def names(path: Path) -> list[str]:
    """Who speaks, turn by turn."""
    return [turn.speakers[0].id for turn in turns(read(path))]


def test_a_turn_is_given_to_somebody_else(tmp_path: Path) -> None:
    """What the user says of a turn holds, and its label stays as printed."""
    path = transcript(tmp_path, '[[line]]\ntext = "ANN: Well"\nspeaker = "Ben"\n')
    assert names(path) == ["ann", "ben", "ben", "ben", "ann"]
    assert [turn.label for turn in turns(read(path))][2] == "ANN"


def test_a_line_is_said_to_be_no_label(tmp_path: Path) -> None:
    """A line that is narrative makes no turn."""
    path = transcript(tmp_path, '[[line]]\ntext = "ANN: Well"\nis = "narrative"\n')
    assert names(path) == ["ann", "ben", "ben", "ann"]


def test_decisions_survive_edits_of_the_source(tmp_path: Path) -> None:
    """Lines added above do not move a decision to another line."""
    path = transcript(tmp_path, '[[line]]\ntext = "BEN: Yes"\nline = 7\nspeaker = "Ann"\n')
    path.write_text("A title\n\nSome words before.\n\n" + TEXT, encoding="utf-8")
    assert names(path) == ["ann", "ben", "ann", "ann", "ann"]


def test_a_decision_that_no_longer_fits_is_told(tmp_path: Path) -> None:
    """A decision whose text is gone is a notice, and changes nothing."""
    path = transcript(tmp_path, '[[line]]\ntext = "EVE: Never"\nspeaker = "Ann"\n')
    _, notices = read_with_notices(path)
    assert "correction-unused" in [notice.code for notice in notices]
    assert names(path) == ["ann", "ben", "ann", "ben", "ann"]


def test_signs_part_a_decided_label_from_its_speech(tmp_path: Path) -> None:
    """A label before an arrow is one, and the arrow is no speech."""
    path = transcript(tmp_path, '[[line]]\ntext = "Eve => Never"\nlabel = "Eve"\n')
    path.write_text(TEXT + "\n7 | Eve => Never.\n\nEve => Never.\n", encoding="utf-8")
    last = list(turns(read(path)))[-1]
    assert (last.label, text_of(last.blocks[0].children)) == ("Eve", "Never.")


REPORT = """The mayor opened the meeting at ten.

ANN: Hi.

BEN: Hello.

The door opened, and a stranger came in.

Is this the right room?

ANN: It is.

BEN: Come in.
"""


def report(folder: Path, decisions: str, text: str = REPORT) -> Path:
    """A text with decisions beside it."""
    path = transcript(folder, decisions)
    path.write_text(text, encoding="utf-8")
    return path


def spoken(path: Path) -> list[tuple[str, str]]:
    """Who speaks, and their first words, turn by turn."""
    return [
        (" ".join(speaker.id for speaker in turn.speakers), text_of(turn.blocks[0].children))
        for turn in turns(read(path))
    ]


def test_a_paragraph_before_all_turns_is_given_to_somebody(tmp_path: Path) -> None:
    """Who is named speaks there, although nothing is printed; `is` need not be said."""
    path = report(tmp_path, '[[line]]\ntext = "The mayor opened"\nspeaker = "Eve"\n')
    assert spoken(path)[:2] == [("eve", "The mayor opened the meeting at ten."), ("ann", "Hi.")]
    assert next(iter(turns(read(path)))).attribution == CERTAIN


def test_a_paragraph_inside_a_turn_is_given_to_somebody(tmp_path: Path) -> None:
    """The turn before ends, and what follows goes on with theirs."""
    path = report(tmp_path, '[[line]]\ntext = "The door opened"\nspeaker = "Eve"\n')
    assert [who for who, _ in spoken(path)] == ["ann", "ben", "eve", "ann", "ben"]


def test_speech_after_narrative_goes_on_with_who_spoke_last(tmp_path: Path) -> None:
    """It is a turn that continues theirs."""
    decisions = '[[line]]\ntext = "The door"\nis = "narrative"\n[[line]]\ntext = "Is this"\nis = "speech"\n'
    found = list(turns(read(report(tmp_path, decisions))))
    assert [turn.speakers[0].id for turn in found] == ["ann", "ben", "ben", "ann", "ben"]
    assert found[2].continues == found[1].id


def test_the_id_of_a_speaker_names_them(tmp_path: Path) -> None:
    """As an alias does."""
    decisions = (
        '[[line]]\ntext = "The door"\nspeaker = "eve-1"\n[[speaker]]\nid = "eve-1"\nname = "Eve Holm"\n'
    )
    assert spoken(report(tmp_path, decisions))[2][0] == "eve-1"


@pytest.mark.parametrize(
    "other", ["", '[[line]]\ntext = "BEN: Yes, I do think so, and always did."\nspeaker = "Eve"\n']
)
def test_a_short_line_is_found_beside_longer_ones(tmp_path: Path, other: str) -> None:
    """Also where it is how another line begins, and where another decision has more words."""
    text = "ANN: Hi.\n\nBEN: Yes\n\nANN: Well.\n\nBEN: Yes, I do think so, and always did.\n\nANN: So.\n"
    path = report(tmp_path, '[[line]]\ntext = "BEN: Yes"\nspeaker = "Ann"\n' + other, text)
    assert spoken(path)[1] == ("ann", "Yes")


def test_equal_lines_are_told_apart_by_their_number(tmp_path: Path) -> None:
    """Without it nothing is done, and a notice says which lines there are."""
    text = "ANN: Hi.\n\nBEN: Yes.\n\nANN: Well.\n\nBEN: Yes.\n\nANN: So.\n"
    path = report(tmp_path, '[[line]]\ntext = "BEN: Yes."\nspeaker = "Ann"\n', text)
    (notice,) = [one for one in read_with_notices(path)[1] if one.code == "correction-unused"]
    assert "several lines: 3, 7" in notice.message
    assert [who for who, _ in spoken(path)] == ["ann", "ben", "ann", "ben", "ann"]


def test_a_decision_holds_for_a_range(tmp_path: Path) -> None:
    """Each paragraph of it is what is said; the range moves with its first line."""
    decisions = '[[line]]\ntext = "The door"\nlines = "7-9"\nis = "narrative"\n'
    path = report(tmp_path, decisions, "A title\n\n" + REPORT)
    assert sum(isinstance(block, Narrative) for block in walk(read(path))) == 3
    assert [who for who, _ in spoken(path)] == ["ann", "ben", "ann", "ben"]


def test_a_range_keeps_the_lines_of_a_paragraph_together(tmp_path: Path) -> None:
    """A bracket over three lines is one direction."""
    text = REPORT.replace("The door opened", "(The door\nslowly: it is heavy\nopened)\n\nThe door opened")
    path = report(tmp_path, '[[line]]\ntext = "(The door"\nlines = "7-9"\nis = "stage"\n', text)
    directions = [text_of(block.children) for block in walk(read(path)) if isinstance(block, Stage)]
    assert directions == ["(The door slowly: it is heavy opened)"]


WRAPPED = """ANN: It has rained since the day before yesterday, and the water
comes up to the wall.

The mayor opened the meeting at ten, and a stranger came in who asked
for the key.

Then he went out again, and nobody of all those who were there knew
where he had gone.

BEN: Hello.

ANN: Hi.
"""


@pytest.mark.parametrize("decision", ['is = "narrative"', 'is = "speech"', 'speaker = "Eve"'])
def test_a_range_of_wrapped_lines_has_its_paragraphs(tmp_path: Path, decision: str) -> None:
    """As they are without it."""
    path = report(tmp_path, f'[[line]]\ntext = "The mayor"\nlines = "4-8"\n{decision}\n', WRAPPED)
    paragraphs = [
        text_of(block.children) for block in walk(read(path)) if isinstance(block, Narrative | Paragraph)
    ]
    assert paragraphs[1:3] == [
        "The mayor opened the meeting at ten, and a stranger came in who asked for the key.",
        "Then he went out again, and nobody of all those who were there knew where he had gone.",
    ]


def test_a_range_is_given_to_somebody(tmp_path: Path) -> None:
    """All of it is one turn."""
    path = report(tmp_path, '[[line]]\ntext = "The door"\nlines = "7-9"\nspeaker = "Eve"\n')
    assert [(turn.speakers[0].id, len(turn.blocks)) for turn in turns(read(path))][2] == ("eve", 2)


def test_what_was_taken_for_a_running_head_may_be_spoken(tmp_path: Path) -> None:
    """A decision wins over what belongs to the page."""
    pages = "".join(
        f"CHAIR ANN LEE. This is the {word} page of the talk.\nPage {n} of 5\nThe Harbour Committee\nCLERK BEN OAK. Thank you for the {word} page.\n"
        for n, word in enumerate(("here", "there", "now", "then", "well"), 1)
    )
    path = report(tmp_path, '[[line]]\ntext = "Page 3"\nspeaker = "Eve Holm"\n', pages)
    assert ("eve-holm", "Page 3 of 5") in spoken(path)


LONE = """[1] Chair: Good day to all of you who came.

Ann Lee: Thank you. We saw the bridge.

[2] Chair: And the river?

Old Harbour: it rose.

Ann Lee: So it did.
"""


def test_a_label_is_given_as_it_is_printed(tmp_path: Path) -> None:
    """What comes before it is kept as a number, and no word is lost."""
    path = report(tmp_path, '[[line]]\ntext = "[2] Chair: And"\nlabel = "Chair"\n', LONE)
    turn = next(turn for turn in turns(read(path)) if "river" in text_of(turn.blocks[0].children))
    assert (turn.label, turn.attribution.certainty) == ("Chair", "high")
    assert {piece.text for piece in walk(turn) if isinstance(piece, Milestone)} <= {"[2]", "2"}


def test_a_label_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Nothing is put in the place of the words of a line."""
    path = report(tmp_path, '[[line]]\ntext = "Old Harbour"\nlabel = "New Harbour"\n', LONE)
    assert "it rose." in "".join(text_of(turn.blocks[-1].children) for turn in turns(read(path)))
    assert "does not begin with" in next(
        one.message for one in read_with_notices(path)[1] if one.code == "correction-unused"
    )


def test_a_label_confirmed_once_is_one_wherever_it_is_printed(tmp_path: Path) -> None:
    """The same label in the same way is certain, too."""
    text = "Ann Lee\nGood day.\n\nBen Oak\nHello.\n\nAnn Lee\nIt rains.\n\nWell well\nYes.\n\nAnn Lee\nSo it does.\n\nWell well\nNo.\n"
    path = report(tmp_path, '[[line]]\ntext = "Well well"\nline = 10\nis = "label"\n', text)
    found = [turn for turn in turns(read(path)) if turn.label == "Well well"]
    assert [turn.attribution for turn in found] == [CERTAIN, CERTAIN]


def test_speakers_may_stand_beside_the_lines(tmp_path: Path) -> None:
    """The file may hold what a speaker file holds."""
    path = transcript(tmp_path, '[[speaker]]\nid = "ann-lee"\nname = "Ann Lee"\naliases = ["ANN"]\n')
    assert names(path) == ["ann-lee", "ben", "ann-lee", "ben", "ann-lee"]


def test_a_speaker_file_adds_to_what_is_beside_the_text(tmp_path: Path) -> None:
    """Neither takes the place of the other."""
    path = transcript(tmp_path, '[[speaker]]\nid = "ann-lee"\nname = "Ann Lee"\naliases = ["ANN"]\n')
    given = tmp_path / "more.toml"
    given.write_text('[[speaker]]\nid = "ben-oak"\naliases = ["BEN"]\n', encoding="utf-8")
    document = read(path, speakers=given)
    assert [speaker.id for speaker in document.speakers] == ["ann-lee", "ben-oak"]


def test_decisions_beside_a_file_that_names_its_speakers_are_not_lost_silently(tmp_path: Path) -> None:
    """TEI says itself who speaks."""
    path = transcript(tmp_path, "")
    convert(path, tmp_path / "other.xml")
    (tmp_path / "other.docconv.toml").write_text(
        '[[line]]\ntext = "ANN"\nspeaker = "Eve"\n', encoding="utf-8"
    )
    (notice,) = [one for one in read_with_notices(tmp_path / "other.xml")[1] if one.code == "label-unused"]
    assert "the decisions beside it were not used" in notice.message


WRONG = {
    "a key of no table inside one": (
        '[[line]]\ntext = "A"\nis = "text"\nmerge = [["A", "B"]]\n',
        "unknown key 'merge' @ line[0]",
    ),
    "an unknown key": ('[[line]]\ntext = "A"\nwhat = 1\n', "unknown key 'what' @ line[0]"),
    "an unknown kind": ('[[line]]\ntext = "A"\nis = "poem"\n', "line[0].is is 'poem'"),
    "no text": ('[[line]]\nis = "label"\n', "line[0] has no text"),
    "a decision that decides nothing": ('[[line]]\ntext = "A"\n', "line[0] decides nothing"),
    "narrative that somebody speaks": (
        '[[line]]\ntext = "A"\nis = "narrative"\nspeaker = "Ben"\n',
        "line[0] is 'narrative' and has a speaker",
    ),
    "a range that ends before it begins": ('[[line]]\ntext = "A"\nlines = "9-3"\nis = "text"\n', "'9-3'"),
    "a line beside a range": ('[[line]]\ntext = "A"\nline = 3\nlines = "3-9"\nis = "text"\n', "beside line"),
    "a wrong type": ('[[line]]\ntext = "A"\nline = "1"\n', "line[0].line is '1'"),
    "no TOML": ("[[line]\n", "Expected"),
}


@pytest.mark.parametrize("name", WRONG)
def test_says_what_is_wrong_in_the_file(name: str) -> None:
    """A mistake in the file is an error that names it."""
    text, message = WRONG[name]
    with pytest.raises(UsageError) as caught:
        read_sidecar(text, "talk.docconv.toml")
    assert message in str(caught.value)
    assert caught.value.where.startswith("talk.docconv.toml:1:")


def test_errors_after_the_lines_name_their_line() -> None:
    """What is said of lines is left out before the rest is read, and the numbers of lines stay right."""
    text = (
        '# decisions\n[[line]]\ntext = "A"\nis = "label"\n\n[[speaker]]\nid = "a"\n\n[[speaker]]\nid = "a"\n'
    )
    with pytest.raises(UsageError) as caught:
        read_sidecar(text, "talk.docconv.toml")
    assert caught.value.where == "talk.docconv.toml:9:1"


def test_explains_a_label(tmp_path: Path) -> None:
    """The explanation of a line tells the evidence for its label and what it became."""
    found = explain(transcript(tmp_path, ""), 3)
    assert found is not None
    assert found.decision == "begins a turn of BEN"
    assert [(reading.label, reading.taken) for reading in found.readings] == [("BEN", True)]
    assert {"shape", "recurrence"} <= {evidence.rule for evidence in found.readings[0].evidence}


def test_explains_what_is_no_label(tmp_path: Path) -> None:
    """A line that could have been a label says why it is none, and how to decide otherwise."""
    path = transcript(tmp_path, "")
    path.write_text(TEXT.replace("ANN: So it", "Note well: so it"), encoding="utf-8")
    found = explain(path, 9)
    assert found is not None
    assert found.decision == "goes on with the turn of BEN"
    assert [reading.taken for reading in found.readings] == [False]
    assert 'text = "Note well: so it does."' in found.remedy


def test_explains_a_fact_that_looks_like_a_label(tmp_path: Path) -> None:
    """The chair among the facts at the head of minutes was never weighed as a label there."""
    path = tmp_path / "minutes.txt"
    head = "Minutes of the Works Committee\nDate: 4 March 2021\nPlace: Town Hall\nChair: Ann Lee\n"
    path.write_text(f"{head}\nChair: Good morning.\n\nTom Reed: Yes?\n\nChair: Sit down.\n", encoding="utf-8")
    found = explain(path, 4)
    assert found is not None
    assert not any(reading.taken for reading in found.readings)


def test_the_command_explains_a_line(tmp_path: Path, command: Command) -> None:
    """`docconv explain FILE:LINE` prints the decision and the remedy."""
    result = command("explain", f"{transcript(tmp_path, '')}:3")
    assert result.code == 0
    assert "begins a turn of BEN (certainty high)" in result.text
    assert "talk.docconv.toml" in result.text


def word_file(folder: Path, text: str) -> Path:
    """A Word file with a paragraph for each line that is not blank."""
    opened = Document()
    for line in filter(None, text.split("\n")):
        opened.add_paragraph(line)
    path = folder / "talk.docx"
    opened.save(str(path))
    return path


def test_explains_a_paragraph_of_a_word_file(tmp_path: Path, command: Command) -> None:
    """It has the number that notices give it, and what is to be decided is found at its line."""
    path = word_file(tmp_path, TEXT)
    told = command("explain", f"{path}:4").text
    assert f"{path}:4: BEN: Yes.\n  begins a turn of BEN (certainty high)" in told
    remedy = told.partition(".toml:\n")[2].replace('is = "label"', 'speaker = "ANN"')
    path.with_suffix(".docconv.toml").write_text(remedy, encoding="utf-8")
    assert names(path) == ["ann", "ben", "ann", "ann", "ann"]
    fails(command("explain", f"{path}:6"), 2)


def test_all_notices_of_a_word_file_count_paragraphs(tmp_path: Path) -> None:
    """Also those on who a speaker is, who is found after the lines."""
    path = word_file(tmp_path, TEXT + "UNIDENTIFIED SPEAKER: Stop.\nANN: Who is it?\n")
    found = read_with_notices(path).notices
    assert [one.span.line for one in found if one.code == "speaker-unknown" and one.span] == [6]


def test_explains_what_is_read(tmp_path: Path, command: Command) -> None:
    """A format that no suffix tells is named; what names its speakers itself weighs nothing."""
    path = transcript(tmp_path, "")
    other = path.rename(path.with_suffix(".tape"))
    fails(command("explain", f"{other}:3"), 2, "no format has the suffix .tape")
    assert "begins a turn of BEN" in command("explain", f"{other}:3", "-f", "text").text
    convert(other, tmp_path / "talk.docx", format="text")
    fails(command("explain", f"{tmp_path / 'talk.docx'}:3"), 2, "this file names its speakers itself")


def test_a_place_may_be_copied_from_a_notice(workdir: Path, command: Command) -> None:
    """With its column, which a file whose name ends so has not."""
    transcript(workdir, "")
    assert "begins a turn of BEN" in command("explain", "talk.txt:3:1").text
    (workdir / "talk:1.txt:3").write_text(TEXT, encoding="utf-8")
    assert "begins a turn of ANN" in command("explain", "talk:1.txt:3:1", "-f", "text").text


def test_what_holds_for_a_folder_holds_for_explain_and_learn(workdir: Path, command: Command) -> None:
    """As for all that reads its files."""
    transcript(workdir, '[[line]]\ntext = "ANN"\nline = 1\nlabel = "ANN"\n')
    (workdir / "talk.txt").write_text(TEXT.replace("Hello", "Grüezi"), encoding="cp1252")
    fails(command("learn", "talk.txt"), 1, "not UTF-8")
    (workdir / "docconv.toml").write_text('encoding = "cp1252"\n', encoding="utf-8")
    assert "Grüezi" in command("explain", "talk.txt:3").text
    assert "not UTF-8" not in command("learn", "talk.txt").err


@pytest.mark.parametrize("place", ["talk.txt", "talk.txt:x", "talk.txt:2", "talk.txt:99"])
def test_the_command_wants_a_line_with_text(tmp_path: Path, command: Command, place: str) -> None:
    """A place without text is a wrong call, told in one line."""
    transcript(tmp_path, "")
    fails(command("explain", str(tmp_path / place)), 2)


def test_a_turn_without_a_label_begins_where_it_is_said_to(tmp_path: Path) -> None:
    """Also behind one of the same speaker; of nobody in particular where nobody is named."""
    for who, expected in (('speaker = "Ann"\n', ["ann"]), ("", [])):
        path = transcript(tmp_path, f'[[line]]\ntext = "And snow"\nis = "turn"\n{who}')
        path.write_text(TEXT.replace("rains.\n", "rains.\n\nAnd snow falls.\n\nIt does.\n"), encoding="utf-8")
        found = list(turns(read(path)))
        assert [one.id for one in found[3].speakers] == expected
        assert [text_of(part.children) for part in found[3].blocks] == ["And snow falls.", "It does."]


def test_the_first_line_may_be_said_by_somebody(tmp_path: Path) -> None:
    """Then it is no title."""
    path = transcript(tmp_path, '[[line]]\ntext = "The jetty"\nspeaker = "Cy"\n')
    path.write_text("The jetty\n\n" + TEXT, encoding="utf-8")
    assert names(path) == ["cy", "ann", "ben", "ann", "ben", "ann"]


def test_facts_are_decided(tmp_path: Path) -> None:
    """They take the place of what the head says, and an empty one takes it away."""
    path = transcript(tmp_path, '[facts]\ntitle = "Rain"\ndate = 2021-05-03\nPlace = "Jetty"\nTopic = ""\n')
    path.write_text("Place: Hall\nTopic: Weather\n\n" + TEXT, encoding="utf-8")
    metadata = read(path).metadata
    assert (metadata.title, metadata.date, metadata.fields) == ("Rain", "2021-05-03", (("Place", "Jetty"),))
    assert (metadata.lang, metadata.status) == ("en", None)


def test_a_text_is_read_in_the_language_that_it_is_said_to_be_in(tmp_path: Path) -> None:
    """With the words of that, where its own are too few to tell."""
    path = transcript(tmp_path, '[facts]\nlang = "de-AT"\n')
    assert read(path).metadata.lang == "de-AT"
    analysis = analyse(TEXT, convention=taught_by(None, read_sidecar('[facts]\nlang = "de-AT"\n')))
    assert (analysis.lang, analysis.lexicon) == ("de-AT", lexicon("de"))
    assert analyse(TEXT).lexicon == lexicon("en")


@pytest.mark.parametrize(
    "facts", ["date = 'soon'", "lang = '?'", "lang = 'English'", "title = 3", "' ' = 'x'", "Place = [3]"]
)
def test_a_fact_that_is_none_is_refused(facts: str) -> None:
    """With the key."""
    with pytest.raises(UsageError, match=r"facts\."):
        read_sidecar(f"[facts]\n{facts}\n")
    with pytest.raises(UsageError, match="facts is not a table"):
        read_sidecar("facts = 3\n")


def test_a_word_before_a_decided_label_is_not_dropped(tmp_path: Path) -> None:
    """`Speaker Ada` is the label; a decision for `Ada` alone is told to fit nothing, and the text is read."""
    path = report(tmp_path, '[[line]]\ntext = "Speaker Ada"\nlabel = "Ada"\n', "Speaker Ada: Hello.\n")
    (unused,) = (one for one in read_with_notices(path)[1] if one.code == "correction-unused")
    assert "does not begin with “Ada”" in unused.message


def test_a_heading_may_be_what_somebody_says(tmp_path: Path) -> None:
    """Whoever a decision names speaks it, also at the head of the text; nothing is silently left as it is."""
    path = report(
        tmp_path,
        '[[line]]\ntext = "# The lamp"\nspeaker = "Eve Holm"\n',
        "# The lamp\n\nADA: Yes.\n\nBO: No.\n",
    )
    assert ("eve-holm", "The lamp") in spoken(path)


@pytest.mark.parametrize(
    ("decision", "said"),
    [('is = "label"', False), ('speaker = "Eve"', False), ('is = "speech"\nspeaker = "Eve"', True)],
)
def test_a_time_alone_on_its_line_is_spoken_where_it_is_said_so(
    tmp_path: Path, *, decision: str, said: bool
) -> None:
    """Otherwise it belongs to the words beside it, and a decision about it is told to be without effect."""
    text = "ADA: When does it ring?\n\n9:15\n\nADA: So late?\n\nBO: Yes.\n"
    path = report(tmp_path, f'[[line]]\ntext = "9:15"\nline = 3\n{decision}\n', text)
    unused = [one.message for one in read_with_notices(path)[1] if one.code == "correction-unused"]
    assert (("eve", "9:15") in spoken(path), not unused) == (said, said)


def test_a_confirmed_label_above_a_label_is_no_direction(tmp_path: Path) -> None:
    """Even if it names somebody who speaks in the scene."""
    text = "SCENE 1\n\nADA.\nCome in.\n\nEnter Bo and Ada.\n\nBO.\nHere I am.\n\nADA.\nGood.\n\nBO.\nYes.\n"
    path = report(tmp_path, '[[line]]\ntext = "Enter Bo and Ada."\nis = "label"\n', text)
    assert "Enter Bo and Ada" in [turn.label for turn in turns(read(path))]
