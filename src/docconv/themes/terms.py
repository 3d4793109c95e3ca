"""The few words that docconv itself prints, by language."""

from __future__ import annotations

from typing import Literal, TypeAlias

Term: TypeAlias = Literal["contents", "participants"]

TERMS: dict[str, tuple[str, str]] = {
    "ar": ("المحتويات", "المشاركون"),
    "az": ("Mündəricat", "İştirakçılar"),
    "bg": ("Съдържание", "Участници"),
    "ca": ("Índex", "Participants"),
    "cs": ("Obsah", "Účastníci"),
    "da": ("Indhold", "Deltagere"),
    "de": ("Inhalt", "Teilnehmende"),
    "el": ("Περιεχόμενα", "Συμμετέχοντες"),
    "en": ("Contents", "Participants"),
    "es": ("Índice", "Participantes"),
    "et": ("Sisukord", "Osalejad"),
    "fi": ("Sisällys", "Osallistujat"),
    "fr": ("Sommaire", "Participants"),
    "gl": ("Índice", "Participantes"),
    "he": ("תוכן העניינים", "משתתפים"),
    "hi": ("विषय-सूची", "प्रतिभागी"),
    "hr": ("Sadržaj", "Sudionici"),
    "hu": ("Tartalom", "Résztvevők"),
    "hy": ("Բովանդակություն", "Մասնակիցներ"),
    "it": ("Indice", "Partecipanti"),
    "ja": ("目次", "参加者"),
    "ka": ("სარჩევი", "მონაწილეები"),
    "ko": ("차례", "참가자"),
    "lt": ("Turinys", "Dalyviai"),
    "lv": ("Saturs", "Dalībnieki"),
    "nl": ("Inhoud", "Deelnemers"),
    "no": ("Innhold", "Deltakere"),
    "pl": ("Spis treści", "Uczestnicy"),
    "pt": ("Índice", "Participantes"),
    "ro": ("Cuprins", "Participanți"),
    "ru": ("Содержание", "Участники"),
    "sk": ("Obsah", "Účastníci"),
    "sl": ("Kazalo", "Udeleženci"),
    "sr": ("Садржај", "Учесници"),
    "sv": ("Innehåll", "Deltagare"),
    "tr": ("İçindekiler", "Katılımcılar"),
    "uk": ("Зміст", "Учасники"),
    "vi": ("Mục lục", "Người tham gia"),
    "zh": ("目录", "参加者"),
}


def term(name: Term, lang: str) -> str:
    """A word in a language, a BCP 47 tag; in English where the language is not known."""
    contents, participants = TERMS.get(lang.split("-", maxsplit=1)[0].lower(), TERMS["en"])
    return contents if name == "contents" else participants
