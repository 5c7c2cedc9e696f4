"""Every mistake a person can meet when importing: a file that makes it, the exact text it gets.

Each file in import/ has a .txt of the same stem with the messages, one a line. To take a
new file in, write both; `python -m tests.gallery.test_import_mistakes` prints what is said.
"""

import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from tracker.importing import ImportReport, import_files
from tracker.ledger import Ledger

GALLERY = Path(__file__).with_name("import")
MISTAKES = sorted(path for path in GALLERY.iterdir() if path.suffix != ".txt")
FIFTY_MB = 50_000_000
HEADER = "incident,source,metric,figure,note\n"


def imported(path: Path) -> tuple[ImportReport, int]:
    """The report on one file, and the number of entries in the ledger after it."""
    ledger = Ledger.open(":memory:")
    report = import_files(ledger, [str(path)])
    return report, ledger.head().size


def said_of(path: Path) -> str:
    """Every fault of the file as a person sees it, one a line."""
    faults = imported(path)[0].errors
    return "".join(f"{fault}\n" for fault in faults).replace(f"{path.parent}/", "")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_gets_its_message_and_nothing_is_stored(mistake: Path) -> None:
    report, size = imported(mistake)

    assert said_of(mistake) == mistake.with_suffix(".txt").read_text(encoding="utf-8")
    assert report.errors
    assert size == 0
    assert not report.stored


def test_every_message_belongs_to_a_mistake() -> None:
    messages = {path.stem for path in GALLERY.glob("*.txt")}

    assert messages == {path.stem for path in MISTAKES}


def test_a_refused_call_does_not_speak_of_sources_it_did_not_make(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    rows = "incident,source,metric,figure\nq,Some Body,killed,4\nq,Other,killed,blah\n"
    file.write_text(rows, encoding="utf-8")

    report, size = imported(file)

    assert report.files[0].remarks == ()
    assert size == 0


TINY_VALUES = [
    (
        '[{"incident":[' + "[]," * 500 + "[]]}]",
        "a.json: 1,004 of its 1,519 characters are commas and opening brackets; rows of claims "
        "have words and figures between them, and nothing was read",
    ),
    (
        '[\n{"incident":[' + '"as long", ' * 500 + '""]}]',
        "a.json:2: more than 100 commas and brackets stand in one value here; no row of claims "
        "needs them",
    ),
    ("[" + "null,    " * 500 + "null]", "a.json:1: each row must be an object in braces"),
]


@pytest.mark.parametrize(("text", "message"), TINY_VALUES)
def test_a_json_file_of_tiny_values_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    """As it stands a file has millions of them before this is said."""
    for name, most in (("text.MOST_SIGNS", 100), ("text.FEWEST_JUDGED", 900), ("text._BLOCK", 50)):
        monkeypatch.setattr(f"tracker.importing.readers.json_{name}", most)
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8")

    assert said_of(path) == f"{message}\n"


ROW_IN_JSON = '{"incident": "q", "source": "a", "metric": "killed", "figure": 1, "note": "CELL"}'
HUGE = [
    (
        "line.csv",
        HEADER + "q,a,killed,40,CELL\n",
        "line.csv:2: this line holds more than 1,000,000 characters; no claim needs them",
    ),
    (
        "cell.csv",
        HEADER + 'q,a,killed,40,"LINES"\n',
        "cell.csv:2: a cell holds more than 131,072 characters; no text of a claim may",
    ),
    (
        "header.csv",
        "CELL",
        "header.csv:1: this line holds more than 1,000,000 characters; no claim needs them",
    ),
    (
        "lines.jsonl",
        ROW_IN_JSON,
        "lines.jsonl:1: this line holds more than 4,000,000 characters; no claim needs them",
    ),
    (
        "list.json",
        f"[{ROW_IN_JSON}]",
        "list.json:1: column 'note': the text has 50,000,000 characters; at most 20,000 are kept",
    ),
]


@pytest.mark.parametrize(("name", "text", "message"), HUGE, ids=[name for name, *_ in HUGE])
def test_fifty_megabytes_in_one_cell_are_refused_at_once(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    path = tmp_path / name
    lines = "xxxxxxxxx\n" * (FIFTY_MB // 10)
    path.write_text(text.replace("CELL", "x" * FIFTY_MB).replace("LINES", lines))
    del lines
    began = time.perf_counter()
    tracemalloc.start()

    said = said_of(path)

    most, seconds = tracemalloc.get_traced_memory()[1], time.perf_counter() - began
    tracemalloc.stop()
    assert said == message + "\n"
    assert seconds < 20, "it does not hang, on any machine"
    assert most < (20_000_000 if name != "list.json" else 6 * FIFTY_MB), "one JSON is held whole"


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]) if sys.argv[1:] else MISTAKES:
        sys.stdout.write(f"{said_of(path)}")
