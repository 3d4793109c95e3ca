"""The marks that end what is printed, or begin it."""

from docconv.patterns import regex

FULL_STOPS = ".?!…。？！؟।"
SENTENCE_ENDS = FULL_STOPS + '»”’")'  # with what closes a quotation or a bracket after it
CHEVRONS = ">>"  # a change of speaker in live captions
ADDRESS_ALONE = regex(
    r"\[[^\[\]\n]{1,120}\]:\s*+<?(?:https?://|www\.|mailto:|[./#])\S+(?:\s++[\"'(][^\n]*)?$"
)
"""Where a link of Markdown leads, `[Ann Lee]: https://example.org/lee "Her page"`."""
