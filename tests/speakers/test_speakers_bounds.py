"""Where each rule about speakers begins to hold and where it ends: rows on both sides of its bounds."""

from __future__ import annotations

import pytest

from docconv.model import Document, Metadata
from docconv.speakers import read_table, resolve
from docconv.speakers.clusters import LabelClusters
from docconv.speakers.labels.gazetteer import gazetteer
from docconv.speakers.labels.ids import LONGEST, Ids, slug
from docconv.speakers.labels.initials import are_initials, initials_of
from docconv.speakers.labels.kinds import _are_words
from docconv.speakers.labels.names import is_short_form, taken_apart
from docconv.speakers.labels.numbering import without_turn_numbers
from docconv.speakers.mentions import SCRIPT_STAGES, Mentions
from docconv.speakers.profile import APPOSITION, CONTEXT
from docconv.speakers.rules.identity import FREQUENT, MANY, _abbreviates
from docconv.speakers.rules.present import FRONT
from support.speaking import cast, doubts, draft, heard, scripted, turn

EN = gazetteer("en")


def clusters(*labels: str, lang: str = "en") -> LabelClusters:
    """Labels, none of them joined with another."""
    words = gazetteer(lang)
    return LabelClusters([taken_apart(label, words) for label in labels], words)


def test_labels_are_persons_offices_or_neither() -> None:
    """Groups, voices without a name and what the user sets aside are neither."""
    labels = clusters(
        "Ann Lee", "The CHAIR", "Residents", "A member", "Unknown", "Speaker 1", "Bo Ek", "Clerk"
    )
    labels.keep_alone(6)
    labels.keep_alone(7)
    assert (labels.persons(), labels.offices()) == ([0], [1])


@pytest.mark.parametrize(
    ("often", "is_one"), [(FREQUENT - 1, False), (FREQUENT, True), (FREQUENT + 1, True), (9, True)]
)
def test_only_a_frequent_label_is_misspelt(often: int, is_one: bool) -> None:  # noqa: FBT001
    """A label is taken for the misspelling of one that is heard often enough, however often that is."""
    labels = ["THE ACTING PRESIDENT", "Ann Lee"] * often + ["THE ACTING PRESDIENT"]
    assert (len(cast(draft(*labels))) == 2) is is_one


def test_a_misspelling_comes_once() -> None:
    """Twice the same is no slip."""
    labels = ["THE ACTING PRESIDENT", "Ann Lee"] * 4
    assert len(cast(draft(*labels, "THE ACTING PRESDIENT", "Ann Lee", "THE ACTING PRESDIENT"))) == 3


def test_what_answers_a_label_is_no_misspelling_of_it() -> None:
    """Who speaks right after somebody is somebody else."""
    assert len(cast(draft(*["Ann Janssen", "Bo Ek"] * 4, "Ann Janssen", "Ann Jansen"))) == 3
    assert len(cast(draft(*["Ann Janssen", "Bo Ek"] * 4, "Ann Jansen"))) == 2


@pytest.mark.parametrize(
    ("bearers", "is_one"), [(2, True), (MANY, True), (MANY + 1, False), (MANY + 9, False)]
)
def test_a_surname_of_very_many_says_nothing(bearers: int, is_one: bool) -> None:  # noqa: FBT001
    """`A. Lee` is Ann among a few people of that name."""
    others = [f"{chr(ord('B') + at % 25)}o{'x' * (at // 25)} Lee" for at in range(bearers - 1)]
    people = ["Ann Lee", *others]
    assert (len(cast(draft(*people, "A. Lee"))) == len(people)) is is_one


