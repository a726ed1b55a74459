"""What protects data, and what follows readers about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from policylint.edits.change import ChangeHit, detects
from policylint.edits.comparison import Comparison
from policylint.edits.sides import NEAR, Passage, Side, clusters, sides
from policylint.edits.stems import stem
from policylint.facts.kinds import Breach, Security
from policylint.matching.tokens import tokenize
from policylint.patterns import lazy, word_set

_TRACKING = word_set(
    "analytics tracking tracker trackers pixel pixels beacon beacons cookie cookies remarketing retargeting fingerprinting heatmap heatmaps "
    "telemetry"
)
_USING = word_set(
    "use uses using used set sets place places placed store stores stored send sends sent employ employs install include includes contain "
    "contains deploy run runs embed embeds drop integrate integrates collect collects service services tool tools"
)
_TOOLS = word_set(
    "matomo piwik hotjar plausible fathom mixpanel amplitude fullstory mouseflow heap posthog pixel pixels crazyegg adjust appsflyer firebase "
    "crashlytics smartlook umami goatcounter etracker chartbeat optimizely"
)
_MEANS = word_set("cookie cookies script tag tool beacon number identifier id fingerprint sdk pixel")
_VISITS = word_set("visit visits visitor visitors clicks click pages readers installation device devices reader you")
_FOLLOWING = word_set(
    "counts count tracks track tracking follows follow measures measure analyses analyzes recognises recognizes"
)
_COOKIES = word_set("cookie cookies pixels beacons")
_ADS = word_set("advertising advertisement ad ads targeting marketing retargeting remarketing")
_AIMED = word_set("targeted behavioural behavioral personalised personalized interest tailored")
# What providers do for us: those of another kind are recipients.
_PERFORMED = word_set("perform performs")
_OPEN = word_set("access accessed read opened decrypt decrypted retrieved")
_SOON = word_set("undue promptly immediately hours days delay")
NAMES = {
    "encryption": "encryption",
    "hashing": "hashing",
    "access-control": "limits on who has access",
    "confidentiality": "duties of confidence",
    "network": "protection of networks",
    "audit": "audits or tests",
    "backups": "backups",
    "pseudonymisation": "pseudonymisation",
    "training": "training of staff",
    "physical": "physical protection",
    "isolation": "separate or secure storage",
    "no-access": "that nobody else can read the data",
}


_STRONG = word_set(
    "encrypted encrypt encryption hashed firewall passcode password-protected locked penetration two-factor multi-factor"
)
_STEMS = {
    word: (stem(word), *((stem("encrypted"), stem("encryption")) if word.startswith("encrypt") else ()))
    for word in _STRONG
}
_IDENTIFIER = lazy(r"[a-z_][\w.*-]*|[A-Z_]{2,}[\w.*-]*|[\w.-]*[_0-9][\w.*-]*")


@detects("security-commitment-added", "security-commitment-weakened")
def security(c: Comparison) -> Iterator[ChangeHit]:
    """A concrete measure promised that was not, or no longer promised."""
    new, old = sides(c)
    for side, kind in ((new, "security-commitment-added"), (old, "security-commitment-weakened")):
        found = {p.sentence.index: m for p, m in _measures(side) if not (p.whole and side.retold(p.sentence, 0.6))}
        for row in clusters(p for p in side.passages if p.sentence.index in found):
            names = list(dict.fromkeys(found[p.sentence.index] for p in row))
            verb = "promised" if side.coming else "no longer promised"
            listed = ", ".join(NAMES.get(n, n) for n in names)
            yield side.hit(kind, row[0], f"{listed}: {verb}")
        if not found:
            yield from _strong(side, kind)
    yield from _looser(new)


def _measures(side: Side) -> Iterator[tuple[Passage, str]]:
    known = {f.measure for f in side.other.all(Security) if f.polarity}
    for fact in side.policy.all(Security):
        passage = side.by_sentence.get(fact.sentence.index)
        if passage is None or not fact.measure or fact.measure == "pseudonymisation":
            continue  # pseudonymous is less than anonymous and more than plain: see _looser
        touched = passage.touches(fact.start, fact.end) and any(map(side.unknown, tokenize(fact.text)[0]))
        if (touched and (fact.measure not in known or _sole(side, passage))) or _denied_before(side, passage, fact):
            yield passage, fact.measure
    if side.coming:
        for breach in side.policy.all(Breach):
            passage = side.by_sentence.get(breach.sentence.index)
            if passage is not None and not _SOON.isdisjoint(passage.changed()):
                yield passage, "notice of breaches without delay"


def _strong(side: Side, kind: str) -> Iterator[ChangeHit]:
    """A word for a concrete measure that only one version has at all: "encrypted" became "protected"."""
    for passage in side.passages:
        for at in sorted(passage.fresh):
            if (
                passage.words[at] in _STRONG
                and not any(w in side.vocabulary for w in _STEMS[passage.words[at]])
                and not side.denied(passage, at)
            ):
                verb = "promised" if side.coming else "no longer promised"
                yield side.hit(kind, passage, f"{passage.words[at]}: {verb}", at, at + 1)
                return


def _sole(side: Side, passage: Passage) -> bool:
    """Whether a sentence that is gone said who alone can open the data."""
    return not side.coming and passage.whole and "only" in passage.held and not _OPEN.isdisjoint(passage.held)


def _denied_before(side: Side, passage: Passage, fact: Security) -> bool:
    """Whether the other wording nearby speaks of the measure and denies it: "is not encrypted" became "is encrypted"."""
    meant = {stem(w) for w in fact.text.lower().split()}
    other = side.reverse
    if passage.counterpart is None:
        return False
    middle = passage.counterpart.index
    for gone in (other.by_sentence.get(at) for at in range(middle - NEAR, middle + NEAR + 1)):
        if gone is not None and "not" in gone.changed():
            for at, word in enumerate(gone.words):
                if stem(word) in meant and other.denied(gone, at) and gone.words[max(at - 3, 0) : at].count("not"):
                    return True
    return False


def _looser(side: Side) -> Iterator[ChangeHit]:
    """Data kept less far from the person: anonymous becomes pseudonymous."""
    for passage in side.passages:
        if passage.counterpart is None:
            continue
        gone = side.reverse.by_sentence.get(passage.counterpart.index)
        if gone is None:
            continue
        lost, fresh = gone.changed(), passage.changed()
        if any(w.startswith("anonym") for w in lost) and any(w.startswith("pseudonym") for w in fresh):
            yield side.hit(
                "security-commitment-weakened", passage, "data that were anonymous are now only pseudonymous"
            )


@detects("tracking-added", "tracking-removed")
def tracking(c: Comparison) -> Iterator[ChangeHit]:
    """A tool that measures or follows readers, named for the first time; a row of a list of cookies."""
    for side in sides(c):
        kind = "tracking-added" if side.coming else "tracking-removed"
        told: set[str] = set()
        for passage in side.passages:
            kinds = _followed(side, passage) - told
            if kinds:
                told |= kinds
                verb = "now spoken of" if side.coming else "no longer spoken of"
                yield side.hit(kind, passage, f"{', '.join(sorted(kinds))}: {verb}")
                continue
            at = _tool(side, passage)
            if at is not None and stem(passage.words[at]) not in told:
                told.add(stem(passage.words[at]))
                verb = "used, which the old text did not say" if side.coming else "no longer spoken of"
                yield side.hit(kind, passage, f"{passage.words[at]}: {verb}", at, at + 1)
        for row in _joined(_rows(side)):
            verb = "is new in the list of cookies" if side.coming else "is taken out of the list of cookies"
            yield side.hit(kind, row[0], f"{row[0].sentence.text[:40]} {verb}", until=row[-1])


def _followed(side: Side, passage: Passage) -> set[str]:
    """Ways of following readers across services that a changed sentence speaks of, and the other version never: "third-party cookies"."""
    if _TRACKING.isdisjoint(passage.held) and "targeted" not in passage.held and "advertising" not in passage.held:
        return set()
    found = {name for name, at in _ways(passage.words) if at in passage.fresh and not side.denied(passage, at)}
    return found - side_ways(side) if found else found


def side_ways(side: Side) -> set[str]:
    """The ways of following readers of which the other version speaks."""
    kept: dict[bool, set[str]] = vars(side.comparison).setdefault("ways", {})
    if side.coming not in kept:
        kept[side.coming] = {name for words, _, _ in side.other.index.tokens for name, _ in _ways(words)}
    return kept[side.coming]


def _ways(words: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The ways of following readers that words name, with the token of each."""
    for at, word in enumerate(words):
        before = words[max(at - 3, 0) : at]
        if word in _COOKIES:
            if "party" in before[-1:] and "third" in before:
                yield "cookies of third parties", at
            elif not _ADS.isdisjoint(before):
                yield "advertising cookies", at
            elif not {"social"}.isdisjoint(before):
                yield "cookies of social media", at
        elif word in ("advertising", "ads", "advertisements") and not _AIMED.isdisjoint(before[-2:]):
            yield "targeted advertising", at


