"""Accepted findings: what they hide, what they never hide, and the file that holds them."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import policylint
from policylint.errors import BadConfiguration
from policylint.finding import Severity
from policylint.gates import baselinefile
from policylint.gates.baseline import Entry

FILE = ".policylint-baseline.json"
ON = ("--as-of", "2026-03-01")


def accept(repo, *words: str) -> dict:
    repo.run("baseline", "privacy.md", *ON, *words)
    assert (repo.code, repo.err) == (0, "")
    return json.loads((repo.folder / FILE).read_text("utf-8"))


def test_what_was_found_is_let_pass(repo):
    """With the reason and the day that the entry gives, and nothing else is told."""
    before = repo.check(*ON)
    assert repo.code == 1
    accept(repo, "--reason", "inherited")
    after = repo.check(*ON, "--baseline", FILE)
    assert (repo.code, after["findings"]) == (0, [])
    assert {(q["gate"], q["reason"]) for q in after["quieted"]} == {("baseline", "inherited (accepted 2026-03-01)")}
    assert sorted(f["fingerprint"] for f in before["findings"]) == sorted(q["fingerprint"] for q in after["quieted"])


def test_an_entry_is_readable(repo):
    """A reviewer sees what is accepted, where, how grave it is and why; of several gaps each is an entry."""
    found = accept(
        repo, "--reason", " counsel \n knows ", "--expires", "2026-12-31", "--select", "disclosure/rights,disclosure"
    )
    row = next(one for one in found["findings"] if one.get("key") == "right-objection")
    assert row == {
        "path": "privacy.md",
        "rule": "disclosure/rights",
        "key": "right-objection",
        "severity": "error",
        "message": "right to object",
        "text": "Your rights",
        "fingerprint": row["fingerprint"],
        "reason": "counsel knows",
        "accepted": "2026-03-01",
        "until": "2026-12-31",
    }
    text = (repo.folder / FILE).read_text("utf-8")
    keys = [(one["path"], one["rule"], one.get("key", "")) for one in found["findings"]]
    assert keys == sorted(keys)
    assert text == baselinefile.text_of(baselinefile.parse(text.encode(), FILE).entries)


SAME = [
    ("text above", ("# Privacy Policy\n", "# Privacy Policy\n\nWelcome. Please read this.\n")),
    ("bold", ("We keep server logs", "We keep **server logs**")),
    ("CRLF", ("\n", "\r\n")),
    ("another order of sections", ("## How long\n\nWe keep server logs for 30 days.\n\n## Sharing\n\nWe do not sell your personal data to anybody.\n",
                                   "## Sharing\n\nWe do not sell your personal data to anybody.\n\n## How long\n\nWe keep server logs for 30 days.\n")),
]  # fmt: skip


@pytest.mark.parametrize(("what", "change"), SAME, ids=[what for what, _ in SAME])
def test_edits_elsewhere_and_reformatting_are_survived(repo, what, change):
    """An accepted finding stays accepted."""
    accept(repo, "--reason", "inherited")
    path = repo.folder / "privacy.md"
    path.write_bytes(path.read_bytes().replace(change[0].encode(), change[1].encode()))
    assert (repo.check(*ON, "--baseline", FILE)["findings"], repo.code) == ([], 0)


@pytest.mark.parametrize("here", ["privacy.md", "./privacy.md", "../repo/privacy.md"])
def test_however_the_file_is_named(repo, here):
    """Paths are those below the baseline's folder, wherever the linter is started."""
    accept(repo, "--reason", "inherited")
    assert repo.check(*ON, "--baseline", FILE, here)["findings"] == []


def test_from_another_folder(repo, monkeypatch):
    """As above, from a folder below."""
    accept(repo, "--reason", "inherited")
    (repo.folder / "sub").mkdir()
    monkeypatch.chdir(repo.folder / "sub")
    assert repo.check(*ON, "--baseline", f"../{FILE}", "../privacy.md")["findings"] == []


def test_a_new_finding_is_told(repo, named):
    """A contradiction that came later."""
    accept(repo, "--reason", "inherited")
    repo.edit("privacy.md", "to anybody.\n", "to anybody.\n\nWe sell your personal data to data brokers.\n")
    assert ("consistency/never-vs-does",) in named(repo.check(*ON, "--baseline", FILE))
    assert repo.code == 1


