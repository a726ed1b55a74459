"""policylint diff OLD NEW: what is told of an edit, in every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import jsonschema
import pytest

import policylint as package
from policylint.cli import main

SCHEMA = json.loads((Path(package.__file__).parent / "schemas" / "diff.json").read_text("utf-8"))
OLD = """# Privacy policy

Last updated: 1 March 2024

Harbour Ltd makes bicycles. We keep server logs for 30 days.

We answer your requests within 14 days.
"""
NEW = OLD.replace("30 days", "90 days")


class Done(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def diff(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `policylint diff WORDS...` in a folder that holds old.md and new.md."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.md").write_text(OLD, "utf-8")
    (tmp_path / "new.md").write_text(NEW, "utf-8")

    def call(*words: str, old: str | bytes | None = None, new: str | bytes | None = None) -> Done:
        for name, text in (("old.md", old), ("new.md", new)):
            if text is not None:
                (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
        code = main(("diff", *(words or ("old.md", "new.md")), "--as-of", "2026-06-30"))
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


def test_the_report_for_a_lawyer(diff: Run) -> None:
    """Each change with severity, kind and both places, why it matters, and a summary."""
    done = diff("old.md", "new.md", "--regime", "gdpr")
    assert done.code == 1
    assert done.err == ""
    assert (
        done.out
        == """\
old.md -> new.md: material: it changes what the policy promises; its date did not move

error edit/date-not-bumped: what the policy states changed, but its date is still 1 March 2024
  old    3 | Last updated: 1 March 2024
           |               ^^^^^^^^^^^^
  new    3 | Last updated: 1 March 2024
           |               ^^^^^^^^^^^^
      = why: Readers and authorities tell versions apart by the date. A changed promise under an old date
        looks as if it had always been there, and nobody can show any more who was told what.
      = law: gdpr Art. 5(1)(a), 5(2)

error edit/retention-lengthened: 30 days became 90 days, for server logs
  old    5 | Harbour Ltd makes bicycles. We keep server logs for 30 days.
           |                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  new    5 | Harbour Ltd makes bicycles. We keep server logs for 90 days.
           |                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = why: Data that were given under the shorter promise are now kept beyond it. The old period still binds
        for them, and a longer one needs a reason.
      = law: gdpr Art. 13(2)(a), 5(1)(e)

1 edit: 1 material; 2 errors
as of 2026-06-30; policylint reports what a text states. It gives no legal advice.
"""
    )


def test_the_report_for_programs(diff: Run) -> None:
    """The shape is the schema's; marks are places in either version."""
    done = diff("old.md", "new.md", "--format", "json")
    answer = json.loads(done.out)
    jsonschema.validate(answer, SCHEMA)
    (edit,) = answer["edits"]
    assert (edit["path"], edit["oldPath"], edit["status"]) == ("new.md", "old.md", "modified")
    assert (edit["class"], edit["date"]) == ("material", "not-bumped")
    assert edit["notice"] == {"promised": None, "effective": None, "days": None, "kept": None}
    assert [change["rule"] for change in edit["changes"]] == ["edit/date-not-bumped", "edit/retention-lengthened"]
    assert edit["changes"][1]["old"] == {
        **{"line": 5, "column": 32, "endLine": 5, "endColumn": 60},
        "text": "keep server logs for 30 days",
    }
    assert answer["summary"]["error"] == 2


