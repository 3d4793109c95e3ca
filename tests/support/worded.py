"""Transcripts of random words of one language: those by which docconv tells offices, verbs of speaking, votes,
events and parts, in lines of every shape, so that what they mean meets where nobody would put it.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docconv.languages

LONGEST = 40  # characters of a phrase
NAMES = (
    "Anna Berg",
    "J. Holt",
    "Maria da Silva",
    "李梅",
    "Dr Kowalski",
    "O'Neill",
    "von der Heide",
    "A",
    "Q",
    "I",
    "P1",
    "SPEAKER_00",
    "Иванов",
    "محمد",
)
BEHIND = (
    ": ",
    " - ",
    " – ",
    "— ",
    ". ",
    ".- ",
    "\n",
    ":\n",
    "\n\n",
    ":\n\n",
    "\t",
    " (aside): ",
    ", ",
    "> ",
    "",
    " [00:01:02] ",
    ": [00:01:02] ",
    ": (",
    ": [",
    " «",
    "：",
    "; ",
)
"""What stands between a label and what is said."""
ENDS = (".", "?", "!", "…", ":", ",", "", "", "”", ")", "]", "»", "。")
OPEN = "([{*_-–#>«„"
BEFORE = ("00:01", "[00:02:03]", "1.", "(2)", "-", "–", "*", "§ 4", "Q.", "A.", "<v Ann>")


@cache
def vocabularies() -> tuple[tuple[str, ...], ...]:
    """The words and phrases of each language that docconv knows."""
    files = sorted(Path(docconv.languages.__file__).parent.glob("*.toml"))
    found = (tuple(_texts(tomllib.loads(path.read_text("utf-8")))) for path in files)
    return tuple(words for words in found if words)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401  any TOML
    if isinstance(value, str):
        yield from (value,) if len(value) < LONGEST else ()
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def transcript(chance: random.Random) -> str:
    """A text of up to sixty lines; often of few words, so that they come back."""
    words = chance.choice(vocabularies())
    if chance.random() < 0.6:
        words = tuple(chance.choices(words, k=chance.choice((8, 30, 200))))
    parted = chance.choice(("\n", "\n\n", "\n\n", ""))
    lines = (_line(chance, words) for _ in range(chance.choice((3, 8, 20, 60))))
    return "".join(line + (parted or chance.choice(("\n", "\n\n"))) for line in lines)


def _line(chance: random.Random, words: tuple[str, ...]) -> str:
    said, who = _sentence(chance, words), _label(chance, words)
    shape = chance.random()
    if shape < 0.45:
        return who + chance.choice(BEHIND) + said
    if shape < 0.55:
        return chance.choice(OPEN) + said + chance.choice(")]}*_")
    if shape < 0.6:
        return who
    if shape < 0.65:
        return " " * chance.randint(1, 40) + said
    if shape < 0.72:
        return f"{chance.choice(BEFORE)} {said}"
    return f"{said} {who} {chance.choice(words)}:" if shape < 0.75 else said


def _sentence(chance: random.Random, words: tuple[str, ...]) -> str:
    said = " ".join(chance.choices(words, k=chance.choice((0, 1, 2, 3, 5, 8, 20, 60))))
    said = chance.choice((said, said, said.capitalize(), said.upper() if chance.random() < 0.3 else said))
    figure = f" {chance.randint(0, 2100)}" if chance.random() < 0.2 else ""
    return said + figure + chance.choice(ENDS)


def _label(chance: random.Random, words: tuple[str, ...]) -> str:
    name, office = chance.choice(NAMES), chance.choice(words)
    label = chance.choice((name, name, office, f"{office} {name}"))
    return label.upper() if chance.random() < 0.3 else label
