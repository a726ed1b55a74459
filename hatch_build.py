"""Puts the precompiled rule pack into the wheel: every rule and lexicon, read and validated once, at build time.

A rule that cannot be read fails the build: a wheel without its rules, or with half of them, would pass policies
that it never judged. An editable install carries no pack, since there the YAML files are the source and may change.
Beside it go a copy that the building Python reads faster, and the regular expressions as it compiles them; another Python does without.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class RulePackHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds `policylint/pack.json` and what goes with it from `rules/`, with the code of the tree that is being built."""

    PLUGIN_NAME = "custom"

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.written: list[Path] = []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files to a scratch folder and name them for inclusion; `version` is 'standard' or 'editable'."""
        if version == "editable":
            return
        root = Path(self.root)
        # The tree's own code, never an installed policylint of another version.
        sys.path.insert(0, str(root))
        try:
            files: dict[str, bytes] = importlib.import_module("policylint.rulebook.pack").build(root)
        finally:
            sys.path.remove(str(root))
        scratch = Path(self.directory)
        scratch.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            self.written.append(scratch / name)
            (scratch / name).write_bytes(content)
            build_data["force_include"][str(scratch / name)] = f"policylint/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the scratch files: they live in the wheel only."""
        for path in self.written:
            path.unlink(missing_ok=True)
