"""Where in a TOML file something is."""

from __future__ import annotations

import pytest

from docconv.errors import UsageError
from docconv.toml.faults import parse, place_of

TEXT = """# ours
merge = [["A", "B"]]

[page]
  paper = "A4"    # as ever
note = \"\"\"
[page.fake]
\"\"\"

[[speaker]]
id = "ann"
[[speaker.roles]]
role = "mayor"
[[speaker.roles]]
role = "chair"

[[speaker]]
id = "bo"
[[speaker.roles]]
role = "clerk"

[a."b c".d]
x = { y = 1 }
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("merge",), "2:1"),
        (("merge", 0, 1), "2:1"),
        (("page",), "4:1"),
        (("page", "paper"), "5:3"),
        (("page", "margin"), "4:1"),
        (("page", "fake"), "4:1"),
        (("speaker", 0), "10:1"),
        (("speaker", 0, "roles", 1, "role"), "15:1"),
        (("speaker", 1, "roles", 0, "role"), "20:1"),
        (("speaker", 1, "roles", 1), "17:1"),
        (("speaker", 2), ""),
        (("a", "b c", "d", "x", "y"), "23:1"),
        (("nothing",), ""),
    ],
)
def test_a_path_leads_to_a_line_and_a_column(path: tuple[str | int, ...], place: str) -> None:
    """Or to the nearest table that is there; text in strings is none."""
    assert place_of(TEXT, "x.toml", path) == "x.toml" + f":{place}" * bool(place)
    assert place_of(TEXT, "", path) == ""


@pytest.mark.parametrize(
    ("text", "where"), [("a = 1\nb = \n", "x.toml:2:5"), ("[a\n", "x.toml:1:3"), ("a = [", "x.toml")]
)
def test_what_is_no_toml_is_told_with_its_place(text: str, where: str) -> None:
    """Line and column are in the place, not in the words; the end of a file has none."""
    with pytest.raises(UsageError) as caught:
        parse(text, "x.toml")
    assert caught.value.where == where
    assert "line" not in caught.value.message
    assert caught.value.remedy == "write it as TOML"
