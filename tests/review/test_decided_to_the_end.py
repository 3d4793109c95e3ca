"""Transcripts that are not read rightly at first are right after few decisions, which the file beside them keeps."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import docconv
from support.outline import outline
from support.reviewing import Reviewer

MOST = 6
Step = tuple[Mapping[str, Any], bool]
"""A decision, and whether it is about all lines alike."""


def line(number: int, what: str, *, alike: bool = False, **more: object) -> Step:
    """What a line is."""
    return {"do": "line", "line": number, "is": what, **more}, alike


MOUTHS: Mapping[str, Sequence[Step]] = {
    "h01-bare-name-once": [line(24, "label")],
    "w01-heckle-over-lines": [line(64, "stage")],
    "w05-utterance-numbers": [],
    "w08-front-matter-fields": [line(15, "speech"), line(17, "label", alike=True), line(3, "heading")],
}
PERFECT = {
    "speaker_acc": 1.0, "kind_acc": 1.0, "boundary_f1": 1.0, "change_f1": 1.0, "who_f1": 1.0,
    "misattributed": 0.0, "label_fp": 0, "lost_words": 0,
}  # fmt: skip
NAMES = """\
Harbour council

The council met at nine.

Chair
Good morning. We begin with the crane, which has stood still since autumn.

Oda Brekke
It needs a new rope. The old one is frayed from end to end.

Nobody goes near it when the wind is up.

Chair
Thank you. Who else?

Tor
The rope is ordered.

Chair
Then we close.
"""
BRACKET = """\
Town hall of Elmsby

CHAIR: The meeting is open. The minister has the floor.

MINISTER: We build the bridge in spring. I promised it, and I keep my word.

(Applause from the left.

HOLM: That is what you said last year!

Laughter.)

Whoever wants to cross the river shall not wait any longer.

CHAIR: I close the meeting.
"""
NUMBERS = """\
N9 Moderator - Thank you for coming. Where do you buy bread?
N4 Guest A - At the mill.
N7 Moderator - And you?
N2 Guest B - I bake it myself.
N6 Guest A - Really?
"""
HEAD = """\
Press meeting of the town of Auental

Order: We speak of the market square and the ferry.

Ledger: The Town Gazette pays for the hall.

Lindner: Good day! I begin with the market square.

It will be paved in May.

Question: How long will it take?

Lindner: Three weeks.

Question Holz: And the ferry?

Vogt: She sails.

Ott: Are there more questions?
"""
OWN: Mapping[str, tuple[str, Sequence[Step], str]] = {
    "names that come once, alone on their lines": (
        NAMES,
        [line(8, "label"), line(16, "label")],
        """\
title: Harbour council
narrative: The council met at nine.
turn chair "Chair": Good morning. We begin with the crane, which has stood still since autumn.
turn oda-brekke "Oda Brekke": It needs a new rope. The old one is frayed from end to end.
  Nobody goes near it when the wind is up.
turn chair "Chair": Thank you. Who else?
turn tor "Tor": The rope is ordered.
turn chair "Chair": Then we close.
""",
    ),
    "a bracket over several paragraphs": (
        BRACKET,
        [line(7, "stage", to_line=11)],
        """\
title: Town hall of Elmsby
turn chair "CHAIR": The meeting is open. The minister has the floor.
turn minister "MINISTER": We build the bridge in spring. I promised it, and I keep my word.
  stage(kinesic): (Applause from the left.
  stage(incident): HOLM: That is what you said last year!
  stage(vocal): Laughter.)
  Whoever wants to cross the river shall not wait any longer.
turn chair "CHAIR": I close the meeting.
""",
    ),
    "numbers of utterances in no order": (
        NUMBERS,
        [line(1, "label", label="Moderator", alike=True), line(2, "label", label="Guest A", alike=True),
         line(4, "label", label="Guest B")],
        """\
turn moderator "Moderator": {annotation: N9}Thank you for coming. Where do you buy bread?
turn guest-a "Guest A": {annotation: N4}At the mill.
turn moderator "Moderator": {annotation: N7}And you?
turn guest-b "Guest B": {annotation: N2}I bake it myself.
turn guest-a "Guest A": {annotation: N6}Really?
""",
    ),
    "facts at the head, and a question of somebody": (
        HEAD,
        [line(3, "narrative", to_line=5), line(9, "speech"), line(15, "label", alike=True), line(19, "label", alike=True)],
        """\
title: Press meeting of the town of Auental
narrative: Order: We speak of the market square and the ferry.
narrative: Ledger: The Town Gazette pays for the hall.
turn lindner "Lindner": Good day! I begin with the market square.
  It will be paved in May.
turn question-1 "Question": How long will it take?
turn lindner "Lindner": Three weeks.
turn question-holz "Question Holz": And the ferry?
turn vogt "Vogt": She sails.
turn ott "Ott": Are there more questions?
""",
    ),
}  # fmt: skip


def play(path: Path, steps: Sequence[Step]) -> None:
    """Decide about a transcript until nothing is in doubt, with few decisions."""
    reviewer = Reviewer(path)
    for decision, alike in steps:
        reviewer.carry_out(decision, alike=alike)
    assert reviewer.state["doubts"] == []
    assert reviewer.decisions <= MOST


@pytest.mark.parametrize("kind", OWN)
def test_a_transcript_is_made_right(tmp_path: Path, kind: str) -> None:
    """And whoever reads it later has it right, too."""
    text, steps, right = OWN[kind]
    path = tmp_path / "talk.txt"
    path.write_text(text, encoding="utf-8")
    assert outline(docconv.read(path)) != right
    play(path, steps)
    assert outline(docconv.read(path)) == right


def test_what_others_got_wrong_scores_as_right(shared: Path, tmp_path: Path) -> None:
    """By a scorer that shares nothing with docconv, in every figure."""
    for name, steps in MOUTHS.items():
        for suffix in (".txt", ".gold.json"):
            shutil.copyfile(shared / "faults" / "mouths" / f"{name}{suffix}", tmp_path / f"{name}{suffix}")
        play(tmp_path / f"{name}.txt", steps)
    figures = tmp_path / "figures.json"
    command = [sys.executable, str(shared / "gold" / "run.py"), str(tmp_path), "--json", str(figures)]
    subprocess.run([*command, "--docconv", f"{sys.executable} -m docconv"], check=True, capture_output=True)
    rows = json.loads(figures.read_text(encoding="utf-8"))["rows"]
    assert {name: {figure: rows[name][figure] for figure in PERFECT} for name in MOUTHS} == dict.fromkeys(
        MOUTHS, PERFECT
    )
