"""Labels between two signs, `@ann.lee~ Good morning.`, for docconv."""

from __future__ import annotations

import re

from docconv.transcript.annotations import Candidate, LabelRule

DOCCONV_API = 1
LABEL = re.compile(r"@(\w[\w.]{0,40})~\s+(?=\S)")


def find(text: str, at: int) -> Candidate | None:
    """What is between the signs, if the line goes on after them."""
    match = LABEL.match(text, at)
    return None if match is None else Candidate(match[1], match.start(1), match.end())


AT_SIGN = LabelRule("at-sign", (find,), prior=2.5, firm=True, lettered=True, begins="@")
