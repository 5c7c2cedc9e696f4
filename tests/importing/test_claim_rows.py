from pathlib import Path

import pytest

from tests.importing.setting import a_ledger, problems, take, the_claim
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
