"""Several turns in one line: words that somebody says while another speaks, between slashes, `We rowed. //B:
Alone? // No.`, questions and answers, names that take turns, scenes and what is on stage, and two columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark, within
from docconv.transcript.kinds import names_a_part, names_a_scene
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine

FEWEST_PARTED, MOST_PARTED, FEWEST_TAKEN = 2, 4, 2  # lines, turns, turns of one
FEWEST_FIRST, FEWEST_HANDED = 2, 3  # lines; labels after one of somebody else for one after the same
FEWEST_ANSWERED = 4  # lines with who asks and who answers
SHORTEST_SCENE, LONGEST_HEAD = 40, 25  # characters
HEAD = regex(r"([^\W_][\w .-]{0,30}?):\s")
OVERLAP = regex(r"//\s?(?=([^\W_][\w .-]{0,30}?):\s)([^/]+?)\s*//\s*")
QUESTION = regex(r"([QA])(?:[.:]|\s?[.:]?\s?[—–])\s+")
ANSWER = regex(r"(?<=[.?!…”\"—–)])\s+(?=([QA])(?:[.:]|\s?[.:]?\s?[—–])\s+\S)")
NAME = r"[^\W\d_a-zß-ÿ][\w.’'-]{0,20}(?:\s[^\W\d_a-zß-ÿ][\w.’'-]{0,20}){0,2}"
FIRST_NAME = regex(rf"({NAME}):\s")
NEXT_NAME = regex(rf"(?<=[.?!…”\"—–)\]])\s+(?=({NAME}):\s+\S)")
WIDE_NAME = r"[\u3040-\u30ff\u3400-\u9fff々]{1,8}[A-Za-z\d]?"
FIRST_WIDE = regex(rf"({WIDE_NAME})：")
NEXT_WIDE = regex(rf"(?<=[。！？?!…”」』）)])\s*(?=({WIDE_NAME})：\S)")
PARTED_NAME = regex(rf"(?:(?<=[^\s:])\s{{3,}}|(?<=--)|(?<=\w—))(?=({NAME}):\s+\S)")
BESIDE = regex(r"([^\W\d_](?:\S| (?! )){1,30})\s{3,}+([^\W\d_](?:\S| (?! )){1,30})")
DIGITS = regex(r"\d+")


def part_turns(
    lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon, *, plain: bool
) -> list[TranscriptLine]:
    """The lines, each with one turn at most; columns are read where the text is `plain`, line by line."""
    alone = part_columns(lines) if plain else lines
    named = part_wide_names(part_names(part_questions(part_overlaps(alone)), lexicon), lexicon)
    return part_scenes(named, lexicon)


def part_questions(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines, questions and answers that take turns within one as lines of their own: `Q. Who rowed? A.
    Ben. Q. Why? A. He had the oars.`.
    """
    found = [_turns(line) for line in lines]
    if sum(len(ends) > 1 for ends in found) < FEWEST_PARTED and max(map(len, found), default=0) < MOST_PARTED:
        return list(lines)
    parts = (
        _part(line, start, end, "")
        for line, ends in zip(lines, found, strict=True)
        for start, end in pairwise((0, *ends))
    )
    return [one for part in parts for one in part]


