from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, problems, take, take_all, the_claim
from tracker.figures import ACLED, Policy
from tracker.importing import OnError
from tracker.model import Act, Mode, Population, stamp

pytestmark = pytest.mark.usefixtures("each_database")

FIGURES = [
    ("at least 40,,", (40, None)),
    ("حوالي أربعين,40,", (40, None)),
    ("at least 40,41,45", (41, 45)),
    (",,60", (None, 60)),
    ("exact statistics not known,?,", (None, None)),
    (",?,60", (None, 60)),
    ("?,,", (None, None)),
    ("9007199254740991,,", (9007199254740991, 9007199254740991)),
    ("viele,9007199254740991,", (9007199254740991, None)),
]


@pytest.mark.parametrize(("cells", "bounds"), FIGURES)
def test_bounds_given_win_over_the_wording(
    tmp_path: Path, cells: str, bounds: tuple[int | None, int | None]
) -> None:
    ledger = a_ledger()

    report = take(
        ledger, tmp_path, f"incident,source,metric,figure,low,high\nqamishli,a,killed,{cells}\n"
    )

    claim = the_claim(ledger)
    assert problems(report) == []
    assert (claim.figure.low, claim.figure.high) == bounds
    assert claim.figure.wording == cells.split(",", maxsplit=1)[0]


WOUNDED = (
    "cannot read a figure from '40 wounded': 'wounded' is a word for injured, not for killed; "
    "record it as injured"
)
OF_ANOTHER_HARM = [
    ("incident,source,metric,figure\nq,a,killed,40 wounded\n", f"2 figure: {WOUNDED}"),
    ("incident,source,metric,figure\nq,a,Killed,40 wounded\n", f"2 figure: {WOUNDED}"),
    ("incident,source,killed,injured\nq,a,40 wounded,40 wounded\n", f"2 killed: {WOUNDED}"),
    (
        "incident,source,metric,figure\nq,a,injured,40 wounded\nq,a,killed,40 wounded\n",
        f"3 figure: {WOUNDED}",
    ),
]


@pytest.mark.parametrize(("text", "problem"), OF_ANOTHER_HARM)
def test_a_wording_of_another_harm_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    assert problems(take(a_ledger(), tmp_path, text)) == [problem]


def test_a_wording_of_another_harm_with_bounds_is_kept_unread(tmp_path: Path) -> None:
    ledger = a_ledger()

    take(ledger, tmp_path, "incident,source,metric,figure,low\nqamishli,a,killed,40 wounded,4\n")

    assert the_claim(ledger).figure.low == 4


def test_a_misspelt_metric_is_not_taken_for_another_one(tmp_path: Path) -> None:
    text = "incident,source,metric,figure\nq,a,injurd,40 wounded\n"

    (problem,) = problems(take(a_ledger(), tmp_path, text))

    assert problem.startswith("2 metric: 'injurd' is not a metric I know; did you mean injured?")


