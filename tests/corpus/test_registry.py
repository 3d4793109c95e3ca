"""One register over an archive: whole names are people, parts of names are proposals, and nobody is taken for
somebody else by likeness alone.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from attrs import evolve

from docconv.cli.archives.registering import registry_text
from docconv.corpus.people.appearances import Appearance
from docconv.corpus.people.registry import registry
from docconv.model import Sex, Speaker
from support.command import Command

MAY = "John Smith: We begin.\n\nAda Quist: Yes.\n\nJohn Smith: Good.\n\nADAMS: Fine.\n\nAda Quist: So.\n\nADAMS: On.\n"
JUNE = "Mr. Smith: I am new here.\n\nAda Quist: Yes.\n\nMr. Smith: Good.\n\nADAMS: Fine.\n\nAda Quist: So.\n\nADAMS: On.\n"


@pytest.fixture
def archive(workdir: Path) -> Path:
    """Two meetings in one folder, one in another."""
    for name, text in (("a/may.txt", MAY), ("a/june.txt", JUNE), ("b/else.txt", JUNE)):
        path = workdir / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return workdir


def entries(text: str) -> dict[str, list[str]]:
    """The speakers of a speaker file with their aliases."""
    return {row["id"]: row["aliases"] for row in tomllib.loads(text).get("speaker", [])}


@pytest.mark.usefixtures("archive")
def test_a_whole_name_is_one_person(command: Command) -> None:
    """A label that is like it, but no more, is not; the same label in one folder is proposed with its evidence."""
    found = command("speakers", "in")
    assert entries(found.text) == {"ada-quist": ["Ada Quist"], "john-smith": ["John Smith"]}
    told = [line for line in found.text.splitlines() if line.startswith("# proposed: ")]
    assert len(told) == 1
    assert "ADAMS" in told[0]
    assert "in a/june.txt, a/may.txt" in told[0]


def test_what_is_proposed_is_written_when_asked(archive: Path, command: Command) -> None:
    """Where the label is in one folder only: in two it may be two people."""
    (archive / "in" / "b" / "else.txt").unlink()
    assert entries(command("speakers", "in", "--proposed").text).keys() == {
        "ada-quist",
        "adams",
        "john-smith",
    }
    (archive / "in" / "b").joinpath("else.txt").write_text(JUNE)
    (archive / "in" / "b").joinpath("more.txt").write_text(JUNE)
    assert "adams" not in entries(command("speakers", "in", "--proposed").text)


def test_applied_a_person_has_one_id_everywhere(archive: Path, command: Command) -> None:
    """And whoever is not in a text is not missed there."""
    text = command("speakers", "in").text.replace('id = "ada-quist"', 'id = "mayor"')
    (archive / "people.toml").write_text(text, encoding="utf-8")
    go = ("convert", "in", "-o", "out", "-t", "tei", "--speakers", "people.toml", "--diagnostics", "json")
    result = command(*go)
    assert result.code == 0
    assert "label-unused" not in result.text
    pages = [path.read_text() for path in sorted((archive / "out").rglob("*.xml"))]
    assert [page.count('who="#mayor"') for page in pages] == [2, 2, 2]
    assert [page.count('who="#john-smith"') for page in pages] == [0, 2, 0]


def person(name: str, sex: Sex | None = None, refs: tuple[str, ...] = ()) -> Speaker:
    """Somebody of a name, who is printed so."""
    return Speaker(name.lower().replace(" ", "-"), name=name, sex=sex, refs=refs, aliases=(name,))


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (person("Kim Lund", "M"), person("Kim Lund", "F"), "two sexes"),
        (person("Kim Lund", refs=("https://a/1",)), person("Kim Lund", refs=("https://a/2",)), "references"),
    ],
)
def test_what_contradicts_keeps_people_apart(first: Speaker, second: Speaker, why: str) -> None:
    """They are told, and have no entry."""
    found = registry([Appearance("a.txt", first), Appearance("b.txt", second)])
    assert found.entries(with_proposed=True) == ()
    assert [why in one.contradiction for one in found.contradicted] == [True]


def test_initials_are_no_whole_name() -> None:
    """Two people may share them; a letter between names changes nothing."""
    rows = [
        Appearance(f"{file}.txt", person(name)) for file in "ab" for name in ("G R Morgan", "Eva B. Lind")
    ]
    found = registry(rows)
    assert [one.entry.name for one in found.certain] == ["Eva B. Lind"]
    assert [one.entry.name for one in found.proposed] == ["G R Morgan"]


def test_voices_without_a_name_have_no_part(archive: Path, command: Command) -> None:
    """Nor does a bad file, which is named."""
    (archive / "in" / "bad.txt").touch()
    result = command("speakers", "in/bad.txt", "in/a")
    assert (result.code, len(result.errors)) == (1, 1)
    rows = [Appearance(f"{file}.txt", Speaker("v", "anonymous", aliases=("Resident",))) for file in "ab"]
    assert registry(rows).entries(with_proposed=True) == ()


def test_a_folder_without_texts_says_so(workdir: Path, command: Command) -> None:
    """Nothing is printed as a speaker file."""
    (workdir / "in").mkdir()
    assert command("speakers", "in").err == "docconv: no file that can be read\n"
    (workdir / "in" / "logo.gif").touch()
    result = command("speakers", "in")
    assert (result.code, result.text) == (0, "")
    assert result.err == "docconv: no file that can be read; not read: 1 .gif\n"


def rows_of_source(*files: tuple[str, ...]) -> list[Appearance]:
    """The people of the files of one folder, by their names."""
    return [
        Appearance(f"a/{number}.txt", person(name)) for number, names in enumerate(files) for name in names
    ]


def aliases(found: Sequence[Speaker]) -> list[tuple[str, ...]]:
    """The labels of entries."""
    return [one.aliases for one in found]


def test_initials_that_fit_one_whole_name_are_proposed() -> None:
    """Those that fit two, or somebody who is in the same file, are not; titles are no part of a name."""
    fits = registry(
        rows_of_source(("Dr. Ivan Petrov", "Susan Baker"), ("I. Petrov",), ("Ivan Petrov", "R. Baker"))
    )
    assert aliases(fits.entries(with_proposed=False)) == [
        ("Dr. Ivan Petrov", "Ivan Petrov"),
        ("Susan Baker",),
    ]
    assert aliases(fits.entries(with_proposed=True)) == [
        ("Susan Baker",), ("Dr. Ivan Petrov", "Ivan Petrov", "I. Petrov"),
    ]  # fmt: skip
    assert not registry(rows_of_source(("Ivan Petrov",), ("Igor Petrov",), ("I. Petrov",))).proposed
    assert not registry(rows_of_source(("Ivan Petrov", "I. Petrov"), ("Ivan Petrov",))).proposed


def test_a_family_name_is_possible_at_most() -> None:
    """It has no entry, whatever is asked for; with two of the name nobody is named."""
    found = registry(rows_of_source(("Helen Marsh", "Sam Reed"), ("Marsh", "Ann Reed"), ("Reed",)))
    assert [(one.entry.name, one.files) for one in found.possible] == [
        ("Helen Marsh", ("a/0.txt", "a/1.txt"))
    ]
    assert all("Marsh" not in one and "Reed" not in one for one in aliases(found.entries(with_proposed=True)))


def test_a_label_of_two_people_is_nobodys() -> None:
    """An office that changes its holder is an alias of neither, nor is a label that somebody else has elsewhere."""
    first = Speaker("paula-stone", name="Paula Stone", aliases=("THE CHAIR (Paula Stone)", "THE CHAIR"))
    second = Speaker("omar-field", name="Omar Field", aliases=("THE CHAIR (Omar Field)", "THE CHAIR"))
    rows = [Appearance("a/1.txt", first), Appearance("a/2.txt", second), *rows_of_source((), ("O. Field",))]
    rows += [Appearance(f"{file}.txt", person("ADAMS")) for file in ("a/5", "a/6", "b/1")]
    found = [alias for one in aliases(registry(rows).entries(with_proposed=True)) for alias in one]
    assert "O. Field" in found
    assert "THE CHAIR" not in found
    assert "ADAMS" not in found


def test_a_reference_or_a_file_that_gives_both_names_is_evidence() -> None:
    """As after a marriage; a reference that two in one file have, is none."""
    ref = ("https://orcid.org/1",)
    both = Speaker("anna-lund", name="Anna Lund", aliases=("Anna Lund", "Anna Weiss"))
    rows = [Appearance("a.txt", person("Anna Weiss")), Appearance("b.txt", both)]
    assert aliases(registry(rows).entries(with_proposed=False)) == [("Anna Weiss", "Anna Lund")]
    rows = [
        Appearance("a.txt", person("Eva Holm", refs=ref)),
        Appearance("b.txt", person("Eva Berg", refs=ref)),
    ]
    assert aliases(registry(rows).entries(with_proposed=False)) == [("Eva Holm", "Eva Berg")]
    rows = [Appearance("a.txt", person(name, refs=ref)) for name in ("Eva Holm", "Eva Berg")]
    assert len(registry(rows).entries(with_proposed=False)) == 2


def printed(label: str, name: str, sex: Sex | None = None) -> Speaker:
    """Somebody who is printed otherwise than named."""
    return Speaker(name.lower().replace(" ", "-"), name=name, sex=sex, aliases=(label,))


def together(*rows: tuple[str, Speaker]) -> list[tuple[str, ...]]:
    """The files of each who is one person, if somebody says yes to what is proposed."""
    found = registry([Appearance(f"a/{file}.txt", speaker) for file, speaker in rows])
    return [one.files for one in (*found.certain, *found.proposed) if len(one.files) > 1]


@pytest.mark.parametrize("name", ["Lind", "Kim Lind"])
def test_a_party_tells_namesakes_apart(name: str) -> None:
    """Of a part of a name and of a whole one; the one without a party may be either."""
    hull, kent = printed(f"{name} (Hull)", name), printed(f"{name} (Kent)", name)
    assert together(("0", hull), ("1", kent), ("2", person(name))) == []
    assert together(("0", hull), ("1", hull)) == [("a/0.txt", "a/1.txt")]
    how = printed(f"{name} (smiling)", name)
    assert together(("0", how), ("1", person(name))) == [("a/0.txt", "a/1.txt")]


def test_a_party_may_be_cut_short() -> None:
    """But a place is not one whose name begins with the same words."""
    lab, labour = printed("Kim Lind (Lab)", "Kim Lind"), printed("Kim Lind (Labour)", "Kim Lind")
    assert together(("0", lab), ("1", labour)) == [("a/0.txt", "a/1.txt")]
    hull, east = printed("Kim Lind (Hull)", "Kim Lind"), printed("Kim Lind (Hull East)", "Kim Lind")
    assert together(("0", hull), ("1", east)) == []


@pytest.mark.parametrize("name", ["Lind", "Kim Lind"])
def test_another_party_is_told_with_its_day(name: str) -> None:
    """Somebody may have changed it. There is no entry, and two in one file are not told."""
    lab, ind = printed(f"{name} (Labour)", name), evolve(printed(f"{name} (Ind)", name), role="Ind")
    rows = [
        Appearance("a/2.txt", ind, "2031-03-02"),
        Appearance("a/1.txt", lab, "2031-02-01"),
        Appearance("a/3.txt", person(name)),
    ]
    found = registry(rows)
    assert found.entries(with_proposed=True) == ()
    why = "what stands in brackets differs: Labour in a/1.txt on 2031-02-01, Ind in a/2.txt on 2031-03-02"
    assert [one.contradiction for one in found.contradicted] == [why]
    beside = registry([*rows, Appearance("a/1.txt", ind, "2031-02-01")]).contradicted
    assert all("brackets" not in one.contradiction for one in beside)


def test_a_part_of_a_name_with_a_party_and_without_is_possible() -> None:
    """It has no entry."""
    people = (printed("Lind (Hull)", "Lind"), person("Lind"))
    found = registry([Appearance(f"a/{at}.txt", one) for at, one in enumerate(people)])
    assert found.entries(with_proposed=True) == ()
    assert [one.files for one in found.possible] == [("a/0.txt", "a/1.txt")]


def test_two_titles_tell_people_of_a_family_name_apart() -> None:
    """Each is proposed by herself; a label without a title is with neither."""
    mr, ms = printed("Mr. Lind", "Lind", "M"), printed("Ms. Lind", "Lind", "F")
    assert together(("0", mr), ("0", ms), ("1", mr), ("1", ms), ("2", person("Lind"))) == [
        ("a/0.txt", "a/1.txt"), ("a/0.txt", "a/1.txt"),
    ]  # fmt: skip
    assert together(("0", mr), ("1", person("Lind"))) == [("a/0.txt", "a/1.txt")]


@pytest.mark.parametrize(
    ("names", "are_one"),
    [
        (("Paul Ames", "Paul S. Ames"), True),
        (("Paul Q. Ames", "Paul S. Ames"), False),
        (("Paul Ames", "Paul S. Ames", "Paul Q. Ames"), False),
        (("Paul Ames", "Paul Ames Jr"), False),
        (("Ruiz Gil", "A. Ruiz Gil"), False),
        (("José Peña", "JOSE PEÑA"), True),
        (("José Peña", "José Pena"), False),
        (("José Peña", "Josè Peña", "JOSE PEÑA"), False),
    ],
)
def test_whole_names_that_differ_by_an_initial_or_lost_accents(
    names: tuple[str, ...], *, are_one: bool
) -> None:
    """Proposed where nobody else of that name is there, and the initial is not the first name."""
    assert bool(together(*((str(at), person(name)) for at, name in enumerate(names)))) == are_one
    if are_one:
        assert not registry(rows_of_source(names)).proposed  # in one file they are two


def test_an_office_is_held_by_who_is_named_with_it_that_day() -> None:
    """Not on another day, nor where two are named with it, nor where no day is known."""
    varga = Speaker("varga", name="Leo Varga", aliases=("The Chair (Leo Varga)", "The Chair"))
    ekman = Speaker("ekman", name="Bo Ekman", aliases=("The Chair (Bo Ekman)", "The Chair"))
    chair = Speaker("chair", role="Chair", aliases=("The Chair",))

    def proposed(*rows: tuple[str, Speaker, str]) -> list[tuple[str, ...]]:
        found = registry([Appearance(f"a/{file}.txt", one, date) for file, one, date in rows])
        return [one.files for one in found.proposed]

    monday, tuesday = "2030-05-13", "2030-05-14"
    assert proposed(("0", varga, monday), ("1", chair, monday)) == [("a/0.txt", "a/1.txt")]
    assert proposed(("0", varga, monday), ("1", chair, tuesday)) == []
    assert proposed(("0", varga, monday), ("1", ekman, monday), ("2", chair, monday)) == []
    assert proposed(("0", varga, ""), ("1", chair, "")) == []


def test_an_office_without_a_name_is_an_office() -> None:
    """It is told once for a folder, with who is named with it there, and is nobody's entry."""
    varga = Speaker("varga", name="Leo Varga", role="chair", aliases=("The Chair (Leo Varga)",))
    chair = Speaker("chair", role="Chair", aliases=("The Chair",))
    clerk = Speaker("clerk", role="Clerk", aliases=("The Clerk",))
    rows = [("a/0", varga, "2030-05-13"), ("a/1", chair, "2030-05-14"), ("b/1", chair, "2030-05-14")]
    rows += [("b/1", clerk, "2030-05-14"), ("b/2", clerk, ""), ("c/1", clerk, "")]
    found = registry(Appearance(f"{file}.txt", one, date) for file, one, date in rows)
    assert found.entries(with_proposed=True) == (
        evolve(varga, role=None, aliases=("Leo Varga", *varga.aliases)),
    )
    told = [
        line for line in registry_text(found, with_proposed=True).splitlines() if line.startswith("# office")
    ]
    held = "held by Leo Varga in a/0.txt on 2030-05-13; elsewhere nobody is named"
    assert told == [
        f"# office: Chair (The Chair): {held}; in a/0.txt, a/1.txt",
        "# office: Clerk (The Clerk): nobody is named; in b/1.txt, b/2.txt",
    ]


