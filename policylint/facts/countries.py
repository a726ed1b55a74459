"""Countries, states and regions named in a sentence.

The names are those of the lexicons country, city, demonym, us-state and region; a city stands for its country. A name counts only where it is written with
a capital, and an abbreviation only in capitals, so that "contact us" is no country.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.document import Sentence
from policylint.matching.index import Index, walk
from policylint.patterns import lazy
from policylint.record import Record

LEXICONS = ("us-state", "country", "region", "demonym", "city")
_ABBREVIATIONS = frozenset({"us", "usa", "uk", "uae", "eu", "eea", "prc", "ksa", "rsa", "bvi", "efta", "apac", "hksar"})
_CIPHER = frozenset(
    "encryption encrypted encrypt key keys cipher algorithm public signature signed certificate bit".split()
)  # RSA
_STATE_OR_COUNTRY = {"GE": "US-GA"}  # Georgia is a state where the sentence speaks of the United States
_NAMESAKE = lazy(r",? (?:[A-Z]{2}\b|[A-Z][a-z]+,? \d{5}\b)")  # "Paris, TX" is no place in France
EEA = frozenset("AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE".split())
"""The countries of the European Economic Area, ISO 3166-1 alpha-2."""


class Named(Record):
    """A country, state or region named in tokens first to last (half-open), text[start:end] of the sentence.

    `kind`: country, demonym, us-state, region. `code`: ISO 3166-1 alpha-2 (DE), ISO 3166-2 (US-CA), or a region's key (EEA).
    """

    first: int
    last: int
    start: int
    end: int
    code: str
    kind: str

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2 of the country; US for a state; '' for a region."""
        return "" if self.kind == "region" else self.code[:2]


def countries(index: Index, sentence: Sentence, first: int = 0, last: int | None = None) -> list[Named]:
    """What a sentence's own words name, from left to right, the longest name at each place; of tokens `first` to `last` alone.

    >>> countries(context.index, sentence)  # doctest: +SKIP
    [Named(first=5, last=6, start=27, end=34, code='DE', kind='country')]
    """
    found = list(_named(index, sentence, first, last))
    if any(n.code == "US" or n.kind == "us-state" for n in found):
        found = [Named(n.first, n.last, n.start, n.end, _STATE_OR_COUNTRY.get(n.code, n.code), "us-state")
                 if n.code in _STATE_OR_COUNTRY else n for n in found]  # fmt: skip
    return found


def _named(index: Index, sentence: Sentence, first: int, last: int | None) -> Iterator[Named]:
    words, starts, ends = index.tokens[sentence.index]
    if index.book.tries.beginnings(LEXICONS).isdisjoint(words):
        return
    tries = [(kind, index.book.tries.get(kind, {})) for kind in LEXICONS]
    text = sentence.text
    at = max(index.own[sentence.index], first)
    count = len(words) if last is None else min(last, len(words))
    while at < count:
        word, best = words[at], None
        for kind, trie in tries:
            if word not in trie:
                continue
            for end, code in walk(trie, words, at):
                if (best is None or end > best[0]) and _capital(text, words, starts, ends, at, end):
                    best = (end, code, kind)
        if best is None:
            at += 1
            continue
        kind = best[2]
        if kind != "city" or not _NAMESAKE.match(text, ends[best[0] - 1]):
            yield Named(at, best[0], starts[at], ends[best[0] - 1], best[1], "country" if kind == "city" else kind)
        at = best[0]


def _capital(
    text: str, words: tuple[str, ...], starts: tuple[int, ...], ends: tuple[int, ...], first: int, last: int
) -> bool:
    """Whether words[first:last] are written as a name: abbreviations in capitals, others with a capital letter."""
    if words[first] == "the" and last > first + 1:
        first += 1
    written = text[starts[first] : ends[first]]
    if words[first] == "rsa" and not _CIPHER.isdisjoint(words):
        return False
    if (last == first + 1 and words[first] in _ABBREVIATIONS) or len(written) == 1:
        return written.isupper() and not (
            words[first] == "us" and text[max(starts[first] - 12, 0) : starts[first]].isupper()
        )
    return written[:1].isupper()
