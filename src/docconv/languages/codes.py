"""Codes of languages: those of three letters as BCP 47 has them."""

from __future__ import annotations

LETTERS = {
    "ara": "ar", "bul": "bg", "cat": "ca", "ces": "cs", "cze": "cs", "cym": "cy", "dan": "da", "deu": "de",
    "ger": "de", "ell": "el", "gre": "el", "eng": "en", "est": "et", "eus": "eu", "fin": "fi", "fra": "fr",
    "fre": "fr", "gle": "ga", "glg": "gl", "heb": "he", "hrv": "hr", "hun": "hu", "isl": "is", "ita": "it",
    "jpn": "ja", "kat": "ka", "lat": "la", "lav": "lv", "lit": "lt", "nld": "nl", "dut": "nl", "nor": "no",
    "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl",
    "spa": "es", "sqi": "sq", "srp": "sr", "swa": "sw", "swe": "sv", "tat": "tt", "tur": "tr", "ukr": "uk",
    "yid": "yi", "zho": "zh", "chi": "zh",
}  # fmt: skip
"""Codes of three letters (ISO 639-2) for languages that have one of two, which BCP 47 wants."""
