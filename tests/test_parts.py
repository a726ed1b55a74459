"""Policies that are kept in several files."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from policylint import inspection, parts, readers, reporters, run
from policylint.config import Composed, Config, parse
from policylint.errors import BadConfiguration
from policylint.marked import load as tree_of
from policylint.readers.joining import join
from policylint.report import Failure
from policylint.run import Options
from policylint.span import Span

TODAY = dt.date(2030, 1, 1)
INTRO = """---
title: Privacy Policy
---
# Privacy Policy

Last updated: 1 March 2029

Acme Ltd, 1 High Street, Leeds, is the controller of your personal data. Write to privacy@acme.example.
What we keep is set out in [Retention](#how-long-we-keep-data), your choices in section 3.
"""
RETENTION = """# How long we keep data

We keep server logs for 30 days.

## Backups

- daily copies
"""
RIGHTS = (
    "<h2>3. Your rights</h2>\n<p>You may ask us for a copy of your data.</p><p>Server logs are stored for 2 years.</p>"
)


def docs(*texts: tuple[str, str]):
    return [readers.read_text(text, path) for path, text in texts]


def whole():
    return join(docs(("a.md", INTRO), ("b.md", RETENTION), ("c.html", RIGHTS)), name="privacy")


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def config(*files: str, name: str = "privacy", line: int = 1, folder: str = ".") -> Config:
    listed = tuple((file, line + number) for number, file in enumerate(files, 1))
    return Config(".policylint.yaml", folder, parts=(Composed(name, listed, line),))


def test_one_outline_of_all_parts():
    """The title of the whole is the first; those of the other parts are headings, and numbers of sections run on."""
    document = whole()
    assert (document.path, document.title, document.name) == ("a.md", "Privacy Policy", "privacy")
    assert [(s.index, s.title, s.level, s.parent) for s in document.sections] == [
        (0, "Privacy Policy", 0, -1),
        (1, "How long we keep data", 1, 0),
        (2, "Backups", 2, 1),
        (3, "3. Your rights", 2, 1),
    ]
    texts = [document.text[s.span.start : s.span.end] for s in document.sections]
    assert texts[1] == RETENTION + RIGHTS + "\n"
    assert texts[2] == "## Backups\n\n- daily copies\n<h2>"
    assert [s.index for s in document.sentences] == list(range(len(document.sentences)))
    assert [b.index for b in document.blocks] == list(range(len(document.blocks)))
    assert all(b.section is document.sections[b.section.index] for b in document.blocks)


def test_what_stands_before_the_first_heading_goes_on_where_the_last_part_stopped():
    """As it does on the page."""
    document = join(
        docs(("a.md", "# Privacy Policy\n\n## Rights\n\nYou may object."), ("b.md", "And you may complain."))
    )
    assert [b.section.title for b in document.blocks] == ["Privacy Policy", "Rights", "Rights", "Rights"]


def test_every_place_leads_back_to_its_file():
    """The words of every sentence, link and comment are found in the file alone."""
    document = whole()
    for sentence in document.sentences:
        span = sentence.source()
        file, here = document.home(span)
        assert file.text[here.start : here.end] == document.text[span.start : span.end]
    assert [document.home(s.source())[0].path for s in document.sentences if s.block.kind == "heading"] == [
        "b.md",
        "b.md",
        "c.html",
    ]
    assert document.home(Span(len(document.text), len(document.text)))[1] == Span(len(RIGHTS), len(RIGHTS))
    assert {link.target for link in document.links} == {"#how-long-we-keep-data"}


def test_a_part_alone_is_itself():
    """And a policy in one file is at home in itself."""
    (document,) = docs(("a.md", INTRO))
    assert join([document]) is document
    assert document.files == (document,)
    assert document.home(Span(3, 4)) == (document, Span(3, 4))


def test_findings_stand_in_their_own_files(tmp_path, monkeypatch):
    """A contradiction between two parts has a mark in each, with the line there; a reference into another part is none that dangles."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a_md=INTRO, b_md=RETENTION, c_html=RIGHTS)
    report = run.run(["b.md"], config("a.md", "b.md", "c.html"), Options(as_of=TODAY))
    assert report.failures == ()
    (found,) = [f for f in report.findings if f.rule == "consistency/conflicting-retention"]
    assert [mark.path for mark in found.marks] == ["b.md", "c.html"]
    assert [report.sources[m.path].lines.position(m.span.start)[0] for m in found.marks] == [3, 2]
    assert not [f for f in report.findings if f.rule == "document/dangling-reference"]
    alone = run.run(["a.md"], Config(), Options(as_of=TODAY))
    assert len([f for f in alone.findings if f.rule == "document/dangling-reference"]) == 1


def test_disclosures_are_of_the_whole(tmp_path, monkeypatch):
    """Each with its evidence in the file where it stands, in every view."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a_md=INTRO, b_md=RETENTION, c_html=RIGHTS)
    report = run.run(["a.md", "c.html"], config("*.md", "c.html"), Options(as_of=TODAY))
    (told,) = inspection.inspect(report)["documents"]
    assert (told["name"], told["path"], told["parts"]) == ("privacy", "a.md", ["a.md", "b.md", "c.html"])
    evidence = {key: [(m["path"], m["line"]) for m in d["evidence"]] for key, d in told["disclosures"].items()}
    assert evidence["right-access"] == [("c.html", 2)]
    assert evidence["retention-period"] == [("b.md", 3), ("c.html", 2)]
    assert [(f["path"], f["line"], f["value"]) for f in told["facts"] if f["kind"] == "email"] == [
        ("a.md", 8, "privacy@acme.example")
    ]
    for format in ("text", "markdown", "html"):
        assert "line 3 of b.md" in inspection.render(report, format)


@pytest.mark.parametrize("format", ["json", "sarif", "text"])
def test_reporters_show_lines_of_the_file(tmp_path, monkeypatch, format):
    """Not of the texts put together."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a_md=INTRO, b_md=RETENTION, c_html=RIGHTS)
    report = run.run(["a.md"], config("a.md", "b.md", "c.html"), Options(as_of=TODAY), lean=True)
    shown = reporters.render(report, format)
    place = {"json": '"path": "c.html", "line": 2', "sarif": '"uri": "c.html"', "text": "c.html:2:"}[format]
    assert place in shown


def test_a_fingerprint_survives_a_move_to_another_part(tmp_path, monkeypatch):
    """It is that of the whole."""
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        a_md="# Privacy Policy\n",
        b_md="We keep server logs for 30 days.\n\nServer logs are stored for 2 years.",
    )
    options = Options(as_of=TODAY, select=("conflicting-retention",))
    before = run.run(["a.md"], config("a.md", "b.md"), options).findings
    write(
        tmp_path,
        a_md="# Privacy Policy\n\nWe keep server logs for 30 days.\n",
        b_md="Server logs are stored for 2 years.",
    )
    after = run.run(["b.md"], config("a.md", "b.md"), options).findings
    assert [f.fingerprint for f in before] == [f.fingerprint for f in after] != []


