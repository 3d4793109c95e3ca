"""The strategies that tests of docconv and of its plug-ins draw documents from."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from docconv.formats import Source
from docconv.formats.json import read as json_read
from docconv.formats.json import write as json_write
from docconv.model import (
    Attribution,
    Block,
    Document,
    Emphasis,
    Evidence,
    Milestone,
    Node,
    Paragraph,
    Resolved,
    Said,
    Section,
    Speaker,
    Text,
    Turn,
)
from docconv.pipeline import write
from docconv.testing import ALPHABETS, assert_well_formed, blocks, documents, inlines, speakers
from docconv.walk import text_of, turns, walk
from support.growth import ratio

ADA, BEN = Speaker("ada", name="Ada"), Speaker("ben", name="Ben")
KINDS = [
    "Boilerplate",
    "Milestone",
    "Emphasis",
    "Foreign",
    "Gap",
    "Heading",
    "Narrative",
    "Paragraph",
    "Said",
    "Section",
    "Separator",
    "Stage",
    "Text",
    "Turn",
    "Unclear",
]


def turn(*texts: str, **changes: Any) -> Turn[Speaker]:  # noqa: ANN401  whatever a turn has
    """A turn of Ada's with one paragraph of some texts."""
    spoken: Turn[Speaker] = Turn("t1", (Paragraph(tuple(map(Text, texts or ("Yes.",)))),), (ADA,), "ADA")
    return evolve(spoken, **changes)


def document(*body: Block[Speaker], speakers: tuple[Speaker, ...] = (ADA,)) -> Resolved:
    """A document of some blocks."""
    return Document(body, speakers=speakers)


def depth(parts: tuple[Block[Speaker], ...]) -> int:
    """How deep sections nest."""
    return max((1 + depth(part.blocks) for part in parts if isinstance(part, Section)), default=0)


def strings(found: Resolved) -> Iterator[str]:
    """The reading text of a document, node by node."""
    return (node.text for node in walk(found) if isinstance(node, Text))


SPOKEN = Said((Text("Go."),), (ADA,))
WRONG: dict[str, tuple[str, Resolved]] = {
    "turn ids": ("turn ids out of order", document(turn(id="t2"))),
    "continues": ("t1 continues t2", document(turn(continues="t2"), turn(id="t2"))),
    "itself": ("t1 continues t1", document(turn(continues="t1"))),
    "label edges": ("'ADA '", document(turn(label="ADA "))),
    "empty label": ("''", document(turn(label=""))),
    "nothing": ("neither label nor text", document(turn(label=None, blocks=()))),
    "unlisted": ("order of first appearance", document(turn(), speakers=(BEN,))),
    "order": (
        "order of first appearance",
        document(turn(), turn(id="t2", speakers=(BEN,)), speakers=(BEN, ADA)),
    ),
    "ids repeat": ("speaker ids repeat", document(turn(), speakers=(ADA, evolve(BEN, id="ada")))),
    "no name": ("not an ASCII NCName", document(speakers=(Speaker("ádá"),))),
    "turn's name": ("looks like a turn", document(speakers=(Speaker("t7"),))),
    "twice": ("one speaker twice", document(turn(speakers=(ADA, ADA)))),
    "control": (r"U\+0007", document(turn("ding\a"))),
    "blank": ("a node without text", document(turn(" "))),
    "doubt unsaid": ("evidence belongs", document(turn(attribution=Attribution("low")))),
    "sure with reasons": (
        "evidence belongs",
        document(turn(attribution=Attribution("high", (Evidence("label-alone"),)))),
    ),
    "said in said": (
        "quoted speech inside quoted speech",
        document(turn(blocks=(Paragraph((Said((Emphasis((SPOKEN,)),), (ADA,)),)),))),
    ),
    "empty section": ("without heading and content", document(Section(()), speakers=())),
}


@given(documents())
def test_what_is_generated_is_well_formed(found: Resolved) -> None:
    """The strategy and the check were written apart; each finds the mistakes of the other."""
    assert_well_formed(found)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said(name: str) -> None:
    """Every rule can fail, and its message says which it was."""
    message, found = WRONG[name]
    with pytest.raises(AssertionError, match=message):
        assert_well_formed(found)


def test_an_ordinary_document_is_well_formed() -> None:
    """An interruption, an empty turn, a doubtful attribution and a turn of two break no rule."""
    doubtful = Attribution("low", (Evidence("label-alone", "no colon"),))
    assert_well_formed(
        document(
            turn(),
            turn(id="t2", speakers=(BEN,), attribution=doubtful),
            turn(id="t3", continues="t1", blocks=()),
            turn(id="t4", speakers=(BEN, ADA)),
            speakers=(ADA, BEN),
        )
    )


def test_an_empty_document_is_well_formed() -> None:
    """Writers must cope with a file that held nothing."""
    assert_well_formed(document(speakers=()))


SEARCH = settings(max_examples=5_000, database=None, derandomize=True, phases=[Phase.generate])


