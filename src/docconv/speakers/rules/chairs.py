"""Who is in the chair, as a record says where somebody takes it: `Chair: Ann Lee`, further down
`Chair: Bo Ek`, above what `The Chair` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docconv.patterns import regex
from docconv.speakers.labels.form import clean, label_key
from docconv.speakers.labels.gazetteer import Words, words
from docconv.speakers.rules.present import office_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docconv.speakers.labels.gazetteer import NameGazetteer
    from docconv.speakers.mentions import Mentions

HELD = regex(r"([^\W\d_][^:：\n]{2,40})[:：]\s*+([^\W\d_][\w.'’-]*+(?: [^\W\d_][\w.'’-]*+){0,4})(?<!\.)$")


def persons_in_chair(mentions: Mentions, gazetteer: NameGazetteer) -> dict[int, str]:
    """Who speaks in a mention whose label is an office, by its number, where lines of the record name one
    holder after another.
    """
    taken = list(_taken(mentions, gazetteer))
    names: dict[Words, set[str]] = {}
    for _, office, name in taken:
        names.setdefault(office, set()).add(label_key(name))
    changing = {office for office, some in names.items() if len(some) > 1}
    found, holders = dict[int, str](), dict[Words, str]()
    waiting = [one for one in reversed(taken) if one[1] in changing]
    for at, mention in enumerate(mentions.all) if waiting else ():
        while waiting and waiting[-1][0] <= at:
            _, office, name = waiting.pop()
            holders[office] = name
        if len(mention.speakers) == 1:
            office = office_of(words(clean(mention.speakers[0].text)), gazetteer)
            found.update({at: holders[office]} if office in holders else {})
    return found


def _taken(mentions: Mentions, gazetteer: NameGazetteer) -> Iterator[tuple[int, Words, str]]:
    """The number of the next mention, the office and the name of each line that says who holds one."""
    for at, text in mentions.notes:
        for row in text.splitlines():
            match = HELD.match(row) if ":" in row or "：" in row else None
            office = office_of(words(match[1]), gazetteer) if match else ()
            if match and office in gazetteer.roles and any(one[0].isupper() for one in match[2].split()):
                yield at, office, match[2]
