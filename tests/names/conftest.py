"""Shared fixtures of the tests of names: the shipped spellings, and a few entries."""

import pytest

from bot.knowledge.shipped import DATA
from bot.names import NameEntry, NameIndex, Spelling, Spellings, Title, load_spellings


@pytest.fixture(scope="session")
def spellings() -> Spellings:
    return load_spellings(DATA)


@pytest.fixture
def index(spellings: Spellings) -> NameIndex:
    """Two Kims, a country with a capital, a minister with a predecessor, a body, and two events."""
    iran = {"of": "Iran", "of_also": ("Iranian", "Islamic Republic of Iran")}
    index = NameIndex(spellings)
    index.add(
        [
            NameEntry(
                "kim-jong-un",
                "actor",
                "Kim Jong Un",
                spellings=(Spelling("Kim", "surname", 0.98),),
                note="leader of North Korea",
                facts=12,
                latest="2025-06-20",
            ),
            NameEntry(
                "kim-yo-jong",
                "actor",
                "Kim Yo Jong",
                spellings=(Spelling("Kim", "surname", 0.98),),
                note="sister of Kim Jong Un",
                facts=3,
                latest="2024-01-01",
            ),
            NameEntry(
                "russia",
                "actor",
                "Russia",
                aliases=("Russian Federation",),
                spellings=(
                    Spelling("Moscow", "capital, for its government", 0.95),
                    Spelling("Kremlin", "seat, for its government", 0.95),
                    Spelling("Россия", "native name"),
                ),
            ),
            NameEntry("iran", "actor", "Iran", spellings=(Spelling("Iranian", "adjective", 0.97),)),
            NameEntry("iraq", "actor", "Iraq"),
            NameEntry(
                "abbas-araghchi",
                "actor",
                "Abbas Araghchi",
                spellings=(Spelling("Araghchi", "surname", 0.98),),
                titles=(Title("Foreign Minister", since="2024-08-21", **iran),),
            ),
            NameEntry(
                "javad-zarif",
                "actor",
                "Mohammad Javad Zarif",
                titles=(Title("Foreign Minister", since="2013-08-15", until="2021-08-25", **iran),),
            ),
            NameEntry(
                "donald-trump",
                "actor",
                "Donald Trump",
                titles=(Title("President", "United States", since="2025-01-20"),),
            ),
            NameEntry("un-security-council", "actor", "United Nations Security Council"),
            NameEntry("volodymyr-zelenskyy", "actor", "Volodymyr Zelenskyy"),
            NameEntry(
                "e1",
                "event",
                "Operation Midnight Hammer",
                words=("struck", "strikes"),
                participants=("United States", "Iran"),
                places=("Fordow", "Natanz", "Isfahan"),
                date="2025-06-22",
                facts=2,
            ),
            NameEntry(
                "e2",
                "event",
                "St. Petersburg International Economic Forum",
                words=("spoke", "forum"),
                participants=("Vladimir Putin", "Russia"),
                places=("St. Petersburg",),
                date="2025-06-18/2025-06-21",
                facts=2,
            ),
            NameEntry(
                "e3",
                "event",
                "Russia and Iran sign a partnership treaty",
                words=("sign", "treaty"),
                participants=("Russia", "Iran"),
                places=("Moscow",),
                date="2025-01-17",
                facts=2,
            ),
            NameEntry(
                "e4",
                "event",
                "G7 leaders meet in Kananaskis",
                words=("meet", "summit"),
                participants=("G7", "Canada"),
                places=("Kananaskis",),
                date="2025-06-16",
                facts=2,
            ),
        ]
    )
    return index
