"""Minutes that say what was heard, who spoke, and what was decided, behind words that look like labels."""

from __future__ import annotations

import pytest

from docconv.transcript import read_transcript
from docconv.walk import turns

HEARD = {
    "bg": ("Относно ремонта на моста и на пътя", "ДОКЛАДВА", "ИЗКАЗАХА СЕ", "РЕШИ"),
    "cs": ("Oprava mostu a cesty, která k němu vede", "PŘEDKLÁDÁ", "DISKUTOVALI", "ROZHODNUTO"),
    "es": ("Sobre la reparación del puente y de la carretera", "SE ACORDÓ", "INTERVINIERON", "SE ACUERDA"),
    "et": ("Silla ja selle juurde viiva tee remondist", "KUULATI", "SÕNA VÕTSID", "OTSUSTATI"),
    "hr": ("O popravku mosta i ceste koja do njega vodi", "RASPRAVLJENO", "U RASPRAVI SUDJELOVALI", "ODLUČENO"),
    "lv": ("Par tilta un ceļa remontu, kas ir pie tā", "ZIŅO", "DEBATĒS PIEDALĀS", "NOLEMJ"),
    "pl": ("W sprawie remontu mostu i drogi, która do niego prowadzi", "REFEROWAŁ", "GŁOS ZABRALI", "USTALONO"),
    "pt": ("Sobre a reparação da ponte e da estrada", "DISCUTIDO", "USARAM DA PALAVRA", "DELIBEROU-SE"),
    "ro": ("Despre repararea podului și a drumului care duce la el", "DISCUTAT", "AU LUAT CUVÂNTUL", "S-A HOTĂRÂT"),
    "ru": ("О ремонте моста и дороги, которая к нему ведёт", "СЛУШАЛИ", "ВЫСТУПИЛИ", "ПОСТАНОВИЛИ"),
    "sl": ("O popravilu mostu in ceste, ki vodi do njega", "OBRAVNAVANO", "V RAZPRAVI SO SODELOVALI", "SKLENJENO"),
    "uk": ("Про ремонт мосту та дороги, яка до нього веде", "СЛУХАЛИ", "ВИСТУПИЛИ", "УХВАЛИЛИ"),
}  # fmt: skip
"""By language: the matter, and the words for heard, spoken and decided."""


@pytest.mark.parametrize("tag", HEARD)
def test_words_for_what_was_heard_and_decided_are_nobody(tag: str) -> None:
    """They come with every point, as labels do."""
    matter, heard, spoke, decided = HEARD[tag]
    names = ("A. Berg, B. Lund", "C. Holt, A. Berg", "B. Lund, D. Roos")
    points = [
        f"{number}. {matter}\n\n{heard}: {matter.lower()}.\n\n{spoke}: {who}.\n\n{decided}: {matter.lower()}.\n"
        for number, who in enumerate(names, 1)
    ]
    assert not list(turns(read_transcript("\n".join(points))[0]))
