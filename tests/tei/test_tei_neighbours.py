"""A fact that changes in a header leaves alone what others have beside it, or says what had to go."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from attrs import evolve
from lxml import etree

from docconv.metadata.facts import with_facts
from docconv.model import Resolved, Sex, Turn
from docconv.notices import Notice
from docconv.pipeline import read, write_with_notices
from docconv.tei.keeping.inventory import inventory
from docconv.tei.publication import PATHS
from docconv.tei.reading.metadata import DATES
from docconv.tei.xml import NS
from docconv.walk import map_blocks
from support.programs import need
from support.tei_neighbours import FACTS, neighbours

SEEDS = range(40)
VALUES = {"@when", "@from", "@target", "@type", "@xml:lang", "@ident", "@sex", "@value", "word of the header"}
"""Where a value itself may stand."""
OF_FACTS = {
    **PATHS,
    "title": "t:fileDesc/t:titleStmt/t:title",
    "lang": "t:profileDesc/t:langUsage/t:language",
}


def changed(seed: int, facts: Mapping[str, str]) -> tuple[bytes, bytes, tuple[Notice, ...]]:
    """A file, and what becomes of it with other facts."""
    data = neighbours(seed)
    document = with_facts(read(data, format="tei"), facts.items())
    written, notices = write_with_notices(document, "tei")
    return data, written, notices


def comments(data: bytes) -> Counter[str]:
    """The comments and instructions of a file."""
    aside = etree.fromstring(data).iter(etree.Comment, etree.ProcessingInstruction)
    return Counter(str(one.text) for one in aside)


def words(data: bytes, *paths: str) -> Counter[str]:
    """The words of a header, or of what is at some paths in it."""
    header = etree.fromstring(data)[0]
    found = [one for path in paths for one in header.iterfind(path, NS)] if paths else [header]
    return Counter(
        word for one in found for part in one.itertext(etree.Element) for word in str(part).split()
    )


def silent(data: bytes, written: bytes, notices: tuple[Notice, ...], removed: set[str]) -> set[str]:
    """What is lost of a file though no notice names it, but for values and for what is to be removed."""
    told = {re.sub(r"^(once|\d+ times) ", "", one.message).partition(":")[0] for one in notices}
    lost = {one.name for one in inventory(data).lost(inventory(written), data)}
    return lost - told - VALUES - removed


def inside(data: bytes, *paths: str) -> set[str]:
    """The elements and attributes at some paths of a header."""
    header = etree.fromstring(data)[0]
    found = [one for path in paths for top in header.iterfind(path, NS) for one in top.iter(etree.Element)]
    names = {etree.QName(one).localname for one in found}
    return names | {
        f"@{str(key).replace('{http://www.w3.org/XML/1998/namespace}', 'xml:')}"
        for one in found
        for key in one.attrib
    }


@pytest.mark.parametrize("facts", FACTS, ids="-".join)
def test_what_stands_beside_a_fact_stays(facts: Mapping[str, str]) -> None:
    """Elements, attributes, comments, instructions and words, whatever shape the fact has; or a notice names
    what could not.
    """
    paths = [OF_FACTS[name] for name in facts if name in OF_FACTS] + [*DATES] * ("date" in facts)
    paths += ["t:fileDesc/t:notesStmt/t:note"] * ("status" in facts)
    for seed in SEEDS:
        data, written, notices = changed(seed, facts)
        asked = [OF_FACTS[name] for name in fewer(data, facts)]
        assert comments(data) == comments(written), seed
        assert silent(data, written, notices, inside(data, *asked)) == set(), seed
        assert words(data) - words(written) <= (words(data, *paths) if paths else Counter()), seed


@pytest.mark.parametrize("facts", FACTS, ids="-".join)
def test_a_second_change_is_kept_as_well(facts: Mapping[str, str]) -> None:
    """What a fact is by now is changed in the same place again, beside the same things."""
    for seed in SEEDS:
        _, once, _ = changed(seed, facts)
        back = read(once, format="tei")
        twice, notices = write_with_notices(
            with_facts(back, (("title", "Late"), ("author", "Una Voe"))), "tei"
        )
        assert comments(once) == comments(twice), seed
        asked = [PATHS["author"]] if fewer(once, {"author": ""}) else []
        assert silent(once, twice, notices, inside(once, *asked)) == set(), seed


def fewer(data: bytes, facts: Mapping[str, str]) -> list[str]:
    """The facts that have one value or none where there were more, whose elements are to go."""
    read_of = [name for name, _ in read(data, format="tei").metadata.fields]
    return [name for name, value in facts.items() if read_of.count(name) > bool(value)]


def named(document: Resolved, sex: Sex) -> Resolved:
    """Somebody has another name, role and sex."""
    new = evolve(document.speakers[0], name="Eve Ash", role="ferry hand", sex=sex)
    spoken = map_blocks(document, lambda one: evolve(one, speakers=(new,)) if isinstance(one, Turn) else one)
    return evolve(spoken, speakers=(new,))


@pytest.mark.parametrize("sex", ["M", "F", "X"])
def test_what_stands_beside_a_name_stays(sex: Sex) -> None:
    """The entry has the words for a sex that it had, and the parts of a name in their order."""
    for seed in SEEDS:
        data = neighbours(seed)
        written, notices = write_with_notices(named(read(data, format="tei"), sex), "tei")
        told = read(written, format="tei").speakers[0]
        assert (told.name, told.role, told.sex) == ("Eve Ash", "ferry hand", sex)
        assert comments(data) == comments(written), seed
        assert silent(data, written, notices, set()) == set(), seed


def test_a_reference_of_somebody_else_does_not_stay() -> None:
    """It would name whom nobody meant; of who is only called more fully, it stays."""
    data = re.sub(
        rb"<titleStmt>.*?</titleStmt>",
        b'<titleStmt><title>Dusk</title><author ref="#lee">Lee</author></titleStmt>',
        neighbours(0),
    )
    document = read(data, format="tei")
    other, notices = write_with_notices(with_facts(document, [("author", "Zoe Lund")]), "tei")
    fuller, _ = write_with_notices(with_facts(document, [("author", "Ann Lee")]), "tei")
    assert b'ref="#lee"' not in other
    assert "once @ref: of what says something else by now" in [one.message for one in notices]
    assert b'<author ref="#lee">Ann Lee</author>' in fuller


def test_headers_are_valid_before_and_after(shared: Path, tmp_path: Path) -> None:
    """By all versions of the schema of the TEI."""
    need("jing")
    for number, facts in enumerate(FACTS):
        for seed in SEEDS[::4]:
            data, written, _ = changed(seed, facts)
            (tmp_path / f"{seed}.xml").write_bytes(data)
            (tmp_path / f"{seed}-{number}-{'-'.join(facts)}.xml").write_bytes(written)
    for schema in sorted((shared / "conformance" / "schemas" / "tei").glob("tei_all-*.rng")):
        command = ["jing", str(schema), *map(str, sorted(tmp_path.glob("*.xml")))]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout
