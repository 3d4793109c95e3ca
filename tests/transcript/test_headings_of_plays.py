"""Headings of acts and scenes in every language: the ordinal before the word or behind it, in its gender."""

from __future__ import annotations

import io

import pytest

import docconv
from docconv.languages import available
from docconv.model import Section
from docconv.transcript.lexicon import lexicon
from docconv.transcript.structure.divisions import division_of
from docconv.walk import walk

HEADINGS = {
    "ar": ("الفصل السادس", "المشهد السابع"),
    "az": ("İkinci pərdə", "Altıncı məclis"),
    "bg": ("ДЕЙСТВИЕ ПЪРВО", "Второ действие", "Явление шесто", "Картина шеста"),
    "ca": ("ACTE SEGON", "ESCENA VUITENA", "Escena desena"),
    "cs": ("JEDNÁNÍ DRUHÉ", "Čtvrté jednání", "DĚJSTVÍ PÁTÉ", "Výstup osmý", "Scéna sedmá"),
    "da": ("Anden Akt", "SJETTE SCENE", "Ellevte Scene"),
    "de": ("Fünfter Aufzug", "SECHSTE SZENE", "Achtzehnter Auftritt"),
    "el": ("ΠΡΑΞΗ ΠΕΜΠΤΗ", "Σκηνή έκτη", "ΠΡΑΞΙΣ ΔΕΥΤΕΡΑ"),
    "en": ("Eleventh Scene", "Scene the Twelfth"),
    "es": ("ESCENA SÉPTIMA", "Escena octava", "Escena duodécima", "Jornada tercera"),
    "et": ("Teine vaatus", "KÜMNES ETTEASTE"),
    "fa": ("پرده ششم", "صحنه دهم"),
    "fi": ("Toinen näytös", "KUUDES KOHTAUS", "Yhdestoista kohtaus"),
    "fr": ("SCÈNE ONZIÈME", "Scène dernière", "Douzième scène"),
    "gl": ("ESCENA SÉTIMA", "Escena décima"),
    "he": ("מערכה חמישית", "תמונה שישית"),
    "hi": ("पाँचवाँ अंक", "तृतीय दृश्य"),
    "hr": ("DRUGI ČIN", "Sedma scena", "POJAVA ŠESTA"),
    "hu": ("MÁSODIK FELVONÁS", "Tizenegyedik jelenet", "Hetedik szín", "IV. JELENÉS"),
    "hy": ("ԳՈՐԾՈՂՈՒԹՅՈՒՆ ՎԵՑԵՐՈՐԴ", "Տեսարան յոթերորդ"),
    "id": ("BABAK KEENAM", "Adegan ketujuh"),
    "is": ("ANNAR ÞÁTTUR", "Annað atriði", "Fimmta atriði"),
    "it": ("SCENA SETTIMA", "Scena ottava", "Scena undecima", "Atto quinto"),
    "ja": ("第五幕", "第十二場"),
    "ka": ("მოქმედება მეექვსე", "სცენა მეორე"),
    "ko": ("제3막", "제11장"),
    "la": ("ACTUS SEXTUS", "SCAENA SEPTIMA", "Scena octava"),
    "lt": ("Penktas veiksmas", "ANTRASIS VEIKSMAS", "Scena šešta"),
    "lv": ("Otrais cēliens", "Aina sestā", "PIEKTAIS SKATS"),
    "nl": ("Tweede bedrijf", "ELFDE TONEEL", "Vyfde bedryf"),
    "no": ("Annen akt", "SJETTE SCENE", "Ellevte opptrinn"),
    "pl": ("AKT DRUGI", "SCENA SIÓDMA", "Scena ósma", "Obraz trzeci"),
    "pt": ("CENA SÉTIMA", "Cena oitava", "Ato quinto"),
    "ro": ("ACTUL AL DOILEA", "SCENA A CINCEA", "Scena a șasea", "Tabloul al treilea"),
    "ru": ("ДЕЙСТВИЕ ЧЕТВЕРТОЕ", "Явление пятое", "ЯВЛЕНИЕ ШЕСТОЕ", "Картина седьмая", "Дѣйствіе второе"),
    "sk": ("DEJSTVO DRUHÉ", "Tretie dejstvo", "Výstup siedmy", "Scéna šiesta"),
    "sl": ("DRUGO DEJANJE", "Tretje dejanje", "Dejanje peto", "Sedmi prizor"),
    "sr": ("ЧИН ДРУГИ", "Појава пета", "Шеста појава", "Drugi čin", "Pojava peta"),
    "sv": ("Andra akten", "SJÄTTE SCENEN", "Elfte scenen", "Femte uppträdet"),
    "sw": ("Onyesho la pili", "TENDO LA TATU"),
    "tr": ("İkinci perde", "SEKİZİNCİ SAHNE", "Altıncı meclis"),
    "tt": ("ИКЕНЧЕ ПӘРДӘ", "Унынчы күренеш", "Өченче манзара", "Сигезенче мәҗлес"),
    "uk": ("ДІЯ ДРУГА", "Дія п’ята", "Дія п'ята", "ЯВА ШОСТА", "Ява сьома", "Дев’ята ява"),
    "vi": ("HỒI THỨ SÁU", "Màn thứ hai", "Cảnh thứ bảy"),
    "zh": ("第二幕", "第十一場", "第三场"),
}


