"""Many sentences searched at once: the same matches as a plain search of one sentence after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from policylint.lexicon import Lexicons
from policylint.matching import compiling
from policylint.matching.board import Board
from policylint.matching.book import Book, is_number
from policylint.matching.phrases import Choice, Edge, Element, Gap, parse

Match = tuple[int, int]
WORDS = ("we", "keep", "keeping", "your", "data", "30", "thirty", "not")
CHOICES = ("we", "keep*", "your", "(your)?", "(keep|keep your)", "(keep data|not)?", "#", "(data|#)", "not")
GAPS = ("...1", "...3", "...8", "...12")
SENTENCES = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), max_size=14).map(tuple), st.integers(0, 3)), min_size=1, max_size=9
)


@st.composite
def phrases(draw: st.DrawFn) -> str:
    """A phrase: choices, with gaps and edges between and around them."""
    rows = [draw(st.sampled_from(CHOICES)) for _ in range(draw(st.integers(1, 4)))]
    parts = [rows[0]]
    for row in rows[1:]:
        if draw(st.booleans()):
            parts.append(draw(st.sampled_from(GAPS)))
        parts.append(row)
    if all(row.endswith("?") for row in rows):
        parts.append("data")
    return " ".join([*(["^"] if draw(st.booleans()) else []), *parts, *(["$"] if draw(st.integers(0, 3)) == 0 else [])])


@given(st.lists(phrases(), min_size=1, max_size=3, unique=True), SENTENCES)
def test_a_board_finds_what_a_plain_search_finds(
    sources: list[str], sentences: list[tuple[tuple[str, ...], int]]
) -> None:
    """Leftmost first, the longest entry at each step, none overlapping the one before, and never in the words of the lead alone."""
    rows = [(words, min(own, len(words))) for words, own in sentences]
    book = compiling.build({"g": [(source, parse(source)) for source in sources]}, Lexicons({}, {}, []))
    found = {
        (sentence, phrase): [(first, last) for first, last, _ in matches]
        for sentence, phrase, matches in Board(Book.from_json(book.to_json()), rows).search()
    }
    expected = {
        (sentence, phrase): matches
        for sentence, (words, own) in enumerate(rows)
        for phrase, source in enumerate(sources)
        if (matches := list(plain(parse(source), words, own)))
    }
    assert found == expected


def plain(phrase: Sequence[Element], words: tuple[str, ...], own: int) -> Iterator[Match]:
    """The matches of a phrase in one sentence, by trying every way at every word."""
    least = 0
    for begin in range(len(words)):
        if begin < least or not opens(phrase, words, begin):
            continue
        end = next(ends(phrase, words, own, begin), None)
        if end is not None:
            least = end
            if end > own:
                yield begin, end


def opens(phrase: Sequence[Element], words: tuple[str, ...], begin: int) -> bool:
    """Whether a phrase that may leave its first words out begins at one of its words: what a gap skips is no part of a match."""
    for element in phrase:
        if isinstance(element, Choice):
            if any(True for _ in entries(element, words, begin)):
                return True
            if not element.optional:
                return False
        elif isinstance(element, Gap):
            return False
    return False


def ends(phrase: Sequence[Element], words: tuple[str, ...], own: int, at: int) -> Iterator[int]:
    """Where a phrase that begins at words[at] may end, the way to be taken first."""
    if not phrase:
        yield at
        return
    element, rest = phrase[0], phrase[1:]
    if isinstance(element, Choice):
        for end in entries(element, words, at):
            yield from ends(rest, words, own, end)
        if element.optional:
            yield from ends(rest, words, own, at)
    elif isinstance(element, Gap):
        for begin in range(at, min(at + element.most, len(words)) + 1):
            yield from ends(rest, words, own, begin)
    elif isinstance(element, Edge) and at in ((0, own) if element.side == "^" else (len(words),)):
        yield from ends(rest, words, own, at)


def entries(choice: Choice, words: tuple[str, ...], at: int) -> list[int]:
    """Where the alternatives that stand at words[at] end, the longest first."""
    return sorted(
        {
            at + len(row)
            for row in choice.sequences
            if len(words) - at >= len(row)
            and all(fits(want, word) for want, word in zip(row, words[at:], strict=False))
        },
        reverse=True,
    )


def fits(want: str, word: str) -> bool:
    """Whether a word is the one asked for, begins as asked, or is a number."""
    if want == "#":
        return is_number(word)
    return word.startswith(want[:-1]) if want.endswith("*") else word == want


def test_nothing_reaches_into_the_next_sentence() -> None:
    """However long a gap may be, what follows it stands in the same sentence."""
    sources = [f"we ...{most} data" for most in (1, 8, 9, 16, 17, 20)]
    book = compiling.build({"g": [(source, parse(source)) for source in sources]}, Lexicons({}, {}, []))
    rows = [(("we",) * first + ("keep",) * more, 0) for first, more in product((0, 1), range(12))]
    assert list(Board(book, [*rows, (("data",), 0)]).search()) == []
