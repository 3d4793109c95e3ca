"""The label conventions that the engine finds by itself, each on a text of its own."""

from __future__ import annotations

import pytest

from docconv.model import Narrative, Stage
from docconv.transcript import read_transcript
from docconv.walk import text_of, turns, walk


def spoken(text: str) -> list[tuple[str | None, str]]:
    """Label and words of every turn."""
    draft, _ = read_transcript(text)
    return [
        (turn.label, " / ".join(text_of(block.children) for block in turn.blocks)) for turn in turns(draft)
    ]


CONVENTIONS = {
    "a colon on the line": ("ANN: Hello.\n\nBEN: Good day.\n\nANN: Is it raining?\n", ["ANN", "BEN", "ANN"]),
    "a colon alone": (
        "Ann Lee:\nHello.\n\nBen Oak:\nGood day.\n\nAnn Lee:\nIs it raining?\n",
        ["Ann Lee", "Ben Oak", "Ann Lee"],
    ),
    "a full-width colon": ("林一：今天很好。\n\n王二：是的。\n\n林一：走吧。\n", ["林一", "王二", "林一"]),
    "French spacing behind a dash": (
        "- Mme Durand : Bonjour.\n- M. Petit : Merci.\n- Mme Durand : Je vous en prie.\n- M. Petit : Voilà.\n",
        ["Mme Durand", "M. Petit", "Mme Durand", "M. Petit"],
    ),
    "a full stop and capitals": (
        "  Mr. REED. I yield.\n  Ms. LUND of Ohio. I thank you.\n  Mr. REED. Go on.\n  The CHAIR. Order.\n",
        ["Mr. REED", "Ms. LUND of Ohio", "Mr. REED", "The CHAIR"],
    ),
    "a full stop and a dash": (
        (
            "El señor PRESIDENTE (Gómez Ruiz).- Se abre la sesión.\n\nLa señora CAMPOS VEGA.- Gracias.\n\n"
            "El señor PRESIDENTE (Gómez Ruiz).- Adelante.\n"
        ),
        ["El señor PRESIDENTE (Gómez Ruiz)", "La señora CAMPOS VEGA", "El señor PRESIDENTE (Gómez Ruiz)"],
    ),
    "a name alone on its line": (
        (
            "Der Müller\nIst das Mehl schon da?\n\nDie Tochter\nNoch nicht.\n\nDer Müller\nDann warten wir.\n\n"
            "Die Tochter\nJa, das tun wir.\n\nDer Müller\nGut.\n\nDie Tochter\nGut.\n"
        ),
        ["Der Müller", "Die Tochter"] * 3,
    ),
    "capitals and nothing else": (
        (
            "LUCIA (entrando) Buongiorno, maestro.\nMAESTRO Buongiorno. Siete in anticipo.\nLUCIA Il treno era puntuale.\n"
            "MAESTRO Che miracolo!\nLUCIA Davvero.\n"
        ),
        ["LUCIA", "MAESTRO", "LUCIA", "MAESTRO", "LUCIA"],
    ),
    "questions and answers, numbered": (
        "Q1: Where did you grow up?\nA1: By the lake.\nQ2: Did you swim?\nA2: Every day: summer and winter.\n",
        ["Q1", "A1", "Q2", "A2"],
    ),
    "questions, answers and counsel": (
        (
            "Q. Please state your name.\nA. Karl Weber.\nQ. What do you do?\nA. I repair clocks.\n   MR. LONG: Objection. Vague.\n"
            "   THE WITNESS: I can answer.\nQ. Since when?\nA. Since 1990.\n"
        ),
        ["Q", "A", "Q", "A", "MR. LONG", "THE WITNESS", "Q", "A"],
    ),
    "bold in Markdown, with a time code": (
        "**Host** [00:00:02]: Hello and welcome.\n\n**Mia** [00:00:05]: Hello.\n\n**Host** [00:00:07]: Today: bread.\n",
        ["Host", "Mia", "Host"],
    ),
    "a time code behind the name": (
        (
            "Ann Berg  0:03\nWelcome to the show.\n\nTom Reed  0:12\nThanks.\n\nAnn Berg  0:15\nHow many hives?\n\n"
            "Tom Reed  0:19\nEleven.\n"
        ),
        ["Ann Berg", "Tom Reed", "Ann Berg", "Tom Reed"],
    ),
    "a time code on the line above": (
        "[00:00:01]\nHOST: Your name?\n\n[00:00:04]\nROSA LIND: Rosa Lind.\n\n[00:01:10]\nHOST: And your parents?\n",
        ["HOST", "ROSA LIND", "HOST"],
    ),
    "date and time of a chat": (
        "[12/05/2021, 10:31:02] Ann: Are you there?\n[12/05/2021, 10:31:40] Ben: Yes.\n[12/05/2021, 10:32:02] Ann: Wait.\n",
        ["Ann", "Ben", "Ann"],
    ),
    "angle brackets of a chat": (
        "<anna> hello all\n<bert> hi\n<anna> shall we?\n<bert> yes: item one\n",
        ["anna", "bert"] * 2,
    ),
    "tabulators": (
        "Nina\tHave you seen it?\nOle\tNo.\nNina\tThank you.\nOle\tWelcome.\n",
        ["Nina", "Ole"] * 2,
    ),
    "machine transcription": (
        "00:00:00 spk_0: she went out\n\n00:00:15 spk_1: and he stayed\n\n00:00:34 spk_0: so they say\n",
        ["spk_0", "spk_1", "spk_0"],
    ),
    "initials after a full name": (
        "Anna van Dam (AvD): Welcome.\n\nEmil Lund (EL): Thanks.\n\nAvD: Shall we?\n\nEL: Yes.\n\nAvD: Good.\n\nEL: Well.\n",
        ["Anna van Dam (AvD)", "Emil Lund (EL)", "AvD", "EL", "AvD", "EL"],
    ),
    "right-to-left script": (
        "المذيع: أهلا وسهلا بكم.\nليلى: شكرا لكم.\nالمذيع: متى بدأت؟\n",
        ["المذيع", "ليلى", "المذيع"],
    ),
}


