"""Offsets, lines and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policylint.span import Lines, Span


@pytest.mark.parametrize(
    ("text", "offset", "place", "reason"),
    [
        ("", 0, (1, 1), "an empty text has one line"),
        ("ab\ncd", 3, (2, 1), "LF ends a line"),
        ("ab\r\ncd", 4, (2, 1), "CRLF is one end"),
        ("ab\rcd", 3, (2, 1), "so does a CR alone"),
        ("ab\r\r\ncd", 5, (3, 1), "a CR and a CRLF are two"),
        ("ab\u2028cd", 3, (1, 4), "a line separator ends nothing"),
        ("ab\x0ccd\x85e", 6, (1, 7), "nor do form feed and next line"),
        ("a\U0001f600b", 2, (1, 3), "columns count code points"),
        ("ab\n", 3, (2, 1), "the end of a text that ends a line is on the next"),
    ],
)
def test_position(text: str, offset: int, place: tuple[int, int], reason: str) -> None:
    """An offset is told as the line and column that an editor shows."""
    assert Lines(text).position(offset) == place, reason


@given(st.text(alphabet=st.sampled_from("ab\r\n\u2028 ")))
def test_lines_partition_the_text(text: str) -> None:
    """Every line's span holds its text, and no text but line ends lies between them."""
    lines = Lines(text)
    joined = "".join(lines.line(n) for n in range(1, len(lines) + 1))
    assert joined == text.replace("\r", "").replace("\n", "")
    for n in range(1, len(lines) + 1):
        span = lines.span(n)
        assert text[span.start : span.end] == lines.line(n)
        assert lines.position(span.start) == (n, 1)


def test_meets() -> None:
    """Spans meet where they share a code point; an empty one where it lies in or at the other."""
    assert Span(0, 3).meets(Span(2, 4))
    assert not Span(0, 3).meets(Span(3, 4))
    assert Span(3, 3).meets(Span(3, 4))
    with pytest.raises(ValueError, match="no span"):
        Span(3, 2)
