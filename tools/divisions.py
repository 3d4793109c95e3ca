"""How well docconv finds the structure of plays: F1 of divisions, of entries of cast lists and of lines of
verse against TEI that others made.

`tools/divisions.py TEXT TEI [TEXT TEI ...]` reads each text with docconv and each TEI with lxml alone. A
division is its type, its heading, and the types of those around it. Divisions that print no heading are told
apart, and are around no other: a text has nothing to find them by. An entry is its words, what is said of a
whole group none. A line of verse is the words that are spoken, without directions and the accents that one
edition prints and another does not; parts of a shared one are the words and which part it is. Where a TEI
marks no shared line at all, what was found of them is told, and no score.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from lxml import etree

import docconv
from docconv.model import Block, CastItem, Inline, Narrative, Paragraph, Resolved, Section, Speaker, Stage
from docconv.walk import text_of, walk

TEI = "{http://www.tei-c.org/ns/1.0}"
Found: TypeAlias = Counter[tuple[str, ...]]


SHARED = "shared lines"


BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def words(text: str) -> str:
    """The letters and figures of a text, casefolded, without accents."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", text.casefold())))


def _said(text: str) -> str:
    """The same of what is not in brackets; of all of it where nothing else is there."""
    return words(BRACKETS.sub(" ", text)) or words(text)


def found_in(document: Resolved) -> Mapping[str, Found]:
    """What docconv found, by kind."""
    items = (one for one in walk(document) if isinstance(one, CastItem))
    entries: Found = Counter((words(text_of(one.children)),) for one in items)
    lines = [one for one in walk(document) if isinstance(one, Paragraph | Narrative) and one.verse]
    verse: Found = Counter((_said(_spoken(one.children)),) for one in lines)
    parts: Found = Counter(
        (_said(_spoken(one.children)), one.verse.part) for one in lines if one.verse and one.verse.part
    )
    divisions: Found = Counter(_divisions(document.body))
    return {"divisions": divisions, "cast entries": entries, "verse lines": verse, SHARED: parts}


def _spoken(inlines: Iterable[Inline[Speaker]]) -> str:
    """The text of a line without its directions."""
    return text_of(tuple(one for one in inlines if not isinstance(one, Stage)))


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
    verse: Found = Counter((_said(_text(one, without="stage")),) for one in lines)
    parts: Found = Counter(
        (_said(_text(one, without="stage")), str(one.get("part")))
        for one in lines
        if one.get("part") in ("I", "M", "F")
    )
    found = {"divisions": headed, "cast entries": entries, "verse lines": verse, SHARED: parts}
    return found, len(divisions) - headed.total()


def _typed(root: etree._Element) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The divisions of a TEI that have a type, and whether they print a heading."""
    for division in root.iter(f"{TEI}div"):
        if division.get("type"):
            outer = (one for one in division.iterancestors(f"{TEI}div") if one.find(f"{TEI}head") is not None)
            around = [one.get("type") for one in outer if one.get("type")]
            head = division.find(f"{TEI}head")
            text = "" if head is None else _text(head)
            yield (*map(str, reversed(around)), str(division.get("type")), words(text)), head is not None


def _text(element: etree._Element, *, without: str = "note") -> str:
    """The text of an element and of what is in it, but for elements of one name."""
    inner = (
        ("" if one.tag in (f"{TEI}{without}", etree.Comment) else _text(one, without=without))
        + (one.tail or "")
        for one in element
    )
    return "".join((element.text or "", *inner))


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
            if kind == SHARED and not gold:
                yield f"{text.name}: {kind}: {found[kind].total()} found, none marked"
                continue
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
