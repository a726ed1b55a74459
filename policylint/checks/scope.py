"""What a statement holds for, so that only statements about the same thing are compared.

A scope is read from the headings above a sentence, from the sentence itself, and from the sentence that introduces its list.
What is not said is not narrowed: a sentence that names no product speaks of all of them. `compatible` asks whether two statements
can be about the same thing at all; `covers` whether the first is about everything that the second is about. A denial is
contradicted only by what it covers: "our app sends nothing" says nothing of the website.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from policylint.bodies import Body, bodies
from policylint.checks.wording import Lexicon
from policylint.document import Section, Sentence
from policylint.facts.countries import EEA as EEA_COUNTRIES
from policylint.facts.countries import countries
from policylint.hints import Any
from policylint.matching.tokens import tokenize
from policylint.patterns import word_set
from policylint.record import Record, replace
from policylint.site import Policy

EVERY: frozenset[str] = frozenset()
_PEOPLE = frozenset(
    "resident residents residing reside resides located live lives living based citizen citizens national nationals user users "
    "customer customers visitor visitors individual individuals consumer consumers people persons someone anyone subject subjects "
    "you are domiciled person established".split()
)
_LINKS = frozenset("in of from within the are is a an or and other to inside at".split())
# Topics of headings that name a place as such.
_ELSEWHERE = frozenset(["transfers", "sharing", "law", "contact", "controller"])
# Named in a sentence, these are who sees or sells as often as whose data it is.
_IN_HEADINGS = frozenset(["staff", "suppliers", "sellers", "buyers", "developers", "donors", "students"])
# Recipients that are tools by name, with the kind of each, and the last words of entries that name only a kind.
_VENDORS = {
    "analytics-provider": "analytics",
    "payment-processor": "payment",
    "email-provider": "newsletter",
    "cloud-company": "cloud",
    "it-support": "crash",
    "advertisers": "advertising",
}
_KINDS = word_set(
    "provider providers service services tool tools company companies network networks partner partners platform platforms gateway "
    "gateways advertiser advertisers processor processors software vendors bank banks card agencies agency marketers"
)
_NAMED = "="  # before the name of a tool, which is no kind
_ON_SITE = frozenset(["website", "store", "forum", "recruitment"])
_REACH = 4  # words between people and the place where they live
_EUROPE = frozenset(["EEA", "EU"])


class Scope(Record):
    """What a statement holds for. An empty set, or '', stands for anything.

    body       number of the policy in the file (policylint.bodies)
    products   services, editions and places: website, app, self-hosted, managed ...
    countries  ISO codes and keys of regions whose people are spoken of
    audiences  whose data: children, applicants, staff, end-users ...
    data       content (what customers store), personal (what is known about them), payment
    party      third where others than the publisher are spoken of; ''
    anonymous  of data that are said not to point at a person
    tools      the one feature or service that the headings set a section apart for: analytics, contact-form, a vendor's name ...
    """

    body: int = 0
    products: frozenset[str] = EVERY
    countries: frozenset[str] = EVERY
    audiences: frozenset[str] = EVERY
    data: frozenset[str] = EVERY
    party: str = ""
    anonymous: bool = False
    tools: frozenset[str] = EVERY


def scope_of(policy: Policy, sentence: Sentence, objects: tuple[str, ...] | None = None) -> Scope:
    """The scope of a sentence. Kept with the policy, for several checks ask for the same sentences.

    `objects` are the words of what is spoken of, where they are known: data are then told from them alone and not
    from whatever else the sentence names.
    """
    reader = _reader(policy)
    return reader.scope(sentence) if objects is None else reader.of_objects(sentence, objects)


def compatible(a: Scope, b: Scope) -> bool:
    """Whether two statements of one file can be about the same thing."""
    return (
        a.body == b.body
        and a.party == b.party
        and a.anonymous == b.anonymous
        and _meet(a.products, b.products)
        and _same_people(a.countries, b.countries)
        and _meet(a.audiences, b.audiences)
        and _meet(a.data, b.data)
    )


def covers(a: Scope, b: Scope) -> bool:
    """Whether what is said of scope `a` is said of everything in scope `b`: each narrowing of `a` is one of `b` too."""
    return (
        compatible(a, b)
        and (not a.products or bool(b.products and b.products <= a.products))
        and (not a.countries or bool(b.countries))
        and (not a.audiences or bool(b.audiences and b.audiences <= a.audiences))
        and (not a.data or bool(a.data & b.data) or (not b.data and "personal" in a.data))
    )


def within_tool(policy: Policy, a: Scope, b: Sentence) -> bool:
    """Whether what is said of scope `a`, in a section on one tool, can be about what a sentence says of this tool.

    "No cookies are stored", said under "Analytics", leaves the cookies of the log-in alone. A tool by its name is not its kind.
    """
    if not a.tools:
        return True
    reader = _reader(policy)
    theirs = reader.tools(policy.index.words(b)) | reader.scope(b).tools
    return not a.tools.isdisjoint(theirs)


def of_site_alone(scope: Scope) -> bool:
    """Whether a statement is of a website, or what belongs to one, and of no app: what stays on a device says nothing of it."""
    return bool(scope.products) and scope.products <= _ON_SITE


def same_property(a: Scope, b: Scope) -> bool:
    """Whether two statements of one file can be about the same product, whoever's data and whichever they are about."""
    return a.body == b.body and _meet(a.products, b.products)


