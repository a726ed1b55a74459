"""Ways to reach somebody: e-mail, telephone, forms, chats, post."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from policylint.document import Sentence
from policylint.facts.context import Context
from policylint.facts.emails import Email, address_of
from policylint.facts.kinds import Contact
from policylint.facts.variables import variables
from policylint.patterns import lazy

_NUMBER = lazy(r"\d[\d ().-]{5}")
_PHONE = lazy(r"(?<![\w./@-])(?:\+ ?|\(\+?|00)?\d[\d ().\u2010-\u2015/-]{5,20}\d(?![\w@-])")
_PHONE_CUE = lazy(
    r"\b(?:tel(?:ephone|efon)?|phone|call(?:ing)?|mobile|cell|whats ?app|hotline|helpline|toll[- ]?free|dial|ring|"
    r"ph|fon)\b[^\n]{0,40}$",
    re.IGNORECASE,
)
_PHONE_WORDS = ("tel", "phone", "call", "mobile", "hotline", "helpline", "toll", "whats", "dial", "ph", "+", "fon")
_DATE_LIKE = lazy(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4} ?[-–] ?\d{4}")
_FORM_TARGET = lazy(
    r"contact|support|feedback|help-?desk|/help\b|get-in-touch|inquir|enquir|dsar|data-?request|privacy-?request|"
    r"webform|forms?[./]|typeform|ticket",
    re.IGNORECASE,
)
_CHAT_TARGET = lazy(
    r"discord\.|t\.me/|wa\.me/|slack\.|/issues\b|telegram\.|zulip|gitter\.|matrix\.to|messenger", re.IGNORECASE
)
_FORM_TEXT = lazy(
    r"\b(?:contact(?:ing)? (?:us|me|form|page)|contact|get in touch|reach out|support|help ?desk|feedback|form|"
    r"request|here|portal|write to us|let us know|e?mail us)\b",
    re.IGNORECASE,
)
_CONTACT_TEXT = lazy(
    r"\b(?:contact(?:ing)? (?:us|me|form|page)|get in touch|reach out|help ?desk|write to us|let us know|(?:request|"
    r"web) ?form|notify us)\b",
    re.IGNORECASE,
)
_URL = lazy(
    r"\b(?:https?://|www\.)[^\s<>()\[\]\"]{3,200}|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|eu|de|uk|app|dev|gov|edu|"
    r"info)/(?:[\w./-]*)",
    re.IGNORECASE,
)
_BLANK = lazy(
    r"\[(?:your|insert|company|email|e-mail|address|phone|contact|link)[^\]]{0,40}\]|\{\{(?!\s*(?:site|page|config|"
    r"settings|params|url|base|relref|ref|[<%.$])).*?\}\}|<(?:your|insert)[^>]{0,40}>|X{3,}",
    re.IGNORECASE,
)
_POLICY = lazy(
    r"polic|terms|cookie|privacy-(?:notice|statement)|opt-?out|licen[cs]e|edpb|europa\.eu|ico\.org", re.IGNORECASE
)
_CALL = lazy(
    r"\blink_to[ (]{1,3}(?:t\()?['\"][^'\"]{0,40}(?:contact|get in touch|write to|feedback|support)", re.IGNORECASE
)
_TEMPLATE_LINK = lazy(r"\[([^\[\]]{1,200})\]\(([^()\s]{0,200}\{\{[^{}()]{1,80}\}\}[^()\s]{0,200})\)")
_ASKED = lazy(
    r"\b(?:questions?|queries|enquir\w+|inquir\w+|issues?|feedback|problems?|concerns?|support|help|contact|bugs?|"
    r"faults?)\b[^.]{0,40}[:?-] ?$",
    re.IGNORECASE,
)
_LABELLED = 160  # characters of a line that is a label and its address
_MARKETING = frozenset("unsubscribe newsletter newsletters promotional marketing opt".split())
_CHILD = frozenset("child children minor minors parent parents parental coppa".split())
_RIGHTS = frozenset(
    "right rights access delete deletion erasure erase remove removal correct correction rectify rectification "
    "request requests withdraw object".split()
)
_PRIVACY = frozenset("privacy data gdpr policy notice statement questions personal".split())
_LOCAL = (
    ("dpo", lazy(r"^(?:dpo|data-?protection-?officer|datenschutz(?:beauftragter)?|privacy-?officer)\b")),
    ("privacy", lazy(r"^(?:privacy|gdpr|data-?(?:protection|privacy|requests?|rights)|dsar|ccpa|compliance|legal|personal-?data)")),
    ("abuse", lazy(r"^(?:abuse|security|phishing|spam|dmca|copyright|vulnerabilit)")),
    ("marketing", lazy(r"^(?:marketing|newsletter|unsubscribe|press|media|sales|jobs|careers|ads|advertising|partners)")),
    ("support", lazy(r"^(?:support|help|service|care|customer)")),
)  # fmt: skip


def contacts(context: Context, found: Iterable[Email]) -> Iterator[Contact]:
    """Every way that a document gives to reach somebody, `found` being its e-mail addresses."""
    for email in found:
        yield Contact(
            sentence=email.sentence,
            start=email.start,
            end=email.end,
            channel="email",
            value=email.value,
            purpose=_of_email(context, email),
            placeholder=email.placeholder,
        )
    yield from _phones(context)
    yield from _filled(context)
    yield from _links(context)
    yield from _worded(context)


def _of_email(context: Context, email: Email) -> str:
    words = context.word_set(email.sentence)
    ours = words & {"us", "our", "me", "we", "my"}
    local, _, host = email.value.partition("@")
    if not ours and _authority(context, email.sentence):
        return "third-party"
    vendors = context.index.book.tries.get("vendor", {})
    if (
        not ours
        and any(label in vendors for label in host.split(".")[:-1])
        and host not in ("yahoo.com", "outlook.com")
    ):
        return "third-party"
    for purpose, pattern in _LOCAL[:1]:
        if pattern.search(local):
            return purpose
    if email.sentence.index in context.sentences("officer"):
        return "dpo"
    if words & _CHILD and not words & {"questions", "privacy"}:
        return "children"
    for purpose, pattern in _LOCAL[1:4]:
        if pattern.search(local) and (purpose == "privacy" or not words & (_RIGHTS | {"privacy", "questions"})):
            return purpose
    if "unsubscribe" in words or (words & _MARKETING and not words & (_RIGHTS | {"questions", "contact"})):
        return "marketing"
    if words & _RIGHTS:
        return "rights"
    if words & _PRIVACY:
        return "privacy"
    return "support" if _LOCAL[4][1].search(local) else "general"


def _authority(context: Context, sentence: Sentence) -> bool:
    named = context.sentences("authority-contact")
    return sentence.index in named or (
        len(sentence.text) < 120 and any(s.index in named for s in context.neighbours(sentence, before=2, after=0))
    )


def _purpose(context: Context, sentence: Sentence) -> str:
    words = context.word_set(sentence)
    if _authority(context, sentence) and not words & {"us", "our", "me"}:
        return "third-party"
    if sentence.index in context.sentences("officer"):
        return "dpo"
    if words & _RIGHTS:
        return "rights"
    return "privacy" if words & _PRIVACY else "general"


def _phones(context: Context) -> Iterator[Contact]:
    for sentence in context.document.sentences:
        if not context.figures(sentence) or sentence.block.kind == "meta":
            continue
        if not _NUMBER.search(sentence.text):
            continue
        lower = sentence.text.lower()
        if not any(cue in lower for cue in _PHONE_WORDS):
            headers = " ".join(sentence.block.headers).lower()
            if not any(cue in headers for cue in ("phone", "tel")):
                continue
        for match in _PHONE.finditer(sentence.text):
            digits = sum(c.isdigit() for c in match[0])
            if not 7 <= digits <= 15 or _DATE_LIKE.fullmatch(match[0].strip()):
                continue
            if (
                "+" in match[0]
                or _PHONE_CUE.search(sentence.text[: match.start()])
                or any("phone" in h.lower() for h in sentence.block.headers)
            ):
                yield Contact(
                    sentence=sentence,
                    start=match.start(),
                    end=match.end(),
                    channel="phone",
                    value=match[0].strip(),
                    purpose=_purpose(context, sentence),
                )


def _filled(context: Context) -> Iterator[Contact]:
    """Variables that a site generator fills with an address or a number of the publisher's."""
    for sentence in context.prose():
        for variable in variables(sentence):
            if variable.kind in ("email", "phone"):
                yield Contact(
                    sentence=sentence,
                    start=variable.start,
                    end=variable.end,
                    channel=variable.kind,
                    purpose=_purpose(context, sentence),
                )


