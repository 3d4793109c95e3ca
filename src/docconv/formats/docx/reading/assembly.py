"""Units back to a document, each paired with what it was before somebody edited the file.

Text, kinds and order come from the file; everything that a page does not show comes from the document as it
was: who speaks, certainty, languages, markup within markup, the kinds of directions, where sections end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from attrs import define, evolve, field

from docconv import model as m
from docconv.formats.docx.names import CONTINUATION, HEADINGS, STAGE, TITLE, VERSE
from docconv.formats.docx.reading.alignment import paired
from docconv.formats.docx.reading.body import Line
from docconv.formats.docx.reading.edited import EditedUnit, bare
from docconv.formats.docx.reading.label_owners import LabelOwners
from docconv.formats.docx.reading.leaves import Leaf, inlines_of, runs_of
from docconv.formats.docx.reading.original import Original, OriginalLine, OriginalUnit
from docconv.formats.docx.reading.outline import Outline
from docconv.notices import Notice
from docconv.walk import text_of, with_fitting_words

S = TypeVar("S", m.Label, m.Speaker)


def assemble(
    units: Sequence[EditedUnit], known: Original[S], document: m.Document[S], voices: LabelOwners[S]
) -> tuple[m.Document[S], tuple[Notice, ...]]:
    """The document of some units. `document` is the one before the edits, `known` its layout."""
    assembly = _Assembly(known, voices, Outline(known.sections))
    twins, in_order = _twins(units, known.units)
    rest = list(enumerate(units))
    title, metadata = document.title, document.metadata
    if rest and rest[0][1].style == TITLE:
        title, metadata = assembly.title(rest.pop(0)[1], document, known)
    elif known.units:
        title = None
    for number, unit in rest:
        twin = twins.get(number)
        assembly.unit(unit, None if twin is None else known.units[twin], moved=number not in in_order)
    body = assembly.outline.close()
    return m.Document(body, metadata, title), tuple(assembly.notices)


def _twins(units: Sequence[EditedUnit], old: Sequence[OriginalUnit[S]]) -> tuple[dict[int, int], set[int]]:
    """Units -> what they were, and those of them that are still in their place.

    Bookmarks identify turns, wherever these are now; a turn that lost its own is known by its text.
    """
    found = paired([_old_key(unit) for unit in old], [_key(unit) for unit in units])
    in_order = set(found)
    free = {index: unit for index, unit in enumerate(old) if index not in found.values()}
    by_id = {unit.block.id: index for index, unit in free.items() if isinstance(unit.block, m.Turn)}
    by_text = {_content(unit, isinstance(unit.block, m.Turn)): index for index, unit in free.items()}
    for number, unit in enumerate(units):
        if number not in found:
            twin = by_id.get(unit.turn) if unit.turn else by_text.pop(_content(unit, unit.is_turn), None)
            if twin is not None and twin not in found.values():
                found[number] = twin
    return found, in_order


def _key(unit: EditedUnit) -> tuple[str, str]:
    """What identifies a unit: the bookmark of a turn, else style and text."""
    if unit.is_turn:
        return (unit.turn, "") if unit.turn else ("", "")
    return unit.style, unit.text


def _old_key(unit: OriginalUnit[S]) -> tuple[str, str]:
    return (unit.block.id, "") if isinstance(unit.block, m.Turn) else (unit.style, unit.text)


def _content(unit: EditedUnit | OriginalUnit[S], is_turn: bool) -> tuple[str, str]:  # noqa: FBT001  half of a key
    return "turn" if is_turn else unit.style, unit.text


@define
class _Assembly(Generic[S]):
    """Builds blocks; `ids` are new ids of turns by old ones, `first` the last piece of turns cut in two."""

    known: Original[S]
    voices: LabelOwners[S]
    outline: Outline[S]
    notices: list[Notice] = field(factory=list)
    ids: dict[str, str] = field(factory=dict)
    done: dict[str, m.Turn[S]] = field(factory=dict)
    count: int = 0

    def title(
        self, unit: EditedUnit, document: m.Document[S], known: Original[S]
    ) -> tuple[m.Heading[S] | None, m.Metadata]:
        """The title, and the metadata with it if it is the same there."""
        old = known.units[0].lines[0] if known.units else None
        if old is not None and unit.lines[0].runs == runs_of(old.leaves):
            return document.title, document.metadata
        title = m.Heading(_inlines(unit.lines[0], old))
        before = None if old is None else old.text
        text = " ".join(text_of(title.children).split())
        same = document.metadata.title == before or document.metadata.title is None
        return title, evolve(document.metadata, title=text) if same else document.metadata

    def unit(self, unit: EditedUnit, twin: OriginalUnit[S] | None, *, moved: bool) -> None:
        """A unit in its section."""
        path = None if twin is None or moved else twin.path
        if unit.is_turn:
            turn = self.turn(unit, twin)
            if turn is not None:
                self.outline.add(turn, path)
        elif unit.style == TITLE or unit.style in HEADINGS:
            was_heading = twin is not None and twin.block is None and twin.style == unit.style
            heading = m.Heading(_inlines(unit.lines[0], twin.lines[0] if twin else None))
            level = HEADINGS.index(unit.style) + 1 if unit.style in HEADINGS else 1
            self.outline.open(heading, level, path if was_heading else None)
        else:
            was_heading = twin is not None and twin.block is None
            self.outline.add(_block(unit, twin), None if was_heading else path)

    def turn(self, unit: EditedUnit, twin: OriginalUnit[S] | None) -> m.Turn[S] | None:
        """A turn; none where neither label nor text was left of it."""
        old = twin.block if twin is not None and isinstance(twin.block, m.Turn) else None
        blocks = tuple(_parts(unit.lines, twin.lines if old is not None and twin is not None else ()))
        if unit.label is None and not blocks:
            return None
        self.count += 1
        number = f"t{self.count}"
        turn = self.spoken(unit, old)
        before = self.done.get(old.continues or "") if old is not None else None
        continues = before.id if before is not None and before.speakers == turn.speakers else None
        if unit.resumes in self.done:
            first = self.done[unit.resumes]
            turn = evolve(turn, speakers=first.speakers, attribution=first.attribution, lang=first.lang)
            continues = first.id
        turn = evolve(turn, id=number, blocks=blocks, continues=continues)
        name = unit.turn or unit.resumes or (old.id if old is not None else "")
        if name:
            self.ids[name] = number
            self.done[name] = turn
        return turn

    def spoken(self, unit: EditedUnit, old: m.Turn[S] | None) -> m.Turn[S]:
        """Who speaks. A turn keeps its speakers when its label is printed in another way; a new name is
        somebody else's.
        """
        label = unit.label
        if old is not None and label == old.label:
            return old
        label = bare(label) if label is not None else None
        if old is None:
            return m.Turn("", (), self.voices.of(label), label)
        owner = self.voices.owner(label) if label else ()
        if set(owner) == set(old.speakers) or label is None or (not owner and self.voices.may_be(label, old)):
            return evolve(old, label=label)
        self.notices.append(_renamed(old.label, label, known=bool(owner)))
        return evolve(old, label=label, speakers=owner or self.voices.newcomer(label), attribution=m.CERTAIN)


def _renamed(old: str | None, new: str, *, known: bool) -> Notice:
    """That a turn is another speaker's, since somebody changed its label."""
    changed = f"the label {old} became {new}" if old else f"the label {new} was put in"
    if known:
        message = f"{changed}, who speaks elsewhere: the turn is theirs now"
        return Notice("speaker-guessed", message, "info", rule="label-edited")
    return Notice(
        "speaker-guessed",
        f"{changed}, a name that nobody had: the turn is a new speaker's now",
        rule="label-edited",
        alternatives=("another name for the same speaker",),
        remedy="write it with options={'content_controls': 'yes'} of docx to rename a speaker everywhere",
    )


