"""RTF: the look is evidence as in Word documents; characters of all code pages, and nothing that is not printed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import docconv
from docconv.account.office.rtf import account
from docconv.errors import AccountError, BadInputError
from docconv.formats import Source
from docconv.formats.rtf.body import RtfBody
from docconv.formats.rtf.tokens import TOKEN
from docconv.model import Emphasis, Note, Resolved, Speaker, Text
from docconv.walk import text_of, turns, walk
from support.growth import excess
from support.programs import need

TALK = rb"""{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial Cyr;}}
{\stylesheet{\s0 Normal;}{\s2\b heading 1;}}{\info{\title Nobody reads this}}{\header on each page}
\pard\s2 At the quay\par
\pard{\b Ilona Kis} Who took {\i both} oars? \u8364?\par
\pard{\b Jan Molnar} I did\emdash all.{\footnote Two of them.}{\v hidden}{\*\atnid x}\par
{\b Ilona Kis} \f1 \'c4\'e0\f0 , caf\'e9 \u55357?\u56832?, {\field{\*\fldinst HYPERLINK "x"}{\fldrslt why}}?\par
{\b Jan Molnar} To mend\line them \{so\}.\par}
"""


def read(data: bytes) -> Resolved:
    """A file as a document."""
    return docconv.read(data, format="rtf")


def spoken(document: Resolved) -> list[tuple[str | None, str]]:
    """Labels and words of the turns."""
    return [
        (turn.label, " ".join(text_of(part.children) for part in turn.blocks)) for turn in turns(document)
    ]


def test_bold_words_are_labels_and_characters_are_those_of_their_code_page() -> None:
    """No delimiter tells the labels; two halves of a character are one."""
    document = read(TALK)
    assert spoken(document) == [
        ("Ilona Kis", "Who took both oars? €"),
        ("Jan Molnar", "I did—all."),
        ("Ilona Kis", "Да, café 😀, why?"),
        ("Jan Molnar", "To mend them {so}."),
    ]
    assert document.metadata.title == "At the quay"
    note: Note[Speaker] = Note((Text("Two of them."),))
    assert list(turns(document))[1].blocks[0].children == (Text("I did—all."), note)
    italic = [one for one in walk(document) if isinstance(one, Emphasis) and one.kind == "italic"]
    assert [text_of(one.children) for one in italic] == ["both"]


def test_a_table_names_who_speaks() -> None:
    """The column of names is told as in Word documents."""
    rows = b"".join(
        rb"\trowd\pard\intbl %s\cell %s\cell\row " % row
        for row in (
            (b"Ilona", b"Who took the oars?"),
            (b"Jan", b"I did, both of them."),
            (b"Ilona", b"Why was it?"),
        )
    )
    assert spoken(read(b"{\\rtf1\\ansi " + rows + b"}")) == [
        ("Ilona", "Who took the oars?"), ("Jan", "I did, both of them."), ("Ilona", "Why was it?"),
    ]  # fmt: skip


def rows(*cells: tuple[bytes, ...]) -> bytes:
    """A file of one table."""
    lines = (rb"\trowd\pard\intbl " + rb"\cell ".join(row) + rb"\cell\row " for row in cells)
    return b"{\\rtf1\\ansi " + b"".join(lines) + b"}"


def test_figures_that_count_rows_are_no_words_and_others_are() -> None:
    """`1`, `2`, `3` say which row it is; a figure that comes back, or one of thousands, says something else."""
    said = (b"Who took the oars?", b"I did, both of them.", b"Why was it?", b"They were loose.")
    who = (b"Ilona", b"Jan", b"Ilona", b"Jan")
    counted = rows(*zip((b"1", b"2.", b"3", b"4"), who, said, strict=True))
    assert [words for _, words in spoken(read(counted))] == [words.decode() for words in said]
    told = rows(
        *zip((b"59", b"59", b"57", b"59"), who, said, (b"20000", b"21000", b"25000", b"61000"), strict=True)
    )
    text = docconv.write(read(told), "txt").decode()
    assert [text.count(word) for word in ("59", "57", "20000", "21000", "25000", "61000")] == [
        3,
        1,
        1,
        1,
        1,
        1,
    ]


def test_a_word_that_a_reader_lost_is_missed() -> None:
    """The account has the words by a way of its own."""
    more = Source(TALK.replace(b"mend", b"really mend"))
    with pytest.raises(AccountError):
        docconv.account.check(more, account(more), read(TALK))


def test_libreoffice_saves_what_is_read_as_from_docx(tmp_path: Path) -> None:
    """A Word document by docconv that it opens and saves as RTF has the same words in the same mouths."""
    need("soffice")
    made = docconv.read(
        b"Ilona Kis: Who took the oars?\n\nJan Molnar: I did.\n\nIlona Kis: Both?\n", format="text"
    )
    (tmp_path / "talk.docx").write_bytes(docconv.write(made, "docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "rtf", "--outdir", str(tmp_path), str(tmp_path / "talk.docx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert spoken(docconv.read(tmp_path / "talk.rtf")) == spoken(made)


def test_what_is_none_is_refused_and_what_is_cut_off_is_told() -> None:
    """With what it should begin with."""
    with pytest.raises(BadInputError, match=r"begins with \{"):
        read(b"Ilona: Who?")
    with pytest.raises(BadInputError, match="nothing is said"):
        read(b"{\\rtf1}")
    _, notices = docconv.read_with_notices(TALK[:-2], format="rtf")
    assert any("cut off" in one.message for one in notices)


@pytest.mark.parametrize("part", [b"{", b"\\", b"\\'", b"\\b", b"a", b"\\u8 ", b"{\\*"])
def test_tokens_take_time_in_proportion(part: bytes) -> None:
    """Whatever a file is made of."""
    assert excess(TOKEN.findall, part * 4_000, part * 16_000, 4) < 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rb"{\rtf1 Ann: Yes.\par Ben: No.{\footnote It was", "[^1]: It was"),
        (rb"{\rtf1 Ann: Yes.\par Ben: No.{\footnote One{\v not}\cell two.}}", "[^1]: One two."),
        (rb"{\rtf1 Ann: Yes.\par Ben: No. {\*\'e9\b so}}", "No. \u00e9so"),
        (rb"{\rtf1{\fonttbl{\f7\fcharset204 A;}}Ann: Yes.\par Ben: \f\f7\'c4\'e0.}", "Ben: \u0414\u0430."),
        (rb"{\rtf1\deff7{\fonttbl{\f7\fcharset204 A;}}Ann: Yes.\par Ben: \'c4\'e0.}", "Ben: \u0414\u0430."),
        (
            rb"{\rtf1\deff7{\fonttbl{\f7\fcharset204 A;}}Ann: Yes.\par Ben: \f1\plain\'c4\'e0.}",
            "Ben: \u0414\u0430.",
        ),
        (rb"{\rtf1 Ann: Yes.\par Ben: No.\pict 00ff}", "Ben: No."),
    ],
)
def test_what_is_out_of_place_is_read_or_left_out_as_it_says(data: bytes, words: str) -> None:
    """Notes that never end, hidden words in notes, signs without what belongs behind them."""
    assert docconv.write(read(data), "txt").decode().rstrip().endswith(words)


@pytest.mark.parametrize("part", [b"{a", b"{\\*\\b ", b"{\\footnote a}", b"a\\cell ", b"\\u8364? "])
def test_reading_takes_time_in_proportion(part: bytes) -> None:
    """Groups within groups, notes, cells and characters."""
    begin = b"{\\rtf1 Ann: Yes.\\par Ben: No.\\par "
    assert (
        excess(lambda data: list(RtfBody().blocks(data)), begin + part * 2_000, begin + part * 8_000, 4) < 2
    )
