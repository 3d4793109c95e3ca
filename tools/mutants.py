"""Change the code in small ways and see whether the tests notice: a sample of mutants for each room.

The mutants are those of cosmic-ray. A fixed seed says which of them are tried, `--sample` how many for each
room. They are made in a copy below `build/`, and only the tests of the room look at them. What survived is
shown, with what was changed. The exit code is 1 if less than four of five mutants were noticed.
"""

from __future__ import annotations

import argparse
import difflib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen
from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec

ROOT = Path(__file__).resolve().parent.parent
COPY = ROOT / "build" / "mutants"
SEED, SAMPLE, HANGING = 1, 30, 300
GOAL = 0.8
QUICK = "not grows and not soon and not shrink"
"""What measures time cannot judge mutants."""
ANNOTATIONS = "core/ReplaceBinaryOperator_BitOr_"
"""Operators left out: nearly all `|` in docconv are in annotations, which are never evaluated."""


@frozen
class Room:
    """What is mutated, and the tests that should notice."""

    source: str
    tests: tuple[str, ...]


PARLIAMENT = ("tei/test_tei_parliament.py", "tei/test_tei_parliament_back.py")
ROOMS = {
    "model": Room(
        "model.py", ("model", "formats/test_json.py", "house/test_outline.py", "tei/test_tei_edition.py")
    ),
    "walk": Room("walk.py", ("model", "house/test_outline.py")),
    "speakers": Room("speakers", ("speakers", "transcript/test_cases.py", "formats/test_shown_labels.py")),
    "transcript": Room("transcript", ("transcript", "cli/test_sidecar.py", "pipeline/test_examples.py")),
    "tei/writing": Room("tei/writing", ("tei/test_tei_edition.py", "tei/test_tei_reader.py", *PARLIAMENT)),
}


@frozen
class Score:
    """How many mutants of a room were noticed, and the differences that were not."""

    noticed: int
    missed: tuple[str, ...] = field(default=())

    @property
    def share(self) -> float:
        """The share that was noticed."""
        return self.noticed / (self.noticed + len(self.missed))


def mutants(source: Path) -> list[MutationSpec]:
    """All mutants of a module or of the modules of a folder, in a fixed order."""
    paths = sorted(source.rglob("*.py")) if source.is_dir() else [source]
    with use_db(str(COPY / "mutants.sqlite"), WorkDB.Mode.create) as work:
        init(paths, work, {})
        found = [mutation for item in work.work_items for mutation in item.mutations]
    found = [one for one in found if not one.operator_name.startswith(ANNOTATIONS)]
    return sorted(found, key=lambda one: (str(one.module_path), one.operator_name, one.occurrence))


def noticed(tests: tuple[str, ...]) -> bool:
    """Whether the tests fail, or hang, on the copy as it is now."""
    options = ("-q", "-x", "-k", QUICK, "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *options, *(f"tests/{test}" for test in tests)]
    env = {**os.environ, "PYTHONPATH": str(COPY / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    nowhere = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, cwd=COPY, env=env, stdout=nowhere, stderr=nowhere, timeout=HANGING, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def tried(mutation: MutationSpec, tests: tuple[str, ...]) -> Iterator[str]:
    """Nothing if a mutant is noticed, else what it changed."""
    path = Path(mutation.module_path)
    code = path.read_text(encoding="utf-8")
    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    changed = mutate_code(code, operator, mutation.occurrence)
    path.write_text(changed, encoding="utf-8")
    try:
        if not noticed(tests):
            rows = difflib.unified_diff(code.splitlines(), changed.splitlines(), lineterm="", n=0)
            yield f"{path.relative_to(COPY)}: " + "\n  ".join(
                row for row in rows if row[:3] not in ("---", "+++")
            )
    finally:
        path.write_text(code, encoding="utf-8")


def score(name: str, size: int) -> Score:
    """The score of a room. Raises `ValueError` where its tests fail without any mutant."""
    room = ROOMS[name]
    if noticed(room.tests):
        message = f"the tests of {name} fail on the code as it is"
        raise ValueError(message)
    found = mutants(COPY / "src" / "docconv" / room.source)
    sample = random.Random(SEED).sample(found, min(size, len(found)))  # noqa: S311  the same ones each time
    missed = [row for mutation in sample for row in tried(mutation, room.tests)]
    print(
        f"{name}: {len(sample) - len(missed)} of {len(sample)} mutants noticed, out of {len(found)}",
        flush=True,
    )
    for row in missed:
        print(f"  {row}", flush=True)
    return Score(len(sample) - len(missed), tuple(missed))


def main() -> int:
    """Try a sample for each room that is named, or for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), help=f"of {', '.join(ROOMS)}")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, help="mutants for each room (default: %(default)s)"
    )
    arguments = parser.parse_args()
    shutil.rmtree(COPY, ignore_errors=True)
    ignored = shutil.ignore_patterns(".*", "build", "__pycache__", "out")
    shutil.copytree(ROOT, COPY, ignore=ignored)
    scores = [score(name, arguments.sample) for name in arguments.rooms]
    whole = Score(sum(one.noticed for one in scores), tuple(row for one in scores for row in one.missed))
    print(f"all rooms: {whole.share:.2f}")
    return 0 if whole.share >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
