"""YAML with places: every value is text, and knows the line that it stands on.

Rules, lexicons and configuration are read through this module, so that `no` and `1e3` stay what was written, a key that
is given twice is a mistake and not a choice, and every message can name the line. The files may come from a stranger's
pull request: there are no aliases (and so no bombs), no tags, and limits on size and depth.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator

from policylint.errors import BadConfiguration, PolicylintError
from policylint.hints import Any, TypeVar
from policylint.patterns import lazy
from policylint.record import Record
from policylint.span import Lines

LARGEST = 1_000_000  # bytes of a file
DEEPEST = 40  # maps and lists within each other
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
# Control characters, and those that turn the direction of writing: in a message they could forge what a terminal shows.
_UNFIT = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
T = TypeVar("T")


class Scalar(Record):
    """A value as written, without its quotes; `line` and `column` count from 1. An empty value is ''.

    `commented`: a comment follows the unquoted value on its line; one that may hold a # was perhaps cut there.
    """

    text: str
    line: int
    column: int
    commented: bool = False


class Seq(Record):
    """A list; `line` and `column` are those of its first item."""

    items: tuple[Node, ...]
    line: int
    column: int

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


class Map(Record):
    """Keys and values in the order written, no key twice; `line` and `column` are those of the first key."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __contains__(self, key: object) -> bool:
        return any(k.text == key for k, _ in self.pairs)

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None."""
        for k, value in self.pairs:
            if k.text == key:
                return value
        return None

    def key(self, name: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((k for k, _ in self.pairs if k.text == name), None)


Node = Scalar | Seq | Map


def load(text: str, path: str, error: type[PolicylintError] = BadConfiguration) -> Node:
    """The one document of a YAML text; an empty one is an empty Map. `path` is for messages.

    Raises `error` with path and line for what is no YAML, and for a duplicate key, an alias, a tag, a second document,
    a key that is not plain text, a control character, more than LARGEST characters, or nesting deeper than DEEPEST.
    """
    import yaml

    if len(text) > LARGEST:
        raise error(f"{len(text)} characters; at most {LARGEST} are allowed", path)
    text = text.removeprefix("\ufeff")
    lines = Lines(text)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # Events, not yaml.compose: its C code recurses without a limit, and thousands of brackets would crash Python.
        return _Builder(path, text, lines, error).build(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        what = " ".join(str(part) for part in (problem.context, problem.problem) if part)
        raise error(f"not YAML: {what}", path, lines.position(mark.index)[0] if mark else 1) from None
    except yaml.YAMLError as problem:
        at = getattr(problem, "position", None)
        line = lines.position(at)[0] if isinstance(at, int) and 0 <= at <= len(text) else 1
        raise error(f"not YAML: {getattr(problem, 'reason', None) or problem}", path, line) from None
    except UnicodeEncodeError as problem:  # lone surrogates
        raise error("not YAML: a character that is no text", path, lines.position(problem.start)[0]) from None


def read(path: str | os.PathLike[str], error: type[PolicylintError] = BadConfiguration, shown: str = "") -> Node:
    """The one document of a YAML file in UTF-8; `shown` is its name in messages, the path by default.

    Raises `error` as `load` does, and for what is missing, forbidden, no regular file, too large or not UTF-8.
    """
    shown = shown or os.fspath(path)
    try:
        # Looked at before it is opened: opening a pipe would wait for ever.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise error("not a regular file", shown)
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as problem:
        raise error(f"cannot be read: {problem.strerror or problem}", shown) from None
    if len(data) > LARGEST:
        raise error(f"more than {LARGEST} bytes; at most so many are allowed", shown)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = Lines(data[: problem.start].decode("utf-8", "replace"))
        raise error("not UTF-8; YAML files are read as UTF-8", shown, len(line)) from None
    return load(text, shown, error)


class _Builder:
    """Events to nodes, without recursion."""

    def __init__(self, path: str, text: str, lines: Lines, error: type[PolicylintError]) -> None:
        self._path, self._text, self._lines, self._error = path, text, lines, error

    def build(self, events: Iterator[Any]) -> Node:
        import yaml

        found: list[Node] = []
        # Each open list or map: its place, its items so far (keys and values in turn), and whether it is a map.
        stack: list[tuple[tuple[int, int], list[Node], bool]] = []
        documents = 0
        for event in events:
            line, column = self._lines.position(event.start_mark.index)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._wrong("a second document; one is allowed in a file", line)
            elif isinstance(event, yaml.AliasEvent):
                raise self._wrong(f"an alias (*{event.anchor}); write the value out", line)
            elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
                if event.tag is not None:
                    raise self._wrong(f"a tag ({event.tag}); no tags are allowed, every value is read as text", line)
                if isinstance(event, yaml.ScalarEvent):
                    unfit = _UNFIT.search(event.value)
                    if unfit:
                        raise self._wrong(f"a control character (U+{ord(unfit[0]):04X}) in a value", line)
                    end: Any = event.end_mark
                    commented = not event.style and self._commented(end.index)
                    self._add(Scalar(event.value, line, column, commented), stack, found)
                else:
                    if len(stack) >= DEEPEST:
                        raise self._wrong(f"nested more than {DEEPEST} deep", line)
                    self._check_key(stack, line)
                    stack.append(((line, column), [], isinstance(event, yaml.MappingStartEvent)))
            elif isinstance(event, yaml.CollectionEndEvent):
                (line, column), items, is_map = stack.pop()
                node: Node
                if is_map:
                    node = Map(tuple(self._pairs(items)), line, column)
                else:
                    node = Seq(tuple(items), line, column)
                self._add(node, stack, found)
        if not found or (isinstance(found[0], Scalar) and not found[0].text):
            return Map((), 1, 1)
        return found[0]

    def _wrong(self, message: str, line: int) -> PolicylintError:
        return self._error(message, self._path, line)

    def _commented(self, at: int) -> bool:
        text = self._text
        while text[at : at + 1] in (" ", "\t"):
            at += 1
        return text[at : at + 1] == "#"

    @staticmethod
    def _add(node: Node, stack: list[tuple[tuple[int, int], list[Node], bool]], found: list[Node]) -> None:
        (stack[-1][1] if stack else found).append(node)

    def _check_key(self, stack: list[tuple[tuple[int, int], list[Node], bool]], line: int) -> None:
        if stack and stack[-1][2] and len(stack[-1][1]) % 2 == 0:
            raise self._wrong("a key that is a list or a map; keys are plain text", line)

    def _pairs(self, items: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, int] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            assert isinstance(key, Scalar)  # _check_key saw to it
            if key.text in seen:
                raise self._wrong(f"the key {key.text!r} is given twice, first on line {seen[key.text]}", key.line)
            seen[key.text] = key.line
            yield key, value


def suggest(word: str, allowed: Collection[str], most: int = 40) -> str:
    """The end of a message about a word that is not allowed: the nearest allowed word if one is near, then all of them.

    Up to `most` words are listed. Starts with '; ' so that it can be added to any message.
    """
    import difflib

    near = difflib.get_close_matches(word[:80], sorted(allowed), 1, 0.75)
    guess = f"; did you mean {near[0]!r}?" if near else ""
    if len(allowed) > most and near:
        return guess
    names = sorted(allowed)
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{guess or ';'} allowed: {', '.join(names[:most])}{rest}"


class Reading(Record):
    """Takes nodes as what they have to be; every method raises `error` at the node's line where they are not.

    `what` names the value in messages ("severity", "the key of a selector").
    """

    path: str
    error: type[PolicylintError] = BadConfiguration

    def wrong(self, node: Node, message: str) -> PolicylintError:
        """The error to raise about `node`."""
        return self.error(message, self.path, node.line)

    def map(self, node: Node, what: str, allowed: Collection[str] = (), needed: Collection[str] = ()) -> Map:
        """A map; with `allowed`, of these keys only; with each key of `needed`."""
        if not isinstance(node, Map):
            raise self.wrong(node, f"{what} must be a map (key: value), not {_name(node)}")
        if allowed:
            self.keys(node, what, allowed)
        for name in needed:
            if name not in node:
                raise self.wrong(node, f"{what} has no {name!r}, which it must have")
        return node

    def keys(self, node: Map, what: str, allowed: Collection[str]) -> None:
        """Refuse the first key that is not among `allowed`."""
        for key, _ in node:
            if key.text not in allowed:
                raise self.unknown(key, f"key of {what}", allowed)

    def unknown(self, node: Scalar, what: str, allowed: Collection[str]) -> PolicylintError:
        """The error for a word that is none of `allowed`."""
        return self.wrong(node, f"unknown {what}: {_short(node.text)}{suggest(node.text, allowed)}")

    def seq(self, node: Node, what: str) -> Seq:
        """A list."""
        if not isinstance(node, Seq):
            raise self.wrong(node, f"{what} must be a list, not {_name(node)}")
        return node

    def scalar(self, node: Node, what: str, empty: bool = False) -> Scalar:
        """A single value, not empty unless `empty`."""
        if not isinstance(node, Scalar):
            raise self.wrong(node, f"{what} must be a text, not {_name(node)}")
        if not empty and not node.text.strip():
            raise self.wrong(node, f"{what} is empty")
        return node

    def text(self, node: Node, what: str, empty: bool = False) -> str:
        """A text, not empty unless `empty`, without white space around it."""
        return self.scalar(node, what, empty).text.strip()

    def choice(self, node: Node, what: str, allowed: Collection[str]) -> str:
        """One of the words of `allowed`."""
        scalar = self.scalar(node, what)
        if scalar.text not in allowed:
            raise self.unknown(scalar, what, allowed)
        return scalar.text

    def flag(self, node: Node, what: str) -> bool:
        """true or false (also yes, no, on, off)."""
        word = self.scalar(node, what).text.lower()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
        raise self.wrong(node, f"{what} must be true or false, not {_short(word)}")

    def whole(self, node: Node, what: str, least: int = 0, most: int = 1_000_000) -> int:
        """A whole number from `least` to `most`."""
        word = self.scalar(node, what).text
        if word.isascii() and word.removeprefix("-").isdigit() and len(word) < 20 and least <= int(word) <= most:
            return int(word)
        raise self.wrong(node, f"{what} must be a whole number from {least} to {most}, not {_short(word)}")

    def many(self, node: Node, what: str, take: Callable[[Node, str], T]) -> tuple[T, ...]:
        """What `take(item, what)` makes of each item of a list that is not empty; another value is its one item."""
        items = node.items if isinstance(node, Seq) else (node,)
        if not items:
            raise self.wrong(node, f"{what} is an empty list")
        return tuple(take(item, what) for item in items)

    def texts(self, node: Node, what: str) -> tuple[str, ...]:
        """One text or a list of texts."""
        return self.many(node, what, self.text)


def _name(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"the text {_short(node.text)}" if node.text else "nothing"
    return "a list" if isinstance(node, Seq) else "a map"


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:57] + "...")
