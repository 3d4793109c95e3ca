"""Transcripts of any size, the same each time: twenty speakers, words as long as real ones, some scripts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

FIRST = ("Ada", "Ben", "Cleo", "Dov", "Ema", "Farid", "Greta", "Hal", "Ines", "Jon")
LAST = ("Lund", "Berg", "Roth", "Vance")
SPEAKERS = tuple(f"{FIRST[at % 10]} {LAST[at % 4]}" for at in range(20))
BEGINNINGS = ("", "", "con", "dis", "ex", "in", "inter", "per", "pre", "re", "un")
STEMS = tuple("form port serv act posit struct tend vers voic duc spect mand gress".split())  # noqa: SIM905
ENDINGS = ("", "", "s", "ed", "ing", "er", "ion", "ive", "able", "al", "ment", "ation")
SMALL = tuple(
    (  # noqa: SIM905  words side by side are read more easily than a column of them
        "the of and a to in is that it was for on are as with they at be this have from or had by but not "
        "what all we garden water"
    ).split()
)
SCRIPTS = {
    "Greek": "και το της στην είναι μια πόλη νερό σπίτι δρόμος σήμερα αύριο πρόεδρος λόγος".split(),  # noqa: SIM905
    "Cyrillic": "и на в это город вода дом дорога сегодня завтра председатель слово решение".split(),  # noqa: SIM905
    "Arabic": "في من على هذا المدينة الماء البيت الطريق اليوم غدا الرئيس الكلمة القرار".split(),  # noqa: SIM905
    "CJK": "我们 今天 讨论 这个 问题 城市 水 房子 道路 明天 主席 发言 决定".split(),  # noqa: SIM905
}
COMMON = 0.7
"""How many of the words are short ones, so that words have as many letters as in English, about 4.7."""
Rows = list[tuple[str, str]]


def transcript(size: int, script: str = "") -> Rows:
    """Labels and texts of about so many bytes: paragraphs of 5 to 150 words, all in one script; with the name
    of none, as `mixed`, one paragraph in ten in each of the others.
    """
    chance = random.Random(7)  # noqa: S311  nothing is secret here
    long = [chance.choice(BEGINNINGS) + chance.choice(STEMS) + chance.choice(ENDINGS) for _ in range(4000)]
    rows: Rows = []
    done = 0
    while done < size:
        kind = script if script in SCRIPTS else chance.choice([*SCRIPTS, *[""] * 6]) if script else ""
        some = [_word(chance, SCRIPTS.get(kind), long) for _ in range(chance.randint(5, 150))]
        text = f"{('' if kind == 'CJK' else ' ').join(some).capitalize()}."
        rows.append((chance.choice(SPEAKERS), text))
        done += len(rows[-1][0]) + len(text.encode()) + 4
    return rows


def _word(chance: random.Random, of_script: list[str] | None, long: list[str]) -> str:
    return chance.choice(of_script or (SMALL if chance.random() < COMMON else long))


def text_of(rows: Rows) -> str:
    """As plain text."""
    return "".join(f"{name}: {text}\n\n" for name, text in rows)


def _labels(names: int, words: int, count: int) -> str:
    return "".join(f"Speaker {at % names + 1}: {'word ' * words}here.\n\n" for at in range(count))


PATHOLOGICAL: dict[str, Callable[[int], str]] = {
    "one paragraph": lambda size: f"Ada Lund: {'the water of the garden ' * (size // 24)}.\n",
    "turns of one word": lambda size: "".join(f"{SPEAKERS[at % 20]}: yes\n" for at in range(size // 14)),
    "many speakers": lambda size: _labels(size // 400, 4, size // 40),
    "what looks like labels": lambda size: "".join(f"Point {at}: see\n" for at in range(size // 15)),
    "no labels": lambda size: "The water of the garden was cold, and we went home.\n\n" * (size // 53),
    "CJK": lambda size: text_of(transcript(size, "CJK")),
    "Arabic": lambda size: text_of(transcript(size, "Arabic")),
    "one word": lambda size: f"Ada Lund: {'x' * size}\n",
}
"""Texts that ask for much of one thing, each by its size."""


def pathological(size: int) -> Iterator[tuple[str, str]]:
    """All of them, by name."""
    return ((name, make(size)) for name, make in PATHOLOGICAL.items())
