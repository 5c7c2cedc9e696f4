"""The extractor against sentences that were labelled by hand."""

import json
from pathlib import Path

import pytest

from benchmarks.extract_score import Score, main, read_gold, scored
from tracker.extract import extract

GOLD = Path(__file__).with_name("gold")
LEAST = {
    "dev": (0.97, 0.90, 0.75, 0.02),
    "fresh": (0.97, 0.90, 0.75, 0.02),
    "third": (0.97, 0.80, 0.75, 0.02),
    "fourth": (0.97, 0.90, 0.75, 0.02),
    "fifth": (0.97, 0.90, 0.75, 0.02),
    "sixth": (0.97, 0.80, 0.75, 0.02),
    "seventh": (0.97, 0.90, 0.75, 0.02),
}
"""Precision, recall, attribution at least, and share of negatives drafted at most."""


@pytest.mark.parametrize("name", LEAST)
def test_labelled_sentences_are_read_as_well_as_is_promised(name: str) -> None:
    shape = scored(read_gold(GOLD / f"{name}.jsonl")).shape(0)
    precision, recall, attribution, negatives = LEAST[name]

    assert shape["precision"] >= precision
    assert shape["recall"] >= recall
    assert shape["attribution"] >= attribution
    assert shape["negatives_drafted"] <= negatives


@pytest.mark.parametrize("file", sorted(GOLD.glob("*.jsonl")), ids=lambda file: file.stem)
def test_labels_are_words_of_their_passage(file: Path) -> None:
    for row in read_gold(file):
        for label in (*row["claims"], *row.get("optional", ())):
            assert label["stated"] in row["text"]
            assert label["attributed_to"] is None or label["attributed_to"] in row["text"]


@pytest.mark.parametrize("file", sorted(GOLD.glob("*.jsonl")), ids=lambda file: file.stem)
def test_every_draft_of_a_labelled_passage_stands_where_it_says(file: Path) -> None:
    for row in read_gold(file):
        for draft in extract(row["text"]):
            assert row["text"][draft.text_start : draft.text_end] == draft.figure


def a_row(
    text: str, *labels: tuple[str, int, int, str | None], **rest: object
) -> dict[str, object]:
    claims = [
        {"metric": metric, "population": "all", "stated": str(low), "low": low, "high": high,
         "attributed_to": whose}
        for metric, low, high, whose in labels
    ]  # fmt: skip
    return {"text": text, "claims": claims, "tags": [], **rest}


def test_what_is_wrong_missed_and_drafted_of_nothing_is_counted() -> None:
    score = scored(
        [
            a_row("Nine died, police said.", ("killed", 9, 9, "police")),
            a_row("Nine died, police said.", ("killed", 8, 8, None)),
            a_row("Nine people died."),
            a_row("Nobody came.", optional=[]),
        ]
    )

    assert (score.right, score.wrong, score.missed) == (1, 2, 1)
    assert (score.negatives, score.negatives_drafted) == (2, 1)
    assert score.shape(500)["precision"] == 0.3333


def test_another_event_counts_neither_for_nor_against() -> None:
    optional = a_row("", ("killed", 9, 9, None))["claims"]

    score = scored([a_row("Nine people died.", optional=optional)])

    assert (score.right, score.wrong, score.missed, score.negatives) == (0, 0, 0, 0)


def test_nothing_to_be_right_about_is_no_fault() -> None:
    assert Score().shape(0)["precision"] == 1.0


def test_the_score_is_written_for_scripts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(a_row("Nine died.", ("killed", 9, 9, None))) + "\n", "utf-8")

    assert main(["--gold", str(gold), "--json", str(tmp_path / "score.json"), "--faults"]) == 0

    shape = json.loads((tmp_path / "score.json").read_text("utf-8"))
    assert list(shape) == [
        *("precision", "recall", "population", "attribution", "negatives_drafted"),
        "sentences_per_second",
    ]
    assert (shape["precision"], shape["recall"]) == (1.0, 1.0)
    assert shape["sentences_per_second"] > 0
    assert "1 right, 0 wrong, 0 missed" in capsys.readouterr().out
