"""What the resolver sees of a document in one pass: mentions of speakers, words, what is between turns."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from attrs import Factory, define

from docconv.model import Heading, Label, Narrative, Said, Section, Separator, Stage, Text, Turn
from docconv.walk import text_of, walk

if TYPE_CHECKING:
    from docconv.model import Draft

Mention: TypeAlias = Turn[Label] | Said[Label]

SCRIPT_STAGES = 5
SCRIPT_SHARE = 0.08
SCRIPT_WORDS = 3


@define
class Mentions:
    """`all` are the turns and quotations in document order; `fresh` the turns that follow no other.

    `prose` are the texts of narrative and headings, `stages` the distinct stage directions of several words.
    """

    all: list[Mention] = Factory(list)
    fresh: set[int] = Factory(set)
    texts: list[str] = Factory(list)
    prose: list[str] = Factory(list)
    stages: set[str] = Factory(set)

    def is_scripted(self) -> bool:
        """Whether stage directions run through the document, each in its own words: a play, a screenplay.

        Applause and laughter do not count: they repeat, and are of a word or two.
        """
        return len(self.stages) >= max(SCRIPT_STAGES, SCRIPT_SHARE * len(self.all))

    def words(self) -> Counter[str]:
        """How often each white-space separated word occurs in the text."""
        return Counter(token for text in self.texts for token in text.split())


def mentions_of(document: Draft) -> Mentions:
    """The mentions in a document."""
    found = Mentions()
    broken = True
    for node in walk(document):
        if isinstance(node, Text):
            found.texts.append(node.text)
        elif isinstance(node, Turn):
            if broken:
                found.fresh.add(len(found.all))
            broken = False
            found.all.append(node)
        elif isinstance(node, Said):
            found.all.append(node)
        elif isinstance(node, Stage):
            direction = text_of(node.children)
            if len(direction.split()) >= SCRIPT_WORDS:
                found.stages.add(direction)
        elif isinstance(node, Narrative | Heading):
            found.prose.append(text_of(node.children))
            broken = True
        elif isinstance(node, Section | Separator):
            broken = True
    return found
