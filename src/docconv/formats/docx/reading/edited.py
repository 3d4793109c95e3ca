"""Lines as units: which of them make a turn, and which are blocks by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from attrs import define, evolve, field, frozen

from docconv.formats.docx.names import CONTINUATION, EMPHASIS, SPOKEN, STAGE, VERSE
from docconv.formats.docx.reading.body import Line, Run, joined
from docconv.patterns import regex

EDGES = regex(r"(?<![\s:：])[\s:：]++\Z")
BOLD = EMPHASIS["bold"]


@frozen
class EditedUnit:
    """A turn with its lines, or a line of another kind.

    `turn` is the bookmark of a turn that begins here, `resumes` that of one that goes on here after something
    else.
    """

    lines: tuple[Line, ...]
    is_turn: bool = False
    label: str | None = None
    turn: str = ""
    resumes: str = ""

    @property
    def style(self) -> str:
        """The style of the first line."""
        return self.lines[0].style

    @property
    def text(self) -> str:
        """The characters of all lines."""
        return "\n".join(line.text for line in self.lines)


@define
class _OpenTurn:
    """A turn that is being read, and the bookmark in which it began."""

    bookmark: str
    label: str | None
    turn: str
    resumes: str
    lines: list[Line] = field(factory=list)

    def unit(self) -> EditedUnit:
        return EditedUnit(
            tuple(self.lines), is_turn=True, label=self.label, turn=self.turn, resumes=self.resumes
        )


def units(lines: Iterable[Line], names: Collection[str], old: Collection[str]) -> Iterator[EditedUnit]:
    """The units of a body. `names` are the labels in use; `old` are the texts of speech that nobody changed,
    which are not searched for a label typed by hand.
    """
    reader = _UnitReader(set(), [])
    for raw in lines:
        line = raw if raw.text in old else _labelled(raw, names)
        blank = line.label is None and not line.text.strip()
        if not blank or (line.turn and line.turn not in reader.used):
            yield from reader.line(line)
    yield from reader.end()


@define
class _UnitReader:
    """Reads lines; `used` are the bookmarks met, `waiting` directions of which it is open whether they are
    in the current turn: where no bookmark decides, they are if it goes on after them.
    """

    used: set[str]
    waiting: list[Line]
    current: _OpenTurn | None = None

    def line(self, line: Line) -> Iterator[EditedUnit]:
        """The units that are complete when a line comes."""
        if self.current is not None and line.style == STAGE and not line.turn:
            self.waiting.append(line)
        elif not _is_speech(line):
            yield from self.end()
            if line.text.strip():
                yield EditedUnit((line,))
        elif self.current is not None and self.goes_on(line, self.current):
            self.current.lines += [*self.waiting, line]
            self.waiting = []
        else:
            yield from self.end()
            self.current = _opened(line, self.used)
            self.current.lines.append(line)

    def goes_on(self, line: Line, current: _OpenTurn) -> bool:
        """Whether a line belongs to the current turn."""
        interrupted = self.waiting and not line.turn and line.style not in (CONTINUATION, VERSE)
        return not interrupted and not _begins(line, current)

    def end(self) -> Iterator[EditedUnit]:
        """The current turn, which is over, and the directions after it."""
        if self.current is not None:
            yield self.current.unit()
        yield from (EditedUnit((line,)) for line in self.waiting)
        self.waiting, self.current = [], None


def _is_speech(line: Line) -> bool:
    return line.style in SPOKEN or (bool(line.turn) and line.style in (STAGE, ""))


def _begins(line: Line, current: _OpenTurn) -> bool:
    """Whether a turn begins with a line, after another one: with a label or a bookmark of its own."""
    return line.label is not None or (bool(line.turn) and line.turn != current.bookmark)


def _opened(line: Line, used: set[str]) -> _OpenTurn:
    """The turn that begins with a line. A bookmark names the first turn in it only."""
    own = line.turn if line.turn not in used else ""
    resumes = line.turn if line.label is None and not own else ""
    used.add(line.turn)
    return _OpenTurn(line.turn, line.label, own, resumes)


def _labelled(line: Line, names: Collection[str]) -> Line:
    """A line of speech whose label was typed by hand: bold, or one that is in use, before a colon."""
    if line.label is not None or line.style not in SPOKEN or not line.runs:
        return line
    head, separator, rest = line.text.partition(":")
    bold = line.runs[0].style == BOLD and line.runs[0].text.strip().rstrip(":") == head.strip()
    if not separator or not (bold or head.strip() in names):
        return line
    return evolve(line, label=head.strip(), runs=_after(line, len(line.text) - len(rest.lstrip())))


def _after(line: Line, cut: int) -> tuple[Run, ...]:
    """The runs after the first characters of a line."""
    found, at = [], 0
    for run in line.runs:
        text = run.text[max(cut - at, 0) :]
        at += len(run.text)
        found.append(evolve(run, text=text))
    return joined(found)


def bare(label: str) -> str:
    """A label without the delimiter that somebody typed into it."""
    return EDGES.sub("", label).strip()
