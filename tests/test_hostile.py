"""Inputs that are odd, broken or hostile: one clear message each, the others still judged, exit code 2."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module

import pytest

from policylint.cli import main

GOOD = "# Privacy Policy\n\nAcme GmbH is the controller. We care.\n"


@pytest.fixture
def check(capsys, tmp_path, monkeypatch):
    """`policylint check WORDS...` in a folder that holds the policy good.md."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.md").write_text(GOOD, "utf-8")

    def call(*words):
        code = main(("check", "--fail-on", "never", *words))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("nul.md", b"# Privacy\n\x00\n", "policylint: nul.md:2: NUL character at offset 10: not a text"),
        ("utf16.md", b"\xff\xfe\x00", "policylint: utf16.md: its byte order mark says utf-16-le, but byte 2 is not"),
        ("latin.md", b"caf\x81 \x8d\xff", "policylint: latin.md:1: byte 3 is neither UTF-8 nor Windows-1252"),
        ("empty.md", b"", "policylint: empty.md: holds no text: there is nothing to judge"),
        ("blank.md", b" \n\t\r\n\xc2\xa0\n", "policylint: blank.md: holds no text: there is nothing to judge"),
        ("hidden.html", b"<html><script>var x = 'We care.'</script></html>", "policylint: hidden.html: holds no text"),
        ("big.md", b"We care. " * 2_400_000, "policylint: big.md: larger than 8 MiB, the most that is read"),
        (
            "p.docx",
            b"PK\x03\x04....",
            "policylint: p.docx: a ZIP container (DOCX, ODT …) is not yet supported; allowed: ",
        ),
        ("p.pdf", b"%PDF-1.7", "policylint: p.pdf: PDF is not yet supported; allowed: Markdown, HTML and plain text"),
        ("gone.md", None, "policylint: gone.md: no such file"),
    ],
)
def test_what_cannot_be_judged_is_told_and_the_others_are_judged(check, tmp_path, name, data, message):
    """Never a clean exit, never half a reading."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    code, out, err = check(name, "good.md", "--format", "json")
    assert code == 2
    assert err.startswith(message) and err.count("\n") == 1
    answer = json.loads(out)
    assert [f["path"] for f in answer["failures"]] == [name]
    judged = [d["path"] for d in answer["documents"] if d["outcome"] == "linted"]
    assert judged == ["good.md"]
    assert {f["path"] for f in answer["findings"] if f["rule"].startswith("disclosure/")} == {"good.md"}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_file_without_permission_is_told(check, tmp_path, monkeypatch):
    """Root may read everything, so for root the system's refusal is simulated."""
    (tmp_path / "secret.md").write_text(GOOD)
    (tmp_path / "secret.md").chmod(0)
    if os.geteuid() == 0:
        import builtins

        real = builtins.open

        def refuse(path, *args, **values):
            if str(path).endswith("secret.md"):
                raise PermissionError(13, "Permission denied", path)
            return real(path, *args, **values)

        monkeypatch.setattr(builtins, "open", refuse)
    code, out, err = check("secret.md", "good.md")
    assert (code, err) == (2, "policylint: secret.md: no permission to read it\n")
    assert "good.md" in out


@pytest.mark.parametrize("step", ["index_of", "policy_of"])
def test_a_crash_on_one_document_is_a_failure_of_that_document(step, check, tmp_path, monkeypatch):
    """A fault of ours is told with its place in our code, and does not take the other documents along."""
    from policylint.facts import state

    real = getattr(state, step)

    def crash(given, *rest):
        if getattr(given, "document", given).path == "odd.md":
            raise RecursionError("too deep")
        return real(given, *rest)

    monkeypatch.setattr(state, step, crash)
    (tmp_path / "odd.md").write_text(GOOD)
    code, out, err = check("odd.md", "good.md", "--format", "json")
    assert code == 2
    assert err.startswith(
        "policylint: odd.md: policylint failed on this file: RecursionError: too deep (test_hostile.py:"
    )
    assert [d["path"] for d in json.loads(out)["documents"]] == ["good.md"]


def test_a_rule_that_crashes_is_a_failure(check, monkeypatch):
    """Named, with the document, and never a clean result."""

    def crash(rule, site, settings):
        raise ZeroDivisionError("division by zero")
        yield

    monkeypatch.setattr(import_module("policylint.lint"), "judge_rule", crash)
    code, out, err = check("good.md", "--format", "json", "--select", "document")
    assert code == 2
    failure = json.loads(out)["failures"][0]
    assert (failure["path"], failure["rule"][:9]) == ("good.md", "document/")
    assert "ZeroDivisionError" in failure["message"]
    assert f"good.md: {failure['rule']}: " in err


