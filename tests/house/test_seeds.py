"""Generated tests try the same examples each time, and others with a seed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import settings

from support.places import ROOT


def test_chance_is_as_the_command_says(pytestconfig: pytest.Config) -> None:
    """Nothing is left to chance unless a seed is given."""
    assert settings().derandomize == (pytestconfig.getoption("--hypothesis-seed") is None)


def test_a_seed_counts() -> None:
    """`--hypothesis-seed` would be passed over in silence otherwise."""
    this = f"{__file__}::test_chance_is_as_the_command_says"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=1", this]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
