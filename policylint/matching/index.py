"""Where the phrases of a book occur in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policylint.document import Document, Sentence
from policylint.matching.book import NUMBER, Book, Masks, Match, Rows, Step, Trie, is_number
from policylint.matching.sharing import Branches
from policylint.matching.tokens import Tokens, tokenize
from policylint.record import record

# The same sentence stands in many policies, and in every policy of one template: what was found in it is kept. Long sentences repeat less.
MOST_KEPT = 3000
MOST_LONG = 60
LEAD = 24  # words of the sentence that introduces a list that are read with each item


@record
class Hit:
    """A phrase found. `first` to `last` (half-open) count the tokens of `Index.words(sentence)`; `start` to `end` its characters.

    Where the phrase begins in the sentence that introduces a list, `start` is 0: the item's own words alone are pointed at.
    """

    sentence: Sentence
    first: int
    last: int
    start: int
    end: int
    phrase: int
    values: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """The name of the first lexicon entry in the phrase, '' where it has none."""
        return next((v for v in self.values if v), "")


class Index:
    """The tokens of every sentence of a document, and the hits of every phrase of a book in them.

    The first sentence of a list item is read together with the end of the sentence that introduces the list, a cell with its
    column and row headers: "We never:" + "sell your data" is one statement. Those words come first in `words`; `own` says where
    the sentence's own words begin. A phrase must reach into them to count.
    """

    def __init__(self, document: Document, book: Book) -> None:
        self.document, self.book = document, book
        self.tokens: list[Tokens] = []
        self.own: list[int] = []
        for sentence in document.sentences:
            tokens = tokenize(sentence.text)
            before = self._before(sentence)
            self.own.append(len(before))
            if before:
                pad = (0,) * len(before)
                tokens = (before + tokens[0], pad + tokens[1], pad + tokens[2])
            self.tokens.append(tokens)
        self._hits: dict[int, list[Hit]] = {}
        self._groups: dict[tuple[str, bool], tuple[Hit, ...]] = {}
        self._search()

    def _before(self, sentence: Sentence) -> tuple[str, ...]:
        block = sentence.block
        if sentence.start or block.kind not in ("item", "cell"):
            return ()
        words: tuple[str, ...] = ()
        if block.lead is not None and block.lead.index < len(self.tokens):
            words = self.tokens[block.lead.index][0][-LEAD:]
        for header in block.headers:
            words += tokenize(header)[0][:LEAD]
        return words

    def _search(self) -> None:
        book, all_hits = self.book, self._hits
        for sentence, (words, starts, ends), own in zip(self.document.sentences, self.tokens, self.own, strict=True):
            key = (words, own)
            rows = book.kept.get(key)
            if rows is None:
                rows = _found(book, words, own)
                if len(book.kept) < MOST_KEPT and len(words) < MOST_LONG:
                    book.kept[key] = rows
            for number, found in rows:
                hits = all_hits.get(number)
                if hits is None:
                    hits = all_hits[number] = []
                for first, last, values in found:
                    hits.append(Hit(sentence, first, last, starts[first], ends[last - 1], number, values))

    @property
    def phrases(self) -> frozenset[int]:
        """The numbers of the phrases that occur anywhere in the document (policylint.examples asks which are never hit)."""
        return frozenset(self._hits)

    def words(self, sentence: Sentence) -> tuple[str, ...]:
        """The tokens of a sentence, those of its lead or headers first."""
        return self.tokens[sentence.index][0]

    def find(self, group: str, headings: bool = False) -> tuple[Hit, ...]:
        """All hits of a group's phrases, in the order of the text; of hits on the same words one is kept.

        Headings state nothing: their hits are left out, or, with `headings`, are the only ones given. Front matter is left out.
        Raises KeyError for a group that the book does not have.
        """
        found = self._groups.get((group, headings))
        if found is None:
            rows: dict[tuple[int, int, int], Hit] = {}
            for number in self.book.groups[group]:
                for hit in self._hits.get(number, ()):
                    kind = hit.sentence.block.kind
                    if kind != "meta" and (kind in ("heading", "title")) == headings:
                        rows.setdefault((hit.sentence.index, hit.first, hit.last), hit)
            found = self._groups[group, headings] = tuple(rows[key] for key in sorted(rows))
        return found

    def sentences(self, group: str) -> frozenset[int]:
        """The numbers of the sentences in which a group's phrases occur."""
        return frozenset(hit.sentence.index for hit in self.find(group))

    def has(self, group: str) -> bool:
        """Whether a group exists in the book."""
        return group in self.book.groups


