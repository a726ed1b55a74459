"""Rights of the reader: access, rectification, erasure, restriction, portability, objection, withdrawal of consent, complaint.

A right is rarely stated in one fixed phrase. It is an act on the reader's own data ("correct your information") within reach of
words that put it in the reader's power (facts/grants.py): a permission ("you may"), a right by name, a thing to ask for, or a way
to have it done ("email us to …"). Those words may stand in the sentence that introduces a list, or in the heading above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.facts.grants import AGREEING, Grant, Grants
from policylint.facts.kinds import Fact, Right, RightsChannel
from policylint.facts.rolls import called, labelled
from policylint.matching.index import Hit

RIGHTS = ("access", "rectification", "erasure", "restriction", "portability", "objection", "withdraw-consent")
_BELOW = 6  # sentences after a colon in which the way to reach the publisher is told
SHOWN = 10  # words from a grant to its act that are shown with it
# Acts on these are no acts on personal data.
_NOT_DATA = frozenset(
    "cookie cookies browser browsers beacons policy notice terms ads advertisements ad app apps application password passwords cache "
    "newsletter newsletters subscription subscriptions mind".split()
)
_OWN_WORK = frozenset("log logs setting settings configuration preferences theme themes".split())
_OWN_DATA = frozenset("data information everything account".split())
_DEVICE = frozenset(
    "ios android iphone microphone camera photos notification notifications bluetooth gallery contacts sim".split()
)
_PROGRAMS = frozenset(
    "app application extension plugin game software program tool bot website site addon we it service".split()
)
_PEOPLE = frozenset(
    "you users user individuals customers members parents visitors people anyone everyone residents".split()
)
_TELLING = frozenset(
    "explains explain describes describe outlines outline tells sets informs covers lists states details".split()
)
_ASKING = ("request", "ask", "need", "requir", "seek")
_GOVERNMENT = frozenset(
    "government governmental enforcement subpoena subpoenas warrant warrants lawsuit police".split()
)
# A request for one of these is no request to see data, unless it asks for one of those as well.
_OTHER_RIGHTS = frozenset(
    "deletion removal erasure delete remove erase correction rectification correct portability restriction restrict amendment "
    "disclose".split()
)
_SEEING = frozenset("access copy copies details know view review inspect download obtain see".split())
_PORTABLE = frozenset("structured machine readable portable portability transmit".split())
_ORDERS = frozenset(
    "access delete erase export correct rectify update edit download restrict object withdraw revoke".split()
)
_APPLYING = frozenset("apply applies applicable extend exist available relevant".split())
_LIMITS = frozenset("if where when insofar".split())
_EMPTIED = frozenset("the a our removed deleted remove delete erase erased provide collect".split())
_OF_OTHERS = frozenset("who will does did is has why".split())
_SELF = frozenset("i me my mine i'm i've".split())  # the reader, in a heading that asks
_QUESTIONS = frozenset("how can may where".split())
# "access" by others, or to something that the reader has anyway.
_ACCESS_BY_OTHERS = frozenset(
    "grant grants granting granted give gives giving unauthorised unauthorized limit limited restrict restricted prevent control enable "
    "disable gain gaining have has allow allows without who employees staff internet their revoke revoking "
    "require requires such retain full root keep special".split()
)
_CHANGED = frozenset("deleted erased removed corrected updated rectified".split())
_BELIEVED = frozenset("believe aware learn discover suspect think know become".split())
_CHILDREN = frozenset("child children minor minors underage".split())
_TOLD_BY = frozenset(
    "you user users individual individuals person persons anyone subject subjects resident residents".split()
)
_DEALS = ("notif", "report", "disclos", "refer", "contact", "inform")  # what a publisher does with an authority
_CHANNELS = (
    ("email", frozenset({"<email>", "email", "emailing"})),
    ("form", frozenset({"form", "webform"})),
    ("settings", frozenset("settings account profile dashboard portal preferences".split())),
    ("phone", frozenset({"phone", "telephone", "call", "calling"})),
    ("post", frozenset({"post", "mail", "letter"})),
)


def find(context: Context) -> Iterable[Fact]:
    """The rights that a document gives its reader, those that it denies, and how they are exercised."""
    reader = _Reader(context)
    found: list[Right] = []
    roll: dict[str, list[Hit]] = {}
    for name, hit in (*called(context), *labelled(context, reader.grants.asked | reader.grants.reach.keys())):
        roll.setdefault(name, []).append(hit)
    for right in RIGHTS:
        best: dict[int, Right] = {}
        for fact in (*reader.named(right), *reader.granted(right)):
            known = best.get(fact.sentence.index)
            if known is None or _strength(fact) > _strength(known):
                best[fact.sentence.index] = fact
        for hit in roll.get(right, ()):
            if hit.sentence.index not in best:
                best[hit.sentence.index] = reader.fact(right, hit, "right", True)
        if right == "access" and any(not _ports(context, fact) for fact in best.values()):
            best = {at: fact for at, fact in best.items() if not _ports(context, fact)}
        found += best.values()
        found += (fact for fact in reader.headed(right) if fact.sentence.index not in best)
    yield from found
    yield from reader.complaints()
    yield from reader.channels([fact for fact in found if fact.polarity])


def channel(words: tuple[str, ...]) -> str:
    """email, form, settings, phone, post or person, by the words of a sentence that names a way to reach somebody."""
    return next((name for name, signs in _CHANNELS if not signs.isdisjoint(words)), "person")


def _strength(fact: Right) -> tuple[bool, bool, int]:
    return fact.polarity, fact.form in ("right", "ask"), fact.end - fact.start


class _Reader:
    """One document under reading."""

    def __init__(self, context: Context) -> None:
        self.context, self.grants = context, Grants(context)

    def named(self, right: str) -> Iterator[Right]:
        """Phrases that say so by themselves."""
        for hit in self.context.hits(f"right-{right}"):
            if not self._foreign(right, hit) and not self.grants.ours(hit, "right") and not self._withheld(hit):
                yield self.fact(right, hit, "right", not self.grants.denied(hit, hit.first - 4))

    def granted(self, right: str) -> Iterator[Right]:
        """Acts within reach of a grant."""
        for hit in (
            self.context.hits(f"right-{right}-give") if self.context.index.has(f"frame:right-{right}-give") else ()
        ):
            if self.grants.offered(hit) and not self.grants.denied(hit, hit.first - 4):
                yield self.fact(right, hit, "ask", True)
        for frame, noun in ((f"right-{right}-act", False), (f"right-{right}-noun", True)):
            for hit in self.context.hits(frame) if self.context.index.has(f"frame:{frame}") else ():
                if (
                    self._foreign(right, hit)
                    or self._withheld(hit)
                    or (right != "objection" and self.grants.conditional(hit))
                ):
                    continue
                if right == "erasure" and self._by_mistake(hit):
                    continue
                grant = self.grants.of(hit, right, noun)
                if grant is not None:
                    first = grant.first - 2 if grant.first < hit.first else hit.first
                    yield self.fact(right, hit, grant.form, not self.grants.denied(hit, first), grant)

    def headed(self, right: str) -> Iterator[Right]:
        """A heading that names the right or asks how to use it, with text under it: the text states it."""
        context = self.context
        named = {hit.sentence.index: hit for hit in context.hits(f"right-{right}", headings=True)}
        acts = {
            h.sentence.index: h
            for h in context.hits(f"right-{right}-act", headings=True)
            if not self._foreign(right, h)
        }
        for index, hit in sorted((acts | named).items()):
            body = self._body(hit.sentence)
            if not body or self.grants.opens_with_denial(context.words(body[0])):
                continue
            words = context.words(hit.sentence)
            listed = words[0] in _ORDERS and "rights" in context.topics(
                body[0]
            )  # "Export your data" under "Your rights"
            if right == "access" and index in named and _told_only(words, named[index]):
                continue  # "What we hold about you", over a list of it
            own = not _SELF.isdisjoint(words) and "?" in hit.sentence.text
            reached = any(s.index in self.grants.reach or s.index in self.grants.asked for s in body)
            if own and words[0] not in ("how", "where"):  # "Can you delete my posts?": the answer tells
                asked = words[0] not in _OF_OTHERS and (reached or context.words(body[0])[:1] in AGREEING)
            else:
                asked = "we" not in words and words[0] != "who" and (listed or words[0] in _QUESTIONS or reached)
            if index in named or asked:
                yield Right(
                    sentence=body[0], start=0, end=len(body[0].text), right=right, actor="reader", form="heading"
                )

    def complaints(self) -> Iterator[Right]:
        """Complaints to an authority; form 'vague' where nobody says to whom, or only 'the authorities'."""
        strong: set[int] = set()
        for hit in self.context.hits("complaint-strong"):
            if not self._cooperates(hit) and not self._reported(hit):
                strong.add(hit.sentence.index)
                yield self.fact("complaint", hit, "right", not self.grants.denied(hit, hit.first - 1))
        for hit in self.context.hits("complaint-vague"):
            if hit.sentence.index not in strong and not self._cooperates(hit):
                yield self.fact("complaint", hit, "vague", not self.grants.denied(hit, hit.first - 4))

    def channels(self, rights: list[Right]) -> Iterator[RightsChannel]:
        """Ways to reach the publisher: in a sentence about rights, in the two after it in the same paragraph, in a section on rights."""
        context, reach = self.context, self.grants.reach
        sentences = context.document.sentences
        given: dict[int, set[str]] = {}
        for fact in rights:
            given.setdefault(fact.sentence.block.section.index, set()).add(fact.right)
        exercise = {
            h.sentence.index
            for h in context.hits("rights-exercise")
            if _GOVERNMENT.isdisjoint(context.words(h.sentence))
        }
        ties: dict[int, str] = {}
        asked = {
            h.sentence.index
            for h in context.hits("rights-request")
            if _GOVERNMENT.isdisjoint(context.words(h.sentence))
        }
        acts = {fact.sentence.index for fact in rights}
        back = {  # "to do so": what was spoken of before
            h.sentence.index
            for h in context.hits("rights-request")
            if context.words(h.sentence)[h.last - 1] in ("so", "this", "that")
        }
        asked = {i for i in asked if i not in back or not acts.isdisjoint((i - 2, i - 1, i))}
        for tie, indexes in (("rights", exercise), ("act", acts), ("request", asked)):
            for index in sorted(indexes):
                for at in (index, index + 1, index + 2):
                    if at in reach and sentences[at].block is sentences[index].block:
                        ties.setdefault(at, tie)
        for index in sorted(exercise):
            if not sentences[index].text.rstrip().endswith(":"):
                continue
            under = sentences[index + 1 : index + 1 + _BELOW]
            for below in under:  # a line in bold right after the colon may pass for a heading
                if below.index in reach and below.block.section in (
                    sentences[index].block.section,
                    under[0].block.section,
                ):
                    ties.setdefault(
                        below.index, "rights"
                    )  # "To exercise your rights, contact:" and the address under it
        for index in reach:
            listed = given.get(sentences[index].block.section.index, ())
            if len(listed) > 1 or (listed and "rights" in context.topics(sentences[index])):
                ties.setdefault(index, "section")
        for index, tie in sorted(ties.items()):
            hit = reach[index][0]
            way = channel(context.words(hit.sentence))
            yield RightsChannel(**context.place(hit), actor="reader", channel=way, tie=tie)

    def _body(self, heading: Sentence) -> list[Sentence]:
        """The first few sentences right under a heading."""
        rest = self.context.document.sentences[heading.index + 1 : heading.index + 4]
        return [
            s
            for s in rest
            if s.block.section is heading.block.section and s.block.kind not in ("heading", "title", "meta")
        ]

    def _withheld(self, hit: Hit) -> bool:
        """Whether the right is said not to exist: 'does not apply', 'is not available'."""
        after = self.context.words(hit.sentence)[hit.last : hit.last + 7]
        return "not" in after and not _APPLYING.isdisjoint(after[after.index("not") :]) and _LIMITS.isdisjoint(after)

    def _foreign(self, right: str, hit: Hit) -> bool:
        """Whether the act is on something other than the reader's data, or is somebody else's."""
        words = self.context.words(hit.sentence)
        inside = words[hit.first : hit.last]
        if not _NOT_DATA.isdisjoint(inside):
            return True
        behind = words[hit.last : hit.last + 6]
        if right == "portability" and words[hit.first].startswith("export") and not _OWN_WORK.isdisjoint(behind):
            return _OWN_DATA.isdisjoint(behind)
        if right == "erasure" and words[hit.last - 1] == "removal" and behind[:1] == ("from",) and "list" in behind:
            return True  # of those who help at an event, who get a letter
        if right == "withdraw-consent" and not _DEVICE.isdisjoint(words) and "consent" not in words:
            return True  # a permission of the operating system
        if right in ("access", "objection") and not _GOVERNMENT.isdisjoint(
            words[max(hit.first - 30, 0) : hit.last + 6]
        ):
            return True
        if right == "access" and self._asked_by_app(hit):
            return True
        if right == "access":
            if "without" in inside:
                return True  # "you may visit our site without telling us your name"
            asked_of_reader = words[max(hit.first - 1, 0) : hit.first] in (("our",), ("my",), ("refuse",))
            return asked_of_reader or _no_access(words, hit)
        if right == "rectification":
            after = words[hit.last] if hit.last < len(words) else ""
            settings = after in ("settings", "preferences", "collection")
            whole = inside[0] == "complete" and words[max(hit.first - 1, 0)] in _EMPTIED  # "removed complete data"
            return (
                whole
                or not {"use", "consent"}.isdisjoint(inside)
                or (settings and {"name", "email", "phone"}.isdisjoint(inside))
            )
        if right == "restriction":  # of sensitive data, a right of California's that is another one
            return "sensitive" in inside or not (
                "processing" in inside or "sensitive" not in words[hit.last : hit.last + 4]
            )
        if right == "objection":
            marketing = {"marketing", "promotional", "advertising", "disclosure"}
            return "processing" not in inside and not marketing.isdisjoint(words[hit.first : hit.last + 4])
        return False

    def _asked_by_app(self, hit: Hit) -> bool:
        """Whether it is a program that asks for access, to the camera and the like, or the policy that tells what is held."""
        words = self.context.words(hit.sentence)
        before = words[max(hit.first - 8, 0) : hit.last]
        verb = next((at for at in range(len(before) - 1, -1, -1) if before[at].startswith(_ASKING)), -1)
        subject = before[max(verb - 5, 0) : verb] if verb >= 0 else ()
        if not _PROGRAMS.isdisjoint(subject) and _PEOPLE.isdisjoint(subject):
            return True
        thing = words[hit.last : hit.last + 6]
        if words[hit.last - 1] == "access" and thing[:1] == ("to",) and not _DEVICE.isdisjoint(thing):
            return {"hold", "held", "stored", "collected"}.isdisjoint(words[hit.last : hit.last + 10])
        return not _TELLING.isdisjoint(before) and not {"what", "which"}.isdisjoint(words[hit.first : hit.last])

    def _cooperates(self, hit: Hit) -> bool:
        """Whether it is the publisher who deals with the authority."""
        words = self.context.words(hit.sentence)
        low = max(hit.first - 14, 0)
        for at in range(low, hit.last):
            if words[at].startswith(("cooperat", "collaborat")):
                return True
            if words[at].startswith(_DEALS) and not {"we", "us"}.isdisjoint(words[max(at - 3, low) : at]):
                return True
        return False

    def _by_mistake(self, hit: Hit) -> bool:
        """Whether what may be deleted is what a child sent by mistake: "if you believe that we hold such data, contact us"."""
        here = self.context.word_set(hit.sentence)
        if _BELIEVED.isdisjoint(here):
            return False
        before = self.context.neighbours(hit.sentence, 1, 0)[0]
        near = here | (self.context.word_set(before) if before.block is hit.sentence.block else frozenset())
        return not _CHILDREN.isdisjoint(near)

    def _reported(self, hit: Hit) -> bool:
        """Whether authorities are told of something by nobody who could be the reader: "a plan for notifying the regulators"."""
        words = self.context.words(hit.sentence)
        inside = words[hit.first : hit.last]
        if not any(word.startswith("notif") for word in inside) or any(word.startswith("compl") for word in inside):
            return False
        return _TOLD_BY.isdisjoint(words[max(hit.first - 14, 0) : hit.first])

    def fact(self, right: str, hit: Hit, form: str, polarity: bool, grant: Grant | None = None) -> Right:
        words = self.context.words(hit.sentence)
        if right == "access" and not _PORTABLE.isdisjoint(words[hit.last : hit.last + 14]):
            form = "can"  # a copy in a portable form is access too, but other words show it better
        start = hit.start
        own = self.context.index.own[hit.sentence.index]
        if grant is not None and own <= grant.first < hit.first and hit.first - grant.first <= SHOWN:
            start = self.context.index.tokens[hit.sentence.index][1][grant.first]
        return Right(
            sentence=hit.sentence,
            start=start,
            end=hit.end,
            polarity=polarity,
            actor="reader",
            right=right,
            form=form,
            channel=channel(words) if hit.sentence.index in self.grants.reach else "",
        )


def _ports(context: Context, fact: Right) -> bool:
    """Whether a sentence on a copy of data is about portability, which shows access only where nothing else does."""
    words = context.word_set(fact.sentence)
    return not _PORTABLE.isdisjoint(words) and words.isdisjoint(("access", "view", "review", "see", "know"))


def _told_only(words: tuple[str, ...], hit: Hit) -> bool:
    """Whether a heading only announces what is held, and does not ask how to see it."""
    return "what" in words[: hit.last] and _QUESTIONS.isdisjoint(words) and "see" not in words


def _no_access(words: tuple[str, ...], hit: Hit) -> bool:
    """Whether words about access are about another right, a request by others, or access by others."""
    inside = words[hit.first : hit.last]
    if len(inside) > 3 and not _OTHER_RIGHTS.isdisjoint(inside) and _SEEING.isdisjoint(inside):
        return True
    after = words[hit.last : hit.last + 2]
    if after[:1] and after[after[0] in ("is", "are", "be") and len(after) > 1] in _CHANGED:  # "get your data deleted"
        return True
    if "retain" in inside:
        return True
    before = words[max(hit.first - 8, 0) : hit.first]
    if "mechanism" in inside or "safeguards" in inside or ("object" in before and "requests" in (*before, *inside)):
        return True
    return words[hit.first] == "access" and not _ACCESS_BY_OTHERS.isdisjoint(before[-2:])
