"""What a paragraph without a label is, by its own look: separator, stage direction, heading, boilerplate, or
text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from docconv.model import StageKind
from docconv.patterns import regex
from docconv.transcript.lexicon import NEAR, TranscriptLexicon, all_ordinals, all_scenes, words
from docconv.transcript.marks import CHEVRONS, FULL_STOPS
from docconv.transcript.shape import core, is_caseless, is_wide
from docconv.transcript.times import AGENDA

ParagraphType: TypeAlias = Literal["separator", "stage", "heading", "boilerplate", "text"]

SEPARATOR = regex(
    r"(?:[^\w\s]|[xX_])(?:\s*+(?:[^\w\s]|[xX_])){2,60}$|[*#~•]{1,3}$|[-–—_=]{2,}$|x(?: x)+$"
    r"|[-–—_=~ ]+[oO0]{3}[-–—_=~ ]+$"  # `—o0o—`
)
OPENING, CLOSING = "([（【［〔{<", ")]）】］〕}>"
BRACKETED_BY = OPENING[:6]
BRACKETED = regex(r"\s*[(\[（【［〔].*[)\]）】］〕][.\s]*$", re.DOTALL)
SLASHED = regex(r"/ [^/]+ /")
UNCLEAR = regex(r"[(\[](?=\s*+[?？؟;….]|[ ])[\s?？؟;….]++[)\]][.,]?$")
CAPITAL = r"[^\W\d_a-zß-ÿ]"
NUMBERED_TITLE = regex(
    r"(?:(?P<roman>[IVXLC]+\s?\.\s?[-–—])|(?P<figure>\d{1,3}\s?\.\s?[-–—])|(?P<letter>[A-Z]\)\s))\s?[^\W\d_a-zß-ÿ]"
)
ITALICS = regex(r"_[^_]+_[.\s]*$")
ITEM_BY_SIGN = regex(r"§{1,2}\s?\d{1,4}(?:\s[^\W\d_a-zß-ÿ][^.:]*)?")  # `§ 12 The bridge`
EMPHASISED = regex(r"([*_]{1,3})(?=[(\[（【［〔])(.*)\1$", re.DOTALL)
HEADING_WORD = regex(r"(?:(?<!\W)\W++)?+[^\W\d_]++\W*+")
SCENE_AND_PERSONS = regex(r"\s*(?:[IVXLC]+|\d{1,3})\s?[.:]\s+\S", re.IGNORECASE)
NUMBERED_PART = regex(r"(?:[IVXLC]+|\d{1,3}|[Α-Ω]{1,3}[΄ʹ'’´])[.\s]", re.IGNORECASE)
SAYS_I = regex(r"[:：]\sI\s[a-z]")  # `Bill: I was there.`
NAMED = regex(r"\S+\s\S+?\s?[:：]\s")  # two words before a colon
ASIDE = regex(r"(?:(?<!\s)\s++)?+[(\[][^()\[\]]*+[)\]]$")  # `Thank you. (Applause)`
PROVISION = regex(r"\d+\w{0,3}[.º°]*[-–—]\s+\S+(?:\s\S+){2}")  # after `Artículo` or `Art.`
WITNESS = regex(
    rf"(?:{CAPITAL}[\w.’'-]*+(?:\s{CAPITAL}[\w.’'-]*+){{1,4}}"
    rf"|{CAPITAL}(?:(?!{CAPITAL})[\w.’'-])*+{CAPITAL}[\w.’'-]*+)\s?[,(\[]"
)
HOLDER = regex(  # `ADA BERG, secretary, reads ...`
    rf"{CAPITAL}[A-ZÀ-Þ.’'-]*(?:\s{CAPITAL}[A-ZÀ-Þ.’'-]*){{1,4}}, ([^,.:;()]{{3,60}}), [^\W\d_A-ZÀ-Þ]"
)
SPOKEN_BY = regex(rf"{CAPITAL}+(?:, _|\n\W?(?=\w+ [^\W\d_A-Z]\w* {CAPITAL}[^.:!?]{{1,30}}$))([^_]+)_?$")
SCENE_AND_PLACE = regex(r"\S+ (?:[IVXLC]+|\d{1,2})\.?\s?[–—-]{1,3}\s?[^\W\d_]")  # `Scene I.--A mill. Dusk.`
CUE = regex(r"(?:[A-Z]{1,4} ?)?\d{1,3}(?:\.\d)? GO\b")  # of light and sound in a prompt book: `LX 12 GO`
CUE_NUMBER = regex(r"\d{1,3}[.)]\s+")  # `12. MUSIC: SLOW`
FACT = regex(r"[:：]\s*+\d")  # `(Schluss: 9.40 Uhr)`
FRAMED = regex(r"([-–—=*~_]{1,5}) ?\w[^.?!:]{0,30}\1$")  # `— END —`
LONGEST_OATH, LONGEST_HOUR, LONGEST_FLOOR = 200, 20, 200
CIRCLES, LONG_DASHES = "○◯〇", "–—―"
BEFORE_NOTES = f"{CIRCLES}* "
BEFORE_FIGURES = regex(r"\b[^\W\d_]+\s(?=\d)")
SHOUTED_AND_BRACKET = regex(r"([^()\n]{1,150}) \([^\W\d_a-zß-ÿ][^()\n]{1,150}\)")
LONGEST_HEADING, LONGEST_SHOUTED = 110, 300
FEWEST_SHOUTED, MOST_SHOUTED = 3, 14  # words
LONGEST_INTRODUCTION = 80  # characters
CENTRED, SOON, LONGEST_PART, LONGEST_PERSONS = 12, 150, 60, 200
LONGEST_CALL, LONGEST_HAPPENING, LONGEST_SCENE, LONGEST_NOTE = 6, 20, 3, 40  # words
SHORTEST_CLAUSE, LONGEST_REACTION, LONGEST_STOPPED = 5, 200, 4  # signs, characters, words
LONGEST_PROCEDURE, LONGEST_BOILERPLATE = 600, 200
LONGEST_VALUE, LONGEST_NAME, FEWEST_NAMES = 6, 5, 3  # words, words, names
SURNAME_AND_INITIALS = regex(rf"(?<![\w’'-]){CAPITAL}[\w’'-]++ (?:{CAPITAL}\.\s?){{1,2}}$")
NAME_AND_OFFICE = regex(
    rf"(?:{CAPITAL}\.\s?|{CAPITAL}[\w’'-]+\s){{1,3}}{CAPITAL}[\w’'-]+\s\([^()]{{2,80}}\)\."
)
IN_BRACKETS = regex(r"\s?\([^()]*+\)")
NAME_ENDS = regex(r"\s?\(([^\W\d_]{2,4})\)$")


def paragraph_type(text: str, indent: int, lexicon: TranscriptLexicon) -> ParagraphType:
    """The kind of a paragraph by its text and the indent of its first line."""
    if text[0] in "([" and UNCLEAR.match(text):
        return "text"
    if len(text) <= 60 and is_separator(text):
        return "separator"
    if is_stage(text) or _is_cut_short(text, lexicon) or (" GO" in text[:14] and CUE.match(text)):
        return "stage"
    if is_boilerplate(text, lexicon):
        return "boilerplate"
    if is_heading(text, indent, lexicon):
        return "heading"
    return "text"


def is_separator(text: str) -> bool:
    """Whether a line begins with signs, or the letter x, and has nothing else. Question marks alone stand for
    words that could not be heard.
    """
    if text[0] in "?？" and not text.strip("?？ "):
        return False
    return (text[0] in "xX" or not text[0].isalnum()) and SEPARATOR.match(text) is not None


def is_value(text: str) -> bool:
    """Whether what follows a colon is a value, not speech: a few words without a full stop, but for that of
    an initial.
    """
    ends = text[-1:] in FULL_STOPS and not SURNAME_AND_INITIALS.match(text)
    return 0 < len(text.split()) <= LONGEST_VALUE and not ends


def lists_names(text: str) -> bool:
    """Whether a text is a list of names, with initials or without, the last one perhaps cut by the end of a
    line: `Ann Lee (AL), Ben Ode, Cy Marsh`.
    """
    names = [part.split() for part in IN_BRACKETS.sub("", text).replace(";", ",").split(",") if part.strip()]
    names = names[:-1] if names and len(names[-1]) == 1 else names
    full = [1 < len(name) <= LONGEST_NAME and all(word[0].isupper() for word in name) for name in names]
    return len(names) >= FEWEST_NAMES and sum(full) * 10 >= len(full) * 8 and text[-1] not in FULL_STOPS


def presents(text: str) -> bool:
    """Whether a text is a full name and its initials: `Ann Lee (AL)`."""
    match = NAME_ENDS.search(text)
    bare = text[: match.start()].split() if match else []
    return match is not None and match[1].isupper() and 1 < len(bare) <= LONGEST_NAME


def is_stage(text: str) -> bool:
    """Whether a paragraph is in brackets, or between slashes as in `/ aside /`, from its first to its last
    character, but for dots, a bullet and what Markdown has around it: marks of emphasis around all of it,
    `*[Laughter]*`, a backslash before the bracket.
    """
    if text[:1].isalnum():  # as most begin
        return False
    inner = text.strip("•.… \n")
    emphasised = EMPHASISED.match(inner) if inner[:1] in ("*", "_") else None
    inner = emphasised[2] if emphasised else inner.rstrip("*")
    if inner[:2] == "/ ":
        return SLASHED.fullmatch(inner) is not None
    if text[:1] in ("*", "_"):
        inner = inner.strip("*_").replace("\\[", "[").replace("\\]", "]")
    if inner[:1] not in OPENING or not BRACKETED.match(inner):
        return False
    depth = 0
    for char in inner:
        if depth == 0 and not (char.isspace() or char in BRACKETED_BY):
            return False
        depth += (char in OPENING) - (char in CLOSING)
    return depth == 0 and inner[-1] in CLOSING


def _is_cut_short(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a short line reports a call that a dash ends, `Mr Hargrave interjecting—`, or that somebody
    named with a form of address rises, `Mr Carl Odd (Mill) rose—`.
    """
    folded = words(core(text)) if text[-1] in "—–" else ()
    if not 1 < len(folded) <= LONGEST_CALL:
        return False
    named = folded[0] in lexicon.honorifics or folded[0] in lexicon.nobody
    return folded[-1] in lexicon.vocal or (named and folded[-1] in lexicon.kinesic)