EVIL = "\x1b[2J\x1b]0;x\x07\r::error::forged\u202e\u2028\"}],'</script>[x](http://evil.example)|`{{x}}`"


@pytest.mark.parametrize("format", ["text", "json", "sarif"])
def test_a_policy_cannot_forge_the_report(check, tmp_path, format):
    """Terminal escapes, line breaks and markup of a policy stay data in every format."""
    (tmp_path / "evil.md").write_text(
        f"# Privacy Policy {EVIL}\n\nAcme GmbH {EVIL} is the controller. {EVIL}\n", "utf-8"
    )
    code, out, _ = check("evil.md", "--format", format)
    assert code == 0
    assert not set(out) & set("\x1b\x07\r\u202e\u2028")
    assert not any(line.startswith("::") for line in out.split("\n"))
    if format != "text":
        assert json.loads(out)


@pytest.mark.parametrize("format", ["text", "json", "markdown", "html"])
def test_a_policy_cannot_break_a_view(tmp_path, monkeypatch, capsys, format):
    """No element, script, link or table cell of a policy's making; no control character."""
    monkeypatch.chdir(tmp_path)
    evil = EVIL + "<img src=x onerror=alert(1)>"
    (tmp_path / "evil.txt").write_text(
        f"Privacy Policy {evil}\n\nWrite to a@b.example. {evil}\n\nWe keep logs for 30 days {evil}.\n"
    )
    assert main(("inspect", "evil.txt", "--format", format)) == 0
    out = capsys.readouterr().out
    assert not set(out) & set("\x1b\x07\r\u202e\u2028")
    if format == "html":
        assert "<img" not in out and "<script" not in out and "</script" not in out
    if format == "markdown":
        assert "<img" not in out and "](http" not in out
        assert "|`" not in out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
@pytest.mark.parametrize(
    "name", ["a\nb.md", "\x1b[2J.md", "::error::x.md", "a\u202eb.md", b"\xff\xfe.md", "-x.md", "[a](b).md"]
)
def test_odd_file_names(check, tmp_path, name):
    """A file name is data too, in every format."""
    path = os.fsdecode(name)
    (tmp_path / path).write_text(GOOD)
    given = path if not path.startswith("-") else f"./{path}"
    for format in ("text", "json", "sarif"):
        code, out, err = check(given, "--format", format)
        assert (code, err) == (0, "")
        assert out.isprintable() or set(out) - {"\n"} == {c for c in out if c.isprintable()}
        if format != "text":
            out.encode("utf-8")
            assert json.loads(out)
    code, out, err = check(os.fsdecode(b"gone" + os.fsencode(path)))
    assert code == 2 and err.count("\n") == 1 and "\x1b" not in err


def start(tmp_path, *words, **values):
    """The command as a process of its own."""
    (tmp_path / "good.md").write_text(GOOD, "utf-8")
    environment = os.environ | values.pop("env", {})
    return subprocess.Popen(
        [sys.executable, "-m", "policylint", *words], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, **values
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX pipes")
def test_a_closed_pipe_is_no_error(tmp_path):
    """`policylint check | head` ends in silence, with the exit code of the check."""
    read, write = os.pipe()
    os.close(read)
    done = start(tmp_path, "check", "good.md", "--fail-on", "info", stdout=write)
    os.close(write)
    _, err = done.communicate(timeout=60)
    assert (done.returncode, err) == (1, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_is_told(tmp_path):
    """A report that was cut short must not look complete."""
    with open("/dev/full", "wb") as full:
        done = start(tmp_path, "check", "good.md", "--fail-on", "never", stdout=full)
    _, err = done.communicate(timeout=60)
    assert (done.returncode, err) == (2, b"policylint: standard output cannot be written: No space left on device\n")


def test_an_output_that_knows_only_ascii(tmp_path):
    """What it cannot say is written as an escape."""
    (tmp_path / "e.md").write_text("# Privacy Policy ü 日\n\nWe care.\n", "utf-8")
    words = ("check", "e.md", "--select", "cookies", "--fail-on", "never")
    done = start(tmp_path, *words, stdout=subprocess.PIPE, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    out, err = done.communicate(timeout=60)
    assert (done.returncode, err) == (0, b"")
    assert b"# Privacy Policy \\xfc \\u65e5" in out


def test_standard_input_that_is_too_large_is_told(tmp_path):
    """As a file would be."""
    done = start(tmp_path, "check", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    _, err = done.communicate(b"We care. " * 1_000_000, timeout=60)
    assert done.returncode == 2
    assert err == b"policylint: <stdin>: larger than 8 MiB, the most that is read of one policy\n"
