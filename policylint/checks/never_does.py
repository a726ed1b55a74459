"""never-vs-does: an absolute denial, and a statement that it is done.

A denial counts only as far as it goes: its object, its recipients, its purpose, its exceptions and its scope must take in the
statement that is held against it. What a reader takes for granted (that courts are obeyed, that a company can be sold) contradicts
only a denial that shuts every case out, and what stands beside the denial as its exception contradicts it not at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from policylint.checks import closed_lists, closed_recipients, closed_uses, nameless_tools, practices
from policylint.checks import denials as other_denials
from policylint.checks.closed_recipients import OWN, PROCESSORS
from policylint.checks.scope import covers, of_site_alone, within_tool
from policylint.checks.statements import Reading, Statement
from policylint.document import Sentence
from policylint.finding import Mark, Severity
from policylint.patterns import word_set
from policylint.rule import Hit, rule
from policylint.site import Policy, Site

MOST_AGAINST = 3  # statements shown against one denial
MOST_DENIALS, MOST_STATED = 40, 400  # compared; the quadratic part must stay small whatever the text
_FAMILIES = {
    "give": frozenset(["give", "sell"]),
    "sell": frozenset(["sell"]),
    "collect": frozenset(["collect", "store"]),
    "store": frozenset(["store"]),
    "access": frozenset(["access"]),
    "track": frozenset(["track"]),
    "use": frozenset(["use"]),
}
_WORDS = {
    "give": "shared",
    "sell": "sold",
    "collect": "collected",
    "store": "stored",
    "access": "looked at",
    "track": "tracked",
    "use": "used",
}
_OUTSIDERS = word_set("advertisers credit-agencies social-networks researchers business-kinds anyone other-users")
_LOGGING = word_set("log logs logged record records recorded")
_NOT_IDENTIFYING = frozenset(["statistics", "cookie-data"])
_PAYMENT = word_set("payment-card payment-data bank-account financial-data billing-data")
_OUTWARD = word_set(
    "disclose discloses disclosed share shares shared release releases released sell sells sold rent rents rented"
)  # of which somebody outside must be the end
_CASES = word_set(
    "if when where unless whether why how across between within among publicly aggregate aggregated anonymous anonymised anonymized"
)
_FAR = 8  # sentences between a denial and its exception


@rule("never_does")
def never_does(site: Site) -> Iterator[Hit]:
    """One hit for each denial that other statements of the same policy contradict."""
    for policy in site.policies:
        yield from _Comparison(policy).hits()


class _Comparison:
    """The denials of one policy against what it states."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.reading = Reading(policy)
        self.setting = self.reading.setting

    def hits(self) -> Iterator[Hit]:
        """One hit a denial, with the statements that contradict it worst."""
        denied = [*self.reading.statements(True, frozenset(_FAMILIES)), *self._plain()]
        yield from closed_lists.hits(self.policy, self.reading, denied)
        yield from other_denials.hits(self.policy)
        yield from other_denials.exclusive(self.policy)
        yield from nameless_tools.hits(self.policy)
        yield from closed_uses.hits(self.policy, self.reading)
        yield from self._two_exceptions([d for d in denied if d.act == "give"][:MOST_DENIALS])
        denials = [d for d in denied if counts(d)][:MOST_DENIALS]
        wanted = frozenset(act for d in denials for act in _FAMILIES[d.act])
        acts = wanted - {"use"} if wanted != {"use"} else wanted
        stated = list(self.reading.statements(False, acts | {"give"}))
        given = [s for s in stated if s.act == "give"]
        if any(not {"only", "solely", "exclusively"}.isdisjoint(self._words(s.sentence)) for s in given):
            given += [*practices.recipients(self.reading), *practices.receivers(self.reading)]
            yield from closed_recipients.hits(
                self.policy, self.reading, given[-MOST_STATED:], self._stands, self._linked
            )
        if not denials:
            return
        if "collect" in wanted or "store" in wanted:
            stated += practices.categories(self.reading)
        # Who gets data, told outside a clause of the publisher: held against whole denials alone.
        passing: list[Statement] = []
        if any(_whole(d) for d in denials):
            told = {s.sentence.index for s in stated if s.act == "give"}
            more = (*practices.recipients(self.reading), *practices.receivers(self.reading))
            passing = [s for s in more if s.sentence.index not in told]
        if "use" in wanted:
            stated += practices.purposes(self.reading)
        seen: set[tuple[int, int, str]] = set()
        for denial in denials:
            others = [*stated, *passing][-MOST_STATED:] if _whole(denial) else stated[-MOST_STATED:]
            against = [(s, severity) for s in others if (severity := self._contradicts(denial, s)) is not None]
            key = (denial.scope.body, denial.sentence.index, denial.act)
            if not against or key in seen:
                continue
            seen.add(key)
            against.sort(key=lambda row: -row[1])
            shown = list({s.sentence.index: s for s, _ in reversed(against)}.values())[::-1][:MOST_AGAINST]
            yield self._hit(denial, shown, max(severity for _, severity in against), _message(denial))

    def _plain(self) -> Iterator[Statement]:
        """The denials in other forms; their module is imported only where there may be one."""
        index = self.policy.index
        if (
            index.sentences("frame:denied-giving")
            or index.sentences("frame:denied-taking")
            or "?" in self.policy.document.text
        ):
            from policylint.checks.plain_denials import statements

            yield from statements(self.reading, frozenset(_FAMILIES))

    def _two_exceptions(self, denied: list[Statement]) -> Iterator[Hit]:
        """One hit for "not without your consent", where the same denial elsewhere leaves out more than consent and the law."""
        whole = [d for d in denied if d.general and "anyone" in d.whom and not d.narrowed and not d.scope.party]
        for strict in whole:
            if strict.excepted != {"consent"}:
                continue
            for loose in whole:
                if (
                    loose.sentence is not strict.sentence
                    and not loose.excepted.isdisjoint(("services", "recipients", "other"))
                    and covers(strict.scope, loose.scope)
                    and not self._linked(strict, loose)
                ):
                    message = "personal data: not shared without consent here, and there shared without it; give both denials the same exceptions"
                    yield self._hit(strict, [loose], Severity.WARNING, message)
                    return

    def _hit(self, denial: Statement, shown: list[Statement], severity: Severity, message: str) -> Hit:
        return Hit(
            tuple(Mark(self.policy.path, s.sentence.source(s.start, s.end)) for s in (denial, *shown)),
            message,
            severity,
            (denial.sentence.text, *(s.sentence.text for s in shown)),
        )

    def _stands(self, stated: Statement) -> bool:
        """Whether a statement is one of the publisher's own practice, and not at the reader's wish."""
        setting = self.setting.names(self._words(stated.sentence))
        return not stated.scope.party and setting.isdisjoint(("chosen", "local"))

    def _contradicts(self, denial: Statement, stated: Statement) -> Severity | None:
        """How badly a statement contradicts a denial; None where it need not. What is cheap to tell is asked first."""
        if not _same_act(denial, stated) or stated.sentence is denial.sentence or stated.pointing:
            return None
        if not (stated.general or stated.objects) or not _same_object(denial, stated):
            return None
        severity = self._given(denial, stated) if denial.act == "give" else self._done(denial, stated)
        if severity is None or not covers(denial.scope, stated.scope):
            return None
        if denial.general and not within_tool(self.policy, denial.scope, stated.sentence):
            return None
        if of_site_alone(stated.scope) and "local" in self.setting.names(self._words(denial.sentence)):
            return None
        if not self._stands(stated) or self._linked(denial, stated):
            return None
        return min(severity, Severity.WARNING) if "elsewhere" in denial.excepted else severity

    def _done(self, denial: Statement, stated: Statement) -> Severity | None:
        """The severity of any act but giving."""
        if denial.act == "use":
            return None if denial.purposes.isdisjoint(stated.purposes) else Severity.WARNING
        if denial.excepted - {"elsewhere"} or denial.narrowed:
            return None
        if denial.act == "sell":
            return Severity.ERROR
        if "if" in self._words(stated.sentence):
            return None
        # "The information that we ask for" may be less than all of it.
        firm = denial.absolute and not stated.may and denial.words[:1] != ("the",)
        return Severity.ERROR if firm else Severity.WARNING

    def _given(self, denial: Statement, stated: Statement) -> Severity | None:
        whom = stated.whom | self._listed(stated.sentence)
        if not whom and self._outward(stated):
            return (
                Severity.WARNING if denial.whom <= {"anyone"} and not denial.excepted and not denial.narrowed else None
            )
        if denial.spared:
            whom -= closed_recipients.taken_in(denial.spared)
        if "other" in _before_parties(denial):
            whom -= self._beside(denial)
        if not whom or ("anyone" not in denial.whom and denial.whom and whom.isdisjoint(denial.whom)):
            return None
        if (
            (denial.purposes or "purpose" in denial.narrowed)
            and denial.purposes.isdisjoint(stated.purposes)
            and "advertisers" not in whom
        ):
            return None
        setting = self.setting.names(self._words(stated.sentence))
        plain = whom - {"anyone", "authorities", "acquirers"}
        by_law = not plain and ("law" in setting or "authorities" in whom)
        deal = not (plain - OWN) and ("deal" in setting or "acquirers" in whom)
        if by_law or deal:
            if by_law and "law" in denial.excepted:
                return None
            if (
                denial.spared and denial.absolute
            ):  # "never to anybody but our host" shuts more out than "not to third parties"
                return Severity.WARNING
            return Severity.ERROR if denial.total else None
        if plain and plain <= OWN and plain.isdisjoint(denial.whom):
            return None
        if "consent" in denial.excepted and (not whom & _OUTSIDERS or "services" in denial.excepted):
            return None
        if plain <= PROCESSORS | OWN and (plain or "processor" in setting):
            if "services" in denial.excepted:
                return None
            return Severity.ERROR if denial.total or plain & denial.whom else Severity.WARNING
        known = plain != {"somebody"}
        return Severity.ERROR if known and denial.absolute and not denial.excepted else Severity.WARNING

    def _outward(self, stated: Statement) -> bool:
        """Whether "we disclose your data", to nobody in particular, is said of no case that goes without saying."""
        words = self._words(stated.sentence)
        told = stated.sentence.text[stated.start : stated.end].lower().split()
        return (
            not _OUTWARD.isdisjoint(told)
            and not stated.sentence.text.rstrip().endswith(":")
            and _CASES.isdisjoint(words)
            and self.setting.names(words).isdisjoint(("law", "deal", "chosen", "local"))
        )

    def _beside(self, denial: Statement) -> frozenset[str]:
        """The recipients named before a denial in its section, whom "any other third party" leaves out."""
        hits = self.policy.index.find("frame:recipient-named")
        section, last = denial.sentence.block.section, denial.sentence.index
        return frozenset(
            hit.value for hit in hits if hit.sentence.block.section is section and hit.sentence.index <= last
        )

    def _listed(self, lead: Sentence) -> frozenset[str]:
        """The recipients named in the list that a sentence introduces."""
        if not lead.text.rstrip().endswith(":"):
            return frozenset()
        hits = self.policy.index.find("frame:recipient-named")
        found = {hit.value for hit in hits if hit.sentence.block.lead is lead}
        return frozenset({"anyone" if name == "unnamed" else name for name in found})

    def _linked(self, denial: Statement, stated: Statement) -> bool:
        """Whether the statement stands beside the denial as its exception."""
        first, second = denial.sentence, stated.sentence
        if first.block.section is not second.block.section or abs(second.index - first.index) > _FAR:
            return False
        if second.index < first.index:
            return self._opens(first, "turn")
        between = self.policy.document.sentences[first.index + 1 : second.index + 1]
        if any(self._opens(s, "turn") for s in between):
            return True
        lead = second.block.lead
        told = self.setting.names(self._words(second)) | (
            self.setting.names(self._words(lead)) if lead is not None else frozenset()
        )
        return "exception" in told or "turn" in told or (first.block is second.block and not denial.total)

    def _opens(self, sentence: Sentence, name: str) -> bool:
        own = self.policy.index.own[sentence.index]
        return self.setting.begins(self.policy.index.words(sentence)[own : own + 6], name, 2)

    def _words(self, sentence: Sentence) -> tuple[str, ...]:
        return self.policy.index.words(sentence)[self.policy.index.own[sentence.index] :]


