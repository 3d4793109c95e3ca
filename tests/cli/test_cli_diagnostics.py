"""Findings for people, for programs and for GitHub."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import pytest

import docconv.cli.conversion
from docconv.cli.diagnostics import failure, findings, render
from docconv.errors import BadInputError
from docconv.model import Document, Evidence, Metadata, Span
from docconv.notices import Notice
from support.command import Command

NOTICES = (
    Notice(
        "label-rejected",
        "no label",
        span=Span(9, 2, 80, 84),
        rule="stop-word",
        alternatives=("label",),
        remedy="say so",
    ),
    Notice("speaker-guessed", "who, 100% sure:\nno", "info", Span(3, 14, 20, 25)),
    Notice("language-unknown", "no language"),
)
KEYS = [
    "file", "line", "column", "severity", "code", "rule", "message", "alternatives", "remedy", "evidence", "words",
    "lines",
]  # fmt: skip
TABLE = '[[line]]\ntext = "Note:"\nline = {}\nis = "text"'


@pytest.fixture
def doubtful(workdir: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let every input be read with the notices above."""
    assert (workdir / "talk.txt").exists()
    read = (Document(body=(), metadata=Metadata()), NOTICES)
    monkeypatch.setattr(docconv.cli.conversion, "read_with_notices", lambda *_, **__: read)
    return monkeypatch


def test_text_is_one_line_and_what_to_do() -> None:
    """The worst first, control characters taken out; in brackets the code, which `docconv rule` knows, and the rule."""
    assert render(findings("a.txt", NOTICES), "text", sys.stderr).splitlines() == [
        "a.txt: warning: no language [language-unknown]",
        "a.txt:9:2: warning: no label [label-rejected, stop-word]",
        "    could also be: label; say so",
        "a.txt:3:14: info: who, 100% sure: no [speaker-guessed]",
    ]


