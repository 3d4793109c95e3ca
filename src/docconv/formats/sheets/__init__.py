"""Tables in files: a row for what is said in one go, columns for who says it and when."""

from docconv.formats import Format

FORMAT = Format(
    name="csv",
    title="table (CSV, TSV)",
    suffixes=(".csv", ".tsv"),
    media_type="text/csv",
    read="docconv.formats.sheets.read:read",
    account="docconv.account.timed.rows:sheet",
)
