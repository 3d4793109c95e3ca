"""What can go wrong, and the exit code of each.

DocconvError                 70
  UsageError                  2   the call or the configuration is wrong
  MissingError                3   a format or a plug-in is missing
  PluginError                 5   a plug-in failed
  FileError                   4   a file cannot be read or written, or would be overwritten
  BadInputError               1   the content of an input cannot be used
    ContradictionError        1   one part of a file contradicts another
    LimitError                1   a limit of the caller is reached
  AccountError                6   words of an input would be lost, doubled or moved
"""

from __future__ import annotations

from typing import ClassVar

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_MISSING = 3
EXIT_FILE = 4
EXIT_PLUGIN = 5
EXIT_ACCOUNT = 6
EXIT_BUG = 70
EXIT_INTERRUPTED = 130


class DocconvError(Exception):
    """An error with a place and a remedy; its text is one line, fit for a user.

    `where` is `file`, `file:line` or `file:line:column`.
    """

    exit_code: ClassVar[int] = EXIT_BUG

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.message}" + (f"; {self.remedy}" if self.remedy else "")


class UsageError(DocconvError):
    """The call, an option or the configuration is wrong."""

    exit_code = EXIT_USAGE


class MissingError(DocconvError):
    """A format or a plug-in is not there."""

    exit_code = EXIT_MISSING


class PluginError(DocconvError):
    """A plug-in failed at what it was asked for."""

    exit_code = EXIT_PLUGIN


class FileError(DocconvError):
    """A file cannot be read or written, or would be overwritten."""

    exit_code = EXIT_FILE


class BadInputError(DocconvError):
    """The content of an input cannot be used."""

    exit_code = EXIT_FINDINGS


class ContradictionError(BadInputError):
    """Two parts of one file say different things."""


class LimitError(BadInputError):
    """An input is larger, or takes longer, than the caller allows."""


class AccountError(DocconvError):
    """What was read has not the words of its source: some are lost, doubled or elsewhere."""

    exit_code = EXIT_ACCOUNT
