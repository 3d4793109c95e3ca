#!/usr/bin/env bash
# subsrt-ts 2.1.2: each caption of a SubStation Alpha file loses its first letter, also of those that it wrote itself.
#
# A line of dialogue has its fields in the order that the section's "Format:" line names, parted by commas, the text
# last. subsrt-ts counts to where the text begins and one further, as if a blank stood behind the last comma. So who
# speaks is "nna", and a question begins with a small letter. The library writes no blank there either: of what it wrote
# itself it loses the same letters. pysubs2 1.8.1 reads both files.
#
# Seen: "nna: Yes, sir." and "eady?", of "Anna: Yes, sir." and "Ready?". Needs node and npm.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pysubs2==1.8.1
cd "$folder"
npm install --silent --no-fund --no-audit subsrt-ts@2.1.2 >/dev/null
cat >a.ass <<'ASS'
[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,Anna,0,0,0,,Anna: Yes, sir.
Dialogue: 0,0:00:03.00,0:00:04.00,Default,Ben,0,0,0,,Ready?
ASS
cat >read.js <<'JS'
const fs = require("fs");
const { parse, build } = require("subsrt-ts").default;
const texts = (ass) => parse(ass, { format: "ass" }).filter((one) => one.type === "caption").map((one) => one.text);
const srt = "1\n00:00:01,000 --> 00:00:02,000\nAnna: Yes, sir.\n\n2\n00:00:03,000 --> 00:00:04,000\nReady?\n";
fs.writeFileSync("b.ass", build(parse(srt, { format: "srt" }), { format: "ass" }));
console.log(JSON.stringify(["a.ass", "b.ass"].map((name) => texts(fs.readFileSync(name, "utf8")))));
JS
"$folder/venv/bin/python" - <<'PY'
import json
import subprocess

import pysubs2

run = subprocess.run(["node", "read.js"], capture_output=True, text=True, check=True)
ours, own = json.loads(run.stdout)
right = [[cue.plaintext.strip() for cue in pysubs2.load(name)] for name in ("a.ass", "b.ass")]
print(ours, own, right)
assert [text.strip() for text in ours] == [text.strip() for text in own] == ["nna: Yes, sir.", "eady?"]
assert right == [["Anna: Yes, sir.", "Ready?"]] * 2
PY
echo "as described: subsrt-ts 2.1.2 cuts the first letter"
