"""Tests which parts of a sentence it does not assert, which verbs of attack harm nobody, and who is named only to be excluded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model.article import Article
from bot.reading.judging.figurative import harmless
from bot.reading.judging.ruled_out import ruled_out
from bot.reading.judging.unasserted import denied, unasserted
from bot.reading.text.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.reading.scene import Scene


@pytest.fixture(scope="module")
def scenes(reader):
    def made(text: str) -> list[Scene]:
        return list(reader.proposals(Article("test", clean(text), published="2025-06-23")).scenes)

    return made


def named(scene: Scene, tokens: Iterable[int]) -> str:
    return " ".join(scene.tokens[i].text for i in sorted(tokens))


DENIED = [
    ("Russia attacked Ukraine.", ""),
    # denied, or the denial denied
    ("Lebanon denied that Hezbollah attacked Israel.", "that Hezbollah attacked Israel"),
    ("Lebanon did not deny that Hezbollah attacked Israel.", ""),
    ("Pakistan denied supporting the rebels in the north.", "supporting the rebels in the north"),
    # the clause comes first; but "that man" is somebody
    ("That Egypt helped Hamas was denied by the ministry.", "That Egypt helped Hamas"),
    ("That Egypt helped Hamas was confirmed by the ministry.", ""),
    ("That man denied nothing.", ""),
    # few or nobody thinks so; but what nobody knows is so
    ("Few believe that Brazil supports Israel.", "that Brazil supports Israel"),
    ("Many believe that Brazil supports Israel.", ""),
    ("Nobody knew that Brazil had left.", ""),
    ("The minister does not think that Oman left.", "that Oman left"),
    ("The minister thinks that Oman left.", ""),
    # what does not show it
    ("No evidence has emerged that Iran attacked Israel.", "that Iran attacked Israel"),
    ("Evidence has emerged that Iran attacked Israel.", ""),
    ("Nothing suggests that Egypt attacked Sudan.", "that Egypt attacked Sudan"),
    # called untrue, or not untrue
    ("It is false that Japan had left.", "that Japan had left"),
    ("It is not false that Japan had left.", ""),
    ("It is not true that Japan had left.", "that Japan had left"),
    ("It is true that Japan had left.", ""),
    ("It seems unlikely that Japan had left.", "unlikely that Japan had left"),
    ("It was not the case that Japan left.", "that Japan left"),
    ("Reports that Spain had left are false.", "that Spain had left"),
    ("Reports that Spain had left are true.", ""),
    # turned down, or not
    ("Poland dismissed reports that it had armed Ukraine.", "that it had armed Ukraine"),
    ("Poland did not dismiss reports that it had armed Ukraine.", ""),
    ("Poland published reports that it had armed Ukraine.", ""),
    ("Claims that it had armed Libya were rejected by Turkey.", "that it had armed Libya"),
    ("Serbia called reports that it had armed Russia a triumph.", ""),
]
UNASSERTED = [
    # no ground for it, by any of the words that say so
    ("There is no evidence that Iran attacked Israel.", "that Iran attacked Israel"),
    ("The court lacks evidence that Iran attacked Israel.", "that Iran attacked Israel"),
    ("There is a lack of evidence that Iran attacked Israel.", "that Iran attacked Israel"),
    ("There is an absence of proof that Iran attacked Israel.", "that Iran attacked Israel"),
    ("Absent proof that Iran attacked Israel, the court met.", "that Iran attacked Israel"),
    ("The court met without any proof that Iran attacked Israel.", "that Iran attacked Israel"),
    ("The court did not find evidence that Iran attacked Israel.", "that Iran attacked Israel"),
    # much of it is some
    ("There is plenty of evidence that Iran attacked Israel.", ""),
    ("A pile of evidence that Iran attacked Israel emerged.", ""),
    ("The court found evidence that Iran attacked Israel.", ""),
    # a charge is none
    ("Iran faces allegations that it attacked Israel.", "that it attacked Israel"),
    # a condition, up to the end of its clause
    ("If Russia attacked Finland, Sweden would help.", "If Russia attacked Finland ,"),
    ("Sweden would help if Russia attacked Finland.", "if Russia attacked Finland"),
    ("Sweden would help, unless Russia left, and Norway would watch.", "unless Russia left"),
    ("It looked as if Iran had left.", "if Iran had left"),
    # "as though" supposes, "though" does not
    ("It looked as though Iran had left.", "though Iran had left"),
    ("Iran stayed, though Israel had left.", ""),
    ("What if Russia attacked Poland?", "if Russia attacked Poland ?"),
    # a condition without "if", but not a statement or a question
    ("Had Russia attacked Finland, Sweden would have helped.", "Had Russia attacked Finland ,"),
    ("Russia had attacked Finland.", ""),
    ("Had Russia attacked Finland?", "Had Russia attacked Finland"),
    # an order to suppose, but not what somebody supposes or is told not to say
    ("Imagine that China attacked Taiwan.", "Imagine that China attacked Taiwan ."),
    ("Just suppose Iran left.", "suppose Iran left ."),
    ("Many imagine that China attacked Taiwan.", ""),
    ("Say nothing of Iran.", ""),
    # a question; but what asks why says that it is so, unless it might only be
    ("Does Russia support Iran?", "Does Russia support Iran"),
    ("Why did Russia leave?", ""),
    ("Why would Russia leave?", "Why would Russia leave"),
    ("“Did Russia bomb Kyiv?” the reporter asked.", "Did Russia bomb Kyiv"),
    # what a fake shows, and what a story tells
    ("A fake video shows Macron leaving Paris.", "Macron leaving Paris ."),
    ("A new video shows Macron leaving Paris.", ""),
    ("In the novel, China attacks Taiwan.", "the novel , China attacks Taiwan ."),
    ("A parody account had Macron say so.", "had Macron say so ."),
    ("A parody account criticised Macron.", ""),
]


@pytest.mark.parametrize(("text", "expected"), DENIED)
def test_the_words_that_a_sentence_denies(scenes, text, expected):
    (scene,) = scenes(text)
    assert named(scene, {i for part in denied(scene) for i in part}) == expected
    assert named(scene, {i for part in unasserted(scene) for i in part}) == expected


@pytest.mark.parametrize(("text", "expected"), UNASSERTED)
def test_the_words_that_a_sentence_does_not_assert_without_denying_them(scenes, text, expected):
    (scene,) = scenes(text)
    assert denied(scene) == []
    assert named(scene, {i for part in unasserted(scene) for i in part}) == expected


def test_only_the_question_of_several_sentences_is_asked(scenes):
    asked = [named(scene, {i for part in unasserted(scene) for i in part}) for scene in scenes("Iran left. Did Russia stay? Nobody knows.")]  # fmt: skip
    assert asked == ["", "Did Russia stay", ""]


EXCLUDED = [
    ("Russia, not China, condemned Iran.", "China"),
    ("It was Turkey and not Greece that attacked Syria.", "Greece"),
    ("It was not China but Russia that condemned Iran.", "China"),
    ("Not China but Russia condemned Iran.", "China"),
    ("Russia, unlike China, condemned Iran.", "China"),
    ("Unlike China, Russia condemned Iran.", "China"),
    ("Iran attacked Israel, not Jordan.", "Jordan"),
    ("Russia rather than China condemned Iran.", "China"),
    ("Russia, instead of China, condemned Iran.", "China"),
    ("Russia, as opposed to China, condemned Iran.", "China"),
    # the whole phrase
    ("Russia, not the old regime, condemned Iran.", "the old regime"),
    # the verb is denied, and nobody excluded
    ("Russia did not condemn Iran.", ""),
    ("Russia has not the means to condemn Iran.", ""),
    # "not only" includes
    ("Not only China condemned Iran.", ""),
    ("Russia condemned not only Iran but Israel.", ""),
]


@pytest.mark.parametrize(("text", "expected"), EXCLUDED)
def test_who_is_named_only_to_be_excluded(scenes, text, expected):
    (scene,) = scenes(text)
    assert named(scene, ruled_out(scene).excluded) == expected


HARMLESS = [
    # who attacks
    ("The markets attacked Italy.", "attacked"),
    ("Russia attacked Italy.", ""),
    ("Italy was attacked by the markets.", ""),
    # with what
    ("China bombarded Taiwan with leaflets.", "bombarded"),
    ("China bombarded Taiwan with rockets.", ""),
    # whom or what, in the active and the passive
    ("Russia killed the proposal.", "killed"),
    ("Russia killed the men.", ""),
    ("The proposal was killed by Russia.", "killed"),
    ("The men were killed by Russia.", ""),
    # two names that beat each other play; others are beaten
    ("Leeds beat Madrid.", "beat"),
    ("Officers beat Madrid.", ""),
    ("Leeds beat prisoners.", ""),
    ("The prisoners were beaten.", ""),
    ("Germany met Italy.", ""),
]


@pytest.mark.parametrize(("text", "expected"), HARMLESS)
def test_which_verbs_of_attack_harm_nobody(scenes, text, expected):
    (scene,) = scenes(text)
    assert named(scene, harmless(scene)) == expected
