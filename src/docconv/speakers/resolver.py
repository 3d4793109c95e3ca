"""Labels -> speakers, on one screen: mentions, their labels, the user's decisions, rules, speakers."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from attrs import evolve

from docconv.model import Turn
from docconv.notices import Notice
from docconv.speakers.assignment import SpeakerFactory, lowered
from docconv.speakers.clusters import LabelClusters
from docconv.speakers.court import persons_in_court
from docconv.speakers.labels.form import Form, clean, label_key
from docconv.speakers.labels.gazetteer import NameGazetteer, Words, gazetteer, given_names, word
from docconv.speakers.labels.ids import Ids, readings
from docconv.speakers.labels.kinds import PERSON, VoiceKind
from docconv.speakers.labels.names import given_names_first, is_short_form, taken_apart
from docconv.speakers.labels.numbering import without_turn_numbers
from docconv.speakers.labels.titles import as_surname
from docconv.speakers.mentions import FIRST_BLOCKS, Mentions, mentions_of
from docconv.speakers.overrides import decided
from docconv.speakers.profile import SpeakerProfiler, appositions, shouted, truecaser
from docconv.speakers.relabel import Assignment, relabelled
from docconv.speakers.rules.chairs import persons_in_chair
from docconv.speakers.rules.identity import RULES
from docconv.speakers.rules.joint import joint_labels
from docconv.speakers.rules.present import (
    holders_of,
    initials_together,
    name_by_other_names,
    name_initials,
    name_listed,
    name_offices,
)
from docconv.speakers.table import EMPTY_TABLE, SpeakerTable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from docconv.model import Draft, Label, Resolved, Sex, Speaker

PRINTED = (True,)
DIALOGUE_TURNS = 4
DIALOGUE_SHARE = 0.25
DIALOGUE_LABELS = 3
"""Where so few labels speak, a noun for nobody in particular that speaks so often is one person."""


def resolve(draft: Draft, table: SpeakerTable = EMPTY_TABLE) -> tuple[Resolved, tuple[Notice, ...]]:
    """The document with speakers in the place of labels, and what was doubtful. The text stays as it is.

    Linear in the length of the document. The table decides before any rule does.
    """
    mentions = mentions_of(draft)
    told = set(mentions.prose)
    italic = [text for number, text in mentions.notes if number == 0 and text not in told]
    listed = [*(value for _, value in draft.metadata.fields), *mentions.prose]
    mention_labels, clusters = _labels(mentions, draft.metadata.lang, table.named, (*italic, *listed))
    table = table.on(draft.metadata.date)
    unused = decided(clusters, table)
    name_offices(clusters, (*draft.metadata.fields, *holders_of(mentions.prose, clusters.gazetteer)))
    name_initials(clusters, [*italic, *listed], draft.metadata.fields)
    name_by_other_names(clusters, listed)
    joint = joint_labels(clusters)
    for name, rule in RULES:
        clusters.join(rule(clusters), name)
    marks = [
        PRINTED
        if len(labels) == 1 and mention.speakers[0].printed
        else tuple([label.printed for label in _in_step(mention.speakers, labels)])
        for mention, labels in zip(mentions.all, mention_labels, strict=True)
    ]
    found = set(zip(mention_labels, marks, strict=True))
    printed = {
        at for labels, given in found for at, is_printed in zip(labels, given, strict=True) if is_printed
    }
    name_listed(clusters, listed, printed)
    lang = draft.metadata.lang
    read = readings([*mentions.prose, *(form.text for form in clusters.forms)], lang)
    ids = Ids({entry.id for entry in table.entries}, lang, read)
    factory = SpeakerFactory(clusters, _profiler(mentions, clusters), table, ids)
    spoken_by = [_parted(labels, joint) for labels in mention_labels]
    assignments = list(_assignments(mentions, spoken_by, marks, factory))
    resolved = relabelled(draft, assignments, factory.speakers)
    return resolved, (*clusters.notices, *_unknown(mentions, assignments, resolved.speakers), *unused)


def _labels(
    mentions: Mentions, lang: str, named: Collection[str], listed: Iterable[str]
) -> tuple[list[tuple[int, ...]], LabelClusters]:
    """The numbers of the labels in each mention, and the clusters of all labels; those that are `named`,
    since something is decided of them, stand for nobody else. Texts of the front list those present.
    """
    words = gazetteer(lang)
    persons = {**persons_in_chair(mentions, words), **persons_in_court(mentions, words)}
    persons = {
        at: one for at, one in persons.items() if label_key(mentions.all[at].speakers[0].text) not in named
    }
    free = (label.text for mention in mentions.all for label in mention.speakers)
    together = initials_together((one for one in free if label_key(one) not in named), listed, words)
    mention_labels, numbers, by_print = _numbered(mentions, persons, together)
    counts = Counter(chain.from_iterable(mention_labels))
    cleaned = [clean(label.text) for mention in mentions.all for label in mention.speakers]
    stems = {**without_turn_numbers(cleaned, words), **given_names_first(by_print, words)}
    forms = [
        evolve(taken_apart(stems[text], words), text=text) if text in stems else taken_apart(text, words)
        for text in numbers
    ]
    forms = _settled(_with_surnames(forms, mentions, words), counts, mentions, words)
    clusters = LabelClusters(forms, words)
    clusters.counts = [counts[at] for at in range(len(forms))]
    _note_places(clusters, mentions, mention_labels)
    return mention_labels, clusters


def _numbered(
    mentions: Mentions, persons: Mapping[int, str], together: Mapping[str, tuple[str, ...]]
) -> tuple[list[tuple[int, ...]], dict[str, int], dict[str, int]]:
    """The numbers of the labels in each mention, of each label as it is cleaned, and as it is printed; one
    that is of several `together` counts as theirs.
    """
    numbers: dict[str, int] = {}
    by_print: dict[str, int] = {}
    known: dict[tuple[str, ...], tuple[int, ...]] = {}
    mention_labels = []
    for at, mention in enumerate(mentions.all):
        printed = (persons[at],) if at in persons else tuple([label.text for label in mention.speakers])
        printed = together.get(printed[0], printed) if len(printed) == 1 else printed
        if printed not in known:
            for text in (one for one in printed if one not in by_print):
                by_print[text] = numbers.setdefault(clean(text), len(numbers))
            known[printed] = tuple([by_print[text] for text in printed])
        mention_labels.append(known[printed])
    return mention_labels, numbers, by_print


def _with_surnames(forms: Sequence[Form], mentions: Mentions, words: NameGazetteer) -> Sequence[Form]:
    """The forms with trades as surnames, where nothing is played: after a form of address, before a party,
    and alone where most others are called by a surname alone, or two such have a first name or a form of
    address before them in what is told.
    """
    if mentions.is_staged():  # a bracket says how somebody speaks: `ADA (OVER RADIO)`
        return [evolve(form, qualifiers=()) for form in forms]
    if mentions.is_scripted():
        return forms
    named = [
        as_surname(form, words) if form.qualifiers or _is_addressed(form, words) else form for form in forms
    ]
    bare = [form for form in named if form.name and len(form.words) == 1]
    usual = len(bare) > 1 and len(bare) * 2 >= len(named)
    usual = usual or len(_surnames_told(named, mentions, words)) > 1
    alone = (len(form.text.split()) == 1 for form in named)
    return [
        as_surname(form, words) if usual and one else form for form, one in zip(named, alone, strict=True)
    ]


def _surnames_told(forms: Sequence[Form], mentions: Mentions, words: NameGazetteer) -> set[str]:
    """The labels of one word, an office and a surname, that have a first name or a form of address before
    them at the head: `Present: Jan Schäfer, Frau Müller`.
    """
    trades = {form.key for form in forms if form.words in words.surnames and form.name is None}
    tokens = [word(one) for text in (mentions.prose[:FIRST_BLOCKS] if trades else ()) for one in text.split()]
    return {
        name
        for before, name in pairwise(tokens)
        if name in trades and (before in given_names() or (before,) in words.honorifics)
    }


def _is_addressed(form: Form, words: NameGazetteer) -> bool:
    """Whether a form of address is before an office, or an office before another."""
    tokens = tuple(map(word, form.text.split()))
    return words.honorifics.longest(tokens) in range(1, len(tokens)) and tokens[0] not in words.articles


def _settled(
    forms: Sequence[Form], counts: Counter[int], mentions: Mentions, words: NameGazetteer
) -> list[Form]:
    """The forms with the reference of their labels decided: one speaker, or somebody else at every turn."""
    many = mentions.names_one_of(words.many_askers)
    interview = any(form.words in words.answer for form in forms) or (len(forms) == 2 and not many)
    shorts = {label_key(form.text) for form in forms}
    dialogue = len(forms) <= DIALOGUE_LABELS and not any(form.kind.kind == "group" for form in forms)
    scripted = any(form.kind.reference in ("modified", "bare") for form in forms) and mentions.is_scripted()

    def settled(at: int, form: Form) -> Form:
        if many and form.name is None and form.kind == PERSON and form.words in words.anonymous:
            return evolve(form, kind=VoiceKind("anonymous", "indefinite", form.sex), office=None)
        if form.kind.reference in ("specific", "indefinite"):
            return form
        if form.kind.reference == "voice":
            return evolve(
                form, kind=VoiceKind("anonymous", "specific" if interview else "indefinite", form.sex)
            )
        if any(label_key(one) in shorts and is_short_form(one, form) for one in form.brackets):
            return evolve(form, kind=VoiceKind(form.kind.kind, "specific", form.sex))
        dense = dialogue and counts[at] >= max(DIALOGUE_TURNS, DIALOGUE_SHARE * len(mentions.all))
        if scripted or (form.kind.reference == "bare" and dense):
            return evolve(form, kind=VoiceKind(sex=form.sex))
        return evolve(form, kind=VoiceKind("anonymous", "indefinite", form.sex))

    return [settled(at, form) for at, form in enumerate(forms)]


def _note_places(
    clusters: LabelClusters, mentions: Mentions, mention_labels: Sequence[tuple[int, ...]]
) -> None:
    before: tuple[int, ...] = ()
    heard: dict[int, int] = {}
    beside: list[tuple[int, int]] = []
    for at, (mention, labels) in enumerate(zip(mentions.all, mention_labels, strict=True)):
        for number in labels:
            if number not in heard:
                clusters.first_heard[number] = at
                clusters.first[number] = _in_step(mention.speakers, labels)[labels.index(number)].span
            heard[number] = at
        if isinstance(mention, Turn):
            if len(labels) == len(before) == 1 and labels != before and at not in mentions.fresh:
                beside.append((before[0], labels[0]))
            before = labels
    for number, at in heard.items():
        clusters.last_heard[number] = at
    clusters.beside.update(beside)


def _in_step(printed: Sequence[Label], labels: Sequence[int]) -> Sequence[Label]:
    """The printed label of each number; one is that of all who speak together."""
    return printed if len(printed) == len(labels) else [printed[0]] * len(labels)


def _profiler(mentions: Mentions, clusters: LabelClusters) -> SpeakerProfiler:
    """What is known of speakers; an office beside the name of a man and a woman is neither's."""
    sexes: defaultdict[Words, set[Sex]] = defaultdict(set)
    for form in clusters.forms:
        if form.is_person:
            sexes[form.words].update({form.sex} if form.sex else ())
    names = [name for name, some in sexes.items() if not {"F", "M"} <= some]
    words = clusters.gazetteer
    return SpeakerProfiler(
        truecaser(mentions, shouted(clusters.forms), words.particles | words.stop_words),
        appositions(mentions.prose, names, clusters.gazetteer),
    )


