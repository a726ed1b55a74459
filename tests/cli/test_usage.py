"""Command lines that ask for what cannot be: one line on standard error, and exit code 2."""

from __future__ import annotations

import pytest

COMMANDS = "baseline, check, diff, explain, init, inspect, rules, test"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "a command is missing; allowed: check, inspect, diff, baseline, explain, rules, test"),
        (("chek",), "unknown command 'chek'; did you mean 'check'? allowed: " + COMMANDS),
        (("--verbose",), "unknown option '--verbose'; allowed: " + COMMANDS),
        (
            ("check", "--formt", "json"),
            "check: unknown option --formt; did you mean '--format'? allowed: --as-of, --baseline, --color",
        ),
        (("check", "--form", "json"), "check: unknown option --form; did you mean '--format'?"),
        (("check", "--format", "xml"), "argument --format: invalid choice: 'xml' (choose from "),
        (("check", "--fail-on", "fatal"), "argument --fail-on: invalid choice: 'fatal' (choose from "),
        (("check", "--color", "blue"), "argument --color: invalid choice: 'blue'"),
        (("check", "--as-of", "2024"), "argument --as-of: '2024' is no date; allowed: YYYY-MM-DD"),
        (("check", "--as-of", "2024-02-30"), "'2024-02-30' is no date; allowed: YYYY-MM-DD"),
        (("check", "--output", "json"), "--output json: allowed: FORMAT=FILE with FORMAT one of text, json, sarif, "),
        (("check", "--output", "pdf=a"), "--output pdf=a: allowed: FORMAT=FILE with FORMAT one of text, json, sarif, "),
        (("check", "--output", "json="), "--output json=: allowed: FORMAT=FILE with FORMAT one of text, json, sarif, "),
        (("inspect", "--output", "sarif=a"), "allowed: FORMAT=FILE with FORMAT one of text, json, markdown, html"),
        (("check", "--output", "json=privacy.md", "privacy.md"), "would overwrite a file that is to be read"),
        (("check", "--output", "json=a", "--output", "text=./a"), "two reports cannot go to one file"),
        (("check", "--output", "json=no/such/x", "privacy.md"), "--output json=no/such/x: there is no folder no/such"),
        (("check", "--output", "json=.", "privacy.md"), "--output json=.: is a folder; allowed: a file"),
        (("check", "--output", "json=-", "--output", "text=-"), "--output text=-: two reports cannot go to one file"),
        (
            ("check", "--format", "sarif", "--output", "json=-", "privacy.md"),
            "--output json=-: standard output has --format sarif; allowed: one of the two",
        ),
        (("check", "--select", "disclosur", "privacy.md"), "--select disclosur: unknown; did you mean 'disclosure'?"),
        (("check", "--ignore", "disclosure/cookie", "privacy.md"), "unknown; did you mean 'disclosure/cookies'?"),
        (("check", "--regime", "gdpr,gpdr", "privacy.md"), "--regime gpdr: unknown; did you mean 'gdpr'? allowed: "),
        (
            ("check", "--kind", "policy", "privacy.md"),
            "--kind policy: unknown; allowed: app-notice, cookie-policy, dpa",
        ),
        (("check", "--stdin-filename", "x.md", "privacy.md"), "allowed: with '-' as a path"),
        (("check", ""), "an empty path; allowed: a file, a folder, or - for standard input"),
        (("check", "--config", "gone.yaml"), "gone.yaml: cannot be read: No such file or directory"),
        (("inspect", "--format", "sarif"), "argument --format: invalid choice: 'sarif'"),
        (("explain",), "explain: the following arguments are required: RULE"),
        (("explain", "cookis"), "explain: no rule is called 'cookis'; did you mean 'cookies'?"),
        (("explain", "zzz"), "explain: no rule is called 'zzz'; policylint rules lists those there are"),
        (("rules", "--format", "sarif"), "argument --format: invalid choice: 'sarif'"),
    ],
)
def test_bad_usage_is_one_line_that_says_what_is_allowed(policylint, words, message):
    """And nothing on standard output."""
    done = policylint(*words)
    assert message in done.err
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("policylint: ")


def test_help_tells_every_command(policylint):
    """On standard output, with exit code 0."""
    done = policylint("--help")
    assert (done.code, done.err) == (0, "")
    assert all(f"\n  {name} " in done.out for name in COMMANDS.split(", "))


@pytest.mark.parametrize("words", [("check", "--help"), ("help", "check")])
def test_help_of_a_command(policylint, words, capsys):
    """argparse ends the program; the exit code is 0."""
    with pytest.raises(SystemExit) as ended:
        policylint(*words)
    assert ended.value.code == 0
    assert "--fail-on" in capsys.readouterr().out


def test_version(policylint):
    """The version of the package."""
    from policylint import __version__

    assert policylint("--version") == (0, f"policylint {__version__}\n", "")


def test_a_fault_of_ours_is_told_and_ends_with_2(policylint, monkeypatch):
    """Never a traceback, and never a clean exit."""
    from policylint import reporters

    def crash(*_: object) -> str:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(reporters, "render", crash)
    done = policylint("check", "privacy.md")
    assert done.code == 2
    assert "policylint failed: ZeroDivisionError: oh (test_usage.py:" in done.err


def test_an_interrupt_is_told(policylint, monkeypatch):
    """With the exit code of an interrupt."""
    from policylint import reporters

    def interrupt(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(reporters, "render", interrupt)
    assert policylint("check", "privacy.md")[::2] == (130, "policylint: interrupted\n")


@pytest.mark.parametrize("command", ["check", "inspect"])
def test_discovery_is_explained(policylint, tmp_path, command):
    """Which files are policies and why, and which came near and why not; nothing is judged."""
    (tmp_path / "cookies.md").write_text("# Baking\n\nFlour, sugar.\n", "utf-8")
    done = policylint(command, "--explain-discovery")
    assert done == (
        0,
        "cookies.md: left out: it is called 'cookies', but its title is 'Baking' and its text is not worded like a policy\n"
        "privacy.md: taken: it is called 'privacy', and its title is 'Privacy Policy'\n"
        "1 file taken, 1 near miss\n",
        "",
    )
    (tmp_path / "privacy.md").unlink()
    assert policylint(command, "--explain-discovery").code == 2
    assert (
        "no policy found in this folder, by name or title; name the files, or configure 'files'; 1 file came near"
        in (policylint("check").err)
    )
