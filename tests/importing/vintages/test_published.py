"""The versions of real files, with the totals that were worked out of them beforehand.

Ukraine: two versions of which nothing can be read, a date given twice by a slip, a day ahead of
its commit. Lebanon: columns that the maintainers worked out anew while the reports stayed. NOAA:
a catalogue of quakes of which some are dropped, and many restated.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.importing.vintages.setting import a_ledger
from tracker.importing import ImportOptions, ImportReport
from tracker.importing.profiles.shipped import profile_named
from tracker.importing.vintages import import_vintages, versions_named
from tracker.ledger import Ledger
from tracker.model import Act, Metric, RecordedClaim, stamp
from tracker.reconcile import dossier
from tracker.reconcile.published_values import published_values
from tracker.reconcile.value_changes import ValueChange, value_changes
from tracker.reconcile.value_statistics import value_statistics

PUBLISHED = Path(__file__).parents[1] / "published"
STEPS = json.loads((PUBLISHED / "expected_steps.json").read_text(encoding="utf-8"))
UKRAINE, LEBANON = "russia-ukraine-war-2022", "lebanon-hostilities-2023"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as their publishers have them."""
    folder = tmp_path_factory.mktemp("published")
    for packed in PUBLISHED.rglob("*.gz"):
        file = folder / packed.relative_to(PUBLISHED).with_suffix("")
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(gzip.decompress(packed.read_bytes()))
    return folder


def imported(ledger: Ledger, folder: Path, names: list[str], profile: str) -> ImportReport:
    known = profile_named(profile)
    versions = versions_named([str(folder / name) for name in names], usual=known.published_name)
    options = ImportOptions(profile=known)
    return import_vintages(ledger, versions, options, is_complete=known.complete)


def rows_of(ledger: Ledger, incident: str, metric: Metric) -> list[RecordedClaim]:
    return [row for row in ledger.snapshot(incident).claims if row.metric is metric]


def day(row: RecordedClaim) -> str:
    return row.asserted_at.text if row.asserted_at else row.ref[:10]


@pytest.fixture(scope="module")
def ukraine(unpacked: Path) -> Iterator[tuple[Ledger, ImportReport]]:
    ledger = a_ledger()
    yield ledger, imported(ledger, unpacked, ["ukraine"], "ukraine-losses")
    ledger.close()


def test_ukraine_each_version_gives_what_was_worked_out_beforehand(
    ukraine: tuple[Ledger, ImportReport],
) -> None:
    ledger, report = ukraine
    rows = rows_of(ledger, UKRAINE, Metric.CASUALTIES)
    words: dict[str, int] = {}

    for step, one in zip(STEPS["ukraine"], report.files, strict=True):
        assert Path(one.file).name == step["file"]
        if "broken" in step:
            assert one.errors
            assert (one.recorded, one.withdrawn) == (0, 0)
            continue
        at = stamp(one.published_at)
        said = [row for row in rows if row.published_at == at]
        kept = {row.ref for row in said if row.act is Act.ASSERT}
        gone = {row.ref[:10] for row in said if row.ref not in kept}
        words = {date: word for date, word in words.items() if date not in gone}
        new = {day(row) for row in said if row.act is Act.ASSERT} - words.keys()
        told = {day(row): row.figure.value or 0 for row in said if row.act is Act.ASSERT}
        changed = {date: [words[date], told[date]] for date in told if date in words}
        words |= told
        assert one.rows == step["rows"]
        assert len(words) == step["distinct_dates"]
        assert len(new) == step["new"]
        assert changed == step["changed"]
        assert one.restated == len(step["changed"])
        assert sum(f"{date}/" in one.remarks[-1] for date in step["dup_dates"]) == one.repeated
        assert one.repeated == len(step["dup_dates"])
    assert len(words) == 1_626
    assert max(words.values()) == words["2026-08-08"] == 1_456_610


def test_ukraine_the_slip_and_its_correction_both_show(
    ukraine: tuple[Ledger, ImportReport],
) -> None:
    ledger, _ = ukraine
    values = published_values(ledger.snapshot(UKRAINE))

    (slip,) = (one for one in values if one.latest.ref.startswith("2024-01-01/"))
    found = value_statistics(one for one in values if one.count.metric is Metric.CASUALTIES)

    assert [one.row.figure.value for one in slip.publications] == [360_010, 790_800, 360_010]
    assert [(one.before.row.figure.value, one.by) for one in slip.restatements()] == [
        (790_800, -430_790)
    ]
    assert (found.values, found.restated, found.raised, found.lowered) == (1_626, 7, 4, 3)
    assert (found.withdrawn, found.returned) == (0, 1)


def test_ukraine_the_day_ahead_of_its_commit_is_found(
    ukraine: tuple[Ledger, ImportReport],
) -> None:
    ledger, _ = ukraine
    kinds = Counter(
        finding.kind.value
        for finding in dossier(ledger.snapshot(UKRAINE), "latest").findings
        if any(word in finding.message for word in ("2023-12-12", "2023-12-11"))
    )

    assert kinds["published_before_asserted"] == 2


