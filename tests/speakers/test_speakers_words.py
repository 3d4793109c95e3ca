"""What each word of each language does to a label: forms of address, offices, nouns for nobody in particular, groups."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import pytest

from docconv.languages import LanguageData, available, load
from docconv.languages.words import LISTS
from docconv.speakers.labels.form import Form
from docconv.speakers.labels.gazetteer import (
    NameGazetteer,
    every_phrase,
    every_word,
    gazetteer,
    word,
    words,
)
from docconv.speakers.labels.names import taken_apart

NAME = "Xenia Quorn"
TAGS = [tag for tag in available() if load(tag).honorifics]
EVERY = pytest.mark.parametrize("tag", TAGS)


@pytest.mark.parametrize("tag", available())
def test_lists_are_folded_at_once_as_each_of_their_words_is(tag: str) -> None:
    """A text for each word would take several times as long."""
    for name in LISTS:
        texts = getattr(load(tag), name)
        assert every_word(texts) == list(map(word, texts))
        assert every_phrase(texts) == list(map(words, texts))


def names_nobody(one: str, known: NameGazetteer) -> bool:
    """Whether some words begin with a noun for nobody in particular, or say how it is spoken: `voice over`."""
    lists = (known.anonymous, known.groups, known.unknown, known.voices, known.asides)
    return any(some.longest(words(one)) for some in lists)


def offices(language: LanguageData, known: NameGazetteer) -> list[str]:
    """The offices of a language that are nothing else, and begin with no article."""
    return [
        one
        for one in language.roles
        if known.is_office(words(one))
        and not names_nobody(one, known)
        and words(one)[0] not in known.stop_words
    ]


def nouns(language: LanguageData, known: NameGazetteer) -> list[str]:
    """The nouns of a language for one person who is nobody in particular."""
    others = (known.voices, known.groups, known.unknown, known.question, known.answer)
    found = [one for one in language.anonymous if not any(some.longest(words(one)) for some in others)]
    return [one for one in found if words(one)[0] not in known.stop_words and len(words(one)[0]) > 1]


def wrong(tag: str, labels: Iterable[str], told: object) -> list[str]:
    """The labels that do not tell what they should: kind and reference."""
    forms = [taken_apart(label, gazetteer(tag)) for label in labels]
    return [form.text for form in forms if (form.kind.kind, form.kind.reference) != told]


@EVERY
def test_a_form_of_address_is_no_part_of_a_name(tag: str) -> None:
    """It is kept as a title, and tells the sex if the language says so."""
    language, known = load(tag), gazetteer(tag)
    forms = {
        one: taken_apart(f"{one} {NAME}", known)
        for one in language.honorifics
        if not names_nobody(one, known)
    }
    assert [one for one, form in forms.items() if (form.name, form.titles) != (NAME, words(one))] == []
    told = {one: form.sex for one, form in forms.items() if words(one) not in known.roles}
    sexes = {one: known.sex((" ".join(words(one)), *words(one))) for one in told}
    assert told == sexes


@EVERY
@pytest.mark.parametrize("printed", ["{office} {name}", "{name} ({office})", "{name}, {office}"])
def test_an_office_beside_a_name_is_told(tag: str, printed: str) -> None:
    """The name is the name, and the office the office, before the name, behind it or in brackets."""
    language, known = load(tag), gazetteer(tag)

    def found(office: str) -> Form:
        return taken_apart(printed.format(office=office, name=NAME), known)

    assert [
        one for one in offices(language, known) if (found(one).name, found(one).office) != (NAME, one)
    ] == []


@EVERY
def test_an_office_alone_is_somebody_without_a_name(tag: str) -> None:
    """Whoever holds it is named in brackets, or nowhere."""
    known = gazetteer(tag)
    some = offices(load(tag), known)
    assert [one for one in some if taken_apart(one, known).name is not None] == []
    assert [one for one in some if taken_apart(f"{one} ({NAME})", known).name != NAME] == []


@EVERY
def test_a_noun_for_nobody_is_nobody_unless_it_is_an_office(tag: str) -> None:
    """The document decides whether it is one person or another one each time."""
    known = gazetteer(tag)
    some = [one for one in nouns(load(tag), known) if words(one) not in known.roles]
    articles = {one for one in some if known.is_indefinite(words(one)[0])}
    assert wrong(tag, (one for one in some if one not in articles), ("anonymous", "bare")) == []
    assert wrong(tag, articles, ("anonymous", "indefinite")) == []


@EVERY
def test_a_number_makes_one_person_of_nobody(tag: str) -> None:
    """In figures behind the noun, in words before it and behind it."""
    language, known = load(tag), gazetteer(tag)
    numbers = [one for one in language.ordinals if words(one) not in known.marks and len(one) > 1]
    numbers = [one for one in numbers if words(one)[0] not in known.stop_words]
    pairs = list(product(numbers, nouns(language, known)))
    before = [f"{number} {noun}" for number, noun in pairs]
    plain = [
        one for one in before if not (known.roles.longest(words(one)) or known.honorifics.longest(words(one)))
    ]
    behind = [f"{noun} {number}" for number, noun in pairs]
    figures = [f"{noun} {number}" for noun in nouns(language, known) for number in (1, 2, 37)]
    assert wrong(tag, (*plain, *behind, *figures), ("anonymous", "specific")) == []


@EVERY
def test_an_article_says_that_it_is_somebody_else_each_time(tag: str) -> None:
    """`A resident`, `un autre habitant`: also where the noun is listed with its article."""
    language, known = load(tag), gazetteer(tag)
    articles = [one for one in language.anonymous_marks if words(one) and known.is_indefinite(words(one)[0])]
    labels = [f"{article} {noun}" for article, noun in product(articles, nouns(language, known))]
    assert wrong(tag, labels, ("anonymous", "indefinite")) == []


@EVERY
def test_several_and_nobody_knows_are_told(tag: str) -> None:
    """A group is one speaker however often it speaks; whom nobody knows is another one, save by a number."""
    language, known = load(tag), gazetteer(tag)
    groups = [one for one in language.groups if not any((word,) in known.voices for word in words(one))]
    unknown = [one for one in language.unknown if not known.voices.longest(words(one))]
    assert wrong(tag, groups, ("group", "specific")) == []
    assert wrong(tag, unknown, ("unknown", "indefinite")) == []
    assert wrong(tag, (f"{one} 2" for one in unknown), ("anonymous", "specific")) == []
