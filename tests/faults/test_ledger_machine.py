"""Any sequence of acts on a ledger, against a plain list that says what it should hold."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from tests.faults.conftest import Told
from tests.how_often import many
from tests.ledger.builders import HOSPITAL, INCIDENT, RECORDS, a_claim, a_void, record, sealed
from tracker import clock
from tracker.errors import ClaimError
from tracker.ledger import Ledger, Sealed, seal
from tracker.ledger.check_moments import MOST_AHEAD_US
from tracker.ledger.merkle import Tree, leaf
from tracker.model import Claim, Incident, Source

RUNS, STEPS = many(200, 5_000), many(40, 100)
HOUR_US = 3_600_000_000
START_US = 1_800_000_000_000_000
done = {"steps": 0}


class LedgerMachine(RuleBasedStateMachine):
    """A ledger, the list of what it was given, and a clock that anybody may set."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger.open(":memory:")
        self.given: list[Sealed] = []
        self.roots: dict[int, str] = {}
        """Every size and root that was ever handed out."""
        self.us = START_US
        self.number = 0
        self.incident: Incident = INCIDENT
        self.hospital: Source = HOSPITAL
        self._clock = clock.now_us
        clock.now_us = lambda: self.us

    @initialize()
    def begin(self) -> None:
        record(self.ledger, *RECORDS)
        self.given += sealed(RECORDS)

    @rule(count=st.integers(1, 5), passed_us=st.integers(0, 5_000_000))
    def claims(self, count: int, passed_us: int) -> None:
        self.us += passed_us
        self.number += count
        self._keep(*(a_claim(self.number - one) for one in range(count)))

    @rule(choice=st.integers(0, 10**6))
    def void(self, choice: int) -> None:
        self.number += 1
        claims = [one for one in self.given if one.value.__class__.__name__ == "Claim"]
        if claims:
            target = claims[choice % len(claims)]
            self._keep(a_void(target.id, note=str(self.number)))

    @rule()
    def put_the_incident_right(self) -> None:
        self.number += 1
        self.incident = replace(
            self.incident, title=f"title {self.number}", revises=seal(self.incident).id
        )
        self._keep(self.incident)

    @rule()
    def put_a_source_right(self) -> None:
        self.number += 1
        self.hospital = replace(
            self.hospital, name=f"name {self.number}", revises=seal(self.hospital).id
        )
        self._keep(self.hospital)

    @rule(choice=st.integers(0, 10**6))
    def a_claim_that_is_known(self, choice: int) -> None:
        known = [one.value for one in self.given if isinstance(one.value, Claim)]
        if known:
            self._is_refused(lambda: record(self.ledger, known[choice % len(known)]))

    @rule()
    def a_batch_with_a_bad_claim_at_its_end(self) -> None:
        good, bad = a_claim(self.number + 1), a_claim(9, source="nobody")
        self._is_refused(lambda: record(self.ledger, good, bad))

    @rule()
    def a_dry_run(self) -> None:
        with self.ledger.writing() as writer:
            writer.append(sealed([a_claim(self.number + 1)]))
            writer.discard()

    @rule()
    def a_program_that_breaks_off(self) -> None:
        with pytest.raises(ZeroDivisionError), self.ledger.writing() as writer:
            writer.append(sealed([a_claim(self.number + 1)]))
            raise ZeroDivisionError

    @rule(shift_us=st.sampled_from((-HOUR_US, HOUR_US, -86_400_000_000)))
    def somebody_sets_the_clock(self, shift_us: int) -> None:
        self.us += shift_us

    @rule()
    def verify(self) -> None:
        problems = self.ledger.verify().problems
        is_ahead = self._moments()[-1] > self.us + MOST_AHEAD_US
        assert [one.kind for one in problems] == (["future"] if is_ahead else [])

    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        if not self.roots:
            return
        moments = self._moments()
        at = data.draw(st.integers(1, len(moments)))
        known = [one.id for one in self.given[:at] if one.value.__class__.__name__ == "Claim"]
        snapshot = self.ledger.snapshot(INCIDENT.slug, known_at_us=moments[at - 1])
        assert [claim.id for claim in snapshot.claims] == known
        assert snapshot.size == at

    @invariant()
    def nothing_was_lost_or_changed(self) -> None:
        done["steps"] += 1
        head = self.ledger.head()
        assert head.size == len(self.given)
        self.roots[head.size] = head.root
        with self.ledger._database.reading() as connection:
            rows = connection.execute(
                "SELECT seq, recorded_us, content_hash, content FROM entry ORDER BY seq"
            ).fetchall()
        assert [(row[2], row[3]) for row in rows] == [
            (one.digest, one.content) for one in self.given
        ]
        leaves = [leaf(*row[:3]) for row in rows]
        tree, done_to = Tree(), 0
        for size, root in sorted(self.roots.items()):
            tree, done_to = tree.extended(leaves[done_to:size]), size
            assert tree.root == root

    def teardown(self) -> None:
        clock.now_us = self._clock
        self.ledger.close()

    def _keep(self, *values: Incident | Source | object) -> None:
        record(self.ledger, *values)  # type: ignore[arg-type]
        self.given += sealed(values)  # type: ignore[arg-type]

    def _is_refused(self, act: Callable[[], None]) -> None:
        with pytest.raises(ClaimError):
            act()

    def _moments(self) -> list[int]:
        with self.ledger._database.reading() as connection:
            rows = connection.execute("SELECT recorded_us FROM entry ORDER BY seq").fetchall()
        moments = [us for (us,) in rows]
        assert moments == sorted(set(moments)), "moments rise whatever the clock does"
        return moments


def test_any_sequence_of_acts_keeps_everything_and_every_root(told: Told) -> None:
    run(
        LedgerMachine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    told(f"{RUNS:,} × {STEPS} random acts, {done['steps']:,} states checked: 0 roots changed")
