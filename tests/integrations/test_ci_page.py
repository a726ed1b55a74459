"""docs/ci.md: what it shows is what the repository offers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from policylint.starting import files
from tests.integrations.conftest import ROOT
from tests.integrations.test_github_action import ACTION, fits
from tests.integrations.test_gitlab_component import DOCUMENTS

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def section(title: str) -> str:
    """The text below a heading."""
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_the_workflow_fits_its_schema(tmp_path: Path) -> None:
    """And its inputs are the action's; nothing of the event is written into a script."""
    workflow = yaml.safe_load(BLOCKS[1])
    (tmp_path / "w.yml").write_text(BLOCKS[1], "utf-8")
    fits("vendor.github-workflows", str(tmp_path / "w.yml"))
    checkout, action, comment = workflow["jobs"]["policylint"]["steps"]
    assert checkout["uses"] == files.CHECKOUT.split(" #")[0]
    assert set(action["with"]) <= set(ACTION["inputs"])
    assert "${{" not in comment["run"]


def test_what_init_writes_is_shown() -> None:
    """The entry of pre-commit and the include of GitLab, to the letter."""
    assert BLOCKS[0] == "repos:\n" + files.hooks()
    assert BLOCKS[2] == files.pipeline()


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_every_hook_is_explained(hook: dict[str, object]) -> None:
    """With what it runs and its arguments."""
    (row,) = [line for line in section("pre-commit").splitlines() if line.startswith(f"| `{hook['id']}` |")]
    assert str(hook["entry"]) in row
    for argument in hook.get("args", ()):  # type: ignore[attr-defined]
        assert argument in row


def test_every_input_is_explained() -> None:
    """Of the action and of the component; and no others."""
    rows = re.findall(r"^\| (`.*?`) \|", section("GitHub Actions"), re.MULTILINE)
    assert [row.strip("`") for row in rows] == list(ACTION["inputs"])
    rows = re.findall(r"^\| (`.*?`) \|", section("GitLab"), re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(.*?)`", row)} == set(DOCUMENTS[0]["spec"]["inputs"])
    assert all(f"`{output}`" in section("GitHub Actions") for output in ACTION["outputs"])
