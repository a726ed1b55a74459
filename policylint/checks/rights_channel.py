"""rights-without-channel: rights are granted, and nothing in the same policy says where to turn with them."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.bodies import bodies
from policylint.checks.wording import whole
from policylint.facts.kinds import Address, Contact, Right, RightsChannel
from policylint.finding import Severity
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_NOBODY = ("", "none", "person")  # "contact us", and no more
_REACHING = (
    "mailto:",
    "tel:",
    "contact",
    "support",
    "help",
    "privacy-request",
    "dsar",
    "form",
    "settings",
    "account",
    "imprint",
    "impressum",
    "legal-notice",
    "about",
)


@rule("rights_channel")
def rights_channel(site: Site) -> Iterator[Hit]:
    """One hit for each policy body that grants rights and gives no channel: no address, form, setting or office."""
    for policy in site.policies:
        if _linked(policy):
            continue
        for body in bodies(policy.document):
            rights = [
                fact
                for fact in policy.all(Right)
                if fact.right != "complaint"
                and fact.polarity
                and fact.form in ("right", "ask")
                and body.holds(fact.sentence.index)
            ]
            if not rights or any(body.holds(at) for at in _channels(policy)):
                continue
            # One right told in passing ("until you withdraw your consent") is no chapter on rights.
            passing = len({fact.right for fact in rights}) == 1
            yield Hit(
                (whole(policy, rights[0].sentence),),
                severity=Severity.WARNING if passing else None,
                subject=(rights[0].right,),
            )


def _channels(policy: Policy) -> Iterator[int]:
    """The sentences that give a way to reach the publisher, or to act oneself."""
    for contact in policy.all(Contact):
        if contact.channel not in _NOBODY and not contact.placeholder and contact.purpose != "third-party":
            yield contact.sentence.index
    for channel in policy.all(RightsChannel):
        if channel.channel not in _NOBODY:
            yield channel.sentence.index
    for address in policy.all(Address):
        if address.complete and address.owner in ("we", "dpo", "representative"):
            yield address.sentence.index
    for right in policy.all(Right):
        if right.form == "can" or right.channel not in _NOBODY:
            yield right.sentence.index


def _linked(policy: Policy) -> bool:
    """Whether a link leads to a page for contact or to settings: what stands there is not ours to read."""
    return any(word in f"{link.target} {link.text}".lower() for link in policy.document.links for word in _REACHING)
