"""Work is counted by calls of functions; time is measured against other work of the same run, so that a slow or
busy machine changes no result.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")
RUNS = 3
SHORTEST = 0.001
"""Seconds; what takes less is not measured reliably, and counts as much."""


def spent() -> float:
    """Processor time of this process and of those that it started and that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def once(job: Callable[[], object]) -> float:
    """Processor time of one run, without that for garbage of other tests. What survives once is not looked
    through again: thousands of tests leave much.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        began = spent()
        job()
        return max(spent() - began, SHORTEST)
    finally:
        gc.enable()


def quickest(work: Callable[[], object]) -> float:
    """The least of the times of three runs, to be compared with another of the same process."""
    return min(once(work) for _ in range(RUNS))


def ratio(work: Callable[[], object], yardstick: Callable[[], object]) -> float:
    """How many times as long `work` takes as `yardstick`: the quickest of three runs of each, made in turn."""
    times = [(once(work), once(yardstick)) for _ in range(RUNS)]
    return min(time for time, _ in times) / min(time for _, time in times)


def excess(work: Callable[[T], object], small: T, large: T, times: int) -> float:
    """How much faster the time of `work` grows than the size of its input: `large` is so many `times` `small`.

    What grows in proportion gives about 1, and what grows with the square gives about `times`.
    """
    return ratio(lambda: work(large), lambda: work(small)) / times


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called."""
    calls = 0

    def note(_frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def steps_of(work: Callable[[], object]) -> int:
    """How many instructions of Python are run, those of a comprehension for each of its members."""
    steps = 0

    def note(frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401  itself, of any type
        nonlocal steps
        frame.f_trace_opcodes = True
        steps += event == "opcode"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps
