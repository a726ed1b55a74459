"""`python -m policylint` is the command `policylint`."""

from __future__ import annotations

from policylint.cli import program

if __name__ == "__main__":
    program()
