"""How much a string looks like the name or the office of somebody who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from docconv.patterns import regex
from docconv.transcript.lexicon import TranscriptLexicon, all_addresses, words

Style: TypeAlias = Literal["caps", "title", "caseless", "lower"]

OPENING = regex(r"[(\[（【<]")
BRACKETS = regex(r"(?:(?<!\s)\s++)?+[(\[（【<](?:[^()\[\]（）【】<>]|\([^()]*+\))*+[)\]）】>]\s*+")
TOKEN = regex(r"[^\s,/&]+")
IDENTIFIER = regex(r"(?:spk|speaker|sprecher|locuteur|person|s|p)[ _-]?\w{1,3}$", re.IGNORECASE)
FORBIDDEN = regex(
    r"\.-|[^\W\d_][-–—]\s|[?!;=“”\"«»{}|]|https?|www\.|\.\w{2,3}/|@(?:[^\s@]+\.|[^\s@]*@\.)|\\|\.\.|^\[?\^|[:：]\s?\d+:\d"
)
LIST_MARK = regex(r"(?:\(?\w{1,3}\)|\d+[.)]|§)")
COMMA = regex(r"[,、،](?!\s*+(?:jr|sr|i{2,3}|ph\.?d|m\.?d)\b)", re.IGNORECASE)
DATED = regex(r"(?<!\d)\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,}\.?\s(?:de\s)?[12]\d{3}(?!\d)")  # `22 May 2013`
NO_NAME_BUT_DATE = regex(
    rf"{DATED.pattern}(?:\s?[:,–—-]\s[^\d\n]{{0,30}}\d\w*)?$|[12]\d{{3}}\s[^\W\d_]\.?$"
)  # `22 May 2013`, `22 May 2013 : Column 18P`; `1943 H.`, in an index
NUMERAL = regex(r"(?:\d{1,3}|[IVX]+)\.?$")
ORDINAL = regex(
    r"\d{1,2}(?:st|nd|rd|th|er|e|de|º|ª|°|-?[йяе]|-[аяйео][йяе])$", re.IGNORECASE
)  # `2nd`, `1er`, `2-я`
INVERTED = regex(r"([^\W\d_][\w’'-]+), ([^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+)?)(?=$|, )")
DEVICE = regex(r"(?:[^\W\d_a-zß-ÿ]\w{1,20}(?:’s|'s)? )?i(?:Phone|Pad)(?: ?\(\d{1,2}\)| \d{1,2})?$")
"""What a call names somebody by who gives no name: `iPhone (2)`, `Piet's iPad`."""
PHONE = regex(r"\+\d[\d ().-]{6,}\d$")  # who is in no address book of a messenger
ADDRESS = regex(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}$")  # who is known by it in a chat
PRONOUNS = regex(r"\S\s?[(\[][^\W\d_A-ZÀ-Þ]{2,5}(?:/[^\W\d_A-ZÀ-Þ]{2,5}){1,2}[)\]]$")  # `Ann Lee [she/her]`
GLUED_INITIAL = regex(r"(?<=^[^\W\d_a-zß-ÿ])\.(?=[^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ])")  # `A.Berg`
GERSHAYIM = regex('(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')
TITLE_BEHIND = regex(
    r"(?<=[^\W\d_a-zß-ÿ],\s)[\"“][^\"“”:a-zß-ÿ]{2,60}[\"”](?=[:,]|$)"
)  # `ANN LEE, AUTHOR, "TOLL":`
NICKNAME = regex(r"(?<=[^\W\d_]\s)[\"“„«‘'][^\W\d_a-zß-ÿ][\w.’-]{1,20}[\"”“»’'](?=\s[^\W\d_a-zß-ÿ])")
SHOUTING = regex(r"(?<=[^\W\d_a-zß-ÿ]{2})!(?=\))")  # a party in brackets: `(FORWARD!)`
OPENING_QUOTES = "`‘“\"'"
SHORT_FORM = regex(r"[B-DF-HJ-NP-TV-Z][b-df-hj-np-tv-z]{1,2}")  # `Mr`, `Dr` before a colon that ends no label
NUMBERED = regex(r"\d{1,2}[.)]\s")
QUOTES = frozenset("\"“„«‘'")
NO_QUOTES = dict.fromkeys(map(ord, '"“”„«»'))
NAME_SUFFIX = regex(
    r"(?:(?:,\s*|\s)(?:Jr|Sr|Esq|jun|sen|Ph\.\s?D|M\.\s?D)|,\s*(?:Dra?|CSc|DrSc|DiS|Eng|Ing|LL\.\s?M|M\.\s?Sc))\.$",
    re.IGNORECASE,
)
JUNIOR = regex(r",\s(?:jr|sr|esq)\.$", re.IGNORECASE)
NAME_BEHIND = regex(r"([^\s。、：]{2,12})\u3000\s*+(?=\S)")
NAME_AND_INITIAL = regex(r"[^\W\d_a-zß-ÿ][\w’'-]+\s[^\W\d_a-zß-ÿ]\.$")
PARTICLE_AND_NAME = regex(r"[^\W\d_A-ZÀ-Þ]{1,2}[-‑’'][^\W\d_a-zß-ÿ]")  # `al-Hassan`, `d’Artagnan`
GEORGIAN = regex("[\u10d0-\u10ff]")
UNKNOWN_OFFICE = 1.0  # what words after a name and a comma take from it
LONGEST_NAME, LONGEST_PLACE = 4, 4  # words
LONGEST_SHOUTED, FEWEST_TOLD = 5, 3
LONGEST_SUFFIX = 8
ARROWS = "→←⇒⇐⇨⇦►◄"  # what a program puts before what it tells
HANDLE = "@#"  # what chat puts before a name
CUT_SHORT = 4.0  # what an article or a genitive at the end takes: the rest of the label is after it
GENITIVE = ("’s", "'s")
NOT_A_NAME, NO_LABEL = -20.0, -6.0
CHINESE_NUMBERS = "一二三四五六七八九十"
QUESTION_NUMBER = 5
COUNTED = regex(r"([^\W\d_]++)(?: n[ro]?)?[ °]*+\d{1,4}")
LONGEST_ABBREVIATION = 4
FEWEST_CAPITALS, SHOUTED, FEWEST_SHOUTED = 200, 20, 2  # letters, share of small ones, words but one
LABELS = 10_000
"""Of so many it is known what they look like, for a label stands on many lines."""
POST_NOMINALS = regex(
    r"(?<=[\u3400-\u9fff])(?:\s?[,，]\s?[\u3400-\u9fff]{3,6})?\s?[,，]\s?(?:(?:[A-Z]\.){2,}[,，]?\s?)+$"
)
"""Letters of orders after a Chinese name, as lists of those present have them."""
NAME_AND_REFERENCE = regex(
    r"(?:[^\W\d_][^:.()]{1,30}: )?[^\W\d_a-zß-ÿ][\w’'-]+ (?:[\w.’'-]+ ){1,4}\((?=[^()]*\d)[^() ]+ ?[^() ]*\)"
)


@lru_cache(LABELS)
def core(label: str) -> str:
    """A label without a nickname and what is in brackets; the label itself where nothing else is left."""
    bare = BRACKETS.sub(" ", label) if OPENING.search(label) else label
    bare = bare if QUOTES.isdisjoint(bare) else NICKNAME.sub("", bare)
    return bare.strip().lstrip(HANDLE) or label


def _without_office(bare: str, lexicon: TranscriptLexicon) -> str:
    """A label without the office after its comma: `M. Paul Riche, rapporteur de la commission`."""
    name, _, office = bare.partition(", ")
    folded = words(office)
    return name if folded and office[0].islower() and folded[0] in lexicon.naming else bare


@lru_cache(LABELS)
def key(label: str) -> str:
    """What makes two printed labels the same: words without brackets, case and punctuation, `A2` without its
    number.
    """
    folded = " ".join(words(core(label))) or label.casefold()
    return folded[0] if len(folded) <= QUESTION_NUMBER and folded[1:].strip(" .").isdigit() else folded


def last_name(label: str) -> str:
    """The last word of a label before a comma, folded: `keller` of `MARA KELLER, HOST`."""
    return "".join(words(core(label).partition(",")[0])[-1:])


def counted_as(label: str, lexicon: TranscriptLexicon, *, alone: bool) -> str:
    """What counts a label: its key; `question`, where `Question 2` before words counts questions."""
    name = key(label)
    match = COUNTED.fullmatch(name) if name[-1:].isdigit() and not alone else None
    return match[1] if match and (match[1] in lexicon.question or match[1] in lexicon.answer) else name


def is_caseless(text: str) -> bool:
    """Whether a text is in a script without capitals, as Georgian is, whatever Unicode says of it."""
    if "a" <= text[:1] <= "z" or "A" <= text[:1] <= "Z":
        return False
    plain = text if text.isascii() else GEORGIAN.sub("", text)
    return plain.upper() == plain.lower()


def without_marks_in_names(text: str) -> str:
    """A text of the same length in which those of Hebrew abbreviations, `היו"ר`, and those around a nickname,
    `Ruth “Rudy” Oakes`, are no quotation marks, and that of a party, `(FORWARD!)`, ends no sentence.
    """
    plain = GERSHAYIM.sub("\u05f4", text) if '"' in text else text
    plain = SHOUTING.sub("\u01c3", plain) if "!)" in plain else plain
    if "'" not in plain and '"' not in plain and (plain.isascii() or QUOTES.isdisjoint(plain)):
        return plain
    plain = TITLE_BEHIND.sub(_without_quotes, plain) if ", " in plain else plain
    return NICKNAME.sub(_without_quotes, plain)


def _without_quotes(match: re.Match[str]) -> str:
    return f"\u02bc{match[0][1:-1]}\u02bc"


def ends_with_a_name(label: str) -> bool:
    """Whether the full stop at the end is that of `Jr.`, or of an initial where all is a name: `Ruth O.`."""
    if label[-1:] != ".":
        return False
    is_initial = label[-3:-2].isspace() and NAME_AND_INITIAL.fullmatch(label) is not None
    return is_initial or NAME_SUFFIX.search(label[-LONGEST_SUFFIX:]) is not None


def is_shouted(text: str) -> bool:
    """Whether a text is all in capitals, as teletypes and live captions are, but for what is around it: the
    words of a page, a heading.
    """
    half, tenth = len(text) // 2, len(text) // 10
    if sum(map(str.islower, text[half : half + tenth])) * SHOUTED >= len(text):
        return False  # though all the rest were capitals
    lines = [line for line in text.splitlines() if line.count(" ") >= FEWEST_SHOUTED]
    if not (shouted := sum(map(str.isupper, lines))):
        return False
    others = sum(line != line.upper() for line in lines)  # times of captions have no letters
    return shouted * 2 >= others * 8 and sum(map(str.isupper, text)) > FEWEST_CAPITALS


def names_with_reference(text: str) -> bool:
    """Whether a text begins with a full name and a number in brackets, after a word and a colon or not, as
    lists of documents have it: `Ann Lee (A6-0382/2006)`.
    """
    return NAME_AND_REFERENCE.match(text) is not None


def is_wide(char: str) -> bool:
    """Whether a character is of a script that writes no space after a colon."""
    return "\u2e80" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" or "\uf900" <= char <= "\ufaff"


def is_lower(char: str) -> bool:
    """Whether a letter is small where it could be a capital."""
    return char.islower() and not is_caseless(char)


@lru_cache(LABELS)
def style(label: str) -> Style:
    """How a label is set: with a word in capitals (`Mr. SMITH of Ohio`), an initial capital, or in a script
    without case.
    """
    bare = core(label)
    tokens = TOKEN.findall(bare)
    if is_caseless(bare):
        return "caseless"
    if any(_is_shouted(tokens, place) for place in range(len(tokens))) or bare.isupper():
        return "caps"
    return "title" if bare[0].isupper() or bare[0].isdigit() or PARTICLE_AND_NAME.match(bare) else "lower"


def _is_shouted(tokens: Sequence[str], place: int) -> bool:
    """Whether a word is in capitals, not only its parts, `V.Bērze-Liepa`; a short one with a name after it is
    an abbreviation.
    """
    token = tokens[place]
    capitals = 0 if token[1:].islower() else sum(map(str.isupper, token))
    if capitals <= 2 or sum(map(str.islower, token)) > capitals or (place and NUMERAL.match(token)):
        return False
    names = sum(other.istitle() for other in tokens[place + 1 :])
    return len(token) > LONGEST_ABBREVIATION or names < 2


@lru_cache(LABELS)
def likeness(label: str, lexicon: TranscriptLexicon) -> float:
    """Log-odds, roughly, that a string names a speaker, by its shape alone: 0 says nothing, negative speaks
    against.
    """
    if PHONE.match(label) or DEVICE.match(label) or ("@" in label and ADDRESS.match(label)):
        return 1.0
    plain = core(_without_quotes_behind_party(label))
    shown = plain.replace(" | ", " ", 1)  # `Ada Lind | Ferries`, as people are named in video calls
    bare = _without_office(given_name_first(shown), lexicon)
    name, _, office = bare.partition(", ")
    if office and not DATED.match(office) and _is_office(name, office, lexicon, apart="), " in label):
        return likeness(name.strip(), lexicon) - UNKNOWN_OFFICE
    folded = words(bare)
    if (
        label.count("(") != label.count(")")
        or label.count("[") < label.count("]")
        or FORBIDDEN.search(without_marks_in_names(bare))
        or LIST_MARK.match(label.lstrip(OPENING_QUOTES))
        or (SHORT_FORM.fullmatch(label) and label.casefold() in lexicon.honorifics)
        or label[0] in ARROWS
        or not folded
        or not any(c.isalpha() for c in bare)
        or (office and DATED.match(office))
        or (bare[0].isdigit() and NO_NAME_BUT_DATE.match(bare))
    ):
        return NOT_A_NAME
    if _is_no_label(folded, lexicon):
        return NO_LABEL
    tokens = TOKEN.findall(GLUED_INITIAL.sub(". ", bare))
    score = _tokens(tokens, lexicon) + _length(bare, len(tokens))
    if label[-1] in ")]" and PRONOUNS.search(label):
        score += 2.0
    if style(label) != "caps":
        score -= 0.8 * len(COMMA.findall(bare)) + 1.0 * any(
            part[:1].islower() for part in bare.split(", ")[1:]
        )
    if len(tokens) > 1 and tokens[-1].islower() and tokens[-1] in lexicon.articles:
        score -= CUT_SHORT
    if bare.endswith(GENITIVE):
        score -= CUT_SHORT
    if key(label) in lexicon.question:
        score += 1.0
    elif len(bare.strip(".")) == 1 and not _is_surname(bare):
        score -= 3.0 if key(label) in lexicon.answer else 8.0
    return score + _persons(folded, tokens, lexicon)


def _without_quotes_behind_party(label: str) -> str:
    """A label without the quotation marks around what somebody does in a debate: `Ada Lind (Bay), “blue
    card” question`.
    """
    name, party, role = label.partition("), ")
    return f"{name}{party}{role.translate(NO_QUOTES)}" if party else label


def _persons(folded: Sequence[str], tokens: Sequence[str], lexicon: TranscriptLexicon) -> float:
    """What words that name persons say for a label, and many others against it."""
    naming = any(word in lexicon.naming for word in folded)
    nobody = any(word in lexicon.nobody for word in folded)
    score = 1.5 * naming + 1.0 * (nobody and not naming)
    if len(tokens) > 6 and not naming:
        score -= 0.8 * (len(tokens) - 6)
    if len(tokens) > 1 and tokens[0].casefold().strip(".") in lexicon.honorifics:
        score += 0.7
    return score


def _is_surname(sign: str) -> bool:
    """Whether one sign may be a last name, as of many Japanese and Chinese: `林`, no number."""
    return "\u4e00" <= sign <= "\u9fff" and sign not in CHINESE_NUMBERS


def _is_no_label(folded: Sequence[str], lexicon: TranscriptLexicon) -> bool:
    """Whether words, but for their number, are seldom a label; one of several persons has a number, and who
    asks is named so.
    """
    bare = [word for word in folded if not word.isdigit()]
    counted = len(bare) < len(folded) and lexicon.nobody.issuperset(bare)
    whole = " ".join(bare)
    return whole in lexicon.not_labels and not counted and whole not in lexicon.question


def _is_office(name: str, office: str, lexicon: TranscriptLexicon, *, apart: bool) -> bool:
    """Whether what follows a name and a comma is an office: small letters with a name in them, or after a
    party in brackets, there also several words of which the first is a noun; any words but capitals after a
    name in capitals, or with an office among them after a full name after a form of address.
    """
    first, _, rest = name.partition(" ")
    bare = rest if first.casefold().strip(".") in lexicon.honorifics else name
    if bare.isupper():
        return 1 < len(name.split()) <= LONGEST_SHOUTED and len(office.split()) > 1 and not office.isupper()
    if bare is rest and office[0].isupper():
        return is_full_name(bare, lexicon) and not lexicon.naming.isdisjoint(words(office))
    in_sentence = office.rsplit(maxsplit=1)[-1].islower() and not apart
    told = office[0].islower() or (apart and len(office.split()) >= FEWEST_TOLD)
    return told and not in_sentence and is_full_name(name, lexicon)


def given_name_first(bare: str) -> str:
    """`Anna Hrušovská, poslankyňa` for `Hrušovská, Anna, poslankyňa`."""
    match = INVERTED.match(bare)
    if match is None or not (match[1].istitle() and match[2].istitle()):
        return bare
    return f"{match[2]} {match[1]}{bare[match.end() :]}"


def are_numbered(*texts: str) -> bool:
    """Whether texts all begin with a number, as points of an agenda do: `1. Opening`."""
    return all(map(NUMBERED.match, texts))


AGE = regex(r"([^(),:]{3,40}?)(?:\s\(|,\s)[1-9]\d(?:\)|,|$)")
"""How old somebody is, after a name: `Ann Lee (34)`, `Ann Lee, 34, nurse`."""


def without_age(label: str) -> str:
    """The name in a label that says how old somebody is; nothing where it does not."""
    match = AGE.match(label) if ", " in label or " (" in label else None
    return match[1] if match else ""


def is_full_name(text: str, lexicon: TranscriptLexicon) -> bool:
    """Whether a text is a first and a last name, with particles or without; `Mr Smith` may be spoken to."""
    first, *others = GLUED_INITIAL.sub(". ", text).split() or ("",)  # `Ben` is a name at the beginning
    names = [first, *(token for token in others if token.casefold() not in lexicon.particles)]
    forms = {bare.casefold() for token in names if len(bare := token.strip(".")) > 1}
    return (
        2 <= len(names) <= LONGEST_NAME
        and all(map(str.istitle, names))
        and forms.isdisjoint(lexicon.honorifics)
    )


def _tokens(tokens: list[str], lexicon: TranscriptLexicon) -> float:
    """Each word for itself: capitals speak for a name, common words in lower case against it, less so in an
    office that is before a name.
    """
    score, names = 0.0, 0
    described = _described(tokens, lexicon)
    named = len(tokens) > 3 and all(token[0].isupper() and token[1:].islower() for token in tokens[-2:])
    ordinary, common = (0.4, 0.9) if named else (1.3, 2.2)
    for place, token in enumerate(tokens[:described]):
        folded = token.strip(".'’,").casefold()
        if is_caseless(token):
            names += not (token[0].isdigit() or NUMERAL.match(token))
        elif token[0].isupper() or PARTICLE_AND_NAME.match(token):
            names += 1
            score -= 1.0 * (
                folded in lexicon.stop_words and folded not in lexicon.particles and not token.isupper()
            )
        elif folded in lexicon.common:
            score -= common
        elif folded in lexicon.naming or folded in lexicon.nobody or folded in lexicon.particles:
            score -= 0.5 * (place == 0 and folded in lexicon.particles)
        elif len(tokens) == 1:
            score += 2.0 if IDENTIFIER.match(token) else -1.0
        else:
            score -= common if folded in lexicon.stop_words else ordinary
    return (
        score + (0.0, 0.6, 1.3, 1.3)[min(names, 3)] + 0.7 * all(t.isupper() for t in tokens if t[0].isalpha())
    )


def _described(tokens: list[str], lexicon: TranscriptLexicon) -> int:
    """How many words come before what tells where somebody without a name is: `Una voce dal fondo`."""
    for place, token in enumerate(tokens[1:4], 1):
        if tokens[place - 1].casefold() in lexicon.nobody and token in lexicon.particles:
            small = all(map(str.islower, tokens[place:])) and len(tokens) - place <= LONGEST_PLACE
            return place if small else len(tokens)
    return len(tokens)


def _length(bare: str, count: int) -> float:
    """Scripts without case write names in two to four characters; elsewhere a label is short."""
    if bare.upper() == bare.lower() and any("\u2e80" <= c <= "\ud7af" for c in bare):
        return 1.0 if 2 <= len(bare) <= 4 else 0.0 if len(bare) <= 8 else -0.5 * (len(bare) - 8)
    return -0.3 * max(0, count - 8) - (
        2.0 if bare[0].isdigit() and not _counts(bare.split(maxsplit=1)[0]) else 0.0
    )


def _counts(word: str) -> bool:
    """Whether a word numbers somebody: `2`, `2nd Guard`, `1er garde`, `2-й солдат`."""
    return bool(NUMERAL.match(word) or ORDINAL.match(word))


def name_behind(text: str, at: int) -> re.Match[str] | None:
    """A name with its form of address between an office and the words: `議長　青木一郎君　text`."""
    match = NAME_BEHIND.match(text, at) if text[at - 1] == "\u3000" else None
    return match if match and match[1].endswith(all_addresses()) else None
