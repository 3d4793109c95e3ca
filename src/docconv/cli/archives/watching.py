"""`docconv watch`: a round of work at the begin, and one whenever something changes below the inputs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from docconv.corpus.driver import Stop
from docconv.corpus.plan import HIDDEN, Plan
from docconv.errors import MissingError, UsageError
from docconv.files import is_url, kind_of

PAUSE = 300
"""How many milliseconds it must be quiet before a round: editors and copies write in several steps."""


@frozen
class _Ending:
    """What watchfiles asks whether to end."""

    stop: Stop

    def is_set(self) -> bool:
        return self.stop()


@frozen
class _Wanted:
    """Which changes are followed by a round: not those among the outputs, nor of hidden files."""

    roots: tuple[Path, ...]
    output: Path

    def __call__(self, _: object, name: str) -> bool:
        path = Path(name)
        if path.is_relative_to(self.output):
            return False
        below = [path.relative_to(root) for root in self.roots if path.is_relative_to(root)]
        return not any(part.startswith(HIDDEN) for one in below for part in one.parts)


def changes(plan: Plan, stop: Stop) -> Iterator[object]:
    """An item for each round that is due, until somebody interrupts. What changes during one is followed by
    another. Raises `MissingError` without watchfiles, `UsageError` for what is no folder of this machine.
    """
    try:
        from watchfiles import watch  # noqa: PLC0415  an extra
    except ImportError as error:
        message = "watching needs watchfiles"
        raise MissingError(message, remedy="pip install 'docconv[watch]'") from error
    for name in plan.given:
        if is_url(name) or kind_of(Path(name)) != "folder":
            message = "only a folder of this machine can be watched"
            raise UsageError(
                message, where=name, remedy="name its folder, or run convert --resume now and then"
            )
    roots = tuple(Path(name).resolve() for name in plan.given)
    wanted = _Wanted(roots, Path(plan.output).resolve())
    is_first = True
    for found in watch(
        *roots, watch_filter=wanted, stop_event=_Ending(stop), step=PAUSE, rust_timeout=PAUSE,
        yield_on_timeout=True, raise_interrupt=False, ignore_permission_denied=True,
    ):  # fmt: skip
        if found or is_first:
            yield found
        is_first = False
