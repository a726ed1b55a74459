"""contact_domains: a contact address on a domain that has nothing to do with the site or its publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policylint.checks import domains
from policylint.facts.kinds import Contact, Entity
from policylint.finding import Mark
from policylint.patterns import lazy, word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_HOST_NAME = r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]{1,60}\.){1,4}[a-z]{2,12})(?![\w@-])"
_OWN = lazy(
    r"\b(?:our|this|the|my)\s(?:\w+\s){0,2}(?:web ?site|site|homepage|web page|web app|platform|shop"
    r"|store)\b(?!-)(?:\s(?:is|at|located at|available at|under|address|of|:))*[\s:(\"']{0,3}"
    + _HOST_NAME
    + r"|\b(?:policy|notice|statement)\s(?:covers|applies to|is for|governs)\s(?:the (?:web ?site|site) )?"
    + _HOST_NAME
    + r"|\b(?:we|company|owner|ltd\.?|gmbh|inc\.?|llc)\)?,?\s(?:operates?|runs?)\s(?:the (?:web ?site|site) )?"
    + _HOST_NAME
    + r"|\b(?:web ?site|site|url)\s?:\s"
    + _HOST_NAME,
    re.IGNORECASE,
)
_MARKS = lazy(r"[\W_]")
_DOTTED = lazy(r"[a-z0-9]\.[a-z]{2}")
_OUTSIDE = word_set(
    "officer dpo representative counsel lawyer lawyers authority commissioner commissioner's "
    "regulator ombudsman ombudsperson"
)
_HOSTS_OF_OTHERS = word_set(
    "google.com apple.com facebook.com play.google.com github.io github.com wordpress.com "
    "blogspot.com sites.google.com netlify.app wixsite.com weebly.com herokuapp.com vercel.app"
)

MOST = 5  # domains that are the site's, or are told; a text that names more of either is about something else


@rule("contact_domains")
def contact_domains(site: Site) -> Iterator[Hit]:
    """One hit for each such domain, at the first address on it, with a mark where the site is named."""
    for policy in site.policies:
        mails = [
            fact for fact in policy.all(Contact) if fact.channel == "email" and fact.value and not fact.placeholder
        ]
        own = _own(policy) if mails else {}
        if not own:
            continue
        names = _names(policy)
        told: set[str] = set()
        for fact in mails:
            if fact.purpose in ("third-party", "dpo"):
                continue
            domain = domains.of_email(fact.value)
            if domain in told or domain in own or "gov" in domain.split(".") or _of_others(policy, fact):
                continue
            free = domains.is_free(fact.value)
            if not free and _related(domains.brand(domain), {domains.brand(host) for host in own}, names):
                continue
            told.add(domain)
            if len(told) > MOST:
                break
            host, mark = next(iter(own.items()))
            what = "with a provider that gives addresses to anybody" if free else "on another domain"
            message = f"{fact.value} is {what}, while the site is {host}; readers cannot tell that it is yours"
            yield Hit((Mark(policy.path, fact.span), mark), message, subject=("domain", domain))


def _of_others(policy: Policy, fact: Contact) -> bool:
    """Whether the sentences before an address speak of an officer or of an authority, whose it then is."""
    at = fact.sentence.index
    near = policy.document.sentences[max(at - 3, 0) : at + 1]
    return any(not _OUTSIDE.isdisjoint(policy.index.words(sentence)) for sentence in near)


def _own(policy: Policy) -> dict[str, Mark]:
    """The registrable domains that the policy calls its site's, with the place where it does."""
    found: dict[str, Mark] = {}
    for sentence in policy.document.sentences:
        text = sentence.text
        if sentence.block.kind == "meta" or not _DOTTED.search(text):
            continue
        for match in _OWN.finditer(text):
            group = next(n for n in range(1, 5) if match[n])
            host = match[group].casefold()
            if (
                "." in host
                and host.rpartition(".")[2].isalpha()
                and host not in _HOSTS_OF_OTHERS
                and domains.registrable(host) not in _HOSTS_OF_OTHERS
            ):
                if len(found) == MOST:
                    return found
                found.setdefault(
                    domains.registrable(host),
                    Mark(policy.path, sentence.source(match.start(group), match.end(group)), "the site"),
                )
    return found


def _names(policy: Policy) -> set[str]:
    """The names of the publisher, and of the policy, without blanks."""
    names = {_MARKS.sub("", fact.name.casefold()) for fact in policy.all(Entity) if fact.role == "controller"}
    names.add(_MARKS.sub("", policy.document.title.casefold()))
    return {name for name in names if name}


def _related(brand: str, own: set[str], names: set[str]) -> bool:
    """Whether a label has something of the site's or of the publisher's name."""
    plain = _MARKS.sub("", brand.casefold())
    for other in (*own, *names):
        label = _MARKS.sub("", other.casefold())
        if plain in label or label in plain:
            return True
        if len(plain) >= 4 and len(label) >= 4 and (plain[:4] == label[:4] or plain[-4:] == label[-4:]):
            return True
    return False
