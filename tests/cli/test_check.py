"""policylint check."""

from __future__ import annotations

import io
import json
import sys
from importlib import import_module

import pytest


def findings(done):
    return json.loads(done.out)["findings"]


@pytest.mark.parametrize(
    ("fail_on", "select", "code"),
    [
        ("info", "disclosure/cookies", 1),
        ("never", "disclosure/cookies", 0),
        ("info", "disclosure/controller-identity", 0),
    ],
)
def test_exit_codes(policylint, fail_on, select, code):
    """0 nothing at or above --fail-on, 1 findings."""
    assert policylint("check", "privacy.md", "--select", select, "--fail-on", fail_on).code == code


def test_a_finding_below_fail_on_does_not_fail(policylint, tmp_path):
    """The default is error; the configuration may say otherwise, and the command line has the last word."""
    (tmp_path / ".policylint.yaml").write_text("rules: {disclosure/cookies: warning}\n")
    words = ("check", "privacy.md", "--select", "cookies")
    assert policylint(*words).code == 0
    assert policylint(*words, "--fail-on", "warning").code == 1
    (tmp_path / ".policylint.yaml").write_text("rules: {disclosure/cookies: warning}\nfail-on: warning\n")
    assert policylint(*words).code == 1
    assert policylint(*words, "--fail-on", "error").code == 0


def test_select_and_ignore(policylint):
    """Ids, families and bare names, separated by commas or repeated."""
    words = ("check", "privacy.md", "--format", "json")
    one = findings(policylint(*words, "--select", "disclosure/cookies"))
    assert [(f["rule"], f["keys"]) for f in one] == [("disclosure/cookies", ["cookies"])]
    assert findings(policylint(*words, "--select", "cookies, retention-period", "--ignore", "disclosure/cookies")) == (
        findings(policylint(*words, "--select", "disclosure/retention-period"))
    )
    assert findings(policylint(*words, "--select", "disclosure", "--ignore", "disclosure")) == []


def test_regimes_of_the_command_line_win(policylint):
    """Over those that the text signals."""
    done = policylint("check", "privacy.md", "--format", "json", "--regime", "ccpa,lgpd-br", "--regime", "pdpa-sg")
    regimes = json.loads(done.out)["documents"][0]["regimes"]
    assert [r["key"] for r in regimes if r["active"]] == ["ccpa", "lgpd-br", "pdpa-sg"]
    assert {r["tier"] for r in regimes if r["active"]} == {"configured"}


def test_as_of_is_printed(policylint):
    """What counts as today is part of the report."""
    done = policylint("check", "privacy.md", "--as-of", "2031-05-06", "--format", "json")
    assert json.loads(done.out)["summary"]["asOf"] == "2031-05-06"
    assert "as of 2031-05-06; " in policylint("check", "privacy.md", "--as-of", "2031-05-06").out


def test_kind_is_as_asked_for(policylint):
    """On the command line, else by the configuration's globs."""
    done = policylint("check", "privacy.md", "--kind", "terms", "--format", "json")
    assert json.loads(done.out)["documents"][0]["kind"] == "terms"


def test_several_reports_of_one_run(policylint, tmp_path):
    """Each --output writes a file; standard output has --format."""
    done = policylint("check", "privacy.md", "--output", "json=a.json", "--output", "sarif=b.sarif")
    assert done.out.startswith("privacy.md:")
    assert json.loads((tmp_path / "a.json").read_bytes())["summary"]["documents"] == 1
    assert json.loads((tmp_path / "b.sarif").read_bytes())["version"] == "2.1.0"


def test_statistics(policylint):
    """How often each rule was found."""
    done = policylint("check", "privacy.md", "--select", "cookies", "--statistics")
    assert "     1  disclosure/cookies" in done.out.splitlines()