def test_a_shared_part_is_told_once(tmp_path, monkeypatch):
    """Two policies may end with the same file, and even begin with it."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a_md="# Privacy Policy\n", b_md="# Cookie Policy\n", foot_md="Write to [INSERT EMAIL].\n")
    one = Composed("privacy", (("foot.md", 2), ("a.md", 3)), 1)
    two = Composed("cookies", (("foot.md", 5), ("b.md", 6)), 4)
    options = Options(as_of=TODAY, select=("placeholder",))
    report = run.run(["a.md", "b.md"], Config("c.yaml", ".", parts=(one, two)), options)
    assert [(f.path, f.rule) for f in report.findings] == [("foot.md", "document/placeholder")]
    assert [one.document.path for one in report.documents] == ["foot.md", "b.md"]


def test_standard_input_stands_for_a_part(tmp_path, monkeypatch):
    """An editor checks what is not saved yet."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a_md=INTRO, b_md="old")
    report = run.run(["-"], config("a.md", "b.md"), Options(as_of=TODAY), lambda: RETENTION.encode(), "b.md")
    assert [file.path for file in report.documents[0].document.files] == ["a.md", "b.md"]
    assert report.sources["b.md"].text == RETENTION


def test_a_missing_part_is_told_with_its_line(tmp_path, monkeypatch):
    """The policy is not judged without it, and other files are judged none the less."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a_md=INTRO, terms_md="# Terms of Service\n\nBe kind.")
    report = run.run(["a.md", "terms.md"], config("a.md", "gone.md"), Options(as_of=TODAY))
    message = "parts of 'privacy': there is no file 'gone.md' in the configuration's folder"
    assert report.failures == (Failure(".policylint.yaml", message, 3),)
    assert [one.document.path for one in report.documents] == ["terms.md"]
    assert report.exit_code() == 2
    report = run.run(["terms.md"], config("x/*.md"), Options(as_of=TODAY))
    assert [f.message for f in report.failures] == [
        "parts of 'privacy': no file matches the glob 'x/*.md' in the configuration's folder"
    ]


def test_an_unreadable_part_leaves_the_policy_unjudged(tmp_path, monkeypatch):
    """What it states would be told as missing."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a_md=INTRO)
    (tmp_path / "b.md").write_bytes(b"\x00\x01\x02")
    report = run.run(["a.md"], config("a.md", "b.md"), Options(as_of=TODAY))
    assert [f.path for f in report.failures] == ["b.md"]
    assert report.documents == ()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_part_cannot_lead_out_of_the_folder(tmp_path, monkeypatch):
    """A pull request cannot have a file of the machine read by declaring a link to it a part."""
    (tmp_path / "repo").mkdir()
    monkeypatch.chdir(tmp_path / "repo")
    write(tmp_path, secret_md="Secret.", repo__a_md=INTRO)
    (tmp_path / "repo" / "b.md").symlink_to(tmp_path / "secret.md")
    wholes, failures = parts.declared(config("a.md", "b.md"))
    assert wholes == ()
    assert [(f.line, "leads out" in f.message) for f in failures] == [(3, True)]