def test_a_comment_on_a_pull_request(diff: Run) -> None:
    """A table of the changes, and the reasons folded away."""
    out = diff("old.md", "new.md", "--format", "markdown").out
    assert "| 🔴 error | **retention-lengthened**: 30 days became 90 days, for server logs | line 5: “keep" in out
    assert "<details><summary>Why it matters</summary>" in out
    assert out.endswith(
        "**1 edit: 1 material; 2 errors.** As of 2026-06-30. policylint reports what a text states. It gives no legal advice.\n"
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "[click](https://evil.example) ![x](https://evil.example/x.png)",
    "@everyone https://evil.example www.evil.example",
    "| a | b |",
    "`code` ``` fence",
    "</details>\\n# Heading",
    "&lt;b&gt; &#64;you",
    "\x1b[31mred\x1b[0m \u202eback",
    "::error file=x::stop",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_policy_leaves_its_cell(diff: Run, text: str) -> None:
    """Markup, links, mentions, table cells and control characters of a policy are shown as text."""
    new = f"Harbour makes bicycles, {text} and keeps server logs for 90 days.\n"
    out = diff(
        "old.md", "new.md", "--format", "markdown", old=new.replace("90", "30").replace("bicycles", "bells"), new=new
    ).out
    rows = [row for row in out.split("\n") if row.startswith("| ")]
    assert rows
    assert all(row.replace("\\|", "").count("|") == 5 for row in rows)
    for forbidden in (
        "<script",
        "](https",
        "@everyone",
        "https://",
        "www.evil",
        "</details>\\n#",
        "\x1b",
        "\u202e",
        "@you",
    ):
        assert forbidden not in out
    shown = diff("old.md", "new.md").out
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize("format", ["text", "json", "markdown", "sarif"])
def test_every_format_of_one_run(diff: Run, format: str, tmp_path: Path) -> None:
    """--output writes what --format would print."""
    printed = diff("old.md", "new.md", "--format", format)
    diff("old.md", "new.md", "--output", f"{format}=report")
    assert (tmp_path / "report").read_text("utf-8") == printed.out


def test_gating_formats_show_the_file_as_it_is(diff: Run) -> None:
    """A finding of SARIF stands in the new version, also where something is gone from it."""
    done = diff("old.md", "new.md", "--format", "sarif", new=OLD.replace(" We keep server logs for 30 days.", ""))
    results = json.loads(done.out)["runs"][0]["results"]
    gone = next(result for result in results if result["ruleId"] == "edit/retention-removed")
    place = gone["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "new.md"
    assert place["region"]["startLine"] == 7
    assert "old.md" not in json.dumps(results)


CODES = [
    # (words after the paths, exit code)
    ((), 1),
    (("--fail-on", "never"), 0),
    (("--ignore", "edit"), 0),
    (("--select", "edit/retention-shortened"), 0),
    (("--select", "retention-lengthened"), 1),
    (("--fail-on", "info"), 1),
]


@pytest.mark.parametrize(("words", "code"), CODES)
def test_exit_codes(diff: Run, words: tuple[str, ...], code: int) -> None:
    """1 where a change is at or above --fail-on among the rules that are on."""
    assert diff("old.md", "new.md", *words).code == code


def test_a_rule_that_is_off_still_counts_for_the_class(diff: Run) -> None:
    """What an edit does does not depend on what somebody wants to hear of it."""
    answer = json.loads(diff("old.md", "new.md", "--ignore", "edit", "--format", "json").out)
    assert (answer["edits"][0]["class"], answer["edits"][0]["changes"]) == ("material", [])


def test_severities_and_switches_of_the_configuration(diff: Run, tmp_path: Path) -> None:
    """Rules of edits are configured as any other."""
    (tmp_path / ".policylint.yaml").write_text("rules: {edit/date-not-bumped: off, edit/retention-lengthened: info}\n")
    done = diff("old.md", "new.md", "--format", "json")
    assert done.code == 0
    changes = json.loads(done.out)["edits"][0]["changes"]
    assert [(change["rule"], change["severity"]) for change in changes] == [("edit/retention-lengthened", "info")]


UNREADABLE = [
    (b"# Privacy\n\x00\n", "policylint: new.md:2: NUL character at offset 10: not a text"),
    (b"", "policylint: new.md: holds no text: there is nothing to judge\n"),
    (b"%PDF-1.7", "policylint: new.md: PDF is not yet supported"),
]


@pytest.mark.parametrize(("data", "message"), UNREADABLE)
def test_what_cannot_be_read_is_told(diff: Run, data: bytes, message: str) -> None:
    """One line, exit code 2, and never a clean report."""
    done = diff("old.md", "new.md", new=data)
    assert done.code == 2
    assert done.err.startswith(message)
    assert done.err.count("\n") == 1


USAGE = [
    (("old.md",), "diff: 1 paths; allowed: OLD NEW, or --since REV with paths of a repository"),
    (("old.md", "new.md", "third.md"), "diff: 3 paths; allowed: OLD NEW"),
    (("old.md", "new.md", "--format", "rdf"), "argument --format: invalid choice: 'rdf'"),
    (("old.md", "new.md", "--select", "edit/retention"), "--select edit/retention: unknown; did you mean"),
    (("old.md", "new.md", "--output", "json=new.md"), "would overwrite a file that is to be read"),
    (("old.md", "new.md", "--since", "main"), "is in no git repository"),
]


@pytest.mark.parametrize(("words", "message"), USAGE)
def test_bad_usage(diff: Run, words: tuple[str, ...], message: str) -> None:
    """One line that says what is allowed."""
    done = diff(*words)
    assert done.code == 2
    assert message in done.err
    assert done.out == ""


def test_a_version_compared_with_itself(diff: Run) -> None:
    """Nothing changed, and nothing is told."""
    done = diff("old.md", "old.md", "--format", "json")
    assert done.code == 0
    (edit,) = json.loads(done.out)["edits"]
    assert (edit["class"], edit["date"], edit["changes"]) == ("editorial", "not-bumped", [])


def test_a_policy_in_another_language(diff: Run) -> None:
    """Changed wording is still told as changed."""
    old = "# Datenschutz\n\nWir speichern die Daten der Nutzer und löschen sie nicht. Das ist für uns wichtig.\n"
    done = diff("old.md", "new.md", "--format", "json", old=old, new=old.replace("nicht", "sofort"))
    assert json.loads(done.out)["edits"][0]["class"] == "notable"


def test_the_documentation_shows_real_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What docs/diff.md shows is what its command prints."""
    top = Path(package.__file__).parent.parent
    monkeypatch.chdir(top)
    page = (top / "docs" / "diff.md").read_text("utf-8")
    words = page.partition("policylint diff --as-of")[2].split("\n")[0].split()
    main(("diff", "--config", "none", "--as-of", *words))
    shown = page.partition("```text\n")[2].partition("```")[0]
    assert capsys.readouterr().out == shown
