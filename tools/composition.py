"""How well text is set: word spaces, rivers, hyphens, what stands alone; counted line by line.

    python tools/composition.py FOLDER... [--theme NAME] [--columns N] [--beside] [--rows]

Each transcript of the folders is read and set in a theme, and the lines of the typesetter are counted. With
`--beside`, typst and LibreOffice set the same words in the same face, size and measure, as far as they are
there, and the lines of their files are counted, too.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import evolve

import docconv
import peers
from docconv.formats.pdf.typesetting.lines import PlacedLine
from docconv.formats.pdf.writing import document as writing
from docconv.formats.pdf.writing.pages import Pages
from docconv.model import Resolved
from docconv.patterns import regex
from docconv.themes import theme
from typeset import Line, lines_of

TEXTS = frozenset((".txt", ".srt", ".vtt", ".md"))
WIDE, TIGHT = 1.6, 0.7
"""Of the space of the font: word spaces beyond are too wide or too narrow."""
RAGGED = 3.0
"""Points by which a line that should fill the measure may miss it."""
RIVER = 4
"""Lines that a river runs through at least."""
BED = 1.15
"""Of the space of the font: narrower spaces are no part of a river."""
LADDER = 3
"""Divided words at the ends of so many lines in a row are a ladder."""
FEWEST = 3
"""Letters of a divided word on each line, at least."""
GRID = 0.6
"""Points by which a line may be off the grid."""
NOUNS = frozenset(("de", "lb"))
"""Languages that write nouns with capitals."""
SENTENCE_END = regex(r"[.!?…:;]\W*$|^\W*$")
COUNTS = (
    "lines",
    "wide",
    "tight",
    "rivers",
    "ladders",
    "hyphens",
    "in names",
    "in capitals",
    "across pages",
    "short parts",
    "widows",
    "orphans",
    "stranded",
    "off the grid",
)


def count(lines: Sequence[Line], lang: str, names: frozenset[str]) -> Counter[str]:
    """What is in all lines of one file, in their order."""
    counts = Counter(dict.fromkeys(COUNTS, 0))
    for line in lines:
        if line.justified and not line.last:
            counts["lines"] += 1
            counts["wide"] += line.spacing > WIDE or line.missing > RAGGED
            counts["tight"] += line.spacing < TIGHT
    counts["rivers"] = rivers(lines)
    runs = (list(run) for divided, run in groupby(lines, lambda line: line.divided) if divided)
    counts["ladders"] = sum(len(run) >= LADDER for run in runs)
    for line, after in pairwise(lines):
        if line.divided:
            counts.update(hyphen(line, after, lang, names))
    counts.update(alone(lines))
    counts["off the grid"] = off_grid(lines)
    return counts


def hyphen(line: Line, after: Line, lang: str, names: frozenset[str]) -> Iterator[str]:
    """The kinds of hyphen at the end of a line."""
    *before, head = line.text.rstrip("\u00ad- ").split(" ")
    tail = after.text.split(" ", 1)[0]
    word = "".join(filter(str.isalpha, head + tail))
    yield "hyphens"
    initial = bool(SENTENCE_END.search(" ".join(before)))
    capitalised = word[:1].isupper() and not initial and lang.partition("-")[0] not in NOUNS
    if word in names or capitalised:
        yield "in names"
    if len(word) > 1 and word.isupper():
        yield "in capitals"
    if line.place != after.place:
        yield "across pages"
    if min(sum(map(str.isalpha, head)), sum(map(str.isalpha, tail))) < FEWEST:
        yield "short parts"


def rivers(lines: Sequence[Line]) -> int:
    """Rows of spaces that lie one above the other through several lines."""
    found, before, place = 0, dict[tuple[float, float], int](), (-1, 0)
    for line in lines:
        above = before if line.place == place else dict[tuple[float, float], int]()
        wide = [gap for gap in line.gaps if gap[1] - gap[0] > line.natural * BED]
        half = line.natural / 2
        before = {
            gap: 1 + max((n for old, n in above.items() if _meet(old, gap, half)), default=0) for gap in wide
        }
        found += list(before.values()).count(RIVER)
        place = line.place
    return found


def _meet(one: tuple[float, float], two: tuple[float, float], least: float) -> bool:
    return min(one[1], two[1]) - max(one[0], two[0]) >= least


def alone(lines: Sequence[Line]) -> Iterator[str]:
    """Lines that stand apart from what they belong to."""
    for line, after in pairwise(lines):
        if line.place == after.place:
            continue
        if line.first and not line.last:
            yield "orphans"
        if after.last and not after.first:
            yield "widows"
        if line.leads:
            yield "stranded"


def off_grid(lines: Sequence[Line]) -> int:
    """Columns whose last line is on no line of the grid that begins with the first line of the page."""
    tops = [next(column) for _, column in groupby(lines, lambda line: line.place)]
    top = min((line.y for line in tops), default=0.0)
    feet = [line for line, after in pairwise(lines) if line.place != after.place]
    return sum(GRID < (line.y - top) % line.grid < line.grid - GRID for line in feet if line.grid)


def pages_of(document: Resolved, options: writing.Options) -> list[list[PlacedLine]]:
    """The lines of the typesetter, page by page."""
    pages: list[list[PlacedLine]] = []
    paint = Pages.paint

    def kept(self: Pages, placed: list[PlacedLine]) -> None:
        pages.append(placed)
        paint(self, placed)

    Pages.paint = kept  # type: ignore[method-assign]
    try:
        writing.write(document, options)
    finally:
        Pages.paint = paint  # type: ignore[method-assign]
    return pages


def names_in(document: Resolved) -> frozenset[str]:
    """The words of the names of the speakers."""
    words = (name.split() for one in document.speakers for name in (one.name or "", *one.aliases))
    return frozenset(word.strip(".,:") for part in words for word in part)


def documents(folders: Sequence[Path]) -> Iterator[tuple[Path, Resolved]]:
    """The transcripts of folders."""
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else (folder,):
            if path.suffix in TEXTS and path.stem != "README":
                yield path, docconv.read(path)


def table(rows: Sequence[tuple[str, Counter[str]]]) -> Iterator[str]:
    """Counts as a table."""
    yield "| | " + " | ".join(COUNTS) + " |"
    yield "|---|" + "---|" * len(COUNTS)
    for name, counts in rows:
        yield f"| {name} | " + " | ".join(f"{counts[one]:,}" for one in COUNTS) + " |"


def main() -> None:
    """Count, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--theme", default="press")
    parser.add_argument("--columns", type=int)
    parser.add_argument("--beside", action="store_true", help="count what typst and LibreOffice make, too")
    parser.add_argument("--rows", action="store_true", help="a row for each file")
    args = parser.parse_args()
    plain = theme(args.theme)
    if args.beside:  # one face for all, so that all set the same
        plain = evolve(plain, labels=evolve(plain.labels, font="text"))
    options = writing.Options(theme=plain, columns=args.columns)
    sums: dict[str, Counter[str]] = {}
    rows: list[tuple[str, Counter[str]]] = []
    for path, document in documents(args.folders):
        pages, names, lang = pages_of(document, options), names_in(document), document.metadata.lang
        made = {"docconv": lines_of(pages, options)}
        if args.beside:
            with TemporaryDirectory() as place:
                made |= peers.set_by_others(pages, options, lang, Path(place))
        for maker, lines in made.items():
            found = count(lines, lang, names)
            sums.setdefault(maker, Counter(dict.fromkeys(COUNTS, 0))).update(found)
            rows.append((f"{path.stem}, {maker}" if args.beside else path.stem, found))
    sys.stdout.write("\n".join(table([*(rows if args.rows else ()), *sums.items()])) + "\n")


if __name__ == "__main__":
    main()
