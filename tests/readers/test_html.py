from __future__ import annotations

import pytest

from policylint.readers import read_text
from tests.readers.outlines import Row, leads, rows, shown, source_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("<p>  </p>", []),
        ("plain", [("p", "plain")]),
        ("<h1>Policy</h1><p>One<p>Two</p>", [("title", "Policy"), ("p", "One"), ("p", "Two")]),
        ("<h2>A</h2>text<h3>B</h3>more", [("h2", "A"), ("p", "text"), ("h3", "B"), ("p", "more")]),
        ("<p>a\n  <b>b</b><i>c</i>&nbsp;d&#233;&copy; &lt;e&gt;</p>", [("p", "a bc dé© <e>")]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", [("-", "a"), ("-", "b"), ("--", "c")]),
        ("<ol start=3><li>a</li><li value=7>b</li></ol>", [("- 3.", "a"), ("- 7.", "b")]),
        (
            "<ol type=a><li>a</li><li>b</li></ol><ol type=I><li>c</li></ol>",
            [("- a.", "a"), ("- b.", "b"), ("- I.", "c")],
        ),
        ("<li><p>a</p><p>b</p></li>", [("-", "a"), ("p", "b")]),
        ("<dl><dt>term</dt><dd>meaning</dd></dl>", [("-", "term"), ("--", "meaning")]),
        ("one<br>two<br><br>three", [("p", "one two"), ("p", "three")]),
        ("<blockquote>a</blockquote>b", [("quote", "a"), ("p", "b")]),
        ("<details><summary>Cookies</summary><p>We set two.</p></details>", [("h1", "Cookies"), ("p", "We set two.")]),
        ("<p><b>Cookies</b></p><p>We set two.</p>", [("h1", "Cookies"), ("p", "We set two.")]),
        (
            "<p><span style='font-weight:700'>Cookies</span></p><p>We set two.</p>",
            [("h1", "Cookies"), ("p", "We set two.")],
        ),
        ("<p>1. Who we are</p><p>Acme.</p>", [("h1", "1. Who we are"), ("p", "Acme.")]),
        ("<p>• a</p><p>(b) c</p>", [("-", "a"), ("- (b)", "c")]),
        ("<pre>one\ntwo\n\nthree</pre>", [("p", "one two"), ("p", "three")]),
        ("<button>Accept</button>x<select><option>y</select><textarea>z</textarea>", [("p", "x")]),
        ("a<script>if (1 < 2) '</p>'</script><style>p{}</style>b", [("p", "ab")]),
        ("a <!-- b --> c<!doctype d><?e?></f>", [("p", "a c")]),
        ("1 < 2 & 3 > 2 <3 &unknown; &amp", [("p", "1 < 2 & 3 > 2 <3 &unknown; &")]),
        ('<p title="a > b" class=c>d</p>', [("p", "d")]),
        ("<p>a</div></span>b</p>", [("p", "ab")]),
        ("<title>Site</title><p>a</p>", [("p", "a")]),
        ("<h2>Name <a href='#name'>#</a></h2>x", [("h2", "Name"), ("p", "x")]),
        ("&lt;p&gt; is no tag", [("p", "<p> is no tag")]),
        (
            "<p>a</p",
            [
                ("p", "a"),
            ],
        ),
        ('<a href="never closed>We keep logs.</a> More.', [("p", "We keep logs. More.")]),
    ],
)
def test_blocks(text: str, expected: list[Row]) -> None:
    """HTML is read as blocks of visible text, forgiving as browsers are."""
    assert rows(text, "p.html") == expected


POLICY = "<h1>Privacy Policy</h1><p>We keep your data for a year and then we delete it from our servers.</p>"


@pytest.mark.parametrize(
    "page",
    [
        f"<nav><a>Home</a> <a>Shop</a></nav>{POLICY}",
        f"<header><a>Acme</a></header>{POLICY}<footer><a href='/'>Imprint</a></footer>",
        f"<div role=navigation>Home</div><main>{POLICY}</main><div>Other</div>",
        f"<body><div id=cookie-banner>We use cookies. OK?</div><article>{POLICY}</article><aside>News</aside></body>",
        f"<div class='site-header'><a>Acme</a></div>{POLICY}<ul class=breadcrumbs><li>Home</li></ul>",
        f"<a class=skip-link href=#m>Skip to content</a><div hidden>Menu</div><div style='display: none'>x</div>{POLICY}",
        f"<ul aria-hidden=true><li>Menu</li></ul>{POLICY}<template><p>x</p></template><noscript>Turn it on</noscript>",
        f"<span class=sr-only>Opens a window</span>{POLICY}<dialog>Sign in</dialog>",
    ],
)
def test_the_site_around_the_policy(page: str) -> None:
    """Menus, banners, hidden parts and the site's header and footer are told apart from the policy."""
    assert shown(page, "p.html") == [
        "Privacy Policy",
        "We keep your data for a year and then we delete it from our servers.",
    ]


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        (f"<main>{POLICY}<footer>Last updated: 3 May 2024</footer></main>", "Last updated: 3 May 2024"),
        (f"{POLICY}<footer><p>Acme Ltd, 1 High Street, London</p></footer>", "Acme Ltd, 1 High Street, London"),
        (f"<header><h1>Terms</h1></header><main>{POLICY.replace('h1', 'h2')}</main>", "Terms"),
        (f"<nav>{POLICY}", "We keep your data for a year and then we delete it from our servers."),
        (
            f"<div class=sidebar>{POLICY}</div><p>Home</p>",
            "We keep your data for a year and then we delete it from our servers.",
        ),
        (f"<div hidden>{POLICY}</div>", "We keep your data for a year and then we delete it from our servers."),
    ],
)
def test_the_policy_is_never_lost(page: str, kept: str) -> None:
    """Dates and addresses at the foot stay, and signs that would leave too little of the page are not believed."""
    assert kept in shown(page, "p.html")


