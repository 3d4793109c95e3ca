"""Named facts at the head of a text, `Date: 3 May`, which look like labels and are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from docconv.patterns import regex
from docconv.transcript.annotations import Candidate
from docconv.transcript.labels.evidence.family import mostly
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import TERMINAL, TranscriptLine
from docconv.transcript.marks import FULL_STOPS
from docconv.transcript.shape import core, is_caseless, is_full_name, key

COLON = regex(r"[:：]")
LONGEST_FACT = 40  # characters of its name
LIST_ENDS = FULL_STOPS + ";；:："
QUOTES = '"”»“’」』' + "'"
LONGEST_NAME, LONGEST_PERSON = 4, 5  # words
IN_BRACKETS, LONG_WORD_END = regex(r"\s?\([^()]*+\)"), regex(r"[^\W\d_]{5}\.")
FEWEST_HOLDERS, LONGEST_SHORT = 2, 3  # lines, letters
INITIAL_END = regex(r"(?:^|[\s.])[^\W\d_]\.$")
FEWEST_FIELDS, FARTHEST_FIELD = 3, 40  # lines
LONGEST_HOLDER, LONGEST_VALUE = 40, 300  # characters
COUNTRY = regex(r"(?<=\S) \([^()]{2,40}\)$")
PAGE_ROW = regex(r"\S\s{3,}\d{1,4}$")
DATED = regex(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
YEAR, LONGEST_TALK, WORDS_OF_TALK = regex(r"(?<!\d)\d{4}(?!\d)"), 150, 3  # characters, words
SHORT_IN_BRACKETS = regex(r"\S\s?\(([^()]{1,12})\)$")
PARTS = regex(r"[,;/&+、，；]")


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
    head = list(takewhile(lambda line: not _is_timed(line), lines[:FARTHEST_FIELD]))
    facts = {at: one for at, line in enumerate(head) if (one := _colon(line)) is not None}
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
    row = _office_row(lines, facts, lexicon)
    for at, option in facts.items():
        value = values.get(at, "")
        others = [place for place in found[keys[option.label]] if place[0] > at]
        if others:
            spoken = mostly(_is_spoken(lines[place].text[body:]) for place, body in others)
            is_named = spoken and (at in row or _is_holder(value, lexicon))
        else:
            is_named = _names_speakers(value, [named for named in last if last[named] > at], lexicon)
            is_named = is_named or (value != "" and _is_in_short(option.label, value, found, at, lexicon))
        if is_named:
            yield at
        elif others:
            return


def _is_in_short(
    label: str,
    value: str,
    found: Mapping[str, Sequence[tuple[int, int]]],
    at: int,
    lexicon: TranscriptLexicon,
) -> bool:
    """Whether a fact names somebody whose label is the first letters of its name, twice and more below:
    `Interviewer: Tim Roe` above `I:`.
    """
    name = key(label)
    short = (name[:length] for length in range(1, min(LONGEST_SHORT, len(name) - 1) + 1))
    below = any(sum(place > at for place, _ in found.get(one, ())) >= FEWEST_HOLDERS for one in short)
    return below and names_people(value, name, lexicon)


def _office_row(
    lines: Sequence[TranscriptLine], facts: Mapping[int, Candidate], lexicon: TranscriptLexicon
) -> frozenset[int]:
    """The first facts in a row, two or more with a larger gap below them, of which each says who it is
    and none says anything, an office among them: `Interviewer: Dewi`, `Narrator: Mr Ode (head)`.
    """
    row: list[int] = []
    for at in facts:
        if row and (at != row[-1] + 1 or lines[at].gap != lines[row[0] + 1].gap):
            break
        row.append(at)
    below = row[-1] + 1 if row else 0
    if len(row) < FEWEST_HOLDERS or below >= len(lines) or lines[below].gap <= lines[row[-1]].gap:
        return frozenset()
    values = [IN_BRACKETS.sub("", lines[at].text[facts[at].body :]) for at in row]
    offices = (lexicon.naming.issuperset(words(facts[at].label)) for at in row)
    short = all(value[-1:].isalnum() and len(value) <= LONGEST_HOLDER for value in values)
    plain = short and all(map(_is_value, values))
    return frozenset(row if plain and any(offices) else ())


def indexed_names(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> Iterator[int]:
    """The lines of an index that name a witness above rows that end in the numbers of pages: `THE WITNESS:
    ADA BERG, M.D.` above `Examination by Ms. Lund      17`.
    """
    rows = {at for at, line in enumerate(lines) if line.text[-1].isdigit() and PAGE_ROW.search(line.text)}
    for at in sorted({row - step for row in rows for step in (1, 2) if row >= step}):
        option = _colon(lines[at])
        if option is None or not (lexicon.naming | lexicon.articles).issuperset(words(option.label)):
            continue
        value = lines[at].text[option.body :]
        if value and value.split(",")[0].isupper() and _is_value(value):
            yield at


def names_people(text: str, label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a text is nothing but full names with forms of address, and offices in brackets: `Mr Ben Ode.`,
    `Ann Lee (clerk); Cy Marsh.`; only short words end in a full stop, `Dr.`, `P.`. A label before it that has
    a form of address speaks.
    """
    if not lexicon.honorifics.isdisjoint(label.split()):
        return False
    plain = IN_BRACKETS.sub("", text).rstrip(". ")
    names = [part.split() for part in PARTS.split(plain)]
    return not LONG_WORD_END.search(plain) and all(
        1 < len(name) <= LONGEST_PERSON and all(word[0].isupper() for word in name) for name in names
    )


