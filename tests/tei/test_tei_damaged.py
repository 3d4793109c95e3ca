"""TEI with what no file should have: ids that come twice, pointers that lead nowhere, tags and dates that are none,
files from elsewhere.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

import docconv
from docconv.errors import BadInputError
from docconv.model import CERTAIN, Document, Paragraph, Resolved, Speaker, Text, Turn
from docconv.tei.schema.validation import faults
from support.tei_by_others import body, lines, reading, taken, tei, told

LIST = "<profileDesc><particDesc><listPerson>{}</listPerson></particDesc></profileDesc>"
TWO = LIST.format(
    '<person xml:id="ida"><persName>Ida Moss</persName></person>'
    '<person xml:id="ida"><persName>Ida Reed</persName></person>'
)
IDA, BO = Speaker("ida", name="Ida Moss"), Speaker("bo", name="Bo Lind")


def own(*turns: Turn[Speaker]) -> str:
    """A file of docconv's own."""
    document: Resolved = Document(turns, speakers=(IDA, BO))
    return docconv.write(document, "tei").decode()


def turn(number: int, who: Speaker = IDA, continues: str | None = None) -> Turn[Speaker]:
    """A turn that says its number."""
    return Turn(f"t{number}", (Paragraph((Text(f"No. {number}"),)),), (who,), None, CERTAIN, None, continues)


def test_a_person_whose_id_is_there_twice_is_told() -> None:
    """The first one speaks."""
    data = body('<u who="#ida">Here.</u>', TWO)
    assert [one.name for one in reading(data).speakers] == ["Ida Moss"]
    assert told(data) == ["1: the id ida is there twice: the second person is not used"]


def test_pointers_that_are_no_names_stay_apart() -> None:
    """Two of them may come out as one id, and a third may have it already."""
    data = body('<u who="#a;">One.</u><u who="#a,">Two.</u><u who="#a--2">Three.</u><u who="#a;">Four.</u>')
    expected = ["a- None| One.", "a--2 None| Two.", "a--2-2 None| Three.", "a- None| Four."]
    assert lines(reading(data)) == expected


def test_turns_whose_id_is_there_twice_are_told() -> None:
    """Both are read."""
    data = body('<u xml:id="u1" who="#a">One.</u><u xml:id="u1" who="#b">Two.</u>')
    assert lines(reading(data)) == ["a None| One.", "b None| Two."]
    assert told(data) == ["1: the id u1 is there twice: the second u was read as another turn"]


def test_our_own_with_ids_that_come_twice_is_numbered_anew() -> None:
    """And told; nobody is lost."""
    data = own(turn(1), turn(2, BO), turn(3, IDA, "t1")).replace('xml:id="t2"', 'xml:id="t1"')
    document, notices = taken(data)
    assert [(one.id, one.continues) for one in document.body if isinstance(one, Turn)] == [
        ("t1", None),
        ("t2", None),
        ("t3", "t2"),
    ]
    assert [notice.severity for notice in notices] == ["warning"]


def test_our_own_with_a_label_over_two_lines_has_it_on_one() -> None:
    """As a program that breaks lines leaves it."""
    anew = own(evolve(turn(1), label="Ida Moss")).replace(">Ida Moss</speaker>", ">Ida\n   Moss</speaker>")
    assert [one.label for one in reading(anew).body if isinstance(one, Turn)] == ["Ida Moss"]


def test_our_own_with_a_person_twice_has_the_first() -> None:
    """As others' files."""
    data = own(turn(1)).replace('xml:id="bo"', 'xml:id="ida"')
    assert reading(data).speakers == (IDA,)


def test_our_own_with_an_empty_speech_of_somebody_unlisted() -> None:
    """Whoever speaks is listed, so that every format can carry it."""
    data = own(turn(1)).replace("</sp>", '</sp><sp who="#cy"/>')
    document = reading(data)
    assert [one.id for one in document.speakers] == ["ida", "bo", "cy"]
    assert docconv.read(docconv.write(document, "pdf"), format="pdf") == document


def test_a_turn_that_goes_on_with_none_is_told() -> None:
    """`prev` that leads nowhere."""
    data = own(turn(1), turn(2, BO)).replace('xml:id="t2"', 'xml:id="t2" prev="#t7"')
    assert docconv.read(data.encode(), format="tei") == reading(own(turn(1), turn(2, BO)))
    assert told(data)[0].endswith("once sp/@prev: it leads to no earlier turn")


def test_spaces_around_an_id_are_none_of_it() -> None:
    """As the recommendation of xml:id says; the check knows it, too."""
    people = LIST.format('<person xml:id=" ida\n"><persName>Ida Moss</persName></person>')
    data = body('<u who="#ida">Here.</u>', people)
    assert [one.name for one in reading(data).speakers] == ["Ida Moss"]
    assert [fault.rule for fault in faults(data.encode())] == ["foreign-tei"]


