"""Content controls: labels that show a name in the custom XML part, and change with it in all places.

Word fills a control with the text to which it is bound when it opens a file. So a label is bound to the name
or the alias in the TEI that is exactly what is printed; one that is neither, such as that of two who speak
together, stays plain text. See ECMA-376, part 1, 17.5.2.6, `dataBinding`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from attrs import define

from docconv.formats.docx.names import SPEAKER
from docconv.formats.docx.package.writing import STORE
from docconv.formats.docx.writing.runs import run_properties
from docconv.formats.docx.xml import node, val
from docconv.model import Resolved, Speaker
from docconv.tei.names import NAMESPACE, clean

PEOPLE = "/t:TEI[1]/t:teiHeader[1]/t:profileDesc[1]/t:particDesc[1]/t:listPerson[1]"
MAPPINGS = f"xmlns:t='{NAMESPACE}'"


@define(eq=False, repr=False)
class Controls:
    """Makes controls; `paths` lead to the names and aliases of each speaker, by id and text."""

    paths: Mapping[tuple[str, str], str]
    count: int = 0

    def bound(self, speakers: tuple[Speaker, ...], text: str, runs: str, style: str = SPEAKER) -> str:
        """The runs of a text as a control, or as they are where nothing says just that."""
        path = self.paths.get((speakers[0].id, clean(text))) if len(speakers) == 1 else None
        if path is None:
            return runs
        self.count += 1
        (speaker,) = speakers
        binding = {"w:prefixMappings": MAPPINGS, "w:xpath": path, "w:storeItemID": STORE}
        properties = node(
            "w:sdtPr",
            {},
            run_properties(style),
            val("w:alias", clean(speaker.name or text)),
            val("w:tag", speaker.id[:64]),
            val("w:id", self.count),
            node("w:dataBinding", binding),
            node("w:text"),
        )
        return node("w:sdt", {}, properties, node("w:sdtContent", {}, runs))


def controls(document: Resolved) -> Controls:
    """Controls for a document, whose custom XML part is its TEI."""
    paths: dict[tuple[str, str], str] = {}
    seen: Counter[str] = Counter()
    for speaker in document.speakers:
        kind, tag = ("personGrp", "name") if speaker.kind == "group" else ("person", "persName")
        seen[kind] += 1
        names = [name for name in (speaker.name, *speaker.aliases) if name]
        for number, name in enumerate(names, 1):
            path = f"{PEOPLE}/t:{kind}[{seen[kind]}]/t:{tag}[{number}]"
            paths.setdefault((speaker.id, clean(name)), path)
    return Controls(paths)
