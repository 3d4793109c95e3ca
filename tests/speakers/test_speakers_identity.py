"""When two labels are one speaker, and when they are two."""

from __future__ import annotations

import pytest

from docconv.model import Attribution, Document, Evidence, Label, Metadata, Narrative, Said, Text
from docconv.speakers import resolve
from docconv.walk import turns, walk
from support.speaking import cast, draft, heard, notices, turn


@pytest.mark.parametrize(
    ("labels", "ids"),
    [
        (("President Ilona Kis", "Ilona Kis"), ["ilona-kis"]),
        (("Ilona Kis", "ILONA KIS:", "**Ilona Kis**"), ["ilona-kis"]),
        (("Mr. Speaker", "The SPEAKER"), ["speaker"]),
        (("Mr. Deputy Speaker", "The DEPUTY SPEAKER"), ["deputy-speaker"]),
        (("THE CLERK", "Clerk"), ["clerk"]),
        (("Dr. Ann Lee", "Professor Ann Lee", "Ann Lee (Labour)"), ["ann-lee"]),
        (("DAN", "DAN (V.O.)", "DAN (laughing)"), ["dan"]),
        (("William J. Bell, Jr.", "William J. Bell Jr."), ["william-j-bell-jr"]),
        (("Anna Berg (Vorsitzende)", "Anna Berg"), ["anna-berg"]),
    ],
)
def test_titles_brackets_and_type_are_not_part_of_a_name(labels: tuple[str, ...], ids: list[str]) -> None:
    """One person under several printings of one name is one speaker, without doubt."""
    document = draft(*labels)
    assert list(cast(document)) == ids
    assert notices(document) == ()


@pytest.mark.parametrize(
    "labels",
    [
        ("Mr. SMITH of New Jersey", "Mr. SMITH of Texas"),
        ("Mr. Smith", "Mrs. Smith"),
        ("King Henry", "Prince Henry"),
        ("Smith (Labour)", "Smith (Conservative)"),
        ("Poet A", "Poet B"),
        ("Mr B A Martin", "Mr B C Martin"),
        ("Ann Lee", "Bo Lee"),
        ("Mr Speaker", "Madam Speaker"),
        ("spk_0", "spk_1"),
        ("唐鳳", "張芳睿"),
    ],
)
def test_two_people_stay_two(labels: tuple[str, str]) -> None:
    """What sets two people of one name apart is heeded, and nobody is merged on a shared part."""
    assert len(cast(draft(*labels, *labels))) == len(labels)


def test_an_office_is_cut_short_and_a_name_is_not() -> None:
    """`Rep.` is the reporter; who is `Ren.` beside Renate nobody says."""
    assert heard(draft("Reporter", "Ann Lee", "Rep.")) == ["reporter", "ann-lee", "reporter"]
    assert heard(draft("Renate", "Reporter", "Ren.")) == ["renate", "reporter", "ren"]


def test_a_surname_alone_is_the_only_bearer() -> None:
    """A surname stands for the full name where one bearer speaks."""
    assert heard(draft("Ann Lee", "Bo Ek", "LEE", "Bo Ek", "Ms. Lee")) == ["ann-lee", "bo-ek"] * 2 + [
        "ann-lee"
    ]


def test_a_surname_of_two_bearers_is_nobody_of_them() -> None:
    """A surname that two people bear stays a speaker of its own."""
    assert heard(draft("Ann Lee", "Bo Lee", "Lee")) == ["ann-lee", "bo-lee", "lee"]


def test_an_untitled_namesake_of_two_is_neither() -> None:
    """`SMITH` is neither Mr. nor Mrs. Smith where both speak."""
    assert heard(draft("Mr. SMITH", "Mrs. SMITH", "SMITH")) == ["smith", "smith-2", "smith-3"]


def test_a_given_name_is_a_doubtful_merge() -> None:
    """A given name alone stands for the full name, with less certainty and a notice."""
    document = draft("Jerome Santo", "Ada Berg", "Jerome", "Ada Berg")
    resolved, found = resolve(document)
    third = list(turns(resolved))[2]
    assert [third.speakers[0].id, third.attribution.certainty] == ["jerome-santo", "medium"]
    assert [(one.code, one.rule) for one in found] == [("speaker-merged", "short-name")]


def test_initials_that_a_label_expands_are_certain() -> None:
    """`MF` is Michael Folk after `Michael Folk (MF)`, particles or not."""
    document = draft("Michael Folk (MF)", "Aaron van Dam (AvD)", "MF", "AvD")
    assert heard(document) == ["michael-folk", "aaron-van-dam"] * 2
    assert notices(document) == ()


def test_initials_of_one_name_only_are_a_doubtful_merge() -> None:
    """Without an expansion, initials that one name has are taken for it, and a notice says so."""
    document = draft("Michael Folk", "Ann Lee", "MF")
    assert heard(document)[2] == "michael-folk"
    assert [one.rule for one in notices(document)] == ["initials"]


def test_initials_of_two_names_are_nobody() -> None:
    """Initials that two names share stay a speaker of their own."""
    assert heard(draft("Michael Folk", "Mary Fox", "MF"))[2] == "mf"


def test_a_common_noun_is_no_surname() -> None:
    """`MAN` does not abbreviate `HANDSOME MAN`."""
    assert len(set(heard(draft("DAN", "HANDSOME MAN", "DAN", "MAN", "DAN", "MAN")))) > 2


def test_labels_that_answer_each_other_are_two() -> None:
    """A label that comes right after another again and again is not the same person's."""
    assert len(cast(draft("HAMLET", "OLD HAMLET", "HAMLET", "OLD HAMLET"))) == 2


