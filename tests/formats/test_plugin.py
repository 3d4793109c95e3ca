"""A writer in a package of its own, found as the packages that pip installs are."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from support.command import Command, process
from support.places import ROOT

PLUGIN = ROOT / "tests" / "support" / "markdown_plugin"
PROJECT = tomllib.loads(PLUGIN.joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def installed(
    workdir: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The folder of work, with the package installed: its module, and what pip makes of its pyproject."""
    site = tmp_path_factory.mktemp("site")
    module = PLUGIN / "docconv_markdown.py"
    site.joinpath(module.name).write_bytes(module.read_bytes())
    info = site / f"docconv_markdown-{PROJECT['version']}.dist-info"
    info.mkdir()
    facts = f"Metadata-Version: 2.1\nName: {PROJECT['name']}\nVersion: {PROJECT['version']}\n"
    info.joinpath("METADATA").write_text(facts, encoding="utf-8")
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {thing}\n" for name, thing in rows.items())
        for group, rows in PROJECT["entry-points"].items()
    )
    info.joinpath("entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(site))
    return workdir


def test_a_hundred_lines_are_enough() -> None:
    """The whole package."""
    lines = [file.read_text(encoding="utf-8").splitlines() for file in PLUGIN.iterdir() if file.is_file()]
    assert sum(map(len, lines)) <= 100


def test_the_guide_shows_its_entry_point() -> None:
    """What CONTRIBUTING has authors of plug-ins write is what this one has."""
    guide = ROOT.joinpath("CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = [tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)]
    assert {"project": {"entry-points": PROJECT["entry-points"]}} in shown


def test_a_suffix_is_written_by_a_plug_in_and_read_by_docconv(installed: Path) -> None:
    """`.markdown` has one reader, that of text, and one writer, that of the plug-in."""
    assert process("convert", "talk.txt", "-o", "talk.markdown").code == 0
    text = installed.joinpath("talk.markdown").read_text(encoding="utf-8")
    assert text.startswith("# The garden committee meets\n\n**Ilona Kis:** Good morning.")
    assert process("convert", "talk.markdown", "-o", "again.xml").code == 0
    assert installed.joinpath("again.xml").read_bytes().count(b"<sp ") == 4


@pytest.mark.usefixtures("installed")
def test_its_options_are_flags() -> None:
    """They are in the help, reach the writer, and are checked like all others."""
    shown = process("convert", "--help").text
    assert "--label-style STYLE" in shown
    assert "Labels in Markdown: bold or plain." in shown
    plain = process(
        "convert", "talk.txt", "-t", "markdown", "-o", "-", "--label-style", "plain", "--wrap", "20"
    )
    assert "\nIlona Kis: Good\nmorning." in plain.text
    wrong = process("convert", "talk.txt", "-o", "out.markdown", "--label-style", "loud")
    assert (wrong.code, "markdown.label_style cannot be 'loud'; give one of: bold, plain" in wrong.err) == (
        2, True,
    )  # fmt: skip
    other = process("convert", "talk.txt", "-o", "out.xml", "--wrap", "20")
    assert (other.code, "none of tei has the option --wrap" in other.err) == (2, True)


def test_its_failure_is_named(installed: Path) -> None:
    """With package and version, and not as a bug of docconv; nothing is written."""
    failed = process("convert", "talk.txt", "-o", "out.markdown", "--wrap", "0")
    named = (
        "the plug-in markdown (docconv-markdown 0.3) failed at writing markdown: ValueError: invalid width 0"
    )
    assert (failed.code, named in failed.err, "bug" in failed.err) == (5, True, False)
    assert not installed.joinpath("out.markdown").exists()


def test_what_it_lacks_is_named(installed: Path) -> None:
    """A library of the plug-in that is not installed: whose it is, and which."""
    site = Path(os.environ["PYTHONPATH"])
    module = site / "docconv_markdown.py"
    row = module.read_text(encoding="utf-8").replace(
        'write="docconv_markdown:write"', 'write="lacking:write"'
    )
    module.write_text(row, encoding="utf-8")
    site.joinpath("lacking.py").write_text("import of_nobody\n", encoding="utf-8")
    failed = process("convert", "talk.txt", "-o", "out.markdown")
    named = (
        "the plug-in markdown (docconv-markdown 0.3) cannot be used: lacking:write needs the module of_nobody"
    )
    assert (failed.code, named in failed.err) == (3, True)
    assert not installed.joinpath("out.markdown").exists()


def test_without_it_its_flags_are_unknown(command: Command, workdir: Path) -> None:
    """And its suffix cannot be written."""
    assert (workdir / "talk.txt").exists()
    result = command("convert", "talk.txt", "-o", "out.xml", "--wrap", "20")
    assert (result.code, "No such option" in result.err) == (2, True)
    result = command("convert", "talk.txt", "-o", "out.markdown")
    assert (result.code, "text cannot be written" in result.err) == (3, True)
