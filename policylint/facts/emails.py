"""E-mail addresses as written, spelt out against harvesters, or behind a link."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from policylint.document import Document, Link, Sentence
from policylint.patterns import lazy
from policylint.record import Record

# Bounded repeats keep these linear on hostile text.
_PLAIN = lazy(
    r"(?<![\w.+%@-])[\w+%-][\w.+%&'-]{0,63}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?!(?:png|jpe?g|gif|svg|webp|css|js)\b)[^\W\d_]{2,24}"
)
_AT = r"(?: ?[\[({<] ?(?:at|@|arroba) ?[\])}>] ?| at (?=[\w-]{1,60}(?: ?[\[({<] ?(?:dot|\.|punkt) ?[\])}>] ?| dot )))"
_DOT = r"(?: ?[\[({<] ?(?:dot|\.|punkt) ?[\])}>] ?| dot |\.)"
_SPELT = lazy(
    rf"(?<![\w.+-])[\w+-][\w.+-]{{0,63}}(?:{_DOT}[\w+-]{{1,40}}){{0,2}}?{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}}",
    re.IGNORECASE,
)
_AT_MARK = lazy(r"[\[({<] ?(?:at|@|arroba) ?[\])}>]| at ", re.IGNORECASE)
_DOT_MARK = lazy(r" ?[\[({<] ?(?:dot|\.|punkt) ?[\])}>] ?| dot ", re.IGNORECASE)
_SPACED = lazy(r"(?<![\w.+@-])[\w+-][\w.+-]{0,63}(?: @ ?|@ )(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}(?![\w@])", re.IGNORECASE)
# A full stop that lost its space glues the next sentence to the address: "x@y.org.We", "x@y.comBy".
_GLUED_WORD = lazy(r"(?<=[a-z])\.[A-Z][a-z]*$")
_GLUED_TAIL = lazy(r"(?<=[a-z])[A-Z][a-z]+$")
_PLACEHOLDER = lazy(
    r"(?:^(?:your|my|company|business|insert|enter|xxx+|e?mail|name|username|address)[\w.-]{0,30}@(?:your|my|company|domain|email|xxx+|example|website|address)"
    r"|^(?:you|user|username|someone|name|email|me|john(?:\.?doe)?|jane(?:\.?doe)?)@example\.(?:com|org|net)$"
    r"|@(?:your|company-?name|insert|xxx+|domain\.|company\.|website\.|yourdomain|address\.))",
    re.IGNORECASE,
)


class Email(Record):
    """One address: `value` in its plain form and lower case; it stands in sentence.text[start:end]."""

    sentence: Sentence
    start: int
    end: int
    value: str
    placeholder: bool = False


_ARTICLES = frozenset(
    "a an the this that your our my any their us me it".split()
)  # "find the form at example.org" names no mailbox


def emails(document: Document) -> list[Email]:
    """Every place of a document that gives an e-mail address, in the order of the text; front matter does not count."""
    found = [
        email for sentence in document.sentences if sentence.block.kind != "meta" for email in in_sentence(sentence)
    ]
    shown = {(email.sentence.index, email.value) for email in found}
    for email in _behind_links(document):
        if (email.sentence.index, email.value) not in shown:
            shown.add((email.sentence.index, email.value))
            found.append(email)
    return sorted(found, key=lambda email: (email.sentence.index, email.start))


def in_sentence(sentence: Sentence) -> Iterator[Email]:
    """The addresses that a sentence shows."""
    text = sentence.text
    if "@" in text:
        taken = -1
        for match in _PLAIN.finditer(text):
            value = _unglued(match[0])
            taken = match.start() + len(value)
            yield Email(sentence, match.start(), taken, value.lower(), bool(_PLACEHOLDER.search(value)))
        if taken < 0:
            for match in _SPACED.finditer(text):
                value = _unglued(match[0].replace(" ", ""))
                if value.partition("@")[0].lower() in _ARTICLES:
                    continue
                yield Email(sentence, match.start(), match.end(), value.lower(), bool(_PLACEHOLDER.search(value)))
    if _may_spell(text) and _AT_MARK.search(text):
        for match in _SPELT.finditer(text):
            value = _DOT_MARK.sub(".", _AT_MARK.sub("@", match[0], count=1)).replace(" ", "").lower()
            if _PLAIN.fullmatch(value) and value.partition("@")[0] not in _ARTICLES:
                yield Email(sentence, match.start(), match.end(), value, bool(_PLACEHOLDER.search(value)))


def _may_spell(text: str) -> bool:
    """Whether a text may spell an address out: it takes a bracket, or the words "at" and "dot"."""
    if "(" in text or "[" in text or "{" in text or "<" in text:
        return True
    lower = text.lower()
    return " at " in lower and (" dot " in lower or "punkt" in lower)


def address_of(link: Link) -> str:
    """The address that a link writes to, in lower case; '' where it is no mail link or holds none."""
    target = link.target.strip()
    if target[:7].lower() == "mailto:":
        first = _unquoted(target[7:]).partition("?")[0].strip().split(",")[0].strip(" <>")
        return first.lower() if _PLAIN.fullmatch(first) else ""
    return ""


def _behind_links(document: Document) -> Iterator[Email]:
    links = [(link, value) for link in document.links if (value := address_of(link))]
    if not links:
        return
    sentences = [s for s in document.sentences if s.block.kind != "meta"]
    starts = [s.source().start for s in sentences]
    for link, value in links:
        at = bisect_right(starts, link.span.start) - 1
        if at < 0:
            continue
        sentence = sentences[at]
        if sentence.source().end < link.span.start:
            continue  # a link of the site around the policy
        start = sentence.text.find(link.text) if link.text else -1
        if start < 0:
            start, end = 0, len(sentence.text)
        else:
            end = start + len(link.text)
        yield Email(sentence, start, end, value, bool(_PLACEHOLDER.search(value)))


def _unglued(value: str) -> str:
    """An address without the word that a lost space glued to it."""
    head, _, host = value.partition("@")
    cut = _GLUED_WORD.sub("", host)
    if "." in cut:
        host = cut
    label = host.rpartition(".")[2]
    if len(label) > 2 and not label.isupper():
        host = host[: len(host) - len(label)] + _GLUED_TAIL.sub("", label)
    return f"{head}@{host}"


def _unquoted(target: str) -> str:
    if "%" not in target:
        return target
    from urllib.parse import unquote

    return unquote(target)
