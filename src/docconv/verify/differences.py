"""What two documents tell differently, in the words of a person: which turn, which words.

One pure function for three uses: the contract test of every reader and writer, the oracle of generated
tests, and the user's `docconv verify`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import zip_longest

from attrs import asdict, define, field, frozen

from docconv.model import Metadata, Resolved, Speaker
from docconv.verify.token_runs import Cut, TokenRun, merged, opcodes, opening, quoted
from docconv.verify.tokens import Aspect, MarkupToken, Start, Unit, units
from docconv.wellformed import check_document

NOTHING = "nothing"
MARKED = "it marked"


@frozen
class Difference:
    """One thing told differently: where, what it is about, and what each document has there.

    `sides` names the two where they are parts of one file.
    """

    aspect: Aspect
    place: str
    what: str
    first: str
    second: str
    sides: tuple[str, str] | None = None

    def sentence(self, first: str = "first", second: str = "second") -> str:
        """One line; `first` and `second` name the documents."""
        first, second = self.sides or (first, second)
        return f"{self.place}: {self.what}: {first} has {self.first}; {second} has {self.second}"


def differences(
    first: Resolved, second: Resolved, *, tolerances: frozenset[Aspect] = frozenset()
) -> tuple[Difference, ...]:
    """What two documents tell differently, in the order of the first, leaving out the tolerated aspects.

    Not compared are positions, evidence, aliases, the name of the source, and paragraphs of a turn without
    any text. Raises `UsageError` for what is no document.
    """
    for document in (first, second):
        check_document(document)
    found = (
        *_metadata(first.metadata, second.metadata),
        *_speakers(first.speakers, second.speakers),
        *_text(first, second, tolerances),
    )
    return tuple(difference for difference in found if difference.aspect not in tolerances)


def _text(first: Resolved, second: Resolved, tolerances: frozenset[Aspect]) -> Iterator[Difference]:
    if (first.title, first.body) == (second.title, second.body):  # mostly; nothing has to be taken apart
        return
    comparison = _Comparison(units(first, tolerances), units(second, tolerances))
    comparison.run()
    yield from comparison.in_order()


def _metadata(first: Metadata, second: Metadata) -> Iterator[Difference]:
    ours, theirs = asdict(first), asdict(second)
    for name in ("title", "lang", "date", "status", "fields", "media"):
        if ours[name] != theirs[name]:
            yield Difference(
                "metadata", "document", f"{name} differs", _value(ours[name]), _value(theirs[name])
            )


def _speakers(first: Sequence[Speaker], second: Sequence[Speaker]) -> Iterator[Difference]:
    ours, theirs = ({speaker.id: speaker for speaker in each} for each in (first, second))
    for name in dict.fromkeys((*ours, *theirs)):
        place = f"speaker {name}"
        one, other = ours.get(name), theirs.get(name)
        if one is None or other is None:
            yield Difference("speakers", place, "listed in one only", _described(one), _described(other))
            continue
        for fact in ("kind", "name", "role", "sex", "refs"):
            had, has = getattr(one, fact), getattr(other, fact)
            if had != has:
                yield Difference("speakers", place, f"{fact} differs", _value(had), _value(has))


def _described(speaker: Speaker | None) -> str:
    return NOTHING if speaker is None else f"{speaker.name or speaker.id} ({speaker.kind})"


def _value(value: object) -> str:
    match value:
        case None | "" | ():
            return NOTHING
        case tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def first_apart(first: str, second: str) -> tuple[str, str]:
    """The first of the words of two texts that differ, with its number."""
    pairs = enumerate(zip_longest(first.split(), second.split(), fillvalue=NOTHING), 1)
    number, (one, other) = next((at, pair) for at, pair in pairs if pair[0] != pair[1])
    return f"word {number}: {one}", f"word {number}: {other}"


@define
class _Comparison:
    """Two rows of units, matched first whole, then by their tokens, then word by word where they differ."""

    ours: list[Unit]
    theirs: list[Unit]
    found: list[tuple[int, Difference]] = field(factory=list)
    missing: list[Unit] = field(factory=list)
    extra: list[tuple[int, Unit]] = field(factory=list)
    pairs: list[tuple[Unit, Unit]] = field(factory=list)

    def run(self) -> None:
        if len(self.ours) == len(self.theirs) and all(map(Unit.says, self.ours, self.theirs)):
            self.pairs.extend(zip(self.ours, self.theirs, strict=True))
        else:
            self._align(self.ours, self.theirs, (_everything, _tokens))
        self._report_moved()
        for unit in self.missing:
            self._add(unit.index, _lacking(unit, quoted(unit.tokens), NOTHING))
        for at, unit in self.extra:
            self._add(at, _lacking(unit, NOTHING, quoted(unit.tokens)))
        self._report_numbers()

    def in_order(self) -> Iterator[Difference]:
        return (difference for _, difference in sorted(self.found, key=lambda pair: pair[0]))

    def _add(self, at: int, difference: Difference) -> None:
        self.found.append((at, difference))

    def _align(
        self, ours: list[Unit], theirs: list[Unit], keys: tuple[Callable[[Unit], Hashable], ...]
    ) -> None:
        """Pair units with the same key; what lies between goes on with the next key, at last word by word."""
        if not keys:
            self._compare_words(TokenRun.of(ours), TokenRun.of(theirs))
            return
        for tag, i1, i2, j1, j2 in opcodes([*map(keys[0], ours)], [*map(keys[0], theirs)]):
            if tag == "equal":
                for one, other in zip(ours[i1:i2], theirs[j1:j2], strict=True):
                    self._pair(one, other)
            else:
                self._align(ours[i1:i2], theirs[j1:j2], keys[1:])

    def _pair(self, one: Unit, other: Unit) -> None:
        self.pairs.append((one, other))
        for had, has in zip(one.facts, other.facts, strict=True):
            if had != has:
                values = (
                    first_apart(had.value, has.value)
                    if had.aspect == "word-times"
                    else (had.value, has.value)
                )
                self._tell(one, had.aspect, f"{had.name} differs", *values)

    def _compare_words(self, ours: TokenRun, theirs: TokenRun) -> None:
        for tag, i1, i2, j1, j2 in merged(opcodes(ours.tokens, theirs.tokens), ours.tokens):
            if tag != "equal":
                self._report(ours.cut(i1, i2), theirs.cut(j1, j2))
                continue
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                if isinstance(ours.tokens[i], Start):
                    self._pair(ours.owners[i], theirs.owners[j])

    def _report(self, ours: Cut, theirs: Cut) -> None:
        """What a run of tokens says that has no counterpart: whole units, borders of units, words, marks."""
        at = ours.unit.index if ours.unit else self._before(theirs)
        self.missing.extend(ours.whole)
        self.extra.extend((at, unit) for unit in theirs.whole)
        for mine, yours in zip_longest(ours.begun, theirs.begun):
            self.found.extend((at, difference) for difference in _border(mine, yours, ours, theirs))
        place = _place(ours, theirs)
        if ours.words != theirs.words:
            self._add(at, Difference("words", place, "words differ", ours.phrase(), theirs.phrase()))
        for mark in () if ours.begun or theirs.begun else _lonely(ours.marks, theirs.marks):
            self._add(
                at, Difference(mark.aspect, place, f"{mark.name} at {theirs.phrase()}", MARKED, NOTHING)
            )
        for mark in () if ours.begun or theirs.begun else _lonely(theirs.marks, ours.marks):
            self._add(at, Difference(mark.aspect, place, f"{mark.name} at {ours.phrase()}", NOTHING, MARKED))

    def _before(self, theirs: Cut) -> int:
        """The unit of ours after which a run stands that only the other document has."""
        first = theirs.run.owners[0].index
        return next((one.index for one, other in reversed(self.pairs) if other.index < first), 0)

    def _report_moved(self) -> None:
        """Units missing here and extra there are one unit that stands elsewhere."""
        for unit in list(self.missing):
            twin = next((pair for pair in self.extra if pair[1].tokens == unit.tokens), None)
            if twin is not None and len(unit.tokens) > 1:
                self.missing.remove(unit)
                self.extra.remove(twin)
                places = _behind(self.ours, unit), _behind(self.theirs, twin[1])
                self._add(unit.index, Difference(_aspect(unit), unit.place, "order differs", *places))
                self._pair(unit, twin[1])

    def _report_numbers(self) -> None:
        """Ids of turns and depths of sections: only where they begin to differ, later ones follow suit."""
        ids, depths = ("", ""), ("", "")
        for one, other in sorted(self.pairs, key=lambda pair: pair[0].index):
            if depths != (one.depth, other.depth) and one.depth != other.depth:
                self._tell(one, "sections", "section depth differs, here and after", one.depth, other.depth)
            depths = one.depth, other.depth
            if not one.kind == other.kind == "turn":
                continue
            if one.id != other.id and ids[0] == ids[1]:
                self._tell(one, "turns", "number differs, here and after", one.id, other.id)
            ids = one.id, other.id
            if one.id == other.id and one.continues != other.continues:
                self._tell(one, "turns", "the turn it goes on with differs", one.continues, other.continues)

    def _tell(self, unit: Unit, aspect: Aspect, what: str, first: str, second: str) -> None:
        self._add(unit.index, Difference(aspect, unit.place, what, _value(first), _value(second)))


def _everything(unit: Unit) -> Hashable:
    return unit.tokens, unit.facts, unit.id, unit.depth


def _tokens(unit: Unit) -> Hashable:
    return unit.tokens


def _aspect(unit: Unit) -> Aspect:
    if unit.kind == "turn":
        return "turns"
    return "sections" if unit.kind.startswith("heading") else "kinds"


def _lacking(unit: Unit, first: str, second: str) -> Difference:
    name = "turn" if unit.kind == "turn" else unit.place.split(" after ")[0]
    return Difference(_aspect(unit), unit.place, f"{name} missing", first, second)


def _behind(units: Sequence[Unit], unit: Unit) -> str:
    return f"it behind {units[unit.index - 1].place}" if unit.index else "it at the beginning"


def _border(mine: Unit | None, yours: Unit | None, ours: Cut, theirs: Cut) -> Iterator[Difference]:
    """A unit that begins on one side only, or as another kind on the other."""
    if mine is not None and yours is not None:
        aspect = _aspect(mine if mine.kind == "turn" else yours)
        yield Difference(aspect, mine.place, "kind differs", mine.place, yours.place)
    elif mine is not None:
        sides = f"a border before {opening(mine)}", _within(theirs)
        yield Difference(_aspect(mine), mine.place, "border differs", *sides)
    elif yours is not None:
        sides = _within(ours), f"a border before {opening(yours)}"
        yield Difference(_aspect(yours), yours.place, "border differs", *sides)


def _within(cut: Cut) -> str:
    return f"the same words within {cut.unit.place}" if cut.unit else NOTHING


def _place(ours: Cut, theirs: Cut) -> str:
    unit = ours.unit or theirs.unit
    return unit.place if unit else "document"


def _lonely(marks: Iterable[MarkupToken], others: Iterable[MarkupToken]) -> Iterator[MarkupToken]:
    """The marks, without those that only close, that the others have not as often."""
    surplus = Counter(marks) - Counter(others)
    return (mark for mark in surplus.elements() if not mark.closes)
