from __future__ import annotations

import time

import pytest

from policylint.readers import read_text

# Each makes a naive reader take time with the square of its length, or recurse without end.
REPEATED = [
    "<",
    "<a",
    "<a ",
    '<a b="',
    "<a '>",
    '<a "<a" ',
    "</b",
    "<b>",
    "<div>",
    "<p>",
    "<li>",
    "<ul><li>",
    "<dl><dt><dd>",
    "<table><tr><td>",
    "<td>",
    "<title>",
    "<a href=x>",
    "<script>",
    "<!--",
    "<!",
    "<?",
    "<![CDATA[",
    "<pre>\n",
    "<br>",
    "&",
    "&#",
    "&amp",
    "&x",
    "{%",
    "{{",
    "{{ a | ",
    "{# ",
    "<%",
    "<%=",
    "{{ _('",
    '{{ "\\"',
    "{% comment %}",
    "{% block title %}",
    "{{< a ",
    "{: a ",
    "*",
    "**a",
    "_a ",
    "`",
    "``a ",
    "[",
    "[a](",
    "![",
    "[a][",
    "> ",
    "- ",
    "1. ",
    "  * a\n",
    "a\n-\n",
    "|",
    "|a|b|\n|-|-|\n",
    "\\",
    "#",
    "# a\n",
    "**a**\n\n",
    "1. a\n\n",
    "a: b\n",
    "---\n",
    "+++\n",
    "\r",
    "\u200b",
    " \u200b",
    "\xa0 ",
    "a. B",
    "A.A",
    "...",
    "• a ",
    "(a) b\n",
    "a.\n• b",
    ". • a",
    "A B C D We ",
    "a. A B C D\n",
    ":a:",
    "`a <",
    ":a:`b",
    ".. ",
    ".. a:: ",
    "=== ===\n",
    "+-+\n|",
    "a\n====\n",
    "a_",
    "a+",
    "http://",
    "link:",
    "link:a[",
    "<<a,",
    "[[a",
    "xref:",
    "|===\n|a\n",
    "----\n",
    "= a\n",
    "a::",
    "import a\n",
    '<A "',
    "<A {",
    "title='",
    "[---]\n",
    "{#",
    "a" * 50 + "\n",
]


def _seconds(text: str, name: str) -> float:
    start = time.process_time()
    read_text(text, name)
    return time.process_time() - start


@pytest.mark.parametrize("name", ["x.md", "x.mdx", "x.html", "x.spt", "x.svelte", "x.txt", "x.rst", "x.adoc"])
def test_time_is_linear(name: str) -> None:
    """No repeated scrap of markup makes the time of reading grow much faster than the length of the text."""
    slow = []
    for scrap in REPEATED:
        small, large = (_seconds(scrap * (size // len(scrap)), name) for size in (5_000, 20_000))
        if large > 0.1 and large > 9 * small:  # 4 is linear, 16 quadratic; measured again, as a pause may have hit it
            small, large = (
                min(_seconds(scrap * (size // len(scrap)), name) for _ in range(3)) for size in (5_000, 20_000)
            )
            if large > 9 * small:
                slow.append((scrap, round(small, 3), round(large, 3)))
    assert slow == []


@pytest.mark.parametrize("name", ["x.md", "x.html", "x.rst", "x.adoc", "x.txt"])
def test_deep_nesting(name: str) -> None:
    """Nesting far beyond any document is read without an error."""
    for text in (
        "> " * 3000 + "a",
        "".join("  " * i + "- a\n" for i in range(600)),
        "<div>" * 20_000 + "a",
        "<ul><li>" * 5000 + "a",
        "".join("  " * i + "a\n" for i in range(600)),
    ):
        assert any("a" in block.flat.text for block in read_text(text, name).blocks)
