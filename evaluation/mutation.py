#!/usr/bin/env python3
"""Inject contradictions into clean policies, and count which are found.

    python evaluation/mutation.py [--seed N] [--count N] [--missed] [--alarms]

Each operator adds one sentence to a policy of clean/ that contradicts a statement of it (stated.yaml says which), and, as its control,
one that looks much like it and contradicts nothing: other data, "up to", another country. A contradiction counts as found where a rule of
the operator marks the added sentence; a control is a false alarm where any rule of consistency does, at warning or above. `--seed` and
`--count` fix what is drawn.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from policylint import read_text
from policylint.api import lint
from policylint.finding import Finding, Severity

CLEAN = Path(__file__).resolve().parent / "clean"
AS_OF = dt.date(2026, 6, 30)
KILL, ALARMS = 0.9, 0.05  # least share found, most share of false alarms
COUNTRIES = ("Iceland", "Canada", "Japan", "Brazil", "Australia", "South Africa")
OTHER_DATA = (
    "Backups of the database",
    "Job applications",
    "Letters that we receive by post",
    "Photos from our open day",
    "Door camera footage",
    "Survey answers",
)
MONTHS = "January February March April May June July August September October November December".split()
Stated = Mapping[str, Any]


class Pair(NamedTuple):
    """A sentence that contradicts a policy, and one that only looks like it."""

    conflict: str
    control: str


class Operator(NamedTuple):
    """A way to contradict a statement: the key of stated.yaml, the rules that should notice, and what is written."""

    name: str
    rules: tuple[str, ...]
    write: Callable[[Stated, random.Random], Pair]


class Outcome(NamedTuple):
    """What one draw of an operator led to."""

    operator: str
    document: str
    pair: Pair
    killed: bool
    alarms: tuple[str, ...]


def period(stated: Stated, draw: random.Random) -> Pair:
    """Another time of keeping for the same data; for other data, or a bound that the stated time keeps."""
    days = int(stated["days"])
    data = draw.choice(list(stated["names"]))
    most = _length(days * draw.choice((3, 4, 6)))
    conflict = draw.choice(
        (
            f"We keep {data} for {most}.",
            f"{_capital(data)} are deleted after {most}.",
            f"{_capital(data)} are stored for {most}.",
            f"We retain {data} for a period of {most}.",
            f"{_capital(data)} are erased {most} after they were made.",
            f"The retention period for {data} is {most}.",
            f"We hold {data} for {most}.",
            f"{_capital(data)} remain on our systems for {most}.",
            f"After {most}, {data} are removed.",
            f"{_capital(data)} will be retained for {most} and then destroyed.",
        )
    )
    control = draw.choice(
        (
            f"{draw.choice(OTHER_DATA)} are kept for {most}.",
            f"{_capital(data)} are kept for up to {most}.",
            f"Where a crime is investigated, {data} may be kept for longer, up to {most}.",
            f"Copies of {data} leave our backups {most} later.",
        )
    )
    return Pair(conflict, control)


def age(stated: Stated, draw: random.Random) -> Pair:
    """Another age for the same thing; for another country, or for buying."""
    kind, years = str(stated["kind"]), int(stated["years"])
    other = draw.choice([n for n in (13, 14, 16, 18, 21) if abs(n - years) > 1])
    conflicts = {
        "directed": (
            f"Our services are not directed to individuals under {other}.",
            f"This service is not intended for anyone under the age of {other}.",
            f"We do not direct the service at children below {other}.",
            f"The site is meant for people aged {other} and older.",
        ),
        "minimum": (
            f"Users must be {other} or older.",
            f"The minimum age for an account is {other}.",
            f"You must be at least {other} years old to use the service.",
            f"The service is only open to people aged {other} or over.",
            f"Nobody under {other} may open an account.",
        ),
        "collected": (
            f"We do not knowingly collect personal information from anyone under {other}.",
            f"Please do not send us any personal data if you are under {other}.",
            f"We never knowingly gather information from children younger than {other}.",
        ),
    }
    country = draw.choice(COUNTRIES)
    controls = {
        "directed": f"In {country} the service is not directed at children under {other}.",
        "minimum": f"In {country} you must be at least {other} years old to use the service.",
        "collected": f"In {country} we do not knowingly collect data from children under {other}.",
    }
    control = draw.choice(
        (
            controls[kind],
            f"You must be {other} or older to buy alcohol at our events.",
            f"Below the age of {other} a parent has to agree to photographs.",
        )
    )
    return Pair(draw.choice(conflicts[kind]), control)


def date(stated: Stated, draw: random.Random) -> Pair:
    """Another date of the same role; that of a version before, or of a part."""
    day = dt.date.fromisoformat(str(stated["day"])) - dt.timedelta(days=draw.randrange(40, 700))
    written = draw.choice(
        (
            f"{day.day} {MONTHS[day.month - 1]} {day.year}",
            f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
            day.isoformat(),
        )
    )
    if stated["role"] == "updated":
        conflicts = (
            f"This policy was last updated on {written}.",
            f"Last modified: {written}",
            f"This policy was last revised on {written}.",
            f"Updated: {written}",
            f"We last amended this policy on {written}.",
        )
    else:
        conflicts = (
            f"This notice is effective as of {written}.",
            f"Effective: {written}",
            f"This policy took effect on {written}.",
            f"This policy has been in force since {written}.",
        )
    control = draw.choice(
        (
            f"The previous version of this policy was last updated on {written}.",
            f"The list of cookies was last updated on {written}.",
            f"Our terms of sale were changed on {written}.",
            f"The archived version of {written} can be had on request.",
        )
    )
    return Pair(draw.choice(conflicts), control)


def contact(stated: Stated, draw: random.Random) -> Pair:
    """Another mailbox for the same purpose; for another purpose."""
    mailbox = str(stated["mailbox"])
    other = draw.choice(
        [
            f"{local}@{host}"
            for local in ("legal", "info", "office")
            for host in (mailbox.partition("@")[2], "northgate-group.example")
        ]
    )
    if stated["purpose"] == "rights":
        conflicts = (
            f"To exercise any of your rights, e-mail {other}.",
            f"If you wish to exercise your rights, contact us at {other}.",
            f"Access requests go to {other}.",
            f"Send any request about your rights to {other}.",
            f"You can exercise the rights above by writing to {other}.",
        )
    else:
        conflicts = (
            f"If you have any questions about this privacy policy, contact us at {other}.",
            f"Questions about this privacy notice can be sent to {other}.",
            f"For questions regarding our privacy policy, write to {other}.",
            f"Please direct inquiries about this policy to {other}.",
        )
    control = draw.choice(
        (
            f"To unsubscribe from the newsletter, write to {other}.",
            f"Journalists reach us at {other}.",
            f"Report a security vulnerability to {other}.",
            f"Our data protection officer can be reached at {other}.",
            f"Invoices are sent from {other}.",
        )
    )
    return Pair(draw.choice(conflicts), control)


def place(stated: Stated, draw: random.Random) -> Pair:
    """Another country for the same data; for other data."""
    country = draw.choice([name for name in COUNTRIES if name != stated["country"]])
    conflict = draw.choice(
        (
            f"Your data are stored on servers in {country}.",
            f"We store and process your personal data in {country}.",
            f"Our database servers are located in {country}.",
            f"Our affiliates in {country} may be sent your information.",
            f"Your data are hosted by a provider in {country}.",
            "Your data are kept in whichever region you choose.",
            f"We keep copies of your data in {country}.",
            f"Your information will be processed in {country}.",
            f"Our support team in {country} has access to your data.",
        )
    )
    control = draw.choice(
        (
            f"Anonymous statistics of the website are processed in {country}.",
            f"Our sister company in {country} has a policy of its own.",
            f"People who live in {country} may use the service too.",
            f"Applications for jobs in {country} are read there.",
        )
    )
    return Pair(conflict, control)


def denial(stated: Stated, draw: random.Random) -> Pair:
    """A denial of what the policy says that it does; one with its exception, or of something else."""
    conflict = draw.choice(
        (
            "We never share your personal data with anyone.",
            "We do not disclose your personal data to any third party under any circumstances.",
            "Your personal information is never shared with third parties for any reason.",
            "We never disclose your data to third parties.",
        )
    )
    control = draw.choice(
        (
            "We never sell your personal data.",
            "We do not share your personal data with anyone except as described in this policy.",
            "We never share your data with advertisers.",
            "We do not disclose your data to third parties for their own marketing.",
        )
    )
    return Pair(conflict, control)


OPERATORS = (
    Operator("period", ("conflicting-retention",), period),
    Operator("age", ("conflicting-child-age",), age),
    Operator("date", ("conflicting-dates",), date),
    Operator("contact", ("conflicting-contact",), contact),
    Operator("place", ("conflicting-place", "region-only-vs-transfer"), place),
    Operator("denial", ("never-vs-does",), denial),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the rates; 0 where every operator reaches its own, 1 where one does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="what is drawn (default: 1)")
    parser.add_argument("--count", type=int, default=10, help="draws of each operator in each policy (default: 10)")
    parser.add_argument("--missed", action="store_true", help="list the contradictions that were not found")
    parser.add_argument("--alarms", action="store_true", help="list the controls that were reported")
    options = parser.parse_args(argv)
    outcomes = list(run(options.seed, options.count))
    print("\n".join(table(outcomes)))
    for one in dict.fromkeys(outcomes):
        if options.missed and not one.killed:
            print(f"missed  {one.operator:8} {one.document}: {one.pair.conflict}")
        if options.alarms and one.alarms:
            print(f"alarm   {one.operator:8} {one.document}: {one.pair.control}  [{', '.join(one.alarms)}]")
    return 0 if all(good(outcomes, operator.name) for operator in OPERATORS) else 1


def run(seed: int, count: int, operators: Sequence[Operator] = OPERATORS, folder: Path = CLEAN) -> Iterator[Outcome]:
    """The outcomes of `count` draws of each operator in each clean policy, in a fixed order."""
    table = yaml.safe_load((folder / "stated.yaml").read_text(encoding="utf-8"))
    for document in sorted(table):
        text = (folder / document).read_text(encoding="utf-8")
        known = {_key(finding) for finding in _findings(text, document)}
        for operator in operators:
            draw = random.Random(f"{seed}/{document}/{operator.name}")
            for _ in range(count):
                pair = operator.write(table[document][operator.name], draw)
                at = draw.random()
                killed = any(
                    rule in operator.rules for rule, _ in _new(text, document, pair.conflict, at, known, Severity.INFO)
                )
                alarms = tuple(
                    sorted({rule for rule, _ in _new(text, document, pair.control, at, known, Severity.WARNING)})
                )
                yield Outcome(operator.name, document, pair, killed, alarms)


def good(outcomes: Sequence[Outcome], operator: str) -> bool:
    """Whether an operator reaches its rates."""
    kill, alarm = rates(outcomes, operator)
    return kill >= KILL and alarm <= ALARMS


def rates(outcomes: Sequence[Outcome], operator: str) -> tuple[float, float]:
    """The share of contradictions that were found, and the share of controls that were reported."""
    rows = [one for one in outcomes if one.operator == operator]
    return sum(one.killed for one in rows) / len(rows), sum(bool(one.alarms) for one in rows) / len(rows)


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line an operator: draws, kill rate, false alarms."""
    yield f"{'operator':10} {'draws':>6} {'found':>7} {'alarms':>7}"
    for name, count in Counter(one.operator for one in outcomes).items():
        kill, alarm = rates(outcomes, name)
        yield f"{name:10} {count:6} {kill:7.3f} {alarm:7.3f}"


