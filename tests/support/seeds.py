"""What hostile inputs begin from: small files of every kind that docconv reads, as others write them."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from pathlib import Path

import pikepdf
from docx.text.paragraph import Paragraph as Line

from docconv.pipeline import read, write
from support.docx_others import BRIDGE, GARDEN, labelled, saved, xml
from support.pdf_pages import LEADING, TOP, led, pdf, set_lines
from support.recognised import FILES

TESTS = Path(__file__).resolve().parent.parent
SUBTITLES = b"""WEBVTT

00:00:01.000 --> 00:00:03.000
<v Ann Bell>Good day, all of <i>you</i>.

2
00:00:03.500 --> 00:00:05.000 align:start
- And you, &amp; yours?
- [laughs] Quite.
"""
PAGE = b"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The bell &amp; the boat</title>
<style>p { margin: 0 } /* </p> */</style><script>if (a < b) document.write("<p>no</p>")</script></head><body>
<nav><ul><li><a href="/">Home</a><li>About</ul></nav><!-- a <p> comment --><main><h1>The ferry bell</h1>
<p><b>Nora Fenwick:</b> We found <em>it</em> under the jetty.
<p><strong>Piet Laan:</strong> Does it ring?<br>It looks old.</p>
<blockquote cite='x>y'><p>&ldquo;Ring it twice&rdquo;, it says.</p></blockquote>
<p style="text-align: center; font-weight:bold">Nora Fenwick: It does. <i>(Laughs.)</i> 1 &lt; 2 &#x2014; 3 < 4.</p>
<p class=speaker>Piet Laan<p>Then ring it.<ruby>\xe6\xbc\xa2<rp>(<rt>kan<rp>)</ruby><hr>
<pre>Nora Fenwick:  Now.\n\nPiet Laan:\tYes.</pre></main>
<footer>Imprint</footer></body></html>
"""
PAGE_OF_ROWS = b"""<html><body><table><tr><th>No.<th>Speaker<th>Words
<tr><td>1<td>Nora Fenwick<td>Who took both oars?</tr><tr><td>2<td>Piet Laan<td><p>I did.<p>Both of them.</tr>
<tr><td>3<td>Nora Fenwick<td>Why, then?<table><tr><td>A cell</table></table><ol><li>One<ul><li>Two</ul></ol>
<dl><dt>Ilona Kis<dd>To mend them, all of them.<dd>And to paint them.<dt>Jan Molnar<dd>And then?
<dt>Ilona Kis<dd>Then we rowed on.</dl><img src=a.png alt=boat><form>Name<select><option>x</select></form>
</body></html>
"""
CHAT = b"""@UTF8
@Begin
@Languages:\teng
@Participants:\tCHI Ann Target_Child, MOT Mother
@ID:\teng|own|CHI|2;03.|female|||Target_Child|||
@Date:\t03-MAY-2021
*CHI:\tmore <of it> [?] . [+ IMP] \x150_1200\x15
%mor:\tqn|more .
*MOT:\t<is it> [//] it is
\thot xxx &=laughs . \x151200_2350\x15
@G:\tlunch
*CHI:\t0 [=! sings] hot &-um (.) hot !
@End
"""
EXB = b"""<basic-transcription><head><speakertable>
<speaker id="S0"><abbreviation>AB</abbreviation><sex value="f"/></speaker></speakertable></head><basic-body>
<common-timeline><tli id="T0" time="0.0"/><tli id="T1" time="1.5"/><tli id="T2"/></common-timeline>
<tier id="T" speaker="S0" category="v" type="t"><event start="T0" end="T1">Good </event>
<event start="T1" end="T2">day.</event></tier>
<tier id="N" category="n" type="d"><event start="T1" end="T2">door</event></tier></basic-body>
</basic-transcription>
"""
EAF = b"""<ANNOTATION_DOCUMENT VERSION="3.0"><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/>
<TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="900"/><TIME_SLOT TIME_SLOT_ID="ts3"/></TIME_ORDER>
<TIER TIER_ID="tx@A" PARTICIPANT="Ann"><ANNOTATION>
<ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2">
<ANNOTATION_VALUE>Good day, all.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER TIER_ID="ft@A" PARENT_REF="tx@A"><ANNOTATION>
<REF_ANNOTATION ANNOTATION_ID="a2" ANNOTATION_REF="a1">
<ANNOTATION_VALUE>Guten Tag.</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>
"""
TEXTGRID = b"""File type = "ooTextFile"
Object class = "TextGrid"
xmin = 0
xmax = 3
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "Ann"
        xmin = 0
        xmax = 3
        intervals: size = 1
        intervals [1]:
            xmin = 0
            xmax = 1.5
            text = "Good ""day"", all."
    item [2]:
        class = "TextTier"
        name = "x"
        xmin = 0
        xmax = 3
        points: size = 1
        points [1]:
            number = 1
            mark = "H*"
"""
SPEAKERS = b"""merge = [["Ann Bell", "ANN"]]

[[speaker]]
id = "ann"
name = "Ann Bell"
aliases = ["ANN", "Ms Bell"]
role = "chair"
"""
SIDECAR = b"""[[line]]
text = "Ann Bell:"
is = "text"

[[line]]
text = "Votes"
lines = "3-4"
is = "narrative"

[facts]
date = 2021-05-03
Place = "Hall" # there
"""