def _counted(side: Side) -> bool:
    """Whether the other version says somewhere that visits are counted or followed; kept with the comparison."""
    kept: dict[bool, bool] = vars(side.comparison).setdefault("counted", {})
    if side.coming not in kept:
        kept[side.coming] = any(counts(words) is not None for words, _, _ in side.other.index.tokens)
    return kept[side.coming]


def _tool(side: Side, passage: Passage) -> int | None:
    counted = counts(passage.words, passage.fresh)
    if counted is not None and _counted(side):
        counted = None
    before = passage.counterpart
    if (
        before is not None
        and not (_TOOLS | {"analytics"}).isdisjoint(side.other.index.tokens[before.index][0])
        and counted is None
    ):
        return None  # one tool for another
    for at in sorted(passage.fresh):
        word = passage.words[at]
        if (word in _TOOLS or at == counted) and not side.denied(passage, at) and (at == counted or side.unknown(word)):
            return at
    if _TRACKING.isdisjoint(passage.held) or _USING.isdisjoint(passage.held) or not _PERFORMED.isdisjoint(passage.held):
        return None
    for at in sorted(passage.fresh):
        if passage.words[at] in _TRACKING and side.unknown(passage.words[at]) and not side.denied(passage, at):
            return at
    return None


def counts(words: Sequence[str], among: Collection[int] = ()) -> int | None:
    """Where a cookie, or the like, is said to count or follow visits: "a cookie that counts visitors", "a tracking number of your device";
    with `among`, at one of some words only."""
    if _MEANS.isdisjoint(words) or _VISITS.isdisjoint(words):
        return None
    return next((at for at, word in enumerate(words) if word in _FOLLOWING and (not among or at in among)), None)


