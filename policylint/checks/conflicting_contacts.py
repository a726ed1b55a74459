"""conflicting_contacts: two addresses for the same purpose, or an address whose domain is plainly mistyped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policylint.checks import domains
from policylint.checks.pairs import MOST, Said, apart, hit, pairs, places
from policylint.checks.purposes_of_contact import CHILDREN, HOLES, OFFICER, QUESTIONS, RIGHTS, addresses
from policylint.document import Link
from policylint.facts.kinds import Address, Contact
from policylint.finding import Mark
from policylint.matching.tokens import tokenize
from policylint.patterns import lazy
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_FOR = {
    QUESTIONS: "questions about the policy",
    RIGHTS: "requests about one's rights",
    CHILDREN: "reports about a child's data",
    OFFICER: "the data protection officer",
    HOLES: "reports of security holes",
}
_NEXT = 3  # items further apart in a list are no alternatives
# The number of a postal district: 4 to 6 digits, "SW1A 2AA", "K1A 0B1".
_POSTCODE = lazy(r"\b(?:\d{4,6}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)\b")
_MAILBOX = lazy(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_HOST = lazy(r"(?:https?:)?//(?:www\.)?([\w-]+(?:\.[\w-]+)+)", 2)


@rule("conflicting_contacts")
def conflicting_contacts(site: Site) -> Iterator[Hit]:
    """One hit for each mistyped domain, and for each purpose that two addresses are given for."""
    for policy in site.policies:
        yield from _links(policy)
        yield from _slips(policy)
        yield from _endings(policy)
        yield from _streets(policy)
    rows = [row for policy in site.policies for row in addresses(policy)][:MOST]
    beside = {(one.key, two.key[1]) for one in rows for two in rows if one.key[0] == two.key[0] and _together(one, two)}
    told: set[tuple[str, bool]] = set()
    for a, b in pairs(rows):
        purpose = a.key[0]
        if purpose != b.key[0] or a.key[1] == b.key[1] or (purpose, apart(a, b)) in told:
            continue
        if (a.key, b.key[1]) in beside or (b.key, a.key[1]) in beside:
            continue  # the two are offered side by side somewhere
        told.add((purpose, apart(a, b)))
        message = (
            f"two addresses for {_FOR[purpose]}: {places(a, b, a.key[1], b.key[1])}; give one, or say how they differ"
        )
        yield hit(a, b, message, notes=(a.key[1], b.key[1]))


def _together(a: Said, b: Said) -> bool:
    """Whether two addresses are offered as alternatives, in one paragraph or one list."""
    if apart(a, b) or a.key[1] == b.key[1]:
        return False
    one, two = a.sentence.block, b.sentence.block
    return one is two or (
        one.section is two.section
        and one.kind == two.kind == "item"
        and one.lead is two.lead
        and one.lead is not None
        and abs(one.index - two.index) <= _NEXT
    )


def _links(policy: Policy) -> Iterator[Hit]:
    """Links that show one address and write to another."""
    for link in policy.document.links:
        if link.target[:7].lower() != "mailto:" or "@" not in link.text:
            continue
        shown = _MAILBOX.fullmatch(link.text.strip())
        target = _MAILBOX.fullmatch(_decoded(link.target[7:].partition("?")[0]).strip())
        if shown and target and shown[0].casefold() != target[0].casefold():
            message = f"the link shows {shown[0]} and writes to {target[0]}; make the two the same"
            yield Hit((Mark(policy.path, link.span),), message, subject=("link", shown[0], target[0]))


def _decoded(address: str) -> str:
    """An address of a link without its escapes."""
    if "%" not in address and "&" not in address:
        return address
    from html import unescape
    from urllib.parse import unquote

    return unquote(unescape(address))


def _slips(policy: Policy) -> Iterator[Hit]:
    """Domains that look like the policy's usual one mistyped."""
    found = list(_named(policy))
    hosts = _hosts(policy)
    usual = {host for host, count in hosts.items() if count > 1 and host not in domains.FREE_MAIL}
    told: set[str] = set()
    for host, mark in found:
        right = next(
            (other for other in sorted(usual) if hosts[other] > hosts[host] and domains.slipped(host, other)), ""
        )
        if right and host not in told:
            told.add(host)
            yield Hit((mark,), f"{host} looks like {right} mistyped", subject=("slip", host))


def _named(policy: Policy) -> Iterator[tuple[str, Mark]]:
    """The domains of the addresses and links of a policy, each with its place."""
    for fact in policy.all(Contact):
        if fact.channel == "email" and fact.value and not fact.placeholder:
            yield fact.value.rpartition("@")[2].casefold(), Mark(policy.path, fact.span)
    for link in policy.document.links:
        host = _host(link)
        if host:
            yield host, Mark(policy.path, link.span)


def _hosts(policy: Policy) -> Counter[str]:
    """How often each domain is named."""
    return Counter(host for host, _ in _named(policy))


def _host(link: Link) -> str:
    match = _HOST.match(link.target)
    return match[1].casefold() if match is not None else ""


def _endings(policy: Policy) -> Iterator[Hit]:
    """One mailbox at one name with two endings: contact@acme.io and contact@acme.com.

    Endings that each serve several places are both the publisher's, and no slip.
    """
    hosts = _hosts(policy)
    first: dict[tuple[str, str], Contact] = {}
    told: set[tuple[str, str]] = set()
    for fact in policy.all(Contact):
        if (
            fact.channel != "email"
            or "@" not in fact.value
            or fact.placeholder
            or domains.is_free(fact.value)
            or fact.purpose == "third-party"
        ):
            continue
        local, _, host = fact.value.casefold().partition("@")
        key = (local, domains.brand(host))
        other = first.setdefault(key, fact)
        if other.value.casefold() == fact.value.casefold() or key in told or other.sentence is fact.sentence:
            continue
        if domains.of_email(other.value) == domains.of_email(fact.value):
            continue
        if min(hosts[host], hosts[other.value.casefold().rpartition("@")[2]]) > 1:
            continue
        told.add(key)
        marks = (Mark(policy.path, other.span, other.value), Mark(policy.path, fact.span, fact.value))
        yield Hit(
            marks,
            f"one mailbox with two endings: {other.value} here, {fact.value} there; is one of them mistyped?",
            subject=("ending", *key),
        )


def _streets(policy: Policy) -> Iterator[Hit]:
    """One house in one street with two postcodes."""
    first: dict[tuple[str, ...], tuple[str, Address]] = {}
    told: set[tuple[str, ...]] = set()
    for fact in policy.all(Address):
        street, _, rest = fact.text.partition(",")
        code = _POSTCODE.search(rest)
        house = tuple(tokenize(street)[0])
        if code is None or len(house) < 2 or not any(word[0].isdigit() for word in house):
            continue
        postcode = code[0].replace(" ", "")
        before, other = first.setdefault(house, (postcode, fact))
        if before == postcode or len(before) != len(postcode) or house in told:
            continue
        told.add(house)
        yield Hit(
            (Mark(policy.path, other.span, before), Mark(policy.path, fact.span, postcode)),
            f"one house with two postcodes: {before} here, {postcode} there; correct one of them",
            subject=("street", *house),
        )
