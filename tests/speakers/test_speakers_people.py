"""Who is one and who is two: the kinds of label that have misled, each in several languages and layouts."""

from __future__ import annotations

import pytest
from attrs import frozen

from docconv.model import Document, Draft, Label, Metadata, Narrative, Speaker, Text, Turn
from docconv.speakers import SpeakerTable
from support.places import ROOT
from support.speaking import cast, doubts, draft, heard, scripted, told_of, turn
from support.told import assert_told

TOLD = ROOT / "tests" / "speakers" / "told.txt"


@frozen
class Talk:
    """Labels in the order of their turns, and who speaks by letters: `a b ab` is somebody, another, and both.

    `names` are names that speakers must have; `()` says that nobody has one.
    """

    labels: tuple[str, ...]
    who: str
    lang: str = "en"
    prose: tuple[str, ...] = ()
    is_play: bool = False
    names: tuple[str, ...] | None = None


TALKS = {
    "surnames-of-those-present": Talk(
        ("NERI", "COSTA", "NERI", "Signora COSTA"),
        "a b a b",
        "it",
        ("Presenti: Paolo Neri, Anna Costa, Giorgio Bruni",),
        names=("Paolo Neri", "Anna Costa"),
    ),
    "given-names-of-those-present": Talk(
        ("Ines", "Dan", "Ines", "Dan"),
        "a b a b",
        "en",
        ("Ines Okafor & Dan Brandt",),
        names=("Ines Okafor", "Dan Brandt"),
    ),
    "one-surname-of-two-present": Talk(
        ("LEE", "RAY", "LEE", "RAY"),
        "a b a b",
        "en",
        ("Present: Ann Lee, Bo Lee, Cy Ray",),
        names=("Lee", "Cy Ray"),
    ),
    "two-speakers-of-one-surname-present": Talk(
        ("Mr. Ray", "Mrs. Ray", "Mr. Ray", "Mrs. Ray"),
        "a b a b",
        "en",
        ("Present: Bo Ray, Cy Tan",),
        names=("Ray",),
    ),
    "a-heading-lists-nobody": Talk(
        ("Ms. Reyes", "Mr. Tully", "Ms. Reyes"),
        "a b a",
        "en",
        ("STATEMENT OF ANA REYES, COUNTY ENGINEER",),
        names=("Reyes", "Tully"),
    ),
    "joint-it": Talk(
        ("CARLOTTA", "BEPPE", "TONINO", "CARLOTTA", "BEPPE TONINO", "CARLOTTA", "TONINO", "BEPPE"),
        "a b c a bc a c b",
        "it",
    ),
    "joint-hu": Talk(("ANNA", "BÉLA", "ANNA BÉLA", "BÉLA", "ANNA"), "a b ab b a", "hu"),
    "joint3-de": Talk(
        ("KARL", "MORITZ", "FRANZ", "KARL MORITZ FRANZ", "MORITZ", "KARL"), "a b c abc b a", "de"
    ),
    "joint-comma-first": Talk(("KY, DC", "NL", "DC", "KY", "NL/WH", "WH"), "ab c b a cd d"),
    "joint-in-another-language": Talk(
        (
            "HANNE",
            "PILOT",
            "MATROSEN",
            "PILOT UND MATROSEN",
            "HANNE UND DIE MATROSEN",
            "ANN E LEE",
            "ANN",
            "LEE",
        ),
        "a b c bc ac d d d",
    ),
    "joint-by-one-letter-of-another-language": Talk(
        ("Ann Lee", "Bo Ek", "Ann Lee y Bo Ek", "Ann Lee", "Bo Ek"), "a b ab a b"
    ),
    "joint-und": Talk(("Anna et Bela", "Anna", "Bela"), "ab a b", "fr"),
    "not-joint:-full-name": Talk(("Anna Lee", "Bo", "Lee", "Bo", "Anna Lee", "Bo"), "a b a b a b"),
    "joint-two-words": Talk(("ANNA LEE", "BO EK", "ANNA LEE BO EK", "BO EK", "ANNA LEE"), "a b ab b a"),
    "a.1": Talk(("A.1", "B.2", "A.3", "B.4", "A.5", "B.6"), "a b a b a b"),
    "a1": Talk(("A1", "B2", "A3", "B4", "A5", "B6"), "a b a b a b"),
    "per-speaker": Talk(("M1", "F1", "M2", "F2", "M3", "F3", "M4", "F4"), "a b a b a b a b"),
    "a-1-de": Talk(("A-1", "B-2", "A-3", "A-4", "B-5"), "a b a a b", "de"),
    "int-1": Talk(("INT 1", "RES 2", "INT 3", "RES 4", "INT 5"), "a b a b a"),
    "sen.": Talk(
        ("Senator Bell", "Ann Fox", "Sen. Bell", "Senator Bell", "Ann Fox", "Sen. Bell"), "a b a a b a"
    ),
    "prof.-dr.": Talk(("Prof. Dr. Bell", "Ann Fox", "Professor Bell", "Ann Fox"), "a b a b"),
    "fräulein": Talk(("Frau Bell", "Fräulein Bell", "Frau Bell", "Fräulein Bell"), "a b a b", "de"),
    "handle": Talk(("anna", "ben", "@anna", "ben"), "a b a b"),
    "question-1": Talk(("Question 1", "Answer", "Question 2", "Answer"), "a b a b"),
    "q1": Talk(("Q1", "A1", "Q2", "A2"), "a b a b"),
    "q1-a1-through": Talk(("Q1", "A2", "Q3", "A4"), "a b a b"),
    "frage-1": Talk(("Frage 1", "Antwort", "Frage 2", "Antwort", "Frage 3", "Antwort"), "a b a b a b", "de"),
    "question-n°-1": Talk(("Question n° 1", "Réponse", "Question n° 2", "Réponse"), "a b a b", "fr"),
    "pregunta-1": Talk(("Pregunta 1", "Respuesta 1", "Pregunta 2", "Respuesta 2"), "a b a b", "es"),
    "interviewer-1": Talk(("Interviewer 1", "Answer", "Interviewer 2", "Answer"), "a b c b"),
    "q-alone": Talk(("Q1", "Bo", "Q2", "Bo"), "a b c b"),
    "participants-p1..": Talk(("P1", "P2", "P3", "P4", "MOD", "P1"), "a b c d e a"),
    "speaker-1": Talk(("Speaker 1", "Speaker 2", "Speaker 3", "Speaker 4"), "a b c d"),
    "bürger": Talk(("Bürger 1", "Bürger 2", "Bauer 3", "Bürger 1"), "a b c a", "de"),
    "fru": Talk(
        (
            "FRU LINDGREN",
            "DIREKTÖR LINDGREN",
            "FRÖKEN ALM",
            "DIREKTÖR LINDGREN",
            "FRÖKEN ALM",
            "FRU LINDGREN",
            "FRÖKEN ALM",
            "FRU LINDGREN",
            "DIREKTÖR LINDGREN",
        ),
        "a b c b c a c a b",
        "sv",
        is_play=True,
    ),
    "frau-konsul": Talk(
        ("FRAU BRANDT", "KONSUL BRANDT", "FRAU BRANDT", "KONSUL BRANDT"), "a b a b", "de", is_play=True
    ),
    "mme/docteur": Talk(("MADAME ROCHE", "DOCTEUR ROCHE", "MADAME ROCHE", "DOCTEUR ROCHE"), "a b a b", "fr"),
    "pani/dyrektor": Talk(("PANI NOWAK", "DYREKTOR NOWAK", "PANI NOWAK", "DYREKTOR NOWAK"), "a b a b", "pl"),
    "chair=mr": Talk(
        ("Chairman SMITH", "Ms. LEE", "Chairman SMITH", "Ms. LEE", "Mr. SMITH", "Ms. LEE", "Mr. SMITH"),
        "a b a b a b a",
    ),
    "mrs-lee-senator-lee": Talk(
        ("Mrs. Lee", "Bo", "Senator Lee", "Bo", "Mrs. Lee", "Senator Lee"), "a b c b a c"
    ),
    "monsieur-de": Talk(
        ("MONSIEUR DE VALCOURT", "GASPARD", "MONSIEUR DE VALCOURT", "GASPARD"), "a b a b", "fr"
    ),
    "frau-von": Talk(("FRAU VON ERLEN", "Karl", "FRAU VON ERLEN", "Karl"), "a b a b", "de"),
    "señora-de": Talk(("SEÑORA DE LUNA", "PEPE", "SEÑORA DE LUNA", "PEPE"), "a b a b", "es"),
    "signora": Talk(("SIGNORA DI MONTE", "PINO", "SIGNORA DI MONTE"), "a b a", "it"),
    "dame-in-crowd": Talk(("Woman in the crowd", "Ann", "Woman in the crowd"), "a b c"),
    "mme-de-la": Talk(("MADAME DE LA TOUR", "JEAN", "MADAME DE LA TOUR"), "a b a", "fr"),
    "mevrouw-van": Talk(("MEVROUW VAN DER VEEN", "JAN", "MEVROUW VAN DER VEEN"), "a b a", "nl"),
    "docker-fr": Talk(("Docker", "Second docker", "Docker", "Second docker"), "a b a b", "fr", is_play=True),
    "docker-en": Talk(("Docker", "Second docker", "Pilot", "Docker"), "a b c a", is_play=True),
    "träger": Talk(("TRÄGER", "ZWEITER TRÄGER", "TRÄGER", "ZWEITER TRÄGER"), "a b a b", "de", is_play=True),
    "ogrodnik": Talk(
        ("OGRODNIK", "DRUGI OGRODNIK", "OGRODNIK", "DRUGI OGRODNIK"), "a b a b", "pl", is_play=True
    ),
    "stevedore-2": Talk(("STEVEDORE", "STEVEDORE 2", "STEVEDORE", "STEVEDORE 2"), "a b a b", is_play=True),
    "young-anna": Talk(("ANNA", "YOUNG ANNA", "ANNA", "YOUNG ANNA"), "a b a b", is_play=True),
    "koch": Talk(
        (
            "Vorsitzender Dr. Ulrich Behn",
            "Dr. Koch (ABC)",
            "Müller (Oberdorf) (DEF)",
            "Dr. Koch (ABC)",
            "Schäfer",
            "Richter (ABC)",
            "Schäfer",
        ),
        "a b c b d e d",
        "de",
        names=("Koch", "Müller", "Richter", "Schäfer"),
    ),
    "baker": Talk(("Mr. BAKER", "Ms. COOK", "Mr. BAKER", "The CHAIR"), "a b a c", names=("BAKER", "COOK")),
    "president-baker": Talk(
        ("President Baker", "Ann Lee", "Mr. Baker", "Ann Lee"), "a b a b", names=("Baker",)
    ),
    "bishop-alone": Talk(("BISHOP", "KING", "BISHOP"), "a b a", is_play=True, names=()),
    "berger-fr": Talk(("M. Berger", "Mme Boucher", "M. Berger"), "a b a", "fr", names=("Berger", "Boucher")),
    "hon-speaker": Talk(
        ("HON. SPEAKER", "Mr. Lee", "Hon. Speaker", "The Speaker", "SPEAKER"), "a b a a a", names=("Lee",)
    ),
    "the-hon-speaker": Talk(("THE HON. SPEAKER", "Mr. Lee", "THE HON. SPEAKER"), "a b a"),
    "de-heer": Talk(
        ("De heer Bakker", "Mevrouw Smit", "De heer Bakker", "de heer BAKKER (VVX)"),
        "a b a a",
        "nl",
        names=("Bakker", "Smit"),
    ),
    "de-heer-jan-de-wit": Talk(("De heer Jan de Wit", "Mevrouw Smit", "De heer De Wit"), "a b a", "nl"),
    "first-lady": Talk(("First Lady Marta Rusk", "Anton Rusk", "Marta Rusk", "Mrs. Rusk"), "a b a a"),
    "första": Talk(("Fru talman", "Anna Ek", "Fru talman"), "a b a", "sv"),
    "pregunta": Talk(
        (
            "ALCALDESA INÉS MONTALBO",
            "PREGUNTA",
            "ALCALDESA INÉS MONTALBO",
            "PREGUNTA",
            "ALCALDESA INÉS MONTALBO",
            "INTERVENCIÓN",
            "ALCALDESA INÉS MONTALBO",
            "INTERLOCUTORA",
        ),
        "a b a c a d a e",
        "es",
    ),
    "frage-3": Talk(
        (
            "Minister Karl Weiss",
            "Frage",
            "Minister Karl Weiss",
            "Frage",
            "Sprecherin Anna Roth",
            "Frage",
            "Zuruf",
            "Minister Karl Weiss",
        ),
        "a b a c d e f a",
        "de",
    ),
    "질문": Talk(("장관 김철수", "질문", "장관 김철수", "질문", "국장 이영희", "질문"), "a b a c d e", "ko"),
    "質問": Talk(("大臣 青木一郎", "質問", "大臣 青木一郎", "記者", "青木一郎"), "a b a c a", "ja"),
    "question-fr": Talk(
        ("M. Leroux", "Question", "M. Leroux", "Question", "Mme Petit", "Question", "M. Leroux"),
        "a b a c d e a",
        "fr",
    ),
    "qa-interview": Talk(("Q", "A", "Q", "A", "Q", "A"), "a b a b a b"),
    "frage/antwort": Talk(("Frage", "Antwort", "Frage", "Antwort", "Frage", "Antwort"), "a b a b a b", "de"),
    "frage-interview": Talk(
        ("Frage", "Karl Weiss", "Frage", "Karl Weiss", "Frage", "Karl Weiss", "Frage", "Karl Weiss"),
        "a b a b a b a b",
        "de",
        names=("Karl Weiss",),
    ),
    "i": Talk(("Interviewer (I)", "Respondent (R1)", "I", "R1", "I", "R1"), "a b a b a b"),
    "befragte": Talk(("Interviewerin (I)", "Befragte (B)", "I", "B", "I", "B"), "a b a b a b", "de"),
    "enquêteur": Talk(("Enquêteur (E)", "Locuteur 1 (L1)", "E", "L1"), "a b a b", "fr"),
    "mod": Talk(("Moderator (MOD)", "Anna Lee (AL)", "MOD", "AL"), "a b a b"),
    "reverse": Talk(("I (Interviewer)", "P1 (Participant 1)", "I", "P1"), "a b a b"),
    "party-no": Talk(("Ann Lee (ABC)", "Bo Ek (DEF)", "ABC"), "a b c"),
    "w14": Talk(
        (
            "President Anton Rusk",
            "Residents",
            "Resident (to Mrs. Marta Rusk)",
            "Mrs. Marta Rusk",
            "Female resident (to Mrs. Marta Rusk)",
            "Mrs. Marta Rusk",
            "Female resident (to President Anton Rusk)",
            "Resident Emil Dahl",
            "Emil Dahl",
        ),
        "a b c d e d f g g",
        prose=(
            "President of the Republic of Halden Anton Rusk and First Lady Marta Rusk have visited the village.",
        ),
        names=("Anton Rusk", "Emil Dahl", "Marta Rusk"),
    ),
    "ja": Talk(
        ("議長（青木一郎君）", "白川花子君", "議長（青木一郎君）", "国務大臣（黒田健二君）", "黒田健二君"),
        "a b a c c",
        "ja",
    ),
    "ja-reading": Talk(
        ("青木一郎（あおきいちろう）", "白川花子", "青木一郎"),
        "a b a",
        "ja",
        prose=("出席者\u3000白川花子（しらかわ\u3000はなこ）",),
    ),
    "ja-san": Talk(("青木さん", "記者", "青木"), "a b a", "ja"),
    "zh": Talk(("王主席", "李明先生", "李明", "张三（主席）", "张三"), "a b b c c", "zh"),
    "ko": Talk(("김철수 의원", "위원장 박영희", "김철수", "박영희 위원장"), "a b a b", "ko"),
    "affiliation": Talk(
        ("RCA", "DAF", "CP", "nrc", "RCA", "DAF"),
        "a b c d a b",
        prose=(
            "- Romy Caro - CashBank (RCA)",
            "- Dora Flint - ADAPT Centre, Tinsley College Dunmore (DAF)",
            "Chairs: Mark Nollan (mnol) and Celia Payne (CP)",
            "* priorities for the week (nrc)",
        ),
        names=("Romy Caro", "Dora Flint", "Celia Payne"),
    ),
    "initials-present": Talk(
        ("NL", "WH", "KY, DC", "NL", "BE", "DC", "NL/WH", "KY"),
        "a b cd a e d ab c",
        prose=("Nora Lindgren (NL), Beat Egger (BE), Karim Yusuf (KY), Dora Castell (DC), Wim Hartog (WH)",),
        names=("Beat Egger", "Dora Castell", "Karim Yusuf", "Nora Lindgren", "Wim Hartog"),
    ),
    "initials-present-2": Talk(
        ("NL", "WH", "NL"),
        "a b a",
        prose=("Present: Nora Lindgren, Wim Hartog",),
        names=("Nora Lindgren", "Wim Hartog"),
    ),
    "initials-colon": Talk(
        ("NL", "WH", "NL"),
        "a b a",
        "de",
        prose=("Anwesend: NL = Nora Lindgren; WH = Wim Hartog",),
        names=("Nora Lindgren", "Wim Hartog"),
    ),
    "mr-and-mrs": Talk(("Mr. Lee", "Mrs. Lee", "Mr. and Mrs. Lee", "Mrs. Lee", "Mr. Lee"), "a b ab b a"),
    "herr-und-frau": Talk(
        ("HERR BRANDT", "FRAU BRANDT", "HERR UND FRAU BRANDT", "HERR BRANDT"), "a b ab a", "de"
    ),
    "i1-r1": Talk(("I1", "R1", "I2", "R2", "I3", "R3"), "a b a b a b"),
    "man1-woman1": Talk(("Man 1", "Woman 1", "Man 2", "Woman 2", "Man 3", "Woman 3"), "a b c d e f"),
    "grosserer": Talk(("FRU HOLM", "GROSSERER HOLM", "FRU HOLM", "GROSSERER HOLM"), "a b a b", "da"),
    "marinero": Talk(
        ("MARINERO", "MARINERO SEGUNDO", "MARINERO", "MARINERO SEGUNDO"), "a b a b", "es", is_play=True
    ),
    "stauer-ii": Talk(("STAUER", "STAUER II", "STAUER", "STAUER II"), "a b a b", "de", is_play=True),
    "the-first-lady": Talk(("The First Lady", "Ann Lee", "The First Lady"), "a b a"),
    "primera-dama": Talk(("La primera dama", "Ana Luna", "La primera dama"), "a b a", "es"),
    "pregunta-del-publico": Talk(
        ("LUIS MORA", "PREGUNTA DEL PÚBLICO", "LUIS MORA", "PREGUNTA 2", "ANA SOL", "PREGUNTA 3"),
        "a b a c d e",
        "es",
    ),
    "hon-deputy": Talk(("HON. DEPUTY SPEAKER", "Mr. Lee", "HON. DEPUTY SPEAKER", "Hon. Members"), "a b a c"),
    "hon-member": Talk(("HON. MEMBER", "Mr. Lee", "HON. MEMBER", "AN HON. MEMBER"), "a b c d"),
    "initials-chair": Talk(
        ("NL", "WH", "NL"),
        "a b a",
        prose=("Present: Nora Lindgren (chair, NL), Hartog, Wim (WH)",),
        names=("Nora Lindgren", "Wim Hartog"),
    ),
    "given+surname": Talk(("Anna Lee", "Bo", "Anna", "Bo", "Ms. Lee", "Bo"), "a b a b a b"),
    "press-2-labels": Talk(
        ("MAYOR", "QUESTION", "MAYOR", "QUESTION", "MAYOR", "QUESTION", "MAYOR", "QUESTION"),
        "a b a c a d a e",
        prose=("Press conference of the mayor",),
    ),
    "lone-andrew": Talk(("Andrew Young", "Ann", "Andrew", "Ann", "Mr. Young"), "a b a b a"),
    "frau-konsul-2": Talk(
        ("FRAU KONSUL BRANDT", "KONSUL BRANDT", "FRAU KONSUL BRANDT", "KONSUL BRANDT"),
        "a b a b",
        "de",
        is_play=True,
    ),
    "frau-/-bare": Talk(("FRAU BRANDT", "BRANDT", "FRAU BRANDT", "BRANDT"), "a b a b", "de", is_play=True),
    "mr-smith-smith": Talk(
        ("Mr. SMITH", "Ms. LEE", "SMITH", "Ms. LEE", "Mr. SMITH", "LEE", "SMITH"), "a b a b a b a"
    ),
    "reporters": Talk(
        ("MAYOR ANN LEE", "REPORTER", "MAYOR ANN LEE", "REPORTER", "MAYOR ANN LEE"),
        "a b a c a",
        prose=("Press conference of the mayor",),
    ),
    "reporter-talk": Talk(("ANN LEE", "REPORTER", "ANN LEE", "REPORTER"), "a b a b"),
    "the-first-docker": Talk(
        ("THE DOCKER", "THE FIRST DOCKER", "DOCKER", "THE SECOND DOCKER", "THE DOCKER"),
        "a b a c a",
        is_play=True,
    ),
    "hon-ms-lee": Talk(("HON. MS. LEE", "HON. BO EK", "HON. LEE", "HON. BO EK", "HON. MS. LEE"), "a b a b a"),
    "kr": Talk(("기자", "장관 김철수", "기자", "장관 김철수"), "a b c b", "ko", prose=("기자회견",)),
}


