"""What an editor should look at: decisions below high certainty, and lines that look like labels but were not
taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docconv.model import Attribution, Draft, Span
from docconv.notices import Notice
from docconv.transcript.annotations import WeighedCandidate
from docconv.transcript.lines.lines import TranscriptLine
from docconv.walk import turns

REMEDY = 'if it is none, give the line is = "text" in the file of decisions beside the transcript'


def doubts(draft: Draft, lines: Sequence[TranscriptLine]) -> Iterator[Notice]:
    """Notices on a draft, in order of the text within each kind."""
    if draft.metadata.lang == "und":
        yield Notice("language-unknown", "the language of the text could not be told", "info")
    furniture = [line for line in lines if line.is_furniture]
    if furniture:
        yield Notice(
            "furniture-removed",
            f"{len(furniture)} lines of page furniture are kept as page breaks",
            "info",
            furniture[0].span,
        )
    for turn in turns(draft):
        if not turn.speakers:
            yield Notice(
                "speaker-unknown",
                "nobody can be told to speak here",
                span=turn.span,
                rule=_rule(turn.attribution),
            )
        elif turn.attribution.certainty != "high":
            named = (
                f"“{turn.label}” is taken for a label"
                if turn.label
                else f"{turn.speakers[0].text} is taken to speak"
            )
            yield Notice(
                "speaker-guessed",
                f"{named}, certainty {turn.attribution.certainty}: {_reasons(turn.attribution)}",
                span=turn.span,
                rule=_rule(turn.attribution),
                alternatives=("narrative", "the turn before goes on"),
                remedy=REMEDY if turn.label else "",
            )
    for line in lines:
        if line.rejected is not None:
            yield _rejected(line, line.rejected)


def _rejected(line: TranscriptLine, choice: WeighedCandidate) -> Notice:
    label = choice.candidate.label
    return Notice(
        "label-rejected",
        f"“{label}” looks like a label, but is not taken for one: {_reasons(choice.attribution)}",
        "info",
        line.span,
        choice.candidate.rule.name,
        alternatives=(f"a turn of {label}",),
    )


def _reasons(attribution: Attribution) -> str:
    return ", ".join(f"{evidence.rule} {evidence.detail}".strip() for evidence in attribution.evidence)


def _rule(attribution: Attribution) -> str:
    return attribution.evidence[-1].rule if attribution.evidence else ""


def _span(line: TranscriptLine) -> Span:
    return Span(line.number, line.indent + 1, line.start, line.start + len(line.text))
