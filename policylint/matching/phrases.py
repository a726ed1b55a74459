"""The phrase language: what a rule or a lexicon writes down, as a small tree.

    keep your data          words, in any case and however they are broken over lines; hyphens part words
    {data}                  any entry of the lexicon called data
    (keep|hold on to)       alternatives; they may hold words, {lexicons}, ~inflections, prefixes and brackets, no gaps
    (your)? data?           optional
    ~retain                 any form of the verb or noun: retain, retains, retained, retaining
    anonymi*                any word that starts so
    #                       a number, in digits or in words
    ...                     up to eight words; ...3 up to three
    ^ $                     the start and the end of the sentence

A phrase is a tuple of elements; an element is a Trie of word sequences (with `optional`), a Gap, or an Edge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from policylint.matching.inflect import forms
from policylint.matching.tokens import tokenize
from policylint.patterns import lazy
from policylint.record import Record

MOST_SEQUENCES = 5000
LONGEST = 1000
_PIECE = lazy(r"\s*(\{[^{}]*\}|\.\.\.\d*|[()|?^$#]|~?[^\s(){}|?^$#~]+)")


class PhraseError(ValueError):
    """A phrase that is not written in the language; the message says what is wrong and what is allowed."""


class Choice(Record):
    """Any of some word sequences, or of the entries of lexicons; a word that ends in * stands for a prefix."""

    sequences: tuple[tuple[str, ...], ...] = ()
    lexicons: tuple[str, ...] = ()
    optional: bool = False


class Gap(Record):
    """Up to `most` words of any kind."""

    most: int


class Edge(Record):
    """The start (`^`) or the end (`$`) of the sentence."""

    side: str


Element = Choice | Gap | Edge
Phrase = tuple[Element, ...]


def parse(source: str) -> Phrase:
    """The elements of a phrase. Raises PhraseError where it is not one."""
    if len(source) > LONGEST:
        raise PhraseError(f"a phrase of {len(source)} characters; at most {LONGEST} are allowed")
    pieces = list(_pieces(source))
    if not pieces:
        raise PhraseError("an empty phrase")
    elements: list[Element] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece == "(":
            close = _closing(pieces, at, source)
            element: Element = _choice(pieces[at + 1 : close], source)
            at = close + 1
        elif piece in (")", "|"):
            raise PhraseError(f"a stray {piece!r} in {source!r}; alternatives stand in brackets: (a|b)")
        elif piece == "?":
            raise PhraseError(f"a stray '?' in {source!r}; it follows a word, a {{lexicon}} or brackets")
        elif piece in ("^", "$"):
            element, at = Edge(piece), at + 1
        elif piece.startswith("..."):
            most = int(piece[3:] or 8)
            if not 1 <= most <= 20:
                raise PhraseError(f"a gap of {most} words in {source!r}; 1 to 20 are allowed")
            element, at = Gap(most), at + 1
        else:
            element, at = _single(piece), at + 1
        if at < len(pieces) and pieces[at] == "?":
            if not isinstance(element, Choice):
                raise PhraseError(f"a stray '?' in {source!r}; it follows a word, a {{lexicon}} or brackets")
            element, at = Choice(element.sequences, element.lexicons, True), at + 1
        elements.append(element)
    if not any(isinstance(e, Choice) and not e.optional for e in elements):
        raise PhraseError(f"{source!r} has no word that must stand there")
    for edge in (elements[0], elements[-1]):
        if isinstance(edge, Gap):
            raise PhraseError(f"{source!r} starts or ends with a gap; a gap stands between words")
    return tuple(elements)


def words_of(source: str) -> tuple[tuple[str, ...], ...]:
    """The word sequences that a phrase without gaps and lexicons stands for; PhraseError for any other."""
    parsed = parse(source)
    parts: list[tuple[tuple[str, ...], ...]] = []
    for element in parsed:
        if not isinstance(element, Choice) or element.lexicons:
            raise PhraseError(f"{source!r}: only words, ~forms, prefixes and alternatives are allowed here")
        parts.append((*element.sequences, ()) if element.optional else element.sequences)
    return tuple(dict.fromkeys(tuple(w for part in row for w in part) for row in product(*parts)))


def lexicons_of(phrase: Phrase) -> Iterator[str]:
    """The names of the lexicons that a phrase mentions."""
    for element in phrase:
        if isinstance(element, Choice):
            yield from element.lexicons


def _pieces(source: str) -> Iterator[str]:
    at, end = 0, len(source.rstrip())
    while at < end:
        match = _PIECE.match(source, at)
        if not match:
            raise PhraseError(f"{source[at : at + 12]!r} in {source!r} is no part of a phrase")
        yield match[1]
        at = match.end()


def _closing(pieces: list[str], at: int, source: str) -> int:
    depth = 0
    for close in range(at, len(pieces)):
        depth += (pieces[close] == "(") - (pieces[close] == ")")
        if depth == 0:
            return close
    raise PhraseError(f"a bracket that is not closed in {source!r}")


def _choice(pieces: list[str], source: str) -> Choice:
    """The alternatives between two brackets; each is a row of words, forms and inner brackets, or one lexicon."""
    sequences: list[tuple[str, ...]] = []
    lexicons: list[str] = []
    row: list[Choice] = []
    at = 0
    while at <= len(pieces):
        piece = pieces[at] if at < len(pieces) else "|"
        if piece == "|":
            if not row:
                raise PhraseError(f"an empty alternative in {source!r}; write (a|b)? for an optional one")
            if any(choice.lexicons for choice in row):
                if len(row) > 1 or row[0].optional:
                    raise PhraseError(
                        f"a {{lexicon}} beside words in one alternative of {source!r}; give it an alternative of its own"
                    )
                lexicons += row[0].lexicons
            sequences += _expand(row, source)
            row = []
        elif piece == "?":
            if not row:
                raise PhraseError(f"a stray '?' in {source!r}")
            row[-1] = Choice(row[-1].sequences, row[-1].lexicons, True)
        elif piece == "(":
            close = _closing(pieces, at, source)
            row.append(_choice(pieces[at + 1 : close], source))
            at = close
        elif piece == ")" or piece.startswith("...") or piece in ("^", "$"):
            raise PhraseError(
                f"{piece!r} within brackets in {source!r}; only words, {{lexicons}} and alternatives are allowed there"
            )
        else:
            row.append(_single(piece))
        at += 1
    return Choice(tuple(dict.fromkeys(sequences)), tuple(dict.fromkeys(lexicons)))


def _expand(row: list[Choice], source: str) -> list[tuple[str, ...]]:
    parts = [(*choice.sequences, ()) if choice.optional else choice.sequences for choice in row]
    size = 1
    for part in parts:
        size *= max(len(part), 1)
    if size > MOST_SEQUENCES:
        raise PhraseError(f"{source!r} stands for {size} sequences; at most {MOST_SEQUENCES} are allowed")
    return [found for combo in product(*parts) if (found := tuple(w for part in combo for w in part))]


def _single(piece: str) -> Choice:
    if piece.startswith("{"):
        return Choice((), (_lexicon_name(piece),))
    if piece == "#":
        return Choice((("#",),))
    if piece in ("<email>", "<url>"):
        return Choice(((piece,),))
    if piece.startswith("~"):
        return Choice(tuple((form,) for form in forms(piece[1:].lower())))
    if piece.endswith("*") and piece[:-1].isalpha():
        return Choice(((piece.lower(),),))
    words = tokenize(piece)[0]
    if not words:
        raise PhraseError(f"{piece!r} is no word; punctuation is not part of a phrase")
    return Choice((words,))


def _lexicon_name(piece: str) -> str:
    name = piece[1:-1].strip()
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise PhraseError(f"{piece!r} names no lexicon; names are lower-case words joined by hyphens")
    return name


def check_lexicons(phrase: Phrase, known: Iterable[str], suggest: Callable[[str], str]) -> None:
    """Raise PhraseError where a phrase mentions a lexicon that is not among `known`; `suggest` names the nearest."""
    known = set(known)
    for name in lexicons_of(phrase):
        if name not in known:
            raise PhraseError(f"no lexicon is called {name!r}{suggest(name)}")
