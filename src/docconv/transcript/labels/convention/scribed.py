"""What others said in a meeting, written into its chat by a scribe or a program, each with a name before it.

The commands are those that the programs for the minutes of working groups read, see
https://w3c.github.io/scribe2/scribedoc.html: `scribe: Ada`, `scribe+`, `ScribeNick: ada`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import evolve

from docconv.model import Attribution, Evidence
from docconv.patterns import regex
from docconv.transcript.annotations import Candidate, LabelRule, WeighedCandidate
from docconv.transcript.lexicon import TranscriptLexicon
from docconv.transcript.lines.lines import TranscriptLine

SCRIBED = LabelRule("scribed", (), 0.0)
FEWEST = 4  # messages
FEWEST_NAMES = 2
SELDOM = 3
"""Who is named so many times as often as they write hardly writes."""
SCRIBE = regex(r"(?:scribe(?:nick)?\s?:\s*(.+)|scribe\+\s?(.*))$", re.IGNORECASE)
WORD = regex(r"\w+")
SAID_BY = regex(r"([^\W\d_][\w.'’-]{0,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){0,3}):\s++(?=\S)")
GOES_ON = ("...", "…")
COMMANDS = frozenset([
    "action", "actions", "agenda", "agendum", "chair", "chairs", "date", "issue", "issues", "meeting",
    "next", "present", "proposal", "proposed", "regrets", "resolution", "resolved", "rrsagent", "scribe",
    "scribenick", "scribes", "slides", "subtopic", "summary", "topic", "url", "zakim",
])  # fmt: skip
"""What is before a colon in such a chat, and nobody."""
BY_SCRIBE = Evidence("scribed", "who writes the minutes has the name before it")
SPOKEN_TO = Evidence("scribed", "who writes the minutes may speak to them")
WRITTEN = Evidence("scribed", "it goes on with what somebody said whose words are written down by another")
BY_NICK = Evidence("scribed", "nothing but the nick says who wrote it")
PERHAPS = Evidence("scribed", "most that is said so has the name of somebody else before it")


def take_scribed(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Give what a scribe writes to whoever is named before it, `<ada> Ben: I agree`, and doubt what goes on
    with it, `<ada> ... and so on`. Where nobody is called a scribe, but most messages of one have names of
    several before them who hardly write themselves, doubt all of these.
    """
    chat: dict[str, list[TranscriptLine]] = {}
    for line in lines:
        if line.choice is None or line.is_confirmed or line.speaker:
            continue
        if line.choice.candidate.rule.name == "angle":
            chat.setdefault(line.choice.candidate.label.casefold(), []).append(line)
    scribes = {word for line in lines if chat for word in _scribes_in(line.text)}
    for nick, own in chat.items():
        told = [line for line in own if not _is_command(line)]
        named = [(line, name) for line in told if (name := _name_in(line, lexicon)) is not None]
        if nick in scribes and len(named) * 2 > sum(map(_is_told, told)):
            counts = Counter(name[1].casefold() for _, name in named)
            known = {
                name
                for name, count in counts.items()
                if count > 1 or not chat.keys().isdisjoint(_words(name))
            }
            _give(told, {line.number: name for line, name in named}, known)
        elif _relays(told, Counter(name[1].casefold() for _, name in named), chat):
            for line, _ in named:
                _doubt(line, PERHAPS)


