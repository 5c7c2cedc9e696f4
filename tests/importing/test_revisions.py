from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, claims_of, problems, rows, take
from tracker.ledger import Ledger
from tracker.model import Act

pytestmark = pytest.mark.usefixtures("each_database")


def said(figure: int, published: str = "2016-07-27", source: str = "hospital") -> str:
    return rows(f"q-1,qamishli,{source},killed,{figure},{published},,,")


def test_the_same_ref_with_other_content_is_our_correction(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(40))

    report = take(ledger, tmp_path, said(41))

    first, correction = claims_of(ledger)
    assert (report.recorded, report.revised) == (1, 1)
    assert (correction.act, correction.targets) == (Act.CORRECT, (first.id,))
    assert correction.reason == "the same ref came with other content"
    assert correction.figure.low == 41


def test_every_version_of_a_file_stays_known(tmp_path: Path) -> None:
    ledger = a_ledger()
    counts = [
        take(ledger, tmp_path, said(figure)).recorded for figure in (40, 41, 41, 40, 42, 42, 41, 40)
    ]

    first, second, third = claims_of(ledger)

    assert counts == [1, 1, 0, 0, 1, 0, 0, 0]
    assert (second.targets, third.targets) == ((first.id,), (second.id,))


def test_a_later_publication_is_the_publishers_restatement(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(40))

    report = take(ledger, tmp_path, said(45, "2016-07-28"))

    assert report.revised == 1
    assert [claim.act for claim in claims_of(ledger)] == [Act.ASSERT, Act.ASSERT]


LATER = [
    ("2016-07-27", "2016-07-27T09:00", False),  # the day ends after its morning
    ("2016-07-27T09:00+03:00", "2016-07-27T09:00+08:00", False),
    ("2016-07-27T09:00+08:00", "2016-07-27T09:00+03:00", True),
    ("2016-07", "2016-07-27", False),
    ("2016-07-26", "2016-07", True),
    ("", "2016-07-27", False),
]


@pytest.mark.parametrize(("before", "after", "restates"), LATER)
def test_later_means_the_end_of_what_is_written(
    tmp_path: Path, before: str, after: str, restates: bool
) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(40, before))

    take(ledger, tmp_path, said(45, after))

    assert (claims_of(ledger)[1].act is Act.ASSERT) is restates


def test_a_file_that_holds_a_restatement_is_known_the_second_time(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = rows(
        "q-1,qamishli,hospital,killed,40,2016-07-27,,,",
        "q-1,qamishli,hospital,killed,45,2016-07-28,,,",
    )

    assert [take(ledger, tmp_path, text).recorded for _ in range(2)] == [2, 0]


def test_a_correction_of_an_early_version_leaves_the_restatement_alone(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(40))
    take(ledger, tmp_path, said(45, "2016-07-28"))

    take(ledger, tmp_path, said(41))

    first, _, correction = claims_of(ledger)
    assert correction.targets == (first.id,)
    assert take(ledger, tmp_path, said(41)).recorded == 0


def test_a_correction_of_an_early_version_makes_no_restatement_of_our_slip_in_the_latest(
    tmp_path: Path,
) -> None:
    ledger = a_ledger()
    for figure, day in ((40, "26"), (45, "28"), (41, "26")):
        take(ledger, tmp_path, said(figure, f"2016-07-{day}"))

    report = take(ledger, tmp_path, said(46, "2016-07-28"))
    between = take(ledger, tmp_path, said(47, "2016-07-27"))

    _, second, _, slip = claims_of(ledger)
    assert (report.recorded, report.restated) == (1, 0)
    assert (slip.act, slip.targets) == (Act.CORRECT, (second.id,))
    assert "the ref has a later word, published 2016-07-28" in problems(between)[0]


def test_a_publication_that_was_put_right_is_the_one_that_later_words_follow(
    tmp_path: Path,
) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(40, "2016-07-28"))
    take(ledger, tmp_path, said(40, "2016-07-26"))

    report = take(ledger, tmp_path, said(45, "2016-07-27"))

    assert (report.restated, claims_of(ledger)[2].act) == (1, Act.ASSERT)


