"""Every read accounts for the words of its source: a reader that loses, doubles, moves or hides some is stopped."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import attrs
import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docconv.account import SourceText, check
from docconv.account.docx import account as docx_account
from docconv.account.printed import printed
from docconv.account.tei import account as tei_account
from docconv.account.text import account
from docconv.account.words import same
from docconv.cli import run
from docconv.errors import AccountError
from docconv.formats import Source, load
from docconv.formats.lookup import reader
from docconv.model import Document, Inline, Milestone, Narrative, Resolved, Speaker, Text
from docconv.pipeline import read, write
from docconv.walk import text_of, turns
from support.pdf_pages import pdf, set_lines

LINES = (
    "Nora Vale: Did anybody water the beans on Sunday?",
    "Tom Reed: I did. Twice, in fact: once at noon and once at six.",
    "Nora Vale: Then somebody else has eaten them.",
    "Tom Reed: It was the hare. I saw it by the fence.",
    "Nora Vale: We could put up a net.",
    "Tom Reed: We have a net, but it has a hole.",
)
READERS = {
    "text": "docconv.formats.text.read.read",
    "tei": "docconv.formats.tei.read.read",
    "docx": "docconv.formats.docx.reading.document.read",
    "pdf": "docconv.formats.pdf.reading.document.read",
    "html": "docconv.formats.html.reading.document.read",
}
Edit = Callable[[str], tuple[Inline[Speaker], ...]]
FAULTS: dict[str, Edit] = {
    "lost": lambda text: (Text(text.replace(" Sunday", "")),),
    "a letter lost": lambda text: (Text(text.replace("Sunday", "Sunda")),),
    "doubled": lambda text: (Text(text.replace("Sunday", "Sunday Sunday")),),
    "in a time": lambda text: (Milestone("time", text),),
    "in an annotation": lambda text: (Milestone("annotation", text),),
    "in a page": lambda text: (Milestone("page", text),),
    "in a line break": lambda text: (Milestone("line", text),),
}
MOVED = {"moved": lambda text: (Text(text.replace("water the beans", "beans water the")),)}


def _source(name: str) -> bytes:
    """The same talk in a format, not by docconv where it reads that of others."""
    match name:
        case "text":
            return "\n\n".join(LINES).encode()
        case "docx":
            opened, out = docx.Document(), BytesIO()
            for line in LINES:
                opened.add_paragraph(line)
            opened.save(out)
            return out.getvalue()
        case "pdf":
            return pdf(set_lines(LINES))
        case "html":
            return write(read(_source("tei"), format="tei"), "html", options={"participants": True})
        case _:
            says = "".join(f"<sp><speaker>{who}</speaker><p>{words}</p></sp>" for who, words in _parted())
            return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{says}</body></text></TEI>'.encode()


def _parted() -> list[list[str]]:
    return [line.split(": ", 1) for line in LINES]


def edited(node: Any, edit: Edit) -> Any:  # noqa: ANN401  any part of a document
    """A part of a document with each text that has the word `Sunday` changed."""
    if isinstance(node, tuple):
        return tuple(new for one in node for new in _replaced(one, edit))
    if not attrs.has(type(node)):
        return node
    return attrs.evolve(
        node, **{part.name: edited(getattr(node, part.name), edit) for part in attrs.fields(type(node))}
    )


def _replaced(node: Any, edit: Edit) -> tuple[Any, ...]:  # noqa: ANN401  the same
    return edit(node.text) if isinstance(node, Text) and "Sunday" in node.text else (edited(node, edit),)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_reader_that_goes_wrong_is_stopped(name: str, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every format, whatever becomes of the words; points and their attributes are no place for them."""
    data, good = _source(name), load(reader(name).read or "")
    monkeypatch.setattr(READERS[name], lambda source: (edited(good(source)[0], FAULTS[fault]), ()))
    with pytest.raises(AccountError, match="Sund"):
        read(data, format=name)


