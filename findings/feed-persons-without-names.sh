#!/usr/bin/env bash
# feedparser 6.0.14: who speaks in an episode has no name, and of its transcripts the last one is left.
#
# Podcasts tell in their feed who is heard and where the transcripts are: <podcast:person role="host">Ann Lee</...> once
# for each person, <podcast:transcript url type> once for each format or language. feedparser keeps what it does not know
# as a dictionary of attributes, by the name of the element. So the next element of that name takes the place of the one
# before, and the text, which is the name of a person, is in none of them. Nothing is said, and the feed counts as sound.
#
# Seen: of a host and a guest {"role": "guest"}; of VTT in English and JSON in Spanish the JSON; no name in all that is
# returned.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14
"$folder/venv/bin/python" -W ignore - <<'PY'
import feedparser

FEED = """<?xml version="1.0"?>
<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
<title>Gardens</title><link>https://example.org/</link><description>Talks</description>
<item><title>The hare</title><guid>1</guid>
<podcast:transcript url="https://example.org/1.vtt" type="text/vtt" language="en"/>
<podcast:transcript url="https://example.org/1.json" type="application/json" language="es"/>
<podcast:person role="host">Ann Lee</podcast:person>
<podcast:person role="guest">Bo Ray</podcast:person>
</item></channel></rss>"""
found = feedparser.parse(FEED)
episode = found.entries[0]
print(episode["podcast_person"], episode["podcast_transcript"])
assert not found.bozo
assert episode["podcast_person"] == {"role": "guest"}
assert episode["podcast_transcript"]["url"].endswith("1.json")
assert not any(lost in str(found) for lost in ("Ann Lee", "Bo Ray", "1.vtt"))
PY
echo "as described: feedparser 6.0.14 keeps one person without a name and one transcript"
