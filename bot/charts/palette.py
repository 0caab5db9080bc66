"""The colours of a picture. Each has a background of its own, because Discord doesn't say whether a reader's theme is dark or light."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.chart import Side, Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours. Blue and orange can be told apart by most who see colours differently; every mark has a shape of its own too."""

    card: str
    edge: str
    ink: str
    muted: str
    """Small print: as readable as the rest, but quieter."""
    faint: str
    """Lines that only guide the eye."""
    accent: str
    sides: dict[Side, str]


_DARK = Palette(
    card="#1f2126",
    edge="#3a3d45",
    ink="#f2f3f5",
    muted="#adb2bc",
    faint="#454954",
    accent="#8ab4f8",
    sides={Side.FOR: "#6cb6ff", Side.AGAINST: "#ffa657", Side.BOTH: "#c9a7ff", Side.UNCLEAR: "#adb2bc"},
)
_LIGHT = Palette(
    card="#fbfaf6",
    edge="#d9d6cc",
    ink="#1e1f22",
    muted="#5c6068",
    faint="#d2d0c8",
    accent="#1f66b8",
    sides={Side.FOR: "#1f66b8", Side.AGAINST: "#b4540a", Side.BOTH: "#6c4bb3", Side.UNCLEAR: "#5c6068"},
)
PALETTES = {Theme.DARK: _DARK, Theme.LIGHT: _LIGHT}
