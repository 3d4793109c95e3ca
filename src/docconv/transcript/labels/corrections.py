"""A user's decisions about lines of a text, which hold in all later runs.

A correction is anchored on the beginning of a line's text; its line number only keeps equal lines apart. One
that no longer fits is reported and never applied elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import frozen

from docconv.notices import Notice
from docconv.transcript.annotations import LabelRule, LineMark
from docconv.transcript.labels.rules import candidates
from docconv.transcript.lines.lines import TranscriptLine

LineRole: TypeAlias = Literal["label", "text", "speech", "narrative", "heading", "stage", "boilerplate"]
ANCHOR = 40


@frozen(kw_only=True)
class Correction:
    """One decision.

    `text` is how the line begins, `line` its number when the decision was made (0: not given). `is_` says
    what the line is: `label` (then `label` may give the printed label), `text` for "no label", or another
    kind. `speaker` names who speaks the turn that begins here.
    """

    text: str
    line: int = 0
    is_: LineRole | None = None
    label: str = ""
    speaker: str = ""


def decide(
    lines: Sequence[TranscriptLine], corrections: Sequence[Correction], rules: Iterable[LabelRule]
) -> Iterator[Notice]:
    """Mark the line of each correction; a notice for each that fits none."""
    places = _places(lines, {_folded(item.text)[:ANCHOR] for item in corrections}) if corrections else {}
    for item in corrections:
        index = _find(lines, places, item)
        if index is None:
            yield _unused(item)
            continue
        if item.is_ is not None:
            lines[index].mark = _mark(lines[index], item, rules)
        lines[index].speaker = item.speaker or lines[index].speaker


def _places(lines: Sequence[TranscriptLine], anchors: set[str]) -> Mapping[str, list[int]]:
    """The lines that begin with each anchor."""
    lengths = {len(anchor) for anchor in anchors}
    found: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        folded = _folded(line.text)
        for length in lengths:
            if folded[:length] in anchors:
                found[folded[:length]].append(index)
    return found


def _find(lines: Sequence[TranscriptLine], places: Mapping[str, list[int]], item: Correction) -> int | None:
    """The line meant: the only one with this text, or the one at the number given."""
    folded = _folded(item.text)
    fitting = [
        index for index in places.get(folded[:ANCHOR], ()) if _folded(lines[index].text).startswith(folded)
    ]
    exact = [index for index in fitting if lines[index].number == item.line]
    chosen = exact or fitting
    return chosen[0] if len(chosen) == 1 else None


def _mark(line: TranscriptLine, item: Correction, rules: Iterable[LabelRule]) -> LineMark:
    """What the correction says, as a notation would."""
    if item.is_ == "label":
        if item.label and line.text.startswith(item.label):
            body = (
                len(item.label)
                + len(line.text[len(item.label) :])
                - len(line.text[len(item.label) :].lstrip(" \t:：.—–-"))
            )
            return LineMark("label", body, item.label)
        found = candidates(line.text, rules)
        if found:
            return LineMark("label", found[0].body, found[0].label)
        return LineMark("label", len(line.text), item.label or line.text)
    return LineMark(item.is_ or "text")


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _unused(item: Correction) -> Notice:
    return Notice(
        "correction-unused",
        f"the correction for “{item.text[:ANCHOR]}” (line {item.line}) fits no line, or several",
        remedy="give more of the line's text, or its present number, in the corrections file",
    )
