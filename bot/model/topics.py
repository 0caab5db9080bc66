"""What an article is about, as digests sort news."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """The topics of news. An article of which the classifier is not sure has none."""

    POLITICS = "politics"
    CONFLICT = "conflict"
    ECONOMY = "economy"
    SCIENCE = "science"
    SPORT = "sport"
    CRIME = "crime"
    OTHER = "other"
