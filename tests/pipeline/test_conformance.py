"""The files that docconv makes of an example, judged by checkers that share no code with it."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

import docconv
from support.places import ROOT
from support.programs import need

SUFFIXES = (".xml", ".docx", ".pdf")


@pytest.fixture(scope="module")
def driver() -> ModuleType:
    """tools/conformance.py as a module."""
    spec = importlib.util.spec_from_file_location("conformance", ROOT / "tools" / "conformance.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def trio(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The ceremony report in the three formats, by suffix."""
    folder = tmp_path_factory.mktemp("trio")
    for suffix in SUFFIXES:
        docconv.convert(ROOT / "examples" / "garden.txt", folder / f"garden{suffix}")
    return {suffix: folder / f"garden{suffix}" for suffix in SUFFIXES}


def checked(script: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    """A checker run over files."""
    if not script.exists():
        pytest.skip(f"no checker at {script}")
    command = [sys.executable, "-B", str(script), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_checker_finds_nothing(suffix: str, shared: Path, trio: Mapping[str, Path]) -> None:
    """Schemas, contract and accessibility rules hold."""
    name = {".xml": "tei"}.get(suffix, suffix[1:])
    run = checked(shared / "conformance" / f"check_{name}.py", trio[suffix])
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_three_formats_say_the_same(shared: Path, trio: Mapping[str, Path]) -> None:
    """Who speaks, what, and how it was printed is the same in all of them."""
    run = checked(shared / "conformance" / "same.py", *trio.values())
    assert run.returncode == 0, run.stdout + run.stderr


def test_pandoc_sees_the_styles(trio: Mapping[str, Path]) -> None:
    """Another program tells speech, label and narrative apart by their styles alone."""
    need("pandoc")
    command = ["pandoc", "-f", "docx+styles", "-t", "native", str(trio[".docx"])]
    native = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert [
        style for style in ("Speech", "Speaker", "Narrative", "Separator") if f'"{style}"' not in native
    ] == []


REPORT = {
    "rows": {"a": {"accuracy": 0.9, "lost": 0}, "b": {"accuracy": 1.0, "lost": 2}},
    "macro": {"accuracy": 0.95, "lost": 1},
}


@pytest.mark.parametrize(
    ("wanted", "missed"),
    [
        ({"macro": {"at_least": {"accuracy": 0.95}}}, []),
        ({"macro": {"at_least": {"accuracy": 0.96}}}, ["average: accuracy is 0.95, less than 0.96"]),
        ({"every": {"at_least": {"accuracy": 0.95}}}, ["a: accuracy is 0.9, less than 0.95"]),
        ({"every": {"at_least": {"accuracy": 0.95}, "except": ["a"]}}, []),
        ({"sum": {"at_most": {"lost": 1}}}, ["sum: lost is 2, more than 1"]),
        ({"macro": {"at_most": {"colour": 1}}}, ["average: colour is None, more than 1"]),
    ],
)
def test_a_missed_figure_is_named(wanted: object, missed: list[str], driver: ModuleType) -> None:
    """A figure that is out of its bounds fails, with its name, what was found and what was wanted."""
    assert list(driver.misses(REPORT, wanted)) == missed


def test_a_failing_check_is_a_failure(driver: ModuleType) -> None:
    """What a program prints before it fails is the reason shown."""
    command = [sys.executable, "-c", "import sys; print('two findings'); sys.exit(1)"]
    assert driver.outcome(lambda: driver.run(command)) == ("FAILED", "two findings")
    assert driver.outcome(lambda: driver.program("no-such-program")) == (
        "skipped",
        "no-such-program is not installed",
    )
    assert driver.outcome(lambda: None) == ("ok", "")


@pytest.mark.parametrize(
    ("printed", "difference"),
    [
        ("The pears are late.", ""),
        ("The pe-\nars  are\nlate.", ""),
        ("THE PEARS ARE LATE.", ""),
        ("The pears late.", "letter 9: 'thepearsarelate.' was printed as 'thepearslate.'"),
        ("The pears are late. 1", "letter 17: 'thepearsarelate.' was printed as 'thepearsarelate.1'"),
    ],
)
def test_a_word_that_is_not_printed_is_found(printed: str, difference: str, driver: ModuleType) -> None:
    """However the lines are broken."""
    wanted = driver.letters("The pears are late.")
    assert driver.first_difference(wanted, driver.letters(printed)) == difference


def test_the_build_script_is_bash() -> None:
    """`.ci/run` parses."""
    bash = shutil.which("bash")
    assert bash is not None
    assert subprocess.run([bash, "-n", ROOT / ".ci" / "run"], check=False).returncode == 0