def test_a_refused_row_without_a_source_takes_nobodys_slug(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = "incident,source,metric,figure\nq,,killed,40\nq,X,killed,41\n"

    take(ledger, tmp_path, text, on_error=OnError.SKIP)

    assert the_claim(ledger, "q").source == "x"


REFUSED = [
    (
        "sevral dozen,,",
        "figure: cannot read a figure from 'sevral dozen': 'sevral' is not a word I know; "
        "write low and high",
    ),
    (",,", "figure: there is no figure; write one, or low and high"),
    (",50,40", "low: low 50 is above high 40"),
    (',"1,200",', "low: '1,200' is not a plain whole number; write 1200"),
    (",4.5,", "low: '4.5' is not a plain whole number"),
    (",-3,", "low: '-3' is not a plain whole number"),
    (",٤٠,", "low: '٤٠' is not a plain whole number"),
    (",12345678901234567,", "low: 12345678901234567 has more than 16 digits"),
    (
        "9007199254740992,,",
        "figure: 9007199254740992 is above 9007199254740991, the most that is kept",
    ),
    (
        "more than 9007199254740991,,",
        "figure: 9007199254740992 is above 9007199254740991, the most that is kept",
    ),
    (
        ",,9007199254740992",
        "high: 9007199254740992 is above 9007199254740991, the most that is kept",
    ),
    (",,many", "high: 'many' is not a plain whole number"),
]


@pytest.mark.parametrize(("cells", "problem"), REFUSED)
def test_a_figure_that_cannot_be_taken_is_refused(tmp_path: Path, cells: str, problem: str) -> None:
    report = take(
        a_ledger(), tmp_path, f"incident,source,metric,figure,low,high\nq,a,killed,{cells}\n"
    )

    assert problems(report) == [f"2 {problem}"]


def test_blank_cells_mean_the_usual(tmp_path: Path) -> None:
    ledger = a_ledger()

    take(
        ledger,
        tmp_path,
        "incident,source,metric,population,scope,mode,figure,act\nqamishli,a,killed,,,,4,\n",
    )

    claim = the_claim(ledger)
    assert (claim.population, claim.mode, claim.act) == (Population.ALL, Mode.TOTAL, Act.ASSERT)


def test_words_of_closed_lists_may_be_in_capitals(tmp_path: Path) -> None:
    ledger = a_ledger()

    take(
        ledger,
        tmp_path,
        "incident,source,metric,population,figure\nqamishli,a,Killed, CIVILIANS ,4\n",
    )

    assert the_claim(ledger).population is Population.CIVILIANS


def test_everything_wrong_with_a_row_is_listed(tmp_path: Path) -> None:
    text = (
        "incident,source,metric,population,mode,figure,asserted_at,act\n"
        "Q!,,kiled,childs,totl,sevral,2016-02-30,asert\n"
    )

    report = take(a_ledger(), tmp_path, text)

    assert sorted(fault.column for fault in report.errors) == [
        "act",
        "asserted_at",
        "figure",
        "incident",
        "metric",
        "mode",
        "population",
        "source",
    ]
    assert report.refused == 1


def test_a_mistyped_word_gets_a_suggestion(tmp_path: Path) -> None:
    report = take(a_ledger(), tmp_path, "incident,source,metric,figure\nq,a,kiled,4\n")

    assert "did you mean killed?" in report.errors[0].problem


def test_a_text_too_long_to_be_kept_is_refused_with_its_length(tmp_path: Path) -> None:
    text = f"incident,source,metric,figure,note\nq,a,killed,4,{'x' * 20_001}\n"

    report = take(a_ledger(), tmp_path, text)

    assert problems(report) == ["2 note: the text has 20,001 characters; at most 20,000 are kept"]
    assert len(report.errors[0].value) < 300


def test_a_publication_date_may_stand_in_for_the_files(tmp_path: Path) -> None:
    ledger = a_ledger()

    take(
        ledger,
        tmp_path,
        "incident,source,metric,figure\nqamishli,a,killed,4\n",
        published_at=stamp("2016-07-27"),
    )

    published = the_claim(ledger).published_at
    assert published is not None and published.text == "2016-07-27"


BERLIN = "slug,title,timezone\nq,Q,Europe/Berlin\n"
CLOCKS = [
    (
        "2020-03-29T02:30",
        "line 2: asserted_at 2020-03-29T02:30: in Europe/Berlin the clocks go forward past it; "
        "taken as 2020-03-29T01:30:00Z; write the offset if another time is meant",
    ),
    (
        "2020-10-25T02:30",
        "line 2: asserted_at 2020-10-25T02:30: in Europe/Berlin the clocks go back over it, so "
        "that it comes twice; taken as 2020-10-25T00:30:00Z; write the offset if another time is "
        "meant",
    ),
]


@pytest.mark.parametrize(("written", "remark"), CLOCKS)
def test_a_time_that_a_change_of_clocks_leaves_open_is_remarked_on(
    tmp_path: Path, written: str, remark: str
) -> None:
    ledger = a_ledger()
    text = (
        f"incident,source,killed,injured,asserted_at\nq,a,4,5,{written}\nq,a,6,,2020-07-01T02:30\n"
    )

    report = take_all(ledger, tmp_path, {"i.csv": BERLIN, "c.csv": text})

    assert [one for one in report.files[1].remarks if one.startswith("line")] == [remark]
    assert ledger.snapshot("q").claims[0].asserted_at == stamp(written)


def test_a_policy_reads_what_wordings_leave_open_and_its_bounds_are_given(tmp_path: Path) -> None:
    ledger = a_ledger()
    text = "ref,incident,source,metric,figure\nq-1,qamishli,a,killed,dozens\n"
    text += "q-2,qamishli,b,killed,at least 40\nq-3,qamishli,b,injured,scores\n"

    report = take(ledger, tmp_path, text, policy=ACLED)

    dozens, floor, scores = ledger.snapshot("qamishli").claims
    assert (dozens.figure.low, dozens.figure.wording, dozens.bounds_given) == (12, "dozens", True)
    assert (floor.figure.low, floor.bounds_given) == (40, False)
    assert (scores.figure.low, scores.bounds_given) == (20, True)
    assert [one for one in report.remarks if "policy" in one] == [
        "'dozens' is read by the policy acled (2024-05-07) as 12 to no limit; where a policy "
        "reads otherwise than plain, its bounds are recorded as given"
    ]
    assert ledger.verify().ok
    assert take(ledger, tmp_path, text, policy=ACLED).already_known == 3


def test_a_policy_that_sets_no_floor_leaves_the_bounds_unknown(tmp_path: Path) -> None:
    ledger = a_ledger()
    policy = Policy("bare", "2026-11-25", "made up", {})

    take(ledger, tmp_path, "incident,source,killed\nqamishli,a,dozens\n", policy=policy)

    assert (the_claim(ledger).figure.low, the_claim(ledger).bounds_given) == (None, True)
    assert ledger.verify().ok
