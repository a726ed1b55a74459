"""Which sentence of a new version is which of the old one: equal ones first, wherever they stand, then reworded ones.

Equal means equal word for word. What stands in order anchors the two texts to each other; what is left between two anchors is paired
by the words that it shares, and what is left then by them across the whole text. All in time that grows with the length of the
texts: where a gap is so large that comparing each with each would not, only sentences with a seldom word in common are compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from policylint.edits.difference import shared, weight
from policylint.record import Record

WHOLE = 5  # words of a sentence that is the same statement wherever it stands
NEAR = 0.5  # how alike two sentences between the same anchors must be to be one reworded
FAR = 0.66  # the same, anywhere
FAR_WORDS = 6
LETTERS = 0.75  # how alike letter by letter
SHORT = 300  # letters that are compared so
MOST_PAIRS = 4000  # pairs of a gap that are all compared
SELDOM = 12  # sentences that a word may stand in to lead to others
MOST_WORDS = 400  # of a sentence that are compared


class Line(Record):
    """A sentence as it is aligned: its own words, and those that introduce it (the lead of a list, the headers of a cell)."""

    words: tuple[str, ...]
    context: tuple[str, ...] = ()


class Alignment(Record):
    """`same` and `reworded` are pairs of numbers (old, new), `context` those of `same` that another lead introduces now;
    `removed` and `added` have no counterpart. What one version only repeats more often than the other is in none of them.
    """

    same: tuple[tuple[int, int], ...]
    context: frozenset[tuple[int, int]]
    reworded: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def align(old: Sequence[Line], new: Sequence[Line]) -> Alignment:
    """The alignment of two rows of sentences; those without words are left out."""
    a_left = {i for i, line in enumerate(old) if line.words}
    b_left = {j for j, line in enumerate(new) if line.words}
    same: dict[int, int] = {}

    def take(pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            if i in a_left and j in b_left:
                same[i] = j
                a_left.discard(i)
                b_left.discard(j)

    take(_equal(old, new, a_left, b_left, whole=True))
    take(_edges(old, new, same, a_left, b_left))
    take(_equal(old, new, a_left, b_left, whole=False))
    chain = _chain(same)
    gaps = _gaps(chain, a_left, b_left)
    for rows_a, rows_b in gaps:
        take(_in_order(old, new, rows_a, rows_b))
    # What is stated again, or once less, is stated none the less.
    known_a = {(line.context, line.words) for line in old}
    known_b = {(line.context, line.words) for line in new}
    a_left -= {i for i in a_left if (old[i].context, old[i].words) in known_b}
    b_left -= {j for j in b_left if (new[j].context, new[j].words) in known_a}
    reworded: list[tuple[int, int]] = []
    for rows_a, rows_b in _gaps(_chain(same), a_left, b_left):
        near = _pair(old, new, rows_a, rows_b, NEAR, 1)
        reworded += near
        left = (
            [i for i in rows_a if i not in {a for a, _ in near}],
            [j for j in rows_b if j not in {b for _, b in near}],
        )
        reworded += _lettered(old, new, *left)
    a_left -= {i for i, _ in reworded}
    b_left -= {j for _, j in reworded}
    far = _pair(old, new, sorted(a_left), sorted(b_left), FAR, FAR_WORDS)
    reworded += far
    a_left -= {i for i, _ in far}
    b_left -= {j for _, j in far}
    context = frozenset((i, j) for i, j in same.items() if old[i].context != new[j].context)
    return Alignment(
        tuple(sorted(same.items())), context, tuple(sorted(reworded)), tuple(sorted(a_left)), tuple(sorted(b_left))
    )


def _equal(
    old: Sequence[Line], new: Sequence[Line], a_left: set[int], b_left: set[int], whole: bool
) -> list[tuple[int, int]]:
    """Sentences that are equal: with their context, or, if they are long enough to say the same anywhere, without."""

    def key(line: Line) -> tuple[object, ...] | None:
        if whole:
            return (line.context, line.words)
        return line.words if len(line.words) >= WHOLE else None

    places: dict[object, list[int]] = defaultdict(list)
    for j in sorted(b_left, reverse=True):
        name = key(new[j])
        if name is not None:
            places[name].append(j)
    found = []
    for i in sorted(a_left):
        name = key(old[i])
        rows = places.get(name) if name is not None else None
        if rows:
            found.append((i, rows.pop()))
    return found


def _edges(
    old: Sequence[Line], new: Sequence[Line], same: dict[int, int], a_left: set[int], b_left: set[int]
) -> list[tuple[int, int]]:
    """Equal sentences directly after or before a pair that is the same, whatever introduces them."""
    found: list[tuple[int, int]] = []
    for step in (1, -1):
        for i, j in list(same.items()):
            a, b = i + step, j + step
            while a in a_left and b in b_left and old[a].words == new[b].words:
                found.append((a, b))
                a, b = a + step, b + step
    return found


def _chain(same: dict[int, int]) -> list[tuple[int, int]]:
    """The longest row of pairs that stand in the same order in both versions."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for i in sorted(same):
        j = same[i]
        at = bisect_left(tails, j)
        if at == len(tails):
            tails.append(j)
            ends.append(i)
        else:
            tails[at], ends[at] = j, i
        before[i] = ends[at - 1] if at else -1
    chain = []
    i = ends[-1] if ends else -1
    while i >= 0:
        chain.append((i, same[i]))
        i = before[i]
    return chain[::-1]


