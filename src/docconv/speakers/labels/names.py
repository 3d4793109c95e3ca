"""A label taken apart: the name or the office in it, and the titles, roles and brackets around it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from docconv.languages import fold
from docconv.speakers.labels.gazetteer import (
    Words,
    given_names,
    is_abbreviation,
    name_particles,
    word,
    words,
)
from docconv.speakers.labels.ids import READING
from docconv.speakers.labels.initials import INITIALS, are_initials, initials_apart
from docconv.speakers.labels.kinds import PERSON, VoiceKind, is_age, kind_of, without_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docconv.model import Sex
from docconv.patterns import regex
from docconv.speakers.labels.gazetteer import NameGazetteer
from docconv.wellformed.unseen import BIDI

BRACKETS = regex(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]?")
PARTED = regex(r",|\s--\s")  # `Ann Lee -- Chief Executive Officer`
INITIAL = regex(r"[^\W\d_]\. ?(?:[^\W\d_]\. ?)?[^\W\d_]{2}")  # `R. Kowal`
SENTENCE = regex(r"(?<=[^\W\d_]{5})\. ")  # `(João Ribeiro. Bloco/SP)`, and no abbreviation
INITIALS_AND_NAME = regex(r"[^\W\d_a-zß-ÿMМ]\. ?[^\W\d_]\. ?[^\W\d_]{2}")
"""`Г. П. Лаврова`, where a title of one letter is none; but for the French one, `M. J. Roux`."""
INVERTED = regex(r"[^\W\d_][\w’'-]+, [^\W\d_][\w’'-]+(?: [^\W\d_]\.?| [^\W\d_][\w’'-]+)?")
UNSEEN = rf"\u200b-\u200f\u2060\ufeff\u00ad{BIDI}"
MARKUP = regex(rf"[*_^~`{UNSEEN}]+(?=\W|$)|(?:(?<=\W)|^)[*_^~`{UNSEEN}]+")
DELIMITERS = " \t:：.,;–—-/"
HANDLE = "@"  # before a name in a chat, of those who moderate in some
FOOTNOTE_SIGNS = "¹²³⁴⁵⁶⁷⁸⁹⁰†‡"
TAILS = {"jr", "sr", "junior", "senior", "ii", "iii", "iv", "v", "vi", "vii", "viii", "jnr", "snr"}
INITIAL_AND_STOP = 2  # letters
SHORTEST_NAME = 2  # words
WIFE = "né"
"""Behind the first name of a Hungarian husband."""
LABELS = 10_000  # of so many clean forms and parts are known, for a label stands on many lines
HANGUL = regex(r"[\uac00-\ud7a3]")
UNSPACED = regex(r"[\u3005\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]+")
LONGEST_SHORT = 5
ELISION = regex(r"[^\W\d_A-ZÀ-Þ][’'][^\W\d_a-zß-ÿ]")
ARTICLE_GLUED, FEWEST_AFTER_OFFICE = "\u0627\u0644", 3  # of Arabic; words


@frozen(eq=False, repr=False)
class Form:
    """One label as printed, taken apart.

    `words` are the folded words of the name, of the office where there is no name, or of the whole label
    where it names nobody; they are what labels are compared by. `name` is the name as printed, `None` for an
    office and for voices without a name. `titles` are the words of honorifics and offices taken off.
    `qualifiers` are bracketed words that are neither name nor office: a party, a place. `initials` are
    bracketed initials of the name. `brackets` are all words in brackets.
    """

    text: str
    words: Words
    kind: VoiceKind = PERSON
    name: str | None = None
    office: str | None = None
    titles: Words = ()
    ranks: frozenset[str] = frozenset()
    sex: Sex | None = None
    qualifiers: tuple[str, ...] = ()
    initials: str | None = None
    brackets: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The words in one string."""
        return " ".join(self.words)

    @property
    def is_person(self) -> bool:
        """Whether the label names a person, not an office and not a voice without a name."""
        return self.kind.kind == "person" and self.name is not None

    @property
    def may_be_initials(self) -> bool:
        """Whether a name is as long as initials are, and not all of it in small letters."""
        return len(self.letters) in INITIALS and not self.text.islower()

    @property
    def letters(self) -> str:
        """The words in one string, or letters with full stops, `A. L.`, without them."""
        apart = self.key.replace(".", " ").split()
        return "".join(apart) if all(len(one) == 1 for one in apart) else self.key


TAG = regex(r"\A<[A-Za-z]\w{0,20}>(?=\w)")
"""A tag before a label, `<speech>Mr. Lee`, in a text with tags of its own."""


