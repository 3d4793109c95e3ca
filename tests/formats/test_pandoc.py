"""Trees of pandoc: what docconv writes goes through pandoc, and what others wrote is read."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest

import docconv
from docconv.model import Document, Gap, Resolved, Said, Speaker, Text
from docconv.walk import text_of, turns, walk
from support.places import EXAMPLES, ROOT
from support.programs import path_of
from support.talk import ALL, ANN, BODY, MAN, META

FILTER = ROOT / "examples" / "workflows" / "speakers.lua"
TURNS = {
    "latex": r"\\begin\{speakerturn\}\{(.*?)\}\{(.*?)\}",
    "typst": r'#turn\(speakers: \((.*?)\), label: "(.*?)"\)\[',
}
"""What a turn begins with in a format."""
TALK: Resolved = Document(BODY, META, None, (MAN, ANN, ALL))
BY_OTHERS = """---
title: The night of the rope
---

**Ada Quill:** Did the rope *hold*?[^1]

[^1]: She means the old one.

**Bo Reeve:** It did, for an hour.

> We had to tie it again.

**Ada Quill:** So.
"""


def pandoc(data: bytes, *arguments: str) -> bytes:
    """What pandoc makes of something."""
    return subprocess.run([path_of("pandoc"), *arguments], input=data, capture_output=True, check=True).stdout


def tree(document: Resolved) -> bytes:
    """A document as a tree of the version that the pandoc of this machine knows."""
    version = json.loads(pandoc(b"", "-t", "json"))["pandoc-api-version"]
    return docconv.write(document, "pandoc", options={"api": ".".join(map(str, version))})


def test_a_tree_goes_through_pandoc_as_it_is() -> None:
    """All that it tells, after pandoc has read and written it."""
    again = docconv.read(pandoc(tree(TALK), "-f", "json", "-t", "json"), format="json")
    assert again == TALK


def test_html_of_pandoc_has_labels_and_attributes() -> None:
    """Who speaks, how sure that is, and when."""
    html = " ".join(pandoc(tree(TALK), "-f", "json", "-t", "html").decode().split())
    assert '<span class="label" data-custom-style="Speaker ann"><strong>ANNN:</strong></span> One' in html
    for one in ('id="t1"', 'data-speakers="man visitors"', 'data-certainty="low"', 'data-begin="500"'):
        assert one in html


def test_docx_of_pandoc_has_labels_and_styles(tmp_path: Path) -> None:
    """The style of a label names who speaks, that of a paragraph what it is."""
    path = tmp_path / "talk.docx"
    pandoc(tree(TALK), "-f", "json", "-o", str(path))
    with zipfile.ZipFile(path) as archive:
        text, styles = (archive.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert "ANNN:" in text
    for name in ("Speaker ann", "Turn", "Stage", "Boilerplate"):
        assert f'w:val="{name}"' in styles


@pytest.mark.parametrize("name", ["pandoc", "json"])
def test_a_tree_of_others_is_read_as_a_transcript(name: str) -> None:
    """With its title, emphasis, footnotes and quotations; a `.json` is known by what is in it."""
    document = docconv.read(pandoc(BY_OTHERS.encode(), "-f", "markdown", "-t", "json"), format=name)
    assert [turn.label for turn in turns(document)] == ["Ada Quill", "Bo Reeve", "Ada Quill"]
    assert document.title is not None
    text = "".join(node.text for node in walk(document) if isinstance(node, Text))
    assert "[She means the old one.]" in text
    assert "We had to tie it again." in text


@pytest.mark.parametrize(
    "broken", ['{"t": "Para"}', '{"t": "Div", "c": [["", ["turn"], []], [{"t": "HorizontalRule"}]]}', "3"]
)
def test_a_tree_that_is_not_as_docconv_writes_it_is_refused(broken: str) -> None:
    """With what to do."""
    data = json.loads(docconv.write(TALK, "pandoc"))
    data["blocks"].append(json.loads(broken))
    with pytest.raises(docconv.BadInputError, match="take “docconv” out of its meta"):
        docconv.read(json.dumps(data).encode(), format="pandoc")


@pytest.mark.parametrize("name", ["native", "markdown", "html", "docx", "rst"])
@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_words_and_speakers_survive_other_formats_of_pandoc(example: Path, name: str) -> None:
    """There and back again: the tree, a file of pandoc, its tree, a transcript."""
    document = docconv.read(example)
    file = pandoc(tree(document), "-f", "json", "-t", name, "-s")
    again = docconv.read(pandoc(file, "-f", name, "-t", "json"), format="pandoc")
    assert labels(again) == labels(document)
    assert not Counter(words(document)) - Counter(words(again))  # the title may be there twice


def test_a_title_that_is_also_the_first_heading_is_there_once() -> None:
    """As in HTML of pandoc, where it would recur as a label does."""
    said = "ANN: Did it hold?\n\nBEN: For an hour.\n\nANN: So.\n"
    file = pandoc(said.encode(), "-f", "markdown", "-t", "html", "-s", "-M", "title=The rope")
    document = docconv.read(pandoc(file, "-f", "html", "-t", "json"), format="pandoc")
    assert [turn.label for turn in turns(document)] == ["ANN", "BEN", "ANN"]
    assert "".join(words(document)).count("rope") == 1


def test_a_line_of_dashes_makes_no_heading_of_a_turn() -> None:
    """As pandoc reads its own Markdown, where the last word of a paragraph is a dash on a line of its own."""
    said = [f"{'ANN' if length % 2 else 'BEN'}: {'word ' * 5}{'o' * length} -" for length in range(1, 9)]
    document = docconv.read("\n\n".join(said).encode(), format="text")
    file = pandoc(tree(document), "-f", "json", "-t", "markdown", "-s")
    found = pandoc(file, "-f", "markdown", "-t", "json")
    assert b'"Header"' in found
    again = docconv.read(found, format="pandoc")
    assert labels(again) == ["ANN", "BEN"] * 4
    assert words(again) == words(document)


def test_a_space_that_pandoc_makes_unbreakable_is_a_space_in_a_label() -> None:
    """Behind `Mr.` in Markdown."""
    document = docconv.read(b"Mr. HALE: Yes.\n\nMr. POOLE: No.\n\nMr. HALE: Why?\n", format="text")
    file = pandoc(tree(document), "-f", "json", "-t", "markdown", "-s")
    again = docconv.read(pandoc(file, "-f", "markdown", "-t", "json"), format="pandoc")
    assert labels(again) == ["Mr. HALE", "Mr. POOLE", "Mr. HALE"]


def labels(document: Resolved) -> list[str]:
    """Who speaks, as printed."""
    return [turn.label for turn in turns(document) if turn.label]


def words(document: Resolved) -> list[str]:
    """All words that a document prints beside its labels."""
    texts = (node.text for node in walk(document) if isinstance(node, Text | Gap))
    return re.findall(r"\w+", " ".join(texts))


def test_a_link_stands_in_its_line() -> None:
    """What is behind attributes or citations begins no line."""
    text = b"**Ada Quill:** See [the rope](https://example.org) and [this]{.mark} there.\n\n**Bo Reeve:** So.\n\n**Ada Quill:** Yes."
    document = docconv.read(pandoc(text, "-f", "markdown", "-t", "json"), format="pandoc")
    assert text_of(document.turns()[0].blocks[0].children) == "See the rope and this there."


def test_nobody_can_be_quoted_who_is_not_listed() -> None:
    """Speakers are named by their ids."""
    quoted = Said[Speaker]((Text("Yes"),), (ANN,))
    document: Resolved = Document((BODY[0], docconv.Narrative((quoted,))), speakers=(MAN, ANN))
    data = docconv.write(document, "pandoc").replace(b'"speakers", "ann"', b'"speakers", "eve"')
    with pytest.raises(docconv.BadInputError, match="eve"):
        docconv.read(data, format="pandoc")


def test_the_filter_keeps_turns_where_a_format_has_no_attributes() -> None:
    """Each says whose it is, in order. Old versions of pandoc write no Typst."""
    document = docconv.read(ROOT / "examples" / "scene.txt")
    told = [([one.id for one in turn.speakers], turn.label) for turn in document.turns()]
    known = pandoc(b"", "--list-output-formats").decode().split()
    for name in ["latex", *(["typst"] if "typst" in known else [])]:
        written = pandoc(tree(document), "-f", "json", "-L", str(FILTER), "-s", "-t", name).decode()
        found = re.findall(TURNS[name], written)
        assert [(re.findall(r"[\w-]+", ids), label) for ids, label in found] == told, name
