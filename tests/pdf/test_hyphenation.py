"""Words are divided as Pyphen divides them, which looks at every pattern of a language first."""

from __future__ import annotations

from random import Random

import pytest
from pyphen import LANGUAGES, Pyphen

from docconv.formats.pdf.typesetting.hyphenation import divider, patterns


@pytest.mark.parametrize("lang", ["af", "ca", "de", "en_US", "es", "fr", "hu", "id", "ru", "sq", "uk"])
def test_words_are_divided_as_pyphen_divides_them(lang: str) -> None:
    """Words put together of letters that are in patterns, so that many of these meet; `hu` changes letters."""
    other, own = Pyphen(lang=lang).hd, patterns(lang.replace("_", "-"))
    chance, known = Random(1), [key.strip(".") for key in other.patterns]  # noqa: S311  the same each time
    assert own is not None
    for _ in range(400):
        word = "".join(chance.choices(known, k=chance.randint(1, 4))).lower()
        assert own.places(word) == [int(place) for place in other.positions(word) if not place.data], word


def test_a_language_without_patterns_has_none() -> None:
    """Its words are not divided."""
    assert patterns("tlh") is None
    assert "tlh" not in LANGUAGES


def points(word: str, lang: str = "en", *, initial: bool = False, names: str = "") -> tuple[int, ...]:
    """Where a word may be divided, the last place first."""
    found = divider(lang, frozenset(names.split()))
    assert found is not None
    return found.points(word, initial=initial)


def test_a_word_keeps_three_letters_on_both_lines() -> None:
    """Marks around the word are not counted."""
    assert points("“association,”") == (7, 5)
    assert points("association") == (6, 4)
    assert points("begin") == points("able") == ()


@pytest.mark.parametrize(
    ("word", "lang", "is_divided"),
    [
        ("Pennsylvania", "en", False),
        ("REPUBLICAN", "en", False),
        ("McCormickson", "en", False),
        ("Gartentore", "de", True),
        ("GARTENTORE", "de", False),
        ("İbrahimovalar", "de", False),
        ("garden-parties", "en", False),
    ],
)
def test_no_name_and_no_word_in_capitals_is_divided(word: str, lang: str, *, is_divided: bool) -> None:
    """A capital letter says so, but where nouns have one; a word whose small letters are more is left alone."""
    assert bool(points(word, lang)) is is_divided


def test_a_capital_at_the_beginning_of_a_sentence_says_nothing() -> None:
    """Unless the word is known for a name, also with the s of a case."""
    assert points("Association", initial=True) == points("association")
    assert points("Kimmelmann", "de") == points("kimmelmann", "de") != ()
    assert points("Kimmelmann", "de", names="kimmelmann anna") == ()
    assert points("Kimmelmanns", "de", names="kimmelmann anna") == ()
    assert points("association", names="association") != ()
