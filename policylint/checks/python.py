"""Checks that do not fit a verb, one function in one module each; importing a module registers its checks."""

from __future__ import annotations

from importlib import import_module

MODULES: tuple[str, ...] = (
    "outcomes",
    "placeholders",
    "dangling",
    "numbering",
)


def register() -> None:
    """Import every module of MODULES, so that @rule has seen their functions."""
    for name in MODULES:
        import_module(f"policylint.checks.{name}")
