"""Files of made-up claims in the canonical columns, the same for every run."""

import csv
import random
from pathlib import Path

COLUMNS = (
    *("ref", "incident", "source", "source_kind", "via", "metric", "population", "scope"),
    *("mode", "figure", "low", "high", "asserted_at", "published_at", "url", "act"),
    *("target", "reason", "relays", "note"),
)
KINDS = ("hospital", "police", "government", "media", "news_agency", "monitor")
WORDINGS = ("{n}", "at least {n}", "more than {n}", "about {n}", "{n} people", "up to {n}")
CLAIMS_AN_INCIDENT = 10
VOICES = 500


def write_claims(path: Path, claims: int, an_incident: int = CLAIMS_AN_INCIDENT) -> None:
    """A CSV of so many claims, and so many an incident, in the patterns of the real files."""
    chance = random.Random(20160727)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for number in range(claims):
            rows.writerow(_row(number, number // an_incident, chance))


def _row(number: int, incident: int, chance: random.Random) -> list[str]:
    voice = chance.randrange(VOICES)
    day, hour = 1 + chance.randrange(28), chance.randrange(24)
    date = f"2016-{1 + incident % 12:02}-{day:02}"
    timed = f"{date}T{hour:02}:{chance.randrange(60):02}:{chance.randrange(60):02}+03:00"
    said = timed if chance.random() < 0.5 else date
    wording = chance.choice(WORDINGS).format(n=1 + chance.randrange(400))
    return [
        f"r-{number}",
        f"incident-{incident}",
        f"source-{voice}",
        KINDS[voice % len(KINDS)],
        f"outlet-{chance.randrange(900)}",
        chance.choice(("killed", "killed", "injured")),
        "all",
        "",
        "total",
        wording,
        "",
        "",
        said,
        said,
        f"https://example.org/{number:x}/{voice}",
        "assert",
        "",
        "",
        "",
        "date inferred" if number % 3 else "",
    ]