def inserted(text: str, document: str, sentence: str, at: float) -> str:
    """A policy with a sentence of its own paragraph, after one of its paragraphs: `at` from 0 to 1 says which."""
    if document.endswith(".html"):
        places = [n + len("</p>") for n in range(len(text)) if text.startswith("</p>", n)]
        place = places[int(at * len(places))]
        return f"{text[:place]}\n<p>{sentence}</p>{text[place:]}"
    parts = text.rstrip("\n").split("\n\n")
    prose = [
        n
        for n, part in enumerate(parts)
        if n
        and not part.startswith(("#", "- "))
        and not part[0].isdigit()
        and not (n + 1 < len(parts) and parts[n + 1].startswith("- "))
    ]
    number = prose[int(at * len(prose))]
    return "\n\n".join([*parts[: number + 1], sentence, *parts[number + 1 :]]) + "\n"


def _new(
    text: str, document: str, sentence: str, at: float, known: set[tuple[str, str]], least: Severity
) -> Iterator[tuple[str, str]]:
    """The findings that came with a sentence: (rule, message)."""
    changed = inserted(text, document, sentence, at)
    begin = changed.find(sentence)
    for finding in _findings(changed, document):
        marked = any(mark.span.start < begin + len(sentence) and begin < mark.span.end for mark in finding.marks)
        if marked and finding.severity >= least and _key(finding) not in known:
            yield _key(finding)


def _findings(text: str, document: str) -> tuple[Finding, ...]:
    return lint([read_text(text, document)], select=["consistency"], as_of=AS_OF).findings


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule.rpartition("/")[2], finding.message


def _length(days: int) -> str:
    if days >= 730:
        return f"{round(days / 365)} years"
    if days >= 90 and days % 30 == 0:
        return f"{days // 30} months"
    return f"{days} days"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    sys.exit(main())
