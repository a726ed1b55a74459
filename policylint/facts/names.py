"""Proper names in a sentence: of companies by their legal form, of whoever stands beside a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.matching.index import walk
from policylint.patterns import lazy
from policylint.record import Record

MOST_WORDS = 9
_JOINERS = frozenset(
    "of and for the de la le del della di du des van der den von und et y e i da dos no. in at to".split()
)
_TIGHT = frozenset("of for de la del della di du des van der den von da dos".split())
_KINDS_OF_BODY = frozenset(
    "charity nonprofit university foundation association company cooperative city municipality institute".split()
)
_BEFORE_NAME = _KINDS_OF_BODY | frozenset(
    "if when while although as because since please the our a an is by to registered uk us non profit limited "
    "liability private public organisation organization team start up startup individual software".split()
)
_OPENERS = frozenset("the if when while although as because since please".split())
_BREAK = lazy(r"[.;:()\[\]\"?!|/•·*]| [-–—] |\n")
_NOT_BEHIND = lazy(
    r" (?:to|by|access|use|time|number|edition|liability|data|information|personal|partnership)\b", re.IGNORECASE
)
_CAPITALS_BEHIND = lazy(r" (?:IS|A|AN|THE|SET|WELL|TO|FOLLOWS|AMENDED|OF|SUCH)\b")
_MIXED = lazy(r"[a-z][A-Z]|[A-Z]{2}")
# Forms that are words or abbreviations of other things unless they follow a name and are written so.
_DELICATE = frozenset(
    tuple(form.split("."))
    for form in (
        "as sa se ag ab ry mb hf hb sia srl nv kg lp bt pt opc sci pty pte ug scop sas sl kk asa ivs pbc cic limited corp "
        "e.g a.s s.a s.l i.k.e g.k c.v n.v z.s"
    ).split()
)


class Name(Record):
    """A proper name in tokens first to last (half-open), text[start:end] of the sentence; `form` is the legal form in it."""

    sentence: Sentence
    first: int
    last: int
    start: int
    end: int
    form: str = ""

    @property
    def text(self) -> str:
        """The name as written."""
        return self.sentence.text[self.start : self.end]


def companies(context: Context) -> Iterator[Name]:
    """Names that end in a legal form, in the order of the text; headings are read too, front matter is not."""
    rows = [*context.hits("company-form"), *context.hits("company-form", headings=True)]
    done: set[tuple[int, int]] = set()
    for hit in rows:
        words, starts, ends = context.index.tokens[hit.sentence.index]
        own = context.index.own[hit.sentence.index]
        if hit.first <= own or (hit.sentence.index, hit.first) in done or starts[hit.first] == ends[hit.first - 1]:
            continue
        text = hit.sentence.text
        written = text[hit.start : hit.end]
        row = words[hit.first : hit.last]
        if not is_form(row, written, text, hit.end):
            continue
        first = _back(context, hit.sentence, hit.first, own)
        if first == hit.first:
            continue
        # "Pte. Ltd." is found as one entry; "Foo Inc Limited" as one name.
        done.add((hit.sentence.index, hit.last))
        end = with_stop(text, hit.end, row[-1])
        yield Name(hit.sentence, first, hit.last, starts[first], end, text[hit.start : end])


def with_stop(text: str, end: int, word: str) -> int:
    """The end of a legal form, with the full stop of its abbreviation ("Ltd.")."""
    stop = text[end : end + 1] == "." and len(word) < 5 and (text[end + 1 : end + 2] or " ") in " ,;)\"'"
    return end + stop


def forward(context: Context, sentence: Sentence, at: int) -> Name | None:
    """The name that begins at token `at` (an article or a quotation mark before it is skipped); None where none does."""
    words, starts, ends = context.index.tokens[sentence.index]
    text, count = sentence.text, len(words)
    kind = ""
    while at < count and words[at] in _BEFORE_NAME and (words[at] in _OPENERS or not text[starts[at]].isupper()):
        kind = text[starts[at] : ends[at]] if words[at] in _KINDS_OF_BODY else kind
        at += 1
    first = at
    last = first
    while at < count and at - first < MOST_WORDS:
        if at > first and starts[at] > ends[at - 1]:
            between = text[ends[at - 1] : starts[at]]
            if between not in (" ", "-", " & ", "'", ".", ". ", "", " + ", ":") or (
                between == ". " and len(words[at - 1]) > 3
            ):
                break
            if text.startswith("'s", ends[at - 1] - 2) and not _goes_on(context, words, at, text[starts[at]]):
                break  # "Acme's policy"; but "St Anne's Church"
        if _is_name_word(text, starts[at], ends[at]) or (at > first and text[ends[at - 1] : starts[at]] in ("", ".")):
            last = at + 1
        elif words[at] not in _TIGHT and words[at] not in ("and", "the"):
            break
        at += 1
    while last > first and words[last - 1] in _JOINERS:
        last -= 1
    if last == first:
        return None
    return _named(sentence, first, last, starts, ends, kind)


def _goes_on(context: Context, words: tuple[str, ...], at: int, letter: str) -> bool:
    """Whether a name goes on behind its possessive 's: a word with a capital that is more than a common noun."""
    trie = context.index.book.tries.get("no-name", {})
    return letter.isupper() and not any(True for _ in walk(trie, words, at))


