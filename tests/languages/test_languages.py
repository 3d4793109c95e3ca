"""The language data, and telling languages apart."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from importlib import resources
from pathlib import Path

import pytest

from docconv.errors import BadInputError
from docconv.languages import LanguageData, available, detect, fold, load, merged
from docconv.languages.codes import LETTERS
from docconv.languages.parsing import parse, read_toml
from docconv.languages.words import LISTS, TEXTS
from docconv.transcript.lexicon import lexicon
from support.growth import excess
from support.places import ROOT, SHARED

GOLD = SHARED / "gold"
RICH = ("az", "cs", "de", "en", "es", "fr", "gl", "hu", "it", "ja", "pl", "pt", "ru", "tr", "tt", "uk", "zh")
EVERYWHERE = (
    "stop_words",
    "honorifics",
    "roles",
    "groups",
    "reporting_verbs",
    "vocal",
    "kinesic",
    "incident",
    "gaps",
)

OF_PARTS = {"tableau_words", "sitting_words", "item_words", "first_ordinals"}
"""Not every language has tableaux, and few records number their items; figures need no ordinal."""
SPARSE = {
    "abbreviations",
    "addressing",
    "ages",
    "clock_words",
    "encryption",
    "machine_labels",
    "floor",
    "articles",
    "ordinal_endings",
    "family_names",
    "page_words",
    "page_totals",
    "born",
    "female_names",
    "male_names",
    "months",
    "taking_floor",
} | {name for name in LISTS if name.endswith("_styles")}
SAMPLES = {
    "ar": (
        "بدأت الجلسة في الساعة العاشرة صباحا. "
        "قال رئيس اللجنة إن الميزانية لم تكتمل بعد، وطلب من الأعضاء أن ينتظروا."
    ),
    "az": (
        "Bu gün kəndimizə su gəldi və biz çox sevindik. Uşaqlar məktəbə gedir, amma yol hələ də hazır deyil."
    ),
    "bg": (
        "Днес водата най-после дойде в селото и всички се зарадваха. "
        "Децата отиват на училище, но пътят още не е готов."
    ),
    "ca": (
        "Avui l'aigua ha arribat al poble i tots estem contents. "
        "Els nens van a l'escola, però el camí encara no és fet."
    ),
    "cs": (
        "Dnes do vesnice konečně přišla voda a všichni jsme měli radost. "
        "Děti chodí do školy, ale cesta ještě není hotová."
    ),
    "da": (
        "I dag kom vandet endelig til landsbyen, og vi blev alle glade. "
        "Børnene går i skole, men vejen er ikke færdig."
    ),
    "de": (
        "Heute kam endlich das Wasser ins Dorf, und wir haben uns alle gefreut. Die Kinder gehen zur Schule."
    ),
    "el": "Σήμερα ήρθε επιτέλους το νερό στο χωριό και χαρήκαμε όλοι. Τα παιδιά πηγαίνουν στο σχολείο.",
    "en": (
        "The water reached our village today, and all of us were glad. "
        "The children go to school, but the road is not done."
    ),
    "es": (
        "Hoy por fin llegó el agua al pueblo y todos nos alegramos. "
        "Los niños van a la escuela, pero el camino no está listo."
    ),
    "et": (
        "Täna jõudis vesi lõpuks meie külla ja kõik olid rõõmsad. "
        "Lapsed käivad koolis, aga tee ei ole veel valmis."
    ),
    "fa": (
        "امروز سرانجام آب به روستای ما رسید و همه خوشحال شدیم. "
        "بچه‌ها به مدرسه می‌روند، اما راه هنوز آماده نیست."
    ),
    "fi": (
        "Tänään vesi tuli vihdoin kylään ja me kaikki olimme iloisia. "
        "Lapset käyvät koulua, mutta tie ei ole vielä valmis."
    ),
    "fr": (
        "Aujourd'hui l'eau est enfin arrivée au village et nous étions tous contents. "
        "Les enfants vont à l'école."
    ),
    "gl": (
        "Hoxe chegou por fin a auga á aldea e todos nos alegramos. "
        "Os nenos van á escola, pero o camiño aínda non está feito."
    ),
    "he": "היום הגיעו סוף סוף המים לכפר וכולנו שמחנו. הילדים הולכים לבית הספר, אבל הדרך עדיין לא מוכנה.",
    "hi": ("आज आखिर गाँव में पानी आ गया और हम सब खुश हुए। बच्चे स्कूल जाते हैं, लेकिन सड़क अभी तैयार नहीं है।"),
    "hr": (
        "Danas je voda napokon stigla u selo i svi smo se obradovali. "
        "Djeca idu u školu, ali cesta još nije gotova."
    ),
    "hu": (
        "Ma végre megjött a víz a faluba, és mindnyájan örültünk. "
        "A gyerekek iskolába járnak, de az út még nincs kész."
    ),
    "hy": "Այսօր ջուրը վերջապես հասավ գյուղ, և մենք բոլորս ուրախացանք։ Երեխաները գնում են դպրոց։",
    "id": (
        "Hari ini air akhirnya sampai di desa kami dan semua orang senang. "
        "Anak-anak pergi ke sekolah, tetapi jalan belum jadi."
    ),
    "is": (
        "Í dag kom vatnið loksins í þorpið og við vorum öll glöð. "
        "Börnin ganga í skóla en vegurinn er ekki tilbúinn."
    ),
    "it": (
        "Oggi l'acqua è finalmente arrivata al paese e ci siamo tutti rallegrati. "
        "I bambini vanno a scuola, ma la strada non è finita."
    ),
    "ja": (
        "今日はやっと村に水が来て、みんな喜びました。"
        "子どもたちは学校に通っていますが、道はまだできていません。"
    ),
    "ka": (
        "დღეს სოფელში წყალი მოვიდა და ყველას გაგვიხარდა. "
        "ბავშვები სკოლაში დადიან, მაგრამ გზა ჯერ არ არის მზად."
    ),
    "ko": (
        "오늘 드디어 마을에 물이 들어와서 모두 기뻐했습니다. "
        "아이들은 학교에 다니지만 길은 아직 완성되지 않았습니다."
    ),
    "la": (
        "Hodie aqua tandem ad vicum nostrum venit, et omnes gaudemus. "
        "Pueri in schola sunt, sed via non est parata."
    ),
    "lt": (
        "Šiandien vanduo pagaliau pasiekė mūsų kaimą ir visi apsidžiaugėme. "
        "Vaikai eina į mokyklą, bet kelias dar ne baigtas."
    ),
    "lv": (
        "Šodien ūdens beidzot sasniedza mūsu ciemu, un mēs visi bijām priecīgi. "
        "Bērni iet skolā, bet ceļš vēl nav gatavs."
    ),
    "nl": (
        "Vandaag kwam het water eindelijk in het dorp en we waren allemaal blij. "
        "De kinderen gaan naar school."
    ),
    "no": (
        "I dag kom vannet endelig til bygda, og vi ble alle glade. "
        "Barna går på skole, men veien er ikke ferdig ennå."
    ),
    "pl": (
        "Dzisiaj woda nareszcie dotarła do wsi i wszyscy się ucieszyliśmy. "
        "Dzieci chodzą do szkoły, ale droga nie jest gotowa."
    ),
    "pt": (
        "Hoje a água chegou finalmente à aldeia e todos ficámos contentes. "
        "As crianças vão à escola, mas a estrada não está pronta."
    ),
    "ro": (
        "Astăzi apa a ajuns în sfârșit în sat și toți ne-am bucurat. "
        "Copiii merg la școală, dar drumul nu este gata."
    ),
    "ru": (
        "Сегодня в деревню наконец пришла вода, и все мы обрадовались. "
        "Дети ходят в школу, но дорога ещё не готова."
    ),
    "sk": (
        "Dnes do dediny konečne prišla voda a všetci sme sa tešili. "
        "Deti chodia do školy, ale cesta ešte nie je hotová."
    ),
    "sl": (
        "Danes je voda končno prišla v vas in vsi smo bili veseli. "
        "Otroci hodijo v šolo, ampak cesta še ni končana."
    ),
    "sr": (
        "Данас је вода најзад стигла у село и сви смо се обрадовали. "
        "Деца иду у школу, али пут још није готов."
    ),
    "sv": (
        "I dag kom vattnet äntligen till byn och vi blev alla glada. "
        "Barnen går i skolan, men vägen är inte färdig."
    ),
    "sw": (
        "Leo maji yamefika kijijini na sisi sote tunafurahi. "
        "Watoto wanakwenda shuleni lakini barabara bado haijakamilika."
    ),
    "tr": (
        "Bugün nihayet köyümüze su geldi ve hepimiz çok sevindik. "
        "Çocuklar okula gidiyor ama yol daha hazır değil."
    ),
    "tt": (
        "Бүген авылга ниһаять су килде һәм без бик шатландык. Балалар мәктәпкә йөри, ләкин юл әле әзер түгел."
    ),
    "uk": (
        "Сьогодні до села нарешті прийшла вода, і всі ми зраділи. "
        "Діти ходять до школи, але дорога ще не готова."
    ),
    "vi": (
        "Hôm nay nước cuối cùng đã về đến làng và tất cả chúng tôi đều vui. "
        "Trẻ em đi học nhưng con đường vẫn chưa xong."
    ),
    "zh": "今天村裡終於有水了，我們都很高興。孩子們去上學，但是路還沒有修好。",
}


@pytest.mark.parametrize("tag", available())
def test_every_language_has_the_least_a_reader_needs(tag: str) -> None:
    """A language without offices, groups or events would be worse than none."""
    language = load(tag)
    assert language.tag == tag
    assert language.name
    assert [name for name in EVERYWHERE if not getattr(language, name)] == []


@pytest.mark.parametrize("tag", RICH)
def test_rich_languages_fill_every_list(tag: str) -> None:
    """Some may be empty: a script of one language needs no letters, few records tell of procedure, only court
    reporters in English print `BY MR. SMITH:` above questions, not every language has articles, abbreviates
    or says with a word who is spoken to, not everywhere are offices surnames or compounds, few have a
    case for what an office is of or write articles together with the noun, and Word translates few names of styles.
    """
    needed = (
        set(LISTS)
        - {"letters", "procedure", "examiner", "sworn", "surnames", "role_endings", "bodies", "clitics"}
        - SPARSE
        - OF_PARTS
    )
    assert [name for name in needed if not getattr(load(tag), name)] == []


@pytest.mark.parametrize("tag", available())
def test_entries_are_written_in_lower_case_composed_and_once(tag: str) -> None:
    """Files hold what a person writes; spellings for comparison are added on loading."""
    data = tomllib.loads((ROOT / f"src/docconv/languages/{tag}.toml").read_text("utf-8"))
    for name in data.keys() - set(TEXTS):
        words = data[name]
        assert [word for word in words if word != word.lower() or word != word.strip() or not word] == []
        assert [word for word in words if not unicodedata.is_normalized("NFC", word)] == []
        assert [word for word in words if words.count(word) > 1] == []


@pytest.mark.parametrize("tag", available())
def test_there_are_forty_stop_words_or_more(tag: str) -> None:
    """With fewer, short texts cannot be told; with many more, a language would win by its list alone."""
    assert 40 <= len(load(tag).stop_words) <= 120


@pytest.mark.parametrize("tag", available())
def test_a_language_has_its_code_of_three_letters_too(tag: str) -> None:
    """Corpora name it so: a language needs no code for that."""
    assert tag in LETTERS.values()


def test_an_unknown_key_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    """A typing error in a data file must not pass in silence."""
    file = tmp_path / "xx.toml"
    file.write_text('name = "X"\nhonorific = ["mr"]\n')
    with pytest.raises(BadInputError, match=r"xx\.toml: unknown key 'honorific'; use one of stop_words"):
        parse(file)


def test_a_value_of_another_type_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    """A string where a list belongs would become a list of letters."""
    file = tmp_path / "xx.toml"
    file.write_text('name = "X"\nroles = "chair"\n')
    with pytest.raises(BadInputError, match=r"xx\.toml: roles must be a list of strings"):
        parse(file)


def test_broken_toml_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    """The message of the parser comes with the file."""
    file = tmp_path / "xx.toml"
    file.write_text("roles = [")
    with pytest.raises(BadInputError, match=r"^xx\.toml: "):
        parse(file)


@pytest.mark.parametrize("tag", available())
def test_a_file_of_ours_is_read_as_toml_is(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the parser of TOML, which takes ten times as long."""
    text = (resources.files("docconv.languages") / f"{tag}.toml").read_text(encoding="utf-8")
    expected = tomllib.loads(text)
    monkeypatch.setattr(tomllib, "loads", None)
    assert read_toml(text) == expected