def is_talk(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a text says which talk it is, with capitals and a year: `An Interview Conducted by Ben Lund, 4
    May 2013.`.
    """
    called = not lexicon.conversations.isdisjoint(words(text)[:WORDS_OF_TALK]) and YEAR.search(text)
    return (
        bool(called)
        and len(text) <= LONGEST_TALK
        and 2 * sum(map(_is_proper, text.split())) > text.count(" ")
    )


def _is_proper(word: str) -> bool:
    return not word[0].islower()


def held_offices(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> Iterator[int]:
    """The lines that name who holds an office, however often it changes: `Chair: Ann Lee`, where nothing else
    is after that label and the office has its article where it speaks, `The Chair:`, or mostly somebody who
    has a label, `Presenter: Ann Lee (AL)` above `AL:`.
    """
    found: dict[str, list[int]] = {}
    values: dict[str, list[str]] = {}
    for at, line in enumerate(lines):
        if (option := _colon(line)) is not None:
            found.setdefault(option.label, []).append(at)
            values.setdefault(option.label, []).append(line.text[option.body :])
    offices = {tuple(words(label)): label for label in found}
    for sequence, label in offices.items():
        small = any(one in lexicon.articles or one in lexicon.stop_words for one in sequence[:1])
        bare = offices.get(sequence[1:]) if small else None
        if bare is None or not lexicon.naming.issuperset(sequence[1:]):
            continue
        if all(map(_is_called, values[bare])) and not any(map(_is_called, values[label])):
            yield from found[bare]
    for label, places in found.items():
        called = len(places) >= FEWEST_HOLDERS or SHORT_IN_BRACKETS.search(values[label][0])
        if called and _name_who_speaks(label, values[label], found):
            yield from places


def _name_who_speaks(label: str, values: Sequence[str], labels: Container[str]) -> bool:
    """Whether no sentence is among the values of a label, and most of them name nobody but people with other
    labels, by these or with these in brackets.
    """
    if any(value[-1:] in (*FULL_STOPS, "") for value in values):
        return False
    parts = ([part.strip() for part in PARTS.split(value)] for value in values)
    named = [all((one := _label_in(part)) in labels and one != label for part in some) for some in parts]
    return sum(named) * 2 > len(named)


def _label_in(name: str) -> str:
    """The label that a name gives in brackets, else the name."""
    short = SHORT_IN_BRACKETS.search(name)
    return short[1] if short else name


def head_holders(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> Iterator[int]:
    """The lines at the head, two or more in a row, each with an office that comes but once and who holds it:
    `Presiding: Judge Orlova`, `Clerk: Ann Reed`.
    """
    if sum(_colon(line) is not None for line in lines[:FARTHEST_FIELD]) < FEWEST_HOLDERS:
        return
    options = {at: one for at, line in enumerate(lines) if (one := _colon(line)) is not None}
    counts = Counter(one.label for one in options.values())
    run: list[int] = []
    for at, line in enumerate(lines[:FARTHEST_FIELD]):
        option = options.get(at)
        if option is not None and counts[option.label] == 1 and _names_holder(line, option, lexicon):
            run = [*run, at] if run and not line.gap else [at]
            continue
        if len(run) >= FEWEST_HOLDERS:
            break
        run = []
    names = (lines[at].text[options[at].body :].split() for at in run)
    if len(run) >= FEWEST_HOLDERS and any(len(name) > 1 for name in names):
        yield from run


def repeated_heads(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> Iterator[int]:
    """The lines of heads that come back, as where a text has several talks: each of the same three facts or
    more in this order, which come nowhere else, with a word of a head among them and no sentence after any.
    """
    names = [_name_of_fact(line.text) for line in lines]
    counts = Counter(names)
    runs = [list(run) for named, run in groupby(range(len(lines)), key=lambda at: bool(names[at])) if named]
    runs = [run for run in runs if len(run) >= FEWEST_FIELDS]
    for first, *_ in runs:
        alike = [run for run in runs if names[run[0]] == names[first]]
        size = min((_shared(names, alike[0], run) for run in alike), default=0)
        head = names[first : first + size]
        known = any(name in lexicon.metadata or name in lexicon.not_labels for name in head)
        if size >= FEWEST_FIELDS and known and all(counts[name] == len(alike) > 1 for name in head):
            yield from range(first, first + size)


def _name_of_fact(text: str) -> str:
    """What is before the colon of a fact, in small letters; nothing where a sentence is after it."""
    begins = text[:LONGEST_FACT]
    found = COLON.search(begins) if ":" in begins or "：" in begins else None
    value = text[found.end() :].strip() if found else ""
    is_fact = 0 < len(value) <= LONGEST_VALUE and value[-1] not in TERMINAL and value[-1] not in LIST_ENDS
    return " ".join(words(text[: found.start()])) if found and is_fact else ""


def _shared(names: Sequence[str], one: Sequence[int], other: Sequence[int]) -> int:
    """How many facts two heads have in common, from the first on."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: names[pair[0]] == names[pair[1]], pairs))


def _names_holder(line: TranscriptLine, option: Candidate, lexicon: TranscriptLexicon) -> bool:
    """Whether an office or a word of a head is before a colon, and a few words with capitals after it."""
    name, value = words(option.label), line.text[option.body :]
    tokens = [one for one in value.split() if one.casefold() not in lexicon.naming]
    known = all(one in lexicon.naming or one in lexicon.metadata for one in name)
    known = known or " ".join(name) in lexicon.metadata
    if not (name and known and 0 < len(tokens) <= LONGEST_NAME and all(one[0].isupper() for one in tokens)):
        return False
    return value[-1:] not in TERMINAL or INITIAL_END.search(value) is not None


def _is_called(value: str) -> bool:
    """Whether what is after a colon is a few words with capitals that no mark ends, but for a country."""
    value = COUNTRY.sub("", value)
    tokens = value.split()
    return 0 < len(tokens) <= LONGEST_NAME and value[-1].isalpha() and all(one[0].isupper() for one in tokens)


def _colon(line: TranscriptLine) -> Candidate | None:
    for one in line.candidates:
        if one.rule.name == "colon" and not one.time:
            return one
    return None


def _is_timed(line: TranscriptLine) -> bool:
    """Whether a time is beside what may be a label before a colon: somebody speaks there."""
    return any(one.rule.name == "colon" and one.time for one in line.candidates)


def _is_value(text: str) -> bool:
    """Whether what is after a colon may be names: most words have capitals, where there are any, and only a
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
    if value[-1:] in FULL_STOPS and _tells(value, lexicon):
        return False  # `Ann Lee has the floor.`
    parts = [named for part in PARTS.split(value) if (named := _name_words(part, lexicon))]
    told = sum(any(part <= name or name <= part or _begins(part, name) for name in labels) for part in parts)
    return told * 2 > len(parts)


def _tells(value: str, lexicon: TranscriptLexicon) -> bool:
    """Whether there are words in small letters that no name has, and no office."""
    usual = (lexicon.naming, lexicon.stop_words, lexicon.particles, lexicon.honorifics)
    small = (token for token in map(core, value.split()) if token.islower())
    return not all(any(token in some for some in usual) for token in small)


def _begins(part: frozenset[str], name: frozenset[str]) -> bool:
    """Whether a name without spaces between its parts begins with another: `青木花子`, `青木`."""
    return any(is_caseless(one) and len(two) > 1 and one.startswith(two) for one in part for two in name)


def _name_words(text: str, lexicon: TranscriptLexicon) -> frozenset[str]:
    """The words of a name without forms of address, offices, initials and common words."""
    every = frozenset(words(core(text)))
    told = (word for word in every if len(word) > 1 or (word.isalpha() and is_caseless(word)))
    return frozenset(told) - lexicon.naming - lexicon.stop_words


def _is_fact(text: str, option: Candidate) -> bool:
    """Whether neither a time is beside a label nor a sentence after it, nor what leads on to a list; a time
    with its date is all that is after a fact: `Recorded: 2021-03-02 20:51`.
    """
    alone = option.body >= len(text)
    ends = text.rstrip(QUOTES)[-1:] if text[-1] in QUOTES else text[-1]
    dated = not option.time or (alone and DATED.match(option.time) is not None)
    return dated and (alone or ends not in LIST_ENDS)


def _leads_on(facts: Mapping[int, bool], lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether two facts that do not come back are right below."""
    below = range(at + 1, at + FEWEST_FIELDS)
    return all(facts.get(one) is False and not lines[one].gap for one in below)


def _may_be_holder(value: str) -> bool:
    """Whether the value of a fact may be the name of whoever holds an office."""
    return len(value) <= LONGEST_HOLDER and (value.istitle() or is_caseless(value)) and "," not in value
