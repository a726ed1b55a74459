"""What puts an act on data in the reader's power: a permission, a right, a thing to ask for, a promise, or a way to have it done."""

from __future__ import annotations

from policylint.facts.context import Context
from policylint.matching.index import Hit
from policylint.record import Record

FORMS = ("right", "ask", "can")  # the strongest first
REACH = {"right": 45, "ask": 25, "can": 25}  # words between a grant and its act: one "right to" may head a long list
_NEGATORS = frozenset("not no cannot can't never neither nor unable".split())
_HARMLESS = frozenset("only limited longer just merely solely necessarily later obliged required to".split())
# Subjects and verbs of a new clause: what comes after is theirs, not the reader's.
_SUBJECTS = frozenset("we i they it".split())
_WITH = frozenset("with to from in elsewhere or and".split())
_FINITE = frozenset("will shall is are does must was were".split())
# After one of these a subject belongs to a clause about the data or about what is asked ("that we hold", "ask that we delete").
_RELATIVE = frozenset(
    "that which what whom how where whether why when if data information info details records pii and or you".split()
)
_RELATIVES = frozenset("that which what how whether if where who whom when unless".split())
# Words that may stand between "right to" and the name of a right in a list of rights.
_LISTED = frozenset(
    "of to the a an your data personal and or access accessing correct correction corrections rectify rectification erase erasure "
    "delete deletion deleting deletions remove removal object objection oppose opposition restrict restriction restricting limit "
    "limitation limitations portability processing process in its it their them any information info confirmation review update "
    "updating amend amendment certain under applicable law include includes including you have has request obtain receive copy know "
    "transfer block blocking use modify modification also be further such inaccurate incorrect incomplete my me us we hold about that "
    "this for as well verify rights right port porting export cancel cancellation suppression suppress destroy destruction view see edit "
    "change changes download withdraw withdrawal consent complain complaint lodge at time free charge from on against contest forgotten "
    "informed person persons concerning relating those these entitled make obtaining opposing erasing removing removed using used "
    "individual users user account details records decision decisions automated making profiling marketing direct".split()
)
_IMPERATIVES = frozenset(
    "access view review download export see update edit correct change delete erase remove withdraw revoke request ask take".split()
)
_OTHERS = frozenset("we our government enforcement third legal".split())
_IF = frozenset("if when once unless after where until".split())
# Frames that promise to act, for the rights that a promise grants.
_PROMISES = {
    "erasure": ("rights-asked",),
    "rectification": ("rights-asked", "rights-wrong"),
    "restriction": ("rights-asked",),
    "objection": ("rights-asked",),
    "portability": ("rights-asked",),
    "withdraw-consent": ("rights-asked",),
}
_OFFERING = frozenset("we'll i'll will shall can happy glad gladly happily".split())
AGREEING = frozenset(
    {("yes",), ("sure",), ("yep",), ("certainly",), ("absolutely",), ("always",), ("whenever",), ("gladly",)}
)
AFTER = 14  # words between an act and what says behind it that it can be had


class Grant(Record):
    """Words that give the reader a power; `form`: right, ask or can. One in the lead of a list has its `first` and `last` at 0."""

    first: int
    last: int
    form: str