def letters(groups: list[str]) -> str:
    """Groups of ids with a letter for each id, in the order of their first turns."""
    known: dict[str, str] = {}
    return " ".join(
        "".join(sorted(known.setdefault(one, chr(ord("a") + len(known))) for one in group.split("+")))
        for group in groups
    )


def document_of(talk: Talk) -> Draft:
    """The draft of a talk."""
    if talk.is_play:
        return scripted(*talk.labels, lang=talk.lang)
    return draft(*talk.labels, lang=talk.lang, prose=talk.prose)


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
def test_who_is_one_and_who_is_two(talk: Talk) -> None:
    """Speakers are told apart as a reader would, and bear their names."""
    document = document_of(talk)
    assert letters(heard(document)) == letters(["+".join(group) for group in talk.who.split()])
    found = {speaker.name for speaker in cast(document).values() if speaker.name}
    assert talk.names is None or (set(talk.names) <= found if talk.names else not found)


@pytest.mark.parametrize("name", TALKS)
def test_all_is_told_of_who_speaks(name: str, request: pytest.FixtureRequest) -> None:
    """Names, offices, sexes and labels of all speakers, how sure each turn is and why, and what is doubtful."""
    assert_told(told_of(document_of(TALKS[name])), TOLD, name, request.config)


def test_two_of_one_surname_are_a_notice() -> None:
    """Where a form of address and an office with one surname take turns, they are two, which may be wrong."""
    talk = draft("FRU LINDGREN", "DIREKTÖR LINDGREN", "FRU LINDGREN", lang="sv")
    assert doubts(talk) == [("speaker-split", "same-name")]