def test_any_other_toml_is_read_as_well() -> None:
    """With comments, other quotation marks and lists in other shapes; a key that comes twice is an error."""
    text = "# Words\nname = 'X'\nroles=['a', # one\n 'b']\n"
    assert read_toml(text) == {"name": "X", "roles": ["a", "b"]}
    with pytest.raises(tomllib.TOMLDecodeError):
        read_toml('roles = ["a"]\nroles = ["b"]\n')


def test_a_file_of_ones_own_is_read_like_the_others(tmp_path: Path) -> None:
    """What a file does not say stays empty."""
    file = tmp_path / "eo.toml"
    file.write_text('name = "Esperanto"\nroles = ["prezidanto"]\n')
    assert parse(file) == LanguageData(tag="eo", name="Esperanto", roles=("prezidanto",))


def test_a_region_falls_back_to_its_language() -> None:
    """Data are by language; `pt-BR`, `zh-Hant-TW` and `en_GB` find them."""
    assert load("pt-BR") is load("PT-br")
    assert load("pt-BR").roles == load("pt").roles
    assert load("zh-Hant-TW").name == "Chinese"
    assert load("en_GB").tag == "en"


def test_a_language_is_one_file(tmp_path: Path) -> None:
    """Names of styles, words of pages and what docconv prints are in it as well."""
    file = tmp_path / "eo.toml"
    file.write_text(
        'name = "Esperanto"\ncontents = "Enhavo"\npage_words = ["paĝo"]\nspeaker_styles = ["parolanto"]\n'
    )
    language = parse(file)
    assert (language.contents, language.page_words, language.speaker_styles) == (
        "Enhavo",
        ("paĝo",),
        ("parolanto",),
    )


