"""docconv beside its peers, in one run on one machine: time, memory and size for the same transcript.

    python tools/benchmark.py [MEGABYTES]

Peers that are not installed are left out and named. Each job is a process of its own; of three runs the best
counts. The exit code is 1 where docconv misses one of its aims.
"""

from __future__ import annotations

import importlib.util
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

RUNS = 3
NAMES, FAMILIES = ("Ada", "Ben", "Cleo", "Dov", "Ema"), ("Lund", "Berg", "Roth", "Vance")
BEGINNINGS = ("", "", "con", "dis", "ex", "in", "inter", "per", "pre", "re", "un")
STEMS = (
    "form",
    "port",
    "serv",
    "act",
    "posit",
    "struct",
    "tend",
    "vers",
    "voic",
    "duc",
    "spect",
    "mand",
    "gress",
)
ENDINGS = ("", "", "s", "ed", "ing", "er", "ion", "ive", "able", "al", "ment", "ation")
SMALL = (
    *(
        "the",
        "of",
        "and",
        "a",
        "to",
        "in",
        "is",
        "that",
        "it",
        "was",
        "for",
        "on",
        "are",
        "as",
        "with",
        "they",
    ),
    *(
        "at",
        "be",
        "this",
        "have",
        "from",
        "or",
        "had",
        "by",
        "but",
        "not",
        "what",
        "all",
        "we",
        "garden",
        "water",
    ),
)
COMMON = 0.7
"""How many of the words are short ones, so that words have as many letters as in English, about 4.7."""

MODEL = """
import json, sys
from docconv.model import Document, Heading, Metadata, Paragraph, Speaker, Text, Turn
from docconv.formats.pdf.writing.document import Options, write
rows = json.load(open(sys.argv[1], encoding="utf-8"))
who = {name: Speaker(name.lower().replace(" ", "-"), name=name) for name, _ in rows}
turns = tuple(
    Turn(f"t{at}", (Paragraph((Text(text),)),), (who[name],), name) for at, (name, text) in enumerate(rows, 1)
)
title = Heading((Text("Benchmark"),))
data, _ = write(Document(turns, Metadata("Benchmark", "en"), title, tuple(who.values())), Options())
open(sys.argv[2], "wb").write(data)
"""
PLATYPUS = """
import json, sys
from importlib.util import find_spec
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate
folder = find_spec("font_source_serif_pro").submodule_search_locations[0] + "/files/SourceSerifPro-"
for name, file in (("Serif", "Regular"), ("Serif-Bold", "Bold")):
    pdfmetrics.registerFont(TTFont(name, folder + file + ".ttf"))
pdfmetrics.registerFontFamily("Serif", normal="Serif", bold="Serif-Bold")
style = ParagraphStyle("speech", fontName="Serif", fontSize=10.5, leading=14.6, spaceBefore=7)
rows = json.load(open(sys.argv[1], encoding="utf-8"))
SimpleDocTemplate(sys.argv[2]).build([Paragraph(f"<b>{name}:</b> {text}", style) for name, text in rows])
"""
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


@frozen
class Measure:
    """What a job took: processor seconds, peak memory in MB, size of its output in MB."""

    seconds: float
    memory: float
    size: float


@frozen
class Job:
    """A command; `{}` in it is the file that it writes."""

    name: str
    command: list[str]

    def run(self, folder: Path) -> Measure:
        """The best of some runs."""
        return min(
            (self._once(folder / f"{self.name.replace(' ', '-')}.out.pdf") for _ in range(RUNS)),
            key=lambda m: m.seconds,
        )

    def _once(self, output: Path) -> Measure:
        process = subprocess.Popen([part.replace("{}", str(output)) for part in self.command])
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status):
            message = f"{self.name} failed"
            raise RuntimeError(message)
        return Measure(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.stat().st_size / 1e6)


def transcript(size: int) -> list[tuple[str, str]]:
    """Labels and texts, the same each time: paragraphs of 5 to 150 words."""
    chance = random.Random(7)  # noqa: S311  nothing is secret here
    long = [chance.choice(BEGINNINGS) + chance.choice(STEMS) + chance.choice(ENDINGS) for _ in range(4000)]
    rows, done = [], 0
    while done < size:
        count = chance.randint(5, 150)
        words = [chance.choice(SMALL if chance.random() < COMMON else long) for _ in range(count)]
        voice = f"{chance.choice(NAMES)} {chance.choice(FAMILIES)}"
        rows.append((voice, f"{' '.join(words).capitalize()}."))
        done += sum(map(len, rows[-1])) + 4
    return rows


def jobs(folder: Path, size: int) -> Iterator[Job]:
    """The jobs that this machine can do."""
    rows = transcript(size)
    (folder / "rows.json").write_text(json.dumps(rows), "utf-8")
    (folder / "talk.txt").write_text("".join(f"{name}: {text}\n\n" for name, text in rows), "utf-8")
    settings = (
        '#set page(paper: "a4")\n'
        '#set text(size: 10.5pt, lang: "en", hyphenate: true)\n'
        "#set par(justify: true)\n"
    )
    (folder / "talk.typ").write_text(
        settings + "".join(f"*{name}:* {text}\n\n" for name, text in rows), "utf-8"
    )
    rows_file, talk = str(folder / "rows.json"), str(folder / "talk.txt")
    yield Job("docconv", [sys.executable, "-c", MODEL, rows_file, "{}"])
    yield Job(
        "docconv from text", [sys.executable, "-m", "docconv", "convert", talk, "-o", "{}", "--force", "-q"]
    )
    yield Job("platypus", [sys.executable, "-c", PLATYPUS, rows_file, "{}"])
    if importlib.util.find_spec("typst"):
        yield Job("typst", [sys.executable, "-c", TYPST, str(folder / "talk.typ"), "{}"])
    else:
        print("typst is not installed: left out")
    if shutil.which("pandoc") and shutil.which("weasyprint"):
        yield Job("pandoc, weasyprint", ["pandoc", talk, "-o", "{}", "--pdf-engine=weasyprint"])


def misses(found: dict[str, Measure]) -> Iterator[str]:
    """The aims that docconv misses."""
    own, naive = found["docconv"], found["platypus"]
    if own.seconds > naive.seconds / 3:
        yield f"docconv takes {own.seconds / naive.seconds:.2f} of the time of platypus, more than a third"
    if (typst := found.get("typst")) is not None:
        for name in ("docconv", "docconv from text"):
            if found[name].seconds > typst.seconds:
                yield f"{name} takes longer than typst"
            if found[name].memory > typst.memory / 5:
                share = found[name].memory / typst.memory
                yield f"{name} takes {share:.2f} of the memory of typst, more than a fifth"
        if own.size > typst.size * 1.3:
            yield f"the file is {own.size / typst.size:.1f} times that of typst"


def main(arguments: list[str]) -> int:
    """Run all and print a table."""
    size = int(float(arguments[0] if arguments else "2") * 1e6)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for job in jobs(Path(folder), size):
            found[job.name] = job.run(Path(folder))
    print(f"{size / 1e6:g} MB to PDF       seconds   MB peak   MB file   time")
    for name, one in found.items():
        ratio = one.seconds / found["docconv"].seconds
        print(f"{name:20s}{one.seconds:9.2f}{one.memory:10.0f}{one.size:10.2f}{ratio:7.2f}")
    missed = list(misses(found))
    print(*missed, sep="\n", end="\n" if missed else "")
    return bool(missed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