def test_the_office_before_a_name_is_not_that_of_somebody_else() -> None:
    """A sentence names two people with their offices, joined by `and`."""
    prose = (
        "President of the Republic of Halden Anton Rusk and First Lady Marta Rusk have visited the village."
    )
    found = cast(draft("Anton Rusk", "Marta Rusk", prose=(prose,)))
    assert {one.name: one.role for one in found.values()} == {
        "Anton Rusk": "President of the Republic of Halden",
        "Marta Rusk": "First Lady",
    }


def test_japanese_ids_are_readings_or_numbers() -> None:
    """Chinese characters do not say how a Japanese name is read; a reading in kana does."""
    assert heard(draft("青木一郎", "白川花子", lang="ja", prose=("白川花子（しらかわはなこ）",))) == [
        "speaker-1",
        "shirakawahanako",
    ]
    assert heard(draft("李明", lang="zh")) == ["liming"]


def court(*lines: str) -> Draft:
    """Turns, written `label: words`, and lines of narrative, which have no colon."""
    blocks: list[Narrative[Label] | Turn[Label]] = []
    for line in lines:
        label, colon, words = line.partition(": ")
        blocks.append(turn(len(blocks), label, words) if colon else Narrative((Text(line),)))
    return Document(tuple(blocks), Metadata(lang="en"))


