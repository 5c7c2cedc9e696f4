"""Which versions are meant, and when each was published, told by names."""

from dataclasses import replace
from pathlib import Path

import pytest

from tracker.errors import NotFoundError, OptionError, TrackerError
from tracker.importing.vintages import versions_named, versions_since
from tracker.importing.vintages.name_times import time_in_name
from tracker.model import stamp

NAMES = [
    ("2022-03-19T145833Z__b8324a8c.json", "2022-03-19T14:58:33+00:00"),
    ("data_20220319T145833Z.csv.gz", "2022-03-19T14:58:33+00:00"),
    ("20220319145833.json", "2022-03-19T14:58:33"),
    ("toll 2022-03-19 14-58-33.csv", "2022-03-19T14:58:33"),
    ("toll_2022-03-19T14:58+0200.csv", "2022-03-19T14:58+02:00"),
    ("2024-05-01.csv", "2024-05-01"),
    ("toll-20240501-v2.xlsx", "2024-05-01"),
    ("signif_2015-12.txt", "2015-12"),
    ("2024-05-01_2023.csv", "2024-05-01"),
]


@pytest.mark.parametrize(("name", "text"), NAMES)
def test_a_name_gives_its_time_as_exactly_as_it_has_it(name: str, text: str) -> None:
    assert time_in_name(f"a 2001-01-01 folder/{name}").text == text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("latest.csv", "gives no time"),
        ("gtd_2019.csv", "gives no time"),
        ("2024-05-01_to_2024-05-07.csv", "more than one time"),
        ("2024-05-01_2023-05-07.csv", "more than one time"),
        ("2024-02-31.csv", "day"),
        ("202203191458.csv", "gives no time"),
    ],
)
def test_a_name_that_gives_no_one_time_is_refused(name: str, told: str) -> None:
    with pytest.raises(OptionError, match=told):
        time_in_name(name)


def test_a_pattern_says_where_the_time_stands() -> None:
    assert time_in_name("gtd_2019.csv", "gtd_{date}").text == "2019"
    assert time_in_name("2024-05-01_to_2024-05-07.csv", "*_to_{date}").text == "2024-05-07"
    for name, pattern in [("gtd_2019.csv", "ibc_{date}"), ("gtd_2019.csv", "gtd")]:
        with pytest.raises(OptionError, match=r"--published-name|is not as"):
            time_in_name(name, pattern)


def test_a_usual_place_is_tried_first_and_bars_no_other() -> None:
    for name in ("2022-03-19T145833Z__b8324a8c.json", "losses 2022-03-19T145833Z.json"):
        assert time_in_name(name, usual="{date}__").text == "2022-03-19T14:58:33+00:00"


def _put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("x", encoding="utf-8")


def test_a_folder_gives_its_files_in_order_of_their_times(tmp_path: Path) -> None:
    _put(tmp_path, "b_2024-05-01.csv", "a_2024-05-03.csv", "c_2024-04.csv", ".hidden")
    (tmp_path / "older").mkdir()

    found = versions_named([str(tmp_path)])

    assert [one.short for one in found] == ["c_2024-04.csv", "b_2024-05-01.csv", "a_2024-05-03.csv"]


def test_a_version_that_is_a_link_to_nowhere_is_not_left_out_in_silence(tmp_path: Path) -> None:
    """As those that git-annex has not fetched."""
    (tmp_path / "2022-03-01.csv").write_text("ref\n", encoding="utf-8")
    (tmp_path / "2022-03-02.csv").symlink_to("nowhere.csv")

    for name in (tmp_path, tmp_path / "*.csv"):
        with pytest.raises(NotFoundError, match="it is a link that leads nowhere"):
            versions_named([str(name)])


def test_patterns_and_files_may_be_named_together_each_file_counting_once(tmp_path: Path) -> None:
    _put(tmp_path, "2024-05-01.csv", "2024-05-02.csv", "README")
    (first, second) = (str(tmp_path / name) for name in ("2024-05-01.csv", "2024-05-02.csv"))

    found = versions_named([str(tmp_path / "*.csv"), second, first])

    assert [one.name for one in found] == [first, second]


def test_the_last_version_before_a_moment_comes_along_with_those_since(tmp_path: Path) -> None:
    days = [f"2024-05-0{day}" for day in range(1, 6)]
    _put(tmp_path, *(f"{day}.csv" for day in days))
    versions = versions_named([str(tmp_path)])

    for since, kept in (("2024-05-03", days[1:]), ("2024-01", days), ("2025", days[-1:])):
        found = versions_since(versions, stamp(since))
        assert [one.published_at.text for one in found] == kept


def test_a_misdated_version_is_none_to_compare_with(tmp_path: Path) -> None:
    _put(tmp_path, "2024-05-01.csv", "2024-05-02.csv", "2024-05-04.csv")
    first, second, last = versions_named([str(tmp_path)])
    slow = replace(first, misdated="its commit is dated too early")

    found = versions_since((first, second, slow, last), stamp("2024-05-03"))

    assert found == (second, slow, last)


@pytest.mark.parametrize(
    ("names", "error"),
    [
        (["2024-05-01.csv", "2024-05-01_again.csv"], OptionError),
        (["2024-05-01.csv", "2024-05-01T120000Z.csv"], OptionError),
        (["2024-05-01.csv", "README"], OptionError),
        ([], NotFoundError),
    ],
)
def test_versions_whose_order_nothing_tells_are_refused(
    tmp_path: Path, names: list[str], error: type[TrackerError]
) -> None:
    """The end of a day is before noon of the same day in no zone, but not after it in all."""
    _put(tmp_path, *names)

    with pytest.raises(error):
        versions_named([str(tmp_path)])
