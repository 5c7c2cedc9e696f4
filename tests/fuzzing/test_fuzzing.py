"""The targets of `make fuzz`, on their seeds and on what hypothesis makes of them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzzing.seeds import seeds_of
from tests.fuzzing.targets import TARGETS
from tests.how_often import many

QUICK = {"figures": 500, "dates": 300, "notes": 300, "policies": 100, "packed": 8}


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A seed with pieces taken out, doubled, put in and taken from another one."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        to = draw(st.integers(at, min(len(data), at + 40)))
        other = draw(st.sampled_from(seeds))
        start = draw(st.integers(0, len(other)))
        piece = draw(
            st.one_of(
                st.binary(max_size=6),
                st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass")),
                st.just(other[start : start + 30]),
                st.just(data[at:to] * 2),
            )
        )
        data = data[:at] + piece + data[to:]
    return data


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_near_to_good_input_is_taken_or_refused(name: str) -> None:
    target, seeds = TARGETS[name], seeds_of(name)
    assert seeds

    @settings(
        max_examples=many(QUICK.get(name, 30), 20_000),
        suppress_health_check=list(HealthCheck),
    )
    @given(mutated(seeds))
    def holds(data: bytes) -> None:
        target(data)

    holds()