def alike(a: Scope, b: Scope) -> bool:
    """`compatible` across two files, whose bodies have nothing to do with each other."""
    return compatible(
        Scope(0, a.products, a.countries, a.audiences, a.data, a.party, a.anonymous),
        Scope(0, b.products, b.countries, b.audiences, b.data, b.party, b.anonymous),
    )


def _meet(a: frozenset[str], b: frozenset[str]) -> bool:
    return not a or not b or not a.isdisjoint(b)


def _same_people(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of places can be the home of one person; a state lies in its country, a country in the EEA."""
    return _meet(a, b) or not _wide(a).isdisjoint(b) or not _wide(b).isdisjoint(a)


def _wide(codes: frozenset[str]) -> frozenset[str]:
    found = set(codes)
    for code in codes:
        found.add(code[:2] if code[2:3] == "-" else code)
        if code in EEA_COUNTRIES:
            found |= _EUROPE
        if code in _EUROPE:
            found |= _EUROPE | EEA_COUNTRIES
    return frozenset(found)


class _Reader:
    """The scopes of one policy."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.bodies: tuple[Body, ...] = bodies(policy.document)
        self._scopes: dict[int, Scope] = {}
        self._sections: dict[int, Scope] = {}
        self._headings = {s.block.section.index: s for s in policy.document.sentences if s.block.kind == "heading"}
        names = (
            "scope-product",
            "scope-audience",
            "scope-data",
            "scope-anonymous",
            "scope-third",
            "scope-tool",
            "recipient",
        )
        self._lexicons = {name: Lexicon(policy, name) for name in names}

    @cached_property
    def several(self) -> bool:
        """Whether the policy tells products apart: where it names one alone, whatever it says is of that one."""
        lexicon = self._lexicons["scope-product"]
        found: set[str] = set()
        for words, *_ in self.policy.index.tokens:
            found |= lexicon.names(words)
            if len(found) > 1:
                return True
        return False

    def scope(self, sentence: Sentence) -> Scope:
        """The scope of one sentence, read once."""
        found = self._scopes.get(sentence.index)
        if found is None:
            found = self._scopes[sentence.index] = self._read(sentence)
        return found

    def of_objects(self, sentence: Sentence, objects: tuple[str, ...]) -> Scope:
        """The scope of a statement about `objects` in a sentence."""
        whole = self.scope(sentence)
        above = self._section(sentence.block.section)
        return replace(
            whole,
            data=self._names("scope-data", objects) or above.data,
            anonymous=bool(self._names("scope-anonymous", objects)) or above.anonymous,
        )

    def _read(self, sentence: Sentence) -> Scope:
        above = self._section(sentence.block.section)
        words = self.policy.index.words(sentence)  # those of the list's lead, or of the cell's headers, too
        places = frozenset(self._peoples(sentence))
        lead = sentence.block.lead
        if lead is not None and not places:
            places = frozenset(self._peoples(lead))
        body = next((n for n, part in enumerate(self.bodies) if part.holds(sentence.index)), 0)
        data = self._names("scope-data", words)
        return Scope(
            body,
            (self._names("scope-product", words) or above.products) if self.several else EVERY,
            places or above.countries,
            (self._names("scope-audience", words) - _IN_HEADINGS) or above.audiences,
            data or above.data,
            "third" if above.party or self._is_third(sentence, words) else "",
            bool(self._names("scope-anonymous", words)) or above.anonymous,
            above.tools,
        )

    def tools(self, words: tuple[str, ...]) -> frozenset[str]:
        """The tools in a row of words, by kind and, where one is named, by name too."""
        found = set(self._names("scope-tool", words))
        for begin, end, name in self._lexicons["recipient"].entries(words):
            if name in _VENDORS and words[end - 1] not in _KINDS:
                found |= {_VENDORS[name], _NAMED + " ".join(words[begin:end])}
        return frozenset(found)

    def _headed(self, words: tuple[str, ...]) -> frozenset[str]:
        """The tools that a heading sets its section apart for: the one by name, where it names one."""
        found = self.tools(words)
        return frozenset(name for name in found if name.startswith(_NAMED)) or found

    def _section(self, section: Section) -> Scope:
        found = self._sections.get(section.index)
        if found is not None:
            return found
        above = (
            self._section(self.policy.document.sections[section.parent])
            if section.index > 0 and section.parent >= 0
            else Scope()
        )
        found = above
        if section.index > 0:
            words = tokenize(section.title)[0]
            heading = self._headings.get(section.index)
            places: frozenset[str] = EVERY
            if heading is not None and self.policy.own_topics(section).isdisjoint(_ELSEWHERE):
                places = frozenset(place.code for place in countries(self.policy.index, heading))
            found = Scope(
                0,
                self._names("scope-product", words) or above.products,
                places or above.countries,
                self._names("scope-audience", words) or above.audiences,
                self._names("scope-data", words) or above.data,
                "third" if self._names("scope-third", words) else "",
                bool(self._names("scope-anonymous", words)),
                self._headed(words) or above.tools,
            )
        self._sections[section.index] = found
        return found

    def _names(self, lexicon: str, words: tuple[str, ...]) -> frozenset[str]:
        """The entries of a lexicon in a row of words, the longest at each place."""
        return self._lexicons[lexicon].names(words)

    def _is_third(self, sentence: Sentence, words: tuple[str, ...]) -> bool:
        """Whether the subject of the sentence is somebody else's site or service."""
        own = self.policy.index.own[sentence.index]
        return self._lexicons["scope-third"].begins(words[own : own + 6], "", 3)

    def _peoples(self, sentence: Sentence) -> Iterator[str]:
        """The places whose people a sentence speaks of: "if you live in France", "California residents"; not "stored in France"."""
        if sentence.text.islower():
            return
        named = countries(self.policy.index, sentence)
        if not named:
            return
        words = self.policy.index.words(sentence)
        for place in named:
            before = [
                word
                for word in words[max(place.first - _REACH - 2, 0) : place.first]
                if word not in _LINKS or word in _PEOPLE
            ]
            after = words[place.last : place.last + 1]
            if (before and before[-1] in _PEOPLE) or (after and after[0] in _PEOPLE - {"you", "are", "is"}):
                yield place.code


def _reader(policy: Policy) -> _Reader:
    """The reader kept with a policy (Policy has a __dict__ for its cached properties; equality looks at fields alone)."""
    kept: dict[str, Any] = policy.__dict__
    found = kept.get("_scopes")
    if not isinstance(found, _Reader):
        found = kept["_scopes"] = _Reader(policy)
    return found
