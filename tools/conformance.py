"""Convert the examples and check what was made: by the shared checkers, by other programs, by figures.

The shared material is at `DOCCONV_SHARED`, by default `../shared`; without it only other programs look at the
files. `tests/figures.toml` holds the figures that must be reached. Under CI=true a missing program is a
failure.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

from attrs import field, frozen

from docconv.themes.model import BUILT_IN as THEMES

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "conformance"
FIGURES = ROOT / "tests" / "figures.toml"
DOCCONV = (sys.executable, "-m", "docconv")
QUIET = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHON": sys.executable}
STYLES = ("Speech", "Speaker")
WML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIDES = ("left", "right", "top", "bottom")
DIVIDING = re.compile(r"[\s\u00ad\u2010\u200b-\u200f\u202a-\u202e-]+")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
TIMED = "[00:00:05] Ann: Hello.\n\n[00:01:12] Bo: Hello, Ann.\n\n[00:01:20] Ann: Shall we begin?\n"
NU_CHECKER = "vnu-jar@26.9.27"
"""The Nu HTML Checker, as its makers publish it on npm."""
BOX = ("-x", "-y", "-W", "-H")


class SkippedError(Exception):
    """A check cannot be made here; the text says why."""


Check: TypeAlias = Callable[[], object]


@frozen
class Files:
    """The converted documents, by name: paths of TEI, DOCX and PDF."""

    trios: Mapping[str, tuple[Path, Path, Path]] = field(factory=dict)

    def column(self, index: int) -> list[str]:
        """All files of one format."""
        return [str(trio[index]) for trio in self.trios.values()]


def run(command: Sequence[str | Path], *, timeout: int = 900, **environment: str) -> str:
    """The output of a command. Raises `CalledProcessError`, which carries the output, where it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **QUIET, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=timeout,
        check=True,
    )
    return done.stdout


def program(name: str) -> str:
    """The path of a program. Raises `SkippedError` where it is not installed."""
    found = shutil.which(name)
    if found is None:
        message = f"{name} is not installed"
        raise SkippedError(message)
    return found


def convert(sources: Sequence[Path], folder: Path) -> Files:
    """Every source in the three formats, below `folder`."""
    shutil.rmtree(folder, ignore_errors=True)
    run([*DOCCONV, "convert", *sources, "-o", f"{folder}/", "-t", "tei,docx,pdf"])
    names = [source.stem for source in sources]
    suffixes = (".xml", ".docx", ".pdf")
    trios = {name: tuple(folder / (name + suffix) for suffix in suffixes) for name in names}
    return Files({name: (a, b, c) for name, (a, b, c) in trios.items()})


def sources(shared: Path | None) -> list[Path]:
    """The examples, and the seed where there is one."""
    seed = [] if shared is None else sorted((shared / "seed").glob("*.txt"))
    return [*sorted((ROOT / "examples").rglob("*.txt")), *seed]


# ------------------------------------------------------------------------------------------ checks


def libreoffice(files: Files) -> None:
    """LibreOffice opens every DOCX and prints it, with all its words in their order."""
    _printed([Path(name) for name in files.column(1)], BUILD / "libreoffice")


def libreoffice_themes(paths: Sequence[Path]) -> None:
    """The same in the three themes, with the lists that stand behind the title."""
    folder = BUILD / "themes"
    shutil.rmtree(folder, ignore_errors=True)
    made = []
    for number, source in enumerate(paths):
        theme = THEMES[number % len(THEMES)]
        made.append(folder / f"{source.stem}-{theme}.docx")
        lists = ("-O", "docx.contents=yes", "-O", "docx.participants=yes")
        run([*DOCCONV, "convert", source, "-o", made[-1], "--theme", theme, *lists])
    _printed(made, folder / "printed")


def _printed(paths: Sequence[Path], folder: Path) -> None:
    """Files of Word printed by LibreOffice. Raises `ValueError` where a word is lost, added or moved."""
    shutil.rmtree(folder, ignore_errors=True)
    profile = f"-env:UserInstallation={(BUILD / 'profile').as_uri()}"
    run([program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *paths])
    for path in paths:
        printed = folder / f"{path.stem}.pdf"
        if not printed.exists():
            message = f"LibreOffice could not read {path.name}"
            raise ValueError(message)
        wanted, box = text_of_docx(path)
        text = run([program("pdftotext"), "-raw", "-nopgbrk", *box, printed, "-"])
        rows = letters(wanted), letters(text)
        if RIGHT_TO_LEFT.search(wanted):  # pdftotext gives these in the order in which they stand
            rows = "".join(sorted(rows[0])), "".join(sorted(rows[1]))
        difference = first_difference(*rows)
        if difference:
            message = f"{path.name}: {difference}"
            raise ValueError(message)


