"""`tracker why`, and what it shares with `show`, `diff` and methods of others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import forks
from tests.cli.conftest import Tracker
from tests.distributions import install
from tests.forks import Done

WHY_KEYS = [
    *("incident", "metric", "population", "scope", "as_of", "known_at", "method", "eligible"),
    *("standing", "voices", "rule", "claims"),
]


def test_why_has_the_promised_keys(tracker: Tracker) -> None:
    shape = tracker.json("why", "qamishli", "killed", "--as-of", "2016-07-28")

    assert list(shape) == WHY_KEYS
    assert shape["as_of"] == "2016-07-28T21:00:00Z"
    ids = {row["ref"]: row["id"] for row in shape["claims"]}
    assert shape["eligible"] == {
        "claims": [ids[ref] for ref in ("q-1", "q-2", "q-3", "q-5")],
        "not_eligible": [],
    }
    assert set(shape["standing"]) == {"claims", "fallen", "acts"}
    (fallen,) = shape["standing"]["fallen"]
    assert fallen == {
        "claim": ids["q-1"],
        "reason": "superseded",
        "by": ids["q-5"],
        "from": "2016-07-28T21:00:00Z",
    }
    amaq = next(one for one in shape["voices"] if one["voice"] == "amaq")
    assert set(amaq) == {
        *("voice", "name", "kind", "reliability", "affiliation", "claim", "party"),
        *("questionable", "disputed_by", "sources"),
    }
    assert amaq["party"] == "its kind is armed group media"
    assert amaq["sources"] == [{"source": "amaq", "through": [], "claims": [ids["q-3"]]}]
    rule = shape["rule"]
    ends = {"low", "best", "high", "low_from", "high_from"}
    assert set(rule) == {"rule", "disputed", "claims", "weighed", *ends}
    assert {one["claim"] for one in rule["weighed"]} == set(shape["standing"]["claims"])
    assert all(set(one) == {"claim", "used", "reason", "made_of_it"} for one in rule["weighed"])


def test_why_and_show_give_the_same_number_by_every_built_in_method(tracker: Tracker) -> None:
    for method in ("consensus", "latest", "range", "gtd", "acled", "ucdp", "priority", "majority"):
        shown = tracker.json("show", "qamishli", "--method", method)["estimates"][0]
        rule = tracker.json("why", "qamishli", "--method", method)["rule"]
        assert {key: shown[key] for key in ("low", "best", "high", "rule", "claims")} == {
            key: rule[key] for key in ("low", "best", "high", "rule", "claims")
        }


def test_a_count_is_given_in_one_word_or_in_options(tracker: Tracker) -> None:
    tracker("add", "qamishli", "--source", "un", "--killed", "4", "--population", "children",
            "--scope", "Amuda / west")  # fmt: skip
    word = tracker.json("why", "qamishli", "killed/children/Amuda / west")
    options = tracker.json("why", "qamishli", "--population", "children", "--scope", "Amuda / west")

    assert word == options
    assert word["rule"]["best"] == 4


def test_a_place_where_a_population_belongs_is_refused_with_the_way_to_write_it(
    tracker: Tracker,
) -> None:
    refused = tracker("why", "qamishli", "killed/Turkey", code=2)
    assert "a place goes after a second slash: killed//Turkey" in refused.stderr
    assert "did you mean killed" in tracker("why", "qamishli", "kiled", code=2).stderr
    twice = tracker("why", "qamishli", "killed", "--scope", "x", code=2)
    assert "give the count once" in twice.stderr
    assert "the counts are injured; killed" in tracker("why", "qamishli", "missing", code=5).stderr


def test_what_was_recorded_after_the_known_at_moment_is_named(tracker: Tracker) -> None:
    recorded = tracker.claim("q-5")["recorded_at"]
    tracker("add", "qamishli", "--source", "late", "--killed", "60", "--asserted-at", "2016-07-29")

    shape = tracker.json("why", "qamishli", "--known-at", recorded)

    (late,) = shape["eligible"]["not_eligible"]
    assert late["reason"] == "not_yet_recorded"
    assert late["from"] > recorded
    assert late["claim"] not in {row["id"] for row in shape["claims"]}
    text = tracker("why", "qamishli", "--known-at", recorded).stdout
    assert "Not yet recorded" in text
    assert late["claim"][:8] in text


def test_show_ends_with_the_command_that_explains_its_first_number(tracker: Tracker) -> None:
    shown = tracker("show", "qamishli", "--as-of", "2016-07-27T18:00", "--method", "gtd").stdout

    words = " ".join(shown.split()).split("claim by claim: ")[1].split()
    assert words[:4] == ["tracker", "why", "qamishli", "killed"]
    explained = tracker.json(*words[1:])
    assert explained["as_of"] == "2016-07-27T15:00:00Z"
    assert explained["method"] == "gtd"


def test_that_command_means_the_same_moment_where_the_zone_was_another_then(
    empty: Tracker,
) -> None:
    late = "incident,source,metric,figure,published_at\ncamp,mayor,killed,9,2016-07-27T22:30Z\n"
    empty("import", empty.file("late.csv", late))
    known = empty.json("claims", "camp")["claims"][0]["recorded_at"]
    empty("incident", "edit", "camp", "--timezone", "Asia/Damascus")
    shown = empty("show", "camp", "--as-of", "2016-07-28T00:00Z", "--known-at", known).stdout

    words = " ".join(shown.split()).split("claim by claim: ")[1].split()[1:]

    assert "killed       9     9     9" in shown
    assert words[words.index("--as-of") + 1] == "2016-07-28T00:00+00:00"
    assert empty.json(*words)["rule"]["best"] == 9


class TestDiffByRecording:
    def test_what_was_recorded_between_two_moments_is_what_changed(self, tracker: Tracker) -> None:
        before = tracker.claim("q-5")["recorded_at"]
        tracker("correct", "q-5", "--killed", "53", "--reason", "misread")
        after = tracker.claim("q-5")["recorded_at"]

        shape = tracker.json(
            "diff", "qamishli", "--known-from", before, "--known-to", after, "--method", "latest"
        )

        assert (shape["from"], shape["known_from"], shape["known_to"]) == (None, before, after)
        (change,) = shape["changes"]
        assert (change["before"]["best"], change["after"]["best"]) == (52, 53)
        assert [one["change"] for one in change["because"]] == ["corrected"]
        assert [one["reason"] for one in change["gone"]] == ["corrected"]
        text = tracker("diff", "qamishli", "--known-from", before, "--known-to", after).stdout
        assert "misread" in text

    def test_moments_come_in_pairs(self, tracker: Tracker) -> None:
        for words, missing in (
            (("--from", "2016-07-27"), "--to"),
            (("--known-to", "2027-01-01"), "--known-from"),
            ((), "--from"),
        ):
            refused = tracker("diff", "qamishli", *words, code=2)
            assert f"Missing option '{missing}'" in refused.stderr

    def test_the_earlier_moment_comes_first(self, tracker: Tracker) -> None:
        before = tracker.claim("q-5")["recorded_at"]
        tracker("void", "q-5", "--reason", "not ours")
        for words, told in (
            (
                ("--from", "2016-07-28", "--to", "2016-07-27"),
                "--from 2016-07-28 (2016-07-28T21:00:00Z) is after --to 2016-07-27",
            ),
            (("--from", "2016-07-27", "--to", "2016-07-27T16:00"), "give the earlier one first"),
            (("--known-from", "2100-01-01", "--known-to", before), "is after --known-to"),
            (
                (
                    *("--from", "2016-07-27", "--to", "2016-07-28"),
                    *("--known-from", "2100-01-01", "--known-to", before),
                ),
                "is after --known-to",
            ),
        ):
            assert told in tracker("diff", "qamishli", *words, code=2).stderr

    def test_between_a_moment_and_itself_nothing_changed(self, tracker: Tracker) -> None:
        shape = tracker.json("diff", "qamishli", "--from", "2016-07-28", "--to", "2016-07-28")
        assert shape["changes"] == []


class TestMethodsOfOthers:
    """As a person has them: installed where Python looks, in a process of its own."""

    @pytest.fixture
    def run(self, tracker: Tracker, tmp_path: Path) -> "Run":
        installed = tmp_path / "installed"
        installed.mkdir()
        install(installed, "toy-methods", {"oldest": "toy_methods:oldest"})
        install(installed, "toy-broken", {"sound": "toy_broken:sound"}, "import nowhere")
        return Run(tracker, installed)

    def test_are_listed_used_and_explained(self, run: "Run") -> None:
        done = run.each(
            "methods",
            "show qamishli --method oldest",
            "why qamishli --method oldest",
            "history qamishli --method oldest",
            "show qamishli",
            "show qamishli --method sound",
        )
        listed, show, why, history, usual, broken = done
        assert [one.code for one in done] == [0, 0, 0, 0, 0, 2]
        assert "oldest" in listed.stdout
        words = " ".join(listed.stdout.split())
        assert "registered by toy-methods 1.0" in words
        assert "Rule: the oldest claim with a number" in show.stdout
        assert "4. Rule – oldest" in why.stdout
        assert "number 1 by age" in why.stdout
        assert history.stdout
        # One that is broken is named, and stands in nobody's way.
        assert "method 'sound' of toy-broken 1.0 cannot be loaded" in words
        assert usual.stdout
        assert broken.stdout == ""
        assert "install toy-broken again, or uninstall it" in broken.stderr
        assert "Traceback" not in broken.stderr

    def test_are_not_looked_for_by_a_command_that_uses_none(self, run: "Run") -> None:
        loaded = run.traced("show", "qamishli", "--method", "gtd:window_hours=3").split()
        assert "tracker.reconcile.methods.registered" not in loaded
        assert "tracker.reconcile.methods.gtd" in loaded


class Run:
    """Runs commands in processes that find what is installed in a folder."""

    def __init__(self, tracker: Tracker, folder: Path) -> None:
        self.tracker = tracker
        self.environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(folder), *sys.path]),
            "TRACKER_DB": tracker.db,
        }

    def each(self, *commands: str) -> list[Done]:
        """How each command ended."""
        with forks.waiting() as waiting:
            return [
                waiting.run(words.split(), self.environment, self.tracker.folder)
                for words in commands
            ]

    def traced(self, *words: str) -> str:
        """The modules that one command loaded."""
        script = (
            "import sys\nfrom tracker.cli import main\n"
            "try: main()\nfinally: print('\\n'.join(sys.modules), file=sys.stderr)"
        )
        return subprocess.run(
            [sys.executable, "-c", script, *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env=self.environment,
        ).stderr
