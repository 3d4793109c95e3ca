"""What lists of Word documents print before their items: labels, words, dashes and counts."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from docconv.model import Heading, Narrative, Paragraph
from docconv.walk import text_of, walk
from support.docx_others import Make, drafted, spoken

LIST, OTHER = 90, 91
GATE = (
    ("Were you at the gate that night?", "I was, from ten o'clock on."),
    ("Were you alone?", "No, with my brother."),
    ("What did you see?", "Nothing but rain."),
    ("Who came first?", "The driver did."),
)


def listed(
    levels: Iterable[tuple[str, str]], items: Iterable[tuple[int, str]], overrides: Iterable[str] = ("",)
) -> Make:
    """Items of a list whose levels have figures and a text; all items once for each instance of the list."""
    body = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{figures}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (figures, text) in enumerate(levels)
    )
    items = list(items)

    def make(opened: Opened) -> None:
        numbering = opened.part.numbering_part.element
        names = nsdecls("w")
        numbering.insert(0, parse_xml(f'<w:abstractNum {names} w:abstractNumId="90">{body}</w:abstractNum>'))
        for place, override in enumerate(overrides, LIST):
            definition = '<w:abstractNumId w:val="90"/>'
            numbering.append(parse_xml(f'<w:num {names} w:numId="{place}">{definition}{override}</w:num>'))
            for depth, words in items:
                properties = opened.add_paragraph(words)._p.get_or_add_pPr()
                where = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{place}"/>'
                properties.append(parse_xml(f"<w:numPr {names}>{where}</w:numPr>"))

    return make


def lines(make: Make) -> list[str]:
    """The texts of what is read."""
    return [
        text_of(node.children)
        for node in walk(drafted(make))
        if isinstance(node, Narrative | Paragraph | Heading)
    ]


@pytest.mark.parametrize("figures", ["none", "decimal"])
def test_a_label_that_a_list_prints_is_the_label(figures: str) -> None:
    """Offices let Word print `Q.` and `A.`; the levels count nothing, or nothing that is seen."""
    items = [(depth, words) for pair in GATE for depth, words in enumerate(pair)]
    talk = spoken(drafted(listed([(figures, "Q."), (figures, "A.")], items)))
    assert talk == tuple((label, words) for pair in GATE for label, words in zip("QA", pair, strict=True))


def test_a_name_that_a_list_prints_is_the_label() -> None:
    """As above, with whole names."""
    items = [(depth, words) for pair in GATE for depth, words in enumerate(pair)]
    talk = spoken(drafted(listed([("none", "MR. BELL:"), ("none", "MS. COLE:")], items)))
    assert {label for label, _ in talk} == {"MR. BELL", "MS. COLE"}
    assert [words for _, words in talk] == [words for pair in GATE for words in pair]


def test_the_dash_of_a_list_opens_a_speech() -> None:
    """Word makes a list of lines that somebody begins with a dash."""
    items = [(0, words) for pair in GATE for words in pair]
    assert [words for _, words in spoken(drafted(listed([("bullet", "–")], items)))] == [
        words for _, words in items
    ]
    assert spoken(drafted(listed([("bullet", "\uf0b7")], items))) == ()


START_AT_FIVE = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
ROMAN = (
    '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="7"/><w:numFmt w:val="upperRoman"/>'
    '<w:lvlText w:val="Art. %1"/></w:lvl></w:lvlOverride>'
)


@pytest.mark.parametrize(
    ("overrides", "marks"),
    [
        (("",), ("1.", "2.")),
        (("", ""), ("1.", "2.", "3.", "4.")),
        (("", START_AT_FIVE), ("1.", "2.", "5.", "6.")),
        ((START_AT_FIVE,), ("5.", "6.")),
        ((ROMAN,), ("Art. VII", "Art. VIII")),
    ],
)
def test_an_instance_of_a_list_may_count_otherwise(
    overrides: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    """ECMA-376, part 1, 17.9.8 (`lvlOverride`) and 17.9.26 (`startOverride`)."""
    items = [(0, "We mend the roads and bridges."), (0, "We open the parks.")]
    read = lines(listed([("decimal", "%1.")], items, overrides))
    assert [line.split(" We ")[0] for line in read] == list(marks)


@pytest.mark.parametrize("digits", ["9" * 5000, "²", "-1", ""])
def test_a_start_that_is_no_number_is_one(digits: str) -> None:
    """A hostile value is no reason to stop."""
    override = START_AT_FIVE.replace('"5"', f'"{digits}"')
    read = lines(listed([("decimal", "%1.")], [(0, "We mend the roads and bridges.")], (override,)))
    assert read == ["1. We mend the roads and bridges."]
