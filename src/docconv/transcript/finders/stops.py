"""Labels that a colon, a full stop or a dash ends."""

from __future__ import annotations

from functools import lru_cache

from docconv.patterns import regex
from docconv.transcript import shape, times
from docconv.transcript.annotations import Candidate
from docconv.transcript.finders.marks import INITIALLED, LONE_DASHES, MAX_LABEL, REACH, found_by, skip
from docconv.transcript.lexicon import all_abbreviations, all_offices, all_who_speak
from docconv.transcript.marks import ADDRESS_ALONE

STOPS = regex(r'[\[(（【\])）】:：?!;。！？；，"“”«»]')
NO_NAME = regex('[?!;:…"“”«»]')
PRESS = regex(
    r"(?:(?P<who>[^\W\d_]{2,24})\.?(?:\s[^\W\d_][\w’-]{1,24}){0,2}|(?:[^\W\d_a-zß-ÿ][\w.’-]*+\s?){1,4},)"
    r"\s[\"“„«][^\"“”„«»:?!\n]{2,60}[\"”“»]\s?(?=[:：])"
)
"""Who asks and the paper that they ask for: `Reporter “Herald”:`, `Корр. «Река»:`, `Ann Lee, «Herald»:`."""
PAPER = regex(r",?\s[\"“„«]([^\"“”„«»]+)[\"”“»]$")
INITIALS = regex(r"\b\w\.\s?\w$")
OFFICE_AND_HOLDER = regex(
    r"(?P<number>\d{1,4}[.)])\s++(?P<office>[^\W\d_]{2}[^\d.:?!()]{0,58}): [^\W\d_][^:?!]{2,58}$"
)
STOPPED = regex(r"(?<![\w.])(?:(?:\w{1,4}\.){2,}+,?(?=\s|$)|\w{1,5}\.(?=\s))")  # `S.H.,`, `Dr. `
LAST_NAME_FIRST = regex(
    r"(?P<label>(?:([^\W\d_][\w’'-]+)\s)?[^\W\d_][\w’'-]+\s[^\W\d_]\.\s?[^\W\d_]\.)\s++(?=[\w«“„\"(])"
)
FORM_AND_INITIAL = regex(
    r"(?P<label>[^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ]{1,9} [^\W\d_a-zß-ÿ]\.)\s(?=[^\W\d_a-zß-ÿ]|[¿¡(—…])(?!\w\.)"
)
NEAR = 8
"""Of so many lines it is known where their first colon is, since two rules ask for it."""
LONGEST_FORM = 13  # characters of `Professor E.` and its like
ABBREVIATED = r"(?<=\b\w)\.|(?<=\b\w\w)\.|(?<=\b\w\w\w)\.|(?<=\b\w\w\w\w)\."
PERIOD_DASH = regex(
    rf"(?P<label>(?:\([^()]{{1,100}}\)|[^.:;?!(]|{ABBREVIATED}){{1,100}}?)\s?\.\s{{0,3}}(?:[-–—]{{1,2}})(?:\s*+(?=\S)|$)"
)
DASH = regex(
    rf"(?P<label>(?:\([^()]{{1,100}}\)|[^{LONE_DASHES}:;?!.…(]|{ABBREVIATED}){{1,100}}?)"
    rf"(?:(?:\s++(?:[{LONE_DASHES}>»]|\|(?![^|]{{1,60}}\s\|\s))\s|\s++[–—](?=[^\W\d_a-zß-ÿ¿¡])(?![^–—]*[^\s–—][–—](?:[\s,.;]|$))|\s++--?\s|(?<=[A-ZÀ-Þ])[—–](?=\S))\s*+(?=\S)|\s++(?:[{LONE_DASHES}]|--?)$)"
)
SCENE = regex(r"(?:INT|EXT|I/E)\.\s*+[^\W\d_]")
STOP_AND_DASH = regex(r"\.\s{0,3}[-–—]")
GLUED_MARK = regex(r":[-–—:]\s")
OPENING_MARKS = "¿¡«“„"
CLOCK = regex(r"[\s\d]\d:\d\d")
SENDER = regex(
    r"(?P<number>From)\s++(?P<label>[^:]{1,60}?)(?:\s++(?P<how>to\s++[^:]{1,60}?))?\s*+:(?:\s++|$)"
)
SENDER_TO_ALL = regex(r"(?P<number>From)\s++(?P<label>[^:]{1,60}?)\s++(?P<how>to\s++[Ee]veryone)\s*+:")
ONE_OF_MANY = regex(r"([^\W\d_a-z]{1,2}\?):\s++(?=\S)")  # one of those whose labels begin so
QUOTATION = '“”"«»„'
FIRST_SIGNS = 3  # in which the mark of those labels is
NOBODY_KNOWN = regex(r"(\(\?{1,3}\)|\[\?{1,3}\]|\?{2,3}):\s++(?=\S)")  # whose voice nobody knows
GLUED_DASH = regex(
    rf"(?P<label>(?:\([^()]{{1,60}}\)|[^-–—.,:;?!(\[]|{ABBREVIATED}){{2,60}}(?:(?<=[^\W\d_])|(?<=\))))(?:-|(?<![^\W\d_A-ZÀ-Þ])[–—])(?:\s++(?=\S)|(?<=[^\W\d_a-zß-ÿ][-–—])(?=[^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ]))"
)
GLUED_LONG_DASH = regex(r"(?P<label>[^\W\d_a-zß-ÿ][^-–—.,:;?!(\[\]|]{1,58}[^\W\d_A-ZÀ-Þ])[–—]\s++(?=\S)")
"""`Name– text`: a long dash that is glued to one side only, as it is between no words of a sentence."""
CORNER_QUOTE = regex(
    r"(?P<label>[^\s「」『』、。，：:！？!?…（）()]{1,12}(?<![はがをにへで]))(?P<how>（[^（）]{1,40}）)?"
    r"[ \u3000]?(?=[「『])(?=.*[」』）]$|[^」』]*$)"
)
"""`源「words」`, as in Japanese plays and scripts; a particle before the bracket belongs to a sentence."""
TOLD = regex(  # a direction of any length: `Anna (puts the lamp down; to Ben): text`
    rf"((?=[^\W\d_a-zß-ÿ])(?:[^:.;?!()\n]|{ABBREVIATED}){{2,80}} \([^()\n]{{1,1000}}\)) ?[:：]"
)
DELIVERED = regex(  # `Anna (reads from “Hamlet”)`, `Lee (“Our Town”)`
    r"([^()]+) \((?:[^\W\d_A-ZÀ-Þ]|[\"“„«])[^():]*\)"
)


