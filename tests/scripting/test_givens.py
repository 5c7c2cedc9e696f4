"""What scripts hand over is what they mean: texts, numbers and dates, lists and iterators."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.places import PLACES
from tracker import (
    Ledger,
    OptionError,
    add,
    add_incident,
    edit_incident,
    import_files,
    import_receipt,
    import_vintages,
    read_stamp,
    record_rows,
    verify,
    versions_named,
    watch,
)

pytestmark = pytest.mark.usefixtures("on_files")


@pytest.fixture
def ledger() -> Ledger:
    """One incident with one claim of the police."""
    made = PLACES.open(":memory:")
    add_incident(made, "paris")
    add(made, "paris", source="police", killed=40, published_at="2015-11-13")
    return made


class EachForItself:
    """Answers a comparison as arrays do: with no yes and no no."""

    def __ne__(self, other: object) -> Any:
        return self

    def __bool__(self) -> bool:
        raise ValueError("ambiguous")


NO_TEXTS: tuple[tuple[str, Any], ...] = (
    ("scope", float("nan")),  # as pandas gives the gap of a column of texts
    ("note", b"read by hand"),
    ("via", ["afp", "reuters"]),
    ("killed", {"low": 40}),
    ("note", EachForItself()),
)


@pytest.mark.parametrize(("field", "value"), NO_TEXTS)
def test_what_is_no_text_is_not_recorded_as_python_writes_it(
    ledger: Ledger, field: str, value: Any
) -> None:
    size = ledger.head().size
    report: dict[str, Any] = {"killed": 44, field: value}
    row: dict[str, Any] = {"source": "police", "metric": "killed", "figure": 44}
    row["figure" if field == "killed" else field] = value

    with pytest.raises(OptionError, match=f"{field} takes a text or a number, not"):
        add(ledger, "paris", source="police", **report)
    with pytest.raises(OptionError, match="takes a text or a number, not"):
        record_rows(ledger, "paris", [row])
    with pytest.raises(OptionError, match="title takes a text or a number, not"):
        edit_incident(ledger, "paris", title=value)
    with pytest.raises(OptionError, match="source takes a text or a number, not"):
        add(ledger, "paris", source=value, killed=44)

    assert ledger.head().size == size


def test_dates_and_numbers_are_recorded_as_a_person_writes_them(ledger: Ledger) -> None:
    place: Any = 48.863
    incident = edit_incident(ledger, "paris", occurred_at=date(2015, 11, 13), latitude=place)
    midnight = datetime(2015, 11, 14)  # as pandas makes one of a date
    day = date(2015, 11, 14)
    (claim,) = add(ledger, "paris", source="police", killed=44, published_at=day).claims

    with pytest.raises(OptionError, match="published_at: 2015-11-14 00:00:00 has no zone"):
        add(ledger, "paris", source="afp", killed=44, published_at=midnight)

    assert incident.occurred_at == read_stamp("2015-11-13")
    assert incident.latitude == "48.863"
    assert claim.published_at == read_stamp("2015-11-14")


def test_files_may_come_from_an_iterator_and_one_name_is_no_list_of_them(
    ledger: Ledger, tmp_path: Path
) -> None:
    """As `Path.glob` gives them, which is empty when it is gone through a second time."""
    for number in (51, 52):
        row = f"incident,source,metric,figure\nparis,afp-{number},killed,{number}\n"
        (tmp_path / f"{number}.csv").write_text(row)

    report = import_files(ledger, iter(sorted(tmp_path.glob("*.csv"))))

    assert [one.recorded for one in report.files] == [1, 1]
    assert [one["file"] for one in import_receipt(report)["files"]] == [
        str(tmp_path / "51.csv"),
        str(tmp_path / "52.csv"),
    ]
    for one in (tmp_path / "51.csv", str(tmp_path / "51.csv")):
        with pytest.raises(OptionError, match="files are several; give a list, as in"):
            import_files(ledger, one)  # type: ignore[arg-type]
        with pytest.raises(OptionError, match="files are several"):
            verify(ledger, checkpoints=one)  # type: ignore[arg-type]
    with pytest.raises(OptionError, match=r"keys are several; give a list, as in keys=\['name"):
        verify(ledger, keys="name+id+key")


def test_versions_may_come_from_iterators(ledger: Ledger, tmp_path: Path) -> None:
    for day in ("15", "16"):
        row = f"ref,incident,source,metric,figure\np1,paris,mayor,killed,1{day}\n"
        (tmp_path / f"2015-11-{day}.csv").write_text(row)

    versions = versions_named(tmp_path.glob("*.csv"))
    report = import_vintages(ledger, iter(versions), is_complete=True)

    assert [(one.recorded, one.restated) for one in report.files] == [(1, 0), (1, 1)]
    with pytest.raises(OptionError, match="files are several"):
        versions_named(str(tmp_path))


def test_a_blank_name_is_not_the_folder_one_happens_to_be_in(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To Python the path '' is the folder one is in, and all of it would be moved away."""
    (tmp_path / "thesis.csv").write_text("chapter\none\n")
    monkeypatch.chdir(tmp_path)

    for blank in ("", " "):
        with pytest.raises(OptionError, match="folder is empty"):
            next(watch(tmp_path / "ledger.db", blank, every_s=0.01, once=True))
        with pytest.raises(OptionError, match="name of a file is empty"):
            import_files(ledger, [blank])

    assert [one.name for one in tmp_path.iterdir()] == ["thesis.csv"]
