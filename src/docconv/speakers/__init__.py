"""Labels -> speakers: persons under several labels, groups, nameless voices, the user's speaker file.

Never edits text, and never raises a certainty: a doubtful identity lowers it, says why, and gives a notice.
"""

from docconv.speakers.resolver import resolve
from docconv.speakers.table import EMPTY_TABLE, SpeakerTable, read_table, table_text

__all__ = ["EMPTY_TABLE", "SpeakerTable", "read_table", "resolve", "table_text"]
