"""The kinds of fact that a policy's sentences are read into.

Every fact knows the words that state it (`sentence`, `start`, `end`: offsets into sentence.text) and how they
state it: `polarity` (False where the text denies it), `modality` (states: plain present or a commitment; may: a
permission or possibility; law: a description of what law requires) and `actor` (we: the publisher; reader; other: somebody
else; '': not told). A field that the text does not give is '' (or None), and unknown never conflicts with anything.
"""

from __future__ import annotations

import datetime as dt

from policylint.document import Sentence
from policylint.facts.values import Duration
from policylint.hints import Any, ClassVar
from policylint.record import Record, fields
from policylint.span import Span

HIDDEN = frozenset({"sentence", "start", "end"})


class Fact(Record, kw_only=True):
    """Words of one sentence that state something."""

    kind: ClassVar[str] = ""
    sentence: Sentence
    start: int
    end: int
    polarity: bool = True
    modality: str = "states"
    actor: str = ""

    @property
    def span(self) -> Span:
        """Where the words stand in the source."""
        return self.sentence.source(self.start, self.end)

    @property
    def text(self) -> str:
        """The words, flattened."""
        return self.sentence.text[self.start : self.end]

    def values(self) -> dict[str, Any]:
        """The fields by name, without the place."""
        return {name: getattr(self, name) for name in fields(self) if name not in HIDDEN}


class Retention(Fact, kw_only=True):
    """How long data are kept. `bound`: max, min, typical or exact. `until`: the end event, in its words."""

    kind: ClassVar[str] = "retention"
    subject: str = ""  # category of the lexicon (server-logs), '' where only words are known
    category: str = ""  # as written
    period: Duration | None = None
    until: str = ""
    bound: str = "exact"
    form: str = "duration"  # duration, event, indefinite, criteria, statutory


class Age(Fact, kw_only=True):
    """An age of children. `op`: under, at-least, or-younger; `consequence`: not-directed, not-collected, prohibited, parental-consent, adults."""

    kind: ClassVar[str] = "child-age"
    years: int
    op: str = ""
    consequence: str = ""
    scope: str = ""  # country or service, as written


class Children(Fact, kw_only=True):
    """A statement about children or minors, with or without an age."""

    kind: ClassVar[str] = "children"
    has_age: bool = False


class Dated(Fact, kw_only=True):
    """A date. `role`: effective, updated, published, archived, copyright, other. `precision`: day, month, year; ambiguous: two readings; blank: a label
    without a date; variable: filled in when the page is built."""

    kind: ClassVar[str] = "date"
    role: str = "other"
    day: dt.date | None = None
    precision: str = "day"


class Contact(Fact, kw_only=True):
    """A way to reach somebody. `channel`: email, phone, form, post, person, chat, settings, none ("contact us"). `purpose`:
    privacy, rights, general, dpo, children, marketing, support, abuse, third-party.
    """

    kind: ClassVar[str] = "contact"
    channel: str
    value: str = ""
    purpose: str = "general"
    placeholder: bool = False


class Address(Fact, kw_only=True):
    """A postal address, whole (street or box, and town or postcode) or only a place. `owner`: we, dpo, representative, authority, third-party."""

    kind: ClassVar[str] = "address"
    complete: bool = True
    owner: str = "we"
    country: str = ""


class Entity(Fact, kw_only=True):
    """An organisation or person. `role`: controller, vendor, authority, ''.

    `form`: the legal form as written, the noun that names a body ("Foundation"), person, or variable (of a
    site generator, which fills in the name); '' for a brand. `tie` says how a
    controller is told from others: controller (by that word), we ("Acme ('we')"), operator ("operated by"), policy (it is
    Acme's policy), contact (in the contact block), subject (Acme
    does what the policy says), mention (once more).
    """

    kind: ClassVar[str] = "entity"
    name: str
    form: str = ""
    role: str = ""
    tie: str = ""
    number: str = ""
    country: str = ""


class Role(Fact, kw_only=True):
    """Who is controller, joint-controller, processor, business, service-provider, data-user ... for which data. `party`: we, reader, other."""

    kind: ClassVar[str] = "role"
    role: str
    party: str = "we"
    subject: str = ""


class Category(Fact, kw_only=True):
    """A kind of personal data. `name` is the lexicon's; `source`: direct, automatic, third-party, ''; `act`: collected, kept, shared, handled, ''."""

    kind: ClassVar[str] = "category"
    name: str
    source: str = ""
    act: str = ""
    special: bool = False
    several: bool = False  # the policy says that it takes another concrete kind as well
    listed: bool = False  # another kind is named in the same sentence or list


class Source(Fact, kw_only=True):
    """Where data that the reader did not give come from; `name` '' for unnamed third parties."""

    kind: ClassVar[str] = "source"
    name: str = ""


class Purpose(Fact, kw_only=True):
    """What data are used for; `name` of the lexicon; `concrete` is False for 'to provide our services'."""

    kind: ClassVar[str] = "purpose"
    name: str
    concrete: bool = True
    several: bool = False  # the policy names another concrete purpose as well
    best: bool = False  # no other statement of the policy tells purposes more plainly


class Basis(Fact, kw_only=True):
    """A legal basis. `ground`: consent, contract, legal-obligation, vital-interests, public-task, legitimate-interests. `tied`: to a processing."""

    kind: ClassVar[str] = "basis"
    ground: str
    tied: bool = False
    purpose: str = ""
    interest: str = ""  # the legitimate interest named, in its words


