"""The document model itself as JSON, with a published, versioned schema."""

from docconv.formats import Format

FORMAT = Format(
    name="json",
    title="docconv JSON",
    suffixes=(".json",),
    media_type="application/json",
    read="docconv.formats.json.read:read",
    write="docconv.formats.json.write:write",
    options="docconv.formats.json.write:Options",
)
