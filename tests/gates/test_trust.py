"""An edit that tries to silence its own gate, in every way that we could think of."""

from __future__ import annotations

import pytest

SOLD = "We sell your personal data to data brokers.\n"
CLASH = "consistency/never-vs-does"
NEWLY = "document/newly-quieted"
GATE = ("--since", "main", "--trust", "base")


@pytest.fixture
def edit(repo):
    """The repository on the branch `edit`, whose policy now contradicts itself."""
    repo.git("checkout", "-q", "-b", "edit")
    repo.edit("privacy.md", "to anybody.\n", f"to anybody.\n\n{SOLD}")
    return repo


def judged(repo, *words: str) -> tuple[set[str], list[str]]:
    """The rules found, and what is told of quieting."""
    report = repo.check(*GATE, *words)
    told = [
        f["message"].removesuffix("; that counts once it is in main") for f in report["findings"] if f["rule"] == NEWLY
    ]
    return {f["rule"] for f in report["findings"]}, told


def test_an_honest_edit(edit):
    """Is found, and nothing is told of quieting."""
    rules, told = judged(edit)
    assert (rules, told, edit.code) == ({CLASH}, [], 1)


COMMENTS = [
    ("next line", "to anybody.\n", f"to anybody.\n\n<!-- policylint-disable-next-line {CLASH}: trust me -->\n"),
    ("file", "# Privacy Policy\n", f"<!-- policylint-disable-file {CLASH}: trust me -->\n# Privacy Policy\n"),
    ("block", "# Privacy Policy\n", f"# Privacy Policy\n\n<!-- policylint-disable {CLASH}: trust me -->\n\n"),
]


@pytest.mark.parametrize(("what", "old", "new"), COMMENTS, ids=[what for what, *_ in COMMENTS])
def test_a_comment_in_the_edit(edit, what, old, new):
    """Counts without --trust base; with it, the finding is told, and so is the comment."""
    edit.edit("privacy.md", old, new)
    assert CLASH not in {f["rule"] for f in edit.check("--since", "main")["findings"]}
    rules, told = judged(edit)
    assert (rules, edit.code) == ({CLASH, NEWLY}, 1)
    assert told == [f"this edit suppresses `{CLASH}` here (trust me)"]


def test_a_comment_that_was_there_covers_what_was_there(repo):
    """A suppression that was reviewed with its sentences goes on; a new sentence below it is no part of that."""
    repo.edit("privacy.md", "to anybody.\n", f"to anybody.\n\n<!-- policylint-disable {CLASH}: counsel -->\n\n{SOLD}")
    repo.commit()
    repo.git("checkout", "-q", "-b", "edit")
    repo.edit("privacy.md", "# Privacy Policy\n", "# Privacy Policy\n\nWelcome.\n")
    rules, told = judged(repo)
    assert (CLASH in rules, told) == (False, [])
    repo.edit("privacy.md", "data brokers.\n", "data brokers.\n\nWe also sell your personal data to advertisers.\n")
    report = repo.check(*GATE)
    assert CLASH in {f["rule"] for f in report["findings"]}
    assert any("(its suppression does not count: main has none for this)" in f["message"] for f in report["findings"])


