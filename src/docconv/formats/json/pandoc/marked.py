"""What a document of docconv still says of itself after pandoc has written it in a format without its head.

HTML and EPUB keep the classes and attributes of a `Div`, reStructuredText its class. DOCX keeps styles, which
pandoc reads with `-f docx+styles`, and ODT that a turn is a section, a `Div` of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import evolve, frozen

from docconv.formats.json.pandoc.names import BLOCKS, LABEL, UNLABELLED
from docconv.formats.json.pandoc.printed import inline, inlines_of, paragraphs
from docconv.formats.json.pandoc.values import attributes
from docconv.patterns import regex
from docconv.transcript.labels.corrections import LineRole

Json: TypeAlias = Any
LABELLED = regex(r"([^\n]{1,200}?)[\s\u202f]?[:：](?=\s|\Z)")
IN_BRACKETS = regex(r"[(\[（［][^()\[\]（）［］]*+[)\]）］][.。]?\Z")
STYLE, SPEAKER = "custom-style", "Speaker"
COLONS = (":", "：")
FEWEST = 2  # sections of ODT that begin with a label


@frozen
class Passage:
    """A paragraph, what it is if that is marked, the label it begins with, or who speaks it without one."""

    text: str
    role: LineRole | None = None
    label: str = ""
    speaker: str = ""


def passages(blocks: Sequence[Json]) -> list[Passage]:
    """The paragraphs of a document whose turns are marked; nothing where none is."""
    read = _Marks(dict(_owners(blocks)), are_sections=_are_sections(blocks)).read(blocks)
    found = [one for one in read if one.text.strip()]
    return list(_told(found)) if any(one.role == "label" for one in found) else []


def _told(found: Sequence[Passage]) -> Iterator[Passage]:
    """Passages; whose a turn is behind narrative that ends in a colon is found out, as in any text."""
    is_found_out, behind = False, [*found[1:], Passage("")]
    for one, after in zip(found, behind, strict=True):
        is_open = one.role == "narrative" and one.text.rstrip().endswith(COLONS)
        tells = is_open and after.role == "turn" and not after.speaker
        found_out = tells or (is_found_out and one.role in ("turn", "speech"))
        yield evolve(one, role="text") if found_out else one
        is_found_out = tells or (found_out and after.role == "speech")


def _owners(blocks: Sequence[Json]) -> Iterator[tuple[str, str]]:
    """The ids of those who speak alone, each with a label of theirs."""
    for one in blocks:
        if one["t"] == "Div":
            label, ids = _label_and_ids(one)
            yield from ((who, label) for who in ids if label and len(ids) == 1)
            yield from _owners(_within(one))


def _label_and_ids(div: Json) -> tuple[str, list[str]]:
    """Who speaks a turn, as far as its attributes say."""
    pairs = attributes(div["c"][0])[2]
    return pairs.get(LABEL, pairs.get(f"data-{LABEL}", "")), pairs.get("speakers", "").split()


class _Marks:
    """Reads blocks; `owners` are labels by ids, `are_sections` says that a `Div` of nothing else is a turn.

    `goes_on`: of the turn before nothing but its style is left, and it has no label.
    """

    def __init__(self, owners: Mapping[str, str], *, are_sections: bool) -> None:
        self.owners, self.are_sections = owners, are_sections
        self.goes_on = False

    def read(self, blocks: Sequence[Json]) -> Iterator[Passage]:
        """All paragraphs, those outside of turns as nobody's."""
        for one in blocks:
            kind = self._kind(one)
            inner = _within(one) if one["t"] == "Div" else [one]
            if kind == "turn":
                yield from self._turn(one, inner)
            elif kind == "section":
                yield from self._section(inner)
            elif kind in ("stage", "boilerplate"):
                role: LineRole = "stage" if kind == "stage" else "boilerplate"
                yield from (Passage(text, role) for text in paragraphs(inner))
            elif one["t"] == "Div" and kind not in ("cast", "separator"):
                yield from self.read(inner)
            elif one["t"] == "Header":
                yield from (Passage(text, "heading") for text in paragraphs(one))
            else:
                yield from (Passage(text, None if kind else _outside(text)) for text in paragraphs(inner))
            self.goes_on = self.goes_on and kind == "turn"

    def _kind(self, block: Json) -> str:
        """What a block of docconv was."""
        if block["t"] != "Div":
            return ""
        name, classes, pairs = attributes(block["c"][0])
        if self.are_sections and not (name or classes or pairs):
            return "turn"
        styled = pairs.get(STYLE, "").casefold().split(" ")[0]
        return next((one for one in (*classes, styled) if one in BLOCKS), "")

    def _section(self, inner: Sequence[Json]) -> Iterator[Passage]:
        """A part; in reStructuredText its heading is a paragraph in bold."""
        first: Json = inner[0] if inner else {"t": ""}
        if first["t"] == "Para" and [one["t"] for one in first["c"]] == ["Strong"]:
            yield Passage(f"## {inline(first['c'][0]['c'])}", "heading")
            inner = inner[1:]
        yield from self.read(inner)

    def _turn(self, div: Json, inner: Sequence[Json]) -> Iterator[Passage]:
        """The paragraphs of a turn, or where only its style is left, of a part of it."""
        turn = self._mark(div)
        waits = turn.is_whole
        for one, is_stage in _parts(inner):
            starts = waits if turn.is_whole else turn.begins(one, goes_on=self.goes_on)
            begins = starts and not is_stage
            first = turn.labelled(one) if begins else None
            below: LineRole = "stage" if is_stage else "speech"
            role: LineRole = "turn" if begins else below
            first = first or Passage("", role, speaker=turn.speaker if begins else "")
            for place, text in enumerate(paragraphs(one)):
                yield Passage(text, below) if place else evolve(first, text=first.text or text)
            waits = waits and is_stage
            self.goes_on = not (turn.is_whole or turn.is_named)

    def _mark(self, div: Json) -> _TurnMark:
        _, classes, pairs = attributes(div["c"][0])
        label, ids = _label_and_ids(div)
        return _TurnMark(
            label,
            self.owners.get(ids[0], "") if len(ids) == 1 else "",
            is_whole="turn" in classes or self.are_sections,
            is_named=UNLABELLED not in (*classes, *pairs.get(STYLE, "").casefold().split(" ")),
            is_bare="container" in classes,
        )


