"""TEI to the same TEI, without a document between the two."""

from __future__ import annotations

from xml.parsers import expat

from docconv.formats import Source
from docconv.formats.tei.write import Options
from docconv.metadata.facts import FactPairs
from docconv.patterns import regex
from docconv.tei.keeping.sources import is_alone, is_flat

TEXT = regex(rb"<(?:[^\s<>/:]++:)?(?:body|group)[\s/>]")
DECLARED = b"<!DOCTYPE"


def again(source: Source, options: Options, facts: FactPairs = ()) -> bytes | None:
    """The bytes of a file, where they are what its document would be written as, with facts that are given in
    its header; nothing where it has to be read to know them, or to refuse it at the right place.
    """
    data = source.data
    if not is_kept(data, options):
        return None
    if not facts:
        return data
    from docconv.tei.keeping.header.alone import HeaderAlone  # noqa: PLC0415  most files keep their facts

    alone = HeaderAlone.of(data)
    return None if alone is None else alone.given(facts)


def is_kept(data: bytes, options: Options) -> bool:
    """Whether a file is well-formed, and its document would be written as its own bytes."""
    asked = options.rewrite or options.persons or options.prefix or options.profile != "edition"
    anew = asked or DECLARED in data
    if anew or not is_alone(data) or is_flat(data) or TEXT.search(data) is None:
        return False
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(data, True)  # noqa: FBT003  expat takes it by position
    except expat.ExpatError:
        return False
    return True
