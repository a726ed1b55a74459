"""What `inspect` shows of facts and disclosures."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest

import policylint
from policylint.facts import kinds
from policylint.facts.values import Duration
from policylint.finding import Mark
from policylint.inspection import FORMATS, render
from policylint.inspection.words import Words
from policylint.readers import read_text
from policylint.record import replace
from policylint.report import ActiveRegime, Answer, Failure, Judged, Report
from policylint.site import Policy
from policylint.span import Span

SCHEMA = json.loads((Path(policylint.__file__).parent / "schemas" / "inspect.json").read_text("utf-8"))
TEXT = "# Policy\n\nWe keep <b>server logs</b> for 30 days. Write to a@b.example.\n"


def report(text: str = TEXT, facts=(), disclosures=None, **values) -> Report:
    """A report on one document; `facts` are (class, words, fields), stated where the words stand."""
    document = replace(read_text(text, "p.md"), kind="privacy-policy", language="en")
    stated = []
    for kind, words, fields in facts:
        sentence = next(s for s in document.sentences if words in s.text)
        start = sentence.text.index(words)
        stated.append(kind(sentence=sentence, start=start, end=start + len(words), **fields))
    judged = Judged(Policy(document, tuple(stated), None), values.pop("regimes", ()), disclosures or {})
    return Report((), (judged,), as_of="2026-01-31", **values)


def inspected(one: Report) -> dict:
    answer = json.loads(render(one, "json"))
    jsonschema.Draft202012Validator(SCHEMA).validate(answer)
    return answer


def test_the_schema_is_a_schema():
    """JSON Schema, draft 2020-12."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (kinds.Age, {"years": 13, "op": "under"}, {"kind": "child-age", "value": 13, "op": "under", "scope": None}),
        (
            kinds.Dated,
            {"role": "updated", "day": dt.date(2024, 5, 1)},
            {"kind": "date", "role": "updated", "value": "2024-05-01", "precision": "day"},
        ),
        (
            kinds.Dated,
            {"role": "effective", "day": dt.date(2024, 5, 1), "precision": "month"},
            {"kind": "date", "role": "effective", "value": "2024-05"},
        ),
        (
            kinds.Dated,
            {"role": "copyright", "day": dt.date(2024, 1, 1), "precision": "year"},
            {"role": "other", "value": "2024"},
        ),
        (kinds.Dated, {"role": "updated", "day": dt.date(2011, 7, 10), "precision": "ambiguous"}, {"value": None}),
        (kinds.Dated, {"role": "updated", "precision": "blank"}, {"role": "updated", "value": None}),
        (
            kinds.Contact,
            {"channel": "email", "value": "a@b.example", "purpose": "privacy"},
            {"kind": "email", "value": "a@b.example", "purpose": "privacy"},
        ),
        (
            kinds.Contact,
            {"channel": "email", "value": "[e-mail]", "placeholder": True},
            {"kind": "contact", "channel": "email", "value": "[e-mail]", "placeholder": True},
        ),
        (kinds.Contact, {"channel": "phone", "value": "1"}, {"kind": "contact", "channel": "phone", "value": "1"}),
        (
            kinds.Retention,
            {"subject": "server-logs", "category": "server logs", "period": Duration(30, "day")},
            {"kind": "retention", "category": "server logs", "period": "P30D", "until": None, "bound": "exact"},
        ),
        (kinds.Retention, {"until": "you leave", "form": "event"}, {"period": None, "until": "you leave"}),
        (kinds.NoticePeriod, {"period": Duration(2, "week")}, {"kind": "notice-period", "value": "P2W"}),
        (kinds.ResponseTime, {"period": None}, {"kind": "response-time", "value": None}),
        (
            kinds.Place,
            {"country": "DE", "role": "storage", "name": "Germany"},
            {"kind": "place", "country": "DE", "role": "storage", "name": "Germany"},
        ),
        (kinds.Place, {"name": "the EEA"}, {"country": None, "name": "the EEA"}),
        (kinds.Regime, {"key": "gdpr", "tier": "claimed"}, {"kind": "regime", "value": "gdpr", "tier": "claimed"}),
        (kinds.Children, {"has_age": True}, {"kind": "children", "hasAge": True}),
        (kinds.Sharing, {"act": "sell", "exceptions": ("by law",)}, {"kind": "sharing", "exceptions": ["by law"]}),
        (
            kinds.Transfer,
            {"polarity": False, "modality": "may", "actor": "we"},
            {"kind": "transfer", "polarity": "denied", "modality": "may", "actor": "we"},
        ),
    ],
)
def test_facts_have_the_shape_of_their_kind(kind, fields, expected):
    """The fields that others depend on, ISO values, null for what the text does not give."""
    (fact,) = inspected(report(facts=[(kind, "30 days", fields)]))["documents"][0]["facts"]
    assert {key: fact[key] for key in expected} == expected
    place = {"line": 3, "column": 32, "endLine": 3, "endColumn": 39, "text": "30 days"}
    assert {key: fact[key] for key in place} == place


