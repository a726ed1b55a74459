from __future__ import annotations

import pytest

from policylint.readers import read_text
from tests.readers.outlines import Row, leads, rows, sentences, shown, source_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("We keep logs.", [("p", "We keep logs.")]),
        ("# Privacy Policy\n\nText.", [("title", "Privacy Policy"), ("p", "Text.")]),
        (
            "Privacy Policy\n===\n\nWho we are\n---\nUs.",
            [("title", "Privacy Policy"), ("h2", "Who we are"), ("p", "Us.")],
        ),
        ("## Who we are ##\n\nUs.", [("h2", "Who we are"), ("p", "Us.")]),
        ("one\ntwo  \nthree\\\nfour", [("p", "one two three four")]),
        ("> one\n> two", [("quote", "one two")]),
        ("* a\n  * b\n\n    c\n* d", [("-", "a"), ("--", "b"), ("p", "c"), ("-", "d")]),
        ("3. a\n4. b", [("- 3.", "a"), ("- 4.", "b")]),
        ("- [x] done\n- [ ] open", [("-", "done"), ("-", "open")]),
        ("text[^1]\n\n[^1]: note", [("p", "text"), ("p", "note")]),
        ("~~old~~ new ![alt](i.png)", [("p", "old new")]),
        ("a `b  c` d", [("p", "a b c d")]),
        ("\\*a\\* &amp; &#8220;b&#8221;&nbsp;c", [("p", '*a* & "b" c')]),
        ("<https://a.example> and <me@a.example>", [("p", "https://a.example and me@a.example")]),
        ("    indented by mistake", [("p", "indented by mistake")]),
        ("Text.\n\n```\ncode\n```", [("p", "Text.")]),
        ("```\nWe keep logs.\n```", [("p", "We keep logs.")]),
        ("a <b>b</b> c<br>d <!-- e --> f", [("p", "a b c d f")]),
        ("a\n\n***\n\nb", [("p", "a"), ("p", "b")]),
        ("{{ company }} is us. {% if x %}Yes.{% endif %}", [("p", "{{ company }} is us. Yes.")]),
        ("{% include a.html %}\n\n{: .intro }\n\nText.\n{: #x}", [("p", "Text.")]),
        ("* TOC\n{:toc}\n\n[[_TOC_]]\n\n:::note\nText.\n:::", [("-", "TOC"), ("p", "Text.")]),
        (
            "Text over a rule that somebody set without a blank line, and that goes on for more than a hundred characters.\n---",
            [
                (
                    "p",
                    "Text over a rule that somebody set without a blank line, and that goes on for more than a hundred characters.",
                )
            ],
        ),
    ],
)
def test_blocks(text: str, expected: list[Row]) -> None:
    """Markdown is read as blocks of visible text."""
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Cookies**\n\nWe set two.", [("h1", "Cookies"), ("p", "We set two.")]),
        ("**Cookies**\nWe set two.", [("h1", "Cookies"), ("p", "We set two.")]),
        ("## Data\n\n**Cookies**\n\nWe set two.", [("h2", "Data"), ("h3", "Cookies"), ("p", "We set two.")]),
        ("**Cookies:** we set two.", [("p", "Cookies: we set two.")]),
        ("**We collect:**\n\n- names", [("p", "We collect:"), ("-", "names")]),
        ("**Last updated: 3 May 2024**\n\nText.", [("p", "Last updated: 3 May 2024"), ("p", "Text.")]),
        (
            "**All of this sentence is bold.** It is no heading.",
            [("p", "All of this sentence is bold. It is no heading.")],
        ),
        (
            "1. Who we are\n\nAcme.\n\n2. Cookies\n\nTwo.",
            [("h1", "Who we are"), ("p", "Acme."), ("h1", "Cookies"), ("p", "Two.")],
        ),
        ("1. Name\n2. Address", [("- 1.", "Name"), ("- 2.", "Address")]),
        ("1\\. Who we are\n\nAcme.", [("h1", "1. Who we are"), ("p", "Acme.")]),
        ("2.1 Your Rights\n\nYou have some.", [("h1", "2.1 Your Rights"), ("p", "You have some.")]),
        ("CONTACT US\n\nWrite to us.", [("h1", "CONTACT US"), ("p", "Write to us.")]),
        ("Contact us\n\nWrite to us.", [("h1", "Contact us"), ("p", "Write to us.")]),
        ("Acme Ltd.\n\nWrite to us.", [("p", "Acme Ltd."), ("p", "Write to us.")]),
    ],
)
def test_lines_that_serve_as_headings(text: str, expected: list[Row]) -> None:
    """A bold, numbered or capital line on its own, with text under it, is a heading; a label, a date or a lead is not."""
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Privacy Policy\n\n# Cookies\n\nText.", "Privacy Policy"),
        ("# Who we are\n\nText.\n\n# Cookies\n\nText.", ""),
        ("# Acme\n\n## Cookies\n\nText.", "Acme"),
        ("## Cookie notice\n\nText.\n\n## Contact\n\nText.", "Cookie notice"),
        ("---\ntitle: Terms\n---\n\n## Who we are\n\nText.", "Terms"),
        ("---\ntitle: Terms\n---\n# Terms of Use\n\nText.", "Terms of Use"),
        ("Just text.", ""),
    ],
)
def test_title(text: str, title: str) -> None:
    """The title is the heading that names the policy, else a lone <h1>, else the title of the front matter."""
    document = read_text(text, "p.md")
    assert (document.title, document.sections[0].level) == (title, 0)


