"""Who is responsible and how to reach them: entities, roles, contacts, addresses, officers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policylint.facts.addresses import Postal, postal_addresses
from policylint.facts.contacts import contacts
from policylint.facts.context import Context
from policylint.facts.countries import countries
from policylint.facts.emails import emails
from policylint.facts.entities import entities, has_own_policy
from policylint.facts.kinds import Address, Contact, Entity, Fact
from policylint.facts.officers import officers
from policylint.facts.roles import roles
from policylint.facts.variables import variables
from policylint.patterns import lazy

_NAME_BEFORE = lazy(r"[A-ZÀ-Þ][\w.]+,? (?:(?:and|\(|is|are|a|an|be|was|has|been|company|the) ?)*\)?,? ?$")
# "Our servers are located in": where these stand the publisher need not be.
_MACHINES = frozenset(
    "server servers infrastructure centre centres center centers database databases datacenter datacenters hosting cloud hosts "
    "providers provider vendors processors subprocessors partners suppliers data".split()
)
_SLOT = lazy(
    r"\[(?:[\w,'’-]+ ){0,4}(?:(?:registered|postal|business|office|street|mailing|company) (?:office )?|full )address\]",
    re.IGNORECASE,
)
# "Postal address: Mill Creek, Australia": a label with a place, and no street.
_LABEL = lazy(
    r"\b(?<!-)(?<!mail )(?<!ip )(?<!web )(?:(?:our|the) )?(?:(?:postal|mailing|business|office|registered|company|street|correspondence|head office|contact) )?"
    r"address:\s*(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_STOPS = lazy(r"[\d:;.]")
_LABELLED = 60  # characters of a place after its label
_BRACKETED = lazy(r"(?:^|[.!?] )[A-ZÀ-Þ][\w.-]+ \([^()]{1,40}\),? (?:is|are) $")  # "Acme (and its servers) are"
# "in Harrow, TN": a town with the two letters of a state.
_STATE = lazy(
    r" ?(?:[A-Z][\w.'-]+ ?){1,3}, (?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]"
    r"|UT|V[AT]|W[AIVY])\b"
)


def find(context: Context) -> Iterable[Fact]:
    """Entity, Role, Contact, Address and Officer facts."""
    named = list(entities(context))
    reached = list(contacts(context, emails(context.document)))
    facts: list[Fact] = [*named]
    for entity in named:
        if entity.role == "controller" and entity.country and entity.form:
            facts.append(
                Address(
                    sentence=entity.sentence, start=entity.start, end=entity.end, complete=False, country=entity.country
                )
            )
    for postal in postal_addresses(context):
        owner = _owner(context, postal, named)
        facts.append(
            Address(
                sentence=postal.sentence,
                start=postal.start,
                end=postal.end,
                owner=owner,
                country=postal.country,
                complete=not postal.specimen,
            )
        )
        if owner in ("we", "dpo") and not postal.specimen:
            reached.append(
                Contact(
                    sentence=postal.sentence,
                    start=postal.start,
                    end=postal.end,
                    channel="post",
                    purpose="dpo" if owner == "dpo" else "general",
                )
            )
    facts += _seats(context)
    facts += (
        Address(sentence=sentence, start=variable.start, end=variable.end)
        for sentence in context.prose()
        for variable in variables(sentence)
        if variable.kind == "address"
    )
    facts += reached
    facts += officers(context, reached)
    facts += roles(context)
    return facts


def _owner(context: Context, postal: Postal, named: list[Entity]) -> str:
    """Whose address it is, by the names and words in its sentence and the two before it."""
    near = [s.index for s in context.neighbours(postal.sentence, before=2, after=0)]
    here = postal.sentence.index
    entities_near = [
        e for e in named if e.sentence.index in near and (e.sentence.index < here or e.start < postal.start)
    ]
    if entities_near:
        last = entities_near[-1]
        if last.role == "controller":
            return "we"
        if last.role == "vendor" or has_own_policy(context, postal.sentence):
            return "third-party"
    agent = bool(entities_near)
    for index in reversed(near):
        if index in context.sentences("representative"):
            return "representative"
        if index in context.sentences("officer"):
            return "dpo" if agent else "we"
        if any(index in context.sentences(frame) for frame in ("contact-us", "contact-cue", "seat")):
            return "we"
        if index in context.sentences("authority-contact"):
            return "authority"
    topics = context.topics(postal.sentence)
    if topics & {"contact", "controller"}:
        return "we"
    if "complaints" in topics:
        return "authority"
    if topics & {"sharing", "cookies", "analytics"} or any(
        index in context.sentences("another-body") for index in near
    ):
        return "third-party"
    return "we"


def _seats(context: Context) -> Iterable[Address]:
    """Where the organisation says that it is, without a street; and slots in which its address is still to be written."""
    for sentence in context.document.sentences:
        slot = _SLOT.search(sentence.text) if "[" in sentence.text else None
        if slot is not None:
            yield Address(sentence=sentence, start=slot.start(), end=slot.end(), complete=False)
        label = _LABEL.search(sentence.text) if "ddress:" in sentence.text else None
        for place in countries(context.index, sentence) if label else ():
            if (
                label
                and place.kind in ("country", "us-state")
                and 0 <= place.start - label.end() < _LABELLED
                and not _STOPS.search(sentence.text, label.end(), place.end)
            ):
                yield Address(
                    sentence=sentence, start=label.end(), end=place.end, complete=False, country=place.country
                )
                break
    for hit in context.hits("seat"):
        words = context.words(hit.sentence)
        own = context.index.own[hit.sentence.index]
        before = words[max(context.begin(hit), own) : hit.first]
        if not _of_publisher(before, hit.sentence.text[max(hit.start - 80, 0) : hit.start]):
            continue
        places = [
            n
            for n in countries(context.index, hit.sentence, hit.first, hit.last + 20)
            if n.kind in ("country", "us-state") and -40 < n.start - hit.end < 90 and n.end > hit.start
        ]
        state = _STATE.match(hit.sentence.text, hit.end)
        if state is not None and not places:
            yield Address(sentence=hit.sentence, start=hit.start, end=state.end(), complete=False, country="US")
        if places:
            yield Address(
                sentence=hit.sentence,
                start=hit.start,
                end=max(places[0].end, hit.end),
                complete=False,
                country=places[0].country,
            )


def _of_publisher(before: Sequence[str], text: str) -> bool:
    """Whether the words before "based in" speak of the publisher: we, the company, or a name."""
    if not before:
        return True
    if {
        "server",
        "servers",
        "infrastructure",
        "centre",
        "centres",
        "center",
        "centers",
        "database",
        "databases",
        "datacenter",
        "datacenters",
        "hosting",
        "cloud",
        "hosts",
        "vendors",
        "partners",
        "suppliers",
        "subprocessors",
        "authority",
        "you",
        "users",
        "individuals",
        "residents",
        "processors",
        "providers",
        "data",
        "information",
        "customers",
        "parties",
        "site",
    } & set(before):
        near = before[-5:]
        ours = {"we", "company"} & set(near) or ("our" in near and not _MACHINES.intersection(near))
        return bool(ours) or _BRACKETED.search(text) is not None
    return bool({"we", "our", "company", "i", "us"} & set(before)) or bool(_NAME_BEFORE.search(text))
