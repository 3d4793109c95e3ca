"""What once went wrong for users, through the doors that users have: commands, files, `read`, `write`, `convert`."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import docconv
from docconv.errors import DocconvError
from docconv.model import Document, Paragraph, Speaker, Text, Turn

TALK = "Ida: One.\n\nBo: Two.\n\nIda: Three.\n"
FACTS = (
    "<fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>"
    "</sourceDesc></fileDesc>"
)
CAST = "<profileDesc><particDesc><listPerson>{}</listPerson></particDesc></profileDesc>"


def tei(body: str, more: str = "", dtd: str = "") -> bytes:
    """A file of others."""
    header = f"<teiHeader>{FACTS}{more}</teiHeader>"
    return f'{dtd}<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'.encode()


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A run in a folder where `t.txt` is."""
    folder.joinpath("t.txt").write_text(TALK, encoding="utf-8")
    line = [sys.executable, "-m", "docconv", *arguments]
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)


def json_of(data: bytes, name: str) -> Any:  # noqa: ANN401  whatever JSON holds
    """A document as JSON has it."""
    return json.loads(docconv.write(docconv.read(data, format=name), "json"))


def told(data: bytes, name: str) -> str:
    """What a reader tells."""
    return "\n".join(notice.message for notice in docconv.read_with_notices(data, format=name)[1])


def text_of(node: Any) -> list[str]:  # noqa: ANN401  whatever JSON holds
    """All texts of a tree."""
    if isinstance(node, dict):
        own = [node["text"]] if node.get("type") == "Text" else []
        return [*own, *(text for inner in node.values() for text in text_of(inner))]
    return [text for inner in node for text in text_of(inner)] if isinstance(node, list) else []


# ------------ words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ida: Hello.\n\nBo: 12:30 suits me well.\n\nIda: Good, at noon.\n\nBo: Yes.\n", "12:30 suits me well."),
        ("IDA\nIt rains.\n\n(She shuts it.)\nSCENE 2\n\nBEN\nWhere?\n\nBEN\nHere.\n", "It rains."),
        ("WEBVTT\n\n0:01.0 --> 0:02.0\n<v Bo>Yes. <v Ida>No.\n\n0:02.0 --> 0:03.0\n<v Ida>Why?\n", "Yes."),
    ],
    ids=["behind a time", "above a scene", "beside another voice"],
)  # fmt: skip
def test_a_few_words_are_a_turn_of_their_own(text: str, words: str) -> None:
    """Also where the text is short."""
    found: Any = json_of(text.encode(), "text")["body"]
    assert [words] in [text_of(block) for block in found if block.get("label")]


def test_a_mark_that_nobody_sees_is_on_the_pages(tmp_path: Path) -> None:
    """The vowel separator of Mongolian, in words that all formats have."""
    tmp_path.joinpath("m.txt").write_text("Ida Oak: One\u180etwo.\n\nBo Ash: Yes.\n", encoding="utf-8")
    assert command(tmp_path, "convert", "m.txt", "-o", "m.pdf").returncode == 0
    assert command(tmp_path, "verify", "m.txt", "m.pdf").returncode == 0


def test_words_of_points_are_kept() -> None:
    """Whatever TEI allows there."""
    body = "<sp><pb><p>Each Monday.</p></pb></sp><milestone>Two words</milestone><anchor><note>More</note></anchor>"
    assert {"Each Monday.", "Two words", "More"} <= {*text_of(json_of(tei(body), "tei"))}


# ------------ files


def test_threads_and_one_folder(tmp_path: Path) -> None:
    """No file has the words of another."""
    names = [f"n{number}" for number in range(40)]
    for name in names:
        tmp_path.joinpath(f"{name}.txt").write_text(
            f"Ida: I am {name} here.\n\nBo: Yes.\n" * 40, encoding="utf-8"
        )
    tmp_path.joinpath("out").mkdir()

    def convert(name: str) -> bool:
        target = tmp_path / "out" / f"{name}.xml"
        docconv.convert(tmp_path / f"{name}.txt", target, overwrite=True)
        return f"I am {name} here" in target.read_text(encoding="utf-8")

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(convert, names * 3))


