"""An archive as one TEI corpus: every file included, every person once, no id twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from support.command import Command, fails

XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TALK = "Ada Quist: Good morning.\n\nJan Molnar: Good morning to you.\n\nAda Quist: We begin.\n"


@pytest.fixture
def made(workdir: Path, command: Command) -> Path:
    """Two texts with one person in both, as TEI."""
    for name, text in (("may.txt", TALK), ("sub/june 1.txt", TALK.replace("Jan Molnar", "Eva Lind"))):
        path = workdir / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert command("convert", "in", "-o", "out", "-t", "tei,html").code == 0
    return workdir


def test_a_corpus_includes_its_files(made: Path, command: Command, shared: Path) -> None:
    """No id is there twice, all that points somewhere arrives, and TEI allows the whole of it."""
    for _ in range(2):
        assert command("report", "out/manifest.jsonl", "--tei-corpus", "corpus").code == 0
    tree = etree.parse(made / "corpus" / "corpus.xml")
    persons = [(one.findtext("{*}persName"), one.get("corresp")) for one in tree.iterfind(".//{*}person")]
    assert persons == [
        ("Ada Quist", "may.xml#t1.ada-quist sub/june%201.xml#t2.ada-quist"),
        ("Jan Molnar", "may.xml#t1.jan-molnar"),
        ("Eva Lind", "sub/june%201.xml#t2.eva-lind"),
    ]
    tree.xinclude()
    ids = [value for one in tree.iter() if (value := one.get(XML_ID))]
    assert len(ids) == len(set(ids))
    assert {who.lstrip("#") for one in tree.iter() if (who := one.get("who"))} <= set(ids)
    assert len(tree.findall("{*}TEI")) == 2
    schema = max((shared / "conformance" / "schemas" / "tei").glob("tei_all-*.rng"))
    grammar = etree.RelaxNG(etree.parse(schema))
    assert grammar.validate(tree), grammar.error_log


def test_its_files_tell_the_same(made: Path, command: Command) -> None:
    """As those they are made of."""
    assert command("report", "out/manifest.jsonl", "--tei-corpus", "corpus").code == 0
    for name in ("may", "sub/june 1"):
        assert command("convert", f"corpus/{name}.xml", "-o", "new.txt", "--force").code == 0
        assert (made / "new.txt").read_text().count("Ada Quist") >= 2


def test_what_cannot_be_a_corpus(made: Path, command: Command) -> None:
    """Nothing is written over what it is made of, and without TEI there is none."""
    fails(command("report", "out/manifest.jsonl", "--tei-corpus", "out"), 2, "a folder of its own")
    assert command("convert", "in", "-o", "pages", "-t", "html").code == 0
    fails(command("report", "pages/manifest.jsonl", "--tei-corpus", "corpus"), 1, "no TEI")
    assert not (made / "corpus").exists()


def test_a_corpus_of_a_parliament(made: Path, command: Command) -> None:
    """Components by years, persons and groups in files of their own, every id once, and all that points
    somewhere arrives.
    """
    talk = (
        "Date: 2022-06-03\n\nAda Quist: Good morning to you, and this is the day.\n\n"
        "All: Good [laughs] morning to you, and to the town.\n\nAda Quist: We begin.\n"
    )
    (made / "in" / "dated.txt").write_text(talk, encoding="utf-8")
    assert command("convert", "in", "-o", "out", "-t", "tei,html", "--resume").code == 0
    for _ in range(2):
        told = command(
            "report", "out/manifest.jsonl", "--tei-corpus", "ParlaMint-XX", "--layout", "parlamint"
        )
        assert told.code == 0
    folder = made / "ParlaMint-XX"
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.xml"))
    assert files == [
        "2022/ParlaMint-XX_2022-06-03-dated.xml",
        "ParlaMint-XX-listOrg.xml",
        "ParlaMint-XX-listPerson.xml",
        "ParlaMint-XX.xml",
        "undated/ParlaMint-XX_undated-june-1.xml",
        "undated/ParlaMint-XX_undated-may.xml",
    ]
    tree = etree.parse(folder / "ParlaMint-XX.xml")
    tree.xinclude()
    ids = [value for one in tree.iter() if (value := one.get(XML_ID))]
    assert len(ids) == len(set(ids))
    pointers = {
        word[1:] for one in tree.iter() for name in ("who", "ana") for word in one.get(name, "").split()
    }
    assert pointers <= set(ids)
    assert {"ada-quist", "all"} <= pointers
    assert [one.get(XML_ID) for one in tree.iter("{*}u")] == [f"t{number}" for number in range(1, 10)]
    assert [one.findtext("{*}persName/{*}term") for one in tree.iter("{*}person")] == [
        "Ada Quist", "Jan Molnar", "Eva Lind",
    ]  # fmt: skip
    assert tree.xpath("string(//*[local-name() = 'measure']/@quantity)") == "9"


def test_a_corpus_of_a_parliament_is_valid(made: Path, command: Command, shared: Path) -> None:
    """Each file against the schema of ParlaMint for its kind."""
    assert command(
        "report", "out/manifest.jsonl", "--tei-corpus", "ParlaMint-XX", "--layout", "parlamint"
    ).code == 0  # fmt: skip
    schemas = shared / "conformance" / "schemas" / "parlamint"
    for path in (made / "ParlaMint-XX").rglob("*.xml"):
        tree = etree.parse(path)
        kind = etree.QName(tree.getroot()).localname
        grammar = etree.RelaxNG(etree.parse(schemas / f"ParlaMint-{kind}.rng"))
        assert grammar.validate(tree), grammar.error_log


def test_plays_are_laid_out_as_those_of_dracor(workdir: Path, command: Command) -> None:
    """By author and title, with an id each; no two have one name, and speakers keep the ids of their play."""
    plays = {
        "a.txt": "---\ntitle: The Well\nauthor: Nils Holm\n---\n\n",
        "b.txt": "---\ntitle: The Well\nauthor: Holm, Nils\n---\n\n",
        "sub/Late Hour.txt": "",
    }
    for name, head in plays.items():
        path = workdir / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + TALK, encoding="utf-8")
    assert command("convert", "in", "-o", "out", "-t", "tei").code == 0
    for _ in range(2):
        go = ("report", "out/manifest.jsonl", "--tei-corpus", "xyDraCor", "--layout", "dracor")
        assert command(*go).code == 0
    folder = workdir / "xyDraCor"
    found = {
        path.relative_to(folder).as_posix(): etree.parse(path).getroot() for path in folder.rglob("*.xml")
    }
    ids = {name: one.get(XML_ID) for name, one in sorted(found.items())}
    assert ids == {
        "corpus.xml": None,
        "tei/holm-the-well-2.xml": "xy000002",
        "tei/holm-the-well.xml": "xy000001",
        "tei/late-hour.xml": "xy000003",
    }
    named = [(one.text, one.get(XML_BASE)) for one in found["corpus.xml"].iter("{*}idno")]
    assert named == [("xy", "https://dracor.org/")]
    assert {one.get("who") for one in found["tei/late-hour.xml"].iter("{*}sp")} == {
        "#ada-quist",
        "#jan-molnar",
    }
