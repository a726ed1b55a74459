from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policylint.readers import entities, read_text
from policylint.readers.flatten import Piece, flatten, normal, words_of
from policylint.readers.tags import tokens
from tests.readers.invariants import check

MARKUP = [
    "**",
    "*",
    "__",
    "_",
    "`",
    "```\n",
    "~~",
    "[",
    "](",
    ")",
    "](#x)",
    "<",
    ">",
    "&",
    "&amp;",
    "&nbsp;",
    "&#8217;",
    "&copy",
    "&#x1F600;",
    "\\",
    "\\*",
    "<br>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<li>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<h2>",
    "</h2>",
    "<div>",
    "</div>",
    "<td>",
    "<tr>",
    "<table>",
    "</table>",
    "<th>",
    "<!-- note -->",
    "<!--",
    "-->",
    "<a href='/x'>",
    "</a>",
    "<pre>",
    "<script>",
    "</script>",
    "<nav>",
    "</nav>",
    '<span title="a>b">',
    "# ",
    "## ",
    "- ",
    "* ",
    "1. ",
    "(a) ",
    "• ",
    "> ",
    "| a | b |\n|---|---|\n",
    "|",
    "---\n",
    "===\n",
    "...",
    "::",
    ".. note:: ",
    ".. ",
    "link:http://a.b[c]",
    "{% if x %}",
    "{{ name }}",
    "{{",
    "{%",
    "%}",
    "<%= link_to 'Our page', '/p' %>",
    "<?php echo 1 ?>",
    "{# c #}",
    "{: #id}",
    "+++\n",
    "    ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\xa0",
    "\u200b",
    "\xad",
    "\u2019",
    "\u201c",
    "\U0001f512",
    "é",
    " ",
    "  ",
    "data",
    "We",
    "keep",
    "it",
    "Art.",
    "6",
    "U.S.",
    "e.g.",
    ".",
    "?",
    "!",
    ":",
    ";",
    ",",
    "Last updated: ",
    "Cookies",
    "1.2 Scope",
    "title: x",
]
SOUP = st.lists(st.sampled_from(MARKUP), max_size=40).map("".join)
NAMES = ["x.md", "x.mdx", "x.html", "x.vue", "x.txt", "x.rst", "x.adoc", "x.spt", "x.html.erb"]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=150, deadline=None)
@given(text=SOUP)
def test_any_text_is_read_with_places_that_hold(name: str, text: str) -> None:
    """Whatever the text, every flat character, sentence, section, link and comment stands where the document says."""
    check(read_text(text, name))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_characters_are_read(name: str, text: str) -> None:
    """Control characters, lone surrogates and every script are read like other text."""
    check(read_text(text, name))


def inline_html(source: str) -> str:
    """What shows of a piece of HTML."""
    cut: list[Piece] = []
    for token in tokens(source, 0, len(source)):
        if token.kind == "text":
            cut.extend(entities.pieces(source, token.start, token.end))
        elif token.name in ("br", "p"):
            cut.append(Piece(token.start, token.end, "\n"))
    return flatten(normal(source), cut).text


PLAIN = [part for part in MARKUP if not set(part) & set("{}<>#=") and part not in ("---\n", "+++\n", "```\n")]
INLINE = [
    "<b>",
    "</b>",
    "<br>",
    "<!-- x -->",
    "<a href='/x'>",
    "</a>",
    '<i title="a>b">',
    "&amp;",
    "&nbsp;",
    "&eacute;",
    "We",
    "keep",
    "it.",
    "You",
    "Go? ",
    " ",
    "\n",
    "\r\n",
    "\xa0",
    "\u200b",
    "\u2019s",
    "\U0001f512",
    "é",
    "<p>",
    "</p>",
    "<li>",
]


@settings(max_examples=300, deadline=None)
@given(text=st.lists(st.sampled_from(PLAIN), max_size=40).map("".join))
def test_a_sentence_of_plain_text_is_its_source_flattened(text: str) -> None:
    """The source at a sentence's span, flattened again, is the sentence."""
    for sentence in read_text(text, "x.txt", "text").sentences:
        span = sentence.source()
        assert words_of(text[span.start : span.end]) == sentence.text


@settings(max_examples=300, deadline=None)
@given(text=st.lists(st.sampled_from(INLINE), max_size=40).map("".join))
def test_a_sentence_of_html_is_its_source_flattened(text: str) -> None:
    """The source at a sentence's span, read again as inline HTML, is the sentence."""
    for sentence in read_text(text, "x.html").sentences:
        span = sentence.source()
        assert inline_html(text[span.start : span.end]) == sentence.text


# How a word may be written in Markdown, around the word itself.
WORD_FORMS = [
    "{}",
    "**{}**",
    "*{}*",
    "`{}`",
    "[{}](/x)",
    "[{}][ref]",
    "<b>{}</b>",
    "~~{}~~",
    "{}<!-- c -->",
    "**_{}_**",
    "![i](/i){}",
    "{}[^1]",
]
GAPS = [" ", "  ", "\n", "\r\n", " \t", "&nbsp;", "\xa0", "  \n", " \u200b"]
FRAMES = [
    "{}\n\n",
    "# {}\n\n",
    "> {}\n\n",
    "- {}\n\n",
    "1. {}\n\n",
    "text\n\n* a\n  * {}\n\n",
    "<p>{}</p>\n\n",
    "| h |\n|---|\n| {} |\n\n",
]
WORDS = ["data", "Wir", "für", "\U0001f512x", "it\u2019s", "e-mail", "3.5"]


@st.composite
def markdown(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """A document, and the words of each of its sentences."""
    document, expected = "", []
    for number in range(draw(st.integers(1, 4))):
        frame = draw(st.sampled_from(FRAMES))
        words = [draw(st.sampled_from(WORDS)) + f"q{number}x{i}" for i in range(draw(st.integers(1, 5)))]
        forms = WORD_FORMS if not frame.startswith("<p>") else ["{}", "<b>{}</b>", "<a href='/x'>{}</a>"]
        gaps = (
            [" ", "&nbsp;", "  "]
            if frame.startswith(("#", "|"))
            else [" ", "\n", "\xa0"]
            if frame[0] in "<t>"
            else GAPS
        )
        line = "".join(
            draw(st.sampled_from(forms)).format(word) + draw(st.sampled_from(gaps)) for word in words
        ).rstrip()
        document += frame.format("So " + line.removesuffix("&nbsp;"))
        expected.append(words)
    return document + "[ref]: /y\n\n[^1]: end\n", expected


@settings(max_examples=300, deadline=None)
@given(made=markdown())
@example(made=("**für** data\n\n[ref]: /y\n", [["für", "data"]]))
def test_words_of_markdown_stand_where_they_are_said_to(made: tuple[str, list[list[str]]]) -> None:
    """However a word is marked up, it is in its sentence, in order, and its span is exactly the word in the source."""
    text, expected = made
    document = read_text(text, "x.md")
    check(document)
    for words in expected:
        found = [s for s in document.sentences if normal(words[0]) in s.text]
        assert len(found) == 1
        sentence = found[0]
        at = 0
        for word in words:
            at = sentence.text.index(normal(word), at)
            span = sentence.source(at, at + len(word))
            assert text[span.start : span.end] == word
