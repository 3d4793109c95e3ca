"""Texts that grow with a number, to be read on both sides of every threshold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import cycle, islice
from typing import TypeAlias

Growing: TypeAlias = tuple[range, Callable[[int], str]]
"""The numbers to try, and the text for one."""

SAID = ("Good morning.", "Is it dry?", "Yes, very.", "I am glad.", "So are we.", "The bell rings at nine.")
PROSE = "The ferry was built by the people of the valley and it has crossed the river ever since then"
LONG = "It was the old ferry that brought us all across the river in the spring of that year, and nobody"
TALK = "Ada Quill: Good morning.\n\nBo Ek: Is it dry?\n\nAda Quill: Yes, very.\n\nBo Ek: I am glad.\n"


def words(count: int, *, word: str = "reed") -> str:
    """So many words."""
    return " ".join([word] * count)


def letters(count: int, text: str = PROSE) -> str:
    """So many characters of a text, again and again, the last of them no space."""
    found = "".join(islice(cycle(f"{text} "), count))
    return found[:-1] + "x"


def talk(
    turns: int, form: str = "{}: {}", names: Iterable[str] = ("Ada Quill", "Bo Ek"), joint: str = "\n\n"
) -> str:
    """A talk of so many turns."""
    pairs = zip(range(turns), cycle(names), cycle(SAID), strict=False)
    return joint.join(form.format(name, said) for _, name, said in pairs) + joint


def within(line: str) -> str:
    """A line between the turns of a talk."""
    return (
        f"Ada Quill: Good morning.\n\nBo Ek: Is it dry?\n\n{line}\n\nAda Quill: Yes, very.\n\nBo Ek: Good.\n"
    )


def speech(line: str) -> str:
    """A paragraph behind the first of a speech."""
    return f"{TALK}\n{line}\n\nAda Quill: So.\n\nBo Ek: Good.\n\nAda Quill: Yes.\n"


def play(line: str) -> str:
    """A line in a play."""
    return f"ACT I\n\nADA. Good morning.\n\nBO. Is it dry?\n\n{line}\n\nADA. Yes, very.\n\nBO. I am glad.\n"


def lines(count: int, make: Callable[[int], str], joint: str = "\n") -> str:
    """So many lines, each with its number."""
    return joint.join(make(at) for at in range(1, count + 1)) + joint


def wrapped(width: int, rows: int = 6, *, indent: int = 0, numbered: str = "") -> str:
    """A talk in lines of a width."""
    found = []
    for at, name in zip(range(rows), cycle(("Ada Quill", "Bo Ek")), strict=False):
        for row in range(3):
            number = numbered.format(3 * at + row + 1) if numbered else ""
            lead = f"{name}: " if row == 0 else " " * indent
            found.append(number + lead + letters(width - len(lead) - len(number), LONG))
        found[-1] = found[-1][: width // 2] + "."
    return "\n".join(found) + "\n"


RULES: Mapping[str, str] = {
    "bold": "**{}:** {}", "italic-and-colon": "_{}_: {}", "circle": "○{}\u3000{}", "angle": "<{}> {}", "bracketed": "[{}]: {}",
    "voice": "(speaker {}) {}", "square": "[{}] {}", "colon": "{}: {}", "glued-colon": "{}:{}", "glued-dash": "{}- {}",
    "period-dash": "{}. — {}", "period": "{}. {}", "cells": "1 | {} | {}", "tab": "{}\t{}", "dash": "{} — {}",
    "capitals": "{} {}", "timed": "{}  0:12\n{}", "italics": "_{}_\n{}", "alone": "{}\n{}", "alone-apart": "{}\n\n{}",
}  # fmt: skip
NAMES: Mapping[str, tuple[str, str]] = {
    "names": ("Ada Quill", "Bo Ek"), "CAPITALS": ("ADA QUILL", "BO EK"), "small": ("harbour master", "clerk"), "letters": ("A", "B"), "sentence": ("The old bell", "In the morning"), "hebrew": ("עדה כהן", "בועז לוי"),
}  # fmt: skip


def below(turns: int, *, form: str) -> str:
    """Turns in a form, and a talk in another one below."""
    return talk(turns, form, ("Cy Fox", "Di Roe")) + TALK


def beside(times: int, *, label: str) -> str:
    """A label beside others, so many times."""
    return "\n".join(f"{TALK}\n{label}: Hello {at}.\n" for at in range(times))


GROWING: dict[str, Growing] = {
    f"turns of {names} by {rule}": (range(1, 6), partial(talk, form=form, names=pair))
    for rule, form in RULES.items()
    for names, pair in list(NAMES.items())[:4]
}
GROWING |= {
    f"turns by {rule} above a talk": (range(1, 7), partial(below, form=form)) for rule, form in RULES.items()
}
GROWING |= {
    f"one more label, {names}": (range(1, 6), partial(beside, label=pair[0])) for names, pair in NAMES.items()
}
GROWING |= {
    "words of a title": (range(28, 34), lambda n: f"{words(n)}\n\n{TALK}"),
    "lines of a title": (range(1, 6), lambda n: f"{lines(n, lambda at: f'The bell {at}')}\n{TALK}"),
    "lines of a cast": (range(117, 124), lambda n: f"Characters\n{lines(n, lambda at: f'Person {at}, a rower')}\n{TALK}"),
    "letters of the heading of a cast": (range(47, 53), lambda n: f"Characters of{' ' * (n - 17)}play\nAda Quill\nBo Ek\n\n{TALK}"),
    "words of the heading of a cast": (range(1, 7), lambda n: f"Characters of {words(n)}\nAda Quill\nBo Ek\n\n{TALK}"),
    "letters of an entry of a cast": (range(297, 304), lambda n: f"Characters\nAda Quill\n{letters(n)}\nCy Fox: So.\n\n{TALK}"),
    "blank lines in a cast": (range(4), lambda n: f"Characters\n\nAda Quill, a rower\n{chr(10) * n}Cy Fox: So.\n\n{TALK}"),
    "words that an entry of a cast says": (range(1, 7), lambda n: f"Characters\nAda Quill: {words(n)}.\nAda Quill: {words(n)}.\n\n{TALK}"),
    "names of a roster": (range(1, 7), lambda n: f"The bell\n\n{lines(n, lambda at: f'Rower {chr(64 + at)}, of Ek')}\nA word.\n\nRower A\nHello.\n\nRower B\nYes.\n\nRower A\nSo.\n\nRower B\nNo.\n"),
    "letters of a name in a roster": (range(87, 94), lambda n: f"The bell\n\nRower A\nRower B\nRower C, {letters(n - 9)}\n\nA word.\n\nRower A\nHello.\n\nRower B\nYes.\n\nRower A\nSo.\n\nRower B\nNo.\n"),
    "names of a roster that come back": (range(4), lambda n: f"The bell\n\nRower A\nRower B\nRower C\n\nA word.\n\n{lines(n, lambda at: f'Rower {chr(64 + at)}{chr(10)}Hello there.{chr(10)}')}"),
    "facts at the head": (range(1, 6), lambda n: f"{lines(n, lambda at: f'Fact{chr(64 + at)}: the {at} bell')}\n{TALK}"),
    "facts at the head, one of which comes back": (range(1, 6), lambda n: f"{lines(n, lambda at: f'Fact{chr(64 + at)}: the {at} bell')}Ada Quill: Bo Ek\n\n{TALK}"),
    "letters of the holder of an office": (range(37, 44), lambda n: f"Place: the mill\nDate: in May\nAda Quill: {('Bo ' * 20)[: n - 1]}k\n\n{TALK}"),
    "words of a single fact": (range(1, 10), lambda n: f"Topic: {words(n)}\n\n{talk(8)}"),
    "words of a single fact below": (range(1, 10), lambda n: f"{talk(8)}Topic: {words(n)}\n"),
    "turns below a single fact": (range(1, 9), lambda n: f"Topic: the bell\n\n{talk(n)}"),
    "lines above a block of facts": (range(34, 44, 1), lambda n: f"{lines(n, lambda at: f'Word {at} of it.')}Place: the mill\nDate: in May\nHour: at nine\n\n{TALK}"),
    "letters of a separator": (range(57, 65), lambda n: within("* " * (n // 2) + "*" * (n % 2))),
    "signs of a separator": (range(1, 5), lambda n: within("~" * n)),
    "words of a call cut short": (range(1, 10), lambda n: within(f"Mr {words(n)} interjecting—")),
    "letters of a heading": (range(107, 114), lambda n: within(letters(n, "BELLRINGERS OF SOUTHERNMOST FERRYLANDS").upper())),
    "words of a heading": (range(11, 18), lambda n: within(words(n, word="BELL"))),
    "letters of a heading of one word": (range(1, 7), lambda n: within("BELLRINGER"[:n])),
    "capitals among eight words": (range(9), lambda n: within(words(n, word="BELL") + " " + words(8 - n, word="bell"))),
    "indent of a heading": (range(9, 16), lambda n: lines(6, lambda at: f"{'Ada' if at % 2 else 'Bo'}: so", chr(10) * 2) + " " * n + "Of it"),
    "words of the heading of a part": (range(1, 13), lambda n: within(f"Chapter {words(n)}")),
    "words of the heading of a part by number": (range(1, 13), lambda n: within(f"Chapter 2 {words(n)}")),
    "letters of the heading of a part": (range(57, 64), lambda n: play(f"Act 2 {letters(n - 6)}")),
    "words before the heading of a part": (range(1, 6), lambda n: within(f"2. Part {words(n)}")),
    "words of a numbered scene": (range(1, 6), lambda n: within(f"Scene {words(n)} first")),
    "letters of procedure": (range(597, 604), lambda n: speech(f"The motion was agreed to and {letters(n - 30)}.")),
    "letters of the hour": (range(15, 25), lambda n: f"議長：始めます。\n\n委員：はい。\n\n議長：では。\n\n委員：はい。\n\n{'午' * (n - 2)}散会\n"),
    "letters of boilerplate": (range(197, 204), lambda n: f"{TALK}\nCopyright {letters(n - 10)}\n"),
    "paragraphs above boilerplate": (range(6), lambda n: f"{lines(n, lambda at: f'The {at} ferry was late.', chr(10) * 2)}Copyright 2021 the ferry\n\n{talk(8)}"),
    "turns below boilerplate": (range(6), lambda n: f"{talk(8)}Copyright 2021 the ferry\n\n{talk(n)}"),
    "words of an event in a play": (range(17, 24), lambda n: play(f"Enter CY {words(n - 3)} in.")),
    "letters of an oath": (range(197, 204), lambda n: speech(f"ADA BERG, {letters(n - 24)} duly sworn.")),
    "letters of what was told": (range(197, 204), lambda n: speech(f"Ada Quill said {letters(n - 16)}.")),
    "letters of verse": (range(57, 64), lambda n: f"ADA: {letters(n - 5, 'The bell of Ek')}\n{letters(n, 'The bell of Ek')}\nBo\n\nBO: Yes.\n\nADA: So it rings.\n\nBO: It does.\n"),
    "lines of verse that are closed": (range(7), lambda n: f"ADA:\n{lines(6, lambda at: f'The bell {at}' + '.' * (at <= n))}\nBO:\nYes.\n\nADA:\nSo.\n\nBO:\nIt does.\n"),
    "lines of verse with capitals": (range(11), lambda n: f"ADA:\n{lines(10, lambda at: f'{chr(84 + 32 * (at > n))}he bell {at}')}\nBO:\nYes.\n\nADA:\nSo.\n\nBO:\nIt does.\n"),
    "width of lines": (range(36, 45), wrapped),
    "width of wide lines": (range(126, 134), wrapped),
    "width of middling lines": (range(86, 94), wrapped),
    "turns in wrapped lines": (range(1, 7), lambda n: wrapped(60, n)),
    "indent of wrapped lines": (range(12), lambda n: wrapped(60, 6, indent=n)),
    "last lines so much shorter": (range(30, 60, 2), lambda n: "\n".join(f"{name}: {letters(58 - len(name), LONG)}\n{letters(n, LONG)}." for name in ("Ada Quill", "Bo Ek", "Ada Quill", "Bo Ek")) + "\n"),
    "lines numbered in the margin": (range(2, 8), lambda n: wrapped(60, n, numbered="{:>3}  ")),
    "lines numbered by a single space": (range(2, 8), lambda n: wrapped(60, n, numbered="{} ")),
    "numbered lines among ten": (range(5, 12), lambda n: lines(12, lambda at: (f"{at}   " if at <= n else "    ") + f"Ada: Good morning {at}.")),
    "numbered utterances": (range(1, 9), lambda n: lines(n, lambda at: f"[U{at:03}] {'Ada' if at % 2 else 'Bo'}: {SAID[at % 6]}")),
    "numbered utterances among ten": (range(4, 11), lambda n: lines(10, lambda at: (f"#{at} " if at <= n else "") + f"{'Ada' if at % 2 else 'Bo'}: {SAID[at % 6]}")),
    "utterances that skip a number": (range(6), lambda n: lines(14, lambda at: f"#{at + (at > 3) * n} {'Ada' if at % 2 else 'Bo'}: {SAID[at % 6]}")),
    "blank lines below every line": (range(4), lambda n: wrapped(60).replace("\n", "\n" * (n + 1))),
    "lines of a bracket": (range(9, 16), lambda n: f"{TALK}\n(Applause\n{lines(n - 2, lambda at: f'Ada Quill: {at} bells')}and more)\n\nAda Quill: So.\n"),
    "numbers of pages": (range(1, 7), lambda n: "\n\n".join(f"{talk(4).strip()}\n\n{at}" for at in range(1, n + 1)) + "\n"),
    "numbers of pages in words": (range(1, 7), lambda n: "\n\n".join(f"{talk(4).strip()}\n\nPage {at} of 9" for at in range(1, n + 1)) + "\n"),
    "heads of pages": (range(1, 8), lambda n: "\n\n".join(f"{talk(4).strip()}\n\nThe bell and the ferry\n\n{at}" for at in range(1, n + 1)) + "\n"),
    "lines between a head and a number": (range(7), lambda n: "\n\n".join(f"{talk(4).strip()}\n\nThe bell and the ferry\n\n{lines(n, lambda at: f'{at} bells rang')}\n{page}" for page in range(1, 5)) + "\n"),
    "letters of the head of a page": (range(87, 94), lambda n: "\n\n".join(f"{talk(4).strip()}\n\n{letters(n)}\n\n{at}" for at in range(1, 6)) + "\n"),
    "pages that are skipped": (range(1, 6), lambda n: "\n\n".join(f"{talk(4).strip()}\n\n{at * n}" for at in range(1, 6)) + "\n"),
    "rows of a table": (range(1, 6), lambda n: f"{TALK}\n{lines(n, lambda at: f'Bell {at}   ring {at}')}\nAda Quill: So.\n"),
    "rows of a table with three columns": (range(1, 6), lambda n: f"{TALK}\n{lines(n, lambda at: f'Bell   ring {at}   hour')}\nAda Quill: So.\n"),
    "words of a cell": (range(6, 12), lambda n: f"{TALK}\n{lines(4, lambda at: f'Bell {at}   {words(n)}')}\nAda Quill: So.\n"),
    "blank lines between rows": (range(1, 5), lambda n: f"{TALK}\n{lines(4, lambda at: f'Bell {at}   ring {at}', chr(10) * n)}\nAda Quill: So.\n"),
    "columns that a cell is off": (range(7), lambda n: f"{TALK}\n{lines(4, lambda at: f'Bell {at}   ' + ' ' * (n * (at % 2)) + f'ring {at}')}\nAda Quill: So.\n"),
    "sentences in a table": (range(5), lambda n: f"{TALK}\n{lines(4, lambda at: f'Bell {at}   ring {at}' + '.' * (at <= n))}\nAda Quill: So.\n"),
    "times of day": (range(1, 6), lambda n: "\n\n".join(f"{9 + at}.05\n\n{talk(2).strip()}" for at in range(n)) + "\n"),
    "times of day with a word": (range(1, 6), lambda n: "\n\n".join(f"Kl. {9 + at}.05\n\n{talk(2).strip()}" for at in range(n)) + "\n"),
    "labels with a time": (range(9), lambda n: lines(8, lambda at: f"{'Ada' if at % 2 else 'Bo'}:{' 12:3' + str(at) if at <= n else ''} {SAID[at % 6]}", "\n\n")),
    "lines that begin with a time": (range(9), lambda n: lines(8, lambda at: f"{f'[10:3{at}] ' if at <= n else ''}{'Ada' if at % 2 else 'Bo'}: {SAID[at % 6]}")),
    "lines with a time and no label": (range(1, 9), lambda n: lines(8, lambda at: f"[10:3{at}] " + (f"{'Ada' if at % 2 else 'Bo'}: " if at > n else "") + SAID[at % 6])),
    "points of an agenda among labels": (range(9), lambda n: lines(8, lambda at: f"{f'09:1{at} - 10:0{at} ' if at <= n else ''}{'Ada' if at % 2 else 'Bo'}: {SAID[at % 6]}", "\n\n")),
    "lines above the mark of a notation": (range(8), lambda n: f"{lines(n, lambda at: f'@Key{at}: value')}@Begin\n*ADA: hello .\n*BOE: yes .\n*ADA: so .\n@End\n"),
    "cues of subtitles": (range(1, 5), lambda n: "\n".join(f"{at}\n00:00:0{at},000 --> 00:00:0{at},900\n- {SAID[at % 6]}\n- {SAID[at % 5]}\n" for at in range(1, n + 1))),
    "rolling captions": (range(1, 7), lambda n: "WEBVTT\n\n" + "\n".join(f"00:00:0{at}.000 --> 00:00:0{at}.900\n{f'word {at - 1}{chr(10)}' if at <= n else ''}word {at}\n" for at in range(1, 8))),
    "cues of a screenplay": (range(1, 7), lambda n: "INT. MILL - DAY\n\nRain falls.\n\n" + "\n".join(f"{name}\n{said}\n" for _, name, said in zip(range(n), cycle(("ADA", "BO")), SAID, strict=False))),
    "scenes of a screenplay": (range(6), lambda n: lines(n, lambda at: f"INT. MILL {chr(64 + at)} - DAY\n\nRain falls.\n") + "\n".join(f"{name}\n{said}\n" for name, said in zip(("ADA", "BO", "ADA", "BO"), SAID, strict=False))),
    "speakers of a play in a notation": (range(1, 6), lambda n: "#Act 1\n$Rain falls.\n" + lines(n, lambda at: f"@{'Ada' if at % 2 else 'Bo'}:\n{SAID[at % 6]}")),
    "directions of a play in a notation": (range(4), lambda n: lines(n, lambda at: f"$Rain {at} falls.") + lines(4, lambda at: f"@{'Ada' if at % 2 else 'Bo'}:\n{SAID[at % 6]}")),
    "headings that are labels": (range(1, 8), lambda n: "# The bell\n\n" + lines(n, lambda at: f"## {'Ada' if at % 2 else 'Bo'}\n\n{SAID[at % 6]}\n")),
    "paragraphs below headings that are labels": (range(1, 14), lambda n: "# The bell\n\n" + lines(4, lambda at: f"## {'Ada' if at % 2 else 'Bo'}\n\n" + lines(n, lambda row: SAID[(at + row) % 6] + "\n"))),
    "lines with a dash": (range(1, 8), lambda n: lines(n, lambda at: f"– {SAID[at % 6]}", "\n\n")),
    "lines with a dash among ten": (range(3, 11), lambda n: lines(10, lambda at: ("– " if at <= n else "") + f"The bell {at} rang in the valley.", "\n\n")),
    "questions with a dash": (range(1, 7), lambda n: lines(n, lambda at: f"– Did bell {at} ring?\n\nIt rang at {at}, and then again.", "\n\n")),
    "questions with a dash among answers with one": (range(9), lambda n: lines(8, lambda at: f"– Bell {at} rang{'?' if at <= n else '.'}", "\n\n")),
    "questions with a dash before labels": (range(1, 6), lambda n: lines(n, lambda at: f"– Did bell {at} ring?\n\nADA: It rang at {at}.", "\n\n")),
    "lines with a time": (range(1, 8), lambda n: lines(n, lambda at: f"00:0{at}:10 The bell {at} rang.", "\n\n")),
    "lines with a time among ten": (range(5, 11), lambda n: lines(10, lambda at: (f"00:{at:02}:10 " if at <= n else "") + f"The bell {at} rang.", "\n\n")),
    "words of a line apart": (range(11, 18), lambda n: f"{talk(8)}Reed {words(n - 1)}\n\n{talk(4)}"),
    "speeches without a full stop": (range(9), lambda n: f"{lines(8, lambda at: f'Ada {at % 2}: It is dry' + '.' * (at > n), chr(10) * 2)}Of the bell\n\nAda 1: So.\n"),
    "speeches above a line apart": (range(1, 8), lambda n: f"{talk(n)}Of the bell\n\nAda Quill: So.\n"),
    "bare paragraphs among labels": (range(8), lambda n: f"The bell rang for Ada Quill and for all who came.\n\n{talk(8)}{lines(n, lambda at: f'The bell {at} rang.', chr(10) * 2)}"),
    "letters of a lead": (range(36, 45), lambda n: f"Ada Quill {letters(n - 11)}.\n\n{talk(6)}Ada Quill went home.\n"),
    "leads": (range(7), lambda n: f"{lines(n, lambda at: f'The {at} bell of the valley rang over the river and the mill.', chr(10) * 2)}{talk(6)}Then Ada Quill went home over the river and the old mill.\n"),
    "letters of a clause that hands over": (range(396, 404), lambda n: within(f"{letters(n - 16)} Cy Fox said:\n\nIt rings.")),
    "words between a name and a verb": (range(7), lambda n: within(f"Then Cy Fox {words(n)} said:\n\nIt rings.")),
    "words of a short clause": (range(1, 7), lambda n: within(f"Then Cy Fox took the floor. {words(n)} said:\n\nIt rings.")),
    "blank lines behind a report": (range(1, 6), lambda n: f"The guests met Ada Quill and Bo Ek in the old mill by the river.\n\n{TALK}{chr(10) * n}The band played on in the valley.\n"),
    "lines like speech outside": (range(1, 6), lambda n: f"{TALK}\n# Part\n\n{lines(n, lambda at: f'Row{at} Fox: So it is.', chr(10) * 2)}"),
    "paragraphs that say I before a talk": (range(1, 6), lambda n: f"{lines(n, lambda at: f'I have {at} bells for you.', chr(10) * 2)}{TALK}"),
    "words that say I between turns": (range(34, 44), lambda n: f"{talk(60)}# Part\n\nI {words(n - 3)} for you.\n\n{talk(60)}"),
    "turns around a doubt": (range(2, 60, 3), lambda n: f"{talk(n)}Di Roe: So it is.\n\n{talk(n)}"),
    "words of an event in brackets": (range(5, 12), lambda n: within(f"Bo Ek: Hello. (laughter {words(n - 1)}) So.")),
    "letters of an event in brackets": (range(297, 304), lambda n: within(f"Bo Ek: Hello.\n({letters(n)})\nSo.")),
    "words that are not sure": (range(1, 8), lambda n: within(f"Bo Ek: Hello [{words(n)}?] So.")),
    "letters of a call from the floor": (range(57, 66), lambda n: within(f"Bo Ek: Hello. (From {letters(n - 5)}: Half a year!) So.")),
    "turns of an interruption": (range(1, 6), lambda n: f"{talk(4)}Ada Quill: We go –\n\n{lines(n, lambda at: f'(The bell rings {at} times)', chr(10) * 2)}Bo Ek: No!\n\nAda Quill: – on.\n"),
    "words of a place in a play": (range(5, 12), lambda n: play(f"Reed {words(n - 1)}\n\n(Rain falls on it.)")),
    "words of a direction in a speech": (range(9, 16), lambda n: f"{TALK}\nAda Quill: So.\n(slowly {words(n - 1)})\nGood.\n\nBo Ek: Yes.\n"),
    "letters of a direction that announces": (range(57, 66), lambda n: play(f"({letters(n - 1)}:)\n\nIt rings.")),
    "letters of a paragraph in notes": (range(36, 45), lambda n: "\n\n".join(f"{name}: so it is" for name in ("Ada", "Bo", "Ada", "Bo", "Ada", "Bo", "Ada")) + f"\n\n{letters(n)}\n\nBo: yes\n"),
    "letters of a label": (range(116, 125), lambda n: f"{letters(n, 'Ada Quill')}: Hello.\n\n{TALK}{letters(n, 'Ada Quill')}: So.\n"),
    "words of a label": (range(15, 22), lambda n: f"{words(n, word='Ada')}: Hello.\n\n{TALK}\n{words(n, word='Ada')}: So.\n"),
    "letters of a label alone": (range(67, 74), lambda n: "\n".join(f"{letters(n, name * 9)}\nHello there.\n" for name in ("Ada", "Bo", "Ada", "Bo"))),
    "letters of a label with a time": (range(70, 84), lambda n: "\n".join(f"{letters(n - 6, name * 9)}  0:1{at}\nHello there.\n" for at, name in enumerate(("Ada", "Bo", "Ada", "Bo")))),
    "letters of a bold label": (range(67, 74), lambda n: "\n\n".join(f"**{letters(n - 1, name * 9)}.** Hello there." for name in ("Ada", "Bo", "Ada", "Bo")) + "\n"),
    "words of a label that is cut": (range(1, 9), lambda n: wrapped(60) + f"{words(n, word='ADA')}\n(ABC): {letters(40, LONG)}\n"),
    "letters that take turns": (range(1, 8), lambda n: lines(n, lambda at: f"{'AR'[at % 2]}: {SAID[at % 6]}", "\n\n")),
    "letters that count": (range(2, 10), lambda n: f"{TALK}\n{lines(n, lambda at: f'{chr(64 + at)}: bell {at}', chr(10) * 2)}"),
    "one letter among labels": (range(1, 6), lambda n: lines(n, lambda at: f"Ada: {SAID[at % 6]}\n\nR: {SAID[at % 5]}", "\n\n")),
    "a word that is no label, so often": (range(1, 7), lambda n: lines(n, lambda at: f"Ada: {SAID[at % 6]}\n\nNote: {SAID[at % 5]}", "\n\n")),
    "lines of a text with labels that come once": (range(1, 16), lambda n: lines(n, lambda at: f"Ada {chr(64 + at)}: {SAID[at % 6]}", "\n\n")),
    "labels that come once below a talk": (range(1, 9), lambda n: talk(8) + lines(n, lambda at: f"Cy {chr(64 + at)}: {SAID[at % 6]}", "\n\n")),
    "blank lines between a label and its text": (range(5), lambda n: "\n\n".join(f"{name}\n{chr(10) * n}{said}" for name, said in zip(("ADA", "BO", "ADA", "BO"), SAID, strict=False)) + "\n"),
    "labels in the middle of paragraphs": (range(1, 7), lambda n: wrapped(60) + "\n".join(f"Cy Fox: {letters(50, LONG)}" for _ in range(n)) + "\n"),
    "lines of a list below a label": (range(1, 8), lambda n: f"{talk(6, '{}' + chr(10) + '{}', ('ADA', 'BO'))}PRESENT\n{lines(n, lambda at: f'Cy Fox {at}')}\n{talk(4, '{}' + chr(10) + '{}', ('ADA', 'BO'))}"),
    "names below a label": (range(10, 16), lambda n: f"PRESENT\n{lines(n, lambda at: f'Cy Fox {chr(64 + at)}')}\n{talk(6, '{}' + chr(10) + '{}', ('ADA', 'BO'))}"),
    "numbered labels": (range(1, 7), lambda n: lines(n, lambda at: f"{at}. Ada Quill: {SAID[at % 6]}", "\n\n")),
    "labels before a number": (range(1, 7), lambda n: talk(6) + lines(n, lambda at: f"Votes: {at}", "\n\n")),
    "letters of a line that goes on": (range(47, 54), lambda n: f"{letters(n, LONG)}\nso: {letters(30, LONG)}\n{letters(n, LONG)}\nso: {letters(30, LONG)}\n\n{TALK}"),
    "quoted words behind a label": (range(1, 8), lambda n: f"{talk(n)}The sign: “Ring the bell.”\n"),
    "capitals behind capitals": (range(1, 4), lambda n: f"{talk(4, '{}. {}', ('ADA', 'BO'))}THE FERRY OF THE VALLEY\n{words(n, word='BELL')}. So it is.\n"),
    "words of an address": (range(1, 7), lambda n: f"{talk(3)}Di Roe: {words(n, word='Dear')} President, so it is.\n"),
    "letters before an address": (range(1, 4), lambda n: f"{talk(3)}Di Roe: {words(n)}. I am glad.\n"),
    "capitals of a teletype": (range(185, 215, 3), lambda n: f"ADA: {letters(n - 5, 'THE BELL')}.\n\nBO: YES.\n"),
    "small letters of a teletype": (range(10, 30, 2), lambda n: f"ADA: {letters(400, 'THE BELL').upper()}.\n\nBO: {'yes ' * (n // 3)}\n\nADA: SO.\n"),
}  # fmt: skip
