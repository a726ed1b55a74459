"""Entities, roles, contacts, addresses and officers."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Address, Contact, Entity, Officer, Role
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "values", "reason"),
    [
        ("Write to hello@fern.example.", ["hello@fern.example"], "as it stands"),
        ("[Write to us](mailto:Hello@Fern.example?subject=Hi)", ["hello@fern.example"], "behind a link"),
        ("[hello@fern.example](mailto:hello@fern.example)", ["hello@fern.example"], "shown and linked: once"),
        ("privacy [at] fern [dot] example", ["privacy@fern.example"], "spelt out in brackets"),
        ("privacy(at)fern.example", ["privacy@fern.example"], "only the at spelt out"),
        ("joan at fern dot example", ["joan@fern.example"], "spelt out in words"),
        ("We meet at fern.example on Monday.", [], "'at' before a site is no address"),
        ("Ask hello@fern.org.We answer soon.", ["hello@fern.org"], "a stop that lost its space"),
        ("Ask hello@fern.comBy using the app you agree.", ["hello@fern.com"], "a word that lost its space"),
        ("Follow @fern@social.example for news.", [], "a handle"),
        ("The picture logo@2x.png is ours.", [], "a file"),
        ("Mail a@fern.example or b@fern.example; A@FERN.example too.", ["a@fern.example", "b@fern.example", "a@fern.example"], "all"),
    ],
)  # fmt: skip
def test_emails(read: Read, text: str, values: list[str], reason: str) -> None:
    """An e-mail address is read plain, spelt out and behind a link, and given in its plain form."""
    assert [f.value for f in read(text).all(Contact) if f.channel == "email"] == values, reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Contact us at hello@fern.example.", [("email", "general", False)], "an address of ours"),
        ("Our data protection officer is at dpo@fern.example.", [("email", "dpo", False)], "the officer's"),
        ("To delete your data, write to care@fern.example.", [("email", "rights", False)], "for rights"),
        ("To unsubscribe, write to news@fern.example.", [("email", "marketing", False)], "only to stop a newsletter"),
        ("Complain to the Information Commissioner: cases@ico.example", [("email", "third-party", False)], "the authority's"),
        ("Write to your-email@yourdomain.com.", [("email", "general", True)], "a placeholder"),
        ("Call us on +44 20 7946 0000.", [("phone", "general", False)], "a telephone number"),
        ("We keep the number 20 2024 0000 1111 on file.", [], "a number that nothing calls a telephone's"),
        ("Please use our contact form.", [("form", "general", False)], "a form"),
        ("Please [get in touch](https://fern.example/contact) with us.", [("form", "general", False)], "a link made for it"),
        ("If you have questions, open an issue.", [("chat", "privacy", False)], "a tracker anyone can write to"),
    ],
)  # fmt: skip
def test_contacts(read: Read, text: str, found: list[tuple[str, str, bool]], reason: str) -> None:
    """A way to reach somebody has a channel and a purpose, and somebody else's is told apart."""
    told = [f for f in read(text).all(Contact) if f.channel != "none"]
    assert [(f.channel, f.purpose, f.placeholder) for f in told][:1] == found, reason


def test_contact_us_names_no_channel(read: Read) -> None:
    """'Contact us' alone is read as a contact without a channel."""
    assert [f.channel for f in read("If you have questions, contact us.").all(Contact)] == ["none"]


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ('Fern Tools GmbH ("Fern", "we") runs this site.', [("Fern Tools GmbH", "GmbH", "we")], "the name before the bracket is we"),
        ('Fern ("we", "us") runs this site.', [("Fern", "", "we")], "a brand"),
        ("We, the Alder Valley Foundation, protect your data.", [("Alder Valley Foundation", "Foundation", "we")], "a body"),
        ("This site is operated by Fern Ltd.", [("Fern Ltd.", "Ltd.", "operator")], "who runs it"),
        ("The Plum app was made by Ilse Brandt.", [("Ilse Brandt", "person", "operator")], "a person who made it"),
        ("The Plum app was made by Happy Games.", [("Happy Games", "", "operator")], "a trade name is no person"),
        ("Fern, Inc. is the controller of your data.", [("Fern, Inc.", "Inc.", "controller")], "by that word"),
        ("Your data are controlled by Fern AS.", [("Fern AS.", "AS.", "controller")], "and in the passive"),
        ('Company ("the Company", "We") refers to Zippo.', [("Zippo", "", "we")], "a definition"),
        ("It is Zippo's policy to respect your privacy.", [("Zippo", "", "policy")], "whose policy it is"),
        ("Payments are handled by Stripe, Inc.", [], "somebody else"),
        ("This software is provided AS IS.", [], "no form of a company"),
        ("The Company may change this policy.", [], "a common noun"),
        ("Affiliate means an entity that is controlled by a party.", [], "a definition of another word"),
    ],
)  # fmt: skip
def test_entities(read: Read, text: str, found: list[tuple[str, str, str]], reason: str) -> None:
    """The organisation or person behind a policy is told by how the text ties it to itself."""
    assert [(f.name, f.form, f.tie) for f in read(text).all(Entity) if f.role == "controller"] == found, reason