def is_direction(text: str) -> bool:
    """Whether a paragraph of a play is a direction by how it is set: a bracket that nobody closes, `[Exit the
    boy.`, or all of it in the italics of plain text.
    """
    return (text[0] == "[" and "]" not in text) or (text[0] == "_" and ITALICS.match(text) is not None)


def is_heading(text: str, indent: int, lexicon: TranscriptLexicon) -> bool:
    """Short, without a full stop: in capitals, also with more in brackets after them, centred, or opened by
    a word such as "Act" or "Chapter".
    """
    shouted = SHOUTED_AND_BRACKET.fullmatch(text) if text[-1] == ")" else None
    if shouted and shouted[1].isupper() and FEWEST_SHOUTED <= len(words(shouted[1])) <= MOST_SHOUTED:
        return True
    longest = LONGEST_SHOUTED if text[0] in LONG_DASHES and text[1:2].isupper() else LONGEST_HEADING
    if "\n" in text:
        return SPOKEN_BY.match(text) is not None and words(text)[0] in lexicon.headings
    if len(text) > longest or text[-1] in ",;:?!…" or text.startswith(CHEVRONS):
        return False
    folded = words(text)
    if not folded or _is_sound(" ".join(folded), lexicon):
        return False
    is_small = sum(map(str.islower, text)) * 4 > len(text)  # as most are
    letters = [] if is_small else [char for char in text if char.isalpha()]
    capitals = letters and sum(map(str.isupper, letters)) >= 0.75 * len(letters)
    capitals = capitals and any(char.islower() or char.isupper() for char in letters)
    if (
        capitals
        and (len(letters) > 3 or FRAMED.match(text))
        and ((text[-1] not in ".)" and len(folded) <= MOST_SHOUTED) or text[0] in LONG_DASHES)
    ):
        return True
    if (text[:1].isdecimal() and AGENDA.match(text)) or (text[0] == "§" and ITEM_BY_SIGN.fullmatch(text)):
        return True
    return _names_a_part(text, folded, lexicon) or (
        indent >= CENTRED and text[-1] != "." and text[0].isupper()
    )


