"""Plain-language measures: length of sentences and ease of reading."""

from __future__ import annotations

import pytest

from policylint.inspection.plain import LONG, Plain, measures
from policylint.readers import read_text
from policylint.record import replace

EASY = "We keep your name. We use it to send you the book. You can ask us to drop it. We do so in a week.\n\n" * 3
HARD = (
    "Notwithstanding applicable statutory limitations, identifiable information necessitating retention is administered "
    "proportionately, accountability obligations permitting. Organisational governance necessitates comprehensive documentation "
    "of retention considerations, internationally harmonised accountability requirements and supervisory interpretation.\n"
)


def measured(text: str, language: str = "en", path: str = "p.md") -> Plain:
    return measures(replace(read_text(text, path), language=language))


def test_running_text_is_counted() -> None:
    """Sentences of paragraphs, items and quotations count; headings, cells and scraps do not."""
    text = (
        "# A heading of five words\n\nWe keep logs. They're short-lived!\n\n- Your name, please.\n\n> You may ask.\n\n"
        "|A|B|\n|-|-|\n|one two three|four five six|\n\nYes.\n"
    )
    found = measured(text)
    assert (found.words, found.sentences, found.mean) == (3 + 3 + 3, 3, 3.0)


def test_long_sentences_are_counted_and_the_longest_is_shown() -> None:
    """More than LONG words is long; of two of one length the first is shown."""
    row = "We keep " + "very " * (LONG - 3) + "old"  # LONG words
    found = measured(f"{row}.\n\n{row} logs.\n\nYou {row} logs.\n")
    assert (found.long, found.most) == (2, LONG + 2)
    assert found.longest is not None
    assert found.longest.text.startswith("You We keep")


def test_ease_is_that_of_the_formula() -> None:
    """206.835 - 1.015 words a sentence - 84.6 syllables a word, and its grade, on words whose syllables nobody doubts."""
    found = measured("We keep the map of the box at the water garden. " * 4)  # 11 words, 13 syllables
    assert (found.ease, found.grade) == (
        round(206.835 - 1.015 * 11 - 84.6 * 13 / 11, 1),
        round(0.39 * 11 + 11.8 * 13 / 11 - 15.59, 1),
    )


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        pytest.param(EASY, {"easy"}, id="short words"),
        pytest.param(HARD * 2, {"very difficult"}, id="long words"),
        pytest.param(EASY + HARD, {"fairly difficult", "difficult"}, id="both"),
    ],
)
def test_ease_falls_with_long_words(text: str, levels: set[str]) -> None:
    """The reading ease says how hard a text is, in a number and in a word."""
    found = measured(text)
    assert found.ease is not None
    assert found.level in levels


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("We keep your name.", "en", id="too short"),
        pytest.param(EASY, "de", id="not English"),
        pytest.param("", "en", id="empty"),
        pytest.param("# 2024\n\n1 2 3 4 5\n", "en", id="no words"),
    ],
)
def test_no_ease_is_told_where_it_means_nothing(text: str, language: str) -> None:
    """Of little text, and of a language that the formula was not made for."""
    found = measured(text, language)
    assert (found.ease, found.grade, found.level) == (None, None, "")
