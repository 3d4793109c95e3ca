"""How labels and lines are shaped, where a few of a text are shaped otherwise than the others."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from docconv.model import Evidence, Label, Paragraph, Stage, Turn
from docconv.patterns import regex
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.turns.items import Item

UNLIKE = Evidence("unlike", "its label comes only once, and is unlike all that come back")
TELLS = Evidence(
    "ends-in-small", "its label comes only once, and ends in small letters, as in none that comes back"
)
UNTOLD = Evidence(
    "untold-initials", "its label comes only once, and its letters are not among those that the head gives"
)
END = Evidence("ends-text", "the text ends in it, and its last paragraph may be nobody’s")
GIVEN = regex(r"[(\[]([^\W\d_a-zß-ÿ]{2,4})[)\]]")
"""Initials in brackets after a name, as they are labels below: `Ann Lee (AL)`."""
LENGTHS, FEWEST_GIVEN = range(2, 5), 2  # letters, labels
BRACKET = regex(r"\([^()]*\)|\[[^\[\]]*\]")
MOST_CLOSE = 0.1  # of the labels: those that are right below a line are odd
SPARE = 6  # characters that a line may be shorter than the others and still be full
MOST_LONGER = 20  # one line in so many may be longer than the width


def doubts_of_shape(
    items: Sequence[Item], text: str, lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon
) -> dict[str, tuple[int, Evidence]]:
    """By the id of a turn the line that makes it less sure, and why."""
    turns = [item for item in items if isinstance(item, Turn) and item.label and item.span is not None]
    return {**_unlike(turns, lines, lexicon), **_untold(turns, text), **_at_the_end(items)}


def _untold(turns: Sequence[Turn[Label]], text: str) -> dict[str, tuple[int, Evidence]]:
    """Turns whose label comes once and is initials, where the head gives those of others, and not these: a
    slip of `MC` for `NC`, or somebody who is not told of.
    """
    first = turns[0].span.start if turns and turns[0].span is not None else 0
    given = set(GIVEN.findall(text, 0, first)) if "(" in text[:first] or "[" in text[:first] else set()
    if len(given) < FEWEST_GIVEN:
        return {}
    labels = Counter(turn.label or "" for turn in turns)
    short = {label for label in labels if label.isupper() and label.isalpha() and len(label) in LENGTHS}
    if len(short & given) < FEWEST_GIVEN:
        return {}
    untold = {label for label in short - given if labels[label] == 1}
    return {turn.id: (_line(turn), UNTOLD) for turn in turns if turn.label in untold}


def _unlike(
    turns: Sequence[Turn[Label]], lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon
) -> dict[str, tuple[int, Evidence]]:
    """Turns whose label comes once and has words of other kinds than those of all that come back: `Zu Punkt
    3`, `Dear friends` beside `Ada Holm`; or is right below a line, where nearly all others are apart from
    the text above. An office or a form of address is no such label, save where it ends in other words in
    small letters.
    """
    labels = Counter(turn.label or "" for turn in turns)
    usual = {_kinds(label) for label, count in labels.items() if count > 1}
    rare = {label for label, count in labels.items() if count == 1 and usual and _kinds(label) not in usual}
    close = _close(turns, lines)
    rare |= {label for label, count in labels.items() if count == 1 and label in close}
    odd = {label for label in rare if not _is_titled(label, lexicon) or _tells(label, lexicon)}
    told = {label for label in odd if _tells(label, lexicon)}
    return {
        turn.id: (_line(turn), TELLS if turn.label in told else UNLIKE) for turn in turns if turn.label in odd
    }


def _at_the_end(items: Sequence[Item]) -> dict[str, tuple[int, Evidence]]:
    """The last turn of a text, where a paragraph without a label ends it, as many a record ends in a sentence
    of nobody's: `We went home at nine.`.
    """
    turn = items[-1] if items else None
    if not isinstance(turn, Turn) or not turn.label or len(turn.blocks) < 2:
        return {}
    return {turn.id: (_line(turn.blocks[-1]), END)} if isinstance(turn.blocks[-1], Paragraph) else {}


def _line(node: Turn[Label] | Paragraph[Label] | Stage[Label]) -> int:
    return 0 if node.span is None else node.span.line


def _close(turns: Sequence[Turn[Label]], lines: Sequence[TranscriptLine]) -> frozenset[str | None]:
    """The labels of turns that begin right below a line, where hardly any does."""
    starts = {turn.span.line: turn.label for turn in turns if turn.span is not None}
    close = [line.number for line in lines if line.number in starts and not line.gap and line.number > 1]
    few = 0 < len(close) <= MOST_CLOSE * len(starts)
    return frozenset(starts[number] for number in close) if few else frozenset()


def _is_titled(label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a word of a label is a form of address, or an office."""
    return any(word in lexicon.honorifics or word in lexicon.offices for word in words(label))


def _tells(label: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a label ends in a word in small letters that is no office nor a word for somebody."""
    bare = BRACKET.sub(" ", label).strip()
    last = "".join(words(bare)[-1:])
    return (
        bare[-1:].isalpha()
        and bare.split()[-1].islower()
        and last not in lexicon.offices
        and last not in lexicon.nobody
    )


def _kinds(label: str) -> frozenset[str]:
    """The kinds of the words of a label, without those in brackets and particles of names."""
    return frozenset(map(_kind, BRACKET.sub(" ", label).split()))


def _kind(word: str) -> str:
    """In capitals, mostly or with one, in small letters, a number, of another script; empty for signs."""
    bare = word.strip(".,:;“”\"'’")
    if not bare or bare.isdigit():
        return "number" if bare else ""
    if sum(map(str.isupper, bare)) * 2 > len(bare):
        return "capitals" if len(bare) > 1 else "capital"
    return "capital" if bare[0].isupper() else "small" if bare[0].islower() else "other"


def broken_early(turns: Sequence[Turn[Label]], lines: Sequence[TranscriptLine]) -> list[bool]:
    """For each turn whether a line goes on in the next one within a paragraph, though the first word of that
    would have had room: something else may begin there.
    """
    joined = [(at, line) for at, line in enumerate(lines) if not line.opens and not line.gap and at]
    found = [False] * len(turns)
    if not joined:
        return found
    sizes = sorted(line.indent + len(line.text) for line in lines)
    width = sizes[-1 - len(sizes) // MOST_LONGER]
    starts = [0 if turn.span is None else turn.span.start for turn in turns]
    for at in _early(joined, lines, width - SPARE):
        place = bisect_right(starts, lines[at].start) - 1
        if place >= 0:
            found[place] = True
    return found


def _early(
    joined: Sequence[tuple[int, TranscriptLine]], lines: Sequence[TranscriptLine], width: int
) -> Iterator[int]:
    """The lines that are joined to one above which is so short that their first word had room."""
    for at, line in joined:
        above = lines[at - 1]
        size = above.indent + len(above.text) + 1
        if size < width and line.choice is None and size + len(line.text.split(maxsplit=1)[0]) <= width:
            yield at
