"""What was guessed, changed or could not be written, as values.

A reader, the resolver and a writer return notices beside their result. `--strict` turns the warnings among
them into a failure; tests compare them.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import frozen

from docconv.model import Evidence, Span, Value

Severity: TypeAlias = Literal["info", "warning"]
Code: TypeAlias = Literal[
    "speaker-guessed",  # a turn whose speaker is below high certainty
    "speaker-unknown",  # a turn whose speaker cannot be told
    "speaker-merged",  # two labels taken for one speaker on weak grounds
    "speaker-split",  # two labels of one name taken for two speakers
    "label-rejected",  # a line that looks like a label and was not taken for one
    "label-unused",  # an alias or an id of the speaker file that nothing matches
    "narrative-guessed",  # narrative that may be speech
    "nobody-speaks",  # a text in which nobody is found to speak
    "text-changed",  # characters replaced because no format could carry them
    "furniture-removed",  # running heads and page numbers moved out of the reading text
    "language-unknown",  # the language could not be told
    "not-written",  # a fact that a format cannot carry
    "not-read",  # markup of an input that has no place in the model
    "plugin-failed",  # a format whose plug-in could not be loaded
    "theme-key-renamed",  # a key of a theme file that has another name now
    "correction-unused",  # a correction that no longer fits the text
]


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
