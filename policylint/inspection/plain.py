"""Plain-language measures of a policy: how long its sentences are, and how easy they are to read.

What counts is running text: sentences of paragraphs, list items and quotations, without headings, table cells and what is no
sentence (fewer than three words). The reading ease is that of Flesch (1948): 100 is very easy, 60 plain English, below 30 hard even
for graduates; the grade is that of Kincaid (1975), years of schooling in the United States. Both hold for English only. Syllables
are counted by hyphenation, with breaks allowed after the first letter and before the last: on running English 2 % more than a
dictionary of pronunciation counts, where the breaks of typesetting give 6 % fewer.
"""

from __future__ import annotations

from policylint.hints import TYPE_CHECKING
from policylint.patterns import lazy
from policylint.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policylint.document import Document, Sentence

LONG = 40  # words; a sentence of more is one that few people understand at the first reading
FEWEST = 30  # words; of less text no ease is told
_KINDS = frozenset({"paragraph", "item", "quote"})
_LEAST = 3  # words of a sentence that counts
_LONGEST_WORD = 60  # letters; what is longer is no word of English
_WORD = lazy(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_LEVELS = ((80, "easy"), (60, "plain"), (50, "fairly difficult"), (30, "difficult"))


class Plain(Record):
    """The measures of one document.

    words, sentences  how many there are of running text
    mean              words a sentence, to one decimal
    long              sentences of more than LONG words
    longest           the longest sentence, None where there is none; `most` is how many words it has
    ease, grade       to one decimal; None where the text is too short or not English
    """

    words: int
    sentences: int
    mean: float
    long: int
    longest: Sentence | None
    most: int
    ease: float | None
    grade: float | None

    @property
    def level(self) -> str:
        """The reading ease in a word, '' where there is none."""
        if self.ease is None:
            return ""
        return next((name for least, name in _LEVELS if self.ease >= least), "very difficult")


def measures(document: Document) -> Plain:
    """The measures of a document; syllables by the `pyphen` library."""
    rows: list[tuple[Sentence, list[str]]] = []
    for sentence in document.sentences:
        if sentence.block.kind in _KINDS:
            words = _WORD.findall(sentence.text)
            if len(words) >= _LEAST:
                rows.append((sentence, words))
    count = sum(len(words) for _, words in rows)
    longest, most = None, 0
    for sentence, words in rows:
        if len(words) > most:
            longest, most = sentence, len(words)
    mean = count / len(rows) if rows else 0.0
    ease = grade = None
    if count >= FEWEST and document.language == "en":
        syllables = _syllables(word for _, words in rows for word in words) / count
        ease = round(206.835 - 1.015 * mean - 84.6 * syllables, 1)
        grade = round(0.39 * mean + 11.8 * syllables - 15.59, 1)
    long = sum(len(words) > LONG for _, words in rows)
    return Plain(count, len(rows), round(mean, 1), long, longest, most, ease, grade)


def _syllables(words: Iterable[str]) -> int:
    from collections import Counter

    from pyphen import Pyphen

    breaks = Pyphen(lang="en_US", left=1, right=1).positions
    times = Counter(word.lower()[:_LONGEST_WORD] for word in words)
    return sum((len(breaks(word)) + 1) * count for word, count in times.items())
