"""The skill table as a picture: SVG of its own, black, grey and white."""

import math
from collections.abc import Iterator, Sequence
from html import escape

from benchmarks.replay.scoring import Score, means
from benchmarks.replay.telling import Scores

WIDTH, LEFT, RIGHT, LINE = 760, 110, 250, 30
TOP = 84
_UNDER, _OVER = "#bbb", "#222"


def skill_picture(methods: Scores, references: Scores, counts: int) -> str:
    """Bars of undershoot and overshoot by method, least error first, and the oracle's error
    as a line that no method can pass."""
    told = [(name, means(some)) for name, some in methods.items()]
    told += [
        (f"{name} figure", means(some)) for name, some in references.items() if name != "oracle"
    ]
    rows = sorted((each for each in told if not math.isnan(each[1].error)), key=_least_first)
    most = max(one.error for _, one in rows)
    height = TOP + LINE * len(rows) + 34
    scale = (WIDTH - LEFT - RIGHT) / most
    oracle = means(references["oracle"]).error
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="13" '
            'role="img">',
            "<title>Mean distance of each method from the settled toll</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            _text(12, 24, f"Mean distance from the settled toll, {counts} killed counts, 14 days"),
            f'<rect x="12" y="38" width="12" height="12" fill="{_UNDER}"/>',
            _text(30, 49, "too low"),
            f'<rect x="92" y="38" width="12" height="12" fill="{_OVER}"/>',
            _text(110, 49, "too high   |   dashed: the figure did not exist yet (oracle)"),
            _text(WIDTH - RIGHT + 16, TOP - 10, "error   regret   coverage   width"),
            *_bars(rows, scale),
            f'<path d="M{LEFT + oracle * scale:.1f} {TOP - 4}V{height - 30}" stroke="#000" '
            'stroke-dasharray="4 3"/>',
            _text(LEFT, height - 12, "mean |ln(best / settled)|; bars begin at 0"),
            "</svg>\n",
        )
    )


def _bars(rows: Sequence[tuple[str, Score]], scale: float) -> Iterator[str]:
    for place, (name, one) in enumerate(rows):
        y = TOP + LINE * place
        under, over = one.undershoot * scale, one.overshoot * scale
        yield _text(12, y + 15, name)
        yield f'<rect x="{LEFT}" y="{y}" width="{under:.1f}" height="20" fill="{_UNDER}"/>'
        x = LEFT + under
        yield f'<rect x="{x:.1f}" y="{y}" width="{over:.1f}" height="20" fill="{_OVER}"/>'
        numbers = (one.error, one.regret, one.coverage, one.width)
        for at, number in zip((0, 52, 112, 176), numbers, strict=True):
            yield _text(
                WIDTH - RIGHT + 16 + at, y + 15, "–" if math.isnan(number) else f"{number:.3f}"
            )


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x}" y="{y}" xml:space="preserve">{escape(words)}</text>'


def _least_first(item: tuple[str, Score]) -> float:
    return item[1].error
