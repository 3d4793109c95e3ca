"""What decisions about one text teach makes the others of its source right, and nothing else is learnt."""

from __future__ import annotations

from pathlib import Path

import pytest

from docconv.convention.file import read_convention
from docconv.convention.learning import learn
from docconv.errors import UsageError
from docconv.pipeline import read
from docconv.transcript import read_transcript
from docconv.transcript.taught import SourceConvention
from docconv.walk import turns
from support.command import Command

TILDES = """S1 ~ Anna Berg ~ The roof leaks.
S2 ~ Piet Laan ~ Since the storm.
S3 ~ Anna Berg ~ Then somebody should climb up.
"""
OTHER_TILDES = """S1 ~ Olga Brandt ~ The boat is here.
S2 ~ Iver Dahl ~ Which one?
S3 ~ harbour master ~ The red one.
"""
ARROWS = """Konto: 42 17

Nora Fenwick => We found the bell.

Piet Laan => Does it still ring?

Nora Fenwick => It does.
"""
OTHER_ARROWS = """Konto: 17 42

Olga Brandt => The boat is here.

Harbour master => The red one.
"""


def decided(folder: Path, words: str, decisions: str) -> Path:
    """A text with decisions beside it."""
    path = folder / "first.txt"
    path.write_text(words, encoding="utf-8")
    path.with_name("first.docconv.toml").write_text(decisions, encoding="utf-8")
    return path


def label(text: str, name: str) -> str:
    """The decision that a line has a label."""
    return f'[[line]]\ntext = "{text}"\nis = "label"\nlabel = "{name}"\n'


def labels(words: str, source: SourceConvention | None = None) -> list[str | None]:
    """The printed labels of a text."""
    return [turn.label for turn in turns(read_transcript(words, convention=source)[0])]


@pytest.mark.parametrize(
    ("words", "decision", "others", "found"),
    [
        (
            TILDES,
            label("S1 ~ Anna Berg ~ The roof", "Anna Berg"),
            OTHER_TILDES,
            ["Olga Brandt", "Iver Dahl", "harbour master"],
        ),
        (
            ARROWS,
            label("Nora Fenwick => We", "Nora Fenwick"),
            OTHER_ARROWS,
            ["Olga Brandt", "Harbour master"],
        ),
    ],
)
def test_one_decision_makes_other_texts_right(
    tmp_path: Path, *, words: str, decision: str, others: str, found: list[str]
) -> None:
    """The form of labels that docconv does not know is learnt from one line."""
    learnt = learn([decided(tmp_path, words, decision)])
    assert (learnt.decisions, learnt.left) == (1, ())
    assert labels(others) != found
    assert labels(others, learnt.convention.source) == found


SPEECHES = "\n\n".join(
    f"{who}: I have something to say about the dyke, number {number}.\n\n{more}"
    for number, who in enumerate(("Ms BERG", "Mr LAAN") * 3)
    for more in ("[It has been raining for three weeks, and nobody has looked at it.]", "We all know.")
)


def test_brackets_that_are_spoken_are_learnt(tmp_path: Path) -> None:
    """One decision about a sentence in brackets holds for all of them."""
    place = '[[line]]\ntext = "[It has been raining for three weeks"\nline = 3\nis = "speech"\n'
    learnt = learn([decided(tmp_path, SPEECHES, place)]).convention.source
    assert learnt.brackets == "speech"
    assert not learnt.forms + learnt.labels + learnt.not_labels


def test_what_is_no_label_and_what_is_a_field_are_learnt(tmp_path: Path) -> None:
    """A line above the first turn that is decided to be narrative is a fact of the head."""
    words = (
        "Sponsor: Harbour Mill\n\nNora: Hello.\n\nPiet: Hello.\n\nVerdict: we keep it.\n\nNora: It rains.\n\n"
        "Piet: It does.\n\nVerdict: we leave.\n\nPiet: Good.\n"
    )
    decisions = (
        '[[line]]\ntext = "Sponsor"\nis = "narrative"\n[[line]]\ntext = "Verdict: we k"\nis = "speech"\n'
    )
    learnt = learn([decided(tmp_path, words, decisions)])
    assert learnt.convention.source == SourceConvention(not_labels=("Verdict",), fields=("Sponsor",))