@pytest.mark.parametrize(
    ("short", "full", "is_one"),
    [
        ("Lee", "Ann Lee", True),
        ("Ann", "Ann Lee", True),
        ("A. Lee", "Ann Lee", True),
        ("Ann B. Lee", "Ann Bea Lee", True),
        ("Ann Lee", "Ann Bea Lee", True),
        ("Bea Lee", "Ann Bea Lee", True),
        ("Ann Bea", "Ann Bea Lee", True),
        ("Bea", "Ann Bea Lee", False),  # neither the first nor the last
        ("Lee Ann", "Ann Lee", False),  # another order
        ("B. Lee", "Ann Lee", False),
        ("A", "Ann Lee", False),  # too little of a name
        ("Docker", "Docker II", False),
        ("Docker", "Second Docker", False),
        ("Anna", "Young Anna", False),
        ("Ann Lee (ABC)", "Ann Bea Lee (DEF)", False),
        ("Ann Lee (ABC)", "Ann Bea Lee (ABC)", True),
        ("Ann Lee (ABC)", "Ann Bea Lee", True),
    ],
)
def test_a_part_of_a_name_stands_for_it(short: str, full: str, is_one: bool) -> None:  # noqa: FBT001
    """The first or the last words of it, in their order, save what tells one bearer from another."""
    assert (len(cast(draft(full, "Bo Ek", short, "Bo Ek"))) == 2) is is_one


@pytest.mark.parametrize(
    ("short", "full", "is_sure"),
    [
        ("Sen.", "Senator", True),
        ("Prof.", "Professor", True),
        ("Rep.", "Representative", True),
        ("Gen.", "Governor", False),  # other letters
        ("Mr.", "Senator", False),
    ],
)
def test_a_short_title_is_the_long_one(short: str, full: str, is_sure: bool) -> None:  # noqa: FBT001
    """The first letters of it, up to a consonant, and much shorter; else it is doubted whether they are one."""
    found = doubts(draft(f"{full} Bell", "Bo Ek", f"{short} Bell", "Bo Ek"))
    assert found == ([] if is_sure else [("speaker-merged", "same-name")])


def test_the_holder_of_an_office_is_named_before_and_not_again() -> None:
    """Where the name comes back behind the bare office, somebody else has it by then."""
    named = "The CHAIR (Ann Lee)"
    assert heard(draft(named, "Bo Ek", named, "Bo Ek", "The CHAIR"))[-1] == "ann-lee"
    assert heard(draft(named, "Bo Ek", "The CHAIR", "Bo Ek", named))[2] == "chair"
    assert heard(draft("Bo Ek", "The CHAIR", "Bo Ek", named))[1] == "chair"


@pytest.mark.parametrize(
    ("fact", "name"),
    [
        (("Interviewer", "Ann Lee"), "Ann Lee"),
        (("The interviewer", "Ann van der Lee"), "Ann van der Lee"),
        (("Interviewer", "Ann"), None),
        (("Interviewer", "Ann Bea Cleo Dora Lee"), None),  # too long for one name
        (("Interviewer", "Lee, Ann"), None),
        (("Interviewer", "Ann Lee and Bo Ek"), None),
        (("Interviewer", "Room 12b Lee"), None),
        (("Recorded by", "Ann Lee"), None),
    ],
)
def test_a_fact_at_the_head_names_an_office(fact: tuple[str, str], name: str | None) -> None:
    """If it is one name, and the office one that speaks."""
    document = Document(draft("Interviewer", "Cai Moe").body, Metadata(lang="en", fields=(fact,)))
    assert next(iter(resolve(document)[0].speakers)).name == name


@pytest.mark.parametrize(
    ("above", "name"), [(0, "Nora Lindgren"), (FRONT - 1, "Nora Lindgren"), (FRONT, None), (FRONT + 9, None)]
)
def test_those_present_are_listed_at_the_beginning(above: int, name: str | None) -> None:
    """So many paragraphs may stand above the list."""
    prose = (*["It rained."] * above, "Present: Nora Lindgren (NL), Wim Hartog (WH)")
    assert next(iter(cast(draft("NL", "WH", prose=prose)).values())).name == (name or "NL")


