"""Tests several names separated by commas, and the suggestions for the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.asking.subjects import completed, parts, subjects, with_one_chosen
from bot.errors import AskError, NameUnclearError
from bot.model.library import Libraries

if TYPE_CHECKING:
    from bot.directory.directory import Directory


def test_names_stand_between_commas() -> None:
    assert parts(" Iran, the Kremlin,, Russia , ") == ["Iran", "the Kremlin", "Russia"]
    assert parts(" , ") == []


FOUND = [
    ("iran, the kremlin", ["iran", "russia"]),
    # each subject once, whatever it is called
    ("Russia, =russia, Kremlin, Iran", ["russia", "iran"]),
    ("midnight hammer", ["e.operation-midnight-hammer"]),
    ("", []),
]


@pytest.mark.parametrize(("typed", "found"), FOUND)
def test_names_are_subjects(directory: Directory, everyone: Libraries, typed: str, found: list[str]) -> None:
    made = subjects(typed, directory, everyone)
    assert [subject.id for subject in made] == found
    assert all(subject.kind == ("event" if subject.id.startswith("e.") else "actor") for subject in made)


REFUSED = [
    ("kim", r"^“kim” .* Kim Jong Un or Kim Yo Jong: choose one from the list"),
    ("iran, xyzzyq", r"^I know no actor, event or issue named “xyzzyq”: try another spelling"),
    # what is only similar is no meaning
    ("kim dae jung", r"^I know no actor, event or issue named “kim dae jung”. The nearest are .*: try another spelling, or choose one"),
    # an article alone is no name
    ("iran, the", r"named “the”"),
    ("=nobody", r"^I know no actor, event or issue named “nobody”"),
    # names from another server's articles are known only there
    ("owl papers", "owl papers"),
    ("x" * 90, f"named “{'x' * 60}”"),
    (", ".join(["iran"] * 9), "at most 8 actors, events and issues"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "said"), REFUSED)
def test_an_unknown_subject_is_reported(directory: Directory, everyone: Libraries, typed: str, said: str) -> None:
    with pytest.raises(AskError, match=said):
        subjects(typed, directory, everyone)


# Trap: all that was typed was searched for, not the one name that is none: “iran, oil cap”.
@pytest.mark.parametrize(
    ("typed", "name", "unknown"),
    [
        ("iran, oil cap", "oil cap", True),
        ("kim, iran", "kim", False),
        ("the", "the", False),
        ("asdf,iran", "asdf", True),
    ],
)
def test_an_unclear_name_is_the_one_that_can_be_searched_for(
    directory: Directory, everyone: Libraries, typed: str, name: str, unknown: bool
) -> None:
    with pytest.raises(NameUnclearError) as refused:
        subjects(typed, directory, everyone)
    assert (refused.value.typed, refused.value.unknown) == (name, unknown)


# What the question's buttons put in place of the unclear name; the other names stay.
@pytest.mark.parametrize(
    ("typed", "asked", "meant", "chosen"),
    [
        ("kim", "“kim” could mean Kim Jong Un or Kim Yo Jong. Which one?", ["kim-jong-un", "kim-yo-jong"], "=kim-jong-un"),
        ("iran, kim ,=russia", "“kim” could mean Kim Jong Un or Kim Yo Jong. Which one?", ["kim-jong-un", "kim-yo-jong"], "iran, =kim-jong-un, =russia"),
        # one cannot be "which one"
        ("putn", "Did you mean Putin by “putn”?", ["vladimir-putin"], "=kim-jong-un"),
        ("iran, =nobody", "I know no actor, event or issue named “nobody”: try another spelling, or choose one from the list that appears as you type.", [], "iran, =kim-jong-un"),
    ],
)  # fmt: skip
def test_an_unclear_name_can_be_chosen(
    directory: Directory, everyone: Libraries, typed: str, asked: str, meant: list[str], chosen: str
) -> None:
    with pytest.raises(NameUnclearError) as refused:
        subjects(typed, directory, everyone)
    assert (refused.value.question, [key for key, _, _ in refused.value.meant]) == (asked, meant)
    assert with_one_chosen(typed, refused.value.typed, "kim-jong-un") == chosen


def test_as_many_as_a_digest_takes(directory: Directory, everyone: Libraries) -> None:
    assert [subject.id for subject in subjects(", ".join(["iran"] * 8), directory, everyone)] == ["iran"]
    assert [subject.name for subject in subjects("owl papers", directory, Libraries("111"))] == ["Owl Papers"]


def test_the_last_name_is_completed_and_those_before_it_kept(directory: Directory, everyone: Libraries) -> None:
    alone = completed("kim", directory, everyone)
    assert {value for _, value in alone} == {"=kim-jong-un", "=kim-yo-jong"}
    assert all(shown.startswith("Kim ") and " · " in shown for shown, _ in alone), "what tells them apart is said"
    assert ("Iran, Russia", "=iran, =russia") in completed("=iran, russ", directory, everyone)
    assert ("Iran, somebody, Russia", "Iran, somebody, =russia") in completed(
        " Iran ,, somebody , russ", directory, everyone
    )
    assert completed("iran, xyzzyq", directory, everyone) == []
