"""Each profile that comes with the program, on a file with its publisher's columns."""

from pathlib import Path

import pytest

from tests.importing.profiles.setting import every_claim
from tracker.importing import FileReport, ImportOptions, import_files
from tracker.importing.profiles.looking import check_file
from tracker.importing.profiles.shipped import profile_named, profile_names
from tracker.ledger import Ledger

FILES = Path(__file__).with_name("files")
SAMPLES = sorted(path for path in FILES.iterdir() if path.suffix != ".md")


def profile_of(path: Path) -> str:
    """The profile whose sample a file is."""
    return next(name for name in profile_names() if path.stem.startswith(name))


def told(path: Path) -> tuple[list[str], FileReport, Ledger]:
    """The claims of a sample in short, the report, and the ledger."""
    ledger = Ledger.open(":memory:")
    options = ImportOptions(profile=profile_named(profile_of(path)))
    report = import_files(ledger, [str(path)], options).files[0]
    return (
        [
            f"{claim.incident} {claim.count} = {claim.figure.wording or '-'}"
            f" [{claim.figure.low}, {claim.figure.high}] {claim.source}"
            for claim in every_claim(ledger)
        ],
        report,
        ledger,
    )


EXPECTED = {
    "ucdp-ged.csv": [
        "ucdp-900001 killed / all = best 10 (low 10, high 14) [10, 14] ucdp",
        "ucdp-900001 killed / combatants, Government of North = 3 [3, 3] ucdp",
        "ucdp-900001 killed / combatants, Rebels = 5 [5, 5] ucdp",
        "ucdp-900001 killed / civilians = 2 [2, 2] ucdp",
        "ucdp-900001 killed / all, of unknown status = 0 [0, 0] ucdp",
        "ucdp-900002 killed / all = 6 [6, 6] ucdp",
        "ucdp-900002 killed / combatants, Government of North = 0 [0, 0] ucdp",
        "ucdp-900002 killed / civilians = 6 [6, 6] ucdp",
        "ucdp-900002 killed / all, of unknown status = 0 [0, 0] ucdp",
        "ucdp-900003 killed / all = best 8 (low 9, high 5) [5, 9] ucdp",
        "ucdp-900003 killed / combatants, Militia of the hill = 4 [4, 4] ucdp",
        "ucdp-900003 killed / combatants, Militia of the plain = 1 [1, 1] ucdp",
        "ucdp-900003 killed / civilians = 0 [0, 0] ucdp",
        "ucdp-900003 killed / all, of unknown status = 3 [3, 3] ucdp",
    ],
    "gtd.csv": [
        "gtd-201901010001 killed / all = 12 [12, 12] start-gtd",
        "gtd-201901010001 killed / attackers = 2 [2, 2] start-gtd",
        "gtd-201901010001 killed / all, US nationals = 0 [0, 0] start-gtd",
        "gtd-201901010001 injured / all = 30 [30, 30] start-gtd",
        "gtd-201901010001 injured / attackers = 1 [1, 1] start-gtd",
        "gtd-201901010001 injured / all, US nationals = 0 [0, 0] start-gtd",
        "gtd-201901000002 killed / all, share of a toll spread over linked attacks"
        " = 7.5 [7, 8] start-gtd",
        "gtd-201901000002 killed / all, US nationals = 0 [0, 0] start-gtd",
        "gtd-201900000003 kidnapped / all = 3 [3, 3] start-gtd",
    ],
    "acled.csv": [
        "acled-nor101 killed / all = 4 [4, 4] acled",
        "acled-nor102 killed / all = none reported [0, None] acled",
    ],
    "ibc.csv": [
        "ibc-d0001 killed / civilians = - [5, 8] iraq-body-count",
        "ibc-d0002 killed / civilians = 12 [12, 12] iraq-body-count",
        "ibc-d0003 killed / civilians = low 9, high 7 [7, 9] iraq-body-count",
    ],
    "airwars.csv": [
        "airwars-nc001 killed / civilians = - [65, 73] airwars",
        "airwars-nc001 killed / children = - [20, 22] airwars",
        "airwars-nc001 killed / women = 11 [11, 11] airwars",
        "airwars-nc001 killed / men = 8 [8, 8] airwars",
        "airwars-nc001 injured / civilians = - [10, None] airwars",
        "airwars-nc001 killed / civilians = - [12, 15] the-coalition",
        "airwars-nc002 killed / civilians = 1 [1, 1] airwars",
        "airwars-nc002 killed / combatants = - [2, 3] airwars",
    ],
    "airwars-in-words.csv": ["airwars-nc001 killed / civilians = 65 – 73 [65, 73] airwars"],
    "hxl.csv": [
        "flood-2021 killed / all, Upper = 12 [12, 12] civil-protection",
        "flood-2021 killed / all, female, Upper = 5 [5, 5] civil-protection",
        "flood-2021 killed / children, Upper = 2 [2, 2] civil-protection",
        "flood-2021 injured / all, Upper = - [30, 40] civil-protection",
        "flood-2021 killed / all, Lower = 40+ [40, None] civil-protection",
    ],
    "wikipedia-wide.csv": [
        "hilltown-bombing-27-july-2016 killed / all = 44 [44, 44] wikipedia",
        "hilltown-bombing-27-july-2016 injured / all = 140 [140, 140] wikipedia",
        "plain-bombing-27-29-july-2016 killed / all = 40+ [40, None] wikipedia",
        "plain-bombing-27-29-july-2016 injured / all = Dozens [24, None] wikipedia",
        "bridge-collapse-3-august-2016 killed / all = 65 – 73 [65, 73] wikipedia",
    ],
    "iom-missing-migrants.csv": [
        "iom-mm-2014-mmp0001 killed / all = 1 [1, 1] iom-missing-migrants",
        "iom-mm-2014-mmp0001 killed_or_missing / all = 1 [1, 1] iom-missing-migrants",
        "iom-mm-2014-mmp0001 killed_or_missing / all, male = 1 [1, 1] iom-missing-migrants",
        "iom-mm-2014-mmp0002 killed / all = 3 [3, 3] iom-missing-migrants",
        "iom-mm-2014-mmp0002 missing / all = - [20, None] iom-missing-migrants",
        "iom-mm-2014-mmp0002 killed_or_missing / all = 23 [23, 23] iom-missing-migrants",
        "iom-mm-2014-mmp0002 killed_or_missing / all, female = 4 [4, 4] iom-missing-migrants",
        "iom-mm-2014-mmp0002 killed_or_missing / children = 2 [2, 2] iom-missing-migrants",
    ],
    "ukraine-losses.json": [
        "russia-ukraine-war-2022 casualties / combatants, Russian side = about 5710"
        " [5710, 5710] ukraine-general-staff",
        "russia-ukraine-war-2022 detained / combatants, Russian side = 200"
        " [200, 200] ukraine-general-staff",
        "russia-ukraine-war-2022 casualties / combatants, Russian side = more than 5840"
        " [5841, None] ukraine-general-staff",
    ],
}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_gives_the_claims_that_its_publisher_makes(sample: Path) -> None:
    claims, report, _ = told(sample)

    assert report.errors == ()
    assert claims == EXPECTED[sample.name]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_imported_again_records_nothing(sample: Path) -> None:
    *_, ledger = told(sample)
    size = ledger.head().size

    again = import_files(
        ledger, [str(sample)], ImportOptions(profile=profile_named(profile_of(sample)))
    )

    assert (again.size, again.files[0].recorded) == (size, 0)
    assert again.files[0].already_known == len(EXPECTED[sample.name])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_every_column_of_a_sample_is_read_or_the_profile_says_why_not(sample: Path) -> None:
    check = check_file(
        str(sample), None, ImportOptions(profile=profile_named(profile_of(sample))), 5
    )

    strangers = {use.column for use in check.columns if not (use.used_for or use.why_not)}
    assert strangers == set()