def doubt_messages(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Take messages of a chat among what is said, `<alee> I agree`, whose nick is made of the name in another
    label, and doubt the others, but for sounds, `<laughs> I agree`; among messages, take all.
    """
    sounds = lexicon.vocal | lexicon.kinesic
    seen = [(line, item) for line in lines if (item := _message(line)) and item.label not in sounds]
    if not seen:
        return
    taken = [line.choice.candidate for line in lines if line.choice is not None]
    is_chat = sum(one.rule.name in ("angle", SCRIBED.name) for one in taken) * 2 > len(taken) >= FEWEST
    nicks = {nick for label in {one.label for one in taken} for nick in _nicks(label)}
    for line, item in seen:
        line.is_doubtful = True
        if is_chat or "".join(filter(str.isalnum, item.label.casefold())) in nicks:
            line.choice = WeighedCandidate(item, Attribution("medium", (BY_NICK,)), (BY_NICK,))


def _message(line: TranscriptLine) -> Candidate | None:
    """A nick and a message on a line about which nothing is known."""
    if line.choice is not None or line.mark is not None or not line.candidates:
        return None
    found = next((item for item in line.candidates if item.rule.name == "angle"), None)
    return found if found is not None and " " not in found.label and not found.alone else None


def _nicks(label: str) -> Iterator[str]:
    """How somebody with a first and a last name may be called in a chat: `alee`, `annlee`, `annl`."""
    first, *more = ("".join(filter(str.isalnum, word)) for word in label.casefold().split())
    if more and first and more[-1]:
        yield from (first + more[-1], first[0] + more[-1], first + more[-1][0], "".join((first, *more)))


def _scribes_in(text: str) -> Iterator[str]:
    """The nicks and the words of names that a message calls scribes: its own for `scribe+`."""
    nick, _, said = text.rpartition(">") if "cribe" in text else ("", "", "")
    match = SCRIBE.fullmatch(said.strip())
    if match is not None:
        yield from _words((match[1] or match[2] or nick.rpartition("<")[2]).casefold())


def _name_in(line: TranscriptLine, lexicon: TranscriptLexicon) -> re.Match[str] | None:
    """The name before what a message says, which is no command and no word that is no label."""
    choice = line.choice
    match = SAID_BY.match(line.text, choice.candidate.body) if choice is not None else None
    name = match[1].casefold() if match is not None else ""
    return None if name in COMMANDS or name in lexicon.not_labels else match


def _is_command(line: TranscriptLine) -> bool:
    """Whether a message is for a program, or begins a part of the minutes: `Topic: the index`."""
    match = SAID_BY.match(_said(line))
    return match is not None and match[1].casefold() in COMMANDS


def _is_told(line: TranscriptLine) -> bool:
    """Whether a message has more words than a command, `q+`, and begins something."""
    said = _said(line)
    return " " in said and not said.startswith(GOES_ON) and SCRIBE.fullmatch(said) is None


def _relays(
    own: Sequence[TranscriptLine], names: Counter[str], chat: Mapping[str, Sequence[TranscriptLine]]
) -> bool:
    """Whether nearly all messages of one have the names of two or more before them, most of whom hardly
    write anything: somebody who helps others calls each by name, too.
    """
    count = names.total()
    told = sum(map(_is_told, own))
    if count < FEWEST or count * 5 < told * 4 or len(names) < FEWEST_NAMES:
        return False
    spoken_to = [n for name, n in names.items() if sum(map(_is_told, chat.get(name, ()))) * SELDOM >= n]
    return sum(spoken_to) * 2 < count


def _words(name: str) -> tuple[str, ...]:
    """A name, and its words."""
    return (name, *WORD.findall(name))


def _give(own: Sequence[TranscriptLine], named: Mapping[int, re.Match[str]], known: Collection[str]) -> None:
    """Give the messages of a scribe to those who are named in them, by the number of the line: surely to
    those who are known to be in the meeting.
    """
    others = False
    for line in own:
        name = named.get(line.number)
        if name is not None and line.choice is not None:
            found = line.choice.candidate
            given = evolve(
                found,
                label=name[1],
                start=name.start(1),
                body=name.end(),
                delivery=f"{found.delivery} {line.text[found.start - 1 : found.body]}".strip(),
                rule=SCRIBED,
            )
            if name[1].casefold() in known:
                line.choice = WeighedCandidate(given, Attribution("high", (BY_SCRIBE,)))
            else:
                line.choice = WeighedCandidate(given, Attribution("medium", (BY_SCRIBE,)), (SPOKEN_TO,))
            others = True
        elif others and _said(line).startswith(GOES_ON):
            _doubt(line, WRITTEN)


def _doubt(line: TranscriptLine, reason: Evidence) -> None:
    """Say why a message may be somebody else's."""
    if line.choice is not None:
        doubted = Attribution("low", (*line.choice.attribution.evidence, reason))
        line.choice = WeighedCandidate(line.choice.candidate, doubted, (reason,))


def _said(line: TranscriptLine) -> str:
    """What is behind the nick."""
    return line.text[line.choice.candidate.body :] if line.choice is not None else ""
