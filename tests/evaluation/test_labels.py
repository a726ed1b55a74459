"""Label files: what is read from them, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from labels import KEYS, BadLabel, Label, lines_of, read_labels
from score import OWN


def test_reads_label(label: Label) -> None:
    """A label gives statuses with lines, and facts by value with lines, each as the linter writes it."""
    assert label.disclosures["children-age"].lines == {4}
    assert label.disclosures["dpo"].status == "absent"
    assert label.facts == {
        "child-age": {13: {4}},
        "email": {"us@acme.example": {6}},
        "date": {},
        "retention": {"P30D": {3}},
        "notice-period": {},
        "response-time": {},
        "regime": {"lgpd-br": set()},
    }


@pytest.mark.parametrize(
    "change, message",
    [
        ({"doc": "b.md"}, "labelled, but not there: b.md"),
        ({"disclosures": {"colour": {"status": "stated"}}}, "no such disclosure: colour"),
        ({"disclosures": {"dpo": {"status": "maybe"}}}, "dpo: no such status: maybe; allowed: stated, vague, absent"),
        ({"disclosures": {key: {"status": "absent"} for key in KEYS[:-1]}}, "no label for governing-law"),
    ],
)
def test_refuses(folder: Path, change: dict[str, object], message: str) -> None:
    """A label that cannot be scored is refused, with its file and the reason."""
    path = folder / "gold" / "a.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(BadLabel) as refused:
        read_labels([folder / "docs"], folder / "gold")
    assert str(refused.value) == f"{path}: {message}"


def test_no_labels(tmp_path: Path) -> None:
    """A folder without labels is a mistake, not a perfect score."""
    with pytest.raises(BadLabel, match="no label files"):
        read_labels([tmp_path], tmp_path)


def test_lines(tmp_path: Path) -> None:
    """Lines end at LF, CRLF and CR, and not at a form feed or a line separator."""
    path = tmp_path / "a.txt"
    path.write_bytes("one\r\ntwo\rthree\ffour\u2028five\n".encode())
    assert lines_of(path) == ["one", "two", "three\ffour\u2028five", ""]


def own() -> list[Label]:
    """The project's own labelled policies."""
    return read_labels([OWN / "docs"], OWN / "gold")


def test_own_set_is_whole() -> None:
    """Every policy of the project's own set is labelled, with every key in order."""
    assert sorted(label.doc for label in own()) == sorted(path.name for path in (OWN / "docs").iterdir())
    assert {tuple(label.disclosures) for label in own()} == {KEYS}


@pytest.mark.parametrize("label", own(), ids=lambda label: label.doc)
def test_own_labels_point_at_words(label: Label) -> None:
    """What is stated or vague has lines, each of which holds words; what is absent has none."""
    text = lines_of(label.path)
    for key, answer in label.disclosures.items():
        assert bool(answer.lines) == (answer.status != "absent"), key
        assert all(text[line - 1].strip() for line in answer.lines), key


@pytest.mark.parametrize("label", own(), ids=lambda label: label.doc)
def test_own_facts_stand_in_the_text(label: Label) -> None:
    """E-mail addresses and ages stand on the very lines that the labels give."""
    text = lines_of(label.path)
    for kind in ("email", "child-age"):
        for value, lines in label.facts[kind].items():
            assert all(str(value) in text[line - 1] for line in lines), (kind, value)


def test_own_set_is_varied() -> None:
    """For each key the own set has policies that differ, so that no constant answer scores well."""
    statuses = {key: {label.disclosures[key].status for label in own()} for key in KEYS}
    assert [key for key, told in statuses.items() if len(told) == 1] == []
