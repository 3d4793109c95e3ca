"""Many conversions at once into one folder, and runs that are ended by signals: `make storm`.

Four processes of eight threads each convert into one folder, under names that collide; half of them may
replace. Then runs are ended by INT, TERM and KILL at random moments. A finding is an error that is no
refusal, a file that is not one of those that a quiet run makes, a set of which a part is there, or a
temporary file that no KILL explains, or that the next run does not sweep. The exit code is 1 then.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import docconv
from docconv.errors import FileError

PROCESSES, THREADS = 4, 8
NAMES = 25
SUFFIXES = ("xml", "docx", "pdf")
PYTHON_STARTS = "Fatal Python error: init_import_site"
TALK = "Ann: My name is {0} and I speak.\n\nBen: Yes, {0}.\n\nAnn: Well, {0}.\n\n"


def main() -> int:
    """Both storms; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversions", type=int, default=2000)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts behind `&` leaves it alone
    with tempfile.TemporaryDirectory() as folder:
        findings = [*_crowd(Path(folder, "crowd"), given.conversions, given.seed)]
        findings += _ended(Path(folder, "ended"), given.runs, given.seed)
    print(*findings, sep="\n", end="\n" if findings else "")
    return bool(findings)


def _crowd(folder: Path, conversions: int, seed: int) -> Iterator[str]:
    """What goes wrong where many write into one folder."""
    out = folder / "out"
    out.mkdir(parents=True)
    right = dict(_sources(folder))
    dice = random.Random(seed)  # noqa: S311  no secret
    every = [(dice.randrange(NAMES), dice.choice(SUFFIXES), dice.random() < 0.5) for _ in range(conversions)]
    shares = [(folder, every[at::PROCESSES]) for at in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        counts = sum(pool.map(_share, shares), Counter[str]())
    print(f"{conversions} conversions, {PROCESSES} processes of {THREADS} threads: {dict(counts)}")
    yield from (what for what in counts if what not in {"written", "refused"})
    for path in out.iterdir():
        if right.get(path.name) != path.read_bytes():
            yield f"wrong bytes: {path.name}"


def _sources(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Sources, and the bytes that a quiet run makes of each."""
    for number in range(NAMES):
        source = folder / f"n{number}.txt"
        source.write_text(TALK.format(f"n{number}") * 5, encoding="utf-8")
        for suffix in SUFFIXES:
            target = folder / f"n{number}.{suffix}"
            docconv.convert(source, target)
            yield target.name, target.read_bytes()


def _share(share: tuple[Path, Sequence[tuple[int, str, bool]]]) -> Counter[str]:
    """What came of the conversions of one process."""
    folder, jobs = share
    with ThreadPoolExecutor(THREADS) as pool:
        return Counter(pool.map(lambda job: _one(folder, *job), jobs))


def _one(folder: Path, number: int, suffix: str, overwrite: bool) -> str:  # noqa: FBT001  a row of a table
    try:
        docconv.convert(
            folder / f"n{number}.txt", folder / "out" / f"n{number}.{suffix}", overwrite=overwrite
        )
    except FileError as error:
        return "refused" if error.message == "the file exists" else f"error: {error}"
    except Exception as error:  # noqa: BLE001  that is what is looked for
        return f"error: {error!r}"
    return "written"


def _ended(folder: Path, runs: int, seed: int) -> Iterator[str]:
    """What goes wrong where runs are ended at random moments."""
    out = folder / "out"
    folder.mkdir()
    source = folder / "talk.txt"
    source.write_text(TALK.format("Kim") * 100, encoding="utf-8")
    began = time.monotonic()
    _run(source, out).communicate()
    quiet = time.monotonic() - began
    right = {path.name: path.read_bytes() for path in out.iterdir()}
    dice = random.Random(seed)  # noqa: S311  no secret
    seen: Counter[str] = Counter()
    for _ in range(runs):
        number = dice.choice((signal.SIGINT, signal.SIGTERM, signal.SIGKILL))
        shutil.rmtree(out, ignore_errors=True)
        run = _run(source, out)
        time.sleep(dice.random() * quiet * 1.1)
        run.send_signal(number)
        errors = run.communicate()[1].decode("utf-8", "replace")
        seen[f"{number.name} {run.returncode}"] += 1
        if not _is_promised(run.returncode, number, errors):
            yield f"{number.name}: code {run.returncode}: {errors}"
        yield from (f"{number.name}: {what}" for what in _left(out, right, killed=number == signal.SIGKILL))
        yield from _swept(source, out)
    print(f"{runs} runs ended by signals: {dict(sorted(seen.items()))}")


def _run(source: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "docconv", "convert", str(source), "-o", f"{out}/", "-t", "tei,docx,pdf"]
    return subprocess.Popen([*command, "--force"], stderr=subprocess.PIPE)


def _is_promised(code: int, number: signal.Signals, errors: str) -> bool:
    """Whether a run ended as docs/promises.md says. Before the first line of docconv Python has its own ways:
    it dies of the signal, or of what it could not load.
    """
    if code in (0, 128 + number):
        return "Traceback" not in errors
    is_loading = "Traceback" not in errors or "docconv/cli" not in errors
    return is_loading and (code == -number or (code == 1 and PYTHON_STARTS in errors))


def _left(out: Path, right: dict[str, bytes], *, killed: bool) -> Iterator[str]:
    """What is in the folder and should not be. A KILL may part a set, never a file."""
    found = {path.name: path.read_bytes() for path in out.iterdir()} if out.exists() else {}
    whole = {name: data for name, data in found.items() if name in right}
    yield from (f"half or foreign: {name}" for name, data in whole.items() if data != right[name])
    if killed:
        return
    if len(whole) not in {0, len(right)}:
        yield f"a part of a set: {sorted(whole)}"
    yield from (f"left behind: {name}" for name in found.keys() - whole.keys())


def _swept(source: Path, out: Path) -> Iterator[str]:
    """Temporary files that the next run does not take away."""
    if not out.exists() or not any(out.glob(".docconv-*")):
        return
    docconv.convert(source, out / "next.xml")
    yield from (f"not swept: {path.name}" for path in out.glob(".docconv-*"))


if __name__ == "__main__":
    sys.exit(main())