def text_of_docx(path: Path) -> tuple[str, list[str]]:
    """The letters of a DOCX as they stand there, and the place of the text on its pages for pdftotext."""
    with zipfile.ZipFile(path) as package:
        root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314  our own file
    size, margins = root.find(f".//{WML}pgSz"), root.find(f".//{WML}pgMar")
    if size is None or margins is None:
        message = f"{path.name} has no page"
        raise ValueError(message)
    width, height, left, right, top, bottom = (
        int(element.get(f"{WML}{name}", "0")) // 20
        for element, name in ((size, "w"), (size, "h"), *((margins, side) for side in SIDES))
    )
    numbers = (left - 4, top - 4, width - left - right + 8, height - top - bottom + 8)
    for row in root.findall(f".//{WML}framePr/../.."):  # what stands in the margin
        row.clear()
    text = "".join(one.text or "" for one in root.iter(f"{WML}t"))
    return text, [part for pair in zip(BOX, map(str, numbers), strict=True) for part in pair]


def letters(text: str) -> str:
    """What is printed of a text however its lines are broken and its words divided."""
    return DIVIDING.sub("", text).casefold()


def first_difference(wanted: str, found: str) -> str:
    """Where two texts begin to differ, or nothing."""
    if wanted == found:
        return ""
    at = next((place for place, (one, other) in enumerate(zip_longest(wanted, found)) if one != other), 0)
    rows = (row[max(0, at - 20) : at + 20] for row in (wanted, found))
    return "letter {}: {!r} was printed as {!r}".format(at + 1, *rows)


def pandoc(files: Files) -> None:
    """Pandoc reads every DOCX and finds the speaker styles in it."""
    for name in files.column(1):
        native = run([program("pandoc"), "-f", "docx+styles", "-t", "native", name])
        lost = [style for style in STYLES if f'"custom-style" , "{style}"' not in native]
        if lost:
            message = f"{name}: pandoc does not see the styles {lost}"
            raise ValueError(message)


def nu_checker(texts: Sequence[Path]) -> None:
    """The Nu HTML Checker finds no error in the page of any text in any theme, with all lists and notes, and
    with a recording where a text has times.
    """
    java, pages = program("java"), BUILD / "html"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir(parents=True)
    timed = pages / "timed.txt"
    timed.write_text(TIMED, "utf-8")
    options = [part for one in ("contents", "participants", "notes") for part in ("-O", f"html.{one}=yes")]
    options += ["-O", "html.media=the talk.mp3"]
    for theme in THEMES:
        folder = f"{pages / theme}/"
        run(
            [*DOCCONV, "convert", *texts, timed, "-o", folder, "-t", "html", "--theme", theme, "-q", *options]
        )
    run([java, "-jar", nu_checker_jar(), "--errors-only", *sorted(pages.rglob("*.html"))])


def nu_checker_jar() -> Path:
    """The archive of the checker, fetched once."""
    folder = BUILD / "vnu"
    if not folder.is_dir():
        fetched = BUILD / "vnu.part"
        shutil.rmtree(fetched, ignore_errors=True)
        fetched.mkdir()
        try:
            run([program("npm"), "pack", NU_CHECKER, "--silent", "--pack-destination", fetched])
        except subprocess.CalledProcessError as error:
            message = f"npm could not fetch {NU_CHECKER}: {error.stdout.strip()[-300:]}"
            raise SkippedError(message) from error
        shutil.unpack_archive(next(fetched.glob("*.tgz")), fetched)
        fetched.rename(folder)
    return next(folder.rglob("vnu.jar"))


def checker_kit(shared: Path) -> Path:
    """A copy of the checkers, since the shared folder may not be written to."""
    kit = BUILD / "kit"
    shutil.copytree(shared / "conformance", kit, dirs_exist_ok=True, copy_function=shutil.copyfile)
    for path in (kit, *kit.rglob("*")):
        path.chmod(0o755)  # the originals may be read-only, and scripts must stay executable
    return kit


