"""Who stands behind a policy: organisations and people by name, and how the text ties them to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policylint.document import Sentence
from policylint.facts import names
from policylint.facts.context import Context
from policylint.facts.countries import countries
from policylint.facts.kinds import Entity
from policylint.facts.names import Name
from policylint.facts.speakers import OPENING, WE_AFTER, act_of, spoken
from policylint.matching.index import Hit
from policylint.patterns import lazy
from policylint.record import replace

# "We, Acme,", "us (Acme)", "at Acme".
_WE_BEFORE = lazy(r"""(?:\b(?:we|We|WE),? (?:at |here at |are |the )?|\b[Uu]s,? \(?|\b(?:At|at|I am|I'm|My name is|my name is|[Mm]y name's) )(?:the )?$""")
_SERVICE = frozenset(
    "site sites website websites app apps application applications service services product products platform platforms game games software policy program "
    "plugin extension bot tool portal blog store shop page pages project notice trademark brand it which and".split()
)
_REGISTER = lazy(
    r"\b(?:HR[AB] ?\d{2,6}(?: ?[A-Z])?|CHE?-?\d{3}\.\d{3}\.\d{3}|CH-\d{3}\.\d\.\d{3}\.\d{3}-\d|CHE\d{9}|(?:company|registration|registered|reg\.?|company reg\.?|register|ABN|ACN|CIN|CVR|KvK|KVK|SIREN|SIRET|RCS|EIN|UEN|CNPJ|"
    r"charity|org\.?)(?: (?:registration|registered|house|in|charity|under))*(?: (?:number|no\.?|nr\.?|code))?[:# ]{1,3}[A-Z]{0,2} ?\d[\d .\-/]{3,20}\d)",
    re.IGNORECASE,
)
_REGISTERED = lazy(
    r"(?: \([^()]{0,120}\))?(?:,| is| are)? (?:an? )?(?:[\w-]+ ){0,3}?(registered|incorporated|corporation|non-?profit|charity|charitable|limited liability|company registered|company incorporated|sole trader|sole proprietor)\b",
    re.IGNORECASE,
)
_NUMBERED = lazy(r",? \(?(ABN|ACN|CIN|CVR|KvK|SIREN|SIRET|UEN|CNPJ|HRB|reg(?:istration|istered)?\.? (?:no|number))\b", re.IGNORECASE)
_COLON = lazy(r"\"?(?: [\w ,()-]{0,60}?)?(?::| [-–] )")
_DIGIT = lazy(r"\d{4}|\d{3}[ .]\d")
_PERSON = lazy(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3}")


def entities(context: Context) -> Iterator[Entity]:
    """Every organisation or person that the text names as its own, and every other company named by its legal form."""
    found: dict[tuple[int, int], Entity] = {}
    for name, tie in (*_labelled(context), *_framed(context), *spoken(context), *_companies(context)):
        key = (name.sentence.index, name.start)
        if (key in found and (found[key].form or not name.form)) or (not name.form and tie != "definition" and (names.nameless(context, name) or len(name.text) < 2)):
            continue
        found[key] = _entity(context, name, found[key].tie if key in found and found[key].tie else tie)
    rows = _settled(context, sorted(found.values(), key=lambda e: (e.sentence.index, e.start)))
    yield from rows


def _entity(context: Context, name: Name, tie: str) -> Entity:
    said = _REGISTERED.match(name.sentence.text, name.end)
    said = said or (_NUMBERED.match(name.sentence.text, name.end) if tie else None)
    form = name.form or (said[1] if said and tie else "") or names.has_word(context, name, "body-noun")
    if form in ("company", "Company"):
        form = ""
    if not form and tie in ("maker", "controller") and _is_person(context, name):
        form = "person"
    tie = "operator" if tie == "maker" else tie
    role = "controller" if tie else "vendor" if names.vendor(context, name) else ""
    text = name.sentence.text
    number, country = "", ""
    if role == "controller":
        if _DIGIT.search(text):
            match = _REGISTER.search(text)
            number = match[0] if match else ""
        places = [n for n in countries(context.index, name.sentence) if n.country and 0 <= n.start - name.end < 60]
        country = places[0].country if places else ""
    return Entity(sentence=name.sentence, start=name.start, end=name.end, name=name.text, form=form, role=role, tie=tie, number=number, country=country)


def _is_person(context: Context, name: Name) -> bool:
    """Whether a name looks like a person's: two to four words, none of which is of the trade."""
    text = name.text
    if not _PERSON.fullmatch(text) or names.has_word(context, name, "trade-word") or names.vendor(context, name):
        return False
    words = text.split()
    return all(not w.isupper() or len(w) == 1 for w in words) and not any(re.search(r"[a-z][A-Z]", w) for w in words) and words[0].lower() not in ("the", "team")


def _companies(context: Context) -> Iterator[tuple[Name, str]]:
    """Names with a legal form, wherever they stand."""
    rows = list(names.companies(context))
    counts: dict[str, int] = {}
    for name in rows:
        counts[name.text.lower()] = counts.get(name.text.lower(), 0) + 1
    for name in rows:
        yield name, _tie(context, name)


def _tie(context: Context, name: Name) -> str:
    """How a company named by its form is tied to the policy; '' where nothing does."""
    text = name.sentence.text
    if WE_AFTER.match(text[name.end : name.end + 220]) or _WE_BEFORE.search(text[max(name.start - 24, 0) : name.start]):
        return "we"
    opening = name.sentence.index < OPENING and name.start < 40
    other = (names.vendor(context, name) and not opening) or "their privacy" in name.sentence.block.flat.text.lower()
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
    if name.sentence.block.kind == "title":
        return "policy"
    alone = name.start < 40 and len(text) - name.end < 160
    if alone and topics & {"contact", "controller", "officer"} and not _of_another(context, name.sentence):
        return "contact"
    if alone and len(text) < 200 and _led(context, name.sentence):
        return "contact"
    before = text[max(name.start - 30, 0) : name.start].lower()
    if before.endswith(("contact ", "contacting ", "write to ", "please contact ")):
        return "contact"
    if re.search(r"\b(?:contact|to|at|of|by mail to|address:?|©|copyright|by|name:?|us) (?:us )?(?:at:? |to:? |\(?c\)? |the |\d{4} )?$", before) and _asks(context, name.sentence):
        return "contact"
    return ""


def _asks(context: Context, sentence: Sentence) -> bool:
    return sentence.index in context.sentences("contact-us") or sentence.index in context.sentences("contact-cue")


def _led(context: Context, sentence: Sentence) -> bool:
    """Whether the lines just before invite the reader to write."""
    asking = context.sentences("contact-us") | context.sentences("contact-cue")
    return any(s.index in asking for s in context.neighbours(sentence, before=3, after=0) if s is not sentence)


def _of_another(context: Context, sentence: Sentence) -> bool:
    others = context.sentences("another-body")
    return any(s.index in others for s in context.neighbours(sentence, before=2, after=0))


def _framed(context: Context) -> Iterator[tuple[Name, str]]:
    """Names that stand beside a phrase for one: "operated by ...", "... is the controller"."""
    for frame, tie in (("controller-before", "controller"), ("definition-before", "definition"), ("operator-before", "operator"), ("policy-before", "policy")):
        for hit in context.hits(frame):
            if tie == "definition":
                if not _defines_publisher(context, hit):
                    continue
                for name in names.companies_in(context, hit.sentence):
                    yield name, tie
            if tie == "operator" and not _of_service(context, hit):
                continue
            if tie != "definition" and context.denied(hit):
                continue
            name = names.forward(context, hit.sentence, hit.last) or _small(context, hit)
            if name is None and tie == "definition" and _plainly(context, hit):
                name = _rest(context, hit)
            if name is not None:
                name = names.with_form(context, name)
                if names.vendor(context, name) or (tie == "operator" and _of_another_here(context, hit)):
                    continue
                if tie == "policy" and not _own_policy(context, hit):
                    continue
                yield name, "maker" if tie == "operator" else tie
    for hit in context.hits("controller-after"):
        if context.denied(hit):
            continue
        name = names.backward(context, hit.sentence, hit.first)
        if name is not None and not names.vendor(context, name):
            yield names.with_form(context, name), "controller"


def _labelled(context: Context) -> Iterator[tuple[Name, str]]:
    """Names after a label: "Controller: Acme", or on the line below "Owner and data controller"."""
    sentences = context.document.sentences
    for headings in (False, True):
        for hit in context.hits("controller-label", headings):
            text = hit.sentence.text
            colon = _COLON.match(text, hit.end)
            if colon:
                starts = context.index.tokens[hit.sentence.index][1]
                at = next((i for i in range(hit.last, len(starts)) if starts[i] >= colon.end()), -1)
                name = names.forward(context, hit.sentence, at) if at >= 0 else None
                if name is not None and name.start - colon.end() < 8:
                    yield names.with_form(context, name), "controller"
                    continue
            alone = hit.end - hit.start > len(text) - 5
            if not (headings or alone or text.endswith(":")) or (len(text) - hit.end > 60 and not text.endswith(":")):
                continue
            for below in sentences[hit.sentence.index + 1 : hit.sentence.index + 2]:
                name = names.forward(context, below, context.index.own[below.index])
                if name is None or name.start > 3 or len(below.text) > 220 or names.vendor(context, name) or names.nameless(context, name):
                    continue
                if below.text[name.end : name.end + 2].strip(" ,.;:(|") == "" or below.text[name.end : name.end + 1] == "\n" or _line_of(context, below, name):
                    yield names.with_form(context, name), "controller"


def _line_of(context: Context, sentence: Sentence, name: Name) -> bool:
    """Whether a name fills its line of the source."""
    end = sentence.source(name.start, name.end).end
    return context.document.text[end : end + 8].lstrip(" *_")[:1] in ("\n", "<", "")


def _of_service(context: Context, hit: Hit) -> bool:
    """Whether "run by" is said of a site or an app, or opens the sentence."""
    own = context.index.own[hit.sentence.index]
    words = context.index.words(hit.sentence)[max(hit.first - 14, 0) : hit.last]
    return hit.first - own <= 1 or not _SERVICE.isdisjoint(words)


def _small(context: Context, hit: Hit) -> Name | None:
    """A name in small letters, where a bracket after it makes it the publisher: 'created by jo doe (the "Service Provider")'."""
    words, starts, ends = context.index.tokens[hit.sentence.index]
    text = hit.sentence.text
    bracket = text.find(" (", hit.end, hit.end + 60)
    if bracket < 0 or not WE_AFTER.match(text[bracket : bracket + 220]):
        return None
    last = next((i for i in range(hit.last, len(words)) if starts[i] > bracket), len(words))
    if not 0 < last - hit.last <= 4:
        return None
    return Name(hit.sentence, hit.last, last, starts[hit.last], ends[last - 1])


def _plainly(context: Context, hit: Hit) -> bool:
    """Whether what follows is a definition even where no capital shows a name: "Company refers to", "We means"."""
    words = context.words(hit.sentence)
    own = context.index.own[hit.sentence.index]
    verb = {"refers", "refer"} & set(words[hit.first : hit.last])
    return bool(verb) or "company" in words[own : own + 2]


def _rest(context: Context, hit: Hit) -> Name | None:
    """What "Company refers to" is followed by, whatever it is: up to six words, up to the first mark."""
    words, starts, ends = context.index.tokens[hit.sentence.index]
    last = hit.last
    while last < len(words) and last - hit.last < 6 and (last == hit.last or hit.sentence.text[ends[last - 1] : starts[last]] in (" ", "", "-")):
        last += 1
    return Name(hit.sentence, hit.last, last, starts[hit.last], ends[last - 1]) if last > hit.last else None


def _defines_publisher(context: Context, hit: Hit) -> bool:
    """Whether the words before "refers to" are "Company" or "we"."""
    own = context.index.own[hit.sentence.index]
    words = context.index.words(hit.sentence)[max(hit.first - 22, own) : hit.first]
    head = words[:3]
    if {"we", "us", "our"} & {*words[-4:], *context.words(hit.sentence)[hit.first : hit.last]}:
        return True
    return bool({"company", "we", "us", "our", "operator", "provider", "owner", "organisation", "organization", "controller"} & set(head)) and "service provider" not in " ".join(head)


def _of_another_here(context: Context, hit: Hit) -> bool:
    """Whether "a service of X" is said of a tool that the publisher uses."""
    words = context.index.words(hit.sentence)[: hit.first]
    return bool({"use", "uses", "using", "third", "those", "other", "such", "some", "any", "party", "parties", "plugin", "plugins", "analytics", "tool", "tools", "cookies", "payment", "vendor", "advertising", "links", "link", "not"} & set(words[-14:]))


def _own_policy(context: Context, hit: Hit) -> bool:
    words = context.index.words(hit.sentence)
    before = words[max(hit.first - 6, 0) : hit.first]
    return not {"their", "see", "read", "review", "consult", "third", "visit", "refer", "linked", "check"} & {*before, *words[hit.last : hit.last + 1]}


def _settled(context: Context, rows: Iterable[Entity]) -> Iterator[Entity]:
    """What only the whole text tells of its entities.

    The company of a definition is the controller by word where "the Company" is called one; an agent at whose address the
    reader may write is none; and a company whose name begins like the publisher's brand is the publisher.
    """
    rows = list(rows)
    brands = {row.name.split()[0].lower() for row in rows if row.role == "controller" and row.tie != "contact"}
    title = set(re.findall(r"\w+", context.document.title.lower())) - {"privacy", "policy", "the", "data", "notice", "statement", "app", "for", "of"}
    says = any(True for _ in context.hits("company-is-controller"))
    sure = {row.name.split()[0].lower() for row in rows if row.tie in ("controller", "we", "operator", "definition")}
    for row in rows:
        if row.tie == "definition":
            yield replace(row, tie="controller" if says else "we")
        elif row.tie == "contact" and sure and row.name.split()[0].lower() not in sure:
            yield replace(row, tie="", role="")
        elif not row.role and row.form and row.form != "person" and row.name.split()[0].lower() in brands | title:
            yield replace(row, tie="subject", role="controller")
        else:
            yield row
