"""How a statement is made: affirmed or denied, as a practice, a permission or a law's, and by whom.

A light reading of the words around a hit: no grammar, but the clause that it stands in, the negators and modals before it, and
the nearest subject. See Wilson et al., "The Creation and Analysis of a Website Privacy Policy Corpus" (ACL 2016), on how often
policies say "does not" and "may" of a practice.
"""

from __future__ import annotations

from collections.abc import Sequence

NEGATORS = frozenset(
    [
        "not",
        "never",
        "neither",
        "nor",
        "without",
        "cannot",
        "nobody",
        "none",
        "don't",
        "doesn't",
        "didn't",
        "won't",
        "wouldn't",
        "can't",
        "couldn't",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "shan't",
        "shouldn't",
        "hasn't",
        "haven't",
        "hadn't",
    ]
)
DENYING = NEGATORS | {"no"}
# "no" denies the noun after it; these make it something else.
_NO_FOLLOWERS = frozenset(["longer", "later", "matter", "doubt", "less", "more", "way"])
_NOT_FOLLOWERS = frozenset(["only", "limited", "just", "necessarily", "merely", "solely", "later"])
# "without undue delay" tells how fast, and denies nothing.
_WITHOUT_FOLLOWERS = frozenset(["undue", "delay", "unreasonable", "fail", "hesitation"])
_BOUNDARIES = frozenset(
    [
        "but",
        "however",
        "although",
        "though",
        "unless",
        "except",
        "while",
        "whereas",
        "because",
        "if",
        "when",
        "where",
        "which",
        "who",
        "that",
        "so",
    ]
)
PERMISSION = frozenset(["may", "might", "could", "can"])
_COMMITMENT = frozenset(["will", "shall", "do", "does", "must"])
_WE = frozenset(["we", "i", "us", "our", "my"])
_READER = frozenset(["you", "user", "users", "customer", "customers", "visitor", "visitors"])
_OTHER = frozenset(
    [
        "they",
        "their",
        "browser",
        "browsers",
        "provider",
        "providers",
        "party",
        "parties",
        "vendor",
        "vendors",
        "advertisers",
        "partners",
        "sites",
        "websites",
        "google",
        "apple",
        "facebook",
        "stripe",
        "paypal",
        "companies",
        "company's",
        "host",
    ]
)
REACH = 12  # words before a hit that may still belong to its clause


def clause_start(words: Sequence[str], first: int, text: str = "", starts: Sequence[int] = ()) -> int:
    """The token number at which the clause of words[first] begins: after a conjunction, or after ; : in `text`."""
    low = max(first - REACH, 0)
    for at in range(first - 1, low - 1, -1):
        if words[at] in _BOUNDARIES:
            return at + 1
        if starts and starts[at + 1] > starts[at]:
            between = text[starts[at] : starts[at + 1]]
            if ";" in between or ":" in between:
                return at + 1
    return low


def clause_starts(words: Sequence[str], text: str, starts: Sequence[int]) -> tuple[int, ...]:
    """All tokens at which `clause_start` lets a clause begin, in order."""
    found = [at + 1 for at, word in enumerate(words) if word in _BOUNDARIES]
    if ";" in text or ":" in text:
        for at in range(len(words) - 1):
            if starts[at + 1] > starts[at]:
                between = text[starts[at] : starts[at + 1]]
                if ";" in between or ":" in between:
                    found.append(at + 1)
        found.sort()
    return tuple(found)


def negated(words: Sequence[str], first: int, last: int, begin: int) -> bool:
    """Whether words[first:last] are denied by a negator in words[begin:last]."""
    for at in range(begin, last):
        word = words[at]
        after = words[at + 1] if at + 1 < len(words) else ""
        if word in NEGATORS:
            if word == "not" and (after in _NOT_FOLLOWERS or (at and words[at - 1] in ("or", "whether"))):
                continue
            if word == "without" and after in _WITHOUT_FOLLOWERS:
                continue
            return True
        if word == "no" and after not in _NO_FOLLOWERS and at < last:
            return True
    return False


def modality(words: Sequence[str], first: int, last: int, begin: int) -> str:
    """'may' for a permission or possibility, else 'states'."""
    for at in range(min(last, len(words)) - 1, begin - 1, -1):
        if words[at] in _COMMITMENT:
            return "states"
        if words[at] in PERMISSION:
            return "may"
    return "states"


def actor(words: Sequence[str], first: int, begin: int = 0) -> str:
    """Who acts in words[first]: the nearest subject before it, from `begin`: we, reader, other, or ''."""
    for at in range(min(first, len(words) - 1), begin - 1, -1):
        word = words[at]
        if word in _WE:
            return "we"
        if word in _READER:
            return "reader"
        if word in _OTHER:
            return "other"
    return ""
