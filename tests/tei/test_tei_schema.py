"""The ODD, the schema derived from it, what they accept and what they do not."""

from __future__ import annotations

import importlib.util
import random
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree
from lxml.isoschematron import Schematron  # type: ignore[import-not-found]

import docconv
from docconv.model import Document, Foreign, Narrative, Resolved, Separator, Speaker, Stage, Text
from docconv.tei.names import TEI, XML_ID, fits_rend
from docconv.tei.schema.content import TEXT, Content, after, firsts, may_end
from docconv.tei.schema.grammar import Attribute, declarations, relaxng, schema, starts
from docconv.tei.schema.validation import faults, is_own
from docconv.tei.writing.edition import edition
from docconv.tei.xml import Element
from docconv.testing import documents
from support.places import ROOT
from support.programs import need
from support.talk import ANN, BODY, edited, talk

ODD = ROOT / "src" / "docconv" / "tei" / "schema" / "docconv.odd"
NS = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture(scope="module")
def deriver() -> ModuleType:
    """tools/odd.py as a module."""
    spec = importlib.util.spec_from_file_location("odd", ROOT / "tools" / "odd.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------ the schema of the TEI for everything


def separated(mark: str) -> bytes:
    """TEI with a separator."""
    return edition(Document((*BODY[1:2], Separator(mark)), speakers=(ANN,)))


MARKS = ("x x x", "* * *", "⁂", "a\u200cb", "x  x", "e\u0301", "क\u093e", " ", "")
STAGED: Foreign[Speaker] = Foreign((Text("oui "), Stage((Text("(rit)"),), "vocal")), "fr")
DOCUMENTS = 60


@pytest.fixture(scope="module")
def unlike_tei(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """What tei_all of any version says of the ODD, of special documents and of random ones, by name."""
    schemas = sorted((shared / "conformance" / "schemas" / "tei").glob("tei_all-*.rng"))
    if not schemas:
        pytest.skip("no schemas of the TEI")
    need("jing")
    folder = tmp_path_factory.mktemp("tei")
    files = {"odd": ODD.read_bytes(), "foreign": edition(Document((Narrative((STAGED,)),)))}
    files |= {f"mark-{number}": separated(mark) for number, mark in enumerate(MARKS)}
    files |= {f"random-{number}": etree.tostring(made_at_random(number)) for number in range(DOCUMENTS)}
    for name, data in files.items():
        (folder / f"{name}.xml").write_bytes(data)
    return {key: line for one in schemas for key, line in judged(one, *sorted(folder.glob("*.xml"))).items()}


def judged(grammar: Path, *files: Path) -> dict[str, str]:
    """What jing says of files that a schema does not accept, by name."""
    command = ["jing", str(grammar), *map(str, files)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in run.stdout.splitlines() if ".xml:" in line]
    assert run.returncode == bool(lines), run.stdout + run.stderr
    return {Path(line.partition(":")[0]).stem: line for line in lines}


# ------------ the ODD


def test_the_odd_is_tei(unlike_tei: Mapping[str, str]) -> None:
    """It is valid against tei_all, which has the elements for writing an ODD."""
    assert "odd" not in unlike_tei


def test_everything_in_the_odd_is_described() -> None:
    """No element, attribute, value, class or rule is without a sentence."""
    specs = ("elementSpec", "attDef", "valItem", "classSpec", "macroSpec", "dataSpec", "constraintSpec")
    found = [one for name in specs for one in etree.parse(ODD).iter(TEI + name)]
    assert len(found) > 150
    assert [one.get("ident") for one in found if not (one.findtext("t:desc", "", NS).strip())] == []


def test_the_odd_includes_what_it_specifies() -> None:
    """The modules name exactly the TEI elements that have a specification, with the right module."""
    odd = etree.parse(ODD)
    included = {
        (name, one.get("key"))
        for one in odd.iter(f"{TEI}moduleRef")
        for name in one.get("include", "").split()
    }
    specified = {
        (one.findtext("t:altIdent", None, NS) or one.get("ident"), one.get("module"))
        for one in odd.iter(f"{TEI}elementSpec")
    }
    assert specified == included


def test_the_files_are_what_the_odd_says(deriver: ModuleType) -> None:
    """Schema and documentation are derived from the ODD as it is now, and twice the same."""
    for path, data in deriver.derived():
        assert path.read_bytes() == data, f"{path.name} is stale: run tools/odd.py"
    assert list(deriver.derived()) == list(deriver.derived())


def test_what_the_script_does_not_know_is_an_error(deriver: ModuleType) -> None:
    """A part of ODD that the script cannot derive from is not passed over."""
    odd = etree.fromstring(ODD.read_bytes().replace(b"<empty/>", b"<anyElement/>", 1))
    with pytest.raises(KeyError, match="anyElement"):
        deriver.schema(odd)


def test_examples_in_the_odd_are_valid() -> None:
    """What a specification shows can be put into a document."""
    examples = [
        next(one.iterchildren()) for one in etree.parse(ODD).iter("{http://www.tei-c.org/ns/Examples}egXML")
    ]
    texts = [etree.tostring(one).decode().replace("/ns/Examples", "/ns/1.0") for one in examples]
    person, turn = (next(text for text in texts if text.startswith(f"<{name} ")) for name in ("person", "sp"))
    data = talk().replace('<personGrp xml:id="visitors">', f'{person}<personGrp xml:id="visitors">')
    last = turn.replace('xml:id="t1"', 'xml:id="t4"')
    assert faults(data.replace("<p>After.</p>", last).encode()) == ()


# ------------ what docconv writes


def test_every_example_is_valid(examples: tuple[Path, ...]) -> None:
    """Nothing that docconv makes of its examples has a fault."""
    found = {path.name: faults(docconv.write(docconv.read(path), "tei")) for path in examples}
    assert {name: some for name, some in found.items() if some} == {}


@given(documents())
def test_every_document_is_valid(document: Resolved) -> None:
    """Whatever the model can hold is written in a form that has no fault."""
    assert faults(edition(document)) == ()


def test_the_title_may_say_its_date() -> None:
    """A document with nothing in it is valid, and so is one with all optional facts."""
    assert faults(edition(Document(()))) == ()
    assert faults(talk().encode()) == ()


@pytest.mark.parametrize("number", range(len(MARKS)))
def test_every_separator_is_valid(number: int, unlike_tei: Mapping[str, str]) -> None:
    """A mark stands in `@rend`, or in `@n` if it has characters that TEI does not take there."""
    root = etree.fromstring(separated(MARKS[number]))
    assert f"mark-{number}" not in unlike_tei
    assert relaxng().validate(root)
    assert ("rend" in next(root.iter(f"{TEI}milestone")).attrib) == fits_rend(MARKS[number])


def test_a_direction_in_foreign_words_is_valid(unlike_tei: Mapping[str, str]) -> None:
    """TEI has no `stage` in `foreign`; a segment lies between, and is read back as nothing."""
    document: Resolved = Document((Narrative((STAGED,)),))
    assert "foreign" not in unlike_tei
    assert faults(edition(document)) == ()
    assert docconv.read(edition(document), format="tei").body == document.body


# ------------ a subset of the TEI


VALUES = (
    "t1 q1 #t1 #q1 #ann #ann,#man en zh-Hant 2024 2024-02 2024-02-29 word two,words docconv.odd vocal kinesic"
    " incident delivery mixed italic bold underline medium low section time annotation boilerplate furniture"
    " rest catalogue title status fact source evidence docconv alias anonymous unknown F M X wikidata URI"
    " time.500 #time.500 #time.500,#time.900 500 ms media sub description 0.1.0 editorial translator bottom end"
    " margin inline I"
)


def values(attribute: Attribute) -> list[str]:
    """Values that an attribute accepts, out of a list of all kinds."""
    every = [value.replace(",", " ") for value in VALUES.split()]
    return [value for value in every if attribute.accepts(value)]


def grown(key: str, chance: random.Random, depth: int = 0) -> Element:
    """An element with attributes and content at random, as its declaration allows."""
    declared = declarations()[key]
    element = etree.Element(TEI + declared.name)
    alone = {name for names in declared.exclusive for name in names[1:]}
    for attribute in declared.attributes.values():
        wanted = attribute.required or any(attribute.name in names for names in declared.exclusive)
        if (wanted or chance.random() < 0.5) and attribute.name not in alone:
            element.set(attribute.key, chance.choice(values(attribute)))
    left = declared.content
    for name in shortest(left) if depth > 9 else drawn(left, chance):
        if name != TEXT:
            element.append(grown(name, chance, depth + 1))
        elif len(element):
            element[-1].tail = "words"
        else:
            element.text = "words"
    return element


def drawn(left: Content, chance: random.Random) -> Iterator[str]:
    """What an element may hold, drawn step by step; it ends as soon as it may, mostly."""
    while firsts(left) and not (may_end(left) and chance.random() < 0.3):
        name = chance.choice(firsts(left))
        yield name
        left = after(left, name)


def shortest(left: Content) -> list[str]:
    """The least that an element may hold."""
    names: list[str] = []
    while not may_end(left):
        names.append(next((name for name in ("p", "div") if name in firsts(left)), firsts(left)[0]))
        left = after(left, names[-1])
    return names


def made_at_random(seed: int) -> Element:
    """A document that only the schema has shaped, with identifiers made unique."""
    root = grown(starts(), random.Random(seed))  # noqa: S311  no secret
    for number, element in enumerate(root.iterfind(f".//*[@{XML_ID}]"), 1):
        before = {f"{TEI}sp": "t", f"{TEI}when": "time."}.get(str(element.tag), "q")
        element.set(XML_ID, f"{before}{number}")
    return etree.fromstring(etree.tostring(root))


def test_what_the_schema_accepts_is_tei(unlike_tei: Mapping[str, str]) -> None:
    """Documents that nothing but the schema has shaped are valid against tei_all: it is a true subset."""
    found = [made_at_random(number) for number in range(DOCUMENTS)]
    assert all(relaxng().validate(root) for root in found), relaxng().error_log
    assert [line for name, line in unlike_tei.items() if name.startswith("random-")] == []
    seen = {etree.QName(element).localname for root in found for element in root.iter()}
    assert {one.name for one in declarations().values()} - seen == set()


# ------------ what breaks the contract

BROKEN = {
    # name: (what stands there, what is put there, words of the message)
    "a speaker behind the words": (
        "<speaker>ALL</speaker>\n        <p><gap", "<p/><speaker>ALL</speaker>\n        <p><gap",
        "speaker is not allowed in sp behind p; expected p, l, lg, stage or the end of sp"),
    "two labels": ("<speaker>ALL</speaker>", "<speaker>ALL</speaker><speaker>B</speaker>", "speaker is not allowed in sp"),
    "who on a label": ("<speaker>ALL", '<speaker who="#ann">ALL', "who is not allowed on speaker; expected no attribute"),
    "a label in a paragraph": ("<p>After.", "<p><speaker>A</speaker>After.", "speaker is not allowed in p"),
    "an unknown kind of event": ('type="vocal"', 'type="loud"', "type of stage is “loud”; expected vocal, kinesic, incid"),
    "an event of no kind": ('<stage type="vocal">', "<stage>", "stage lacks type; expected vocal"),
    "a turn without words": ("<speaker>ANN</speaker>\n        <p/>", "<speaker>ANN</speaker>",
        "sp ends too early behind speaker; expected p, l, lg or stage"),
    "an empty turn": ("<speaker>ANN</speaker>\n        <p/>", "", "sp is empty; expected speaker, p, l, lg or stage"),
    "a section in a turn": ("<p/>", "<div><p/></div>", "div is not allowed in sp behind speaker"),
    "a heading in a turn": ("<p/>", "<head>x</head><p/>", "head is not allowed in sp behind speaker"),
    "a turn in a paragraph": ("<p>After.</p>", "<p><sp><p/></sp></p>", "sp is not allowed in p"),
    "a turn without an identifier": (' xml:id="t2"', "", "sp lacks xml:id; expected t and the number"),
    "an identifier of another form": ('xml:id="t2"', 'xml:id="turn2"', "xml:id of sp is “turn2”; expected t and the number"),
    "high certainty": ('cert="low" next', 'cert="high" next', "cert of sp is “high”; expected medium or low"),
    "certainty in figures": ('cert="low" next', 'cert="0.5" next', "cert of sp is “0.5”"),
    "text in the body": ("<body>", "<body>Hello", "the text “Hello” stands directly in body; expected head"),
    "text in a turn": ("<p/>", "Hello<p/>", "the text “Hello” stands directly in sp; expected p, l, lg or stage"),
    "text in a section": ("<p>After.</p>", "<p>After.</p>Bye", "the text “Bye” stands directly in div"),
    "a body without a title": ('<head type="catalogue">A talk</head>', "", "p is not allowed in body; expected head"),
    "a paragraph behind a section": ('<div type="rest">\n        <p>After.</p>\n      </div>', "<p>After.</p>",
        "p is not allowed in body behind div; expected div or the end of body"),
    "u for a turn": ("<p>After.</p>", '<u who="#ann">x</u>', "u is not allowed in div, nor anywhere in docconv's TEI"),
    "an utterance of another language": ("<p>After.</p>", '<p xmlns="http://www.w3.org/1999/xhtml">x</p>', "namespace"),
    "words in a separator": ('rend="x x x"/>', 'rend="x x x">x</milestone>', "the text “x” stands directly in milestone"),
    "two prints of a separator": ('rend="x x x"', 'rend="x" n="x"', "milestone has either rend or n"),
    "a separator in a line": ('unit="time" n="00:01"', 'unit="section" n="x"', "unit of milestone is “section”"),
    "a time code between blocks": ('unit="section" rend="x x x"', 'unit="time" n="00:01"', "unit of milestone is “time”"),
    "a note of the header in the text": ('type="boilerplate"', 'type="fact"', "type of note is “fact”; expected boilerplate"),
    "a gap without its print": ("<desc>[?]</desc>", "", "gap is empty; expected desc"),
    "a gap without a reason": (' reason="inaudible"', "", "gap lacks reason"),
    "foreign words of no language": (' xml:lang="fr"', "", "foreign lacks xml:lang"),
    "a language that is none": ('xml:lang="fr"', 'xml:lang="fran çais"', "expected a language tag"),
    "a colour of type": ('rend="bold"', 'rend="red"', "rend of hi is “red”; expected italic, bold or underline"),
    "a group that is an org": ("personGrp", "org", "org is not allowed in listPerson behind person, nor anywhere"),
    "a sex by its name": ('<sex value="F">', '<sex value="female">', "value of sex is “female”; expected F, M or X"),
    "a date as people write it": ('when="2021-05-03"', 'when="3 May"', "when of date is “3 May”; expected a year"),
    "a reason in the text": ("<p>After.</p>", '<list type="evidence"><item/></list>', "list is not allowed in div"),
    "no list of languages": ('<langUsage>\n        <language ident="en"/>\n      </langUsage>', "",
        "particDesc is not allowed in profileDesc behind creation; expected langUsage"),
    "a turn that plays a part": ('<sp xml:id="t2"', '<sp xml:id="t2" part="I"', "part is not allowed on sp; expected"),
}  # fmt: skip

UNTRUE = {
    # name: (what stands there, what is put there, the rule)
    "a speaker who is not listed": ('who="#ann" prev', 'who="#bob" prev', "who-is-listed"),
    "one of several is not listed": ('who="#man #visitors"', 'who="#man #bob"', "who-is-listed"),
    "one speaker twice": ('who="#man #visitors"', 'who="#man #man"', "who-is-listed"),
    "a turn that leads to a turn": ('who="#man #visitors"', 'who="#t1"', "who-is-listed"),
    "a quotation of nobody": ('<said who="#man"', '<said who="#bob"', "who-is-listed"),
    "a hole in the count": ('xml:id="t2"', 'xml:id="t4"', "turns-are-counted"),
    "going on with a later turn": ('prev="#t1"', 'prev="#t3"', "prev-is-earlier"),
    "going on with none": ('prev="#t1"', 'prev="#t9"', "prev-is-earlier"),
    "going on with one that does not know": (' next="#t3"', "", "prev-is-earlier"),
    "ahead to one that does not know": (' prev="#t1"', "", "next-leads-back"),
    "ahead to none": ('next="#t3"', 'next="#t9"', "next-leads-back"),
    "evidence about nothing": ('corresp="#q1"', 'corresp="#q7"', "evidence-is-about-something"),
    "two languages": ('ident="en"', 'ident="de"', "language-of-the-document"),
    "another title": ('"catalogue">A talk', '"catalogue">The talk', "catalogue-title"),
    "a heading over the rest": ('<div type="rest">', '<div type="rest"><head>x</head>', "rest-is-flat"),
    "an instant at another time": ('interval="500"', 'interval="501"', "instants-say-when"),
    "an end that is no instant": (
        "#time.500 #time.2300",
        "#time.500 #time.2400",
        "paragraphs-are-heard-in-a-timeline",
    ),
    "three instants": (
        "#time.500 #time.2300",
        "#time.500 #time.2300 #time.500",
        "paragraphs-are-heard-in-a-timeline",
    ),
    "a fact without a name": (' n="Place"', "", "facts-have-names"),
    "two titles": ('type="status"', 'type="title"', "facts-have-names"),
    "a speaker called like a turn": (
        '<person xml:id="ann">',
        '<person xml:id="t77">',
        "speakers-are-no-turns",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_the_contract_is_told(name: str) -> None:
    """The schema does not accept it, and a message says what is wrong and what was expected, at its line."""
    old, new, words = BROKEN[name]
    data = edited(old, new)
    assert not relaxng().validate(etree.fromstring(data))
    found = [fault for fault in faults(data) if fault.rule == "docconv-schema"]
    assert [fault.message for fault in found if words in fault.message], found
    assert all(fault.severity == "warning" and fault.column for fault in found)


@pytest.mark.parametrize("name", UNTRUE)
def test_what_no_schema_can_say_is_told(name: str) -> None:
    """The schema accepts it, and a rule does not."""
    old, new, rule = UNTRUE[name]
    data = edited(old, new)
    assert relaxng().validate(etree.fromstring(data)), relaxng().error_log
    assert {rule, f"docconv-{rule}"} & {fault.rule for fault in faults(data)}


@pytest.fixture(scope="module")
def schematron() -> Schematron:
    """The rules in the derived schema."""
    return Schematron(etree.fromstring(schema()), store_report=True)


@pytest.mark.parametrize("name", UNTRUE)
def test_schematron_says_the_same(name: str, schematron: Schematron) -> None:
    """What docconv finds without a schema, any program finds by the Schematron in it."""
    old, new, rule = UNTRUE[name]
    assert schematron.validate(etree.fromstring(talk().encode()))
    assert not schematron.validate(etree.fromstring(edited(old, new)))
    pattern = next(etree.fromstring(schema()).iterfind(f".//*[@id='{rule}']"))
    asserted = {
        "".join(map(str, one.itertext()))
        for one in pattern.iter("{http://purl.oclc.org/dsdl/schematron}assert")
    }
    report = " ".join("".join(map(str, schematron.validation_report.getroot().itertext())).split())
    assert any(words in report for words in asserted)


def test_jing_says_the_same(tmp_path: Path) -> None:
    """Another program judges by the same schema as docconv does."""
    need("jing")
    grammar = tmp_path / "docconv.rng"
    grammar.write_bytes(schema())
    for number, (old, new, _) in enumerate(BROKEN.values()):
        (tmp_path / f"bad-{number}.xml").write_bytes(edited(old, new))
    for number in range(5):
        (tmp_path / f"good-{number}.xml").write_bytes(etree.tostring(made_at_random(number)))
    (tmp_path / "good-talk.xml").write_text(talk(), encoding="utf-8")
    names = {path.stem for path in tmp_path.glob("*.xml")}
    assert set(judged(grammar, *sorted(tmp_path.glob("*.xml")))) == {name for name in names if "bad-" in name}


@given(documents(max_turns=3), st.randoms(use_true_random=False))
def test_the_messages_agree_with_the_schema(document: Resolved, chance: random.Random) -> None:
    """Whatever is done to a document: there is a message exactly where the schema does not accept it."""
    root = etree.fromstring(edition(document))
    for _ in range(chance.randint(1, 3)):
        disturb(root, chance)
    assume(is_own(root))
    valid = relaxng().validate(root)
    found = [fault.message for fault in faults(etree.tostring(root)) if fault.rule == "docconv-schema"]
    assert valid == (found == [])
    assert not [message for message in found if "RELAXNG" in message or "element" in message.split(" ")[:1]]


def disturb(root: Element, chance: random.Random) -> None:
    """Move, rename, empty or strip an element."""
    elements = [one for one in root.iter() if one.getparent() is not None]
    one, other = chance.choice(elements), chance.choice(elements)
    match chance.randrange(5):
        case 0 if other not in one.iter():
            other.append(one)
        case 1:
            one.tag = other.tag
        case 2:
            one.attrib.clear()
        case 3:
            one.text = "words"
        case _:
            for child in one:
                one.remove(child)
