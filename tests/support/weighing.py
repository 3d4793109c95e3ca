"""What is told of the labels of a text: the evidence for each, as it is weighed, and the notices."""

from __future__ import annotations

from collections.abc import Iterator

from docconv.transcript import Analysis
from docconv.transcript.labels.convention.families import family_of
from docconv.transcript.shape import key


def evidence_outline(analysis: Analysis) -> str:
    """One line a label of a family, where it may stand first: how often it does, and what was weighed."""
    return "".join(_evidence(analysis))


def _evidence(analysis: Analysis) -> Iterator[str]:
    seen = set()
    for item in (item for line in analysis.lines for item in line.candidates):
        place = family_of(item), key(item.label)
        kind = analysis.convention.types.get(place[0], {}).get(place[1])
        if kind is not None and place not in seen:
            how = " ".join(filter(None, (item.rule.name, item.look, "alone" * item.alone)))
            raw = ", ".join(f"{name} {weight:+.2f}" for name, weight in kind.raw.items())
            yield f"- {how} “{item.label}” {len(kind.occurrences)}: {raw}\n"
        seen.add(place)


def told_outline(analysis: Analysis) -> str:
    """One line a notice: how loud it is, its line, what it is about, and how many words depend on it."""
    return "".join(
        f"! {one.severity} {one.span.line if one.span else 0} {one.code} {one.rule} {one.words}: {one.message}; "
        f"{one.remedy!r}\n"
        for one in analysis.notices
    )
