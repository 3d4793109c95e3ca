"""The speaker file: what is in it holds, what is wrong in it is told, and what is written comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docconv.errors import UsageError
from docconv.model import Speaker
from docconv.speakers import SpeakerTable, read_table, resolve, table_text
from docconv.transcript import read_transcript
from support.speaking import cast, doubts, draft, heard, resolved, scripted

LABELS = (
    "President Ann Lee", "Ann Lee", "LEE", "Bo Lee", "Male resident", "A member", "Residents", "Unknown",
    "The CHAIR", "The CHAIR (Mr. Ek)", "Ek and Ann Lee", "Speaker 1", "MF", "Michael Folk", "Mrs. Ek", "T1",
    "唐鳳", "Q", "A",
)  # fmt: skip


def table(text: str) -> SpeakerTable:
    """A table from the text of a file."""
    return read_table(text, "s.toml")


def test_an_entry_holds_for_its_aliases_and_its_name() -> None:
    """Every label of an entry is that speaker, with the entry's id, name, role and references."""
    decided = table(
        '[[speaker]]\nid = "kis"\nname = "Ilona Kis"\nrole = "mayor"\naliases = ["THE BOSS"]\nrefs = ["Q1"]\n'
    )
    document = draft("THE BOSS", "Ms. Ilona Kis", "Kis")
    assert heard(document, decided) == ["kis"] * 3
    speaker = cast(document, decided)["kis"]
    assert (speaker.name, speaker.role, speaker.sex, speaker.refs) == ("Ilona Kis", "mayor", "F", ("Q1",))


def test_an_entry_makes_one_person_of_an_anonymous_label() -> None:
    """The user may say that all the turns of a label are one person's."""
    decided = table('[[speaker]]\nid = "bo"\naliases = ["Male resident"]\n')
    assert heard(draft("Male resident", "Ann Lee", "Male resident"), decided) == ["bo", "ann-lee", "bo"]


def test_voices_of_one_label_take_their_entries_in_turn() -> None:
    """Anonymous entries that share an alias are its voices in the order of the turns; later ones are new."""
    rows = '[[speaker]]\nid = "x"\nkind = "anonymous"\naliases = ["Male resident"]\n'
    decided = table(rows + rows.replace('"x"', '"y"'))
    assert heard(draft(*["Male resident"] * 3), decided) == ["x", "y", "male-resident-1"]


RESIDENT = '[[speaker]]\nid = "{}"\nkind = "{}"\naliases = ["Male resident"]\n'
RESIDENTS = draft(*["Male resident", "Ann Lee"] * 4)


@pytest.mark.parametrize("named", [(1,), (0, 3), (0, 1, 2, 3)])
@pytest.mark.parametrize("kind", ["person", "anonymous"])
def test_one_of_several_voices_is_named(named: tuple[int, ...], kind: str) -> None:
    """In the file that was printed, one entry or all get a name; the others stay as they are."""
    printed = table_text(resolved(RESIDENTS))
    rows = printed.split("[[speaker]]")
    places = [at for at, row in enumerate(rows) if "male-resident" in row]
    for at in named:
        rows[places[at]] = (
            f'\nid = "karl-{at}"\nkind = "{kind}"\nname = "Karl Moss"\naliases = ["Male resident"]\n\n'
        )
    edited = table("[[speaker]]".join(rows))
    wanted = [f"karl-{at}" if at in named else f"male-resident-{at + 1}" for at in range(4)]
    assert heard(RESIDENTS, edited)[::2] == wanted
    assert cast(RESIDENTS, edited)[wanted[named[0]]].name == "Karl Moss"
    assert "label-unused" not in {notice.code for notice in resolve(RESIDENTS, edited)[1]}


def test_two_people_share_no_label_that_names_one() -> None:
    """The label of nobody in particular may be that of several, a name may not."""
    assert table(RESIDENT.format("karl", "person") + RESIDENT.format("otto", "person")).shared == {
        "male resident"
    }


def test_labels_are_made_one_speaker() -> None:
    """Which no rule would join."""
    decided = table('merge = [["The CHAIR", "Bo Ek"]]')
    assert heard(draft("The CHAIR", "Ann Lee", "Bo Ek"), decided) == ["bo-ek", "ann-lee", "bo-ek"]


def test_somebody_without_a_name_is_made_one_with_others() -> None:
    """Who would be another person at each turn is the one that the user says, and nobody else is."""
    document = draft("Ann Lee", "Male resident", "Bo Ek", "Male resident", "Residents")
    decided = table('merge = [["Male resident", "Bo Ek"]]')
    assert heard(document, decided) == ["ann-lee", "bo-ek", "bo-ek", "bo-ek", "residents"]
    assert len(set(heard(document))) == 5


