"""The head of a CHAT file: facts, and who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
DAY = regex(r"(\d{1,2})-([A-Z]{3})-(\d{4})")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
SEXES: Mapping[str, Sex] = {"male": "M", "female": "F"}
MEDIA = regex(r"\"?([^\",]+)")
GROUPS = ("Group", "Audience")
"""Roles of several people at once."""


@frozen
class Participant:
    """Somebody whom the head lists: the code before what they say, their name, and what else is told."""

    code: str
    name: str = ""
    role: str = ""
    sex: Sex | None = None
    facts: tuple[tuple[str, str], ...] = field(default=())


def metadata(head: Sequence[ChatLine], cast: Iterable[Participant]) -> Metadata:
    """The facts of a head."""
    found = {one.name: one.value for one in head}
    fields = [(one.name, one.value) for one in head if one.name not in SILENT | OWN and one.value]
    fields += [fact for one in cast for fact in one.facts]
    media = MEDIA.match(found.get("Media", ""))
    day = _day(found.get("Date", ""))
    if "Date" in found and day is None:
        fields.append(("Date", found["Date"]))
    return Metadata(
        lang=_language(found.get("Languages", "")),
        date=day,
        fields=tuple(fields),
        media=media[1].strip() if media else None,
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
    told = [(key, said.get(key, "")) for key in ("age", "group", "status", "education", "custom")]
    facts = tuple((f"{key} of {one.code}", value) for key, value in told if value)
    sex = SEXES.get(said.get("sex", "").casefold())
    return evolve(one, role=one.role or said.get("role", ""), sex=sex, facts=facts)


def speakers(cast: Iterable[Participant], lang: str) -> Iterator[Speaker]:
    """The participants as those who speak. Who has no name is called by the role."""
    ids = Ids(set(), lang)
    for one in cast:
        role = one.role.replace("_", " ")
        name = one.name or role or one.code
        kind: SpeakerKind = "group" if one.role in GROUPS else "person"
        aliases = (one.code,) if one.code != name else ()
        yield Speaker(ids.only(name), kind, name, one.role or None, one.sex, aliases)
