"""What kind of voice a label refers to: one person, several together, a nameless one, or nobody knows.

A label without a name may refer to one person or, each time, for somebody else. What decides, in this order:

- a number, which parts one person from the next (`Speaker 1`, `Erster Bürger`, `Woman in row 4`): `specific`;
- an article or a word such as `another` (`A member`): somebody else at every turn, `indefinite`;
- another mark (`Male resident`, `Unidentified woman`): somebody else, save in a script: `modified`;
- a bare noun for nobody in particular (`Resident`, `Woman`): `bare`, the document decides (`resolver`);
- a word for what is said (`Question`): `voice`, the document decides as well;
- a bare noun that is an office or a trade too (`Servant`, `Clerk`): one person.

A voice that nobody knows (`Unidentified speaker`) is somebody else at every turn: to take all of them
for one person would put words in a mouth, and nothing is lost by keeping them apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from docconv.languages import every
from docconv.patterns import regex
from docconv.speakers.labels.gazetteer import Words, hinted, name_particles, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docconv.model import Sex, SpeakerKind
    from docconv.speakers.labels.gazetteer import NameGazetteer

Reference: TypeAlias = Literal["specific", "indefinite", "modified", "bare", "voice"]
NUMBER = regex(r"\d+\.?[ºª°]?|[ivx]+|\w")
AGE = regex(r"(?:(?P<before>[^\W\d_]+) )?[1-9]\d(?: (?P<behind>\D+))?")
ORDINAL = regex(r"\d+\.?[ºª°]?|[ivx]{2,}|[ivx]\.", re.IGNORECASE)
NUMBERED = regex(r"(?<!\d)\d{1,3}(?!\d)")
"""What tells one flat, seat or row from the next; four digits are a year."""
ONE_OF_MANY, FEWEST_LEFT_OUT = 3, 2  # characters, words
LONGEST_INITIALS = 3
MACHINE_LABEL = regex(r"([^\W\d_]+)[_ -]?\d+")


@frozen(repr=False)
class VoiceKind:
    """The kind of a label's voice, its reference (to one person, or to somebody else each time), and the
    sex it says.
    """

    kind: SpeakerKind = "person"
    reference: Reference = "specific"
    sex: Sex | None = None


PERSON = VoiceKind()
UNKNOWN = VoiceKind("unknown", "indefinite")
GROUP = VoiceKind("group")


def kind_of(tokens: Sequence[str], own: NameGazetteer) -> VoiceKind:
    """The kind of a label, given as its printed words without what is in brackets.

    `own` is the language of the document. In the others, one word alone proves nothing.
    """
    if not any(one.isalnum() for token in tokens for one in token):
        return UNKNOWN
    if len(tokens) == 1 and tokens[0].endswith("?") and len(tokens[0]) <= ONE_OF_MANY:
        return UNKNOWN  # `P?` is one of P1, P2 and P3
    sequence = tuple(map(word, tokens))
    counted = MACHINE_LABEL.fullmatch(" ".join(sequence))
    if counted and counted[1] in every("machine_labels"):
        return VoiceKind("anonymous")
    found = PERSON if _is_addressed(tokens, sequence, own) else _kind(tokens, sequence, own)
    bare = without_article(sequence, own)
    held = _is_held(sequence, own) or own.roles.longest(bare) >= min(2, len(bare))
    if found is None and len(sequence) > 1 and not (held or _has_a_particle(tokens, sequence)):
        found = next(filter(None, (_kind(tokens, sequence, other) for other in hinted(sequence))), None)
    return found or PERSON


def _is_addressed(tokens: Sequence[str], sequence: Words, gazetteer: NameGazetteer) -> bool:
    """Whether a label is a form of address and a name: `MONSIEUR DE VALCOURT`, not `Frau aus dem Volk`; one
    word that is a word for somebody is a name only after a title that says no sex, `Dr. Mann`.
    """
    start = gazetteer.honorifics.longest(sequence)
    rest = sequence[start:]
    if not start or not rest or not tokens[-1][:1].isupper():
        return False
    if len(rest) == 1 and sequence[:start] not in gazetteer.anonymous and rest not in gazetteer.roles:
        return not (
            rest in gazetteer.groups or (rest in gazetteer.anonymous and gazetteer.sex(sequence[:start]))
        )
    adjective = rest in gazetteer.marks and sequence[:start] not in gazetteer.anonymous  # `Mr. Very Young`
    return adjective or (len(rest) > 1 and rest[0] in name_particles() and rest not in gazetteer.anonymous)


def _is_held(sequence: Words, gazetteer: NameGazetteer) -> bool:
    """Whether a label is an office, after a form of address or without."""
    office = without_article(sequence, gazetteer)
    return office in gazetteer.roles or office[gazetteer.honorifics.longest(office) :] in gazetteer.roles


def _is_addressed_office(sequence: Words, gazetteer: NameGazetteer) -> bool:
    """Whether a label is an office after a form of address that says a sex, which one person has: `El senyor
    alcalde`.
    """
    start = int(sequence[0] in gazetteer.stop_words and not gazetteer.honorifics.longest(sequence))
    length = gazetteer.honorifics.longest(sequence, start)
    office = sequence[start + length :]
    return bool(length and gazetteer.sex(sequence[start : start + length])) and office in gazetteer.roles


def _has_a_particle(tokens: Sequence[str], sequence: Words) -> bool:
    """Whether small words of names part words with capitals: `Karl von der Au`."""
    between = tokens[1:-1]
    ends = tokens[0].istitle() and tokens[-1].istitle()
    return (
        bool(between)
        and ends
        and all(map(str.islower, between))
        and name_particles().issuperset(sequence[1:-1])
    )


def _kind(tokens: Sequence[str], sequence: Words, gazetteer: NameGazetteer) -> VoiceKind | None:
    bare = without_article(sequence, gazetteer)
    if _is_voice(bare, gazetteer):
        return VoiceKind("anonymous", "voice", gazetteer.sex(sequence))
    if sequence in gazetteer.question or sequence in gazetteer.answer:
        return PERSON
    if sequence in gazetteer.unknown or bare in gazetteer.unknown:
        return UNKNOWN
    if NUMBER.fullmatch(sequence[-1]) and sequence[:-1] in gazetteer.unknown:
        return VoiceKind("anonymous")
    if sequence in gazetteer.groups or bare in gazetteer.groups:
        return VoiceKind("group")
    return (
        _anonymous(tokens, sequence, gazetteer)
        or _group(tokens, sequence, gazetteer)
        or _framed(sequence, gazetteer)
    )


def _is_voice(bare: Words, gazetteer: NameGazetteer) -> bool:
    """Whether a label is a word for what is said, with a number or a place after it."""
    length = gazetteer.voices.longest(bare)
    after = bare[length] if length < len(bare) else "1"
    return bool(length) and (after.isdigit() or after in gazetteer.particles or after in gazetteer.stop_words)


def _framed(sequence: Words, gazetteer: NameGazetteer) -> VoiceKind | None:
    """A label that its article and its noun give away, whatever is between: `UN HONOURABLE MEMBRE`."""
    if len(sequence) == 1 or not (
        sequence[0] in gazetteer.stop_words or gazetteer.is_indefinite(sequence[0])
    ):
        return None
    if gazetteer.is_indefinite(sequence[0]) and sequence[-1:] in gazetteer.anonymous:
        return VoiceKind("anonymous", "indefinite", gazetteer.sex(sequence))
    return (
        VoiceKind("group")
        if sequence[-1:] in gazetteer.groups and sequence[-1:] not in gazetteer.roles
        else None
    )


def without_article(sequence: Words, gazetteer: NameGazetteer) -> Words:
    """A label without function words and forms of address before it, as long as something is left."""
    while len(sequence) > 1:
        article = sequence[0] in gazetteer.stop_words and sequence[:1] not in gazetteer.marks
        length = 1 if article else _courtesy(sequence, 0, gazetteer)
        if not 0 < length < len(sequence):
            break
        sequence = sequence[length:]
    return sequence


def _courtesy(sequence: Words, start: int, gazetteer: NameGazetteer) -> int:
    """The length of a form of address, such as `the honourable`, that says no sex."""
    length = gazetteer.honorifics.longest(sequence, start)
    phrase = sequence[start : start + length]
    return 0 if gazetteer.sex(phrase) or phrase in gazetteer.roles else length


@frozen(eq=False, repr=False)
class _Parts:
    """What the words of a label without a name are: a noun or not, the marks, numbered or not."""

    noun: bool
    marks: Words
    numbered: bool


def _anonymous(tokens: Sequence[str], sequence: Words, gazetteer: NameGazetteer) -> VoiceKind | None:
    held = len(without_article(sequence, gazetteer)) > 1 and _is_held(sequence, gazetteer)
    held = held or (len(sequence) > 1 and sequence in gazetteer.roles)
    held = held or _is_addressed_office(sequence, gazetteer)
    held = held or (sequence[0] in gazetteer.stop_words and sequence in gazetteer.roles)  # `Người dẫn`
    parts = None if held else _parts(tokens, sequence, gazetteer)
    if parts is None or not (parts.noun or _are_words(parts.marks, tokens)):
        return None
    sex = gazetteer.sex(sequence)
    if parts.numbered:
        return VoiceKind("anonymous", "specific", sex)
    if parts.marks:
        return VoiceKind(
            "anonymous", "indefinite" if any(map(gazetteer.is_indefinite, parts.marks)) else "modified", sex
        )
    noun = sequence[1:] if sequence[0] in gazetteer.stop_words else sequence
    return None if noun in gazetteer.roles else VoiceKind("anonymous", "bare", sex)


def _are_words(marks: Words, tokens: Sequence[str]) -> bool:
    """Whether the marks of a label without a noun are words, and not the initials of a name: `EN`."""
    initials = len(tokens) == 1 and tokens[0].isupper() and len(tokens[0]) <= LONGEST_INITIALS
    return len("".join(marks)) > 1 and not initials


def _parts(tokens: Sequence[str], sequence: Words, gazetteer: NameGazetteer) -> _Parts | None:
    """The parts of a label that names nobody; `None` where a word of it may be a name."""
    noun, numbered, marks, at = False, False, list[str](), 0
    while at < len(sequence):
        one = sequence[at]
        if noun and at == len(sequence) - 1 and NUMBER.fullmatch(one):
            numbered, length = True, 1
        elif length := _ordinal(tokens, sequence, at, gazetteer):
            numbered = True
        elif noun and (one in gazetteer.particles or one in gazetteer.stop_words):
            if tokens[0].istitle() and all(map(str.istitle, tokens[at:])):
                return None  # a name by chance: "Senator Bo Lee"
            numbered = numbered or any(map(NUMBERED.search, tokens[at:]))  # "Resident of flat 4"
            break  # what follows describes the noun: "Woman in the crowd", "Resident of Ganja"
        elif length := gazetteer.anonymous.longest(sequence, at):
            noun = True
            marks += [one] if length > 1 and gazetteer.is_indefinite(one) else []  # "egy férfi"
        elif length := gazetteer.marks.longest(sequence, at):
            marks += sequence[at : at + length]
        else:
            says_sex = one in gazetteer.sexes and (one,) not in gazetteer.roles
            length = int(says_sex or one in gazetteer.stop_words) or _courtesy(sequence, at, gazetteer)
        if not length and not (noun and tokens[at].islower()):
            return None
        at += length or 1
    return _Parts(noun, tuple(marks), numbered)


def _ordinal(tokens: Sequence[str], sequence: Words, at: int, gazetteer: NameGazetteer) -> int:
    """The length of an ordinal at a place; a word that begins a label may be an article instead."""
    length = gazetteer.ordinals.longest(sequence, at)
    word_for_it = 0 if at == 0 and sequence[:length] in gazetteer.marks else length
    return word_for_it or int(ORDINAL.fullmatch(tokens[at]) is not None)


def _group(tokens: Sequence[str], sequence: Words, gazetteer: NameGazetteer) -> VoiceKind | None:
    """Several people: `Some members`, `Residents of Ganja`, `DES HONORABLES MEMBRES`."""
    if _counts_many(sequence, gazetteer):
        return VoiceKind("group")
    last = next((at for at in range(len(sequence)) if gazetteer.groups.longest(sequence, at)), None)
    if last is None or gazetteer.office_at(sequence):
        return None
    end = last + gazetteer.groups.longest(sequence, last)
    if (
        end < len(sequence)
        and sequence[end] not in gazetteer.particles
        and sequence[end] not in gazetteer.stop_words
    ):
        return None
    before = range(last)
    return (
        VoiceKind("group") if all(_qualifies(tokens[at], sequence, at, gazetteer) for at in before) else None
    )


def _counts_many(sequence: Words, gazetteer: NameGazetteer) -> bool:
    """Whether a word for how many is before a noun for people, `All members`, `Einige Bürger`, or is in it
    and before several words: `All but Ann`, `Todos menos el alcalde`.
    """
    rest = sequence[gazetteer.amounts.longest(sequence) :]
    if rest == sequence:
        return False
    return rest in gazetteer.groups or rest in gazetteer.anonymous or len(rest) >= FEWEST_LEFT_OUT


def _qualifies(token: str, sequence: Words, at: int, gazetteer: NameGazetteer) -> bool:
    one = sequence[at]
    known = one in gazetteer.stop_words or one in gazetteer.particles or (one,) in gazetteer.ordinals
    return (
        known
        or token.islower()
        or bool(gazetteer.marks.longest(sequence, at) or _courtesy(sequence, at, gazetteer))
    )


def is_age(text: str) -> bool:
    """Whether a text says how old somebody is, as beside a name: `Ann, 34, nurse`, `Jan, 52 Jahre`."""
    match = AGE.fullmatch(text)
    return match is not None and all(one.casefold() in every("ages") for one in match.groups() if one)
