"""Real files made by others, against the totals that pandas and DuckDB gave of them.

Copies stand in tests/importing/published, with their licences; NOAA's are public domain.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.importing.profiles.setting import every_claim
from tracker.importing import FileReport, ImportOptions, import_files
from tracker.importing.profiles.shipped import profile_named
from tracker.ledger import Ledger
from tracker.model import RecordedClaim

PUBLISHED = Path(__file__).parents[1] / "published"
SECONDARY = "with secondary effects"


def imported(name: str, profile: str) -> tuple[FileReport, Ledger, Path]:
    """The report on a published file, the ledger that took it, and the file."""
    path = PUBLISHED / name
    ledger, options = Ledger.open(":memory:"), ImportOptions(profile=profile_named(profile))
    return import_files(ledger, [str(path)], options).files[0], ledger, path


def refuse_news(ledger: Ledger, path: Path, profile: str) -> None:
    """Fails where a file that was imported before gives anything new."""
    size = ledger.head().size
    again = import_files(ledger, [str(path)], ImportOptions(profile=profile_named(profile)))
    records = len(ledger.incidents()) + len(ledger.sources())
    assert (again.files[0].recorded, again.size) == (0, size)
    assert again.files[0].already_known == size - records


def total(claims: Iterable[RecordedClaim]) -> tuple[int, int]:
    """How many claims there are, and the sum of their numbers, each of which is exact."""
    numbers = [(claim.figure.low, claim.figure.high) for claim in claims]
    assert all(low == high for low, high in numbers)
    return len(numbers), sum(low for low, _ in numbers if low is not None)


NOAA = [
    ("2015-12", 5871, (1897, 7677337), (1057, 2556704), (18, 45438), (1505, 7131730), 459),
    ("2018-03", 5983, (1954, 7753187), (1117, 2658697), (19, 45059), (1573, 7194031), 468),
    ("2019-03", 6090, (2013, 7757019), (1183, 2682545), (20, 46478), (1633, 7199849), 468),
]


@pytest.mark.parametrize(
    ("month", "rows", "deaths", "injuries", "missing", "with_tsunami", "classes"), NOAA
)
def test_noaa_earthquakes_sum_to_what_was_counted_outside(
    month: str,
    rows: int,
    deaths: tuple[int, int],
    injuries: tuple[int, int],
    missing: tuple[int, int],
    with_tsunami: tuple[int, int],
    classes: int,
) -> None:
    report, ledger, path = imported(f"signif_{month}.txt.gz", "noaa-earthquakes")
    claims = every_claim(ledger)

    def of(metric: str, scope: str = "") -> tuple[int, int]:
        return total(one for one in claims if (one.metric, one.scope) == (metric, scope))

    assert (report.rows, report.refused) == (rows, 0)
    assert of("killed") == deaths
    assert of("injured") == injuries
    assert of("missing") == missing
    assert of("killed", SECONDARY) == with_tsunami
    told = f"column 'DEATHS_DESCRIPTION': {classes} times a size class and no number; not counted"
    assert told in report.remarks
    assert {claim.published_at.text for claim in claims if claim.published_at} == {month}
    early = ledger.incidents()["noaa-eq-3"]
    assert early.occurred_at is None
    assert early.summary == "When it happened, as the file has it: 2000 BC."
    assert any(text.startswith("6 incidents before Christ") for text in report.remarks)
    if month == NOAA[-1][0]:
        refuse_news(ledger, path, "noaa-earthquakes")


def test_ukraine_is_one_series_of_a_partys_claims() -> None:
    report, ledger, path = imported("russia_losses_personnel.json.gz", "ukraine-losses")
    claims = every_claim(ledger)
    refuse_news(ledger, path, "ukraine-losses")

    losses = [claim for claim in claims if claim.metric == "casualties"]
    days = [claim.asserted_at.text for claim in losses if claim.asserted_at]
    assert report.rows == len(set(days)) == 1626
    assert (days[0], days[-1]) == ("2022-02-25", "2026-08-08")
    assert losses[-1].figure.value == max(one.figure.value or 0 for one in losses) == 1_456_610
    assert sum(claim.metric == "detained" for claim in claims) == 62
    assert sum(claim.figure.wording.startswith("about") for claim in losses) == 1620
    assert sum(claim.figure.qualifier == "more_than" for claim in losses) == 6


def test_lebanon_gives_what_was_reported_and_not_what_was_worked_out() -> None:
    report, ledger, path = imported("lebanon_casualties_daily.json", "lebanon-daily")
    claims = every_claim(ledger)
    refuse_news(ledger, path, "lebanon-daily")

    killed = [claim for claim in claims if claim.metric == "killed"]
    injured = [claim for claim in claims if claim.metric == "injured"]
    assert report.rows == 187
    assert total(killed) == (187, 502_024)
    assert total(injured) == (187, 1_638_141)
    by_phase = [sum(f"phase {phase}" in one.note for one in killed) for phase in (1, 2)]
    assert by_phase == [56, 131]
    assert (killed[55].figure.value, injured[55].figure.value) == (4_047, 16_638)
    assert (killed[56].figure.value, killed[186].figure.value) == (123, 4_346)
    assert sum(claim.via == "OCHA" for claim in killed) == 25
    assert {claim.source for claim in claims} == {"lebanon-health-ministry"}


def test_the_aggregation_keeps_its_ranges_and_its_blanks() -> None:
    report, ledger, path = imported("totals.csv.gz", "casualty-source-aggregation")
    claims = every_claim(ledger)
    refuse_news(ledger, path, "casualty-source-aggregation")

    assert report.rows == 760
    assert "306 rows without a figure" in report.remarks
    assert len({claim.incident for claim in claims}) == 81
    assert sum(claim.figure.low is None for claim in claims) == 315 - 306
    assert sum(claim.figure.high is None for claim in claims) == 396 - 306
    assert sum(claim.figure.low or 0 for claim in claims) == 150_423_417
    assert sum(claim.figure.high or 0 for claim in claims) == 260_166_531
    counts = {(claim.incident, claim.population, claim.scope) for claim in claims}
    assert len(counts) == len(claims) == 760 - 306
