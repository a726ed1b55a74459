"""Who is responsible and how to reach them: entities, roles, contacts, addresses, officers."""

from __future__ import annotations

from collections.abc import Iterable

from policylint.facts.addresses import Postal, postal_addresses
from policylint.facts.contacts import contacts
from policylint.facts.context import Context
from policylint.facts.emails import emails
from policylint.facts.entities import entities, has_own_policy
from policylint.facts.kinds import Address, Contact, Entity, Fact
from policylint.facts.officers import officers
from policylint.facts.roles import roles
from policylint.facts.seats import seats
from policylint.facts.variables import variables


def find(context: Context) -> Iterable[Fact]:
    """Entity, Role, Contact, Address and Officer facts."""
    postals = list(postal_addresses(context))
    named = list(entities(context, postals))
    reached = list(contacts(context, emails(context.document)))
    facts: list[Fact] = [*named]
    for entity in named:
        if entity.role == "controller" and entity.country and entity.form:
            facts.append(
                Address(
                    sentence=entity.sentence, start=entity.start, end=entity.end, complete=False, country=entity.country
                )
            )
    for postal in postals:
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
    facts += seats(context, postals, named)
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