def test_one_more_key_is_told_alone(repo, named):
    """Of a finding whose keys grew, what was accepted stays quiet."""
    accept(repo, "--reason", "inherited")
    repo.edit("privacy.md", " and the right to have it erased", "")
    report = repo.check(*ON, "--baseline", FILE)
    assert named(report) == [("disclosure/rights", "right-erasure")]
    assert {k for q in report["quieted"] if q["rule"] == "disclosure/rights" for k in q["keys"]} >= {"right-objection"}


def test_what_became_graver_is_told(repo, named):
    """An accepted warning is no accepted error."""
    accept(repo, "--reason", "inherited", "--select", "disclosure/cookies", "--kind", "privacy-policy")
    repo.write(".policylint.yaml", f"baseline: {FILE}\nrules: {{disclosure/cookies: error}}\n")
    (told,) = repo.check(*ON, "--select", "disclosure/cookies")["findings"]
    assert told["message"].endswith(" (accepted on 2026-03-01 as warning, and now error)")
    assert repo.code == 1


def test_a_third_one_is_new(repo):
    """Two equal findings are two entries, and a third is told."""
    said = "By using our site you consent to this policy."
    select = ("--select", "wording/consent-by-use")
    repo.edit("privacy.md", "to anybody.", f"to anybody.\n\n{said}\n\n{said}")
    rows = accept(repo, "--reason", "inherited", *select)["findings"]
    assert len({row["fingerprint"] for row in rows}) == 1 < len(rows) == 2
    assert repo.check(*ON, "--baseline", FILE, *select)["findings"] == []
    repo.edit("privacy.md", "to anybody.", f"to anybody.\n\n{said}")
    assert len(repo.check(*ON, *select)["findings"]) == 3
    assert len(repo.check(*ON, "--baseline", FILE, *select)["findings"]) == 1


def test_one_more_place_of_the_same_is_told(repo):
    """A finding that gathers places hides no further one."""
    repo.edit("privacy.md", "to anybody.\n", "to anybody. Write to [address].\n")
    select = ("--select", "document/placeholder")
    accept(repo, "--reason", "inherited", *select)
    assert repo.check(*ON, "--baseline", FILE, *select)["findings"] == []
    repo.edit("privacy.md", "# Privacy Policy\n", "# Privacy Policy\n\nWrite to [address].\n")
    assert len(repo.check(*ON, "--baseline", FILE, *select)["findings"]) == 1


def test_an_entry_that_has_expired(repo):
    """It hides on its last day; after it, the finding says until when it was accepted, and why."""
    accept(repo, "--reason", "until the relaunch", "--expires", "2026-06-30", "--select", "disclosure/legal-bases")
    check = ("--baseline", FILE, "--select", "disclosure/legal-bases")
    assert repo.check("--as-of", "2026-06-30", *check)["findings"] == []
    (told,) = repo.check("--as-of", "2026-07-01", *check)["findings"]
    assert told["message"].endswith(" (accepted until 2026-06-30, which has passed: until the relaunch)")


def test_stale_entries_are_told_and_pruned(repo, named):
    """At the entry's place, as a note; --prune takes them out and leaves the others."""
    rows = accept(repo, "--reason", "inherited")["findings"]
    repo.edit(
        "privacy.md",
        "is the controller under the GDPR.",
        "is the controller. The legal basis is your consent under the GDPR.",
    )
    report = repo.check(*ON, "--baseline", FILE)
    (told,) = [f for f in report["findings"] if f["path"] == FILE]
    assert (told["rule"], told["severity"]) == ("document/stale-baseline", "info")
    assert "privacy.md: legal-bases" in told["message"]
    line = (repo.folder / FILE).read_text("utf-8").splitlines()[told["line"] - 1]
    assert '"fingerprint"' in line
    pruned = accept(repo, "--prune")["findings"]
    gone = [row for row in rows if row not in pruned]
    assert "legal-bases" in [row["key"] for row in gone]
    assert all(row in rows for row in pruned)
    assert not [f for f in repo.check(*ON, "--baseline", FILE)["findings"] if f["path"] == FILE]


def test_only_what_was_judged_is_stale(repo):
    """Neither the entries of other files and rules, nor those of a file that could not be read."""
    repo.write("terms.md", "# Privacy Policy\n\nWe are under the GDPR.\n")
    repo.run("baseline", "privacy.md", "terms.md", *ON, "--reason", "inherited")
    report = repo.check(*ON, "--baseline", FILE, "--select", "wording,document")
    assert report["findings"] == []
    repo.edit("privacy.md", POLICY_LINE, "")
    repo.write("terms.md", "\0")
    report = repo.check(*ON, "--baseline", FILE)
    assert not any("terms.md" in f["message"] for f in report["findings"])
    repo.run("baseline", "privacy.md", "terms.md", *ON, "--prune")
    assert repo.code == 2


