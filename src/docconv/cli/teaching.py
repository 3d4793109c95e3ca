"""`docconv learn`: what the decisions about some texts teach of their source."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from docconv.cli.console import Console
from docconv.convention.file import ConventionFile, convention_text
from docconv.convention.learning import learn
from docconv.errors import EXIT_FINDINGS, EXIT_OK
from docconv.wellformed.unseen import escaped


def print_learnt(inputs: Sequence[str], encoding: str | None, console: Console) -> int:
    """Print the convention, and say which decisions are about their lines only. Exit code 1 where there is
    nothing to teach. Raises the errors of `docconv.errors`.
    """
    learnt = learn([Path(name) for name in inputs], encoding=encoding)
    held = learnt.decisions - len(learnt.left)
    for name, line in learnt.left:
        console.print(f"{name}:{line}: what is decided here holds for this line only")
    console.print(f"{held} of {learnt.decisions} decisions follow from the convention")
    if learnt.convention == ConventionFile():
        console.error("nothing holds for the source", "decide about lines that other transcripts have, too")
        return EXIT_FINDINGS
    sys.stdout.write(escaped(convention_text(learnt.convention)))
    return EXIT_OK
