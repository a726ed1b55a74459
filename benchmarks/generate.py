#!/usr/bin/env python3
"""Made-up policies to measure on: the same seed gives the same bytes.

    python benchmarks/generate.py OUT [--seed N] [--policies N] [--size BYTES]

Each policy is put together from the sentence templates below, section by section, until it has the asked size; names,
periods, places and data vary. Most are Markdown, some HTML and some plain text wrapped at 78 columns.
"""

from __future__ import annotations

import argparse
import html
import random
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SIZE = 12_000
POLICIES = 85
"""85 policies of 12 KB make a corpus of 1 MB."""
SEED = 20_260_101

SLOTS: dict[str, tuple[str, ...]] = {
    "data": (
        "names", "e-mail addresses", "telephone numbers", "IP addresses", "postal addresses", "payment details",
        "device identifiers", "browser versions", "location data", "order histories", "profile pictures",
        "support messages", "log files", "crash reports", "survey answers", "passwords in hashed form",
        "dates of birth", "usage statistics",
    ),
    "purpose": (
        "deliver what you ordered", "answer your questions", "keep the service secure", "detect and prevent fraud",
        "send you our newsletter", "improve our products", "bill you", "meet our duties under tax law",
        "personalise what you see", "carry out research", "enforce our terms", "back up our systems",
    ),
    "recipient": (
        "hosting providers", "payment processors", "analytics providers", "couriers", "advertising networks",
        "our subsidiaries", "auditors", "insurers", "tax advisers", "public authorities where the law requires it",
    ),
    "period": (
        "14 days", "thirty (30) days", "90 days", "six months", "one year", "24 months", "ten years",
        "as long as your account exists", "as long as necessary", "until you ask us to delete it",
    ),
    "place": (
        "Ireland", "Germany", "the United States", "Singapore", "Canada", "the United Kingdom", "Japan", "Brazil",
        "the European Economic Area", "countries whose laws protect data less",
    ),
    "safeguard": (
        "standard contractual clauses", "an adequacy decision", "binding corporate rules", "your explicit consent",
        "the EU-US Data Privacy Framework", "appropriate safeguards",
    ),
    "measure": (
        "encryption in transit", "access controls", "regular audits", "firewalls", "two-factor authentication",
        "training of our staff", "industry-standard measures", "backups on separate systems",
    ),
    "right": (
        "obtain a copy of your data", "have wrong data corrected", "have your data erased", "restrict its processing",
        "object to its processing", "receive it in a machine-readable format", "withdraw your consent at any time",
        "complain to a supervisory authority", "opt out of marketing messages",
    ),
    "law": ("the GDPR", "the UK GDPR", "the CCPA", "COPPA", "the Swiss FADP", "PIPEDA", "the LGPD", "applicable law"),
    "age": ("13", "14", "16", "18"),
    "month": ("January", "March", "May", "July", "September", "November"),
    "service": (
        "the website", "the app", "our platform", "the newsletter", "the online shop", "the help desk", "the forum",
    ),
    "channel": (
        "the contact form", "a letter to the address below", "privacy@{host}", "your account settings", "dpo@{host}",
    ),
}  # fmt: skip

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Who we are", (
        "{company}, {number} Harbour Road, {town}, runs {service} and is responsible for the data described here.",
        "For content that customers upload we act as a processor; for everything else {company} is the controller.",
        "Our data protection officer can be reached at dpo@{host}.",
        "When this policy says we, us or our, it means {company} and the companies that it owns.",
    )),
    ("Information we collect", (
        "When you use {service} we collect {data}, {data} and {data}.",
        "Some of it comes from others: social networks that you sign in with give us {data}.",
        "* Account data: {data}, {data}.",
        "* Technical data: {data}, {data} and the time of each request.",
        "* Communication: {data} and whatever you write to us through {channel}.",
        "You need not give us {data}, but without {data} {service} may not work as it should.",
        "We do not ask for {data}, and we ask you not to send any to us.",
    )),
    ("How we use your information", (
        "We use {data} to {purpose} and to {purpose}.",
        "* To {purpose}, which is necessary for our contract with you.",
        "* To {purpose}; this rests on our legitimate interest in running {service} well.",
        "* To {purpose}, if you have given your consent.",
        "We may also use {data} in aggregated form to {purpose}.",
        "No decision with legal effect is made about you by automated means when we {purpose}.",
    )),
    ("Sharing and disclosure", (
        "We share {data} with {recipient} and {recipient} so that they can {purpose}.",
        "We do not sell your personal information, and we never rent {data} to anyone.",
        "If {company} is merged or sold, {data} may pass to the new owner, who is bound by this policy.",
        "* {recipient}: {data}.",
        "{recipient} may receive {data} when we need to {purpose}, except where {law} forbids it.",
    )),
    ("International transfers", (
        "Your data is stored in {place} and may be transferred to {place}.",
        "Transfers to {place} are covered by {safeguard}.",
        "Where a provider in {place} is used, we rely on {safeguard} and ask for {measure}.",
    )),
    ("How long we keep data", (
        "We keep {data} for {period}.",
        "* {data}: {period}.",
        "Backups that hold {data} are overwritten after {period}, unless {law} asks for a longer time.",
        "After you close your account, {data} will be deleted or made anonymous within {period}.",
    )),
    ("Security", (
        "We protect {data} by {measure} and {measure}.",
        "No system is perfectly safe; should a breach concern your {data}, we will notify you as {law} requires.",
        "Access to {data} is limited to employees who need it to {purpose}.",
    )),
    ("Cookies and similar technologies", (
        "Cookies on {service} help us to {purpose}.",
        "You can block cookies in the settings of your browser, though parts of {service} may then stop working.",
        "Analytics cookies tell us how {service} is used; they are set only after you agree.",
    )),
    ("Your rights", (
        "Under {law} you have the right to {right}, to {right} and to {right}.",
        "* You may {right}.",
        "To exercise these rights, use {channel}; we answer within {period}.",
        "Residents of {place} may also {right}, as far as {law} provides for it.",
        "We may have to check who you are before you can {right}.",
    )),
    ("Children", (
        "{service} is not meant for children under {age}, and we do not knowingly collect {data} from them.",
        "If you believe that a child under {age} has given us {data}, tell us through {channel}.",
    )),
    ("Changes to this policy", (
        "If we change this policy we will tell you by e-mail or a notice on {service} {period} in advance.",
        "This version took effect on {day} {month} {year}; earlier versions are available through {channel}.",
        "Please look at this page from time to time, since {service} and {law} both change.",
    )),
    ("Contact", (
        "Questions about this policy go to {channel}.",
        "You can write to {company}, {number} Harbour Road, {town}, or to privacy@{host}.",
        "This policy is governed by the laws of {place}.",
    )),
)  # fmt: skip
_SYLLABLES = (
    "bar",
    "co",
    "del",
    "fin",
    "gra",
    "hel",
    "jun",
    "kor",
    "lum",
    "mar",
    "nor",
    "pel",
    "quin",
    "ros",
    "tav",
    "zel",
)
_TOWNS = ("Marlow", "Eastbrook", "Nether Wick", "Port Alder", "Graystone", "Lindenau", "Kilbrae")
_FORMS = ("Ltd", "GmbH", "Inc.", "LLC", "AG", "Limited")


