"""Folders of rule files to rules and laws: FAMILY/NAME.yaml is the rule FAMILY/NAME, regimes/KEY.yaml the law KEY."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from policylint import marked
from policylint.errors import BadRule
from policylint.marked import suggest
from policylint.patterns import lazy
from policylint.record import Record, replace
from policylint.rule import FAMILIES, Rule
from policylint.rulebook import rulefile
from policylint.rulebook.collecting import Collector, Vocabulary
from policylint.rulebook.regimefile import regime
from policylint.rulebook.regimes import RegimeFile

REGIMES = "regimes"
MOST_FILES = 1000
LARGEST = 4_000_000  # bytes of all rule files of a folder
_NAME = lazy(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_YAML = (".yaml", ".yml")


@dataclass(slots=True)
class Found:
    """What a folder holds; `mistakes` has one BadRule for each mistake in it, and its broken rules are left out."""

    rules: dict[str, Rule] = field(default_factory=dict)
    regimes: dict[str, RegimeFile] = field(default_factory=dict)
    mistakes: list[BadRule] = field(default_factory=list)


class RuleFile(Record):
    """A file of a rule folder: `family` is a family of rules or 'regimes', `shown` its path in messages."""

    family: str
    name: str
    path: Path
    shown: str


def files(folder: Path, shown: str, mistakes: list[BadRule]) -> list[RuleFile]:
    """The rule files of a folder, sorted; what stands where no rule belongs is added to `mistakes`.

    Files that are not YAML, and hidden ones, are left alone.
    """
    found: list[RuleFile] = []
    homes = (*FAMILIES, REGIMES)
    try:
        root = folder.resolve(strict=True)
        for entry in _entries(folder):
            place = _join(shown, entry.name)
            if entry.name.endswith(_YAML):
                allowed = ", ".join(homes)
                mistakes.append(BadRule(f"a rule file stands in the folder of its family; allowed: {allowed}", place))
            elif entry.is_dir() and entry.name in homes:
                found += _family(Path(entry.path), root, place, entry.name, mistakes)
            elif entry.is_dir() and any(e.name.endswith(_YAML) for e in _entries(Path(entry.path))):
                mistakes.append(BadRule(f"unknown family of rules: {entry.name!r}{suggest(entry.name, homes)}", place))
        size = sum(os.stat(file.path).st_size for file in found)
    except OSError as problem:
        mistakes.append(BadRule(f"no folder of rules: {problem.strerror or problem}", shown))
        return []
    if len(found) > MOST_FILES or size > LARGEST:
        what = f"{len(found)} rule files of {size} bytes; at most {MOST_FILES} files and {LARGEST} bytes are allowed"
        mistakes.append(BadRule(what, shown))
        return []
    return found


def load(folder: Path, shown: str, vocabulary: Vocabulary) -> Found:
    """All rules and laws of a folder. The laws and disclosures of `vocabulary` are those known from elsewhere."""
    found = Found()
    listed = files(folder, shown, found.mistakes)
    for file in listed:
        if file.family == REGIMES:
            book = Collector(file.shown, vocabulary)
            tree = book.attempt(None, marked.read, file.path, BadRule, file.shown)
            law = regime(book, file.name, tree) if tree is not None else None
            found.mistakes += book.sorted()
            if law is not None:
                found.regimes[file.name] = law
    # A law whose file is broken is still a law that rules may cite: one mistake, not one in every rule.
    vocabulary = replace(
        vocabulary,
        regimes={*vocabulary.regimes, *(f.name for f in listed if f.family == REGIMES)},
        disclosures={*vocabulary.disclosures, *(f.name for f in listed if f.family == "disclosure")},
    )
    for file in listed:
        if file.family != REGIMES:
            book = Collector(file.shown, vocabulary)
            tree = book.attempt(None, marked.read, file.path, BadRule, file.shown)
            rule = rulefile.rule(book, f"{file.family}/{file.name}", tree) if tree is not None else None
            found.mistakes += book.sorted()
            if rule is not None:
                found.rules[rule.id] = rule
    return found


def _family(folder: Path, root: Path, shown: str, family: str, mistakes: list[BadRule]) -> Iterator[RuleFile]:
    for entry in _entries(folder):
        place = _join(shown, entry.name)
        if entry.is_dir():
            if any(e.name.endswith(_YAML) for e in _entries(Path(entry.path))):
                mistakes.append(BadRule(f"rule files stand in {family}/ itself, not in a folder below it", place))
            continue
        if not entry.name.endswith(_YAML):
            continue
        name, _, ending = entry.name.rpartition(".")
        if ending != "yaml":
            mistakes.append(BadRule("a rule file ends in .yaml", place))
        elif not _NAME.fullmatch(name):
            mistakes.append(BadRule(f"{name!r} is no rule name; names are lower-case words joined by hyphens", place))
        elif not Path(os.path.realpath(entry.path)).is_relative_to(root):
            # A link may come with a stranger's pull request, and a message about what it points at would show it.
            mistakes.append(BadRule("a link that leads out of the folder of rules; it is not followed", place))
        else:
            yield RuleFile(family, name, Path(entry.path), place)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)


def _join(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{name}" if folder else name
