"""Hypothesis strategies for documents, for the tests of docconv and of its plug-ins.

What is generated is well-formed in the sense of
`assert_well_formed`, and as unfriendly as that allows: every script, combining marks, characters beyond the
basic plane, text full of markup, empty turns, ten levels of sections, several speakers in a turn.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

import attrs
from hypothesis import strategies as st

from docconv import model as m
from docconv.patterns import regex
from docconv.walk import text_of, turns, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from docconv.model import Block, Inline, Resolved, Speaker, Turn

T = TypeVar("T")

__all__ = ["ALPHABETS", "LANGUAGES", "assert_well_formed", "blocks", "documents", "inlines", "speakers"]

ALPHABETS = {
    "Latn": "aeiounrstdlmAEST ,.:!?()-–—'\u2019éüßñçłőşıİğə" + "e\u0301\u0323",
    "Cyrl": "аеиорстнлкмвАСВ ,.:—ёїєґәң" + "и\u0306",
    "Grek": "αειοςστνρκΑΣ ,.·;άώΐ",
    "Armn": "աբգդեԱԲ ՞։",
    "Geor": "აბგდევზთ ,.",
    "Arab": "ابتجدرسعلمنهوي ،.؟" + "\u064e\u064b\u0651پگی\u200c",
    "Hebr": "אבגדהולמנרשת ,.?" + "\u05b8\u05bc־",
    "Deva": "अकगतनमरस ।" + "\u093e\u093f\u0941\u094d\u0902",
    "Thai": "กขคงจ ๆ" + "\u0e31\u0e34\u0e48\u0e49",
    "Hani": "一人大中国說話。，：？「」（）𠮷𪚥",
    "Jpan": "あいのはをアイー日本語。、：「」ｱ" + "か\u3099",
    "Hang": "가나다라마바사 .?" + "\u1112\u1161\u11ab",
    "Zsye": "😀👍🏽🇦🇿👩\u200d👧 ❤\ufe0f",
    "Zsym": "<>&\"'/=;#]]>![--?{}$%@\\*_|~` №€½",
}
"""Characters by ISO 15924 code of their script, with `Zsye` for emoji and `Zsym` for the signs of markup."""

LANGUAGES = ("en", "de", "az", "ru", "fa", "he", "hi", "zh-Hant", "ja", "pt-BR")

_VOICES = tuple(m.Speaker(f"voice-{number}") for number in range(4))
_FORBIDDEN: Final = ("Cc", "Cs", "Cn", "Zl", "Zp")
_NCNAME = regex(r"[A-Za-z_][A-Za-z0-9._-]*")
_GAPS = (
    m.Gap("[inaudible]"),
    m.Gap("[…]", "omitted"),
    m.Gap("(нрзб)"),
    m.Gap("[illegible]", "illegible"),
)
_REFS = (
    (),
    ("https://www.wikidata.org/entity/Q42",),
    ("https://example.org/?a=1&b=2", "urn:x:1"),
)
_MARKUP = ("]]>", "a]]>b", "<!--", "--", "<?x?>", "&amp;", "&#0;", "</p>", "{\\rtf", "%PDF", "${x}", "\\n")
_SEPARATORS = ("x x x", "* * *", "***", "---", "⁂", "<hr/>")
_SPOKEN = frozenset({"said", "stage"})
_DEEP = 10


# ------------ strategies


def documents(
    *,
    languages: Sequence[str] = LANGUAGES,
    max_turns: int = 6,
    scripts: Sequence[str] | None = None,
) -> st.SearchStrategy[Resolved]:
    """Well-formed documents of at most `max_turns` turns.

    Language tags are drawn from `languages`, text from `scripts`: keys of `ALPHABETS`; without them, all of
    these and whatever else Unicode assigns.
    """
    text = _text(tuple(scripts) if scripts else None)
    bodies = st.lists(_blocks(text, languages, sections=2), max_size=max_turns + 2)
    cast_ = st.lists(speakers(scripts=scripts), min_size=4, max_size=4, unique_by=lambda one: one.id)
    heads = st.none() | _headings(text, languages)
    return _made(_document, bodies, cast_, heads, _metadata(text, languages), st.just(max_turns))


def blocks(
    *, languages: Sequence[str] = LANGUAGES, scripts: Sequence[str] | None = None
) -> st.SearchStrategy[Block[Speaker]]:
    """One block of any kind; turns in it are numbered from `t1`, speakers are `voice-0` to `voice-3`."""
    text = _text(tuple(scripts) if scripts else None)
    return _made(lambda block: _number((block,), max_turns=_DEEP)[0], _blocks(text, languages, sections=2))


def inlines(
    *, languages: Sequence[str] = LANGUAGES, scripts: Sequence[str] | None = None
) -> st.SearchStrategy[tuple[Inline[Speaker], ...]]:
    """The content of a paragraph: every kind of inline, nested; speakers are `voice-0` to `voice-3`."""
    return _inlines(_text(tuple(scripts) if scripts else None), tuple(languages), depth=2)


def speakers(*, scripts: Sequence[str] | None = None) -> st.SearchStrategy[Speaker]:
    """One speaker of any kind, most of them with a name."""
    text = _text(tuple(scripts) if scripts else None)
    words = st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8), min_size=1, max_size=3)
    return _made(
        m.Speaker,
        _made(lambda parts, end: "-".join(parts) + end, words, st.sampled_from(("", "-2", "-1908"))),
        st.sampled_from(("person", "group", "anonymous", "unknown")),
        st.none() | text,  # name
        st.none() | text,  # role
        st.sampled_from((None, "F", "M", "X")),
        _made(tuple, st.lists(text, max_size=2, unique=True)),  # aliases
        st.sampled_from(_REFS),
    )


def _made(make: Callable[..., T], *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """What `make` makes of one draw from each part.

    Unlike `builds` and `map`, this has hypothesis record no calls: documents share so many parts that
    printing a failing example from such records takes minutes. They are printed as attrs prints them.
    """

    @st.composite
    def made(draw: st.DrawFn) -> T:
        return make(*map(draw, parts))

    return made()


@lru_cache(maxsize=32)
def _text(scripts: tuple[str, ...] | None) -> st.SearchStrategy[str]:
    """One to about twenty characters of one script, single spaces inside and none at the edges."""
    chosen = [st.text(ALPHABETS[script], min_size=1, max_size=20) for script in scripts or ALPHABETS]
    if scripts is None or "Zsym" in scripts:
        chosen.append(st.sampled_from(_MARKUP))
    if scripts is None:
        letters = st.characters(exclude_categories=(*_FORBIDDEN, "Co"))
        chosen.append(st.text(letters, min_size=1, max_size=12))
    return _made(lambda text: " ".join(text.split()) or "x", st.one_of(chosen))


@lru_cache(maxsize=256)
def _inlines(
    text: st.SearchStrategy[str],
    languages: tuple[str, ...],
    *,
    depth: int,
    without: frozenset[str] = frozenset(),
) -> st.SearchStrategy[tuple[Inline[Speaker], ...]]:
    """A sequence without empty or adjacent texts; nothing stands inside its own kind or one of `without`."""

    def inner(*kinds: str) -> st.SearchStrategy[tuple[Inline[Speaker], ...]]:
        return _inlines(text, languages, depth=depth - 1, without=without.union(kinds))

    kinds: list[st.SearchStrategy[Any]] = [_made(m.Text, text), st.sampled_from(_GAPS), _breaks(text)]
    if depth:
        wrappers: dict[str, Callable[[], st.SearchStrategy[Any]]] = {
            "italic": lambda: _made(m.Emphasis, inner("italic"), st.just("italic")),
            "bold": lambda: _made(m.Emphasis, inner("bold"), st.sampled_from(("bold", "underline"))),
            "unclear": lambda: _made(m.Unclear, inner("unclear")),
            "foreign": lambda: _made(m.Foreign, inner("foreign"), st.sampled_from(languages)),
            "said": lambda: _made(m.Said, inner("said"), _voices(), _attributions(text)),
            "stage": lambda: _made(m.Stage, inner("stage"), _stage_kinds()),
            "note": lambda: _made(
                m.Note, inner("note", "said", "stage"), _drawn(m.NotePlace), _drawn(m.NoteKind), _signs(text)
            ),
        }
        kinds += [build() for name, build in wrappers.items() if name not in without]
    return _made(_tidy, st.lists(st.tuples(st.one_of(kinds), st.booleans()), min_size=1, max_size=4))


def _breaks(text: st.SearchStrategy[str]) -> st.SearchStrategy[m.Milestone]:
    return st.just(m.Milestone()) | _made(m.Milestone, st.just("page"), st.just("") | text)


def _stage_kinds() -> st.SearchStrategy[str]:
    return st.sampled_from(("incident", "vocal", "kinesic", "delivery", "mixed"))


def _drawn(kind: Any) -> st.SearchStrategy[str]:  # noqa: ANN401  one of the literals of the model
    return st.sampled_from(get_args(kind))


def _signs(text: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.sampled_from((None, "*", "12a")) | text


def _voices() -> st.SearchStrategy[tuple[Speaker, ...]]:
    return _made(tuple, st.lists(st.sampled_from(_VOICES), max_size=3, unique=True))


def _attributions(text: st.SearchStrategy[str]) -> st.SearchStrategy[m.Attribution]:
    rules = st.sampled_from(("reported-speech", "label-alone", "correction"))
    evidence = st.lists(_made(m.Evidence, rules, st.just("") | text), min_size=1, max_size=2)
    doubt = _made(m.Attribution, st.sampled_from(("medium", "low")), _made(tuple, evidence))
    return st.just(m.CERTAIN) | doubt


def _headings(
    text: st.SearchStrategy[str], languages: Sequence[str]
) -> st.SearchStrategy[m.Heading[Speaker]]:
    return _made(m.Heading, _inlines(text, tuple(languages), depth=1, without=_SPOKEN))


def _turns(
    text: st.SearchStrategy[str], languages: Sequence[str], content: st.SearchStrategy[Any]
) -> st.SearchStrategy[Turn[Speaker]]:
    """Turns whose id is empty and whose `continues` is how many turns back to look; `_number` sets both."""
    parts = _made(_heard_at, _timings(), content, _verse()) | _made(m.Stage, content, _stage_kinds())
    return _made(
        m.Turn,
        st.just(""),
        _made(tuple, st.lists(parts, max_size=3)),
        _voices(),
        st.none() | text,  # label
        _attributions(text),
        st.none() | st.sampled_from(languages),
        st.sampled_from((None, None, "1", "2")),
    )


def _heard_at(
    timing: m.Timing | None, content: tuple[Inline[Speaker], ...], verse: m.VerseLine | None
) -> m.Paragraph[Speaker]:
    return m.Paragraph(content, timing=timing, verse=verse)


def _verse() -> st.SearchStrategy[m.VerseLine | None]:
    """What is known of a line of verse; most paragraphs are none."""
    lines = _made(
        m.VerseLine, _drawn(m.VersePart) | st.none(), st.sampled_from((None, "12", "4b")), st.booleans()
    )
    return st.none() | st.none() | lines


def _lines(content: tuple[Inline[Speaker], ...], verse: m.VerseLine | None) -> m.Narrative[Speaker]:
    return m.Narrative(content, verse=verse)


def _timings() -> st.SearchStrategy[m.Timing | None]:
    begins, lasts = st.integers(0, 10**8), st.none() | st.integers(0, 60_000)
    return st.none() | _made(_timing, begins, lasts)


def _timing(begin: int, lasts: int | None) -> m.Timing:
    return m.Timing(begin, None if lasts is None else begin + lasts)


def _blocks(
    text: st.SearchStrategy[str], languages: Sequence[str], *, sections: int
) -> st.SearchStrategy[Any]:
    """Blocks of all kinds, turns more often than others, with sections inside sections."""
    content = _inlines(text, tuple(languages), depth=2)
    plain = _inlines(text, tuple(languages), depth=1, without=_SPOKEN)
    kinds: list[st.SearchStrategy[Any]] = [
        *(
            _turns(text, languages, content) for _ in range(4)
        ),  # four of one kind, since `one_of` drops copies
        _made(_lines, content, _verse()),
        _made(_cast_item, plain, plain, st.none() | _drawn(m.CastPartKind)),
        _made(m.Stage, content, _stage_kinds()),
        _made(m.Separator, st.sampled_from(_SEPARATORS)),
        _made(m.Boilerplate, plain, st.sampled_from(("notice", "furniture"))),
    ]
    if sections:
        heads = st.none() | _headings(text, languages)
        inner = st.lists(_blocks(text, languages, sections=sections - 1), max_size=3)
        depths = (1, _DEEP - 1) if sections == 1 else (1,)
        called = st.none() | st.sampled_from(("act", "scene", "rest", "x-ή"))
        opened = st.tuples(heads, called, st.none() | st.sampled_from(("1", "IV", "2 a")))
        chains = st.one_of([st.lists(opened, min_size=depth, max_size=depth) for depth in depths])
        kinds.append(_made(_nest, chains, inner))
    return st.one_of(kinds)


def _metadata(text: st.SearchStrategy[str], languages: Sequence[str]) -> st.SearchStrategy[m.Metadata]:
    return _made(
        m.Metadata,
        st.none() | text,  # title
        st.just("und") | st.sampled_from(languages),
        st.sampled_from((None, "2024", "2024-02", "2024-02-29")),
        st.sampled_from((None, "UPDATE", "VIDEO")),
        st.none() | text,  # source
        _made(tuple, st.lists(st.tuples(text, text), max_size=2)),
        st.none() | text,  # media
    )


# ------------ from drawn parts to wholes


def _document(
    body: list[Block[Speaker]],
    cast_: list[Speaker],
    title: m.Heading[Speaker] | None,
    metadata: m.Metadata,
    max_turns: int,
) -> Resolved:
    drawn = m.Document(body=_number(tuple(body), max_turns=max_turns))
    heard = dict(zip(_heard(drawn), cast_, strict=False))
    return m.Document(_recast(drawn.body, heard), metadata, title, tuple(heard.values()))


def _tidy(parts: list[tuple[Inline[Speaker], bool]]) -> tuple[Inline[Speaker], ...]:
    """Drawn inlines as a sequence that begins with text and does not end in a line break."""
    tidy: list[Inline[Speaker]] = []
    for inline, spaced in parts:
        tidy[-1:] = _follow(tidy[-1] if tidy else None, inline, " " if spaced else "")
    if tidy and isinstance(tidy[-1], m.Milestone) and tidy[-1].kind == "line":
        tidy.pop()
    return tuple(tidy) or (m.Text("x"),)


def _follow(before: Inline[Speaker] | None, inline: Inline[Speaker], space: str) -> list[Inline[Speaker]]:
    """An inline after another one: texts become one, other neighbours of one kind are kept apart."""
    if before is None:
        return [] if isinstance(inline, m.Milestone | m.Note) else [inline]
    if isinstance(inline, m.Milestone):
        return [before] if isinstance(before, m.Milestone) else [before, inline]
    if isinstance(inline, m.Note):  # right after its word
        return [before] if isinstance(before, m.Milestone | m.Note) else [before, inline]
    if isinstance(inline, m.Text) and not isinstance(before, m.Milestone):
        return _append(before, space + inline.text)
    if type(before) is type(inline):
        return [*_append(before, " "), inline]
    return (
        [before, inline]
        if isinstance(before, m.Milestone) or not space
        else [*_append(before, space), inline]
    )


def _append(before: Inline[Speaker], text: str) -> list[Inline[Speaker]]:
    return [m.Text(before.text + text)] if isinstance(before, m.Text) else [before, m.Text(text)]


def _cast_item(
    begin: tuple[Inline[Speaker], ...], rest: tuple[Inline[Speaker], ...], kind: m.CastPartKind | None
) -> m.CastItem[Speaker]:
    """An entry with a part and words after it, or one of nothing but words."""
    return m.CastItem((m.CastPart(begin, kind), m.Text(" "), *rest)) if kind else m.CastItem(begin)


def _nest(
    chain: list[tuple[m.Heading[Speaker] | None, str | None, str | None]], inner: list[Block[Speaker]]
) -> m.Section[Speaker]:
    section = m.Section(tuple(inner), *chain[-1])
    for opened in reversed(chain[:-1]):
        section = m.Section((section,), *opened)
    return section


def _number(body: tuple[Block[Speaker], ...], *, max_turns: int) -> tuple[Block[Speaker], ...]:
    """The blocks with turns `t1` to at most `t<max_turns>`; what would be empty then is left out."""
    done: list[Turn[Speaker]] = []

    def go(block: Block[Speaker]) -> Iterator[Block[Speaker]]:
        if isinstance(block, m.Section):
            inner = tuple(new for old in block.blocks for new in go(old))
            if inner or block.heading is not None:
                yield attrs.evolve(block, blocks=inner)
        elif not isinstance(block, m.Turn):
            yield block
        elif len(done) < max_turns and (block.blocks or block.label is not None):
            done.append(_linked(attrs.evolve(block, id=f"t{len(done) + 1}"), done))
            yield done[-1]

    return tuple(new for old in body for new in go(old)) or (m.Narrative((m.Text("x"),)),)


def _linked(turn: Turn[Speaker], earlier: list[Turn[Speaker]]) -> Turn[Speaker]:
    """The turn with an earlier one that it goes on with, if no other does, and the speakers of that one."""
    back = int(turn.continues or 0)
    first = earlier[-back] if 0 < back <= len(earlier) else None
    if first is None or any(other.continues == first.id for other in earlier):
        return attrs.evolve(turn, continues=None)
    return attrs.evolve(turn, continues=first.id, speakers=first.speakers)


def _heard(document: Resolved) -> list[Speaker]:
    """Who speaks, in order of first appearance."""
    who = (node.speakers for node in walk(document) if isinstance(node, m.Turn | m.Said))
    return list(dict.fromkeys(speaker for found in who for speaker in found))


def _recast(node: Any, heard: dict[Speaker, Speaker]) -> Any:  # noqa: ANN401  any part of a document
    """The same part of a document with other speakers."""
    if isinstance(node, m.Speaker):
        return heard[node]
    if isinstance(node, tuple):
        return tuple(_recast(part, heard) for part in node)
    if attrs.has(type(node)) and not isinstance(node, m.Attribution):
        names = [name for name in ("children", "blocks", "heading", "speakers") if hasattr(node, name)]
        return attrs.evolve(node, **{name: _recast(getattr(node, name), heard) for name in names})
    return node


# ------------ what is well-formed


def assert_well_formed(document: Resolved) -> None:
    """Raise `AssertionError`, which says what is wrong, unless every rule of a resolved document holds."""
    _assert_turns(list(turns(document)))
    _assert_speakers(document)
    for node in walk(document):
        _assert_node(node)


def _assert_turns(found: list[Turn[Speaker]]) -> None:
    ids = [turn.id for turn in found]
    assert ids == [f"t{number}" for number in range(1, len(ids) + 1)], f"turn ids out of order: {ids}"
    for number, turn in enumerate(found):
        earlier = (None, *ids[:number])
        assert turn.continues in earlier, f"{turn.id} continues {turn.continues}, which is not before it"
        assert turn.label is None or turn.label.strip() == turn.label != "", f"{turn.id}: {turn.label!r}"
        assert turn.blocks or turn.label is not None, f"{turn.id} has neither label nor text"


def _assert_speakers(document: Resolved) -> None:
    ids = [speaker.id for speaker in document.speakers]
    assert len(ids) == len(set(ids)), f"speaker ids repeat: {ids}"
    assert all(_NCNAME.fullmatch(one) for one in ids), f"not an ASCII NCName in {ids}"
    assert not any(re.fullmatch(r"t\d+", one) for one in ids), f"a speaker id looks like a turn: {ids}"
    heard = _heard(document)
    listed = [speaker for speaker in document.speakers if speaker in heard]
    assert listed == heard, "speakers are not listed in order of first appearance, or not at all"


def _assert_node(node: m.Node[Speaker]) -> None:
    match node:
        case m.Text(text):
            assert not _controls(text), f"characters that no format carries: {_controls(text)}"
        case m.Section(blocks=blocks, heading=head):
            assert blocks or head is not None, "a section without heading and content"
        case m.Turn() | m.Said():
            _assert_attributed(node)
        case _:
            pass
    if not isinstance(node, m.Document | m.Section | m.Turn) and hasattr(node, "children"):
        _assert_sequence(node.children)


def _assert_attributed(node: Turn[Speaker] | m.Said[Speaker]) -> None:
    assert len(set(node.speakers)) == len(node.speakers), "one speaker twice in a turn"
    high = node.attribution.certainty == "high"
    assert high != bool(node.attribution.evidence), (
        "evidence belongs to doubtful attributions, and only there"
    )
    below = (inner for child in getattr(node, "children", ()) for inner in walk(child))
    assert not any(isinstance(inner, m.Said) for inner in below), "quoted speech inside quoted speech"


def _assert_sequence(parts: Sequence[Inline[Speaker]]) -> None:
    assert text_of(parts).strip(), "a node without text"


def _controls(text: Iterable[str]) -> list[str]:
    return [f"U+{ord(char):04X}" for char in text if unicodedata.category(char) in _FORBIDDEN]
