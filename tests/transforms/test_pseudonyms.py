"""Pseudonyms: no name of somebody who speaks stays anywhere, and the key gives all of them back."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IMODE

import pytest
from attrs import evolve

import docconv
from docconv.errors import UsageError
from docconv.formats import formats
from docconv.model import Document, Emphasis, Narrative, Resolved, Speaker, Text
from docconv.speakers.labels.gazetteer import gazetteer, word
from docconv.transforms.keyfile import pseudonymised
from docconv.transforms.names import plain
from docconv.transforms.pseudonyms import PseudonymKey, Pseudonyms, key_text, read_key
from docconv.walk import text_of, turns
from support.places import EXAMPLES
from support.searched import everything, stands_in

TALK = """Minutes of Ann-Marie Hartwell

Director Ann-Marie Hartwell: Thank you. Mr. Lindqvist, ask Bo.

Bo Lindqvist: HARTWELL's plots, or the Hartwells'? Write to ann.hartwell@example.org.

Director Ann-Marie Hartwell: To b_lindqvist, you mean.

Male visitor: Both.

Bo Lindqvist: Bo knows. Bob does not.
"""


def nameless(document: Resolved) -> Resolved:
    """A document without the names of its file and its recording, which no key has."""
    return evolve(document, metadata=evolve(document.metadata, source=None, media=None))


def talk(text: str = TALK) -> Resolved:
    """A document of a text."""
    return docconv.read(text.encode(), format="text")


def test_names_are_replaced_wherever_they_stand() -> None:
    """Whole, in parts, after a title, inflected, in capitals, in an address; titles and endings stay."""
    pseudonyms = Pseudonyms()
    document = pseudonyms(talk())
    new = pseudonyms.key.names
    ann, marie, hart, lind, bo = (new[name] for name in ("Ann", "Marie", "Hartwell", "Lindqvist", "Bo"))
    first, second, third, _, last = turns(document)
    assert first.label == f"Director {ann}-{marie} {hart}"
    words = [
        text_of(paragraph.children) for turn in (first, second, third, last) for paragraph in turn.blocks
    ]
    assert words == [
        f"Thank you. Mr. {lind}, ask {bo}.",
        f"{hart.upper()}'s plots, or the {hart}s'? Write to {ann.lower()}.{hart.lower()}@example.org.",
        f"To b_{lind.lower()}, you mean.",
        f"{bo} knows. Bob does not.",
    ]
    assert document.speakers[0].id == f"{ann}-{marie}-{hart}".lower()


def test_names_spelt_out_and_in_tags() -> None:
    """Umlauts on a keyboard without them, a small ß in capitals; whoever is called so keeps a name apart."""
    said = "Jüttner: Fuer Juettner, JÜTTNER und GROSSKÜTZ! #grosskuetz #jüttner\n\nGroßkütz: Ja.\n\nJuttner: So.\n\n"
    document = docconv.read(f"{said}{said}".encode(), format="text")
    pseudonyms = Pseudonyms()
    hidden = pseudonyms(document)
    text = " ".join(
        text_of(paragraph.children) for turn in turns(hidden) for paragraph in turn.blocks
    ).lower()
    assert not {word for word in ("juett", "jütt", "grossk", "großk", "kuetz") if word in text}, text
    assert len({turn.label for turn in turns(hidden)}) == 3
    assert pseudonyms.restore(hidden).body == document.body


def test_who_has_no_name_stays() -> None:
    """Voices without a name keep label and id."""
    (voice,) = (one for one in Pseudonyms()(talk()).speakers if one.kind == "anonymous")
    assert voice in talk().speakers


def names_in(document: Resolved) -> set[str]:
    """The words of names of persons, found in a way of their own."""
    lang = gazetteer(document.metadata.lang)
    return {
        one
        for speaker in document.speakers
        for one in (speaker.name or "").replace("-", " ").split()
        if speaker.kind == "person" and len(one) > 3 and (word(one),) not in lang.roles
    }


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_no_name_is_in_any_byte_of_any_format(path: Path) -> None:
    """Not in properties, XMP, attached files, ids or bookmarks; and the key restores the document."""
    document = docconv.read(path)
    pseudonyms = Pseudonyms()
    hidden = pseudonyms(document)
    names, ids = (
        names_in(document),
        {one.id for one in document.speakers} - {one.id for one in hidden.speakers},
    )
    assert names or path.stem == "interview"
    for row in formats()[0].values():
        if row.write:
            text = everything(docconv.write(hidden, row.name))
            assert [name for name in (*names, *ids) if stands_in(name, text)] == [], row.name
    assert pseudonyms.restore(hidden) == nameless(document)


def test_the_search_finds_what_is_packed() -> None:
    """In a Word document and a PDF, so that it can fail."""
    document = talk()
    for row in ("docx", "pdf", "tei"):
        assert stands_in("Hartwell", everything(docconv.write(document, row)))


def test_the_same_name_has_the_same_pseudonym_in_all_documents() -> None:
    """Also by a key that was kept as a file."""
    first = Pseudonyms()
    first(talk())
    second = Pseudonyms(read_key(key_text(first.key)))
    assert second.key == first.key
    other = second(talk("Cai Moe: Where is Bo Lindqvist?\n\nEda Roe: Here.\n\nCai Moe: Good.\n"))
    said = docconv.write(other, "txt").decode()
    assert f"{first.key.names['Bo']} {first.key.names['Lindqvist']}" in said
    assert second.key.names.keys() > first.key.names.keys()


def test_a_key_names_others_too() -> None:
    """Somebody who does not speak, as a user writes it into the key."""
    document = Pseudonyms(read_key('[names]\nBob = "Zed"\n'))(talk())
    assert "Zed does not." in docconv.write(document, "txt").decode()


def test_names_inflect() -> None:
    """In languages that do so; what begins with the stem goes, its ending stays."""
    text = "Marek Nowak: Dzień dobry.\n\nAnna Zielińska: Widziałam Marka Nowaka i Annę.\n\nMarek Nowak: Tak, to prawda.\n"
    document = evolve(talk(text), metadata=evolve(talk(text).metadata, lang="pl"))
    pseudonyms = Pseudonyms()
    hidden = pseudonyms(document)
    said = docconv.write(hidden, "txt").decode()
    assert not any(name in said for name in ("Mar", "Nowak", "Ann"))
    assert f"{pseudonyms.key.names['Nowak']}a i " in said
    assert pseudonyms.restore(hidden) == nameless(document)


@pytest.mark.parametrize(
    ("name", "lang", "printed"),
    [
        ("Вершинников", "ru", "Вершинников и Верши\u0301нников, ВЕРШИ\u0301ННИКОВУ"),
        ("Márkóné", "hu", "Márkóné és Markóné"),
        ("Greta Klar", "de", "Gréta und Klär, KLÄRS"),
        ("Ngô Lan", "vi", "Ngo\u0302 và Ngo"),
        ("Dvořák", "cs", "Dvorak, Dvor\u030ca\u0301kovi"),
    ],
)
def test_names_are_found_whatever_accents_they_have(name: str, lang: str, printed: str) -> None:
    """Left out, put in, or only to tell where the stress is; and they come back as they stood."""
    text = f"{name}: Eh, {printed}.\n\nBo: So.\n\n{name}: Hm.\n\nBo: Ah.\n"
    document = evolve(talk(text), metadata=evolve(talk(text).metadata, lang=lang))
    pseudonyms = Pseudonyms()
    hidden = pseudonyms(document)
    said = plain(docconv.write(hidden, "txt").decode())
    assert [one for one in plain(name).split() if one in said] == []
    assert pseudonyms.restore(hidden) == nameless(document)


def test_a_word_of_the_language_is_one_by_its_accents() -> None:
    """A name that is one but for an accent does not take it along."""
    text = "Ana Mas: ¿Más agua? Ana Más, o Mas.\n\nBo: Sí.\n\nAna Mas: No.\n\nBo: Ah.\n"
    document = evolve(talk(text), metadata=evolve(talk(text).metadata, lang="es"))
    words = text_of(next(turns(Pseudonyms()(document))).blocks[0].children)
    assert words.startswith("¿Más agua?")
    assert words.count("Mas") + words.count("Más") == 1


@pytest.mark.parametrize(
    ("name", "says", "is_hidden"),
    [
        ("Anne", "大家好，我是Anne和我的同事。", True),
        ("Marek Lis", "私はMarek Lisさんです。", True),
        ("Marek Lis", "저는 Lis입니다.", True),
        ("Anne", "我用Annexe。", False),
    ],
)
def test_names_stand_right_beside_letters_of_scripts_without_spaces(
    name: str, says: str, *, is_hidden: bool
) -> None:
    """And come back by the key; a longer word in letters of their own is none of them."""
    document = talk(f"{name}：{says}\n\nBo：好。\n\n{name}：好的。\n\nBo：是。\n")
    pseudonyms = Pseudonyms()
    hidden = pseudonyms(document)
    words = text_of(next(turns(hidden)).blocks[0].children)
    assert (name.rpartition(" ")[2] not in words) is is_hidden
    assert (words != says) is is_hidden
    assert pseudonyms.restore(hidden) == nameless(document)


def test_a_name_may_stand_in_several_inlines() -> None:
    """A letter of it set apart, as an initial is."""
    ann = Speaker("ann-lee", name="Ann Leeman", aliases=("Ann Leeman",))
    told: Narrative[Speaker] = Narrative((Emphasis((Text("L"),), "bold"), Text("eeman came.")))
    document: Resolved = Document((told,), speakers=(ann,))
    (block,) = Pseudonyms()(document).body
    assert isinstance(block, Narrative)
    assert text_of(block.children).endswith(" came.")
    assert "eeman" not in text_of(block.children)


def test_words_that_are_names_are_left_in_small_letters() -> None:
    """`Rose` is somebody, a rose is none; `Will` alone is a word of the language."""
    text = "Will Rose: A rose. Will you?\n\nBo Ek: Will Rose will.\n\nWill Rose: Rose to you.\n"
    pseudonyms = Pseudonyms()
    said = docconv.write(pseudonyms(talk(text)), "txt").decode()
    will, rose = pseudonyms.key.names["Will"], pseudonyms.key.names["Rose"]
    assert "A rose. Will you?" in said
    assert f"{will} {rose} will." in said
    assert f"{rose} to you." in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[name]\n", "k.toml:1:1: unknown key 'name'; known: names, forms, speaker"),
        ("[names]\nA = 1\n[[speaker]]\nid = 'a'\n", "k.toml:3:1: speaker[0]"),
    ],
)
def test_a_key_that_is_none_is_refused_with_its_place(text: str, told: str) -> None:
    """As other files of TOML are."""
    with pytest.raises(UsageError) as caught:
        read_key(text, "k.toml")
    assert str(caught.value).startswith(told)


def test_references_come_back_by_the_key() -> None:
    """They tell who it is, and so are left out."""
    ann = Speaker("ann", name="Ann Leeman", refs=("https://example.org/leeman",))
    document: Resolved = Document((Narrative((Text("x"),)),), speakers=(ann,))
    pseudonyms = Pseudonyms(PseudonymKey())
    hidden = pseudonyms(document)
    assert hidden.speakers[0].refs == ()
    assert pseudonyms.restore(hidden) == document


@pytest.mark.parametrize("is_there", [False, True])
def test_nobody_else_may_read_the_key_at_any_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_there: bool
) -> None:
    """Neither while it is written nor where all may read the file that it replaces; it gives all names back."""
    path, modes = tmp_path / "key.toml", list[int]()
    if is_there:
        path.write_text("", encoding="utf-8")
        path.chmod(0o666)

    def synced(handle: int) -> None:
        modes.append(S_IMODE(os.fstat(handle).st_mode))

    monkeypatch.setattr(os, "fsync", synced)
    usual = os.umask(0)
    try:
        hidden = pseudonymised(talk(), str(path))
    finally:
        os.umask(usual)
    assert (modes[0], S_IMODE(path.stat().st_mode)) == (0o600, 0o600)
    key = read_key(path.read_text(encoding="utf-8"))
    assert Pseudonyms(key).restore(hidden) == nameless(talk())
