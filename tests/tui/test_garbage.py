"""What the UI drops is freed at once, and what is left is looked for when nobody waits."""

import gc
import weakref
from time import monotonic

from tests.tui.conftest import opened, run
from tracker.tui.app import REST_S
from tracker.tui.archive import Archive
from tracker.tui.garbage import THRESHOLDS, UNTIDY, Garbage


class Ring:
    """Refers to itself, so that it is freed only where garbage is looked for."""

    def __init__(self) -> None:
        self.itself = self


def test_a_view_that_was_left_is_freed_without_being_looked_for(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger, incident="qamishli-2016") as ui:
            await ui.press("[")
            assert ui.desk.shown is not None
            left = weakref.ref(ui.desk.shown.claims)
            gc.disable()
            try:
                await ui.press("[")
                assert left() is None
            finally:
                gc.enable()

    run(scene)


def test_garbage_is_looked_for_as_before_once_the_ui_has_ended(sample_ledger: str) -> None:
    async def scene() -> None:
        before = gc.get_threshold(), gc.isenabled(), gc.get_freeze_count()
        async with opened(sample_ledger):
            assert (gc.get_threshold(), gc.isenabled()) == (THRESHOLDS, True)
            assert gc.get_freeze_count() > before[2]
        assert (gc.get_threshold(), gc.isenabled()) == before[:2]
        assert gc.get_freeze_count() == 0

    run(scene)


def test_old_garbage_is_looked_for_at_rest_and_not_before(sample_ledger: str) -> None:
    async def scene() -> None:
        async with opened(sample_ledger) as ui:
            ring = Ring()
            held = weakref.ref(ring)
            for _ in range(UNTIDY):
                gc.collect(0)
            del ring
            await ui.press("j")
            ui.app.tidy_at_rest()
            assert held() is not None, "a key was pressed a moment ago"
            ui.app._acted_at = monotonic() - REST_S
            ui.app.tidy_at_rest()
            assert held() is None

    run(scene)


def test_nothing_is_looked_for_where_there_is_next_to_nothing_to_find() -> None:
    gc.collect()
    ring = Ring()
    held = weakref.ref(ring)
    gc.collect(0)
    del ring
    Garbage().tidy()

    assert held() is not None
    gc.collect()
    assert held() is None


def test_the_figures_of_the_incident_that_is_open_are_worked_out_once(sample_ledger: str) -> None:
    archive = Archive(sample_ledger)
    whole = archive.whole("qamishli-2016", "range")

    assert archive._latest("qamishli-2016", "range") is whole.dossier
    assert archive._latest("qamishli-2016", "latest").method.name == "latest"
    archive.whole("qamishli-2016", "range", whole.snapshot.claims[0].recorded_us)
    assert archive._latest("qamishli-2016", "range").snapshot.known_at_us is None
    archive.close()


def test_where_it_was_not_looked_for_before_it_is_not_afterwards() -> None:
    gc.disable()
    try:
        garbage = Garbage()
        garbage.begin()
        garbage.look_seldom()
        garbage.end()
        assert not gc.isenabled()
    finally:
        gc.enable()
