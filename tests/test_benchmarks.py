"""The benchmark: the same policies for the same seed, and a budget that can be broken."""

from __future__ import annotations

import hashlib
import resource
import sys
from pathlib import Path

import pytest
from generate import corpus
from run import Failed, Figures, budget, measure


def test_corpus_is_the_same_for_a_seed() -> None:
    """One seed gives the same bytes each time, another gives others."""
    once, again, other = (list(corpus(seed, policies=4)) for seed in (1, 1, 2))
    assert once == again
    assert {text for _, text in once} & {text for _, text in other} == set()


def test_corpus_is_known() -> None:
    """The first policy of the default seed is the same on every machine, so that figures can be compared."""
    name, text = next(corpus())
    assert name == "privacy-000.md"
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "a43e2c210d18aa6b"


def test_corpus_size() -> None:
    """85 policies of about 12 KB make about 1 MB, in all three formats, and no template is left unfilled."""
    made = list(corpus())
    sizes = [len(text.encode()) for _, text in made]
    assert len(made) == 85
    assert all(11_000 <= size <= 15_000 for size in sizes)
    assert 1_000_000 <= sum(sizes) <= 1_150_000
    assert {Path(name).suffix for name, _ in made} == {".md", ".html", ".txt"}
    assert [name for name, text in made if "{" in text or "}" in text] == []


def figures(cold: float, speed: float, peak: float) -> Figures:
    """Figures of a tool with these values."""
    return Figures(cold_seconds=cold, corpus_seconds=1 / speed, megabytes_a_second=speed, peak_mib=peak)


@pytest.mark.parametrize(
    "ours, kept",
    [
        (figures(0.069, 4.0, 60.0), [True, True, True]),
        (figures(0.071, 4.0, 60.0), [False, True, True]),
        (figures(0.069, 3.9, 60.0), [True, False, True]),
        (figures(0.069, 4.0, 60.1), [True, True, False]),
    ],
)
def test_budget(ours: Figures, kept: list[bool]) -> None:
    """Start-up and throughput are held against proselint's, memory against a number."""
    rows = budget({"policylint": ours, "proselint": figures(0.1, 1.0, 20.0)})
    assert [row[-1] for row in rows] == kept


def test_budget_without_peer() -> None:
    """Without the peer a ratio is not measured, and not kept."""
    rows = budget({"policylint": figures(0.01, 9.0, 10.0)})
    assert [(value, kept) for _, value, _, _, kept in rows] == [(None, False), (None, False), (10.0, True)]


def test_measure(tmp_path: Path) -> None:
    """A run has its own wall time and its own peak memory."""
    big = measure([sys.executable, "-c", "x = bytearray(80_000_000); import time; time.sleep(0.2)"], tmp_path)
    small = measure([sys.executable, "-c", "import sys; sys.exit(1)"], tmp_path)
    parent = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    )  # a child starts as a copy of its parent, and that counts
    assert big.seconds >= 0.2
    assert big.peak_mib >= 76
    assert small.peak_mib < max(60, parent + 1)


def test_measure_refuses_a_crash(tmp_path: Path) -> None:
    """A tool that crashed is not measured as fast."""
    with pytest.raises(Failed, match=r"ended with 2: .*no such option"):
        measure([sys.executable, "-c", "import sys; sys.exit(print('no such option', file=sys.stderr) or 2)"], tmp_path)
