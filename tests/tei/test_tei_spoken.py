"""The spoken profile: utterances, events and times as ISO 24624 has them, and the way back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from docconv import model as m
from docconv.formats import Source
from docconv.formats.tei.read import read
from docconv.formats.tei.write import Options, write
from docconv.tei.names import NAMESPACE
from docconv.tei.writing.profiles.spoken import spoken
from docconv.testing import documents
from support.programs import need

NS = {"t": NAMESPACE}
SPOKEN = Options(profile="spoken")
ANN = m.Speaker("ann", name="Ann Lee")
TITLE: m.Heading[m.Speaker] = m.Heading((m.Text("A talk"),))


def talk(*blocks: m.Paragraph[m.Speaker] | m.Stage[m.Speaker], media: str | None = None) -> m.Resolved:
    """Ann says some blocks."""
    return m.Document((m.Turn("t1", blocks, (ANN,), "ANN"),), m.Metadata(media=media), TITLE, (ANN,))


def says(*inlines: m.Inline[m.Speaker], timing: m.Timing | None = None) -> m.Paragraph[m.Speaker]:
    """A paragraph of speech."""
    return m.Paragraph(inlines, timing=timing)


def utterance(document: m.Resolved) -> str:
    """The only utterance, without the white space between elements."""
    found = etree.fromstring(spoken(document)).find("t:text/t:body/t:u", NS)
    assert found is not None
    text = etree.tostring(found, encoding="unicode", with_tail=False).replace(f' xmlns="{NAMESPACE}"', "")
    return "".join(line.strip() for line in text.split("\n"))


@given(documents())
def test_reads_back_what_was_written(document: m.Resolved) -> None:
    """A document that was written and read is the same document, without a notice."""
    assert read(Source(write(document, SPOKEN)[0], "a.xml")) == (document, ())


HI = m.Text("Hi.")
HEAD = '<u xml:id="t1" who="#ann"'
LABEL = '<note type="speaker">ANN</note>'
UTTERANCES: dict[str, tuple[m.Resolved, str]] = {
    "an utterance": (talk(says(HI)), f"{HEAD}>{LABEL}<seg>Hi.</seg></u>"),
    "an utterance that says when it is heard": (
        talk(says(HI, timing=m.Timing(5, 90))),
        f'{HEAD} start="#time.5" end="#time.90">{LABEL}<seg>Hi.</seg></u>',
    ),
    "paragraphs that each say it": (
        talk(says(HI, timing=m.Timing(5, 90)), says(HI, timing=m.Timing(100))),
        f'{HEAD} start="#time.5">{LABEL}<seg synch="#time.5 #time.90">Hi.</seg><seg synch="#time.100">Hi.</seg></u>',
    ),
    "what is heard": (
        talk(says(HI, m.Stage((m.Text("(laughs)"),), "vocal"))),
        f"{HEAD}>{LABEL}<seg>Hi.<vocal><desc>(laughs)</desc></vocal></seg></u>",
    ),
    "how something is said": (
        talk(m.Stage((m.Text("softly"),), "delivery"), says(HI)),
        f'{HEAD}>{LABEL}<vocal type="delivery"><desc>softly</desc></vocal><seg>Hi.</seg></u>',
    ),
    "an event with more than words in it": (
        talk(m.Stage((m.Text("a "), m.Gap("[…]")), "incident")),
        (
            f'{HEAD}>{LABEL}<incident><desc><stage>a <gap reason="inaudible"><desc>[…]</desc></gap></stage></desc>'
            "</incident></u>"
        ),
    ),
    "pauses": (
        talk(
            says(HI, *(m.Milestone("annotation", f"pause{one}") for one in ("", " PT2S", " short", " a b")))
        ),
        (
            f'{HEAD}>{LABEL}<seg>Hi.<pause/><pause dur="PT2S"/><pause type="short"/>'
            '<milestone unit="annotation" n="pause a b"/></seg></u>'
        ),
    ),
}


@pytest.mark.parametrize("name", UTTERANCES)
def test_speech_has_the_elements_of_the_standard(name: str) -> None:
    """Each is written so, and read back."""
    document, wanted = UTTERANCES[name]
    assert utterance(document) == wanted
    assert read(Source(spoken(document), "a.xml")) == (document, ())


@pytest.mark.parametrize(
    ("media", "kind", "url"),
    [
        ("talk one.mp3", "audio/mpeg", "talk%20one.mp3"),
        ("https://a.example/b%20c.mp4?d=e#t=5", "video/mp4", "https://a.example/b%20c.mp4?d=e#t=5"),
        ("100%", "application/octet-stream", "100%25"),
    ],
)
def test_the_recording_is_named(media: str, kind: str, url: str) -> None:
    """Where the standard has it, as a reference."""
    document = talk(says(HI), media=media)
    found = etree.fromstring(spoken(document)).find(".//t:recordingStmt/t:recording/t:media", NS)
    assert found is not None
    assert (found.get("mimeType"), found.get("url")) == (kind, url)
    assert read(Source(spoken(document), "a.xml"))[0].metadata.media == media


def test_is_valid(shared: Path, tmp_path: Path) -> None:
    """The schemas of the TEI accept all of it, events alone, and verse in speech."""
    need("jing")
    verse: m.Paragraph[m.Speaker] = m.Paragraph((HI,), verse=m.VerseLine("I", "1", stanza=True))
    others: list[m.Resolved] = [
        m.Document((m.Stage((HI,)),)),
        talk(verse),
        talk(),
        talk(says(HI), media=":[a b]%#"),
    ]
    for number, document in enumerate([one for one, _ in UTTERANCES.values()] + others):
        (tmp_path / f"{number}.xml").write_bytes(spoken(document))
    for schema in sorted((shared / "conformance" / "schemas" / "tei").glob("tei_all-*.rng")):
        command = ["jing", "-i", str(schema), *map(str, sorted(tmp_path.glob("*.xml")))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
