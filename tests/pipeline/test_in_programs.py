"""What programs do with documents: ask, copy, pickle, share, log."""

from __future__ import annotations

import copy
import json
import logging
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, get_args

import pytest
from attrs import evolve

import docconv
from docconv.model import Document, Label, Metadata, Paragraph, Resolved, Text, Turn
from docconv.notices import CODES, Code
from docconv.walk import turns
from support.command import Command, fails
from support.places import EXAMPLES, ROOT
from support.talk import ALL, ANN, BODY, MAN, META

GARDEN = EXAMPLES / "garden.txt"
TALK: Resolved = Document(BODY, META, None, (MAN, ANN, ALL))


def read(path: str) -> Resolved:
    """At the top of a module, so that a process can be sent it."""
    return docconv.read(path)


def test_a_document_is_asked_for_turns_and_speakers() -> None:
    """Turns in sections as well; what several say is of each."""
    document = docconv.read(GARDEN)
    assert document.turns() == tuple(turns(document))
    assert list(document.by_speaker()) == list(document.speakers)
    assert [turn.id for turn in TALK.by_speaker()[MAN]] == ["t2"]
    assert [turn.id for turn in TALK.by_speaker()[ALL]] == ["t2"]


def test_words_are_found_in_turns() -> None:
    """In whatever case, over a line break, and not in narrative."""
    assert [turn.id for turn in TALK.find("one TWO")] == ["t1"]
    assert TALK.find("They met") == ()


def test_a_document_is_shown_in_one_line() -> None:
    """However long it is."""
    assert repr(TALK) == "<Document 'A talk': 3 turns, 3 speakers>"
    assert repr(Document(BODY[:1], META, None, (ANN,))).endswith("1 speaker>")
    empty: Resolved = Document((), Metadata())
    assert repr(empty) == "<Document '': 0 turns, 0 speakers>"


def test_what_was_written_is_shown_in_one_line() -> None:
    """Without the bytes of a whole PDF."""
    written = docconv.write_with_notices(TALK, "pdf")
    assert repr(written) == f"<WriteResult: {len(written.data)} bytes, {len(written.notices)} notices>"


ARROWS = b"Nora Fenwick => Yes.\n\nPiet Laan => No.\n\nNora Fenwick => So.\n"


def test_keys_of_files_are_given_as_dictionaries() -> None:
    """With what Python has for arrays; they stay as they are, although offices are taken out of them."""
    nora = {"id": "nf", "name": "Nora Fenwick", "aliases": ("NF",), "roles": [{"role": "mayor"}]}
    speakers = {"speaker": [nora]}
    convention = {"forms": ["{label} => {text}"]}
    document = docconv.read(ARROWS, format="text", speakers=speakers, convention=convention)
    assert [speaker.id for speaker in document.speakers] == ["nf", "piet-laan"]
    assert "roles" in nora
    theme = {"based_on": "minutes", "page": {"paper": "Letter"}, "styles": {"speech": {"size": 9.5}}}
    page = docconv.write(document, "html", options={"theme": theme}).decode()
    assert "9.5" in page
    assert page != docconv.write(document, "html", options={"theme": "minutes"}).decode()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"speakers": {"people": []}}, "unknown key 'people'"),
        ({"speakers": {"speaker": [{"id": 3}]}}, r"speakers: speaker\[0\].id: expected a string"),
        ({"convention": {"froms": []}}, "convention: unknown key 'froms'"),
    ],
)
def test_a_dictionary_that_is_wrong_is_told(given: dict[str, Any], message: str) -> None:
    """By the key, as in a file."""
    with pytest.raises(docconv.UsageError, match=message):
        docconv.read(ARROWS, format="text", **given)


