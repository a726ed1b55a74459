"""What a statement about keeping speaks of: which kinds of data, from when its period runs, and whether of copies.

A finder says which words name the data; here they are taken apart, so that "log files" and "server logs" meet and "web logs" and "mail
logs" do not. What is only pointed at ("this information") is told by the label before it, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks.pairs import Said, said
from policylint.facts.kinds import Retention
from policylint.hints import Any
from policylint.matching.tokens import tokenize
from policylint.matching.walking import longest
from policylint.patterns import lazy, word_set
from policylint.record import Record, replace
from policylint.site import Policy

_GENERIC = word_set(
    "data information record records file files detail details document documents entry entries copy "
    "copies item items kind kinds type "
    "types log logs logfile logfiles info material materials such the a an your our their this that "
    "these those any all certain some "
    "other user user's users customer customer's customers personal of from to and or in on we i us "
    "it which you about most each "
    "following related relevant raw full individual own"
)
_SAME = {
    "web": "server",
    "webserver": "server",
    "http": "server",
    "access": "server",
    "website": "server",
    "ticket": "support",
    "tickets": "support",
    "helpdesk": "support",
    "messages": "support",
    "message": "support",
    "communications": "support",
    "correspondence": "support",
    "conversations": "support",
    "chat": "support",
    "chats": "support",
    "enquiries": "support",
    "inquiries": "support",
    "invoice": "billing",
    "invoices": "billing",
    "bill": "billing",
    "bills": "billing",
    "invoicing": "billing",
    "accounting": "billing",
    "payments": "payment",
    "recording": "recordings",
    "call": "calls",
    "phone": "calls",
    "telephone": "calls",
    "voice": "calls",
    "videos": "video",
}
_WHOLE = word_set("data information pii records everything anything details")
_ANY = word_set("your personal all any user customer our everything identifiable identifying member members' users'")
_POINTING = word_set("this that these those such it they them the same")
_NARROWING = word_set("certain some other following relevant specific such these those this said")
_LABEL = lazy(r"([^.:;()\n–—|]{3,60}?)\s?(?::|\s[-–—]\s)")
_ACCOUNT = lazy(
    r"\b(?:terminat\w+|clos(?:e|es|ed|ure|ing)\b(?! (?:of|the) (?:ticket|case|request))|cancel\w*"
    r"|delet(?:e|es|ed|ing|ion)(?: of)? (?:your|the|an|their) (?:user )?account"
    r"|account (?:is |has been |was )?(?:deleted|closed|deletion|closure|removed)|end of (?:the|your"
    r"|our) (?:contract|agreement|subscription|relationship|membership|service))",
    2,
)
_MATTER = lazy(
    r"\b(?:resol(?:ved|ution|ve)|last (?:contact|message|communication|reply|interaction"
    r"|correspondence)|(?:ticket|case|request|enquiry|inquiry|matter)s?"
    r" (?:is |has been |was |are )?(?:closed|answered|resolved)|after closing|completion|completed"
    r"|fulfil\w+|end of the (?:event|course|process|procedure))",
    2,
)
_IDLE = lazy(
    r"\b(?:inactiv\w+|unused|idle|last (?:log-?in|login|use|visit|activity|signed|sign-in)|not "
    r"(?:been )?(?:used|logged|signed|active)|dormant)",
    2,
)
_REQUEST = lazy(r"\b(?:request\w*|ask(?:ed|s)?\b|opt(?:ed)?[- ]out|unsubscrib\w+|withdraw\w*)", 2)
_COPIES = lazy(r"\b(?:back-?ups?|back up|archiv\w+|snapshots?|offline|trash\w*|recycle|caches?)\b", 2)


class Kind(Record):
    """A kind of data as a statement names it: the lexicon's entry, and the words that set it apart from others of that entry."""

    entry: str
    words: frozenset[str]
    written: str


class Kept(Record):
    """A statement about how long data are kept.

    kinds    the kinds of data, where they are named; `whole` where it is said of personal data as such
    since    what the period runs from: account (its end), matter (the end of what the data are for), idle, request; '' for collection
    copies   said of backups, archives or a recycle bin
    """

    row: Said
    fact: Retention
    kinds: tuple[Kind, ...]
    whole: bool
    since: str
    copies: bool

    @property
    def shown(self) -> str:
        """Its end: '30 days', 'without end', 'until you unsubscribe'."""
        if self.fact.period is not None:
            most = {"max": "at most ", "min": "at least ", "typical": "about "}.get(self.fact.bound, "")
            return f"{most}{self.fact.period}"
        return "without end" if self.fact.form == "indefinite" else self.fact.until


