"""Drafts for the tests of speakers: a document of turns, made from its labels."""

from __future__ import annotations

from docconv.model import (
    Document,
    Draft,
    Label,
    Metadata,
    Narrative,
    Paragraph,
    Resolved,
    Speaker,
    Stage,
    Text,
    Turn,
)
from docconv.notices import Notice
from docconv.speakers import EMPTY_TABLE, SpeakerTable, resolve
from docconv.walk import turns
from support.outline import aliases_outline, attributions_outline, speakers_outline

WORDS = "We go on."


def turn(number: int, label: str, text: str = WORDS, *, continues: str | None = None) -> Turn[Label]:
    """A turn of one paragraph; without a label nobody is said to speak."""
    speakers = (Label(label),) if label else ()
    return Turn(f"t{number}", (Paragraph((Text(text),)),), speakers, label or None, continues=continues)


def draft(*labels: str, lang: str = "en", prose: tuple[str, ...] = (), text: str = WORDS) -> Draft:
    """A document of narrative, then of one turn for each label."""
    said = tuple(turn(at, label, text) for at, label in enumerate(labels, 1))
    return Document((*(Narrative((Text(one),)) for one in prose), *said), Metadata(lang=lang))


def scripted(*labels: str, lang: str = "en") -> Draft:
    """A document of turns with a stage direction of its own before each."""
    blocks: list[Turn[Label] | Stage[Label]] = []
    for at, label in enumerate(labels, 1):
        blocks += [Stage((Text(f"(Door {at} is opened slowly)"),)), turn(at, label)]
    return Document(tuple(blocks), Metadata(lang=lang))


def heard(document: Draft, table: SpeakerTable = EMPTY_TABLE) -> list[str]:
    """The ids of the speakers of each turn, joined by `+`."""
    return ["+".join(speaker.id for speaker in one.speakers) for one in turns(resolve(document, table)[0])]


def cast(document: Draft, table: SpeakerTable = EMPTY_TABLE) -> dict[str, Speaker]:
    """The speakers of a document by id."""
    return {speaker.id: speaker for speaker in resolve(document, table)[0].speakers}


def doubts(document: Draft, table: SpeakerTable = EMPTY_TABLE) -> list[tuple[str, str]]:
    """Code and rule of each notice."""
    return [(notice.code, notice.rule) for notice in notices(document, table)]


def notices(document: Draft, table: SpeakerTable = EMPTY_TABLE) -> tuple[Notice, ...]:
    """The notices of resolving a document."""
    return resolve(document, table)[1]


def resolved(document: Draft, table: SpeakerTable = EMPTY_TABLE) -> Resolved:
    """The document with its speakers."""
    return resolve(document, table)[0]


def told_of(document: Draft) -> str:
    """All that is told of the speakers of a document: who they are, how sure each turn is and why, and what is
    doubtful.
    """
    found, doubtful = resolve(document)
    notes = "".join(
        f"{one.severity} {one.code} {one.rule}: {one.message}; {one.alternatives} {one.remedy}\n"
        for one in doubtful
    )
    return speakers_outline(found) + aliases_outline(found) + attributions_outline(found) + notes