@dataclass(frozen=True, slots=True)
class Part:
    """One heading (sort 'heading'), paragraph ('paragraph') or list item ('item') of a made-up policy."""

    sort: str
    text: str


def parts(rng: random.Random, size: int) -> Iterator[Part]:
    """The parts of one policy, whose texts have `size` characters or a little more."""
    host = "".join(rng.choices(_SYLLABLES, k=3)) + ".example"
    fixed = {
        "host": host,
        "company": f"{host.removesuffix('.example').capitalize()} {rng.choice(_FORMS)}",
        "town": rng.choice(_TOWNS),
        "number": str(rng.randint(1, 240)),
    }
    made = 0
    rounds = 0
    yield Part("title", f"Privacy policy of {fixed['company']}")
    yield Part(
        "paragraph", f"Last updated: {rng.randint(1, 28)} {rng.choice(SLOTS['month'])} {rng.randint(2019, 2025)}"
    )
    while made < size:
        rounds += 1
        for title, templates in SECTIONS:
            yield Part("heading", title if rounds == 1 else f"{title}: {_fill('{service}', rng, fixed)}")
            # Every sentence of the section once, in some order, in paragraphs of one to three.
            rest = rng.sample(templates, len(templates))
            while rest:
                few = rng.randint(1, 3)
                sentences, rest = [_fill(template, rng, fixed) for template in rest[:few]], rest[few:]
                plain = [sentence for sentence in sentences if not sentence.startswith("* ")]
                made += sum(map(len, sentences))
                if plain:
                    yield Part("paragraph", " ".join(plain))
                yield from (Part("item", sentence[2:]) for sentence in sentences if sentence.startswith("* "))
            if made >= size:
                return


