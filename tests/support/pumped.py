"""Small texts in which labels are everywhere: pumped up, empty, in odd brackets, under all delimiters and in several
ways of printing at once, with times, and in letters that run both ways. A seed makes the same text each time.
"""

from __future__ import annotations

import random

NAMES = (
    "ANN LEE", "Ben Oak", "Mr. HALE", "Q", "A", "I", "THE CHAIR", "Dr. Ruth Pike, Jr.", "le président", "Frau Dr. Özge",
    "Жанна Ривз", "ΑΝΝΑ", "نورا", "דנה לוי", "山田太郎", "김하늘", "SPEAKER_00", "S1", "Male resident", "A.1", "O'Neil-Smith",
    "BY MR. HALE", "May", "Chor", "AD", "42", "x" * 90, "Ann " * 30, "e\u0301va", "Ann\u00a0Lee", "ANN LEE (smiling)",
    "Ann & Ben", "Note", "SUBJECT", "the following", "Artículo 9º", "", " ",
)  # fmt: skip
SIGNS = (
    ":", ": ", " : ", "：", ".", ". ", ".- ", ". — ", " — ", "- ", " - ", "–", "\t", "   ", " | ", "/", " > ", ">> ", " => ",
    " ~ ", "::", ":-", " - : ", "; ", ", ", "\n", "\n\n", "", "؛ ", "・", "】", ")", "]: ", "): ",
)  # fmt: skip
FRONTS = (
    "", "", "", "", "[", "(", "((", "【", "<", "**", "* ", "- ", "– ", "○", ">> ", "# ", "@", "12 ", "12. ", "[T001] ", "#1 ", "//",
    "00:01:02 ", "[00:36] ", "(9:05 a.m.) ", "  ", "\t", "> ", "_", "\u202b", "\u200f", "{",
)  # fmt: skip
TIMES = (
    "[00:00:36]", "00:01 --> 00:04", "[00:00 --> 00:04]", "09:00 - 09:15", "82:30", "9:15.", "(1:02)", "at 9:05", "00:00:01,000",
    "T00:12", "24:60:61", "-1:00", "1h05", "٠٩:١٥", "[:]", "00:00:00.000",
)  # fmt: skip
SAID = (
    "Yes.", "No", "Well, I think so.", "It rains; it has rained since May:", "(Applause)", "[inaudible]", "(?)", "…", "?", "—",
    "I said: Ben: no.", "Ben Oak said that it rains.", '"Quoted: words" she said.', "نعم، هذا صحيح.", "כן, נכון.", "はい。", "네.",
    "«Да», — сказал он.", "// both of us: //", "word " * 60, "((laughs", "[unclosed", "closed]", "a:b:c", "http://example.org/a:b",
    "1. First: 2. Second: 3.", "***", "x x x", "<b>bold</b>", "**Ben:** 9:15.", "&amp; <v Ann>Hello", "The committee rose at 9:15.",
    "Question put: agreed to.", "ß ﬁ ½ \u0130 ǆ", "\u202eabc\u202c", "e\u0301 e\u0301", "soft\u00adhyphen", "zero\u200bwidth",
)  # fmt: skip
ENDS = ("\n", "\n", "\n", "\n\n", "\n\n", "\n\n\n", "\r\n", " ", "\n \n", "\f", "\n    ", "\u2028")
CLOSES = {"[": "]", "(": ")", "((": "))", "【": "】", "<": ">", "**": "**", "//": "//", "_": "_", "{": "}"}


def pumped_text(seed: str) -> str:
    """A text of a few lines; the seed is any text."""
    chance = random.Random(seed)  # noqa: S311  nothing secret
    names = chance.sample(NAMES, chance.randint(1, 4))
    signs = chance.sample(SIGNS, chance.choice((1, 1, 2, 3)))
    fronts = chance.sample(FRONTS, chance.choice((1, 1, 2)))
    only = chance.choice(("all", "all", "all", "labels", "nothing said", "last"))
    parts = [_line(chance, names, signs, fronts, only) for _ in range(chance.randint(1, 12))]
    last = chance.choice(names) + chance.choice(signs).rstrip() if only == "last" else ""
    return "".join(parts) + last + chance.choice(("", "\n"))


def _line(chance: random.Random, names: list[str], signs: list[str], fronts: list[str], only: str) -> str:
    """A line: a label or none, what parts it from the words, a time or none, words or none."""
    kind = chance.random()
    end = chance.choice(ENDS)
    if kind < 0.15 and only == "all":
        return chance.choice(SAID) + end
    front, name = chance.choice(fronts), chance.choice(names)
    if kind < 0.25:
        name = " ".join(chance.choices(NAMES, k=chance.choice((2, 9))))
    label = f"{front}{name}" + (CLOSES.get(front, "") if chance.random() < 0.7 else "")
    time = f"{chance.choice(TIMES)} " if chance.random() < 0.2 else ""
    said = (
        "" if only in ("labels", "nothing said") else " ".join(chance.choices(SAID, k=chance.randint(0, 2)))
    )
    return f"{label}{'' if only == 'labels' else chance.choice(signs)}{time}{said}{end}"
