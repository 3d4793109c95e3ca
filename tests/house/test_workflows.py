"""The recipes in examples/workflows, and what other tools read of this project, tried."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import types
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

import docconv
from support.places import ROOT
from support.programs import path_of

RECIPES = ROOT / "examples" / "workflows"


def recipe(name: str) -> types.ModuleType:
    """A module of examples/workflows."""
    spec = spec_from_file_location(name, RECIPES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def environment() -> dict[str, str]:
    """The environment of somebody whose shell finds docconv."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return {**os.environ, "PATH": path}


def test_rules_of_make_make_what_is_new(workdir: Path) -> None:
    """And nothing a second time."""
    command = [path_of("make"), "-f", str(RECIPES / "transcripts.mk"), "FORMATS=xml docx"]
    first = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    assert first.stdout.count("docconv convert") == 2
    assert {path.name for path in workdir.joinpath("out").iterdir()} == {"talk.xml", "talk.docx"}
    again = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    assert "docconv convert" not in again.stdout


class Celery:
    """As much of Celery as the recipe uses."""

    def __init__(self, name: str) -> None:
        self.name, self.tasks = name, dict[str, Callable[..., Any]]()

    def task(self, *, name: str, acks_late: bool) -> Callable[[Callable[..., Any]], None]:
        """Keep a task under its name."""
        assert acks_late

        def keep(function: Callable[..., Any]) -> None:
            self.tasks[name] = function

        return keep


def test_a_task_of_celery_converts_a_file(workdir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice is no harm, and what failed is an error of the task."""
    module = types.ModuleType("celery")
    monkeypatch.setattr(module, "Celery", Celery, raising=False)
    monkeypatch.setitem(sys.modules, "celery", module)
    convert = recipe("schedulers").celery_application().tasks["convert"]
    first, second = (convert(str(workdir / "talk.txt"), str(workdir / "out" / "talk")) for _ in range(2))
    assert first["outputs"] == second["outputs"]
    assert {path.name for path in workdir.joinpath("out").iterdir()} == {"talk.xml", "talk.docx"}
    with pytest.raises(RuntimeError, match=r"^\S+none\.txt: no such file"):
        convert(str(workdir / "none.txt"), str(workdir / "out" / "none"))


class Task:
    """As much of a task of Airflow as the recipe uses; it runs at once, in the folder of a worker."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __call__(self, *values: str) -> Any:  # noqa: ANN401  what the function gives
        """What it gives."""
        return self.function(*values)

    def expand_kwargs(self, calls: list[dict[str, str]]) -> None:
        """A task for each call."""
        for call in calls:
            self.function(**call)


def test_a_dag_of_airflow_converts_a_folder(workdir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever its workers stand."""
    sdk = types.ModuleType("airflow.sdk")
    monkeypatch.setattr(sdk, "dag", lambda **_: lambda function: function, raising=False)
    monkeypatch.setattr(sdk, "task", Task, raising=False)
    monkeypatch.setitem(sys.modules, "airflow", types.ModuleType("airflow"))
    monkeypatch.setitem(sys.modules, "airflow.sdk", sdk)
    module = recipe("schedulers")
    workdir.joinpath("worker").mkdir()
    monkeypatch.chdir(workdir / "worker")
    module.airflow_dag(str(workdir), str(workdir / "made"))
    assert {path.name for path in workdir.joinpath("made").iterdir()} == {"talk.xml", "talk.docx"}
    assert list(workdir.joinpath("worker").iterdir()) == []


def test_pages_are_made_before_a_site_is(workdir: Path) -> None:
    """What is as it was stays, so that a site that is watched comes to rest."""
    workdir.joinpath("transcripts").mkdir()
    shutil.copy("talk.txt", "transcripts/talk.txt")
    module = recipe("prerender")
    assert [path.name for path in module.render("transcripts", ".")] == ["talk.md"]
    assert "**Jan Molnar:** Who waters them?" in workdir.joinpath("talk.md").read_text(encoding="utf-8")
    assert module.render("transcripts", ".") == []
    workdir.joinpath("docs").mkdir()
    module.on_pre_build({"docs_dir": "docs"})
    assert workdir.joinpath("docs", "talk.md").exists()


def steps() -> list[str]:
    """What the action runs, without its installation."""
    text = ROOT.joinpath("action.yml").read_text(encoding="utf-8")
    script = text.rpartition("run: |\n")[2]
    return [line.removeprefix("        ") for line in script.splitlines()]


@pytest.mark.parametrize(("style", "fails", "code"), [("github", "warning", 1), ("sarif", "never", 0)])
def test_the_action_checks_files(workdir: Path, style: str, fails: str, code: int) -> None:
    """As annotations, or as a file for code scanning."""
    workdir.joinpath("doubt.txt").write_text("Nobody says anything here. It rains.\n", encoding="utf-8")
    runner = workdir / "runner"
    runner.joinpath("docconv").mkdir(parents=True)
    runner.joinpath("docconv", "bin").symlink_to(Path(sys.executable).parent)
    given = {
        "RUNNER_TEMP": str(runner),
        "FILES": "dou*.txt talk.txt",
        "DIAGNOSTICS": style,
        "FAIL_ON": fails,
        "OUTPUT": "found.sarif",
    }
    run = subprocess.run(
        [path_of("bash"), "-e", "-c", "\n".join(steps())],
        env={**os.environ, **given}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == code, run.stderr
    assert ("::warning file=doubt.txt" in run.stdout) == (style == "github")
    assert workdir.joinpath("found.sarif").exists() == (style == "sarif")


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    """No input that there is not, and each that has to be given."""
    inputs = ROOT.joinpath("action.yml").read_text(encoding="utf-8").partition("\nruns:")[0]
    known = re.findall(r"^  ([a-z-]+):$", inputs, re.MULTILINE)
    workflow = RECIPES.joinpath("transcripts.yml").read_text(encoding="utf-8")
    steps = re.findall(r"- uses: \S+/docconv@\S+\n +with:\n((?: {10}[^\n]+\n)+)", workflow)
    given = [dict(line.strip().split(": ", 1) for line in step.splitlines()) for step in steps]
    assert len(given) == 2
    assert [one for one in given if not {"files"} <= one.keys() <= set(known)] == []
    assert {one.get("diagnostics", "github") for one in given} == {"github", "sarif"}


def test_the_hook_runs_a_command_that_there_is() -> None:
    """With files behind it, as pre-commit calls it."""
    hook = ROOT.joinpath(".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (entry,) = (line.partition(": ")[2] for line in hook.splitlines() if line.strip().startswith("entry"))
    garden = str(ROOT / "examples" / "garden.txt")
    run = subprocess.run([*entry.split(), garden], env=environment(), capture_output=True, check=False)
    assert run.returncode in (0, 1)
    assert docconv.__version__
