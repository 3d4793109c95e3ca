"""The head of a page: what it may load, how it looks, and the facts of the document for machines.

The facts are JSON-LD in the words of schema.org: who speaks, and what the front matter says.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, TypeAlias

from docconv.formats.html.names import AGENTS, FACTS, GENDERS, GENERATOR
from docconv.formats.html.writing.markup import MarkupWriter
from docconv.formats.html.writing.recording import Recording, script
from docconv.metadata.facts import split, told
from docconv.model import Metadata, Resolved, Speaker
from docconv.walk import catalogue_title

Facts: TypeAlias = Mapping[str, Any]


def head(
    document: Resolved, markup: MarkupWriter, style: str, tei: str | None, recording: Recording | None
) -> Iterator[str]:
    """The lines of the head. `style` is the style sheet, the only thing that the page may use beside data in
    it and its recording; `tei` is the address of its TEI.
    """
    direction = ' dir="rtl"' if markup.rtl else ""
    yield "<!DOCTYPE html>"
    yield f'<html lang="{markup.text(document.metadata.lang)}"{direction}>'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, recording)}">'
    yield GENERATOR
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{markup.text(catalogue_title(document))}</title>"
    if tei is not None:
        yield f'<link rel="alternate" type="application/tei+xml"{markup.attribute("href", tei)}>'
    for author in told(document.metadata.fields, "author"):
        yield f'<meta name="author"{markup.attribute("content", author)}>'
    for licence in told(document.metadata.fields, "licence"):
        if address := split("licence", licence)[1]:
            yield f'<link rel="license"{markup.attribute("href", address)}>'
    yield f"<style>{style}</style>"
    yield f'<script type="application/ld+json">{markup.data(facts(document))}</script>'
    yield "</head>"


def _policy(style: str, recording: Recording | None) -> str:
    """The Content Security Policy: no connection, this style, and no script but that of a recording."""
    allowed = f"style-src {_digest(style)}; img-src data:; font-src data:"
    if recording is not None:
        allowed += f"; script-src {_digest(script())}; media-src {recording.sources}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    """A text as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"


def facts(document: Resolved) -> Facts:
    """What the document knows of itself and of those who speak."""
    speakers = [_speaker(speaker) for speaker in document.speakers]
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        **_metadata(document.metadata),
        **({"contributor": speakers} if speakers else {}),
    }


def _metadata(metadata: Metadata) -> Facts:
    source = {"@type": "CreativeWork", "name": metadata.source} if metadata.source else None
    media = {"@type": "MediaObject", "name": metadata.media} if metadata.media else None
    fields = [
        {"@type": "PropertyValue", "name": name, "value": value}
        for name, value in metadata.fields
        if name not in FACTS
    ]
    return _said(
        {
            "name": metadata.title,
            "inLanguage": metadata.lang,
            "dateCreated": metadata.date,
            "creativeWorkStatus": metadata.status,
            "isBasedOn": source,
            "associatedMedia": media,
            **{word: _values(metadata, name) for name, word in FACTS.items()},
            "additionalProperty": fields,
        }
    )


def _values(metadata: Metadata, name: str) -> list[Any]:
    """What is said of a fact: texts, or somebody by name."""
    values, kind = told(metadata.fields, name), AGENTS.get(name)
    return [{"@type": kind, "name": value} if kind else value for value in values]


def _speaker(speaker: Speaker) -> Facts:
    is_group = speaker.kind == "group"
    return _said(
        {
            "@type": "Organization" if is_group else "Person",
            "@id": f"#{speaker.id}",
            "additionalType": None if speaker.kind in ("person", "group") else speaker.kind,
            "name": speaker.name,
            "alternateName": speaker.aliases,
            "description" if is_group else "jobTitle": speaker.role,
            "gender": GENDERS[speaker.sex] if speaker.sex else None,
            "sameAs": speaker.refs,
        }
    )


def _said(found: Facts) -> Facts:
    """The facts that there are."""
    return {name: value for name, value in found.items() if value not in (None, (), [])}