def colon(text: str, at: int) -> Candidate | None:
    """`NAME: text`, `Name : text`, `名前：text`, `NAME:` alone, `Name: 00:01:30` alone, `P?: text`,
    `(??): text`, `Name:- text`, `Name :: text`.
    """
    if text.find(":", at) < 0 and text.find("：", at) < 0:
        return None
    is_asked = text.find("?", at, at + FIRST_SIGNS) >= 0
    if is_asked and (match := ONE_OF_MANY.match(text, at)):
        return Candidate(match[1], at, match.end(), weighed=f"{match[1][:-1]}0")
    if is_asked and (match := NOBODY_KNOWN.match(text, at)):
        return Candidate(match[1], at, match.end(), weighed="S0")
    end = _colon(text, at)
    if end < 0 or _is_told_otherwise(text, at) or (at and holder(text, 0)):
        return None
    body = end + 1
    while text.startswith(":", body):
        body += 1
    if text[end - 1].isdigit() and text[body : body + 1].isdigit():
        return None  # within a time
    time = times.leading(text, skip(text, body))
    if time is not None:
        body = time.end()
    elif GLUED_MARK.match(text, end):
        body += 1
    elif body < len(text) and text[end] == ":" and not text[body].isspace() and not shape.is_wide(text[body]):
        return None
    body = skip(text, body)
    at += 2 * (text.startswith("**", at) and text.endswith("**"))  # `**Name: text**`
    label = text[at:end].rstrip()
    weighed = PAPER.sub(r" (\1)", label) if label[-1:] in QUOTATION else ""
    return Candidate(label, at, body, body >= len(text), time[1] if time else "", weighed=weighed)


def holder(text: str, at: int) -> Candidate | None:
    """`3. KETUA: ANNA BERG`, `4. CLERK : Dr. BERG, M.A.` alone: behind a number an office and who holds it,
    in capitals, as records of courts head what each says.
    """
    match = OFFICE_AND_HOLDER.match(text, at) if text[at : at + 1].isdecimal() else None
    if match is None:
        return None
    begin = match.start("office")
    plain, count = STOPPED.subn("", text[begin:])
    if not plain.isupper() or (not count and all_offices().isdisjoint(match["office"].casefold().split())):
        return None
    return Candidate(text[begin:], begin, len(text), alone=True, number=match["number"])


def _is_told_otherwise(text: str, at: int) -> bool:
    """Whether a sender is before a colon with whom it is sent to, or where a link leads is after it."""
    if text[at] == "[":
        return ADDRESS_ALONE.match(text, at) is not None
    return text.startswith("From ", at) and sender(text, at) is not None


def sender(text: str, at: int) -> Candidate | None:
    """`10:02:11 From Ann Lee to Everyone: text`, `From Ann Lee to Everyone: (10:02 AM)`: the chat of a
    meeting, saved.
    """
    if at:
        return found_by(SENDER.match(text, at))
    found = found_by(SENDER_TO_ALL.match(text))
    if found is None:
        return None
    time = times.leading(text, skip(text, found.body))
    if time:
        found.time = time[1]
    found.body = skip(text, time.end() if time else found.body)
    found.alone = found.body >= len(text)
    return found


def glued_colon(text: str, at: int) -> Candidate | None:
    """`Name:Text`, `Speaker 1:Text`, where a text leaves no space after its colons."""
    end = _colon(text, at)
    if end < 0 or text[end] != ":" or not (text[end - 1].isalnum() or text[end - 1] in ")]"):
        return None
    first = text[end + 1 :].lstrip(OPENING_MARKS)[:1]
    uncased = first.isalpha() and shape.is_caseless(first) and shape.is_caseless(text[end - 1])
    if not (first.isupper() or uncased):
        return None
    return Candidate(text[at:end], at, end + 1)


