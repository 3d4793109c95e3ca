"""Clauses before a colon that hand over to somebody: who is named in them."""

from __future__ import annotations

import pytest

from docconv.transcript.lexicon import lexicon
from docconv.transcript.turns.reporting.clauses import introduction
from docconv.transcript.turns.reporting.names import names_of

CLAUSES = {
    "bg": ("Кметът ѝ отговори:", "Кметът"),
    "ca": ("L'alcalde li va respondre:", "alcalde"),
    "cs": ("Starosta jí odpověděl:", "Starosta"),
    "de": ("Da antwortete ihr der Landrat:", "Landrat"),
    "en": ("The mayor of Bell answered:", "mayor of Bell"),
    "es": ("La señora Vidal dijo:", "Vidal"),
    "fr": ("Le préfet lui répond :", "préfet"),
    "hr": ("Načelnik joj je odgovorio:", "Načelnik"),
    "hu": ("Kovács úr azt mondta:", "Kovács"),
    "it": ("Il presidente della commissione gli ha risposto:", "presidente della commissione"),
    "nl": ("De burgemeester van Vliet zei:", "burgemeester van Vliet"),
    "pl": ("Pani Wasiak powiedziała:", "Pani Wasiak"),
    "pt": ("O presidente da câmara respondeu-lhe:", "presidente da câmara"),
    "ro": ("Doamna Popa a spus:", "Doamna Popa"),
    "ru": ("Глава района ей ответил:", "Глава района"),
    "vi": ("Bà Lan nói:", "Bà Lan"),
}


@pytest.mark.parametrize("lang", CLAUSES)
def test_a_form_of_address_or_an_office_beside_a_verb_of_speech_names_who_speaks(lang: str) -> None:
    """A pronoun may be between them, and an office has what it is of behind it."""
    clause, name = CLAUSES[lang]
    words = lexicon(lang)
    found = introduction(clause, names_of((), words), words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("lang", "clause", "name"),
    [
        ("pl", "Wójt gminy powitał gości i powiedział:", "Wójt gminy"),
        ("pl", "Następnie głos zabrał radny Mazur:", "radny Mazur"),
        ("es", "El alcalde de Villaseca saludó a los presentes y dijo:", "alcalde de Villaseca"),
        ("it", "L'assessore ai lavori pubblici domandò allora:", "assessore ai lavori pubblici"),
        ("ru", "Затем слово взял депутат Мазуров:", "депутат Мазуров"),
        ("ru", "Господин глава ответил:", "глава"),
        ("en", "The mayor of Penrose welcomed us. He said:", "mayor of Penrose"),
    ],
)
def test_an_office_is_told_apart_from_what_else_the_clause_says(lang: str, clause: str, name: str) -> None:
    """From what they did before, from the last name behind it, and from a pronoun that takes it up."""
    words = lexicon(lang)
    found = introduction(clause, names_of((), words), words)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("clause", ["The law says:", "The old song says:", "It says, in small letters:"])
def test_what_is_no_person_hands_over_to_nobody(clause: str) -> None:
    """A text that says something is quoted, whoever goes on."""
    words = lexicon("en")
    assert introduction(clause, names_of((), words), words) is None
