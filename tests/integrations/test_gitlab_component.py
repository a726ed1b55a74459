"""The GitLab component: its form, and its jobs run in a scratch repository."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from policylint.starting import files
from tests.integrations.conftest import ROOT
from tests.integrations.jobs import Component
from tests.integrations.test_github_action import BAD, GOOD, fits

DOCUMENTS = list(yaml.safe_load_all((ROOT / "templates" / "policylint" / "template.yml").read_text("utf-8")))


def test_both_halves_fit_the_schema(tmp_path: Path) -> None:
    """The header with its inputs, and the jobs."""
    for number, document in enumerate(DOCUMENTS):
        (tmp_path / f"{number}.json").write_text(json.dumps(document), "utf-8")
    fits("vendor.gitlab-ci", str(tmp_path / "0.json"), str(tmp_path / "1.json"))


def test_what_init_writes_fits_the_schema(tmp_path: Path) -> None:
    """The include of the component."""
    (tmp_path / "x.yml").write_text(files.pipeline(), "utf-8")
    fits("vendor.gitlab-ci", str(tmp_path / "x.yml"))


def test_no_input_is_written_into_a_script() -> None:
    """Each is a variable, and every input is used."""
    text = json.dumps(DOCUMENTS[1])
    scripts = [
        line for job in DOCUMENTS[1].values() for line in (*job.get("script", ()), *job.get("before_script", ()))
    ]
    assert [line for line in scripts if "inputs." in line] == []
    assert {name for name in DOCUMENTS[0]["spec"]["inputs"] if f"inputs.{name} " not in text} == set()


@pytest.fixture
def builds(tmp_path: Path, policylint_program: str) -> Path:
    """Where the jobs find policylint installed."""
    folder = tmp_path / "builds" / "policylint-venv" / "bin"
    folder.mkdir(parents=True)
    (folder / "policylint").symlink_to(policylint_program)
    return tmp_path / "builds"


def test_a_bad_policy_fails_the_job(repository: Path, builds: Path) -> None:
    """With a code quality report and a JUnit report, both with paths of the repository."""
    (repository / "privacy.md").write_text(BAD, "utf-8")
    code, log = Component(fail_on="error").run("policylint", repository, builds)
    assert code == 1
    assert "privacy.md:4:10: error document/placeholder" in log
    rows = json.loads((repository / "gl-code-quality-report.json").read_text("utf-8"))
    assert {row["location"]["path"] for row in rows} == {"privacy.md"}
    assert "document/placeholder" in {row["check_name"] for row in rows}
    suites = ElementTree.parse(repository / "policylint.junit.xml").getroot()
    assert [case.get("name") for case in suites.iter("testcase") if case.find("failure") is not None]
    reports = DOCUMENTS[1]["policylint"]["artifacts"]["reports"]
    assert all((repository / name).is_file() for name in reports.values())


def test_a_policy_without_errors_passes(repository: Path, builds: Path) -> None:
    """And paths are taken one a line."""
    (repository / "privacy.md").write_text(BAD, "utf-8")
    (repository / "our terms.md").write_text("# Terms of Service\n\nBe kind.\n", "utf-8")
    code, log = Component(paths="our terms.md\n", fail_on="error").run("policylint", repository, builds)
    assert code == 0
    assert "privacy.md" not in log


@pytest.mark.parametrize(
    "inputs",
    [
        {"paths": "$(touch pwned)\n`touch pwned`\n; touch pwned"},
        {"config": "x; touch pwned"},
        {"baseline": "'; touch pwned"},
    ],
)
def test_a_hostile_value_runs_nothing(repository: Path, builds: Path, inputs: dict[str, str]) -> None:
    """It is told, and the job fails."""
    (repository / "privacy.md").write_text(GOOD, "utf-8")
    code, _ = Component(**inputs).run("policylint", repository, builds)
    assert code == 2
    assert not (repository / "pwned").exists()


@pytest.mark.parametrize("job", ["policylint", "policylint-diff"])
def test_scripts_parse(job: str) -> None:
    """As the shell of any image."""
    for line in DOCUMENTS[1][job]["script"]:
        assert subprocess.run(["sh", "-n", "-c", line], capture_output=True, text=True).stderr == ""
