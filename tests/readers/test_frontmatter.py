from __future__ import annotations

import pytest

from policylint.readers import read_text


@pytest.mark.parametrize(
    ("text", "meta"),
    [
        ("---\ntitle: Privacy\n---\nText.", {"title": "Privacy"}),
        ("---\r\ntitle: 'Privacy: yours'  \r\n---\r\nText.", {"title": "Privacy: yours"}),
        ('+++\ntitle = "Privacy"\ndate = 2024-05-03\n+++\nText.', {"title": "Privacy", "date": "2024-05-03"}),
        (
            "---\ntitle: Privacy # draft\nlast_updated: 3 May 2024\n---\n",
            {"title": "Privacy", "last_updated": "3 May 2024"},
        ),
        ("---\ndescription: >\n  one\n  two\nlayout: page\n---\n", {"description": "one\n  two", "layout": "page"}),
        ("---\ntags:\n  - a\n  - b\ntitle: P\n---\n", {"tags": "", "title": "P"}),
        ("---\ntitle: first\ntitle: second\n---\n", {"title": "first"}),
        ("---\n---\nText.", {}),
        ("---\ntitle: never closed\n", {}),
        ("---\n\nJust a rule\n\n---\n", {}),
        ("--- \ttitle\n", {}),
        ("Text.\n---\ntitle: no\n---\n", {}),
    ],
)
def test_meta(text: str, meta: dict[str, str]) -> None:
    """Front matter gives its values as written, each with its place."""
    document = read_text(text, "p.md")
    assert {key: value for key, (value, _) in document.meta.items()} == meta
    assert all(text[span.start : span.end] == value for value, span in document.meta.values())


def test_what_shows_on_the_page() -> None:
    """Only titles and dates of the front matter are blocks; their marker is the key."""
    text = "---\nlayout: page\ntitle: Privacy\nlast_updated: 2024-05-03\nauthor: Ann\nredirect: [a]\nupdated: '{{ x }}'\n---\nText."
    blocks = read_text(text, "p.md").blocks
    assert [(b.kind, b.marker, b.flat.text) for b in blocks] == [
        ("meta", "title", "Privacy"),
        ("meta", "last_updated", "2024-05-03"),
        ("paragraph", "", "Text."),
    ]


def test_two_rules_are_no_front_matter() -> None:
    """Text between two thematic breaks at the top is text."""
    assert [b.flat.text for b in read_text("---\nJust a line\n---\nText.", "p.md").blocks] == ["Just a line", "Text."]
