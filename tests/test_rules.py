"""The shipped rules and laws: their form, their examples, and that none of their phrases is dead."""

from __future__ import annotations

import re

import pytest

from policylint import rulebook
from policylint.document import Document
from policylint.examples import check_rule
from policylint.matching.index import Index
from policylint.matching.phrases import Choice, Gap, parse
from policylint.readers import read_text
from policylint.rule import Gather, PythonCheck, Require, Rule

BOOK = rulebook.shipped(examples=True)
RULES = [pytest.param(rule, id=rule.id) for rule in BOOK.rules.values()]
DISCLOSURES = [
    "controller-identity",
    "processing-role",
    "contact-channel",
    "postal-address",
    "dpo",
    "eu-uk-representative",
    "data-categories",
    "data-sources",
    "purposes",
    "legal-bases",
    "legitimate-interests-named",
    "recipients",
    "international-transfer",
    "transfer-safeguards",
    "retention-period",
    "security-measures",
    "cookies",
    "right-access",
    "right-rectification",
    "right-erasure",
    "right-restriction",
    "right-portability",
    "right-objection",
    "right-withdraw-consent",
    "complaint-to-authority",
    "rights-channel",
    "response-time",
    "automated-decisions",
    "marketing-opt-out",
    "sale-of-data",
    "children-age",
    "change-notice",
    "change-notice-period",
    "effective-date",
    "breach-notification",
    "governing-law",
]
REGIMES = [
    "gdpr",
    "uk-gdpr",
    "eprivacy",
    "ccpa",
    "caloppa",
    "coppa",
    "us-states",
    "fadp-ch",
    "pdpo-hk",
    "lgpd-br",
    "pipeda-ca",
    "quebec-25",
    "app-au",
    "pdpa-sg",
    "dpdp-in",
    "popia-za",
    "appi-jp",
    "pipl-cn",
]


def test_no_rule_law_or_lexicon_has_a_mistake() -> None:
    """What ships can be read whole."""
    assert [str(mistake) for mistake in BOOK.mistakes] == []


@pytest.mark.parametrize("key", DISCLOSURES)
def test_every_disclosure_has_its_rule(key: str) -> None:
    """Each key of the disclosure matrix is answered by the rule disclosure/KEY."""
    assert isinstance(BOOK.rules[f"disclosure/{key}"].verb, Require)


@pytest.mark.parametrize("key", REGIMES)
def test_every_law_has_its_file(key: str) -> None:
    """Each law that rules cite is described: its name, its style of citation, and what claims it."""
    law = BOOK.regimes[key]
    assert law.name
    assert law.citation_style
    assert law.named
    assert law.claimed
    assert not law.needs or law.countries


def test_there_is_no_other_law() -> None:
    """The list of laws in this test is whole."""
    assert sorted(BOOK.regimes) == sorted(REGIMES)


@pytest.mark.parametrize("rule", RULES)
def test_the_examples_of_a_rule_hold(rule: Rule) -> None:
    """A rule does on its examples exactly what they show, and every phrase of it is hit by one of them."""
    assert [str(mismatch) for mismatch in check_rule(rule, BOOK)] == []


@pytest.mark.parametrize("rule", RULES)
def test_the_form_of_a_rule(rule: Rule) -> None:
    """A rule has a title, a reason in whole sentences, a law or a reason why none, and examples of both sorts."""
    assert re.fullmatch(r"[A-Z][^\n]{3,79}(?<![.!?:;,])", rule.title)
    assert rule.why.endswith(".")
    assert bool(rule.law) != bool(rule.no_law)
    assert set(rule.law) <= set(BOOK.regimes)
    for message in (rule.message, rule.vague_message):
        assert not message.endswith((".", "!", ":")), "a message ends without a full stop"
    kinds = {example.kind for example in rule.examples}
    if isinstance(rule.verb, Gather):
        assert not kinds
        assert all(isinstance(BOOK.rules[f"disclosure/{key}"].verb, Require) for key in rule.verb.keys)
    elif rule.family == "disclosure":
        assert {"stated", "absent"} <= kinds
    else:
        assert {"bad", "good"} <= kinds


@pytest.mark.parametrize("rule", RULES)
def test_the_words_of_a_citation(rule: Rule) -> None:
    """A citation is one line that names a place of the law, without a full stop of its own."""
    for citation in rule.law.values():
        assert re.fullmatch(r"\S[^\n]*[^\s.;,]", citation.text), citation.text


def test_a_python_check_belongs_to_one_rule() -> None:
    """No two rules share a Python check: each finding has one page that explains it."""
    names = [rule.verb.name for rule in BOOK.rules.values() if isinstance(rule.verb, PythonCheck)]
    assert sorted(names) == sorted(set(names))


def _said(phrase: str) -> str:
    """A text that a phrase without lexicons stands for: the first of its alternatives, no word in its gaps."""
    words: list[str] = []
    for element in parse(phrase):
        if isinstance(element, Choice):
            words += ["7" if word == "#" else word.rstrip("*") for word in element.sequences[0]]
        else:
            assert isinstance(element, Gap)
    return " ".join(words)


