"""JSON of meetings and chats: a list of objects, somewhere, each with who says something and what.

Programs give them different names: Fireflies has `sentences` with `speaker_name`, Zoom a `timeline` with
`users`, Slack messages with a `user_profile`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from docconv.formats.json.foreign.heard import SHOWN
from docconv.formats.json.foreign.values import Found, either, milliseconds, speaker
from docconv.transcript.utterances import Utterance

Rows: TypeAlias = list[Found]
WORDS = ("text", "sentence", "content", "message", "transcript", "words", "body")
WHO = (
    "speaker_name", "speakerName", "participant_name", "participantName", "user_profile", "real_name",
    "display_name", "nickname", "username", "userName", "user_name", "user", "users", "author", "sender",
    "from", "participant", "speaker", "speaker_id", "speakerId", "participant_id", "participantId",
    "user_id", "userId", "author_id", "authorId", "sender_id", "senderId", "role",
)  # fmt: skip
"""Keys of who speaks, names before numbers; below one may be an object with a key of these or `name`."""
IDS = ("id", "speaker_id", "speakerId", "participant_id", "participantId", "user_id", "userId")
CALLED = ("display_name", "displayName", "real_name", "full_name", "fullName", "name", "username", "userName")
"""What a list of people beside that of what is said has of each."""
NAMED = frozenset(("speaker_name", "speakerName", "participant_name", "participantName"))
BEGINS, ENDS = ("start", "start_time", "startTime", "ts", "begin"), ("end", "end_time", "endTime", "end_ts")
DEEPEST, FEWEST, SLOWEST = 4, 2, 30
"""Objects around a list, rows, seconds for a word: whoever seems slower has milliseconds."""


def is_meeting(found: Found) -> bool:
    """Whether exactly one list has rows that tell who speaks."""
    return len(list(_lists(found))) == 1


def is_named(found: Found) -> bool:
    """Whether segments tell who speaks by a name of their own, and by no key that recognisers have."""
    value = found.get("segments")
    shown = [one for one in value[:SHOWN] if isinstance(one, dict)] if isinstance(value, list) else []
    told = frozenset[str]().union(*shown)
    return "speaker" not in told and bool(NAMED & told) and is_meeting(found)


def meeting(found: Found) -> Iterator[Utterance]:
    """What is said in the only list of such rows."""
    rows = next(_lists(found))
    key = _words_of(rows)
    unit, called = _unit(rows, key), _called(found)
    for one in rows:
        begin, end = (milliseconds(either(one, *keys), unit) for keys in (BEGINS, ENDS))
        who = _who(one)
        yield Utterance(_said(one.get(key)), speaker(called.get(who, who)), begin, end)


def _lists(found: Found) -> Iterator[Rows]:
    """The lists of rows that tell who speaks, nearest to the top first."""
    return (one for one in _every_list(found) if _is_spoken(one))


def _every_list(found: Found) -> Iterator[list[Any]]:
    """The lists within a value, nearest to the top first."""
    level: list[Any] = [found]
    for _ in range(DEEPEST):
        values = [inner for one in level for inner in (one.values() if isinstance(one, dict) else one)]
        level = [one for one in values if isinstance(one, dict | list)]
        yield from (one for one in level if isinstance(one, list))


def _called(found: Found) -> Mapping[object, object]:
    """The names of people by their ids, from lists that have both; of an id with two names none, nor of a
    mere number, which chapters and topics have, too.
    """
    names: dict[object, object] = {}
    for people in _every_list(found):
        rows = [one for one in people if isinstance(one, dict)]
        for one in () if _words_of(rows) else rows:
            who, name = _name(either(one, *IDS)), _name(either(one, *CALLED))
            if isinstance(who, str) and not who.isdecimal() and name is not None:
                names[who] = name if names.get(who, name) == name else who
    return names


def _is_spoken(rows: list[Any]) -> bool:
    """Whether most of some objects have words, all of them in one place, and whoever says them."""
    if len(rows) < FEWEST or not all(isinstance(one, dict) for one in rows):
        return False
    key = _words_of(rows)
    return bool(key) and sum(_who(one) is not None for one in rows if _said(one.get(key))) * 2 > len(rows)


def _words_of(rows: Rows) -> str:
    """The key under which nearly all rows have a text; none where there is no such key."""
    for key in WORDS:
        told = [one.get(key) for one in rows]
        if all(map(_is_said, told)) and sum(bool(_said(one)) for one in told) * 2 > len(rows):
            return key
    return ""


def _is_said(value: object) -> bool:
    """Whether something is a text, nothing, or pieces of a text as Telegram has links among words."""
    if isinstance(value, list):
        return all(isinstance(one, str) or isinstance(_piece(one), str) for one in value)
    return value is None or isinstance(value, str)


def _said(value: Any) -> str:  # noqa: ANN401  a value of `_is_said`
    """A text, or the pieces of one."""
    return "".join(map(_piece, value)) if isinstance(value, list) else value or ""


def _piece(value: Any) -> Any:  # noqa: ANN401  whatever JSON holds
    """A piece of a text."""
    return value.get("text") if isinstance(value, dict) else value


def _who(found: Found) -> object:
    """Who says a row: a name or a number."""
    return next((who for key in WHO if (who := _name(found.get(key))) is not None), None)


def _name(value: object) -> object:
    """A name, also within an object or the only one of a list."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        value = either(value, *WHO, "name", "id")
    is_name = isinstance(value, str | int) and not isinstance(value, bool) and value != ""
    return value if is_name else None


def _unit(rows: Iterable[Found], key: str) -> int:
    """How many milliseconds the unit of times is, by how long the words take."""
    bounds = [(either(one, *BEGINS), either(one, *ENDS), _said(one.get(key))) for one in rows]
    known = [
        (end - begin, len(said.split()))
        for begin, end, said in bounds
        if isinstance(begin, int | float) and isinstance(end, int | float)
    ]
    return 1 if sum(time for time, _ in known) > SLOWEST * sum(count for _, count in known) else 1000
