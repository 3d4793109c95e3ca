"""What is known of a language."""

from __future__ import annotations

from types import SimpleNamespace

UNDETERMINED = "und"


class LanguageData(SimpleNamespace):
    """The words that a reader of transcripts needs of one language. Every list may be empty.

    `tag` is BCP 47, `name` the English name of the language, `script` the ISO 15924 code of a script that is
    its own. `contents` and `participants` are the headings of those lists, as docconv prints them;
    `delimiter` is what it prints after a label, `continued` after one that is repeated on another page.
    `first` is which part of a name comes first, `given` or `family`. `address` is where forms of address
    stand, `before` a name or mostly `behind` it.

    Telling the language and prose:
        stop_words: the commonest function words; a line with several of them is prose, not a name.
        letters: letters that neighbouring languages do not have.

    Speakers, in labels:
        honorifics: forms of address before or after a name, without their full stop.
        roles: offices and functions, feminine and common short forms included.
        bodies: what an office is of, in its case: "rady", "miasta" of "Przewodniczący Rady Miasta".
        role_endings: how compounds end that are offices: "präsident" in "Ratspräsident".
        anonymous: head nouns for one person who is not named.
        anonymous_marks: what is before such a noun, or alone, and says that nobody is named.
        ordinals: what numbers unnamed persons: "first", "2nd".
        groups: labels of several people together.
        amounts: words for how many, before such people: "all", "some".
        unknown: labels of a voice that could not be told.
        female, male: words that tell the sex of the one they stand for.
        born: what is before the name that somebody was born with: "née".
        female_names, male_names: first names that only women, or only men, have.
        particles: lower-case words inside names and offices.
        conjunctions: words and signs that join two names in one label.
        question, answer: labels of questions and answers, single letters included.
        voices: words for what is said, such as "question", where a label names nobody.
        many_askers: occasions at which such words are said by many people, as in the title of a record.
        deputies: what makes another office of the one after it: "deputy", "vice".
        heads: what a report calls the first whom it names, instead of their office: "head of state".
        surnames: offices and trades that are surnames as well.
        examiner: what is before the name of who asks the questions below, in a court.
        sworn: what is after the name of a witness who is sworn in.
        taking_floor: what is before the name in labels that tell that somebody speaks, `Intervino`.

        abbreviations: short words with a full stop that ends no label, without it.
        articles: words before an office.
        clitics: articles, prepositions and conjunctions that are written together with the word after them.

    Speech in narrative:
        reporting_verbs: forms that introduce or follow quoted speech.
        afterwards: how a report goes on after somebody's words: "then", "the guests".
        going_on: what is beside a name, both in brackets, where somebody goes on from the page before.
        announcing: how a clause ends before a colon after which a text or a list follows, no speech.
        addressing: words that begin a bracket of who is spoken to, `(to the mayor)`.
        first_person: I, me, my, then other pronouns of the first and second person: no narrative uses them.
        third_person: pronouns with which a direction of a play begins: "he", "she", "both".
        floor: how a chair gives somebody the floor: "has the floor".
        procedure: how a record begins to tell what was done; `...` means up to four words.
        movements: how a record tells that somebody came or went: "left the meeting".
        done: how a record tells, anywhere in a sentence, what was done: "unanimously", "was deferred".
        outcomes: what is before a colon where a record tells what was heard, put to the vote or decided, or
            who spoke of it.
        ballots: words beside the numbers of a vote: "for", "against", "abstentions".

    Before a colon, and no speakers:
        not_labels: words that stand before a colon without speaking.
        points: of these, what opens a point of a speech: "first of all"; they are in this list alone.
        metadata_labels: keys of front matter; a key may be in `not_labels` too.
        months: the twelve months, as they stand beside a day.

    Events, in brackets:
        vocal, kinesic, incident, delivery: words that tell the kind of an event.
        gaps: words that were not heard.
        unclear: marks of words the transcriber was not sure of.

    Structure:
        boilerplate: beginnings of lines that belong to the publication.
        status: marks that agencies put on a headline.
        scene_words: words that open the heading of an act or a scene, or are one.
        act_words, tableau_words: those of acts, and of tableaux, which may have scenes.
        prologue_words, epilogue_words: what a part before the first act, or after the last one, is called.
        sitting_words, item_words: what a sitting and an item of its agenda are called, beside their number.
        first_ordinals: of the ordinals, those that say that a part is the first.
        heading_words: words that open any other heading, or are one.
        conversations: what a title or a lead calls a text in which people talk: "interview", "hearing".
        cast_headings: headings of a list of characters or of those present.
        attendance_headings: those of them that never head a list of characters.
        ordinal_endings: ends of the words that number the parts.
        family_names: those of one sign, as they stand before given names without a space; the usual ones.
        page_words, page_totals: what is before the number of a page, and between it and that of all pages.

    Beside names, as people and programs print them:
        ages: words around how old somebody is, `34 years old`.
        clock_words: what is between a day and a time: "at", of `Today at 9:41`.
        machine_labels: what programs call voices that they count: "speaker", of `SPEAKER_00`.
        encryption: how a messenger says that it encrypts.

    Names of styles, in Word:
        heading_styles, title_styles, speaker_styles, stage_styles, narrative_styles, scene_styles.

    Names of columns, in tables of what is said:
        begin_columns, end_columns, duration_columns, speaker_columns, words_columns, number_columns: the
        clearest first.
    """

    tag: str = UNDETERMINED
    name: str = ""
    script: str = ""
    contents: str = ""
    participants: str = ""
    continued: str = ""
    delimiter: str = ":"
    first: str = "given"
    address: str = "before"
    stop_words: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    role_endings: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    anonymous_marks: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    female: tuple[str, ...] = ()
    male: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    female_names: tuple[str, ...] = ()
    male_names: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    conjunctions: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    answer: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    many_askers: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    examiner: tuple[str, ...] = ()
    sworn: tuple[str, ...] = ()
    reporting_verbs: tuple[str, ...] = ()
    first_person: tuple[str, ...] = ()
    third_person: tuple[str, ...] = ()
    floor: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    movements: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    ballots: tuple[str, ...] = ()
    afterwards: tuple[str, ...] = ()
    going_on: tuple[str, ...] = ()
    announcing: tuple[str, ...] = ()
    addressing: tuple[str, ...] = ()
    taking_floor: tuple[str, ...] = ()
    not_labels: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    metadata_labels: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    vocal: tuple[str, ...] = ()
    kinesic: tuple[str, ...] = ()
    incident: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    scene_words: tuple[str, ...] = ()
    act_words: tuple[str, ...] = ()
    tableau_words: tuple[str, ...] = ()
    prologue_words: tuple[str, ...] = ()
    epilogue_words: tuple[str, ...] = ()
    sitting_words: tuple[str, ...] = ()
    item_words: tuple[str, ...] = ()
    first_ordinals: tuple[str, ...] = ()
    heading_words: tuple[str, ...] = ()
    conversations: tuple[str, ...] = ()
    cast_headings: tuple[str, ...] = ()
    attendance_headings: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    ordinal_endings: tuple[str, ...] = ()
    family_names: tuple[str, ...] = ()
    page_words: tuple[str, ...] = ()
    page_totals: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    clock_words: tuple[str, ...] = ()
    machine_labels: tuple[str, ...] = ()
    encryption: tuple[str, ...] = ()
    heading_styles: tuple[str, ...] = ()
    title_styles: tuple[str, ...] = ()
    speaker_styles: tuple[str, ...] = ()
    stage_styles: tuple[str, ...] = ()
    narrative_styles: tuple[str, ...] = ()
    scene_styles: tuple[str, ...] = ()
    begin_columns: tuple[str, ...] = ()
    end_columns: tuple[str, ...] = ()
    duration_columns: tuple[str, ...] = ()
    speaker_columns: tuple[str, ...] = ()
    words_columns: tuple[str, ...] = ()
    number_columns: tuple[str, ...] = ()


TEXTS = ("name", "script", "contents", "participants", "continued", "delimiter", "first", "address")
LISTS = tuple(name for name in LanguageData.__annotations__ if name not in {"tag", *TEXTS})