POLICY_LINE = "We keep server logs for 30 days.\n"


def test_the_entries_of_a_file_that_is_gone_are_stale(repo):
    """Nobody can mend them."""
    repo.write("old.md", "# Privacy Policy\n\nWe are under the GDPR.\n")
    repo.run("baseline", "privacy.md", "old.md", *ON, "--reason", "inherited")
    (repo.folder / "old.md").unlink()
    (told,) = repo.check(*ON, "--baseline", FILE)["findings"]
    assert "old.md: " in told["message"]


def test_accepting_again_keeps_what_was_accepted(repo):
    """Old entries keep their reason and their day; only what is new gets the new reason."""
    accept(repo, "--reason", "inherited")
    repo.edit("privacy.md", " and the right to have it erased", "")
    repo.run("baseline", "privacy.md", "--as-of", "2026-04-01", "--reason", "new")
    rows = json.loads((repo.folder / FILE).read_text("utf-8"))["findings"]
    assert {(r["key"], r["accepted"]) for r in rows if r["reason"] == "new"} == {("right-erasure", "2026-04-01")}
    assert {r["accepted"] for r in rows if r["reason"] == "inherited"} == {"2026-03-01"}


def test_the_configuration_names_the_baseline(repo):
    """`--baseline none` goes without."""
    repo.write(".policylint.yaml", f"baseline: {FILE}\n")
    accept(repo, "--reason", "inherited")
    assert repo.check(*ON)["findings"] == []
    assert repo.check(*ON, "--baseline", "none")["findings"]


USAGE = [
    (("baseline", "privacy.md"), "--reason is missing"),
    (("baseline", "privacy.md", "--reason", " … "), "--reason is empty"),
    (("baseline", "privacy.md", "--reason", "x", "--expires", "2020-01-01"), "--expires 2020-01-01 has passed"),
    (("baseline", "privacy.md", "--reason", "x", "--baseline", "privacy.md"), "is a file that is to be read"),
    (("baseline", "missing.md", "--reason", "x"), "no such file"),
    (("check", "privacy.md", "--baseline", "missing.json"), "there is no such baseline; `policylint baseline` writes one"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "message"), USAGE)
def test_mistakes_of_the_command_line(repo, words, message):
    """One line, exit code 2, and nothing is written."""
    repo.run(*words)
    assert repo.code == 2
    assert message in repo.err
    assert repo.err.count("\n") == 1
    assert not (repo.folder / FILE).exists()


GOOD = {
    "path": "privacy.md", "rule": "wording/x", "severity": "info", "message": "m", "fingerprint": "0" * 32,
    "reason": "why", "accepted": "2026-01-01",
}  # fmt: skip
HOSTILE = [
    (b"", "no baseline, for it is not JSON"),
    (b"\xff\xfe{", "not UTF-8"),
    (b"[" * 100_000, "nested too deep"),
    (b"{}", "no baseline of version 1"),
    (b'{"version": true, "findings": []}', "no baseline of version 1"),
    (b'{"version": 2, "findings": []}', "no baseline of version 1"),
    (b'{"version": 1, "version": 1, "findings": []}', "the key 'version' is given twice"),
    (b'{"version": 1, "findings": [], "run": "x"}', "has 'version' and the list 'findings', and nothing else"),
    (b'{"version": 1, "findings": {}}', "has 'version' and the list 'findings'"),
    (b'{"version": NaN, "findings": []}', "NaN is no JSON"),
    ([7], "finding 1 is no object"),
    ([GOOD, {**GOOD, "reason": " "}], "finding 2 has no 'reason'"),
    ([{**GOOD, "reason": "…"}], "finding 1 has no reason"),
    ([{**GOOD, "reasn": "x"}], "unknown key 'reasn'; did you mean 'reason'?"),
    ([{**GOOD, "severity": "high"}], "allowed: error, warning, info"),
    ([{**GOOD, "fingerprint": "0" * 31}], "allowed: 32 hexadecimal digits"),
    ([{**GOOD, "accepted": "yesterday"}], "has the date 'yesterday' under 'accepted'; allowed: YYYY-MM-DD"),
    ([{**GOOD, "until": "20260101"}], "has the date '20260101' under 'until'"),
    ([{**GOOD, "rule": "*"}], "has a 'rule' that is none"),
    ([{**GOOD, "places": True}], "has a 'places' that is no whole number from 1"),
    ([{**GOOD, "also": "x"}], "has an 'also' that is no list of paths"),
    ([{**GOOD, "message": ["x"]}], "has no 'message', which it must have, as a text"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), HOSTILE)
