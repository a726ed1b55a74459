"""Numbers of sections: how they are read, and the runs that are compared."""

from __future__ import annotations

import pytest

from policylint.checks import section_numbers
from policylint.checks.section_numbers import Number
from policylint.readers import read_text


@pytest.mark.parametrize(
    ("marker", "style", "number"),
    [
        ("2.1", "decimal", (2, 1)),
        ("12.", "decimal", (12,)),
        ("(3)", "decimal", (3,)),
        ("Section 3:", "decimal", (3,)),
        ("IV.", "roman", (4,)),
        ("XXIX)", "roman", (29,)),
        ("B)", "letter", (2,)),
        ("I.", "roman", (1,)),
        ("1a", "", ()),
        ("", "", ()),
    ],
)
def test_a_marker_is_read(marker: str, style: str, number: Number) -> None:
    """A marker has a style and a value; what is none has neither."""
    assert section_numbers.parse(marker) == (style, number)


def test_what_a_reader_can_find() -> None:
    """Numbers are found at the start of headings, items and paragraphs, with the numbers above them."""
    document = read_text(
        "# Policy\n\n## 2.1 Logs\n\nTwo weeks.\n\n7. Orders: a year.\n\nClause 9\n\nIn 2020 we moved.", "p.md"
    )
    assert section_numbers.known(document) == {(2,), (2, 1), (7,), (9,)}
