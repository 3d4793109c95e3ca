"""Label rules of other packages: entry points in the group `docconv.label_rules`, each of which names a
`LabelRule`.

What a rule finds is looked at before it is believed: a label that is not on the line would be somebody's
name.
"""

from __future__ import annotations

from functools import partial

from attrs import evolve

from docconv.notices import Notice
from docconv.plugins import Plugin, blame, failed, plugins
from docconv.transcript.annotations import Candidate, LabelFinder, LabelRule

GROUP = "docconv.label_rules"


def plugged_rules(taken: frozenset[str]) -> tuple[tuple[LabelRule, ...], tuple[Notice, ...]]:
    """The rules of plug-ins, which have none of the names that are taken, and notices about those left
    out.
    """
    found, notices = plugins(GROUP)
    rules: dict[str, LabelRule] = {}
    for plugin in found:
        rule = plugin.thing
        if not isinstance(rule, LabelRule):
            notices.append(failed(GROUP, plugin.origin, f"it names {type(rule).__name__}, not a LabelRule"))
        elif rule.name in taken or rule.name in rules:
            notices.append(failed(GROUP, plugin.origin, f"there is a label rule {rule.name} already"))
        else:
            rules[rule.name] = evolve(rule, finders=tuple(_checked(one, plugin) for one in rule.finders))
    return tuple(rules.values()), tuple(notices)


def _checked(finder: LabelFinder, plugin: Plugin) -> LabelFinder:
    """A finder that is blamed for what it raises, and for a label that is not there."""
    return partial(_find, finder, plugin)


def _find(finder: LabelFinder, plugin: Plugin, text: str, at: int) -> Candidate | None:
    with blame(plugin.origin, f"looking for labels of the rule {plugin.name}"):
        item = finder(text, at)
        if item is not None and not (
            at <= item.start <= item.body <= len(text) and item.label in text[item.start : item.body]
        ):
            message = f"{item.label!r} is not between {item.start} and {item.body} of the line"
            raise ValueError(message)
    return item
