"""What speaks for and against a label: how often it comes, its words, and what is said after it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from math import log2

from docconv.patterns import regex
from docconv.transcript.annotations import SET_APART
from docconv.transcript.kinds import (
    LONGEST_INTRODUCTION,
    clause_of_self,
    holds_office,
    is_name_and_office,
    names_itself,
    presents,
)
from docconv.transcript.labels.evidence.clauses import FEWEST_OF_FORM, is_clause
from docconv.transcript.labels.evidence.facts import names_people
from docconv.transcript.labels.evidence.family import (
    DOUBLE_QUOTES,
    FEWEST_HEADS,
    LONGEST_HEAD,
    OFTEN,
    FamilyContext,
    LabelType,
    Weighed,
    is_apart,
    is_in_dialogue,
    is_known,
    mostly,
    places,
    takes_turns,
    words_behind,
)
from docconv.transcript.labels.evidence.sentences import by_sentence
from docconv.transcript.labels.evidence.titles import calls_out, counts_a_provision, is_title
from docconv.transcript.labels.evidence.values import is_fact, names_below_head
from docconv.transcript.labels.evidence.voices import is_first_name, is_nobody_in_particular, is_voice
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import FULL_STOPS
from docconv.transcript.shape import (
    IDENTIFIER,
    INVERTED,
    NO_LABEL,
    NOT_A_NAME,
    core,
    given_name_first,
    is_full_name,
    is_wide,
    names_with_reference,
    without_age,
)

LAST_OF_LETTERS = "\u2000"  # pictures come after them
LAST_TITLE = 2  # the place of a line
SENTENCE, LONGEST_ADDRESS, LONGEST_OPENING = -2.5, 4, 200  # evidence, words, characters
LONGEST_QUESTION = 3  # lines
A_NAME = 0.5  # evidence that a word is one, from what is around it
SELDOM, COMMON = 0.5, -1.0  # evidence that a word is no name, though it takes turns, or is like no label
PROVISION = regex(r"(?=\W*+[\divxlc])(?:[\W\divxlc]|(?<=\d)\w|(?<=\d\w)\w|(?<=\d\w\w)\w)++$", re.IGNORECASE)
NUMBER_SIGN = regex(r"^n(?:[or]\.?|[.º°])\s?(?=\d)", re.IGNORECASE)
ABBREVIATION = regex(r"(?:\w\.\s?)+\w?\.?$")
SURNAME_AND_INITIALS = regex(r"(?<!\w)[^\W\d_]{2,}\s[^\W\d_a-z]\.\s?[^\W\d_a-z]\.(?:, [^\W\dA-ZА-Я].+)?$")
WORD_AND_INITIAL = regex(r"[^\W\d_]+ [^\W\d_]\.")
ADDRESS_ENDS = regex(r"[,!—–:，！：]")
NAME_IN_BRACKETS = regex(r"\((?:\w{1,4}\.?\s)?[^\W\d_]+(?:\s[^\W\d_.]+)+\)$")
PARTY = r"\([^\W\d_a-zß-ÿ](?:[^\W_]{0,8}[^\W\d_a-zß-ÿ])?\)|(?:--|[–—]) [^\W\d_a-zß-ÿ][^.?!]+"
PARTY_IN_BRACKETS = (regex(rf"([^()]+?) (?:{PARTY})"), 2.5)
OFFICE_IN_BRACKETS = (regex(r"([^()]+) \([^\W\d][^()\d]*\)"), 3.0)
BEHIND_A_NAME = {
    "period": OFFICE_IN_BRACKETS,
    "alone": PARTY_IN_BRACKETS,
    "italics": PARTY_IN_BRACKETS,
    "dash": PARTY_IN_BRACKETS,
}
"""By rule, what may be in brackets after a full name, and what it is worth."""
IN_BOLD = regex(r"(\*{2,3}|__)[^*_\n]+(?:[:：]\s?\1|\1\s?[:：])\s*")
LONGEST_ABOUT = 12  # lines
ROUND_RULES = frozenset({"round", "square"})
"""By their names, the rules for words in brackets before what is said."""
BEHIND_LETTER = regex(r"[QA]\s{2,}\S")
"""The letter of who asks or answers, and the first words after it: `Q    And then, last one`."""
LONGEST_SHOUT = 5  # characters, `I DO.`


def by_recurrence(name: str, kind: LabelType, shape: float, context: FamilyContext) -> Iterator[Weighed]:
    """How often a label stands in the text, and what its words are."""
    count = len(kind.occurrences)
    yield "recurrence", min(6.0, 1.3 * log2(count)) * (0.4 if shape <= SENTENCE else 1.0), f"{count} times"
    if context.known and is_known(name, context.known):
        yield "cast-list", 3.0 if name not in context.lexicon.not_labels else 9.0, ""
    if kind.times * 2 > count and not (context.rule.loose and context.whole.timed):
        yield "time-code", 4.0 if context.heads.stamped else 1.0, ""
    below_head = count > 1 and all(names_below_head(context.lines, *one) for one in places(kind))
    if (
        all(map(names_with_reference, words_behind(kind, context.lines)))
        or (below_head and (context.punctuated or all(map(presents, words_behind(kind, context.lines)))))
        or _is_one_name(kind, context)
        or _tells_who_spoke(name, kind, context)
    ):
        yield "names-a-person", -12.0, ""
    if kind.apart * 2 > count and context.rule is not SET_APART:
        yield "formatting", 1.5, ""
    if count == 1:
        yield from _by_single(name, kind, shape, context)


def _tells_who_spoke(name: str, kind: LabelType, context: FamilyContext) -> bool:
    """Whether a verb of speech is in a label, and nothing but names is after it: `Spoke: Ann Lee, Bo Ek.`."""
    told = any(context.lexicon.reporting.finditer(kind.label))
    return told and all(
        said and names_people(said, name, context.lexicon) for said in words_behind(kind, context.lines)
    )


def _is_one_name(kind: LabelType, context: FamilyContext) -> bool:
    """Whether the full name of the same person is all that is after a label, twice or more."""
    said = words_behind(kind, context.lines)
    name = next(said, "")
    again = len(kind.occurrences) > 1 and all(one == name for one in said)
    return again and is_full_name(name, context.lexicon)


def _by_single(name: str, kind: LabelType, shape: float, context: FamilyContext) -> Iterator[Weighed]:
    """What speaks against a label that comes once."""
    place, body = kind.occurrences[0], kind.bodies[0]
    if is_nobody_in_particular(name, context.rule.name, context.lexicon):
        yield "nobody-in-particular", 3.0, ""
    in_small = context.style == "lower" and name in context.known  # `il mugnaio`
    if shape < 0 and not (in_small or context.heads.stamped or context.are_messages):
        yield "once-only", -2.0, ""
    unlisted = context.whole.has_cast and context.known and not is_known(name, context.known)
    if unlisted and context.lexicon.nobody.isdisjoint(name.split()):
        yield "not-in-cast-list", -0.5, ""
    told = is_known(name, context.known) and context.lines[place].text.endswith((")", ")."))
    told = told or kind.times == len(kind.occurrences)
    if context.alone and not (context.rule.bare or told or is_apart(context.lines, place)):
        yield "inside-a-paragraph", -2.0, ""
    plain = context.style != "caps" and not (in_small or context.heads.stamped)
    if context.rule.bare and plain and not IDENTIFIER.match(kind.label):
        yield "once-alone", -0.5 if context.style == "caseless" else -1.5, ""
    top = context.lines[: place + 2] if context.alone and place <= LAST_TITLE else ()
    listed = any(line.in_cast for line in context.lines[place : place + LONGEST_ABOUT] if top)
    shouted = bool(top) and (all(line.text.isupper() for line in top) or listed)
    titled = shouted or (place == 0 and (is_title(context.lines, body) or calls_out(kind.label, context)))
    said = context.lines[place].text[body : body + LONGEST_OPENING] if titled else ""
    if titled and not (_has_honorific(kind.label, context.lexicon) or _addresses(said, context.lexicon)):
        sure = listed or (context.lines[0].text.isupper() and context.style != "caps")
        yield "title", -8.0 if sure else -5.0, ""
    elif place in context.fields:
        yield "field-block", -6.0, ""
    elif is_fact(name, place, context.lines[place].text[body:], context):
        yield "field", -5.0, ""


def by_words(name: str, kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """What the words of a label say: parts of a law, clauses, abbreviations, words that are seldom labels."""
    first, _, rest = name.partition(" ")
    provision = first in context.lexicon.headings and PROVISION.match(NUMBER_SIGN.sub("", rest))
    if provision or counts_a_provision(kind.label):
        yield "provision", -16.0, ""
    elif (
        len(kind.occurrences) < OFTEN
        and first in context.lexicon.headings
        and not is_voice(first, rest, words_behind(kind, context.lines), context.lexicon)
        and not (context.is_exchange or is_in_dialogue(kind, context))
    ):
        yield "heading-word", -4.0, ""
    against = clause_of_self(kind.label, context.lexicon, rare=len(kind.occurrences) < OFTEN)
    if against and not _is_form(kind, context):
        yield "speaks-of-self", against, ""
    if context.lexicon.procedure.match(kind.label) or any(context.lexicon.done.finditer(kind.label)):
        yield "procedure", -8.0, ""
    if _is_address(kind.label, context.lexicon):
        yield "form-of-address", -10.0, ""
    if worth := _in_brackets(kind.label, context):
        yield "party-or-office", worth, ""
    if "takes-turns" in kind.raw and _is_common(name, kind, context):
        yield "common-word", COMMON, ""
    yield from by_sentence(kind, context)
    yield from _by_what_follows(name, kind, context)
    yield from _by_print(kind, context)
    if is_clause(kind, context) and not _is_form(kind, context):
        yield "reporting-clause", -10.0, ""
    yield from _before_its_mark(name, kind, context)
    if ABBREVIATION.match(kind.label) and (
        _inside_lines(kind.label, context.lines[kind.occurrences[0] :]) or _goes_on(kind, context.lines)
    ):
        yield "abbreviation", -8.0, ""


def _by_print(kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """What the marks and the order of the words of a label say."""
    if context.rule.bare and INVERTED.fullmatch(kind.label):
        yield "surname-first", 1.5, ""
    if _is_event(kind, context):
        yield "an-event", -12.0, ""
    if context.alone and len(kind.label) == 1 and mostly(_is_said(at, context) for at in kind.occurrences):
        yield "said-below-a-label", -8.0, ""
    if BEHIND_LETTER.match(kind.label):
        yield "behind-a-letter", -8.0, ""
    if len(kind.occurrences) < OFTEN and not kind.times and _is_pictured(kind.label):
        firm = (context.lines[at].text for at in context.firm.difference(kind.occurrences))
        if not any(map(_is_pictured, firm)):
            yield "pictured", -6.0, ""


def _is_said(at: int, context: FamilyContext) -> bool:
    """Whether a line is right below a firm label alone, so that it is what is said: `O, look!`."""
    return at - 1 in context.firm and not context.lines[at].gap


def _is_pictured(text: str) -> bool:
    """Whether a picture is before a text, as before the points of notes: `📌 Next steps:`."""
    return text[0] > LAST_OF_LETTERS and unicodedata.category(text[0]) == "So"


def _is_event(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a label in brackets is words for what is heard or seen, `(Applause.) And`, or alone on lines
    right below which others have labels: `**(VIDEO BEGINS)**`; or one without begins with a word for it, and
    others do, behind which somebody is named: `Exit`, `Enter ADA`.
    """
    lines, lexicon = context.lines, context.lexicon
    first, *more = kind.label.split(" ", 1)
    first = first.strip("_*")
    if context.alone and first.casefold() in lexicon.incident:
        return context.deeds[first] > len(kind.occurrences) * len(more)
    if context.rule.name in ROUND_RULES:
        said = " ".join(words(kind.label))
        return said in lexicon.vocal or said in lexicon.kinesic
    if kind.label[0] != "(" or kind.label[-1] != ")" or not context.alone:
        return False
    return mostly(at + 1 == len(lines) or lines[at + 1].candidates for at in kind.occurrences)


