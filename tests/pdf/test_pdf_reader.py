"""Reading a PDF back: exact for what docconv wrote, refused where its pages say something else."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given

import docconv
from docconv.formats.lookup import named
from docconv.formats.pdf.reading.agreement import disagreement, model_summaries
from docconv.formats.pdf.reading.structure import events
from docconv.formats.pdf.writing.document import Options, write
from docconv.model import (
    Attribution,
    Boilerplate,
    Emphasis,
    Evidence,
    Foreign,
    Gap,
    Resolved,
    Said,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
    Unclear,
)
from docconv.testing import documents
from docconv.verify import differences
from docconv.verify.proofs import contradictions
from support.pdf_documents import ANNA, BO, SENTENCE, document, narrative, paragraph, says, section
from support.tagged import opened

DOUBT = Attribution("low", (Evidence("label-alone", "once"),))


@pytest.fixture(scope="module")
def talk() -> Resolved:
    """A document of every kind of node."""
    said = Said((Text("Yes."),), (BO,), DOUBT)
    mixed = paragraph(
        "One ", Emphasis[Speaker]((Text("two"),)), Gap("[…]"), Unclear[Speaker]((Text("three"),)), " ", said
    )
    blocks = (
        Boilerplate[Speaker]((Text("Latest news"),)),
        narrative("They met."),
        section("Morning", says(SENTENCE * 70), section(None, Turn("t2", (mixed,), (ANNA, BO), None, DOUBT))),
        Stage[Speaker]((Text("(Applause)"),), "vocal"),
        Separator("* * *"),
        Turn(
            "t3",
            (Stage[Speaker]((Text("(rises)"),)), paragraph(Foreign[Speaker]((Text("再见。"),), "zh"))),
            (BO,),
            "Bo",
        ),
        Turn[Speaker]("t4", (), (BO,), "Bo", lang="de"),
    )
    return document(*blocks, title="The <day>", source="day.txt")


@pytest.fixture(scope="module")
def data(talk: Resolved) -> bytes:
    """Its file."""
    return write(talk, Options())[0]


def read(data: bytes) -> Resolved:
    """A file, read."""
    return docconv.read(data, format="pdf")


def test_what_was_written_is_read(talk: Resolved, data: bytes) -> None:
    """Node by node, speakers and doubts included."""
    again = read(data)
    assert again.body == talk.body
    assert (again.title, again.speakers, again.metadata) == (talk.title, talk.speakers, talk.metadata)


@given(documents())
def test_any_document_is_read_back(document: Resolved) -> None:
    """Pages and attached TEI agree for every script and structure."""
    assert differences(document, read(write(document, Options())[0])) == ()


def test_a_file_that_was_saved_again_by_another_program_is_read(talk: Resolved, data: bytes) -> None:
    """The objects are in other places then, the structure is not."""
    assert read(saved(opened(data), linearize=True)).body == talk.body


def test_pages_in_other_words_for_the_same_are_read(talk: Resolved, data: bytes) -> None:
    """A page in two streams, strings with escapes and in hexadecimal digits, as other programs write them; by
    both routes.
    """
    pdf = opened(data)
    for page in pdf.pages:
        lines = page.Contents.read_bytes().replace(b"(Anna", b"(\\101nna").split(b"\n")
        lines = [_in_digits(line) if number % 2 else line for number, line in enumerate(lines)]
        half = len(lines) // 2
        parts = (b"\n".join(part) for part in (lines[:half], [b"(EMC) pop", *lines[half:]]))
        page.obj.Contents = pikepdf.Array([pdf.make_stream(part) for part in parts])
    again = saved(pdf)
    assert read(again) == talk
    assert contradictions(again, named("pdf"), talk) == ()


def _in_digits(line: bytes) -> bytes:
    """A line that shows letters, with the letters in hexadecimal digits."""
    plain = re.fullmatch(rb"\(([^()\\]*)\) Tj", line)
    return b"<%s> Tj" % plain[1].hex().encode() if plain else line


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:  # noqa: ANN401  options of pikepdf
    """A file as pikepdf saves it."""
    target = BytesIO()
    pdf.save(target, **options)
    return target.getvalue()


def speech(pdf: pikepdf.Pdf, number: int) -> Any:  # noqa: ANN401  pikepdf's objects have no types
    """The element of a turn, from 0."""
    names: Any = pdf.Root.StructTreeRoot.IDTree.Kids[0].Names
    return names[2 * number + 1]


def other_speaker(pdf: pikepdf.Pdf) -> None:
    """Put a turn into another mouth."""
    speech(pdf, 0).A.P[0].V = pikepdf.String("#bo")


def surer(pdf: pikepdf.Pdf) -> None:
    """Take the doubt away."""
    del speech(pdf, 1).A.P[1]


def other_id(pdf: pikepdf.Pdf) -> None:
    """Give a turn another id."""
    speech(pdf, 2).ID = pikepdf.String("t9")


def without_turn(pdf: pikepdf.Pdf) -> None:
    """Take a turn out of the tree."""
    parent = speech(pdf, 3).P
    del parent.K[len(parent.K) - 1]


def swapped(pdf: pikepdf.Pdf) -> None:
    """Exchange the last two turns."""
    kids = speech(pdf, 3).P.K
    last, before = kids[len(kids) - 1], kids[len(kids) - 2]
    kids[len(kids) - 1], kids[len(kids) - 2] = before, last


def other_word(pdf: pikepdf.Pdf) -> None:
    """Change a letter on a page."""
    stream = pdf.pages[0].Contents
    content = stream.read_bytes()
    assert b"fox" in content
    stream.write(content.replace(b"fox", b"fix", 1))


def other_told_word(pdf: pikepdf.Pdf) -> None:
    """Change what is told in place of the glyphs."""
    node = speech(pdf, 2).K[2].K[0].K[0]
    assert str(node.ActualText) == "再见。"
    node.ActualText = pikepdf.String("你好。")


def narrative_as_speech(pdf: pikepdf.Pdf) -> None:
    """Call narrative a stage direction."""
    kids = pdf.Root.StructTreeRoot.K[0].K
    kids[2].S = pikepdf.Name.Stage


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (other_speaker, "t1"),
        (surer, "t2"),
        (other_id, "t3"),
        (without_turn, "t4"),
        (swapped, "t3"),
        (other_word, "t1"),
        (other_told_word, "t3"),
        (narrative_as_speech, "Theymet."),
    ],
)
def test_a_file_whose_pages_were_changed_is_refused(
    data: bytes, change: Callable[[pikepdf.Pdf], None], place: str
) -> None:
    """With the place of the first difference."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        changed = saved(pdf)
    with pytest.raises(docconv.BadInputError, match="differ at") as caught:
        read(changed)
    assert place in caught.value.message
    assert "convert its source anew" in caught.value.remedy