def test_a_script_of_one_language_says_which() -> None:
    """By the file of the language, or by the little that is known of one without a file."""
    assert detect("Ο πρόεδρος άνοιξε τη συνεδρίαση.") == "el"
    assert detect("สวัสดีทุกท่าน") == "th"
    assert "th" not in available()


def test_an_unknown_language_is_empty_and_no_error() -> None:
    """What is unknown degrades to evidence that needs no language."""
    assert load("tlh") == LanguageData()
    assert load("") == LanguageData()
    assert load("und").tag == "und"


def test_merged_holds_every_language() -> None:
    """A document of unknown language may be in any of them."""
    everyone = merged()
    assert {"mr", "señora", "господин", "hanım", "先生"} <= set(everyone.honorifics)
    assert len(everyone.roles) == len(set(everyone.roles))


def test_words_are_found_after_fold_and_after_casefold() -> None:
    """A label in capitals is compared after either, whatever the language."""
    for spelling in ("HANIM", "Hanım", "hanım"):
        assert fold(spelling) in load("tr").honorifics
    assert "FRÄULEIN".casefold() in load("de").honorifics
    assert fold("İKİNCİ") in load("tr").ordinals


def test_folding_keeps_positions() -> None:
    """What is found in a folded text stands at the same place in the text, if that is in NFC."""
    text = "İlham IŞIĞI gördü, STRASSE Straße Ὀδυσσεύς ’tis"
    assert len(fold(text)) == len(text)
    assert fold("I\u0307lham") == fold("ilham")


