"""What is before the first turn: metadata, a list of those who speak; and what is in rows as there after a
speech.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docconv.patterns import regex
from docconv.transcript import times
from docconv.transcript.annotations import Hint, LineMark
from docconv.transcript.kinds import (
    counts_a_scene,
    is_separator,
    is_stage,
    names_a_part,
    names_a_scene,
    speaks_of_self,
)
from docconv.transcript.lexicon import TranscriptLexicon, words
from docconv.transcript.lines.lines import TranscriptLine
from docconv.transcript.marks import ADDRESS_ALONE, FULL_STOPS
from docconv.transcript.shape import is_lower, is_wide
from docconv.transcript.turns.blocks import Block
from docconv.transcript.turns.profile import CLOSED, Profile, is_apart, is_fact
from docconv.wellformed.shapes import is_date

ENTRY = regex(r"([^,;:.–—(\[]{2,60}?)\s*(?:[,;:.–—(\[]|\s-\s|$)")
ABBREVIATED = regex(r"[^\W\d_]{2,4}\.\s(?=[^\W\d_])")
BETWEEN_NAMES = regex(r"(?:(?<!\s)\s++)?[,;]\s*+")
COLON = regex("[:：]")
RULE = regex(r"(-{3,}|\+{3})$")
FACT = regex(r"[\w-]{1,30}(?::(?:\s|$)| = )")
LINKED = regex(r"\[([^\[\]]{1,120})\](?!:)")
FIELD = regex(r"([^:：]{2,30}?)\s*+[:：]\s*+(\S.*)")
BULLET = regex(r"[*•–-]\s+")
QUOTED = regex(r"([\"'])([^\"']+)\1")
DATE = regex(r"(?<!\d)(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}))(?!\d)")
YEAR = regex(r"\d{4}")
DATE_IN_WORDS = regex(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.ºo])?\s(?:\w{2}\s)?(?P<month>[^\W\d_]{3,12})\.?,?\s(?:\w{2,3}\s)?(?P<year>\d{4})(?!\d)"
    r"|(?P<month2>[^\W\d_]{3,12})\.?\s(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year2>\d{4})(?!\d)"
    r"|(?<!\d)(?P<year3>\d{4})(?:\.|年|년)\s?(?P<month3>\d{1,2}(?=[月월])|[^\W\d_]{3,12})[月월]?\s?(?P<day3>\d{1,2})(?!\d)"
)
SHORT_MONTH = 3
EMPHASIS = "*_"
LONGEST_BYLINE, LONGEST_KEY = 12, 4  # words
LONGEST_TIME = 40  # characters
LONGEST_CAST = 120
WRAPPED = 55  # characters
LONGEST_LISTING = 120  # characters
MARKS = ".,:;()[]—–-*_"
LONGEST_ENTRY = 300
FEWEST_SPOKEN, SHORTEST_WIDE = 3, 6  # spaces, signs where no spaces part words
LONGEST_CAST_HEADING, LONGEST_CAST_LINE, LONGEST_LISTED = 4, 120, 4  # words, characters, words
CLOSING_QUOTES = "»”“\"’')"
COLON_AT_END = regex(r"\s?[:：](?=\n|$)")
FEWEST_ROW = 4  # lines
FARTHEST_ROSTER, FEWEST_ROSTER, FEWEST_NAMED, LONGEST_ROSTER = 80, 3, 2, 90


def mark_unread(lines: Sequence[TranscriptLine]) -> None:
    """Say of lines of Markdown that nobody says them: facts at the head, and where links lead."""
    mark_front_matter(lines)
    mark_links(lines)


def mark_front_matter(lines: Sequence[TranscriptLine]) -> None:
    """Say of the named facts between two rules at the head of a Markdown file that each is one by itself, and
    no text that anybody reads.
    """
    rules = [at for at, line in enumerate(lines[:FARTHEST_ROSTER]) if RULE.match(line.text)][:2]
    inside = lines[1 : rules[1]] if len(rules) > 1 and rules[0] == 0 else []
    if not inside or not FACT.match(inside[0].text) or lines[0].text[0] != lines[rules[1]].text[0]:
        return
    if not all(_is_fact(line, parted=lines[0].text[0] == "+") for line in inside):
        return
    for line in inside:
        line.mark = LineMark("boilerplate")
    for at in rules:
        lines[at].mark = LineMark("annotation")


def _is_fact(line: TranscriptLine, *, parted: bool) -> bool:
    """Whether a line is a named fact, in YAML, or in TOML where blank lines part tables."""
    is_near = line.gap == 0 or parted
    return is_near and (line.indent > 0 or line.text[0] in "-#[]" or FACT.match(line.text) is not None)


def mark_links(lines: Sequence[TranscriptLine]) -> None:
    """Say of the lines of Markdown that tell where a link leads, `[Ada Holt]: https://example.org/ada`, that
    nobody says them, where their words are in brackets elsewhere; in a chat, they are who sends an address.
    """
    found = [line for line in lines if line.text[0] == "[" and ADDRESS_ALONE.match(line.text)]
    used = {one for line in lines if "[" in line.text for one in LINKED.findall(line.text)} if found else ()
    for line in found:
        if line.text[1:].partition("]")[0] in used and line.mark is None:
            line.mark = LineMark("narrative")


def mark_cast(lines: Sequence[TranscriptLine], listed: range) -> frozenset[str]:
    """Say of the lines of a list of those who speak that each entry is one by itself; the names in it. A line
    below a short one begins an entry, unless it goes on with a small letter or is further in than the first.
    """
    for at in listed:
        line = lines[at]
        if at > listed.start and is_separator(line.text):  # the rule below the heading
            line.opens, line.gap = True, max(line.gap, 1)
            continue
        line.in_cast = True
        if at > listed.start and line.mark is None:
            outer = line.indent <= lines[listed.start + 1].indent
            line.opens = line.opens or (line.breaks and outer and not is_lower(line.text[0]))
            line.opens = line.opens and not _ends_entry(line, lines[at - 1])
            line.mark = LineMark("narrative") if line.opens else None
    return frozenset(cast_names(lines[at] for at in listed))


def _ends_entry(line: TranscriptLine, above: TranscriptLine) -> bool:
    """Whether a line is the rest of an entry that the one above has no room for."""
    return is_lower(line.text[0]) and len(above.text) > WRAPPED and above.text[-1] not in FULL_STOPS


def cast_lines(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> range:
    """The lines of a cast list: from its heading to the first blank line, direction in brackets, heading of a
    part, time code, name that the list has already, sentence where no entry ends as one does, or line of
    which its formatting says what it is.
    """
    for index, line in enumerate(lines[:200]):
        if len(line.text) < 50 and heads_cast(line.text, lexicon) and not _ends_wrapped(lines, index):
            labels = Counter(_head(one.text) for one in lines)
            if any(labels[_head(lines[at].text)] > 1 and _is_spoken(lines, at) for at in range(index)):
                return range(0)  # nobody is listed below speech
            listed = set[str]()
            end = index + 1
            while (
                end < len(lines)
                and not _is_told(lines[end].hint)
                and end - index < LONGEST_CAST
                and _is_entry(lines[end], lines[index + 1], lexicon)
                and _head(lines[end].text) not in listed
                and not _is_sentence_below(lines, index + 1, end)
                and not (labels[_head(lines[end].text)] > 1 and _is_spoken(lines, end))
            ):
                text = lines[end].text
                listed.update((text, text.partition(" - ")[0], *BETWEEN_NAMES.split(text)))
                end += 1
            if _speak(lines, range(index + 1, end), lexicon):
                return range(0)
            near = end < len(lines) and lines[end].gap <= lines[end - 1].gap
            heads_speech = near and _is_sentence_below(lines, index + 1, end)
            return range(index, end - (heads_speech and labels[lines[end - 1].text] > 1))
    return range(0)


def _ends_wrapped(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a line is the rest of a sentence that the one above has no room for: `working / people.`."""
    return at > 0 and not lines[at].gap and _ends_entry(lines[at], lines[at - 1])


