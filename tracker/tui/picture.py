"""A picture of the screen that needs nothing from outside: no fonts are fetched, no link leads out.

What Rich and Textual write names fonts on another server; whoever opened the picture would be
seen there.
"""

import re

from textual.app import App

_FONT_FACES = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_COMMENTS = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_LIGHTS = re.compile(r'<g transform="translate\(26,22\)">.*?</g>', re.DOTALL)
_FAMILY = "font-family: Fira Code, monospace"
_OWN_FAMILY = "font-family: ui-monospace, DejaVu Sans Mono, Menlo, Consolas, monospace"


def picture(app: "App[None]", title: str) -> str:
    """The screen as SVG, as it stands."""
    return self_contained(app.export_screenshot(title=title, simplify=True))


def self_contained(svg: str) -> str:
    """The picture without what leads out of it, and without a window's buttons."""
    for found in (_FONT_FACES, _COMMENTS, _LIGHTS):
        svg = found.sub("", svg)
    return svg.replace(_FAMILY, _OWN_FAMILY).replace(
        "font-family: arial", "font-family: sans-serif"
    )