def anchors(same: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs of equal sentences that stand in the same order in both versions, so that the texts between them belong together."""
    return _chain(dict(same))


def _gaps(chain: Sequence[tuple[int, int]], a_left: set[int], b_left: set[int]) -> list[tuple[list[int], list[int]]]:
    """What is left between each two anchors, where both sides have something."""
    firsts, seconds = [i for i, _ in chain], [j for _, j in chain]
    rows: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in sorted(a_left):
        rows[bisect_left(firsts, i)][0].append(i)
    for j in sorted(b_left):
        rows[bisect_left(seconds, j)][1].append(j)
    return [rows[gap] for gap in sorted(rows) if rows[gap][0] and rows[gap][1]]


def _in_order(old: Sequence[Line], new: Sequence[Line], rows_a: list[int], rows_b: list[int]) -> list[tuple[int, int]]:
    """Equal sentences of a gap, however short, in the order of both."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in reversed(rows_b):
        places[new[j].words].append(j)
    pairs = {}
    for i in rows_a:
        if places.get(old[i].words):
            pairs[i] = places[old[i].words].pop()
    return _chain(pairs)


def _pair(
    old: Sequence[Line], new: Sequence[Line], rows_a: Sequence[int], rows_b: Sequence[int], least: float, words: int
) -> list[tuple[int, int]]:
    """The pairs of sentences of two rows that are most alike, each used once."""
    rows_a = [i for i in rows_a if len(old[i].words) >= words]
    rows_b = [j for j in rows_b if len(new[j].words) >= words]
    if not rows_a or not rows_b:
        return []
    bags_a = {i: Counter(old[i].words[:MOST_WORDS]) for i in rows_a}
    bags_b = {j: Counter(new[j].words[:MOST_WORDS]) for j in rows_b}
    heavy_a = {i: weight(old[i].words[:MOST_WORDS]) for i in rows_a}
    heavy_b = {j: weight(new[j].words[:MOST_WORDS]) for j in rows_b}
    place_a = {i: n / len(rows_a) for n, i in enumerate(rows_a)}
    place_b = {j: n / len(rows_b) for n, j in enumerate(rows_b)}
    scored: list[tuple[float, float, int, int]] = []
    for i, j in _candidates(bags_a, bags_b):
        both = shared(bags_a[i], bags_b[j])
        alike = 2 * both / (heavy_a[i] + heavy_b[j])
        if alike < least:
            # A long sentence that only grew, or shrank, is reworded too.
            within = both / min(heavy_a[i], heavy_b[j])
            if within < 0.8 or both < 3:
                continue
            alike = least + (within - 0.8) * 0.1
        scored.append((-alike, abs(place_a[i] - place_b[j]), i, j))
    scored.sort()
    used_a: set[int] = set()
    used_b: set[int] = set()
    found = []
    for _, _, i, j in scored:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            found.append((i, j))
    return found


def _lettered(old: Sequence[Line], new: Sequence[Line], rows_a: list[int], rows_b: list[int]) -> list[tuple[int, int]]:
    """Of a few short sentences those that are alike letter by letter: a line full of mended spelling shares no word."""
    if not 0 < len(rows_a) * len(rows_b) <= 16:
        return []
    from difflib import SequenceMatcher

    found: list[tuple[int, int]] = []
    for i in rows_a:
        a = " ".join(old[i].words)[:SHORT]
        for j in rows_b:
            b = " ".join(new[j].words)[:SHORT]
            if SequenceMatcher(None, a, b, autojunk=False).ratio() >= LETTERS and j not in {y for _, y in found}:
                found.append((i, j))
                break
    return found


def _candidates(bags_a: dict[int, Counter[str]], bags_b: dict[int, Counter[str]]) -> Iterable[tuple[int, int]]:
    if len(bags_a) * len(bags_b) <= MOST_PAIRS:
        return [(i, j) for i in bags_a for j in bags_b]
    where: dict[str, list[int]] = defaultdict(list)
    for j, bag in bags_b.items():
        for word in bag:
            where[word].append(j)
    counts: Counter[tuple[int, int]] = Counter()
    for i, bag in bags_a.items():
        for word in bag:
            rows = where.get(word)
            if rows is not None and len(rows) <= SELDOM:
                for j in rows:
                    counts[i, j] += 2 if len(rows) == 1 else 1
    return [pair for pair, count in counts.items() if count >= 2]
