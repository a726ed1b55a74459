"""HTML cut into tags, text and comments, with exact places, in time linear in the text.

Follows the WHATWG tokenizer in what matters to visible text: quoted attributes, raw text elements, bogus comments,
"<" that begins no tag. A tag whose quote never closes ends at its first ">", so that no policy text is lost to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.readers.patterns import lazy, word_set
from policylint.row import NamedTuple

_TAG = lazy(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_NAME = lazy(r"<(/?)([a-zA-Z][^\s/>\"']*+)")
_ATTRIBUTE = lazy(r"([^\s=>\"'/]++)\s*+(?:=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]++)))?")
_RAW = word_set("script style textarea title xmp iframe noembed noframes")
_LONGEST_STUMP = 100  # of a tag that the end of the text cuts off; anything longer is text with a "<" in it


class Token(NamedTuple):
    """A piece of HTML at start:end. `kind`: "text", "open", "close", "comment", "raw" (the text of a script, style, title …)."""

    kind: str
    start: int
    end: int
    name: str = ""  # lower case; of a tag, or of the element that raw text stands in
    attributes: str = ""  # as written


def attributes(written: str) -> dict[str, str]:
    """Names (lower case) and values of a tag's attributes as written; the first of two equal names counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), double or single or bare)
    return found


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of text[start:end], in order."""
    quotes = True  # False once a quote was found that never closes
    at = done = start  # text from `done` to `at` is not handed out yet
    raw_ends: dict[str, int] = {}
    while True:
        at = text.find("<", at, end)
        if at < 0 or at + 1 >= end:
            break
        after = text[at + 1]
        if after.isalpha() or (after == "/" and text[at + 2 : at + 3].isalpha()):
            found = _TAG.match(text, at, end) if quotes else None
            if found is not None:
                closing, name, written, stop = bool(found.group(1)), found.group(2).lower(), found.group(3), found.end()
            else:
                head = _NAME.match(text, at, end)
                stop = text.find(">", at, end) + 1
                if stop <= 0:
                    if end - at <= _LONGEST_STUMP and done < at:
                        yield Token("text", done, at)
                    done = end if end - at <= _LONGEST_STUMP else done
                    break
                if head is None:
                    at += 1
                    continue
                quotes = False
                closing, name, written = (
                    bool(head.group(1)),
                    head.group(2).lower(),
                    text[min(head.end(), stop - 1) : stop - 1],
                )
            if done < at:
                yield Token("text", done, at)
            yield Token("close" if closing else "open", at, stop, name, written)
            done = at = stop
            if not closing and name in _RAW:
                stop = _raw_end(text, name, at, end, raw_ends)
                if at < stop:
                    yield Token("raw", at, stop, name)
                done = at = stop
        elif after in "!?/":
            if done < at:
                yield Token("text", done, at)
            if text.startswith("<!--", at):
                stop = text.find("-->", at + 4, end)
                stop = stop + 3 if stop >= 0 else end
                if text.startswith(("<!-->", "<!--->"), at):
                    stop = text.index(">", at) + 1
            else:
                stop = text.find(">", at, end) + 1 or end
            yield Token("comment", at, stop)
            done = at = stop
        else:
            at += 1
    if done < end:
        yield Token("text", done, end)


def _raw_end(text: str, name: str, at: int, end: int, cache: dict[str, int]) -> int:
    """Where the raw text of element `name` ends: at its end tag; a title or text area without one is empty."""
    known = cache.get(name, -2)
    if known == -1:
        return end if name in ("script", "style") else at
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at, end)
    if found is None:
        cache[name] = -1
        return end if name in ("script", "style") else at
    return found.start()
