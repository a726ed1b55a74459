"""The split into halves: what stays together, and that nobody chooses."""

from __future__ import annotations

import tomllib

import pytest
from split import (
    HALVES,
    KEPT,
    balanced,
    containment,
    groups,
    half_of,
    halves,
    mail_domains,
    organisation,
    shingles,
    toml,
)


def words(start: int, stop: int) -> str:
    """A text of `stop - start` words that differ, the same for the same numbers."""
    return " ".join(f"word{number}" for number in range(start, stop))


@pytest.mark.parametrize(
    "name, found",
    [
        ("004-acme-terms.md", "acme"),
        ("004-acme.html.erb", "acme"),
        ("002_9f0a3de948026f98.txt", ""),
        ("com.acme.app.md", "com.acme"),
        ("au.com.acme.app.md", "au.com.acme"),
    ],
)
def test_organisation(name: str, found: str) -> None:
    """The word after the number, or the owner of the app's domain."""
    assert organisation(name) == found


def test_shingles_leave_markup_out() -> None:
    """Tags, link targets and case are no text: the same words make the same shingles."""
    assert shingles("<p>One <b>two</b> [three](https://x.example/y) four five six</p>") == shingles(
        "one two three FOUR five six"
    )
    assert len(shingles("one two three four five six")) == 2


def test_containment() -> None:
    """A short text that a long one holds is contained in it whole; texts too short to tell are not alike."""
    assert containment(shingles(words(0, 20)), shingles(words(0, 200))) == 1.0
    assert containment(shingles(words(0, 20)), shingles(words(100, 200))) == 0.0
    assert containment(shingles("one two"), shingles("one two")) == 0.0


def test_mail_domains() -> None:
    """Addresses at one company's domain join documents; addresses at a mail provider do not."""
    assert mail_domains("Write to A@Acme.example, b@gmail.com or c@proton.me") == {"acme.example"}


def test_groups() -> None:
    """Names, domains and likeness join, also by way of a third document."""
    texts = {
        "001-acme-site.md": words(0, 30),
        "002-acme-app.md": words(100, 130) + " x@shared.example",
        "003-bolt.md": words(200, 230) + " y@shared.example",
        "004-copy.md": words(200, 228),
        "005-alone.md": words(300, 330),
    }
    assert groups(texts) == [["001-acme-site.md", "002-acme-app.md", "003-bolt.md", "004-copy.md"], ["005-alone.md"]]


def test_halves_keep_groups_whole() -> None:
    """Every document is in one half, with all of its group, and the order of the groups does not matter."""
    grouped = [[f"{number:03}-a.md", f"{number:03}-b.md"] for number in range(40)]
    split = halves(grouped, salt=1)
    assert sorted(split["tuning"] + split["checking"]) == sorted(name for group in grouped for name in group)
    assert all(set(group) <= set(split["tuning"]) or set(group) <= set(split["checking"]) for group in grouped)
    assert halves(grouped[::-1], salt=1) == split


def test_balanced() -> None:
    """Both kinds of document must be shared out, not only their sum."""
    assert balanced({"tuning": ["001-a.md", "com.b.md"], "checking": ["002-c.md", "com.d.md"]})
    assert not balanced({"tuning": ["001-a.md", "002-c.md"], "checking": ["com.b.md", "com.d.md"]})


def test_kept_split() -> None:
    """The kept halves part the documents, are balanced, and part no organisation."""
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    split = {half: kept[half]["documents"] for half in HALVES}
    assert KEPT.read_text(encoding="utf-8") == toml(split, kept["salt"])
    assert balanced(split)
    known = [{organisation(name) for name in split[half]} - {""} for half in HALVES]
    assert known[0] & known[1] == set()
    assert [half_of(split[half][0]) for half in HALVES] == list(HALVES)


def test_unknown_document_has_no_half() -> None:
    """A document that was never split is in neither half, and says so."""
    with pytest.raises(KeyError, match="in neither half"):
        half_of("never-seen.md")