def test_no_row_without_a_publication_corrects_what_has_one(tmp_path: Path) -> None:
    """As the file whose versions were imported before, given once more without its time."""
    ledger = a_ledger()
    take(ledger, tmp_path, said(40))
    take(ledger, tmp_path, said(45, "2016-07-28"))
    known = claims_of(ledger)

    for figure in (45, 46):
        (problem,) = problems(take(ledger, tmp_path, said(figure, "")))
        assert problem == (
            f"2 published_at: the ref is known as published 2016-07-28 ({known[1].id[:8]}), and "
            "this row gives no publication; give published_at or --published-at, import the file's "
            "versions together by --vintages, or put a slip right by tracker correct"
        )
    assert claims_of(ledger) == known


EARLIER = [
    ("2016-07-28", "2016-07-26", True),
    ("2016-07-28T17:00", "2016-07-28T09:00", True),
    ("2016-07-28", "2016-07-28T09:00", False),  # the same day, only better known
    ("2016-07", "2016-07-26", False),
]


@pytest.mark.parametrize(("later", "earlier", "is_refused"), EARLIER)
def test_an_earlier_version_that_comes_late_corrects_nothing(
    tmp_path: Path, later: str, earlier: str, is_refused: bool
) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(45, later))

    report = take(ledger, tmp_path, said(40, earlier))

    assert (len(claims_of(ledger)) == 1) is is_refused
    assert (report.recorded, report.refused) == ((0, 1) if is_refused else (1, 0))
    if is_refused:
        assert "--vintages" in problems(report)[0]


def test_the_newest_value_does_not_correct_the_one_before_it(tmp_path: Path) -> None:
    """As where a file keeps the day of a value's first appearance, and changes the value."""
    ledger = a_ledger()
    take(ledger, tmp_path, said(40))
    take(ledger, tmp_path, said(45, "2016-07-28"))

    report = take(ledger, tmp_path, said(45))

    assert "published 2016-07-28" in problems(report)[0]
    assert "of this very value" in problems(report)[0]
    assert len(claims_of(ledger)) == 2


def test_a_publication_that_was_typed_too_late_is_corrected(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(45, "2017-07-28"))

    take(ledger, tmp_path, said(45, "2016-07-28"))

    first, correction = claims_of(ledger)
    assert (correction.act, correction.targets) == (Act.CORRECT, (first.id,))


def test_a_word_is_not_put_back_before_another_that_would_stand_in_its_place(
    tmp_path: Path,
) -> None:
    """As the files of three days that said 40, 45 and 40, the first of them imported last."""
    ledger = a_ledger()
    for figure, day in ((45, "27"), (40, "28")):
        take(ledger, tmp_path, said(figure, f"2016-07-{day}"))
    between, last = (claim.id[:8] for claim in claims_of(ledger))

    report = take(ledger, tmp_path, said(40, "2016-07-26"))

    assert problems(report) == [
        f"2 published_at: as a correction of {last}, published 2016-07-28, this would leave an "
        f"older word of the ref in its place, published 2016-07-27 ({between}); import the file's "
        "versions together by --vintages, or put a slip right by tracker correct"
    ]


REFUSED = [
    (
        said(40, source="police"),
        "the ref is recorded with source hospital, here it has police; "
        "give it a ref of its own, or correct the claim by its id",
    ),
    (
        said(40).replace("killed", "injured"),
        "the ref is recorded as killed / all, here it is injured / all; "
        "give it a ref of its own, or correct the claim by its id",
    ),
    (
        rows("q-1,qamishli,hospital,killed,40,2016-07-29,retract,,"),
        "the ref already names a claim; give this retract a ref of its own",
    ),
]


@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_a_ref_cannot_come_to_mean_something_else(tmp_path: Path, text: str, problem: str) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(40))

    assert problems(take(ledger, tmp_path, text)) == [f"2 ref: {problem}"]


def test_a_ref_used_twice_in_one_call_is_refused(tmp_path: Path) -> None:
    text = rows(
        "q-1,qamishli,hospital,killed,40,2016-07-27,,,",
        "q-1,qamishli,hospital,killed,41,2016-07-27,,,",
    )

    report = take(a_ledger(), tmp_path, text)

    place = f"{tmp_path / 'march.csv'}:2"
    assert problems(report) == [
        f"3 ref: the ref is used twice with different content, first in {place}; give one of the "
        "two a ref of its own, or, of an export, import its jsonl, which keeps both"
    ]