def _rows(side: Side) -> Iterator[list[Passage]]:
    """Rows of tables of cookies of which every cell is new."""
    rows: dict[int, list[Passage]] = {}
    whole: dict[int, int] = {}
    cookies: set[int] = set()
    for sentence in side.policy.document.sentences:
        block = sentence.block
        if block.row < 0:
            continue
        whole[block.row] = whole.get(block.row, 0) + 1
        about = " ".join((*block.headers, block.section.title)).lower()
        if "cookie" in about or "expire" in about or "expiry" in about:
            cookies.add(block.row)
    for passage in side.passages:
        if passage.sentence.block.row in cookies:
            rows.setdefault(passage.sentence.block.row, []).append(passage)
    for number, row in rows.items():
        name = row[0].sentence.text
        if (
            row[0].fresh
            and _IDENTIFIER.fullmatch(name)
            and len(row) >= whole[number] - 1
            and name.lower() not in side.lines
        ):
            yield row


def _joined(rows: Iterator[list[Passage]]) -> Iterator[list[Passage]]:
    """Rows that follow each other as one."""
    held: list[Passage] = []
    for row in rows:
        if held and row[0].sentence.block.row != held[-1].sentence.block.row + 1:
            yield held
            held = []
        held = [*held, *row]
    if held:
        yield held