def test_sections() -> None:
    """A section runs from its heading to the next of its level or above, and knows the one that it stands in."""
    text = "# Policy\n\n## A\n\na\n\n### B\n\nb\n\n## C\n\nc\n"
    document = read_text(text, "p.md")
    assert [(s.title, s.level, s.parent, text[s.span.start : s.span.end].strip()[:9]) for s in document.sections] == [
        ("Policy", 0, -1, "# Policy\n"),
        ("A", 2, 0, "## A\n\na\n\n"),
        ("B", 3, 1, "### B\n\nb"),
        ("C", 2, 0, "## C\n\nc"),
    ]
    assert document.heading_path(document.sections[2]) == ("A", "B")
    assert text[document.sections[1].span.start : document.sections[1].span.end] == "## A\n\na\n\n### B\n\nb\n\n"


def test_tables() -> None:
    """A cell knows the header of its column, then that of its row; the cells of a row share its number."""
    text = "Kept as follows:\n\n| Data | Time |\n|---|---|\n| Logs | 30 days |\n| a \\| b | `2` years |\n"
    cells = [b for b in read_text(text, "p.md").blocks if b.kind == "cell"]
    assert [(c.flat.text, c.headers, c.row) for c in cells] == [
        ("Data", (), 0),
        ("Time", (), 0),
        ("Logs", ("Data",), 1),
        ("30 days", ("Time", "Logs"), 1),
        ("a | b", ("Data",), 2),
        ("2 years", ("Time", "a | b"), 2),
    ]
    assert {c.lead.text for c in cells if c.lead} == {"Kept as follows:"}


def test_leads() -> None:
    """An item knows the last sentence of the paragraph, or of the parent item, before its list."""
    text = "We are Acme. We collect:\n\n- names\n- data on use, such as\n  - pages\n\n  and more\n- times\n\n## Next\n\n- alone"
    assert leads(text) == {
        "names": "We collect:",
        "data on use, such as": "We collect:",
        "pages": "data on use, such as",
        "and more": "We collect:",
        "times": "We collect:",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[our page](/p)", [("our page", "/p")]),
        ("[our **page**][p]\n\n[p]: https://a.example 'T'", [("our page", "https://a.example")]),
        ("<https://a.example>", [("https://a.example", "https://a.example")]),
        ("<a href='/p'>our page</a>", [("our page", "/p")]),
        ("[](/p) ![i](/i.png)", []),
        ("[gone][nowhere]", []),
    ],
)
def test_links(text: str, expected: list[tuple[str, str]]) -> None:
    """A link has its visible text, where that stands, and its target."""
    document = read_text(text, "p.md")
    assert [(link.text, link.target) for link in document.links] == expected
    for link in document.links:
        assert text[link.span.start : link.span.end].replace("*", "") == link.text


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("<!-- a note -->\n\nText.", "a note"),
        ("Text <!-- a note --> on.", "a note"),
        ("Text.\n\n[//]: # (a note)\n", "a note"),
        ("{% comment %} a note {% endcomment %}\n\nText.", "a note"),
        ("{# a note #}\n\nText.", "a note"),
        ("- item\n\n  <!-- a note -->\n", "a note"),
    ],
)
def test_comments(text: str, comment: str) -> None:
    """A comment is kept with its place, and its text is in no block."""
    document = read_text(text, "p.md")
    assert [c.text for c in document.comments] == [comment]
    assert comment in text[document.comments[0].span.start : document.comments[0].span.end]
    assert not any(comment in block.flat.text for block in document.blocks)


