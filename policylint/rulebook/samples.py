"""The examples of a rule as they are written in its file, with [[marks]] around what must be found."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policylint.marked import Map, Node, Scalar
from policylint.patterns import lazy
from policylint.rule import Example
from policylint.rulebook.collecting import Collector

KINDS_OF = {"disclosure": ("stated", "vague", "absent", "miss")}
OTHER_KINDS = ("bad", "good", "miss")
FORMATS = ("markdown", "html", "text")
_MORE = ("note", "format", "should")
# The last ]] of a run closes, so that [[[Company]]] marks "[Company]".
_MARK = lazy(r"\[\[(.+?)\]\](?!\])", re.DOTALL)
_FILE = lazy(r"\w[\w. -]{0,60}")


def kinds_of(family: str) -> tuple[str, ...]:
    """The kinds of example that rules of a family have."""
    return KINDS_OF.get(family, OTHER_KINDS)


def examples(book: Collector, node: Node, family: str) -> tuple[Example, ...]:
    """The examples of a rule of `family`; mistakes are kept by the collector."""
    book.attempt(None, book.read.seq, node, "examples")
    return book.each(node, "examples", lambda item, _: example(book, item, family))


def example(book: Collector, node: Node, family: str) -> Example:
    """One example. Raises BadRule for the first mistake in it."""
    read, kinds = book.read, kinds_of(family)
    entries = read.map(node, "an example", (*kinds, *_MORE))
    given = [key for key, _ in entries if key.text in kinds]
    if len(given) != 1:
        raise read.wrong(node, f"an example needs exactly one of {', '.join(kinds)}")
    key = given[0]
    value = entries.get(key.text)
    assert value is not None
    texts, marks = _texts(book, value, family)
    should = _option(book, entries, "should", tuple(k for k in kinds if k != "miss"))
    if key.text == "miss":
        if family == "disclosure" and not should:
            raise read.wrong(key, f"a miss says what would be right; add should: {' or '.join(kinds[:-1])}")
        should = should or ("bad" if marks else "good")
        if should == "bad" and not marks:
            raise read.wrong(key, "a miss that should be bad marks with [[ ]] what ought to be found")
    elif should:
        raise read.wrong(entries.key("should") or key, "'should' belongs to a miss")
    if key.text in ("absent", "good") and marks:
        raise read.wrong(key, f"{key.text!r} finds nothing, so it has no [[marks]]")
    if key.text == "bad" and not marks and family != "edit":
        raise read.wrong(key, "mark with [[ ]] exactly what must be found")
    return Example(
        kind=key.text,
        texts=texts,
        marks=marks,
        line=key.line,
        format=_option(book, entries, "format", FORMATS) or "markdown",
        should=should,
        note=_note(book, entries),
    )


def unmark(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text without its [[marks]], and where they stand in it (half-open). ValueError for a stray bracket pair."""
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    at = size = 0
    for match in _MARK.finditer(text):
        before = text[at : match.start()]
        if "[[" in before or "]]" in before:
            raise ValueError("'[[' and ']]' that do not belong together; they mark what must be found")
        pieces += [before, match[1]]
        size += len(before)
        marks.append((size, size + len(match[1])))
        size += len(match[1])
        at = match.end()
    rest = text[at:]
    if "[[" in rest or "]]" in rest:
        raise ValueError("'[[' and ']]' that do not belong together; they mark what must be found")
    return "".join([*pieces, rest]), tuple(marks)


def _texts(book: Collector, value: Node, family: str) -> tuple[Mapping[str, str], tuple[tuple[str, int, int], ...]]:
    read = book.read
    if isinstance(value, Scalar):
        rows: list[tuple[str, Node]] = [("", value)]
    else:
        read.map(value, "an example's text (or its texts by file name)")
        assert isinstance(value, Map)
        if family == "disclosure":
            raise read.wrong(value, "a disclosure is judged in one text, not in several")
        for name, _ in value:
            if not _FILE.fullmatch(name.text):
                what = f"{name.text[:60]!r} is no file name"
                raise read.wrong(name, f"{what}; allowed: letters, digits, dot, blank, - and _")
        if family == "edit":
            read.map(value, "an edit's example", ("old", "new"), ("old", "new"))
        rows = [(name.text, text) for name, text in value]
    texts: dict[str, str] = {}
    marks: list[tuple[str, int, int]] = []
    for file, node in rows:
        source = read.scalar(node, "the text of an example", empty=family == "edit").text
        try:
            texts[file], found = unmark(source)
        except ValueError as problem:
            raise read.wrong(node, str(problem)) from None
        marks += [(file, start, end) for start, end in found]
    return texts, tuple(marks)


def _option(book: Collector, entries: Map, name: str, allowed: tuple[str, ...]) -> str:
    node = entries.get(name)
    return "" if node is None else book.read.choice(node, name, allowed)


def _note(book: Collector, entries: Map) -> str:
    node = entries.get("note")
    return "" if node is None else book.read.text(node, "note")