@pytest.mark.parametrize("name", ["text", "docx"])
def test_a_reader_that_moves_words_is_stopped(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the order of the source is that of the document."""
    data, good = _source(name), load(reader(name).read or "")
    monkeypatch.setattr(READERS[name], lambda source: (edited(good(source)[0], MOVED["moved"]), ()))
    with pytest.raises(AccountError, match="elsewhere than in the source: “water”"):
        read(data, format=name)


@pytest.mark.parametrize("name", READERS)
def test_the_same_talk_is_read_in_every_format(name: str) -> None:
    """So that the tests above fail for the right reason."""
    found = read(_source(name), format=name)
    assert [text_of(turn.blocks[0].children) for turn in turns(found)] == [words for _, words in _parted()]


@pytest.mark.parametrize(
    ("name", "place"),
    [("text", "talk:1: "), ("tei", "talk:1: "), ("docx", "talk: paragraph 2: "), ("pdf", "talk: page 1: ")],
)
def test_the_error_says_which_words_and_where(name: str, place: str) -> None:
    """File and line, or paragraph or page, and what is around."""
    source = Source(_source(name), "talk")
    found: Resolved = Document(
        (Narrative[Speaker]((Text(" ".join(LINES).replace("water the ", "").replace(":", "")),)),)
    )
    with pytest.raises(AccountError) as caught:
        check(source, load(reader(name).account or "")(source), found)
    assert str(caught.value).startswith(f"{place}words would be lost: “water the” in “")


def test_a_very_long_word_is_cut_where_it_is_shown() -> None:
    """A message stays readable, whatever is between two spaces."""
    source = Source(f"Ann: {'x' * 9000} yes.".encode(), "talk")
    found: Resolved = Document((Narrative[Speaker]((Text("Ann yes"),)),))
    with pytest.raises(AccountError) as caught:
        check(source, load(reader("text").account or "")(source), found)
    assert len(str(caught.value)) < 300


def test_a_conversion_with_words_lost_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without `--verify`; the exit code is its own."""
    source, good = tmp_path / "talk.txt", load(READERS["text"].replace("read.read", "read:read"))
    source.write_bytes(_source("text"))
    monkeypatch.setattr(READERS["text"], lambda given: (edited(good(given)[0], FAULTS["lost"]), ()))
    assert run(["convert", str(source), "-o", f"{tmp_path}/out/", "-t", "tei"]) == 6
    assert not (tmp_path / "out").exists()
    assert "talk.txt:1: words would be lost: “Sunday”" in capsys.readouterr().err


# ------------ what a source prints

PIECES = st.sampled_from((
    "Ann:", "Ben:", "ANN.", "BEN —", "Q.", "A.", "**Ann:**", "[Ann]", "(00:01)", "[00:00:04]", "12:30", "1:02:03.5",
    "00:01 --> 00:02", "[00:00 --> 00:04]", "09:00 - 09:15", "(laughs)", "[inaudible]", "yes", "No, why?", "about 5 minutes.",
    "- ", "\n", "\n\n", "\t", "x x x", "* * *", "12", "Page 3", "[[Page 4]]", "SCENE 2", "(speaker 0)", "<v Ann>", "#", "%mor:", "AM", "9 pm",
))  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=24))
def test_no_word_is_lost_whatever_is_beside_a_time(pieces: list[str]) -> None:
    """Labels, times, brackets and figures in any order: the account comes out even."""
    text = " ".join(pieces)
    if text.strip():
        read(text.encode(), format="text")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "WEBVTT - The rope\n\nNOTE by hand\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ann>It <i>is</i> cold.\n",
            "It is cold.",
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nIt is {\\an8}cold.\n\n2\n00:00:03,000 --> 00:00:04,000\nYes.\n",
            "It is cold.\n\n\n\nYes.",
        ),
        ("@Begin\n*ANN:\tIt is cold .\n%mor:\tpro v adj\n@End\n", "@Begin\n\tIt is cold .\n\n@End"),
        ("［＃７字下げ］一［＃「一」は中見出し］\n娘　寒い。\n［＃改ページ］\n", "一 \n娘　寒い。"),
    ],
)
def test_the_syntax_of_a_notation_is_no_word(text: str, words: str) -> None:
    """Tags, timings, numbers and names of cues, comments, tiers and codes."""
    assert next(account(Source(text.encode()))).text.strip() == words


