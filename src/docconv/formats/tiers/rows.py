"""Tiers to a draft: what is said in them by whom and when, what is done meanwhile, what is noted of both."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, count
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from docconv.errors import BadInputError
from docconv.languages.detection import detect
from docconv.model import Block, Document, Draft, Label, Metadata, Milestone, Narrative, Stage, Text
from docconv.notices import Notice
from docconv.transcript.kinds import stage_kind
from docconv.transcript.lexicon import lexicon
from docconv.transcript.timings import code_of
from docconv.transcript.utterances import Utterance, blocks_of, times_of_words

TierKind: TypeAlias = Literal["speech", "event", "narrative", "note"]
MOSTLY = 0.8
FEWEST = 10
"""Intervals from which on a tier shows whether its words are a few that come back."""
RATE = 4


@frozen
class Interval:
    """What stands in a tier from one point to another: their places in the order of the file, and when they
    are in milliseconds, where that is known. `opens`: a turn begins with it, whoever speaks before. `words`:
    where each of its words is, where that is told.
    """

    text: str
    first: float
    last: float
    begin: int | None = None
    end: int | None = None
    opens: bool = False
    words: tuple[Interval, ...] = field(default=(), repr=False)


@frozen
class Tier:
    """A row of intervals. `owner`: the tier that a tier of notes is about, where one is told. `joins`: what
    follows without a pause is one utterance.
    """

    name: str
    speaker: str = ""
    kind: TierKind = "speech"
    intervals: tuple[Interval, ...] = field(default=(), repr=False)
    owner: str = ""
    joins: bool = False

    @property
    def filled(self) -> list[Interval]:
        """The intervals in which something stands."""
        return [one for one in self.intervals if one.text.strip()]

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(one.text.split()) for one in self.intervals)

    @property
    def is_coding(self) -> bool:
        """Whether its words are a few that come back, as codes do, one at a time."""
        texts = [one.text.strip() for one in self.filled]
        return len(texts) >= FEWEST and len(set(texts)) * RATE <= len(texts) and self.words < 2 * len(texts)

    @property
    def has_spaces(self) -> bool:
        """Whether an interval begins or ends with white space, so that others may hold parts of words."""
        return any(one.text != one.text.strip() for one in self.filled)

    @property
    def is_of_words(self) -> bool:
        """Whether nearly each interval holds one word."""
        filled = self.filled
        single = sum(len(one.text.split()) == 1 for one in filled)
        return len(filled) > 1 and single >= MOSTLY * len(filled)


@frozen
class _Heard:
    first: float
    last: float
    number: int
    what: Utterance
    owner: str = ""
    kind: TierKind = "speech"


def draft_of(tiers: Sequence[Tier], facts: Metadata, where: str) -> tuple[Draft, tuple[Notice, ...]]:
    """Tiers as a draft. Raises `BadInputError` where nothing is said, done or told in them."""
    numbers = count()
    said = [one for tier in tiers if tier.kind == "speech" for one in _utterances(tier, numbers)]
    lang = facts.lang if facts.lang != "und" else detect(" ".join(one.what.text for one in said[:200]))
    notes = [tier for tier in tiers if tier.kind == "note"]
    done = [
        one for tier in tiers if tier.kind in ("event", "narrative") for one in _done(tier, lang, numbers)
    ]
    if not (said or done):
        message = "nothing is said in the tiers of this file"
        raise BadInputError(message, where=where, remedy="give a transcript with text in it")
    if said:
        said = _noted(said, notes)
    else:  # there is nothing that notes could be about
        done += [one for tier in notes for one in _done(evolve(tier, kind="narrative"), lang, numbers)]
    rows = sorted((*said, *done), key=lambda one: (one.first, one.number))
    body = blocks_of(map(_block, rows))
    return Document(body, evolve(facts, lang=lang)), tuple(_notices(tiers))


def _block(one: _Heard) -> Utterance | Block[Label]:
    """What nobody says or does is between turns."""
    what = one.what
    if one.kind == "narrative":
        return Narrative(what.children)
    return Stage(what.children, what.kind) if what.kind and not what.speaker else what


def _utterances(tier: Tier, numbers: Iterator[int]) -> Iterator[_Heard]:
    """The intervals of a tier, those that follow each other without a pause as one where it joins them."""
    group: list[Interval] = []
    glue = " " if tier.is_of_words or not tier.has_spaces else ""
    for interval in tier.filled:
        if group and not (tier.joins and interval.first == group[-1].last):
            yield _utterance(tier, group, next(numbers), glue)
            group = []
        group.append(interval)
    if group:
        yield _utterance(tier, group, next(numbers), glue)


def _utterance(tier: Tier, group: Sequence[Interval], number: int, glue: str) -> _Heard:
    text = " ".join(glue.join(one.text for one in group).split())
    begin, end, opens = group[0].begin, group[-1].end, group[0].opens
    what = Utterance(text, tier.speaker, begin, end, (Text(text),), opens=opens, words=_times(text, group))
    return _Heard(group[0].first, group[-1].last, number, what, tier.name)


def _times(text: str, group: Sequence[Interval]) -> tuple[int, ...]:
    """When words of several intervals are heard: those that one begins with, until it ends where it holds no
    other; the next begins where one ends.
    """
    if len(group) < 2:
        return next((times_within(one) for one in group), ())
    times = times_of_words(text, ((one.text, one.begin, one.end) for one in group))
    known = [
        (begin, end) if begin >= 0 else (-1, -1) for begin, end in zip(times[::2], times[1::2], strict=True)
    ]
    return tuple(chain.from_iterable(known)) if any(begin >= 0 for begin, _ in known) else ()


def times_within(interval: Interval) -> tuple[int, ...]:
    """When the words of an interval are heard that has these; none where they are others."""
    if not interval.words:
        return ()
    return times_of_words(interval.text, ((one.text, one.begin, one.end) for one in interval.words))


def _done(tier: Tier, lang: str, numbers: Iterator[int]) -> Iterator[_Heard]:
    """What is done by somebody or by nobody, and what is told of it."""
    known = lexicon(lang)
    for one in tier.filled:
        text = " ".join(one.text.split())
        code = () if one.begin is None else (Milestone("time", code_of(one.begin, one.end)),)
        children = (*code, Text(text))
        what = Utterance(text, tier.speaker, children=children, kind=stage_kind(text, known), opens=one.opens)
        yield _Heard(one.first, one.last, next(numbers), what, kind=tier.kind)


def _noted(said: Sequence[_Heard], notes: Sequence[Tier]) -> list[_Heard]:
    """Utterances with what tiers of notes say of them: of the one tier, of that speaker, or of any. What they
    say at other times than those of the paragraph and its words stands after these times.
    """
    found: dict[int, list[Milestone]] = defaultdict(list)
    times: dict[int, tuple[int, ...]] = {}
    for tier in notes:
        about = (
            [one for one in said if tier.owner and one.owner == tier.owner]
            or [one for one in said if tier.speaker and one.what.speaker == tier.speaker]
            or list(said)
        )
        about.sort(key=lambda one: (one.first, one.number))
        for one, intervals in _by_utterance(tier, about):
            if heard := one.what.words or times.get(one.number) or _times(one.what.text, intervals):
                times[one.number] = heard
            known = {one.what.begin, one.what.end, *heard}
            texts = " ".join(_told(part, known) for part in intervals)
            found[one.number].append(Milestone("annotation", f"{tier.name}: {texts}"))
    return [_with(one, found[one.number], times.get(one.number, ())) for one in said]


def _told(part: Interval, known: Collection[int | None]) -> str:
    """What an interval says, after its times where the paragraph and its words have others."""
    text = " ".join(part.text.split())
    is_kept = part.begin is None or {part.begin, part.end} <= {None, *known}
    return text if is_kept or part.begin is None else f"{code_of(part.begin, part.end)} {text}"


def _with(one: _Heard, notes: Iterable[Milestone], words: tuple[int, ...]) -> _Heard:
    what = evolve(one.what, children=(*one.what.children, *notes), words=one.what.words or words)
    return evolve(one, what=what)


def _by_utterance(tier: Tier, about: Sequence[_Heard]) -> list[tuple[_Heard, list[Interval]]]:
    """What a tier says during each utterance."""
    begins = [one.first for one in about]
    found: dict[int, list[Interval]] = defaultdict(list)
    for interval in tier.filled:
        found[max(bisect_right(begins, interval.first) - 1, 0)].append(interval)
    return [(about[at], intervals) for at, intervals in found.items()]


def _notices(tiers: Iterable[Tier]) -> Iterator[Notice]:
    notes = [tier.name for tier in tiers if tier.kind == "note" and tier.filled]
    if notes:
        message = f"read as annotations: {', '.join(dict.fromkeys(notes))}"
        yield Notice("not-read", message, "info", rule="tiers")
    if any(tier.kind == "speech" and tier.joins for tier in tiers):
        message = "what follows without a pause is one paragraph, whose words have the times within it"
        yield Notice("not-read", message, "info", rule="tiers")