@lru_cache(LABELS)
def clean(text: str) -> str:
    """A label in NFKC, without markup, double spaces, the sign of a chat before it and marks at its ends."""
    text = text.rstrip(FOOTNOTE_SIGNS) or text
    plain = " ".join(MARKUP.sub("", unicodedata.normalize("NFKC", text)).split())
    plain = TAG.sub("", plain)
    return plain.lstrip(HANDLE).strip(DELIMITERS) or plain


def label_key(label: str) -> str:
    """What makes two printed labels the same: all of it but markup, case and marks at its ends."""
    return fold(clean(label))


@lru_cache(LABELS)
def taken_apart(label: str, gazetteer: NameGazetteer) -> Form:
    """The form of a label."""
    text = clean(label)
    inside = (part for bracket in BRACKETS.findall(text) for part in _bracketed(bracket, gazetteer))
    brackets = tuple(filter(None, map(str.strip, inside)))
    outside = BRACKETS.sub(" ", text).strip(DELIMITERS)
    if not outside and brackets:
        outside, brackets = brackets[0], brackets[1:]
    head, *tails = [part.strip() for part in PARTED.split(outside)]
    if any(word(tail) in TAILS for tail in tails):
        head, tails = f"{head} {tails[0]}", tails[1:]
    tokens = _behind_verb([token for token in _tokens(head, gazetteer) if word(token)], gazetteer)
    kind = kind_of(tokens or [outside], gazetteer)
    if kind.kind != "person" and not any(_name_in(part, gazetteer) for part in brackets):
        said = tuple(part for part in brackets if not _is_manner(part, gazetteer))
        return Form(
            text,
            words(head) or (text,),
            kind,
            sex=kind.sex,
            qualifiers=_qualifiers(said, head),
            brackets=brackets,
        )
    form = evolve(_with_titles(text, tokens, gazetteer), brackets=brackets)
    named = _name_in(tails[0], gazetteer) if form.name is None and tails and _begins_given(tails[0]) else None
    if named is not None:  # `el gerente de Obras, Juan Roca`
        form, tails = evolve(named, text=form.text, office=form.office, titles=form.words), tails[1:]
    elif form.name is None and tails:  # "Minister of Labour, Trade and Industry"
        form, tails = (
            evolve(
                form,
                words=(*form.words, *words(" ".join(tails))),
                office=", ".join([form.office or "", *tails]),
            ),
            [],
        )
    for part in (*tails, *brackets):
        age = part in tails and is_age(part) and form.is_person
        form = evolve(form, qualifiers=(*form.qualifiers, part)) if age else _with_part(form, part, gazetteer)
    return form


def _behind_verb(tokens: Sequence[str], gazetteer: NameGazetteer) -> Sequence[str]:
    """The words of a label without those before a name that tell that somebody speaks: `Intervino el`."""
    folded = tuple(map(word, tokens))
    at = gazetteer.taking_floor.longest(folded)
    if at and _title(folded, at + 1, gazetteer):
        at += folded[at] in gazetteer.stop_words
    return tokens[at:] if at and any(token[:1].isupper() for token in tokens[at:]) else tokens


def _begins_given(part: str) -> bool:
    """Whether what is behind a comma is two words and more, the first one a given name."""
    first, _, last = part.partition(" ")
    return first.istitle() and last[:1].isupper() and word(first) in given_names()


def given_names_first(labels: Iterable[str], gazetteer: NameGazetteer) -> Mapping[str, str]:
    """Labels such as `Lee, Ann` with the given name first, where half of all and more are printed so."""
    every = list(dict.fromkeys(map(clean, labels)))
    found: dict[str, str] = {}
    for label in every:
        last, comma, given = label.partition(", ")
        titles = (gazetteer.honorifics, gazetteer.roles)
        plain = INVERTED.fullmatch(label) and not any(
            words(one) in some for one in (last, given) for some in titles
        )
        if comma and plain and last.istitle() and given.istitle():
            found[label] = f"{given} {last}"
    return found if len(found) > 1 and len(found) * 2 >= len(every) else {}


def _bracketed(bracket: str, gazetteer: NameGazetteer) -> list[str]:
    """What a bracket says: sentences, and a name with its party, `(R. Kowal, PK)`."""
    name, _, party = bracket.partition(", ")
    if party and INITIAL.match(name) and _name_in(name, gazetteer):
        return [name, party]
    return (
        [bracket] if words(bracket) in gazetteer.roles else SENTENCE.split(bracket)
    )  # "stellv. Vorsitzende"


