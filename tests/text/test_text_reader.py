"""Bytes to text: encodings, binary data, line ends and characters that no format can carry."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

import docconv
from docconv.errors import BadInputError, UsageError
from docconv.formats import Source
from docconv.formats.text.decode import decode
from docconv.formats.text.lines import clean, normalise, place_after
from docconv.formats.text.read import read
from docconv.walk import text_of, turns

TALK = "Żaneta: Zażółć gęślą jaźń.\n"


def refusal(data: bytes, encoding: str | None = None) -> str:
    """The error that some bytes give."""
    with pytest.raises(BadInputError) as caught:
        decode(Source(data, "talk.txt", encoding))
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    """UTF-8 needs no mark; the mark is no part of the text."""
    assert decode(Source(TALK.encode(encoding))) == TALK


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")]
)
def test_big_endian_marks_are_known(mark: bytes, encoding: str) -> None:
    """Both byte orders are read."""
    assert decode(Source(mark + TALK.encode(encoding))) == TALK


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2", "utf-16-le", "mac-latin2"])
def test_the_given_encoding_is_used(encoding: str) -> None:
    """The user knows best."""
    assert decode(Source(TALK.encode(encoding), encoding=encoding)) == TALK


def test_a_wrong_byte_is_placed_by_line_and_column() -> None:
    """The error counts characters, not bytes, and names an option that helps."""
    message = refusal("Żaneta: tak.\r\nJan: zażó\xb3\n".encode()[:-3] + b"\xb3\n")
    assert message.startswith(
        "talk.txt:2:10: byte 0xb3 is not UTF-8; give the encoding, for instance encoding='"
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Élodie : déjà\n", "cp1252"),
        ("Ведущий: Здравствуйте\n", "cp1251"),
        ("Ведущий: Здравствуйте\n", "koi8-r"),
    ],
)
def test_a_likely_encoding_is_named_but_not_used(text: str, encoding: str) -> None:
    """What the remedy names is a hint for a person."""
    assert refusal(text.encode(encoding)).endswith(f"for instance encoding='{encoding}'")


def test_a_wrong_byte_behind_a_mark_is_placed_as_well() -> None:
    """The mark takes no column."""
    assert refusal(codecs.BOM_UTF8 + b"ab\xff").startswith("talk.txt:1:3: byte 0xff is not UTF-8")


def test_a_given_encoding_that_does_not_fit_is_an_error() -> None:
    """The remedy then names another one."""
    assert "talk.txt:1:2: byte 0x81 is not CP1252; give the right encoding instead" in refusal(
        b"a\x81", "cp1252"
    )


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "base64"])
def test_an_unknown_encoding_is_a_wrong_call(encoding: str) -> None:
    """So is a codec that is not for text."""
    with pytest.raises(UsageError, match=f"{encoding} is not an encoding of text"):
        decode(Source(b"text", encoding=encoding))


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (b"PK\x03\x04....word/document.xml", "a DOCX file", "format='docx'"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument", "format='odt'"),
        (b"PK\x03\x04....readme", "a zip archive", "unpack"),
        (b"%PDF-1.7\n", "a PDF file", "format='pdf'"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture", "text file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "an old Office file", "save it as .docx"),
        (b"{\\rtf1\\ansi", "an RTF file", "format='rtf'"),
        (b"<?xml version='1.0'?><TEI/>", "a file of TEI-XML", "format='tei'"),
        (b"\xef\xbb\xbf<!-- x --><tt:tt xmlns:tt='x'/>", "a file of TTML captions", "format='ttml'"),
        (b"<FinalDraft>", "a file of Final Draft", "format='fdx'"),
        (b"<?xml version='1.0'?><svg/>", "an XML file", "format='tei' if it is TEI"),
        (b"ID3\x04\x00", "a recording", "transcript of it"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "a recording", "transcript of it"),
    ],
)
def test_other_formats_are_named(data: bytes, what: str, remedy: str) -> None:
    """A file of another kind is recognised by how it begins, whatever encoding is given."""
    for encoding in (None, "cp1252"):
        message = refusal(data, encoding)
        assert message.startswith(f"talk.txt: this is {what}")
        assert remedy in message


@pytest.mark.parametrize(
    "text", ["RIFF: I was born in the west side.", "ID3: An odd name.", "PK: Hello.", "GIF8: Hm."]
)
def test_names_that_look_like_signatures_are_text(text: str) -> None:
    """Short signatures are not trusted alone."""
    assert decode(Source(text.encode())) == text


def test_nul_bytes_are_binary_data() -> None:
    """The error says where the first one is."""
    assert refusal(b"Jan: Hi.\nab\0\xc3\xa9").startswith(
        "talk.txt:2:3: a NUL character, so this is binary data"
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Jan: Hello.\n", "Zoë: Hello there, this is so.\n"])
def test_utf_16_without_its_mark_is_recognised(text: str, encoding: str) -> None:
    """The remedy names the very encoding."""
    assert f"encoding='{encoding}'" in refusal(text.encode(encoding))


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, "\u00a0\u2003".encode()])
def test_nothing_to_read_is_an_error(data: bytes) -> None:
    """Neither an empty file nor white space is a transcript."""
    assert "the file is empty" in refusal(data) or "only white space" in refusal(data)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_every_line_end_parts_lines(end: str) -> None:
    """Turns are the same whatever ends the lines, and notices and spans point to the same lines."""
    lines = ["Ann: One.", "", "Bob: Two.", "", "Ann: Three.", "", "Bob: Four."]
    document, _ = read(Source(end.join(lines).encode()))
    found = [
        (turn.label, text_of(turn.blocks[0].children), turn.span and turn.span.line)
        for turn in turns(document)
    ]
    assert found == [("Ann", "One.", 1), ("Bob", "Two.", 3), ("Ann", "Three.", 5), ("Bob", "Four.", 7)]


def test_offsets_hold_in_the_source_also_behind_crlf() -> None:
    """What a span cuts out of the source is what it is about."""
    source = "Ann: One.\r\n\r\nBob: Two.\r\n\r\nAnn: Three.\r\n\r\nBob: Four.\r\n"
    spans = [turn.span for turn in turns(read(Source(source.encode()))[0])]
    assert [source[span.start :].split(":", maxsplit=1)[0] for span in spans if span] == [
        "Ann",
        "Bob",
        "Ann",
        "Bob",
    ]


@given(st.text())
def test_normalising_keeps_the_length(text: str) -> None:
    """So that positions hold."""
    assert len(normalise(text)) == len(text)
    assert len(clean(text)[0]) == len(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF), min_size=1))
def test_no_forbidden_character_is_left(text: str) -> None:
    """What is left of C0 is tabs, line ends and form feeds beside a line end."""
    cleaned, _ = clean(text.replace("\0", ""))
    assert not any(ord(character) < 0x20 and character not in "\t\n\f" for character in cleaned)


def test_control_characters_are_replaced_and_told() -> None:
    """Each has its line and column; the text keeps its length."""
    text, notices = clean("Ann: o\x07k\r\nB\x1fb")
    assert text == "Ann: o\ufffdk \nB\ufffdb"
    assert [(notice.code, notice.span and (notice.span.line, notice.span.column)) for notice in notices] == [
        ("text-changed", (1, 7)),
        ("text-changed", (2, 2)),
    ]
    assert "U+0007" in notices[0].message


def test_many_control_characters_are_told_together() -> None:
    """Nobody reads ten thousand notices."""
    _, notices = clean("\x02x" * 10_000)
    assert len(notices) == 11
    assert notices[-1].message.startswith("9990 more control characters")


def test_the_end_of_file_mark_of_old_systems_is_dropped() -> None:
    """Control-Z at the very end is no text, and no notice is due."""
    assert clean("Ann: Hi.\n\x1a") == ("Ann: Hi.\n ", ())


def test_a_form_feed_within_a_line_parts_words() -> None:
    """At the edge of a line it stays, since it marks a page."""
    assert clean("one\ftwo\n\fthree") == ("one two\n\fthree", ())


def test_places_count_from_one() -> None:
    """An error at the very beginning is in line 1, column 1."""
    assert [place_after("f", before) for before in ("", "ab", "ab\n", "a\r\nb")] == [
        "f:1:1",
        "f:1:3",
        "f:2:1",
        "f:2:2",
    ]


def test_a_voice_that_begins_in_the_middle_of_a_line_has_what_follows() -> None:
    """Without an end of the voice before, as WebVTT allows."""
    times = ("00:00:01.000 --> 00:00:02.000", "00:00:02.000 --> 00:00:03.000")
    cues = f"WEBVTT\n\n{times[0]}\n<v Gil>Now. <v Mina>Later.\n\n{times[1]}\n<v Mina>Wait.\n"
    document, _ = read(Source(cues.encode()))
    said = [(turn.label, [text_of(part.children) for part in turn.blocks]) for turn in turns(document)]
    assert said == [("Gil", ["Now."]), ("Mina", ["Later.", "Wait."])]


def test_what_is_said_again_within_a_cue_of_captions_that_roll_is_no_roll() -> None:
    """Only the first line of a cue says what the cue before said."""
    rolling = (
        "Good day.\nWelcome.",
        "Welcome.\nNo.\nNo.",
        "No.\nWe begin.",
        "We begin.\nNow.",
        "Now.\nAt last.",
    )
    cues = [f"00:00:0{at}.000 --> 00:00:0{at}.900\n{said}" for at, said in enumerate(rolling)]
    document, _ = read(Source("\n\n".join(("WEBVTT", *cues)).encode()))
    found = str(document.body)
    assert [found.count(f"{word}.") for word in ("Welcome", "No", "begin", "Now")] == [1, 2, 1, 1]


SHOWN = "**Ada:** See [the map](https://example.org/map_(old)).\n\n> Rain.\n\n**Ben:** At [0:12](https://example.org/1).\n\n**Ada:** Yes.\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.md", ["See the map.", "Rain.", "At [0:12](https://example.org/1).", "Yes."]),
        (
            "a.txt",
            [
                "See [the map](https://example.org/map_(old)).",
                "> Rain.",
                "At [0:12](https://example.org/1).",
                "Yes.",
            ],
        ),
    ],
)
def test_a_file_of_markdown_shows_words_and_not_where_they_lead(name: str, said: list[str]) -> None:
    """Nor the sign of a quotation; in a text without that suffix all of it is printed."""
    document = docconv.read(Source(SHOWN.encode(), name))
    assert [text_of(part.children) for turn in turns(document) for part in turn.blocks] == said


@pytest.mark.parametrize("words", ["See [the map](a) and [b](c).", "So [it](x_(y)) is."])
def test_words_that_look_like_a_link_come_back_from_markdown(words: str) -> None:
    """A backslash says that they are printed so."""
    text = f"Ada: {words}\n\n> {words}\n\nBen: Yes.\n\nAda: > No.\n\nBen: Why?\n"
    document = docconv.read(Source(text.encode(), "a.txt"))
    again = docconv.read(Source(docconv.write(document, "md"), "a.md"))
    texts = [
        [text_of(part.children) for turn in turns(one) for part in turn.blocks] for one in (document, again)
    ]
    assert texts[0] == texts[1]
    assert words in texts[0]


def test_a_comment_among_tags_is_no_cue() -> None:
    """The arrow of a cue has a time behind it; that of a comment ends it, and tags are left out beside it."""
    tagged = (
        '<p align="justify"><em>Two nights at the ferry.</em></p>\n\n<!--more-->\n\n'
        "<p><strong>Prem: Who are you?</strong></p>\n\n<p><strong>pd:</strong> I was born at the slip.</p>\n\n"
        "<p><strong>Prem: And the ferry?</strong></p>\n\n<p><strong>pd:</strong> It was long ago.</p>\n"
    )
    draft, _ = read(Source(tagged.encode(), "talk.md"))
    assert [turn.label for turn in turns(draft)] == ["Prem", "pd", "Prem", "pd"]
