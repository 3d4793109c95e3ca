"""docconv beside its peers, as whole processes in one run on one machine, written to docs/performance.md.

    python tools/benchmark.py [SIZE ...]     of 16K, 200K, 2M, 20M; all without any

docconv is installed as a wheel with compiled bytecode, pandoc and typst beside it, in build/bench. Jobs that
are compared take turns. A ratio is that of medians of processor time. A peer that is not there is left out.
"""

from __future__ import annotations

import math
import os
import platform
import subprocess
import sys
import time
import venv
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from statistics import median

from attrs import Factory, define, frozen

import talks

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "bench"
BIN = WORK / "venv" / "bin"
PAGE = ROOT / "docs" / "performance.md"
PLOT = ROOT / "docs" / "performance.svg"
SIZES = {"16K": 16_000, "200K": 200_000, "2M": 2_000_000, "20M": 20_000_000}
RUNS = {"16K": 7, "200K": 5, "2M": 3, "20M": 1}
LARGEST = "20M"
"""Of this size, only what is written is measured."""
STRANGE = (200_000, 2_000_000)
"""Bytes of the texts that ask for much of one thing."""
TWO_LINES = "Ann: Good day.\n\nBen: Good day to you.\n"
PEERS = ("typst>=0.15", "pypandoc-binary>=1.15")
TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards=["ua-1"])
"""
TEXT_OF_PDF = """
import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]): page.get_textpage().get_text_range()
"""
READ = "import sys, docconv; docconv.read(sys.argv[1])"
LEFT = (ROOT / "tools" / "performance.md").read_text("utf-8").rstrip()
"""What is known of the rows that miss their goal."""
SET = '#set document(title: "Talk")\n#set page(paper: "a4")\n#set par(justify: true)\n'
MIDDLE, STEP = 440, 36
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>Processor time of docconv, divided by that of its peer</title>
<style>text {{ font: 12px sans-serif; fill: #555 }}
.less {{ fill: #2a7f62 }} .more {{ fill: #c2703d }}</style>
<text x="{middle}" y="20" text-anchor="middle">less time than its peer | more time; each step is twice</text>
{bars}
<line x1="{middle}" y1="28" x2="{middle}" y2="{height}" stroke="#888"/>
</svg>
"""
FAIR = """
typst sets justified text with hyphenation, tagged and marked as PDF/UA-1, as docconv does; both embed their
fonts in part. pandoc reads the transcript as CommonMark, without any extension, and gives TEI or DOCX as it
comes; it looks for no speakers. Every job is a process of its own, start and end included.
"""


@frozen
class Measure:
    """What a job took: seconds of the processor and of the clock, and peak memory in MB."""

    cpu: float
    wall: float
    memory: float


@define
class Job:
    """A command, and what its runs took."""

    name: str
    command: Sequence[str | Path]
    runs: list[Measure] = Factory(list)

    def run(self) -> None:
        """Once."""
        began = time.perf_counter()
        process = subprocess.Popen(list(map(str, self.command)), cwd=WORK, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status):
            message = f"{self.name} failed"
            raise RuntimeError(message)
        cpu, wall = usage.ru_utime + usage.ru_stime, time.perf_counter() - began
        self.runs.append(Measure(cpu, wall, usage.ru_maxrss / 1024))

    @property
    def cpu(self) -> float:
        """The median."""
        return median(run.cpu for run in self.runs)

    def cells(self) -> str:
        """Median and spread of the processor, median of the clock, peak memory."""
        times = [run.cpu for run in self.runs]
        wall, memory = median(run.wall for run in self.runs), max(run.memory for run in self.runs)
        return f"{self.cpu:.3f} ({min(times):.3f} to {max(times):.3f}) | {wall:.3f} | {memory:.0f}"


def taken(jobs: Iterable[Job], runs: int) -> list[Job]:
    """Jobs that took turns."""
    some = list(jobs)
    for _ in range(runs):
        for job in some:
            job.run()
    return some


def python(*arguments: str) -> list[str | Path]:
    """A command of the Python that the wheel is installed for."""
    return [BIN / "python", *arguments]


def docconv(*arguments: str) -> list[str | Path]:
    """A command of the wheel."""
    return [BIN / "docconv", *arguments]


def converted(source: str, formats: str, *more: str) -> list[str | Path]:
    """A conversion of one file."""
    return docconv("convert", source, "-o", "out/", "-t", formats, "--force", "-q", *more)


