"""A flattened sentence as words.

A token is lower case. An e-mail address is `<email>`, a web address `<url>`; a possessive 's is left off; a hyphen parts words
("opt-out" is "opt", "out") except in e-mail, which is "email". A contraction of a verb is two words ("we're" is "we", "are"), so
that a phrase finds informal policies too; one of "not" stays whole ("don't"). Punctuation is no token.
"""

from __future__ import annotations

from functools import lru_cache
from sys import intern

from policylint.patterns import lazy

# Bounded repeats keep this linear on hostile input; addresses come first so that they stay whole.
_TOKEN = lazy(
    r"(?P<m>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
    r"|(?P<u>(?:https?://|www\.)[^\s<>()\[\]\"]{1,2000})"
    r"|e-?mail(?P<e>s|ed|ing)?\b"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:'[^\W\d_]+)?"
)

# The same where no address, "e-mail" or possessive stands: most sentences.
_PLAIN = lazy(r"\d+(?:[.,]\d+)*|[a-z]+(?:'[a-z]+)?")
_ODD = ("@", "mail", "://", "www.", "'s", "'re", "'ve", "'ll", "'m")
_VERBS = {"re": "are", "ve": "have", "ll": "will", "m": "am"}

LONG = 400  # characters of a text that hardly occurs twice

Tokens = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]


def tokenize(text: str) -> Tokens:
    """(words, starts, ends): the tokens of a flattened text, and where each stands in it (half-open offsets)."""
    return _kept(text) if len(text) < LONG else _tokens(text)


def _tokens(text: str) -> Tokens:
    lower = text.lower()
    if lower.isascii() and text.isascii() and not any(odd in lower for odd in _ODD):
        found = list(_PLAIN.finditer(lower))
        return tuple([intern(m[0]) for m in found]), tuple([m.start() for m in found]), tuple([m.end() for m in found])
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    if len(lower) != len(text):  # a few capitals (İ) grow when lowered, and offsets would slip
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    for match in _TOKEN.finditer(lower):
        word = match[0]
        last = match.lastgroup
        if last is not None:
            word = "<email>" if last == "m" else "<url>" if last == "u" else "email" + match[last]
        elif word == "e-mail":
            word = "email"
        elif word.endswith("'s"):
            word = word[:-2]
        elif "'" in word and word.rpartition("'")[2] in _VERBS:
            head, _, tail = word.rpartition("'")
            words.append(head)
            starts.append(match.start())
            ends.append(match.start() + len(head))
            words.append(_VERBS[tail])
            starts.append(match.start() + len(head))
            ends.append(match.end())
            continue
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
    return tuple(words), tuple(starts), tuple(ends)


# The same sentences, headings and labels stand in many policies, and several rules read the same ones.
_kept = lru_cache(maxsize=2048)(_tokens)
