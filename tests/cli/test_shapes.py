"""What --json prints is a promise to scripts: every key of the design, on a real small ledger."""

from tests.cli.conftest import Tracker

CLAIM_KEYS = {
    *("id", "ref", "incident", "source", "voice", "via", "metric", "population", "scope", "mode"),
    *("act", "figure", "low", "high", "qualifier", "asserted_at", "published_at", "recorded_at"),
    *("url", "note", "state"),
}


def test_show_has_the_promised_keys(tracker: Tracker) -> None:
    shape = tracker.json("show", "qamishli", "--as-of", "2016-07-28")

    promised = ["incident", "as_of", "known_at", "method", "ledger", "estimates", "findings"]
    assert list(shape) == promised
    assert {"slug", "title", "timezone", "occurred_at"} <= set(shape["incident"])
    assert shape["as_of"] == "2016-07-28T21:00:00Z"
    assert shape["known_at"] is None
    assert shape["method"] == "consensus"
    assert set(shape["ledger"]) == {"size", "root"}
    killed = shape["estimates"][0]
    assert set(killed) >= {
        *("metric", "population", "scope", "low", "best", "high", "rule", "voices", "claims"),
        *("set_aside", "disputed"),
    }
    assert all(set(one) == {"claim", "reason"} for one in killed["set_aside"])
    assert all({"kind", "message", "claims"} <= set(one) for one in shape["findings"])
    assert len(shape["findings"]) > 0


def test_history_has_the_promised_keys(tracker: Tracker) -> None:
    shape = tracker.json("history", "qamishli", "--metric", "killed", "--method", "latest")

    promised = ["incident", "metric", "population", "scope", "method", "steps", "revisions"]
    assert list(shape) == promised
    assert (shape["incident"], shape["metric"], shape["population"], shape["scope"]) == (
        "qamishli", "killed", "all", "",
    )  # fmt: skip
    assert all(
        set(step) >= {"at", "low", "best", "high", "change", "claim", "source", "rule"}
        for step in shape["steps"]
    )
    assert set(shape["revisions"]) >= {
        *("steps", "raised", "lowered", "withdrawn", "first", "latest", "minimum", "maximum"),
        "settled_at",
    }
    assert [step["best"] for step in shape["steps"]] == [44, 44, 52]


def test_history_of_a_count_that_nobody_speaks_of_names_those_there_are(tracker: Tracker) -> None:
    result = tracker("history", "qamishli", "--scope", "Amuda", code=5)

    assert "no count 'killed / all, Amuda'" in result.stderr
    assert "injured / all" in result.stderr


def test_history_before_anything_was_public_is_empty_and_no_error(tracker: Tracker) -> None:
    shape = tracker.json("history", "qamishli", "--as-of", "2016-07-26")

    assert shape["steps"] == []
    assert shape["revisions"]["latest"] is None
    assert "qamishli" in tracker("history", "qamishli", "--as-of", "2016-07-26").stdout


def test_claims_has_the_promised_keys_and_every_row(tracker: Tracker) -> None:
    shape = tracker.json("claims", "qamishli")

    assert list(shape) == ["claims"]
    assert [row["ref"] for row in shape["claims"]] == ["q-1", "q-2", "q-3", "q-4", "q-5"]
    assert all(set(row) >= CLAIM_KEYS for row in shape["claims"])
    assert all(len(row["id"]) == 64 for row in shape["claims"])


def test_claims_can_be_narrowed_by_count_and_state(tracker: Tracker) -> None:
    def refs(*words: str) -> list[str]:
        return [row["ref"] for row in tracker.json("claims", "qamishli", *words)["claims"]]

    assert refs("--metric", "injured") == ["q-4"]
    assert refs("--state", "superseded") == ["q-1"]
    assert refs("--as-of", "2016-07-27", "--state", "not_yet_public") == ["q-5"]
    assert refs("--scope", "Amuda") == []


def test_diff_has_the_promised_keys(tracker: Tracker) -> None:
    shape = tracker.json(
        "diff", "qamishli", "--from", "2016-07-27", "--to", "2016-07-28", "--method", "latest"
    )

    assert list(shape) == ["from", "to", "changes"]
    (change,) = shape["changes"]
    assert {"metric", "population", "scope", "before", "after", "because"} <= set(change)
    assert change["before"] == {"low": 44, "best": 44, "high": 44}
    assert change["after"] == {"low": 52, "best": 52, "high": 52}
    (because,) = change["because"]
    assert because == {
        "claim": tracker.claim("q-5")["id"],
        "source": "city-hospital",
        "change": "raised",
    }


def test_verify_has_the_promised_keys(tracker: Tracker) -> None:
    shape = tracker.json("verify")

    assert list(shape) == ["ok", "size", "root", "problems", "checkpoints"]
    assert shape["ok"] is True
    assert shape["problems"] == []
    assert len(shape["root"]) == 64


def test_lists_are_one_document_each(tracker: Tracker) -> None:
    incidents, sources, methods = (
        tracker.json(name) for name in ("incidents", "sources", "methods")
    )

    assert list(incidents) == ["incidents"]
    assert incidents["incidents"][0]["slug"] == "qamishli"
    assert incidents["incidents"][0]["claims"] == 5
    assert list(sources) == ["sources"]
    assert {one["slug"]: one["claims"] for one in sources["sources"]} == {
        "city-hospital": 3,
        "asayish": 1,
        "amaq": 1,
    }
    assert [one["name"] for one in methods["methods"] if one["default"]] == ["consensus"]


def test_json_leaves_stderr_empty(tracker: Tracker) -> None:
    for words in (("show", "qamishli"), ("claims", "qamishli"), ("verify",), ("sources",)):
        assert tracker(*words, "--json").stderr == ""
