"""What every language has to be."""

from docconv.testing import LanguageConformance


class TestEsperanto(LanguageConformance):
    """A text in it is told from all others, and its file is whole."""

    tag = "eo"
    sample = "La urbestro diris, ke la ponto estas tre malnova. Ĉu vi ankaŭ havas tiun opinion pri ĝi?"