SUBVIEWER = b"""0:00:01.000,0:00:03.000
Ann Bell: Good day,[br]all of you.

0:00:03.500,0:00:05.000
>> And you, &amp; yours?
"""
MARKDOWN = b"""---
title: The rope
speakers: [Ann, Ben]
---

# The rope

**Ann Bell:** Did it *hold*?[^1]

> **Ben:** It _did_, [for an hour](http://example.org).

| Who | What |
|-----|------|
| Ann | So.  |

[^1]: The old one. <!-- no --> `code`
"""
FOUNTAIN = b"""Title: The rope
Author: Nora Quill
Draft date: 2021

INT. SHED - DAY

A rope /* old */ lies there.

ANN (V.O.)
(softly)
Did it [[note]] hold?

BEN ^
~It did~

> CUT TO:

.SHED

@McAnn
So.
"""
CONVENTION = b"""[convention]
forms = ["{number} ~ {label} ~ {text}", "[{label}] {text}"]
labels = ["Chorus"]
not_labels = ["Votes"]
fields = ["Konto"]
gaps = ["unv."]
brackets = "speech"
without = ["tab"]
kind = "record"

[[convention.speaker]]
id = "ann"
name = "Ann Bell"
aliases = ["ANN"]
"""
TREE = {
    "pandoc-api-version": [1, 23, 1],
    "meta": {"title": {"t": "MetaInlines", "c": [{"t": "Str", "c": "Rope"}]}},
    "blocks": [
        {"t": "Header", "c": [1, ["a", [], []], [{"t": "Str", "c": "Day"}]]},
        {"t": "Para", "c": [{"t": "Strong", "c": [{"t": "Str", "c": "Ann:"}]}, {"t": "Space"},
                            {"t": "Quoted", "c": [{"t": "SingleQuote"}, [{"t": "Str", "c": "Yes"}]]}]},
        {"t": "BulletList", "c": [[{"t": "Plain", "c": [{"t": "Str", "c": "Ben: No."}]}]]},
        {"t": "LineBlock", "c": [[{"t": "Str", "c": "Ann: Why?"}], [{"t": "Code", "c": [["", [], []], "So"]}]]},
        {"t": "Para", "c": [{"t": "Note", "c": [{"t": "Para", "c": [{"t": "Emph", "c": [{"t": "Str", "c": "x"}]}]}]}]},
    ],
}  # fmt: skip
"""A tree that pandoc makes of a file of others."""
DECISIONS = (
    {"do": "line", "line": 1, "is": "narrative"},
    {"do": "speaker", "line": 3, "to_line": 5, "speaker": "ben"},
    {"do": "join", "line": 3},
    {"do": "cut", "line": 3, "label": "Ben"},
    {"do": "name", "speaker": "ann", "name": "Ann Bell"},
    {"do": "merge", "speakers": ["ann", "ben"]},
    {"do": "split", "labels": ["Ann", "Ben"]},
    {"do": "fact", "name": "title", "value": "Votes"},
    {"do": "forget", "line": 1},
)
"""What the page of a review sends."""
OPTIONS = {
    "tei": {"profile": "parliament"},
    "docx": {
        "theme": "drama",
        "content_controls": "yes",
        "paper": "A5",
        "columns": "2",
        "participants": "yes",
    },
    "pdf": {"outline": "speakers", "notes": "yes", "font": "sans", "line_numbers": "5", "contents": "no"},
    "html": {"embed_fonts": "no", "media": "a.mp3", "theme": "minutes", "tei": "a.xml", "notes": "yes"},
    "vtt": {"length": "42", "lines": "2", "speed": "15"},
    "srt": {"length": "42", "lines": "2", "speed": "15"},
    "txt": {"decisions": "no"},
    "pandoc": {"api": "1.22"},
    "json": {},
}
"""Options of writers as the command line gives them, by format."""


