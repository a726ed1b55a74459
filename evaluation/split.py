#!/usr/bin/env python3
"""The split of labelled policies into a half to tune on and a half to check on, which nobody reads while tuning.

    python evaluation/split.py [--write] [FOLDER ...]

Documents that resemble each other stay together, or the checking half would only repeat the tuning half. Two documents
are of one group when
- their file names give one organisation: the word after the number (004-acme-terms.md), or the reversed domain of an
  app (com.acme.app.md);
- they give e-mail addresses at one domain, mail providers aside;
- one contains much of the other: of the runs of SHINGLE words of the shorter, a share of ALIKE or more stands in the
  longer (A. Broder, On the resemblance and containment of documents, 1997). Policies made from one template are alike.
Groups are closed under these. The half of a group is a bit of the SHA-256 of a salt and the group's first name, so no
one chooses it. The salt is the first whole number with which both halves of either kind of document (numbered, app)
hold at least BALANCE of it: it looks at sizes only, never at labels or figures. The result is kept in split.toml, so
that a half stays what it was until someone writes it anew.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations, count
from pathlib import Path

HALVES = ("tuning", "checking")
KEPT = Path(__file__).with_name("split.toml")
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
FOLDERS = (CORPUS / "seeds", CORPUS / "dev", CORPUS / "gt200-dev" / "docs")

SHINGLE = 5
ALIKE = 0.45
BALANCE = 0.47
_NOT_TEXT = {".pdf", ".docx", ".jsonl", ".json"}
_PROVIDERS = {"gmail", "googlemail", "outlook", "hotmail", "live", "yahoo", "icloud", "protonmail", "proton", "example"}
_SECOND_LEVEL = {"com", "co", "org", "net", "gov", "ac"}


@cache
def _kept() -> dict[str, str]:
    halves = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    return {name: half for half in HALVES for name in halves[half]["documents"]}


def half_of(name: str) -> str:
    """'tuning' or 'checking', for the file name of a labelled document; KeyError for one that was never split."""
    try:
        return _kept()[name]
    except KeyError:
        raise KeyError(f"{name} is in neither half: run evaluation/split.py --write") from None


def organisation(name: str) -> str:
    """The organisation that a file name gives: '004-acme-terms.md' -> 'acme', 'com.acme.app.md' -> 'com.acme'.

    '' where it gives none (a number and a hash).
    """
    if numbered := re.match(r"\d+-([^-.]+)", name):
        return numbered[1]
    if re.match(r"\d+_", name):
        return ""
    parts = name.lower().split(".")
    return ".".join(parts[: 3 if parts[1] in _SECOND_LEVEL else 2])


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Every run of SHINGLE words of a text in lower case, tags and link targets left out."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"<[^>]*>|\]\([^)]*\)", " ", text.lower()))
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def containment(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """The share of the smaller set that lies in the larger; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def mail_domains(text: str) -> set[str]:
    """The domains of the e-mail addresses in a text, those of mail providers left out."""
    found = re.findall(r"[\w.+-]@((?:[a-z0-9-]+\.)+[a-z]{2,})", text.lower())
    return {domain for domain in found if domain.split(".")[0] not in _PROVIDERS}


def groups(texts: Mapping[str, str]) -> list[list[str]]:
    """The documents (name -> text) in groups that must stay together, each sorted, by their first names."""
    parent = {name: name for name in texts}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    def join(one: str, other: str) -> None:
        first, second = sorted((root(one), root(other)))
        parent[second] = first

    seen: dict[str, str] = {}
    for name, text in texts.items():
        for shared in {organisation(name), *("@" + domain for domain in mail_domains(text))} - {""}:
            join(name, seen.setdefault(shared, name))
    sets = {name: shingles(text) for name, text in texts.items()}
    for one, other in combinations(texts, 2):
        if root(one) != root(other) and containment(sets[one], sets[other]) >= ALIKE:
            join(one, other)
    found: dict[str, list[str]] = {}
    for name in sorted(texts):
        found.setdefault(root(name), []).append(name)
    return [found[first] for first in sorted(found)]


def halves(grouped: Iterable[list[str]], salt: int) -> dict[str, list[str]]:
    """Each half's documents, sorted, under one salt."""
    result: dict[str, list[str]] = {half: [] for half in HALVES}
    for group in grouped:
        digest = hashlib.sha256(f"{salt}:{group[0]}".encode()).digest()
        result[HALVES[digest[0] & 1]] += group
    return {half: sorted(names) for half, names in result.items()}


def balanced(split: Mapping[str, list[str]]) -> bool:
    """Whether each half holds at least BALANCE of the numbered documents, and of the others."""
    for numbered in (True, False):
        sizes = [sum(name[0].isdigit() == numbered for name in split[half]) for half in HALVES]
        if min(sizes) < BALANCE * sum(sizes):
            return False
    return True


def read(folders: Iterable[Path]) -> dict[str, str]:
    """The text of every document in the folders, by file name; formats that are no text are left out."""
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix not in _NOT_TEXT]
    return {path.name: path.read_bytes().decode("utf-8", "replace") for path in paths}


def toml(split: Mapping[str, list[str]], salt: int) -> str:
    """The text of split.toml."""
    rows = ["# Written by evaluation/split.py --write, which says how. File names only.", f"salt = {salt}"]
    for half in HALVES:
        rows += ["", f"[{half}]", "documents = [", *(f'  "{name}",' for name in split[half]), "]"]
    return "\n".join(rows) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Show or write the split; 1 where the kept one is not what the documents give."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*", default=FOLDERS, help="folders of documents")
    parser.add_argument("--write", action="store_true", help="keep the split in split.toml")
    options = parser.parse_args(argv)
    if missing := [str(folder) for folder in options.folders if not folder.is_dir()]:
        print(f"split: no such folder: {', '.join(missing)}", file=sys.stderr)
        return 2
    grouped = groups(read(options.folders))
    salt = next(salt for salt in count() if balanced(halves(grouped, salt)))
    split = halves(grouped, salt)
    print(f"{len(grouped)} groups, the largest of {max(map(len, grouped))}; salt {salt}")
    for half in HALVES:
        print(f"{half}: {len(split[half])} documents")
    if options.write:
        KEPT.write_text(toml(split, salt), encoding="utf-8")
        return 0
    same = KEPT.is_file() and KEPT.read_text(encoding="utf-8") == toml(split, salt)
    print("as kept" if same else "not as kept in split.toml")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
