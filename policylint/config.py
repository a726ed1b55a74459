"""The configuration: `.policylint.yaml`, or `[tool.policylint]` of pyproject.toml, as a frozen value.

It may come from a stranger's pull request: it is data, runs nothing, and names nothing outside of its own folder.
Ids of rules and keys of regimes are checked against the rulebook by `settle`, once that is loaded.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping

from policylint.errors import BadConfiguration, BadUsage
from policylint.finding import Severity
from policylint.hints import TYPE_CHECKING, Any
from policylint.row import NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from policylint.gates.entries import Entry
    from policylint.marked import Node, Reading, Scalar

YAML_NAME = ".policylint.yaml"
TOML_NAME = "pyproject.toml"
KEYS = (
    *("files", "exclude", "parts", "kind", "regimes", "groups", "rules", "rule-folders", "plugins"),
    *("suppress", "baseline", "fail-on"),
)
KINDS = ("privacy-policy", "cookie-policy", "terms", "dpa", "app-notice", "template", "other")
RULE_VALUES = ("off", "on", "error", "warning", "info")
FAIL_ON = ("error", "warning", "info", "never")


class RuleSetting(NamedTuple):
    """What the configuration says of a rule or a family: off, on, or the severity of its findings."""

    name: str
    value: str
    line: int


class Composed(NamedTuple):
    """A policy that is kept in several files: its name, and paths and globs of its parts in order, each with its line."""

    name: str
    files: tuple[tuple[str, int], ...]
    line: int


class Config(NamedTuple):
    """A configuration. Paths and globs are relative to `folder`; `path` is '' where no file was read."""

    path: str = ""
    folder: str = "."
    files: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    parts: tuple[Composed, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()  # glob, kind; the last that matches counts
    regimes: tuple[tuple[str, int], ...] | None = None  # key, line; None where the text decides
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()  # name, paths and globs
    rules: tuple[RuleSetting, ...] = ()
    rule_folders: tuple[tuple[str, int], ...] = ()  # folder, line
    plugins: tuple[tuple[str, int], ...] = ()  # name, line
    suppress: tuple[Entry, ...] = ()
    baseline: tuple[str, int] | None = None  # file, line
    fail_on: str = "error"

    def relative(self, path: str) -> str:
        """A path as globs see it: relative to the configuration's folder, links followed, with '/'."""
        return os.path.relpath(os.path.realpath(path), os.path.realpath(self.folder)).replace(os.sep, "/")

    def settle(self, rules: Collection[str], regimes: Collection[str]) -> None:
        """Check names against rule ids and regime keys; BadConfiguration names the line and what is allowed."""
        if not self.rules and not self.regimes and not self.suppress:
            return
        from policylint.marked import suggest
        from policylint.rule import FAMILIES as families

        for setting in self.rules:
            if setting.name not in rules and setting.name not in families:
                allowed = sorted({*rules, *families}) if "/" in setting.name else sorted(families)
                hint = suggest(setting.name, allowed)
                raise BadConfiguration(f"no rule or family is called {setting.name!r}{hint}", self.path, setting.line)
        bare = {rule.partition("/")[2] for rule in rules}
        for entry in self.suppress:
            for word in entry.names:
                if word not in rules and word not in families and word not in bare:
                    allowed = sorted(rules) if "/" in word else sorted({*families, *bare})
                    hint = suggest(word, allowed)
                    raise BadConfiguration(f"no rule or family is called {word!r}{hint}", self.path, entry.line)
        for key, line in self.regimes or ():
            if key not in regimes:
                hint = suggest(key, regimes)
                raise BadConfiguration(f"no regime is called {key!r}{hint}", self.path, line)

    def severities(self, rules: Collection[str]) -> dict[str, Severity]:
        """The severity of each rule that the configuration gives one; a rule's own entry beats its family's."""
        return {
            rule: Severity.parse(value) for rule in rules if (value := self._value(rule)) not in (None, "on", "off")
        }

    def switched(self, rule: str, default: bool) -> bool:
        """Whether a rule is on; a severity switches it on."""
        value = self._value(rule)
        return default if value is None else value != "off"

    def _value(self, rule: str) -> str | None:
        family = rule.partition("/")[0]
        values: Mapping[str, str] = {s.name: s.value for s in self.rules}
        return values.get(rule, values.get(family))


def find(path: str) -> Config:
    """The configuration for a file or folder: the nearest one upward, no further than the repository that it lies in.

    Outside of a repository the search ends at the current folder where the path lies below it, else at the path's own
    folder. The default Config where there is none. Raises BadConfiguration for a file that says what is not allowed.
    """
    start = os.path.abspath(path)
    if not os.path.isdir(start):
        start = os.path.dirname(start)
    folders = [start]
    while (parent := os.path.dirname(folders[-1])) != folders[-1]:
        folders.append(parent)
    here = os.path.abspath(os.curdir)
    top = next((f for f in folders if os.path.lexists(os.path.join(f, ".git"))), here if here in folders else start)
    for folder in folders[: folders.index(top) + 1]:
        shown = os.path.relpath(folder)
        if os.path.lexists(os.path.join(folder, YAML_NAME)):
            return load(os.path.normpath(os.path.join(shown, YAML_NAME)))
        if os.path.lexists(os.path.join(folder, wrong := ".policylint.yml")):
            raise BadConfiguration(f"is not read; name it {YAML_NAME}", os.path.normpath(os.path.join(shown, wrong)))
        if os.path.isfile(os.path.join(folder, TOML_NAME)):
            found = load(os.path.normpath(os.path.join(shown, TOML_NAME)), optional=True)
            if found.path:
                return found
    return Config()


