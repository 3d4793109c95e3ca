"""Labels that marks set apart, emphasis of Markdown, circles, brackets, and what a pattern names."""

from __future__ import annotations

import re

from attrs import evolve

from docconv.languages import every
from docconv.patterns import regex
from docconv.transcript import shape, times
from docconv.transcript.annotations import Candidate, LabelFinder
from docconv.transcript.lexicon import all_family_names, all_offices, all_unknown, all_who_speak
from docconv.transcript.marks import FULL_STOPS

BOLD = regex(
    rf"(\*{{1,3}}|__?|''')(?!\s)((?:(?!\1)[^*\n]|(?=\1)(?<=\w)_(?=\w)){{1,220}}?)\s*+([:：.]?)\s*+\1(?!(?<=_)\w)\s*+(?:({times.RANGE}|{times.STAMP})(?!\w)\s*+)?([:：.]?|[-–—])(?:\s+|$|(?=\S))"
)
BOLD_AND_MANNER = regex(  # `_Name_ (smiling). text`, `_Name_ [_smiling_]. text`
    r"(\*\*?|__?)(?!\s)(?P<label>[^*_\n]{1,100})(?<!\s)\1\s(?P<how>\([^()\n]{2,60}\)|\[_?[^\[\]_\n]{2,60}_?\])\s?(?:[:：.]|[-–—])(?:\s+|$)"
)
IN_ITALICS = regex(r"([*_])([^*_:：]+)[:：]\1")
"""A label in bold italics, with its colon: `**_Name:_ ** text`."""
OFFICE_BEHIND = regex(r"\s?,\s++([*_]{0,2})([^*_\n:：.?!]{2,80}?)\1\s?(?:([:：])(?:\s++|$)|$)")
"""What is after a name in bold type, as it ends the line or the label: `**Name**, *Engineer*:`."""
BOLD_THROUGHOUT = regex(r"\*\*(?P<label>[^\s*.:][^*.:\n]{0,40})[.:]\s++(?=[^*\n]+\*\*$)")
CIRCLE = regex(
    r"[○◯〇](?:((?:（[^（）]{1,40}）|[^○◯〇（。]){1,60}?)(?:\u3000\s*+|\s{2,}+)(?=\S)"
    r"|((?:[^\s○◯〇:：]{1,30}\s){0,3}[^\s○◯〇:：]{1,30})[:：]\s*+(?=\S)"
    r"|([^\s○◯〇]{1,60})\s(?=\S))"
)
TWO_WORDS = regex(r"([가-힣]{1,14}) ([가-힣]{2,4})\s(?=\S)")
ANGLE = regex(
    r"<(?:v(?:\.[\w.]+)?\s+|[@+%&~](?=[^\W\d]))?(?P<label>[^<>/]{1,60}?)\s?[:：]?>\s*+"
)  # of chat logs, there also with a sign of rank, and of WebVTT
KOREAN_NAME, WHOLE_NAME = range(2, 5), 3  # syllables
NICK_SIGNS = regex(r"[|{}\[\]\\^`]")
TWO_BRACKETS = regex(r"(?:\(\(|【)(?P<label>[^()【】:]{1,60})(?:\)\)|】)\s*+")  # `((Name))`, `【名前】`
BRACKETED = regex(r"\[(?P<label>[^\[\]:]{1,100})\]\s*+[:：]\s*+")
NESTED = regex(r"\((?P<label>[^\W\d_a-zß-ÿ][^()]{1,40}\s\([^\W\d_][^()]{1,30}\))\):?\s++(?=\S)")
ROUND = regex(  # of programs that recognise speech
    r"\((?P<label>([^\W\d_]{1,14}(?:\s[^\W\d_]{2,14})?)(?:[ _-]?(\d{1,2}|[A-Z]))?)\)"
    r"\s*+(?:[:：]\s++|(?<=\s))(?=\S)(?![-–—]\s)"
)
IN_BRACKETS = regex(
    r"\((?P<label>(?![ivxlc]+\)|[A-ZΑ-Ω]\)|[IVXLC]+\))[^()\d:]{2,30})\)\s?:?\s++(?=[\w“„«\"¿¡…])"
)
HAN = r"々\u3400-\u4dbf\u4e00-\u9fff\u30a0-\u30ff\uac00-\ud7af"
WIDE_BRACKETS = regex(rf"([(（]?)([{HAN}][{HAN} \u3000・]{{0,14}})[)）]\s*+")
VOICE_AND_DASH = regex(r"[(\[]([^()\[\]:]{3,40})[)\]]\s?[-–—]\s++(?=\S)")
CHEVRON = regex(r"(?P<label>[^\W\d_](?:[^<>:：.;?!\n]{0,38}[^\s<>:：.;?!=-])?)>\s++(?=\S)")  # `Name> text`
SQUARE = regex(r"\[(?P<label>[^\[\]:]{1,100})\]\s++(?=\S)")
SQUARE_ALONE = regex(r"\[(?P<label>[^\W\d][^\[\]:]{0,60})\]$")  # `[Name]` above what is said
LETTER = regex(  # `Q Where were you?`, `Q -- and when?`
    r"(?P<label>[QA])\s{1,2}(?=[^\W\d_a-zß-ÿ“\"(]|--\s|[—–…]\s?\w|\.\.\.)"
)
LONE_DASHES = "‒–—―−ـ"  # what parts a label from its text, white space on both sides
DASHES_BEHIND = ("- ", "– ", "— ")
INITIALLED = regex(r"[^\W\d_a-zß-ÿ]{2,}(?:-[^\W\d_]+)?\s[^\W\d_]\.\s?(?:[^\W\d_]\.)?,\s[^\W\dA-ZА-Я]")
"""A surname in capitals with initials, before an office, which may be long: `BERG A. I., head of ...`."""
MAX_LABEL = 120
LONGEST_ALONE = 70
REACH = 240  # within which a label and its delimiter are
MAX_WORDS = 18