@frozen
class _TurnMark:
    """What is said of a turn: its label and a label of who speaks it, if they are told; whether all of it is
    in the `Div`, whether it has a label, and whether only its class is left, as in reStructuredText.
    """

    label: str
    speaker: str
    is_whole: bool
    is_named: bool
    is_bare: bool

    def begins(self, block: Json, *, goes_on: bool) -> bool:
        """Whether a turn begins with a paragraph that has its style; one without a label `goes_on`."""
        first: Json = (inlines_of(block) or [{"t": ""}])[0]
        styled = first["t"] == "Span" and attributes(first["c"][0])[2].get(STYLE, "").startswith(SPEAKER)
        return styled or not (self.is_named or goes_on)

    def labelled(self, block: Json) -> Passage | None:
        """The paragraph with which a turn begins, if that begins with its label: the one that is told, where
        none is in bold with a sign, or what is before a colon.
        """
        inlines = _opened(inlines_of(block))
        text = next(paragraphs(block), "").strip()
        if not self.is_named:
            return None
        if inlines and inlines[0]["t"] == "Strong":
            printed = inline(inlines[0]["c"])
            text, found = f"{printed}{inline(inlines[1:])}", LABELLED.fullmatch(printed)
        else:
            found = LABELLED.match(text) if self.is_bare else None
        words = self.label if self.label and text.startswith(self.label) else found[1] if found else ""
        return Passage(text, "label", words) if words else None


def _within(div: Json) -> list[Json]:
    """The blocks in a `Div`. Raises `ValueError` where it has more than these and attributes."""
    _, inner = div["c"]
    return list(inner)


def _parts(inner: Sequence[Json]) -> Iterator[tuple[Json, bool]]:
    """The paragraphs of a turn, each with whether it is a direction; a `Div` for times or verse is opened."""
    for one in inner:
        classes = attributes(one["c"][0])[1] if one["t"] == "Div" else []
        if one["t"] == "Div" and "stage" not in classes:
            yield from _parts(_within(one))
        else:
            yield one, "stage" in classes


def _opened(inlines: Sequence[Json]) -> list[Json]:
    """Inlines without anchors before them and without the `Span` around the first."""
    found = list(inlines)
    while found and found[0]["t"] == "Span":
        found[:1] = found[0]["c"][1]
    return found


def _outside(text: str) -> LineRole:
    """What a paragraph outside of turns is where nothing says it."""
    return "stage" if IN_BRACKETS.match(text.strip()) else "narrative"


def _are_sections(blocks: Sequence[Json]) -> bool:
    """Whether turns are sections of ODT: all paragraphs that begin with a sign in bold begin one."""
    bare = (_within(one) for one in blocks if one["t"] == "Div" and one["c"][0] == ["", [], []])
    begun = sum(_is_in_bold(inner[0]) for inner in bare if inner)
    return begun >= FEWEST and not any(map(_is_in_bold, blocks))


def _is_in_bold(block: Json) -> bool:
    """Whether a paragraph begins with words in bold that end in a colon."""
    inlines = _opened(inlines_of(block))
    begins = bool(inlines) and inlines[0]["t"] == "Strong"
    return begins and inline(inlines[0]["c"]).rstrip().endswith(COLONS)