def incident_of(name: str, slug: str) -> tuple[str, str, str, str]:
    _, _, ledger = told(FILES / name)
    incident = ledger.incidents()[slug]
    when = incident.occurred_at.text if incident.occurred_at else ""
    return incident.title, when, incident.country, incident.summary


def test_an_event_of_a_whole_year_happened_in_that_year_and_on_no_day() -> None:
    title, when, country, summary = incident_of("ucdp-ged.csv", "ucdp-900002")

    assert (title, when, country) == ("North: Government: Upper province", "2019", "North")
    assert summary == "Government of North and Civilians, 2019-01-01 to 2019-12-31"


def test_a_day_of_zero_is_a_month_and_a_month_of_zero_a_year() -> None:
    assert incident_of("gtd.csv", "gtd-201901010001")[1] == "2019-01-01"
    assert incident_of("gtd.csv", "gtd-201901000002")[1] == "2019-01"
    assert incident_of("gtd.csv", "gtd-201900000003")[1] == "2019"


def test_a_date_that_is_no_date_stands_in_the_summary() -> None:
    _, when, _, summary = incident_of("wikipedia-wide.csv", "plain-bombing-27-29-july-2016")

    assert (when, summary) == ("", "When it happened, as the file has it: 27–29 July 2016.")


def test_what_acled_last_wrote_is_public_from_then() -> None:
    _, _, ledger = told(FILES / "acled.csv")
    claim = ledger.snapshot("acled-nor101").claims[0]

    assert claim.published_at is not None
    assert claim.published_at.text == "2024-03-08T12:13:20+00:00"
    assert claim.via == "Wire A and 1 more"


def test_rows_that_are_not_in_order_are_kept_and_said_to_be() -> None:
    _, report, ledger = told(FILES / "ucdp-ged.csv")
    claim = ledger.snapshot("ucdp-900003").claims[0]

    told_of = "as published the numbers are not in order; the bounds are the least and the greatest"
    assert claim.note == told_of
    assert f"1 claim: {told_of}" in report.remarks


def test_airwars_and_the_belligerent_are_two_sources_side_by_side() -> None:
    _, report, ledger = told(FILES / "airwars.csv")

    assert ledger.sources()["the-coalition"].kind == "military"
    assert "2 new sources: airwars, the-coalition" in report.remarks
