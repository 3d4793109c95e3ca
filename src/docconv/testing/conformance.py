"""What a plug-in has to be, as classes of tests that its own tests inherit; pytest finds them there.

    from docconv.testing import FormatConformance

    class TestOrg(FormatConformance):
        format = "org"

The plug-in is installed. The formats, themes, transforms and languages of docconv pass the same tests.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import docconv
from docconv.errors import DocconvError
from docconv.formats import Format, load
from docconv.formats.lookup import named
from docconv.formats.options import build_options
from docconv.languages import detect
from docconv.languages import load as load_language
from docconv.languages.words import LISTS
from docconv.model import Document, Gap, Resolved, Text
from docconv.pipeline import write_with_notices
from docconv.testing.generated import assert_well_formed, documents
from docconv.themes import theme
from docconv.transcript.labels.rules import candidates, label_rules
from docconv.transforms import named as named_transforms
from docconv.verify import Difference, prove
from docconv.walk import turns, walk

FEWEST_STOP_WORDS = 40


class Conformance:
    """What the classes below have in common.

    examples: how many documents are drawn for a test.
    """

    examples: ClassVar[int] = 25

    def drawn(self) -> st.SearchStrategy[Resolved]:
        """The documents that are tried. A format whose files are read as plain text has fewer: no marks tell
        a turn whose words are `Ann: yes`.
        """
        return documents()

    def of_any(self, check: Callable[[Any], None], drawn: st.SearchStrategy[Any] | None = None) -> None:
        """Run a check with any document, or with what is drawn."""
        slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
        chosen = settings(max_examples=self.examples, deadline=None, suppress_health_check=slow)

        def checked(one: Any) -> None:  # noqa: ANN401  whatever is drawn
            check(one)

        chosen(given(self.drawn() if drawn is None else drawn)(checked))()


class FormatConformance(Conformance):
    """A format that is written, read, or both.

    format: its name.
    options: those of its writer.
    samples: files that its reader reads, in each of which somebody speaks. What is written needs none.
    """

    format: ClassVar[str]
    options: ClassVar[Mapping[str, object]] = {}
    samples: ClassVar[Sequence[bytes]] = ()

    def printed(self, data: bytes) -> str:
        """What a file prints, as a person reads it. It is asked where the format has no reader and says
        nothing of what its files lose; a format with signs of its own takes them away here.
        """
        return data.decode()

    @property
    def row(self) -> Format:
        """The row of the format."""
        return named(self.format)

    def write(self, document: Resolved) -> bytes:
        """A document in the format."""
        return docconv.write(document, self.format, options=self.options)

    def lost(self, document: Resolved) -> tuple[Difference, ...]:
        """What the file of a document says differently, without what the format says that it loses."""
        return prove(document, self.write(document), self.format, options=self.options)

    def test_what_its_row_names_is_there(self) -> None:
        """A reader or a writer, and whatever else it names; a reader has an account of the words."""
        row = self.row
        assert row.read or row.write, f"{row.name} is neither read nor written"
        assert all(one.startswith(".") and one == one.lower() for one in row.suffixes), row.suffixes
        for name in filter(None, (row.read, row.write, row.options, row.companions, row.account)):
            assert callable(load(name)), name
        assert row.account or not row.read, "a reader without an account loses words and nobody sees it"
        if row.write:
            build_options(row, self.options)

    def test_any_document_gives_the_same_bytes(self) -> None:
        """Writers know no clock and no chance."""
        if self.row.write:
            self.of_any(lambda document: _equal(self.write(document), self.write(document)))

    def test_no_word_is_lost(self) -> None:
        """And none is in another place."""
        if self.row.write:
            self.of_any(self._words_are_kept)

    def test_no_label_is_lost(self) -> None:
        """Who speaks is told before the words; a format that cannot tell it says so."""
        if self.row.write:
            self.of_any(self._labels_are_kept)

    def test_all_that_is_lost_is_declared(self) -> None:
        """By the losses of the row."""
        if self.row.write:
            self.of_any(lambda document: _none(one.sentence() for one in self.lost(document)))

    def test_a_document_without_anything_is_written(self) -> None:
        """No title, nobody who speaks, no text."""
        if self.row.write:
            assert isinstance(self.write(Document(())), bytes)

    def test_samples_are_read(self) -> None:
        """The same each time, well-formed, and somebody speaks; the account finds every word of them."""
        for data in self.samples if self.row.read else ():
            document = docconv.read(data, format=self.format)
            assert_well_formed(document)
            assert any(turn.speakers for turn in turns(document)), "nobody speaks in the sample"
            assert document == docconv.read(data, format=self.format)
        assert self.samples or self.row.write, "a format that is only read needs samples"

    def test_what_is_not_of_the_format_is_refused(self) -> None:
        """Whatever the bytes are, and with whatever byte changed: with an error of docconv, or read."""
        if self.row.read:
            self.of_any(self._is_refused_or_read, self._hostile())

    def _hostile(self) -> st.SearchStrategy[bytes]:
        def changed(drawn: tuple[bytes, int, int]) -> bytes:
            data, at, byte = drawn
            return data[: at % (len(data) + 1)] + bytes((byte,)) + data[at % (len(data) + 1) + 1 :]

        known = self.samples or (self.write(Document(())),)
        places = st.tuples(st.sampled_from(list(known)), st.integers(0, 10**6), st.integers(0, 255))
        return st.binary(max_size=200) | places.map(changed)

    def _is_refused_or_read(self, data: bytes) -> None:
        try:
            docconv.read(data, format=self.format)
        except DocconvError as error:
            told = str(error)
        else:
            return
        assert "\n" not in told, "an error is one line"

    def _words_are_kept(self, document: Resolved) -> None:
        if self.row.read or self.row.losses:
            assert "words" not in self._losses(), "a format that loses words is no format for transcripts"
            _none(one.sentence() for one in self.lost(document) if one.aspect == "words")
            return
        data, notices = write_with_notices(document, self.format, options=self.options)
        told = any(notice.code == "not-written" for notice in notices)
        missing = _missing(_words(document, spoken_only=told), self.printed(data))
        assert missing is None, f"{missing!r} is lost"

    def _labels_are_kept(self, document: Resolved) -> None:
        if self.row.read or self.row.losses:
            _none(one.sentence() for one in self.lost(document) if one.aspect == "labels")
            return
        labels = [turn.label for turn in turns(document) if turn.label and turn.blocks]
        missing = _missing(labels, self.printed(self.write(document)))
        assert missing is None, f"the label {missing!r} is lost"

    def _losses(self) -> frozenset[str]:
        found: frozenset[str] = (
            load(self.row.losses)(build_options(self.row, self.options)) if self.row.losses else frozenset()
        )
        return found


class LabelRuleConformance(Conformance):
    """A label rule.

    rule: its name.
    labels: lines, and the label that the rule finds on each.
    others: lines on which it finds none.
    """

    rule: ClassVar[str]
    labels: ClassVar[Mapping[str, str]]
    others: ClassVar[Sequence[str]] = ()

    def found(self, line: str) -> list[str]:
        """The labels that the rule finds on a line."""
        rules = [rule for rule in label_rules()[0] if rule.name == self.rule]
        assert rules, f"no label rule is named {self.rule}"
        return [item.label for item in candidates(line, rules)]

    def test_it_finds_what_it_is_for(self) -> None:
        """The label of each line, and nothing on the others."""
        assert {line: self.found(line) for line in self.labels} == {
            line: [label] for line, label in self.labels.items()
        }
        assert {line: self.found(line) for line in self.others} == {line: [] for line in self.others}

    def test_any_line_may_come(self) -> None:
        """Without failing, and every label is on the line."""
        self.of_any(lambda line: _none(one for one in self.found(line) if one not in line), self._lines())

    def test_no_word_is_lost(self) -> None:
        """In a text of such lines, in whatever order; reading counts them."""
        lines = st.lists(st.sampled_from([*self.labels, *self.others]), min_size=1, max_size=12)
        self.of_any(lambda one: _read("\n\n".join(one)), lines)

    def _lines(self) -> st.SearchStrategy[str]:
        letters = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
        return st.tuples(st.sampled_from(list(self.labels)), st.text(letters, max_size=40)).map("".join)


class LanguageConformance(Conformance):
    """A language.

    tag: BCP 47.
    sample: two sentences or more in it.
    """

    tag: ClassVar[str]
    sample: ClassVar[str]

    def test_it_is_told_from_a_text(self) -> None:
        """By script, common words and letters."""
        assert detect(self.sample) == self.tag

    def test_it_has_common_words(self) -> None:
        """Forty or more, without which prose is no prose."""
        language = load_language(self.tag)
        assert language.tag == self.tag
        assert language.name
        assert len(language.stop_words) >= FEWEST_STOP_WORDS or language.script

    def test_words_are_composed_and_said_once(self) -> None:
        """In Unicode's composed form, without space around them."""
        language = load_language(self.tag)
        for name in LISTS:
            words = getattr(language, name)
            assert len(words) == len(set(words)), name
            _none(one for one in words if one.strip() != one or not unicodedata.is_normalized("NFC", one))