def test_what_is_no_document_and_no_options_is_told() -> None:
    """Also where a result is given in the place of its document."""
    result: Any = docconv.read_with_notices(ARROWS, format="text")
    with pytest.raises(docconv.UsageError, match=r"of the type ReadResult, .* give .* result\.document"):
        docconv.write(result, "tei")
    with pytest.raises(docconv.UsageError, match=r"a theme cannot be of the type int; give a name, the path"):
        docconv.write(TALK, "html", options={"theme": 3})
    wrong: Any = docconv.write_with_notices
    for options in (3, "theme=minutes", wrong):
        with pytest.raises(
            docconv.UsageError, match=r"the options of pdf cannot be of the type .* its keys: theme, paper"
        ):
            docconv.write(TALK, "pdf", options=options)


SOURCE = "a source cannot be of the type {}; give a path, bytes"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"source": None}, SOURCE.format("NoneType")),
        ({"source": 3}, SOURCE.format("int")),
        ({"source": ["talk.txt"]}, SOURCE.format("list")),
        ({"format": None}, "nothing tells the format of the input; name it, for instance format='text'"),
        ({"without": "colon"}, "without cannot be of the type str; give a list of names"),
        ({"encoding": 8}, "the encoding cannot be of the type int; give one such as 'utf-8'"),
        ({"convention": 3}, "the convention cannot be of the type int; give a dictionary"),
        (
            {"speakers": [{"id": "ann"}]},
            "speakers cannot be of the type list; give a dictionary, a SpeakerTable",
        ),
        ({"metadata": 3}, "metadata cannot be of the type int; give a dictionary, a Metadata"),
    ],
)
def test_what_is_of_a_wrong_type_is_told(given: dict[str, Any], message: str) -> None:
    """By what it was given as, and what may be given there."""
    arguments = {"source": ARROWS, "format": "text", **given}
    with pytest.raises(docconv.UsageError) as caught:
        docconv.read(**arguments)
    assert message in str(caught.value)
    assert "--" not in str(caught.value)


def test_a_draft_is_no_document() -> None:
    """Nobody can be written who is a label."""
    draft: Any = Document((Turn("t1", (Paragraph((Text("Yes."),)),), (Label("Ann"),), "Ann"),))
    text: Any = "Ann: Yes."
    calls: tuple[Callable[[Any], object], ...] = (
        docconv.to_dataframe,
        lambda one: docconv.write(one, "html"),
        lambda one: docconv.differences(TALK, one),
    )
    for call in calls:
        with pytest.raises(docconv.UsageError, match="this is a draft, whose speakers are labels"):
            call(draft)
        with pytest.raises(docconv.UsageError, match="of the type str, and a Document is expected"):
            call(text)


def test_facts_are_given_as_what_a_document_has() -> None:
    """Each takes the place of what the text says; what is not said of it stays."""
    facts = Metadata("The rope", date="2021-06-07", fields=(("author", "Ann Lee"), ("Place", "Barn")))
    document = docconv.read(docconv.write(TALK, "json"), format="json", metadata=facts)
    assert document.metadata == evolve(META, title="The rope", date="2021-06-07", fields=facts.fields)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        ("Zoë: Hi.".encode("cp1252"), "text", ("encoding='cp1252'", "--encoding cp1252")),
        ("Zoë: Hi.".encode("utf-16-le"), "text", ("encoding='utf-16-le'", "--encoding utf-16-le")),
        (b"%PDF-1.7 ...", "text", ("format='pdf'", "-f pdf")),
        (b"<p>\xff</p>", "html", ("encoding='cp1252'", "--encoding cp1252")),
        (b"\xff,\xfe\n", "csv", ("encoding='cp1252'", "--encoding cp1252")),
        (b"*ANN:\tYes.\n", "chat", ("format='text'", "-f text")),
    ],
)
def test_what_to_do_is_said_in_the_words_of_the_caller(
    command: Command, workdir: Path, data: bytes, name: str, words: tuple[str, str]
) -> None:
    """In Python as it is given to a function, on the command line as an option."""
    here, there = words
    with pytest.raises(docconv.DocconvError) as caught:
        docconv.read(data, format=name)
    assert here in caught.value.remedy
    assert "-" not in caught.value.remedy.replace(here, "")
    workdir.joinpath("source").write_bytes(data)
    told = command("check", "source", "-f", name).err
    assert there in told
    assert here not in told


