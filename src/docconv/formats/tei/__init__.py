"""TEI-XML, the interchange format of scholarly editions and parliamentary corpora."""

from docconv.formats import Format

FORMAT = Format(
    name="tei",
    title="TEI-XML (P5)",
    suffixes=(".xml", ".tei"),
    media_type="application/tei+xml",
    root="TEI",
    read="docconv.formats.tei.read:read",
    account="docconv.account.tei:account",
    write="docconv.formats.tei.write:write",
    options="docconv.formats.tei.write:Options",
    companions="docconv.formats.tei.write:companions",
    again="docconv.formats.tei.again:again",
    renamed="docconv.formats.tei.renaming:renamed",
    losses="docconv.formats.tei.write:losses",
    markup="docconv.verify.markup.tei:views",
    check="docconv.tei.schema.validation:faults",
)
