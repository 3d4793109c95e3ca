"""What tips the scales: labels of lines by rule and likeness, evidence in small texts, and texts that grow.

The rows are in files, each with what is told of it today: `lines.txt` has single lines in a language, `weighed.txt`
texts, with the evidence for every label, `grown.txt` what becomes of the texts of `GROWING` as their number grows.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

import pytest

from docconv.formats import Source
from docconv.pipeline import read, read_with_notices
from docconv.transcript import analyse
from docconv.transcript.annotations import Candidate
from docconv.transcript.labels.rules import LABEL_RULES, candidates
from docconv.transcript.lexicon import lexicon
from docconv.transcript.shape import key, likeness, style
from support.growing import GROWING
from support.outline import metadata_outline, outline
from support.places import ROOT
from support.told import assert_told, sections_of
from support.weighing import evidence_outline, told_outline

HERE = ROOT / "tests" / "transcript"
LINES, WEIGHED, GROWN = HERE / "lines.txt", HERE / "weighed.txt", HERE / "grown.txt"
HEAD = re.compile(r"turn .*?:|(?:  )?[a-z][a-z()]*(?: [\w-]+)?:")
INLINE = re.compile(r"\{([a-z]+(?:\([a-z]+\))?)")
LONGEST = 40


@pytest.mark.parametrize("row", sections_of(LINES))
def test_a_line_may_begin_with_these_labels(row: str, request: pytest.FixtureRequest) -> None:
    """By which rules, what belongs to them, and how like a name they are in a language."""
    lang, _, line = row.partition(": ")
    found = (_candidate(item, lang) for item in candidates(line.replace("→", "\t"), LABEL_RULES))
    assert_told("".join(found), LINES, row, request.config)


def _candidate(item: Candidate, lang: str) -> str:
    parts = {"at": item.start, "body": item.body, "alone": item.alone, "time": item.time}
    parts |= {"delivery": item.delivery, "number": item.number, "weighed": item.weighed}
    more = "".join(f" {name}={value}" for name, value in parts.items() if value)
    like = likeness(item.weighed or item.label, lexicon(lang))
    return f"{item.rule.name} “{item.label}” {style(item.label)} {key(item.label)!r} {like:+.1f}{more}\n"


@pytest.mark.parametrize("row", sections_of(WEIGHED))
def test_the_evidence_in_a_text(row: str, request: pytest.FixtureRequest) -> None:
    """What becomes of a text, which is in the lines with a bar, and what is told of each of its labels."""
    given = [line for line in sections_of(WEIGHED)[row].splitlines() if line.startswith("|")]
    text = "".join(f"{line[2:]}\n" for line in given)
    document = read(Source(text.encode(), "row.txt"), format="text")
    told = metadata_outline(document.metadata) + outline(document, certainty=True)
    quoted = "".join(f"{line}\n" for line in given)
    analysis = analyse(text)
    weighed = evidence_outline(analysis) + told_outline(analysis)
    assert_told(quoted + told + weighed, WEIGHED, row, request.config)


@pytest.mark.parametrize("name", GROWING)
def test_what_a_number_makes_of_a_text(name: str, request: pytest.FixtureRequest) -> None:
    """Of what kinds its paragraphs are, and from which number on that is so."""
    numbers, make = GROWING[name]
    found = [(number, _kinds(make(number))) for number in numbers]
    told = ""
    for kinds, group in groupby(found, key=lambda pair: pair[1]):
        same = [number for number, _ in group]
        told += f"{same[0]}-{same[-1]}: {kinds}\n"
    assert_told(told, GROWN, name, request.config)


def _kinds(text: str) -> str:
    """The heads of the lines of an outline, and notices by their rules, each with how often it comes."""
    document, notices = read_with_notices(Source(text.encode(), "row.txt"), format="text")
    told = metadata_outline(document.metadata) + outline(document, certainty=True)
    heads = [_head(line) for line in told.splitlines()]
    heads += [f"in words: {inner}" for inner in INLINE.findall(told)]
    heads += [f"{one.severity} {one.code} {one.rule}".strip() for one in notices]
    return ", ".join(f"{head} ×{count}" if count > 1 else head for head, count in Counter(heads).items())


def _head(line: str) -> str:
    match = HEAD.match(line)
    return match[0].rstrip(":")[:LONGEST] if match else "paragraph"
