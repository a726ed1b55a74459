"""What a change of the configuration quiets: two configurations compared, setting by setting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from policylint.config import FAIL_ON, Config
from policylint.rule import Rule

NAMED = 4  # rules that a message names
_RANKS = {"off": 0, "info": 1, "warning": 2, "error": 3}
_STRICT = ("info", "warning", "error", "never")  # of fail-on, the strictest first


def weaker(base: Config, head: Config, rules: Mapping[str, Rule]) -> Iterator[tuple[str, str]]:
    """(key, what it quiets) for each setting by which `head` finds, or stops, less than `base`; or might."""
    assert set(_STRICT) == set(FAIL_ON)
    if base.path and not head.path:
        yield "", "the configuration is taken away"
    lowered = [(id, level(base, rule), level(head, rule)) for id, rule in rules.items()]
    rows = [f"{id} from {was} to {now}" for id, was, now in lowered if _RANKS[now] < _RANKS[was]]
    if rows:
        yield "rules", f"`rules` lowers {_listed(rows)}"
    if _STRICT.index(head.fail_on) > _STRICT.index(base.fail_on):
        yield "fail-on", f"`fail-on` goes from {base.fail_on} to {head.fail_on}"
    was, now = ({key for key, _ in one.regimes or ()} for one in (base, head))
    if head.regimes is not None and (base.regimes is None or was - now):
        what = (
            f"no longer names {_listed(sorted(was - now))}"
            if was - now
            else "leaves the text no say in which laws apply"
        )
        yield "regimes", f"`regimes` {what}"
    if set(head.exclude) - set(base.exclude):
        yield "exclude", f"`exclude` leaves out {_listed(sorted(set(head.exclude) - set(base.exclude)))}"
    if head.files != base.files and (head.files or base.files):
        yield "files", "`files` takes other files for policies"
    for key, one, other in (
        ("kind", base.kinds, head.kinds),
        ("groups", base.groups, head.groups),
        ("parts", [(c.name, [f for f, _ in c.files]) for c in base.parts], [(c.name, [f for f, _ in c.files]) for c in head.parts]),
    ):  # fmt: skip
        if one != other and (key != "groups" or set(base.groups) - set(head.groups)):
            yield key, f"`{key}` is not what it was"
    for key, before, after in (
        ("rule-folders", base.rule_folders, head.rule_folders),
        ("plugins", base.plugins, head.plugins),
    ):
        gone = {name for name, _ in before} - {name for name, _ in after}
        if gone:
            yield key, f"`{key}` no longer names {_listed(sorted(gone))}"
    new = Counter(entry._replace(line=0, path="") for entry in head.suppress)
    new -= Counter(entry._replace(line=0, path="") for entry in base.suppress)
    if new:
        said = [f"{', '.join(e.names)} in {', '.join(e.paths)} ({e.reason})" for e in new]
        yield "suppress", f"`suppress` adds {_listed(said)}"
    if head.baseline and (base.baseline is None or base.baseline[0] != head.baseline[0]):
        yield "baseline", f"`baseline` names {head.baseline[0]}"


def level(config: Config, rule: Rule) -> str:
    """off, or the severity of a rule's findings, as a configuration has it."""
    if not config.switched(rule.id, rule.default):
        return "off"
    return str(config.severities([rule.id]).get(rule.id, rule.severity))


def _listed(names: list[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