@pytest.mark.parametrize("lang", sorted(HEADINGS))
def test_an_ordinal_counts_acts_and_scenes(lang: str) -> None:
    """Before the word and behind it, in capitals or not."""
    found = {text: division_of(text, lexicon(lang)) for text in HEADINGS[lang]}
    assert [text for text, one in found.items() if one is None] == []
    assert {one.kind for one in found.values() if one} <= {"act", "tableau", "scene"}


def test_every_language_is_among_them() -> None:
    """A new one has to bring its own."""
    assert set(available()) - {"others"} == set(HEADINGS)


SPEECH = "\n\nANNA:\nLáttam, hogy a hajó elment a folyón, és nem jött vissza.\n\nBÉLA:\nAkkor már nincs itt, és mi sem maradunk.\n\n"


def _kinds(text: str) -> list[tuple[str | None, str | None]]:
    body = docconv.read(io.StringIO(text), format="text")
    return [(one.kind, one.n) for one in walk(body) if isinstance(one, Section) and one.kind]


def test_tableaux_of_a_play_without_acts_are_its_acts() -> None:
    """And those of one without scenes are its scenes; of a play that has both they are what they are called."""
    scenes = f"Első jelenet{SPEECH}Második jelenet{SPEECH}"
    two = [("scene", "1"), ("scene", "2")]
    assert _kinds(f"A híd\n\nELSŐ SZÍN\n\n{scenes}MÁSODIK SZÍN\n\n{scenes}") == [
        ("act", "1"), *two, ("act", "2"), *two,
    ]  # fmt: skip
    within = f"A híd\n\nELSŐ FELVONÁS\n\nELSŐ SZÍN{SPEECH}MÁSODIK SZÍN{SPEECH}"
    assert _kinds(within) == [("act", "1"), *two]
    assert _kinds(f"A híd\n\nELSŐ FELVONÁS\n\nELSŐ SZÍN\n\n{scenes}") == [
        ("act", "1"),
        ("tableau", "1"),
        *two,
    ]


def test_a_change_of_scenery_is_no_part() -> None:
    """The scenes of the act go on after it."""
    speech = "\n\nANNA:\nIch habe gesehen, dass das Boot nicht mehr da ist.\n\nBERTA:\nDann ist es weg, und wir bleiben.\n\n"
    text = f"Die Brücke\n\nERSTER AUFZUG\n\nErster Auftritt{speech}Verwandlung\n\nZweiter Auftritt{speech}"
    assert _kinds(text) == [("act", "1"), ("scene", "1"), ("scene", "2")]
