"""The titles and offices around a name, before it and after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from docconv.patterns import regex
from docconv.speakers.labels.form import Form
from docconv.speakers.labels.gazetteer import (
    NameGazetteer,
    Words,
    given_names,
    word,
    words,
)
from docconv.speakers.labels.initials import initials_apart
from docconv.speakers.labels.kinds import PERSON, without_article

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docconv.model import Sex


INITIALS_AND_NAME = regex(r"[^\W\d_a-zß-ÿMМ]\. ?[^\W\d_]\. ?[^\W\d_]{2}")
"""`Г. П. Лаврова`, where a title of one letter is none; but for the French one, `M. J. Roux`."""
TAILS = {"jr", "sr", "junior", "senior", "ii", "iii", "iv", "v", "vi", "vii", "viii", "jnr", "snr"}
INITIAL_AND_STOP = 2  # letters
SHORTEST_NAME = 2  # words
WIFE = "né"
"""After the first name of a Hungarian husband."""
ELISION = regex(r"[^\W\d_A-ZÀ-Þ][’'][^\W\d_a-zß-ÿ]")
ARTICLE_GLUED, FEWEST_AFTER_OFFICE = "\u0627\u0644", 3  # of Arabic; words


@frozen(eq=False, repr=False)
class _Titles:
    """Where the titles at the beginning of a label end, and which phrases they are: (start, end) in words."""

    end: int
    spans: tuple[tuple[int, int], ...]


def _titles(sequence: Words, gazetteer: NameGazetteer) -> _Titles:
    at, spans = 0, list[tuple[int, int]]()
    while at < len(sequence):
        length = title_at(sequence, at, gazetteer)
        if length:
            spans.append((at, at + length))
        elif sequence[at] in gazetteer.stop_words and title_at(sequence, at + 1, gazetteer):
            length = 1
        else:
            break
        at += length
    return _Titles(at, tuple(spans))


def title_at(sequence: Words, at: int, gazetteer: NameGazetteer) -> int:
    """How many words a form of address or an office has that begins at a word; 0 where none does."""
    return max(gazetteer.honorifics.longest(sequence, at), gazetteer.roles.longest(sequence, at))


def with_titles(text: str, tokens: Sequence[str], gazetteer: NameGazetteer) -> Form:
    """The form of a label without brackets: its name, and the titles and the office around it."""
    sequence = tuple(map(word, tokens))
    titles = _titles(sequence, gazetteer)
    if (text[:1].isupper() and INITIALS_AND_NAME.match(text)) or _begins_with_surname(sequence, gazetteer):
        titles = _Titles(0, ())
    phrases = [sequence[start:end] for start, end in titles.spans]
    plain = bool(phrases) and phrases[0] not in gazetteer.honorifics
    if plain and _is_of_somebody(sequence, titles.spans[0][1], gazetteer):
        return _office(Form(text, sequence, sex=_sex(phrases[:1], gazetteer)), tokens, gazetteer)
    offices = [
        span for span, phrase in zip(titles.spans, phrases, strict=True) if gazetteer.is_office(phrase)
    ]
    start = _after_noun(tokens, titles.end, gazetteer)
    if start < len(tokens) and phrases and gazetteer.is_office(phrases[-1]):
        start = _after_complement(tokens, start, gazetteer)
    form = Form(text, sequence[start:], titles=sequence[:start], sex=_sex(phrases, gazetteer))
    whole = gazetteer.sexes.get(" ".join(sequence[:2])) if len(sequence) > 1 else None
    form = evolve(form, sex=whole) if whole else form  # `Der Vorsitzende`
    described = not start and len(tokens) > 1 and sequence[0] in gazetteer.articles
    if start >= len(tokens) or described:
        return _office(form, tokens, gazetteer)
    end = _without_address(sequence, start, gazetteer)
    opens = offices[0][0] if offices else titles.end
    office = " ".join(tokens[opens:start]) if offices or start > titles.end else None
    if office is None and (held := _office_behind(tokens, start, gazetteer)):
        office, end = " ".join(tokens[held:]), held
    ranks = {" ".join(one) for one in phrases if gazetteer.is_rank(one)}
    sex = form.sex or gazetteer.sex(sequence[end:])
    return evolve(
        form,
        words=initials_apart(sequence[start:end]),
        name=printed(tokens[start:end]),
        office=office,
        ranks=frozenset(ranks),
        sex=sex,
    )


def _begins_with_surname(sequence: Words, gazetteer: NameGazetteer) -> bool:
    """Whether an office before a first name is a surname, in a language that has it there: `Bíró Péter`."""
    return (
        gazetteer.is_family_first
        and sequence[:1] in gazetteer.surnames
        and len(sequence) > 1
        and sequence[1].removesuffix(WIFE) in given_names()
    )


def _is_of_somebody(sequence: Words, at: int, gazetteer: NameGazetteer) -> bool:
    """Whether a preposition and a form of address are after a title, so that somebody beside the one named
    speaks: `Daughter of Mrs. Paz`, `Hija de la señora Paz`, not `Señora la presidenta Paz`.
    """
    leads = gazetteer.stop_words - gazetteer.articles - gazetteer.conjunctions
    lead, *rest = sequence[at:] or ("",)
    if lead not in leads:
        return False
    if rest and rest[0] in gazetteer.stop_words:
        del rest[0]
    address = tuple(rest[:1])
    return len(rest) > 1 and address in gazetteer.honorifics and address not in gazetteer.roles


def _after_noun(tokens: Sequence[str], start: int, gazetteer: NameGazetteer) -> int:
    """Where the name begins after a noun that otherwise names nobody: `Resident Emil Dahl`."""
    length = gazetteer.anonymous.longest(tuple(map(word, tokens)), start)
    rest = tokens[start + length :]
    return start + length if length and len(rest) > 1 and all(map(str.istitle, rest)) else start


def as_surname(form: Form, gazetteer: NameGazetteer) -> Form:
    """An office whose last word is a surname as well, as the name of a person: `Dr. Koch`."""
    tokens = (form.office or "").split()
    if form.name or not tokens or form.kind != PERSON or form.words[-1:] not in gazetteer.surnames:
        return form
    office = " ".join(tokens[:-1]) or None
    return evolve(form, words=form.words[-1:], name=tokens[-1], office=office, titles=form.words[:-1])


def _sex(phrases: Sequence[Words], gazetteer: NameGazetteer) -> Sex | None:
    """What forms of address tell; an office only the feminine, since the masculine is said of anybody."""
    for phrase in phrases:
        sex = gazetteer.sex((" ".join(phrase), *phrase))
        addressed = len(phrase) > 1 and phrase[:1] in gazetteer.honorifics
        if sex and (sex == "F" or addressed or phrase not in gazetteer.roles):
            return sex
    return None


def _office(form: Form, tokens: Sequence[str], gazetteer: NameGazetteer) -> Form:
    """A label that is an office and no name: `The CLERK`, `Mr. Speaker`, `Minister of Public Works`."""
    sequence = tuple(map(word, tokens))
    whole = sequence in gazetteer.roles and sequence[:1] in gazetteer.anonymous  # `Người dẫn`
    bare = sequence if whole else without_article(sequence, gazetteer)
    while len(bare) > 1 and bare[:1] in gazetteer.honorifics and bare[:1] not in gazetteer.roles:
        bare = without_article(bare[1:], gazetteer)
    return evolve(form, words=bare, office=printed(tokens[len(tokens) - len(bare) :]), titles=())


def _without_address(sequence: Words, start: int, gazetteer: NameGazetteer) -> int:
    """Where a name ends if forms of address after it, such as the Turkish `Bey`, are left out. In languages
    that have them before names, one after a single word is a surname: `Anna Bishop`; a script without
    capitals may have them behind.
    """
    end, last = len(sequence), sequence[-1]
    before = not gazetteer.is_addressed_behind and last.upper() != last.lower()
    if before and (end - start == SHORTEST_NAME or sequence[-1:] in gazetteer.surnames):
        return end
    while (
        not gazetteer.is_mixed
        and end - start > 1
        and sequence[end - 1 : end] in gazetteer.honorifics
        and sequence[end - 1] not in TAILS
    ):
        end -= 1
    return end


def _office_behind(tokens: Sequence[str], start: int, gazetteer: NameGazetteer) -> int:
    """Where an office in small letters begins after a first and a last name: `Nagy Ilona alpolgármester`;
    0 where none does.
    """
    small = next((at for at in range(start, len(tokens)) if tokens[at].islower()), 0)
    return small if small > start + 1 and words(tokens[-1]) in gazetteer.roles else 0


def _after_complement(tokens: Sequence[str], start: int, gazetteer: NameGazetteer) -> int:
    """Where the name begins after an office and what belongs to it: `Minister of Finance Ann Lee`.

    Capitals throughout leave no deletion of it: then all of it belongs to the office.
    """
    sequence = tuple(map(word, tokens))
    while length := gazetteer.bodies.longest(sequence, start):
        start += length
    if start == len(tokens):
        return start
    first, rest = sequence[start], tokens[start:]
    if rest[0].istitle() and first in given_names():  # `concejal Juan Carlos de la Cuesta`
        return start
    acronym = len(first) > 1 and rest[0].isupper() and any(map(str.istitle, rest[:2]))
    elided = ELISION.match(rest[0]) is not None
    if first.startswith(ARTICLE_GLUED) and len(rest) >= FEWEST_AFTER_OFFICE:
        return start + 1  # `وزير الزراعة سامي حداد`
    joined = any(word(token) in gazetteer.stop_words for token in rest[1:-2] if token.islower())
    is_initial = len(first) == 1 and rest[0].endswith(".") and rest[0].isupper()
    if is_initial or not (rest[0].islower() or first in gazetteer.particles or acronym or elided or joined):
        return start
    if all(token.isupper() for token in rest if word(token) not in gazetteer.particles):
        return len(tokens)
    at = len(tokens)
    while at > start and _may_be_name(tokens[at - 1], gazetteer):
        at -= 1
    bound = at > start and (
        (before := word(tokens[at - 1])) in gazetteer.particles or before in gazetteer.stop_words
    )
    if bound:
        at = max(at + 1, len(tokens) - 2)
    if len(tokens) - at == FEWEST_AFTER_OFFICE and len(tokens[at]) > 1 and tokens[at].isupper():
        at += 1  # of a country, `Ministr dopravy ČR Petr Holub`
    return at if len(tokens) - at > 1 else len(tokens)


def _may_be_name(token: str, gazetteer: NameGazetteer) -> bool:
    return (
        token[:1].isupper()
        and not (token.isupper() and len(token) > 2)
        and (word(token),) not in gazetteer.roles
    )


def printed(tokens: Sequence[str]) -> str:
    """The words of a name as printed; a label ends before the full stop of its last initial, `Lee R. M`."""
    has_initials = any(len(one) == INITIAL_AND_STOP and one[1] == "." for one in tokens)
    end = "." if has_initials and len(tokens[-1]) == 1 else ""
    return " ".join(tokens).strip(" ,;:") + end