def test_two_processes_and_one_target(tmp_path: Path) -> None:
    """In each of some rounds exactly one is done, the other one is refused."""
    tmp_path.joinpath("a.txt").write_text(TALK, encoding="utf-8")
    line = [sys.executable, "-m", "docconv", "convert", "a.txt", "-o"]
    for number in range(6):
        pair = [
            subprocess.Popen([*line, f"{number}.xml"], cwd=tmp_path, stderr=subprocess.DEVNULL) for _ in "ab"
        ]
        assert sorted(one.wait() for one in pair) == [0, 4]


def test_a_link_where_a_temporary_file_may_be(tmp_path: Path) -> None:
    """What it leads to stays."""
    tmp_path.joinpath("mine").write_text("mine", encoding="utf-8")
    tmp_path.joinpath("t.txt").write_text(TALK, encoding="utf-8")
    run = f"ln -s mine .docconv-$$-0.tmp; exec {sys.executable} -m docconv convert t.txt -o x.xml"
    assert subprocess.run(["/bin/sh", "-c", run], cwd=tmp_path, check=False).returncode == 0
    assert tmp_path.joinpath("mine").read_text(encoding="utf-8") == "mine"
    assert not tmp_path.joinpath("x.xml").is_symlink()


def test_a_link_to_itself_is_something_that_is_there(tmp_path: Path) -> None:
    """It stays, too."""
    tmp_path.joinpath("x.xml").symlink_to("x.xml")
    assert command(tmp_path, "convert", "t.txt", "-o", "x.xml").returncode == 4
    assert tmp_path.joinpath("x.xml").is_symlink()


@pytest.mark.parametrize(
    ("name", "text", "option"),
    [
        ("s.toml", '[[speaker]]\nid = "t1"\nname = "Ida Oak"\naliases = ["Ida"]\n', "--speakers=s.toml"),
        ("s.toml", '[[speaker]]\nid = "ida"\nroles = 5\n', "--speakers=s.toml"),
        ("t.docconv.toml", "line = [1, 2]\n", ""),
        ("s.toml", "[styles]\nspeech = 5\n", "--theme=s.toml"),
        ("s.toml", '[labels]\ndelimiter = "\\u0007"\n', "--theme=s.toml"),
    ],
    ids=["an id of a turn", "roles", "lines of numbers", "a style of a number", "a control"],
)
def test_a_file_of_a_user_that_is_wrong(tmp_path: Path, name: str, text: str, option: str) -> None:
    """A wrong call, named, and nothing is written."""
    tmp_path.joinpath(name).write_text(text, encoding="utf-8")
    done = command(tmp_path, "convert", "t.txt", "-o", "x.docx", *filter(None, (option,)))
    assert (done.returncode, name in done.stderr) == (2, True)
    assert not tmp_path.joinpath("x.docx").exists()


def test_a_decision_on_several_lines(tmp_path: Path) -> None:
    """A text that begins with a line that begins with a bracket."""
    tmp_path.joinpath("t.docconv.toml").write_text(
        '[[line]]\ntext = """\n[x\ny"""\nis = "speech"\n', encoding="utf-8"
    )
    assert command(tmp_path, "check", "t.txt").returncode in (0, 1)


# ------------ documents


def bad(**values: object) -> bytes:
    """JSON of one turn with other values."""
    ida = Speaker("ida", name="Ida Oak")
    one = Document((Turn("t1", (Paragraph((Text("One."),)),), (ida,), "Ida"),), speakers=(ida,))
    tree = json.loads(docconv.write(one, "json"))
    for key, value in values.items():
        holder = tree["body"][0] if key == "id" else tree
        holder[key] = value
    return json.dumps(tree).encode()