def bold(text: str, at: int) -> Candidate | None:
    """`**Name:** text`, `**Name**: text`, `**Name**` alone, `**[0:12] Name:** text`: Markdown as podcasts
    publish it; `'''Name:''' text` of wikis. A time after the colon that
    ends in a full stop is an answer.
    """
    match = BOLD.match(text, at)
    if match is None:
        return None
    if not (match[3] or match[4] or match[5]) and text[match.end() : match.end() + 2] == ", ":
        return _with_office(match)
    alone = match.end() >= len(text)
    inner = IN_ITALICS.fullmatch(match[2]) if match[2][0] in "_*" else None
    if not (match[3] or match[4] or match[5] or (alone and len(match[1]) > 1) or inner):
        return None
    if len(match[2]) > LONGEST_ALONE and (match[2][-1] in FULL_STOPS or is_long(match[2])):
        return None
    stamp = times.leading(match[2])
    before = stamp.end() if stamp and stamp.end() < len(match[2]) else 0
    if inner:
        return Candidate(inner[2].rstrip(), match.start(2) + inner.start(2), match.end(), alone)
    if match[3] and match[4] and match[5] == ".":
        return Candidate(match[2][before:].strip(), match.start(2) + before, match.start(4))
    time = " ".join(filter(None, (stamp[1] if stamp and before else "", match[4])))
    dashed = bool(match[3] or match[5]) and text[match.end() : match.end() + 2] in DASHES_BEHIND
    body = match.end() + 2 * dashed  # `**NAME.** — text`
    return Candidate(match[2][before:].strip(), match.start(2) + before, body, alone, time)


def _with_office(match: re.Match[str]) -> Candidate | None:
    """A name in bold type and the office after it, or how it is spoken."""
    office = OFFICE_BEHIND.match(match.string, match.end())
    if office is None:
        return None
    name, behind = match[2].strip(), office[2].strip()
    found = Candidate(name, match.start(2), office.end(), office.end() >= len(match.string))
    manner = behind[0].islower() and behind.split(maxsplit=1)[0] not in all_offices()
    return evolve(found, delivery=behind) if manner else evolve(found, label=f"{name}, {behind}")


def bold_name(text: str, at: int) -> Candidate | None:
    """`**Name** text`, where a text forgets the colon after some of its labels."""
    match = BOLD.match(text, at)
    if match is None or len(match[1]) == 1 or match[3] or match[4] or match[5] or match.end() >= len(text):
        return None
    if text[match.end()] == ",":
        return None
    return Candidate(match[2].strip(), match.start(2), match.end())


