"""Decisions on any text give what reading it anew gives, whatever is kept from one reading to the next."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path
from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from docconv.errors import UsageError
from docconv.review.reading import ReviewOptions, TranscriptFile, contents_of
from docconv.transcript.labels.corrections import LineRole
from support.cases import CASES, parse
from support.reviewing import Reviewer

TEXTS = [parse(path.read_text(encoding="utf-8")).given for path in CASES]
LINES = st.integers(1, 40)
NAMES = st.sampled_from(["Ann Lund", "Male visitor", "Chair"])
DECISIONS = st.one_of(
    st.fixed_dictionaries({"do": st.just("line"), "line": LINES, "is": st.sampled_from(get_args(LineRole))}),
    st.fixed_dictionaries({"do": st.sampled_from(["join", "cut", "forget"]), "line": LINES}),
    st.fixed_dictionaries({"do": st.just("speaker"), "line": LINES, "speaker": NAMES}),
    st.fixed_dictionaries(
        {"do": st.just("fact"), "name": st.just("lang"), "value": st.sampled_from(["de", "en"])}
    ),
)


@given(st.sampled_from(TEXTS), st.lists(st.tuples(DECISIONS, st.booleans()), min_size=1, max_size=4))
def test_decisions_give_what_is_read_anew(text: str, decisions: list[tuple[dict[str, Any], bool]]) -> None:
    """The state of the page, which the reviewer compares, the document, what is guessed, and the lines that the
    decisions are about; also when all is taken back.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talk.txt"
        path.write_text(text, encoding="utf-8")
        reviewer = Reviewer(path)
        for decision, alike in decisions:
            try:
                reviewer.carry_out(decision, alike=alike)
            except UsageError:  # it fits no line of this text
                continue
            anew = TranscriptFile(path, ReviewOptions()).read(contents_of(path))
            again = reviewer.review.file.read(contents_of(path))
            assert (again.document, again.notices, again.rows) == (anew.document, anew.notices, anew.rows)
        while reviewer.state["history"]["undo"]:
            reviewer.undo()
        assert reviewer.state == Reviewer(path).state | {"history": reviewer.state["history"]}


def test_a_decision_leaves_nothing_circular(tmp_path: Path) -> None:
    """Python does not look for it while a transcript is read, so there must be none."""
    path = tmp_path / "talk.txt"
    path.write_text(
        "".join(f"Ann: One {number}.\n\nBo: Two.\n\nApplause.\n\n" for number in range(40)), encoding="utf-8"
    )
    reviewer = Reviewer(path)
    reviewer.decide(do="line", line=5, is_="narrative")
    gc.collect()
    gc.disable()
    try:
        reviewer.decide(do="line", line=11, is_="narrative")
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_equal_lines_are_told_apart_whatever_is_kept(tmp_path: Path) -> None:
    """Which line a decision is about its number tells, also once the other line of the same words is known."""
    path = tmp_path / "talk.txt"
    path.write_text("Ann: One.\n\nYes.\n\nBo: Two.\n\nYes.\n\nAnn: Three.\n", encoding="utf-8")
    reviewer = Reviewer(path)
    for line in (3, 7):
        reviewer.decide(do="line", line=line, is_="narrative")
        anew = TranscriptFile(path, ReviewOptions()).read(contents_of(path))
        assert reviewer.review.file.read(contents_of(path)).rows == anew.rows
    assert [block["line"] for block in reviewer.state["blocks"] if block["decided"]] == [3, 7]
