"""What a schema that the user gives, such as `tei_all` or that of a corpus, does not accept in a TEI file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from docconv.errors import UsageError
from docconv.tei.schema.validation import Fault

MADE = "make RELAX NG of it first, with Roma or the stylesheets of the TEI"


def refused(data: bytes, schema: str) -> tuple[Fault, ...]:
    """What a RELAX NG schema, by the name of its file, does not accept in some TEI; nothing where that is no
    XML, which is for the reader to say. Raises `UsageError` for what is no schema.
    """
    grammar = relaxng_in(schema)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return ()
    return () if grammar.validate(root) else tuple(_faults(grammar))


def _faults(grammar: etree.RelaxNG) -> Iterator[Fault]:
    """The first finding of each line: what follows in it comes of that."""
    lines: set[int] = set()
    for one in grammar.error_log:
        if one.line not in lines:
            lines.add(one.line)
            yield Fault(max(1, one.line), None, one.message, "given-schema")


@cache
def relaxng_in(name: str) -> etree.RelaxNG:
    """The schema in a file, with the files that it includes. Raises `UsageError`."""
    path = Path(name)
    remedy = MADE if path.suffix == ".odd" else "name a RELAX NG schema in XML syntax, such as tei_all.rng"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    try:
        return etree.RelaxNG(etree.parse(path, parser))
    except (etree.XMLSyntaxError, etree.RelaxNGParseError, OSError) as error:
        message = f"this is no RELAX NG schema: {error}"
        raise UsageError(message, where=name, remedy=remedy) from error