def cues_of(rows: Iterable[str]) -> bytes:
    """Captions with these rows in their cues."""
    cues = (f"00:0{at}.000 --> 00:0{at}.900\n{row}\n" for at, row in enumerate(rows))
    return "WEBVTT\n\n{}".format("\n".join(cues)).encode()


ROLLING = ("Stay close", "Stay close\nto the wall", "to the wall\nand wait", "and wait\nfor me")
"""Each cue but the first says once more what the one before ended with."""
TWICE = ("Stay close", "Stay close", "to the wall", "and wait", "for me", "Ann is here")


@pytest.mark.parametrize(("rows", "may_be_lost"), [(ROLLING, True), (TWICE, False)])
def test_only_captions_that_roll_say_words_in_vain(rows: tuple[str, ...], *, may_be_lost: bool) -> None:
    """A row that is said twice by itself is never left out."""
    once = read(cues_of(("Stay close", "to the wall", "and wait", "for me", *rows[5:])), format="text")
    source = Source(cues_of(rows))
    if may_be_lost:
        check(source, account(source), once)
    else:
        with pytest.raises(AccountError, match="“Stay close”"):
            check(source, account(source), once)
    check(source, account(source), read(source, format="text"))


def test_words_after_the_times_of_a_cue_are_words() -> None:
    """Only settings may be there."""
    text = "00:01.000 --> 00:02.000 It is cold.\n\n00:03.000 --> 00:04.000 align:start\nYes.\n"
    assert "It is cold." in next(account(Source(text.encode()))).text


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("An exam-\nple of it", "An example of it"),
        ("the ﬁnal ef\u00adfort", "the final effort"),
        ("one two", "onetwo"),
        (2000 * "漢" + "Det", 113 * "漢" + " " + 1887 * "漢" + "Det"),
        ("x" * 400 + " or\nfa", "x" * 400 + "orfa"),
    ],
)
def test_a_divided_word_is_the_same(source: str, read_as: str) -> None:
    """Ends of lines, ligatures and soft hyphens are none of the words."""
    check(Source(b""), [SourceText(source)], Document((Narrative[Speaker]((Text(read_as),)),)))


def test_a_word_of_any_length_is_whole() -> None:
    """A label ends where a word does, in scripts without spaces and without capitals, too."""
    for word in ("漢" * 2000, "か漢" * 70, "x" * 2000, "ა" * 500, "ก" * 500):
        for said in (f"LISE.{word}Det blåser.", f"LISE {word}", f"LISE ({word}) Det blåser.", word):
            text = f"LISE. Ja visst.\n\nALM. Nej.\n\n{said}\n\nLISE. Bra.\n"
            assert word in printed(read(text.encode(), format="text"))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Ir:\n.\n\nA vote was taken \n\nn f:\n.\n\nThe meeting rose We\n", ["Ir", "n f"]),
        ("Mr JAME\x0c\x0cS: Yes.\n\nMr BO: No.\n\nMr BO: Why?\n", ["Mr JAME S", "Mr BO", "Mr BO"]),
        ("\u3000S. ARDEN: Yes.\n\n\u3000MR BO: No.\n\n\u3000MR BO: Why?\n", ["S. ARDEN", "MR BO", "MR BO"]),
        ("Mr JAME\x0bS: Yes.\n\nMr BO: No.\n\nMr BO: Why?\n", ["Mr JAME S", "Mr BO", "Mr BO"]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann\x0cBell>Yes.\n", ["Ann Bell"]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A\x0c\x0cb>\n\x0c\x0c\n", ["A b"]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v  >Yes.\n<v Ann>No.\n", [None, "Ann"]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v &gt;A &amp;lt; B>Yes.\n", [">A &lt; B"]),
        ("INT. BARN\n\nANN\nYes.\n\nBEN\nNo.\n\n@ ^\nWhy?\n\nCARL\nSo.\n", ["ANN", "BEN", "CARL"]),
        ("# :\nYes.\n\n# Ann:\nNo.\n\n# :\nYes.\n\n# Ann:\nSo.\n", ["Ann", "Ann"]),
        (
            "<<music>> Clara: Good morning to all?\nNora: Yes.\nNora: So.\nNora: No.\n",
            ["Clara", "Nora", "Nora", "Nora"],
        ),
        (
            "".join(
                f"[00:{at}](https://ek.example/{at}) {who}: So.\n"
                for at, who in ((31, "Ann"), (40, "Bo"), (47, "Ann"))
            )
            + "Bo: It says <u> on it.\n",
            ["Ann", "Bo", "Ann", "Bo"],
        ),
        ("GOOSE HERD\n\n_Herd_\n\n0:2.0 --> 0\n0:2.5 --> 0\n\n_Gus_\n\nHerd_\n\n_Gus_\nt\n", ["Herd", "Gus"]),
    ],
)
def test_no_label_is_lost_for_what_is_around_or_in_it(text: str, labels: list[str]) -> None:
    """Procedure behind which speech goes on; the end of a page."""
    assert [turn.label for turn in turns(read(text.encode(), format="text"))] == labels


