"""Rows to paragraphs with their look.

A paragraph begins at a larger distance, at an indent, after a line that ended early, and where the type
changes. Where it is not clear at the end of a page, a paragraph whose sentence has ended has ended, too: two
paragraphs of one speaker are a smaller error than two speakers in one paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, takewhile, zip_longest
from typing import Literal

from attrs import define, evolve, field, frozen

from docconv.formats.pdf.foreign.page_metrics import SAME_SIZE, STEP, PageMetrics, ends_sentence
from docconv.formats.pdf.foreign.rows import TAB, TextRow
from docconv.formats.pdf.foreign.words import Words, append, shorten
from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.lines.lines import TERMINAL
from docconv.transcript.styled.paragraphs import ParagraphFormat, StyledParagraph, StyledRun, everywhere

Join = Literal["opens", "line", "goes on"]
LARGER, LONGEST_HEADING, DEEPEST = 1.12, 200, 6
FORCED = 0.25
"""The room, in parts of the width, after a line that somebody broke."""
POINT = 20  # twentieths of a point
OFTEN = 2
LONGEST_NAME = 3  # words
LONGEST_HEAD = 60  # characters
ALIGNED = 2.0  # points
LABEL = regex(r"([^\W\d_][^:：.!?]{0,38})[:：]")
SHOUTED_LABEL = regex(r"[^\W\d_a-zß-ÿ][^:：!?a-zß-ÿ]{1,38}(?:\([^()]{1,38}\))?(?:[:：]| [–—-])(?:\s|$)")
SIGN = regex(r"[–—―─]{1,2}(?=\s?\S)|[QA]\.(?=\s)")
APART = ("bold", "capitals", "colour")


@frozen
class Furniture:
    """What was at the edge of a page, between the rows: a mark of the page, or words on a single one."""

    text: str
    kind: Literal["page", "boilerplate"] = "page"


Item = TextRow | Furniture


@define
class ParagraphRows:
    """Rows that belong together, as pieces; `goes_on` says that it is the rest of the one before."""

    rows: list[TextRow]
    pieces: list[StyledRun] = field(factory=list)
    goes_on: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(piece.text for piece in self.pieces)


def passages(items: Iterable[Item], how: PageMetrics, words: Words) -> list[StyledParagraph]:
    """The paragraphs of a document with their look, furniture between them."""
    items = list(items)
    rows = [item for item in items if isinstance(item, TextRow)]
    heads = _names_alone(rows) | _timed_heads(rows)
    joins = _Joins(how, heads)
    labels = _labels(_paragraphs(items, joins, words, frozenset())) | _behind_sentences(rows)
    found = list(_paragraphs(items, joins, words, labels))
    text = [one for one in found if isinstance(one, ParagraphRows)]
    levels, header = _levels(text, how), _header(text)
    return [
        evolve(_passage(one, how, levels), header=one is header)
        if isinstance(one, ParagraphRows)
        else StyledParagraph((StyledRun(one.text),), ParagraphFormat(kind=one.kind))
        for one in found
    ]


@define
class _Joins:
    """How rows go on. `heads` are rows of which that is known by their ids; of the others it is worked out
    once, though paragraphs are put together twice: which row is before one never changes.
    """

    how: PageMetrics
    heads: Mapping[int, Join]
    known: dict[tuple[int, int, bool], Join] = field(factory=dict)

    def of(self, rows: Sequence[TextRow], after: TextRow) -> Join:
        """How a row goes on after those of a paragraph."""
        key = id(after), id(rows[0]), len(rows) == 1
        if key not in self.known:
            self.known[key] = self.heads.get(id(after)) or _join(rows, after, self.how)
        return self.known[key]


def _paragraphs(
    items: Iterable[Item], joins: _Joins, words: Words, labels: frozenset[str]
) -> Iterator[ParagraphRows | Furniture]:
    """Paragraphs and what is between them, in order; a label opens one if it does so elsewhere."""
    current: ParagraphRows | None = None
    waiting: list[Furniture] = []
    for item in items:
        if isinstance(item, Furniture):
            waiting.append(item)
            continue
        join = "opens" if current is None else joins.of(current.rows, item)
        if (
            current is not None
            and id(item) not in joins.heads
            and _opens_with_label(current.rows[-1], item, labels)
        ):
            join = "opens"
        if current is not None and join != "opens" and not waiting:
            current.rows.append(item)
            if join == "line":
                current.pieces += [StyledRun("\n"), *item.pieces]
            else:
                append(current.pieces, item.pieces, words)
            continue
        rest = ParagraphRows([item], list(item.pieces), goes_on=join != "opens")
        if current is not None:
            if rest.goes_on:
                _carry(current, rest, words)
            yield current
        yield from waiting
        waiting = []
        current = rest
    if current is not None:
        yield current
    yield from waiting


def _names_alone(rows: Sequence[TextRow]) -> dict[int, Join]:
    """Rows of a few words in capitals that come back begin paragraphs, and what is below them is a line of
    its own there: by the ids of the rows.
    """
    counts = Counter(row.text for row in rows if row.text.isupper() and len(row.text) <= LONGEST_HEAD)
    names = {text for text, count in counts.items() if count >= OFTEN and text.rstrip()[-1].isalnum()}
    found: dict[int, Join] = {}
    for row, after in zip_longest(rows, rows[1:]):
        if row.text in names:
            found[id(row)] = "opens"
            if after is not None:
                found[id(after)] = "line"
    return found


def _timed_heads(rows: Sequence[TextRow]) -> dict[int, Join]:
    """How rows go on from the one before where a time with the name of who speaks heads what is said, in a
    row, `Ida Berg 0:04`, or in two: by the ids of the rows, nothing where no name comes back. Where several
    rows begin with a time, each of them begins a paragraph.
    """
    found: dict[int, Join] = {}
    names: list[str] = []
    stamped: dict[int, Join] = {}
    for place, row in enumerate(rows):
        after = rows[place + 1 : place + 3]
        name, size = _timed_name(row, after[:1])
        if not name and times.leading(row.text.lstrip()):
            stamped[id(row)] = "opens"
        if name and len(after) >= size:
            names.append(name)
            found[id(row)] = "opens"
            found |= dict.fromkeys(map(id, after[:size]), "line")
    heads = found if len(names) > OFTEN and len(set(names)) < len(names) else {}
    return heads if len(stamped) <= OFTEN else stamped | heads


def _timed_name(row: TextRow, after: Sequence[TextRow]) -> tuple[str, int]:
    """The name in a row that ends with a time, or is above one, and how many rows below belong to its line;
    an empty one for other rows.
    """
    text = row.text.strip()
    if not text or len(text) > LONGEST_HEAD or len(row.cells) > 2:
        return "", 0
    if stamp := times.leading(text):
        name = text[stamp.end() :]
        is_name = 0 < len(name.split()) <= LONGEST_NAME and name[-1] not in TERMINAL
        return (name, 1) if is_name and ":" not in name else ("", 0)
    if text[0].isdecimal():
        return "", 0
    if after and after[0].text.strip() and times.is_time(after[0].text.strip()):
        return ("", 0) if ends_sentence(row) else (text, 2)
    time = times.TRAILING.search(text) if times.may_end(text) else None
    name = text[: time.start()].rstrip() if time else ""
    return (name, 1) if name and name[-1] not in TERMINAL else ("", 0)


def _opens_with_label(before: TextRow, row: TextRow, labels: frozenset[str]) -> bool:
    """Whether a row begins with a label, in capitals as one, or is all in capitals: after a sentence, or
    after a row in capitals. A label that nothing but its look tells from the words is one wherever it is.
    """
    if _set_apart(before, row) == _label(row.text) != "":
        return True
    shouted = SHOUTED_LABEL.match(row.text) is not None
    if before.text.isupper():
        return shouted
    ended = ends_sentence(before) or before.text.rstrip()[-1:] == ":"
    return ended and (
        shouted or row.text.isupper() or not labels.isdisjoint((_label(row.text), _sign(row.text)))
    )


def _set_apart(before: TextRow, row: TextRow) -> str:
    """What is set apart at the beginning of a row, and not at the end of the one before, without a colon."""
    look = (row.pieces[0].features - before.pieces[-1].features) & set(APART)
    pieces = takewhile(lambda piece: look and look <= piece.features, row.pieces)
    return "".join(piece.text for piece in pieces).rstrip(" :：")


def _labels(found: Iterable[ParagraphRows | Furniture]) -> frozenset[str]:
    """What is before a colon at the beginning of several paragraphs."""
    counts = Counter(_label(one.text) for one in found if isinstance(one, ParagraphRows))
    return frozenset(label for label, count in counts.items() if label and count >= OFTEN)


def _behind_sentences(rows: Sequence[TextRow]) -> frozenset[str]:
    """What is before a colon at the beginning of several rows, each after one whose sentence has ended: a
    name, by its length and its capitals; and the dash, or the letter of questions and answers, that begins
    several such rows.
    """
    begun = [row.text for before, row in pairwise(rows) if ends_sentence(before)]
    counts = Counter(filter(None, (found for text in begun for found in (_label(text), _sign(text)))))
    return frozenset(
        label
        for label, count in counts.items()
        if count >= OFTEN and len(label.split()) <= LONGEST_NAME and not label[0].islower()
    )


def _label(text: str) -> str:
    found = LABEL.match(text)
    return found[1] if found else ""


def _sign(text: str) -> str:
    found = SIGN.match(text)
    return found[0] if found else ""


# ------------ where a paragraph begins


def _join(rows: Sequence[TextRow], after: TextRow, how: PageMetrics) -> Join:
    """Whether a row begins a paragraph, is a line of its own in one, or goes on."""
    before = rows[-1]
    below = _is_below(rows, after)
    if abs(after.size - before.size) > SAME_SIZE * how.size or (not below and _changes(before, after, how)):
        return "opens"
    beside = (before.page, before.column) == (after.page, after.column)
    if beside and how.is_wide(before, after):
        return "opens"
    if TAB in after.pieces:
        return "opens"
    if not (how.cell or below) and _by_indent(rows, after, how):
        return "opens"
    heads = len(rows) == 1 and before.text.rstrip()[-1:] in ")]:"  # as a label above its text does
    ended = ends_sentence(before) and not heads
    if how.ended_early(before, after) and not how.is_centred(after):
        forced = how.room(before) > FORCED * how.width(before)
        return "opens" if ended or not beside else "line" if forced else "goes on"
    unsure = not beside and not how.inward and not how.cell
    return "opens" if unsure and ended and not _starts_small(after) else "goes on"


def _is_below(rows: Sequence[TextRow], after: TextRow) -> bool:
    """Whether a row goes on below the last cell of a row of a table."""
    cells = rows[0].cells
    return len(cells) > 2 and len(after.cells) == 1 and abs(after.left - cells[-1]) <= ALIGNED


def _starts_small(row: TextRow) -> bool:
    return row.text.lstrip()[:1].islower()


def _by_indent(rows: Sequence[TextRow], after: TextRow, how: PageMetrics) -> bool:
    """Whether the indent of a row begins a paragraph."""
    before = rows[-1]
    step = how.offset(after) - how.offset(before)
    least = STEP * how.size
    if how.is_centred(after) and how.is_centred(before):
        return False
    if how.outward:
        return step < -least
    if step > least:
        return True
    stands_in = how.inward and how.offset(after) > least
    return stands_in and abs(step) <= least and len(rows) == 1 and ends_sentence(before)


def _changes(before: TextRow, after: TextRow, how: PageMetrics) -> bool:
    """Whether the look changes from a row to the next as it does between paragraphs."""
    if how.is_centred(before) != how.is_centred(after) and (
        how.is_centred(before) or how.offset(after) > 2 * how.size
    ):
        return True
    first, last = after.pieces[0].features, before.pieces[-1].features
    here, there = everywhere(before.pieces), everywhere(after.pieces)
    if ((here - first) | (there - last)) & set(APART):
        return True
    if "italic" in here ^ there and (ends_sentence(before) or "italic" not in first ^ last):
        return True
    return bool((first - last) & set(APART)) and ends_sentence(before)


def _carry(paragraph: ParagraphRows, rest: ParagraphRows, words: Words) -> None:
    """The end of a word that a page divides goes to its beginning."""
    divided = words.divided(paragraph.text, rest.text)
    if divided is None or len(rest.text.split()) < 2 or " " not in rest.pieces[0].text:
        return
    if divided:
        shorten(paragraph.pieces)
    word, _, others = rest.pieces[0].text.partition(" ")
    paragraph.pieces.append(StyledRun(word, rest.pieces[0].features))
    rest.pieces[0] = evolve(rest.pieces[0], text=others)


# ------------ looks


def _levels(paragraphs: Sequence[ParagraphRows], how: PageMetrics) -> dict[float, int]:
    """The levels of headings by their size, 0 for that of the title."""
    sizes = Counter(round(one.rows[0].size, 1) for one in paragraphs if _is_heading(one, how))
    order = sorted(sizes, reverse=True)
    if not order:
        return {}
    top = [one for one in paragraphs if round(one.rows[0].size, 1) == order[0] and _is_heading(one, how)]
    titled = len(top) == 1 and top[0].rows[0].page == paragraphs[0].rows[0].page
    return {size: min(place + (not titled), DEEPEST) for place, size in enumerate(order)}


def _is_heading(paragraph: ParagraphRows, how: PageMetrics) -> bool:
    large = paragraph.rows[0].size >= LARGER * how.size
    return large and len(paragraph.text) <= LONGEST_HEADING and not paragraph.goes_on


def _header(paragraphs: Sequence[ParagraphRows]) -> ParagraphRows | None:
    """What names the columns of a table of those who speak: a first row of cells of a word or two, whose
    beginning comes once where those of the other rows come back.
    """
    rows = [[part.strip() for part in one.text.split(TAB.text)] for one in paragraphs]
    parted = [(one, cells) for one, cells in zip(paragraphs, rows, strict=True) if len(cells) > 1]
    if len(parted) <= 2 * OFTEN:
        return None
    first, names = parted[0]
    counts = [
        Counter(cells[place] for _, cells in parted if place < len(cells)) for place in range(len(names))
    ]
    brief = all(name and len(name.split()) <= OFTEN and name[-1] not in ".?!…:" for name in names)
    once = all(count[name] == 1 for name, count in zip(names, counts, strict=True))
    again = max(count for counted in counts[:-1] for count in counted.values()) >= OFTEN
    return first if brief and once and again else None


def _passage(paragraph: ParagraphRows, how: PageMetrics, levels: dict[float, int]) -> StyledParagraph:
    pieces = tuple(
        StyledRun("".join(piece.text for piece in group), features)
        for features, group in groupby(paragraph.pieces, key=lambda piece: piece.features)
    )
    return StyledParagraph(
        pieces,
        _paragraph_look(paragraph, how, levels),
        cell=max(paragraph.text.find(TAB.text), 0) if how.cell else 0,
        spoken=how.is_beside_labels(paragraph.rows[0]),
        goes_on=paragraph.goes_on,
    )


def _paragraph_look(paragraph: ParagraphRows, how: PageMetrics, levels: dict[float, int]) -> ParagraphFormat:
    row = paragraph.rows[-1]
    size = round(paragraph.rows[0].size, 1)
    centred = all(map(how.is_centred, paragraph.rows))
    indent = 0 if centred else round(how.offset(row)) * POINT
    look = ParagraphFormat(style=f"{size:.1f}", centred=centred, indent=indent)
    if not _is_heading(paragraph, how):
        return look
    level = levels[size]
    return evolve(look, kind="heading", level=level) if level else evolve(look, kind="title")