@pytest.mark.parametrize("key", REGIMES)
def test_every_phrase_of_a_law_can_be_found(key: str) -> None:
    """Each phrase of a law finds the words that it stands for, so that none is dead from the start."""
    missed = []
    for group, phrases in BOOK.regimes[key].groups().items():
        for phrase in phrases:
            index = Index(_document(f"We say: {_said(phrase)}."), BOOK.book)
            if not index.find(group):
                missed.append(phrase)
    assert missed == []


def _document(text: str) -> Document:
    return read_text(text, "example.md")


SIGNALS = [
    # (law, text, groups that it must hit, groups that it must not)
    ("gdpr", "We process it under the GDPR.", "named claimed", "targeted negated"),
    ("gdpr", "The basis is Art. 6(1)(f).", "claimed", "named"),
    ("gdpr", "You have the following rights under Regulation (EU) 2016/679.", "named", "negated"),
    ("gdpr", "If you are located in the European Economic Area, you may complain.", "targeted", "claimed"),
    ("gdpr", "Our hosting provider is GDPR compliant.", "named negated", "targeted"),
    ("gdpr", "The shop is not directed at people in the European Union.", "negated", "claimed"),
    ("gdpr", "Our servers are in Frankfurt.", "", "named claimed targeted negated"),
    ("uk-gdpr", "We comply with the UK GDPR and the Data Protection Act 2018.", "named claimed", "targeted"),
    ("uk-gdpr", "You may complain to the Information Commissioner's Office.", "claimed", "negated"),
    ("uk-gdpr", "Residents of the United Kingdom may write to us.", "targeted", "claimed"),
    ("uk-gdpr", "Pick the UK region for your servers.", "negated", "claimed targeted"),
    ("eprivacy", "We ask first, as required by the ePrivacy Directive.", "named claimed", "negated"),
    ("eprivacy", "We use cookies to keep you signed in.", "", "named claimed targeted negated"),
    ("ccpa", "California residents have these rights under the CCPA.", "named claimed targeted", "negated"),
    ("ccpa", "The courts of California decide.", "negated", "claimed targeted"),
    ("ccpa", "We do not sell your data.", "", "named claimed targeted negated"),
    ("caloppa", "Here is how we respond to Do Not Track signals.", "claimed", "targeted"),
    ("caloppa", "Your browser has a Do Not Track setting.", "negated", "targeted"),
    ("coppa", "We obtain verifiable parental consent, as COPPA requires.", "named claimed", "negated"),
    ("coppa", "The game is designed for children under the age of 13.", "targeted", "named"),
    ("coppa", "The service is not directed to children under 13.", "negated", "claimed"),
    ("us-states", "Residents of Virginia may opt out of targeted advertising.", "claimed targeted", "negated"),
    ("us-states", "We are a company incorporated in Delaware.", "negated", "claimed targeted"),
    ("fadp-ch", "The Swiss Federal Act on Data Protection applies.", "named", "negated"),
    ("fadp-ch", "We work with a Swiss-based vendor.", "negated", "named claimed"),
    ("pdpo-hk", "We comply with the Personal Data (Privacy) Ordinance.", "named claimed", "negated"),
    ("pdpo-hk", "Send a data access request to our office.", "claimed", "named"),
    ("lgpd-br", "In accordance with the LGPD we name an encarregado.", "named claimed", "negated"),
    ("pipeda-ca", "You may contact the Office of the Privacy Commissioner of Canada.", "claimed", "negated"),
    ("quebec-25", "Ask the person in charge of the protection of personal information.", "claimed", "negated"),
    ("app-au", "We are bound by the Australian Privacy Principles.", "named claimed", "negated"),
    ("app-au", "Our mobile app on your phone sends nothing.", "negated", "named claimed"),
    ("pdpa-sg", "We comply with the Personal Data Protection Act 2012.", "named claimed", "negated"),
    ("pdpa-sg", "The PDPA of Thailand is another law.", "negated", "claimed"),
    ("dpdp-in", "You are a Data Principal, and our Grievance Officer answers you.", "claimed", "negated"),
    ("popia-za", "In terms of POPIA you may complain to the Information Regulator.", "named claimed", "negated"),
    (
        "appi-jp",
        "We handle it in line with the Act on the Protection of Personal Information.",
        "named claimed",
        "negated",
    ),
    ("pipl-cn", "Rights under the PIPL are for people in mainland China.", "named claimed targeted", "negated"),
]


@pytest.mark.parametrize(("key", "text", "hit", "unhit"), SIGNALS)
def test_what_signals_a_law(key: str, text: str, hit: str, unhit: str) -> None:
    """A text signals a law by its name, by a claim, by its people, or only seems to."""
    index = Index(_document(text), BOOK.book)
    told = {name for name in ("named", "claimed", "targeted", "negated") if index.find(f"regime:{key}:{name}")}
    assert set(hit.split()) - told == set()
    assert told & set(unhit.split()) == set()
