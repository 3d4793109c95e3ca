#!/usr/bin/env bash
# pyphen 0.18.1 divides a word with U+0130 at wrong letters: positions are those of the lower-cased word.
#
# Lower-casing U+0130 (capital I with a dot, in every second Turkish and Azerbaijani name) gives two code points, i and
# U+0307. pyphen looks up the lower-cased word and applies its positions to the word as given, so that each place after
# the letter is one too far to the right, and a new one comes right behind the first letter.
#
# Seen, with the German patterns: "Ibra-hi-mo-va", but "I(dot)b-rah-im-ova".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyphen==0.18.1
"$folder/venv/bin/python" - <<'PY'
import pyphen

german = pyphen.Pyphen(lang="de_DE")
plain, dotted = german.inserted("Ibrahimova"), german.inserted("\u0130brahimova")
print(plain, dotted)
assert plain == "Ibra-hi-mo-va", plain
assert dotted == "\u0130b-rah-im-ova", dotted
PY
echo "as described: pyphen 0.18.1"
