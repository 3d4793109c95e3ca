"""The pages that teach plug-ins, followed word by word: their files, installed by pip, and their commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from support.places import ROOT

PAGES = sorted(ROOT.joinpath("docs", "plugins").glob("*.md"))
FILE = re.compile(r"^\*\*`([\w/.]+)`\*\*\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KINDS = ["label_rule", "language", "reader", "theme", "transform", "writer"]


def files(page: Path) -> dict[str, str]:
    """The files that a page shows, by name."""
    return dict(FILE.findall(page.read_text(encoding="utf-8")))


def install(folder: Path, site: Path) -> Mapping[str, str]:
    """The package of a folder, installed into another; the environment of somebody who has it."""
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
    ]
    subprocess.run([*pip, "--target", str(site), str(folder)], check=True, capture_output=True)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(site), "HYPOTHESIS_PROFILE": "default"}


def test_there_is_a_page_for_each_kind() -> None:
    """And no other."""
    assert [page.stem for page in PAGES] == KINDS


def test_the_environment_of_the_pages_has_what_their_commands_need() -> None:
    """An extra of docconv brings what the tests that plug-ins inherit are run with."""
    extras = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    assert [re.split("[>=]", one)[0] for one in extras["testing"]] == ["hypothesis", "pytest"]
    section = "## An environment to begin in\n"
    _, _, text = ROOT.joinpath("docs", "plugins.md").read_text("utf-8").partition(section)
    assert "pip install '../docconv[testing]'" in text.partition("\n## ")[0]
    assert [page.stem for page in PAGES if "#an-environment-to-begin-in" not in page.read_text("utf-8")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_shows_a_whole_package(page: Path) -> None:
    """In fewer than 120 lines, tests included, and as it is in examples/plugins."""
    folder = ROOT / "examples" / "plugins" / page.stem
    whole = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.suffix in (".py", ".toml")
    }
    assert files(page) == whole
    assert sum(text.count("\n") for text in whole.values()) < 120


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_can_be_followed(page: Path, tmp_path: Path) -> None:
    """In an environment of its own; every command does what it should."""
    folder = tmp_path / "package"
    for name, text in files(page).items():
        folder.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_text(text, encoding="utf-8")
    environment = install(folder, tmp_path / "site")
    (block,) = COMMANDS.findall(page.read_text(encoding="utf-8"))
    first, *lines = block.splitlines()
    assert first == "pip install ."
    for line in lines:
        run = subprocess.run(
            ["bash", "-c", line],  # noqa: S607
            cwd=folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert run.returncode == 0, f"{line}\n{run.stdout}{run.stderr}"
    listed = subprocess.run(
        [sys.executable, "-m", "docconv", "plugins"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout.count("\n") == 2
    assert "1.0)" in listed.stdout