def test_hostile_baselines(repo, data, message):
    """One clear error, exit code 2, before anything is judged; and such a file is never overwritten."""
    raw = data if isinstance(data, bytes) else json.dumps({"version": 1, "findings": data}).encode()
    (repo.folder / FILE).write_bytes(raw)
    for words in (("check", "privacy.md", "--baseline", FILE), ("baseline", "privacy.md", "--reason", "x")):
        repo.run(*words)
        assert (repo.code, repo.out) == (2, "")
        assert repo.err.startswith(f"policylint: {FILE}:")
        assert message in repo.err
    assert (repo.folder / FILE).read_bytes() == raw


def test_a_baseline_of_the_configuration_stays_in_its_folder(repo, tmp_path):
    """A link out of it, or a path with '..', is refused with the line."""
    (tmp_path / "outside.json").write_text('{"version": 1, "findings": []}')
    repo.write(".policylint.yaml", "\nbaseline: ../outside.json\n")
    repo.run("check", "privacy.md")
    assert (repo.code, ":2: " in repo.err) == (2, True)
    (repo.folder / "link.json").symlink_to(tmp_path / "outside.json")
    repo.write(".policylint.yaml", "\nbaseline: link.json\n")
    repo.run("check", "privacy.md")
    assert (repo.code, ".policylint.yaml:2: the baseline 'link.json' leads out" in repo.err) == (2, True)


def test_a_large_baseline_takes_linear_time(repo):
    """Twenty thousand entries of one fingerprint."""
    entries = [
        Entry("a.md", "wording/x", "", Severity.INFO, "m", "", (), "0" * 32, "why", dt.date(2026, 1, 1))
    ] * 20_000
    (repo.folder / FILE).write_text(baselinefile.text_of(entries), "utf-8")
    assert repo.check(*ON, "--baseline", FILE)["findings"]


day = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
text = st.text(min_size=1, max_size=20).filter(lambda t: bool(t.strip()))
entry = st.builds(
    Entry,
    path=text, rule=st.sampled_from(["wording/a", "disclosure/b-c"]), key=st.sampled_from(["", "b-c"]),
    severity=st.sampled_from(Severity), message=text, text=st.text(max_size=20),
    also=st.lists(text, max_size=2).map(tuple), fingerprint=st.text("0123456789abcdef", min_size=32, max_size=32),
    reason=st.text(max_size=9).map(lambda t: f"a{t}"), accepted=day, until=st.none() | day, places=st.integers(1, 9),
)  # fmt: skip


@given(st.lists(entry, max_size=5), st.randoms())
def test_what_is_written_is_read(entries, random):
    """Whatever policies and people say, and the same bytes whatever the order."""
    written = baselinefile.text_of(entries)
    assert sorted(map(repr, baselinefile.parse(written.encode(), FILE).entries)) == sorted(map(repr, entries))
    again = list(entries)
    random.shuffle(again)
    rows = baselinefile.parse(baselinefile.text_of(again).encode(), FILE).entries
    assert sorted(map(repr, rows)) == sorted(map(repr, entries))
    assert all(char == "\n" or char.isprintable() for char in written)


def test_a_baseline_too_large(tmp_path, monkeypatch):
    """Is not read."""
    monkeypatch.setattr(baselinefile, "LARGEST", 10)
    (tmp_path / "b.json").write_text('{"version": 1, "findings": []}')
    with pytest.raises(BadConfiguration, match="more than 10 bytes"):
        baselinefile.read(str(tmp_path / "b.json"))


def test_the_public_function_counts_the_baseline_of_the_configuration(repo):
    """What is accepted is quieted, as for `check`; without a configuration, and without a baseline in it, it is told."""
    day = dt.date(2026, 3, 1)
    accept(repo, "--reason", "inherited")
    repo.write(".policylint.yaml", f"baseline: {FILE}\n")
    before = policylint.lint(["privacy.md"], as_of=day)
    after = policylint.lint(["privacy.md"], as_of=day, config=".policylint.yaml")
    assert before.findings
    assert after.findings == ()
    assert len(after.quieted) == len(before.findings)
