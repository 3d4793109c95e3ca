"""What the resolver sees of a document in one pass: mentions of speakers, words, what is between turns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from attrs import Factory, define

from docconv.languages import available, load
from docconv.languages.tables import stored
from docconv.model import CastItem, Heading, Label, Narrative, Said, Section, Separator, Stage, Text, Turn
from docconv.patterns import regex
from docconv.speakers.labels.gazetteer import word, words
from docconv.walk import children, only_text, text_of

if TYPE_CHECKING:
    from docconv.model import Draft, Node
    from docconv.speakers.labels.gazetteer import Phrases

Mention: TypeAlias = Turn[Label] | Said[Label]

TOLD, PARTS = (Narrative, CastItem, Heading), (Section, Separator)
PARTS_OF_PLAYS = ("act", "tableau", "scene")
SCRIPT_STAGES = 5
SCRIPT_SHARE = 0.08
SCRIPT_WORDS = 3
FIRST_BLOCKS = 4
SLUG = regex(r"(?:INT|EXT|EST|I/E|INT\.?/EXT)\. ?[A-Z]")
SOUND, FEWEST_SOUNDS = regex(r"[^\W\d_a-zß-ÿ]{2,}(?: [^\W\d_a-zß-ÿ]+)?: "), 2
NUMBER = regex(r"\d{1,3}|[ivxlc]+")


@stored()
def _scenes() -> tuple[frozenset[str], frozenset[str]]:
    """The words that head a scene, and the ordinals beside them, of all languages."""
    every = [load(tag) for tag in available()]
    scenes = frozenset(word(one) for language in every for one in language.scene_words)
    return scenes, frozenset(word(one) for language in every for one in language.ordinals)


def _opens_scene(heading: str) -> bool:
    """Whether a heading is that of an act or a scene: one of the words for it, and its number, or a place as
    screenplays have it, `EXT. PIER - NIGHT`.
    """
    if SLUG.match(heading):
        return True
    scenes, ordinals = _scenes()
    found = words(heading)
    rest = [one for one in found if one not in scenes]
    return len(found) == 2 and len(rest) == 1 and (rest[0] in ordinals or bool(NUMBER.fullmatch(rest[0])))


@define(eq=False, repr=False)
class Mentions:
    """`all` are the turns and quotations in document order; `fresh` the turns that follow no other.

    `prose` are the texts of narrative and headings, `notes` these and directions with the number of the next
    mention, `stages` the distinct stage directions of several words. `is_divided` into acts or scenes.
    """

    all: list[Mention] = Factory(list)
    fresh: set[int] = Factory(set)
    texts: list[str] = Factory(list)
    prose: list[str] = Factory(list)
    stages: set[str] = Factory(set)
    headings: list[str] = Factory(list)
    notes: list[tuple[int, str]] = Factory(list)
    is_divided: bool = False

    def is_scripted(self) -> bool:
        """Whether stage directions run through the document, each in its own words: a play, a screenplay.

        Applause and laughter do not count: they repeat, and are of a word or two.
        """
        return self.is_staged() or len(self.stages) >= max(SCRIPT_STAGES, SCRIPT_SHARE * len(self.all))

    def is_staged(self) -> bool:
        """Whether headings of scenes or cues of a radio play say that all is played: `SOUND: WAVES.`."""
        cues = sum(SOUND.match(stage) is not None for stage in self.stages)
        return self.is_divided or cues >= FEWEST_SOUNDS or any(map(_opens_scene, self.headings))

    def names_one_of(self, phrases: Phrases) -> bool:
        """Whether the beginning of the document has one of some phrases."""
        beginning = words(" ".join(self.prose[:FIRST_BLOCKS]))
        return any(phrases.longest(beginning, at) for at in range(len(beginning)))

    def words(self) -> Counter[str]:
        """How often each white-space separated word occurs in the text."""
        return Counter("\n".join(self.texts).split())


def _is_part_of_a_play(node: Node[Label]) -> bool:
    return isinstance(node, Section) and node.kind in PARTS_OF_PLAYS


def mentions_of(document: Draft) -> Mentions:
    """The mentions in a document."""
    found = Mentions()
    broken = True
    waiting: list[Node[Label]] = [document]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text):
            found.texts.append(node.text)
            continue
        if isinstance(node, Turn):
            if broken:
                found.fresh.add(len(found.all))
            broken = False
            found.all.append(node)
            if (text := only_text(node)) is not None:  # as in most
                found.texts.append(text)
                continue
        waiting.extend(children(node)[::-1])
        if isinstance(node, Said):
            found.all.append(node)
        elif isinstance(node, Stage):
            direction = text_of(node.children)
            found.notes.append((len(found.all), direction))
            if len(direction.split()) >= SCRIPT_WORDS:
                found.stages.add(direction)
        elif isinstance(node, TOLD):
            found.prose.append(text_of(node.children))
            found.notes.append((len(found.all), found.prose[-1]))
            if isinstance(node, Heading):
                found.headings.append(found.prose[-1])
            broken = True
        elif isinstance(node, PARTS):
            broken = True
            found.is_divided = found.is_divided or _is_part_of_a_play(node)
    return found