def _links(context: Context) -> Iterator[Contact]:
    """Links made for contact: a target that says so, or any target in a sentence that asks the reader to get in touch."""
    links = [link for link in context.document.links if link.target and not address_of(link)]
    if not links:
        return
    sentences = list(context.prose())
    starts = [s.source().start for s in sentences]
    asking = context.sentences("contact-us") | context.sentences("contact-cue")
    ends: dict[int, int] = {}
    for hit in context.hits("contact-us"):
        ends.setdefault(hit.sentence.index, hit.end)
    for link in links:
        at = bisect_right(starts, link.span.start) - 1
        if at < 0 or link.target.startswith("#"):
            continue
        sentence = sentences[at]
        if sentence.source().end < link.span.start:
            continue  # a link of the site around the policy
        target, lower = link.target.strip(), link.target.strip().lower()
        channel = ""
        if lower.startswith("tel:"):
            channel = "phone"
        elif _CHAT_TARGET.search(target) and (
            sentence.index in asking or _FORM_TEXT.search(link.text) or _labelled(context, sentence)
        ):
            channel = "chat"
        elif lower.startswith("mailto:"):
            channel = "email" if "{{" in target or "<%" in target else ""
        elif "/cdn-cgi/l/email-protection" in lower:
            channel = "email"  # scrambled by a content network; the page shows the address
        elif (
            _POLICY.search(link.text)
            or _POLICY.search(target)
            or (_vendor_host(context, lower) and not _CONTACT_TEXT.search(link.text) and "form" not in lower)
        ):
            continue
        elif (
            (_FORM_TARGET.search(target) and (sentence.index in asking or _CONTACT_TEXT.search(link.text)))
            or (sentence.index in asking and _FORM_TEXT.search(link.text))
            or (sentence.index in ends and 0 <= sentence.text.find(link.text) - ends[sentence.index] < 80)
            or (
                len(sentence.text) < 120
                and "contact" in context.topics(sentence)
                and not lower.startswith(("#", "mailto"))
            )
        ):
            channel = "form"
        if not channel or _third(context, sentence, link.text):
            continue
        start = max(sentence.text.find(link.text), 0)
        yield Contact(
            sentence=sentence,
            start=start,
            end=start + len(link.text) if sentence.text.startswith(link.text, start) else len(sentence.text),
            channel=channel,
            value="" if channel == "email" else target,
            purpose=_purpose(context, sentence),
            placeholder=bool(_BLANK.search(target)),
        )