class ThemeConformance(Conformance):
    """A theme.

    theme: its name.
    """

    theme: ClassVar[str]
    examples = 5

    def test_it_is_whole(self) -> None:
        """All its keys are known, and their values what they may be."""
        assert theme(self.theme) == theme(self.theme)

    def test_no_word_is_lost(self) -> None:
        """In no format that has a look, and each writes the same bytes."""
        self.of_any(self._is_kept)

    def _is_kept(self, document: Resolved) -> None:
        for name in ("docx", "pdf", "html"):
            data = docconv.write(document, name, options={"theme": self.theme})
            _equal(data, docconv.write(document, name, options={"theme": self.theme}))
            _none(one.sentence() for one in prove(document, data, name, options={"theme": self.theme}))


class TransformConformance(Conformance):
    """A transform.

    transform: its name, with `=` and a value where it takes one.
    keeps_words: whether all words are there afterwards.
    """

    transform: ClassVar[str]
    keeps_words: ClassVar[bool] = True

    def change(self, document: Resolved) -> Resolved:
        """What becomes of a document."""
        (transform,) = named_transforms([self.transform])
        return transform(document)

    def test_any_document_stays_one(self) -> None:
        """That every format can carry, the same each time, and the one before is as it was."""
        self.of_any(self._stays_one)

    def test_no_word_is_lost(self) -> None:
        """If it says so."""
        if self.keeps_words:
            self.of_any(lambda one: _equal(list(_words(self.change(one))), list(_words(one))))

    def _stays_one(self, document: Resolved) -> None:
        before = docconv.write(document, "json")
        done = self.change(document)
        _equal(docconv.write(done, "json"), docconv.write(self.change(document), "json"))
        _equal(docconv.write(document, "json"), before)


def _words(document: Resolved, *, spoken_only: bool = False) -> Iterator[str]:
    """The words of a document in their order, each as far as no mark is in it."""
    for whole in turns(document) if spoken_only else (document,):
        for node in walk(whole):
            if isinstance(node, Text | Gap):
                yield from node.text.split()


def _missing(wanted: Iterator[str] | list[str], text: str) -> str | None:
    """The first of some words that a text has not, each after the one before."""
    at = 0
    for word in wanted:
        place = text.find(word, at)
        if place < 0:
            return word
        at = place + len(word)
    return None


def _read(text: str) -> None:
    assert_well_formed(docconv.read(text.encode(), format="text"))


def _equal(first: object, second: object) -> None:
    assert first == second


def _none(found: Iterator[str]) -> None:
    assert list(found) == []
