"""What the headers of others say of title, language, date and source; Akoma Ntoso; files that are refused."""

from __future__ import annotations

import resource
from collections.abc import Callable

import pytest

from docconv.errors import BadInputError
from docconv.model import Metadata
from docconv.walk import turns
from support.growth import excess
from support.tei_by_others import body, lines, reading, tei

FILE = "<fileDesc><titleStmt>{0}</titleStmt>{1}</fileDesc>"


def facts(header: str, root: str = 'xml:lang="de"') -> Metadata:
    """The metadata of a file with a header."""
    return reading(tei("<body><p>x</p></body>", header, root)).metadata


def test_the_title_is_the_main_one_in_the_language_of_the_text() -> None:
    """Subtitles and translations do not come first; a subtitle is a further fact."""
    titles = (
        '<title type="sub">Ein Spiel</title><title type="main" xml:lang="en">The House</title>'
        '<title type="main" xml:lang="de">Das\n Haus</title>'
    )
    found = facts(FILE.format(titles, ""))
    assert found.title == "Das Haus"
    assert found.fields == (("subtitle", "Ein Spiel"),)


def test_the_author_by_one_name() -> None:
    """Of several forms of a name, the first is taken."""
    author = "<author><persName>Ann Lee</persName><persName>Lee, Ann</persName><idno>Q1</idno></author>"
    assert facts(FILE.format(author, "")).fields == (("author", "Ann Lee"),)


DATES = {
    "<profileDesc><settingDesc><setting><date when='2020-01-31'/></setting></settingDesc></profileDesc>": "2020-01-31",
    "<profileDesc><creation><date when='1890'>then</date></creation></profileDesc>": "1890",
    "<fileDesc><sourceDesc><bibl><date when='1775-03'/></bibl></sourceDesc></fileDesc>": "1775-03",
    "<fileDesc><sourceDesc><recordingStmt><recording><date when='2001-02-03T10:00:00'/></recording></recordingStmt></sourceDesc></fileDesc>": "2001-02-03",
    "<fileDesc><publicationStmt><date when='2021-01-01'/></publicationStmt></fileDesc>": None,
    "<profileDesc><creation><date when='some day'/></creation></profileDesc>": None,
}


@pytest.mark.parametrize("header", DATES)
def test_the_date_is_that_of_the_event(header: str) -> None:
    """The day of the setting, the making or the source, without the time; not that of the file."""
    assert facts(header).date == DATES[header]


def test_the_date_may_stand_in_the_events() -> None:
    """Where the header has no date, the year of writing in `standOff` counts."""
    data = tei("<body><p>x</p></body>").replace(
        "<text>",
        "<standOff><listEvent><event type='print' when='1902'/><event type='written' when='1901'/></listEvent></standOff><text>",
    )
    assert reading(data).metadata.date == "1901"


def test_a_corpus_is_of_the_day_of_its_components() -> None:
    """A corpus without a date has that of its components, if they have one only."""

    def corpus(*days: str) -> str | None:
        part = "<profileDesc><settingDesc><setting><date when='{}'/></setting></settingDesc></profileDesc>"
        parts = "".join(tei("<body><p>x</p></body>", part.format(day)) for day in days)
        root = '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{}</teiCorpus>'
        return reading(root.format(parts)).metadata.date

    assert corpus("2001-01-30") == "2001-01-30"
    assert corpus("2001-01-30", "2001-01-30") == "2001-01-30"
    assert corpus("2001-01-30", "2001-02-01", "2001-02-01") is None


def test_a_publisher_has_one_name() -> None:
    """Of the forms of a name, that in the language of the text."""
    names = "<orgName xml:lang='en'>Institute</orgName><orgName xml:lang='de'>Institut</orgName><email>a@b</email>"
    header = f"<fileDesc><publicationStmt><publisher>{names}</publisher></publicationStmt></fileDesc>"
    assert facts(header).fields == (("publisher", "Institut"),)


def test_the_language() -> None:
    """That of the root, else the one most used, else that of the text is unknown."""
    usage = "<profileDesc><langUsage><language ident='cs' usage='10'/><language ident='sk' usage='90'/></langUsage></profileDesc>"
    assert facts(usage).lang == "de"
    assert facts(usage, "").lang == "sk"
    assert facts("", "").lang == "und"


