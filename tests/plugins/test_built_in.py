"""What comes with docconv passes the tests that plug-ins inherit."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import strategies as st

from docconv.formats import built_in
from docconv.model import Resolved
from docconv.testing import Conformance, FormatConformance, ThemeConformance, TransformConformance
from docconv.themes.model import BUILT_IN
from docconv.transforms import TRANSFORMS
from support.talks import talks

CUES = re.compile(r"^(?:WEBVTT|NOTE|\d+|[\d:,.]+ --> [^\n]*)$", re.MULTILINE)


class AsText(FormatConformance):
    """What is read as text, or by its times, tells less than any document may say."""

    def drawn(self) -> st.SearchStrategy[Resolved]:
        """Talks, with times where the format does not have to make some up."""
        return talks(has_times=self.format in ("exb", "eaf"))


class Captions(AsText):
    """Cues print their words, in the order of their times; a label that is no voice is before them."""

    def printed(self, data: bytes) -> str:
        """The words, and the voices before them."""
        text = re.sub(r"<v ([^>]*)>", r"\1 ", CUES.sub("", data.decode()))
        return html.unescape(re.sub(r"</?[a-z0-9:.]*>", "", text))


def cases() -> Iterator[type[Conformance]]:
    """A class for each format, language, theme and transform."""
    for row in built_in().values():
        samples = SAMPLES.get(row.name, ())
        ground = GROUNDS.get(row.name, FormatConformance)
        yield type(row.name, (ground,), {"format": row.name, "samples": samples, "examples": 4})
    for name in BUILT_IN:
        yield type(name, (ThemeConformance,), {"theme": name, "examples": 1})
    for one in (row for row in TRANSFORMS if row.name not in REFUSING):
        values = {"transform": one.name, "keeps_words": one.name in KEEPING}
        yield type(one.name, (TransformConformance,), {**values, "examples": 10})


GROUNDS: dict[str, type[FormatConformance]] = {
    **dict.fromkeys(("txt", "md", "fountain", "chat", "exb", "eaf"), AsText),
    **dict.fromkeys(("vtt", "srt"), Captions),
}
REFUSING = ("select-speakers", "select-section")  # they refuse who and what is not there
KEEPING = ("merge-turns", "normalise-labels")


def odt() -> bytes:
    """A text document of two paragraphs."""
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    body = "".join(f"<t:p>{line}</t:p>" for line in ("Ann Lee: Yes.", "Ben Orr: No.", "Ann Lee: Well."))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{names}office:1.0" xmlns:t="{names}text:1.0"><o:body><o:text>{body}'
            "</o:text></o:body></o:document-content>",
        )
    return out.getvalue()


SAMPLES: dict[str, tuple[bytes, ...]] = {
    "ttml": (
        (
            b'<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">ANN: Yes.</p>'
            b'<p begin="3s" end="4s">BEN: No.</p><p begin="5s" end="6s">ANN: Well.</p></div></body></tt>'
        ),
    ),
    "odt": (odt(),),
    "ezdrama": (b"#Act 1\n$Rain falls.\n@Ann:\nYes.\n@Ben (softly)\nNo.\n",),
    "csv": (b"speaker,text\nAnn,Yes.\nBen,No.\n",),
    "text": (b"Ann Lee: Yes.\n\nBen Orr: No.\n\nAnn Lee: Well then.\n\nBen Orr: So be it.\n",),
    "ohms": (
        (
            b"<ROOT><record><sync>1:|1(2)</sync><transcript>ANN LEE: Yes.\n\nBEN ORR: No.\n\nANN LEE: Well."
            b"</transcript></record></ROOT>"
        ),
    ),
    "fdx": (
        (
            b'<FinalDraft DocumentType="Script"><Content><Paragraph Type="Character"><Text>ANN</Text></Paragraph>'
            b'<Paragraph Type="Dialogue"><Text>Yes.</Text></Paragraph></Content></FinalDraft>'
        ),
    ),
    "rtf": (rb"{\rtf1\ansi Ann Lee: Yes.\par Ben Orr: No.\par Ann Lee: Well.\par Ben Orr: So be it.\par}",),
    "textgrid": (
        (
            b'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n2\n<exists>\n1\n"IntervalTier"\n"Ann"\n0\n2\n1\n'
            b'0\n2\n"Yes."\n'
        ),
    ),
}


def parts(case: type[Conformance]) -> list[str]:
    """The tests of a class."""
    return [name for name in dir(case) if name.startswith("test_")]


@pytest.mark.parametrize(
    ("case", "name"), [pytest.param(c, n, id=f"{c.__name__}-{n}") for c in cases() for n in parts(c)]
)
def test_it_conforms(case: type[Conformance], name: str) -> None:
    """As any plug-in."""
    getattr(case(), name)()
