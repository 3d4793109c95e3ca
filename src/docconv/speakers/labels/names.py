"""A label taken apart: the name or the office in it, and the titles, roles and brackets around it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve

from docconv.speakers.labels.gazetteer import (
    given_names,
    is_abbreviation,
    name_particles,
    word,
    words,
)
from docconv.speakers.labels.ids import READING
from docconv.speakers.labels.initials import are_initials
from docconv.speakers.labels.kinds import GROUP, VoiceKind, is_age, kind_of, without_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

from docconv.patterns import regex
from docconv.speakers.labels.form import DELIMITERS, LABELS, Form, clean
from docconv.speakers.labels.gazetteer import NameGazetteer
from docconv.speakers.labels.titles import TAILS, as_surname, printed, title_at, with_titles

BRACKETS = regex(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]?")
PARTED = regex(r",|\s(?:--|[–—-])\s")  # `Ann Lee -- Chief Executive Officer`
INITIAL = regex(r"[^\W\d_]\. ?(?:[^\W\d_]\. ?)?[^\W\d_]{2}")  # `R. Kowal`
SENTENCE = regex(r"(?<=[^\W\d_]{5})\. ")  # `(João Ribeiro. Bloco/SP)`, and no abbreviation
INVERTED = regex(r"[^\W\d_][\w’'-]+, [^\W\d_][\w’'-]+(?: [^\W\d_]\.?| [^\W\d_][\w’'-]+)?")
HANGUL = regex(r"[\uac00-\ud7a3]")
UNSPACED = regex(r"[\u3005\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]+")
PAPER = regex(r",?\s[\"“„«]([^\"“”„«»]{2,60})[\"”“»]$")  # for whom somebody asks: `Reporter “Herald”`
SEVERAL = regex(r"(?P<who>[^\W\d_][^(),;]*?) ?\([^()]+\)(?:,|;|/| &| \w{1,3}) (?P=who) ?\([^()]+\)")
"""One word for two people, each with a bracket of its own: `REPORTER (HERALD), REPORTER (GAZETTE)`."""
LONGEST_SHORT, LONGEST_CALLED = 5, 60  # characters


@lru_cache(LABELS)
def taken_apart(label: str, gazetteer: NameGazetteer) -> Form:
    """The form of a label."""
    text = clean(label)
    inside = (part for bracket in BRACKETS.findall(text) for part in _bracketed(bracket, gazetteer))
    brackets = tuple(filter(None, map(str.strip, inside)))
    outside = BRACKETS.sub(" ", text).strip(DELIMITERS)
    if brackets and SEVERAL.match(text):
        return Form(text, words(text), GROUP, brackets=brackets)
    if paper := PAPER.search(outside):
        form = taken_apart(outside[: paper.start()], gazetteer)
        return evolve(form, text=text, qualifiers=(*form.qualifiers, paper[1]))
    if not outside and brackets:
        outside, brackets = brackets[0], brackets[1:]
    head, *tails = [part.strip() for part in PARTED.split(outside)]
    if any(word(tail) in TAILS for tail in tails):
        head, tails = f"{head} {tails[0]}", tails[1:]
    tokens = _behind_verb([token for token in _tokens(head, gazetteer) if word(token)], gazetteer)
    if brackets and not tails and (told := _voice_of(text, head, brackets, gazetteer)):
        return told
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
    form = evolve(with_titles(text, tokens, gazetteer), brackets=brackets)
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


def _voice_of(text: str, head: str, brackets: tuple[str, ...], gazetteer: NameGazetteer) -> Form | None:
    """Whoever is in brackets after a word for a question or an answer: `A (Mrs. Hobson, from the kitchen)`,
    `PREGUNTA (El Faro)`, of which nobody knows whether it is a person or a paper.
    """
    word_for_it, inside = words(head), brackets[0]
    asks = word_for_it in gazetteer.question or word_for_it in gazetteer.voices
    if not (asks or word_for_it in gazetteer.answer) or word_for_it in gazetteer.roles:
        return None
    if _is_manner(inside, gazetteer):
        return None
    if is_short_form(inside, Form("", word_for_it)) or gazetteer.asides.longest(words(inside)):
        return None
    if asks:
        who = "-".join((*word_for_it, *words(inside)))  # one word, of which the bare one is no part
        return Form(text, (who,), VoiceKind("anonymous"), qualifiers=brackets, brackets=brackets)
    named = with_titles(text, _tokens(inside.partition(",")[0], gazetteer), gazetteer)
    return evolve(named, brackets=brackets) if named.name else None


def _behind_verb(tokens: Sequence[str], gazetteer: NameGazetteer) -> Sequence[str]:
    """The words of a label without those before a name that tell that somebody speaks: `Intervino el`."""
    folded = tuple(map(word, tokens))
    at = gazetteer.taking_floor.longest(folded)
    if at and title_at(folded, at + 1, gazetteer):
        at += folded[at] in gazetteer.stop_words
    return tokens[at:] if at and any(token[:1].isupper() for token in tokens[at:]) else tokens


def _begins_given(part: str) -> bool:
    """Whether what is after a comma is two words and more, the first one a given name."""
    first, _, last = part.partition(" ")
    return first.istitle() and last[:1].isupper() and word(first) in given_names()


def given_names_first(labels: Iterable[str], gazetteer: NameGazetteer) -> Mapping[str, str]:
    """Labels such as `Lee, Ann` or `Lee, Ann (EXT)` with the given name first, where half of all and more are
    printed so, or where only the second word is known as a given name.
    """
    every = list(dict.fromkeys(map(clean, labels)))
    found: dict[str, str] = {}
    known: dict[str, str] = {}
    for label in every:
        inverted, bracket, inside = label.partition(" (")
        last, _, given = inverted.partition(", ")
        titles = (gazetteer.honorifics, gazetteer.roles)
        plain = INVERTED.fullmatch(inverted) and not any(
            words(one) in some for one in (last, given) for some in titles
        )
        if plain and last.istitle() and given.istitle():
            found[label] = f"{given} {last}{bracket}{inside}"
            if word(given.split()[0]) in given_names() and word(last) not in given_names():
                known[label] = found[label]
    return found if len(found) > 1 and len(found) * 2 >= len(every) else known


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


def _with_part(form: Form, part: str, gazetteer: NameGazetteer) -> Form:
    """A form with what a bracket or an apposition adds: initials, a name, an office, a party or a place."""
    sequence = words(part)
    if form.office and (form.name or "").isdigit() and (named := _person_in(part, gazetteer)):
        seat = f"{form.office} {form.name}"  # `Moderator 2 (Ruth)`, `Panelist 1 (Ann Lee)`
        return evolve(form, name=named.name, words=named.words, sex=named.sex, office=seat)
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


def _person_in(part: str, gazetteer: NameGazetteer) -> Form | None:
    """The name that a bracket holds, which may be a given name alone."""
    if part.istitle() and part.isalpha():
        return Form(part, words(part), name=part)
    return _name_in(part, gazetteer)


def _is_addressed_inside(form: Form, named: Form) -> bool:
    """Whether only the name in brackets has a form of address, so that an office or the number of a seat is
    before it: `十二番（青木一郎君）`.
    """
    outside = BRACKETS.sub("", form.text).strip()
    return UNSPACED.fullmatch(outside) is not None and outside == form.name != named.text != named.name


def _is_office_behind(form: Form, named: Form, gazetteer: NameGazetteer) -> bool:
    """Whether only the name in brackets has a form of address, and an office ends what is before it, after
    words of what it is for: `Water Minister (Mrs Mira Holt)`; or an article begins what is taken for a name.
    """
    outside = words(BRACKETS.sub("", form.text))
    if named.titles and form.name and words(form.name)[0] in gazetteer.articles:
        return True  # `HIS HONOUR THE WARDEN (Sir Ian Roe)`
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
    `Ann-Bea Lee (AL)`, `Mr Tait (MT)`.
    """
    letters = part.rstrip("0123456789. ")
    if not letters.isalpha() or len(part) > LONGEST_SHORT or not part[:1].isupper():
        return False
    starts = form.key.startswith(word(letters)) or are_initials(letters, form.key.title())
    called = (form.words, words(BRACKETS.sub("", form.text[:LONGEST_CALLED])))
    firsts = ["".join(one[0] for one in some if one) for some in called]
    return (starts or (len(letters) > 1 and word(letters) in firsts)) and word(letters) != form.key


def _name_in(part: str, gazetteer: NameGazetteer) -> Form | None:
    """The name in brackets after an office, `The CHAIR (Mr. Kyl)`; not a party, a place or a manner."""
    tokens = _tokens(part, gazetteer)
    if kind_of(tokens, gazetteer).kind != "person":
        return None
    form = with_titles(part, tokens, gazetteer)
    several = len(tokens) - len(form.titles) > 1
    if form.titles and not several and not is_abbreviation(tokens[0]):  # the surnames of "(Conde López)"
        form = Form(part, tuple(map(word, tokens)), name=printed(tokens))
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
