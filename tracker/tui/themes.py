"""Themes: quiet colours on dark and on light, high contrast, and the terminal's own colours.

Meaning is never in a colour: lines differ in weight, states stand in words.
"""

from textual.theme import Theme

NIGHT, DAY, CONTRAST = "tracker-night", "tracker-day", "tracker-contrast"
ANSI = "ansi-dark"
"""The terminal's own colours; where NO_COLOR is set, none at all."""

THEMES = (
    Theme(
        name=NIGHT,
        primary="#7aa2c4",
        secondary="#8f9aa6",
        accent="#d9a441",
        warning="#d9a441",
        error="#d0736f",
        success="#7fae8c",
        foreground="#d7dadd",
        background="#14171a",
        surface="#1a1e22",
        panel="#23292f",
        variables={"band": "#4a3a14", "voice-band": "#1f3747"},
    ),
    Theme(
        name=DAY,
        primary="#1f5f8b",
        secondary="#566470",
        accent="#8a5a00",
        warning="#8a5a00",
        error="#a02c28",
        success="#2f6d42",
        foreground="#1c2126",
        background="#f4f4f1",
        surface="#ecece7",
        panel="#dcdcd4",
        dark=False,
        variables={"band": "#ecd9ac", "voice-band": "#c5dcea"},
    ),
    Theme(
        name=CONTRAST,
        primary="#00d7ff",
        secondary="#ffffff",
        accent="#ffff00",
        warning="#ffff00",
        error="#ff8080",
        success="#80ff80",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#303030",
        variables={"band": "#5c5c00", "voice-band": "#005c6e"},
    ),
)
CHOICES = {
    NIGHT: "night, quiet on dark",
    DAY: "day, quiet on light",
    CONTRAST: "high contrast",
    ANSI: "the terminal's own colours, dark",
    "ansi-light": "the terminal's own colours, light",
}
"""What the palette offers."""
DEFAULTS = {"band": "#4a3a14", "voice-band": "#1f3747"}
"""What lies behind an estimate and a voice, in themes that do not say."""


def first_theme(*, no_color: bool, kept: str) -> str:
    """The theme to begin with: the one kept from last time; without colour the terminal's."""
    if no_color:
        return ANSI
    return kept if kept in CHOICES else NIGHT
