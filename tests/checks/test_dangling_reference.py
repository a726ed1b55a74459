"""References without a target: the forms that the examples do not show."""

from __future__ import annotations

import pytest

from policylint import rulebook
from policylint.facts.state import state
from policylint.lint import Settings, judge_rule
from policylint.readers import read_text
from policylint.site import Site

BOOK = rulebook.shipped()
SECTIONS = "## 1. Data\n\nYour name.\n\n## 2. Rights\n\nMany.\n\n## 3. Contact\n\nWrite to post@harbourlight.example.\n"


def told(text: str, path: str = "privacy.md") -> list[tuple[str, str]]:
    site = Site.of([state(read_text(text, path), BOOK.book, "privacy-policy")])
    rule = BOOK.rules["document/dangling-reference"]
    return [(str(found.severity), found.message) for found in judge_rule(rule, site, Settings())]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("See section 4.", [("warning", "`section 4` is not there: the sections are numbered up to 3")]),
        ("See section 2.", []),
        ("See clause 2(a) and section 4(b).", []),
        ("See section 4 of the contract.", []),
        ("See section 4 of this policy.", [("warning", "`section 4` is not there: the sections are numbered up to 3")]),
        ("Under section 4 of the Data Protection Act you may ask.", []),
        (
            "See section 4 in our privacy notice.",
            [("warning", "`section 4` is not there: the sections are numbered up to 3")],
        ),
        ("The Terms of Use, section 4, say more.", []),
        ("See section 1798.", []),
        ("Data leave under Annex 4 of the clauses.", []),
        ("Data are listed in Appendix 4.", [("warning", "`Appendix 4` is not part of this document")]),
        ('See the section called "Our ships".', [("warning", "no section is called `Our ships`")]),
        ('See the section called "How to contact us".', []),
        ("Click the following link to leave: https://harbourlight.example/leave", []),
        ("The following table lists them.", [("warning", "`The following table` does not come")]),
    ],
)
def test_references_are_looked_up(sentence: str, found: list[tuple[str, str]]) -> None:
    """A reference is told only where it points into this document, and nothing there answers it."""
    assert told(f"# Privacy policy\n\n{sentence}\n\n{SECTIONS}") == found


def test_a_page_may_count_its_headings_by_style() -> None:
    """In a policy without numbers a low number may be counted by the page, and is told as info; a high one cannot be."""
    plain = SECTIONS.replace("1. ", "").replace("2. ", "").replace("3. ", "")
    assert told(f"# Privacy policy\n\nSee section 2.\n\n{plain}")[0][0] == "info"
    assert told(f"# Privacy policy\n\nSee section 9.\n\n{plain}")[0][0] == "warning"


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("p.md", "[Top](#top) [Cookies](#our-cookies)\n\n## Our cookies\n\nOne.", []),
        ("p.md", "[Cookies](#Our-Cookies)\n\n## Our cookies\n\nOne.", []),
        ("p.md", '[Cookies](#biscuits)\n\n<a id="biscuits"></a>\n\nOne.', []),
        ("p.html", '<a href="#c">Cookies</a><h2 id="c">Our cookies</h2><p>One.</p>', []),
        ("p.html", '<a href="#c">Cookies</a><h2>Our cookies</h2><p>One.</p>', ["#c"]),
        ("p.html", '<a href="#">Cookies</a><h2>Our cookies</h2><p>One.</p>', []),
    ],
)
def test_links_into_the_page(path: str, text: str, found: list[str]) -> None:
    """A link into the page leads to an id or to the fragment that a heading gets, in whatever case."""
    assert [message.split("`")[3] for _, message in told(text, path)] == found
