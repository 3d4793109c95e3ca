"""Ids of speakers, made of their names."""

from __future__ import annotations

import pytest

from docconv.speakers.labels.ids import Ids, readings, slug


@pytest.mark.parametrize(
    ("name", "lang", "made"),
    [
        ("Ann Lee", "en", "ann-lee"),
        ("Ann  Lee!", "en", "ann-lee"),
        ("-Ann-", "en", "ann"),
        ("O'Neil’s", "en", "oneils"),
        ("Žofia Łuk", "und", "zofia-luk"),
        ("T5", "en", "speaker-t5"),
        ("t5b", "en", "t5b"),
        ("5 Bo", "en", "speaker-5-bo"),
        ("?", "en", ""),
        ("李明", "zh", "liming"),
        ("青木", "ja", ""),
        ("青木", "ja-JP", ""),
        ("あおき", "ja", "aoki"),
        ("a" * 70, "en", "a" * 60),
        ("a" * 59 + " b", "en", "a" * 59),
    ],
)
def test_an_id_is_made_of_a_name(name: str, lang: str, made: str) -> None:
    """Lower-case ASCII letters, digits and hyphens, a letter first; at most sixty."""
    assert slug(name, lang) == made


def test_ids_are_numbered_where_names_come_twice() -> None:
    """From 2 on for people, from 1 on for voices; what is taken is passed over."""
    ids = Ids({"bo-3", "bo-4"})
    assert [ids.only("Bo") for _ in range(4)] == ["bo", "bo-2", "bo-5", "bo-6"]
    assert [ids.one_of_many("Man") for _ in range(2)] == ["man-1", "man-2"]
    assert [ids.only("?"), ids.only("!"), ids.one_of_many("?")] == ["speaker-1", "speaker-2", "speaker-3"]


def test_a_reading_is_found_in_a_japanese_text_only() -> None:
    """Behind the name, in brackets."""
    assert readings(["青木一郎（あおき　いちろう）"], "ja") == {"青木一郎": "あおき　いちろう"}
    assert readings(["青木一郎(あおき)", "木（き）"], "ja-JP") == {"青木一郎": "あおき"}
    assert readings(["青木一郎（あおき）"], "zh") == {}
