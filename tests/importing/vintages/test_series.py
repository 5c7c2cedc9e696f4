"""Versions of one file in order: what is new, restated, withdrawn, known and refused."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing.setting import a_ledger, take_all
from tests.importing.vintages.setting import (
    HEADER,
    counts,
    rows_under,
    said,
    take,
    text_of,
    values_by,
    version,
    versions,
)
from tracker.errors import OptionError, StorageError
from tracker.importing import ImportOptions, ImportReport, OnError
from tracker.importing.inputs import Input
from tracker.importing.vintages import import_vintages
from tracker.ledger import Ledger
from tracker.model import Act, Count, Metric, Population, stamp
from tracker.reconcile import dossier
from tracker.reconcile.published_values import published_values

FIRST = [("2022-03-01", 100), ("2022-03-02", 120)]
KILLED = Count(Metric.KILLED, Population.ALL, "")
MONDAY, TUESDAY, WEDNESDAY = (
    "2022-03-07T10:00+00:00",
    "2022-03-08T10:00+00:00",
    "2022-03-09T10:00+00:00",
)


def test_what_changed_is_restated_and_what_stayed_is_known(tmp_path: Path) -> None:
    ledger = a_ledger()
    second = [("2022-03-01", 100), ("2022-03-02", 115), ("2022-03-03", 140)]

    report = take(ledger, versions(tmp_path, {MONDAY: FIRST, TUESDAY: second}))

    assert [counts(one) for one in report.files] == [(2, 2, 0, 0, 0), (3, 2, 1, 1, 0)]
    assert [one.new for one in report.files] == [2, 1]
    assert said(ledger, "2022-03-01") == [("assert", "100", MONDAY)]
    assert said(ledger, "2022-03-02") == [("assert", "120", MONDAY), ("assert", "115", TUESDAY)]


def test_a_value_that_goes_back_to_what_it_was_is_restated_again(tmp_path: Path) -> None:
    ledger = a_ledger()
    days = {MONDAY: [("d", 100)], TUESDAY: [("d", 90)], WEDNESDAY: [("d", 100)]}
    some = versions(
        tmp_path,
        {when: text_of(rows).replace(",d\n", ",2022-03-01\n") for when, rows in days.items()},
    )

    report = take(ledger, some)

    assert [one.restated for one in report.files] == [0, 1, 1]
    assert [figure for _, figure, _ in said(ledger, "d")] == ["100", "90", "100"]


def test_a_value_that_is_gone_from_a_complete_file_is_withdrawn_by_its_source(
    tmp_path: Path,
) -> None:
    ledger = a_ledger()

    report = take(ledger, versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST[:1]}))

    assert counts(report.files[1]) == (1, 0, 1, 0, 1)
    kept, gone = rows_under(ledger, "2022-03-02")
    assert (gone.act, gone.source, gone.targets) == (Act.RETRACT, "staff", (kept.id,))
    assert gone.reason == f"no longer given in {TUESDAY.replace(':', '')}.csv"
    assert gone.published_at == stamp(TUESDAY)


@pytest.mark.parametrize(("kept", "is_refused"), [(14, True), (20, False)])
def test_a_version_that_lost_most_of_its_values_is_taken_for_cut_off(
    tmp_path: Path, kept: int, is_refused: bool
) -> None:
    ledger = a_ledger()
    days = [(f"2022-01-{day:02}", day) for day in range(1, 32)]
    days += [(f"2022-02-{day:02}", 31 + day) for day in range(1, 10)]
    some = {"2022-03-01": days, "2022-03-02": days[:kept], "2022-03-03": days}

    _, cut, whole = take(ledger, versions(tmp_path, some)).files

    assert (len(cut.errors), cut.withdrawn) == ((1, 0) if is_refused else (0, 40 - kept))
    assert whole.recorded == (0 if is_refused else 40 - kept)
    if is_refused:
        assert cut.errors[0].problem.startswith("it lacks 26 of the 40 values")


def test_a_file_that_is_not_complete_withdraws_nothing(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(
        ledger, versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST[:1]}), is_complete=False
    )

    assert report.files[1].withdrawn == 0
    assert values_by(ledger, TUESDAY) == {"2022-03-01": "100", "2022-03-02": "120"}


def test_a_withdrawn_value_that_comes_back_is_said_anew_and_no_restatement(tmp_path: Path) -> None:
    ledger = a_ledger()
    some = versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST[:1], WEDNESDAY: FIRST})

    report = take(ledger, some)

    assert counts(report.files[2]) == (2, 1, 1, 0, 0)
    assert [act for act, _, _ in said(ledger, "2022-03-02")] == ["assert", "retract", "assert"]
    assert values_by(ledger, WEDNESDAY)["2022-03-02"] == "120"


def test_a_longer_series_goes_on_where_the_shorter_one_ended(tmp_path: Path) -> None:
    at_once, in_turn = a_ledger(), a_ledger()
    some = versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST[:1], WEDNESDAY: FIRST})

    take(at_once, some)
    take(in_turn, some[:1])
    take(in_turn, some[:2])
    again = take(in_turn, some)

    assert [one.recorded for one in again.files] == [0, 0, 1]
    ids = [[row.id for row in one.snapshot("war").claims] for one in (at_once, in_turn)]
    assert ids[0] == ids[1]


def test_a_version_alone_withdraws_nothing_and_says_so(tmp_path: Path) -> None:
    ledger = a_ledger()
    monday, tuesday = versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST[:1]})
    first = take(ledger, [monday])

    report = take(ledger, [tuesday])

    assert report.files[0].withdrawn == 0
    assert (first.remarks, len(report.remarks)) == ((), 1)
    assert take(ledger, [monday, tuesday]).files[1].withdrawn == 1


def test_a_version_after_a_refused_one_says_that_what_it_lacks_is_not_known(
    tmp_path: Path,
) -> None:
    """As with --since, where the version before is broken: its values would stand for ever."""
    ledger = a_ledger()
    whole, broken, shorter = versions(
        tmp_path,
        {
            "2022-03-02": [("2022-03-01", 1), ("2022-03-02", 2)],
            "2022-03-03": "ref,incident\n",
            "2022-03-04": [("2022-03-01", 1)],
        },
    )
    take(ledger, [whole])

    report = take(ledger, [broken, shorter])

    assert "lacks of the version before it is not known, as that was refused" in report.remarks[0]
    assert take(ledger, [whole, broken, shorter]).remarks == ()


def test_what_is_interrupted_keeps_whole_versions_and_goes_on(tmp_path: Path) -> None:
    ledger, at_once = a_ledger(), a_ledger()
    some = versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST[:1], WEDNESDAY: FIRST})

    def interrupted() -> Input:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match="at least 2 of 3 versions were done"):
        take(ledger, [*some[:2], replace(some[2], opened=interrupted)])
    assert values_by(ledger, WEDNESDAY) == {"2022-03-01": "100"}
    take(ledger, some)
    take(at_once, some)
    ids = [[row.id for row in one.snapshot("war").claims] for one in (ledger, at_once)]
    assert ids[0] == ids[1]


def test_what_ends_a_series_says_which_versions_are_kept(tmp_path: Path) -> None:
    ledger, parts = a_ledger(), list[ImportReport]()
    some = versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST[:1], WEDNESDAY: FIRST})

    def full() -> Input:
        raise StorageError("x.db: the disk is full", "nothing was recorded")

    broken = [*some[:2], replace(some[2], opened=full)]
    with pytest.raises(StorageError, match=r"^x\.db: the disk is full; at least 2 of 3 versions"):
        import_vintages(ledger, broken, is_complete=False, cut_off=parts.append)
    (part,) = parts
    assert (part.stored, len(part.files), part.size) == (True, 2, ledger.head().size)
    with pytest.raises(StorageError, match=r"nothing was recorded$"):
        import_vintages(ledger, broken[2:], is_complete=False, cut_off=parts.append)
    assert len(parts) == 1


def test_an_older_version_is_taken_only_together_with_those_that_came_after(tmp_path: Path) -> None:
    ledger = a_ledger()
    monday, tuesday, wednesday = versions(
        tmp_path,
        {
            MONDAY: [("2022-03-01", 100)],
            TUESDAY: [("2022-03-01", 90)],
            WEDNESDAY: [("2022-03-01", 100), ("2022-03-02", 120)],
        },
    )
    take(ledger, [monday, wednesday])
    late = version(tmp_path, "2022-03-08T10:00+00:00", [("2022-03-01", 90), ("2022-03-02", 110)])

    refused = take(ledger, [late])
    taken = take(ledger, [monday, tuesday, wednesday])

    (fault,) = refused.files[0].errors
    assert fault.problem == (
        "the ledger has a later word under its refs, of 2022-03-09T10:00:00Z; "
        "import it together with all versions that came after it, or put that date right by "
        "tracker correct if it is wrong"
    )
    assert [one.restated for one in taken.files] == [0, 1, 1]
    assert values_by(ledger, MONDAY)["2022-03-01"] == "100"
    assert values_by(ledger, TUESDAY)["2022-03-01"] == "90"
    assert values_by(ledger, WEDNESDAY)["2022-03-01"] == "100"


def test_days_end_by_the_clocks_of_the_incident_wherever_that_is(tmp_path: Path) -> None:
    """West of Greenwich a day ends after it has ended there."""
    ledger = a_ledger()
    zone = "slug,title,timezone\nwar,War,America/Los_Angeles\n"
    take_all(ledger, tmp_path, {"incidents.csv": zone})
    some = versions(tmp_path, {"2022-03-07": FIRST, "2022-03-08": FIRST[:1]})

    first = take(ledger, some)
    again = take(ledger, some)

    assert [one.withdrawn for one in first.files] == [0, 1]
    assert [len(one.errors) for one in again.files] == [0, 0]
    assert [one.recorded + one.withdrawn for one in again.files] == [0, 0]


def test_another_version_of_a_recorded_moment_is_refused(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST[:1]}))

    report = take(ledger, versions(tmp_path, {TUESDAY: FIRST}))

    (fault,) = report.files[0].errors
    assert fault.problem.startswith("the ledger has a version of the same moment")


BROKEN = {
    "unreadable figure": text_of([("2022-03-01", 100), ("2022-03-02", "sevral")]),
    "no claims": "date,personnel\n2022-03-01,100\n",
    "no rows": HEADER,
    "nothing": "",
    "row without a ref": text_of([("2022-03-01", 100)]).replace("\n2022-03-01,war", "\n,war"),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_version_leaves_nothing_and_the_others_go_on(tmp_path: Path, text: str) -> None:
    ledger = a_ledger()
    later = [("2022-03-01", 100), ("2022-03-02", 110)]

    report = take(ledger, versions(tmp_path, {MONDAY: FIRST, TUESDAY: text, WEDNESDAY: later}))

    assert [bool(one.errors) for one in report.files] == [False, True, False]
    assert counts(report.files[1])[1:] == (0, report.files[1].already_known, 0, 0)
    assert counts(report.files[2]) == (2, 1, 1, 1, 0)
    assert [when for _, _, when in said(ledger, "2022-03-02")] == [MONDAY, WEDNESDAY]
    assert report.stored


def test_a_ref_given_twice_is_kept_twice_and_the_last_is_its_word(tmp_path: Path) -> None:
    """2024-01-01 in the Ukrainian file: a slip for 2025, put right five minutes later."""
    ledger = a_ledger()
    slip = [("2024-01-01", 360010), ("2024-12-31", 789550), ("2024-01-01", 790800)]
    right = [("2024-01-01", 360010), ("2024-12-31", 789550), ("2025-01-01", 790800)]
    some = versions(tmp_path, {"2025-01-01T13:36+00:00": slip, "2025-01-01T13:41+00:00": right})

    report = take(ledger, some)
    again = take(ledger, some)

    assert counts(report.files[0]) == (3, 3, 0, 0, 0)
    assert (report.files[0].new, report.files[0].repeated) == (2, 1)
    assert report.files[0].remarks[0] == (
        "2024-01-01 (lines 2 and 4): given twice with different values in one version; both are "
        "kept, the last is taken for its word"
    )
    assert counts(report.files[1]) == (3, 2, 1, 1, 0)
    assert [figure for _, figure, _ in said(ledger, "2024-01-01")] == ["360010", "790800", "360010"]
    assert [one.recorded for one in again.files] == [0, 0]


def test_what_a_late_version_gave_is_taken_back_when_the_file_first_lacked_it(
    tmp_path: Path,
) -> None:
    """Only what the second version said of the 5th was withdrawn: what the first had said, which
    came late, stood from there on."""
    ledger = a_ledger()
    both, one = [("2022-03-01", 9), ("2022-03-05", 50)], [("2022-03-01", 9)]
    some = versions(tmp_path, {"2022-04-01": both, "2022-04-02": both, "2022-04-03": one})
    take(ledger, some[1:])

    report = take(ledger, some)
    again = take(ledger, some)

    assert newest_by(ledger, "2022-04-03") == {"killed": "50"}
    assert newest_by(ledger, "2022-04-04") == {"killed": "9"}
    assert [file.withdrawn for file in report.files] == [0, 0, 1]
    assert [(file.recorded, file.withdrawn) for file in again.files] == [(0, 0)] * 3


def test_what_a_late_version_gave_is_taken_back_when_it_was_given_anew(tmp_path: Path) -> None:
    """The second version puts an earlier day in the place of what the first, which came late,
    had said of the 5th."""
    ledger = a_ledger()
    texts = [
        f"ref,incident,source,metric,figure,asserted_at\nr,war,staff,killed,{figure},{day}\n"
        for figure, day in ((50, "2022-03-05"), (9, "2022-03-01"))
    ]
    some = versions(tmp_path, dict(zip(("2022-04-01", "2022-04-02"), texts, strict=True)))
    take(ledger, some[1:])

    take(ledger, some)
    again = take(ledger, some)

    assert newest_by(ledger, "2022-04-03") == {"killed": "9"}
    assert [(file.recorded, file.withdrawn) for file in again.files] == [(0, 0)] * 2


def test_a_time_that_is_written_otherwise_restates_nothing(tmp_path: Path) -> None:
    """As where a publisher changes the form of its times: every value had been restated."""
    ledger = a_ledger()
    header = "ref,incident,source,metric,figure,asserted_at\nr,war,staff,killed,5,"
    ways = ("10:00Z", "10:00:00+00:00", "12:00+02:00", "10:01Z")
    texts = {f"2022-04-0{at}": f"{header}2022-03-01T{way}\n" for at, way in enumerate(ways, 1)}

    report = take(ledger, versions(tmp_path, texts))

    assert [file.recorded for file in report.files] == [1, 0, 0, 1]
    assert [file.restated for file in report.files] == [0, 0, 0, 1]


def test_the_last_of_two_stays_the_word_when_a_late_version_lacks_both(tmp_path: Path) -> None:
    """The 50 that the late version takes back had been recorded behind the 80."""
    ledger = a_ledger()
    first, then = [("2022-03-05", 50)], [("2022-03-05", 50), ("2022-03-05", 80)]
    by_moment = {"2022-04-01": first, "2022-04-02": [("2022-03-01", 9)], "2022-04-03": then}
    some = versions(tmp_path, by_moment)
    take(ledger, [some[0], some[2]])

    take(ledger, some)

    assert newest_by(ledger, "2022-04-04") == {"killed": "80"}


def test_a_late_version_printed_on_the_day_itself_does_not_outlive_the_next(
    tmp_path: Path,
) -> None:
    """It counts as said at that hour, later than what was printed afterwards."""
    ledger = a_ledger()
    moments = ["2022-03-01T10:00+00:00", "2022-03-02T10:00+00:00", "2022-03-03T10:00+00:00"]
    day = "2022-03-01"
    rows = ([(day, 5)], [(day, 5)], [(day, 8)])
    some = versions(tmp_path, dict(zip(moments, rows, strict=True)))
    take(ledger, some[1:])

    take(ledger, some)

    assert newest_by(ledger, "2022-03-02") == {"killed": "5"}
    assert newest_by(ledger, "2022-03-04") == {"killed": "8"}


def test_a_ref_that_stays_given_twice_is_known(tmp_path: Path) -> None:
    """Every further version had recorded both values anew, and counted one as restated."""
    twice = [("2022-03-01", 5), ("2022-03-01", 6)]
    turned = [("2022-03-01", 6), ("2022-03-01", 5)]
    by_moment = {"2022-04-01": twice, "2022-04-02": twice, "2022-04-03": turned}
    ledger, some = a_ledger(), versions(tmp_path, by_moment)

    report = take(ledger, some)
    again = take(ledger, some)

    assert [counts(one) for one in report.files] == [
        (2, 2, 0, 0, 0), (2, 0, 2, 0, 0), (2, 1, 1, 1, 0),
    ]  # fmt: skip
    assert [figure for _, figure, _ in said(ledger, "2022-03-01")] == ["5", "6", "5"]
    assert [one.recorded for one in again.files] == [0, 0, 0]


def test_rows_of_one_ref_with_publications_of_their_own_are_known_again(tmp_path: Path) -> None:
    """They had been recorded a second time, as published when the version was."""
    text = (
        "ref,incident,source,metric,figure,published_at\n"
        "r,war,staff,killed,6,2022-02-05\nr,war,staff,killed,5,2022-02-01\n"
    )
    ledger, some = a_ledger(), versions(tmp_path, {"2022-04-01": text, "2022-04-02": text})

    report = take(ledger, some)
    again = take(ledger, some)

    assert [counts(one) for one in report.files] == [(2, 2, 0, 0, 0), (2, 0, 2, 0, 0)]
    assert [one.recorded for one in again.files] == [0, 0]


def test_a_ref_given_twice_stays_so_where_the_word_before_is_taken_back(tmp_path: Path) -> None:
    """What is printed on its own day counts as said later, so its word is taken back; the value
    that is still given beside the new one is given anew too."""
    first = [("2022-03-01", 5), ("2022-03-01", 7)]
    then = [("2022-03-01", 5), ("2022-03-01", 8)]
    days = ["2022-03-01T12:00+00:00", "2022-03-03", "2022-03-04"]

    report = take(a_ledger(), versions(tmp_path, dict(zip(days, (first, then, then), strict=True))))

    assert [counts(one) for one in report.files] == [
        (2, 2, 0, 0, 0), (2, 2, 0, 1, 0), (2, 0, 2, 0, 0),
    ]  # fmt: skip


def test_a_ref_that_comes_a_third_time_with_its_first_value_is_refused(tmp_path: Path) -> None:
    ledger = a_ledger()
    rows = [("2022-03-01", 100), ("2022-03-01", 90), ("2022-03-01", 100)]

    report = take(ledger, versions(tmp_path, {MONDAY: rows}))

    assert [fault.line for fault in report.files[0].errors] == [4]
    assert ledger.head().size == 0


def test_a_value_given_for_another_source_or_count_ends_the_one_before(tmp_path: Path) -> None:
    ledger = a_ledger()
    other = text_of([("2022-03-01", 100)]).replace("killed", "injured")

    report = take(ledger, versions(tmp_path, {MONDAY: [("2022-03-01", 100)], TUESDAY: other}))

    assert counts(report.files[1]) == (1, 1, 0, 0, 1)
    killed, injured, gone = rows_under(ledger, "2022-03-01")
    assert (killed.metric, injured.metric) == ("killed", "injured")
    assert gone.targets == (killed.id,)


def test_a_day_that_is_gone_leaves_the_newest_of_the_others_standing(tmp_path: Path) -> None:
    ledger = a_ledger()

    take(ledger, versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST[:1]}))

    steps = dossier(ledger.snapshot("war"), "latest").timeline(KILLED)
    assert [step.estimate.best for step in steps] == [120, 100]


def test_the_newest_day_restated_a_day_later_stands_as_restated(tmp_path: Path) -> None:
    """22,000 of 22 April, printed at noon of that day, became 21,200 the day after."""
    ledger = a_ledger()
    noon, next_day = "2022-04-22T12:00+00:00", "2022-04-23T19:00+00:00"
    some = {noon: [("2022-04-22", 22000)], next_day: [("2022-04-22", 21200)]}

    take(ledger, versions(tmp_path, some))

    known = dossier(ledger.snapshot("war"), "latest")
    assert [step.estimate.best for step in known.timeline(KILLED)] == [22000, 21200]
    assert [one.kind.value for one in known.findings] == ["single_voice"]


def test_a_value_given_for_an_earlier_time_takes_the_place_of_the_later(tmp_path: Path) -> None:
    ledger = a_ledger()
    row = HEADER + "r,war,staff,killed,{},{}\n"
    some = {MONDAY: row.format(44, "2022-03-05"), TUESDAY: row.format(46, "2022-03-03")}

    report = take(ledger, versions(tmp_path, some))
    again = take(ledger, versions(tmp_path, some))

    assert counts(report.files[1]) == (1, 1, 0, 1, 0)
    assert [one.recorded for one in again.files] == [0, 0]
    known = dossier(ledger.snapshot("war"), "latest")
    assert known.picture(KILLED).estimate.best == 46
    (value,) = published_values(known.snapshot)
    assert not value.is_withdrawn
    assert [one.by for one in value.restatements()] == [2]


def test_a_dry_run_counts_as_if_each_version_had_been_kept(tmp_path: Path) -> None:
    ledger, real = a_ledger(), a_ledger()
    some = versions(
        tmp_path, {MONDAY: FIRST, TUESDAY: "a,b\n1,2\n", WEDNESDAY: [("2022-03-01", 90)]}
    )

    tried = take(ledger, some, dry_run=True)

    assert [counts(one) for one in tried.files] == [counts(one) for one in take(real, some).files]
    assert not tried.stored
    assert ledger.head().size == 0


def test_other_writing_and_another_link_are_no_new_value(tmp_path: Path) -> None:
    ledger = a_ledger()
    one = HEADER.replace("\n", ",url\n") + "r,war,staff,killed,44,2022-03-01,https://a.example\n"
    other = one.replace("44", "forty-four").replace("a.example", "b.example")

    report = take(ledger, versions(tmp_path, {MONDAY: one, TUESDAY: other}))

    assert counts(report.files[1]) == (1, 0, 1, 0, 0)


def test_another_writer_between_two_versions_is_seen(tmp_path: Path) -> None:
    ledger = a_ledger()
    monday, tuesday = versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST[:1]})
    take(ledger, [monday])
    take_all(ledger, tmp_path, {"other.csv": HEADER + "x,war,police,killed,5,2022-03-01\n"})

    report = take(ledger, [monday, tuesday])

    assert report.files[1].withdrawn == 1
    assert values_by(ledger, TUESDAY) == {"2022-03-01": "100"}


def test_what_others_recorded_of_the_incident_is_never_withdrawn(tmp_path: Path) -> None:
    ledger = a_ledger()
    take_all(ledger, tmp_path, {"other.csv": HEADER + "x,war,staff,killed,5,2022-03-01\n"})

    take(ledger, versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST}))

    assert [act for act, _, _ in said(ledger, "x")] == ["assert"]


def test_a_retraction_that_somebody_recorded_is_no_word_of_the_file(tmp_path: Path) -> None:
    ledger = a_ledger()
    monday, tuesday = versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST})
    take(ledger, [monday])
    header = "ref,incident,source,act,target,published_at\n"
    row = "ours,war,staff,retract,2022-03-02,2022-03-07T12:00+00:00\n"
    take_all(
        ledger,
        tmp_path,
        {
            "ours.csv": header.replace("source", "source,metric,figure")
            + row.replace("staff", "staff,killed,120")
        },
    )

    report = take(ledger, [monday, tuesday])

    assert [one.recorded for one in report.files] == [0, 0]


def test_a_correction_of_ours_does_not_count_as_a_word_of_the_file(tmp_path: Path) -> None:
    ledger = a_ledger()
    monday, tuesday = versions(tmp_path, {MONDAY: FIRST, TUESDAY: FIRST})
    take(ledger, [monday])
    (target, _) = (row.id for row in ledger.snapshot("war").claims)
    header = "incident,source,metric,figure,act,target,reason,asserted_at\n"
    row = f"war,staff,killed,101,correct,{target},misread,2022-03-01\n"
    take_all(ledger, tmp_path, {"ours.csv": header + row})

    report = take(ledger, [monday, tuesday])

    assert [one.recorded for one in report.files] == [0, 0]


def test_a_row_may_have_been_public_before_the_version_but_not_after(tmp_path: Path) -> None:
    ledger = a_ledger()
    header = HEADER.replace("\n", ",published_at\n")
    early = header + "r,war,staff,killed,44,2022-03-01,2022-03-02\n"
    changed = early.replace(",44,", ",46,")
    late = header + "r,war,staff,killed,46,2022-03-01,2022-03-20\n"

    report = take(ledger, versions(tmp_path, {MONDAY: early, TUESDAY: changed, WEDNESDAY: late}))

    assert [when for _, _, when in said(ledger, "r")] == ["2022-03-02", TUESDAY]
    (fault,) = report.files[2].errors
    assert fault.column == "published_at"


def test_a_ref_for_two_counts_or_sources_in_one_version_is_refused(tmp_path: Path) -> None:
    """When both were gone, only the last of them would be taken back."""
    ledger = a_ledger()
    killed = "r,war,staff,killed,44,2022-03-01\n"
    both = [killed.replace("killed", "injured"), killed.replace("staff", "police")]
    some = versions(
        tmp_path, {MONDAY: HEADER + killed + both[0], TUESDAY: HEADER + killed + both[1]}
    )

    report = take(ledger, some)

    told = [fault.problem for fault in report.errors]
    assert [one.split(";")[0] for one in told] == [
        "the ref stands in line 2 for killed / all by staff, here for injured / all by staff",
        "the ref stands in line 2 for killed / all by staff, here for killed / all by police",
    ]
    assert ledger.head().size == 0


def test_of_a_ref_given_twice_what_was_published_last_is_the_word(tmp_path: Path) -> None:
    """Also where it stands first: the row without a time of its own has the version's."""
    ledger = a_ledger()
    header = HEADER.replace("\n", ",published_at\n")
    twice = "r,war,staff,killed,44,2022-03-01,\nr,war,staff,killed,46,2022-03-01,2022-03-02\n"
    some = versions(tmp_path, {MONDAY: header + twice})

    take(ledger, some)
    again = take(ledger, some)

    assert counts(again.files[0]) == (2, 0, 2, 0, 0)
    assert [(figure, when) for _, figure, when in said(ledger, "r")] == [
        ("46", "2022-03-02"),
        ("44", MONDAY),
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("r,war,staff,killed,44,2022-03-01,retract,x,", "act"),
        ("r,war,staff,killed,44,2022-03-01,,,x", "relays"),
    ],
)
def test_acts_and_relays_are_no_values_of_a_file(tmp_path: Path, row: str, column: str) -> None:
    text = HEADER.replace("\n", ",act,target,relays\n") + row + "\n"

    report = take(a_ledger(), versions(tmp_path, {MONDAY: text}))

    assert [fault.column for fault in report.files[0].errors] == [column]


