"""What can be a speaker label: ordered, named rules, each of which knows one way to print a label.

A rule looks at one line and gives a `Candidate` or nothing. It does not decide:
`docconv.transcript.labels.convention` weighs all candidates of a document against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from attrs import evolve

from docconv import plugins
from docconv.errors import UsageError
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.annotations import SET_APART, Candidate, LabelFinder, LabelRule
from docconv.transcript.finders.frames import frame_of
from docconv.transcript.finders.marks import (
    BOLD_AND_MANNER,
    BOLD_THROUGHOUT,
    BRACKETED,
    CHEVRON,
    IN_BRACKETS,
    LETTER,
    LONE_DASHES,
    REACH,
    SQUARE,
    SQUARE_ALONE,
    TWO_BRACKETS,
    angle,
    bold,
    bold_name,
    circle,
    is_long,
    office_in_brackets,
    pattern,
    voice_and_dash,
    voice_in_brackets,
)
from docconv.transcript.finders.spaces import alone, capitals, cells, italics, tab, timed, two_spaces
from docconv.transcript.finders.stops import (
    CORNER_QUOTE,
    DASH,
    GLUED_DASH,
    GLUED_LONG_DASH,
    colon,
    form_and_initial,
    glued_colon,
    holder,
    period,
    period_after_initial,
    period_dash,
    sender,
    surname_and_initials,
)
from docconv.transcript.lexicon import TranscriptLexicon, all_deliveries, all_offices, bracketed_offices
from docconv.transcript.shape import SHORT_FORM, without_age

BULLET = regex(r"(?:[-–—*]\s|={1,3}\s|[:*]{1,3}(?=''')|>{1,3}|[◇◆■□▶▷●▲△▼▽◎★☆※•·])\s*+(?=\S)")
NUMBER = regex(
    r"((?:[QT]?\d{1,4}[.)]\s*+|(?:Q\d{1,4}|\d{2}\.\d{2,3}|Anf\.\s\d+)\s++)(?:\[\d{3,}\]\s*+)?)(?=(?:\[|\*\*|__)?[^\W\d_])"
)
COUNTED = "AQT"
"""The letters that numbers before labels begin with."""
SPOKEN_HOW = regex(r"(.*\S)(?:\s*(\([^()]{2,1000}\))|,\s++([^,()?!;:…]{2,40}))$")
TO_SOMEBODY = regex(r"(\w[^<>→]{0,40}?)\s*((?:[-=–]{0,2}>|→)\s?\w[^<>→]{0,60})")
"""Who speaks and to whom: `Ada > Ben: text`, `Ada -> Ben: text`."""
BEHIND_PARTY = regex(r"([^()]{2,80}\([^()]{1,40}\))\s++([^\W\d_]{3,20})$")
"""Which of the speeches of a member it is, after the party: `ANN LEE (Reds) replik:`."""
LONGEST_FORM = 3  # letters
NAME_BEHIND_FORM = regex(r"([^\W\d_a-zß-ÿ][^\n:.?!]{1,40}(?:\. [^\n:.?!]{1,40})?): ")
LONGEST_HOW = 60  # letters, without knowing that it is no office
MOST_NAMES = 3
FOOTNOTE_SIGNS = "¹²³⁴⁵⁶⁷⁸⁹⁰†‡"
LETTER_OF_QUESTIONS = "Q"
SHAPES = 1024
"""For so many beginnings and marks of lines it is known which rules to ask."""
EXAMINED_BY = regex(r"([(\[](?i:by) [A-Z][^()\[\]:]{2,48}[)\]]|BY [A-Z][A-Z.'’ -]{2,40}:)\s*+(?=\S)")
"""Who asks, after the letter: `Q. (By Ms. Lee) text`, `Q BY MS. LEE: text`."""
TAG = regex(r"<<\s?+[^<>\n]{1,60}>>\s++(?=[^\W\d_])")
"""What is heard or how it is said, before a label: `<< music >> Nora: text`."""


ON_A_DAY = regex(r"\[[^\W\d_]{2,9}\.?\s\d{1,2}:\d{2}(?::\d{2})?\]\s++(?=<)")
"""A day of the week and a time before a nick, as programs for chat print them: `[Tue 11:07] <ada> text`."""


LABEL_RULES: tuple[LabelRule, ...] = (
    LabelRule(
        "bold",
        (bold, pattern(BOLD_AND_MANNER), pattern(BOLD_THROUGHOUT)),
        2.0,
        firm=True,
        lettered=True,
        wraps=True,
        begins="*_'",
    ),
    LabelRule("bold-name", (bold_name,), 1.0, loose=True, begins="*_'"),
    LabelRule("circle", (circle,), 2.5, lettered=True, begins="○◯〇"),
    LabelRule("angle", (angle,), 2.5, firm=True, lettered=True, begins="<"),
    LabelRule(
        "bracketed",
        (pattern(BRACKETED), pattern(TWO_BRACKETS), voice_and_dash),
        0.5,
        firm=True,
        lettered=True,
        wraps=True,
        begins="[(【",
    ),
    LabelRule("voice-in-brackets", (voice_in_brackets,), 2.0, firm=True, lettered=True, begins="("),
    LabelRule("round", (pattern(IN_BRACKETS), office_in_brackets), -1.0, loose=True, needs=")）"),
    LabelRule("square", (pattern(SQUARE),), -1.0, lettered=True, wraps=True, begins="["),
    LabelRule(
        "square-alone", (pattern(SQUARE_ALONE),), -1.0, loose=True, lettered=True, bare=True, begins="["
    ),
    LabelRule("colon", (sender, colon), 0.5, firm=True, lettered=True, wraps=True),
    LabelRule("holder", (holder,), 0.5, firm=True, needs=":"),
    LabelRule("glued-colon", (glued_colon,), -0.5, firm=True, needs=":"),
    LabelRule(
        "glued-dash",
        (pattern(GLUED_DASH),),
        {"caps": 0.0, "title": -2.0, "caseless": -2.0},
        loose=True,
        needs="-–—",
    ),
    LabelRule(
        "glued-long-dash",
        (pattern(GLUED_LONG_DASH),),
        {"title": -0.5, "caseless": -1.5},
        needs="–—",
    ),
    LabelRule("corner-quote", (pattern(CORNER_QUOTE),), 0.5, loose=True, lettered=True, needs="「『"),
    LabelRule("period-dash", (period_dash,), 0.5, firm=True, wraps=True, needs="-–—"),
    LabelRule(
        "period",
        (period, period_after_initial, form_and_initial, surname_and_initials),
        {"caps": 0.0, "title": -2.5, "caseless": -3.0},
        loose=True,
        needs=".",
    ),
    LabelRule("cells", (cells,), 1.0, lettered=True, needs="|/\t"),
    LabelRule("tab", (tab,), {"caps": 0.5, "title": 0.5, "caseless": 0.0, "lower": -0.5}, lettered=True),
    LabelRule("two-spaces", (two_spaces,), 3.0, needs=" "),
    LabelRule("letter", (pattern(LETTER),), 0.5, loose=True, begins="QA"),
    LabelRule(
        "dash",
        (pattern(DASH),),
        {"caps": -0.5, "title": -2.0, "caseless": -2.5},
        loose=True,
        needs=f"-{LONE_DASHES}|>»",
    ),
    LabelRule("chevron", (pattern(CHEVRON),), 0.5, firm=True, lettered=True, needs=">"),
    LabelRule("capitals", (capitals,), -1.0, loose=True),
    LabelRule("timed", (timed,), 1.0),
    LabelRule(
        "italics",
        (italics,),
        {"caps": -0.5, "title": -1.0, "caseless": -1.0},
        loose=True,
        bare=True,
        begins="*_",
    ),
    LabelRule(
        "alone",
        (alone,),
        {"caps": -2.0, "title": -3.0, "caseless": -3.0, "lower": -3.5},
        loose=True,
        bare=True,
    ),
    SET_APART,
)
"""All ways to print a label, in order. A new one is a record here."""


@cache
def label_rules() -> tuple[tuple[LabelRule, ...], tuple[Notice, ...]]:
    """These rules and those of plug-ins, and a notice for each plug-in that is left out."""
    if not plugins.are_declared():
        return LABEL_RULES, ()
    from docconv.transcript.finders.plugged import plugged_rules  # noqa: PLC0415  seldom are there any

    added, notices = plugged_rules(frozenset(rule.name for rule in LABEL_RULES))
    return (*LABEL_RULES[:-1], *added, SET_APART), notices


@cache
def _needed() -> tuple[str, ...]:
    return tuple(sorted({mark for rule in label_rules()[0] for mark in rule.needs}))


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(first for rule in label_rules()[0] for first in rule.begins)


@lru_cache(SHAPES)
def _asked(rules: tuple[LabelRule, ...], first: str, marks: str) -> tuple[tuple[LabelRule, LabelFinder], ...]:
    """What may find something in a line that begins so, or otherwise, and has some of the marks."""
    return tuple(
        (rule, find)
        for rule in rules
        if (not rule.begins or (first and first in rule.begins))
        and not (rule.needs and frozenset(marks).isdisjoint(rule.needs))
        for find in rule.finders
    )


def rules_without(names: Iterable[str], where: str = "") -> tuple[LabelRule, ...]:
    """The rules but for some, by name. Raises `UsageError` for a name that no rule has."""
    left_out = frozenset(names)
    rules = label_rules()[0]
    known = [rule.name for rule in rules]
    if unknown := left_out.difference(known):
        message = f"no label rule is named {', '.join(sorted(unknown))}"
        raise UsageError(message, where=where, remedy=f"use one of {', '.join(known)}")
    return tuple(rule for rule in rules if rule.name not in left_out)


def candidates(text: str, some: Iterable[LabelRule]) -> list[Candidate]:
    """All labels that a line may begin with by some rules."""
    rules = tuple(some)
    at, time, tag = (0, "", "") if text[0].isalpha() else _before_label(text)
    closing = len(text) - len(tag) if tag and text.endswith(tag) else 0
    if closing > at:  # `<< chair >> Ann Lee: << chair >>`
        shorn = [item for item in candidates(text[:closing].rstrip(), rules) if item.alone]
        return [evolve(item, body=len(text), delivery=f"{item.delivery} {tag}") for item in shorn]
    found = [with_time(item, time, rule) for rule, item in _found(text, at, rules)]
    is_counted = text[at] in COUNTED or text[at].isdecimal()
    if is_counted and (number := NUMBER.match(text, at)):
        numbered = _found(text, number.end(), rules)
        for _, item in numbered:
            item.number = f"{number[1].strip()} {item.number}".strip()
        found[:0] = [with_time(item, time, rule) for rule, item in numbered]
    kept = [with_delivery(item) for item in found if item.label and not is_long(item.label)]
    for item in kept if tag else ():
        item.delivery = f"{tag} {item.delivery}".rstrip()
    for item in kept if text[0] in "*_" and text[0] == text[-1] else ():
        _without_emphasis(item, text)
    for item in kept:
        if item.label[-1] in FOOTNOTE_SIGNS:
            item.weighed = item.label.rstrip(FOOTNOTE_SIGNS)
        item.weighed = item.weighed or without_age(item.label)
    for item in kept:
        if 1 < len(item.label) <= LONGEST_FORM and (name := NAME_BEHIND_FORM.match(text, item.body)):
            _take_name(item, text, name)
    return [with_examiner(item, text) if item.label == LETTER_OF_QUESTIONS else item for item in kept]


def _without_emphasis(item: Candidate, text: str) -> None:
    """A label on a line that is in italics throughout has no sign of these: `_Interviewer: When?_`."""
    if item.label[0] == text[0] and text.count(text[0]) == 2 and len(item.label) > 1:
        item.label, item.start = item.label[1:], item.start + 1


def _take_name(item: Candidate, text: str, name: re.Match[str]) -> None:
    """A label that is a form of address with a colon for its full stop goes on up to the next colon: `Dr:
    Lind, Staatssekretär: Nein.`.
    """
    begin = text.rfind(item.label, 0, item.body)
    if SHORT_FORM.fullmatch(item.label) and begin >= 0 and ":" in text[begin : item.body]:
        item.label, item.body = text[begin : name.end(1)], name.end()


def has_unknown_form(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether the lines of a text seem to begin with labels in a form that no rule knows."""
    return frame_of(text, lexicon) is not None


