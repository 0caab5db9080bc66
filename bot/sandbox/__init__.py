"""A local Discord: gateway, REST API, rules and rate limits, driven by people in a page, by tests and by faults."""

from bot.sandbox.driver import Driver
from bot.sandbox.server import Sandbox

__all__ = ["Driver", "Sandbox"]