@pytest.mark.parametrize("batch", [None, 1])
def test_a_ref_is_used_twice_also_beside_a_row_known_as_a_correction(
    tmp_path: Path, batch: int | None
) -> None:
    ledger = a_ledger()
    for figure in ("40", "50"):
        take(ledger, tmp_path, rows(f"q-1,qamishli,sana,killed,{figure},2016-07-27,,,"))
    again = "q-1,qamishli,sana,killed,50,2016-07-27,,,"

    report = take(ledger, tmp_path, rows(again, again.replace("50", "60")), batch=batch)

    assert "3 ref: the ref is used twice with different content" in problems(report)[0]
    assert [claim.figure.wording for claim in claims_of(ledger)] == ["40", "50"]


def with_a_correction(folder: Path) -> Ledger:
    """A ledger with 40 under a ref, put right to 60."""
    ledger = a_ledger()
    for figure in (40, 60):
        take(ledger, folder, said(figure))
    return ledger


@pytest.mark.parametrize("before", [40, 60])
@pytest.mark.parametrize("batch", [None, 1])
def test_a_ref_is_used_twice_whichever_of_its_rows_comes_first(
    tmp_path: Path, before: int, batch: int | None
) -> None:
    """A new row above an old one of that ref, as in a list with the newest on top."""
    ledger = with_a_correction(tmp_path)
    size = ledger.head().size

    report = take(ledger, tmp_path, rows(*(said(one).splitlines()[1] for one in (50, before))),
                  batch=batch)  # fmt: skip

    assert "3 ref: the ref is used twice with different content" in problems(report)[0]
    assert ledger.head().size == size


@pytest.mark.parametrize("before", [40, 60])
@pytest.mark.parametrize("batch", [None, 1])
def test_skipping_takes_no_row_for_a_correction_that_a_known_one_contradicts(
    tmp_path: Path, before: int, batch: int | None
) -> None:
    """In whichever order the two stand, the new one is refused and the known one known."""
    ledger = with_a_correction(tmp_path)
    size = ledger.head().size

    for order in ((50, before), (before, 50), (50, before, 50)):
        lines = (said(one).splitlines()[1] for one in order)
        report = take(ledger, tmp_path, rows(*lines), batch=batch, on_error="skip")

        assert (report.recorded, report.refused) == (0, order.count(50))
        assert all("the ref is used twice" in problem for problem in problems(report))
        assert ledger.head().size == size


def test_skipping_takes_a_correction_that_nothing_contradicts_once(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(40))
    lines = [said(one, day).splitlines()[1] for one, day in (
        (41, "2016-07-27"), (44, "2016-07-28"), (41, "2016-07-27"), (42, "2016-07-27"),
    )]  # fmt: skip

    report = take(ledger, tmp_path, rows(*lines), on_error="skip")
    again = take(ledger, tmp_path, rows(*lines[:3]), on_error="skip")

    assert (report.recorded, report.already_known, report.refused) == (2, 1, 1)
    assert problems(report)[0].startswith("5 ref: the ref is used twice")
    assert (again.recorded, again.already_known, again.refused) == (0, 3, 0)
    assert sorted((one.act, one.figure.low) for one in claims_of(ledger)[1:]) == [
        (Act.ASSERT, 44), (Act.CORRECT, 41),
    ]  # fmt: skip


def test_skipping_takes_acts_on_what_a_row_corrects_after_it(tmp_path: Path) -> None:
    """Else the second correction would be overtaken by the first."""
    ledger = a_ledger()
    take(ledger, tmp_path, said(40))
    lines = [
        said(41).splitlines()[1],
        "c-1,qamishli,hospital,killed,42,2016-07-27,correct,q-1,typo",
    ]

    report = take(ledger, tmp_path, rows(*lines), on_error="skip")

    assert (problems(report), report.recorded) == ([], 2)
    assert [claim.figure.low for claim in claims_of(ledger)] == [40, 41, 42]


def test_a_slip_is_corrected_above_a_restatement_that_is_known(tmp_path: Path) -> None:
    ledger, later = a_ledger(), said(44, "2016-07-28").splitlines()[1]
    take(ledger, tmp_path, said(40) + later + "\n")

    report = take(ledger, tmp_path, said(41) + later + "\n" + said(41).splitlines()[1] + "\n")

    assert (problems(report), report.recorded, report.already_known) == ([], 1, 2)


