"""Pages that others wrote: their look is evidence, and whatever is wrong with them, no word is lost."""

from __future__ import annotations

from contextlib import suppress

import html5lib
import pytest

import docconv
from docconv.account.words import words
from docconv.errors import BadInputError
from docconv.formats import Source
from docconv.formats.html.foreign.body import PageBody
from docconv.formats.html.foreign.markup import pieces
from docconv.model import CastItem, Resolved, Section
from docconv.pipeline import read_with_notices
from docconv.walk import text_of, turns, walk
from support import seeds
from support.growth import excess

NORA, PIET = "Nora Fenwick", "Piet Laan"
SAID = ((NORA, "We found the bell."), (PIET, "Does it ring?"), (NORA, "It does."), (PIET, "Then ring it."))
FORMS = {
    "bold": ("", "<p><b>{}:</b> {}</p>", ""),
    "open": ("", "<p><strong>{}</strong> {}", ""),
    "lines": ("<p>", "{}: {}<br>", "</p>"),
    "pairs of lines": ("<div>", "{}: {}<br><br>\n", "</div>"),
    "terms": ("<dl>", "<dt>{}<dd>{}", "</dl>"),
    "rows": ("<table>", "<tr><td>{}<td>{}", "</table>"),
    "list": ("<ul>", "<li><b>{}</b>: {}", "</ul>"),
    "style": ("", '<p><span style="font-weight: 700">{}</span> {}</p>', ""),
    "class": ("", '<p class="speaker">{}</p><p>{}</p>', ""),
    "typed": ("<pre>", "{}: {}\n\n", "</pre>"),
}


def read(page: str) -> Resolved:
    """A page as a document."""
    return docconv.read(page.encode(), format="html")


@pytest.mark.parametrize("form", FORMS)
def test_who_speaks_is_told(form: str) -> None:
    """Whatever elements a page has for it."""
    begin, row, end = FORMS[form]
    page = f"<html><body>{begin}{''.join(row.format(*one) for one in SAID)}{end}</body></html>"
    found = [
        ((turn.label or "").rstrip(": "), " ".join(text_of(part.children) for part in turn.blocks))
        for turn in turns(read(page))
    ]
    assert found == list(SAID)


BESIDE = (
    "<aside>{}</aside>",
    '<div role="complementary"><h3>More</h3>{}</div>',
    '<div role="Navigation">{}</div>',
    "<p>Ida had more to say.</p><aside>{}</aside><p>We shall see.</p>",
)
TALK = (
    "".join(f"<p><b>{name}:</b> {text}</p>" for name, text in (*SAID, *SAID)) + "<p>We come back to that.</p>"
)


@pytest.mark.parametrize("form", BESIDE)
def test_what_is_beside_the_text_of_a_page_is_said_by_nobody(form: str) -> None:
    """Though it begins with a name and a colon; it ends no speech, and no word of it is lost."""
    document = read(f"{TALK}{form.format('<p><b>Ada Quill:</b> The bell of the ferry.</p>')}")
    assert "ferry" not in " ".join(text_of(part.children) for turn in turns(document) for part in turn.blocks)
    assert "The bell of the ferry." in docconv.write(document, "txt").decode()
    if form.endswith("see.</p>"):
        *_, last, again = turns(document)
        assert (again.continues, again.speakers) == (last.id, last.speakers)


def test_what_is_beside_the_text_says_nothing_of_its_notation() -> None:
    """Questions and answers in one line are parted as in a text."""
    text = "<p>Q. Who rowed? A. Ben. Q. Why? A. He had the oars. Q. And then? A. It rained.</p>"
    found = [turn.label for turn in turns(read(f"<aside>From the archive</aside>{text}{text}"))]
    assert found == ["Q", "A"] * 6


def test_a_page_all_of_which_is_beside_its_text_is_read() -> None:
    """Nothing else is there."""
    assert len(list(turns(read(f"<p>Minutes</p><aside>{TALK}</aside>")))) == 2 * len(SAID)


