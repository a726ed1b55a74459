"""Kinds of data, their sources, what they are used for, on what ground, and who receives them."""

from __future__ import annotations

import pytest

from policylint.facts.kinds import Basis, Category, Purpose, Recipient, Sharing, Source
from tests.conftest import Read


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        (
            "We collect your name and your IP address.",
            [("name", "collected"), ("ip-address", "collected")],
            "two kinds",
        ),
        ("We store server logs.", [("server-logs", "kept")], "what is kept"),
        (
            "We collect:\n\n- date of birth\n- gender",
            [("date-of-birth", "collected"), ("gender", "collected")],
            "a list under its lead",
        ),
        ("## Information we collect\n\n- Passwords", [("password", "collected")], "a section on collection"),
        ("The browser makers publish their address.", [], "nobody collects"),
    ],
)
def test_categories(read: Read, text: str, found: list[tuple[str, str]], reason: str) -> None:
    """A kind of data is a fact where the sentence, its list or its section says that it is taken."""
    assert [(f.name, f.act) for f in read(text).all(Category)] == found, reason


@pytest.mark.parametrize(
    ("text", "polarity", "actor", "several", "reason"),
    [
        ("We collect your name and your IP address.", True, "we", True, "two kinds make several"),
        ("We collect your name.", True, "we", False, "one does not"),
        ("We do not collect health data or your name.", False, "we", False, "what is denied is not taken"),
        (
            "Google collects your name and your IP address.",
            True,
            "other",
            False,
            "what somebody else takes is not ours",
        ),
    ],
)
def test_category_counts(read: Read, text: str, polarity: bool, actor: str, several: bool, reason: str) -> None:
    """Only kinds that the publisher itself says it takes count together."""
    first = next(iter(read(text).all(Category)))
    assert (first.polarity, first.actor, first.several) == (polarity, actor, several), reason


@pytest.mark.parametrize(
    ("text", "names", "reason"),
    [
        ("We receive your e-mail address from Google when you sign in.", ["login-provider"], "a log-in"),
        ("Credit agencies send us a score and your name.", ["credit-agencies"], "the source is the subject"),
        ("We obtain contact details from public registers.", ["public-sources"], "public sources"),
        ("We may collect information about you from third parties.", [""], "no kind of source"),
        ("We receive data from other sources, such as your employer.", ["employer"], "the kind follows"),
        ("If you invite a friend, we ask for that person's name.", ["other-users"], "readers tell about others"),
        ("## Data from third parties\n\n- Stripe: payment data", ["payment-processor"], "a section on sources"),
        ("The planner reads your Google calendar.", ["login-provider"], "read out of an account"),
        ("Post to Google. We import your regulators.", [], "nobody's account"),
        ("The bot collects data publicly available on Discord.", ["login-provider"], "what is open to all"),
        (
            "We gather no data that is not already publicly available on Mastodon or Discord.",
            ["login-provider"],
            "denied twice",
        ),
        ("Once an account is linked, we retrieve data from that platform.", ["connected-account"], "whatever its name"),
        ("Public posts are collected for the show.", ["public-sources"], "found in public"),
        ("Your carrier may disclose your phone number.", ["service-providers"], "a carrier's records"),
        ("A member may ask us to add a colleague.", ["other-users"], "one reader names another"),
        (
            "When using Disqus, Acme will receive the following data: a name.",
            ["login-provider"],
            "the publisher by name",
        ),
        ("Using Disqus, it will receive the following data: a name.", [], "the service receives"),
        ("A third-party vendor shares information with us.", [""], "anybody provides a service"),
        ("Data on servers provided by other companies are safe.", [], "the servers are provided"),
        ("They may be found by robots and search engines or others with data.", [], "search is no act here"),
        ("We share your data with third parties.", [], "a recipient is no source"),
        ("You may need your parent's consent before we collect data.", [], "consent is no data"),
        ("Do we receive information from third parties?", [], "a question"),
    ],
)
def test_sources(read: Read, text: str, names: list[str], reason: str) -> None:
    """A source is who gives data to the publisher; '' where nothing says of what kind."""
    assert [f.name for f in read(text).all(Source)] == names, reason