@pytest.mark.parametrize(
    ("listed", "is_told"),
    [
        ("Nora Lindgren (NL), Wim Hartog (WH)", True),
        ("Nora Lindgren, Wim Hartog", True),
        ("Present: Nora Lindgren, Wim Hartog", True),
        ("Nora Lindgren", False),  # one name is no list
        ("NL: Nora Lindgren", True),
        ("NL – Nora Lindgren", True),
        ("Lindgren, Nora (NL)", True),
        ("Nora Lindgren (chair, NL)", True),
        ("Dr Nora Lindgren (NL)", True),
        ("Nora Lindgren (XY)", False),
        ("Nora Lindgren and Nils Lund came, and much was said of what the town had lost in May", False),
        ("Nora Lindgren, Nils Lund", False),  # two have these initials
        ("nora lindgren, wim hartog", False),
    ],
)
def test_a_list_of_those_present_tells_initials(listed: str, is_told: bool) -> None:  # noqa: FBT001
    """With the initials, or by the names alone where one only has them."""
    found = {one.name for one in cast(draft("NL", "Bo Ek", "NL", prose=(listed,))).values()}
    assert ("Nora Lindgren" in found) is is_told


@pytest.mark.parametrize(("words", "is_told"), [(APPOSITION, True), (APPOSITION + 1, False)])
def test_an_apposition_is_short(words: int, is_told: bool) -> None:  # noqa: FBT001
    """Behind a comma and before the name alike."""
    office = "director of " + " ".join(["old"] * (words - 2))
    assert (
        next(iter(cast(draft("Ann Lee", prose=(f"Ann Lee, {office}, spoke.",))).values())).role == office
    ) is is_told
    title = "Director of " + " ".join(["Old"] * (words - 2))
    assert (
        next(iter(cast(draft("Ann Lee", prose=(f"So {title} Ann Lee spoke.",))).values())).role == title
    ) is is_told


def test_what_somebody_did_behind_their_name_is_no_office() -> None:
    """An article before the office says that the word before it is none of its words."""
    for told, role in (
        ("showed the mayor the vaults", None),
        ("deputy mayor of the town", "deputy mayor of the town"),
    ):
        found = cast(draft("Ann Lee", prose=(f"The director, Ann Lee, {told}.",)))
        assert next(iter(found.values())).role == role


@pytest.mark.parametrize(("letters", "is_whole"), [(CONTEXT - 40, True), (CONTEXT + 40, False)])
def test_an_office_is_near_the_name(letters: int, is_whole: bool) -> None:  # noqa: FBT001
    """So many characters are looked at, wherever in the text they are."""
    office = f"director of the {'x' * letters}"
    found = cast(draft("Ann Lee", prose=(f"{'It rained. ' * 40}Ann Lee, {office}, spoke.",)))
    assert (next(iter(found.values())).role == office) is is_whole


@pytest.mark.parametrize(
    ("labels", "stems"),
    [
        (("A.1", "B.2", "A.3", "B.4", "A.5"), "ABABA"),  # through the document
        (("A.1", "B.2", "A.3", "B.4"), ""),  # too few
        (("A1", "B1", "A2", "B2", "A3", "B3"), "ABABAB"),  # each counted apart
        (("A1", "B1", "A2", "B2", "A3"), ""),
        (("A1", "B3", "A2", "B4", "A5"), ""),  # neither goes up through, nor has each enough
        (("A1", "B2", "A3", "B4", "A5", "A1"), ""),  # one comes back
        (("A1", "B2", "A4", "A3", "B5", "A6"), ""),
        (("Man 1", "Woman 1", "Man 2", "Woman 2", "Man 3", "Woman 3"), ""),  # people are counted
        (("Question 1", "Ann", "Question 2"), ("Question", "Question")),
        (("Question 1", "Ann"), ""),
        (("Q1", "A1", "Q2", "A2"), "QAQA"),
        (("Q1", "Ann", "Q2"), ""),
    ],
)
def test_numbers_that_count_turns(labels: tuple[str, ...], stems: tuple[str, ...] | str) -> None:
    """They go up, enough of them, and none comes back; the labels are one without them."""
    assert tuple(without_turn_numbers(labels, EN).values()) == tuple(stems)


