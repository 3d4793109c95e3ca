"""Plain text transcripts, as they are found, or in the XML of an archive, and text that docconv writes."""

from docconv.formats import Format

FORMAT = Format(
    name="text",
    title="Plain text transcript",
    suffixes=(".txt", ".text", ".log", ".md", ".markdown", ".fountain", ".vtt", ".srt", ".sbv"),
    media_type="text/plain",
    read="docconv.formats.text.read:read",
    is_read_as_text=True,
    account="docconv.account.text:account",
)
PLAIN = Format(
    name="txt",
    title="Plain text",
    suffixes=(".txt",),
    media_type="text/plain",
    write="docconv.formats.text.write:write",
    options="docconv.formats.text.write:Options",
    companions="docconv.formats.text.write:companions",
    losses="docconv.formats.text.write:losses",
)
FOUNTAIN = Format(
    name="fountain",
    title="Fountain screenplay",
    suffixes=(".fountain",),
    media_type="text/plain",
    write="docconv.formats.text.fountain:write",
    options="docconv.formats.text.write:Options",
    companions="docconv.formats.text.fountain:companions",
    losses="docconv.formats.text.write:losses_of_markdown",
)
EZDRAMA = Format(
    name="ezdrama",
    title="ezdrama play",
    suffixes=(".ezdrama",),
    media_type="text/plain",
    read="docconv.formats.text.ezdrama:read",
    account="docconv.account.text:account",
)
MARKDOWN = Format(
    name="md",
    title="Markdown",
    suffixes=(".md",),
    media_type="text/markdown",
    write="docconv.formats.text.write:write_markdown",
    options="docconv.formats.text.write:Options",
    companions="docconv.formats.text.write:companions_of_markdown",
    losses="docconv.formats.text.write:losses_of_markdown",
)
OHMS = Format(
    name="ohms",
    title="OHMS interview",
    suffixes=(".ohms",),
    media_type="application/xml",
    read="docconv.formats.text.ohms:read",
    root="ROOT",
    account="docconv.account.timed.rows:ohms",
)