@pytest.mark.parametrize(
    "data",
    [
        bad(speakers=["ida"]),
        bad().replace(b'"ida"', b'"a\\"><x/>"'),
        bad(id="a b<"),
        bad(id=0).replace(b'"id": 0', b'"id": ' + b"9" * 5000),
    ],
    ids=["speakers that are words", "an id that is no name", "an id of a turn", "a number of 5000 digits"],
)  # fmt: skip
def test_json_that_no_format_can_carry(data: bytes) -> None:
    """Refused, by an error of docconv's own."""
    with pytest.raises(DocconvError):
        docconv.read(data, format="json")


def test_what_an_entity_hides_in_an_attribute() -> None:
    """Refused."""
    with pytest.raises(DocconvError):
        docconv.read(
            tei('<sp who="&x;"><p>One.</p></sp>', dtd='<!DOCTYPE TEI [<!ENTITY x "y">]>'), format="tei"
        )


def test_an_empty_speech_of_our_own(tmp_path: Path) -> None:
    """Whoever says nothing is somebody, and what is written of it is right."""
    own = '<encodingDesc><schemaRef key="docconv"/></encodingDesc>'
    tmp_path.joinpath("e.xml").write_bytes(tei('<sp who="#ida"/><p>One.</p>', own))
    assert command(tmp_path, "convert", "e.xml", "-o", "x.xml").returncode == 0
    done = command(tmp_path, "check", "x.xml")
    assert (done.returncode, done.stdout) == (0, "")


def test_controls_in_what_is_shown(tmp_path: Path) -> None:
    """None of them, in a speaker file either."""
    text = (
        "Ida\x9bOak: Word\x9bone\x9d here\u202e again.\n\nBo\x7fAsh: Yes\u2066?\n\nIda\x9bOak: Note: two.\n"
    )
    tmp_path.joinpath("c.txt").write_text(text, encoding="utf-8")
    done = command(tmp_path, "speakers", "c.txt")
    assert not {*"\x9b\x9d\x7f\u202e\u2066"} & {*done.stdout}


def test_what_is_empty_is_refused_and_not_changed() -> None:
    """A name of no letters."""
    nobody = Speaker("ida", name="")
    one = Document((Turn("t1", (Paragraph((Text("x"),)),), (nobody,), "Ida"),), speakers=(nobody,))
    for name in ("json", "tei", "docx", "pdf"):
        with pytest.raises(DocconvError, match=r"speakers\[0\]\.name is empty"):
            docconv.write(one, name)


@pytest.mark.parametrize("kind", ["a wrong byte", "another filter"])
def test_a_damaged_attachment(kind: str) -> None:
    """Refused, by an error of docconv's own."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(docconv.write(docconv.read(TALK.encode(), format="text"), "pdf"))) as pdf:
        file = pdf.Root.AF[0].EF.F
        raw = file.read_raw_bytes()
        wrong = raw[:60] + bytes([raw[60] ^ 8]) + raw[61:]
        name, data = ("FlateDecode", wrong) if kind == "a wrong byte" else ("ASCIIHexDecode", b"3C3E>")
        file.write(data, filter=pikepdf.Name(f"/{name}"))
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with pytest.raises(DocconvError):
        docconv.read(out.getvalue(), format="pdf")


# ------------ TEI of others


def test_an_id_that_is_there_twice() -> None:
    """The second person is told of."""
    people = "".join(
        f'<person xml:id="ida"><persName>Ida {name}</persName></person>' for name in ("Oak", "Elm")
    )
    assert "ida is there twice" in told(tei('<u who="#ida">Hi.</u>', CAST.format(people)), "tei")


def test_spaces_around_an_id() -> None:
    """They are none of it."""
    person = '<person xml:id=" ida "><persName>Ida Oak</persName></person>'
    found = json_of(tei('<u who="#ida">Hi.</u>', CAST.format(person)), "tei")
    assert [one.get("name") for one in found["speakers"]] == ["Ida Oak"]


def test_a_text_of_ten_million_characters() -> None:
    """Too long, and not ill-formed."""
    with pytest.raises(DocconvError) as caught:
        docconv.read(tei(f"<u>{'word ' * 2_100_000}</u>"), format="tei")
    assert "not well-formed" not in str(caught.value)
