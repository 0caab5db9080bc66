"""Tests discord.js in the sandbox, a client in another language, if node and the package are available."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox import Driver, Sandbox

SCRIPT = Path(__file__).parent / "discord_js_bot.js"
HOW = "run with ATTACHE_NPM=1 to have npm install discord.js into a temporary folder, or set NODE_PATH to where it is"


@pytest.fixture(scope="session")
def node_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of node modules that holds discord.js."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None:
        pytest.skip("discord.js journey: node is not installed")
    found = subprocess.run([node, "-e", "require.resolve('discord.js')"], capture_output=True, check=False, cwd="/")
    if found.returncode == 0:
        return os.environ.get("NODE_PATH", "")
    if npm is None or os.environ.get("ATTACHE_NPM") != "1":
        pytest.skip(f"discord.js journey: the package is not installed; {HOW}")
    folder = tmp_path_factory.mktemp("npm")
    subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", "discord.js@14"], cwd=folder, check=True, capture_output=True
    )
    return str(folder / "node_modules")


@pytest.fixture
async def bot(node_path: str, sandbox: Sandbox) -> AsyncIterator[None]:
    settings = {"SANDBOX_URL": sandbox.url, "SANDBOX_TOKEN": sandbox.token, "NODE_PATH": node_path}
    node = await asyncio.create_subprocess_exec(
        "node", str(SCRIPT), env={**os.environ, **settings}, stdout=asyncio.subprocess.PIPE
    )
    assert node.stdout is not None
    line = await asyncio.wait_for(node.stdout.readline(), PATIENCE)
    assert line == b"ready in 2 servers\n"
    yield
    node.terminate()
    await node.wait()


async def test_discord_js_logs_in_completes_answers_updates_and_opens_a_modal(bot: None, driver: Driver) -> None:
    assert await driver.complete("greet", "word", "w") == [{"name": "World", "value": "world"}]

    outcome = await driver.command("greet", {"word": "world"})
    assert outcome["message"]["components"][0]["components"][0]["content"] == "hello world"
    opened = await driver.press(outcome["message"], "ask")
    sent = await driver.submit(opened["interaction_id"], {"word": "hi"})
    pressed = await driver.press(outcome["message"], "press", user="ed")

    assert sent["message"]["content"] == "you said hi"
    assert sent["message"]["ephemeral_for"]
    assert pressed["message"]["components"][0]["content"] == "pressed"
