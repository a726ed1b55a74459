"""The vocabulary of one language: which words mean what.

A file of lexicons/LANGUAGE/ maps the name of a lexicon to its entries: a list of phrases without gaps, or, where the entries
have names, a mapping of name to phrases (or to {is: wider name, words: phrases}). Names are unique over all files.
A file of lexicons/LANGUAGE/frames/ maps the name of a group to phrases of any form, for the finders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policylint import marked
from policylint.errors import BadRule
from policylint.hints import TYPE_CHECKING, Any
from policylint.marked import Map, Node, Scalar, Seq
from policylint.matching.phrases import Choice, Phrase, PhraseError, lexicons_of, parse
from policylint.matching.sharing import enter

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[str, ...]
MOST_ENTRIES = 20_000


class _Raw:
    """A lexicon as written: (name of the entry, phrase, place) rows, and which entry is a kind of which."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, Phrase, str]] = []
        self.wider: dict[str, str] = {}


class Lexicons:
    """All lexicons of one language, each entry written out as sequences of words."""

    def __init__(
        self, raw: Mapping[str, _Raw], frames: Mapping[str, Sequence[tuple[str, Phrase]]], mistakes: list[BadRule]
    ) -> None:
        self._raw = raw
        self._entries: dict[str, list[tuple[Row, str]]] = {}
        self._mistakes = mistakes
        self.frames = frames
        for name in raw:
            self._expand(name, ())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all lexicons, sorted."""
        return tuple(sorted(self._raw))

    def entries(self, name: str) -> list[tuple[Row, str]]:
        """(words, name of the entry) of each sequence of a lexicon."""
        return self._entries[name]

    def sequences(self, name: str) -> list[Row]:
        """The word sequences of a lexicon."""
        return [row for row, _ in self._entries[name]]

    def wider(self, name: str) -> Mapping[str, str]:
        """For the named entries of a lexicon: the entry that each is a kind of."""
        return self._raw[name].wider

    def values(self, name: str) -> tuple[str, ...]:
        """The names of the entries of a lexicon, in the order of the file."""
        return tuple(dict.fromkeys(value for value, _, _ in self._raw[name].rows if value))

    def trie(self, name: str) -> dict[str, Any]:
        """A lexicon as nested words (matching.book.Trie)."""
        root: dict[str, Any] = {}
        for row, value in self._entries[name]:
            enter(root, row, value)
        return root

    def _expand(self, name: str, path: tuple[str, ...]) -> list[tuple[Row, str]]:
        if name in self._entries:
            return self._entries[name]
        found: dict[Row, str] = {}
        for value, phrase, place in self._raw[name].rows:
            try:
                for row in self._rows(name, phrase, path, place):
                    found.setdefault(row, value)
            except BadRule as error:
                self._mistakes.append(error)
        self._entries[name] = list(found.items())
        return self._entries[name]

    def _rows(self, name: str, phrase: Phrase, path: tuple[str, ...], place: str) -> list[Row]:
        if name in path:
            raise BadRule(f"the lexicon {name!r} contains itself, by way of {' > '.join(path)}", place)
        rows: list[Row] = [()]
        for element in phrase:
            if not isinstance(element, Choice):
                raise BadRule(f"an entry of the lexicon {name!r} has a gap or an edge; only frames may", place)
            options: list[Row] = list(element.sequences)
            for other in element.lexicons:
                if other not in self._raw:
                    raise BadRule(f"no lexicon is called {other!r}{marked.suggest(other, tuple(self._raw))}", place)
                options += [row for row, _ in self._expand(other, (*path, name))]
            if element.optional:
                options.append(())
            rows = [(*row, *option) for row in rows for option in options]
            if len(rows) > MOST_ENTRIES:
                raise BadRule(f"an entry of the lexicon {name!r} stands for more than {MOST_ENTRIES} sequences", place)
        return [row for row in rows if row]


def load(folder: Path, mistakes: list[BadRule]) -> Lexicons:
    """The lexicons and frames of one language's folder.

    Each mistake is added to `mistakes` as a BadRule with file and line, and the entry left out, so that all are told at once.
    """
    raw: dict[str, _Raw] = {}
    frames: dict[str, list[tuple[str, Phrase]]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, entries in _pairs(_tree(path), path):
            if name.text in raw:
                mistakes.append(BadRule(f"two lexicons are called {name.text!r}", str(path), name.line))
            else:
                raw[name.text] = _lexicon(entries, path, mistakes)
    for path in sorted((folder / "frames").glob("*.yaml")):
        for name, entries in _pairs(_tree(path), path):
            if name.text in frames:
                mistakes.append(BadRule(f"two frames are called {name.text!r}", str(path), name.line))
                continue
            frames[name.text] = []
            for item, phrase in _phrases(entries, path, mistakes):
                unknown = [other for other in lexicons_of(phrase) if other not in raw]
                if unknown:
                    mistakes.append(
                        BadRule(f"{item.text!r}: no lexicon is called {unknown[0]!r}", str(path), item.line)
                    )
                else:
                    frames[name.text].append((item.text, phrase))
    return Lexicons(raw, frames, mistakes)


def _tree(path: Path) -> Node:
    return marked.load(path.read_text(encoding="utf-8"), str(path))


def _lexicon(entries: Node, path: Path, mistakes: list[BadRule]) -> _Raw:
    lexicon = _Raw()
    if isinstance(entries, Seq):
        lexicon.rows = [("", phrase, f"{path}:{item.line}") for item, phrase in _phrases(entries, path, mistakes)]
        return lexicon
    for name, value in _pairs(entries, path):
        words: Node | None = value
        if isinstance(value, Map):
            for key, _ in value:
                if key.text not in ("is", "words"):
                    raise BadRule(f"{name.text}: unknown key {key.text!r}; allowed: is, words", str(path), key.line)
            words = value.get("words")
            wider = value.get("is")
            if isinstance(wider, Scalar):
                lexicon.wider[name.text] = wider.text
        if words is not None:
            lexicon.rows += [
                (name.text, phrase, f"{path}:{item.line}") for item, phrase in _phrases(words, path, mistakes)
            ]
    return lexicon


def _pairs(tree: Node, path: Path) -> tuple[tuple[Scalar, Node], ...]:
    if not isinstance(tree, Map):
        raise BadRule("a mapping of names is wanted here", str(path), tree.line)
    return tree.pairs


def _items(node: Node, path: Path) -> list[Scalar]:
    if not isinstance(node, Seq):
        raise BadRule("a list of phrases is wanted here", str(path), node.line)
    found = []
    for item in node.items:
        if not isinstance(item, Scalar):
            raise BadRule("a phrase is wanted here", str(path), item.line)
        found.append(item)
    return found


def _phrases(node: Node, path: Path, mistakes: list[BadRule]) -> list[tuple[Scalar, Phrase]]:
    found: list[tuple[Scalar, Phrase]] = []
    for item in _items(node, path):
        try:
            found.append((item, parse(item.text)))
        except PhraseError as error:
            mistakes.append(BadRule(str(error), str(path), item.line))
    return found
