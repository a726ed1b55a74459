from __future__ import annotations

import pytest

from policylint.readers import read_text
from tests.readers.outlines import Row, leads, rows, shown

LINES = """Privacy Policy
Last updated: 3 May 2031
Who we are
Acme Maps Ltd makes maps for people who walk, and this page says what it knows about you.
Data We Collect
We collect the following:
- names and addresses
- routes that you save on our servers for later
How We Use It
We use it to draw maps and to answer you when you write to us about them or about your account.
Contact us at:
Acme Maps Ltd
Email: hello@acme.example"""

WRAPPED = """ACME PRIVACY NOTICE

1. WHAT WE COLLECT

We collect your name, the routes that you save and the mails
that you send to us. We do not
collect anything else.

  * routes are kept for a year, or
    until you delete them
  * mails are kept for two years

1.1 Cookies

We set none.
Acme Maps, 1 High Street
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One line.", [("p", "One line.")]),
        (
            LINES,
            [
                ("title", "Privacy Policy"),
                ("p", "Last updated: 3 May 2031"),
                ("h1", "Who we are"),
                ("p", "Acme Maps Ltd makes maps for people who walk, and this page says what it knows about you."),
                ("h1", "Data We Collect"),
                ("p", "We collect the following:"),
                ("-", "names and addresses"),
                ("-", "routes that you save on our servers for later"),
                ("h1", "How We Use It"),
                (
                    "p",
                    "We use it to draw maps and to answer you when you write to us about them or about your account.",
                ),
                ("p", "Contact us at:"),
                ("p", "Acme Maps Ltd"),
                ("p", "Email: hello@acme.example"),
            ],
        ),
        (
            WRAPPED,
            [
                ("title", "ACME PRIVACY NOTICE"),
                ("h1", "1. WHAT WE COLLECT"),
                (
                    "p",
                    "We collect your name, the routes that you save and the mails that you send to us. We do not collect anything else.",
                ),
                ("-", "routes are kept for a year, or until you delete them"),
                ("-", "mails are kept for two years"),
                ("h2", "1.1 Cookies"),
                ("p", "We set none."),
                ("p", "Acme Maps, 1 High Street"),
            ],
        ),
        ("Cookies\n-------\nWe set two.", [("h2", "Cookies"), ("p", "We set two.")]),
        (
            "Your Rights\n\nYou may ask us.\n\n(a) for a copy;\n(b) for deletion.",
            [("h1", "Your Rights"), ("p", "You may ask us."), ("- (a)", "for a copy;"), ("- (b)", "for deletion.")],
        ),
        ("We collect:\n1. names\n2. routes\n", [("p", "We collect:"), ("- 1.", "names"), ("- 2.", "routes")]),
        ("- a\n  - b\n- c", [("-", "a"), ("--", "b"), ("-", "c")]),
        (
            "Write to us.\n\nAcme Maps\n1 High Street\nLondon\n\nThe end is near.",
            [("p", "Write to us."), ("p", "Acme Maps 1 High Street London"), ("p", "The end is near.")],
        ),
        ("---\ntitle: Terms\n---\nBe kind.", [("meta", "Terms"), ("p", "Be kind.")]),
    ],
)
def test_blocks(text: str, expected: list[Row]) -> None:
    """Paragraphs, items and headings are told from numbering, case, blank lines, length and width."""
    assert rows(text, "p.txt") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "How We Use Your Data We use it to draw maps.",
            [("h1", "How We Use Your Data"), ("p", "We use it to draw maps.")],
        ),
        (
            "Safety of Your Routes Routes that you save are safe.",
            [("h1", "Safety of Your Routes"), ("p", "Routes that you save are safe.")],
        ),
        ("Under The Maps Act You may ask us.", [("p", "Under The Maps Act You may ask us.")]),
        (
            "The General Map Protection Regulation gives you rights.",
            [("p", "The General Map Protection Regulation gives you rights.")],
        ),
        ("Acme Maps We like.", [("p", "Acme Maps We like.")]),
        (
            "Please ask us. Maps Made by Other People\nThey may differ from ours.",
            [("p", "Please ask us."), ("h1", "Maps Made by Other People"), ("p", "They may differ from ours.")],
        ),
        (
            "Please ask us. Or ask other people\nThey may differ from ours.",
            [("p", "Please ask us. Or ask other people"), ("p", "They may differ from ours.")],
        ),
    ],
)
def test_headings_glued_to_sentences(line: str, expected: list[Row]) -> None:
    """A title-case run before a sentence's own first word, or after the last stop, is a heading that lost its line."""
    assert rows(line, "p.txt") == expected


def test_bullets_inside_a_line() -> None:
    """A bullet in the middle of an item begins the next."""
    assert rows("Used:\n- to keep you in. ● To count. ● To draw.", "p.txt") == [
        ("p", "Used:"),
        ("-", "to keep you in."),
        ("-", "To count."),
        ("-", "To draw."),
    ]


def test_leads() -> None:
    """An item knows the line that introduces its list; a heading between them parts the two."""
    assert leads("We collect:\n- names\n- routes\n\nOther Data\n- none of it at all", "p.txt") == {
        "names": "We collect:",
        "routes": "We collect:",
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """LF, CRLF and CR end a line, and no other character does."""
    text = end.join(["Privacy Policy", "", "We keep logs\u2028for a day.", "", "- one", "- two"])
    assert shown(text, "p.txt") == ["Privacy Policy", "We keep logs for a day.", "one", "two"]


def test_sections_open_at_glued_headings() -> None:
    """The text after a glued heading stands in its section."""
    document = read_text("Before That\nIt was so.\nHow We Draw Your Maps We draw them by hand.", "p.txt")
    assert [block.section.title for block in document.blocks] == [
        "Before That",
        "Before That",
        *["How We Draw Your Maps"] * 2,
    ]
