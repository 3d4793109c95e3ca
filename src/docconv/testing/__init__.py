"""What the tests of docconv and of its plug-ins share: documents to draw from, what is well-formed, and what
every plug-in has to be.

The package never imports this; it needs `hypothesis`.
"""

from docconv.testing.conformance import (
    Conformance,
    FormatConformance,
    LabelRuleConformance,
    LanguageConformance,
    ThemeConformance,
    TransformConformance,
)
from docconv.testing.generated import (
    ALPHABETS,
    LANGUAGES,
    assert_well_formed,
    blocks,
    documents,
    inlines,
    speakers,
)

__all__ = [
    "ALPHABETS",
    "LANGUAGES",
    "Conformance",
    "FormatConformance",
    "LabelRuleConformance",
    "LanguageConformance",
    "ThemeConformance",
    "TransformConformance",
    "assert_well_formed",
    "blocks",
    "documents",
    "inlines",
    "speakers",
]
