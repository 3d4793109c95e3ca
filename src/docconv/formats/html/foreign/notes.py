"""Notes of a page of others: a link with a short sign that leads down to words which lead back to it, or say
that they are a note (DPUB-ARIA 1.1). What is not sure stays text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from docconv.formats.html.foreign.markup import Tag
from docconv.patterns import regex

MARK = "docconv-note"
"""The name of the tag that stands for a mark; no name of HTML."""
HOLDERS = frozenset(("li", "p", "div", "aside", "section", "dd", "td", "span"))
"""What may hold the words of a note, under the name to which a mark leads."""
SIGN = regex(r"[\[(]?\s*([^\W_]{1,3}|[*†‡§¶]{1,4})\s*[\])]?\.?")
BACK = regex(r"[^\w]*")
"""What a link back shows; one with words is kept."""
LONGEST_LINK, LONGEST_NOTE = 12, 2_000
"""Tags and texts."""
NEAR = 3
"""Within how many tags and texts before a mark the name to which a note leads back may be."""


@frozen
class NoteOfPage:
    """The tags and texts of a note, its sign, and whether its words say that it is at the end."""

    pieces: Sequence[Tag | str] = field(repr=False)
    sign: str = ""
    is_end: bool = False


@frozen
class _Mark:
    start: int
    end: int
    target: str
    sign: str
    names: frozenset[str]
    is_told: bool


def without_notes(pieces: Sequence[Tag | str]) -> tuple[Sequence[Tag | str], list[NoteOfPage]]:
    """The tags and texts of a page with tags in place of marks, and the notes to which these lead; the number
    of each is in the attribute `n` of its mark.
    """
    marks = list(_marks(pieces))
    if not marks:
        return pieces, []
    places = {name: at for at, piece in reversed(list(enumerate(pieces))) if (name := _name(piece))}
    notes: list[NoteOfPage] = []
    gone: dict[int, tuple[int, list[Tag | str]]] = {}
    taken: set[int] = set()
    for mark in marks:
        at = places.get(mark.target, -1)
        found = _note(pieces, at, mark) if at > mark.end and mark.start not in taken else None
        if found is None or not taken.isdisjoint(range(at, found[0])):
            continue
        stop, note = found
        taken.update(range(at, stop))
        gone[mark.start] = mark.end, [Tag(MARK, {"n": str(len(notes))}, is_whole=True)]
        gone[at] = stop, []
        notes.append(note)
    return list(_left(pieces, gone)), notes


def _left(
    pieces: Sequence[Tag | str], gone: Mapping[int, tuple[int, list[Tag | str]]]
) -> Iterator[Tag | str]:
    at = 0
    while at < len(pieces):
        if at in gone:
            at, instead = gone[at]
            yield from instead
        else:
            yield pieces[at]
            at += 1


def _name(piece: Tag | str) -> str:
    return "" if isinstance(piece, str) or piece.is_end else piece.attributes.get("id", "")


def _target(piece: Tag | str) -> str:
    """The name on the same page to which a link leads."""
    if isinstance(piece, str) or piece.name != "a" or piece.is_end:
        return ""
    before, sign, name = piece.attributes.get("href", "").partition("#")
    return name if sign and not before else ""


def _marks(pieces: Sequence[Tag | str]) -> Iterator[_Mark]:
    """Links with a short sign, and the names around them to which a note may lead back."""
    for at, piece in enumerate(pieces):
        target = _target(piece)
        if not target or not isinstance(piece, Tag):
            continue
        end = _end(pieces, at, "a", LONGEST_LINK)
        sign = SIGN.fullmatch("".join(one for one in pieces[at:end] if isinstance(one, str)).strip())
        if end and sign:
            inside = pieces[max(at - NEAR, 0) : end]
            names = frozenset(filter(None, map(_name, inside)))
            told = piece.attributes.get("role", "") == "doc-noteref"
            yield _Mark(at, end, target, sign[1], names, told)


def _end(pieces: Sequence[Tag | str], at: int, name: str, most: int) -> int:
    """After the end of an element, 0 where it does not end within so many tags and texts."""
    depth = 0
    for place in range(at, min(at + most, len(pieces))):
        piece = pieces[place]
        if isinstance(piece, Tag) and piece.name == name and not piece.is_whole:
            depth += -1 if piece.is_end else 1
            if depth <= 0:
                return place + 1
    return 0


def _note(pieces: Sequence[Tag | str], at: int, mark: _Mark) -> tuple[int, NoteOfPage] | None:
    """The note at a place, where it is sure that it is the one of a mark, and what is after it."""
    holder = pieces[at]
    if not isinstance(holder, Tag) or holder.name not in HOLDERS:
        return None
    end = _end(pieces, at, holder.name, LONGEST_NOTE)
    inside = list(pieces[at + 1 : end - 1]) if end else []
    role = holder.attributes.get("role", "")
    back = [place for place, piece in enumerate(inside) if _target(piece) in mark.names]
    is_told = mark.is_told and role in ("doc-footnote", "doc-endnote")
    if not inside or not (back or is_told):
        return None
    return end, NoteOfPage(_without_back(inside, back), mark.sign, role == "doc-endnote")


def _without_back(inside: list[Tag | str], back: Sequence[int]) -> list[Tag | str]:
    """The tags and texts of a note without links back that have no words."""
    kept = dict(enumerate(inside))
    for at in back:
        end = _end(inside, at, "a", LONGEST_LINK)
        words = "".join(one for one in inside[at:end] if isinstance(one, str))
        if end and (BACK.fullmatch(words) or SIGN.fullmatch(words.strip())):
            for place in range(at, end):
                kept.pop(place, None)
    return list(kept.values())
