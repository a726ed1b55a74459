"""Finding phrases in a document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policylint import readers
from policylint.lexicon import Lexicons
from policylint.matching import compiling
from policylint.matching.book import Book
from policylint.matching.index import Index, search
from policylint.matching.phrases import parse


def index(text: str, *phrases: str) -> Index:
    """The index of a Markdown text for one group of phrases, 'g'."""
    book = compiling.build({"g": [(p, parse(p)) for p in phrases]}, Lexicons({}, {}, []))
    return Index(readers.read_text(text, "a.md"), Book.from_json(book.to_json()))


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("keep your data", "We keep\nyour **data** here.", ["keep your data"]),
        ("keep ...2 data", "We keep all your data, and keep all of your old data.", ["keep all your data"]),
        ("keep ... data", "We keep one two three four five six seven eight nine data.", []),
        ("(your)? data", "Your data.", ["Your data"]),
        (
            "~store (for)? # days",
            "It is stored thirty days, or stored for 30 days.",
            ["stored thirty days", "stored for 30 days"],
        ),
        ("anonymi*", "Anonymised, then anonymous.", ["Anonymised"]),
        ("third-party", "A third party and a third\u2011party.", ["third party", "third\u2011party"]),
        ("^ questions", "Questions? More questions.", ["Questions"]),
        ("later $", "Ask now or later.", ["later"]),
        ("<email>", "Write to a.b@example.org.", ["a.b@example.org"]),
        ("children data", "Children's data", ["Children's data"]),
        ("it data", "We keep it. Data stay.", []),
    ],
)
def test_hits(phrase: str, text: str, found: list[str]) -> None:
    """A phrase is found on flattened text, however it is broken over lines, and never across sentences."""
    hits = index(text, phrase).find("g")
    assert [h.sentence.text[h.start : h.end] for h in hits] == found


def test_a_list_item_is_read_with_its_lead() -> None:
    """A phrase may begin in the sentence that introduces a list, and then points at the item's own words."""
    found = index("We never:\n\n- sell your data\n- read your mail\n", "never sell ...2 data").find("g")
    assert [(h.sentence.text, h.start, h.end) for h in found] == [("sell your data", 0, 14)]


def test_a_phrase_of_the_lead_alone_is_found_once() -> None:
    """What stands in the lead is not found again in every item."""
    found = index("We never share data with:\n\n- agencies\n- brokers\n", "never share").find("g")
    assert [h.sentence.text for h in found] == ["We never share data with:"]


def test_headings_state_nothing() -> None:
    """Headings are looked at only when they are asked for."""
    made = index("# Sale of data\n\nWe do no such thing.\n", "sale of data")
    assert made.find("g") == ()
    assert [h.sentence.block.kind for h in made.find("g", headings=True)] in (["title"], ["heading"])


def test_a_flood_of_new_words_is_linear() -> None:
    """A text of endless distinct words costs no more than its length."""
    text = " ".join(f"w{n}a" for n in range(20_000))
    assert index(text, "keep data").find("g") == ()


@pytest.mark.parametrize("how", [Index.settle, Index.forget])
def test_what_is_forgotten_is_found_again(how: Callable[[Index], None]) -> None:
    """An index that was told to forget gives the same words, hits and sentences as before."""
    made = index("# Keep data\n\nWe keep your data.\n\nWe never:\n\n- keep data\n", "keep (your)? data")
    before = (made.find("g"), made.find("g", headings=True), made.sentences("g"), list(made.tokens), made.own)
    how(made)
    assert (made.find("g"), made.find("g", headings=True), made.sentences("g"), list(made.tokens), made.own) == before
    assert len(before[0]) == 2


def test_documents_that_are_searched_together() -> None:
    """Search gives each document what it has alone, sentences that several share among them."""
    texts = ("We keep data.\n\nKeep it.\n", "We keep data.\n", "", "Nothing is kept.\n\nWe keep data.\n")
    book = index("", "keep data").book
    rows = [Index(readers.read_text(text, "a.md"), book) for text in texts]
    search(rows)
    assert [sorted(one.sentences("g")) for one in rows] == [[0], [0], [], [1]]
