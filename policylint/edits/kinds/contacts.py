"""How readers reach the publisher: addresses and numbers that are new, gone, or others now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policylint.document import Sentence
from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.weight import edits
from policylint.facts.kinds import Address, Contact, Entity
from policylint.finding import Severity
from policylint.patterns import lazy, word_set
from policylint.site import Policy

# Somebody else's mailbox says nothing of how the publisher is reached.
_OTHERS = frozenset(["third-party"])
_DIRECT = ("email", "phone")
_WAYS = word_set("form forms chat portal page button settings window app website desk counter letterbox ticket")
_PAGE = lazy(r"(?<![@\w.])(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)+/\w")
_WORD = lazy(r"[^\W_]+")
MOST = 400  # mailboxes that are gone for which a successor is looked for
TYPO = 2  # letters by which a corrected address differs from the mistyped one
# Of an address alone these say no other place.
_COUNTRIES = word_set(
    "the and of united kingdom states america england scotland wales germany france ireland austria switzerland usa uk"
)


@detects("contact-removed", "contact-changed", "contact-added")
def contacts(comparison: Comparison) -> Iterator[ChangeHit]:
    """Mailboxes and telephone numbers by their values, then postal addresses by their words."""
    for channel in _DIRECT:
        yield from _values(comparison, channel)
    yield from _addresses(comparison)


def _values(comparison: Comparison, channel: str) -> Iterator[ChangeHit]:
    before, after = _stated(comparison.old, channel), _stated(comparison.new, channel)
    gone = {
        value: fact
        for value, fact in before.items()
        if value not in after and fact.sentence.index in comparison.changed_old
    }
    come = {
        value: fact
        for value, fact in after.items()
        if value not in before and fact.sentence.index in comparison.changed_new
    }
    for value, old in list(gone.items())[:MOST]:
        new = _successor(comparison, old, come.values())
        if new is None:
            continue
        del gone[value]
        come.pop(_value(new), None)
        # A mailbox that was only mistyped reaches the same people.
        mended = edits(_value(old), _value(new), TYPO + 1) <= TYPO
        yield ChangeHit(
            "contact-changed",
            comparison.in_old(old),
            comparison.in_new(new),
            f"{old.value} became {new.value}",
            Severity.INFO if mended else None,
            "notable" if mended else "",
        )
    for old in gone.values():
        way = _other_way(comparison, old)
        if way is not None:
            yield ChangeHit(
                "contact-changed",
                comparison.in_old(old),
                comparison.in_new(way),
                f"{old.value} gave way to another channel",
            )
            continue
        alone = not any(
            fact.purpose not in _OTHERS and fact.channel in (*_DIRECT, "form") for fact in _all(comparison.new)
        )
        severity = None if alone else Severity.WARNING
        rest = (
            "; no other direct way to reach the publisher is left"
            if alone
            else "; other ways to reach the publisher remain"
        )
        yield ChangeHit(
            "contact-removed", comparison.in_old(old), None, f"{old.value} is no longer given{rest}", severity
        )
    for new in come.values():
        yield ChangeHit(
            "contact-added", None, comparison.in_new(new), f"{new.value} is a new way to reach the publisher"
        )


def _successor(comparison: Comparison, old: Contact, come: Iterable[Contact]) -> Contact | None:
    """The contact that took another's place: in the reworded sentence, else of the same purpose under the same heading."""
    partner = comparison.partner_of_old(old.sentence)
    near = [new for new in come if partner is not None and new.sentence is partner]
    if near:
        return min(near, key=lambda new: edits(_value(old), _value(new), 12))
    for new in come:
        same = new.sentence.block.section.title.casefold() == old.sentence.block.section.title.casefold()
        if new.purpose == old.purpose and same:
            return new
    return None


def _other_way(comparison: Comparison, old: Contact) -> Sentence | None:
    """The new sentence, in the place of one with a mailbox or number, that sends readers to a form, a page, a chat or the like."""
    partner = comparison.partner_of_old(old.sentence)
    before = set(comparison.words_old(old.sentence))
    for new in dict.fromkeys([*([partner] if partner is not None else []), *comparison.instead_of_old(old.sentence)]):
        if not _WAYS.isdisjoint(set(comparison.words_new(new)) - before) or _PAGE.search(new.text):
            return new
    return None


def _all(policy: Policy) -> Iterator[Contact]:
    for fact in policy.all(Contact):
        if not fact.placeholder and fact.polarity:
            yield fact


def _stated(policy: Policy, channel: str) -> dict[str, Contact]:
    """The contacts of a channel by value, the first of each."""
    found: dict[str, Contact] = {}
    for fact in _all(policy):
        if fact.channel == channel and fact.value and fact.purpose not in _OTHERS:
            found.setdefault(_value(fact), fact)
    return found


def _value(fact: Contact) -> str:
    if fact.channel == "phone":
        return "".join(char for char in fact.value if char.isdigit()).lstrip("0")
    return fact.value.casefold()


def _addresses(comparison: Comparison) -> Iterator[ChangeHit]:
    before = [f for f in comparison.old.all(Address) if f.owner == "we" and f.complete]
    after = [f for f in comparison.new.all(Address) if f.owner == "we" and f.complete]
    known_old, known_new = _words(comparison.old), _words(comparison.new)
    gone = [f for f in before if f.sentence.index in comparison.changed_old and _place(f) - known_new]
    come = [f for f in after if f.sentence.index in comparison.changed_new and _place(f) - known_old]
    for old in gone:
        partner = comparison.partner_of_old(old.sentence)
        title = old.sentence.block.section.title.casefold()
        new = next((f for f in come if f.sentence is partner), None)
        new = new or next((f for f in come if f.sentence.block.section.title.casefold() == title), None)
        if new is not None:
            come.remove(new)
            if edits(old.text, new.text, TYPO + 1) <= TYPO:
                continue  # a house number or a code was corrected
            yield ChangeHit(
                "contact-changed",
                comparison.in_old(old),
                comparison.in_new(new),
                "the postal address is another one",
                None,
                "notable" if partner is new.sentence else "",
            )
        elif not after:
            yield ChangeHit("contact-removed", comparison.in_old(old), None, "the postal address is no longer given")
    if not before and come and not _names(comparison, come[0]):
        yield ChangeHit("contact-added", None, comparison.in_new(come[0]), "a postal address is given")


def _names(comparison: Comparison, fact: Address) -> bool:
    """Whether an address only comes with the name of somebody who took another's place."""
    partner = comparison.partner_of_new(fact.sentence)
    olds = [partner] if partner is not None else comparison.instead_of_new(fact.sentence)
    named = {e.sentence.index for e in comparison.old.all(Entity)}
    return any(s.index in named for s in olds) and any(e.sentence is fact.sentence for e in comparison.new.all(Entity))


def _place(fact: Address) -> set[str]:
    """The words of an address that say where it is."""
    return set(_WORD.findall(fact.text.casefold())) - _COUNTRIES


def _words(policy: Policy) -> set[str]:
    """All words of the addresses of a policy, with the lines that they stand on."""
    return {word for fact in policy.all(Address) for word in _WORD.findall(fact.sentence.text.casefold())}
