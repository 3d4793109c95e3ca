"""How well docconv finds the divisions of plays: F1 of acts, scenes and others against TEI that others made.

`tools/divisions.py TEXT TEI [TEXT TEI ...]` reads each text with docconv and each TEI with lxml alone. A
division is its type, its heading, and the types of those around it. Divisions that print no heading are told
apart: a text has nothing to find them by.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from lxml import etree

import docconv
from docconv.model import Block, Section, Speaker
from docconv.walk import text_of

TEI = "{http://www.tei-c.org/ns/1.0}"
Found: TypeAlias = Counter[tuple[str, ...]]


def words(text: str) -> str:
    """The letters and figures of a heading, casefolded."""
    return "".join(filter(str.isalnum, text.casefold()))


def of_text(blocks: Iterable[Block[Speaker]], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The divisions that have a kind: the kinds from the outermost to their own, and the heading."""
    for block in blocks:
        if isinstance(block, Section):
            path = (*above, block.kind) if block.kind else above
            if block.kind and block.heading is not None:
                yield (*path, words(text_of(block.heading.children)))
            yield from of_text(block.blocks, path)


def of_tei(root: etree._Element) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The divisions of a TEI that have a type, in the same form, and whether they print a heading."""
    for division in root.iter(f"{TEI}div"):
        if division.get("type"):
            around = [one.get("type") for one in division.iterancestors(f"{TEI}div") if one.get("type")]
            head = division.find(f"{TEI}head")
            text = "" if head is None else "".join(map(str, head.itertext(etree.Element)))
            yield (*map(str, reversed(around)), str(division.get("type")), words(text)), head is not None


def scores(found: Found, gold: Found) -> str:
    """F1, with how many of each there are."""
    right = (found & gold).total()
    both = found.total() + gold.total()
    f1 = 2 * right / both if both else 1.0
    return f"F1 {f1:.3f} (right {right}, found {found.total()}, gold {gold.total()})"


def main() -> None:
    """Print a line for each play, and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="TEXT TEI")
    files = parser.parse_args().files
    all_found: Found = Counter()
    all_gold: Found = Counter()
    for text, tei in zip(files[::2], files[1::2], strict=True):
        found = Counter(of_text(docconv.read(text).body))
        told = list(of_tei(etree.parse(tei).getroot()))
        gold = Counter(path for path, headed in told if headed)
        bare = len(told) - gold.total()
        print(f"{text.name}: {scores(found, gold)}; {bare} without a heading")
        all_found += Counter({(text.name, *path): count for path, count in found.items()})
        all_gold += Counter({(text.name, *path): count for path, count in gold.items()})
    print(f"all: {scores(all_found, all_gold)}")


if __name__ == "__main__":
    main()
