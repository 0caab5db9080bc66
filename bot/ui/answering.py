"""Answers questions from Discord: what was found to everyone, all else to who asked; at once if possible, otherwise after "thinking…".

Whether everyone sees a message is decided with Discord's first answer to an interaction. So "thinking…" is shown to who asked alone,
and an answer that took long and is for everyone follows in a message of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from bot.asking import BACK, OFFER, UNSURE, WRONG, decode
from bot.catalogue import N_, say
from bot.model.answer import Answer
from bot.model.library import EVERYONE, Libraries
from bot.offload import offload
from bot.render import Page, answer_evidence, answer_page, kept_private, question_page, unsure_page, words_page
from bot.render.corrections import which_page
from bot.render.pages import asked_above
from bot.ui.acknowledging import taken
from bot.ui.pages import answered, edited, followed_up, replaced
from bot.ui.replies import change, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import discord

    from bot.asking import Press
    from bot.desk import Desk
    from bot.model.query import Request
    from bot.ui.client import DeskClient

    Before = tuple[Request, int]
    """The question and the page of an answer whose place another one takes."""

BELOW = N_("That took a moment: the answer is below, where everyone sees it.")


@dataclass(frozen=True, slots=True)
class _Made:
    """A page to answer with. "Nothing found" and questions back are for the asker alone, and never replace an answer that was found."""

    page: Page
    found: bool


def libraries_of(interaction: discord.Interaction) -> Libraries:
    """Returns the libraries the user may see: the shared one and, in a server, the server's own."""
    return Libraries(str(interaction.guild_id) if interaction.guild_id else EVERYONE)


async def command(desk: Desk, interaction: discord.Interaction, request: Request) -> None:
    """Answer a slash command in a new message: for everyone if something was found and the member hasn't posted much here."""
    made = await _made(desk, interaction, request)
    alone = interaction.context.dm_channel
    again = cast("DeskClient", interaction.client).public.again(interaction) if made.found and not alone else None
    page = kept_private(made.page, again) if again else made.page
    public = alone or (made.found and again is None)
    if not await taken(interaction):
        await answered(interaction, page, ephemeral=not public)
    elif alone or not public:
        await edited(interaction, page)
    else:
        await edited(interaction, words_page(say(BELOW)))
        await followed_up(interaction, page)


async def press(desk: Desk, interaction: discord.Interaction, pressed: Press) -> None:
    """Answer a button: in place of the message if the user asked for it and something was found, with a way back; else in a message that only they see."""
    if pressed.does == WRONG:
        await show(interaction, await _which_is_wrong(desk, interaction, pressed))
        return
    if pressed.does == UNSURE:
        page = await _less_sure(desk, interaction, pressed)
        turned = pressed.page and interaction.message and interaction.message.flags.ephemeral
        await (change if turned else show)(interaction, page)
        return
    asker = interaction.message.interaction_metadata if interaction.message else None
    own = asker is not None and asker.user.id == interaction.user.id
    back = _back(interaction.message, pressed) if own else None
    made = await _made(desk, interaction, pressed.request, pressed.page, back)
    late = await taken(interaction)
    if own and made.found:
        await (edited if late else replaced)(interaction, made.page)
    elif late:
        await followed_up(interaction, made.page, ephemeral=True)
    else:
        await answered(interaction, made.page, ephemeral=True)


def _back(message: discord.Message | None, pressed: Press) -> Before | None:
    """Where the answer that takes the place of a message's leads back to: that one; on another page or in another order, where that one leads."""
    ids = list(_ids(message.components if message else ()))
    if pressed.does == BACK:
        return None
    there = asked_above(ids)
    if pressed.does == OFFER and there and not _is_turned(there.request, pressed.request):
        return there.request, there.page
    return _way_back(ids)


def _is_turned(one: Request, other: Request) -> bool:
    """True if two requests ask for the same in different orders."""
    return replace(one, options=_unordered(one)) == replace(other, options=_unordered(other))


def _unordered(request: Request) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in request.options if name != "order")


def _way_back(ids: Iterable[str]) -> Before | None:
    """Where a message's button "Back" leads."""
    for custom_id in ids:
        if custom_id.startswith(f"ask:{BACK}"):
            found = decode(custom_id)
            return found.request, found.page
    return None


def _ids(components: Iterable[object]) -> Iterator[str]:
    """Yields the ids of all buttons and menus, and the values of the menus: controls that have no room stand in one."""
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield str(custom_id)
        yield from (str(option.value) for option in getattr(component, "options", ()))
        yield from _ids(getattr(component, "children", ()))


async def _which_is_wrong(desk: Desk, interaction: discord.Interaction, pressed: Press) -> Page:
    """Asks which line of an answer's page is wrong."""
    libraries = libraries_of(interaction)
    found = await desk.ask(pressed.request, libraries)
    if not isinstance(found, Answer):
        return question_page(found)
    found = replace(found, back=_way_back(_ids(interaction.message.components if interaction.message else ())))
    evidence = await offload(found.size, answer_evidence, found, pressed.page)
    facts = await desk.corrections.facts(libraries, [(one.source.article, one.at) for one in evidence])
    return which_page(facts)


async def _less_sure(desk: Desk, interaction: discord.Interaction, pressed: Press) -> Page:
    """A page of what the articles may say besides an answer."""
    libraries = libraries_of(interaction)
    found = await desk.ask(pressed.request, libraries)
    if not isinstance(found, Answer):
        return question_page(found)
    unsure = await desk.less_sure(found.query, libraries)
    return await offload(unsure.size, unsure_page, unsure, pressed.page)


async def _made(
    desk: Desk, interaction: discord.Interaction, request: Request, number: int = 0, back: Before | None = None
) -> _Made:
    found = await desk.ask(request, libraries_of(interaction))
    if not isinstance(found, Answer):
        return _Made(question_page(found), found=False)
    if found.found:
        found = replace(found, back=back)
    page = await offload(found.size, answer_page, found, number)
    if page.chart and interaction.app_permissions.attach_files:
        page = replace(page, image=await desk.picture(page.chart, libraries_of(interaction)))
    return _Made(page, found.found > 0)