def test_a_glob_gives_its_files_in_the_order_of_names(tmp_path, monkeypatch):
    """At its place in the list, and each file once."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, p__10_md="x", p__2_md="x", p__end_md="x", p__intro_md="x")
    (whole,), _ = parts.declared(config("p/intro.md", "p/[0-9]*.md", "p/*.md"))
    assert whole.files == ("p/intro.md", "p/10.md", "p/2.md", "p/end.md")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("parts: {a: []}", r"c\.yaml:1: the policy 'a' has no parts; allowed: paths and globs, in order"),
        ("parts:\n  a: [x.md, ../y.md]", r"c\.yaml:2: '\.\./y\.md' leads out of the configuration's folder"),
        ("parts: [a.md]", r"c\.yaml:1: parts must be a map"),
        ("parts: {a: {b: c}}", r"c\.yaml:1: list of parts must be a list"),
    ],
)
def test_a_mistake_in_a_declaration_is_told(text, message):
    """With its line and what is allowed."""
    with pytest.raises(BadConfiguration, match=message):
        parse(tree_of(text, "c.yaml", BadConfiguration), "c.yaml")


def test_the_order_of_the_declaration_counts():
    """It is the order of the text."""
    one, two = docs(("a.md", "# Privacy Policy\n\nFirst."), ("b.md", "Second."))
    assert [s.text for s in join([one, two]).sentences] == ["Privacy Policy", "First.", "Second."]
    assert [s.text for s in join([two, one]).sentences] == ["Second.", "Privacy Policy", "First."]
