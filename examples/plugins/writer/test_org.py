"""What every format has to be."""

from docconv.testing import FormatConformance


class TestOrg(FormatConformance):
    """Documents of any kind keep their words and labels."""

    format = "org"
