"""What was guessed, changed or could not be written, as values.

A reader, the resolver and a writer return notices beside their result. `--strict` turns the warnings among
them into a failure; tests compare them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from attrs import asdict, frozen

from docconv.model import Evidence, Span, Value

Severity: TypeAlias = Literal["info", "warning"]
Code: TypeAlias = Literal[
    "speaker-guessed",
    "speaker-unknown",
    "speaker-merged",
    "speaker-split",
    "label-rejected",
    "label-unused",
    "narrative-guessed",
    "nobody-speaks",
    "text-changed",
    "furniture-removed",
    "language-unknown",
    "not-written",
    "not-read",
    "not-kept",
    "plugin-failed",
    "theme-key-renamed",
    "correction-unused",
]

CODES: Mapping[Code, tuple[str, str]] = {
    "speaker-guessed": (
        "a turn whose speaker is below high certainty",
        (
            "Look at the turn. If it is right, nothing needs to be done; if not, say who speaks in "
            "the file of decisions, with the table that the notice shows."
        ),
    ),
    "speaker-unknown": (
        "a turn whose speaker cannot be told",
        (
            "If you know who it is, say so in the file of decisions. Otherwise the turn stays without"
            " a speaker in every format."
        ),
    ),
    "speaker-merged": (
        "two labels taken for one speaker on weak grounds",
        "If they are two people, keep them apart with do_not_merge in a speaker file.",
    ),
    "speaker-split": (
        "two labels of one name taken for two speakers",
        "If they are one person, join them with merge in a speaker file.",
    ),
    "label-rejected": (
        "a line that looks like a label and was not taken for one",
        (
            'If it is a speaker, say is = "label" of the line; if all lines of the source are like '
            "it, teach docconv with a convention."
        ),
    ),
    "label-unused": (
        "an alias or an id of the speaker file that nothing matches",
        "Correct the alias or the id in the speaker file, or take the entry out.",
    ),
    "narrative-guessed": (
        "narrative that may be speech",
        'If somebody says it, say is = "speech" of the line.',
    ),
    "nobody-speaks": (
        "a text in which nobody is found to speak",
        (
            "If somebody does, say how labels are printed with forms in a convention. If the text is "
            "no transcript, nothing needs to be done."
        ),
    ),
    "text-changed": (
        "characters replaced because no format could carry them",
        (
            "Nothing is lost but signs that nobody sees or that no format can carry. Correct them in "
            "the source if they matter."
        ),
    ),
    "furniture-removed": (
        "running heads and page numbers moved out of the reading text",
        'If a line is text after all, say is = "narrative" or is = "speech" of it.',
    ),
    "language-unknown": (
        "the language could not be told",
        "Say which it is: --metadata lang=en, in Python metadata={'lang': 'en'}.",
    ),
    "not-written": (
        "a fact that a format cannot carry",
        "Choose a format that has a place for it, such as TEI or JSON, if it matters.",
    ),
    "not-read": (
        "markup of an input that has no place in the model",
        "The words are kept. Look whether the markup that is gone said something that matters.",
    ),
    "not-kept": (
        "markup of a TEI file that is not in the TEI that is written of it",
        (
            "The words are kept, or a notice says so. Leave out --rewrite, in Python the option rewrite, to "
            "keep it. Otherwise look in the source, at the place of the first one, whether it said something "
            "that matters, and put it back by hand if it did."
        ),
    ),
    "plugin-failed": (
        "a format, label rule, language, theme or transform whose plug-in could not be loaded",
        "Reinstall the plug-in or remove it; its authors want to know what the message says.",
    ),
    "theme-key-renamed": (
        "a key of a theme file that has another name now",
        "Write the new name into the theme; the old one holds for one release.",
    ),
    "correction-unused": (
        "a correction that no longer fits the text",
        (
            "The text has changed since it was decided. Correct the beginning of the line in the file"
            " of decisions, or take the table out."
        ),
    ),
}
"""Each code, what it says, and what to do."""


def counted(number: int, noun: str) -> str:
    """So many of something: `1 line`, `3 lines`."""
    return f"{number} {noun}{'s' * (number != 1)}"


def often(number: int) -> str:
    """How many times: `once`, `3 times`."""
    return "once" if number == 1 else f"{number} times"


@frozen(repr=False)
class Notice(Value):
    """One thing a user may want to know.

    code, message, severity: what was decided, in one sentence.
    span: where.
    rule: by which rule.
    alternatives: what else it could be.
    remedy: what to do; where a decision about a line would help, the table for the file of decisions.
    evidence: what spoke for and against it, in words.
    words: how many words depend on it.
    lines: the numbers of further lines that it is about.
    """

    code: Code
    message: str
    severity: Severity = "warning"
    span: Span | None = None
    rule: str = ""
    alternatives: tuple[str, ...] = ()
    remedy: str = ""
    evidence: tuple[Evidence, ...] = ()
    words: int = 0
    lines: tuple[int, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """All of it in plain values, fit for JSON, and the address of its page as `page`."""
        page = f"notices.md#{self.code}"
        return {**asdict(self), "page": page}
