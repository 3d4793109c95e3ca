"""Names, roles, sexes and ids of speakers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docconv.model import Speaker
from docconv.speakers.labels.ids import NCNAME, Ids, slug
from support.speaking import cast, draft


def only(*labels: str, lang: str = "en", prose: tuple[str, ...] = ()) -> Speaker:
    """The only speaker of a document."""
    (speaker,) = cast(draft(*labels, lang=lang, prose=prose)).values()
    return speaker


@pytest.mark.parametrize(
    ("label", "name", "role", "sex"),
    [
        ("President Ilona Kis", "Ilona Kis", "President", None),
        ("Mr. Kyl", "Kyl", None, "M"),
        ("Ms. Ann LEE", "Ann LEE", None, "F"),
        ("Ann Lee (Labour)", "Ann Lee", "Labour", None),
        ("Ann Lee, director of the museum", "Ann Lee", "director of the museum", None),
        ("Minister for the Interior (Mr Ek)", "Ek", "Minister for the Interior", "M"),
        ("The PRESIDING OFFICER (Mr. Kyl)", "Kyl", "PRESIDING OFFICER", "M"),
        (
            "President of the Republic of Norland Ilona Kis",
            "Ilona Kis",
            "President of the Republic of Norland",
            None,
        ),
        ("The MINISTER OF PUBLIC WORKS", None, "MINISTER OF PUBLIC WORKS", None),
        ("Ms. LEE-EK of Texas", "LEE-EK of Texas", None, "F"),
        ("Chairman LEE of Texas", "LEE of Texas", "Chairman", None),
        ("Vicechair PSP Ann Lee", "Vicechair PSP Ann Lee", None, None),
        ("Chair PSP Ann Lee", "Ann Lee", "Chair PSP", None),
        ("The SPEAKER pro tempore", None, "SPEAKER pro tempore", None),
    ],
)
def test_a_label_tells_name_role_and_sex(
    label: str, name: str | None, role: str | None, sex: str | None
) -> None:
    """What is taken off a label is kept as a fact."""
    speaker = only(label)
    assert (speaker.name, speaker.role, speaker.sex) == (name, role, sex)


def test_the_labels_are_the_aliases() -> None:
    """A speaker keeps every label that stands for them, in the order of appearance."""
    assert only("Ann Lee (AL)", "AL", "Dr. Lee").aliases == ("Ann Lee (AL)", "AL", "Dr. Lee")


def test_capitals_are_spelt_as_the_sentences_spell_them() -> None:
    """A label in capitals gives its name in the spelling of the text, its office too."""
    prose = ("Gregor McCaul spoke before Pedro da Costa, and the Chairman listened.",)
    speakers = cast(draft("GREGOR McCAUL", "PEDRO DA COSTA", "THE CHAIRMAN", prose=prose)).values()
    assert [speaker.name or speaker.role for speaker in speakers] == [
        "Gregor McCaul",
        "Pedro da Costa",
        "Chairman",
    ]


def test_capitals_stay_where_the_text_does_not_spell_all_of_a_name() -> None:
    """Half a name in capitals would be a guess."""
    assert only("GREGOR McCAUL", prose=("Gregor spoke.",)).name == "GREGOR McCAUL"


def test_initials_that_are_a_small_word_stay_capitals() -> None:
    """A word that sentences never begin with a capital is no spelling of a name."""
    assert only("IT", prose=("She built it in a bath.",)).name == "IT"


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Assistant to the President of Norland Ann Lee spoke.", "Assistant to the President of Norland"),
        ("In May, Ann Lee, director of the museum, spoke.", "director of the museum"),
        ("On Tuesday Ann Lee, her daughter, spoke.", None),
        ("After the President left, Ann Lee spoke.", None),
    ],
)
def test_narrative_tells_the_office_of_a_full_name(sentence: str, role: str | None) -> None:
    """An apposition before or after a name is its role, other neighbours are not."""
    assert only("Ann Lee", prose=(sentence,)).role == role


def test_a_fuller_title_in_the_narrative_wins() -> None:
    """The narrative's office is taken where it begins with the label's."""
    assert (
        only("President Ann Lee", prose=("President of Norland Ann Lee left.",)).role
        == "President of Norland"
    )


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ilham Aliyev", "ilham-aliyev"),
        ("Klärchen", "klarchen"),
        ("Пьеро", "pero"),
        ("唐鳳", "tangfeng"),
        ("Janet Ong'era", "janet-ongera"),
        ("T1", "speaker-t1"),
        ("3rd man", "speaker-3rd-man"),
        ("…", ""),
    ],
)
def test_ids_are_the_name_in_ascii(name: str, plain: str) -> None:
    """An id is the name in lower-case letters, and never the id of a turn."""
    assert slug(name) == plain


def test_speakers_of_one_slug_have_numbers() -> None:
    """A second speaker of the same name has the number 2; what cannot be written is `speaker`."""
    ids = Ids({"lee-2"})
    assert [ids.only(name) for name in ("Lee", "LEE", "…", "!")] == ["lee", "lee-3", "speaker-1", "speaker-2"]


@given(st.lists(st.text(max_size=12), max_size=12))
def test_ids_are_names_of_xml_and_unique(names: list[str]) -> None:
    """Whatever the names, ids are ASCII NCNames, none twice, none a turn's."""
    ids = Ids()
    given_out = [ids.only(name) for name in names] + [ids.one_of_many(name) for name in names]
    assert len(set(given_out)) == len(given_out)
    assert all(NCNAME.match(one) and one.isascii() and not re.fullmatch(r"t\d+", one) for one in given_out)
