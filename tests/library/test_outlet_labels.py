"""Tests that editors label outlets: who may be labelled, with which words, and where a label shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.digests.story_ranking import standing
from bot.errors import AskError
from bot.library import outlet_labels
from bot.library.outlet_labels import LONGEST, NONE, OutletLabels
from bot.model.library import Libraries
from bot.store.filed import Stretch, filed, newest
from bot.store.library import count_listed
from bot.store.stances import stances
from tests.conftest import NOW, entered

if TYPE_CHECKING:
    from bot.store.database import Database
    from tests.conftest import File, Tell

SERVER, OTHER = "1000", "2000"
HERE = Libraries(SERVER)


@pytest.fixture
async def labels(database: Database, file: File, tell: type[Tell]) -> OutletLabels:
    """In a library with articles of The Wire and of Fjord."""
    for server in (SERVER, OTHER):
        await entered(database, server)
    for outlet, whom in (("The Wire", "iran"), ("Fjord", "israel")):
        await file(tell(f"Russia condemned {whom}.", outlet=outlet).stance("russia", "condemned", whom))
    return OutletLabels(database, lambda: NOW)


async def outlets_of(database: Database, libraries: Libraries) -> set[str | None]:
    """The outlets beside what Russia is for or against."""
    found = await stances(database, libraries, "russia", None)
    return {stance.evidence.source.outlet for stance in found}


async def test_a_label_stands_beside_its_outlet_in_its_server_only(database: Database, labels: OutletLabels) -> None:
    assert await labels.label(SERVER, " the wire", "local paper", "7") == ("The Wire", "local paper")
    assert await labels.of(SERVER) == {"The Wire": "local paper"}
    assert await outlets_of(database, HERE) == {"The Wire (local paper)", "Fjord"}
    assert await outlets_of(database, Libraries(OTHER)) == {"The Wire", "Fjord"}
    assert await outlets_of(database, Libraries()) == {"The Wire", "Fjord"}


async def test_a_label_is_replaced_and_removed(labels: OutletLabels) -> None:
    await labels.label(SERVER, "Fjord", "Trusted", "7")
    assert await labels.of(SERVER) == {"Fjord": "trusted"}  # as the label that has an effect is written
    await labels.label(SERVER, "Fjord", "partisan", "8")
    assert await labels.of(SERVER) == {"Fjord": "partisan"}
    assert await labels.label(SERVER, "Fjord", NONE.upper(), "8") == ("Fjord", None)
    assert await labels.label(SERVER, "Fjord", NONE, "8") == ("Fjord", None)
    assert await labels.of(SERVER) == {}


async def test_satire_is_hidden_in_its_server_only(database: Database, labels: OutletLabels) -> None:
    await labels.label(SERVER, "Fjord", "satire", "7")
    assert await outlets_of(database, HERE) == {"The Wire"}
    assert [article.outlet for article in await newest(database, HERE, 5)] == ["The Wire"]
    assert await count_listed(database, HERE) == 1
    assert await count_listed(database, Libraries(OTHER)) == 2
    assert len((await filed(database, HERE, Stretch("2000", "2100"))).articles) == 1
    assert await outlets_of(database, Libraries(OTHER)) == {"The Wire", "Fjord"}
    # its label can still be found and removed
    assert await labels.offered(SERVER, "fj") == ["Fjord"]
    await labels.label(SERVER, "fjord", NONE, "7")
    assert await outlets_of(database, HERE) == {"The Wire", "Fjord"}


async def test_labelled_outlets_are_offered_first(labels: OutletLabels) -> None:
    assert set(await labels.offered(SERVER, "")) == {"The Wire", "Fjord"}
    await labels.label(SERVER, "The Wire", "trusted", "7")
    assert (await labels.offered(SERVER, ""))[0] == "The Wire"
    assert await labels.offered(SERVER, "WIR") == ["The Wire"]
    assert await labels.offered(SERVER, "x") == []


@pytest.mark.parametrize(
    ("outlet", "label", "says"),
    [
        ("Reuters", "trusted", "No article here is from an outlet named “Reuters”"),
        ("", "trusted", "No article here is from an outlet named “”"),
        ("Fjord", "  ", f"one to {LONGEST} letters"),
        # nothing that anybody can read
        ("Fjord", "\u202e\u200b!", f"one to {LONGEST} letters"),
        ("Fjord", "a" * (LONGEST + 1), f"one to {LONGEST} letters"),
    ],
)
async def test_what_is_no_outlet_or_label_is_refused(labels: OutletLabels, outlet: str, label: str, says: str) -> None:
    with pytest.raises(AskError, match=says):
        await labels.label(SERVER, outlet, label, "7")
    assert await labels.of(SERVER) == {}


async def test_a_server_has_so_many_labels_and_may_change_them(
    labels: OutletLabels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet_labels, "MOST", 1)
    await labels.label(SERVER, "Fjord", "a" * LONGEST, "7")
    with pytest.raises(AskError, match="has 1 labels, the most"):
        await labels.label(SERVER, "The Wire", "trusted", "7")
    await labels.label(SERVER, "Fjord", "trusted", "7")


@pytest.mark.parametrize(
    ("outlets", "stands"),
    [
        (("A",), 0),
        (("T",), 1),
        (("P",), -1),
        (("P", "Q"), -1),
        # a story that others tell as well is no partisan one
        (("P", "A"), 0),
        (("P", "T"), 1),
        ((), 0),
        # words without an effect
        (("S",), 0),
    ],
)
def test_what_labels_make_of_a_story(outlets: tuple[str, ...], stands: int) -> None:
    labels = {"T": "trusted", "P": "partisan", "Q": "partisan", "S": "state-owned"}
    assert standing(outlets, labels) == stands
