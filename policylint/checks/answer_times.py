"""Times within which requests are answered, by what is asked: the statements that checks compare."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.pairs import Said, said
from policylint.checks.scope import scope_of
from policylint.facts.kinds import ResponseTime
from policylint.facts.values import Duration
from policylint.patterns import lazy
from policylint.record import replace
from policylint.site import Policy

_MORE = lazy(
    r"\b(?:exten\w+|additional|further|more time|longer|complex\w*|complicated|numerous|up to (?:a "
    r"total|another)|in total|unable|not be able|cannot|could not"
    r"|should we not|(?<!without )(?<!undue )delay\w*|unless|exceptional\w*|if (?:we need|necessary|required)|no (?:response"
    r"|reply|answer)|(?:response|reply|answer) is received|in (?:that|this|such|the latter|the "
    r"former) case)\b",
    2,
)
_RECEIPT = lazy(
    r"\b(?:acknowledg\w+|confirm\w* (?:the )?receipt|confirm(?:s|ed)? (?:that )?(?:we|it)|receipt of "
    r"(?:your|the|a) request)\b",
    2,
)
_USUAL = lazy(
    r"\b(?:usually|typically|generally|normally|in general|aim|try|endeavou?r|strive|expect|on average|most)\b", 2
)
_ANSWER = lazy(
    r"\b(?:respond\w*|response|repl(?:y|ies)|answer\w*|hear (?:back )?from us|get back|process\w*"
    r"|handl\w+|fulfil\w*|compl(?:y|ies)|met|meet|provid\w+|take|act on|deal)\b",
    2,
)
_APART = lazy(
    r"\b(?:appeal\w*|grievanc\w*|complain\w*|support|tickets?|opt[- ]?outs?|do not sell|unsubscrib\w+"
    r"|breach\w*|incident\w*|newsletter|marketing|refund\w*|dispute\w*|free requests?"
    r"|verif\w+ (?:period|your identity)|copyright|takedown|abuse|vulnerabilit\w+)\b",
    2,
)
_REQUEST = lazy(r"\b(?:request\w*|respon\w+|repl(?:y|ies)|answer\w*|enquir\w+|inquir\w+|questions?|asks?)\b", 2)
_SUCH = lazy(r"\b(?:such|these|those|this|the said) (?:\w+ )?requests?\b", 2)
_ASKED = (
    ("access", lazy(r"\b(?:access|copy|copies|know|export|portab\w+|disclos\w+)\b", 2)),
    ("erasure", lazy(r"\b(?:delet\w+|eras\w+|remov\w+)\b", 2)),
    ("correction", lazy(r"\b(?:correct\w*|rectif\w+|updat\w+|amend\w*)\b", 2)),
)
ANY = "any"


def answers(policy: Policy) -> Iterator[Said]:
    """The times within which the publisher says that it answers, with (what is asked, time) as key.

    What is asked is access, erasure, correction, or any request. Extensions, receipts, appeals and the time until data are gone
    are left out, and so is what is only usual.
    """
    for fact in policy.all(ResponseTime):
        text = fact.sentence.text
        if (
            fact.period is None
            or fact.period.days[1] > 400
            or _MORE.search(text)
            or _RECEIPT.search(text)
            or _USUAL.search(text)
            or _APART.search(text)
        ):
            continue
        if not _ANSWER.search(fact.text) or not _REQUEST.search(text):
            continue
        title = fact.sentence.block.section.title
        if _APART.search(title) or fact.actor == "other":
            continue
        for asked in _asked(text):
            row = said(policy, fact, (asked, fact.period.iso))
            before = policy.document.sentences[max(fact.sentence.index - 1, 0)]
            if _SUCH.search(text) and before.block is fact.sentence.block:
                row = replace(row, scope=scope_of(policy, before))
            yield row


def _asked(text: str) -> list[str]:
    found = [name for name, pattern in _ASKED if pattern.search(text)]
    return found if len(found) == 1 else [ANY]


def period(row: Said) -> Duration:
    """The time of a row that `answers` gave."""
    assert isinstance(row.fact, ResponseTime)
    assert row.fact.period is not None
    return row.fact.period
