"""A file of decisions that somebody wrote by hand is changed where it has to be, and nowhere else."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docconv.errors import UsageError
from docconv.review.toml_text import TomlText

BY_HAND = '''\
# Decided by Ilona, with the tape.

without = ["dash"]  # they are lists

[[line]]            # the first
text = "Note well:" # how it begins
line = 12
is = "narrative"

# people
[[speaker]]
id = "ben-oak"
aliases = [
  "Ben",            # so printed
  "BEN"]
  [[speaker.roles]]
  role = "mayor # not a comment"

[[line]]
text = """Ann: [[line]]
"""
speaker = "Ben"
'''


def changed(text: str) -> list[str]:
    """The lines that are not as they were, with a sign for those that came and those that went."""
    before, after = BY_HAND.splitlines(), text.splitlines()
    return [f"- {line}" for line in before if line not in after] + [
        f"+ {line}" for line in after if line not in before
    ]


def test_a_key_is_set_and_all_else_stays() -> None:
    """Comments, order and white space, the comment behind the value too."""
    file = TomlText(BY_HAND)
    file.set("line", 0, {"is": "heading", "line": 14})
    assert changed(file.text) == ["- line = 12", '- is = "narrative"', "+ line = 14", '+ is = "heading"']


def test_a_key_that_is_new_stands_at_the_end_of_its_table() -> None:
    """Also in one with tables below it."""
    file = TomlText(BY_HAND)
    file.set("speaker", 0, {"name": 'Ben "B" Oak'})
    assert changed(file.text) == ['+ name = "Ben \\"B\\" Oak"']
    assert file.text.index("name =") < file.text.index("[[speaker.roles]]")


def test_tables_of_one_name_stay_where_they_are() -> None:
    """The second [[line]] is behind the speaker, and a new one at the end."""
    file = TomlText(BY_HAND)
    file.set("line", 1, {"speaker": None, "is": "text"})
    file.append("line", {"text": "Votes:", "line": 3})
    assert file.text.startswith(BY_HAND.removesuffix('speaker = "Ben"\n'))
    assert file.text.endswith('is = "text"\n\n[[line]]\ntext = "Votes:"\nline = 3\n')


def test_a_table_is_taken_out_with_those_that_belong_to_it() -> None:
    """And with nothing else: what is said above the next one stays."""
    file = TomlText(BY_HAND)
    file.remove("speaker", 0)
    assert "# people\n[[line]]" in file.text
    assert "roles" not in file.text
    file.remove("line", 0)
    assert tomllib.loads(file.text)["line"] == [{"text": "Ann: [[line]]\n", "speaker": "Ben"}]


def test_keys_above_all_tables_are_set_there() -> None:
    """Behind those that are there, or behind what is said of the file."""
    file = TomlText(BY_HAND)
    file.set("", 0, {"merge": [["A", "B"]]})
    assert 'without = ["dash"]  # they are lists\nmerge = [["A", "B"]]\n' in file.text
    fresh = TomlText("# mine\n\n[[line]]\ntext = 'x'\n")
    fresh.set("", 0, {"merge": [["A", "B"]]})
    assert fresh.text.startswith('# mine\nmerge = [["A", "B"]]\n')


@pytest.mark.parametrize("text", ['line = [{text = "a", is = "text"}]', "line.text = 3"])
def test_what_cannot_be_changed_is_refused(text: str) -> None:
    """Rather than written anew in another way."""
    for change in (add, alter):
        with pytest.raises(UsageError, match="cannot be changed here"):
            change(TomlText(text))


def add(file: TomlText) -> None:
    """One more table."""
    file.append("line", {"text": "b"})
    file.checked()


def alter(file: TomlText) -> None:
    """Another value."""
    file.set("line", 0, {"is": "label"})
    file.checked()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.integers(0, 9))
def test_any_text_can_be_a_value(value: str, number: int) -> None:
    """Quotation marks, controls and ends of lines are written so that they come back."""
    file = TomlText("")
    file.append("line", {"text": value, "line": number})
    file.set("line", 0, {"label": value[::-1]})
    file.set_in("facts", {value or "x": value})
    assert tomllib.loads(file.checked()) == {
        "line": [{"text": value, "line": number, "label": value[::-1]}],
        "facts": {value or "x": value},
    }