def test_every_language_has_a_sample() -> None:
    """A new language comes with sentences that it is told by."""
    assert set(SAMPLES) == set(available())


@pytest.mark.parametrize("tag", SAMPLES)
def test_a_language_is_told_from_two_sentences(tag: str) -> None:
    """Neighbours included: az and tr, uk and ru, pt, es and gl, cs, sk and pl, da, no and sv."""
    assert detect(SAMPLES[tag]) == tag
    assert detect(SAMPLES[tag].upper()) == tag


@pytest.mark.parametrize("text", ["", "  \n", "12:30 --- 14:00", "Xyzzy qwrtp", "¿?"])
def test_where_nothing_tells_the_language_is_undetermined(text: str) -> None:
    """Numbers and invented words are in no language."""
    assert detect(text) == "und"


def test_scripts_without_data_are_told_too() -> None:
    """The tag is worth having for the output, even where no words are known."""
    assert detect("วันนี้น้ำมาถึงหมู่บ้านแล้ว") == "th"


@pytest.mark.parametrize(
    "text",
    [
        "Hi all, can everyone hear me?",
        "ANN: One thing.\nBOB: Two things.\nANN: All right.",
        "Ada: Hello.\nBen: Yes.\nAda: Good.\nBen: So we begin.\nAda: Fine.",
        "Dobrý den",
    ],
)
def test_a_few_words_tell_no_language(text: str) -> None:
    """Names before colons count once, and a language needs a lead: `Ada` is Indonesian, `ben` Turkish."""
    assert detect(text) == "und"


