"""What holds for a source: read from a file, found beside a text or above it, refused where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from docconv.convention.file import ConventionFile, convention_text, read_convention
from docconv.errors import UsageError
from docconv.model import Gap
from docconv.pipeline import read, read_with_notices
from docconv.speakers.table import DatedRole, SpeakerTable
from docconv.transcript import read_transcript
from docconv.transcript.taught import SourceConvention
from docconv.walk import turns, walk
from support.command import Command, fails

ARROWS = """Nora Fenwick => We found the bell.

Piet Laan => Does it still ring?

Caretaker => Only on Sundays.
"""
FORM = '[convention]\nforms = ["{label} => {text}"]\n'
COLONS = "Nora: Hello.\n\nPiet: Hello.\n\nNote: bring a coat.\n\nNora: It rains.\n\nPiet: It does.\n"


def labels(document: object) -> list[str | None]:
    """The printed labels."""
    return [turn.label for turn in turns(document)]  # type: ignore[arg-type]


def text_in(folder: Path, words: str = ARROWS) -> Path:
    """A transcript in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "choir.txt"
    path.write_text(words, encoding="utf-8")
    return path


def test_the_nearest_convention_above_a_text_holds(tmp_path: Path) -> None:
    """A `docconv.toml` without a convention is passed over."""
    path = text_in(tmp_path / "choir" / "2021")
    assert labels(read(path)) == []
    (tmp_path / "docconv.toml").write_text(FORM, encoding="utf-8")
    (tmp_path / "choir" / "docconv.toml").write_text("", encoding="utf-8")
    assert labels(read(path)) == ["Nora Fenwick", "Piet Laan", "Caretaker"]


def test_an_object_is_taken_as_a_file_is() -> None:
    """The library takes what the file says, for documents and for texts."""
    known = SourceConvention(forms=("{label} => {text}",))
    draft, _ = read_transcript(ARROWS, convention=known)
    document = read(ARROWS.encode(), format="text", convention=ConventionFile(known))
    assert labels(draft) == labels(document) == ["Nora Fenwick", "Piet Laan", "Caretaker"]


def test_a_form_that_the_text_shows_changes_nothing() -> None:
    """Where a text shows how its labels are printed, a convention that says so lends no weight to others."""
    known = SourceConvention(forms=("{label}: {text}",))
    assert read_transcript(COLONS, convention=known) == read_transcript(COLONS)


@pytest.mark.parametrize(
    ("form", "line", "label"),
    [
        ("<{label}> {text}", "<Nora Fenwick> Hello.", "Nora Fenwick"),
        ("{time} ~ {label} ~ {text}", "00:01:30 ~ Nora Fenwick ~ Hello.", "Nora Fenwick"),
        ("{LABEL} / {text}", "NORA FENWICK / Hello.", "NORA FENWICK"),
        ("{LABEL} / {text}", "Wind / Weather, we had both.", None),
        ("{label}\t{text}", "Nora Fenwick\tHello.", "Nora Fenwick"),
        ("= {label} =", "= Nora Fenwick =", "Nora Fenwick"),
    ],
)
def test_a_form_says_where_the_label_is(form: str, line: str, label: str | None) -> None:
    """A form has a label and what stands around it; a label in capitals is asked for in capitals."""
    draft, _ = read_transcript(f"{line}\n\nSo it began.\n", convention=SourceConvention(forms=(form,)))
    assert labels(draft) == [label] * (label is not None)


def test_no_word_of_a_form_is_lost(tmp_path: Path) -> None:
    """Numbers and times before a label are kept beside the speech."""
    text = text_in(
        tmp_path, "7 ~ 00:01:30 ~ Nora Fenwick ~ Hello.\n\n8 ~ 00:01:34 ~ Piet Laan ~ Hello, Nora.\n"
    )
    known = SourceConvention(forms=("{number} ~ {time} ~ {label} ~ {text}",))
    assert labels(read(text, convention=ConventionFile(known))) == ["Nora Fenwick", "Piet Laan"]


def test_nobody_of_a_source_has_to_speak() -> None:
    """Its speakers are known, and one who is silent is no matter for a notice."""
    known = read_convention(
        '[[convention.speaker]]\nid = "nora-f"\nname = "Nora Fenwick"\naliases = ["Nora"]\n'
        '[[convention.speaker]]\nid = "eve"\naliases = ["Eve"]\n[convention]\nmerge = [["Eve", "E."]]\n'
    )
    document, notices = read_with_notices(COLONS.encode(), format="text", convention=known)
    assert [speaker.id for speaker in document.speakers] == ["nora-f", "piet"]
    assert "label-unused" not in [notice.code for notice in notices]