@pytest.mark.parametrize(
    ("wish", "environment", "painted"),
    [("auto", {}, False), ("always", {}, True), ("always", {"NO_COLOR": "1"}, True), ("never", {}, False)],
)
def test_colours(policylint, monkeypatch, wish, environment, painted):
    """auto is for terminals; what is asked for explicitly is done."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in policylint("check", "privacy.md", "--color", wish).out) is painted


@pytest.mark.parametrize(
    ("environment", "painted"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_on_a_terminal(policylint, monkeypatch, environment, painted):
    """NO_COLOR (if it is not empty) and a dumb terminal switch them off."""
    from policylint.cli.output import colored

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert colored("auto") is painted


def test_a_folder_is_searched_and_what_was_taken_is_told(policylint, tmp_path):
    """On standard error, so that reports stay clean; the same without any path."""
    (tmp_path / "legal").mkdir()
    (tmp_path / "legal" / "cookies.md").write_text("# Cookie Policy\n\nWe use cookies.\n")
    (tmp_path / "notes.md").write_text("# Notes\n")
    done = policylint("check", "--format", "json", "--fail-on", "never")
    assert done.err == "policylint: 2 policies found in .: legal/cookies.md, privacy.md\n"
    assert [d["path"] for d in json.loads(done.out)["documents"]] == ["legal/cookies.md", "privacy.md"]
    done = policylint("check", "legal", "--format", "json", "--fail-on", "never")
    assert [d["path"] for d in json.loads(done.out)["documents"]] == ["legal/cookies.md"]


def test_a_folder_without_policies_is_a_failure(policylint, tmp_path):
    """A gate that finds nothing to judge must not be green."""
    (tmp_path / "empty").mkdir()
    done = policylint("check", "empty", "privacy.md", "--fail-on", "never")
    assert done.code == 2
    assert done.err == (
        "policylint: empty: no policy found in this folder, by name or title; name the files, or configure 'files'\n"
    )
    assert "1 document: " in done.out


@pytest.mark.parametrize("words", [("-", "--stdin-filename", "docs/p.md"), ("--stdin-filename", "docs/p.md")])
def test_standard_input(policylint, monkeypatch, words):
    """'-' is read from standard input, and goes by the name that it is given."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# Privacy Policy\n\nWe care.\n")))
    done = policylint("check", *words, "--format", "json", "--select", "cookies", "--fail-on", "never")
    assert (done.code, done.err) == (0, "")
    assert [(f["path"], f["line"], f["column"]) for f in findings(done)] == [("docs/p.md", 1, 3)]


def test_the_order_is_that_of_the_paths(policylint, tmp_path):
    """And a file that is named twice is judged once."""
    (tmp_path / "a.md").write_text("# Privacy Policy\n\nWe care.\n")
    done = policylint("check", "privacy.md", "a.md", "./privacy.md", "--format", "json", "--select", "cookies")
    assert [f["path"] for f in findings(done)] == ["privacy.md", "a.md"]
    assert policylint("check", "a.md", "privacy.md", "--format", "json").out == (
        policylint("check", "a.md", "privacy.md", "--format", "json").out
    )