def counts(denial: Statement) -> bool:
    """Whether a denial says enough to be contradicted: of what, and without a way out that could be anything."""
    if denial.pointing or denial.scope.party or not (denial.general or denial.objects - _NOT_IDENTIFYING):
        return False
    if denial.act == "use":
        return denial.general and bool(denial.purposes) and not denial.excepted and denial.narrowed <= {"purpose"}
    if denial.act != "give" and "consent" in denial.excepted:
        return False
    return denial.excepted.isdisjoint(("policy", "other")) and denial.narrowed.isdisjoint(
        ("manner", "habit", "condition", "place")
    )


def _same_act(denial: Statement, stated: Statement) -> bool:
    """Whether what is stated is what is denied. Who logs an address stores it."""
    if stated.act in _FAMILIES[denial.act]:
        return True
    if denial.act != "store" or stated.act != "collect" or stated.passing:
        return False
    return not _LOGGING.isdisjoint(stated.sentence.text[stated.start : stated.end].lower().split())


def _whole(denial: Statement) -> bool:
    """Whether a denial of giving leaves out nothing but what the law asks for and the recipients that it names."""
    return denial.act == "give" and not denial.excepted - {"law", "recipients"} and not denial.narrowed


def _same_object(denial: Statement, stated: Statement) -> bool:
    if denial.general:
        if denial.act in ("collect", "store"):
            return stated.general or not stated.objects.isdisjoint(_personal(denial))
        return stated.general or bool(stated.objects - _NOT_IDENTIFYING)
    shared = (denial.objects & stated.objects) - _PAYMENT
    return bool(shared - practices.MACHINE if stated.passing else shared)


