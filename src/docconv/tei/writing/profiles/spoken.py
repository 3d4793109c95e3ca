"""The spoken profile: turns as `u`, as ISO 24624 has transcripts of speech.

It is the edition profile, but for this: a turn is `u` with `@start` and `@end`, its paragraphs are `seg`,
what is heard or done is `vocal`, `kinesic` or `incident` with a description, a pause is `pause`, and the
recording is in `recordingStmt`. The label that a source prints is a note at the beginning of the utterance,
as corpora have it. `docconv.tei.reading.spoken` takes all of it back.

`u` stands without `annotationBlock`: the standard has that for an utterance with tiers of annotation about
it, and docconv has none; who speaks and when are attributes of `u` in TEI.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from mimetypes import MimeTypes
from urllib.parse import quote

from attrs import define

from docconv import model as m
from docconv.patterns import regex
from docconv.tei.names import EVENTS, INSTANT, PAUSE
from docconv.tei.writing.edition import EditionWriter, new_root, with_text
from docconv.tei.writing.header import NOBODY, add_header
from docconv.tei.xml import NS, Attributes, Element, add, element, escaped
from docconv.walk import timing_of

UNKNOWN_TYPE = "application/octet-stream"
DURATION = regex(r"P(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?(?<=[DHMS])")
"""A duration of XML Schema, in days at most."""
ADDRESS = regex(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]")
NO_CODE = regex(r"%(?![0-9A-Fa-f]{2})")


def spoken(
    document: m.Resolved, *,
    created: datetime | None = None, persons: Mapping[str, str] = NOBODY, options: str = "",
) -> bytes:  # fmt: skip
    """A document as TEI in UTF-8, valid against tei_all 4.9 and 4.12. `persons` and `options` as for
    `edition`.
    """
    root = new_root(document)
    header = add_header(root, document, created, "spoken", persons=persons, options=options)
    _add_recording(header, document.metadata.media)
    return with_text(root, document, SpokenWriter(persons=persons))


def _add_recording(header: Element, media: str | None) -> None:
    """The recording that was transcribed."""
    sources = header.find("t:fileDesc/t:sourceDesc", NS)
    if not media or sources is None:
        return
    name = media.partition("#")[0].partition("?")[0].rpartition("/")[2]
    kind = MimeTypes().guess_type(name)[0] or UNKNOWN_TYPE
    told = {"type": "video" if kind.startswith("video/") else "audio"}
    recording = add(add(sources, "recordingStmt"), "recording", None, told)
    add(recording, "media", None, {"mimeType": kind, "url": _address(media)})


def _address(media: str) -> str:
    """The name or the address of a recording as a reference that the schema takes."""
    if not ADDRESS.match(media):
        return quote(media)
    rest, mark, fragment = media.partition("#")
    kept = "%" if not NO_CODE.search(media) else ""
    return quote(rest, safe=f"/:?=&@+,;~{kept}") + mark + quote(fragment, safe=f"=,:/{kept}")


@define(eq=False, repr=False)
class SpokenWriter(EditionWriter):
    """Writes turns as utterances, and directions as events."""

    def is_global(self, block: m.Block[m.Speaker]) -> bool:
        """Events are no content of a body, either."""
        return isinstance(block, m.Stage) or super().is_global(block)

    def turn(self, turn: m.Turn[m.Speaker]) -> None:
        """A turn as `u`. It alone says when its paragraph is heard, if that is the only one."""
        paragraphs = [part for part in turn.blocks if isinstance(part, m.Paragraph)]
        timing = timing_of(turn)
        facts = self.facts(turn) | {
            "start": f"#{INSTANT}{timing.begin}" if timing else None,
            "end": None if timing is None or timing.end is None else f"#{INSTANT}{timing.end}",
        }
        self.around("u", facts, partial(self.utterance, turn, len(paragraphs) > 1))

    def utterance(self, turn: m.Turn[m.Speaker], is_parted: bool) -> None:  # noqa: FBT001
        """The label and the parts of a turn, which say when they are heard if there are several."""
        if turn.label is not None:
            self.row(element("note", escaped(turn.label), {"type": "speaker"}))
        for part in turn.blocks:
            self.part(part, "seg", is_timed=is_parted)

    def stage(self, stage: m.Stage[m.Speaker]) -> str:
        """An event by its kind. A description has words alone: with more in it, it is a direction in one."""
        name = stage.kind if stage.kind in EVENTS else "vocal" if stage.kind == "delivery" else "incident"
        inside = self.inlines(stage.children)
        if not all(isinstance(child, m.Text) for child in stage.children):
            inside = element("stage", inside)
        return element(name, element("desc", inside), {"type": None if name == stage.kind else stage.kind})

    def milestone(self, point: m.Milestone) -> str:
        """A pause as one."""
        name, _, detail = point.text.partition(" ")
        if point.kind != "annotation" or name != PAUSE or " " in detail or point.text == f"{PAUSE} ":
            return super().milestone(point)
        return element(PAUSE, "", _length(detail))


def _length(detail: str) -> Attributes:
    """How long a pause is, or of which kind."""
    return {"dur" if DURATION.fullmatch(detail) else "type": detail} if detail else None
