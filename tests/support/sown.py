"""A talk, differences to sow into its TEI, and what `verify` says of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from docconv.verify import Verdict

TALK = """The garden committee meets

The committee met on Monday. Ilona Kis opened the meeting, saying: “The garden is ours.”

Ilona Kis: Good morning. The garden has forty plots (some say forty-two). [inaudible] And the water is cold.

It comes from the hill, as it always has.

Jan Molnar: Who waters them?

(A bell rings.)

Ilona Kis: Everybody does, in turns.

All: Hear, hear!

Jan Molnar: Thank you. That is all I wanted to know about the plots.

x x x

The meeting ended at noon.
"""
Change = Callable[[str], str]


def swap(pattern: str, to: str) -> Change:
    """Replace the first match of a pattern, which must be there."""

    def change(text: str) -> str:
        changed, count = re.subn(pattern, to, text, count=1, flags=re.DOTALL)
        assert count == 1, pattern
        return changed

    return change


SP = r'<sp xml:id="{}".*?</sp>'
FIRST, SECOND = SP.format("t1"), SP.format("t2")
TEI: dict[str, tuple[Change, str]] = {
    "a word dropped": (swap("forty plots", "plots"), "t1"),
    "a word doubled": (swap("forty plots", "forty forty plots"), "t1"),
    "two words swapped": (swap("Good morning", "morning Good"), "t1"),
    "a letter changed": (swap("waters them", "watery them"), "t2"),
    "capitals changed": (swap("Who waters", "who waters"), "t2"),
    "a sign changed": (swap("waters them\\?", "waters them!"), "t2"),
    "words glued": (swap("Thank you", "Thankyou"), "t5"),
    "two turns swapped": (swap(f"({FIRST})(\\s*)({SECOND})", r"\3\2\1"), "order"),
    "a turn dropped": (swap(SECOND, ""), "t2"),
    "a turn doubled": (swap(f"({SECOND})", r'\1<sp xml:id="t9" who="#jan-molnar"><p>Who waters them?</p></sp>'), "t9"),
    "two turns merged": (swap(r"</sp>\s*<sp xml:id=\"t2\".*?</speaker>", ""), "t2"),
    "a turn split": (swap(" And the water", '</p></sp><sp xml:id="t9" who="#ilona-kis"><p>And the water'), "t9"),
    "a wrong who": (swap('xml:id="t2" who="#jan-molnar"', 'xml:id="t2" who="#ilona-kis"'), "t2"),
    "nobody who": (swap('xml:id="t2" who="#jan-molnar"', 'xml:id="t2"'), "t2"),
    "a second who": (swap('who="#jan-molnar"', 'who="#jan-molnar #ilona-kis"'), "t2"),
    "another id of a person": (lambda text: text.replace("jan-molnar", "j-molnar"), "jan-molnar"),
    "another name of a person": (swap("<persName>Jan Molnar</persName>", "<persName>Jan Moldar</persName>"), "Molnar"),
    "a person who is a group": (swap('<person xml:id="jan-molnar">', '<person role="unknown" xml:id="jan-molnar">'), "jan"),
    "a label lost": (swap("<speaker>Jan Molnar</speaker>", ""), "t2"),
    "a label changed": (swap("<speaker>Jan Molnar</speaker>", "<speaker>Jan M.</speaker>"), "t2"),
    "a label among the words": (swap("<speaker>Jan Molnar</speaker>\\s*<p>", "<p>Jan Molnar: "), "t2"),
    "a border moved by a sentence": (
        swap(r"Good morning\. (.*?</speaker>\s*<p>)", r"\1Good morning. "), "t",
    ),
    "narrative that became speech": (
        swap(r"</sp>(\s*<milestone[^>]*/>\s*)<p>(The meeting.*?</p>)", r"<p>\2</sp>\1"), "noon",
    ),
    "speech that became narrative": (swap(f"{SECOND}", "<p>Who waters them?</p>"), "t2"),
    "a direction that became speech": (swap(r"<stage[^>]*>\(A bell rings\.\)</stage>", "<p>(A bell rings.)</p>"), "stage direction"),
    "a direction dropped": (swap(r"<stage[^>]*>\(A bell rings\.\)</stage>", ""), "bell"),
    "a quotation dropped": (swap(r"<said[^>]*>(.*?)</said>", r"\1"), "quotation"),
    "a quotation in another mouth": (swap(r'<said who="#ilona-kis"', '<said who="#jan-molnar"'), "quotation"),
    "a separator dropped": (swap("<milestone[^>]*/>", ""), "x x x"),
    "a gap filled": (swap(r"<gap.*?</gap>", "the well"), "t1"),
    "a paragraph dropped": (swap("<p>The meeting ended at noon.</p>", ""), "noon"),
    "a paragraph split": (swap("forty plots", "forty</p><p>plots"), "t1"),
    "a heading changed": (swap("<head>The garden committee meets</head>", "<head>The committee meets</head>"), "title"),
    "doubt hidden": (swap(' cert="[a-z]+"', ""), "certainty"),
    "a border moved by a paragraph": (
        swap(r"(<p>It comes from the hill, as it always has\.</p>)\s*(</sp>.*?</speaker>)", r"\2\1"), "t2",
    ),
    "two paragraphs swapped": (
        swap(r"(<p>Good morning.*?</p>)(\s*)(<p>It comes.*?</p>)", r"\3\2\1"), "t1",
    ),
    "a label moved to another turn": (
        lambda text: swap("(<p>Who waters)", r"<speaker>Ilona Kis</speaker>\1")(
            swap("<speaker>Jan Molnar</speaker>", "")(text)
        ), "t2",
    ),
    "two speakers made one": (
        lambda text: swap('<person xml:id="jan-molnar">.*?</person>', "")(text).replace("#jan-molnar", "#ilona-kis"), "t2",
    ),
    "one speaker made two": (
        lambda text: swap("(</listPerson>)", r'<person xml:id="jan"><persName>Jan</persName></person>\1')(
            swap('xml:id="t2" who="#jan-molnar"', 'xml:id="t2" who="#jan"')(text)
        ), "t2",
    ),
    "a notice dropped or added": (swap("(</body>)", r'<note type="boilerplate">Read also</note>\1'), "boilerplate"),
    "a heading dropped or added": (swap("(<milestone)", r"<div><head>Plots</head></div>\1"), "heading"),
    "another language": (swap('xml:lang="en"', 'xml:lang="de"'), "lang"),
}  # fmt: skip


def told(verdicts: tuple[Verdict, ...]) -> list[str]:
    """All that was found, as sentences."""
    return [
        f"{found.aspect}: {found.sentence(verdict.reference, verdict.path)}"
        for verdict in verdicts
        for found in verdict.differences
    ]


def repacked(data: bytes, part: str, change: Change) -> bytes:
    """A DOCX with one part changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode("utf-8")) if name == part else content)
    return out.getvalue()
