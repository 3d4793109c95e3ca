"""What stands around labels in a text that prints them in a way of its own: told from all its paragraphs
together, by position and by what comes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple, TypeAlias

from attrs import frozen

from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.marks import SENTENCE_ENDS
from docconv.transcript.shape import is_caseless

FEWEST_ROWS, FEWEST_TIMED, FEWEST_WORDS, FEWEST_SAID = 6, 3, 2, 4
NEARLY_ALL, HALF = 0.8, 0.5
MOST_NAMES = 12
"""Who take turns are few."""
LONGEST_BARE, LONGEST_INITIALS = 3, 4  # words, letters
USUAL = frozenset(
    (":", "：", ".", "。", ",", "，", "、", "!", "?", "-", "–", "—", "…", '"', "'", "’", "”", "»")
)
"""Signs that sentences have after their first words, or that rules know."""
NAME = r"[^\W\d_][\w.'’-]{0,24}(?:[ ][\w.'’-]{1,24}){0,3}"
FRAME = regex(
    rf"(?P<before>[*•·-] |[^\w\s\"'“”„«»‘’¿¡{{}}-]{{0,2}})(?P<name>{NAME}?)"
    r"(?P<behind>[ ]?[^\w\s\"'“”„«»‘’{}]{1,2})\s+(?=\S)(?P<text>.+)"
)
"""A few words at the beginning of a line, with signs around them, and the words after."""
QUOTED = regex(rf"(?P<before>[\"“„«])(?P<name>{NAME}?)(?P<behind>[\"”“»])\s+(?=[^\W\d_a-zß-ÿ])(?P<text>.+)")
SIGNED = regex(r"(?P<before>[@#/])(?P<name>\w[\w.-]{1,30})(?P<behind>) (?=\S)(?P<text>.+)")
HEAD = regex(
    rf"(?P<before>[^\w\s\"'“”„«»‘’¿¡{{}}()\[\]<>]{{2,5}} ?)(?P<name>{NAME}?)"
    r"(?P<behind> ?[^\w\s\"'“”„«»‘’{}()\[\]<>]{2,5})"
)
"""Words alone on their line with signs on both sides: `== Name ==`."""
TIMED = regex(
    rf"(?P<before>[(\[]?)(?P<name>{NAME}),?\s"
    rf"(?P<time>[(\[]?{times.STAMP}[)\]]?)(?P<end>[)\]]?[:,]?)\s+(?=[^\s\d])(?P<text>.+)"
)
COUNTED = regex(rf"\d{{1,3}}\.\d{{1,3}}\s(?P<name>{NAME}):\s(?P<text>\S.+)")
"""`1.2 Name: text`, the number of what is said within a part, which others use for sections."""
LOWER = regex(r"(?P<name>[^\W\d_A-ZÀ-Þ]{2,20}(?: [^\W\d_A-ZÀ-Þ]{2,20}){0,2})(?P<behind>: )(?=\S)(?P<text>.+)")


class FramedRow(NamedTuple):
    """A line in a frame: what is before and after a few words, these, and the words that follow."""

    frame: tuple[str, str]
    name: str
    text: str


@frozen(eq=False, repr=False)
class Frame:
    """How a text seems to print its labels: a form of a convention, and the labels where nothing parts them
    from the words.
    """

    form: str
    labels: tuple[str, ...] = ()


Row: TypeAlias = Callable[[str], FramedRow | None]


def frame_of(text: str, lexicon: TranscriptLexicon) -> Frame | None:
    """How a text prints its labels, as a form of a convention, `{label} ~ {text}`: the same signs or a time
    are beside a few words at the beginning of nearly all paragraphs, or alone on their lines above them, most
    of these words come back, at least two of them take turns, and what is after them are sentences. Nothing
    where any of this does not hold.
    """
    lines = [line.strip() for line in text.split("\n")]
    if sum(map(bool, lines)) < FEWEST_TIMED:
        return None
    return (
        _around(lines, _row, _are_said, FEWEST_ROWS)
        or _around(lines, _timed_row, _are_words, FEWEST_TIMED)
        or _around(lines, _certain_row, _are_words, FEWEST_ROWS, HALF)
        or _around(lines, _counted_row, _are_counted, FEWEST_ROWS)
        or _above(lines)
        or _written(lines, lexicon)
        or _bare(lines, lexicon)
    )


def _around(
    lines: Sequence[str],
    row: Row,
    are_said: Callable[[Sequence[FramedRow]], bool],
    fewest: int,
    share: float = NEARLY_ALL,
) -> Frame | None:
    """The signs around words at the beginning of nearly all paragraphs, or of a share of them."""
    opening = [line for above, line in pairwise(["", *lines]) if line and (not above or row(line))]
    rows = [found for line in opening if (found := row(line))]
    if len(rows) < fewest:
        return None
    frame, count = Counter(found.frame for found in rows).most_common(1)[0]
    alike = [found for found in rows if found.frame == frame]
    if count < len(opening) * share or not (_take_turns([one.name for one in alike]) and are_said(alike)):
        return None
    before, behind = frame
    names = () if behind else tuple(dict.fromkeys(one.name for one in alike))
    return Frame(f"{before}{{label}}{behind} {{text}}", names)


def _row(line: str) -> FramedRow | None:
    match = FRAME.fullmatch(line)
    if match is None or match["behind"].strip() in USUAL:
        match = QUOTED.fullmatch(line) or SIGNED.fullmatch(line)
    return match and FramedRow((match["before"], match["behind"]), match["name"], match["text"])


def _timed_row(line: str) -> FramedRow | None:
    """`Name 0:01 text`, `(Name, 0:01) text`."""
    match = TIMED.fullmatch(line)
    if match is None:
        return None
    between = line[match.end("name") : match.start("time")]
    time = match["time"]
    stamp = f"{time[0] if time[0] in '([' else ''}{{time}}{time[-1] if time[-1] in ')]' else ''}"
    return FramedRow((match["before"], f"{between}{stamp}{match['end']}"), match["name"], match["text"])


def _certain_row(line: str) -> FramedRow | None:
    """The same with a time that is a code by itself, `Name [0:00:01] text`, or after initials,
    `AL 0:01 text`: no words begin so.
    """
    match = TIMED.fullmatch(line)
    name = match["name"] if match else ""
    initials = name.isupper() and len(name) <= LONGEST_INITIALS
    return _timed_row(line) if match and (initials or times.is_certain(match["time"])) else None


def _counted_row(line: str) -> FramedRow | None:
    match = COUNTED.fullmatch(line)
    return match and FramedRow(("{number} ", ":"), match["name"], match["text"])


def _lower_row(line: str) -> FramedRow | None:
    """`ann lee: text`, as those write who use no capitals."""
    match = LOWER.fullmatch(line)
    return FramedRow(("", ":"), match["name"], match["text"]) if match and not is_caseless(line) else None


def _written(lines: Sequence[str], lexicon: TranscriptLexicon) -> Frame | None:
    """Small letters before colons that name who writes."""
    found = _around(lines, _lower_row, _are_written(lexicon), FEWEST_ROWS)
    names = dict.fromkeys(row.name for line in lines if (row := _lower_row(line)))
    return found and Frame(found.form, tuple(names))


def _above(lines: Sequence[str]) -> Frame | None:
    """The signs around words that are alone on their lines, each above something said."""
    shown = [line for line in lines if line]
    heads = [(at, match) for at, line in enumerate(shown) if (match := HEAD.fullmatch(line))]
    if len(heads) < FEWEST_SAID:
        return None
    frame = Counter((match["before"], match["behind"]) for _, match in heads).most_common(1)[0][0]
    alike = [at for at, match in heads if (match["before"], match["behind"]) == frame]
    names = [match["name"] for _, match in heads if (match["before"], match["behind"]) == frame]
    said = sum(two - one > 1 for one, two in pairwise([*alike, len(shown)]))
    if said < len(alike) or not _take_turns(names):
        return None
    return Frame(f"{frame[0]}{{label}}{frame[1]}")


def _bare(lines: Sequence[str], lexicon: TranscriptLexicon) -> Frame | None:
    """Names that nothing but a space parts from what is said: nearly all paragraphs begin with one of a few
    words that come back, each time before a capital; perhaps a time is before them.
    """
    shown = [line for line in lines if line]
    stamps = [times.leading(line) for line in shown]
    bodies = [line[stamp.end() :] if stamp else line for line, stamp in zip(shown, stamps, strict=True)]
    names = _names(bodies, lexicon)
    rows = [
        FramedRow(("", "{time} " if stamp else ""), name, body[len(name) :].strip())
        for body, stamp in zip(bodies, stamps, strict=True)
        if (name := next((one for one in names if body.startswith(f"{one} ")), ""))
    ]
    if len(rows) < FEWEST_ROWS or len(rows) * 5 < len(shown) * 4:
        return None
    said = [row.name for row in rows]
    if not (_take_turns(said) and _are_said(rows) and len(set(said)) * 2 <= len(said)):
        return None
    behind, count = Counter(row.frame[1] for row in rows).most_common(1)[0]
    return Frame(f"{behind}{{label}} {{text}}", tuple(names)) if count == len(rows) else None


def _names(lines: Sequence[str], lexicon: TranscriptLexicon) -> list[str]:
    """Words at the beginning of several lines that a capital follows each time, as long as they are the same
    in all of these lines, the longest first.
    """
    found: list[str] = []
    by_first = sorted((line.split(" ") for line in lines if line[:1].isupper()), key=lambda words: words[0])
    for _, group in groupby(by_first, key=lambda words: words[0]):
        rows = list(group)
        size = next(_same(rows), 0) if len(rows) > 1 else 0
        words = rows[0][:size]
        plain = [word.casefold() for word in words if not word.isdecimal()]
        if words and plain and lexicon.stop_words.isdisjoint(plain) and lexicon.not_labels.isdisjoint(plain):
            found.append(" ".join(words))
    return sorted(found, key=len, reverse=True)


def _same(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """How many words lines have in common, most first, after which each has a capital and more."""
    for size in range(LONGEST_BARE, 0, -1):
        parts = [tuple(row[:size]) for row in rows]
        opens = all(len(row) > size + 1 and row[size][:1].isupper() for row in rows)
        named = all(word[:1].isupper() or word.isdecimal() for word in parts[0])
        if opens and named and len(set(parts)) == 1:
            yield size


def _take_turns(names: Sequence[str]) -> bool:
    """Whether most of some words come back, two or more do, and they mostly change from one to the next."""
    counts = Counter(names)
    again = [name for name, count in counts.items() if count > 1]
    said = sum(counts[name] for name in again)
    changes = sum(one != two for one, two in pairwise(names))
    few = len(counts) <= MOST_NAMES or len(counts) * 3 <= len(names)
    return few and len(again) > 1 and said * 5 >= len(names) * 4 and changes * 2 >= len(names) - 1


def _are_said(rows: Sequence[FramedRow]) -> bool:
    """Whether most of what is after some words ends as sentences do, and has a few words."""
    ends = sum(row.text[-1] in SENTENCE_ENDS and len(row.text.split()) >= FEWEST_WORDS for row in rows)
    return ends * 5 >= len(rows) * 4


def _are_counted(rows: Sequence[FramedRow]) -> bool:
    """Whether sentences are after some words that do not come round as the fields of records do."""
    return _are_said(rows) and not _comes_round([row.name for row in rows])


def _comes_round(names: Sequence[str]) -> bool:
    """Whether three words and more come back in the same order each time."""
    kinds = len(set(names))
    return kinds > 2 and all(one == two for one, two in zip(names, names[kinds:], strict=False))


def _are_words(rows: Sequence[FramedRow]) -> bool:
    """Whether most of what is after some words has a few words."""
    return sum(len(row.text.split()) >= FEWEST_WORDS for row in rows) * 3 >= len(rows) * 2


def _are_written(lexicon: TranscriptLexicon) -> Callable[[Sequence[FramedRow]], bool]:
    """Whether small letters before colons name who writes: most rows are of several words, no word before a
    colon is a common one, and the names do not come round as the fields of records do.
    """

    def are(rows: Sequence[FramedRow]) -> bool:
        names = [row.name for row in rows]
        words = {word for name in names for word in name.split()}
        plain = words.isdisjoint(lexicon.stop_words) and lexicon.not_labels.isdisjoint({*words, *names})
        longer = sum(len(row.text.split()) >= FEWEST_SAID for row in rows)
        return plain and not _comes_round(names) and longer * 2 >= len(rows)

    return are
