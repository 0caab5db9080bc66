from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import main
from bot.knowledge.shipped import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[..., "Done"]


@dataclass(frozen=True)
class Done:
    """What `attache read` left: its exit status, and what it printed."""

    returncode: int
    stdout: bytes
    stderr: bytes


@pytest.fixture
def attache_read(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Read:
    """Runs `attache read` in this process, where the reader is loaded once."""

    def ran(*args: object, given: bytes = b"") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        status = main(["read", *map(str, args)])
        return Done(status, *capsysbinary.readouterr())

    return ran


def test_a_line_for_each_article_in_the_order_given(attache_read, tmp_path):
    second = tmp_path / "second.txt"
    second.write_text("Russia attacked Ukraine yesterday.", encoding="utf-8")
    done = attache_read("--published", "2025-06-23", second, SEEDS / "russia-iran.md")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [line["path"] for line in lines] == [str(second), str(SEEDS / "russia-iran.md")]
    assert lines[0]["events"][0]["date"] == "2025-06-22"
    assert {
        "format",
        "path",
        "article",
        "sentences",
        "actors",
        "mentions",
        "dates",
        "events",
        "stances",
        "quotations",
    } <= set(lines[0])


def test_standard_input_is_a_dash(attache_read):
    done = attache_read("-", given=b"Putin said no.")
    assert json.loads(done.stdout)["path"] == "-"


def test_a_bad_file_does_not_stop_the_others(attache_read, tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("Russia said no.", encoding="utf-8")
    done = attache_read(tmp_path / "missing.txt", good)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 1
    assert "missing.txt" in first["error"]
    assert "missing.txt" in done.stderr.decode()
    assert second["article"]["text"] == "Russia said no."


def test_a_text_longer_than_an_article_may_be_is_refused_and_says_what_to_do(attache_read, tmp_path):
    long = tmp_path / "long.txt"
    long.write_text("Russia said no. " * 70_000, encoding="utf-8")
    done = attache_read(long, "-", given=b"x" * 10_000_001)
    file, given = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 1
    assert file["error"].endswith(
        "long.txt has 1,119,999 characters, but an article may have at most 1,000,000: give only the part you need, or add it in parts."
    )
    assert given["error"] == "That is larger than 10 MB, too large for an article: give only the article's text."


def test_a_bad_date_is_refused(attache_read):
    done = attache_read("--published", "yesterday", SEEDS / "russia-iran.md")
    assert done.returncode == 2
    assert "yesterday" in done.stderr.decode()


def test_the_output_does_not_depend_on_the_workers(attache_read, tmp_path):
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text(
            f"Russia attacked Ukraine. Putin said it was the {number}th day.", encoding="utf-8"
        )
    one = attache_read("--workers", "1", tmp_path)
    command = [sys.executable, "-m", "bot", "read", "--workers", "2", str(tmp_path)]
    two = subprocess.run(command, capture_output=True, check=True)
    lines = [json.loads(line) for line in one.stdout.splitlines()]
    assert [line["path"] for line in lines] == sorted(line["path"] for line in lines)
    assert len(lines) == 20
    assert all(line["events"] for line in lines)
    assert two.stdout == one.stdout