def test_labels_alone_on_their_lines_count_once() -> None:
    """Four times `Ada` with a time behind it do not outweigh the few words of a short talk."""
    talk = "Ada Berg  00:03\nOkay.\n\nTom Quill  00:06\nIs anyone else coming?\n\nAda Berg  00:09\nWe can start.\n\n"
    assert (
        detect(talk + "Ada Berg  00:12\nYes.\n\nAda Berg  00:15\nFine.\n\nAda Berg  00:17\nSee you.\n")
        == "en"
    )


def test_names_are_no_common_words_where_the_language_is_not_known() -> None:
    """What is a common word in one language is a name in others."""
    names = {"ada", "ben", "bo", "may"}
    assert names.isdisjoint(lexicon("und").stop_words)
    assert {"the", "no", "una"} <= lexicon("und").stop_words


def test_names_of_another_script_do_not_decide() -> None:
    """A Chinese text full of English names is Chinese; an English one that quotes Chinese is English."""
    assert detect("我們今天用 Microsoft Teams 來開會議，請大家連線到 slido.") == "zh"
    assert detect("The word 人民 means people, and that is all there is to say about it.") == "en"


def test_the_middle_of_a_long_text_counts() -> None:
    """Twenty thousand characters of digits do not hide what follows."""
    assert detect("1234 5678\n" * 2_500 + SAMPLES["pl"] * 500) == "pl"


def test_detection_takes_a_sample() -> None:
    """A text that is ten times as long takes as long."""
    small, large = SAMPLES["ru"] * 1_000, SAMPLES["ru"] * 10_000
    assert excess(detect, small, large, 1) < 3


@pytest.mark.skipif(not GOLD.is_dir(), reason=f"no conformance texts at {GOLD}")
def test_the_language_of_every_conformance_text_is_told() -> None:
    """Plays, parliaments, interviews, chat logs: the index says what they are in."""
    index = json.loads((GOLD / "index.json").read_text("utf-8"))
    told = {row["pair"]: detect((GOLD / f"{row['pair']}.txt").read_text("utf-8")) for row in index}
    assert told == {row["pair"]: row["lang"] for row in index}
