"""insecure-rights-channel: mail is called unsafe, and is the only way to use a right."""

from __future__ import annotations

from collections.abc import Iterator

from policylint.bodies import bodies
from policylint.checks.wording import sentences, whole
from policylint.facts.kinds import Contact, RightsChannel
from policylint.patterns import word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

_SECRETS = word_set("password passwords pin cvv")
_PERSONAL = word_set("personal sensitive confidential data information matters")
_SECRET_CARD = word_set("unsolicited spam marketing unsubscribe promotional opt")


@rule("unsafe_mail")
def unsafe_mail(site: Site) -> Iterator[Hit]:
    """One hit for each policy body that warns against mail and offers nothing else for requests."""
    for policy in site.policies:
        warned = [s for s in sentences(policy, "mail-unsafe") if _warns(policy.index.words(s))]
        if not warned:
            continue
        for body in bodies(policy.document):
            here = next((s for s in warned if body.holds(s.index)), None)
            if here is None or _other_way(policy, body.first, body.last):
                continue
            mail = [f for f in policy.all(RightsChannel) if f.channel == "email" and body.holds(f.sentence.index)]
            if mail:
                first, second = sorted((here, mail[0].sentence), key=lambda s: s.index)
                if first is not second:
                    yield Hit((whole(policy, first), whole(policy, second)), subject=(here.text, mail[0].sentence.text))


def _warns(words: tuple[str, ...]) -> bool:
    """Whether mail as such is called unsafe, or unfit for personal data; a word on passwords alone is none."""
    if not _SECRET_CARD.isdisjoint(words):
        return False
    return _SECRETS.isdisjoint(words) or not _PERSONAL.isdisjoint(words)


def _other_way(policy: Policy, first: int, last: int) -> bool:
    """Whether requests can be made by post, phone, form or in the settings."""
    facts: tuple[Contact | RightsChannel, ...] = (*policy.all(Contact), *policy.all(RightsChannel))
    for fact in facts:
        told = fact.channel in ("phone", "form", "settings", "chat", "post") and first <= fact.sentence.index < last
        if told and (isinstance(fact, RightsChannel) or fact.purpose in ("rights", "privacy", "dpo", "general")):
            return True
    return False
