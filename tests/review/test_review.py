"""What is decided on the page stands in the file of decisions at once, and the page is told what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from docconv.errors import DocconvError, UsageError
from docconv.review.session import OutsideEditError
from docconv.transcript import engine
from docconv.transcript.labels.rules import candidates
from support.reviewing import Reviewer

MEETING = """\
Friends of the ferry

ANN LEE: Good evening. The ferry needs a new bell.

BO: It needs a rope, too.

We met on the jetty, all of us.

ANN LEE: Note: bring a coat.

Male visitor: May I ask something?

ANN LEE: Please.

Male visitor: Who pays?

Cy Ode: The town does.
"""


@pytest.fixture
def meeting(tmp_path: Path) -> Reviewer:
    """A meeting under review."""
    return of(tmp_path, MEETING)


def of(folder: Path, text: str, sidecar: str = "", name: str = "meeting.txt") -> Reviewer:
    """A text under review, with decisions that were there before."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    if sidecar:
        path.with_suffix(".docconv.toml").write_text(sidecar, encoding="utf-8")
    return Reviewer(path)


def test_what_a_line_is_becomes_a_table(meeting: Reviewer) -> None:
    """The one that somebody would write by hand."""
    meeting.decide(do="line", line=7, is_="narrative")
    assert meeting.sidecar == '[[line]]\ntext = "We met on the jetty, all of"\nline = 7\nis = "narrative"\n'
    assert "narrative: We met on the jetty," in meeting.outline


def test_a_later_decision_about_a_line_changes_its_table(meeting: Reviewer) -> None:
    """There is no second one, and a speaker makes it speech."""
    meeting.decide(do="line", line=7, is_="narrative")
    meeting.decide(do="speaker", line=7, speaker="bo")
    assert meeting.sidecar == (
        '[[line]]\ntext = "We met on the jetty, all of"\nline = 7\nis = "speech"\nspeaker = "BO"\n'
    )
    assert "bo: It needs a rope, too / We met on the jetty," in meeting.outline


def test_lines_from_one_to_another_are_a_range(meeting: Reviewer) -> None:
    """Which a later decision about one of its lines does not change."""
    meeting.decide(do="line", line=5, to_line=7, is_="boilerplate")
    meeting.decide(do="speaker", line=5, speaker="Dot Fen")
    assert 'lines = "5-7"\nis = "boilerplate"\n' in meeting.sidecar
    assert meeting.outline[2:4] == ["dot-fen: BO: It needs a rope,", "boilerplate: We met on the jetty,"]


def test_whatever_a_line_was_somebody_may_speak_it(meeting: Reviewer) -> None:
    """A title, a heading, narrative; and what somebody speaks may be nobody's again, with others."""
    meeting.decide(do="speaker", line=1, speaker="ann-lee")
    assert meeting.outline[0] == "ann-lee: Friends of the ferry"
    meeting.decide(do="line", line=1, to_line=3, is_="boilerplate")
    assert meeting.outline[:2] == ["boilerplate: Friends of the ferry", "boilerplate: ANN LEE: Good evenin"]


def test_a_turn_is_cut_and_joined(meeting: Reviewer) -> None:
    """Who speaks in the new one is not told until somebody says so."""
    meeting.decide(do="cut", line=7)
    assert meeting.outline[2:4] == ["bo: It needs a rope, too", "-: We met on the jetty,"]
    assert [
        doubt["line"] for doubt in meeting.state["doubts"] if doubt["id"].startswith("speaker-unknown")
    ] == [7]
    meeting.decide(do="cut", line=7, speaker="bo")
    assert meeting.outline[2:4] == ["bo: It needs a rope, too", "bo: We met on the jetty,"]
    meeting.decide(do="join", line=7)
    assert meeting.outline[2] == "bo: It needs a rope, too / We met on the jetty,"


def test_somebody_gets_a_name(meeting: Reviewer) -> None:
    """An entry with every label, and a second name is written into the same."""
    meeting.decide(do="name", speaker="bo", name="Bo Lund")
    assert meeting.sidecar == '[[speaker]]\nid = "bo-lund"\nname = "Bo Lund"\naliases = ["BO"]\n'
    meeting.decide(do="name", speaker="bo-lund", name="Bo Lind")
    assert meeting.sidecar == '[[speaker]]\nid = "bo-lund"\nname = "Bo Lind"\naliases = ["BO"]\n'


def test_one_of_several_without_a_name_gets_one_where_they_speak(meeting: Reviewer) -> None:
    """The other one stays nobody in particular, whoever comes between them later."""
    meeting.decide(do="name", speaker="male-visitor-2", name="Dot Fen")
    assert meeting.outline[-2] == "dot-fen: Who pays?"
    assert meeting.outline[-4] == "male-visitor@11: May I ask something?"
    assert 'line = 15\nspeaker = "Dot Fen"\n' in meeting.sidecar


def test_one_of_several_without_a_name_may_speak_elsewhere(meeting: Reviewer) -> None:
    """It is the same one there, and no third."""
    meeting.decide(do="speaker", line=7, speaker="male-visitor-2")
    said = [line for line in meeting.outline if line.startswith("male")]
    assert [line.partition(":")[0][-1] for line in said] == ["2", "1", "2"]