def test_an_office_that_somebody_is_proposed_for_is_not_told() -> None:
    """On a day on which one person only is named with it."""
    varga = Speaker("varga", name="Leo Varga", role="Chair", aliases=("The Chair (Leo Varga)", "The Chair"))
    chair = Speaker("chair", role="Chair", aliases=("The Chair",))
    rows = [Appearance(f"a/{one.id}.txt", one, "2030-05-13") for one in (varga, chair)]
    found = registry(rows)
    assert (len(found.proposed), found.offices) == (1, ())


def test_a_given_name_is_possible_at_most() -> None:
    """As a family name is."""
    found = registry(rows_of_source(("Helen Marsh", "Sam Reed"), ("Helen", "Sam Olsen"), ("Sam",)))
    assert [(one.entry.name, one.files) for one in found.possible] == [
        ("Helen Marsh", ("a/0.txt", "a/1.txt"))
    ]
    assert all("Helen" not in one for one in aliases(found.entries(with_proposed=True)))


@pytest.mark.parametrize(
    ("names", "are_one"),
    [
        (("Jürgen Groß", "JUERGEN GROSS"), True),
        (("Jürgen Groß", "JÜRGEN GROSS", "Juergen Gross"), True),
        (("Jürgen Groß", "Jurgen Groß"), False),
        (("Jürgen Groß", "Hans-Jürgen Groß"), False),
        (("Anne-Marie Clay", "ANNE MARIE CLAY"), True),
        (("Anne Marie Clay", "Marie Clay"), False),
        (("Jean DUPRÉ", "DUPRÉ Jean"), True),
        (("Jean Dupré", "DUPRÉ Jean"), True),
        (("Jean Dupré", "Dupré Jean"), False),
        (("Jean DUPRÉ", "Mme Claire DUPRÉ", "DUPRÉ Claire"), True),
        (("Paul MARTIN", "PAUL Martin"), False),
        (("MARTIN Paul", "Martin PAUL"), False),
        (("DUPRÉ Jean", "Jean DUPRÉ", "Jean Dupré", "Jean Dupre"), True),
    ],
)
def test_spellings_of_a_name(names: tuple[str, ...], *, are_one: bool) -> None:
    """Umlauts that are spelt out, hyphens that are missing and a family name in capitals that stands first are
    proposed; given names in another order without such a sign, and one more given name, are not.
    """
    assert bool(together(*((str(at), person(name)) for at, name in enumerate(names)))) == are_one
    assert not registry(rows_of_source(names)).proposed  # in one file they are two


