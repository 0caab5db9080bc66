"""Users' actions, each turned into an interaction with its outcome: commands, autocompletion, buttons, menus, modals."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import AskError
from bot.sandbox import components, forms, interactions, messages, options, payloads, world_changes
from bot.sandbox.permissions import BITS, SEND, SEND_IN_THREADS, VIEW
from bot.sandbox.rules.messages import MAX_FILES
from bot.sandbox.world import (
    ANNOUNCEMENT,
    FORUM,
    HAS_MESSAGES,
    NEWS_THREAD,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    Channel,
    Json,
    Message,
    User,
)

if TYPE_CHECKING:
    from bot.sandbox.core import Core
    from bot.sandbox.interactions import Interaction, Interactions
    from bot.sandbox.lookup import Lookup

ANSWER_WAIT_SECONDS = 30.0
"""How long "wait": "answer" waits for a deferred answer, in real seconds."""


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """A command as a user's client sends it, with every name looked up."""

    user: User
    channel: Channel
    data: Json
    name: str
    locale: str | None


class UserActions:
    """Actions of the sandbox's users: commands, autocompletion, buttons, forms."""

    def __init__(self, core: Core, interactions: Interactions, names: Lookup) -> None:
        self._core = core
        self._interactions = interactions
        self._lookup = names

    async def command(self, said: Json) -> Json:
        """Run a slash command or a context menu. Returns its outcome."""
        began = time.perf_counter()
        return await self._outcome(self.send(self.typed(said)), said, began)

    def typed(self, said: Json) -> TypedCommand:
        """Look up the user, channel and command, and check the options as Discord's own client does."""
        user, channel, may = self._place(said)
        kind = int(said.get("type", 1))
        command, path = self._find(user, channel, may, said["name"], kind)
        resolved = options.Resolved(self._lookup, channel.guild_id)
        data = self._target(command, said, resolved) if kind != 1 else options.data(
            command, path, said.get("options") or {}, resolved, attachments=said.get("attachments")
        )  # fmt: skip
        name = " ".join([command["name"], *(each["name"] for each in path)])
        return TypedCommand(user, channel, data, name, said.get("locale"))

    def send(self, typed: TypedCommand) -> Interaction:
        """Send a command, if its user still may, without waiting for the outcome."""
        may = self._may_in(typed.user, typed.channel)
        begin, where = self._interactions.begin, typed.channel
        return begin(interactions.COMMAND, typed.user, where, typed.data, typed.name, may=may, locale=typed.locale)

    async def complete(self, said: Json) -> Json:
        """Ask the bot for the choices of the option being typed. One without autocomplete has none, and the bot isn't asked."""
        began = time.perf_counter()
        user, channel, may = self._place(said)
        command, path = self._find(user, channel, may, said["name"], 1)
        resolved = options.Resolved(self._lookup, channel.guild_id)
        typed, focused = dict(said.get("options") or {}), said["focused"]
        typed.setdefault(focused, "")
        data = options.data(command, path, typed, resolved, focused=focused)
        if not options.completes(command, path, focused):
            return {"choices": [], "elapsed_ms": _since(began)}
        begin = self._interactions.begin
        interaction = begin(
            interactions.AUTOCOMPLETE, user, channel, data, command["name"], may=may, locale=said.get("locale")
        )
        await interaction.wait_until(lambda: interaction.status != interactions.OPEN)
        shown: Json = {"choices": interaction.choices or [], "elapsed_ms": _since(began)}
        if interaction.reason:
            shown["error"] = interaction.reason
        return shown

    async def press(self, said: Json) -> Json:
        """Press a button."""
        began = time.perf_counter()
        user, channel, may, message, component = self._component(said)
        if component["type"] != components.BUTTON:
            raise AskError(f"{said['custom_id']} is not a button; use /sandbox/api/choose")
        data = {"custom_id": component["custom_id"], "component_type": components.BUTTON, "id": component["id"]}
        return await self._outcome(self._use(user, channel, may, message, data, said), said, began)

    async def choose(self, said: Json) -> Json:
        """Choose values in a select menu."""
        began = time.perf_counter()
        user, channel, may, message, component = self._component(said)
        if component["type"] not in components.SELECTS:
            raise AskError(f"{said['custom_id']} is not a menu; use /sandbox/api/press")
        resolved = options.Resolved(self._lookup, channel.guild_id)
        values = forms.chosen(component, list(said.get("values") or []), resolved)
        data: Json = {
            "custom_id": component["custom_id"],
            "component_type": component["type"],
            "id": component["id"],
            "values": values,
        }
        if resolved.rows:
            data["resolved"] = resolved.rows
        return await self._outcome(self._use(user, channel, may, message, data, said), said, began)

    async def submit(self, said: Json) -> Json:
        """Submit the modal that an interaction opened."""
        began = time.perf_counter()
        user = self._lookup.user(said["user"])
        before = self._interactions.get(str(said["interaction_id"]))
        if before is None or before.modal is None or before.user is not user:
            raise AskError("that user has no open modal with that interaction_id; it may already have been submitted")
        resolved = options.Resolved(self._lookup, before.channel.guild_id)
        filled = forms.submitted(before.modal, dict(said.get("fields") or {}), resolved)
        data: Json = {"custom_id": before.modal["custom_id"], "components": filled}
        if resolved.rows:
            data["resolved"] = resolved.rows
        before.modal = None
        interaction = self._interactions.begin(
            interactions.MODAL,
            user,
            before.channel,
            data,
            before.name,
            may=self._may_in(user, before.channel),
            locale=said.get("locale"),
            source=before.source,
            before=before,
        )
        return await self._outcome(interaction, said, began)

    def write(self, said: Json) -> Json:
        """Write an ordinary message."""
        user, channel, may = self._place(said)
        if not may & (SEND_IN_THREADS if channel.is_thread else SEND):
            raise AskError(f"{user.name} may not write in {channel.name}")
        content = str(said.get("content") or "")
        files = list(said.get("attachments") or [])
        if files and not may & BITS["ATTACH_FILES"]:
            raise AskError(f"{user.name} may not attach files in {channel.name}")
        if len(files) > MAX_FILES:
            raise AskError(f"a message may have at most {MAX_FILES} files")
        if len(content) > 2000 or not (content.strip() or files):
            raise AskError("a message needs 1 to 2000 characters, or a file")
        self._opened(channel, may)
        body: Json = {"content": content}
        uploads = {str(number): options.given_file("attachments", each) for number, each in enumerate(files)}
        if files:
            body["attachments"] = [
                {"id": number, "description": each.get("description")} for number, each in enumerate(files)
            ]
        return messages.for_page(messages.create(self._core, channel, user, body, uploads))

    def _opened(self, channel: Channel, may: int) -> None:
        """Reopen an archived thread when somebody writes in it."""
        home = self._core.world.guild_of(channel)
        if home and channel.thread and channel.thread.archived:
            if channel.thread.locked and not may & BITS["MANAGE_THREADS"]:
                raise AskError(f"{channel.name} is locked: only those who manage threads may write in it")
            world_changes.change_channel(self._core, home, channel, {"archived": False})

    def open_thread(self, said: Json) -> Json:
        """Open a thread in a channel, `private` or not, or a forum post with its first message."""
        user = self._lookup.user(said["user"])
        parent = self._lookup.channel(said["channel"], user=user)
        name, content = str(said["name"]), str(said.get("content") or "").strip()
        forum = parent.type == FORUM
        home = self._core.world.guild_of(parent)
        if home is None or (parent.type not in (TEXT, ANNOUNCEMENT) and not forum):
            raise AskError("open threads in a text or announcement channel, and posts in a forum")
        private = bool(said.get("private"))
        if private and parent.type != TEXT:
            raise AskError("open private threads in a text channel")
        threads = BITS["CREATE_PRIVATE_THREADS" if private else "CREATE_PUBLIC_THREADS"]
        if not self._may_in(user, parent) & (SEND if forum else threads):
            raise AskError(f"{user.name} may not open {'posts' if forum else 'threads'} in {parent.name}")
        if not 0 < len(name) <= 100 or len(content) > 2000 or (forum and not content):
            raise AskError('"name" needs 1 to 100 characters, "content" may have up to 2000; a post needs both')
        kind = PRIVATE_THREAD if private else NEWS_THREAD if parent.type == ANNOUNCEMENT else PUBLIC_THREAD
        thread = world_changes.add_thread(self._core, home, parent, name, kind, owner=user.id)
        if content:
            first = thread.id if forum else None
            messages.create(self._core, thread, user, {"content": content}, message_id=first)
        return payloads.channel(self._core.world, thread)

    def _place(self, said: Json) -> tuple[User, Channel, int]:
        """The user, the channel and the user's permissions, if the user may act there."""
        user = self._lookup.user(said["user"])
        channel = self._lookup.channel(said["channel"], user=user)
        may = self._may_in(user, channel)
        if channel.type not in HAS_MESSAGES:
            raise AskError(f"you can't write in {channel.name}; open one of its posts or another channel")
        return user, channel, may

    def _may_in(self, user: User, channel: Channel) -> int:
        """A user's permissions in a channel they see."""
        may = payloads.permissions_in(self._core.world, channel, user.id)
        if not may & VIEW:
            raise AskError(f"{user.name} can't see {channel.name}")
        home = self._core.world.guild_of(channel)
        if home and home.unavailable:
            raise AskError(f"{home.name} is unavailable (an outage)")
        return may

    def _find(self, user: User, channel: Channel, may: int, name: str, kind: int) -> tuple[Json, list[Json]]:
        world = self._core.world
        home = world.guild_of(channel)
        if not may & BITS["USE_APPLICATION_COMMANDS"]:
            raise AskError(f"{user.name} may not use application commands in {channel.name}")
        if home and not home.bot_joined:
            raise AskError(f"the bot is not in {home.name}")
        return options.find_command(options.visible_commands(world, channel.guild_id, may), name, kind)

    def _target(self, command: Json, said: Json, resolved: options.Resolved) -> Json:
        target = str(said.get("target", ""))
        if command["type"] == 2:
            target = resolved.add(options.USER, target)
        else:
            target = self._lookup.message(target)[1].id
            resolved.message(target, self._lookup.message(target)[1].payload)
        shown = {"id": command["id"], "name": command["name"], "type": command["type"], "target_id": target}
        return {**shown, "resolved": resolved.rows}

    def _component(self, said: Json) -> tuple[User, Channel, int, Message, Json]:
        user = self._lookup.user(said["user"])
        channel, message = self._lookup.message(str(said["message"]))
        may = self._may_in(user, channel)
        if not messages.sees(self._core, channel, message, user.id):
            raise AskError(f"{user.name} can't see that message")
        component = components.find(message.payload["components"], str(said["custom_id"]))
        if component is None:
            raise AskError(f"the message has no component {said['custom_id']!r}")
        if component.get("disabled"):
            raise AskError(f"{said['custom_id']!r} is disabled")
        return user, channel, may, message, component

    def _use(self, user: User, channel: Channel, may: int, message: Message, data: Json, said: Json) -> Interaction:
        name = message.payload.get("interaction_metadata", {}).get("name", "")
        begin = self._interactions.begin
        return begin(
            interactions.COMPONENT, user, channel, data, name, may=may, locale=said.get("locale"), source=message
        )

    async def _outcome(self, interaction: Interaction, said: Json, began: float) -> Json:
        wait = said.get("wait", True)
        if wait:
            await interaction.wait_until(lambda: interaction.status != interactions.OPEN)
        if wait == "answer":
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(float(said.get("timeout", ANSWER_WAIT_SECONDS))):
                    await interaction.wait_until(lambda: interaction.status != interactions.DEFERRED)
        message = interaction.shown
        shown: Json = {
            "interaction_id": interaction.id,
            "status": interaction.status,
            "message": messages.for_page(message) if message else None,
            "modal": interaction.modal,
            "elapsed_ms": _since(began),
        }
        if interaction.reason:
            shown["error"] = interaction.reason
        return shown


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 2)
