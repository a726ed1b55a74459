from __future__ import annotations

import pytest

from policylint.readers import read_text
from tests.readers.invariants import check


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


PAGE = """---
title: Privacy
blocks:
  - image:
      src: >-
        https://larkspur.example/pictures/a long name of a picture of our shop in Ghent (2).jpg
    subtitle: The small print
    content:
      - title: What we take
        text:
          - >-
            {sentence}
            {sentence}

            {sentence}
      - title: "How long: a month"
        text: {sentence}
updated: 2024-05-03
---

"""


def test_a_policy_in_the_front_matter_is_read() -> None:
    """Where a file has no body, titles of its front matter are headings and its prose is paragraphs; settings are neither."""
    sentence = "We keep what you order and where we send it for " + "a very " * 20 + "long month."
    document = read_text(PAGE.format(sentence=sentence), "p.md")
    check(document)
    assert [(b.kind, b.flat.text) for b in document.blocks] == [
        ("meta", "Privacy"),
        ("heading", "The small print"),
        ("heading", "What we take"),
        ("paragraph", f"{sentence} {sentence}"),
        ("paragraph", sentence),
        ("heading", "How long: a month"),
        ("paragraph", sentence),
        ("meta", "2024-05-03"),
    ]


def test_settings_alone_are_no_policy() -> None:
    """Front matter with less than a page of prose, or above a body, is what it seems."""
    sentence = "We keep what you order and where we send it for a month."
    assert [b.kind for b in read_text(PAGE.format(sentence=sentence), "p.md").blocks] == ["meta", "meta"]
    longer = PAGE.format(sentence=sentence * 8)
    assert [b.kind for b in read_text(f"{longer}\nText.", "p.md").blocks] == ["meta", "meta", "paragraph"]