def test_one_office_holder_named_first_holds_the_bare_office() -> None:
    """`The CHAIR` is who was named as the chair before: without doubt where the name was in brackets right
    behind the same words, with less than high certainty where the office was.
    """
    document = draft("The CHAIR (Ms. Lee)", "Mr. Ek", "The CHAIR", "Mr. Ek", "The CHAIR")
    assert heard(document) == ["lee", "ek", "lee", "ek", "lee"]
    assert not notices(document)
    behind = draft("Ms. Ann Lee (Chair)", "Mr. Ek", "The CHAIR", "Mr. Ek", "The CHAIR")
    assert heard(behind) == ["ann-lee", "ek", "ann-lee", "ek", "ann-lee"]
    assert [one.rule for one in notices(behind)] == ["office-holder"]


def test_an_office_in_a_bracket_is_held_too() -> None:
    """The office may stand behind the name, and be said in more words."""
    document = draft("HON. ANN LEE [THE ACTING PRESIDENT OF THE ASSEMBLY]", "Bo Ek", "THE ACTING PRESIDENT")
    assert heard(document)[-1] == "ann-lee"


def test_an_office_is_its_own_where_deputies_are_named() -> None:
    """A bare office is not the deputy who is named each time."""
    document = draft("The CHAIR", "The CHAIR (Mr. Ek)", "The CHAIR", "The CHAIR (Mr. Ek)")
    assert heard(document) == ["chair", "ek"] * 2


def test_an_office_of_two_holders_is_nobody_of_them() -> None:
    """Where two people are named in an office, the bare office is neither."""
    document = draft("The CHAIR (Ms. Lee)", "Bo Ek", "The CHAIR (Mr. Ash)", "Bo Ek", "The CHAIR")
    assert heard(document)[-1] == "chair"


def test_front_matter_names_who_holds_an_office() -> None:
    """`Interviewer: Ann Lee` in the front matter names the interviewer, and the one who asks as `Q`."""
    said = draft("Q", "A", "Interviewer").body
    document = Document(said, Metadata(lang="en", fields=(("Interviewer", "Ann Lee"), ("Date", "5 May"))))
    assert [one.name for one in resolve(document)[0].speakers][:2] == ["Ann Lee", "A"]


def test_a_misspelt_label_is_a_doubtful_merge() -> None:
    """A label heard once, an edit or two from a frequent one, is taken for it; both labels are reported."""
    document = draft(*["THE ACTING PRESIDENT", "Ann Lee"] * 3, "THE ACTING PRESDINET")
    (notice,) = notices(document)
    assert heard(document)[-1] == "acting-president"
    assert [notice.code, notice.rule] == ["speaker-merged", "misspelling"]
    assert "THE ACTING PRESDINET" in notice.message
    assert "THE ACTING PRESIDENT" in notice.message


@pytest.mark.parametrize("label", ["Ann Janson", "Iwanowa", "Poet Z", "MARTIN 2", "Ann Lea"])
def test_a_short_or_grammatical_difference_is_no_misspelling(label: str) -> None:
    """Names that differ as names do are two people."""
    document = draft(*["Ann Jansen", "Iwanow", "Poet A", "MARTIN 1", "Ann Lee"] * 3, label)
    assert len(cast(document)) == 6


def test_lost_accents_are_the_same_name() -> None:
    """Capitals without accents are the name with them."""
    assert heard(draft("Núñez", "Ek", "Núñez", "Ek", "NUNEZ", lang="es"))[-1] == "nunez"


def test_labels_joined_by_a_conjunction_are_those_who_speak_elsewhere() -> None:
    """A label of two known labels is a turn of two speakers."""
    document = draft("MAN", "WOMAN", "MAN & WOMAN", "Jetter", "Soest", "Jetter, Soest")
    assert heard(document)[5] == "jetter+soest"


def test_a_conjunction_inside_an_unknown_label_stays() -> None:
    """A label is not split where a part of it never speaks."""
    assert heard(draft("Work and Pensions", "Work")) == ["work-and-pensions", "work"]


def test_a_turn_that_goes_on_has_the_speaker_of_its_beginning() -> None:
    """After an interruption the same anonymous voice goes on."""
    said = (turn(1, "Male resident"), turn(2, "Ann Lee"), turn(3, "Male resident", continues="t1"))
    assert heard(Document(said, Metadata(lang="en"))) == ["male-resident-1", "ann-lee", "male-resident-1"]


def test_quotations_have_speakers_too() -> None:
    """A quotation in narrative is by the speaker of its label, and by the same one as the turns."""
    said: Said[Label] = Said((Text("It means life."),), (Label("President Ann Lee", printed=False),))
    document = Document((Narrative((Text("She said: "), said)), turn(1, "Ann Lee")), Metadata(lang="en"))
    resolved = resolve(document)[0]
    quoted = [node.speakers for node in walk(resolved) if isinstance(node, Said)]
    assert quoted == [resolved.speakers]


def test_doubt_is_added_and_certainty_never_raised() -> None:
    """An attribution keeps its own doubt and evidence."""
    low = Attribution("low", (Evidence("reader", "a guess"),))
    first, *rest = draft("Jerome Santo", "Bo Ek", "Jerome").body
    assert isinstance(rest[-1], type(first))
    doubtful = turn(3, "Jerome")
    document = Document(
        (first, rest[0], type(doubtful)("t3", doubtful.blocks, doubtful.speakers, attribution=low))
    )
    third = list(turns(resolve(document)[0]))[2]
    assert third.attribution.certainty == "low"
    assert [one.rule for one in third.attribution.evidence] == ["reader", "short-name"]