@cache
def odts() -> tuple[bytes, ...]:
    """A small text document, with a table and a note."""
    names = ("office", "style", "text", "table")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    body = """<text:h text:outline-level="1">Day</text:h>
<text:p>Ann:<text:tab/>Good <text:s text:c="2"/>day.</text:p>
<text:p>Ben: Why?<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>So.</text:p>
</text:note-body></text:note></text:p><text:list><text:list-item><text:p>Ann: One.</text:p></text:list-item>
</text:list><table:table><table:table-row><table:table-cell><text:p>Ann</text:p></table:table-cell>
<table:table-cell><text:p>Yes.</text:p></table:table-cell></table:table-row></table:table>"""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
        )
    return (out.getvalue(),)


@cache
def texts() -> tuple[bytes, ...]:
    """The examples, and what the cases of the tests read."""
    cases = (path.read_text("utf-8") for path in sorted((TESTS / "cases").glob("*.md")))
    inputs = (case.partition("```input\n")[2].partition("\n```")[0].encode() for case in cases)
    return (
        *(path.read_bytes() for path in sorted((TESTS.parent / "examples").rglob("*.txt"))),
        *filter(None, inputs),
    )


@cache
def written(name: str) -> tuple[bytes, ...]:
    """Some of the texts in another format."""
    return tuple(write(read(text, format="text"), name) for text in texts()[:6])


@cache
def teis() -> tuple[bytes, ...]:
    """TEI of docconv, and that of others."""
    return (*written("tei"), *(path.read_bytes() for path in sorted((TESTS / "tei" / "files").glob("*.xml"))))


@cache
def pdfs() -> tuple[bytes, ...]:
    """PDF whose streams are not packed, so that a change in one is a change of what it says; some of others."""
    rows = ("Ann Bell: Good day to all of you.", "Ben Cole: And to you.", "", "Ann Bell: So let us begin.")
    by_others = pdf([*set_lines(rows), *led("Ann:", "Well.", TOP + 9 * LEADING)], set_lines(rows))
    return (*map(_unpacked, (*written("pdf")[:3], by_others)), *written("pdf")[3:])


def _unpacked(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, compress_streams=False)
    return out.getvalue()


@cache
def docxs() -> tuple[bytes, ...]:
    """Word documents of docconv and of others."""
    table = "".join(
        f"<w:tr><w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{name}</w:t></w:r></w:p></w:tc>"
        f"<w:tc><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:tc></w:tr>"
        for name, said in GARDEN
    )
    return (
        *written("docx"),
        saved(labelled(GARDEN, lambda line, name, said: line.add_run(f"{name}: {said}"))),
        saved(labelled(BRIDGE, _bold)),
        saved(xml(f"<w:tbl>{table}</w:tbl>")),
    )


