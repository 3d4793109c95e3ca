"""Headers as others write them, put together by a seed: each fact in one of several shapes, with things beside it
that docconv does not know. Everything in them is invented.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

BESIDE = (
    "",
    "",
    "<!-- checked -->",
    "<?editor look?>",
    "<!-- two --><?editor twice?>",
)
TITLES = (
    "<title>The Bridge</title>",
    '<title type="main" xml:id="tt">The <hi rend="sc">Bridge</hi></title>',
    "<title><desc>The Bridge</desc></title>",
    '<title level="m">The Bridge<!-- sic --> <note resp="#ed">so the wrapper</note></title>',
    '<title ref="https://works.example/7"><ref target="https://works.example/7">The Bridge</ref></title>',
    '<title xml:lang="en">The Bridge</title><title xml:lang="fr">Le Pont</title>',
)
AUTHORS = (
    "",
    "<author>Ann Lee</author>",
    '<author ref="https://people.example/1">Ann Lee</author>',
    '<author key="lee" role="poet"><persName ref="#lee"><forename>Ann</forename> <surname>Lee</surname></persName></author>',
    '<author><persName xml:lang="en">Ann Lee</persName><persName xml:lang="fr">Anne Li</persName><idno type="VIAF">77</idno></author>',
    '<author xml:lang="en">Ann Lee</author><author xml:lang="fr">Anne Li</author>',
    '<author cert="low">Ann Lee</author>{}<author cert="high">Bo Ek</author>',
)
RESPONSIBLE = (
    "",
    "<respStmt><resp>keyed</resp><name>Cai Moe</name></respStmt>",
    '<respStmt xml:id="r1"><resp ref="#key">keyed</resp><persName key="moe">Cai Moe</persName><persName>Eve Ash</persName></respStmt>',
)
RESTRICTED = (
    '<publisher xml:id="pb" ref="#yard">Yard Press</publisher><pubPlace>Norrvik</pubPlace><date when="1999">spring of 1999'
    '</date>{}<availability status="restricted"><licence target="https://terms.example/">By leave</licence></availability>'
)
LICENSED = (
    "<publisher><orgName>Yard Press</orgName></publisher><availability><p>Ask first.</p>{}"
    '<licence><ab>CC0 1.0</ab><ref target="https://terms.example/0">Licence</ref></licence></availability>'
)
SURNAME_FIRST = (
    '<person xml:id="ann"><persName><surname>Oak</surname><!-- sic --><forename>Ann</forename></persName>'
    '<sex value="F">female</sex><occupation code="#c">baker</occupation>{}</person>'
)
PUBLICATIONS = (
    "<p>Not published.{}</p>",
    '<ab xml:id="pub">Draft of <ref target="https://draft.example/">a series</ref>.</ab>',
    "<authority>Yard</authority>{}<idno>7</idno>",
    RESTRICTED,
    LICENSED,
)
NOTES = ("", '<notesStmt><note type="status" resp="#ed">Proofread <hi>twice</hi>.</note>{}</notesStmt>')
SOURCES = (
    "<p>By hand.{}</p>",
    '<bibl xml:id="b1">The Bridge, <date when="1601" to="1603">1601 or later</date></bibl>{}',
    '<bibl type="description">A quarto <!-- torn --></bibl><bibl>Other <title>copy</title></bibl>{}',
)
PROFILES = (
    "",
    "<profileDesc>{}<langUsage><language ident='en' xml:id='le'>English</language><language ident='fr'>French</language></langUsage></profileDesc>",
    "<profileDesc><creation>Written for the fair.{}</creation></profileDesc>",
    '<profileDesc><creation><date from="1590" to="1592" cert="low">about 1591</date>{}</creation></profileDesc>',
    '<profileDesc><settingDesc><setting><date when="1990-05-03">3 May 1990</date>{}</setting></settingDesc></profileDesc>',
)
REVISIONS = (
    "",
    '<revisionDesc status="draft"><change when="2001-02-03" who="#ed" xml:id="c1">Keyed <gi>sp</gi></change>{}</revisionDesc>',
    '<revisionDesc><listChange><change n="2">Keyed</change>{}</listChange></revisionDesc>',
    "<revisionDesc><list>{}<item>2001: keyed</item></list></revisionDesc>",
)
PEOPLE = (
    '<person xml:id="ann" sex="2"><persName ref="#x">Ann Oak</persName>{}<note>A carter.</note></person>',
    SURNAME_FIRST,
    '<person xml:id="ann" sex="FEMALE" n="1"><idno type="local">9</idno><persName type="full" xml:id="pn">Ann <hi>Oak</hi></persName>{}</person>',
)
TEXT = (
    '<text><body><div><sp who="#ann"><speaker>ANN.</speaker><p>The water rose.</p></sp></div></body></text>'
)
FACTS: Sequence[Mapping[str, str]] = (
    {"title": "The Ferry"},
    {"title": "A Weir and Its Keeper"},
    {"author": "Zoe Lund"},
    {"author": "Ann Leeds"},
    {"author": ""},
    {"resp": "proofread: Zoe Lund"},
    {"publisher": "Weir House"},
    {"licence": "CC BY 4.0 <https://terms.example/by>"},
    {"licence": ""},
    {"publisher": "", "idno": "DOI: 10.5555/2"},
    {"published": "2003-04-05"},
    {"idno": "DOI: 10.5555/2", "editor": "Dag Roe"},
    {"date": "1999-02-03"},
    {"status": "draft", "shelf": "K 7"},
    {"source_description": "Second printing"},
    {"revision": "2024-01-01: Seen"},
    {"lang": "fr"},
)


def neighbours(seed: int) -> bytes:
    """A file with a header of these parts, in the order of the TEI."""
    random = Random(seed)  # noqa: S311  of a test

    def of(shapes: Sequence[str]) -> str:
        return random.choice(shapes).replace("{}", random.choice(BESIDE))

    people = f"<particDesc><listPerson>{of(PEOPLE)}</listPerson></particDesc>"
    profile = of(PROFILES) or "<profileDesc></profileDesc>"
    profile = profile.replace("</profileDesc>", f"{people}</profileDesc>")
    if "<langUsage>" in profile or "<settingDesc>" in profile:
        profile = f"{people}".join(
            ("<profileDesc>", profile.replace(people, "").removeprefix("<profileDesc>"))
        )
    header = (
        f"<fileDesc><titleStmt>{of(TITLES)}{of(AUTHORS)}{of(RESPONSIBLE)}</titleStmt>\n"
        f"<publicationStmt>{of(PUBLICATIONS)}</publicationStmt>{of(NOTES)}<sourceDesc>{of(SOURCES)}</sourceDesc>"
        f"</fileDesc>\n{profile}\n{of(REVISIONS)}"
    )
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader>{header}</teiHeader>{TEXT}</TEI>'
    ).encode()
