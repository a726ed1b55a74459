"""What an address is given for, read from the sentence that gives it: questions about the policy, rights, children, an officer."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.pairs import Said, said
from policylint.facts.kinds import Contact
from policylint.patterns import lazy, word_set
from policylint.site import Policy

QUESTIONS, RIGHTS, CHILDREN, OFFICER, HOLES = "questions", "rights", "children", "officer", "holes"
_ASK = lazy(r"\b(?:question|concern|comment|enquir|inquir|quer(?:y|ies))\w*\b", 2)
_ABOUT = lazy(
    r"\b(?:privacy|policy|policies|statement|notice|data protection|personal (?:data|information)"
    r"|your (?:data|information))\b",
    2,
)
_EXERCISE = lazy(
    r"\bexercis\w+\b[^.]{0,60}\brights?\b|\bto use (?:your|these|those|any of (?:your|these)) (?:\w+ "
    r")?rights\b|\bany of (?:these|those|your) rights\b"
    r"|\b(?:access|data subject|privacy|rights|deletion|erasure|correction|data) requests?\b"
    r"|\brequests? (?:about|concerning|regarding) your (?:data|rights)"
    r"|\bcop(?:y|ies) of (?:your|our|my|the) (?:[\w']+ ){0,2}(?:records?|file|data|information)\b"
    r"|\bwhat(?:'s| is)? (?:we (?:hold|have)|in your (?:records?|file))\b",
    2,
)
_RIGHT = lazy(
    r"\b(?:access|delete|erase|correct|rectify|update|remove|review|obtain a copy|deletion|erasure"
    r"|correction)\b[^.]{0,60}\byour (?:personal )?(?:data|information|account|details|profile)",
    2,
)
_CHILD = lazy(r"\b(?:child|children|minors?|kids?|under (?:the age of )?1[0-9])\b", 2)
_OFFICER = lazy(
    r"\b(?:officer|dpo|data protection (?:lead|manager|contact|adviser)|representative|encarregado|grievance|ombuds\w+)\b",
    2,
)
_NOT_OURS = lazy(
    r"\b(?:authority|commissioner|regulator|ombuds\w+|attorney general|commission|third part(?:y|ies)"
    r"|provider'?s?|their (?:privacy|site|website))\b",
    2,
)
_SECURITY = lazy(r"\b(?:vulnerabilit\w+|security (?:holes?|issues?|flaws?|bugs?)|holes?)\b", 2)
_PART = lazy(
    r"\b(?:specific|only for|unsubscrib\w+|newsletter|marketing|opt[- ]?out|advertis\w+|copyright"
    r"|abuse|security (?:issue|report|vulnerabilit)|technical|billing|sales|press|careers|jobs"
    r"|if you are (?:a|an|in|located)|residents?|customers? in|users? in|for (?:eu|uk|us|california)\b"
    r"|withdraw\w*|complain\w*|california)\b",
    2,
)
_SURELY_OURS = lazy(
    r"\b(?:this|our|my)\s(?:\w+\s){0,2}(?:policy|notice|statement)\b|\bexercis\w+\b[^.]{0,40}\brights?\b"
    r"|\b(?:access|deletion|erasure|data subject|privacy) requests?\b",
    2,
)
_OFFICER_BOXES = word_set(
    "dpo dataprotectionofficer data-protection-officer datenschutz privacyofficer privacy-officer "
    "grievance grievanceofficer"
)
_MAIL = lazy(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def addresses(policy: Policy) -> Iterator[Said]:
    """The publisher's own e-mail addresses, each with what it is given for as its key; those for nothing in particular are left out."""
    ours = {_plain(fact.value) for fact in policy.all(Contact) if fact.purpose != "third-party"}
    for fact in policy.all(Contact):
        if fact.channel != "email" or not fact.value or fact.placeholder:
            continue
        if (
            fact.purpose == "third-party"
            and _plain(fact.value) not in ours
            and not _SURELY_OURS.search(fact.sentence.text)
        ):
            continue
        for purpose in purposes(policy, fact):
            yield said(policy, fact, (purpose, _plain(fact.value)))


def _plain(value: str) -> str:
    return value.casefold()


def purposes(policy: Policy, fact: Contact) -> list[str]:
    """What the sentence of an address, or the question before it, says that it is for."""
    sentence = fact.sentence
    text = " ".join((*sentence.block.headers, sentence.text)) if sentence.block.kind == "cell" else sentence.text
    if _ASK.search(text) is None and sentence.start and _bare(text):
        before = policy.document.sentences[sentence.index - 1]
        text = f"{before.text} {text}"
    local = fact.value.partition("@")[0]
    if local in _OFFICER_BOXES or _OFFICER.search(text):
        return [OFFICER] if _OFFICER.search(text) else []
    if _SECURITY.search(text):
        return [HOLES]
    if _PART.search(text) or _NOT_OURS.search(text):
        return []
    found = []
    if _CHILD.search(text):
        return [CHILDREN]
    if _EXERCISE.search(text) or _RIGHT.search(text):
        found.append(RIGHTS)
    if _ASK.search(text) and _ABOUT.search(text):
        found.append(QUESTIONS)
    return found


def _bare(text: str) -> bool:
    """Whether a sentence only says how to get in touch, so that the one before says what about."""
    return len(text) < 130
