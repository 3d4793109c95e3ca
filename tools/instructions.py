"""How many instructions docconv takes to start, to read and to write, beside what was accepted before.

    python tools/instructions.py             compares; the exit code is 1 where a row rose by more than 3 %
    python tools/instructions.py --refresh   accepts what is counted now

Counted by cachegrind, which repeats within a thousandth, however busy the machine is. A count is given in
units of a reference job, which uses Python alone. What is read or written at 16 KB is counted without what a
process does once, by doing it some times more in a second process; at 200 KB, what it takes beyond 16 KB.

Counts hold for one Python and one kind of processor: for any other, and without valgrind, nothing is
compared, and that is said. They rise with more work in docconv and with other releases of the libraries; a
rise that is wanted is accepted with `--refresh`, in the commit that causes it.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import talks

HERE = Path(__file__)
ACCEPTED = HERE.with_suffix(".toml")
WORK = HERE.parents[1] / "build" / "instructions"
PYTHON = f"{platform.python_version()} {platform.machine()}"
MOST, LEAST = 0.03, 0.002
"""The part of its count by which a row may rise; what is less, in units of the reference job, is no rise."""
SMALL, LARGE = "16 KB", "200 KB"
SIZES = {SMALL: 16_000, LARGE: 200_000}
MORE = 4
"""How many times more a job is done."""
READ = {"text": ".txt", "tei": ".xml", "docx": ".docx", "pdf": ".pdf", "html": ".html", "json": ".json"}
WRITTEN = ("tei", "docx", "pdf", "html", "json")
TWO_LINES = "Ann: Good day.\n\nBen: Good day to you.\n"
REFERENCE = "import re\nfor n in range(20000): re.sub('[0-9]', 'x', str(n)); {n: str(n).split('1')}"


def main(arguments: list[str]) -> int:
    """Count all rows and compare them."""
    if arguments[:1] == ["--run"]:
        return _run(*arguments[1:])
    if shutil.which("valgrind") is None:
        print("left out: valgrind is not installed, so that nothing can be counted")
        return 0
    if PYTHON not in _accepted() and arguments[:1] != ["--refresh"]:
        print(f"left out: nothing was accepted for Python {PYTHON}; make instructions REFRESH=1 accepts")
        return 0
    _prepare()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = dict(pool.map(_counted, _commands().items()))
    found = _rows(counts)
    if arguments[:1] == ["--refresh"]:
        _accept(found)
        return 0
    return _compare(found)


def _prepare() -> None:
    """The files that are read, written by docconv itself, and all bytecode."""
    WORK.mkdir(parents=True, exist_ok=True)
    (WORK / "two.txt").write_text(TWO_LINES, "utf-8")
    for name, size in SIZES.items():
        (WORK / f"{name}.txt").write_text(talks.text_of(talks.transcript(size)), "utf-8")
        own = [sys.executable, "-m", "docconv", "convert", f"{name}.txt", "-o", "./", "--force", "-q", "-t"]
        subprocess.run([*own, ",".join(WRITTEN)], check=True, cwd=WORK, env=_environment())
    for command in _commands().values():
        subprocess.run(command, check=True, cwd=WORK, env=_environment(), stdout=subprocess.DEVNULL)


def _commands() -> dict[str, list[str]]:
    """What is counted: whole runs, and jobs that are done once and some times more."""
    docconv = [sys.executable, "-m", "docconv"]
    found = {
        "reference": [sys.executable, "-c", REFERENCE],
        "start: --version": [*docconv, "--version"],
        "start: two lines to TEI": [*docconv, "convert", "two.txt", "-o", "two.xml", "--force", "-q"],
    }
    jobs = (*(("read", name) for name in READ), *(("write", name) for name in WRITTEN))
    for doing, name in jobs:
        for size, times in ((SMALL, 1), (SMALL, 1 + MORE), (LARGE, 1)):
            own = [sys.executable, str(HERE), "--run", doing, name, size, str(times)]
            found[f"{doing} {name}, {size} x{times}"] = own
    return found


def _run(doing: str, name: str, size: str, times: str) -> int:
    """Do a job some times, in this process."""
    import docconv  # noqa: PLC0415  who counts needs none of it
    from docconv.tei.writing.edition import KEPT  # noqa: PLC0415  the same

    document = docconv.read(f"{size}.json") if doing == "write" else None
    for _ in range(int(times)):
        if document is None:
            docconv.read(f"{size}{READ[name]}")
        else:
            docconv.write(document, name)
            KEPT.clear()
    return 0


def _environment() -> dict[str, str]:
    """One in which two runs do the same; bytecode is kept apart."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    own = {"PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": str(WORK / "bytecode"), "SOURCE_DATE_EPOCH": "0"}
    return {**kept, **own}


def _counted(row: tuple[str, list[str]]) -> tuple[str, int]:
    """The instructions of a command."""
    name, command = row
    counter = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run(
        [*counter, *command], check=True, cwd=WORK, env=_environment(), capture_output=True, text=True
    )
    found = re.search(r"I +refs: +([\d,]+)", done.stderr)
    if found is None:
        message = f"cachegrind told no count for {name}"
        raise RuntimeError(message)
    return name, int(found[1].replace(",", ""))


def _rows(counts: Mapping[str, int]) -> dict[str, float]:
    """The count of each row in units of the reference job."""
    unit = counts["reference"]
    rows = {name: count / unit for name, count in counts.items() if name.startswith("start")}
    for name in (name.removesuffix(f", {LARGE} x1") for name in counts if name.endswith(f"{LARGE} x1")):
        once, often, large = (
            counts[f"{name}, {rest}"] for rest in (f"{SMALL} x1", f"{SMALL} x{1 + MORE}", f"{LARGE} x1")
        )
        rows[f"{name}, {SMALL}"] = (often - once) / MORE / unit
        rows[f"{name}, {LARGE}"] = (large - once) / unit
    return rows


def _accepted() -> dict[str, dict[str, float]]:
    """What was accepted, by Python."""
    return tomllib.loads(ACCEPTED.read_text("utf-8")) if ACCEPTED.exists() else {}


def _accept(found: Mapping[str, float]) -> None:
    """Keep the counts as those of this Python."""
    known = {**_accepted(), PYTHON: {name: round(count, 4) for name, count in found.items()}}
    tables = (
        f'["{version}"]\n' + "".join(f'"{name}" = {count}\n' for name, count in rows.items())
        for version, rows in sorted(known.items())
    )
    ACCEPTED.write_text("# Written by make instructions REFRESH=1.\n\n" + "\n".join(tables), "utf-8")
    print(f"accepted for Python {PYTHON}: {len(found)} rows")


def _compare(found: Mapping[str, float]) -> int:
    """Print all rows; 1 where one rose, or where other rows were accepted."""
    accepted = _accepted()[PYTHON]
    rose = [name for name, count in found.items() if name in accepted and rises(accepted[name], count)]
    for name, count in found.items():
        change = count / accepted.get(name, count) - 1
        print(f"{name:28s}{count:10.4f}{change:+9.1%}{'  ROSE' if name in rose else ''}")
    missing = accepted.keys() ^ found.keys()
    print(*(f"{name}: not in both" for name in sorted(missing)), sep="\n", end="\n" if missing else "")
    print(f"{len(found) - len(rose)} passed, {len(rose) + len(missing)} failed")
    return int(bool(rose or missing))


def rises(before: float, now: float) -> bool:
    """Whether a count is more than it may be."""
    return now - before > max(MOST * before, LEAST)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
