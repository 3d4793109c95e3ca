"""What is done to a document between reading and writing: plain callables, one after the other.

    from docconv.transforms import compose, named
    from docconv.transforms.pseudonyms import Pseudonyms

    change = compose(*named("drop-boilerplate,merge-turns"), Pseudonyms())
    document = change(docconv.read("transcript.txt"))

A transform takes a document and gives one; it does not touch files. `TRANSFORMS` has those that come along
and have a name; other packages add some by entry points in the group `docconv.transforms`, each a
`TransformRow`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial, reduce
from typing import TypeAlias

from attrs import evolve, frozen

from docconv import plugins
from docconv.errors import BadInputError, UsageError
from docconv.formats import load
from docconv.model import Document, Resolved
from docconv.notices import Notice
from docconv.wellformed import check_document, check_well_formed

Transform: TypeAlias = Callable[[Resolved], Resolved]


@frozen
class TransformRow:
    """One transform that has a name.

    name: by which it is asked for.
    title: what it does, for people.
    function: a callable as `module:name`, which takes a document and, where there is `value`, that.
    value: what stands after the name and `=`, for people, in square brackets where it may be left out; empty
        where nothing may.
    origin: the plug-in, empty for what comes along.
    """

    name: str
    title: str
    function: str
    value: str = ""
    origin: str = ""


GROUP = "docconv.transforms"
TRANSFORMS = (
    TransformRow(
        "pseudonymise",
        "other names for all who speak",
        "docconv.transforms.keyfile:pseudonymised",
        "[KEYFILE]",
    ),
    TransformRow(
        "select-speakers",
        "only the turns of some",
        "docconv.transforms.selection:select_speakers",
        "NAME+NAME",
    ),
    TransformRow(
        "select-section",
        "only sections of some heading",
        "docconv.transforms.selection:select_section",
        "TEXT",
    ),
    TransformRow(
        "drop-boilerplate", "no text of the publication", "docconv.transforms.selection:drop_boilerplate"
    ),
    TransformRow("drop-times", "no times", "docconv.transforms.selection:drop_times"),
    TransformRow(
        "merge-turns", "turns of one speaker side by side are one", "docconv.transforms.turns:merge_turns"
    ),
    TransformRow(
        "sort-speakers",
        "those who speak in the order of the alphabet",
        "docconv.transforms.order:sort_speakers",
    ),
    TransformRow(
        "normalise-labels", "one label for each speaker", "docconv.transforms.turns:normalise_labels"
    ),
)


def compose(*transforms: Transform) -> Transform:
    """One transform that does what some do, the first first; without any, nothing. Raises `UsageError` for
    what is none, as the name of one is, and the transform does so for what is no document.
    """
    for one in list[object](transforms):
        if not callable(one):
            message = f"a transform cannot be of the type {type(one).__name__}"
            raise UsageError(message, remedy="give functions, such as those of named('drop-times')")

    def composed(document: Resolved) -> Resolved:
        check_document(document)
        return reduce(lambda done, transform: transform(done), transforms, document)

    return composed


def named(names: str | Iterable[str]) -> tuple[Transform, ...]:
    """The transforms of some names, `drop-times` or `select-section=Act I`, or of one text with commas
    between them. Raises `UsageError` for a name that there is not, and for a value that is missing or too
    much.
    """
    parts = names.split(",") if isinstance(names, str) else names
    return tuple(_named(part.strip()) for part in parts if part.strip())


def changes(filters: Iterable[str], names: Iterable[str]) -> Transform:
    """Programs, as `docconv.transforms.filters.external` takes them, and then transforms by their names, so
    that what a program adds is pseudonymised as well. Raises `UsageError`.
    """
    programs = tuple(filters)
    external = load("docconv.transforms.filters:external") if programs else None
    return compose(*map(external, programs), *named(names)) if external else compose(*named(names))


@cache
def plugged_transforms() -> tuple[dict[str, TransformRow], tuple[Notice, ...]]:
    """The transforms of plug-ins by name, and a notice for each plug-in that is left out."""
    found, notices = plugins.plugins(GROUP)
    rows: dict[str, TransformRow] = {}
    own = frozenset(one.name for one in TRANSFORMS)
    for plugin in found:
        row = plugin.thing
        if not isinstance(row, TransformRow):
            reason = f"it names {type(row).__name__}, not a TransformRow"
            notices.append(plugins.failed(GROUP, plugin.origin, reason))
        elif row.name in own or row.name in rows:
            notices.append(plugins.failed(GROUP, plugin.origin, f"there is a transform {row.name} already"))
        else:
            rows[row.name] = evolve(row, origin=plugin.origin)
    return rows, tuple(notices)


def _row(name: str) -> TransformRow:
    """The transform of a name. Raises `UsageError`."""
    own = next((one for one in TRANSFORMS if one.name == name), None)
    if own is not None:
        return own
    rows, failures = plugged_transforms()
    if name in rows:
        return rows[name]
    message = f"there is no transform {name!r}" + "".join(f" ({one.message})" for one in failures)
    raise UsageError(message, remedy=f"known: {', '.join((*(one.name for one in TRANSFORMS), *rows))}")


def _named(text: str) -> Transform:
    name, equals, value = text.partition("=")
    row = _row(name)
    if bool(value) is not bool(row.value) and not row.value.startswith("["):
        message = f"the transform {name} {'needs a' if row.value else 'takes no'} value"
        raise UsageError(message, remedy=f"write {name}{'=' * bool(row.value)}{row.value}")
    with plugins.blame(row.origin, f"loading the transform {name}"):
        function = load(row.function)
    function = partial(function, wanted=value) if equals else function
    return partial(_blamed, row, function) if row.origin else partial(_done, function)


def _done(function: Transform, document: Resolved) -> Resolved:
    check_document(document)
    return function(document)


def _blamed(row: TransformRow, function: Transform, document: Resolved) -> Resolved:
    """What a transform of a plug-in gives, if it is a document in which all is well."""
    with plugins.blame(row.origin, f"the transform {row.name}"):
        done: object = function(document)
        if not isinstance(done, Document):
            message = f"it gives {type(done).__name__}, not Document"
            raise TypeError(message)
        _check(done)
    return done


def _check(document: Resolved) -> None:
    """Raises `ValueError` for a document that no format could carry."""
    try:
        check_well_formed(document)
    except BadInputError as error:
        raise ValueError(error.message) from error