@pytest.mark.parametrize(
    ("text", "names", "reason"),
    [
        ("We use your e-mail address to send invoices.", {"payment"}, "a purpose"),
        ("We use your data to prevent fraud and to answer your questions.", {"fraud", "enquiries"}, "two"),
        ("We use your data to provide our services.", {"general"}, "true of any service"),
        ("Your data are used to water the garden.", {"other"}, "a purpose of no listed kind"),
        ("We collect your name, address and billing information.", set(), "billing information is data"),
        ("You may use the app to pay invoices.", set(), "the reader's use"),
        ("We keep your email unless you ask us to remove it.", set(), "what is asked for"),
        ("## Security\n\nWe use locks to protect the security of your data.", set(), "what protects data"),
        ("We use your data for our authentication cookie.", set(), "the name of a cookie"),
    ],
)
def test_purposes(read: Read, text: str, names: set[str], reason: str) -> None:
    """A purpose is what the publisher says that it does with data."""
    assert {f.name for f in read(text).all(Purpose)} == names, reason


def test_purposes_denied(read: Read) -> None:
    """A use that is denied is kept as a denial and does not count."""
    facts = [f for f in read("We will not use your data for marketing purposes.").all(Purpose) if f.name == "marketing"]
    assert [(f.polarity, f.several) for f in facts] == [(False, False)] * len(facts) and facts


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("We process orders to perform our contract with you.", {("contract", True)}, "tied to orders"),
        ("Logs are kept on the ground of Art. 6(1)(f) GDPR.", {("legitimate-interests", True)}, "by its article"),
        ("We process your answers with your explicit consent.", {("consent", True)}, "consent to a processing"),
        ("We send newsletters only with your consent.", {("consent", False)}, "marketing alone"),
        ("By using the site you consent to the processing of your data.", {("consent", False)}, "by mere use"),
        ("By using the site you consent to our privacy policy.", set(), "to the policy, not to a processing"),
        ("Parents must give their consent before a child signs up.", set(), "a parent's consent"),
        ("You may object to processing based on legitimate interests.", {("legitimate-interests", False)}, "a right"),
        (
            "We keep invoices to comply with our legal obligations.",
            {("legal-obligation", False)},
            "a purpose, not called a basis",
        ),
        ("The legal basis is our legal obligation to keep books.", {("legal-obligation", True)}, "called a basis"),
    ],
)
def test_bases(read: Read, text: str, found: set[tuple[str, bool]], reason: str) -> None:
    """A ground is tied where the text says that a processing rests on it."""
    assert {(f.ground, f.tied) for f in read(text).all(Basis)} == found, reason


@pytest.mark.parametrize(
    ("text", "named", "reason"),
    [
        ("We have a legitimate interest in keeping accounts safe.", True, "what it is in"),
        ("We answer your questions (legitimate interest).", True, "the purpose that it labels"),
        ("We rely on the following legitimate interests:\n\n- knowing which pages fail", True, "a list"),
        ("We process data for our legitimate interests or those of a third party.", False, "only whose"),
        ("We process data where our legitimate interests require it.", False, "none"),
    ],
)
def test_interests(read: Read, text: str, named: bool, reason: str) -> None:
    """An interest is named where it, or the purpose beside it, is told."""
    assert [bool(f.interest) for f in read(text).all(Basis)] == [named], reason


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("We share your data with our accountants.", [("advisers", True, "given")], "a kind"),
        ("We may disclose your data to third parties.", [("unnamed", False, "given")], "somebody"),
        ("Your order data are sent to Brightbox.", [("Brightbox", True, "named")], "a proper name"),
        ("We use Google Analytics.", [("analytics-provider", True, "works")], "who works for us"),
        ("You can share photos with other users.", [], "the reader's act"),
    ],
)
def test_recipients(read: Read, text: str, found: list[tuple[str, bool, str]], reason: str) -> None:
    """A recipient is who gets data from the publisher, by kind or name."""
    assert [(f.name, f.concrete, f.act) for f in read(text).all(Recipient)] == found, reason


@pytest.mark.parametrize(
    ("text", "act", "polarity", "absolute", "exceptions", "reason"),
    [
        ("We never share your data.", "share", False, True, 0, "absolute"),
        ("We do not share your data unless a court orders it.", "share", False, False, 1, "an exception"),
        ("We do not disclose data for marketing purposes.", "disclose", False, False, 1, "denied for one purpose only"),
        ("We share your data with our bank.", "share", True, False, 0, "affirmed"),
    ],
)
def test_sharing(read: Read, text: str, act: str, polarity: bool, absolute: bool, exceptions: int, reason: str) -> None:
    """What is done with data, or never done, with the exceptions that the sentence makes."""
    fact = next(f for f in read(text).all(Sharing) if f.act == act)
    assert (fact.polarity, fact.absolute, len(fact.exceptions)) == (polarity, absolute, exceptions), reason


def test_sharing_of_children(read: Read) -> None:
    """A denial about children says nothing about everybody else."""
    fact = next(f for f in read("We do not knowingly collect data from children.").all(Sharing) if f.act == "collect")
    assert (fact.polarity, fact.subject) == (False, "children-data")
