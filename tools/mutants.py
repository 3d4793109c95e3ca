"""Change the code in small ways and see whether the tests notice: a sample of mutants for each room.

The mutants are those of cosmic-ray. `--seed` says which of them are tried, `--sample` how many for each room.
A first run under coverage finds which test runs which line; then every mutant has a process of its own, in
which the tests that run its line try it, the quick ones first. No file is changed. What survived is shown,
with what was changed. The exit code is 1 if a room notices less than four of five.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import difflib
import functools
import gc
import importlib
import itertools
import json
import os
import random
import resource
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Generator, Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest
from attrs import field, frozen
from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from coverage import Coverage

ROOT = Path(__file__).resolve().parent.parent
SOURCE, MADE = ROOT / "src" / "docconv", ROOT / "build" / "mutants"
ROOMS = ("model", "walk", "speakers", "transcript", "tei/writing")
TESTS = (
    "model", "speakers", "transcript", "text", "tei", "languages", "account", "convention", "cli",
    "house/test_outline.py", "formats/test_json.py", "formats/test_shown_labels.py",
    "pipeline/test_examples.py", "docx/test_docx_others.py", "pdf/test_pdf_others.py",
)  # fmt: skip
"""The tests that try mutants: those of the rooms and of what shows them best."""
SLOW = (
    "grows", "soon", "shrink", "tree", "takes_a_sample", "fits_the_schema", "swells", "version", "process",
)  # fmt: skip
QUICK = " and ".join(f"not {name}" for name in SLOW)
"""What measures time or memory cannot judge mutants, nor can what starts processes of its own."""
GOAL, SAMPLE, SEED = 0.8, 80, 1
SECONDS, BYTES = 5, 4 << 30
"""What a test may take beside ten times what it takes; more means that it hangs, which is noticed."""
PASSED, BROKEN = 0, 3
"""Exit codes of pytest: all is well, and something is wrong beside the tests."""
LOADED = "ignore::pytest.PytestAssertRewriteWarning"
PRELOADED = ("attrs", "cattrs.preconf.json", "click", "hypothesis", "jsonschema", "lxml.etree", "anyascii")
"""Libraries that are loaded once for all mutants."""
SAME = ("Eq_Is", "Is_Eq", "NotEq_IsNot", "IsNot_NotEq")
"""Operators left out: whether words that are equal are one object is the affair of Python."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@frozen
class Mutant:
    """One small change: the operator's occurrence in a file, and where it begins."""

    path: Path
    operator: str
    occurrence: int
    line: int

    def changed(self) -> str:
        """The whole code of the file with the change."""
        code = self.path.read_text(encoding="utf-8")
        return str(mutate_code(code, get_operator(self.operator)(), self.occurrence))

    def __str__(self) -> str:
        before, after = self.path.read_text(encoding="utf-8").splitlines(), self.changed().splitlines()
        rows = list(difflib.unified_diff(before, after, lineterm="", n=0))[3:]
        return f"{self.path.relative_to(SOURCE)}:{self.line} {self.operator[5:]}\n    " + "\n    ".join(rows)


