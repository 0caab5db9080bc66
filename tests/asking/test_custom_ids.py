"""Tests that an act becomes a button's id and is read back from it."""

from __future__ import annotations

import pytest

from bot.asking import Act, act_of, is_act
from bot.errors import AskError


@pytest.mark.parametrize(
    "act",
    [
        Act("article", "file", ("12",)),
        Act("article", "discard"),
        Act("digest", "why", ("12", "")),
        Act("a", "b", ("x" * 90,)),
    ],
)
def test_an_act_comes_back_from_its_id(act: Act) -> None:
    assert act_of(act.custom_id) == act
    assert is_act(act.custom_id)
    assert len(act.custom_id) <= 100


@pytest.mark.parametrize(
    "act",
    [Act("article", "file", ("1:2",)), Act("Article", "file"), Act("article", ""), Act("article", "file", ("x" * 90,))],
)
def test_an_id_that_could_not_be_decoded_is_our_mistake(act: Act) -> None:
    with pytest.raises(ValueError, match="is not a valid act id"):
        _ = act.custom_id


@pytest.mark.parametrize("made_up", ["act:", "act:article", "act:x y:z", "ask:t0:0:stance:x", "", "act:article:file\n"])
def test_a_made_up_id_is_refused_in_a_sentence(made_up: str) -> None:
    with pytest.raises(AskError, match="run the command again"):
        act_of(made_up)