def test_questions_and_answers_in_a_court_are_those_of_persons() -> None:
    """The lines between the turns say who examines and who was sworn in; a new witness ends an examination."""
    record = court(
        "ARTHUR PYM, sworn",
        "DIRECT EXAMINATION BY MR. HALE",
        "Q: Where do you live?",
        "A: On the ferry.",
        "Questioned by MS. TATE",
        "Q: Since when?",
        "A: Since May.",
        "IDA MARROW (affirmed)",
        "Q: And you?",
        "THE WITNESS: In the mill.",
    )
    assert heard(record) == ["hale", "arthur-pym", "tate", "arthur-pym", "q", "ida-marrow"]


def test_what_is_longer_than_a_name_examines_nobody() -> None:
    """Four words with the form of address at most."""
    named, told = "MR. JOHN VAN HALE", "MR. HALE FOR THE CROWN"
    who = [
        heard(court("ARTHUR PYM, sworn", f"EXAMINATION BY {one}", "Q: Well?", "A: No."))
        for one in (named, told)
    ]
    assert who == [["john-van-hale", "arthur-pym"], ["q", "arthur-pym"]]


def test_what_is_decided_of_answers_in_a_court_holds() -> None:
    """A label about which the user decides is that label, whoever the record says it is."""
    record = court("ARTHUR PYM, sworn", "EXAMINATION BY MR. HALE", "Q: Well?", "A: No.", "THE WITNESS: Yes.")
    assert heard(record) == ["hale", "arthur-pym", "arthur-pym"]
    apart = SpeakerTable(do_not_merge=(("A", "THE WITNESS"),))
    assert len(set(heard(record, apart))) == 3
    entry = SpeakerTable((Speaker("ida-marrow", name="Ida Marrow", aliases=("A",)),))
    assert heard(record, entry) == ["hale", "ida-marrow", "arthur-pym"]


