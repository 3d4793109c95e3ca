"""JSON carries the whole model, and says where a file does not fit."""

from __future__ import annotations

import json
from importlib import resources
from typing import cast

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.json.read import read
from docconv.formats.json.schema import schema
from docconv.formats.json.write import Options, write
from docconv.model import (
    Document,
    Metadata,
    Milestone,
    Narrative,
    Paragraph,
    Resolved,
    Span,
    Speaker,
    Text,
    Turn,
)
from docconv.testing import documents

ADA = Speaker("ada", name="Ada")
DOCUMENT: Resolved = Document(
    body=(Turn("t1", (Paragraph((Text("Yes."),), Span(1, 1, 0, 4)),), (ADA,), "ADA"),), speakers=(ADA,)
)


def written(document: Resolved) -> bytes:
    """The bytes of a document."""
    return write(document, Options())[0]


def reading(data: object) -> Resolved:
    """What is read from JSON values."""
    return cast("Resolved", read(Source(json.dumps(data).encode(), "a.json"))[0])


def test_version_1_is_read() -> None:
    """Files of version 1 have no times; what is written is of version 2."""
    old = json.loads(written(DOCUMENT)) | {"docconv": "1"}
    assert reading(old) == DOCUMENT
    assert json.loads(written(reading(old)))["docconv"] == "2"


@pytest.mark.parametrize(
    "timing", [{"begin": -1}, {"begin": 5, "end": 4}, {"begin": 1.5}, {"begin": True}, {"begin": 10**12}, {}]
)
def test_a_time_that_is_none_is_refused(timing: object) -> None:
    """Words begin in the recording and end no sooner, in whole milliseconds."""
    data = json.loads(written(DOCUMENT))
    data["body"][0]["blocks"][0]["timing"] = timing
    with pytest.raises(BadInputError, match="timing"):
        reading(data)


def test_json_has_its_own_words_for_milestones_and_fields() -> None:
    """Files say `Break` and `items`, as those of version 1 did."""
    document: Resolved = Document(
        (Narrative((Text("a"), Milestone("page", "7"))),), Metadata(fields=(("Place", "Here"),))
    )
    data = json.loads(written(document))
    assert data["metadata"] == {"items": [["Place", "Here"]]}
    assert data["body"][0]["children"][1] == {"type": "Break", "kind": "page", "text": "7"}
    assert reading(data) == document


@given(documents())
def test_reads_back_what_it_writes(document: Resolved) -> None:
    """A document that was written and read is the same document."""
    assert read(Source(written(document)))[0] == document


@settings(max_examples=20)  # the schema is slow where nodes nest
@given(documents())
def test_what_is_written_fits_the_schema(document: Resolved) -> None:
    """Every document that is written is valid by the published schema."""
    Draft202012Validator(schema()).validate(json.loads(written(document)))


def test_the_published_schema_is_that_of_the_model() -> None:
    """The schema in the package is made from the model as it is."""
    published = resources.files("docconv.formats.json").joinpath("schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == schema()


def test_positions_are_kept() -> None:
    """Spans, which no other format carries, stand in JSON."""
    turn = json.loads(written(DOCUMENT))["body"][0]
    assert turn["blocks"][0]["span"] == {"line": 1, "column": 1, "start": 0, "end": 4}


def test_speakers_stand_once() -> None:
    """A turn names its speakers by id; who they are stands in one place."""
    data = json.loads(written(DOCUMENT))
    assert data["body"][0]["speakers"] == ["ada"]
    assert data["speakers"] == [{"id": "ada", "name": "Ada"}]


BROKEN = {
    "not an object": ([], "$ is list"),
    "another version": ({"docconv": "0", "body": []}, "$.docconv is '0'"),
    "an unknown key": ({"docconv": "1", "body": [], "extra": 1}, "'extra' @ $"),
    "an unknown node": ({"docconv": "1", "body": [{"type": "Poem"}]}, "$.body[0].type is 'Poem'"),
    "a field too many": (
        {"docconv": "1", "body": [{"type": "Separator", "text": "x", "size": 2}]},
        "'size' @ $.body[0]",
    ),
    "a field too few": ({"docconv": "1", "body": [{"type": "Separator"}]}, "$.body[0] has no text"),
    "a number for a text": (
        {"docconv": "1", "body": [{"type": "Separator", "text": 3}]},
        "$.body[0].text is int",
    ),
    "nobody of that id": (
        {"docconv": "1", "body": [{"type": "Turn", "id": "t1", "blocks": [], "speakers": ["eve"]}]},
        "'eve'",
    ),
    "a wrong speaker": (
        {"docconv": "1", "body": [], "speakers": [{"id": "a", "kind": "robot"}]},
        "$.speakers[0]",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_says_where_a_file_does_not_fit(name: str) -> None:
    """An error names the file and the path of what was found."""
    data, message = BROKEN[name]
    with pytest.raises(BadInputError) as caught:
        reading(data)
    assert caught.value.where == "a.json"
    assert message in str(caught.value)


def test_says_where_json_is_broken() -> None:
    """A syntax error names line and column."""
    with pytest.raises(BadInputError) as caught:
        read(Source(b'{"docconv": "1",\n oops}', "a.json"))
    assert caught.value.where == "a.json:2:2"


@pytest.mark.parametrize("form", [b"%s", b'{"pandoc-api-version": [1], "blocks": [%s]}', b'[{"start": %s}]'])
def test_a_number_that_is_too_long_is_told_by_its_place(form: bytes) -> None:
    """And nothing of how Python would be told to read it."""
    data = '{"é":\n "à", '.encode() + b'"n": ' + form % (b"-" + b"9" * 5000) + b"}"
    with pytest.raises(BadInputError) as caught:
        read(Source(data, "a.json"))
    at = 13 + form.index(b"%")
    assert caught.value.where == f"a.json:2:{at}"
    assert caught.value.message == "a number of 5000 digits, more than the 4300 that can be read"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"a": "\xff"}', "not JSON: it is no UTF-8, UTF-16 or UTF-32"),
        (b"[" * 20000, "not JSON that can be read: its values are nested too deeply"),
    ],
)
def test_json_that_python_cannot_read_is_told_in_words_of_ours(data: bytes, message: str) -> None:
    """Each in its own."""
    with pytest.raises(BadInputError) as caught:
        read(Source(data, "a.json"))
    assert caught.value.message == message
