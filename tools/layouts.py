"""How much depends on the layout of a text: transcripts whose speakers are known, in other ways.

layouts.py FOLDER...

The folders are those of weights.py. Every layout is made of all transcripts: those of the page from the
text as it is, those of labels from the segments of the annotation. The figures are means over all.
"""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from docconv.model import (
    Boilerplate,
    CastItem,
    Heading,
    Narrative,
    Paragraph,
    Resolved,
    Turn,
)
from docconv.speakers import resolve
from docconv.transcript import read_transcript
from docconv.walk import text_of, walk
from weights import Pair, load_score, pairs_in

WIDTH, PAGE = 72, 45
HEAD = "Record of the sitting"


def paged(pair: Pair) -> str:
    """With running heads and page numbers."""
    lines = iter(pair.text.split("\n"))
    pages = iter(lambda: "\n".join(islice(lines, PAGE)), "")
    return "".join(f"{page}\n\n{HEAD}\n\nPage {number}\n\n" for number, page in enumerate(pages, 1))


def wrapped(pair: Pair) -> str:
    """Broken to lines."""
    rows = pair.text.split("\n")
    return "\n".join(textwrap.fill(row, WIDTH, break_on_hyphens=False) for row in rows)


def numbered(pair: Pair) -> str:
    """Broken to lines, each with a number."""
    return "\n".join(f"{at % 25 + 1:>4}  {row}".rstrip() for at, row in enumerate(wrapped(pair).split("\n")))


def double_spaced(pair: Pair) -> str:
    """Broken to lines, with a blank one behind each."""
    return wrapped(pair).replace("\n", "\n\n")


def in_capitals(pair: Pair) -> str:
    """All in capitals."""
    return pair.text.upper()


def dense(pair: Pair) -> str:
    """Without blank lines."""
    return "\n".join(row for row in pair.text.split("\n") if row.strip())


def printed(pair: Pair, label: Callable[[str], str]) -> str:
    """With labels of another form, made of the annotation."""
    parts = []
    for segment in pair.gold["segments"]:
        said = "\n\n".join(segment["paragraphs"])
        head = segment["speaker"] if segment["kind"] == "turn" and not segment.get("cont") else None
        parts.append(f"{label(head)}{said}" if head else said)
    return "\n\n".join(parts) + "\n"


LAYOUTS: Mapping[str, Callable[[Pair], str]] = {
    "as they are": lambda pair: pair.text,
    "with running heads and page numbers": paged,
    "broken to lines of 72 characters": wrapped,
    "the same, each line with a number, blank ones too": numbered,
    "the same, double-spaced": double_spaced,
    "all in capitals": in_capitals,
    "without blank lines": dense,
    "labels alone on their lines, as names are written": lambda pair: printed(pair, "{}\n".format),
    "labels in capitals alone on their lines": lambda pair: printed(pair, lambda label: f"{label.upper()}\n"),
    "labels in capitals, a full stop behind them": lambda pair: printed(
        pair, lambda label: f"{label.upper().rstrip('.')}. "
    ),
    "labels in capitals, a dash behind them": lambda pair: printed(pair, lambda label: f"{label.upper()} – "),
}


def segments(document: Resolved) -> Iterator[dict[str, Any]]:
    """A document in the shape of the aligner."""
    for node in walk(document):
        match node:
            case Turn():
                said = [text_of(block.children) for block in node.blocks if isinstance(block, Paragraph)]
                who = " ".join(speaker.id for speaker in node.speakers)
                yield {
                    "kind": "turn", "speaker": node.label or None, "who": who or None,
                    "cont": bool(node.continues), "paragraphs": said,
                }  # fmt: skip
            case Heading() | Narrative() | CastItem() | Boilerplate():
                kind = "heading" if isinstance(node, Heading) else "narrative"
                yield {"kind": kind, "speaker": None, "who": None, "paragraphs": [text_of(node.children)]}
            case _:
                pass


def measured(text: str, pair: Pair, score: ModuleType) -> tuple[float, float]:
    """Speaker accuracy of a text, and the share of words in the wrong mouth."""
    document, _ = resolve(read_transcript(text)[0])
    report = score.score(pair.gold, {"segments": list(segments(document))})
    return report["speaker_acc"], report["misattributed"]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    folders: Sequence[Path] = parser.parse_args().folders
    score = load_score(folders)
    pairs = [pair for folder in folders for pair in pairs_in(folder)]
    print("| the same texts | speaker accuracy | words in the wrong mouth |", "|---|---|---|", sep="\n")
    for name, layout in LAYOUTS.items():
        rows = [measured(layout(pair), pair, score) for pair in pairs]
        right, wrong = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        print(f"| {name} | {right:.3f} | {wrong:.1%} |", flush=True)


if __name__ == "__main__":
    main()