class TestConfiguration:
    """What the configuration changes."""

    def test_rules_off_on_and_with_another_severity(self, policylint, tmp_path):
        """A rule's own entry beats its family's."""
        (tmp_path / ".policylint.yaml").write_text("rules:\n  disclosure: off\n  disclosure/cookies: info\n")
        found = findings(policylint("check", "privacy.md", "--format", "json", "--select", "disclosure"))
        assert [(f["rule"], f["severity"]) for f in found] == [("disclosure/cookies", "info")]
        assert len(findings(policylint("check", "privacy.md", "--format", "json", "--config", "none"))) > 5

    def test_regimes_and_kinds(self, policylint, tmp_path):
        """As the configuration says, until the command line says otherwise."""
        (tmp_path / ".policylint.yaml").write_text("regimes: [ccpa]\nkind: {'*.md': terms, 'p*.md': cookie-policy}\n")
        document = json.loads(policylint("check", "privacy.md", "--format", "json").out)["documents"][0]
        assert document["kind"] == "cookie-policy"
        assert [r["key"] for r in document["regimes"] if r["active"]] == ["ccpa"]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("rules: {disclosure/cookie: off}", ".policylint.yaml:1: no rule or family is called 'disclosure/cookie'"),
            ("\nregimes: [gpdr]", ".policylint.yaml:2: no regime is called 'gpdr'; did you mean 'gdpr'?"),
            ("rule-folders: [gone]", ".policylint.yaml:1: no folder of rules: 'gone'"),
            ("files: [", ".policylint.yaml:1: not YAML"),
            ("plugins: [nobody]", "no installed package gives the plugin 'nobody'"),
        ],
    )
    def test_a_broken_configuration_is_told(self, policylint, tmp_path, text, message):
        """With its line, and exit code 2."""
        (tmp_path / ".policylint.yaml").write_text(text)
        done = policylint("check", "privacy.md")
        assert done.code == 2
        assert message in done.err

    def test_own_rules(self, policylint, tmp_path):
        """Rules of a folder beside the configuration are judged with the shipped ones."""
        rule(tmp_path, "rules/wording/no-bread.yaml")
        (tmp_path / ".policylint.yaml").write_text("rule-folders: [rules]\n")
        (tmp_path / "privacy.md").write_text("# Privacy Policy\n\nWe bake sourdough bread.\n")
        found = findings(policylint("check", "privacy.md", "--format", "json", "--select", "no-bread"))
        assert [(f["rule"], f["line"], f["column"]) for f in found] == [("wording/no-bread", 3, 9)]
        assert "wording/no-bread" in policylint("rules").out
        assert policylint("explain", "no-bread").out.startswith("No bread\n")

    def test_a_broken_rule_file_is_told_and_the_other_rules_are_judged(self, policylint, tmp_path):
        """With its line, and exit code 2."""
        rule(tmp_path, "rules/wording/no-bread.yaml")
        rule(tmp_path, "rules/wording/broken.yaml", "severity: waning")
        (tmp_path / ".policylint.yaml").write_text("rule-folders: [rules]\n")
        (tmp_path / "privacy.md").write_text("# Privacy Policy\n\nWe bake sourdough bread.\n")
        done = policylint("check", "privacy.md", "--format", "json", "--select", "no-bread")
        assert done.code == 2
        assert "rules/wording/broken.yaml:3: " in done.err and "did you mean 'warning'?" in done.err
        assert len(findings(done)) == 1

    @pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
    def test_a_folder_of_rules_may_not_lead_out(self, policylint, tmp_path):
        """Not by a link either."""
        rule(tmp_path, "outside/wording/no-bread.yaml")
        repo = tmp_path / "repo"
        repo.mkdir()
        (repo / "rules").symlink_to(tmp_path / "outside")
        (repo / ".policylint.yaml").write_text("rule-folders: [rules]\n")
        (repo / "privacy.md").write_text("# Privacy Policy\n\nWe bake sourdough bread.\n")
        done = policylint("check", "repo/privacy.md")
        assert (done.code, done.out) == (2, "")
        assert done.err == (
            "policylint: repo/.policylint.yaml:1: the folder of rules 'rules' leads out of the configuration's folder\n"
        )

    def test_groups_are_judged_as_one_site(self, policylint, tmp_path, monkeypatch):
        """The policies of one publisher meet each other; others do not."""
        module = import_module("policylint.lint")
        seen = []
        judge = module.lint

        def spy(sites, rulebook, settings):
            seen.append([(site.name, [p.path for p in site.policies]) for site in sites])
            return judge(sites, rulebook, settings)

        monkeypatch.setattr(module, "lint", spy)
        for name in ("a.md", "b.md", "c.md"):
            (tmp_path / name).write_text("# Privacy Policy\n\nWe care.\n")
        (tmp_path / ".policylint.yaml").write_text("groups: {acme: [a.md, 'c*']}\n")
        done = policylint("check", "a.md", "b.md", "c.md", "--format", "json", "--select", "cookies")
        assert seen == [[("acme", ["a.md", "c.md"])], [("", ["b.md"])]]
        assert [f["path"] for f in findings(done)] == ["a.md", "b.md", "c.md"]


def rule(folder, name, severity="severity: warning"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"title: No bread\nwhy: Bread is no matter of privacy.\n{severity}\nno-law: A matter of taste.\n"
        "message: Bread is mentioned\nforbid: {text: sourdough bread}\n"
        "examples:\n  - bad: We bake [[sourdough bread]].\n  - good: We bake cake.\n"
    )
