"""Whatever stands in a foreign file, a row gives claims or is refused with its column."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import DataError
from tracker.importing.faults import RowError
from tracker.importing.names import IncidentNames, SourceNames
from tracker.importing.options import ImportOptions
from tracker.importing.profiles.binding import bound, uses_of
from tracker.importing.profiles.drafting import drafted
from tracker.importing.profiles.foreign_rows import ForeignRows
from tracker.importing.profiles.loading import profile_of
from tracker.importing.profiles.profile import Profile
from tracker.importing.profiles.shipped import shipped_profiles, shipped_text
from tracker.model import Claim

CELLS = st.one_of(
    st.sampled_from(
        ("", "4", "-99", "40+", "7.5", "12.0", "0", "-5", "2016", "7", "2016-07-27", "Unknown",
         "4-Mar", "1709900000", "a; b;a", "65 – 73", "\x00", "\ud800", "\u202e4", "9" * 30,
         "{x}", "[1]")
    ),
    st.text(max_size=12),
)  # fmt: skip
MOST_COLUMNS = 24
"""HXL knows a hundred."""
PROFILES = [one for one in shipped_profiles() if not one.is_canonical]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.name)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_cells_give_claims_or_a_refusal(profile: Profile, data: st.DataObject) -> None:
    columns = (name.split("|")[0] for name, _ in uses_of(profile, profile.claims))
    header = tuple(dict.fromkeys(columns))[:MOST_COLUMNS]
    names = SourceNames({}, ()), IncidentNames(dict, None)
    rows = ForeignRows(bound(profile, header), ImportOptions(), *names, lambda _: None)
    cells = [data.draw(CELLS) for _ in header]

    try:
        claims = rows.read(2, cells)
    except RowError as problem:
        assert problem.problem
        return

    assert all(isinstance(claim, Claim) and claim.incident and claim.source for claim in claims)


@settings(max_examples=40)
@given(header=st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=5), data=st.data())
def test_any_file_gives_a_draft_that_loads_or_a_refusal(
    header: list[str], data: st.DataObject
) -> None:
    columns = ["deaths", *header]
    rows = data.draw(st.lists(st.tuples(*[CELLS] * len(columns)), max_size=4))

    try:
        text = drafted("any.csv", columns, rows)
    except DataError:
        return

    assert profile_of(text, "draft.toml").claims


@settings(max_examples=40)
@given(data=st.data())
def test_any_change_of_a_profile_gives_a_profile_or_says_where_it_is_wrong(
    data: st.DataObject,
) -> None:
    text = shipped_text("airwars")
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 6))
    put = data.draw(st.text(alphabet='"[]{}=\n#ab', max_size=4))

    try:
        profile_of(text[:at] + put + text[at + cut :], "any.toml")
    except DataError as problem:
        assert str(problem).startswith("any.toml")
