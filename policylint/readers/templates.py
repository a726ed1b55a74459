"""Template tags in a policy's source: overwritten before a reader sees them, so that offsets stay and prose survives.

Known: Liquid, Jinja, Django, Twig, Nunjucks (`{% %}`, `{# #}`, `{{ }}`), Hugo shortcodes, Handlebars, ERB and EJS
(`<% %>`), PHP (`<? ?>`), simplates. A plain variable `{{ name }}` stays: it shows on the page if nobody fills it. Strings
handed to a translation or link helper stay, without the code around them.
"""

from __future__ import annotations

import re
from itertools import islice

from policylint.document import Comment, Link
from policylint.readers.flatten import VOID, words_of
from policylint.readers.patterns import lazy
from policylint.row import NamedTuple
from policylint.span import Span

_OPENER = lazy(r"\{%|\{\{|\{#(?=[\s-])|<%|<\?|\{/\*")
_CLOSERS = {"{%": "%}", "{{": "}}", "{#": "#}", "<%": "%>", "<?": "?>", "{/*": "*/}"}
_LITERAL = lazy(r'(?<!\\)"((?:[^"\\]|\\.)*+)"|(?<!\\)\'((?:[^\'\\]|\\.)*+)\'', re.DOTALL)
_TRANSLATE = lazy(
    r"(?<![\w.])(?:_e?|__|_\(|n?gettext|pgettext|t|trans|translate|esc_html(?:__|_e)|esc_attr(?:__|_e))\s*\(\s*"
)
_LINK_HELPER = lazy(r"\s*=?\s*\w*(?:link|mail|tel|phone)_to\b[\s(]*")
_SHORTCODE = lazy(r"[<%]\s*[\w./-]*\s*")
_TAG_ARGUMENT = lazy(r"\b(\w+)\s*=\s*[\[(\s]*[\"']\s*<")
_VARIABLE = lazy(r"\s*(?:[\"'](?:now|today)[\"']\s*(?=\|)|[A-Za-z_$@][\w.$@ -]*(?:\[[^\]()]*\])?\s*)(?:\|[^()]*)?")
_BLOCK = lazy(r"[-+]?\s*(block|capture|set)\s+[\w.-]*title\w*\s*", re.IGNORECASE)
_SLOT = lazy(r"[-+]?\s*block\s+[\w.-]+\s*[-+]?$")
_END = lazy(r"\{%[-+]?\s*end(?:block|capture|set|comment)\b[^%]*%\}")
_TITLE = lazy(r"(?:^|[\s@$:;{(])(?:page_?)?title\s*=>?\s*(?:_\(\s*)?(?=[\"'])", re.IGNORECASE)
_MDX_CODE = lazy(
    r"^(?:import\s+(?:[\w*{\"']|[^\n]*\bfrom\b)|export\s+(?:const|default|function|let|var|\{|\*))[^\r\n]*"
    r"(?:\r?\n(?![ \t]*\r?\n|#)[^\r\n]+)*",
    re.MULTILINE,
)
_COMPONENT = lazy(r"</?[A-Z][\w.]*+(?:[^<>\"'{}]|\"[^\"<]*+\"|'[^'<]*+'|\{[^{}<]*+\})*+>")
_SIMPLATE = lazy(r"^\[-{3,}\][^\r\n]*", re.MULTILINE)
_STATEMENT = lazy(r"^[ \t]*%[ \t][^\r\n]*", re.MULTILINE)
_SVELTE = lazy(r"\{[#:/@][^{}\r\n]*\}")
_ESCAPE = lazy(r"\\(?=[\"'\\])")
_ECHO = lazy(r"(?:php)?\s*(?:=|echo\b|print\b|_e\s*\(|esc_html_e\s*\()")
_MASKED_LINE = lazy(rf"^[ \t{VOID}]++(?=\r?$)", re.MULTILINE)


_LONGEST_VARIABLE = 200


class Masked(NamedTuple):
    """A text with its template code overwritten (same length), and what was met on the way."""

    text: str
    comments: tuple[Comment, ...] = ()
    titles: tuple[tuple[str, Span], ...] = ()
    links: tuple[Link, ...] = ()


def _void(text: str) -> str:
    """Fill for code inside a line: nothing that a reader takes for words, spaces or indentation; line ends stay."""
    if "\n" not in text and "\r" not in text:
        return VOID * len(text)
    return "".join(c if c in "\r\n" else VOID for c in text)


