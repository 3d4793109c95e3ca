"""Somebody who speaks once among two who take turns is found, however labels are printed, whoever it is and
whatever is said; and what nobody says is in no turn, or doubted.
"""

from __future__ import annotations

import pytest

from docconv.model import Paragraph
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

TOLD = (
    "(Applause.)", "* * *", "PART TWO", "The meeting was adjourned at 5 p.m.", "Photo: Ann Lee", "Advertisement",
    "— END —", "This transcript was made by a machine and may contain errors.", "Ruth Oakes left the room.",
    "Editor's note: The roof was mended in May.", "She laughs and sits down.", "Motion carried.",
    "Correction: An earlier version misspelled a name.", "Orla Finch nodded.", "The audience applauded.",
    "At this point the chair was taken by Ms. Oakes.", "END OF TAPE 1, SIDE A", "The House divided: Ayes 12, Noes 9.",
    "3. Roads and bridges", "## Roads and bridges", "The following letter was read:", "Interview ends.", "00:12:05",
    "THE COURT RECESSED AT NOON.", "EXAMINATION BY MR. COLE", "They walk to the roof.", "Vote: 5 for, 3 against.",
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


@pytest.mark.parametrize("line", TOLD)
@pytest.mark.parametrize("form", [*FIRM, *LOOSE])
def test_what_nobody_says(form: str, line: str) -> None:
    """Narrative, headings, votes, what a record or a program adds: no speech goes on with it in silence."""
    said = [{**FIRM, **LOOSE}[form].format(HOSTS[at % 2]) + one for at, one in enumerate(SAID)]
    text = "\n\n".join([*said[:6], line, *said[6:]]) + "\n"
    draft, notices = read_transcript(text)
    spoken = [
        text_of(part.children) for turn in turns(draft) for part in turn.blocks if isinstance(part, Paragraph)
    ]
    number = text[: text.index(f"\n{line}\n") + 1].count("\n") + 1
    doubted = any(notice.span is not None and notice.span.line == number for notice in notices)
    assert doubted or spoken == list(SAID)