def _is_form(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a clause is printed as a label is each time, as a form has it: in bold before a colon, alone on
    its line, and several times: `**You answered:**`.
    """
    often = len(kind.occurrences) >= FEWEST_OF_FORM and context.rule.name == "bold"
    return often and all(IN_BOLD.fullmatch(context.lines[at].text) for at in kind.occurrences)


def _by_what_follows(name: str, kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """What is after a label and after the others: no sentences, or words in capitals."""
    often = len(kind.occurrences) >= OFTEN and name in context.lexicon.not_labels
    if (often or (context.punctuated and len(kind.occurrences) > 1)) and _heads_facts(kind, context):
        if often:
            yield "no-sentences", -8.0 if context.punctuated else -1.0, ""
        else:
            yield "ends-otherwise", COMMON, ""
    if _is_shouted_behind(kind, context):
        yield "shouted", COMMON, ""


def _is_formula(name: str, kind: LabelType, context: FamilyContext) -> bool:
    """Whether the same two words follow a word each time, which is the whole of a sentence: `Hlasujeme.
    Přítomno je 85 ...`. Those who hold an office have formulas of their own.
    """
    if len(kind.occurrences) <= OFTEN or kind.label.isupper() or " " in name:
        return False
    behind = [tuple(context.lines[at].text[body:].split()[:2]) for at, body in places(kind)]
    same = len(set(behind)) == 1 and len(behind[0]) > 1
    return same and name not in context.lexicon.naming and name not in context.known


def _in_brackets(label: str, context: FamilyContext) -> float:
    """What an office or a party in brackets is worth, `Ann Lee (Chair)`, a name or an age, `Ann Lee (34)`."""
    if label.count("(") > 1 or NAME_IN_BRACKETS.search(label):
        is_initialled = label[1] == "." and is_name_and_office(f"{label}.")
        return 2.5 if is_initialled else 1.5 if context.rule.bare else 1.0
    if is_full_name(without_age(label), context.lexicon):
        return 2.0
    if context.rule.bare and _has_office_behind(label, context.lexicon):
        return 1.5
    pattern, worth = BEHIND_A_NAME.get(context.rule.name, (NAME_IN_BRACKETS, 0.0))
    named = pattern.fullmatch(label) if worth else None
    return worth if named and is_full_name(given_name_first(named[1]), context.lexicon) else 0.0


def _has_office_behind(label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether the office of somebody is one word in brackets behind the full name: `Ann Lee (clerk)`."""
    name, _, office = label.partition(" (")
    return office[-1:] == ")" and holds_office(office[:-1], lexicon) and is_full_name(name, lexicon)


def by_speech(kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """What the words after a rare label say: who is spoken to, who speaks of themselves."""
    if len(kind.occurrences) >= OFTEN:
        return
    lines, lexicon = context.lines, context.lexicon
    spoken = [lines[at].text[body : body + LONGEST_OPENING] for at, body in places(kind)]
    behind = [said_behind(lines, at, body) for at, body in places(kind)] if context.rule.bare else spoken
    if any(_addresses(text, lexicon) for text in behind):
        yield "address-to-the-chair", 3.0 if kind.numbered else 1.5, ""
    elif any(opening_of(text) in context.openings for text in behind):
        yield "opens-as-the-others", 2.5, ""
    elif any(not lexicon.first_person.isdisjoint(words(text)) for text in spoken):
        yield "first-person", 0.4, ""
    elif len(behind) > 1 and all(not lexicon.first_person.isdisjoint(words(text)) for text in behind):
        yield "first-person", 1.0, ""
    name = core(kind.label)
    if any(
        names_itself(name, said_behind(lines, at, body), lexicon) or _asks_by_name(name, lines, at, body)
        for at, body in places(kind)
    ):
        yield "names-itself", 2.5, ""
    at = kind.occurrences[0]
    if len(spoken) == 1 and spoken[0][:1] in DOUBLE_QUOTES and context.seldom_quoted:
        yield "quotation", -2.5, ""
    goes_on = at > 0 and not lines[at].gap and lines[at - 1].text.isupper() and kind.label.isupper()
    if goes_on and context.rule.name == "period":
        yield "heading-goes-on", -3.0, ""


def said_behind(lines: Sequence[TranscriptLine], at: int, body: int) -> str:
    """The beginning of what is after a label, or below one that is alone on its line."""
    text = lines[at].text[body : body + LONGEST_OPENING]
    return text or (lines[at + 1].text[:LONGEST_OPENING] if at + 1 < len(lines) else "")


def _asks_by_name(name: str, lines: Sequence[TranscriptLine], at: int, body: int) -> bool:
    """Whether somebody says their whole name and asks, as the press does: `Good morning. Ann Lee with the
    Post. When will it open?`.
    """
    named = " " in name and name.casefold() in lines[at].text[body : body + LONGEST_INTRODUCTION].casefold()
    asks = any("?" in line.text for line in lines[at : at + LONGEST_QUESTION])
    return named and asks


def opening_of(text: str) -> str:
    """The few words before the first comma or exclamation mark, `my lords`; nothing where there are none."""
    opening = ADDRESS_ENDS.split(text, maxsplit=1)[0]
    folded = words(opening) if len(opening) < min(len(text), LONGEST_HEAD) else ()
    return " ".join(folded) if 2 <= len(folded) <= LONGEST_ADDRESS else ""


def _heads_facts(kind: LabelType, context: FamilyContext) -> bool:
    """Whether what is after a label hardly ever ends as a sentence does: `Topic: The old quay`."""
    lines = context.lines
    said = [text for at, body in places(kind) if len(text := lines[at].text) > body]
    return bool(said) and sum(text[-1].isalnum() for text in said) * 10 >= len(said) * 9


def _is_shouted_behind(kind: LabelType, context: FamilyContext) -> bool:
    """Whether all that is after a label is in capitals, as hardly anything is after the others: what is
    heard, `F/X: A DOOR. RAIN.`.
    """
    said = words_behind(kind, context.lines)
    if not all(text.isupper() and " " in text and len(text) > LONGEST_SHOUT for text in said):
        return False
    own = set(kind.occurrences)
    others = [context.lines[at].text for at in context.named if at not in own]
    loud = sum(text[len(text) // 2 :].isupper() for text in others)
    return len(others) >= FEWEST_HEADS and loud * 10 <= len(others)


def _before_its_mark(name: str, kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """What the words of a label say that hold of the mark after it only: a full stop, or `>`."""
    if context.rule.name == "period":
        yield from _before_a_period(name, kind, context)
    elif context.rule.name == "angle" and kind.label in context.whole.closed:
        yield "tag", -16.0, ""
    elif context.rule.name == "bold-name" and len(kind.occurrences) < OFTEN and _is_subject(kind, context):
        yield "sentence-about", -6.0, ""


def _is_subject(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a name begins sentences that say something of it: `**Ann Lee** heard about the pier.`."""
    lines = context.lines
    ends = [
        next((to for to in range(at + 1, at + LONGEST_ABOUT) if to >= len(lines) or lines[to].gap), at + 1)
        for at in kind.occurrences
    ]
    behind = all(lines[at].text[body : body + 1].islower() for at, body in places(kind))
    return behind and all(lines[end - 1].text[-1] in FULL_STOPS for end in ends)


def _before_a_period(name: str, kind: LabelType, context: FamilyContext) -> Iterator[Weighed]:
    """An initial of the name after it is none, an office that comes back is one: `Sitting chair. Good
    evening.`.
    """
    if _is_formula(name, kind, context):
        yield "formula", -6.0, ""
    said = context.whole.sentences[kind.label]
    if said > 1 and said * 3 >= len(kind.occurrences):
        yield "said-alone", -12.0, f"{said} times"
    if SURNAME_AND_INITIALS.search(kind.label):  # in ASCII a place may be so, `Washington D.C.`
        yield "surname-first", (1.0 if kind.label.isascii() else 1.5) + ("," in kind.label), ""
    if context.alone and all(is_name_and_office(context.lines[at].text) for at, _ in places(kind)):
        yield "name-and-office", 3.0, ""
    if len(kind.label) == 1 or WORD_AND_INITIAL.fullmatch(kind.label):
        if _begins_names(kind, context):
            yield "initial", -8.0, ""
    elif len(kind.occurrences) >= OFTEN and holds_office(kind.label, context.lexicon):
        yield "office", 1.5, ""


def _begins_names(kind: LabelType, context: FamilyContext) -> bool:
    """Whether a name in capitals is after a letter each time: `K. BERG. Thank you.`, or one and an office,
    `A. Berg (chair).`; after a word and a letter, `Harry S.`, the same word, or once one that may be a name.
    """
    behind = [context.lines[at].text[body:].split(maxsplit=1)[:1] for at, body in places(kind)]
    if len(kind.label) > 1:
        own = all(context.lines[at].text[:body].endswith(f"{kind.label} ") for at, body in places(kind))
        plain = own and (len(behind) > 1 or not _has_honorific(kind.label, context.lexicon))
        follow = {word[0] for word in behind if word}
        return plain and len(follow) == 1 and min(follow)[0].isupper()
    named = all(is_name_and_office(context.lines[at].text) for at, _ in places(kind))
    return named or all(word and len(word[0]) > 2 and word[0].strip(".,:").isupper() for word in behind)


def somebody(name: str, kind: LabelType, context: FamilyContext) -> float:
    """What says that a word that is mostly no label names somebody: `May` is spoken to, or takes turns; less
    where it does so twice only. Of two who speak to each other, both have names, whatever they are.
    """
    lexicon, count = context.lexicon, len(kind.occurrences)
    if context.is_exchange and NOT_A_NAME < kind.raw["shape"] < A_NAME and not kind.label[0].islower():
        return A_NAME - kind.raw["shape"]
    if name not in lexicon.not_labels or name in lexicon.incident:
        return 0.0
    once = count == 1 and is_first_name(name, kind, context)
    if name not in lexicon.headings and (count > 1 or once):
        named = _is_addressed(kind.label, context.lines) or _is_short_form(kind.label, context.lines)
        said = words(next(words_behind(kind, context.lines))) if once else ()
        named = named or not lexicon.first_person.isdisjoint(said)
        often = count >= OFTEN and kind.label[0].isupper()
        if named or (often and takes_turns(kind, context)):
            return -NO_LABEL
    return -NO_LABEL - SELDOM if is_in_dialogue(kind, context) else 0.0


def _is_common(name: str, kind: LabelType, context: FamilyContext) -> bool:
    """Whether nothing but that it takes turns, once or twice, says that a word that is mostly no label, or
    one that begins a sentence, names somebody: `Note: The harbour was closed.`.
    """
    if len(kind.occurrences) >= OFTEN or len(name) == 1:
        return False
    if name not in context.lexicon.not_labels and kind.raw["shape"] > SENTENCE:
        return False
    return not (_is_addressed(kind.label, context.lines) or _is_short_form(kind.label, context.lines))


def _is_addressed(label: str, lines: Sequence[TranscriptLine]) -> bool:
    """Whether somebody is spoken to by this name, as in `Thank you, May.`."""
    vocative = re.compile(rf",\s{re.escape(label)}(?=[.,!?…])")
    return any(vocative.search(line.text) for line in lines)


def _is_short_form(label: str, lines: Sequence[TranscriptLine]) -> bool:
    """Whether initials are in brackets after a name: `Ineke Noord (IN)`."""
    return label.isupper() and any(f" ({label})" in line.text for line in lines)


def _is_address(label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a part between commas is a form of address and an office, or the first a form of address
    alone: `Vielen Dank, Herr Präsident`, `Sir, she is right`.
    """
    if ", " not in label:
        return False
    parts = [words(part) for part in label.split(", ")]
    clause = [word.casefold() for word in label.partition(", ")[2].split() if word.islower()]
    if len(parts[0]) == 1 and parts[0][0] in lexicon.honorifics and not lexicon.common.isdisjoint(clause):
        return True
    return len(parts) > 1 and any(
        len(part) == 2 and part[0] in lexicon.honorifics and part[1] in lexicon.offices for part in parts
    )


def _addresses(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether speech begins with an address: `Mr. President,`, `Herr Präsident!`; it has no article."""
    opening = ADDRESS_ENDS.split(text, maxsplit=1)[0]
    folded = words(opening)
    if len(opening) == len(text) or not 0 < len(folded) <= LONGEST_ADDRESS or folded[0] in lexicon.articles:
        return False
    return (len(folded) > 1 or is_wide(opening[0])) and folded[-1] in lexicon.naming  # `主席，`


def _inside_lines(label: str, lines: Sequence[TranscriptLine]) -> bool:
    """Whether letters with full stops are found inside lines, too."""
    mark = f" {label.rstrip('.')}."
    return any(mark in line.text for line in lines)


def _goes_on(kind: LabelType, lines: Sequence[TranscriptLine]) -> bool:
    """Whether the lines right above mostly end within a sentence, in a word in small letters."""
    above = [lines[at - 1].text[-1] for at in kind.occurrences if at and not lines[at].gap]
    return len(above) == len(kind.occurrences) and mostly(map(str.islower, above))


def _has_honorific(label: str, lexicon: TranscriptLexicon) -> bool:
    return label.partition(" ")[0].casefold().strip(".") in lexicon.honorifics