@frozen
class Watched:
    """Which tests run which line of a file, `''` for what loads it, and the seconds that each test takes."""

    lines: dict[str, dict[int, list[str]]]
    seconds: dict[str, float]

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests that may notice, the quick ones first: of the line, of its function, or all."""
        lines = self.lines.get(str(mutant.path), {})
        function = enclosing(mutant.path, mutant.line)
        for span in ([mutant.line], function) if function else ():
            found = {test for line in span for test in lines.get(line, ())} - {""}
            if found:
                return sorted(found, key=self.seconds.__getitem__)
        if function:
            return []
        near = {test for tests in lines.values() for test in tests}
        return sorted(self.seconds, key=lambda test: (test not in near, self.seconds[test]))


@frozen
class Score:
    """How many mutants of a room were noticed, and those that were not."""

    noticed: int
    missed: tuple[Mutant, ...] = field(default=())

    @property
    def share(self) -> float:
        """The share that was noticed."""
        return self.noticed / (self.noticed + len(self.missed))


class Watch:
    """A plug-in of pytest that sees which lines each test runs; caches are empty where a file begins."""

    def __init__(self) -> None:
        self.coverage = Coverage(data_file=None, source=[str(SOURCE)], config_file=False)
        self.seconds: dict[str, float] = {}
        self.path = ROOT
        self.coverage.start()

    def pytest_collection_finish(self) -> None:
        """Find the caches of the rooms, which all exist by now."""
        rooms = tuple(f"docconv.{name.replace('/', '.')}" for name in ROOMS)
        caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]  # noqa: SLF001  they have no other name
        self.caches = [one for one in caches if one.__module__.startswith(rooms)]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Run a test under its name."""
        if item.path != self.path:
            for cache in self.caches:
                cache.cache_clear()
        self.path = item.path
        self.coverage.switch_context(item.nodeid)
        start = time.process_time()
        done = yield
        self.seconds[item.nodeid] = time.process_time() - start
        return done

    def pytest_sessionfinish(self) -> None:
        """Write down what was seen."""
        self.coverage.stop()
        data = self.coverage.get_data()
        lines = {path: data.contexts_by_lineno(path) for path in data.measured_files()}
        MADE.joinpath("watched.json").write_text(json.dumps([lines, self.seconds]), encoding="utf-8")


@frozen
class Chosen:
    """A plug-in of pytest that runs these tests in this order, each with ten times the seconds it takes."""

    tests: dict[str, float]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the chosen ones."""
        place = {test: at for at, test in enumerate(self.tests)}
        items[:] = sorted((one for one in items if one.nodeid in place), key=lambda one: place[one.nodeid])

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Have the process end if the test hangs."""
        signal.setitimer(signal.ITIMER_PROF, SECONDS + 10 * self.tests[item.nodeid])


@functools.cache
def functions(path: Path) -> list[range]:
    """The lines of each function of a file, the inner ones last; but not what is cached, which runs for one
    test of many, and counts as what loads the file.
    """
    nodes = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, FUNCTIONS)
    ]
    found = [node for node in nodes if not any(map(is_cache, node.decorator_list))]
    return [range(node.body[0].lineno, (node.end_lineno or 0) + 1) for node in found]


def is_cache(decorator: ast.expr) -> bool:
    """Whether a decorator keeps results."""
    return ast.unparse(decorator).startswith(("cache", "lru_cache"))


def enclosing(path: Path, line: int) -> range:
    """The lines of the function around a line, none for what runs when the file is loaded."""
    return next((span for span in reversed(functions(path)) if line in span), range(0))


def pointless(path: Path) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where a change means nothing to who runs the code: annotations and what is imported for them, which
    mypy holds, and caches.
    """
    found: list[ast.expr | None] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef():
                found += [node.returns, *filter(is_cache, node.decorator_list)]
            case ast.arg() | ast.AnnAssign():
                found.append(node.annotation)
            case ast.If(test=ast.Name("TYPE_CHECKING")):
                found.append(node.test)
            case _:
                pass
    return [
        ((one.lineno, one.col_offset), (one.end_lineno or 0, one.end_col_offset or 0)) for one in found if one
    ]


def mutants(path: Path) -> Iterator[Mutant]:
    """All mutants of a module. What a decorator begins with, `@`, stands before its expression."""
    spans = pointless(path)
    nodes = list(ast_nodes(get_ast_from_path(path)))
    for name in sorted(operator_names()):
        if name.endswith(SAME) or get_operator(name).arguments():
            continue
        operator = get_operator(name)()
        places = (place for node in nodes for place in operator.mutation_positions(node))
        for occurrence, ((line, column), _) in enumerate(places):
            begins = (line, column + name.endswith("RemoveDecorator"))
            if not any(start <= begins < end for start, end in spans):
                yield Mutant(path, name, occurrence, line)


def room(name: str) -> list[Mutant]:
    """All mutants of a room, in a fixed order."""
    folder = SOURCE / name
    paths = sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    return [one for path in paths for one in mutants(path)]


def apart(work: Callable[[], int]) -> int:
    """The exit code of some work in a process of its own, with bounds; negative if it was stopped."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    nowhere = os.open(MADE / "output.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    code = BROKEN
    try:
        code = work()
    except BaseException:  # noqa: BLE001  whatever it is, the process ends here
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def tried(tests: list[str], plugin: object) -> int:
    """Run tests, files or single ones, until one fails."""
    options = ["-q", "-x", "--tb=no", "-p", "no:cacheprovider", "-k", QUICK, "-W", LOADED]
    return int(pytest.main([*options, f"--basetemp={MADE / 'tmp'}", *tests], plugins=[plugin]))