def part_names(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> list[TranscriptLine]:
    """The lines, names that take turns within one as lines of their own: `Ada: Who rowed? Ben: I did. Ada:
    Why?`. Somebody who speaks first in a line is within one, too, as the parts of a form are not, and nobody
    is there once only. In other texts one answers within nearly all lines that another begins, mostly with
    questions; or those who speak first in several lines are parted from what is before by more spaces, or
    cut it short: `We rowed--Ben: At seven.`.
    """
    found = {at: inside for at, line in enumerate(lines) if (inside := _names_inside(line))}
    first = [match[1] if (match := FIRST_NAME.match(line.text)) else "" for line in lines]
    names = {match[1] for row in found.values() for match in row}
    if names.isdisjoint(first[at] for at in found) or not _take_turns(found, first, lines):
        found = _answered(found, first, lines, lexicon) or _parted_names(lines, first)
    if not found:
        return list(lines)
    parted: list[TranscriptLine] = []
    for at, line in enumerate(lines):
        if at not in found:
            parted.append(line)
            continue
        ends = (0, *(match.end() for match in found[at]), len(line.text))
        for start, end in pairwise(ends):
            parted.extend(_part(line, start, end, "") if start else [_head_of(line, end)])
    return parted


def part_wide_names(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> list[TranscriptLine]:
    """The lines, names before wide colons that mostly take turns within one as lines of their own: `医師：
    今日は。患者：痛い。医師：どこが。`. A verb that reports speech is no name, and nobody is there once only.
    """
    found = {at: row for at, line in enumerate(lines) if (row := _wide_names(line))}
    verbs = tuple(lexicon.verbs)
    counts = Counter(name for row in found.values() for _, name in row if not name.endswith(verbs))
    known = {name for name, count in counts.items() if count >= FEWEST_TAKEN}
    found = {at: kept for at, row in found.items() if (kept := [one for one in row if one[1] in known])}
    rows = [row for at, row in found.items() if len(row) > 1 and not row[0][0]]
    most = max(map(len, rows), default=0)
    if len(known) < FEWEST_TAKEN or (len(rows) < FEWEST_PARTED and most < MOST_PARTED):
        return list(lines)
    pairs = [one != two for row in rows for (_, one), (_, two) in pairwise(row)]
    if pairs.count(True) < FEWEST_HANDED * pairs.count(False):
        return list(lines)
    parted: list[TranscriptLine] = []
    for at, line in enumerate(lines):
        ends = sorted({0, *(start for start, _ in found.get(at, ())), len(line.text)})
        for start, end in pairwise(ends) if len(ends) > FEWEST_PARTED else ():
            parted.extend(_part(line, start, end, "") if start else [_head_of(line, end)])
        parted += [line] if len(ends) <= FEWEST_PARTED else []
    return parted


def _wide_names(line: TranscriptLine) -> list[tuple[int, str]]:
    """Names before wide colons, and where they begin: at the beginning of a line and after its sentences."""
    if line.text.count("：") < FEWEST_TAKEN:
        return []
    first = FIRST_WIDE.match(line.text)
    inside = [(match.end(), match[1]) for match in NEXT_WIDE.finditer(line.text)]
    return [*([(0, first[1])] if first else []), *inside]


def part_scenes(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> list[TranscriptLine]:
    """The lines, the heading of a scene that a text goes on after with what is on stage as a line of its own
    where there are several: `Second scene. On the rocks, at night. Ben lights a lamp.`.
    """
    ends = [_end_of_scene(line, lexicon) for line in lines]
    if sum(end > 0 for end in ends) < FEWEST_PARTED:
        return list(lines)
    ends = [end or _end_of_part(line, lexicon) for line, end in zip(lines, ends, strict=True)]
    parts = (
        part
        for line, end in zip(lines, ends, strict=True)
        for part in ([line] if not end else [_head_of(line, end), *_part(line, end, len(line.text), "")])
    )
    return list(parts)


def _end_of_scene(line: TranscriptLine, lexicon: TranscriptLexicon) -> int:
    """Where the heading of a scene ends that begins a paragraph of several sentences; 0 where none does."""
    if not line.gap or len(line.text) < SHORTEST_SCENE:
        return 0
    head, stop, rest = line.text.partition(". ")
    is_scene = stop and len(head) <= LONGEST_HEAD and rest[0].isupper() and names_a_scene(head, lexicon)
    is_whole = not is_scene or names_a_part(line.text, lexicon)
    return len(head) + 2 if not is_whole and names_a_part(head, lexicon) else 0


def _end_of_part(line: TranscriptLine, lexicon: TranscriptLexicon) -> int:
    """Where a heading of one word ends that begins a paragraph among scenes: `Epilogue. Ada alone.`."""
    head, stop, rest = line.text.partition(". ")
    is_part = line.gap > 0 and stop and " " not in head and rest[0].isupper()
    return len(head) + 2 if is_part and head.casefold() in lexicon.headings else 0


def _names_inside(line: TranscriptLine) -> list[re.Match[str]]:
    """Names before colons after sentences, in a line that begins with one or goes on."""
    if ": " not in line.text:
        return []
    first = FIRST_NAME.match(line.text)
    if (first and line.text.find(": ", first.end()) < 0) or (line.gap and not first):
        return []
    return list(_apart(NEXT_NAME, line.text, first.end() if first else 0))


def _apart(pattern: re.Pattern[str], text: str, end: int) -> Iterator[re.Match[str]]:
    """What a pattern finds after an offset, but nothing within a name: `Deputy Speaker` of `Mr. Deputy
    Speaker`.
    """
    for match in pattern.finditer(text):
        if match.start() >= end:
            yield match
            end = match.end(1)


def _answered(
    found: Mapping[int, list[re.Match[str]]],
    first: Sequence[str],
    lines: Sequence[TranscriptLine],
    lexicon: TranscriptLexicon,
) -> dict[int, list[re.Match[str]]]:
    """The name that is never first, but within three of four lines that begin with one and the same, which
    is a word for who asks, or is behind a question in one of three.
    """
    pairs = Counter((first[at], row[0][1]) for at, row in found.items() if first[at])
    (asker, other), count = max(pairs.items(), key=lambda pair: pair[1], default=(("", ""), 0))
    if count < FEWEST_ANSWERED or count * 4 < first.count(asker) * 3 or other in first:
        return {}
    rows = {at: row[:1] for at, row in found.items() if (first[at], row[0][1]) == (asker, other)}
    asked = sum(lines[at].text[: row[0].start()].endswith("?") for at, row in rows.items())
    return rows if asked * 3 >= count or asker.casefold() in lexicon.question else {}


def _parted_names(lines: Sequence[TranscriptLine], first: Sequence[str]) -> dict[int, list[re.Match[str]]]:
    """Names before colons that begin several lines, after three spaces or a word cut short, by line."""
    known = {name for name, count in Counter(filter(None, first)).items() if count >= FEWEST_FIRST}
    found: dict[int, list[re.Match[str]]] = {}
    for at, line in enumerate(lines) if known else ():
        if ":" in line.text and ("   " in line.text or "--" in line.text or "—" in line.text):
            inside = [match for match in _apart(PARTED_NAME, line.text, 0) if match[1] in known]
            found |= {at: inside} if inside else {}
    return found


def _take_turns(
    found: Mapping[int, list[re.Match[str]]], first: Sequence[str], lines: Sequence[TranscriptLine]
) -> bool:
    """Whether each name within lines is another one than that before it, and none is there once only."""
    counts = Counter([*first, *(match[1] for row in found.values() for match in row)])
    last = ""
    for at, line in enumerate(lines):
        last = first[at] or ("" if line.gap else last)
        for match in found.get(at, ()):
            if match[1] == last or counts[match[1]] < FEWEST_TAKEN:
                return False
            last = match[1]
    return True


def _head_of(line: TranscriptLine, end: int) -> TranscriptLine:
    """The beginning of a line, which opens a paragraph where the whole of it does."""
    text = line.text[:end].rstrip()
    return evolve(line, text=text, emphasis=within(line.emphasis, 0, len(text)))


def _turns(line: TranscriptLine) -> list[int]:
    """Where questions and answers that take turns in a line end; one end where there is nothing else."""
    head = QUESTION.match(line.text)
    if head is None:
        return [len(line.text)]
    ends: list[int] = []
    last = head[1]
    for match in ANSWER.finditer(line.text):
        if match[1] != last:
            ends.append(match.end())
            last = match[1]
    return [*ends, len(line.text)]


def part_overlaps(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines, what is between slashes and has a label as others have on lines of its own, or any other
    name in capitals or of one word where one has; after it, the first speaker goes on.
    """
    if not any("//" in line.text for line in lines):
        return list(lines)
    heads = {DIGITS.sub("0", head[1].rstrip()) for line in lines if (head := HEAD.match(line.text))}
    inside = {DIGITS.sub("0", one[1].rstrip()) for line in lines for one in OVERLAP.finditer(line.text)}
    if inside & heads:
        named = (one for one in inside if len(one) > 1 and one[0].isupper())
        heads |= {one for one in named if one.isupper() or " " not in one}
    return [part for line in lines for part in _parts(line, heads)]


def _parts(line: TranscriptLine, heads: set[str]) -> Iterator[TranscriptLine]:
    found = [match for match in OVERLAP.finditer(line.text) if DIGITS.sub("0", match[1].rstrip()) in heads]
    head = HEAD.match(line.text)
    if len(found) == 1 and found[0].span() == (0, len(line.text)):
        yield from _part(line, found[0].start(2), found[0].end(2), "")
        return
    if head is None or not found:
        yield line
        return
    at = 0
    for match in found:
        yield from _part(line, at, match.start(), "" if at == 0 else head[1])
        yield from _part(line, match.start(2), match.end(2), "")
        at = match.end()
    yield from _part(line, at, len(line.text), head[1])


def _part(line: TranscriptLine, start: int, end: int, speaker: str) -> Iterator[TranscriptLine]:
    """A part of a line, unless nothing is there, in the mouth of who goes on."""
    text = line.text[start:end].rstrip()
    if not text:
        return
    gap, margin = (0, "") if start else (line.gap, line.margin)
    at, indent = line.start + start, line.indent + start
    emphasis = within(line.emphasis, start, start + len(text))
    part = evolve(
        line,
        start=at,
        indent=indent,
        text=text,
        gap=gap,
        margin=margin,
        emphasis=emphasis,
        speaker=speaker,
    )
    part.opens = part.breaks = True
    yield part


def part_columns(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines, two columns one after the other: of a script for the screen, what is seen beside what is
    heard, each time up to a blank line; of a play, what two say at once, below their names.
    """
    heads = {at: found for at, line in enumerate(lines) if (found := _two_words(line))}
    signs = (". ", ": ") if heads else ()
    begun = {line.text.partition(sign)[0] for line in lines for sign in signs if sign in line.text}
    done: list[TranscriptLine] = []
    at, tried = 0, False
    while at < len(lines):
        head = heads.get(at)
        named = head is not None and begun.issuperset(head.groups())
        end = at
        if head is not None and (named or not tried):
            end, tried = _end_of_columns(lines, at, head, named=named), tried or not named
        if head is None or end == at:
            done.append(lines[at])
            at += 1
            continue
        column = lines[at].indent + head.start(2)
        if named:
            done.extend(_at_once(lines[at:end], column))
        else:
            _tell_facts(done)
            done.append(lines[at])
            for group in _groups(lines[at + 1 : end]):
                done.extend(_one_after_the_other(group, column))
        at = end
    return done


def _two_words(line: TranscriptLine) -> re.Match[str] | None:
    """What is above two columns: a word or a name in capitals above each."""
    head = BESIDE.fullmatch(line.text) if "   " in line.text else None
    return head if head is not None and head[0].isupper() else None


def _tell_facts(lines: Iterable[TranscriptLine]) -> None:
    """Say of what is above a script in columns that nobody says it: `TITLE: The Bridge`."""
    for line in lines:
        if ":" in line.text and line.mark is None:
            line.mark = LineMark("narrative")


def _end_of_columns(lines: Sequence[TranscriptLine], at: int, head: re.Match[str], *, named: bool) -> int:
    """The line where the columns below two words end, that of the words where none are."""
    column = lines[at].indent + head.start(2)
    below = takewhile(lambda line: not (named and line.gap), lines[at + 1 :])
    kinds = [_column_of(line, column) for line in below]
    both, fits = kinds.count("both"), len(kinds) - kinds.count("")
    if named:
        return at + 1 + len(kinds) if both and fits == len(kinds) else at
    is_script = min(both, kinds.count("right")) >= FEWEST_PARTED
    return at + 1 + len(kinds) if is_script and fits * 20 >= len(kinds) * 19 else at


def _column_of(line: TranscriptLine, column: int) -> str:
    """The column that a line is in, `both`, or none."""
    at = column - line.indent
    if at <= 1:
        return "right" if at >= -1 else ""
    if len(line.text) < at:
        return "left"
    return "both" if line.text[at - 2 : at].isspace() and not line.text[at].isspace() else ""


def _groups(lines: Sequence[TranscriptLine]) -> Iterator[list[TranscriptLine]]:
    """Lines between blank lines."""
    group: list[TranscriptLine] = []
    for line in lines:
        if line.gap and group:
            yield group
            group = []
        group.append(line)
    yield from [group] if group else []


def _halves(lines: Sequence[TranscriptLine], column: int) -> Iterator[list[TranscriptLine]]:
    """The left column of some lines and the right one, each a paragraph but where a label begins a line."""
    cut = [max(0, min(column - line.indent, len(line.text))) for line in lines]
    for side in ("left", "right"):
        half = [
            part
            for line, at in zip(lines, cut, strict=True)
            for part in (_part(line, 0, at, "") if side == "left" else _part(line, at, len(line.text), ""))
        ]
        for place, part in enumerate(half):
            part.opens = part.breaks = not place or HEAD.match(part.text) is not None
            part.gap = int(part.opens)
        yield half


def _one_after_the_other(lines: Sequence[TranscriptLine], column: int) -> Iterator[TranscriptLine]:
    seen, heard = _halves(lines, column)
    for line in seen:
        line.mark = LineMark("stage") if line.opens else None
    yield from (*seen, *heard)


def _at_once(lines: Sequence[TranscriptLine], column: int) -> Iterator[TranscriptLine]:
    for half in _halves(lines, column):
        if half:
            half[0].mark = LineMark("label", body=len(half[0].text), label=half[0].text)
            if len(half) > 1:
                half[1].opens = half[1].breaks = True
        yield from half
