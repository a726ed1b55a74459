"""The detectors of kinds of change, one module a family of kinds; importing a module registers its detectors."""

from __future__ import annotations

from functools import cache
from importlib import import_module

MODULES: tuple[str, ...] = (
    "retention",
    "contacts",
    "answers",
    "ages",
    "places",
    "notices",
    "disclosures",
    "dates",
    "data",
    "recipients",
    "purposes",
    "scope",
    "consent",
    "denials",
    "rights",
    "narrowing",
    "grounds",
    "transfers",
    "identity",
    "safety",
    "clarification",
)


@cache
def register() -> None:
    """Import every module of MODULES, so that @detects has seen their functions."""
    for name in MODULES:
        import_module(f"policylint.edits.kinds.{name}")