def _parts(lines: Iterable[Line], old: Sequence[OriginalLine[S]]) -> Iterator[m.TurnBlock[S]]:
    """The paragraphs and directions of a turn that hold anything."""
    held = [line for line in lines if line.text.strip()]
    twins = paired(list(map(_line_key, old)), list(map(_line_key, held)))
    for number, line in enumerate(held):
        twin = old[twins[number]] if number in twins else None
        part = None if twin is None else twin.part
        content = _inlines(line, twin)
        if line.style == STAGE:
            yield m.Stage(content, part.kind) if isinstance(part, m.Stage) else m.Stage(content)
        else:
            timing, verse = (part.timing, part.verse) if isinstance(part, m.Paragraph) else (None, None)
            if line.style in (VERSE, CONTINUATION):
                verse = (verse or m.VerseLine()) if line.style == VERSE else None
            yield with_fitting_words(m.Paragraph(content, timing=timing, verse=verse))


def _line_key(line: Line | OriginalLine[S]) -> tuple[str, str]:
    return STAGE if line.style == STAGE else "speech", line.text


def _block(unit: EditedUnit, twin: OriginalUnit[S] | None) -> m.Block[S]:
    """A block that is neither section nor turn; what has no style of ours is narrative."""
    (line,) = unit.lines
    old = None if twin is None else twin.block
    content = _inlines(line, None if twin is None else twin.lines[0])
    match unit.style:
        case "StageDirection":
            return m.Stage(content, old.kind) if isinstance(old, m.Stage) else m.Stage(content)
        case "CastItem":
            return m.CastItem(content)
        case "Separator":
            return m.Separator(line.text)
        case "Boilerplate":
            return (
                m.Boilerplate(content, old.kind) if isinstance(old, m.Boilerplate) else m.Boilerplate(content)
            )
        case _:
            return m.Narrative(content, verse=old.verse if isinstance(old, m.Narrative) else None)


def _inlines(line: Line, old: OriginalLine[S] | None) -> tuple[m.Inline[S], ...]:
    """The content of a line, with the markup that it had."""
    row: tuple[Leaf[S], ...] = () if old is None else old.leaves
    return inlines_of(line.runs, row)
