"""What `docconv check` says of TEI: where a fault stands, what it says of TEI by others, how fast."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from docconv.model import Document, Turn
from docconv.tei.schema.validation import Fault, faults
from docconv.tei.writing.edition import edition
from support.command import Command
from support.growth import excess
from support.talk import ANN, PARTS, edited, talk

# ------------ where it stands


def one_fault(text: str | bytes) -> Fault:
    """The only fault in some TEI."""
    (found,) = faults(text if isinstance(text, bytes) else text.encode())
    return found


def test_a_fault_has_line_and_column() -> None:
    """Those of the start tag, counted in characters from 1; text is told at the tag before it."""
    text = talk().replace('"bold"', '"red"')
    line = next(line for line in text.splitlines() if '"red"' in line)
    fault = one_fault(text)
    assert fault.line == text.splitlines().index(line) + 1
    assert line[(fault.column or 0) - 1 :].startswith('<hi rend="red">')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1250"])
def test_places_do_not_depend_on_the_encoding(encoding: str) -> None:
    """Columns are characters, not bytes."""
    text = talk().replace("They met. ", "Théý met. ").replace('who="#man" cert="low"', 'who="#bob"')
    data = text.replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)
    line = next(line for line in text.splitlines() if "#bob" in line)
    assert one_fault(data).column == line.index("<said") + 1


def test_a_file_with_its_own_document_type_has_lines() -> None:
    """There, columns cannot be told."""
    text = talk().replace("<TEI ", "<!DOCTYPE TEI [<!ELEMENT x ANY>]>\n<TEI ").replace('"bold"', '"red"')
    fault = one_fault(text)
    assert (fault.column, '"red"' in text.splitlines()[fault.line - 1]) == (None, True)


def test_a_mistake_is_told_once() -> None:
    """What follows from it is not: a turn with two labels has no further fault."""
    assert len(faults(edited("<speaker>ALL</speaker>", "<speaker>ALL</speaker><speaker>B</speaker>"))) == 1
    assert len(faults(edited("<p/>", "<ab/><p/>"))) == 1
    assert len(faults(edited('xml:id="t1"', 'xml:id="first"').replace(b"#t1", b"#first"))) < 5


def test_inside_of_what_is_out_of_place_is_looked_at() -> None:
    """An element in the wrong place is judged as the element that it is."""
    data = edited("<p>After.</p>", '<head><hi rend="red">x</hi></head><p>After.</p>')
    assert {fault.message.split(";")[0] for fault in faults(data)} >= {"rend of hi is “red”"}


@pytest.mark.parametrize("data", [b"", b"<TEI", b"<html/>", b"\xff\xfe\x00"])
def test_what_is_no_tei_has_no_faults(data: bytes) -> None:
    """That is for the reader to say."""
    assert faults(data) == ()


# ------------ TEI of others

FOREIGN = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc><listPerson>
<person xml:id="a"/></listPerson></particDesc></profileDesc></teiHeader><text><body>
<sp who="#a"><speaker>A</speaker><ab>Yes.</ab></sp>
<sp who="WHO"><speaker>B</speaker><ab>No.</ab></sp></body></text></TEI>"""


def test_tei_of_others_is_said_to_be_so_once() -> None:
    """Its schema is another one; there is no finding in that."""
    fault = one_fault(FOREIGN.replace("WHO", "#a"))
    assert (fault.severity, fault.rule, fault.line) == ("info", "foreign-tei", 1)


def test_tei_of_others_has_its_pointers_checked() -> None:
    """A pointer that leads nowhere is told where others lead somewhere."""
    told = faults(FOREIGN.replace("WHO", "#nobody").encode())
    assert [(fault.severity, fault.line, fault.rule) for fault in told[1:]] == [("warning", 4, "pointer")]


def test_pointers_into_other_files_are_no_finding() -> None:
    """A file of a corpus points to lists that stand elsewhere; that is told once, and is no warning."""
    apart = FOREIGN.replace('"a"', '"z"').replace("WHO", "#b")
    included = FOREIGN.replace(
        "<body>", '<body><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/>'
    )
    assert [fault.severity for fault in faults(apart.encode())] == ["info", "info"]
    assert [fault.severity for fault in faults(included.encode())] == ["info", "info"]
    assert "#a and 1 others" in faults(apart.encode())[1].message


# ------------ docconv check


@pytest.fixture
def folder(workdir: Path) -> Path:
    """Two files beside `talk.txt`: good.xml, bad.xml."""
    (workdir / "good.xml").write_text(talk(), encoding="utf-8")
    (workdir / "bad.xml").write_bytes(edited('rend="bold"', 'rend="red"'))
    return workdir


@pytest.mark.usefixtures("folder")
def test_check_is_content_with_what_docconv_wrote(command: Command) -> None:
    """Nothing printed, exit code 0."""
    result = command("check", "good.xml")
    assert (result.code, result.out, result.err) == (0, b"", "")


@pytest.mark.usefixtures("folder")
def test_check_tells_place_severity_and_message(command: Command) -> None:
    """One line that an editor understands, exit code 1."""
    result = command("check", "good.xml", "bad.xml")
    line = talk()[: talk().index("<hi ")].count("\n") + 1
    assert result.text.splitlines() == [
        f"bad.xml:{line}:12: warning: rend of hi is “red”; expected italic, bold or underline [docconv-schema]"
    ]
    assert (result.code, result.err) == (1, "")


