"""The GitHub action: its form, and its steps run in a scratch repository."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from policylint.starting import files
from tests.integrations.conftest import ROOT, git
from tests.integrations.jobs import Action

GOOD = "# Privacy Policy\n\nWe keep your order data for 30 days.\n"
BAD = GOOD + "Write to [INSERT EMAIL].\n"
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = ACTION["runs"]["steps"]


def fits(schema: str, *paths: str) -> None:
    """Hold files to a schema that check-jsonschema brings along."""
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *paths], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_fits_its_schema() -> None:
    """The one of SchemaStore, which editors use."""
    fits("vendor.github-actions", str(ROOT / "action.yml"))


def test_the_workflow_that_init_writes_fits_its_schema(tmp_path: Path) -> None:
    """And gives every job a time limit."""
    (tmp_path / "w.yml").write_text(files.workflow(), "utf-8")
    fits("vendor.github-workflows", str(tmp_path / "w.yml"))
    fits("custom.github-workflows-require-timeout", str(tmp_path / "w.yml"))


def test_no_expression_is_written_into_a_script() -> None:
    """An input would become code there. Each reaches a script by its environment, and every input is used."""
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []
    text = (ROOT / "action.yml").read_text("utf-8")
    assert {name for name in ACTION["inputs"] if f"inputs.{name} " not in text} == set()


@pytest.mark.parametrize("uses", [step["uses"] for step in STEPS if "uses" in step] + [files.CHECKOUT.split(" #")[0]])
def test_other_actions_are_pinned(uses: str) -> None:
    """By commit: a tag can be moved."""
    assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", uses)


@pytest.mark.parametrize("step", [step for step in STEPS if "run" in step], ids=lambda step: step["name"])
def test_scripts_parse(step: dict[str, str]) -> None:
    """As bash."""
    assert subprocess.run(["bash", "-n", "-c", step["run"]], capture_output=True, text=True).stderr == ""


@pytest.fixture
def action(repository: Path, tmp_path: Path, policylint_program: str) -> Action:
    """The action in a repository with one policy, which is committed."""
    (repository / "privacy.md").write_text(GOOD, "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Publish")
    (tmp_path / "temp" / "policylint").mkdir(parents=True)
    return Action(repository, tmp_path / "temp", policylint_program)


def test_a_bad_policy_fails_the_job(action: Action) -> None:
    """With annotations, a summary, and findings for code scanning, whose paths are those of the repository."""
    (action.folder / "privacy.md").write_text(BAD, "utf-8")
    ran = action.run(fail_on="error")
    assert ran.code == 1
    assert ran.outputs["check"]["exit-code"] == "1"
    assert re.search(
        r"^::error file=privacy\.md,line=4,[^:]*document/placeholder::not filled in", ran.log, re.MULTILINE
    )
    assert "document/placeholder" in ran.summary
    ((_, given),) = [used for used in ran.used if "upload-sarif" in used[0]]
    assert given["category"] == "policylint"
    sarif = json.loads(Path(given["sarif_file"]).read_text("utf-8"))
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in sarif["runs"][0]["results"]}
    assert uris == {"privacy.md"}


def test_a_policy_without_errors_passes(action: Action) -> None:
    """Findings below the threshold are told all the same; nothing is uploaded where that is not wanted; no edit is told of on a push."""
    ran = action.run(fail_on="never", sarif="false")
    assert (ran.code, ran.outputs["check"]["exit-code"]) == (0, "0")
    assert [name for name, _ in ran.used if "upload" in name] == []
    assert "diff" not in ran.outputs


def test_paths_are_taken_one_a_line(action: Action) -> None:
    """With spaces in them, from Windows editors, and beginning with a dash."""
    (action.folder / "our terms.md").write_text("# Terms of Service\n\nWrite to [INSERT EMAIL].\n", "utf-8")
    (action.folder / "-x.md").write_text(GOOD, "utf-8")
    ran = action.run(paths="our terms.md\r\n\n-x.md\n", fail_on="error")
    assert ran.code == 1
    assert "file=our terms.md" in ran.log and "file=privacy.md" not in ran.log
    assert "2 documents" in ran.log


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"fail_on": "errors"}, "fail-on: allowed: error, warning, info, never"),
        ({"fail_on": "error; touch pwned"}, "fail-on: allowed"),
        ({"trust": "$(touch pwned)"}, "trust: allowed: base, head"),
        ({"paths": "$(touch pwned)\n`touch pwned`\n; touch pwned"}, "no such file"),
        ({"paths": "--config=none"}, "--config=none: no such file"),
        ({"config": "x.yaml; touch pwned"}, "x.yaml; touch pwned: cannot be read"),
        ({"regimes": "'$(touch pwned)'"}, "unknown"),
        ({"since": "--output=pwned"}, "--output=pwned"),
    ],
)
def test_a_bad_input_ends_the_job_and_runs_nothing(action: Action, inputs: dict[str, str], message: str) -> None:
    """It is told; it is no code."""
    ran = action.run(**inputs)
    assert ran.code == 2
    assert message in ran.log
    assert not (action.folder / "pwned").exists()


@pytest.mark.parametrize("version", ["1; touch pwned", "latest", "--pre", "1.0 -r x", "0.1.0@https://example.org"])
def test_a_bad_version_is_refused(action: Action, version: str) -> None:
    """Before anything is installed; and a job that could not install fails with 2."""
    action.installed = ""
    ran = action.run(version=version)
    assert ran.code == 2
    assert "version: allowed: a version such as 0.1.0" in ran.log
    assert not (action.folder / "pwned").exists()


@pytest.mark.parametrize(
    ("checked", "compared", "code"),
    [("0", "", 0), ("1", "", 1), ("0", "1", 1), ("2", "1", 2), ("", "", 2), ("", "0", 2)],
)
def test_the_worst_of_both_counts(checked: str, compared: str, code: int) -> None:
    """A step that gave no code did not come to its end."""
    script = STEPS[-1]["run"]
    done = subprocess.run(["bash", "-c", script], env={"CHECKED": checked, "COMPARED": compared}, capture_output=True)
    assert done.returncode == code


def test_the_action_installs_its_own_code(action: Action) -> None:
    """By the step that installs it, into an environment of its own."""
    action.installed = ""
    ran = action.run(only=("python", "install"))
    if ran.code and re.search(r"Could not find a version|connection|network", ran.log, re.IGNORECASE):
        pytest.skip(f"pip cannot install here: {ran.log[-300:]}")
    assert ran.code == 0, ran.log
    program = ran.outputs["install"]["policylint"]
    assert program.startswith(str(action.temp))
    done = subprocess.run([program, "--version"], capture_output=True, text=True)
    from policylint import __version__

    assert done.stdout == f"policylint {__version__}\n"