def found_by(match: re.Match[str] | None) -> Candidate | None:
    """What a pattern calls the label, how it is spoken, and the number; alone where the line ends with it."""
    if match is None:
        return None
    parts, alone = match.groupdict(), match.end() >= len(match.string)
    how, number = (parts.get("how") or "").replace("_", ""), parts.get("number") or ""
    label, start = parts["label"].strip(), match.start("label")
    return Candidate(label, start, match.end(), alone, delivery=how, number=number)


def pattern(one: re.Pattern[str]) -> LabelFinder:
    """Finds what a pattern names: a label and, as far as it does, how it is spoken and its number."""
    return lambda text, at: found_by(one.match(text, at))


def circle(text: str, at: int) -> Candidate | None:
    """`○議長（山田太郎君）　text`, `○위원장 홍길동 text`: the Diet of Japan, the assembly of Korea."""
    match = CIRCLE.match(text, at)
    if match and match[3] and (two := TWO_WORDS.match(text, at + 1)) and _are_office_and_name(two[1], two[2]):
        return Candidate(two[0].rstrip(), at + 1, two.end())
    return match and Candidate(match[match.lastindex or 0], at + 1, match.end())


def _are_office_and_name(first: str, second: str) -> bool:
    """Whether two words of Korean are an office and a whole name, or a name and an office."""
    if second in all_offices():
        return len(first) in KOREAN_NAME
    is_name = len(second) == WHOLE_NAME and second[0] in all_family_names()
    return is_name and any(first[start:] in all_offices() for start in range(len(first)))


def angle(text: str, at: int) -> Candidate | None:
    """`<ada> text`, `<@ada|home> text`, `<Ada:>`: signs that chat lets stand in a nick are none of its
    shape.
    """
    found = found_by(ANGLE.match(text, at))
    if found and " " not in found.label and (plain := NICK_SIGNS.sub("", found.label)) != found.label:
        found.weighed = plain
    return found


def office_in_brackets(text: str, at: int) -> Candidate | None:
    """`（記者）`, `(大 臣)`, also alone, `問）`: who asks and who answers, as ministries print it in scripts
    without capitals, where a direction stands in the same brackets.
    """
    match = WIDE_BRACKETS.match(text, at)
    label = "" if match is None else "".join(match[2].split())
    known = all_who_speak()
    if match is None or not any(label[start:] in known for start in range(len(label))):
        return None
    alone = match.end() >= len(text)
    return None if alone and not match[1] else Candidate(match[2], match.start(2), match.end(), alone)


def voice_and_dash(text: str, at: int) -> Candidate | None:
    """`(Não identificado) - text`: somebody of whom nothing is known, in brackets before a dash."""
    match = VOICE_AND_DASH.match(text, at)
    if match is None or match[1].casefold() not in all_unknown():
        return None
    return Candidate(text[at : match.end(1) + 1], at, match.end(), weighed=match[1])


def voice_in_brackets(text: str, at: int) -> Candidate | None:
    """`(Speaker 1) text`, `(Sprecherin 2): text`, `(Unknown Speaker) text`: a word for somebody without a
    name and what counts them, or two words for somebody of whom nothing is known; `(Ada (Host)) text`.
    """
    if nested := NESTED.match(text, at):
        return found_by(nested)
    match = ROUND.match(text, at)
    word = match[2].casefold() if match else ""
    is_nobody = word in every("machine_labels") or word in all_unknown()
    if match is None or not is_nobody or not (match[3] or " " in word):
        return None
    return found_by(match)


def is_long(label: str) -> bool:
    """Whether a label has more letters or words than one has; an office in brackets may have many."""
    if len(label) <= MAX_LABEL and (len(label) < 2 * MAX_WORDS or len(label.split()) <= MAX_WORDS):
        return False
    bare = shape.core(label)
    wide = 2 if INITIALLED.match(label) else 1
    return len(bare) > wide * MAX_LABEL or len(bare.split()) > wide * MAX_WORDS


def skip(text: str, at: int) -> int:
    """The offset of the next character that is not white space."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at
