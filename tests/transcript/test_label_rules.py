"""One record for each way to print a label: what a new one takes, and what it means to leave one out."""

from __future__ import annotations

import re
from functools import cache

import pytest

from docconv.errors import UsageError
from docconv.formats import Source
from docconv.pipeline import read_with_notices
from docconv.transcript import read_transcript, times
from docconv.transcript.annotations import WEAKEST, Candidate, LabelRule
from docconv.transcript.labels import rules
from docconv.transcript.labels.rules import LABEL_RULES, candidates
from docconv.transcript.taught import SourceConvention
from docconv.walk import turns
from support.cases import CASES, parse
from support.outline import outline

GIVEN = "~Ann~ Is the ferry late?\n~Ben~ It is, by an hour.\n~Ann~ Then we have tea.\n~Ben~ Gladly.\n"
EXPECTED = """\
turn ann "Ann": Is the ferry late?
turn ben "Ben": It is, by an hour.
turn ann "Ann": Then we have tea.
turn ben "Ben": Gladly.
"""


def found() -> str:
    """What becomes of the case."""
    return outline(read_with_notices(Source(GIVEN.encode(), "case.txt"), format="text")[0], certainty=False)


@cache
def lines_of_cases() -> list[str]:
    """Each line of the input of every case, without the space around it and a time before it."""
    texts = [parse(path.read_text(encoding="utf-8")).given for path in CASES]
    lines = [line.strip() for text in texts for line in text.splitlines()]
    starts = [stamp.end() if (stamp := times.LEADING.match(line)) else 0 for line in lines]
    return list(filter(None, (line[start:] for line, start in zip(lines, starts, strict=True))))


def tilde(text: str, at: int) -> Candidate | None:
    """`~Name~ text`."""
    match = re.compile(r"~([^~]+)~ ").match(text, at)
    return match and Candidate(match[1], match.start(1), match.end())


def test_a_new_rule_is_one_record_and_one_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the record nobody speaks in the case, with it the case is right."""
    assert found() != EXPECTED
    more = (*LABEL_RULES, LabelRule("tilde", (tilde,), 0.5))
    monkeypatch.setattr(rules, "label_rules", lambda: (more, ()))
    assert found() == EXPECTED


def test_a_rule_is_left_out_by_its_name() -> None:
    """The text is what it is to the rules that are left."""
    text = "ANN: Is the ferry late?\n\nBEN: It is.\n\nANN: Then we have tea.\n"
    assert [turn.label for turn in turns(read_transcript(text)[0])] == ["ANN", "BEN", "ANN"]
    assert list(turns(read_transcript(text, convention=SourceConvention(without=("colon",)))[0])) == []


def test_a_name_that_no_rule_has_is_an_error() -> None:
    """It says which names there are."""
    with pytest.raises(UsageError, match="no label rule is named semicolon") as caught:
        read_transcript("ANN: Hello.\n", convention=SourceConvention(without=("semicolon",)))
    assert "period-dash" in (caught.value.remedy or "")


def test_names_of_rules_are_unique() -> None:
    """A name says which rule it is."""
    assert len({rule.name for rule in LABEL_RULES}) == len(LABEL_RULES)


def test_a_dash_between_tabulators_parts_the_columns_of_a_list() -> None:
    """Whoever is in the first one says nothing."""
    parted = [rule for rule in LABEL_RULES if rule.name == "tab"]
    assert not candidates("Ann Lee\t–\tengineer, Office of Bridges", tuple(parted))
    assert [one.label for one in candidates("Ann Lee\t– and then?", tuple(parted))] == ["Ann Lee"]


@pytest.mark.parametrize("rule", LABEL_RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_prior_for_some_label(rule: LabelRule) -> None:
    """What it finds can win."""
    styles = [""] if isinstance(rule.prior, (int, float)) else list(rule.prior)
    assert max(map(rule.prior_of, styles)) > WEAKEST
    assert rule.prior_of("no such style") >= WEAKEST


@pytest.mark.parametrize("rule", LABEL_RULES, ids=lambda rule: rule.name)
def test_a_rule_names_the_marks_without_which_it_finds_nothing(rule: LabelRule) -> None:
    """It is asked about no other lines than those that begin with some marks, or have one of others. Every
    rule finds something in the lines of the cases, and in no line that it is not asked about.
    """
    found = [line for line in lines_of_cases() if any(find(line, 0) for find in rule.finders)]
    assert found or not rule.finders
    assert all(line[0] in rule.begins for line in found if rule.begins)
    assert not any(set(rule.needs).isdisjoint(line) for line in found if rule.needs)
