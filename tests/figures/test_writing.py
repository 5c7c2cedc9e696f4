"""The canonical wording of a figure, and that it reads back as the same figure."""

import pytest

from tracker.figures import (
    ACLED,
    PLAIN,
    Figure,
    FigureError,
    Part,
    Policy,
    Qualifier,
    read_figure,
    write_figure,
)

CANONICAL = [
    ("twenty-three", "23"),
    ("1.2k", "1,200"),
    ("rose to 40", "40"),
    ("nobody", "none"),
    ("0", "0"),
    ("no casualties reported", "none reported"),
    ("40+", "at least 40"),
    (">300", "more than 300"),
    ("as many as 40", "up to 40"),
    ("<40", "fewer than 40"),
    ("between 40 and 50", "40 to 50"),
    ("at least 5 and at most 3,000", "at least 5 and at most 3,000"),
    ("a dozen", "about 12"),
    ("close to 50", "nearly 50"),
    ("Dozens of people", "dozens"),
    ("several dozens", "several dozen"),  # a few dozen and dozens lie near
    ("a few dozen people", "a few dozen"),
    ("tens of thousands", "tens of thousands"),
    ("a lot of people", "several"),  # says as little; the wording itself is kept
    ("a few", "a few"),
    ("n/a", "unknown"),
    ("12 (including three kids)", "12, including 3 children"),
    ("12, including a medic and 2 or 3 women", "12, including 1 medic and {} women"),
]


@pytest.mark.parametrize(("wording", "canonical"), CANONICAL)
def test_a_figure_is_written_in_its_plainest_wording(wording: str, canonical: str) -> None:
    figure = read_figure(wording)

    written = write_figure(figure)

    assert written == canonical.format("at least 2 and at most 3")
    assert read_figure(written) == figure


@pytest.mark.parametrize(
    ("low", "policy", "written"),
    [
        (24, PLAIN, "dozens"),
        (36, PLAIN, "several dozen"),
        (12, ACLED, "dozens"),
        (None, PLAIN, "several"),
    ],
)
def test_a_vague_figure_made_by_hand_takes_the_word_with_its_floor(
    low: int | None, policy: Policy, written: str
) -> None:
    assert write_figure(Figure(low, None, Qualifier.VAGUE), policy=policy) == written


@pytest.mark.parametrize(
    "figure",
    [
        Figure(25, None, Qualifier.VAGUE),  # no vague word has this floor
        Figure(24, 30, Qualifier.VAGUE),
        Figure(1, 2, Qualifier.EXACT),
        Figure(None, None, Qualifier.EXACT),
        Figure(0, None, Qualifier.MORE_THAN),  # more than minus one
        Figure(40, 40, Qualifier.RANGE),
        Figure(36, 44, Qualifier.APPROXIMATE),  # a margin the policy does not have
        Figure(45, 50, Qualifier.NEARLY),
        Figure(1, 1, Qualifier.UNKNOWN),
        Figure(None, 10**16 - 1, Qualifier.LESS_THAN),  # fewer than a number of 17 digits
    ],
)
def test_a_figure_no_wording_reads_back_as_is_refused(figure: Figure) -> None:
    with pytest.raises(FigureError, match="has no wording under the policy plain"):
        write_figure(figure)


def test_every_kind_of_part_is_written_and_read_back() -> None:
    parts = (
        Part(1, 1, "elderly"),
        Part(2, None, "security_forces"),
        Part(None, 3, "aid_workers"),
        Part(0, 4, "men"),
    )
    figure = Figure(12, None, Qualifier.AT_LEAST, parts=parts)

    written = write_figure(figure)

    assert written == (
        "at least 12, including 1 elderly person, at least 2 members of the security forces, "
        "up to 3 aid workers and at least 0 and at most 4 men"
    )
    assert read_figure(written) == figure
