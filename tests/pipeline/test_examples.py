"""What docconv makes of the transcripts in examples/: who speaks, how often, and what is not speech."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import docconv
from docconv.model import Boilerplate, Gap, Narrative, Resolved, Said, Section, Separator, Stage, Turn
from docconv.walk import text_of, turns, walk
from support.places import EXAMPLES

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.txt"))
WORD = re.compile(r"\w+")

CAST = {
    "garden": {
        "imogen-hartwell": 6,
        "tobias-lindqvist": 3,
        "gardeners": 3,
        "female-visitor-1": 1,
        "female-visitor-2": 1,
        "male-visitor-1": 1,
        "male-visitor-2": 1,
    },
    "conference": {
        "moderateur": 4,
        "solene-aubry-lacaze": 6,
        "bastien-queyroi": 4,
        "maelle-tissot": 2,
        "corentin-le-dantec": 2,
        "ilaria-benvenuti": 1,
        "une-journaliste-1": 1,
        "un-journaliste-1": 1,
        "un-journaliste-2": 1,
    },
    "interview": {"f": 13, "a": 14},
    "committee": {
        "presidenta": 10,
        "cifuentes-madrigal": 3,
        "ibarrola-sanz": 3,
        "bermejo-solano": 4,
        "quiroga-belmonte": 3,
        "secretario": 2,
        "varias-voces": 1,
    },
    "scene": {"klemens": 9, "zawiadowczyni": 6, "ludwika": 5, "chlopiec": 4},
    "radio": {"sunucu": 9, "ilyas-cakiroglu": 7, "isil-yorukoglu": 6, "nurten": 2},
}
LANGUAGES = {
    "garden": "en", "conference": "fr", "interview": "de", "committee": "es", "scene": "pl", "radio": "tr",
}  # fmt: skip


@cache
def document(name: str) -> Resolved:
    """An example, read."""
    return docconv.read(EXAMPLES / f"{name}.txt")


def spoken(turn: Turn[docconv.Speaker]) -> str:
    """The words of a turn, paragraphs on lines of their own."""
    return "\n".join(text_of(block.children) for block in turn.blocks)


def everything(name: str) -> list[docconv.model.Node[docconv.Speaker]]:
    """All nodes of an example."""
    return list(walk(document(name)))


def turn_with(name: str, words: str) -> Turn[docconv.Speaker]:
    """The one turn of an example that has these words."""
    (found,) = [turn for turn in turns(document(name)) if words in spoken(turn)]
    return found


def test_every_example_has_its_cast_here() -> None:
    """An example without expectations shows nothing."""
    assert set(NAMES) == CAST.keys() == LANGUAGES.keys()


@pytest.mark.parametrize("name", NAMES)
def test_the_cast_is_found(name: str) -> None:
    """Everybody who speaks is found, and nobody else; each has the right number of turns."""
    assert Counter(who.id for turn in turns(document(name)) for who in turn.speakers) == CAST[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_language_is_found(name: str) -> None:
    """Each example tells its language by its words."""
    assert document(name).metadata.lang == LANGUAGES[name]


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost(name: str) -> None:
    """Every word of the file is in the document, and none is there twice."""
    source = Counter(WORD.findall((EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")))
    labels = " ".join(turn.label or "" for turn in turns(document(name)))
    kept = [getattr(node, "text", "") for node in everything(name)]
    assert Counter(WORD.findall(" ".join([*kept, labels]))) == source


@pytest.mark.parametrize("suffix", [".xml", ".docx", ".pdf"])
@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_written_in_every_format(name: str, suffix: str, tmp_path: Path) -> None:
    """The writer takes the whole document, and writes the same bytes again."""
    for target in (tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"):
        docconv.convert(EXAMPLES / f"{name}.txt", target)
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_an_introduced_speech_is_one_turn() -> None:
    """Six paragraphs behind "Addressing the guests, ... said:" are one turn without a label."""
    speech = turn_with("garden", "Nine years ago we closed this door")
    assert [speaker.name for speaker in speech.speakers] == ["Imogen Hartwell"]
    assert speech.label is None
    assert len(speech.blocks) == 6
    assert spoken(speech).endswith("do not lean on the cycads.")


def test_narrative_resumes_behind_a_turn() -> None:
    """What the reporter tells is in nobody's mouth."""
    told = [text_of(node.children) for node in everything("garden") if isinstance(node, Narrative)]
    assert any(text.startswith("The channels run for 640 metres") for text in told)
    assert any(text.startswith("The gallery beneath the lantern") for text in told)
    assert sum(text.startswith("The restored Palm House of the Wendlebury") for text in told) == 2


def test_quoted_speech_in_narrative_has_its_speaker() -> None:
    """The director says one sentence inside a sentence of the reporter."""
    (said,) = [node for node in everything("garden") if isinstance(node, Said)]
    assert text_of(said.children) == "This plant has outlived every one of its labels."
    assert [speaker.id for speaker in said.speakers] == ["imogen-hartwell"]


def test_the_report_keeps_its_furniture_typed() -> None:
    """Separators and boilerplate are kept as what they are, and the status mark is known."""
    assert [node.text for node in everything("garden") if isinstance(node, Separator)] == ["x x x"] * 4
    (last,) = [node for node in everything("garden") if isinstance(node, Boilerplate)]
    assert text_of(last.children) == "Latest news"
    assert document("garden").metadata.status == "UPDATE"


def test_an_outlet_in_brackets_is_printed_and_no_name() -> None:
    """The label is as printed, the name is the person's."""
    turn = turn_with("conference", "Vous parlez d’un silence")
    assert turn.label == "Maëlle Tissot (Le Courrier des Combes)"
    assert [speaker.name for speaker in turn.speakers] == ["Maëlle Tissot"]


def test_noises_and_gaps_are_typed() -> None:
    """A laugh is vocal, what could not be understood is a gap."""
    stages = {
        text_of(node.children): node.kind for node in everything("interview") if isinstance(node, Stage)
    }
    assert stages["[lacht]"] == "vocal"
    assert [node.text for node in everything("interview") if isinstance(node, Gap)] == ["[unverständlich]"]


def test_headings_divide_the_minutes() -> None:
    """The items of the agenda are sections that hold the debate."""
    heads = [
        text_of(node.heading.children)
        for node in everything("committee")
        if isinstance(node, Section) and node.heading
    ]
    assert heads[-3:] == [
        "APROBACIÓN DEL ACTA ANTERIOR",
        "RESTAURACIÓN DEL RELOJ DE LA TORRE",
        "HORARIO DE VERANO DEL BIBLIOBÚS",
    ]


def test_an_interjection_splits_a_speech() -> None:
    """The second half names the first."""
    half = turn_with("committee", "puede hacerle sitio")
    assert half.continues == turn_with("committee", "Pedimos que no se venda").id


def test_two_who_speak_together_are_both_speakers() -> None:
    """A label that joins two known names belongs to both."""
    assert [speaker.id for speaker in turn_with("scene", "Raz, dwa, trzy").speakers] == [
        "klemens",
        "chlopiec",
    ]