def test_a_decision_about_its_line_only_teaches_nothing(tmp_path: Path, command: Command) -> None:
    """Whoever speaks one turn says nothing of the source; the command says so."""
    path = decided(tmp_path, TILDES.replace(" ~ ", ": "), '[[line]]\ntext = "S2"\nspeaker = "Eve"\n')
    result = command("learn", str(path))
    assert (result.code, result.out) == (1, b"")
    assert "nothing holds for the source" in result.errors[0]
    assert f"{path}:2: what is decided here holds for this line only" in result.err


def test_people_of_the_decisions_are_learnt(tmp_path: Path, command: Command) -> None:
    """Entries for speakers beside the text are printed with the rest, and hold in other texts."""
    person = '[[speaker]]\nid = "anna-b"\nname = "Anna Berg"\naliases = ["AB"]\n'
    path = decided(tmp_path, TILDES, person + label("S1 ~ Anna Berg", "Anna Berg"))
    known = read_convention(command("learn", str(path)).text)
    document = read(b"S1 ~ AB ~ Yes.\nS2 ~ Piet Laan ~ No.\n", format="text", convention=known)
    assert [speaker.id for speaker in document.speakers] == ["anna-b", "piet-laan"]


def test_a_convention_that_is_there_is_kept(tmp_path: Path) -> None:
    """What a `docconv.toml` has already is not unlearnt."""
    (tmp_path / "docconv.toml").write_text('[convention]\ngaps = ["unv."]\n', encoding="utf-8")
    learnt = learn([decided(tmp_path, TILDES, label("S1 ~ Anna Berg", "Anna Berg"))]).convention.source
    assert (learnt.gaps, learnt.forms) == (("unv.",), ("{number} ~ {label} ~ {text}",))


def test_a_text_without_decisions_teaches_nobody(tmp_path: Path) -> None:
    """It is an error that says where they belong."""
    path = tmp_path / "bare.txt"
    path.write_text(TILDES, encoding="utf-8")
    with pytest.raises(UsageError, match=r"no decisions beside it; write some into .*bare\.docconv\.toml"):
        learn([path])


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("*** {} ***\n", "*** {label} ***"),
        (">{}\n", ">{label}"),
        ("-{}-\n", "-{label}-"),
        ("[00:12] {}\n", "{time} {label}"),
        ("{}\t", "{label}\t{text}"),
        ("«{}» ", "«{label}» {text}"),
        ("… {}\n", "… {label}"),
    ],
)
def test_the_form_of_a_decided_label_holds_elsewhere(tmp_path: Path, printed: str, form: str) -> None:
    """Also alone on its line, and where the decided text needs no help, for another one may: nobody would
    think that who begins with a small letter speaks.
    """
    said = ("We found it.", "Does it ring?", "It does.", "Then we hang it up again.")
    first, second = (
        "\n\n".join(f"{printed.format(name)}{words}" for name, words in zip(names * 2, said, strict=True))
        for names in (("Nora Fenwick", "Piet Laan"), ("Olga Brandt", "harbour master"))
    )
    decision = label(first.split("\n")[0].split("We")[0].strip(), "Nora Fenwick")
    learnt = learn([decided(tmp_path, first, f"{decision}line = 1\n")]).convention.source
    assert learnt.forms == (form,)
    assert labels(second, learnt) == ["Olga Brandt", "harbour master"] * 2


def test_the_usual_form_is_nothing_to_learn(tmp_path: Path) -> None:
    """Names before a colon are known."""
    path = decided(tmp_path, TILDES.replace(" ~ ", ": "), '[[line]]\ntext = "S2: Piet"\nis = "label"\n')
    assert "{label}: {text}" not in learn([path]).convention.source.forms
