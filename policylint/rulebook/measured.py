"""How good the shipped rules are: what evaluation/accuracy.py measured on labelled policies, and the cap that follows from it.

The data (policylint/accuracy.json) holds counts only. A rule that gave ANSWERS answers or more on the half of the policies
that was set apart while rules were written, and less than PRECISE of them right, is not above `info` by default.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping

from policylint.errors import PolicylintError
from policylint.finding import Severity
from policylint.hints import Any
from policylint.record import Record, replace
from policylint.rule import Rule

ANSWERS = 10
PRECISE = 0.8
HALVES = ("tuning", "checking")
NAME = "accuracy.json"
FORMAT = 1


class BadAccuracy(PolicylintError):
    """The data of measured accuracy cannot be used; the message says why."""


class Count(Record):
    """What a rule told on some policies, and what it ought to have told.

    told   gaps (of a disclosure) or contradictions that it told
    right  of these, those that the labels have too
    true   those that the labels have
    """

    told: int
    right: int
    true: int

    @property
    def precision(self) -> float | None:
        """right of told; None where nothing was told."""
        return self.right / self.told if self.told else None

    @property
    def recall(self) -> float | None:
        """right of true; None where there is nothing to find."""
        return self.right / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; None where nothing was told and there is nothing to find."""
        return 2 * self.right / (self.told + self.true) if self.told + self.true else None


class Accuracy(Record):
    """What was measured: the number of policies in each half, and by rule id its count in each."""

    policies: Mapping[str, int]
    rules: Mapping[str, Mapping[str, Count]]

    def imprecise(self) -> tuple[str, ...]:
        """The ids of the rules with ANSWERS answers or more, and below PRECISE, on the checking half."""
        found = []
        for name, halves in self.rules.items():
            count = halves["checking"]
            if count.told >= ANSWERS and count.right < PRECISE * count.told:
                found.append(name)
        return tuple(found)


def parse(text: str) -> Accuracy:
    """The data of an accuracy file. Raises BadAccuracy for one of another shape or format."""
    try:
        data: dict[str, Any] = json.loads(text)
        if data["format"] != FORMAT:
            raise BadAccuracy(f"accuracy data of format {data['format']!r}; known is {FORMAT}")
        rules = {
            str(name): {half: Count(*(int(number) for number in halves[half])) for half in HALVES}
            for name, halves in data["rules"].items()
        }
        return Accuracy({half: int(data["policies"][half]) for half in HALVES}, rules)
    except (ValueError, LookupError, TypeError, AttributeError) as problem:
        raise BadAccuracy(f"accuracy data that cannot be used: {problem!r}") from None


def read(package: str | os.PathLike[str]) -> Accuracy:
    """What was measured of the rules that come with the package in this folder; nothing where the file is not there."""
    try:
        with open(os.path.join(package, NAME), encoding="utf-8") as file:
            return parse(file.read())
    except FileNotFoundError:
        return Accuracy(dict.fromkeys(HALVES, 0), {})


def capped(rules: Mapping[str, Rule], accuracy: Accuracy) -> dict[str, Rule]:
    """The rules, those that were measured to be imprecise at `info` and never above unless the configuration says so."""
    low = set(accuracy.imprecise())
    return {
        name: replace(rule, severity=Severity.INFO, most=Severity.INFO) if name in low else rule
        for name, rule in rules.items()
    }