Found = tuple[int, int, str]
_NONE: list[tuple[int, int, str]] = []


def _found(book: Book, words: tuple[str, ...], own: int) -> Rows:
    """The matches of every phrase of the book in one sentence, by phrase."""
    phrase, masks = book.phrase, book.masks
    candidates = have = wanted = 0
    per_word = [masks(word) for word in words]
    for gated, begun, _ in per_word:
        candidates |= gated
        have |= begun
    absent = ~have
    trying: list[tuple[int, tuple[Step, ...]]] = []
    while candidates:
        low = candidates & -candidates
        candidates ^= low
        number = low.bit_length() - 1
        steps, must, every = phrase(number)
        if not must & absent:
            trying.append((number, steps))
            wanted |= every
    if not trying:
        return ()
    scan = Scan(book, words, own, per_word, wanted)
    return tuple((number, found) for number, steps in trying if (found := scan.matches(steps)))


class Scan:
    """One sentence under search: where the entries of the wanted tries stand in it, looked up once for all phrases."""

    __slots__ = ("count", "own", "seen")

    def __init__(self, book: Book, words: Sequence[str], own: int, per_word: Sequence[Masks], wanted: int) -> None:
        self.own, self.count = own, len(words)
        self.seen: dict[int, list[Found]] = {}
        seen, roots, branches = self.seen, book.roots, book.branches
        lazy = branches.lazy
        for at, (_, begun, whole) in enumerate(per_word):
            active = begun & wanted
            while active:
                low = active & -active
                active ^= low
                number = low.bit_length() - 1
                root = lazy(roots[number])
                if low & whole:
                    word = words[at]
                    node = root[word]
                    if node.__class__ is int:
                        node = root[word] = lazy(node)
                    row = (at, at + 1, node[""])
                    if number in seen:
                        seen[number].append(row)
                    else:
                        seen[number] = [row]
                else:
                    found = _entries(branches, root, words, at)
                    if found:
                        found.reverse()
                        if number in seen:
                            seen[number] += found
                        else:
                            seen[number] = found

    def entries(self, tries: Sequence[int]) -> list[Found]:
        """(start, end, name) of every entry of some tries, by start, the longest first."""
        if len(tries) == 1:
            return self.seen.get(tries[0], [])
        rows = [row for number in tries for row in self.seen.get(number, ())]
        rows.sort(key=lambda row: (row[0], -row[1]))
        return rows

    def matches(self, steps: Sequence[Step]) -> list[Match]:
        """(first, last, names) of a phrase's matches from left to right, none overlapping the one before."""
        found: list[Match] = []
        least = 0
        own = self.own
        if len(steps) == 1:  # a lexicon or a row of alternatives: its entries are the matches
            for first, last, name in self.entries(steps[0][1]):
                if first >= least:
                    least = last
                    if last > own:
                        found.append((first, last, (name,)))
            return found
        options: list[list[Found]] = []
        for kind, value, optional in steps:
            rows = self.entries(value) if kind == "t" else _NONE
            if not rows and kind == "t" and not optional:
                return found
            options.append(rows)
        plain = steps[0][0] == "t" and not steps[0][2]
        for first in [row[0] for row in options[0]] if plain else self._begins(steps, options):
            if first < least:
                continue
            match = self._run(steps, options, 0, first, ())
            if match is not None and match[0] > first:
                if match[0] > own:
                    found.append((first, *match))
                least = match[0]
        return found

    def _begins(self, steps: Sequence[Step], options: Sequence[list[Found]]) -> list[int]:
        """Where a phrase may begin that begins with an edge or with something optional."""
        begins: set[int] = set()
        for step, rows in zip(steps, options, strict=True):
            begins.update(row[0] for row in rows)
            if step[0] != "^" and not step[2]:
                break
        return sorted(begins)

    def _run(
        self, steps: Sequence[Step], options: Sequence[list[Found]], step: int, at: int, names: tuple[str, ...]
    ) -> tuple[int, tuple[str, ...]] | None:
        """Match steps[step:] at words[at]; the end and the names of the entries, or None."""
        if step == len(steps):
            return at, names
        kind, value, optional = steps[step]
        if kind == "t":
            for start, end, name in options[step]:
                if start == at:
                    match = self._run(steps, options, step + 1, end, (*names, name))
                    if match is not None:
                        return match
                elif start > at:
                    break
            return self._run(steps, options, step + 1, at, names) if optional else None
        if kind == "g":
            for start in self._after(steps, options, step + 1, at, at + value):
                match = self._run(steps, options, step + 1, start, names)
                if match is not None:
                    return match
            return None
        if kind == "^":
            return self._run(steps, options, step + 1, at, names) if at in (0, self.own) else None
        return self._run(steps, options, step + 1, at, names) if at == self.count else None

    def _after(
        self, steps: Sequence[Step], options: Sequence[list[Found]], step: int, low: int, high: int
    ) -> Sequence[int]:
        """Where what follows a gap may begin, between two tokens."""
        if step < len(steps) and steps[step][0] == "t" and not steps[step][2]:
            found: list[int] = []
            for start, _, _ in options[step]:
                if start > high:
                    break
                if start >= low and (not found or found[-1] != start):
                    found.append(start)
            return found
        return range(low, min(high, self.count) + 1)


