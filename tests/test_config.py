"""The configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from policylint import config
from policylint.config import Config, RuleSetting
from policylint.errors import BadConfiguration
from policylint.finding import Severity

YAML = """\
files: ["legal/**/*.md", privacy.html]
exclude: drafts
kind:
  legal/*.md: privacy-policy
  legal/terms.md: terms
regimes: [gdpr, ccpa]
groups:
  acme: [legal/privacy.md, legal/terms.md]
rules:
  wording: off
  disclosure/dpo: info
rule-folders: [our-rules]
plugins: [acme]
fail-on: warning
"""
TOML = """\
[project]
name = "x"

[tool.policylint]
files = ["legal/**/*.md", "privacy.html"]
exclude = "drafts"
regimes = ["gdpr",
  "ccpa"]
rule-folders = ["our-rules"]
plugins = ["acme"]
fail-on = "warning"
kind = {"legal/*.md" = "privacy-policy", "legal/terms.md" = "terms"}

[tool.policylint.groups]
acme = ["legal/privacy.md", "legal/terms.md"]

[tool.policylint.rules]
wording = "off"
"disclosure/dpo" = "info"
"""


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def expected(path: str, **lines: int) -> Config:
    return Config(
        path=path,
        folder=str(Path(path).parent),
        files=("legal/**/*.md", "privacy.html"),
        exclude=("drafts",),
        kinds=(("legal/*.md", "privacy-policy"), ("legal/terms.md", "terms")),
        regimes=(("gdpr", lines["gdpr"]), ("ccpa", lines["ccpa"])),
        groups=(("acme", ("legal/privacy.md", "legal/terms.md")),),
        rules=(RuleSetting("wording", "off", lines["wording"]), RuleSetting("disclosure/dpo", "info", lines["dpo"])),
        rule_folders=(("our-rules", lines["folder"]),),
        plugins=(("acme", lines["plugin"]),),
        fail_on="warning",
    )


def test_every_key_of_yaml(tmp_path):
    """A configuration knows the lines of what can be wrong only later."""
    path = written(tmp_path, ".policylint.yaml", YAML)
    assert config.load(path) == expected(path, gdpr=6, ccpa=6, wording=10, dpo=11, folder=12, plugin=13)


def test_every_key_of_toml(tmp_path):
    """The table [tool.policylint] says the same."""
    path = written(tmp_path, "pyproject.toml", TOML)
    assert config.load(path) == expected(path, gdpr=7, ccpa=8, wording=18, dpo=19, folder=9, plugin=10)


def test_an_empty_file_changes_nothing(tmp_path):
    """Only the path differs from no configuration."""
    path = written(tmp_path, ".policylint.yaml", "# nothing yet\n")
    assert config.load(path) == Config(path=path, folder=str(tmp_path))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "fils: [a]",
            1,
            "unknown key of the configuration: 'fils'; did you mean 'files'? allowed: baseline, exclude, fail-on",
        ),
        ("\nfail-on: fatal", 2, "unknown value of fail-on: 'fatal'; allowed: error, info, never, warning"),
        ("rules:\n  wording: of", 2, "unknown setting of a rule: 'of'; did you mean 'off'? allowed: error, info, off"),
        ("rules: [wording]", 1, "rules must be a map (key: value), not a list"),
        ("kind:\n  a.md: privacy", 2, "unknown kind of document: 'privacy'"),
        ("files: {a: b}", 1, "files must be a list, not a map"),
        ("files:\n  - a\n  - ../b", 3, "'../b' leads out of the configuration's folder"),
        ("files: [/etc/passwd]", 1, "'/etc/passwd' leads out of the configuration's folder"),
        ("rule-folders: ['C:\\x']", 1, "leads out of the configuration's folder"),
        ("groups:\n  acme: [a/../../b]", 2, "leads out of the configuration's folder"),
        ("exclude: ['~/x']", 1, "leads out of the configuration's folder"),
        ("files: [a]\nfiles: [b]", 2, "the key 'files' is given twice, first on line 1"),
        ("files: &a [b]\nexclude: *a", 2, "an alias"),
        ("files: !!python/object:os.system [b]", 1, "a tag"),
        ("- a\n- b", 1, "the configuration must be a map (key: value), not a list"),
        ("files: [a", 1, "not YAML"),
        ("regimes: [[a]]", 1, "regime must be a text, not a list"),
    ],
)
def test_a_mistake_in_yaml_is_told_with_its_line_and_what_is_allowed(tmp_path, text, line, message):
    """Nothing is guessed, and nothing outside of the folder can be named."""
    path = written(tmp_path, ".policylint.yaml", text)
    with pytest.raises(BadConfiguration) as caught:
        config.load(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[tool.policylint]\n\nfail-on = "fatal"', 3, "unknown value of fail-on: 'fatal'"),
        ('[tool.policylint]\nfils = "a"', 2, "unknown key of the configuration: 'fils'; did you mean 'files'?"),
        ('[tool.policylint.rules]\n"wording" = true', 2, "unknown setting of a rule: 'true'"),
        ('[tool.policylint]\nrules.wording = "x"', 2, "unknown setting of a rule: 'x'"),
        ('[tool.policylint]\nfiles = [\n"a",\n"../b"]', 4, "'../b' leads out"),
        ("[tool.policylint]\nfiles = [", 2, "not TOML"),
    ],
)
def test_a_mistake_in_toml_is_told_with_its_line(tmp_path, text, line, message):
    """`tomllib` keeps no places; they are found again."""
    path = written(tmp_path, "pyproject.toml", text)
    with pytest.raises(BadConfiguration) as caught:
        config.load(path)
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == (path, line)


@pytest.mark.parametrize(("name", "data"), [("c.yaml", b"files: [\xff]"), ("c.toml", b"# policylint \xff")])
def test_a_configuration_is_utf_8(tmp_path, name, data):
    """And says so."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadConfiguration, match="not UTF-8"):
        config.load(str(tmp_path / name))