class _Masker:
    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[str] = []
        self.done = 0
        self.comments: list[Comment] = []
        self.titles: list[tuple[str, Span]] = []
        self.links: list[Link] = []
        self.endless = False  # a comment's end tag was looked for in vain

    def keep_to(self, at: int) -> None:
        self.out.append(self.text[self.done : at])
        self.done = at

    def hide_to(self, at: int) -> None:
        self.out.append(_void(self.text[self.done : at]))
        self.done = at

    def show(self, start: int, end: int) -> None:
        """Hides up to `start`, shows start:end (a string literal's inside) without its backslashes."""
        self.out.append(VOID * (start - self.done))  # line ends too: adjacent literals are one string
        self.done = start
        for found in _ESCAPE.finditer(self.text[start:end]):
            self.keep_to(start + found.start())
            self.hide_to(start + found.end())
        self.keep_to(end)

    def literals(self, at: int, end: int) -> list[tuple[int, int]]:
        """Adjacent string literals from `at` on."""
        found = []
        while (literal := _LITERAL.match(self.text, at, end)) is not None:
            found.append(literal.span(1) if literal.group(1) is not None else literal.span(2))
            at = literal.end()
            while at < end and self.text[at] in " \t\r\n.+~":
                at += 1
        return found

    def expression(self, start: int, end: int, close: int) -> None:
        """Prints: shows the strings of start:end that are prose."""
        text = self.text
        helper = _LINK_HELPER.match(text, start, end)
        if helper is not None:
            label = self.literals(helper.end(), end)
            if label:
                self.show(*label[0])
                rest = _LITERAL.search(text, label[0][1] + 1, end)
                target = (rest.group(1) or rest.group(2) or "") if rest else ""
                if "/" in target or "@" in target or target.startswith("#"):
                    self.links.append(Link(Span(*label[0]), words_of(text[slice(*label[0])]), target))
            self.hide_to(close)
            return
        made = len(self.out)
        calls = list(_TRANSLATE.finditer(text, start, end))
        shown = False
        for call in calls:
            if call.end() < self.done:
                continue
            if shown:
                break
            for literal in self.literals(call.end(), end):
                self.show(*literal)
                shown = True
        if shown:
            self.drop_tags(start, end, made)
        if not calls:
            self.prose(start, end)
        self.hide_to(close)

    def shortcode(self, start: int, end: int, close: int) -> None:
        """Hugo's {{< link "https://…" "words" >}}: shows the words."""
        name = _SHORTCODE.match(self.text, start, end)
        given = self.literals(name.end(), end) if name is not None else []
        texts = [self.text[slice(*place)] for place in given]
        if len(given) > 1 and ("/" in texts[0] or "@" in texts[0]):
            self.show(*given[1])
            self.links.append(Link(Span(*given[1]), words_of(texts[1]), texts[0]))
        elif len(given) == 1 and " " in texts[0]:
            self.show(*given[0])
        self.hide_to(close)

    def drop_tags(self, start: int, end: int, made: int) -> None:
        """Hides the {name} of a translated string that its call fills with a tag (name='<a …>'), in self.out[made:]."""
        names = {"{" + found.group(1) + "}" for found in islice(_TAG_ARGUMENT.finditer(self.text, start, end), 8)}
        for name in names:
            self.out[made:] = [part.replace(name, VOID * len(name)) for part in self.out[made:]]

    def prose(self, start: int, end: int) -> None:
        """Shows the literals of a macro call that hold words: "Last updated": "2 May 2024"."""
        found = [m.span(1) if m.group(1) is not None else m.span(2) for m in _LITERAL.finditer(self.text, start, end)]
        for at, (begin, stop) in enumerate(found):
            words = self.text[begin:stop]
            if " " not in words.strip() or any(c in words for c in "%{<|=") or not any(map(str.isalpha, words)):
                continue
            if begin < self.done:
                continue
            self.show(begin, stop)
            follower = found[at + 1] if at + 1 < len(found) else None
            if follower and self.text[stop + 1 : follower[0] - 1].strip() == ":":
                colon = self.text.index(":", stop + 1)
                self.show(colon, colon + 1)
                if follower[0] - colon > 2:
                    self.show(follower[0] - 2, follower[0] - 2)
                    self.out.append(" ")
                    self.done += 1
                self.show(*follower)


def mask(text: str, mdx: bool = False, simplate: bool = False, svelte: bool = False) -> Masked:
    """`text` with template code overwritten by VOID, or by spaces where it fills its lines. Linear in the length of `text`."""
    if mdx:
        text = _MDX_CODE.sub(lambda m: _void(m.group()), text)
        text = _COMPONENT.sub(lambda m: _void(m.group()), text)
    if svelte:
        text = _SVELTE.sub(lambda m: _void(m.group()), text)
    titles: list[tuple[str, Span]] = []
    if simplate:
        text, titles = _simplate(text)
    masker = _Masker(text)
    masker.titles = titles
    if any(opener in text for opener in _CLOSERS):
        _tags(masker)
    masker.keep_to(len(text))
    masked = "".join(masker.out)
    if VOID in masked:
        masked = _MASKED_LINE.sub(lambda m: " " * len(m.group()) if VOID in m.group() else m.group(), masked)
    return Masked(masked, tuple(masker.comments), tuple(masker.titles), tuple(masker.links))


