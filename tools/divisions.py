"""How well docconv finds the structure of plays: F1 of divisions, of entries of cast lists and of lines of
verse against TEI that others made.

`tools/divisions.py TEXT TEI [TEXT TEI ...]` reads each text with docconv and each TEI with lxml alone. A
division is its type, its heading, and the types of those around it. Divisions that print no heading are told
apart: a text has nothing to find them by. An entry is its words, what is said of a whole group none.
A line of verse is its words; parts of a shared one are the words and which part it is.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from lxml import etree

import docconv
from docconv.model import Block, CastItem, Narrative, Paragraph, Resolved, Section, Speaker
from docconv.walk import text_of, walk

TEI = "{http://www.tei-c.org/ns/1.0}"
Found: TypeAlias = Counter[tuple[str, ...]]


def words(text: str) -> str:
    """The letters and figures of a text, casefolded."""
    return "".join(filter(str.isalnum, text.casefold()))


def found_in(document: Resolved) -> Mapping[str, Found]:
    """What docconv found, by kind."""
    items = (one for one in walk(document) if isinstance(one, CastItem))
    entries: Found = Counter((words(text_of(one.children)),) for one in items)
    lines = [one for one in walk(document) if isinstance(one, Paragraph | Narrative) and one.verse]
    verse: Found = Counter((words(text_of(one.children)),) for one in lines)
    parts: Found = Counter(
        (words(text_of(one.children)), one.verse.part) for one in lines if one.verse and one.verse.part
    )
    divisions: Found = Counter(_divisions(document.body))
    return {"divisions": divisions, "cast entries": entries, "verse lines": verse, "shared lines": parts}


def _divisions(blocks: Iterable[Block[Speaker]], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The divisions that have a kind: the kinds from the outermost to their own, and the heading."""
    for block in blocks:
        if isinstance(block, Section):
            path = (*above, block.kind) if block.kind else above
            if block.kind and block.heading is not None:
                yield (*path, words(text_of(block.heading.children)))
            yield from _divisions(block.blocks, path)


def meant_by(root: etree._Element) -> tuple[Mapping[str, Found], int]:
    """What a TEI says, in the same form, and how many of its divisions print no heading."""
    divisions = list(_typed(root))
    headed: Found = Counter(path for path, has_heading in divisions if has_heading)
    entries: Found = Counter((words(_text(one)),) for one in root.iter(f"{TEI}castItem"))
    lines = list(root.iter(f"{TEI}l"))
    verse: Found = Counter((words(_text(one)),) for one in lines)
    parts: Found = Counter(
        (words(_text(one)), str(one.get("part"))) for one in lines if one.get("part") in ("I", "M", "F")
    )
    found = {"divisions": headed, "cast entries": entries, "verse lines": verse, "shared lines": parts}
    return found, len(divisions) - headed.total()


def _typed(root: etree._Element) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The divisions of a TEI that have a type, and whether they print a heading."""
    for division in root.iter(f"{TEI}div"):
        if division.get("type"):
            around = [one.get("type") for one in division.iterancestors(f"{TEI}div") if one.get("type")]
            head = division.find(f"{TEI}head")
            text = "" if head is None else _text(head)
            yield (*map(str, reversed(around)), str(division.get("type")), words(text)), head is not None


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext(etree.Element)))


def scores(found: Found, gold: Found) -> str:
    """F1, with how many of each there are."""
    right = (found & gold).total()
    both = found.total() + gold.total()
    f1 = 2 * right / both if both else 1.0
    return f"F1 {f1:.3f} (right {right}, found {found.total()}, gold {gold.total()})"


def report(pairs: Iterable[tuple[Path, Path]]) -> Iterator[str]:
    """A line for each kind of each play, and one for each kind of all."""
    totals: dict[str, tuple[Found, Found]] = {}
    for text, tei in pairs:
        found = found_in(docconv.read(text))
        meant, bare = meant_by(etree.parse(tei).getroot())
        for kind, gold in meant.items():
            more = f"; {bare} without a heading" if kind == "divisions" else ""
            yield f"{text.name}: {kind}: {scores(found[kind], gold)}{more}"
            ours, theirs = totals.setdefault(kind, (Counter(), Counter()))
            ours += Counter({(text.name, *path): count for path, count in found[kind].items()})
            theirs += Counter({(text.name, *path): count for path, count in gold.items()})
    for kind, (ours, theirs) in totals.items():
        yield f"all: {kind}: {scores(ours, theirs)}"


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="TEXT TEI")
    files = parser.parse_args().files
    for line in report(zip(files[::2], files[1::2], strict=True)):
        print(line)


if __name__ == "__main__":
    main()