def test_a_missing_configuration_is_told(tmp_path):
    """By name."""
    with pytest.raises(BadConfiguration, match=r"gone\.yaml: cannot be read: No such file or directory"):
        config.load(str(tmp_path / "gone.yaml"))


RULES = ("disclosure/dpo", "disclosure/cookies", "wording/vague")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "rules:\n  disclosure/dpoo: off",
            2,
            "no rule or family is called 'disclosure/dpoo'; did you mean 'disclosure/dpo'?",
        ),
        ("rules:\n  wordings: off", 2, "no rule or family is called 'wordings'; did you mean 'wording'?"),
        (
            "files: [a]\nregimes: [gdpr, gpdr]",
            2,
            "no regime is called 'gpdr'; did you mean 'gdpr'? allowed: ccpa, gdpr",
        ),
    ],
)
def test_names_are_checked_against_the_rulebook(tmp_path, text, line, message):
    """A rule or regime that is misspelt would be a check that never runs."""
    found = config.load(written(tmp_path, ".policylint.yaml", text))
    with pytest.raises(BadConfiguration) as caught:
        found.settle(RULES, ("gdpr", "ccpa"))
    assert caught.value.line == line
    assert message in caught.value.message


def test_a_rules_own_setting_beats_its_familys():
    """Whatever their order."""
    found = Config(rules=(RuleSetting("disclosure/dpo", "error", 1), RuleSetting("disclosure", "off", 2)))
    assert [found.switched(rule, True) for rule in RULES] == [True, False, True]
    assert found.severities(RULES) == {"disclosure/dpo": Severity.ERROR}


class TestSearch:
    """Where the configuration is looked for."""

    def test_the_nearest_upward_counts(self, tmp_path, monkeypatch):
        """Up to the root of the repository."""
        (tmp_path / ".git").mkdir()
        inner = tmp_path / "a" / "b"
        inner.mkdir(parents=True)
        written(tmp_path, ".policylint.yaml", "fail-on: info")
        monkeypatch.chdir(tmp_path)
        assert config.find("a/b/p.md").path == ".policylint.yaml"
        written(tmp_path / "a", ".policylint.yaml", "fail-on: never")
        assert config.find("a/b/p.md").path == "a/.policylint.yaml"
        assert config.find("a/b").fail_on == "never"

    def test_nothing_above_the_repository_is_read(self, tmp_path, monkeypatch):
        """A file that somebody left in a folder above has no say."""
        (tmp_path / "repo" / ".git").mkdir(parents=True)
        written(tmp_path, ".policylint.yaml", "broken: [")
        monkeypatch.chdir(tmp_path / "repo")
        assert config.find("p.md") == Config()

    def test_outside_of_a_repository_the_current_folder_is_the_end(self, tmp_path, monkeypatch):
        """And for a path elsewhere, its own folder."""
        (tmp_path / "work" / "deep").mkdir(parents=True)
        written(tmp_path, ".policylint.yaml", "fail-on: info")
        monkeypatch.chdir(tmp_path / "work")
        assert config.find("deep/p.md") == Config()
        assert config.find("../p.md").fail_on == "info"

    def test_yaml_beats_toml_and_a_toml_without_the_table_is_passed_over(self, tmp_path, monkeypatch):
        """A pyproject.toml is mostly about other things."""
        (tmp_path / ".git").mkdir()
        (tmp_path / "a").mkdir()
        monkeypatch.chdir(tmp_path)
        written(tmp_path / "a", "pyproject.toml", "[tool.other]\nx = 1\n")
        written(tmp_path, "pyproject.toml", '[tool.policylint]\nfail-on = "info"\n')
        assert config.find("a/p.md").path == "pyproject.toml"
        written(tmp_path, ".policylint.yaml", "fail-on: never")
        assert config.find("a/p.md").path == ".policylint.yaml"

    def test_a_broken_toml_that_does_not_name_us_is_none_of_our_business(self, tmp_path, monkeypatch):
        """It is told by those whose it is."""
        (tmp_path / ".git").mkdir()
        monkeypatch.chdir(tmp_path)
        written(tmp_path, "pyproject.toml", "[tool.other\n")
        assert config.find("p.md") == Config()

    def test_a_misnamed_file_is_told(self, tmp_path, monkeypatch):
        """Else its settings would be silently without effect."""
        monkeypatch.chdir(tmp_path)
        written(tmp_path, ".policylint.yml", "fail-on: info")
        with pytest.raises(BadConfiguration, match=r"\.policylint\.yml: is not read; name it \.policylint\.yaml"):
            config.find("p.md")
