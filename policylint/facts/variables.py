"""Variables of a site generator that show who publishes a policy and how to reach them, as `{{ company.email }}`.

Only dotted names count: they belong to a program's own data, which fills them. A bare name in braces is as often a slot of a
template that nobody filled in. What belongs to a reader (`user.email`) shows nothing of the publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.document import Sentence
from policylint.patterns import lazy
from policylint.record import Record

_DOTTED = lazy(r"\{\{-?\s{0,8}((?:[A-Za-z_$][\w$]{0,40}\.){1,4})([A-Za-z_$][\w$]{0,40})\s{0,8}(?:\|[^{}]{0,60})?-?\}\}")
_READERS = lazy(
    r"(?:^|[._$])(?:user|customer|account|member|recipient|order|profile|client|request|visitor|student|patient|vendor|author|"
    r"current_?user|subscriber)s?(?:$|[._])",
    re.IGNORECASE,
)
_BODY = lazy(
    r"company|organi[sz]ation|\borg\b|legal|business|publisher|operator|owner|controller|entity|firm", re.IGNORECASE
)
_KINDS = (
    ("email", lazy(r"e?mail", re.IGNORECASE)),
    ("phone", lazy(r"phone|^tel", re.IGNORECASE)),
    ("address", lazy(r"address|street", re.IGNORECASE)),
    ("name", lazy(r"^(?:full|legal|registered|company|organi[sz]ation|business)?_?name$", re.IGNORECASE)),
)


class Variable(Record):
    """A variable in sentence.text[start:end]; `kind`: email, phone, address, or name (of a body)."""

    sentence: Sentence
    start: int
    end: int
    kind: str


def variables(sentence: Sentence) -> Iterator[Variable]:
    """The variables of a sentence that show the publisher's name, address or a way to reach it."""
    if "{{" not in sentence.text:
        return
    for match in _DOTTED.finditer(sentence.text):
        path, last = match[1], match[2]
        if _READERS.search(path):
            continue
        kind = next((kind for kind, sign in _KINDS if sign.search(last)), "")
        if kind and (kind != "name" or _BODY.search(path + last)):
            yield Variable(sentence, match.start(), match.end(), kind)
