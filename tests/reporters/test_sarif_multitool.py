"""SARIF judged by Microsoft's SARIF multitool with GitHub's ingestion rules, where it is installed.

The npm package `@microsoft/sarif-multitool-linux` (-win32, -darwin) has it; SARIF_MULTITOOL names the program, else it is
looked for on PATH. It exits 0 whatever it finds, so its own report is read.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from policylint.cli import main

TOOL = os.environ.get("SARIF_MULTITOOL") or shutil.which("Sarif.Multitool")
pytestmark = pytest.mark.skipif(not TOOL, reason="SARIF's multitool (npm) is not installed; SARIF_MULTITOOL names it")

TWO = {
    "privacy.md": "# Privacy Policy\n\nAcme GmbH, Berlin, Germany, is the controller under the GDPR. Write to privacy@acme.example.\n\n"
    "Server logs are kept for 30 days. The service is not for children under 13.\n\nServer logs are kept for 2 years.\n",
    "cookies.md": "# Cookie Policy\n\nAcme GmbH sets cookies. Write to privacy@acme.example. You must be 18 to use the service.\n",
    "empty file.md": "",
}


def test_github_takes_it(tmp_path, monkeypatch, capsys):
    """No rule of the standard and none of GitHub's is broken: findings, two places, and a failure."""
    monkeypatch.chdir(tmp_path)
    for name, text in TWO.items():
        (tmp_path / name).write_text(text)
    assert main(("check", *TWO, "--output", "sarif=found.sarif")) == 2
    results = json.loads((tmp_path / "found.sarif").read_text())["runs"][0]["results"]
    assert any("relatedLocations" in result for result in results)
    words = [TOOL, "validate", "found.sarif", "--rule-kind", "Sarif;Ghas", "--output", "told.sarif"]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    told = json.loads((tmp_path / "told.sarif").read_text("utf-8-sig"))["runs"][0]["results"]
    assert [(one["ruleId"], one["level"], one["message"]) for one in told] == []