def test_a_name_beside_several_rows_goes_on() -> None:
    """Cells that reach down or across move none of the others."""
    rows = (
        "<tr><th colspan=2>No.<th>Name<th>Words</tr>"
        "<tr><td>1<td>0:01<td rowspan=2>Nora<td>We found it.</tr><tr><td>2<td>0:04<td>It rings.</tr>"
        "<tr><td>3<td>0:06<td>Piet<td>Does it?</tr><tr><td colspan=4>(It rings.)</tr>"
        "<tr><td>4<td>0:08<td>Nora<td>It does.</tr><tr><td>5<td>0:09<td>Piet<td>So it does.</tr>"
    )
    found = [
        (turn.label, [text_of(part.children) for part in turn.blocks])
        for turn in turns(read(f"<table>{rows}</table>"))
    ]
    assert found == [
        ("Nora", ["We found it.", "It rings."]),
        ("Piet", ["Does it?"]),
        ("Nora", ["It does."]),
        ("Piet", ["So it does."]),
    ]


ROWS = "".join(f"<tr><td>{name}<td>{text}" for name, text in SAID)


def test_what_is_announced_above_or_below_a_table_is_speech_there() -> None:
    """Only what follows a table, and is announced by nobody, is said by nobody."""
    page = (
        "<p>The bell of the ferry</p><p>The mayor, Ida Berg, said:</p><p>“We shall hang it up again.”</p>"
        f"<table>{ROWS}</table><p>The band played.</p><p>The sexton, Ola Lund, then said:</p>"
        f"<p>“I have rung it for forty years.”</p><table>{ROWS}</table><p>All went home.</p>"
    )
    document = read(page)
    found = ["".join(text_of(part.children) for part in turn.blocks) for turn in turns(document)]
    assert found[0] == "“We shall hang it up again.”"
    assert found[5] == "“I have rung it for forty years.”"
    assert not any("band" in text or "went home" in text for text in found)
    assert document.title is not None


SHORT = ((NORA, "We found the bell."), (PIET, "Does it ring?"), ("Ida Berg", "It did."), (NORA, "It does."))


def test_headings_above_what_is_said_are_labels_in_a_short_talk() -> None:
    """One of them comes back, and all of them are above text."""
    page = "<h1>The bell</h1>" + "".join(f"<h3>{name}</h3><p>{text}</p>" for name, text in SHORT)
    found = [(turn.label, text_of(turn.blocks[0].children)) for turn in turns(read(page))]
    assert found == list(SHORT)


def test_headings_that_come_back_and_name_nobody_stay_headings() -> None:
    """As those of minutes do."""
    points = ("The pier is to be mended by May.", "The gulls are left alone.", "Nothing was found.")
    page = "<h1>Minutes</h1>" + "".join(
        f"<h2>Item {at}</h2><h3>Report</h3><p>It was read.</p><h3>Decision</h3><p>{text}</p>"
        for at, text in enumerate(points, 1)
    )
    document = read(page)
    assert not list(turns(document))
    headings = [
        text_of(one.heading.children) for one in walk(document) if isinstance(one, Section) and one.heading
    ]
    assert [text for text in headings if text == "Decision"] == ["Decision"] * 3


@pytest.mark.parametrize("form", ["<dt>{}</dt><dd>{}</dd>", "<tr><td>{}</td><td>{}</td></tr>"])
def test_names_that_come_back_before_short_answers_speak(form: str) -> None:
    """Though they are longer than what is said, one paragraph a row."""
    said = [
        (NORA, "Gone?"), ("", "All gone."), (PIET, "All of it?"), ("", "It was new, too."), (NORA, "Why now?"),
        ("", "Well?"), ("Ada Finch (low)", "Oh."),
    ]  # fmt: skip
    around = "dl" if "dt" in form else "table"
    rows = "".join(form.format(*row) for row in said).replace("<dt></dt>", "")
    document = read(f"<html lang=en><body><h1>Rope</h1><{around}>{rows}</{around}></body></html>")
    assert [turn.speakers[0].name for turn in turns(document)] == [NORA, PIET, NORA, "Ada Finch"]


