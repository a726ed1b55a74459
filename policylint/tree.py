"""The files below a folder: walking, what git ignores, globs.

The order is that of names, and does not depend on the file system. Links are not followed out of the folder that is searched.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

PRUNED = {
    *("node_modules", "bower_components", "vendor", "third_party", "third-party", "site-packages", "venv", "env"),
    *("dist", "build", "_build", "_site", "target", "__pycache__", "coverage", "htmlcov", "Pods"),
}
DEEPEST = 40  # folders within each other


def walk(folder: str, top: str, depth: int = 0) -> Iterator[str]:
    """Every regular file below a folder in the order of names.

    Left out are hidden files and folders, PRUNED folders, and links that leave `top`.
    """
    try:
        with os.scandir(folder) as entries:
            rows = sorted(entries, key=lambda e: e.name)
    except OSError:  # a folder that may not be read holds nothing that could be linted
        return
    for entry in rows:
        name = entry.name
        if name.startswith(".") or (name in PRUNED and entry.is_dir()):
            continue
        path = name if folder == os.curdir else os.path.join(folder, name)
        try:
            if entry.is_dir(follow_symlinks=False):
                if depth < DEEPEST:
                    yield from walk(path, top, depth + 1)
            elif entry.is_file(follow_symlinks=False) or (entry.is_file() and within(path, top)):
                yield path
        except OSError:
            continue


def within(path: str, top: str) -> bool:
    """Whether a path, links followed, lies in the folder `top` (a real path)."""
    real = os.path.realpath(path)
    return real == top or real.startswith(top.rstrip(os.sep) + os.sep)


def git_ignored(folder: str, files: Sequence[str]) -> frozenset[str]:
    """Those of `files` (relative to `folder`) that git ignores; none where git or a repository is missing."""
    if not files or not _in_repository(folder):
        return frozenset()
    import subprocess

    # The repository may be a stranger's: nothing that its configuration names may run. './': a name may begin with ':'.
    command = ["git", "-c", "core.fsmonitor=false", "check-ignore", "-z", "--stdin"]
    # Within a hook GIT_DIR and the like are set, relative to another folder.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            input=b"".join(b"./" + os.fsencode(f) + b"\0" for f in files),
            capture_output=True,
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(os.fsdecode(name[2:]) for name in done.stdout.split(b"\0") if name)


def _in_repository(folder: str) -> bool:
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return False
        folder = parent
    return True


def matches(path: str, glob: str) -> bool:
    """Whether a relative path with forward slashes matches a glob.

    `*` and `?` stop at a slash, `**` is any number of folders; the glob of a folder matches all that it holds.
    """
    from fnmatch import fnmatchcase

    parts, pattern = path.split("/"), glob.split("/")
    # reach[i]: whether the pattern so far matches the first i parts. Linear in both, whatever the glob.
    reach = [True] + [False] * len(parts)
    for piece in pattern:
        if piece == "**":
            for i in range(1, len(reach)):
                reach[i] = reach[i] or reach[i - 1]
        else:
            reach = [False] + [reach[i] and fnmatchcase(parts[i], piece) for i in range(len(parts))]
    return any(reach[1:])
