"""A transcript as it is read with the decisions beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from docconv.files import configurations, folder_of, kind_of, read_bytes, text_of_toml
from docconv.formats import Source
from docconv.formats.lookup import reader
from docconv.model import Resolved, Speaker
from docconv.notices import Notice
from docconv.patterns import regex
from docconv.pipeline import convention_of, read_with_notices, taught_by
from docconv.sidecar import Sidecar, path_beside, read_sidecar
from docconv.speakers.table import VOICES
from docconv.transcript import Formatting, TextBefore, analyse
from docconv.transcript.annotations import PLAIN_TEXT
from docconv.transcript.explain import Explanation, explain
from docconv.transcript.labels.corrections import FittingLines, ranges
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.taught import SourceConvention
from docconv.walk import turns

if TYPE_CHECKING:
    from docconv.convention.file import ConventionFile
    from docconv.speakers.table import SpeakerTable

NUMBER = regex(r"-\d+$")
NAMED = "this file names its speakers itself, so that decisions beside it are not used"


@frozen
class ReviewOptions:
    """How the files are read, as the command line says."""

    format: str | None = None
    encoding: str | None = None
    speakers: SpeakerTable | None = None
    convention: ConventionFile | None = None
    without: Sequence[str] = ()


@frozen
class FileContents:
    """The bytes that a reading depends on: of the source, of the decisions, which may be none, and of what
    holds for the source.
    """

    source: bytes = field(repr=False)
    sidecar: bytes | None
    conventions: tuple[bytes, ...] = ()

    @cached_property
    def version(self) -> str:
        """The same for the same contents."""
        found = blake2b(digest_size=12)
        for part in (self.source, self.sidecar, *self.conventions):
            found.update(b"-" if part is None else b"%d:" % len(part) + part)
        return found.hexdigest()


def contents_of(path: Path) -> FileContents:
    """What stands in the files now. Raises `FileError`."""
    beside = path_beside(path)
    sidecar = read_bytes(beside) if kind_of(beside) == "file" else None
    return FileContents(read_bytes(path), sidecar, tuple(map(read_bytes, configurations(path))))


@define(slots=False)
class ReviewReading:
    """A transcript with some decisions: the document, what is doubtful, and the lines that decisions are
    about.

    text, formatting: the words of the source as they are read, line by line.
    lines: those that are not blank, as decisions are anchored on them.
    convention: what is known of where they come from.
    fitting: which of the lines earlier decisions fit.
    readonly: why nothing can be decided about it, empty where that can be.
    """

    contents: FileContents
    decisions: Sidecar
    document: Resolved
    notices: tuple[Notice, ...]
    text: str = field(repr=False)
    formatting: Formatting = field(repr=False)
    lines: Sequence[TranscriptLine] = field(repr=False)
    convention: SourceConvention = field(repr=False)
    fitting: FittingLines | None = field(default=None, repr=False)
    readonly: str = ""

    def explanation(self, line: int) -> Explanation | None:
        """What spoke for and against the reading of a line; nothing where there is no text."""
        analysis = analyse(self.text, self.decisions.corrections, self.formatting, convention=self.convention)
        return None if self.readonly else explain(analysis, line)

    @property
    def sidecar(self) -> str:
        """The text of the decisions."""
        return (self.contents.sidecar or b"").decode("utf-8-sig")

    @cached_property
    def by_number(self) -> Mapping[int, TranscriptLine]:
        """The lines by their numbers."""
        return {line.number: line for line in self.lines}

    @cached_property
    def _starts(self) -> Sequence[int]:
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))

    def line_at(self, offset: int) -> int:
        """The number of the line that holds a character."""
        return bisect_right(self._starts, offset)

    @cached_property
    def _voices(self) -> Mapping[str, str]:
        """By their ids in the document, which count them, the ids of the page for those without a name whom
        only their places tell.
        """
        entered = {entry.id for entry in self.decisions.speakers.entries}
        found: dict[str, str] = {}
        owners: dict[str, str] = {}
        for turn in turns(self.document):
            line = turn.span.line if turn.span else 0
            for one in turn.speakers:
                if one.kind in VOICES and one.id not in found and one.id not in entered:
                    place = f"{NUMBER.sub('', one.id)}@{line}"
                    found[one.id] = place if owners.setdefault(place, one.id) == one.id else one.id
        return found

    def id_of(self, speaker: Speaker) -> str:
        """The id of somebody for the page. That of one without a name says where they are first heard, so
        that it stays when another one gets a name.
        """
        return self._voices.get(speaker.id, speaker.id)

    def speaker(self, who: str) -> Speaker | None:
        """Somebody by the id of the page, or by that of the document."""
        return next((one for one in self.document.speakers if who in (one.id, self.id_of(one))), None)

    @cached_property
    def rows(self) -> Mapping[int, tuple[int, int]]:
        """By their numbers from 0, the decisions that are carried out: the first and the last line."""
        found = ranges(self.lines, self.decisions.corrections, self.fitting)
        return {number: (lines[0].number, lines[-1].number) for number, lines in found}

    @cached_property
    def decided(self) -> frozenset[int]:
        """The numbers of the lines about which something is decided."""
        return frozenset(line for first, last in self.rows.values() for line in range(first, last + 1))


@define
class TranscriptFile:
    """One file under review: reads it, with what is decided or would be."""

    path: Path
    options: ReviewOptions
    _before: TextBefore = field(factory=TextBefore, init=False)

    def read(self, contents: FileContents) -> ReviewReading:
        """The transcript with the decisions in some contents. Raises the errors of `docconv.errors`."""
        where = path_beside(self.path)
        decisions = read_sidecar(text_of_toml(contents.sidecar or b"", where), str(where))
        convention = self.options.convention or convention_of(self.path)
        known = taught_by(convention.source if convention else None, decisions, self.options.without)
        seen: list[tuple[str, Formatting]] = []
        source = Source(
            contents.source,
            str(self.path),
            self.options.encoding,
            beside=folder_of(self.path),
            seen=lambda *text: seen.append(text),
            before=self._before,
        )
        document, notices = read_with_notices(
            source,
            format=reader(self.options.format or self.path).name,
            speakers=self.options.speakers,
            convention=convention,
            without=self.options.without,
            decisions=decisions,
        )
        text, formatting = seen[-1] if seen else ("", PLAIN_TEXT)
        before = self._before.found(text, formatting, known)
        return ReviewReading(
            contents,
            decisions,
            document,
            notices,
            text,
            formatting,
            before.lines,
            known,
            before.kept.fitting if before.kept else None,
            readonly="" if seen else NAMED,
        )
