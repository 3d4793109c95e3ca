"""What the place of a label says: where its line is among the others, and what is above and below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from docconv.languages import fold
from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.annotations import Candidate
from docconv.transcript.kinds import speaks_of_self
from docconv.transcript.labels.evidence import (
    OFTEN,
    SURNAME_AND_INITIALS,
    FamilyContext,
    LabelType,
    Weighed,
    is_apart,
    mostly,
    places,
    takes_turns,
)
from docconv.transcript.labels.rules import BULLET
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import TERMINAL, TranscriptLine
from docconv.transcript.marks import FULL_STOPS, SENTENCE_ENDS
from docconv.transcript.shape import TOKEN, core, is_caseless, is_full_name, key

COLON = regex(r"[:：]")
LONGEST_FACT = 40  # characters of its name
ADDRESS = regex(r"<?(?:(?:https?://|www\.)\S+|#[\w-]+)>?$")
LIST_ENDS = FULL_STOPS + ";；:："
FEWEST_FIELDS, FARTHEST_FIELD = 3, 40  # lines
LONGEST_HOLDER, LONGEST_VALUE = 40, 300  # characters
FEWEST_SAID = 3  # words, the number among them
PARTS = regex(r"[,;/&+、，；]")
FEWEST_ITEMS, LONGEST_ITEM = 4, 6  # lines, words
FEWEST_HEADS, FEWEST_STAMPED = 2, 3
FEWEST_BETWEEN, FEWEST_DENSE, MOST_BETWEEN = 4, 6, 25  # labels, lines for each
LONGEST_ROLE, LONGEST_OPENING = 2, 6  # words, lines
LONGEST_NAMES = 12  # lines
PUNCTUATION = ".,;:!?()[]«»“”\"'"
LONG_LINE = 50  # characters


def by_place(kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """Where a label stands: at paragraphs' beginnings, above text, before a number."""
    lines, count = context.lines, len(kind.occurrences)
    if kind.numbered == count == 1 and not (context.numbered or kind.label.endswith(")")):
        yield "item-of-a-list", -3.0, ""
    elif kind.numbered == count > 1 and kind.occurrences[-1] - kind.occurrences[0] == count - 1:
        yield "item-of-a-list", -12.0, ""
    if kind.times * 2 <= count and mostly(
        _is_within_sentence(lines, at, kind.label) for at in kind.occurrences
    ):
        yield "within-a-sentence", -8.0, ""
    if sum(lines[at].opens for at in kind.occurrences) * 3 < count and not (
        context.inside and mostly(begins_sentence(lines, at) for at in kind.occurrences)
    ):
        yield "inside-paragraphs", -2.5, ""
    some = any if kind.label[0] == "[" else mostly  # `[name]: #name` is where a link of Markdown leads
    if some(ADDRESS.match(lines[at].text[body:]) for at, body in places(kind)):
        yield "address", -12.0, ""
    floor = context.rule.bare or (context.rule.loose and not context.alone)
    if floor and count < OFTEN and any(_has_the_floor(kind.label, lines, at) for at in kind.occurrences):
        yield "given-the-floor", 1.5, ""
    brief = not context.alone and count == 1 and kind.label.count(" ") < LONGEST_ROLE
    if brief and context.rule.name == "period" and _opens_a_part(kind.occurrences[0], context):
        yield "opens-a-part", 2.0, ""
    if context.alone:
        yield from _alone(kind, context)
    elif mostly(lines[at].text[body : body + 1].isdigit() for at, body in places(kind)):
        said = mostly(_says_a_number(kind.label, lines[at].text[body:], context) for at, body in places(kind))
        yield "followed-by-number", -1.0 if said else -12.0, ""


def _opens_a_part(at: int, context: FamilyContext) -> bool:
    """Whether a paragraph is the first below a heading, where somebody has to speak in a play, and says I or
    you, asks or calls up to the next label, as no setting does.
    """
    lines = context.lines
    above = lines[at - 1].mark if at and lines[at].gap else None
    if above is None or above.kind != "heading":
        return False
    rest = range(at + 1, min(at + LONGEST_OPENING, len(lines)))
    below = takewhile(lambda place: not lines[place].gap and place not in context.firm, rest)
    said = " ".join((lines[at].text, *(lines[place].text for place in below)))
    return "?" in said or "!" in said or speaks_of_self(said, context.lexicon)


