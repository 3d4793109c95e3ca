"""The evidence in words: what each piece of it says to a reader, for a label or against it."""

from __future__ import annotations

from collections.abc import Mapping

REASONS: Mapping[str, tuple[str, str]] = {
    "abbreviation": ("", "it is an abbreviation, which is also found inside lines"),
    "formula": ("", "the same words follow it each time"),
    "sentence-about": ("", "a sentence about it goes on behind it"),
    "tag": ("", "it is a tag that the text closes"),
    "said-alone": ("", "it is also a sentence of its own inside lines"),
    "form-of-address": ("", "somebody is addressed in it"),
    "party-or-office": ("a party, a place or an office is in brackets after it", ""),
    "speaks-of-self": ("", "it says I or we"),
    "address": ("", "an address of the web follows"),
    "address-to-the-chair": ("what follows begins by speaking to somebody", ""),
    "an-event": ("", "it is in brackets, as what happens in the room is"),
    "akin": ("another label begins with “{}” as well", ""),
    "introduced": ("“{}” is the label later on", ""),
    "as-the-others": ("nearly all that is printed in this way is a label", ""),
    "common-word": ("", "its words are mostly no label, and hardly come back"),
    "cast-list": ("it is in the list of those who speak", ""),
    "confirmed": ("you have confirmed it", ""),
    "convention": ("{}", "{}"),
    "dots-lead-on": ("", "dots lead on to another column, as in a list"),
    "ends-otherwise": ("", "what is behind it ends as no sentence does, unlike behind the other labels"),
    "end-of-a-list": ("", "it is the last of a list of short lines"),
    "family": ("labels are often printed in this way", "few labels are printed in this way"),
    "field": ("", "it is a fact beside the text: a value follows, no sentence"),
    "field-block": ("", "it is one of several facts in a row at the head of the text"),
    "first-person": ("who speaks after it says I or you", ""),
    "followed-by-number": ("", "a number follows"),
    "followed-by-text": ("there is text right below it", "there is no text right below it"),
    "formatting": ("the type sets it apart", "the type sets it apart in a way that labels seldom are"),
    "given-the-floor": ("the lines above name whoever speaks", ""),
    "head-of-a-block": ("it heads its paragraph, as the other labels do", ""),
    "heading-goes-on": ("", "it goes on with the heading above"),
    "heading-word": ("", "it begins with a word that opens headings"),
    "indirect-speech": ("", "what is behind it tells what somebody did or said"),
    "initial": ("", "it is the first letter of the name behind it"),
    "inside-a-paragraph": ("", "it is inside a paragraph"),
    "inside-paragraphs": ("", "it is mostly inside paragraphs"),
    "item-of-a-list": ("", "it is an item of a numbered list"),
    "letters-of-a-list": ("", "the letters count the items of a list"),
    "short-form": ("another label has it in brackets", ""),
    "letters-take-turns": ("the letters take turns", ""),
    "not-in-cast-list": ("", "it is not in the list of those who speak"),
    "not-set-apart": ("", "the type sets the other labels apart, and this one not"),
    "office": ("it is an office", ""),
    "once-alone": ("", "it comes only once, alone on its line, as a heading may"),
    "once-only": ("", "it comes only once, and is not written as a name"),
    "opens-as-the-others": ("what follows begins with the same words as behind other labels", ""),
    "opens-a-part": ("it is right below a heading, where somebody speaks first", ""),
    "own-paragraph": ("it is apart from the text above", "it is not apart from the text above"),
    "nobody-in-particular": ("it is a word for somebody without a name", ""),
    "no-sentences": ("", "its word is mostly no label, and no sentence is behind it"),
    "procedure": ("", "records tell with these words what was done"),
    "provision": ("", "it is the number of a part of a law"),
    "question-answer": ("questions and answers are labelled so", "there are fewer answers than questions"),
    "quotation": ("", "quoted words follow, as behind none of the other labels"),
    "recurrence": ("it comes {} in this way", "it comes only once in this way"),
    "reporting-clause": ("", "it is a clause that introduces quoted words"),
    "name-and-office": ("a name and an office in brackets are all that is on its line", ""),
    "names-itself": ("who speaks after it says this name of themselves", ""),
    "names-a-person": ("", "what follows it is a name each time"),
    "same-delimiter": ("it has the delimiter of the other labels, which no sentence has", ""),
    "shape": ("it is written as a name or an office", "it is not written as a name or an office"),
    "shouted": ("", "all that is behind it is in capitals, as behind no other label"),
    "sign": ("the sign before it, {}, is before labels only", ""),
    "surname-first": ("it is a name with the surname first", ""),
    "takes-turns": ("it takes turns with the other labels", ""),
    "taught": ("the convention of its source says so", ""),
    "throughout": ("{}", ""),
    "time-code": ("it has a time beside it", ""),
    "tells-on": ("", "a sentence about them goes on in small letters behind it"),
    "title": ("", "it may be the title of the text"),
    "unlike-the-others": ("", "it lacks what the other labels have: {}"),
    "within-a-sentence": ("", "it is in the middle of a sentence"),
}
"""By the name of the evidence: what it says where it speaks for a label, and where against. The braces hold
what it saw.
"""


def in_words(rule: str, weight: float, detail: str = "") -> str:
    """What a piece of evidence says."""
    speaks_for, speaks_against = REASONS[rule]
    return (speaks_for if weight > 0 else speaks_against).format(detail)
