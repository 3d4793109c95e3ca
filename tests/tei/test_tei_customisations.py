"""An ODD that the user gives to `docconv check`: what its schema has of the TEI, and what it changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from docconv.errors import UsageError
from docconv.tei.schema.grammar import odd, relaxng
from docconv.tei.schema.odd.relaxng import BESIDE, grammar_of
from support.command import Command
from support.talk import talk

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
SPECIFICATIONS = f"""<TEI {TEI}>
<elementSpec ident="TEI" module="frame"><classes><memberOf key="att.all"/></classes>
  <content><elementRef key="text"/></content></elementSpec>
<elementSpec ident="text" module="frame"><content>
  <classRef key="model.block" minOccurs="1" maxOccurs="unbounded"/></content></elementSpec>
<elementSpec ident="p" module="words"><classes><memberOf key="att.all"/><memberOf key="model.block"/></classes>
  <content><macroRef key="macro.words"/></content></elementSpec>
<elementSpec ident="l" module="words"><classes><memberOf key="att.part"/><memberOf key="model.block"/></classes>
  <content><macroRef key="macro.words"/></content></elementSpec>
<elementSpec ident="pair" module="words"><classes><memberOf key="model.block"/></classes>
  <content><classRef key="model.half" expand="sequenceOptional"/></content></elementSpec>
<elementSpec ident="left" module="words"><classes><memberOf key="model.half"/></classes>
  <content><empty/></content></elementSpec>
<elementSpec ident="right" module="words"><classes><memberOf key="model.half"/></classes>
  <content><empty/></content></elementSpec>
<classSpec ident="model.block" type="model" module="frame"/>
<classSpec ident="model.half" type="model" module="frame"/>
<classSpec ident="att.all" type="atts" module="frame"><attList>
  <attDef ident="n"><datatype><dataRef key="teidata.number"/></datatype></attDef>
  <attDef ident="xml:id"><datatype><dataRef name="ID"/></datatype></attDef></attList></classSpec>
<classSpec ident="att.part" type="atts" module="frame"><classes><memberOf key="att.all"/></classes><attList>
  <attDef ident="part"><valList type="closed"><valItem ident="I"/><valItem ident="F"/></valList></attDef>
</attList></classSpec>
<macroSpec ident="macro.words" module="frame"><content><textNode/></content></macroSpec>
<dataSpec ident="teidata.number" module="frame"><content><alternate>
  <dataRef name="nonNegativeInteger"/><valList><valItem ident="none"/></valList></alternate></content></dataSpec>