def test_two_without_a_name_are_one(meeting: Reviewer) -> None:
    """They stay without one, and get one together."""
    meeting.decide(do="merge", speakers=["male-visitor-1", "male-visitor-2"])
    assert [line for line in meeting.outline if line.startswith("male")] == [
        "male-visitor-1: May I ask something?",
        "male-visitor-1: Who pays?",
    ]
    meeting.decide(do="name", speaker="male-visitor-1", name="Dot Fen")
    assert [one["name"] for one in meeting.state["speakers"] if one["turns"] == 2] == ["Dot Fen"]


def test_people_are_made_one_and_two_again(meeting: Reviewer) -> None:
    """By the lists of the file; the second takes back what the first says."""
    meeting.decide(do="merge", speakers=["ann-lee", "bo"])
    assert meeting.sidecar == 'merge = [["ANN LEE", "BO"]]\n'
    meeting.decide(do="split", speaker="ann-lee", label="BO")
    assert meeting.sidecar == 'do_not_merge = [["BO", "ANN LEE"]]\n'
    assert {"ann-lee", "bo"} <= {one["id"] for one in meeting.state["speakers"]}
    meeting.decide(do="merge", speakers=["bo", "ann-lee"])
    assert meeting.sidecar == 'merge = [["BO", "ANN LEE"]]\n'


def test_two_with_entries_are_one_entry(meeting: Reviewer) -> None:
    """The first one's, with the labels of both; a label taken off it again is another person."""
    meeting.decide(do="name", speaker="bo", name="Bo Lund")
    meeting.decide(do="name", speaker="cy-ode", name="Cyrus Ode")
    meeting.decide(do="merge", speakers=["cyrus-ode", "bo-lund"])
    assert (
        meeting.sidecar == '[[speaker]]\nid = "cyrus-ode"\nname = "Cyrus Ode"\naliases = ["Cy Ode", "BO"]\n'
    )
    meeting.decide(do="split", speaker="cyrus-ode", label="BO")
    assert {"cyrus-ode", "bo"} <= {one["id"] for one in meeting.state["speakers"]}


def test_facts_of_the_head_are_edited(meeting: Reviewer) -> None:
    """Also those that no head has; one that is empty is none."""
    meeting.decide(do="fact", name="date", value="2021-05-03")
    meeting.decide(do="fact", name="Place of meeting", value="Jetty")
    meeting.decide(do="fact", name="title", value="")
    assert meeting.sidecar == '[facts]\ndate = "2021-05-03"\n"Place of meeting" = "Jetty"\ntitle = ""\n'
    facts = {fact["name"]: fact["value"] for fact in meeting.state["facts"]}
    assert facts == {
        "title": "",
        "date": "2021-05-03",
        "lang": "en",
        "status": "",
        "media": "",
        "Place of meeting": "Jetty",
    }


