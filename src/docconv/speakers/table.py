"""The speaker file: who speaks, as the user has decided it. TOML in, TOML out.

    merge = [["The CHAIR", "Ms. Kis"]]
    do_not_merge = [["Mr. SMITH", "Mr. SMITH of Texas"]]
    do_not_match = ["The CHAIR"]

    [[speaker]]
    id = "ilona-kis"
    name = "Ilona Kis"
    role = "director of the museum"
    aliases = ["I. Kis", "IK"]
    sex = "F"
    refs = ["https://www.wikidata.org/entity/Q0"]

    [[speaker.roles]]            # offices of a time; the date of the transcript says which one holds
    role = "mayor"
    from = "2019-05-01"
    to = "2023-04-30"

An entry holds for every label that is one of its aliases, or that names the same person. What it does not say
is taken from the text; an empty string says that there is nothing to say. What an entry joins is no longer in
doubt. Entries that share the label of nobody in particular, say four with `Male resident`, are its voices in
the order of the turns, with a name or without. Labels that `merge` lists are one speaker, those that
`do_not_merge` pairs are two. A label in `do_not_match` is a speaker of its own, whatever it is like.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import asdict, evolve, frozen

from docconv.errors import UsageError
from docconv.model import Speaker, Value
from docconv.patterns import regex
from docconv.speakers.labels.form import label_key
from docconv.speakers.labels.gazetteer import gazetteer
from docconv.speakers.labels.ids import NCNAME
from docconv.speakers.labels.names import taken_apart
from docconv.toml.faults import first_fault, parse, place_of
from docconv.toml.given import as_parsed
from docconv.wellformed.shapes import NOT_OF_SPEAKERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cattrs import Converter

    from docconv.model import Resolved

ISO_DATE = regex(r"\d{4}-\d{2}-\d{2}")
VOICES = ("anonymous", "unknown")
"""Kinds that may share an alias."""
Place: TypeAlias = "Callable[..., str]"
"""Gives `file:line:column` of the entry of a number, or of what is below it."""


@frozen(repr=False)
class DatedRole(Value):
    """An office held from one day to another, ISO 8601, both included; an empty end is open."""

    role: str
    since: str = ""
    until: str = ""

    def holds(self, date: str) -> bool:
        """Whether the office was held on a day."""
        return self.since <= date and (not self.until or date <= self.until)


@frozen(repr=False)
class SpeakerTable(Value):
    """What the user knows of the speakers. `merge` has the labels of one speaker, `do_not_merge` pairs labels
    of two, `do_not_match` lists labels.

    `dated` are the offices of entries, by their ids. `usual` are ids and labels that a text may lack, since
    they are known of its source.
    """

    entries: tuple[Speaker, ...] = ()
    merge: tuple[tuple[str, ...], ...] = ()
    do_not_merge: tuple[tuple[str, str], ...] = ()
    do_not_match: tuple[str, ...] = ()
    dated: tuple[tuple[str, tuple[DatedRole, ...]], ...] = ()
    usual: frozenset[str] = frozenset()

    @property
    def shared(self) -> frozenset[str]:
        """The aliases, folded, of several entries: each of these is one voice, in the order of the turns."""
        counts = Counter(alias for entry in self.entries for alias in set(map(label_key, entry.aliases)))
        return frozenset(alias for alias, count in counts.items() if count > 1)

    @property
    def named(self) -> frozenset[str]:
        """The labels, folded, about which something is decided, save those that several entries share."""
        pairs = (*self.merge, *self.do_not_merge, self.do_not_match)
        aliases = {label_key(alias) for entry in self.entries for alias in entry.aliases} - self.shared
        return frozenset(aliases.union(label_key(label) for labels in pairs for label in labels))

    def over(self, other: SpeakerTable) -> SpeakerTable:
        """This table and, for the speakers and the labels that it has nothing about, another one."""
        ids = {entry.id for entry in self.entries}
        taken = {label_key(alias) for entry in self.entries for alias in entry.aliases}
        others = [
            evolve(entry, aliases=tuple(alias for alias in entry.aliases if label_key(alias) not in taken))
            for entry in other.entries
            if entry.id not in ids
        ]
        return SpeakerTable(
            (*self.entries, *others),
            (*self.merge, *other.merge),
            (*self.do_not_merge, *other.do_not_merge),
            (*self.do_not_match, *other.do_not_match),
            (*self.dated, *(dated for dated in other.dated if dated[0] not in ids)),
            self.usual | other.usual,
        )

    def of_source(self) -> SpeakerTable:
        """The same as what is known of a source: a text may lack any of it."""
        pairs = (*self.merge, *self.do_not_merge, self.do_not_match)
        labels = (label for labels in pairs for label in labels)
        return evolve(self, usual=frozenset((*labels, *(entry.id for entry in self.entries))))

    def on(self, date: str | None) -> SpeakerTable:
        """The table as it is on a day: each entry with the office held then; unchanged without a day."""
        if date is None or not self.dated:
            return self
        held = {who: role.role for who, roles in self.dated for role in roles if role.holds(date)}
        return evolve(
            self, entries=tuple(evolve(one, role=held.get(one.id, one.role)) for one in self.entries)
        )


EMPTY_TABLE = SpeakerTable()


@frozen(eq=False, repr=False)
class _File:
    """The file's own names for the same."""

    speaker: tuple[Speaker, ...] = ()
    merge: tuple[tuple[str, ...], ...] = ()
    do_not_merge: tuple[tuple[str, str], ...] = ()
    do_not_match: tuple[str, ...] = ()