def _before_parties(denial: Statement) -> tuple[str, ...]:
    """The words right before "third party" or "parties" in a denial."""
    words = denial.policy.index.words(denial.sentence)
    at = next((n for n, word in enumerate(words) if word in ("parties", "party") and n > 1), 0)
    return words[max(at - 2, 0) : at]


def _personal(denial: Statement) -> frozenset[str]:
    """The kinds of data that a denial takes in: "any data" more than "personal data", and that more than "identifiable"."""
    if "identif" in denial.sentence.text.lower():
        return practices.IDENTIFYING
    if "personal" in denial.scope.data:
        return practices.IDENTIFYING | practices.TECHNICAL
    return practices.IDENTIFYING | practices.TECHNICAL | practices.MACHINE


def _names(statement: Statement) -> str:
    return " and ".join(sorted(statement.objects)).replace("-", " ") or "personal data"


def _message(denial: Statement) -> str:
    word = _WORDS[denial.act]
    what = _names(denial)
    if denial.act == "use":
        purposes = " and ".join(sorted(denial.purposes))
        return f"{what}: said not to be used for {purposes}, and elsewhere said to be; attach the exception to the denial, or drop one of the two"
    return f"{what}: said not to be {word}, and elsewhere said to be {word}; attach the exception to the denial, or drop one of the two"
