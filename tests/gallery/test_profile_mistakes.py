"""Every mistake in a profile, and every mistake of a file that is read by one, with its text.

Each .toml in profiles/ is a profile that is refused; each .csv is a file whose rows are, read by
ours.toml. Both have a .txt of the same stem with the messages. To take a new one in, write both;
`python -m tests.gallery.test_profile_mistakes` prints what is said.
"""

import sys
from pathlib import Path

import pytest

from tracker.errors import DataError
from tracker.importing import ImportOptions, import_files
from tracker.importing.profiles.loading import load_profile, profile_of
from tracker.ledger import Ledger

GALLERY = Path(__file__).with_name("profiles")
OURS = GALLERY / "ours.toml"
PROFILES = sorted(path for path in GALLERY.glob("*.toml") if path != OURS)
ROWS = sorted(GALLERY.glob("*.csv"))


def said_of(path: Path) -> str:
    """What a person is told of the mistake."""
    if path.suffix == ".toml":
        try:
            profile_of(path.read_text(encoding="utf-8"), path.name)
        except DataError as problem:
            return f"{problem}\n"
        return ""
    ledger, options = Ledger.open(":memory:"), ImportOptions(profile=load_profile(OURS))
    report = import_files(ledger, [str(path)], options)
    assert (report.stored, report.size) == (False, 0)
    return "".join(f"{fault}\n" for fault in report.errors).replace(f"{path.parent}/", "")


@pytest.mark.parametrize("mistake", PROFILES + ROWS, ids=lambda path: path.stem)
def test_a_mistake_gets_its_message_and_nothing_is_stored(mistake: Path) -> None:
    said = said_of(mistake)

    assert said
    assert said == mistake.with_suffix(".txt").read_text(encoding="utf-8")


def test_every_message_belongs_to_a_mistake() -> None:
    messages = {path.stem for path in GALLERY.glob("*.txt")}

    assert messages == {path.stem for path in PROFILES + ROWS}


def test_the_profile_of_the_rows_has_no_mistake() -> None:
    assert load_profile(OURS).name == "ours"


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]) if sys.argv[1:] else PROFILES + ROWS:
        sys.stdout.write(f"{path.name}: {said_of(path)}")
