"""What can be a speaker label: ordered, named rules, each of which knows one way to print a label.

A rule looks at one line and gives a `Candidate` or nothing. It does not decide:
`docconv.transcript.labels.conventions` weighs all candidates of a document against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import evolve

from docconv.errors import UsageError
from docconv.patterns import regex
from docconv.transcript import shape, times
from docconv.transcript.annotations import SET_APART, Candidate, LabelFinder, LabelRule
from docconv.transcript.lexicon import all_abbreviations, all_conjunctions, all_offices
from docconv.transcript.marks import FULL_STOPS

CHEVRONS = ">>"  # a change of speaker in live captions
STOPS = regex(r'[\[(（【\])）】:：?!;。！？；，"“”«»]')
NO_NAME = regex('[?!;:…"“”«»]')
BULLET = regex(r"(?:[-–—•·*]\s|>{1,3})\s*+(?=\S)")
INITIALS = regex(r"\b\w\.\s?\w$")
BRACKET = regex(r"\s*+\([^()]{1,60}\)")
BOLD = regex(
    rf"(\*\*?|__?)(?!\s)((?:(?!\1)[^*\n]){{1,220}}?)\s*+([:：.]?)\s*+\1\s*+(?:({times.STAMP})(?!\w)\s*+)?([:：.]?|[-–—])(?:\s+|$|(?=\S))"
)
BOLD_AND_MANNER = regex(  # `_Name_ (smiling). text`
    r"(\*\*?|__?)(?!\s)(?P<label>[^*_\n]{1,100})(?<!\s)\1\s(?P<how>\([^()\n]{2,60}\))\s?(?:[:：.]|[-–—])(?:\s+|$)"
)
NUMBER = regex(r"((?:[QT]?\d{1,4}[.)]|\d{2}\.\d{2,3}|Anf\.\s\d+)\s++(?:\[\d{3,}\]\s*+)?)(?=\[?[^\W\d_])")
LAST_NAME_FIRST = regex(
    r"(?P<label>(?:([^\W\d_][\w’'-]+)\s)?[^\W\d_][\w’'-]+\s[^\W\d_]\.\s?[^\W\d_]\.)\s++(?=[^\W\d_])"
)
CIRCLE = regex(
    r"[○◯〇]((?:（[^（）]{1,40}）|[^○◯〇（]){1,60}?)(?:\u3000\s*+|\s{2,}+)(?=\S)|[○◯〇]([^\s○◯〇]{1,60})\s(?=\S)"
)
ANGLE = regex(r"<(?:v(?:\.[\w.]+)?\s+)?(?P<label>[^<>/]{1,60})>\s*+")  # of chat logs, and of WebVTT
TWO_BRACKETS = regex(r"(?:\(\(|【)(?P<label>[^()【】:]{1,60})(?:\)\)|】)\s*+")  # `((Name))`, `【名前】`
BRACKETED = regex(r"\[(?P<label>[^\[\]:]{1,100})\]\s*+[:：]\s*+")
ROUND = regex(  # of programs that recognise speech
    r"(?i)\((?P<label>(?:spk|speaker|sprecher|locuteur)[ _-]?\w{1,3})\)\s*+(?:[:：]\s++|(?<=\s))(?=\S)"
)
IN_BRACKETS = regex(
    r"\((?P<label>(?![ivxlc]+\)|[A-ZΑ-Ω]\)|[IVXLC]+\))[^()\d:]{2,30})\)\s?:?\s++(?=[\w“„«\"¿¡…])"
)
SQUARE = regex(r"\[(?P<label>[^\[\]:]{1,100})\]\s++(?=\S)")
TAB = regex(r"([^\t]{1,100}?)(?:\t|\s{3}|\u3000)\s*+(?=\S)")
LETTER = regex(r"(?P<label>[QA])\s{1,2}(?=[^\W\d_a-zß-ÿ“\"(])")  # `Q Where were you?`
INITIAL_OR_STOP = regex(r"(?:[^\W\d_]\.\s)?[^\W\d_]{2,}\.(?=\s|$)|[^\W\d_]\.\s[^\W\d_]{2,}")
SPOKEN_HOW = regex(r"(.*\S)(?:\s*(\([^()]{2,60}\))|,\s++([^,()?!;:…]{2,40}))$")
ABBREVIATED = r"(?<=\b\w)\.|(?<=\b\w\w)\.|(?<=\b\w\w\w)\.|(?<=\b\w\w\w\w)\."
PERIOD_DASH = regex(
    rf"(?P<label>(?:\([^()]{{1,100}}\)|[^.:;?!(]|{ABBREVIATED}){{1,100}}?)\s?\.\s{{0,3}}(?:[-–—]{{1,2}})(?:\s*+(?=\S)|$)"
)
LONE_DASHES = "‒–—―−ـ"  # what parts a label from its text, white space on both sides
DASH = regex(
    rf"(?P<label>(?:\([^()]{{1,100}}\)|[^{LONE_DASHES}:;?!.…(]|{ABBREVIATED}){{1,100}}?)"
    rf"(?:(?:\s++(?:[{LONE_DASHES}>»]|\|(?![^|]{{1,60}}\s\|\s))\s|\s++--?\s|(?<=[A-ZÀ-Þ])[—–](?=\S))\s*+(?=\S)|\s++[{LONE_DASHES}]$)"
)
STOP_AND_DASH = regex(r"\.\s{0,3}[-–—]")
GLUED_MARK = regex(r":[-–—]\s")
COUNT = r"(?=[^\s|/]{1,12}[\s|/])[\d.:#()\[\]]*+[^\W\d_]{0,4}+[\d.:#()\[\]]*+"  # `12`, `[T001]`, `S1`
OPENING_MARKS = "¿¡«“„"
CELLS = regex(rf"({COUNT})(\s\|\s|\s?/\s?|\t)(?:\d[\d:.,]*+\2)?(?=[^\W\d_])([^|/\t]{{1,60}}?)\2(?=\S)")
SENDER = regex(r"(?P<number>From)\s++(?P<label>[^:]{1,60}?)(?:\s++(?P<how>to\s++[^:]{1,60}?))?\s*+:\s++")
ONE_OF_MANY = regex(r"([^\W\d_a-z]{1,2}\?):\s++(?=\S)")  # one of those whose labels begin so
GLUED = regex(r"[^\W\d_a-zß-ÿ]+[-–—][^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ]")
MANNER = regex(r"(,\s[^\W\d_][^.?!:;]{1,50}?)\s{2,}+(?=\S)")
QUOTED = regex(r"\s{2,}+[‘’“„«]\s?[^\W\d_]")
JOINED = regex(r"[^\W\d_a-z][^\W\d_a-z]+(?![^\W\d_])")
GLUED_DASH = regex(
    rf"(?P<label>(?:\([^()]{{1,60}}\)|[^-–—.,:;?!(\[]|{ABBREVIATED}){{2,60}}(?:(?<=[^\W\d_])|(?<=\))))[-–—](?:\s++(?=\S)|(?<=[^\W\d_a-zß-ÿ][-–—])(?=[^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ]))"
)
DELIVERED = regex(r"([^()]+) \([^\W\d_A-ZÀ-Þ][^():]*\)")  # `Anna (reads from “Hamlet”)`
DELIVERY = regex(r"[.:：—–]\s*[(\[]")
MARKED = "○◯〇〔［【（"  # before what another rule reads, or before a direction
MAX_LABEL = 120
LONGEST_ALONE = 70
LONGEST_TIMED = 80
REACH = 240  # within which a label and its delimiter are
MAX_WORDS = 18
MOST_NAMES = 3


def bold(text: str, at: int) -> Candidate | None:
    """`**Name:** text`, `**Name**: text`, `**Name**` alone: Markdown as podcasts publish it."""
    match = BOLD.match(text, at)
    if match is None:
        return None
    alone = match.end() >= len(text)
    if not (match[3] or match[4] or match[5] or (alone and len(match[1]) > 1)):
        return None
    if len(match[2]) > LONGEST_ALONE and (match[2][-1] in FULL_STOPS or _is_long(match[2])):
        return None
    return Candidate(match[2].strip(), match.start(2), match.end(), alone, match[4] or "")


def bold_name(text: str, at: int) -> Candidate | None:
    """`**Name** text`, where a text forgets the colon after some of its labels."""
    match = BOLD.match(text, at)
    if match is None or len(match[1]) == 1 or match[3] or match[4] or match[5] or match.end() >= len(text):
        return None
    return Candidate(match[2].strip(), match.start(2), match.end())


def _label(match: re.Match[str] | None) -> Candidate | None:
    """What a pattern calls the label, how it is spoken, and the number; alone where the line ends with it."""
    if match is None:
        return None
    parts, alone = match.groupdict(), match.end() >= len(match.string)
    how, number = parts.get("how") or "", parts.get("number") or ""
    label, start = parts["label"].strip(), match.start("label")
    return Candidate(label, start, match.end(), alone, delivery=how, number=number)


def pattern(one: re.Pattern[str]) -> LabelFinder:
    """Finds what a pattern names: a label and, as far as it does, how it is spoken and its number."""
    return lambda text, at: _label(one.match(text, at))


def circle(text: str, at: int) -> Candidate | None:
    """`○議長（山田太郎君）　text`: the Diet of Japan."""
    match = CIRCLE.match(text, at)
    return match and Candidate(match[1] or match[2], at + 1, match.end())


def colon(text: str, at: int) -> Candidate | None:
    """`NAME: text`, `Name : text`, `名前：text`, `NAME:` alone, `Name: 00:01:30` alone, `P?: text`,
    `Name:- text`.
    """
    if match := ONE_OF_MANY.match(text, at):
        return Candidate(match[1], at, match.end(), weighed=f"{match[1][:-1]}0")
    end = _colon(text, at)
    if end < 0:
        return None
    body = end + 1
    if text[end - 1].isdigit() and text[body : body + 1].isdigit():
        return None  # within a time
    time = times.LEADING.match(text, _skip(text, body))
    if time is not None:
        body = time.end()
    elif GLUED_MARK.match(text, end):
        body += 1
    elif body < len(text) and text[end] == ":" and not text[body].isspace() and not shape.is_wide(text[body]):
        return None
    body = _skip(text, body)
    return Candidate(text[at:end].rstrip(), at, body, body >= len(text), time[1] if time else "")


def sender(text: str, at: int) -> Candidate | None:
    """`10:02:11 From Ann Lee to Everyone: text`: the chat of a meeting, saved."""
    return _label(SENDER.match(text, at) if at else None)


def glued_colon(text: str, at: int) -> Candidate | None:
    """`Name:Text`, where a text leaves no space after its colons."""
    end = _colon(text, at)
    said = text[end + 1 :].lstrip(OPENING_MARKS)
    if end < 0 or text[end] != ":" or not text[end - 1].isalpha() or not said[:1].isupper():
        return None
    return Candidate(text[at:end], at, end + 1)


def period_dash(text: str, at: int) -> Candidate | None:
    """`El señor X (Presidente).- text`, `Name. — text`."""
    return _label(PERIOD_DASH.match(text, at) if STOP_AND_DASH.search(text, at, at + REACH) else None)


def period(text: str, at: int) -> Candidate | None:
    """`Mr. SMITH of Ohio. text`, `Egmont. text`, `Q. text`: the label ends at the first full stop that ends
    no abbreviation.
    """
    return _until_period(text, at, at)


def period_after_initial(text: str, at: int) -> Candidate | None:
    """`M. le président. text`, `A. Berg. text`: a label that begins with one letter."""
    return _until_period(text, at, at + 2) if text[at + 1 : at + 3] == ". " else None


def surname_and_initials(text: str, at: int) -> Candidate | None:
    """`Петрова А. И. Спасибо.`: a last name with initials after it, behind an office or without."""
    match = LAST_NAME_FIRST.match(text, at)
    return _label(match) if match and (not match[2] or match[2].casefold() in all_offices()) else None


def _until_period(text: str, at: int, stop: int) -> Candidate | None:
    """The label up to the first full stop from `stop` on that ends no abbreviation."""
    while True:
        stop = text.find(".", stop)
        if stop < 0 or stop - at > MAX_LABEL:
            return None
        following = text[stop + 1 : stop + 2]
        word = text[at:stop].rsplit(" ", 1)[-1].strip("([")
        initial = (
            len(word) == 1
            and word.isalpha()
            and stop - at > 1
            and following.isspace()
            and text[stop + 2 : stop + 3].isupper()
        )
        ends = not following or following.isspace()
        junior = text[stop + 2 : stop + 3].isupper() and shape.JUNIOR.search(text, at, stop + 1)
        short = word.casefold() in all_abbreviations() and not junior
        if ends and not initial and (stop - at == 1 or not short):
            break
        stop += 1
    label = text[at:stop].rstrip()
    label += "." * bool(INITIALS.search(label) or shape.JUNIOR.search(f"{label}."))
    name = shape.without_marks_in_names(label.partition(", ")[0])
    manner = DELIVERED.fullmatch(name) if name[-1:] == ")" else None
    if not label or NO_NAME.search(manner[1] if manner else name) or label.count('"') % 2:
        return None
    body = _skip(text, stop + 1)
    if text[body : body + 1] in LONE_DASHES + "-" and text[body + 1 : body + 2].isspace():
        body = _skip(text, body + 1)
    return Candidate(label, at, body, body >= len(text))


def cells(text: str, at: int) -> Candidate | None:
    """`12 | Name | text`, `S1/Name/text`: what counts or marks the speech, perhaps a time, who speaks, and
    the words.
    """
    match = CELLS.match(text, at)
    if match is None:
        return None
    return Candidate(match[3], match.start(3), match.end(), number=text[at : match.start(3)].strip(" |/\t"))


def tab(text: str, at: int) -> Candidate | None:
    """`NAME<tab>text`, `Q    text`, `NAME<tab>0:12<tab>text`: a tabulator, or three spaces and more."""
    is_parted = text[at] not in MARKED and (not text.isascii() or _is_near(("\t", "   "), text, at))
    match = TAB.match(text, at) if is_parted else None
    if match is None:
        return None
    stamp = times.LEADING.match(text, match.end()) if "\t" in match[0] else None
    if name := shape.name_behind(text, match.end()):
        return Candidate(text[at : name.end(1)], at, name.end())
    is_column = stamp is not None and stamp.end() < len(text) and text[stamp.end() - 1] == "\t"
    time, body = (stamp[1], stamp.end()) if stamp and is_column else ("", match.end())
    return Candidate(match[1].strip(" :;").removesuffix("."), at, body, time=time)


def capitals(text: str, at: int) -> Candidate | None:
    """`LUCIA Buongiorno.`, `LUCIA (entrando) Buongiorno.`: a name in capitals, nothing but type parts it from
    the text. One that goes on up to a colon or a full stop, `LUCIA C. MONDELLA. Buongiorno.`, is another
    matter.
    """
    if text[at].islower() or text[at + 1 : at + 2].islower():
        return None
    end, reach = at, len(text)
    if reach - at > MAX_LABEL:  # whole words
        reach = max(at, text.rfind(" ", at, at + MAX_LABEL + 1))
    for word in text[at:reach].split(" "):
        if GLUED.match(word) or (word.isupper() and word.endswith((":", "-", "–", "—"))):
            return None
        if end > at and (behind := INITIAL_OR_STOP.match(text, end)) and behind[0].isupper():
            return None
        joins = word in all_conjunctions() and end > at and JOINED.match(text, end + len(word) + 1)
        named = len(word) > 1 and word.isupper() and word[0].isalpha() and word[-1].isalpha()
        if word.isupper() and word.endswith(",") and word[:-1].isalpha() and len(word) > 2:
            end += len(word)
            break
        if not (joins or named):
            break
        end += len(word) + 1
    label = text[at:end].rstrip()
    if label and (how := MANNER.match(text, at + len(label.rstrip(",")))):
        return Candidate(text[at : how.end(1)], at, how.end())
    bracket = BRACKET.match(text, at + len(label))
    rest = text[bracket.end() if bracket else end :].lstrip()
    if not label or rest.isupper() or not (rest[:1].isalpha() or QUOTED.match(text, at + len(label))):
        return None
    return Candidate(label, at, at + len(label) + 1)


def timed(text: str, at: int) -> Candidate | None:
    """`Name  0:12` alone on its line, as transcription services print it."""
    is_short = len(text) - at <= LONGEST_TIMED and text[-1] in times.ENDS
    time = times.TRAILING.search(text, at) if is_short and ":" in text else None
    label = text[at : time.start()].rstrip() if time else ""
    if time is None or not label or label[-1] in ".:?!":
        return None
    return Candidate(label, at, len(text), alone=True, time=time[1])


def italics(text: str, at: int) -> Candidate | None:
    """`_Name_` alone on its line."""
    match = BOLD.match(text, at)
    if match is None or len(match[1]) > 1 or match.end() < len(text):
        return None
    inner = alone(match[2].strip(), 0)
    return inner and evolve(inner, start=match.start(2), body=len(text))


def alone(text: str, at: int) -> Candidate | None:
    """`Name` or `_Name_` alone on its line, without a delimiter."""
    label = text[at:]
    if (
        label[:1] in "*_"
        and (match := BOLD.match(text, at))
        and match.end() == len(text)
        and len(match[1]) == 1
    ):
        inner = alone(match[2].strip(), 0)
        return inner and evolve(inner, start=match.start(2), body=len(text))
    if (
        len(label) > MAX_LABEL
        or label[0] in '([（【"“«„#'
        or (label[-1] in '.?!,;:…。！？，；：—–-"”»' and not shape.ends_with_a_name(label))
        or (("(" in label or "[" in label) and DELIVERY.search(label))
        or (len(label) > LONGEST_ALONE < len(shape.core(label)) and shape.style(label) != "caps")
    ):
        return None
    return Candidate(label, at, len(text), alone=True)


LABEL_RULES: tuple[LabelRule, ...] = (
    LabelRule("bold", (bold, pattern(BOLD_AND_MANNER)), 2.0, firm=True, lettered=True, begins="*_"),
    LabelRule("bold-name", (bold_name,), 1.0, loose=True, begins="*_"),
    LabelRule("circle", (circle,), 2.5, lettered=True, begins="○◯〇"),
    LabelRule("angle", (pattern(ANGLE),), 2.5, firm=True, lettered=True, begins="<"),
    LabelRule(
        "bracketed",
        (pattern(BRACKETED), pattern(TWO_BRACKETS)),
        0.5,
        firm=True,
        lettered=True,
        wraps=True,
        begins="[(【",
    ),
    LabelRule("voice-in-brackets", (pattern(ROUND),), 2.0, firm=True, lettered=True, begins="("),
    LabelRule("round", (pattern(IN_BRACKETS),), -1.0, loose=True, begins="("),
    LabelRule("square", (pattern(SQUARE),), -1.0, lettered=True, wraps=True, begins="["),
    LabelRule("colon", (sender, colon), 0.5, firm=True, lettered=True, wraps=True),
    LabelRule("glued-colon", (glued_colon,), -0.5, firm=True, needs=":"),
    LabelRule(
        "glued-dash",
        (pattern(GLUED_DASH),),
        {"caps": 0.0, "title": -2.0, "caseless": -2.0},
        loose=True,
        needs="-–—",
    ),
    LabelRule("period-dash", (period_dash,), 0.5, firm=True, wraps=True, needs="-–—"),
    LabelRule(
        "period",
        (period, period_after_initial, surname_and_initials),
        {"caps": 0.0, "title": -2.5, "caseless": -3.0},
        loose=True,
        needs=".",
    ),
    LabelRule("cells", (cells,), 1.0, lettered=True, needs="|/\t"),
    LabelRule("tab", (tab,), {"caps": 0.5, "title": 0.5, "caseless": 0.0, "lower": -0.5}, lettered=True),
    LabelRule("letter", (pattern(LETTER),), 0.5, loose=True, begins="QA"),
    LabelRule(
        "dash",
        (pattern(DASH),),
        {"caps": -0.5, "title": -2.0, "caseless": -2.5},
        loose=True,
        needs=f"-{LONE_DASHES}|>»",
    ),
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


def rules_without(names: Iterable[str], where: str = "") -> tuple[LabelRule, ...]:
    """The rules but for some, by name. Raises `UsageError` for a name that no rule has."""
    left_out = frozenset(names)
    known = [rule.name for rule in LABEL_RULES]
    if unknown := left_out.difference(known):
        message = f"no label rule is named {', '.join(sorted(unknown))}"
        raise UsageError(message, where=where, remedy=f"use one of {', '.join(known)}")
    return tuple(rule for rule in LABEL_RULES if rule.name not in left_out)


def candidates(text: str, rules: Iterable[LabelRule]) -> list[Candidate]:
    """All labels that a line may begin with by some rules."""
    at, time = 0, ""
    if bullet := BULLET.match(text):
        at = bullet.end()
    stamp = times.LEADING.match(text, at)
    if stamp is not None and stamp.end() < len(text):
        at, time = stamp.end(), stamp[1]
    found = [with_time(item, time, rule) for rule, item in _found(text, at, rules)]
    if number := NUMBER.match(text, at):
        numbered = _found(text, number.end(), rules)
        for _, item in numbered:
            item.number = f"{number[1].strip()} {item.number}".strip()
        found[:0] = [with_time(item, time, rule) for rule, item in numbered]
    return [with_delivery(item) for item in found if item.label and not _is_long(item.label)]


def _is_long(label: str) -> bool:
    """Whether a label has more letters or words than one has; an office in brackets may have many."""
    if len(label) <= MAX_LABEL and len(label.split()) <= MAX_WORDS:
        return False
    bare = shape.core(label)
    return len(bare) > MAX_LABEL or len(bare.split()) > MAX_WORDS


def _found(text: str, at: int, rules: Iterable[LabelRule]) -> list[tuple[LabelRule, Candidate]]:
    """What the rules find at an offset."""
    near = frozenset(text[at : at + REACH])
    return [
        (rule, item)
        for rule in rules
        if (not rule.begins or text[at] in rule.begins) and not (rule.needs and near.isdisjoint(rule.needs))
        for find in rule.finders
        if (item := find(text, at)) is not None
    ]


def with_delivery(item: Candidate) -> Candidate:
    """A candidate whose label ends in how it is spoken: small letters, in brackets or after a comma.

    Behind a name with a form of address, `La señora SANZ (relojera municipal)`, such words are an office,
    unless another bracket has told one.
    """
    match = SPOKEN_HOW.match(item.label) if "," in item.label or item.label[-1] == ")" else None
    if match is None or (match[3] and not match[1].isupper()):
        return item
    how, names = match[2] or match[3], match[1].split()
    if not how.lstrip("(")[0].islower() or (match[3] and how.split(maxsplit=1)[0] in all_offices()):
        return item
    office = len(names) > MOST_NAMES or any(word[0].islower() or word.endswith(".") for word in names)
    if office and not match[1].endswith(")"):
        return item
    return evolve(item, label=match[1], delivery=how)


def with_time(item: Candidate, time: str, rule: LabelRule) -> Candidate:
    """A candidate by a rule, with the time codes before it, at the end of its label, and after it."""
    inside = times.TRAILING.search(item.label) if ":" in item.label else None
    found = ""
    if inside is not None and inside.start():
        found, item.label = inside[1], item.label[: inside.start()].strip(" *_")
    item.time, item.rule = " ".join(filter(None, (time, found, item.time))), rule
    return item


def _colon(text: str, at: int) -> int:
    """The offset of the first colon outside brackets, -1 where there is none near enough."""
    depth, end = 0, at + MAX_LABEL
    if text.find("(", at, end) >= 0:  # an office in brackets may be long
        end = at + REACH
    if text.find(":", at, end) < 0 and text.find("：", at, end) < 0:
        return -1
    for stop in STOPS.finditer(shape.without_marks_in_names(text[:end]), at):
        char = stop[0]
        if char in "([（【":
            depth += 1
        elif char in ")]）】":
            depth -= 1
        elif char not in ":：":
            return -1
        elif depth <= 0:
            return stop.start() if stop.start() > at else -1
    return -1


def _is_near(marks: Iterable[str], text: str, at: int) -> bool:
    """Whether one of some marks is where a label may end."""
    return any([text.find(mark, at, at + REACH) >= 0 for mark in marks])  # noqa: C419 (half the time)


def _skip(text: str, at: int) -> int:
    """The offset of the next character that is not white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at
