"""`docconv preview`: a page or a PDF in a folder of its own, opened in the browser."""

from __future__ import annotations

import re
import tempfile
import webbrowser
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

import docconv
from support.command import TRANSCRIPT, Command

pytestmark = pytest.mark.usefixtures("workdir")


@pytest.fixture
def opened(workdir: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened; temporary files are in `temporary`."""
    found: list[str] = []

    def remember(address: str) -> bool:
        found.append(address)
        return True

    workdir.joinpath("temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(workdir / "temporary"))
    monkeypatch.setattr(webbrowser, "open", remember)
    return found


def test_a_page_is_made_told_and_opened(command: Command, workdir: Path, opened: list[str]) -> None:
    """In a folder that is new each time, and that nobody else may look into."""
    first, second = command("preview", "talk.txt"), command("preview", "talk.txt")
    page, other = Path(first.text.strip()), Path(second.text.strip())
    assert (first.code, page.name, page != other) == (0, "talk.html", True)
    assert opened == [page.as_uri(), other.as_uri()]
    assert docconv.read(page).body == docconv.read(workdir / "talk.txt").body
    assert page.parent.stat().st_mode & 0o077 == 0


def test_formats_and_options_are_those_of_convert(command: Command, opened: list[str]) -> None:
    """A flag is for every format that has it."""
    result = command(
        "preview", "talk.txt", "-t", "html,pdf", "--theme", "drama", "-O", "html.participants=no"
    )
    page, pdf = map(Path, result.text.split())
    assert (result.code, page.suffix, pdf.read_bytes()[:5]) == (0, ".html", b"%PDF-")
    assert "text-transform:uppercase" in page.read_text("utf-8")
    assert opened == [page.as_uri(), pdf.as_uri()]


def test_the_page_plays_a_recording(command: Command, workdir: Path, opened: list[str]) -> None:
    """From where it is; what is not there, and what plays nothing, is refused before anything is made."""
    timed = "[00:00:01] ANN LUND: Good evening.\n\n[00:00:04] BO VIK: Good evening to you.\n"
    (workdir / "timed.txt").write_text(timed, encoding="utf-8")
    (workdir / "our talk.mp3").write_bytes(b"")
    assert command("preview", "timed.txt", "--media", "our talk.mp3").code == 0
    page = Path(url2pathname(urlsplit(opened[0]).path)).read_text("utf-8")
    played = re.findall(r'<audio[^>]* src="([^"#]+)', page)
    assert played == [(workdir / "our talk.mp3").resolve().as_uri().removeprefix("file://")]
    assert command("preview", "timed.txt", "--media", "missing.mp3").code == 4
    assert command("preview", "timed.txt", "-t", "pdf", "--media", "our talk.mp3").code == 2
    assert len(opened) == 1


def test_standard_input_can_be_looked_at(command: Command, opened: list[str]) -> None:
    """It has a name of its own."""
    result = command("preview", "-", "-f", "text", stdin=TRANSCRIPT.encode())
    assert (result.code, len(opened), Path(result.text.strip()).name) == (0, 1, "transcript.html")


def test_nothing_is_opened_that_was_not_asked_for(command: Command, opened: list[str]) -> None:
    """Only made and told."""
    assert command("preview", "talk.txt", "--no-open").code == 0
    assert opened == []


def test_what_fails_leaves_nothing(command: Command, workdir: Path, opened: list[str]) -> None:
    """No folder, and no window."""
    result = command("preview", "missing.txt")
    assert (result.code, opened, list(workdir.joinpath("temporary").iterdir())) == (4, [], [])
    assert [command("preview", "talk.txt", "-t", name).code for name in ("odx", "", ",")] == [2, 2, 2]


@pytest.mark.usefixtures("opened")
def test_without_a_browser_the_file_is_named(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is there to be opened."""
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    result = command("preview", "talk.txt")
    assert (result.code, Path(result.text.strip()).is_file()) == (3, True)
    assert "there is no browser to open it with" in result.errors[0]
