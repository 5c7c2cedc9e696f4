"""Options in a method's name, and the reasons that each method gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_claim, a_snapshot, a_source
from tracker.errors import OptionError
from tracker.model import Kind, Reliability, Snapshot
from tracker.reconcile import METHODS, Estimate, dossier, method_named
from tracker.reconcile.methods.options import parts_of, read_order, write_order


def a_day() -> Snapshot:
    """A monitor at noon, the police and a doubtful blog at night; a hospital the day before."""
    return a_snapshot(
        a_claim(1, "hospital", low=30, said="2016-07-26T20:00"),
        a_claim(2, "monitor", low=48, said="2016-07-27T12:00"),
        a_claim(3, "police", low=44, said="2016-07-27T23:00"),
        a_claim(4, "blog", low=90, said="2016-07-27T23:30"),
        sources=(
            a_source("monitor", Kind.MONITOR),
            a_source("police", Kind.POLICE),
            a_source("blog", Kind.SOCIAL_MEDIA, reliability=Reliability.E),
        ),
    )


def estimate(method: str) -> Estimate:
    return dossier(a_day(), method).pictures[0].estimate


class TestOptions:
    def test_a_wider_window_of_gtd_compares_more_voices(self) -> None:
        assert estimate("gtd:window_hours=1").best == 44
        assert estimate("gtd:window_hours=48").best == 30
        assert "window 48 hours" in estimate("gtd:window_hours=48").rule

    def test_an_order_of_priority_is_kept_and_leaves_other_kinds_out(self) -> None:
        assert estimate("priority").best == 30
        assert estimate("priority:order=police+hospital").best == 44
        assert estimate("priority:order=coroner").figures == (None, None, None)

    def test_the_defaults_written_out_change_nothing(self) -> None:
        assert estimate("gtd:window_hours=24").figures == estimate("gtd").figures
        every = write_order(tuple(Kind))
        assert method_named(f"priority:order={every}").name == f"priority:order={every}"

    def test_the_name_says_which_options_were_given_in_one_spelling(self) -> None:
        assert dossier(a_day(), "gtd: window_hours = 0048 ").method.name == "gtd:window_hours=48"

    @pytest.mark.parametrize(
        ("name", "problem"),
        [
            ("gtd:window_hours=-1", "a whole number of hours from 0 to 8,760"),
            ("gtd:window_hours=8761", "a whole number of hours"),
            ("gtd:window_hours=1.5", "a whole number of hours"),
            ("gtd:window_hours=٤٨", "a whole number of hours"),
            ("gtd:window_hours=", "no option is in 'window_hours='"),
            ("gtd:=3", "no option is in '=3'"),
            ("gtd:", "no option is in ''"),
            ("gtd:order=police", "gtd has no option 'order'"),
            ("majority:window_hours=3", "majority takes no options"),
            ("priority:order=", "no option is in 'order='"),
            ("priority:order=police,hospital", "no option is in 'hospital'"),
            ("nobody:window_hours=3", "no method 'nobody'"),
        ],
    )
    def test_what_no_option_takes_is_refused(self, name: str, problem: str) -> None:
        with pytest.raises(OptionError) as refused:
            method_named(name)
        assert problem in str(refused.value)

    @given(st.lists(st.sampled_from(list(Kind)), min_size=1, unique=True))
    def test_an_order_is_read_as_it_was_written(self, order: list[Kind]) -> None:
        assert read_order(write_order(tuple(order))) == tuple(order)

    @given(st.text())
    def test_any_text_is_a_name_with_options_or_is_refused(self, text: str) -> None:
        try:
            method, given = parts_of(text)
        except OptionError:
            return
        assert ":" not in method
        assert all(given) and all(given.values())


class TestReasons:
    @pytest.mark.parametrize(
        ("method", "reasons"),
        [
            ("acled", {"c2": "not the least", "c3": "not the least", "c4": "not the least"}),
            ("majority", {"c2": "another number", "c4": "another number"}),
            (
                "priority:order=police+hospital",
                {"c1": "a kind further down the order", "c4": "a kind not in the order"},
            ),
            ("gtd:window_hours=1", {"c1": "older than the window", "c4": "reliability E"}),
            ("latest", {"c1": "older", "c4": "reliability E"}),
        ],
    )
    def test_a_claim_is_set_aside_for_what_the_method_looked_at(
        self, method: str, reasons: dict[str, str]
    ) -> None:
        told = dict(estimate(method).set_aside)
        assert {claim: told[claim] for claim in reasons} == reasons

    @pytest.mark.parametrize("method", ["acled", "gtd"])
    def test_of_two_that_give_the_least_number_the_newest_is_taken(self, method: str) -> None:
        rows = (
            a_claim(1, "hospital", low=30, high=None),
            a_claim(2, "police", low=30),
            a_claim(3, "morgue", low=44),
            a_claim(4, "ministry", low=45),
        )
        (picture,) = dossier(a_snapshot(*rows), method).pictures

        assert picture.estimate.figures == (30, 30, 30)
        assert dict(picture.estimate.set_aside)["c1"] == "as low, and not the newest"

    @pytest.mark.parametrize("method", [name for name in METHODS if name != "consensus"])
    def test_the_rule_of_a_single_voice_does_not_speak_of_several(self, method: str) -> None:
        (picture,) = dossier(a_snapshot(a_claim(1)), method).pictures
        assert "voices" not in picture.estimate.rule
