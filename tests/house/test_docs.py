"""What README and docs show can be run, and what they link to is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

import docconv
from support.places import ROOT

PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    ROOT.glob("docs/**/*.md")
)

FENCE = re.compile(r"^(`{3,})(\w*)[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
EXIT_CODE = re.compile(r"\s+# exit code (\d+)$")
MAKE = re.compile(r"\bmake ([a-z]+)\b")


@frozen
class Command:
    """One `$ ` line of a console block, and the lines of output shown below it."""

    line: str
    shown: tuple[str, ...]
    exit_code: int = 0


def fences(page: Path, language: str) -> Iterator[str]:
    """The code blocks of a page in one language."""
    return (body for _, name, body in FENCE.findall(page.read_text(encoding="utf-8")) if name == language)


def commands(block: str) -> Iterator[Command]:
    """The commands of a console block; `# exit code 1` behind one is its end, a backslash continues it."""
    for part in re.split(r"^\$ ", block.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        line, *shown = part.rstrip("\n").split("\n")
        code = EXIT_CODE.search(line)
        expected = int(code[1]) if code else 0
        yield Command(EXIT_CODE.sub("", line), tuple(text for text in shown if text.strip()), expected)


def steps(page: Path, language: str) -> list[str]:
    """The blocks of a page, each of which stands for itself; those of a tutorial are one, as it is followed."""
    found = list(fences(page, language))
    return ["".join(found)] if found and page.parent.name == "tutorials" else found


def blocks(language: str) -> list[object]:
    """All blocks of all pages in one language, as parameters of a test."""
    found = [(page, number, body) for page in PAGES for number, body in enumerate(steps(page, language), 1)]
    return [pytest.param(body, id=f"{page.relative_to(ROOT)}-{number}") for page, number, body in found]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder like that of the documentation: the examples, and one of them as transcript.txt."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "examples" / "garden.txt", tmp_path / "transcript.txt")
    return tmp_path


def environment() -> dict[str, str]:
    """The environment of a user whose shell finds docconv."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "120"}


@pytest.mark.parametrize("block", blocks("console"))
def test_console_blocks_run(block: str, desk: Path) -> None:
    """Every docconv command ends as shown, and prints every line shown; `...` stands for what is left out."""
    for command in commands(block):
        if command.line.startswith(("git ", "make ", "cd ", "pip ", "python ", "xdg-open ")):
            continue
        run = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command.line],  # noqa: S607
            cwd=desk,
            env=environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        printed = run.stdout + run.stderr
        assert run.returncode == command.exit_code, f"{command.line}\n{printed}"
        missing = [line for line in command.shown if line.strip() != "..." and line.strip() not in printed]
        assert missing == [], f"{command.line} printed\n{printed}"


@pytest.mark.parametrize("block", blocks("python"))
def test_python_blocks_run(block: str, desk: Path) -> None:
    """Every Python block runs by itself beside transcript.txt."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", block], cwd=desk, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def anchors(page: Path) -> set[str]:
    """The anchors of a page, made from its headings as code hosts make them."""
    text = re.sub(FENCE, "", page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in HEADING.findall(text)
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_resolve(page: Path) -> None:
    """Files and anchors that a page links to exist; addresses on the network are not asked."""
    text = re.sub(FENCE, "", page.read_text(encoding="utf-8"))
    for target in (first or second for first, second in LINK.findall(text)):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        linked = page.parent / name if name else page
        assert linked.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in anchors(linked), f"{page.name} links to {target}"


def test_make_targets_exist() -> None:
    """A `make` target that a page names is in the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        target
        for page in PAGES
        for code in re.findall(
            r"`([^`\n]+)`|^\$ (.+)$|^    (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE
        )
        for target in MAKE.findall(" ".join(code))
    }
    assert named
    assert named - targets == set()


def test_tests_that_the_pages_name_exist() -> None:
    """An invariant names the test that enforces it; that test is there."""
    for page in PAGES:
        for name, function in re.findall(
            r"`tests/([\w/]+\.py)(?:::(\w+))?`", page.read_text(encoding="utf-8")
        ):
            text = (ROOT / "tests" / name).read_text(encoding="utf-8")
            assert not function or f"def {function}(" in text, f"{page.name}: {name}::{function}"


def test_the_architecture_lists_every_room() -> None:
    """Each folder, and each module at the top, in the table of rooms; what the table names is there."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = {
        room for cell in re.findall(r"^\| (`.+?) \|", text, re.MULTILINE) for room in cell[1:-1].split("`, `")
    }
    source = ROOT / "src" / "docconv"
    folders = {f"{path.parent.relative_to(source)}/" for path in source.glob("*/**/__init__.py")}
    rooms = folders | {path.name for path in source.glob("[!_]*.py")}
    shown = {room: re.compile(re.escape(room).replace(r"\*", "[^/]+")) for room in named}
    assert {room for room in rooms if not any(name.fullmatch(room) for name in shown.values())} == set()
    assert {room for room, name in shown.items() if not any(map(name.fullmatch, rooms))} == set()


@pytest.mark.parametrize(("language", "suffix"), [("text", ".txt"), ("xml", ".xml")])
def test_excerpts_are_real(language: str, suffix: str, desk: Path) -> None:
    """What README shows of the ceremony report and of its TEI stands there; `...` cuts a line short."""
    docconv.convert(desk / "examples" / "garden.txt", desk / "examples" / "garden.xml")
    whole = (desk / "examples" / f"garden{suffix}").read_text(encoding="utf-8")
    (excerpt,) = fences(ROOT / "README.md", language)
    shown = [line.partition(" ...")[0].strip() for line in excerpt.splitlines()]
    assert [line for line in shown if line not in whole] == []


def test_pictures_are_small() -> None:
    """The pictures of a page load at once."""
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs" / "pictures").glob("*.png")}
    assert {name: size for name, size in sizes.items() if size > 150_000} == {}


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("$ docconv a\ntext\n\n$ docconv x\n", [("docconv a", ("text",), 0), ("docconv x", (), 0)]),
        ("$ docconv x  # exit code 2\n", [("docconv x", (), 2)]),
        ("$ docconv convert \\\n    a.txt\n", [("docconv convert      a.txt", (), 0)]),
    ],
)  # fmt: skip
def test_commands_are_read_from_a_block(block: str, expected: list[tuple[str, tuple[str, ...], int]]) -> None:
    """Commands, what they print, and their exit codes."""
    assert [(found.line, found.shown, found.exit_code) for found in commands(block)] == expected


def test_each_promise_has_a_test_that_is_there() -> None:
    """Or a target of make, and no row is without one."""
    rows = re.findall(
        r"^\| (?!promise|-)(.+?) \| (.+?) \|", (ROOT / "docs/promises.md").read_text("utf-8"), re.MULTILINE
    )
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert len(rows) > 20
    for promise, held in rows:
        named = re.findall(r"`([^`]+)`", held)
        assert named, promise
        for one in named:
            place, target = ROOT / one, one.removeprefix("make ").split()[0]
            assert target in targets if one.startswith("make ") else place.exists(), one
            assert (
                one.startswith(("make ", "tools/"))
                or any(place.rglob("test_*.py"))
                or "def test_" in place.read_text("utf-8")
            ), one