def _parted(labels: tuple[int, ...], joint: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple([part for label in labels for part in joint.get(label, (label,))]) if joint else labels


def _assignments(
    mentions: Mentions,
    mention_labels: Sequence[tuple[int, ...]],
    marks: Sequence[tuple[bool, ...]],
    factory: SpeakerFactory,
) -> Iterator[Assignment]:
    """Who speaks in each mention, of whose labels `marks` say whether they are printed. A turn that goes on
    after an interruption is its first half's speaker's.
    """
    by_turn: dict[str, tuple[Speaker, ...]] = {}
    reasons = factory.clusters.reasons
    for mention, labels, printed in zip(mentions.all, mention_labels, marks, strict=True):
        turn = mention if isinstance(mention, Turn) else None
        speakers = by_turn.get(turn.continues, ()) if turn is not None and turn.continues else ()
        if not speakers:
            heard = [factory.speaker(label, is_printed=all(printed)) for label in labels]
            speakers = tuple(heard if len(heard) == 1 else dict.fromkeys(heard))
        if turn is not None:
            by_turn[turn.id] = speakers
        told = [reasons[label] for label in labels if label in reasons] if reasons else []
        yield Assignment(speakers, lowered(mention.attribution, told) if told else mention.attribution)


def _unknown(
    mentions: Mentions, assignments: Sequence[Assignment], speakers: Iterable[Speaker]
) -> Iterator[Notice]:
    """A notice for each turn whose label says that nobody knows who speaks."""
    if not any(speaker.kind == "unknown" for speaker in speakers):
        return
    for mention, here in zip(mentions.all, assignments, strict=True):
        if isinstance(mention, Turn) and any(speaker.kind == "unknown" for speaker in here.speakers):
            message = f"the text does not say who speaks here, “{mention.label}”"
            yield Notice("speaker-unknown", message, "info", mention.span, remedy=_say_who(mention))


def _say_who(turn: Turn[Label]) -> str:
    """The table that says who speaks in a turn, where its line begins with the label."""
    import json  # noqa: PLC0415  most texts say who speaks

    begins, name = turn.span, next((label.span for label in turn.speakers), None)
    if begins is None or name is None or (begins.line, begins.column) != (name.line, name.column):
        return "say speaker = ... of the line, in the file of decisions"
    text = json.dumps(turn.label, ensure_ascii=False)
    return f'[[line]]\ntext = {text}\nline = {begins.line}\nspeaker = "who it is"'