def _tokens(text: str, gazetteer: NameGazetteer) -> list[str]:
    """The words of a label. In East Asia, an office before a name and a form of address after it are written
    in one word with it: `国務大臣黒田健二君`.
    """
    return [part for token in text.split() for part in _apart(token, gazetteer)]


def _apart(token: str, gazetteer: NameGazetteer) -> Iterator[str]:
    if gazetteer.is_mixed or not UNSPACED.fullmatch(token) or (token,) in gazetteer.roles:
        yield token
        return
    addresses = (one for one in gazetteer.honorifics.by_first if (one,) not in gazetteer.roles)
    ending = max((one for one in addresses if token.endswith(one)), key=len, default="")
    name = token.removesuffix(ending)
    if not ending or len(name) < (3 if HANGUL.search(name) else 2):
        yield token
        return
    office = max((one for one in gazetteer.roles.by_first if name.startswith(one)), key=len, default="")
    office = office if len(name) > len(office) + 1 else ""
    yield from filter(None, (office, name.removeprefix(office), ending))


@frozen(eq=False, repr=False)
class _Titles:
    """Where the titles at the beginning of a label end, and which phrases they are: (start, end) in words."""

    end: int
    spans: tuple[tuple[int, int], ...]


def _titles(sequence: Words, gazetteer: NameGazetteer) -> _Titles:
    at, spans = 0, list[tuple[int, int]]()
    while at < len(sequence):
        length = _title(sequence, at, gazetteer)
        if length:
            spans.append((at, at + length))
        elif sequence[at] in gazetteer.stop_words and _title(sequence, at + 1, gazetteer):
            length = 1
        else:
            break
        at += length
    return _Titles(at, tuple(spans))


def _title(sequence: Words, at: int, gazetteer: NameGazetteer) -> int:
    return max(gazetteer.honorifics.longest(sequence, at), gazetteer.roles.longest(sequence, at))


def _with_titles(text: str, tokens: Sequence[str], gazetteer: NameGazetteer) -> Form:
    sequence = tuple(map(word, tokens))
    titles = _titles(sequence, gazetteer)
    if (text[:1].isupper() and INITIALS_AND_NAME.match(text)) or _begins_with_surname(sequence, gazetteer):
        titles = _Titles(0, ())
    phrases = [sequence[start:end] for start, end in titles.spans]
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
        name=_printed(tokens[start:end]),
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
    bare = without_article(sequence, gazetteer)
    while len(bare) > 1 and bare[:1] in gazetteer.honorifics and bare[:1] not in gazetteer.roles:
        bare = without_article(bare[1:], gazetteer)
    return evolve(form, words=bare, office=_printed(tokens[len(tokens) - len(bare) :]), titles=())


def _without_address(sequence: Words, start: int, gazetteer: NameGazetteer) -> int:
    """Where a name ends if forms of address after it, such as the Turkish `Bey`, are left out. In languages
    that have them before names, one behind a single word is a surname: `Anna Bishop`; a script without
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
    """Where an office in small letters begins behind a first and a last name: `Nagy Ilona alpolgármester`;
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
    first = sequence[start]
    if tokens[start].istitle() and first in given_names():  # `concejal Juan Carlos de la Cuesta`
        return start
    acronym = len(first) > 1 and tokens[start].isupper() and any(map(str.istitle, tokens[start : start + 2]))
    elided = ELISION.match(tokens[start]) is not None
    if first.startswith(ARTICLE_GLUED) and len(tokens) - start >= FEWEST_AFTER_OFFICE:
        return start + 1  # `وزير الزراعة سامي حداد`
    joined = any(word(token) in gazetteer.stop_words for token in tokens[start + 1 : -2] if token.islower())
    is_initial = len(first) == 1 and tokens[start].endswith(".") and tokens[start].isupper()
    if is_initial or not (
        tokens[start].islower() or first in gazetteer.particles or acronym or elided or joined
    ):
        return start
    if all(token.isupper() for token in tokens[start:] if word(token) not in gazetteer.particles):
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


def _printed(tokens: Sequence[str]) -> str:
    """The words of a name as printed; a label ends before the full stop of its last initial, `Lee R. M`."""
    has_initials = any(len(one) == INITIAL_AND_STOP and one[1] == "." for one in tokens)
    end = "." if has_initials and len(tokens[-1]) == 1 else ""
    return " ".join(tokens).strip(" ,;:") + end


