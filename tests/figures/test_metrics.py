"""What is read for one metric: never a wording about another harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import ChoiceError
from tracker.figures import FigureError, read_figure, read_recorded_figure
from tracker.figures.harms import HARMS_OF
from tracker.model import Metric

OTHER_HARMS = [
    ("killed", "40 wounded", "wounded", "injured"),
    ("killed", "no injuries", "injuries", "injured"),
    ("killed", "dozens wounded", "wounded", "injured"),
    ("killed", "40 hurt", "hurt", "injured"),
    ("killed", "40 missing", "missing", "missing"),
    ("killed", "40 unaccounted for", "unaccounted for", "missing"),
    ("killed", "no missing", "missing", "missing"),
    ("killed", "nobody hurt", "hurt", "injured"),
    ("killed", "0 injured", "injured", "injured"),
    ("killed", "zero injuries", "injuries", "injured"),
    ("killed", "40 casualties", "casualties", "casualties"),
    ("killed", "at least 40 people were injured", "injured", "injured"),
    ("killed", "between 40 and 50 injured", "injured", "injured"),
    ("killed", "an unknown number of injured", "injured", "injured"),
    ("killed", "casualty toll of 40", "casualty toll of", "casualties"),
    ("killed", "40 dead or missing", "dead or missing", "killed_or_missing"),
    ("killed", "40 people, including 3 children, were injured", "injured", "injured"),
    ("killed", "left 40 displaced", "displaced", "displaced"),
    ("killed", "injured: 40", "injured:", "injured"),
    ("killed", "injuring 40", "injuring", "injured"),
    ("injured", "40 dead", "dead", "killed"),
    ("injured", "kills 40", "kills", "killed"),
    ("injured", "killing at least 40", "killing", "killed"),
    ("injured", "death toll rises to 40", "death toll", "killed"),
    ("injured", "claimed the lives of 40", "claimed the lives of", "killed"),
    ("injured", "no deaths", "deaths", "killed"),
    ("missing", "40 killed", "killed", "killed"),
    ("missing", "no casualties", "casualties", "casualties"),
    ("displaced", "no deaths", "deaths", "killed"),
    ("kidnapped", "40 detained", "detained", "detained"),
    ("detained", "40 abducted", "abducted", "kidnapped"),
    ("casualties", "40 wounded", "wounded", "injured"),
    ("casualties", "40 dead", "dead", "killed"),
    ("casualties", "no deaths", "deaths", "killed"),  # the injured are left open
    ("killed_or_missing", "40 dead", "dead", "killed"),
    ("killed_or_missing", "no missing", "missing", "missing"),
    ("killed_or_missing", "no casualties", "casualties", "casualties"),
]


@pytest.mark.parametrize(("metric", "wording", "part", "harm"), OTHER_HARMS)
def test_a_wording_about_another_harm_is_refused(
    metric: str, wording: str, part: str, harm: str
) -> None:
    with pytest.raises(FigureError) as refusal:
        read_figure(wording, metric=metric)

    assert refusal.value.part == part
    assert refusal.value.problem == f"is a word for {harm}, not for {metric}"
    assert str(refusal.value).endswith(f"; record it as {harm}")


SAME_HARM = [
    ("killed", "40 dead", 40, 40),
    ("killed", "killed at least 40 people", 40, None),
    ("killed", "the death toll has risen to 40", 40, 40),
    ("killed", "40 lives lost", 40, 40),
    ("killed", "40 casualties have been confirmed dead", 40, 40),
    ("killed", "casualty toll: 40 dead", 40, 40),
    ("killed", "no fatalities", 0, 0),
    ("killed", "no deaths or injuries", 0, 0),
    ("killed", "no casualties", 0, 0),  # nobody dead or hurt, so nobody dead
    ("killed", "no casualties reported", 0, None),
    ("killed", "0 casualties", 0, 0),
    ("killed", "no one was killed", 0, 0),
    ("killed", "no dead or missing", 0, 0),
    ("injured", "dozens of injured", 24, None),
    ("injured", "no deaths or injuries", 0, 0),
    ("injured", "no casualties", 0, 0),
    ("injured", "left 40 hurt", 40, 40),
    ("missing", "seven missing people", 7, 7),
    ("missing", "40 unaccounted for", 40, 40),
    ("kidnapped", "40 people were abducted", 40, 40),
    ("detained", "40 arrested", 40, 40),
    ("displaced", "40,000 displaced", 40_000, 40_000),
    ("casualties", "40 casualties", 40, 40),
    ("casualties", "40 killed or injured", 40, 40),
    ("casualties", "no deaths or injuries", 0, 0),
    ("casualties", "no casualties", 0, 0),
    ("killed_or_missing", "40 dead or missing", 40, 40),
    ("killed_or_missing", "at least 40 killed or missing", 40, None),
    ("killed_or_missing", "no dead or missing", 0, 0),
]


@pytest.mark.parametrize(("metric", "wording", "low", "high"), SAME_HARM)
def test_a_wording_about_the_same_harm_is_read(
    metric: str, wording: str, low: int | None, high: int | None
) -> None:
    figure = read_figure(wording, metric=metric)

    assert (figure.low, figure.high) == (low, high)
    assert figure == read_figure(wording)


NEUTRAL = [
    "40",
    "at least 40 people",
    "none",
    "nobody",
    "dozens",
    "?",
    "a toll of 40",
    "40 victims",
]


@pytest.mark.parametrize("wording", NEUTRAL)
@pytest.mark.parametrize("metric", [one.value for one in Metric])
def test_a_wording_that_names_no_harm_is_read_for_every_metric(metric: str, wording: str) -> None:
    assert read_figure(wording, metric=metric) == read_figure(wording)


def test_every_metric_has_its_words_of_harm() -> None:
    assert set(HARMS_OF) == {one.value for one in Metric}


def test_a_metric_that_is_none_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ChoiceError, match="'kiled' is not a metric I know; did you mean killed"):
        read_figure("40", metric="kiled")


HARM_WORDS = ["killed", "dead", "wounded", "injuries", "missing", "casualties", "displaced"]


@given(
    st.sampled_from(["", "no ", "at least ", "up to ", "no reports of "]),
    st.sampled_from(["40 ", "0 ", "dozens of ", ""]),
    st.sampled_from(HARM_WORDS),
    st.sampled_from(list(Metric)),
)
def test_no_wording_of_one_harm_is_a_number_other_than_zero_of_two(
    opening: str, number: str, harm: str, metric: Metric
) -> None:
    wording = opening + number + harm
    read = {}
    for one in Metric:
        try:
            read[one] = read_figure(wording, metric=one.value)
        except FigureError:
            continue

    assert len(read) <= 1 or all(figure.low == 0 for figure in read.values())


EARLIER = [
    ("40 wounded", 40, 40),
    ("kills 40 injured", 40, 40),
    ("killed injured 40", 40, 40),
    ("no deaths or injuries missing", 0, 0),
    ("1 200", 1200, 1200),
    ("None", 0, 0),
    ("200 300 people", 200_300, 200_300),
]


@pytest.mark.parametrize(("wording", "low", "high"), EARLIER)
def test_what_an_earlier_edition_read_and_recorded_still_reads_as_recorded(
    wording: str, low: int | None, high: int | None
) -> None:
    figure = read_recorded_figure(wording)

    assert (figure.low, figure.high) == (low, high)