def _text(value: object, _: object) -> str:
    if isinstance(value, str):
        return value
    message = f"expected a string, got {value!r}"
    raise TypeError(message)


def _texts(value: object, _: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(_text(one, str) for one in value)
    message = f"expected a list of strings, got {value!r}"
    raise TypeError(message)


def _pair(value: object, _: object) -> tuple[str, ...]:
    pair = _texts(value, str)
    if len(pair) == 2:
        return pair
    message = f"expected two labels, got {value!r}"
    raise TypeError(message)


@cache
def _converter() -> Converter:
    from cattrs import Converter  # noqa: PLC0415  most texts have no table

    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _texts)
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, str], _pair)
    return converter


def read_table(text: str, where: str = "") -> SpeakerTable:
    """The table in a speaker file. Raises `UsageError`, with file, line and key, for what is wrong in it."""
    return table_of(parse(text, where), text, where)


def table_given(keys: Mapping[str, Any]) -> SpeakerTable:
    """The table of the keys of a speaker file, as a program gives them. Raises `UsageError`."""
    return table_of(as_parsed(keys), "", "speakers")


def table_of(
    data: dict[str, Any], text: str, where: str = "", *, above: tuple[str, ...] = ()
) -> SpeakerTable:
    """The table in some data of a file, which are below the keys `above`; its text tells lines.

    Raises `UsageError`.
    """
    from cattrs import ClassValidationError  # noqa: PLC0415

    def at(entry: int, *below: str | int) -> str:
        return place_of(text, where, (*above, "speaker", entry, *below))

    dated = _take_roles(data, at)
    try:
        file = _converter().structure(data, _File)
    except ClassValidationError as error:
        raise first_fault(error, text, where, above=above) from error
    _check(file.speaker, at)
    return SpeakerTable(file.speaker, file.merge, file.do_not_merge, file.do_not_match, dated)


def _take_roles(data: dict[str, Any], at: Place) -> tuple[tuple[str, tuple[DatedRole, ...]], ...]:
    """The dated offices, taken out of the entries. Raises `UsageError`."""
    found = []
    rows = data.get("speaker", [])
    for entry, row in enumerate(rows if isinstance(rows, list) else []):
        roles = row.pop("roles", None) if isinstance(row, dict) else None
        if roles is None:
            continue
        if not isinstance(roles, list):
            message = f"the roles of {row.get('id')!r} are {roles!r}"
            raise UsageError(
                message, where=at(entry, "roles"), remedy="write a list of tables with role, from and to"
            )
        dated = (_dated(one, partial(at, entry, "roles", number)) for number, one in enumerate(roles))
        found.append((str(row.get("id")), tuple(dated)))
    return tuple(found)


