"""Tests that the table of development figures shows missed floors, and says if nothing was measured because the gold data is missing."""

from __future__ import annotations

from training import evaluation
from training.evaluation import TARGETS, Target, rows


def scores(value):
    """Scorer output in which every figure that a target asks for has one value."""
    made = {"articles": {"seed": {"from_headings_or_boilerplate": 0}}}
    for target in TARGETS:
        for path in target.paths:
            place, keys = made, path.split(".")
            for key in keys[:-1]:
                place = place.setdefault(key, {})
            place[keys[-1]] = value
    return made


def test_a_figure_under_its_floor_is_said_to_be():
    assert {row[-1] for row in rows(scores(0.0))} == {"below the floor", "reached", ""}
    assert {row[-1] for row in rows(scores(100.0))} == {"reached", ""}


def test_one_figure_of_several_under_its_floor_is_enough(monkeypatch):
    monkeypatch.setattr(evaluation, "TARGETS", (Target("two", ("a.b", "a.c"), (50, 50), (60, 60)),))
    given = {"articles": {"seed": {"from_headings_or_boilerplate": 0}}, "a": {"b": 70.0, "c": 49.9}}
    assert rows(given)[0] == ("two", "70 / 49.9", "50 / 50", "60 / 60", "below the floor")


def test_without_gold_data_it_says_that_nothing_was_measured(monkeypatch, capsys):
    monkeypatch.setattr(evaluation, "SCORER", evaluation.ROOT.parent / "nowhere" / "score.py")
    monkeypatch.setattr("sys.argv", ["evaluation"])
    evaluation.main()
    out = capsys.readouterr()
    assert "SKIPPED: nothing was measured" in out.err
    assert out.out == ""