def _before_label(text: str) -> tuple[int, str, str]:
    """Where a label may begin, the time before it, and a tag, or a day and a time."""
    at, time = 0, ""
    if text[0] == "[" and (day := ON_A_DAY.match(text)):
        return day.end(), "", day[0].rstrip()
    if bullet := BULLET.match(text):
        at = bullet.end()
    stamp = times.leading(text, at)
    if stamp is not None and stamp.end() < len(text):
        at, time = stamp.end(), stamp[1]
    tag = TAG.match(text, at) if text.startswith("<<", at) else None
    return (tag.end(), time, tag[0].rstrip()) if tag else (at, time, "")


def _found(text: str, at: int, rules: tuple[LabelRule, ...]) -> list[tuple[LabelRule, Candidate]]:
    """What the rules find at an offset."""
    near = text[at : at + REACH]
    first = near[0] if near[0] in _beginnings() else ""
    marks = "".join([mark for mark in _needed() if mark in near])
    return [
        (rule, item) for rule, find in _asked(rules, first, marks) if (item := find(text, at)) is not None
    ]


def with_delivery(item: Candidate) -> Candidate:
    """A candidate whose label ends in how it is spoken: small letters, in brackets, after a comma after
    capitals, or there after any name where it is a known way, `Ann Lee (Bay), in writing`.

    So does one with whom is spoken to after an arrow, `Ada -> Ben`. After a name with a form of address,
    `La señora SANZ (relojera municipal)`, such words are an office, unless another bracket has told one.
    """
    is_arrow = item.rule.firm and (">" in item.label or "→" in item.label)
    spoken_to = TO_SOMEBODY.fullmatch(item.label) if is_arrow else None
    if spoken_to is not None:
        return evolve(item, label=spoken_to[1], delivery=spoken_to[2])
    behind = BEHIND_PARTY.match(item.label) if "(" in item.label and item.label[-1].islower() else None
    if behind is not None and behind[2].islower():
        return evolve(item, label=behind[1], delivery=behind[2])
    told = "," in item.label or (item.label[-1] == ")" and "_(" not in item.label)
    match = SPOKEN_HOW.match(item.label) if told else None  # but for nicks, `<Ann_Lee_(quay)>`
    if match is None or not (match[2] or match[1].isupper() or match[3].casefold() in all_deliveries()):
        return item
    how, names = match[2] or match[3], match[1].split()
    if not how.lstrip("(")[0].islower() or (match[3] and how.split(maxsplit=1)[0] in all_offices()):
        return item
    if how[1:-1] in bracketed_offices():  # `Ann Lee (chair)`
        return item
    if len(how) > LONGEST_HOW and how[1:].split(maxsplit=1)[0].rstrip(",;") in all_offices():
        return item
    office = len(names) > MOST_NAMES or any(word[0].islower() or word.endswith(".") for word in names)
    if office and not match[1].endswith(")"):
        return item
    return evolve(item, label=match[1], delivery=how)


def with_examiner(item: Candidate, text: str) -> Candidate:
    """A letter for questions with who asks them, as is printed after it and is no word of the question."""
    match = EXAMINED_BY.match(text, item.body)
    return evolve(item, delivery=match[1], body=match.end()) if match else item


def with_time(item: Candidate, time: str, rule: LabelRule) -> Candidate:
    """A candidate by a rule, with the time codes before it, at the end of its label, and after it."""
    inside = times.TRAILING.search(item.label) if times.may_end(item.label) else None
    found = ""
    if inside is not None and inside.start():
        found, item.label = inside[1], item.label[: inside.start()].strip(" *_")
        if item.label[:1] == "[" and "]" not in item.label[:-1]:  # `[Ada] 0:14`, `[Ada, 0:14]: text`
            item.label, found = item.label.strip("[], "), found.rstrip("]")
            item.start += 1
        item.label, day = times.without_day(item.label)
        item.delivery = day or item.delivery
    item.time, item.rule = " ".join(filter(None, (time, found, item.time))), rule
    return item
