"""The project as a whole: what is shipped, what is declared, and what must never stand in the tree."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

import policylint

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

NOT_KEPT = {
    "__pycache__", ".git", ".hypothesis", ".import_linter_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv",
    "build", "dist",
}  # fmt: skip


def tree() -> list[Path]:
    """The files of the checkout that git keeps or would keep; of an unpacked sdist, all."""
    call = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(call, capture_output=True, check=True).stdout.decode("utf-8")
    except (OSError, subprocess.CalledProcessError):
        return [path for path in ROOT.rglob("*") if path.is_file() and not NOT_KEPT.intersection(path.parts)]
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_changelog_has_version() -> None:
    """The changelog has an entry for the version that the package gives itself, and none for a later one."""
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[:1] == [policylint.__version__]


def test_changelog_sections() -> None:
    """The changelog keeps to the headings of Keep a Changelog."""
    headings = re.findall(r"^### (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(headings) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_licence() -> None:
    """The licence that the package names is the one in the tree."""
    assert PROJECT["project"]["license"] == "Apache-2.0"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert re.search(r"Apache License\s+Version 2\.0, January 2004", text)
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize(
    "name",
    [
        "poetry.lock",
        "uv.lock",
        "pdm.lock",
        "pylock.toml",
        "Pipfile.lock",
        "requirements.txt",
        "package-lock.json",
        "yarn.lock",
    ],
)
def test_no_lock_files(name: str) -> None:
    """No lock file is kept: each records the address of the registry that it was resolved from."""
    assert [path for path in tree() if path.name == name] == []


# Spelled so that this file does not hold them.
FORBIDDEN = {
    "a machine's path": r"(?<![\w.])/(w[o]rk|f[a]rm|t[m]p|h[o]me|U[s]ers|r[o]ot)/",
    "a registry's address": r"h[t]tps?://[^\s)\"']*(?:/s[i]mple/|pypi-m[i]rror|r[e]gistry\.npm|v[e]rdaccio|artifact[o]ry)",
    "an unresolved merge": r"^(?:<{7} |>{7} )",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_tree_is_free_of(what: str) -> None:
    """No file holds a path of somebody's machine, a registry's address, or a conflict left by a merge."""
    pattern = re.compile(FORBIDDEN[what], re.MULTILINE)
    found = []
    for path in tree():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "line, what",
    [
        ("see /w" + "ork/notes.md", "a machine's path"),
        ("cd /t" + "mp/x", "a machine's path"),
        ("index-url = h" + "ttps://example.org/s" + "imple/", "a registry's address"),
        ("<" * 7 + " HEAD", "an unresolved merge"),
    ],
)
def test_forbidden_patterns_hit(line: str, what: str) -> None:
    """Each pattern above finds what it is there for."""
    assert re.search(FORBIDDEN[what], line, re.MULTILINE)


@pytest.mark.parametrize("line", ["https://example.org/work/us", "the framework/tmpl folder", "rules/work/x.yaml"])
def test_forbidden_patterns_spare(line: str) -> None:
    """A web address or a folder of the project is no machine's path."""
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, line)] == []


def test_typed() -> None:
    """The package says that it is typed, and ships the marker."""
    assert (ROOT / "policylint" / "py.typed").is_file()
    assert "Typing :: Typed" in PROJECT["project"]["classifiers"]


def test_entry_point() -> None:
    """The command is the program of the command line."""
    assert PROJECT["project"]["scripts"] == {"policylint": "policylint.cli:program"}


def test_no_module_of_odds_and_ends() -> None:
    """No module is named for being of use to others."""
    modules = {path.stem for path in (ROOT / "policylint").rglob("*.py")}
    assert modules & {"utils", "util", "helpers", "helper", "common", "misc"} == set()


def test_modules_read_in_one_sitting() -> None:
    """No module of the package has more than 400 lines."""
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "policylint").rglob("*.py")
    }
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_hook_manifest() -> None:
    """The repository offers pre-commit hooks, which run the linter, the comparison of versions, and the tests of a user's rules."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"]: hook["entry"] for hook in hooks} == {
        "policylint": "policylint check --only-policies",
        "policylint-edit": "policylint diff --since HEAD --only-policies",
        "policylint-test-rules": "policylint test",
    }
    assert {hook["language"] for hook in hooks} == {"python"}


def test_own_hooks_run_the_linter() -> None:
    """The project's own commits run its linter on its own example, beside ruff and mypy."""
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = {hook["id"]: hook for repo in config["repos"] for hook in repo["hooks"]}
    assert {"ruff-check", "ruff-format", "mypy", "policylint-example"} <= hooks.keys()
    assert hooks["policylint-example"]["entry"].startswith("policylint check ")
    assert re.search(hooks["policylint-example"]["files"], "examples/privacy-policy.md")


def test_wheel_carries_rules() -> None:
    """The wheel is told to carry the rules and to compile them."""
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"rules": "policylint/rules"}
    assert (ROOT / wheel["hooks"]["custom"]["path"]).is_file()
