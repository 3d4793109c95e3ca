"""Other programs that some tests need, and what is said where one is missing.

A test that cannot run for want of a program is skipped, and `make test` lists the programs at its end. With CI=true it
fails.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from typing import NoReturn

import pytest

HANGING = 600
"""Seconds after which a program is taken to hang. No test depends on how long one takes."""
PACKAGES = {
    "soffice": "libreoffice-writer",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "jing": "jing",
}
"""Debian packages that are not called like their program."""
WANT = re.compile(r"for want of (.+?): ")


def want(name: str, why: str = "it is not installed") -> NoReturn:
    """Leave a test out for want of a program."""
    pytest.skip(f"for want of {name} ({PACKAGES.get(name, name)}): {why}")


def need(*names: str) -> None:
    """Leave a test out where one of these programs is not installed."""
    for name in names:
        if shutil.which(name) is None:
            want(name)


def path_of(name: str) -> str:
    """Where a program is, whose test is left out otherwise."""
    return shutil.which(name) or want(name)


def wanted(reason: str) -> str | None:
    """The program for want of which a test was skipped, or nothing if it was skipped for another reason."""
    found = WANT.search(reason)
    return found[1] if found else None


def strict() -> bool:
    """Whether a program that is missing is a failure."""
    return os.environ.get("CI") == "true"


def summary(reasons: Iterable[str]) -> list[str]:
    """What was left out for want of which program, one line each."""
    counts = Counter(name for name in map(wanted, reasons) if name)
    return [f"left out for want of {name}: {count}" for name, count in sorted(counts.items())]
