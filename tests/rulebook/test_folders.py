"""Folders of rules: the path is the id, and what stands in the wrong place is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policylint.rulebook import folders
from policylint.rulebook.collecting import Budget
from policylint.rulebook.rulebook import Rulebook

from .conftest import GOOD
from .test_rule_files import ENDS, HEAD

Write = Callable[[str, str], Path]
Load = Callable[[], Rulebook]


@pytest.mark.parametrize(
    ("name", "path", "message"),
    [
        ("stray.yaml", "rules/stray.yaml", "a rule file stands in the folder of its family; allowed: disclosure, "),
        (
            "disclosures/x.yaml",
            "rules/disclosures",
            "unknown family of rules: 'disclosures'; did you mean 'disclosure'?",
        ),
        ("disclosure/x.yml", "rules/disclosure/x.yml", "a rule file ends in .yaml"),
        (
            "disclosure/Log_Data.yaml",
            "rules/disclosure/Log_Data.yaml",
            "'Log_Data' is no rule name; names are lower-case",
        ),
        ("disclosure/a--b.yaml", "rules/disclosure/a--b.yaml", "'a--b' is no rule name; names are lower-case words"),
        (
            "disclosure/sub/x.yaml",
            "rules/disclosure/sub",
            "rule files stand in disclosure/ itself, not in a folder below",
        ),
    ],
)
def test_what_stands_in_the_wrong_place(write: Write, load: Load, name: str, path: str, message: str) -> None:
    """A YAML file that is no rule where it stands is a mistake, never passed over in silence."""
    write(name, GOOD)
    book = load()
    (mistake,) = book.mistakes
    assert (mistake.path, book.rules) == (path, {})
    assert mistake.message.startswith(message), mistake.message


def test_other_files_are_left_alone(write: Write, load: Load) -> None:
    """Notes, hidden files and folders without YAML belong to nobody here."""
    for name in (
        "README.md",
        "disclosure/notes.txt",
        ".hidden.yaml",
        ".git/x.yaml",
        "docs/page.md",
        "disclosure/.x.yaml",
    ):
        write(name, "x")
    assert load().mistakes == ()


def test_a_link_out_of_the_folder_is_not_followed(write: Write, load: Load, tmp_path: Path) -> None:
    """A link may come with a stranger's change, and a message about its target would show what that holds."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hunter2\n")
    folder = write("disclosure/good.yaml", GOOD)
    (folder / "disclosure" / "bad.yaml").symlink_to(secret)
    (folder / "disclosure" / "same.yaml").symlink_to(folder / "disclosure" / "good.yaml")
    book = load()
    (mistake,) = book.mistakes
    assert str(mistake) == "rules/disclosure/bad.yaml: a link that leads out of the folder of rules; it is not followed"
    assert list(book.rules) == ["disclosure/good", "disclosure/same"]


def test_a_missing_folder_is_told(load: Load) -> None:
    """A folder that is not there is one mistake."""
    (mistake,) = load().mistakes
    assert str(mistake) == "rules: no folder of rules: No such file or directory"


def test_a_folder_has_limits(write: Write, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with endless rules or phrases is refused: it may come with a stranger's change, and must not hang a gate."""
    wide = "({})".format("|".join(f"w{n}x" for n in range(60)))
    write("disclosure/good.yaml", GOOD)
    for name in "abcdefgh":
        write(f"wording/{name}.yaml", HEAD + f"forbid: {{text: ['{wide} {wide}', '{wide} ~{name}it']}}\n" + ENDS)
    monkeypatch.setattr(Budget.__init__, "__defaults__", (1000,))
    told = {m.message for m in load().mistakes}
    assert told == {"forbid.text: the phrases of the folder stand for too many sequences of words"}
    assert list(load().rules) == ["disclosure/good", *(f"wording/{name}" for name in "abcde")]
    monkeypatch.setattr(folders, "MOST_FILES", 9)
    (mistake,) = load().mistakes
    assert mistake.message.startswith("10 rule files of ")
    assert load().rules == {}


def test_a_broken_file_does_not_stop_the_others(write: Write, load: Load) -> None:
    """A file that is no YAML, or not even text, is told, and the others are read."""
    folder = write("disclosure/good.yaml", GOOD)
    write("disclosure/bad.yaml", "title: [")
    (folder / "disclosure" / "binary.yaml").write_bytes(b"\x00\xff")
    book = load()
    assert [m.path for m in book.mistakes] == ["rules/disclosure/bad.yaml", "rules/disclosure/binary.yaml"]
    assert list(book.rules) == ["disclosure/good"]