def _with_part(form: Form, part: str, gazetteer: NameGazetteer) -> Form:
    """A form with what a bracket or an apposition adds: initials, a name, an office, a party or a place."""
    sequence = words(part)
    if form.office and (form.name or "").isdigit() and part.istitle() and part.isalpha():
        return evolve(  # `Moderator 2 (Ruth)`
            form, name=part, words=sequence, office=f"{form.office} {form.name}"
        )
    is_office = any(gazetteer.office_at(one) for one in (sequence, without_article(sequence, gazetteer)))
    is_reading = READING.fullmatch(part) is not None and not is_office
    if is_reading or not any(one.isalpha() for one in part) or gazetteer.asides.longest(sequence):
        return form
    if are_initials(part, form.name or "") or is_short_form(part, form):
        return evolve(form, initials=part)
    if is_office and words(form.text)[0] not in gazetteer.articles:  # `Herr Koch (Vorsitzender)`
        form = as_surname(form, gazetteer)
    named = _name_in(part, gazetteer)
    held = named is not None and bool(named.titles and form.office and words(form.office) == form.titles)
    behind = named is not None and _is_office_behind(form, named, gazetteer)
    if named and (form.name is None or held or behind or _is_addressed_inside(form, named)):
        office = " ".join(filter(None, (form.office, form.name))) if held else form.office or form.name
        office = BRACKETS.sub("", form.text).strip() if behind and form.name else office
        return evolve(named, text=form.text, office=office, sex=named.sex or form.sex, titles=form.words)
    if is_office:
        return evolve(form, office=f"{form.office}, {part}" if form.office else part)
    # In small letters a bracket says how or when: "(during the vote)".
    if part.islower() or _is_manner(part, gazetteer):
        return form
    return evolve(form, qualifiers=(*form.qualifiers, part))


def _is_addressed_inside(form: Form, named: Form) -> bool:
    """Whether only the name in brackets has a form of address, so that an office or the number of a seat is
    before it: `十二番（青木一郎君）`.
    """
    outside = BRACKETS.sub("", form.text).strip()
    return UNSPACED.fullmatch(outside) is not None and outside == form.name != named.text != named.name


def _is_office_behind(form: Form, named: Form, gazetteer: NameGazetteer) -> bool:
    """Whether only the name in brackets has a form of address, and an office ends what is before it, behind
    words of what it is for: `Water Minister (Mrs Mira Holt)`.
    """
    outside = words(BRACKETS.sub("", form.text))
    held = len(outside) > 1 and outside[-1:] in gazetteer.roles and not form.titles
    return held and bool(named.titles) and set(named.titles).isdisjoint(outside)


def _is_manner(part: str, gazetteer: NameGazetteer) -> bool:
    """Whether a bracket says how or to whom somebody speaks: `(to Mrs. Lee)`."""
    first = word(part.split(maxsplit=1)[0])
    return first in gazetteer.addressing or (part[:1].islower() and first not in name_particles())


def _qualifiers(brackets: Sequence[str], head: str) -> tuple[str, ...]:
    """The brackets that are no short form of what is before them."""
    outside = Form("", words(head))
    return tuple(part for part in brackets if not is_short_form(part, outside))


def is_short_form(part: str, form: Form) -> bool:
    """Whether a bracket is how a label is called from here on: `Respondent (R1)`, `Moderator (MOD)`,
    `Ann-Bea Lee (AL)`.
    """
    letters = part.rstrip("0123456789. ")
    if not letters.isalpha() or len(part) > LONGEST_SHORT or not part[:1].isupper():
        return False
    starts = form.key.startswith(word(letters)) or are_initials(letters, form.key.title())
    first = "".join(one[0] for one in form.words if one)
    return (starts or (len(first) > 1 and word(letters) == first)) and word(letters) != form.key


def _name_in(part: str, gazetteer: NameGazetteer) -> Form | None:
    """The name in brackets after an office, `The CHAIR (Mr. Kyl)`; not a party, a place or a manner."""
    tokens = _tokens(part, gazetteer)
    if kind_of(tokens, gazetteer).kind != "person":
        return None
    form = _with_titles(part, tokens, gazetteer)
    several = len(tokens) - len(form.titles) > 1
    if form.titles and not several and not is_abbreviation(tokens[0]):  # the surnames of "(Conde López)"
        form = Form(part, tuple(map(word, tokens)), name=_printed(tokens))
    capitals = all(
        token[:1].isupper() or word(token) in (gazetteer.particles if at else name_particles())
        for at, token in enumerate(tokens)
    )
    shouted = INITIAL.match(part) is None and any(token.isupper() for token in tokens)
    long_enough = len(tokens) > 1 and not shouted
    addressed = len(form.titles) + len(form.words) < len(tokens)  # "青木一郎君"
    is_name = addressed or (capitals and (form.titles or long_enough))
    is_name = is_name or (bool(form.titles) and part.lower() == part.upper())
    return form if form.name and is_name else None
