"""SARIF 2.1.0 with what was suppressed or accepted, for viewers and archives that honour `suppressions`.

GitHub's code scanning does not: it would show such results as open alerts, and is given `sarif`.
"""

from __future__ import annotations

from policylint.hints import TYPE_CHECKING
from policylint.reporters import Options, sarif

if TYPE_CHECKING:
    from policylint.report import Report


def render(report: Report, options: Options) -> str:
    """One run, in ASCII, as `sarif` gives it, and the quieted findings with kind and justification."""
    return sarif.render(report, options, suppressed=True)
