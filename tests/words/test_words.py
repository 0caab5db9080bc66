"""Tests that every message is translated, in every number and with the same blanks, and that Discord accepts the commands in each language."""

from __future__ import annotations

import asyncio
import re
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

import pytest

from bot.catalogue import (
    N_,
    TRANSLATED,
    N_n,
    language,
    language_of,
    number,
    say,
    say_as,
    speak,
    speaking,
    translated,
)
from bot.knowledge.shipped import DATA
from bot.sandbox.rules.commands import commands
from bot.ui.tree import DescriptionTranslator
from tests.words.__main__ import compiled, read
from tests.words.messages import blanks, loaded, path_of

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message


@pytest.fixture(scope="module", params=TRANSLATED)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    return read(path_of(request.param), request.param)


def numbers(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a message: its singular and plurals, or its one form."""
    return (text,) if isinstance(text, str) else tuple(text)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_every_message_is_translated(catalogue: Catalog, template: Catalog) -> None:
    there = {(message.context, message.id) for message in messages(catalogue) if all(numbers(message.string))}
    assert {(message.context, message.id) for message in messages(template)} - there == set()


def test_no_translation_is_of_a_message_that_is_gone(catalogue: Catalog, template: Catalog) -> None:
    known = {(message.context, message.id) for message in messages(template)}
    assert {(message.context, message.id) for message in messages(catalogue)} - known == set()


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert [message.id for message in messages(catalogue) if message.fuzzy] == []


def test_a_number_has_all_its_forms(catalogue: Catalog) -> None:
    counted = [message for message in messages(catalogue) if isinstance(message.id, tuple)]
    assert [m.id for m in counted if len(numbers(m.string)) != catalogue.num_plurals] == []


# A blank left out loses what it stands for, and one that is not filled in breaks the answer. A singular may say "the one".
def test_a_translation_has_the_blanks_of_its_message(catalogue: Catalog) -> None:
    wrong = []
    for message in messages(catalogue):
        asked = set().union(*map(blanks, numbers(message.id)))
        for place, form in enumerate(numbers(message.string)):
            singular = isinstance(message.id, tuple) and place == 0
            if blanks(form) | ({"n"} if singular else set()) != asked | ({"n"} if singular else set()):
                wrong.append(form)
    assert wrong == []


# As communities on Discord do: du, tú and tu, in digests too.
FORMAL = {
    "de": r"\b(?:Ihnen|Ihre[mnrs]?|\w+en Sie)\b",
    "es": r"(?i)\busted",
    "fr": r"(?i)\b(?:vous|votre|vos|(?!assez)\w{3,}ez)\b",
}


def test_members_are_addressed_informally(catalogue: Catalog) -> None:
    language = str(catalogue.locale)
    frame = (DATA / "frames" / f"{language}.yaml").read_text(encoding="utf-8")
    said = [form for m in messages(catalogue) if m.context != "actor" for form in numbers(m.string)]
    assert [text for text in (*said, frame) if re.search(FORMAL[language], text)] == []


def test_what_is_read_was_compiled_from_what_is_edited(catalogue: Catalog) -> None:
    assert path_of(str(catalogue.locale)).with_suffix(".mo").read_bytes() == compiled(catalogue)


def test_a_command_named_in_a_translation_is_named_as_discord_shows_it(catalogue: Catalog) -> None:
    names = {m.string for m in messages(catalogue) if m.context == "command"}
    typed = re.compile(r"(?<![\w/<.])/(\w[\w-]*)(?: (\w[\w-]*))?")
    strange = []
    for message in messages(catalogue):
        ours = {found[0] for form in numbers(message.id) for found in typed.findall(form)}
        for form in numbers(message.string) if ours else ():
            strange += [f"/{found[0]}" for found in typed.findall(form) if found[0] not in names]
    assert strange == []


# ---- What Discord accepts ----


async def sent() -> list[dict[str, Any]]:
    async with loaded() as client:
        every = client.tree.get_commands()
        return [await command.get_translated_payload(client.tree, DescriptionTranslator()) for command in every]


@pytest.fixture(scope="module")
def payloads() -> list[dict[str, Any]]:
    """The commands and menus as they are sent, with their translations."""
    return asyncio.run(sent())


def test_discord_accepts_the_commands_in_every_language(payloads: list[dict[str, Any]]) -> None:
    assert len(payloads) > 15
    assert list(commands(payloads)) == []


def test_options_beside_each_other_have_different_names_in_every_language(payloads: list[dict[str, Any]]) -> None:
    def check(rows: list[dict[str, Any]]) -> None:
        for locale in ("de", "fr", "es-ES", "es-419"):
            names = [row.get("name_localizations", {}).get(locale, row["name"]) for row in rows]
            assert len(set(names)) == len(names), (locale, names)
        for row in rows:
            check(row.get("options", []))

    check([payload for payload in payloads if payload.get("type", 1) == 1])


def test_a_command_has_its_name_in_each_locale(payloads: list[dict[str, Any]]) -> None:
    [stance] = [payload for payload in payloads if payload["name"] == "stance"]
    there = stance["name_localizations"]
    assert there == {"de": "haltung", "fr": "position", "es-ES": "postura", "es-419": "postura"}


# ---- Saying them ----


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de", "de"), ("es-ES", "es"), ("es-419", "es"), ("fr", "fr"), ("en-GB", "en"), ("ja", "en"), ("", "en")],
)
def test_a_locale_has_a_language(locale: str, language: str) -> None:
    assert language_of(locale) == language


def test_a_message_without_translation_is_said_in_english() -> None:
    with speaking("de"):
        assert say("There is {what} in it.", what="nothing") == "There is nothing in it."


def test_the_language_ends_with_its_block() -> None:
    with speaking("de"):
        assert say_as("actor", "Germany") == "Deutschland"
    assert say_as("actor", "Germany") == "Germany"


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "1,204"), ("de", "1.204"), ("es", "1.204"), ("fr", "1\u202f204")]
)
def test_a_number_is_written_as_the_language_does(language: str, shown: str) -> None:
    with speaking(language):
        assert number(1_204) == shown


# One less than a thousand is written alike everywhere, and needs no language's data.
@pytest.mark.parametrize(("n", "shown"), [(999, "999"), (1_000, "1.000"), (-999, "-999"), (-1_000, "-1.000")])
def test_a_number_is_parted_from_a_thousand_on(n: int, shown: str) -> None:
    with speaking("de"):
        assert number(n) == shown


def test_braces_are_blanks_only_where_something_is_filled_in() -> None:
    for words in (say("A {b}."), say_as("actor", "A {b}."), N_("A {b}.")):
        assert words == "A {b}."
    assert [words.format(n=2) for words in N_n("{n} a", "{n} b")] == ["2 a", "2 b"]
    assert (say("A {b}.", b=1), say_as("actor", "A {b}.", b=1)) == ("A 1.", "A 1.")


def test_a_task_speaks_the_language_that_was_set_in_it() -> None:
    def said() -> tuple[str, str, str | None]:
        speak("de")
        return language(), say_as("actor", "Germany"), translated("es", "actor", "Germany")

    assert copy_context().run(said) == ("de", "Deutschland", "Alemania")
    assert language() == "en"


@pytest.mark.parametrize(("language", "name"), [("de", "Russland"), ("es", "Rusia"), ("fr", "Russie")])
def test_a_state_has_its_own_name_in_each_language(language: str, name: str) -> None:
    with speaking(language):
        assert say_as("actor", "Russia") == name