def test_the_same_row_twice_is_known_the_second_time(tmp_path: Path) -> None:
    line = "q-1,qamishli,hospital,killed,40,2016-07-27,,,"

    report = take(a_ledger(), tmp_path, rows(line, line))

    assert (report.recorded, report.already_known) == (1, 1)


def test_an_act_is_not_revised(tmp_path: Path) -> None:
    ledger = a_ledger()
    claim = "q-1,qamishli,hospital,killed,40,2016-07-27,,,"
    take(ledger, tmp_path, rows(claim, "d-1,qamishli,police,killed,,2016-07-28,dispute,q-1,"))

    report = take(ledger, tmp_path, rows("d-1,qamishli,police,killed,,2016-07-29,dispute,q-1,"))

    assert problems(report) == [
        "2 ref: the ref already names a dispute with other content; "
        "an act is not revised: void it and record it again under another ref"
    ]


def test_a_correction_in_the_file_is_taken_as_it_stands(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = rows(
        "q-1,qamishli,hospital,killed,40,2016-07-27,,,",
        "q-1,qamishli,hospital,killed,41,2016-07-27,correct,q-1,mistyped",
    )

    counts = [take(ledger, tmp_path, text).recorded for _ in range(2)]

    assert counts == [2, 0]


def test_a_voided_row_stays_known(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(40))
    take(ledger, tmp_path, rows("v-1,qamishli,,,,,void,q-1,wrong place"))

    assert take(ledger, tmp_path, said(40)).already_known == 1


def test_refs_of_other_incidents_are_other_refs(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(40))

    report = take(ledger, tmp_path, said(4).replace("qamishli", "paris"))

    assert (report.recorded, report.revised) == (1, 0)


def void(ref: str, target: str) -> str:
    return f"{ref},qamishli,,,,,void,{target},wrong place"


VOIDED = (
    "ref: what it would correct, {}, is voided, so the correction would be too; "
    "void that void first, or give this row a ref of its own"
)


def test_a_voided_row_is_not_corrected_by_the_same_ref(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(12))
    take(ledger, tmp_path, rows(void("v-1", "q-1")))

    report = take(ledger, tmp_path, said(13))

    assert problems(report) == ["2 " + VOIDED.format(claims_of(ledger)[0].id[:8])]
    assert (report.recorded, report.revised) == (0, 0)


@pytest.mark.parametrize("in_one_call", [True, False])
def test_a_row_whose_void_is_voided_is_corrected_again(tmp_path: Path, in_one_call: bool) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(12))
    take(ledger, tmp_path, rows(void("v-1", "q-1")))
    lines = [void("v-2", "v-1"), "q-1,qamishli,hospital,killed,13,2016-07-27,,,"]
    for text in [rows(*lines)] if in_one_call else [rows(line) for line in lines]:
        assert problems(take(ledger, tmp_path, text)) == []

    assert claims_of(ledger)[-1].act is Act.CORRECT


def test_a_row_whose_correction_is_voided_is_not_corrected_again(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(12))
    take(ledger, tmp_path, said(13))
    correction = claims_of(ledger)[1]
    take(ledger, tmp_path, rows(void("v-1", correction.id)))

    report = take(ledger, tmp_path, said(14))

    assert problems(report) == ["2 " + VOIDED.format(correction.id[:8])]


def test_a_later_publication_of_a_voided_row_stands_by_itself(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(12))
    take(ledger, tmp_path, rows(void("v-1", "q-1")))

    report = take(ledger, tmp_path, said(13, "2016-07-28"))

    assert (problems(report), report.recorded) == ([], 1)


def test_a_voided_claim_is_not_corrected_by_a_row_that_says_so(tmp_path: Path) -> None:
    ledger = a_ledger()
    take(ledger, tmp_path, said(12))
    lines = [void("v-1", "q-1"), "c-1,qamishli,hospital,killed,13,2016-07-27,correct,q-1,typo"]

    report = take(ledger, tmp_path, rows(*lines))

    assert problems(report)[0].startswith("3 target: what it would correct, ")
