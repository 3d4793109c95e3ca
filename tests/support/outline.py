"""A document as a few lines of text that a person can write by hand: what tests/cases expect.

    title: The harbour office opens
    heading 1: Morning
    turn ada-byron "ADA": Good morning. {stage(vocal): [laughs]}
      And welcome.
    turn -: Whoever said this.
    narrative: The guests applauded.
    separator: * * *

A turn names its speakers by id, joined with `+`, and `-` stands for nobody; the printed label follows in
quotes. The further paragraphs of a turn are indented. What is not plain text stands in braces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from docconv.model import (
    Attribution,
    Block,
    Boilerplate,
    CastItem,
    CastPart,
    Document,
    Emphasis,
    Foreign,
    Gap,
    Heading,
    Inline,
    Metadata,
    Milestone,
    Narrative,
    Note,
    Paragraph,
    Resolved,
    Said,
    Section,
    Separator,
    Speaker,
    Stage,
    Text,
    Turn,
    Unclear,
)
from docconv.notices import Notice
from docconv.walk import turns


def outline(document: Resolved, *, certainty: bool = False) -> str:
    """Title, headings, turns and what is between them, a line each; `certainty` adds what is below high."""
    lines = [] if document.title is None else [f"title: {inline_outline(document.title.children)}"]
    lines += _blocks(document.body, 1, certainty=certainty)
    return "".join(line.rstrip() + "\n" for line in lines)


def speakers_outline(document: Document[Speaker]) -> str:
    """One line a speaker: id, kind, then name, role, sex and references where known."""
    return "".join(f"speaker {_speaker(speaker)}\n" for speaker in document.speakers)


def aliases_outline(document: Document[Speaker]) -> str:
    """One line a speaker: id and labels."""
    return "".join(f"aliases {speaker.id}: {' | '.join(speaker.aliases)}\n" for speaker in document.speakers)


def attributions_outline(document: Document[Speaker]) -> str:
    """One line a turn whose speaker was decided by rules: who that is, how sure it is, and by which rules."""
    return "".join(
        f"turn {turn.id} {_who(turn.speakers)} {turn.attribution.certainty}: {_reasons(turn.attribution)}\n"
        for turn in turns(document)
        if turn.attribution != Attribution()
    )


def _reasons(attribution: Attribution) -> str:
    return "; ".join(f"{one.rule} ({one.detail})" for one in attribution.evidence)


def metadata_outline(metadata: Metadata) -> str:
    """One line a known fact; the source is left out, since it names the file."""
    facts = {"title": metadata.title, "lang": metadata.lang, "date": metadata.date, "status": metadata.status}
    known = [(name, value) for name, value in facts.items() if value is not None] + list(metadata.fields)
    return "".join(f"meta {name}: {value}\n" for name, value in known)


def notices_outline(notices: Iterable[Notice]) -> str:
    """One line a notice: code, line and column."""
    return "".join(f"notice {notice.code}{_place(notice)}\n" for notice in notices)


def inline_outline(inlines: Iterable[Inline[Speaker]]) -> str:
    """Inlines on one line."""
    return "".join(map(_inline, inlines))


def _blocks(blocks: Iterable[Block[Speaker]], level: int, *, certainty: bool) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, level, certainty=certainty)


def _block(block: Block[Speaker], level: int, *, certainty: bool) -> Iterator[str]:
    match block:
        case Section(inner, heading):
            yield _heading(heading, level)
            yield from _blocks(inner, level + 1, certainty=certainty)
        case Turn():
            yield from _turn(block, certainty=certainty)
        case Narrative(parts):
            yield f"narrative: {inline_outline(parts)}"
        case CastItem(parts):
            yield f"cast: {inline_outline(parts)}"
        case Stage(parts, kind):
            yield f"stage({kind}): {inline_outline(parts)}"
        case Separator(text):
            yield f"separator: {text}"
        case Boilerplate(parts, kind):
            yield f"boilerplate({kind}): {inline_outline(parts)}"
        case _:
            assert_never(block)


def _heading(heading: Heading[Speaker] | None, level: int) -> str:
    return f"heading {level}:" if heading is None else f"heading {level}: {inline_outline(heading.children)}"


def _turn(turn: Turn[Speaker], *, certainty: bool) -> Iterator[str]:
    label = "" if turn.label is None else f' "{turn.label}"'
    sure = f" ~{turn.attribution.certainty}" if certainty and turn.attribution != Attribution() else ""
    continues = f" continues {turn.continues}" if turn.continues else ""
    lang = f" @{turn.lang}" if turn.lang else ""
    head = f"turn {_who(turn.speakers)}{label}{sure}{continues}{lang}:"
    first, *rest = turn.blocks or (Paragraph[Speaker](()),)
    if isinstance(first, Stage):
        yield head
        rest = [first, *rest]
    else:
        yield f"{head} {inline_outline(first.children)}"
    for part in rest:
        text = inline_outline(part.children)
        yield f"  stage({part.kind}): {text}" if isinstance(part, Stage) else f"  {text}"


def _inline(inline: Inline[Speaker]) -> str:
    match inline:
        case Text(text):
            return text
        case Emphasis(parts, kind):
            return f"{{{kind}: {inline_outline(parts)}}}"
        case Said(parts, who):
            return f"{{said {_who(who)}: {inline_outline(parts)}}}"
        case Stage(parts, kind):
            return f"{{stage({kind}): {inline_outline(parts)}}}"
        case Gap(text):
            return f"{{gap: {text}}}"
        case Unclear(parts):
            return f"{{unclear: {inline_outline(parts)}}}"
        case Foreign(parts, lang):
            return f"{{lang {lang}: {inline_outline(parts)}}}"
        case Note(parts, place, kind, n):
            return f"{{note {' '.join(filter(None, (kind, place, n)))}: {inline_outline(parts)}}}"
        case CastPart(parts, kind):
            return f"{{{kind}: {inline_outline(parts)}}}"
        case Milestone(kind, text):
            return f"{{{kind}: {text}}}" if text else f"{{{kind}}}"
        case _:
            assert_never(inline)


def _who(speakers: tuple[Speaker, ...]) -> str:
    return "+".join(speaker.id for speaker in speakers) or "-"


def _speaker(speaker: Speaker) -> str:
    facts = {"name": speaker.name, "role": speaker.role, "sex": speaker.sex}
    known = [f"{fact}={value!r}" for fact, value in facts.items() if value]
    return " ".join([speaker.id, speaker.kind, *known, *speaker.refs])


def _place(notice: Notice) -> str:
    return f" {notice.span.line}:{notice.span.column}" if notice.span else ""