class Grants:
    """The grants of a document by sentence, and the ways to reach the publisher (`reach`)."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.reach: dict[int, list[Hit]] = {}
        for hit in context.hits("rights-reach"):
            if context.words(hit.sentence)[hit.first : hit.last] == ("into", "account"):
                continue  # "we take into account"
            self.reach.setdefault(hit.sentence.index, []).append(hit)
        self._promises = {
            right: frozenset().union(*map(context.sentences, frames)) for right, frames in _PROMISES.items()
        }
        self.asked: frozenset[int] = frozenset(context.sentences("rights-asked"))
        self._after: dict[int, list[Hit]] = {}
        for hit in context.hits("grant-after"):
            self._after.setdefault(hit.sentence.index, []).append(hit)
        self._by_sentence: dict[int, list[Grant]] = {}
        for form in FORMS:
            for hit in context.hits(f"grant-{form}"):
                if not self.ours(hit, form):
                    self._by_sentence.setdefault(hit.sentence.index, []).append(Grant(hit.first, hit.last, form))

    def ours(self, hit: Hit, form: str) -> bool:
        """Whether the power is the publisher's or an authority's: 'we reserve the right', 'we may ask you to'."""
        words = self.context.words(hit.sentence)
        before = set(words[max(hit.first - 4, 0) : hit.first])
        if form == "right":
            reserved = any(word.startswith("reserve") for word in before) or (
                "we" in before and not before.isdisjoint(("have", "has", "are"))
            )
            return reserved and "you" not in before
        if form == "ask" and words[hit.first] in ("request", "requests") and words[max(hit.first - 1, 0)] == "my":
            return True  # "Can you delete my requests?": what was sent in
        return form == "ask" and ("you" in words[hit.first + 1 : hit.last + 1] or not _OTHERS.isdisjoint(before))

    def of(self, hit: Hit, right: str, noun: bool = False) -> Grant | None:
        """The grant that an act stands under, the strongest form first; None where there is none.

        A `noun` ("access") takes a right or a request that leads up to it without other matter, an act ("access your data") any.
        """
        sentence = hit.sentence
        own = self.context.index.own[sentence.index]
        rows = [
            g
            for g in self._by_sentence.get(sentence.index, ())
            if g.first < hit.first and not self._broken(hit, g, noun)
        ]
        if sentence.block.lead is not None and own and hit.first >= own:
            for above in self._by_sentence.get(sentence.block.lead.index, ()):
                if not self._broken(hit, Grant(0, own, above.form), noun):
                    rows.append(Grant(0, 0, above.form))
        for form in FORMS:
            for grant in rows:
                if grant.form == form and (form != "can" or not noun):
                    return grant
        if not noun:
            return self._promised(hit, right) or self._behind(hit) or self._told(hit) or self._reached(hit)
        in_list = sentence.block.kind in ("item", "cell") and hit.first <= own + 1
        return Grant(hit.first, hit.first, "right") if in_list and "rights" in self.context.topics(sentence) else None

    def conditional(self, hit: Hit) -> bool:
        """Whether the act is only a condition of something else: 'if you withdraw consent, …'."""
        words = self.context.words(hit.sentence)
        return hit.first > 1 and words[hit.first - 1] in ("you", "they", "users") and words[hit.first - 2] in _IF

    def denied(self, hit: Hit, first: int) -> bool:
        """Whether a negator stands between words[first] and the act."""
        words = self.context.words(hit.sentence)
        return any(words[at] in _NEGATORS and words[at + 1] not in _HARMLESS for at in range(max(first, 0), hit.first))

    def opens_with_denial(self, words: tuple[str, ...]) -> bool:
        """Whether a sentence begins with a denial ('No, …', 'You cannot …')."""
        return not _NEGATORS.isdisjoint(words[:8])

    def _promised(self, hit: Hit, right: str) -> Grant | None:
        """'On request we delete your data', 'if a detail is wrong, write to us and we will correct it'."""
        if hit.last <= self.context.index.own[hit.sentence.index]:
            return None  # said in the lead alone, which asks rather than offers
        if hit.sentence.index in self._promises.get(right, ()) or (right in _PROMISES and self.offered(hit)):
            return Grant(hit.first, hit.first, "ask")
        return None

    def offered(self, hit: Hit) -> bool:
        """Whether the publisher offers to act: in words about what is asked, or beside them: 'We will shred it. Just say so.'"""
        sentence = hit.sentence
        if sentence.index in self.asked:
            return True
        words = self.context.words(sentence)
        near = [s for s in self.context.neighbours(sentence) if s is not sentence and s.block is sentence.block]
        if sentence.text.rstrip().endswith("?"):  # "Want your name removed? Tell us."
            return any(
                s.index > sentence.index
                and (s.index in self.asked or self.context.words(s)[:1] in AGREEING or self._entitled(s.index))
                for s in near
            )
        before = words[max(hit.first - 5, 0) : hit.first]
        return not _OFFERING.isdisjoint(before) and any(s.index in self.asked for s in near)

    def _entitled(self, index: int) -> bool:
        return any(grant.form == "right" for grant in self._by_sentence.get(index, ()))

    def _behind(self, hit: Hit) -> Grant | None:
        """'The deletion of your data is possible at any time'."""
        near = any(hit.last - 1 <= after.first <= hit.last + AFTER for after in self._after.get(hit.sentence.index, ()))
        ours = {"we", "i"}.isdisjoint(self.context.words(hit.sentence)[max(hit.first - 6, 0) : hit.first])
        return Grant(hit.first, hit.first, "can") if near and ours else None

    def _told(self, hit: Hit) -> Grant | None:
        """'Delete your profile with one click': the reader is told to."""
        told = hit.first == 0 and self.context.words(hit.sentence)[0] in _IMPERATIVES
        return Grant(0, 0, "can") if told and not self.context.index.own[hit.sentence.index] else None

    def _reached(self, hit: Hit) -> Grant | None:
        """'To delete your data, email us': the way to have it done grants it."""
        rows = [r for r in self.reach.get(hit.sentence.index, ()) if r.first >= hit.last or r.last <= hit.first]
        words = self.context.words(hit.sentence)
        own = self.context.index.own[hit.sentence.index]
        if not rows or not {"we", "i", "our"}.isdisjoint(words[max(hit.first - 6, own) : hit.first]):
            return None
        before = set(words[max(hit.first - 3, own) : hit.first])
        inside = set(words[hit.first : hit.last])
        wished = hit.first <= own + 1 or not before.isdisjoint(("to", "for", "please", "by"))
        possible = "be" in inside and not inside.isdisjoint(("can", "may"))
        joined = "and" in before and any(r.last <= hit.first for r in rows)
        return Grant(hit.first, hit.first, "can") if wished or possible or joined else None

    def _broken(self, hit: Hit, grant: Grant, noun: bool) -> bool:
        """Whether a new clause, with a subject of its own, begins between a grant and an act, or they are too far apart."""
        last = grant.last
        if last > hit.first or hit.first - last > REACH[grant.form]:
            return True
        words, starts, ends = self.context.index.tokens[hit.sentence.index]
        if noun:
            return not _LISTED.issuperset(words[last : hit.first])
        own = self.context.index.own[hit.sentence.index]
        for at in range(max(last, 1), hit.first):
            if words[at] in _SUBJECTS:
                after = words[at + 1] if at + 1 < len(words) else ""
                if (
                    words[at] == "it"
                    and at > own
                    and (hit.sentence.text[ends[at] : ends[at] + 1] == "," or after in _WITH)
                ):
                    continue  # an object: "correct it, have it deleted", "take it with you"
                gap = hit.sentence.text[ends[at - 1] : starts[at]] if at > own else ""
                if "," in gap or ";" in gap or words[at - 1] not in _RELATIVE:
                    return True
            elif words[at] in _FINITE and _RELATIVES.isdisjoint(words[max(at - 4, 0) : at]):
                return True
        return False
