"""What in a turn, and in the whole text, is a sign that somebody else speaks in a part of it."""

from __future__ import annotations

import textwrap

import pytest

from docconv.model import Label, Turn
from docconv.transcript import analyse
from docconv.transcript.certainty.signs import ALWAYS, DETAILS, Signs, turn_signs
from docconv.transcript.labels.corrections import Correction
from docconv.walk import turns

NAMES = ("ANNA BELL", "BEN COLE")
SAID = (
    "We open the hall at nine on Monday.",
    "The roof lets in the rain again.",
    "Who pays for the new tiles this year?",
    "The town pays for half of them.",
    "That is what we agreed in spring.",
    "Then we vote on it next week.",
)


def dialogue(**others: str) -> str:
    """Twelve turns of two people; some of the turns, by their numbers, have other words."""
    given = [others.get(f"t{number}", SAID[number % len(SAID)]) for number in range(12)]
    return "\n\n".join(f"{NAMES[number % 2]}: {said}" for number, said in enumerate(given))


def wrapped(*ended: int) -> str:
    """Longer turns, in lines of 40 characters; what some say ends early in a line, and goes on in the next."""
    said = [" ".join(SAID[number % 2 : 6]) for number in range(12)]
    rows = [textwrap.fill(f"{NAMES[number % 2]}: {said[number]}", 40) for number in range(12)]
    return "\n\n".join(
        f"{row[:-1]}\nThe vote." if number in ended else row for number, row in enumerate(rows)
    )


def signs_of(text: str) -> list[Signs]:
    """The signs in each turn of a text, without what holds for every turn."""
    analysis = analyse(text)
    found = turn_signs(turns(analysis.draft), text, analysis.lines, analysis.lexicon).all()
    return [{name: value for name, value in signs.items() if name != ALWAYS} for signs in found]


def strongest(sign: str, text: str) -> float:
    """How strong a sign is where it is strongest."""
    return max(signs.get(sign, 0.0) for signs in signs_of(text))


def certainties(text: str, *decisions: Correction) -> list[str]:
    """How sure it is who speaks in each turn."""
    return [turn.attribution.certainty for turn in found(text, *decisions)]


def found(text: str, *decisions: Correction) -> list[Turn[Label]]:
    """The turns of a text."""
    return list(turns(analyse(text, decisions).draft))


SHOWN = {
    "named-without-label": dialogue(t3="The town pays half. BEN COLE: So be it."),
    "several-rare": dialogue(t3="The town pays half.\n\nIt always has done so."),
    "several-some": dialogue(
        t3="So it is.\n\nIt always was.", t5="So it is.\n\nIt was.", t7="No.\n\nIt is not."
    ),
    "several-many": dialogue(**{f"t{number}": "So it is.\n\nIt always has been." for number in range(12)}),
    "again-rare": dialogue(t11="And then, ladies, we vote.").replace("BEN COLE: And", "ANNA BELL: And"),
    "again-often": dialogue().replace("BEN COLE", "ANNA BELL", 4),
    "question": dialogue(t3="Who pays for the rest?\n\nThe county does."),
    "floor": dialogue(t3="I give the floor to Mr Dunn.\n\nThank you for the floor."),
    "once": dialogue() + "\n\nCARL DUNN: We thank you all.",
    "early-rare": wrapped(3),
    "early-some": wrapped(3, 5, 7),
}
"""A text for each sign."""


@pytest.mark.parametrize("sign", SHOWN)
def test_a_sign_is_seen_in_its_text(sign: str) -> None:
    """And less in the text in which everybody has a label."""
    assert strongest(sign, SHOWN[sign]) > 2 * strongest(sign, dialogue())


def test_every_sign_is_shown() -> None:
    """Each has a text above."""
    assert set(SHOWN) == set(DETAILS)


def test_everybody_with_a_label_is_sure() -> None:
    """Where nothing is a sign, no turn is doubted."""
    assert set(certainties(dialogue())) == {"high"}


def test_signs_make_turns_less_sure() -> None:
    """Only those that they are in, and the most telling sign is among the evidence."""
    doubted = found(SHOWN["again-often"])
    assert [turn.attribution.certainty for turn in doubted] == ["medium"] * 8 + ["high"] * 4
    assert {turn.attribution.evidence[-1].rule for turn in doubted[:8]} == {"again-often"}


def test_a_decided_turn_stays_sure() -> None:
    """Whatever else is in it."""
    text = SHOWN["again-often"]
    decided = Correction(text=text.splitlines()[2][:30], line=3, is_="label")
    assert certainties(text, decided)[:3] == ["medium", "high", "medium"]


def test_a_text_of_few_turns_has_no_label_that_is_rare() -> None:
    """Nor does it say anything there that each label comes once."""
    assert not any(
        "once" in signs for signs in signs_of("ANNA BELL: Good morning.\n\nBEN COLE: Good morning.")
    )


@pytest.mark.parametrize(
    ("label", "certainty"),
    [("Zum Antrag", "medium"), ("ZU PUNKT 3", "medium"), ("CARL DUNN", "high"), ("MR DUNN", "high")],
)
def test_a_label_of_other_words_is_not_sure(label: str, certainty: str) -> None:
    """One that comes once: with a number or small letters where those that come back have names in capitals."""
    text = dialogue(t5=f"Then we vote.\n\n{label}: We thank you all.")
    assert {turn.label: turn.attribution.certainty for turn in found(text) if turn.label not in NAMES} == {
        label: certainty
    }


def test_a_label_right_below_a_line_is_not_sure_where_others_are_apart() -> None:
    """If it comes once."""
    text = dialogue(t5="I read you a letter:\nCARL DUNN: We thank you all.")
    assert [turn.attribution.certainty for turn in found(text) if turn.label == "CARL DUNN"] == ["medium"]


def test_the_last_turn_is_not_sure_where_a_paragraph_without_a_label_ends_it() -> None:
    """It may be nobody's; no other turn is doubted for that."""
    text = dialogue(t11="Then we vote on it.\n\nWe went home through the rain.")
    doubted = [turn.attribution.certainty for turn in found(text)]
    assert doubted == ["high"] * 11 + ["medium"]
    assert found(text)[-1].attribution.evidence[-1].rule == "ends-text"


def test_the_last_paragraph_is_sure_once_it_is_decided() -> None:
    """As is its turn."""
    text = dialogue(t11="Then we vote on it.\n\nWe went home through the rain.")
    decided = Correction(text="We went home through the rain.", line=25, is_="speech")
    assert set(certainties(text, decided)) == {"high"}
