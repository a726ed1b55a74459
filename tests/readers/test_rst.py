from __future__ import annotations

import pytest

from policylint.readers import read_text
from tests.readers.outlines import Row, rows, source_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (
            "======\nPolicy\n======\n\nA\n-\n\nx\n\nB\n~\ny\n\nC\n---\nz",
            [("title", "Policy"), ("p", "A -"), ("p", "x"), ("p", "B ~ y"), ("h2", "C"), ("p", "z")],
        ),
        (
            "Policy\n======\nWho\n---\nOne\ntwo.\n\nThree.",
            [("title", "Policy"), ("h2", "Who"), ("p", "One two."), ("p", "Three.")],
        ),
        ("* a\n  b\n\n  c\n\n  * d\n* e", [("-", "a b"), ("p", "c"), ("--", "d"), ("-", "e")]),
        ("1. a\n2. b\n\n(a) c", [("- 1.", "a"), ("- 2.", "b"), ("- (a)", "c")]),
        ("term\n    meaning\n    of it", [("-", "term"), ("--", "meaning of it")]),
        ("**bold** *em* ``code`` :abbr:`HTML` a\\*b [1]_", [("p", "bold em code HTML a*b")]),
        ("Quote:\n\n   quoted text", [("p", "Quote:"), ("p", "quoted text")]),
        (".. note:: Mind this.\n\n   And that.\n\nAfter.", [("p", "Mind this."), ("p", "And that."), ("p", "After.")]),
        (".. image:: a.png\n   :alt: x\n\n.. toctree::\n\n   page\n\n.. _label:\n\nText.", [("p", "Text.")]),
        (".. admonition:: Cookies\n\n   We set two.", [("h1", "Cookies"), ("p", "We set two.")]),
        (":orphan:\n:Date: 3 May 2031\n\nText.", [("meta", "Date: 3 May 2031"), ("p", "Text.")]),
        ("Text::\n\n  more\n\n----\n\nend", [("p", "Text:"), ("p", "more"), ("p", "end")]),
        ("| line one\n| line two", [("p", "line one line two")]),
    ],
)
def test_blocks(text: str, expected: list[Row]) -> None:
    """reStructuredText is read as blocks of visible text."""
    assert rows(text, "p.rst") == expected


@pytest.mark.parametrize(
    ("text", "shown", "target"),
    [
        ("See `our terms <https://a.example/t>`_ now.", "our terms", "https://a.example/t"),
        ("See `our terms`_ now.\n\n.. _our terms: /t", "our terms", "/t"),
        ("See terms_ now.\n\n.. _terms: /t", "terms", "/t"),
        ("See :doc:`our terms <terms>` now.", "our terms", "terms"),
        ("See `Our Rights`_.\n\nOur Rights\n----------\n\nx", "Our Rights", "#our-rights"),
    ],
)
def test_links(text: str, shown: str, target: str) -> None:
    """Links of every form show their text and keep their target."""
    document = read_text(text, "p.rst")
    assert [(link.text, link.target) for link in document.links] == [(shown, target)]
    assert shown in document.blocks[0].flat.text


def test_comments() -> None:
    """An explicit block that is no directive, target or footnote is a comment."""
    document = read_text(".. a note\n   that goes on\n\nText.", "p.rst")
    assert [comment.text for comment in document.comments] == ["a note\n   that goes on"]


@pytest.mark.parametrize(
    "text",
    [
        "+------+---------+\n| Data | Time    |\n+======+=========+\n| Logs | 30 days |\n+------+---------+\n",
        "====  =======\nData  Time\n====  =======\nLogs  30 days\n====  =======\n",
    ],
)
def test_tables(text: str) -> None:
    """Grid and simple tables give cells with headers."""
    cells = read_text(text, "p.rst").blocks
    assert [(c.kind, c.flat.text, c.headers, c.row) for c in cells] == [
        ("cell", "Data", (), 0),
        ("cell", "Time", (), 0),
        ("cell", "Logs", ("Data",), 1),
        ("cell", "30 days", ("Time", "Logs"), 1),
    ]


def test_places() -> None:
    """A flat character stands where its source does, across line breaks and markup."""
    assert source_of("é **We\nkeep** logs", "We keep logs", "p.rst") == "We\nkeep** logs"
    assert source_of("see `our é <x>`_ now", "é now", "p.rst") == "é <x>`_ now"
