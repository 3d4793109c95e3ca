"""Those who speak in the order of their alphabet."""

from __future__ import annotations

import pytest
from attrs import evolve

from docconv.model import Document, Metadata, Speaker
from docconv.pipeline import read, write
from docconv.transforms import compose, named
from docconv.transforms.order import name_key, sort_speakers

NAMES = [
    ("cs", "Cibulka Čapek Dvořák Hus Chalupa Rak Řezník Zeman"),
    ("de", "Adler Ahorn Ärger Ohm Öhm Zorn"),
    ("el", "Αλέξης Άννα Βασίλης"),
    ("es", "Nuñez Núñez Ñáñez Zapata"),
    ("hu", "Cukor Csaba Nagy Nyári Olga Ödön Sándor Szabó Zoltán Zsolt"),
    ("ja", "あおき いとう 青木"),
    ("ru", "Егоров Ёлкин Жуков"),
    ("sv-SE", "Andersson Zorn Åberg Ågren Ärlig Öberg"),
    ("tr", "Ceren Çelik Ilgaz Işık İnci"),
    ("uk", "Ева Єва Іваненко Їжак"),
    ("vi", "An Ắng Bình Đào"),
    ("zh", "韩梅梅 李雷 王小明 张伟"),
    ("und", "Ann Oak O’Neil Vance van-Dam"),
]


@pytest.mark.parametrize(("lang", "names"), NAMES)
def test_names_are_in_the_order_of_a_dictionary(lang: str, names: str) -> None:
    """Whatever order they were in."""
    speakers = [Speaker(f"s-{number}", name=name) for number, name in enumerate(names.split())]
    mixed = (*speakers[1::2], *speakers[::2][::-1])
    document = sort_speakers(Document((), Metadata(lang=lang), speakers=mixed))
    assert " ".join(one.name or "" for one in document.speakers) == names


def test_a_shorter_name_is_before_a_longer_one_and_figures_are_before_letters() -> None:
    """A space ends a word, other signs count for nothing."""
    names = ["Guard", "Guard 2", "Guard 3", "Guard of the Bridge", "Guardian"]
    backwards = names[::-1]
    assert sorted(backwards, key=lambda name: name_key(name, "en")) == names


def test_who_has_no_name_is_called_by_a_label_or_last() -> None:
    """As in the lists of other formats."""
    speakers = (Speaker("b"), Speaker("c", name="Zoe"), Speaker("a", aliases=("A VOICE",)))
    document = sort_speakers(Document((), Metadata(lang="en"), speakers=speakers))
    assert [one.id for one in document.speakers] == ["a", "c", "b"]


def test_the_list_of_a_file_is_in_that_order() -> None:
    """What is said stays in its own."""
    text = read(
        "Zoe Lind: Så är det.\n\nÅke Berg: Nej.\n\nAda Ek: Jo.\n\nÅke Berg: Nå.\n".encode(), format="text"
    )
    document = compose(*named("sort-speakers"))(evolve(text, metadata=evolve(text.metadata, lang="sv")))
    back = read(write(document, "tei"), format="tei")
    assert [one.name for one in back.speakers] == ["Ada Ek", "Zoe Lind", "Åke Berg"]
    assert back.body == text.body
