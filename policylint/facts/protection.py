"""How data are protected, and what cookies are used for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policylint.facts.context import Context
from policylint.facts.kinds import Cookies, Fact, Security
from policylint.matching.index import Hit

_DATA = frozenset(
    "data information password passwords backups backup records messages files credentials database databases traffic emails connection "
    "connections disk disks storage servers rest transit form forms chat chats transmission diary photos notes pages padlock phone letters "
    "samples health charts chart".split()
)
# Words that a service uses of itself ("we run a VPN") count only where data are spoken of.
_AMBIGUOUS = frozenset({"encryption", "network", "isolation", "pseudonymisation", "physical", "backups"})

_SHARED = frozenset("share shared disclose disclosed provide provided".split())
_REMAINS = frozenset("remain remains retained stays delete deleted".split())
_HELD = frozenset("keep kept retain retained retention after".split())
# What a reader does with copies of the own data: "export and import backups".
_BROUGHT = frozenset("export exporting import importing restore restoring".split())
_BY_READER = frozenset("you your user users".split())
_OURS = frozenset("we our us".split())
_REGULAR = frozenset("daily regular regularly nightly weekly".split())
_SECURE = frozenset(
    "secure securely safe safely secured care important seriously priority matters serious importance everything utmost best".split()
)
_PLAIN_HTTPS = frozenset(
    (word,) for word in ("request", "requests", "url", "urls", "link", "links", "address", "addresses")
)
_GUARDS = frozenset("safeguards precautions".split())
_OUTSIDERS = frozenset("parties party partners providers advertisers vendors".split())
_MORE = (("and", "other"), ("or", "other"), ("and", "similar"), ("or", "similar"))
_ENDS = frozenset("purpose purposes reason reasons obligations duties requirements grounds".split())
_VISITS = frozenset(("visit", "use", "browse"))
# Who takes the money; their standards protect data that the publisher does not hold.
_PAYEES = frozenset(
    "processor processors provider providers gateway gateways partner partners vendor vendors third stripe paypal razorpay "
    "braintree adyen square paddle bank banks".split()
)
_OURS = frozenset("we our i my".split())
# An audit of these, or by one of these, is a measure; "to conduct audits" alone is what data are used for.
_AUDITED = frozenset(
    "security secure protect protection systems system servers infrastructure controls safeguards independent independently external "
    "externally outside regularly yearly annual annually code".split()
)
_LINKS = frozenset(("link", "links", "linked", "linking"))
_ABROAD = frozenset("country countries outside abroad overseas eea jurisdiction jurisdictions international".split())


def find(context: Context) -> Iterable[Fact]:
    """Security and Cookies facts."""
    yield from _security(context)
    yield from _cookies(context)


def _security(context: Context) -> Iterator[Fact]:
    duty = context.sentences("security-duty")
    general = context.sentences("security-general")
    named: set[int] = set()
    for hit in context.hits("security-measure"):
        if hit.sentence.index in duty or _of_an_attacker(context, hit) or _a_name(hit) or context.denied(hit):
            continue
        focus = hit.sentence.index in general or "security" in context.topics(hit.sentence)
        if _of_no_store(context, hit) or (not focus and _aside(context, hit)):
            continue
        if hit.value == "card-standard" and not _own_standard(context, hit):
            continue
        plain = "end" in context.words(hit.sentence)[hit.first : hit.last]
        if not focus and not plain and hit.value in _AMBIGUOUS and _DATA.isdisjoint(context.words(hit.sentence)):
            continue
        yield Security(**context.place(hit), measure=hit.value, focus=focus, **context.stance(hit))
        named.add(hit.sentence.index)
    for hit in context.hits("security-concrete"):
        if hit.sentence.index not in duty | named and ("cannot" in hit.sentence.text or not context.denied(hit)):
            yield Security(**context.place(hit), measure="conduct", focus=False, **context.stance(hit))
    for hit in context.hits("own-hands"):
        if not _OUTSIDERS.isdisjoint(context.words(hit.sentence)[max(hit.first - 3, 0) : hit.first]):
            continue  # "those third parties have no access to your data" tells who receives nothing
        yield Security(
            **context.place(hit), measure="no-access", focus=False, **context.stance(hit) | {"polarity": True}
        )
    told: set[int] = set()
    for frame in ("security-formula", "security-general"):
        for hit in context.hits(frame):
            at = hit.sentence.index
            after = context.words(hit.sentence)[hit.last : hit.last + 3]
            after = after[2:] if after[:2] in _MORE else after[:1]
            if frame == "security-formula" and after and after[0] in _ENDS:
                continue  # "for legal or security purposes" tells why, not how
            if frame == "security-formula" and (
                _of_others(context, hit) or "quality" in context.words(hit.sentence)[hit.first : hit.last]
            ):
                continue
            about = "security" in context.topics(hit.sentence)
            if frame == "security-formula":
                text = hit.sentence.text.lower()
                about = about or not _GUARDS.isdisjoint(context.words(hit.sentence)[hit.first : hit.last])
                about = about or at in general or "security" in text or "technical and organi" in text
            else:  # "we keep it safely" says as much under any heading
                words = context.words(hit.sentence)[hit.first : hit.last]
                about = about or not _SECURE.isdisjoint(words)
            if about and at not in told:
                told.add(at)
                yield Security(**context.place(hit), measure="", **context.stance(hit))


def _aside(context: Context, hit: Hit) -> bool:
    """Whether the words tell what is sent, who is told, or which site is visited, and not how data are kept safe."""
    words = context.words(hit.sentence)
    after = words[hit.last] if hit.last < len(words) else ""
    if hit.value == "backups":
        return not _REMAINS.isdisjoint(words)
    if hit.value == "audit":
        single = hit.last - hit.first == 1 and words[hit.first] in ("audits", "audited")
        said = " ".join(words).replace("security purposes", "").replace("security reasons", "").split()
        return "tax" in words or (single and _AUDITED.isdisjoint(said))
    if hit.value == "hashing":
        return after in ("version", "string", "form", "value")
    if hit.value == "access-control":
        if hit.first and words[hit.first - 1] == "your":
            return True  # "your password-protected account" tells what is given
        near = words[max(hit.first - 6, 0) : hit.first]
        if not {"able", "cannot", "unable"}.isdisjoint(near) and not {"log", "sign"}.isdisjoint(near):
            return True  # "a number, to be able to log in with two factors" tells what data are for
        if words[hit.first] == "need" and hit.first and words[hit.first - 1] == "you":
            return True
        of_sharing = after in ("this", "the", "such") and not _SHARED.isdisjoint(words[: hit.first])
        return words[hit.last - 1] == "know" and of_sharing
    return hit.value == "encryption" and "you" in words[: hit.first] and not _VISITS.isdisjoint(words[: hit.first])


def _of_no_store(context: Context, hit: Hit) -> bool:
    """Whether, under any heading, backups are a ground to keep data longer, or HTTPS only the kind of a request or an address."""
    words = context.words(hit.sentence)
    before = words[max(hit.first - 5, 0) : hit.first]
    brought = not _BROUGHT.isdisjoint(before) or (not _BY_READER.isdisjoint(before) and _OURS.isdisjoint(words))
    if hit.value == "backups" and brought and _REGULAR.isdisjoint(before):
        return True
    if hit.value == "backups":
        return len(_HELD.intersection(words)) > 1 and _SECURE.isdisjoint(words)
    return words[hit.last - 1] == "https" and words[hit.last : hit.last + 1] in _PLAIN_HTTPS


def _own_standard(context: Context, hit: Hit) -> bool:
    """Whether a standard for cards is kept by the publisher, and not by those who take the money for it."""
    words = context.words(hit.sentence)
    return _PAYEES.isdisjoint(words) and not _OURS.isdisjoint(words[: hit.first])


def _of_others(context: Context, hit: Hit) -> bool:
    """Whether a formula is said of sites that are linked to, or of what protects a transfer to another country."""
    words = context.words(hit.sentence)
    if not _LINKS.isdisjoint(words) and "security" not in context.topics(hit.sentence):
        return True
    abroad = not _ABROAD.isdisjoint(words) and any(word.startswith("transfer") for word in words)
    return abroad and words[hit.last - 1] == "safeguards"


def _of_an_attacker(context: Context, hit: Hit) -> bool:
    """Whether 'access' is what is guarded against: unauthorised access is a danger and no measure."""
    words = context.words(hit.sentence)
    return any(w.startswith(("unauthori", "uninvited")) for w in words[max(hit.first - 2, 0) : hit.first])


def _a_name(hit: Hit) -> bool:
    """Whether the word is part of a proper name: a capital within the sentence, and not an abbreviation."""
    word = hit.sentence.text[hit.start : hit.end]
    return (
        hit.start > 2
        and word[:1].isupper()
        and not word.isupper()
        and " " not in word
        and hit.sentence.text[hit.start - 2] not in ".:!?-•"
    )


def _cookies(context: Context) -> Iterator[Fact]:
    definition, reader, other = (context.sentences(f"cookie-{name}") for name in ("definition", "reader", "other"))
    types = {(h.sentence.index, h.first): h.value for h in context.hits("cookie")}
    for hit in context.hits("cookie-use"):
        at = hit.sentence.index
        stance = context.stance(hit)
        if stance["actor"] == "other" and at in other:
            continue
        if stance["actor"] != "we" and (at in definition or at in reader):
            continue
        kind = next((v for (s, first), v in types.items() if s == at and hit.first <= first < hit.last), "")
        yield Cookies(**context.place(hit), type="" if kind == "any" else kind, **stance)
