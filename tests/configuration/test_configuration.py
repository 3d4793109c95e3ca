"""Options in a `docconv.toml`: which file holds, what it says, what is wrong in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docconv.configuration.file import SETTINGS
from docconv.configuration.schema import schema
from docconv.formats import formats
from docconv.formats.options import option_types
from support.command import Command, fails

HOUSE = """to = ["tei", "docx"]
labels = "names"
metadata = ["facts.toml", "licence=CC0"]

[writer]
theme = "house.toml"

[writer.tei]
profile = "parliament"

[convention]
labels = ["Chorus"]
"""


@pytest.fixture
def house(workdir: Path) -> Path:
    """A folder with a configuration above the one of the text."""
    workdir.joinpath("docconv.toml").write_text(HOUSE, "utf-8")
    workdir.joinpath("facts.toml").write_text('publisher = "The house"\n', "utf-8")
    workdir.joinpath("house.toml").write_text('based_on = "minutes"\n', "utf-8")
    workdir.joinpath("in").mkdir()
    workdir.joinpath("talk.txt").rename(workdir / "in" / "talk.txt")
    return workdir


def tei(path: Path) -> str:
    """A file that was written."""
    return path.read_text("utf-8")


def test_what_a_file_says_holds_for_texts_below_it(house: Path, command: Command) -> None:
    """Formats, options of writers, facts; paths in it begin in its folder."""
    done = command("convert", "in/talk.txt", "-o", "out/")
    assert done.code == 0, done.err
    assert {path.name for path in house.joinpath("out").iterdir()} >= {"talk.xml", "talk.docx"}
    assert "<u " in tei(house / "out" / "talk.xml")
    assert "The house" in tei(house / "out" / "talk.xml")


def test_the_command_line_goes_over_it(house: Path, command: Command) -> None:
    """A flag, an option of a writer, facts; a suffix tells the format."""
    done = command(
        "convert", "in/talk.txt", "-o", "one.xml", "--profile", "edition", "--metadata", "publisher=We"
    )
    assert done.code == 0, done.err
    assert "<sp " in tei(house / "one.xml")
    assert "The house" not in tei(house / "one.xml")
    done = command("convert", "in/talk.txt", "-o", "two.xml", "-O", "tei.profile=edition")
    assert "<sp " in tei(house / "two.xml")


def test_the_nearest_file_holds_alone(house: Path, command: Command) -> None:
    """That of a nearer `pyproject.toml`, too; one that says only what the convention is does not count."""
    house.joinpath("in", "docconv.toml").write_text('[convention]\nlabels = ["X"]\n', "utf-8")
    assert "parliament" in command("config", "in/talk.txt").text
    house.joinpath("in", "pyproject.toml").write_text('[tool.docconv]\nlabels = "none"\n', "utf-8")
    told = command("config", "in/talk.txt").text
    assert told.splitlines()[0].split() == ["labels", '"none"', f"{house / 'in' / 'pyproject.toml'}:2:1"]
    assert "parliament" not in told


@pytest.mark.parametrize(
    "text",
    [
        '[tool]\ndocconv = { labels = "none" }\n',
        'tool.docconv.labels = "none"\n',
        '["tool".docconv]\nlabels = "none"\n',
    ],
)
def test_a_table_of_a_project_in_another_form(house: Path, command: Command, text: str) -> None:
    """All that TOML has for a table."""
    house.joinpath("in", "pyproject.toml").write_text(text, "utf-8")
    told = command("config", "in/talk.txt").text
    assert told.splitlines()[0].split()[:2] == ["labels", '"none"']


def test_what_is_no_table_of_a_project_is_refused(house: Path, command: Command) -> None:
    """Rather than taken for none."""
    house.joinpath("in", "pyproject.toml").write_text("[tool]\ndocconv = 3\n", "utf-8")
    fails(command("config", "in/talk.txt"), 2, "[tool.docconv] is 3")


def test_a_project_without_a_table_says_nothing(house: Path, command: Command) -> None:
    """Whatever else is in it, and however wrong it is."""
    house.joinpath("in", "pyproject.toml").write_text("docconv = [\n", "utf-8")
    assert "parliament" in command("config", "in/").text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b'to = ["tei"]\n# caf\xe9 \xe9\n', "docconv.toml:2:6"),
        (b"\xef\xbb\xbf# \xc3\xa9 \xe9\n", "docconv.toml:1:5"),
        (b"\xff\xfet\x00", "docconv.toml:1:1"),
    ],
)
def test_a_file_that_is_not_utf_8_is_told_with_its_place(
    workdir: Path, command: Command, text: bytes, place: str
) -> None:
    """As what is wrong in TOML is: line, column, what to do, and the exit code of a configuration."""
    workdir.joinpath("docconv.toml").write_bytes(text)
    for arguments in (["convert", "talk.txt", "-o", "talk.xml"], ["config"], ["check", "talk.txt"]):
        result = command(*arguments)
        fails(result, 2, f"{place}: a TOML file is UTF-8", "save it as UTF-8")
        assert result.err.count("\n") == 1
    assert not workdir.joinpath("talk.xml").exists()


def test_a_project_that_is_not_utf_8_counts_where_it_has_our_table(house: Path, command: Command) -> None:
    """What is wrong in another one is nothing to us."""
    project = house / "in" / "pyproject.toml"
    project.write_bytes(b'[project]\nname = "caf\xe9"\n')
    assert '"names"' in command("config", "in").text
    project.write_bytes(b'[tool.docconv]\nlang = "\xe9"\n')
    fails(command("config", "in"), 2, "pyproject.toml:2:9: a TOML file is UTF-8")


def test_inputs_for_which_two_files_hold_are_refused(house: Path, command: Command) -> None:
    """Neither holds for both."""
    other = house / "other"
    other.mkdir()
    other.joinpath("docconv.toml").write_text("strict = true\n", "utf-8")
    other.joinpath("b.txt").write_text("Ann: Yes.\n\nBen: No.\n", "utf-8")
    fails(
        command("convert", "in/talk.txt", "other/b.txt", "-o", "out/"), 2, "convert them in runs of their own"
    )


def test_config_tells_where_each_key_stands(house: Path, command: Command) -> None:
    """With line and column, and the file of the convention."""
    lines = [line.split() for line in command("config", "in").text.splitlines()]
    name = str(house / "docconv.toml")
    assert [line[0] for line in lines] == [
        "to",
        "labels",
        "metadata",
        "writer.theme",
        "writer.tei.profile",
        "[convention]",
    ]
    assert [line[-1] for line in lines] == [
        f"{name}{end}" for end in (":1:1", ":2:1", ":3:1", ":6:1", ":9:1", "")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('lables = "x"', "docconv.toml:1:1: unknown key 'lables'; known: from, to, "),
        ('labels = "x"', "docconv.toml:1:1: labels is 'x'; write one of printed, names, none"),
        ("to = 1", 'docconv.toml:1:1: to is 1; write a list of texts: ["...", "..."]'),
        ('strict = "yes"', "docconv.toml:1:1: strict is 'yes'; write true or false"),
        ("[writer.tie]\na = 1", "docconv.toml:1:1: unknown format 'tie'; known: tei, "),
        ("\n[writer.tei]\nprofil = 1", "docconv.toml:3:1: unknown option tei.profil; known: profile"),
        ('[writer.tei]\nprofile = "x"', "docconv.toml:2:1: option tei.profile cannot be 'x'; give one of: edition"),
        ('[writer]\nthem = "x"', "docconv.toml:2:1: no format has the option 'them'; see docconv convert --help"),
        ('[writer]\ntheme = "x"', "docconv.toml:2:1: there is no theme 'x'; give one of press, minutes"),
        ('[writer]\npaper = "A9"', "docconv.toml:2:1: paper is 'A9', not one of A4, A5"),
        ("[writer.docx]\ncolumns = 9", "docconv.toml:2:1: columns is 9"),
        ('to = ["tie"]', "docconv.toml:1:1: unknown format 'tie'; known formats: "),
        ('to = ["text"]', "docconv.toml:1:1: text cannot be written; formats that can be written: tei, "),
        ('from = "txt"', "docconv.toml:1:1: txt cannot be read yet; formats that can be read: text, "),
        ('lang = "german"', "docconv.toml:1:1: lang cannot be 'german'; write the tag of a language"),
        ('encoding = "utf-99"', "docconv.toml:1:1: there is no encoding 'utf-99'; give one such as utf-8"),
        ('speakers = "x.toml"', "docconv.toml:1:1: there is no file x.toml; check the path, which begins in"),
        ('metadata = ["x.toml"]', "docconv.toml:1:1: there is no file x.toml; check the path, which begins in"),
        ('metadata = ["date=x"]', "docconv.toml:1:1: date cannot be 'x'; write a date such as 2021-05-03"),
        ('without = ["x"]', "docconv.toml:1:1: no label rule is named x; use one of "),
        ('apply = ["x"]', "docconv.toml:1:1: there is no transform 'x'; known: pseudonymise, "),
        ('apply = ["select-section"]', "docconv.toml:1:1: the transform select-section needs a value; write "),
        ("writer = 1", "docconv.toml:1:1: writer is no table; write [writer]"),
        ("[writer", "docconv.toml:1:"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(workdir: Path, command: Command, text: str, told: str) -> None:
    """In one line, before anything is read."""
    workdir.joinpath("docconv.toml").write_text(f"{text}\n", "utf-8")
    fails(command("convert", "talk.txt", "-o", "out.xml"), 2, told)


def test_the_schema_has_every_key(command: Command) -> None:
    """Every option of every writer, and `docconv config --schema` prints it."""
    known = schema()["properties"]
    assert known.keys() == {*SETTINGS, "writer", "convention"}
    for name, row in formats()[0].items():
        if row.write:
            assert known["writer"]["properties"][name]["properties"].keys() == option_types(row).keys()
    assert json.loads(command("config", "--schema").text) == schema()


def test_every_key_says_what_it_is() -> None:
    """To an editor that completes it, and on the page of keys."""
    top = schema()["properties"]
    tables = {
        "": top,
        **{n: one["properties"] for n, one in top["writer"]["properties"].items() if "properties" in one},
    }
    silent = [
        (table, name)
        for table, keys in tables.items()
        for name, one in keys.items()
        if name != "writer" and not one.get("description")
    ]
    assert silent == []
