"""All shipped rules, laws and phrases in one file of JSON, so that a start parses no YAML.

Three lines: the rules and laws (examples left out), the book, and the examples by rule with the phrases as written. The
third is only read by those who ask for examples. The wheel ships the pack; in a checkout it is written again whenever a source has changed.
Beside it lies a copy that the Python which wrote it reads faster (policylint.rulebook.frozen).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from importlib import import_module

from policylint import patterns
from policylint.digest import sha256
from policylint.hints import TYPE_CHECKING, Any
from policylint.matching.book import Book
from policylint.record import Record, replace
from policylint.rulebook import frozen
from policylint.rulebook.codec import decode, encode
from policylint.rulebook.rulebook import BadRules, Rulebook

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 11
_PACKAGE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
# What decides, beside rules and lexicons, what stands in a pack; in a checkout a change to it makes the pack stale as a change to a rule does.
_CODE = (
    "accuracy.json",
    "rule.py",
    "lexicon.py",
    "selector.py",
    "marked.py",
    "matching",
    "rulebook",
    "facts/kinds.py",
    "checks",
    "edits",
)

_SOURCES = (".yaml", ".py", "accuracy.json")


class Home(Record):
    """Where the shipped sources lie: in a checkout beside the package, in a wheel within it."""

    package: Path
    rules: Path
    checkout: bool

    @property
    def pack(self) -> Path:
        """The pack file."""
        return self.package / "pack.json"


def home(package: Path | None = None) -> Home:
    """The home of the package that is running."""
    if package is None:
        from pathlib import Path  # a start that finds its pack does without it

        package = Path(_PACKAGE)
    inside = package / "rules"
    if inside.is_dir():
        return Home(package, inside, checkout=False)
    return Home(package, package.parent / "rules", checkout=True)


def build(root: str | os.PathLike[str]) -> dict[str, bytes]:
    """The files that the wheel of a checkout at `root` gets, by name. Raises BadRules where a rule, law or lexicon has a mistake."""
    from pathlib import Path

    package = Path(root) / "policylint"
    place = Home(package, Path(root) / "rules", checkout=True)
    return _files(_from_yaml(place), "")


def _files(book: Rulebook, stamp: str) -> dict[str, bytes]:
    """The pack, and what spares the Python that is running now some work at each start."""
    return {
        "pack.json": write(book, stamp).encode("utf-8"),
        frozen.FILE: frozen.write(book, FORMAT, stamp),
        patterns.FILE: compiled(),
    }


def write(book: Rulebook, stamp: str) -> str:
    """The text of a pack. Raises BadRules where a rule has a mistake: half a pack would pass what it never judged."""
    import json

    if book.mistakes:
        raise BadRules(book.mistakes)
    head = {
        "format": FORMAT,
        "stamp": stamp,
        "rules": [encode(replace(rule, examples=())) for rule in book.rules.values()],
        "regimes": [encode(regime) for regime in book.regimes.values()],
    }
    data = dict(book.book.to_json())
    seldom = {
        "sources": data.pop("sources"),
        "examples": {rule.id: encode(rule.examples) for rule in book.rules.values()},
    }
    lines = (head, data, seldom)
    return "\n".join(json.dumps(line, ensure_ascii=True, separators=(",", ":")) for line in lines) + "\n"


def compiled() -> bytes:
    """The file of compiled patterns (policylint.patterns), of every module that can be imported here."""
    from pkgutil import walk_packages

    for module in walk_packages([_PACKAGE], "policylint."):
        with contextlib.suppress(ImportError):  # a build has not all that the linter itself runs with
            if not module.name.endswith("__main__"):
                import_module(module.name)
    return patterns.written()


def read(text: str, examples: bool = False, stamp: str = "") -> Rulebook | None:
    """The rulebook of a pack; without `examples` its rules have none. None for a pack of another format or stamp.

    Raises ValueError, LookupError or TypeError where the text is no pack.
    """
    import json

    first, _, rest = text.partition("\n")
    head: dict[str, Any] = json.loads(first)
    if head.get("format") != FORMAT or head.get("stamp") != stamp:
        return None
    second, _, third = rest.partition("\n")
    rules = [decode(rule) for rule in head["rules"]]
    data = json.loads(second)
    if examples:
        seldom = json.loads(third)
        data["sources"] = seldom["sources"]
        rules = [replace(rule, examples=decode(seldom["examples"][rule.id])) for rule in rules]
    regimes = [decode(regime) for regime in head["regimes"]]
    return Rulebook({r.id: r for r in rules}, {r.key: r for r in regimes}, Book.from_json(data))


def shipped(examples: bool = False, place: Home | None = None) -> Rulebook:
    """The rulebook that policylint comes with; with `examples`, its rules have theirs."""
    package = _PACKAGE if place is None else os.fspath(place.package)
    inside = os.path.join(package, "rules")
    checkout = not os.path.isdir(inside) if place is None else place.checkout
    stamp = ""
    if checkout:
        stamp = _stamp(
            package, os.path.join(os.path.dirname(package), "rules") if place is None else os.fspath(place.rules)
        )
    if not examples:
        with contextlib.suppress(OSError, EOFError, ValueError, LookupError, TypeError):
            found = frozen.read(os.path.join(package, frozen.FILE), FORMAT, stamp)
            if found is not None:
                return found
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        with open(os.path.join(package, "pack.json"), encoding="utf-8") as file:
            text = file.read() if examples else file.readline() + file.readline()
        found = read(text, examples, stamp)
        if found is not None:
            return found
    place = place or home()
    book = _from_yaml(place)
    if place.checkout and not book.mistakes:
        with contextlib.suppress(OSError):
            for name, data in _files(book, stamp).items():
                _replace(place.package / name, data)
    return book


def _from_yaml(place: Home) -> Rulebook:
    from policylint.rulebook import measured
    from policylint.rulebook.loading import from_yaml

    book = from_yaml(place.rules, place.package / "lexicons" / "en")
    return replace(book, rules=measured.capped(book.rules, measured.read(place.package)))


def _stamp(package: str, rules: str) -> str:
    """Changes whenever a source is edited, added or removed."""
    rows = []
    for top in (rules, *(os.path.join(package, name) for name in ("lexicons", *_CODE))):
        rows += sorted(_states(top))
    return str(sha256("\n".join(rows).encode("utf-8", "surrogateescape")).hexdigest())


def _states(path: str) -> Iterator[str]:
    if path.endswith(_SOURCES):
        with contextlib.suppress(OSError):
            state = os.stat(path)
            yield f"{path} {state.st_size} {state.st_mtime_ns}"
        return
    with contextlib.suppress(OSError), os.scandir(path) as entries:
        for entry in entries:
            if entry.name.endswith(_SOURCES):
                state = entry.stat()
                yield f"{entry.path} {state.st_size} {state.st_mtime_ns}"
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _states(entry.path)


def _replace(path: Path, data: bytes) -> None:
    """Write a file at once, so that another process never reads half of it."""
    partial = path.with_name(f".{os.getpid()}-{path.name}")
    try:
        partial.write_bytes(data)
        os.replace(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