def test_a_word_for_who_asks_is_the_person_whose_name_it_is_made_one_with() -> None:
    """Also where the word comes first."""
    labels = ("Question", "Ann Lee", "Question", "Ann Lee", "Bo Ek", "Ann Lee")
    found = cast(draft(*labels), table('merge = [["Question", "Bo Ek"]]'))
    assert [(one.name, one.kind) for one in found.values()] == [("Bo Ek", "person"), ("Ann Lee", "person")]


def test_labels_that_nobody_has_are_told() -> None:
    """Whatever was decided about them."""
    decided = table('merge = [["X", "Lee"]]\ndo_not_merge = [["Y", "Lee"]]\ndo_not_match = ["Z"]\n')
    told = [notice.message for notice in resolve(draft("Lee"), decided)[1] if notice.code == "label-unused"]
    assert [(message.split()[6], message.split()[-2]) for message in told] == [
        ("'X',", "merge"), ("'Y',", "do_not_merge"), ("'Z',", "do_not_match"),
    ]  # fmt: skip


def test_a_table_over_another_adds_to_it() -> None:
    """Where both say something of a speaker or a label, the first one holds."""
    one = table('[[speaker]]\nid = "kis"\nname = "Ilona Kis"\naliases = ["IK"]\n')
    other = table(
        'do_not_match = ["X"]\n[[speaker]]\nid = "kis"\nname = "I"\n[[speaker]]\nid = "bo"\naliases = ["IK", "BO"]\n'
    )
    both = one.over(other)
    assert [(entry.id, entry.name, entry.aliases) for entry in both.entries] == [
        ("kis", "Ilona Kis", ("IK",)), ("bo", None, ("BO",)),
    ]  # fmt: skip
    assert both.do_not_match == ("X",)


def test_do_not_merge_keeps_two_labels_apart() -> None:
    """Labels that a rule would join are two speakers where the user says so."""
    decided = table('do_not_merge = [["Ann Lee", "Lee"]]')
    assert heard(draft("Ann Lee", "Bo Ek", "Lee"), decided) == ["ann-lee", "bo-ek", "lee"]


def test_do_not_match_keeps_a_label_alone() -> None:
    """A label that stands for nobody else is a speaker of its own."""
    decided = table('do_not_match = ["The CHAIR"]')
    assert heard(draft("The CHAIR (Ms. Lee)", "Bo Ek", "The CHAIR"), decided) == ["lee", "bo-ek", "chair"]


def test_an_empty_string_takes_a_fact_away() -> None:
    """What the text says of a role can be denied."""
    decided = table('[[speaker]]\nid = "kis"\nname = "Ann Kis"\nrole = ""\n')
    assert cast(draft("President Ann Kis"), decided)["kis"].role is None


def test_entries_and_aliases_that_nobody_answers_to_are_told() -> None:
    """A notice for an unknown speaker, and one for an unknown label of a known speaker."""
    decided = table(
        '[[speaker]]\nid = "x"\nname = "Xu Yi"\n[[speaker]]\nid = "lee"\naliases = ["Ann Lee", "AL"]\n'
    )
    assert doubts(draft("Ann Lee"), decided) == [("label-unused", "speaker-file")] * 2


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("[[speaker]", "s.toml:1:10", "Expected"),
        ('names = ["x"]', "s.toml:1:1", "unknown key 'names'; known: speaker"),
        (
            '[[speaker]]\nid = "a"\n\n[[speaker]]\nid = "b"\nnick = "c"\n',
            "s.toml:6:1",
            "unknown key 'speaker[1].nick'; known: id",
        ),
        (
            '[[speaker]]\nid = "a"\naliases = "AL"\n',
            "s.toml:3:1",
            "speaker[0].aliases: expected a list of strings, got 'AL'",
        ),
        ("[[speaker]]\nid = 5\n", "s.toml:2:1", "id: expected a string, got 5"),
        ('[[speaker]]\nname = "Ann"\n', "s.toml:1:1", "id is missing"),
        ('[[speaker]]\nid = "a"\nkind = "robot"\n', "s.toml:3:1", "kind is none of 'person'"),
        ('[[speaker]]\nid = "a b"\n', "s.toml:1:1", "a b"),
        ('[[speaker]]\nid = "a"\n[[speaker]]\nid = "a"\n', "s.toml:3:1", "two speakers"),
        (
            '[[speaker]]\nid = "a"\naliases = ["X"]\n[[speaker]]\nid = "b"\naliases = ["X"]\n',
            "s.toml:4:1",
            "belongs to 'a' and to 'b'",
        ),
        ('do_not_merge = ["ab"]', "s.toml:1:1", "do_not_merge"),
        ('do_not_merge = [["a", "b", "c"]]', "s.toml:1:1", "do_not_merge[0]"),
        ('do_not_merge = [["a"]]', "s.toml:1:1", "do_not_merge[0]"),
        ('[[speaker]]\nid = "t5"\n', "s.toml:1:1", "the id 't5' belongs to a turn"),
        ('[[speaker]]\nid = "a"\nroles = 3\n', "s.toml:3:1", "the roles of 'a' are 3"),
        ('[[speaker]]\nid = "a"\nroles = ["x"]\n', "s.toml:3:1", "'x' is no office"),
        ('[[speaker]]\nid = "a"\nroles = [{ from = "2021" }]\n', "s.toml:3:1", "is no office"),
        ('[[speaker]]\nid = "a"\nroles = [{ role = "x", to = "May" }]\n', "s.toml:3:1", "'May' is no date"),
        ('[[speaker]]\nid = "a"\nroles = [{ role = "x", since = "2021" }]\n', "s.toml:3:1", "is no office"),
    ],
)
def test_what_does_not_belong_in_the_file_is_told_with_its_line(text: str, place: str, words: str) -> None:
    """A wrong key, type, id or alias is an error of usage at its line and column."""
    with pytest.raises(UsageError) as caught:
        table(text)
    assert caught.value.where == place
    assert words in str(caught.value)


