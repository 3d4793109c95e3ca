"""What is known of every transcript of one source, as somebody has taught it: how labels are printed, what is
a label and what is none, what sentences in brackets are.

It is one more kind of evidence, and speaks only where a text does not show its labels by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from docconv.errors import UsageError
from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.annotations import Candidate, LabelRule
from docconv.transcript.shape import key, style

Brackets: TypeAlias = Literal["directions", "speech"]
RecordKind: TypeAlias = Literal["record", "report"]

LABEL = r"(?P<label>\S(?:.{0,118}?\S)??)"
FIELDS = {
    "{label}": LABEL,
    "{LABEL}": LABEL,
    "{time}": f"(?P<time>{times.STAMP})",
    "{number}": r"(?P<number>\w[\w.-]{0,11})?",
    "{text}": r"(?P<text>.*)",
}
FIELD = regex(r"(\{[^{}]*\}?)")
LETTER = regex(r"[^\W\d_]")
LONGEST_NUMBER = 4  # letters, as in `Anf. 7`
TAB = "\t"
BESIDE = " \t:;,.|/~=<>-–—"
PRIOR = 5.5  # somebody has said that labels are printed so, and no rule finds them


@frozen(kw_only=True, repr=False)
class SourceConvention:
    """What holds for a source.

    forms: how labels are printed, as `{label} => {text}`; `{LABEL}` is one in capitals.
    labels, not_labels: what is a label, and what is none, whatever it looks like.
    fields: names of facts at the head of a text.
    gaps: words for what could not be understood.
    brackets: what whole sentences in brackets are; directions, where it is not said.
    kind: a `report` tells of the speakers between their turns, a `record` does not; nothing leaves it to the
        text.
    without: names of label rules that are not used.
    lang: the language of a text, where somebody has said it.
    """

    forms: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    not_labels: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    brackets: Brackets | None = None
    kind: RecordKind | None = None
    without: tuple[str, ...] = ()
    lang: str = ""


NOTHING_TAUGHT = SourceConvention()


def with_taught(text: str, found: Sequence[Candidate], convention: SourceConvention) -> list[Candidate]:
    """What a line may begin with, as the convention knows it: labels in its forms among what was found, and
    nothing that it says is none.
    """
    options = list(found)
    for item in in_forms(text, convention):
        same = [at for at, one in enumerate(options) if (one.label, one.body) == (item.label, item.body)]
        for at in same:
            options[at] = evolve(options[at], in_form=True)
        options[:0] = [] if same else [item]
    sure, never = _keys(convention.labels), _keys((*convention.not_labels, *convention.fields))
    named = [(key(item.label), item) for item in options]
    return [evolve(item, is_taught=name in sure) for name, item in named if name not in never]


def in_forms(text: str, convention: SourceConvention) -> Iterator[Candidate]:
    """The labels of a line that are printed in one of the forms of a convention."""
    for form in convention.forms:
        rule = form_rule(form, convention.labels)
        for find in rule.finders:
            item = find(text, 0)
            if item is not None:
                yield evolve(item, rule=rule, in_form=True)


@cache
def form_rule(form: str, labels: tuple[str, ...] = ()) -> LabelRule:
    """The rule of a form, which bears its name; where only a space parts the label from the text, it has to
    be one of `labels`. Raises `UsageError` for what is no form.
    """
    pattern = re.compile(_pattern(form, labels))
    shouted, is_worded = "{LABEL}" in form, LETTER.search(FIELD.sub("", form)) is not None

    def find(text: str, at: int) -> Candidate | None:
        match = pattern.fullmatch(text, at)
        if match is None or (shouted and style(match["label"]) != "caps"):
            return None
        parts = match.groupdict()
        body = match.start("text") if parts.get("text") else len(text)
        time, number = parts.get("time") or "", parts.get("number") or ""
        found = Candidate(match["label"], match.start("label"), body, body >= len(text), time, number=number)
        return (
            _with_words(found, text[at : match.start("label")], text[match.end("label") : body])
            if is_worded
            else found
        )

    return LabelRule(form, (find,), PRIOR, firm=True, lettered=True)


def _with_words(item: Candidate, before: str, behind: str) -> Candidate:
    """A label with the words that a form has beside it: those before it, and those around a number after it,
    are that number's, such as `Nr. 12`; others say how it is spoken.
    """
    before, behind = (part.replace(item.time, "").strip(BESIDE) for part in (before, behind))
    if LETTER.search(before):
        item = evolve(item, number=before)
    if LETTER.search(behind):
        is_number = item.number and item.number in behind
        if is_number and len(LETTER.findall(behind)) <= LONGEST_NUMBER:
            return evolve(item, number=behind)
        item = evolve(item, number="" if is_number else item.number, delivery=behind)
    return item


def _pattern(form: str, labels: Sequence[str]) -> str:
    """A regular expression for the lines that have a form."""
    parts = [part for part in FIELD.split(form) if part]
    fields = [part for part in parts if part.startswith("{")]
    wrong = next((part for part in fields if part not in FIELDS), None)
    count = sum(part.casefold() == "{label}" for part in fields)
    if wrong is not None or count != 1 or len(set(fields)) < len(fields):
        message = f"the form {form!r} has " + (f"the field {wrong}" if wrong else "not one {label}")
        raise UsageError(message, remedy=f"write it with {', '.join(FIELDS)}, each once")
    before = [part for part in parts[: [*map(str.casefold, parts)].index("{label}")] if part not in fields]
    if len(LETTER.findall("".join(before))) > LONGEST_NUMBER:
        message = f"words before the label would be lost in the form {form!r}"
        raise UsageError(message, remedy="leave them out, so that {label} takes them in")
    known: dict[str, str] = {}
    if "{text}" in fields and (parts[-1] != "{text}" or parts[-2] in fields or not _parts(parts[-2])):
        if parts[-1] != "{text}" or parts[-2] != " " or not (labels or fields[-2] == "{time}"):
            message = f"nothing in the form {form!r} parts the label from the text"
            raise UsageError(message, remedy="write what stands between them, as {label} => {text}")
        known = _one_of(labels) if fields[-2].casefold() == "{label}" else {}
    return "".join(known.get(part) or FIELDS.get(part) or _literal(part) for part in parts)


def _one_of(labels: Sequence[str]) -> dict[str, str]:
    """The field for a label that is one of some, the longest first."""
    known = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return dict.fromkeys(("{label}", "{LABEL}"), f"(?P<label>{known})")


def _parts(between: str) -> bool:
    """Whether something can end a label: more than a single space."""
    return bool(between.strip()) or "\t" in between or len(between) > 1


def _literal(text: str) -> str:
    """What stands between two fields: signs, with as much white space as there may be beside them."""
    signs = text.strip()
    if not signs:
        return r"(?:\s*\t\s*|\s{2,})" if _parts(text) else r"\s+"
    before = r"\s*" * text[0].isspace()
    return before + re.escape(signs) + r"(?:\s+|$)" * text[-1].isspace()


@cache
def _keys(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(key, labels))


def form_of(line: str, item: Candidate) -> str | None:
    """The form in which a line prints a label, where signs part it from the text or, alone on its line, stand
    beside it; digits before it are a time or a number.
    """
    between = line[item.start + len(item.label) : item.body]
    before = re.sub(times.STAMP, "{time}", " ".join(line[: item.start].split()))
    before = re.sub(r"(?<!\{)\b\w*\d[\w.-]*", "{number}", before, count=1)
    signs = " ".join(between.split())
    if item.alone:
        text = f" {signs}" if signs and between[0].isspace() else signs
    elif signs:
        text = f"{' ' * between[0].isspace()}{signs}{' ' * between[-1].isspace()}{{text}}"
    else:
        text = f"{TAB if TAB in between else between[:2]}{{text}}"
    form = f"{before}{' ' * line[: item.start][-1:].isspace()}{{label}}{text}"
    try:
        form_rule(form)
    except UsageError:
        return None
    return None if form == "{label}" else form