@pytest.mark.parametrize("style", ["text", "github", "json", "sarif"])
def test_progress_is_for_people(
    style: str, workdir: Path, monkeypatch: pytest.MonkeyPatch, command: Command
) -> None:
    """On a terminal it would be before the first command that GitHub reads, on the same line."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    workdir.joinpath("more.txt").write_text("Ann: Yes.\n\nBen: No.\n\nAnn: So.\n", "utf-8")
    result = command("check", "talk.txt", "more.txt", "--diagnostics", style)
    assert ("docconv: 1 of 2" in result.err) == (style == "text")


def doubtful_lines(*words: int) -> tuple[Notice, ...]:
    """Notices of one kind on lines 1, 2, 3 and so on, on which so many words depend."""
    reasons = (Evidence("once-only", "it comes only once"),)
    return tuple(
        Notice(
            "label-rejected",
            f"label {n}",
            span=Span(n, 1, n, n),
            remedy=TABLE.format(n),
            evidence=reasons,
            words=many,
        )
        for n, many in enumerate(words, 1)
    )


def test_what_is_said_of_many_lines_is_said_once() -> None:
    """For people: of the line on which most depends, with the numbers of the others and the table to copy."""
    assert render(findings("a.txt", doubtful_lines(3, 9, 5)), "text", sys.stderr).splitlines() == [
        "a.txt:2:1: warning: label 2 [label-rejected]",
        "    2 lines like this one: 1, 3",
        "    [[line]]",
        '    text = "Note:"',
        "    line = 2",
        '    is = "text"',
    ]
    assert len(json.loads(render(findings("a.txt", doubtful_lines(3, 9, 5)), "json", sys.stdout))) == 3


def test_two_lines_are_told_one_by_one() -> None:
    """The one on which more words depend first."""
    shown = render(findings("a.txt", doubtful_lines(3, 9)), "text", sys.stderr)
    assert [line for line in shown.splitlines() if line.startswith("a.txt")] == [
        "a.txt:2:1: warning: label 2 [label-rejected]",
        "a.txt:1:1: warning: label 1 [label-rejected]",
    ]


def test_labels_that_are_joined_are_told_together() -> None:
    """Three or more in one finding, with one line that decides about all, which reads as TOML; two alone."""
    found = [joined(number, name) for number, name in enumerate(("Ada", "Bo", "Cy"), 1)]
    shown = render(findings("a.txt", found), "text", sys.stderr).splitlines()
    assert shown == [
        (
            "a.txt:1:1: warning: “Ada” is taken for the speaker “Ada Lee”, and 2 more labels for others, below"
            " [speaker-merged, short-name]"
        ),
        "    2 lines like this one: 2, 3",
        '    do_not_merge = [["Ada", "Ada Lee"], ["Bo", "Bo Lee"], ["Cy", "Cy Lee"]]   # above all tables',
    ]
    assert tomllib.loads(shown[-1])["do_not_merge"][2] == ["Cy", "Cy Lee"]
    assert len(render(findings("a.txt", found[:2]), "text", sys.stderr).splitlines()) == 6
    assert len(json.loads(render(findings("a.txt", found), "json", sys.stdout))) == 3


def joined(line: int, name: str) -> Notice:
    """A notice on a label that is taken for a longer name."""
    return Notice(
        "speaker-merged",
        f"“{name}” is taken for the speaker “{name} Lee”",
        span=Span(line, 1, line, line + 1),
        rule="short-name",
        alternatives=(f"“{name}” is another speaker",),
        remedy=f'do_not_merge = [["{name}", "{name} Lee"]]   # above all tables',
    )


def test_json_has_stable_keys() -> None:
    """A list of objects with the documented keys, in the documented order."""
    rows = json.loads(render(findings("a.txt", NOTICES), "json", sys.stdout))
    assert [list(row) for row in rows] == [KEYS, KEYS, KEYS]
    assert rows[2] == {
        "file": "a.txt", "line": 9, "column": 2, "severity": "warning", "code": "label-rejected",
        "rule": "stop-word", "message": "no label", "alternatives": ["label"], "remedy": "say so",
        "evidence": [], "words": 0, "lines": [],
    }  # fmt: skip
    assert (rows[0]["line"], rows[0]["column"]) == (None, None)


def test_github_commands_are_escaped() -> None:
    """As GitHub Actions want it: per cent signs, line ends, and in properties colons and commas."""
    assert render(findings("a,b:c.txt", NOTICES), "github", sys.stdout).splitlines() == [
        "::warning file=a%2Cb%3Ac.txt,title=docconv language-unknown::no language",
        "::notice file=a%2Cb%3Ac.txt,line=3,col=14,title=docconv speaker-guessed::who, 100%25 sure:%0Ano",
        "::warning file=a%2Cb%3Ac.txt,line=9,col=2,title=docconv stop-word::no label; say so",
    ]


@pytest.mark.parametrize(
    ("where", "line", "column"),
    [
        ("a.txt", None, None),
        ("a.txt:3", 3, None),
        ("a.txt:3:4", 3, 4),
        ("speakers.toml:2", None, None),
        ("", None, None),
    ],
)
def test_errors_are_findings_with_their_place(where: str, line: int | None, column: int | None) -> None:
    """So that an editor can show them where they are."""
    row = failure("a.txt", BadInputError("bad", where=where, remedy="mend it"))
    assert (row.file, row.line, row.column, row.severity, row.message) == (
        "a.txt",
        line,
        column,
        "error",
        "bad",
    )


@pytest.mark.usefixtures("doubtful")
def test_check_prints_everything_and_tells_of_warnings(command: Command) -> None:
    """Exit code 1 where there are warnings."""
    result = command("check", "talk.txt")
    assert (result.code, result.err) == (1, "")
    assert [line.split(": ")[1] for line in result.text.splitlines() if line[0] != " "] == [
        "warning",
        "warning",
        "info",
    ]


@pytest.mark.usefixtures("doubtful")
def test_check_quiet_has_only_the_exit_code(command: Command) -> None:
    """For scripts."""
    result = command("check", "talk.txt", "-q")
    assert (result.code, result.out, result.err) == (1, b"", "")


def test_check_is_content_with_infos(command: Command, doubtful: pytest.MonkeyPatch) -> None:
    """Infos alone are no finding."""
    read = (Document(body=()), NOTICES[1:2])
    doubtful.setattr(docconv.cli.conversion, "read_with_notices", lambda *_, **__: read)
    result = command("check", "talk.txt")
    assert (result.code, result.out != b"") == (0, True)


def test_check_without_findings(command: Command, doubtful: pytest.MonkeyPatch) -> None:
    """Nothing for people; an empty list for programs; both are a success."""
    doubtful.setattr(docconv.cli.conversion, "read_with_notices", lambda *_, **__: (Document(body=()), ()))
    assert (
        command("check", "talk.txt").out,
        command("check", "talk.txt", "--diagnostics", "github").out,
    ) == (b"", b"")
    assert command("check", "talk.txt", "--diagnostics", "json").text == "[]\n"


@pytest.mark.usefixtures("workdir")
def test_check_reads_standard_input(command: Command) -> None:
    """It is shown under a name that no file has."""
    result = command(
        "check", "-", "-f", "text", "--diagnostics", "json", stdin=b"Ann: \x07 Hi.\n\nBob: Ho.\n"
    )
    assert {row["file"] for row in json.loads(result.out)} == {"<stdin>"}


@pytest.mark.usefixtures("workdir")
@pytest.mark.parametrize("style", ["json", "github"])
def test_check_shows_errors_to_programs_too(command: Command, style: str) -> None:
    """An input that cannot be read is a finding in the list, besides the line on standard error."""
    result = command("check", "nope.txt", "talk.txt", "--diagnostics", style)
    assert (result.code, len(result.errors)) == (4, 1)
    assert '"severity": "error"' in result.text or "::error file=nope.txt" in result.text


@pytest.mark.usefixtures("doubtful", "toy_format")
def test_convert_shows_people_only_warnings(command: Command) -> None:
    """On standard error."""
    result = command("convert", "talk.txt", "-o", "out.toy")
    assert (result.code, result.out, "info" in result.err, "warning" in result.err) == (0, b"", False, True)


@pytest.mark.usefixtures("doubtful", "toy_format")
def test_convert_gives_programs_everything(command: Command) -> None:
    """On standard output, unless the document goes there."""
    file, stream = (
        command("convert", "talk.txt", "-t", "toy", "-o", to, "--diagnostics", "json")
        for to in ("o.toy", "-")
    )
    assert len(json.loads(file.out)) == 3
    assert len(json.loads(stream.err)) == 3
    assert stream.out.startswith(b"toy\n")


def test_sarif_has_every_finding_at_its_place(workdir: Path, command: Command) -> None:
    """Version 2.1.0, with each rule described once."""
    workdir.joinpath("a b.txt").write_text("Ann: Yes.\n\nNote: no.\n\nBen: No.\n\nAnn: So.\n", "utf-8")
    rows = json.loads(command("check", "a b.txt", "--diagnostics", "json").text)
    log = json.loads(command("check", "a b.txt", "--diagnostics", "sarif").text)
    (run,) = log["runs"]
    assert (log["version"], run["tool"]["driver"]["name"]) == ("2.1.0", "docconv")
    assert [one["ruleId"] for one in run["results"]] == [row["code"] for row in rows]
    assert {one["id"] for one in run["tool"]["driver"]["rules"]} == {row["code"] for row in rows}
    (place, *_) = (one["locations"][0]["physicalLocation"] for one in run["results"] if one["locations"])
    assert place["artifactLocation"] == {"uri": "a%20b.txt"}
    assert {one["level"] for one in run["results"]} <= {"note", "warning", "error"}


@pytest.mark.parametrize(("severity", "codes"), [("info", 1), ("warning", 1), ("error", 0), ("never", 0)])
def test_the_exit_code_is_that_of_the_findings_that_count(
    workdir: Path, command: Command, severity: str, codes: int
) -> None:
    """A text in which nobody speaks is a warning; what cannot be read fails in any case."""
    workdir.joinpath("a.txt").write_text("It rained.\n\nIt rained again.\n", "utf-8")
    assert command("check", "a.txt", "--fail-on", severity).code == codes
    assert command("check", "nothing.txt", "--fail-on", severity).code == 4
