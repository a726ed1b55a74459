"""The finders, in the order in which they run. A new finder is one module and one line here."""

from __future__ import annotations

from importlib import import_module

from policylint.facts.context import Finder

MODULES: tuple[str, ...] = (
    "protection",
    "transfers",
    "regimes",
    "identity",
    "rights",
    "choices",
    "dates",
    "periods",
    "retention",
    "answers",
    "children",
    "changes",
    "breach",
    "governing",
    "categories",
    "purposes",
    "grounds",
    "sharing",
)


def finders() -> list[Finder]:
    """The `find` function of every module."""
    return [import_module(f"policylint.facts.{name}").find for name in MODULES]
