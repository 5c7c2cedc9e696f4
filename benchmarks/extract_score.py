"""How well the extractor reads sentences that people have labelled: `make extract-score`.

The gold file has one JSON object a line: `text`, `claims` (metric, population, stated, low,
high, attributed_to), `optional` (drafting it counts neither for nor against) and `tags`.
tests/extract/gold/README.md has the conventions.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from tracker.extract import Draft, extract
from tracker.extract.tokens import sentences_of

Label = dict[str, Any]
REPEATS = 3
"""The quickest of so many readings is told, since other programs run beside it."""
_ARTICLES = ("the ", "a ", "an ")


@dataclass(slots=True)
class Score:
    """What was right and wrong over many passages."""

    right: int = 0
    """Drafts that agree with a label in metric, low and high."""
    wrong: int = 0
    """Drafts that agree with none, not even an optional one."""
    missed: int = 0
    """Labels that no draft agrees with."""
    of_right_population: int = 0
    of_right_source: int = 0
    negatives: int = 0
    """Passages without a label."""
    negatives_drafted: int = 0
    faults: list[str] = field(default_factory=list)
    """Each fault in a line, with its passage."""

    def shape(self, sentences_per_second: float) -> dict[str, float]:
        """The shares, from 0 to 1; 1 where there was nothing to be right or wrong about."""
        return {
            "precision": _share(self.right, self.right + self.wrong),
            "recall": _share(self.right, self.right + self.missed),
            "population": _share(self.of_right_population, self.right),
            "attribution": _share(self.of_right_source, self.right),
            "negatives_drafted": _share(self.negatives_drafted, self.negatives, nothing=0.0),
            "sentences_per_second": round(sentences_per_second, 1),
        }


def _share(part: int, whole: int, *, nothing: float = 1.0) -> float:
    return round(part / whole, 4) if whole else nothing


def scored(rows: Iterable[Label]) -> Score:
    """The score of the extractor on labelled passages. A denial, which is drafted as a dispute,
    states no figure and counts as no draft."""
    score = Score()
    for row in rows:
        drafts = [one for one in extract(row["text"]) if one.act == "assert"]
        _score_row(row, drafts, score)
    return score


def _score_row(row: Label, drafts: Sequence[Draft], score: Score) -> None:
    left, optional = list(row["claims"]), list(row.get("optional", ()))
    if not (left or optional):
        score.negatives += 1
        score.negatives_drafted += bool(drafts)
    for draft in drafts:
        label = _nearest(draft, left)
        if label is not None:
            left.remove(label)
            _score_match(row, draft, label, score)
        elif (spare := _nearest(draft, optional)) is not None:
            optional.remove(spare)
        else:
            score.wrong += 1
            score.faults.append(f"wrong   {_told(draft)} | {row['text']}")
    score.missed += len(left)
    score.faults += [f"missed  {one['metric']} {one['stated']} | {row['text']}" for one in left]


def _score_match(row: Label, draft: Draft, label: Label, score: Score) -> None:
    score.right += 1
    score.of_right_population += draft.population == label["population"]
    score.of_right_source += _is_same_source(draft, label)
    if draft.population != label["population"]:
        of_whom = f"{draft.population}, not {label['population']}"
        score.faults.append(f"people  {draft.figure} of {of_whom} | {row['text']}")
    if not _is_same_source(draft, label):
        whose = f"{draft.attributed_to!r}, not {label['attributed_to']!r}"
        score.faults.append(f"source  {draft.figure} by {whose} | {row['text']}")


def _nearest(draft: Draft, labels: Sequence[Label]) -> Label | None:
    """The label of the same metric, low and high, by preference of the same people and source."""
    same = [
        one
        for one in labels
        if (one["metric"], one["low"], one["high"]) == (draft.metric, draft.low, draft.high)
    ]
    return max(
        same,
        key=lambda one: (one["population"] == draft.population) + _is_same_source(draft, one),
        default=None,
    )


def _is_same_source(draft: Draft, label: Label) -> bool:
    return _plain(draft.attributed_to) == _plain(label["attributed_to"])


def _plain(name: str | None) -> str | None:
    """A name without a leading article, in small letters: "The mayor" is "the mayor"."""
    if name is None:
        return None
    small = " ".join(name.split()).casefold()
    return next((small.removeprefix(one) for one in _ARTICLES if small.startswith(one)), small)


def _told(draft: Draft) -> str:
    return f"{draft.metric} {draft.figure} ({draft.low}, {draft.high}; {draft.why})"


def sentences_per_second(texts: Sequence[str]) -> float:
    """Sentences read in a second, in the quickest of three readings of all texts."""
    sentences = sum(1 for text in texts for _ in sentences_of(text))
    return sentences / min(_seconds(texts) for _ in range(REPEATS))


def _seconds(texts: Sequence[str]) -> float:
    start = perf_counter()
    for text in texts:
        extract(text)
    return perf_counter() - start


def read_gold(path: Path) -> list[Label]:
    """The labelled passages of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Scores the files named on the command line and prints what was seen."""
    parser = argparse.ArgumentParser(description="Score the extractor on labelled sentences.")
    parser.add_argument("--gold", required=True, type=Path, help="labelled passages, JSON Lines")
    parser.add_argument("--json", type=Path, help="write the score here too")
    parser.add_argument("--faults", action="store_true", help="print every fault")
    given = parser.parse_args(arguments)
    rows = read_gold(given.gold)
    score = scored(rows)
    shape = score.shape(sentences_per_second([row["text"] for row in rows]))
    if given.faults:
        sys.stdout.write("\n".join((*score.faults, "")))
    counts = f"{score.right} right, {score.wrong} wrong, {score.missed} missed"
    negatives = f"{score.negatives_drafted} of {score.negatives} negatives drafted"
    sys.stdout.write(f"{given.gold.name}: {len(rows)} passages; {counts}; {negatives}\n")
    for name, value in shape.items():
        sys.stdout.write(f"  {name:22}{value:10,.3f}\n")
    if given.json:
        given.json.write_text(json.dumps(shape) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
