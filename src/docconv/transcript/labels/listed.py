"""Names in lists that somebody reads out, one a line below a head: they speak elsewhere, if at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.shape import is_full_name, key

FEWEST_ROWS, LONGEST_HEAD = 2, 6  # lines, words


def drop_listed(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> frozenset[str]:
    """Take the candidates of whole names right below each other and below a few words with a colon, `For the
    Harbour Party:`, and of that head; the names of those who have a line of their own elsewhere, too.
    """
    listed: list[TranscriptLine] = []
    for at, head in enumerate(lines):
        free = head.text[-1] in ":：" and head.mark is None and head.choice is None
        if not free or len(head.text.split()) > LONGEST_HEAD:
            continue
        rows = list(
            takewhile(lambda line: not line.gap and is_full_name(line.text, lexicon), lines[at + 1 :])
        )
        below = lines[at + 1 + len(rows)] if at + 1 + len(rows) < len(lines) else None
        if len(rows) >= FEWEST_ROWS and (below is None or below.gap):
            listed += [head, *rows]
    for line in listed:
        line.candidates = [option for option in line.candidates if option.is_taught]
    names = {key(line.text) for line in listed}
    return frozenset(names & {key(line.text) for line in lines if any(one.alone for one in line.candidates)})
