"""Change the code in small ways and see whether the tests notice: a sample of mutants for each room.

The mutants are those of cosmic-ray. `--seed` says which of them are tried, `--sample` how many for each room.
A first run under coverage finds which test runs which line, and is kept until code or tests change. Then each
mutant has a process of its own, in which the tests that run its line try it, those of the room first, for as
long as `--seconds` says. A change within a function is made in a process that has collected the tests, any
other in a new one. No file is changed. What survived is shown, with what was changed. The exit code is 1 if a
room notices less than four of five.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import difflib
import functools
import gc
import hashlib
import importlib
import inspect
import itertools
import json
import operator
import os
import random
import resource
import signal
import sys
import time
import traceback
import warnings
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType

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
    "transforms", "plugins/test_loading.py", "review/test_read_anew.py",
    *(f"formats/test_{name}.py" for name in ("captions", "json", "notes", "recognisers", "shown_labels")),
    "formats/test_timed.py", "formats/test_word_times.py", "docx/test_docx_others.py",
    "docx/test_docx_tables.py", "pdf/test_pdf_others.py", "pipeline/test_examples.py",
)  # fmt: skip
"""The tests that try mutants: those of the rooms and of what shows them best."""
SLOW = (
    "grows", "soon", "shrink", "tree", "takes_a_sample", "fits_the_schema", "swells", "version", "process",
    "memory",
)  # fmt: skip
QUICK = " and ".join(f"not {name}" for name in SLOW)
"""What measures time or memory cannot judge mutants, nor can what starts processes of its own."""
GOAL, SAMPLE, SEED, TOGETHER = 0.8, 80, 1, 60
SECONDS, BYTES = 5, 4 << 30
"""What a test may take beside ten times what it takes; more means that it hangs, which is noticed."""
PASSED, FAILED, BROKEN = 0, 1, 3
"""Exit codes of pytest: all is well, and something is wrong beside the tests."""
LOADED = "ignore::pytest.PytestAssertRewriteWarning"
PRELOADED = ("attrs", "cattrs.preconf.json", "click", "hypothesis", "jsonschema", "lxml.etree", "anyascii")
"""Libraries that are loaded once for all mutants."""
HELD = (".py", ".toml", ".txt", ".md", ".json")
"""What the tests depend on: code, words of languages, cases."""
SAME = ("Eq_Is", "Is_Eq", "NotEq_IsNot", "IsNot_NotEq")
"""Operators left out: whether words that are equal are one object is the affair of Python."""
CACHES = ("cache", "lru_cache", "stored")
"""What keeps results, as a decorator."""
STORES = "tests/languages/test_tables.py"
"""The tests of what is stored. What they alone run works out what all others read from the stored file."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
Place = tuple[str, str, int]


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
    """The seconds that each test takes, and which tests run which line of a file: a bit for each, and a last
    one for what loads the file.
    """

    seconds: dict[str, float]
    lines: dict[str, dict[int, int]]

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests that may notice, of the line, of its function or all; those of the room first, and the
        files that take least.
        """
        lines = self.lines.get(str(mutant.path), {})
        function = enclosing(mutant.path, mutant.line)
        room = mutant.path.relative_to(SOURCE).parts[0].removesuffix(".py")
        for span in ([mutant.line], function) if function else ():
            if found := self.named(lines.get(line, 0) for line in span):
                is_worked_out = works_out(mutant.path) and all(test.startswith(STORES) for test in found)
                return self.ordered(self.seconds if is_worked_out else found, room)
        return [] if function else self.ordered(self.seconds, room)

    def ordered(self, tests: Iterable[str], room: str) -> list[str]:
        """Tests, those of a room first, a file that takes less before one that takes more."""
        together = defaultdict[str, float](float)
        for test in tests:
            together[test.split("::")[0]] += self.seconds[test]
        files = {file: (room not in file, seconds) for file, seconds in together.items()}
        return sorted(tests, key=lambda test: (files[test.split("::")[0]], self.seconds[test], test))

    def named(self, lines: Iterable[int]) -> set[str]:
        """The tests that run one of these lines."""
        bits = functools.reduce(operator.or_, lines, 0)
        return {test for at, test in enumerate(self.seconds) if bits >> at & 1}

    def within(self, mutant: Mutant, seconds: float) -> dict[str, float]:
        """Those tests and their seconds, as many as take so long together."""
        found = [(test, self.seconds[test]) for test in self.tests(mutant)]
        sums = itertools.accumulate(took for _, took in found)
        return dict(one for one, till_then in zip(found, sums, strict=True) if till_then <= seconds)

    def is_loaded(self, mutant: Mutant) -> bool:
        """Whether the function of a mutant runs when tests are collected."""
        lines = self.lines.get(str(mutant.path), {})
        return any(lines.get(line, 0) >> len(self.seconds) for line in enclosing(mutant.path, mutant.line))


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
        rooms = [str(path) for name in ROOMS for path in files(name)]
        self.coverage = Coverage(data_file=None, include=rooms, config_file=False)
        self.seconds: dict[str, float] = {}
        self.path = ROOT
        self.coverage.start()

    def pytest_collection_finish(self) -> None:
        """Find the caches of the rooms, which all exist by now."""
        self.caches = kept_results()

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

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Write down what was seen, unless a test has failed: what comes after it was not run."""
        self.coverage.stop()
        if exitstatus != PASSED:
            return
        data = self.coverage.get_data()
        bits = {name: 1 << at for at, name in enumerate([*self.seconds, ""])}
        lines = {
            path: {line: hex(sum(map(bits.__getitem__, set(tests)))) for line, tests in found.items()}
            for path in data.measured_files()
            for found in [data.contexts_by_lineno(path)]
        }
        MADE.joinpath("watched.json").write_text(
            json.dumps([fingerprint(), self.seconds, lines]), encoding="utf-8"
        )


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