def test_a_mere_signal_of_a_regime_is_no_fact():
    """Only laws that the text names are listed; signals stand under the document's regimes."""
    one = report(facts=[(kinds.Regime, "30 days", {"key": "gdpr", "named": False})])
    assert inspected(one)["documents"][0]["facts"] == []


def test_facts_stand_in_the_order_of_the_text():
    """Whatever the order in which they were found."""
    one = report(facts=[(kinds.Cookies, "Write", {}), (kinds.Cookies, "We", {}), (kinds.Cookies, "30", {})])
    assert [f["column"] for f in inspected(one)["documents"][0]["facts"]] == [1, 32, 41]


def test_disclosures_regimes_and_failures():
    """The matrix with its evidence; how each law comes into play; what could not be judged."""
    evidence = Mark("p.md", Span(10, 12))
    one = report(
        disclosures={"cookies": Answer("absent"), "retention-period": Answer("stated", (evidence,))},
        regimes=(ActiveRegime("gdpr", "established", evidence),),
        failures=(Failure("q.md", "no such file"),),
    )
    place = {"line": 3, "column": 1, "endLine": 3, "endColumn": 3, "text": "We"}
    answer = inspected(one)
    assert answer["documents"][0]["disclosures"] == {
        "cookies": {"status": "absent", "evidence": []},
        "retention-period": {"status": "stated", "evidence": [place]},
    }
    assert answer["documents"][0]["regimes"] == [
        {"key": "gdpr", "tier": "established", "active": True, "evidence": place}
    ]
    assert answer["failures"] == [{"path": "q.md", "line": None, "rule": None, "message": "no such file"}]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("We keep", "30 days.", "We keep server logs for 30 days."),
        ("server", "logs</b>", "server logs"),
        ("days", "Write", "days. Write"),
        ("# ", "Policy", "Policy"),
    ],
)
def test_evidence_is_shown_without_markup(start, end, expected):
    """The words that a reader of the page sees."""
    document = read_text(TEXT, "p.md")
    span = Span(TEXT.index(start), TEXT.index(end) + len(end))
    assert Words(document).at(span) == expected


def test_long_evidence_is_cut():
    """A page of evidence helps nobody."""
    text = "word " * 1000
    shown = Words(read_text(text, "p.md")).at(Span(0, len(text)))
    assert len(shown) == 240 and shown.endswith(" word word…"[-5:])


@pytest.mark.parametrize("format", FORMATS)
def test_every_view_shows_what_there_is(format):
    """Title, kind, statuses, evidence with its line, facts with their fields."""
    evidence = tuple(Mark("p.md", Span(10, 12)) for _ in range(5))
    one = report(
        facts=[(kinds.Retention, "30 days", {"category": "server logs", "period": Duration(30, "day")})],
        disclosures={"cookies": Answer("absent"), "retention-period": Answer("vague", evidence)},
    )
    view = render(one, format).replace("&#58;", ":").replace("\\-", "-")
    for part in ("Policy", "privacy-policy", "cookies", "absent", "retention-period", "vague", "server logs", "P30D"):
        assert part in view
    if format != "json":
        assert "line 3" in view and "legal advice" in view
        assert "2 more" in view or "+2" in view
    assert view.endswith("\n")


def test_the_html_page_loads_nothing_and_runs_nothing():
    """It can be opened from a mail or a build's files."""
    page = render(report(), "html")
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    assert "default-src 'none'" in page