@pytest.mark.parametrize("name", CONVENTIONS)
def test_finds_the_convention(name: str) -> None:
    """Every way of printing labels is found from the text alone."""
    text, labels = CONVENTIONS[name]
    assert [label for label, _ in spoken(text)] == labels


NOT_LABELS = (
    "Note: the hall is cold.",
    "Time: 10:30",
    "https://example.org: a page",
    "1. Roads: two letters came in.",
    "John 3:16 is on the wall.",
    '"Dear council: mend the road."',
)


@pytest.mark.parametrize("line", NOT_LABELS)
def test_takes_no_other_colon_for_a_label(line: str) -> None:
    """A colon behind a note, a time, an address, a list item, a verse or a quotation makes no speaker."""
    text = f"CHAIR: Welcome to the meeting.\n\nCLERK: Thank you.\n\nCHAIR: Please read.\n\n{line}\n\nCLERK: That is all.\n"
    assert [label for label, _ in spoken(text)] == ["CHAIR", "CLERK", "CHAIR", "CLERK"]


def test_dialogue_without_names_is_not_guessed() -> None:
    """Dashes alone part the turns; nobody is said to speak, and the certainty is low."""
    draft, notices = read_transcript(
        "– Har du sett båten?\n– Nej, inte sedan i går.\n– Då får vi vänta.\n– Ja.\n"
    )
    found = list(turns(draft))
    assert len(found) == 4
    assert all(turn.speakers == () and turn.attribution.certainty == "low" for turn in found)
    assert [notice.code for notice in notices].count("speaker-unknown") == 4


def test_prose_has_no_speakers() -> None:
    """A text without labels has no turns, however many colons are in it."""
    text = "The mill stood by the river. It had three floors: one for grain, two for flour.\n\nNobody lived there: it was empty.\n"
    draft, _ = read_transcript(text)
    assert list(turns(draft)) == []
    assert sum(isinstance(node, Narrative) for node in walk(draft)) == 2


def test_a_rejected_label_is_reported() -> None:
    """A label that the document does not bear out is told, with the place."""
    text = "ANN LEE:\nHello.\n\nBEN OAK:\nDay.\n\nOLD HARBOUR: a song\n\nANN LEE:\nYes.\n\nBEN OAK:\nNo.\n"
    _, notices = read_transcript(text)
    rejected = [notice for notice in notices if notice.code == "label-rejected"]
    assert [(notice.span.line, notice.alternatives) for notice in rejected if notice.span] == [
        (7, ("a turn of OLD HARBOUR",))
    ]


def test_an_event_between_turns_is_a_stage_direction() -> None:
    """Applause on a line of its own belongs to nobody."""
    draft, _ = read_transcript("ANN: Thank you all.\n\n(APPLAUSE)\n\nBEN: Next question.\n\nANN: Please.\n")
    assert [node.kind for node in walk(draft) if isinstance(node, Stage)] == ["kinesic"]


def test_wide_lines_of_letters_of_different_widths_are_unwrapped() -> None:
    """Lines of a page set in a proportional face end at columns that differ by a sixth."""
    words = (
        "the old bridge of the mill was closed on account of ice and nobody told the ferryman so " * 12
    ).split()
    lines, widths = [""], [118, 104, 124, 110, 121, 106, 115, 126]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > widths[len(lines) % len(widths)]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    speech = "\n".join(lines)
    text = f"Ms ALDER: {speech}.\n\nMr BOOM: {speech}.\n\nMs ALDER: Quite.\n"
    assert [len(turn.blocks) for turn in turns(read_transcript(text)[0])] == [1, 1, 1]


def test_hard_wrapped_text_is_unwrapped() -> None:
    """Lines that are wrapped at a column are one paragraph."""
    text = (
        "ANN: The harbour was built by the fishermen of the village in the\nyear of the great flood, and it has been mended "
        "many times since\nthen by the people who live there.\n\nBEN: Who pays for all of the stones and the timber that\n"
        "are needed for the work of the winter months this year?\n\nANN: The town does, as it has always done since the\n"
        "day on which the first stone was laid by the mayor.\n"
    )
    assert all("\n" not in words and " / " not in words for _, words in spoken(text))
