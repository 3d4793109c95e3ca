"""JSON of meetings and chats is known by its rows, which have words and who says them."""

from __future__ import annotations

import json

import pytest

import docconv
from docconv.errors import BadInputError
from docconv.walk import text_of, turns

MEETINGS = {
    "Fireflies": {"data": {"transcript": {"title": "Key", "sentences": [
        {"index": 0, "speaker_name": "Ann Lee", "speaker_id": 0, "text": "Who has the key?", "start_time": 0.5},
        {"index": 1, "speaker_name": "Bo", "speaker_id": 1, "text": "I do.", "start_time": 2.0},
    ]}}},
    "Zoom": {"timeline": [
        {"ts": "00:00:00.500", "text": "Who has the key?", "users": [{"username": "Ann Lee", "user_id": "7"}]},
        {"ts": "00:00:02.000", "text": "I do.", "users": [{"username": "Bo", "user_id": "8"}]},
    ]},
    "Slack": [
        {"type": "message", "user": "U7", "text": "Who has the key?", "ts": "1615500000.000200",
         "user_profile": {"real_name": "Ann Lee", "display_name": "Ann"}},
        {"type": "message", "user": "U8", "text": "I do.", "user_profile": {"real_name": "Bo"}},
    ],
    "Telegram": {"name": "Keys", "messages": [
        {"id": 1, "type": "message", "from": "Ann Lee", "text": ["Who has ", {"type": "bold", "text": "the"}, " key?"]},
        {"id": 2, "type": "message", "from": "Bo", "text": "I do."},
    ]},
    "Discord": {"messages": [
        {"id": "1", "content": "Who has the key?", "author": {"id": "7", "name": "alee", "nickname": "Ann Lee"}},
        {"id": "2", "content": "I do.", "author": {"id": "8", "name": "bo", "nickname": "Bo"}},
    ]},
    "Grain": [
        {"participant_name": "Ann Lee", "start": 500, "end": 120000, "text": "Who has the key?"},
        {"participant_name": "Bo", "start": 120000, "end": 240000, "text": "I do."},
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", MEETINGS)
def test_rows_with_words_and_names_are_read_by_whatever_name(name: str) -> None:
    """Tools for meetings and chats have lists of what is said under many keys, also below others."""
    document = docconv.read(json.dumps(MEETINGS[name]).encode(), format="json")
    said = [(turn.label, [text_of(part.children) for part in turn.blocks]) for turn in turns(document)]
    assert said == [("Ann Lee", ["Who has the key?"]), ("Bo", ["I do."])]


def test_ids_have_their_names_in_a_list_beside() -> None:
    """Who says a row may be an id, of which another list tells the name; with two names it is none of them."""
    people = [{"id": "p1", "displayName": "Ann Lee"}, {"id": "p2", "displayName": "Bo"}]
    rows = [{"participantId": "p1", "text": "Who has the key?"}, {"participantId": "p2", "text": "I do."}]
    for more, labels in ([], ["Ann Lee", "Bo"]), ([{"id": "p2", "displayName": "Cyd"}], ["Ann Lee", "p2"]):
        found = {"meeting": {"people": people, "left": more}, "entries": rows}
        document = docconv.read(json.dumps(found).encode(), format="json")
        assert [turn.label for turn in turns(document)] == labels


def test_a_number_has_no_name_in_a_list_beside() -> None:
    """The list may be one of chapters."""
    rows = [{"speakerId": 1, "text": "Who has the key?"}, {"speakerId": 2, "text": "I do."}]
    found = {"chapters": [{"id": 1, "name": "Keys"}, {"id": 2, "name": "Doors"}], "entries": rows}
    document = docconv.read(json.dumps(found).encode(), format="json")
    assert [turn.label for turn in turns(document)] == ["Speaker 1", "Speaker 2"]


def test_two_lists_with_names_are_not_chosen_from() -> None:
    """Nobody can tell which of them is the transcript."""
    rows = [{"from": "Ann", "text": "Hello."}, {"from": "Bo", "text": "Good night."}]
    with pytest.raises(BadInputError, match="neither docconv JSON nor that of a recogniser"):
        docconv.read(json.dumps({"first": rows, "second": rows[::-1]}).encode(), format="json")
