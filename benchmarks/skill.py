"""How near each method comes to where tolls settled, hour by hour: `make skill`.

Replays every killed count that has a settled toll and at least six total claims, at each
hour from the first public claim for fourteen days. Definitions: docs/methods.md, *Skill*.
Runs as `python -m benchmarks.skill` and, from anywhere, as a file.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

if not __package__:  # Run as a file: the project stands above this folder.
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from benchmarks.replay import choosing, telling
from benchmarks.replay.picture import skill_picture
from benchmarks.replay.scoring import (
    Moments,
    Score,
    answers,
    greatest,
    hindsight,
    moments_of,
    scored,
)
from benchmarks.replay.series import Series, UnusableFolderError, read_series
from tracker.errors import MethodError


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables; write JSON and the picture where asked."""
    options = _parser().parse_args(arguments)
    for place in (options.json, options.picture):
        _refuse_unwritable(place)
    try:
        series = read_series(options.claims)
    except (UnusableFolderError, OSError) as problem:
        raise SystemExit(f"skill: {problem}") from problem
    moments = moments_of(series)
    methods = _scores(moments)
    references = {
        "oracle": [scored(hindsight(one.series.settled), [one])[0] for one in moments],
        "greatest": scored(greatest, moments),
    }
    left = list(choosing.leave_one_out(moments))
    _print(telling.skill_lines(methods, references))
    _print(telling.requirement_lines(methods, references))
    _print(telling.count_lines(methods, references, moments))
    if left:
        _print(telling.left_out_lines(left))
    if options.sensitivity:
        _print(telling.sensitivity_lines(choosing.sensitivity(moments)))
    if options.shake:
        _print_shaken(series, options.shake)
    if options.json:
        shape = telling.skill_shape(methods, references, moments)
        shape["leave_one_incident_out"] = telling.left_out_shape(left)
        text = json.dumps(shape, indent=2, ensure_ascii=False, allow_nan=False)
        _write(options.json, text + "\n")
    if options.picture:
        picture = skill_picture(methods, references, len(moments))
        _write(options.picture, picture)


def _refuse_unwritable(place: Path | None) -> None:
    """Ends the program where a file could not be written: before the work, not after it."""
    if place is None:
        return
    if place.is_dir():
        raise SystemExit(f"skill: {place}: it is a folder; name a file")
    if not place.parent.is_dir():
        raise SystemExit(f"skill: {place}: there is no folder {place.parent}")


def _write(place: Path, text: str) -> None:
    try:
        place.write_text(text, encoding="utf-8")
    except OSError as problem:
        raise SystemExit(f"skill: {place}: {problem}") from problem


def _scores(moments: Sequence[Moments]) -> dict[str, list[Score]]:
    """Method → its scores. One that somebody registered and that fails is said and left out."""
    usable, broken = answers()
    scores: dict[str, list[Score]] = {}
    for name, answer in usable.items():
        try:
            scores[name] = scored(answer, moments)
        except MethodError as problem:
            broken.append(problem)
    for one in broken:
        print(f"left out: {one}", file=sys.stderr)
    return scores


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--claims",
        type=Path,
        action="append",
        required=True,
        metavar="DIR",
        help="a folder of claims files, sources.csv and settled.csv; may be given several times",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every score there")
    parser.add_argument("--picture", type=Path, metavar="FILE", help="write an SVG there")
    parser.add_argument(
        "--sensitivity", action="store_true", help="score values around those in use"
    )
    parser.add_argument(
        "--shake", type=int, default=0, metavar="N", help="score N perturbed copies as well"
    )
    return parser


def _print_shaken(series: Sequence[Series], copies: int) -> None:
    shaken = list(choosing.shaken(series, copies))
    if shaken:
        _print(telling.shaken_lines(shaken))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
    print()


if __name__ == "__main__":
    main()
