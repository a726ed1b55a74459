from __future__ import annotations

import pytest

from policylint.readers import read_text
from tests.readers.outlines import Row, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("= Policy\n:toc:\n\n== Who ==\n\nWe *are*\n_us_.", [("title", "Policy"), ("h2", "Who"), ("p", "We are us.")]),
        (
            "* a\n** b\ngoes on\n* c\n\n. one\n. two",
            [("-", "a"), ("--", "b goes on"), ("-", "c"), ("--", "one"), ("--", "two")],
        ),
        ("Log:: a file\nMail:: a letter", [("-", "Log"), ("--", "a file"), ("-", "Mail"), ("--", "a letter")]),
        ("NOTE: Mind this.\n\n----\ncode\n----\n\n====\nShown.\n====", [("p", "NOTE: Mind this."), ("p", "Shown.")]),
        ("[role]\nText.\n\n.Cookies\n\nWe set two.", [("p", "Text."), ("h1", "Cookies"), ("p", "We set two.")]),
        ("include::a.adoc[]\nimage::b.png[]\n\nText `c`.", [("p", "Text c.")]),
    ],
)
def test_blocks(text: str, expected: list[Row]) -> None:
    """AsciiDoc is read as blocks of visible text."""
    assert rows(text, "p.adoc") == expected


@pytest.mark.parametrize(
    ("text", "shown", "target"),
    [
        ("See link:/t[our terms].", "our terms", "/t"),
        ("See https://a.example/t[our terms].", "our terms", "https://a.example/t"),
        ("Write mailto:me@a.example[to us].", "to us", "mailto:me@a.example"),
        ("See <<rights,your rights>>.", "your rights", "#rights"),
        ("See xref:rights[your rights].", "your rights", "#rights"),
    ],
)
def test_links(text: str, shown: str, target: str) -> None:
    """Links of every form show their text and keep their target."""
    document = read_text(text, "p.adoc")
    assert [(link.text, link.target) for link in document.links] == [(shown, target)]
    assert f" {shown}." in document.blocks[0].flat.text


def test_comments_meta_and_anchors() -> None:
    """Comments, attributes and ids are kept apart from the text."""
    text = ":revdate: 2031-05-03\n\n// a note\n\n////\nanother\n////\n\n[#rights]\n== Your rights\n\nText."
    document = read_text(text, "p.adoc")
    assert [comment.text for comment in document.comments] == ["a note", "another"]
    assert document.meta["revdate"][0] == "2031-05-03"
    assert {"rights", "_your_rights"} <= document.anchors


def test_tables() -> None:
    """A row of cells on one line, or a cell a line, with the first row as header."""
    for text in (
        "|===\n|Data |Time\n\n|Logs |30 days\n|===",
        '[cols="1,1"]\n|===\n|Data|Time\n\n|Logs\n|30 days\n|===',
    ):
        assert [(c.flat.text, c.headers, c.row) for c in read_text(text, "p.adoc").blocks] == [
            ("Data", (), 0),
            ("Time", (), 0),
            ("Logs", ("Data",), 1),
            ("30 days", ("Time", "Logs"), 1),
        ]