def test_what_decisions_do_not_change_is_not_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which labels lines may begin with, and which lines there are, until the source or its language is another."""
    looked = list[str]()

    def counting(known: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **more: Any) -> Any:  # noqa: ANN401  whatever is given
            looked.append(known.__name__)
            return known(*given, **more)

        return counted

    monkeypatch.setattr(engine, "candidates", counting(candidates))
    passes = [(name, counting(run)) for name, run in engine.PASSES]
    monkeypatch.setattr(engine, "PASSES", tuple(passes))
    meeting = of(tmp_path, MEETING)
    looked.clear()
    review, decisions = (
        meeting.review,
        [{"do": "line", "line": line, "is": "narrative"} for line in (3, 5, 7)],
    )
    for decision in decisions:
        review.decide(review.version(), decision, alike=False)
    assert looked == [f"_{name}" for name, _ in passes[engine.FIRST_DECIDED :]] * len(decisions)
    review.decide(review.version(), {"do": "fact", "name": "lang", "value": "de"}, alike=False)
    assert {"candidates", *(f"_{name}" for name in ("split", "layout", "language"))} <= set(looked)


def test_all_lines_with_a_label_are_decided_at_once(meeting: Reviewer) -> None:
    """Each with a table of its own, so that each can be taken back."""
    meeting.decide(do="line", line=11, is_="narrative", alike=True)
    assert [block["line"] for block in meeting.state["blocks"] if block["decided"]] == [11, 15]
    meeting.decide(do="forget", line=15)
    assert [block["line"] for block in meeting.state["blocks"] if block["decided"]] == [11]


def test_doubts_are_gone_when_they_are_decided(tmp_path: Path) -> None:
    """By what the queue offers first, one after the other."""
    text = MEETING.replace(
        "Cy Ode: The town does.", "Minutes: nobody knows.\n\nStation: closed.\n\nCy Ode: It is."
    )
    reviewer = of(tmp_path, text)
    decided: list[int] = []
    while doubts := reviewer.state["doubts"]:
        assert all(doubt["reasons"] and doubt["message"] and doubt["choices"] for doubt in doubts)
        assert doubts[0]["line"] not in decided
        decided.append(doubts[0]["line"])
        reviewer.carry_out(doubts[0]["choices"][0]["decision"])
    assert 1 < len(decided) < 6


def test_undo_and_redo_go_through_all_that_was_decided(meeting: Reviewer) -> None:
    """The file comes and goes with the first decision; a new decision ends what could be done again."""
    files = [meeting.sidecar]
    for line in (7, 9):
        meeting.decide(do="line", line=line, is_="narrative")
        files.append(meeting.sidecar)
    for step, file, undo in (
        (meeting.undo, 1, 1),
        (meeting.undo, 0, 0),
        (meeting.redo, 1, 1),
        (meeting.redo, 2, 2),
    ):
        assert step()["history"] == {"undo": undo, "redo": 2 - undo}
        assert meeting.sidecar == files[file]
    meeting.undo()
    assert meeting.decide(do="forget", line=7)["history"] == {"undo": 2, "redo": 0}
    with pytest.raises(UsageError, match="nothing to redo"):
        meeting.redo()


def test_a_decision_about_several_lines_is_known_as_one(tmp_path: Path) -> None:
    """Also where their text, and no number, says which ones they are."""
    by_hand = '[[line]]\ntext = """BO: It needs a rope, too.\nWe met on the jetty"""\nis = "narrative"\n'
    reviewer = of(tmp_path, MEETING, by_hand)
    assert [block["line"] for block in reviewer.state["blocks"] if block["decided"]] == [5, 7]
    reviewer.decide(do="forget", line=7)
    assert reviewer.sidecar == ""


def test_what_somebody_wrote_by_hand_is_kept(tmp_path: Path) -> None:
    """Comments, order and all."""
    by_hand = "# Ilona's\nwithout = ['dash']  # lists\n\n[[line]]  # no joke\ntext = 'BO: It'\nline = 99 # moved\nis = 'label'\n\n# end\n"
    reviewer = of(tmp_path, MEETING, by_hand)
    reviewer.decide(do="line", line=5, is_="text")
    assert reviewer.sidecar == by_hand.replace("99", "5").replace("'label'", '"text"')


@pytest.mark.parametrize("edited", ["meeting.txt", "meeting.docconv.toml"])
def test_an_edit_outside_is_noticed_and_not_overwritten(meeting: Reviewer, edited: str) -> None:
    """Neither by a decision nor by undo, until the page has seen it."""
    meeting.decide(do="line", line=7, is_="narrative")
    path = meeting.path.with_name(edited)
    path.write_text(path.read_text(encoding="utf-8").replace("jetty", "jetty "), encoding="utf-8")
    there = path.read_bytes(), meeting.sidecar
    for step in (meeting.undo, lambda: meeting.decide(do="line", line=9, is_="text")):
        with pytest.raises(OutsideEditError):
            step()
    assert (path.read_bytes(), meeting.sidecar) == there
    meeting.state = meeting.review.whole()
    assert meeting.state["history"] == {"undo": 0, "redo": 0}
    meeting.decide(do="line", line=9, is_="text")


def test_a_decision_that_cannot_be_carried_out_writes_nothing(meeting: Reviewer) -> None:
    """It is refused with a sentence."""
    for decision in (
        {"do": "line", "line": 5, "is": "label", "label": "GUS"},
        {"do": "speaker", "line": 6, "speaker": "Bo"},
        {"do": "merge", "speakers": ["bo", "gus"]},
        {"do": "split", "speaker": "bo", "label": "BO"},
        {"do": "fact", "name": "lang", "value": "no language"},
        {"do": "forget", "line": 5},
    ):
        with pytest.raises(DocconvError):
            meeting.carry_out(decision)
    assert meeting.sidecar == ""
    assert meeting.state["history"] == {"undo": 0, "redo": 0}


def test_decisions_are_not_written_through_a_link(meeting: Reviewer, tmp_path: Path) -> None:
    """Which may lead anywhere."""
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text("", encoding="utf-8")
    meeting.path.with_suffix(".docconv.toml").symlink_to(elsewhere)
    meeting.state = meeting.review.whole()
    with pytest.raises(DocconvError, match="is a link"):
        meeting.decide(do="line", line=7, is_="narrative")
    assert elsewhere.read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("answer", [0, 1])
def test_whether_namesakes_are_one_is_decided(tmp_path: Path, answer: int) -> None:
    """Either way nobody is asked again."""
    lines = ["KONSUL BRANDT: Die Fähre ist alt.", "FRAU BRANDT: Sie fährt noch.", "ALMA: Wie lange?"] * 3
    reviewer = of(tmp_path, "\n\n".join(lines))
    (doubt,) = (one for one in reviewer.state["doubts"] if one["id"].startswith("speaker-split"))
    assert [choice["text"] for choice in doubt["choices"]] == ["choice.two", "choice.one"]
    reviewer.carry_out(doubt["choices"][answer]["decision"])
    assert [one for one in reviewer.state["doubts"] if one["id"].startswith("speaker-split")] == []
    assert len(reviewer.state["speakers"]) == 3 - answer
