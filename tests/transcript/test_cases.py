"""Every file in tests/cases shows one thing: an input and the outline of the document that it becomes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docconv.formats import Source
from docconv.pipeline import read_with_notices
from support.cases import CASES, FENCE, Case, parse
from support.outline import metadata_outline, notices_outline, outline, speakers_outline


def result(case: Case, folder: Path) -> str:
    """What docconv makes of a case; `folder` takes its speaker file."""
    speakers = None
    if case.speaker_file is not None:
        speakers = folder / "speakers.toml"
        speakers.write_text(case.speaker_file, encoding="utf-8")
    source = Source(case.given.encode(), "case.txt")
    document, notices = read_with_notices(
        source, format="text", speakers=speakers, convention=case.convention
    )
    parts = [outline(document, certainty="certainty" in case.show)]
    if "metadata" in case.show:
        parts.insert(0, metadata_outline(document.metadata))
    if "speakers" in case.show:
        parts.append(speakers_outline(document))
    if "notices" in case.show:
        parts.append(notices_outline(notices))
    return "".join(parts)


def refreshed(case: Case, found: str) -> str:
    """The text of a case file with another expected result."""
    (match,) = (match for match in FENCE.finditer(case.text) if match["name"] == "expected")
    return case.text[: match.start("body")] + found + case.text[match.end("body") :]


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in CASES])
def test_case(path: Path, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """The input of a case becomes the expected document."""
    case = parse(path.read_text(encoding="utf-8"))
    found = result(case, tmp_path)
    if request.config.getoption("--refresh-cases") and found != case.expected:
        path.write_text(refreshed(case, found), encoding="utf-8")
        pytest.skip("refreshed; read the difference before you keep it")
    assert found == case.expected


def test_there_are_cases() -> None:
    """The cases are found, so that a moved folder does not pass for success."""
    assert len(CASES) >= 12


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("no title\n", "begins with"),
        ("# Title\n\n```input\nA: b\n```\n", "has the fences"),
        ("# Title\n\n```input\n```\n```expected\n```\n```options\ncolour = 1\n```\n", "colour"),
        ('# Title\n\n```input\n```\n```expected\n```\n```options\nshow = ["moon"]\n```\n', "moon"),
    ],
)
def test_a_malformed_case_says_what_is_wrong(text: str, complaint: str) -> None:
    """A case with a mistake in its form is an error, never a case that passes."""
    with pytest.raises(ValueError, match=complaint):
        parse(text)


def test_a_refresh_changes_only_the_expected_result() -> None:
    """Title, input and remarks stay as they are."""
    text = "# T\n\nWhy.\n\n````input\n```\nA: b\n````\n\n```expected\nold\n```\n\nRemark.\n"
    assert refreshed(parse(text), "new\n") == text.replace("old", "new")


def test_a_refresh_refuses_under_ci(root: Path) -> None:
    """Where nobody reads the difference, expectations are not rewritten."""
    command = [sys.executable, "-m", "pytest", "--refresh-cases", "--collect-only", "-q", __file__]
    env = {**os.environ, "CI": "true"}
    run = subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "refuses under CI" in run.stderr
