"""Who the front matter says is present: `Interviewer: Ann Lee`, `Ann Lee (AL), Bo Ek (BE)`."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

from docconv.patterns import regex
from docconv.speakers.clusters import LabelLink
from docconv.speakers.labels.gazetteer import (
    Words,
    before_birth_names,
    conversations,
    name_particles,
    word,
    words,
)
from docconv.speakers.labels.initials import abbreviates, are_initials, initials_of
from docconv.speakers.labels.kinds import without_article
from docconv.speakers.labels.names import taken_apart

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from docconv.speakers.clusters import LabelClusters
    from docconv.speakers.labels.form import Form
    from docconv.speakers.labels.gazetteer import NameGazetteer

LONGEST_NAME = 5
LONGEST_FACT = 60  # characters
SHORTEST_NAME = 2
ARTICLE_ENDS = ("n", "en", "et")
SHORTEST_OFFICE = 6
LONGEST_PART = 7
"""Words of a name with its office in a list of names."""
OTHERS = 10
"""One of so many parts of a list may be no name."""
FRONT = 60
"""Paragraphs at the beginning in which those present are listed."""
NAME = r"[^\W\d_][\w.'’-]{0,40}+(?: ++[^\W\d_][\w.'’-]{0,40}+){1,4}"
AFTER_NAME = regex(rf"({NAME})[ \t]*+[(\[]([^()\[\]]{{2,40}})[)\]]")
ITEM = regex(rf"\W*+({NAME})[ \t]++[-–—|][ \t].{{0,100}}[(\[]([^()\[\]]{{2,12}})[)\]]\W*+$")
"""A name, a dash, where somebody is from, and initials: `Ann Lee - Corn College, Ashby (AL)`."""
AFFILIATION = regex(r"\s[-–—|]\s")
LAST_FIRST = regex(r"([^\W\d_][\w'’-]{1,40}+), ([^\W\d_][\w.'’-]{1,40}+)[ \t]*+[(\[]([^\W\d_]{2,5})[)\]]")
CAPITAL = r"[^\W\d_a-zß-ÿ][\w.’-]{1,40}+"
NICKNAMED = regex(rf"({CAPITAL}) [\"“„”«‘']({CAPITAL})[\"”“»’'] ({CAPITAL})")
ASKED_AND_ANSWERED = (("?",), ("!",))
DOTTED = r"[^\W\d_]\.(?: ?[^\W\d_]\.){1,3}+(?! ?[^\W\d_]\.)"
EQUAL_TO = regex(rf"({NAME})[ \t]*+=[ \t]*+([^\W\d_]{{2,5}})(?![\w.])")
BEFORE_NAME = regex(rf"(?<!\w)([^\W\d_]{{2,5}}|{DOTTED})(?: *[=:–—] *| +[-] +|[ \t]+)({NAME})")
RUN_OF_NAMES = regex(rf"(?<![\w.-]){CAPITAL}(?: {CAPITAL}){{1,3}}(?! ?[^\W\da-zß-ÿ])")
INITIALS_TOGETHER = regex(r"[^\W\d_a-zß-ÿ]{2,4}(?:\s?[,;/&+]\s?[^\W\d_a-zß-ÿ]{2,4})+")
FEWEST_INITIALS = 2
FEWEST_LISTED = 2  # items
LIST = regex(r"[:;]\s")
PARTS = regex(r"(?:(?<!\s)\s++)?+[,;/&+]\s*+")
BULLET = regex(r"(?:[*•·‣▪–—-]|\d{1,2}[.)])\s+(?=\S)")
"""What may be before each of those present, where everybody has a line."""
LISTED = regex(r"(?:(?<!\s)\s++)?+(?:[,;•|&]|:(?=\s))\s*+|(?<!\s)[^\S\n]*+\n\s*+")


def name_offices(clusters: LabelClusters, items: Iterable[tuple[str, str]]) -> None:
    """Note the names of those who hold offices; what is not one name, a list or a date, is left alone."""
    labels: defaultdict[Words, list[int]] = defaultdict(list)
    for at, form in enumerate(clusters.forms):
        if clusters.is_free(at) and form.kind.kind == "person":
            labels[office_of(form.words, clusters.gazetteer)].append(at)
    for key, value in items:
        form = taken_apart(value, clusters.gazetteer)
        is_name = form.is_person and len(form.words) in range(2, LONGEST_NAME) and "," not in value
        is_name = is_name and _is_proper(value)
        if is_name and all(one.isalpha() for one in form.key if one not in " .-'’"):
            clusters.names.update(
                dict.fromkeys(labels.get(office_of(words(key), clusters.gazetteer), ()), form)
            )


def holders_of(texts: Iterable[str], gazetteer: NameGazetteer) -> Iterator[tuple[str, str]]:
    """What is in brackets after a name at the head, `Ann Lee (Chair)`, or an office before a colon there,
    `Clerk: Bo Ek`, and the name, where it is one.
    """
    found = defaultdict[str, set[str]](set)
    for line in chain.from_iterable(text.splitlines() for text in islice(texts, FRONT)):
        for inside, name in _in_brackets(line) if "(" in line or "[" in line else ():
            found[inside].add(name)
        key, colon, value = line.partition(":")
        if colon and len(line) <= LONGEST_FACT and office_of(words(key), gazetteer) in gazetteer.roles:
            found[key.strip()].add(value.strip())
    for inside, names in found.items():
        if len(names) == 1:
            yield inside, min(names)


def _in_brackets(line: str) -> Iterator[tuple[str, str]]:
    """What is in brackets after each name of a line; after a dash, initials are those of one of the two."""
    item = ITEM.match(line)
    for name, inside in AFTER_NAME.findall(line):
        proper = _without_small(name)
        if item and item[2] == inside and not are_initials(inside, proper):
            proper = _without_small(item[1]) if abbreviates(inside, item[1]) else ""
        if proper:
            yield inside, proper


def _is_proper(value: str) -> bool:
    """Whether two words of a value are not in small letters, or all but small words of names: `A. de Wit`."""
    tokens = value.split()
    return sum(not one.islower() for one in tokens) > 1 or _without_small(value) == " ".join(tokens)


def _without_small(name: str) -> str:
    """A name without words in small letters before it, `and Ann Lee`; none of a topic, `fate of a gate`."""
    tokens = name.split()
    while tokens and tokens[0].islower() and tokens[0] not in name_particles():
        del tokens[0]
    small = any(one.islower() and one not in name_particles() for one in tokens)
    return "" if small or len(tokens) < SHORTEST_NAME else " ".join(tokens)


def office_of(sequence: Words, gazetteer: NameGazetteer) -> Words:
    """The office without its article, also one at its end, `ordstyreren`; questions and answers are an office
    each, however they are called.
    """
    bare = without_article(sequence, gazetteer)
    if bare and (stem := next((one for one in _stems(bare[-1]) if (one,) in gazetteer.roles), "")):
        bare = (*bare[:-1], stem)
    return ("?",) if bare in gazetteer.question else ("!",) if bare in gazetteer.answer else bare


def _stems(one: str) -> Iterator[str]:
    """A word without what may be an article at its end, in languages that have it there."""
    return (one.removesuffix(end) for end in ARTICLE_ENDS if one.endswith(end) and len(one) > SHORTEST_OFFICE)


def name_initials(clusters: LabelClusters, texts: Iterable[str], facts: Iterable[tuple[str, str]]) -> None:
    """Note whose initials a label is, as a list of those present says, with the initials or in order, or the
    fact of who asks or answers, `Interviewer: Ann Lee`.
    """
    short = {
        at: form for at, form in enumerate(clusters.forms) if form.may_be_initials and clusters.is_free(at)
    }
    if not short:
        return
    keys, names = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for text in islice(texts, FRONT):
        for initials, name in _keyed(text):
            keys[word("".join(filter(str.isalpha, initials)))].add(name)
        for name in _list_of_names(text, clusters.gazetteer):
            for initials in initials_of(name):
                names[initials].add(name)
    for key, value in facts:
        told = office_of(words(key), clusters.gazetteer) in ASKED_AND_ANSWERED or " " in key.strip()
        if told and len(value.split()) < LONGEST_NAME:
            for initials in initials_of(value):
                names[initials].add(value)
    for at, form in short.items():
        found = keys.get(form.letters) or names.get(form.letters, set())
        if len(found) == 1:
            clusters.names[at] = taken_apart(next(iter(found)), clusters.gazetteer)
    if clusters.names.keys().isdisjoint(short):
        clusters.names |= _in_sentences(clusters, short, texts)


def initials_together(
    labels: Iterable[str], texts: Iterable[str], gazetteer: NameGazetteer
) -> dict[str, tuple[str, ...]]:
    """Labels of several people, `MT, JS`, and the parts of each, where a list of those present says whose
    initials all of them are. They need not speak alone anywhere.
    """
    several = {label for label in labels if label.isupper() and not label.isalpha()}
    joint = {label: tuple(PARTS.split(label)) for label in several if INITIALS_TOGETHER.fullmatch(label)}
    if not joint:
        return {}
    front = list(islice(texts, FRONT))
    known = {initials.casefold() for text in front for initials, _ in _keyed(text)}
    known.update(
        initials
        for text in front
        for name in _list_of_names(text, gazetteer)
        for initials in initials_of(name)
    )
    return {
        label: parts
        for label, parts in joint.items()
        if len(set(parts)) == len(parts) and known.issuperset(map(str.casefold, parts))
    }


def _in_sentences(
    clusters: LabelClusters, short: Mapping[int, Form], texts: Iterable[str]
) -> dict[int, Form]:
    """Whose initials labels are by names within what announces a talk, `Interview with Ann Lee, by Bo Ek`:
    only where each of two or more labels has one name there, and no two have the same.
    """
    found = defaultdict[str, set[str]](set)
    for text in islice(texts, FRONT):
        runs = () if conversations().isdisjoint(words(text)) else RUN_OF_NAMES.findall(text)
        for name in chain.from_iterable(map(_last_words, runs)):
            for initials in initials_of(name):
                found[initials].add(name)
    names = {at: found.get(form.letters, set()) for at, form in short.items() if form.text.isupper()}
    people = {min(some) for some in names.values() if len(some) == 1}
    if len(names) < FEWEST_INITIALS or len(people) < len(names):
        return {}
    return {at: taken_apart(min(some), clusters.gazetteer) for at, some in names.items()}


def name_by_other_names(clusters: LabelClusters, texts: Iterable[str]) -> None:
    """Note whose nickname or name of birth a label is, as a list of those present says: `Lars "Lasse" Holm`,
    `Ann Lee (née Ek)`. A name that the text gives to several is nobody's.
    """
    by_key = {clusters.forms[at].key: at for at in reversed(clusters.persons())}
    found = defaultdict[str, set[str]](set)
    for text in islice(texts, FRONT) if len(by_key) > 1 else ():
        for first, nick, last in NICKNAMED.findall(text):
            for other in (nick, f"{nick} {last}"):
                found[other].add(f"{first} {last}")
        for name, inside in AFTER_NAME.findall(text):
            before, _, birth = inside.replace(".", " ").rpartition(" ")
            proper = _without_small(name)
            if proper and word(" ".join(before.split())) in before_birth_names():
                found[f"{proper.rpartition(' ')[0]} {birth}"].add(proper)
    for other, names in found.items():
        at = by_key.get(" ".join(words(other)))
        if at is not None and len(names) == 1 and clusters.is_free(at):
            clusters.names.setdefault(at, taken_apart(next(iter(names)), clusters.gazetteer))


def name_listed(clusters: LabelClusters, texts: Iterable[str], printed: Container[int]) -> None:
    """Note the whole name of a speaker whose printed label is one word of it, where one name only of those
    listed as present has that word first or last, and one speaker only is called by it. Two who are called
    by the first and the last word of one name are joined, with a notice, or both stay without it; an office
    that the list gives to that name is joined with them.
    """
    called = defaultdict[str, set[int]](set)
    bearers: defaultdict[str, dict[str, Form]] = defaultdict(dict)
    persons = clusters.persons()
    for at in persons:
        for one in _ends(clusters.forms[at]):
            called[one].add(clusters.find(at))
    whole = {clusters.find(at) for at in persons if len(clusters.forms[at].words) > 1}
    short = [at for at in persons if at in printed and clusters.find(at) not in whole]
    for text in islice(in_lists(texts), FRONT) if short else ():
        for name in () if text.isupper() else _list_of_names(text, clusters.gazetteer):
            form = taken_apart(name, clusters.gazetteer)
            for one in _ends(form) if _without_small(name) == name else ():
                bearers[one][form.key] = form
    named: defaultdict[str, list[int]] = defaultdict(list)
    for at in short:
        (one,) = clusters.forms[at].words
        if len(bearers[one]) == 1 == len(called[one]):
            named[next(iter(bearers[one]))].append(at)
    for labels in named.values():
        first, *others = labels
        form = next(iter(bearers[clusters.forms[first].key].values()))
        detail = f"{form.name} is among those who are listed as present"
        holding = [at for at, holder in clusters.names.items() if holder.key == form.key and at not in labels]
        links = (LabelLink(other, first, "medium", detail) for other in (*others, *holding))
        clusters.join(links, "listed-name")
        if len({clusters.find(at) for at in labels}) == 1:
            for at in labels:
                clusters.names.setdefault(at, form)


def in_lists(texts: Iterable[str]) -> Iterator[str]:
    """The texts, those in a row that begin with a bullet or a number as one, a line each, without it."""
    items: list[str] = []
    for text in texts:
        bullet = BULLET.match(text)
        if bullet is None and items:
            yield "\n".join(items)
            items = []
        if bullet is None:
            yield text
        else:
            items.append(text[bullet.end() :])
    if items:
        yield "\n".join(items)


def _ends(form: Form) -> set[str]:
    """The first and the last word of a name."""
    return {form.words[0], form.words[-1]}


@lru_cache(FRONT)  # whoever decides about a text reads its front again and again
def _keyed(text: str) -> tuple[tuple[str, str], ...]:
    """The initials and the names in `Ann Lee (AL)`, `Ann Lee = AL` and `AL = Ann Lee`; words before a name
    are cut off.
    """
    return tuple(_keyed_names(text))


def _last_words(name: str) -> Iterator[str]:
    """The last words of a name, from all of them down to two."""
    tokens = name.split()
    return (" ".join(tokens[start:]) for start in range(len(tokens) - 1))


def _keyed_names(text: str) -> Iterator[tuple[str, str]]:
    pairs = [(short, name) for name, inside in AFTER_NAME.findall(text) for short in PARTS.split(inside)]
    pairs += [(short, name) for name, short in EQUAL_TO.findall(text)]
    pairs += [(short, f"{first} {last}") for last, first, short in LAST_FIRST.findall(text)]
    for short, name in (*pairs, *BEFORE_NAME.findall(text)):
        meant = next((end for end in _last_words(name) if are_initials(short, end)), "")
        if meant and (proper := _without_small(meant)):
            yield short, proper
    for item in filter(None, map(ITEM.match, text.splitlines())):
        if abbreviates(item[2], item[1]):
            yield item[2], item[1]


def _list_of_names(text: str, gazetteer: NameGazetteer) -> Sequence[str]:
    """The names in a text that lists nothing else, but for a word before them, and without the word for
    several, `Members Ann Lee, Bo Ek`; after a colon two may have a conjunction between them, and between
    semicolons what is after a comma is what somebody is, `Ann Lee, Harbour Master; Bo Ek, Corn College`.
    """
    text = text.strip().rstrip(".")
    names = _names_in(LISTED.split(text), gazetteer)
    if not LIST.search(text):
        return names
    whole = text.split(";")
    items = whole if len(whole) < FEWEST_LISTED else [item.partition(",")[0] for item in whole]
    parts = chain.from_iterable(map(LISTED.split, items))
    more = _names_in([one for part in parts for one in _joined(part, gazetteer)], gazetteer)
    return more if len(more) > len(names) else names


def _joined(part: str, gazetteer: NameGazetteer) -> Iterator[str]:
    """What is between the conjunctions of a part."""
    are_joints = groupby(part.split(), lambda token: word(token) in gazetteer.conjunctions)
    return (" ".join(tokens) for is_joint, tokens in are_joints if not is_joint)


def _names_in(pieces: Sequence[str], gazetteer: NameGazetteer) -> Sequence[str]:
    """The names among the pieces of a list, two or more, where all but one piece are names."""
    parts = [_of_one(AFFILIATION.split(part)[0], gazetteer) for part in pieces if part]
    if sum(len(part.split()) > LONGEST_PART for part in parts) > 1:
        return ()
    forms = [taken_apart(part, gazetteer) for part in parts]
    names = [form.name for form in forms if form.name and len(form.words) in range(2, LONGEST_NAME)]
    capital = all(
        token[:1].isupper() for name in names for token in name.split() if token not in gazetteer.particles
    )
    others = max(1, len(parts) // OTHERS)
    listed = len(names) > 1 and len(names) >= len(parts) - others and capital
    return [name for name in names if _without_small(name)] if listed else ()


def _of_one(part: str, gazetteer: NameGazetteer) -> str:
    """A name in a list without what it and others are, before the first or after the last of them."""
    tokens = part.split()
    if len(tokens) > SHORTEST_NAME and words(tokens[0]) in gazetteer.groups:
        del tokens[0]
    elif len(tokens) > SHORTEST_NAME and words(tokens[-1]) in gazetteer.groups:
        del tokens[-1]
    return " ".join(tokens)
