"""Brackets that run over several lines."""

from __future__ import annotations

from collections.abc import Sequence

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark
from docconv.transcript.lines.lines import CLOSING, OPENING, TranscriptLine

CLOSINGS = tuple(CLOSING)
LONGEST_BRACKET = 12  # lines
LEFT_OPEN = regex(r"[(\[（【［〔][^\d\W][^()\[\]（）【】［］〔〕]*$")
DASHED = regex(r"(?:\s|[.!?…”»])[–—]$|\s-$|^[–—-]\s")
CALL = regex(r"[^\W\d_][^:：()\[\]（）]*[:：]\s*[^()\[\]（）]{3,}[^\s:;][)\]）]")  # `Ann: It is!) I`


def close_brackets(lines: Sequence[TranscriptLine]) -> None:
    """Nothing begins within a bracket that runs over several lines: applause, and who calls what. One that is
    opened after other words tells so by its dashes, or where the line that closes it begins with a call.
    """
    for index, line in enumerate(lines):
        whole = line.text[0] in OPENING and line.opens
        if not (whole or _is_left_open(line.text)):
            continue
        depth = _depth(line.text) if whole else 1
        inside: list[TranscriptLine] = []
        for after in lines[index + 1 : index + LONGEST_BRACKET]:
            if depth <= 0 or after.gap:
                break
            inside.append(after)
            depth = _depth(after.text, depth)
        dashed = whole or any(DASHED.search(one.text) for one in (line, *inside[:-1]))
        if depth == 0 and (dashed or CALL.match(inside[-1].text)):
            for after in inside:
                after.opens = after.breaks = False
            if whole and inside and inside[-1].text.rstrip(".…")[-1:] in CLOSINGS and line.mark is None:
                line.mark = LineMark("stage")


def _is_left_open(text: str) -> bool:
    """Whether the last bracket of a line is opened there."""
    opened = "(" in text or "[" in text or (not text.isascii() and ("（" in text or "［" in text))
    return (opened or "【" in text or "〔" in text) and LEFT_OPEN.search(text) is not None


def _depth(text: str, before: int = 0) -> int:
    """How many brackets are open after a text, or after the one that closes all open before it."""
    depth = before
    for char in text:
        depth += (char in OPENING) - (char in CLOSING)
        if depth == 0 < before:
            break
    return depth