def test_tables() -> None:
    """Cells of a table of data know their headers; the first row is one if its cells are <th> or bold; spans count."""
    text = (
        "<p>Kept so:</p><table><tr><th>Data<th>Why<th>Time<tr><td rowspan=2>Logs<td>safety<td>30 days"
        "<tr><td>statistics<td><p>1 year</p><tr><td colspan=2>Mail<td>2 years</table>"
    )
    cells = [b for b in read_text(text, "p.html").blocks if b.kind == "cell"]
    assert [(c.flat.text, c.headers, c.row) for c in cells] == [
        ("Data", (), 0),
        ("Why", (), 0),
        ("Time", (), 0),
        ("Logs", ("Data",), 1),
        ("safety", ("Why", "Logs"), 1),
        ("30 days", ("Time", "Logs"), 1),
        ("statistics", ("Why", "Logs"), 2),
        ("1 year", ("Time", "Logs"), 2),
        ("Mail", ("Data",), 3),
        ("2 years", ("Time", "Mail"), 3),
    ]
    assert {c.lead.text for c in cells if c.lead} == {"Kept so:"}
    bold = "<table><tr><td><b>Data</b><td><b>Time</b><tr><td>Logs<td>30 days</table>"
    assert [b.headers for b in read_text(bold, "p.html").blocks] == [(), (), ("Data",), ("Time", "Logs")]


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td><h2>Cookies</h2><p>We set two.</p></table>",
        "<table role=presentation><tr><td><b>Cookies</b><td>We set two.</table>",
        "<table><tr><td><h2>Cookies</h2><td><table><tr><td>We set two.</table></table>",
    ],
)
def test_layout_tables(text: str) -> None:
    """A table that lays out the page is no table of data."""
    assert [what for what, _ in rows(text, "p.html")] in (["h2", "p"], ["h1", "p"])


def test_leads() -> None:
    """An item of a list knows the sentence before it; a definition its term."""
    text = "<p>We are Acme. We collect:</p><ul><li>names<li>use:<ul><li>pages</ul></ul><dl><dt>Log<dd>a file</dl>"
    assert leads(text, "p.html") == {
        "names": "We collect:",
        "use:": "We collect:",
        "pages": "use:",
        "Log": "We collect:",
        "a file": "Log",
    }


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("<title>Acme &amp; Co</title><h1>Privacy Policy</h1>x", "Privacy Policy"),
        ("<title>Acme &amp; Co</title><h2>Who we are</h2>x", "Acme & Co"),
        ("<svg><title>icon</title></svg><p>x</p>", ""),
        ("---\ntitle: Front\n---\n<p>x</p>", "Front"),
        ("{% block title %} Privacy {% endblock %}<p>x</p>", "Privacy"),
    ],
)
def test_title(text: str, title: str) -> None:
    """The title is the heading's; <title>, front matter or a template's title block serve where there is none."""
    assert read_text(text, "p.html").title == title


def test_links_anchors_comments_and_language() -> None:
    """Links, ids, comments and the language of the page are kept."""
    text = "<html lang=en-GB><p id=top>See <a href='/t?a=1&amp;b'>our <b>terms</b></a><!-- note --><a name=x></a> <a>no</a></p>"
    document = read_text(text, "p.html")
    assert [(link.text, link.target) for link in document.links] == [("our terms", "/t?a=1&amp;b")]
    assert document.anchors == {"top", "x"}
    assert [comment.text for comment in document.comments] == ["note"]
    assert document.meta["lang"][0] == "en-GB"


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        ("<p>é \U0001f512 a<b>b</b>c</p>", "abc", "a<b>b</b>c"),
        ("<p>a &eacute; b</p>", "é", "&eacute;"),
        ("<p>a&nbsp;\r\n b</p>", "a b", "a&nbsp;\r\n b"),
        ("<!-- é --><p>one</p>", "one", "one"),
        ("<p>fish&chips &ampx</p>", "fish&chips &x", "fish&chips &ampx"),
    ],
)
def test_places(text: str, word: str, source: str) -> None:
    """A flat character stands where its source does."""
    assert source_of(text, word, "p.html") == source
