"""policylint init: switch policylint on in a repository."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence

from policylint.cli.arguments import Parser
from policylint.cli.output import create, warn, write
from policylint.config import YAML_NAME
from policylint.errors import BadUsage
from policylint.finding import Severity
from policylint.reporters.text import failure_line
from policylint.row import NamedTuple
from policylint.showing import count, safe, safe_path
from policylint.starting import files
from policylint.starting.survey import Seen, Survey, survey

PRE_COMMIT, PIPELINE, BASELINE = ".pre-commit-config.yaml", ".gitlab-ci.yml", ".policylint-baseline.json"
REASON = "found when policylint was switched on"
MOST = 20  # policies that are told one by one
OPTIONS = {".github/workflows": "--github", ".github": "--github", PIPELINE: "--gitlab", PRE_COMMIT: "--pre-commit"}


class Wanted(NamedTuple):
    """A file to write. One that other tools share is never replaced: `entry` is then shown, to be added `where`."""

    name: str
    text: str
    entry: str = ""
    where: str = ""


def parser() -> Parser:
    """The parser of this command."""
    found = Parser("init", "Look at a repository, and write a commented configuration and the CI files asked for.")
    found.add_argument(
        "path", metavar="DIR", nargs="?", default=os.curdir, help="folder of the repository (default: .)"
    )
    found.add_argument("--github", action="store_true", help=f"also write {files.WORKFLOW}")
    found.add_argument("--gitlab", action="store_true", help=f"also write {PIPELINE}, or say what to add to it")
    found.add_argument("--pre-commit", action="store_true", help=f"also write {PRE_COMMIT}, or say what to add to it")
    found.add_argument(
        "--baseline",
        action="store_true",
        help=f"also accept what is found today, in {BASELINE}, so that only new findings stop anything",
    )
    found.add_argument("--force", action="store_true", help="replace files of policylint's own that are there already")
    found.add_argument("--dry-run", action="store_true", help="write nothing; show what would be written")
    return found


def run(arguments: argparse.Namespace) -> int:
    """Look, write, say what was found and what to do next. 0, whatever the policies lack."""
    folder: str = arguments.path
    if not os.path.isdir(folder):
        raise BadUsage(f"init: no folder {folder!r}")
    found = survey(folder)
    _tell(_found(found))
    wanted = list(_wanted(arguments, found))
    if not arguments.force and not arguments.dry_run:
        _refuse(folder, wanted, found, arguments.baseline)
    for failure in found.failures:
        warn(failure_line(failure.path, failure.line, failure.rule, failure.message))
    for file in wanted:
        _put(folder, file, arguments.dry_run, arguments.force)
    if arguments.baseline:
        _accept(folder, found, arguments.dry_run)
    _tell(_next(arguments, found))
    return 0


def _wanted(arguments: argparse.Namespace, found: Survey) -> Iterator[Wanted]:
    if found.configured and _asked(arguments) and not arguments.force:
        write(f"{safe_path(found.configured)} is there and stays as it is\n")
    else:
        yield Wanted(YAML_NAME, files.configuration(found, BASELINE if arguments.baseline else ""))
    if arguments.github:
        yield Wanted(files.WORKFLOW, files.workflow())
    if arguments.gitlab:
        yield Wanted(PIPELINE, files.pipeline(), files.pipeline(), "at its top")
    if arguments.pre_commit:
        yield Wanted(PRE_COMMIT, "repos:\n" + files.hooks(), files.hooks(), "below 'repos:'")


def _asked(arguments: argparse.Namespace) -> bool:
    return bool(arguments.github or arguments.gitlab or arguments.pre_commit)


def _refuse(folder: str, wanted: Sequence[Wanted], found: Survey, baseline: bool) -> None:
    """Refuse before anything is written: half of the files would be worse than none."""
    there = [file.name for file in wanted if not file.entry and os.path.lexists(os.path.join(folder, file.name))]
    if baseline and os.path.lexists(os.path.join(folder, BASELINE)):
        there.append(BASELINE)
    if any(file.name == YAML_NAME for file in wanted) and found.configured and YAML_NAME not in there:
        there.append(os.path.relpath(found.configured, folder) + " with [tool.policylint]")
    if there:
        raise BadUsage(
            f"init: there already: {', '.join(there)}; allowed: --force to write all the same, --dry-run to see"
        )


def _accept(folder: str, found: Survey, dry: bool) -> None:
    """Accept what is found today. An old baseline is replaced and not added to: --force was asked for."""
    path = os.path.normpath(os.path.join(folder, BASELINE))
    if dry:
        write(f"Would accept {count(sum(found.counts.values()), 'finding')} in {safe_path(path)}\n")
        return
    from policylint.cli import baseline

    create(path, "", folder, True)
    os.unlink(path)
    words = [folder, "--config", _configuration(folder, found), "--baseline", path, "--reason", REASON]
    if baseline.run(baseline.parser().parse_args(words)):
        raise BadUsage(f"init: {BASELINE} is not written, since not everything could be judged; see above")


def _configuration(folder: str, found: Survey) -> str:
    """The configuration that holds now: the one just written, or the one that stayed."""
    written = os.path.normpath(os.path.join(folder, YAML_NAME))
    return written if os.path.lexists(written) else found.configured or "none"


def _put(folder: str, file: Wanted, dry: bool, force: bool) -> None:
    path = os.path.normpath(os.path.join(folder, file.name))
    if file.entry and os.path.lexists(path):
        write(f"{safe_path(path)} is there and stays as it is; add {file.where}:\n{_indented(file.entry)}\n")
    elif dry:
        write(f"Would write {safe_path(path)}:\n{_indented(file.text)}\n")
    else:
        create(path, file.text, folder, force)
        write(f"Wrote {safe_path(path)}\n")


def _found(found: Survey) -> Iterator[str]:
    near = f", {len(found.near)} that came near (policylint check --explain-discovery)" if found.near else ""
    yield f"Looked at {safe_path(found.folder)}: {_policies(len(found.policies))}{near}"
    for one in found.policies[:MOST]:
        yield f"  {safe_path(one.path)}: {one.kind}, {one.format}, {one.language or 'language unknown'}; {_laws(one)}; {_counts(one)}"
    if len(found.policies) > MOST:
        yield f"  and {len(found.policies) - MOST} more"
    if found.servers:
        yield "Checks run here: " + ", ".join(f"{what} ({name})" for name, what in found.servers)
    yield ""


def _next(arguments: argparse.Namespace, found: Survey) -> Iterator[str]:
    yield "" if not arguments.dry_run else "Nothing was written (--dry-run)."
    yield "Next:"
    if not found.policies:
        yield f"  name your policies under 'files' in {YAML_NAME}: none was found"
    yield "  policylint check                  every finding, with its line and the law"
    yield "  policylint inspect                what each policy states"
    for name, what in found.servers:
        option = OPTIONS.get(name)
        if option and not getattr(arguments, option[2:].replace("-", "_")):
            yield f"  policylint init {option:<18} {what} runs checks here: have it run this one"
    if arguments.pre_commit:
        yield "  pre-commit install                the hook runs before each commit"
    if arguments.baseline:
        yield f"  policylint baseline --prune       takes findings that were mended out of {BASELINE}"
    elif found.counts[Severity.ERROR]:
        errors = count(found.counts[Severity.ERROR], "error")
        yield f"  mend or accept what is there: {errors} would stop the first commit that touches these policies"
        yield "  policylint init --baseline        accepts them, so that only new findings stop anything"


def _policies(number: int) -> str:
    return f"{number} {'policy' if number == 1 else 'policies'}"


def _laws(one: Seen) -> str:
    return "laws: " + ", ".join(f"{law.key} ({law.tier})" for law in one.regimes) if one.regimes else "no law signalled"


def _counts(one: Seen) -> str:
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    return ", ".join(count(one.counts.get(level, 0), name) for level, name in names.items())


def _indented(text: str) -> str:
    return "".join(f"    {safe(line)}\n" if line else "\n" for line in text.splitlines())


def _tell(lines: Iterator[str]) -> None:
    write("".join(line + "\n" for line in lines))
