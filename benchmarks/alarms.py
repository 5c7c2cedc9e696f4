"""How many findings fire on real incidents, and how many of them are true: `make alarms`.

`judged.tsv` beside this file holds a person's verdict on each finding of the seven incidents as
everything public shows them, with a reason read off the claims. A finding is true where an
editor who follows it learns something that the figures alone do not say, and false where the
claims explain it away. `single_voice` and `party_claim` state facts of the sources and are counted,
not judged. A finding without a verdict is printed as unjudged and counts for nothing.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tracker.importing import ImportOptions, import_files
from tracker.ledger import Ledger
from tracker.reconcile import Dossier, FindingKind, dossier

JUDGED = Path(__file__).with_name("judged.tsv")
FACTS = (FindingKind.SINGLE_VOICE, FindingKind.PARTY_CLAIM)


class Alarm(NamedTuple):
    """A finding by what stays the same from ledger to ledger."""

    incident: str
    kind: str
    about: str
    """The count, as text."""
    ref: str
    """Ref of the first claim that it names."""


class Tally(NamedTuple):
    """How the findings of one kind fared."""

    true: int
    false: int
    unjudged: int

    @property
    def precision(self) -> float | None:
        """Share of the judged ones that are true; None where none was judged."""
        judged = self.true + self.false
        return self.true / judged if judged else None


def alarms_in(found: Dossier) -> Iterator[Alarm]:
    """The findings of a dossier."""
    refs = {row.id: row.ref for row in found.snapshot.claims}
    slug = found.snapshot.incident.slug
    for one in found.findings:
        ref = refs[one.claims[0]] if one.claims else ""
        yield Alarm(slug, one.kind.value, str(one.count), ref)


def verdicts(path: Path = JUDGED) -> dict[Alarm, bool]:
    """What a person judged: alarm → true or false. Raises ValueError for another word."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    strange = {row["verdict"] for row in rows} - {"true", "false"}
    if strange:
        raise ValueError(f"{path.name}: a verdict is true or false, not {', '.join(strange)}")
    return {
        Alarm(row["incident"], row["kind"], row["count"], row["ref"]): row["verdict"] == "true"
        for row in rows
    }


def tallies(alarms: Iterable[Alarm], judged: Mapping[Alarm, bool]) -> dict[str, Tally]:
    """Kind → how its findings fared, in the order of FindingKind; all kinds, also unfired."""
    counted: Counter[tuple[str, bool | None]] = Counter(
        (one.kind, judged.get(one)) for one in alarms
    )
    return {
        kind.value: Tally(*(counted[(kind.value, fared)] for fared in (True, False, None)))
        for kind in FindingKind
    }


def lines(alarms: Sequence[Alarm], judged: Mapping[Alarm, bool]) -> Iterator[str]:
    """The table: findings of each kind and incident, then true, false and precision."""
    incidents = sorted({one.incident for one in alarms})
    each = Counter((one.kind, one.incident) for one in alarms)
    heads = [slug[:9] for slug in incidents]
    yield f"{'kind':30}" + "".join(f"{head:>10}" for head in heads) + "   true false precision"
    for kind, tally in tallies(alarms, judged).items():
        row = "".join(f"{each[(kind, slug)] or '–':>10}" for slug in incidents)
        yield f"{kind:30}{row}{_fared(kind, tally)}"
    told = [one for one in alarms if one.kind not in FACTS]
    per = "".join(f"{sum(1 for one in told if one.incident == slug):>10}" for slug in incidents)
    true = sum(1 for one in told if judged.get(one) is True)
    false = sum(1 for one in told if judged.get(one) is False)
    share = f"{true / (true + false):>10.2f}" if true + false else f"{'–':>10}"
    yield f"{'all but plain facts':30}{per}{true:>7}{false:>6}{share}"
    for one in told:
        if one not in judged:
            yield f"unjudged: {' '.join(one)}"


def _fared(kind: str, tally: Tally) -> str:
    if kind in FACTS:
        return "   a fact, not judged"
    share = "–" if tally.precision is None else f"{tally.precision:.2f}"
    return f"{tally.true:>7}{tally.false:>6}{share:>10}"


def alarms_over(directory: Path) -> list[Alarm]:
    """The findings on every incident of a directory of claims files, everything public."""
    ledger = Ledger.open(":memory:")
    try:
        files = sorted(str(path) for path in directory.glob("*.csv"))
        import_files(ledger, files, ImportOptions())
        return [
            alarm
            for slug in ledger.incidents()
            for alarm in alarms_in(dossier(ledger.snapshot(slug)))
        ]
    finally:
        ledger.close()


def main(arguments: Sequence[str]) -> None:
    """Print the table for a directory of claims files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--claims", type=Path, required=True, help="directory of claims files")
    for line in lines(alarms_over(parser.parse_args(arguments).claims), verdicts()):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
