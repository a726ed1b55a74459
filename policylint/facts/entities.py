"""Who stands behind a policy: organisations and people by name, and how the text ties them to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policylint.document import Sentence
from policylint.facts import names
from policylint.facts.addresses import Postal
from policylint.facts.context import Context
from policylint.facts.countries import countries
from policylint.facts.kinds import Entity
from policylint.facts.names import Name
from policylint.facts.responsible import framed, labelled
from policylint.facts.speakers import OPENING, WE_AFTER, act_of, spoken
from policylint.facts.variables import variables
from policylint.matching.index import Hit, walk
from policylint.patterns import lazy
from policylint.record import replace

# "We, Acme,", "us (Acme)", "at Acme".
_WE_BEFORE = lazy(
    r"""(?:\b(?:we|We|WE),? (?:at |here at |are |the )?|\b[Uu]s,? \(?|\b(?:At|at|I am|I'm|My name is|my name is|[Mm]y name's) )(?:the )?$"""
)
_REGISTER = lazy(
    r"\b(?:HR[AB] ?\d{2,6}(?: ?[A-Z])?|CHE?-?\d{3}\.\d{3}\.\d{3}|CH-\d{3}\.\d\.\d{3}\.\d{3}-\d|CHE\d{9}|(?:company|"
    r"registration|registered|reg\.?|company reg\.?|register|ABN|ACN|CIN|CVR|KvK|KVK|SIREN|SIRET|RCS|EIN|UEN|CNPJ|"
    r"charity|org\.?)(?: (?:registration|registered|house|in|charity|under))*(?: (?:number|no\.?|nr\.?|code))?[:# "
    r"]{1,3}[A-Z]{0,2} ?\d[\d .\-/]{3,20}\d)",
    re.IGNORECASE,
)
_REGISTERED = lazy(
    r"(?: \([^()]{0,120}\))?(?:,| is| are)? (?:an? )?(?:[\w-]+ ){0,3}?(registered|limited by guarantee|incorporated|corporation|"
    r"no[nt]-(?:for-)?profit|non-?profit|charity|charitable|limited liability|company registered|company incorporated|sole trader|sole "
    r"proprietor)\b",
    re.IGNORECASE,
)
_NUMBERED = lazy(
    r",? \(?(ABN|ACN|CIN|CVR|KvK|SIREN|SIRET|UEN|CNPJ|HRB|reg(?:istration|istered)?\.? (?:no|number))\b", re.IGNORECASE
)
_TITLE_WORDS = frozenset("privacy policy the data notice statement app for of and protection our your a".split())
_DIGIT = lazy(r"\d{4}|\d{3}[ .]\d")
_WORDS = lazy(r"\w+")
_HUMP = lazy(r"[a-z][A-Z]")
_REACHED_AT = lazy(
    r"\b(?:contact|to|at|of|by mail to|address:?|©|copyright|by|name:?|us) (?:us )?(?:at:? |to:? |\(?c\)? |the |\d{4} )?$"
)
_COPYRIGHT = lazy(
    r"(?:©|\(c\)|\bcopyright) ?(?:©|\(c\))?,? ?(?:\d{4})?(?: ?[-–] ?\d{4})?,? ?(?:by )?(?:the )?$", re.IGNORECASE
)
_PERSON = lazy(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3}")


def entities(context: Context, postals: Iterable[Postal] = ()) -> Iterator[Entity]:
    """Every organisation or person that the text names as its own, and every other company named by its legal form.

    A name right before one of the `postals` that the reader is asked to write to is the publisher's.
    """
    found: dict[tuple[int, int], Entity] = {}
    named = list(names.companies(context))
    for name, tie in (
        *labelled(context),
        *framed(context, named),
        *spoken(context),
        *((name, _tie(context, name)) for name in named),
        *_addressed(context, postals, bool(named)),
    ):
        if not name.form and name.sentence.text[name.start - 1 : name.start] in ("[", "{") and name.start:
            tie = "policy"  # a slot of a template: somebody is meant, and nobody named
        key = (name.sentence.index, name.start)
        if (key in found and (found[key].form or not name.form) and (found[key].tie or not tie)) or (
            not name.form and tie != "definition" and (names.nameless(context, name) or len(name.text) < 2)
        ):
            continue
        found[key] = _entity(context, name, found[key].tie if key in found and found[key].tie else tie)
    yield from _settled(context, sorted(found.values(), key=lambda e: (e.sentence.index, e.start)))


def _entity(context: Context, name: Name, tie: str) -> Entity:
    said = _REGISTERED.match(name.sentence.text, name.end)
    said = said or (_NUMBERED.match(name.sentence.text, name.end) if tie else None)
    form = name.form or (said[1] if said and tie else "") or names.has_word(context, name, "body-noun")
    if form in ("company", "Company"):
        form = ""
    if tie and not form and any(v.kind == "name" and v.start < name.start < v.end for v in variables(name.sentence)):
        form = "variable"
    if not form and tie in ("maker", "controller") and _is_person(context, name):
        form = "person"
    tie = "operator" if tie == "maker" else tie
    role = "controller" if tie else "vendor" if names.vendor(context, name) else ""
    text = name.sentence.text
    number, country = "", ""
    if role == "controller":
        near = text[name.end : name.end + 200]
        if _DIGIT.search(near):
            match = _REGISTER.search(near)
            number = match[0] if match else ""
        places = [
            n
            for n in countries(context.index, name.sentence, name.last, name.last + 14)
            if n.country and 0 <= n.start - name.end < 60 and not _within_name(context, name.sentence, n.last)
        ]
        country = places[0].country if places else ""
    return Entity(
        sentence=name.sentence,
        start=name.start,
        end=name.end,
        name=name.text,
        form=form,
        role=role,
        tie=tie,
        number=number,
        country=country,
    )


def _within_name(context: Context, sentence: Sentence, at: int) -> bool:
    """Whether a legal form follows: "Plum Technologies USA Inc." is no place."""
    trie = context.index.book.tries.get("company-form", {})
    return any(True for _ in walk(trie, context.index.words(sentence), at))


def _is_person(context: Context, name: Name) -> bool:
    """Whether a name looks like a person's: two to four words, none of which is of the trade."""
    text = name.text
    if not _PERSON.fullmatch(text) or names.has_word(context, name, "trade-word") or names.vendor(context, name):
        return False
    words = text.split()
    return (
        all(not w.isupper() or len(w.rstrip(".")) == 1 for w in words)
        and not any(_HUMP.search(w) for w in words)
        and words[0].lower() not in ("the", "team")
    )


def _tie(context: Context, name: Name) -> str:
    """How a company named by its form is tied to the policy; '' where nothing does."""
    text = name.sentence.text
    if WE_AFTER.match(text[name.end : name.end + 220]) or _WE_BEFORE.search(text[max(name.start - 24, 0) : name.start]):
        return "we"
    opening = name.sentence.index < OPENING and name.start < 40
    other = (names.vendor(context, name) and not opening) or has_own_policy(context, name.sentence)
    topics = context.topics(name.sentence)
    if topics & {"sharing", "cookies", "analytics"} and not topics & {"contact", "controller"}:
        return ""
    act = act_of(context, name)
    if act in ("operator", "maker") and not other:
        return "operator"
    if act == "speaker" and not other:
        return "subject"
    if other:
        return ""
    if name.sentence.block.kind == "title" or _COPYRIGHT.search(text, 0, name.start):
        return "policy"
    alone = name.start < 40 and len(text) - name.end < 160
    if alone and topics & {"contact", "controller", "officer"} and not _of_another(context, name.sentence):
        return "contact"
    if alone and len(text) < 200 and _led(context, name.sentence):
        return "contact"
    before = text[max(name.start - 30, 0) : name.start].lower()
    if before.endswith(("contact ", "contacting ", "write to ", "please contact ")):
        return "contact"
    if _REACHED_AT.search(before) and _asks(context, name.sentence):
        return "contact"
    return ""


def has_own_policy(context: Context, sentence: Sentence) -> bool:
    """Whether the paragraph speaks of "their privacy policy", somebody else's."""
    their = context.sentences("their-policy")
    first = sentence.index
    return any(
        other.index in their and other.block is sentence.block
        for other in context.document.sentences[max(first - 4, 0) : first + 5]
    )


def _addressed(context: Context, postals: Iterable[Postal], lawful: bool) -> Iterator[tuple[Name, str]]:
    """Names right before an address to which the reader is asked to write: "by post to Acme, 4 Mill Lane".

    A person who heads the address under "Contact" is the publisher, unless (`lawful`) some company is named.
    """
    for postal in postals:
        sentence = postal.sentence
        opens = not sentence.start and bool({"contact", "controller"} & context.topics(sentence))
        if not (opens or _asks(context, sentence)) or _of_another(context, sentence) or postal.specimen:
            continue
        starts = context.index.tokens[sentence.index][1]
        at = next((i for i in range(context.index.own[sentence.index], len(starts)) if starts[i] >= postal.start), 0)
        name = names.backward(context, sentence, at) if at else None
        if name is not None and not names.nameless(context, name) and not names.vendor(context, name):
            if name.start and not _asks(context, sentence):
                continue  # nobody heads the address: a part of it only looks like a name
            name = names.with_form(context, name)
            alone = opens and not name.start and not lawful and _is_person(context, name)
            yield name, "maker" if alone else "contact"


def _asks(context: Context, sentence: Sentence) -> bool:
    return sentence.index in context.sentences("contact-us") or sentence.index in context.sentences("contact-cue")


def _led(context: Context, sentence: Sentence) -> bool:
    """Whether the lines just before invite the reader to write."""
    asking = context.sentences("contact-us") | context.sentences("contact-cue")
    return any(s.index in asking for s in context.neighbours(sentence, before=3, after=0) if s is not sentence)


def _of_another(context: Context, sentence: Sentence) -> bool:
    others = context.sentences("another-body")
    return any(s.index in others for s in context.neighbours(sentence, before=2, after=0))


def _settled(context: Context, rows: list[Entity]) -> Iterator[Entity]:
    """What only the whole text tells of its entities.

    The company of a definition is the controller by word where "the Company" is called one; an agent at whose address the
    reader may write is none where the publisher is named elsewhere; a company whose name begins like the publisher's brand is
    the publisher; and of a name that is only a subject the first mention is enough.
    """
    says = any(True for _ in context.hits("company-is-controller"))
    rows = [replace(row, tie="controller" if says else "we") if row.tie == "definition" else row for row in rows]
    if any(_of_us(context, hit) for hit in context.hits("role-controller")):  # "Plum ("we") ... We are the controller"
        rows = [replace(row, tie="controller") if row.tie in ("we", "policy") and _called(row) else row for row in rows]
    named = [row for row in rows if row.form and row.tie in ("controller", "we", "operator")]
    sure = {_head(row) for row in named}
    brands = {_head(row) for row in rows if row.role == "controller" and row.tie != "contact"}
    brands |= set(_WORDS.findall(context.document.title.lower())) - _TITLE_WORDS
    said: set[tuple[str, bool]] = set()
    for row in rows:
        if row.tie == "contact" and sure and _head(row) not in sure:
            row = replace(row, tie="", role="")
        elif not row.role and row.form and _head(row) in brands:
            row = replace(row, tie="subject", role="controller")
        if row.tie in ("subject", "policy"):
            if (named and row.form) or (row.name, bool(row.form)) in said:
                row = replace(row, tie="mention")
            said.add((row.name, bool(row.form)))
        yield row


def _called(row: Entity) -> bool:
    """Whether a name stands in a sentence, and not in a title or in a slot of a template."""
    text, start = row.sentence.text, row.start
    return row.sentence.block.kind not in ("title", "heading") and text[max(start - 1, 0) : start] not in ("[", "{")


def _of_us(context: Context, hit: Hit) -> bool:
    """Whether "the controller" is said of "we" without a condition."""
    words = context.words(hit.sentence)
    return words[hit.first - 1 : hit.first + 2] in (("we", "are", "the"), ("i", "am", "the")) and hit.first == 1


def _head(row: Entity) -> str:
    return row.name.split()[0].lower()
