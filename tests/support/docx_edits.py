"""What a person does to a transcript in a word processor: each edit by python-docx, and what must come of it.

The edits of `docx_edits.bas` are the same. Each touches the turn in the middle, or it and its neighbour.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from docx.document import Document as Opened
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Line

from docconv.model import Resolved
from support.docx_editing import Edit, add, spoken

Said: TypeAlias = list[tuple[str, str | None, str]]
ENDS = " .:?!,;)\"”“…'’»"


def middle(opened: Opened) -> Line:
    """The first paragraph of the turn in the middle."""
    said = [line for line in opened.paragraphs if line.style is not None and line.style.name == "Speech"]
    return said[len(said) // 2]


def turn_lines(opened: Opened) -> list[Line]:
    """The paragraphs of the turn in the middle."""
    lines = opened.paragraphs
    start = next(at for at, line in enumerate(lines) if line._p is middle(opened)._p)
    end = stop = start + 1
    while stop < len(lines) and _style(lines[stop]) in ("Speech Continuation", "Stage Direction"):
        stop += 1
        end = stop if _style(lines[stop - 1]) == "Speech Continuation" else end
    return lines[start:end]


def _style(line: Line) -> str | None:
    return None if line.style is None else line.style.name


def _last_word(line: Line) -> tuple[int, int, int]:
    """The run in which the last word stands, and its place there."""
    at = max(n for n, run in enumerate(line.runs) if run.text.strip(ENDS))
    text = line.runs[at].text
    end = len(text.rstrip(ENDS))
    return at, text[:end].rfind(" ") + 1, end


def _change(line: Line, word: str) -> None:
    at, start, end = _last_word(line)
    run = line.runs[at]
    run.text = run.text[:start] + word + run.text[end:]


def _cut(line: Line) -> Line:
    """Press Enter before the last word."""
    at, start, _ = _last_word(line)
    run = line.runs[at]
    below = add(line, run.text[start:], "Speech")
    run.text = run.text[:start]
    for later in line.runs[at + 1 :]:
        below._p.append(later._r)
    for mark in line._p.findall(qn("w:bookmarkEnd")):
        below._p.append(mark)
    return below


def _join(opened: Opened) -> None:
    line = middle(opened)
    below = _cut(line)
    for child in below._p:
        if child.tag != qn("w:pPr"):
            line._p.append(child)
    _drop(below)


def _drop(*lines: Line) -> None:
    for line in lines:
        parent = line._p.getparent()
        assert parent is not None
        parent.remove(line._p)


def _label(line: Line) -> str:
    return "".join(run.text for run in line.runs if run.style.name == "Speaker")


def _rename(line: Line, label: str) -> None:
    for run in line.runs:
        if run.style.name == "Speaker" and run.text:
            run.text, label = label, ""


def _unlabel(line: Line) -> None:
    rest = ""
    for run in line.runs:
        if run.style.name == "Speaker":
            run.text = ""
        elif not rest:
            rest = run.text
            run.text = run.text[2:]


def _first(opened: Opened) -> Line:
    return next(line for line in opened.paragraphs if _style(line) == "Speech")


def _new_turn(opened: Opened) -> None:
    add(middle(opened), ": I did not say that", "Speech", label=_label(_first(opened)))


def _above(opened: Opened, text: str, style: str) -> None:
    middle(opened).insert_paragraph_before(text, style)


def _tracked(opened: Opened) -> None:
    line = middle(opened)
    at, start, end = _last_word(line)
    run = line.runs[at]
    text = run.text
    run.text = text[:start]
    for name, words in (("del", text[start:end]), ("ins", "otherwise")):
        change = OxmlElement(f"w:{name}")
        change.set(qn("w:id"), "800")
        change.set(qn("w:author"), "Ed")
        new = line.add_run(words)
        if name == "del":
            for piece in new._r.iter(qn("w:t")):
                piece.tag = qn("w:delText")
        change.append(new._r)
        run._r.addnext(change) if name == "del" else run._r.getnext().addnext(change)  # type: ignore[union-attr]
    line.runs[at]._r.getparent()
    tail = line.add_run(text[end:])
    change.addnext(tail._r)


def _everywhere(opened: Opened) -> None:
    for line in opened.paragraphs:
        if _style(line) == "Speech" and any(run.text.strip(ENDS) for run in line.runs):
            at, _, end = _last_word(line)
            run = line.runs[at]
            run.text = f"{run.text[:end]} indeed{run.text[end:]}"


def _move(opened: Opened) -> None:
    lines = turn_lines(opened)
    second = [line for line in opened.paragraphs if _style(line) == "Speech"][1]
    for line in lines:
        second._p.addprevious(line._p)


def _bold(opened: Opened) -> None:
    line = middle(opened)
    at, start, end = _last_word(line)
    run = line.runs[at]
    text = run.text
    run.text = text[:start]
    for words, bold in ((text[end:], None), (text[start:end], True)):
        new = line.add_run(words)
        new.bold = bold
        run._r.addnext(new._r)


def _title(opened: Opened) -> None:
    next(line for line in opened.paragraphs if _style(line) == "Title").add_run(" again")


def _comment(opened: Opened) -> None:
    opened.add_comment(middle(opened).runs, "Is that so?", author="Ed")


EDITS: dict[str, Edit] = {
    "saved": lambda _: None,
    "word": lambda opened: _change(middle(opened), "otherwise"),
    "typed-on": lambda opened: middle(opened).add_run(" And more"),
    "paragraph": lambda opened: add(middle(opened), "A new paragraph", "Speech Continuation"),
    "split": lambda opened: _cut(middle(opened)),
    "joined": _join,
    "new-turn": _new_turn,
    "narrative": lambda opened: _above(opened, "Somebody opened a window", "Narrative"),
    "deleted": lambda opened: _drop(*turn_lines(opened)),
    "moved": _move,
    "renamed": lambda opened: _rename(middle(opened), "Somebody Else"),
    "label-deleted": lambda opened: _unlabel(middle(opened)),
    "heading": lambda opened: _above(opened, "A new part", "Heading 1"),
    "title": _title,
    "bold": _bold,
    "tracked": _tracked,
    "comment": _comment,
    "replaced-everywhere": _everywhere,
}
TOUCHED = frozenset(
    {"typed-on", "word", "paragraph", "split", "new-turn", "renamed", "label-deleted", "tracked"}
)
"""Edits after which the words or the label of the turn in the middle are others."""
UNTOUCHED: Callable[[Resolved], Said] = spoken


def kept(before: Resolved, after: Resolved, edit: str) -> str:
    """Nothing where every turn that the edit did not touch is what it was, and the touched one has its
    speaker; else what is wrong.
    """
    old, new = spoken(before), spoken(after)
    n = len(old) // 2
    if edit == "replaced-everywhere":
        return _differences([turn[:2] for turn in old], [turn[:2] for turn in new])
    if edit == "deleted":
        return _differences([*old[:n], *old[n + 1 :]], new)
    if edit == "moved":
        return _differences([old[0], old[n], *old[1:n], *old[n + 1 :]], new)
    if edit == "new-turn":
        added = len(new) - len(old)
        named = any(speaker.id == old[0][0] and speaker.kind == "person" for speaker in before.speakers)
        if added < 1 or new[n + 1][1] != old[0][1] or (named and new[n + 1][0] != old[0][0]):
            return f"{added} new turns"
        tail = new[-len(old[n + 1 :]) :] if old[n + 1 :] else []
        return (
            _differences(old[:n], new[:n])
            or _differences([*old[n + 1 :]], tail)
            or _differences([old[n][:1]], [new[n][:1]])
        )
    if edit == "renamed":
        same = new[n][0] in {turn[0] for turn in old}
        return _differences([*old[:n], *old[n + 1 :]], [*new[:n], *new[n + 1 :]]) or "nobody new" * same
    if edit in TOUCHED:
        return _differences([*old[:n], *old[n + 1 :]], [*new[:n], *new[n + 1 :]]) or _differences(
            [old[n][:1]], [new[n][:1]]
        )
    return _differences(old, new)


def _differences(old: object, new: object) -> str:
    if old == new:
        return ""
    if isinstance(old, list) and isinstance(new, list):
        pairs = [(a, b) for a, b in zip(old, new, strict=False) if a != b]
        return f"{len(old)} and {len(new)} turns; {pairs[:1]}"
    return "different"