def _names_a_part(text: str, folded: Sequence[str], lexicon: TranscriptLexicon) -> bool:
    """`Act I`, `Erster Aufzug`, `Scene 2. A garden`: a heading word with a number, or alone."""
    whole = " ".join(folded)
    if not folded:
        return False
    if whole in lexicon.headings or whole in lexicon.cast:
        return True
    if _opens_with_a_part(text, folded, lexicon):
        return True
    if len(folded) > 9:
        return False
    if folded[0] in lexicon.headings:
        behind = HEADING_WORD.sub("", text, count=1)
        if text[-1] == "." and PROVISION.match(behind):
            return False
        if ":" in text and not lexicon.ballots.isdisjoint(folded):  # `Vote: 9 for, 1 against`
            return False
        if len(folded) == 1 or (NUMBERED_PART.match(behind + " ") and not SAYS_I.search(text)):
            return True
    if 2 <= len(folded) <= 4 and folded[1] in lexicon.headings and text[-1] not in ":：":
        number = text.split(maxsplit=1)[0]
        counted = lexicon.ordinal.match(number) and not (number[-1] == "." and number[:-1].isalpha())
        named = folded[0] in lexicon.offices or NAMED.match(text)  # `Bo Ek: No.`, `KETUA SIDANG`
        counted = counted and (folded[0] in lexicon.ordinals or not named)
        if counted or NUMBERED_PART.match(text):
            return True
    return _numbers_a_scene(text, folded, lexicon)


