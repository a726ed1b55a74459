"""From YAML to a rulebook: the shipped folder, and users' own folders on top of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from policylint import lexicon, selector
from policylint.checks import python as checks
from policylint.edits import change, kinds
from policylint.errors import BadRule
from policylint.hints import TypeVar
from policylint.lexicon import Lexicons
from policylint.matching import compiling
from policylint.matching.phrases import Phrase, parse
from policylint.record import replace
from policylint.rule import REGISTRY, Rule
from policylint.rulebook import folders, plugins
from policylint.rulebook.collecting import Vocabulary
from policylint.rulebook.extending import Words, extend
from policylint.rulebook.regimes import RegimeFile
from policylint.rulebook.rulebook import Rulebook

T = TypeVar("T")
Groups = dict[str, Sequence[tuple[str, Phrase]]]


def from_yaml(rules: Path, words: Path) -> Rulebook:
    """The rulebook of a folder of rules and laws and a folder of lexicons.

    Mistakes in either are kept in the rulebook; the entry or rule that has one is left out.
    """
    mistakes: list[BadRule] = []
    lexicons = lexicon.load(words, mistakes)
    found = folders.load(rules, "rules", _vocabulary(lexicons, (), ()))
    groups: Groups = {f"frame:{name}": rows for name, rows in lexicons.frames.items()}
    groups |= _groups(found.rules.values(), found.regimes.values())
    return Rulebook(
        _sorted(found.rules), _sorted(found.regimes), compiling.build(groups, lexicons), (*mistakes, *found.mistakes)
    )


def load(paths: Sequence[str | os.PathLike[str]], base: Rulebook, plugin_names: Sequence[str] = ()) -> Rulebook:
    """`base` with the rules of some folders and plugins added; mistakes in them are added to its `mistakes`.

    An id or a key of a law that is taken already is a mistake: a shipped rule is switched off or scaled in the
    configuration, never replaced in silence.
    """
    mistakes = list(base.mistakes)
    places = [*plugins.load(plugin_names, mistakes), *map(Path, paths)]
    if not places:
        return replace(base, mistakes=tuple(mistakes))
    words = Words(base.book)
    rules, regimes = dict(base.rules), dict(base.regimes)
    added: list[Rule] = []
    laws: list[RegimeFile] = []
    for place in places:
        found = folders.load(place, os.fspath(place), _vocabulary(words, rules, regimes))
        mistakes += found.mistakes
        for rule in found.rules.values():
            taken = rules.get(rule.id)
            if taken is not None:
                mistakes.append(_taken(f"the id {rule.id!r}", taken.source, rule.source))
            else:
                rules[rule.id] = rule
                added.append(rule)
        for law in found.regimes.values():
            known = regimes.get(law.key)
            if known is not None:
                mistakes.append(_taken(f"the law {law.key!r}", known.source, law.source))
            else:
                regimes[law.key] = law
                laws.append(law)
    book = extend(base.book, _groups(added, laws))
    return Rulebook(_sorted(rules), _sorted(regimes), book, tuple(mistakes))


def _taken(what: str, by: str, path: str) -> BadRule:
    return BadRule(f"{what} is taken by {by or 'another rule'}; choose another name", path, 1)


def _vocabulary(lexicons: Lexicons | Words, rules: Iterable[str], regimes: Iterable[str]) -> Vocabulary:
    checks.register()
    kinds.register()
    topics = lexicons.values("topic") if "topic" in lexicons.names else None
    disclosures = tuple(name.partition("/")[2] for name in rules if name.startswith("disclosure/"))
    return Vocabulary(lexicons.names, topics, tuple(regimes), disclosures, tuple(REGISTRY), change.known())


def _groups(rules: Iterable[Rule], regimes: Iterable[RegimeFile]) -> Groups:
    groups: Groups = {}
    for rule in rules:
        groups |= _parsed(selector.groups(rule))
    for law in regimes:
        groups |= _parsed(law.groups())
    return groups


def _parsed(groups: Mapping[str, Sequence[str]]) -> Groups:
    return {name: [(source, parse(source)) for source in sources] for name, sources in groups.items()}


def _sorted(items: Mapping[str, T]) -> dict[str, T]:
    return {key: items[key] for key in sorted(items)}
