"""What each wording is read as: every row of the specification, and the wordings near it."""

import csv
from pathlib import Path

import pytest

from tracker.figures import ACLED, FigureError, Part, Qualifier, read_figure

Case = tuple[str, int | None, int | None, str]

NUMBERS: list[Case] = [
    ("40", 40, 40, "exact"),
    ("0", 0, 0, "exact"),
    ("zero", 0, 0, "exact"),
    ("  40\n", 40, 40, "exact"),
    ("\u00a040\u2009", 40, 40, "exact"),
    ("twenty-three", 23, 23, "exact"),
    ("Twenty Three", 23, 23, "exact"),
    ("NINETY-NINE", 99, 99, "exact"),
    ("one hundred and fifty", 150, 150, "exact"),
    ("one hundred fifty", 150, 150, "exact"),
    ("a hundred and fifty", 150, 150, "exact"),
    ("fifteen hundred", 1500, 1500, "exact"),
    ("two hundred thousand", 200_000, 200_000, "exact"),
    ("two hundred and fifty thousand", 250_000, 250_000, "exact"),
    ("two thousand and five", 2005, 2005, "exact"),
    ("one million two hundred thousand", 1_200_000, 1_200_000, "exact"),
    ("three billion", 3_000_000_000, 3_000_000_000, "exact"),
    ("1,200", 1200, 1200, "exact"),
    ("12,345", 12_345, 12_345, "exact"),
    ("1\u2009200", 1200, 1200, "exact"),
    ("41 020", 41_020, 41_020, "exact"),  # 020 is no number of its own
    ("1 000 000", 1_000_000, 1_000_000, "exact"),
    ("31\u00a0643", 31_643, 31_643, "exact"),
    ("31\u202f643", 31_643, 31_643, "exact"),
    ("1'200", 1200, 1200, "exact"),
    ("1.2k", 1200, 1200, "exact"),
    ("40K", 40_000, 40_000, "exact"),
    ("6.5 thousand", 6500, 6500, "exact"),
    ("2 million", 2_000_000, 2_000_000, "exact"),
    ("1.2 million", 1_200_000, 1_200_000, "exact"),
    ("9,999,999,999,999,999", 10**16 - 1, 10**16 - 1, "exact"),
    ("٤٠", 40, 40, "exact"),
    ("١٬٢٠٠", 1200, 1200, "exact"),
    ("۴۰", 40, 40, "exact"),
    ("४०", 40, 40, "exact"),
    ("４０", 40, 40, "exact"),
]

AROUND_A_NUMBER: list[Case] = [
    ("40 people", 40, 40, "exact"),
    ("40 people.", 40, 40, "exact"),
    ("40 people have been killed", 40, 40, "exact"),
    ("40 lives lost", 40, 40, "exact"),
    ("40 deaths reported", 40, 40, "exact"),
    ("seven missing people", 7, 7, "exact"),
    ("40 so far", 40, 40, "exact"),
    ("40 in total", 40, 40, "exact"),
    ("exactly a dozen", 12, 12, "exact"),
    ("Only 6", 6, 6, "exact"),
    ("rose to 40", 40, 40, "exact"),
    ("has now risen to 40", 40, 40, "exact"),
    ("was revised down to 250", 250, 250, "exact"),
    ("stands at 1,414", 1414, 1414, "exact"),
    ("now stands at 40", 40, 40, "exact"),
    ("reached 138", 138, 138, "exact"),
    ("The death toll rose to a total of 40", 40, 40, "exact"),
    ("toll of 50", 50, 50, "exact"),
    ("death toll: 40", 40, 40, "exact"),
    ("to 320", 320, 320, "exact"),
    ("at 156", 156, 156, "exact"),
    ("killed 58", 58, 58, "exact"),
    ("left 40 dead", 40, 40, "exact"),
]

NOBODY: list[Case] = [
    ("none", 0, 0, "none"),
    ("no casualties", 0, 0, "none"),
    ("no deaths or injuries", 0, 0, "none"),
    ("nobody", 0, 0, "none"),
    ("no one was killed", 0, 0, "none"),
    ("There were no casualties.", 0, 0, "none"),
    ("no casualties reported", 0, None, "none_reported"),
    ("no casualties have been reported", 0, None, "none_reported"),
    ("no confirmed deaths", 0, None, "none_reported"),
    ("no reports of casualties", 0, None, "none_reported"),
    ("no immediate reports of any injuries", 0, None, "none_reported"),
    ("none reported", 0, None, "none_reported"),
    ("0 deaths reported", 0, None, "none_reported"),
    ("unknown", None, None, "unknown"),
    ("an unknown number of people", None, None, "unknown"),
    ("?", None, None, "unknown"),
    ("N/A", None, None, "unknown"),
    ("not known", None, None, "unknown"),
    ("unclear", None, None, "unknown"),
    ("—", None, None, "unknown"),
    ("-", None, None, "unknown"),
]

