"""Label rules are left out by their names: on the command line, beside a text, in the convention of its source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docconv.errors import UsageError
from docconv.pipeline import read
from docconv.transcript.labels.rules import LABEL_RULES
from docconv.walk import turns
from support.command import Command, fails
from support.places import ROOT

TEXT = "Nora Fenwick: We found it.\n\nPiet Laan: Does it ring?\n\nNora Fenwick: It does.\n"
PLACES = {
    "beside": ("bell.docconv.toml", "without = [{names}]\n"),
    "source": ("docconv.toml", "[convention]\nwithout = [{names}]\n"),
}


def text_in(folder: Path, place: str = "", names: str = "") -> Path:
    """A text, with a file that leaves rules out."""
    if place:
        name, table = PLACES[place]
        folder.joinpath(name).write_text(table.format(names=names), encoding="utf-8")
    path = folder / "bell.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize("place", ["", *PLACES])
def test_a_rule_that_is_left_out_finds_nothing(tmp_path: Path, place: str) -> None:
    """A file leaves out the rule for colons; without one, nothing is left out."""
    path = text_in(tmp_path, place, '"colon"')
    assert len(list(turns(read(path)))) == (0 if place else 3)


def test_what_is_left_out_adds_up(tmp_path: Path) -> None:
    """What finds the labels otherwise is left out beside the text, and by the call."""
    path = text_in(tmp_path, "beside", '"colon"')
    path.write_text(TEXT.replace(": ", ":"), encoding="utf-8")
    assert len(list(turns(read(path)))) == 3
    assert list(turns(read(path, without=["glued-colon"]))) == []


def test_the_command_line_leaves_rules_out(tmp_path: Path, command: Command) -> None:
    """Every command that reads transcripts does, one rule or several."""
    path = str(text_in(tmp_path))
    assert command("speakers", path).text.count("[[speaker]]") == 2
    assert "[[speaker]]" not in command("speakers", path, "--without", "tab, colon").text
    twice = command("explain", f"{path}:1", "--without", "colon", "--without", "dash")
    assert "(certainty" in twice.text
    assert "colon" not in twice.text
    assert command("check", path, "--without", "colon").code == 1


@pytest.mark.parametrize("place", PLACES)
def test_a_name_that_no_rule_has_is_refused_with_its_file(tmp_path: Path, place: str) -> None:
    """The message says where it stands, and which names there are."""
    with pytest.raises(UsageError, match="no label rule is named semicolon") as raised:
        read(text_in(tmp_path, place, '"semicolon"'))
    assert (raised.value.where or "").startswith(str(tmp_path / PLACES[place][0]))
    assert "period-dash" in (raised.value.remedy or "")


def test_a_name_that_no_rule_has_is_refused_on_the_command_line(tmp_path: Path, command: Command) -> None:
    """Of whatever format the input is."""
    path = text_in(tmp_path)
    command("convert", str(path), "-o", str(tmp_path / "bell.xml"))
    for name in (path, tmp_path / "bell.xml"):
        fails(
            command("check", str(name), "--without", "semi"),
            2,
            "no label rule is named semi; use one of bold",
        )


def test_what_leaves_rules_out_is_a_list_of_names(tmp_path: Path) -> None:
    """A name by itself is refused."""
    path = text_in(tmp_path)
    path.with_suffix(".docconv.toml").write_text('without = "colon"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="without is not a list of names"):
        read(path)


def test_the_names_are_in_the_documentation() -> None:
    """All of them, in their order, each with what it prints."""
    page = (ROOT / "docs" / "conventions.md").read_text(encoding="utf-8")
    table = page[page.index("| rule |") : page.index("## In Python")]
    assert re.findall(r"^\| `([\w-]+)` \| \S", table, re.MULTILINE) == [rule.name for rule in LABEL_RULES]
