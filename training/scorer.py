"""The place of the gold data and its scorers, and the message if they are missing."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCORER = ROOT.parent / "shared" / "eval" / "score.py"
MISSING = f"""
  SKIPPED: nothing was measured. The gold data and scorers are expected beside the checkout, in
  {Path("..") / SCORER.relative_to(ROOT.parent)}, and are not there.
"""
