"""Who takes part, as the head of a CHAT file lists them: a code each, a name, a role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from docconv.formats.chat.head import CORPUS, GROUPS, ID_FACTS, Fact, id_fact
from docconv.languages.codes import LETTERS
from docconv.model import Resolved, Speaker, Turn
from docconv.patterns import regex
from docconv.walk import turns

CODE = regex(r"[A-Z][A-Z0-9]{0,6}")
NOT_IN_CODES = regex(r"[^A-Z0-9]")
NOBODY = "UNK"
LENGTH = 3
ROLES = frozenset((
    "Target_Child", "Child", "Mother", "Father", "Brother", "Sister", "Sibling", "Grandmother",
    "Grandfather", "Relative", "Participant", "Investigator", "Adult", "Boy", "Girl", "Friend", "Group",
    "Audience", "Partner", "Student", "Teacher", "Teenager", "Male", "Female", "Visitor", "Caretaker",
    "Environment", "Doctor", "Nurse", "Patient", "Client", "Subject", "Leader", "Member", "Narrator",
    "Speaker", "Host", "Justice", "Attorney", "Guest", "Media", "Text", "Toy", "Unidentified", "Uncertain",
    "Other", "OffScript", "LENA",
))  # fmt: skip
"""The roles that CHAT has; another one is in the column of the @ID line that is free."""
SEXES = {"F": "female", "M": "male"}
COLUMNS = regex(r"[|,\t]")


@frozen
class ListedParticipant:
    """Somebody by the code before their lines; `custom` is a role that CHAT does not have."""

    code: str
    name: str = ""
    role: str = "Participant"
    sex: str = ""
    custom: str = ""
    facts: Mapping[str, str] = field(factory=dict)


@frozen
class ParticipantCodes:
    """The participants of a document, and the code of each turn by the ids of its speakers."""

    listed: tuple[ListedParticipant, ...]
    codes: Mapping[tuple[str, ...], str]
    taken: frozenset[Fact]


def participant_codes(document: Resolved) -> ParticipantCodes:
    """Those who speak, alone or together, in their order; nobody is a participant, too."""
    used: set[str] = {NOBODY}
    listed: list[ListedParticipant] = []
    codes: dict[tuple[str, ...], str] = {}
    taken: list[Fact] = []
    for one in document.speakers:
        code = codes[one.id,] = _code(_wanted(one), used)
        own = {
            key: fact
            for fact in document.metadata.fields
            for key in ID_FACTS
            if fact[0] == id_fact(key, code)
        }
        taken += own.values()
        listed.append(_listed(one, code, {key: value for key, (_, value) in own.items()}))
    for turn in turns(document):
        ids = tuple(speaker.id for speaker in turn.speakers)
        if ids not in codes:
            codes[ids] = _code(turn.label or "ALL", used) if ids else NOBODY
            listed.append(_together(turn, codes[ids]))
    return ParticipantCodes(tuple(listed), codes, frozenset(taken))


def _wanted(speaker: Speaker) -> str:
    """The label of somebody that is a code already, else their name."""
    own = (alias for alias in speaker.aliases if CODE.fullmatch(alias))
    return next(own, speaker.id)


def _code(wanted: str, used: set[str]) -> str:
    """A code that nobody has: one as it is, else the first letters, with a number where others have these."""
    whole = wanted if CODE.fullmatch(wanted) else NOT_IN_CODES.sub("", wanted.upper())[:LENGTH]
    whole = whole if CODE.fullmatch(whole) else "SPK"
    number, code = 1, whole
    while code in used:
        number += 1
        code = f"{whole}{number}"
    used.add(code)
    return code


def _listed(one: Speaker, code: str, facts: Mapping[str, str]) -> ListedParticipant:
    role = "_".join((one.role or "").split())
    usual = "Group" if one.kind == "group" else "Participant"
    known = role if role in ROLES and (role in GROUPS) == (one.kind == "group") else usual
    custom = "" if known == role else _column(one.role or "")
    name = _column(one.name or next(iter(one.aliases), ""))
    return ListedParticipant(code, "_".join(name.split()), known, SEXES.get(one.sex or "", ""), custom, facts)


def _column(text: str) -> str:
    return " ".join(COLUMNS.sub(" ", text).split())


def _together(turn: Turn[Speaker], code: str) -> ListedParticipant:
    if not turn.speakers:
        return ListedParticipant(code, role="Unidentified")
    names = turn.label or " & ".join(one.name or one.id for one in turn.speakers)
    return ListedParticipant(code, "_".join(_column(names).split()), "Group")


def lines(listed: Sequence[ListedParticipant], lang: str, options: Iterable[str]) -> Iterator[str]:
    """The lines of the head about those who take part, and the options between them."""
    told = (" ".join(filter(None, (one.code, one.name, one.role))) for one in listed)
    yield f"@Participants:\t{', '.join(told)}"
    yield from (f"@Options:\t{one}" for one in options)
    for one in listed:
        facts = {"sex": one.sex, "role": one.role, "custom": one.custom, **one.facts}
        columns = (
            facts.get(key, "") for key in ("age", "sex", "group", "status", "role", "education", "custom")
        )
        yield f"@ID:\t{lang}|{CORPUS}|{one.code}|{'|'.join(columns)}|"


def three_letters(lang: str) -> str:
    """A tag as a code of three letters, where it has one."""
    main = lang.partition("-")[0]
    return next((code for code, tag in LETTERS.items() if tag == main), main)
