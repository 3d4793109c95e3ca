"""Labels that white space, their capitals or nothing parts from the text, and those alone on their lines."""

from __future__ import annotations

from attrs import evolve

from docconv.patterns import regex
from docconv.transcript import shape, times
from docconv.transcript.annotations import Candidate
from docconv.transcript.finders.marks import BOLD, LONE_DASHES, LONGEST_ALONE, MAX_LABEL, REACH
from docconv.transcript.lexicon import all_conjunctions, all_offices
from docconv.transcript.marks import FULL_STOPS

BRACKET = regex(r"\s*+\([^()]{1,60}\)")
TAB = regex(r"([^\t]{1,100}?)(?:\t|\s{3}|\u3000)\s*+(?=\S)")
COLUMN = regex(r"([^\W\d_][^\s:]{1,20})\s{2}\s*+(?=\S)")
HANGUL, LAST_HANGUL = "가", "힣"
OFFICE_AND_NAME = regex(r"([가-힣]{2,20}\d?[가-힣]{0,20} [가-힣]{2,10})  (?=\S)")
INITIAL_OR_STOP = regex(r"(?:[^\W\d_]\.\s)?[^\W\d_]{2,}\.(?=\s|$)|[^\W\d_]\.\s[^\W\d_]{2,}")
COUNT = r"(?=[^\s|/]{1,12}[\s|/])[\d.:#()\[\]]*+[^\W\d_]{0,4}+[\d.:#()\[\]]*+"  # `12`, `[T001]`, `S1`
CELLS = regex(rf"({COUNT})(\s\|\s|\s?/\s?|\t)(?:\d[\d:.,]*+\2)?(?=[^\W\d_])([^|/\t]{{1,60}}?)\2(?=\S)")
GLUED = regex(r"[^\W\d_a-zß-ÿ]+[-–—][^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ]")
MANNER = regex(r"(,\s[^\W\d_][^.?!:;]{1,50}?)\s{2,}+(?=\S)")
MARKED_AND_MANNER = regex(  # `**Name** *(smiling)*`
    r"(\*\*?|__?)(?!\s)([^*_\n]{1,100})(?<!\s)\1\s([*_])(\([^()*_\n]{2,80}\))\3$"
)
TITLED = regex(r"[^\W\d_a-zß-ÿ]{1,4}\.\s[^\W\d_a-z][^\W\d_a-z’'-]+(?![\w.:])")  # `DR. BERG`, `A. BERG`
ADDRESSED = regex(r"[^\W\d_a-zß-ÿ][a-zß-ÿ]{1,3}\.\s(?=[^\W\d_a-zß-ÿ]{2})")  # `Dr. BERG`
BEGINNINGS = "¿¡…“„«"  # of what is said
IN_BRACKETS_UP_TO_COLON = regex(r"\((?:[^()\n]|\([^()\n]*+\)){1,80}\)\s?[:：]")
"""An office or a party before the delimiter: a line that is stretched has a wide space before it, too."""
NAME_UP_TO_COLON = regex(
    r"(?:[^\W\d_a-zß-ÿ](?:\.|[^\W\d_A-ZÀ-Þ][\w’'-]*+) ){1,3}[^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ][\w’'-]*+:\s"
)
"""More words of a name, after which the label ends: `TD Ann Lee: text`."""
LONGEST_INITIALS = 4  # letters
QUOTED = regex(r"\s{2,}+[‘’“„«]\s?[^\W\d_]")
JOINED = regex(r"[^\W\d_a-z][^\W\d_a-z]+(?![^\W\d_])")
DELIVERY = regex(r"[.:：—–]\s*[(\[]")
TITLE_MARKS = (("「", "」"), ("『", "』"), ("《", "》"))  # within which the space is, `初出：「海　第三号」`
MARKED = "○◯〇〔［【（"  # before what another rule reads, or before a direction
DATED = regex(r"(?<!\d)\d{1,2}[^\w\n]{1,4}(?:[^\W\d_]{1,12}[^\w\n]{1,3})?(?:19|20)\d\d(?!\d)")
"""A day with its year, which is no name: `Wed, Feb 7, 2024 10:01 AM`."""
LONGEST_TIMED = 80
LONGEST_ENDED = 5
"""How many words a label with a full stop has at most, `M. Jean du Pré.`."""