def test_anchors() -> None:
    """A link can reach heading slugs, given ids, and ids in inline HTML."""
    text = "# Your Rights & Data\n\n## Contact {#reach-us}\n\nText <a name='dpo'></a>\n\n<div id=\"box\"></div>\n\nEnd.\n{: #last}"
    assert read_text(text, "p.md").anchors == {"your-rights--data", "contact", "reach-us", "dpo", "box", "last"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p class="x">We keep logs.</p>\n\nMore.', ["We keep logs.", "More."]),
        ("<details><summary>Cookies</summary>\n\nWe set two.\n\n</details>", ["Cookies", "We set two."]),
        ('<div markdown="1">\n## Cookies\n\nWe set *two*.\n</div>', ["Cookies", "We set two."]),
        ("<nav><a href='/'>Home</a></nav>\n\nText.", ["Text."]),
        ("<style>\np { x: y }\n</style>\n\nText.", ["Text."]),
        (
            "<table><tr><th>Data</th><th>Time</th></tr><tr><td>Logs</td><td>A day</td></tr></table>",
            ["Data", "Time", "Logs", "A day"],
        ),
    ],
)
def test_html_inside(text: str, expected: list[str]) -> None:
    """Raw HTML inside Markdown is read as HTML."""
    assert shown(text) == expected


def test_mdx() -> None:
    """Imports, exports and components of MDX are no text."""
    code = "import Box from '../box'\nexport const meta = {\n  a: 1\n}\n\n"
    text = code + "# Policy\n\n<Box kind={x}>\n\nWe keep logs. {/* a note */}\n\n</Box>\n"
    assert rows(text, "p.mdx") == [("title", "Policy"), ("p", "We keep logs.")]


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        ("é \U0001f512 **We** keep", "We keep", "We** keep"),
        ("a &amp; b", "&", "&amp;"),
        ("\\*a", "*a", "*a"),
        ("# Cookies &mdash; two", "—", "&mdash;"),
        ("> one\n> two", "one two", "one\n> two"),
        ("- é\n- [ü](/u) x", "ü x", "ü](/u) x"),
        ("| é | b |\n|---|---|\n| c | ü d |", "ü d", "ü d"),
        ("one\r\ntwo\rthree", "two three", "two\rthree"),
        ("--- \n\n\u200bé `co  de` x", "co de", "co  de"),
    ],
)
def test_places(text: str, word: str, source: str) -> None:
    """A flat character stands where its source does, counted in code points, whatever comes before it."""
    assert source_of(text, word) == source


def test_sentences_across_markup() -> None:
    """Sentences run across markup and line breaks, and end with their block."""
    assert sentences("We **keep\nlogs**. [They\ngo.](/x) End\n\n- first\n- second. Third") == [
        "We keep logs.",
        "They go.",
        "End",
        "first",
        "second.",
        "Third",
    ]


def test_bullets_without_markup() -> None:
    """Lines of a paragraph that begin with bullets or letters of their own are items; a lone dash or a citation is not."""
    assert rows("We collect:\n• names\n• times") == [("p", "We collect:"), ("-", "names"), ("-", "times")]
    assert rows("You may\n(a) look;\n(b) leave.") == [("p", "You may (a) look;"), ("- (b)", "leave.")]
    assert rows("under Art. 6(1)\n(f) GDPR") == [("p", "under Art. 6(1) (f) GDPR")]
    assert rows("We keep it\n– for a day") == [("p", "We keep it – for a day")]
    assert rows("(a) names\n\n(b) times") == [("- (a)", "names"), ("- (b)", "times")]