def _labelled(context: Context, sentence: Sentence) -> bool:
    """Whether a short line is a label and its link: "Contact: [our chat](...)", or stands under a heading for contact."""
    text = sentence.text
    return len(text) < 120 and ("contact" in context.topics(sentence) or text[:7].lower() == "contact")


def _vendor_host(context: Context, target: str) -> bool:
    """Whether a web address is one of a company whose services others use."""
    host = target.partition("://")[2].partition("/")[0]
    vendors = context.index.book.tries.get("vendor", {})
    own = context.document.title.lower()
    return any(label in vendors and label not in own for label in host.split(".")[:-1])


def _third(context: Context, sentence: Sentence, text: str) -> bool:
    words = context.word_set(sentence)
    return (
        not words & {"us", "our", "me", "we", "my", "i"}
        and _authority(context, sentence)
        and "us" not in text.lower().split()
    )


def _worded(context: Context) -> Iterator[Contact]:
    """Channels that are named: a contact form, a chat, a web address beside "contact us at"."""
    asking = context.sentences("contact-us") | context.sentences("contact-cue")
    blank = _blank_links(context)
    for frame, channel in (("contact-form", "form"), ("contact-chat", "chat")):
        for hit in context.hits(frame):
            if context.denied(hit) or _BLANK.search(hit.sentence.text) or hit.sentence.index in blank:
                continue
            lead = hit.sentence.block.lead
            led = lead is not None and lead.index in asking
            invited = {"contact", "open", "file", "raise", "create", "opening"} & set(
                context.words(hit.sentence)[hit.first : hit.last]
            )
            if (
                hit.sentence.index not in asking
                and not led
                and not invited
                and "contact" not in context.words(hit.sentence)[hit.first : hit.last]
            ):
                continue
            yield Contact(
                sentence=hit.sentence,
                start=hit.start,
                end=hit.end,
                channel=channel,
                purpose=_purpose(context, hit.sentence),
            )
    for sentence in context.prose():
        if "{{" not in sentence.text or "](" not in sentence.text:
            continue
        for match in _TEMPLATE_LINK.finditer(
            sentence.text
        ):  # Markdown takes it for no link, the site generator makes it one
            mail = match[2].lower().startswith("mailto:")
            if mail or _FORM_TARGET.search(match[2]):
                yield Contact(
                    sentence=sentence,
                    start=match.start(),
                    end=match.end(),
                    channel="email" if mail else "form",
                    purpose=_purpose(context, sentence),
                    placeholder=bool(_BLANK.search(match[2])),
                )
    yield from _bare(context)
    told: set[int] = set()
    for hit in context.hits("contact-us"):
        sentence = hit.sentence
        if sentence.index not in told and not context.denied(hit) and not _third(context, sentence, ""):
            told.add(sentence.index)
            channel = "form" if _called(context, sentence) else "none"
            yield Contact(
                sentence=sentence, start=hit.start, end=hit.end, channel=channel, purpose=_purpose(context, sentence)
            )
        url = _URL.search(sentence.text, hit.end, hit.end + 300)
        if (
            url
            and url.start() - hit.end < 80
            and "policy" not in url[0].lower()
            and "@" not in sentence.text[hit.end : url.start()]
        ):
            if _third(context, sentence, ""):
                continue
            yield Contact(
                sentence=sentence,
                start=url.start(),
                end=url.end(),
                channel="form",
                value=url[0],
                purpose=_purpose(context, sentence),
            )


