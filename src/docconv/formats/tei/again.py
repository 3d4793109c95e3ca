"""TEI to the same TEI, without a document between the two."""

from __future__ import annotations

from xml.parsers import expat

from docconv.formats import Source
from docconv.formats.tei.write import Options
from docconv.patterns import regex
from docconv.tei.keeping.sources import is_alone, is_flat

TEXT = regex(rb"<(?:[^\s<>/:]++:)?(?:body|group)[\s/>]")
DECLARED = b"<!DOCTYPE"


def again(source: Source, options: Options) -> bytes | None:
    """The bytes of a file, where they are what its document would be written as; nothing where that has to be
    read to know it, or to refuse it at the right place.
    """
    data = source.data
    anew = options.rewrite or options.profile != "edition" or DECLARED in data
    if anew or not is_alone(data) or is_flat(data) or TEXT.search(data) is None:
        return None
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(data, True)  # noqa: FBT003  expat takes it by position
    except expat.ExpatError:
        return None
    return data
