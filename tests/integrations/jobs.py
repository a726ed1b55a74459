"""The steps of a GitHub action and the jobs of a GitLab component, run here as their servers would run them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.integrations.conftest import ROOT, surroundings

BASH = shutil.which("bash") or "bash"
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
_NAME = re.compile(r"\b(?:inputs|steps|github|runner)\.[\w.-]+")


class Ran(NamedTuple):
    """What a job did: its exit code (of the first step that failed), its log, the outputs of its steps, and what it gave to other actions."""

    code: int
    log: str
    outputs: dict[str, dict[str, str]]
    used: list[tuple[str, dict[str, str]]]
    summary: str


class Action:
    """action.yml. Expressions are looked up in what the server would know; a name that is not known is a mistake."""

    def __init__(self, folder: Path, temp: Path, installed: str = "") -> None:
        self.folder, self.temp, self.installed = folder, temp, installed
        self.tree: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
        temp.mkdir(exist_ok=True)

    def run(self, base: str = "", only: tuple[str, ...] = (), **inputs: str) -> Ran:
        """Run the steps (or those with the ids `only`) with inputs (`fail_on` is fail-on) on a push, or on a pull request to `base`."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() <= self.tree["inputs"].keys()
        known = {f"inputs.{name}": given.get(name, row["default"]) for name, row in self.tree["inputs"].items()}
        known |= {
            "github.event.pull_request.base.sha": base,
            "github.action_path": str(ROOT),
            "runner.temp": str(self.temp),
        }
        outputs: dict[str, dict[str, str]] = {"install": {"policylint": self.installed}} if self.installed else {}
        used: list[tuple[str, dict[str, str]]] = []
        code, log = 0, ""
        summary = self.temp / "summary.md"
        summary.write_text("", "utf-8")
        for step in self.tree["runs"]["steps"]:
            name = step.get("id", "")
            if only and name not in only:
                continue
            if not self._wanted(step.get("if", ""), known, outputs, failed=code != 0):
                continue
            if "uses" in step:
                used.append(
                    (step["uses"], {k: self._filled(v, known, outputs) for k, v in step.get("with", {}).items()})
                )
                if step["uses"].startswith("actions/setup-python@"):
                    outputs[name] = {"python-path": sys.executable}
                continue
            if name == "install" and self.installed:
                continue
            output = self.temp / f"output-{name}"
            output.write_text("", "utf-8")
            env = {key: self._filled(value, known, outputs) for key, value in step["env"].items()}
            done = subprocess.run(
                [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=self.folder,
                env=surroundings(
                    GITHUB_OUTPUT=str(output),
                    GITHUB_STEP_SUMMARY=str(summary),
                    GITHUB_WORKSPACE=str(self.folder),
                    **env,
                ),
                capture_output=True,
                text=True,
                timeout=600,
            )
            log += done.stdout + done.stderr
            code = code or done.returncode
            if name:
                outputs[name] = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
        return Ran(code, log, outputs, used, summary.read_text("utf-8"))

    def _look_up(self, name: str, known: dict[str, str], outputs: dict[str, dict[str, str]]) -> str:
        if name.startswith("steps."):
            _, step, what, key = name.split(".")
            assert what == "outputs" and any(s.get("id") == step for s in self.tree["runs"]["steps"]), name
            return outputs.get(step, {}).get(key, "")
        return known[name]

    def _filled(self, value: object, known: dict[str, str], outputs: dict[str, dict[str, str]]) -> str:
        return _EXPRESSION.sub(lambda m: self._look_up(m[1], known, outputs), str(value))

    def _wanted(self, condition: str, known: dict[str, str], outputs: dict[str, dict[str, str]], failed: bool) -> bool:
        """A condition in the little that is used of GitHub's language: names, texts, ==, !=, && and !cancelled()."""
        if not condition:
            return not failed
        (found,) = _EXPRESSION.findall(condition)
        if failed and "cancelled()" not in found:
            return False
        python = found.replace("!cancelled()", "True").replace("&&", " and ")
        return bool(eval(_NAME.sub(lambda m: repr(self._look_up(m[0], known, outputs)), python), {"__builtins__": {}}))


class Component:
    """templates/policylint/template.yml with its inputs filled in."""

    def __init__(self, **inputs: str) -> None:
        text = (ROOT / "templates" / "policylint" / "template.yml").read_text("utf-8")
        header, self.jobs = yaml.safe_load_all(text)
        self.inputs: dict[str, dict[str, Any]] = header["spec"]["inputs"]
        self._values = {name: row["default"] for name, row in self.inputs.items()} | {
            name.replace("_", "-"): value for name, value in inputs.items()
        }

    def run(self, job: str, folder: Path, builds: Path, **variables: str) -> tuple[int, str]:
        """The exit code and log of the script of a job, with policylint installed already."""
        own: dict[str, Any] = self.jobs[job]
        given = {**self.jobs[own["extends"]]["variables"], **own["variables"]}
        filled = {
            key: re.sub(r"\$\[\[ inputs\.([\w-]+) \]\]", lambda m: self._values[m[1]], v) for key, v in given.items()
        }
        done = subprocess.run(
            [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", "\n".join(own["script"])],
            cwd=folder,
            env=surroundings(CI_BUILDS_DIR=str(builds), CI_PROJECT_DIR=str(folder), **filled, **variables),
            capture_output=True,
            text=True,
            timeout=600,
        )
        return done.returncode, done.stdout + done.stderr
