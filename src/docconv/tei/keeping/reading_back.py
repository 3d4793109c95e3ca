"""Whether a file says what it has to say, once it is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen
from lxml import etree

from docconv import model as m
from docconv.errors import DocconvError
from docconv.patterns import regex
from docconv.tei.keeping.header.facts import OF_THE_TEXT, are_told
from docconv.tei.keeping.shape.comparison import bare
from docconv.tei.keeping.sources import ROOT, WINDOW
from docconv.tei.reading.reader import document_of

BEHIND = regex(rb"(?s)</[^<>]*+>((?:\s|<!--(?:(?!-->).)*+-->|<\?(?:(?!\?>).)*+\?>)*+)\Z")
"""What is after the end of a file's root: white space, comments, instructions."""


@frozen
class Asked:
    """What a file has to say: a document, beside what it said as it was `read`; `before` has those who spoke
    then by the ids that they have now. `ways` are those to compare the two, with pages and without.
    """

    document: m.Resolved
    read: m.Resolved
    before: Mapping[str, m.Speaker]
    is_own: bool
    ways: Sequence[bool]

    def read_back(self, data: bytes) -> m.Resolved | None:
        """What a file says, if it is that, but for reasons, and for facts that it has no element for; turns
        of others have no ids but their numbers.
        """
        try:
            back, _ = document_of(data, "again.xml")
        except DocconvError:
            return None
        told, ours = {one.id: one for one in back.speakers}, self.document
        says = (
            any(self._bare(back, pages=pages) == self._bare(ours, pages=pages) for pages in self.ways)
            and all(
                _is_told(one, told[one.id], self.before.get(one.id))
                for one in ours.speakers
                if one.id in told
            )
            and are_told(back.metadata, ours.metadata, self.read.metadata)
        )
        return back if says else None

    def told_otherwise(self, back: m.Resolved) -> Iterator[str]:
        """The facts that a file says, though they were to go: its text says them, or another part of the
        header.
        """
        for name in OF_THE_TEXT:
            wanted, said, read = (getattr(one.metadata, name) for one in (self.document, back, self.read))
            if said and read and not wanted:
                yield f"{name} taken out of its place: another place says {said}"

    def _bare(self, document: m.Resolved, *, pages: bool) -> tuple[object, ...]:
        return bare(document, is_own=self.is_own, pages=pages)


def _is_told(wanted: m.Speaker, back: m.Speaker, before: m.Speaker | None) -> bool:
    """Whether what has changed of somebody is read back, but for labels and references; who has no name is
    called by a label.
    """
    return all(
        getattr(wanted, name) in (None, getattr(back, name), getattr(before, name, None))
        for name in ("kind", "name", "role", "sex")
    )


def bytes_of(tree: Any, source: bytes) -> bytes:  # noqa: ANN401  the stubs of lxml have two kinds of trees
    """A tree in UTF-8; what is before its root and after it as the source has it, where that is in UTF-8."""
    root, behind = ROOT.match(source[:WINDOW]), BEHIND.search(source, max(0, len(source) - WINDOW))
    if root is None or behind is None or (tree.docinfo.encoding or "UTF-8").upper() != "UTF-8":
        return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True))
    inside: bytes = etree.tostring(tree.getroot(), encoding="UTF-8", with_tail=False, xml_declaration=False)
    return source[: root.start(1) - 1] + inside + behind[1]
