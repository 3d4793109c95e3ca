"""Word documents as others write them, made with python-docx."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TypeAlias, cast

import docx
from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph as Line

from docconv.formats import Source
from docconv.formats.docx.reading.document import read
from docconv.model import Draft
from docconv.notices import Notice
from docconv.walk import text_of, turns

Talk: TypeAlias = tuple[tuple[str, str], ...]
Make: TypeAlias = Callable[[Opened], object]
GARDEN: Talk = (
    ("Nora Vale", "Did anybody water the beans on Sunday?"),
    ("Tom Reed", "I did. Twice, in fact: once at noon and once at six."),
    ("Nora Vale", "Then somebody else has eaten them."),
    ("Ida Strand", "It was the hare. I saw it by the fence."),
    ("Tom Reed", "We could put up a net."),
    ("Ida Strand", "We have a net, but it has a hole the size of a hare."),
)
BRIDGE: Talk = (
    ("Frau Ilse Kern", "Die Brücke ist seit März gesperrt, und niemand sagt uns, wann sie wieder aufgeht."),
    ("Herr Voss", "Im Herbst, so steht es im Plan."),
    ("Frau Ilse Kern", "In welchem Herbst denn?"),
    ("Bürgermeisterin Adler", "Ich kann versprechen, dass es dieser sein wird."),
    ("Herr Voss", "Das haben wir schon einmal gehört."),
    ("Bürgermeisterin Adler", "Dann hören Sie es heute zum zweiten Mal."),
)
MARKET: Talk = (
    ("Mme Lefort", "Le marché ouvre à six heures, et les camions arrivent à cinq."),
    ("M. Duval", "Personne ne dort dans cette rue."),
    ("Mme Lefort", "On peut déplacer les camions, pas le marché."),
    ("M. Duval", "Alors déplacez-les."),
    ("Mme Benali", "Il y a de la place derrière la gare."),
    ("Mme Lefort", "Je note la proposition."),
)
WELL: Talk = (
    ("Мария", "Колодец опять пуст."),
    ("Пётр", "Дождя не было три недели."),
    ("Мария", "Значит, пойдём к реке."),
    ("Пётр", "Я возьму вёдра."),
    ("Анна", "А я покажу дорогу."),
    ("Мария", "Идём, пока не стемнело."),
)


def saved(make: Make) -> bytes:
    """The file of a new document after `make`."""
    opened = docx.Document()
    make(opened)
    buffer = BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def drafted(make: Make) -> Draft:
    """What is read from it."""
    return told(make)[0]


def told(make: Make) -> tuple[Draft, tuple[Notice, ...]]:
    """What is read from it, with the notices."""
    document, notices = read(Source(saved(make), "a.docx"))
    return cast("Draft", document), notices


def spoken(draft: Draft) -> Talk:
    """Labels and words, turn by turn."""
    return tuple(
        (turn.label or "", " / ".join(text_of(part.children) for part in turn.blocks))
        for turn in turns(draft)
    )


def xml(body: str) -> Make:
    """A document whose body is some WordprocessingML."""

    def make(opened: Opened) -> None:
        root = parse_xml(f"<w:body {nsdecls('w', 'r')}>{body}</w:body>")
        for number, child in enumerate(list(root)):
            opened.element.body.insert(number, child)

    return make


def labelled(talk: Iterable[tuple[str, str]], write: Callable[[Line, str, str], object]) -> Make:
    """A document with a paragraph for each turn."""

    def make(opened: Opened) -> None:
        for name, words in talk:
            write(opened.add_paragraph(), name, words)

    return make
