"""ELAN annotation files (https://www.mpi.nl/tools/elan/EAFv3.0.xsd): tiers that hang on each other.

A tier of words that no other tier holds is speech of its participant, of whom the tier with the most words is
read so. What hangs on it, and tiers whose words are a few that come back, are notes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from docconv.containers.xml import Element
from docconv.formats import Source
from docconv.formats.tiers.facts import Pair, heading_of, is_own, metadata_of
from docconv.formats.tiers.rows import Interval, Tier, TierKind, draft_of, times_within
from docconv.formats.tiers.xml import number, root_of
from docconv.languages.codes import LETTERS
from docconv.model import Draft, Metadata, Resolved, Speaker
from docconv.notices import Notice
from docconv.speakers import SpeakerTable, resolve
from docconv.speakers.labels.ids import Ids
from docconv.wellformed.shapes import is_language

Point = tuple[int, int | None]
DEEPEST = 60
"""Annotations that refer to each other."""
OPENS = "t"
"""The letter before the number of an annotation with which a turn begins, in files by docconv."""
TOOL_PROPERTIES = ("URN", "lastUsedAnnotationId")
KINDS: Mapping[str, TierKind] = {"speech": "speech", "event": "event", "narrative": "narrative"}
"""Types of tiers in files by docconv."""
WORD = "word"
"""That of tiers of words, which hang on those of speech."""


def read(source: Source) -> tuple[Draft | Resolved, tuple[Notice, ...]]:
    """Bytes as an annotation file to a draft, or to a document where docconv has written it."""
    root = root_of(source, "ANNOTATION_DOCUMENT")
    points = {
        slot.get("TIME_SLOT_ID", ""): (place, number(slot, "TIME_VALUE"))
        for place, slot in enumerate(root.iterfind("TIME_ORDER/TIME_SLOT"))
    }
    spans = dict(_spans(root, points))
    tiers = [_tier(one, spans) for one in root.iterfind("TIER")]
    parents = {one.get("TIER_ID", ""): one.get("PARENT_REF", "") for one in root.iterfind("TIER")}
    pairs = [
        (one.get("NAME", ""), " ".join((one.text or "").split())) for one in root.iterfind("HEADER/PROPERTY")
    ]
    if is_own(pairs):
        return _own(root, tiers, [pair for pair in pairs if pair[0] not in TOOL_PROPERTIES], source.name)
    return draft_of(list(_in_kinds(tiers, parents)), _facts(root), source.name)


def _own(
    root: Element, tiers: Sequence[Tier], pairs: Sequence[Pair], name: str
) -> tuple[Resolved, tuple[Notice, ...]]:
    """A file by docconv: the types of tiers say what they are, participants who speaks."""
    kinds = list(_with_words(list(map(_typed, tiers, root.iterfind("TIER"))), root))
    draft, notices = draft_of(kinds, metadata_of(pairs, _recording(root)), name)
    ids, names = Ids(), dict.fromkeys(tier.speaker for tier in kinds if tier.speaker)
    table = SpeakerTable(tuple(Speaker(ids.only(one), name=one) for one in names)).of_source()
    document, more = resolve(evolve(draft, title=heading_of(pairs)), table)
    return document, (*notices, *more)


def _typed(tier: Tier, element: Element) -> Tier:
    kind = KINDS.get(element.get("LINGUISTIC_TYPE_REF", ""), "note")
    return evolve(tier, kind=kind, speaker=" ".join(element.get("PARTICIPANT", "").split()))


def _with_words(tiers: Sequence[Tier], root: Element) -> Iterator[Tier]:
    """Tiers of speech with the words of the tiers that hang on them."""
    hang = {
        one.get("TIER_ID", ""): one.get("PARENT_REF", "")
        for one in root.iterfind("TIER")
        if one.get("LINGUISTIC_TYPE_REF") == WORD
    }
    below = {hang[tier.name]: tier for tier in tiers if tier.name in hang}
    for tier in tiers:
        if tier.name in below and tier.kind == "speech":
            yield from _joined(tier, below.pop(tier.name))
        elif tier.name not in hang:
            yield tier
    yield from below.values()


def _joined(speech: Tier, words: Tier) -> Iterator[Tier]:
    """A tier of speech with its words; those of what says others are notes, as they are."""
    begins = [one.first for one in speech.intervals]
    inside: dict[int, list[Interval]] = defaultdict(list)
    for one in words.filled:
        inside[max(bisect_right(begins, one.first) - 1, 0)].append(one)
    whole = [evolve(one, words=tuple(inside[at])) for at, one in enumerate(speech.intervals)]
    fitting = [bool(times_within(one)) for one in whole]
    yield evolve(
        speech, intervals=tuple(map(lambda fits, *both: both[fits], fitting, speech.intervals, whole))
    )
    left = [one for at, fits in enumerate(fitting) if not fits for one in inside[at]]
    if left:
        yield evolve(words, owner=speech.name, intervals=tuple(left))


def _spans(root: Element, points: Mapping[str, Point]) -> Iterator[tuple[str, tuple[Point, Point]]]:
    """From where to where each annotation is; one that refers to another is where that is."""
    unknown = len(points), None
    aligned = {
        one.get("ANNOTATION_ID", ""): (
            points.get(one.get("TIME_SLOT_REF1", ""), unknown),
            points.get(one.get("TIME_SLOT_REF2", ""), unknown),
        )
        for one in root.iter("ALIGNABLE_ANNOTATION")
    }
    yield from aligned.items()
    refers = {
        one.get("ANNOTATION_ID", ""): one.get("ANNOTATION_REF", "") for one in root.iter("REF_ANNOTATION")
    }
    for name in refers:
        target = name
        for _ in range(DEEPEST):
            if target in aligned or target not in refers:
                break
            target = refers[target]
        yield name, aligned.get(target, (unknown, unknown))


def _tier(tier: Element, spans: Mapping[str, tuple[Point, Point]]) -> Tier:
    name = tier.get("TIER_ID", "")
    intervals = []
    for one in tier.iter("ALIGNABLE_ANNOTATION", "REF_ANNOTATION"):
        (first, begin), (last, end) = spans[one.get("ANNOTATION_ID", "")]
        text = one.findtext("ANNOTATION_VALUE") or ""
        opens = one.get("ANNOTATION_ID", "").startswith(OPENS)
        intervals.append(Interval(text, first, last, begin, end, opens))
    told = " ".join(tier.get("PARTICIPANT", "").split())
    speaker = told or name.rpartition("@")[2].strip()
    return Tier(name, speaker, intervals=tuple(sorted(intervals, key=lambda one: one.first)))


def _in_kinds(tiers: Sequence[Tier], parents: Mapping[str, str]) -> Iterator[Tier]:
    """Tiers as speech or notes."""
    best: dict[str, Tier] = {}
    for tier in tiers:
        if parents[tier.name] not in parents and not tier.is_coding:
            best[tier.speaker] = max(tier, best.get(tier.speaker, tier), key=lambda one: one.words)
    for speaker, tier in best.items():
        if not any(_has_letters(one.text) for one in tier.filled):  # numbers of what is said below it
            below = [one for one in tiers if parents[one.name] == tier.name]
            best[speaker] = max((tier, *below), key=_lettered)
    spoken = {tier.name for tier in best.values() if tier.filled}
    spoken = spoken or {tier.name for tier in tiers}
    for tier in tiers:
        if tier.name in spoken:
            yield evolve(tier, joins=tier.is_of_words)
        else:
            yield evolve(tier, kind="note", owner=_owner(tier.name, parents, spoken))


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _lettered(tier: Tier) -> int:
    """How many words with letters a tier has."""
    return sum(_has_letters(word) for one in tier.intervals for word in one.text.split())


def _owner(name: str, parents: Mapping[str, str], spoken: set[str]) -> str:
    """The tier of speech on which a tier hangs, if it does."""
    for _ in range(DEEPEST):
        name = parents.get(name, "")
        if name in spoken:
            return name
    return ""


def _recording(root: Element) -> str | None:
    described = root.iterfind("HEADER/MEDIA_DESCRIPTOR")
    urls = (one.get("MEDIA_URL") or one.get("RELATIVE_MEDIA_URL") for one in described)
    return next(filter(None, urls), None)


def _facts(root: Element) -> Metadata:
    author = " ".join(root.get("AUTHOR", "").split())
    codes = (one.get("LANG_REF", "") for one in root.iterfind("TIER"))
    lang = next((tag for code in codes if is_language(tag := LETTERS.get(code, code))), "und")
    fields = (("annotator", author),) if author else ()
    return Metadata(lang=lang, fields=fields, media=_recording(root))
