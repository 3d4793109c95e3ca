"""The document model itself as JSON, with a published, versioned schema; JSON of recognisers is read, too."""

from docconv.formats import Format

FORMAT = Format(
    name="json",
    title="docconv JSON",
    suffixes=(".json",),
    media_type="application/json",
    account="docconv.account.recognised:account",
    read="docconv.formats.json.read:read",
    write="docconv.formats.json.write:write",
    options="docconv.formats.json.write:Options",
)
PANDOC = Format(
    name="pandoc",
    title="document tree of pandoc, JSON",
    suffixes=(".pandoc",),
    media_type="application/json",
    account="docconv.account.pandoc:account",
    read="docconv.formats.json.pandoc.read:read",
    write="docconv.formats.json.pandoc.write:write",
    options="docconv.formats.json.pandoc.write:Options",
)
