"""What all tests share: hypothesis profiles, the option that refreshes the cases, places of files."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from support.command import command, workdir  # noqa: F401  fixtures
from support.places import EXAMPLES, ROOT, SHARED
from support.programs import strict, summary, wanted
from support.toy import toy_format  # noqa: F401  a fixture

settings.register_profile(
    "default", max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", parent=settings.get_profile("default"), max_examples=200)
settings.register_profile("long", parent=settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--refresh-cases` and `--refresh-pictures`."""
    parser.addoption("--refresh-cases", action="store_true", help="write what is found into tests/cases")
    parser.addoption("--refresh-pictures", action="store_true", help="draw tests/pictures anew")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to refresh where nobody reads the difference; let a seed count."""
    if (config.getoption("--refresh-cases") or config.getoption("--refresh-pictures")) and os.environ.get(
        "CI"
    ):
        message = "refreshing changes what is expected, and nobody reads that here: it refuses under CI"
        raise pytest.UsageError(message)
    if (
        config.getoption("--hypothesis-seed") is not None
    ):  # it counts for nothing where nothing is left to chance
        settings.register_profile("seeded", parent=settings(), derandomize=False, database=None)
        settings.load_profile("seeded")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CI=true, a test that is left out for want of a program has failed."""
    report = yield
    if report.skipped and strict() and wanted(reason := skipped_because(report)):
        report.outcome, report.longrepr = "failed", reason
    return report


def skipped_because(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why a test was skipped."""
    return str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was left out for want of which program."""
    skipped = terminalreporter.stats.get("skipped", [])
    for line in summary(skipped_because(report) for report in skipped):
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> tuple[Path, ...]:
    """The transcripts in examples/."""
    return tuple(sorted(EXAMPLES.glob("*.txt")))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material, `DOCCONV_SHARED` or `../shared`; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared material at {SHARED}; set DOCCONV_SHARED")
    return SHARED