QUALIFIED: list[Case] = [
    ("at least 40", 40, None, "at_least"),
    ("no fewer than 40", 40, None, "at_least"),
    ("no less than 40", 40, None, "at_least"),
    ("not less than 40", 40, None, "at_least"),
    ("upwards of 40", 40, None, "at_least"),
    ("40+", 40, None, "at_least"),
    ("40 plus", 40, None, "at_least"),
    ("40-plus", 40, None, "at_least"),
    ("40 or more", 40, None, "at_least"),
    ("40 people or more", 40, None, "at_least"),
    ("≥40", 40, None, "at_least"),
    (">= 40", 40, None, "at_least"),
    ("at least a dozen", 12, None, "at_least"),
    ("rose to at least 40", 40, None, "at_least"),
    ("now at least 40", 40, None, "at_least"),
    ("death toll at least 40", 40, None, "at_least"),
    ("killed at least 40 people", 40, None, "at_least"),
    ("more than 300", 301, None, "more_than"),
    ("over 300", 301, None, "more_than"),
    (">300", 301, None, "more_than"),
    ("exceeded 300", 301, None, "more_than"),
    ("just over 300", 301, None, "more_than"),
    ("more than a dozen", 13, None, "more_than"),
    ("over a hundred", 101, None, "more_than"),
    ("up to 40", None, 40, "up_to"),
    ("as many as 40", None, 40, "up_to"),
    ("as high as 100", None, 100, "up_to"),
    ("at most 40", None, 40, "up_to"),
    ("no more than 40", None, 40, "up_to"),
    ("≤40", None, 40, "up_to"),
    ("40 or fewer", None, 40, "up_to"),
    ("fewer than 40", None, 39, "less_than"),
    ("under 40", None, 39, "less_than"),
    ("<40", None, 39, "less_than"),
    ("just under 50", None, 49, "less_than"),
    ("about 40", 40, 40, "approximate"),
    ("around 40", 40, 40, "approximate"),
    ("some 1,400", 1400, 1400, "approximate"),
    ("an estimated 40", 40, 40, "approximate"),
    ("~40", 40, 40, "approximate"),
    ("c. 40", 40, 40, "approximate"),
    ("ca. 40", 40, 40, "approximate"),
    ("circa 40", 40, 40, "approximate"),
    ("40 or so", 40, 40, "approximate"),
    ("a dozen", 12, 12, "approximate"),
    ("half a dozen", 6, 6, "approximate"),
    ("two dozen", 24, 24, "approximate"),
    ("a hundred", 100, 100, "approximate"),
    ("a hundred thousand", 100_000, 100_000, "approximate"),
    ("nearly 50", None, 50, "nearly"),
    ("almost 50", None, 50, "nearly"),
    ("close to 50", None, 50, "nearly"),
    ("neared 80", None, 80, "nearly"),
]

RANGES: list[Case] = [
    ("40-50", 40, 50, "range"),
    ("40–50", 40, 50, "range"),
    ("40 — 50 people", 40, 50, "range"),
    ("40 to 50", 40, 50, "range"),
    ("between 40 and 50", 40, 50, "range"),
    ("three or four", 3, 4, "range"),
    ("three to six", 3, 6, "range"),
    ("40, possibly 60", 40, 60, "range"),
    ("0 to 40", 0, 40, "range"),
    ("900 to 1,200", 900, 1200, "range"),
    ("ninety to a hundred", 90, 100, "range"),
    ("rose to between 40 and 50", 40, 50, "range"),
    ("between one hundred and two hundred", 100, 200, "range"),
    ("between one hundred and fifty and two hundred", 150, 200, "range"),
    ("between one hundred and two hundred and fifty", 100, 250, "range"),
    ("at least 5 and at most 3,000", 5, 3000, "range"),
    ("more than 40 but fewer than 50", 41, 49, "range"),
]