@pytest.mark.parametrize(
    ("part", "label", "is_short"),
    [
        ("R1", "Respondent", True),
        ("MOD", "Moderator", True),
        ("Moder", "Moderator", True),  # as long as such a form may be
        ("Modera", "Moderator", False),
        ("mod", "Moderator", False),
        ("R-1", "Respondent", False),
        ("MF", "Michael Folk", True),
        ("XY", "Michael Folk", False),
        ("Bo", "Bo", False),
        ("B", "Befragte", True),
    ],
)
def test_a_bracket_is_how_a_label_is_called_from_here_on(part: str, label: str, is_short: bool) -> None:  # noqa: FBT001
    """A few letters that it begins with, or its initials, with a number or without."""
    assert is_short_form(part, taken_apart(label, EN)) is is_short


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("AvW", "Aaron van Wirdum", True), ("AW", "Aaron van Wirdum", True), ("A.W.", "Aaron van Wirdum", True),
        ("AL", "Ann-Bea Lee", False), ("ABL", "Ann-Bea Lee", True), ("A", "Ann", False),
        ("ABCDE", "Ann Bea Cleo Dora Ek", True), ("ABCDEF", "Ann Bea Cleo Dora Ek Falk", False),
    ],
)  # fmt: skip
def test_initials_are_those_of_a_name(short: str, name: str, fits: bool) -> None:  # noqa: FBT001
    """From two letters to five, with the particles or without."""
    assert are_initials(short, name) is fits
    assert (short.replace(".", "").casefold() in initials_of(name)) is fits or len(short) in (1, 6)


def test_ids_are_cut_and_counted() -> None:
    """They are no longer than that, end in no hyphen, and are counted from 1 or 2, past those that are taken."""
    assert slug("x" * (LONGEST + 5)) == "x" * LONGEST
    assert slug("x" * (LONGEST - 1) + " y") == "x" * (LONGEST - 1)
    ids = Ids({"ann", "ann-2", "bo-1"})
    assert [ids.only("Ann") for _ in range(3)] == ["ann-3", "ann-4", "ann-5"]
    assert [ids.one_of_many("Bo") for _ in range(3)] == ["bo-2", "bo-3", "bo-4"]
    assert [ids.only("Bo"), ids.only("Bo")] == ["bo", "bo-5"]


def test_the_speaker_file_keeps_two_people_two() -> None:
    """A rule joins no labels of two entries, and the first thing that is wrong in a file is told."""
    two = read_table(
        '[[speaker]]\nid = "x"\naliases = ["Ann Lee"]\n\n[[speaker]]\nid = "y"\naliases = ["Lee"]\n'
    )
    assert heard(draft("Ann Lee", "Bo Ek", "Lee"), two) == ["x", "bo-ek", "y"]
    assert doubts(draft("Ann Lee", "Bo Ek", "Lee"), two) == []


def test_a_label_that_is_set_aside_is_nobodys_short_form() -> None:
    """The user knows better than a bracket, and than a name that is the same."""
    alone = read_table('do_not_match = ["R1", "Dr. Lee"]')
    assert heard(draft("Respondent (R1)", "Bo Ek", "R1"), alone) == ["respondent", "bo-ek", "r1"]
    assert heard(draft("Ann Lee", "Bo Ek", "Dr. Lee"), alone) == ["ann-lee", "bo-ek", "lee"]


