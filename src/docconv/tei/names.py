"""Names that the TEI writer and the TEI reader share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from docconv.patterns import regex

if TYPE_CHECKING:
    from docconv.model import CastPartKind, EmphasisKind, NotePlace

NAMESPACE = "http://www.tei-c.org/ns/1.0"
CUSTOMISATION = "docconv"


class Customisation(NamedTuple):
    """What the header of a profile says that the file follows: a name, and where its schema is."""

    title: str
    key: str
    schema: str


TEI_ALL = "https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
CUSTOMISATIONS = {
    "edition": Customisation("Edition", CUSTOMISATION, f"{CUSTOMISATION}.odd"),
    "dracor": Customisation("DraCor", f"{CUSTOMISATION}-dracor", "https://dracor.org/schema.rng"),
    "spoken": Customisation("Spoken", f"{CUSTOMISATION}-spoken", TEI_ALL),
    "prefixed": Customisation("Edition", f"{CUSTOMISATION}-prefixed", TEI_ALL),
}
"""By profile. The parliament profile says it in its own way; `prefixed` is the edition profile with prefixes
of a project, which the customisation of docconv has not.
"""
TEI = f"{{{NAMESPACE}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FORBIDDEN = regex(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML may have; a pattern for all that it may have takes long to compile."""
REPLACEMENT = "\ufffd"
EMPHASIS: dict[EmphasisKind, str] = {"italic": "italic", "bold": "bold", "underline": "underline"}
PLACES: dict[NotePlace, str] = {"foot": "bottom", "end": "end", "margin": "margin", "inline": "inline"}
"""`@place` of notes."""
CAST_PARTS: dict[CastPartKind, str] = {"role": "role", "description": "roleDesc", "actor": "actor"}
"""The parts of an entry of a cast list."""
MAKER = "Made with docconv"
OPTIONS = " Options: tei."
"""What is before the options that made a file, where its header says them: no words of the document."""
NOT_STATED = "Not stated"
UNKNOWN_DAY = "0001-01-01"
"""What the parliament profile says where its schema wants something that a transcript does not say."""
ANONYMOUS, UNKNOWN = "speakers.anonymous", "speakers.unknown"
UNNAMED, LABELLED = "speakers.unnamed", "speakers.labelled"
"""All names are labels; the name is a label, too."""
NO_GROUP, NO_PERSON = "group.none", "person.none"
"""Ids of the entries in a list that would be empty, which the schema forbids."""
REST, SECTION = "rest", "section"
"""`@type` of a division that is no section, for what follows one; `@subtype` of a section called so."""
CATALOGUE, WHOLE = "catalogue", "0"
"""`@n` in the parliament profile of a title that nobody printed, and of what is in no section."""
REFERENCE_TYPES = (
    ("wikidata.org", "wikidata"),
    ("viaf.org", "VIAF"),
    ("orcid.org", "ORCID"),
    ("isni.org", "ISNI"),
)


def reference_type(reference: str) -> str:
    """The `idno/@type` of a reference, by its host; `URI` for any other."""
    return next((kind for host, kind in REFERENCE_TYPES if host in reference), "URI")


def fits_rend(text: str) -> bool:
    """Whether `@rend` can hold a text: words of letters, figures and signs, with one space between."""
    words = text.split(" ")
    return all(words) and all(category(char)[0] in "LNPS" for word in words for char in word)


def clean(text: str) -> str:
    """Text without the characters that XML 1.0 forbids."""
    return text if text.isprintable() else FORBIDDEN.sub(REPLACEMENT, text)


INSTANT, ORIGIN, TIMING = "time.", "time.origin", "timing"
"""What the ids of instants begin with; the dot keeps them apart from those of speakers. The notes that have
such times where there is no timeline are of the last type.
"""

UNKNOWN_ADDRESS = "https://example.org/"
"""Where a file of the parliament profile is published, while that is not said."""

DRACOR_SEXES = {"F": "FEMALE", "M": "MALE"}
UNKNOWN_SEX = "UNKNOWN"
"""The words of DraCor; it has none for others, whose sex stays an element."""
DRACOR_EVENTS = frozenset(("written", "print", "premiere"))
"""Facts of a document that are events there."""
ORIGINAL_SOURCE, WIKIDATA = "originalSource", "wikidata"
"""`@type` of what a play comes from, and of items of Wikidata."""
DIGITAL_SOURCE, FROM_FILE = "digitalSource", "digital_source"
"""`@type` of the file that a text comes from, and the fact that says which one that is."""


def wikidata_address(item: str) -> str:
    """The address of an item of Wikidata by its number."""
    return f"https://www.wikidata.org/entity/{item}"


EVENTS = frozenset(("vocal", "kinesic", "incident"))
PAUSE = "pause"
"""What is heard and done in speech, as the TEI has elements for it."""
