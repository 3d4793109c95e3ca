"""What is shown of contents, ids and file names: no control, no sign of direction, no command of a program that
runs builds.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from unicodedata import category

import pytest

from docconv.sidecar import read_sidecar
from support.command import Command

RUNNER = re.compile(r"^\s*::|##(vso)?\[", re.MULTILINE)
NASTY = "\x9b31m", "\x7f", "\u202e", "\u2066", "\u2028", "##[error]x", "##vso[task]x", "::error::x", "\x85"
TALK = "".join(
    f"Ann{sign}Oak: One {sign} two.\n\n{sign}Note{sign}: {sign}\n\nBen Ash: ##[x]\n\n" for sign in NASTY
)
NAME = "::error::\u202e##[x]\x9b.txt"
CALLS = (
    ["check", NAME],
    ["check", NAME, "--diagnostics", "json"],
    ["check", NAME, "--diagnostics", "github"],
    ["speakers", NAME],
    ["convert", NAME, "-t", "json", "-o", "-"],
    ["convert", NAME, "-t", "tei", "-o", "out/"],
    ["convert", NAME, "-t", "tei", "-o", "out2/", "--diagnostics", "github"],
    ["convert", f"no{NAME}", "-o", "a.xml"],
    ["verify", NAME, f"no{NAME}"],
    *(
        [verb, f"{NAME}:{line}", *more]
        for verb in ("explain",)
        for line in (1, 3, 5)
        for more in ([], ["--json"])
    ),
)


def shown(text: str) -> str:
    """What may not be shown and is; commands of our own for GitHub begin as such."""
    signs = [char for char in text if category(char) in ("Cc", "Cf", "Zl", "Zp") and char != "\n"]
    ours = re.sub(r"^::(warning|notice|error) (file=|title=docconv)", "", text, flags=re.MULTILINE)
    return "".join(map(repr, signs)) + "".join(found[0] for found in RUNNER.finditer(ours))


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call).encode("unicode_escape").decode())
def test_nothing_shown_is_a_control_or_a_command(call: list[str], command: Command, workdir: Path) -> None:
    """On standard output and on standard error."""
    workdir.joinpath(NAME).write_text(TALK, encoding="utf-8")
    result = command(*call)
    assert shown(result.text) + shown(result.err) == ""
    if "json" in call:
        json.loads(result.text)
    if call[0] == "speakers":
        tomllib.loads(result.text)


def test_a_decision_that_is_shown_is_about_its_line(command: Command, workdir: Path) -> None:
    """What is escaped in it is the text of the line again."""
    workdir.joinpath("a.txt").write_text(TALK, encoding="utf-8")
    remedy = command("explain", "a.txt:1").text.partition(".toml:\n")[2]
    workdir.joinpath("a.docconv.toml").write_text(remedy, encoding="utf-8")
    assert read_sidecar(remedy, "a.docconv.toml").corrections
    assert "correction-unused" not in command("check", "a.txt").text
