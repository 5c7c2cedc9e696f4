from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, claims_of, problems, rows, take
from tracker.model import Act, Metric
from tracker.reconcile import State, dossier

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


@pytest.mark.parametrize("figure", ["", "40", "some 40 people", "?"])
def test_a_retraction_without_a_target_needs_no_figure(tmp_path: Path, figure: str) -> None:
    ledger = a_ledger()
    row = f"q-2,qamishli,hospital,killed,{figure},2016-07-28,retract,,"

    report = take(ledger, tmp_path, rows(SAID, row))

    assert (problems(report), report.recorded) == ([], 2)
    assert not [remark for remark in report.remarks if "withdraws" in remark]
    assert dossier(ledger.snapshot("qamishli")).states[claims_of(ledger)[0].id] is State.WITHDRAWN


@pytest.mark.parametrize("figure", ["13", "at least 41", "12 to 39"])
def test_a_retraction_that_describes_another_figure_than_it_ends_is_remarked_on(
    tmp_path: Path, figure: str
) -> None:
    row = f"q-2,qamishli,hospital,killed,{figure},2016-07-28,retract,,"

    report = take(a_ledger(), tmp_path, rows(SAID, row))

    assert (problems(report), report.recorded) == ([], 2)
    assert report.remarks[0] == (
        f"line 3: the retraction gives {figure!r}, but what it withdraws is '40' (q-1); "
        "if another claim is meant, name it as the target"
    )


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
        "q-2,qamishli,hospital,,,2016-07-28,retract,,",
        "3 metric: a claim needs a metric: what is counted, as in killed",
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


WIDE = "ref,incident,source,killed,injured,published_at,act,target,reason\n"


@pytest.mark.parametrize(
    ("row", "act"),
    [
        ("r,qamishli,hospital,,,2016-07-28,retract,w1/killed,", Act.RETRACT),
        ("r,qamishli,,,,,void,w1/killed,mistyped", Act.VOID),
        ("r,qamishli,police,,,2016-07-28,dispute,w1/killed,", Act.DISPUTE),
    ],
)
def test_an_act_in_a_wide_file_needs_no_figure_but_its_target(
    tmp_path: Path, row: str, act: Act
) -> None:
    ledger = a_ledger()
    said = "w1,qamishli,hospital,40,20,2016-07-27,,,"

    report = take(ledger, tmp_path, rows(said, row, header=WIDE))

    killed, _, acted = claims_of(ledger)
    assert (problems(report), report.recorded) == ([], 3)
    assert (acted.act, acted.targets, acted.count) == (act, (killed.id,), killed.count)


def test_an_act_in_wide_json_needs_no_figure_but_its_target(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = (
        '{"ref":"w1","incident":"qamishli","source":"hospital","killed":40,"injured":20}\n'
        '{"ref":"r","incident":"qamishli","source":"hospital","act":"retract","target":"w1/killed"}\n'
    )

    report = take(ledger, tmp_path, text, "wide.jsonl")

    assert (problems(report), report.recorded) == ([], 3)
    assert claims_of(ledger)[2].act is Act.RETRACT


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "v,qamishli,,,,,void,nonsense,mistyped",
            "3 target: 'nonsense' is no ref or id of a claim of this incident",
        ),
        (
            "v,qamishli,,,,,void,w1,mistyped",
            "3 target: 'w1' is no ref or id of a claim of this incident; "
            "did you mean w1/killed or w1/injured?",
        ),
        (
            "r,qamishli,hospital,,,,retract,,",
            "3 target: a retract without a target needs a figure or ? under what it is about",
        ),
        (
            "v,qamishli,,,,,void,,mistyped",
            "3 target: a void needs a target: the claim it is about",
        ),
        (
            "c,qamishli,hospital,,,,correct,w1/killed,mistyped",
            "3 act: there is no figure in any column named after a metric; a correct needs one",
        ),
        (
            "a,qamishli,hospital,,,,,w1/killed,",
            "3 target: there is no figure in any column named after a metric; an assert needs one",
        ),
        (
            "a,qamishli,hospital,,,,retrcat,w1/killed,",
            "3 act: 'retrcat' is not a kind of act I know; did you mean retract? "
            "(known: assert, retract, dispute, correct, void)",
        ),
    ],
)
def test_an_act_in_a_wide_file_that_cannot_be_taken_is_refused(
    tmp_path: Path, row: str, problem: str
) -> None:
    report = take(a_ledger(), tmp_path, rows("w1,qamishli,hospital,40,20,,,,", row, header=WIDE))

    assert problems(report) == [problem]


def test_a_wide_row_without_any_figure_is_no_claim(tmp_path: Path) -> None:
    report = take(a_ledger(), tmp_path, rows("a,qamishli,hospital,,,,assert,,", header=WIDE))

    assert (report.recorded, problems(report)) == (0, [])


def test_an_act_before_its_target_has_the_same_new_source(tmp_path: Path) -> None:
    """While the act waits, other new sources come between the two rows that name its own."""
    ledger = a_ledger()
    text = rows(
        "w-1,qamishli,Hawar News,killed,44,2016-07-29,retract,q-2,",
        "q-1,qamishli,sohr,killed,48,2016-07-27,,,",
        "q-2,qamishli,Hawar News,killed,44,2016-07-27,,,",
    )

    take(ledger, tmp_path, text)

    assert [claim.source for claim in claims_of(ledger)] == ["sohr", "hawar-news", "hawar-news"]
    assert set(ledger.sources()) == {"sohr", "hawar-news"}