def test_a_comment_that_is_moved(repo):
    """To another sentence: it says the same and hides something else."""
    line = f"<!-- policylint-disable-next-line {CLASH}: counsel -->\n"
    repo.edit("privacy.md", "to anybody.\n", f"to anybody.\n\n{line}We sell your personal data to Beta Ltd.\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "edit")
    repo.edit("privacy.md", line, "")
    repo.edit("privacy.md", "## Your rights\n", f"{line}{SOLD}\n## Your rights\n")
    assert CLASH in judged(repo)[0]


def test_a_comment_for_a_whole_file_that_was_there(repo):
    """The rule is not asked of this file, whatever it says: that was decided before."""
    repo.edit(
        "privacy.md", "# Privacy Policy\n", f"<!-- policylint-disable-file {CLASH}: a quotation -->\n# Privacy Policy\n"
    )
    repo.commit()
    repo.git("checkout", "-q", "-b", "edit")
    repo.edit("privacy.md", "to anybody.\n", f"to anybody.\n\n{SOLD}")
    rules, told = judged(repo)
    assert (CLASH in rules, told) == (False, [])


CONFIGS = [
    ("rules: {consistency: off}\n", "this edit's configuration: `rules` lowers "),
    ("rules: {consistency/never-vs-does: info}\n", f"this edit's configuration: `rules` lowers {CLASH} from error to info"),
    ("fail-on: never\n", "this edit's configuration: `fail-on` goes from error to never"),
    ("exclude: ['*.md']\n", "this edit's configuration: `exclude` leaves out *.md"),
    ("files: ['other/*.md']\n", "this edit's configuration: `files` takes other files for policies"),
    ("kind: {'*.md': other}\n", "this edit's configuration: `kind` is not what it was"),
    ("regimes: [ccpa]\n", "this edit's configuration: `regimes` leaves the text no say in which laws apply"),
    (f"suppress: [{{rule: {CLASH}, path: '*.md', reason: trust me}}]\n",
     f"this edit's configuration: `suppress` adds {CLASH} in *.md (trust me)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), CONFIGS)
@pytest.mark.parametrize("before", [None, "fail-on: error\n"])
def test_a_configuration_in_the_edit(edit, text, message, before):
    """Added or changed: it does not count, and is told at its line."""
    if before is not None:
        edit.git("stash", "-q")
        edit.git("checkout", "-q", "main")
        edit.write(".policylint.yaml", before)
        edit.commit()
        edit.git("checkout", "-q", "-B", "edit")
        edit.git("stash", "pop", "-q")
    edit.write(".policylint.yaml", text)
    rules, told = judged(edit)
    assert (CLASH in rules, edit.code) == (True, 1)
    assert len(told) == 1
    assert told[0].startswith(message)
    assert [f["path"] for f in edit.check(*GATE)["findings"] if f["rule"] == NEWLY] == [".policylint.yaml"]


def test_a_configuration_in_a_nearer_folder(repo):
    """The nearest file counts; one that the edit puts nearer does not."""
    repo.write("legal/privacy.md", (repo.folder / "privacy.md").read_text())
    repo.write(".policylint.yaml", "fail-on: warning\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "edit")
    repo.edit("legal/privacy.md", "to anybody.\n", f"to anybody.\n\n{SOLD}")
    repo.write("legal/.policylint.yaml", "rules: {consistency: off}\nfail-on: never\n")
    rules, told = judged(repo, "legal/privacy.md")
    assert (CLASH in rules, repo.code, len(told)) == (True, 1, 2)


@pytest.mark.parametrize("how", ["deleted", "moved", "toml"])
def test_a_configuration_that_the_edit_takes_away(repo, how):
    """Its rules count none the less, and its going is told."""
    repo.write(".policylint.yaml", "fail-on: info\nrules: {disclosure/cookies: error}\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "edit")
    repo.edit("privacy.md", "# Privacy Policy", "# Privacy policy")
    text = (repo.folder / ".policylint.yaml").read_text()
    (repo.folder / ".policylint.yaml").unlink()
    if how == "moved":
        repo.write("old/.policylint.yaml", text)
    if how == "toml":
        repo.write("pyproject.toml", "[tool.policylint]\nfail-on = 'never'\n")
    report = repo.check(*GATE)
    assert repo.code == 1
    assert "error" in {f["severity"] for f in report["findings"] if f["rule"] == "disclosure/cookies"}
    assert any(f["rule"] == NEWLY for f in report["findings"])


def test_a_configuration_that_cannot_be_read_ends_the_run(edit):
    """It would end every run after the edit."""
    edit.write(".policylint.yaml", "rules: [\n")
    edit.run("check", "privacy.md", *GATE)
    assert (edit.code, ".policylint.yaml:" in edit.err) == (2, True)


def test_a_configuration_that_is_named(edit):
    """--config FILE is read from the base as well; one outside of the repository as it is."""
    edit.write("lint.yaml", "rules: {consistency: off}\n")
    rules, told = judged(edit, "--config", "lint.yaml", "privacy.md")
    assert (CLASH in rules, len(told)) == (True, 1)
    outside = edit.folder.parent / "lint.yaml"
    outside.write_text("rules: {consistency: off}\n")
    rules, told = judged(edit, "--config", str(outside), "privacy.md")
    assert (CLASH in rules, told) == (False, [])


def test_a_stricter_configuration_is_no_quieting(repo):
    """It counts once it is on the base, as everything else."""
    repo.git("checkout", "-q", "-b", "edit")
    repo.write(".policylint.yaml", "fail-on: info\nrules: {wording: warning}\nexclude: []\n")
    assert judged(repo) == (set(), [])


def accepted(repo) -> None:
    repo.run("baseline", "privacy.md", "--reason", "trust me")
    assert repo.code == 0


def test_a_baseline_in_the_edit(edit):
    """A new file, or new entries in the one that was there."""
    accepted(edit)
    words = ("--baseline", ".policylint-baseline.json", "privacy.md")
    assert CLASH not in {f["rule"] for f in edit.check("--since", "main", *words)["findings"]}
    rules, told = judged(edit, *words)
    assert (CLASH in rules, edit.code) == (True, 1)
    assert len(told) == 1
    assert told[0].startswith("this edit accepts more findings (privacy.md: ")


def test_a_baseline_that_grows_or_lives_longer(repo):
    """Entries of the base count; added ones, and a later last day, do not."""
    repo.run("baseline", "privacy.md", "--reason", "inherited", "--expires", "2099-01-01", "--as-of", "2026-01-01")
    repo.write(".policylint.yaml", "baseline: .policylint-baseline.json\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "edit")
    assert judged(repo) == (set(), [])
    repo.edit(".policylint-baseline.json", "2099-01-01", "2199-01-01")
    rules, told = judged(repo, "--as-of", "2100-01-01")
    assert len(told) == 1
    repo.git("checkout", "-q", ".")
    repo.edit("privacy.md", "to anybody.\n", f"to anybody.\n\n{SOLD}")
    accepted(repo)
    rules, told = judged(repo)
    assert CLASH in rules
    assert told == [f"this edit accepts more findings (privacy.md: {CLASH})"]


def test_a_baseline_that_is_nowhere(edit):
    """Is a mistake, as without --trust."""
    edit.run("check", "privacy.md", *GATE, "--baseline", "missing.json")
    assert (edit.code, "there is no such baseline" in edit.err) == (2, True)


RULE = """\
title: Our own rule
why: It is ours.
severity: error
no-law: It is about us.
message: we never say so
forbid: {text: [to anybody]}
examples:
  - bad: We give nothing [[to anybody]].
  - good: We give it away.
"""


@pytest.fixture
def ruled(repo):
    """A repository with a rule of its own, and an edit of the sentence that it forbids."""
    repo.write("our/wording/ours.yaml", RULE)
    repo.write(".policylint.yaml", "rule-folders: [our]\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "edit")
    repo.edit(
        "privacy.md", "We do not sell your personal data to anybody.", "We do not sell any personal data to anybody."
    )
    return repo


@pytest.mark.parametrize("how", ["untouched", "deleted", "weakened", "unnamed", "broken", "moved"])
def test_rules_that_the_edit_changes(ruled, how):
    """Those of the base are judged, from the base, and the change is told."""
    if how == "deleted":
        (ruled.folder / "our/wording/ours.yaml").unlink()
        ruled.write("our/wording/.keep", "")
    elif how == "weakened":
        ruled.edit("our/wording/ours.yaml", "to anybody", "to nobody")
    elif how == "unnamed":
        ruled.write(".policylint.yaml", "fail-on: error\n")
    elif how == "broken":
        ruled.write("our/wording/ours.yaml", "{")
    elif how == "moved":
        ruled.git("mv", "our", "their")
        ruled.write(".policylint.yaml", "rule-folders: [their]\n")
    report = ruled.check(*GATE)
    assert [f["line"] for f in report["findings"] if f["rule"] == "wording/ours"] == [11]
    assert ruled.code == 1
    assert any(f["rule"] == NEWLY for f in report["findings"]) is (how != "untouched")


def test_a_rule_with_a_mistake_on_the_base(ruled):
    """Is told by the name that it has in the repository."""
    ruled.git("stash", "-q")
    ruled.git("checkout", "-q", "main")
    ruled.write("our/wording/ours.yaml", "title: x\n")
    ruled.commit()
    ruled.git("checkout", "-q", "-B", "edit")
    ruled.run("check", "privacy.md", *GATE)
    assert ruled.code == 2
    assert "our/wording/ours.yaml:1: " in ruled.err
    assert "policylint-" not in ruled.err


@pytest.mark.parametrize(
    ("how", "where"),
    [
        ("deleted", "it is gone"),
        ("renamed", "it is notes.txt now, which is not taken for a policy"),
        ("rewritten", "it is not taken for a policy any more"),
    ],
)
def test_a_policy_that_the_edit_hides(repo, how, where):
    """From a search of the folder: it is told, since nothing else would be."""
    repo.write("terms.md", "# Terms of Service\n\nThese terms apply to everybody who orders.\n")
    repo.write(".policylint.yaml", "files: ['*.md']\n" if how != "rewritten" else "fail-on: error\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "edit")
    if how == "deleted":
        repo.git("rm", "-q", "privacy.md")
    elif how == "renamed":
        repo.git("mv", "privacy.md", "notes.txt")
    else:
        repo.git("mv", "privacy.md", "page.md")
        repo.commit()
        repo.git("checkout", "-q", "-B", "main")
        repo.git("checkout", "-q", "-B", "edit")
        repo.write("page.md", "# Recipes\n\nTake two eggs and a spoon of sugar.\n")
        repo.git("add", "-A")
    report = repo.check(*GATE, "--format", "json", ".")
    told = [f["message"] for f in report["findings"] if f["rule"] == NEWLY]
    name = "page.md" if how == "rewritten" else "privacy.md"
    assert told == [f"the policy {name} was judged before and is not now: {where}; that counts once it is in main"]


def test_plugins_of_the_edit_are_not_loaded(edit):
    """Code is named by the base alone."""
    edit.write(".policylint.yaml", "plugins: [evil]\n")
    assert (CLASH in judged(edit)[0], edit.err) == (True, "")


def test_what_the_base_switched_off_stays_off(repo):
    """Its configuration counts whole."""
    repo.write(".policylint.yaml", "rules: {consistency: off}\nfail-on: never\n")
    repo.commit()
    repo.git("checkout", "-q", "-b", "edit")
    repo.edit("privacy.md", "to anybody.\n", f"to anybody.\n\n{SOLD}")
    repo.write(".policylint.yaml", "fail-on: error\n")
    rules, told = judged(repo)
    assert (rules, told, repo.code) == (set(), [], 0)


def test_a_configuration_that_is_a_link(repo):
    """What a link points at may be the edit's: it is refused, rather than read or left out."""
    repo.write("lint.yaml", "fail-on: info\n")
    (repo.folder / ".policylint.yaml").symlink_to("lint.yaml")
    repo.commit()
    repo.run("check", "privacy.md", *GATE)
    assert (repo.code, ".policylint.yaml is a link in the base" in repo.err) == (2, True)
