"""What is done to a document between reading and writing: plain callables, one behind the other.

    from docconv.transforms import compose, named
    from docconv.transforms.pseudonyms import Pseudonyms

    change = compose(*named("drop-boilerplate,merge-turns"), Pseudonyms())
    document = change(docconv.read("transcript.txt"))

A transform takes a document and gives one; it does not touch files. `TRANSFORMS` has those that have a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, reduce
from typing import TypeAlias

from attrs import frozen

from docconv.errors import UsageError
from docconv.formats import load
from docconv.model import Resolved

Transform: TypeAlias = Callable[[Resolved], Resolved]


@frozen
class TransformRow:
    """One transform that has a name.

    name: by which it is asked for.
    title: what it does, for people.
    function: a callable as `module:name`, which takes a document and, where there is `value`, that.
    value: what stands behind the name and `=`, for people, in square brackets where it may be left out; empty
        where nothing may.
    """

    name: str
    title: str
    function: str
    value: str = ""


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
        "normalise-labels", "one label for each speaker", "docconv.transforms.turns:normalise_labels"
    ),
)


def compose(*transforms: Transform) -> Transform:
    """One transform that does what some do, the first first; without any, nothing."""

    def composed(document: Resolved) -> Resolved:
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


def _named(text: str) -> Transform:
    name, equals, value = text.partition("=")
    row = next((one for one in TRANSFORMS if one.name == name), None)
    if row is None:
        message = f"there is no transform {name!r}"
        raise UsageError(message, remedy=f"known: {', '.join(one.name for one in TRANSFORMS)}")
    if bool(value) is not bool(row.value) and not row.value.startswith("["):
        message = f"the transform {name} {'needs a' if row.value else 'takes no'} value"
        raise UsageError(message, remedy=f"write {name}{'=' * bool(row.value)}{row.value}")
    function = load(row.function)
    return partial(function, wanted=value) if equals else function
