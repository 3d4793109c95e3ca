"""Labels -> speakers, on one screen: survey, roll call, the user's decisions, rules, cast."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import evolve

from docconv.model import Turn
from docconv.notices import Notice
from docconv.speakers.assignment import Cast, lowered
from docconv.speakers.clusters import Roll
from docconv.speakers.labels.joint import joint_labels
from docconv.speakers.labels.kinds import Kind
from docconv.speakers.labels.names import Form, clean, taken_apart
from docconv.speakers.labels.vocabulary import vocabulary
from docconv.speakers.mentions import Survey, survey
from docconv.speakers.overrides import decided
from docconv.speakers.profile import Casing, Painter, appositions, shouted
from docconv.speakers.relabel import Heard, relabelled
from docconv.speakers.roster import name_offices
from docconv.speakers.rules import RULES
from docconv.speakers.table import EMPTY_TABLE, SpeakerTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docconv.model import Draft, Resolved, Speaker

DIALOGUE_TURNS = 4
DIALOGUE_SHARE = 0.25
DIALOGUE_LABELS = 3
"""Where so few labels speak, a noun for nobody in particular that speaks so often is one person."""


def resolve(draft: Draft, table: SpeakerTable = EMPTY_TABLE) -> tuple[Resolved, tuple[Notice, ...]]:
    """The document with speakers in the place of labels, and what was doubtful. The text stays as it is.

    Linear in the length of the document. The table decides before any rule does.
    """
    seen = survey(draft)
    calls, roll = _roll_call(seen, draft.metadata.lang)
    table = table.on(draft.metadata.date)
    unused = decided(roll, table)
    name_offices(roll, draft.metadata.items)
    joint = joint_labels(roll)
    for name, rule in RULES:
        roll.join(rule(roll), name)
    cast = Cast(roll, _painter(seen, roll), table)
    heard = list(_heard(seen, [_spoken_by(call, joint) for call in calls], cast, roll))
    resolved = relabelled(draft, iter(heard), cast.speakers)
    return resolved, (*roll.notices, *_unknown(seen, heard), *unused)


def _roll_call(seen: Survey, lang: str) -> tuple[list[tuple[int, ...]], Roll]:
    """The numbers of the labels in each voice, and the roll of all labels."""
    numbers: dict[str, int] = {}
    by_print: dict[str, int] = {}
    for voice in seen.voices:
        for label in voice.speakers:
            if label.text not in by_print:
                by_print[label.text] = numbers.setdefault(clean(label.text), len(numbers))
    calls = [tuple([by_print[label.text] for label in voice.speakers]) for voice in seen.voices]
    counts = Counter(label for call in calls for label in call)
    words = vocabulary(lang)
    forms = _settled([taken_apart(text, words) for text in numbers], counts, seen)
    roll = Roll(forms, words)
    for at in counts:
        roll.counts[at] = counts[at]
    _note_places(roll, seen, calls)
    return calls, roll


def _settled(forms: Sequence[Form], counts: Counter[int], seen: Survey) -> list[Form]:
    """The forms with the reach of their labels decided: one speaker, or somebody else at every turn."""
    dialogue = len(forms) <= DIALOGUE_LABELS and not any(form.kind.kind == "group" for form in forms)
    scripted = any(form.kind.reach in ("marked", "bare") for form in forms) and seen.is_scripted()

    def settled(at: int, form: Form) -> Form:
        if form.kind.reach in ("one", "many"):
            return form
        dense = dialogue and counts[at] >= max(DIALOGUE_TURNS, DIALOGUE_SHARE * len(seen.voices))
        one = scripted or (form.kind.reach == "bare" and dense)
        return evolve(
            form, kind=Kind("person", "one", form.sex) if one else Kind("anonymous", "many", form.sex)
        )

    return [settled(at, form) for at, form in enumerate(forms)]


def _note_places(roll: Roll, seen: Survey, calls: Sequence[tuple[int, ...]]) -> None:
    before: tuple[int, ...] = ()
    heard: set[int] = set()
    for at, (voice, call) in enumerate(zip(seen.voices, calls, strict=True)):
        for number, label in zip(call, voice.speakers, strict=True):
            if number not in heard:
                heard.add(number)
                roll.first_heard[number] = at
                roll.first[number] = label.span
            roll.last_heard[number] = at
        if isinstance(voice, Turn):
            if len(call) == len(before) == 1 and call != before and at not in seen.fresh:
                roll.beside[before[0], call[0]] += 1
            before = call


def _painter(seen: Survey, roll: Roll) -> Painter:
    names = [form.words for form in roll.forms if form.is_person]
    words = roll.vocabulary
    return Painter(
        Casing(seen, shouted(roll.forms), words.particles | words.stop_words),
        appositions(seen.prose, names, roll.vocabulary),
    )


def _spoken_by(call: tuple[int, ...], joint: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple([part for label in call for part in joint.get(label, (label,))]) if joint else call


def _heard(seen: Survey, calls: Sequence[tuple[int, ...]], cast: Cast, roll: Roll) -> Iterator[Heard]:
    """Who speaks in each voice. A turn that goes on after an interruption is its first half's speaker's."""
    by_turn: dict[str, tuple[Speaker, ...]] = {}
    for voice, call in zip(seen.voices, calls, strict=True):
        speakers = by_turn.get(voice.continues, ()) if isinstance(voice, Turn) and voice.continues else ()
        speakers = speakers or tuple(dict.fromkeys([cast.speaker(label) for label in call]))
        reasons = [roll.reasons[label] for label in call if label in roll.reasons]
        if isinstance(voice, Turn):
            by_turn[voice.id] = speakers
        yield Heard(speakers, lowered(voice.attribution, reasons))


def _unknown(seen: Survey, heard: Sequence[Heard]) -> Iterator[Notice]:
    """A notice for each turn whose label says that nobody knows who speaks."""
    for voice, here in zip(seen.voices, heard, strict=True):
        if isinstance(voice, Turn) and any(speaker.kind == "unknown" for speaker in here.speakers):
            message = f"the text does not say who speaks in turn {voice.id} ({voice.label})"
            yield Notice(
                "speaker-unknown",
                message,
                "info",
                span=voice.span,
                remedy="name the speaker in a speaker file",
            )
