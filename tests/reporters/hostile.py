"""Texts that try to break out of a format, and what must hold of every one of them."""

from __future__ import annotations

import re

from hypothesis import strategies as st

TEXTS = (
    "::error file=x::forged",
    "%0A::warning::forged",
    "##[error]forged",
    "a ##[add-mask]the b",
    "##vso[task.logissue type=error]forged",
    "##teamcity[buildStatus status='SUCCESS']",
    "\x1b[31mred\x1b[0m\x1b]0;title\x07",
    "line\r\n::stop-commands::x\nnext",
    "]]><script>alert(1)</script><![CDATA[",
    "</script><img src=x onerror=alert(1)>",
    "--><!-- <b>x</b>",
    "&lt;b&gt;&#60;&amp;",
    "\" onload=\"x' y='",
    "| a | b |\n|---|---|",
    "[link](https://evil.example) ![i](https://evil.example/i.png)",
    "<https://evil.example> www.evil.example https://evil.example/x a@evil.example",
    "@team @org/team #123 GH-1 !7 ~bug :smile: $x$",
    "`code` ``two`` ```fence",
    "**bold** __bold__ ~~gone~~ \\",
    "</details></summary>",
    "nul \x00 and \ud800 and \ufffe and \uffff",
    "\u202eabc\u2066def\u200b\u2028\x85",
    '=HYPERLINK("https://evil.example")',
    "日本語 café 🙂 e\u0301",
)
PATHS = (
    "::error::x.md",
    " ::error::x.md",
    "a,b:c%0A.md",
    "a\nb\r::error::.md",
    "[x](y).md",
    "<img src=x>.md",
    "`a`.md",
    "@team|x.md",
    "a\udcff.md",
    "\x1b[2J.md",
    "##[error]x.md",
    "é 日本.md",
)
# Any text that can be in a message: controls, surrogates and unassigned code points too.
ANY = st.text(st.characters(), max_size=40) | st.sampled_from(TEXTS)
COMMAND = re.compile(r"##[^\s\w#]{0,4}(?:vso|teamcity)?\[")


def commands(text: str) -> list[str]:
    """The lines that a CI server would take for a command."""
    return [line for line in text.split("\n") if line.lstrip().startswith("::") or COMMAND.search(line)]


def marked(text: str) -> str:
    """A text without the brackets by which `reported` marks places."""
    return text.replace("[[", "[ [").replace("]]", "] ]")