def _fill(template: str, rng: random.Random, fixed: dict[str, str]) -> str:
    while "{" in template:
        before, _, rest = template.partition("{")
        name, _, after = rest.partition("}")
        if name in fixed:
            value = fixed[name]
        elif name in ("day", "year"):
            value = str(rng.randint(1, 28) if name == "day" else rng.randint(2019, 2025))
        else:
            value = rng.choice(SLOTS[name])
        template = f"{before}{value}{after}"
    return template[:1].upper() + template[1:]


def markdown(policy: list[Part]) -> str:
    """A policy as Markdown, one paragraph a line."""
    marks = {"title": "# ", "heading": "## ", "item": "- ", "paragraph": ""}
    return "\n\n".join(marks[part.sort] + part.text for part in policy) + "\n"


def as_html(policy: list[Part]) -> str:
    """A policy as a page, with navigation and a script that are no policy text."""
    tags = {"title": "h1", "heading": "h2", "item": "li", "paragraph": "p"}
    body = "\n".join(f"<{tags[part.sort]}>{html.escape(part.text)}</{tags[part.sort]}>" for part in policy)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Privacy</title>\n'
        "<script>track('page')</script></head>\n<body><nav><a href='/'>Home</a> <a href='/shop'>Shop</a></nav>\n"
        f"<main>\n{body}\n</main>\n<footer>All rights reserved.</footer></body></html>\n"
    )


def plain_text(policy: list[Part]) -> str:
    """A policy as plain text: numbered headings, bullets, lines wrapped at 78 columns."""
    rows, number = [], 0
    for part in policy:
        number += part.sort == "heading"
        lead = {"title": "", "heading": f"{number}. ", "item": "  * ", "paragraph": ""}[part.sort]
        text = part.text.upper() if part.sort == "title" else part.text
        rows.append(textwrap.fill(lead + text, 78, subsequent_indent="    " if part.sort == "item" else ""))
    return "\n\n".join(rows) + "\n"


FORMATS = ((".md", markdown, 7), (".html", as_html, 2), (".txt", plain_text, 1))
"""Ending, writer, and how many in ten policies."""


def corpus(seed: int = SEED, policies: int = POLICIES, size: int = SIZE) -> Iterator[tuple[str, str]]:
    """(file name, text) of each policy; the first is always Markdown."""
    weights = [weight for *_, weight in FORMATS]
    for number in range(policies):
        # Text, not a tuple, seeds each policy: it hashes the same in every version of Python.
        rng = random.Random(f"{seed}:{number}")
        ending, write, _ = FORMATS[0] if number == 0 else rng.choices(FORMATS, weights)[0]
        # Markup and blank lines make up the rest of the asked size.
        text = write(list(parts(rng, round(size * 0.93))))
        yield f"privacy-{number:03}{ending}", text


def main(argv: list[str] | None = None) -> None:
    """Write a corpus into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--policies", type=int, default=POLICIES)
    parser.add_argument("--size", type=int, default=SIZE, help="bytes a policy, about")
    options = parser.parse_args(argv)
    options.out.mkdir(parents=True, exist_ok=True)
    total = 0
    for name, text in corpus(options.seed, options.policies, options.size):
        data = text.encode("utf-8")
        (options.out / name).write_bytes(data)
        total += len(data)
    print(f"{options.policies} policies, {total:,} bytes in {options.out}")


if __name__ == "__main__":
    main()