def compared(size: str, *, has_pandoc: bool, has_typst: bool) -> Iterator[tuple[str, list[Job]]]:
    """Rows of a size: what is done, and the jobs that do it, docconv first."""
    talk = f"{size}.txt"
    pandoc: list[str | Path] = [_pandoc()] if has_pandoc else []
    for name, target in (("TEI", "tei"), ("DOCX", "docx")):
        jobs = [Job("docconv", converted(talk, target))]
        if has_pandoc:
            to = [*pandoc, "-f", "commonmark", talk, "-t", target, "-o", f"out/pandoc-{size}.{target}"]
            jobs.append(Job("pandoc", to))
        yield f"{name}, {size}", jobs
    typst = Job("typst", python("-c", TYPST, f"{size}.typ", f"out/typst-{size}.pdf"))
    peers = [typst] if has_typst else []
    yield f"tagged PDF, {size}", [Job("docconv", converted(talk, "pdf")), *peers]
    yield f"all three in one call, {size}", [Job("docconv", converted(talk, "tei,docx,pdf")), *peers]
    if size == LARGEST:
        return
    verified = Job("with --verify", converted(talk, "tei,docx,pdf", "--verify"))
    yield f"verified, {size}", [verified, Job("without", converted(talk, "tei,docx,pdf"))]
    if has_pandoc:
        read = Job("docconv", python("-c", READ, f"out/pandoc-{size}.docx"))
        to_json = Job("pandoc", [*pandoc, f"out/pandoc-{size}.docx", "-t", "json", "-o", f"out/{size}.json"])
        yield f"reading DOCX of others, {size}", [read, to_json]
    if has_typst:
        read = Job("docconv", python("-c", READ, f"out/typst-{size}.pdf"))
        text = Job("pypdfium2", python("-c", TEXT_OF_PDF, f"out/typst-{size}.pdf"))
        yield f"reading PDF of others, {size}", [read, text]


def start() -> Iterator[tuple[str, list[Job]]]:
    """What nobody waits for."""
    bare = python("-c", "pass")
    yield "`--version`", [Job("docconv", docconv("--version")), Job("bare Python", bare)]
    yield "two lines to TEI", [Job("docconv", converted("two.txt", "tei")), Job("bare Python", bare)]


def strange() -> Iterator[tuple[str, list[Job]]]:
    """Texts that ask for much of one thing, at two sizes."""
    for (name, small), (_, large) in zip(*map(talks.pathological, STRANGE), strict=True):
        jobs = []
        for size, text in zip(STRANGE, (small, large), strict=True):
            (WORK / f"{name}-{size}.txt").write_text(text, "utf-8")
            jobs.append(Job(str(size), converted(f"{name}-{size}.txt", "pdf")))
        yield name, jobs


def scripts() -> Iterator[tuple[str, list[Job]]]:
    """PDFs of as many characters in other scripts, beside Latin."""
    latin = talks.text_of(talks.transcript(SIZES["200K"]))
    (WORK / "Latin.txt").write_text(latin, "utf-8")
    for script in ("Arabic", "CJK", "mixed"):
        text = talks.text_of(talks.transcript(3 * SIZES["200K"], script))[: len(latin)]
        (WORK / f"{script}.txt").write_text(text, "utf-8")
        own = Job(script, converted(f"{script}.txt", "pdf"))
        yield f"{script} to PDF, a character", [own, Job("Latin", converted("Latin.txt", "pdf"))]


def _pandoc() -> Path:
    return next(WORK.glob("venv/lib/*/site-packages/pypandoc/files/pandoc"))


def prepared(sizes: Iterable[str]) -> tuple[bool, bool]:
    """The wheel, its peers and all texts; whether pandoc and typst are there."""
    (WORK / "out").mkdir(parents=True, exist_ok=True)
    if not BIN.exists():
        venv.create(WORK / "venv", with_pip=True)
    pip = python("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--compile")
    subprocess.run([*pip, ROOT, "--force-reinstall", "--no-deps"], check=True)
    subprocess.run([*pip, ROOT], check=True)
    has = [subprocess.run([*pip, peer], check=False).returncode == 0 for peer in PEERS]
    (WORK / "two.txt").write_text(TWO_LINES, "utf-8")
    with ProcessPoolExecutor(1) as apart:  # what this process holds is counted as memory of what it starts
        list(apart.map(_write, sizes))
    return has[1], has[0]