@pytest.mark.parametrize(
    ("label", "lang", "told"),
    [
        ("Ein anderer", "de", ("anonymous", "indefinite", None)),
        ("Ein Dritter", "de", ("anonymous", "specific", None)),
        ("Un autre", "fr", ("anonymous", "indefinite", None)),
        ("An unidentified", "en", ("anonymous", "indefinite", None)),
        ("EN", "de", ("person", "specific", None)),  # initials
        ("A furious member", "en", ("anonymous", "indefinite", None)),  # whatever is between
        ("A furious woman", "en", ("anonymous", "indefinite", "F")),
        ("The assembled residents", "en", ("group", "specific", None)),
        ("Die versammelten Bürger", "de", ("group", "specific", None)),
        ("Residents", "en", ("group", "specific", None)),
        ("P?", "en", ("unknown", "indefinite", None)),
        ("Who?", "en", ("person", "specific", None)),
        ("Mr. Young", "en", ("person", "specific", "M")),
        ("Frau aus dem Volk", "de", ("anonymous", "bare", "F")),
        ("FRAU VON ERLEN", "de", ("person", "specific", "F")),
        ("Question 3", "en", ("anonymous", "voice", None)),
        ("Question from the floor", "en", ("anonymous", "voice", None)),
    ],
)
def test_who_is_meant_by_a_label_without_a_name(
    label: str, lang: str, told: tuple[str, str, str | None]
) -> None:
    """What it is, whether it is one person, and the sex that it tells."""
    form = taken_apart(label, gazetteer(lang))
    assert (form.kind.kind, form.kind.reference, form.sex) == told


@pytest.mark.parametrize(
    ("label", "name", "office"),
    [
        ("Minister of Finance Ann Lee", "Ann Lee", "Minister of Finance"),
        ("Minister of Finance JJ Lee", "JJ Lee", "Minister of Finance"),
        ("Minister of Public Works", None, "Minister of Public Works"),
        ("Minister of Finance Lee", None, "Minister of Finance Lee"),  # may be a part of it
        (
            "Chair of the Committee of Ways and Means Bo Ek",
            "Bo Ek",
            "Chair of the Committee of Ways and Means",
        ),
        ("Minister Lee", "Lee", "Minister"),
        ("Resident Emil Dahl", "Emil Dahl", "Resident"),
        ("The Minister", None, "Minister"),
    ],
)
def test_where_an_office_ends_and_a_name_begins(label: str, name: str | None, office: str) -> None:
    """Behind what belongs to the office; one word behind it is no name for certain."""
    form = taken_apart(label, EN)
    assert (form.name, form.office) == (name, office)


@pytest.mark.parametrize(
    ("language", "office", "name"),
    [
        ("pl", "Minister Rzek i Kanałów", "Piotr Wrona"),
        ("cs", "Ministr dopravy ČR", "Petr Vrána"),
        ("ar", "وزير الأنهار", "سامي حداد"),
        ("es", "Ministro", "José Ortega y Gasset"),
    ],
)
def test_what_belongs_to_an_office_is_no_name(language: str, office: str, name: str) -> None:
    """Neither are words that a conjunction joins, a country in short, nor a word with the Arabic article."""
    form = taken_apart(f"{office} {name}", gazetteer(language))
    assert (form.office, form.name) == (office, name)


@pytest.mark.parametrize(
    ("misspelt", "is_one"),
    [
        ("Karolinna Lindgren", True),  # the first word
        ("Karolina Lindgrren", True),  # the last
        ("Karolinna Lindgrren", False),  # both
        ("Karolinna Lund", False),
        ("Karolinna", False),
    ],
)
def test_one_word_is_misspelt_and_all_others_agree(misspelt: str, is_one: bool) -> None:  # noqa: FBT001
    """Wherever in the label it is."""
    labels = ["Karolina Lindgren", "Bo Ek"] * 4
    assert (len(cast(draft(*labels, misspelt))) == 2) is is_one


@pytest.mark.parametrize(
    ("others", "is_name"),
    [
        (("Schmitz", "Lindner"), True),
        (("Schmitz", "Lindner", "Ada Berg"), True),  # half of all
        (("Schmitz", "Lindner", "Ada Berg", "Bo Ek"), False),
        (("Schmitz", "Ada Berg"), False),  # one is no custom
    ],
)
def test_a_trade_is_a_surname_where_surnames_are_usual(others: tuple[str, ...], is_name: bool) -> None:  # noqa: FBT001
    """`Koch` among people who are called by their surnames alone; in a play it is a cook all the same."""
    assert (cast(draft(*others, "Koch", lang="de"))["koch"].name == "Koch") is is_name
    assert cast(scripted(*others, *others, "Koch", lang="de"))["koch"].name is None