class Warm:
    """A plug-in of pytest that tries mutants, each in a copy of the process that has collected the tests.

    A mutant comes with the functions that it changes and with its tests. Its exit code is written down.
    """

    def __init__(self, work: list[tuple[dict[Place, CodeType], dict[str, float]]]) -> None:
        self.work = work

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all mutants in place of the tests."""
        self.items = {item.nodeid: item for item in session.items}
        paths = {path for changed, _ in self.work for path, _, _ in changed}
        live = [one for one in gc.get_objects() if isinstance(one, FunctionType)]
        self.live = [one for one in live if one.__code__.co_filename in paths]
        self.caches = kept_results()
        gc.freeze()
        with MADE.joinpath("codes.txt").open("w", encoding="utf-8") as codes:
            for changed, tests in self.work:
                print(apart(functools.partial(self.tried, changed, tests)), file=codes, flush=True)
        return True

    def tried(self, changed: dict[Place, CodeType], tests: dict[str, float]) -> int:
        """Change functions and run tests, which end the process if one fails."""
        for function in self.live:
            if code := changed.get(place(function.__code__)):
                function.__code__ = code
        for cache in self.caches:
            cache.cache_clear()
        if any(works_out(Path(path)) for path, _, _ in changed):
            nothing_stored()
        run = [(self.items[test], seconds) for test, seconds in tests.items() if test in self.items]
        for (item, seconds), following in itertools.zip_longest(run, run[1:]):
            signal.setitimer(signal.ITIMER_PROF, SECONDS + 10 * seconds)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following and following[0])
        return PASSED

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """End at the first test that fails."""
        if report.failed:
            os._exit(FAILED)


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
    return ast.unparse(decorator).startswith(CACHES)


def works_out(path: Path) -> bool:
    """Whether a module has functions whose results are stored for as long as it does not change."""
    return "\n@stored(" in path.read_text(encoding="utf-8")


def nothing_stored() -> None:
    """Have everything worked out, as it is where a module is other than when its results were stored."""
    from docconv.languages import tables  # noqa: PLC0415  in the process of the tests alone

    tables.FILE = os.devnull
    for cache in (tables._kept, *kept_results()):  # noqa: SLF001  as its own tests do
        cache.cache_clear()


def kept_results() -> list[functools._lru_cache_wrapper[object]]:
    """The caches of the rooms, as far as they are loaded."""
    rooms = tuple(f"docconv.{name.replace('/', '.')}" for name in ROOMS)
    caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]  # noqa: SLF001  they have no other name
    return [one for one in caches if one.__module__.startswith(rooms)]


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
    return [one for path in files(name) for one in mutants(path)]


def files(name: str) -> list[Path]:
    """The modules of a room."""
    folder = SOURCE / name
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


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
    """What tests run, seen now or when code and tests were the same. Raises `ValueError` if a test fails."""
    kept, state = MADE / "watched.json", fingerprint()
    is_seen = kept.exists() and json.loads(kept.read_text(encoding="utf-8"))[0] == state
    if not is_seen and apart(lambda: tried([f"tests/{test}" for test in TESTS], Watch())) != PASSED:
        message = f"a test fails on the code as it is, see {MADE / 'output.txt'}"
        raise ValueError(message)
    _, seconds, lines = json.loads(kept.read_text(encoding="utf-8"))
    return Watched(
        seconds,
        {path: {int(line): int(bits, 16) for line, bits in found.items()} for path, found in lines.items()},
    )


def fingerprint() -> str:
    """What tells code and tests from others."""
    paths = sorted(path for folder in (ROOT / "src", ROOT / "tests") for path in folder.rglob("*.*"))
    made = [(str(path), path.stat().st_mtime_ns) for path in paths if path.suffix in HELD]
    return hashlib.sha256(repr(made).encode()).hexdigest()


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


def bare(code: CodeType) -> CodeType:
    """The code of a function or module without that of what is inside of it, and without its columns."""
    constants = tuple(one for one in code.co_consts if not isinstance(one, CodeType))
    return code.replace(co_consts=constants, co_linetable=b"")


def inner(code: CodeType) -> list[CodeType]:
    """The code of what is directly inside of a function, a class or a module."""
    return [one for one in code.co_consts if isinstance(one, CodeType)]


def exchanged(before: CodeType, after: CodeType) -> dict[Place, CodeType] | None:
    """The functions of a module or class whose code differs, all that are inside of them too; none where that
    is not all that differs, so that what runs when the module is loaded does.
    """
    if bare(before) != bare(after):
        return None
    found: dict[Place, CodeType] = {}
    for one, other in zip(inner(before), inner(after), strict=True):
        if is_called_later(one):
            found |= {} if one == other else dict(everything(one, other))
        elif (below := exchanged(one, other)) is None:
            return None
        else:
            found |= below
    return found


def is_called_later(code: CodeType) -> bool:
    """Whether code is that of a function, not that of a class or of what is worked out right away."""
    return bool(code.co_flags & inspect.CO_NEWLOCALS) and code.co_name not in COMPREHENSIONS


def everything(before: CodeType, after: CodeType) -> Iterator[tuple[Place, CodeType]]:
    """A function and all that is inside of it, with the place it has before."""
    yield place(before), after
    for one, other in zip(inner(before), inner(after), strict=False):
        yield from everything(one, other)


def place(code: CodeType) -> Place:
    """Where a function is defined."""
    return code.co_filename, code.co_qualname, code.co_firstlineno


def changed_functions(mutant: Mutant) -> dict[Place, CodeType] | None:
    """The functions that a mutant changes, if it changes nothing else."""
    before = compile(mutant.path.read_text(encoding="utf-8"), mutant.path, "exec", dont_inherit=True)
    after = compiled(mutant)
    return exchanged(before, after) if after else None


def noticed(mutant: Mutant, tests: dict[str, float]) -> bool:
    """Whether one of the tests fails, or hangs, with the change, in a new process."""
    code = compiled(mutant)

    def work() -> int:
        loads(mutant.path, code)
        if works_out(mutant.path):
            nothing_stored()
        return tried(sorted({test.split("::")[0] for test in tests}), Chosen(tests))

    return bool(tests) and apart(work) != PASSED


def noticed_warm(work: list[tuple[dict[Place, CodeType], dict[str, float]]]) -> list[bool]:
    """Whether one of the tests of each mutant fails, or hangs, with its changes."""
    if not work:
        return []
    files = sorted({test.split("::")[0] for _, tests in work for test in tests})
    if apart(lambda: tried(files, Warm(work))) != PASSED:
        message = f"the tests cannot be collected, see {MADE / 'output.txt'}"
        raise ValueError(message)
    return [int(code) != PASSED for code in MADE.joinpath("codes.txt").read_text(encoding="utf-8").split()]


def verdicts(sample: list[Mutant], seen: Watched, seconds: float) -> Iterator[tuple[Mutant, int, bool]]:
    """The mutants, how many tests tried each, and whether one noticed."""
    tests = {mutant: seen.within(mutant, seconds) for mutant in sample}
    changes = {
        mutant: changed
        for mutant in sample
        if tests[mutant] and not seen.is_loaded(mutant) and (changed := changed_functions(mutant))
    }
    found = noticed_warm([(changed, tests[mutant]) for mutant, changed in changes.items()])
    warm = dict(zip(changes, found, strict=True))
    for mutant in sample:
        yield mutant, len(tests[mutant]), warm[mutant] if mutant in warm else noticed(mutant, tests[mutant])


def score(name: str, sample: list[Mutant], seen: Watched, seconds: float) -> Score:
    """The score of a room, printed with what was missed."""
    missed: list[Mutant] = []
    for mutant, tests, is_noticed in verdicts(sample, seen, seconds):
        if not is_noticed:
            missed.append(mutant)
            print(f"  {mutant}\n    ({tests} tests tried it)", flush=True)
    found = Score(len(sample) - len(missed), tuple(missed))
    print(f"{name}: {found.noticed} of {len(sample)} noticed, {found.share:.2f}", flush=True)
    return found


def main() -> int:
    """Try a sample for each room that is named, or for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rooms", nargs="*", default=list(ROOMS), help=f"of {', '.join(ROOMS)}")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="mutants a room (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="which ones (default: %(default)s)")
    parser.add_argument(
        "--seconds", type=float, default=TOGETHER, help="the tests of a mutant (default: %(default)s)"
    )
    arguments = parser.parse_args()
    os.chdir(ROOT)
    os.environ["DOCCONV_SHARED"] = os.devnull
    sys.dont_write_bytecode = True
    MADE.mkdir(parents=True, exist_ok=True)
    for module in PRELOADED:
        importlib.import_module(module)
    seen = watched()
    scores = [
        score(name, sampled(name, arguments.sample, arguments.seed), seen, arguments.seconds)
        for name in arguments.rooms
    ]
    return 0 if min(one.share for one in scores) >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
