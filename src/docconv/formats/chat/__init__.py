"""CHAT, the format of TalkBank and CHILDES: who speaks with ages and roles, codes, dependent tiers, times."""

from docconv.formats import Format

FORMAT = Format(
    name="chat",
    title="CHAT transcript",
    suffixes=(".cha",),
    media_type="text/x-chat",
    read="docconv.formats.chat.read:read",
    write="docconv.formats.chat.write:write",
    options="docconv.formats.chat.write:Options",
    losses="docconv.formats.chat.write:losses",
    account="docconv.account.linguists:account",
)