@pytest.mark.parametrize("key", ["1a", "a b", "", "a:b", "-a", ".a"])
def test_an_id_that_is_no_name_is_told_once(key: str) -> None:
    """With how often it comes; the turns are read."""
    data = body(
        f'<sp xml:id="{key}"><p>One.</p></sp><sp xml:id="2"><p>Two.</p></sp><sp xml:id="b.2"><p>Three.</p></sp>'
    )
    document, notices = taken(data)
    assert [one.id for one in document.body if isinstance(one, Turn)] == ["t1", "t2", "t3"]
    assert [one.severity for one in notices] == ["warning"]
    assert told(data) == ["1: 2 times xml:id: it is no name of XML, so that the file is not valid anywhere"]


@pytest.mark.parametrize(
    ("lang", "found"), [("en_US", "en-US"), ("x y", "und"), ("&lt;", "und"), ("ger", "de")]
)
def test_a_language_that_is_none(lang: str, found: str) -> None:
    """It would make every file that is written invalid."""
    document = reading(tei("<body><p>Here.</p></body>", "", f'xml:lang="{lang}"'))
    assert document.metadata.lang == found
    assert docconv.write(document, "tei")


@pytest.mark.parametrize("day", ["2024-02-31", "3 May", "0000"])
def test_a_date_that_is_none(day: str) -> None:
    """Told, and not read."""
    header = f'<profileDesc><creation><date when="{day}"/></creation></profileDesc>'
    assert reading(body("<p>Here.</p>", header)).metadata.date is None
    document: Resolved = Document((turn(1),), docconv.model.Metadata(date="2024-02-01"), speakers=(IDA,))
    mine = docconv.write(document, "tei").decode().replace("2024-02-01", day)
    assert reading(mine).metadata.date is None
    assert any(f"the date {day} is none" in line for line in told(mine))


def test_a_reason_of_several_words_is_one() -> None:
    """The schema of what is written wants one word."""
    document = reading(body('<u who="#a">No <gap reason="loud music"/> more.</u>'))
    assert not [one for one in faults(docconv.write(document, "tei")) if one.severity != "info"]


def test_a_text_of_ten_million_characters_is_said_to_be_too_long() -> None:
    """It is well-formed; the parser has a limit."""
    with pytest.raises(
        BadInputError, match=r"well-formed so far, but .*Text node too long; divide what is there"
    ):
        reading(body(f"<p>{'word ' * 2_100_000}</p>"))


@pytest.mark.parametrize("form", ["<!--{}-->", "<?x {}?>", "<![CDATA[{}]]>", "<{}/>", '<p n="{}"/>'])
def test_whatever_is_too_long_for_the_parser_is_not_called_malformed(form: str) -> None:
    """Nor is what is too deep."""
    with pytest.raises(BadInputError, match="it is well-formed so far, but too much of one piece: "):
        reading(body(f"<p>One {form.format('word' * 2_700_000)} two.</p>"))
    with pytest.raises(
        BadInputError, match=r"it is well-formed so far, .*Excessive depth in document: 256; divide"
    ):
        reading(body("<div>" * 300 + "<p>One.</p>" + "</div>" * 300))


@pytest.mark.parametrize(
    "href",
    [
        "../out.xml",
        "{}/out.xml",
        "file://{}/out.xml",
        ".hidden.xml",
        "link.xml",
        "sub/out.xml",
        "..%2Fout.xml",
        "",
    ],
)
def test_nothing_is_included_from_elsewhere(tmp_path: Path, href: str) -> None:
    """Not by a path, an address or a link; what was not read is told."""
    inside = tmp_path / "in"
    inside.joinpath("sub").mkdir(parents=True)
    foreign = body("<p>Secret.</p>")
    for path in (tmp_path / "out.xml", inside / "sub" / "out.xml", inside / ".hidden.xml"):
        path.write_text(foreign, encoding="utf-8")
    inside.joinpath("link.xml").symlink_to(tmp_path / "out.xml")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{href.format(tmp_path)}"/>'
    main = inside / "main.xml"
    main.write_text(body(f"<p>Here.</p>{include}"), encoding="utf-8")
    document, notices = docconv.read_with_notices(main)
    assert lines(document) == ["Here."]
    assert [notice.severity for notice in notices if "is included, but was not read" in notice.message] == [
        "warning"
    ]


def test_files_that_include_each_other_are_read_once(tmp_path: Path) -> None:
    """Whatever they include again."""
    for name, other in (("a.xml", "b.xml"), ("b.xml", "a.xml")):
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{other}"/>'
        tmp_path.joinpath(name).write_text(body(f"<p>In {name}.</p>{include}"), encoding="utf-8")
    assert lines(docconv.read(tmp_path / "a.xml")) == ["In a.xml.", "In b.xml."]