def _entries(branches: Branches, root: Trie, words: Sequence[str], at: int) -> list[Found]:
    """(at, end, name) of every entry of a lazy trie that starts at words[at], shortest first."""
    found: list[Found] = []
    begin, count = at, len(words)
    nodes = [root]
    while nodes:
        following: list[Trie] = []
        for node in nodes:
            if at > begin:
                name = node.get("")
                if name is not None:
                    found.append((begin, at, name))
            if at == count:
                continue
            word = words[at]
            child = node.get(word)
            if child is not None:
                if child.__class__ is int:
                    child = node[word] = branches.lazy(child)
                following.append(child)
            if NUMBER in node and is_number(word):
                following.append(branches.lazy(node[NUMBER]) if node[NUMBER].__class__ is int else node[NUMBER])
            if "*" in node:
                stars = branches.lazy(node["*"]) if node["*"].__class__ is int else node["*"]
                for prefix, sub in stars.items():
                    if word.startswith(prefix):
                        following.append(branches.lazy(sub) if sub.__class__ is int else sub)
        nodes, at = following, at + 1
    return found


def walk(trie: Trie, words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """(end, name) of every entry of a trie that starts at words[at], shortest first."""
    if (
        "*" not in trie and NUMBER not in trie
    ):  # the common case: one node at a time until the entries part from the words
        node: Trie | None = trie
        begin, count = at, len(words)
        while node is not None:
            name = node.get("")
            if name is not None and at > begin:
                yield at, name
            if "*" in node or NUMBER in node:
                yield from _walk_loose([node], words, at)
                return
            node = node.get(words[at]) if at < count else None
            at += 1
        return
    yield from _walk_loose([trie], words, at)


def _walk_loose(nodes: list[Trie], words: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    """The same from nodes with prefixes or numbers, of which several may match one word. Entries that end at `at` are not told again."""
    begin = at
    while nodes:
        following: list[Trie] = []
        for node in nodes:
            name = node.get("")
            if name is not None and at > begin:
                yield at, name
            if at < len(words):
                word = words[at]
                child = node.get(word) if word else None
                if child is not None:
                    following.append(child)
                if NUMBER in node and is_number(word):
                    following.append(node[NUMBER])
                for prefix, sub in (node.get("*") or {}).items():
                    if word.startswith(prefix):
                        following.append(sub)
        nodes, at = following, at + 1
