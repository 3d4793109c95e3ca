"""TEI that is read and written as TEI again: what is lost is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from docconv.errors import BadInputError
from docconv.pipeline import convert, read, read_with_notices, write_with_notices
from support.tei_by_others import body, tei

FILES = Path(__file__).parent / "files"
EXAMPLES = Path(__file__).parents[2] / "examples"
HEADER = "<fileDesc><titleStmt><title>Dusk</title></titleStmt></fileDesc>"
ADDED = (
    '<sp who="#a" xml:id="s1"><speaker>Ann</speaker><p>Yes, <measure quantity="3" unit="league">three leagues'
    "</measure>.</p></sp>\n<!-- collated -->\n<?editor look here?>"
)


def lost(data: bytes) -> list[tuple[int, str]]:
    """The lines and the first words of what is said to be lost on the way to TEI again."""
    document, _ = read_with_notices(data, format="tei")
    notices = (
        one
        for one in write_with_notices(document, "tei", options={"rewrite": True}).notices
        if one.code == "not-kept"
    )
    return [(one.span.line if one.span else 0, one.message.partition(": ")[0]) for one in notices]


def test_elements_attributes_comments_and_instructions_are_named() -> None:
    """Each with its number and the line of the first."""
    found = lost(tei(f"<body>{ADDED}</body>", HEADER).encode())
    assert [what for line, what in found if line == 1] == [
        "once @quantity",
        "once @unit",
        "once @xml:id",
        "once measure",
    ]
    assert [one for one in found if one[0] > 1] == [(2, "once comment"), (3, "once instruction editor")]


def test_words_of_a_header_are_counted() -> None:
    """The elements may be those that docconv has, too."""
    stated = HEADER.replace("</fileDesc>", "<notesStmt><note>Seen by Bo.</note></notesStmt></fileDesc>")
    assert (1, "3 times word of the header") in lost(body("<p>x</p>", stated).encode())


@pytest.mark.parametrize("name", ["bare-edition.xml", "bare-component.xml"])
def test_of_its_own_files_nothing_is_said(name: str) -> None:
    """Nor of one that another version wrote."""
    data = (FILES / name).read_bytes()
    assert lost(data.replace(b'ident="docconv" version="', b'ident="docconv" version="9.')) == []


def test_of_what_it_wrote_of_examples_nothing_is_said() -> None:
    """Whatever their conventions are."""
    for path in sorted(EXAMPLES.glob("*.txt")):
        assert lost(write_with_notices(read(path), "tei").data) == [], path.name


def test_what_was_taken_out_on_purpose_is_not_lost() -> None:
    """A document is compared as it was read."""
    document = read((FILES / "bare-edition.xml").read_bytes(), format="tei")
    notices = write_with_notices(
        evolve(document, body=document.body[:1]), "tei", options={"rewrite": True}
    ).notices
    assert [one for one in notices if one.code == "not-kept"] == []


def test_a_file_that_is_written_as_it_is_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However large it is, its document is not made; a file of decisions beside it is reason to."""
    path, out = tmp_path / "a.xml", tmp_path / "b.xml"
    path.write_text(body(ADDED), encoding="utf-8")
    monkeypatch.setattr("docconv.tei.reading.reader.TeiReader", None)
    convert(path, out)
    assert out.read_bytes() == path.read_bytes()
    path.with_suffix(".docconv.toml").write_text(
        '[[speaker]]\nid = "a"\nname = "Ann Lee"\n', encoding="utf-8"
    )
    with pytest.raises(TypeError):
        convert(path, out, overwrite=True)


@pytest.mark.parametrize("damage", ["<p>x</q>", "</body></text></TEI>", "<p>&gone;</p>", "<x:p>x</x:p>"])
def test_a_damaged_file_is_refused_at_its_place(damage: str, tmp_path: Path) -> None:
    """As it is where it is read."""
    path = tmp_path / "a.xml"
    path.write_text(body(damage), encoding="utf-8")
    with pytest.raises(BadInputError, match=r"a\.xml:1"):
        convert(path, tmp_path / "b.xml")


def test_a_speech_of_nothing_in_a_file_of_docconv_is_told() -> None:
    """With its place, for the file is written anew; in a file of others it stays where it is."""
    talk = read(b"Ann Lee: Good morning to all.\n\nBen Oak: Good morning, Ann.\n", format="text")
    own = write_with_notices(talk, "tei").data
    assert [one.code for one in read_with_notices(own, format="tei").notices] == []
    added = own.replace(
        b'<sp xml:id="t2"', b'<sp who="#ben-oak"/>\n<sp who="#ben-oak"> </sp>\n<sp xml:id="t2"'
    )
    found = [one for one in read_with_notices(added, format="tei").notices if one.code == "not-kept"]
    line = added[: added.index(b"<sp who")].count(b"\n") + 1
    assert [(one.span.line, one.span.column) for one in found if one.span] == [(line, 7)]
    assert found[0].message.startswith("2 times a speech of nothing")
    others = added.replace(b'key="docconv"', b'key="other"')
    assert not any(
        "speech of nothing" in one.message for one in read_with_notices(others, format="tei").notices
    )


def test_a_namespace_of_inclusions_alone_includes_nothing() -> None:
    """Many files declare it and never use it; they are kept like all others."""
    declared = 'xml:lang="en" xmlns:xi="http://www.w3.org/2001/XInclude"'
    data = tei(f"<body>{ADDED}</body>", HEADER, declared).encode()
    document = read(data, format="tei")
    titled = evolve(document, metadata=evolve(document.metadata, title="Dawn"))
    assert write_with_notices(document, "tei") == (data, ())
    assert write_with_notices(titled, "tei") == (data.replace(b"Dusk", b"Dawn"), ())


def test_what_is_lost_of_a_file_that_includes_others_is_named(tmp_path: Path) -> None:
    """It is written anew, with what it includes in it."""
    (tmp_path / "a.xml").write_text(f'<div xmlns="http://www.tei-c.org/ns/1.0">{ADDED}</div>')
    declared = 'xml:lang="en" xmlns:xi="http://www.w3.org/2001/XInclude"'
    main = tmp_path / "main.xml"
    main.write_text(
        tei('<body><xi:include href="a.xml"/><p rend="x">See <num>3</num>.</p></body>', HEADER, declared)
    )
    document, _ = read_with_notices(main)
    _, notices = write_with_notices(document, "tei")
    found = [one.message.partition(":")[0] for one in notices if one.code == "not-kept"]
    assert {"once num", "once include of http"} <= set(found)