def cells(text: str, at: int) -> Candidate | None:
    """`12 | Name | text`, `S1/Name/text`: what counts or marks the speech, perhaps a time, who speaks, and
    the words.
    """
    match = CELLS.match(text, at)
    if match is None:
        return None
    return Candidate(match[3], match.start(3), match.end(), number=text[at : match.start(3)].strip(" |/\t"))


def tab(text: str, at: int) -> Candidate | None:
    """`NAME<tab>text`, `Q    text`, `NAME<tab>0:12<tab>0:14<tab>text`: a tabulator, or three spaces and more;
    two after a time that has two behind it, `0:12  NAME  text`.
    """
    is_parted = text[at] not in MARKED and (
        not text.isascii() or _is_near("\t", text, at) or _is_near("   ", text, at)
    )
    match = TAB.match(text, at) if is_parted else None
    if match is None and text[at - 2 : at] == "  " and text[0].isdecimal():
        match = COLUMN.match(text, at)
    if match is None or text[match.end()] in ")]}":  # the frame of a caption: `Plaintiff,      )`
        return None
    if any(match[1].count(opening) > match[1].count(closing) for opening, closing in TITLE_MARKS):
        return None
    if text[match.end()] == "(" and IN_BRACKETS_UP_TO_COLON.match(text, match.end()):
        return None  # `Ann Lee    (Bay, Reds): text`
    if text[match.end()] in LONE_DASHES and text[match.end() + 1 : match.end() + 2] == "\t":
        return None  # a list of people in columns: `Ann Lee<tab>–<tab>engineer`
    stamp = times.leading(text, match.end()) if "\t" in match[0] else None
    until = times.leading(text, stamp.end()) if stamp and stamp[0][-1] == "\t" else None
    if stamp and until and until[0][-1] == "\t" and until.end() < len(text):
        return Candidate(match[1].strip(), at, until.end(), time=f"{stamp[1]} {until[1]}")
    if name := shape.name_behind(text, match.end()):
        return Candidate(text[at : name.end(1)], at, name.end())
    is_column = stamp is not None and stamp.end() < len(text) and text[stamp.end() - 1] == "\t"
    time, body = (stamp[1], stamp.end()) if stamp and is_column else ("", match.end())
    return Candidate(match[1].strip(" :;").removesuffix("."), at, body, time=time)


def two_spaces(text: str, at: int) -> Candidate | None:
    """Two spaces behind an office and a name in Korean, in which order soever: `이현재 위원  감사합니다.`."""
    match = OFFICE_AND_NAME.match(text, at) if HANGUL <= text[at : at + 1] <= LAST_HANGUL else None
    if match is None or not any(word.endswith(tuple(all_offices())) for word in match[1].split()):
        return None
    return Candidate(match[1], at, match.end())


def capitals(text: str, at: int) -> Candidate | None:
    """`LUCIA Buongiorno.`, `LUCIA (entrando) Buongiorno.`, `Dr. LUCIA ¿Qué?`: a name in capitals, nothing but
    type parts it from the text. One that goes on up to a colon or a full stop, `LUCIA C. MONDELLA.
    Buongiorno.`, `MP Ann Lee: Good evening.`, is another matter.
    """
    form = ADDRESSED.match(text, at) if text[at + 1 : at + 2].islower() else None
    if text[at].islower() or (form is None and text[at + 1 : at + 2].islower()):
        return None
    end = _end_of_capitals(text, form.end() if form else at)
    if form and end == form.end():
        return None
    label = text[at:end].rstrip()
    if label and (how := MANNER.match(text, at + len(label.rstrip(",")))):
        return Candidate(text[at : how.end(1)], at, how.end())
    if 0 < len(label) <= LONGEST_INITIALS and NAME_UP_TO_COLON.match(text, end):
        return None
    bracket = BRACKET.match(text, at + len(label))
    rest = text[bracket.end() if bracket else end :].lstrip()
    begins = rest[:1].isalpha() or rest[:1] in BEGINNINGS or QUOTED.match(text, at + len(label))
    if not label or not rest or rest.isupper() or not begins or (form and rest[0].islower()):
        return None
    return Candidate(label, at, at + len(label) + 1)


def _end_of_capitals(text: str, at: int) -> int:
    """Where words in capitals end that may be a name, with an abbreviation or an initial before it, or up to
    a comma; `at` where there are none.
    """
    end, reach = at, len(text)
    if reach - at > MAX_LABEL:  # whole words
        reach = max(at, text.rfind(" ", at, at + MAX_LABEL + 1))
    for word in text[at:reach].split(" "):
        if GLUED.match(word) or (word.isupper() and word.endswith((":", "-", "–", "—"))):
            return at
        if end > at and (behind := INITIAL_OR_STOP.match(text, end)) and behind[0].isupper():
            return at
        joins = word in all_conjunctions() and end > at and JOINED.match(text, end + len(word) + 1)
        named = len(word) > 1 and word.isupper() and word[0].isalpha() and word[-1].isalpha()
        if word.isupper() and word.endswith(",") and word[:-1].isalpha() and len(word) > 2:
            return end + len(word)
        if not (joins or named or (end == at and TITLED.match(text, at))):
            break
        end += len(word) + 1
    return end


def timed(text: str, at: int) -> Candidate | None:
    """`Name  0:12`, `Name - 14h05`, `Name — Today at 9:41 AM` alone on its line, as services for
    transcription and programs for chat print it.
    """
    is_short = len(text) - at <= LONGEST_TIMED and text[-1] in times.ENDS
    is_short = is_short and (text[-1] != "." or text[-2:-1] in "mM")  # `9:41 a.m.`
    time = times.TRAILING.search(text, at) if is_short and times.may_end(text) else None
    label = text[at : time.start()].rstrip() if time else ""
    if time is None or not label or label[-1] in ".:?!":
        return None
    label, how = times.without_day(label)
    if DATED.search(label):
        return None
    if label[0] == "[" and label.find("]") == len(label) - 1 and label[1:-1].strip():  # `[Name] 0:12`
        label, at = label[1:-1].strip(), text.index(label[1:-1].strip(), at)
    return Candidate(label, at, len(text), alone=True, time=time[1], delivery=how)


def italics(text: str, at: int) -> Candidate | None:
    """`_Name_` or `_Name_ 0:12` alone on its line; no sentence."""
    match = BOLD.match(text, at)
    if match is None or len(match[1]) > 1 or match.end() < len(text):
        return None
    if match[2].rstrip()[-1:] in FULL_STOPS and len(match[2].split()) > LONGEST_ENDED:
        return None
    inner = alone(match[2].strip(), 0)
    return inner and evolve(inner, start=match.start(2), body=len(text), time=match[4] or "")


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
        return inner and evolve(inner, start=match.start(2), body=len(text), time=match[4] or "")
    if label[:1] in "*_" and (match := MARKED_AND_MANNER.match(text, at)):
        inner = alone(match[2], 0)
        return inner and evolve(inner, start=match.start(2), body=len(text), delivery=match[4])
    if (
        len(label) > MAX_LABEL
        or label[0] in '([（【"“«„#/'
        or (label[-1] in '.?!,;:…。！？，；：؟،؛۔।—–-"”»' and not shape.ends_with_a_name(label))
        or (("(" in label or "[" in label) and DELIVERY.search(label))
        or (len(label) > LONGEST_ALONE < len(shape.core(label)) and shape.style(label) != "caps")
    ):
        return None
    return Candidate(label, at, len(text), alone=True)


def _is_near(mark: str, text: str, at: int) -> bool:
    """Whether a mark is where a label may end."""
    return text.find(mark, at, at + REACH) >= 0