def _dated(row: object, at: Place) -> DatedRole:
    """One office; TOML's dates and strings are both understood."""
    if not isinstance(row, dict) or not isinstance(row.get("role"), str) or set(row) - {"role", "from", "to"}:
        message = f"{row!r} is no office"
        raise UsageError(message, where=at(), remedy="give role, and from and to as dates")
    since, until = (str(row.get(key, "")) for key in ("from", "to"))
    if not all(ISO_DATE.fullmatch(day) for day in (since, until) if day):
        message = f"{since or until!r} is no date"
        raise UsageError(message, where=at(), remedy="write it as 2021-05-03")
    return DatedRole(row["role"], since, until)


def _check(entries: tuple[Speaker, ...], at: Place) -> None:
    ids: set[str] = set()
    owners: dict[str, Speaker] = {}
    for number, entry in enumerate(entries):
        found = _bad_id(entry.id, ids) or _shared_alias(entry, owners)
        if found:
            raise UsageError(found[0], where=at(number), remedy=found[1])


def _bad_id(new: str, ids: set[str]) -> tuple[str, str] | None:
    if not NCNAME.match(new):
        return (
            f"the id {new!r} is not an ASCII XML name",
            "use letters, digits, '-', '_' and '.', a letter first",
        )
    if NOT_OF_SPEAKERS.fullmatch(new):
        return (
            f"the id {new!r} belongs to a turn or a quotation",
            "choose one that is not t or q and a number",
        )
    if new in ids:
        return f"two speakers have the id {new!r}", "merge them or rename one"
    ids.add(new)
    return None


def _shared_alias(entry: Speaker, owners: dict[str, Speaker]) -> tuple[str, str] | None:
    """Two people have one alias, and it is not that of anybody: one of four residents may have a name."""
    for alias in entry.aliases:
        owner = owners.setdefault(alias, entry)
        names_one = taken_apart(alias, gazetteer("und")).kind.reference == "specific"
        if owner is not entry and names_one and not (owner.kind in VOICES and entry.kind in VOICES):
            return (
                f"the alias {alias!r} belongs to {owner.id!r} and to {entry.id!r}",
                "take it off one of them",
            )
    return None


def table_text(document: Resolved) -> str:
    """The speakers of a document as a speaker file, which gives the same speakers when it is read back."""
    import tomli_w  # noqa: PLC0415  what reads a table need not write one

    return tomli_w.dumps({"speaker": [_row(speaker) for speaker in document.speakers]})


def rows_of(table: SpeakerTable) -> dict[str, Any]:
    """A table as the data of a speaker file, without what is empty."""
    roles = {
        who: [{"role": one.role, "from": one.since, "to": one.until} for one in dated]
        for who, dated in table.dated
    }
    rows = [
        _row(entry) | ({"roles": roles[entry.id]} if entry.id in roles else {}) for entry in table.entries
    ]
    lists = {name: [list(one) for one in getattr(table, name)] for name in ("merge", "do_not_merge")}
    found = {**lists, "do_not_match": list(table.do_not_match), "speaker": rows}
    return {name: value for name, value in found.items() if value}


def _row(speaker: Speaker) -> dict[str, Any]:
    return {key: value for key, value in asdict(speaker).items() if value not in (None, ())}


def completed(entry: Speaker, found: Speaker) -> Speaker:
    """An entry with what the text adds to it."""
    return evolve(
        entry,
        name=(found.name if entry.name is None else entry.name) or None,
        role=(found.role if entry.role is None else entry.role) or None,
        sex=found.sex if entry.sex is None else entry.sex,
        aliases=_union(entry.aliases, found.aliases),
    )


def _union(some: Iterable[str], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *more)))
