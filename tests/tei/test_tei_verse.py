"""Lines of verse in TEI by others, written, and read back from every format that has a place for them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

import docconv
from docconv.model import Narrative, Paragraph, Resolved, VerseLine
from docconv.tei.schema.validation import faults
from docconv.walk import text_of, walk
from support.programs import need
from support.tei_by_others import body, reading

SPEECHES = """<div><lg><l>The river sleeps,</l><pb n="2"/><l n="2">The mill is still.</l></lg><p>Prose.</p>
<sp who="#a"><speaker>Anna</speaker><lg><l n="3">The wheel has stopped,</l><l>and <hi>all</hi> is dark.</l></lg>
<lg><l>I hear no more</l></lg><stage>She sits down.</stage><l part="I">So late?</l></sp>
<sp who="#b"><speaker>Ben</speaker><l part="M">So late, my</l></sp>
<sp who="#a"><speaker>Anna</speaker><l part="F">friend.</l><p>Prose again.</p></sp></div>"""
LINES = (
    ("The river sleeps,", VerseLine(stanza=True)),
    ("The mill is still.", VerseLine(n="2")),
    ("Prose.", None),
    ("The wheel has stopped,", VerseLine(n="3", stanza=True)),
    ("and all is dark.", VerseLine()),
    ("I hear no more", VerseLine(stanza=True)),
    ("So late?", VerseLine("I")),
    ("So late, my", VerseLine("M")),
    ("friend.", VerseLine("F")),
    ("Prose again.", None),
)
FORMATS = ("tei", "json", "docx", "pdf", "html", "pandoc")


def play() -> Resolved:
    """A play that others encoded, of which docconv writes all anew."""
    return docconv.read(docconv.write(reading(body(SPEECHES)), "json"), format="json")


def lines(document: Resolved) -> tuple[tuple[str, VerseLine | None], ...]:
    """The words of each paragraph, and what is known of it as a line of verse."""
    found = (one for one in walk(document) if isinstance(one, Paragraph | Narrative))
    return tuple((text_of(one.children), one.verse) for one in found)


def test_each_line_is_a_paragraph_with_its_part_and_number() -> None:
    """A group begins with its first line, also where a page ends within it; lines alone are in none."""
    assert lines(play()) == LINES


@pytest.mark.parametrize("name", FORMATS)
def test_verse_comes_back(name: str) -> None:
    """Written in a format and read again, it is the same document."""
    document = play()
    assert docconv.read(docconv.write(document, name), format=name) == document


def test_lines_are_written_as_they_were() -> None:
    """Groups, lines alone, parts, numbers; the schema of docconv takes them."""
    data = docconv.write(play(), "tei")
    assert not list(faults(data))
    text = re.sub(r">\s+<", "><", data.decode())
    assert '<lg><l>The river sleeps,</l><l n="2"><pb n="2"/>The mill is still.</l></lg><p>Prose.</p>' in text
    assert '<lg><l>I hear no more</l></lg><stage type="incident">She sits down.</stage><l part="I">' in text


def test_verse_is_tei(shared: Path, tmp_path: Path) -> None:
    """The schemas of the TEI for everything accept it."""
    need("jing")
    (tmp_path / "play.xml").write_bytes(docconv.write(play(), "tei"))
    for schema in sorted((shared / "conformance" / "schemas" / "tei").glob("tei_all-*.rng")):
        command = ["jing", str(schema), str(tmp_path / "play.xml")]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout


def test_lines_hang_in_word() -> None:
    """So does what is left of one; a shared one goes on where the speaker before has stopped, below a label."""
    with zipfile.ZipFile(io.BytesIO(docconv.write(play(), "docx"))) as file:
        text = file.read("word/document.xml").decode()
    found = re.findall(r'<w:pStyle w:val="SpeechContinuation"/>(.*?)</w:pPr>.*?<w:t[^>]*>([^<]*)', text)
    told = {
        words.strip(): next(iter(re.findall("w:(hanging|firstLine)=", place)), "") for place, words in found
    }
    assert told == {
        "and": "hanging", "I hear no more": "hanging", "So": "hanging", "So late,": "firstLine",
        "friend.": "firstLine", "Prose": "",
    }  # fmt: skip


def test_a_line_that_an_editor_of_word_adds_is_verse() -> None:
    """What has the indents of a line is one."""
    with zipfile.ZipFile(io.BytesIO(docconv.write(play(), "docx"))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    text = parts["word/document.xml"].decode()
    old = next(one for one in re.findall(r"<w:p>(?:(?!</w:p>).)*</w:p>", text) if "no more" in one)
    new = re.sub(r"<w:bookmark[^>]*/>", "", old).replace("I hear no more", "Nor any voice")
    text = text.replace(old, old + new)
    parts["word/document.xml"] = text.encode()
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    found = lines(docconv.read(data.getvalue(), format="docx"))
    assert found[6] == ("Nor any voice", VerseLine())
    assert (*found[:6], *found[7:]) == LINES


def test_pages_have_room_for_what_is_said_before() -> None:
    """A rule for each number of characters, and no style that the policy of the page refuses."""
    page = docconv.write(play(), "html").decode()
    assert [*re.findall(r'<p[^<>]* data-said="(\d+)"', page)] == ["8", "20"]
    assert all(f'[data-said="{count}"]{{--said:' in page for count in (8, 20))
    assert 'style="' not in page


def test_a_text_has_the_lines_of_a_group_together() -> None:
    """Blank lines are between groups."""
    text = docconv.write(play(), "txt").decode()
    assert "The river sleeps,\nThe mill is still.\n\nProse." in text
    assert "Anna: The wheel has stopped,\nand all is dark.\n\nI hear no more\n\n" in text
