"""What a label is taken apart into, and the form of a label by which it is compared."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from docconv.languages import fold
from docconv.patterns import regex
from docconv.speakers.labels.gazetteer import Words
from docconv.speakers.labels.initials import INITIALS
from docconv.speakers.labels.kinds import PERSON, VoiceKind
from docconv.wellformed.unseen import BIDI

if TYPE_CHECKING:
    from docconv.model import Sex


UNSEEN = rf"\u200b-\u200f\u2060\ufeff\u00ad{BIDI}"
MARKUP = regex(rf"[*_^~`{UNSEEN}]+(?=\W|$)|(?:(?<=\W)|^)[*_^~`{UNSEEN}]+")
DELIMITERS = " \t:：.,;–—-/"
HANDLE = "@"  # before a name in a chat, of those who moderate in some
FOOTNOTE_SIGNS = "¹²³⁴⁵⁶⁷⁸⁹⁰†‡"
LABELS = 10_000  # of so many clean forms and parts are known, for a label stands on many lines
TAG = regex(r"\A<[A-Za-z]\w{0,20}>(?=\w)")
"""A tag before a label, `<speech>Mr. Lee`, in a text with tags of its own."""


@frozen(eq=False, repr=False)
class Form:
    """One label as printed, taken apart.

    `words` are the folded words of the name, of the office where there is no name, or of the whole label
    where it names nobody; they are what labels are compared by. `name` is the name as printed, `None` for an
    office and for voices without a name. `titles` are the words of honorifics and offices taken off.
    `qualifiers` are bracketed words that are neither name nor office: a party, a place. `initials` are
    bracketed initials of the name. `brackets` are all words in brackets.
    """

    text: str
    words: Words
    kind: VoiceKind = PERSON
    name: str | None = None
    office: str | None = None
    titles: Words = ()
    ranks: frozenset[str] = frozenset()
    sex: Sex | None = None
    qualifiers: tuple[str, ...] = ()
    initials: str | None = None
    brackets: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The words in one string."""
        return " ".join(self.words)

    @property
    def is_person(self) -> bool:
        """Whether the label names a person, not an office and not a voice without a name."""
        return self.kind.kind == "person" and self.name is not None

    @property
    def may_be_initials(self) -> bool:
        """Whether a name is as long as initials are, and not all of it in small letters."""
        return len(self.letters) in INITIALS and not self.text.islower()

    @property
    def letters(self) -> str:
        """The words in one string, or letters with full stops or hyphens, `A. L.`, without them."""
        apart = self.key.replace(".", " ").replace("-", " ").split()
        return "".join(apart) if all(len(one) == 1 for one in apart) else self.key


@lru_cache(LABELS)
def clean(text: str) -> str:
    """A label in NFKC, without markup, double spaces, the sign of a chat before it and marks at its ends."""
    text = text.rstrip(FOOTNOTE_SIGNS) or text
    plain = " ".join(MARKUP.sub("", unicodedata.normalize("NFKC", text)).split())
    plain = TAG.sub("", plain)
    return plain.lstrip(HANDLE).strip(DELIMITERS) or plain


def label_key(label: str) -> str:
    """What makes two printed labels the same: all of it but markup, case and marks at its ends."""
    return fold(clean(label))
