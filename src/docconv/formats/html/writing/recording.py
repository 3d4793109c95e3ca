"""The recording of a transcript on its page: a player, and a link at each turn that plays from there.

The only script of a page is that of the player. Nothing is loaded before somebody listens. Without scripts
the player plays, and a link leads to the place in the recording.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from attrs import frozen

from docconv.errors import UsageError
from docconv.model import Resolved, Turn
from docconv.notices import Notice
from docconv.walk import S, begin_of, timing_of, turns
from docconv.wellformed.addresses import address_of, moment

LOOK = """
:root{scroll-padding-top:5rem}
.player{position:sticky;top:0;z-index:1;margin-bottom:1rem;background:var(--paper)}
audio{display:block;width:100%}
.listen{text-decoration:none;font-size:.75em;padding:0 .4em}
.listen::before{content:"▶\\fe0e"}
div[aria-current]{outline:.15em solid;outline-offset:.1em}
@media print{.player,.listen{display:none}}"""
"""The rules of the style sheet for a page with a recording."""
NO_TIMES = Notice(
    "not-written", "the recording is not on the page: no turn has a time", rule="html-media",
    remedy="leave media out, or convert a transcript with times",
)  # fmt: skip


@frozen
class Recording:
    """Where the recording is: an address as a page may have it in an attribute."""

    address: str

    def link(self, turn: Turn[S]) -> str:
        """The link at a turn that plays from where it begins; nothing where that is not known."""
        timing = timing_of(turn)
        if timing is None:
            return ""
        at, name = moment(timing.begin), f"listen from {begin_of(turn)}"
        return f'<a class="listen" lang="en" href="{self.address}#{at}" aria-label="{name}"></a>'

    def player(self) -> Iterator[str]:
        """The player, which stays in sight, and its script, which is run once all of the page is there."""
        yield f'<div class="player"><audio controls preload="none" src="{self.address}"></audio></div>'
        yield f'<script type="module">{script()}</script>'

    @property
    def sources(self) -> str:
        """From where a page may load it: archives send listeners on to other servers of theirs."""
        scheme, found, _ = self.address.partition("://")
        return f"{scheme}:" if found else "'self' file:"


def recording_of(document: Resolved, given: str | None) -> tuple[Recording | None, tuple[Notice, ...]]:
    """The recording that is given, else that of the document, where turns have times and an address can be
    made of it. Raises `UsageError` for one that is given and is no address.
    """
    name = given if given is not None else document.metadata.media
    address = None if name is None else address_of(name)
    if given is not None and address is None:
        message = f"the recording cannot be {given!r:.60}"
        raise UsageError(message, remedy="give a path from the page on, or an address with http or https")
    has_times = any(timing_of(turn) is not None for turn in turns(document))
    if address is None or not has_times:
        return None, () if given is None else (NO_TIMES,)
    return Recording(address.replace("&", "&amp;")), ()


def script() -> str:
    """The script of the player."""
    text = files("docconv.formats.html.writing").joinpath("recording.js").read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if line and not line.startswith("//"))
