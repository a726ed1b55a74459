"""Phrases and lexicons to the plain data of a book; only done where a pack is written or users' rules are read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from policylint.hints import Any
from policylint.lexicon import Lexicons
from policylint.matching.book import NUMBER, Book, Numbers, Trie
from policylint.matching.phrases import Choice, Edge, Gap, Phrase
from policylint.matching.sharing import enter, fold, links, pack

# How often a word stands in a sentence of a policy, roughly, in thousandths: what makes a good gate. Any other word counts 2.
_FREQUENCY = dict.fromkeys("the to of and or you your we our in".split(), 300) | dict.fromkeys((
        "a an for with by from as at is are be been this that these those it its us i my me not no any all may will can if when "
        "which who such other more than have has do does on information data personal use used services service privacy policy "
        "about also provide collect"
    ).split(), 100) | dict.fromkeys((
        "third party parties access time website site app account users user only contact through their they was were would "
        "should must law right rights process processing share request purposes please email address including up out so but "
        "there"
    ).split(), 30)  # fmt: skip


class _Builder:
    """Numbers tries, phrases and gates; equal ones are kept once."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.lexicons = lexicons
        self.tries: list[Trie] = []
        self.names: dict[str, int] = {}
        self.inline: dict[str, int] = {}
        for name in lexicons.names:
            self.names[name] = self._enter(lexicons.trie(name))

    def _enter(self, trie: Trie) -> int:
        number = len(self.tries)
        self.tries.append(trie)
        return number

    def choice(self, element: Choice) -> list[int]:
        """The numbers of the tries of one element."""
        numbers = [self.names[name] for name in element.lexicons]
        if element.sequences:
            trie: Trie = {}
            for row in element.sequences:
                enter(trie, row, "")
            key = json.dumps(trie, sort_keys=True)
            if key not in self.inline:
                self.inline[key] = self._enter(trie)
            numbers.append(self.inline[key])
        return numbers

    def gate(self, phrase: Phrase) -> set[str]:
        """The words of a phrase's rarest step, one of each of its sequences."""
        best: tuple[int, set[str]] | None = None
        for element in phrase:
            if not isinstance(element, Choice) or element.optional:
                continue
            rows = list(element.sequences)
            for name in element.lexicons:
                rows += self.lexicons.sequences(name)
            words = {min(row, key=_frequency) for row in rows}
            weight = sum(map(_frequency, words))
            if best is None or weight < best[0]:
                best = (weight, words)
        assert best is not None  # parse() refuses a phrase without a step that must match
        return best[1]


def build(groups: Mapping[str, Sequence[tuple[str, Phrase]]], lexicons: Lexicons) -> Book:
    """A book of `groups`: name -> (source, phrase) pairs. Equal phrases are kept once.

    Raises KeyError for a lexicon that is not there (the loaders check that first, with file and line).
    """
    builder = _Builder(lexicons)
    numbers: dict[str, int] = {}
    out: dict[str, list[int]] = {}
    steps: list[list[Any]] = []
    sources: list[str] = []
    gates: dict[str, list[int]] = {}
    prefixes: dict[str, list[int]] = {}
    for name in sorted(groups):
        rows = []
        for source, phrase in groups[name]:
            number = numbers.get(source)
            if number is None:
                number = numbers[source] = len(steps)
                sources.append(source)
                steps.append([_step(element, builder) for element in phrase])
                for word in sorted(builder.gate(phrase)):
                    table, key = (prefixes, word[:-1]) if word.endswith("*") else (gates, word)
                    table.setdefault(key, []).append(number)
            rows.append(number)
        out[name] = list(dict.fromkeys(rows))
    folded, nodes = fold(builder.tries)
    return Book(
        {
            "groups": out,
            "steps": steps,
            "sources": sources,
            "names": builder.names,
            "tries": folded,
            "nodes": nodes,
            "links": links(nodes),
            "wider": {name: dict(wider) for name in lexicons.names if (wider := lexicons.wider(name))},
            "gates": _written(gates),
            "gate_prefixes": _written(prefixes),
        }
    )


def _written(table: Mapping[str, Sequence[int]]) -> Numbers:
    return {word: pack(numbers) for word, numbers in table.items()}


def _step(element: Choice | Gap | Edge, builder: _Builder) -> list[Any]:
    """A Step as JSON has it."""
    if isinstance(element, Gap):
        return ["g", element.most, False]
    if isinstance(element, Edge):
        return [element.side, 0, False]
    return ["t", builder.choice(element), element.optional]


def _frequency(word: str) -> int:
    if word == NUMBER:
        return 40
    return _FREQUENCY.get(word, 20 if word.endswith("*") and len(word) < 5 else 2)
