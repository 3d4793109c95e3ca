"""What a schema that the user gives, such as `tei_all` or that of a corpus, does not accept in a TEI file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen
from lxml import etree

from docconv.errors import UsageError
from docconv.tei.names import NAMESPACE
from docconv.tei.schema.odd.relaxng import grammar_of
from docconv.tei.schema.odd.specifications import ELSEWHERE, groups_missing
from docconv.tei.schema.validation import Fault


@frozen
class Given:
    """A schema, how many rules of its ODD, which are Schematron, it does not have, and which groups of
    specifications the ODD names and has not.
    """

    relaxng: etree.RelaxNG
    unchecked: int = 0
    missing: tuple[str, ...] = ()


def refused(data: bytes, schema: str) -> tuple[Fault, ...]:
    """What a schema, RELAX NG or an ODD, by the name of its file, does not accept in some TEI; nothing where
    that is no XML, which is for the reader to say. Raises `UsageError` for what is no schema.
    """
    given = schema_in(schema)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return ()
    found = () if given.relaxng.validate(root) else tuple(_faults(given.relaxng))
    if given.missing:
        message = f"specGrpRef of the ODD leads to {' '.join(given.missing)}, where it has no specGrp"
        remedy = "put the group into the ODD; what it was to change was not checked"
        found += (Fault(1, None, message, "given-schema", remedy, "warning"),)
    if given.unchecked:
        message = f"{given.unchecked} rules of the ODD are Schematron and were not checked"
        found += (Fault(1, None, message, "given-schema", "", "info"),)
    return found


def _faults(grammar: etree.RelaxNG) -> Iterator[Fault]:
    """The first finding of each line: what follows in it comes of that."""
    lines: set[int] = set()
    for one in grammar.error_log:
        if one.line not in lines:
            lines.add(one.line)
            yield Fault(max(1, one.line), None, one.message, "given-schema")


@cache
def schema_in(name: str) -> Given:
    """The schema in a file: RELAX NG with the files that it includes, or what an ODD becomes. Raises
    `UsageError`.
    """
    path = Path(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    try:
        tree = etree.parse(path, parser)
        if etree.QName(tree.getroot()).namespace == NAMESPACE:
            grammar, unchecked = grammar_of(tree.getroot(), path)
            return Given(etree.RelaxNG(grammar), unchecked, groups_missing(tree.getroot()))
        return Given(etree.RelaxNG(tree))
    except (etree.XMLSyntaxError, etree.RelaxNGParseError, OSError) as error:
        message = f"this is no RELAX NG schema: {error}"
        remedy = ELSEWHERE if path.suffix == ".odd" else "name an ODD, or RELAX NG in XML such as tei_all.rng"
        raise UsageError(message, where=name, remedy=remedy) from error
