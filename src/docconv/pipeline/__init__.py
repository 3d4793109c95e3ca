"""read -> resolve -> write: `given` is what a call gets, `reading` and `writing` are the two halves of the
way, and `conversion` goes it from one file to another.
"""

from docconv.pipeline.conversion import as_it_is, convert
from docconv.pipeline.given import (
    Conventions,
    Given,
    GivenFacts,
    Input,
    Notices,
    Speakers,
    convention_of,
    facts_of,
    speaker_table,
    taught_by,
)
from docconv.pipeline.reading import ReadResult, collector_at_rest, explain, read, read_with_notices
from docconv.pipeline.writing import WriteResult, render_files, to_docx, write, write_with_notices

__all__ = [
    "Conventions", "Given", "GivenFacts", "Input", "Notices", "ReadResult", "Speakers", "WriteResult",
    "as_it_is", "collector_at_rest", "convention_of", "convert", "explain", "facts_of", "read",
    "read_with_notices", "render_files", "speaker_table", "taught_by", "to_docx", "write",
    "write_with_notices",
]  # fmt: skip
