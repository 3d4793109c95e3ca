#!/usr/bin/env bash
# arabic-reshaper 3.1.0: letters are joined for a page, and the vowel marks of quoted verse and of names are deleted.
#
# The library is what most Python programs that draw PDF put before their Arabic text. It joins letters, and by default
# it deletes every vowel mark, which its name does not say: what a speaker quotes from scripture or a poem, and names
# whose marks tell two readings apart, have other text on the page than in the source. Nothing is raised. A reshaper
# with delete_harakat=False keeps them.
#
# Seen: 9 letters and 6 marks go in, 8 shapes (lam and alif are one) and no mark come out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check arabic-reshaper==3.1.0
"$folder/venv/bin/python" - <<'PY'
import unicodedata

import arabic_reshaper


def counts(text: str) -> tuple[int, int]:
    """Letters and marks."""
    kinds = [unicodedata.category(sign) for sign in text]
    return kinds.count("Lo"), kinds.count("Mn")


SAID = "\u0642\u0627\u0644\u064e \u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f\u064c \u0644\u0627"
shaped = arabic_reshaper.reshape(SAID)
kept = arabic_reshaper.ArabicReshaper({"delete_harakat": False}).reshape(SAID)
print(ascii(shaped), counts(SAID), counts(shaped), counts(kept))
assert counts(SAID) == (9, 6)
assert counts(shaped) == (8, 0)
assert counts(kept) == (8, 6)
PY
echo "as described: arabic-reshaper 3.1.0 deletes vowel marks"
