"""policylint init: what it says, what it writes, and that what it writes holds."""

from __future__ import annotations

import os
import re

import pytest
import yaml

from policylint import config as configuration
from policylint.config import Config
from policylint.starting import files
from policylint.starting.survey import survey

PIPELINE = "include:\n  - component: $CI_SERVER_FQDN/policylint/policylint/policylint@v"


@pytest.fixture
def site(policylint, tmp_path):
    """The folder of the command line, with more in it: privacy.md, terms of a law, a page on cookies, names that are hard to quote."""
    for name, text in {
        "legal/terms.html": "<h1>Terms of Service</h1>"
        + "<p>These terms bind you if you use our parcels. Contact us.</p>" * 20,
        'legal/privacy "policy": é.md': "# Privacy Policy\n\nWe keep your data for 30 days.\n",
        "docs/cookies.md": "# Cookies\n\nFlour, sugar.\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_it_says_what_it_found_and_what_to_do_next(policylint, site):
    """Policies with kind, format, language, laws and findings; near misses; where checks run; what would stop a commit."""
    (site / ".github" / "workflows").mkdir(parents=True)
    (site / ".pre-commit-config.yaml").write_text("repos: []\n", "utf-8")
    done = policylint("init")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Looked at .: 3 policies, 1 that came near (policylint check --explain-discovery)"
    assert lines[2].startswith("  legal/terms.html: terms, html, en; no law signalled; ")
    assert re.fullmatch(
        r"  privacy\.md: privacy-policy, markdown, en; laws: gdpr \(claimed\); \d+ errors, \d+ warnings?, \d+ notes?",
        lines[3],
    )
    assert lines[4] == "Checks run here: GitHub Actions (.github/workflows), pre-commit (.pre-commit-config.yaml)"
    assert "Wrote .policylint.yaml" in lines
    assert "  policylint init --github           GitHub Actions runs checks here: have it run this one" in lines
    assert "  policylint init --pre-commit       pre-commit runs checks here: have it run this one" in lines
    assert re.search(r"mend or accept what is there: \d+ errors would stop the first commit", done.out)


def test_what_it_writes_loads_and_sets_nothing_but_the_threshold(policylint, site):
    """Every suggestion is a comment."""
    policylint("init")
    found = configuration.load(".policylint.yaml")
    assert found == Config(path=".policylint.yaml", folder=".", fail_on="error")
    assert policylint("check", "--fail-on", "never").code == 0


def test_every_suggestion_loads_once_it_is_switched_on(policylint, site):
    """Paths are quoted whatever they are called; the laws are those that the texts signal."""
    policylint("init")
    (site / "legal" / "privacy").mkdir()
    (site / "legal" / "privacy" / "a.md").write_text("Text.", "utf-8")
    text = (site / ".policylint.yaml").read_text("utf-8")
    (site / ".policylint.yaml").write_text(re.sub(r"^#(?=\S|  )", "", text, flags=re.M), "utf-8")
    found = configuration.load(".policylint.yaml")
    odd = 'legal/privacy "policy": é.md'
    assert found.files == (odd, "legal/terms.html", "privacy.md")
    assert found.exclude == ("legal/drafts",)
    assert [(c.name, [file for file, _ in c.files]) for c in found.parts] == [("privacy", ["legal/privacy/*.md"])]
    assert found.kinds == ((odd, "privacy-policy"), ("legal/terms.html", "terms"), ("privacy.md", "privacy-policy"))
    assert [key for key, _ in found.regimes] == ["gdpr"]
    assert [(rule.name, rule.value) for rule in found.rules] == [
        ("disclosure/response-time", "warning"),
        ("document/term-variance", "off"),
    ]
    assert policylint("check", "--fail-on", "never").code == 0


def test_without_policies_it_says_so(policylint, tmp_path):
    """And its configuration loads as well."""
    (tmp_path / "privacy.md").unlink()
    done = policylint("init")
    assert (done.code, done.out.splitlines()[0]) == (0, "Looked at .: 0 policies")
    assert "name your policies under 'files' in .policylint.yaml: none was found" in done.out
    assert configuration.load(".policylint.yaml") == Config(path=".policylint.yaml", folder=".")


def test_ci_files_are_written_where_they_are_asked_for(policylint, tmp_path):
    """In a folder given as well; each is YAML of the shape that its server takes."""
    (tmp_path / "repo").mkdir()
    done = policylint("init", "repo", "--github", "--gitlab", "--pre-commit")
    assert done.code == 0
    repo = tmp_path / "repo"
    workflow = yaml.safe_load((repo / ".github" / "workflows" / "policylint.yml").read_text("utf-8"))
    assert re.fullmatch(r"actions/checkout@[0-9a-f]{40}", workflow["jobs"]["policylint"]["steps"][0]["uses"])
    assert workflow["jobs"]["policylint"]["steps"][0]["with"]["fetch-depth"] == 0
    assert (repo / ".gitlab-ci.yml").read_text("utf-8").startswith(PIPELINE)
    (hook,) = yaml.safe_load((repo / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert hook["hooks"] == [{"id": "policylint"}, {"id": "policylint-edit"}]
    assert not (tmp_path / ".policylint.yaml").exists()


def test_nothing_is_overwritten(policylint, tmp_path):
    """Not without --force; and what other tools share is never replaced, but what to add is shown."""
    (tmp_path / ".policylint.yaml").write_text("fail-on: never\n", "utf-8")
    done = policylint("init")
    assert done.code == 2
    assert (
        done.err
        == "policylint: init: there already: .policylint.yaml; allowed: --force to write all the same, --dry-run to see\n"
    )
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n", "utf-8")
    done = policylint("init", "--pre-commit", "--github")
    assert done.code == 0
    assert ".policylint.yaml is there and stays as it is" in done.out
    assert (
        ".pre-commit-config.yaml is there and stays as it is; add below 'repos:':\n      - repo: https://" in done.out
    )
    assert policylint("init", "--github").code == 2
    policylint("init", "--force", "--pre-commit")
    assert (tmp_path / ".pre-commit-config.yaml").read_text("utf-8") == "repos: []\n"
    assert configuration.load(".policylint.yaml").fail_on == "error"


def test_a_configuration_in_pyproject_counts(policylint, tmp_path):
    """A second one would be read in its stead."""
    (tmp_path / "pyproject.toml").write_text("[tool.policylint]\nfail-on = 'info'\n", "utf-8")
    done = policylint("init")
    assert (done.code, (tmp_path / ".policylint.yaml").exists()) == (2, False)
    assert "there already: pyproject.toml with [tool.policylint]" in done.err


def test_a_dry_run_writes_nothing(policylint, tmp_path):
    """And shows everything."""
    done = policylint("init", "--dry-run", "--github")
    assert done.code == 0
    assert "Would write .policylint.yaml:\n    # What policylint checks" in done.out
    assert "Would write .github/workflows/policylint.yml:\n    # Checks the policies" in done.out
    assert sorted(os.listdir(tmp_path)) == ["privacy.md"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_nothing_is_written_through_a_link(policylint, tmp_path):
    """Neither through a file that is one, nor into a folder that leads out."""
    (tmp_path / "repo").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "repo" / ".github").symlink_to(tmp_path / "out")
    (tmp_path / "repo" / ".policylint.yaml").symlink_to(tmp_path / "victim")
    assert policylint("init", "repo", "--github", "--force").code == 2
    assert not (tmp_path / "victim").exists()
    (tmp_path / "repo" / ".policylint.yaml").unlink()
    assert policylint("init", "repo", "--github").code == 2
    assert not (tmp_path / "out" / "workflows" / "policylint.yml").exists()


def test_a_hostile_name_stays_in_its_comment(tmp_path, monkeypatch):
    """A file that is called like a line of YAML cannot become one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "privacy-policy\nfail-on: never\n.md").write_text("# Privacy Policy\n", "utf-8")
    text = files.configuration(survey("."))
    (tmp_path / ".policylint.yaml").write_text(text, "utf-8")
    assert configuration.load(".policylint.yaml").fail_on == "error"
    assert [line for line in text.split("\n") if line and not line.startswith("#")] == ["fail-on: error"]


def test_a_baseline_lets_old_findings_pass(policylint, tmp_path):
    """It is written beside the configuration, which names it; new findings are told."""
    done = policylint("init", "--baseline")
    assert done.code == 0
    assert re.search(r"\.policylint-baseline\.json: \d+ findings accepted", done.out)
    assert configuration.load(".policylint.yaml").baseline[0] == ".policylint-baseline.json"
    assert policylint("check").code == 0
    with open(tmp_path / "privacy.md", "a", encoding="utf-8") as file:
        file.write("\nWrite to [INSERT EMAIL].\n")
    assert policylint("check").code == 1
    assert "would stop the first commit" not in done.out


def test_a_baseline_is_not_replaced(policylint, tmp_path):
    """Not without --force, and a folder is taken as well."""
    (tmp_path / "site").mkdir()
    (tmp_path / "privacy.md").rename(tmp_path / "site" / "privacy.md")
    assert policylint("init", "site", "--baseline").code == 0
    assert policylint("check", "site").code == 0
    (tmp_path / "site" / ".policylint.yaml").unlink()
    assert "there already: .policylint-baseline.json" in policylint("init", "site", "--baseline").err
    assert not (tmp_path / "site" / ".policylint.yaml").exists()
    assert policylint("init", "site", "--baseline", "--force").code == 0
    assert "Would accept" in policylint("init", "site", "--baseline", "--dry-run").out
