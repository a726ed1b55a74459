"""Addresses: what they are for, whose domain they are on, and domains that are mistyped."""

from __future__ import annotations

import pytest

from policylint.checks import domains, purposes_of_contact
from tests.checks.judging import policy, told


@pytest.mark.parametrize(
    ("sentence", "purposes"),
    [
        ("To exercise your rights write to a@harbour.example.", ["rights"]),
        ("If you want us to delete your personal data, write to a@harbour.example.", ["rights"]),
        ("Questions about this privacy policy? Write to a@harbour.example.", ["questions"]),
        ("Any questions about our privacy policy go to a@harbour.example.", ["questions"]),
        ("If a child has sent us data, write to a@harbour.example.", ["children"]),
        ("Our data protection officer is at a@harbour.example.", ["officer"]),
        ("To unsubscribe write to a@harbour.example.", []),
        ("Residents of Spain who wish to exercise their rights write to a@harbour.example.", []),
        ("You may complain to the commissioner at a@harbour.example.", []),
        ("Sales: a@harbour.example.", []),
    ],
)
def test_what_an_address_is_for(sentence: str, purposes: list[str]) -> None:
    """The sentence of an address, or the question before it, says what it is for; what is for some readers only is left out."""
    assert [row.key[0] for row in purposes_of_contact.addresses(policy(sentence))] == purposes


@pytest.mark.parametrize(
    ("host", "registered"),
    [
        ("www.acme.example", "acme.example"),
        ("mail.eu.acme.co.uk", "acme.co.uk"),
        ("acme.com.au", "acme.com.au"),
        ("localhost", "localhost"),
        ("ACME.Example.", "acme.example"),
    ],
)
def test_the_registered_part_of_a_host(host: str, registered: str) -> None:
    """Two labels, or three under a shared second level."""
    assert domains.registrable(host) == registered


@pytest.mark.parametrize(
    ("host", "right", "slipped"),
    [
        ("moorings.com.com", "moorings.com", True),
        ("bmoorings.com", "moorings.com", True),
        ("morings.com", "moorings.com", True),
        ("mooirngs.com", "moorings.com", True),
        ("moorinqs.com", "moorings.com", True),
        ("moorings.com", "moorings.com", False),
        ("moorings.net", "moorings.com", False),
        ("acne.com", "acme.com", False),
        ("moorings2.com", "moorings.com", False),
        ("shop.moorings.com", "moorings.com", False),
        ("account.moorings.com", "accounts.moorings.com", False),
        ("www.morings.com", "moorings.com", True),
    ],
)
def test_a_mistyped_domain(host: str, right: str, slipped: bool) -> None:
    """A doubled ending or one letter too many, too few, wrong or exchanged; short names and numbers are left alone."""
    assert domains.slipped(host, right) is slipped


def test_a_free_provider_tells_nothing_of_who_writes() -> None:
    """Whatever the case of its letters."""
    assert domains.is_free("Anna@GMail.com")
    assert not domains.is_free("anna@harbour.example")


def test_alternatives_offered_side_by_side() -> None:
    """Two addresses in one list are a choice, wherever one of them stands again."""
    text = (
        "To exercise your rights, write to one of these:\n\n- Rights requests: a@harbour.example\n- "
        "Rights requests: b@harbour.example\n\n"
        "To exercise your rights write to b@harbour.example."
    )
    assert told("consistency/conflicting-contact", text) == []


def test_the_message_names_both_addresses() -> None:
    """And what both are said to be for."""
    text = "To exercise your rights write to a@harbour.example.\n\nTo exercise your rights write to b@harbour.example."
    assert told("consistency/conflicting-contact", text) == [
        (
            "warning",
            "two addresses for requests about one's rights: a@harbour.example here, "
            "b@harbour.example there; give one, or say how they differ",
        )
    ]
