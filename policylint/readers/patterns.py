"""Patterns of the readers are compiled at their first use; see policylint.patterns."""

from __future__ import annotations

from policylint.patterns import lazy, word_set

__all__ = ["lazy", "word_set"]
