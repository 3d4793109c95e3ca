"""What a document must be so that every format can carry it: one check, for readers and before writers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, get_args
from weakref import WeakValueDictionary

from attrs import NOTHING, field, fields, frozen

from docconv import model as m
from docconv.errors import BadInputError, UsageError
from docconv.patterns import regex
from docconv.walk import has_fitting_words
from docconv.wellformed.shapes import NOT_OF_SPEAKERS, SHAPES, TURN, is_label, is_name, is_timing

DEEPEST = 120
"""Nodes in each other; TEI of more than 256 elements in each other is not read."""
HALF = regex(r"[\ud800-\udfff]")
INLINES = (m.Text, m.Emphasis, m.Said, m.Stage, m.Gap, m.Unclear, m.Foreign, m.Note, m.Milestone)
IN_NOTES = (m.Text, m.Emphasis, m.Gap, m.Unclear, m.Foreign, m.Milestone)
IN_CAST = (*IN_NOTES, m.Note)
ITEM = (*IN_CAST, m.CastPart)
PARTS = (m.Paragraph, m.Stage)
VOICED = (m.Turn, m.Said)
BLOCKS = (m.Section, m.Turn, m.Narrative, m.CastItem, m.Stage, m.Separator, m.Boilerplate)
KINDS: Mapping[type, Mapping[str, tuple[str | None, ...]]] = {
    m.Speaker: {"kind": get_args(m.SpeakerKind), "sex": (None, *get_args(m.Sex))},
    m.Stage: {"kind": get_args(m.StageKind)},
    m.Emphasis: {"kind": get_args(m.EmphasisKind)},
    m.Milestone: {"kind": get_args(m.MilestoneKind)},
    m.Boilerplate: {"kind": get_args(m.BoilerplateKind)},
    m.Note: {"kind": get_args(m.NoteKind), "place": get_args(m.NotePlace)},
    m.CastPart: {"kind": get_args(m.CastPartKind)},
    m.Attribution: {"certainty": get_args(m.Certainty)},
}
FILLED: Mapping[type, tuple[str, ...]] = {
    m.Speaker: ("name", "role"),
    m.Metadata: ("title", "lang", "date", "status", "source", "media"),
    m.Gap: ("text", "reason"),
    m.Separator: ("text",),
    m.Foreign: ("lang",),
    m.Note: ("n",),
    m.Section: ("kind", "n"),
    m.Turn: ("label", "lang"),
}
"""Fields in which an empty text is none: no format can tell it from what is not there."""


Place: TypeAlias = "tuple[Place | None, str, int | None]"
"""Where something is: what it is in, the field there, and the number in it; a path only once it is said."""


@frozen(eq=False, repr=False)
class CheckedSoFar:
    """Who is in the cast of a document, the places of the ids that were seen, and how sure it is who speaks
    in turns that were checked.
    """

    cast: Mapping[str, m.Speaker]
    ids: dict[object, Place]
    sure: set[m.Attribution] = field(factory=set)


_WELL_FORMED: WeakValueDictionary[int, m.Document[Any]] = WeakValueDictionary()
"""Documents that were checked, by their identity: what cannot change need not be checked by every writer."""


def check_well_formed(document: object, where: str = "") -> None:
    """Raises `BadInputError` with the place of the first thing that no format could carry, and `UsageError`
    for what is no document.
    """
    if _WELL_FORMED.get(id(document)) is document:
        return
    found = check_document(document)
    fault = next(_faults(found), None)
    if fault is not None:
        raise BadInputError(fault, where=where, remedy="mend the document there")
    _WELL_FORMED[id(document)] = found


def check_document(document: object) -> m.Resolved:
    """A document as it is. Raises `UsageError` for what is no document whose speakers are known."""
    remedy = "give what read returns, or result.document of read_with_notices"
    if not isinstance(document, m.Document):
        message = f"this is of the type {type(document).__name__}, and a Document is expected"
        raise UsageError(message, remedy=remedy)
    named = () if document.speakers else (one for turn in document.turns() for one in turn.speakers)
    if any(isinstance(one, m.Label) for one in named):
        message = "this is a draft, whose speakers are labels"
        raise UsageError(message, remedy=remedy)
    return document


def _faults(document: m.Document[Any]) -> Iterator[str]:
    """What is wrong, each with the path of its place."""
    if (strange := next(_strange(document), None)) is not None:
        yield strange  # nothing else can be asked of it
        return
    people = [(speaker, (None, "speakers", number)) for number, speaker in enumerate(document.speakers)]
    metadata: Place = (None, "metadata", None)
    for node, place in ((document.metadata, metadata), *people):
        yield from (_path(place) + fault for fault in _values(node))
    ids: dict[object, Place] = {speaker.id: place for speaker, place in reversed(people)}
    for speaker, place in people:
        yield from _id_faults(speaker.id, place, ids)
    cast = {speaker.id: speaker for speaker in document.speakers}
    seen = CheckedSoFar(cast, ids)
    if document.title is not None:
        yield from _tree(document.title, (None, "title", None), (m.Heading,), seen)
    for number, block in enumerate(document.body):
        if isinstance(block, m.Turn) and _is_like_most(block, seen):
            seen.ids[block.id] = (None, "body", number)
        else:
            yield from _tree(block, (None, "body", number), BLOCKS, seen)


def _strange(document: m.Document[Any]) -> Iterator[str]:
    """What is of another class where facts and those who speak have to be."""
    given = [("metadata", m.Metadata, document.metadata)]
    people = [(f"speakers[{at}]", m.Speaker, one) for at, one in enumerate(document.speakers)]
    for place, kind, one in (*given, *people):
        if not isinstance(one, kind):
            yield f"{place} is {type(one).__name__}, not {kind.__name__}"


def _tree(
    root: object,
    place: Place,
    allowed: tuple[type, ...],
    seen: CheckedSoFar,
) -> Iterator[str]:
    """The faults of a node and of all below it."""
    stack = [(root, place, allowed, 1)]
    while stack:
        node, place, allowed, depth = stack.pop()
        is_turn = isinstance(node, m.Turn) and m.Turn in allowed and depth < DEEPEST - 2
        if is_turn and isinstance(node, m.Turn) and _is_like_most(node, seen):
            seen.ids[node.id] = place
            continue
        if not isinstance(node, allowed) or depth > DEEPEST:
            right = " or ".join(one.__name__ for one in allowed)
            found = f"is {type(node).__name__}, not {right}"
            yield f"{_path(place)} {found if depth <= DEEPEST else f'is more than {DEEPEST} nodes deep'}"
            continue
        kind: type = type(node)
        if any(_checks(kind)):
            yield from (_path(place) + fault for fault in _values(node))
        if isinstance(node, VOICED):
            yield from _voice_faults(node.speakers, place, seen.cast)
        if kind is m.Paragraph and not (isinstance(node, m.Paragraph) and _has_fitting_words(node)):
            yield f"{_path(place)}.timing.words are not two for each word, or anchors are in no word"
        if isinstance(node, m.Turn):
            if node.continues is not None and node.continues not in seen.ids:
                yield f"{_path(place)}.continues is {node.continues!r}, which is no earlier turn"
            yield from _id_faults(node.id, place, seen.ids)
        name, inner, kinds = _below(node)
        kinds = _kinds_within(node, allowed) if kinds is INLINES else kinds
        below: list[tuple[object, Place, tuple[type, ...], int]] = [
            (one, (place, name, at), kinds, depth + 1)
            for at, one in enumerate(inner)
            if depth + 1 >= DEEPEST or not ((kinds is INLINES and _is_plain(one)) or _is_spoken(one, kinds))
        ]
        stack += below[::-1]
        if isinstance(node, m.Section) and node.heading is not None:
            stack.append((node.heading, (place, "heading", None), (m.Heading,), depth + 1))


def _is_like_most(turn: m.Turn[Any], seen: CheckedSoFar) -> bool:
    """Whether nothing need be asked of a turn: it is as sure as one before, and all else of it is plain."""
    try:
        is_known = turn.attribution in seen.sure
    except TypeError:  # something is a list, and so a fault
        return False
    given: object = turn.attribution
    if not is_known and isinstance(given, m.Attribution) and not _values(given):
        seen.sure.add(given)
    who: str = getattr(turn.speakers[0], "id", "") if turn.speakers else ""
    label, plain = turn.label, len(turn.speakers) < 2 and turn.lang is None and turn.continues is None
    for part in turn.blocks:
        if not _is_spoken(part, PARTS):
            return False
    return (
        (is_known and plain and (not turn.speakers or seen.cast.get(who) is turn.speakers[0]))
        and (label is None or (type(label) is str and _is_whole(label) and is_label(label)))
        and type(turn.id) is str and TURN.fullmatch(turn.id) is not None and turn.id not in seen.ids
    )  # fmt: skip


def _kinds_within(node: object, allowed: tuple[type, ...]) -> tuple[type, ...]:
    """What inlines may be in a node: nobody speaks in a note or in a cast list, and no note is in a note."""
    if isinstance(node, m.Note) or allowed is IN_NOTES:
        return IN_NOTES
    if isinstance(node, m.CastItem):
        return ITEM
    return IN_CAST if allowed in (ITEM, IN_CAST) else INLINES


def _has_fitting_words(paragraph: m.Paragraph[m.Speaker]) -> bool:
    """As of the model, whatever is in its place."""
    timing = paragraph.timing
    if not isinstance(timing, m.Timing) or type(timing.words) is not tuple:
        return True
    return (timing.anchors != () and not is_timing(timing)) or has_fitting_words(paragraph)


def _is_plain(node: object) -> bool:
    """Whether a node is text of which nothing need be asked."""
    return type(node) is m.Text and type(node.text) is str and _is_whole(node.text)


def _is_whole(text: str) -> bool:
    """Whether no half of a character is in a text."""
    return text.isascii() or HALF.search(text) is None


def _is_spoken(node: object, allowed: tuple[type, ...]) -> bool:
    """Whether a node is a paragraph of a turn with text of which nothing need be asked, as most are."""
    if allowed is not PARTS or type(node) is not m.Paragraph:
        return False
    return (
        len(node.children) == 1 and node.timing is None and node.verse is None and _is_plain(node.children[0])
    )


def _path(place: Place) -> str:
    """Where something is, as messages say it: `body[2].blocks[0]`."""
    above, name, at = place
    step = name if at is None else f"{name}[{at}]"
    return step if above is None else f"{_path(above)}.{step}"


def _below(node: object) -> tuple[str, tuple[object, ...], tuple[type, ...]]:
    """What is directly in a node but for a heading: its field, the nodes, what they may be."""
    if isinstance(node, m.Section):
        return "blocks", node.blocks, BLOCKS
    if isinstance(node, m.Turn):
        return "blocks", node.blocks, PARTS
    return "children", getattr(node, "children", ()), INLINES


def _id_faults(new: object, place: Place, ids: dict[object, Place]) -> Iterator[str]:
    """Ids are names of XML, and speakers and turns share one space of them."""
    if not isinstance(new, str) or not is_name(new):
        yield f"{_path(place)}.id is {new!r}, which is no name of XML"
    elif place[1] == "speakers" and NOT_OF_SPEAKERS.fullmatch(new):
        yield f"{_path(place)}.id is {new!r}, as turns and quotations are called"
    elif ids.setdefault(new, place) is not place:
        yield f"{_path(place)}.id is {new!r}, as is that of {_path(ids[new])}"


def _voice_faults(voices: tuple[Any, ...], place: Place, cast: Mapping[str, m.Speaker]) -> Iterator[str]:
    """Who speaks is among the speakers of the document, each once."""
    found: set[str] = set()
    for number, voice in enumerate(voices):
        known = cast.get(voice.id) if isinstance(voice, m.Speaker) else None
        if known is None or (known is not voice and known != voice):
            yield f"{_path(place)}.speakers[{number}] is not among the speakers of the document"
        elif voice.id in found:
            yield f"{_path(place)}.speakers[{number}] is there twice"
        else:
            found.add(voice.id)


def _values(node: Any) -> Sequence[str]:  # noqa: ANN401  any class of the model
    """The faults of the plain values of a node: kinds, what is empty, halves of characters."""
    found: list[str] = []
    kind: type = type(node)
    kinds, shapes, filled, plain = _checks(kind)
    for name, some in kinds:
        value = getattr(node, name)
        if value not in some:
            found.append(f".{name} is {value!r}, not one of {', '.join(filter(None, some))}")
    for name, (fits, right) in shapes:
        value = getattr(node, name)
        if value and not fits(value):
            found.append(f".{name} is {value!r}, not {right}")
    for name, needed in filled:
        value = getattr(node, name)
        if value == "" or (value is None and needed):
            found.append(f".{name} is empty")
    if isinstance(node, m.Milestone) and node.kind == "line" and node.text:
        found.append(f".text is {node.text!r}: a line break prints nothing")
    for name in plain:
        value = getattr(node, name)
        if not (value is None or value is m.CERTAIN or (value.__class__ is str and value.isascii())):
            found.extend(_halves(value, f".{name}"))
    return found


@cache
def _checks(kind: type) -> tuple[Any, ...]:
    """What is asked of the fields of a class: kinds, shapes, which are not empty and have to be given, and
    which may hold texts and no nodes.
    """
    needed = {one.name for one in fields(kind) if one.default is NOTHING}
    others = ("children", "blocks", "heading", "speakers", "span", "timing", "verse")
    return (
        tuple(KINDS.get(kind, {}).items()),
        tuple(SHAPES.get(kind, {}).items()),
        tuple((name, name in needed) for name in FILLED.get(kind, ())),
        tuple(one.name for one in fields(kind) if one.name not in others),
    )


def _halves(value: object, path: str) -> Sequence[str]:
    """Halves of surrogate pairs, which no encoding can write, in a value and in what it holds."""
    if isinstance(value, str):
        found = None if value.isascii() else HALF.search(value)
        return () if found is None else (f"{path} has half of a character, U+{ord(found[0]):04X}",)
    if isinstance(value, tuple):
        parts = [_halves(one, f"{path}[{number}]") for number, one in enumerate(value)]
        return [fault for part in parts for fault in part]
    if isinstance(value, m.Attribution):
        return [path + fault for fault in _values(value)]
    if isinstance(value, m.Evidence):
        return _halves((value.rule, value.detail), path)
    return ()
