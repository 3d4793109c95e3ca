"""What somebody decides on the page: one class for each kind, and nothing else is understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias, get_args

from attrs import NOTHING, Attribute, fields, frozen

from docconv.errors import UsageError
from docconv.files import UNSHOWN
from docconv.transcript.labels.corrections import LineRole

LONGEST, MOST_LINES = 2000, 10_000_000
"""Characters of a name, a label or a fact; lines of a text."""
RENAMED = {"is": "is_"}
"""Keys that are words of Python."""


@frozen(kw_only=True)
class LineDecision:
    """What a line is, or all lines up to another one."""

    line: int
    is_: LineRole
    to_line: int = 0
    speaker: str = ""
    label: str = ""


@frozen(kw_only=True)
class SpeakerDecision:
    """Who speaks the turn or the paragraph that begins at a line."""

    line: int
    speaker: str
    to_line: int = 0


@frozen(kw_only=True)
class JoinDecision:
    """A turn goes on with the one above."""

    line: int


@frozen(kw_only=True)
class CutDecision:
    """A new turn begins at a line."""

    line: int
    speaker: str = ""


@frozen(kw_only=True)
class NameDecision:
    """What a speaker, by their id, is called."""

    speaker: str
    name: str


@frozen(kw_only=True)
class MergeDecision:
    """Speakers, by their ids, are one, or labels are of one."""

    speakers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@frozen(kw_only=True)
class SplitDecision:
    """A label of a speaker is somebody else's, a turn at a line is that of the speaker who is named, or two
    labels are of two.
    """

    speaker: str = ""
    label: str = ""
    line: int = 0
    labels: tuple[str, ...] = ()


@frozen(kw_only=True)
class FactDecision:
    """A fact about the whole text; an empty value takes it away."""

    name: str
    value: str


@frozen(kw_only=True)
class ForgetDecision:
    """What was decided about a line is taken back."""

    line: int


Decision: TypeAlias = (
    LineDecision | SpeakerDecision | JoinDecision | CutDecision | NameDecision | MergeDecision
    | SplitDecision | FactDecision | ForgetDecision
)  # fmt: skip
KINDS: Mapping[str, type[Decision]] = {
    kind.__name__.removesuffix("Decision").lower(): kind for kind in get_args(Decision)
}
"""By what a decision does: `line`, `speaker`, `join` ..."""


def decision_of(data: object) -> Decision:
    """A decision from JSON. Raises `UsageError` for what is none."""
    what = data.get("do") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(what, str) or what not in KINDS:
        message = "this is no decision"
        raise UsageError(message, remedy=f"say what to do: {', '.join(KINDS)}")
    given = {RENAMED.get(str(name), str(name)): value for name, value in data.items() if name != "do"}
    of_kind: Sequence[Attribute[Any]] = fields(KINDS[what])
    known = {field.name: field.default is NOTHING for field in of_kind}
    wrong = next((name for name in given if name not in known or not _fits(name, given[name])), None)
    wrong = wrong or next((name for name, needed in known.items() if needed and name not in given), None)
    if wrong is not None:
        message = f"{wrong.rstrip('_')} is {given.get(wrong)!r:.60} in a decision to {what}"
        raise UsageError(message, remedy=f"give {', '.join(name.rstrip('_') for name in known)}")
    values: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in given.items()
    }
    return KINDS[what](**values)


def _fits(name: str, value: object) -> bool:
    """Whether a value is of the kind that a key has: numbers of lines, lists of ids, words on one line."""
    if name in ("line", "to_line"):
        return type(value) is int and 0 < value <= MOST_LINES
    if name in ("speakers", "labels"):
        return isinstance(value, list) and all(_fits("speaker", one) for one in value) and len(value) == 2
    roles: tuple[object, ...] = get_args(LineRole)
    if name == "is_":
        return value in roles
    return isinstance(value, str) and len(value) <= LONGEST and not UNSHOWN.search(value.replace("\t", " "))
