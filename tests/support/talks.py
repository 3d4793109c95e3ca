"""Generated talks as people have them, for formats that have no markup of their own for what is in a document.

`docconv.testing.documents` makes what no plain text can tell, such as a turn whose words are a colon. These have
names that are names and sentences that are sentences, in any order.
"""

from __future__ import annotations

from hypothesis import strategies as st

from docconv import model as m
from docconv.model import Block, Resolved, Speaker, TurnBlock

CAST = (
    Speaker("ada-quill", name="Ada Quill", role="chair", aliases=("Ada Quill",)),
    Speaker("bo-reeve", name="Bo Reeve", sex="M", aliases=("BO REEVE",), refs=("https://example.org/bo",)),
    Speaker("cyd-lorne", name="Cyd Lorne", aliases=("Cyd Lorne",)),
)
SAID = (
    "We rowed out before the sun was up, and the water was as flat as a table.",
    "Did the rope hold?",
    "It did, for an hour at least: then we had to tie it again.",
    "Nobody knows. Not even the harbour master.",
    "The bell has been lost for forty years, and now everybody wants to hear it.",
    "Yes.",
    "That was in 1951, when the pier was new.",
    "I have never seen a boat that was painted so badly, and I told them so.",
)
TOLD = (
    "The guests went down to the harbour and looked at the bell for a long time.",
    "After an hour the meeting went on in the boathouse, where it was warm.",
)
EVENTS = ("(Applause)", "(A bell rings.)")
HEADINGS = ("The first boat", "What the divers found", "Afterwards")


def _paragraphs(
    draw: st.DrawFn, clock: list[int] | None, *, has_words: bool, has_pieces: bool
) -> tuple[TurnBlock[Speaker], ...]:
    said = [" ".join(draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=4)))]
    timings = [_timing(draw, clock)]
    if draw(st.integers(0, 4)) == 0:
        said.append(draw(st.sampled_from(SAID)))
        timings.append(_timing(draw, clock))
    if has_words:
        timings = [
            timing and _with_words(draw, timing, text) for timing, text in zip(timings, said, strict=True)
        ]
    if has_pieces:
        timings = [
            timing and _with_pieces(draw, timing, text) for timing, text in zip(timings, said, strict=True)
        ]
    return tuple(m.Paragraph((m.Text(text),), timing=one) for text, one in zip(said, timings, strict=True))


def _with_pieces(draw: st.DrawFn, timing: m.Timing, text: str) -> m.Timing:
    """A timing with instants within some words that last: between two letters, or behind the last sign."""
    every = draw(st.integers(1, 6))
    anchors: list[int] = []
    for number, (word, begin, end) in enumerate(
        zip(text.split(), timing.words[::2], timing.words[1::2], strict=bool(timing.words))
    ):
        if number % every == 0 and begin >= 0 and end - begin > 2:
            at = len(word) if draw(st.booleans()) or not word[:2].isalpha() else 1
            anchors += (number, at, begin + 1) if at == 1 else (number, at, begin + 1, number, at, begin + 2)
    return m.Timing(timing.begin, timing.end, timing.words, tuple(anchors))


def _with_words(draw: st.DrawFn, timing: m.Timing, text: str) -> m.Timing:
    """A timing with the times of words within it, one after the other; of some begin, end or both are unknown."""
    count = len(text.split())
    step = draw(st.integers(1, 900)) if timing.end is None else (timing.end - timing.begin) // (count + 1)
    if step < 1:
        return timing
    begins = range(timing.begin + draw(st.integers(0, step)), timing.begin + step * count + step, step)
    lasts = draw(st.integers(0, step))
    unbegun, unended = draw(st.integers(2, 9)), draw(st.integers(2, 9))
    times = [
        time
        for at, begin in zip(range(count), begins, strict=False)
        for time in (begin if at % unbegun != 1 else -1, begin + lasts if at % unended else -1)
    ]
    return m.Timing(timing.begin, timing.end, tuple(times) if max(times) >= 0 else ())


def _timing(draw: st.DrawFn, clock: list[int] | None) -> m.Timing | None:
    """When a paragraph is heard: no sooner than what is above begins, perhaps over it, perhaps unknown."""
    if clock is None or draw(st.integers(0, 4)) == 0:
        return None
    clock[0] += draw(st.integers(1, 9000))
    length = draw(st.none() | st.integers(1, 20_000))
    return m.Timing(clock[0], None if length is None else clock[0] + length)


@st.composite
def talks(
    draw: st.DrawFn,
    *,
    has_narrative: bool = True,
    has_headings: bool = True,
    has_times: bool = False,
    has_words: bool = False,
    has_pieces: bool = False,
) -> Resolved:
    """A talk of two to twelve turns with events, narrative and headings between, and times of most
    paragraphs; of their words, too, and of pieces of words, where these are asked for.
    """
    turns = draw(st.integers(2, 12))
    clock = [0] if has_times else None
    body: list[Block[Speaker]] = []
    sections: list[Block[Speaker]] = []
    heading: m.Heading[Speaker] | None = None
    for number in range(1, turns + 1):
        who = CAST[number % 2] if draw(st.integers(0, 5)) else CAST[2]
        body.append(
            m.Turn(
                f"t{number}",
                _paragraphs(draw, clock, has_words=has_words, has_pieces=has_pieces),
                (who,),
                who.aliases[0],
            )
        )
        between = draw(st.integers(0, 9))
        if between == 0:
            body.append(m.Stage((m.Text(draw(st.sampled_from(EVENTS))),)))
        elif between == 1 and has_narrative:
            body.append(m.Narrative((m.Text(draw(st.sampled_from(TOLD))),)))
        elif between == 2 and has_headings:
            sections += [m.Section(tuple(body), heading)] if heading else body
            body, heading = [], m.Heading((m.Text(draw(st.sampled_from(HEADINGS))),))
    sections += [m.Section(tuple(body), heading)] if heading else body
    heard = [one for number in range(len(CAST)) if (one := CAST[number]) in _heard(sections)]
    title = m.Heading[Speaker]((m.Text("The night of the rope"),))
    facts = m.Metadata("The night of the rope", "en", "2021-05-03", fields=(("Place", "Boathouse"),))
    ordered = sorted(heard, key=_heard(sections).index)
    return m.Document(tuple(sections), facts, title, tuple(ordered))


def _heard(blocks: list[Block[Speaker]]) -> list[Speaker]:
    """Who speaks, in order of first appearance."""
    found: list[Speaker] = []
    for block in blocks:
        if isinstance(block, m.Section):
            found += _heard(list(block.blocks))
        elif isinstance(block, m.Turn):
            found += block.speakers
    return list(dict.fromkeys(found))
