"""Labels alone on their lines: what tells a name that heads what is said below it from a heading and from an
item of a list, for all of a family together and for each label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from docconv.languages import fold
from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.labels.evidence.family import (
    OFTEN,
    FamilyContext,
    Heads,
    LabelType,
    Weighed,
    are_sentences,
    has_the_floor,
    is_apart,
    mostly,
    takes_turns,
)
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TERMINAL, TranscriptLine
from docconv.transcript.marks import SENTENCE_ENDS
from docconv.transcript.shape import POST_NOMINALS, is_caseless, is_full_name, is_wide

NUMBER_OR_SPACE = regex(r"[\d\s]+")
FEWEST_HEADED = 3  # times
FEWEST_ITEMS, LONGEST_ITEM = 4, 6  # lines, words
FEWEST_HEADS, FEWEST_STAMPED, FEWEST_NAMES = 2, 3, 6
FEWEST_BETWEEN, FEWEST_DENSE, MOST_BETWEEN = 4, 6, 25  # labels, lines for each
LONGEST_NAMES, LONGEST_TITLED = 12, 25  # lines, characters
FAR = 2  # blank lines
NEAR = 64  # lines, which are asked about by those above and below them
IN_BOLD = regex(r"(\*\*|__)[^*_\n]{2,400}[?？؟]\1")
"""A question in bold type, below which somebody answers in plain type."""


def heads(
    kinds: Mapping[str, LabelType],
    named: Sequence[LabelType],
    lines: Sequence[TranscriptLine],
    lexicon: TranscriptLexicon,
    *,
    capitals: bool,
) -> Heads:
    """How the names of a family that stand alone on their lines head what is said; `named` are those that
    look like names, `capitals` whether the family is set so.
    """
    firm = frozenset(at for kind in kinds.values() if len(kind.occurrences) > 1 for at in kind.occurrences)
    labels = frozenset(at for kind in kinds.values() for at in kind.occurrences)
    names = [at for kind in kinds.values() if is_full_name(kind.label, lexicon) for at in kind.occurrences]
    return Heads(
        close=_are_close(lines, firm, labels)
        or (len(names) >= FEWEST_NAMES and _are_close(lines, names, labels)),
        between=_between_speech(named, lines, capitals=capitals),
        stamped=_are_stamped(list(kinds.values()), lines),
    )


def _are_close(lines: Sequence[TranscriptLine], firm: Iterable[int], labels: frozenset[int]) -> bool:
    """Whether firm labels are right above their text, where few other lines are so close to the next."""
    heads = [at for at in range(len(lines)) if _heads_block(lines, at)]
    others = sum(at not in labels for at in heads)
    above = [_heads_block(lines, at) for at in firm]
    return sum(above) >= FEWEST_HEADS and sum(above) * 10 >= len(above) * 9 and others * 10 <= len(lines)


def _between_speech(
    kinds: Iterable[LabelType], lines: Sequence[TranscriptLine], *, capitals: bool
) -> frozenset[int]:
    """The lines of names alone between lines of speech; empty unless two come back and take turns, none is
    beside another, and what is said mostly ends as sentences do: in a text whose paragraphs no blank lines
    part below each name, else all of it. In capitals it is enough that there are several.
    """
    names = {at: kind.label for kind in kinds for at in kind.occurrences}
    listed = {at for at, name in names.items() if names.get(at + 1) == name}
    names = {at: name for at, name in names.items() if at not in listed}
    recurring = {kind.label for kind in kinds if len(kind.occurrences) > 1}
    firm = sorted(at for at, name in names.items() if name in recurring)
    if capitals and firm:
        firm = sorted(names)
    if len(firm) < FEWEST_BETWEEN or any(two - one == 1 for one, two in pairwise(firm)):
        return frozenset()
    below, last = lines[firm[0] + 1 :], firm[-1] + 1 == len(lines)
    dense = sum(line.gap > 0 for line in below) * 10 <= len(below)
    changes = sum(names[one] != names[two] for one, two in pairwise(firm))
    turns = changes * 10 >= (len(firm) - 1) * 8
    if last or len(below) > len(firm) * MOST_BETWEEN or not (turns or (capitals and dense)):
        return frozenset()
    if capitals or not dense:
        said = _are_heard(lines, firm, names.keys())
    else:
        said = len(firm) >= FEWEST_DENSE and are_sentences(lines[at + 1].text[-1] for at in firm)
    near = {at + by for at in firm for by in (-1, 1)}
    parted = _are_parted(lines, firm)
    return frozenset(
        at for at in names if said and at >= firm[0] and at not in near and _is_parted_so(lines, at, parted)
    )


def _are_parted(lines: Sequence[TranscriptLine], firm: Sequence[int]) -> tuple[int, ...]:
    """Whether nearly all of some labels have a blank line above, and whether one below: 1 or 0."""
    sides = zip(*(_parted(lines, at) for at in firm), strict=True)
    return tuple(int(sum(side) * 10 >= len(firm) * 9) for side in sides)


def _is_parted_so(lines: Sequence[TranscriptLine], at: int, parted: tuple[int, ...]) -> bool:
    """Whether a line is parted as others are, or is of whoever the line above names."""
    return has_the_floor(lines[at].text, lines, at) or all(map(int.__le__, parted, _parted(lines, at)))


def _parted(lines: Sequence[TranscriptLine], at: int) -> tuple[int, ...]:
    """Whether a blank line is above a line, and whether one is below."""
    return int(at == 0 or lines[at].gap > 0), int(at + 1 < len(lines) and lines[at + 1].gap > 0)


def _are_heard(lines: Sequence[TranscriptLine], firm: Sequence[int], names: Iterable[int]) -> bool:
    """Whether the paragraphs between some names nearly all end as sentences do."""
    heads = {*names, len(lines)}
    ends = [
        lines[at].text[-1] in SENTENCE_ENDS
        for at in range(firm[0], len(lines))
        if at not in heads and (at + 1 in heads or lines[at + 1].gap)
    ]
    return all(not lines[at + 1].text.isupper() for at in firm) and sum(ends) * 10 >= len(ends) * 9


def _are_stamped(kinds: Sequence[LabelType], lines: Sequence[TranscriptLine]) -> bool:
    """Whether names with a time code take turns with lines of text, and some come back: chapters do not."""
    heads = frozenset(
        at for kind in kinds if kind.times * 2 > len(kind.occurrences) for at in kind.occurrences
    )
    again = sum(len(kind.occurrences) for kind in kinds if kind.times > 1)
    spoken = sum(at + 1 < len(lines) and at + 1 not in heads for at in heads)
    if len(heads) < FEWEST_STAMPED:
        return False
    if sum(times.leading(line.text) is not None for line in lines) > len(heads):
        return False
    return spoken * 10 >= len(heads) * 9 and again * 5 >= len(heads) * 2


def by_heading(kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """What is below and above a label that is alone on its lines."""
    lines = context.lines
    below = mostly(_has_text_below(context, at) for at in kind.occurrences)
    below = below and not _heads_times(kind, context) and not _is_above_headings(kind, lines)
    between = context.heads.between.issuperset(_without_listed(kind))
    below = below and (between or not _is_above_itself(kind))
    if _has_the_same_below(kind, lines):
        yield "followed-by-text", -16.0, ""
    else:
        yield "followed-by-text", 1.0 if below else -8.0, ""
    if context.rule.bare and ": " in kind.label:
        yield "field", -6.0, ""
    first = kind.occurrences[0]
    if len(kind.occurrences) == 1 and first < context.firm_ends[0] and _has_names_below(lines, first):
        yield "field", -6.0, ""
    if not context.rule.bare:
        if kind.occurrences == [0] and context.named == {0} and lines[0].text.endswith(f"{kind.label}**"):
            yield "title", -6.0, ""
        return
    if kind.occurrences == [0] and _has_a_date_below(lines):
        yield "title", -6.0, ""
    if context.rule.begins == "[" and not _names_somebody(kind, context):
        yield "an-event", -8.0, ""
    if mostly(_ends_list(lines, at) for at in kind.occurrences):
        yield "end-of-a-list", -6.0, ""
    often = below and len(kind.occurrences) >= OFTEN
    if often and is_full_name(kind.label, context.lexicon) and takes_turns(kind, context):
        yield "takes-turns", 1.0, ""
    if between:
        yield "head-of-a-block", 3.0, ""
        return
    if context.heads.close and mostly(_heads_block(lines, at) for at in kind.occurrences):
        yield "head-of-a-block", 2.5, ""
    stamped = kind.times * 2 > len(kind.occurrences)
    apart = stamped or mostly(_is_apart(context, at) for at in kind.occurrences)
    yield "own-paragraph", 0.5 if apart else -3.0, ""


def _is_above_headings(kind: LabelType, lines: Sequence[TranscriptLine]) -> bool:
    """Whether a label that recurs is mostly right above a heading, as what ends each entry of a list is."""
    marks = [lines[at + 1].mark if at + 1 < len(lines) else None for at in kind.occurrences]
    return len(marks) > 1 and mostly(mark is not None and mark.kind == "heading" for mark in marks)


def _without_listed(kind: LabelType) -> Sequence[int]:
    """The lines of a label without the first, where that is the last of a list, right above what it says."""
    first, *others = kind.occurrences
    return others if others and others[0] == first + 1 else kind.occurrences


def _is_above_itself(kind: LabelType) -> bool:
    """Whether a line stands right above the same line, a third of its times or more, as in a menu."""
    places = frozenset(kind.occurrences)
    return sum(at + 1 in places for at in places) * FEWEST_HEADED >= len(places)


def _has_the_same_below(kind: LabelType, lines: Sequence[TranscriptLine]) -> bool:
    """Whether the same line, numbers aside, which is no sentence, is below a label each time, as in the head
    of a page: `UNREVISED` above `NATIONAL ASSEMBLY`. A time is no such line.
    """
    if len(kind.occurrences) < FEWEST_HEADED:
        return False
    texts = [lines[at + 1].text for at in kind.occurrences if at + 1 < len(lines)]
    below = {NUMBER_OR_SPACE.sub("", text) for text in texts}
    if texts and times.ONLY.match(texts[0]):
        return False
    return len(below) == 1 and (min(below)[-1:].isalnum() or min(below)[-1:] == ":")


def _has_a_date_below(lines: Sequence[TranscriptLine]) -> bool:
    """Whether the line below the first has figures and ends without a mark, as the rest of a title does."""
    below = lines[1].text if len(lines) > 1 else "."
    return below[-1].isalnum() and any(map(str.isdecimal, below)) and not times.ONLY.match(below)


def _is_apart(context: FamilyContext, at: int) -> bool:
    """Whether a line is apart from the one above; where blank lines part nothing, it comes after the end of a
    sentence or of a bracket, or the lines on both sides of it are set further in.
    """
    lines = context.lines
    closed = context.whole.unparted and lines[at - 1].text[-1] in TERMINAL
    return closed or is_apart(lines, at) or _hangs(lines, at)


def _hangs(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether the lines above and below a line are set in as far as each other, and further than it."""
    sides = {lines[one].indent for one in (at - 1, at + 1) if 0 <= one < len(lines)}
    return len(sides) == 1 and min(sides) > lines[at].indent + 1


