"""A corpus in the folder layout of ParlaMint: the corpus file, a list of persons and one of organisations
beside it, and the components of many texts, with ids that no other component has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from attrs import frozen
from lxml import etree

from docconv.containers.xml import root_element
from docconv.model import Resolved
from docconv.tei.names import TEI, XML_ID
from docconv.tei.prefixes import rename_ids
from docconv.tei.writing.corpus import XINCLUDE, FileDescription, as_bytes, corpus, new_root
from docconv.tei.writing.parliament import component
from docconv.tei.xml import Element
from docconv.walk import turns

LISTS = ("listOrg", "listPerson")


@frozen(kw_only=True)
class ComponentIds:
    """The ids of a component among others: its own, those of its speakers by their ids in the document, and
    how many turns are in the components before it.
    """

    own: str
    speakers: Mapping[str, str]
    before: int


def corpus_component(
    document: Resolved, ids: ComponentIds, *, address: str, created: datetime | None
) -> bytes:
    """A document as a component of a corpus."""
    description = FileDescription(name=ids.own, created=created, address=address)
    root = root_element(component(document, description), ids.own, "TEI")
    names = {turn.id: f"t{number}" for number, turn in enumerate(turns(document), ids.before + 1)}
    parts = {}
    for element in root.iter(etree.Element):
        turn, dot, part = str(element.get(XML_ID, "")).rpartition(".")
        if dot and turn in names:
            parts[f"{turn}.{part}"] = f"{names[turn]}.{part}"
    rename_ids(root, {**names, **parts, **ids.speakers, description.identifier: ids.own})
    return as_bytes(root)


def corpus_files(
    name: str, document: Resolved, components: Sequence[str], *,
    speeches: int, address: str, created: datetime | None,
) -> dict[str, bytes]:  # fmt: skip
    """The corpus file `NAME.xml` and the lists that it includes. `document` has the title and all speakers of
    the corpus, and no text; `components` are paths from where the corpus file stands.
    """
    description = FileDescription(name=name, created=created, address=address, corpus_title=name)
    root = root_element(corpus(document, description), name, "teiCorpus")
    root.set(XML_ID, name)
    files = {}
    for kind in LISTS:
        (participants,) = root.iter(f"{TEI}particDesc")
        (entries,) = participants.iter(f"{TEI}{kind}")
        own = new_root(kind, document, f"{name}-{kind}")
        own.extend(list(entries))
        participants.replace(entries, _include(f"{name}-{kind}.xml"))
        files[f"{name}-{kind}.xml"] = as_bytes(own)
    (measure,) = root.iter(f"{TEI}measure")
    measure.set("quantity", str(speeches))
    measure.text = f"{speeches} speeches"
    for tag in root.iter(f"{TEI}tagUsage"):
        tag.set("occurs", str(speeches))
    root.remove(root[-1])
    root.extend(_include(one) for one in components)
    return {f"{name}.xml": as_bytes(root), **files}


def _include(address: str) -> Element:
    # The stubs of lxml forget that the default namespace has no prefix.
    include = etree.Element(f"{{{XINCLUDE}}}include", nsmap={None: XINCLUDE})  # type: ignore[dict-item]
    include.set("href", address)
    return include