VAGUE: list[Case] = [
    ("tens", 20, None, "vague"),
    ("dozens", 24, None, "vague"),
    ("Dozens of people", 24, None, "vague"),
    ("scores", 40, None, "vague"),
    ("hundreds killed", 200, None, "vague"),
    ("many hundreds", 200, None, "vague"),
    ("thousands", 2000, None, "vague"),
    ("tens of thousands", 20_000, None, "vague"),
    ("hundreds of thousands of people", 200_000, None, "vague"),
    ("several dozen", 36, None, "vague"),
    ("several hundred people", 300, None, "vague"),
    ("a few dozen", 24, None, "vague"),
    ("at least dozens", 24, None, "vague"),
    ("several", None, None, "vague"),
    ("a few", None, None, "vague"),
    ("many people", None, None, "vague"),
    ("A lot of people", None, None, "vague"),
    ("a large number", None, None, "vague"),
]


@pytest.mark.parametrize(
    ("wording", "low", "high", "qualifier"),
    [*NUMBERS, *AROUND_A_NUMBER, *NOBODY, *QUALIFIED, *RANGES, *VAGUE],
)
def test_a_wording_reads_as_its_bounds(
    wording: str, low: int | None, high: int | None, qualifier: str
) -> None:
    figure = read_figure(wording)

    assert (figure.low, figure.high, figure.qualifier.value) == (low, high, qualifier)
    assert figure.wording == wording
    assert figure.parts == ()


THREE_CHILDREN = (Part(3, 3, "children"),)
PARTS: list[tuple[str, int | None, int | None, tuple[Part, ...]]] = [
    ("12 (including 3 children)", 12, 12, THREE_CHILDREN),
    ("12, including 3 children", 12, 12, THREE_CHILDREN),
    ("12 people including 3 children", 12, 12, THREE_CHILDREN),
    ("12 people, three of them children", 12, 12, THREE_CHILDREN),
    ("12 people, including a child", 12, 12, (Part(1, 1, "children"),)),
    ("12 people, one of them a child", 12, 12, (Part(1, 1, "children"),)),
    ("at least 12 people, including 3 children, were killed", 12, None, THREE_CHILDREN),
    ("up to 12, including at least 3 children", None, 12, (Part(3, None, "children"),)),
    (
        "57, among them 11 women and 8 children",
        57,
        57,
        (Part(11, 11, "women"), Part(8, 8, "children")),
    ),
    (
        "57 dead, including 2 medics, 3 foreign nationals, and 1 to 4 journalists",
        57,
        57,
        (
            Part(2, 2, "medical_personnel"),
            Part(3, 3, "foreign_nationals"),
            Part(1, 4, "journalists"),
        ),
    ),
]


@pytest.mark.parametrize(("wording", "low", "high", "parts"), PARTS)
def test_a_wording_reads_as_a_whole_and_its_parts(
    wording: str, low: int | None, high: int | None, parts: tuple[Part, ...]
) -> None:
    figure = read_figure(wording)

    assert (figure.low, figure.high, figure.parts) == (low, high, parts)


@pytest.mark.parametrize(
    ("wording", "low"),
    [
        ("tens", 10),
        ("dozens", 12),
        ("scores", 20),
        ("hundreds", 100),
        ("thousands", 1000),
        ("several", None),
    ],
)
def test_the_acled_policy_reads_vague_words_at_their_least(wording: str, low: int | None) -> None:
    figure = read_figure(wording, policy=ACLED)

    assert (figure.low, figure.high, figure.qualifier) == (low, None, Qualifier.VAGUE)


def _real_wordings() -> list[tuple[str, int | None, int | None, str]]:
    path = Path(__file__).with_name("real_wordings.csv")
    with path.open(encoding="utf-8", newline="") as rows:
        return [
            (
                row["wording"],
                int(row["low"]) if row["low"] else None,
                int(row["high"]) if row["high"] else None,
                row["expect"],
            )
            for row in csv.DictReader(rows)
        ]


@pytest.mark.parametrize(("wording", "low", "high", "expect"), _real_wordings())
def test_no_published_wording_is_read_otherwise_than_a_person_read_it(
    wording: str, low: int | None, high: int | None, expect: str
) -> None:
    if expect == "refused":
        with pytest.raises(FigureError):
            read_figure(wording)
        return

    figure = read_figure(wording)

    assert (figure.low, figure.high) == (low, high)
