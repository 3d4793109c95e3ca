"""Notations that say themselves what each line is: CHAT, WebVTT and SubRip, Fountain, ezdrama, notes of
Aozora Bunko, headings of Markdown and of wikis.

A notation is recognised by its signature and then marks the lines it knows. Lines it leaves unmarked are
text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from docconv.patterns import regex
from docconv.transcript.annotations import LineMark, MarkKind
from docconv.transcript.kinds import SEPARATOR, is_stage
from docconv.transcript.lines import aozora, subtitles
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.times import without_time
from docconv.wellformed.shapes import on_one_line

TIER = regex(r"%\w+:")
UTTERANCE = regex(r"\*([\w-]+):\s*")
BULLET = regex(r"(?<=\S)\s(\d+_\d+)$")
"""From which millisecond to which an utterance lasts, after it."""
SLUG = regex(
    r"(?:INT|EXT|EST|INNEN|AU(?:SS|ß|ẞ)EN|I/E|INT\.?/EXT|ИНТ|НАТ|ЭКСТ|ІНТ|ЕКСТ|INTERI[EÉ]R|EXTERI[EÉ]R|PLENER|WN|ΕΣΩΤ|ΕΞΩΤ)"
    r"[. ](?!\W*\d{1,3}:\d\d)",
    re.IGNORECASE,
)
TITLE_PAGE = regex(r"Title:\s*(?=[^\s_*])")
NOTE_END = "]]"
UNPRINTED = regex(r"\[\[[^\[\]]*\]\]$|=(?!=)\s*\S")
"""Lines of Fountain for those who write: a note by itself, a synopsis."""
FORCED_CUE = regex(r"@(?=[^\W_])(?!(?:title|subtitle|author)\s)[^:]*$")
FEWEST_CUES = 2
CUE_SUFFIX = regex(r"(?:(?<!\s)\s++)?+(?:\([^()]*+\)\s*+)?\^?$")
LONGEST_CUE, LEAST_SET_IN = 40, 8  # characters
SMALL_AMONG_CAPITALS = str.maketrans("", "", "ßªº")
"""Letters that stay as they are where a word is in capitals: `GROßMANN`, `TESTIGO Nº 2`, `Mª LÓPEZ`."""
FENCE, QUOTATION = "```", "> "
ATTRIBUTES = regex(r"\{:[^{}]{1,80}\}")  # `{: .resolution}`, said of the paragraph above
MARKDOWN_HEADING = regex(r"(#{1,6})(?!\d{1,2}:\d\d:)(?:\s++(?=#?[^\s#])|(?=[^\s#]))")
FEWEST_PARTS = 3  # headings
LISTED = regex(r"(?:[-*+•]|\d{1,2}[.)])\s")
FEWEST_HEADS, FEWEST_TIMED = 10, 3
"""One line of so many is the heading of a speech, where headings are labels."""
WIKI_HEADING = regex(r"(={2,6})\s*+([^\s=][^=]{0,200}[^\s=]|[^\s=])\s*+\1")
WIKI_ITALICS = regex(r":{0,3}('')(?!'|\s)((?:[^']|'(?!')){1,1000})\1")
EZDRAMA_NAME = r"(\s*+[^\s:(]++(?:\s++[^\s:(]++)*+)\s*+(\([^)]*+\))?\s*+"
EZDRAMA_LABEL = regex(rf"@{EZDRAMA_NAME}:?\s*+$|@{EZDRAMA_NAME}:\s*+(?=\S)")
EZDRAMA_KEY = regex(r"@(title|subtitle|author)\s+")
PROCEEDINGS_SPEAKER = regex(
    r"""(<SPEAKER\b[^<>]{0,200}?\bNAME=["']?)([^"'<>]{1,200})(["']?(?:\s[^<>]*)?>)$"""
)
PROCEEDINGS_TAG = regex(r"<(?:P|BRK|(?:CHAPTER|SPEAKER)\b[^<>]*)/?>$")
PROCEEDINGS_KINDS: Mapping[str, MarkKind] = {"CHAPTER": "boilerplate", "SPEAKER": "turn"}


@frozen(eq=False, repr=False)
class Notation:
    """A notation by name. `complete`: it marks every label itself. `merges`: one voice in several units is
    one turn. `plain` gives a line without markup, as several where it has several voices.
    """

    name: str
    recognise: Callable[[Sequence[TranscriptLine]], bool]
    read: Callable[[Sequence[TranscriptLine]], Iterator[tuple[int, LineMark]]]
    complete: bool = True
    merges: bool = False
    plain: Callable[[TranscriptLine], Iterable[TranscriptLine]] | None = None


def _is_chat(lines: Sequence[TranscriptLine]) -> bool:
    return any(line.text in ("@Begin", "@UTF8") for line in lines[:5])


def _chat(lines: Sequence[TranscriptLine]) -> Iterator[tuple[int, LineMark]]:
    """CHAT (TalkBank): `*FAT:` utterances, `%mor:` dependent tiers, `@` headers."""
    hidden = False
    for index, line in enumerate(lines):
        utterance = UTTERANCE.match(line.text)
        if utterance:
            hidden = False
            yield index, LineMark("label", utterance.end(), utterance[1])
        elif line.text.startswith("@"):
            yield index, LineMark("boilerplate")
        elif TIER.match(line.text) or hidden:
            hidden = True
            yield index, LineMark("annotation")


def _without_bullet(line: TranscriptLine) -> Iterator[TranscriptLine]:
    """An utterance, and what says when it was as a line of its own, which is no speech."""
    bullet = BULLET.search(line.text) if line.text[0] == "*" else None
    if bullet is None:
        yield line
        return
    at = bullet.start(1)
    yield evolve(line, text=line.text[: bullet.start()])
    yield evolve(
        line, text=bullet[1], start=line.start + at, indent=line.indent + at, gap=0, opens=False,
        mark=LineMark("annotation"),
    )  # fmt: skip


def _subtitles(lines: Sequence[TranscriptLine]) -> Iterator[tuple[int, LineMark]]:
    """WebVTT, SubRip and SubViewer: timings and cue numbers are time codes; `<v Name>` is a label,
    a dash begins a line of somebody else. Where most cues name a voice, one that names none is nobody's.
    """
    vtt = lines[0].text.startswith(subtitles.HEADER)
    title = subtitles.TITLE.match(lines[0].text) if vtt else None
    comment, unvoiced, named = False, subtitles.unvoiced(lines), subtitles.names_above(lines)
    labelled, apart = subtitles.named_turns(lines), subtitles.dashed_pairs(lines, unvoiced)
    head = vtt
    for index, line in enumerate(lines):
        head = head and not (index and line.gap) and not subtitles.TIMING.match(line.text)
        if line.gap:
            comment = vtt and subtitles.COMMENT.match(line.text) is not None
        voice = subtitles.VOICE.match(line.text)
        if index == 0 and title:
            yield index, LineMark("title", title.end())
        elif head:
            yield index, LineMark("boilerplate")
        elif subtitles.TIMING.match(line.text):
            comment = False
            yield index, LineMark("time")
        elif comment or subtitles.names_cue(lines, index):
            yield index, LineMark("annotation")
        elif voice:
            yield index, LineMark("label", voice.end(), subtitles.resolved(voice[1].strip()))
        elif index in named:
            yield index, LineMark("label", len(line.text), subtitles.name_of(line.text))
        elif index in unvoiced or index in apart:
            yield index, LineMark("turn", subtitles.dash_of(line.text) if index in apart else 0)
        elif subtitles.TURN.match(line.text) and index not in labelled:
            yield index, LineMark("text")
        elif subtitles.is_name_said(lines, index):
            yield index, LineMark("speech")


def _is_fountain(lines: Sequence[TranscriptLine]) -> bool:
    """Headings of scenes, and names in capitals right above text, without a colon; or nothing but forced
    cues.
    """
    shouted = [place for place, line in enumerate(lines) if line.text.isupper() and _is_apart(lines, place)]
    slugs = {place for place in shouted if SLUG.match(lines[place].text)}
    close = {place - 1 for place, line in enumerate(lines) if line.gap == 0} - slugs
    short = [
        lines[place].text for place in shouted if place in close and len(lines[place].text) < LONGEST_CUE
    ]
    cues = sum(text[-1] != ":" for text in short)
    return (bool(slugs) and cues > 1 and cues * 2 > len(short)) or _has_forced_cues(lines)


def _has_forced_cues(lines: Sequence[TranscriptLine]) -> bool:
    """Whether all lines that begin with `@` are names, each below a blank line and right above text."""
    places = [place for place, line in enumerate(lines) if line.text[0] == "@"]
    followed = (lines[place + 1 : place + 2] for place in places)
    enough = FEWEST_CUES - bool(lines and TITLE_PAGE.match(lines[0].text))
    return len(places) >= enough and all(
        (lines[place].gap or not place) and FORCED_CUE.match(lines[place].text) and after and not after[0].gap
        for place, after in zip(places, followed, strict=True)
    )


def _has_cue(lines: Sequence[TranscriptLine]) -> bool:
    """Whether somebody is given words: a cue apart from what is above it, and right above text."""
    return any(
        _is_apart(lines, place)
        and not below.gap
        and not SLUG.match(line.text)
        and _cue(line.text) is not None
        for place, (line, below) in enumerate(pairwise(lines))
    )


def _fountain(lines: Sequence[TranscriptLine]) -> Iterator[tuple[int, LineMark]]:
    """Fountain: scene headings, character cues, transitions; all else outside dialogue is action. Pages may
    part a cue with how it is spoken from the words. What is never printed (notes, synopses, what was cut)
    belongs to nobody.
    """
    spoken = front = False
    cut = ""
    edge = min((line.indent for line in lines), default=0)
    last, parted = len(lines), sum(line.gap > 0 for line in lines)
    keeps = sum(line.held for line in lines) * 2 < parted  # else all is set in
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        front = (index == 0 and ":" in line.text) or (front and line.gap == 0)
        title = index == 0 and following is not None and following.gap > 0 and not SLUG.match(line.text)
        opens = line.gap > 0 or index == 0
        spoken = spoken and (line.indent > edge or lines[last + 1].indent < edge + LEAST_SET_IN)
        goes_on = (line.held and keeps) or (index == last + 2 and is_stage(lines[last + 1].text))
        spoken = spoken and (not opens or goes_on)
        named = TITLE_PAGE.match(line.text) if front else None
        cut = _cut_here(line, cut)
        if named:
            yield index, LineMark("title", named.end())
        elif front:
            yield index, LineMark("narrative")
        elif cut or UNPRINTED.match(line.text):
            cut = "" if cut in line.text else cut
            spoken = False
            yield index, LineMark("boilerplate")
        elif title:
            yield index, LineMark("title" if any(map(str.isalpha, line.text)) else "page")
        elif opens and (SLUG.match(line.text) or re.match(r"\.[^.]", line.text)):
            yield index, LineMark("heading", int(line.text[0] == "."))
        elif line.text.startswith("#"):
            yield index, markdown_heading(line) or LineMark("heading")
        elif (
            following is not None
            and not following.gap
            and _is_apart(lines, index)
            and (cue := _cue(line.text))
        ):
            spoken, last = True, index
            yield index, cue
        elif spoken and line.held and keeps:
            yield index, LineMark("speech")
        elif not spoken and not SEPARATOR.match(line.text):
            yield index, LineMark("stage", len(line.text) - len(line.text.lstrip("!>~ ")))


def _cut_here(line: TranscriptLine, cut: str) -> str:
    """What ends that which is cut at a line, empty where nothing is: a boneyard, or a note over several
    lines, which a blank one ends, too (https://fountain.io/syntax#section-notes).
    """
    if cut == NOTE_END and line.gap and not line.held:
        cut = ""
    is_open = line.text.startswith("[[") and NOTE_END not in line.text
    return cut or ("*/" if line.text.startswith("/*") else NOTE_END if is_open else "")


def _is_apart(lines: Sequence[TranscriptLine], place: int) -> bool:
    """Whether a line is the first or below a blank one, or set in as cues are, much farther than the line
    above it and than the words below.
    """
    line = lines[place]
    if line.gap or not place:
        return True
    above, below = lines[place - 1].indent, lines[place + 1].indent if place + 1 < len(lines) else 0
    return line.indent - above >= LEAST_SET_IN and line.indent > below > above


def _cue(text: str) -> LineMark | None:
    """A character cue, forced by `@` or in capitals; `^` marks dual dialogue."""
    if text.startswith("@"):
        return LineMark("label", len(text), text[1:].rstrip("^ "))
    name = CUE_SUFFIX.sub("", text).translate(SMALL_AMONG_CAPITALS)
    if name.isupper() and text[-1] not in ".!?:,<" and text[0] not in ">!":  # set on the right, forced action
        return LineMark("label", len(text), text.rstrip("^ "))
    return None


def _without_marks(line: TranscriptLine) -> Iterator[TranscriptLine]:
    """A line of Fountain without the sign of what is sung and the second one of what is centred."""
    if line.text.startswith("~") and line.text[1:].strip():
        text = line.text[1:].lstrip()
        moved = len(line.text) - len(text)
        yield evolve(line, text=text, start=line.start + moved, indent=line.indent + moved)
    elif line.text[0] == ">" and line.text[-1] == "<" and line.text[1:-1].strip():
        yield evolve(line, text=line.text[:-1].rstrip())
    else:
        yield line


def _is_ezdrama(lines: Sequence[TranscriptLine]) -> bool:
    at = sum(1 for line in lines if line.text.startswith("@"))
    others = sum(1 for line in lines if line.text[0] in "$#~")
    return at >= 3 and others >= 2 and at * 20 > len(lines)


def _ezdrama(lines: Sequence[TranscriptLine]) -> Iterator[tuple[int, LineMark]]:
    """ezdrama (DraCor): `@Name:`, `$stage`, `#Act`, `~prose`."""
    for index, line in enumerate(lines):
        key = EZDRAMA_KEY.match(line.text)
        label = EZDRAMA_LABEL.match(line.text)
        if key:
            yield index, LineMark("title" if key[1] == "title" else "narrative", key.end())
        elif label:
            delivery = label.start(2) if label[2] else label.start(4) if label[4] else label.end()
            yield index, LineMark("label", delivery, (label[1] or label[3]).strip())
        elif line.text[0] == "$":
            yield index, LineMark("stage", 1)
        elif line.text[0] == "#":
            yield index, markdown_heading(line) or LineMark("heading")
        elif line.text[0] == "~":
            yield index, LineMark("text", 1)


def _is_markdown(lines: Sequence[TranscriptLine]) -> bool:
    return any(markdown_heading(line) for line in lines)


def _markdown(lines: Sequence[TranscriptLine]) -> Iterator[tuple[int, LineMark]]:
    """Headings of Markdown, also without the space that CommonMark wants, and the labels among them."""
    fenced = frozenset(_fenced(lines))
    marks = ((index, markdown_heading(line)) for index, line in enumerate(lines) if index not in fenced)
    found = [(index, mark) for index, mark in marks if mark]
    yield from (
        (index, LineMark("narrative")) for index, line in enumerate(lines) if ATTRIBUTES.fullmatch(line.text)
    )
    yield from ((index, LineMark("text")) for index in fenced)
    yield from _with_labels(found, lines)


def _unquoted(line: TranscriptLine) -> Iterator[TranscriptLine]:
    """A direction in brackets without the sign of a quotation before it: `> (Applause)`."""
    text = line.text[len(QUOTATION) :].lstrip() if line.text.startswith(QUOTATION) else ""
    if text and is_stage(text):
        moved = len(line.text) - len(text)
        line = evolve(line, text=text, start=line.start + moved, indent=line.indent + moved)
    yield line


def _with_timed_names(lines: Sequence[TranscriptLine]) -> list[TranscriptLine]:
    """The lines of a text in Markdown without the sign of headings that are names with times, most of which
    come back: `### Ada (0:14)`.
    """
    found = ((at, markdown_heading(line)) for at, line in enumerate(lines) if line.text[0] == "#")
    marks = {at: mark for at, mark in found if mark}
    names = {at: without_time(lines[at].text[mark.body :]) for at, mark in marks.items()}
    timed = {at: name for at, name in names.items() if name}
    often = Counter((marks[at].level, name) for at, name in timed.items())
    again = [at for at, name in timed.items() if often[marks[at].level, name] > 1 and at + 1 not in marks]
    if len(again) < FEWEST_TIMED or len(again) * 3 < len(timed) * 2:
        return list(lines)
    levels = {marks[at].level for at in again}
    return [
        evolve(line, text=line.text[marks[at].body :], start=line.start + marks[at].body)
        if at in timed and marks[at].level in levels
        else line
        for at, line in enumerate(lines)
    ]


def _with_labels(
    found: Sequence[tuple[int, LineMark]], lines: Sequence[TranscriptLine]
) -> Iterator[tuple[int, LineMark]]:
    """The headings of a text, of which those that recur all the time are labels, those of the parts that
    every section has are not, nor one that comes once right above another.
    """
    parts = _parts_of_sections(found, lines)
    texts = Counter((mark.level, lines[index].text) for index, mark in found)
    levels = Counter(level for level, _ in texts.elements())
    recurring = Counter(level for (level, _), count in texts.items() if count > 1 for _ in range(count))
    heads = {index for index, _ in found}
    for index, mark in found:
        often = levels[mark.level] * FEWEST_HEADS > len(lines)
        often = often and (texts[mark.level, lines[index].text] > 1 or index + 1 not in heads)
        if often and recurring[mark.level] * 2 > levels[mark.level] and mark.level not in parts:
            yield (
                index,
                LineMark("label", len(lines[index].text), lines[index].text[mark.body :].rstrip(": ")),
            )
        else:
            yield index, mark


def _parts_of_sections(found: Sequence[tuple[int, LineMark]], lines: Sequence[TranscriptLine]) -> set[int]:
    """The levels whose headings are the parts that every section has: three or more that come back, each
    mostly with the same one after it, and most of them with a list below.
    """
    parts: set[int] = set()
    for level in {mark.level for _, mark in found}:
        at = [index for index, mark in found if mark.level == level]
        counts = Counter(lines[index].text for index in at)
        often = [index for index in at if counts[lines[index].text] > 1]
        pairs = Counter((lines[one].text, lines[two].text) for one, two in pairwise(often))
        next_one: dict[str, int] = {}
        for (one, _), count in pairs.items():
            next_one[one] = max(count, next_one.get(one, 0))
        listed = sum(
            LISTED.match(line.text) is not None for index in often for line in lines[index + 1 : index + 2]
        )
        several = len({lines[index].text for index in often}) >= FEWEST_PARTS
        if several and listed * 2 > len(often) and sum(next_one.values()) * 4 >= 3 * pairs.total():
            parts.add(level)
    return parts


def _fenced(lines: Sequence[TranscriptLine]) -> Iterator[int]:
    """The lines between fences of Markdown, which are printed as they are; not those of a block that is most
    of the text.
    """
    fences = [index for index, line in enumerate(lines) if line.text.startswith(FENCE)]
    for start, end in zip(fences[::2], fences[1::2], strict=False):
        if (end - start) * 2 < len(lines) and len(fences) % 2 == 0:
            yield from range(start, end + 1)


def markdown_heading(line: TranscriptLine) -> LineMark | None:
    """The mark of a heading of Markdown, where a line is one."""
    match = MARKDOWN_HEADING.match(line.text)
    if match and match[0] == "#" and not line.opens:
        return None  # `#harbour` goes on with the line above
    return LineMark("heading", match.end(), level=len(match[1])) if match else None


def _is_wikitext(lines: Sequence[TranscriptLine]) -> bool:
    bold = sum(line.text.startswith("'''") for line in lines)
    return bold >= FEWEST_CUES or any(WIKI_HEADING.fullmatch(line.text) for line in lines)


def _wiki_line(line: TranscriptLine) -> Iterator[TranscriptLine]:
    """A heading of a wiki, or a line in italics, which is a direction, without its marks."""
    heading, italics = WIKI_HEADING.fullmatch(line.text), WIKI_ITALICS.fullmatch(line.text)
    if found := heading or italics:
        mark = LineMark("heading", level=len(heading[1]) - 1) if heading else LineMark("stage")
        at = found.start(2)
        line = evolve(line, text=found[2], start=line.start + at, indent=line.indent + at, mark=mark)
    yield line


def _wikitext(lines: Sequence[TranscriptLine]) -> Iterator[tuple[int, LineMark]]:
    """The labels among the headings of a wiki."""
    marks = ((index, line.mark) for index, line in enumerate(lines))
    return _with_labels([(index, mark) for index, mark in marks if mark and mark.kind == "heading"], lines)


def _is_proceedings(lines: Sequence[TranscriptLine]) -> bool:
    return any(line.text[0] == "<" and PROCEEDINGS_SPEAKER.match(line.text) for line in lines)


def _proceedings(lines: Sequence[TranscriptLine]) -> Iterator[tuple[int, LineMark]]:
    """The tags of the Europarl corpus (Koehn 2005): `<CHAPTER ID=1>` above a heading, `<P>` between
    paragraphs; a speaker without a name, `<SPEAKER ID=3>`, is nobody that can be told.
    """
    for index, line in enumerate(lines):
        if line.mark is None and line.text[0] == "<" and PROCEEDINGS_TAG.match(line.text):
            kind = PROCEEDINGS_KINDS.get(line.text[1:8], "annotation")
            yield index, LineMark(kind, len(line.text) if kind == "turn" else 0)
            if kind == "boilerplate" and index + 1 < len(lines) and lines[index + 1].text[0] != "<":
                yield index + 1, LineMark("heading")


def _named_in_tag(line: TranscriptLine) -> Iterator[TranscriptLine]:
    """The name of a tag as a label, and what is around it; what is below a tag opens a paragraph."""
    found = PROCEEDINGS_SPEAKER.match(line.text) if line.text[0] == "<" else None
    if found is None:
        yield line
        return
    name, rest = (found.start(part) for part in (2, 3))
    label = LineMark("label", len(found[2]), found[2].strip())
    yield evolve(line, text=found[2], start=line.start + name, margin=found[1], mark=label)
    yield evolve(
        line, text=found[3], start=line.start + rest, indent=line.indent + rest, gap=0, opens=False,
        mark=LineMark("annotation"),
    )  # fmt: skip


def _no_more(_: Sequence[TranscriptLine]) -> Iterator[tuple[int, LineMark]]:
    return iter(())


NOTATIONS: tuple[Notation, ...] = (
    Notation("chat", _is_chat, _chat, merges=True, plain=_without_bullet),
    Notation(
        "subtitles", subtitles.is_subtitles, _subtitles, complete=False, merges=True, plain=subtitles.untagged
    ),
    Notation("fountain", _is_fountain, _fountain, plain=_without_marks),
    Notation("ezdrama", _is_ezdrama, _ezdrama),
    Notation("proceedings", _is_proceedings, _proceedings, plain=_named_in_tag),
    Notation("aozora", aozora.is_aozora, aozora.read, complete=False, plain=aozora.parted),
    Notation("markdown", _is_markdown, _markdown, complete=False, plain=_unquoted),
    Notation("wikitext", _is_wikitext, _wikitext, complete=False, plain=_wiki_line),
)
SIGNS: Mapping[str, Callable[[Sequence[TranscriptLine]], bool]] = {
    "subtitles": subtitles.has_timing,
    "fountain": _has_cue,
}
"""By the names of notations which names of files tell, what one sign of each is."""
PLAIN = Notation("plain", lambda _: True, _no_more, complete=False)


def recognise(lines: Sequence[TranscriptLine], named: str = "") -> tuple[Notation, list[TranscriptLine]]:
    """The notation of a text, of which one sign is enough for the one that the name of its file tells, and
    the lines without its markup but with the marks that it gives; a label in which nothing is seen is none.
    """
    found = (one for one in NOTATIONS if one.recognise(lines) or (one.name == named and SIGNS[named](lines)))
    notation = next(found, PLAIN)
    parted = (notation.plain(line) for line in lines) if notation.plain else (lines,)
    plain = [line for part in parted for line in part]
    if notation.name == "subtitles":
        plain = subtitles.unrolled(plain)
    if notation.name == "markdown":
        plain = _with_timed_names(plain)
    for index, mark in notation.read(plain):
        if mark.kind != "label" or on_one_line(mark.label):
            plain[index].mark = mark
    if notation.name == "subtitles":
        plain = subtitles.unsigned(plain)
    return notation, plain
