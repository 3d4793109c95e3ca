"""What a plain text prints: its characters, without the syntax of a notation."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import pairwise, repeat, takewhile

from docconv.account.balance import LETTERS
from docconv.account.words import SourceText, words
from docconv.formats import Source
from docconv.model import Resolved
from docconv.patterns import regex
from docconv.walk import turns

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
TIMING = regex(
    r"^[ \t\f\v\u00a0\ufeff\u200b]*(?:\d+:)+\d{1,2}[.,]\d{1,3}(?:[^\S\n]+-->[^\S\n]+|,(?=\d+:\d{2}:\d{2}))"
    r"\d[\d:.,]*(?:[^\S\n]+\w+:\S+)*(?:[^\S\n\v]|[\ufeff\u200b])*(?=\v|$)",
    re.MULTILINE,
)
"""The times of a cue and its settings."""
MARGIN = "\n \t\f\v\r\u00a0\ufeff\u200b"
HEADER = regex(rf"\A[{MARGIN}]*WEBVTT[^\n]*(?:\n[^\n]+)*")
COMMENT = regex(r"(?<=\n\n)(?:NOTE|STYLE|REGION)\b[^\n]*(?:\n[^\n]+)*")
CUE_NAME = regex(r"(?:(?<=\n\n)|\A)[^\n]+(?=\n[ \t\f\v\u00a0\ufeff\u200b]*(?:\d+:)+\d+[.,]\d+[^\S\n]*-->)")
VOICE = regex(r"<v(?:\.[\w.]+)?[^\S\n]++([^<>\n]*+)>")
TAG = regex(r"</?(?:[bciuv]|ruby|rt|lang|font)(?:(?:\.|[^\S\n\v])[^<>\n\v]*)?>|<\d[\d:.]*>|\{\\an?\d{1,2}\}")
REFERENCE = regex(r"&(?:amp|lt|gt|lrm|rlm|nbsp|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});")
TIER = regex(r"^%\w+:[^\n]*(?:\n\t[^\n]*)*", re.MULTILINE)
UTTERANCE = regex(r"^\*([\w-]+):", re.MULTILINE)
KEY = regex(r"^@(?:title|subtitle|author)\b", re.MULTILINE)
CONTROL = regex("[\x00-\x08\x0e-\x1f]")
"""Some of these count as white space in Python, and none does in a text."""
BREAK = "\v"  # where a voice begins a line of its own within a line of the file
UNSEEN = " \ufeff\u200b"
FEWEST, WINDOW = 2, 60
CELL = regex(r"[^/|\t]{0,40}[/|\t]")


def account(source: Source) -> Iterator[SourceText]:
    """The account of a text, line by line."""
    text = _decoded(source).replace("\r\n", "\n").replace("\r", "\n")
    labels = "\n".join(one.label for one in source.corrections)
    if text.lstrip(MARGIN).startswith("WEBVTT") or len(TIMING.findall(_head(text))) >= FEWEST:
        yield _subtitles(text, labels)
    elif text.startswith(("@UTF8", "@Begin")):
        yield _chat(text, labels)
    else:
        plain = KEY.sub("", text) if "@" in text else text
        yield SourceText(plain, free=labels)


def _head(text: str) -> str:
    """The first lines, where the timings of subtitles are."""
    return "\n".join([line for line in text.split("\n", 4 * WINDOW) if line.strip()][:WINDOW])


def _decoded(source: Source) -> str:
    """The characters of a text that its reader could decode."""
    marked = next((name for mark, name in MARKS if source.data.startswith(mark)), "utf-8")
    text = source.data.decode(source.encoding or marked, "replace").removeprefix("\ufeff")
    return CONTROL.sub("\ufffd", text)


def _subtitles(text: str, free: str) -> SourceText:
    """Words of cues. Timings, comments, and names of cues and voices are none; a voice may be a label."""
    found = [free]

    def away(match: re.Match[str]) -> str:
        found.append(match[0])
        return BREAK if match[0].startswith("<") else "\n" * match[0].count("\n")

    for syntax in (HEADER, COMMENT, CUE_NAME, VOICE, TIMING):
        text = syntax.sub(away, text)
    text = REFERENCE.sub(lambda match: unescape(match[0]), TAG.sub("", text))
    rows = [row for line in text.replace(BREAK, "\n").split("\n") if (row := line.strip().strip(UNSEEN))]
    return SourceText(
        text,
        free="\n".join(found),
        again=lambda document: "\n".join((*_labels(rows, document), *_repeated(rows))),
    )


def _labels(rows: Iterable[str], document: Resolved) -> Iterator[str]:
    """The labels of a document, as often as they begin rows of cues without opening a turn: whoever goes on
    speaking has their label again. They are compared by their words, whatever is between these.
    """
    opened = Counter(tuple(words(turn.label or "")) for turn in turns(document))
    begun = Counter(_label(row, below, opened) for row, below in pairwise((*rows, "")))
    for label in begun:
        yield from repeat(" ".join(label), begun[label] - opened[label])


def _label(row: str, below: str, labels: Mapping[tuple[str, ...], int]) -> tuple[str, ...]:
    """The words of the label that begins a row, behind a cell or the figures and letters of a number or a
    time at most, and may end on the row below; none where there is none.
    """
    here, sizes = words(row), sorted(set(map(len, labels)), reverse=True)
    cell = CELL.match(row)
    starts = [0, *(at for at, _ in enumerate(takewhile(lambda word: len(word) <= LETTERS, here), 1))]
    starts += [len(words(cell[0]))] if cell else []
    found = ((*here, *words(below))[at : at + size] for at in starts for size in sizes)
    return next(filter(labels.__contains__, found), ())


def _repeated(rows: Iterable[str]) -> Iterator[str]:
    """Rows of captions that roll: they say the same as the row before, or as the one before some numbers."""
    before = said = list[str]()
    for row in map(words, rows):
        if row in (before, said):
            yield " ".join(row)
        before, said = row, said if all(map(str.isdigit, row)) else row


def _chat(text: str, free: str) -> SourceText:
    """Words of utterances and headers. Tiers below them annotate; a code is the label of a turn."""
    found = [free, *TIER.findall(text), *UTTERANCE.findall(text)]
    text = TIER.sub(lambda match: "\n" * match[0].count("\n"), text)
    return SourceText(UTTERANCE.sub("", text), free="\n".join(found))
