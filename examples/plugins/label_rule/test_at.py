"""What every label rule has to be."""

from docconv.testing import LabelRuleConformance


class TestAtSign(LabelRuleConformance):
    """It finds these labels, nothing on the other lines, and loses no word."""

    rule = "at-sign"
    labels = {"@ann.lee~ Good morning.": "ann.lee", "@ben~ Is it?": "ben"}
    others = ("ann@example.org~ is an address.", "@ann.lee~", "Nobody says anything.")