def test_a_mark_between_two_lines_divides_no_word_of_tei() -> None:
    """The words before a mark are on the line where they stand, though the text behind it goes on over another."""
    text = "<p>wa<hi>ter\nbu</hi>cket<lb/>full<lb break='no'/>er</p>"
    data = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{text}</body></text></TEI>'.encode()
    *_, by_line = tei_account(Source(data))
    assert by_line.text.split() == ["water", "bucket", "fuller"]
    assert by_line.numbers == [1, 2]


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ("[00:01:30]", True), ("00:00:01,5 --> 00:00:04", True), ("9:05 p.m.", True), ("2020-05-03T10:00Z", True),
        ("00:01 Yes", False), ("[00:00 --> 00:04] words", False), ("am", False), ("12:30 PM yes", False),
    ],
)  # fmt: skip
def test_a_time_code_holds_no_words(text: str, *, is_plain: bool) -> None:
    """Figures, what is between them, and the halves of a day."""
    found: Resolved = Document((Narrative[Speaker]((Milestone("time", text), Text("End."))),))
    if is_plain:
        check(Source(b""), [SourceText(f"{text} End.")], found)
        return
    with pytest.raises(AccountError):
        check(Source(b""), [SourceText(f"{text} End.")], found)


@pytest.mark.parametrize(
    "text",
    [
        "[00:01:02] 1. Ann Lee: It is cold.\n\n[00:01:09] 2. Ben Oak: It is.\n\n[00:01:12] 3. Ann Lee: Shut it.\n",
        "".join(
            f"{n % 25 + 1:2}   {line}\n" for n, line in enumerate(["Q. Where?", "A. Here.", "[[Page 4]]"] * 9)
        ),
    ],
)
def test_times_before_numbers_and_numbers_of_page_lines_are_kept(text: str) -> None:
    """A time before the number of a speech, and the number in the margin of a mark of a page, are not lost."""
    assert list(turns(read(text.encode(), format="text")))


def test_the_name_of_a_file_over_the_words_needs_no_second_look() -> None:
    """A Word document that prints it as its title is accounted for letter by letter, as without one."""
    talk = read(Source("\n\n".join(LINES).encode(), "beans.txt"), format="text")
    data = write(talk, "docx")
    assert b"beans" in ZipFile(BytesIO(data)).read("word/document.xml")
    quick = [text for text in docx_account(Source(data)) if text.is_quick]
    assert [same(text.text, printed(talk)) for text in quick] == [False, True]


def test_long_texts_are_compared_piece_by_piece() -> None:
    """They may be most of the memory, so that no more of them is encoded at once than is needed; what is
    between words puts the pieces of one elsewhere than those of the other.
    """
    one = "The cat sat on the garden wall. " * 200_000
    other = one.replace(" ", " | ")
    tracemalloc.start()
    assert same(one, other)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < len(one)
    assert not same(one, f"{other} No")
    assert not same(f"{one} No", other)
    assert not same(one, other[:-100] + other[-100:].replace("wall", "well"))
