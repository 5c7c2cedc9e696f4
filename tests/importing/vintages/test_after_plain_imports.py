"""Versions of a file of which some were imported plainly before: one by one, in any order."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing.setting import take_all
from tests.importing.vintages.setting import a_ledger, counts, rows_under, said, take, versions
from tests.importing.vintages.test_series import newest_by
from tracker.importing import FileReport, ImportOptions, import_files
from tracker.importing.vintages import Version
from tracker.ledger import Ledger
from tracker.model import Act

DAY = "2022-03-01"
MOMENTS = [f"2022-03-{day:02}T10:00+00:00" for day in (3, 4, 5)]


def plainly(folder: Path, ledger: Ledger, one: Version, *, dated: bool = True) -> FileReport:
    """What became of a version that was imported as any file is."""
    options = ImportOptions(published_at=one.published_at if dated else None)
    (report,) = import_files(ledger, [folder / one.name], options).files
    return report


def three(folder: Path, *figures: int) -> list[Version]:
    """Versions of three days with those figures of one day."""
    rows = ([(DAY, figure)] for figure in figures)
    return versions(folder, dict(zip(MOMENTS, rows, strict=False)))


def stood(ledger: Ledger) -> list[str]:
    """The figure that stood after each version."""
    return [newest_by(ledger, moment)["killed"] for moment in MOMENTS]


def test_a_value_that_was_antedated_by_an_older_version_stands_again(tmp_path: Path) -> None:
    """The third version, then the first with its value, is to a plain import a slip in a date."""
    ledger = a_ledger()
    first, second, third = three(tmp_path, 10, 20, 10)
    plainly(tmp_path, ledger, third)
    plainly(tmp_path, ledger, first)
    plainly(tmp_path, ledger, second)
    assert stood(ledger)[-1] == "20"

    report = take(ledger, [first, second, third])
    size = ledger.head().size
    take(ledger, [first, second, third])

    assert stood(ledger) == ["10", "20", "10"]
    assert [counts(one) for one in report.files] == [
        (1, 0, 1, 0, 0), (1, 0, 1, 0, 0), (1, 1, 0, 1, 0),
    ]  # fmt: skip
    dated = rows_under(ledger, DAY)[0].id[:8]
    told = f"given again in {third.short}; {dated} was dated otherwise since"
    assert rows_under(ledger, DAY)[-1].note == told
    assert ledger.head().size == size


def test_a_publication_that_was_typed_too_late_keeps_no_version_out(tmp_path: Path) -> None:
    ledger = a_ledger()
    first, second, _ = three(tmp_path, 10, 10, 20)
    plainly(tmp_path, ledger, second)
    plainly(tmp_path, ledger, first)

    report = take(ledger, [first])

    assert [one.errors for one in report.files] == [()]
    assert counts(report.files[0]) == (1, 0, 1, 0, 0)


def test_what_said_nowhere_when_it_was_published_learns_it_from_the_first_version(
    tmp_path: Path,
) -> None:
    ledger = a_ledger()
    days = {MOMENTS[0]: [(DAY, 10), ("2022-03-02", 12)], MOMENTS[1]: [(DAY, 10)]}
    first, second = versions(tmp_path, days)
    plainly(tmp_path, ledger, first, dated=False)

    report = take(ledger, [first, second])

    assert (report.files[0].recorded, report.files[0].revised, report.files[0].new) == (2, 2, 0)
    assert report.files[1].withdrawn == 1
    assert (
        "2 earlier claims gave no publication, and are corrected to that of this version: "
        "2022-03-01, 2022-03-02"
    ) in report.files[0].remarks
    assert [act for act, _, _ in said(ledger, "2022-03-02")] == [
        Act.ASSERT, Act.CORRECT, Act.RETRACT,
    ]  # fmt: skip
    assert [newest_by(ledger, moment) for moment in MOMENTS[:2]] == [
        {"killed": "12"}, {"killed": "10"},
    ]  # fmt: skip


def test_a_publication_that_its_recorder_put_later_is_left_alone(tmp_path: Path) -> None:
    """As of a commit by a clock that was slow."""
    ledger = a_ledger()
    first, second, _ = three(tmp_path, 10, 20, 20)
    take(ledger, [first, second])
    target = rows_under(ledger, DAY)[0].id
    header = "incident,source,metric,figure,act,target,reason,asserted_at,published_at\n"
    row = f"war,staff,killed,10,correct,{target},slow,{DAY},2022-03-03T20:00+00:00\n"
    take_all(ledger, tmp_path, {"ours.csv": header + row})

    report = take(ledger, [first, second])

    assert [one.recorded for one in report.files] == [0, 0]


FIGURES = st.lists(st.integers(1, 2), min_size=3, max_size=3)
BEFORE = st.lists(st.tuples(st.sampled_from([0, 1, 2]), st.booleans()), min_size=1, max_size=3)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figures=FIGURES, before=BEFORE)
def test_whatever_was_imported_before_the_versions_say_what_stood(
    figures: list[int], before: list[tuple[int, bool]], tmp_path: Path
) -> None:
    ledger = a_ledger()
    some = three(tmp_path, *figures)
    for at, dated in before:
        plainly(tmp_path, ledger, some[at], dated=dated)

    take(ledger, some)
    size = ledger.head().size
    take(ledger, some)

    assert stood(ledger) == list(map(str, figures))
    assert ledger.head().size == size
