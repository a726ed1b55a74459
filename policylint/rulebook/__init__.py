"""Rule files to rules, with the laws that they cite: the shipped ones, and users' own."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache

from policylint.hints import TYPE_CHECKING
from policylint.rulebook.regimes import ChildAge, RegimeFile, number_pattern
from policylint.rulebook.rulebook import BadRules, Rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from policylint.rulebook.measured import Accuracy

__all__ = [
    "BadRules",
    "ChildAge",
    "RegimeFile",
    "Rulebook",
    "home_of_rules",
    "load",
    "measured_accuracy",
    "number_pattern",
    "shipped",
]


@cache
def shipped(examples: bool = False) -> Rulebook:
    """The rulebook that policylint comes with, read once; its rules have `examples` only if those are asked for."""
    from policylint.rulebook import pack

    return pack.shipped(examples)


def home_of_rules() -> Path:
    """The folder of the rules that policylint comes with."""
    from policylint.rulebook import pack

    return pack.home().rules


def measured_accuracy() -> Accuracy:
    """How good the rules that policylint comes with were found to be."""
    from policylint.rulebook import measured, pack

    return measured.read(pack.home().package)


def load(folders: Sequence[str | os.PathLike[str]], base: Rulebook, plugins: Sequence[str] = ()) -> Rulebook:
    """`base` with the rules of users' own folders and of the installed plugins named.

    Never raises for a rule file: every mistake is in the `mistakes` of what is returned, beside the other rules.
    """
    from policylint.rulebook import loading

    return loading.load(folders, base, plugins)
