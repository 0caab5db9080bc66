"""Tests that the bot itself loads nothing that only its workers need: it starts faster, and is smaller, without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cogs

COGS = sorted(path.stem for path in Path(cogs.__file__).parent.glob("[a-z]*.py"))
RUN = "import sys, bot.cli.run, bot.cli.runner, bot.sandbox, {cogs}; print(*sys.modules)"
OF_THE_WORKERS = ["bot.reading.reader", "bot.knowledge.judge_model", "lemminflect", "nupunkt", "numpy", "onnxruntime", "pdfminer", "readability", "spacy", "trafilatura"]  # fmt: skip


@pytest.fixture(scope="session")
def loaded() -> set[str]:
    """The modules of a bot that runs."""
    code = RUN.format(cogs=", ".join(f"cogs.{name}" for name in COGS))
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.decode().split())


@pytest.mark.parametrize("module", OF_THE_WORKERS)
def test_the_bot_itself_does_without(loaded: set[str], module: str) -> None:
    assert "discord" in loaded
    assert module not in loaded