def _opens_with_a_part(text: str, folded: Sequence[str], lexicon: TranscriptLexicon) -> bool:
    """`ACT THE FIRST. SCENE I. A mill.`, `EPILOGUE, _spoken by Ann._`: a heading, and what is on stage."""
    if ", " not in text and ". " not in text:
        return False
    if (folded[0] in lexicon.headings and SPOKEN_BY.match(text)) or (
        folded[0] in lexicon.scenes and SCENE_AND_PLACE.match(text)
    ):
        return True
    inside = [at for at, word in enumerate(folded[:4]) if word in lexicon.scenes]
    if inside == [0, 2] and text.split()[1][-1] == ",":  # `Act 2, Scene 1 - The boathouse`
        return True
    first, _, place = text.partition(". ")
    apart = place[:1] == "_" or (place[:1].isupper() and first.isupper())
    return apart and _numbers_a_scene(first, words(first), lexicon)


def _numbers_a_scene(text: str, folded: Sequence[str], lexicon: TranscriptLexicon) -> bool:
    """`Scène première`, `Act the First`, `Het eerste bedrijf`: a scene and the word that numbers it; in
    capitals, those of any language.
    """
    if not 0 < (size := len(folded)) <= LONGEST_SCENE:
        return False
    opens = size == LONGEST_SCENE and (folded[0] in lexicon.articles or folded[0] in lexicon.stop_words)
    folded = folded[1:] if opens else folded
    if len(folded) == 2 and folded[0] in lexicon.ordinals and folded[1] in lexicon.scenes:
        return True
    if text.isupper() and counts_a_scene(folded) and folded[0] in all_scenes():
        return True
    return folded[0] in lexicon.scenes and folded[-1] in lexicon.ordinals