def test_the_only_witness_of_a_record_is_the_witness_throughout() -> None:
    """Also before the line that says so."""
    record = court("THE WITNESS: Good morning.", "IDA MARROW (re-sworn)", "Q: Well?", "A: Yes.")
    assert heard(record) == ["ida-marrow", "q", "ida-marrow"]


@pytest.mark.parametrize(
    ("between", "words", "then", "last"),
    [
        ((), "Since when?", "A: Since May.", "q"),
        (("THE COURT: Go on.",), "Since when?", "A: Since May.", "q"),
        (("THE WITNESS: Yes.",), "Since when?", "THE COURT: Sustained.", "hale"),
        (("THE WITNESS: Yes.",), "I object.", "A: Since May.", "hale"),
    ],
)
def test_who_asks_is_open_once_somebody_has_asked_by_name(
    between: tuple[str, ...], words: str, then: str, last: str
) -> None:
    """And was answered; what is no question, or is not answered, changes nothing."""
    begun = ("ARTHUR PYM, sworn", "EXAMINATION BY MR. HALE", "Q: Well?", "A: No.", *between)
    assert heard(court(*begun, f"MS. TATE: {words}", then, "Q: So?"))[-1] == last


def test_without_such_lines_questions_and_answers_are_two_voices() -> None:
    """A conversation of questions and answers is no court."""
    assert heard(court("By the river", "Q: Well?", "A: Yes.", "Q: Since when?")) == ["q", "a", "q"]