def checker_checks(kit: Path, files: Files) -> Iterator[tuple[str, Check]]:
    """What the shared checkers say of each format, and of the three together."""
    yield "TEI checker", partial(run, [sys.executable, kit / "check_tei.py", *files.column(0)])
    yield "DOCX checker", partial(run, [sys.executable, kit / "check_docx.py", *files.column(1)])
    yield "PDF checker", partial(run, [sys.executable, kit / "check_pdf.py", *files.column(2)])
    yield "veraPDF", partial(_verapdf, kit, files.column(2))
    yield "veraPDF, all themes with all lists", partial(_themes, kit)
    for name, trio in files.trios.items():
        if b"<castList" in Path(trio[0]).read_bytes():  # the checkers take a cast list for one paragraph
            continue
        yield f"same in TEI, DOCX and PDF: {name}", partial(run, [sys.executable, kit / "same.py", *trio])


def parliament(kit: Path, texts: Sequence[Path]) -> None:
    """The schemas of ParlaMint accept the parliament profile of every text."""
    folder = BUILD / "parliament"
    shutil.rmtree(folder, ignore_errors=True)
    run([*DOCCONV, "convert", *texts, "-o", f"{folder}/", "-t", "tei", "--profile", "parliament", "-q"])
    run([sys.executable, kit / "check_tei.py", "--profile", "parlamint", *sorted(folder.glob("*.xml"))])


def profile(kit: Path, texts: Sequence[Path], name: str) -> None:
    """The schemas of the TEI, and those called as the profile where there are any, accept a profile of every
    text.
    """
    folder = BUILD / name
    shutil.rmtree(folder, ignore_errors=True)
    run([*DOCCONV, "convert", *texts, "-o", f"{folder}/", "-t", "tei", "--profile", name, "-q"])
    schemas = kit / "schemas"
    for schema in (*sorted((schemas / "tei").glob("*.rng")), *sorted((schemas / name).glob("*.rng"))):
        run([program("jing"), "-i", schema, *sorted(folder.glob("*.xml"))])


def _themes(kit: Path) -> None:
    """The PDF of every example in every theme, with lists, columns and line numbers."""
    made = []
    for theme in THEMES:
        folder = BUILD / "pdf-themes" / theme
        lists = ("contents=yes", "participants=yes", "line_numbers=5", "columns=2", "outline=speakers")
        options = [part for one in lists for part in ("-O", f"pdf.{one}")]
        texts = sorted((ROOT / "examples").glob("*.txt"))
        run(
            [
                *DOCCONV,
                "convert",
                *texts,
                "-o",
                f"{folder}/",
                "-t",
                "pdf",
                "--theme",
                theme,
                "--force",
                *options,
            ]
        )
        made += [str(path) for path in sorted(folder.glob("*.pdf"))]
    _verapdf(kit, made)


def _verapdf(kit: Path, files: Sequence[str]) -> None:
    for tool in ("java", "javac"):
        program(tool)
    try:
        run(["sh", kit / "verapdf" / "setup.sh"])
    except subprocess.CalledProcessError as error:
        message = f"veraPDF could not be set up: {error.stdout.strip()[-300:]}"
        raise SkippedError(message) from error
    run([sys.executable, kit / "check_pdf.py", "--verapdf", *files])


# ------------------------------------------------------------------------------------------ figures


def figure_checks(shared: Path) -> Iterator[tuple[str, Check]]:
    """One check for each set in the table of figures."""
    table = tomllib.loads(FIGURES.read_text(encoding="utf-8"))
    for name, wanted in table.items():
        yield f"figures: {name}", partial(_figures, shared, name, wanted)


def _figures(shared: Path, name: str, wanted: Mapping[str, Any]) -> None:
    if not (shared / name).is_dir():
        message = f"no transcripts at {shared / name}"
        raise SkippedError(message)
    report = BUILD / f"{name.replace('/', '-')}.json"
    command = f"{sys.executable} -m docconv"
    script = shared / "gold" / "run.py"
    shown = run([sys.executable, script, shared / name, "--docconv", command, "--json", report])
    print(shown.strip().splitlines()[-1])
    missed = list(misses(json.loads(report.read_text(encoding="utf-8")), wanted))
    if missed:
        raise ValueError("\n".join(missed))


