"""What kind of voice a label stands for: one person, several together, a nameless one, or nobody knows.

A label without a name may stand for one person or, each time, for somebody else. What decides, in this order:

- a number (`Speaker 1`, `Erster Bürger`, `II. GYEREK`) tells one person from the next: `one`;
- an article or a word such as `another` (`A member`, `Ein Bürger`): somebody else at every turn: `many`;
- another mark (`Male resident`, `Unidentified woman`): somebody else, save in a script: `marked`;
- a bare noun for nobody in particular (`Resident`, `Woman`): `bare`, the document decides (`roll.Roll`);
- a bare noun that is an office or a trade too (`Servant`, `Clerk`): one person.

A voice that could not be told (`Unidentified speaker`) is somebody else at every turn: to take all of them
for one person would put words in a mouth, and nothing is lost by keeping them apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

from docconv.speakers.labels.vocabulary import Words, hinted, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docconv.model import Sex, SpeakerKind
    from docconv.speakers.labels.vocabulary import Vocabulary

Reach: TypeAlias = Literal["one", "many", "marked", "bare"]
NUMBER = re.compile(r"\d+\.?[ºª°]?|[ivx]+|\w")
ORDINAL = re.compile(r"\d+\.?[ºª°]?|[ivx]{2,}|[ivx]\.", re.IGNORECASE)
MACHINE_LABEL = re.compile(r"(?:spk|spkr|speaker|sprecher|locuteur|hablante|voice)[_ -]?\d+")


@frozen
class Kind:
    """The kind of a label's voice, whom the label reaches, and the sex it tells."""

    kind: SpeakerKind = "person"
    reach: Reach = "one"
    sex: Sex | None = None


PERSON = Kind()
UNKNOWN = Kind("unknown", "many")


def kind_of(tokens: Sequence[str], own: Vocabulary) -> Kind:
    """The kind of a label, given as its printed words without what is in brackets.

    `own` is the language of the document. In the others, one word alone proves nothing.
    """
    if not any(one.isalnum() for token in tokens for one in token):
        return UNKNOWN
    sequence = tuple(map(word, tokens))
    if MACHINE_LABEL.fullmatch(" ".join(sequence)):
        return Kind("anonymous")
    found = _kind(tokens, sequence, own)
    if found is None and len(sequence) > 1:
        found = next(filter(None, (_kind(tokens, sequence, other) for other in hinted(sequence))), None)
    return found or PERSON


def _kind(tokens: Sequence[str], sequence: Words, vocabulary: Vocabulary) -> Kind | None:
    if sequence in vocabulary.question or sequence in vocabulary.answer:
        return PERSON
    bare = without_article(sequence, vocabulary)
    if sequence in vocabulary.unknown or bare in vocabulary.unknown:
        return UNKNOWN
    if NUMBER.fullmatch(sequence[-1]) and sequence[:-1] in vocabulary.unknown:
        return Kind("anonymous")
    if sequence in vocabulary.groups or bare in vocabulary.groups:
        return Kind("group")
    return (
        _anonymous(tokens, sequence, vocabulary)
        or _group(tokens, sequence, vocabulary)
        or _framed(sequence, vocabulary)
    )


def _framed(sequence: Words, vocabulary: Vocabulary) -> Kind | None:
    """A label that its article and its noun give away, whatever is between: `UN HONOURABLE MEMBRE`."""
    if len(sequence) == 1 or not (
        sequence[0] in vocabulary.stop_words or vocabulary.is_indefinite(sequence[0])
    ):
        return None
    if vocabulary.is_indefinite(sequence[0]) and sequence[-1:] in vocabulary.anonymous:
        return Kind("anonymous", "many", vocabulary.sex(sequence))
    return (
        Kind("group")
        if sequence[-1:] in vocabulary.groups and sequence[-1:] not in vocabulary.roles
        else None
    )