def test_somebody_who_speaks_in_the_head_of_a_table_speaks() -> None:
    """As pandoc makes it of the first row of a table in Word that has none."""
    rows = [f"<tr><td>{name}</td><td>{said}</td></tr>" for name, said in SAID]
    head = f"<thead>{rows[0].replace('td>', 'th>')}</thead>"
    document = read(f"<table>{head}<tbody>{''.join(rows[1:])}</tbody></table>")
    assert [(turn.label, text_of(turn.blocks[0].children)) for turn in turns(document)] == list(SAID)


def test_the_cells_of_a_cast_list_are_columns() -> None:
    """Names in one cell and what is said of them in the next one, paragraph by paragraph."""
    names = "".join(f"<p><b>{name}</b></p>" for name in ("NORA", "PIET", "OLGA"))
    roles = "".join(f"<p>{role}</p>" for role in ("a diver", "her uncle", "a ghost"))
    talk = (
        "".join(f"<p><b>{name}</b></p><p>{text}</p>" for name, text in (("NORA", "Who?"), ("PIET", "I."))) * 2
    )
    page = f"<h2>Characters</h2><table><tr><td>{names}<td>{roles}</table><h2>Act I</h2>{talk}"
    document = read(page)
    cast = [text_of(one.children) for one in walk(document) if isinstance(one, CastItem)]
    assert cast == ["NORA\ta diver", "PIET\ther uncle", "OLGA\ta ghost"]
    assert [turn.label for turn in turns(document)] == ["NORA", "PIET"] * 2


@pytest.mark.parametrize("page", [seeds.PAGE, seeds.PAGE_OF_ROWS])
def test_a_browser_shows_the_same_words(page: bytes) -> None:
    """But for what is left out: read by the rules of HTML for trees."""
    body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
    for name in ("nav", "footer", "script", "select", "rt", "rp"):
        for parent in body.iter():
            for child in parent.findall(name):
                child.text, child[:] = "", []
    for comment in (one for one in body.iter() if not isinstance(one.tag, str)):
        comment.text = ""
    shown = words(" ".join(body.itertext()))
    text = docconv.write(docconv.read(page, format="html"), "txt").decode()
    numbers = {"1", "2", "3", "4"}  # rows are counted in a column of their own
    assert set(words(text)) - numbers == set(shown) - numbers


def test_what_is_left_out_is_told() -> None:
    """In notices that count it."""
    _, notices = read_with_notices(Source(seeds.PAGE), format="html")
    said = " ".join(notice.message for notice in notices)
    assert all(f"once {what}" in said for what in ("navigation", "foot of the page", "script"))


HIDDEN = (
    "<div hidden><div>Menu <span>open</span></div> here</div>",
    '<span style="color:red; display: none">Menu</span>',
    "<section style=display:none>Menu<p>and more</section>",
    '<DIV HIDDEN="hidden" title="a > b">Menu</DIV>',
)
SEEN = (
    '<div title="a hidden thing">Menu</div>',
    '<div hidden="until-found">Menu</div>',
    "<p hidden>Menu",
    '<span data-style="display:none">Menu</span>',
    "<script>// closed, hidden by default</script>Menu",
    "<!-- <i hidden> --><div>Menu</div>",
    "<style>p::after { content: \"style='display:none' hidden \" }</style><div>Menu</div>",
)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_an_element_hides_is_left_out_and_told(hidden: str) -> None:
    """As a browser does; the words around it stay apart."""
    page = f"<p><b>Ann:</b> The rope is red.</p>{hidden}<p><b>Bo:</b> It is wet.</p>"
    document, notices = read_with_notices(page.encode(), format="html")
    assert [text_of(turn.blocks[0].children) for turn in turns(document)] == [
        "The rope is red.",
        "It is wet.",
    ]
    assert "once hidden text: left out" in [notice.message for notice in notices]


@pytest.mark.parametrize("shown", SEEN)
def test_what_is_not_surely_hidden_is_read(shown: str) -> None:
    """Nor is anything where nobody can tell its end."""
    page = f"<p><b>Ann:</b> The rope is red.</p>{shown}<p><b>Bo:</b> It is wet.</p>"
    assert "Menu" in docconv.write(read(page), "txt").decode()


