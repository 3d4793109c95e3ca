"""The head of a CHAT file: facts, and who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TypeAlias

from attrs import evolve, field, frozen

from docconv.formats.chat.lines import ChatLine
from docconv.languages.codes import LETTERS
from docconv.model import Metadata, Sex, Speaker, SpeakerKind
from docconv.patterns import regex
from docconv.speakers.labels.ids import Ids
from docconv.wellformed.shapes import is_date, is_language

SILENT = frozenset(("Font", "Window", "Color words"))
"""Lines that say how the file is shown."""
OWN = frozenset(("Participants", "ID", "Languages", "Date", "Media"))
"""Lines that have a place of their own."""
HEADERS = frozenset((
    "Activities", "Bck", "Interaction Type", "Location", "Number", "Recording Quality", "Room Layout",
    "Situation", "Tape Location", "Time Duration", "Time Start", "Transcriber", "Transcription", "Types",
    "Warning", "Exceptions",
))  # fmt: skip
"""Lines of the head that are facts."""
PREFIX = "docconv."
"""Comments with which docconv says what CHAT has no line for; the last of them is the end of the head."""
COMMENT = "Comment"
ID_FACTS = ("age", "group", "status", "education", "custom")
Fact: TypeAlias = tuple[str, str]
DAY = regex(r"(\d{1,2})-([A-Z]{3})-(\d{4})")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
SEXES: Mapping[str, Sex] = {"male": "M", "female": "F"}
MEDIA_KIND, HEARD = "Media", "audio"
"""The fact that says what a recording is and whether the file is linked to it, where it is not just heard."""
STATES = ("missing", "unlinked", "notrans")
KIND = regex(rf"(?:audio|video)(?:, (?:{'|'.join(STATES)}))?|missing")
GROUPS = ("Group", "Audience")
"""Roles of several people at once."""
UNTOLD = ("Participant", "Group", "Unidentified")
"""Roles of those whose role nobody has told."""
CORPUS = "docconv"
"""The name of the corpus in lines that docconv has written."""


@frozen
class Participant:
    """Somebody whom the head lists: the code before what they say, their name, and what else is told;
    `office`: what docconv has written of their role.
    """

    code: str
    name: str = ""
    role: str = ""
    office: str | None = None
    sex: Sex | None = None
    facts: tuple[tuple[str, str], ...] = field(default=())


def head_of(lines: Sequence[ChatLine]) -> list[ChatLine]:
    """The lines before the first that somebody says, or those up to the last one of docconv's own."""
    head = list(takewhile(lambda line: line.sign == "@", lines))
    own = [place for place, line in enumerate(head, 1) if _is_own(line)]
    return head[: own[-1]] if own else head


def _is_own(line: ChatLine) -> bool:
    return line.name == COMMENT and line.value.startswith(PREFIX)


def own_facts(head: Iterable[ChatLine]) -> dict[str, str]:
    """What docconv says of a document in a head that it has written."""
    said = (line.value.removeprefix(PREFIX).partition(": ") for line in head if _is_own(line))
    return {name: value for name, _, value in said}


def _own_metadata(head: Sequence[ChatLine], cast: Iterable[Participant], own: Mapping[str, str]) -> Metadata:
    """The facts of a head by docconv, whose comments are facts for which CHAT has no line."""
    fields: list[Fact] = []
    for one in head:
        name, _, value = one.value.partition(": ")
        if one.name == COMMENT and not _is_own(one):
            fields.append((name, value))
        elif one.name in HEADERS:
            fields.append((one.name, one.value))
    found = {one.name: one.value for one in head}
    lang, date = own.get("lang", ""), own.get("date", "")
    return Metadata(
        title=own.get("title"),
        lang=lang if is_language(lang) else "und",
        date=date if is_date(date) else _day(found.get("Date", "")),
        status=own.get("status"),
        fields=(*fields, *(fact for one in cast for fact in one.facts)),
        media=_media(found.get("Media", ""))[0],
    )