def test_of_two_files_the_nearer_one_says_which_offices_somebody_holds() -> None:
    """Of a speaker that both have, the other file adds nothing."""
    row = '[[speaker]]\nid = "{}"\n[[speaker.roles]]\nrole = "{}"\nfrom = "2020-01-01"\n\n'
    near, far = (
        read_table(row.format("ann", "mayor")),
        read_table(row.format("ann", "clerk") + row.format("bo", "judge")),
    )
    assert [(who, [one.role for one in roles]) for who, roles in near.over(far).dated] == [
        ("ann", ["mayor"]),
        ("bo", ["judge"]),
    ]


def test_the_first_letter_stands_for_a_word_that_is_said_once() -> None:
    """`P` after `Pregunta`; not where the word itself comes back."""
    asks, answers, *rest = heard(draft("Pregunta", "Respuesta", "P", "R", "P", "R", lang="es"))
    assert asks != answers
    assert rest == [asks, answers] * 2
    asks, _, again, _, letter, _ = heard(draft("Pregunta", "Respuesta", "Pregunta", "R", "P", "R", lang="es"))
    assert asks == again != letter


def test_names_that_differ_in_accents_are_one_where_there_are_two() -> None:
    """Of three nobody can tell which are one."""
    assert len(cast(draft("Zoë Lind", "Bo Ek", "Zoe Lind"))) == 2
    assert len(cast(draft("Zoë Lind", "Bo Ek", "Zoe Lind", "Zoé Lind"))) == 4


@pytest.mark.parametrize(
    ("short", "full", "is_short"),
    [
        ("prof", "professor", True),
        ("insp", "inspector", True),  # whatever it begins with
        ("profe", "professor", False),
        ("sena", "senator", False),  # up to a consonant
        ("dr", "director", False),
        ("sen", "senate", True),
        ("sen", "senat", False),
    ],
)
def test_a_title_is_cut_short_behind_a_consonant(short: str, full: str, is_short: bool) -> None:  # noqa: FBT001
    """Three or four letters, of a word that has three more."""
    assert _abbreviates(short, full) is _abbreviates(full, short) is is_short


@pytest.mark.parametrize(
    ("count", "directions", "is_played"),
    [(10, SCRIPT_STAGES - 1, False), (10, SCRIPT_STAGES, True), (100, 7, False), (100, 8, True)],
)
def test_directions_run_through_a_play(count: int, directions: int, is_played: bool) -> None:  # noqa: FBT001
    """Eight for a hundred turns, and five at least."""
    told = {f"The door is opened {at} times" for at in range(directions)}
    mentions = Mentions(all=[turn(1, "Ada")] * count, stages=told)
    assert mentions.is_scripted() is is_played


@pytest.mark.parametrize(
    ("label", "letters"),
    [("A. L.", "al"), ("AL", "al"), ("É. B.", "éb"), ("Al B", "al b"), ("Al Bo", "al bo"), ("A.L.B.", "alb")],
)
def test_letters_with_full_stops_are_initials_without_them(label: str, letters: str) -> None:
    """Whole words are none."""
    assert taken_apart(label, EN).letters == letters


@pytest.mark.parametrize(
    ("mark", "token", "is_word"),
    [("male", "Male", True), ("en", "EN", False), ("en", "En", True), ("m", "m", False), ("m", "M.", False)],
)
def test_a_mark_alone_is_a_word_or_initials(mark: str, token: str, is_word: bool) -> None:  # noqa: FBT001
    """One letter is no word."""
    assert _are_words((mark,), (token,)) is is_word


@pytest.mark.parametrize("conjunction", ["og", "et", "und", "and"])
def test_two_are_joined_in_any_language(conjunction: str) -> None:
    """By a word of two letters, too."""
    assert heard(draft("Ann Lee", "Bo Ek", f"Ann Lee {conjunction} Bo Ek"))[2] == "ann-lee+bo-ek"