def statements(policy: Policy) -> list[Kept]:
    """The statements of a policy about keeping its own data, in the order of the text. Kept with the policy: several checks ask."""
    kept: dict[str, Any] = policy.__dict__
    found: list[Kept] | None = kept.get("_retained")
    if found is None:
        found = kept["_retained"] = _statements(policy)
    return found


def _statements(policy: Policy) -> list[Kept]:
    facts = [fact for fact in policy.all(Retention) if fact.polarity]
    concrete = {fact.sentence.index for fact in facts if fact.form != "criteria"}
    return [_kept(policy, fact) for fact in facts if fact.form != "criteria" or fact.sentence.index not in concrete]


def _kept(policy: Policy, fact: Retention) -> Kept:
    row = said(policy, fact)
    kinds, whole = _named(policy, fact.category)
    pointing = not kinds and (not fact.category or not _POINTING.isdisjoint(tokenize(fact.category)[0]))
    if pointing:
        label = _label(policy, fact)
        if label:
            kinds, _ = _named(policy, label)
            whole = False
    text = fact.sentence.text
    return Kept(replace(row, key=_key(fact)), fact, kinds, whole, _since(fact), _COPIES.search(text) is not None)


def _key(fact: Retention) -> tuple[str, ...]:
    return (fact.category.casefold(), fact.period.iso if fact.period else fact.form, fact.bound, _since(fact))


def _named(policy: Policy, written: str) -> tuple[tuple[Kind, ...], bool]:
    """The kinds of data in words such as 'account and billing data', and whether they mean personal data as such."""
    words = tokenize(written)[0]
    kinds = tuple(_kinds(policy, words))
    if kinds:
        return kinds, False
    whole = (
        not _WHOLE.isdisjoint(words)
        and set(words) <= _GENERIC | _ANY
        and not _ANY.isdisjoint(words)
        and _NARROWING.isdisjoint(words)
    )
    return (), whole or words in (("everything",), ("anything",), ("nothing",))


def _kinds(policy: Policy, words: tuple[str, ...]) -> Iterator[Kind]:
    trie = policy.index.book.tries.get("category", {})
    at = begin = 0
    while at < len(words):
        end, entry = longest(trie, words, at) or (at + 1, "")
        if entry:
            row = words[begin:end]
            yield Kind(entry, frozenset(_SAME.get(w, w) for w in row if w not in _GENERIC), " ".join(row))
            begin = end
        elif words[at] in ("and", "or"):
            begin = at + 1
        at = end


def _label(policy: Policy, fact: Retention) -> str:
    """What stands before a colon or dash at the beginning of the block, as in 'Log data: we keep it for 30 days'; ''."""
    block = fact.sentence.block
    if block.kind == "cell" and len(block.headers) > 1:
        return block.headers[-1]
    if block.kind not in ("item", "paragraph"):
        return ""
    match = _LABEL.match(block.flat.text, 0, 70)
    return match[1] if match is not None else ""


def since(text: str) -> str:
    """What a period runs from, by the words around it: the end of the account, of a matter, idleness, a request; '' for none."""
    for name, pattern in (("matter", _MATTER), ("account", _ACCOUNT), ("idle", _IDLE), ("request", _REQUEST)):
        if pattern.search(text):
            return name
    return ""


def _since(fact: Retention) -> str:
    return since(fact.sentence.text[max(fact.start - 60, 0) : fact.end + 90])


def same_kind(policy: Policy, a: Kept, b: Kept) -> tuple[Kind, Kind, bool] | None:
    """The kinds in which two statements meet, and whether they are exactly the same; None where they speak of different data."""
    loose: tuple[Kind, Kind, bool] | None = None
    for one in a.kinds:
        for two in b.kinds:
            if one.entry == two.entry and one.words == two.words:
                return one, two, True
            if _kin(policy, one.entry, two.entry) and (one.words <= two.words or two.words <= one.words):
                loose = loose or (one, two, False)
    return loose


def _kin(policy: Policy, one: str, two: str) -> bool:
    book = policy.index.book
    return one in book.wider("category", two) or two in book.wider("category", one)