@given(st.lists(st.sampled_from(LABELS), min_size=1, max_size=14), st.sampled_from(["en", "und", "de"]))
def test_the_table_of_a_document_changes_nothing(labels: list[str], lang: str) -> None:
    """The speakers found, written as a file and read back, give the same document again."""
    document = draft(*labels, lang=lang, prose=("Ann Lee, director of the museum, came.",))
    once = resolved(document)
    again, notices = resolve(document, table(table_text(once)))
    assert again.speakers == once.speakers
    assert heard(document) == heard(document, table(table_text(once)))
    assert "label-unused" not in {notice.code for notice in notices}


def test_the_table_of_a_script_changes_nothing() -> None:
    """Characters that only a script makes of nouns are the same after the round trip."""
    document = scripted("Old man", "A man", "Woman", "Old man", "A man")
    assert cast(document, table(table_text(resolved(document)))) == cast(document)


def test_the_file_is_toml_that_a_person_can_edit() -> None:
    """One table a speaker, with the facts that are known and no others."""
    assert table_text(resolved(draft("Ms. Ann Lee"))) == (
        '[[speaker]]\nid = "ann-lee"\nkind = "person"\nname = "Ann Lee"\nsex = "F"\n'
        'aliases = [\n    "Ms. Ann Lee",\n]\n'
    )


def test_a_table_can_be_made_without_a_file() -> None:
    """The types of the table are plain values."""
    decided = SpeakerTable((Speaker("boss", aliases=("ANN",)),), do_not_match=("BO",))
    assert heard(draft("ANN", "BO"), decided) == ["boss", "bo"]


DATED = """
[[speaker]]
id = "ann-lee"
name = "Ann Lee"
aliases = ["ANN LEE"]

[[speaker.roles]]
role = "clerk"
to = 2019-04-30

[[speaker.roles]]
role = "mayor"
from = "2019-05-01"
to = "2023-04-30"
"""


@pytest.mark.parametrize(
    ("date", "role"), [("2019-04-30", "clerk"), ("2021-01-01", "mayor"), ("2024-01-01", None)]
)
def test_the_date_tells_which_office_is_held(date: str, role: str | None) -> None:
    """Of several offices the one that was held on the day of the transcript counts."""
    assert read_table(DATED).on(date).entries[0].role == role


def test_a_transcript_with_a_date_gives_the_office_of_that_day() -> None:
    """The date in the front matter decides, from the text to the speaker."""
    text, _ = read_transcript(
        "Town meeting\n\nDate: 3.5.2021\n\nANN LEE: Welcome.\n\nBEN OAK: Thanks.\n\nANN LEE: So.\n"
    )
    found, _ = resolve(text, read_table(DATED))
    assert [speaker.role for speaker in found.speakers if speaker.id == "ann-lee"] == ["mayor"]


@pytest.mark.parametrize(
    "row", ["role = 3", 'from = "2019-05-01"', 'role = "x"\nfrom = "May"', 'role = "x"\nend = "2019-05-01"']
)
def test_a_wrong_office_is_an_error(row: str) -> None:
    """An office without a name, or with a date that is none, is told with its line."""
    with pytest.raises(UsageError) as caught:
        read_table(f'[[speaker]]\nid = "ann"\n[[speaker.roles]]\n{row}\n', "s.toml")
    assert caught.value.where == "s.toml:3:1"