</TEI>"""
ALL = '<moduleRef key="frame"/><moduleRef key="words"/>'


def accepts(
    folder: Path, schema: str, text: str, *, more: str = "", specifications: str = SPECIFICATIONS
) -> bool:
    """Whether the schema of an ODD accepts a text; `more` stands beside the schema."""
    path = folder / "own.odd"
    if specifications:
        folder.joinpath(BESIDE).write_text(specifications, encoding="utf-8")
    path.write_text(f'<TEI {TEI}>{more}<schemaSpec ident="own">{schema}</schemaSpec></TEI>', encoding="utf-8")
    grammar, _ = grammar_of(etree.parse(path).getroot(), path)
    document = etree.fromstring(f"<TEI {TEI}><text>{text}</text></TEI>")
    return bool(etree.RelaxNG(grammar).validate(document))


def changed(element: str, inside: str, kind: str = "elementSpec") -> str:
    """All of the TEI with a change."""
    return f'{ALL}<{kind} ident="{element}" mode="change">{inside}</{kind}>'


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        (ALL, '<p n="1">a</p><l part="I" n="none">b</l>', '<p n="x">a</p>'),
        (ALL, "<pair><left/><right/></pair>", "<pair><right/><left/></pair>"),
        ('<moduleRef key="frame"/><moduleRef key="words" include="p"/>', "<p/>", "<l/>"),
        ('<moduleRef key="frame"/><moduleRef key="words" except="l"/>', "<p/>", "<l/>"),
        ('<moduleRef key="frame"/><elementRef key="l"/>', "<l/>", "<p/>"),
        (f'{ALL}<elementSpec ident="l" mode="delete"/>', "<p/>", "<l/>"),
        (f'{ALL}<classSpec ident="att.part" mode="delete"/>', "<l>a</l>", '<l part="I"/>'),
        (f'<specGrpRef target="#own"/>{ALL}', "<p/>", "<l/>"),
        (changed("l", '<attList><attDef ident="n" mode="delete"/></attList>'), '<p n="1"/>', '<l n="1"/>'),
        (
            changed("l", '<attList><attDef ident="n" mode="change" usage="req"/></attList>'),
            '<p/><l n="none"/>',
            "<l/>",
        ),
        (
            changed(
                "att.part",
                '<attList><attDef ident="part" mode="change"><valList type="closed" mode="change"><valItem ident="M" '
                'mode="add"/><valItem ident="I" mode="delete"/></valList></attDef></attList>',
                "classSpec",
            ),
            '<l part="M"/><l part="F"/>',
            '<l part="I"/>',
        ),
        (
            changed(
                "p",
                '<attList><attDef ident="kind" mode="add"><datatype maxOccurs="unbounded">'
                '<dataRef name="token" restriction="[a-c]"/></datatype></attDef></attList>',
            ),
            '<p kind="a b"/>',
            '<p kind="a d"/>',
        ),
        (
            changed("p", '<content><elementRef key="l" minOccurs="2" maxOccurs="3"/></content>'),
            "<p><l/><l/></p>",
            "<p><l/></p>",
        ),
        (
            changed("p", '<content><elementRef key="l" maxOccurs="2"/></content>'),
            "<p><l/></p>",
            "<p><l/><l/><l/></p>",
        ),
        (
            changed("p", '<content><classRef key="model.block" except="p"/></content>'),
            "<p><l/></p>",
            "<p><p><l/></p></p>",
        ),
        (changed("p", "<altIdent>para</altIdent>"), "<para/>", "<p/>"),
        (
            changed("l", '<classes mode="change"><memberOf key="model.block" mode="delete"/></classes>'),
            "<p/>",
            "<l/>",
        ),
        (changed("l", '<classes><memberOf key="model.block"/></classes>'), "<l/>", '<l n="1"/>'),
        (
            changed("p", '<attList><attRef class="att.part" name="part"/></attList>'),
            '<p part="F"/>',
            '<p part="X"/>',
        ),
        (
            ALL + '<elementSpec ident="box" ns="urn:box"><classes><memberOf key="model.block"/></classes>'
            '<content><anyElement except="urn:box"/></content></elementSpec>',
            '<b:box xmlns:b="urn:box"><l n="x"/></b:box>',
            '<b:box xmlns:b="urn:box"><b:box/></b:box>',
        ),
    ],
)
def test_a_schema_has_what_the_odd_takes_up_and_its_changes(
    tmp_path: Path, schema: str, good: str, bad: str
) -> None:
    """Modules, elements, groups of changes; attributes of elements and of classes, values, content, names."""
    group = '<specGrp xml:id="own"><elementSpec ident="l" mode="delete"/></specGrp>'
    assert accepts(tmp_path, schema, good, more=group)
    assert not accepts(tmp_path, schema, bad, more=group)


@pytest.mark.parametrize(
    "schema",
    [
        '<moduleRef url="https://schema.example/extra.rng"/>',
        '<moduleRef key="music"/>',
        f'{ALL}<elementSpec ident="song" mode="change"/>',
        '<specGrpRef target="more.odd#group"/>',
        changed("p", "<content><score/></content>"),
        changed("p", '<content><classRef key="model.half" expand="all"/></content>'),
        '<elementRef key="p"/>',
        changed("p", '<content><elementRef key="l" maxOccurs="often"/></content>'),
        changed("p", '<content><elementRef key="l" maxOccurs="100000"/></content>'),
        '<specGrp xml:id="round"><specGrpRef target="#round"/></specGrp>',
    ],
)
def test_what_is_not_read_of_an_odd_is_said(tmp_path: Path, schema: str) -> None:
    """A module of others, a module or an element that there is not, a group elsewhere, unknown parts, no start."""
    with pytest.raises(UsageError):
        accepts(tmp_path, schema, "<p/>")


def test_a_group_that_the_odd_does_not_have_is_a_warning(tmp_path: Path, command: Command) -> None:
    """All else of the ODD is checked."""
    assert accepts(tmp_path, f'{ALL}<specGrpRef target="#more"/>', "<p/>")
    path = tmp_path / "play.xml"
    path.write_text(f"<TEI {TEI}><text><p/><pair/></text></TEI>", encoding="utf-8")
    done = command("check", str(path), "--schema", str(tmp_path / "own.odd"))
    assert "specGrpRef of the ODD leads to #more, where it has no specGrp" in done.text


def test_the_specifications_lie_beside_the_odd_or_where_it_says(tmp_path: Path) -> None:
    """Without them, the error says which file is missing."""
    with pytest.raises(UsageError, match=BESIDE):
        accepts(tmp_path, ALL, "<p/>", specifications="")
    tmp_path.joinpath("4.9.xml").write_text(SPECIFICATIONS, encoding="utf-8")
    path = tmp_path / "own.odd"
    path.write_text(f'<TEI {TEI}><schemaSpec ident="own" source="4.9.xml">{ALL}</schemaSpec></TEI>')
    assert len(grammar_of(etree.parse(path).getroot(), path)[0]) > 5


def test_docconvs_own_odd_is_the_schema_that_was_derived_from_it(tmp_path: Path) -> None:
    """It needs nothing beside it, and accepts what the stored schema does."""
    path = tmp_path / "docconv.odd"
    grammar = etree.RelaxNG(grammar_of(etree.fromstring(odd()), path)[0])
    good, bad = talk(), talk().replace("<speaker>", '<speaker who="#man">', 1)
    assert [one.validate(etree.fromstring(good.encode())) for one in (grammar, relaxng())] == [True, True]
    assert [one.validate(etree.fromstring(bad.encode())) for one in (grammar, relaxng())] == [False, False]


def test_check_takes_an_odd(workdir: Path, command: Command) -> None:
    """What its schema refuses is an error; that its Schematron is not asked is a note."""
    command("convert", "talk.txt", "-o", "talk.xml")
    workdir.joinpath("own.odd").write_bytes(odd())
    good = command("check", "talk.xml", "--schema", "own.odd")
    assert (good.code, "are Schematron and were not checked" in good.text) == (0, True)
    text = workdir.joinpath("talk.xml").read_text(encoding="utf-8")
    workdir.joinpath("bad.xml").write_text(
        text.replace("<speaker>", '<speaker who="#a">', 1), encoding="utf-8"
    )
    bad = command("check", "bad.xml", "--schema", "own.odd")
    assert (bad.code, "[given-schema]" in bad.text) == (1, True)


@pytest.mark.usefixtures("workdir")
def test_tei_without_a_schema_is_no_odd(command: Command) -> None:
    """It is said so, with exit code 2."""
    command("convert", "talk.txt", "-o", "talk.xml")
    result = command("check", "talk.xml", "--schema", "talk.xml")
    assert (result.code, "no ODD" in result.err) == (2, True)