def _bare(context: Context) -> Iterator[Contact]:
    """Web addresses written out after a label: "Questions or faults: https://github.com/acme/plum/issues"."""
    linked = {link.span.start for link in context.document.links}
    for sentence in context.prose():
        text = sentence.text
        url = _URL.search(text) if "://" in text and len(text) < _LABELLED else None
        if url is None or sentence.source().start in linked or _POLICY.search(url[0]) or _third(context, sentence, ""):
            continue
        channel = "chat" if _CHAT_TARGET.search(url[0]) else "form" if _FORM_TARGET.search(url[0]) else ""
        asked = _ASKED.search(text[: url.start()]) or _labelled(context, sentence)
        if channel and asked and not (channel == "form" and _vendor_host(context, url[0].lower())):
            yield Contact(
                sentence=sentence,
                start=url.start(),
                end=url.end(),
                channel=channel,
                value=url[0],
                purpose=_purpose(context, sentence),
                placeholder=bool(_BLANK.search(url[0])),
            )


def _called(context: Context, sentence: Sentence) -> bool:
    """Whether a template's call makes the link: `link_to 'contact us', contact_path`."""
    span = sentence.source()
    source = context.document.text[span.start : min(span.end, span.start + 2000)]
    return "link_to" in source and _CALL.search(source) is not None


def _blank_links(context: Context) -> AbstractSet[int]:
    """The sentences with a link whose target is still to be filled in."""
    spans = [link.span.start for link in context.document.links if _BLANK.search(link.target)]
    if not spans:
        return frozenset()
    found = set()
    for sentence in context.prose():
        span = sentence.source()
        if any(span.start <= at < span.end for at in spans):
            found.add(sentence.index)
    return frozenset(found)