def test_the_language_has_its_short_code() -> None:
    """Codes of three letters are those of two, where there are any."""
    assert [facts("", f"xml:lang='{code}'").lang for code in ("fra", "ger-AT", "grc")] == [
        "fr",
        "de-AT",
        "grc",
    ]


def test_the_source_is_on_one_line() -> None:
    """What the source description says, without line ends, and not without end."""
    source = "<sourceDesc><bibl>\n<title>Acts</title>,\n vol. 2</bibl></sourceDesc>"
    assert facts(FILE.format("", source)).source == "Acts, vol. 2"
    long = facts(FILE.format("", f"<sourceDesc><p>{'a ' * 500}</p></sourceDesc>")).source
    assert long is not None
    assert len(long) <= 200


def test_tei_without_a_namespace() -> None:
    """TEI from before P5 is read by the names of its elements."""
    data = '<TEI.2 lang="en"><teiHeader/><text><body><sp id="x" who="a"><speaker>A</speaker><p>Hi</p></sp></body></text></TEI.2>'
    assert lines(reading(data)) == ["a A| Hi"]
    assert reading(data).metadata.lang == "en"


DEBATE = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate name="hansard"><meta>
<identification source="#x"><FRBRWork><FRBRdate date="2011-06-10" name="x"/></FRBRWork><FRBRExpression>
<FRBRlanguage language="eng"/></FRBRExpression></identification>
<references source="#x"><TLCPerson eId="ann" href="/x" showAs="Ann Lee"/></references></meta>
<preface><p>Parliament</p></preface>
<debateBody><debateSection name="x"><heading>Prayers</heading><narrative>They <i>stood</i>.</narrative>
<speech by="#ann"><from>Ms Lee:</from><p>Order.</p></speech><scene>(Noise)</scene>
<question by="#bob"><from>Mr Bob</from><p>Why?</p></question></debateSection></debateBody></debate></akomaNtoso>"""


def test_debates_in_akoma_ntoso() -> None:
    """Speeches, questions, narrative and scenes of Akoma Ntoso are those of the model."""
    document = reading(DEBATE)
    assert lines(document) == [
        "Parliament",
        "> Prayers",
        "  They stood.",
        "  ann Ms Lee| Order.",
        "  *(Noise)",
        "  bob Mr Bob| Why?",
    ]
    assert [speaker.name for speaker in document.speakers] == ["Ann Lee", "Mr Bob"]
    assert (document.metadata.date, document.metadata.lang) == ("2011-06-10", "en")


def test_a_debate_is_of_the_day_that_it_prints() -> None:
    """Title and day in the preface are facts, and people are known without the data of the file."""
    document = reading(
        '<akomaNtoso xmlns="http://www.akomantoso.org/2.0"><debate><meta><references>'
        '<TLCPerson id="chair" showAs="The Chair"/></references></meta><preface><p><docTitle>Day One</docTitle></p>'
        '<p>Held on <docDate date="2014-07-24">24 July</docDate></p></preface>'
        '<debateBody><speech by="#chair"><p>Order.</p></speech></debateBody></debate></akomaNtoso>'
    )
    assert (document.metadata.title, document.metadata.date) == ("Day One", "2014-07-24")
    assert [speaker.name for speaker in document.speakers] == ["The Chair"]
    assert lines(document) == ["Day One", "Held on 24 July", "chair None| Order."]


def test_names_in_a_debate_are_words_of_their_line() -> None:
    """Persons, roles and organisations of Akoma Ntoso stand in labels and sentences, with their brackets."""
    debate = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta/><debateBody>'
        '<speech by="#gil"><from>El señor <person refersTo="#gil">GIL</person> (<role>Presidente</role>).- </from>'
        "<p>Habla <organization>la Cámara</organization> y señor<person>Paz</person>.</p></speech>"
        "</debateBody></debate></akomaNtoso>"
    )
    assert lines(reading(debate)) == ["gil El señor GIL (Presidente)| Habla la Cámara y señorPaz."]


def test_papers_beside_a_debate_are_read() -> None:
    """Akoma Ntoso without speech: reports with a main body and divisions under headings."""
    document = reading(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debateReport><meta/><mainBody>'
        "<p>Noting</p><division><num>A.</num><heading>Aims</heading><p>One.</p></division></mainBody>"
        "</debateReport></akomaNtoso>"
    )
    assert "//".join(lines(document)) == "Noting//> A. \nAims//  One."


# ------------ what is refused, and how fast


ENTITY = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    "<!DOCTYPE TEI ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    + "]>"
)
REFUSED = {
    "cut off": (body("<p>x</p>")[:-9], "a.xml:1:", "not well-formed"),
    "an unknown entity": (body("\n<p>&mdash;</p>"), "a.xml:2:", "mdash"),
    "an entity in the header": (
        ENTITY + body("<p/>", "<fileDesc>&x;</fileDesc>"),
        "a.xml:1",
        "entities of its own",
    ),
    "an entity between blocks": (f"{ENTITY}{body('<p>x</p>&x;')}", "a.xml:1", "entities of its own"),
    "many laughs in an attribute": (LAUGHS + body("<p n='&e11;'>x</p>"), "a.xml:1:", "amplification"),
    "elements without end": (body("<hi>" * 10_000), "a.xml:1:", "depth"),
    "a header alone": ("<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>", "a.xml", "no text"),
    "a page": ("<html><body><p>One.</p></body></html>", "a.xml", "read it with format='html'"),
    "another namespace": ("<TEI xmlns='urn:x'/>", "a.xml", "root element is TEI"),
    "a corpus of other files": (
        "<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'><include xmlns='http://www.w3.org/2001/XInclude' href='x.xml'/></teiCorpus>",
        "a.xml",
        "were not read",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_at_its_place(name: str) -> None:
    """What cannot be read is an error with its place, at once."""
    data, where, message = REFUSED[name]
    with pytest.raises(BadInputError) as caught:
        reading(data)
    assert caught.value.where.startswith(where)
    assert message in str(caught.value)


@pytest.mark.parametrize("dtd", ["http://127.0.0.1:9/tei.dtd", "/dev/zero", "no-such.dtd"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_outside_dtd_is_not_loaded(dtd: str, encoding: str) -> None:
    """A file that names a DTD is read without it, and nothing is opened to that end."""
    data = f'<!DOCTYPE TEI SYSTEM "{dtd}" [<!ENTITY % x SYSTEM "{dtd}"> %x;]>{body("<p>x</p>")}'
    assert lines(reading(data.encode(encoding))) == ["x"]


def test_an_id_that_stands_twice_is_no_error() -> None:
    """Ids that repeat, as in files that were joined, are no reason to refuse one."""
    data = body('<sp xml:id="x"><p>a</p></sp><sp xml:id="x"><p>b</p></sp>')
    assert [turn.id for turn in turns(reading(data))] == ["t1", "t2"]


MANY: dict[str, Callable[[int], str]] = {
    "words side by side": lambda n: f"<u>{'<w>a</w>' * 3 * n}</u>",
    "headings": lambda n: f"<div>{'<head>a</head>' * n}</div>",
    "lines": lambda n: "<l>a</l>" * 3 * n,
    "comments": lambda n: "<!-- a -->" * 6 * n,
    "pointers": lambda n: f'<sp who="{"#a " * 10 * n}"><p>x</p></sp>',
    "turns": lambda n: '<sp who="#a"><speaker>A</speaker><p>x</p></sp>' * n,
}


@pytest.mark.parametrize("name", MANY)
def test_time_grows_with_the_file_alone(name: str) -> None:
    """A great number of one thing takes no more than its share of time."""
    small, large = (body(MANY[name](count)) for count in (1_250, 10_000))
    assert excess(reading, small, large, 8) < 3


def test_a_file_is_not_held_as_a_tree() -> None:
    """Ten megabytes of marked-up words need less memory than their tree would."""
    tokens = '<w lemma="word">word</w> ' * 100
    speech = f"<u who='#a'><seg>{tokens}</seg></u>"
    data = body(speech * 3_500).encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    document = reading(data)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert sum(1 for _ in turns(document)) == 3_500
    assert grown < 5 * len(data)