def test_a_value_dated_ahead_of_its_version_is_taken_and_found(tmp_path: Path) -> None:
    ledger = a_ledger()

    take(ledger, versions(tmp_path, {"2023-12-10T11:00+00:00": [("2023-12-12", 338820)]}))

    kinds = [finding.kind.value for finding in dossier(ledger.snapshot("war"), "latest").findings]
    assert "published_before_asserted" in kinds


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (ImportOptions(on_error=OnError.SKIP), "--on-error"),
        (ImportOptions(batch=5), "--batch"),
        (ImportOptions(published_at=stamp("2022-03-01")), "--published-at"),
    ],
)
def test_options_of_plain_imports_are_refused(
    tmp_path: Path, options: ImportOptions, told: str
) -> None:
    some = versions(tmp_path, {MONDAY: FIRST})

    with pytest.raises(OptionError, match=told):
        import_vintages(a_ledger(), some, options, is_complete=True)


def newest_by(ledger: Ledger, moment: str) -> dict[str, str]:
    """The figure that the only voice stands by at a moment, by metric."""
    snapshot = replace(ledger.snapshot("war"), as_of_us=stamp(moment).begins_us("UTC"))
    pictures = dossier(snapshot, "latest").pictures
    bests = {one.count.metric.value: one.estimate.best for one in pictures}
    return {metric: str(best) for metric, best in bests.items() if best is not None}