def _says_a_number(label: str, text: str, context: FamilyContext) -> bool:
    """Whether what begins with a number is a sentence: `12 people came.`, or by somebody named in full."""
    if text[-1] not in SENTENCE_ENDS:
        return False
    spoken = len(text.split()) >= FEWEST_SAID or is_caseless(text)
    return spoken or SURNAME_AND_INITIALS.search(label) is not None or is_full_name(label, context.lexicon)


def _alone(kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """Labels alone on their lines: what is below and above."""
    lines = context.lines
    below = mostly(_has_text_below(context, at) for at in kind.occurrences)
    yield "followed-by-text", 1.0 if below else -8.0, ""
    first = kind.occurrences[0]
    if len(kind.occurrences) == 1 and first < context.firm_ends[0] and _has_names_below(lines, first):
        yield "field", -6.0, ""
    if not context.rule.bare:
        return
    if mostly(_ends_list(lines, at) for at in kind.occurrences):
        yield "end-of-a-list", -6.0, ""
    often = below and len(kind.occurrences) >= OFTEN
    if often and is_full_name(kind.label, context.lexicon) and takes_turns(kind, context):
        yield "takes-turns", 1.0, ""
    if context.between.issuperset(kind.occurrences):
        yield "head-of-a-block", 3.0, ""
        return
    if context.heads and mostly(_heads_block(lines, at) for at in kind.occurrences):
        yield "head-of-a-block", 2.5, ""
    apart = kind.times * 2 > len(kind.occurrences) or mostly(is_apart(lines, at) for at in kind.occurrences)
    yield "own-paragraph", 0.5 if apart else -3.0, ""


def begins_sentence(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a line comes after the end of a sentence, after a blank line, or first."""
    return at == 0 or lines[at].gap > 0 or lines[at - 1].text[-1] in TERMINAL


def are_heads(lines: Sequence[TranscriptLine], firm: Iterable[int], labels: frozenset[int]) -> bool:
    """Whether firm labels are right above their text, where few other lines are so close to the next."""
    heads = [at for at in range(len(lines)) if _heads_block(lines, at)]
    others = sum(at not in labels for at in heads)
    above = [_heads_block(lines, at) for at in firm]
    return sum(above) >= FEWEST_HEADS and sum(above) * 10 >= len(above) * 9 and others * 10 <= len(lines)


def between_speech(
    kinds: Iterable[LabelType], lines: Sequence[TranscriptLine], *, capitals: bool
) -> frozenset[int]:
    """The lines of names alone between lines of speech; empty unless two come back and take turns, none is
    beside another, and what is said mostly ends as sentences do: in a text whose paragraphs no blank lines
    part below each name, else all of it. In capitals it is enough that there are several.
    """
    names = {at: kind.label for kind in kinds for at in kind.occurrences}
    firm = sorted(at for kind in kinds if len(kind.occurrences) > 1 for at in kind.occurrences)
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
        said = are_heard(lines, firm, names.keys())
    else:
        said = len(firm) >= FEWEST_DENSE and are_sentences(lines[at + 1].text[-1] for at in firm)
    near = {at + by for at in firm for by in (-1, 1)}
    return frozenset(at for at in names if at >= firm[0] and at not in near) if said else frozenset()


def are_heard(lines: Sequence[TranscriptLine], firm: Sequence[int], names: Iterable[int]) -> bool:
    """Whether the paragraphs between some names nearly all end as sentences do."""
    heads = {*names, len(lines)}
    ends = [
        lines[at].text[-1] in SENTENCE_ENDS
        for at in range(firm[0], len(lines))
        if at not in heads and (at + 1 in heads or lines[at + 1].gap)
    ]
    return all(not lines[at + 1].text.isupper() for at in firm) and sum(ends) * 10 >= len(ends) * 9


def are_stamped(kinds: Sequence[LabelType], lines: Sequence[TranscriptLine]) -> bool:
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


def are_sentences(ends: Iterable[str]) -> bool:
    """Whether most texts end as sentences do, by their last characters."""
    seen = list(ends)
    return sum(end in SENTENCE_ENDS for end in seen) * 10 >= len(seen) * 7


def field_block(lines: Sequence[TranscriptLine]) -> Mapping[int, bool]:
    """The lines of named facts at the head of a text: three or more in a row, a colon in each, no label
    twice, no time, after none a sentence or what leads on to a list; for each whether its name comes as a
    label later, `Chair: Ann Lee`, which may be among them right below two others or above them.
    """
    options = {
        at: option
        for at, line in enumerate(lines)
        for option in line.candidates
        if option.rule.name in ("colon", "bold")
    }
    counts = Counter(option.label for option in options.values())
    facts = {at: counts[one.label] > 1 for at, one in options.items() if _is_fact(lines[at].text, one)}
    run: dict[int, bool] = {}
    for at, line in enumerate(lines[:FARTHEST_FIELD]):
        beside = (len(run) >= FEWEST_FIELDS - 1 and not line.gap) or _leads_on(facts, lines, at)
        is_held = facts.get(at) and beside and _may_be_holder(line.text[options[at].body :])
        if facts.get(at) is False or is_held:
            run[at] = facts[at]
        elif _is_decided_fact(line):
            run[at] = False
        elif len(run) >= FEWEST_FIELDS:
            break
        else:
            run = {}
    return run if len(run) >= FEWEST_FIELDS else {}


def _is_decided_fact(line: TranscriptLine) -> bool:
    """Whether a line of which somebody has said that nobody speaks it is one fact more."""
    decided = line.mark is not None and line.mark.is_decided and line.mark.kind == "narrative"
    return decided and COLON.search(line.text, 0, LONGEST_FACT) is not None


def name_facts(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> Iterator[int]:
    """The lines at the head that name who speaks below: `Chair: Ann Lee` where `LEE:` or `Lee Ann:` comes
    below, or `Chair:` with sentences behind.
    """
    facts = {at: one for at, line in enumerate(lines[:FARTHEST_FIELD]) if (one := _colon(line)) is not None}
    values = {at: value for at, one in facts.items() if _is_value(value := lines[at].text[one.body :])}
    if not values:
        return
    keys: dict[str, str] = {}
    found: dict[str, list[tuple[int, int]]] = {}
    for at, option in ((at, option) for at, line in enumerate(lines) for option in line.candidates):
        name = keys.get(option.label) or keys.setdefault(option.label, key(option.label))
        found.setdefault(name, []).append((at, option.body))
    last = {
        named: found[name][-1][0]
        for label, name in keys.items()
        if not COLON.search(label) and (named := _name_words(label, lexicon))
    }
    for at, option in facts.items():
        value = values.get(at, "")
        others = [place for place in found[keys[option.label]] if place[0] > at]
        if others:
            spoken = mostly(_is_spoken(lines[place].text[body:]) for place, body in others)
            is_named = spoken and _is_holder(value, lexicon)
        else:
            is_named = _names_speakers(value, [named for named in last if last[named] > at], lexicon)
        if is_named:
            yield at
        elif others:
            return


def _colon(line: TranscriptLine) -> Candidate | None:
    return next((one for one in line.candidates if one.rule.name == "colon" and not one.time), None)


def _is_value(text: str) -> bool:
    """Whether what is behind a colon may be names: most words have capitals, where there are any, and only a
    full stop ends it.
    """
    if not 0 < len(text) <= LONGEST_VALUE or text[-1] in LIST_ENDS[1:]:
        return False
    tokens = text.split()
    return 2 * sum(token[0].isupper() or is_caseless(token) for token in tokens) > len(tokens)


def _is_holder(value: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a value is the full name of somebody, with a form of address or without, and no full stop."""
    name = [word for word in value.split() if word.casefold().strip(".") not in lexicon.honorifics]
    plain = value[-1:].isalnum() and lexicon.stop_words.isdisjoint(words(value))
    return plain and is_full_name(" ".join(name), lexicon)


def _is_spoken(text: str) -> bool:
    return not text or text[-1] in TERMINAL


def _names_speakers(value: str, labels: Sequence[frozenset[str]], lexicon: TranscriptLexicon) -> bool:
    """Whether most parts of a text name some who have labels, in whatever order, with a form of address or
    an office.
    """
    parts = [named for part in PARTS.split(value) if (named := _name_words(part, lexicon))]
    told = sum(any(part <= name or name <= part or _begins(part, name) for name in labels) for part in parts)
    return told * 2 > len(parts)


def _begins(part: frozenset[str], name: frozenset[str]) -> bool:
    """Whether a name without spaces between its parts begins with another: `青木花子`, `青木`."""
    return any(is_caseless(one) and len(two) > 1 and one.startswith(two) for one in part for two in name)


def _name_words(text: str, lexicon: TranscriptLexicon) -> frozenset[str]:
    """The words of a name without forms of address, offices, initials and common words."""
    every = frozenset(words(core(text)))
    told = (word for word in every if len(word) > 1 or (word.isalpha() and is_caseless(word)))
    return frozenset(told) - lexicon.naming - lexicon.stop_words


def _is_fact(text: str, option: Candidate) -> bool:
    """Whether neither a time is beside a label nor a sentence behind it, nor what leads on to a list."""
    return not option.time and (option.body >= len(text) or text[-1] not in LIST_ENDS)


def _leads_on(facts: Mapping[int, bool], lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether two facts that do not come back are right below."""
    below = range(at + 1, at + FEWEST_FIELDS)
    return all(facts.get(one) is False and not lines[one].gap for one in below)


def _may_be_holder(value: str) -> bool:
    """Whether the value of a fact may be the name of whoever holds an office."""
    return len(value) <= LONGEST_HOLDER and (value.istitle() or is_caseless(value)) and "," not in value


def _is_within_sentence(lines: Sequence[TranscriptLine], at: int, label: str) -> bool:
    """Whether the line above goes on in this one: a comma at its end, or a small letter at the end of a long
    one, or of any where the label is several words that begin with a small letter, too. An item of a list is
    by itself.
    """
    text = lines[at].text
    if at == 0 or lines[at].gap or lines[at].is_whole or times.leading(text) or BULLET.match(text):
        return False
    above = lines[at - 1].text
    goes_on = len(above) > LONG_LINE or (label[0].islower() and " " in label)
    return above[-1] == "," or (above[-1].islower() and goes_on)


def _has_text_below(context: FamilyContext, at: int) -> bool:
    """Whether text follows a label that stands alone, as near as elsewhere, and no list."""
    lines, below = context.lines, at + 1
    near = below < len(lines) and lines[below].gap <= context.farthest
    if not near or below in context.listed or _has_list_below(lines, at):
        return False
    return context.rule.bare or not _heads_names(at, context)


def _has_list_below(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether nothing but short lines without a full stop follows: the names below the head of a list."""
    below = lines[at + 1 : at + 1 + FEWEST_ITEMS]
    return len(below) == FEWEST_ITEMS and all(_is_item(line) and line.gap == below[0].gap for line in below)


def _heads_names(at: int, context: FamilyContext) -> bool:
    """Whether nothing but full names, one a line and two or more, is below a line up to the next label of the
    kind or a line that is none: the members of a group.
    """
    lines, names = context.lines, 0
    for line in lines[at + 1 : at + 1 + LONGEST_NAMES]:
        if not is_full_name(line.text, context.lexicon):
            return names > 1 and (line.text[-1] in ":：" or line.gap > 0)
        names += 1
    return names > 1


def _has_names_below(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether all that follows up to the next blank line are a few words a line, no sentences."""
    end = next((below for below in range(at + 1, len(lines)) if lines[below].gap), len(lines))
    block = lines[at + 1 : end]
    return 0 < len(block) <= LONGEST_NAMES and all(
        len(line.text.split()) <= LONGEST_ITEM and line.text[-1] not in TERMINAL for line in block
    )


def _ends_list(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a line ends a list of short lines, all as far from each other."""
    above = lines[max(0, at - FEWEST_ITEMS + 1) : at]
    parted = lines[at].gap > 0 and (at + 1 >= len(lines) or lines[at + 1].gap > 0)
    even = all(line.gap == lines[at].gap for line in above[1:])
    return parted and even and len(above) == FEWEST_ITEMS - 1 and all(map(_is_item, above))


def _is_item(line: TranscriptLine) -> bool:
    """Whether a line may be a name in a list: a few words, most of them with a capital, no full stop."""
    tokens = line.text.split() if line.text[-1] not in TERMINAL else []
    if not 0 < len(tokens) <= LONGEST_ITEM:
        return False
    return sum(token[0].isupper() or is_caseless(token) for token in tokens) * 3 >= len(tokens) * 2


def _heads_block(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a line has white space above and none below."""
    return (at == 0 or lines[at].gap > 0) and at + 1 < len(lines) and lines[at + 1].gap == 0


def _has_the_floor(label: str, lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether the lines above name whoever is said to speak here."""
    names = [fold(word) for word in TOKEN.findall(core(label)) if word[0].isupper() and len(word) > 2]
    told = (word.strip(PUNCTUATION) for line in lines[max(0, at - 2) : at] for word in line.text.split())
    above = {fold(word) for word in told if word[:1].isupper()}
    return not above.isdisjoint(names[-2:])