def test_an_encrypted_file_is_refused(data: bytes) -> None:
    """And says what to do."""
    locked = saved(opened(data), encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(docconv.BadInputError, match="encrypted") as caught:
        read(locked)
    assert "password" in caught.value.remedy


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_file_is_refused(data: bytes, part: float) -> None:
    """Half a file is not half a document."""
    with pytest.raises(docconv.BadInputError) as caught:
        read(data[: int(len(data) * part)])
    assert caught.value.remedy


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.7\n", b"%PDF-1.4 x", b"PK\x03\x04", b"\0" * 1000])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    """In one line with a remedy."""
    with pytest.raises(docconv.BadInputError, match="not a PDF") as caught:
        read(content)
    assert "\n" not in str(caught.value)
    assert " object at 0x" not in str(caught.value)


def test_a_pdf_without_tags_is_refused(data: bytes) -> None:
    """Nothing could be compared."""
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root.StructTreeRoot
        untagged = saved(pdf)
    with pytest.raises(docconv.BadInputError, match="no structure tree"):
        read(untagged)


def test_a_tree_that_bites_its_tail_is_refused(data: bytes) -> None:
    """Without going round for ever."""
    with pikepdf.open(BytesIO(data)) as pdf:
        top: Any = pdf.Root.StructTreeRoot.K[0]
        top.K.append(top)
        circle = saved(pdf)
    with pytest.raises(docconv.BadInputError, match="circle"):
        read(circle)


def test_an_attachment_that_no_list_names_is_the_source(data: bytes) -> None:
    """The words of pages that carry it are no second text."""
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root.Names
        unlisted = saved(pdf)
    assert docconv.read(unlisted, format="pdf") == docconv.read(data, format="pdf")


@pytest.mark.parametrize("way", ["under another name", "alone", "twice", "behind what is no file"])
def test_the_source_is_found_however_it_is_listed(data: bytes, way: str) -> None:
    """As other programs may write the list of attached files anew."""
    with pikepdf.open(BytesIO(data)) as pdf:
        attached: Any = pdf.Root.AF[0]
        if way == "under another name":
            attached.EF = pikepdf.Dictionary(UF=attached.EF.F)
        elif way == "alone":
            pdf.Root.AF = attached
        else:
            junk = [None, 1, pikepdf.Name.X, pikepdf.Array([]), pdf.Root]
            pdf.Root.AF = pikepdf.Array([*(junk if "behind" in way else []), attached, attached])
        other = saved(pdf)
    assert docconv.read(other, format="pdf") == docconv.read(data, format="pdf")


@pytest.mark.parametrize("way", ["a text", "no stream", "of another kind"])
def test_what_is_attached_and_no_source_leaves_the_pages(data: bytes, way: str) -> None:
    """Word processors attach the file that they printed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        attached: Any = pdf.Root.AF[0]
        if way == "of another kind":
            attached.EF.F.Subtype = pikepdf.Name("/application/vnd.oasis.opendocument.text")
        else:
            attached.EF = (
                pikepdf.String("x") if way == "a text" else pikepdf.Dictionary(F=pikepdf.String("x"))
            )
        other = saved(pdf)
    assert ("read from", "pages of a PDF") in docconv.read(other, format="pdf").metadata.fields


def test_a_source_that_inflates_without_end_is_refused(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small file can hold a huge one."""
    monkeypatch.setattr("docconv.formats.pdf.reading.budget.LARGEST_TEI", 1000)
    with pytest.raises(docconv.BadInputError, match="unfolds to more"):
        read(data)


def test_all_streams_of_a_file_have_one_budget(data: bytes) -> None:
    """A hundred pages of two megabytes of nothing, each of them harmless alone; packed twice, too."""
    nothing = zlib.compress(b" " * 2_000_000, 9)
    for packed, times in ((nothing, 1), (zlib.compress(nothing), 2)):
        with pikepdf.open(BytesIO(data)) as pdf:
            for _ in range(100):
                stream = pdf.make_stream(b"")
                stream.write(packed, filter=[pikepdf.Name.FlateDecode] * times)
                pdf.Root[f"/X{len(pdf.objects)}"] = stream
            large = saved(pdf)
        with pytest.raises(docconv.BadInputError, match="unfolds to more"):
            read(large)


def test_facts_are_compared_without_white_space(talk: Resolved, data: bytes) -> None:
    """Line ends and page ends are no part of what is told."""
    assert disagreement(events(opened(data)), talk) == ""
    assert not [told for told in model_summaries(talk, ":") if any(" " in part for part in told.parts)]