def misses(report: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[str]:
    """What a report does not reach: bounds on the averages, on every row, and on sums over the rows.

    `report` is `{"rows": {name: {figure: value}}, "macro": {figure: value}}`, `wanted` the bounds.
    """
    rows = report["rows"]
    excepted = wanted.get("every", {}).get("except", ())
    yield from _out_of_bounds("average", report["macro"], wanted.get("macro", {}))
    for name, row in rows.items():
        if name not in excepted:
            yield from _out_of_bounds(name, row, wanted.get("every", {}))
    bounds = wanted.get("sum", {})
    figures = {figure for side in ("at_least", "at_most") for figure in bounds.get(side, {})}
    sums = {figure: sum(row.get(figure) or 0 for row in rows.values()) for figure in figures}
    yield from _out_of_bounds("sum", sums, bounds)


def _out_of_bounds(name: str, found: Mapping[str, float | None], bounds: Mapping[str, Any]) -> Iterator[str]:
    for figure, least in bounds.get("at_least", {}).items():
        value = found.get(figure)
        if value is not None and value < least:
            yield f"{name}: {figure} is {value}, less than {least}"
    for figure, most in bounds.get("at_most", {}).items():
        value = found.get(figure)
        if value is None or value > most:
            yield f"{name}: {figure} is {value}, more than {most}"


# ------------------------------------------------------------------------------------------ report


def checks(shared: Path | None, only: str) -> Iterator[tuple[str, Check]]:
    """All checks by name, those first that the others need."""
    if "formats" in only:
        files = convert(sources(shared), BUILD / "out")
        themed = [path for path in sources(shared) if path.parent.name != "scripts"]
        yield "LibreOffice reads the DOCX", partial(libreoffice, files)
        yield "LibreOffice reads the DOCX in the themes", partial(libreoffice_themes, themed)
        yield "pandoc reads the DOCX", partial(pandoc, files)
        yield "Nu HTML Checker, all themes with all lists", partial(nu_checker, sources(shared))
        if shared is not None:
            kit = checker_kit(shared)
            yield from checker_checks(kit, files)
            texts = [*sources(shared), *sorted((shared / "gold").rglob("*.txt"))]
            yield "ParlaMint accepts the parliament profile", partial(parliament, kit, texts)
            for name in ("dracor", "spoken"):
                yield f"the TEI accepts the {name} profile", partial(profile, kit, texts, name)
    if "figures" in only and shared is not None:
        yield from figure_checks(shared)


def outcome(check: Check) -> tuple[str, str]:
    """`ok`, `skipped` or `FAILED`, and the reason."""
    try:
        check()
    except SkippedError as reason:
        return "skipped", str(reason)
    except subprocess.CalledProcessError as error:
        return "FAILED", error.stdout.strip()[-3000:]
    except (ValueError, OSError, subprocess.TimeoutExpired) as error:
        return "FAILED", str(error)
    return "ok", ""


def main() -> int:
    """Run the checks and print one line each. Exit code 1 if one failed, or under CI=true was skipped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="formats,figures", help="formats, figures or both (default)")
    shared: Path | None = Path(os.environ.get("DOCCONV_SHARED", ROOT.parent / "shared")).resolve()
    if shared is None or not shared.is_dir():
        print(f"no shared material at {shared} (DOCCONV_SHARED): its checkers and figures are left out")
        shared = None
    BUILD.mkdir(parents=True, exist_ok=True)
    results = []
    for name, check in checks(shared, parser.parse_args().only):
        start = time.monotonic()
        state, reason = outcome(check)
        seconds = time.monotonic() - start
        print(f"{state:8}{seconds:6.1f} s  {name}" + (f"\n{reason}" if reason else ""), flush=True)
        results.append(state)
    counts = {state: results.count(state) for state in ("ok", "skipped", "FAILED")}
    print("conformance: " + ", ".join(f"{number} {state}" for state, number in counts.items()))
    strict = os.environ.get("CI") == "true"
    return 1 if counts["FAILED"] or not results or (strict and counts["skipped"]) else 0


if __name__ == "__main__":
    sys.exit(main())