def test_what_may_be_replaced_is_said_in_the_words_of_the_caller(command: Command, workdir: Path) -> None:
    """In Python by an argument, on the command line by a flag."""
    workdir.joinpath("talk.xml").touch()
    with pytest.raises(docconv.FileError, match="overwrite=True"):
        docconv.convert("talk.txt", "talk.xml")
    told = command("convert", "talk.txt", "-o", "talk.xml").err
    assert "--force" in told
    assert "overwrite" not in told


def test_a_theme_that_is_wrong_is_told(tmp_path: Path) -> None:
    """Whether it is a dictionary or the path of a file."""
    with pytest.raises(docconv.UsageError, match="unknown key 'pages'"):
        docconv.write(TALK, "docx", options={"theme": {"pages": {}}})
    path = tmp_path / "house.toml"
    path.write_text("[page]\npaper = 3\n", "utf-8")
    with pytest.raises(docconv.UsageError, match=r"page\.paper: expected a string"):
        docconv.write(TALK, "docx", options={"theme": path})


def test_documents_are_pickled_and_copied() -> None:
    """With all that is in them."""
    result = docconv.read_with_notices(GARDEN)
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301  our own
    assert copy.deepcopy(result) == result
    assert copy.copy(TALK) == TALK


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_read_and_give_back(method: str) -> None:
    """However they are started."""
    with ProcessPoolExecutor(1, mp_context=get_context(method)) as pool:
        assert pool.submit(read, str(GARDEN)).result(60) == docconv.read(GARDEN)


def test_threads_read_and_write_at_once() -> None:
    """The same as one after the other."""
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: docconv.write(docconv.read(GARDEN), "tei"), range(16)))
    assert set(made) == {docconv.write(docconv.read(GARDEN), "tei")}


def test_results_have_names_and_are_pairs() -> None:
    """So that notices are not lost, and old programs go on."""
    result = docconv.read_with_notices(GARDEN)
    document, notices = result
    assert (result.document, result.notices) == (document, notices)
    written = docconv.write_with_notices(document, "txt")
    assert written.data == docconv.write(document, "txt")


def test_notices_are_plain_values() -> None:
    """Which JSON takes, with the page of their code."""
    _, notices = docconv.read_with_notices(b"Ann: Yes.\n\nNote: no.\n\nBen: No.\n\nAnn: So.\n", format="text")
    (told,) = json.loads(json.dumps([notice.as_dict() for notice in notices][:1]))
    assert told["page"] == f"notices.md#{told['code']}"
    assert isinstance(told["evidence"], list)


def test_every_code_has_its_page(command: Command) -> None:
    """And `docconv rule` says the same."""
    page = (ROOT / "docs" / "notices.md").read_text("utf-8")
    assert set(CODES) == set(get_args(Code))
    for code, (title, help_) in CODES.items():
        assert f"## {code}\n\nSays of {title}.\n\n{help_}\n" in page
        assert " ".join(command("rule", code).text.split()) == f"{code}: {title}. {help_}"
    fails(command("rule", "x"), 2, "there is no notice 'x'; known: speaker-guessed")


def test_what_is_read_and_written_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Under the name of the package, and nowhere where nobody asks."""
    with caplog.at_level(logging.INFO, "docconv"):
        docconv.write(docconv.read(b"Ann: Yes.\n\nBen: No.\n", format="text"), "txt")
    assert [(one.name, one.levelname) for one in caplog.records] == [("docconv", "INFO")] * 2
    assert caplog.messages[0].startswith("read - as text: ")
    assert caplog.messages[1].startswith("wrote txt: ")


def test_the_page_names_all_that_stays() -> None:
    """Every public name."""
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    assert [name for name in docconv.__all__ if f"`{name}`" not in page] == []
