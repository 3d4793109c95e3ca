"""What every format has to be."""

from docconv.testing import FormatConformance


class TestMessages(FormatConformance):
    """Every word of a sample is there, and what is no such file is refused."""

    format = "jsonl"
    samples = (b'{"who": "Ann Lee", "says": "Yes."}\n{"who": "Ben Orr", "says": "No \\"way\\"."}\n',)