def reached(wanted: Callable[[Resolved], bool], scripts: tuple[str, ...] | None = None) -> Resolved:
    """The first generated document with a property."""
    return find(documents(scripts=scripts), wanted, settings=SEARCH)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_node_is_generated(kind: str) -> None:
    """A writer that forgets a kind is found out."""
    reached(lambda drawn: any(type(node).__name__ == kind for node in walk(drawn)))


def test_sections_nest_ten_deep() -> None:
    """Deeper than the heading levels of any format."""
    assert depth(reached(lambda drawn: depth(drawn.body) >= 10).body) == 10


def _spoken_by_several(node: Node[Speaker]) -> bool:
    return isinstance(node, Turn) and len(node.speakers) == 3


def _empty(node: Node[Speaker]) -> bool:
    return isinstance(node, Turn) and not node.blocks


def _continued(node: Node[Speaker]) -> bool:
    return isinstance(node, Turn) and node.continues is not None


def _doubtful_quote(node: Node[Speaker]) -> bool:
    return isinstance(node, Said) and node.attribution.certainty == "medium" and bool(node.speakers)


def _page(node: Node[Speaker]) -> bool:
    return isinstance(node, Milestone) and node.kind == "page" and bool(node.text)


def _nested(node: Node[Speaker]) -> bool:
    return isinstance(node, Said) and any(isinstance(child, Emphasis) for child in node.children)


@pytest.mark.parametrize(
    "wanted",
    [_spoken_by_several, _empty, _continued, _doubtful_quote, _page, _nested],
    ids=lambda f: f.__name__[1:],
)
def test_what_is_rare_in_life_is_generated(wanted: Callable[[Node[Speaker]], bool]) -> None:
    """Each of these has broken a converter."""
    found = reached(lambda drawn: any(map(wanted, walk(drawn))))
    assert_well_formed(found)


@pytest.mark.parametrize("text", ["<", "&", '"', "]]>", "😀", "𠮷", "\u0301", "\u200c"])
def test_hostile_text_is_generated(text: str) -> None:
    """Markup, characters beyond the basic plane, combining marks and joiners all come up."""
    script = next(script for script, letters in ALPHABETS.items() if text[0] in letters)
    reached(lambda drawn: any(text in one for one in strings(drawn)), scripts=(script,))


@given(documents(scripts=("Armn",), languages=("hy",), max_turns=2))
def test_documents_can_be_restricted(found: Resolved) -> None:
    """A font may lack a script; a check may be slow."""
    letters = set(ALPHABETS["Armn"]) | set("x")
    assert all(set(text) <= letters for text in strings(found))
    assert found.metadata.lang in {"hy", "und"}
    assert {one.lang for one in turns(found)} <= {"hy", None}
    assert len(list(turns(found))) <= 2


@given(blocks())
def test_a_block_stands_alone(block: Block[Speaker]) -> None:
    """In a document of its own it breaks no rule."""
    said_by = (node.speakers for node in walk(block) if isinstance(node, Turn | Said))
    heard = tuple(dict.fromkeys(speaker for found in said_by for speaker in found))
    assert_well_formed(document(block, speakers=heard))


@given(inlines())
def test_inlines_read_as_one_line_with_single_spaces(found: tuple) -> None:  # type: ignore[type-arg]
    """No format need tell two spaces from one, or keep spaces at the ends of a paragraph."""
    for line in text_of(found).split("\n"):
        assert " ".join(line.split(" ")) == line
        assert "  " not in line
    assert text_of(found) == text_of(found).strip(" ")


@given(st.lists(speakers(), max_size=5))
def test_speaker_ids_are_names_in_xml(found: list[Speaker]) -> None:
    """ASCII, and never what a turn is called."""
    for speaker in found:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*(-\d+)?", speaker.id)
        assert speaker.name is None or speaker.name.strip()


def test_documents_shrink_to_little() -> None:
    """A failing test shows one turn and one word, not a page."""
    found = find(
        documents(max_turns=1, scripts=("Latn",)),
        lambda drawn: any(turn.blocks and turn.speakers for turn in turns(drawn)),
        settings=settings(database=None, derandomize=True),
    )
    assert [type(node).__name__ for node in walk(found)] == ["Document", "Turn", "Paragraph", "Text"]
    assert [speaker.name for speaker in found.speakers] == [None]


@given(documents())
def test_documents_survive_json(found: Resolved) -> None:
    """The format that holds the whole model loses nothing of what is generated."""
    data, lost = json_write.write(found, json_write.Options())
    assert lost == ()
    assert json_read.read(Source(data))[0] == found


def test_documents_are_generated_soon() -> None:
    """A thousand examples must not cost much more than what they test: here, to be written in three formats."""
    drawn: list[Resolved] = []

    @settings(max_examples=50, database=None, deadline=None)
    @given(documents())
    def draw(found: Resolved) -> None:
        """Nothing but drawing."""
        drawn.append(found)

    def written() -> None:
        for found in drawn[:50]:
            for name in ("tei", "docx", "pdf"):
                write(found, name)

    draw()
    assert ratio(draw, written) < 3


def test_the_package_does_not_need_hypothesis() -> None:
    """Whoever installs docconv to convert a file installs no test library."""
    code = "import sys, docconv, docconv.languages, docconv.walk; print('hypothesis' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