def test_ukraine_the_newest_day_stands_though_a_later_one_was_withdrawn(
    ukraine: tuple[Ledger, ImportReport],
) -> None:
    ledger, _ = ukraine
    snapshot = replace(
        ledger.snapshot(UKRAINE), as_of_us=stamp("2024-06-01T00:00:00+00:00").begins_us("UTC")
    )

    bests = [one.estimate.best for one in dossier(snapshot, "latest").pictures]

    assert 339_850 in bests


def test_ukraine_importing_again_records_nothing(
    ukraine: tuple[Ledger, ImportReport], unpacked: Path
) -> None:
    ledger, report = ukraine
    head = ledger.head()

    again = imported(ledger, unpacked, ["ukraine"], "ukraine-losses")

    assert ledger.head() == head
    assert [one.rows for one in again.files] == [one.rows for one in report.files]
    assert {one.recorded + one.withdrawn for one in again.files} == {0}


def test_lebanon_the_reports_stay_while_what_was_worked_out_of_them_changed(unpacked: Path) -> None:
    ledger = a_ledger()

    report = imported(ledger, unpacked, ["lebanon"], "lebanon-daily")
    size = ledger.head().size
    imported(ledger, unpacked, ["lebanon"], "lebanon-daily")

    assert ledger.head().size == size
    assert [one.rows for one in report.files] == [one["rows"] for one in STEPS["lebanon"]]
    assert [one.recorded for one in report.files] == [188, 68, 112, 4, 2]
    assert {one.restated + one.withdrawn for one in report.files} == {0}
    killed = rows_of(ledger, LEBANON, Metric.KILLED)
    by_day = {day(row): row.figure.value or 0 for row in killed}
    assert len(by_day) == len(killed) == 187
    assert sum(by_day.values()) == 502_024
    assert (by_day["2024-12-04"], by_day["2026-03-05"]) == (4_047, 123)
    injured = rows_of(ledger, LEBANON, Metric.INJURED)
    assert sum(row.figure.value or 0 for row in injured) == 1_638_141


NOAA = [f"signif_{month}.txt" for month in ("2015-12", "2018-03", "2019-03")]
CHANGED = {("2015-12", "2018-03"): (16, 9, 30), ("2018-03", "2019-03"): (22, 32, 25)}
"""DEATHS, INJURIES and TOTAL_DEATHS that differ in quakes which both versions have."""
CELLS = [(Metric.KILLED, True), (Metric.INJURED, True), (Metric.KILLED, False)]


@pytest.fixture(scope="module")
def noaa(unpacked: Path) -> Iterator[tuple[Ledger, ImportReport]]:
    ledger = a_ledger()
    yield ledger, imported(ledger, unpacked, NOAA, "noaa-earthquakes")
    ledger.close()


def test_noaa_as_many_cells_changed_as_were_counted(
    noaa: tuple[Ledger, ImportReport], quakes: list[set[str]]
) -> None:
    ledger, report = noaa
    snapshots = list(ledger.snapshots())

    for at, ((first, second), expected) in enumerate(CHANGED.items()):
        both = quakes[at] & quakes[at + 1]
        moments = [stamp(month).ends_us("UTC") for month in (first, second)]
        found: Counter[Any] = Counter()
        for snapshot in snapshots:
            if snapshot.incident.slug.removeprefix("noaa-eq-") in both:
                views = (replace(snapshot, as_of_us=moment) for moment in moments)
                found.update(_cell(change) for change in value_changes(*views))
        assert tuple(found[cell] for cell in CELLS) == expected
        assert len(quakes[at + 1] - quakes[at]) == (118, 107)[at]
        assert len(quakes[at] - quakes[at + 1]) == (6, 0)[at]
    assert [one.rows for one in report.files] == [5_871, 5_983, 6_090]
    assert [one.withdrawn for one in report.files] == [0, 6, 6]


def _cell(change: ValueChange) -> tuple[Metric, bool]:
    return change.count.metric, not change.count.scope


def test_noaa_a_toll_that_was_wrong_for_centuries_is_restated(
    noaa: tuple[Ledger, ImportReport],
) -> None:
    ledger, _ = noaa
    for quake, figures in (("488", [7_220, 100_000]), ("10039", [386, 825])):
        values = published_values(ledger.snapshot(f"noaa-eq-{quake}"))
        (deaths,) = (one for one in values if _is_deaths(one.latest))
        assert [one.row.figure.value for one in deaths.publications] == figures


def _is_deaths(row: RecordedClaim) -> bool:
    return row.metric is Metric.KILLED and not row.scope


def test_noaa_importing_again_records_nothing(
    noaa: tuple[Ledger, ImportReport], unpacked: Path
) -> None:
    ledger, _ = noaa
    head = ledger.head()

    again = imported(ledger, unpacked, NOAA[2:], "noaa-earthquakes")

    assert ledger.head() == head
    assert not any(one.errors for one in again.files)


@pytest.fixture(scope="module")
def quakes(unpacked: Path) -> list[set[str]]:
    """The ids of the quakes in each version, read without the program."""
    texts = [(unpacked / name).read_text(encoding="ascii") for name in NOAA]
    return [{line.split("\t", 1)[0] for line in text.splitlines()[1:]} for text in texts]
