"""What every theme has to be."""

from docconv.testing import ThemeConformance


class TestHouse(ThemeConformance):
    """Word documents, PDF and pages keep all their words."""

    theme = "house"
