"""Trees of pandoc: what docconv writes goes through pandoc, and what others wrote is read."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import docconv
from docconv import model as m
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


SAID: Resolved = Document(
    (
        m.Turn("t1", (m.Paragraph((Text("When did it break?"),)),), (ANN,), "Ms. LEE (chair)"),
        m.Turn(
            "t2",
            (m.Paragraph((Text("ACHE: 2"), m.Milestone(), Text("Ms. LEE (chair): so"))),),
            (MAN,),
            "II. MAN",
        ),
        m.Turn(
            "t3",
            (m.Paragraph((Text("So he began"),)), m.Paragraph((Text("ACHE: none."),))),
            (MAN,),
            "II. MAN",
        ),
        m.Stage((Text("(They look at the rope: it holds.)"),)),
        m.Narrative((Text("Note: that was all."),)),
        m.Turn("t4", (m.Paragraph((Text("LEFT: right."),)), m.Paragraph((Text("UP: down."),))), (ANN,), None),
        m.Turn("t5", (m.Paragraph((Text("Yes."),)),), (ANN,), "Ms. LEE (chair)"),
    ),
    m.Metadata(lang="en"),
    None,
    (MAN, ANN),
)
"""What begins lines looks like labels, and what are labels hardly does."""


@pytest.mark.parametrize("name", ["html", "epub", "docx+styles", "rst", "odt"])
def test_marks_of_turns_decide_what_is_a_label(name: str, tmp_path: Path) -> None:
    """Attributes, a class, styles, sections: some are left in each format. Nothing else begins a turn."""
    path = tmp_path / f"talk.{name.partition('+')[0]}"
    pandoc(tree(SAID), "-f", "json", "-s", "-M", "title=Said", "-o", str(path))
    found = as_odt(tree(SAID)) if name == "odt" else pandoc(path.read_bytes(), "-f", name, "-t", "json")
    again = docconv.read(found, format="pandoc")
    first, second = "Ms. LEE (chair)", "II. MAN"
    assert [turn.label for turn in again.turns()] == [first, second, second, None, first]
    assert not Counter(words(SAID)) - Counter(words(again))
    beside = [type(one) for one in walk(again) if isinstance(one, m.Stage | m.Narrative)]
    assert beside == [m.Stage, m.Narrative]
    known = {"html": ["lee"], "epub": ["lee"]}
    assert [one.id for one in again.turns()[3].speakers] == known.get(name, [])


def as_odt(data: bytes) -> bytes:
    """A tree as pandoc 3 reads its own ODT: a `Div` with a name is a section, and styles are not there."""

    def bare(blocks: list[Any]) -> list[Any]:
        found: list[Any] = []
        for one in blocks:
            inner = bare(one["c"][1]) if one["t"] == "Div" else [{"t": "Para", "c": shown(one["c"])}]
            named = one["t"] == "Div" and one["c"][0][0]
            found += [{"t": "Div", "c": [["", [], []], inner]}] if named else inner
        return found

    def shown(inlines: list[Any]) -> list[Any]:
        return [each for one in inlines for each in (one["c"][1] if one["t"] == "Span" else [one])]

    read = json.loads(data)
    return json.dumps({**read, "meta": {}, "blocks": bare(read["blocks"])}).encode()


def test_numbers_of_lists_are_words() -> None:
    """As pandoc prints them; they are in the account of the source, too."""
    text = b"ANN: These:\n\n3. old\n4. new\n\nBEN: And\n\n(c) both\n\nANN: Or\n\nIV) none\n\nBEN: So.\n"
    found = pandoc(text, "-f", "markdown", "-t", "json")
    printed = words(docconv.read(found, format="pandoc"))
    assert printed == ["These", "3", "old", "4", "new", "And", "c", "both", "Or", "IV", "none", "So"]


def test_a_list_that_begins_very_far_has_short_numbers() -> None:
    """Letters are doubled behind the last one, but not for ever."""
    items = [[{"t": "Para", "c": [{"t": "Str", "c": "Yes."}]}]] * 2
    for first, shown in ((26, ["z", "aa"]), (10**9, ["1000000000", "1000000001"])):
        listed = [[first, {"t": "LowerAlpha"}, {"t": "Period"}], items]
        found = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": [{"t": "OrderedList", "c": listed}]}
        document = docconv.read(json.dumps(found).encode(), format="pandoc")
        assert words(document)[::2] == shown


@pytest.mark.parametrize(
    "block",
    [
        '<div class="turn"><p><strong>Hold on!</strong> she said.</p></div>',
        '<div class="turn"><p>Hold: on.</p></div>',
        '<div class="section"><p><strong>Ann:</strong> yes.</p></div>',
    ],
)
def test_a_class_of_others_decides_nothing(block: str) -> None:
    """A page whose classes happen to be called so is read as any other."""
    others = "".join(f"<p>{who}: Line {at} of it.</p>" for at, who in enumerate(["Ada", "Bo"] * 3))
    plain, marked = (
        docconv.read(pandoc(f"{others}{one}".encode(), "-f", "html", "-t", "json"), format="pandoc")
        for one in (re.sub("</?div.*?>", "", block), block)
    )
    assert plain == marked


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