class Recipient(Fact, kw_only=True):
    """Who receives data; `name` of the lexicon's category or the company's; `concrete` is False for 'third parties'."""

    kind: ClassVar[str] = "recipient"
    name: str
    concrete: bool = True
    act: str = ""  # given: data go there; works: it works for the publisher; named: beside an act; '' where only the section says so
    best: bool = False  # no other statement of the policy tells recipients more plainly


class Sharing(Fact, kw_only=True):
    """An act on data: share, disclose, sell, rent, collect, use, access, store, track. `absolute`: never, in no case. `exceptions`: words."""

    kind: ClassVar[str] = "sharing"
    act: str
    whom: str = ""
    subject: str = ""
    absolute: bool = False
    exceptions: tuple[str, ...] = ()


class Place(Fact, kw_only=True):
    """A country or region. `role`: storage, transfer, governing-law, seat. `exclusivity`: only, default, may, choice, ''."""

    kind: ClassVar[str] = "place"
    country: str = ""  # ISO 3166-1 alpha-2; '' for a region (the EEA) or unknown
    role: str = "storage"
    exclusivity: str = ""
    name: str = ""  # as written


class Transfer(Fact, kw_only=True):
    """Data go, or do not go, to another country."""

    kind: ClassVar[str] = "transfer"


class Safeguard(Fact, kw_only=True):
    """What protects a transfer. `name`: scc, adequacy, bcr, dpf, privacy-shield, safe-harbor, derogation, idta; '' for unnamed."""

    kind: ClassVar[str] = "safeguard"
    name: str = ""


class Right(Fact, kw_only=True):
    """A right of the reader. `right`: access, rectification, erasure, restriction, portability, objection, withdraw-consent, complaint.

    `form`: right (by that name), ask (something to ask of the publisher), can (a permission, or a way to do it oneself), heading
    (named in a heading over text), vague (to complain, nobody says to whom).
    """

    kind: ClassVar[str] = "right"
    right: str
    form: str = "right"
    channel: str = ""  # how it is exercised, where the same passage says so
    condition: str = ""


class RightsChannel(Fact, kw_only=True):
    """A channel tied to rights, requests or deletion. `channel` as in Contact. `tie`: rights (to rights as such), act (to one of
    them), section, request (to requests of any kind)."""

    kind: ClassVar[str] = "rights-channel"
    channel: str
    tie: str = "rights"


class ResponseTime(Fact, kw_only=True):
    """The time within which requests are answered; None where only 'promptly' or 'as the law requires'."""

    kind: ClassVar[str] = "response-time"
    period: Duration | None = None


class ChangeNotice(Fact, kw_only=True):
    """How readers hear of changes. `method`: email, notice, in-app, dated-version, post, none. `acceptance`: continued-use, ''."""

    kind: ClassVar[str] = "change-notice"
    method: str = ""
    acceptance: str = ""


class NoticePeriod(Fact, kw_only=True):
    """How long before it takes effect a change is announced; None for 'in advance' without a number."""

    kind: ClassVar[str] = "notice-period"
    period: Duration | None = None


class Cookies(Fact, kw_only=True):
    """Cookies or similar technologies are used, or are not. `type`: session, analytics, advertising, tracking, essential, ''."""

    kind: ClassVar[str] = "cookies"
    type: str = ""


class AutomatedDecision(Fact, kw_only=True):
    """Automated decisions or profiling take place, or do not."""

    kind: ClassVar[str] = "automated-decision"


class Marketing(Fact, kw_only=True):
    """Marketing messages: `stance` opt-out, opt-in, none-sent, sent."""

    kind: ClassVar[str] = "marketing"
    stance: str = "sent"


class Security(Fact, kw_only=True):
    """What protects data. `measure`: the lexicon's name; '' for 'reasonable measures'. `focus`: said of protecting data, not in passing."""

    kind: ClassVar[str] = "security"
    measure: str = ""
    focus: bool = False


class Breach(Fact, kw_only=True):
    """People are told of a breach."""

    kind: ClassVar[str] = "breach"


class GoverningLaw(Fact, kw_only=True):
    """The law or the courts that govern the policy."""

    kind: ClassVar[str] = "governing-law"
    place: str = ""
    country: str = ""


class Officer(Fact, kw_only=True):
    """A data protection officer, or a representative (`office`: dpo, representative); `reachable`: named or with a channel."""

    kind: ClassVar[str] = "officer"
    office: str = "dpo"
    reachable: bool = False
    territory: str = ""


class Regime(Fact, kw_only=True):
    """A law that the text names or signals. `tier`: claimed, established, targeted, incidental, negated; `named`: by its name."""

    kind: ClassVar[str] = "regime"
    key: str
    tier: str = "incidental"
    named: bool = True


def _kinds(base: type[Fact]) -> dict[str, type[Fact]]:
    found: dict[str, type[Fact]] = {}
    for kind in base.__subclasses__():
        found[kind.kind] = kind
        found |= _kinds(kind)
    return found


KINDS: dict[str, type[Fact]] = _kinds(Fact)
"""Every kind of fact by its name."""


def field_names(kind: str) -> tuple[str, ...]:
    """The names of the fields that a selector's `where` may ask of a kind."""
    return tuple(name for name in fields(KINDS[kind]) if name not in HIDDEN)
