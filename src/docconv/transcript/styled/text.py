"""Passages as one text for the transcript engine, with hints of how its lines look, and where words are
emphasised.

What most of a document has sets nothing apart: bold words tell something only where most words are not bold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import define, evolve, field, frozen

from docconv.model import EmphasisKind
from docconv.transcript import times
from docconv.transcript.annotations import EmphasisSpan, Formatting, Hint, MarkKind
from docconv.transcript.labels.rules import BULLET
from docconv.transcript.lines.layout.wrapping import wrap_width
from docconv.transcript.lines.lines import split_lines
from docconv.transcript.marks import FULL_STOPS
from docconv.transcript.styled.paragraphs import SPEAKER, StyledParagraph, everywhere

APART = ("bold", "capitals", "underline", "colour", "italic")
HEAVY = frozenset(("bold", "capitals", "underline"))
EMPHATIC: tuple[EmphasisKind, ...] = ("bold", "italic", "underline")
BRACKETS = "([{（【"
LONGEST_LABEL, LONGEST_HEADING, LONGEST_LINE = 100, 100, 60
MOST, MANY = 0.5, 0.3
OFTEN = 3
FURTHER = 360  # a quarter of an inch, in twentieths of a point
ASKED = "?？؟"
COLONS = (":", "：")
UNFINISHED = FULL_STOPS + ",;:：-–—"
LOWEST = 9
PUNCTUATION = " \t\u00a0:：.,;-–—()[]"


@define(eq=False, repr=False)
class Printed:
    """The text, what `Formatting` says of it, in `places` the offsets at which paragraphs begin, and in
    `notes` those at which notes stand, with their names.
    """

    text: str = ""
    hints: dict[int, Hint] = field(factory=dict)
    emphasis: list[EmphasisSpan] = field(factory=list)
    numbers: dict[int, str] = field(factory=dict)
    places: list[int] = field(factory=list)
    notes: list[tuple[int, str]] = field(factory=list)

    @property
    def formatting(self) -> Formatting:
        """The formatting of the text, for the engine."""
        return Formatting(self.hints, self.emphasis, self.numbers, places=self.places)


def printed(passages: Sequence[StyledParagraph]) -> Printed:
    """Passages as text. Blank lines part paragraphs, but where a paragraph is no more than a line of type."""
    whole = "\n".join(passage.text for passage in passages)
    lone = whole.count("\n") < 2 * len(passages)
    typed = lone and wrap_width(split_lines(whole)) > 0
    habits = _habits(passages)
    found = Printed()
    parts: list[str] = []
    offset, line, joint = 0, 1, "\n" if typed else "\n\n"
    outside = evolve(habits, tables=False) if habits.tables else habits
    is_below = False
    for passage in passages:
        text = passage.text
        is_below = _is_below(passage, text, is_below)
        _add(found, passage, habits if is_below else outside, (offset, line))
        found.notes += _notes(passage, offset)
        parts.append(text)
        offset += len(text) + len(joint)
        line += text.count("\n") + len(joint)
    found.text = joint.join(parts)
    return found


def _is_below(passage: StyledParagraph, text: str, before: bool) -> bool:  # noqa: FBT001
    """Whether a passage is below a table in which somebody speaks, and nobody has been announced after it:
    it is no speech of its own.
    """
    if passage.cell or passage.spoken:
        return True
    return before and not text.rstrip().endswith(COLONS)


@frozen(eq=False, repr=False)
class Habits:
    """What a document does with type.

    `shares`: how much of its words has each feature. `brief`: the looks of paragraphs that hold short lines
    only. `top`: how many levels its headings stand below a title. `tabs`: tabulators part short beginnings
    from the rest. `tables`: they name who speaks, in much of the text. `speech`: the look and the indent of
    what is below a label. `title`: a first paragraph that is set as a title is.
    """

    shares: Mapping[str, float]
    brief: frozenset[object]
    top: int
    tabs: bool
    tables: bool
    speech: tuple[object, int] | None
    title: StyledParagraph | None


def _habits(passages: Sequence[StyledParagraph]) -> Habits:
    counts: Counter[str] = Counter()
    total = 1
    for passage in passages:
        for piece in passage.pieces if passage.look.kind not in ("heading", "title") else ():
            size = len(piece.text.strip())
            total += size
            for feature in piece.features:
                counts[feature] += size
    shares = {feature: counts[feature] / total for feature in counts}
    headings = [passage.look.level for passage in passages if passage.look.kind == "heading" and passage.text]
    filled = [passage for passage in passages if passage.text.strip()]
    below = bool(filled) and filled[0].look.kind == "heading" and headings.count(headings[0]) > 1
    brief = _brief(filled)
    spoken = sum(len(passage.text) for passage in passages if passage.spoken or passage.cell)
    named = sum(bool(passage.cell) for passage in passages)
    tables = named >= OFTEN and spoken >= MANY * sum(len(passage.text) for passage in passages)
    speech, title = _speech(filled, brief), _title(filled)
    return Habits(shares, brief, int(below), _tabs(filled), tables, speech, title)


def _title(filled: Sequence[StyledParagraph]) -> StyledParagraph | None:
    """A first paragraph in large type, or in the middle in bold type or the like, as nothing else is set."""
    first, *others = filled or [StyledParagraph()]
    features = everywhere(first.pieces)
    text = first.text.strip()
    apart = "large" in features or (first.look.centred and not features.isdisjoint(HEAVY))
    if not apart or first.look.kind or first.look.speaker:
        return None
    if len(text) > LONGEST_HEADING or text[-1] in UNFINISHED or len(others) < OFTEN:
        return None
    same = any(_class(one) == _class(first) and everywhere(one.pieces) == features for one in others)
    return None if same else first


def _speech(filled: Sequence[StyledParagraph], brief: frozenset[object]) -> tuple[object, int] | None:
    """The look and the indent of what nearly always follows a label on a line of its own, if any do."""
    looks = pairwise(map(_class, filled))
    below = [
        after
        for (label, after), (above, own) in zip(pairwise(filled), looks, strict=True)
        if own != above and (above in brief or SPEAKER in everywhere(label.pieces))
    ]
    ((look, count),) = Counter(map(_class, below)).most_common(1) or [(None, 0)]
    if count < OFTEN or count * 10 < len(below) * 8:
        return None
    return look, next(passage.look.indent for passage in below if _class(passage) == look)


def _tabs(filled: Iterable[StyledParagraph]) -> bool:
    """Whether one tabulator in a line parts a short beginning from the rest, in many lines or in most."""
    lines = [passage.text.strip() for passage in filled if not passage.cell]
    parted = [line for line in lines if 0 < line.find("\t") < LONGEST_LINE and line.count("\t") == 1]
    again = len({line.partition("\t")[0] for line in parted}) < len(parted)
    return len(parted) >= OFTEN and (again or len(parted) * 2 > len(lines))


def _brief(filled: Iterable[StyledParagraph]) -> frozenset[object]:
    """The looks of paragraphs that hold short lines only, where others hold more."""
    texts: dict[object, list[str]] = {}
    for passage in filled:
        free = passage.look.kind is None and not passage.cell
        if free and passage.text.lstrip()[0] not in BRACKETS:
            texts.setdefault(_class(passage), []).append(passage.text)
    total = sum(map(len, texts.values()))
    return frozenset(
        look
        for look, lines in texts.items()
        if OFTEN <= len(lines) <= MOST * total * 1.2
        and all(len(line) <= LONGEST_LABEL for line in lines)
        and sum(len(line) <= LONGEST_LINE for line in lines) * 10 >= len(lines) * 9
        and len(set(lines)) < len(lines)
    )


def _class(passage: StyledParagraph) -> object:
    return passage.look.style, passage.look.centred, passage.look.indent


def _add(found: Printed, passage: StyledParagraph, habits: Habits, at: tuple[int, int]) -> None:
    """What is told of a passage that begins at an offset, in a line."""
    offset, line = at
    text = passage.text.lstrip()
    if not text:
        return
    lead = len(passage.text) - len(text)
    found.places.append(offset)
    if passage.number:
        found.numbers[offset + lead] = passage.number
    hint = _hint(passage, habits, offset)
    if hint is not None:
        first = line + passage.text[:lead].count("\n")
        last = first + passage.text.strip().count("\n") if hint.is_beside else first
        found.hints.update(dict.fromkeys(range(first, last + 1), hint))
    if passage.look.kind not in ("heading", "title", "stage") and not passage.header:
        found.emphasis.extend(_emphasis(passage, habits, offset))


def _hint(passage: StyledParagraph, habits: Habits, offset: int) -> Hint | None:
    """The hint that a passage gives."""
    if passage.goes_on:
        return Hint(goes_on=True)
    if passage.header:
        return Hint(kind="boilerplate")
    if passage.look.kind is not None and not passage.look.speaker:
        level, is_beside = passage.look.level + habits.top, passage.look.kind == "boilerplate"
        return Hint(kind=passage.look.kind, level=level, is_beside=is_beside)
    if passage is habits.title:
        return Hint(kind="title")
    if passage.cell:
        return Hint(start=offset, end=offset + passage.cell, look="cell")
    start, end, look = _lead(passage, habits)
    otherwise = _otherwise(passage, habits)
    if not look and not otherwise:
        return None
    return Hint(start=offset + start, end=offset + end, look=look, otherwise=otherwise, level=LOWEST)


def _lead(passage: StyledParagraph, habits: Habits) -> tuple[int, int, str]:
    """What is set apart at the beginning of a passage, before a change of type where there is one."""
    whole = (0, 0, "")
    for feature in (SPEAKER, *APART) if habits.shares else ():
        if habits.shares.get(feature, 1) >= MOST:
            continue
        start, end = _run(passage, feature)
        if start == end:
            continue
        look = "speaker-style" if feature == SPEAKER else feature
        if passage.text[end:].strip(PUNCTUATION):
            return start, end, look
        rare = feature != "italic" and habits.shares[feature] < MANY
        if not whole[2] and end - start <= LONGEST_LABEL and (rare or feature == SPEAKER):
            whole = start, end, look
    text = passage.text
    tab = text.find("\t", 1, LONGEST_LINE)
    if not whole[2] and habits.tabs and tab > 0 and text[tab:].strip():
        return 0, len(text[:tab].rstrip()), "tab"
    if not whole[2] and habits.brief and _class(passage) in habits.brief and "\n" not in text:
        return 0, len(text), "style"
    return whole


def _run(passage: StyledParagraph, feature: str) -> tuple[int, int]:
    """The stretch with a feature at the beginning of a passage, after a time code or a bullet."""
    text = passage.text
    skipped = BULLET.match(text) or times.leading(text)
    first = skipped.end() if skipped else len(text) - len(text.lstrip())
    start, end, at = -1, -1, 0
    for piece in passage.pieces:
        stop = at + len(piece.text)
        visible = piece.text[max(first - at, 0) :].strip(PUNCTUATION)
        if feature in piece.features and stop > first:
            start, end = (max(at, first) if start < 0 else start), stop
        elif visible:
            break
        at = stop
    if start < 0:
        return 0, 0
    return start, start + len(text[start:end].split("\n", 1)[0].rstrip())


def _otherwise(passage: StyledParagraph, habits: Habits) -> MarkKind | None:
    """What a passage is by its look if it is no label: a heading, a direction."""
    text, looks = passage.text.strip(), everywhere(passage.pieces)
    if SPEAKER in looks or not text:
        return None
    features = {name for name in looks if habits.shares.get(name, 1) < MANY}
    if passage.spoken:
        return "stage" if "italic" in features and not passage.cell and text[-1] not in ASKED else None
    plain = "\n" not in text and len(text) <= LONGEST_HEADING and text[-1] not in UNFINISHED
    if features & HEAVY and plain and text[0] not in "([{":
        return "heading"
    if "italic" in features:
        return "stage"
    return "narrative" if _stands_outside(passage, habits) and not text.isupper() and text[0] != "(" else None


def _stands_outside(passage: StyledParagraph, habits: Habits) -> bool:
    """Whether a passage is where no speech is: outside of the tables, further out than the speech."""
    if habits.tables:
        return True
    if habits.speech is None:
        return False
    look, indent = habits.speech
    return _class(passage) != look and passage.look.indent + FURTHER <= indent


def _notes(passage: StyledParagraph, offset: int) -> Iterator[tuple[int, str]]:
    """Where notes stand in a passage that begins at an offset."""
    for piece in passage.pieces:
        offset += len(piece.text)
        if piece.note:
            yield offset, piece.note


def _emphasis(passage: StyledParagraph, habits: Habits, offset: int) -> list[EmphasisSpan]:
    """The emphasised words of a passage."""
    found: list[EmphasisSpan] = []
    for piece in passage.pieces:
        end = offset + len(piece.text)
        kinds = tuple(
            kind
            for kind in (EMPHATIC if piece.features else ())
            if kind in piece.features and habits.shares.get(kind, 1) < MOST
        )
        if kinds and piece.text.strip():
            goes_on = bool(found) and found[-1].end == offset and found[-1].kinds == kinds
            found.append(EmphasisSpan(found.pop().start if goes_on else offset, end, kinds))
        offset = end
    return found
