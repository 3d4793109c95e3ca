"""The DraCor profile: what its schema and its rules ask, and the way back.

The rules are those of the ODD and the Schematron of DraCor 1.6.0 that no `tei_all` has; its schema itself is
not in this repository.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from lxml import etree

from docconv import model as m
from docconv.cli import run
from docconv.errors import UsageError
from docconv.formats import Source
from docconv.formats.tei.read import read
from docconv.formats.tei.write import Options, write
from docconv.tei.names import NAMESPACE, XML_ID
from docconv.tei.writing.profiles.dracor import dracor, parted
from docconv.testing import documents
from support.programs import need

NS = {"t": NAMESPACE}
DRACOR = Options(profile="dracor")
ANN = m.Speaker(
    "ann", name="Ann Lee", sex="F", aliases=("ANN",), refs=("https://www.wikidata.org/entity/Q42",)
)
BEN = m.Speaker(
    "ben", name="Ben", sex="X", refs=("http://www.wikidata.org/wiki/Q7", "https://wikidata.org/x")
)
ALL = m.Speaker("both", "group", name="Both")
OTHER_MODULES = frozenset(
    (
        "u",
        "pause",
        "vocal",
        "kinesic",
        "incident",
        "shift",
        "annotationBlock",
        "certainty",
        "fw",
        "app",
        "settingDesc",
    )
)
"""Elements of modules that the schema of DraCor leaves out."""


def text(words: str) -> tuple[m.Text]:
    """Some words."""
    return (m.Text(words),)


def scene(*blocks: m.Block[m.Speaker], kind: str = "scene") -> m.Section[m.Speaker]:
    """A scene with a heading."""
    return m.Section(blocks, m.Heading(text("Scene")), kind)


def turn(*speakers: m.Speaker, number: int = 1) -> m.Turn[m.Speaker]:
    """Somebody says something."""
    return m.Turn(f"t{number}", (m.Paragraph(text("Yes.")),), speakers, "ANN")


CAST: m.CastItem[m.Speaker] = m.CastItem((m.CastPart(text("ANN")),))
PLAY: m.Resolved = m.Document(
    (CAST, scene(scene(turn(ANN, BEN)), kind="act")),
    m.Metadata(
        "The Well", "en", "1788", source="well.txt", fields=(("idno", "wikidata: Q5"), ("premiere", "1789"))
    ),
    m.Heading(text("The Well")),
    (ANN, BEN, ALL),
)


def tree(document: m.Resolved) -> etree._Element:
    """The parsed file of a play."""
    return etree.fromstring(dracor(document, "tst000001"))


@given(documents())
def test_reads_back_what_was_written(document: m.Resolved) -> None:
    """A document comes back as it was, save for the name that an item of Wikidata is called by."""
    assert read(Source(write(document, DRACOR)[0], "a.xml")) == (document, ())


def test_a_play_comes_back_with_all_that_the_profile_says_otherwise() -> None:
    """Sex, other names, items of Wikidata by whatever address, dates and sources."""
    assert read(Source(dracor(PLAY, "tst000001"), "a.xml")) == (PLAY, ())


def test_an_entry_of_the_cast_list_points_to_the_one_who_is_called_so() -> None:
    """By a name or a label, whatever mark ends it; a role that two have, or nobody, points to nobody."""
    names = ("Ann Lee,", "BEN", "Both", "The Miller")
    twin = m.Speaker("twin", name="both")
    cast = tuple(m.CastItem[m.Speaker]((m.CastPart(text(name)),)) for name in names)
    play = evolve(PLAY, body=(*cast, *PLAY.body[1:]), speakers=(*PLAY.speakers, twin))
    items = tree(play).iterfind(".//t:castItem", NS)
    assert [one.get("corresp") for one in items] == ["#ann", "#ben", None, None]
    assert read(Source(dracor(play, "tst000001"), "a.xml")) == (play, ())


@pytest.mark.parametrize(
    ("fact", "target", "words"),
    [
        ("The Plays <https://example.org/a>", "https://example.org/a", "The Plays"),
        ("https://example.org/a", "https://example.org/a", "https://example.org/a"),
        ("A disk", None, "A disk"),
    ],
)
def test_the_file_that_a_play_comes_from_is_its_digital_source(
    fact: str, target: str | None, words: str
) -> None:
    """Before its original source; it comes back as the fact."""
    metadata = evolve(PLAY.metadata, fields=(*PLAY.metadata.fields, ("digital_source", fact)))
    play = evolve(PLAY, metadata=metadata)
    sources = tree(play).findall("t:teiHeader/t:fileDesc/t:sourceDesc/t:bibl", NS)
    assert [one.get("type") for one in sources[:2]] == ["digitalSource", "originalSource"]
    (ref,) = sources[0]
    assert (ref.get("target"), ref.text) == (target, words)
    assert read(Source(dracor(play, "tst000001"), "a.xml")) == (play, ())


@given(documents())
def test_keeps_the_rules(document: m.Resolved) -> None:
    """What DraCor asks of any play beyond `tei_all`."""
    root = etree.fromstring(write(document, DRACOR)[0])
    assert root.get("type") == "dracor"
    assert root.get(XML_ID)
    sources = root.findall("t:teiHeader/t:fileDesc/t:sourceDesc/t:bibl[@type='originalSource']", NS)
    assert len(sources) == 1
    people = root.findall("t:teiHeader/t:profileDesc/t:particDesc/t:listPerson/*", NS)
    listed = {f"#{one.get(XML_ID)}" for one in people}
    assert all(set((one.get("who") or "").split()) <= listed for one in root.iter(f"{{{NAMESPACE}}}sp"))
    assert {one.get("sex") for one in people} <= {"FEMALE", "MALE", "UNKNOWN", None}
    items = [one.text or "" for one in root.iterfind(".//t:idno[@type='wikidata']", NS)]
    assert all(re.fullmatch(r"Q[1-9]\d*", one) for one in items)
    body = root.find("t:text/t:body", NS)
    assert body is not None
    assert {etree.QName(one).localname for one in body} <= {"div", "head", "castList"}
    assert not OTHER_MODULES & {etree.QName(one).localname for one in root.iter(etree.Element)}


def test_is_valid(shared: Path, tmp_path: Path) -> None:
    """The schemas accept the play, and a document without sections, title, speakers."""
    need("jing")
    plays: tuple[m.Resolved, ...] = (
        PLAY,
        m.Document((turn(),)),
        m.Document(()),
        m.Document((CAST,), speakers=(ALL,)),
    )
    for number, play in enumerate(plays):
        (tmp_path / f"{number}.xml").write_bytes(dracor(play, "tst000001"))
    files = [str(path) for path in sorted(tmp_path.glob("*.xml"))]
    schemas = [
        found for name in ("tei", "dracor") for found in (shared / "conformance/schemas" / name).glob("*.rng")
    ]
    for schema in schemas:
        command = ["jing", "-i", str(schema), *files]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_title_and_cast_list_are_in_front() -> None:
    """Acts and scenes alone are in the body."""
    root = tree(PLAY)
    front, body = root.find("t:text/t:front", NS), root.find("t:text/t:body", NS)
    assert front is not None
    assert body is not None
    assert front.findtext("t:titlePage/t:docTitle/t:titlePart", None, NS) == "The Well"
    assert [etree.QName(one).localname for one in front] == ["titlePage", "castList"]
    assert [(one.get("type")) for one in body] == ["act"]


def test_who_somebody_is_stands_where_dracor_looks() -> None:
    """In `@sex`, in variants of the name, in numbers of Wikidata."""
    ann, ben, both = tree(PLAY).findall(".//t:listPerson/*", NS)
    assert (ann.get("sex"), ben.get("sex"), both.get("sex")) == ("FEMALE", None, "UNKNOWN")
    assert ann.findtext("t:persName[@type='variant']", None, NS) == "ANN"
    assert [(one.get("type"), one.text) for one in ben.iterfind("t:idno", NS)] == [
        ("wikidata", "Q7"),
        ("URI", "https://wikidata.org/x"),
    ]


def test_the_header_says_where_the_play_is_known_and_when_it_was_played() -> None:
    """The item of the play, and the events of which the facts tell."""
    root = tree(PLAY)
    assert root.findtext(".//t:sourceDesc/t:bibl[@type='wikidata']/t:idno", None, NS) == "Q5"
    event = root.find(".//t:sourceDesc/t:listEvent/t:event", NS)
    assert event is not None
    assert (event.get("type"), event.get("when")) == ("premiere", "1789")


def test_a_described_source_is_the_original_one() -> None:
    """Rather than the name of a file."""
    root = tree(m.Document((), m.Metadata(source="a.txt", fields=(("source_description", "Print of 1788"),))))
    assert root.findtext(".//t:bibl[@type='originalSource']", None, NS) == "Print of 1788"


def test_an_id_of_a_corpus_stays(tmp_path: Path) -> None:
    """One that is given, and that of a play that was read; another one is told."""
    (tmp_path / "a.txt").write_text("ANN: Yes.\n\nBEN: No.\n\nANN: So.\n")
    one, two = tmp_path / "one.xml", tmp_path / "two.xml"
    given_id = ("-O", "tei.identifier=tst000009")
    assert run(["convert", str(tmp_path / "a.txt"), "-o", str(one), "--profile", "dracor", *given_id]) == 0
    assert run(["convert", str(one), "-o", str(two), "--profile", "dracor"]) == 0
    assert two.read_bytes() == one.read_bytes()
    assert [one.rule for one in write(PLAY, DRACOR)[1]] == ["dracor"]


def test_an_id_that_a_speaker_has_is_refused() -> None:
    """It would be there twice."""
    with pytest.raises(UsageError, match="ann"):
        write(PLAY, Options(profile="dracor", identifier="ann"))


SET = m.Narrative[m.Speaker](text("A ferry, by night."))
SUNG = m.Narrative[m.Speaker](text("A ferry,"), verse=m.VerseLine())
ADA = m.CastItem[m.Speaker](text("ADA"))
SAID = m.Turn[m.Speaker]("t1", (m.Paragraph(text("Yes.")),))


@pytest.mark.parametrize(
    ("blocks", "front"),
    [
        ((SET, ADA, SET, SAID), 2),
        ((m.Section((SET, ADA)), SET, ADA, SAID), 3),
        ((SUNG, ADA, SAID), 0),  # verse is no front matter
        ((SAID, ADA, SET), 0),  # nor is what is behind a speech
        ((SET, SAID, ADA, SET), 0),
        ((m.Section((SAID, ADA)), SET), 0),
        ((SET, ADA), 0),  # nothing follows
        ((SET, SAID), 0),
        ((), 0),
    ],
)
def test_front_matter_is_all_up_to_the_cast_list(blocks: tuple[m.Block[m.Speaker], ...], front: int) -> None:
    """Where nobody speaks before it, and something follows."""
    assert parted(blocks) == (blocks[:front], blocks[front:])
