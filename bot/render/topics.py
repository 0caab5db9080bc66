"""The names of topics, as people type and read them."""

from __future__ import annotations

from bot.catalogue import N_, say
from bot.model.topics import Topic

NAMES = {
    Topic.POLITICS: N_("politics"),
    Topic.CONFLICT: N_("conflict"),
    Topic.ECONOMY: N_("economy"),
    Topic.SCIENCE: N_("science"),
    Topic.SPORT: N_("sport"),
    Topic.CRIME: N_("crime"),
    Topic.OTHER: N_("other news"),
}


def topic_line(topic: Topic | None) -> str:
    """Returns what an article is about, as a label."""
    return say("Topic: {topic}", topic=say(NAMES[topic])) if topic else say("Topic: not clear")
