"""Groups, voices without a name, voices that nobody could tell."""

from __future__ import annotations

import pytest

from support.speaking import cast, doubts, draft, heard, scripted


def kinds(*labels: str, lang: str = "en") -> list[str]:
    """The kind of each speaker of a document of these labels."""
    return [speaker.kind for speaker in cast(draft(*labels, lang=lang)).values()]


@pytest.mark.parametrize(
    ("label", "lang"),
    [
        ("Residents", "en"),
        ("Several hon. members", "en"),
        ("Some residents", "en"),
        ("Members of the public", "en"),
        ("ALL", "en"),
        ("Das Volk", "de"),
        ("Alle", "de"),
        ("Varios señores diputados", "es"),
        ("DES HONORABLES MEMBRES", "en"),
        ("Plusieurs députés", "en"),
    ],
)
def test_several_people_are_one_group(label: str, lang: str) -> None:
    """A label of several people is one speaker of the kind group, however often it speaks."""
    assert kinds(label, "Ann Lee", label, lang=lang) == ["group", "person"]


@pytest.mark.parametrize(
    ("label", "lang", "sex"),
    [
        ("Male resident", "en", "M"),
        ("Female resident", "en", "F"),
        ("A member", "en", None),
        ("An hon. member", "en", None),
        ("Unidentified woman", "en", "F"),
        ("Woman in the crowd", "en", "F"),
        ("Another voice", "en", None),
        ("Resident of Ganja", "en", None),
        ("Ein Bürger", "de", None),
        ("UN HONORABLE MEMBRE", "en", None),
    ],
)
def test_a_voice_without_a_name_is_somebody_else_each_time(label: str, lang: str, sex: str | None) -> None:
    """Two turns under a label that names nobody are two anonymous speakers, of the sex that it tells."""
    document = draft("Ann Lee", label, "Bo Ek", "Ann Lee", label, "Bo Ek", lang=lang)
    found = [speaker for speaker in cast(document).values() if speaker.kind == "anonymous"]
    assert [speaker.sex for speaker in found] == [sex, sex]
    assert {speaker.name for speaker in found} == {None}


def test_the_ids_of_voices_count_from_one() -> None:
    """The first voice under a label has the number 1."""
    assert heard(draft("Male resident", "Male resident")) == ["male-resident-1", "male-resident-2"]


@pytest.mark.parametrize(
    ("label", "lang"),
    [
        ("Speaker 1", "en"),
        ("Unidentified speaker 2", "en"),
        ("Second Soldier", "en"),
        ("Erster Bürger", "de"),
        ("Voice A", "en"),
        ("spk_0", "en"),
        ("SPEAKER_01", "en"),
    ],
)
def test_a_number_makes_one_person_of_a_voice(label: str, lang: str) -> None:
    """A numbered voice is one speaker, whoever that is."""
    assert kinds(label, "Ann Lee", label, lang=lang) == ["anonymous", "person"]


@pytest.mark.parametrize("label", ["Unidentified speaker", "Unknown", "???", "[?]", "UNIDENTIFIED SPEAKER:"])
def test_nobody_knows_is_never_one_chatty_person(label: str) -> None:
    """Each turn whose speaker could not be told has a speaker of its own, and a notice."""
    document = draft(label, "Ann Lee", label)
    assert heard(document) == ["unknown-1", "ann-lee", "unknown-2"]
    assert doubts(document) == [("speaker-unknown", ""), ("speaker-unknown", "")]


@pytest.mark.parametrize("label", ["Servant", "THE CLERK", "The CHAIR", "Doctor", "The witness"])
def test_an_office_or_a_trade_is_one_person(label: str) -> None:
    """A bare noun for an office or a trade is one speaker without a name, with that role."""
    speaker = next(iter(cast(draft(label, "Ann Lee", label, "Bo Ek", label)).values()))
    assert [speaker.kind, speaker.name] == ["person", None]
    assert speaker.role is not None


def test_a_noun_that_holds_half_of_a_dialogue_is_one_person() -> None:
    """`Man` and `Woman`, who do all the talking, are two people."""
    assert set(heard(draft(*["Man", "Woman"] * 5))) == {"man", "woman"}


def test_a_noun_that_speaks_now_and_then_is_many() -> None:
    """`Resident` among many speakers is somebody else each time."""
    labels = [label for name in "ABCDEF" for label in (f"Ann {name}xx", f"Bo {name}yy", "Resident")]
    assert len([one for one in heard(draft(*labels)) if one.startswith("resident-")]) == 6


def test_in_a_script_a_voice_is_a_character() -> None:
    """Where stage directions run through the document, `Old man` is one character, `A man` still is not."""
    document = scripted("Old man", "Ann", "A man", "Old man", "Ann", "A man")
    assert heard(document) == ["old-man", "ann", "a-man-1", "old-man", "ann", "a-man-2"]


def test_question_and_answer_are_two_people() -> None:
    """`Q` and `A` are one person each, not an article and a letter."""
    assert heard(draft("Q", "A", "Q", "A")) == ["q", "a"] * 2


@pytest.mark.parametrize("label", ["Don Lee", "Will May", "Mark Man", "Frau Müller", "Peter Junge"])
def test_names_are_not_taken_for_nouns(label: str) -> None:
    """A name that holds a word for nobody in particular is a name."""
    assert kinds(label, "Ann Lee", label) == ["person", "person"]


def test_words_of_another_language_tell_a_group_in_a_foreign_debate() -> None:
    """A French label in an English report is read as French; one language alone explains a label."""
    assert kinds("DES HONORABLES MEMBRES", "Ann Lee", "A señora Ponte") == ["group", "person", "person"]
