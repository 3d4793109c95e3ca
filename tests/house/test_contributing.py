"""What CONTRIBUTING shows of code does what it says."""

from __future__ import annotations

import re

from docconv.patterns import regex
from docconv.transcript.annotations import LabelRule
from docconv.transcript.finders.marks import pattern
from support.places import ROOT


def section(title: str) -> str:
    """The text below a heading."""
    text = ROOT.joinpath("CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_record_of_a_label_rule_finds_a_label() -> None:
    """As it is printed, with the names that the module of the records has."""
    (record,) = re.findall(r"`(LabelRule\(.+?\))`\.", section("Add a convention"))
    rule = eval(record, {"LabelRule": LabelRule, "pattern": pattern, "regex": regex})  # noqa: S307  ours
    (find,) = rule.finders
    found = [find(text, 0) for text in ("@ann~ Good morning.", "ann@example.org is an address.")]
    assert [one and one.label for one in found] == ["ann", None]
