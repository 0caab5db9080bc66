"""A local Discord: gateway, REST API, rules and rate limits, used by people through a page, by tests, and with faults injected."""

from bot.sandbox.driver import Driver
from bot.sandbox.server import Sandbox

__all__ = ["Driver", "Sandbox"]
