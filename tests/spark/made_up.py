"""Incidents as real ones are: several zones, voices that repeat, take back, contest and relay."""

import csv
import random
from pathlib import Path

COLUMNS = (
    *("ref", "incident", "source", "source_kind", "metric", "scope", "figure", "low", "high"),
    *("asserted_at", "published_at", "act", "target", "reason", "relays"),
)
KINDS = ("hospital", "police", "government", "media", "armed_group")


def write_incidents(path: Path, incidents: int) -> None:
    """A CSV of so many incidents with one to nine rows each, the same for every run."""
    chance = random.Random(6)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        for number in range(incidents):
            for place in range(1 + chance.randrange(9)):
                writer.writerow(_row(f"made-up-{number}", place, chance))


def _row(incident: str, place: int, chance: random.Random) -> dict[str, str]:
    voice = chance.randrange(12)
    date = f"2016-07-{chance.randrange(20, 31)}"
    timed = f"{date}T{chance.randrange(24):02}:{chance.randrange(60):02}"
    before = f"{incident}-{chance.randrange(place)}" if place else ""
    row = {
        "ref": f"{incident}-{place}",
        "incident": incident,
        "source": f"voice-{voice}",
        "source_kind": KINDS[voice % len(KINDS)],
        "metric": chance.choice(("killed", "killed", "injured")),
        "scope": chance.choice(("", "", "Turkey", "مدينة")),
        "asserted_at": chance.choice((date, timed, f"{timed}+03:00", "2016-07")),
    }
    if before and chance.random() < 0.15:
        act = chance.choice(("retract", "dispute", "void"))
        reason = "counted twice" if act == "void" else ""
        return row | {"act": act, "target": before, "reason": reason, "figure": "40"}
    bounds = chance.choice(
        ({"figure": f"at least {voice}"}, {"low": "3", "high": "9"}, {"low": "?"})
    )
    return row | bounds | {"relays": before if before and chance.random() < 0.1 else ""}
