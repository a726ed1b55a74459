"""policylint diff: changes that are suppressed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import policylint as package
from policylint.cli import main
from tests.diff.test_since import Repo

SCHEMA = json.loads((Path(package.__file__).parent / "schemas" / "diff.json").read_text("utf-8"))
OLD = """# Privacy policy

Last updated: 1 March 2024

We keep server logs for 30 days.

We never share your data with advertisers.
"""
LONGER = OLD.replace("30 days", "90 days").replace("March", "May")
GONE = OLD.replace("\nWe never share your data with advertisers.\n", "").replace("March", "May")
NEXT = "<!-- policylint-disable-next-line {}: counsel agreed 2026-06 -->\n"
FILE = "<!-- policylint-disable-file {}: counsel agreed 2026-06 -->\n"


def entry(**keys: str) -> str:
    """A configuration that suppresses."""
    words = {"rule": "edit/retention-lengthened", "path": '"*.md"', "reason": "agreed"} | keys
    return "suppress:\n  - " + "\n    ".join(f"{key}: {value}" for key, value in words.items()) + "\n"


def at_logs(comment: str) -> str:
    """The longer period, with a comment above it."""
    return LONGER.replace("We keep", comment + "We keep")


CASES: list[tuple[str, str, str, tuple[str, ...]]] = [
    (at_logs(""), "", "", ("retention-lengthened",)),
    (at_logs(NEXT.format("edit/retention-lengthened")), "", "suppression", ()),
    (at_logs(NEXT.format("retention-lengthened")), "", "suppression", ()),
    (at_logs(NEXT.format("edit")), "", "suppression", ()),
    (at_logs(NEXT.format("edit/retention-removed")), "", "", ("retention-lengthened",)),
    (LONGER.replace("We never", NEXT.format("edit") + "We never"), "", "", ("retention-lengthened",)),
    (at_logs("<!-- policylint-disable-next-line edit -->\n"), "", "", ("retention-lengthened",)),
    (GONE + FILE.format("edit/denial-weakened"), "", "suppression", ()),
    (GONE.replace("We keep", NEXT.format("edit") + "We keep"), "", "suppression", ()),
    (LONGER, entry(), "configuration", ()),
    (LONGER, entry(path='"legal/*"'), "", ("retention-lengthened",)),
    (LONGER, entry(text="server logs"), "configuration", ()),
    (LONGER, entry(text="bicycles"), "", ("retention-lengthened",)),
    (LONGER, entry(expires="2026-06-30"), "configuration", ()),
    (LONGER, entry(expires="2026-06-29"), "", ("retention-lengthened",)),
    (GONE, entry(rule="edit", text="advertisers"), "configuration", ()),
]


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The answer of `policylint diff WORDS...`, which fits its schema."""
    code = main(("diff", *words, "--as-of", "2026-06-30", "--format", "json"))
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(answer, SCHEMA)
    (edit,) = answer["edits"]
    assert code == int(bool(edit["changes"]))
    return answer


@pytest.mark.parametrize(("new", "config", "gate", "left"), CASES)
def test_what_is_suppressed(
    new: str, config: str, gate: str, left: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A comment where a change stands, or stood, and an entry of the configuration hold it back; the class stays what it is."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("old.md", OLD), ("new.md", new), (".policylint.yaml", config)):
        Path(name).write_text(text, "utf-8")
    answer = told(capsys, "old.md", "new.md")
    (edit,) = answer["edits"]
    assert edit["class"] == "material"
    assert tuple(change["rule"].partition("/")[2] for change in edit["changes"]) == left
    reason = "agreed" if gate == "configuration" else "counsel agreed 2026-06"
    assert [(c["gate"], c["reason"]) for c in edit["quieted"]] == [(gate, reason)] * bool(gate)
    assert answer["summary"]["quieted"] == len(edit["quieted"])


def test_no_report_loses_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every format for readers counts what is held back, and the comment on a pull request lists it with its reason."""
    monkeypatch.chdir(tmp_path)
    Path("old.md").write_text(OLD, "utf-8")
    Path("new.md").write_text(at_logs(NEXT.format("edit")), "utf-8")
    for format in ("text", "markdown"):
        assert main(("diff", "old.md", "new.md", "--format", format)) == 0
        out = capsys.readouterr().out
        assert "nothing found; 1 quieted (1 suppressed in the text)" in out
    assert "30 days became 90 days, for server logs (suppression: counsel agreed 2026-06)" in out
    main(("diff", "old.md", "new.md", "--format", "sarif-all"))
    ((result,),) = [run["results"] for run in json.loads(capsys.readouterr().out)["runs"]]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "counsel agreed 2026-06"}]


@pytest.fixture
def repo(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with one policy."""
    monkeypatch.chdir(tmp_path)
    found = Repo(tmp_path, capsys)
    found.write("privacy.md", OLD)
    found.commit()
    return found


def test_an_edit_may_not_silence_itself(repo: Repo) -> None:
    """With --trust base neither its comments count, nor its configuration; what both versions suppress in the whole file does."""
    kinds = ["retention-lengthened"]
    words = ("--since", "HEAD", "--as-of", "2026-06-30", "privacy.md")
    repo.write("privacy.md", at_logs(NEXT.format("edit")))
    assert repo.diff(*words)[0] == 0
    assert repo.diff(*words, "--trust", "base")[:2] == (1, [("modified", "privacy.md", "material", kinds)])
    repo.write("privacy.md", LONGER)
    repo.write(".policylint.yaml", entry())
    assert repo.diff(*words)[0] == 0
    assert repo.diff(*words, "--trust", "base")[0] == 1
    repo.write("privacy.md", OLD + FILE.format("retention-lengthened"))
    repo.commit()
    repo.write("privacy.md", LONGER + FILE.format("retention-lengthened"))
    assert repo.diff(*words, "--trust", "base")[0] == 0


def test_a_base_needs_a_revision(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two files have no base."""
    monkeypatch.chdir(tmp_path)
    Path("old.md").write_text(OLD, "utf-8")
    assert main(("diff", "old.md", "old.md", "--trust", "base")) == 2
    assert "--trust base: the base is that of --since REV" in capsys.readouterr().err
