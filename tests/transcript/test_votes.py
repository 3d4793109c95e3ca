"""What was put to the vote and decided is nobody's words, in every language that has words for it."""

from __future__ import annotations

import pytest

from docconv.model import Narrative, Text
from docconv.transcript import read_transcript
from docconv.walk import blocks, text_of, turns, walk

RECORD = "Berg: {0}\nLund: {0}\nBerg: {1}\n{2}\nLund: {0}\nBerg: {1}\n"
COUNTS = [
    "Vote: 5 in favour, 1 against.",
    "Ayes 5, noes 1.",
    "Abstimmung: 12 Ja, 3 Nein, 1 Enthaltung.",
    "Ja-Stimmen: 12, Nein-Stimmen: 3",
    "Vote : pour 7, contre 2, abstention 1.",
    "Votación: 7 a favor, 2 en contra, 1 abstención.",
    "Votazione: favorevoli 7, contrari 2, astenuti 1.",
    "Votação: 7 a favor, 2 contra, 1 abstenção.",
    "Stemming: 7 voor, 2 tegen, 1 onthouding.",
    "Omröstning: 7 ja, 2 nej, 1 avstår.",
    "Afstemning: 7 for, 2 imod.",
    "Äänestys: jaa 7, ei 2, tyhjää 1.",
    "Hääletus: poolt 7, vastu 2, erapooletuid 1.",
    "Głosowanie: za 7, przeciw 2, wstrzymało się 1.",
    "Hlasování: pro 7, proti 2, zdrželi se 1.",
    "Glasovanje: za 5, proti 1.",
    "Szavazás: 7 igen, 2 nem, 1 tartózkodás.",
    "Oylama: 7 kabul, 2 ret, 1 çekimser.",
    "Голосование: за 7, против 2, воздержались 1.",
    "Голосування: за 7, проти 2.",
    "За - 31",
    "Ψηφοφορία: υπέρ 7, κατά 2.",
    "التصويت: 7 مع، 2 ضد، 1 امتناع.",
    "הצבעה: בעד 7, נגד 2.",
    "表决：赞成7票，反对2票，弃权1票。",
    "採決：賛成7、反対2、棄権1。",
    "표결: 찬성 7, 반대 2, 기권 1.",
]
DECISIONS = [
    "MOTION: To mend the quay before the winter.",
    "Beschluss: Der Steg wird bis zum Herbst erneuert.",
    "Décision : la passerelle sera réparée avant l'hiver.",
    "Acuerdo: se arreglará la pasarela antes del invierno.",
    "Besluit: de brug wordt voor de winter hersteld.",
    "Beslut: Bron lagas före vintern.",
    "Päätös: Silta korjataan ennen talvea.",
    "Uchwała: kładka będzie naprawiona przed zimą.",
    "Sklep: most bo popravljen pred zimo.",
    "Решение: починить мостик до зимы.",
    "决议：入冬以前修好小桥。",
]
SPOKEN = [
    "And then there were 5 for me and 1 against you.",
    "We had 12 boats, and 3 of them were new.",
    "No, 3.",
    "Carry it for 12 days against wind and tide.",
]


def _heard(line: str) -> list[str]:
    """The paragraphs of those who speak in a record that has a line between two speeches."""
    draft, _ = read_transcript(RECORD.format("The quay is old and wet.", "Who is for it?", line))
    return [text_of(block.children) for turn in turns(draft) for block in turn.blocks]


@pytest.mark.parametrize("line", COUNTS + DECISIONS)
def test_what_was_decided_is_narrative(line: str) -> None:
    """Between two labels, without a blank line, it does not go on with the speech above."""
    draft, _ = read_transcript(RECORD.format("The quay is old and wet.", "Who is for it?", line))
    told = [text_of(block.children) for block in blocks(draft) if isinstance(block, Narrative)]
    assert told == [line]


@pytest.mark.parametrize("line", SPOKEN)
def test_what_only_looks_so_is_spoken(line: str) -> None:
    """Numbers, `for` and a colon are in speeches, too."""
    assert line in _heard(line)


def test_a_count_below_a_label_alone_is_spoken() -> None:
    """Whoever reads out the numbers says them."""
    text = "".join(
        f"{name}:\n{said}\n\n"
        for name, said in (
            ("Chair", "Who is for it?"),
            ("Clerk", "Vote: 5 for, 1 against."),
            ("Chair", "It is carried."),
            ("Clerk", "I have it."),
        )
    )
    draft, _ = read_transcript(text)
    assert [turn.label for turn in turns(draft)] == ["Chair", "Clerk"] * 2
    assert not any(isinstance(block, Narrative) for block in blocks(draft))


def test_the_word_for_a_vote_is_no_name_however_often_it_comes() -> None:
    """In minutes with many votes, nobody is called Vote."""
    text = "".join(f"Berg: Point {n} is the quay.\nLund: Yes.\nVote: {n} for, 1 against.\n" for n in "23456")
    draft, _ = read_transcript(text)
    assert {turn.label for turn in turns(draft)} == {"Berg", "Lund"}


def test_whoever_says_i_behind_a_vote_goes_on() -> None:
    """The chair thanks everybody behind the numbers, and that is doubted."""
    line = "Vote: 5 for, 1 against.\nI thank you all, and we go on."
    assert "I thank you all, and we go on." in _heard(line)


@pytest.mark.parametrize("opening", ["", "Anna: Yes.\n\nBert: No.\n\n"])
@pytest.mark.parametrize("head", ["Anna:", "Anna: (laughs)", "Anna said:"])
def test_nothing_is_said_yet_above_words_that_begin_like_a_vote(opening: str, head: str) -> None:
    """A paragraph of its own below a label alone is weighed against no words at all."""
    draft, _ = read_transcript(f"{opening}{head}\n\nAgainst all of it we went.\n\nBert: Good.\n")
    assert "Against all of it we went." in {node.text for node in walk(draft) if isinstance(node, Text)}
