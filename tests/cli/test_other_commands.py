"""policylint inspect, explain, rules and test."""

from __future__ import annotations

import json

import pytest

from policylint.rule import Require
from policylint.rulebook import shipped


class TestInspect:
    """What each policy states."""

    def test_the_matrix_has_every_disclosure_whatever_is_configured(self, policylint, tmp_path):
        """Switching a rule off hides its findings, not what a text states."""
        (tmp_path / ".policylint.yaml").write_text("rules: {disclosure: off}\n")
        done = policylint("inspect", "privacy.md", "--format", "json")
        assert (done.code, done.err) == (0, "")
        disclosures = json.loads(done.out)["documents"][0]["disclosures"]
        rules = [rule for rule in shipped().rules.values() if rule.family == "disclosure"]
        keys = {rule.name for rule in rules if isinstance(rule.verb, Require)}
        assert set(disclosures) == keys
        assert disclosures["controller-identity"]["status"] == "stated"
        assert disclosures["controller-identity"]["evidence"][0]["line"] == 3
        assert disclosures["cookies"] == {"status": "absent", "evidence": []}

    @pytest.mark.parametrize(
        ("format", "start"),
        [("text", "privacy.md: Privacy Policy\n"), ("markdown", "# Privacy Policy\n"), ("html", "<!doctype html>\n")],
    )
    def test_views_for_people(self, policylint, tmp_path, format, start):
        """On standard output, and the same in a file."""
        done = policylint("inspect", "privacy.md", "--format", format, "--output", f"{format}=view")
        assert done.out.startswith(start)
        assert (tmp_path / "view").read_text("utf-8") == done.out

    def test_findings_do_not_fail_it_but_failures_do(self, policylint):
        """0, or 2 where something could not be judged."""
        assert policylint("inspect", "privacy.md").code == 0
        done = policylint("inspect", "privacy.md", "gone.md", "--format", "json")
        assert (done.code, done.err) == (2, "policylint: gone.md: no such file\n")
        assert len(json.loads(done.out)["documents"]) == 1


class TestExplain:
    """One rule as a page."""

    @pytest.mark.parametrize("name", ["disclosure/cookies", "cookies"])
    def test_by_id_and_by_bare_name(self, policylint, name):
        """With why, law, and examples."""
        done = policylint("explain", name)
        assert (done.code, done.err) == (0, "")
        assert "\ndisclosure/cookies\n" in done.out
        assert "\nWhy\n" in done.out and "\nLaw\n" in done.out and "\nExamples\n" in done.out

    def test_as_markdown(self, policylint):
        """For a page of documentation."""
        assert "\n## Why\n" in policylint("explain", "cookies", "--format", "markdown").out


class TestRules:
    """All rules."""

    def test_every_rule_is_listed_once(self, policylint):
        """As text, and as JSON."""
        ids = sorted(shipped().rules)
        assert [line.split()[0] for line in policylint("rules").out.splitlines()] == ids
        assert [r["id"] for r in json.loads(policylint("rules", "--format", "json").out)["rules"]] == ids


class TestTest:
    """Rules against their own examples."""

    GOOD = (
        "title: No bread\nwhy: Bread is no matter of privacy.\nseverity: warning\nno-law: A matter of taste.\n"
        "message: Bread is mentioned\nforbid: {text: sourdough bread}\n"
        "examples:\n  - bad: We bake [[sourdough bread]].\n  - good: We bake cake.\n"
    )

    @pytest.mark.parametrize(
        ("text", "code", "out"),
        [
            (GOOD, 0, "1 rule, 2 examples: all hold\n"),
            (GOOD.replace("bake cake", "bake sourdough bread"), 1, "1 does not hold\n"),
            (GOOD.replace("[[sourdough bread]]", "[[cake]]"), 1, "2 do not hold\n"),
            (GOOD.replace("warning", "waning"), 2, "not all were read\n"),
        ],
    )
    def test_exit_codes(self, policylint, tmp_path, text, code, out):
        """0 all hold, 1 some do not, 2 a rule file has a mistake."""
        (tmp_path / "rules" / "wording").mkdir(parents=True)
        (tmp_path / "rules" / "wording" / "no-bread.yaml").write_text(text)
        done = policylint("test", "rules")
        assert done.code == code
        assert done.out.endswith(out)

    def test_a_folder_without_rules_is_bad_usage(self, policylint, tmp_path):
        """Nothing tested is not all held."""
        (tmp_path / "none").mkdir()
        done = policylint("test", "none")
        assert (done.code, done.out) == (2, "")
        assert "test: no rule in none; allowed: " in done.err