def test_what_is_written_is_read_back() -> None:
    """All that a convention has survives its file."""
    known = SourceConvention(
        forms=("{label} => {text}",), labels=("Frage",), not_labels=("Votes",), fields=("Konto",),
        gaps=("unv.",), brackets="speech", kind="record", without=("tab",),
    )  # fmt: skip
    table = read_convention('[[convention.speaker]]\nid = "nora"\naliases = ["N."]\n').speakers
    roles = (("nora", (DatedRole("mayor", "2019-05-01"),)),)
    given = ConventionFile(known, SpeakerTable(table.entries, (("N.", "Nora"),), dated=roles))
    assert read_convention(convention_text(given)) == given


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('[convention]\nlabel = ["A"]\n', "2:1", "unknown key 'label'; known: forms"),
        ('[convention]\nkind = "poem"\n', "2:1", "kind is 'poem'; use 'record' or 'report'"),
        ("[convention]\n  fields = 3\n", "2:3", "fields is 3; write a list of texts"),
        ('[convention]\nforms = ["{name}: {text}"]\n', "2:1", "has the field {name}; write it with {label}"),
        ('[convention]\nforms = ["=> {text}"]\n', "2:1", "has not one {label}"),
        (
            '[convention]\nforms = ["{label} {text}"]\n',
            "2:1",
            "parts the label from the text; write what stands",
        ),
        ('[convention]\nforms = ["{label}{text}"]\n', "2:1", "parts the label from the text"),
        ("[style]\nfont = 3\n", "1:1", "unknown key 'style'; write [convention]"),
        ("", "", "there is no table [convention]; write [convention]"),
        ("[convention]\nkind = record\n", "2:8", "Invalid value; write it as TOML"),
        ('[[convention.speaker]]\nid = "1 a"\n', "1:1", "the id '1 a' is not an ASCII XML name"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, place: str, message: str) -> None:
    """File, line and column, what was found, what to do."""
    with pytest.raises(UsageError) as raised:
        read_convention(text, "house.toml")
    where = f"house.toml:{place}" if place else "house.toml"
    assert (raised.value.where, raised.value.exit_code) == (where, 2)
    assert message in str(raised.value)


def test_a_wrong_convention_stops_the_command(tmp_path: Path, command: Command) -> None:
    """It is one line and exit code 2, also where the file was found and not named."""
    path = text_in(tmp_path)
    (tmp_path / "docconv.toml").write_text("[convention]\nform = 3\n", encoding="utf-8")
    fails(command("check", str(path)), 2, f"{tmp_path / 'docconv.toml'}:2:1: unknown key 'form'")


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("{label} says: {text}", "Ann Lee says: Yes."),
        ("{label} (speaking) {text}", "Ann Lee (speaking) Yes."),
        ("U{number} {label}; {text}", "U12 Ann Lee; Yes."),
        ("{label} - Nr. {number} - {text}", "Ann Lee - Nr. 12 - Yes."),
        ("{label} from place {number}: {text}", "Ann Lee from place 9: Yes."),
    ],
)
def test_no_word_beside_a_label_is_lost(form: str, line: str) -> None:
    """What a form has before the text is kept, as a number or as how it is spoken; the account holds."""
    known = ConventionFile(SourceConvention(forms=(form,)))
    document = read(f"{line}\n\n{line}\n".encode(), format="text", convention=known)
    assert labels(document) == ["Ann Lee", "Ann Lee"]


def test_words_before_the_label_are_part_of_it() -> None:
    """A form cannot have them beside it, and says so."""
    with pytest.raises(UsageError, match="words before the label would be lost"):
        read_convention('[convention]\nforms = ["Speaker {label} / {text}"]\n')


@pytest.mark.parametrize("gaps", [("unv.", "No Sound"), ("UNV", "no sound", "inaudible")])
def test_what_could_not_be_understood_is_what_the_source_has_for_it(gaps: tuple[str, ...]) -> None:
    """With its full stop or without, in any case, beside the words that are known."""
    words = "Ada: We [inaudible] it [unv.] (no sound) and [bark] it.\n\nBo: No.\n\nAda: Yes.\n\nBo: So.\n"
    draft, _ = read_transcript(words, convention=SourceConvention(gaps=gaps))
    assert [one.text for one in walk(draft) if isinstance(one, Gap)] == [
        "[inaudible]",
        "[unv.]",
        "(no sound)",
    ]