def _simplate(text: str) -> tuple[str, list[tuple[str, Span]]]:
    pages = list(_SIMPLATE.finditer(text))
    if not pages:
        return text, []
    body = pages[-1].end()
    titles = _titles(text, 0, body)
    head = _void(text[:body])
    return head + _STATEMENT.sub(lambda m: _void(m.group()), text[body:]), titles


def _titles(text: str, start: int, end: int) -> list[tuple[str, Span]]:
    titles = []
    for found in _TITLE.finditer(text, start, end):
        literal = _LITERAL.match(text, found.end(), end)
        if literal is not None:
            place = literal.span(1) if literal.group(1) is not None else literal.span(2)
            titles.append((words_of(text[slice(*place)]), Span(*place)))
    return titles


def _tags(masker: _Masker) -> None:
    text = masker.text
    missing: set[str] = set()  # closers that do not come any more
    at = 0
    while (opened := _OPENER.search(text, at)) is not None:
        start, opener = opened.start(), opened.group()
        at = opened.end()
        closer = _CLOSERS[opener]
        if opener == "{{" and text.startswith("{{!--", start):
            closer = "--}}"
        if closer in missing:
            continue
        stop = text.find(closer, at)
        if stop < 0:
            missing.add(closer)
            if opener == "<?" and text.startswith("<?php", start):
                masker.keep_to(start)
                masker.hide_to(len(text))
                return
            continue
        close = stop + len(closer)
        if opener == "{{" and text.startswith("}}}", stop):
            close += 1
        masker.keep_to(start)
        _tag(masker, opener, at, stop, close)
        at = max(close, masker.done)


def _tag(masker: _Masker, opener: str, at: int, stop: int, close: int) -> None:
    """Overwrites one tag: its inside is at:stop, and it ends at `close`."""
    text = masker.text
    inside = text[at:stop]
    start = masker.done
    if opener in ("{#", "{/*") or (opener == "<%" and inside.startswith(("#", "--"))) or inside.startswith("!"):
        masker.comments.append(Comment(Span(start, close), inside.strip("#!- \t\r\n")))
        masker.hide_to(close)
    elif opener == "{{":
        head = inside[:1]
        if head in ("<", "%"):
            masker.shortcode(at, stop, close)
        elif (head and head in "#/>^&~") or inside.strip() == "else":
            masker.hide_to(close)
        elif len(inside) <= _LONGEST_VARIABLE and _VARIABLE.fullmatch(inside):
            masker.keep_to(close)
        else:
            masker.expression(at, stop, close)
    elif opener == "<%":
        masker.titles.extend(_titles(text, at, stop))
        if inside[:1] in ("=", "-") and inside[1:2] != "%":
            masker.expression(at + 1, stop, close)
        else:
            masker.hide_to(close)
    elif opener == "<?":
        echo = _ECHO.match(inside)
        if echo is not None:
            masker.expression(at, stop, close)
        else:
            masker.hide_to(close)
    else:
        _statement(masker, inside, start, close)


def _statement(masker: _Masker, inside: str, start: int, close: int) -> None:
    """`{% … %}`: what stands between a comment's or a title's tags goes with them."""
    text = masker.text
    word = inside.strip(" \t\r\n-+")
    masker.hide_to(close)
    titled = _BLOCK.match(inside)
    if word.startswith("comment"):
        end = None if masker.endless else _END.search(text, close)
        masker.endless = end is None
        if end is not None:
            masker.comments.append(Comment(Span(start, end.end()), text[close : end.start()].strip()))
            masker.hide_to(end.end())
    elif word.startswith("#"):
        masker.comments.append(Comment(Span(start, close), word.lstrip("# ")))
    elif titled is not None and "=" not in inside:
        end = _END.search(text, close, close + 400)
        if end is not None and "<" not in text[close : end.start()]:
            inner = text[close : end.start()]
            lead = len(inner) - len(inner.lstrip())
            if inner.strip() and "{" not in inner:
                masker.titles.append((words_of(inner), Span(close + lead, close + len(inner.rstrip()))))
            masker.hide_to(end.end())
    elif _SLOT.match(inside):
        end = _END.search(text, close, close + 120)
        slot = text[close : end.start()] if end is not None else ""
        if end is not None and slot and "\n" not in slot and "<" not in slot and len(slot.split()) <= 3:
            masker.hide_to(end.end())  # a word for an attribute or a menu, not prose