def backward(context: Context, sentence: Sentence, at: int) -> Name | None:
    """The name that ends just before token `at`, whatever mark stands between them."""
    words, starts, ends = context.index.tokens[sentence.index]
    own = context.index.own[sentence.index]
    trie = context.index.book.tries.get("company-form", {})
    for form in range(max(at - 4, own + 1), at):  # "Acme, Inc. is": the form first, then what stands before it
        if any(end == at for end, _ in walk(trie, words, form)) and sentence.text[starts[form]].isupper():
            first = _back(context, sentence, form, own)
            if first < form:
                end = with_stop(sentence.text, ends[at - 1], words[at - 1])
                return Name(sentence, first, at, starts[first], end, sentence.text[starts[form] : end])
    first = _back(context, sentence, at, own, closed=True)
    return _named(sentence, first, at, starts, ends) if first < at else None


def _named(
    sentence: Sentence, first: int, last: int, starts: tuple[int, ...], ends: tuple[int, ...], form: str = ""
) -> Name:
    """A name without the possessive 's that its last word may have."""
    end = ends[last - 1]
    return Name(sentence, first, last, starts[first], end - 2 if sentence.text.startswith("'s", end - 2) else end, form)


def with_form(context: Context, name: Name) -> Name:
    """A name with the legal form that follows it after a comma, and with the form that it holds told."""
    words, starts, ends = context.index.tokens[name.sentence.index]
    text = name.sentence.text
    trie = context.index.book.tries.get("company-form", {})
    for at in (*range(name.first + 1, name.last), name.last):
        if at >= len(words):
            continue
        if at == name.last and text[ends[at - 1] : starts[at]] not in (", ", " "):
            continue
        for end, _ in reversed(list(walk(trie, words, at))):
            written = text[starts[at] : ends[end - 1]]
            if written[0].isupper() and is_form(words[at:end], written, text, ends[end - 1]):
                stop = with_stop(text, ends[end - 1], words[end - 1])
                return Name(name.sentence, name.first, end, name.start, stop, text[starts[at] : stop])
    return name


def nameless(context: Context, name: Name) -> bool:
    """Whether a name is only a common noun with a capital ("The Company"), a country or a legal form."""
    words = context.index.words(name.sentence)[name.first : name.last]
    tries = [
        context.index.book.tries.get(lexicon, {})
        for lexicon in ("no-name", "country", "city", "demonym", "company-form")
    ]
    at = 0
    while at < len(words):
        end = max((end for trie in tries for end, _ in walk(trie, words, at)), default=0)
        if not end:
            return words[at] in _JOINERS and at == len(words) - 1
        at = end
    return True


def vendor(context: Context, name: Name) -> bool:
    """Whether a name is that of a company whose services others use; its own policy has it in the title."""
    words = context.index.words(name.sentence)[name.first : name.last]
    trie = context.index.book.tries.get("vendor", {})
    own = context.document.title.lower()
    loose = "*" in trie or "#" in trie
    return any(
        words[at] not in own for at in range(len(words)) if loose or words[at] in trie for _ in walk(trie, words, at)
    )


