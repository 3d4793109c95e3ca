"""Those who speak, in the tree of a file: their entries, and what points to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import define, evolve, field

from docconv.model import CastItem, CastPart, Resolved, Speaker
from docconv.patterns import regex
from docconv.tei.keeping.header.places import put_first
from docconv.tei.keeping.header.retelling import anew, retell, without_pointers
from docconv.tei.keeping.shape.branches import take_out
from docconv.tei.names import TEI, XML_ID, reference_type
from docconv.tei.reading.participants import ParticipantList, key_of, name_of
from docconv.tei.reading.source.elements import words
from docconv.tei.writing.header import add_speaker
from docconv.tei.xml import NS, Element, add
from docconv.walk import text_of, walk

NAMES = ("persName", "name", "orgName")
LISTS = (f"{TEI}listPerson", f"{TEI}listOrg")
SEXES: tuple[dict[str, str], ...] = (
    {"M": "M", "F": "F", "X": "X"},
    {"M": "MALE", "F": "FEMALE", "X": "OTHER"},
    {"M": "male", "F": "female", "X": "other"},
    {"M": "m", "F": "f", "X": "x"},
    {"M": "1", "F": "2", "X": "X"},
)
"""The words that lists have for it: letters, those of DraCor, of other corpora, of ISO 5218."""
PARTED = regex(r"(\s+)")  # with the spaces between them
ENTRIES = (f"{TEI}person", f"{TEI}personGrp", f"{TEI}org", f"{TEI}role", f"{TEI}castItem")


@define
class People:
    """The entries of a tree by the ids of speakers, and what `@who` has for each of these; `gone` is what had
    to go of an entry that says something else by now, by name; `cast` is what a cast list prints by now.
    """

    root: Element
    entries: dict[str, Element] = field(factory=dict)
    pointers: dict[str, str] = field(factory=dict)
    gone: Counter[str] = field(factory=Counter)
    cast: frozenset[str] = frozenset()

    @classmethod
    def of(cls, root: Element, participants: ParticipantList, document: Resolved) -> People:
        """Those of a tree, and who they are by what points to them; the tree is to say a document."""
        printed = (one for one in walk(document) if isinstance(one, CastItem | CastPart))
        found = cls(root, cast=frozenset(text_of(one.children).strip(" ,.;:") for one in printed))
        for entry in root.iter(*ENTRIES):
            if key := (entry.get(XML_ID) or key_of(entry)).strip():
                found.entries.setdefault(name_of(key), entry)
        for element in root.iter(f"{TEI}*"):
            for pointer in (element.get("who") or "").split():
                key = pointer.rpartition("#")[2] if "#" in pointer else pointer.rpartition(":")[2]
                found.pointers.setdefault(name_of(key), pointer)
        entries = dict(found.entries)
        for key, speaker in participants.heard.items():
            found.entries.pop(speaker.id, None)
            if key in participants.pointed:
                found.pointers[speaker.id] = participants.pointed[key]
            elif name_of(key) in entries:
                found.entries[speaker.id] = entries[name_of(key)]
                if speaker.id != name_of(key):
                    found.pointers[speaker.id] = f"#{key}"
        return found

    def rename(self, names: Mapping[str, str]) -> None:
        """Other ids, wherever they are and wherever something points to them."""
        if not names:
            return
        pointers = {f"#{old}": f"#{new}" for old, new in names.items()}
        bare = {old: new for old, new in names.items() if self.pointers.get(old) == old}
        attributes = ((element, *pair) for element in self.root.iter(f"{TEI}*") for pair in element.items())
        for element, key, given in attributes:
            name, value = str(key), str(given)  # the stubs of lxml have bytes, too
            if name == XML_ID and value.strip() in names:
                element.set(name, names[value.strip()])
            elif name == "who" or ("#" in value and any(one in pointers for one in value.split())):
                wanted = pointers | bare if name == "who" else pointers
                element.set(name, "".join(wanted.get(one, one) for one in PARTED.split(value)))
        for old, new in names.items():
            if old in self.entries:
                self.entries[new] = self.entries.pop(old)
                _recoded(self.entries[new], old, new)
            if old in self.pointers:
                before = self.pointers.pop(old)
                self.pointers[new] = (pointers | bare).get(before, f"#{new}")

    def point(self, element: Element, speakers: Iterable[Speaker]) -> None:
        """Let an element be said by some."""
        who = " ".join(self.pointers.get(one.id, f"#{one.id}") for one in speakers)
        if who:
            element.set("who", who)
        elif "who" in element.attrib:
            del element.attrib["who"]

    def tell(self, before: Speaker | None, after: Speaker) -> bool:
        """What an entry says of somebody; a new one for who has none. Whether that can be said there."""
        entry = self.entries.get(after.id)
        if entry is None:
            self._enter(after)
            return True
        if before is None or before.kind != after.kind:
            return before is None
        if entry.tag in ENTRIES[3:]:
            if after.name not in self.cast or evolve(before, name=after.name) != after:
                self._enter_beside(after, entry)
            return True
        if before.name != after.name:
            self.gone += _name(entry, before.name, after.name)
        if before.role != after.role:
            self.gone += _put(entry, "occupation", before.role, after.role)
        if before.sex != after.sex:
            self.gone += _sex(entry, after.sex)
        for alias in after.aliases:
            if alias not in before.aliases and alias != before.name:
                _add(entry, _kind_of_name(entry), alias, {"type": "alias"})
        for reference in after.refs:
            if reference not in before.refs:
                _add(entry, "idno", reference, {"type": reference_type(reference)})
        return True

    def _enter(self, speaker: Speaker) -> None:
        """A new entry. One for somebody whom another file lists says so, and whatever pointed there points to
        it.
        """
        entry, pointer = add_speaker(self._list(), speaker), f"#{speaker.id}"
        elsewhere = self.pointers.get(speaker.id, pointer)
        if elsewhere == pointer:
            return
        entry.set("sameAs", elsewhere)
        self.pointers[speaker.id] = pointer
        for element in self.root.iterfind(".//*[@who]"):
            who = [pointer if one == elsewhere else one for one in element.get("who", "").split()]
            element.set("who", " ".join(who))

    def _enter_beside(self, speaker: Speaker, role: Element) -> None:
        """An entry in the header for somebody whom a cast list alone has, and prints as it did."""
        entry = add_speaker(self._list(), speaker)
        del entry.attrib[XML_ID]
        entry.set("sameAs", f"#{role.get(XML_ID) or key_of(role)}")
        self.entries[speaker.id] = entry

    def drop(self, key: str) -> None:
        """Take the entry of somebody away who speaks no more, with the line that it stood on."""
        entry = self.entries.pop(key, None)
        if entry is not None:
            take_out(entry)

    def _list(self) -> Element:
        """The first list of people in the header; a new one where there is none."""
        for found in self.root.iter(*LISTS):
            if any(one.tag == f"{TEI}teiHeader" for one in found.iterancestors()):
                return found
        header = next(self.root.iter(f"{TEI}teiHeader"))
        profile = header.find("t:profileDesc", NS)
        if profile is None:
            profile = add(header, "profileDesc")
            later = header.find("t:revisionDesc", NS)
            if later is not None:
                later.addprevious(profile)
        particulars = profile.find("t:particDesc", NS)
        return add(add(profile, "particDesc") if particulars is None else particulars, "listPerson")


def _recoded(entry: Element, old: str, new: str) -> None:
    """Another code in an entry that is known by one."""
    for element, name in (*((one, "type") for one in entry.iterfind("t:altGrp/t:alt", NS)), (entry, "n")):
        if entry.get(XML_ID) is None and element.get(name) == old:
            element.set(name, new)


def _kind_of_name(entry: Element) -> str:
    return {"person": "persName", "org": "orgName"}.get(entry.tag.rpartition("}")[2], "name")


def _name(entry: Element, before: str | None, after: str | None) -> Counter[str]:
    """The name that was read, in other words."""
    names = [one for one in entry if one.tag in {TEI + name for name in NAMES}]
    said = (before or "").split()
    names.sort(key=lambda one: (words(one).split() != said, one.get("type") == "alias"))
    own = names[0] if names and (before or names[0].get("type") != "alias") else None
    if own is None and after:
        own = add(entry, _kind_of_name(entry))
        put_first(entry, own)
    if own is not None and after:
        return _renamed(own, before or "", after)
    if own is not None and own.get("type") != "alias":
        take_out(own)
    return Counter()


def _renamed(name: Element, before: str, after: str) -> Counter[str]:
    """A name in other words, forename and surname each in its element, in whatever order these are."""
    parts = [name.findall(f"t:{kind}", NS) for kind in ("forename", "surname")]
    old, new = before.split(), after.split()
    if [words(one) for found in parts for one in found] == old and len(new) == len(old) == len(parts):
        return sum(
            (retell(one, was, now) for (one,), was, now in zip(parts, old, new, strict=True)), Counter()
        )
    gone = retell(name, words(name), after)
    return gone if words(name).split() == new else anew(name, words(name), after)


def _put(entry: Element, name: str, before: str | None, after: str | None) -> Counter[str]:
    """An element of an entry that says one thing."""
    said = (before or "").split()
    own = next((one for one in entry.iter(f"{TEI}{name}") if words(one).split() == said), None)
    if own is None:
        if after:
            _add(entry, name, after, {})
        return Counter()
    if after:
        return retell(own, words(own), after) + without_pointers(own, before or "", after)
    take_out(own)
    return Counter()


def _sex(entry: Element, sex: str | None) -> Counter[str]:
    """What an entry says of the sex of somebody, in the words that are used there."""
    element = entry.find("t:sex", NS)
    if element is not None and not sex:
        take_out(element)
    if not sex:
        if "sex" in entry.attrib:
            del entry.attrib["sex"]
        return Counter()
    stated = [entry.get("sex"), *([] if element is None else [element.get("value"), words(element)])]
    style = next((one for one in SEXES if {*one.values()}.intersection(stated)), SEXES[0])
    if element is None or "sex" in entry.attrib:
        entry.set("sex", style[sex])
    if element is None:
        return Counter()
    if "value" in element.attrib or not words(element):
        element.set("value", style[sex])
    return retell(element, words(element), style[sex]) if words(element) else Counter()


def _add(entry: Element, name: str, text: str, attributes: Mapping[str, str]) -> None:
    """One more element at the end of an entry, on a line as the one before it."""
    last = entry[-1] if len(entry) else None
    new = add(entry, name, text, attributes)
    if last is not None:
        new.tail, last.tail = last.tail, entry.text
