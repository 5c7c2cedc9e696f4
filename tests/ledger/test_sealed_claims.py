"""Claims that are sealed together are those that are sealed one by one, byte for byte."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.figures import Figure, read_figure
from tracker.ledger import ClaimColumns, SealedClaims, seal, seal_columns
from tracker.ledger.columns import ClaimAsRow, claim_row
from tracker.model import Claim, Metric, Mode, Population, stamp

TEXTS = st.one_of(
    st.just(""),
    st.sampled_from(
        ['said "forty"', "100 %s", "a\\b", "tab\there", "two\nlines", "\x7f", "الهلال"]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
)
READ = st.sampled_from(["40", "at least 40", "more than 300", "dozens", "30–40 people"]).map(
    lambda wording: (read_figure(wording), False)
)
BOUNDS = st.one_of(st.none(), st.integers(0, 9))
GIVEN = st.tuples(BOUNDS, BOUNDS, TEXTS).filter(
    lambda one: one[0] is None or one[1] is None or one[0] <= one[1]
)
TIMES = st.sampled_from([None, "2016-07", "2016-07-27", "2016-07-27T16:43:05+08:00"]).map(
    lambda text: None if text is None else stamp(text)
)
CLAIMS = st.builds(
    lambda figure, **rest: Claim(figure=figure[0], bounds_given=figure[1], **rest),
    figure=READ | GIVEN.map(lambda one: (Figure.given(*one), True)),
    incident=st.sampled_from(["qamishli-2016", "erbil"]),
    source=st.sampled_from(["asayish", "hospital-2"]),
    metric=st.sampled_from(Metric),
    population=st.sampled_from(Population),
    mode=st.sampled_from(Mode),
    asserted_at=TIMES,
    published_at=TIMES,
    **dict.fromkeys(("scope", "via", "url", "reason", "note", "ref"), TEXTS),
)


def together(claims: list[Claim]) -> SealedClaims:
    def text(of: str) -> list[str]:
        return [getattr(one, of) for one in claims]

    return seal_columns(
        ClaimColumns(
            incident=text("incident"),
            source=text("source"),
            metric=[one.metric.value for one in claims],
            population=[one.population.value for one in claims],
            scope=text("scope"),
            mode=[one.mode.value for one in claims],
            wording=[one.figure.wording for one in claims],
            low=[one.figure.low for one in claims],
            high=[one.figure.high for one in claims],
            qualifier=[one.figure.qualifier.value for one in claims],
            bounds_given=[int(one.bounds_given) for one in claims],
            asserted_at=[one.asserted_at.text if one.asserted_at else None for one in claims],
            published_at=[one.published_at.text if one.published_at else None for one in claims],
            via=text("via"),
            url=text("url"),
            reason=text("reason"),
            note=text("note"),
            ref=text("ref"),
        )
    )


@given(st.lists(CLAIMS, min_size=1, max_size=6))
def test_claims_sealed_together_are_those_sealed_alone(claims: list[Claim]) -> None:
    sealed = together(claims)

    rows, each = sealed.each()

    alone = [seal(one) for one in claims]
    assert [(one.content, one.digest) for one in each] == [(a.content, a.digest) for a in alone]
    assert [row.columns for row in rows] == [
        claim_row(0, one.value, one.digest)[1:] for one in alone if isinstance(one.value, Claim)
    ]
    assert [(row.incident, row.source, row.ref) for row in rows] == [
        (one.incident, one.source, one.ref) for one in claims
    ]
    assert list(sealed.told) == [row.told for row in rows]


@given(st.lists(CLAIMS, min_size=1, max_size=6), st.integers(0, 6), st.integers(0, 6))
def test_a_part_of_them_is_as_if_there_were_no_others(
    claims: list[Claim], one: int, other: int
) -> None:
    begin, end = sorted((min(one, len(claims) - 1), max(1, min(other, len(claims)))))
    if begin == end:
        end += 1

    part = together(claims).part(begin, end)

    assert part.each() == together(claims[begin:end]).each()
    assert isinstance(next(part.rows()), ClaimAsRow)
    assert part.size == end - begin
