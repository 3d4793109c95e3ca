"""Somebody who speaks once among two who take turns is found, however labels are printed, whoever it is and
whatever is said.
"""

from __future__ import annotations

import pytest

from docconv.transcript import read_transcript
from docconv.walk import text_of, turns

SAID = (
    "Good evening to all of you.",
    "Thank you, it is good to be here.",
    "We begin with the roof, since so many came for it.",
    "It has leaked since March.",
    "And nobody told us why.",
    "The town council did, in a letter.",
    "I never got a letter.",
    "Then somebody has lost it.",
    "Perhaps the postman did.",
    "He is an honest man.",
)
HOSTS = ("Orla Finch", "Dieter Kranz")
FIRM = {
    "colon": "{}: ",
    "bold": "**{}:** ",
    "square": "[{}]: ",
    "line and colon": "{}:\n",
    "time": "[00:00:07] {}: ",
}
LOOSE = {"dash": "{} – ", "alone": "{}\n", "tab": "{}\t"}
CAPITALS = {"capitals": "{}: ", "capitals, full stop": "{}. ", "capitals alone": "{}\n"}
PEOPLE = (
    "Ruth Oakes", "Jean-Luc O’Brien", "Maria de la Cruz", "Vincent van der Berg", "J. R. Oakes", "April May",
    "Will Long", "So Young", "Dr. Ruth Oakes", "Sir Ruth Oakes", "Mrs Oakes", "The Lord Mayor of York",
    "Ruth Oakes, Mayor", "Male resident", "Several voices", "Ruth", "Prof. Ö. Åkerström", "Ruth Oakes, Jr.",
    "President-elect Oakes", "Ms. Oakes of Ohio", "The Clerk", "Narrator", "Ruth Oakes and Ben Cole",
    "María José", "İpek Öz", "Kim Min-su", "King Charles III", "Grace Hope", "Page Turner", "Juror No. 6",
    "Ruth O.", "Ruth “Rudy” Oakes", 'Ruth "Rudy" Oakes', "Lt. Col. Oakes", "al-Hassan", "d’Artagnan",
    "Senator Oakes (R-OH)", "Audience member",
)  # fmt: skip
WORDS = (
    "Yes.", "12 people came.", "“Never,” she told me.", "«Nunca», me dijo.", "... and then he left.", "…no.",
    "no, not at all", "I was there", "– well, I suppose.", "NEVER AGAIN.", "See https://example.org/a.",
    "U.S. troops came.", "One thing: we need time.", "Orla Finch was there.", "Orla, wait.", "I.",
    "*Never* again.", "12:30 is fine with me.", "4 May 2026 was the day.", "$5 is enough.", "Mm-hmm.",
    "’Tis so.", "I, II and III.", "It was a long evening. " * 12,
)  # fmt: skip


def heard(form: str, name: str, words: str) -> list[str]:
    """What each turn says of a talk in which somebody speaks once."""
    said = [
        form.format(HOSTS[at % 2].upper() if name.isupper() else HOSTS[at % 2]) + one
        for at, one in enumerate(SAID)
    ]
    said.insert(5, form.format(name) + words)
    draft, _ = read_transcript("\n\n".join(said) + "\n")
    return [" ".join(text_of(part.children) for part in turn.blocks) for turn in turns(draft)]


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("form", [*FIRM, *LOOSE])
def test_whoever_it_is(form: str, name: str) -> None:
    """Names of many peoples, offices, voices."""
    words = "I have nothing to add to that."
    assert heard({**FIRM, **LOOSE}[form], name, words) == [*SAID[:5], words, *SAID[5:]]


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("form", CAPITALS)
def test_whoever_it_is_in_capitals(form: str, name: str) -> None:
    """As above."""
    words = "I have nothing to add to that."
    assert heard(CAPITALS[form], name.upper(), words) == [*SAID[:5], words, *SAID[5:]]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("form", [*FIRM, *LOOSE])
def test_whatever_is_said(form: str, words: str) -> None:
    """Numbers, quotations, one word, small letters, no full stop: `heard` gives a turn more, with all of it."""
    found = heard({**FIRM, **LOOSE}[form], "Ruth Oakes", words)
    assert len(found) == len(SAID) + 1
    assert found[:5] + found[6:] == list(SAID)