def _write(size: str) -> None:
    """A talk of a size, as text and for typst."""
    rows = talks.transcript(SIZES[size])
    (WORK / f"{size}.txt").write_text(talks.text_of(rows), "utf-8")
    set_ = SET + "".join(f"*{name}:* {text}\n\n" for name, text in rows)
    (WORK / f"{size}.typ").write_text(set_, "utf-8")


def table(rows: Iterable[tuple[str, list[Job]]]) -> list[str]:
    """Lines of a page: each job of each row, and the ratio of the first to the others."""
    lines = ["| | | processor s (spread) | clock s | peak MB | ratio |", "|---|---|---|---|---|---|"]
    for name, jobs in rows:
        for job in jobs:
            ratio = f"{jobs[0].cpu / job.cpu:.2f}" if job is not jobs[0] else ""
            lines.append(f"| {name if job is jobs[0] else ''} | {job.name} | {job.cells()} | {ratio} |")
    return lines


def exponents(rows: Iterable[tuple[str, list[Job]]], factor: float) -> list[str]:
    """How time grows with the size of a text, above the start: 1 is in proportion."""
    lines = ["| | seconds | exponent | us a byte | peak MB |", "|---|---|---|---|---|"]
    for name, jobs in rows:
        times = [max(job.cpu, 0.001) for job in jobs]
        grown = " ".join(f"{math.log(b / a) / math.log(factor):.2f}" for a, b in pairwise(times))
        each, memory = 1e6 * times[-1] / STRANGE[-1], max(run.memory for run in jobs[-1].runs)
        seconds = " ".join(f"{one:.2f}" for one in times)
        lines.append(f"| {name} | {seconds} | {grown} | {each:.2f} | {memory:.0f} |")
    return lines


def plot(rows: Iterable[tuple[str, list[Job]]]) -> str:
    """A drawing of all ratios: a bar for each, to the left of the line where docconv takes less than its
    peer, to the right where it takes more, each step twice as much.
    """
    found = [(f"{name} / {job.name}", jobs[0].cpu / job.cpu) for name, jobs in rows for job in jobs[1:]]
    bars = []
    for place, (name, ratio) in enumerate(found):
        y, width = 34 + 18 * place, STEP * abs(math.log2(ratio))
        x = MIDDLE if ratio > 1 else MIDDLE - width
        bars.append(f'<text x="4" y="{y + 10}">{name}</text>')
        kind = "more" if ratio > 1 else "less"
        bars.append(f'<rect class="{kind}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="12"/>')
        bars.append(f'<text x="{MIDDLE + 200}" y="{y + 10}">{ratio:.2f}</text>')
    height = 44 + 18 * len(found)
    return DRAWING.format(width=MIDDLE + 250, height=height, middle=MIDDLE, bars="\n".join(bars))


def main(arguments: list[str]) -> int:
    """Measure everything and write the page."""
    if unknown := set(arguments) - SIZES.keys():
        print(f"no sizes: {', '.join(sorted(unknown))}; there are {', '.join(SIZES)}")
        return 2
    sizes = arguments or list(SIZES)
    has_pandoc, has_typst = prepared(sizes)
    page = ["# Performance", "", "Written by `make bench`; see `tools/benchmark.py`.", ""]
    page += [f"{os.cpu_count()} processors, {platform.machine()}, Python {platform.python_version()}.", FAIR]
    page += ["![processor time of docconv, divided by that of its peers](performance.svg)", ""]
    drawn = [(name, taken(jobs, 15)) for name, jobs in start()]
    page += ["## Start", "", *table(drawn), ""]
    for size in sizes:
        rows = [
            (name, taken(jobs, RUNS[size]))
            for name, jobs in compared(size, has_pandoc=has_pandoc, has_typst=has_typst)
        ]
        page += [f"## {size}", "", *table(rows), ""]
        drawn += rows
    page += ["## Scripts", "", *table([(name, taken(jobs, 3)) for name, jobs in scripts()]), ""]
    page += ["## Texts that ask for much of one thing", ""]
    page += [f"To PDF, at {STRANGE[0] // 1000} and {STRANGE[1] // 1000} KB.", ""]
    page += exponents([(name, taken(jobs, 1)) for name, jobs in strange()], STRANGE[1] / STRANGE[0])
    page += ["", LEFT]
    PLOT.write_text(plot(drawn), "utf-8")
    PAGE.write_text("\n".join(page).rstrip() + "\n", "utf-8")
    print(PAGE.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
