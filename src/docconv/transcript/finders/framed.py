"""A text in which nobody is found to speak, read with the form in which it seems to print its labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from attrs import evolve

from docconv.model import Attribution, Evidence, Turn
from docconv.notices import Notice
from docconv.transcript.annotations import PLAIN_TEXT
from docconv.transcript.finders.frames import Frame, frame_of
from docconv.walk import map_blocks, turns

if TYPE_CHECKING:
    from docconv.model import Draft
    from docconv.transcript.annotations import Formatting
    from docconv.transcript.lexicon import TranscriptLexicon
    from docconv.transcript.taught import SourceConvention


UNPARTED = "{label} {text}"


class Framed(Protocol):
    """What was found in a text."""

    text: str
    formatting: Formatting
    lexicon: TranscriptLexicon
    taught: SourceConvention
    draft: Draft
    notices: list[Notice]


R = TypeVar("R", bound=Framed)


def in_a_frame(silent: R, again: Callable[..., R]) -> R:
    """The same text read `again` with the frame of its labels where nobody was found to speak, no turn of it
    more than likely and with one notice; as it is where somebody speaks, where nothing like labels comes back
    or where a convention or a notation says how they are printed.
    """
    taught = silent.taught
    if silent.formatting.notation or taught.forms or taught.labels or any(turns(silent.draft)):
        return silent
    frame = frame_of(silent.text, silent.lexicon)
    if frame is None or (frame.form == UNPARTED and silent.formatting is not PLAIN_TEXT):
        return silent  # what is set apart by its look would be, where nothing else parts it from the words
    found = again(convention=evolve(taught, forms=(frame.form,), labels=frame.labels))
    return _guessed(found, frame) if any(turns(found.draft)) else silent


def _guessed(found: R, frame: Frame) -> R:
    """A reading whose labels are guessed, which says so."""
    why = Evidence("form-guessed", f"labels are taken to be printed as “{frame.form}”, which no rule knows")
    likely = Attribution("medium", (why,))
    found.draft = map_blocks(
        found.draft, lambda block: evolve(block, attribution=likely) if isinstance(block, Turn) else block
    )
    first, *others = (turn.span for turn in turns(found.draft))
    known = "".join(f"\nlabels = {list(frame.labels)}" for _ in frame.labels[:1]).replace("'", '"')
    told = f'[convention]\nforms = ["{frame.form}"]{known}'
    notice = Notice(
        "speaker-guessed",
        why.detail,
        span=first,
        rule=why.rule,
        remedy=f"{told}   # in a convention file, if it is right",
        evidence=(why,),
        lines=tuple(span.line for span in others if span),
    )
    found.notices.insert(0, notice)
    return found