def test_entity_with_number_and_country(read: Read) -> None:
    """The register number and the country beside a controller's name are kept."""
    (entity,) = read('Fern GmbH, Germany ("we"), HRB 12345, runs this site.').all(Entity)
    assert (entity.number, entity.country) == ("HRB 12345", "DE")


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("For account data we are the data controller.", [("controller", "we", True)], "ours"),
        ("You remain the controller of your files.", [("controller", "reader", True)], "the reader's"),
        ("We do not act as a controller of customer content.", [("controller", "we", False)], "denied"),
        ("We act as a processor for your files.", [("processor", "we", True)], "processor"),
        ("We process guest lists on behalf of our customers.", [("processor", "we", True)], "in other words"),
        ("You may have your data moved to another controller.", [], "a stranger's, in the right to portability"),
        ("Affiliate means an entity that is controlled by or under common control with a party.", [], "control of a company"),
        ("Card data go to our payment processor.", [], "a vendor"),
        ("We and Birch SA are joint controllers.", [("joint-controller", "we", True)], "joint"),
    ],
)  # fmt: skip
def test_roles(read: Read, text: str, found: list[tuple[str, str, bool]], reason: str) -> None:
    """A role belongs to somebody: the publisher, the reader or another."""
    told = [(f.role, f.party, f.polarity) for f in read(text).all(Role) if f.party != "other"]
    assert [row for row in told if found and row[0] == found[0][0]] == found, reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Our office: 12 Mill Lane, Leeds LS1 4AB, United Kingdom", [(True, "we", "GB")], "street, town, postcode"),
        ("Fern GmbH, Hauptstr. 12, 12345 Berlin", [(True, "we", "DE")], "a street in one word"),
        ("Fern, 12 rue de la Paix, 75002 Paris", [(True, "we", "FR")], "a street in small letters"),
        ("Write to P.O. Box 1193, Wellington 6140.", [(True, "we", "")], "a box"),
        ("Contact us:\n\nFern Ltd\n\n12 Mill Lane\n\nLeeds LS1 4AB\n", [(True, "we", "")], "over several lines"),
        ("We are based in Portugal.", [(False, "we", "PT")], "only a country"),
        ("Google LLC, 1600 Amphitheatre Parkway, Mountain View, CA 94043", [(True, "third-party", "")], "somebody else's"),
        ("Complain to the Information Commissioner, 5 Water Lane, Wilmslow SK9 5AF.", [(True, "authority", "")], "the authority's"),
        ("If you are located in Portugal, you have rights.", [], "where the reader is"),
        ("Our servers stand in Frankfurt.", [], "where machines are"),
        ("We answer on the way within 30 days.", [], "no street"),
    ],
)  # fmt: skip
def test_addresses(read: Read, text: str, found: list[tuple[bool, str, str]], reason: str) -> None:
    """A postal address has a street or box and a town, postcode or country; whose it is is told by what stands before it."""
    assert [(f.complete, f.owner, f.country) for f in read(text).all(Address)] == found, reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Our data protection officer: dpo@fern.example", [("dpo", True, True)], "with an address"),
        ("Our privacy officer is Maria Sand.", [("dpo", True, True)], "with a name"),
        ("We have a data protection officer.", [("dpo", False, True)], "neither"),
        ("We have not appointed a data protection officer.", [("dpo", False, False)], "denied"),
        ("Write to Facebook's data protection officer at dpo@facebook.com.", [], "somebody else's"),
        ("Our EU representative is Nordvik Services SRL, Brussels.", [("representative", True, True)], "a representative by name"),
        ("Our sales representative will call you.", [], "another sort of representative"),
        ("We would name an EU representative if we grew; mail hi@fern.example.", [("representative", False, False)], "to come"),
    ],
)  # fmt: skip
def test_officers(read: Read, text: str, found: list[tuple[str, bool, bool]], reason: str) -> None:
    """An officer or representative is reachable where a name or a channel stands with the word."""
    assert [(f.office, f.reachable, f.polarity) for f in read(text).all(Officer)] == found, reason


def test_an_officers_heading_points_at_the_channel_below(read: Read) -> None:
    """A heading states nothing: the line below that gives the channel is the place."""
    (officer,) = read("# Policy\n\n## Grievance Officer\n\nEmail: care@fern.example\n").all(Officer)
    assert (officer.text, officer.reachable) == ("care@fern.example", True)


def test_representative_knows_its_territory(read: Read) -> None:
    """EU and UK representatives are told apart."""
    policy = read("Our EU representative is Nordvik Services SRL.\n\nOur UK representative is Thistle Privacy Ltd.")
    assert [f.territory for f in policy.all(Officer)] == ["EU", "GB"]
