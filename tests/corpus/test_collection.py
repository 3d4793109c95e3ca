"""An archive as one TEI corpus: every file included, every person once, no id twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from support.command import Command, fails

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