def without_article(sequence: Words, vocabulary: Vocabulary) -> Words:
    """A label without function words and forms of address before it, as long as something is left."""
    start = 0
    while start < len(sequence) - 1:
        article = (
            sequence[start] in vocabulary.stop_words and sequence[start : start + 1] not in vocabulary.marks
        )
        length = 1 if article else _courtesy(sequence, start, vocabulary)
        if not length or start + length >= len(sequence):
            break
        start += length
    return sequence[start:]


def _courtesy(sequence: Words, start: int, vocabulary: Vocabulary) -> int:
    """The length of a form of address, such as `the honourable`, that tells no sex."""
    length = vocabulary.honorifics.longest(sequence, start)
    phrase = sequence[start : start + length]
    return 0 if vocabulary.sex(phrase) or phrase in vocabulary.roles else length


@frozen
class _Parts:
    """What the words of a label without a name are: a noun or not, the marks, numbered or not."""

    noun: bool
    marks: Words
    numbered: bool


def _anonymous(tokens: Sequence[str], sequence: Words, vocabulary: Vocabulary) -> Kind | None:
    parts = _parts(tokens, sequence, vocabulary)
    if parts is None or not (parts.noun or len("".join(parts.marks)) > 1):
        return None
    sex = vocabulary.sex(sequence)
    if parts.numbered:
        return Kind("anonymous", "one", sex)
    if parts.marks:
        return Kind("anonymous", "many" if any(map(vocabulary.is_indefinite, parts.marks)) else "marked", sex)
    noun = sequence[1:] if sequence[0] in vocabulary.stop_words else sequence
    return None if noun in vocabulary.roles else Kind("anonymous", "bare", sex)


def _parts(tokens: Sequence[str], sequence: Words, vocabulary: Vocabulary) -> _Parts | None:
    """The parts of a label that names nobody; `None` where a word of it may be a name."""
    noun, numbered, marks, at = False, False, list[str](), 0
    while at < len(sequence):
        one = sequence[at]
        if noun and at == len(sequence) - 1 and NUMBER.fullmatch(one):
            numbered, length = True, 1
        elif noun and (one in vocabulary.particles or one in vocabulary.stop_words):
            break  # what follows tells more of the noun: "Woman in the crowd", "Resident of Ganja"
        elif length := vocabulary.anonymous.longest(sequence, at):
            noun = True
        elif ORDINAL.fullmatch(tokens[at]) or _ordinal(one, at, vocabulary):
            numbered, length = True, 1
        elif length := vocabulary.marks.longest(sequence, at):
            marks += sequence[at : at + length]
        else:
            told = one in vocabulary.sexes and (one,) not in vocabulary.roles
            length = int(told or one in vocabulary.stop_words) or _courtesy(sequence, at, vocabulary)
        if not length and not (noun and tokens[at].islower()):
            return None
        at += length or 1
    return _Parts(noun, tuple(marks), numbered)


def _ordinal(one: str, at: int, vocabulary: Vocabulary) -> bool:
    return (one,) in vocabulary.ordinals and not (at == 0 and (one,) in vocabulary.marks)


def _group(tokens: Sequence[str], sequence: Words, vocabulary: Vocabulary) -> Kind | None:
    """Several people: `Some members`, `Residents of Ganja`, `DES HONORABLES MEMBRES`."""
    last = next((at for at in range(len(sequence)) if vocabulary.groups.longest(sequence, at)), None)
    if last is None or vocabulary.office_at(sequence):
        return None
    end = last + vocabulary.groups.longest(sequence, last)
    if end < len(sequence) and sequence[end] not in vocabulary.particles | vocabulary.stop_words:
        return None
    before = range(last)
    return Kind("group") if all(_qualifies(tokens[at], sequence, at, vocabulary) for at in before) else None


def _qualifies(token: str, sequence: Words, at: int, vocabulary: Vocabulary) -> bool:
    one = sequence[at]
    known = one in vocabulary.stop_words or one in vocabulary.particles or (one,) in vocabulary.ordinals
    return (
        known
        or token.islower()
        or bool(vocabulary.marks.longest(sequence, at) or _courtesy(sequence, at, vocabulary))
    )
