"""Document to TEI."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from attrs import field, fields, frozen

from docconv.errors import UsageError
from docconv.model import Resolved
from docconv.notices import Notice
from docconv.tei.keeping.kept import kept
from docconv.tei.keeping.sources import root_id
from docconv.tei.names import UNKNOWN_ADDRESS
from docconv.tei.writing.edition import edition
from docconv.tei.writing.header import NOBODY
from docconv.tei.writing.replaced import replaced
from docconv.wellformed.shapes import is_name

if TYPE_CHECKING:
    from docconv.tei.writing.corpus import FileDescription

NOT_IN_PARLIAMENT = frozenset(
    {
        "metadata",
        "speakers",
        "sections",
        "quotations",
        "stages",
        "gaps",
        "emphasis",
        "breaks",
        "certainty",
        "verse",
        "word-times",
        "word-parts",
    }
)
"""What the parliament profile cannot carry as the model has it, see docs/tei.md."""


@frozen(kw_only=True)
class Options:
    """`profile`: how turns are encoded, `edition` as `sp`, `dracor` as a play of DraCor, `spoken` as `u` by
    ISO 24624, `parliament` as `u` with a corpus file beside it. `identifier`: the id of the play in its
    corpus, such as `ger000123`.
    `rewrite`: TEI that is read and written as TEI again is written anew, and not kept as it is, with what has
    changed; another profile than the first always is. `address`: where a file of the parliament profile will
    be published. `persons`: a list of people in TEI, beside which the file will lie: whoever has an id and a
    name there is pointed to there, and is not listed again. `persons_prefix`: what such a pointer begins with
    instead of the name of the list, as in `who="prs:ann"`. `prefix`: what all ids in the file begin with.
    `created`: the date that the header gives the file.
    """

    profile: Literal["edition", "dracor", "spoken", "parliament"] = field(
        default="edition",
        metadata={
            "metavar": "NAME",
            "help": "How TEI encodes turns: edition (sp), dracor (sp, a play), spoken (u) or parliament (u).",
        },
    )
    rewrite: bool = field(
        default=False,
        metadata={
            "help": "Write TEI that is read as TEI anew, in docconv's own markup, and keep nothing else."
        },
    )
    address: str = UNKNOWN_ADDRESS
    identifier: str = ""
    persons: Path | None = None
    persons_prefix: str = ""
    prefix: str = ""
    created: datetime | None = None


def write(document: Resolved, options: Options) -> tuple[bytes, tuple[Notice, ...]]:
    """A document as TEI in UTF-8, or the file that it was read from with what has changed. Notices of
    characters that were replaced, of what the profile lacks, and of markup of that file that is not kept.
    """
    anew = (
        options.rewrite or options.persons is not None or options.prefix != "" or options.profile != "edition"
    )
    again = None if anew else kept(document)
    if again is not None:
        return again
    persons, told = NOBODY, tuple[Notice, ...]()
    if options.persons is not None:
        from docconv.formats.tei.persons import pointers  # noqa: PLC0415  few have such a list

        persons, told = pointers(document, options.persons, options.profile, options.persons_prefix)
    name = PurePath(document.metadata.source or "transcript").stem
    if options.profile == "parliament":
        from docconv.tei.writing.parliament import component  # noqa: PLC0415  only this profile needs it

        data = component(document, _description(name, options))
        notices = tuple(_parliament_notices(document, options))
    elif options.profile == "dracor":
        data, notices = _play(document, options, name)
    elif options.profile == "spoken":
        from docconv.tei.writing.profiles.spoken import spoken  # noqa: PLC0415  only this profile needs it

        data, notices = (
            spoken(document, created=options.created, persons=persons, options=told_of(options)),
            (),
        )
    else:
        data, notices = (
            edition(document, created=options.created, persons=persons, options=told_of(options)),
            (),
        )
    if options.prefix or (options.persons is not None and options.persons_prefix):
        from docconv.formats.tei.prefixed import prefixed  # noqa: PLC0415  few have a prefix

        data = prefixed(data, options.profile, options.prefix, options.persons_prefix, options.persons)
    notices += (*told, *replaced(document, data))
    if document.origin is not None and document.origin.format == "tei":
        from docconv.tei.keeping.notices import not_kept  # noqa: PLC0415  only for what was read from TEI

        notices += not_kept(document, document.origin, data, options.profile)
    return data, notices


def told_of(options: Options) -> str:
    """The options that are not as they are by themselves, as the command takes them; of a path the name
    alone. What the file says anyway is left out.
    """
    said = ("profile", "identifier", "created", "rewrite")
    own = (one for one in fields(Options) if one.name not in said)
    given = (
        (one.name, getattr(options, one.name)) for one in own if getattr(options, one.name) != one.default
    )
    shown = (f"{name}={value.name if isinstance(value, Path) else value}" for name, value in given)
    return ", tei.".join(shown)


def _play(document: Resolved, options: Options, name: str) -> tuple[bytes, tuple[Notice, ...]]:
    """A play of DraCor, and a notice where its id is none of a play in a corpus of DraCor."""
    from docconv.tei.writing.profiles.dracor import dracor, identifier_of, is_of_a_corpus  # noqa: PLC0415  as above

    own = "" if document.origin is None else root_id(document.origin.data)
    identifier = options.identifier or (own if is_of_a_corpus(own) else identifier_of(document, name))
    notices: tuple[Notice, ...] = ()
    if not is_name(identifier) or any(identifier == speaker.id for speaker in document.speakers):
        message = f"the id {identifier} is no name of XML, or that of a speaker"
        raise UsageError(message, remedy="give one as ger000123 with options={'identifier': 'ID'} of tei")
    if not is_of_a_corpus(identifier):
        message = f"plays of DraCor have ids such as ger000123; this one has {identifier}"
        remedy = "give the id in the corpus with options={'identifier': 'ID'} of tei"
        notices = (Notice("not-written", message, "info", rule="dracor", remedy=remedy),)
    return dracor(document, identifier, created=options.created, options=told_of(options)), notices


def companions(document: Resolved, options: Options, name: str) -> tuple[tuple[str, bytes], ...]:
    """The files that belong beside one called `name`: for the parliament profile the corpus file."""
    if options.profile != "parliament":
        return ()
    from docconv.tei.writing.corpus import corpus  # noqa: PLC0415  only this profile needs it

    stem = PurePath(name).stem
    return ((f"{stem}-corpus.xml", corpus(document, _description(stem, options))),)


def losses(options: Options) -> frozenset[str]:
    """What files of the profile do not carry."""
    if options.profile == "parliament":
        return NOT_IN_PARLIAMENT
    return frozenset() if options.persons is None else frozenset({"speakers"})


def _description(name: str, options: Options) -> FileDescription:
    from docconv.tei.writing.corpus import FileDescription  # noqa: PLC0415  only parliament needs it

    return FileDescription(name=name, created=options.created, address=options.address)


def _parliament_notices(document: Resolved, options: Options) -> list[Notice]:
    """What the profile leaves out, and what an archive has to fill in."""
    from docconv.tei.writing.parliament import left_out  # noqa: PLC0415  only this profile needs it

    notices = [
        Notice("not-written", f"the parliament profile has no place for {name}", "info", rule="parliament")
        for name in left_out(document)
    ]
    if options.address == UNKNOWN_ADDRESS:
        message = f"the schema wants an address and the licence CC BY 4.0; the address is {UNKNOWN_ADDRESS}"
        remedy = "give one with options={'address': 'URL'} of tei, and publish only where the licence holds"
        notices.append(Notice("not-written", message, "info", rule="parliament", remedy=remedy))
    return notices
