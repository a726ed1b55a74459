"""Many sentences searched at once, for every phrase of a book.

A bit is a place. The sentences lie one after the other, some empty places apart, and all places of a word are one whole number. A
phrase is matched by shifting such numbers and cutting them with each other, at the same price for a thousand sentences as for one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress
from struct import Struct

from policylint.hints import Any
from policylint.matching.book import Book, Match, Step, is_number

APART = 9  # places between two sentences: one more than a step may stray, so that none reaches into the next
_NAMELESS = ("",)
_EMPTY = ("\0",) * APART

Ways = tuple[tuple[int, int], ...]
"""(length, places): where entries of so many words begin."""
Chain = tuple[Any, ...] | None
"""What stands in a branch of a trie, and the chain of what was found before: sooner made than a list, and most are never read."""
Link = list[int] | tuple[tuple[int, bytes | None, int], ...]
"""What a step leads to: a gap to the next of some places; a choice past an entry, the longest first: its length, the places where it is
taken (None: everywhere) and the lexicon's root, -1 where its entries have no names."""


class Board:
    """The words of some sentences, laid out."""

    __slots__ = (
        "_bases", "_begins", "_bits", "_book", "_edges", "_ends", "_every", "_flat", "_further", "_last", "_lexicons", "_numerals", "_own",
        "_owners", "_places", "_sixtyfours", "_size", "_sorted", "_ways", "_within",
    )  # fmt: skip

    def __init__(self, book: Book, rows: Sequence[tuple[tuple[str, ...], int]]) -> None:
        """`rows` are (words, own): the words of each sentence, and where its own words begin (see Index)."""
        self._book = book
        flat: list[str] = []
        bases: list[int] = []
        ends: list[int] = []
        owners: list[int] = []  # the sentence of each byte of a bit set; sentences lie too far apart to share one
        for row, _ in rows:
            bases.append(len(flat))
            flat += row
            ends.append(len(flat))
            flat += _EMPTY
            owners += [len(ends) - 1] * ((len(flat) >> 3) - len(owners))
        owners.append(len(ends) - 1)
        places: dict[str, list[int]] = defaultdict(list)
        for base, (row, _) in zip(bases, rows, strict=True):
            for at, word in enumerate(row, base):
                places[word].append(at)
        self._flat, self._bases, self._owners, self._own = flat, bases, owners, [own for _, own in rows]
        self._places = places
        words = (len(flat) >> 6) + 1
        # Of a bit set: how many bytes it takes, and how it is read as numbers of 64 bits.
        self._size, self._sixtyfours, self._every = words << 3, Struct(f"<{words}Q").unpack, range(words)
        starts = self._set(bases)
        self._ends = self._set(ends)
        self._edges = starts | self._set([base + own for base, own in zip(bases, self._own, strict=True)])
        # Runs of places, each from its first bit up to its last: the difference of two numbers sets them all.
        self._begins = self._ends - starts
        self._within = self._begins | self._ends
        # What stands in each branch of a trie: the words that end an entry, and those that lead on, with where to.
        branches = len(book.branches)
        self._last: list[Chain] = [None] * branches
        self._further: list[Chain] = [None] * branches
        self._bits: dict[str, int] = {}  # the places of words
        self._ways: list[Ways | None] = [
            ()
        ] * branches  # None of a branch with something in it that nobody asked for yet
        for branch in book.loose:
            self._ways[branch] = None
        last, further, bits, ways = self._last, self._further, self._bits, self._ways
        for word, here in places.items():
            endings, leads, targets = book.link(word)
            if endings or leads:
                bits[word] = self._set(here)
                for branch in endings:
                    last[branch] = word, last[branch]
                    ways[branch] = None
                for branch, rest in zip(leads, targets):  # noqa: B905 - as many of both
                    further[branch] = word, rest, further[branch]
                    ways[branch] = None
        self._lexicons = frozenset(book.roots[number] for number in book.names.values())
        self._numerals = -1  # the places of numbers, once somebody asked
        self._sorted: list[str] = []

    def search(self) -> Iterator[tuple[int, int, tuple[Match, ...]]]:
        """(sentence, phrase, matches) wherever a phrase occurs; sentences are numbered on the board.

        Matches go from left to right, none overlaps the one before, and of those that begin at one word the first step takes
        the longest entry, then the second. One that lies in the words of the lead alone is left out.
        """
        gated: set[int] = set()
        for word in self._places:
            gated.update(self._book.gate(word))
        for number in sorted(gated):
            steps = self._book.phrase(number)
            if len(steps) == 1 and len(steps[0][1]) == 1:
                for sentence, matches in self._single(self._book.roots[steps[0][1][0]]).items():
                    yield sentence, number, matches
                continue
            trail = self._forward(steps)
            if trail:
                for sentence, matches in self._matches(steps, trail).items():
                    yield sentence, number, matches

    def _forward(self, steps: Sequence[Step]) -> list[int]:
        """The places that can be reached before each step of a phrase and behind the last; nothing if that is none."""
        roots, known = self._book.roots, self._ways
        here = self._begins
        trail = [here]
        for kind, value, optional in steps:
            if kind == "t":
                behind = here if optional else 0
                for trie in value:
                    ways = known[roots[trie]]
                    for length, places in self._entries(roots[trie]) if ways is None else ways:
                        behind |= (here & places) << length
                here = behind
                if not here:
                    return []
            elif kind == "g":
                for by in _strides(value):
                    here = here | here << by if by else here & self._within
            else:
                here &= self._edges if kind == "^" else self._ends
            trail.append(here)
        return trail if here else []

    def _single(self, root: int) -> dict[int, tuple[Match, ...]]:
        """The matches of a phrase that is one entry of one trie, by sentence."""
        ways = self._entries(root)
        lengths: dict[int, int] = {}
        for length, places in sorted(ways):  # the longest entry that begins at a word is written last
            lengths.update(dict.fromkeys(self._numbers(places), length))
        named = root in self._lexicons
        owners, bases, own, flat, name_of = self._owners, self._bases, self._own, self._flat, self._book.branches.name
        found: dict[int, list[Match]] = {}
        least = 0
        for begin in sorted(lengths) if len(ways) > 1 else lengths:
            if begin >= least:
                least = begin + lengths[begin]
                sentence = owners[begin >> 3]
                base = bases[sentence]
                if least - base > own[sentence]:
                    match = (begin - base, least - base, (name_of(root, flat[begin:least]),) if named else _NAMELESS)
                    if sentence in found:
                        found[sentence].append(match)
                    else:
                        found[sentence] = [match]
        share = self._book.share
        return {sentence: share(tuple(matches)) for sentence, matches in found.items()}

    def _matches(self, steps: Sequence[Step], trail: Sequence[int]) -> dict[int, tuple[Match, ...]]:
        """The matches of a phrase by sentence."""
        links: list[Link] = []
        after = trail[-1]
        for at in range(len(steps) - 1, -1, -1):
            kind, value, optional = steps[at]
            if kind == "t":
                after, link = self._back(value, trail[at], after, optional)
                links.append(link)
            elif kind == "g":
                links.append(self._numbers(after))
                for by in _strides(value):
                    after = after | after >> by if by else after & self._within
                after &= trail[at]
        links.reverse()
        if steps[0][2] or steps[0][0] == "^":
            after &= self._first(steps)
        found: dict[int, tuple[Match, ...]] = {}
        share = self._book.share
        least = 0
        owners, bases, own, flat, name_of = self._owners, self._bases, self._own, self._flat, self._book.branches.name
        fixed = _length(links)
        same: tuple[str, ...] = ("",) * len(links)
        for begin in self._numbers(after):
            if begin < least:
                continue
            if fixed:
                least = begin + fixed
                sentence = owners[begin >> 3]
                base = bases[sentence]
                if least - base > own[sentence]:
                    one = (begin - base, least - base, same)
                    found[sentence] = share((*found[sentence], one) if sentence in found else (one,))
                continue
            place = begin
            names: tuple[str, ...] = ()
            for link in links:
                if isinstance(link, list):
                    place = link[bisect_left(link, place)]
                    continue
                for length, row, root in link:
                    if row is None or row[place >> 3] >> (place & 7) & 1:
                        names += (name_of(root, flat[place : place + length]) if root >= 0 else "",)
                        place += length
                        break
            least = place
            sentence = owners[begin >> 3]
            base = bases[sentence]
            if place - base > own[sentence]:
                match = (begin - base, place - base, names)
                found[sentence] = share((*found[sentence], match) if sentence in found else (match,))
        return found

    def _first(self, steps: Sequence[Step]) -> int:
        """Where a phrase may begin that begins with an edge or with something optional: at an entry."""
        begins = 0
        for kind, value, optional in steps:
            if kind == "t":
                for trie in value:
                    for _, places in self._entries(self._book.roots[trie]):
                        begins |= places
            if kind != "^" and not optional:
                break
        return begins

    def _back(self, tries: Sequence[int], before: int, after: int, optional: bool) -> tuple[int, Link]:
        """From which of the places before a step those behind it are reached, and how."""
        rows: list[tuple[int, int, int, int]] = []
        known, roots = self._ways, self._book.roots
        begins = before & after if optional else 0
        for order, trie in enumerate(tries):
            root = roots[trie]
            ways = known[root]
            for length, places in self._entries(root) if ways is None else ways:
                here = before & places & (after >> length)
                if here:
                    begins |= here
                    rows.append((-length, order, root, here))
        named = self._lexicons
        if len(rows) == 1 and not optional:
            length, _, root, _ = rows[0]
            return begins, ((-length, None, root if root in named else -1),)
        rows.sort()
        size = self._size
        return begins, tuple(
            [(-length, here.to_bytes(size, "little"), root if root in named else -1) for length, _, root, here in rows]
        )

    def _numbers(self, places: int) -> list[int]:
        """The places of a bit set, in order."""
        found: list[int] = []
        words = self._sixtyfours(places.to_bytes(self._size, "little"))
        for at in compress(self._every, words):
            word = words[at]
            base = (at << 6) - 1
            while word:
                low = word & -word
                word ^= low
                found.append(base + low.bit_length())
        return found

    def _entries(self, branch: int) -> Ways:
        """Where what may follow in a branch of a trie stands, by its number of words; nothing at all is left out."""
        known, bits = self._ways, self._bits
        ways = known[branch]
        if ways is not None:
            return ways
        one = 0
        chain = self._last[branch]
        while chain is not None:
            one |= bits[chain[0]]
            chain = chain[1]
        chain = self._further[branch]
        loose = branch in self._book.loose
        if chain is None and not loose:  # most branches hold single words
            ways = known[branch] = ((1, one),)
            return ways
        rows: dict[int, int] = {1: one} if one else {}
        while chain is not None:
            word, rest, chain = chain
            ways = known[rest]
            if ways is None:
                ways = self._entries(rest)
            for length, at in ways:
                both = bits[word] & (at >> 1)
                if both:
                    rows[length + 1] = rows.get(length + 1, 0) | both
        if loose:
            numeral, star = self._book.loose[branch]
            if numeral >= 0:
                if self._numerals < 0:
                    numbers = [at for word, places in self._places.items() if is_number(word) for at in places]
                    self._numerals = self._set(numbers)
                self._follow(rows, self._numerals, numeral)
            if star >= 0:
                for prefix, rest in self._book.branches.lazy(star).items():
                    self._follow(rows, self._prefixed(prefix), rest)
        found = known[branch] = tuple(rows.items())
        return found

    def _follow(self, rows: dict[int, int], here: int, branch: int) -> None:
        """Add to `rows` the entries whose first word stands `here`."""
        if "" in self._book.branches.lazy(branch):
            rows[1] = rows.get(1, 0) | here
        for length, places in self._entries(branch):
            rows[length + 1] = rows.get(length + 1, 0) | here & (places >> 1)

    def _prefixed(self, prefix: str) -> int:
        """The places of the words that begin so."""
        if not self._sorted:
            self._sorted = sorted(self._places)
        words = self._sorted
        rows: list[int] = []
        at = bisect_left(words, prefix)
        while at < len(words) and words[at].startswith(prefix):
            rows += self._places[words[at]]
            at += 1
        return self._set(rows)

    def _set(self, places: Sequence[int]) -> int:
        """The bit set of some places."""
        if len(places) < 8:
            found = 0
            for place in places:
                found |= 1 << place
            return found
        row = bytearray(len(self._owners))
        for place in places:
            row[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(row, "little")


def _length(links: Sequence[Link]) -> int:
    """The words of a match, where every step takes as many wherever it stands and none has names; else 0."""
    length = 0
    for link in links:
        if isinstance(link, list) or len(link) != 1 or link[0][1] is not None or link[0][2] >= 0:
            return 0
        length += link[0][0]
    return length


def _strides(most: int) -> tuple[int, ...]:
    """By how much to shift places to reach all that lie up to `most` words away; 0 where what strayed must be cut off."""
    found = _STRIDES.get(most)
    if found is None:
        rows: list[int] = []
        left = most
        while left > 0:
            reach = min(left, APART - 1)
            left -= reach
            by = 1
            while reach > 0:
                rows.append(min(by, reach))
                reach -= rows[-1]
                by += by
            rows.append(0)
        found = _STRIDES[most] = tuple(rows)
    return found


_STRIDES: dict[int, tuple[int, ...]] = {}
