"""What every transform has to be."""

from docconv.testing import TransformConformance


class TestNumbers(TransformConformance):
    """Any document is one afterwards, and the same each time."""

    transform = "mask-numbers=7"
    keeps_words = False