def watched() -> Watched:
    """Run all tests and see which lines they run. Raises `ValueError` if one fails."""
    tests = [f"tests/{test}" for test in TESTS]
    if apart(lambda: tried(tests, Watch())) != PASSED:
        message = "a test fails on the code as it is"
        raise ValueError(message)
    lines, seconds = json.loads(MADE.joinpath("watched.json").read_text(encoding="utf-8"))
    return Watched(
        {path: {int(line): tests for line, tests in found.items()} for path, found in lines.items()}, seconds
    )


def loads(path: Path, code: CodeType | None) -> None:
    """Have a module loaded from changed code."""
    before = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        return code if self.path == str(path) else before(self, name)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment, method-assign]


def compiled(mutant: Mutant) -> CodeType | None:
    """The code with the change, nothing if that is no Python, as `|` of patterns made another operator."""
    with warnings.catch_warnings(action="ignore"), contextlib.suppress(SyntaxError):
        return compile(mutant.changed(), mutant.path, "exec", dont_inherit=True)
    return None


def sampled(name: str, size: int, seed: int) -> list[Mutant]:
    """A sample of the mutants of a room."""
    found = room(name)
    print(f"{name}: {size} of {len(found)} mutants, seed {seed}", flush=True)
    random.Random(seed).shuffle(found)  # noqa: S311  the same ones each time
    return list(itertools.islice((one for one in found if compiled(one)), size))


def noticed(mutant: Mutant, tests: dict[str, float]) -> bool:
    """Whether one of the tests fails, or hangs, with the change."""
    code = compiled(mutant)

    def work() -> int:
        loads(mutant.path, code)
        return tried(sorted({test.split("::")[0] for test in tests}), Chosen(tests))

    return bool(tests) and apart(work) != PASSED


def score(name: str, sample: list[Mutant], seen: Watched) -> Score:
    """The score of a room, printed with what was missed."""
    missed: list[Mutant] = []
    for mutant in sample:
        tests = {test: seen.seconds[test] for test in seen.tests(mutant)}
        if not noticed(mutant, tests):
            missed.append(mutant)
            print(f"  {mutant}\n    ({len(tests)} tests run it)", flush=True)
    found = Score(len(sample) - len(missed), tuple(missed))
    print(f"{name}: {found.noticed} of {len(sample)} noticed, {found.share:.2f}", flush=True)
    return found


def main() -> int:
    """Try a sample for each room that is named, or for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), help=f"of {', '.join(ROOMS)}")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="mutants a room (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="which ones (default: %(default)s)")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    os.environ["DOCCONV_SHARED"] = os.devnull
    sys.dont_write_bytecode = True
    MADE.mkdir(parents=True, exist_ok=True)
    for module in PRELOADED:
        importlib.import_module(module)
    seen = watched()
    scores = [score(name, sampled(name, arguments.sample, arguments.seed), seen) for name in arguments.rooms]
    return 0 if min(one.share for one in scores) >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
