"""Clusters of labels: every label of a document once, and which of them refer to one speaker."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from docconv.model import Evidence
from docconv.notices import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docconv.model import Certainty, Sex, Span, Speaker
    from docconv.speakers.labels.form import Form
    from docconv.speakers.labels.gazetteer import NameGazetteer

RANK: tuple[Certainty, ...] = ("high", "medium", "low")
ANSWERS_ITSELF = 2
"""From this many times on, a label that comes right after another is taken for another speaker's."""


@frozen(eq=False, repr=False)
class LabelLink:
    """Two labels, by their numbers, that refer to one speaker: the doubtful one first.

    A `firm` link holds even where the labels answer each other.
    """

    label: int
    same_as: int
    certainty: Certainty = "high"
    detail: str = ""
    firm: bool = False


@frozen(eq=False, repr=False)
class Reason:
    """Why a label refers to the speaker of another one."""

    certainty: Certainty
    evidence: Evidence


@define(eq=False, repr=False)
class LabelClusters:
    """The labels of a document in the order in which they appear, and the speakers that rules make of them.

    Joining respects what a rule cannot know: the user's decisions, sexes that differ, labels that answer
    each other. Lists and mappings are by the number of a label.

    forms: the labels, taken apart.
    gazetteer: the words for names and offices in the document's language.
    counts: how often each label is heard.
    first: where each label is printed first.
    first_heard, last_heard: the first and the last mention of each label, counted from 0.
    beside: how often one label comes right after another.
    reasons: why a label refers to the speaker of another one.
    notices: what was doubtful.
    names: the names that the front matter gives to offices.
    members: the labels of each cluster, by the number of its first label.
    """

    forms: Sequence[Form]
    gazetteer: NameGazetteer
    counts: list[int] = field(init=False)
    first: list[Span | None] = field(init=False)
    first_heard: list[int] = field(init=False)
    last_heard: list[int] = field(init=False)
    beside: Counter[tuple[int, int]] = field(factory=Counter, init=False)
    reasons: dict[int, Reason] = field(factory=dict, init=False)
    notices: list[Notice] = field(factory=list, init=False)
    names: dict[int, Form] = field(factory=dict, init=False)
    members: dict[int, list[int]] = field(init=False)
    _parent: list[int] = field(init=False)
    _entries: dict[int, Speaker] = field(factory=dict, init=False)
    _sexes: dict[int, Sex] = field(init=False)
    _apart: list[tuple[int, int]] = field(factory=list, init=False)
    _alone: set[int] = field(factory=set, init=False)
    _united: set[int] = field(factory=set, init=False)

    def __attrs_post_init__(self) -> None:
        size = len(self.forms)
        self.counts, self.first_heard, self.last_heard = [0] * size, [0] * size, [0] * size
        self.first = [None] * size
        self._parent = list(range(size))
        self.members = {at: [at] for at in range(size)}
        self._sexes = {at: form.sex for at, form in enumerate(self.forms) if form.sex}

    def find(self, label: int) -> int:
        """The number of the label by which a cluster is known."""
        parent = self._parent
        while parent[label] != label:
            parent[label] = parent[parent[label]]
            label = parent[label]
        return label

    def entry(self, label: int) -> Speaker | None:
        """The entry of the speaker file that a label has been given."""
        return self._entries.get(self.find(label))

    def assign(self, labels: Sequence[int], entry: Speaker) -> None:
        """Assign labels, which thereby are one speaker, to an entry of the speaker file."""
        self.unite(labels)
        self._entries[self.find(labels[0])] = entry

    def unite(self, labels: Sequence[int]) -> None:
        """Make labels one speaker, whoever they refer to."""
        if len(labels) > 1:
            self._united.update(labels)
        for label in labels:
            if self.find(label) != self.find(labels[0]):
                self._merge(self.find(labels[0]), self.find(label))

    def keep_apart(self, one: int, other: int) -> None:
        """Never take two labels for one speaker."""
        self._apart.append((one, other))

    def keep_alone(self, label: int) -> None:
        """Never take a label for another's speaker."""
        self._alone.add(label)

    def is_free(self, label: int) -> bool:
        """Whether rules may join a label: it refers to one speaker, and the user has not set it aside."""
        return self.forms[label].kind.reference == "specific" and label not in self._alone

    def is_many(self, label: int) -> bool:
        """Whether a label refers to somebody else at every turn."""
        many = self.forms[label].kind.reference == "indefinite"
        return many and self.entry(label) is None and label not in self._united

    def persons(self) -> list[int]:
        """The labels that hold a name."""
        return [at for at, form in enumerate(self.forms) if form.is_person and self.is_free(at)]

    def offices(self) -> list[int]:
        """The labels that are an office without a name."""
        return [
            at
            for at, form in enumerate(self.forms)
            if form.kind.kind == "person" and form.name is None and self.is_free(at)
        ]

    def may_join(self, one: int, other: int) -> bool:
        """Whether nothing forbids that two labels are one speaker."""
        a, b = self.find(one), self.find(other)
        sexes = {self._sexes.get(a), self._sexes.get(b)} - {None}
        entries = [self._entries[root] for root in (a, b) if root in self._entries]
        return not (
            self._are_apart(one, other) or len(sexes) > 1 or (len(entries) > 1 and entries[0] != entries[1])
        )

    def _are_apart(self, one: int, other: int) -> bool:
        """Whether it is known that labels are of two speakers."""
        both = {self.find(one), self.find(other)}
        return any({self.find(left), self.find(right)} == both for left, right in self._apart)

    def answers(self, one: int, other: int) -> int:
        """How often one of two labels comes right after the other, which nobody's own does."""
        return self.beside[one, other] + self.beside[other, one]

    def take_turns(self, one: int, other: int) -> bool:
        """Whether two labels answer each other, or each is used again after the other: then they are two."""
        again = max(self.first_heard[one], self.first_heard[other]) < min(
            self.last_heard[one], self.last_heard[other]
        )
        return again or bool(self.answers(one, other))

    def keep_namesakes_apart(self, one: int, other: int) -> None:
        """Two labels with one surname under different titles are two speakers, which may be wrong, unless it
        is decided.
        """
        if self.find(one) == self.find(other) or self._are_apart(one, other):
            return
        self.keep_apart(one, other)
        left, right = self.forms[other].text, self.forms[one].text
        self.notices.append(
            Notice(
                "speaker-split",
                f"“{right}” and “{left}” are taken for two speakers of one name",
                "info",
                span=self.first[one],
                rule="same-name",
                alternatives=(f"“{right}” is “{left}”",),
                remedy=f"merge = {_pair(right, left)}   # above all tables; do_not_merge if they are two",
            )
        )

    def join(self, links: Iterable[LabelLink], rule: str) -> None:
        """Carry out the links of a rule, as far as nothing forbids them."""
        for link in links:
            free = self.is_free(link.label) and self.is_free(link.same_as)
            if (
                not free
                or self.find(link.label) == self.find(link.same_as)
                or not self.may_join(link.label, link.same_as)
            ):
                continue
            answers = 0 if link.firm else self.answers(link.label, link.same_as)
            if answers < ANSWERS_ITSELF:
                self._explain(
                    link, rule, "medium" if answers and link.certainty == "high" else link.certainty
                )
                self._merge(self.find(link.label), self.find(link.same_as))

    def _merge(self, a: int, b: int) -> None:
        first, second = sorted((a, b))
        self._parent[second] = first
        self.members[first] += self.members.pop(second)
        if second in self._entries:
            self._entries.setdefault(first, self._entries.pop(second))
        if second in self._sexes:
            self._sexes.setdefault(first, self._sexes.pop(second))

    def _explain(self, link: LabelLink, rule: str, certainty: Certainty) -> None:
        one, other = self.forms[link.label].text, self.forms[link.same_as].text
        detail = link.detail or f"{one} is {other}"
        for label in self.members[
            self.find(link.label)
        ]:  # who is already one with a doubtful label shares the doubt
            self.reasons.setdefault(label, Reason(certainty, Evidence(rule, detail)))
        if certainty != "high":
            self.notices.append(
                Notice(
                    "speaker-merged",
                    f"“{one}” is taken for the speaker “{other}”",
                    span=self.first[link.label],
                    rule=rule,
                    alternatives=(f"“{one}” is another speaker",),
                    remedy=f"do_not_merge = {_pair(one, other)}   # above all tables; merge if they are one",
                )
            )


def _pair(one: str, other: str) -> str:
    """Two labels as the speaker file pairs them."""
    import json  # noqa: PLC0415  in most texts nobody is like another

    return json.dumps([[one, other]], ensure_ascii=False)
