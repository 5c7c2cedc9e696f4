from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, claims_of, problems, rows, take
from tracker.model import Act, Metric

pytestmark = pytest.mark.usefixtures("each_database")

SAID = "q-1,qamishli,hospital,killed,40,2016-07-27,,,"


def test_an_act_names_its_targets_by_ref(tmp_path: Path) -> None:
    ledger = a_ledger()
    other = "q-2,qamishli,hospital,injured,4,2016-07-27,,,"

    take(
        ledger,
        tmp_path,
        rows(SAID, other, "q-3,qamishli,hospital,killed,,2016-07-28,retract,q-1 q-2,"),
    )

    first, second, withdrawn = claims_of(ledger)
    assert withdrawn.targets == (first.id, second.id)


@pytest.mark.parametrize("digits", [8, 12, 64])
def test_an_act_names_its_target_by_id(tmp_path: Path, digits: int) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, rows(SAID))
    claim_id = claims_of(ledger)[0].id

    take(ledger, tmp_path, rows(f",qamishli,hospital,killed,,,void,{claim_id[:digits]},mistyped"))

    assert claims_of(ledger)[1].targets == (claim_id,)


def test_an_act_may_stand_before_its_target(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(
        ledger, tmp_path, rows("q-2,qamishli,police,killed,,2016-07-28,dispute,q-1,", SAID)
    )

    assert report.recorded == 2
    assert [claim.act for claim in claims_of(ledger)] == [Act.ASSERT, Act.DISPUTE]


def test_an_act_that_gives_no_source_and_metric_takes_them_from_its_target(
    tmp_path: Path,
) -> None:
    ledger = a_ledger()
    text = (
        "ref,incident,source,metric,population,scope,mode,figure,act,target,reason\n"
        "q-1,qamishli,hospital,injured,civilians,Madina,stock,40,,,\n"
        ",qamishli,,,,,,,void,q-1,mistyped\n"
    )

    take(ledger, tmp_path, text)

    said, void = claims_of(ledger)
    assert (void.source, void.count, void.mode) == (said.source, said.count, said.mode)


def test_an_act_that_gives_its_metric_gives_its_whole_count(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = (
        "ref,incident,source,metric,scope,figure,act,target,reason\n"
        "q-1,qamishli,hospital,injured,Madina,40,,,\n"
        ",qamishli,,killed,,,void,q-1,mistyped\n"
    )

    take(ledger, tmp_path, text)

    assert claims_of(ledger)[1].count[::2] == (Metric.KILLED, "")


def test_a_void_may_name_a_void(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(
        ledger,
        tmp_path,
        rows(
            SAID,
            "v-1,qamishli,,,,,void,q-1,wrong place",
            "v-2,qamishli,,,,,void,v-1,it was the right place",
        ),
    )

    assert problems(report) == []
    assert len(claims_of(ledger)) == 3


def test_a_relay_names_the_claim_it_passes_on(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = (
        "ref,incident,source,metric,figure,relays\n"
        "q-2,qamishli,wire,killed,40,q-1\nq-1,qamishli,hospital,killed,40,\n"
    )

    take(ledger, tmp_path, text)

    said, relayed = claims_of(ledger)
    assert relayed.relays == said.id


def test_a_retraction_without_a_target_ends_what_stands(tmp_path: Path) -> None:
    ledger = a_ledger()

    report = take(
        ledger, tmp_path, rows(SAID, "q-2,qamishli,hospital,killed,40,2016-07-28,retract,,")
    )

    assert problems(report) == []
    assert claims_of(ledger)[1].targets == ()


REFUSED = [
    (
        "q-2,qamishli,police,killed,40,2016-07-28,retract,,",
        "3 target: nothing of source police stands for killed / all, "
        "so there is nothing to withdraw; name a target",
    ),
    (
        "q-2,qamishli,hospital,killed,,2016-07-28,retract,q-9,",
        "3 target: 'q-9' is no ref or id of a claim of this incident",
    ),
    (
        "q-2,paris,hospital,killed,,2016-07-28,retract,q-1,",
        "3 target: 'q-1' is no ref or id of a claim of this incident",
    ),
    (
        "q-2,qamishli,hospital,killed,,2016-07-28,retract,,",
        "3 figure: a retraction needs a target, or the figure it withdraws",
    ),
    (
        "q-2,qamishli,hospital,killed,,2016-07-28,dispute,,",
        "3 target: a dispute needs a target: the claim it is about",
    ),
    (
        "q-2,qamishli,hospital,killed,40,2016-07-28,,q-1,",
        "3 target: an assert has no target; retract, dispute, correct or void has",
    ),
    (
        "q-2,qamishli,hospital,killed,,2016-07-28,void,q-1,",
        "3 reason: a void needs a reason",
    ),
    (
        "q-2,qamishli,hospital,killed,41,2016-07-28,correct,q-1 q-1,typo",
        "3 target: a correct has one target, not 2",
    ),
]


@pytest.mark.parametrize(("line", "problem"), REFUSED)
def test_an_act_without_sense_is_refused(tmp_path: Path, line: str, problem: str) -> None:
    ledger = a_ledger()

    report = take(ledger, tmp_path, rows(SAID, line))

    assert problems(report) == [problem]
    assert ledger.head().size == 0


@pytest.mark.parametrize("in_one_call", [True, False])
def test_only_a_figure_can_be_corrected(tmp_path: Path, in_one_call: bool) -> None:
    ledger = a_ledger()
    lines = [SAID, "d-1,qamishli,police,killed,,2016-07-28,dispute,q-1,"]
    if not in_one_call:
        take(ledger, tmp_path, rows(*lines))
        lines = []

    report = take(
        ledger, tmp_path, rows(*lines, "c-1,qamishli,police,killed,3,2016-07-28,correct,d-1,typo")
    )

    assert [fault.problem for fault in report.errors] == [
        "a dispute cannot be corrected; void it and record it again"
    ]


def test_an_act_on_a_refused_row_is_refused_with_it(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = rows(
        "q-1,qamishli,hospital,killed,sevral,2016-07-27,,,",
        "q-2,qamishli,hospital,killed,,2016-07-28,retract,q-1,",
        "q-3,qamishli,hospital,killed,4,2016-07-28,,,",
    )

    report = take(ledger, tmp_path, text, on_error="skip")

    assert len(claims_of(ledger)) == 1
    assert report.errors[1].problem.startswith("what it is about, q-1, was itself refused at ")