def has_word(context: Context, name: Name, lexicon: str) -> str:
    """The first entry of a lexicon that stands in a name, as written; ''."""
    words, starts, ends = context.index.tokens[name.sentence.index]
    trie = context.index.book.tries.get(lexicon, {})
    for at in range(name.first, name.last):
        for end, _ in walk(trie, words, at):
            if end <= name.last:
                return name.sentence.text[starts[at] : ends[end - 1]]
    return ""


def _is_name_word(text: str, start: int, end: int) -> bool:
    word = text[start:end]
    if word[0] == "I" and (word == "I" or word.startswith("I'")):
        return False
    return (
        word[0].isupper()
        or word[0].isdigit()
        or bool(_MIXED.search(word))
        or (word[0].isalpha() and not word[0].islower())
    )


def is_form(row: tuple[str, ...], written: str, text: str, end: int) -> bool:
    """Whether the words of a legal form, `written` in a text up to `end`, are one: "AS" is, "as" and "AS IS" are not."""
    if not any(c.isupper() for c in written) and row not in (
        ("ltd",),
        ("gmbh",),
        ("llc",),
        ("inc",),
        ("s", "r", "o"),
        ("d", "o", "o"),
        ("e", "v"),
        ("a", "s"),
    ):
        return False
    if row not in _DELICATE:
        return True
    if not written[0].isupper():
        return row in (("a", "s"), ("z", "s")) and written.count(".") >= 1
    if len(row) > 1:
        return "." in written or "/" in written or row == ("e", "g")
    if row in (("limited",), ("corp",)):
        return not _NOT_BEHIND.match(text[end : end + 14])
    return written.isupper() and not _CAPITALS_BEHIND.match(text[end : end + 9])


def _back(context: Context, sentence: Sentence, at: int, own: int, closed: bool = False) -> int:
    """The token at which the name that ends before `at` begins; `at` itself where there is none. `closed`: a mark may stand before `at`."""
    words, starts, ends = context.index.tokens[sentence.index]
    text = sentence.text
    first = here = at
    while here > own and at - here < MOST_WORDS:
        here -= 1
        gap = text[ends[here] : starts[here + 1]] if here + 1 < len(starts) else ""
        if here + 1 == at:
            gap = "" if closed else gap.replace(",", "").lstrip(".") if len(gap) <= 3 else gap
        if (
            (_BREAK.search(gap.replace(".", "") if len(words[here]) < 3 else gap))
            or "," in gap
            or (
                not (closed and here + 1 == at)  # a name may fill the line before
                and _line_end(context, sentence, ends[here], starts[here + 1] if here + 1 < len(starts) else ends[here])
            )
        ):
            break
        if _is_name_word(text, starts[here], ends[here]) or (
            here + 1 < at and not gap and text[starts[here]].isalnum()
        ):
            first = here
        elif words[here] not in _JOINERS or here + 1 == at:
            break
    # A word that merely opens the sentence, or a label before the name, is no part of it.
    trie = context.index.book.tries.get("no-name", {})
    while first < at - 1 and (
        words[first] in _JOINERS
        or words[first]
        in (
            "this",
            "our",
            "with",
            "contact",
            "copyright",
            "address",
            "by",
            "via",
            "we",
            "us",
            "you",
            "your",
            "is",
            "about",
            "here",
            "if",
            "when",
            "while",
            "please",
            "how",
            "that",
            "although",
            "as",
            "for",
            "from",
        )
        or (first == at and any(True for _ in walk(trie, words, first)))
    ):
        first += 1
    return (
        at
        if first == at - 1
        and words[first] in ("the", "this", "our", "a", "an", "we", "us", "by", "private", "public", "and", "of", "in")
        else first
    )


def _line_end(context: Context, sentence: Sentence, left: int, right: int) -> bool:
    """Whether a short text breaks its line between two words."""
    if len(sentence.text) > 240 or right <= left:
        return False
    span = sentence.source(left, right)
    return "\n" in context.document.text[span.start : span.end]