def load(path: str, optional: bool = False) -> Config:
    """The configuration in a file: TOML where its name ends so, else YAML.

    With `optional`, a TOML file without a [tool.policylint] table is the default Config. Raises BadConfiguration with
    path and line.
    """
    if path.lower().endswith(".toml"):
        from policylint.config_toml import read

        table = read(path, optional)
        return Config() if table is None else parse(table, path)
    from policylint.marked import read as read_yaml

    return parse(read_yaml(path, BadConfiguration), path)


def parse(tree: Node, path: str) -> Config:
    """A Config from the tree of its file; raises BadConfiguration at the line of the first mistake."""
    from policylint.marked import Reading

    take = Reading(path)
    top = take.map(tree, "the configuration", KEYS)
    values: dict[str, Any] = {}
    for key, node in top:
        name = key.text
        if name in ("files", "exclude"):
            values[name] = tuple(inside(take, item) for item in _list(take, node, name))
        elif name == "parts":
            values[name] = tuple(_composed(take, policy, files) for policy, files in take.map(node, name))
        elif name == "kind":
            values["kinds"] = tuple(
                (inside(take, glob), take.choice(kind, "kind of document", KINDS))
                for glob, kind in take.map(node, "kind")
            )
        elif name == "regimes":
            values[name] = tuple((take.text(item, "regime"), item.line) for item in _list(take, node, name))
        elif name == "groups":
            values[name] = tuple(
                (take.text(group, "name of a group"), tuple(inside(take, item) for item in _list(take, files, "group")))
                for group, files in take.map(node, "groups")
            )
        elif name == "rules":
            values[name] = tuple(
                RuleSetting(take.text(rule, "rule"), take.choice(value, "setting of a rule", RULE_VALUES), rule.line)
                for rule, value in take.map(node, "rules")
            )
        elif name == "rule-folders":
            values["rule_folders"] = tuple((inside(take, item), item.line) for item in _list(take, node, name))
        elif name == "plugins":
            values[name] = tuple((take.text(item, "plugin"), item.line) for item in _list(take, node, name))
        elif name == "suppress":
            values[name] = tuple(_entry(take, item) for item in take.seq(node, name))
        elif name == "baseline":
            values[name] = (inside(take, node), node.line)
        else:
            values["fail_on"] = take.choice(node, "value of fail-on", FAIL_ON)
    return Config(path=path, folder=os.path.dirname(path) or ".", **values)


def _composed(take: Reading, policy: Scalar, files: Node) -> Composed:
    items = tuple((inside(take, item), item.line) for item in _list(take, files, "list of parts"))
    if not items:
        raise take.wrong(policy, f"the policy {policy.text!r} has no parts; allowed: paths and globs, in order")
    return Composed(take.text(policy, "name of a policy"), items, policy.line)


def _entry(take: Reading, node: Node) -> Entry:
    """One suppression of the list `suppress`."""
    from policylint.gates.entries import Entry

    what = "a suppression"
    rows = take.map(node, what, ("rule", "path", "reason", "text", "expires"), ("rule", "path", "reason"))
    given = {key.text: value for key, value in rows}
    expires = given.get("expires")
    return Entry(
        names=take.many(given["rule"], "rule", take.text),
        paths=take.many(given["path"], "path", lambda item, _: inside(take, item)),
        reason=take.text(given["reason"], "reason"),
        path=take.path,
        line=rows.line,
        text=take.text(given["text"], "text") if "text" in given else "",
        until=None if expires is None else _day(take, expires),
    )


def _day(take: Reading, node: Node) -> dt.date:
    import datetime as dt

    text = take.text(node, "expires")
    try:
        if len(text) == 10:
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise take.wrong(node, f"expires: {text[:40]!r} is no date; allowed: YYYY-MM-DD")


def _list(take: Reading, node: Node, what: str) -> tuple[Node, ...]:
    from policylint.marked import Scalar

    if isinstance(node, Scalar) and node.text:
        return (node,)
    return take.seq(node, what).items


def inside(take: Reading, node: Node) -> str:
    """A path or glob that stays within the configuration's folder, with forward slashes and without './'."""
    text = take.text(node, "path").replace("\\", "/")
    parts = [part for part in text.split("/") if part not in ("", ".")]
    if text.startswith("/") or text[1:2] == ":" or ".." in parts or "\0" in text or text.startswith("~"):
        message = f"{text!r} leads out of the configuration's folder; paths are relative to it, without '..'"
        raise take.wrong(node, message)
    return "/".join(parts)


def parse_fail_on(word: str) -> Severity | None:
    """The severity that fails a run; None for 'never'. Raises BadUsage for a word that is not allowed."""
    if word not in FAIL_ON:
        raise BadUsage(f"--fail-on {word}: allowed: {', '.join(FAIL_ON)}")
    return None if word == "never" else Severity.parse(word)