def _bold(line: Line, name: str, said: str) -> None:
    line.add_run(f"{name}. ").bold = True
    line.add_run(said)


@cache
def recognised() -> tuple[bytes, ...]:
    """JSON of all recognisers."""
    return tuple(json.dumps(one).encode() for one in FILES.values())


@cache
def trees() -> tuple[bytes, ...]:
    """Trees of pandoc, of docconv and of others."""
    return (*written("pandoc"), json.dumps(TREE).encode())


@cache
def captions() -> tuple[bytes, ...]:
    """WebVTT, SubRip and SubViewer."""
    return (
        SUBTITLES,
        SUBTITLES.replace(b"WEBVTT\n\n", b"1\n"),
        SUBVIEWER,
        *written("vtt")[:2],
        *written("srt")[:2],
    )


@cache
def marked() -> tuple[bytes, ...]:
    """Markdown and Fountain."""
    return (MARKDOWN, FOUNTAIN, *written("md"))


RTF = rb"""{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}
{\stylesheet{\s2 heading 1;}}
\pard\s2 Day\par\pard{\b Ann:} Good \'e9\u8364? \f1 \'c4\f0 day.{\footnote So.}\par
{\b Ben:} Why?{\v no}{\*\gen x}\par \trowd\intbl Ann\cell Yes.\cell\row\pard{\b Ann:} {\pict 00}No.\par}
"""
SHEET = b"""start,end,speaker,text,mood
1.5,3,Ilona Kis,"Who took ""both"" oars, then?",glad
0:03,,Jan Molnar,I did - to mend them.,
7,9,,Good.,
"""
TTML = b"""<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"
xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en" ttp:frameRate="25">
<head><metadata><ttm:title>Oars</ttm:title><ttm:agent xml:id="a" type="person"
><ttm:name type="full">Ilona Kis</ttm:name></ttm:agent><ttm:agent xml:id="b" type="person"
><ttm:name type="full">Jan Molnar</ttm:name></ttm:agent></metadata></head>
<body><div begin="10s"
><p begin="0s" end="2s" ttm:agent="a">Who took <span>both </span>oars<br/>&amp; the rope?</p>
<p begin="00:00:02:10" dur="50f" ttm:agent="b">I did, all of them.</p>
<p begin="5s" end="9s"><span ttm:agent="a">Why?</span> <span ttm:agent="b">To mend them.</span></p></div
></body></tt>
"""
FDX = b"""<?xml version="1.0" encoding="UTF-8"?><FinalDraft DocumentType="Script" Version="1"><Content>
<Paragraph Type="Scene Heading"><Text>EXT. PIER - DAY</Text></Paragraph>
<Paragraph Type="Action"><Text>Rain. </Text><Text Style="Bold+Italic">MIRA</Text><Text> ties a rope.</Text
><ScriptNote ID="1"><Paragraph><Text>cut?</Text></Paragraph></ScriptNote></Paragraph>
<Paragraph Type="Character"><Text>MIRA (O.S.)</Text></Paragraph><Paragraph Type="Dialogue"
><Text>Hold this end.</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(looks up)</Text></Paragraph><Paragraph Type="Dialogue"
><Text>No, that one.</Text></Paragraph>
<Paragraph><DualDialogue><Paragraph Type="Character"><Text>JOREN</Text></Paragraph><Paragraph Type="Dialogue"
><Text>Which one?</Text></Paragraph><Paragraph Type="Character"><Text>MIRA (CONT'D)</Text></Paragraph
><Paragraph Type="Dialogue"><Text>That.</Text></Paragraph></DualDialogue></Paragraph>
<Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph></Content><TitlePage><Content
><Paragraph Alignment="Center"><Text>The Long Tide</Text></Paragraph><Paragraph><Text>by A. Nobody</Text
></Paragraph></Content></TitlePage></FinalDraft>
"""
