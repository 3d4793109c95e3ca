"""What plays have besides speeches: a cast list and verse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docconv.transcript.kinds import names_a_scene
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.turns.items import HeadingItem, Item
from docconv.walk import text_of


def as_play(
    items: Iterable[Item], lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon, *, is_drama: bool
) -> list[Item]:
    """The items of a text, with the cast list of a play and its verse; a text with headings of scenes may
    have verse, too.
    """
    found = list(items)
    if not is_drama and not _have_scenes(found, lexicon):
        return found
    from docconv.transcript.structure.cast import with_cast  # noqa: PLC0415  most texts are no plays
    from docconv.transcript.structure.verse import with_verse  # noqa: PLC0415

    return with_verse(with_cast(found, lines, lexicon) if is_drama else found, lines)


def _have_scenes(items: Iterable[Item], lexicon: TranscriptLexicon) -> bool:
    """Whether a heading among the items is that of an act or a scene."""
    headings = (item.heading for item in items if isinstance(item, HeadingItem))
    return any(names_a_scene(text_of(heading.children), lexicon) for heading in headings)
