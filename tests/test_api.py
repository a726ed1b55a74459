"""The public face of the package."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

import policylint

TEXT = "# Privacy Policy\n\nAcme GmbH is the controller under the GDPR.\n"
PUBLIC = [
    "ActiveRegime",
    "Answer",
    "BadConfiguration",
    "BadRule",
    "BadUsage",
    "Document",
    "Failure",
    "Finding",
    "Hit",
    "Judged",
    "Mark",
    "Policy",
    "PolicylintError",
    "Quieted",
    "Report",
    "Rule",
    "RuleFailed",
    "Severity",
    "Site",
    "Span",
    "UnreadableInput",
    "__version__",
    "lint",
    "read",
    "read_text",
    "rule",
]


def test_the_public_names_are_these():
    """A name that is added or taken away is a decision, made here."""
    assert policylint.__all__ == PUBLIC
    assert set(PUBLIC) <= set(dir(policylint))


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_documented(name):
    """Classes and functions say what they are."""
    found = getattr(policylint, name)
    assert isinstance(found, str) or found.__doc__


def test_an_unknown_name_is_an_attribute_error():
    """As of any module."""
    with pytest.raises(AttributeError, match="module 'policylint' has no attribute 'nothing'"):
        _ = policylint.nothing


@pytest.mark.parametrize("first", ["policylint.rule", "policylint.lint", "policylint.cli"])
def test_functions_that_share_the_name_of_a_module_are_the_functions(first):
    """Whatever was imported first."""
    code = (
        f"import {first}, policylint; from policylint import rule, lint; from policylint.rule import Rule;"
        "print(policylint.rule is rule, policylint.lint is lint, rule.__name__, lint.__name__, Rule is policylint.Rule)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True True rule lint True\n"


def test_importing_the_package_imports_next_to_nothing():
    """Start-up is part of the product."""
    code = "import policylint, sys; print(sorted(m for m in sys.modules if m.startswith('policylint')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['policylint', 'policylint.hints']\n"


def test_the_start_of_check_imports_nothing_heavy():
    """What a command line needs before it reads anything."""
    code = "import policylint.cli.check as c, sys; c.parser(); print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {"yaml", "regex", "json", "tomllib", "subprocess", "importlib.metadata", "pathlib", "policylint.marked"}
    assert not loaded & {
        *heavy,
        "policylint.readers",
        "policylint.rulebook",
        "policylint.facts",
        "policylint.recognition",
    }


def test_read_and_lint_a_file(tmp_path):
    """A path or a document gives the same findings."""
    path = tmp_path / "privacy.md"
    path.write_text(TEXT, "utf-8")
    document = policylint.read(path)
    assert (document.path, document.title) == (str(path), "Privacy Policy")
    by_path = policylint.lint([path], select=["disclosure/cookies"], as_of=dt.date(2026, 1, 31))
    by_document = policylint.lint([document], select=["disclosure/cookies"], as_of=dt.date(2026, 1, 31))
    assert by_path.findings == by_document.findings
    assert [f.rule for f in by_path.findings] == ["disclosure/cookies"]
    assert by_path.as_of == "2026-01-31"


def test_lint_a_folder_a_text_and_what_is_not_there(tmp_path):
    """What cannot be read is among the failures."""
    (tmp_path / "privacy.md").write_text(TEXT, "utf-8")
    report = policylint.lint([tmp_path, policylint.read_text(TEXT, "text.md"), tmp_path / "gone.md"])
    assert [one.document.path for one in report.documents] == [str(tmp_path / "privacy.md"), "text.md"]
    assert [f.message for f in report.failures] == ["no such file"]
    assert report.exit_code(None) == 2


def test_lint_takes_a_configuration(tmp_path):
    """And looks for none by itself."""
    (tmp_path / ".policylint.yaml").write_text("rules: {disclosure: off}\n")
    (tmp_path / "privacy.md").write_text(TEXT, "utf-8")
    families = {f.rule.split("/")[0] for f in policylint.lint([tmp_path / "privacy.md"]).findings}
    assert "disclosure" in families
    report = policylint.lint([tmp_path / "privacy.md"], config=tmp_path / ".policylint.yaml")
    assert not any(f.rule.startswith("disclosure/") for f in report.findings)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"kind": "policy"}, "kind policy: unknown; allowed: app-notice"),
        ({"select": ["disclosur"]}, "--select disclosur: unknown; did you mean 'disclosure'?"),
        ({"regimes": ["gpdr"]}, "--regime gpdr: unknown; did you mean 'gdpr'?"),
    ],
)
def test_unknown_names_are_refused(values, message):
    """With what is allowed."""
    with pytest.raises(policylint.BadUsage) as caught:
        policylint.lint([policylint.read_text(TEXT)], **values)
    assert str(caught.value).startswith(message)


def test_a_check_imports_what_it_needs(tmp_path):
    """A whole check of one Markdown policy: nothing that reads YAML, JSON or other formats, and no command but its own."""
    (tmp_path / "privacy.md").write_text(TEXT, "utf-8")
    subprocess.run([sys.executable, "-c", "from policylint import rulebook; rulebook.shipped()"], check=True)
    code = (
        "import sys; from policylint.cli import main; main(['check', '--config', 'none', 'privacy.md']);"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "policylint.checks.never_does" in loaded
    assert not loaded & {
        *(
            "yaml",
            "regex",
            "json",
            "tomllib",
            "subprocess",
            "pathlib",
            "hashlib",
            "difflib",
            "inspect",
            "dataclasses",
            "pyphen",
            "typing",
        ),
        *("policylint.marked", "policylint.lexicon", "policylint.matching.compiling", "policylint.rulebook.loading"),
        *("policylint.inspection", "policylint.readers.html", "policylint.readers.text", "policylint.reporters.sarif"),
        "policylint.edits",
    }
