"""What is kept of a text that is read again and again, each time with other decisions about its lines."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from docconv.transcript.annotations import Candidate
from docconv.transcript.labels.convention.choice import Placed
from docconv.transcript.labels.evidence.family import WholeText


@define(eq=False, repr=False)
class KeptText:
    """What is the same whatever is decided, found where it is first asked for; lines are told by place.

    whole: what the lines say to all families.
    options: by line, what it may begin with.
    placed: by line, its candidates, and these with their families; of use while it has just these.
    fitting: by the text and the line that a decision gives, the lines that it may mean.
    """

    whole: WholeText | None = None
    options: dict[int, Sequence[Candidate]] = field(factory=dict)
    placed: dict[int, tuple[Sequence[Candidate], Sequence[Placed]]] = field(factory=dict)
    fitting: dict[tuple[str, int], Sequence[int]] = field(factory=dict)