def test_blank_lines_part_paragraphs_of_what_is_typed() -> None:
    """A page that is one typed text, wrapped by hand, is read as that text is."""
    text = (
        "                         HON. ADA B. TULL\n                              of the coast\n\n"
        "                        Wednesday, 4 May 2022\n\n"
        "  Mr. TULL. Mr. Speaker, I rise today to honor an outstanding\npublisher and owner of a mill who "
        "pursued a long career in\nthe harbour while he remained rooted in the village and opened\nmany doors "
        "for others.\n  In 1971 he bought the mill and kept it running when nobody\nelse would have done so, "
        "and the village was glad of it. I ask\nmy colleagues to join me in this.\n"
    )
    spoken = [turn.label for turn in turns(docconv.read(text.encode(), format="text"))]
    assert spoken == ["Mr. TULL"]
    assert [turn.label for turn in turns(read(f"<pre>{text}</pre>"))] == spoken


def test_running_heads_are_no_labels() -> None:
    """A heading that comes again and again right behind itself is none of those who speak."""
    said = "<p>We rowed across every morning of that year.</p>"
    page = "".join(f"<h4>Statements</h4>{said}" for _ in range(6))
    page += "".join(f"<h4>{name}</h4>{said}" for name in ("Ann Lee", "Bo Ek", "Replies"))
    assert [turn.label for turn in turns(read(page))] == []
    taking_turns = "".join(f"<h4>{name}</h4>{said}" for name in ("Ann Lee", "Bo Ek") * 3)
    assert [turn.label for turn in turns(read(taking_turns))] == ["Ann Lee", "Bo Ek"] * 3


def test_a_page_has_a_title_a_language_and_headings() -> None:
    """As its head and its elements say."""
    document = read(
        '<html lang="cy"><head><title>Sgwrs &amp; mwy</title></head><h2>Un</h2><p>x</p><h2>Dau</h2>y'
    )
    assert (document.metadata.title, document.metadata.lang) == ("Sgwrs & mwy", "cy")
    assert [
        text_of(one.heading.children) for one in document.body if isinstance(one, Section) and one.heading
    ] == [
        "Un",
        "Dau",
    ]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"<p>Ann: Yes.<!-- and", "a comment in line 1 does not end"),
        (b"<p>Ann: Yes.\n<script>and</p>", "its <script> in line 2 does not end"),
        (b"<p>Ann: Yes.</p><nav>and", "its <nav> does not end"),
        (b"<nav>Home</nav><script>show()</script>", "no text but what is left out"),
        (b"<meta charset=utf-8><p>\xff", "not UTF-8"),
        (b"<meta charset=idna><p>\xff", "not IDNA"),
        (b"<meta charset=nonsense><p>x", "not an encoding of text"),
    ],
)
def test_what_nobody_can_read_is_refused(page: bytes, reason: str) -> None:
    """With what is wrong and where."""
    with pytest.raises(docconv.DocconvError, match=reason):
        docconv.read(page, format="html")


def test_the_encoding_is_the_one_that_a_page_names() -> None:
    """Latin 1 is that of Windows, as browsers have it."""
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>Zoé: “Non”.'.encode(
        "cp1252"
    )
    assert "Zoé: “Non”." in docconv.write(docconv.read(page, format="html"), "txt").decode()


@pytest.mark.parametrize(
    "hostile", ["<b>", "<p", "<a b='", "</i>", "<table><tr><td>", "<!", "&#", "<nav></nav>x"]
)
def test_no_page_takes_longer_than_its_length(hostile: str) -> None:
    """However many elements are open."""

    def body(size: int) -> None:
        reader = PageBody()
        with suppress(BadInputError):
            reader.read(pieces(f"<p>Ann: Yes.</p>{hostile * size} Ben.", "-"))

    assert excess(body, 2_000, 16_000, 8) < 3


def test_initials_are_told_in_a_line_in_italics() -> None:
    """Which is read as a direction."""
    talk = "".join(
        f"<p><b>{who}</b> {words}</p>" for who, words in (("MI", "Is it here?"), ("JR", "It is.")) * 3
    )
    page = f"<body><h1>The Crane</h1><p><i>MI: Marta Ilves; JR: Jonas Reed</i></p>{talk}</body>"
    document = docconv.read(page.encode(), format="html")
    assert [speaker.name for speaker in document.speakers] == ["Marta Ilves", "Jonas Reed"]
