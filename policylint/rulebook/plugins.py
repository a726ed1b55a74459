"""Rules in Python from installed packages, by entry point; only those that the configuration names are loaded.

A package gives an entry point of the group `policylint.rules`. It names a module, whose import registers checks with
@rule and whose folder `rules` (if there is one) holds rule files; or a function without arguments that registers checks
and gives the path of a folder of rule files, several, or None.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

from policylint.errors import BadRule
from policylint.hints import Any
from policylint.marked import suggest

GROUP = "policylint.rules"


def load(names: Sequence[str], mistakes: list[BadRule]) -> list[Path]:
    """Load the entry points called `names`; the rule folders that they give. What goes wrong is added to `mistakes`."""
    if not names:
        return []
    from importlib.metadata import entry_points

    installed = {point.name: point for point in entry_points(group=GROUP)}
    folders: list[Path] = []
    for name in names:
        point = installed.get(name)
        if point is None:
            known = suggest(name, tuple(installed)) if installed else "; none is installed"
            mistakes.append(BadRule(f"no installed package gives the plugin {name!r}{known}"))
            continue
        try:
            folders += _folders(point.load())
        except Exception as problem:  # someone else's code: whatever it raises is told, and the rest goes on
            mistakes.append(BadRule(f"the plugin {name!r} failed to load: {type(problem).__name__}: {problem}"))
    return folders


def _folders(loaded: Any) -> list[Path]:
    if isinstance(loaded, ModuleType):
        beside = Path(loaded.__file__).parent / "rules" if loaded.__file__ else None
        return [beside] if beside is not None and beside.is_dir() else []
    if not callable(loaded):
        raise TypeError("the entry point names neither a module nor a function")
    given = loaded()
    if given is None:
        return []
    if isinstance(given, str | os.PathLike):
        return [Path(given)]
    if isinstance(given, Iterable):
        return [Path(path) for path in given]
    raise TypeError(f"the entry point gave {type(given).__name__}; allowed: a path, several, None")