def names_a_part(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line is the heading of a part by its words alone; `(Curtain.)`, `(End: 9.40)` are events."""
    if len(text) > LONGEST_PART:
        return _names_persons(text, lexicon)
    if text[-1] in ",;?!…" or text.startswith(CHEVRONS):
        return False
    folded = words(text)
    is_event = is_stage(text) and (FACT.search(text) or " ".join(folded) in lexicon.incident)
    return not is_event and _names_a_part(text, folded, lexicon)


def _names_persons(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line is a scene with its number and who is in it: `SCENE IV. Ada, Ben, some fishermen.`."""
    first = text.split(maxsplit=1)[0]
    behind = text[len(first) : len(first) + LONGEST_PART]
    return (
        len(text) <= LONGEST_PERSONS
        and first.casefold() in lexicon.scenes
        and SCENE_AND_PERSONS.match(behind) is not None
    )


def counts_a_scene(folded: Sequence[str]) -> bool:
    """Whether two words are one for an act or a scene of any language and one that counts it."""
    return len(folded) == 2 and any(
        one in all_scenes() and other in all_ordinals() for one, other in (folded, reversed(folded))
    )


def names_a_scene(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether the heading of a part is that of an act or a scene."""
    folded = words(text)
    return not lexicon.scenes.isdisjoint((" ".join(folded), *folded[:2]))


def title_number(text: str) -> str:
    """The kind of number of a paragraph that is numbered as titles are and ends as no sentence does, `roman`,
    `figure` or `letter`: `3.- Report of the warden`. Empty where it is none.
    """
    match = NUMBERED_TITLE.match(text)
    return (match.lastgroup or "") if match and (text[-1].isalnum() or text[-1] == ")") else ""


def is_boilerplate(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a short paragraph begins like publisher's text; true ones stand at the edges only."""
    possible = lexicon.boilerplate.get(text[:1].casefold()[:1])
    if possible is None or len(text) >= LONGEST_BOILERPLATE:
        return False
    folded = text.casefold()
    found = (phrase for phrase in possible if folded.startswith(phrase))
    return folded.startswith(possible) and any(
        not folded[len(phrase) : len(phrase) + 1].isalpha() for phrase in found
    )


@lru_cache(NEAR)
def is_procedure(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph begins as the record reports procedure, "The motion was agreed to.", or is an hour
    at which a sitting ends: `午前十時散会`. A star may be before it: `* Not recorded.`.
    """
    if len(text) <= LONGEST_HOUR and text.endswith(lexicon.hours):
        return True
    return len(text) < LONGEST_PROCEDURE and lexicon.procedure.match(text.lstrip(BEFORE_NOTES)) is not None


def is_indirect(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether what is after a label tells what somebody said or did: `moved to adjourn`, `asked why`."""
    found = lexicon.reporting.match(text) or lexicon.procedure.match(text) if text[:1].islower() else None
    return found is not None


def gives_floor(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a short paragraph gives somebody the floor, as the chair does: `Ms Berg has the floor.`."""
    return len(text) <= LONGEST_FLOOR and any(lexicon.floor.finditer(text))


def is_sworn(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph says of the one whose name begins it that they are sworn in: `ADA BERG, having been
    first duly sworn, testified as follows:`.
    """
    is_name = len(text) <= LONGEST_OATH and WITNESS.match(text) is not None
    return is_name and any(lexicon.sworn.finditer(text))


def tells_of_holder(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a sentence begins with a name in capitals and its office between commas, and tells what they
    do: `ADA BERG, secretary, reads the minutes.`.
    """
    match = HOLDER.match(text) if len(text) <= LONGEST_PROCEDURE and text[-1] == "." else None
    if match is None or lexicon.naming.isdisjoint(words(match[1])):
        return False
    return not speaks_of_self(text, lexicon)


def speaks_of_self(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph has words of the first or second person."""
    beginning = text.find(" ", SOON)  # most who do, do it soon
    if beginning < 0:
        return not lexicon.first_person.isdisjoint(words(text))
    parts = (text[:beginning], text[beginning:])
    return any(not lexicon.first_person.isdisjoint(words(part)) for part in parts)


def ends_openly(text: str) -> bool:
    """Whether a paragraph ends without the end of a sentence, before a direction at its end, too."""
    last = (ASIDE.sub("", text)[-1:] if text[-1] in ")]" else "") or text[-1]
    return last.isalnum() or last in ")]"


def goes_on(text: str) -> bool:
    """Whether a paragraph begins in the middle of a sentence: with a small letter."""
    return text[:1].islower() and text[:1].upper() != text[:1]


def is_event(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph of a play is an event by its words: `Pause.`, `Enter BEN.`, `He sits. Curtain.`."""
    folded = words(text)
    if " ".join(folded) in lexicon.incident:
        return True
    if not folded or len(folded) > LONGEST_HAPPENING or text[-1] not in ".)" or speaks_of_self(text, lexicon):
        return False
    first, _, last = text.rstrip(".)").rpartition(". ")
    tokens = text.split()
    named = len(tokens) > 1 and tokens[0].isalpha() and tokens[1][0].isupper()  # `Exit Ben, running.`
    moves = folded[0] in lexicon.incident and (named or any(len(one) > 2 and one.isupper() for one in tokens))
    return moves or (bool(first) and " ".join(words(last)) in lexicon.incident)


def is_reaction(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph tells without brackets what was heard, `Aplausos do PSD.`: the word for it and only
    little words and names, or a colon and no figure, `Sound: waves.`; alone, a stop is behind few words only.
    """
    stopped = text[-1] == "." and 0 < text.count(" ") < LONGEST_STOPPED
    bare = text[:-1] if stopped and lexicon.headings.isdisjoint(words(text)) else text
    open_end = bare[-1].isalpha() and len(text) <= LONGEST_REACTION
    if open_end and (_is_sound(" ".join(words(bare)), lexicon) or _is_heard_somewhere(bare, lexicon)):
        return True
    folded = words(text) if text[-1] == "." and len(text) <= LONGEST_REACTION else ()
    if len(folded) > 1 and " ".join(folded) in lexicon.incident:
        return lexicon.headings.isdisjoint(folded)  # `The phone rings.`, but not `The session is closed.`
    head, colon, value = text.partition(":")
    head = CUE_NUMBER.sub("", head) if colon and head[:1].isdigit() else head
    name = " ".join(words(head)) if colon and not value[1:2].isdigit() else ""
    if name in lexicon.incident and name in lexicon.not_labels:
        return True
    if not 0 < len(folded) <= LONGEST_CALL + 2 or not text[0].isupper():
        return False
    if folded[0] not in lexicon.vocal and folded[0] not in lexicon.kinesic:
        return False
    return all(
        word[0].isupper() or (small := word.casefold()) in lexicon.stop_words or small in lexicon.particles
        for word in text.rstrip(".").split()[1:]
    )


def _is_sound(phrase: str, lexicon: TranscriptLexicon) -> bool:
    """Whether words are what is heard or seen of many or of one, and nothing else: `loud applause`."""
    return phrase in lexicon.vocal or phrase in lexicon.kinesic


def _is_heard_somewhere(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether the word for what is heard begins a text, after one word more or not, and a little word and a
    few others follow: `Applaudissements dans le public`, `Loud laughter in the room`.
    """
    folded = words(text)
    if not 2 < len(folded) <= LONGEST_CALL or not text[0].isupper():
        return False
    at = next((place for place, word in enumerate(folded[:2]) if _is_sound(word, lexicon)), -1)
    begins = at == 0 or (at == 1 and folded[0] not in lexicon.stop_words)
    plain = len(text.split()) == len(folded) and all(char.isalpha() or char in " '’-" for char in text)
    if not begins or at + 2 >= len(folded):
        return False
    where = folded[at + 1] in lexicon.stop_words or folded[at + 1] in lexicon.particles
    return where and plain and lexicon.first_person.isdisjoint(folded)


def is_dashed_note(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a paragraph that a dash opens tells what happened in the room, and says neither I nor you:
    `-Aplausos.`, `– Murmullos.`; a dash that is not glued to it needs the word for it.
    """
    note = text.lstrip("-–— ")
    if text[0] not in "-–" or not note[:1].isupper() or note[-1] not in ".)" or "?" in note:
        return False
    folded = words(note)
    if len(folded) > LONGEST_NOTE or not lexicon.first_person.isdisjoint(folded):
        return False
    kinds = (lexicon.vocal, lexicon.kinesic, lexicon.incident)
    heard = any(folded[0] in kind for kind in kinds) or is_reaction(note, lexicon)
    return text[1].isupper() or heard


def clause_of_self(label: str, lexicon: TranscriptLexicon, *, rare: bool) -> float:
    """What words for oneself count against a label: `I like`, `所以我们认为`, and if it is rare `Works for
    me`. As log-odds.
    """
    rest = label.partition(" ")[2]
    if not rest and len(label) >= SHORTEST_CLAUSE and is_wide(label[0]):
        return -8.0 * any(word in label for word in lexicon.first_person if word[1:] > "\u4e00")
    goes_on = rest[:1].islower() or (" " in rest and is_caseless(rest))  # a clause, and no name after I
    if goes_on and words(label)[:1] and words(label)[0] in lexicon.first_person:
        return -8.0
    return -4.0 * (rare and not lexicon.first_person.isdisjoint(rest.split()))


def stage_kind(text: str, lexicon: TranscriptLexicon) -> StageKind:
    """The kind of an event or direction by the words in it; incident where no word decides. What leads to a
    figure is none of them: `(Schorsing van 10.15 tot 10.30 uur.)`.
    """
    some = {*(folded := words(BEFORE_FIGURES.sub("", text))), " ".join(folded)}
    hits = {
        "vocal": not lexicon.vocal.isdisjoint(some),
        "kinesic": not lexicon.kinesic.isdisjoint(some),
        "delivery": not lexicon.delivery.isdisjoint(some),
    }
    named: list[StageKind] = [kind for kind in ("vocal", "kinesic", "delivery") if hits[kind]]
    return named[0] if len(named) == 1 else "mixed" if named else "incident"


def holds_office(label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether all words of a label are those of an office, `M. le président`, but for articles."""
    folded = [word for word in words(core(label)) if word not in lexicon.articles]
    return bool(folded) and lexicon.naming.issuperset(folded)


def is_name_and_office(text: str) -> bool:
    """Whether a line is a name, what is in brackets after it, and a full stop: `A. Berg (chair).`."""
    return text[-2:] == ")." and NAME_AND_OFFICE.fullmatch(text) is not None


def names_itself(name: str, text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether somebody begins by saying who they are: `Good evening, my name is Ann Lee.`."""
    beginning = text[:LONGEST_INTRODUCTION]
    if is_caseless(name):
        said = beginning.find(name) > 0 and len(name) > 1
        return said and any(word in beginning for word in lexicon.first_person)
    last = name.rsplit(maxsplit=1)[-1].strip(".").capitalize()
    named = len(last) > 2 and (name.istitle() or name.isupper())
    said = named and last in (word.strip(".,;:!’'") for word in beginning.split()[1:])
    return said and not lexicon.first_person.isdisjoint(words(beginning))