@pytest.mark.usefixtures("folder")
def test_check_tells_programs(command: Command) -> None:
    """As JSON and as annotations."""
    (row,) = json.loads(command("check", "bad.xml", "--diagnostics", "json").out)
    assert (row["severity"], row["code"], row["rule"], row["column"]) == (
        "warning",
        "tei",
        "docconv-schema",
        12,
    )
    assert command("check", "bad.xml", "--diagnostics", "github").text.startswith(
        "::warning file=bad.xml,line="
    )


@pytest.mark.usefixtures("folder")
def test_check_quiet_has_only_the_exit_code_for_tei_too(command: Command) -> None:
    """For scripts."""
    result = command("check", "bad.xml", "-q")
    assert (result.code, result.out, result.err) == (1, b"", "")


@pytest.mark.usefixtures("workdir")
def test_check_reads_tei_from_standard_input(command: Command) -> None:
    """Where the call says that it is TEI."""
    result = command("check", "-", "-f", "tei", stdin=edited('rend="bold"', 'rend="red"'))
    assert (result.code, result.text.startswith("<stdin>:")) == (1, True)


def test_check_of_foreign_tei_succeeds(command: Command, workdir: Path) -> None:
    """One line says that it follows another customisation."""
    (workdir / "play.xml").write_text(FOREIGN.replace("WHO", "#a"), encoding="utf-8")
    result = command("check", "play.xml")
    assert (result.code, result.text.count("another customisation")) == (0, 1)


def test_check_says_what_is_missing_where_it_cannot_be_read(command: Command, workdir: Path) -> None:
    """A file of docconv that has lost its body is told by its place, as any other fault."""
    text = talk()
    (workdir / "cut.xml").write_text(text[: text.index("<body>")] + "</text></TEI>", encoding="utf-8")
    result = command("check", "cut.xml")
    assert (result.code, result.err) == (1, "")
    assert "error: text ends too early behind timeline; expected body" in result.text


@pytest.mark.parametrize("edit", [('rend="red"', ""), ('rend="red"', ' rend="red"')])
def test_checking_grows_with_the_file_alone(edit: tuple[str, str]) -> None:
    """Up to two megabytes, be there faults or none."""

    def data(count: int) -> bytes:
        told = tuple(Turn(f"t{n}", PARTS, (ANN,), "ANN") for n in range(1, count + 1))
        return edition(Document(told, speakers=(ANN,))).replace(b"<lb/>", f"<lb{edit[1]}/>".encode())

    small, large = data(1625), data(13000)
    assert len(large) > 1_900_000
    assert len(faults(large)) == (13000 if edit[1] else 0)
    assert excess(faults, small, large, 8) < 3


# ------------ a schema that is given

SMALL = '<element name="html" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'
LOOSE = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start><define name="any"><element>
<anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define>
</grammar>"""


@pytest.fixture
def schemas(folder: Path) -> Path:
    """One that accepts no TEI, one that accepts all XML, and two that are none."""
    for name, text in {"small.rng": SMALL, "loose.rng": LOOSE, "no.rng": "<a/>", "tei.odd": "<TEI/>"}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("schemas")
def test_what_a_given_schema_accepts_is_no_finding(command: Command) -> None:
    """What docconv's own does not have is told, and the exit code is 0."""
    result = command("check", "bad.xml", "--schema", "loose.rng")
    assert (result.code, result.err) == (0, "")
    assert ": info: rend of hi is “red”" in result.text
    assert "[docconv-schema]" in result.text


@pytest.mark.usefixtures("schemas")
def test_what_a_given_schema_does_not_accept_is_an_error(command: Command) -> None:
    """With its line, also where docconv's own accepts it."""
    result = command("check", "good.xml", "--schema", "small.rng")
    assert result.code == 1
    assert ": error: " in result.text
    assert "[given-schema]" in result.text


@pytest.mark.usefixtures("schemas")
@pytest.mark.parametrize(
    ("name", "words"), [("no.rng", "RELAX NG"), ("tei.odd", "Roma"), ("gone.rng", "RELAX NG")]
)
def test_what_is_no_schema_is_refused(command: Command, name: str, words: str) -> None:
    """By its name; what is called an ODD and is none has to be made one elsewhere."""
    result = command("check", "good.xml", "--schema", name)
    assert (result.code, name in result.err, words in result.err) == (2, True, True)


@pytest.mark.usefixtures("schemas")
def test_a_schema_is_for_tei(command: Command) -> None:
    """Not for a text."""
    assert command("check", "talk.txt", "--schema", "loose.rng").code == 2


def test_the_schema_of_docconv_is_written(workdir: Path, command: Command) -> None:
    """To where `schemaRef` of files in the folder points, and as one that `check` takes."""
    command("convert", "talk.txt", "-o", "tei/talk.xml")
    assert command("schema", "-o", "tei/").code == 0
    assert command("schema", "-o", "tei/").code == 4
    url = next(etree.parse(workdir / "tei" / "talk.xml").iter("{*}schemaRef")).get("url", "")
    assert (workdir / "tei" / url).is_file()
    assert command("check", "tei/talk.xml", "--schema", "tei/docconv.rng").code == 0