DAYS = st.sampled_from(["2022-03-01", "2022-03-02", "2022-03-03"])
METRICS = st.sampled_from(["killed", "injured"])
ROWS = st.lists(st.tuples(DAYS, st.integers(1, 3), METRICS), min_size=1, max_size=4)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(series=st.lists(ROWS, min_size=1, max_size=5))
def test_after_any_versions_the_ledger_says_what_each_said_and_knows_them_all(
    series: list[list[tuple[str, int, str]]], tmp_path: Path
) -> None:
    """The first version is published on the last of the days, the others each a day later."""
    ledger = a_ledger()
    moments = [f"2022-03-{3 + at:02}T10:00+00:00" for at in range(len(series))]
    some = versions(tmp_path, dict(zip(moments, series, strict=True)))

    report = take(ledger, some)

    said: dict[tuple[str, str], str] = {}
    for moment, rows, one in zip(moments, series, report.files, strict=True):
        if not one.errors:
            said = {(metric, day): str(figure) for day, figure, metric in rows}
        if said:
            assert sorted(values_by(ledger, moment).values()) == sorted(said.values())
            newest = {metric: said[metric, day] for metric, day in sorted(said)}
            assert newest_by(ledger, moment) == newest
    size = ledger.head().size
    take(ledger, some)
    assert ledger.head().size == size


def test_each_version_has_the_hash_of_its_bytes(tmp_path: Path) -> None:
    (version,) = versions(tmp_path, {MONDAY: FIRST})

    report = import_vintages(a_ledger(), [version], is_complete=False)

    found = report.files[0].fingerprint
    assert found is not None
    (file,) = tmp_path.iterdir()
    assert found.sha256 == sha256(file.read_bytes()).hexdigest()
