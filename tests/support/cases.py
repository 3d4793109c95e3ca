"""The cases in tests/cases: an input and the outline of the document that it becomes."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import tomli_w
from attrs import frozen

from docconv.convention.file import ConventionFile, read_convention
from support.places import ROOT

CASES = sorted((ROOT / "tests" / "cases").rglob("*.md"))
FENCE = re.compile(r"^(?P<fence>`{3,})(?P<name>[a-z]+)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"# \S.*\n")
SHOWS = {"certainty", "metadata", "notices", "speakers"}


@frozen
class Case:
    """One file: the text around `expected` is kept, so that a refresh changes nothing else."""

    text: str
    given: str
    expected: str
    show: frozenset[str]
    speaker_file: str | None
    convention: ConventionFile | None


def parse(text: str) -> Case:
    """A case file. Raises `ValueError` that says what is wrong with its form."""
    if not TITLE.match(text):
        message = "a case begins with `# ` and a sentence that says what it shows"
        raise ValueError(message)
    fences = {match["name"]: match["body"] for match in FENCE.finditer(text)}
    if not {"input", "expected"} <= fences.keys() <= {"input", "expected", "options"}:
        message = f"a case has the fences `input`, `expected`, perhaps `options`; found {sorted(fences)}"
        raise ValueError(message)
    options: dict[str, Any] = tomllib.loads(fences.get("options", ""))
    show = frozenset(options.pop("show", ()))
    speaker_file = options.pop("speakers", None)
    taught = {name: options.pop(name) for name in ("convention",) if name in options}
    convention = read_convention(tomli_w.dumps(taught)) if taught else None
    if options or not show <= SHOWS:
        message = f"unknown options {sorted(options)} or unknown things to show {sorted(show - SHOWS)}"
        raise ValueError(message)
    return Case(text, fences["input"], fences["expected"], show, speaker_file, convention)
