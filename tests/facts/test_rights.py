"""Rights, how they are exercised, and what puts an act on data in the reader's power."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Right, RightsChannel
from tests.conftest import Read


def rights(read: Read, text: str) -> list[str]:
    """The rights that a text gives, each once, in alphabetical order."""
    return sorted({fact.right for fact in read(text).all(Right) if fact.polarity})


@pytest.mark.parametrize(
    ("text", "given", "reason"),
    [
        ("You may ask us what data we hold about you.", ["access"], "a thing to ask for"),
        (
            "You have the right to know what information we keep about you.",
            ["access"],
            "knowing what is held is access",
        ),
        ("Residents can obtain a copy of their personal data.", ["access"], "a copy, in the third person"),
        ("I send you a copy of everything I hold about you if you ask.", ["access"], "a promise of a sole developer"),
        ("You may access the reading room with a card.", [], "a service is no data"),
        ("Nobody but two archivists has access to your data.", [], "access by others"),
        ("We may access your personal information to give support.", [], "our own access"),
        ("We object to requests for access to data about our users.", [], "requests of others"),
        (
            "If something we hold is incorrect, tell us and we will correct the data.",
            ["rectification"],
            "a promise where data are wrong",
        ),
        ("You can edit your profile at any time.", ["rectification"], "one may do it oneself"),
        ("You can change your cookie settings.", [], "settings are no data"),
        ("We may update this policy.", [], "nor is a policy"),
        ("Upon request, we delete your data.", ["erasure"], "a promise on request"),
        ("Please email us to have your records removed.", ["erasure"], "the way to have it done grants it"),
        ("Delete your account with one click.", ["erasure"], "the reader is told to"),
        ("If you no longer wish us to hold your data, write to us.", ["erasure"], "a wish in other words"),
        ("Server logs are deleted after a fortnight.", [], "retention is no right"),
        ("We reserve the right to delete your account.", [], "the right is ours"),
        ("You may ask us to limit the processing of your data.", ["restriction"], "limit stands for restrict"),
        ("You may limit the use of your sensitive personal information.", [], "another right, of one state"),
        ("We restrict access to those who need it.", [], "security"),
        ("You may have your data sent in a machine-readable format.", ["portability"], "the form makes it portable"),
        ("The software is portable and runs on any machine.", [], "software"),
        ("You can oppose the processing of your data.", ["objection"], "oppose stands for object"),
        ("You can object to direct marketing.", [], "marketing alone is another matter"),
        ("Whoever does not object within a week agrees to the new terms.", [], "deemed acceptance"),
        ("Consent can be withdrawn by e-mail.", ["withdraw-consent"], "in the passive voice"),
        ("You may request erasure if you withdraw consent.", ["erasure"], "a condition grants nothing"),
        ("Money can be withdrawn on weekdays.", [], "money"),
        (
            "You are entitled to information, correction, erasure, restriction and portability.",
            ["access", "erasure", "portability", "rectification", "restriction"],
            "a list of names under one right",
        ),
    ],
)
def test_rights(read: Read, text: str, given: list[str], reason: str) -> None:
    """A right is an act on the reader's own data that something puts in the reader's power."""
    assert rights(read, text) == given, reason


@pytest.mark.parametrize(
    ("text", "given", "reason"),
    [
        (
            "You have the right to:\n\n- see and access your data;\n- have it erased.",
            ["access", "erasure"],
            "items under a lead",
        ),
        ("We will:\n\n- delete your data after a year.", [], "a lead that grants nothing"),
        (
            "# Policy\n\n## Your rights\n\n- Rectification\n- Erasure",
            ["erasure", "rectification"],
            "names in a section on rights",
        ),
        ("# How do I get my data deleted?\n\nWrite to the office.", ["erasure"], "a question and its answer"),
        ("# How do we delete your data?\n\nLogs go after a week.", [], "a question about us"),
        ("# Right to erasure\n\nNo such right exists here.", [], "an answer that denies it"),
        ("# Right to erasure", [], "a heading alone states nothing"),
        ("| Right | Meaning |\n|---|---|\n| Access | You can ask for a copy of your data |", ["access"], "a table"),
    ],
)
def test_places(read: Read, text: str, given: list[str], reason: str) -> None:
    """A list is read with what introduces it, a text with its heading."""
    assert rights(read, text) == given, reason


def test_denied(read: Read) -> None:
    """A right that is denied is a fact that says so."""
    facts = [f for f in read("You have no right to request deletion of your data.").all(Right) if f.right == "erasure"]
    assert [f.polarity for f in facts] == [False]


@pytest.mark.parametrize(
    ("text", "forms", "reason"),
    [
        ("You may complain to the data protection authority.", ["right"], "an authority"),
        ("If you are not content, contact the Information Commissioner.", ["right"], "by its name"),
        ("You have the right to complain.", ["vague"], "to whom is not said"),
        ("Send complaints to our support team.", [], "to ourselves"),
        ("We cooperate with the supervisory authority to resolve complaints.", [], "what we do with it"),
        ("We report a breach to the supervisory authority.", [], "likewise"),
    ],
)
def test_complaints(read: Read, text: str, forms: list[str], reason: str) -> None:
    """A complaint is to an authority, by the reader."""
    assert [f.form for f in read(text).all(Right) if f.right == "complaint"] == forms, reason


@pytest.mark.parametrize(
    ("text", "channels", "reason"),
    [
        ("To exercise your rights write to office@example.org.", [("email", "rights")], "tied to rights as such"),
        ("You can delete your account in the settings.", [("settings", "act")], "tied to one of them"),
        ("You have the right of access. Please use the form at our site.", [("form", "act")], "in the next sentence"),
        ("# Your rights\n\nYou have the right of access.\n\nWe like you.", [], "a section on rights without one"),
        (
            "# Your rights\n\nYou have the right of access.\n\nContact us by post.",
            [("post", "section")],
            "in a section on rights",
        ),
        ("If you have questions, write to office@example.org.", [], "no right is near"),
        ("You have the right to access your data.", [], "no way is given"),
        ("Send such requests to office@example.org.", [("email", "rights")], "requests are spoken of"),
        ("Submit a request to office@example.org.", [("email", "request")], "anything could be asked for"),
        ("To do so write to office@example.org.", [], "nothing was spoken of before"),
        ("When you unsubscribe we delete your email address.", [("email", "act")], "leaving is the way"),
        ("To delete data, the law is taken into account.", [], "no account is meant"),
    ],
)
def test_channels(read: Read, text: str, channels: list[tuple[str, str]], reason: str) -> None:
    """A channel counts where it is tied to rights."""
    assert [(f.channel, f.tie) for f in read(text).all(RightsChannel)] == channels, reason


def test_span_begins_at_the_grant(read: Read) -> None:
    """What is shown runs from the words that grant a right to the data that it is about."""
    (fact,) = read("At any time you may ask us to erase your data, free of charge.").all(Right)
    assert (fact.right, fact.text) == ("erasure", "ask us to erase your data")