def _names_somebody(kind: LabelType, context: FamilyContext) -> bool:
    """Whether what is alone in brackets heads what is below it, as all of its kind do, or is a name among
    names, and no word of it tells what is heard or seen: `[Applause]` stands on such lines, too.
    """
    words = context.lexicon
    folded = fold(kind.label).split()
    told = any(
        word in kinds for kinds in (words.vocal, words.kinesic, words.incident, words.gaps) for word in folded
    )
    named = kind.raw.get("shape", 0.0) > 0
    heading = context.heads.close and mostly(_heads_block(context.lines, at) for at in kind.occurrences)
    return not told and (heading or (named and context.heads.between.issuperset(kind.occurrences)))


def _heads_times(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a time is before a label without a colon, and before the line below: each is a line of its own,
    `00:04 Right.`, `00:06 So he went.`.
    """
    if context.rule.name == "colon" or kind.times * 2 <= len(kind.occurrences):
        return False
    below = (context.lines[at + 1].text for at in kind.occurrences if at + 1 < len(context.lines))
    return mostly(times.leading(text) is not None and not times.ONLY.match(text) for text in below)


def _has_text_below(context: FamilyContext, at: int) -> bool:
    """Whether text follows a label that stands alone, as near as elsewhere, and no list."""
    lines, below = context.lines, at + 1
    near = below < len(lines) and lines[below].gap <= context.farthest
    if not near or below in context.listed or _has_list_below(lines, at):
        return False
    if context.rule.begins[:1] == "*" and IN_BOLD.fullmatch(lines[below].text):
        return False
    return context.rule.bare or not _heads_names(at, context)


def _has_list_below(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether nothing but short lines without a full stop follows: the names below the head of a list."""
    below = lines[at + 1 : at + 1 + FEWEST_ITEMS]
    if len(below) < FEWEST_ITEMS or not _is_item(below[0].text):
        return False
    return all(line.gap == below[0].gap and _is_item(line.text) for line in below[1:])


def _heads_names(at: int, context: FamilyContext) -> bool:
    """Whether nothing but full names, one a line and two or more, is below a line up to the next label of the
    kind or a line that is none: the members of a group.
    """
    lines, names = context.lines, 0
    for line in lines[at + 1 : at + 1 + LONGEST_NAMES]:
        if line.is_furniture:
            continue
        if not (is_full_name(line.text, context.lexicon) or _is_titled(line.text, context.lexicon)):
            return names > 1 and (line.text[-1] in ":：" or line.gap > 0)
        names += 1
    return names > 1


def _is_titled(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line is a name in a script without capitals, with a form of address after it and letters of
    orders or without: `龔立文先生 , J.P.`.
    """
    if text.isascii():
        return False
    name = POST_NOMINALS.sub("", text).rstrip(" ,，")
    if not name or len(name) > LONGEST_TITLED or not is_wide(name[-1]):
        return False
    return name.endswith(tuple(one for one in lexicon.honorifics if is_wide(one[0])))


def _has_names_below(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether all that follows up to the next blank line are a few words a line, no sentences."""
    end = next((below for below in range(at + 1, len(lines)) if lines[below].gap), len(lines))
    block = lines[at + 1 : end]
    return 0 < len(block) <= LONGEST_NAMES and all(
        len(line.text.split()) <= LONGEST_ITEM and line.text[-1] not in TERMINAL for line in block
    )


def _ends_list(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a line ends a list of short lines, all as far from each other."""
    gap = lines[at].gap
    if at < FEWEST_ITEMS - 1 or gap == 0 or (at + 1 < len(lines) and lines[at + 1].gap == 0):
        return False
    first, *others = lines[at - FEWEST_ITEMS + 1 : at]
    return _is_item(first.text) and all(line.gap == gap and _is_item(line.text) for line in others)


@lru_cache(NEAR)
def _is_item(text: str) -> bool:
    """Whether a line may be a name in a list: a few words, most of them with a capital, no full stop."""
    tokens = text.split() if text[-1] not in TERMINAL else []
    if not 0 < len(tokens) <= LONGEST_ITEM:
        return False
    return sum([token[0].isupper() or is_caseless(token) for token in tokens]) * 3 >= len(tokens) * 2


def _heads_block(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a line has white space above, and none or less below."""
    return at + 1 < len(lines) and (at == 0 or lines[at].gap > lines[at + 1].gap) and lines[at + 1].gap < FAR