def test_a_given_name_behind_a_comma() -> None:
    """It is proposed with who is named so, is no party, and names nobody who is not known in full."""
    rows = [("0", person("Ruth Marsh")), ("1", printed("MARSH, Ruth", "MARSH"))]
    assert together(*rows) == [("a/0.txt", "a/1.txt")]
    assert together(("0", person("Rita Marsh")), rows[1]) == []
    assert together(
        ("0", printed("Marsh, Ruth", "Ruth Marsh")), ("1", printed("Ruth Marsh (Hull)", "Ruth Marsh"))
    )
    lincoln = printed("Ann Lincoln, Lincoln", "Ann Lincoln"), printed("Ann Lincoln (York)", "Ann Lincoln")
    assert together(("0", lincoln[0]), ("1", lincoln[1])) == []


@pytest.mark.parametrize(
    ("label", "are_one"),
    [
        ("Nina Orme (née Falk)", True),
        ("Nina Orme, formerly Nina Falk", True),
        ("Nina Orme [geb. Falk]", True),
        ("Nina Orme (née Berg)", False),
        ("Nina Orme (Falk)", False),
        ("Rita Orme (née Falk)", False),
    ],
)
def test_a_name_before(label: str, *, are_one: bool) -> None:
    """Whom a label gives a name of birth is proposed with who has that name in another file of the folder."""
    orme = printed(label, label.partition(" (")[0].partition(",")[0].partition(" [")[0])
    rows = [("0", person("Nina Falk")), ("1", orme), ("2", person("Nina Orme"))]
    files = ("a/0.txt", "a/1.txt", "a/2.txt")
    assert (files in together(*rows)) == are_one
    assert not together(("0", person("Nina Falk")), ("0", orme))


def test_an_office_in_short_is_no_given_name() -> None:
    """`StR Lund` of two towns may be two people; a family name in capitals before the others is a name."""
    for name in ("StR Lund", "OB Lund", "TJ Lund"):
        rows = [Appearance("a/1.txt", person(name)), Appearance("b/1.txt", person(name))]
        assert not registry(rows).certain
        assert together(("0", person(name)), ("1", person(name)))
    rows = [
        Appearance(f"{file}.txt", person(name)) for file in ("a/1", "b/1") for name in ("LI Wei", "CHAN Mei")
    ]
    assert [len(one.files) for one in registry(rows).certain] == [2, 2]
