from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bot.knowledge.shipped import SEEDS

RUN = "import argparse,sys; from bot.cli import read; p=argparse.ArgumentParser(); s=p.add_subparsers(); read.add_parser(s); a=p.parse_args(['read', *sys.argv[1:]]); sys.exit(a.run(a))"


def attache_read(*args, given=b""):
    return subprocess.run([sys.executable, "-c", RUN, *map(str, args)], input=given, capture_output=True, check=False)


def test_a_line_for_each_article_in_the_order_given(tmp_path):
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


def test_standard_input_is_a_dash():
    done = attache_read("-", given=b"Putin said no.")
    assert json.loads(done.stdout)["path"] == "-"


def test_a_bad_file_does_not_stop_the_others(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text("Russia said no.", encoding="utf-8")
    done = attache_read(tmp_path / "missing.txt", good)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 1
    assert "missing.txt" in first["error"]
    assert "missing.txt" in done.stderr.decode()
    assert second["article"]["text"] == "Russia said no."


def test_a_text_longer_than_an_article_may_be_is_refused_and_says_what_to_do(tmp_path):
    long = tmp_path / "long.txt"
    long.write_text("Russia said no. " * 70_000, encoding="utf-8")
    done = attache_read(long, "-", given=b"x" * 10_000_001)
    file, given = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 1
    assert file["error"].endswith(
        "long.txt has 1,119,999 characters, but an article may have at most 1,000,000: give only the part you need, or add it in parts."
    )
    assert given["error"] == "That is larger than 10 MB, too large for an article: give only the article's text."


def test_a_bad_date_is_refused():
    done = attache_read("--published", "yesterday", SEEDS / "russia-iran.md")
    assert done.returncode == 2
    assert "yesterday" in done.stderr.decode()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_output_does_not_depend_on_the_workers(tmp_path, workers):
    for number in range(20):
        (tmp_path / f"{number:02}.txt").write_text(
            f"Russia attacked Ukraine. Putin said it was the {number}th day.", encoding="utf-8"
        )
    done = attache_read("--workers", workers, tmp_path)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["path"] for line in lines] == sorted(line["path"] for line in lines)
    assert len(lines) == 20
    assert all(line["events"] for line in lines)