def period_dash(text: str, at: int) -> Candidate | None:
    """`El señor X (Presidente).- text`, `Name. — text`."""
    return found_by(PERIOD_DASH.match(text, at) if STOP_AND_DASH.search(text, at, at + REACH) else None)


def period(text: str, at: int) -> Candidate | None:
    """`Mr. SMITH of Ohio. text`, `Egmont. text`, `Q. text`: the label ends at the first full stop that ends
    no abbreviation; it does not head a scene, `INT. PIER - DAY`.
    """
    heads_scene = text[at] in "EI" and SCENE.match(text, at) and text.isupper()
    found = None if heads_scene else _until_period(text, at, at)
    is_press = (
        found is not None and text.find(":", found.body, at + REACH) > 0 and _behind_press(text, at) > 0
    )
    return None if is_press else found


def period_after_initial(text: str, at: int) -> Candidate | None:
    """`M. le président. text`, `A. Berg. text`: a label that begins with one letter."""
    return _until_period(text, at, at + 2) if text[at + 1 : at + 3] == ". " else None


def form_and_initial(text: str, at: int) -> Candidate | None:
    """`Don E. Aunque tarde.`: one word and an initial, as plays shorten names after a form of address."""
    is_near = text.find(".", at, at + LONGEST_FORM) >= 0
    found = found_by(FORM_AND_INITIAL.match(text, at)) if is_near else None
    same = period(text, at) if found else None
    return None if found and same and same.body == found.body else found


def surname_and_initials(text: str, at: int) -> Candidate | None:
    """`Петрова А. И. Спасибо.`: a last name with initials after it, after an office or without."""
    match = LAST_NAME_FIRST.match(text, at) if text.count(".", at) > 1 else None
    return found_by(match) if match and (not match[2] or match[2].casefold() in all_offices()) else None


def _until_period(text: str, at: int, stop: int) -> Candidate | None:
    """The label up to the first full stop from `stop` on that ends no abbreviation."""
    while True:
        stop = text.find(".", stop)
        if stop < 0 or stop - at > _longest(text, at, stop):
            return None
        if _ends_label(text, at, stop):
            break
        stop += 1
    label = text[at:stop].rstrip()
    head = label.partition(", ")[0]
    if ":" in head and head[-1] != ")":
        return None
    is_short = "." in label and INITIALS.search(label) is not None
    label += "." * (is_short or ("," in label and shape.JUNIOR.search(f"{label}.") is not None))
    name = shape.without_marks_in_names(label.partition(", ")[0])
    manner = DELIVERED.fullmatch(name) if name[-1:] == ")" else None
    if stop + 1 >= len(text) and shape.POST_NOMINALS.search(text, at):
        return None
    if not label or NO_NAME.search(manner[1] if manner else name) or label.count('"') % 2:
        return None
    body = skip(text, stop + 1)
    if text[body : body + 1] in LONE_DASHES + "-" and text[body + 1 : body + 2].isspace():
        body = skip(text, body + 1)
    return Candidate(label, at, body, body >= len(text))


def _longest(text: str, at: int, stop: int) -> int:
    """How long a label may be: longer where the line is a name and an office, and nothing else."""
    ends = stop + 1 >= len(text) and text[at : at + 2].isupper()
    return REACH if ends and INITIALLED.match(text, at) else MAX_LABEL


def _ends_label(text: str, at: int, stop: int) -> bool:
    """Whether a full stop is at the end of a line or before white space, and ends no initial before a name
    and no abbreviation.
    """
    following = text[stop + 1 : stop + 2]
    if following and not following.isspace():
        return False
    if stop - at == 1:
        return True
    word = text[max(text.rfind(" ", at, stop) + 1, at) : stop].strip("([")
    begins = text[stop + 2 : stop + 3].isupper()
    if begins and len(word) == 1 and word.isalpha():
        return False
    if word.casefold() not in all_abbreviations():
        return True
    return begins and shape.JUNIOR.search(text, at, stop + 1) is not None


@lru_cache(NEAR)
def _colon(text: str, at: int) -> int:
    """The offset of the first colon outside brackets, -1 where there is none near enough."""
    depth, end = 0, at + MAX_LABEL
    if text.find("(", at, end) >= 0:  # an office in brackets may be long
        if told := TOLD.match(text, at):
            return told.end() - 1
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
            return _behind_press(text, at) if char in QUOTATION else -1
        elif depth <= 0 and not CLOCK.match(text, stop.start() - 2, stop.start() + 3):
            return stop.start() if stop.start() > at else -1
    return -1


def _behind_press(text: str, at: int) -> int:
    """The offset of the colon after whoever asks and their paper in quotation marks; -1 where it is
    otherwise.
    """
    match = PRESS.match(text, at)
    who = match["who"] if match else None
    known = who is None or who.casefold() in all_who_speak() or who.casefold() in all_abbreviations()
    return match.end() if match is not None and known else -1