def mark_closing_list(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> None:
    """Say of the lines below the last heading of a list of those who speak that they are no labels: a list at
    the end of a text, whose lines end as no sentence does, and most of which stand above it as well.
    """
    heads = (at for at in range(len(lines) - 1, 0, -1) if heads_cast(lines[at].text, lexicon))
    head = next(heads, len(lines))
    below = lines[head + 1 :]
    above = {line.text for line in lines[:head]}
    again = sum(line.text in above for line in below)
    if len(below) > 1 and again * 2 >= len(below) and not any(line.text[-1] in FULL_STOPS for line in below):
        lines[head].mark = LineMark("heading")
        for line in below:
            line.mark = line.mark or LineMark("narrative")


def _is_sentence_below(lines: Sequence[TranscriptLine], first: int, at: int) -> bool:
    """Whether a line is a sentence of several words, where no entry from the first on ends in a full stop."""
    text = lines[at].text
    said = (text.count(" ") > FEWEST_SPOKEN or _is_wide_sentence(text)) and text[-1] in FULL_STOPS
    return said and at - first > 1 and not any(line.text[-1] in FULL_STOPS for line in lines[first:at])


def _is_spoken(lines: Sequence[TranscriptLine], at: int) -> bool:
    """Whether a sentence of several words is after a colon, on the line or the next one."""
    text = lines[at].text
    head = _head(text)
    said = text[len(head) + 1 :] or (lines[at + 1].text if at + 1 < len(lines) else "")
    is_long = said.count(" ") >= FEWEST_SPOKEN or _is_wide_sentence(said)
    return len(head) < len(text) and is_long and said[-1] in FULL_STOPS


def _head(text: str) -> str:
    """What is before the first colon of a text, all of it where there is none."""
    return COLON.split(text, maxsplit=1)[0]


def _is_wide_sentence(text: str) -> bool:
    """Whether a text without spaces between its words is as long as a sentence may be."""
    return len(text) >= SHORTEST_WIDE and is_wide(text[0]) and is_wide(text[-2])


def _speak(lines: Sequence[TranscriptLine], entries: range, lexicon: TranscriptLexicon) -> bool:
    """Whether sentences are after the colons of most entries, and some say I, which `Voices` heads, too."""
    spoken = [words(lines[at].text.partition(":")[2]) for at in entries if _is_spoken(lines, at)]
    return len(spoken) * 2 > len(entries) and any(not lexicon.first_person.isdisjoint(one) for one in spoken)


def heads_cast(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a line is the heading of a cast list, with what the persons are of or without: `PERSONE DELLA
    FAVOLA`.
    """
    if len(text) > LONGEST_CAST_LINE:
        return False
    folded = words(text.partition(" (")[0])  # `VOICES (in order of appearance)`
    if lexicon.cast_openings.isdisjoint(folded[:2]):
        return False
    folded = folded[1:] if folded[:1] and folded[0] in lexicon.articles else folded
    if " ".join(folded) in lexicon.cast or (len(folded) == 2 and lexicon.cast.issuperset(folded)):
        return True
    of = 2 < len(folded) <= LONGEST_CAST_HEADING and (
        folded[1] in lexicon.stop_words or folded[1] in lexicon.particles
    )
    return of and folded[0] in lexicon.cast and text[-1] not in ",;?!" and ":" not in text[:-1]


def _is_told(hint: Hint | None) -> bool:
    return hint is not None and bool(hint.kind or hint.look == "cell")


def _is_entry(line: TranscriptLine, first: TranscriptLine, lexicon: TranscriptLexicon) -> bool:
    """Whether a line goes on with a cast list whose first entry is given."""
    if line.gap > max(first.gap, 0) or is_stage(line.text) or len(line.text) > LONGEST_ENTRY:
        return False
    if (line.mark is not None and line.mark.kind == "heading") or (
        line.gap > 0 and BULLET.match(first.text) and not BULLET.match(line.text)
    ):
        return False
    if times.leading(line.text) or times.TRAILING.search(line.text[-LONGEST_TIME:]):
        return False
    folded = words(line.text)
    heads = len(folded) <= 4 and any(word in lexicon.headings for word in folded[:2])
    heads = heads or counts_a_scene(folded)
    return not heads or (line is first and not line.gap)


def cast_above_scene(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> range:
    """The lines of a cast list without a heading: a block right above that of the first act or scene, of
    lines most of which begin with a word that begins lines below, too.
    """
    end = next((at for at, line in enumerate(lines[:LONGEST_CAST]) if _opens_a_scene(line, lexicon)), 0)
    start = next((at for at in range(end - 1, -1, -1) if lines[at].gap or not at), end)
    entries = [line.text for line in lines[start:end]]
    small = sum(not text[0].isupper() for text in entries)  # as what heads a group: `soldiers of the duke`
    fits = small * 4 <= len(entries) and all(len(text) <= LONGEST_LISTING for text in entries)
    is_below = any(names_a_scene(line.text, lexicon) for line in lines[:start])
    if not start or len(set(entries)) <= FEWEST_ROSTER or not fits or is_below:
        return range(0)
    below = {
        text.split(maxsplit=1)[0].strip(MARKS).casefold() for text in (line.text for line in lines[end:])
    }
    known = sum(text.split(maxsplit=1)[0].strip(MARKS).casefold() in below for text in entries)
    return range(start, end) if known * 2 > len(entries) else range(0)


def _opens_a_scene(line: TranscriptLine, lexicon: TranscriptLexicon) -> bool:
    return line.gap > 0 and names_a_part(line.text, lexicon) and names_a_scene(line.text, lexicon)


def roster_lines(lines: Sequence[TranscriptLine]) -> range:
    """The lines of a list of names at the head of a text, without a heading that says so: short lines in a
    row, none twice, some of which come back below as lines of their own.
    """
    end = next((at for at, line in enumerate(lines[:FARTHEST_ROSTER]) if _is_said(line)), 0) - 1
    above = (
        at for at in range(end - 1, -1, -1) if lines[at + 1].gap != lines[end].gap or _is_figure(lines[at])
    )
    start = next(above, -1) + 1
    if end - start < FEWEST_ROSTER or len({line.text for line in lines[start:end]}) < end - start:
        return range(0)
    heads = {line.text.partition(":")[0] for line in lines[end:] if ":" in line.text}
    if any(":" in line.text and line.text.partition(":")[0] in heads for line in lines[start:end]):
        return range(0)  # they speak, in a text without full stops
    names = [name for line in lines[start:end] for name in _entry_names(line.text)]
    below = {text for line in lines[end:] if _is_short(line) for text in _entry_names(line.text)}
    return range(start, end) if len(below.intersection(names)) >= FEWEST_NAMED else range(0)


def _is_said(line: TranscriptLine) -> bool:
    """Whether a line is no name: it is long, or ends as a sentence does, or begins with a small letter."""
    return not (_is_short(line) or _is_figure(line))


def _is_figure(line: TranscriptLine) -> bool:
    """Whether a short line begins with a number, as a date does: `3. August 2021, 16 Uhr`."""
    return line.text[0].isdigit() and len(line.text) <= LONGEST_TIME and line.text[-1] not in FULL_STOPS


def _is_short(line: TranscriptLine) -> bool:
    is_brief = len(line.text) <= LONGEST_ROSTER and line.text[0].isupper()
    return is_brief and line.text.rstrip(CLOSING_QUOTES)[-1:] not in FULL_STOPS + ":;,"


def _entry_names(text: str) -> tuple[str, ...]:
    match = ENTRY.match(text)
    return (text.casefold(), match[1].casefold()) if match else (text.casefold(),)


def cast_names(lines: Iterable[TranscriptLine]) -> Iterator[str]:
    """The words of the names in a cast list, casefolded, and the names themselves."""
    for entry in itertools.chain.from_iterable(map(_entries, lines)):
        match = ENTRY.match(entry)
        if match and (address := ABBREVIATED.match(entry)):  # `MR. QUILL, an inspector`
            match = ENTRY.match(entry, address.end()) or match
        if match:
            folded = words(match[1])
            yield from (" ".join(folded), " ".join(words(entry)))
            yield from (word for word in folded if len(word) > 2)


def names_present(lines: Sequence[TranscriptLine], lexicon: TranscriptLexicon) -> frozenset[str]:
    """The names at the head of a text behind the word that lists of those who speak have for a heading, two
    and more, casefolded; a nickname is a name as well: `Present: Ann_Lee, bo, ek`.
    """
    found = set[str]()
    for line in lines[:LONGEST_CAST]:
        head, colon, listed = line.text.partition(": ")
        if colon and heads_cast(head, lexicon):
            entries = [" ".join(words(one)) for one in listed.split(",")]
            short = all(0 < len(one.split()) <= LONGEST_LISTED for one in entries)
            found.update(entries if len(entries) > 1 and short else ())
    return frozenset(found)


def _entries(line: TranscriptLine) -> Sequence[str]:
    """The entries on a line of a cast list: one, unless it is a list of full names."""
    names = BETWEEN_NAMES.split(line.text)
    full = all(1 < len(name.split()) <= LONGEST_LISTED and name.istitle() for name in names)
    return names if full else (line.text,)


def byline(row: str, lexicon: TranscriptLexicon) -> tuple[str, str] | None:
    """A named fact without a colon: words of which the last one is a function word, and a name, which has
    capitals, `Interviewed by Ann Lee`.
    """
    folded = row.casefold().split(maxsplit=LONGEST_KEY)
    for length in range(len(folded) - 1, 1, -1):
        if " ".join(folded[:length]) in lexicon.metadata and _is_linking(folded[length - 1], lexicon):
            tokens = row.split()
            names = tokens[length:]
            capital = all(name[0].isupper() or _is_linking(name.casefold(), lexicon) for name in names)
            is_name = names[0][0].isupper() and capital and len(tokens) <= LONGEST_BYLINE
            return (" ".join(tokens[:length]), " ".join(names)) if is_name else None
    return None


def _is_linking(word: str, lexicon: TranscriptLexicon) -> bool:
    return word in lexicon.stop_words or word in lexicon.particles


def date_of(texts: Iterable[str], lexicon: TranscriptLexicon) -> str | None:
    """The first date in the front matter, as ISO 8601: in figures, or with the name of a month where it is a
    named fact or a line by itself.
    """
    for text in texts:
        if not YEAR.search(text):
            continue
        match = DATE.search(text)
        if match:
            year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
            found = f"{year}-{int(month):02}-{int(day):02}"
            if is_date(found):
                return found
        for row in text.split("\n"):
            if found := _date_in_words(row, lexicon):
                return found
    return None


def _date_in_words(row: str, lexicon: TranscriptLexicon) -> str:
    """The date of a row that is hardly more than one: `12 May 2030`, `Datum: Montag, 3. Mai 2030`."""
    fact = FIELD.match(row)
    plain = (fact[2] if fact else row).strip(f"{EMPHASIS} ")
    known = fact is None or fact[1].casefold().strip(f"{EMPHASIS} ") in lexicon.metadata
    match = DATE_IN_WORDS.search(plain) if known and len(plain) <= LONGEST_TIME else None
    if match is None:
        return ""
    day, year = (match[name] or match[f"{name}2"] or match[f"{name}3"] for name in ("day", "year"))
    name = (match["month"] or match["month2"] or match["month3"]).casefold()
    near = {n for month, n in lexicon.months.items() if len(name) >= SHORT_MONTH and month.startswith(name)}
    named = lexicon.months.get(name) or (near.pop() if len(near) == 1 else 0)
    month = int(name) if name.isdigit() else named
    found = f"{year}-{month:02}-{int(day):02}"
    return found if is_date(found) else ""


def metadata_of(texts: Iterable[str], lexicon: TranscriptLexicon) -> Mapping[str, str]:
    """Named facts of the front matter, without quotation marks around all of one: `Date: 3 May 2021`."""
    found: dict[str, str] = {}
    for row in _listed(row for text in texts for row in text.split("\n")):
        match = FIELD.match(row) if ":" in row or "：" in row else None
        if match is None and (told := byline(row, lexicon)):
            found.setdefault(*told)
        if match and match[1].casefold().strip(f"{EMPHASIS} ") in lexicon.metadata:
            value = " ".join(match[2].split())
            if row.lstrip()[0] in EMPHASIS:  # `**Date:** 3 May`, `*Hosts: Ada, Ben*`
                value = value.strip(f"{EMPHASIS} ")
            quoted = QUOTED.fullmatch(value)
            found.setdefault(match[1].strip(f"{EMPHASIS} "), quoted[2] if quoted else value)
    return found


def _listed(rows: Iterable[str]) -> Iterator[str]:
    """Rows, those that a bullet begins below a name and a colon on one row with it: `speakers: Ada, Ben`."""
    name, values = "", list[str]()
    for row in (*rows, ""):
        if name and row.startswith("- "):
            values.append(row.removeprefix("- "))
            continue
        if values:
            yield f"{name} {', '.join(values)}"
        name, values = (row, []) if row.endswith(":") else ("", [])
        yield row


def mark_rows(blocks: Sequence[Block], profile: Profile) -> None:
    """Say of several lines without a full stop, one below the other after a speech that has one, with
    nothing spoken after them, that they are headings, or a list where they are many, in a text whose
    speeches all have a full stop.
    """
    row: list[Block] = []
    ended = False
    for block in blocks if profile.closed else ():
        if _is_row(block, profile):
            row.append(block)
        elif not is_stage(block.text or "()"):
            if ended and len(row) > 1 and (block.choice is not None or block.mark is not None):
                _mark(row)
            row, ended = [], block.choice is not None or bool(row and ended) or ended
            ended = ended and block.text[-1:] in CLOSED
    if ended and len(row) > 1:
        _mark(row)


def _is_row(block: Block, profile: Profile) -> bool:
    """Whether a block is a line that may be one of several headings, or of a list, or above one."""
    free = block.choice is None and block.mark is None and block.gap > 0 and bool(block.text)
    return (
        free
        and is_apart(COLON_AT_END.sub("", block.text))
        and not speaks_of_self(block.text, profile.lexicon)
    )


def _mark(row: Sequence[Block]) -> None:
    lines = [line for block in row for line in block.text.split("\n")]
    listed = len(lines) >= FEWEST_ROW or any(map(is_fact, lines))
    for block in row:
        block.mark = LineMark("narrative" if listed else "heading")
