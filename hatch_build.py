"""Puts the precompiled rule pack into the wheel: every rule and lexicon, read and validated once, at build time.

A rule that cannot be read fails the build: a wheel without its rules, or with half of them, would pass policies
that it never judged. An editable install carries no pack, since there the YAML files are the source and may change.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACK = "policylint/pack.json"


class RulePackHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds `policylint/pack.json` from `rules/` with the code of the tree that is being built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the pack to a scratch folder and name it for inclusion; `version` is 'standard' or 'editable'."""
        if version == "editable":
            return
        root = Path(self.root)
        # The tree's own code, never an installed policylint of another version.
        sys.path.insert(0, str(root))
        try:
            pack: str = importlib.import_module("policylint.rulebook.pack").build(root)
        finally:
            sys.path.remove(str(root))
        target = Path(self.directory) / "pack.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(pack, encoding="utf-8", newline="")
        build_data["force_include"][str(target)] = PACK

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the scratch file: the pack lives in the wheel only."""
        (Path(self.directory) / "pack.json").unlink(missing_ok=True)