def _media(line: str) -> tuple[str | None, str]:
    """The name of a recording, and what it is: `talk, video, unlinked`."""
    name, _, kind = line.rpartition(",")
    if kind.strip() in STATES and name.rpartition(",")[2].strip() in ("audio", "video"):
        name, _, heard = name.rpartition(",")
        kind = f"{heard.strip()}, {kind.strip()}"
    return (name or kind).strip(' \t"') or None, kind.strip() if name else ""


def metadata(head: Sequence[ChatLine], cast: Iterable[Participant]) -> Metadata:
    """The facts of a head."""
    if own := own_facts(head):
        return _own_metadata(head, cast, own)
    found = {one.name: one.value for one in head}
    fields = [
        (one.name, one.value) for one in head if one.name not in SILENT and one.name not in OWN and one.value
    ]
    fields += [fact for one in cast for fact in one.facts]
    media, kind = _media(found.get("Media", ""))
    if KIND.fullmatch(kind) and kind != HEARD:
        fields.append((MEDIA_KIND, kind))
    day = _day(found.get("Date", ""))
    if "Date" in found and day is None:
        fields.append(("Date", found["Date"]))
    return Metadata(
        lang=_language(found.get("Languages", "")),
        date=day,
        fields=tuple(fields),
        media=media,
    )


def _language(value: str) -> str:
    first = value.replace(",", " ").split()[:1]
    tag = LETTERS.get(first[0].casefold(), first[0]) if first else "und"
    return tag if is_language(tag) else "und"


def _day(value: str) -> str | None:
    """`03-MAY-2021` as `2021-05-03`."""
    found = DAY.fullmatch(value.strip().upper())
    if found is None or found[2] not in MONTHS:
        return None
    day = f"{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}"
    return day if is_date(day) else None


def participants(head: Sequence[ChatLine]) -> list[Participant]:
    """Those who take part, in the order of the head."""
    listed = (one.value for one in head if one.name == "Participants")
    found = dict(filter(None, map(_listed, " , ".join(listed).split(","))))
    for line in head:
        if line.name == "ID":
            columns = [column.strip() for column in line.value.split("|")]
            code = columns[2] if len(columns) > 2 else ""
            found[code] = _described(found.get(code, Participant(code)), columns)
    return [one for code, one in found.items() if code]


def _listed(entry: str) -> tuple[str, Participant] | None:
    """`CHI Ada Target_Child`: a code, a name or none, a role."""
    words = entry.split()
    if not words:
        return None
    name = " ".join(words[1:-1]).replace("_", " ")
    return words[0], Participant(words[0], name, words[-1] if len(words) > 1 else "")


def _described(one: Participant, columns: Sequence[str]) -> Participant:
    """What `language|corpus|code|age|sex|group|status|role|education|custom|` says of somebody."""
    said = dict(zip(("language", "corpus", "code", "age", "sex", "group", "status", "role", "education",
                     "custom"), columns, strict=False))  # fmt: skip
    is_own = said.get("corpus") == CORPUS
    told = [(key, said.get(key, "")) for key in ID_FACTS if not (is_own and key == "custom")]
    facts = tuple((id_fact(key, one.code), value) for key, value in told if value)
    sex = SEXES.get(said.get("sex", "").casefold())
    role = one.role or said.get("role", "")
    if is_own:
        office = said.get("custom", "") or ("" if role in UNTOLD else role)
        return evolve(one, role=role, office=office, sex=sex, facts=facts)
    return evolve(one, role=role, sex=sex, facts=facts)


def id_fact(key: str, code: str) -> str:
    """What a column of an @ID line is called as a fact."""
    return f"{key} of {code}"


def speakers(cast: Iterable[Participant], lang: str) -> Iterator[Speaker]:
    """The participants as those who speak. Who has no name is called by the role."""
    ids = Ids(set(), lang)
    for one in cast:
        role = one.role.replace("_", " ")
        name = one.name or role or one.code
        kind: SpeakerKind = "group" if one.role in GROUPS else "person"
        aliases = (one.code,) if one.code != name else ()
        told = one.role if one.office is None else one.office
        yield Speaker(ids.only(name), kind, name, told or None, one.sex, aliases)
