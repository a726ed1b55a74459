"""What git knows of a repository: commits, files as they were, renames, changed lines.

The repository may be a stranger's, so nothing that its configuration or attributes name may run: commands are lists of words and no
shell sees them, hooks, monitors, external differs and text converters are switched off, no protocol is allowed (a partial clone
would fetch), and no command looks at the working tree, which is where filters come in. Lines are compared outside of the repository.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from policylint.errors import BadUsage
from policylint.patterns import lazy
from policylint.record import Record

TIMEOUT = 120  # seconds
_SAFE = (
    *(
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.hooksPath=" + os.devnull,
        "-c",
        "diff.external=",
        "-c",
        "core.pager=cat",
    ),
    *("-c", "protocol.allow=never", "-c", "submodule.recurse=false", "-c", "core.attributesFile=" + os.devnull),
)
# GIT_DIR and the like are set within a hook, relative to another folder; GIT_DIFF_OPTS and GIT_EXTERNAL_DIFF change what a diff says.
_DROPPED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF", "GIT_NAMESPACE")
_SHALLOW = "the clone is shallow: fetch more of its history (fetch-depth: 0 in GitHub Actions, GIT_DEPTH: 0 in GitLab)"
_HUNK = lazy(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_FILES = ("100644", "100755")  # modes of plain files in a tree; 120000 would be a link


class Blob(Record):
    """A plain file as a commit has it; `path` is relative to the top of the repository, with '/'."""

    path: str
    sha: str
    size: int  # bytes


class Hunk(Record, order=True):
    """`removed` lines from line `old` of the old text became `added` lines from line `new` of the new one; lines count from 1.

    Where nothing was removed (or added), `old` (or `new`) is the line after which it would have stood, 0 at the top.
    """

    old: int
    removed: int
    new: int
    added: int


class Repository(Record):
    """A repository with a working tree, whose top folder is `top` (a real path)."""

    top: str

    def commit(self, revision: str) -> str:
        """The full id of the commit that a revision names. BadUsage for one that is not there.

        Before the first commit, HEAD is the tree without files: everything is new since then.
        """
        if not revision or revision.startswith("-") or any(char < " " for char in revision) or len(revision) > 1000:
            raise BadUsage(f"{revision[:80]!r} is no revision; allowed: a branch, a tag, a commit")
        done = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if done is None and revision == "HEAD" and self._try("symbolic-ref", "--quiet", "HEAD") is not None:
            done = self._run("hash-object", "-t", "tree", "--stdin")
        if done is None:
            hint = f"; {_SHALLOW}" if self.shallow else ""
            raise BadUsage(f"no revision {revision!r} in the repository {self.top}{hint}")
        return done.decode("ascii", "replace").strip()

    def fork(self, commit: str) -> str:
        """The commit at which the work that is checked out left `commit`; `commit` itself where the two share no history.

        BadUsage where a shallow clone does not reach back so far.
        """
        done = self._try("merge-base", commit, "HEAD")
        if done is None:
            if self.shallow:
                raise BadUsage(f"where this branch left {commit[:12]} cannot be told; {_SHALLOW}")
            return commit
        return done.decode("ascii", "replace").split("\n")[0].strip()

    @property
    def shallow(self) -> bool:
        """Whether history was cut off when it was fetched."""
        return (self._try("rev-parse", "--is-shallow-repository") or b"").strip() == b"true"

    def relative(self, path: str) -> str:
        """A path of the file system as the repository calls it. BadUsage for one that is not in it."""
        folder, name = os.path.split(os.path.abspath(path))
        # A link to a file is itself, whatever it points at.
        full = os.path.realpath(path) if os.path.isdir(path) else os.path.join(os.path.realpath(folder), name)
        if full == self.top:
            return ""
        if not full.startswith(self.top.rstrip(os.sep) + os.sep):
            raise BadUsage(f"{path} is not in the repository {self.top}")
        return os.path.relpath(full, self.top).replace(os.sep, "/")

    def blobs(self, commit: str, paths: Sequence[str]) -> dict[str, Blob]:
        """Those of some paths that a commit has as plain files."""
        found: dict[str, Blob] = {}
        for start in range(0, len(paths), 200):
            found |= {blob.path: blob for blob in self._tree(commit, "--", *paths[start : start + 200])}
        return found

    def links(self, commit: str, paths: Sequence[str]) -> list[str]:
        """Those of some paths that are symbolic links in a commit."""
        rows = self._run("ls-tree", "-z", "--full-tree", commit, "--", *paths).split(b"\0") if paths else []
        return [os.fsdecode(row.partition(b"\t")[2]) for row in rows if row.startswith(b"120000 ")]

    def tree(self, commit: str, folder: str = "") -> list[Blob]:
        """Every plain file of a commit below a folder ('' for the top), in git's order."""
        return list(self._tree(commit, "-r", "--", *([folder.rstrip("/") + "/"] if folder else [])))

    def _tree(self, commit: str, *words: str) -> Iterator[Blob]:
        rows = self._run("ls-tree", "-z", "-l", "--full-tree", *_options(words), commit, *_paths(words))
        for row in rows.split(b"\0"):
            about, tab, name = row.partition(b"\t")
            fields = about.decode("ascii", "replace").split()
            if tab and len(fields) == 4 and fields[0] in _FILES and fields[3].isdigit():
                yield Blob(os.fsdecode(name), fields[2], int(fields[3]))

    def read(self, blob: Blob, most: int) -> bytes:
        """The bytes of a file. BadUsage for one of more than `most` bytes."""
        if blob.size > most:
            raise BadUsage(f"{blob.path} was {blob.size} bytes long; at most {most} are read")
        return self._run("cat-file", "blob", blob.sha)

    def renames(self, commit: str) -> dict[str, str]:
        """New path -> old path of the files that were renamed between a commit and what is staged or committed now."""
        rows = self._run(
            *("diff", "--cached", "--name-status", "-z", "-M", "--diff-filter=R", "--no-relative"),
            *("--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "-O" + os.devnull, commit, "--"),
        )
        words = rows.split(b"\0")
        return {os.fsdecode(words[at + 2]): os.fsdecode(words[at + 1]) for at in range(0, len(words) - 2, 3)}

    def changed(self, commit: str) -> list[str]:
        """The files of a commit that are gone or other than they were, by what is staged or committed now; no renames are followed."""
        rows = self._run(
            *("diff", "--cached", "--name-only", "-z", "--no-renames", "--diff-filter=DMT", "--no-relative"),
            *("--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "-O" + os.devnull, commit, "--"),
        )
        return [os.fsdecode(name) for name in rows.split(b"\0") if name]

    def _try(self, *words: str) -> bytes | None:
        code, out, _ = _git(self.top, words)
        return out if code == 0 else None

    def _run(self, *words: str) -> bytes:
        code, out, error = _git(self.top, words)
        if code != 0:
            raise BadUsage(f"git {words[0]} failed: {error}")
        return out


def repository(folder: str) -> Repository:
    """The repository that a folder lies in. BadUsage where there is none, or no git."""
    start = os.path.abspath(folder)
    while not os.path.isdir(start):
        start = os.path.dirname(start)
    code, out, error = _git(start, ("rev-parse", "--show-toplevel"))
    if code != 0:
        what = (
            "is in no git repository"
            if "not a git repository" in error
            else f"cannot be asked about: git says {error!r}"
        )
        raise BadUsage(f"{folder} {what}")
    return Repository(os.path.realpath(os.fsdecode(out.rstrip(b"\r\n"))))


def hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """How the lines of one text became those of another, by git's own comparison; nothing where they are the same."""
    if list(old) == list(new):
        return []
    import tempfile

    with tempfile.TemporaryDirectory(prefix="policylint-") as folder:
        for name, lines in (("old", old), ("new", new)):
            with open(os.path.join(folder, name), "wb") as file:
                file.write("".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass"))
        code, out, error = _git(
            folder,
            (
                *(
                    "diff",
                    "--no-index",
                    "--unified=0",
                    "--inter-hunk-context=0",
                    "--text",
                    "--no-color",
                    "--no-ext-diff",
                ),
                *("--no-textconv", "--diff-algorithm=histogram", "-O" + os.devnull, "--", "old", "new"),
            ),
            {"GIT_CEILING_DIRECTORIES": os.path.dirname(os.path.realpath(folder)), "GIT_INDEX_FILE": None},
        )
    if code not in (0, 1):
        raise BadUsage(f"git diff failed: {error}")
    found = []
    for line in out.decode("utf-8", "replace").split("\n"):
        match = _HUNK.match(line)
        if match:
            start, removed, to, added = (int(group) if group is not None else 1 for group in match.groups())
            found.append(Hunk(start, removed, to, added))
    return found


def _options(words: Sequence[str]) -> Sequence[str]:
    return words[: words.index("--")]


def _paths(words: Sequence[str]) -> Sequence[str]:
    return words[words.index("--") :] if words[-1] != "--" else ()


def _git(folder: str, words: Sequence[str], extra: dict[str, str | None] | None = None) -> tuple[int, bytes, str]:
    """The exit code, the output, and the last line that git said of what went wrong."""
    import subprocess

    changes: dict[str, str | None] = dict.fromkeys(_DROPPED) | {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_LITERAL_PATHSPECS": "1",
        "LC_ALL": "C",
    }
    changes |= extra or {}
    environment = {key: value for key, value in os.environ.items() if key not in changes}
    environment |= {key: value for key, value in changes.items() if value is not None}
    try:
        done = subprocess.run(
            ["git", *_SAFE, *words],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
        )
    except FileNotFoundError:
        raise BadUsage("git is not installed, or not on the PATH") from None
    except (OSError, ValueError) as problem:
        raise BadUsage(f"git cannot be run: {problem}") from None
    except subprocess.TimeoutExpired:
        raise BadUsage(f"git {words[0]} took more than {TIMEOUT} seconds") from None
    told = done.stderr.decode("utf-8", "replace").strip().split("\n")
    return done.returncode, done.stdout, told[0][:300]
